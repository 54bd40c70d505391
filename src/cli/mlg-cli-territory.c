/* maillage-cli territory: where is it? */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "territory/mlg-gazetteer.h"

#define MAX_PLACES 20

static void
write_place (MlgJsonWriter  *writer,
             const MlgPlace *place)
{
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_string (writer, "kind", mlg_place_kind_get_id (place->kind));
  mlg_json_writer_add_string (writer, "code", place->code);
  mlg_json_writer_add_string (writer, "name", place->name);
  mlg_json_writer_name (writer, "lat");
  mlg_json_writer_double (writer, place->lat);
  mlg_json_writer_name (writer, "lon");
  mlg_json_writer_double (writer, place->lon);
  mlg_json_writer_add_string (writer, "precision", mlg_precision_get_id (place->precision));
  mlg_json_writer_add_int (writer, "population", place->population);
  mlg_json_writer_add_string (writer, "postal_codes", place->postal_codes);
  mlg_json_writer_add_string (writer, "department", place->department);
  mlg_json_writer_add_string (writer, "region", place->region);
  mlg_json_writer_close (writer);
}

static void
find (MlgCli     *cli,
      const char *text)
{
  g_autoptr(GPtrArray) places = mlg_gazetteer_find (text, MLG_PLACES_ALL, MAX_PLACES);
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();

  if (!mlg_cli_has (cli, "json"))
    {
      for (guint i = 0; i < places->len; i++)
        {
          const MlgPlace *place = g_ptr_array_index (places, i);
          g_autofree char *label = mlg_place_dup_label (place);

          mlg_cli_print ("%s\t%s", place->code, label);
        }
      return;
    }

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_name (writer, "places");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < places->len; i++)
    write_place (writer, g_ptr_array_index (places, i));
  mlg_json_writer_close (writer);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

static void
inform (MlgCli *cli)
{
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  guint n_towns;

  mlg_gazetteer_get_towns (&n_towns);
  if (!mlg_cli_has (cli, "json"))
    {
      mlg_cli_print (_("%u communes"), n_towns);
      mlg_cli_print ("%s", mlg_gazetteer_get_attribution ());
      return;
    }

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_int (writer, "communes", n_towns);
  mlg_json_writer_add_string (writer, "attribution", mlg_gazetteer_get_attribution ());
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

static gboolean
run_territory (MlgCli  *cli,
               GError **error)
{
  const char *verb = mlg_cli_arg (cli, 0), *text = mlg_cli_arg (cli, 1);

  if (strcmp (verb, "find") == 0 && text != NULL)
    find (cli, text);
  else if (strcmp (verb, "info") == 0 && text == NULL)
    inform (cli);
  else
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("Usage: maillage-cli %s %s"), "territory", "find TEXT | info");

  return TRUE;
}

const MlgCliCommand mlg_cli_territory_commands[] = {
  { "territory", "find TEXT | info", N_("Looks up communes, postal codes, départements and régions."), 1, 2, "", run_territory },
  { NULL }
};
