/* The spots of a scene made ready to be shown at any zoom: clusters of those that would overlap,
 * groups of those known only by an area, and the list of the others.
 *
 * Immutable once made; any thread.
 */

#pragma once

#include "territory/mlg-map-scene.h"
#include "territory/mlg-outlines.h"

G_BEGIN_DECLS

#define MLG_MAP_NONE       G_MAXUINT

/* One spot, or several nearer to each other than can be told apart. */
typedef struct
{
  MlgMercator at;
  guint32     n;
  guint32     spot;                    /* one of them */
  guint32     parent;                  /* the cluster that holds it, one zoom farther */
  guint32     first_child, n_children; /* while the index is made: what it is made of, one zoom nearer */
  guint32     first_spot;              /* in the order of the index, where all it holds stand side by side */
  guint32     extent;                  /* units between @at and the farthest */
  guint8      shares[MLG_MAP_CATEGORIES];   /* of 255 */
  guint8      exact;                   /* all are exact */
} MlgMapCluster;

/* The spots of one area of intervention. One that acts in several areas is in several groups. */
typedef struct
{
  MlgArea  area;
  char    *name;
  char    *kind;                       /* term of territory_kind, or NULL */
  GArray  *spots;                      /* guint, by category then name */
  guint    counts[MLG_MAP_CATEGORIES];
  guint    category;                   /* the most frequent */
} MlgMapGroup;

typedef struct _MlgMapIndex MlgMapIndex;

/* @shown: for each spot, whether it passes the filters; NULL: all. Holds on to @scene. */
MlgMapIndex         *mlg_map_index_new          (MlgMapScene        *scene,
                                                 const guint8       *shown);
MlgMapIndex         *mlg_map_index_ref          (MlgMapIndex        *self);
void                 mlg_map_index_unref        (MlgMapIndex        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMapIndex, mlg_map_index_unref)

MlgMapScene         *mlg_map_index_get_scene    (MlgMapIndex        *self);
/* How many actors of each kind are shown. */
guint                mlg_map_index_count        (MlgMapIndex        *self,
                                                 MlgSpotKind         kind);
/* What holds all that has a place; empty if none does. */
MlgMercatorBox       mlg_map_index_get_box      (MlgMapIndex        *self);
/* The same without those overseas, when most are in metropolitan France: an actor in La Réunion
 * must not make a dot of all others. @n_outside may be NULL. */
MlgMercatorBox       mlg_map_index_get_main_box (MlgMapIndex        *self,
                                                 guint              *n_outside);
const MlgMercator   *mlg_map_index_get_point    (MlgMapIndex        *self,
                                                 guint               spot);   /* NULL: nowhere, or hidden */

/* The level of clusters for @zoom. */
guint                mlg_map_index_level        (double              zoom);
/* Those of a level within @box: calls @func for each, from west to east. */
void                 mlg_map_index_foreach      (MlgMapIndex        *self,
                                                 guint               level,
                                                 const MlgMercatorBox *box,
                                                 void              (*func) (const MlgMapCluster *cluster, gpointer data),
                                                 gpointer            data);
/* The cluster that shows @spot; NULL for one of a group, hidden or nowhere. */
const MlgMapCluster *mlg_map_index_find         (MlgMapIndex        *self,
                                                 guint               level,
                                                 guint               spot);
/* Adds all its spots, in no order: a copy, whatever their number. */
void                 mlg_map_index_append       (MlgMapIndex        *self,
                                                 const MlgMapCluster *cluster,
                                                 GArray             *spots);
/* All its spots. Array of guint. */
GArray              *mlg_map_index_list         (MlgMapIndex        *self,
                                                 guint               level,
                                                 const MlgMapCluster *cluster);

/* Those of all clusters, in the order of the index. Lent. */
const guint32       *mlg_map_index_get_order    (MlgMapIndex        *self,
                                                 guint              *n);

GPtrArray           *mlg_map_index_get_groups   (MlgMapIndex        *self);   /* MlgMapGroup */
guint                mlg_map_index_find_group   (MlgMapIndex        *self,
                                                 guint               spot);   /* the first; MLG_MAP_NONE */
/* All of them. Lent; NULL when there is no other than the first. Array of guint. */
GArray              *mlg_map_index_find_groups  (MlgMapIndex        *self,
                                                 guint               spot);
/* How many of each sign are shown, wherever they are. */
void                 mlg_map_index_count_classes (MlgMapIndex       *self,
                                                 guint               counts[MLG_MAP_CATEGORIES]);
/* Whom no place is known of: « France entière », or nothing. Array of guint, by name. */
GArray              *mlg_map_index_get_nowhere  (MlgMapIndex        *self);

/* All spots of the scene, shown or not, by name. The first call sorts: make it in the thread that made the index,
 * when there are many. */
const guint32       *mlg_map_index_get_by_name  (MlgMapIndex        *self);

G_END_DECLS
