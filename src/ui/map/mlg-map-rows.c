/* The list beside the map. Rows are made when they are shown. */

#include "ui/map/mlg-map-rows.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"

typedef struct
{
  guint  spot;                 /* MLG_MAP_NONE: a heading */
  char  *heading;
} Line;

struct _MlgMapRow
{
  GObject      parent_instance;

  MlgMapScene *scene;
  guint        spot;
  char        *heading;
  double       km;
};

G_DEFINE_FINAL_TYPE (MlgMapRow, mlg_map_row, G_TYPE_OBJECT)

struct _MlgMapRows
{
  GObject      parent_instance;

  MlgMapIndex *index;
  GArray      *lines;          /* Line */
};

static GType
get_item_type (GListModel *model)
{
  return MLG_TYPE_MAP_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return MLG_MAP_ROWS (model)->lines->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  MlgMapRows *self = MLG_MAP_ROWS (model);
  const Line *line;
  MlgMapRow *row;

  if (position >= self->lines->len)
    return NULL;

  line = &g_array_index (self->lines, Line, position);
  row = g_object_new (MLG_TYPE_MAP_ROW, NULL);
  row->scene = mlg_map_scene_ref (mlg_map_index_get_scene (self->index));
  row->spot = line->spot;
  row->heading = g_strdup (line->heading);
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MlgMapRows, mlg_map_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->heading);
}

static void
add_section (MlgMapRows *self,
             const char *title,
             GArray     *spots)
{
  g_autofree char *count = mlg_format_count (spots->len);
  Line heading = { MLG_MAP_NONE, NULL };

  if (spots->len == 0)
    return;

  heading.heading = g_strdup_printf ("%s (%s)", title, count);
  g_array_append_val (self->lines, heading);
  for (guint i = 0; i < spots->len; i++)
    {
      Line line = { g_array_index (spots, guint, i), NULL };

      g_array_append_val (self->lines, line);
    }
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  GArray *spots = data;

  return g_utf8_collate (g_array_index (spots, MlgSpot, *(const guint *) a).name,
                         g_array_index (spots, MlgSpot, *(const guint *) b).name);
}

static GArray *
list_placed (MlgMapIndex *index)
{
  GArray *spots = mlg_map_index_get_scene (index)->spots;
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < spots->len; i++)
    if (mlg_map_index_get_point (index, i) != NULL && mlg_map_index_find_group (index, i) == MLG_MAP_NONE)
      g_array_append_val (placed, i);
  g_array_sort_with_data (placed, compare_names, spots);
  return placed;
}

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  return g_utf8_collate ((*(const MlgMapGroup *const *) a)->name, (*(const MlgMapGroup *const *) b)->name);
}

static void
fill (MlgMapRows *self)
{
  GPtrArray *groups = mlg_map_index_get_groups (self->index);
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr(GArray) placed = list_placed (self->index);

  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (groups, i));
  g_ptr_array_sort (sorted, compare_groups);

  add_section (self, _("Without a precise place"), mlg_map_index_get_nowhere (self->index));
  for (guint i = 0; i < sorted->len; i++)
    {
      const MlgMapGroup *group = g_ptr_array_index (sorted, i);

      add_section (self, group->name, group->spots);
    }
  add_section (self, _("Placed"), placed);
}

static void
mlg_map_rows_finalize (GObject *object)
{
  MlgMapRows *self = MLG_MAP_ROWS (object);

  g_array_unref (self->lines);
  g_clear_pointer (&self->index, mlg_map_index_unref);

  G_OBJECT_CLASS (mlg_map_rows_parent_class)->finalize (object);
}

static void
mlg_map_rows_class_init (MlgMapRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_map_rows_finalize;
}

static void
mlg_map_rows_init (MlgMapRows *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
}

MlgMapRows *
mlg_map_rows_new (void)
{
  return g_object_new (MLG_TYPE_MAP_ROWS, NULL);
}

void
mlg_map_rows_set_index (MlgMapRows  *self,
                        MlgMapIndex *index)
{
  guint n = self->lines->len;

  /* In two steps: GTK 4.8 is slow with one. */
  g_array_set_size (self->lines, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  g_clear_pointer (&self->index, mlg_map_index_unref);
  self->index = mlg_map_index_ref (index);
  fill (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->lines->len);
}

guint
mlg_map_rows_find (MlgMapRows *self,
                   guint       spot)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (g_array_index (self->lines, Line, i).spot == spot && spot != MLG_MAP_NONE)
      return i;
  return G_MAXUINT;
}

/* ---- a row */

static void
mlg_map_row_finalize (GObject *object)
{
  MlgMapRow *self = MLG_MAP_ROW (object);

  g_free (self->heading);
  mlg_map_scene_free (self->scene);

  G_OBJECT_CLASS (mlg_map_row_parent_class)->finalize (object);
}

static void
mlg_map_row_class_init (MlgMapRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_map_row_finalize;
}

static void
mlg_map_row_init (MlgMapRow *self)
{
}

const char *
mlg_map_row_get_heading (MlgMapRow *self)
{
  return self->heading;
}

guint
mlg_map_row_get_spot (MlgMapRow *self)
{
  return self->spot;
}

const char *
mlg_map_row_get_name (MlgMapRow *self)
{
  return self->spot != MLG_MAP_NONE ? g_array_index (self->scene->spots, MlgSpot, self->spot).name : self->heading;
}

MlgMapScene *
mlg_map_row_get_scene (MlgMapRow *self)
{
  return self->scene;
}

MlgMapRow *
mlg_map_row_new_near (MlgMapScene *scene,
                      guint        spot,
                      double       km)
{
  MlgMapRow *row = g_object_new (MLG_TYPE_MAP_ROW, NULL);

  row->scene = mlg_map_scene_ref (scene);
  row->spot = spot;
  row->km = km;
  return row;
}

double
mlg_map_row_get_km (MlgMapRow *self)
{
  return self->km;
}

gboolean
mlg_map_row_is_exact (MlgMapRow *self)
{
  return self->spot != MLG_MAP_NONE && g_array_index (self->scene->spots, MlgSpot, self->spot).kind == MLG_SPOT_EXACT;
}
