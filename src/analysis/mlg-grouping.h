/* The actors of a graph in groups: of a category, a territory, a network, a community. For colours,
 * for placements, and for a graph of the groups themselves when the actors are too many to be seen.
 *
 * Immutable once made; any thread.
 */

#pragma once

#include "analysis/mlg-measures.h"

G_BEGIN_DECLS

typedef struct
{
  guint       n;               /* groups, the largest first unless they have an order of their own */
  char      **names;           /* per group, for people */
  GPtrArray  *members;         /* per group: GArray of guint nodes; an actor may be in several */
  guint      *of;              /* per node: the first of its groups; G_MAXUINT: none */
  gboolean    ordered;         /* the groups follow each other: stages, degrees */
  char       *none;            /* what those in no group are called; NULL: nothing said */
} MlgGrouping;

/* @sets: GArray of guint nodes per group (taken); @names: as many (taken). Empty groups go. */
MlgGrouping *mlg_grouping_new             (guint        n_nodes,
                                           GPtrArray   *sets,
                                           GPtrArray   *names,
                                           gboolean     ordered,
                                           const char  *none);
MlgGrouping *mlg_grouping_ref             (MlgGrouping *self);
void         mlg_grouping_unref           (MlgGrouping *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgGrouping, mlg_grouping_unref)

/* Actors that have more to do with each other than with the rest (modularity). Each community is
 * called by @name_of, a format with one %s, after the actor that has most links in it. */
MlgGrouping *mlg_grouping_new_communities (MlgGraph    *graph,
                                           MlgLayers    layers,
                                           const char  *name_of,
                                           const char  *none);

/* A graph whose nodes are the groups, the largest @max at most, then one node for the actors of all
 * smaller ones (@others, a format with one %u, their number) and one for the linked or unlinked in no
 * group: nobody is left out. An edge stands for all the ties between two groups. @node_of (out,
 * nullable): per node of @graph its group node. */
MlgGraph    *mlg_graph_new_of_groups      (MlgGraph           *graph,
                                           const MlgGrouping  *groups,
                                           guint               max,
                                           const char         *others,
                                           guint             **node_of);
/* The part of @graph made of these nodes (guint) and what is between them. */
MlgGraph    *mlg_graph_new_of_nodes       (MlgGraph           *graph,
                                           GArray             *nodes);
/* @node and all at most @steps away; the nearest @max of them. Array of guint. */
GArray      *mlg_graph_list_around        (MlgGraph           *graph,
                                           guint               node,
                                           guint               steps,
                                           guint               max);

G_END_DECLS
