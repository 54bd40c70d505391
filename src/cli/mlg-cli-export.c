/* maillage-cli export: a list for another program. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-export.h"

static gboolean
choose_format (MlgCli            *cli,
               MlgExportOptions  *options,
               GError           **error)
{
  const char *name = mlg_cli_option (cli, "format"), *out = mlg_cli_arg (cli, 1), *what = mlg_cli_option (cli, "what");

  if (!mlg_export_format_find (name, out, &options->format))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The format “%s” is not known."), name != NULL ? name : out);
  if (what != NULL && (options->entity = mlg_cli_find_entity (what, error)) == NULL)
    return FALSE;

  options->labels = mlg_cli_has (cli, "labels");
  return mlg_cli_level (cli, &options->level, error);
}

/* The entity whose rows --search and --where choose: what is written if nothing is said. */
static const MlgEntity *
get_chosen (const MlgExportOptions *options)
{
  const MlgExporter *exporter = mlg_export_find_exporter (options->format);
  const char *end;

  if (options->entity != NULL)
    return options->entity;
  if (exporter->entities == NULL || strstr (exporter->entities, "|" MLG_ENTITY_ACTOR "|") != NULL)
    return mlg_schema_find (MLG_ENTITY_ACTOR);

  end = strchr (exporter->entities + 1, '|');
  g_autofree char *first = g_strndup (exporter->entities + 1, end - exporter->entities - 1);

  return mlg_schema_find (first);
}

static gboolean
choose_records (MlgCli            *cli,
                MlgProject        *project,
                MlgExportOptions  *options,
                GError           **error)
{
  g_autoptr(GPtrArray) records = NULL;

  if (!mlg_cli_has (cli, "search") && !mlg_cli_has (cli, "where"))
    return TRUE;

  options->entity = get_chosen (options);
  records = mlg_cli_find_records (cli, project, options->entity, error);
  if (records == NULL)
    return FALSE;

  options->ids = g_array_sized_new (FALSE, FALSE, sizeof (MlgId), records->len);
  for (guint i = 0; i < records->len; i++)
    g_array_append_vals (options->ids, mlg_record_get_id (g_ptr_array_index (records, i)), 1);
  return TRUE;
}

static gboolean
run_export (MlgCli  *cli,
            GError **error)
{
  const char *columns = mlg_cli_option (cli, "columns");
  g_auto(GStrv) names = columns == NULL ? NULL : g_strsplit (columns, ",", -1);
  MlgExportOptions options = { .columns = (const char *const *) names };
  g_autoptr(MlgProject) project = NULL;
  gboolean done;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_strstrip (names[i]);
  if (!choose_format (cli, &options, error))
    return FALSE;

  project = mlg_cli_open_to_read (cli, error);
  done = project != NULL &&
         choose_records (cli, project, &options, error) &&
         mlg_export_with_options_to_file (project, mlg_cli_arg (cli, 1), &options, error) &&
         mlg_cli_close (project, error);
  g_clear_pointer (&options.ids, g_array_unref);
  return done;
}

const MlgCliCommand mlg_cli_export_commands[] = {
  { "export", "FILE OUT [--format F] [--what ENTITY] [--level complete|partners|public] [--columns A,B] [--labels] [--search TEXT] [--where FIELD=TEXT]…",
    N_("A list for another program, by the end of the name or --format; --labels writes the words of the screen."), 2, 2,
    "format= what= level= columns= labels search= where=", run_export },
  { NULL }
};
