/* A poster into a file: PDF, SVG or PNG. */

#include "render/mlg-map-export.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "render/mlg-map-poster-private.h"
#include "render/mlg-svg-text.h"

#define POINTS_PER_PIXEL (72.0 / 96.0)
#define DOTS       (300.0 / 72.0)     /* per point */
#define MAX_DOTS   45e6               /* of a bitmap: 180 MB; A2 has 35 millions */
#define DRAWN      0.5                /* of the work, when a bitmap is drawn and not yet written */

typedef struct
{
  MlgMapPoster   *poster;
  const char     *suffix;
  double          width, height;      /* points */
  GByteArray     *bytes;              /* of the file at hand */
  MlgMapProgress  progress;
  gpointer        data;
  GCancellable   *cancellable;
  double          done;
} Writing;

static void
report (Writing *writing,
        double   done)
{
  if (writing->progress != NULL && done > writing->done)
    writing->progress (writing->done = done, writing->data);
}

static cairo_status_t
append_bytes (void                *data,
              const unsigned char *bytes,
              unsigned int         length)
{
  Writing *writing = data;

  if (g_cancellable_is_cancelled (writing->cancellable))
    return CAIRO_STATUS_WRITE_ERROR;

  g_byte_array_append (writing->bytes, bytes, length);
  /* How much there will be is not known: a bitmap of a map is about a tenth of its dots. */
  report (writing, DRAWN + (1 - DRAWN) * (1 - exp (-(double) writing->bytes->len / (writing->width * writing->height * DOTS))));
  return CAIRO_STATUS_SUCCESS;
}

static void
describe_pdf (cairo_surface_t   *surface,
              const MlgMapPoster *poster)
{
  if (poster->sheet.title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, poster->sheet.title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, poster->described);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Maillage");
}

static cairo_surface_t *
make_surface (Writing *writing)
{
  cairo_surface_t *surface = NULL;

  if (g_str_equal (writing->suffix, ".pdf"))
    {
      surface = cairo_pdf_surface_create_for_stream (append_bytes, writing, writing->width, writing->height);
      describe_pdf (surface, writing->poster);
    }
  else if (g_str_equal (writing->suffix, ".svg"))
    surface = mlg_svg_surface_new (writing->bytes, writing->width, writing->height);
  else
    {
      double dots = MIN (DOTS, sqrt (MAX_DOTS / (writing->width * writing->height)));

      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) round (writing->width * dots), (int) round (writing->height * dots));
      cairo_surface_set_device_scale (surface, dots, dots);
    }
  return surface;
}

/* Draws from @first to before @end into one file. */
static cairo_status_t
draw_pages (Writing *writing,
            guint    first,
            guint    end)
{
  cairo_surface_t *surface = make_surface (writing);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status = cairo_status (cr);

  for (guint page = first; page < end && status == CAIRO_STATUS_SUCCESS && !g_cancellable_is_cancelled (writing->cancellable); page++)
    {
      mlg_map_poster_draw_page (writing->poster, cr, page);
      cairo_show_page (cr);
      status = cairo_status (cr);
      report (writing, DRAWN * (page + 1) / mlg_map_poster_get_n_pages (writing->poster));
    }
  cairo_destroy (cr);

  if (g_str_equal (writing->suffix, ".svg"))
    {
      const char *title = writing->poster->sheet.title != NULL ? writing->poster->sheet.title : _("Map");
      cairo_status_t finished = mlg_svg_surface_finish (surface, writing->bytes, title, writing->poster->described);

      return status != CAIRO_STATUS_SUCCESS ? status : finished;
    }
  if (status == CAIRO_STATUS_SUCCESS && g_str_equal (writing->suffix, ".png"))
    status = cairo_surface_write_to_png_stream (surface, append_bytes, writing);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/* « carte.png », then « carte-2.png ». */
static char *
name_page (const char *path,
           gsize       suffix_length,
           guint       page)
{
  gsize stem = strlen (path) - suffix_length;

  return page == 0 ? g_strdup (path) : g_strdup_printf ("%.*s-%u%s", (int) stem, path, page + 1, path + stem);
}

static gboolean
write_file (Writing     *writing,
            const char  *path,
            guint        first,
            guint        end,
            GError     **error)
{
  g_autofree char *named = name_page (path, strlen (writing->suffix), first);
  cairo_status_t status;

  g_byte_array_set_size (writing->bytes, 0);
  status = draw_pages (writing, first, end);
  if (g_cancellable_set_error_if_cancelled (writing->cancellable, error))
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, _("The map could not be drawn: %s"), cairo_status_to_string (status));
      return FALSE;
    }

  /* Cairo's own file writer says nothing when the disk is full. */
  return g_file_set_contents_full (named, (const char *) writing->bytes->data, writing->bytes->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, error);
}

gboolean
mlg_map_poster_write (MlgMapPoster    *self,
                      const char      *path,
                      MlgMapProgress   progress,
                      gpointer         data,
                      GCancellable    *cancellable,
                      GError         **error)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *suffix = g_ascii_strdown (dot != NULL ? dot : "", -1);
  Writing writing = { .poster = self, .suffix = suffix, .width = self->width * self->unit, .height = self->height * self->unit,
                      .progress = progress, .data = data, .cancellable = cancellable };
  gboolean written = TRUE, together = g_str_equal (suffix, ".pdf");

  if (!together && !g_str_equal (suffix, ".svg") && !g_str_equal (suffix, ".png"))
    {
      g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION,
                   _("A map is written as .pdf, .svg or .png, not as “%s”."), suffix);
      return FALSE;
    }

  writing.bytes = g_byte_array_new ();
  for (guint page = 0; page < (together ? 1 : self->n_pages) && written; page++)
    written = write_file (&writing, path, page, together ? self->n_pages : page + 1, error);
  g_byte_array_unref (writing.bytes);
  if (written)
    report (&writing, 1);
  return written;
}

gboolean
mlg_map_export (const MlgMapScene  *scene,
                const MlgMapSheet  *sheet,
                const char         *path,
                GError            **error)
{
  g_autoptr(MlgMapIndex) index = mlg_map_index_new ((MlgMapScene *) scene, NULL);
  g_autoptr(MlgMapPoster) poster = mlg_map_poster_new (index, sheet);

  return mlg_map_poster_write (poster, path, NULL, NULL, NULL, error);
}
