/* Where each mark stands in a frame, and what is under the pointer. */

#include "render/mlg-map-layout.h"

#include <math.h>

#define MARK_RADIUS   7.0
#define PLATE_RADIUS  6.0
#define PLATE_STEP    17.0          /* from mark to mark on a plate */
#define PLATE_COUNT   13.0          /* more, when a mark is followed by a count */
#define PLATE_PADDING 5.0
#define MAX_FAN       7             /* at one spot, before it becomes a count */
#define MAX_SINGLES   5             /* on one plate, before categories are counted */
#define FAN_EXTENT    2.0           /* pixels: this near is the same spot */
#define N_PUSHES      24
#define N_PATIENT     90            /* while there is little to compare */
#define FEW_PAIRS     6000
#define SERIOUS       9.0           /* pixels: less is left for the next pass up or down */
#define MAX_PUSHED    160           /* plates; more are left where they are */
#define MARGIN        60.0          /* pixels beyond the edges that are laid out too */

typedef struct
{
  MlgMapLayout *layout;
  GArray       *fans;               /* const MlgMapCluster *, spread afterwards */
} Walk;

static double
disc_radius (guint n)
{
  return n < 10 ? 11 : n < 100 ? 13.5 : n < 1000 ? 16.5 : n < 10000 ? 19.5 : 23;
}

static void
add_mark (MlgMapLayout     *self,
          const MlgMapMark *mark)
{
  g_array_append_vals (self->marks, mark, 1);
}

static const MlgSpot *
get_spot (MlgMapLayout *self,
          guint         spot)
{
  return &g_array_index (mlg_map_index_get_scene (self->index)->spots, MlgSpot, spot);
}

static MlgMapSign
sign_of (MlgMapLayout *self,
         guint         spot)
{
  return mlg_map_sign_of (mlg_map_index_get_scene (self->index), get_spot (self, spot));
}

static void
add_cluster (const MlgMapCluster *cluster,
             gpointer             data)
{
  Walk *walk = data;
  MlgMapLayout *self = walk->layout;
  MlgMapMark mark = { .spot = cluster->spot, .n = cluster->n, .cluster = cluster, .group = MLG_MAP_NONE,
                      .hollow = !cluster->exact };

  mlg_map_frame_to_screen (&self->frame, cluster->at, &mark.x, &mark.y);
  mark.anchor_x = mark.x;
  mark.anchor_y = mark.y;
  mark.sign = sign_of (self, cluster->spot);
  mark.hollow |= cluster->n == 1 && get_spot (self, cluster->spot)->change == MLG_SPOT_GONE;
  mark.approximate = cluster->n == 1 && get_spot (self, cluster->spot)->approximate;

  if (cluster->n == 1)
    {
      mark.kind = MLG_MARK_SPOT;
      mark.radius = MARK_RADIUS * self->unit;
    }
  else if (cluster->n <= MAX_FAN && cluster->extent * mlg_map_frame_get_scale (&self->frame) < FAN_EXTENT)
    {
      g_array_append_val (walk->fans, cluster);
      return;
    }
  else
    {
      mark.kind = MLG_MARK_CLUSTER;
      mark.radius = disc_radius (cluster->n) * self->text_unit;
    }
  g_hash_table_insert (self->of_cluster, (gpointer) cluster, GUINT_TO_POINTER (self->marks->len + 1));
  add_mark (self, &mark);
}

/* Side by side around the spot, touching. */
static void
spread_fan (MlgMapLayout        *self,
            const MlgMapCluster *cluster)
{
  g_autoptr(GArray) spots = mlg_map_index_list (self->index, self->level, cluster);
  double radius = (MARK_RADIUS - 0.5) * self->unit;
  double reach = spots->len == 2 ? radius + 0.5 : (radius + 0.5) / sin (G_PI / spots->len);
  double x, y;

  mlg_map_frame_to_screen (&self->frame, cluster->at, &x, &y);
  g_hash_table_insert (self->of_cluster, (gpointer) cluster, GUINT_TO_POINTER (self->marks->len + 1));
  for (guint i = 0; i < spots->len; i++)
    {
      guint spot = g_array_index (spots, guint, i);
      double angle = (spots->len == 2 ? G_PI : -G_PI / 2) + 2 * G_PI * i / spots->len;
      MlgMapMark mark = { .kind = MLG_MARK_SPOT, .x = x + reach * cos (angle), .y = y + reach * sin (angle), .radius = radius,
                          .spot = spot, .sign = sign_of (self, spot), .n = 1, .cluster = cluster,
                          .group = MLG_MAP_NONE,
                          .hollow = get_spot (self, spot)->kind == MLG_SPOT_COMMUNE || get_spot (self, spot)->change == MLG_SPOT_GONE,
                          .approximate = get_spot (self, spot)->approximate,
                          .anchor_x = x, .anchor_y = y };

      g_hash_table_insert (self->of_spot, GUINT_TO_POINTER (spot + 1), GUINT_TO_POINTER (self->marks->len + 1));
      add_mark (self, &mark);
    }
}

