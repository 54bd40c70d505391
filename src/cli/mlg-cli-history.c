/* maillage-cli history, undo, diff: what was done, by whom, and taking it back. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "model/mlg-date.h"
#include "store/mlg-merge-log.h"

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

typedef struct
{
  const char *text;
  GArray     *ids;
} Named;

static gboolean
note_named (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Named *named = data;
  const MlgField *title = mlg_entity_find_field (mlg_schema_find ("snapshot"), "title");
  g_autofree char *uuid = mlg_id_dup_text (id);

  if (g_strcmp0 (values[title->index], named->text) == 0 || g_str_equal (uuid, named->text))
    g_array_append_val (named->ids, *id);
  return TRUE;
}

static void
collect_named (MlgProject *project,
               const char *text,
               GPtrArray  *found)
{
  const MlgEntity *entity = mlg_schema_find ("snapshot");
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  Named named = { text, ids };

  mlg_store_foreach (mlg_project_get_store (project), entity, note_named, &named, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      MlgRecord *record = mlg_project_get_record (project, entity, &g_array_index (ids, MlgId, i));

      if (record != NULL)
        g_ptr_array_add (found, record);
    }
}

MlgMoment *
mlg_cli_find_moment (MlgProject  *project,
                     const char  *text,
                     gboolean     end_of_it,
                     GError     **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 ms = 0;

  collect_named (project, text, found);
  if (found->len > 1)
    {
      mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, _("Several moments are called “%s”."), text);
      return NULL;
    }
  if (found->len == 1)
    return mlg_moment_read (g_ptr_array_index (found, 0));

  return read_moment (text, end_of_it, &ms, error) ? mlg_moment_new (ms) : NULL;
}

static gboolean
run_diff (MlgCli  *cli,
          GError **error)
{
  const char *from_text = mlg_cli_option (cli, "from"), *to_text = mlg_cli_option (cli, "to");
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  g_autoptr(MlgMoment) from = NULL;
  g_autoptr(MlgMoment) to = NULL;

  if (from_text == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option --%s is missing."), "from");

  project = mlg_cli_open_to_read (cli, error);
  if (project == NULL)
    return FALSE;
  from = mlg_cli_find_moment (project, from_text, FALSE, error);
  if (from == NULL || (to_text != NULL && (to = mlg_cli_find_moment (project, to_text, TRUE, error)) == NULL))
    return FALSE;

  changes = mlg_moment_compare (project, from, to, error);
  if (changes == NULL)
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    print_entries_json (project, changes, "changes");
  else
    print_entries (project, changes);
  return mlg_cli_close (project, error);
}

/* ---- conflicts */

static void
write_conflict (MlgJsonWriter     *writer,
                MlgProject        *project,
                const MlgConflict *conflict)
{
  static const char *const kinds[] = { [MLG_CONFLICT_VALUES] = "values", [MLG_CONFLICT_DELETED] = "deleted",
                                       [MLG_CONFLICT_TEXT_MERGED] = "text_merged" };
  g_autofree char *name = mlg_cli_dup_name (project, conflict->entity, &conflict->id);
  g_autofree char *uuid = mlg_id_dup_text (&conflict->id);

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "entity", conflict->entity->name);
  mlg_json_writer_add_string (writer, "id", name);
  mlg_json_writer_add_string (writer, "uuid", uuid);
  mlg_json_writer_add_string (writer, "field", conflict->field == NULL ? NULL : conflict->field->name);
  mlg_json_writer_add_string (writer, "kind", kinds[conflict->kind]);
  mlg_json_writer_name (writer, "values");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < conflict->heads->len; i++)
    write_entry (writer, project, g_ptr_array_index (conflict->heads, i));
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
}

static gboolean
run_conflicts (MlgCli  *cli,
               GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open_to_read (cli, error);
  g_autoptr(GPtrArray) conflicts = project != NULL ? mlg_store_conflicts (mlg_project_get_store (project), error) : NULL;
  g_autoptr(MlgJsonWriter) writer = NULL;

  if (conflicts == NULL)
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    {
      writer = mlg_json_writer_new ();
      mlg_json_writer_open (writer, '{');
      mlg_json_writer_name (writer, "conflicts");
      mlg_json_writer_open (writer, '[');
      for (guint i = 0; i < conflicts->len; i++)
        write_conflict (writer, project, g_ptr_array_index (conflicts, i));
      mlg_json_writer_close (writer);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  else
    for (guint i = 0; i < conflicts->len; i++)
      print_entries (project, ((MlgConflict *) g_ptr_array_index (conflicts, i))->heads);
  return mlg_cli_close (project, error);
}

/* ---- moments */

static gboolean
run_moment (MlgCli  *cli,
            GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  g_autofree char *uuid = NULL;
  MlgId id;

  if (project == NULL || !mlg_moment_name (project, mlg_cli_arg (cli, 1), NULL, &id, error) || !mlg_cli_close (project, error))
    return FALSE;

  uuid = mlg_id_dup_text (&id);
  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "id", uuid);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  else
    mlg_cli_print ("%s", uuid);
  return TRUE;
}

