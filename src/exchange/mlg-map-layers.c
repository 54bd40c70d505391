/* The layers of the map that a project keeps. */

#include "exchange/mlg-map-layers-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-rows.h"
#include "exchange/mlg-shapes.h"

const char *const *
mlg_layer_get_colours (void)
{
  static const char *const colours[] = { "#7b4a9c", "#2e6f9e", "#3d7a3a", "#a65a12", "#a8325e", "#555f66", NULL };

  return colours;
}

/* ---- content to shapes */

typedef struct
{
  MlgMapLayer *layer;
  const char  *name_field;
} Making;

static gboolean
add_shape (const MlgShape *shape,
           gpointer        data)
{
  const Making *making = data;
  MlgLayerKind kind = shape->kind == MLG_SHAPE_RINGS ? MLG_LAYER_SURFACES : shape->kind == MLG_SHAPE_LINES ? MLG_LAYER_LINES : MLG_LAYER_POINTS;
  GArray *rings = mlg_rings_new ();

  for (guint i = 0; i < shape->rings->len; i++)
    {
      MlgRing ring = g_array_index (shape->rings, MlgRing, i);

      ring.points = g_memdup2 (ring.points, ring.n * sizeof (MlgMercator));
      g_array_append_val (rings, ring);
    }
  mlg_map_layer_add (making->layer, kind, making->name_field != NULL ? g_hash_table_lookup (shape->properties, making->name_field) : NULL, rings);
  return TRUE;
}

static gboolean
gather_fields (const MlgShape *shape,
               gpointer        data)
{
  GHashTable *examples = data;
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, shape->properties);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!g_hash_table_contains (examples, name))
      g_hash_table_insert (examples, g_strdup (name), g_strdup (value));
  return TRUE;
}

char **
mlg_layer_dup_fields (const char *content)
{
  g_autoptr(GHashTable) examples = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GStrvBuilder) fields = g_strv_builder_new ();
  g_autoptr(GBytes) bytes = content != NULL ? g_bytes_new_static (content, strlen (content)) : NULL;
  g_autoptr(GPtrArray) names = NULL;

  if (bytes != NULL)
    mlg_shapes_read_bytes (bytes, NULL, gather_fields, examples, NULL);
  names = mlg_layer_list_names (examples);
  for (guint i = 0; i < names->len; i++)
    {
      g_strv_builder_add (fields, names->pdata[i]);
      g_strv_builder_add (fields, g_hash_table_lookup (examples, names->pdata[i]));
    }
  return g_strv_builder_end (fields);
}

/* ---- in the project */

