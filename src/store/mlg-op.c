/* An operation of the journal: what was written, by whom, and what its author had seen. */

#include "store/mlg-op.h"

#include <string.h>

#define FNV_OFFSET G_GUINT64_CONSTANT (0xcbf29ce484222325)
#define FNV_PRIME  G_GUINT64_CONSTANT (0x00000100000001b3)

#define PACK_HEADER 6

MlgOpList *
mlg_op_list_new (void)
{
  MlgOpList *self = g_new0 (MlgOpList, 1);

  self->ops = g_array_new (FALSE, FALSE, sizeof (MlgOp));
  self->bytes = g_byte_array_new ();
  return self;
}

void
mlg_op_list_free (MlgOpList *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->ops);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

void
mlg_op_list_clear (MlgOpList *self)
{
  g_array_set_size (self->ops, 0);
  g_byte_array_set_size (self->bytes, 0);
}

gboolean
mlg_op_from_row (MlgOp        *op,
                 sqlite3_stmt *stmt)
{
  int par_size = sqlite3_column_bytes (stmt, 11);
  int val_type = sqlite3_column_type (stmt, 12);

  op->dot.sid = sqlite3_column_int64 (stmt, 0);
  op->dot.seq = sqlite3_column_int64 (stmt, 1);
  op->hlc = sqlite3_column_int64 (stmt, 2);
  op->txn = sqlite3_column_int64 (stmt, 3);
  op->tbl = (guint) sqlite3_column_int64 (stmt, 4);
  op->col = sqlite3_column_int (stmt, 6);
  op->st = sqlite3_column_int (stmt, 7);
  op->sup = sqlite3_column_int (stmt, 8) != 0;
  op->sum = sqlite3_column_int64 (stmt, 9);
  op->cmd = (const char *) sqlite3_column_text (stmt, 10);
  op->par = sqlite3_column_blob (stmt, 11);
  op->n_par = (guint) (par_size / MLG_DOT_BYTES);
  op->val = NULL;
  op->val_size = 0;

  if (sqlite3_column_bytes (stmt, 5) != sizeof op->row.bytes || par_size % MLG_DOT_BYTES != 0)
    return FALSE;
  memcpy (op->row.bytes, sqlite3_column_blob (stmt, 5), sizeof op->row.bytes);

  if (val_type == SQLITE_BLOB)
    op->val = sqlite3_column_blob (stmt, 12);
  else if (val_type == SQLITE_TEXT)
    op->val = (const char *) sqlite3_column_text (stmt, 12);
  else if (val_type != SQLITE_NULL)
    return FALSE;
  if (val_type != SQLITE_NULL)
    op->val_size = (gsize) sqlite3_column_bytes (stmt, 12);
  /* An empty blob reads as no pointer. */
  if (val_type == SQLITE_BLOB && op->val == NULL)
    op->val = "";
  /* Text in a field, bytes elsewhere. */
  return op->val == NULL || (op->col > 0) == (val_type == SQLITE_TEXT);
}

/* Pointers are offsets until all is read: the memory moves as it grows. */
static gconstpointer
keep_bytes (MlgOpList     *self,
            gconstpointer  data,
            gsize          size)
{
  gsize at = self->bytes->len;

  if (data == NULL)
    return NULL;
  g_byte_array_append (self->bytes, data, (guint) size);
  g_byte_array_append (self->bytes, (const guint8 *) "", 1);
  return GSIZE_TO_POINTER (at + 1);
}

static gconstpointer
place_bytes (MlgOpList     *self,
             gconstpointer  at)
{
  return at != NULL ? self->bytes->data + (GPOINTER_TO_SIZE (at) - 1) : NULL;
}

gboolean
mlg_op_list_read (MlgOpList     *self,
                  MlgDb         *db,
                  sqlite3_stmt  *stmt,
                  GError       **error)
{
  g_autoptr(GError) local_error = NULL;
  const guint8 *before = self->bytes->data;
  guint n_before = self->ops->len;

  while (mlg_db_next (db, stmt, &local_error))
    {
      MlgOp op;

      if (!mlg_op_from_row (&op, stmt))
        {
          g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED,
                       "Operation %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " is malformed",
                       op.dot.sid, op.dot.seq);
          sqlite3_reset (stmt);
          g_array_set_size (self->ops, n_before);
          return FALSE;
        }
      op.cmd = keep_bytes (self, op.cmd, op.cmd != NULL ? strlen (op.cmd) : 0);
      op.par = keep_bytes (self, op.par, op.n_par * MLG_DOT_BYTES);
      op.val = keep_bytes (self, op.val, op.val_size);
      g_array_append_val (self->ops, op);
    }

  for (guint i = 0; i < self->ops->len; i++)
    {
      MlgOp *op = mlg_op_list_nth (self, i);

      if (i < n_before)   /* read earlier: only the memory under it moved */
        {
          if (op->cmd != NULL)
            op->cmd = (const char *) self->bytes->data + ((const guint8 *) op->cmd - before);
          if (op->par != NULL)
            op->par = self->bytes->data + (op->par - before);
          if (op->val != NULL)
            op->val = (const char *) self->bytes->data + ((const guint8 *) op->val - before);
          continue;
        }
      op->cmd = place_bytes (self, op->cmd);
      op->par = place_bytes (self, op->par);
      op->val = place_bytes (self, op->val);
    }

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static guint64
add_bytes (guint64       sum,
           gconstpointer data,
           gsize         size)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < size; i++)
    sum = (sum ^ bytes[i]) * FNV_PRIME;
  return sum;
}

