/* What all commands of maillage-cli share. */

#include "cli/mlg-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "store/mlg-disk.h"

G_DEFINE_QUARK (mlg-cli-error-quark, mlg_cli_error)

const char *
mlg_cli_arg (MlgCli *cli,
             guint   i)
{
  return i < cli->args->len ? g_ptr_array_index (cli->args, i) : NULL;
}

gboolean
mlg_cli_has (MlgCli     *cli,
             const char *option)
{
  return g_hash_table_contains (cli->options, option);
}

GPtrArray *
mlg_cli_values (MlgCli     *cli,
                const char *option)
{
  return g_hash_table_lookup (cli->options, option);
}

const char *
mlg_cli_option (MlgCli     *cli,
                const char *option)
{
  GPtrArray *values = mlg_cli_values (cli, option);

  return values == NULL ? NULL : g_ptr_array_index (values, values->len - 1);
}

gboolean
mlg_cli_fail (GError      **error,
              MlgCliError   code,
              const char   *format,
              ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (MLG_CLI_ERROR, (int) code, format, args);
  va_end (args);
  return FALSE;
}

gboolean
mlg_cli_split (const char  *text,
               char       **name,
               const char **value,
               GError     **error)
{
  const char *equal = strchr (text, '=');

  if (equal == NULL || equal == text)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("“%s” is to be written NAME=VALUE."), text);

  *name = g_strndup (text, equal - text);
  *value = equal + 1;
  return TRUE;
}

void
mlg_cli_sign (MlgCli     *cli,
              MlgProject *project)
{
  const char *author = mlg_cli_option (cli, "author");

  if (author == NULL)
    author = g_getenv ("MAILLAGE_AUTHOR");
  if (author == NULL || *author == '\0')
    author = g_get_real_name ();
  if (author == NULL || strcmp (author, "Unknown") == 0)
    author = g_get_user_name ();

  mlg_store_set_author (mlg_project_get_store (project), author);
}

MlgProject *
mlg_cli_open (MlgCli  *cli,
              GError **error)
{
  MlgProject *project = mlg_project_open (mlg_cli_arg (cli, 0), error);

  if (project != NULL)
    mlg_cli_sign (cli, project);
  return project;
}

/* Like the window: work that was not published yet is seen too. A file in a place where
 * nothing can be written is looked at all the same. */
MlgProject *
mlg_cli_open_to_read (MlgCli  *cli,
                      GError **error)
{
  g_autoptr(GError) local_error = NULL;
  MlgProject *project = mlg_project_open (mlg_cli_arg (cli, 0), &local_error);

  if (project == NULL &&
      (g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_READ_ONLY) ||
       g_error_matches (local_error, MLG_STORE_ERROR, MLG_STORE_ERROR_FULL)))
    return mlg_project_open_read_only (mlg_cli_arg (cli, 0), error);
  if (project == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_object_set_data (G_OBJECT (project), "mlg-cli-reads", GINT_TO_POINTER (TRUE));
  return project;
}

/* Earlier work may still wait to be published: that it has to wait longer is said, and does not make
 * a failure of looking. */
gboolean
mlg_cli_close (MlgProject  *project,
               GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autofree char *sentence = NULL;

  if (mlg_project_close (project, &local_error))
    return TRUE;

  if (g_object_get_data (G_OBJECT (project), "mlg-cli-reads") == NULL || local_error->domain != MLG_STORE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  sentence = mlg_store_error_describe (local_error);
  g_printerr ("maillage-cli%s%s\n", _(": "), sentence);
  return TRUE;
}

static int
find_errno (const GError *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return ENOSPC;
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ROFS) || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ||
      g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return EACCES;
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return ENOENT;
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return EISDIR;
  return 0;
}

/* What the C library says of a temporary name becomes a sentence about the file that was named: of
 * every command that reads or writes one, the last argument. */
void
mlg_cli_explain (MlgCli  *cli,
                 GError **error)
{
  int code = error == NULL || *error == NULL || cli->args->len == 0 ? 0 : find_errno (*error);

  if (code == 0)
    return;

  g_clear_error (error);
  mlg_disk_set_error (error, code, mlg_cli_arg (cli, cli->args->len - 1));
}

const MlgEntity *
mlg_cli_find_entity (const char  *name,
                     GError     **error)
{
  const MlgEntity *entity = mlg_schema_find (name);

  if (entity == NULL)
    mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("There is no kind of record called “%s”."), name);
  return entity;
}

gboolean
mlg_cli_find_record (MlgProject       *project,
                     const MlgEntity  *entity,
                     const char       *text,
                     MlgId            *id,
                     const MlgEntity **found,
                     GError          **error)
{
  const MlgEntity *kind = entity;
  g_autoptr(MlgRecord) record = NULL;

  if (!mlg_project_resolve (project, entity, text, id, &kind))
    return mlg_cli_fail (error, MLG_CLI_ERROR_FAILED,
                         mlg_project_key_is_shared (project, entity, text)
                           ? _("Several records have the identifier “%s”: give the long one, which list --json shows under “uuid”.")
                           : _("There is no record “%s”."), text);

  /* An id of the right form may belong to nothing. */
  record = mlg_project_get_record (project, kind, id);
  if (record == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, _("There is no record “%s”."), text);

  if (found != NULL)
    *found = kind;
  return TRUE;
}

char *
mlg_cli_dup_name (MlgProject      *project,
                  const MlgEntity *entity,
                  const MlgId     *id)
{
  /* From the store: a deleted record still has its key. */
  g_autoptr(MlgRecord) record = mlg_store_read (mlg_project_get_store (project), entity, id, NULL);
  const char *key = record == NULL ? NULL : mlg_record_get_named (record, "key");
  gboolean names_it = FALSE;
  MlgId named;

  if (key != NULL && mlg_project_resolve (project, entity, key, &named, NULL))
    names_it = mlg_id_equal (&named, id);
  else if (key != NULL)
    names_it = mlg_record_is_deleted (record) && !mlg_project_key_is_shared (project, entity, key);

  return names_it ? g_strdup (key) : mlg_id_dup_text (id);
}

gboolean
mlg_cli_level (MlgCli    *cli,
               MlgLevel  *level,
               GError   **error)
{
  static const char *const names[] = { "complete", "partners", "public" };
  const char *name = mlg_cli_option (cli, "level");

  *level = MLG_LEVEL_COMPLETE;
  if (name == NULL)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strcmp (names[i], name) == 0)
        {
          *level = i;
          return TRUE;
        }
    }

  return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The level is complete, partners or public, not “%s”."), name);
}

char *
mlg_cli_dup_date (gint64 ms)
{
  g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc (ms / 1000);

  return date == NULL ? NULL : g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
}

void
mlg_cli_print (const char *format,
               ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_print ("%s\n", text);
}

void
mlg_cli_print_json (MlgJsonWriter *writer)
{
  g_autofree char *text = mlg_json_writer_dup_text (writer);

  /* JSON is UTF-8 whatever the terminal speaks. */
  fputs (text, stdout);
}
