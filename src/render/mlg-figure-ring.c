/* The ring of economies.
 *
 * Market: plain. Non-market: hatched. Non-monetary: dotted. To be qualified: an empty band with a
 * broken edge. Patterns are strokes and dots under a clip, so that paper keeps them as vectors.
 */

#include "render/mlg-figure-ring.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/mlg-vocabulary.h"
#include "render/mlg-figure-text.h"

#define HOLE        0.58      /* of the radius */
#define FIRST       (-G_PI_2) /* at the top, then clockwise */

static const char *const term_ids[MLG_N_ECONOMIES] = { "market", "non_market", "non_monetary", NULL };

const char *
mlg_economy_get_name (MlgEconomy economy)
{
  const MlgVocabulary *list = mlg_vocabulary_find ("economy");
  const MlgTerm *term;

  g_return_val_if_fail (economy < MLG_N_ECONOMIES, "");

  if (term_ids[economy] == NULL)
    return _("To be qualified");
  term = list != NULL ? mlg_vocabulary_term (list, term_ids[economy]) : NULL;
  return term != NULL ? term->ui_label : term_ids[economy];
}

static guint
total_of (const MlgEconomyRing *ring)
{
  guint total = 0;

  for (guint i = 0; i < MLG_N_ECONOMIES; i++)
    total += ring->counts[i];
  return total;
}

/* ---- patterns: the current path, filled; @extent: of the drawing, from 0, 0 */

static void
hatch (cairo_t *cr,
       double   x,
       double   y,
       double   size,
       double   step)
{
  for (double d = -size; d < size; d += step)
    {
      cairo_move_to (cr, x + d, y + size);
      cairo_line_to (cr, x + d + size, y);
    }
  cairo_stroke (cr);
}

static void
dot (cairo_t *cr,
     double   x,
     double   y,
     double   size,
     double   step)
{
  guint row = 0;

  for (double dy = step / 2; dy < size; dy += step * 0.86, row++)
    for (double dx = row % 2 == 0 ? step / 2 : step; dx < size; dx += step)
      {
        cairo_new_sub_path (cr);
        cairo_arc (cr, x + dx, y + dy, step * 0.2, 0, 2 * G_PI);
      }
  cairo_fill (cr);
}

static void
fill_economy (cairo_t      *cr,
              const MlgInk *ink,
              MlgEconomy    economy,
              double        x,
              double        y,
              double        size,
              double        step)
{
  static const double dashes[] = { 3, 2 };
  const MlgColour *colour = &ink->economies[economy];
  cairo_path_t *outline = cairo_copy_path (cr);

  cairo_save (cr);
  mlg_ink_set_colour (cr, economy == MLG_ECONOMY_UNQUALIFIED ? &ink->paper : colour, 1);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_set_line_width (cr, step * 0.24);
  if (economy == MLG_ECONOMY_NON_MARKET)
    hatch (cr, x, y, size, step);
  if (economy == MLG_ECONOMY_NON_MONETARY)
    dot (cr, x, y, size, step);
  cairo_restore (cr);

  cairo_save (cr);
  cairo_append_path (cr, outline);
  cairo_path_destroy (outline);
  mlg_ink_set_colour (cr, economy == MLG_ECONOMY_UNQUALIFIED ? &ink->faint_text : colour, 1);
  cairo_set_line_width (cr, ink->line_scale);
  if (economy == MLG_ECONOMY_UNQUALIFIED)
    cairo_set_dash (cr, dashes, 2, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
mlg_ring_draw_swatch (cairo_t      *cr,
                      const MlgInk *ink,
                      MlgEconomy    economy,
                      double        x,
                      double        y,
                      double        size)
{
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, size, size);
  fill_economy (cr, ink, economy, x, y, size, size / 3);
}

/* ---- the ring */

static void
add_band (cairo_t *cr,
          double   x,
          double   y,
          double   radius,
          double   from,
          double   to)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, from, to);
  if (to - from > 2 * G_PI - 0.001)
    cairo_new_sub_path (cr);
  cairo_arc_negative (cr, x, y, radius * HOLE, to, from);
  cairo_close_path (cr);
}

