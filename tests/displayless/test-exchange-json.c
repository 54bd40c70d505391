/* What is promised of JSON from anywhere: read exactly, or refused with the line. */

#include <glib.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-json-reader.h"
#include "exchange/mlg-json-writer.h"

/* Copies what is read to a writer; FALSE and @error when refused. */
static char *
copy (const char  *text,
      gsize        length,
      GError     **error)
{
  g_autoptr(MlgJsonReader) reader = mlg_json_reader_new (text, length);
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (reader)) != MLG_JSON_END)
    {
      const char *value = mlg_json_reader_get_text (reader);

      switch (event)
        {
        case MLG_JSON_OBJECT: mlg_json_writer_open (writer, '{'); break;
        case MLG_JSON_ARRAY: mlg_json_writer_open (writer, '['); break;
        case MLG_JSON_END_OBJECT: case MLG_JSON_END_ARRAY: mlg_json_writer_close (writer); break;
        case MLG_JSON_NAME: mlg_json_writer_name (writer, value); break;
        case MLG_JSON_STRING: mlg_json_writer_string (writer, value); break;
        case MLG_JSON_NUMBER: mlg_json_writer_number (writer, value); break;
        case MLG_JSON_TRUE: mlg_json_writer_bool (writer, TRUE); break;
        case MLG_JSON_FALSE: mlg_json_writer_bool (writer, FALSE); break;
        case MLG_JSON_NULL: mlg_json_writer_string (writer, NULL); break;
        case MLG_JSON_END: default: g_assert_not_reached ();
        }
    }

  if (!mlg_json_reader_propagate (reader, error))
    return NULL;
  return mlg_json_writer_dup_text (writer);
}

static void
test_values_come_back_as_they_were (void)
{
  static const struct { const char *text, *copied; } cases[] = {
    { "{}", "{}\n" },
    { " [ ] ", "[]\n" },
    { "\xef\xbb\xbf" "1.50e+3", "1.50e+3\n" },
    { "[1,-0.5,true,false,null]", "[\n  1,\n  -0.5,\n  true,\n  false,\n  null\n]\n" },
    { "{\"nom\":\"L’\\u0152uf\\n\\\"\\uD83D\\uDE00\\/\"}", "{\n  \"nom\": \"L’Œuf\\n\\\"😀/\"\n}\n" },
    { "\"\\ud800x\\u0000\"", "\"\xef\xbf\xbdx\xef\xbf\xbd\"\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *copied = copy (cases[i].text, strlen (cases[i].text), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (copied, ==, cases[i].copied);
    }
}

static void
test_faults_are_refused_with_their_line (void)
{
  static const char *const cases[] = {
    "", "{", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "[01x]", "[1.]", "[1e]", "[-]", "\"\\x\"",
    "\"\\u12g4\"", "\"open", "tru", "[}", "{]", "1 2", "nul", "\"\x01\"", "[\xff]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *copied = copy (cases[i], strlen (cases[i]), &error);

      g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT);
      g_assert_null (copied);
    }

  g_autoptr(GError) error = NULL;

  g_assert_null (copy ("[1,\n2,\n}", 8, &error));
  g_assert_nonnull (strstr (error->message, "3"));
}

static void
test_depth_is_bounded (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autoptr(GError) error = NULL;

  g_assert_null (copy (deep, 200000, &error));
  g_assert_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE);
}

static void
test_what_is_not_wanted_is_skipped_whole (void)
{
  const char *text = "{\"a\":{\"b\":[1,{\"c\":2}]},\"d\":3}";
  g_autoptr(MlgJsonReader) reader = mlg_json_reader_new (text, strlen (text));

  g_assert_cmpint (mlg_json_reader_next (reader), ==, MLG_JSON_OBJECT);
  g_assert_cmpint (mlg_json_reader_next (reader), ==, MLG_JSON_NAME);
  g_assert_true (mlg_json_reader_skip (reader, mlg_json_reader_next (reader)));
  g_assert_cmpint (mlg_json_reader_next (reader), ==, MLG_JSON_NAME);
  g_assert_cmpstr (mlg_json_reader_get_text (reader), ==, "d");
}

static void
test_damage_is_refused_without_harm (void)
{
  const char *whole = "{\"format\":\"maillage\",\"records\":{\"actor\":[{\"key\":\"a\",\"name\":\"L’Œuf \\u00e9\",\"lat\":44.9,\"aliases\":[\"x\",\"y\"],\"renewed\":true}]}}";
  guint32 seed = g_test_rand_int ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);

  for (guint round = 0; round < 20000; round++)
    {
      gsize length = strlen (whole);
      g_autofree char *text = g_strdup (whole);
      g_autoptr(GError) error = NULL;
      g_autofree char *copied = NULL, *again = NULL;

      for (gint n = g_rand_int_range (rand, 1, 6); n > 0; n--)
        text[g_rand_int_range (rand, 0, length)] = "{}[]\",:\\u0e-\xc3 t"[g_rand_int_range (rand, 0, 16)];
      length = g_rand_int_range (rand, 0, length + 1);

      copied = copy (text, length, &error);
      g_assert_true ((copied == NULL) == (error != NULL));
      if (copied == NULL)
        continue;

      /* What was accepted is the same when it is read again. */
      again = copy (copied, strlen (copied), NULL);
      g_assert_cmpstr (again, ==, copied);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/values-come-back-as-they-were", test_values_come_back_as_they_were);
  g_test_add_func ("/json/faults-are-refused-with-their-line", test_faults_are_refused_with_their_line);
  g_test_add_func ("/json/depth-is-bounded", test_depth_is_bounded);
  g_test_add_func ("/json/what-is-not-wanted-is-skipped-whole", test_what_is_not_wanted_is_skipped_whole);
  g_test_add_func ("/json/damage-is-refused-without-harm", test_damage_is_refused_without_harm);
  return g_test_run ();
}
