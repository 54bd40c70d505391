/* Time: fuzzy dates against a period, and two moments of a file compared. */

#include "exchange/mlg-comparison.h"
#include "model/mlg-date.h"
#include "model/mlg-day-range.h"
#include "model/mlg-value.h"

#include "../project-fixture.h"

static MlgDayRange
years (int first,
       int last)
{
  MlgDate from = { first, 0, 0 }, to = { last, 0, 0 };

  return (MlgDayRange) { mlg_date_first_day (&from), mlg_date_last_day (&to) };
}

static void
test_interval (void)
{
  static const struct { const char *interval; int first, last; MlgTime expected; } cases[] = {
    { NULL, 1990, 1990, MLG_TIME_UNDATED },
    { "\x1f" "Au milieu des années 80", 1990, 1990, MLG_TIME_UNDATED },
    { "2013", 1990, 1990, MLG_TIME_OUTSIDE },
    { "2013", 2013, 2013, MLG_TIME_INSIDE },
    { "2013", 2019, 2020, MLG_TIME_INSIDE },            /* nobody said that it ended */
    { "2013-06", 2010, 2013, MLG_TIME_INSIDE },
    { "\x1f\x1f" "2009", 2010, 2013, MLG_TIME_OUTSIDE },
    { "\x1f\x1f" "2009", 1900, 1910, MLG_TIME_INSIDE }, /* nobody said when it began */
    { "2009\x1f\x1f" "2010-01-01", 2010, 2013, MLG_TIME_INSIDE },
    { "2009\x1f\x1f" "2009-12-31", 2010, 2013, MLG_TIME_OUTSIDE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MlgDayRange range = years (cases[i].first, cases[i].last);

      g_test_message ("%s in %d–%d", cases[i].interval, cases[i].first, cases[i].last);
      g_assert_cmpint (mlg_day_range_place_interval (&range, cases[i].interval), ==, cases[i].expected);
    }
}

static void
test_start (void)
{
  MlgDayRange range = years (1990, 1990);

  g_assert_cmpint (mlg_day_range_place_start (&range, NULL), ==, MLG_TIME_UNDATED);
  g_assert_cmpint (mlg_day_range_place_start (&range, "2013"), ==, MLG_TIME_OUTSIDE);
  g_assert_cmpint (mlg_day_range_place_start (&range, "1985"), ==, MLG_TIME_INSIDE);
  g_assert_cmpint (mlg_day_range_place_start (&range, "1990-12-31"), ==, MLG_TIME_INSIDE);
}

static void
test_ends (void)
{
  MlgDayRange range, expected = years (2009, 2013);

  g_assert_false (mlg_day_range_of_interval (NULL, &range));
  g_assert_false (mlg_day_range_of_interval ("\x1f" "jadis", &range));
  g_assert_true (mlg_day_range_of_interval ("2009\x1f\x1f" "2013", &range));
  g_assert_true (mlg_day_range_equal (&range, &expected));
  /* Typed the wrong way round: the slider still has two ends. */
  g_assert_true (mlg_day_range_of_interval ("2013\x1f\x1f" "2009", &range));
  g_assert_true (mlg_day_range_equal (&range, &expected));
}

static void
test_words (void)
{
  MlgDayRange one = years (2011, 2011), some = years (2011, 2013), days = { 0, 31 };
  g_autofree char *in = mlg_day_range_to_display (&one);
  g_autofree char *from = mlg_day_range_to_display (&some);
  g_autofree char *exact = mlg_day_range_to_display (&days);

  g_assert_cmpstr (in, ==, "in 2011");
  g_assert_cmpstr (from, ==, "from 2011 to 2013");
  g_assert_cmpstr (exact, ==, "from 1 January 1970 to 1 February 1970");
}

/* ---- two moments */

static gint64 now;

static gint64
tell_time (gpointer data)
{
  return now++;
}

static MlgId
add_row (MlgProject *project,
         const char *entity_name,
         const char *first_field,
         ...)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };
  va_list arguments;

  va_start (arguments, first_field);
  for (const char *field = first_field; field != NULL; field = va_arg (arguments, const char *))
    values[mlg_entity_find_field (entity, field)->index] = va_arg (arguments, const char *);
  va_end (arguments);
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
set_field (MlgProject  *project,
           const char  *entity_name,
           const MlgId *id,
           const char  *field,
           const char  *value)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autoptr(GError) error = NULL;

  mlg_project_set (project, entity, id, mlg_entity_find_field (entity, field), value, &error);
  g_assert_no_error (error);
}