/* ---- plates */

/* Beside a mark, for the number that follows it. */
static double
count_width (MlgMapLayout *self,
             guint         n)
{
  return n <= 1 ? 0 : (PLATE_COUNT + 7.5 * (n > 9999 ? 4 : n > 999 ? 3 : n > 99 ? 2 : n > 9 ? 1 : 0)) * self->text_unit;
}

static void
size_plate (MlgMapLayout      *self,
            const MlgMapGroup *group,
            MlgMapPlate       *plate)
{
  double width = 0;

  if (group->spots->len <= MAX_SINGLES)
    width = group->spots->len * PLATE_STEP * self->unit;
  else
    for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
      if (group->counts[i] > 0)
        width += PLATE_STEP * self->unit + count_width (self, group->counts[i]);

  plate->width = width + (2 * PLATE_PADDING - (PLATE_STEP - 2 * PLATE_RADIUS - 2)) * self->unit;
  plate->height = (2 * PLATE_RADIUS + 2 * PLATE_PADDING) * self->unit;
}

static void
fill_plate (MlgMapLayout      *self,
            const MlgMapGroup *group,
            MlgMapPlate       *plate)
{
  double x = plate->x + (PLATE_PADDING + PLATE_RADIUS + 1) * self->unit;
  gboolean singles = group->spots->len <= MAX_SINGLES;

  plate->first_mark = self->marks->len;
  for (guint i = 0, seen = 0; i < group->spots->len; i += singles ? 1 : group->counts[seen])
    {
      guint spot = g_array_index (group->spots, guint, i);
      MlgMapSign sign = sign_of (self, spot);
      MlgMapMark mark = { .x = x, .y = plate->y + plate->height / 2, .radius = PLATE_RADIUS * self->unit, .spot = spot,
                          .sign = sign, .group = plate->group, .anchor_x = plate->anchor_x, .anchor_y = plate->anchor_y };

      seen = sign.class;
      mark.n = singles ? 1 : group->counts[seen];
      if (mark.n > 1)
        mark.sign = mlg_map_sign_of_class (mlg_map_index_get_scene (self->index), seen);
      mark.kind = mark.n == 1 ? MLG_MARK_SPOT : MLG_MARK_MANY;
      for (guint k = 0; k < mark.n; k++)
        g_hash_table_insert (self->of_spot, GUINT_TO_POINTER (g_array_index (group->spots, guint, i + k) + 1),
                             GUINT_TO_POINTER (self->marks->len + 1));
      add_mark (self, &mark);
      x += PLATE_STEP * self->unit + count_width (self, mark.n);
    }
  plate->n_marks = self->marks->len - plate->first_mark;
}

static void
push_apart (MlgMapPlate *plate,
            double       x,
            double       y,
            double       width,
            double       height,
            double       share,
            gboolean     sideways)
{
  double dx = plate->x + plate->width / 2 - (x + width / 2);
  double dy = plate->y + plate->height / 2 - (y + height / 2);
  double over_x = (plate->width + width) / 2 + 3 - fabs (dx);
  double over_y = (plate->height + height) / 2 + 3 - fabs (dy);

  if (over_x <= 0 || over_y <= 0)
    return;

  /* Plates are wide: up or down is the shorter way out, except for a near neighbour at its side. */
  if (over_y <= over_x && !(sideways && over_y > SERIOUS))
    plate->y += (dy >= 0 ? over_y : -over_y) * share;
  else
    plate->x += (dx >= 0 ? over_x : -over_x) * share;
}

