/* A file of parts: an archive, in memory. */

#include "document/mlg-office-file.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#define MAX_ENTRIES  2000
#define MAX_PART     (16u << 20)

struct _MlgOfficeFile
{
  zip_t        *archive;
  zip_source_t *memory;     /* what the archive is written into; ours and its own */
  GPtrArray    *parts;      /* GBytes: the archive reads them when it is closed */
  gboolean      failed;
};

MlgOfficeFile *
mlg_office_file_new (void)
{
  MlgOfficeFile *self = g_new0 (MlgOfficeFile, 1);

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
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
mlg_office_file_free (MlgOfficeFile *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->archive, zip_discard);
  g_clear_pointer (&self->memory, zip_source_free);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

void
mlg_office_file_add (MlgOfficeFile *self,
                     const char    *name,
                     GBytes        *bytes,
                     gboolean       stored)
{
  zip_source_t *source;
  zip_int64_t index;
  gsize length;
  const void *data;

  if (self->failed)
    return;

  data = g_bytes_get_data (bytes, &length);
  g_ptr_array_add (self->parts, g_bytes_ref (bytes));
  source = zip_source_buffer (self->archive, data, length, 0);
  index = source == NULL ? -1 : zip_file_add (self->archive, name, source, ZIP_FL_ENC_UTF_8);
  if (index < 0)
    {
      if (source != NULL)
        zip_source_free (source);
      self->failed = TRUE;
      return;
    }
  zip_set_file_compression (self->archive, index, stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, stored ? 0 : 4);
}

void
mlg_office_file_add_text (MlgOfficeFile *self,
                          const char    *name,
                          GString       *text)
{
  g_autoptr(GBytes) bytes = g_string_free_to_bytes (text);

  mlg_office_file_add (self, name, bytes, FALSE);
}

GBytes *
mlg_office_file_finish (MlgOfficeFile  *self,
                        GError        **error)
{
  zip_stat_t stat;
  guint8 *data = NULL;

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
            return g_bytes_new_take (data, stat.size);
        }
    }
  g_free (data);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The file could not be made."));
  return NULL;
}

/* ---- reading a model */

static GBytes *
read_part (zip_t       *archive,
           zip_uint64_t index,
           zip_uint64_t size)
{
  zip_file_t *file = zip_fopen_index (archive, index, 0);
  guint8 *data = file != NULL ? g_try_malloc (size + 1) : NULL;
  zip_int64_t n = data != NULL ? zip_fread (file, data, size + 1) : -1;

  if (file != NULL)
    zip_fclose (file);
  if (n == (zip_int64_t) size)
    return g_bytes_new_take (data, size);
  g_free (data);
  return NULL;
}

static gboolean
is_wanted (const char        *name,
           const char *const *prefixes)
{
  for (guint i = 0; prefixes[i] != NULL; i++)
    if (g_str_has_prefix (name, prefixes[i]) && strstr (name, "..") == NULL && !g_str_has_suffix (name, "/"))
      return TRUE;
  return FALSE;
}

GHashTable *
mlg_office_file_read (const char         *path,
                      const char *const  *prefixes,
                      GError            **error)
{
  GHashTable *parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  int code = 0;
  zip_t *archive = zip_open (path, ZIP_RDONLY, &code);
  zip_int64_t n = archive != NULL ? zip_get_num_entries (archive, 0) : 0;

  for (zip_int64_t i = 0; i < n && n <= MAX_ENTRIES; i++)
    {
      zip_stat_t stat;
      GBytes *bytes;

      if (zip_stat_index (archive, i, 0, &stat) != 0 || !is_wanted (stat.name, prefixes) || stat.size > MAX_PART)
        continue;
      bytes = read_part (archive, i, stat.size);
      if (bytes != NULL)
        g_hash_table_insert (parts, g_strdup (stat.name), bytes);
    }
  if (archive != NULL)
    zip_discard (archive);
  if (g_hash_table_size (parts) == 0)
    {
      g_autofree char *name = g_path_get_basename (path);

      g_hash_table_unref (parts);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("%s is not a text whose styles can be taken."), name);
      return NULL;
    }
  return parts;
}

/* ---- words */

void
mlg_office_append (GString    *xml,
                   const char *text)
{
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      switch (c)
        {
        case '&': g_string_append (xml, "&amp;"); break;
        case '<': g_string_append (xml, "&lt;"); break;
        case '>': g_string_append (xml, "&gt;"); break;
        case '"': g_string_append (xml, "&quot;"); break;
        default:
          if (c == 0x2028 || c == 0x2029)
            g_string_append_c (xml, ' ');
          else if (c == '\t' || c == '\n' || (c >= 0x20 && c != 0xfffe && c != 0xffff))
            g_string_append_unichar (xml, c);
          break;
        }
    }
}

void
mlg_office_append_in (GString    *xml,
                      const char *open,
                      const char *text,
                      const char *close)
{
  if (text == NULL)
    return;
  g_string_append (xml, open);
  mlg_office_append (xml, text);
  g_string_append (xml, close);
}

void
mlg_office_say_for_all (GString    *xml,
                        const char *pattern,
                        const char *replacement)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  g_autofree char *said = g_regex_replace (regex, xml->str, xml->len, 0, replacement, 0, NULL);

  if (said != NULL)
    g_string_assign (xml, said);
}
