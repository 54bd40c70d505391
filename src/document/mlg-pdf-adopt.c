/* The objects of a file made by cairo find their place in another: references get new numbers, pages
 * become forms, what makes a file of them (catalogue, tree of pages) stays behind. */

#include "document/mlg-pdf-file.h"

#include <string.h>

typedef struct
{
  const char *pdf;      /* ends with a zero */
  gsize       length;
  gsize       table;
  guint       size;
  GArray     *numbers;  /* guint, by their old number: in the new file */
} Adopted;

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

static gboolean
read_trailer (Adopted *self)
{
  const char *start = find_last (self->pdf, self->length, "startxref");
  const char *trailer = find_last (self->pdf, self->length, "trailer");
  const char *size = trailer != NULL ? strstr (trailer, "/Size ") : NULL;

  if (start == NULL || size == NULL)
    return FALSE;

  self->table = g_ascii_strtoull (start + strlen ("startxref"), NULL, 10);
  self->size = g_ascii_strtoull (size + strlen ("/Size "), NULL, 10);
  return self->size > 1 && self->table + 5 < self->length && strncmp (self->pdf + self->table, "xref", 4) == 0;
}

/* The offset of an object, from a plain cross-reference table; 0: there is none. */
static gsize
find_object (const Adopted *self,
             guint          number)
{
  const char *p = self->pdf + self->table;
  guint64 first, count, offset;
  char *end;

  first = g_ascii_strtoull (p + 4, &end, 10);
  count = g_ascii_strtoull (end, &end, 10);
  if (number < first || number >= first + count)
    return 0;

  /* Lines of the table have 20 bytes each. */
  p = end + strspn (end, " \r\n") + (number - first) * 20;
  if ((gsize) (p - self->pdf) + 20 > self->length || p[17] != 'n')
    return 0;
  offset = g_ascii_strtoull (p, NULL, 10);
  return offset < self->length ? offset : 0;
}

/* Streams hold zeros. */
static const char *
find_first (const Adopted *self,
            const char    *from,
            const char    *needle)
{
  return memmem (from, self->length - (from - self->pdf), needle, strlen (needle));
}

/* After « 12 0 obj ». */
static const char *
body_of (const Adopted *self,
         guint          number)
{
  gsize offset = find_object (self, number);
  const char *body = offset > 0 ? strstr (self->pdf + offset, "obj") : NULL;

  return body != NULL && body - (self->pdf + offset) < 24 ? body + strlen ("obj") : NULL;
}

static guint
read_reference (const char *text,
                const char *end,
                const char *name)
{
  const char *p = g_strstr_len (text, end - text, name);

  return p != NULL ? (guint) g_ascii_strtoull (p + strlen (name), NULL, 10) : 0;
}

/* Where the dictionary, or whatever stands before a stream, ends; the stream itself. */
static gboolean
split_object (const Adopted *self,
              guint          number,
              const char   **begin,
              const char   **end,
              const char   **stream,
              gsize         *stream_length)
{
  const char *body = body_of (self, number), *stop, *data;

  *begin = body;
  *stream = NULL;
  *stream_length = 0;
  if (body == NULL)
    return FALSE;
  stop = find_first (self, body, "endobj");
  data = find_first (self, body, "stream\n");
  if (stop == NULL)
    return FALSE;
  if (data > stop)
    data = NULL;
  *end = data != NULL ? data : stop;
  if (data != NULL)
    {
      const char *length = g_strstr_len (body, data - body, "/Length ");
      char *after;
      guint64 n = length != NULL ? g_ascii_strtoull (length + strlen ("/Length "), &after, 10) : 0;

      if (length == NULL)
        return FALSE;
      if (g_str_has_prefix (after, " 0 R"))
        n = body_of (self, n) != NULL ? g_ascii_strtoull (body_of (self, n), NULL, 10) : 0;
      *stream = data + strlen ("stream\n");
      *stream_length = n;
      if (n > self->length - (*stream - self->pdf))
        return FALSE;
    }
  return TRUE;
}

/* As it was, references under their new numbers. */
static void
copy_renumbered (const Adopted *self,
                 GString       *out,
                 const char    *begin,
                 const char    *end)
{
  for (const char *p = begin; p < end;)
    {
      gboolean starts = p == begin || g_ascii_isspace (p[-1]) || p[-1] == '[';
      char *after = (char *) p;
      guint64 number = starts && g_ascii_isdigit (*p) ? g_ascii_strtoull (p, &after, 10) : 0;

      if (after > p && after + 4 <= end && strncmp (after, " 0 R", 4) == 0)
        {
          g_string_append_printf (out, "%u", number < self->numbers->len ? g_array_index (self->numbers, guint, number) : 0);
          p = after;
        }
      else
        g_string_append_c (out, *p++);
    }
}

