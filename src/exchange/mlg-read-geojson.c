/* GeoJSON (RFC 7946, and the older one that names its grid), and the files of uMap, which hold
 * several collections (docs/interchange.md §5.3, §5.7).
 *
 * A point is a place; of lines and areas the middle is kept, with its precision, and the drawing is
 * not. Properties become columns under their own names.
 */

#include "exchange/mlg-flat.h"
#include "exchange/mlg-grid.h"
#include "exchange/mlg-read-yeswiki.h"
#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct
{
  MlgSource      *source;
  MlgFlat        *flat;
  MlgYesWikiForm  form;
  gboolean        yeswiki;
  MlgGrid         grid;
  gboolean        unknown_grid;    /* the file names one that is not ours */
  guint           n_shapes, n_off_plane, n_moved;
} Reading;

/* ---- geometry */

/* Sums over the points of a shape. */
typedef struct
{
  double x, y, weight;
  double sum_x, sum_y;     /* of the points themselves, when nothing has a size */
  guint  n;
} Middle;

static gboolean
get_point (const MlgJsonNode *coordinates,
           double            *x,
           double            *y)
{
  const MlgJsonNode *first = mlg_json_is (coordinates, MLG_JSON_ARRAY) ? coordinates->first : NULL;

  return first != NULL && first->next != NULL && mlg_json_get_double (first, x) && mlg_json_get_double (first->next, y);
}

static void
add_ring (Middle            *middle,
          const MlgJsonNode *line,
          gboolean           area)
{
  double x0 = 0, y0 = 0, x1, y1, first_x = 0, first_y = 0;
  gboolean started = FALSE;

  for (const MlgJsonNode *node = line == NULL ? NULL : line->first; node != NULL; node = node->next)
    {
      if (!get_point (node, &x1, &y1))
        continue;

      middle->sum_x += x1;
      middle->sum_y += y1;
      middle->n++;
      if (!started)
        {
          first_x = x1;
          first_y = y1;
        }
      else
        {
          /* Of an area, triangles from its first corner, which keeps figures small; of a line, its pieces. */
          double size = area ? ((x0 - first_x) * (y1 - first_y) - (x1 - first_x) * (y0 - first_y)) / 2 : hypot (x1 - x0, y1 - y0);

          middle->x += size * (area ? (first_x + x0 + x1) / 3 : (x0 + x1) / 2);
          middle->y += size * (area ? (first_y + y0 + y1) / 3 : (y0 + y1) / 2);
          middle->weight += size;
        }
      x0 = x1;
      y0 = y1;
      started = TRUE;
    }
}

static void add_geometry (Middle *middle, const MlgJsonNode *geometry);

/* @depth: lists between the coordinates and the positions of one line. */
static void
add_lines (Middle            *middle,
           const MlgJsonNode *coordinates,
           guint              depth,
           gboolean           area)
{
  if (!mlg_json_is (coordinates, MLG_JSON_ARRAY))
    return;
  if (depth == 0)
    {
      add_ring (middle, coordinates, area);
      return;
    }
  /* Of an area the first ring is its edge, the others are holes. */
  for (const MlgJsonNode *node = coordinates->first; node != NULL; node = area && depth == 1 ? NULL : node->next)
    add_lines (middle, node, depth - 1, area);
}

static void
add_geometry (Middle            *middle,
              const MlgJsonNode *geometry)
{
  static const struct { const char *type; guint depth; gboolean area; } types[] = {
    { "MultiPoint", 0, FALSE }, { "LineString", 0, FALSE }, { "MultiLineString", 1, FALSE }, { "Polygon", 1, TRUE },
    { "MultiPolygon", 2, TRUE },
  };
  const char *type = mlg_json_find_text (geometry, "type");
  const MlgJsonNode *parts = mlg_json_find (geometry, "geometries");
  double x, y;

  for (const MlgJsonNode *part = parts == NULL ? NULL : parts->first; part != NULL; part = part->next)
    add_geometry (middle, part);

  if (g_strcmp0 (type, "Point") == 0 && get_point (mlg_json_find (geometry, "coordinates"), &x, &y))
    {
      middle->sum_x += x;
      middle->sum_y += y;
      middle->n++;
    }
  for (guint i = 0; type != NULL && i < G_N_ELEMENTS (types); i++)
    {
      if (strcmp (type, types[i].type) == 0)
        add_lines (middle, mlg_json_find (geometry, "coordinates"), types[i].depth, types[i].area);
    }
}

static char *
write_degrees (double degrees)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.7f", degrees));
}

