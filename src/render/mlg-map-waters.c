/* The names of rivers and lakes.
 *
 * They are looked up once: each with places along its course where it may be written, inside the country alone,
 * where the drawing follows the water.
 */

#include "render/mlg-map-waters.h"

#include <math.h>
#include <string.h>

#include "territory/mlg-ground.h"
#include "territory/mlg-pack.h"

#define DETAIL      1
#define STEP_KM     9.0        /* between two places along a river */
#define LAST_RIVERS 11.5       /* zooms: beyond, they are not drawn */
#define LAST_LAKES  14.0
#define MAX_WRITTEN 14

typedef struct
{
  char    *name;
  guint    rank;               /* 0 is the most important */
  gboolean is_lake;
  GArray  *places;             /* MlgMercator */
} Water;

/* As the source, which lost letters on the way, ought to say. */
static const struct { const char *said, *right; } names[] = {
  { "Rhne", "Rhône" }, { "Sane", "Saône" }, { "Saone", "Saône" }, { "Auvezere", "Auvézère" }, { "Le gave de Pau", "Gave de Pau" },
  { "Lake Geneva", "Lac Léman" }, { "Lac d' Annecy", "Lac d’Annecy" }, { "Rhein", "Rhin" }, { "Rhine", "Rhin" },
};

static const char *
correct (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].said, name) == 0)
      return names[i].right;
  return name;
}

/* ---- looked up */

typedef struct
{
  GPtrArray *waters;           /* Water */
  gboolean   is_lake;
} Search;

static Water *
get_water (Search             *search,
           const MlgPackShape *shape)
{
  const char *name = correct (shape->name);
  Water *water;

  for (guint i = 0; i < search->waters->len; i++)
    {
      water = search->waters->pdata[i];
      if (water->is_lake == search->is_lake && strcmp (water->name, name) == 0)
        return water;
    }
  water = g_new0 (Water, 1);
  water->name = g_strdup (name);
  water->rank = shape->rank;
  water->is_lake = search->is_lake;
  water->places = g_array_new (FALSE, FALSE, sizeof (MlgMercator));
  g_ptr_array_add (search->waters, water);
  return water;
}

static gboolean
is_in_country (MlgMercator at)
{
  gboolean is_sure = FALSE;
  double lat, lon;

  mlg_mercator_unproject (at, &lat, &lon);
  return mlg_ground_find_town (lat, lon, &is_sure) != NULL && is_sure;
}

static void
add_place (Search             *search,
           const MlgPackShape *shape,
           MlgMercator         at)
{
  if (is_in_country (at))
    g_array_append_val (get_water (search, shape)->places, at);
}

static void
add_along (Search             *search,
           const MlgPackShape *shape,
           const MlgMercator  *points,
           guint               n)
{
  double walked = STEP_KM / 2;

  for (guint i = 1; i < n; i++)
    {
      walked += mlg_ground_between (points[i - 1], points[i]);
      if (walked < STEP_KM)
        continue;
      walked = 0;
      add_place (search, shape, points[i]);
    }
}

static void
take_shape (const MlgPackShape *shape,
            gpointer            data)
{
  Search *search = data;
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;

  if (*shape->name == '\0' || shape->n_rings == 0)
    return;

  if (search->is_lake)
    {
      for (guint i = 0; i < shape->ends[0]; i++)
        mlg_mercator_box_add (&box, shape->points[i]);
      add_place (search, shape, (MlgMercator) { box.x0 / 2 + box.x1 / 2, box.y0 / 2 + box.y1 / 2 });
      return;
    }
  for (guint i = 0, start = 0; i < shape->n_rings; start = shape->ends[i++])
    add_along (search, shape, shape->points + start, shape->ends[i] - start);
}

static int
compare_waters (gconstpointer a,
                gconstpointer b)
{
  const Water *one = *(const Water *const *) a, *other = *(const Water *const *) b;

  return one->rank != other->rank ? (int) one->rank - (int) other->rank : strcmp (one->name, other->name);
}

