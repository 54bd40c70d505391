/* Who stands where on the map: somebody who acts in several territories is in each of them, nobody is
 * out of reach, and whatever the colours say, everybody has one of the signs of the legend.
 */

#include "../own-project-fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "exchange/mlg-project-map.h"
#include "model/mlg-value.h"
#include "render/mlg-map-layout.h"
#include "render/mlg-map-legend.h"

static MlgId
add_record (Fixture           *f,
            const char        *entity_name,
            const char *const *pairs)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { 0 };

  for (guint i = 0; pairs[i] != NULL; i += 2)
    values[mlg_entity_find_field (entity, pairs[i])->index] = pairs[i + 1];
  mlg_project_add (f->project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static MlgId
add_territory (Fixture    *f,
               const char *name,
               const char *kind,
               const char *code)
{
  return add_record (f, "territory", (const char *[]) { "name", name, "kind", kind, "insee_code", code, NULL });
}

static MlgId
add_actor_of (Fixture     *f,
              const char  *name,
              const MlgId *territories,
              guint        n)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, mlg_id_dup_text (&territories[i]));
  g_ptr_array_add (ids, NULL);
  joined = mlg_value_join ((const char *const *) ids->pdata);
  return add_record (f, MLG_ENTITY_ACTOR, (const char *[]) { "name", name, "territories", joined, NULL });
}

static guint
find_spot (MlgMapScene *scene,
           const MlgId *id)
{
  for (guint i = 0; i < scene->spots->len; i++)
    if (mlg_id_equal (&g_array_index (scene->spots, MlgSpot, i).id, id))
      return i;
  g_assert_not_reached ();
}

static const MlgSpot *
get_spot (MlgMapScene *scene,
          guint        spot)
{
  return &g_array_index (scene->spots, MlgSpot, spot);
}

/* ---- several territories */

static void
test_who_acts_in_several_areas_is_in_each (Fixture       *f,
                                           gconstpointer  data)
{
  const MlgId two[] = { add_territory (f, "Haute-Loire", "department", "43"), add_territory (f, "Bretagne", "region", "53") };
  MlgId id = add_actor_of (f, "Réseau de deux pays", two, 2);
  g_autoptr(MlgMapScene) scene = mlg_project_map_new (f->project, FALSE);
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  guint spot = find_spot (scene, &id);
  GArray *groups = mlg_map_index_find_groups (index, spot);
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpint (get_spot (scene, spot)->kind, ==, MLG_SPOT_AREA);
  g_assert_nonnull (groups);
  g_assert_cmpuint (groups->len, ==, 2);
  for (guint i = 0; i < groups->len; i++)
    {
      const MlgMapGroup *group = g_ptr_array_index (mlg_map_index_get_groups (index), g_array_index (groups, guint, i));
      gboolean is_there = FALSE;

      for (guint k = 0; k < group->spots->len; k++)
        is_there |= g_array_index (group->spots, guint, k) == spot;
      g_assert_true (is_there);
      g_hash_table_add (names, group->name);
    }
  g_assert_true (g_hash_table_contains (names, "Haute-Loire"));
  g_assert_true (g_hash_table_contains (names, "Bretagne"));
  /* In two areas, yet one actor. */
  g_assert_cmpuint (mlg_map_index_count (index, MLG_SPOT_EXACT) + mlg_map_index_count (index, MLG_SPOT_COMMUNE) +
                    mlg_map_index_count (index, MLG_SPOT_AREA) + mlg_map_index_count (index, MLG_SPOT_NOWHERE), ==, 72);
}

static void
test_several_communes_are_no_pin (Fixture       *f,
                                  gconstpointer  data)
{
  const MlgId communes[] = { add_territory (f, "Saugues", "commune", "43234"), add_territory (f, "Langeac", "commune", "43112") };
  MlgId both = add_actor_of (f, "Deux communes", communes, 2), only = add_actor_of (f, "Une commune", communes, 1);
  g_autoptr(MlgMapScene) scene = mlg_project_map_new (f->project, FALSE);

  g_assert_cmpint (get_spot (scene, find_spot (scene, &only))->kind, ==, MLG_SPOT_COMMUNE);
  g_assert_cmpint (get_spot (scene, find_spot (scene, &both))->kind, ==, MLG_SPOT_AREA);
  g_assert_cmpuint (get_spot (scene, find_spot (scene, &both))->areas->len, ==, 2);
}

