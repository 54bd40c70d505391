/* maillage-cli history, undo, diff: what was done, by whom, and taking it back. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "model/mlg-date.h"

#define MS_PER_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

static const char *
name_kind (const MlgHistoryEntry *entry)
{
  switch (entry->kind)
    {
    case MLG_CHANGE_ADDED:    return "added";
    case MLG_CHANGE_DELETED:  return "deleted";
    case MLG_CHANGE_RESTORED: return "restored";
    case MLG_CHANGE_ERASED:   return "erased";
    case MLG_CHANGE_SET:
    default:                  return "set";
    }
}

static void
write_entry (MlgJsonWriter         *writer,
             MlgProject            *project,
             const MlgHistoryEntry *entry)
{
  g_autofree char *name = mlg_cli_dup_name (project, entry->entity, &entry->id);
  g_autofree char *uuid = mlg_id_dup_text (&entry->id);
  g_autofree char *date = mlg_cli_dup_date (entry->date);
  g_autofree char *txn = g_strdup_printf ("%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, entry->sid, entry->txn);

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "entity", entry->entity->name);
  mlg_json_writer_add_string (writer, "id", name);
  mlg_json_writer_add_string (writer, "uuid", uuid);
  mlg_json_writer_add_string (writer, "field", entry->field == NULL ? NULL : entry->field->name);
  mlg_json_writer_add_string (writer, "kind", name_kind (entry));
  mlg_json_writer_add_string (writer, "before", entry->before);
  mlg_json_writer_add_string (writer, "after", entry->after);
  mlg_json_writer_add_string (writer, "author", entry->author);
  mlg_json_writer_add_string (writer, "date", date);
  mlg_json_writer_add_string (writer, "txn", txn);
  mlg_json_writer_add_string (writer, "command", entry->label == NULL ? NULL : g_dgettext (GETTEXT_PACKAGE, entry->label));
  mlg_json_writer_close (writer);
}

static void
print_entries_json (MlgProject *project,
                    GPtrArray  *entries,
                    const char *name)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_name (writer, name);
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < entries->len; i++)
    write_entry (writer, project, g_ptr_array_index (entries, i));
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

static char *
dup_shown (MlgProject            *project,
           const MlgHistoryEntry *entry,
           const char            *value)
{
  if (value == NULL)
    return g_strdup ("–");
  return entry->field == NULL ? g_strdup (value) : mlg_project_display (project, entry->field, value);
}

/* The command, else what happened: a comparison of two dates knows no command. */
static const char *
describe_entry (const MlgHistoryEntry *entry)
{
  if (entry->label != NULL)
    return g_dgettext (GETTEXT_PACKAGE, entry->label);

  switch (entry->kind)
    {
    case MLG_CHANGE_ADDED:    return _("Added");
    case MLG_CHANGE_DELETED:  return _("Deleted");
    case MLG_CHANGE_RESTORED: return _("Restored");
    case MLG_CHANGE_ERASED:   return _("Erased for good");
    case MLG_CHANGE_SET:
    default:                  return _("Changed");
    }
}

static void
print_entries (MlgProject *project,
               GPtrArray  *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const MlgHistoryEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (entry->date / 1000);
      g_autofree char *when = g_date_time_format (date, "%x %X");
      g_autofree char *title = mlg_project_dup_title (project, entry->entity, &entry->id);
      g_autofree char *before = dup_shown (project, entry, entry->before);
      g_autofree char *after = dup_shown (project, entry, entry->after);
      const char *label = describe_entry (entry);

      if (entry->field == NULL)
        mlg_cli_print ("%s  %s  %s  %s", when, entry->author == NULL ? "" : entry->author, label, title);
      else
        mlg_cli_print ("%s  %s  %s  %s  %s%s%s → %s", when, entry->author == NULL ? "" : entry->author, label, title,
                       g_dgettext (GETTEXT_PACKAGE, entry->field->label), _(": "), before, after);
    }
}

