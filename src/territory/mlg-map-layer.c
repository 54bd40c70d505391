/* A layer of the map. */

#include "territory/mlg-map-layer.h"

static void
shape_free (gpointer data)
{
  MlgLayerShape *shape = data;

  g_free (shape->name);
  g_array_unref (shape->rings);
  g_free (shape);
}

MlgMapLayer *
mlg_map_layer_new (void)
{
  MlgMapLayer *self = g_atomic_rc_box_new0 (MlgMapLayer);

  self->shapes = g_ptr_array_new_with_free_func (shape_free);
  return self;
}

MlgMapLayer *
mlg_map_layer_ref (MlgMapLayer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_layer (gpointer data)
{
  MlgMapLayer *self = data;

  g_free (self->title);
  g_free (self->attribution);
  g_free (self->colour);
  g_ptr_array_unref (self->shapes);
}

void
mlg_map_layer_unref (MlgMapLayer *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_layer);
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The middle of the longest stretch inside the surface, on a line across the middle of its box: always
 * inside, whatever the shape. */
static MlgMercator
find_inside (GArray               *rings,
             const MlgMercatorBox *box)
{
  g_autoptr(GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  double y = ((double) box->y0 + box->y1) / 2 + 0.5, x = ((double) box->x0 + box->x1) / 2, longest = 0;

  for (guint i = 0; i < rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (rings, MlgRing, i);

      for (guint k = 0; k < ring->n; k++)
        {
          const MlgMercator *a = &ring->points[k], *b = &ring->points[(k + 1) % ring->n];
          double at;

          if ((a->y < y) == (b->y < y))
            continue;
          at = a->x + (y - a->y) / ((double) b->y - a->y) * ((double) b->x - a->x);
          g_array_append_val (crossings, at);
        }
    }
  g_array_sort (crossings, compare_numbers);
  for (guint i = 0; i + 1 < crossings->len; i += 2)
    {
      double from = g_array_index (crossings, double, i), to = g_array_index (crossings, double, i + 1);

      if (to - from > longest)
        {
          longest = to - from;
          x = (from + to) / 2;
        }
    }
  return (MlgMercator) { (gint32) x, (gint32) y };
}

MlgLayerShape *
mlg_map_layer_add (MlgMapLayer  *self,
                   MlgLayerKind  kind,
                   const char   *name,
                   GArray       *rings)
{
  MlgLayerShape *shape = g_new0 (MlgLayerShape, 1);
  const MlgRing *longest = NULL;

  shape->kind = kind;
  shape->name = name != NULL && *name != '\0' ? g_strdup (name) : NULL;
  shape->rings = rings;
  shape->box = MLG_MERCATOR_BOX_EMPTY;
  for (guint i = 0; i < rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (rings, MlgRing, i);

      for (guint k = 0; k < ring->n; k++)
        mlg_mercator_box_add (&shape->box, ring->points[k]);
      if (longest == NULL || ring->n > longest->n)
        longest = ring;
    }
  if (kind == MLG_LAYER_SURFACES && rings->len > 0)
    shape->middle = find_inside (rings, &shape->box);
  else if (longest != NULL && longest->n > 0)
    shape->middle = longest->points[kind == MLG_LAYER_LINES ? longest->n / 2 : 0];
  g_ptr_array_add (self->shapes, shape);
  return shape;
}

MlgMercatorBox
mlg_map_layer_get_box (const MlgMapLayer *self)
{
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;

  for (guint i = 0; i < self->shapes->len; i++)
    {
      const MlgLayerShape *shape = self->shapes->pdata[i];

      box = (MlgMercatorBox) { MIN (box.x0, shape->box.x0), MIN (box.y0, shape->box.y0),
                               MAX (box.x1, shape->box.x1), MAX (box.y1, shape->box.y1) };
    }
  return box;
}

char *
mlg_map_layers_dup_attribution (GPtrArray *layers)
{
  g_autoptr(GPtrArray) said = g_ptr_array_new ();

  for (guint i = 0; layers != NULL && i < layers->len; i++)
    {
      const MlgMapLayer *layer = layers->pdata[i];

      if (layer->attribution != NULL && *layer->attribution != '\0' &&
          !g_ptr_array_find_with_equal_func (said, layer->attribution, g_str_equal, NULL))
        g_ptr_array_add (said, layer->attribution);
    }
  if (said->len == 0)
    return NULL;

  g_ptr_array_add (said, NULL);
  return g_strjoinv (" – ", (char **) said->pdata);
}
