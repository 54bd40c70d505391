/* Archives of spreadsheets, by libzip. */

#include "exchange/mlg-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#define READ_AT_ONCE (64u << 10)

struct _MlgZip
{
  GBytes     *bytes;
  zip_t      *archive;
  zip_file_t *file;         /* the part being read */
  guint64     inflated;     /* bytes that came out so far */
};

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                       _("This file is damaged or incomplete. Open it in the spreadsheet and save it again."));
}

static void
set_too_large (GError **error)
{
  g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                       _("This file unpacks into far more than a list can hold. It was not read."));
}

MlgZip *
mlg_zip_open (GBytes  *bytes,
              GError **error)
{
  g_autoptr(MlgZip) self = g_new0 (MlgZip, 1);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  zip_source_t *source = zip_source_buffer_create (data, length, 0, NULL);

  self->bytes = g_bytes_ref (bytes);
  self->archive = source == NULL ? NULL : zip_open_from_source (source, ZIP_RDONLY, NULL);
  if (self->archive == NULL)
    {
      zip_source_free (source);
      set_damaged (error);
      return NULL;
    }

  if (zip_get_num_entries (self->archive, 0) > MLG_ZIP_MAX_ENTRIES)
    {
      set_too_large (error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

void
mlg_zip_free (MlgZip *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->file, zip_fclose);
  g_clear_pointer (&self->archive, zip_discard);
  g_bytes_unref (self->bytes);
  g_free (self);
}

gboolean
mlg_zip_has (MlgZip     *self,
             const char *name)
{
  return zip_name_locate (self->archive, name, ZIP_FL_NOCASE) >= 0;
}

static gssize
read_part (gpointer  source,
           char     *buffer,
           gsize     length,
           GError  **error)
{
  MlgZip *self = source;
  zip_int64_t n = zip_fread (self->file, buffer, length);

  if (n < 0)
    {
      set_damaged (error);
      return -1;
    }

  self->inflated += n;
  if (self->inflated > MLG_ZIP_MAX_INFLATED)
    {
      set_too_large (error);
      return -1;
    }

  return n;
}

guint
mlg_zip_get_n_parts (MlgZip *self)
{
  return zip_get_num_entries (self->archive, 0);
}

const char *
mlg_zip_get_name (MlgZip *self,
                  guint   part)
{
  return zip_get_name (self->archive, part, 0);
}

/* The part is in ->file. */
static gboolean
open_part (MlgZip      *self,
           const char  *name,
           GError     **error)
{
  zip_int64_t index = zip_name_locate (self->archive, name, ZIP_FL_NOCASE);
  zip_stat_t stat;

  if (index < 0 || zip_stat_index (self->archive, index, 0, &stat) != 0)
    {
      set_damaged (error);
      return FALSE;
    }

  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                           _("This file is protected by a password. Save it without the password, then import it."));
      return FALSE;
    }
  if ((stat.valid & ZIP_STAT_SIZE) && (stat.valid & ZIP_STAT_COMP_SIZE) &&
      (stat.size > MLG_ZIP_MAX_INFLATED || (stat.size > MLG_ZIP_LARGE && stat.size / MLG_ZIP_MAX_RATIO > stat.comp_size)))
    {
      set_too_large (error);
      return FALSE;
    }

  self->file = zip_fopen_index (self->archive, index, 0);
  if (self->file == NULL)
    {
      set_damaged (error);
      return FALSE;
    }

  return TRUE;
}

GBytes *
mlg_zip_read (MlgZip        *self,
              const char    *name,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(GByteArray) whole = g_byte_array_new ();
  g_autofree char *buffer = g_malloc (READ_AT_ONCE);
  gssize n;

  if (!open_part (self, name, error))
    return NULL;

  while ((n = read_part (self, buffer, READ_AT_ONCE, error)) > 0 && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_byte_array_append (whole, (const guint8 *) buffer, n);
  g_clear_pointer (&self->file, zip_fclose);
  return n != 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

gboolean
mlg_zip_parse (MlgZip               *self,
               const char           *name,
               const MlgXmlHandler  *handler,
               gpointer              data,
               GCancellable         *cancellable,
               GError              **error)
{
  gboolean done;

  if (!open_part (self, name, error))
    return FALSE;

  done = mlg_xml_parse (read_part, self, handler, data, cancellable, error);
  g_clear_pointer (&self->file, zip_fclose);
  return done;
}

/* ---- writing */

struct _MlgZipWriter
{
  zip_t        *archive;
  zip_source_t *memory;     /* what the archive is written into; ours and its own */
  gboolean      failed;
};

MlgZipWriter *
mlg_zip_writer_new (void)
{
  MlgZipWriter *self = g_new0 (MlgZipWriter, 1);

  self->memory = zip_source_buffer_create (NULL, 0, 0, NULL);
  if (self->memory != NULL)
    {
      zip_source_keep (self->memory);
      self->archive = zip_open_from_source (self->memory, ZIP_TRUNCATE, NULL);
      if (self->archive == NULL)
        zip_source_free (self->memory);
    }
  self->failed = self->archive == NULL;
  return self;
}

void
mlg_zip_writer_free (MlgZipWriter *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->archive, zip_discard);
  g_clear_pointer (&self->memory, zip_source_free);
  g_free (self);
}

void
mlg_zip_writer_add (MlgZipWriter *self,
                    const char   *name,
                    GString      *text,
                    gboolean      stored)
{
  gsize length = text->len;
  char *data = g_string_free (text, FALSE);
  zip_source_t *source;
  zip_int64_t index;

  /* libzip does not free what is empty. */
  if (self->failed || length == 0)
    g_clear_pointer (&data, g_free);
  if (self->failed)
    return;

  /* GLib's memory is the C library's: libzip may free it. */
  source = zip_source_buffer (self->archive, data, length, 1);
  index = source == NULL ? -1 : zip_file_add (self->archive, name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0)
    {
      if (source != NULL)
        zip_source_free (source);
      else
        g_free (data);
      self->failed = TRUE;
      return;
    }

  zip_set_file_compression (self->archive, index, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, stored ? 0 : 4);
}

GBytes *
mlg_zip_writer_finish (MlgZipWriter  *self,
                       GError       **error)
{
  zip_stat_t stat;
  g_autofree char *data = NULL;

  if (!self->failed && zip_close (self->archive) == 0)
    {
      self->archive = NULL;
      zip_stat_init (&stat);
      if (zip_source_stat (self->memory, &stat) == 0 && (data = g_try_malloc (stat.size)) != NULL &&
          zip_source_open (self->memory) == 0)
        {
          zip_int64_t n = zip_source_read (self->memory, data, stat.size);

          zip_source_close (self->memory);
          if (n == (zip_int64_t) stat.size)
            return g_bytes_new_take (g_steal_pointer (&data), stat.size);
        }
    }

  g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("The file could not be made: memory is short."));
  return NULL;
}
