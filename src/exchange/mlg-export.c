/* What leaves the file for other programs. */

#include "exchange/mlg-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-columns.h"
#include "exchange/mlg-csv.h"
#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-json-writer.h"
#include "model/mlg-value.h"

typedef struct
{
  MlgProject      *project;
  MlgLevel         level;
  const MlgEntity *entity;
  MlgKeys         *keys;        /* lent */
  GArray          *columns;     /* MlgColumn */
  GPtrArray       *records;     /* MlgRecord; those that may leave */
} Export;

gboolean
mlg_export_format_find (const char      *name,
                        const char      *path,
                        MlgExportFormat *format)
{
  static const struct { const char *name, *ending; MlgExportFormat format; } formats[] = {
    { "csv", ".csv", MLG_EXPORT_CSV },
    { "csv-plain", NULL, MLG_EXPORT_CSV_PLAIN },
    { "geojson", ".geojson", MLG_EXPORT_GEOJSON },
    { "json", ".json", MLG_EXPORT_JSON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *lower = path == NULL ? NULL : g_ascii_strdown (path, -1);

      if (name != NULL ? strcmp (name, formats[i].name) == 0
                       : lower != NULL && formats[i].ending != NULL && g_str_has_suffix (lower, formats[i].ending))
        {
          *format = formats[i].format;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
collect_id (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  g_array_append_val ((GArray *) data, *id);
  return TRUE;
}

static void
clear_export (Export *export)
{
  g_clear_pointer (&export->columns, g_array_unref);
  g_clear_pointer (&export->records, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear_export)

static gboolean
read_records (Export     *export,
              MlgProject *project,
              const MlgEntity *entity,
              MlgLevel    level,
              MlgKeys    *keys,
              GError    **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  *export = (Export) { project, level, entity, keys };
  export->columns = mlg_columns_new (entity);
  export->records = g_ptr_array_new_with_free_func (g_object_unref);

  if (!mlg_store_foreach (mlg_project_get_store (project), entity, collect_id, ids, error))
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(MlgRecord) record = mlg_project_get_record (project, entity, &g_array_index (ids, MlgId, i));

      if (record != NULL && mlg_keys_may_leave (keys, record))
        g_ptr_array_add (export->records, g_steal_pointer (&record));
    }

  return TRUE;
}

/* The value of the column's field in @record, if it may leave. */
static const char *
get_allowed (Export          *export,
             MlgRecord       *record,
             const MlgColumn *column)
{
  const char *value = mlg_record_get (record, column->field);

  if (value == NULL || !mlg_level_allows (export->level, record, column->field))
    return NULL;
  if (column->field->number == MLG_FIELD_KEY && !mlg_keys_are_open (export->keys))
    return NULL;

  return value;
}

/* Leaves out the columns that nobody filled. */
static void
drop_empty_columns (Export *export)
{
  for (guint c = export->columns->len; c-- > 0;)
    {
      const MlgColumn *column = &g_array_index (export->columns, MlgColumn, c);
      gboolean filled = (column->field->flags & (MLG_FIELD_TITLE | MLG_FIELD_REQUIRED)) != 0;

      for (guint r = 0; !filled && r < export->records->len; r++)
        {
          const char *value = get_allowed (export, g_ptr_array_index (export->records, r), column);
          g_autofree char *text = mlg_column_dup_text (column, value, export->keys);

          filled = text != NULL;
        }

      if (!filled)
        g_array_remove_index (export->columns, c);
    }
}

static GBytes *
write_csv (Export      *export,
           MlgCsvStyle  style)
{
  MlgCsvWriter *writer = mlg_csv_writer_new (style);

  drop_empty_columns (export);

  mlg_csv_writer_add (writer, "id");
  for (guint c = 0; c < export->columns->len; c++)
    mlg_csv_writer_add (writer, g_array_index (export->columns, MlgColumn, c).name);
  mlg_csv_writer_end_line (writer);

  for (guint r = 0; r < export->records->len; r++)
    {
      MlgRecord *record = g_ptr_array_index (export->records, r);
      char id[MLG_ID_TEXT_LENGTH + 1];

      mlg_csv_writer_add (writer, mlg_id_write (mlg_record_get_id (record), id));
      for (guint c = 0; c < export->columns->len; c++)
        {
          const MlgColumn *column = &g_array_index (export->columns, MlgColumn, c);
          g_autofree char *text = mlg_column_dup_text (column, get_allowed (export, record, column), export->keys);

          mlg_csv_writer_add (writer, text);
        }
      mlg_csv_writer_end_line (writer);
    }

  return mlg_csv_writer_finish (writer);
}

static void
write_members (Export        *export,
               MlgRecord     *record,
               MlgJsonWriter *writer)
{
  for (guint c = 0; c < export->columns->len; c++)
    {
      const MlgColumn *column = &g_array_index (export->columns, MlgColumn, c);

      mlg_column_write (column, get_allowed (export, record, column), export->keys, writer);
    }
}

static GBytes *
finish_json (MlgJsonWriter *writer)
{
  char *text = mlg_json_writer_dup_text (writer);

  return g_bytes_new_take (text, strlen (text));
}

/* The point itself, apart from its properties: longitude first (RFC 7946 §3.1.1). */
static void
write_geometry (Export        *export,
                MlgRecord     *record,
                MlgJsonWriter *writer)
{
  const MlgField *place = mlg_entity_find_field (export->entity, "place");
  double lat, lon;

  mlg_json_writer_name (writer, "geometry");
  if (place == NULL || !mlg_level_allows (export->level, record, place) ||
      !mlg_value_get_place (mlg_record_get (record, place), &lat, &lon, NULL))
    {
      mlg_json_writer_string (writer, NULL);
      return;
    }

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "type", "Point");
  mlg_json_writer_name (writer, "coordinates");
  mlg_json_writer_open (writer, '[');
  mlg_json_writer_double (writer, lon);
  mlg_json_writer_double (writer, lat);
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
}

/* Properties are flat: lists become one text, as tables need them. */
static void
write_properties (Export        *export,
                  MlgRecord     *record,
                  MlgJsonWriter *writer)
{
  mlg_json_writer_name (writer, "properties");
  mlg_json_writer_open (writer, '{');

  for (guint c = 0; c < export->columns->len; c++)
    {
      const MlgColumn *column = &g_array_index (export->columns, MlgColumn, c);
      const char *value = get_allowed (export, record, column);

      if (mlg_field_is_multiple (column->field))
        {
          g_autofree char *text = mlg_column_dup_text (column, value, export->keys);

          if (text != NULL)
            mlg_json_writer_add_string (writer, column->name, text);
        }
      else if (column->field->type != MLG_TYPE_PLACE || column->part >= 2)
        mlg_column_write (column, value, export->keys, writer);
    }

  mlg_json_writer_close (writer);
}

static GBytes *
write_geojson (Export *export)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "type", "FeatureCollection");
  mlg_json_writer_name (writer, "features");
  mlg_json_writer_open (writer, '[');

  for (guint r = 0; r < export->records->len; r++)
    {
      MlgRecord *record = g_ptr_array_index (export->records, r);
      char id[MLG_ID_TEXT_LENGTH + 1];

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "type", "Feature");
      mlg_json_writer_add_string (writer, "id", mlg_id_write (mlg_record_get_id (record), id));
      write_geometry (export, record, writer);
      write_properties (export, record, writer);
      mlg_json_writer_close (writer);
    }

  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  return finish_json (writer);
}

