/* The actors on the map, from the back: areas of intervention, partnerships, plates, marks, what is
 * selected, and names where nothing stands yet.
 */

#include "render/mlg-map-draw.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "render/mlg-map-background.h"
#include "render/mlg-map-layers.h"
#include "render/mlg-map-pack.h"

#define MAX_TIES        1500      /* more would be a tangle: then only those of the selection */
#define MAX_NAMES       220       /* marks in sight; above, names come with the pointer */
#define MIN_CIRCLE      14        /* pixels; a smaller circle would look like a mark */
#define MAX_CHOSEN_NAMES 12
#define WIDE_AREA       1000      /* pixels */
#define WIDEST_TIE      5         /* axes */

/* The selection, looked up once: it may hold thousands. */
typedef struct
{
  GHashTable *spots;           /* spot + 1 */
  guint8     *marks;           /* of the layout */
  guint8     *groups;
} Chosen;

static void
clear_chosen (Chosen *chosen)
{
  g_hash_table_unref (chosen->spots);
  g_free (chosen->marks);
  g_free (chosen->groups);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chosen, clear_chosen)

/* One that acts in several areas: its mark on each, and each outline. */
static void
choose_all (Chosen       *chosen,
            MlgMapLayout *layout,
            guint         spot)
{
  GArray *groups = mlg_map_index_find_groups (layout->index, spot);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    chosen->groups[g_array_index (groups, guint, i)] = TRUE;
  for (guint i = 0; groups != NULL && i < layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);

      if (mark->kind == MLG_MARK_SPOT && mark->spot == spot)
        chosen->marks[i] = TRUE;
    }
}

static void
look_up_chosen (Chosen           *chosen,
                MlgMapLayout     *layout,
                const MlgMapLook *look)
{
  chosen->spots = g_hash_table_new (NULL, NULL);
  chosen->marks = g_new0 (guint8, layout->marks->len + 1);
  chosen->groups = g_new0 (guint8, mlg_map_index_get_groups (layout->index)->len + 1);

  for (guint i = 0; i < look->n_selected; i++)
    {
      const MlgMapMark *mark = mlg_map_layout_find (layout, look->selected[i]);
      guint group = mlg_map_index_find_group (layout->index, look->selected[i]);

      g_hash_table_add (chosen->spots, GUINT_TO_POINTER (look->selected[i] + 1));
      if (mark != NULL)
        chosen->marks[mark - &g_array_index (layout->marks, MlgMapMark, 0)] = TRUE;
      if (group != MLG_MAP_NONE)
        chosen->groups[group] = TRUE;
      choose_all (chosen, layout, look->selected[i]);
    }
}

/* ---- areas of intervention */

/* Seen from within, an area is all there is to see: then hardly a tint. @reach: its width, in pixels. */
static double
tint_of (double reach)
{
  return 0.12 * CLAMP (WIDE_AREA / MAX (reach, 1), 0.35, 1);
}

static void
draw_outline (cairo_t           *cr,
              const MlgMapFrame *frame,
              const MlgInk      *ink,
              const MlgArea     *area,
              MlgMapSign         sign,
              gboolean           lit)
{
  const MlgColour *colour = mlg_map_sign_get_colour (ink, sign);
  const MlgMercatorBox *box = area->finer != NULL ? &area->finer->box : &area->outline->box;

  cairo_new_path (cr);
  if (area->finer != NULL)
    mlg_map_add_outline (cr, area->finer, frame);
  else
    mlg_map_add_surface (cr, area->outline, frame);
  mlg_ink_set_colour (cr, colour, tint_of (((double) box->x1 - box->x0) * mlg_map_frame_get_scale (frame)));
  if (area->finer != NULL)
    cairo_fill_preserve (cr);
  else
    {
      cairo_fill (cr);
      mlg_map_add_border (cr, area->outline, frame);
    }
  mlg_ink_set_colour (cr, colour, lit ? 1 : 0.65);
  cairo_set_line_width (cr, (lit ? 2.2 : 1.3) * ink->line_scale);
  cairo_stroke (cr);
}

