/* maillage-cli list, add, set, delete: records. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-monograph-progress.h"
#include "exchange/mlg-parse.h"
#include "model/mlg-identifier.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* FIELD=TEXT of --where, understood. */
typedef struct
{
  const MlgField *field;
  guint           part;
  char           *text;
  char           *folded;
  char           *canonical;    /* of a term, a number, a reference; NULL: text only */
} Condition;

static void
clear_condition (gpointer data)
{
  Condition *condition = data;

  g_free (condition->text);
  g_free (condition->folded);
  g_free (condition->canonical);
}

/* What is exact and what is words: 6 is not 60, but « crest » finds « Crest-Voland ». */
static gboolean
is_exact (const MlgField *field,
          guint           part)
{
  switch (field->type)
    {
    case MLG_TYPE_INTEGER:
    case MLG_TYPE_NUMBER:
    case MLG_TYPE_MONEY:
    case MLG_TYPE_YES_NO:
    case MLG_TYPE_TERM:
    case MLG_TYPE_TERMS:
    case MLG_TYPE_REFERENCE:
    case MLG_TYPE_REFERENCES:
    case MLG_TYPE_ANY:
    case MLG_TYPE_CODE:
    case MLG_TYPE_PLACE:
      return TRUE;
    case MLG_TYPE_ADDRESS:
      return part == 2 || part == 4;
    default:
      return FALSE;
    }
}

static gboolean
read_condition (MlgProject       *project,
                const MlgEntity  *entity,
                const char       *where,
                Condition        *condition,
                GError          **error)
{
  g_autofree char *name = NULL;
  const char *text;

  *condition = (Condition) { 0 };
  if (!mlg_cli_split (where, &name, &text, error))
    return FALSE;

  condition->field = mlg_entity_find_part (entity, name, &condition->part);
  if (condition->field == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("There is no field “%s” there."), name);

  condition->text = g_strdup (text);
  condition->folded = mlg_fold (text);
  if (*text == '\0')
    return TRUE;

  if (mlg_field_is_reference (condition->field))
    condition->canonical = mlg_parse_reference (project, condition->field, text, NULL);
  else if (is_exact (condition->field, condition->part) && !mlg_field_is_composite (condition->field))
    mlg_value_parse (condition->field, text, &condition->canonical, NULL);
  else if (is_exact (condition->field, condition->part))
    {
      g_autofree char *value = NULL;

      if (mlg_value_parse_part (condition->field, condition->part, NULL, text, &value, NULL))
        condition->canonical = mlg_value_dup_part (value, condition->part);
    }
  return TRUE;
}

static gboolean
element_meets (MlgProject      *project,
               const Condition *condition,
               const char      *element)
{
  g_autofree char *shown = NULL, *folded = NULL;

  if (g_strcmp0 (condition->canonical, element) == 0 || strcmp (condition->text, element) == 0)
    return TRUE;

  shown = mlg_field_is_composite (condition->field) ? g_strdup (element) : mlg_project_display (project, condition->field, element);
  folded = mlg_fold (shown);
  return is_exact (condition->field, condition->part) ? strcmp (folded, condition->folded) == 0
                                                      : mlg_fold_matches (folded, condition->folded);
}

