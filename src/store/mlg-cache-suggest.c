/* « Vouliez-vous dire »: the words that were meant. */

#include "store/mlg-cache-private.h"

#include <string.h>

/* A typing mistake is one or two letters; in a short word two letters make another word. */
#define LONG_WORD 5

/* A word of so few names may be a slip for one that so many times more names have. */
#define RARE      2
#define TIMES     5

typedef struct
{
  guint cost, n_rows;
} Near;

typedef struct
{
  const char *word;
  GHashTable *near;          /* word → Near, of all entities */
} Search;

static void
take_word (const char *word,
           guint       cost,
           guint       n_rows,
           gpointer    data)
{
  Search *search = data;
  Near *near = g_hash_table_lookup (search->near, word);

  if (strcmp (word, search->word) == 0)
    return;
  if (near == NULL)
    {
      near = g_new0 (Near, 1);
      near->cost = cost;
      g_hash_table_insert (search->near, g_strdup (word), near);
    }
  near->n_rows += n_rows;
}

/* The nearest; of equally near ones, the one that most names have. */
static char *
find_nearest_word (MlgCache        *self,
                   const MlgEntity *entity,
                   const char      *word,
                   guint            max,
                   guint            n_least)
{
  g_autoptr(GHashTable) near = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Search search = { word, near };
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);
  GHashTableIter iter;
  gpointer candidate, value;
  const char *best = NULL;
  Near best_near = { G_MAXUINT, 0 };

  for (guint i = 0; i < n_entities; i++)
    if (entity == NULL || entity == entities[i])
      mlg_names_foreach_near (mlg_cache_get_names (self, entities[i]), word, max, take_word, &search);

  g_hash_table_iter_init (&iter, near);
  while (g_hash_table_iter_next (&iter, &candidate, &value))
    {
      const Near *its = value;

      if (its->n_rows < n_least || its->cost > best_near.cost)
        continue;
      if (its->cost == best_near.cost && (its->n_rows < best_near.n_rows ||
                                          (its->n_rows == best_near.n_rows && strcmp (candidate, best) > 0)))
        continue;
      best = candidate;
      best_near = *its;
    }

  return g_strdup (best);
}

static guint
count_names (MlgCache        *self,
             const MlgEntity *entity,
             const char      *word)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (MlgRow));
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities && rows->len <= RARE; i++)
    if (entity == NULL || entity == entities[i])
      mlg_cache_match (self, entities[i], word, RARE + 1 - rows->len, rows);

  return rows->len;
}

/* NULL: the word is good as it is, and *@hopeless tells whether it is so because nothing is near. */
static char *
find_better (MlgCache        *self,
             const MlgEntity *entity,
             const char      *word,
             gboolean        *hopeless)
{
  gboolean is_long = g_utf8_strlen (word, -1) >= LONG_WORD;
  guint n_names = count_names (self, entity, word);
  char *better;

  *hopeless = FALSE;
  if (n_names > RARE || (n_names > 0 && !is_long))
    return NULL;

  better = find_nearest_word (self, entity, word, n_names == 0 && is_long ? 2 : 1, n_names * TIMES);
  *hopeless = better == NULL && n_names == 0;
  return better;
}

char *
mlg_cache_suggest (MlgCache        *self,
                   const MlgEntity *entity,
                   const char      *text)
{
  g_autofree char *normal = mlg_cache_normalise (text);
  g_auto(GStrv) words = g_strsplit (normal, " ", -1);
  gboolean is_better = FALSE;

  mlg_cache_catch_up (self);
  if (self->broken)
    return NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean hopeless = FALSE;
      char *better = *words[i] != '\0' ? find_better (self, entity, words[i], &hopeless) : NULL;

      if (better == NULL && *words[i] != '\0' && hopeless)
        return NULL;
      if (better == NULL)
        continue;
      g_free (words[i]);
      words[i] = better;
      is_better = TRUE;
    }

  return is_better ? g_strjoinv (" ", words) : NULL;
}
