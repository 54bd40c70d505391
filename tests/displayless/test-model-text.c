/* Folding, sort keys, distances, cores of names, typography. */

#include "model/mlg-text.h"

#include <string.h>

static void
assert_fold (const char *text,
             const char *expected)
{
  g_autofree char *folded = mlg_fold (text);

  g_assert_cmpstr (folded, ==, expected);
}

static void
test_fold (void)
{
  assert_fold (NULL, "");
  assert_fold ("", "");
  assert_fold ("   ", "");
  assert_fold ("Béthunes-Bruet", "bethunes bruet");
  assert_fold ("  Le   Mât Drôme ", "le mat drome");
  assert_fold ("L’Œuvre d'Ælia", "l oeuvre d aelia");
  assert_fold ("ÎLE-DE-FRANCE", "ile de france");
  assert_fold ("27ème Région", "27eme region");
  assert_fold ("Çà et là : « ñ » ÿ ß Ø Ł", "ca et la n y ss o l");
  assert_fold ("e\xcc\x81t\xc3\xa9", "ete");                 /* é in two characters, then in one */
  assert_fold ("Cré\xc2\xadsol", "cresol");                  /* a soft hyphen is nothing */
  assert_fold ("Cré\xe2\x80\x91sol", "cre sol");             /* a hyphen that does not break is one */
  assert_fold ("1\xe2\x80\xaf""200\xc2\xa0€", "1 200 €");
  assert_fold ("ﬁn № ½", "fin no 1⁄2");
  assert_fold ("Ελλάδα", "ελλαδα");
  assert_fold ("\xff\xfe""abc", "abc");                      /* not UTF-8: no crash */
}

static void
test_fold_joined (void)
{
  g_autofree char *name = mlg_fold_joined ("N’Diaye");
  g_autofree char *initials = mlg_fold_joined ("C.R.E.M.S.");
  g_autofree char *same = mlg_fold_joined ("Saugues");
  g_autofree char *hyphen = mlg_fold_joined ("Cré-sol");

  g_assert_cmpstr (name, ==, "ndiaye");
  g_assert_cmpstr (initials, ==, "crems");
  g_assert_null (same);
  g_assert_null (hyphen);
}

static void
assert_sorted (const char *const *texts)
{
  for (; texts[0] != NULL && texts[1] != NULL; texts++)
    {
      g_autofree char *a = mlg_sort_key (texts[0]);
      g_autofree char *b = mlg_sort_key (texts[1]);

      if (strcmp (a, b) >= 0)
        g_error ("“%s” is not before “%s”", texts[0], texts[1]);
    }
}

static void
test_sort_key (void)
{
  assert_sorted ((const char *const[]) { "Abiosol", "Les Ateliers de la Bruyère", "Bruno", "L’École", "Éole", NULL });
  assert_sorted ((const char *const[]) { "cote", "coté", "côte", NULL });
  assert_sorted ((const char *const[]) { "Lot 2", "Lot 10", "Lot 010 bis", "Lot 100", NULL });
  assert_sorted ((const char *const[]) { "Bœuf", "Bofill", NULL });
  assert_sorted ((const char *const[]) { "La", "Lab", NULL });          /* alone, an article is a name */
}

static void
test_matches (void)
{
  g_assert_true (mlg_fold_matches ("les ateliers de la bruyere", "atel bru"));
  g_assert_true (mlg_fold_matches ("les ateliers de la bruyere", "bru atel"));
  g_assert_true (mlg_fold_matches ("les ateliers", ""));
  g_assert_false (mlg_fold_matches ("les ateliers de la bruyere", "teliers"));
  g_assert_false (mlg_fold_matches ("les ateliers", "atel bru"));
}

static void
test_edit_distance (void)
{
  g_assert_cmpuint (mlg_edit_distance ("mat drome", "mat drome", 3), ==, 0);
  g_assert_cmpuint (mlg_edit_distance ("mat drome", "mas drome", 3), ==, 1);
  g_assert_cmpuint (mlg_edit_distance ("kitten", "sitting", 5), ==, 3);
  g_assert_cmpuint (mlg_edit_distance ("kitten", "sitting", 2), ==, 3);
  g_assert_cmpuint (mlg_edit_distance ("", "abc", 5), ==, 3);
  g_assert_cmpuint (mlg_edit_distance ("ελλ", "ελ", 5), ==, 1);
}