static gboolean
record_meets (MlgProject      *project,
              const Condition *condition,
              MlgRecord       *record)
{
  const char *value = mlg_record_get (record, condition->field);
  g_auto(GStrv) elements = NULL;

  if (mlg_field_is_composite (condition->field))
    {
      g_autofree char *part = mlg_value_dup_part (value, condition->part);

      if (part == NULL || *condition->text == '\0')
        return part == NULL && *condition->text == '\0';
      return element_meets (project, condition, part);
    }

  if (value == NULL || *condition->text == '\0')
    return value == NULL && *condition->text == '\0';
  if (!mlg_field_is_multiple (condition->field))
    return element_meets (project, condition, value);

  elements = mlg_value_split (value);
  for (guint i = 0; elements[i] != NULL; i++)
    {
      if (element_meets (project, condition, elements[i]))
        return TRUE;
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

/* All live records of @entity, or those that --search finds. */
static GPtrArray *
search_records (MlgCli           *cli,
                MlgProject       *project,
                const MlgEntity  *entity,
                GError          **error)
{
  const char *search = mlg_cli_option (cli, "search");
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  GPtrArray *records;

  if (search != NULL)
    return mlg_project_search (project, entity, search, 0);

  if (!mlg_store_foreach (mlg_project_get_store (project), entity, collect_id, ids, error))
    return NULL;

  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < ids->len; i++)
    {
      MlgRecord *record = mlg_project_get_record (project, entity, &g_array_index (ids, MlgId, i));

      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return records;
}

static void
write_row (MlgJsonWriter *writer,
           GArray        *columns,
           MlgKeys       *keys,
           MlgRecord     *record)
{
  char id[MLG_ID_TEXT_LENGTH + 1];

  mlg_id_write (mlg_record_get_id (record), id);
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "id", mlg_keys_name (keys, mlg_record_get_entity (record), id));
  mlg_json_writer_add_string (writer, "uuid", id);
  for (guint c = 0; c < columns->len; c++)
    {
      const MlgColumn *column = &g_array_index (columns, MlgColumn, c);

      mlg_column_write (column, mlg_record_get (record, column->field), keys, writer);
    }
  mlg_json_writer_close (writer);
}

static void
print_rows_json (MlgProject      *project,
                 const MlgEntity *entity,
                 GPtrArray       *records)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  g_autoptr(GArray) columns = mlg_columns_new (entity);
  g_autoptr(MlgKeys) keys = mlg_keys_new (project, MLG_LEVEL_COMPLETE);

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_name (writer, "rows");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < records->len; i++)
    write_row (writer, columns, keys, g_ptr_array_index (records, i));
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

static void
print_rows (MlgProject      *project,
            const MlgEntity *entity,
            GPtrArray       *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      MlgRecord *record = g_ptr_array_index (records, i);
      g_autofree char *name = mlg_cli_dup_name (project, entity, mlg_record_get_id (record));
      g_autofree char *title = mlg_project_dup_title (project, entity, mlg_record_get_id (record));

      mlg_cli_print ("%s\t%s", name, title);
    }
}

static gboolean
keep_those_that_meet (MlgCli           *cli,
                      MlgProject       *project,
                      const MlgEntity  *entity,
                      GPtrArray        *records,
                      GError          **error)
{
  GPtrArray *wheres = mlg_cli_values (cli, "where");

  for (guint w = 0; wheres != NULL && w < wheres->len; w++)
    {
      Condition condition;
      gboolean understood = read_condition (project, entity, g_ptr_array_index (wheres, w), &condition, error);

      for (guint i = understood ? records->len : 0; i-- > 0;)
        {
          if (!record_meets (project, &condition, g_ptr_array_index (records, i)))
            g_ptr_array_remove_index (records, i);
        }
      clear_condition (&condition);
      if (!understood)
        return FALSE;
    }

  return TRUE;
}

GPtrArray *
mlg_cli_find_records (MlgCli           *cli,
                      MlgProject       *project,
                      const MlgEntity  *entity,
                      GError          **error)
{
  g_autoptr(GPtrArray) records = search_records (cli, project, entity, error);

  if (records == NULL || !keep_those_that_meet (cli, project, entity, records, error))
    return NULL;
  return g_steal_pointer (&records);
}

static gboolean
run_list (MlgCli  *cli,
          GError **error)
{
  const MlgEntity *entity = mlg_cli_find_entity (mlg_cli_arg (cli, 1), error);
  g_autoptr(MlgProject) project = entity == NULL ? NULL : mlg_cli_open_to_read (cli, error);
  g_autoptr(GPtrArray) records = NULL;

  if (project == NULL)
    return FALSE;

  records = mlg_cli_find_records (cli, project, entity, error);
  if (records == NULL)
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    print_rows_json (project, entity, records);
  else
    print_rows (project, entity, records);
  return mlg_cli_close (project, error);
}