static void
test_the_country_beside_a_departement_is_that_departement (Fixture       *f,
                                                           gconstpointer  data)
{
  const MlgId both[] = { add_territory (f, "France", "national", NULL), add_territory (f, "Haute-Loire", "department", "43") };
  MlgId wide = add_actor_of (f, "Partout", both, 1), here = add_actor_of (f, "Partout et ici", both, 2);
  g_autoptr(MlgMapScene) scene = mlg_project_map_new (f->project, FALSE);

  g_assert_cmpint (get_spot (scene, find_spot (scene, &wide))->kind, ==, MLG_SPOT_NOWHERE);
  g_assert_cmpint (get_spot (scene, find_spot (scene, &here))->kind, ==, MLG_SPOT_AREA);
  g_assert_cmpstr (get_spot (scene, find_spot (scene, &here))->area_name, ==, "Haute-Loire");
}

/* ---- everybody is within reach */

static gboolean
holds (GArray *spots,
       guint   spot)
{
  for (guint i = 0; i < spots->len; i++)
    if (g_array_index (spots, guint, i) == spot)
      return TRUE;
  return FALSE;
}

/* A click on its mark, at this zoom, is a click on it or on those it is with. */
static gboolean
is_clickable (MlgMapIndex *index,
              guint        spot,
              double       zoom,
              gboolean     alone)
{
  MlgMapFrame frame = { .zoom = zoom, .width = 1000, .height = 700 };
  const MlgMercator *point = mlg_map_index_get_point (index, spot);
  g_autoptr(MlgMapLayout) layout = NULL;
  g_autoptr(GArray) there = NULL;
  const MlgMapMark *mark;

  frame.x = point->x;
  frame.y = point->y;
  layout = mlg_map_layout_new (index, &frame, mlg_ink_get (MLG_INK_LIGHT));
  mark = mlg_map_layout_find (layout, spot);
  if (mark == NULL)
    return FALSE;
  mark = mlg_map_layout_pick (layout, mark->x, mark->y, 4);
  if (mark == NULL)
    return FALSE;
  there = mlg_map_layout_list (layout, mark);
  return alone && mark->kind == MLG_MARK_SPOT ? mark->spot == spot : holds (there, spot);
}

static void
test_each_of_the_71_is_selectable (Fixture       *f,
                                   gconstpointer  data)
{
  static const double zooms[] = { 5.3, 7, 9, 12, 15 };
  g_autoptr(MlgMapScene) scene = mlg_project_map_new (f->project, FALSE);
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  guint n_listed = 0, n_drawn = 0;

  g_assert_cmpuint (scene->spots->len, ==, 71);
  for (guint i = 0; i < scene->spots->len; i++)
    {
      if (mlg_map_index_get_point (index, i) == NULL)
        {
          g_assert_true (holds (mlg_map_index_get_nowhere (index), i));
          n_listed++;
          continue;
        }
      for (guint k = 0; k < G_N_ELEMENTS (zooms); k++)
        g_assert_true (is_clickable (index, i, zooms[k], zooms[k] > 14));
      n_drawn++;
    }
  g_assert_cmpuint (n_listed + n_drawn, ==, 71);
  g_assert_cmpuint (n_drawn, >, 0);
}

/* ---- initiatives, events, places */

