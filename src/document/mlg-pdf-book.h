/* The pages of a PDF bound together: what each shows, what is what for who does not see it, the outline,
 * links from place to place. */

#pragma once

#include "document/mlg-pdf-page.h"

G_BEGIN_DECLS

typedef struct
{
  char *text;
  guint place;
  guint level;      /* from 0 */
} MlgPdfHeading;

typedef struct
{
  MlgPdfPage *page;         /* lent */
  GBytes     *content;      /* packed */
  GArray     *strangers;    /* guint: objects of the forms /S0, /S1… */
} MlgPdfSheet;

typedef struct
{
  const char  *title, *subject, *authors, *language;
  double       width, height;
  MlgPdfFonts *fonts;
  GArray      *sheets;      /* MlgPdfSheet */
  GArray      *forms;       /* guint: objects of the forms /X0, /X1… */
  GArray      *headings;    /* MlgPdfHeading */
} MlgPdfBook;

/* NULL: a font cannot be written. */
GBytes *mlg_pdf_book_write (const MlgPdfBook *self,
                            MlgPdfFile       *file);

G_END_DECLS