/* A reference point is a convention: a plate may stand beside it rather than hide another. */
static void
make_room (MlgMapLayout *self)
{
  guint n_points = self->marks->len;
  guint n_passes = self->plates->len * (self->plates->len + n_points) <= FEW_PAIRS ? N_PATIENT : N_PUSHES, sideways = n_passes / 2;

  if (self->plates->len > MAX_PUSHED)
    return;

  /* Where up and down do not suffice, to the sides too. */
  for (guint pass = 0; pass < n_passes; pass++)
    for (guint i = 0; i < self->plates->len; i++)
      {
        MlgMapPlate *plate = &g_array_index (self->plates, MlgMapPlate, i);

        for (guint k = 0; k < self->plates->len; k++)
          {
            MlgMapPlate *other = &g_array_index (self->plates, MlgMapPlate, k);

            if (k != i)
              push_apart (plate, other->x, other->y, other->width, other->height, 0.5, pass >= sideways && (pass & 7) == 0);
          }
        for (guint k = 0; k < n_points && n_points < 400; k++)
          {
            const MlgMapMark *mark = &g_array_index (self->marks, MlgMapMark, k);

            push_apart (plate, mark->x - mark->radius, mark->y - mark->radius, 2 * mark->radius, 2 * mark->radius, 0.9, FALSE);
          }
      }
}

static void
lay_plates (MlgMapLayout *self)
{
  GPtrArray *groups = mlg_map_index_get_groups (self->index);

  for (guint i = 0; i < groups->len; i++)
    {
      const MlgMapGroup *group = g_ptr_array_index (groups, i);
      MlgMapPlate plate = { .group = i };

      mlg_map_frame_to_screen (&self->frame, group->area.centre, &plate.anchor_x, &plate.anchor_y);
      size_plate (self, group, &plate);
      plate.x = plate.anchor_x - plate.width / 2;
      plate.y = plate.anchor_y - plate.height / 2;
      if (plate.x + plate.width < -MARGIN || plate.x > self->frame.width + MARGIN ||
          plate.y + plate.height < -MARGIN || plate.y > self->frame.height + MARGIN)
        continue;
      g_array_append_val (self->plates, plate);
    }

  make_room (self);
  for (guint i = 0; i < self->plates->len; i++)
    {
      MlgMapPlate *plate = &g_array_index (self->plates, MlgMapPlate, i);

      fill_plate (self, g_ptr_array_index (groups, plate->group), plate);
    }
}

/* ---- life */

MlgMapLayout *
mlg_map_layout_new (MlgMapIndex       *index,
                    const MlgMapFrame *frame,
                    const MlgInk      *ink)
{
  MlgMapLayout *self = g_new0 (MlgMapLayout, 1);
  g_autoptr(GArray) fans = g_array_new (FALSE, FALSE, sizeof (const MlgMapCluster *));
  MlgMercatorBox box;
  Walk walk = { self, fans };

  self->frame = *frame;
  self->unit = (1 + ink->line_scale) / 2;
  self->text_unit = MAX (self->unit, ink->text_size / 11);
  self->level = mlg_map_index_level (frame->zoom);
  self->index = mlg_map_index_ref (index);
  self->marks = g_array_new (FALSE, FALSE, sizeof (MlgMapMark));
  self->plates = g_array_new (FALSE, FALSE, sizeof (MlgMapPlate));
  self->of_cluster = g_hash_table_new (NULL, NULL);
  self->of_spot = g_hash_table_new (NULL, NULL);

  box = mlg_map_frame_get_box (frame, MARGIN);
  mlg_map_index_foreach (index, self->level, &box, add_cluster, &walk);
  for (guint i = 0; i < fans->len; i++)
    spread_fan (self, g_array_index (fans, const MlgMapCluster *, i));
  lay_plates (self);
  return self;
}

void
mlg_map_layout_free (MlgMapLayout *self)
{
  if (self == NULL)
    return;

  mlg_map_index_unref (self->index);
  g_array_unref (self->marks);
  g_array_unref (self->plates);
  g_hash_table_unref (self->of_cluster);
  g_hash_table_unref (self->of_spot);
  g_free (self);
}

/* From one frame to another. */
typedef struct
{
  double stretch, dx, dy;
} Shift;