/* Nobody knows its outline: a circle, dashed so that nobody takes it for one. */
static void
draw_circle (cairo_t           *cr,
             const MlgMapFrame *frame,
             const MlgInk      *ink,
             const MlgArea     *area,
             MlgMapSign         sign,
             gboolean           lit)
{
  const MlgColour *colour = mlg_map_sign_get_colour (ink, sign);
  double lat, lon, radius, x, y;

  mlg_mercator_unproject (area->centre, &lat, &lon);
  radius = area->reach * mlg_mercator_per_km (lat) * mlg_map_frame_get_scale (frame);
  mlg_map_frame_to_screen (frame, area->centre, &x, &y);
  if (radius < MIN_CIRCLE || x + radius < 0 || y + radius < 0 || x - radius > frame->width || y - radius > frame->height)
    return;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, colour, tint_of (2 * radius));
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, colour, lit ? 1 : 0.65);
  cairo_save (cr);
  cairo_set_dash (cr, (const double[]) { 5, 4 }, 2, 0);
  cairo_set_line_width (cr, (lit ? 2 : 1.2) * ink->line_scale);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_area (cairo_t           *cr,
           const MlgMapFrame *frame,
           const MlgInk      *ink,
           const MlgArea     *area,
           MlgMapSign         sign,
           gboolean           lit)
{
  MlgMercatorBox box = mlg_map_frame_get_box (frame, 0);

  if (area->outline == NULL && area->finer == NULL)
    draw_circle (cr, frame, ink, area, sign, lit);
  else if (mlg_mercator_boxes_meet (area->finer != NULL ? &area->finer->box : &area->outline->box, &box))
    draw_outline (cr, frame, ink, area, sign, lit);
}

void
mlg_map_draw_areas (cairo_t           *cr,
                    const MlgInk      *ink,
                    const MlgMapFrame *frame,
                    MlgMapIndex       *index)
{
  GPtrArray *groups = mlg_map_index_get_groups (index);

  mlg_map_draw_layers (cr, ink, frame, mlg_map_index_get_scene (index)->layers);
  for (guint i = 0; i < groups->len; i++)
    {
      const MlgMapGroup *group = g_ptr_array_index (groups, i);

      draw_area (cr, frame, ink, &group->area, mlg_map_sign_of_class (mlg_map_index_get_scene (index), group->category), FALSE);
    }
}

static MlgMapSign
sign_of_group (MlgMapLayout *layout,
               guint         group)
{
  const MlgMapGroup *asked = g_ptr_array_index (mlg_map_index_get_groups (layout->index), group);

  return mlg_map_sign_of_class (mlg_map_index_get_scene (layout->index), asked->category);
}

/* What is chosen or under the pointer, over the others, so that nothing covers its border. */
static void
light_areas (cairo_t          *cr,
             MlgMapLayout     *layout,
             const MlgMapLook *look,
             const Chosen     *chosen)
{
  GPtrArray *groups = mlg_map_index_get_groups (layout->index);

  for (guint i = 0; i < groups->len; i++)
    if (i == look->hovered_group || chosen->groups[i])
      draw_area (cr, &layout->frame, look->ink, &((const MlgMapGroup *) g_ptr_array_index (groups, i))->area,
                 sign_of_group (layout, i), TRUE);
  for (guint i = 0; i < look->n_lit; i++)
    draw_area (cr, &layout->frame, look->ink, &look->lit[i].area, look->lit[i].sign, TRUE);
}

/* ---- partnerships */

static gboolean
is_chosen (const Chosen *chosen,
           guint         spot)
{
  return g_hash_table_contains (chosen->spots, GUINT_TO_POINTER (spot + 1));
}

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
      mlg_ink_set_colour (cr, &look->ink->economies[e], chosen ? 1 : look->n_selected > 0 ? 0.3 : 0.75);
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

