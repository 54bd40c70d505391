/* A file of outlines, simplified and written as compact GeoJSON. */

#include "exchange/mlg-map-layers-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-shapes.h"
#include "territory/mlg-simplify.h"

#define MAX_FIELDS       8
#define MAX_VALUE        120         /* bytes of a property that is kept */
#define FIRST_TOLERANCE  40.0        /* units: 1.5 m at the equator */
#define MAX_TOLERANCE    40000.0

/* ---- reading a file */

typedef struct
{
  MlgShapeKind  kind;
  GArray       *rings;             /* MlgRing */
  GArray       *holes;             /* guint8 */
  char         *names[MAX_FIELDS], *values[MAX_FIELDS];
  guint         n_fields;
} Kept;

typedef struct
{
  GPtrArray *shapes;               /* Kept */
  guint      n_points;
  gboolean   too_many;
} Gathered;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  for (guint i = 0; i < kept->n_fields; i++)
    {
      g_free (kept->names[i]);
      g_free (kept->values[i]);
    }
  g_array_unref (kept->rings);
  g_array_unref (kept->holes);
  g_free (kept);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* How much a field looks like the one of names: 0 is best. */
static guint
rank_name (const char *name)
{
  static const char *const names[] = { "nom", "name", "libelle", "nomcom", "nomcommune", "nomepci", "title", "titre", "label",
                                       "nomofficiel", "libgeo", "toponyme" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (name, names[i]))
      return i;
  if (strstr (name, "nom") != NULL || strstr (name, "name") != NULL || g_str_has_prefix (name, "lib"))
    return 50;
  return g_str_equal (name, "id") ? 200 : 100;
}

static int
compare_by_rank (gconstpointer a,
                 gconstpointer b)
{
  int x = (int) rank_name (*(const char *const *) a), y = (int) rank_name (*(const char *const *) b);

  return x != y ? x - y : compare_strings (a, b);
}

GPtrArray *
mlg_layer_list_names (GHashTable *properties)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, properties);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_by_rank);
  return names;
}

static void
keep_properties (Kept       *kept,
                 GHashTable *properties)
{
  g_autoptr(GPtrArray) names = mlg_layer_list_names (properties);

  for (guint i = 0; i < names->len && kept->n_fields < MAX_FIELDS; i++)
    {
      const char *value = g_hash_table_lookup (properties, names->pdata[i]);

      if (value == NULL || *value == '\0' || strlen (value) > MAX_VALUE || !g_utf8_validate (value, -1, NULL))
        continue;
      kept->names[kept->n_fields] = g_strdup (names->pdata[i]);
      kept->values[kept->n_fields++] = g_strdup (value);
    }
}

static gboolean
keep_shape (const MlgShape *shape,
            gpointer        data)
{
  Gathered *gathered = data;
  Kept *kept;

  if (shape->rings->len == 0)
    return TRUE;
  if (gathered->shapes->len >= MLG_LAYER_MAX_SHAPES)
    {
      gathered->too_many = TRUE;
      return FALSE;
    }

  kept = g_new0 (Kept, 1);
  kept->kind = shape->kind;
  kept->rings = mlg_rings_new ();
  kept->holes = g_array_new (FALSE, FALSE, sizeof (guint8));
  for (guint i = 0; i < shape->rings->len; i++)
    {
      MlgRing ring = g_array_index (shape->rings, MlgRing, i);

      gathered->n_points += ring.n;
      ring.points = g_memdup2 (ring.points, ring.n * sizeof (MlgMercator));
      g_array_append_val (kept->rings, ring);
      g_array_append_val (kept->holes, g_array_index (shape->holes, guint8, i));
    }
  keep_properties (kept, shape->properties);
  g_ptr_array_add (gathered->shapes, kept);
  return TRUE;
}

/* Every line, every surface with fewer points; returns how many are left in all. */
static guint
simplify (GPtrArray *shapes,
          double     tolerance)
{
  guint n_points = 0;

  for (guint i = 0; i < shapes->len; i++)
    {
      Kept *kept = shapes->pdata[i];
      guint least = kept->kind == MLG_SHAPE_RINGS ? 4 : 2;

      for (guint k = 0; k < kept->rings->len; k++)
        {
          MlgRing *ring = &g_array_index (kept->rings, MlgRing, k);
          g_autofree MlgMercator *fewer = NULL;
          guint n = ring->n;

          if (kept->kind != MLG_SHAPE_POINTS && ring->n > least)
            fewer = mlg_simplify_line (ring->points, ring->n, tolerance, &n);
          if (fewer != NULL && n >= least)
            {
              g_free (ring->points);
              ring->points = g_steal_pointer (&fewer);
              ring->n = n;
            }
          n_points += ring->n;
        }
    }
  return n_points;
}

/* ---- compact text */

static void
append_text (GString    *out,
             const char *text)
{
  g_string_append_c (out, '"');
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '"' || *c == '\\')
      g_string_append_printf (out, "\\%c", *c);
    else if ((guchar) *c < 0x20)
      g_string_append_printf (out, "\\u%04x", *c);
    else
      g_string_append_c (out, *c);
  g_string_append_c (out, '"');
}

