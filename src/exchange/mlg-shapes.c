/* Outlines in GeoJSON (RFC 7946) and TopoJSON, read as a stream: coordinates are kept as they come and
 * understood once the type of the geometry is known, whatever the order of the members.
 */

#include "exchange/mlg-shapes.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-json-reader.h"
#include "exchange/mlg-shapes-private.h"

#define MAX_DEPTH 8

typedef struct
{
  guint first, n;      /* in numbers, or in leaves */
  guint index;         /* among what stands beside it: 0 is the outer ring of a polygon */
} Part;

typedef struct Raw
{
  char       *layer;
  char       *type;    /* of the geometry */
  GHashTable *properties;
  GArray     *numbers; /* double */
  GArray     *leaves;  /* Part: innermost arrays: points, or lists of arcs */
  GArray     *groups;  /* Part: arrays of leaves */
  GPtrArray  *inner;   /* Raw: of a collection */
} Raw;

typedef struct
{
  MlgJsonReader *reader;
  GCancellable  *cancellable;
  MlgShapeFunc   func;
  gpointer       data;
  gboolean       stopped;
  GError        *error;

  MlgGrid        grid;              /* in which its coordinates are; degrees until they cannot be */
  gboolean       grid_is_sure;
  guint          depth;             /* of collections in collections */
  GPtrArray     *waiting;           /* Raw: of a topology, until its arcs are known */
  Raw           *arcs;
  double         scale[2], translate[2];
  gboolean       quantised;
} Reading;

/* ---- what is read */

static void raw_free (Raw *raw);

static Raw *
raw_new (const char *layer)
{
  Raw *raw = g_new0 (Raw, 1);

  raw->layer = g_strdup (layer);
  raw->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  raw->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  raw->leaves = g_array_new (FALSE, FALSE, sizeof (Part));
  raw->groups = g_array_new (FALSE, FALSE, sizeof (Part));
  raw->inner = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_free);
  return raw;
}

static void
raw_free (Raw *raw)
{
  if (raw == NULL)
    return;

  g_free (raw->layer);
  g_free (raw->type);
  g_hash_table_unref (raw->properties);
  g_array_unref (raw->numbers);
  g_array_unref (raw->leaves);
  g_array_unref (raw->groups);
  g_ptr_array_unref (raw->inner);
  g_free (raw);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Raw, raw_free)

static gboolean
read_any (Reading *self,
          MlgJsonEvent event)
{
  return mlg_json_reader_skip (self->reader, event);
}

/* The array just entered, to its end. */
static gboolean
read_nested (Reading *self,
             Raw     *raw)
{
  struct { guint first_number, first_leaf, n_children; } levels[MAX_DEPTH] = { { raw->numbers->len, raw->leaves->len, 0 } };
  guint depth = 0;

  while (TRUE)
    {
      MlgJsonEvent event = mlg_json_reader_next (self->reader);

      if (event == MLG_JSON_NUMBER)
        {
          double number = g_ascii_strtod (mlg_json_reader_get_text (self->reader), NULL);

          g_array_append_val (raw->numbers, number);
        }
      else if (event == MLG_JSON_STRING)       /* some servers write numbers as text */
        {
          double number = g_ascii_strtod (mlg_json_reader_get_text (self->reader), NULL);

          g_array_append_val (raw->numbers, number);
        }
      else if (event == MLG_JSON_ARRAY && depth + 1 < MAX_DEPTH)
        {
          depth++;
          levels[depth].first_number = raw->numbers->len;
          levels[depth].first_leaf = raw->leaves->len;
          levels[depth].n_children = 0;
        }
      else if (event == MLG_JSON_END_ARRAY)
        {
          gboolean leaf = levels[depth].n_children == 0 && raw->numbers->len > levels[depth].first_number;
          guint index = depth > 0 ? levels[depth - 1].n_children++ : 0;
          Part part = leaf ? (Part) { levels[depth].first_number, raw->numbers->len - levels[depth].first_number, index }
                           : (Part) { levels[depth].first_leaf, raw->leaves->len - levels[depth].first_leaf, index };
          /* Of an array of arrays of leaves nothing is kept: only its inner ones are rings. */
          gboolean group = !leaf && levels[depth].n_children > 0 && part.n == levels[depth].n_children;

          if (leaf)
            g_array_append_val (raw->leaves, part);
          else if (group)
            g_array_append_val (raw->groups, part);
          if (depth == 0)
            return TRUE;
          depth--;
        }
      else if (event != MLG_JSON_NULL)
        return FALSE;
    }
}