static void
draw_ties (cairo_t          *cr,
           MlgMapLayout     *layout,
           const MlgMapLook *look,
           const Chosen     *chosen)
{
  GArray *ties = mlg_map_index_get_scene (layout->index)->ties;
  gboolean all = ties->len <= MAX_TIES;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < ties->len && (all || look->n_selected > 0); i++)
      {
        const MlgSpotTie *tie = &g_array_index (ties, MlgSpotTie, i);
        gboolean is_lit = is_chosen (chosen, tie->a) || is_chosen (chosen, tie->b);
        double ends[4];

        if (is_lit != (pass == 1) || (!is_lit && !all))
          continue;
        if (mlg_map_layout_locate (layout, tie->a, &ends[0], &ends[1]) &&
            mlg_map_layout_locate (layout, tie->b, &ends[2], &ends[3]) &&
            hypot (ends[0] - ends[2], ends[1] - ends[3]) > 3 &&
            tie_in_sight (layout, ends[0], ends[1], ends[2], ends[3]))
          draw_tie (cr, look, tie, is_lit, ends);
      }
}

/* ---- marks */

static void
draw_plate (cairo_t           *cr,
            MlgMapLayout      *layout,
            const MlgMapPlate *plate,
            const MlgMapLook  *look)
{
  double radius = plate->height / 2;
  double x = plate->x + plate->width / 2, y = plate->y + radius;

  if (hypot (x - plate->anchor_x, y - plate->anchor_y) > plate->height)
    {
      cairo_new_path (cr);
      cairo_move_to (cr, plate->anchor_x, plate->anchor_y);
      cairo_line_to (cr, x, y);
      mlg_ink_set_colour (cr, mlg_map_sign_get_colour (look->ink, sign_of_group (layout, plate->group)), 0.7);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }

  cairo_new_path (cr);
  cairo_arc (cr, plate->x + plate->width - radius, plate->y + radius, radius, -G_PI / 2, G_PI / 2);
  cairo_arc (cr, plate->x + radius, plate->y + radius, radius, G_PI / 2, 3 * G_PI / 2);
  cairo_close_path (cr);
  mlg_ink_set_colour (cr, &look->ink->paper, 0.94);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, mlg_map_sign_get_colour (look->ink, sign_of_group (layout, plate->group)), plate->group == look->hovered_group ? 1 : 0.75);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
}

/* What is drawn around 0, 0, and kept. */
typedef struct
{
  const MlgMapLook *look;
  const MlgMapMark *mark;
} Stamp;

static void
stamp_mark (cairo_t  *cr,
            gpointer  data)
{
  const Stamp *stamp = data;

  mlg_map_sign_draw (cr, stamp->look->ink, stamp->mark->sign, 0, 0, stamp->mark->radius);
}

static void
stamp_hollow (cairo_t  *cr,
              gpointer  data)
{
  const Stamp *stamp = data;

  mlg_map_sign_draw_hollow (cr, stamp->look->ink, stamp->mark->sign, stamp->mark->approximate, 0, 0, stamp->mark->radius);
}

static void
draw_count (cairo_t          *cr,
            const MlgMapLook *look,
            MlgHand           hand,
            guint             n,
            double            x,
            double            y,
            gboolean          centred)
{
  g_autofree char *text = mlg_format_count (n);
  double width, height;

  mlg_map_text_measure (look->text, hand, text, &width, &height);
  mlg_map_text_draw (look->text, cr, hand, text, centred ? x - width / 2 : x, y - height / 2);
}

/* A disc of paper, in a ring shared between the categories. */
static void
stamp_disc (cairo_t  *cr,
            gpointer  data)
{
  const MlgMapMark *mark = ((const Stamp *) data)->mark;
  const MlgInk *ink = ((const Stamp *) data)->look->ink;
  const guint8 *shares = mark->cluster->shares;
  double ring = 4 * ink->line_scale;
  double angle = -G_PI / 2;
  guint sum = 0;

  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    sum += shares[i];

  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, mark->radius + 1.2, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, &ink->paper, 0.96);
  cairo_fill (cr);
  cairo_set_line_width (cr, ring);
  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    {
      double next = angle + 2 * G_PI * shares[i] / sum;

      if (shares[i] == 0)
        continue;
      cairo_arc (cr, 0, 0, mark->radius - ring / 2, angle, next);
      mlg_ink_set_colour (cr, mlg_map_sign_get_colour (ink, (MlgMapSign) { mark->sign.by, i }), 1);
      cairo_stroke (cr);
      angle = next;
    }
}

