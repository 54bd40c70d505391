/* Live blocks of a monograph, drawn: the same on screen, on the projector and on paper. Vector all
 * through, but photographs.
 *
 * Thread: any, one at a time for one drawing.
 */

#pragma once

#include "model/mlg-live.h"
#include "render/mlg-ink.h"

G_BEGIN_DECLS

typedef struct _MlgLiveDrawing MlgLiveDrawing;

/* @live must outlive it. @text_size: of words, in points; 0: as the ink has it. */
MlgLiveDrawing *mlg_live_drawing_new     (const MlgLive   *live,
                                          MlgInkTheme      theme,
                                          double           text_size);
void            mlg_live_drawing_free    (MlgLiveDrawing  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgLiveDrawing, mlg_live_drawing_free)

/* How high it is at most @width wide; without its caption. */
double          mlg_live_drawing_measure (MlgLiveDrawing  *self,
                                          double           width);
/* From 0, 0, in the width it was measured for last. */
void            mlg_live_drawing_draw    (MlgLiveDrawing  *self,
                                          cairo_t         *cr);

/* ---- tables, row by row, so that a page may end between two of them; row 0 is the heading */

guint           mlg_live_drawing_get_n_rows     (MlgLiveDrawing *self);   /* 0: not a table */
double          mlg_live_drawing_get_row_height (MlgLiveDrawing *self,
                                                 guint           row);
/* One cell: so that a file can say what is what. */
void            mlg_live_drawing_draw_cell      (MlgLiveDrawing *self,
                                                 cairo_t        *cr,
                                                 guint           row,
                                                 guint           column);

G_END_DECLS
