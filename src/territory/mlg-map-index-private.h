/* The index of the map: made in mlg-map-index.c, asked in mlg-map-index-query.c. */

#pragma once

#include "territory/mlg-map-index.h"

G_BEGIN_DECLS

#define FIRST_LEVEL    3
#define LAST_LEVEL     15
#define N_LEVELS       (LAST_LEVEL - FIRST_LEVEL + 1)

struct _MlgMapIndex
{
  gatomicrefcount ref_count;
  MlgMapScene    *scene;
  MlgMercator    *points;             /* of each spot */
  guint32        *cluster_of;         /* of each spot, at the last level; MLG_MAP_NONE */
  guint32        *group_of;           /* MLG_MAP_NONE */
  GArray         *levels[N_LEVELS];   /* MlgMapCluster, from west to east */
  guint32        *children[N_LEVELS]; /* of each cluster, one after the other: clusters of the next level; at the last, spots. NULL once arranged */
  guint32        *order;              /* spots, so that those of any cluster stand side by side */
  GPtrArray      *groups;
  GHashTable     *all_groups;         /* spot + 1 → GArray of guint, of those in several */
  GArray         *nowhere;
  guint32        *by_name;            /* all spots; NULL until asked for */
  guint           counts[MLG_SPOT_NOWHERE + 1];
  guint           class_counts[MLG_MAP_CATEGORIES];
};

/* Of spots (guint) in the scene @data: by class, then by name. */
int mlg_map_index_compare_spots (gconstpointer a,
                                 gconstpointer b,
                                 gpointer      data);

G_END_DECLS