static void
test_initiatives_and_events_have_their_own_signs (Fixture       *f,
                                                  gconstpointer  data)
{
  const MlgMapChoice choice = { .with_initiatives = TRUE, .with_events = TRUE };
  MlgId event = add_record (f, "event", (const char *[]) { "title", "Foire aux graines", "place", "44.96\0373.547\037exact",
                                                           "period", "2026-10-03", NULL });
  MlgId place = add_record (f, MLG_ENTITY_ACTOR, (const char *[]) { "name", "La Halle", "kind", "place",
                                                                    "place", "44.96\0373.547\037exact", NULL });
  g_autoptr(MlgMapScene) scene = mlg_project_map_new_of (f->project, &choice);
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  guint counts[MLG_MAP_CATEGORIES];

  mlg_map_index_count_classes (index, counts);
  g_assert_cmpuint (counts[MLG_MAP_INITIATIVES], ==, mlg_project_count (f->project, mlg_schema_find ("initiative")));
  g_assert_cmpuint (counts[MLG_MAP_EVENTS], ==, mlg_project_count (f->project, mlg_schema_find ("event")));
  g_assert_cmpint (get_spot (scene, find_spot (scene, &place))->sort, ==, MLG_SPOT_PLACE);
  g_assert_cmpint (get_spot (scene, find_spot (scene, &event))->kind, ==, MLG_SPOT_EXACT);
  g_assert_nonnull (strstr (get_spot (scene, find_spot (scene, &event))->when, "2026"));
}

/* ---- what the colours say */

static void
test_everybody_has_a_sign_of_the_legend (Fixture       *f,
                                         gconstpointer  data)
{
  for (MlgMapBy by = 0; by < MLG_MAP_N_BYS; by++)
    {
      const MlgMapChoice choice = { .by = by };
      g_autoptr(MlgMapScene) scene = mlg_project_map_new_of (f->project, &choice);
      g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
      guint counts[MLG_MAP_CATEGORIES], n = 0;

      g_assert_cmpint (scene->by, ==, by);
      mlg_map_index_count_classes (index, counts);
      for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
        {
          g_autofree char *name = mlg_map_sign_dup_name (scene, i);

          n += counts[i];
          g_assert_cmpuint (strlen (name), >, 0);
          if (counts[i] > 0 && i < MLG_MAP_CLASSES && by != MLG_MAP_BY_CATEGORY)
            g_assert_cmpstr (name, !=, NULL);
        }
      g_assert_cmpuint (n, ==, 71);
    }
}

/* More networks than there are signs: the largest keep theirs, the others share one. */
static void
test_the_ninth_class_is_among_the_others (Fixture       *f,
                                          gconstpointer  data)
{
  const MlgMapChoice choice = { .by = MLG_MAP_BY_NETWORK };
  MlgId lonely = { 0 };

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("Réseau %02u", i);
      MlgId network = add_record (f, "network", (const char *[]) { "name", name, NULL });
      g_autofree char *network_text = mlg_id_dup_text (&network);

      for (guint k = 0; k < 15 - i; k++)
        {
          MlgId actor = add_record (f, MLG_ENTITY_ACTOR, (const char *[]) { "name", "Membre", NULL });
          g_autofree char *actor_text = mlg_id_dup_text (&actor);
          g_autofree char *member = g_strconcat ("actor:", actor_text, NULL);

          add_record (f, "membership", (const char *[]) { "network", network_text, "member", member, NULL });
          lonely = actor;
        }
    }

  g_autoptr(MlgMapScene) scene = mlg_project_map_new_of (f->project, &choice);

  g_assert_cmpuint (mlg_spot_get_class (get_spot (scene, find_spot (scene, &lonely))), ==, MLG_MAP_OTHERS);
  g_assert_nonnull (scene->classes[MLG_MAP_CLASSES - 1]);
}

static cairo_surface_t *
draw_sign (guint     class,
           MlgMapBy  by)
{
  MlgMapScene *scene = mlg_map_scene_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 24, 24);
  cairo_t *cr = cairo_create (surface);

  scene->by = by;
  mlg_map_sign_add_shape (cr, mlg_map_sign_of_class (scene, class), 12, 12, 7);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  mlg_map_scene_free (scene);
  return surface;
}

/* In a grey print nothing but the form is left. */
static void
test_no_two_signs_have_the_same_form (void)
{
  for (guint a = 0; a < MLG_MAP_CATEGORIES; a++)
    for (guint b = a + 1; b < MLG_MAP_CATEGORIES; b++)
      {
        cairo_surface_t *one = draw_sign (a, MLG_MAP_BY_THEME), *other = draw_sign (b, MLG_MAP_BY_THEME);
        const guint8 *p = cairo_image_surface_get_data (one), *q = cairo_image_surface_get_data (other);
        int stride = cairo_image_surface_get_stride (one), differs = 0;

        for (int i = 0; i < 24 * stride; i++)
          differs += abs (p[i] - q[i]) > 60;
        /* A circle and a ring are told apart by what fills them. */
        if (!(a == 0 && b == MLG_MAP_UNKNOWN))
          g_assert_cmpint (differs, >, 12);
        cairo_surface_destroy (one);
        cairo_surface_destroy (other);
      }
}

