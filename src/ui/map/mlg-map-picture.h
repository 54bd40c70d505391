/* What the map shows, drawn somewhat wider than its window: while the map is panned it is only moved, and drawn
 * anew where it no longer reaches.
 */

#pragma once

#include <cairo.h>
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

typedef struct _MlgMapPicture MlgMapPicture;

typedef void (*MlgMapPictureDraw) (cairo_t *cr, const MlgMapFrame *frame, gpointer data);

/* @reach: pixels beyond each edge. */
MlgMapPicture   *mlg_map_picture_new     (int                 reach,
                                          MlgMapPictureDraw   draw,
                                          gpointer            data);
void             mlg_map_picture_free    (MlgMapPicture      *self);

/* What it shows has changed. */
void             mlg_map_picture_forget  (MlgMapPicture      *self);
/* It no longer stands as it was drawn, in the middle. */
gboolean         mlg_map_picture_is_moved (MlgMapPicture     *self);
/* Draws it if need be, @wide or not. @x, @y: where the window begins in it. Lent until the second next. */
cairo_surface_t *mlg_map_picture_get     (MlgMapPicture      *self,
                                          const MlgMapFrame  *frame,
                                          int                 device_scale,
                                          gboolean            wide,
                                          double             *x,
                                          double             *y);

G_END_DECLS
