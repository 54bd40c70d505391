/* Names blacked out in the operations of a journal. */

#include "store/mlg-redact-private.h"

#include <string.h>

#define ABOUT_HER     1
#define AMONG_OTHERS  2

typedef enum { LEAVE, BLACKEN, DROP, KEY } What;

/* ---- records that name her by her id */

static void
note_row (MlgRedactor *self,
          const MlgId *row,
          int          how)
{
  int known = GPOINTER_TO_INT (g_hash_table_lookup (self->rows, row));

  if (!mlg_id_equal (row, &self->id) && (known == 0 || how < known))
    g_hash_table_insert (self->rows, mlg_id_copy (row), GINT_TO_POINTER (how));
}

static void
note_reference (MlgRedactor *self,
                const MlgOp *op)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  MlgId owner;

  if (op->tbl != links->table->entity->number)
    note_row (self, &op->row, ABOUT_HER);
  else if (op->col == MLG_COL_INSERT)
    {
      const char *text = mlg_op_find_packed (op, links->table->entity->fields[links->owner].number);

      if (text != NULL && mlg_id_parse (text, &owner))
        note_row (self, &owner, AMONG_OTHERS);
    }
}

gboolean
mlg_redactor_find_rows (MlgRedactor *self,
                        MlgStore    *store)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT " MLG_OP_COLUMNS " FROM op WHERE st = 1 AND col >= 0", NULL);
  g_autoptr(GError) error = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];
  MlgOp op;

  if (stmt == NULL)
    return FALSE;
  mlg_id_write (&self->id, text);
  while (mlg_db_next (store->db, stmt, &error))
    if (mlg_op_from_row (&op, stmt) && op.val != NULL && memmem (op.val, op.val_size, text, MLG_ID_TEXT_LENGTH) != NULL)
      note_reference (self, &op);
  sqlite3_reset (stmt);
  return error == NULL;
}

/* ---- one operation */

/* Another of the same name keeps hers. */
static gboolean
is_own_name (const MlgTable *table,
             const MlgField *field)
{
  return g_str_equal (table->entity->name, "person") &&
         (g_str_equal (field->name, "first_name") || g_str_equal (field->name, "last_name") || g_str_equal (field->name, "display_name"));
}

static What
what_of (const MlgTable *table,
         guint           number)
{
  const MlgField *field = table != NULL ? mlg_table_find_field (table, (int) number) : NULL;

  if (number == MLG_FIELD_KEY)
    return KEY;
  if (field == NULL)
    return BLACKEN;     /* of a newer version */
  if (is_own_name (table, field))
    return LEAVE;

  switch (field->type)
    {
    case MLG_TYPE_TEXT:
    case MLG_TYPE_LONG_TEXT:
    case MLG_TYPE_MARKDOWN:
      return BLACKEN;
    case MLG_TYPE_URL:
    case MLG_TYPE_EMAIL:
    case MLG_TYPE_PHONE:
    case MLG_TYPE_CODE:
      return DROP;
    default:
      return LEAVE;
    }
}

/* FALSE: as it was. *value NULL: taken away. */
static gboolean
redact_value (MlgRedactor    *self,
              const MlgTable *table,
              const MlgOp    *op,
              guint           number,
              const char     *text,
              char          **value)
{
  int how = GPOINTER_TO_INT (g_hash_table_lookup (self->rows, &op->row));

  *value = NULL;
  switch (what_of (table, number))
    {
    case KEY:
      return mlg_redactor_key_tells (self, text, how != 0);
    case DROP:
      return mlg_redactor_key_tells (self, text, FALSE);
    case BLACKEN:
      *value = mlg_redactor_dup (self, text, how == ABOUT_HER);
      return *value != NULL;
    default:
      return FALSE;
    }
}