/* 3:1, the least for a figure, on the land and the paper of every theme. */
static void
test_every_sign_stands_out_of_the_ground (void)
{
  for (MlgInkTheme theme = MLG_INK_LIGHT; theme <= MLG_INK_PRINT; theme++)
    for (MlgMapBy by = 0; by < MLG_MAP_N_BYS; by++)
      for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
        {
          const MlgInk *ink = mlg_ink_get (theme);
          const MlgColour *colour = mlg_map_sign_get_colour (ink, (MlgMapSign) { by, i });

          g_assert_cmpfloat (mlg_ink_contrast (colour, &ink->land), >=, 3);
          g_assert_cmpfloat (mlg_ink_contrast (colour, &ink->paper), >=, 3);
        }
}

/* ---- the time looked at */

static MlgId
add_partnership (Fixture     *f,
                 const MlgId *a,
                 const MlgId *b,
                 const char  *period)
{
  g_autofree char *one = mlg_id_dup_text (a), *other = mlg_id_dup_text (b);

  return add_record (f, MLG_ENTITY_PARTNERSHIP, (const char *[]) { "a", one, "b", other, "state", "active", "period", period, NULL });
}

static MlgId
add_at (Fixture    *f,
        const char *name,
        const char *place)
{
  return add_record (f, MLG_ENTITY_ACTOR, (const char *[]) { "name", name, "place", place, NULL });
}

static const MlgSpotTie *
find_tie (MlgMapScene *scene,
          const MlgId *a,
          const MlgId *b)
{
  for (guint i = 0; i < scene->ties->len; i++)
    {
      const MlgSpotTie *tie = &g_array_index (scene->ties, MlgSpotTie, i);

      if (mlg_id_equal (&get_spot (scene, tie->a)->id, a) && mlg_id_equal (&get_spot (scene, tie->b)->id, b))
        return tie;
    }
  return NULL;
}

static gboolean
has_spot (MlgMapScene *scene,
          const MlgId *id)
{
  for (guint i = 0; i < scene->spots->len; i++)
    if (mlg_id_equal (&get_spot (scene, i)->id, id))
      return TRUE;
  return FALSE;
}

static void
test_what_is_of_another_time_is_not_drawn (Fixture       *f,
                                           gconstpointer  data)
{
  MlgId a = add_at (f, "A", "44.9\0373.5\037exact"), b = add_at (f, "B", "45.1\0373.6\037exact"), c = add_at (f, "C", "45.2\0373.7\037exact");
  MlgId past = add_record (f, "event", (const char *[]) { "title", "Fête", "place", "44.96\0373.547\037exact", "period", "2012-06-01", NULL });
  MlgId now = add_record (f, "event", (const char *[]) { "title", "Foire", "place", "44.96\0373.547\037exact", "period", "2019-06-01", NULL });
  MlgId some_day = add_record (f, "event", (const char *[]) { "title", "Un jour", "place", "44.96\0373.547\037exact", NULL });
  MlgDayRange period;
  MlgMapChoice choice = { .with_initiatives = TRUE, .with_events = TRUE, .period = &period };
  g_autoptr(MlgMapScene) scene = NULL;

  add_partnership (f, &a, &b, "2010\037\0372013");
  add_partnership (f, &b, &c, "2018\037\0372020");
  add_partnership (f, &a, &c, NULL);
  g_assert_true (mlg_day_range_of_interval ("2019\037\0372019", &period));
  scene = mlg_project_map_new_of (f->project, &choice);

  g_assert_null (find_tie (scene, &a, &b));
  g_assert_nonnull (find_tie (scene, &b, &c));
  g_assert_false (find_tie (scene, &b, &c)->undated);
  g_assert_true (find_tie (scene, &a, &c)->undated);
  g_assert_false (has_spot (scene, &past));
  g_assert_true (has_spot (scene, &now));
  g_assert_true (get_spot (scene, find_spot (scene, &some_day))->undated);
}

