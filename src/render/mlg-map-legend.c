/* What the marks mean, and who is only in the margin. */

#include "render/mlg-map-legend.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "render/mlg-graph-marks.h"
#include "render/mlg-map-changes.h"
#include "render/mlg-map-layers.h"
#include "render/mlg-svg-text.h"

#define PIXELS_PER_POINT (96.0 / 72.0)
#define MARK_COLUMN      26.0
#define ROW_GAP          5.0

double
mlg_map_draw_paragraph (cairo_t         *cr,
                        const MlgColour *colour,
                        const char      *text,
                        double           size,
                        PangoWeight      weight,
                        double           x,
                        double           y,
                        double           width)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (MLG_MAP_FONT);
  PangoRectangle extents;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  mlg_ink_set_colour (cr, colour, 1);
  cairo_move_to (cr, x, y);
  mlg_text_show (cr, layout);
  pango_layout_get_extents (layout, NULL, &extents);
  return (double) extents.height / PANGO_SCALE;
}

static double
text_size (const MlgInk *ink)
{
  return ink->text_size * PIXELS_PER_POINT;
}

static double
write_heading (cairo_t      *cr,
               const MlgInk *ink,
               const char   *text,
               double        x,
               double        y,
               double        width)
{
  return y + mlg_map_draw_paragraph (cr, &ink->text, text, text_size (ink), PANGO_WEIGHT_BOLD, x, y, width) + ROW_GAP;
}

/* Beside a symbol, whose middle is returned in @middle. */
static double
write_row (cairo_t      *cr,
           const MlgInk *ink,
           const char   *text,
           double        x,
           double        y,
           double        width,
           double       *middle)
{
  double height = mlg_map_draw_paragraph (cr, &ink->text, text, text_size (ink), PANGO_WEIGHT_NORMAL,
                                          x + MARK_COLUMN, y, width - MARK_COLUMN);

  *middle = y + MIN (height, text_size (ink) * 1.35) / 2;
  return y + height + ROW_GAP;
}

/* Every sign that is on the map, with how many bear it. */
static double
draw_classes (cairo_t      *cr,
              const MlgInk *ink,
              MlgMapIndex  *index,
              double        x,
              double        y,
              double        width)
{
  const MlgMapScene *scene = mlg_map_index_get_scene (index);
  guint counts[MLG_MAP_CATEGORIES];

  mlg_map_index_count_classes (index, counts);
  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    {
      g_autofree char *name = mlg_map_sign_dup_name (scene, i);
      g_autofree char *count = mlg_format_count (counts[i]);
      g_autofree char *row = NULL;
      double middle, top = y;

      if (counts[i] == 0)
        continue;
      row = g_strdup_printf ("%s (%s)", name, count);
      y = write_row (cr, ink, row, x, top, width, &middle);
      mlg_map_sign_draw (cr, ink, mlg_map_sign_of_class (scene, i), x + 9, middle, 6);
    }
  return y;
}

static void
draw_sample_tie (cairo_t      *cr,
                 const MlgInk *ink,
                 MlgLine       line,
                 const MlgColour *colour,
                 double        thick,
                 double        x,
                 double        y)
{
  mlg_ink_set_colour (cr, colour, 1);
  for (guint side = 0; side < (line == MLG_LINE_DOUBLE ? 2 : 1); side++)
    {
      double at = line == MLG_LINE_DOUBLE ? y - 1.6 + 3.2 * side : y;

      cairo_new_path (cr);
      cairo_move_to (cr, x, at);
      cairo_line_to (cr, x + 18, at);
      mlg_ink_stroke (cr, ink, line == MLG_LINE_DOUBLE ? MLG_LINE_SOLID : line, line == MLG_LINE_DOUBLE ? 1.2 : thick);
    }
}

/* What is among the ties whose two ends are on the map. */
typedef struct
{
  gboolean lines[MLG_LINE_THIN + 1];
  gboolean economies[MLG_N_ECONOMIES];
} Ties;