static void
draw_disc (cairo_t          *cr,
           const MlgMapLook *look,
           const MlgMapMark *mark)
{
  Stamp stamp = { look, mark };
  char key[32 + 2 * MLG_MAP_CATEGORIES];
  int length = g_snprintf (key, 32, "disc %.1f %u ", mark->radius, mark->sign.by);

  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++, length += 2)
    g_snprintf (key + length, 3, "%02x", mark->cluster->shares[i]);
  mlg_map_text_stamp (look->text, cr, key, mark->radius + 2, stamp_disc, &stamp, mark->x, mark->y);
  draw_count (cr, look, MLG_HAND_COUNT, mark->n, mark->x, mark->y, TRUE);
}

static void
draw_mark (cairo_t          *cr,
           const MlgMapLook *look,
           const MlgMapMark *mark)
{
  Stamp stamp = { look, mark };
  char key[48];

  if (mark->kind == MLG_MARK_CLUSTER)
    {
      draw_disc (cr, look, mark);
      return;
    }

  g_snprintf (key, sizeof key, "%s %.1f %u %u %u", mark->approximate ? "about" : mark->hollow ? "hollow" : "mark", mark->radius,
              mark->sign.by, mark->sign.class, mark->sign.sort);
  mlg_map_text_stamp (look->text, cr, key, mark->radius * 1.6 + 3, mark->hollow ? stamp_hollow : stamp_mark, &stamp, mark->x, mark->y);
  if (mark->kind == MLG_MARK_MANY)
    draw_count (cr, look, MLG_HAND_COUNT_PLAIN, mark->n, mark->x + mark->radius + 3, mark->y, FALSE);
}

static void
draw_hover (cairo_t          *cr,
            const MlgMapLook *look,
            const MlgMapMark *mark)
{
  cairo_new_path (cr);
  if (mark->kind == MLG_MARK_CLUSTER)
    cairo_arc (cr, mark->x, mark->y, mark->radius + 1, 0, 2 * G_PI);
  else
    mlg_map_sign_add_shape (cr, mark->sign, mark->x, mark->y, mark->radius + 1);
  cairo_set_source_rgba (cr, 1, 1, 1, 0.35);
  cairo_fill (cr);
}

static void
draw_selected (cairo_t          *cr,
               MlgMapLayout     *layout,
               const MlgMapLook *look,
               const Chosen     *chosen)
{
  for (guint i = 0; i < layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);
      gboolean is_disc = mark->kind == MLG_MARK_CLUSTER;

      if (!chosen->marks[i])
        continue;
      mlg_map_sign_draw_selection (cr, look->ink, is_disc ? (MlgMapSign) { 0 } : mark->sign, mark->x, mark->y, mark->radius);
      if (!is_disc)
        draw_mark (cr, look, mark);
    }
}

/* ---- names of actors and areas */

/* What a name must stand beside: the mark, or the plate it is on. */
static MlgMapRect
get_support (MlgMapLayout     *layout,
             const MlgMapMark *mark)
{
  for (guint i = 0; mark->group != MLG_MAP_NONE && i < layout->plates->len; i++)
    {
      const MlgMapPlate *plate = &g_array_index (layout->plates, MlgMapPlate, i);

      if (plate->group == mark->group)
        return (MlgMapRect) { plate->x, plate->y, plate->width, plate->height };
    }
  return (MlgMapRect) { mark->x - mark->radius, mark->y - mark->radius, 2 * mark->radius, 2 * mark->radius };
}

/* No pointer is odd. */
static gconstpointer
key_of (const MlgMapMark *mark)
{
  return GSIZE_TO_POINTER ((gsize) mark->spot * 2 + 1);
}

