/* A state of the file that is no more, said as the set of operations that made it. */

#include "store/mlg-past-private.h"

#include <stdlib.h>
#include <string.h>

struct _MlgVersion
{
  GHashTable *last;      /* sid → the seq of its last operation; gint64 both, in one allocation each */
};

/* ---- versions */

static MlgVersion *
version_new (void)
{
  MlgVersion *self = g_new (MlgVersion, 1);

  self->last = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

static void
put (MlgVersion *self,
     gint64      sid,
     gint64      seq)
{
  g_hash_table_insert (self->last, g_memdup2 (&sid, sizeof sid), g_memdup2 (&seq, sizeof seq));
}

static gint64
last_of (const MlgVersion *self,
         gint64            sid)
{
  const gint64 *seq = g_hash_table_lookup (self->last, &sid);

  return seq != NULL ? *seq : 0;
}

static gint64
ask (MlgStore   *store,
     const char *sql,
     gint64      parameter)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, sql, NULL);
  gint64 number = 0;

  if (stmt == NULL)
    return 0;
  sqlite3_bind_int64 (stmt, 1, parameter);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    number = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return number;
}

/* One jump of the index per writer, however many operations each has. */
MlgVersion *
mlg_version_read (MlgStore *store)
{
  MlgVersion *self = version_new ();
  gint64 sid = 0;

  g_return_val_if_fail (store != NULL, self);
  mlg_db_assert_thread (store->db);

  while ((sid = ask (store, "SELECT min(sid) FROM op WHERE sid > ?1", sid)) != 0)
    put (self, sid, ask (store, "SELECT max(seq) FROM op WHERE sid = ?1", sid));
  return self;
}

MlgVersion *
mlg_version_parse (const char *text)
{
  g_autoptr(MlgVersion) self = version_new ();

  g_return_val_if_fail (text != NULL, NULL);

  while (*text != '\0')
    {
      char *end;
      gint64 sid = g_ascii_strtoll (text, &end, 16), seq;

      if (end == text || *end != ':')
        return NULL;
      text = end + 1;
      seq = g_ascii_strtoll (text, &end, 16);
      if (end == text || (*end != ' ' && *end != '\0') || sid <= 0 || seq <= 0)
        return NULL;
      put (self, sid, seq);
      text = *end == ' ' ? end + 1 : end;
    }

  return g_steal_pointer (&self);
}

static int
compare_sids (gconstpointer a,
              gconstpointer b)
{
  const gint64 *x = *(const gint64 *const *) a, *y = *(const gint64 *const *) b;

  return (*x > *y) - (*x < *y);
}

char *
mlg_version_print (const MlgVersion *self)
{
  guint n;
  g_autofree gpointer *sids = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  sids = g_hash_table_get_keys_as_array (self->last, &n);
  qsort (sids, n, sizeof *sids, compare_sids);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_MODIFIER "x:%" G_GINT64_MODIFIER "x", i > 0 ? " " : "",
                            *(gint64 *) sids[i], last_of (self, *(gint64 *) sids[i]));
  return g_string_free (text, FALSE);
}

MlgVersion *
mlg_version_copy (const MlgVersion *self)
{
  MlgVersion *copy = version_new ();
  GHashTableIter iter;
  gpointer sid, seq;

  g_hash_table_iter_init (&iter, self->last);
  while (g_hash_table_iter_next (&iter, &sid, &seq))
    put (copy, *(gint64 *) sid, *(gint64 *) seq);
  return copy;
}

void
mlg_version_free (MlgVersion *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->last);
  g_free (self);
}

gboolean
mlg_version_has (const MlgVersion *self,
                 gint64            sid,
                 gint64            seq)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return seq <= last_of (self, sid);
}

gboolean
mlg_version_covers (const MlgVersion *self,
                    const MlgVersion *other)
{
  GHashTableIter iter;
  gpointer sid, seq;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  g_hash_table_iter_init (&iter, other->last);
  while (g_hash_table_iter_next (&iter, &sid, &seq))
    if (!mlg_version_has (self, *(gint64 *) sid, *(gint64 *) seq))
      return FALSE;
  return TRUE;
}

/* ---- states */

gboolean
mlg_past_has (const MlgPast *self,
              gint64         hlc,
              gint64         sid,
              gint64         seq)
{
  if (self == NULL)
    return TRUE;
  /* To the last tick of the millisecond asked for. */
  if (self->until > 0 && hlc >> 16 > self->until)
    return FALSE;
  return self->known == NULL || mlg_version_has (self->known, sid, seq) ||
         (self->since != NULL && !mlg_version_has (self->since, sid, seq));
}

/* ---- one row */

void
mlg_past_row_init (MlgPastRow *self,
                   MlgStore   *store)
{
  self->store = store;
  self->all = mlg_op_list_new ();
  self->slice = mlg_op_list_new ();
}

void
mlg_past_row_clear (MlgPastRow *self)
{
  g_clear_pointer (&self->all, mlg_op_list_free);
  g_clear_pointer (&self->slice, mlg_op_list_free);
}

gboolean
mlg_past_row_read (MlgPastRow   *self,
                   const MlgId  *id,
                   GError      **error)
{
  return mlg_row_read_ops (self->store, id, self->all, error);
}

/* The operations of the row that were there, with what was superseded then. Whoever wrote an operation had
 * seen its parents: where a child stood, they stood. */
