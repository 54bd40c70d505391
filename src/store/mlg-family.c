/* Rows that go with their parent: sections with their monograph, axes with their partnership. */

#include "store/mlg-store-private.h"

#include <string.h>

static char *
write_target (const MlgField  *field,
              const MlgEntity *parent,
              const MlgId     *id)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_id_write (id, text);
  if (field->type == MLG_TYPE_ANY)
    return g_strconcat (parent->name, ":", text, NULL);
  return g_strcmp0 (field->target, parent->name) == 0 ? g_strdup (text) : NULL;
}

static gboolean
collect_children (MlgStore        *store,
                  const char      *sql,
                  const char      *target,
                  gboolean         deleted,
                  GArray          *ids,
                  GError         **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, sql, error);
  g_autoptr(GError) local_error = NULL;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, target, -1, SQLITE_STATIC);
  while (mlg_db_next (store->db, stmt, &local_error))
    if (sqlite3_column_bytes (stmt, 0) == sizeof (MlgId) && (sqlite3_column_int (stmt, 1) != 0) == deleted)
      g_array_append_vals (ids, sqlite3_column_blob (stmt, 0), 1);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
mlg_family_foreach (MlgGesture      *gesture,
                    const MlgTable  *table,
                    const MlgId     *id,
                    gboolean         deleted,
                    MlgChildFunc     func,
                    gpointer         data,
                    GError         **error)
{
  MlgStore *store = mlg_gesture_get_store (gesture);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  for (guint t = 0; t < mlg_table_get_count (); t++)
    {
      const MlgTable *child = mlg_table_nth (t);

      for (guint i = 0; i < child->n_fields; i++)
        {
          const MlgField *field = &child->entity->fields[i];
          g_autofree char *target = NULL;

          if (!(field->flags & MLG_FIELD_PARENT) || child->find_referring[i] == NULL)
            continue;
          target = write_target (field, table->entity, id);
          g_array_set_size (ids, 0);
          if (target == NULL)
            continue;
          if (!collect_children (store, child->find_referring[i], target, deleted, ids, error))
            return FALSE;
          for (guint n = 0; n < ids->len; n++)
            if (!func (gesture, child, &g_array_index (ids, MlgId, n), data, error))
              return FALSE;
        }
    }
  return TRUE;
}
