/* What the map shows, drawn somewhat wider than its window: while the map is panned it is only moved, and drawn
 * anew where it no longer reaches. While it is zoomed the last picture is stretched, and the next one drawn
 * behind it, one part in each frame; at rest it is exact.
 */

#pragma once

#include <cairo.h>
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

typedef struct _MlgMapPicture MlgMapPicture;

/* From the back; the second draws nothing, it finds where the marks stand. */
typedef enum
{
  MLG_MAP_PART_GROUND,
  MLG_MAP_PART_PLACES,
  MLG_MAP_PART_MARKS,
  MLG_MAP_PART_WORDS,
  MLG_MAP_N_PARTS
} MlgMapPart;

/* FALSE: some of the part is left to draw, in the same picture. The ground is also drawn without the other parts,
 * around a picture that shrinks. */
typedef gboolean (*MlgMapPictureDraw) (cairo_t *cr, const MlgMapFrame *frame, MlgMapPart part, gpointer data);

/* @reach: pixels beyond each edge. */
MlgMapPicture *mlg_map_picture_new      (int                 reach,
                                         MlgMapPictureDraw   draw,
                                         gpointer            data);
void           mlg_map_picture_free     (MlgMapPicture      *self);

/* What it shows has changed. */
void           mlg_map_picture_forget   (MlgMapPicture      *self);
/* It no longer stands as it was drawn, in the middle. */
gboolean       mlg_map_picture_is_moved (MlgMapPicture      *self);
/* Draws what must be. @settled: the zoom is at rest; else one part of a picture that replaces the stretched one, at most.
 * Returns whether another picture is shown than before. */
gboolean       mlg_map_picture_ready    (MlgMapPicture      *self,
                                         const MlgMapFrame  *frame,
                                         int                 device_scale,
                                         gboolean            settled);
/* Over all of the window: what was made ready. */
void           mlg_map_picture_show     (MlgMapPicture      *self,
                                         cairo_t            *cr);

G_END_DECLS
