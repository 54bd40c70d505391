/* What changed in one record between two moments. */

#include "ui/history/mlg-history-item.h"

#include "model/mlg-text.h"
#include "ui/common/mlg-change-words.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MlgHistoryItem, mlg_history_item, G_TYPE_OBJECT)

static void
mlg_history_item_finalize (GObject *object)
{
  MlgHistoryItem *self = MLG_HISTORY_ITEM (object);

  g_free (self->title);
  g_free (self->detail);
  g_ptr_array_unref (self->entries);

  G_OBJECT_CLASS (mlg_history_item_parent_class)->finalize (object);
}

static void
mlg_history_item_class_init (MlgHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_history_item_finalize;
}

static void
mlg_history_item_init (MlgHistoryItem *self)
{
  self->entries = g_ptr_array_new ();
}

GPtrArray *
mlg_history_list_authors (GPtrArray *entries)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *authors = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const MlgHistoryEntry *entry = g_ptr_array_index (entries, i);

      if (entry->author != NULL && *entry->author != '\0' && g_hash_table_add (seen, (gpointer) entry->author))
        g_ptr_array_add (authors, g_strdup (entry->author));
    }
  return authors;
}

/* What only joins others is known by their names, deleted or not. */
static char *
dup_title_of_deleted (MlgProject *project,
                      MlgRecord  *record)
{
  const MlgEntity *entity = mlg_record_get_entity (record);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      const char *value = mlg_record_get (record, field);
      gboolean is_end = mlg_field_is_reference (field) && !mlg_field_is_multiple (field) &&
                        (field->flags & MLG_FIELD_REQUIRED) != 0;

      if (value == NULL || !((field->flags & MLG_FIELD_TITLE) || (is_end && names->len > 0)))
        continue;
      g_ptr_array_add (names, mlg_project_display (project, field, value));
      if (!mlg_field_is_reference (field))
        break;
    }

  if (names->len == 0)
    return mlg_record_dup_title (record);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" – ", (char **) names->pdata);
}

static char *
dup_title (MlgProject     *project,
           MlgHistoryItem *self)
{
  g_autoptr(MlgRecord) live = mlg_project_get_record (project, self->entity, &self->id);
  g_autoptr(MlgRecord) record = live == NULL ? mlg_store_read (mlg_project_get_store (project), self->entity, &self->id, NULL) : NULL;

  /* Erased for good: not even its name is left. */
  return record != NULL ? dup_title_of_deleted (project, record) : mlg_project_dup_title (project, self->entity, &self->id);
}

static const char *
get_whole (MlgHistoryItem *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    switch (((MlgHistoryEntry *) g_ptr_array_index (self->entries, i))->kind)
      {
      case MLG_CHANGE_ADDED:
        return _("added");
      case MLG_CHANGE_DELETED:
        return _("deleted");
      case MLG_CHANGE_RESTORED:
        return _("restored");
      case MLG_CHANGE_ERASED:
        return _("erased for good");
      case MLG_CHANGE_SET:
      default:
        break;
      }
  return NULL;
}

static char *
dup_detail (MlgHistoryItem *self)
{
  g_autoptr(GPtrArray) authors = mlg_history_list_authors (self->entries);
  g_autofree char *when = mlg_describe_moment (self->date);
  g_autofree char *count = mlg_format_count (self->entries->len);
  g_autofree char *changes = g_strdup_printf (ngettext ("%s change", "%s changes", self->entries->len), count);
  const char *whole = get_whole (self);
  g_autofree char *names = NULL;

  g_ptr_array_add (authors, NULL);
  names = g_strjoinv (", ", (char **) authors->pdata);
  return *names != '\0' ? g_strdup_printf ("%s · %s · %s · %s", _(self->entity->label), whole != NULL ? whole : changes, names, when)
                        : g_strdup_printf ("%s · %s · %s", _(self->entity->label), whole != NULL ? whole : changes, when);
}

static int
compare_latest_first (gconstpointer a,
                      gconstpointer b)
{
  const MlgHistoryItem *x = *(MlgHistoryItem *const *) a, *y = *(MlgHistoryItem *const *) b;

  gboolean x_inside = x->entity->stage == MLG_STAGE_INSIDE, y_inside = y->entity->stage == MLG_STAGE_INSIDE;

  if (x->date != y->date)
    return x->date < y->date ? 1 : -1;
  /* What one command did: records before what hangs on them. */
  if (x_inside != y_inside)
    return x_inside - y_inside;
  return x->entity != y->entity ? (int) x->entity->stage - (int) y->entity->stage : g_utf8_collate (x->title, y->title);
}

/* Where actors stand in a drawing, and what the file notes of itself, is no news. */
static gboolean
is_silent (const MlgEntity *entity)
{
  return g_str_equal (entity->name, "position") || g_str_equal (entity->name, "snapshot") || g_str_equal (entity->name, "handover");
}

GPtrArray *
mlg_history_items_new (MlgProject *project,
                       GPtrArray  *entries,
                       const char *author)
{
  g_autoptr(GHashTable) by_id = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      MlgHistoryEntry *entry = g_ptr_array_index (entries, i);
      MlgHistoryItem *item;

      if (is_silent (entry->entity) || (author != NULL && g_strcmp0 (entry->author, author) != 0))
        continue;
      item = g_hash_table_lookup (by_id, &entry->id);
      if (item == NULL)
        {
          item = g_object_new (MLG_TYPE_HISTORY_ITEM, NULL);
          item->entity = entry->entity;
          item->id = entry->id;
          g_hash_table_insert (by_id, &item->id, item);
          g_ptr_array_add (items, item);
        }
      g_ptr_array_add (item->entries, entry);
      item->date = MAX (item->date, entry->date);
    }

  for (guint i = 0; i < items->len; i++)
    {
      MlgHistoryItem *item = g_ptr_array_index (items, i);

      item->title = dup_title (project, item);
      item->detail = dup_detail (item);
    }
  g_ptr_array_sort (items, compare_latest_first);
  return items;
}