static guint64
add_number (guint64 sum,
            gint64  number)
{
  guint64 little = GUINT64_TO_LE ((guint64) number);

  return add_bytes (sum, &little, sizeof little);
}

static guint64
add_sized (guint64       sum,
           gconstpointer data,
           gsize         size)
{
  sum = add_number (sum, data != NULL ? (gint64) size : -1);
  return data != NULL ? add_bytes (sum, data, size) : sum;
}

static guint64
add_text (guint64     sum,
          const char *text)
{
  return add_sized (sum, text, text != NULL ? strlen (text) : 0);
}

gint64
mlg_op_sum (const MlgOp *op)
{
  guint64 sum = FNV_OFFSET;

  sum = add_number (sum, op->dot.sid);
  sum = add_number (sum, op->dot.seq);
  sum = add_number (sum, op->hlc);
  sum = add_number (sum, op->txn);
  sum = add_number (sum, op->tbl);
  sum = add_bytes (sum, op->row.bytes, sizeof op->row.bytes);
  sum = add_number (sum, op->col);
  sum = add_number (sum, op->st);
  sum = add_text (sum, op->cmd);
  sum = add_sized (sum, op->par, op->n_par * MLG_DOT_BYTES);
  sum = add_sized (sum, op->val, op->val_size);
  return (gint64) sum;
}

gint64
mlg_site_sum (gint64      sid,
              const char *author,
              const char *app,
              gint64      started)
{
  return (gint64) add_number (add_text (add_text (add_number (FNV_OFFSET, sid), author), app), started);
}

gint64
mlg_meta_sum (const char *key,
              const char *value)
{
  return (gint64) add_text (add_text (FNV_OFFSET, key), value);
}

int
mlg_op_compare (const MlgOp *a,
                const MlgOp *b)
{
  if (a->hlc != b->hlc)
    return a->hlc < b->hlc ? -1 : 1;
  if (a->dot.sid != b->dot.sid)
    return a->dot.sid < b->dot.sid ? -1 : 1;
  if (a->dot.seq != b->dot.seq)
    return a->dot.seq < b->dot.seq ? -1 : 1;
  return 0;
}

gboolean
mlg_dot_equal (const MlgDot *a,
               const MlgDot *b)
{
  return a->sid == b->sid && a->seq == b->seq;
}

guint
mlg_dot_hash (gconstpointer dot)
{
  const MlgDot *self = dot;
  guint64 mixed = (guint64) self->sid * FNV_PRIME + (guint64) self->seq * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (mixed >> 32);
}

gboolean
mlg_dot_equal_func (gconstpointer a,
                    gconstpointer b)
{
  return mlg_dot_equal (a, b);
}

MlgDot
mlg_dot_read (const guint8 *bytes)
{
  guint64 pair[2];

  memcpy (pair, bytes, sizeof pair);
  return (MlgDot) { (gint64) GUINT64_FROM_BE (pair[0]), (gint64) GUINT64_FROM_BE (pair[1]) };
}

void
mlg_dot_append (GByteArray   *bytes,
                const MlgDot *dot)
{
  guint64 pair[2] = { GUINT64_TO_BE ((guint64) dot->sid), GUINT64_TO_BE ((guint64) dot->seq) };

  g_byte_array_append (bytes, (const guint8 *) pair, sizeof pair);
}

gboolean
mlg_op_has_parent (const MlgOp  *op,
                   const MlgDot *dot)
{
  for (guint i = 0; i < op->n_par; i++)
    {
      MlgDot parent = mlg_dot_read (op->par + i * MLG_DOT_BYTES);

      if (mlg_dot_equal (&parent, dot))
        return TRUE;
    }
  return FALSE;
}

void
mlg_pack_append (GByteArray *bytes,
                 guint       number,
                 const char *value)
{
  gsize size = strlen (value);
  guint8 header[PACK_HEADER] = {
    (guint8) (number >> 8), (guint8) number,
    (guint8) (size >> 24), (guint8) (size >> 16), (guint8) (size >> 8), (guint8) size,
  };

  g_byte_array_append (bytes, header, sizeof header);
  g_byte_array_append (bytes, (const guint8 *) value, (guint) size + 1);
}

gboolean
mlg_pack_next (const MlgOp  *op,
               gsize        *at,
               guint        *number,
               const char  **value,
               gsize        *size)
{
  const guint8 *bytes = (const guint8 *) op->val;

  if (bytes == NULL || op->val_size - *at < PACK_HEADER)
    return FALSE;

  bytes += *at;
  *number = (guint) bytes[0] << 8 | bytes[1];
  *size = (gsize) bytes[2] << 24 | (gsize) bytes[3] << 16 | (gsize) bytes[4] << 8 | bytes[5];
  if (*size >= op->val_size - *at - PACK_HEADER || bytes[PACK_HEADER + *size] != '\0')
    return FALSE;

  *value = (const char *) bytes + PACK_HEADER;
  *at += PACK_HEADER + *size + 1;
  return TRUE;
}

gboolean
mlg_pack_is_sound (const MlgOp *op)
{
  gsize at = 0, size;
  const char *value;
  guint number;

  while (mlg_pack_next (op, &at, &number, &value, &size))
    if (memchr (value, '\0', size) != NULL || !g_utf8_validate (value, (gssize) size, NULL))
      return FALSE;
  return op->val == NULL || at == op->val_size;
}

const char *
mlg_op_find_packed (const MlgOp *insert,
                    guint        number)
{
  gsize at = 0, size;
  const char *value;
  guint found;

  while (mlg_pack_next (insert, &at, &found, &value, &size))
    if (found == number)
      return value;
  return NULL;
}