/* Five decimals, a metre, without the zeros at the end. */
static void
append_degrees (GString *out,
                double   degrees)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gsize n;

  g_ascii_formatd (text, sizeof text, "%.5f", degrees);
  for (n = strlen (text); n > 1 && text[n - 1] == '0'; n--);
  g_string_append_len (out, text, n - (text[n - 1] == '.'));
}

static void
append_point (GString     *out,
              MlgMercator  point)
{
  double lat, lon;

  mlg_mercator_unproject (point, &lat, &lon);
  g_string_append_c (out, '[');
  append_degrees (out, lon);
  g_string_append_c (out, ',');
  append_degrees (out, lat);
  g_string_append_c (out, ']');
}

static void
append_points (GString       *out,
               const MlgRing *ring,
               gboolean       close)
{
  const MlgMercator *last = &ring->points[ring->n - 1];

  g_string_append_c (out, '[');
  for (guint i = 0; i < ring->n; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_point (out, ring->points[i]);
    }
  if (close && (last->x != ring->points[0].x || last->y != ring->points[0].y))
    {
      g_string_append_c (out, ',');
      append_point (out, ring->points[0]);
    }
  g_string_append_c (out, ']');
}

static void
append_surfaces (GString    *out,
                 const Kept *kept)
{
  g_string_append (out, "\"MultiPolygon\",\"coordinates\":[");
  for (guint i = 0; i < kept->rings->len; i++)
    {
      if (i > 0)
        g_string_append (out, g_array_index (kept->holes, guint8, i) ? "," : "],");
      if (i == 0 || !g_array_index (kept->holes, guint8, i))
        g_string_append_c (out, '[');
      append_points (out, &g_array_index (kept->rings, MlgRing, i), TRUE);
    }
  g_string_append (out, "]]");
}

static void
append_geometry (GString    *out,
                 const Kept *kept)
{
  if (kept->kind == MLG_SHAPE_RINGS)
    {
      append_surfaces (out, kept);
      return;
    }

  g_string_append (out, kept->kind == MLG_SHAPE_LINES ? "\"MultiLineString\",\"coordinates\":[" : "\"MultiPoint\",\"coordinates\":[");
  for (guint i = 0; i < kept->rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (kept->rings, MlgRing, i);

      if (i > 0)
        g_string_append_c (out, ',');
      if (kept->kind == MLG_SHAPE_LINES)
        append_points (out, ring, FALSE);
      for (guint k = 0; kept->kind == MLG_SHAPE_POINTS && k < ring->n; k++)
        {
          if (k > 0)
            g_string_append_c (out, ',');
          append_point (out, ring->points[k]);
        }
    }
  g_string_append_c (out, ']');
}

static char *
write_content (GPtrArray *shapes)
{
  GString *out = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[");

  for (guint i = 0; i < shapes->len; i++)
    {
      const Kept *kept = shapes->pdata[i];

      g_string_append (out, i > 0 ? ",{\"type\":\"Feature\",\"properties\":{" : "{\"type\":\"Feature\",\"properties\":{");
      for (guint k = 0; k < kept->n_fields; k++)
        {
          if (k > 0)
            g_string_append_c (out, ',');
          append_text (out, kept->names[k]);
          g_string_append_c (out, ':');
          append_text (out, kept->values[k]);
        }
      g_string_append (out, "},\"geometry\":{\"type\":");
      append_geometry (out, kept);
      g_string_append (out, "}}");
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

static void
set_too_many (GError **error)
{
  g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE,
                       _("This file holds too many outlines for a layer. Keep only your territory in it, then add it again."));
}

static char *
find_name_field (GPtrArray *shapes)
{
  const Kept *first = shapes->pdata[0];

  return first->n_fields > 0 && rank_name (first->names[0]) < 100 ? g_strdup (first->names[0]) : NULL;
}

MlgLayerFile *
mlg_layer_file_read (const char    *path,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(GPtrArray) shapes = g_ptr_array_new_with_free_func (kept_free);
  g_autoptr(MlgLayerFile) self = NULL;
  Gathered gathered = { shapes };
  char *dot;

  if (!mlg_shapes_read (path, cancellable, keep_shape, &gathered, error))
    return NULL;
  if (gathered.too_many)
    {
      set_too_many (error);
      return NULL;
    }
  if (shapes->len == 0)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("There is no outline, line or point in this file."));
      return NULL;
    }

  self = g_new0 (MlgLayerFile, 1);
  self->n_points_read = self->n_points = gathered.n_points;
  for (double tolerance = FIRST_TOLERANCE; self->n_points > MLG_LAYER_MAX_POINTS && tolerance <= MAX_TOLERANCE; tolerance *= 2)
    {
      self->n_points = simplify (shapes, tolerance);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  if (self->n_points > MLG_LAYER_MAX_POINTS)
    {
      set_too_many (error);
      return NULL;
    }

  self->n_shapes = shapes->len;
  self->content = write_content (shapes);
  self->name_field = find_name_field (shapes);
  self->title = g_filename_display_basename (path);
  if ((dot = strrchr (self->title, '.')) != NULL && dot != self->title)
    *dot = '\0';
  return g_steal_pointer (&self);
}

void
mlg_layer_file_free (MlgLayerFile *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->content);
  g_free (self->name_field);
  g_free (self);
}
