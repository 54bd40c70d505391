/* The actors on the map, from the back: areas of intervention, partnerships, plates, marks, what is
 * selected, and names where nothing stands yet.
 */

#include "render/mlg-map-draw-private.h"

#include <math.h>
#include <string.h>

#include "render/mlg-map-changes.h"
#include "render/mlg-map-layers.h"

#define MAX_NAMES       220       /* marks in a window; above, names come with the pointer */
#define MAX_CHOSEN_NAMES 12
#define MARKS_AT_ONCE   16        /* between two looks at the clock */

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
      mlg_ink_set_colour (cr, mlg_map_sign_get_colour (look->ink, mlg_map_sign_of_group (layout, plate->group)), 0.7);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }

  cairo_new_path (cr);
  cairo_arc (cr, plate->x + plate->width - radius, plate->y + radius, radius, -G_PI / 2, G_PI / 2);
  cairo_arc (cr, plate->x + radius, plate->y + radius, radius, G_PI / 2, 3 * G_PI / 2);
  cairo_close_path (cr);
  mlg_ink_set_colour (cr, &look->ink->paper, 0.94);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, mlg_map_sign_get_colour (look->ink, mlg_map_sign_of_group (layout, plate->group)), plate->group == look->hovered_group ? 1 : 0.75);
  cairo_set_line_width (cr, 1.2);
  cairo_stroke (cr);
}

/* What is drawn around 0, 0, and kept. */
typedef struct
{
  const MlgMapLook *look;
  const MlgMapMark *mark;
  double            radius;                        /* of a disc, as the shares */
  guint8            shares[MLG_MAP_CATEGORIES];    /* of SHARES */
} Stamp;

/* Rings are told apart by as much, and discs by half a pixel: finer, no two of a map would be alike, and each be drawn anew. */
#define SHARES 32

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
  const char *text = mlg_map_text_get_count (look->text, n);
  double width, height;

  mlg_map_text_measure (look->text, hand, text, &width, &height);
  mlg_map_text_draw (look->text, cr, hand, text, centred ? x - width / 2 : x, y - height / 2);
}

/* What a stamp looks like, in few bytes: asked for many times in each picture. */
static void
fill_key (MlgMapStampKey   *key,
          const MlgMapMark *mark,
          guint8            kind,
          double            size)
{
  guint16 radius = (guint16) (size * 16);

  memset (key, 0, sizeof *key);
  key->bytes[0] = kind;
  key->bytes[1] = radius & 0xff;
  key->bytes[2] = radius >> 8;
  key->bytes[3] = mark->sign.by;
  key->bytes[4] = mark->sign.class;
  key->bytes[5] = mark->sign.sort;
}

/* A disc of paper, in a ring shared between the categories. */
static void
stamp_disc (cairo_t  *cr,
            gpointer  data)
{
  const Stamp *stamp = data;
  const MlgInk *ink = stamp->look->ink;
  const guint8 *shares = stamp->shares;
  double ring = 4 * ink->line_scale;
  double angle = -G_PI / 2;
  guint sum = 0;

  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    sum += shares[i];

  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, stamp->radius + 1.2, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, &ink->paper, 0.96);
  cairo_fill (cr);
  cairo_set_line_width (cr, ring);
  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    {
      double next = angle + 2 * G_PI * shares[i] / sum;

      if (shares[i] == 0)
        continue;
      cairo_arc (cr, 0, 0, stamp->radius - ring / 2, angle, next);
      mlg_ink_set_colour (cr, mlg_map_sign_get_colour (ink, (MlgMapSign) { stamp->mark->sign.by, i }), 1);
      cairo_stroke (cr);
      angle = next;
    }
}

/* None that is there disappears. */
static void
round_shares (const MlgMapMark *mark,
              guint8           *shares)
{
  guint sum = 0;

  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    sum += mark->cluster->shares[i];
  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    shares[i] = mark->cluster->shares[i] == 0 ? 0 : MAX (1, (mark->cluster->shares[i] * SHARES + sum / 2) / sum);
}

static void
draw_disc (cairo_t          *cr,
           const MlgMapLook *look,
           const MlgMapMark *mark)
{
  Stamp stamp = { look, mark, round (mark->radius * 2) / 2 };
  MlgMapStampKey key;

  G_STATIC_ASSERT (6 + MLG_MAP_CATEGORIES <= sizeof key.bytes);
  round_shares (mark, stamp.shares);
  fill_key (&key, mark, 'd', stamp.radius);
  key.bytes[4] = key.bytes[5] = 0;
  memcpy (key.bytes + 6, stamp.shares, MLG_MAP_CATEGORIES);
  mlg_map_text_stamp (look->text, cr, &key, stamp.radius + 2, stamp_disc, &stamp, mark->x, mark->y);
  draw_count (cr, look, MLG_HAND_COUNT, mark->n, mark->x, mark->y, TRUE);
}

