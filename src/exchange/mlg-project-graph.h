/* The partnership graph of a project: a snapshot for analysis and drawing
 * (docs/domain.md §4.3). Every actor is a node, the isolated ones too; two actors have at most
 * one edge of each kind: partnership, membership, co-presence.
 */

#pragma once

#include "analysis/mlg-graph.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_GRAPH_PARTNERSHIPS = 0,
  MLG_GRAPH_FACTS_ONLY   = 1 << 0,   /* established partnerships alone */
  MLG_GRAPH_MEMBERSHIPS  = 1 << 1,   /* the actor of a network – its members */
  MLG_GRAPH_COPRESENCE   = 1 << 2,   /* structures represented in the same workshop */
} MlgGraphLayers;

/* Thread: main. The graph itself may go to any thread. Never NULL. */
MlgGraph *mlg_project_graph_new (MlgProject     *project,
                                 MlgGraphLayers  layers);

/* The same in a thread, with a store of its own (MLG_STORE_BESIDE). */
MlgGraph *mlg_store_graph_new   (MlgStore       *store,
                                 MlgGraphLayers  layers);

/* Is this state of a partnership a fact: active, privileged, formalised? @state may be NULL. */
gboolean  mlg_partnership_is_established (const char *state);

/* Position of a term in the vocabulary user_category; G_MAXUINT for none. */
guint     mlg_user_category_index        (const char *category);

G_END_DECLS