/* ---- writing */

/* A SIRET, an INSEE code, an address: what cannot be is refused; what was restored, or may be wrong, is
 * said and kept. NULL: refused. */
static char *
settle_text (const MlgEntity  *entity,
             const char       *name,
             const char       *text,
             GError          **error)
{
  guint part = 0;
  const MlgField *field = mlg_entity_find_part (entity, name, &part);
  g_autofree char *value = NULL, *sentence = NULL;
  MlgIdentifierKind kind;

  if (field == NULL || !mlg_identifier_find (entity, field, part, &kind))
    return g_strdup (text);
  if (mlg_identifier_settle (kind, text, &value, &sentence) == MLG_IDENTIFIER_REFUSED)
    {
      mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, _("Field “%s”: %s"), name, sentence);
      return NULL;
    }
  if (sentence != NULL)
    g_printerr ("%s\n", sentence);
  return value != NULL ? g_steal_pointer (&value) : g_strdup ("");
}

static gboolean
read_assignments (MlgCli           *cli,
                  guint             from,
                  MlgProject       *project,
                  const MlgEntity  *entity,
                  char            **values,
                  gboolean         *changed,
                  GError          **error)
{
  for (guint i = from; i < cli->args->len; i++)
    {
      g_autofree char *name = NULL, *settled = NULL;
      const char *text;
      const MlgField *field;

      if (!mlg_cli_split (mlg_cli_arg (cli, i), &name, &text, error))
        return FALSE;
      settled = settle_text (entity, name, text, error);
      if (settled == NULL || !mlg_parse_assignment (project, entity, name, settled, values, &field, error))
        return FALSE;
      changed[field->index] = TRUE;
    }

  return TRUE;
}

static gboolean
check_required (const MlgEntity   *entity,
                char             **values,
                GError           **error)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      if ((field->flags & MLG_FIELD_REQUIRED) && values[i] == NULL)
        return mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, _("“%s” is missing."), g_dgettext (GETTEXT_PACKAGE, field->label));
    }

  return TRUE;
}

/* Half a place is no place; without its numbers, how exact they were means nothing. */
static gboolean
check_places (const MlgEntity  *entity,
              char            **values,
              GError          **error)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      g_autofree char *lat = NULL, *lon = NULL;

      if (entity->fields[i].type != MLG_TYPE_PLACE || values[i] == NULL)
        continue;
      lat = mlg_value_dup_part (values[i], 0);
      lon = mlg_value_dup_part (values[i], 1);
      if ((lat == NULL) != (lon == NULL))
        return mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, "%s", _("Latitude and longitude go together: give both, or empty both."));
      if (lat == NULL)
        g_clear_pointer (&values[i], g_free);
    }

  return TRUE;
}

static void
free_values (const MlgEntity  *entity,
             char            **values)
{
  for (guint i = 0; i < entity->n_fields; i++)
    g_free (values[i]);
  g_free (values);
}

/* *name, *id: what to print, once it is done. */
static gboolean
add_record (MlgCli           *cli,
            MlgProject       *project,
            const MlgEntity  *entity,
            char            **values,
            char            **name,
            MlgId            *id,
            GError          **error)
{
  g_autofree gboolean *changed = g_new0 (gboolean, entity->n_fields);

  if (!read_assignments (cli, 2, project, entity, values, changed, error) ||
      !check_required (entity, values, error) || !check_places (entity, values, error) ||
      !mlg_project_add (project, entity, (const char *const *) values, id, error))
    return FALSE;

  *name = mlg_cli_dup_name (project, entity, id);
  return mlg_cli_close (project, error);
}

