/* The partnership graph on paper or in a picture. */

#include "render/mlg-graph-export.h"
#include "render/mlg-graph-draw.h"
#include "render/mlg-svg-text.h"

#include <cairo-pdf.h>
#include <math.h>
#include <string.h>

#define MARGIN        28.0      /* points: 1 cm */
#define A4_SHORT      595.276
#define A4_LONG       841.890
#define SCREEN_ASPECT 1.6       /* that the window lays graphs out for */
#define MAX_SIDE      14400.0   /* points; what PDF allows */

gboolean
mlg_picture_parse_size (const char *text,
                        double     *width,
                        double     *height)
{
  static const struct { const char *name; double width, height; } sizes[] = {
    { "A4", A4_LONG, A4_SHORT },
    { "A4-portrait", A4_SHORT, A4_LONG },
    { "A3", 2 * A4_SHORT, A4_LONG },
    { "A3-portrait", A4_LONG, 2 * A4_SHORT },
    { "A2", 2 * A4_LONG, 2 * A4_SHORT },
    { "A2-portrait", 2 * A4_SHORT, 2 * A4_LONG },
    { "A1", 4 * A4_SHORT, 2 * A4_LONG },
    { "A1-portrait", 2 * A4_LONG, 4 * A4_SHORT },
    { "A0", 4 * A4_LONG, 4 * A4_SHORT },
    { "A0-portrait", 4 * A4_SHORT, 4 * A4_LONG },
  };
  char *end = NULL;
  double w, h;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (g_ascii_strcasecmp (text, sizes[i].name) == 0)
      {
        *width = sizes[i].width;
        *height = sizes[i].height;
        return TRUE;
      }

  w = g_ascii_strtod (text, &end);
  if (end == text || (*end != 'x' && *end != 'X'))
    return FALSE;
  text = end + 1;
  h = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !(w >= 72 && w <= MAX_SIDE && h >= 72 && h <= MAX_SIDE))
    return FALSE;

  *width = w;
  *height = h;

  return TRUE;
}

gboolean
mlg_picture_parse_format (const char       *path,
                          MlgPictureFormat *format)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  if (g_str_has_suffix (lower, ".pdf"))
    *format = MLG_PICTURE_PDF;
  else if (g_str_has_suffix (lower, ".svg"))
    *format = MLG_PICTURE_SVG;
  else if (g_str_has_suffix (lower, ".png"))
    *format = MLG_PICTURE_PNG;
  else
    return FALSE;

  return TRUE;
}

/* ---- Words on the sheet */

static double
write_line (cairo_t         *cr,
            const char      *text,
            const char      *font_name,
            double           size,
            const MlgColour *colour,
            double           x,
            double           y,
            double           width)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (font_name);
  PangoRectangle extents;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_extents (layout, NULL, &extents);
  mlg_ink_set_colour (cr, colour, 1);
  cairo_move_to (cr, x, y);
  mlg_text_show (cr, layout);

  return (double) extents.height / PANGO_SCALE;
}

/* ---- The sheet */

/* Returns where it begins. */
static double
write_foot (cairo_t              *cr,
            const MlgGraphExport *options,
            const MlgInk         *ink,
            double                base,
            double                width,
            double                bottom)
{
  const char *lines[] = { options->licence, options->caption };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL)
      {
        bottom -= base * 1.5;
        write_line (cr, lines[i], "Sans", base, &ink->faint_text, MARGIN, bottom + base * 0.3, width - 2 * MARGIN);
      }

  return bottom;
}

static void
draw_sheet (cairo_t              *cr,
            MlgGraphScene        *scene,
            const MlgGraphExport *options,
            double                width,
            double                height)
{
  const MlgInk *ink = mlg_ink_get (options->theme);
  MlgGraphLook look = MLG_GRAPH_LOOK_INIT;
  MlgGraphView view;
  double base = CLAMP (sqrt (width * height) / 88, 7, 24);
  double top = MARGIN;
  double bottom = height - MARGIN;
  double left = MARGIN;
  double legend_width = 0;
  double legend_height = 0;

  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_paint (cr);

  if (options->title != NULL)
    top += write_line (cr, options->title, "Sans Semi-Bold", base * 1.9, &ink->text, MARGIN, top,
                       width - 2 * MARGIN) + base;
  if (options->subtitle != NULL)
    top += write_line (cr, options->subtitle, "Sans", base * 1.15, &ink->faint_text, MARGIN, top - base * 0.7,
                       width - 2 * MARGIN);
  bottom = write_foot (cr, options, ink, base, width, bottom);

  look.ink = ink;
  look.facts_only = options->facts_only;
  look.tint_islands = options->tint_islands;
  look.show_bridges = options->show_bridges;

  if (!options->no_legend)
    {
      mlg_graph_draw_legend (NULL, scene, &look, 0, 0, base, &legend_width, &legend_height);
      mlg_graph_draw_legend (cr, scene, &look, MARGIN, MAX (top, bottom - legend_height), base, NULL, NULL);
      left += legend_width + 2 * base;
    }

  view = mlg_graph_view_fit (scene, width - MARGIN - left, bottom - top, 2, 1.4);
  look.text_size = MAX (MLG_SCENE_TEXT_SIZE * view.zoom, 5);
  cairo_save (cr);
  cairo_translate (cr, left, top);
  mlg_graph_draw (cr, scene, &view, &look);
  cairo_restore (cr);
}

