/* Fonts of a PDF: glyphs keep the numbers they have in their font; of each font only the glyphs that
 * were shown are in the file. What the PDF cannot hold this way (coloured letters, fonts made bold
 * by force) is for cairo.
 *
 * Thread: any, several at a time; the fonts of Pango it is asked about must live as long.
 */

#pragma once

#include <pango/pango.h>
#include "document/mlg-pdf-file.h"

G_BEGIN_DECLS

typedef struct _MlgPdfFonts MlgPdfFonts;
typedef struct _MlgPdfFont  MlgPdfFont;

MlgPdfFonts *mlg_pdf_fonts_new           (void);
void         mlg_pdf_fonts_free          (MlgPdfFonts *self);

/* Lent; the same for all sizes. NULL: cairo must draw this one. */
MlgPdfFont  *mlg_pdf_fonts_find          (MlgPdfFonts *self,
                                          PangoFont   *font);
/* Writes every font; @resources: « /F0 12 0 R » and so on. */
gboolean     mlg_pdf_fonts_write         (MlgPdfFonts *self,
                                          MlgPdfFile  *file,
                                          GString     *resources);

guint        mlg_pdf_font_get_id         (MlgPdfFont  *self);      /* 3 is /F3 */
/* In thousandths of the size. */
int          mlg_pdf_font_get_width      (MlgPdfFont  *self,
                                          guint        glyph);
/* Says that it is shown. FALSE: who copies it would not get @text. */
gboolean     mlg_pdf_font_use            (MlgPdfFont  *self,
                                          guint        glyph,
                                          const char  *text,
                                          gsize        length);

G_END_DECLS