/* At the right, at the left, below, above: where there is room, where it was in the last picture
 * first. @always: at the right at least. */
static void
write_name (cairo_t          *cr,
            MlgMapLayout     *layout,
            const MlgMapLook *look,
            MlgMapRoom       *room,
            const MlgMapMark *mark,
            MlgHand           hand,
            gboolean          always)
{
  const char *name = g_array_index (mlg_map_index_get_scene (layout->index)->spots, MlgSpot, mark->spot).name;
  MlgMapRect rect = get_support (layout, mark);
  guint last = mlg_map_text_recall (look->text, key_of (mark));
  double width, height;

  mlg_map_text_measure (look->text, hand, name, &width, &height);
  for (guint i = last > 0 ? 0 : 1; i < (always ? 6 : 5); i++)
    {
      guint side = i == 0 ? last - 1 : i - 1;
      double x = side % 4 == 0 ? rect.x + rect.width + 4 : side == 1 ? rect.x - 4 - width : rect.x + (rect.width - width) / 2;
      double y = side % 4 < 2 ? rect.y + (rect.height - height) / 2 : side == 2 ? rect.y + rect.height + 3 : rect.y - 3 - height;

      if (side >= 4 || mlg_map_room_take (room, x - 1, y, width + 2, height))
        {
          mlg_map_text_draw (look->text, cr, hand, name, x, y);
          mlg_map_text_remember (look->text, key_of (mark), side % 4);
          return;
        }
    }
}

static void
write_plates (cairo_t          *cr,
              MlgMapLayout     *layout,
              const MlgMapLook *look,
              MlgMapRoom       *room)
{
  for (guint i = 0; i < layout->plates->len; i++)
    {
      const MlgMapPlate *plate = &g_array_index (layout->plates, MlgMapPlate, i);
      const MlgMapGroup *group = g_ptr_array_index (mlg_map_index_get_groups (layout->index), plate->group);
      double width, height;

      mlg_map_text_measure (look->text, MLG_HAND_AREA, group->name, &width, &height);
      for (guint side = 0; side < 2; side++)
        {
          double x = plate->x + (plate->width - width) / 2;
          double y = side == 0 ? plate->y + plate->height + 2 : plate->y - height - 2;

          if (!mlg_map_room_take (room, x, y, width, height))
            continue;
          mlg_map_text_draw (look->text, cr, MLG_HAND_AREA, group->name, x, y);
          break;
        }
    }
}

static void
write_chosen (cairo_t          *cr,
              MlgMapLayout     *layout,
              const MlgMapLook *look,
              MlgMapRoom       *room)
{
  for (guint i = 0; i < MIN (look->n_selected, MAX_CHOSEN_NAMES); i++)
    {
      const MlgMapMark *mark = mlg_map_layout_find (layout, look->selected[i]);

      if (mark != NULL && mark->kind == MLG_MARK_SPOT)
        write_name (cr, layout, look, room, mark, MLG_HAND_ACTOR_CHOSEN, i == 0);
    }
}

static void
write_names (cairo_t          *cr,
             MlgMapLayout     *layout,
             const MlgMapLook *look,
             const Chosen     *chosen,
             MlgMapRoom       *room)
{
  /* Those of the last picture before those that come into sight. */
  for (guint again = 2; layout->marks->len <= MAX_NAMES && again-- > 0;)
    for (guint i = 0; i < layout->marks->len; i++)
      {
        const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);

        if (mark->kind == MLG_MARK_SPOT && mark->group == MLG_MAP_NONE && !chosen->marks[i] &&
            (mlg_map_text_recall (look->text, key_of (mark)) > 0) == (again > 0))
          write_name (cr, layout, look, room, mark, MLG_HAND_ACTOR, FALSE);
      }
}