/* A polygon of one ring of one ring…: an array with a single group in it holds as many leaves as
 * children when both are one, and must not be taken for a ring again. */
static void
drop_outer_groups (Raw *raw)
{
  for (guint i = raw->groups->len; i-- > 1;)
    {
      Part *outer = &g_array_index (raw->groups, Part, i), *inner = &g_array_index (raw->groups, Part, i - 1);

      if (outer->first == inner->first && outer->n == inner->n)
        g_array_remove_index (raw->groups, i);
    }
}

/* The one just announced; NULL: it is none. */
static char *
read_scalar (Reading      *self,
             MlgJsonEvent  event)
{
  if (event == MLG_JSON_STRING || event == MLG_JSON_NUMBER)
    return g_strdup (mlg_json_reader_get_text (self->reader));
  if (event == MLG_JSON_TRUE || event == MLG_JSON_FALSE)
    return g_strdup (event == MLG_JSON_TRUE ? "1" : "0");

  return NULL;
}

/* Of a list, its first: some servers write ["43234"]. */
static gboolean
read_list (Reading  *self,
           char    **first)
{
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) != MLG_JSON_END_ARRAY)
    {
      char *text = read_scalar (self, event);

      if (text == NULL && !read_any (self, event))
        return FALSE;
      if (*first == NULL)
        *first = text;
      else
        g_free (text);
    }
  return TRUE;
}

static gboolean
read_properties (Reading *self,
                 Raw     *raw)
{
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_NAME)
    {
      g_autofree char *name = mlg_shapes_fold_name (mlg_json_reader_get_text (self->reader));
      char *text;

      event = mlg_json_reader_next (self->reader);
      text = read_scalar (self, event);
      if (event == MLG_JSON_ARRAY ? !read_list (self, &text) : text == NULL && !read_any (self, event))
        {
          g_free (text);
          return FALSE;
        }
      if (text != NULL)
        g_hash_table_replace (raw->properties, g_steal_pointer (&name), text);
    }
  return event == MLG_JSON_END_OBJECT;
}

static gboolean read_geometry (Reading *self, Raw *raw);

static gboolean
read_geometries (Reading *self,
                 Raw     *raw)
{
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_OBJECT)
    {
      Raw *inner = raw_new (raw->layer);

      g_ptr_array_add (raw->inner, inner);
      if (++self->depth > MAX_DEPTH || !read_geometry (self, inner))
        return FALSE;
      self->depth--;
    }
  return event == MLG_JSON_END_ARRAY;
}

/* A geometry, of GeoJSON or TopoJSON; the object has been entered. */
static gboolean
read_geometry (Reading *self,
               Raw     *raw)
{
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_NAME)
    {
      g_autofree char *name = g_strdup (mlg_json_reader_get_text (self->reader));

      event = mlg_json_reader_next (self->reader);
      if (g_str_equal (name, "type") && event == MLG_JSON_STRING)
        {
          g_free (raw->type);
          raw->type = g_strdup (mlg_json_reader_get_text (self->reader));
        }
      else if ((g_str_equal (name, "coordinates") || g_str_equal (name, "arcs")) && event == MLG_JSON_ARRAY)
        {
          if (!read_nested (self, raw))
            return FALSE;
        }
      else if (g_str_equal (name, "geometries") && event == MLG_JSON_ARRAY)
        {
          if (!read_geometries (self, raw))
            return FALSE;
        }
      else if (g_str_equal (name, "properties") && event == MLG_JSON_OBJECT)
        {
          if (!read_properties (self, raw))
            return FALSE;
        }
      else if (g_str_equal (name, "id") && (event == MLG_JSON_STRING || event == MLG_JSON_NUMBER))
        g_hash_table_replace (raw->properties, g_strdup ("id"), read_scalar (self, event));
      else if (!read_any (self, event))
        return FALSE;
    }
  return event == MLG_JSON_END_OBJECT;
}

/* ---- what is told */

static gboolean
tell (Reading  *self,
      MlgShape *shape)
{
  if (shape->rings->len > 0 && !self->func (shape, self->data))
    self->stopped = TRUE;
  return !self->stopped && !g_cancellable_set_error_if_cancelled (self->cancellable, &self->error);
}