static void
draw_mark (cairo_t          *cr,
           const MlgMapLook *look,
           const MlgMapMark *mark)
{
  Stamp stamp = { look, mark };
  MlgMapStampKey key;

  if (mark->kind == MLG_MARK_CLUSTER)
    {
      draw_disc (cr, look, mark);
      return;
    }

  fill_key (&key, mark, mark->hollow ? (mark->approximate ? 'a' : 'h') : 'm', mark->radius);
  mlg_map_text_stamp (look->text, cr, &key, mark->radius * 1.6 + 3, mark->hollow ? stamp_hollow : stamp_mark, &stamp, mark->x, mark->y);
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

static gboolean
is_chosen (MlgMapLayout     *layout,
           const MlgMapLook *look,
           const MlgMapMark *mark)
{
  if (look->chosen == NULL)
    return FALSE;
  if (mark->kind == MLG_MARK_CLUSTER)
    return mlg_map_chosen_has_in (look->chosen, mark->cluster);
  if (mark->kind == MLG_MARK_MANY)
    return mlg_map_chosen_has_class (look->chosen, mark->group, mark->sign.class);
  return mlg_map_chosen_has (look->chosen, mark->spot);
}

static void
draw_selected (cairo_t          *cr,
               MlgMapLayout     *layout,
               const MlgMapLook *look)
{
  for (guint i = 0; look->chosen != NULL && i < layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);
      gboolean is_disc = mark->kind == MLG_MARK_CLUSTER;

      if (!is_chosen (layout, look, mark))
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

  if (!always && !mlg_map_text_may_draw (look->text, hand, name))
    return;
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
  GArray *spots = look->chosen != NULL ? mlg_map_chosen_get_spots (look->chosen) : NULL;

  for (guint i = 0; spots != NULL && i < MIN (spots->len, MAX_CHOSEN_NAMES); i++)
    {
      const MlgMapMark *mark = mlg_map_layout_find (layout, g_array_index (spots, guint, i));

      if (mark != NULL && mark->kind == MLG_MARK_SPOT)
        write_name (cr, layout, look, room, mark, MLG_HAND_ACTOR_CHOSEN, i == 0);
    }
}

static void
write_names (cairo_t          *cr,
             MlgMapLayout     *layout,
             const MlgMapLook *look,
             MlgMapRoom       *room)
{
  /* Those of the last picture before those that come into sight. */
  for (guint again = 2; layout->marks->len <= MAX_NAMES * MAX (room->times, 1) && again-- > 0;)
    for (guint i = 0; i < layout->marks->len; i++)
      {
        const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);

        if (mark->kind == MLG_MARK_SPOT && mark->group == MLG_MAP_NONE && !is_chosen (layout, look, mark) &&
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

/* What lies under the marks. */
static void
draw_below (cairo_t          *cr,
            MlgMapLayout     *layout,
            const MlgMapLook *look)
{
  cairo_new_path (cr);
  mlg_map_light_areas (cr, layout, look);
  if (look->show_ties)
    mlg_map_draw_ties (cr, layout, look);
  for (guint i = 0; i < layout->plates->len; i++)
    draw_plate (cr, layout, &g_array_index (layout->plates, MlgMapPlate, i), look);
}

static void
draw_above (cairo_t          *cr,
            MlgMapLayout     *layout,
            const MlgMapLook *look)
{
  if (look->hovered < layout->marks->len)
    draw_hover (cr, look, &g_array_index (layout->marks, MlgMapMark, look->hovered));
  draw_selected (cr, layout, look);
  mlg_map_draw_changes (cr, layout, look);
}

gboolean
mlg_map_draw_marks (cairo_t          *cr,
                    MlgMapLayout     *layout,
                    const MlgMapLook *look,
                    guint            *n_drawn,
                    guint             microseconds)
{
  gint64 until = microseconds < G_MAXUINT ? g_get_monotonic_time () + microseconds : G_MAXINT64;

  cairo_save (cr);
  if (*n_drawn == 0)
    draw_below (cr, layout, look);
  while (*n_drawn < layout->marks->len)
    {
      draw_mark (cr, look, &g_array_index (layout->marks, MlgMapMark, *n_drawn));
      if (++*n_drawn % MARKS_AT_ONCE == 0 && g_get_monotonic_time () > until)
        break;
    }
  if (*n_drawn == layout->marks->len)
    draw_above (cr, layout, look);
  cairo_restore (cr);
  return *n_drawn == layout->marks->len;
}

void
mlg_map_draw_words (cairo_t          *cr,
                    MlgMapLayout     *layout,
                    const MlgMapLook *look)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (MlgMapRect));
  MlgMapRoom room = { taken, look->times };

  mlg_map_text_begin (look->text, layout->frame.zoom);
  g_array_append_vals (taken, look->reserved, look->n_reserved);
  block_marks (layout, &room);
  cairo_save (cr);
  cairo_new_path (cr);
  write_chosen (cr, layout, look, &room);
  write_plates (cr, layout, look, &room);
  if (look->show_names)
    write_names (cr, layout, look, &room);
  mlg_map_draw_layer_names (cr, look->text, look->ink, &layout->frame, mlg_map_index_get_scene (layout->index)->layers, &room);
  if (!look->ground_is_named)
    mlg_map_draw_names (cr, look->text, look->ink, &layout->frame, layout, &room);
  cairo_restore (cr);
}

void
mlg_map_draw_records (cairo_t          *cr,
                      MlgMapLayout     *layout,
                      const MlgMapLook *look)
{
  guint n_drawn = 0;

  mlg_map_draw_marks (cr, layout, look, &n_drawn, G_MAXUINT);
  mlg_map_draw_words (cr, layout, look);
}
