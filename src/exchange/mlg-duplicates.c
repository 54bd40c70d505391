/* Actors that are probably the same one twice.
 *
 * Names are compared by their core; cores that differ by a letter or two are found under keys
 * made by taking letters away (one deletion on each side covers distance 1, and two letters
 * exchanged), so that 50 000 actors are not compared two by two.
 */

#include "exchange/mlg-duplicates.h"

#include <math.h>
#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* Short names differ by a letter and are different: CRESS, CREES. */
#define MIN_FUZZY_LENGTH 9
#define NEAR_DEGREES     0.02
/* A name that many share says nothing. */
#define MAX_NAMESAKES    50

typedef struct
{
  MlgId     id;
  char     *core;
  char     *siret, *rna;
  char     *commune;        /* INSEE code, else folded name; or NULL */
  char     *territories;    /* canonical; or NULL */
  gboolean  has_point;
  double    lat, lon;
} Actor;

typedef struct
{
  GArray     *actors;
  GHashTable *groups;       /* key → GArray of guint */
  GHashTable *seen;         /* pairs already found */
  GPtrArray  *found;
} Search;

static void
clear_actor (gpointer data)
{
  Actor *actor = data;

  g_free (actor->core);
  g_free (actor->siret);
  g_free (actor->rna);
  g_free (actor->commune);
  g_free (actor->territories);
}

static void
add_actor (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Search *search = data;
  g_autofree char *locality = mlg_value_dup_part (values[3], 3);
  Actor actor = { .id = *id };

  actor.core = values[0] == NULL ? NULL : mlg_name_core (values[0]);
  actor.siret = g_strdup (values[1]);
  actor.rna = g_strdup (values[2]);
  actor.commune = mlg_value_dup_part (values[3], 4);
  if (actor.commune == NULL && locality != NULL)
    actor.commune = mlg_fold (locality);
  actor.has_point = mlg_value_get_place (values[4], &actor.lat, &actor.lon, NULL);
  actor.territories = g_strdup (values[5]);
  g_array_append_val (search->actors, actor);
}

static gboolean
share_territory (const Actor *a,
                 const Actor *b)
{
  g_auto(GStrv) of_a = mlg_value_split (a->territories), of_b = mlg_value_split (b->territories);

  for (guint i = 0; of_a[i] != NULL; i++)
    {
      if (g_strv_contains ((const char *const *) of_b, of_a[i]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
are_apart (const Actor *a,
           const Actor *b)
{
  if (a->siret != NULL && b->siret != NULL)
    return strcmp (a->siret, b->siret) != 0;
  if (a->commune != NULL && b->commune != NULL)
    return strcmp (a->commune, b->commune) != 0;
  if (a->has_point && b->has_point)
    return fabs (a->lat - b->lat) > NEAR_DEGREES || fabs (a->lon - b->lon) > NEAR_DEGREES;
  if (a->territories != NULL && b->territories != NULL)
    return !share_territory (a, b);

  return FALSE;
}

static void
report (Search *search,
        guint   a,
        guint   b)
{
  gint64 key = (gint64) MIN (a, b) << 32 | MAX (a, b);
  MlgDuplicate *duplicate;

  if (a == b || !g_hash_table_add (search->seen, g_memdup2 (&key, sizeof key)))
    return;

  duplicate = g_new (MlgDuplicate, 1);
  duplicate->a = g_array_index (search->actors, Actor, MIN (a, b)).id;
  duplicate->b = g_array_index (search->actors, Actor, MAX (a, b)).id;
  g_ptr_array_add (search->found, duplicate);
}

static void
group_under (Search *search,
             char   *key,
             guint   actor)
{
  GArray *group = g_hash_table_lookup (search->groups, key);

  if (group == NULL)
    {
      group = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (search->groups, key, group);
    }
  else
    g_free (key);
  g_array_append_val (group, actor);
}

static void
group_actor (Search *search,
             guint   index)
{
  const Actor *actor = &g_array_index (search->actors, Actor, index);
  gsize length = actor->core == NULL ? 0 : strlen (actor->core);

  if (actor->siret != NULL)
    group_under (search, g_strconcat ("s", actor->siret, NULL), index);
  if (actor->rna != NULL)
    group_under (search, g_strconcat ("r", actor->rna, NULL), index);
  if (length == 0)
    return;

  group_under (search, g_strconcat ("n", actor->core, NULL), index);
  for (gsize i = 0; length >= MIN_FUZZY_LENGTH && i < length; i++)
    {
      /* The same letter twice gives the same word without it. */
      if (i > 0 && actor->core[i] == actor->core[i - 1])
        continue;
      if (g_ascii_isdigit (actor->core[i]))
        continue;
      group_under (search, g_strdup_printf ("n%.*s%s", (int) i, actor->core, actor->core + i + 1), index);
    }
}

static void
compare_group (Search     *search,
               const char *key,
               GArray     *group)
{
  if (group->len > MAX_NAMESAKES)
    return;

  for (guint i = 0; i < group->len; i++)
    {
      for (guint j = i + 1; j < group->len; j++)
        {
          guint x = g_array_index (group, guint, i), y = g_array_index (group, guint, j);
          const Actor *a = &g_array_index (search->actors, Actor, x), *b = &g_array_index (search->actors, Actor, y);

          if (*key != 'n' || (!are_apart (a, b) && mlg_edit_distance (a->core, b->core, 1) <= 1))
            report (search, x, y);
        }
    }
}

GPtrArray *
mlg_duplicates_find (MlgProject *project)
{
  static const char *const fields[] = { "name", "siret", "rna", "address", "place", "territories", NULL };
  g_autoptr(GArray) actors = g_array_new (FALSE, FALSE, sizeof (Actor));
  g_autoptr(GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Search search = { actors, groups, seen, g_ptr_array_new_with_free_func (g_free) };
  GHashTableIter iter;
  gpointer key, group;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  g_array_set_clear_func (actors, clear_actor);
  mlg_rows_foreach (project, MLG_ENTITY_ACTOR, fields, add_actor, &search);
  for (guint i = 0; i < actors->len; i++)
    group_actor (&search, i);

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &key, &group))
    compare_group (&search, key, group);

  return search.found;
}
