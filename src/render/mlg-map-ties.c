/* Partnerships on the map, with the strands and dashes of the graph. */

#include "render/mlg-map-draw-private.h"

#include <math.h>

#include "render/mlg-graph-marks.h"
#include "render/mlg-map-changes.h"

#define MAX_TIES        1500      /* more would be a tangle: then only those of the selection */
#define WIDEST_TIE      5         /* axes */

static gboolean
tie_in_sight (const MlgMapLayout *layout,
              double              ax,
              double              ay,
              double              bx,
              double              by)
{
  return MAX (ax, bx) > 0 && MAX (ay, by) > 0 && MIN (ax, bx) < layout->frame.width && MIN (ay, by) < layout->frame.height;
}

static void
count_strands (const MlgSpotTie *tie,
               guint             strands[MLG_N_ECONOMIES])
{
  guint known = tie->n_market + tie->n_non_market + tie->n_non_monetary;

  strands[MLG_ECONOMY_MARKET] = tie->n_market;
  strands[MLG_ECONOMY_NON_MARKET] = tie->n_non_market;
  strands[MLG_ECONOMY_NON_MONETARY] = tie->n_non_monetary;
  strands[MLG_ECONOMY_UNQUALIFIED] = known == 0 ? 1 : tie->n_axes > known ? tie->n_axes - known : 0;
}

/* A slight bow, always to the same side: two ties between the same places stay apart, and a tie
 * does not run along a border. @offset: pixels beside it. */
static void
stroke_bow (cairo_t      *cr,
            const MlgInk *ink,
            MlgLine       line,
            double        width,
            double        offset,
            const double  ends[4])
{
  double dx = ends[2] - ends[0], dy = ends[3] - ends[1], length = hypot (dx, dy);
  double ox = -dy / length * offset * ink->line_scale, oy = dx / length * offset * ink->line_scale;
  double mx = (ends[0] + ends[2]) / 2 - dy * 0.1, my = (ends[1] + ends[3]) / 2 + dx * 0.1;

  cairo_new_path (cr);
  cairo_move_to (cr, ends[0] + ox, ends[1] + oy);
  cairo_curve_to (cr, ends[0] + (mx - ends[0]) * 2 / 3 + ox, ends[1] + (my - ends[1]) * 2 / 3 + oy,
                  ends[2] + (mx - ends[2]) * 2 / 3 + ox, ends[3] + (my - ends[3]) * 2 / 3 + oy, ends[2] + ox, ends[3] + oy);
  mlg_ink_stroke (cr, ink, line, width);
}

/* Several economies run side by side, each as wide as its share of the axes, as in the graph. */
static void
draw_tie (cairo_t          *cr,
          const MlgMapLook *look,
          const MlgSpotTie *tie,
          gboolean          chosen,
          const double      ends[4])
{
  double width = 1.2 + 0.8 * (MIN (tie->n_axes, WIDEST_TIE) - 1) + (chosen ? 0.8 : 0);
  double offset = -width / 2;
  guint strands[MLG_N_ECONOMIES], total = 0;

  count_strands (tie, strands);
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    total += strands[e];
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    {
      double share = width * strands[e] / total, side = MAX (1, share * 0.4);

      if (strands[e] == 0)
        continue;
      mlg_ink_set_colour (cr, &look->ink->economies[e], chosen ? 1 : look->chosen != NULL ? 0.3 : 0.75);
      if (tie->formalised)
        {
          stroke_bow (cr, look->ink, MLG_LINE_SOLID, side, offset + share / 2 - side, ends);
          stroke_bow (cr, look->ink, MLG_LINE_SOLID, side, offset + share / 2 + side, ends);
        }
      else
        stroke_bow (cr, look->ink, tie->established ? MLG_LINE_SOLID : MLG_LINE_DASHED, share, offset + share / 2, ends);
      offset += share;
    }
}

/* In the middle of the bow. */
static void
draw_news (cairo_t          *cr,
           const MlgMapLook *look,
           const MlgSpotTie *tie,
           const double      ends[4])
{
  double x = (ends[0] + ends[2]) / 2 - (ends[3] - ends[1]) * 0.05, y = (ends[1] + ends[3]) / 2 + (ends[2] - ends[0]) * 0.05;

  if (tie->change != MLG_SPOT_SAME)
    mlg_map_change_draw_sign (cr, look->ink, tie->change, x, y);
  else if (tie->undated)
    mlg_mark_draw_undated (cr, look->ink, x, y);
}

/* It is no more: a trace. */
static void
draw_gone (cairo_t          *cr,
           const MlgMapLook *look,
           const double      ends[4])
{
  mlg_ink_set_colour (cr, &look->ink->faint_text, 0.9);
  stroke_bow (cr, look->ink, MLG_LINE_DOTTED, 1.5, 0, ends);
}

static void
draw_some (cairo_t          *cr,
           MlgMapLayout     *layout,
           const MlgMapLook *look,
           gboolean          lit)
{
  GArray *ties = mlg_map_index_get_scene (layout->index)->ties;

  for (guint i = 0, n = 0; i < ties->len && n < MAX_TIES; i++)
    {
      const MlgSpotTie *tie = &g_array_index (ties, MlgSpotTie, i);
      double ends[4];

      if ((mlg_map_chosen_has (look->chosen, tie->a) || mlg_map_chosen_has (look->chosen, tie->b)) != lit)
        continue;
      if (mlg_map_layout_locate (layout, tie->a, &ends[0], &ends[1]) &&
          mlg_map_layout_locate (layout, tie->b, &ends[2], &ends[3]) &&
          hypot (ends[0] - ends[2], ends[1] - ends[3]) > 3 &&
          tie_in_sight (layout, ends[0], ends[1], ends[2], ends[3]))
        {
          if (tie->change == MLG_SPOT_GONE)
            draw_gone (cr, look, ends);
          else
            draw_tie (cr, look, tie, lit, ends);
          draw_news (cr, look, tie, ends);
          n++;
        }
    }
}

void
mlg_map_draw_ties (cairo_t          *cr,
                   MlgMapLayout     *layout,
                   const MlgMapLook *look)
{
  if (mlg_map_index_get_scene (layout->index)->ties->len <= MAX_TIES)
    draw_some (cr, layout, look, FALSE);
  if (look->chosen != NULL)
    draw_some (cr, layout, look, TRUE);
}
