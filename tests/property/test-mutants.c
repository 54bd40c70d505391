/* The test of merging is itself tested: each deliberate fault in the engine must be seen. */

#include "history.h"
#include "store/mlg-mutant.h"

#define MAX_HISTORIES 400

static void
test_a_sound_engine_passes (void)
{
  mlg_mutant = MLG_MUTANT_NONE;
  for (guint seed = 1; seed <= 40; seed++)
    {
      g_autofree char *wrong = history_run (seed);

      g_assert_cmpstr (wrong, ==, NULL);
    }
}

static void
test_fault_is_seen (gconstpointer data)
{
  mlg_mutant = GPOINTER_TO_INT (data);
  for (guint seed = 1; seed <= MAX_HISTORIES; seed++)
    {
      g_autofree char *wrong = history_run (seed);

      if (wrong != NULL)
        {
          g_test_message ("seen in history %u: %s", seed, wrong);
          mlg_mutant = MLG_MUTANT_NONE;
          return;
        }
    }
  mlg_mutant = MLG_MUTANT_NONE;
  g_error ("%d histories did not show this fault", MAX_HISTORIES);
}

int
main (int    argc,
      char **argv)
{
  static const struct { MlgMutant mutant; const char *name; } mutants[] = {
    { MLG_MUTANT_NO_SUP, "parents_are_not_marked" },
    { MLG_MUTANT_ONE_PARENT, "an_author_names_one_head_of_those_seen" },
    { MLG_MUTANT_DELETE_BLIND, "a_deletion_wins_over_what_it_has_not_seen" },
    { MLG_MUTANT_VECTOR_OFF_BY_ONE, "merge_skips_an_operation_of_each_writer" },
    { MLG_MUTANT_SESSION_REUSED, "a_copy_goes_on_under_the_same_writer" },
    { MLG_MUTANT_ERASE_WEAK, "an_old_copy_brings_erased_values_back" },
    { MLG_MUTANT_EQUAL_CONFLICTS, "equal_values_are_a_conflict" },
    { MLG_MUTANT_INSERT_IS_HEAD, "the_first_values_stay_heads" },
    { MLG_MUTANT_TIE_BY_ARRIVAL, "the_last_to_arrive_is_shown" },
    { MLG_MUTANT_UNDO_BLIND, "undo_takes_away_what_was_written_since" },
    { MLG_MUTANT_UNDO_EMPTIES, "undo_leaves_nothing_where_something_stood" },
    { MLG_MUTANT_LINKS_UNORDERED, "elements_stand_as_they_arrived" },
  };
  int result;

  g_test_init (&argc, &argv, NULL);
  history_set_up ();
  g_test_add_func ("/mutants/a_sound_engine_passes", test_a_sound_engine_passes);
  for (guint i = 0; i < G_N_ELEMENTS (mutants); i++)
    {
      g_autofree char *path = g_strconcat ("/mutants/", mutants[i].name, NULL);

      g_test_add_data_func (path, GINT_TO_POINTER (mutants[i].mutant), test_fault_is_seen);
    }
  g_assert_cmpuint (G_N_ELEMENTS (mutants), ==, MLG_MUTANT_LAST - 1);
  result = g_test_run ();
  history_tear_down ();
  return result;
}
