/* maillage-cli merge, share: copies of a file. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-duplicates.h"
#include "exchange/mlg-project-beside.h"
#include "store/mlg-share.h"

/* ---- share */

static const char *
name_reason (MlgHeldReason reason)
{
  static const char *const names[] = {
    [MLG_HELD_NOT] = "none", [MLG_HELD_PRIVATE] = "private", [MLG_HELD_GROUP] = "group", [MLG_HELD_PERSONAL] = "personal",
    [MLG_HELD_CONSENT] = "consent", [MLG_HELD_DEPENDENT] = "dependent", [MLG_HELD_OWN] = "own",
  };

  return names[reason];
}

static void
write_counts (MlgJsonWriter   *writer,
              MlgShareSummary *summary)
{
  mlg_json_writer_name (writer, "counts");
  mlg_json_writer_open (writer, '{');
  for (guint i = 0; i < summary->counts->len; i++)
    {
      const MlgShareCount *count = &g_array_index (summary->counts, MlgShareCount, i);

      mlg_json_writer_name (writer, count->entity->name);
      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_int (writer, "leaving", count->n_leaving);
      mlg_json_writer_add_int (writer, "held", count->n_held);
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
}

static void
write_held (MlgJsonWriter   *writer,
            MlgProject      *project,
            MlgShareSummary *summary)
{
  mlg_json_writer_name (writer, "held_records");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < summary->held->len; i++)
    {
      const MlgHeldRecord *held = &g_array_index (summary->held, MlgHeldRecord, i);
      g_autofree char *name = mlg_cli_dup_name (project, held->entity, &held->id);

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "entity", held->entity->name);
      mlg_json_writer_add_string (writer, "id", name);
      mlg_json_writer_add_string (writer, "reason", name_reason (held->reason));
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
}

static void
write_fields (MlgJsonWriter   *writer,
              MlgShareSummary *summary)
{
  mlg_json_writer_name (writer, "fields");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < summary->fields->len; i++)
    {
      const MlgShareField *field = &g_array_index (summary->fields, MlgShareField, i);

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "entity", field->entity->name);
      mlg_json_writer_add_string (writer, "field", field->field->name);
      mlg_json_writer_add_int (writer, "leaving", field->n_leaving);
      mlg_json_writer_add_int (writer, "held", field->n_held);
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
}

static void
write_mentions (MlgJsonWriter *writer,
                MlgProject    *project,
                GPtrArray     *mentions)
{
  mlg_json_writer_name (writer, "mentions");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < mentions->len; i++)
    {
      const MlgShareMention *mention = mentions->pdata[i];
      g_autofree char *name = mlg_cli_dup_name (project, mention->entity, &mention->id);
      g_autofree char *person = mlg_cli_dup_name (project, mlg_schema_find ("person"), &mention->person);

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "entity", mention->entity->name);
      mlg_json_writer_add_string (writer, "id", name);
      mlg_json_writer_add_string (writer, "field", mention->field->name);
      mlg_json_writer_add_string (writer, "person", person);
      mlg_json_writer_add_string (writer, "excerpt", mention->excerpt);
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
}

/* Free texts cannot be judged by a program: said, and listed before anything leaves. */
static void
print_mentions (MlgCli     *cli,
                MlgProject *project,
                GPtrArray  *mentions)
{
  if (mentions->len == 0)
    return;

  mlg_cli_print (ngettext ("%u text that leaves names a person who stays: read it first",
                           "%u texts that leave name persons who stay: read them first", mentions->len), mentions->len);
  for (guint i = 0; mlg_cli_has (cli, "dry-run") && i < mentions->len; i++)
    {
      const MlgShareMention *mention = mentions->pdata[i];
      g_autofree char *title = mlg_project_dup_title (project, mention->entity, &mention->id);

      mlg_cli_print ("      %s, %s%s%s", title, g_dgettext (GETTEXT_PACKAGE, mention->field->label), _(": "), mention->excerpt);
    }
}

