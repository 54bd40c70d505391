/* What the writers of JSON have in common. */

#include "exchange/mlg-write-common.h"

#include <string.h>

#include "model/mlg-value.h"

const char *
mlg_write_get (MlgExportRecords *records,
               MlgRecord        *record,
               const char       *name)
{
  const MlgField *field = mlg_entity_find_field (records->entity, name);

  return field == NULL ? NULL : mlg_export_records_get (records, record, field);
}

char *
mlg_write_dup_part (MlgExportRecords *records,
                    MlgRecord        *record,
                    const char       *name)
{
  guint part;
  const MlgField *field = mlg_entity_find_part (records->entity, name, &part);
  const char *value = field == NULL ? NULL : mlg_export_records_get (records, record, field);

  if (value == NULL)
    return NULL;
  return mlg_field_is_composite (field) ? mlg_value_dup_part (value, part) : g_strdup (value);
}

char *
mlg_write_dup_title (MlgExportRecords *records,
                     MlgRecord        *record)
{
  for (guint i = 0; i < records->entity->n_fields; i++)
    {
      const MlgField *field = &records->entity->fields[i];
      const char *value = field->flags & MLG_FIELD_TITLE ? mlg_export_records_get (records, record, field) : NULL;

      if (value != NULL)
        return mlg_project_display (records->project, field, value);
    }

  return mlg_id_dup_text (mlg_record_get_id (record));
}

char **
mlg_write_dup_terms (MlgExportRecords *records,
                     MlgRecord        *record,
                     const char       *name)
{
  const MlgField *field = mlg_entity_find_field (records->entity, name);
  const char *value = field == NULL ? NULL : mlg_export_records_get (records, record, field);
  char **terms = mlg_value_split (value);

  for (guint i = 0; terms[i] != NULL; i++)
    {
      char *words = mlg_project_display (records->project, field, terms[i]);

      g_free (terms[i]);
      terms[i] = words;
    }

  return terms;
}

void
mlg_write_degrees (MlgJsonWriter *writer,
                   const char    *degrees)
{
  if (mlg_json_is_number (degrees))
    mlg_json_writer_number (writer, degrees);
  else
    mlg_json_writer_double (writer, g_ascii_strtod (degrees, NULL));
}

void
mlg_write_place (MlgExportRecords *records,
                 MlgRecord        *record,
                 MlgJsonWriter    *writer,
                 const char       *lat_name,
                 const char       *lon_name)
{
  g_autofree char *lat = mlg_write_dup_part (records, record, "lat");
  g_autofree char *lon = mlg_write_dup_part (records, record, "lon");

  if (lat == NULL || lon == NULL)
    return;

  mlg_json_writer_name (writer, lat_name);
  mlg_write_degrees (writer, lat);
  mlg_json_writer_name (writer, lon_name);
  mlg_write_degrees (writer, lon);
}

void
mlg_write_string (MlgJsonWriter *writer,
                  const char    *name,
                  const char    *text)
{
  if (text != NULL && *text != '\0')
    mlg_json_writer_add_string (writer, name, text);
}

GBytes *
mlg_write_finish (MlgJsonWriter *writer)
{
  char *text = mlg_json_writer_dup_text (writer);

  return g_bytes_new_take (text, strlen (text));
}
