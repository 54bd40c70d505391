/* maillage-cli import: the file of another program, as the assistant would import it. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-import-json.h"
#include "exchange/mlg-import.h"

#define MAX_LINES 20     /* refused lines told one by one */
/* A list is never that large, nor our own records: nothing is read of it. */
#define MAX_BYTES (256u << 20)

static void
write_rejection (MlgJsonWriter *writer,
                 const char    *sheet,
                 guint          line,
                 const char    *reason)
{
  mlg_json_writer_open (writer, '{');
  if (sheet != NULL)
    mlg_json_writer_add_string (writer, "sheet", sheet);
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

/* What changes in records that are there, so that it can be looked at before. Of the current sheet. */
static void
write_changes (MlgJsonWriter *writer,
               MlgImport     *import)
{
  for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
    {
      g_autoptr(GPtrArray) changes = NULL;
      const MlgId *match = mlg_import_get_match (import, row);

      if (match == NULL)
        continue;

      changes = mlg_import_dup_changes (import, row);
      for (guint i = 0; i < changes->len; i++)
        {
          const MlgImportChange *change = g_ptr_array_index (changes, i);
          char id[MLG_ID_TEXT_LENGTH + 1];

          mlg_json_writer_open (writer, '{');
          mlg_json_writer_add_int (writer, "line", mlg_import_get_line (import, row));
          mlg_json_writer_add_string (writer, "id", mlg_id_write (match, id));
          mlg_json_writer_add_string (writer, "field", change->field->name);
          mlg_json_writer_add_string (writer, "before", change->before);
          mlg_json_writer_add_string (writer, "after", change->after);
          if (change->contested)
            mlg_json_writer_add_bool (writer, "kept", change->left);
          mlg_json_writer_close (writer);
        }
    }
}

/* ---- each used sheet in turn */

typedef void (*SheetFunc) (MlgJsonWriter *writer, MlgImport *import);

static void
write_sheets (MlgJsonWriter *writer,
              MlgImport     *import,
              const char    *name,
              SheetFunc      func)
{
  guint current = mlg_import_get_sheet (import);

  mlg_json_writer_name (writer, name);
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < mlg_import_get_n_sheets (import); i++)
    {
      if (!mlg_import_get_sheet_used (import, i))
        continue;
      mlg_import_set_sheet (import, i);
      func (writer, import);
    }
  mlg_json_writer_close (writer);
  mlg_import_set_sheet (import, current);
}

static const char *
get_sheet_name (MlgImport *import)
{
  return mlg_import_get_n_sheets (import) == 1 ? NULL : mlg_import_get_sheet_name (import, mlg_import_get_sheet (import));
}

static void
write_rejections (MlgJsonWriter *writer,
                  MlgImport     *import)
{
  for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
    {
      if (mlg_import_get_reason (import, row) != NULL)
        write_rejection (writer, get_sheet_name (import), mlg_import_get_line (import, row), mlg_import_get_reason (import, row));
    }
}

static void
write_remarks (MlgJsonWriter *writer,
               MlgImport     *import)
{
  for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
    {
      if (mlg_import_get_remark (import, row) != NULL)
        write_rejection (writer, get_sheet_name (import), mlg_import_get_line (import, row), mlg_import_get_remark (import, row));
    }
}

static void
write_sheet (MlgJsonWriter *writer,
             MlgImport     *import)
{
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "name", mlg_import_get_sheet_name (import, mlg_import_get_sheet (import)));
  mlg_json_writer_add_string (writer, "what", mlg_import_get_entity (import)->name);
  write_counts (writer, mlg_import_count_sheet (import, MLG_ROW_ADDED), mlg_import_count_sheet (import, MLG_ROW_CHANGED),
                mlg_import_count_sheet (import, MLG_ROW_UNCHANGED), mlg_import_count_sheet (import, MLG_ROW_REJECTED));
  mlg_json_writer_name (writer, "columns");
  mlg_json_writer_open (writer, '[');
  write_columns (writer, import);
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
}

static const char *
get_format_name (MlgImport *import)
{
  const MlgReader *format = mlg_import_get_format (import);

  return format == NULL ? "csv" : format->name;
}

