/* maillage-cli territory: where is it? */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-territory-build.h"
#include "territory/mlg-gazetteer.h"
#include "territory/mlg-pack.h"

#define MAX_PLACES 20
#define USAGE "find TEXT | info | build OUT --from FOLDER [--no-install] | install PACK"

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
          char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

          g_ascii_formatd (lat, sizeof lat, "%.3f", place->lat);
          g_ascii_formatd (lon, sizeof lon, "%.3f", place->lon);
          mlg_cli_print ("%s\t%s\t%s, %s", place->code, label, lat, lon);
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
  MlgPack *pack = mlg_pack_get_installed ();
  guint n_towns;

  mlg_gazetteer_get_towns (&n_towns);
  if (!mlg_cli_has (cli, "json"))
    {
      mlg_cli_print (_("%u communes"), pack != NULL ? mlg_pack_count (pack, MLG_PLACE_COMMUNE) : n_towns);
      if (pack == NULL)
        mlg_cli_print ("%s", _("No territory pack is installed: outlines of départements and régions only."));
      mlg_cli_print ("%s", mlg_gazetteer_get_attribution ());
      return;
    }

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_name (writer, "pack");
  mlg_json_writer_bool (writer, pack != NULL);
  mlg_json_writer_add_int (writer, "communes", pack != NULL ? mlg_pack_count (pack, MLG_PLACE_COMMUNE) : n_towns);
  mlg_json_writer_add_int (writer, "named_communes", n_towns);
  if (pack != NULL)
    {
      mlg_json_writer_add_int (writer, "epci", mlg_pack_count (pack, MLG_PLACE_EPCI));
      mlg_json_writer_add_int (writer, "departments", mlg_pack_count (pack, MLG_PLACE_DEPARTMENT));
      mlg_json_writer_add_int (writer, "regions", mlg_pack_count (pack, MLG_PLACE_REGION));
      mlg_json_writer_add_string (writer, "built", mlg_pack_get_text (pack, "built"));
    }
  mlg_json_writer_add_string (writer, "attribution", mlg_gazetteer_get_attribution ());
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
}

/* Builds, then installs: the next program started here finds its places in it. */
static gboolean
build (MlgCli      *cli,
       const char  *path,
       GError     **error)
{
  const char *folder = mlg_cli_option (cli, "from");
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  MlgTerritoryReport report;

  if (folder == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("Say where the open data is: --from FOLDER."));
  if (!mlg_territory_build (folder, path, NULL, NULL, &report, error) ||
      (!mlg_cli_has (cli, "no-install") && !mlg_pack_install (path, error)))
    return FALSE;

  if (!mlg_cli_has (cli, "json"))
    {
      mlg_cli_print (_("%u communes, %u EPCI, %u départements, %u régions, %u former communes"), report.n_outlines,
                     report.n_epci, report.n_departments, report.n_regions, report.n_former);
      if (!mlg_cli_has (cli, "no-install"))
        mlg_cli_print ("%s", _("Installed: Maillage uses it from its next start."));
      return TRUE;
    }

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_add_int (writer, "communes", report.n_outlines);
  mlg_json_writer_add_int (writer, "named_communes", report.n_communes);
  mlg_json_writer_add_int (writer, "epci", report.n_epci);
  mlg_json_writer_add_int (writer, "departments", report.n_departments);
  mlg_json_writer_add_int (writer, "regions", report.n_regions);
  mlg_json_writer_add_int (writer, "former_communes", report.n_former);
  mlg_json_writer_add_int (writer, "features", report.n_features);
  mlg_json_writer_close (writer);
  mlg_cli_print_json (writer);
  return TRUE;
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
  else if (strcmp (verb, "build") == 0 && text != NULL)
    return build (cli, text, error);
  else if (strcmp (verb, "install") == 0 && text != NULL)
    return mlg_pack_install (text, error);
  else
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("Usage: maillage-cli %s %s"), "territory", USAGE);

  return TRUE;
}

const MlgCliCommand mlg_cli_territory_commands[] = {
  { "territory", USAGE, N_("Looks up communes, postal codes, départements and régions; builds the pack of their outlines."), 1, 2,
    "from= no-install", run_territory },
  { NULL }
};