static gboolean
is_surface (const Raw *raw)
{
  return g_strcmp0 (raw->type, "Polygon") == 0 || g_strcmp0 (raw->type, "MultiPolygon") == 0;
}

static void
start_shape (const Raw *raw,
             MlgShape  *shape)
{
  mlg_shape_init (shape);
  shape->layer = raw->layer;
  g_clear_pointer (&shape->properties, g_hash_table_unref);
  shape->properties = g_hash_table_ref (raw->properties);
  shape->kind = is_surface (raw) ? MLG_SHAPE_RINGS
              : g_strcmp0 (raw->type, "Point") == 0 || g_strcmp0 (raw->type, "MultiPoint") == 0 ? MLG_SHAPE_POINTS
                                                                                              : MLG_SHAPE_LINES;
}

/* A file that does not say its grid, and has no degrees, is in the one in which its first point is in France. */
static gboolean
project (Reading      *self,
         double        x,
         double        y,
         MlgMercator  *point)
{
  if (!self->grid_is_sure && !(fabs (x) <= MLG_SHAPES_MAX_LONGITUDE && fabs (y) <= 90.0001))
    self->grid = mlg_grid_guess (x, y);
  self->grid_is_sure = TRUE;
  return mlg_shapes_project (self->grid, x, y, point, &self->error);
}

static gboolean
add_leaves (Reading    *self,
            const Raw  *raw,
            guint       first,
            guint       n,
            gboolean    hole,
            MlgShape   *shape)
{
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (MlgMercator), n);

  for (guint i = first; i < first + n; i++)
    {
      const Part *leaf = &g_array_index (raw->leaves, Part, i);
      MlgMercator point;

      if (leaf->n < 2)
        continue;
      if (!project (self, g_array_index (raw->numbers, double, leaf->first),
                    g_array_index (raw->numbers, double, leaf->first + 1), &point))
        {
          g_array_unref (points);
          return FALSE;
        }
      g_array_append_val (points, point);
    }
  mlg_shape_take_ring (shape, points, hole);
  return TRUE;
}

/* A part of a collection is called what the whole is. */
static Raw *
take_inner (Raw   *raw,
            guint  i)
{
  Raw *inner = raw->inner->pdata[i];

  g_hash_table_unref (inner->properties);
  inner->properties = g_hash_table_ref (raw->properties);
  return inner;
}

static gboolean
tell_geojson (Reading *self,
              Raw     *raw)
{
  MlgShape shape;
  gboolean done = TRUE;

  drop_outer_groups (raw);
  start_shape (raw, &shape);
  if (raw->groups->len == 0 && raw->leaves->len > 0)
    done = add_leaves (self, raw, 0, raw->leaves->len, FALSE, &shape);
  for (guint i = 0; done && i < raw->groups->len; i++)
    {
      const Part *group = &g_array_index (raw->groups, Part, i);

      done = add_leaves (self, raw, group->first, group->n, is_surface (raw) && group->index > 0, &shape);
    }
  done = done && tell (self, &shape);
  mlg_shape_clear (&shape);
  for (guint i = 0; done && i < raw->inner->len; i++)
    done = tell_geojson (self, take_inner (raw, i));
  return done;
}

/* A member of a feature, or of a geometry that stands alone. */
static gboolean
read_feature_member (Reading      *self,
                     Raw          *raw,
                     const char   *name,
                     MlgJsonEvent  event)
{
  if (g_str_equal (name, "geometry") && event == MLG_JSON_OBJECT)
    return read_geometry (self, raw);
  if (g_str_equal (name, "properties") && event == MLG_JSON_OBJECT)
    return read_properties (self, raw);
  if (g_str_equal (name, "id") && (event == MLG_JSON_STRING || event == MLG_JSON_NUMBER))
    g_hash_table_replace (raw->properties, g_strdup ("id"), read_scalar (self, event));
  else
    return read_any (self, event);

  return TRUE;
}

static gboolean
read_feature (Reading    *self,
              const char *layer)
{
  g_autoptr(Raw) raw = raw_new (layer);
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_NAME)
    {
      g_autofree char *name = g_strdup (mlg_json_reader_get_text (self->reader));

      if (!read_feature_member (self, raw, name, mlg_json_reader_next (self->reader)))
        return FALSE;
    }
  return event == MLG_JSON_END_OBJECT && tell_geojson (self, raw);
}

