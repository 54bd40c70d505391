/* Rows that stay while what they show changes.
 *
 * When a list of records is searched, sorted or filtered, GTK 4.8 throws away the widgets of all
 * the rows it knows (some two hundred) and makes them anew: 100 ms between a key and its
 * picture. Here each position has a slot that stays; what changes is the record in it. The view
 * is told only that the list has become shorter or longer; and when it becomes much longer, first
 * of the rows that a screen shows: those below follow while nobody waits.
 *
 * The list tells its changes in several steps; slots follow once they are over, before the next
 * picture. What one selects are positions: set the selection again after "synced".
 */

#pragma once

#include "store/mlg-record-list.h"

G_BEGIN_DECLS

#define MLG_TYPE_SLOT (mlg_slot_get_type ())
G_DECLARE_FINAL_TYPE (MlgSlot, mlg_slot, MLG, SLOT, GObject)

/* Signal "changed": another record, or the same with other values. */
MlgRecord *mlg_slot_get_record (MlgSlot *self);       /* lent; NULL while the list is changing */

#define MLG_TYPE_SLOTS (mlg_slots_get_type ())
G_DECLARE_FINAL_TYPE (MlgSlots, mlg_slots, MLG, SLOTS, GObject)

/* A GListModel of MlgSlot. Signal "synced": the slots hold what the list holds. */
MlgSlots  *mlg_slots_new       (MlgRecordList *list);
/* Now rather than soon. */
void       mlg_slots_sync      (MlgSlots      *self);
gboolean   mlg_slots_is_synced (MlgSlots      *self);
/* All rows, those too that are not seen: before one selects all, or goes to the last. */
void       mlg_slots_complete  (MlgSlots      *self);

G_END_DECLS