static gint64 moment;

static gint64
tell_time (gpointer data)
{
  return moment;
}

static void
test_two_moments_are_compared (Fixture       *f,
                               gconstpointer  data)
{
  MlgStore *store = mlg_project_get_store (f->project);
  MlgId stays, leaves, changes, comes;
  gint64 before;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgComparison) comparison = NULL;
  g_autoptr(MlgMapScene) scene = NULL;
  g_autoptr(MlgMapIndex) index = NULL;
  MlgMapChoice choice = { .facts_only = FALSE };
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  guint n_before = mlg_project_count (f->project, actor);

  moment = g_get_real_time () / 1000 + 10000;
  mlg_store_set_clock (store, tell_time, NULL);
  stays = add_at (f, "Reste", "44.9\0373.5\037exact");
  leaves = add_at (f, "S’en va", "45.1\0373.6\037exact");
  changes = add_at (f, "Change", "45.2\0373.7\037exact");
  add_partnership (f, &stays, &leaves, NULL);
  before = moment;
  moment += 1000;
  g_assert_true (mlg_project_delete (f->project, actor, &leaves, &error));
  g_assert_true (mlg_project_set (f->project, actor, &changes, mlg_entity_find_field (actor, "website"), "https://exemple.fr", &error));
  comes = add_at (f, "Arrive", "45.3\0373.8\037exact");
  comparison = mlg_comparison_new (store, before, 0, &error);
  g_assert_no_error (error);

  choice.compared = comparison;
  scene = mlg_project_map_new_of (f->project, &choice);
  index = mlg_map_index_new (scene, NULL);
  g_assert_cmpint (get_spot (scene, find_spot (scene, &stays))->change, ==, MLG_SPOT_SAME);
  g_assert_cmpint (get_spot (scene, find_spot (scene, &changes))->change, ==, MLG_SPOT_CHANGED);
  g_assert_cmpint (get_spot (scene, find_spot (scene, &comes))->change, ==, MLG_SPOT_NEW);
  /* Where it was, and not counted. */
  g_assert_cmpint (get_spot (scene, find_spot (scene, &leaves))->change, ==, MLG_SPOT_GONE);
  g_assert_cmpfloat_with_epsilon (get_spot (scene, find_spot (scene, &leaves))->lat, 45.1, 1e-6);
  g_assert_cmpint (find_tie (scene, &stays, &leaves)->change, ==, MLG_SPOT_GONE);
  g_assert_cmpuint (mlg_map_index_count (index, MLG_SPOT_EXACT) + mlg_map_index_count (index, MLG_SPOT_COMMUNE) +
                    mlg_map_index_count (index, MLG_SPOT_AREA) + mlg_map_index_count (index, MLG_SPOT_NOWHERE), ==, n_before + 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/map-records/" name, Fixture, NULL, set_up_demo, func, tear_down)
  ADD ("who-acts-in-several-areas-is-in-each", test_who_acts_in_several_areas_is_in_each);
  ADD ("several-communes-are-no-pin", test_several_communes_are_no_pin);
  ADD ("the-country-beside-a-departement-is-that-departement", test_the_country_beside_a_departement_is_that_departement);
  ADD ("each-of-the-71-is-selectable", test_each_of_the_71_is_selectable);
  ADD ("initiatives-and-events-have-their-own-signs", test_initiatives_and_events_have_their_own_signs);
  ADD ("everybody-has-a-sign-of-the-legend", test_everybody_has_a_sign_of_the_legend);
  ADD ("what-is-of-another-time-is-not-drawn", test_what_is_of_another_time_is_not_drawn);
  ADD ("two-moments-are-compared", test_two_moments_are_compared);
  ADD ("the-ninth-class-is-among-the-others", test_the_ninth_class_is_among_the_others);
#undef ADD
  g_test_add_func ("/map-records/no-two-signs-have-the-same-form", test_no_two_signs_have_the_same_form);
  g_test_add_func ("/map-records/every-sign-stands-out-of-the-ground", test_every_sign_stands_out_of_the_ground);

  return g_test_run ();
}