static MlgId
add_partnership (MlgProject  *project,
                 const MlgId *a,
                 const MlgId *b,
                 const char  *state)
{
  g_autofree char *one = mlg_id_dup_text (a), *other = mlg_id_dup_text (b);

  return add_row (project, "partnership", "a", one, "b", other, "state", state, NULL);
}

static MlgId
add_axis (MlgProject  *project,
          const MlgId *partnership)
{
  g_autofree char *parent = mlg_id_dup_text (partnership);

  return add_row (project, "partnership_axis", "partnership", parent, "label", "échanges de personnel", NULL);
}

/* Before the workshop: three actors, four partnerships. During: one axis more, a wish come true, one
 * described, one given up; a new actor. After: somebody still comes. */
static void
test_workshop (void)
{
  g_autofree char *path = fixture_path ("atelier.maillage");
  MlgProject *project = create_project (path);
  MlgId a, b, c, d, late, axed, wished, described, dropped, axis;
  gint64 before, after;
  g_autoptr(MlgComparison) comparison = NULL;
  g_autoptr(GPtrArray) partnerships = NULL;
  g_autoptr(GError) error = NULL;

  now = g_get_real_time () / 1000 + 10000;      /* the file itself was made by the real clock */
  mlg_store_set_clock (mlg_project_get_store (project), tell_time, NULL);
  a = add_actor (project, "Ardelaine");
  b = add_actor (project, "Le Mat Drôme");
  c = add_actor (project, "WILO INTEC");
  axed = add_partnership (project, &a, &b, "active");
  wished = add_partnership (project, &b, &c, "wished");
  described = add_partnership (project, &a, &c, "active");
  dropped = add_partnership (project, &c, &a, "wished");
  before = now;

  now += 1000;
  axis = add_axis (project, &axed);
  set_field (project, "partnership", &wished, "state", "active");
  set_field (project, "partnership", &described, "description", "des paniers de légumes");
  mlg_project_delete (project, mlg_schema_find ("partnership"), &dropped, &error);
  g_assert_no_error (error);
  d = add_actor (project, "Entraide");
  after = now;

  now += 1000;
  late = add_actor (project, "PLIE");

  comparison = mlg_comparison_new (mlg_project_get_store (project), before, after, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mlg_comparison_get (comparison, &a), ==, MLG_DIFFERENCE_NONE);
  g_assert_cmpint (mlg_comparison_get (comparison, &d), ==, MLG_DIFFERENCE_NEW);
  g_assert_cmpint (mlg_comparison_get (comparison, &late), ==, MLG_DIFFERENCE_LATER);
  g_assert_cmpint (mlg_comparison_get (comparison, &axis), ==, MLG_DIFFERENCE_NEW);
  g_assert_cmpint (mlg_comparison_get (comparison, &axed), ==, MLG_DIFFERENCE_STRENGTHENED);
  g_assert_cmpint (mlg_comparison_get (comparison, &wished), ==, MLG_DIFFERENCE_STRENGTHENED);
  g_assert_cmpint (mlg_comparison_get (comparison, &described), ==, MLG_DIFFERENCE_CHANGED);
  g_assert_cmpint (mlg_comparison_get (comparison, &dropped), ==, MLG_DIFFERENCE_GONE);
  g_assert_cmpstr (mlg_comparison_find (comparison, &d)->title, ==, "Entraide");

  partnerships = mlg_comparison_list (comparison, mlg_schema_find ("partnership"));
  g_assert_cmpuint (partnerships->len, ==, 4);
  close_project (&project);
}

