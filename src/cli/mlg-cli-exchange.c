/* maillage-cli import, merge, share: other files. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-duplicates.h"
#include "exchange/mlg-import-json.h"
#include "exchange/mlg-import.h"

/* ---- import */

#define MAX_LINES 20     /* refused lines told one by one */

static void
write_rejection (MlgJsonWriter *writer,
                 guint          line,
                 const char    *reason)
{
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_int (writer, "line", line);
  mlg_json_writer_add_string (writer, "reason", reason);
  mlg_json_writer_close (writer);
}

static void
write_counts (MlgJsonWriter *writer,
              guint          added,
              guint          changed,
              guint          unchanged,
              guint          rejected)
{
  mlg_json_writer_add_int (writer, "added", added);
  mlg_json_writer_add_int (writer, "changed", changed);
  mlg_json_writer_add_int (writer, "unchanged", unchanged);
  mlg_json_writer_add_int (writer, "rejected", rejected);
}

static void
print_counts (guint added,
              guint changed,
              guint unchanged,
              guint rejected)
{
  mlg_cli_print (ngettext ("%u added", "%u added", added), added);
  mlg_cli_print (ngettext ("%u changed", "%u changed", changed), changed);
  mlg_cli_print (ngettext ("%u unchanged", "%u unchanged", unchanged), unchanged);
  mlg_cli_print (ngettext ("%u rejected", "%u rejected", rejected), rejected);
}

/* The rows and columns of each sheet that is used, one sheet after the other. */
static void
foreach_sheet (MlgJsonWriter *writer,
               const char    *name,
               MlgImport     *import,
               void         (*write) (MlgJsonWriter *writer, MlgImport *import))
{
  mlg_json_writer_name (writer, name);
  mlg_json_writer_open (writer, '[');
  for (guint sheet = 0; sheet < mlg_import_get_n_sheets (import); sheet++)
    {
      if (!mlg_import_get_sheet_used (import, sheet))
        continue;
      mlg_import_set_sheet (import, sheet);
      write (writer, import);
    }
  mlg_json_writer_close (writer);
}

static void
write_columns (MlgJsonWriter *writer,
               MlgImport     *import)
{
  for (guint i = 0; i < mlg_import_get_n_columns (import); i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (import, i);
      const char *target = "skip";

      if (column->use == MLG_COLUMN_NOTE)
        target = "note";
      else if (column->use == MLG_COLUMN_ID)
        target = "id";
      else if (column->use == MLG_COLUMN_FIELD)
        target = mlg_field_is_composite (column->field) && column->part != MLG_WHOLE_FIELD ? column->field->parts[column->part].name
                                                                                         : column->field->name;
      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "name", column->name);
      mlg_json_writer_add_string (writer, "field", target);
      mlg_json_writer_close (writer);
    }
}

/* What changes in records that are there, so that it can be looked at before. */
static void
write_changes (MlgJsonWriter *writer,
               MlgImport     *import)
{
  for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
    {
      g_autoptr(GPtrArray) changes = NULL;

      if (mlg_import_get_outcome (import, row) != MLG_ROW_CHANGED)
        continue;

      changes = mlg_import_dup_changes (import, row);
      for (guint i = 0; i < changes->len; i++)
        {
          const MlgImportChange *change = g_ptr_array_index (changes, i);
          char id[MLG_ID_TEXT_LENGTH + 1];

          mlg_json_writer_open (writer, '{');
          mlg_json_writer_add_int (writer, "line", mlg_import_get_line (import, row));
          mlg_json_writer_add_string (writer, "id", mlg_id_write (mlg_import_get_match (import, row), id));
          mlg_json_writer_add_string (writer, "field", change->field->name);
          mlg_json_writer_add_string (writer, "before", change->before);
          mlg_json_writer_add_string (writer, "after", change->after);
          mlg_json_writer_close (writer);
        }
    }
}

static void
write_reasons (MlgJsonWriter *writer,
               MlgImport     *import)
{
  for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
    {
      if (mlg_import_get_reason (import, row) != NULL)
        write_rejection (writer, mlg_import_get_line (import, row), mlg_import_get_reason (import, row));
    }
}

static void
write_remarks (MlgJsonWriter *writer,
               MlgImport     *import)
{
  for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
    {
      if (mlg_import_get_remark (import, row) != NULL)
        write_rejection (writer, mlg_import_get_line (import, row), mlg_import_get_remark (import, row));
    }
}

