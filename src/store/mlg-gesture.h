/* What the user calls one action: one transaction, one undo step, one refresh. A scope: leave
 * it without committing and it never happened. The only way anything is written.
 *
 *   g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Add actor"), error);
 *   if (gesture == NULL ||
 *       !mlg_gesture_insert (gesture, actor, &id, error) ||
 *       !mlg_gesture_set (gesture, actor, &id, name, "Ardelaine", error))
 *     return FALSE;
 *   return mlg_project_commit (project, g_steal_pointer (&gesture), error);
 *
 * Thread: the one that opened the store.
 */

#pragma once

#include "model/mlg-id.h"
#include "model/mlg-schema.h"
#include "store/mlg-error.h"

G_BEGIN_DECLS

typedef struct _MlgGesture MlgGesture;
typedef struct _MlgStore   MlgStore;

/* A new row. If *id is null (all zero) a new one is made and written back. @values: one per
 * entity->fields, canonical, NULL for unknown; @values itself may be NULL. Multiple fields in
 * @values become links. One operation for the row (column 0), one for each link. */
gboolean mlg_gesture_insert         (MlgGesture        *self,
                                     const MlgEntity   *entity,
                                     MlgId             *id,
                                     const char *const *values,
                                     GError           **error);

/* One cell. Writes nothing when the value is the same and there is no conflict. For a multiple
 * field @value is the whole new set: links are added and removed as needed. */
gboolean mlg_gesture_set            (MlgGesture        *self,
                                     const MlgEntity   *entity,
                                     const MlgId       *id,
                                     const MlgField    *field,
                                     const char        *value,
                                     GError           **error);

/* One element of a multiple field. */
gboolean mlg_gesture_add_element    (MlgGesture *self, const MlgEntity *entity, const MlgId *id,
                                     const MlgField *field, const char *element, GError **error);
gboolean mlg_gesture_remove_element (MlgGesture *self, const MlgEntity *entity, const MlgId *id,
                                     const MlgField *field, const char *element, GError **error);

/* Deleting takes the rows that have this one as PARENT with it; restoring brings the same back. */
gboolean mlg_gesture_delete         (MlgGesture *self, const MlgEntity *entity, const MlgId *id, GError **error);
gboolean mlg_gesture_restore        (MlgGesture *self, const MlgEntity *entity, const MlgId *id, GError **error);

/* For good, everywhere this file is merged: the values leave tables and journal. Not undoable. */
gboolean mlg_gesture_erase          (MlgGesture *self, const MlgEntity *entity, const MlgId *id, GError **error);

/* Writes what follows from it: the line of a stage that changed. mlg_project_commit asks for it; undo,
 * merge and the way back do not: they bring such lines themselves. */
gboolean mlg_gesture_follow         (MlgGesture *self, GError **error);
/* Ends it. On failure nothing was written. @txn names it for undo; may be NULL; 0 when nothing changed. */
gboolean mlg_gesture_commit         (MlgGesture *self, gint64 *txn, GError **error);
void     mlg_gesture_free           (MlgGesture *self);      /* rolls back if not committed */
MlgStore *mlg_gesture_get_store     (MlgGesture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgGesture, mlg_gesture_free)

G_END_DECLS
