/* What is promised of lists: read as a spreadsheet would show them, whatever wrote them. */

#include <glib.h>
#include <string.h>

#include "exchange/mlg-csv.h"
#include "exchange/mlg-encoding.h"

/* Rows shown as "a|b/c|d"; "!" before a torn one. */
static char *
show (const char *text,
      gsize       length,
      char        separator)
{
  g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, length, separator);
  GString *shown = g_string_new (NULL);

  while (mlg_csv_reader_next (reader))
    {
      const MlgCell *cells = mlg_csv_reader_get_cells (reader);

      if (shown->len > 0)
        g_string_append_c (shown, '/');
      if (mlg_csv_reader_is_torn (reader))
        g_string_append_c (shown, '!');
      for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
        {
          if (i > 0)
            g_string_append_c (shown, '|');
          g_string_append_len (shown, cells[i].text, cells[i].length);
        }
    }

  return g_string_free (shown, FALSE);
}

static void
test_reads_what_a_spreadsheet_shows (void)
{
  static const struct { const char *text, *shown; } cases[] = {
    { "a;b\n1;2\n", "a|b/1|2" },
    { "a;b\r\n1;2\r\n", "a|b/1|2" },
    { "a;b\r1;2\r", "a|b/1|2" },
    { "a,b\n1,2", "a|b/1|2" },
    { "a\tb\n1\t2\n", "a|b/1|2" },
    { "a|b\n1|2\n", "a|b/1|2" },
    { "sep=,\na,b\n\"1;x\",2\n", "a|b/1;x|2" },
    { "nom;lat;lon\nÉpicerie;45,1;4,2\nŒuvre;44,9;3,1\n", "nom|lat|lon/Épicerie|45,1|4,2/Œuvre|44,9|3,1" },
    { "nom;note\n\"L’Atelier\";\"ligne 1\nligne 2\"\n", "nom|note/L’Atelier|ligne 1\nligne 2" },
    { "nom;note\n\"Le \"\"Relais\"\"\";x\n", "nom|note/Le \"Relais\"|x" },
    { "nom;note\n\"Le \"Relais\" et amis\";x\n", "nom|note/Le \"Relais\" et amis|x" },
    { "nom;note\n\"Le Relais\" et amis;\"x\"\n", "nom|note/\"Le Relais\" et amis|x" },
    { "nom;note\nLe 5\";x\nLe 6\";y\n", "nom|note/Le 5\"|x/Le 6\"|y" },
    { "a;b;\n1;2;\n3;4;\n", "a|b|/1|2|/3|4|" },
    { "a;b\n\n;;\n1;2\n", "a|b/1|2" },
    { "a;b\n\"\";\"\"\n1;\"\"\n", "a|b/1|" },
    { "a;b\n1 ; \"2\" ;\n", "a|b/1 |2|" },
    { "", "" },
    { "\n\n", "" },
    { "seul\nun\ndeux\n", "seul/un/deux" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = show (cases[i].text, strlen (cases[i].text), 0);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_a_forgotten_quote_costs_one_line (void)
{
  const char *text = "nom;commune\n\"Jardin;Die\nAtelier;Crest\n\"Four\";\"Saou\"\n";
  g_autofree char *shown = show (text, strlen (text), ';');
  const char *last = "nom;commune\nAtelier;Crest\nJardin;\"Die\n";
  g_autofree char *shown_last = show (last, strlen (last), ';');

  g_assert_cmpstr (shown, ==, "nom|commune/!\"Jardin|Die/Atelier|Crest/Four|Saou");
  g_assert_cmpstr (shown_last, ==, "nom|commune/Atelier|Crest/!Jardin|\"Die");
}

static void
test_lines_are_counted_as_an_editor_does (void)
{
  const char *text = "nom;note\na;\"1\n2\n3\"\n\nb;x\r\nc;y\n";
  static const guint lines[] = { 1, 2, 6, 7 };
  g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, strlen (text), ';');

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_assert_true (mlg_csv_reader_next (reader));
      g_assert_cmpuint (mlg_csv_reader_get_line (reader), ==, lines[i]);
    }
  g_assert_false (mlg_csv_reader_next (reader));
}

static void
test_encodings_are_told_apart (void)
{
  static const struct { const char *bytes; gsize length; MlgEncoding encoding; const char *text; } cases[] = {
    { "\xef\xbb\xbfnom;\xc3\xa9t\xc3\xa9", 12, MLG_ENCODING_UTF8, "nom;été" },
    { "nom;\xc3\xa9t\xc3\xa9", 9, MLG_ENCODING_UTF8, "nom;été" },
    { "nom;\xe9t\xe9 \x80 \x9cuvre", 15, MLG_ENCODING_WINDOWS_1252, "nom;été € œuvre" },
    { "nom;\x8et\x8e \xdb \xcfuvre", 15, MLG_ENCODING_MAC_ROMAN, "nom;été € œuvre" },
    { "\xff\xfen\0;\0\xe9\0", 8, MLG_ENCODING_UTF16_LE, "n;é" },
    { "n\0o\0m\0;\0\xe9\0", 10, MLG_ENCODING_UTF16_LE, "nom;é" },
    { "\0n\0o\0m\0;\0\xe9", 10, MLG_ENCODING_UTF16_BE, "nom;é" },
    { "\xfe\xff\0n\0;\0\xe9", 8, MLG_ENCODING_UTF16_BE, "n;é" },
    { "\xff\xfe\x3d\xd8\x00\xde", 6, MLG_ENCODING_UTF16_LE, "😀" },
    { "nom", 3, MLG_ENCODING_UTF8, "nom" },
    { "", 0, MLG_ENCODING_UTF8, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlgEncoding encoding = mlg_encoding_guess (cases[i].bytes, cases[i].length);
      gsize length;
      guint n_lost;
      g_autofree char *text = mlg_encoding_to_utf8 (encoding, cases[i].bytes, cases[i].length, &length, &n_lost);

      g_assert_cmpint (encoding, ==, cases[i].encoding);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpuint (length, ==, strlen (text));
      g_assert_cmpuint (n_lost, ==, 0);
    }
}

static void
test_unreadable_characters_are_counted (void)
{
  gsize length;
  guint n_lost;
  g_autofree char *windows = mlg_encoding_to_utf8 (MLG_ENCODING_WINDOWS_1252, "a\x81z", 3, &length, &n_lost);

  g_assert_cmpstr (windows, ==, "a\xef\xbf\xbdz");
  g_assert_cmpuint (n_lost, ==, 1);

  g_autofree char *utf8 = mlg_encoding_to_utf8 (MLG_ENCODING_UTF8, "a\xe9z\0b", 5, &length, &n_lost);

  g_assert_cmpstr (utf8, ==, "aéz b");
  g_assert_cmpuint (n_lost, ==, 0);
}

/* An accent on the last line only: the first megabyte tells nothing. */
static void
test_the_whole_file_is_looked_at (void)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "Jardin;Die\n");
  g_string_append (text, "caf\xe9;Die\n");

  g_assert_cmpint (mlg_encoding_guess (text->str, text->len), ==, MLG_ENCODING_WINDOWS_1252);
}