static void
block_marks (MlgMapLayout *layout,
             MlgMapRoom   *room)
{
  for (guint i = 0; i < layout->plates->len; i++)
    {
      const MlgMapPlate *plate = &g_array_index (layout->plates, MlgMapPlate, i);

      mlg_map_room_block (room, plate->x, plate->y, plate->width, plate->height);
    }
  for (guint i = 0; i < layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);

      if (mark->group == MLG_MAP_NONE)
        mlg_map_room_block (room, mark->x - mark->radius, mark->y - mark->radius, 2 * mark->radius, 2 * mark->radius);
    }
}

void
mlg_map_draw_records (cairo_t          *cr,
                      MlgMapLayout     *layout,
                      const MlgMapLook *look)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (MlgMapRect));
  MlgMapRoom room = { taken };
  g_auto(Chosen) chosen = { NULL };

  look_up_chosen (&chosen, layout, look);
  mlg_map_text_begin (look->text, layout->frame.zoom);
  cairo_save (cr);
  cairo_new_path (cr);
  light_areas (cr, layout, look, &chosen);
  if (look->show_ties)
    draw_ties (cr, layout, look, &chosen);

  g_array_append_vals (taken, look->reserved, look->n_reserved);
  block_marks (layout, &room);
  for (guint i = 0; i < layout->plates->len; i++)
    draw_plate (cr, layout, &g_array_index (layout->plates, MlgMapPlate, i), look);
  for (guint i = 0; i < layout->marks->len; i++)
    draw_mark (cr, look, &g_array_index (layout->marks, MlgMapMark, i));
  if (look->hovered < layout->marks->len)
    draw_hover (cr, look, &g_array_index (layout->marks, MlgMapMark, look->hovered));
  draw_selected (cr, layout, look, &chosen);

  write_chosen (cr, layout, look, &room);
  write_plates (cr, layout, look, &room);
  if (look->show_names)
    write_names (cr, layout, look, &chosen, &room);
  mlg_map_draw_layer_names (cr, look->text, look->ink, &layout->frame, mlg_map_index_get_scene (layout->index)->layers, &room);
  if (!look->ground_is_named)
    mlg_map_draw_names (cr, look->text, look->ink, &layout->frame, layout, &room);
  cairo_restore (cr);
}

/* ---- beside the map */

void
mlg_map_draw_scale_bar (cairo_t           *cr,
                        const MlgInk      *ink,
                        const MlgMapFrame *frame,
                        double             x,
                        double             y,
                        double             max_width)
{
  double metres = mlg_map_frame_get_metres_per_pixel (frame);
  double length = pow (10, floor (log10 (max_width * metres)));
  g_autoptr(MlgMapText) text = mlg_map_text_new (ink, FALSE, 1);
  g_autofree char *label = NULL;
  double width, text_width, text_height;

  if (length * 5 <= max_width * metres)
    length *= 5;
  else if (length * 2 <= max_width * metres)
    length *= 2;
  width = length / metres;
  label = length >= 1000 ? g_strdup_printf ("%.0f km", length / 1000) : g_strdup_printf ("%.0f m", length);

  cairo_new_path (cr);
  mlg_ink_set_colour (cr, &ink->land, 0.8);
  cairo_set_line_width (cr, 4);
  cairo_move_to (cr, x, y - 5);
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_line_to (cr, x + width, y - 5);
  cairo_stroke_preserve (cr);
  mlg_ink_set_colour (cr, &ink->text, 0.85);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  mlg_map_text_measure (text, MLG_HAND_TOWN, label, &text_width, &text_height);
  mlg_map_text_draw (text, cr, MLG_HAND_TOWN, label, x + (width - text_width) / 2, y - text_height - 3);
}

/* Takes @words. Nothing is said of what there is none of. */
static void
add_part (GPtrArray *parts,
          guint      n,
          char      *words)
{
  if (n > 0)
    g_ptr_array_add (parts, words);
  else
    g_free (words);
}

