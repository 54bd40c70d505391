/* Merging two texts by paragraph: what each changed is there, or the merge is refused.
 *
 * Each case knows the answer by construction: a text of named paragraphs, changed on each side
 * at places chosen at random. MLG_SEED and MLG_TRIALS as in test-merge.
 */

#include "store/mlg-text-merge.h"

#include <string.h>

#define MAX_PARAGRAPHS 12

typedef enum { KEPT, CHANGED, REMOVED, ADDED_AFTER, N_FATES } Fate;

typedef struct
{
  guint n;
  Fate  ours[MAX_PARAGRAPHS], theirs[MAX_PARAGRAPHS];
} Case;

static void
append (GString    *text,
        const char *word,
        guint       n)
{
  g_string_append_printf (text, "%s %u.\n\n", word, n);
}

static void
append_fate (GString    *text,
             Fate        fate,
             guint       i,
             const char *who)
{
  g_autofree char *changed = g_strdup_printf ("Changé par %s", who);
  g_autofree char *added = g_strdup_printf ("Ajouté par %s", who);

  if (fate != REMOVED)
    append (text, fate == CHANGED ? changed : "Paragraphe", i);
  if (fate == ADDED_AFTER)
    append (text, added, i);
}

static char *
write_side (const Case *c,
            const Fate *fates,
            const char *who)
{
  GString *text = g_string_new ("Début.\n\n");

  for (guint i = 0; i < c->n; i++)
    append_fate (text, fates == NULL ? KEPT : fates[i], i, who);
  return g_string_free (g_string_append (text, "Fin."), FALSE);
}

/* When no two neighbours were touched by both. */
static char *
write_both (const Case *c)
{
  GString *text = g_string_new ("Début.\n\n");

  for (guint i = 0; i < c->n; i++)
    if (c->ours[i] != KEPT)
      append_fate (text, c->ours[i], i, "nous");
    else
      append_fate (text, c->theirs[i], i, "eux");
  return g_string_free (g_string_append (text, "Fin."), FALSE);
}

/* Changes of the two sides at least one untouched paragraph apart. */
static gboolean
sides_are_apart (const Case *c)
{
  for (guint i = 0; i < c->n; i++)
    for (guint j = i > 0 ? i - 1 : 0; j <= MIN (i + 1, c->n - 1); j++)
      if (c->ours[i] != KEPT && c->theirs[j] != KEPT)
        return FALSE;
  return TRUE;
}

static Case
make_case (GRand *rand)
{
  Case c = { .n = (guint) g_rand_int_range (rand, 1, MAX_PARAGRAPHS + 1) };
  gint32 rarity = g_rand_int_range (rand, 2, 8);

  for (guint i = 0; i < c.n; i++)
    {
      c.ours[i] = g_rand_int_range (rand, 0, rarity) == 0 ? (Fate) g_rand_int_range (rand, 1, N_FATES) : KEPT;
      c.theirs[i] = g_rand_int_range (rand, 0, rarity) == 0 ? (Fate) g_rand_int_range (rand, 1, N_FATES) : KEPT;
    }
  return c;
}