static void
shift_point (const Shift *shift,
             double      *x,
             double      *y)
{
  *x = *x * shift->stretch + shift->dx;
  *y = *y * shift->stretch + shift->dy;
}

void
mlg_map_layout_move (MlgMapLayout      *self,
                     const MlgMapFrame *frame)
{
  double scale = mlg_map_frame_get_scale (frame), stretch = exp2 (frame->zoom - self->frame.zoom);
  Shift shift = { stretch, (self->frame.x - frame->x) * scale + (frame->width - self->frame.width * stretch) / 2,
                  (self->frame.y - frame->y) * scale + (frame->height - self->frame.height * stretch) / 2 };

  self->frame = *frame;
  if (stretch == 1 && shift.dx == 0 && shift.dy == 0)
    return;

  for (guint i = 0; i < self->marks->len; i++)
    {
      MlgMapMark *mark = &g_array_index (self->marks, MlgMapMark, i);

      shift_point (&shift, &mark->x, &mark->y);
      shift_point (&shift, &mark->anchor_x, &mark->anchor_y);
      mark->radius *= stretch;
    }
  for (guint i = 0; i < self->plates->len; i++)
    {
      MlgMapPlate *plate = &g_array_index (self->plates, MlgMapPlate, i);

      shift_point (&shift, &plate->x, &plate->y);
      shift_point (&shift, &plate->anchor_x, &plate->anchor_y);
      plate->width *= stretch;
      plate->height *= stretch;
    }
}

/* ---- under the pointer */

const MlgMapMark *
mlg_map_layout_pick (MlgMapLayout *self,
                     double        x,
                     double        y,
                     double        slack)
{
  const MlgMapMark *nearest = NULL;
  double best = slack;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (self->marks, MlgMapMark, i);
      double beyond = hypot (x - mark->x, y - mark->y) - mark->radius;

      /* Later ones are drawn over earlier ones. */
      if (beyond <= best)
        {
          best = MAX (beyond, 0);
          nearest = mark;
        }
    }
  return nearest;
}

const MlgMapPlate *
mlg_map_layout_pick_plate (MlgMapLayout *self,
                           double        x,
                           double        y)
{
  for (guint i = self->plates->len; i > 0; i--)
    {
      const MlgMapPlate *plate = &g_array_index (self->plates, MlgMapPlate, i - 1);

      if (x >= plate->x && x <= plate->x + plate->width && y >= plate->y && y <= plate->y + plate->height)
        return plate;
    }
  return NULL;
}

GArray *
mlg_map_layout_list (MlgMapLayout     *self,
                     const MlgMapMark *mark)
{
  GArray *list;

  if (mark->kind == MLG_MARK_CLUSTER)
    return mlg_map_index_list (self->index, self->level, mark->cluster);

  list = g_array_new (FALSE, FALSE, sizeof (guint));
  if (mark->kind == MLG_MARK_MANY)
    {
      const MlgMapGroup *group = g_ptr_array_index (mlg_map_index_get_groups (self->index), mark->group);

      for (guint i = 0; i < group->spots->len; i++)
        if (mlg_spot_get_class (get_spot (self, g_array_index (group->spots, guint, i))) == mark->sign.class)
          g_array_append_val (list, g_array_index (group->spots, guint, i));
    }
  else
    g_array_append_val (list, mark->spot);
  return list;
}

const MlgMapMark *
mlg_map_layout_find (MlgMapLayout *self,
                     guint         spot)
{
  const MlgMapCluster *cluster;
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (self->of_spot, GUINT_TO_POINTER (spot + 1)));

  if (at == 0)
    {
      cluster = mlg_map_index_find (self->index, self->level, spot);
      at = cluster != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->of_cluster, cluster)) : 0;
    }
  return at > 0 ? &g_array_index (self->marks, MlgMapMark, at - 1) : NULL;
}

gboolean
mlg_map_layout_locate (MlgMapLayout *self,
                       guint         spot,
                       double       *x,
                       double       *y)
{
  const MlgMapMark *mark = mlg_map_layout_find (self, spot);
  const MlgMercator *point = mlg_map_index_get_point (self->index, spot);

  if (mark != NULL)
    {
      *x = mark->x;
      *y = mark->y;
    }
  else if (point != NULL)
    mlg_map_frame_to_screen (&self->frame, *point, x, y);
  return mark != NULL || point != NULL;
}
