/* The file as layers for QGIS and its family: actors as points, partnerships as lines, areas of
 * intervention as surfaces, every other kind of record as a table.
 *
 * An actor known only by its area has no point: it is in the layer of areas, as on the map.
 */

#include "exchange/mlg-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-area-rings.h"
#include "exchange/mlg-columns.h"
#include "exchange/mlg-geopackage.h"
#include "exchange/mlg-leaving-copy.h"
#include "exchange/mlg-project-map.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"
#include "territory/mlg-ground.h"
#include "territory/mlg-map-index.h"

#define FINE_ZOOM     11        /* outlines as one who zooms in wants them */
#define CIRCLE_POINTS 64
#define CIRCLE_KM     12        /* of an area nobody knows the reach of */

typedef struct
{
  MlgProject    *project;
  MlgGeopackage *package;
  MlgMapScene   *scene;
  GHashTable    *shapes;        /* id text → GByteArray */
} Writing;

/* ---- shapes of records */

static void
keep_shape (Writing     *self,
            const MlgId *id,
            GByteArray  *shape)
{
  g_hash_table_replace (self->shapes, mlg_id_dup_text (id), shape);
}

static const MlgSpot *
find_spot (GHashTable *spots,
           const char *id)
{
  const MlgSpot *spot = id == NULL ? NULL : g_hash_table_lookup (spots, id);

  return spot == NULL || spot->kind == MLG_SPOT_NOWHERE ? NULL : spot;
}

typedef struct
{
  Writing    *self;
  GHashTable *spots;            /* id text → const MlgSpot * */
} Ties;

/* From where one stands to where the other does; of an area, its middle. */
static void
keep_tie (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Ties *ties = data;
  const MlgSpot *a = find_spot (ties->spots, values[0]), *b = find_spot (ties->spots, values[1]);

  if (a != NULL && b != NULL && a != b)
    keep_shape (ties->self, id, mlg_shape_line (a->lat, a->lon, b->lat, b->lon));
}

static void
keep_place (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  double lat, lon;

  if (mlg_value_get_place (values[0], &lat, &lon, NULL))
    keep_shape (data, id, mlg_shape_point (lat, lon));
}

static void
find_shapes (Writing *self)
{
  g_autoptr(GHashTable) spots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Ties ties = { self, spots };
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    {
      if (mlg_entity_find_field (entities[i], "place") != NULL && strcmp (entities[i]->name, MLG_ENTITY_ACTOR) != 0)
        mlg_rows_foreach (self->project, entities[i]->name, (const char *[]) { "place", NULL }, keep_place, self);
    }

  for (guint i = 0; i < self->scene->spots->len; i++)
    {
      const MlgSpot *spot = &g_array_index (self->scene->spots, MlgSpot, i);

      g_hash_table_insert (spots, mlg_id_dup_text (&spot->id), (gpointer) spot);
      if (spot->kind == MLG_SPOT_EXACT || spot->kind == MLG_SPOT_COMMUNE)
        keep_shape (self, &spot->id, mlg_shape_point (spot->lat, spot->lon));
    }
  mlg_rows_foreach (self->project, MLG_ENTITY_PARTNERSHIP, (const char *[]) { "a", "b", NULL }, keep_tie, &ties);
}

static const char *
get_geometry (const MlgEntity *entity)
{
  if (strcmp (entity->name, MLG_ENTITY_PARTNERSHIP) == 0)
    return "LINESTRING";
  return mlg_entity_find_field (entity, "place") != NULL ? "POINT" : NULL;
}

/* ---- tables */

