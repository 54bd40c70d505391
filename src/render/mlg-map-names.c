/* The names of countries, seas, régions, départements and towns.
 *
 * They are placed for a whole view, never baked into tiles: the most important first, each where
 * nothing stands yet. A town whose position is only approximate has no name on the map.
 */

#include "render/mlg-map-names.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "render/mlg-map-waters.h"
#include "territory/mlg-pack.h"

#define MAX_TOWNS       70            /* in a window */
#define TOWN_DOT        1.8
#define CITY_POPULATION 90000
#define ALL_TOWNS       11.2
#define MAX_EPCI        24
#define FIRST_EPCI      8.5
#define LAST_EPCI       11.0

typedef struct
{
  const char *name;          /* N_() */
  double      lat, lon;
  double      first_zoom, last_zoom;
} Label;

static const Label countries[] = {
  { N_("Spain"), 40.3, -3.6, 4, 7.5 }, { N_("Italy"), 44.7, 9.9, 5, 8 }, { N_("Switzerland"), 46.85, 8.2, 4.6, 8.5 },
  { N_("Germany"), 50.2, 9.6, 4, 7.5 }, { N_("Belgium"), 50.75, 4.7, 4.6, 8.5 }, { N_("Luxembourg"), 49.75, 6.13, 6.6, 9.5 },
  { N_("United Kingdom"), 52.0, -1.4, 4, 7.5 }, { N_("Andorra"), 42.55, 1.57, 7.2, 10 }, { N_("Netherlands"), 52.1, 5.5, 4.6, 7.5 },
  { N_("Portugal"), 39.8, -8.1, 4, 7.5 }, { N_("Ireland"), 53.1, -8, 4, 7 }, { N_("Austria"), 47.4, 13.6, 4.6, 7.5 },
  { N_("Brazil"), 1.2, -52.9, 5.5, 8 }, { N_("Suriname"), 4.3, -55.9, 5.5, 8 }, { N_("Monaco"), 43.66, 7.45, 10, 14 },
};

static const Label seas[] = {
  { N_("Atlantic Ocean"), 46.0, -6.0, 4, 7.5 }, { N_("English Channel"), 49.85, -2.6, 5, 8 },
  { N_("Mediterranean Sea"), 41.8, 6.2, 4.6, 8 }, { N_("North Sea"), 52.4, 2.9, 5, 8 },
};

/* ---- room */

void
mlg_map_room_block (MlgMapRoom *room,
                    double      x,
                    double      y,
                    double      width,
                    double      height)
{
  MlgMapRect rect = { x, y, width, height };

  g_array_append_val (room->taken, rect);
}

gboolean
mlg_map_room_take (MlgMapRoom *room,
                   double      x,
                   double      y,
                   double      width,
                   double      height)
{
  const MlgMapRect *taken = (const MlgMapRect *) room->taken->data;

  for (guint i = 0; i < room->taken->len; i++)
    if (x < taken[i].x + taken[i].width && taken[i].x < x + width &&
        y < taken[i].y + taken[i].height && taken[i].y < y + height)
      return FALSE;

  mlg_map_room_block (room, x, y, width, height);
  return TRUE;
}

/* ---- names */

typedef struct
{
  cairo_t           *cr;
  MlgMapText        *text;
  const MlgInk      *ink;
  const MlgMapFrame *frame;
  MlgMapLayout      *layout;
  MlgMapRoom        *room;
} Scribe;

/* @key: what it is the name of. @dy: a list of offsets to try, ended by NAN; the one of the last
 * picture first. */
static gboolean
write_centred (const Scribe  *scribe,
               MlgHand        hand,
               gconstpointer  key,
               const char    *name,
               MlgMercator    at,
               const double  *dy)
{
  guint last = mlg_map_text_recall (scribe->text, key);
  double x, y, width, height;

  if (!mlg_map_text_may_draw (scribe->text, hand, name))
    return FALSE;
  mlg_map_frame_to_screen (scribe->frame, at, &x, &y);
  mlg_map_text_measure (scribe->text, hand, name, &width, &height);
  if (x + width / 2 < 0 || x - width / 2 > scribe->frame->width || y < -height || y > scribe->frame->height + height)
    return FALSE;

  for (guint i = last > 0 ? 0 : 1; i == 0 || !isnan (dy[i - 1]); i++)
    {
      guint side = i == 0 ? last - 1 : i - 1;

      if (!mlg_map_room_take (scribe->room, x - width / 2 - 3, y - height / 2 + dy[side] - 1, width + 6, height + 2))
        continue;
      mlg_map_text_draw (scribe->text, scribe->cr, hand, name, x - width / 2, y - height / 2 + dy[side]);
      mlg_map_text_remember (scribe->text, key, side);
      return TRUE;
    }
  return FALSE;
}