gboolean
mlg_project_add_layer (MlgProject          *project,
                       const MlgLayerFile  *file,
                       MlgId               *id,
                       GError             **error)
{
  const MlgEntity *entity = mlg_schema_find ("map_layer");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  guint64 n = mlg_project_count (project, entity);
  const char *const *colours = mlg_layer_get_colours ();
  g_autofree char *position = NULL;
  g_autoptr(GPtrArray) shown = mlg_project_map_layers (project);
  gint64 top = 0;
  g_autoptr(MlgGesture) gesture = NULL;

  for (guint i = 0; i < shown->len; i++)
    top = MAX (top, ((MlgMapLayer *) shown->pdata[i])->position);
  position = g_strdup_printf ("%" G_GINT64_FORMAT, MAX (top, (gint64) n) + 1);
  *id = (MlgId) { 0 };
  values[mlg_entity_find_field (entity, "title")->index] = file->title;
  values[mlg_entity_find_field (entity, "content")->index] = file->content;
  values[mlg_entity_find_field (entity, "name_field")->index] = file->name_field;
  values[mlg_entity_find_field (entity, "colour")->index] = colours[n % g_strv_length ((char **) colours)];
  values[mlg_entity_find_field (entity, "shown")->index] = "1";
  values[mlg_entity_find_field (entity, "position")->index] = position;

  gesture = mlg_project_begin (project, N_("Add a layer to the map"), error);
  return gesture != NULL && mlg_gesture_insert (gesture, entity, id, values, error) &&
         mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

/* Shapes of a content, as last read. */
typedef struct
{
  char        *content, *name_field;
  MlgMapLayer *layer;
} Read;

static void
read_free (gpointer data)
{
  Read *read = data;

  g_free (read->content);
  g_free (read->name_field);
  g_clear_pointer (&read->layer, mlg_map_layer_unref);
  g_free (read);
}

typedef struct
{
  GHashTable *before, *now;        /* id → Read */
  GPtrArray  *layers;
} Listing;

/* What is kept of a damaged content is what could be read of it. */
static MlgMapLayer *
make_layer (const char *content,
            const char *name_field)
{
  MlgMapLayer *layer = mlg_map_layer_new ();
  Making making = { layer, name_field };
  g_autoptr(GBytes) bytes = g_bytes_new_static (content, strlen (content));
  g_autoptr(GError) error = NULL;

  if (!mlg_shapes_read_bytes (bytes, NULL, add_shape, &making, &error))
    g_debug ("A layer of the map: %s", error->message);
  return layer;
}

static void
add_layer (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Listing *listing = data;
  const char *title = values[0], *content = values[1] != NULL ? values[1] : "", *name_field = values[4];
  Read *read = g_hash_table_lookup (listing->before, id), *kept;
  MlgMapLayer *layer;

  if (g_strcmp0 (values[5], "1") != 0)
    return;

  kept = g_new0 (Read, 1);
  kept->content = g_strdup (content);
  kept->name_field = g_strdup (name_field);
  layer = mlg_map_layer_new ();
  if (read != NULL && g_strcmp0 (read->content, content) == 0 && g_strcmp0 (read->name_field, name_field) == 0)
    kept->layer = mlg_map_layer_ref (read->layer);
  else
    kept->layer = make_layer (content, name_field);
  g_hash_table_insert (listing->now, mlg_id_copy (id), kept);

  /* The same shapes under the words of today. */
  g_ptr_array_unref (layer->shapes);
  layer->shapes = g_ptr_array_ref (kept->layer->shapes);
  layer->id = *id;
  layer->title = g_strdup (title);
  layer->attribution = g_strdup (values[2]);
  layer->colour = g_strdup (values[3]);
  layer->position = values[6] != NULL ? g_ascii_strtoll (values[6], NULL, 10) : 0;
  g_ptr_array_add (listing->layers, layer);
}

static int
compare_layers (gconstpointer a,
                gconstpointer b)
{
  const MlgMapLayer *x = *(MlgMapLayer *const *) a, *y = *(MlgMapLayer *const *) b;

  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  return mlg_id_compare (&x->id, &y->id);
}

GPtrArray *
mlg_project_map_layers (MlgProject *project)
{
  static const char *const fields[] = { "title", "content", "attribution", "colour", "name_field", "shown", "position", NULL };
  g_autoptr(GHashTable) nothing = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  GHashTable *before = g_object_get_data (G_OBJECT (project), "mlg-map-layers");
  Listing listing = { before != NULL ? before : nothing };

  listing.now = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, read_free);
  listing.layers = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_map_layer_unref);
  mlg_rows_foreach (project, "map_layer", fields, add_layer, &listing);
  g_ptr_array_sort (listing.layers, compare_layers);
  g_object_set_data_full (G_OBJECT (project), "mlg-map-layers", listing.now, (GDestroyNotify) g_hash_table_unref);
  return listing.layers;
}

/* ---- the panel */

static void
line_free (gpointer data)
{
  MlgLayerLine *line = data;

  g_free (line->title);
  g_free (line->colour);
  g_free (line->attribution);
  g_free (line->licence);
  g_free (line->name_field);
  g_free (line);
}

static void
add_line (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  MlgLayerLine *line = g_new0 (MlgLayerLine, 1);

  line->id = *id;
  line->title = g_strdup (values[0]);
  line->colour = g_strdup (values[1]);
  line->attribution = g_strdup (values[2]);
  line->licence = g_strdup (values[3]);
  line->name_field = g_strdup (values[4]);
  line->shown = g_strcmp0 (values[5], "1") == 0;
  line->position = values[6] != NULL ? g_ascii_strtoll (values[6], NULL, 10) : 0;
  g_ptr_array_add (data, line);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const MlgLayerLine *x = *(MlgLayerLine *const *) a, *y = *(MlgLayerLine *const *) b;

  if (x->position != y->position)
    return x->position > y->position ? -1 : 1;
  return mlg_id_compare (&y->id, &x->id);
}

GPtrArray *
mlg_project_list_layers (MlgProject *project)
{
  static const char *const fields[] = { "title", "colour", "attribution", "licence", "name_field", "shown", "position", NULL };
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  mlg_rows_foreach (project, "map_layer", fields, add_line, lines);
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

/* Positions are written anew, so that layers that came from several hands with the same position part. */
gboolean
mlg_project_move_layer (MlgProject   *project,
                        const MlgId  *id,
                        gboolean      up,
                        GError      **error)
{
  const MlgEntity *entity = mlg_schema_find ("map_layer");
  g_autoptr(GPtrArray) lines = mlg_project_list_layers (project);
  g_autoptr(MlgGesture) gesture = NULL;
  guint at = 0, to;

  while (at < lines->len && !mlg_id_equal (&((MlgLayerLine *) lines->pdata[at])->id, id))
    at++;
  to = up ? at - 1 : at + 1;
  if (at >= lines->len || (up && at == 0) || to >= lines->len)
    return FALSE;

  gesture = mlg_project_begin (project, N_("Move a layer of the map"), error);
  if (gesture == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      const MlgLayerLine *line = lines->pdata[i == at ? to : i == to ? at : i];
      g_autofree char *position = g_strdup_printf ("%u", lines->len - i);

      if (!mlg_gesture_set (gesture, entity, &line->id, mlg_entity_find_field (entity, "position"), position, error))
        return FALSE;
    }
  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}
