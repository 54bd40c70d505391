/* Importing a list of 50 000 actors, journaled, from the bytes of the file to the committed
 * command; beside ogr2ogr, which copies the same list into a GeoPackage without a journal.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "exchange/mlg-import.h"

#define N_ROWS 50000
#define SEED   20190715

static GBytes *
make_list (void)
{
  static const char *const words[] = { "Atelier", "Épicerie", "Jardin", "Maison", "Ressourcerie", "Collectif", "Café", "Fabrique" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);
  GString *list = g_string_new ("Nom;Adresse;Code postal;Commune;Latitude;Longitude;Courriel;Téléphone;Site web;Description\n");

  for (guint i = 0; i < N_ROWS; i++)
    {
      char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (lat, sizeof lat, "%.6f", g_rand_double_range (rand, 43, 49));
      g_ascii_formatd (lon, sizeof lon, "%.6f", g_rand_double_range (rand, -1, 6));
      g_string_append_printf (list, "%s des Œillets n° %u;%u rue de l’Église;%05u;Commune %u;%s;%s;contact%u@exemple.fr;"
                              "04 75 %02u %02u 11;https://exemple.fr/%u;Une association d’essai, numéro %u\n",
                              words[i % G_N_ELEMENTS (words)], i, i % 200, 26000 + i % 999, i % 1000, lat, lon, i,
                              i % 100, i / 100 % 100, i, i);
    }

  return g_string_free_to_bytes (list);
}

static double
seconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / 1e6;
}

/* -1: no such program here. */
static double
time_ogr2ogr (const char *folder,
              GBytes     *list)
{
  g_autofree char *program = g_find_program_in_path ("ogr2ogr");
  g_autofree char *source = g_build_filename (folder, "list.csv", NULL);
  g_autofree char *target = g_build_filename (folder, "list.gpkg", NULL);
  char *argv[] = { program, (char *) "-f", (char *) "GPKG", target, source, (char *) "-oo", (char *) "X_POSSIBLE_NAMES=Longitude",
                   (char *) "-oo", (char *) "Y_POSSIBLE_NAMES=Latitude", NULL };
  gsize length;
  const char *data = g_bytes_get_data (list, &length);
  gint64 start;
  int status;

  if (program == NULL || !g_file_set_contents (source, data, length, NULL))
    return -1;

  start = g_get_monotonic_time ();
  if (!g_spawn_sync (NULL, argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL) ||
      status != 0)
    return -1;
  return seconds_since (start);
}

static void
print_figure (const char *name,
              double      seconds,
              double      hold,
              double      peer)
{
  char value[G_ASCII_DTOSTR_BUF_SIZE], limit[G_ASCII_DTOSTR_BUF_SIZE], other[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("{\"name\": \"%s\", \"value\": %s, \"unit\": \"s\"", name, g_ascii_formatd (value, sizeof value, "%.3f", seconds));
  if (hold > 0)
    g_print (", \"hold\": %s", g_ascii_formatd (limit, sizeof limit, "%.3f", hold));
  if (peer > 0)
    g_print (", \"peer\": %s, \"peer_name\": \"ogr2ogr\"", g_ascii_formatd (other, sizeof other, "%.3f", peer));
  g_print ("}\n");
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("mlg-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.maillage", NULL);
  g_autofree char *command = NULL;
  g_autoptr(GBytes) list = make_list ();
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(MlgImport) import = NULL, again = NULL;
  double planned, compared, done;
  gint64 start;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  project = mlg_project_create (path, NULL, &error);
  g_assert_no_error (error);

  start = g_get_monotonic_time ();
  import = mlg_import_new_for_bytes (project, "list.csv", list, &error);
  g_assert_no_error (error);
  planned = seconds_since (start);
  mlg_import_compare (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  compared = seconds_since (start);
  mlg_import_apply (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  done = seconds_since (start);
  g_assert_cmpuint (mlg_project_count (project, mlg_schema_find (MLG_ENTITY_ACTOR)), ==, N_ROWS);

  print_figure ("import of 50 000 rows, journaled", done, 1.0, time_ogr2ogr (folder, list));
  print_figure ("import of 50 000 rows: reading and guessing", planned, 0, 0);
  print_figure ("import of 50 000 rows: comparing", compared - planned, 0, 0);

  start = g_get_monotonic_time ();
  again = mlg_import_new_for_bytes (project, "list.csv", list, &error);
  g_assert_no_error (error);
  mlg_import_apply (again, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_import_count (again, MLG_ROW_UNCHANGED), ==, N_ROWS);
  print_figure ("import of the same 50 000 rows again", seconds_since (start), 0, 0);

  mlg_project_close (project, &error);
  g_assert_no_error (error);
  command = g_strdup_printf ("rm -rf '%s'", folder);
  return g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL) ? 0 : 1;
}
