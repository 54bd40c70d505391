/* The pages as a PDF: structure, bookmarks, links, who wrote it, in which language. Text and shapes are
 * written as they are laid out, page by page, in as many threads as there are processors; cairo draws
 * what draws itself — figures, cells of tables — and the letters no other can, as forms. */

#include "document/mlg-crew.h"
#include "document/mlg-document-canvas.h"
#include "document/mlg-pdf-book.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/* Fewer pages are not worth a thread. */
#define FEW_PAGES 8

typedef struct
{
  MlgDocument *document;
  MlgPdfFonts *fonts;
  GHashTable  *forms;       /* MlgBlock → its first form + 1 */
  GPtrArray   *drawn;       /* MlgBlock: of each form */
  GByteArray  *figures;     /* a PDF of cairo's, one page a form */
  MlgPdfPage  *pages;
  GBytes     **contents;
  guint        n_pages;
  int          next;        /* page to draw; atomic */
} Press;

/* ---- what cairo draws */

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* All objects stand one by one in files of older cairos; of newer ones in files of older versions. */
static cairo_surface_t *
create_surface (GByteArray *bytes)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, 1, 1);

  if (cairo_version () >= CAIRO_VERSION_ENCODE (1, 17, 6))
    cairo_pdf_surface_restrict_to_version (surface, CAIRO_PDF_VERSION_1_4);
  return surface;
}

static void
list_forms (Press *self)
{
  for (guint i = 0; i < self->document->blocks->len; i++)
    {
      MlgBlock *block = g_ptr_array_index (self->document->blocks, i);
      guint n = mlg_canvas_count_forms (block);

      if (n > 0)
        g_hash_table_insert (self->forms, block, GUINT_TO_POINTER (self->drawn->len + 1));
      for (guint k = 0; k < n; k++)
        g_ptr_array_add (self->drawn, block);
    }
}

/* Before any other thread is at work: cairo opens fonts, which FreeType does for one thread at a time. */
static gboolean
draw_forms (Press *self)
{
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (self->drawn->len == 0)
    return TRUE;
  g_byte_array_set_size (self->figures, 0);
  surface = create_surface (self->figures);
  cr = cairo_create (surface);
  for (guint i = 0; i < self->drawn->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->drawn, i);
      guint first = GPOINTER_TO_UINT (g_hash_table_lookup (self->forms, block)) - 1;
      double width, height;

      mlg_canvas_get_form_size (block, &width, &height);
      cairo_pdf_surface_set_size (surface, width, height);
      cairo_save (cr);
      mlg_canvas_draw_form (block, i - first, cr);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status == CAIRO_STATUS_SUCCESS;
}

/* Letters of many colours, and others that a font of the file cannot hold. */
static gboolean
draw_strangers (Press      *self,
                MlgPdfFile *file,
                GArray     *forms)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;

  for (guint i = 0; i < self->n_pages; i++)
    for (guint k = 0; k < self->pages[i].strangers->len; k++)
      {
        const MlgPdfStranger *stranger = &g_array_index (self->pages[i].strangers, MlgPdfStranger, k);

        if (surface == NULL)
          {
            surface = create_surface (bytes);
            cr = cairo_create (surface);
          }
        cairo_pdf_surface_set_size (surface, MAX (stranger->width, 1), MAX (stranger->height, 1));
        set_colour (cr, &stranger->colour);
        cairo_move_to (cr, stranger->x, stranger->y);
        pango_cairo_show_layout_line (cr, stranger->line);
        cairo_show_page (cr);
      }
  if (surface == NULL)
    return TRUE;
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return mlg_pdf_file_adopt (file, (const char *) bytes->data, bytes->len - 1, forms);
}

/* ---- pages */

typedef struct
{
  Press *press;
} Hand;

static void
draw_pages (gpointer item,
            gpointer data)
{
  Hand *hand = item;
  Press *press = hand->press;
  g_autoptr(GHashTable) known = mlg_pdf_known_fonts_new ();
  g_autoptr(GHashTable) small = mlg_canvas_small_new ();
  PangoContext *context = mlg_document_create_context (press->document);

  for (guint i = g_atomic_int_add (&press->next, 1); i < press->n_pages; i = g_atomic_int_add (&press->next, 1))
    {
      MlgPdfPage *page = &press->pages[i];
      MlgCanvas canvas = { .page = page, .forms = press->forms, .context = context, .small = small };

      mlg_pdf_page_init (page, press->fonts, known, MLG_PAGE_HEIGHT);
      mlg_document_draw_content (press->document, i, &canvas);
      mlg_pdf_page_end (page);
      press->contents[i] = mlg_pdf_pack (page->content->str, page->content->len);
    }
  g_object_unref (context);
}

