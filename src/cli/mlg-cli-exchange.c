/* maillage-cli merge, share: copies of a file. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-duplicates.h"

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
  { "import", "FILE SOURCE [--format F] [--sheet NAME]… [--what ENTITY] [--map COLUMN=FIELD]… [--key FIELD[+FIELD]] "
              "[--create-missing] [--rejects CSV] [--dry-run]",
    N_("The records of another program’s file into this one; --dry-run says what would change."), 2, 2,
    "format= sheet= what= map= key= encoding= create-missing rejects= dry-run", mlg_cli_run_import },
  { "merge", "FILE OTHER [--dry-run]", N_("Brings a colleague’s copy into the file."), 2, 2, "dry-run", run_merge },
  { "share", "FILE OUT --level complete|partners|public", N_("A copy made for others."), 2, 2, "level=", run_share },
  { NULL }
};