static void
write_labels (const Scribe *scribe,
              const Label  *labels,
              guint         n_labels,
              MlgHand       hand)
{
  static const double here[] = { 0, NAN };

  for (guint i = 0; i < n_labels; i++)
    {
      const char *name = _(labels[i].name);
      g_autofree char *capitals = hand == MLG_HAND_COUNTRY ? g_utf8_strup (name, -1) : g_strdup (name);

      if (scribe->frame->zoom >= labels[i].first_zoom && scribe->frame->zoom < labels[i].last_zoom)
        write_centred (scribe, hand, &labels[i], capitals, mlg_mercator_project (labels[i].lat, labels[i].lon), here);
    }
}

/* In two lines, cut after the hyphen or the space that is nearest to the middle. */
static char *
fold_in_two (const char *name)
{
  glong length = g_utf8_strlen (name, -1);
  const char *best = NULL;
  glong at = 0, best_distance = length;

  for (const char *c = name; length > 10 && *c != '\0'; c = g_utf8_next_char (c), at++)
    if ((*c == '-' || *c == ' ') && labs (2 * at - length) < best_distance)
      {
        best = c;
        best_distance = labs (2 * at - length);
      }
  if (best == NULL || best_distance > length / 2)
    return g_strdup (name);

  return g_strdup_printf ("%.*s\n%s", (int) (best - name + (*best == '-')), name, best + 1);
}

static gboolean
is_named_by_a_plate (const Scribe   *scribe,
                     const MlgPlace *place)
{
  GPtrArray *groups = scribe->layout != NULL ? mlg_map_index_get_groups (scribe->layout->index) : NULL;

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const MlgMapGroup *group = g_ptr_array_index (groups, i);

      if (group->area.outline != NULL && group->area.outline->place == place)
        return TRUE;
    }
  return FALSE;
}

/* Names of wide places, where they have the room for it. */
static void
write_areas (const Scribe *scribe,
             MlgPlaceKind  kind,
             MlgHand       hand)
{
  static const double offsets[] = { 0, 18, -18, 34, -34, NAN };
  const MlgOutlines *outlines = mlg_outlines_get ();
  double scale = mlg_map_frame_get_scale (scribe->frame);

  for (guint i = 0; i < outlines->outlines->len; i++)
    {
      const MlgOutline *outline = g_ptr_array_index (outlines->outlines, i);
      g_autofree char *name = NULL;
      double width, height;

      if (outline->place->kind != kind || is_named_by_a_plate (scribe, outline->place))
        continue;
      name = fold_in_two (outline->place->name);
      mlg_map_text_measure (scribe->text, hand, name, &width, &height);
      if (width < ((double) outline->box.x1 - outline->box.x0) * scale * 0.9 && height < ((double) outline->box.y1 - outline->box.y0) * scale * 0.6)
        write_centred (scribe, hand, outline->place, name, mlg_mercator_project (outline->place->lat, outline->place->lon), offsets);
    }
}

static void
write_town (const Scribe   *scribe,
            const MlgPlace *town,
            double          x,
            double          y,
            guint          *n_written)
{
  MlgHand hand = town->population >= CITY_POPULATION ? MLG_HAND_CITY : MLG_HAND_TOWN;
  double width, height, left = 0;
  gboolean has_room = FALSE;

  if (!mlg_map_text_may_draw (scribe->text, hand, town->name))
    return;
  mlg_map_text_measure (scribe->text, hand, town->name, &width, &height);
  for (guint i = 0; i < 2 && !has_room; i++)
    {
      guint side = mlg_map_text_recall (scribe->text, town) == 2 ? 1 - i : i;

      left = side == 0 ? x + 5 : x - 5 - width;
      has_room = mlg_map_room_take (scribe->room, MIN (left, x - 4), y - height / 2, width + 9, height);
      if (has_room)
        mlg_map_text_remember (scribe->text, town, side);
    }
  if (!has_room)
    return;

  cairo_new_path (scribe->cr);
  cairo_arc (scribe->cr, x, y, TOWN_DOT * scribe->ink->line_scale, 0, 2 * G_PI);
  mlg_ink_set_colour (scribe->cr, &scribe->ink->town_name, 0.8);
  cairo_fill (scribe->cr);
  mlg_map_text_draw (scribe->text, scribe->cr, hand, town->name, left, y - height / 2);
  (*n_written)++;
}

