/* Where a page is drawn: on screen and for a printer with cairo, in a PDF with what it is and where it
 * leads besides. One drawing for both.
 *
 * Thread: any, one at a time for one canvas.
 */

#pragma once

#include "document/mlg-document-private.h"
#include "document/mlg-document-tints.h"
#include "document/mlg-pdf-page.h"

G_BEGIN_DECLS

struct _MlgCanvas
{
  cairo_t      *cr;         /* or NULL… */
  MlgPdfPage   *page;       /* … a page of a PDF */
  GHashTable   *forms;      /* of a PDF: MlgBlock → its first form + 1 */
  PangoContext *context;    /* of this thread */
  GHashTable   *small;      /* char * → PangoLayout: what stands around the text of many pages */
};

GHashTable *mlg_canvas_small_new         (void);

/* The origin goes there, until the end. */
void        mlg_canvas_begin             (MlgCanvas       *self,
                                          double           x,
                                          double           y);
void        mlg_canvas_end               (MlgCanvas       *self,
                                          double           x,
                                          double           y);

/* ---- for who does not see the page; on screen nothing */
void        mlg_canvas_begin_tag         (MlgCanvas       *self,
                                          const char      *tag);
void        mlg_canvas_end_tag           (MlgCanvas       *self);
void        mlg_canvas_place_block       (MlgCanvas       *self,
                                          guint            block);
void        mlg_canvas_place_note        (MlgCanvas       *self,
                                          guint            note);
void        mlg_canvas_link_to_block     (MlgCanvas       *self,
                                          double           x,
                                          double           y,
                                          double           width,
                                          double           height,
                                          guint            block);
void        mlg_canvas_link_to_note      (MlgCanvas       *self,
                                          double           x,
                                          double           y,
                                          double           width,
                                          double           height,
                                          guint            note);
void        mlg_canvas_link_to_address   (MlgCanvas       *self,
                                          double           x,
                                          double           y,
                                          double           width,
                                          double           height,
                                          const char      *address);

/* ---- for the eye */
void        mlg_canvas_show_line         (MlgCanvas       *self,
                                          const Colour    *colour,
                                          PangoLayoutLine *line,
                                          double           x,
                                          double           baseline);
void        mlg_canvas_fill_rectangle    (MlgCanvas       *self,
                                          const Colour    *colour,
                                          double           x,
                                          double           y,
                                          double           width,
                                          double           height);
/* Filled where @line_width is 0. */
void        mlg_canvas_draw_disc         (MlgCanvas       *self,
                                          const Colour    *colour,
                                          double           x,
                                          double           y,
                                          double           radius,
                                          double           line_width);
void        mlg_canvas_draw_line         (MlgCanvas       *self,
                                          const Colour    *colour,
                                          double           line_width,
                                          double           x1,
                                          double           y1,
                                          double           x2,
                                          double           y2);
/* Round, one each five points. */
void        mlg_canvas_draw_dots         (MlgCanvas       *self,
                                          const Colour    *colour,
                                          double           from,
                                          double           to,
                                          double           y);
/* Rounded, with a dashed edge. */
void        mlg_canvas_draw_box          (MlgCanvas       *self,
                                          double           x,
                                          double           y,
                                          double           width,
                                          double           height);
/* The figure of a block, or a cell of its row, or the rule under that. */
void        mlg_canvas_draw_figure       (MlgCanvas       *self,
                                          const MlgBlock  *block,
                                          double           x,
                                          double           y);
void        mlg_canvas_draw_cell         (MlgCanvas       *self,
                                          const MlgBlock  *block,
                                          guint            column,
                                          double           y);
void        mlg_canvas_draw_row_rule     (MlgCanvas       *self,
                                          const MlgBlock  *block,
                                          double           y);

/* Forms of a PDF in the order they are numbered: a figure has one, a row one a cell. */
guint       mlg_canvas_count_forms       (const MlgBlock  *block);
void        mlg_canvas_get_form_size     (const MlgBlock  *block,
                                          double          *width,
                                          double          *height);
void        mlg_canvas_draw_form         (const MlgBlock  *block,
                                          guint            number,
                                          cairo_t         *cr);

G_END_DECLS