static void
print_import_json (MlgImport *import)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  const char *const *remarks = mlg_import_get_remarks (import);
  g_autofree char *absent = mlg_import_dup_absent (import);
  char separator[2] = { mlg_import_get_separator (import), '\0' };

  mlg_json_writer_open (writer, '{');
  write_counts (writer, mlg_import_count (import, MLG_ROW_ADDED), mlg_import_count (import, MLG_ROW_CHANGED),
                mlg_import_count (import, MLG_ROW_UNCHANGED), mlg_import_count (import, MLG_ROW_REJECTED));
  if (mlg_import_get_n_missing (import) > 0)
    mlg_json_writer_add_int (writer, "created", mlg_import_get_n_missing (import));
  if (absent != NULL)
    mlg_json_writer_add_string (writer, "absent", absent);
  write_sheets (writer, import, "rejections", write_rejections);
  write_sheets (writer, import, "remarks", write_remarks);
  mlg_json_writer_name (writer, "about");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; remarks[i] != NULL; i++)
    mlg_json_writer_string (writer, remarks[i]);
  mlg_json_writer_close (writer);
  write_sheets (writer, import, "changes", write_changes);
  mlg_json_writer_add_string (writer, "format", get_format_name (import));
  if (mlg_import_get_format (import) == NULL && *separator != '\0')
    {
      mlg_json_writer_add_string (writer, "encoding", mlg_encoding_get_name (mlg_import_get_encoding (import)));
      mlg_json_writer_add_string (writer, "separator", separator);
    }
  write_sheets (writer, import, "columns", write_columns);
  write_sheets (writer, import, "sheets", write_sheet);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

/* @lines: told already. */
static void
print_rejections (MlgImport *import,
                  guint     *lines)
{
  const char *sheet = get_sheet_name (import);

  for (guint row = 0; row < mlg_import_get_n_rows (import) && *lines < MAX_LINES; row++)
    {
      const char *reason = mlg_import_get_reason (import, row);

      if (reason == NULL)
        continue;
      if (sheet == NULL)
        mlg_cli_print (_("Line %u: %s"), mlg_import_get_line (import, row), reason);
      else
        mlg_cli_print (_("%s, line %u: %s"), sheet, mlg_import_get_line (import, row), reason);
      (*lines)++;
    }
}

static void
print_import (MlgImport *import)
{
  guint n_rejected = mlg_import_count (import, MLG_ROW_REJECTED), n = 0, n_remarks = 0, n_named = mlg_import_get_n_missing (import);
  g_autofree char *absent = mlg_import_dup_absent (import);
  const char *const *remarks = mlg_import_get_remarks (import);

  print_counts (mlg_import_count (import, MLG_ROW_ADDED), mlg_import_count (import, MLG_ROW_CHANGED),
                mlg_import_count (import, MLG_ROW_UNCHANGED), n_rejected);
  for (guint i = 0; remarks[i] != NULL; i++)
    mlg_cli_print ("%s", remarks[i]);
  if (n_named > 0)
    mlg_cli_print (ngettext ("%u actor stands in the links only: it is added with what they call it.",
                             "%u actors stand in the links only: they are added with what these call them.", n_named), n_named);
  for (guint i = 0; i < mlg_import_get_n_sheets (import); i++)
    {
      if (!mlg_import_get_sheet_used (import, i))
        continue;
      mlg_import_set_sheet (import, i);
      print_rejections (import, &n);
      for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
        n_remarks += mlg_import_get_remark (import, row) != NULL;
    }

  if (n_rejected > n)
    mlg_cli_print (ngettext ("and %u more line: --json tells them all", "and %u more lines: --json tells them all", n_rejected - n),
                   n_rejected - n);
  if (absent != NULL)
    mlg_cli_print (_("%s With --create-missing they are added."), absent);
  if (n_remarks > 0)
    mlg_cli_print (ngettext ("%u line with a remark: --json tells it", "%u lines with a remark: --json tells them", n_remarks), n_remarks);
}

/* ---- what was asked for */