/* Degrees of a point in the grid of the file. FALSE: not on Earth, or in a grid that is unknown. */
static gboolean
find_degrees (Reading  *reading,
              double    x,
              double    y,
              double   *lat,
              double   *lon,
              gboolean *moved)
{
  *lat = y;
  *lon = x;
  *moved = FALSE;
  /* Whatever the file says: in metres, figures as small as degrees are in the sea off Africa. */
  if (fabs (x) <= 180 && fabs (y) <= 90)
    return !reading->unknown_grid;

  /* The figures tell when the file does not. */
  if (reading->grid == MLG_GRID_DEGREES && !reading->unknown_grid)
    reading->grid = mlg_grid_guess (x, y);
  *moved = reading->grid != MLG_GRID_DEGREES && !reading->unknown_grid;
  return *moved && mlg_grid_to_degrees (reading->grid, x, y, lat, lon);
}

static void
set_numbers (Reading *reading,
             double   lat,
             double   lon)
{
  g_autofree char *north = write_degrees (lat), *east = write_degrees (lon);

  mlg_flat_set (reading->flat, "lat", north, MLG_SHEET_NUMBER);
  mlg_flat_set (reading->flat, "lon", east, MLG_SHEET_NUMBER);
}

/* In degrees, the figures of the file as they stand; of a grid, both what it says and what it means. */
static void
set_point (Reading           *reading,
           const MlgJsonNode *coordinates)
{
  double x, y, lat, lon;
  gboolean moved;

  if (!get_point (coordinates, &x, &y))
    return;

  if (!find_degrees (reading, x, y, &lat, &lon, &moved))
    {
      mlg_flat_set_node (reading->flat, "coordinates", coordinates);
      reading->n_off_plane++;
    }
  else if (!moved)
    {
      mlg_flat_set_node (reading->flat, "lat", coordinates->first->next);
      mlg_flat_set_node (reading->flat, "lon", coordinates->first);
    }
  else
    {
      set_numbers (reading, lat, lon);
      mlg_flat_set_node (reading->flat, "coordinates", coordinates);
      reading->n_moved++;
    }
}

static void
set_geometry (Reading           *reading,
              const MlgJsonNode *geometry)
{
  const char *type = mlg_json_find_text (geometry, "type");
  const MlgJsonNode *points = mlg_json_find (geometry, "coordinates");
  Middle middle = { 0 };
  double x, y, lat, lon;
  gboolean moved;

  if (type == NULL)
    return;
  if (strcmp (type, "Point") == 0)
    {
      set_point (reading, points);
      return;
    }
  /* Several points of which there is one. */
  if (strcmp (type, "MultiPoint") == 0 && mlg_json_count (points) == 1)
    {
      set_point (reading, points->first);
      return;
    }

  add_geometry (&middle, geometry);
  if (middle.n == 0)
    return;

  x = middle.weight != 0 ? middle.x / middle.weight : middle.sum_x / middle.n;
  y = middle.weight != 0 ? middle.y / middle.weight : middle.sum_y / middle.n;
  reading->n_shapes++;
  mlg_flat_set (reading->flat, "geometry", type, MLG_SHEET_TEXT);
  if (find_degrees (reading, x, y, &lat, &lon, &moved))
    {
      set_numbers (reading, lat, lon);
      mlg_flat_set (reading->flat, "geometry.precision", "area", MLG_SHEET_TEXT);
    }
  else
    reading->n_off_plane++;
}

/* ---- features */

static gboolean
is_entry (const MlgJsonNode *properties)
{
  return mlg_json_find (properties, "id_fiche") != NULL || mlg_json_find (properties, "bf_titre") != NULL;
}

static void
set_properties (Reading           *reading,
                const MlgJsonNode *properties)
{
  static const char *const umap[] = { "_umap_options", "_storage_options", NULL };

  if (!is_entry (properties))
    {
      mlg_flat_set_members (reading->flat, properties, umap);
      return;
    }

  reading->yeswiki = TRUE;
  mlg_yeswiki_count (&reading->form, properties);
  mlg_yeswiki_set_entry (reading->flat, properties);
}

static void
read_feature (Reading           *reading,
              const MlgJsonNode *feature,
              const char        *layer)
{
  static const char *const known[] = { "type", "geometry", "properties", "id", "bbox", NULL };
  const MlgJsonNode *properties = mlg_json_find (feature, "properties");
  const MlgJsonNode *id = mlg_json_find (feature, "id");

  if (id != NULL)
    mlg_flat_set_node (reading->flat, is_entry (properties) ? "id_fiche" : "id", id);
  set_geometry (reading, mlg_json_find (feature, "geometry"));
  if (properties != NULL)
    set_properties (reading, properties);
  if (layer != NULL)
    mlg_flat_set (reading->flat, "layer", layer, MLG_SHEET_TEXT);
  /* Members that the format does not know. */
  if (!is_entry (properties) || mlg_json_find (properties, "bf_titre") == NULL)
    mlg_flat_set_members (reading->flat, feature, known);
  mlg_flat_end_row (reading->flat, feature->line);
}

static const char *
find_layer_name (const MlgJsonNode *collection)
{
  const MlgJsonNode *options = mlg_json_find (collection, "_umap_options");

  if (options == NULL)
    options = mlg_json_find (collection, "_storage");
  return mlg_json_find_text (options, "name");
}

