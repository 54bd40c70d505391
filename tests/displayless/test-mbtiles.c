/* Files of map pictures: found by place and zoom, by a coarser zoom when the finer one is missing, and what is
 * no such file is a sentence. */

#include "project-fixture.h"

#include <sqlite3.h>

#include "territory/mlg-mbtiles.h"

#define PNG "\x89PNG\r\n\x1a\n"

static void
run (sqlite3    *db,
     const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

static void
put (sqlite3    *db,
     int         zoom,
     int         x,
     int         y,
     const char *bytes,
     int         length)
{
  sqlite3_stmt *statement;

  sqlite3_prepare_v2 (db, "INSERT INTO tiles VALUES (?, ?, ?, ?)", -1, &statement, NULL);
  sqlite3_bind_int (statement, 1, zoom);
  sqlite3_bind_int (statement, 2, x);
  sqlite3_bind_int (statement, 3, (1 << zoom) - 1 - y);
  sqlite3_bind_blob (statement, 4, bytes, length, SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

static char *
make_file (sqlite3 **db)
{
  /* What a path may hold must not be taken for a part of an address. */
  char *path = fixture_path ("été ?mode=rw#1%20.mbtiles");

  g_assert_cmpint (sqlite3_open (path, db), ==, SQLITE_OK);
  run (*db, "CREATE TABLE metadata (name TEXT, value TEXT); CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);"
            "INSERT INTO metadata VALUES ('name', 'Pays d’essai'), ('attribution', '© IGN – 2026'), ('bounds', '3,44.5,5,46')");
  return path;
}

static void
check_found (MlgMbtiles *tiles,
             guint       zoom,
             guint       x,
             guint       y,
             guint       at,
             const char *bytes)
{
  guint found = 99;
  g_autoptr(GBytes) picture = mlg_mbtiles_find (tiles, zoom, x, y, &found);

  g_assert_nonnull (picture);
  g_assert_cmpuint (found, ==, at);
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), bytes, strlen (bytes));
}

static void
test_found_or_coarser (void)
{
  sqlite3 *db;
  g_autofree char *path = make_file (&db);
  g_autoptr(MlgMbtiles) tiles = NULL;
  g_autoptr(GError) error = NULL;
  guint first, last, found;

  put (db, 5, 16, 11, PNG "five", 12);
  put (db, 6, 33, 22, PNG "six", 11);
  put (db, 6, 32, 22, "not a picture", 13);
  sqlite3_close (db);

  tiles = mlg_mbtiles_open (path, &error);
  g_assert_no_error (error);
  mlg_mbtiles_get_zooms (tiles, &first, &last);
  g_assert_cmpuint (first, ==, 5);
  g_assert_cmpuint (last, ==, 6);
  g_assert_cmpstr (mlg_mbtiles_get_name (tiles), ==, "Pays d’essai");
  g_assert_cmpstr (mlg_mbtiles_get_attribution (tiles), ==, "© IGN – 2026");

  check_found (tiles, 6, 33, 22, 6, PNG "six");
  check_found (tiles, 9, 33 << 3 | 5, 22 << 3, 6, PNG "six");
  check_found (tiles, 6, 32, 23, 5, PNG "five");
  check_found (tiles, 6, 32, 22, 5, PNG "five");
  g_assert_null (mlg_mbtiles_find (tiles, 6, 1, 1, &found));
  g_assert_null (mlg_mbtiles_find (tiles, 2, 1, 1, &found));
}

static void
check_refused (const char *path)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (mlg_mbtiles_open (path, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
test_refused (void)
{
  static const char *const first_bytes[] = { "\x1f\x8b\x08", "RIFF\1\1\1\1WEBPVP8 ", "GIF89a" };
  g_autofree char *text = fixture_path ("texte.mbtiles"), *nothing = fixture_path ("rien.mbtiles"), *whole = NULL, *half = NULL;
  g_autofree char *content = NULL;
  sqlite3 *db;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (first_bytes); i++)
    {
      g_autofree char *path = make_file (&db);

      put (db, 5, 16, 11, first_bytes[i], (int) strlen (first_bytes[i]));
      sqlite3_close (db);
      check_refused (path);
    }
  g_assert_true (g_file_set_contents (text, "Nom;Commune\n", -1, NULL));
  check_refused (text);
  check_refused (nothing);

  /* Cut in the middle: refused, or what is left is read without harm. */
  whole = make_file (&db);
  for (int i = 0; i < 400; i++)
    put (db, 9, 256 + i % 20, 180 + i / 20, PNG "0123456789012345678901234567890123456789", 48);
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (whole, &content, &length, NULL));
  half = fixture_path ("moitié.mbtiles");
  g_assert_true (g_file_set_contents (half, content, (gssize) length / 2, NULL));
  {
    g_autoptr(MlgMbtiles) tiles = mlg_mbtiles_open (half, NULL);
    guint found;

    for (int i = 0; tiles != NULL && i < 400; i++)
      {
        g_autoptr(GBytes) picture = mlg_mbtiles_find (tiles, 9, 256 + i % 20, 180 + i / 20, &found);

        g_assert_true (picture == NULL || g_bytes_get_size (picture) == 48);
      }
  }
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  fixture_begin ();
  g_test_add_func ("/mbtiles/found-or-coarser", test_found_or_coarser);
  g_test_add_func ("/mbtiles/refused", test_refused);
  result = g_test_run ();
  fixture_end ();
  return result;
}
