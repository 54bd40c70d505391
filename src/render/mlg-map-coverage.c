/* Who is missing here, as a layer.
 *
 * The shade is of one hue, darker where more are: it stays in order in a grey print. Where nobody
 * is, hatching, which no shade can be taken for. Areas of one class are one path: no seams.
 */

#include "render/mlg-map-coverage.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "render/mlg-map-background.h"
#include "render/mlg-map-legend.h"
#include "territory/mlg-outlines.h"
#include "territory/mlg-pack.h"

#define N_CLASSES 5                /* nobody, then four shades */
#define HATCH     9.0              /* pixels between two lines */

/* How many make the next shade. */
static const guint first_of_class[N_CLASSES] = { 0, 1, 2, 4, 8 };
static const double shade[N_CLASSES] = { 0, 0.18, 0.34, 0.52, 0.72 };

/* ---- outlines */

gboolean
mlg_map_coverage_is_known (MlgPlaceKind level)
{
  return level == MLG_PLACE_DEPARTMENT || level == MLG_PLACE_REGION ||
         ((level == MLG_PLACE_COMMUNE || level == MLG_PLACE_EPCI) && mlg_pack_get_installed () != NULL);
}

static guint
get_class (const MlgCoverageMap *coverage,
           const MlgCoverageRow *row)
{
  guint n = coverage->acting ? row->n_acting : row->n_here;
  guint class = N_CLASSES - 1;

  while (n < first_of_class[class])
    class--;
  return class;
}

typedef struct
{
  const MlgCoverageMap *coverage;
  double                scale, dx, dy;    /* units to pixels */
  GArray               *points[N_CLASSES];   /* two doubles, in pixels */
  GArray               *ends[N_CLASSES];
} Gathered;

static const char *
get_code (MlgPlaceKind        level,
          const MlgPackShape *shape)
{
  return level == MLG_PLACE_COMMUNE ? shape->commune : level == MLG_PLACE_EPCI ? shape->epci
       : level == MLG_PLACE_DEPARTMENT ? shape->department : shape->region;
}

static void
gather_shape (const MlgPackShape *shape,
              gpointer            data)
{
  Gathered *gathered = data;
  const MlgCoverageRow *row = mlg_coverage_map_find (gathered->coverage, get_code (gathered->coverage->level, shape));
  guint class;

  if (row == NULL)
    return;

  class = get_class (gathered->coverage, row);
  for (guint i = 0, k = 0; i < shape->n_rings; i++)
    {
      double last[2] = { NAN, NAN };

      for (; k < shape->ends[i]; k++)
        {
          double at[2] = { shape->points[k].x * gathered->scale + gathered->dx, shape->points[k].y * gathered->scale + gathered->dy };

          if (fabs (at[0] - last[0]) < 0.5 && fabs (at[1] - last[1]) < 0.5)
            continue;
          g_array_append_vals (gathered->points[class], at, 2);
          memcpy (last, at, sizeof last);
        }
      g_array_append_val (gathered->ends[class], gathered->points[class]->len);
    }
}

static void
add_gathered (cairo_t        *cr,
              const Gathered *gathered,
              guint           class)
{
  const double *points = (const double *) gathered->points[class]->data;

  for (guint i = 0, k = 0; i < gathered->ends[class]->len; i++)
    {
      cairo_new_sub_path (cr);
      for (; k < g_array_index (gathered->ends[class], guint, i); k += 2)
        cairo_line_to (cr, points[k], points[k + 1]);
      cairo_close_path (cr);
    }
}

/* Lines of the ground, not of the picture, so that tiles agree. */
static void
hatch (cairo_t           *cr,
       const MlgInk      *ink,
       double             x0,
       double             y0,
       double             x1,
       double             y1,
       double             anchor)
{
  double reach = y1 - y0;

  cairo_new_path (cr);
  for (double c = floor ((x0 - reach - anchor) / HATCH) * HATCH + anchor; c < x1; c += HATCH)
    {
      cairo_move_to (cr, c, y1);
      cairo_line_to (cr, c + reach, y0);
    }
  mlg_ink_set_colour (cr, &ink->categories[3], 0.45);
  cairo_set_line_width (cr, 1.1 * ink->line_scale);
  cairo_stroke (cr);
}

static void
fill_class (cairo_t           *cr,
            const MlgInk      *ink,
            const MlgMapFrame *frame,
            guint              class)
{
  double scale = mlg_map_frame_get_scale (frame), x0, y0, x1, y1, left, top;

  if (class > 0)
    {
      mlg_ink_set_colour (cr, &ink->categories[1], shade[class]);
      cairo_fill (cr);
      return;
    }

  cairo_path_extents (cr, &x0, &y0, &x1, &y1);
  cairo_save (cr);
  cairo_clip (cr);
  left = frame->x * scale - frame->width / 2;
  top = frame->y * scale - frame->height / 2;
  if (x1 > x0)
    hatch (cr, ink, MAX (x0, 0), MAX (y0, 0), MIN (x1, frame->width), MIN (y1, frame->height),
           -fmod (left + top, HATCH) - MIN (y1, frame->height));
  cairo_restore (cr);
}

