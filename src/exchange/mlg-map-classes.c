/* What the actors of a map are coloured by. */

#include "exchange/mlg-map-classes.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

#define N_ECONOMIES 4

typedef struct
{
  char  *key;                  /* a term, or the id text of a network */
  char  *label;
  guint  n;
} Class;

typedef struct
{
  guint counts[N_ECONOMIES];
} Economies;

struct _MlgMapClasses
{
  MlgMapBy    by;
  GPtrArray  *keys;            /* of each spot: GPtrArray of lent keys, or NULL */
  GHashTable *classes;         /* key → Class */
  GArray     *economies;       /* of each spot */
  GHashTable *spots;           /* lent: id text → spot + 1 */
};

static const struct { const char *field, *vocabulary; } sources[] = {
  [MLG_MAP_BY_CATEGORY] = { "category", "user_category" },
  [MLG_MAP_BY_FAMILY] = { "family", "actor_family" },
  [MLG_MAP_BY_NETWORK] = { "category", NULL },
  [MLG_MAP_BY_THEME] = { "themes", "theme" },
  [MLG_MAP_BY_ECONOMY] = { "category", NULL },
  [MLG_MAP_BY_STATE] = { "state", "actor_state" },
};

static void
class_free (gpointer data)
{
  Class *class = data;

  g_free (class->key);
  g_free (class->label);
  g_free (class);
}

static void
free_keys (gpointer data)
{
  if (data != NULL)
    g_ptr_array_unref (data);
}

MlgMapClasses *
mlg_map_classes_new (MlgMapBy by)
{
  MlgMapClasses *self = g_new0 (MlgMapClasses, 1);

  self->by = by;
  self->keys = g_ptr_array_new_with_free_func (free_keys);
  self->classes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, class_free);
  self->economies = g_array_new (FALSE, TRUE, sizeof (Economies));
  return self;
}

void
mlg_map_classes_free (MlgMapClasses *self)
{
  g_ptr_array_unref (self->keys);
  g_hash_table_unref (self->classes);
  g_array_unref (self->economies);
  g_free (self);
}

const char *
mlg_map_classes_get_field (MlgMapBy by)
{
  return sources[by].field;
}

static Class *
find_or_add (MlgMapClasses *self,
             const char    *key)
{
  Class *class = g_hash_table_lookup (self->classes, key);

  if (class == NULL)
    {
      class = g_new0 (Class, 1);
      class->key = g_strdup (key);
      g_hash_table_insert (self->classes, class->key, class);
    }
  return class;
}

static void
add_key (MlgMapClasses *self,
         guint          spot,
         const char    *key)
{
  Class *class = find_or_add (self, key);

  if (spot >= self->keys->len)
    g_ptr_array_set_size (self->keys, spot + 1);
  if (self->keys->pdata[spot] == NULL)
    self->keys->pdata[spot] = g_ptr_array_new ();
  if (g_ptr_array_find (self->keys->pdata[spot], class->key, NULL))
    return;

  g_ptr_array_add (self->keys->pdata[spot], class->key);
  class->n++;
}

void
mlg_map_classes_note (MlgMapClasses *self,
                      guint          spot,
                      const char    *value)
{
  g_auto(GStrv) terms = NULL;

  if (sources[self->by].vocabulary == NULL || value == NULL)
    return;

  terms = mlg_value_split (value);
  for (guint i = 0; terms[i] != NULL; i++)
    add_key (self, spot, terms[i]);
}

static void
count_economies (MlgMapClasses    *self,
                 guint             spot,
                 const MlgSpotTie *tie)
{
  guint known = tie->n_market + tie->n_non_market + tie->n_non_monetary;
  guint *counts;

  if (spot >= self->economies->len)
    g_array_set_size (self->economies, spot + 1);
  counts = g_array_index (self->economies, Economies, spot).counts;
  counts[0] += tie->n_market;
  counts[1] += tie->n_non_market;
  counts[2] += tie->n_non_monetary;
  counts[3] += tie->n_axes > known ? tie->n_axes - known : 0;
}

void
mlg_map_classes_note_tie (MlgMapClasses    *self,
                          const MlgSpotTie *tie)
{
  if (self->by != MLG_MAP_BY_ECONOMY)
    return;

  count_economies (self, tie->a, tie);
  count_economies (self, tie->b, tie);
}

static void
name_network (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  MlgMapClasses *self = data;
  char text[MLG_ID_TEXT_LENGTH + 1];
  Class *class = find_or_add (self, mlg_id_write (id, text));

  class->label = g_strdup (values[0]);
}

