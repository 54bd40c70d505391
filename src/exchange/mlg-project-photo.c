/* Photographs of a monograph, kept in the file. */

#include "exchange/mlg-project-live-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-rows.h"

#define MAX_SIDE     1600              /* pixels: 200 dots per inch over the width of a page */
#define MAX_BYTES    (60 * 1024 * 1024)
#define MAX_PIXELS   (150 * G_GINT64_CONSTANT (1000000))       /* read, it takes four times as many bytes */
#define JPEG_QUALITY "86"

/* ---- showing */

void
mlg_live_fill_photo (MlgLiveResolver *self)
{
  const char *content = mlg_record_get_named (self->subject, "content");
  const char *caption = mlg_record_get_named (self->subject, "caption");
  const char *credit = mlg_record_get_named (self->subject, "credit");
  const char *width = mlg_live_block_get_option (self->block, "width");

  if (content == NULL)
    {
      mlg_live_fail (self, _("This photograph is not in the file."));
      return;
    }
  if (width != NULL)
    self->live->width = CLAMP (g_ascii_strtod (width, NULL), 20, 100) / 100;
  self->live->media_type = g_strdup (mlg_record_get_named (self->subject, "media_type"));
  {
    gsize length;
    guchar *bytes = g_base64_decode (content, &length);

    self->live->image = g_bytes_new_take (bytes, length);
  }
  if (caption != NULL && credit != NULL)
    mlg_live_set_caption (self, g_strdup_printf (_("%s — Photograph: %s"), caption, credit));
  else if (credit != NULL)
    mlg_live_set_caption (self, g_strdup_printf (_("Photograph: %s"), credit));
  else
    mlg_live_set_caption (self, g_strdup (caption != NULL ? caption : _("Photograph")));
}

/* ---- adding */

static gboolean
fail (GError     **error,
      const char  *path,
      const char  *sentence)
{
  g_autofree char *name = g_path_get_basename (path);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, sentence, name);
#pragma GCC diagnostic pop
  return FALSE;
}

/* The end of a JPEG is a mark of its own, which comes after the picture; those before it are of the small
 * pictures a camera adds.
 */
static gboolean
jpeg_is_whole (const guchar *bytes,
               gsize         length)
{
  gsize at = 2;

  while (at + 4 <= length && bytes[at] == 0xff && bytes[at + 1] != 0xda)
    at += 2 + (bytes[at + 2] << 8 | bytes[at + 3]);
  for (; at + 1 < length; at++)
    if (bytes[at] == 0xff && bytes[at + 1] == 0xd9)
      return TRUE;
  return FALSE;
}

/* Libraries fill what is missing of a cut JPEG with grey, and say nothing. */
static gboolean
is_cut (const char *path)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const guchar *bytes = file != NULL ? (const guchar *) g_mapped_file_get_contents (file) : NULL;
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;

  return bytes != NULL && length > 3 && bytes[0] == 0xff && bytes[1] == 0xd8 && !jpeg_is_whole (bytes, length);
}

/* Upright and no larger than needed. Large pictures are made smaller while they are read. */
static GdkPixbuf *
load (const char  *path,
      GError     **error)
{
  g_autoptr(GdkPixbuf) read = NULL;
  g_autoptr(GdkPixbuf) upright = NULL;
  int width = 0, height = 0;

  if (gdk_pixbuf_get_file_info (path, &width, &height) == NULL || width <= 0 || height <= 0)
    {
      fail (error, path, _("%s is not a picture that can be read. Save it as JPEG or PNG, and insert that."));
      return NULL;
    }
  if ((gint64) width * height > MAX_PIXELS)
    {
      fail (error, path, _("%s is too large a picture."));
      return NULL;
    }
  read = MAX (width, height) > MAX_SIDE ? gdk_pixbuf_new_from_file_at_scale (path, MAX_SIDE, MAX_SIDE, TRUE, NULL)
                                        : gdk_pixbuf_new_from_file (path, NULL);
  if (read == NULL || is_cut (path))
    {
      fail (error, path, _("%s is cut short or damaged: nothing was kept. Copy it again from the camera or the telephone."));
      return NULL;
    }
  upright = gdk_pixbuf_apply_embedded_orientation (read);
  return g_steal_pointer (&upright);
}