static guint
get_detail (MlgPlaceKind       level,
            const MlgMapFrame *frame)
{
  guint detail = mlg_pack_get_detail (frame->zoom);

  return level == MLG_PLACE_COMMUNE ? MAX (detail, 3) : level == MLG_PLACE_EPCI ? MAX (detail, 2) : detail;
}

static void
draw_of_pack (cairo_t              *cr,
              const MlgInk         *ink,
              const MlgMapFrame    *frame,
              const MlgCoverageMap *coverage,
              MlgPack              *pack)
{
  g_autoptr(MlgPackReader) reader = mlg_pack_reader_new (pack);
  MlgMercatorBox box = mlg_map_frame_get_box (frame, 4);
  double scale = mlg_map_frame_get_scale (frame);
  Gathered gathered = { .coverage = coverage, .scale = scale, .dx = frame->width / 2 - frame->x * scale,
                        .dy = frame->height / 2 - frame->y * scale };

  for (guint i = 0; i < N_CLASSES; i++)
    {
      gathered.points[i] = g_array_new (FALSE, FALSE, sizeof (double));
      gathered.ends[i] = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  if (reader != NULL)
    mlg_pack_foreach_area (reader, get_detail (coverage->level, frame), &box, gather_shape, &gathered);
  for (guint i = 0; i < N_CLASSES; i++)
    {
      cairo_new_path (cr);
      add_gathered (cr, &gathered, i);
      if (gathered.points[i]->len > 0)
        fill_class (cr, ink, frame, i);
      g_array_unref (gathered.points[i]);
      g_array_unref (gathered.ends[i]);
    }
}

static void
draw_shipped (cairo_t              *cr,
              const MlgInk         *ink,
              const MlgMapFrame    *frame,
              const MlgCoverageMap *coverage)
{
  for (guint class = 0; class < N_CLASSES; class++)
    {
      gboolean any = FALSE;

      cairo_new_path (cr);
      for (guint i = 0; i < coverage->rows->len; i++)
        {
          const MlgCoverageRow *row = &g_array_index (coverage->rows, MlgCoverageRow, i);
          const MlgOutline *outline = mlg_outlines_find (coverage->level, row->place->code);

          if (outline == NULL || get_class (coverage, row) != class)
            continue;
          mlg_map_add_surface (cr, outline, frame);
          any = TRUE;
        }
      if (any)
        fill_class (cr, ink, frame, class);
    }
}

void
mlg_map_draw_coverage (cairo_t              *cr,
                       const MlgInk         *ink,
                       const MlgMapFrame    *frame,
                       const MlgCoverageMap *coverage)
{
  MlgPack *pack = mlg_pack_get_installed ();

  if (!mlg_map_coverage_is_known (coverage->level))
    return;

  cairo_save (cr);
  if (pack != NULL)
    draw_of_pack (cr, ink, frame, coverage, pack);
  else
    draw_shipped (cr, ink, frame, coverage);
  cairo_restore (cr);
}

/* ---- legend */

static char *
name_class (guint class)
{
  guint first = first_of_class[class];

  if (class == 0)
    return g_strdup (_("Nobody"));
  if (class == N_CLASSES - 1)
    return g_strdup_printf (_("%u actors or more"), first);
  if (first_of_class[class + 1] == first + 1)
    return g_strdup_printf (ngettext ("%u actor", "%u actors", first), first);
  return g_strdup_printf (_("%u to %u actors"), first, first_of_class[class + 1] - 1);
}

double
mlg_map_draw_coverage_legend (cairo_t              *cr,
                              const MlgInk         *ink,
                              const MlgCoverageMap *coverage,
                              double                x,
                              double                y,
                              double                width)
{
  double size = ink->text_size * 96 / 72;
  const char *how = coverage->acting ? _("Who is situated or intervenes here") : _("Who is situated here");
  g_autofree char *heading = coverage->words != NULL ? g_strdup_printf (_("%s: %s"), how, coverage->words) : g_strdup (how);

  y += mlg_map_draw_paragraph (cr, &ink->text, heading, size, PANGO_WEIGHT_BOLD, x, y, width) + 5;
  for (guint i = 0; i < N_CLASSES; i++)
    {
      g_autofree char *name = name_class (i);
      double height = mlg_map_draw_paragraph (cr, &ink->text, name, size, PANGO_WEIGHT_NORMAL, x + 26, y, width - 26);
      double middle = y + height / 2;

      cairo_save (cr);
      cairo_new_path (cr);
      cairo_rectangle (cr, x, middle - 6, 18, 12);
      if (i > 0)
        {
          mlg_ink_set_colour (cr, &ink->categories[1], shade[i]);
          cairo_fill (cr);
        }
      else
        {
          cairo_clip (cr);
          hatch (cr, ink, x, middle - 6, x + 18, middle + 6, x);
        }
      cairo_restore (cr);
      cairo_new_path (cr);
      cairo_rectangle (cr, x, middle - 6, 18, 12);
      mlg_ink_set_colour (cr, &ink->hairline, 1);
      cairo_set_line_width (cr, 0.75);
      cairo_stroke (cr);
      y += height + 5;
    }
  return y;
}