/* Two moments are the same whichever is named first, and nothing differs between one and itself. */
static void
test_order (void)
{
  g_autofree char *path = fixture_path ("ordre.maillage");
  MlgProject *project = create_project (path);
  MlgStore *store = mlg_project_get_store (project);
  g_autoptr(MlgComparison) back = NULL;
  g_autoptr(MlgComparison) still = NULL;
  g_autoptr(GPtrArray) none = NULL;
  gint64 before, after;
  MlgId id;

  now = g_get_real_time () / 1000 + 10000;      /* the file itself was made by the real clock */
  mlg_store_set_clock (store, tell_time, NULL);
  add_actor (project, "Ardelaine");
  before = now;
  now += 1000;
  id = add_actor (project, "Entraide");
  after = now;

  back = mlg_comparison_new (store, after, before, NULL);
  g_assert_cmpint (mlg_comparison_get (back, &id), ==, MLG_DIFFERENCE_NEW);
  still = mlg_comparison_new (store, after, after, NULL);
  none = mlg_comparison_list (still, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  close_project (&project);
}

static MlgId
add_dated (MlgProject  *project,
           const char  *entity_name,
           const char **pairs)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
  g_autoptr(GError) error = NULL;
  MlgGesture *gesture = mlg_project_begin (project, "Add", &error);
  MlgId id = mlg_id_new ();

  for (; *pairs != NULL; pairs += 2)
    values[mlg_entity_find_field (entity, pairs[0])->index] = pairs[1];
  mlg_gesture_insert (gesture, entity, &id, values, &error);
  mlg_project_commit (project, gesture, &error);
  g_assert_no_error (error);

  return id;
}

/* 1998 and 2015 compared: entered today all the same. */
static void
test_dates (void)
{
  g_autofree char *path = fixture_path ("dates.maillage");
  MlgProject *project = create_project (path);
  MlgId old = add_dated (project, "actor", (const char *[]) { "name", "Ardelaine", "founded", "1982", NULL });
  MlgId young = add_dated (project, "actor", (const char *[]) { "name", "Entraide", "founded", "2010", NULL });
  MlgId undated = add_dated (project, "actor", (const char *[]) { "name", "Le Mat", NULL });
  g_autofree char *a = mlg_id_dup_text (&old), *b = mlg_id_dup_text (&young), *c = mlg_id_dup_text (&undated);
  MlgId ended = add_dated (project, "partnership", (const char *[]) { "a", a, "b", c, "period", "1990\x1f\x1f" "2005", NULL });
  MlgId begun = add_dated (project, "partnership", (const char *[]) { "a", a, "b", b, "period", "2012", NULL });
  MlgId later = add_dated (project, "partnership", (const char *[]) { "a", b, "b", c, "period", "2019", NULL });
  MlgDayRange from = years (1998, 1998), to = years (2015, 2015);
  g_autoptr(MlgComparison) comparison = mlg_comparison_new_dates (mlg_project_get_store (project), &from, &to);
  g_autoptr(MlgComparison) back = mlg_comparison_new_dates (mlg_project_get_store (project), &to, &from);

  g_assert_cmpint (mlg_comparison_get (comparison, &old), ==, MLG_DIFFERENCE_NONE);
  g_assert_cmpint (mlg_comparison_get (comparison, &young), ==, MLG_DIFFERENCE_NEW);
  g_assert_cmpstr (mlg_comparison_find (comparison, &young)->title, ==, "Entraide");
  g_assert_cmpint (mlg_comparison_get (comparison, &undated), ==, MLG_DIFFERENCE_NONE);
  g_assert_cmpint (mlg_comparison_get (comparison, &ended), ==, MLG_DIFFERENCE_GONE);
  g_assert_cmpint (mlg_comparison_get (comparison, &begun), ==, MLG_DIFFERENCE_NEW);
  g_assert_cmpint (mlg_comparison_get (comparison, &later), ==, MLG_DIFFERENCE_LATER);
  /* The earlier first, whichever was named first. */
  g_assert_cmpint (mlg_comparison_get (back, &begun), ==, MLG_DIFFERENCE_NEW);
  close_project (&project);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/interval", test_interval);
  g_test_add_func ("/time/start", test_start);
  g_test_add_func ("/time/ends", test_ends);
  g_test_add_func ("/time/words", test_words);
  g_test_add_func ("/time/workshop", test_workshop);
  g_test_add_func ("/time/order", test_order);
  g_test_add_func ("/time/dates", test_dates);

  result = g_test_run ();
  fixture_end ();
  return result;
}
