#include "document/mlg-pdf-file.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

/* More gains little and takes twice the time. */
#define PACKING 2

struct _MlgPdfFile
{
  GString *bytes;
  GArray  *offsets;     /* gsize, by number; 0: not written yet */
  gboolean open;        /* an object waits for its end */
};

MlgPdfFile *
mlg_pdf_file_new (void)
{
  MlgPdfFile *self = g_new0 (MlgPdfFile, 1);

  self->bytes = g_string_sized_new (1 << 20);
  self->offsets = g_array_new (FALSE, TRUE, sizeof (gsize));
  g_array_set_size (self->offsets, 1);
  /* Four bytes above 127: those who carry it see that it is not a text. */
  g_string_append (self->bytes, "%PDF-1.7\n%\xc3\xa9\xc3\xa0\n");
  return self;
}

void
mlg_pdf_file_free (MlgPdfFile *self)
{
  if (self == NULL)
    return;
  if (self->bytes != NULL)
    g_string_free (self->bytes, TRUE);
  g_array_unref (self->offsets);
  g_free (self);
}

guint
mlg_pdf_file_reserve (MlgPdfFile *self)
{
  g_array_set_size (self->offsets, self->offsets->len + 1);
  return self->offsets->len - 1;
}

static void
end_object (MlgPdfFile *self)
{
  if (self->open)
    g_string_append (self->bytes, "\nendobj\n");
  self->open = FALSE;
}

GString *
mlg_pdf_file_begin (MlgPdfFile *self,
                    guint       number)
{
  g_return_val_if_fail (number > 0 && number < self->offsets->len, NULL);

  end_object (self);
  g_array_index (self->offsets, gsize, number) = self->bytes->len;
  g_string_append_printf (self->bytes, "%u 0 obj\n", number);
  self->open = TRUE;
  return self->bytes;
}

void
mlg_pdf_file_add_stream (MlgPdfFile *self,
                         guint       number,
                         const char *entries,
                         GBytes     *packed)
{
  GString *out = mlg_pdf_file_begin (self, number);

  g_string_append_printf (out, "<< %s /Filter /FlateDecode /Length %" G_GSIZE_FORMAT " >>\nstream\n", entries, g_bytes_get_size (packed));
  g_string_append_len (out, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  g_string_append (out, "\nendstream");
}

GBytes *
mlg_pdf_file_finish (MlgPdfFile *self,
                     guint       catalogue,
                     guint       about)
{
  gsize table;

  end_object (self);
  table = self->bytes->len;
  g_string_append_printf (self->bytes, "xref\n0 %u\n0000000000 65535 f \n", self->offsets->len);
  for (guint i = 1; i < self->offsets->len; i++)
    {
      gsize offset = g_array_index (self->offsets, gsize, i);

      if (offset > 0)
        g_string_append_printf (self->bytes, "%010" G_GSIZE_FORMAT " 00000 n \n", offset);
      else
        g_string_append (self->bytes, "0000000000 65535 f \n");
    }
  g_string_append_printf (self->bytes, "trailer\n<< /Size %u /Root %u 0 R /Info %u 0 R >>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          self->offsets->len, catalogue, about, table);
  return g_string_free_to_bytes (g_steal_pointer (&self->bytes));
}

GBytes *
mlg_pdf_pack (gconstpointer bytes,
              gsize         length)
{
  g_autoptr(GConverter) packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, PACKING));
  gsize room = length + length / 1000 + 64, used = 0, read = 0;
  guint8 *packed = g_malloc (room);
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED)
    {
      gsize n_read = 0, n_written = 0;

      if (used == room)
        packed = g_realloc (packed, room *= 2);
      result = g_converter_convert (packer, (const guint8 *) bytes + read, length - read, packed + used, room - used,
                                    G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL);
      if (result == G_CONVERTER_ERROR)
        room *= 2, packed = g_realloc (packed, room);
      read += n_read;
      used += n_written;
    }
  return g_bytes_new_take (packed, used);
}

/* Thousandths of a point are finer than any printer. */
void
mlg_pdf_append_number (GString *out,
                       double   number)
{
  char digits[24];
  glong thousandths = lround (CLAMP (number, -1e9, 1e9) * 1000);
  guint n = sizeof digits;
  gulong rest = ABS (thousandths);

  for (guint i = 0; i < 3; i++, rest /= 10)
    if (rest % 10 != 0 || n < sizeof digits)
      digits[--n] = '0' + rest % 10;
  if (n < sizeof digits)
    digits[--n] = '.';
  do
    digits[--n] = '0' + rest % 10;
  while ((rest /= 10) > 0);
  if (thousandths < 0)
    digits[--n] = '-';
  g_string_append_len (out, digits + n, sizeof digits - n);
}

void
mlg_pdf_append_text (GString    *out,
                     const char *utf8)
{
  g_string_append (out, "<FEFF");
  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter < 0x10000)
        g_string_append_printf (out, "%04X", letter);
      else
        g_string_append_printf (out, "%04X%04X", 0xd800 + ((letter - 0x10000) >> 10), 0xdc00 + ((letter - 0x10000) & 0x3ff));
    }
  g_string_append_c (out, '>');
}
