/* What two copies do with the names of persons whom one of them erased.
 *
 *   erased there, known here     our own operations lose her names
 *   erased here, known there     what comes from there loses them on the way
 *   erased by both               each has blacked out what it knew: the two are joined, letter by letter
 */

#include "store/mlg-merge-names.h"

#include <string.h>

struct _MlgMergeNames
{
  MlgStore   *self, *other;
  GPtrArray  *ours;          /* MlgRedactor: erased there, known here */
  GPtrArray  *theirs;        /* …known there */
  GByteArray *bytes[2];      /* of the operation that comes in: the one read, the one written */
};

static GHashTable *
find_erased (MlgStore *store)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT DISTINCT row, tbl FROM op WHERE st = 2 AND col = -2", NULL);
  GHashTable *rows = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);

  while (stmt != NULL && mlg_db_next (store->db, stmt, NULL))
    {
      const MlgTable *table = mlg_table_get_number ((guint) sqlite3_column_int (stmt, 1));

      if (table != NULL && table != mlg_table_get_links ()->table && sqlite3_column_bytes (stmt, 0) == sizeof (MlgId))
        g_hash_table_add (rows, g_memdup2 (sqlite3_column_blob (stmt, 0), sizeof (MlgId)));
    }
  return rows;
}

/* Whom @forgetful erased and @knowing has not. */
static GPtrArray *
find_names (GHashTable *erased,
            GHashTable *erased_too,
            MlgStore   *knowing)
{
  GPtrArray *redactors = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_redactor_free);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, erased);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      MlgRedactor *redactor = g_hash_table_contains (erased_too, id) ? NULL : mlg_redactor_new (knowing, id);

      if (redactor != NULL)
        g_ptr_array_add (redactors, redactor);
    }
  return redactors;
}

MlgMergeNames *
mlg_merge_names_new (MlgStore *self,
                     MlgStore *other)
{
  g_autoptr(GHashTable) ours = find_erased (self), theirs = find_erased (other);
  MlgMergeNames *names;

  if (g_hash_table_size (ours) + g_hash_table_size (theirs) == 0)
    return NULL;

  names = g_new0 (MlgMergeNames, 1);
  names->self = self;
  names->other = other;
  names->ours = find_names (theirs, ours, self);
  names->theirs = find_names (ours, theirs, other);
  names->bytes[0] = g_byte_array_new ();
  names->bytes[1] = g_byte_array_new ();
  return names;
}

void
mlg_merge_names_free (MlgMergeNames *names)
{
  if (names == NULL)
    return;

  g_ptr_array_unref (names->ours);
  g_ptr_array_unref (names->theirs);
  g_byte_array_unref (names->bytes[0]);
  g_byte_array_unref (names->bytes[1]);
  g_free (names);
}

static gboolean
has_author (GPtrArray  *redactors,
            const char *author)
{
  for (guint i = 0; i < redactors->len; i++)
    if (mlg_redactor_is_author (redactors->pdata[i], author))
      return TRUE;
  return FALSE;
}

gboolean
mlg_merge_names_has_author (MlgMergeNames *names,
                            const char    *author)
{
  return has_author (names->ours, author) || has_author (names->theirs, author);
}

gboolean
mlg_merge_names_apply (MlgMergeNames *names,
                       MlgOp         *op)
{
  guint n = names->ours->len + names->theirs->len;
  gboolean changed = FALSE;
  guint into = 0;

  for (guint i = 0; i < n; i++)
    {
      MlgRedactor *redactor = i < names->ours->len ? names->ours->pdata[i] : names->theirs->pdata[i - names->ours->len];

      if (!mlg_redactor_apply (redactor, op, names->bytes[into]))
        continue;
      changed = TRUE;
      into = 1 - into;
    }
  return changed;
}

/* ---- what the other says it blacked out */

static gboolean
join_told (MlgMergeNames  *names,
           const MlgOp    *told,
           GArray         *redacted,
           GError        **error)
{
  for (gsize at = 0; at + MLG_DOT_BYTES <= told->val_size; at += MLG_DOT_BYTES)
    {
      MlgRedacted one = { mlg_dot_read ((const guint8 *) told->val + at), told->tbl, told->row, FALSE };

      if (!mlg_redact_join_op (names->self, names->other, &one.dot, &told->row, error))
        return FALSE;
      g_array_append_val (redacted, one);
    }
  return TRUE;
}

gboolean
mlg_merge_names_run (MlgMergeNames  *names,
                     gint64          last_n,
                     GArray         *redacted,
                     GError        **error)
{
  g_autoptr(MlgOpList) told = mlg_op_list_new ();
  sqlite3_stmt *stmt;

  if (names == NULL)
    return TRUE;

  for (guint i = 0; i < names->ours->len; i++)
    if (!mlg_redactor_run (names->ours->pdata[i], names->self, redacted, error))
      return FALSE;

  stmt = mlg_db_prepare (names->self->db, "SELECT " MLG_OP_COLUMNS " FROM op WHERE n > ?1 AND col = -3 AND st = 1", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, last_n);
  if (!mlg_op_list_read (told, names->self->db, stmt, error))
    return FALSE;
  for (guint i = 0; i < told->ops->len; i++)
    if (!join_told (names, mlg_op_list_nth (told, i), redacted, error))
      return FALSE;
  return TRUE;
}