static gboolean
read_features (Reading *self)
{
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_OBJECT || event == MLG_JSON_NULL)
    if (event == MLG_JSON_OBJECT && !read_feature (self, ""))
      return FALSE;
  return event == MLG_JSON_END_ARRAY;
}

/* ---- TopoJSON */

static gboolean
read_layer (Reading    *self,
            const char *layer)
{
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_NAME)
    {
      gboolean geometries = g_str_equal (mlg_json_reader_get_text (self->reader), "geometries");

      event = mlg_json_reader_next (self->reader);
      if (!geometries || event != MLG_JSON_ARRAY)
        {
          if (!read_any (self, event))
            return FALSE;
          continue;
        }
      while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_OBJECT)
        {
          Raw *raw = raw_new (layer);

          g_ptr_array_add (self->waiting, raw);
          if (!read_geometry (self, raw))
            return FALSE;
        }
      if (event != MLG_JSON_END_ARRAY)
        return FALSE;
    }
  return event == MLG_JSON_END_OBJECT;
}

static gboolean
read_layers (Reading *self)
{
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_NAME)
    {
      g_autofree char *layer = g_strdup (mlg_json_reader_get_text (self->reader));

      event = mlg_json_reader_next (self->reader);
      if (event == MLG_JSON_OBJECT ? !read_layer (self, layer) : !read_any (self, event))
        return FALSE;
    }
  return event == MLG_JSON_END_OBJECT;
}

static gboolean
read_transform (Reading *self)
{
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_NAME)
    {
      double *pair = g_str_equal (mlg_json_reader_get_text (self->reader), "scale") ? self->scale : self->translate;
      g_autoptr(Raw) raw = raw_new ("");

      if (mlg_json_reader_next (self->reader) != MLG_JSON_ARRAY || !read_nested (self, raw) || raw->numbers->len < 2)
        return FALSE;
      pair[0] = g_array_index (raw->numbers, double, 0);
      pair[1] = g_array_index (raw->numbers, double, 1);
    }
  self->quantised = TRUE;
  return event == MLG_JSON_END_OBJECT;
}

/* The points of one arc: differences on a grid, or degrees. */
static gboolean
append_arc (Reading *self,
            int      number,
            GArray  *points)
{
  guint index = number < 0 ? ~number : number;
  const Part *arc;
  g_autofree MlgMercator *decoded = NULL;
  double x = 0, y = 0;

  if (index >= self->arcs->groups->len)
    return FALSE;

  arc = &g_array_index (self->arcs->groups, Part, index);
  decoded = g_new (MlgMercator, arc->n);
  for (guint i = 0; i < arc->n; i++)
    {
      const Part *leaf = &g_array_index (self->arcs->leaves, Part, arc->first + i);
      const double *at = &g_array_index (self->arcs->numbers, double, leaf->first);

      if (leaf->n < 2)
        return FALSE;
      x = self->quantised ? x + at[0] : at[0];
      y = self->quantised ? y + at[1] : at[1];
      if (!project (self, self->quantised ? x * self->scale[0] + self->translate[0] : x,
                    self->quantised ? y * self->scale[1] + self->translate[1] : y, &decoded[i]))
        return FALSE;
    }
  for (guint i = points->len == 0 ? 0 : 1; i < arc->n; i++)
    g_array_append_val (points, decoded[number < 0 ? arc->n - 1 - i : i]);
  return TRUE;
}

static gboolean
tell_topojson (Reading *self,
               Raw     *raw)
{
  MlgShape shape;
  gboolean done = TRUE;

  start_shape (raw, &shape);
  for (guint i = 0; done && i < raw->leaves->len && shape.kind != MLG_SHAPE_POINTS; i++)
    {
      const Part *leaf = &g_array_index (raw->leaves, Part, i);
      GArray *points = g_array_new (FALSE, FALSE, sizeof (MlgMercator));

      for (guint k = 0; done && k < leaf->n; k++)
        done = append_arc (self, (int) g_array_index (raw->numbers, double, leaf->first + k), points);
      mlg_shape_take_ring (&shape, points, is_surface (raw) && leaf->index > 0);
    }
  done = done && tell (self, &shape);
  mlg_shape_clear (&shape);
  for (guint i = 0; done && i < raw->inner->len; i++)
    done = tell_topojson (self, take_inner (raw, i));
  return done;
}