/* The count on its band, on a disc of the paper's colour: legible over any pattern. */
static void
draw_count (cairo_t      *cr,
            const MlgInk *ink,
            double        x,
            double        y,
            double        text_size,
            guint         count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);
  double width = mlg_figure_text_width (text, text_size, TRUE);

  cairo_new_path (cr);
  cairo_arc (cr, x, y, MAX (text_size * 0.72, width / 2 + text_size * 0.28), 0, 2 * G_PI);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_fill (cr);
  mlg_ink_set_colour (cr, &ink->text, 1);
  mlg_figure_text_draw (cr, text, text_size, TRUE, x - width / 2, y - text_size * 0.62, -1);
}

static void
draw_gaps (cairo_t       *cr,
           const MlgEconomyRing *ring,
           const MlgInk  *ink,
           double         x,
           double         y,
           double         radius,
           guint          total)
{
  double angle = FIRST;

  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_set_line_width (cr, MAX (1.6, radius * 0.035));
  for (guint i = 0; i < MLG_N_ECONOMIES; i++)
    {
      if (ring->counts[i] == 0 || ring->counts[i] == total)
        continue;
      cairo_move_to (cr, x + cos (angle) * radius * (HOLE - 0.04), y + sin (angle) * radius * (HOLE - 0.04));
      cairo_line_to (cr, x + cos (angle) * radius * 1.04, y + sin (angle) * radius * 1.04);
      angle += 2 * G_PI * ring->counts[i] / total;
    }
  cairo_stroke (cr);
}

static void
draw_bands (cairo_t       *cr,
            const MlgEconomyRing *ring,
            const MlgInk  *ink,
            double         x,
            double         y,
            double         radius,
            double         text_size)
{
  guint total = total_of (ring);
  double angle = FIRST;
  double middle = radius * (1 + HOLE) / 2;

  if (total == 0)
    {
      add_band (cr, x, y, radius, 0, 2 * G_PI);
      fill_economy (cr, ink, MLG_ECONOMY_UNQUALIFIED, x - radius, y - radius, 2 * radius, radius / 8);
      return;
    }

  for (guint i = 0; i < MLG_N_ECONOMIES; i++)
    {
      double to = angle + 2 * G_PI * ring->counts[i] / total;

      if (ring->counts[i] == 0)
        continue;
      add_band (cr, x, y, radius, angle, to);
      fill_economy (cr, ink, i, x - radius, y - radius, 2 * radius, MAX (4, radius / 9));
      angle = to;
    }
  draw_gaps (cr, ring, ink, x, y, radius, total);

  angle = FIRST;
  for (guint i = 0; i < MLG_N_ECONOMIES; i++)
    {
      double share = 2 * G_PI * ring->counts[i] / total;

      if (ring->counts[i] > 0 && share * middle > text_size * 1.5)
        draw_count (cr, ink, x + cos (angle + share / 2) * middle, y + sin (angle + share / 2) * middle, text_size, ring->counts[i]);
      angle += share;
    }
}

/* The sum, in the hole. */
static void
draw_total (cairo_t       *cr,
            const MlgEconomyRing *ring,
            const MlgInk  *ink,
            double         x,
            double         y,
            double         radius,
            double         text_size)
{
  guint total = total_of (ring);
  g_autofree char *text = g_strdup_printf ("%u", total);
  double large = MIN (radius * HOLE * 0.8, text_size * 2.2);
  double width = mlg_figure_text_width (text, large, TRUE);

  mlg_ink_set_colour (cr, total > 0 ? &ink->text : &ink->faint_text, 1);
  mlg_figure_text_draw (cr, text, large, TRUE, x - width / 2, y - large * 0.62, -1);
}

/* ---- the legend */