static void
print_import_json (MlgImport *import)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  char separator[2] = { mlg_import_get_separator (import), '\0' };

  mlg_json_writer_open (writer, '{');
  write_counts (writer, mlg_import_count (import, MLG_ROW_ADDED), mlg_import_count (import, MLG_ROW_CHANGED),
                mlg_import_count (import, MLG_ROW_UNCHANGED), mlg_import_count (import, MLG_ROW_REJECTED));

  foreach_sheet (writer, "rejections", import, write_reasons);
  foreach_sheet (writer, "remarks", import, write_remarks);
  foreach_sheet (writer, "changes", import, write_changes);
  mlg_json_writer_name (writer, "about");
  mlg_json_writer_open (writer, '[');
  for (const char *const *remark = mlg_import_get_remarks (import); *remark != NULL; remark++)
    mlg_json_writer_string (writer, *remark);
  mlg_json_writer_close (writer);
  mlg_json_writer_add_string (writer, "format", mlg_import_get_format (import) == NULL ? "csv" : mlg_import_get_format (import)->name);
  mlg_json_writer_add_string (writer, "encoding", mlg_encoding_get_name (mlg_import_get_encoding (import)));
  mlg_json_writer_add_string (writer, "separator", separator);
  foreach_sheet (writer, "columns", import, write_columns);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

/* At most @most lines; how many there were. */
static guint
print_reasons (MlgImport *import,
               guint      most)
{
  guint n = 0;

  for (guint row = 0; row < mlg_import_get_n_rows (import) && n < most; row++)
    {
      if (mlg_import_get_reason (import, row) == NULL)
        continue;
      mlg_cli_print (_("Line %u: %s"), mlg_import_get_line (import, row), mlg_import_get_reason (import, row));
      n++;
    }

  return n;
}

static void
print_import (MlgImport *import)
{
  guint n_rejected = mlg_import_count (import, MLG_ROW_REJECTED), n = 0;

  print_counts (mlg_import_count (import, MLG_ROW_ADDED), mlg_import_count (import, MLG_ROW_CHANGED),
                mlg_import_count (import, MLG_ROW_UNCHANGED), n_rejected);
  for (const char *const *remark = mlg_import_get_remarks (import); *remark != NULL; remark++)
    mlg_cli_print ("%s", *remark);
  for (guint sheet = 0; sheet < mlg_import_get_n_sheets (import); sheet++)
    {
      if (!mlg_import_get_sheet_used (import, sheet))
        continue;
      mlg_import_set_sheet (import, sheet);
      n += print_reasons (import, MAX_LINES - n);
    }
  if (n_rejected > n)
    mlg_cli_print (ngettext ("and %u more line: --json tells them all", "and %u more lines: --json tells them all", n_rejected - n),
                   n_rejected - n);
}

static gboolean
choose (MlgCli     *cli,
        MlgImport  *import,
        GError    **error)
{
  GPtrArray *maps = mlg_cli_values (cli, "map");
  const char *what = mlg_cli_option (cli, "what"), *key = mlg_cli_option (cli, "key");
  const char *encoding_name = mlg_cli_option (cli, "encoding");
  const char *format = mlg_cli_option (cli, "format");
  MlgEncoding encoding;

  if (format != NULL && !mlg_import_set_format (import, mlg_source_find_reader (format), error))
    return FALSE;

  if (encoding_name != NULL)
    {
      if (!mlg_encoding_parse (encoding_name, &encoding))
        return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The encoding “%s” is not known."), encoding_name);
      mlg_import_set_encoding (import, encoding);
    }

  if (what != NULL)
    {
      const MlgEntity *entity = mlg_cli_find_entity (what, error);

      if (entity == NULL)
        return FALSE;
      mlg_import_set_entity (import, entity);
    }

  for (guint i = 0; maps != NULL && i < maps->len; i++)
    {
      g_autofree char *column = NULL;
      const char *target;

      if (!mlg_cli_split (g_ptr_array_index (maps, i), &column, &target, error) ||
          !mlg_import_map_named (import, column, target, error))
        return FALSE;
    }

  return key == NULL || mlg_import_set_key (import, key, error);
}

static gboolean
import_list (MlgCli      *cli,
             MlgProject  *project,
             GBytes      *bytes,
             const char  *source,
             GError     **error)
{
  g_autofree char *name = g_path_get_basename (source);
  g_autoptr(MlgImport) import = mlg_import_new_for_bytes (project, name, bytes, error);

  if (import == NULL || !choose (cli, import, error) || !mlg_import_compare (import, NULL, NULL, NULL, error))
    return FALSE;
  if (!mlg_cli_has (cli, "dry-run") && !mlg_import_apply (import, NULL, NULL, NULL, error))
    return FALSE;
  if (!mlg_cli_close (project, error))
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    print_import_json (import);
  else
    print_import (import);
  return TRUE;
}

