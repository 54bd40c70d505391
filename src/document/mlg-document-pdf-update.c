/* What cairo 1.16 does not say in a PDF: its language, what each figure shows to
 * who does not see it. An update appended to the file (PDF 1.7, §7.5.6): new versions of the
 * catalogue and of the figures' elements, a cross-reference table of these lines, a trailer that
 * points to the one before. Anything unexpected: the file stays as cairo made it.
 */

#include "document/mlg-document-private.h"

#include <string.h>

typedef struct
{
  guint number;
  gsize offset;         /* in what is appended */
} Changed;

typedef struct
{
  const char *pdf;      /* ends with a zero */
  gsize       length;
  gsize       table;
  guint       root, info, size;
  GString    *update;
  GArray     *changed;
} Update;

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

static guint
read_reference (const char *trailer,
                const char *name)
{
  const char *p = strstr (trailer, name);

  return p != NULL ? (guint) g_ascii_strtoull (p + strlen (name), NULL, 10) : 0;
}

static gboolean
read_trailer (Update *self)
{
  const char *start = find_last (self->pdf, self->length, "startxref");
  const char *trailer = find_last (self->pdf, self->length, "trailer");

  if (start == NULL || trailer == NULL)
    return FALSE;

  self->table = g_ascii_strtoull (start + strlen ("startxref"), NULL, 10);
  self->root = read_reference (trailer, "/Root ");
  self->info = read_reference (trailer, "/Info ");
  self->size = read_reference (trailer, "/Size ");
  return self->root > 0 && self->info > 0 && self->size > self->root && self->table + 5 < self->length;
}

/* The offset of an object, from a plain cross-reference table; 0: there is none. */
static gsize
find_object (const Update *self,
             guint         number)
{
  const char *p = self->pdf + self->table;
  guint64 first, count, offset;
  char *end;

  if (strncmp (p, "xref", 4) != 0)
    return 0;
  first = g_ascii_strtoull (p + 4, &end, 10);
  count = g_ascii_strtoull (end, &end, 10);
  if (number < first || number >= first + count)
    return 0;

  /* Lines of the table have 20 bytes each. */
  p = end + strspn (end, " \r\n") + (number - first) * 20;
  if ((gsize) (p - self->pdf) + 20 > self->length)
    return 0;
  offset = g_ascii_strtoull (p, NULL, 10);
  return offset < self->length ? offset : 0;
}

/* What stands between the brackets of an object that is a dictionary; NULL: it is something else. */
static char *
dup_dictionary (const Update *self,
                guint         number)
{
  gsize offset = find_object (self, number);
  const char *object = self->pdf + offset;
  const char *begin = offset > 0 ? strstr (object, "<<") : NULL;
  const char *end = begin != NULL ? strstr (begin, "endobj") : NULL;

  /* A number, a generation, « obj ». */
  return end != NULL && begin - object < 32 ? g_strndup (begin + 2, end - begin - 2) : NULL;
}

static void
change (Update     *self,
        guint       number,
        const char *added,
        const char *dictionary)
{
  Changed changed = { number, self->update->len };

  g_string_append_printf (self->update, "%u 0 obj\n<< %s%sendobj\n", number, added, dictionary);
  g_array_append_val (self->changed, changed);
}

/* As text of a PDF: big-endian UTF-16, in hexadecimal. */
static char *
to_text (const char *utf8)
{
  g_autofree gunichar2 *units = NULL;
  GString *text = g_string_new ("<FEFF");
  glong n = 0;

  units = g_utf8_to_utf16 (utf8, -1, NULL, &n, NULL);
  for (glong i = 0; units != NULL && i < n; i++)
    g_string_append_printf (text, "%04X", units[i]);
  g_string_append_c (text, '>');
  return g_string_free (text, FALSE);
}

/* Elements are numbered as they are drawn. */
static void
describe_figures (Update          *self,
                  const GPtrArray *alternatives)
{
  guint n_found = 0;

  for (guint number = 1; number < self->size && n_found < alternatives->len; number++)
    {
      gsize offset = find_object (self, number);
      const char *object = self->pdf + offset;
      const char *begin = offset > 0 ? strstr (object, "<< /Type /StructElem\n   /S /Figure\n") : NULL;
      g_autofree char *dictionary = NULL;
      g_autofree char *text = NULL;
      g_autofree char *added = NULL;

      if (begin == NULL || begin - object >= 32)
        continue;
      dictionary = dup_dictionary (self, number);
      if (dictionary == NULL)
        continue;
      text = to_text (g_ptr_array_index (alternatives, n_found++));
      added = g_strdup_printf ("/Alt %s", text);
      change (self, number, added, dictionary);
    }
}

static gboolean
say_language (Update     *self,
              const char *language)
{
  g_autofree char *catalogue = dup_dictionary (self, self->root);
  g_autofree char *added = NULL;

  if (catalogue == NULL || strstr (catalogue, "/Lang") != NULL)
    return FALSE;
  added = g_strdup_printf ("/Lang (%s)\n   %s/ViewerPreferences << /DisplayDocTitle true >>", language,
                           strstr (catalogue, "/MarkInfo") == NULL ? "/MarkInfo << /Marked true >>\n   " : "");
  change (self, self->root, added, catalogue);
  return TRUE;
}

static int
compare_changed (gconstpointer a,
                 gconstpointer b)
{
  const Changed *x = a, *y = b;

  return x->number < y->number ? -1 : x->number > y->number;
}

static void
write_table (Update *self,
             gsize   before)
{
  gsize table = before + self->update->len;

  g_array_sort (self->changed, compare_changed);
  g_string_append (self->update, "xref\n");
  for (guint i = 0; i < self->changed->len; i++)
    {
      const Changed *it = &g_array_index (self->changed, Changed, i);

      g_string_append_printf (self->update, "%u 1\n%010" G_GSIZE_FORMAT " 00000 n \n", it->number, before + it->offset);
    }
  g_string_append_printf (self->update, "trailer\n<< /Size %u /Root %u 0 R /Info %u 0 R /Prev %" G_GSIZE_FORMAT " >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          self->size, self->root, self->info, self->table, table);
}

void
mlg_pdf_say_more (GByteArray      *bytes,
                  const char      *language,
                  const GPtrArray *alternatives)
{
  g_autoptr(GString) update = g_string_new ("\n");
  g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (Changed));
  Update self = { .length = bytes->len, .update = update, .changed = changed };

  /* So that the text functions above stop somewhere. */
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  g_byte_array_set_size (bytes, self.length);
  self.pdf = (const char *) bytes->data;

  if (!read_trailer (&self) || !say_language (&self, language))
    return;
  describe_figures (&self, alternatives);
  write_table (&self, self.length);
  g_byte_array_append (bytes, (const guint8 *) update->str, update->len);
}