/* Written anew: nothing of what the camera said about place and owner remains. */
static char *
encode (GdkPixbuf   *pixbuf,
        const char **media_type,
        gsize       *length,
        GError     **error)
{
  gboolean png = gdk_pixbuf_get_has_alpha (pixbuf);
  char *buffer = NULL;
  gboolean done;

  *media_type = png ? "image/png" : "image/jpeg";
  done = png ? gdk_pixbuf_save_to_buffer (pixbuf, &buffer, length, "png", error, NULL)
             : gdk_pixbuf_save_to_buffer (pixbuf, &buffer, length, "jpeg", error, "quality", JPEG_QUALITY, NULL);
  return done ? buffer : NULL;
}

/* ---- kept once, whoever shows it */

typedef struct
{
  const char *checksum;
  MlgId       id;
} Known;

static void
look_at (const MlgId       *id,
         const char *const *values,
         gpointer           data)
{
  Known *known = data;

  if (mlg_id_is_null (&known->id) && g_strcmp0 (values[0], known->checksum) == 0)
    known->id = *id;
}

/* The caption of the one before stays, when it has one. */
static gboolean
take_known (MlgProject   *project,
            const MlgId  *id,
            const char   *caption,
            GError      **error)
{
  const MlgEntity *entity = mlg_schema_find ("attachment");
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, entity, id);

  return caption == NULL || record == NULL || mlg_record_get_named (record, "caption") != NULL ||
         mlg_project_set (project, entity, id, mlg_entity_find_field (entity, "caption"), caption, error);
}

static void
set (const MlgEntity  *entity,
     const char      **values,
     const char       *field,
     const char       *value)
{
  values[mlg_entity_find_field (entity, field)->index] = value;
}

gboolean
mlg_project_photo_add (MlgProject       *project,
                       const MlgEntity  *target_entity,
                       const MlgId      *target,
                       const char       *path,
                       const char       *caption,
                       MlgId            *id,
                       GError          **error)
{
  const MlgEntity *entity = mlg_schema_find ("attachment");
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *content = NULL;
  g_autofree char *checksum = NULL;
  g_autofree char *size = NULL;
  g_autofree char *name = NULL;
  g_autofree char *about = NULL;
  g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
  char id_text[MLG_ID_TEXT_LENGTH + 1];
  Known known = { 0 };
  const char *media_type;
  gsize length = 0;

  g_return_val_if_fail (MLG_IS_PROJECT (project) && target_entity != NULL && target != NULL && path != NULL, FALSE);

  *id = (MlgId) { { 0 } };
  pixbuf = load (path, error);
  bytes = pixbuf != NULL ? encode (pixbuf, &media_type, &length, error) : NULL;
  if (bytes == NULL)
    return FALSE;
  if (length > MAX_BYTES)
    return fail (error, path, _("%s is too large a picture."));

  content = g_base64_encode ((const guchar *) bytes, length);
  checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  known.checksum = checksum;
  mlg_rows_foreach (project, "attachment", (const char *[]) { "checksum", NULL }, look_at, &known);
  if (!mlg_id_is_null (&known.id))
    {
      *id = known.id;
      return take_known (project, id, caption, error);
    }
  size = g_strdup_printf ("%" G_GSIZE_FORMAT, length);
  name = g_filename_display_basename (path);
  about = g_strconcat (target_entity->name, ":", mlg_id_write (target, id_text), NULL);
  set (entity, values, "target", about);
  set (entity, values, "name", name);
  set (entity, values, "media_type", media_type);
  set (entity, values, "size", size);
  set (entity, values, "checksum", checksum);
  set (entity, values, "caption", caption);
  set (entity, values, "content", content);
  return mlg_project_add (project, entity, values, id, error);
}