/* What all cells of a column can be. */
static const char *
get_type (MlgSheet *sheet,
          guint     column)
{
  const char *type = NULL;

  for (guint r = 1; r < mlg_sheet_get_n_rows (sheet); r++)
    {
      const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, r, column);
      const char *here;

      if (cell->length == 0)
        continue;
      if (cell->kind == MLG_SHEET_YES_NO)
        here = "BOOLEAN";
      else if (cell->kind != MLG_SHEET_NUMBER)
        return "TEXT";
      else
        here = memchr (cell->text, '.', cell->length) != NULL || cell->length > 15 ? "DOUBLE" : "INTEGER";

      if (type == NULL || (strcmp (here, "DOUBLE") == 0 && strcmp (type, "INTEGER") == 0))
        type = here;
      else if (strcmp (type, here) != 0 && !(strcmp (type, "DOUBLE") == 0 && strcmp (here, "INTEGER") == 0))
        return "TEXT";
    }

  return type != NULL ? type : "TEXT";
}

static char *
dup_words (const MlgEntity *entity,
           const char      *name)
{
  g_autoptr(GArray) columns = mlg_columns_new (entity);

  for (guint i = 0; i < columns->len; i++)
    {
      const MlgColumn *column = &g_array_index (columns, MlgColumn, i);

      if (strcmp (column->name, name) == 0)
        return mlg_column_dup_label (column, entity);
    }

  return g_strdup (name);
}

static char *
dup_cell (MlgSheet *sheet,
          guint     row,
          guint     column)
{
  const MlgSheetCell *cell = mlg_sheet_get_cell (sheet, row, column);

  return cell->length == 0 ? NULL : g_strndup (cell->text, cell->length);
}

static gboolean
write_rows (Writing   *self,
            MlgSheet  *sheet,
            guint      n_columns,
            GError   **error)
{
  for (guint r = 1; r < mlg_sheet_get_n_rows (sheet); r++)
    {
      g_autoptr(GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
      GByteArray *shape;

      for (guint c = 0; c < n_columns; c++)
        g_ptr_array_add (row, dup_cell (sheet, r, c));
      shape = n_columns == 0 || row->pdata[0] == NULL ? NULL : g_hash_table_lookup (self->shapes, row->pdata[0]);

      if (!mlg_geopackage_add_row (self->package, (const char *const *) row->pdata,
                                   shape == NULL ? NULL : g_byte_array_ref (shape), error))
        return FALSE;
    }

  return TRUE;
}

/* @keys: the same table with the names of its columns as other programs want them; @sheet has its values in
 * the words of the screen. */
static gboolean
write_sheet (Writing   *self,
             MlgSheet  *keys,
             MlgSheet  *sheet,
             GError   **error)
{
  const MlgEntity *entity = mlg_schema_find (mlg_sheet_get_entity (sheet));
  const char *plural = g_dgettext (GETTEXT_PACKAGE, entity->plural);
  g_autofree char *table = mlg_geopackage_dup_name (plural);
  g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) columns = g_array_new (FALSE, TRUE, sizeof (MlgGeopackageColumn));
  guint n_columns = mlg_sheet_get_row (sheet, 0)->n_cells;

  for (guint c = 0; c < n_columns; c++)
    {
      char *name = dup_cell (keys, 0, c);
      char *words = dup_words (entity, name);
      MlgGeopackageColumn column = { name, words, get_type (sheet, c) };

      g_ptr_array_add (owned, name);
      g_ptr_array_add (owned, words);
      g_array_append_val (columns, column);
    }

  return mlg_geopackage_begin (self->package, table, plural, (const MlgGeopackageColumn *) columns->data, n_columns,
                               get_geometry (entity), error) &&
         write_rows (self, sheet, n_columns, error);
}

/* ---- areas of intervention */

static GByteArray *
make_surface (const MlgArea *area)
{
  g_autoptr(GArray) rings = area->everywhere ? mlg_rings_new () : mlg_area_rings_new (area, FINE_ZOOM);
  GByteArray *shape = mlg_shape_surface (rings);

  if (shape == NULL && !area->everywhere)
    {
      g_autoptr(GArray) circle = mlg_rings_new ();
      MlgRing ring = { CIRCLE_POINTS, g_new (MlgMercator, CIRCLE_POINTS) };

      mlg_ground_circle (area->centre, area->reach > 0 ? area->reach : CIRCLE_KM, ring.points, ring.n);
      g_array_append_val (circle, ring);
      shape = mlg_shape_surface (circle);
    }

  return shape;
}