/* The page as a form: its box, what it needs, its content. */
static gboolean
adopt_page (const Adopted *self,
            MlgPdfFile    *file,
            guint          page,
            const char    *begin,
            const char    *end)
{
  const char *box = g_strstr_len (begin, end - begin, "/MediaBox"), *group = g_strstr_len (begin, end - begin, "/Group <<");
  const char *box_end = box != NULL ? memchr (box, ']', end - box) : NULL;
  const char *group_end = group != NULL ? g_strstr_len (group, end - group, ">>") : NULL;
  guint resources = read_reference (begin, end, "/Resources "), content = read_reference (begin, end, "/Contents ");
  const char *content_begin, *content_end, *stream;
  gsize length;
  GString *out;

  if (box_end == NULL || resources == 0 || resources >= self->numbers->len || content == 0 ||
      !split_object (self, content, &content_begin, &content_end, &stream, &length) || stream == NULL)
    return FALSE;

  out = mlg_pdf_file_begin (file, g_array_index (self->numbers, guint, page));
  g_string_append (out, "<< /Type /XObject /Subtype /Form /BBox");
  g_string_append_len (out, box + strlen ("/MediaBox"), box_end + 1 - (box + strlen ("/MediaBox")));
  g_string_append_printf (out, " /Resources %u 0 R ", g_array_index (self->numbers, guint, resources));
  if (group_end != NULL)
    g_string_append_len (out, group, group_end + 2 - group);
  if (g_strstr_len (content_begin, content_end - content_begin, "/FlateDecode") != NULL)
    g_string_append (out, " /Filter /FlateDecode");
  g_string_append_printf (out, " /Length %" G_GSIZE_FORMAT " >>\nstream\n", length);
  g_string_append_len (out, stream, length);
  g_string_append (out, "\nendstream");
  return TRUE;
}

static gboolean
has_type (const char *begin,
          const char *end,
          const char *type)
{
  const char *p = g_strstr_len (begin, end - begin, type);

  return p != NULL && !g_ascii_isalpha (p[strlen (type)]);
}

static gboolean
adopt_object (const Adopted *self,
              MlgPdfFile    *file,
              guint          number)
{
  const char *begin, *end, *stream;
  gsize length;
  GString *out;

  if (!split_object (self, number, &begin, &end, &stream, &length))
    return FALSE;
  if (has_type (begin, end, "/Type /Catalog") || has_type (begin, end, "/Type /Pages") || has_type (begin, end, "/Producer"))
    return TRUE;
  if (has_type (begin, end, "/Type /Page"))
    return adopt_page (self, file, number, begin, end);

  out = mlg_pdf_file_begin (file, g_array_index (self->numbers, guint, number));
  copy_renumbered (self, out, begin, end);
  if (stream != NULL)
    {
      g_string_append (out, "stream\n");
      g_string_append_len (out, stream, length);
      g_string_append (out, "\nendstream");
    }
  return TRUE;
}

/* In the order of the tree of pages. */
static gboolean
list_forms (const Adopted *self,
            GArray        *forms)
{
  for (guint number = 1; number < self->size; number++)
    {
      const char *begin, *end, *stream, *p;
      gsize length;

      if (!split_object (self, number, &begin, &end, &stream, &length) || stream != NULL || !has_type (begin, end, "/Type /Pages"))
        continue;
      p = g_strstr_len (begin, end - begin, "/Kids [");
      for (p = p != NULL ? p + strlen ("/Kids [") : end; p < end;)
        {
          char *after;
          guint64 page = g_ascii_strtoull (p, &after, 10);

          if (after == p || page >= self->numbers->len)
            return forms->len > 0;
          g_array_append_val (forms, g_array_index (self->numbers, guint, page));
          p = after + strlen (" 0 R");
        }
    }
  return FALSE;
}

gboolean
mlg_pdf_file_adopt (MlgPdfFile *self,
                    const char *pdf,
                    gsize       length,
                    GArray     *forms)
{
  g_autoptr(GArray) numbers = g_array_new (FALSE, TRUE, sizeof (guint));
  Adopted adopted = { .pdf = pdf, .length = length, .numbers = numbers };

  if (!read_trailer (&adopted))
    return FALSE;
  g_array_set_size (numbers, adopted.size);
  for (guint number = 1; number < adopted.size; number++)
    g_array_index (numbers, guint, number) = mlg_pdf_file_reserve (self);
  for (guint number = 1; number < adopted.size; number++)
    if (find_object (&adopted, number) > 0 && !adopt_object (&adopted, self, number))
      return FALSE;
  return list_forms (&adopted, forms);
}