static void
run_press (Press *self)
{
  guint n = self->n_pages < FEW_PAGES ? 1 : mlg_crew_size ();
  Hand hands[MLG_CREW_MAX];

  for (guint i = 0; i < n; i++)
    hands[i] = (Hand) { self };
  mlg_crew_do (draw_pages, hands, sizeof (Hand), n);
}

/* Chapters, parts, questions. */
static GArray *
list_headings (MlgDocument *self)
{
  GArray *headings = g_array_new (FALSE, FALSE, sizeof (MlgPdfHeading));

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->blocks, i);
      guint level = mlg_document_get_level (self, block);
      MlgPdfHeading heading = { NULL, i, MAX (level, 2) - 2 };

      if (level == 0 || block->kind == MLG_BLOCK_HEADING)
        continue;
      heading.text = mlg_block_dup_text (block);
      g_array_append_val (headings, heading);
    }
  return headings;
}

static void
heading_clear (gpointer data)
{
  g_free (((MlgPdfHeading *) data)->text);
}

static void
sheet_clear (gpointer data)
{
  MlgPdfSheet *sheet = data;

  g_bytes_unref (sheet->content);
  g_array_unref (sheet->strangers);
}

/* Numbers of the strangers go to the pages they stand on. */
static GArray *
make_sheets (Press  *self,
             GArray *strangers)
{
  GArray *sheets = g_array_new (FALSE, FALSE, sizeof (MlgPdfSheet));
  guint next = 0;

  g_array_set_clear_func (sheets, sheet_clear);
  for (guint i = 0; i < self->n_pages; i++)
    {
      MlgPdfSheet sheet = { &self->pages[i], g_steal_pointer (&self->contents[i]), g_array_new (FALSE, FALSE, sizeof (guint)) };

      for (guint k = 0; k < self->pages[i].strangers->len && next < strangers->len; k++, next++)
        g_array_append_val (sheet.strangers, g_array_index (strangers, guint, next));
      g_array_append_val (sheets, sheet);
    }
  return sheets;
}

static GBytes *
bind_pages (Press *self)
{
  g_autoptr(MlgPdfFile) file = mlg_pdf_file_new ();
  g_autoptr(GArray) forms = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) strangers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) headings = list_headings (self->document);
  g_autoptr(GArray) sheets = NULL;
  gboolean sound = TRUE;
  MlgPdfBook book = { self->document->title, self->document->subtitle, self->document->authors, self->document->language,
                      MLG_PAGE_WIDTH, MLG_PAGE_HEIGHT, self->fonts, NULL, forms, headings };

  g_array_set_clear_func (headings, heading_clear);
  if (self->drawn->len > 0)
    {
      g_byte_array_append (self->figures, (const guint8 *) "", 1);
      sound = mlg_pdf_file_adopt (file, (const char *) self->figures->data, self->figures->len - 1, forms) && forms->len == self->drawn->len;
    }
  sound = sound && draw_strangers (self, file, strangers);
  book.sheets = sheets = make_sheets (self, strangers);
  return sound ? mlg_pdf_book_write (&book, file) : NULL;
}

GBytes *
mlg_document_to_pdf (MlgDocument  *self,
                     GError      **error)
{
  Press press = { .document = self };
  GBytes *pdf;

  g_return_val_if_fail (self != NULL, NULL);

  press.n_pages = mlg_document_layout (self);
  press.fonts = mlg_pdf_fonts_new ();
  press.forms = g_hash_table_new (NULL, NULL);
  press.drawn = g_ptr_array_new ();
  press.figures = g_byte_array_new ();
  press.pages = g_new0 (MlgPdfPage, press.n_pages);
  press.contents = g_new0 (GBytes *, press.n_pages);
  list_forms (&press);
  /* Another thread of the program may have opened a font at that moment: once more. */
  if (!draw_forms (&press))
    draw_forms (&press);
  run_press (&press);
  pdf = bind_pages (&press);
  if (pdf == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The pages could not be made."));

  for (guint i = 0; i < press.n_pages; i++)
    mlg_pdf_page_clear (&press.pages[i]);
  g_free (press.pages);
  g_free (press.contents);
  g_byte_array_unref (press.figures);
  g_ptr_array_unref (press.drawn);
  g_hash_table_unref (press.forms);
  mlg_pdf_fonts_free (press.fonts);
  return pdf;
}
