/* maillage-cli: what the window does, without a window. Exit 0 done, 1 failed with one sentence
 * on stderr, 2 misuse.
 */

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "mlg-config.h"

static const MlgCliCommand *const tables[] = {
  mlg_cli_file_commands,
  mlg_cli_record_commands,
  mlg_cli_history_commands,
  mlg_cli_exchange_commands,
  mlg_cli_export_commands,
  mlg_cli_person_commands,
  mlg_cli_duplicates_commands,
  mlg_cli_picture_commands,
  mlg_cli_monograph_commands,
  mlg_cli_analyse_commands,
  mlg_cli_territory_commands,
};

static const MlgCliCommand *
find_command (const char *name)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      for (const MlgCliCommand *command = tables[t]; command->name != NULL; command++)
        {
          if (strcmp (command->name, name) == 0)
            return command;
        }
    }

  return NULL;
}

static void
print_usage (void)
{
  g_print ("%s\n\n", _("Usage: maillage-cli COMMAND FILE …"));
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      for (const MlgCliCommand *command = tables[t]; command->name != NULL; command++)
        g_print ("  %s %s\n      %s\n", command->name, command->usage, _(command->summary));
    }
  g_print ("\n%s\n", _("Everywhere: --json for programs, --author NAME to sign, --help. Without a command: --self-test, --version."));
}

/* Is @name among the words of @options? *takes_value: it is written "name=" there. */
static gboolean
knows_option (const char *options,
              const char *name,
              gboolean   *takes_value)
{
  g_auto(GStrv) words = g_strsplit (options, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strlen (words[i]);

      *takes_value = length > 0 && words[i][length - 1] == '=';
      if (*takes_value)
        words[i][length - 1] = '\0';
      if (strcmp (words[i], name) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_option (MlgCli     *cli,
            const char *name,
            const char *value)
{
  GPtrArray *values = g_hash_table_lookup (cli->options, name);

  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (cli->options, g_strdup (name), values);
    }
  g_ptr_array_add (values, g_strdup (value));
}

static gboolean
read_option (MlgCli               *cli,
             const MlgCliCommand  *command,
             char                **argv,
             guint                *at,
             GError              **error)
{
  const char *equal = strchr (argv[*at], '=');
  g_autofree char *name = equal == NULL ? g_strdup (argv[*at] + 2) : g_strndup (argv[*at] + 2, equal - argv[*at] - 2);
  g_autofree char *options = g_strconcat (command->options, " json author= help", NULL);
  gboolean takes_value;

  if (!knows_option (options, name, &takes_value))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("“%s” has no option --%s."), command->name, name);
  if (!takes_value && equal != NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option --%s takes no value."), name);

  if (!takes_value)
    add_option (cli, name, "");
  else if (equal != NULL)
    add_option (cli, name, equal + 1);
  else if (argv[*at + 1] == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option --%s expects a value."), name);
  else
    add_option (cli, name, argv[++*at]);

  return TRUE;
}

static gboolean
read_arguments (MlgCli               *cli,
                const MlgCliCommand  *command,
                char                **argv,
                GError              **error)
{
  gboolean only_args = FALSE;

  for (guint i = 0; argv[i] != NULL; i++)
    {
      if (!only_args && strcmp (argv[i], "--") == 0)
        only_args = TRUE;
      else if (!only_args && g_str_has_prefix (argv[i], "--"))
        {
          if (!read_option (cli, command, argv, &i, error))
            return FALSE;
        }
      else
        g_ptr_array_add (cli->args, g_strdup (argv[i]));
    }

  if (mlg_cli_has (cli, "help"))
    return TRUE;
  if (cli->args->len < command->min_args || cli->args->len > command->max_args)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("Usage: maillage-cli %s %s"), command->name, command->usage);
  return TRUE;
}

/* The sentence for the user; what is not ours is already in their language. */
static void
print_error (const GError *error)
{
  g_autofree char *sentence = error->domain == MLG_STORE_ERROR ? mlg_store_error_describe (error) : g_strdup (error->message);

  g_printerr ("maillage-cli%s%s\n", _(": "), sentence);
}

static gboolean
run_command (const MlgCliCommand  *command,
             char                **argv,
             GError              **error)
{
  g_autoptr(GPtrArray) args = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  MlgCli cli = { args, options };

  if (!read_arguments (&cli, command, argv, error))
    return FALSE;

  if (mlg_cli_has (&cli, "help"))
    {
      mlg_cli_print (_("Usage: maillage-cli %s %s"), command->name, command->usage);
      mlg_cli_print ("%s", _(command->summary));
      return TRUE;
    }

  if (command->run (&cli, error))
    return TRUE;

  mlg_cli_explain (&cli, error);
  return FALSE;
}

static gboolean
run (int      argc,
     char   **argv,
     GError **error)
{
  const MlgCliCommand *command;

  if (argc < 2)
    {
      print_usage ();
      return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("A command is missing."));
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_usage ();
      return TRUE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      mlg_cli_print ("maillage-cli %s", MLG_VERSION);
      return TRUE;
    }
  if (strcmp (argv[1], "--self-test") == 0)
    return mlg_cli_self_test (error);

  command = find_command (argv[1]);
  if (command == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("There is no command “%s”: maillage-cli --help lists them."), argv[1]);

  return run_command (command, argv + 2, error);
}

int
main (int    argc,
      char **argv)
{
  const char *locale_dir = g_getenv ("MAILLAGE_LOCALEDIR");
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : MLG_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (run (argc, argv, &error))
    return 0;

  print_error (error);
  return g_error_matches (error, MLG_CLI_ERROR, MLG_CLI_ERROR_USAGE) ? 2 : 1;
}