/* Where the placement puts them, but those that were moved by hand. */
static void
arrange_scene (MlgGraphScene        *scene,
               const MlgPoint       *points,
               const guint8         *placements,
               const MlgArrangement *arrangement,
               MlgLayout            *layout,
               double                aspect)
{
  GPtrArray *guides = NULL;

  layout->aspect = aspect;
  for (guint i = 0; placements != NULL && i < layout->n_nodes; i++)
    if (placements[i] != MLG_UNPLACED)
      {
        layout->points[i] = points[i];
        layout->placements[i] = MLG_PINNED;
      }
  mlg_arrangement_arrange (arrangement, layout, &guides);
  mlg_graph_scene_take_guides (scene, guides);
  mlg_graph_scene_place (scene, layout->points, layout->placements, &layout->tray);
}

/* As the window does at opening: places from the file stand when most actors have one; else
 * everybody is laid out, and what was moved by hand is put where it was.
 */
static void
place_scene (MlgGraphScene  *scene,
             const MlgPoint *points,
             const guint8   *placements,
             const MlgArrangement *arrangement,
             double          aspect)
{
  guint n = mlg_graph_scene_get_n_nodes (scene);
  g_autofree MlgPoint *places = g_new0 (MlgPoint, n + 1);
  g_autofree guint8 *states = g_new0 (guint8, n + 1);
  MlgLayout layout = mlg_graph_scene_get_layout (scene, places, states);
  guint n_linked = n - mlg_graph_scene_get_measures (scene)->isolates->len;
  guint n_saved = 0;

  for (guint i = 0; placements != NULL && i < n; i++)
    n_saved += placements[i] != MLG_UNPLACED;

  if (arrangement != NULL && arrangement->kind != MLG_ARRANGE_FREE)
    {
      arrange_scene (scene, points, placements, arrangement, &layout, aspect);
      return;
    }
  layout.aspect = n_saved > 0 ? SCREEN_ASPECT : aspect;
  if (n_saved > 0 && 2 * n_saved >= n_linked)
    {
      memcpy (places, points, n * sizeof (MlgPoint));
      memcpy (states, placements, n * sizeof (guint8));
      mlg_layout_insert (&layout);
    }
  else
    {
      mlg_layout_arrange (&layout);
      for (guint i = 0; n_saved > 0 && i < n; i++)
        if (placements[i] != MLG_UNPLACED)
          {
            places[i] = points[i];
            states[i] = placements[i];
          }
    }
  mlg_graph_scene_place (scene, places, states, &layout.tray);
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (const MlgGraphExport *options,
              double                width,
              double                height,
              GByteArray           *bytes)
{
  double scale = (options->resolution > 0 ? options->resolution : 150) / 72;
  cairo_surface_t *surface;

  switch (options->format)
    {
    case MLG_PICTURE_SVG:
      return mlg_svg_surface_new (bytes, width, height);
    case MLG_PICTURE_PNG:
      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * scale), (int) ceil (height * scale));
      cairo_surface_set_device_scale (surface, scale, scale);
      return surface;
    case MLG_PICTURE_PDF:
    default:
      surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
      if (options->title != NULL)
        cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, options->title);
      return surface;
    }
}

static cairo_status_t
finish_surface (cairo_surface_t      *surface,
                const MlgGraphExport *options,
                GByteArray           *bytes)
{
  cairo_status_t status;

  if (options->format == MLG_PICTURE_SVG)
    return mlg_svg_surface_finish (surface, bytes, options->title, options->caption);

  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return status;
}

GBytes *
mlg_graph_export_to_bytes (MlgGraph             *graph,
                           const MlgPoint       *points,
                           const guint8         *placements,
                           const MlgGraphExport *options,
                           GError              **error)
{
  double width = options->width > 0 ? options->width : A4_LONG;
  double height = options->height > 0 ? options->height : A4_SHORT;
  g_autoptr(MlgGraphScene) scene = NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = make_surface (options, width, height, bytes);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status, finished;

  scene = mlg_graph_scene_new_of (graph, &(MlgSceneOptions) {
    .layers = options->layers != 0 ? options->layers : MLG_LAYER_ALL, .size = options->size, .form = options->form,
    .colours = options->colours, .hulls = options->hulls,
  });
  place_scene (scene, points, placements, options->arrangement, (width - 180) / (height - 160));
  draw_sheet (cr, scene, options, width, height);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && options->format == MLG_PICTURE_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  finished = finish_surface (surface, options, bytes);
  if (status == CAIRO_STATUS_SUCCESS)
    status = finished;

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