static gboolean
tell_waiting (Reading *self)
{
  for (guint i = 0; i < self->waiting->len; i++)
    if (self->arcs == NULL || !tell_topojson (self, self->waiting->pdata[i]))
      return FALSE;
  return TRUE;
}

/* ---- the whole */

/* {"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::2154"}} */
static gboolean
read_crs (Reading *self)
{
  g_autoptr(Raw) raw = raw_new ("");
  const char *name;

  if (!read_geometry (self, raw))
    return FALSE;

  name = g_hash_table_lookup (raw->properties, "name");
  if (name == NULL)
    name = g_hash_table_lookup (raw->properties, "code");
  if (name == NULL)
    return TRUE;

  self->grid_is_sure = TRUE;
  if (mlg_grid_find_named (name, &self->grid))
    return TRUE;

  g_set_error (&self->error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
               _("The coordinates are in a system that is not known here (%s): export this file again in WGS 84."), name);
  return FALSE;
}

/* @root: what the file is when it is no collection. */
static gboolean
read_member (Reading    *self,
             Raw        *root,
             const char *name)
{
  MlgJsonEvent event = mlg_json_reader_next (self->reader);

  if (g_str_equal (name, "features") && event == MLG_JSON_ARRAY)
    return read_features (self);
  if (g_str_equal (name, "crs") && event == MLG_JSON_OBJECT)
    return read_crs (self);
  if (g_str_equal (name, "objects") && event == MLG_JSON_OBJECT)
    return read_layers (self);
  if (g_str_equal (name, "transform") && event == MLG_JSON_OBJECT)
    return read_transform (self);
  if (g_str_equal (name, "arcs") && event == MLG_JSON_ARRAY)
    {
      g_clear_pointer (&self->arcs, raw_free);
      self->arcs = raw_new ("");
      return read_nested (self, self->arcs);
    }
  if (g_str_equal (name, "coordinates") && event == MLG_JSON_ARRAY)
    return read_nested (self, root);
  if (g_str_equal (name, "geometries") && event == MLG_JSON_ARRAY)
    return read_geometries (self, root);
  if (g_str_equal (name, "type") && event == MLG_JSON_STRING && root->type == NULL)
    {
      root->type = g_strdup (mlg_json_reader_get_text (self->reader));
      return TRUE;
    }
  return read_feature_member (self, root, name, event);
}

static gboolean
read_root (Reading *self)
{
  g_autoptr(Raw) root = raw_new ("");
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (self->reader)) == MLG_JSON_NAME)
    {
      g_autofree char *name = g_strdup (mlg_json_reader_get_text (self->reader));

      if (!read_member (self, root, name))
        return FALSE;
    }
  return event == MLG_JSON_END_OBJECT && tell_geojson (self, root);
}

/* One object, or one feature a line. */
static gboolean
read_all (Reading *self)
{
  MlgJsonEvent event;
  guint n = 0;

  for (; (event = mlg_json_reader_next (self->reader)) == MLG_JSON_OBJECT; n++)
    if (!read_root (self))
      return FALSE;
  return n > 0 && event == MLG_JSON_END && mlg_json_reader_propagate (self->reader, &self->error) && tell_waiting (self);
}

gboolean
mlg_shapes_read_bytes (GBytes        *bytes,
                       GCancellable  *cancellable,
                       MlgShapeFunc   func,
                       gpointer       data,
                       GError       **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr(MlgJsonReader) reader = mlg_json_reader_new (text, length);
  Reading self = { reader, cancellable, func, data, .waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) raw_free) };
  gboolean done;

  mlg_json_reader_set_foreign (reader, TRUE);
  done = read_all (&self) || self.stopped;
  g_ptr_array_unref (self.waiting);
  raw_free (self.arcs);
  if (done)
    return TRUE;

  if (self.error != NULL)
    g_propagate_error (error, self.error);
  else if (mlg_json_reader_propagate (reader, error))
    g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This is neither GeoJSON nor TopoJSON."));
  return FALSE;
}

gboolean
mlg_shapes_read (const char    *path,
                 GCancellable  *cancellable,
                 MlgShapeFunc   func,
                 gpointer       data,
                 GError       **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr(GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  gsize length;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  if (bytes == NULL)
    return FALSE;
  if (text != NULL && length > 16 && memcmp (text, "SQLite format 3", 16) == 0)
    return mlg_shapes_read_geopackage (path, cancellable, func, data, error);

  return mlg_shapes_read_bytes (bytes, cancellable, func, data, error);
}
