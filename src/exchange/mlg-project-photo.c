/* Photographs of a monograph, kept in the file. */

#include "exchange/mlg-project-live-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"

#define MAX_SIDE     1600              /* pixels: 200 dots per inch over the width of a page */
#define MAX_BYTES    (60 * 1024 * 1024)
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
      fail (error, path, _("%s is not a picture that can be read."));
      return NULL;
    }
  read = MAX (width, height) > MAX_SIDE ? gdk_pixbuf_new_from_file_at_scale (path, MAX_SIDE, MAX_SIDE, TRUE, error)
                                        : gdk_pixbuf_new_from_file (path, error);
  if (read == NULL)
    return NULL;
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
