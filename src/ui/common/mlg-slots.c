/* Rows that stay while what they show changes. */

#include "ui/common/mlg-slots.h"

/* What GTK 4.8 makes widgets for, wherever one is. */
#define ROWS_MADE  208
/* More than a tall screen shows. */
#define FIRST_ROWS 56
#define STEP_ROWS  24

struct _MlgSlot
{
  GObject    parent_instance;

  MlgSlots  *slots;               /* borrowed; NULL: gone */
  guint      position;
  gboolean   stale;               /* its record is read when somebody looks */
  MlgRecord *record;
};

G_DEFINE_FINAL_TYPE (MlgSlot, mlg_slot, G_TYPE_OBJECT)

struct _MlgSlots
{
  GObject        parent_instance;

  MlgRecordList *list;
  GHashTable    *slots;           /* position → MlgSlot, borrowed: those that somebody looks at */
  guint          n;               /* as last told */
  guint          source;
  guint          growing;         /* rows below those that are seen are still to be told */
};

static void mlg_slots_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MlgSlots, mlg_slots, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, mlg_slots_model_init))

enum { CHANGED, SYNCED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- one slot */

static void
record_changed_cb (MlgSlot *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_record (MlgSlot   *self,
            MlgRecord *record)
{
  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_swapped (record, "changed", G_CALLBACK (record_changed_cb), self);
}

static void
mlg_slot_dispose (GObject *object)
{
  MlgSlot *self = MLG_SLOT (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (mlg_slot_parent_class)->dispose (object);
}

static void
mlg_slot_class_init (MlgSlotClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_slot_dispose;

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_SLOT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
mlg_slot_init (MlgSlot *self)
{
}

MlgRecord *
mlg_slot_get_record (MlgSlot *self)
{
  g_return_val_if_fail (MLG_IS_SLOT (self), NULL);

  if (self->stale && self->slots != NULL)
    {
      g_autoptr(MlgRecord) record = g_list_model_get_item (G_LIST_MODEL (self->slots->list), self->position);

      self->stale = FALSE;
      set_record (self, record);
    }
  return self->record;
}

/* ---- all of them */

static void
slot_gone_cb (gpointer  data,
              GObject  *slot)
{
  MlgSlots *self = data;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value == (gpointer) slot)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

static GType
mlg_slots_get_item_type (GListModel *model)
{
  return MLG_TYPE_SLOT;
}

static guint
mlg_slots_get_n_items (GListModel *model)
{
  return MLG_SLOTS (model)->n;
}

static gpointer
mlg_slots_get_item (GListModel *model,
                    guint       position)
{
  MlgSlots *self = MLG_SLOTS (model);
  MlgSlot *slot;

  if (position >= self->n)
    return NULL;

  slot = g_hash_table_lookup (self->slots, GUINT_TO_POINTER (position));
  if (slot != NULL)
    return g_object_ref (slot);

  slot = g_object_new (MLG_TYPE_SLOT, NULL);
  slot->slots = self;
  slot->position = position;
  slot->stale = TRUE;
  g_object_weak_ref (G_OBJECT (slot), slot_gone_cb, self);
  g_hash_table_insert (self->slots, GUINT_TO_POINTER (position), slot);
  return slot;
}

static void
mlg_slots_model_init (GListModelInterface *iface)
{
  iface->get_item_type = mlg_slots_get_item_type;
  iface->get_n_items = mlg_slots_get_n_items;
  iface->get_item = mlg_slots_get_item;
}

static gboolean
sync_cb (gpointer user_data)
{
  MlgSlots *self = MLG_SLOTS (user_data);

  self->source = 0;
  mlg_slots_sync (self);
  return G_SOURCE_REMOVE;
}

/* ---- longer, little by little */

static void
tell_length (MlgSlots *self,
             guint     now)
{
  guint before = self->n;

  self->n = now;
  if (now < before)
    g_list_model_items_changed (G_LIST_MODEL (self), now, before - now, 0);
  else if (now > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, now - before);
}

static gboolean
grow_cb (gpointer user_data)
{
  MlgSlots *self = MLG_SLOTS (user_data);
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (self->n + STEP_ROWS < MIN (all, ROWS_MADE))
    {
      tell_length (self, self->n + STEP_ROWS);
      return G_SOURCE_CONTINUE;
    }

  self->growing = 0;
  tell_length (self, all);
  return G_SOURCE_REMOVE;
}

void
mlg_slots_complete (MlgSlots *self)
{
  g_return_if_fail (MLG_IS_SLOTS (self));

  if (self->growing == 0)
    return;

  g_clear_handle_id (&self->growing, g_source_remove);
  tell_length (self, g_list_model_get_n_items (G_LIST_MODEL (self->list)));
}

/* Rows that exist cost nothing; those that are not seen wait until the others are drawn. */
static void
follow_length (MlgSlots *self)
{
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint first = self->n < ROWS_MADE ? MAX (self->n, FIRST_ROWS) : all;

  g_clear_handle_id (&self->growing, g_source_remove);
  tell_length (self, MIN (all, first));
  if (self->n < all)
    self->growing = g_idle_add (grow_cb, self);
}

/* Before sizes are given out and pictures drawn (GDK_PRIORITY_REDRAW). */
static void
items_changed_cb (MlgSlots *self)
{
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, sync_cb, self, NULL);
}

static void
mlg_slots_dispose (GObject *object)
{
  MlgSlots *self = MLG_SLOTS (object);
  GHashTableIter iter;
  gpointer slot;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_handle_id (&self->growing, g_source_remove);
  g_hash_table_iter_init (&iter, self->slots);
  while (g_hash_table_iter_next (&iter, NULL, &slot))
    {
      g_object_weak_unref (slot, slot_gone_cb, self);
      ((MlgSlot *) slot)->slots = NULL;
      g_hash_table_iter_remove (&iter);
    }
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (mlg_slots_parent_class)->dispose (object);
}

static void
mlg_slots_finalize (GObject *object)
{
  g_hash_table_unref (MLG_SLOTS (object)->slots);

  G_OBJECT_CLASS (mlg_slots_parent_class)->finalize (object);
}

static void
mlg_slots_class_init (MlgSlotsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mlg_slots_dispose;
  object_class->finalize = mlg_slots_finalize;

  signals[SYNCED] = g_signal_new ("synced", MLG_TYPE_SLOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
mlg_slots_init (MlgSlots *self)
{
  self->slots = g_hash_table_new (NULL, NULL);
}

MlgSlots *
mlg_slots_new (MlgRecordList *list)
{
  MlgSlots *self = g_object_new (MLG_TYPE_SLOTS, NULL);

  self->list = g_object_ref (list);
  follow_length (self);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (items_changed_cb), self);

  return self;
}

gboolean
mlg_slots_is_synced (MlgSlots *self)
{
  g_return_val_if_fail (MLG_IS_SLOTS (self), FALSE);

  return self->source == 0;
}

void
mlg_slots_sync (MlgSlots *self)
{
  g_autoptr(GList) positions = NULL;

  g_return_if_fail (MLG_IS_SLOTS (self));

  g_clear_handle_id (&self->source, g_source_remove);
  follow_length (self);

  /* Not with an iterator: who is told may ask for another. */
  mlg_record_list_hold (self->list);
  positions = g_hash_table_get_keys (self->slots);
  for (GList *l = positions; l != NULL; l = l->next)
    {
      MlgSlot *slot = g_hash_table_lookup (self->slots, l->data);

      if (slot == NULL)
        continue;
      slot->stale = TRUE;
      g_signal_emit (slot, signals[CHANGED], 0);
    }
  mlg_record_list_release (self->list);

  g_signal_emit (self, signals[SYNCED], 0);
}