static gboolean
has_all_of (const char *merged,
            const Case *c,
            const Fate *fates,
            const char *who)
{
  for (guint i = 0; i < c->n; i++)
    {
      g_autofree char *word = g_strdup_printf ("%s par %s %u.\n", fates[i] == CHANGED ? "Changé" : "Ajouté", who, i);

      if ((fates[i] == CHANGED || fates[i] == ADDED_AFTER) && strstr (merged, word) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
test_what_each_changed_is_there_or_the_merge_is_refused (void)
{
  const char *seed_text = g_getenv ("MLG_SEED"), *trials_text = g_getenv ("MLG_TRIALS");
  guint seed = seed_text != NULL ? (guint) g_ascii_strtoull (seed_text, NULL, 10) : 1;
  guint n = trials_text != NULL ? (guint) g_ascii_strtoull (trials_text, NULL, 10) : 20000;
  guint n_clean = 0, n_apart = 0;

  g_test_message ("seeds %u to %u", seed, seed + n - 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GRand) rand = g_rand_new_with_seed (seed + i);
      Case c = make_case (rand);
      g_autofree char *base = write_side (&c, NULL, "");
      g_autofree char *ours = write_side (&c, c.ours, "nous");
      g_autofree char *theirs = write_side (&c, c.theirs, "eux");
      g_autofree char *merged = mlg_text_merge (base, ours, theirs);
      g_autofree char *mirrored = mlg_text_merge (base, theirs, ours);
      g_autofree char *expected = write_both (&c);

      if (g_strcmp0 (merged, mirrored) != 0)
        g_error ("MLG_SEED=%u: who comes first matters", seed + i);
      n_clean += merged != NULL;
      if (merged != NULL && !(has_all_of (merged, &c, c.ours, "nous") && has_all_of (merged, &c, c.theirs, "eux")))
        g_error ("MLG_SEED=%u: a change is lost in “%s”", seed + i, merged);
      if (!sides_are_apart (&c))
        continue;
      n_apart++;
      if (g_strcmp0 (merged, expected) != 0)
        g_error ("MLG_SEED=%u: “%s” and not “%s”", seed + i, merged, expected);
    }
  g_test_message ("%u merged, %u of them far apart, %u refused", n_clean, n_apart, n - n_clean);
  g_assert_cmpuint (n_apart, >, n / 10);
  g_assert_cmpuint (n_clean, <, n);
}

static void
test_small_texts_merge_as_people_expect (void)
{
  static const struct { const char *base, *ours, *theirs, *merged; } cases[] = {
    { "", "", "", "" },
    { "a", "a", "b", "b" },
    { "a", "b", "a", "b" },
    { "a", "b", "b", "b" },
    { "a", "b", "c", NULL },
    { "", "a", "b", NULL },
    { "", "a", "a", "a" },
    { "a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC" },
    { "a\nb\nc", "A\nb\nc", "X\nb\nc", NULL },
    { "a\n\nb", "a\n\nb\n\nc", "A\n\nb", "A\n\nb\n\nc" },
    /* One takes a paragraph out, the other changes its neighbour. */
    { "a\n\nb\n\nc", "a\n\nc", "a\n\nb\n\nC", "a\n\nC" },
    { "a\n\nb\n\nc", "a\n\nc", "A\n\nb\n\nc", "A\n\nc" },
    { "a\n\nb\n\nc", "a\n\nc", "a\n\nB\n\nc", NULL },
    /* Both add at one place: at the end, in the middle, before all. */
    { "a", "a\n\nx", "a\n\ny", "a\n\nx\n\ny" },
    { "a\n\nb", "a\n\ny\n\nb", "a\n\nx\n\nb", "a\n\nx\n\ny\n\nb" },
    { "a", "x\n\na", "y\n\na", "x\n\ny\n\na" },
    { "a\n", "a\n\nx\n", "a\n\ny\n", "a\n\nx\n\ny\n" },
    { "a", "a\n\nx", "a\n\nx\n\ny", "a\n\nx\n\ny" },
    /* One changes the only paragraph, the other writes the next. */
    { "a", "A", "a\n\nb", "A\n\nb" },
    { "a", "A\n\nb", "c\n\na", "c\n\nA\n\nb" },
    /* An item at the end of a list on both sides; a row of a table. */
    { "- a\n- b\n\nc", "- a\n- b\n- x\n\nc", "- a\n- b\n- y\n\nc", "- a\n- b\n- x\n- y\n\nc" },
    { "| a |\n|---|\n| b |", "| a |\n|---|\n| b |\n| x |", "| a |\n|---|\n| B |", "| a |\n|---|\n| B |\n| x |" },
    /* A paragraph moved on one side, its neighbour changed on the other. */
    { "a\n\nb", "b\n\na", "a\n\nB", "B\n\na" },
    { "a\n\nb\n\nc", "", "a\n\nb\n\nc\n\nx", "\n\nx" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *merged = mlg_text_merge (cases[i].base, cases[i].ours, cases[i].theirs);

      g_assert_cmpstr (merged, ==, cases[i].merged);
    }
}

static void
test_long_texts_with_nothing_in_common_are_refused_soon (void)
{
  GString *base = g_string_new (NULL), *ours = g_string_new (NULL), *theirs = g_string_new (NULL);
  g_autofree char *merged = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      g_string_append_printf (base, "b%u\n", i);
      g_string_append_printf (ours, "o%u\n", i);
      g_string_append_printf (theirs, "t%u\n", i);
    }
  merged = mlg_text_merge (base->str, ours->str, theirs->str);
  g_assert_null (merged);
  g_string_free (base, TRUE);
  g_string_free (ours, TRUE);
  g_string_free (theirs, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-merge/small_texts_merge_as_people_expect", test_small_texts_merge_as_people_expect);
  g_test_add_func ("/text-merge/long_texts_with_nothing_in_common_are_refused_soon",
                   test_long_texts_with_nothing_in_common_are_refused_soon);
  g_test_add_func ("/text-merge/what_each_changed_is_there_or_the_merge_is_refused",
                   test_what_each_changed_is_there_or_the_merge_is_refused);
  return g_test_run ();
}