static void
write_entity (Export        *export,
              MlgJsonWriter *writer)
{
  if (export->records->len == 0)
    return;

  mlg_json_writer_name (writer, export->entity->name);
  mlg_json_writer_open (writer, '[');

  for (guint r = 0; r < export->records->len; r++)
    {
      MlgRecord *record = g_ptr_array_index (export->records, r);
      char id[MLG_ID_TEXT_LENGTH + 1];

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "id", mlg_id_write (mlg_record_get_id (record), id));
      write_members (export, record, writer);
      mlg_json_writer_close (writer);
    }

  mlg_json_writer_close (writer);
}

static GBytes *
write_json (MlgProject      *project,
            const MlgEntity *only,
            MlgLevel         level,
            MlgKeys         *keys,
            GError         **error)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "format", "maillage");
  mlg_json_writer_add_int (writer, "version", 1);
  mlg_json_writer_add_string (writer, "title", mlg_project_get_title (project));
  mlg_json_writer_name (writer, "records");
  mlg_json_writer_open (writer, '{');

  for (guint i = 0; i < n_entities; i++)
    {
      g_auto(Export) export = { 0 };

      /* Links are inside the records that own them. */
      if (strcmp (entities[i]->name, MLG_ENTITY_LINK) == 0 || (only != NULL && only != entities[i]))
        continue;
      if (!read_records (&export, project, entities[i], level, keys, error))
        return NULL;
      write_entity (&export, writer);
    }

  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  return finish_json (writer);
}

GBytes *
mlg_export_to_bytes (MlgProject       *project,
                     MlgExportFormat   format,
                     const MlgEntity  *entity,
                     MlgLevel          level,
                     GError          **error)
{
  g_autoptr(MlgKeys) keys = NULL;
  g_auto(Export) export = { 0 };

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  keys = mlg_keys_new (project, level);
  if (format == MLG_EXPORT_JSON)
    return write_json (project, entity, level, keys, error);

  if (entity == NULL)
    entity = mlg_schema_find (MLG_ENTITY_ACTOR);
  if (!read_records (&export, project, entity, level, keys, error))
    return NULL;

  if (format == MLG_EXPORT_GEOJSON)
    return write_geojson (&export);
  return write_csv (&export, format == MLG_EXPORT_CSV_PLAIN ? MLG_CSV_PLAIN : MLG_CSV_EXCEL);
}

gboolean
mlg_export_to_file (MlgProject       *project,
                    const char       *path,
                    MlgExportFormat   format,
                    const MlgEntity  *entity,
                    MlgLevel          level,
                    GError          **error)
{
  g_autoptr(GBytes) bytes = mlg_export_to_bytes (project, format, entity, level, error);
  const char *data;
  gsize length;

  if (bytes == NULL)
    return FALSE;

  data = g_bytes_get_data (bytes, &length);
  return g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0666, error);
}
