/* The one layer of the map: everything is drawn by it, nothing is a widget. It also holds the
 * camera: where the viewport looks and how it gets there.
 */

#pragma once

#include <shumate/shumate.h>
#include "render/mlg-map-draw.h"
#include "territory/mlg-coverage-map.h"
#include "territory/mlg-mbtiles.h"

G_BEGIN_DECLS

#define MLG_TYPE_MAP_CANVAS (mlg_map_canvas_get_type ())
G_DECLARE_FINAL_TYPE (MlgMapCanvas, mlg_map_canvas, MLG, MAP_CANVAS, ShumateLayer)

/* Signal "sized": the size it is given has changed. */
MlgMapCanvas *mlg_map_canvas_new          (ShumateViewport      *viewport);

/* ---- what is drawn */
void          mlg_map_canvas_set_index    (MlgMapCanvas         *self,
                                           MlgMapIndex          *index);
MlgMapIndex  *mlg_map_canvas_get_index    (MlgMapCanvas         *self);      /* NULL before the first */
/* Pictures as the ground; NULL: the drawn one alone. @named: names are read on them, and not written over. */
void          mlg_map_canvas_set_raster   (MlgMapCanvas         *self,
                                           MlgMbtiles           *raster,
                                           double                opacity,
                                           gboolean              named);
void          mlg_map_canvas_set_theme    (MlgMapCanvas         *self,
                                           MlgInkTheme           theme);
const MlgInk *mlg_map_canvas_get_ink      (MlgMapCanvas         *self);
void          mlg_map_canvas_set_selected (MlgMapCanvas         *self,
                                           GArray               *spots);     /* guint; taken */
/* Outlines that are lit besides; MlgMapLit; taken. */
void          mlg_map_canvas_set_lit      (MlgMapCanvas         *self,
                                           GArray               *lit);
gboolean      mlg_map_canvas_is_selected  (MlgMapCanvas         *self,
                                           guint                 spot);
void          mlg_map_canvas_set_show     (MlgMapCanvas         *self,
                                           gboolean              ties,
                                           gboolean              names);
/* Shaded under the actors, in the place of their areas of intervention; NULL: not. */
void          mlg_map_canvas_set_coverage (MlgMapCanvas         *self,
                                           const MlgCoverageMap *coverage);
/* What the pointer or the keyboard is on; both MLG_MAP_NONE: nothing. */
void          mlg_map_canvas_set_hovered  (MlgMapCanvas         *self,
                                           guint                 mark,
                                           guint                 group);
/* A mark that is being moved follows the pointer; MLG_MAP_NONE: none. */
void          mlg_map_canvas_set_carried  (MlgMapCanvas         *self,
                                           guint                 spot,
                                           double                x,
                                           double                y);
/* The rectangle being drawn; NULL: none. */
void          mlg_map_canvas_set_band     (MlgMapCanvas         *self,
                                           const graphene_rect_t *band);

/* What a hand is doing, drawn over everything; NULL: nothing. */
typedef void (*MlgMapOverlay) (cairo_t *cr, const MlgMapFrame *frame, gpointer data);
void          mlg_map_canvas_set_overlay  (MlgMapCanvas         *self,
                                           MlgMapOverlay         overlay,
                                           gpointer              data);

/* Drawn under the marks, with them; after mlg_map_canvas_redraw, when it has changed. */
void          mlg_map_canvas_set_underlay (MlgMapCanvas         *self,
                                           MlgMapOverlay         underlay,
                                           gpointer              data);
void          mlg_map_canvas_redraw       (MlgMapCanvas         *self);

/* As last drawn; NULL before that. Lent until the next redraw. */
MlgMapLayout *mlg_map_canvas_get_layout   (MlgMapCanvas         *self);

/* ---- the camera */
void          mlg_map_canvas_get_frame    (MlgMapCanvas         *self,
                                           MlgMapFrame          *frame);
/* Goes there, at once or gently. */
void          mlg_map_canvas_look_at      (MlgMapCanvas         *self,
                                           const MlgMapFrame    *frame,
                                           gboolean              gently);
/* What covers the map in its left upper corner, in pixels: what is fitted stands beside it, and no
 * name under it. */
void          mlg_map_canvas_set_covered  (MlgMapCanvas         *self,
                                           double                width,
                                           double                height);
void          mlg_map_canvas_fit          (MlgMapCanvas         *self,
                                           const MlgMercatorBox *box,
                                           double                max_zoom,
                                           gboolean              gently);
/* Zooms so that what is at @x, @y stays there. */
void          mlg_map_canvas_zoom_by      (MlgMapCanvas         *self,
                                           double                levels,
                                           double                x,
                                           double                y);
void          mlg_map_canvas_pan_by       (MlgMapCanvas         *self,
                                           double                dx,
                                           double                dy);
/* A hand on the map: the flight ends where it is. */
void          mlg_map_canvas_stop         (MlgMapCanvas         *self);

G_END_DECLS
