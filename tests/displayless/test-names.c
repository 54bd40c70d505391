/* Names by word in memory answer as looking through every name does, whatever changed since. */

#include "store/mlg-names.h"

#include <string.h>

#define N_ROWS    300
#define N_ROUNDS  40
#define N_CHANGES 60

/* A few letters make many words that begin alike. */
static char *
make_words (guint max)
{
  GString *words = g_string_new (NULL);
  guint n_words = g_test_rand_int_range (1, max + 1);

  for (guint w = 0; w < n_words; w++)
    {
      guint n_letters = g_test_rand_int_range (1, 5);

      if (w > 0)
        g_string_append_c (words, ' ');
      for (guint l = 0; l < n_letters; l++)
        g_string_append_c (words, "aeors"[g_test_rand_int_range (0, 5)]);
    }

  return g_string_free (words, FALSE);
}

static gboolean
some_word_begins (const char *names,
                  const char *prefix)
{
  g_auto(GStrv) words = g_strsplit (names, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], prefix))
      return TRUE;

  return FALSE;
}

static gboolean
is_meant (const char *names,
          const char *typed)
{
  g_auto(GStrv) prefixes = g_strsplit (typed, " ", -1);

  for (guint i = 0; prefixes[i] != NULL; i++)
    if (names == NULL || !some_word_begins (names, prefixes[i]))
      return FALSE;

  return TRUE;
}

static void
change_some (MlgNames *names,
             char    **known)
{
  for (guint i = 0; i < N_CHANGES; i++)
    {
      guint row = g_test_rand_int_range (0, N_ROWS);

      g_free (known[row]);
      known[row] = g_test_rand_int_range (0, 4) > 0 ? make_words (4) : NULL;
      mlg_names_put (names, row, known[row]);
    }
}

static void
assert_same_rows (MlgNames *names,
                  char    **known)
{
  g_autofree char *typed = make_words (3);
  guint n_bits;
  g_autofree guint8 *bits = mlg_names_match (names, typed, &n_bits);

  for (guint row = 0; row < N_ROWS; row++)
    {
      gboolean found = row < n_bits && (bits[row / 8] & (1 << (row % 8))) != 0;

      if (found != is_meant (known[row], typed))
        g_error ("« %s » typed, row %u is « %s », found: %d", typed, row, known[row], found);
    }
}

static void
test_answers_as_looking_at_every_name (void)
{
  g_autoptr(MlgNames) names = mlg_names_new ();
  g_autofree char **known = g_new0 (char *, N_ROWS);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      change_some (names, known);
      for (guint i = 0; i < 20; i++)
        assert_same_rows (names, known);
    }

  for (guint row = 0; row < N_ROWS; row++)
    g_free (known[row]);
}

static void
note_word (const char *word,
           guint       cost,
           guint       n_rows,
           gpointer    data)
{
  g_string_append_printf (data, "%s:%u=%u ", word, cost, n_rows);
}

static void
test_words_that_nobody_has_any_more_are_not_told (void)
{
  g_autoptr(MlgNames) names = mlg_names_new ();
  g_autoptr(GString) told = g_string_new (NULL);

  mlg_names_put (names, 1, "jardins de crest jardins");
  mlg_names_put (names, 2, "jardins");
  mlg_names_put (names, 3, "gardins");
  mlg_names_put (names, 3, "reseau");
  mlg_names_put (names, 2, NULL);
  mlg_names_foreach_near (names, "jardins", 2, note_word, told);

  g_assert_cmpstr (told->str, ==, "jardins:0=1 ");
}

static void
test_slips_are_counted (void)
{
  static const struct { const char *typed; guint max; const char *told; } cases[] = {
    { "ressoursserie", 2, "ressourcerie:4=1 " },      /* two */
    { "ressourcreie", 2, "ressourcerie:2=1 " },       /* two letters exchanged are one */
    { "resourc", 2, "ressourcerie:3=1 " },            /* one, in a beginning */
    { "ressource", 2, "ressourcerie:1=1 " },          /* a beginning as it is */
    { "resorcr", 1, "" },
    { "rrp", 1, "rrp:0=1 " },
    { "rpr", 1, "rrp:2=1 " },
    { "xxxxxxxx", 2, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(MlgNames) names = mlg_names_new ();
      g_autoptr(GString) told = g_string_new (NULL);

      mlg_names_put (names, 1, "la ressourcerie de crest");
      mlg_names_put (names, 2, "rrp");
      mlg_names_foreach_near (names, cases[i].typed, cases[i].max, note_word, told);
      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (told->str, ==, cases[i].told);
    }
}

static void
test_nothing_typed_finds_nothing (void)
{
  g_autoptr(MlgNames) names = mlg_names_new ();
  guint n_bits;
  g_autofree guint8 *bits = NULL;

  mlg_names_put (names, 0, "crest");
  bits = mlg_names_match (names, "", &n_bits);
  g_assert_cmpuint (n_bits, >, 0);
  g_assert_cmpuint (bits[0], ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/names/answers-as-looking-at-every-name", test_answers_as_looking_at_every_name);
  g_test_add_func ("/names/words-that-nobody-has-any-more-are-not-told",
                   test_words_that_nobody_has_any_more_are_not_told);
  g_test_add_func ("/names/slips-are-counted", test_slips_are_counted);
  g_test_add_func ("/names/nothing-typed-finds-nothing", test_nothing_typed_finds_nothing);

  return g_test_run ();
}
