/* maillage-cli duplicates, combine, distinct: records that are probably the same one twice. */

#include <glib/gi18n-lib.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-combine.h"
#include "exchange/mlg-duplicates.h"

static void
print_json (MlgProject *project,
            GPtrArray  *duplicates)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_name (writer, "duplicates");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < duplicates->len; i++)
    {
      const MlgDuplicate *duplicate = g_ptr_array_index (duplicates, i);
      g_autofree char *a = mlg_cli_dup_name (project, duplicate->entity, &duplicate->a);
      g_autofree char *b = mlg_cli_dup_name (project, duplicate->entity, &duplicate->b);

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "entity", duplicate->entity->name);
      mlg_json_writer_add_string (writer, "a", a);
      mlg_json_writer_add_string (writer, "b", b);
      mlg_json_writer_add_string (writer, "reason", duplicate->reason);
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

static gboolean
run_duplicates (MlgCli  *cli,
                GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open_to_read (cli, error);
  g_autoptr(GPtrArray) duplicates = NULL;

  if (project == NULL)
    return FALSE;

  duplicates = mlg_duplicates_find (project);
  if (mlg_cli_has (cli, "json"))
    print_json (project, duplicates);
  for (guint i = 0; !mlg_cli_has (cli, "json") && i < duplicates->len; i++)
    {
      const MlgDuplicate *duplicate = g_ptr_array_index (duplicates, i);
      g_autofree char *a = mlg_cli_dup_name (project, duplicate->entity, &duplicate->a);
      g_autofree char *b = mlg_cli_dup_name (project, duplicate->entity, &duplicate->b);
      g_autofree char *title_a = mlg_project_dup_title (project, duplicate->entity, &duplicate->a);
      g_autofree char *title_b = mlg_project_dup_title (project, duplicate->entity, &duplicate->b);

      mlg_cli_print ("%s\t%s\t%s\t%s\t%s", a, b, title_a, title_b, duplicate->reason);
    }
  return mlg_cli_close (project, error);
}

static gboolean
find_two (MlgCli           *cli,
          MlgProject       *project,
          const MlgEntity **entity,
          MlgId            *a,
          MlgId            *b,
          GError          **error)
{
  const MlgEntity *other;

  if (!mlg_cli_find_record (project, NULL, mlg_cli_arg (cli, 1), a, entity, error) ||
      !mlg_cli_find_record (project, NULL, mlg_cli_arg (cli, 2), b, &other, error))
    return FALSE;
  if (*entity != other)
    return mlg_cli_fail (error, MLG_CLI_ERROR_FAILED, _("These two records are not of the same kind."));
  return TRUE;
}

static gboolean
read_take (MlgCli           *cli,
           const MlgEntity  *entity,
           gboolean         *take,
           GError          **error)
{
  GPtrArray *names = mlg_cli_values (cli, "take");

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const MlgField *field = mlg_entity_find_part (entity, name, NULL);

      if (field == NULL)
        field = mlg_entity_find_field (entity, name);
      if (field == NULL)
        return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("There is no field “%s” there."), name);
      take[field->index] = TRUE;
    }
  return TRUE;
}

static gboolean
run_combine (MlgCli  *cli,
             GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  g_autofree gboolean *take = NULL;
  const MlgEntity *entity;
  MlgCombineReport report = { 0 };
  MlgId keep, drop;

  if (project == NULL || !find_two (cli, project, &entity, &keep, &drop, error))
    return FALSE;

  take = g_new0 (gboolean, entity->n_fields);
  if (!read_take (cli, entity, take, error) ||
      !mlg_combine (project, entity, &keep, &drop, take, &report, error) ||
      !mlg_cli_close (project, error))
    return FALSE;

  if (mlg_cli_has (cli, "json"))
    {
      g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_int (writer, "moved", report.n_moved);
      mlg_json_writer_add_int (writer, "joined", report.n_joined);
      mlg_json_writer_add_int (writer, "between", report.n_between);
      mlg_json_writer_close (writer);
      mlg_cli_print_json (writer);
    }
  return TRUE;
}

static gboolean
run_distinct (MlgCli  *cli,
              GError **error)
{
  g_autoptr(MlgProject) project = mlg_cli_open (cli, error);
  const MlgEntity *entity;
  MlgId a, b;

  return project != NULL && find_two (cli, project, &entity, &a, &b, error) &&
         mlg_duplicates_tell_apart (project, entity, &a, &b, mlg_cli_option (cli, "reason"), error) &&
         mlg_cli_close (project, error);
}

const MlgCliCommand mlg_cli_duplicates_commands[] = {
  { "duplicates", "FILE", N_("Records that are probably the same one twice, and why."), 1, 1, "", run_duplicates },
  { "combine", "FILE KEPT OTHER [--take FIELD]…", N_("Two records made one; --take keeps the value of the other."), 3, 3,
    "take=", run_combine },
  { "distinct", "FILE ID ID [--reason TEXT]", N_("These two are not the same: never proposed again."), 3, 3, "reason=",
    run_distinct },
  { NULL }
};