static Ties
look_at_ties (MlgMapIndex *index)
{
  GArray *ties = mlg_map_index_get_scene (index)->ties;
  Ties found = { 0 };

  for (guint i = 0; i < ties->len; i++)
    {
      const MlgSpotTie *tie = &g_array_index (ties, MlgSpotTie, i);

      if (mlg_map_index_get_point (index, tie->a) == NULL || mlg_map_index_get_point (index, tie->b) == NULL)
        continue;
      found.lines[tie->formalised ? MLG_LINE_DOUBLE : tie->established ? MLG_LINE_SOLID : MLG_LINE_DASHED] = TRUE;
      found.economies[MLG_ECONOMY_MARKET] |= tie->n_market > 0;
      found.economies[MLG_ECONOMY_NON_MARKET] |= tie->n_non_market > 0;
      found.economies[MLG_ECONOMY_NON_MONETARY] |= tie->n_non_monetary > 0;
      found.economies[MLG_ECONOMY_UNQUALIFIED] |= tie->n_axes > tie->n_market + tie->n_non_market + tie->n_non_monetary;
    }
  return found;
}

static double
draw_ties (cairo_t      *cr,
           const MlgInk *ink,
           MlgMapIndex  *index,
           double        x,
           double        y,
           double        width)
{
  const char *economies[MLG_N_ECONOMIES] = { _("Market"), _("Non-market"), _("Non-monetary"), _("Economy to be qualified") };
  const struct { MlgLine line; const char *name; } lines[] = {
    { MLG_LINE_SOLID, _("Established partnership") },
    { MLG_LINE_DOUBLE, _("Formalised partnership") },
    { MLG_LINE_DASHED, _("Partnership wished for") },
  };
  Ties found = look_at_ties (index);
  double middle;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (found.lines[lines[i].line])
      {
        y = write_row (cr, ink, lines[i].name, x, y, width, &middle);
        draw_sample_tie (cr, ink, lines[i].line, &ink->text, 1.6, x, middle);
      }
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    if (found.economies[e])
      {
        y = write_row (cr, ink, economies[e], x, y, width, &middle);
        draw_sample_tie (cr, ink, MLG_LINE_SOLID, &ink->economies[e], 3.5, x, middle);
      }
  return y;
}

static void
draw_sample_area (cairo_t      *cr,
                  const MlgInk *ink,
                  double        x,
                  double        y)
{
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y - 6, 18, 12);
  mlg_ink_set_colour (cr, mlg_ink_get_category (ink, 2), 0.14);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, mlg_ink_get_category (ink, 2), 0.8);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
}