/* "ID [FIELD]" of the arguments; @scope stays empty when there is none. */
static gboolean
read_scope (MlgCli      *cli,
            MlgProject  *project,
            MlgScope    *scope,
            MlgId       *id,
            GError     **error)
{
  const char *name = mlg_cli_arg (cli, 1), *field = mlg_cli_arg (cli, 2);
  guint part;
  MlgStore *store = mlg_project_get_store (project);

  if (name == NULL)
    return TRUE;
  if (mlg_id_parse (name, id) || find_deleted (project, name, id))
    scope->entity = mlg_store_entity_of (store, id);
  else if (!mlg_cli_find_record (project, NULL, name, id, &scope->entity, error))
    return FALSE;
  if (scope->entity == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, _("There is no record “%s”."), name);

  scope->id = id;
  if (field == NULL)
    return TRUE;
  scope->field = mlg_entity_find_part (scope->entity, field, &part);
  return scope->field != NULL || mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("“%s” is not a field of %s."), field, scope->entity->name);
}

static void
print_restored (MlgCli            *cli,
                const MlgRestored *restored)
{
  g_autoptr(MlgJsonWriter) writer = NULL;

  if (!mlg_cli_has (cli, "json"))
    {
      mlg_cli_print (ngettext ("%u change taken back", "%u changes taken back", restored->n_changed), restored->n_changed);
      return;
    }

  writer = mlg_json_writer_new ();
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_int (writer, "changed", restored->n_changed);
  mlg_json_writer_add_int (writer, "left", restored->n_left);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

static gboolean
run_restore (MlgCli  *cli,
             GError **error)
{
  const char *to = mlg_cli_option (cli, "to");
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(MlgMoment) moment = NULL;
  MlgRestored restored = { 0 };
  MlgScope scope = { NULL };
  MlgId id;

  if (to == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option --%s is missing."), "to");

  project = mlg_cli_open (cli, error);
  moment = project != NULL ? mlg_cli_find_moment (project, to, TRUE, error) : NULL;
  if (moment == NULL || !read_scope (cli, project, &scope, &id, error) ||
      !mlg_moment_restore (project, moment, &scope, &restored, error) || !mlg_cli_close (project, error))
    return FALSE;

  print_restored (cli, &restored);
  return TRUE;
}

/* ---- merges */

static gboolean
run_merges (MlgCli  *cli,
            GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  g_autoptr(MlgJsonWriter) writer = mlg_cli_has (cli, "json") ? mlg_json_writer_new () : NULL;
  g_autoptr(GPtrArray) notes = NULL;

  if (project == NULL)
    return FALSE;

  notes = mlg_merge_log_list (project);
  if (writer != NULL)
    {
      mlg_json_writer_open (writer, '{');
      mlg_json_writer_name (writer, "merges");
      mlg_json_writer_open (writer, '[');
    }
  for (guint i = 0; i < notes->len; i++)
    {
      const MlgMergeNote *note = notes->pdata[i];
      g_autofree char *date = mlg_cli_dup_date (note->moment->date);

      if (writer == NULL)
        {
          mlg_cli_print ("%u  %s  %s", i + 1, date, note->name);
          continue;
        }
      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "name", note->name);
      mlg_json_writer_add_string (writer, "date", date);
      mlg_json_writer_close (writer);
    }
  if (writer != NULL)
    {
      mlg_json_writer_close (writer);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  return mlg_cli_close (project, error);
}

static gboolean
run_unmerge (MlgCli  *cli,
             GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  g_autoptr(GPtrArray) notes = project != NULL ? mlg_merge_log_list (project) : NULL;
  const char *number = mlg_cli_arg (cli, 1) != NULL ? mlg_cli_arg (cli, 1) : "1";
  guint64 nth = g_ascii_strtoull (number, NULL, 10);
  MlgRestored restored = { 0 };

  if (project == NULL)
    return FALSE;
  if (nth == 0 || nth > notes->len)
    return mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, _("There is no such merge in this file."));
  if (!mlg_moment_restore (project, ((MlgMergeNote *) notes->pdata[nth - 1])->moment, NULL, &restored, error) ||
      !mlg_cli_close (project, error))
    return FALSE;

  print_restored (cli, &restored);
  return TRUE;
}

const MlgCliCommand mlg_cli_history_commands[] = {
  { "history", "FILE [ID]", N_("Who changed what, newest first."), 1, 2, "", run_history },
  { "undo", "FILE [COMMAND]", N_("Takes back the last command, or the one that history names."), 1, 2, "", run_undo },
  { "diff", "FILE --from DATE|MOMENT [--to DATE|MOMENT]", N_("What differs between two moments."), 1, 1, "from= to=", run_diff },
  { "conflicts", "FILE", N_("What two people wrote differently, with each value; set decides."), 1, 1, "", run_conflicts },
  { "moment", "FILE NAME", N_("Gives the present a name, to return to."), 2, 2, "", run_moment },
  { "merges", "FILE", N_("The copies that were merged, newest first."), 1, 1, "", run_merges },
  { "unmerge", "FILE [N]", N_("Takes back all that a merged copy brought, the last one or the Nth of merges; what was written since stays."), 1, 2, "", run_unmerge },
  { "restore", "FILE --to DATE|MOMENT [ID [FIELD]]", N_("Everything, a record or a field as it was then; undo takes it back."), 1, 3, "to=", run_restore },
  { NULL }
};
