/* The list beside the map. Rows are made when they are shown. */

#include "ui/map/mlg-map-rows.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "render/mlg-map-legend.h"

typedef struct
{
  guint     spot;              /* MLG_MAP_NONE: a heading */
  char     *heading;
  char     *section;           /* of a heading: by what it is remembered */
  gboolean  folded;
} Line;

struct _MlgMapRow
{
  GObject      parent_instance;

  MlgMapScene *scene;
  guint        spot;
  char        *heading;
  gboolean     folded;
  double       km;
};

G_DEFINE_FINAL_TYPE (MlgMapRow, mlg_map_row, G_TYPE_OBJECT)

struct _MlgMapRows
{
  GObject      parent_instance;

  MlgMapIndex *index;
  GArray      *lines;          /* Line */
  MlgMapRowsOrder order;
  GHashTable  *folded;         /* set of sections */
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
  row->folded = line->folded;
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
  g_free (((Line *) data)->section);
}

static void
add_section (MlgMapRows *self,
             const char *title,
             GArray     *spots)
{
  g_autofree char *count = mlg_format_count (spots->len);
  Line heading = { MLG_MAP_NONE, NULL, NULL, g_hash_table_contains (self->folded, title) };

  if (spots->len == 0)
    return;

  heading.heading = g_strdup_printf ("%s (%s)", title, count);
  heading.section = g_strdup (title);
  g_array_append_val (self->lines, heading);
  for (guint i = 0; i < spots->len && !heading.folded; i++)
    {
      Line line = { g_array_index (spots, guint, i), NULL, NULL, FALSE };

      g_array_append_val (self->lines, line);
    }
}

/* ---- by place */

static int
compare_groups (gconstpointer a,
                gconstpointer b)
{
  return g_utf8_collate ((*(const MlgMapGroup *const *) a)->name, (*(const MlgMapGroup *const *) b)->name);
}

static gboolean
is_placed (MlgMapRows *self,
           guint       spot)
{
  return mlg_map_index_get_point (self->index, spot) != NULL && mlg_map_index_find_group (self->index, spot) == MLG_MAP_NONE;
}

static void
fill_by_place (MlgMapRows *self)
{
  const guint32 *by_name = mlg_map_index_get_by_name (self->index);
  GPtrArray *groups = mlg_map_index_get_groups (self->index);
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr(GArray) placed = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (groups, i));
  g_ptr_array_sort (sorted, compare_groups);
  for (guint i = 0; i < mlg_map_index_get_scene (self->index)->spots->len; i++)
    if (is_placed (self, by_name[i]))
      g_array_append_val (placed, by_name[i]);

  add_section (self, _("Without a precise place"), mlg_map_index_get_nowhere (self->index));
  for (guint i = 0; i < sorted->len; i++)
    {
      const MlgMapGroup *group = g_ptr_array_index (sorted, i);

      add_section (self, group->name, group->spots);
    }
  add_section (self, _("Placed"), placed);
}

/* ---- by name, by class */

/* Whoever is on the map or in its margin. */
static GArray *
list_shown (MlgMapRows *self)
{
  const guint32 *by_name = mlg_map_index_get_by_name (self->index);
  GArray *nowhere = mlg_map_index_get_nowhere (self->index), *shown = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = mlg_map_index_get_scene (self->index)->spots->len;
  g_autofree guint8 *is_nowhere = g_new0 (guint8, MAX (n, 1));

  for (guint i = 0; i < nowhere->len; i++)
    is_nowhere[g_array_index (nowhere, guint, i)] = TRUE;
  for (guint i = 0; i < n; i++)
    if (is_nowhere[by_name[i]] || mlg_map_index_get_point (self->index, by_name[i]) != NULL)
      g_array_append_val (shown, by_name[i]);
  return shown;
}

static void
fill_by_class (MlgMapRows *self)
{
  const MlgMapScene *scene = mlg_map_index_get_scene (self->index);
  g_autoptr(GArray) shown = list_shown (self);

  for (guint class = 0; class < MLG_MAP_CATEGORIES; class++)
    {
      g_autoptr(GArray) its = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree char *name = mlg_map_sign_dup_name (scene, class);

      for (guint i = 0; i < shown->len; i++)
        if (mlg_spot_get_class (&g_array_index (scene->spots, MlgSpot, g_array_index (shown, guint, i))) == class)
          g_array_append_val (its, g_array_index (shown, guint, i));
      add_section (self, name, its);
    }
}

static void
fill (MlgMapRows *self)
{
  g_autoptr(GArray) shown = NULL;

  switch (self->order)
    {
    case MLG_MAP_ROWS_BY_NAME:
      shown = list_shown (self);
      add_section (self, _("All"), shown);
      break;
    case MLG_MAP_ROWS_BY_CLASS:
      fill_by_class (self);
      break;
    case MLG_MAP_ROWS_BY_PLACE:
    default:
      fill_by_place (self);
      break;
    }
}

static void
fill_again (MlgMapRows *self)
{
  guint n = self->lines->len;

  /* In two steps: GTK 4.8 is slow with one. */
  g_array_set_size (self->lines, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  if (self->index != NULL)
    fill (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->lines->len);
}

static void
mlg_map_rows_finalize (GObject *object)
{
  MlgMapRows *self = MLG_MAP_ROWS (object);

  g_array_unref (self->lines);
  g_hash_table_unref (self->folded);
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
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  MlgMapIndex *before = self->index;

  self->index = mlg_map_index_ref (index);
  fill_again (self);
  g_clear_pointer (&before, mlg_map_index_unref);
}

void
mlg_map_rows_set_order (MlgMapRows      *self,
                        MlgMapRowsOrder  order)
{
  if (self->order == order)
    return;

  self->order = order;
  fill_again (self);
}

void
mlg_map_rows_toggle (MlgMapRows *self,
                     guint       position)
{
  const Line *line = position < self->lines->len ? &g_array_index (self->lines, Line, position) : NULL;

  if (line == NULL || line->section == NULL)
    return;

  if (line->folded)
    g_hash_table_remove (self->folded, line->section);
  else
    g_hash_table_add (self->folded, g_strdup (line->section));
  fill_again (self);
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

gboolean
mlg_map_row_is_folded (MlgMapRow *self)
{
  return self->folded;
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