/* A deleted record has a history too: the name it is printed under there is enough. */
static gboolean
find_deleted (MlgProject *project,
              const char *name,
              MlgId      *id)
{
  g_autoptr(GPtrArray) entries = mlg_store_history (mlg_project_get_store (project), NULL, 0, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const MlgHistoryEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *printed = NULL;

      if (entry->kind != MLG_CHANGE_DELETED)
        continue;
      printed = mlg_cli_dup_name (project, entry->entity, &entry->id);
      if (strcmp (printed, name) == 0)
        {
          *id = entry->id;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
run_history (MlgCli  *cli,
             GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open_to_read (cli, error);
  g_autoptr(GPtrArray) entries = NULL;
  const char *name = mlg_cli_arg (cli, 1);
  MlgId id;

  if (project == NULL)
    return FALSE;
  if (name != NULL && !mlg_id_parse (name, &id) && !mlg_project_resolve (project, NULL, name, &id, NULL) &&
      !find_deleted (project, name, &id) && !mlg_cli_find_record (project, NULL, name, &id, NULL, error))
    return FALSE;

  entries = mlg_store_history (mlg_project_get_store (project), name == NULL ? NULL : &id, 0, error);
  if (entries == NULL)
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    print_entries_json (project, entries, "entries");
  else
    print_entries (project, entries);
  return mlg_cli_close (project, error);
}

/* ---- undo */

typedef struct { gint64 sid, txn; } Command;

/* The commands of the journal, newest first; an undo and what it took back leave together. */
static gboolean
find_last_command (MlgProject  *project,
                   guint        skip,
                   Command     *found,
                   GError     **error)
{
  g_autoptr(GPtrArray) entries = mlg_store_history (mlg_project_get_store (project), NULL, 0, error);
  Command last = { 0, 0 };
  guint n_undone = 0;

  if (entries == NULL)
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      const MlgHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (entry->sid == last.sid && entry->txn == last.txn)
        continue;

      last = (Command) { entry->sid, entry->txn };
      if (g_strcmp0 (entry->label, "Undo") == 0)
        n_undone++;
      else if (n_undone > 0)
        n_undone--;
      else if (skip-- == 0)
        {
          *found = last;
          return TRUE;
        }
    }

  return mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, "%s", _("There is nothing to undo."));
}

/* "sid:txn", as history --json names it. */
static gboolean
read_command (const char  *text,
              Command     *command,
              GError     **error)
{
  char *end;

  command->sid = g_ascii_strtoll (text, &end, 10);
  if (end > text && *end == ':')
    {
      const char *rest = end + 1;

      command->txn = g_ascii_strtoll (rest, &end, 10);
      if (end > rest && *end == '\0')
        return TRUE;
    }

  return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("“%s” is not the number of a command, as history --json gives it."), text);
}

static gboolean
undo_last (MlgProject  *project,
           guint       *skipped,
           GError     **error)
{
  /* A command changed by somebody since is passed over: the one before is undone. */
  for (guint skip = 0;; skip++)
    {
      g_autoptr(GError) local_error = NULL;
      Command command = { 0 };

      if (!find_last_command (project, skip, &command, error))
        return FALSE;
      if (mlg_project_undo_transaction (project, command.sid, command.txn, skipped, &local_error))
        return TRUE;
      if (!g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_CHANGED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
}

static gboolean
run_undo (MlgCli  *cli,
          GError **error)
{
  g_autoptr(MlgProject) project = NULL;
  const char *name = mlg_cli_arg (cli, 1);
  Command command = { 0 };
  guint skipped = 0;
  gboolean done;

  if (name != NULL && !read_command (name, &command, error))
    return FALSE;
  project = mlg_cli_open (cli, error);
  if (project == NULL)
    return FALSE;

  done = name == NULL ? undo_last (project, &skipped, error)
                      : mlg_project_undo_transaction (project, command.sid, command.txn, &skipped, error);
  if (!done || !mlg_cli_close (project, error))
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_int (writer, "skipped", skipped);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  else if (skipped > 0)
    mlg_cli_print (ngettext ("%u value, changed since, was left alone.", "%u values, changed since, were left alone.", skipped), skipped);
  return TRUE;
}

/* ---- diff */

/* The first or the last millisecond of a date, local time; or a full ISO 8601 moment. */
static gboolean
read_moment (const char *text,
             gboolean    end_of_it,
             gint64     *ms,
             GError    **error)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr(GDateTime) moment = strchr (text, 'T') == NULL ? NULL : g_date_time_new_from_iso8601 (text, zone);
  MlgDate date;

  if (moment != NULL)
    {
      *ms = g_date_time_to_unix (moment) * 1000 + (end_of_it ? 999 : 0);
      return TRUE;
    }
  if (!mlg_date_parse (text, &date))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("“%s” is not a date."), text);

  moment = g_date_time_new (zone, 1970, 1, 1, 0, 0, 0);
  *ms = g_date_time_to_unix (moment) * 1000;
  *ms += (end_of_it ? mlg_date_last_day (&date) + 1 : mlg_date_first_day (&date)) * MS_PER_DAY - end_of_it;
  return TRUE;
}

static gboolean
run_diff (MlgCli  *cli,
          GError **error)
{
  const char *from_text = mlg_cli_option (cli, "from"), *to_text = mlg_cli_option (cli, "to");
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  gint64 from, to = 0;

  if (from_text == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option --%s is missing."), "from");
  if (!read_moment (from_text, FALSE, &from, error) || (to_text != NULL && !read_moment (to_text, TRUE, &to, error)))
    return FALSE;

  project = mlg_cli_open_to_read (cli, error);
  changes = project == NULL ? NULL : mlg_store_diff (mlg_project_get_store (project), from, to, error);
  if (changes == NULL)
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    print_entries_json (project, changes, "changes");
  else
    print_entries (project, changes);
  return mlg_cli_close (project, error);
}

const MlgCliCommand mlg_cli_history_commands[] = {
  { "history", "FILE [ID]", N_("Who changed what, newest first."), 1, 2, "", run_history },
  { "undo", "FILE [COMMAND]", N_("Takes back the last command, or the one that history names."), 1, 2, "", run_undo },
  { "diff", "FILE --from DATE [--to DATE]", N_("What differs between two dates."), 1, 1, "from= to=", run_diff },
  { NULL }
};
