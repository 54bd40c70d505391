/* Any number of copies, written by anybody at any time, merged in any order: nothing is lost
 * and all end the same.
 *
 *   MLG_TRIALS=100000   how many histories       MLG_SEED=42   the first seed
 */

#include "history.h"

static guint64
get_number (const char *name,
            guint64     otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : otherwise;
}

static void
test_thousands_of_histories_end_the_same_and_lose_nothing (void)
{
  guint64 seed = get_number ("MLG_SEED", 1), n = get_number ("MLG_TRIALS", 2000);

  g_test_message ("seeds %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT, seed, seed + n - 1);
  for (guint64 i = 0; i < n; i++)
    {
      g_autofree char *wrong = history_run (seed + i);

      if (wrong != NULL)
        g_error ("MLG_SEED=%" G_GUINT64_FORMAT " MLG_TRIALS=1: %s", seed + i, wrong);
    }
  g_test_message ("%u operations, %u merges, %u undos (%u skipped), %u conflicts, %u deletions, %u erasures",
                  history_counts.n_operations, history_counts.n_merges, history_counts.n_undos, history_counts.n_skipped,
                  history_counts.n_conflicts, history_counts.n_deleted, history_counts.n_erased);
  /* Histories in which nothing happens would prove nothing. */
  if (n >= 1000)
    {
      g_assert_cmpuint (history_counts.n_conflicts, >, n);
      g_assert_cmpuint (history_counts.n_undos, >, n);
      g_assert_cmpuint (history_counts.n_deleted, >, n / 2);
      g_assert_cmpuint (history_counts.n_erased, >, n / 8);
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  history_set_up ();
  g_test_add_func ("/merge/thousands_of_histories_end_the_same_and_lose_nothing",
                   test_thousands_of_histories_end_the_same_and_lose_nothing);
  result = g_test_run ();
  history_tear_down ();
  return result;
}