static gboolean
choose_sheets (MlgCli     *cli,
               MlgImport  *import,
               GError    **error)
{
  GPtrArray *names = mlg_cli_values (cli, "sheet");
  guint n_sheets = mlg_import_get_n_sheets (import);
  gboolean first = TRUE;

  for (guint i = 0; names != NULL && i < n_sheets; i++)
    mlg_import_set_sheet_used (import, i, FALSE);

  for (guint n = 0; names != NULL && n < names->len; n++)
    {
      guint i = 0;

      while (i < n_sheets && g_strcmp0 (mlg_import_get_sheet_name (import, i), names->pdata[n]) != 0)
        i++;
      if (i == n_sheets)
        return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("There is no sheet “%s” in this file."), (const char *) names->pdata[n]);
      mlg_import_set_sheet_used (import, i, TRUE);
      if (first)
        mlg_import_set_sheet (import, i);
      first = FALSE;
    }

  return TRUE;
}

static gboolean
choose_format (MlgCli     *cli,
               MlgImport  *import,
               GError    **error)
{
  const char *format = mlg_cli_option (cli, "format");

  if (format == NULL || strcmp (format, "maillage") == 0)
    return TRUE;
  if (strcmp (format, "csv") == 0)
    return mlg_import_set_format (import, NULL, error);

  return mlg_import_set_format (import, mlg_source_find_reader (format), error);
}

static gboolean
choose (MlgCli     *cli,
        MlgImport  *import,
        GError    **error)
{
  GPtrArray *maps = mlg_cli_values (cli, "map");
  const char *what = mlg_cli_option (cli, "what"), *key = mlg_cli_option (cli, "key");
  const char *encoding_name = mlg_cli_option (cli, "encoding");
  MlgEncoding encoding;

  if (!choose_format (cli, import, error) || !choose_sheets (cli, import, error))
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

  if (mlg_cli_has (cli, "create-missing"))
    mlg_import_set_create_missing (import, TRUE);
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
write_rejects (MlgCli     *cli,
               MlgImport  *import,
               GError    **error)
{
  const char *path = mlg_cli_option (cli, "rejects");
  g_autoptr(GBytes) bytes = path == NULL ? NULL : mlg_import_dup_rejects (import);
  gsize length;
  const char *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &length);

  return path == NULL || mlg_import_count (import, MLG_ROW_REJECTED) == 0 || g_file_set_contents (path, data, length, error);
}

static gboolean
import_list (MlgCli      *cli,
             MlgProject  *project,
             const char  *source,
             GError     **error)
{
  g_autoptr(MlgImport) import = (mlg_import_set_remembers (FALSE), mlg_import_new (project, source, error));

  if (import == NULL || !choose (cli, import, error) || !mlg_import_compare (import, NULL, NULL, NULL, error) ||
      !write_rejects (cli, import, error))
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

          write_rejection (writer, NULL, rejection->line, rejection->reason);
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

/* Our own records, which are read otherwise. */
static gboolean
is_ours (const char  *source,
         const char  *format,
         GBytes     **bytes,
         GError     **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (source);
  g_autoptr(GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_size (info) > MAX_BYTES)
    return format != NULL && strcmp (format, "json") == 0 &&
           mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, _("This file is too large to be a list of actors."));

  *bytes = g_file_load_bytes (file, NULL, NULL, error);
  if (*bytes == NULL)
    return FALSE;
  return format != NULL ? strcmp (format, "json") == 0 : mlg_import_json_is_ours (*bytes);
}

gboolean
mlg_cli_run_import (MlgCli  *cli,
                    GError **error)
{
  const char *source = mlg_cli_arg (cli, 1), *format = mlg_cli_option (cli, "format");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) local_error = NULL;
  gboolean ours;

  if (format != NULL && strcmp (format, "csv") != 0 && strcmp (format, "json") != 0 && strcmp (format, "maillage") != 0 &&
      mlg_source_find_reader (format) == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The format “%s” is not known."), format);

  ours = is_ours (source, format, &bytes, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  project = mlg_cli_open (cli, error);
  if (project == NULL)
    return FALSE;
  if (ours)
    return import_records (cli, project, bytes, error);

  g_clear_pointer (&bytes, g_bytes_unref);
  return import_list (cli, project, source, error);
}
