/* One page of a PDF as it is drawn: lines of text as Pango set them, a few shapes, forms; what each
 * part of it is (a heading, an item, a note), where it leads, where it may be reached.
 *
 * From the top left corner, in points. What is drawn under no tag, and every shape, is for the eye
 * alone. Thread: any, one at a time for one page.
 */

#pragma once

#include <pango/pango.h>
#include "document/mlg-document-tints.h"
#include "document/mlg-pdf-fonts.h"

G_BEGIN_DECLS

typedef enum { MLG_KID_CONTENT, MLG_KID_ELEMENT, MLG_KID_LINK } MlgKidKind;

typedef struct
{
  MlgKidKind kind;
  guint      number;     /* of a marked content, an element, a link of the page */
} MlgKid;

typedef struct
{
  const char *tag;       /* static */
  char       *alternative;
  int         parent;    /* -1: the document */
  GArray     *kids;      /* MlgKid */
} MlgElement;

typedef struct
{
  double left, top, right, bottom;
  char  *address;        /* or NULL… */
  guint  place;          /* … leads to a place of the document */
  guint  element;
} MlgPdfLink;

typedef struct
{
  guint  place;
  double x, y;
} MlgPdfPlace;

/* A line with letters that only cairo can draw. */
typedef struct
{
  PangoLayoutLine *line;
  Colour           colour;
  double           x, y;           /* of the line's beginning, in its form */
  double           width, height;
} MlgPdfStranger;

typedef struct
{
  GString *content;
  GArray  *elements;     /* MlgElement */
  GArray  *links;        /* MlgPdfLink */
  GArray  *places;       /* MlgPdfPlace */
  GArray  *forms;        /* guint: numbers of forms it shows, as /X12 */
  GArray  *strangers;    /* MlgPdfStranger, as /S0 and so on */
  guint    n_marked;     /* contents that belong to elements */
  GArray  *owners;       /* guint: of each, the element */

  /* As it is drawn: */
  MlgPdfFonts *fonts;
  GHashTable  *known;    /* lent */
  double       height;
  double       x, y;     /* of the origin */
  int          element;  /* -1: none */
  enum { MLG_UNMARKED, MLG_MARKED_ELEMENT, MLG_MARKED_ARTIFACT } marked;
  Colour       colour;
  const char  *paint;    /* of the shape */
} MlgPdfPage;

/* What a thread knows of its fonts, from page to page. */
GHashTable *mlg_pdf_known_fonts_new (void);

void mlg_pdf_page_init             (MlgPdfPage       *self,
                                    MlgPdfFonts      *fonts,
                                    GHashTable       *known,
                                    double            height);
void mlg_pdf_page_clear            (MlgPdfPage       *self);
/* After the last of its content. */
void mlg_pdf_page_end              (MlgPdfPage       *self);

void mlg_pdf_page_begin_tag        (MlgPdfPage       *self,
                                    const char       *tag,
                                    const char       *alternative);
void mlg_pdf_page_end_tag          (MlgPdfPage       *self);
void mlg_pdf_page_add_place        (MlgPdfPage       *self,
                                    guint             place);
/* @address: or NULL, to @place. */
void mlg_pdf_page_add_link         (MlgPdfPage       *self,
                                    double            x,
                                    double            y,
                                    double            width,
                                    double            height,
                                    const char       *address,
                                    guint             place);

/* Colours of the line itself win over @colour. */
void mlg_pdf_page_show_line        (MlgPdfPage       *self,
                                    const Colour     *colour,
                                    PangoLayoutLine  *line,
                                    double            x,
                                    double            baseline);
/* A form of @height points, its top left corner at @x, @y. */
void mlg_pdf_page_show_form        (MlgPdfPage       *self,
                                    guint             form,
                                    double            x,
                                    double            y,
                                    double            height);

/* A shape: how it is painted, its paths, its end. Colours: NULL for none. @dash and @gap: 0 and 0 for a
 * whole line; round dots where the dash alone is 0. */
void mlg_pdf_page_begin_shape      (MlgPdfPage       *self,
                                    const Colour     *fill,
                                    const Colour     *stroke,
                                    double            line_width,
                                    double            dash,
                                    double            gap);
void mlg_pdf_page_add_rectangle    (MlgPdfPage       *self,
                                    double            x,
                                    double            y,
                                    double            width,
                                    double            height,
                                    double            radius);
void mlg_pdf_page_add_line         (MlgPdfPage       *self,
                                    double            x1,
                                    double            y1,
                                    double            x2,
                                    double            y2);
void mlg_pdf_page_end_shape        (MlgPdfPage       *self);

G_END_DECLS
