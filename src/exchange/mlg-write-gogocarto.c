/* Actors for a GoGoCarto map: what the map knows under its own names, and every other field under
 * ours, as custom fields, so that the file can be read again without loss (docs/interchange.md §5.1).
 */

#include "exchange/mlg-export-records.h"

#include <string.h>

#include "exchange/mlg-write-common.h"
#include "model/mlg-value.h"

/* Parts and fields that have a place of their own in an element. */
static const struct { const char *ours, *theirs; } own[] = {
  { "contact_email", "email" }, { "contact_phone", "telephone" },
};

static const struct { const char *ours, *theirs; } address[] = {
  { "street", "streetAddress" }, { "locality", "addressLocality" }, { "postal_code", "postalCode" }, { "country", "addressCountry" },
};

static const char *
find_own_name (const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      if (strcmp (own[i].ours, column) == 0)
        return own[i].theirs;
    }

  return column;
}

static gboolean
is_elsewhere (const MlgColumn *column)
{
  if (strcmp (column->name, "name") == 0 || strcmp (column->name, "lat") == 0 || strcmp (column->name, "lon") == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (address); i++)
    {
      if (strcmp (address[i].ours, column->name) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
write_address (MlgExportRecords *records,
               MlgRecord        *record,
               MlgJsonWriter    *writer)
{
  const MlgField *field = mlg_entity_find_field (records->entity, "address");
  const char *value = field == NULL ? NULL : mlg_export_records_get (records, record, field);

  mlg_json_writer_name (writer, "address");
  mlg_json_writer_open (writer, '{');
  for (guint i = 0; value != NULL && i < G_N_ELEMENTS (address); i++)
    {
      guint part;
      g_autofree char *text = mlg_entity_find_part (records->entity, address[i].ours, &part) == NULL
                              ? NULL : mlg_value_dup_part (value, part);

      if (text != NULL)
        mlg_json_writer_add_string (writer, address[i].theirs, text);
    }
  mlg_json_writer_close (writer);
}

/* The names of the themes, which the map recognises or creates. */
static void
write_categories (MlgExportRecords *records,
                  MlgRecord        *record,
                  MlgJsonWriter    *writer)
{
  g_auto(GStrv) names = mlg_write_dup_terms (records, record, "themes");

  mlg_json_writer_name (writer, "categories");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; names[i] != NULL; i++)
    mlg_json_writer_string (writer, names[i]);
  mlg_json_writer_close (writer);
}

static void
write_element (MlgExportRecords *records,
               MlgRecord        *record,
               MlgJsonWriter    *writer)
{
  char id[MLG_ID_TEXT_LENGTH + 1];
  g_autofree char *name = mlg_write_dup_title (records, record);

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "id", mlg_id_write (mlg_record_get_id (record), id));
  mlg_json_writer_add_string (writer, "name", name);
  mlg_json_writer_name (writer, "geo");
  mlg_json_writer_open (writer, '{');
  mlg_write_place (records, record, writer, "latitude", "longitude");
  mlg_json_writer_close (writer);
  write_address (records, record, writer);
  write_categories (records, record, writer);

  for (guint i = 0; i < records->columns->len; i++)
    {
      MlgColumn column = g_array_index (records->columns, MlgColumn, i);

      if (is_elsewhere (&column))
        continue;
      column.name = find_own_name (column.name);
      mlg_column_write (&column, mlg_export_records_get (records, record, column.field), records->keys, writer);
    }
  mlg_json_writer_close (writer);
}

GBytes *
mlg_write_gogocarto (MlgProject              *project,
                     const MlgExportOptions  *options,
                     GError                 **error)
{
  g_auto(MlgExportRecords) records = { 0 };
  g_autoptr(MlgJsonWriter) writer = NULL;

  if (!mlg_export_records_read (&records, project, options, NULL, NULL, error))
    return NULL;

  writer = mlg_json_writer_new ();
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "generator", "Maillage");
  mlg_json_writer_add_string (writer, "ontology", "gogofull");
  mlg_json_writer_name (writer, "data");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < records.records->len; i++)
    write_element (&records, g_ptr_array_index (records.records, i), writer);
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  return mlg_write_finish (writer);
}