/* All towns on the plane, once. */
static gpointer
project_towns (gpointer data)
{
  guint n;
  const MlgPlace *const *towns = mlg_gazetteer_get_towns (&n);
  MlgMercator *points = g_new (MlgMercator, n);

  for (guint i = 0; i < n; i++)
    points[i] = mlg_mercator_project (towns[i]->lat, towns[i]->lon);
  return points;
}

/* @again: those that were in the last picture; else the others. */
static void
write_towns (const Scribe *scribe,
             gboolean      again,
             guint        *n_written)
{
  static GOnce once = G_ONCE_INIT;
  const MlgMercator *points = g_once (&once, project_towns, NULL);
  double smallest = scribe->frame->zoom >= ALL_TOWNS ? 0 : 300000 / pow (2.7, scribe->frame->zoom - 5);
  MlgMercatorBox box = mlg_map_frame_get_box (scribe->frame, 0);
  guint n;
  const MlgPlace *const *towns = mlg_gazetteer_get_towns (&n);

  for (guint i = 0; i < n && towns[i]->population >= smallest && *n_written < MAX_TOWNS * MAX (scribe->room->times, 1); i++)
    {
      double x, y;

      if (points[i].x < box.x0 || points[i].x > box.x1 || points[i].y < box.y0 || points[i].y > box.y1 ||
          towns[i]->precision != MLG_PRECISION_COMMUNE || (mlg_map_text_recall (scribe->text, towns[i]) > 0) != again)
        continue;
      mlg_map_frame_to_screen (scribe->frame, points[i], &x, &y);
      write_town (scribe, towns[i], x, y, n_written);
    }
}

/* The communities of communes, the most populated first, each in the middle of its outline. */
static gpointer
sort_epci (gpointer data)
{
  return mlg_gazetteer_list (MLG_PLACE_EPCI);
}

static void
write_epci (const Scribe *scribe)
{
  static GOnce once = G_ONCE_INIT;
  static const double offsets[] = { 0, 16, -16, 30, -30, NAN };
  const GPtrArray *all = g_once (&once, sort_epci, NULL);
  MlgMercatorBox box = mlg_map_frame_get_box (scribe->frame, 0);
  guint n_written = 0;

  for (guint i = 0; i < all->len && n_written < MAX_EPCI * MAX (scribe->room->times, 1); i++)
    {
      const MlgPlace *epci = g_ptr_array_index (all, i);
      MlgMercator at = mlg_mercator_project (epci->lat, epci->lon);
      g_autofree char *name = NULL;

      if (at.x < box.x0 || at.x > box.x1 || at.y < box.y0 || at.y > box.y1)
        continue;
      name = fold_in_two (epci->name);
      n_written += write_centred (scribe, MLG_HAND_DEPARTMENT, epci, name, at, offsets);
    }
}

void
mlg_map_draw_names (cairo_t           *cr,
                    MlgMapText        *text,
                    const MlgInk      *ink,
                    const MlgMapFrame *frame,
                    MlgMapLayout      *layout,
                    MlgMapRoom        *room)
{
  Scribe scribe = { cr, text, ink, frame, layout, room };
  guint n_towns = 0;

  if (frame->zoom >= 5.2 && frame->zoom < 8)
    write_areas (&scribe, MLG_PLACE_REGION, MLG_HAND_REGION);
  if (frame->zoom >= 5)
    {
      write_towns (&scribe, TRUE, &n_towns);
      write_towns (&scribe, FALSE, &n_towns);
    }
  mlg_map_write_waters (cr, text, frame, room);
  if (frame->zoom >= FIRST_EPCI && frame->zoom < LAST_EPCI && mlg_pack_get_installed () != NULL)
    write_epci (&scribe);
  if (frame->zoom >= 7 && frame->zoom < 11)
    write_areas (&scribe, MLG_PLACE_DEPARTMENT, MLG_HAND_DEPARTMENT);
  write_labels (&scribe, countries, G_N_ELEMENTS (countries), MLG_HAND_COUNTRY);
  write_labels (&scribe, seas, G_N_ELEMENTS (seas), MLG_HAND_SEA);
}