static void
cut (MlgPastRow    *self,
     const MlgPast *past)
{
  g_autoptr(GHashTable) named = g_hash_table_new_full (mlg_dot_hash, mlg_dot_equal_func, g_free, NULL);

  g_array_set_size (self->slice->ops, 0);
  for (guint i = 0; i < self->all->ops->len; i++)
    {
      MlgOp *op = mlg_op_list_nth (self->all, i);

      if (!mlg_past_has (past, op->hlc, op->dot.sid, op->dot.seq))
        continue;
      g_array_append_vals (self->slice->ops, op, 1);
      for (guint p = 0; p < op->n_par; p++)
        {
          MlgDot parent = mlg_dot_read (op->par + p * MLG_DOT_BYTES);

          g_hash_table_add (named, g_memdup2 (&parent, sizeof parent));
        }
    }
  for (guint i = 0; i < self->slice->ops->len; i++)
    {
      MlgOp *op = mlg_op_list_nth (self->slice, i);

      op->sup = op->col != MLG_COL_INSERT && g_hash_table_contains (named, &op->dot);
    }
}

gboolean
mlg_past_row_compute (MlgPastRow     *self,
                      const MlgPast  *past,
                      const MlgId    *id,
                      MlgRowState    *state,
                      GError        **error)
{
  cut (self, past);
  state->is_past = TRUE;
  return mlg_row_compute_from (self->store, self->slice, id, state, error);
}

/* ---- which rows */

typedef struct
{
  MlgStore      *store;
  const MlgPast *from, *to;
  GHashTable    *seen;       /* row and table → nothing */
  GArray        *touched;
} Search;

static guint
touched_hash (gconstpointer key)
{
  const MlgPastTouched *touched = key;

  return mlg_id_hash (&touched->row) ^ touched->tbl;
}

static gboolean
touched_equal (gconstpointer a,
               gconstpointer b)
{
  const MlgPastTouched *x = a, *y = b;

  return x->tbl == y->tbl && mlg_id_equal (&x->row, &y->row);
}

static int
compare_arrival (gconstpointer a,
                 gconstpointer b)
{
  const MlgPastTouched *x = a, *y = b;

  return (x->n > y->n) - (x->n < y->n);
}

/* @stmt: n, tbl, row, hlc, sid, seq. */
static gboolean
take_rows (Search        *search,
           sqlite3_stmt  *stmt,
           GError       **error)
{
  g_autoptr(GError) local_error = NULL;

  while (mlg_db_next (search->store->db, stmt, &local_error))
    {
      gint64 hlc = sqlite3_column_int64 (stmt, 3), sid = sqlite3_column_int64 (stmt, 4), seq = sqlite3_column_int64 (stmt, 5);
      MlgPastTouched touched = { sqlite3_column_int64 (stmt, 0), (guint) sqlite3_column_int (stmt, 1) };

      if (sqlite3_column_bytes (stmt, 2) != sizeof touched.row ||
          mlg_past_has (search->from, hlc, sid, seq) == mlg_past_has (search->to, hlc, sid, seq))
        continue;
      memcpy (&touched.row, sqlite3_column_blob (stmt, 2), sizeof touched.row);
      if (g_hash_table_contains (search->seen, &touched))
        continue;
      g_hash_table_add (search->seen, g_memdup2 (&touched, sizeof touched));
      g_array_append_val (search->touched, touched);
    }
  sqlite3_reset (stmt);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Operations of the writers beyond what @past knows. */
static gboolean
take_unknown (Search         *search,
              const MlgPast  *past,
              GError        **error)
{
  gint64 sid = 0;

  while ((sid = ask (search->store, "SELECT min(sid) FROM op WHERE sid > ?1", sid)) != 0)
    {
      sqlite3_stmt *stmt = mlg_db_prepare (search->store->db, "SELECT n, tbl, row, hlc, sid, seq FROM op "
                                           "WHERE sid = ?1 AND seq > ?2 ORDER BY seq", error);

      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (stmt, 1, sid);
      sqlite3_bind_int64 (stmt, 2, last_of (past->known, sid));
      if (!take_rows (search, stmt, error))
        return FALSE;
    }
  return TRUE;
}

/* Operations of which @past may have none. */
static gboolean
take_beyond (Search         *search,
             const MlgPast  *past,
             GError        **error)
{
  sqlite3_stmt *stmt;

  if (past == NULL || (past->known == NULL && past->until == 0))
    return TRUE;
  if (past->known != NULL && !take_unknown (search, past, error))
    return FALSE;
  if (past->until == 0)
    return TRUE;

  stmt = mlg_db_prepare (search->store->db, "SELECT n, tbl, row, hlc, sid, seq FROM op WHERE hlc > ?1 ORDER BY n", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, CLAMP (past->until, 0, MLG_HLC_MAX >> 16) << 16);
  return take_rows (search, stmt, error);
}

GArray *
mlg_past_find_touched (MlgStore       *store,
                       const MlgPast  *from,
                       const MlgPast  *to,
                       GError        **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (touched_hash, touched_equal, g_free, NULL);
  g_autoptr(GArray) touched = g_array_new (FALSE, FALSE, sizeof (MlgPastTouched));
  Search search = { store, from, to, seen, touched };

  if (!take_beyond (&search, from, error) || !take_beyond (&search, to, error))
    return NULL;

  g_array_sort (touched, compare_arrival);
  return g_steal_pointer (&touched);
}