/* Two lists pasted together: one foreign byte does not spoil all the accents. */
static void
test_one_foreign_byte_does_not_spoil_the_rest (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *read = NULL;
  gsize length;
  guint n_lost;

  for (guint i = 0; i < 40; i++)
    g_string_append (text, "Épicerie\n");
  g_string_append (text, "caf\xe9\n");

  g_assert_cmpint (mlg_encoding_guess (text->str, text->len), ==, MLG_ENCODING_UTF8);
  read = mlg_encoding_to_utf8 (MLG_ENCODING_UTF8, text->str, text->len, &length, &n_lost);
  g_assert_true (g_str_has_prefix (read, "Épicerie\n"));
  g_assert_true (g_str_has_suffix (read, "café\n"));
  g_assert_cmpuint (n_lost, ==, 0);
  g_assert_cmpuint (mlg_encoding_count_foreign_lines (MLG_ENCODING_UTF8, text->str, text->len), ==, 1);
}

/* Each line in its own encoding, whichever of the two has more. */
static void
test_mixed_lines_are_each_read_in_their_own_encoding (void)
{
  static const struct { guint n_utf8, n_windows; } cases[] = { { 1, 1 }, { 1, 15 }, { 60, 1 }, { 30, 30 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GString) text = g_string_new ("Nom;Ville\n");
      g_autoptr(GString) wanted = g_string_new ("Nom;Ville\n");
      g_autofree char *read = NULL;
      MlgEncoding encoding;
      gsize length;
      guint n_lost;

      for (guint row = 0; row < cases[i].n_utf8 + cases[i].n_windows; row++)
        {
          gboolean utf8 = row < cases[i].n_utf8;

          /* In Windows text « \xe9\xa0\xbb » is « é » before a closing quotation mark. */
          g_string_append (text, utf8 ? "Épicerie « café »;Œuf\n" : "\xc9picerie \xab\xa0" "caf\xe9\xa0\xbb;\x8cuf\n");
          g_string_append (wanted, utf8 ? "Épicerie « café »;Œuf\n" : "Épicerie «\u00a0café\u00a0»;Œuf\n");
        }

      encoding = mlg_encoding_guess (text->str, text->len);
      read = mlg_encoding_to_utf8 (encoding, text->str, text->len, &length, &n_lost);
      g_assert_cmpstr (read, ==, wanted->str);
      g_assert_cmpuint (n_lost, ==, 0);
      g_assert_cmpuint (mlg_encoding_count_foreign_lines (encoding, text->str, text->len), ==,
                        encoding == MLG_ENCODING_UTF8 ? cases[i].n_windows : cases[i].n_utf8);
    }
}

