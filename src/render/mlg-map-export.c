/* The map on a sheet.
 *
 *   Title                                   ┌─────────┐
 *   what is shown, what is not              │ legend  │
 *   ┌───────────────────────────────────┐   │         │
 *   │                                 N │   │ without │
 *   │   map                             │   │ a place │
 *   │ ├──┤ 100 km                       │   │         │
 *   └───────────────────────────────────┘   └─────────┘
 *   where outlines and positions come from
 *
 * Everything is drawn in pixels of 1/96 inch, as on screen.
 */

#include "render/mlg-map-export.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <errno.h>
#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "render/mlg-map-background.h"
#include "render/mlg-map-draw.h"
#include "render/mlg-map-legend.h"

#define POINTS_PER_PIXEL (72.0 / 96.0)
#define A4_LONG    841.89
#define A4_SHORT   595.28
#define MARGIN     36.0
#define COLUMN     230.0              /* of the legend */
#define GUTTER     22.0
#define NARROW     620.0              /* pixels: below, the legend is left out */
#define DOTS       (300.0 / 96.0)     /* per pixel */
#define MAX_BITMAP 20000

static void
draw_north (cairo_t      *cr,
            const MlgInk *ink,
            double        x,
            double        y)
{
  cairo_new_path (cr);
  cairo_move_to (cr, x, y - 13);
  cairo_line_to (cr, x + 6, y + 7);
  cairo_line_to (cr, x, y + 3);
  cairo_line_to (cr, x - 6, y + 7);
  cairo_close_path (cr);
  mlg_ink_set_colour (cr, &ink->text, 0.75);
  cairo_fill (cr);
  mlg_map_draw_paragraph (cr, &ink->text, C_("compass", "N"), 12, PANGO_WEIGHT_BOLD, x - 5, y + 9, 20);
}

/* What is framed when nothing is asked for: most of what has a place, or metropolitan France. */
static void
frame_scene (MlgMapFrame       *frame,
             MlgMapIndex       *index,
             const MlgMapSheet *sheet)
{
  MlgMercatorBox box = sheet->box != NULL ? *sheet->box : mlg_map_index_get_main_box (index, NULL);

  if (mlg_mercator_box_is_empty (&box))
    box = mlg_outlines_find (MLG_PLACE_COUNTRY, "FR")->box;
  mlg_map_frame_fit (frame, &box, 30, 13);
}

static void
draw_map (cairo_t           *cr,
          const MlgInk      *ink,
          MlgMapIndex       *index,
          const MlgMapSheet *sheet,
          double             width,
          double             height)
{
  MlgMapFrame frame = { .width = width, .height = height };
  g_autoptr(MlgMapText) text = mlg_map_text_new (ink, FALSE, 1);
  g_autoptr(MlgMapLayout) layout = NULL;
  MlgMapRect reserved[] = { { 8, height - 40, MIN (160, width / 4) + 20, 40 }, { width - 36, 4, 36, 50 } };
  MlgMapLook look = { .ink = ink, .reserved = reserved, .n_reserved = G_N_ELEMENTS (reserved), .text = text, .show_ties = !sheet->hide_ties, .show_names = !sheet->hide_names,
                      .hovered = MLG_MAP_NONE, .hovered_group = MLG_MAP_NONE };

  frame_scene (&frame, index, sheet);
  layout = mlg_map_layout_new (index, &frame, ink);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  mlg_map_draw_background (cr, ink, &frame);
  mlg_map_draw_areas (cr, ink, &frame, index);
  mlg_map_draw_records (cr, layout, &look);
  mlg_map_draw_scale_bar (cr, ink, &frame, 14, height - 12, MIN (160, width / 4));
  draw_north (cr, ink, width - 20, 24);
  cairo_restore (cr);

  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  mlg_ink_set_colour (cr, &ink->hairline, 1);
  cairo_set_line_width (cr, 0.75);
  cairo_stroke (cr);
}

/* Says also who is not on the sheet at all. */
static char *
describe (MlgMapIndex       *index,
          const MlgMapSheet *sheet)
{
  g_autofree char *sentence = mlg_map_describe (index);
  g_autofree char *count = NULL;
  g_autofree char *outside = NULL;
  guint n_outside = 0;

  if (sheet->box == NULL)
    mlg_map_index_get_main_box (index, &n_outside);
  if (n_outside == 0)
    return g_steal_pointer (&sentence);

  count = mlg_format_count (n_outside);
  outside = g_strdup_printf (ngettext ("%s off this sheet", "%s off this sheet", n_outside), count);
  return g_strdup_printf ("%s – %s", sentence, outside);
}

