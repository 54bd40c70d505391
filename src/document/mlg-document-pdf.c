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

/* ---- the language and that there are tags, which cairo 1.16 does not say: an update appended to the file (PDF 1.7,
 * §7.5.6). A new version of the catalogue, a cross-reference table of one line, a trailer
 * that points to the one before. Anything unexpected: the file stays as cairo made it.
 */

static const char *
find_last (const char *text,
           gsize       length,
           const char *needle)
{
  gsize needle_length = strlen (needle);

  for (gsize i = length >= needle_length ? length - needle_length + 1 : 0; i > 0; i--)
    if (memcmp (text + i - 1, needle, needle_length) == 0)
      return text + i - 1;
  return NULL;
}

/* The offset of object @number, from a plain cross-reference table. */
static gsize
find_object (const char *pdf,
             gsize       length,
             gsize       table,
             guint       number)
{
  const char *p = pdf + table;
  char *end;
  guint64 first, count;

  if (table + 5 >= length || strncmp (p, "xref", 4) != 0)
    return 0;
  first = g_ascii_strtoull (p + 4, &end, 10);
  count = g_ascii_strtoull (end, &end, 10);
  if (number < first || number >= first + count)
    return 0;

  /* Lines of the table have 20 bytes each. */
  p = end + strspn (end, " \r\n") + (number - first) * 20;
  if ((gsize) (p - pdf) + 20 > length)
    return 0;
  return g_ascii_strtoull (p, NULL, 10);
}

static gboolean
read_trailer (const char *pdf,
              gsize       length,
              gsize      *table,
              guint      *root,
              guint      *info,
              guint      *size)
{
  const char *start = find_last (pdf, length, "startxref");
  const char *trailer = find_last (pdf, length, "trailer");
  const char *p;

  if (start == NULL || trailer == NULL)
    return FALSE;

  *table = g_ascii_strtoull (start + strlen ("startxref"), NULL, 10);
  p = strstr (trailer, "/Root ");
  *root = p != NULL ? g_ascii_strtoull (p + 6, NULL, 10) : 0;
  p = strstr (trailer, "/Info ");
  *info = p != NULL ? g_ascii_strtoull (p + 6, NULL, 10) : 0;
  p = strstr (trailer, "/Size ");
  *size = p != NULL ? g_ascii_strtoull (p + 6, NULL, 10) : 0;
  return *root > 0 && *info > 0 && *size > *root;
}

static void
say_language (GByteArray *bytes,
              const char *language)
{
  g_autoptr(GString) update = g_string_new (NULL);
  g_autofree char *catalogue = NULL;
  const char *pdf, *begin, *end;
  gsize length = bytes->len;
  gsize table, offset, added;
  guint root, info, size;

  /* So that the text functions above stop somewhere. */
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  g_byte_array_set_size (bytes, length);
  pdf = (const char *) bytes->data;

  if (!read_trailer (pdf, length, &table, &root, &info, &size))
    return;
  offset = find_object (pdf, length, table, root);
  if (offset == 0 || offset >= length || (begin = strstr (pdf + offset, "<<")) == NULL ||
      (end = strstr (begin, "endobj")) == NULL)
    return;

  catalogue = g_strndup (begin + 2, end - begin - 2);
  if (strstr (catalogue, "/Lang") != NULL || strstr (catalogue, "/MarkInfo") != NULL)
    return;

  g_string_append_printf (update, "\n%u 0 obj\n<< /Lang (%s)\n   /MarkInfo << /Marked true >>\n   /ViewerPreferences << /DisplayDocTitle true >>%sendobj\n",
                          root, language, catalogue);
  added = length + update->len;
  g_string_append_printf (update, "xref\n%u 1\n%010" G_GSIZE_FORMAT " 00000 n \n"
                          "trailer\n<< /Size %u /Root %u 0 R /Info %u 0 R /Prev %" G_GSIZE_FORMAT " >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          root, length + 1, size, root, info, table, added);
  g_byte_array_append (bytes, (const guint8 *) update->str, update->len);
}

static void
draw_pages (MlgDocument     *self,
            cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  guint n_pages = mlg_document_get_n_pages (self);

  for (guint i = 0; i < n_pages; i++)
    {
      mlg_document_draw_content (self, i, cr);
      cairo_show_page (cr);
    }

  cairo_destroy (cr);
}

GBytes *
mlg_document_to_pdf (MlgDocument  *self,
                     GError      **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, NULL);

  mlg_document_layout (self);
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

  say_language (bytes, self->language);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