static void
find_grid (Reading           *reading,
           const MlgJsonNode *collection)
{
  const MlgJsonNode *crs = mlg_json_find (mlg_json_find (collection, "crs"), "properties");
  const char *name = mlg_json_find_text (crs, "name");

  if (name == NULL)
    name = mlg_json_find_text (crs, "code");
  reading->unknown_grid |= name != NULL && !mlg_grid_find_named (name, &reading->grid);
}

static void
read_node (Reading           *reading,
           const MlgJsonNode *node,
           const char        *layer)
{
  const MlgJsonNode *features = mlg_json_find (node, "features");
  const MlgJsonNode *layers = mlg_json_find (node, "layers");
  const char *type = mlg_json_find_text (node, "type");

  find_grid (reading, node);
  if (features != NULL)
    {
      const char *own = find_layer_name (node);

      for (const MlgJsonNode *feature = features->first; feature != NULL; feature = feature->next)
        {
          if (mlg_json_is (feature, MLG_JSON_OBJECT))
            read_feature (reading, feature, own != NULL ? own : layer);
        }
    }
  else if (g_strcmp0 (type, "Feature") == 0)
    read_feature (reading, node, layer);

  for (const MlgJsonNode *child = layers == NULL ? NULL : layers->first; child != NULL; child = child->next)
    read_node (reading, child, NULL);
}

/* ---- the file */

static void
add_remarks (Reading *reading)
{
  if (reading->n_shapes > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u line or area was read as a point; its drawing was not taken over.",
                                                             "%u lines or areas were read as points; their drawings were not taken over.",
                                                             reading->n_shapes), reading->n_shapes);

      mlg_source_add_remark (reading->source, sentence);
    }
  if (reading->n_moved > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u place was written in %s and converted to latitude and longitude; its figures are in the note.",
                                                             "%u places were written in %s and converted to latitude and longitude; their figures are in the notes.",
                                                             reading->n_moved), reading->n_moved, mlg_grid_get_label (reading->grid));

      mlg_source_add_remark (reading->source, sentence);
    }
  if (reading->n_off_plane > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u place is written in a grid that is not known here: its figures are in the note.",
                                                             "%u places are written in a grid that is not known here: their figures are in the notes.",
                                                             reading->n_off_plane), reading->n_off_plane);

      mlg_source_add_remark (reading->source, sentence);
    }
}

static gboolean
finish (Reading  *reading,
        GError  **error)
{
  static const MlgFlatTarget targets[] = { { "lat", "lat" }, { "lon", "lon" }, { "geometry.precision", "precision" } };
  const char *entity = reading->yeswiki ? mlg_yeswiki_finish (&reading->form, reading->flat) : NULL;
  MlgSheet *sheet;

  mlg_flat_set_targets (reading->flat, targets, G_N_ELEMENTS (targets));
  mlg_flat_set_target (reading->flat, "layer", "type_words");
  mlg_flat_set_target (reading->flat, "id", "key");
  sheet = mlg_flat_finish (g_steal_pointer (&reading->flat), entity, error);
  if (sheet == NULL)
    return FALSE;

  mlg_source_add_sheet (reading->source, sheet);
  add_remarks (reading);
  return TRUE;
}

static gboolean
read_features (MlgSource     *source,
               GBytes        *bytes,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(MlgJsonTree) tree = mlg_json_tree_read (bytes, cancellable, error);
  Reading reading = { .source = source };
  const MlgJsonNode *root;
  gboolean done;

  if (tree == NULL)
    return FALSE;

  root = mlg_json_tree_get_root (tree);
  reading.flat = mlg_flat_new (NULL);
  if (mlg_json_is (root, MLG_JSON_ARRAY))
    {
      for (const MlgJsonNode *node = root->first; node != NULL; node = node->next)
        read_node (&reading, node, NULL);
    }
  else
    read_node (&reading, root, NULL);

  if (mlg_flat_get_n_rows (reading.flat) > 0)
    done = finish (&reading, error);
  else
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file holds no list that could be read."));
      done = FALSE;
    }

  mlg_flat_free (reading.flat);
  return done;
}

static guint
detect (const char *name,
        GBytes     *bytes)
{
  g_autofree char *head = mlg_json_dup_head (bytes);

  if (head == NULL)
    return 0;
  if (strstr (head, "\"FeatureCollection\"") != NULL || strstr (head, "\"features\"") != NULL)
    return 80;
  if (strstr (head, "\"umap\"") != NULL && strstr (head, "\"layers\"") != NULL)
    return 85;
  return strstr (head, "\"Feature\"") != NULL && strstr (head, "\"geometry\"") != NULL && strstr (head, "\"geoJSONFeature\"") == NULL ? 70 : 0;
}

const MlgReader mlg_reader_geojson = { "geojson", N_("Map points (GeoJSON, uMap)"), detect, read_features };