static void
print_added (MlgCli      *cli,
             const char  *name,
             const MlgId *id)
{
  g_autoptr(MlgJsonWriter) writer = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (!mlg_cli_has (cli, "json"))
    {
      mlg_cli_print ("%s", name);
      return;
    }

  writer = mlg_json_writer_new ();
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "id", name);
  mlg_json_writer_add_string (writer, "uuid", mlg_id_write (id, text));
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

static gboolean
run_add (MlgCli  *cli,
         GError **error)
{
  const MlgEntity *entity = mlg_cli_find_entity (mlg_cli_arg (cli, 1), error);
  g_autoptr(MlgProject) project = entity == NULL ? NULL : mlg_cli_open (cli, error);
  g_autofree char *name = NULL;
  char **values;
  MlgId id = { 0 };
  gboolean done;

  if (project == NULL)
    return FALSE;

  values = g_new0 (char *, entity->n_fields);
  done = add_record (cli, project, entity, values, &name, &id, error);
  if (done)
    print_added (cli, name, &id);
  free_values (entity, values);
  return done;
}

static gboolean
write_changes (MlgProject       *project,
               const MlgEntity  *entity,
               const MlgId      *id,
               char            **values,
               const gboolean   *changed,
               GError          **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Change a record"), error);

  if (gesture == NULL)
    return FALSE;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      if (changed[i] && (!mlg_monograph_check_change (project, entity, id, &entity->fields[i], values[i], error) ||
                         !mlg_gesture_set (gesture, entity, id, &entity->fields[i], values[i], error)))
        return FALSE;
    }

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

static gboolean
set_record (MlgCli           *cli,
            MlgProject       *project,
            const MlgEntity  *entity,
            const MlgId      *id,
            char            **values,
            GError          **error)
{
  g_autofree gboolean *changed = g_new0 (gboolean, entity->n_fields);
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, entity, id);

  for (guint i = 0; i < entity->n_fields; i++)
    values[i] = g_strdup (mlg_record_get (record, &entity->fields[i]));

  return read_assignments (cli, 3, project, entity, values, changed, error) &&
         check_required (entity, values, error) && check_places (entity, values, error) &&
         write_changes (project, entity, id, values, changed, error) &&
         mlg_cli_close (project, error);
}

static gboolean
run_set (MlgCli  *cli,
         GError **error)
{
  const MlgEntity *entity = mlg_cli_find_entity (mlg_cli_arg (cli, 1), error);
  g_autoptr(MlgProject) project = entity == NULL ? NULL : mlg_cli_open (cli, error);
  char **values;
  MlgId id;
  gboolean done;

  if (project == NULL || !mlg_cli_find_record (project, entity, mlg_cli_arg (cli, 2), &id, NULL, error))
    return FALSE;

  values = g_new0 (char *, entity->n_fields);
  done = set_record (cli, project, entity, &id, values, error);
  free_values (entity, values);
  return done;
}

static gboolean
run_delete (MlgCli  *cli,
            GError **error)
{
  const MlgEntity *entity = mlg_cli_find_entity (mlg_cli_arg (cli, 1), error);
  g_autoptr(MlgProject) project = entity == NULL ? NULL : mlg_cli_open (cli, error);
  MlgId id;

  return project != NULL &&
         mlg_cli_find_record (project, entity, mlg_cli_arg (cli, 2), &id, NULL, error) &&
         mlg_project_delete (project, entity, &id, error) &&
         mlg_cli_close (project, error);
}

const MlgCliCommand mlg_cli_record_commands[] = {
  { "list", "FILE ENTITY [--where FIELD=TEXT]… [--search TEXT]", N_("The records of a kind."), 2, 2, "where= search=", run_list },
  { "add", "FILE ENTITY FIELD=VALUE…", N_("Adds a record and prints its identifier."), 3, G_MAXUINT, "", run_add },
  { "set", "FILE ENTITY ID FIELD=VALUE…", N_("Changes fields of a record; FIELD= empties one."), 4, G_MAXUINT, "", run_set },
  { "delete", "FILE ENTITY ID", N_("Deletes a record; history keeps it."), 3, 3, "", run_delete },
  { NULL }
};