static void
assert_core (const char *name,
             const char *expected)
{
  g_autofree char *core = mlg_name_core (name);

  g_assert_cmpstr (core, ==, expected);
}

static void
test_name_core (void)
{
  assert_core ("SCOP Ardelaine", "ardelaine");
  assert_core ("Association Le Mât Drôme", "mat drome");
  assert_core ("Mat Drome", "mat drome");
  assert_core ("Apeas", "apeas");
  assert_core ("APES", "apes");
  assert_core ("Association", "association");      /* nothing else is left */
}

static void
assert_typeset (const char *text,
                const char *expected)
{
  g_autofree char *set = mlg_typeset (text);
  g_autofree char *again = mlg_typeset (set);

  g_assert_cmpstr (set, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_typeset (void)
{
  assert_typeset ("Pourquoi ?", "Pourquoi\u202f?");
  assert_typeset ("Pourquoi? Oui: non; fin!", "Pourquoi\u202f? Oui\u202f: non\u202f; fin\u202f!");
  assert_typeset ("« l'eau »", "«\u202fl’eau\u202f»");
  assert_typeset ("«l’eau»", "«\u202fl’eau\u202f»");
  assert_typeset ("\u00ab\u00a0a\u00a0\u00bb", "«\u202fa\u202f»");
  assert_typeset ("à 10:30, https://example.org/a?b=c;d", "à 10:30, https://example.org/a?b=c;d");
  assert_typeset ("Vraiment ?!", "Vraiment\u202f?!");
  assert_typeset ("|:---|:--:|", "|:---|:--:|");
  assert_typeset ("", "");
}

static void
test_format_count (void)
{
  g_autofree char *small = mlg_format_count (71);
  g_autofree char *large = mlg_format_count (1234567);

  g_assert_cmpstr (small, ==, "71");
  g_assert_cmpstr (large, ==, "1,234,567");
}

/* Characters at random, Latin more often: folding, typesetting and sort keys hold to what they promise. */
static void
test_noise (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *folded = NULL, *again = NULL, *set = NULL, *set_again = NULL, *key = NULL;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        {
          gunichar c = (gunichar) g_test_rand_int_range (1, g_test_rand_bit () ? 0x250 : 0x20000);

          if (g_unichar_validate (c))
            g_string_append_unichar (text, c);
        }

      folded = mlg_fold (text->str);
      again = mlg_fold (folded);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
      g_assert_cmpstr (again, ==, folded);
      g_assert_null (strstr (folded, "  "));
      g_assert_true (mlg_fold_matches (folded, again));
      g_assert_cmpuint (mlg_edit_distance (folded, again, 3), ==, 0);

      set = mlg_typeset (text->str);
      set_again = mlg_typeset (set);
      g_assert_cmpstr (set_again, ==, set);

      key = mlg_sort_key (text->str);
      g_assert_true (g_utf8_validate (key, -1, NULL));
    }
}

/* What an index of 200 000 names asks for; printed, not judged. */
static void
test_fold_speed (void)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 200000; i++)
    g_free (mlg_fold ("Réseau des Relais Locaux de l’Économie Solidaire en Occitanie"));
  g_test_message ("200 000 names folded in %.0f ms", (g_get_monotonic_time () - start) / 1000.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/text/fold", test_fold);
  g_test_add_func ("/model/text/fold-joined", test_fold_joined);
  g_test_add_func ("/model/text/sort-key", test_sort_key);
  g_test_add_func ("/model/text/matches", test_matches);
  g_test_add_func ("/model/text/edit-distance", test_edit_distance);
  g_test_add_func ("/model/text/name-core", test_name_core);
  g_test_add_func ("/model/text/typeset", test_typeset);
  g_test_add_func ("/model/text/format-count", test_format_count);
  g_test_add_func ("/model/text/noise", test_noise);
  g_test_add_func ("/model/text/fold-speed", test_fold_speed);
  return g_test_run ();
}