static gboolean
redact_pack (MlgRedactor *self,
             MlgOp       *op,
             GByteArray  *bytes)
{
  const MlgTable *table = mlg_table_get_number (op->tbl);
  gboolean changed = FALSE;
  gsize at = 0, size;
  const char *text;
  guint number;

  g_byte_array_set_size (bytes, 0);
  while (mlg_pack_next (op, &at, &number, &text, &size))
    {
      g_autofree char *value = NULL;
      gboolean redacted = redact_value (self, table, op, number, text, &value);

      changed |= redacted;
      if (!redacted || value != NULL)
        mlg_pack_append (bytes, number, redacted ? value : text);
    }
  if (!changed)
    return FALSE;

  g_byte_array_append (bytes, (const guint8 *) "", 1);
  op->val = (const char *) bytes->data;
  op->val_size = bytes->len - 1;
  return TRUE;
}

static gboolean
redact_cell (MlgRedactor *self,
             MlgOp       *op,
             GByteArray  *bytes)
{
  g_autofree char *value = NULL;

  if (!redact_value (self, mlg_table_get_number (op->tbl), op, (guint) op->col, op->val, &value))
    return FALSE;

  g_byte_array_set_size (bytes, 0);
  if (value != NULL)
    g_byte_array_append (bytes, (const guint8 *) value, (guint) strlen (value) + 1);
  op->val = value != NULL ? (const char *) bytes->data : NULL;
  op->val_size = value != NULL ? bytes->len - 1 : 0;
  return TRUE;
}

/* Its own elements go with her row. */
static gboolean
redact_element (MlgRedactor *self,
                MlgOp       *op)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  const MlgField *fields = links->table->entity->fields;
  const char *text = op->col == MLG_COL_INSERT ? mlg_op_find_packed (op, fields[links->value].number) : NULL;
  g_autofree char *value = text != NULL ? mlg_redactor_dup (self, text, FALSE) : NULL;

  if (value == NULL)
    return FALSE;
  op->st = MLG_ST_ERASED;
  op->val = NULL;
  op->val_size = 0;
  return TRUE;
}

gboolean
mlg_redactor_apply (MlgRedactor *self,
                    MlgOp       *op,
                    GByteArray  *bytes)
{
  gboolean changed;

  if (op->st != MLG_ST_VALUE || op->val == NULL || op->col < 0 || mlg_id_equal (&op->row, &self->id))
    return FALSE;

  if (op->tbl == mlg_table_get_links ()->table->entity->number)
    changed = redact_element (self, op);
  else
    changed = op->col == MLG_COL_INSERT ? redact_pack (self, op, bytes) : redact_cell (self, op, bytes);
  if (changed)
    op->sum = mlg_op_sum (op);
  return changed;
}

/* ---- the journal */

static gboolean
rewrite_op (MlgStore     *store,
            const MlgOp  *op,
            GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "UPDATE op SET st = ?3, val = ?4, sum = ?5 WHERE sid = ?1 AND seq = ?2", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, op->dot.sid);
  sqlite3_bind_int64 (stmt, 2, op->dot.seq);
  sqlite3_bind_int (stmt, 3, op->st);
  if (op->val != NULL && op->col > 0)
    sqlite3_bind_text (stmt, 4, op->val, (int) op->val_size, SQLITE_STATIC);
  else if (op->val != NULL)
    sqlite3_bind_blob (stmt, 4, op->val, (int) op->val_size, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 5, op->sum);
  return mlg_db_run (store->db, stmt, error);
}

static gboolean
redact_author (MlgStore  *store,
               gint64     sid,
               GError   **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT app, started FROM site WHERE sid = ?1", error);
  g_autofree char *app = NULL;
  gint64 started = 0;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, sid);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    {
      app = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      started = sqlite3_column_int64 (stmt, 1);
    }
  sqlite3_reset (stmt);

  stmt = mlg_db_prepare (store->db, "UPDATE site SET author = NULL, sum = ?2 WHERE sid = ?1", error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, sid);
  sqlite3_bind_int64 (stmt, 2, mlg_site_sum (sid, NULL, app, started));
  return mlg_db_run (store->db, stmt, error);
}

