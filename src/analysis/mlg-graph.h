/* Actors and partnerships as a graph: an immutable snapshot that may cross threads. Knows no
 * file: exchange, cli and ui fill it (DESIGN §2: analysis includes model only).
 */

#pragma once

#include <glib.h>
#include "model/mlg-id.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_TIE_PARTNERSHIP,     /* solid: active and above */
  MLG_TIE_MEMBERSHIP,
  MLG_TIE_COPRESENCE,
} MlgTieKind;

typedef struct
{
  MlgId       id;          /* the actor */
  char       *name;
  char       *short_name;  /* an acronym, or another name that is shorter; NULL: none */
  guint       category;    /* index in user_category, G_MAXUINT: none */
  guint       kind;        /* index in actor_kind plus one; 0: not said */
  guint       headcount;   /* of an undetailed group; 0: one actor */
  guint       n_actors;    /* of a graph of groups (mlg-grouping.h): how many; 0: this is an actor */
} MlgGraphNode;

#define MLG_N_TIE_ECONOMIES 4      /* market, non-market, non-monetary, unqualified */

typedef struct
{
  MlgId       id;          /* the partnership, or the membership */
  guint       a, b;        /* nodes */
  MlgTieKind  kind;
  gboolean    established; /* active, privileged or formalised */
  char       *status;      /* term id of partnership_status, or NULL */
  guint       n_axes;      /* at least 1 */
  guint       n_market, n_non_market, n_non_monetary, n_unqualified;   /* axes by economy */
  guint       n_forth[MLG_N_TIE_ECONOMIES];      /* of these, from a to b… */
  guint       n_back[MLG_N_TIE_ECONOMIES];       /* … and from b to a; the others go both ways */
} MlgGraphEdge;

typedef struct _MlgGraph MlgGraph;      /* atomically reference counted, immutable */

MlgGraph           *mlg_graph_new       (GArray *nodes /* of MlgGraphNode, taken */, GArray *edges /* of MlgGraphEdge, taken */);
MlgGraph           *mlg_graph_ref       (MlgGraph *self);
void                mlg_graph_unref     (MlgGraph *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgGraph, mlg_graph_unref)

guint               mlg_graph_get_n_nodes (MlgGraph *self);
guint               mlg_graph_get_n_edges (MlgGraph *self);
const MlgGraphNode *mlg_graph_get_nodes (MlgGraph *self);
const MlgGraphEdge *mlg_graph_get_edges (MlgGraph *self);
guint               mlg_graph_find      (MlgGraph *self, const MlgId *id);   /* G_MAXUINT if none */

/* The same graph without the nodes and edges for which @keeps says FALSE (an edge goes with its ends). */
typedef gboolean (*MlgGraphKeep) (const MlgId *id, gpointer data);
MlgGraph  *mlg_graph_new_part      (MlgGraph     *graph,
                                    MlgGraphKeep  keeps,
                                    gpointer      data);

/* For g_ptr_array_sort, of GArray of nodes: the largest first, then by their first node. */
int        mlg_graph_compare_parts (gconstpointer one, gconstpointer other);

G_END_DECLS
