/* Our own records, all of them, for programs and for another Maillage. */

#include "exchange/mlg-export-records.h"

#include <string.h>

static void
write_members (MlgExportRecords *self,
               MlgRecord        *record,
               MlgJsonWriter    *writer)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      const MlgColumn *column = &g_array_index (self->columns, MlgColumn, c);

      mlg_column_write (column, mlg_export_records_get (self, record, column->field), self->keys, writer);
    }
}

static void
write_entity (MlgExportRecords *self,
              MlgJsonWriter    *writer)
{
  if (self->records->len == 0)
    return;

  mlg_json_writer_name (writer, self->entity->name);
  mlg_json_writer_open (writer, '[');

  for (guint r = 0; r < self->records->len; r++)
    {
      MlgRecord *record = g_ptr_array_index (self->records, r);
      char id[MLG_ID_TEXT_LENGTH + 1];

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "id", mlg_id_write (mlg_record_get_id (record), id));
      write_members (self, record, writer);
      mlg_json_writer_close (writer);
    }

  mlg_json_writer_close (writer);
}

GBytes *
mlg_write_json (MlgProject              *project,
                const MlgExportOptions  *options,
                GError                 **error)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  g_autoptr(MlgKeys) keys = mlg_keys_new (project, options->level);
  char *text;
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
      g_auto(MlgExportRecords) records = { 0 };

      /* Links are inside the records that own them. */
      if (strcmp (entities[i]->name, MLG_ENTITY_LINK) == 0 || (options->entity != NULL && options->entity != entities[i]))
        continue;
      if (!mlg_export_records_read (&records, project, options, entities[i], keys, error))
        return NULL;
      write_entity (&records, writer);
    }

  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  text = mlg_json_writer_dup_text (writer);
  return g_bytes_new_take (text, strlen (text));
}
