/* The pages as a PDF: structure, bookmarks, links, who wrote it, in which language. */

#include "document/mlg-document-private.h"

#include <cairo-pdf.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Chapters, parts, questions: each under the last one above it. */
static void
add_outline (MlgDocument     *self,
             cairo_surface_t *surface)
{
  int parents[8] = { CAIRO_PDF_OUTLINE_ROOT };

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->blocks, i);
      guint level = mlg_document_get_level (self, block);
      g_autofree char *text = NULL;
      g_autofree char *target = NULL;
      int item;

      if (level == 0 || block->kind == MLG_BLOCK_HEADING)
        continue;

      text = mlg_block_dup_text (block);
      target = g_strdup_printf ("dest='block-%u'", i);
      item = cairo_pdf_surface_add_outline (surface, parents[level - 2], text, target, level == 2 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
      for (guint k = level - 1; k < G_N_ELEMENTS (parents); k++)
        parents[k] = item;
    }
}

static void
set_metadata (MlgDocument     *self,
              cairo_surface_t *surface)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Maillage");
  if (self->authors != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->authors);
  if (self->subtitle != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->subtitle);
}

/* In the order they are drawn. */
static void
list_alternatives (MlgDocument *self,
                   GPtrArray   *alternatives)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->figure != NULL)
        g_ptr_array_add (alternatives, block->figure->alternative != NULL ? g_strdup (block->figure->alternative) : mlg_block_dup_text (block));
    }
}

static void
draw_pages (MlgDocument     *self,
            cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  guint n_pages = mlg_document_get_n_pages (self);

  cairo_tag_begin (cr, "Document", NULL);
  for (guint i = 0; i < n_pages; i++)
    {
      mlg_document_draw_content (self, i, cr);
      cairo_show_page (cr);
    }
  cairo_tag_end (cr, "Document");

  cairo_destroy (cr);
}

GBytes *
mlg_document_to_pdf (MlgDocument  *self,
                     GError      **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GPtrArray) alternatives = g_ptr_array_new_with_free_func (g_free);
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, NULL);

  mlg_document_layout (self);
  list_alternatives (self, alternatives);
  surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, MLG_PAGE_WIDTH, MLG_PAGE_HEIGHT);
  set_metadata (self, surface);
  draw_pages (self, surface);
  add_outline (self, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The pages could not be made: %s"),
                   cairo_status_to_string (status));
      return NULL;
    }

  mlg_pdf_say_more (bytes, self->language, alternatives);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
