/* The actors of a graph in the groups that the file knows: what they are, where they act, whom they belong to. */

#pragma once

#include "analysis/mlg-grouping.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_GROUP_BY_CATEGORY,       /* target users */
  MLG_GROUP_BY_FAMILY,
  MLG_GROUP_BY_NETWORK,        /* its members, and the actor that it is */
  MLG_GROUP_BY_TERRITORY,      /* of its seat, else of intervention; wider ones when they are too many */
  MLG_GROUP_BY_COMMUNITY,      /* more to do with each other than with the rest: found in the links */
  MLG_GROUP_BY_STAGE,          /* of the initiatives they carry, support or take part in: the farthest on */
  MLG_GROUP_BY_DEGREE,         /* of involvement around one initiative: the most involved first */
  MLG_N_GROUP_BYS,
} MlgGroupBy;

gboolean     mlg_group_by_from_id      (const char  *id,
                                        MlgGroupBy  *by);

/* @initiative: of MLG_GROUP_BY_DEGREE, else NULL. @max: territories at most, before they are joined
 * in wider ones; 0: as they are. Thread: main. */
MlgGrouping *mlg_project_grouping_new  (MlgProject  *project,
                                        MlgGraph    *graph,
                                        MlgGroupBy   by,
                                        const MlgId *initiative,
                                        guint        max);
/* The same in a thread, with a store of its own (MLG_STORE_BESIDE). */
MlgGrouping *mlg_store_grouping_new    (MlgStore    *store,
                                        MlgGraph    *graph,
                                        MlgGroupBy   by,
                                        const MlgId *initiative,
                                        guint        max);

G_END_DECLS
