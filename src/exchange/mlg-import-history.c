/* What the last import wrote in a record, told by the journal: a value that is not it any more
 * was edited by hand since.
 */

#include "exchange/mlg-import-private.h"

#include <string.h>

#include "model/mlg-value.h"

struct _MlgLastImport
{
  GPtrArray *entries;       /* MlgHistoryEntry, newest first; or NULL */
  gboolean   by_import;     /* the record itself came by an import */
};

static gboolean
is_import (const MlgHistoryEntry *entry)
{
  return g_strcmp0 (entry->label, "Import a list") == 0 || g_strcmp0 (entry->label, "Import records") == 0;
}

MlgLastImport *
mlg_last_import_new (MlgProject  *project,
                     const MlgId *id)
{
  MlgLastImport *self = g_new0 (MlgLastImport, 1);

  self->entries = mlg_store_history (mlg_project_get_store (project), id, 0, NULL);
  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      const MlgHistoryEntry *entry = self->entries->pdata[i];

      if (entry->kind == MLG_CHANGE_ADDED && entry->field == NULL)
        self->by_import = is_import (entry);
    }

  return self;
}

void
mlg_last_import_free (MlgLastImport *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_free (self);
}

/* The set as it was, from what was added and taken away since. */
static gboolean
find_elements (MlgLastImport   *self,
               const MlgField  *field,
               const char      *current,
               char           **written)
{
  g_auto(GStrv) now = mlg_value_split (current);
  g_autoptr(GPtrArray) set = g_ptr_array_new ();
  gboolean found = FALSE;

  for (guint i = 0; now[i] != NULL; i++)
    g_ptr_array_add (set, now[i]);

  for (guint i = 0; i < self->entries->len && !found; i++)
    {
      const MlgHistoryEntry *entry = self->entries->pdata[i];
      guint at;

      if (entry->field != field)
        continue;
      found = is_import (entry);
      if (found)
        break;
      if (entry->after != NULL && g_ptr_array_find_with_equal_func (set, entry->after, g_str_equal, &at))
        g_ptr_array_remove_index (set, at);
      else if (entry->before != NULL && !g_ptr_array_find_with_equal_func (set, entry->before, g_str_equal, NULL))
        g_ptr_array_add (set, entry->before);
    }

  if (!found && !self->by_import)
    return FALSE;

  g_ptr_array_add (set, NULL);
  *written = mlg_value_join ((const char *const *) set->pdata);
  return TRUE;
}

gboolean
mlg_last_import_find (MlgLastImport   *self,
                      const MlgField  *field,
                      const char      *current,
                      char           **written)
{
  const MlgHistoryEntry *oldest = NULL;

  *written = NULL;
  if (self->entries == NULL)
    return FALSE;
  if (mlg_field_is_multiple (field))
    return find_elements (self, field, current, written);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const MlgHistoryEntry *entry = self->entries->pdata[i];

      if (entry->field != field || entry->kind != MLG_CHANGE_SET)
        continue;
      if (is_import (entry))
        {
          *written = g_strdup (entry->after);
          return TRUE;
        }
      oldest = entry;
    }

  if (!self->by_import)
    return FALSE;

  /* As the record was added. */
  *written = g_strdup (oldest != NULL ? oldest->before : current);
  return TRUE;
}
