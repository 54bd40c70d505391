/* Asking the cache. */

#include "store/mlg-cache-private.h"

#include "model/mlg-text.h"

#include <stdlib.h>
#include <string.h>

/* Names of one entity that are ranked: enough to fill a list, few enough for a keystroke. */
#define MAX_CANDIDATES    200

/* How good a name is for what was typed. */
enum
{
  RANK_EXACT,
  RANK_BEGINS,
  RANK_CONTAINS,
};

typedef struct
{
  MlgRow  row;
  int     rank;
  char   *sort;
} Candidate;

static void
candidate_clear (gpointer data)
{
  g_free (((Candidate *) data)->sort);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *left = a, *right = b;

  return left->rank != right->rank ? left->rank - right->rank : strcmp (left->sort, right->sort);
}

static GArray *
rows_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (MlgRow));
}

/* Appends the first column of every row of @statement. */
static void
collect (GArray       *rows,
         sqlite3_stmt *statement)
{
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      MlgRow row = sqlite3_column_int64 (statement, 0);

      g_array_append_val (rows, row);
    }
  sqlite3_reset (statement);
}

/* ---- what is typed */

/* "epi"* "soli"*: each word a prefix; quoted, so that nothing typed is an operator. */
static char *
make_query (const char *normal,
            gboolean    prefixes)
{
  g_auto(GStrv) words = g_strsplit (normal, " ", -1);
  GString *query = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (query, "%s\"%s\"%s", query->len > 0 ? " " : "", words[i], prefixes ? "*" : "");

  return g_string_free (query, FALSE);
}

void
mlg_cache_match (MlgCache        *self,
                 const MlgEntity *entity,
                 const char      *normal,
                 guint            limit,
                 GArray          *rows)
{
  guint n_bits;
  g_autofree guint8 *bits = mlg_names_match (mlg_cache_get_names (self, entity), normal, &n_bits);

  for (guint number = 0; number < n_bits && limit > 0; number++)
    {
      MlgRow row = MLG_ROW_OF (entity, number);

      if (number % 8 == 0 && bits[number / 8] == 0)
        number += 7;
      else if ((bits[number / 8] & (1 << (number % 8))) != 0)
        {
          g_array_append_val (rows, row);
          limit--;
        }
    }
}

/* ---- best first */

/* Names that begin with what was typed: the best, and all but lost among the others when
 * only a letter or two are typed. */
static void
collect_beginnings (MlgCache        *self,
                    const MlgEntity *entity,
                    const char      *normal,
                    GArray          *rows)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT r FROM row WHERE e = ?1 AND folded >= ?2 "
                                                     "AND folded < ?2 || char(1114111) ORDER BY folded LIMIT ?3");

  if (statement == NULL)
    return;

  sqlite3_bind_int (statement, 1, entity->number);
  sqlite3_bind_text (statement, 2, normal, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 3, MAX_CANDIDATES);
  collect (rows, statement);
}

static int
rank_name (const char *names,
           const char *sort,
           const char *normal)
{
  gsize length = strlen (normal);

  if (strncmp (names, normal, length) != 0)
    return RANK_CONTAINS;

  return names[length] == '\0' ? RANK_EXACT : RANK_BEGINS;
}

static void
add_candidate (MlgCache   *self,
               GArray     *candidates,
               MlgRow      row,
               const char *normal)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT folded, sort FROM row WHERE r = ?1");
  Candidate candidate = { row };

  sqlite3_bind_int64 (statement, 1, row);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      candidate.sort = g_strdup ((const char *) sqlite3_column_text (statement, 1));
      candidate.rank = rank_name ((const char *) sqlite3_column_text (statement, 0), candidate.sort, normal);
      g_array_append_val (candidates, candidate);
    }
  sqlite3_reset (statement);
}

GArray *
mlg_cache_search (MlgCache        *self,
                  const MlgEntity *entity,
                  const char      *text,
                  guint            limit)
{
  g_autofree char *normal = mlg_cache_normalise (text);
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr(GArray) found = rows_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *rows = rows_new ();
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  mlg_cache_catch_up (self);
  if (*normal == '\0' || self->broken)
    return rows;

  mlg_cache_need_beginnings (self);
  for (guint i = 0; i < n_entities; i++)
    if (entity == NULL || entity == entities[i])
      {
        collect_beginnings (self, entities[i], normal, found);
        mlg_cache_match (self, entities[i], normal, MAX_CANDIDATES, found);
      }

  g_array_set_clear_func (candidates, candidate_clear);
  for (guint i = 0; i < found->len; i++)
    {
      MlgRow *row = &g_array_index (found, MlgRow, i);

      if (g_hash_table_add (seen, row))
        add_candidate (self, candidates, *row, normal);
    }

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len && (limit == 0 || i < limit); i++)
    g_array_append_val (rows, g_array_index (candidates, Candidate, i).row);
  return rows;
}

GArray *
mlg_cache_list (MlgCache        *self,
                const MlgEntity *entity)
{
  sqlite3_stmt *statement;
  GArray *rows = rows_new ();

  mlg_cache_catch_up (self);
  statement = mlg_cache_prepare (self, "SELECT r FROM row WHERE e = ?1 ORDER BY sort, r");
  if (statement == NULL || self->broken)
    return rows;

  sqlite3_bind_int (statement, 1, entity->number);
  collect (rows, statement);
  return rows;
}

GArray *
mlg_cache_search_text (MlgCache   *self,
                       const char *text,
                       guint       limit)
{
  g_autofree char *normal = mlg_cache_normalise (text);
  g_autofree char *query = make_query (normal, TRUE);
  GArray *rows = rows_new ();
  sqlite3_stmt *statement;

  mlg_cache_catch_up (self);
  mlg_cache_need_texts (self);
  statement = mlg_cache_prepare (self, "SELECT rowid FROM texts WHERE texts MATCH ?1 ORDER BY rank LIMIT ?2");
  if (statement == NULL || *query == '\0')
    return rows;

  sqlite3_bind_text (statement, 1, query, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, limit > 0 ? (gint64) limit : -1);
  collect (rows, statement);
  return rows;
}

GArray *
mlg_cache_find_places (MlgCache        *self,
                       const MlgEntity *entity,
                       double           south,
                       double           west,
                       double           north,
                       double           east)
{
  GArray *rows = rows_new ();
  sqlite3_stmt *statement;

  mlg_cache_catch_up (self);
  mlg_cache_need_places (self);
  statement = mlg_cache_prepare (self, "SELECT r FROM place WHERE r >= ?1 AND r < ?2 AND north >= ?3 AND south <= ?4 "
                                       "AND east >= ?5 AND west <= ?6");
  if (statement == NULL)
    return rows;

  sqlite3_bind_int64 (statement, 1, entity != NULL ? MLG_ROW_FIRST (entity) : 0);
  sqlite3_bind_int64 (statement, 2, entity != NULL ? MLG_ROW_LAST (entity) : G_MAXINT64);
  sqlite3_bind_double (statement, 3, south);
  sqlite3_bind_double (statement, 4, north);
  sqlite3_bind_double (statement, 5, west);
  sqlite3_bind_double (statement, 6, east);
  collect (rows, statement);
  return rows;
}