static gpointer
look_up (gpointer data)
{
  g_autoptr(MlgPackReader) reader = mlg_pack_reader_new (data);
  MlgMercatorBox box = mlg_outlines_find (MLG_PLACE_COUNTRY, "FR")->box;
  Search search = { g_ptr_array_new (), FALSE };

  if (reader != NULL)
    mlg_pack_foreach_feature (reader, MLG_FEATURE_RIVER, DETAIL, &box, take_shape, &search);
  search.is_lake = TRUE;
  if (reader != NULL)
    mlg_pack_foreach_feature (reader, MLG_FEATURE_LAKE, DETAIL, &box, take_shape, &search);
  g_ptr_array_sort (search.waters, compare_waters);
  return search.waters;
}

/* ---- written */

/* The rank from which it is worth a name. */
static guint
get_max_rank (double zoom)
{
  return zoom < 6.4 ? 0 : zoom < 7 ? 5 : zoom < 7.8 ? 7 : zoom < 8.6 ? 10 : 20;
}

static gboolean
write_at (cairo_t           *cr,
          MlgMapText        *text,
          const MlgMapFrame *frame,
          MlgMapRoom        *room,
          const Water       *water,
          guint              place)
{
  double x, y, width, height;

  mlg_map_frame_to_screen (frame, g_array_index (water->places, MlgMercator, place), &x, &y);
  mlg_map_text_measure (text, MLG_HAND_WATER, water->name, &width, &height);
  if (x < width / 2 || y < height || x > frame->width - width / 2 || y > frame->height - height ||
      !mlg_map_room_take (room, x - width / 2 - 2, y - height / 2, width + 4, height))
    return FALSE;

  mlg_map_text_draw (text, cr, MLG_HAND_WATER, water->name, x - width / 2, y - height / 2);
  mlg_map_text_remember (text, water, place);
  return TRUE;
}

/* Where it was; else the place that has room and is nearest to the middle. */
static gboolean
write_water (cairo_t           *cr,
             MlgMapText        *text,
             const MlgMapFrame *frame,
             MlgMapRoom        *room,
             const Water       *water)
{
  MlgMercatorBox box = mlg_map_frame_get_box (frame, 0);
  guint last = mlg_map_text_recall (text, water);
  double beyond = -1;

  if (last > 0 && write_at (cr, text, frame, room, water, last - 1))
    return TRUE;

  for (guint tries = 0; tries < 4; tries++)
    {
      guint best = G_MAXUINT;
      double nearest = INFINITY;

      for (guint i = 0; i < water->places->len; i++)
        {
          const MlgMercator *at = &g_array_index (water->places, MlgMercator, i);
          double away = hypot (at->x - frame->x, at->y - frame->y);

          if (at->x < box.x0 || at->x > box.x1 || at->y < box.y0 || at->y > box.y1 || away <= beyond || away >= nearest)
            continue;
          nearest = away;
          best = i;
        }
      if (best == G_MAXUINT)
        return FALSE;
      if (write_at (cr, text, frame, room, water, best))
        return TRUE;
      beyond = nearest;
    }
  return FALSE;
}

void
mlg_map_write_waters (cairo_t           *cr,
                      MlgMapText        *text,
                      const MlgMapFrame *frame,
                      MlgMapRoom        *room)
{
  static GOnce once = G_ONCE_INIT;
  MlgPack *pack = mlg_pack_get_installed ();
  guint max_rank = get_max_rank (frame->zoom), n_written = 0;
  const GPtrArray *waters;

  if (pack == NULL || max_rank == 0 || frame->zoom >= LAST_LAKES)
    return;

  waters = g_once (&once, look_up, pack);
  for (guint i = 0; i < waters->len && n_written < MAX_WRITTEN * MAX (room->times, 1); i++)
    {
      const Water *water = waters->pdata[i];

      if (water->rank <= max_rank && (water->is_lake ? frame->zoom >= 8.6 : frame->zoom < LAST_RIVERS))
        n_written += write_water (cr, text, frame, room, water);
    }
}