/* Initiatives and events, after the actors. */
static char *
add_others (MlgMapIndex *index,
            char        *sentence)
{
  guint counts[MLG_MAP_CATEGORIES];
  g_autofree char *words = sentence;
  g_autofree char *initiatives = NULL, *events = NULL;

  mlg_map_index_count_classes (index, counts);
  initiatives = mlg_format_count (counts[MLG_MAP_INITIATIVES]);
  events = mlg_format_count (counts[MLG_MAP_EVENTS]);
  if (counts[MLG_MAP_INITIATIVES] > 0)
    {
      g_autofree char *before = g_steal_pointer (&words);
      g_autofree char *more = g_strdup_printf (ngettext ("%s initiative", "%s initiatives", counts[MLG_MAP_INITIATIVES]), initiatives);

      words = g_strdup_printf ("%s · %s", before, more);
    }
  if (counts[MLG_MAP_EVENTS] > 0)
    {
      g_autofree char *before = g_steal_pointer (&words);
      g_autofree char *more = g_strdup_printf (ngettext ("%s event", "%s events", counts[MLG_MAP_EVENTS]), events);

      words = g_strdup_printf ("%s · %s", before, more);
    }
  return g_steal_pointer (&words);
}

char *
mlg_map_describe (MlgMapIndex *index)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n_placed = mlg_map_index_count (index, MLG_SPOT_EXACT) + mlg_map_index_count (index, MLG_SPOT_COMMUNE);
  guint n_area = mlg_map_index_count (index, MLG_SPOT_AREA);
  guint n_nowhere = mlg_map_index_count (index, MLG_SPOT_NOWHERE);
  guint n = n_placed + n_area + n_nowhere;
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *placed = mlg_format_count (n_placed);
  g_autofree char *area = mlg_format_count (n_area);
  g_autofree char *nowhere = mlg_format_count (n_nowhere);
  g_autofree char *total = g_strdup_printf (ngettext ("%s actor", "%s actors", n), count);
  g_autofree char *details = NULL;

  add_part (parts, n_placed, g_strdup_printf (ngettext ("%s placed", "%s placed", n_placed), placed));
  add_part (parts, n_area, g_strdup_printf (_("%s by area of intervention"), area));
  add_part (parts, n_nowhere, g_strdup_printf (_("%s without a precise place"), nowhere));
  if (parts->len == 0)
    return add_others (index, g_steal_pointer (&total));

  g_ptr_array_add (parts, NULL);
  details = g_strjoinv (", ", (char **) parts->pdata);
  /* Translators: « 71 actors: 12 placed, 44 by area of intervention, 15 without a precise place ». */
  return add_others (index, g_strdup_printf (_("%s: %s"), total, details));
}

char *
mlg_map_dup_attribution (MlgMapIndex *index)
{
  g_autofree char *layers = index != NULL ? mlg_map_layers_dup_attribution (mlg_map_index_get_scene (index)->layers) : NULL;

  return g_strconcat (mlg_outlines_get_attribution (), " – ", mlg_gazetteer_get_attribution (), layers != NULL ? " – " : NULL, layers, NULL);
}

/* What the packs made from the official data say, and the same without the editions: every source
 * is named. */
static const struct { const char *full, *brief; } known[] = {
  { "Contours : IGN ADMIN EXPRESS COG 2018 (simplifiés par G. David, remis au découpage 2026) ; chefs-lieux : IGN ADMIN EXPRESS 2020 via ComHisto ; "
    "codes, populations : Insee ; EPCI : DGCL ; codes postaux : La Poste ; estuaires : IGN ADMIN EXPRESS COG CARTO 2025 via COGiter — "
    "Licence Ouverte / Etalab. Fond hors de France : Natural Earth (domaine public).",
    "© IGN (G. David, ComHisto, COGiter), Insee, DGCL, La Poste – Licence Ouverte · Natural Earth" },
};

char *
mlg_map_dup_brief_attribution (MlgMapIndex *index)
{
  const char *communes = mlg_gazetteer_get_attribution ();
  g_autofree char *layers = index != NULL ? mlg_map_layers_dup_attribution (mlg_map_index_get_scene (index)->layers) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (communes, known[i].full) == 0)
      return g_strconcat (known[i].brief, layers != NULL ? " · " : NULL, layers, NULL);
  return mlg_map_dup_attribution (index);
}