static void
test_formulas_are_disarmed_and_come_back (void)
{
  static const struct { const char *cell, *written; } cases[] = {
    { "=1+1", "'=1+1" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "-cmd", "'-cmd" },
    { "+33 4 75 00 00 00", "+33 4 75 00 00 00" },
    { "-1.5", "-1.5" },
    { "-1+cmd", "'-1+cmd" },
    { "'=x", "''=x" },
    { "''=x", "'''=x" },
    { "'t Hof", "'t Hof" },
    { "Jardin", "Jardin" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *guarded = mlg_csv_guard (cases[i].cell);
      const char *written = guarded != NULL ? guarded : cases[i].cell;

      g_assert_cmpstr (written, ==, cases[i].written);
      g_assert_cmpstr (mlg_csv_unguard (written), ==, cases[i].cell);
    }
}

static void
test_what_is_written_is_read_again (void)
{
  static const char *const cells[] = {
    "Épicerie « L’Œuf »", "a;b", "a,b", "a\tb", "a|b", "\"", "\"\"", "deux\nlignes", "deux\r\nlignes",
    " espace ", "=formule", "'=formule", "1,23E+13", "",
  };
  static const MlgCsvStyle styles[] = { MLG_CSV_EXCEL, MLG_CSV_PLAIN };

  for (guint s = 0; s < G_N_ELEMENTS (styles); s++)
    {
      MlgCsvWriter *writer = mlg_csv_writer_new (styles[s]);

      for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
        {
          mlg_csv_writer_add (writer, "debut");
          mlg_csv_writer_add (writer, cells[i]);
          mlg_csv_writer_end_line (writer);
        }

      g_autoptr(GBytes) bytes = mlg_csv_writer_finish (writer);
      gsize n, length;
      const char *raw = g_bytes_get_data (bytes, &n);
      g_autofree char *text = mlg_encoding_to_utf8 (mlg_encoding_guess (raw, n), raw, n, &length, NULL);
      g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, length, 0);

      for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
        {
          g_assert_true (mlg_csv_reader_next (reader));
          g_assert_false (mlg_csv_reader_is_torn (reader));
          g_assert_cmpuint (mlg_csv_reader_get_n_cells (reader), ==, 2);

          const MlgCell *cell = mlg_csv_reader_get_cells (reader) + 1;
          g_autofree char *read = g_strndup (cell->text, cell->length);

          g_assert_cmpstr (mlg_csv_unguard (read), ==, cells[i]);
        }
      g_assert_false (mlg_csv_reader_next (reader));
    }
}

/* Random damage: no crash, no endless loop, nothing read outside the text (under ASan). */
static void
test_damage_is_read_without_harm (void)
{
  static const char alphabet[] = "\"\"\"\";;,\t|\n\r\na1 '=\xe9\xc3\x00";
  guint32 seed = g_test_rand_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);

  for (guint round = 0; round < 20000; round++)
    {
      gsize n = g_rand_int_range (rand, 0, 60), length;
      g_autofree char *bytes = g_malloc (n + 1);
      guint n_rows = 0;

      for (gsize i = 0; i < n; i++)
        bytes[i] = alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)];

      g_autofree char *text = mlg_encoding_to_utf8 (mlg_encoding_guess (bytes, n), bytes, n, &length, NULL);
      g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, length, 0);

      g_assert_true (g_utf8_validate_len (text, length, NULL));
      while (mlg_csv_reader_next (reader))
        {
          const MlgCell *cells = mlg_csv_reader_get_cells (reader);

          for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
            {
              g_autofree char *cell = g_strndup (cells[i].text, cells[i].length);

              g_assert_true (g_utf8_validate (cell, -1, NULL));
            }
          n_rows++;
        }
      g_assert_cmpuint (n_rows, <=, n);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/reads-what-a-spreadsheet-shows", test_reads_what_a_spreadsheet_shows);
  g_test_add_func ("/csv/a-forgotten-quote-costs-one-line", test_a_forgotten_quote_costs_one_line);
  g_test_add_func ("/csv/lines-are-counted-as-an-editor-does", test_lines_are_counted_as_an_editor_does);
  g_test_add_func ("/csv/encodings-are-told-apart", test_encodings_are_told_apart);
  g_test_add_func ("/csv/unreadable-characters-are-counted", test_unreadable_characters_are_counted);
  g_test_add_func ("/csv/the-whole-file-is-looked-at", test_the_whole_file_is_looked_at);
  g_test_add_func ("/csv/one-foreign-byte-does-not-spoil-the-rest", test_one_foreign_byte_does_not_spoil_the_rest);
  g_test_add_func ("/csv/mixed-lines-are-each-read-in-their-own-encoding", test_mixed_lines_are_each_read_in_their_own_encoding);
  g_test_add_func ("/csv/formulas-are-disarmed-and-come-back", test_formulas_are_disarmed_and_come_back);
  g_test_add_func ("/csv/what-is-written-is-read-again", test_what_is_written_is_read_again);
  g_test_add_func ("/csv/damage-is-read-without-harm", test_damage_is_read_without_harm);
  return g_test_run ();
}