static void
print_share (MlgCli          *cli,
             MlgProject      *project,
             MlgShareSummary *summary,
             GPtrArray       *mentions)
{
  g_autoptr(MlgJsonWriter) writer = NULL;

  if (!mlg_cli_has (cli, "json"))
    {
      if (mlg_cli_has (cli, "dry-run"))
        {
          mlg_cli_print (ngettext ("%u record leaves", "%u records leave", summary->n_leaving), summary->n_leaving);
          mlg_cli_print (ngettext ("%u record stays", "%u records stay", summary->n_held), summary->n_held);
          mlg_cli_print (ngettext ("%u value stays", "%u values stay", summary->n_values_held), summary->n_values_held);
        }
      print_mentions (cli, project, mentions);
      return;
    }

  writer = mlg_json_writer_new ();
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_int (writer, "leaving", summary->n_leaving);
  mlg_json_writer_add_int (writer, "held", summary->n_held);
  mlg_json_writer_add_int (writer, "values_held", summary->n_values_held);
  write_counts (writer, summary);
  write_fields (writer, summary);
  write_held (writer, project, summary);
  write_mentions (writer, project, mentions);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

/* A file on a protected stick can be handed over: the note of it waits here until the file can be written. */
static gboolean
close_after_sharing (MlgProject  *project,
                     GError     **error)
{
  g_autoptr(GError) local_error = NULL;

  if (mlg_cli_close (project, &local_error) || g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_READ_ONLY))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run_share (MlgCli  *cli,
           GError **error)
{
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(MlgShareSummary) summary = NULL;
  g_autoptr(GPtrArray) mentions = NULL;
  MlgHandover handover = { .recipient = mlg_cli_option (cli, "to"), .licence = mlg_cli_option (cli, "licence") };

  if (!mlg_cli_has (cli, "level"))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option --%s is missing."), "level");
  if (!mlg_cli_level (cli, &handover.level, error))
    return FALSE;

  project = mlg_cli_open (cli, error);
  if (project == NULL)
    return FALSE;

  summary = mlg_share_summarize (project, handover.level, error);
  mentions = summary != NULL ? mlg_share_find_mentions (project, handover.level, error) : NULL;
  if (mentions == NULL ||
      (!mlg_cli_has (cli, "dry-run") && !mlg_share_hand_over (project, mlg_cli_arg (cli, 1), &handover, error)))
    return FALSE;

  print_share (cli, project, summary, mentions);
  return close_after_sharing (project, error);
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

/* ---- copy */

static gboolean
run_copy (MlgCli  *cli,
          GError **error)
{
  const MlgEntity *entity = mlg_cli_find_entity (mlg_cli_arg (cli, 2), error);
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(MlgRecord) record = NULL;
  g_autofree char *text = NULL;
  MlgId id, copy;

  if (entity == NULL)
    return FALSE;
  if (!mlg_beside_can_copy (entity))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("Initiatives, actors and resources can be copied from another file."));

  other = mlg_project_open_read_only (mlg_cli_arg (cli, 1), error);
  if (other == NULL || !mlg_cli_find_record (other, entity, mlg_cli_arg (cli, 3), &id, NULL, error))
    return FALSE;
  record = mlg_project_get_record (other, entity, &id);
  project = mlg_cli_open (cli, error);
  if (project == NULL || !mlg_beside_copy (project, other, record, &copy, error) || !mlg_cli_close (project, error))
    return FALSE;

  text = mlg_id_dup_text (&copy);
  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "id", text);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  else
    mlg_cli_print ("%s", text);
  return TRUE;
}

const MlgCliCommand mlg_cli_exchange_commands[] = {
  { "import", "FILE SOURCE [--format F] [--sheet NAME]… [--what ENTITY] [--map COLUMN=FIELD]… [--key FIELD[+FIELD]] "
              "[--create-missing] [--rejects CSV] [--dry-run]",
    N_("The records of another program’s file into this one; --dry-run says what would change."), 2, 2,
    "format= sheet= what= map= key= encoding= create-missing rejects= dry-run", mlg_cli_run_import },
  { "merge", "FILE OTHER [--dry-run]", N_("Brings a colleague’s copy into the file."), 2, 2, "dry-run", run_merge },
  { "share", "FILE OUT --level complete|partners|public [--to NAME] [--licence L] [--dry-run]",
    N_("A copy made for others, and a note of it; --dry-run says what would leave."), 2, 2, "level= to= licence= dry-run",
    run_share },
  { "copy", "FILE OTHER ENTITY ID", N_("Brings an initiative, an actor or a resource from another file, with its source; the other is only read."), 4, 4, "", run_copy },
  { NULL }
};
