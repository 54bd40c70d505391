/* Points for online maps: GeoJSON (RFC 7946). */

#include "exchange/mlg-export-records.h"

#include <string.h>

#include "exchange/mlg-write-common.h"

/* The point itself, apart from its properties: longitude first (RFC 7946 §3.1.1). */
static void
write_geometry (MlgExportRecords *self,
                MlgRecord        *record,
                MlgJsonWriter    *writer)
{
  g_autofree char *lat = mlg_write_dup_part (self, record, "lat");
  g_autofree char *lon = mlg_write_dup_part (self, record, "lon");

  mlg_json_writer_name (writer, "geometry");
  if (lat == NULL || lon == NULL)
    {
      mlg_json_writer_string (writer, NULL);
      return;
    }

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "type", "Point");
  mlg_json_writer_name (writer, "coordinates");
  mlg_json_writer_open (writer, '[');
  mlg_write_degrees (writer, lon);
  mlg_write_degrees (writer, lat);
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
}

/* Properties are flat: lists become one text, as tables need them. */
static void
write_properties (MlgExportRecords *self,
                  MlgRecord        *record,
                  MlgJsonWriter    *writer)
{
  mlg_json_writer_name (writer, "properties");
  mlg_json_writer_open (writer, '{');

  for (guint c = 0; c < self->columns->len; c++)
    {
      const MlgColumn *column = &g_array_index (self->columns, MlgColumn, c);
      const char *value = mlg_export_records_get (self, record, column->field);

      if (mlg_field_is_multiple (column->field))
        {
          g_autofree char *text = mlg_column_dup_text (column, value, self->keys);

          if (text != NULL)
            mlg_json_writer_add_string (writer, column->name, text);
        }
      else if (column->field->type != MLG_TYPE_PLACE || column->part >= 2)
        mlg_column_write (column, value, self->keys, writer);
    }

  mlg_json_writer_close (writer);
}

GBytes *
mlg_write_geojson (MlgProject              *project,
                   const MlgExportOptions  *options,
                   GError                 **error)
{
  g_auto(MlgExportRecords) records = { 0 };
  MlgExportRecords *self = &records;
  g_autoptr(MlgJsonWriter) writer = NULL;
  char *text;

  if (!mlg_export_records_read (self, project, options, NULL, NULL, error))
    return NULL;

  writer = mlg_json_writer_new ();
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "type", "FeatureCollection");
  mlg_json_writer_name (writer, "features");
  mlg_json_writer_open (writer, '[');

  for (guint r = 0; r < self->records->len; r++)
    {
      MlgRecord *record = g_ptr_array_index (self->records, r);
      char id[MLG_ID_TEXT_LENGTH + 1];

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "type", "Feature");
      mlg_json_writer_add_string (writer, "id", mlg_id_write (mlg_record_get_id (record), id));
      write_geometry (self, record, writer);
      write_properties (self, record, writer);
      mlg_json_writer_close (writer);
    }

  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  text = mlg_json_writer_dup_text (writer);
  return g_bytes_new_take (text, strlen (text));
}