static double
draw_heading (cairo_t           *cr,
              const MlgInk      *ink,
              MlgMapIndex       *index,
              const MlgMapSheet *sheet,
              double             width)
{
  g_autofree char *described = describe (index, sheet);
  double y = MARGIN * 0.75;

  if (sheet->title != NULL && *sheet->title != '\0')
    y += mlg_map_draw_paragraph (cr, &ink->text, sheet->title, 24, PANGO_WEIGHT_SEMIBOLD, MARGIN, y, width - 2 * MARGIN) + 2;
  y += mlg_map_draw_paragraph (cr, &ink->faint_text, sheet->subtitle != NULL ? sheet->subtitle : described, 13,
                               PANGO_WEIGHT_NORMAL, MARGIN, y, width - 2 * MARGIN);
  return y + 10;
}

static void
draw_sheet (cairo_t           *cr,
            MlgMapIndex       *index,
            const MlgMapSheet *sheet,
            double             width,
            double             height)
{
  const MlgInk *ink = mlg_ink_get (sheet->theme);
  gboolean has_column = width >= NARROW;
  g_autofree char *attribution = mlg_map_dup_attribution ();
  double top = draw_heading (cr, ink, index, sheet, width);
  double bottom = height - MARGIN - 18;
  double map_width = width - 2 * MARGIN - (has_column ? COLUMN + GUTTER : 0);

  mlg_map_draw_paragraph (cr, &ink->faint_text, attribution, 9, PANGO_WEIGHT_NORMAL, MARGIN, bottom + 8, width - 2 * MARGIN);

  cairo_save (cr);
  cairo_translate (cr, MARGIN, top);
  draw_map (cr, ink, index, sheet, map_width, MAX (bottom - top, 50));
  cairo_restore (cr);

  if (has_column)
    {
      double x = MARGIN + map_width + GUTTER;
      double y = mlg_map_draw_legend (cr, ink, index, !sheet->hide_ties, x, top, COLUMN);

      mlg_map_draw_nowhere (cr, ink, index, x, y + 14, COLUMN, bottom);
    }
}

/* ---- surfaces */

static cairo_status_t
append_bytes (void                *data,
              const unsigned char *bytes,
              unsigned int         length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (const char        *suffix,
              const MlgMapSheet *sheet,
              double             width,
              double             height,
              GByteArray        *bytes)
{
  cairo_surface_t *surface = NULL;

  if (g_str_equal (suffix, ".pdf"))
    {
      surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
      if (sheet->title != NULL)
        cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Maillage");
    }
  else if (g_str_equal (suffix, ".svg"))
    {
      surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
    }
  else if (g_str_equal (suffix, ".png"))
    {
      double dots = MIN (DOTS, MAX_BITMAP / (MAX (width, height) / POINTS_PER_PIXEL));

      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) round (width / POINTS_PER_PIXEL * dots),
                                            (int) round (height / POINTS_PER_PIXEL * dots));
      /* In points, as the others. */
      cairo_surface_set_device_scale (surface, dots / POINTS_PER_PIXEL, dots / POINTS_PER_PIXEL);
    }
  return surface;
}

static cairo_status_t
draw_to (cairo_surface_t   *surface,
         const char        *suffix,
         MlgMapIndex       *index,
         const MlgMapSheet *sheet,
         double             width,
         double             height,
         GByteArray        *bytes)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  mlg_ink_set_colour (cr, &mlg_ink_get (sheet->theme)->paper, 1);
  cairo_paint (cr);
  cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  draw_sheet (cr, index, sheet, width / POINTS_PER_PIXEL, height / POINTS_PER_PIXEL);
  status = cairo_status (cr);
  cairo_destroy (cr);

  if (status == CAIRO_STATUS_SUCCESS && g_str_equal (suffix, ".png"))
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_finish (surface);
  return status != CAIRO_STATUS_SUCCESS ? status : cairo_surface_status (surface);
}

gboolean
mlg_map_export (const MlgMapScene  *scene,
                const MlgMapSheet  *sheet,
                const char         *path,
                GError            **error)
{
  g_autoptr(MlgMapIndex) index = mlg_map_index_new ((MlgMapScene *) scene, NULL);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  const char *dot = strrchr (path, '.');
  g_autofree char *suffix = g_ascii_strdown (dot != NULL ? dot : "", -1);
  double width = sheet->width > 0 ? sheet->width : A4_LONG;
  double height = sheet->height > 0 ? sheet->height : A4_SHORT;
  cairo_surface_t *surface = make_surface (suffix, sheet, width, height, bytes);
  cairo_status_t status;

  if (surface == NULL)
    {
      g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION,
                   _("A map is written as .pdf, .svg or .png, not as “%s”."), suffix);
      return FALSE;
    }

  status = draw_to (surface, suffix, index, sheet, width, height, bytes);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, _("The map could not be drawn: %s"), cairo_status_to_string (status));
      return FALSE;
    }

  /* Cairo's own file writer says nothing when the disk is full. */
  return g_file_set_contents_full (path, (const char *) bytes->data, bytes->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, error);
}