static void
add_member (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  MlgMapClasses *self = data;
  guint spot;

  if (values[0] == NULL || values[1] == NULL || !g_str_has_prefix (values[1], "actor:"))
    return;

  spot = GPOINTER_TO_UINT (g_hash_table_lookup (self->spots, values[1] + strlen ("actor:")));
  if (spot > 0)
    add_key (self, spot - 1, values[0]);
}

static const char *
get_label (MlgMapClasses *self,
           const Class   *class)
{
  const MlgVocabulary *vocabulary = sources[self->by].vocabulary != NULL ? mlg_vocabulary_find (sources[self->by].vocabulary) : NULL;
  const MlgTerm *term = vocabulary != NULL ? mlg_vocabulary_term (vocabulary, class->key) : NULL;

  return class->label != NULL ? class->label : term != NULL ? term->ui_label : class->key;
}

static int
compare_classes (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  const Class *x = *(const Class *const *) a, *y = *(const Class *const *) b;

  return x->n != y->n ? (x->n > y->n ? -1 : 1) : g_utf8_collate (get_label (data, x), get_label (data, y));
}

/* Who has several bears the most frequent of them. */
static guint
choose_class (GPtrArray  *keys,
              GHashTable *ranks)
{
  guint best = G_MAXUINT;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    best = MIN (best, GPOINTER_TO_UINT (g_hash_table_lookup (ranks, keys->pdata[i])));
  return best == G_MAXUINT ? best : MIN (best, MLG_MAP_OTHERS);
}

static void
settle_keys (MlgMapClasses *self,
             MlgMapScene   *scene)
{
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr(GHashTable) ranks = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer each;

  g_hash_table_iter_init (&iter, self->classes);
  while (g_hash_table_iter_next (&iter, NULL, &each))
    g_ptr_array_add (sorted, each);
  g_ptr_array_sort_with_data (sorted, compare_classes, self);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Class *class = sorted->pdata[i];

      g_hash_table_insert (ranks, class->key, GUINT_TO_POINTER (i));
      if (i < MLG_MAP_CLASSES && class->n > 0)
        scene->classes[i] = g_strdup (get_label (self, class));
    }
  for (guint i = 0; i < MIN (scene->spots->len, self->keys->len); i++)
    g_array_index (scene->spots, MlgSpot, i).category = choose_class (self->keys->pdata[i], ranks);
}

/* The economy of most of its axes of partnership. */
static void
settle_economies (MlgMapClasses *self,
                  MlgMapScene   *scene)
{
  const char *names[N_ECONOMIES] = { _("Market"), _("Non-market"), _("Non-monetary"), _("Economy to be qualified") };

  for (guint i = 0; i < N_ECONOMIES; i++)
    scene->classes[i] = g_strdup (names[i]);
  for (guint i = 0; i < MIN (scene->spots->len, self->economies->len); i++)
    {
      const guint *counts = g_array_index (self->economies, Economies, i).counts;
      guint best = 0;

      for (guint k = 1; k < N_ECONOMIES; k++)
        if (counts[k] > counts[best])
          best = k;
      if (counts[best] > 0)
        g_array_index (scene->spots, MlgSpot, i).category = best;
    }
}

/* In the order of the vocabulary: their colours are the same in every file and on every screen. */
static void
settle_categories (MlgMapClasses *self,
                   MlgMapScene   *scene)
{
  for (guint i = 0; i < MIN (scene->spots->len, self->keys->len); i++)
    {
      const GPtrArray *keys = self->keys->pdata[i];

      if (keys != NULL)
        g_array_index (scene->spots, MlgSpot, i).category = mlg_user_category_index (keys->pdata[0]);
    }
}

void
mlg_map_classes_settle (MlgMapClasses *self,
                        MlgStore      *store,
                        MlgMapScene   *scene,
                        GHashTable    *spots)
{
  self->spots = spots;
  scene->by = self->by;
  if (self->by == MLG_MAP_BY_NETWORK)
    {
      mlg_rows_read (store, "network", (const char *[]) { "name", NULL }, name_network, self);
      mlg_rows_read (store, "membership", (const char *[]) { "network", "member", NULL }, add_member, self);
    }

  if (self->by == MLG_MAP_BY_CATEGORY)
    settle_categories (self, scene);
  else if (self->by == MLG_MAP_BY_ECONOMY)
    settle_economies (self, scene);
  else
    settle_keys (self, scene);
}