static gboolean
import_records (MlgCli      *cli,
                MlgProject  *project,
                GBytes      *bytes,
                GError     **error)
{
  g_autoptr(MlgJsonReport) report = mlg_import_json (project, bytes, N_("Import records"), mlg_cli_has (cli, "dry-run"), error);

  if (report == NULL || !mlg_cli_close (project, error))
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      write_counts (writer, report->added, report->changed, report->unchanged, report->rejections->len);
      mlg_json_writer_name (writer, "rejections");
      mlg_json_writer_open (writer, '[');
      for (guint i = 0; i < report->rejections->len; i++)
        {
          const MlgJsonRejection *rejection = g_ptr_array_index (report->rejections, i);

          write_rejection (writer, rejection->line, rejection->reason);
        }
      mlg_json_writer_close (writer);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
      return TRUE;
    }

  print_counts (report->added, report->changed, report->unchanged, report->rejections->len);
  for (guint i = 0; i < report->rejections->len; i++)
    {
      const MlgJsonRejection *rejection = g_ptr_array_index (report->rejections, i);

      mlg_cli_print (_("Line %u: %s"), rejection->line, rejection->reason);
    }
  return TRUE;
}

static gboolean
run_import (MlgCli  *cli,
            GError **error)
{
  const char *source = mlg_cli_arg (cli, 1), *format = mlg_cli_option (cli, "format");
  g_autoptr(GFile) file = g_file_new_for_path (source);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(MlgProject) project = NULL;

  if (format != NULL && strcmp (format, "csv") != 0 && strcmp (format, "json") != 0 && mlg_source_find_reader (format) == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The format “%s” is not known."), format);

  bytes = g_file_load_bytes (file, NULL, NULL, error);
  project = bytes == NULL ? NULL : mlg_cli_open (cli, error);
  if (project == NULL)
    return FALSE;

  if (format != NULL ? strcmp (format, "json") == 0 : mlg_import_json_is_ours (bytes))
    return import_records (cli, project, bytes, error);
  return import_list (cli, project, bytes, source, error);
}

/* ---- share */

static gboolean
run_share (MlgCli  *cli,
           GError **error)
{
  g_autoptr(MlgProject) project = NULL;
  MlgLevel level;

  if (!mlg_cli_has (cli, "level"))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option --%s is missing."), "level");
  if (!mlg_cli_level (cli, &level, error))
    return FALSE;

  project = mlg_cli_open_to_read (cli, error);
  return project != NULL &&
         mlg_project_share (project, mlg_cli_arg (cli, 1), level, error) &&
         mlg_cli_close (project, error);
}

/* ---- merge */

static void
print_merge (MlgCli         *cli,
             MlgMergeReport *report,
             guint           n_duplicates)
{
  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_int (writer, "added", report->added);
      mlg_json_writer_add_int (writer, "changed", report->changed);
      mlg_json_writer_add_int (writer, "deleted", report->deleted);
      mlg_json_writer_add_int (writer, "conflicts", report->conflicts);
      mlg_json_writer_add_int (writer, "duplicates", n_duplicates);
      mlg_json_writer_add_bool (writer, "related", report->related);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
      return;
    }

  mlg_cli_print (ngettext ("%u added", "%u added", report->added), report->added);
  mlg_cli_print (ngettext ("%u changed", "%u changed", report->changed), report->changed);
  mlg_cli_print (ngettext ("%u deleted", "%u deleted", report->deleted), report->deleted);
  mlg_cli_print (ngettext ("%u to decide", "%u to decide", report->conflicts), report->conflicts);
  mlg_cli_print (ngettext ("%u probable duplicate", "%u probable duplicates", n_duplicates), n_duplicates);
}

static gboolean
run_merge (MlgCli  *cli,
           GError **error)
{
  gboolean dry_run = mlg_cli_has (cli, "dry-run");
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GPtrArray) duplicates = NULL;

  if (project == NULL)
    return FALSE;

  report = mlg_project_merge (project, mlg_cli_arg (cli, 1), dry_run, error);
  if (report == NULL)
    return FALSE;

  duplicates = mlg_duplicates_find (project);
  if (!mlg_cli_close (project, error))
    return FALSE;

  print_merge (cli, report, duplicates->len);
  return TRUE;
}

const MlgCliCommand mlg_cli_exchange_commands[] = {
  { "import", "FILE SOURCE [--format F] [--what ENTITY] [--map COLUMN=FIELD]… [--key FIELD] [--dry-run]",
    N_("A list (CSV) or records (JSON) into the file; --dry-run says what would change."), 2, 2,
    "format= what= map= key= encoding= dry-run", run_import },
  { "merge", "FILE OTHER [--dry-run]", N_("Brings a colleague’s copy into the file."), 2, 2, "dry-run", run_merge },
  { "share", "FILE OUT --level complete|partners|public", N_("A copy made for others."), 2, 2, "level=", run_share },
  { NULL }
};
