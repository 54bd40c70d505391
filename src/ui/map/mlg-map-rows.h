/* The list beside the map: by place (first those the map cannot show, then each area of intervention with those
 * who act there, then those who are placed), by name, or by what the colours say. A heading folds its section. */

#pragma once

#include <gio/gio.h>
#include "territory/mlg-map-index.h"

G_BEGIN_DECLS

#define MLG_TYPE_MAP_ROW (mlg_map_row_get_type ())
G_DECLARE_FINAL_TYPE (MlgMapRow, mlg_map_row, MLG, MAP_ROW, GObject)

const char *mlg_map_row_get_heading (MlgMapRow   *self);      /* NULL: an actor */
const char *mlg_map_row_get_name    (MlgMapRow   *self);
gboolean    mlg_map_row_is_folded   (MlgMapRow   *self);      /* of a heading */
guint       mlg_map_row_get_spot    (MlgMapRow   *self);      /* MLG_MAP_NONE: a heading */
MlgMapScene *mlg_map_row_get_scene  (MlgMapRow   *self);      /* lent */

/* One of those near a point. */
MlgMapRow  *mlg_map_row_new_near    (MlgMapScene *scene,
                                     guint        spot,
                                     double       km);
double      mlg_map_row_get_km      (MlgMapRow   *self);
gboolean    mlg_map_row_is_exact    (MlgMapRow   *self);      /* at an address, rather than a commune */

#define MLG_TYPE_MAP_ROWS (mlg_map_rows_get_type ())
G_DECLARE_FINAL_TYPE (MlgMapRows, mlg_map_rows, MLG, MAP_ROWS, GObject)

typedef enum
{
  MLG_MAP_ROWS_BY_PLACE,
  MLG_MAP_ROWS_BY_NAME,
  MLG_MAP_ROWS_BY_CLASS,
} MlgMapRowsOrder;

MlgMapRows *mlg_map_rows_new        (void);
void        mlg_map_rows_set_order  (MlgMapRows  *self,
                                     MlgMapRowsOrder order);
/* Folds or unfolds the section of the heading there; nothing for another line. */
void        mlg_map_rows_toggle     (MlgMapRows  *self,
                                     guint        position);
void        mlg_map_rows_set_index  (MlgMapRows  *self,
                                     MlgMapIndex *index);
guint       mlg_map_rows_find       (MlgMapRows  *self,
                                     guint        spot);      /* G_MAXUINT: not there */

G_END_DECLS
