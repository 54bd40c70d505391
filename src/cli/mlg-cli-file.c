/* maillage-cli new, info, check: the file as a whole. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-demo.h"
#include "store/mlg-rescue.h"

static gboolean
run_new (MlgCli  *cli,
         GError **error)
{
  const char *title = mlg_cli_option (cli, "title");
  gboolean demo = mlg_cli_has (cli, "demo");
  const char *path = mlg_cli_arg (cli, 0);
  g_autoptr(MlgProject) project = mlg_project_create (path, demo ? NULL : title, error);

  if (project == NULL)
    return FALSE;

  mlg_cli_sign (cli, project);
  if (demo && (!mlg_demo_build (project, error) || (title != NULL && !mlg_project_set_title (project, title, error))))
    return FALSE;
  if (!mlg_cli_close (project, error))
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "file", path);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  return TRUE;
}

/* Everybody who wrote in this file, and when it was written last. */
static GPtrArray *
list_authors (MlgProject  *project,
              gint64      *last_change,
              GError     **error)
{
  g_autoptr(GPtrArray) history = mlg_store_history (mlg_project_get_store (project), NULL, 0, error);
  g_autoptr(GPtrArray) authors = NULL;

  if (history == NULL)
    return NULL;

  authors = g_ptr_array_new_with_free_func (g_free);
  *last_change = 0;
  for (guint i = 0; i < history->len; i++)
    {
      const MlgHistoryEntry *entry = g_ptr_array_index (history, i);

      *last_change = MAX (*last_change, entry->date);
      if (entry->author != NULL && *entry->author != '\0' &&
          !g_ptr_array_find_with_equal_func (authors, entry->author, g_str_equal, NULL))
        g_ptr_array_add (authors, g_strdup (entry->author));
    }

  return g_steal_pointer (&authors);
}

static void
print_info_json (MlgProject *project,
                 GPtrArray  *authors,
                 gint64      last_change)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  g_autofree char *date = last_change == 0 ? NULL : mlg_cli_dup_date (last_change);
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "title", mlg_project_get_title (project));
  mlg_json_writer_add_int (writer, "format", MLG_FORMAT);
  mlg_json_writer_add_int (writer, "conflicts", mlg_store_count_conflicts (mlg_project_get_store (project)));
  mlg_json_writer_add_string (writer, "last_change", date);

  mlg_json_writer_name (writer, "authors");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < authors->len; i++)
    mlg_json_writer_string (writer, g_ptr_array_index (authors, i));
  mlg_json_writer_close (writer);

  mlg_json_writer_name (writer, "counts");
  mlg_json_writer_open (writer, '{');
  for (guint i = 0; i < n_entities; i++)
    mlg_json_writer_add_int (writer, entities[i]->name, (gint64) mlg_project_count (project, entities[i]));
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

static void
print_info (MlgProject *project,
            GPtrArray  *authors,
            gint64      last_change)
{
  guint n_conflicts = mlg_store_count_conflicts (mlg_project_get_store (project));
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  mlg_cli_print ("%s", mlg_project_get_title (project));
  for (guint i = 0; i < n_entities; i++)
    {
      guint64 n = mlg_project_count (project, entities[i]);

      if (n > 0 && entities[i]->stage != MLG_STAGE_INSIDE)
        mlg_cli_print ("%6" G_GUINT64_FORMAT "  %s", n, g_dgettext (GETTEXT_PACKAGE, n > 1 ? entities[i]->plural : entities[i]->label));
    }

  if (n_conflicts > 0)
    mlg_cli_print (ngettext ("%u to decide", "%u to decide", n_conflicts), n_conflicts);
  for (guint i = 0; i < authors->len; i++)
    mlg_cli_print (_("Author: %s"), (char *) g_ptr_array_index (authors, i));
  if (last_change != 0)
    {
      g_autoptr(GDateTime) date = g_date_time_new_from_unix_local (last_change / 1000);
      g_autofree char *text = g_date_time_format (date, "%x %X");

      mlg_cli_print (_("Last change: %s"), text);
    }
}

static gboolean
run_info (MlgCli  *cli,
          GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open_to_read (cli, error);
  g_autoptr(GPtrArray) authors = NULL;
  gint64 last_change;

  if (project == NULL)
    return FALSE;

  authors = list_authors (project, &last_change, error);
  if (authors == NULL)
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    print_info_json (project, authors, last_change);
  else
    print_info (project, authors, last_change);
  return mlg_cli_close (project, error);
}

static gboolean
run_check (MlgCli  *cli,
           GError **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(MlgProject) project = mlg_cli_open_to_read (cli, &local_error);
  g_autoptr(GPtrArray) problems = NULL;

  if (project != NULL)
    problems = mlg_store_check (mlg_project_get_store (project), FALSE, NULL, error);
  else if (g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED))
    {
      problems = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (problems, mlg_store_error_describe (local_error));
    }
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  if (problems == NULL)
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_bool (writer, "ok", problems->len == 0);
      mlg_json_writer_name (writer, "problems");
      mlg_json_writer_open (writer, '[');
      for (guint i = 0; i < problems->len; i++)
        mlg_json_writer_string (writer, g_ptr_array_index (problems, i));
      mlg_json_writer_close (writer);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  else if (problems->len == 0)
    mlg_cli_print ("%s", _("This file is sound."));
  else
    {
      for (guint i = 0; i < problems->len; i++)
        mlg_cli_print ("%s", (char *) g_ptr_array_index (problems, i));
    }

  if (project != NULL && !mlg_cli_close (project, error))
    return FALSE;
  if (problems->len > 0)
    return mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, ngettext ("%u problem was found; nothing was changed.",
                                                                "%u problems were found; nothing was changed.", problems->len),
                         problems->len);
  return TRUE;
}

static gboolean
run_rescue (MlgCli  *cli,
            GError **error)
{
  guint64 n_saved = 0, n_lost = 0;

  if (!mlg_rescue (mlg_cli_arg (cli, 0), mlg_cli_arg (cli, 1), &n_saved, &n_lost, error))
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_int (writer, "saved", n_saved);
      mlg_json_writer_add_int (writer, "lost", n_lost);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  else
    mlg_cli_print (_("Saved: %u changes. Unreadable: %u."), (guint) n_saved, (guint) n_lost);
  return TRUE;
}

const MlgCliCommand mlg_cli_file_commands[] = {
  { "new", "FILE [--demo] [--title T]", N_("Makes a file; --demo: with the demonstration territory."), 1, 1, "demo title=", run_new },
  { "info", "FILE", N_("What the file holds, who wrote in it, when."), 1, 1, "", run_info },
  { "check", "FILE", N_("Is the file sound? Changes nothing."), 1, 1, "", run_check },
  { "rescue", "FILE OUT", N_("Puts what can be saved of a damaged file in a new one."), 2, 2, "", run_rescue },
  { NULL }
};