static void
draw_sample_hollow (cairo_t      *cr,
                    const MlgInk *ink,
                    gboolean      approximate,
                    double        x,
                    double        y)
{
  cairo_new_path (cr);
  cairo_arc (cr, x + 9, y, 5, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, mlg_ink_get_category (ink, 0), 0.3);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, mlg_ink_get_category (ink, 0), 1);
  cairo_set_line_width (cr, 2);
  if (approximate)
    cairo_set_dash (cr, (const double[]) { 2.2, 2 }, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static gboolean
has_approximate (MlgMapIndex *index)
{
  GArray *spots = mlg_map_index_get_scene (index)->spots;

  for (guint i = 0; i < spots->len; i++)
    if (g_array_index (spots, MlgSpot, i).approximate && mlg_map_index_get_point (index, i) != NULL)
      return TRUE;
  return FALSE;
}

/* What differs between two moments, and what nobody dated: those that are on the map. */
static double
draw_news (cairo_t      *cr,
           const MlgInk *ink,
           MlgMapScene  *scene,
           double        x,
           double        y,
           double        width)
{
  gboolean found[MLG_SPOT_STRONGER + 1] = { FALSE }, undated = FALSE;
  double middle;

  for (guint i = 0; i < scene->spots->len; i++)
    {
      found[g_array_index (scene->spots, MlgSpot, i).change] = TRUE;
      undated |= g_array_index (scene->spots, MlgSpot, i).undated;
    }
  for (guint i = 0; i < scene->ties->len; i++)
    {
      found[g_array_index (scene->ties, MlgSpotTie, i).change] = TRUE;
      undated |= g_array_index (scene->ties, MlgSpotTie, i).undated;
    }
  for (guint change = MLG_SPOT_NEW; change <= MLG_SPOT_STRONGER; change++)
    if (found[change])
      {
        y = write_row (cr, ink, mlg_map_change_get_name (change), x, y, width, &middle);
        mlg_map_change_draw_sign (cr, ink, change, x + 9, middle);
      }
  if (undated)
    {
      y = write_row (cr, ink, _("Without a date: shown at all times"), x, y, width, &middle);
      mlg_mark_draw_undated (cr, ink, x + 9, middle);
    }
  return y;
}

/* Each layer under its colour, from the highest. */
static double
draw_layers (cairo_t      *cr,
             const MlgInk *ink,
             GPtrArray    *layers,
             double        x,
             double        y,
             double        width)
{
  for (guint i = layers->len; i > 0; i--)
    {
      const MlgMapLayer *layer = layers->pdata[i - 1];
      MlgColour colour;
      double middle;

      y = write_row (cr, ink, layer->title != NULL ? layer->title : "", x, y, width, &middle);
      mlg_map_get_layer_colour (ink, layer, &colour);
      cairo_new_path (cr);
      cairo_rectangle (cr, x + 0.5, round (middle) - 5.5, 17, 12);
      mlg_ink_set_colour (cr, &colour, 0.15);
      cairo_fill_preserve (cr);
      mlg_ink_set_colour (cr, &colour, 0.9);
      cairo_set_line_width (cr, 1.6);
      cairo_stroke (cr);
    }
  return y;
}

double
mlg_map_draw_legend_rows (cairo_t      *cr,
                          const MlgInk *ink,
                          MlgMapIndex  *index,
                          gboolean      with_ties,
                          double        x,
                          double        y,
                          double        width)
{
  double middle;

  y = draw_classes (cr, ink, index, x, y, width);
  if (mlg_map_index_count (index, MLG_SPOT_COMMUNE) > 0)
    {
      y = write_row (cr, ink, _("Known to the commune only"), x, y, width, &middle);
      draw_sample_hollow (cr, ink, FALSE, x, middle);
    }
  if (has_approximate (index))
    {
      y = write_row (cr, ink, _("Approximate position"), x, y, width, &middle);
      draw_sample_hollow (cr, ink, TRUE, x, middle);
    }
  if (mlg_map_index_count (index, MLG_SPOT_AREA) > 0)
    {
      y = write_row (cr, ink, _("Area of intervention"), x, y, width, &middle);
      draw_sample_area (cr, ink, x, middle);
    }
  y = draw_layers (cr, ink, mlg_map_index_get_scene (index)->layers, x, y, width);
  y = draw_news (cr, ink, mlg_map_index_get_scene (index), x, y, width);
  return with_ties ? draw_ties (cr, ink, index, x, y, width) : y;
}

double
mlg_map_draw_legend (cairo_t      *cr,
                     const MlgInk *ink,
                     MlgMapIndex  *index,
                     gboolean      with_ties,
                     double        x,
                     double        y,
                     double        width)
{
  return mlg_map_draw_legend_rows (cr, ink, index, with_ties, x, write_heading (cr, ink, _("Legend"), x, y, width), width);
}

double
mlg_map_draw_nowhere (cairo_t      *cr,
                      const MlgInk *ink,
                      MlgMapIndex  *index,
                      double        x,
                      double        y,
                      double        width,
                      double        bottom)
{
  GArray *nowhere = mlg_map_index_get_nowhere (index);
  GArray *spots = mlg_map_index_get_scene (index)->spots;
  g_autofree char *count = mlg_format_count (nowhere->len);
  g_autofree char *heading = g_strdup_printf (_("Without a precise place (%s)"), count);
  double row = text_size (ink) * 1.35 + ROW_GAP;

  if (nowhere->len == 0 || y + 3 * row > bottom)
    return y;

  y = write_heading (cr, ink, heading, x, y, width);
  for (guint i = 0; i < nowhere->len; i++)
    {
      const MlgSpot *spot = &g_array_index (spots, MlgSpot, g_array_index (nowhere, guint, i));
      guint left = nowhere->len - i;
      double middle, top = y;

      if (y + 2 * row > bottom && left > 1)
        {
          g_autofree char *n = mlg_format_count (left);
          g_autofree char *more = g_strdup_printf (ngettext ("and %s other", "and %s others", left), n);

          return write_row (cr, ink, more, x, y, width, &middle);
        }
      y = write_row (cr, ink, spot->name, x, top, width, &middle);
      mlg_map_sign_draw (cr, ink, mlg_map_sign_of (mlg_map_index_get_scene (index), spot), x + 9, middle, 5);
    }
  return y;
}