static gboolean
redact_authors (MlgRedactor  *self,
                MlgStore     *store,
                GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT sid, author FROM site", error);
  g_autoptr(GArray) sids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;

  if (stmt == NULL)
    return FALSE;
  while (mlg_db_next (store->db, stmt, &local_error))
    if (mlg_redactor_is_author (self, (const char *) sqlite3_column_text (stmt, 1)))
      {
        gint64 sid = sqlite3_column_int64 (stmt, 0);

        g_array_append_val (sids, sid);
      }
  sqlite3_reset (stmt);
  for (guint i = 0; local_error == NULL && i < sids->len; i++)
    redact_author (store, g_array_index (sids, gint64, i), &local_error);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Words the spelling learnt, names of copies: kept beside the journal. */
static gboolean
redact_notes (MlgRedactor  *self,
              MlgStore     *store,
              GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT k, v FROM meta WHERE k NOT IN ('doc_id', 'created')", error);
  g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) local_error = NULL;

  if (stmt == NULL)
    return FALSE;
  while (mlg_db_next (store->db, stmt, &local_error))
    {
      const char *text = (const char *) sqlite3_column_text (stmt, 1);
      char *redacted = text != NULL ? mlg_redactor_dup (self, text, TRUE) : NULL;

      if (redacted == NULL)
        continue;
      g_ptr_array_add (changed, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
      g_ptr_array_add (changed, redacted);
    }
  sqlite3_reset (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = 0; i < changed->len; i += 2)
    if (!mlg_store_set_meta (store, changed->pdata[i], changed->pdata[i + 1], error))
      return FALSE;
  return TRUE;
}

static gboolean
find_ops (MlgRedactor  *self,
          MlgStore     *store,
          GArray       *redacted,
          GError      **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT " MLG_OP_COLUMNS " FROM op WHERE st = 1 AND col >= 0", error);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GError) local_error = NULL;
  MlgOp op;

  if (stmt == NULL)
    return FALSE;
  while (mlg_db_next (store->db, stmt, &local_error))
    if (mlg_op_from_row (&op, stmt) && mlg_redactor_apply (self, &op, bytes))
      {
        MlgRedacted one = { op.dot, op.tbl, op.row, op.st == MLG_ST_ERASED };

        g_array_append_val (redacted, one);
      }
  sqlite3_reset (stmt);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
mlg_redactor_run (MlgRedactor  *self,
                  MlgStore     *store,
                  GArray       *redacted,
                  GError      **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint before = redacted->len;

  if (!redact_authors (self, store, error) || !redact_notes (self, store, error) || !find_ops (self, store, redacted, error))
    return FALSE;

  for (guint i = before; i < redacted->len; i++)
    {
      const MlgRedacted *one = &g_array_index (redacted, MlgRedacted, i);
      g_autoptr(MlgOpList) ops = mlg_op_list_new ();

      if (one->is_erased)
        continue;
      if (!mlg_journal_read (store, &one->dot, ops, error))
        return FALSE;
      if (ops->ops->len == 1 && mlg_redactor_apply (self, mlg_op_list_nth (ops, 0), bytes) &&
          !rewrite_op (store, mlg_op_list_nth (ops, 0), error))
        return FALSE;
    }
  return TRUE;
}

/* ---- between copies */

static void
join_packs (MlgOp       *ours,
            const MlgOp *theirs,
            GByteArray  *bytes)
{
  gsize at = 0, size;
  const char *text;
  guint number;

  while (mlg_pack_next (ours, &at, &number, &text, &size))
    {
      g_autofree char *joined = mlg_redact_join (text, mlg_op_find_packed (theirs, number));

      if (joined != NULL)
        mlg_pack_append (bytes, number, joined);
    }
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  ours->val = (const char *) bytes->data;
  ours->val_size = bytes->len - 1;
}

gboolean
mlg_redact_join_op (MlgStore      *store,
                    MlgStore      *other,
                    const MlgDot  *dot,
                    const MlgId   *row,
                    GError       **error)
{
  g_autoptr(MlgOpList) mine = mlg_op_list_new (), other_ops = mlg_op_list_new ();
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree char *joined = NULL;
  const MlgOp *theirs;
  MlgOp *ours;

  if (!mlg_journal_read (store, dot, mine, error) || !mlg_journal_read (other, dot, other_ops, error))
    return FALSE;
  if (mine->ops->len != 1 || other_ops->ops->len != 1)
    return TRUE;

  ours = mlg_op_list_nth (mine, 0);
  theirs = mlg_op_list_nth (other_ops, 0);
  if (!mlg_id_equal (&ours->row, row) || !mlg_id_equal (&theirs->row, row) || ours->col != theirs->col || ours->col < 0 ||
      ours->st != MLG_ST_VALUE || theirs->st != MLG_ST_VALUE || theirs->sum != mlg_op_sum (theirs) || ours->sum == theirs->sum)
    return TRUE;

  if (ours->col == MLG_COL_INSERT)
    join_packs (ours, theirs, bytes);
  else
    {
      joined = mlg_redact_join (ours->val, theirs->val);
      ours->val = joined;
      ours->val_size = joined != NULL ? strlen (joined) : 0;
    }
  ours->sum = mlg_op_sum (ours);
  return rewrite_op (store, ours, error);
}

/* ---- the command */

/* Other copies are told which operations of the row changed. */
static gboolean
tell_row (MlgGesture         *gesture,
          const MlgRedacted  *row,
          GArray             *redacted,
          GError            **error)
{
  const MlgTable *table = mlg_table_get_number (row->tbl);
  g_autoptr(GByteArray) dots = g_byte_array_new ();
  MlgOp op = { .tbl = row->tbl, .row = row->row, .col = MLG_COL_REDACT, .st = MLG_ST_VALUE };

  for (guint i = 0; i < redacted->len; i++)
    {
      const MlgRedacted *one = &g_array_index (redacted, MlgRedacted, i);

      if (mlg_id_equal (&one->row, &row->row))
        mlg_dot_append (dots, &one->dot);
    }
  op.val = (const char *) dots->data;
  op.val_size = dots->len;
  return mlg_gesture_append (gesture, &op, error) &&
         (table == NULL || mlg_row_refresh (mlg_gesture_get_store (gesture), table, &row->row, error));
}

/* Before the journal forgets whose it was. */
gboolean
mlg_redact_find_owner (MlgStore        *store,
                       const MlgId     *element,
                       const MlgTable **table,
                       MlgId           *owner)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  MlgRowState state;
  const char *number;
  gboolean found;

  mlg_row_state_init (&state, links->table);
  found = mlg_row_load (store, element, &state, NULL) && mlg_id_parse (state.values->pdata[links->owner], owner);
  number = found ? state.values->pdata[links->owner_entity] : NULL;
  *table = number != NULL ? mlg_table_get_number ((guint) g_ascii_strtoull (number, NULL, 10)) : NULL;
  mlg_row_state_clear (&state);
  return found && *table != NULL;
}

static gboolean
erase_element (MlgGesture         *gesture,
               const MlgRedacted  *element,
               GError            **error)
{
  MlgStore *store = mlg_gesture_get_store (gesture);
  MlgOp op = { .tbl = element->tbl, .row = element->row, .col = MLG_COL_ERASE, .st = MLG_ST_ERASED };
  const MlgTable *table;
  MlgId owner;
  gboolean has_owner = mlg_redact_find_owner (store, &element->row, &table, &owner);

  return mlg_gesture_append (gesture, &op, error) &&
         mlg_journal_scrub_row (store, &element->row, error) &&
         mlg_row_refresh (store, mlg_table_get_links ()->table, &element->row, error) &&
         (!has_owner || mlg_row_refresh (store, table, &owner, error));
}

gboolean
mlg_gesture_redact (MlgGesture   *gesture,
                    MlgRedactor  *redactor,
                    GError      **error)
{
  g_autoptr(GArray) redacted = g_array_new (FALSE, FALSE, sizeof (MlgRedacted));
  g_autoptr(GHashTable) told = g_hash_table_new (mlg_id_hash, mlg_id_equal);

  if (!mlg_redactor_run (redactor, mlg_gesture_get_store (gesture), redacted, error))
    return FALSE;
  for (guint i = 0; i < redacted->len; i++)
    {
      const MlgRedacted *one = &g_array_index (redacted, MlgRedacted, i);

      if (!g_hash_table_add (told, (gpointer) &one->row))
        continue;
      if (!(one->is_erased ? erase_element (gesture, one, error) : tell_row (gesture, one, redacted, error)))
        return FALSE;
    }
  return TRUE;
}