static char *
legend_line (const MlgEconomyRing *ring,
             MlgEconomy     economy)
{
  if (ring->amounts[economy] != NULL)
    return g_strdup_printf (C_("ring", "%s: %u (%s)"), mlg_economy_get_name (economy), ring->counts[economy], ring->amounts[economy]);
  return g_strdup_printf (C_("ring", "%s: %u"), mlg_economy_get_name (economy), ring->counts[economy]);
}

static double
legend_width (const MlgEconomyRing *ring,
              double         text_size)
{
  double width = 0;

  for (guint i = 0; i < MLG_N_ECONOMIES; i++)
    {
      g_autofree char *line = legend_line (ring, i);

      width = MAX (width, mlg_figure_text_width (line, text_size, FALSE));
    }
  return width + text_size * 2;
}

static void
draw_legend (cairo_t       *cr,
             const MlgEconomyRing *ring,
             const MlgInk  *ink,
             double         x,
             double         y,
             double         width,
             double         text_size)
{
  double wanted = legend_width (ring, text_size);

  /* One line each, whatever the amounts. */
  if (wanted > width && width > 0)
    text_size *= width / wanted;

  for (guint i = 0; i < MLG_N_ECONOMIES; i++)
    {
      g_autofree char *line = legend_line (ring, i);

      mlg_ring_draw_swatch (cr, ink, i, x + 0.5, y + text_size * 0.12, text_size * 1.15);
      mlg_ink_set_colour (cr, ring->counts[i] > 0 ? &ink->text : &ink->faint_text, 1);
      mlg_figure_text_draw (cr, line, text_size, FALSE, x + text_size * 2, y, -1);
      y += text_size * 1.9;
    }
}

/* ---- public */

static gboolean
legend_beside (const MlgEconomyRing *ring,
               double         width,
               double         text_size)
{
  return !ring->no_legend && width >= legend_width (ring, text_size) + text_size * 12;
}

double
mlg_ring_measure (const MlgEconomyRing *ring,
                  double         width,
                  double         text_size)
{
  double diameter = MIN (width, text_size * 15);

  if (ring->no_legend || legend_beside (ring, width, text_size))
    return diameter;
  return diameter + text_size * (1.2 + 1.9 * MLG_N_ECONOMIES);
}

void
mlg_ring_draw (cairo_t       *cr,
               const MlgEconomyRing *ring,
               const MlgInk  *ink,
               double         width,
               double         height,
               double         text_size)
{
  gboolean beside;
  double legend_height, radius, x, y;

  g_return_if_fail (cr != NULL && ring != NULL && ink != NULL);

  text_size = text_size > 0 ? text_size : ink->text_size;
  beside = legend_beside (ring, width, text_size);
  legend_height = ring->no_legend || beside ? 0 : text_size * (1.2 + 1.9 * MLG_N_ECONOMIES);
  radius = MAX (4, MIN (beside ? (width - legend_width (ring, text_size) - text_size * 2) / 2 : width / 2,
                        (height - legend_height) / 2) - ink->line_scale - 0.5);
  y = beside || ring->no_legend ? height / 2 : radius + 1.5;
  x = beside ? MAX (radius + 1.5, (width - legend_width (ring, text_size) - text_size * 2 - 2 * radius) / 2 + radius) : width / 2;

  cairo_save (cr);
  draw_bands (cr, ring, ink, x, y, radius, text_size);
  draw_total (cr, ring, ink, x, y, radius, text_size);
  if (beside)
    draw_legend (cr, ring, ink, x + radius + text_size * 2, y - text_size * 1.9 * MLG_N_ECONOMIES / 2,
                 width - x - radius - text_size * 2, text_size);
  else if (!ring->no_legend)
    draw_legend (cr, ring, ink, MAX (0, (width - legend_width (ring, text_size)) / 2), y + radius + text_size * 1.2,
                 MIN (width, legend_width (ring, text_size) + 1), text_size);
  cairo_restore (cr);
}

char *
mlg_ring_describe (const MlgEconomyRing *ring)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < MLG_N_ECONOMIES; i++)
    {
      g_autofree char *line = legend_line (ring, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", line);
    }
  return g_strdup_printf (C_("ring", "Ring of economies — %s."), text->str);
}