static char *
dup_kind (const char *kind)
{
  const MlgField *field = mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_TERRITORY), "kind");

  return kind == NULL ? NULL : mlg_value_to_display (field, kind);
}

static gboolean
write_area (Writing            *self,
            const MlgMapGroup  *group,
            GError            **error)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *kind = dup_kind (group->kind);
  g_autofree char *count = g_strdup_printf ("%u", group->spots->len);
  gboolean known = group->area.outline != NULL || group->area.finer != NULL;

  for (guint i = 0; i < group->spots->len; i++)
    {
      const MlgSpot *spot = &g_array_index (self->scene->spots, MlgSpot, g_array_index (group->spots, guint, i));

      g_string_append_printf (names, "%s%s", i > 0 ? " | " : "", spot->name);
    }

  return mlg_geopackage_add_row (self->package, (const char *[]) { group->name, kind, count, names->str, known ? "0" : "1" },
                                 make_surface (&group->area), error);
}

static gboolean
write_areas (Writing  *self,
             GError  **error)
{
  const MlgGeopackageColumn columns[] = {
    { "name", _("Name"), "TEXT" },
    { "kind", _("Type"), "TEXT" },
    { "n_actors", _("Number of actors"), "INTEGER" },
    { "actors", _("Actors"), "TEXT" },
    { "circle", _("Drawn as a circle: outline unknown"), "BOOLEAN" },
  };
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (self->scene, NULL);
  GPtrArray *groups = mlg_map_index_get_groups (index);
  g_autofree char *table = mlg_geopackage_dup_name (_("Areas of intervention"));

  if (groups->len == 0)
    return TRUE;
  if (!mlg_geopackage_begin (self->package, table, _("Areas of intervention"), columns, G_N_ELEMENTS (columns), "MULTIPOLYGON", error))
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    {
      if (!write_area (self, g_ptr_array_index (groups, i), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_all (Writing                 *self,
           const MlgExportOptions  *options,
           GError                 **error)
{
  MlgExportOptions all = *options;
  g_autoptr(GPtrArray) keys = NULL;
  g_autoptr(GPtrArray) sheets = NULL;
  gboolean with_areas = options->ids == NULL && (options->entity == NULL || strcmp (options->entity->name, MLG_ENTITY_ACTOR) == 0);

  /* The copy holds what may leave and no more. */
  all.level = MLG_LEVEL_COMPLETE;
  all.columns = NULL;
  all.labels = FALSE;
  keys = mlg_export_sheets (self->project, &all, error);
  all.labels = TRUE;
  sheets = keys == NULL ? NULL : mlg_export_sheets (self->project, &all, error);
  if (sheets == NULL)
    return FALSE;

  for (guint i = 0; i < sheets->len; i++)
    {
      if (!write_sheet (self, g_ptr_array_index (keys, i), g_ptr_array_index (sheets, i), error))
        return FALSE;
    }
  return !with_areas || write_areas (self, error);
}

GBytes *
mlg_write_geopackage (MlgProject              *project,
                      const MlgExportOptions  *options,
                      GError                 **error)
{
  g_autoptr(MlgProject) copy = mlg_leaving_copy_open (project, options->level, error);
  g_autoptr(MlgGeopackage) package = copy == NULL ? NULL : mlg_geopackage_new (error);
  g_autoptr(MlgMapScene) scene = NULL;
  g_autoptr(GHashTable) shapes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_byte_array_unref);
  Writing writing = { copy, package, NULL, shapes };

  if (package == NULL)
    return NULL;

  writing.scene = scene = mlg_project_map_new (copy, FALSE);
  find_shapes (&writing);
  return write_all (&writing, options, error) ? mlg_geopackage_finish (package, error) : NULL;
}
