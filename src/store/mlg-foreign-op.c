/* Is an operation read from another file one that a Maillage could have written? A hostile
 * file may lie about its own history; it may not put into ours what no program can read back.
 */

#include "store/mlg-foreign-op.h"

#include "store/mlg-store-private.h"

#include <string.h>

#define MAX_COMMAND_NAME 200

static gboolean
refuse (const MlgOp  *op,
        const char   *why,
        GError      **error)
{
  g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED,
               "Operation %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT ": %s", op->dot.sid, op->dot.seq, why);
  return FALSE;
}

static gboolean
numbers_are_sound (const MlgOp *op)
{
  return op->dot.sid > 0 && op->dot.seq > 0 &&
         op->txn > 0 && op->txn <= op->dot.seq &&
         op->hlc > 0 && op->hlc <= MLG_HLC_MAX &&
         op->tbl > 0 && op->tbl <= G_MAXUINT16 &&
         op->col >= -G_MAXUINT16 && op->col <= G_MAXUINT16 &&
         op->st >= MLG_ST_WITHHELD && op->st <= MLG_ST_ERASED &&
         op->n_par <= MLG_PARENTS_MAX / MLG_DOT_BYTES &&
         op->val_size <= MLG_VALUE_MAX &&
         (op->cmd == NULL || strlen (op->cmd) <= MAX_COMMAND_NAME);
}

static gboolean
values_are_sound (const MlgOp     *op,
                  const MlgTable  *table,
                  GError         **error)
{
  gsize at = 0, size;
  const char *value;
  guint number;

  while (mlg_pack_next (op, &at, &number, &value, &size))
    {
      const MlgField *field = mlg_table_find_field (table, (int) number);

      if (field != NULL && !mlg_journal_check_value (field, value, error))
        {
          g_prefix_error (error, "Operation %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT ": ", op->dot.sid, op->dot.seq);
          return FALSE;
        }
    }
  return TRUE;
}

/* An element has the name that follows from what it says. */
static gboolean
link_is_sound (const MlgOp  *op,
               GError      **error)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  const MlgField *fields = links->table->entity->fields;
  const char *owner = mlg_op_find_packed (op, fields[links->owner].number);
  const char *entity = mlg_op_find_packed (op, fields[links->owner_entity].number);
  const char *number = mlg_op_find_packed (op, fields[links->field].number);
  const char *value = mlg_op_find_packed (op, fields[links->value].number);
  const MlgTable *table;
  const MlgField *field;
  MlgId owner_id, id;

  if (owner == NULL || entity == NULL || number == NULL || value == NULL || !mlg_id_parse (owner, &owner_id))
    return refuse (op, "an element without owner", error);
  table = mlg_table_get_number ((guint) g_ascii_strtoull (entity, NULL, 10));
  field = table != NULL ? mlg_table_find_field (table, (int) g_ascii_strtoll (number, NULL, 10)) : NULL;
  if (field == NULL)
    return TRUE;    /* of a newer version: kept, shown later */
  if (!mlg_field_is_multiple (field) || !mlg_journal_check_value (field, value, NULL))
    return refuse (op, "an element its field cannot hold", error);
  id = mlg_link_derive_id (table->entity, &owner_id, field, value);
  return mlg_id_equal (&id, &op->row) || refuse (op, "an element under another's name", error);
}

static gboolean
field_is_sound (const MlgOp     *op,
                const MlgTable  *table,
                GError         **error)
{
  const MlgField *field = table != NULL ? mlg_table_find_field (table, op->col) : NULL;

  if (op->val == NULL)
    return TRUE;
  if (memchr (op->val, '\0', op->val_size) != NULL || !g_utf8_validate (op->val, (gssize) op->val_size, NULL))
    return refuse (op, "not text", error);
  if (field != NULL && !mlg_journal_check_value (field, op->val, error))
    {
      g_prefix_error (error, "Operation %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT ": ", op->dot.sid, op->dot.seq);
      return FALSE;
    }
  return TRUE;
}

static gboolean
content_is_sound (const MlgOp  *op,
                  GError      **error)
{
  const MlgTable *table = mlg_table_get_number (op->tbl);

  if (op->col == MLG_COL_REDACT)
    return (op->st == MLG_ST_VALUE && op->val_size % MLG_DOT_BYTES == 0) || op->st == MLG_ST_ERASED ||
           refuse (op, "names of operations cut short", error);
  /* A kind of operation of a newer version: it travels on as it came. */
  if (op->col < MLG_COL_REDACT)
    return TRUE;
  if (op->st != MLG_ST_VALUE || op->col == MLG_COL_ERASE)
    return (op->val == NULL && (op->col != MLG_COL_ERASE || op->st == MLG_ST_ERASED)) ||
           refuse (op, "a value where there is none", error);
  if (op->col > 0)
    return field_is_sound (op, table, error);
  if (op->val == NULL)
    return refuse (op, "no content", error);
  if (op->col == MLG_COL_DELETE)
    return (op->val_size % MLG_DOT_BYTES == 1 && (op->val[0] == 0 || op->val[0] == 1)) ||
           refuse (op, "a deletion that says nothing", error);

  if (!mlg_pack_is_sound (op))
    return refuse (op, "a broken row", error);
  if (table == mlg_table_get_links ()->table && !link_is_sound (op, error))
    return FALSE;
  return table == NULL || values_are_sound (op, table, error);
}

gboolean
mlg_foreign_op_check (const MlgOp  *op,
                      GError      **error)
{
  if (!numbers_are_sound (op))
    return refuse (op, "numbers no program writes", error);
  if (op->sum != mlg_op_sum (op))
    return refuse (op, "its checksum does not match", error);
  return content_is_sound (op, error);
}
