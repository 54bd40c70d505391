/* The open file, as windows and commands see it: properties, undo, and who is told. */

#include "store/mlg-project-private.h"
#include "store/mlg-store-private.h"

#include <glib/gi18n-lib.h>

/* One command that can be taken back. */
typedef struct
{
  gint64      sid, txn;
  const char *label;        /* msgid, interned */
  MlgVersion *before;       /* of a merge: what was known before it came… */
  MlgVersion *after;        /* …and with it; NULL: a command of ours */
} Step;

G_DEFINE_FINAL_TYPE (MlgProject, mlg_project, G_TYPE_OBJECT)

enum
{
  PROP_PATH = 1,
  PROP_TITLE,
  PROP_SAVE_STATE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_N_CONFLICTS,
  PROP_RESUMED,
  PROP_PROBLEM,
  N_PROPS
};

enum
{
  CHANGED,
  DONE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- steps */

static Step *
step_new (gint64      sid,
          gint64      txn,
          const char *label)
{
  Step *step = g_new0 (Step, 1);

  step->sid = sid;
  step->txn = txn;
  step->label = label;
  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  mlg_version_free (step->before);
  mlg_version_free (step->after);
  g_free (step);
}

static const char *
get_step_label (GPtrArray *steps)
{
  Step *last = steps->len > 0 ? steps->pdata[steps->len - 1] : NULL;

  return last != NULL && last->label != NULL ? g_dgettext (GETTEXT_PACKAGE, last->label) : NULL;
}

static void
notify_steps (MlgProject *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_LABEL]);
}

void
mlg_project_clear_steps (MlgProject *self)
{
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  notify_steps (self);
}

void
mlg_project_push_merge (MlgProject       *self,
                        const MlgVersion *before)
{
  Step *step = step_new (0, 0, g_intern_static_string (N_("Merge a copy")));

  step->before = mlg_version_copy (before);
  step->after = mlg_version_read (self->store);
  g_ptr_array_add (self->undo, step);
  g_ptr_array_set_size (self->redo, 0);
}

/* ---- what follows from the store */

static char *
read_title (MlgProject *self)
{
  const MlgEntity *entity = mlg_schema_find ("file_info");
  g_autoptr(MlgRecord) record = NULL;
  MlgId id;

  if (!mlg_project_find_info (self, &id))
    return NULL;

  record = mlg_store_read (self->store, entity, &id, NULL);
  return record != NULL ? g_strdup (mlg_record_get_named (record, "title")) : NULL;
}

void
mlg_project_read_properties (MlgProject *self)
{
  g_autofree char *title = read_title (self);
  guint n_conflicts = mlg_store_count_conflicts (self->store);

  if (title == NULL)
    {
      g_autofree char *name = g_filename_display_basename (self->path);

      title = g_str_has_suffix (name, ".maillage") ? g_strndup (name, strlen (name) - strlen (".maillage"))
                                                   : g_strdup (name);
    }
  if (g_strcmp0 (title, self->title) != 0)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&title);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
  if (n_conflicts != self->n_conflicts)
    {
      self->n_conflicts = n_conflicts;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CONFLICTS]);
    }
}

void
mlg_project_set_save_state (MlgProject   *self,
                            MlgSaveState  state)
{
  if (self->save_state == state)
    return;

  self->save_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
}

void
mlg_project_set_problem (MlgProject *self,
                         const char *problem)
{
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/* Editing, undoing, merging, importing: all end here. */
void
mlg_project_tell_everyone (MlgProject *self,
                           const char *label)
{
  g_autoptr(MlgChanges) changes = mlg_store_take_changes (self->store);

  g_object_freeze_notify (G_OBJECT (self));
  mlg_project_refresh_records (self, changes);
  mlg_project_read_properties (self);
  notify_steps (self);
  mlg_project_schedule_publish (self);
  g_object_thaw_notify (G_OBJECT (self));

  g_signal_emit (self, signals[CHANGED], 0, changes);
  if (label != NULL)
    g_signal_emit (self, signals[DONE], 0, g_dgettext (GETTEXT_PACKAGE, label));
}

/* ---- GObject */

static void
mlg_project_dispose (GObject *object)
{
  MlgProject *self = MLG_PROJECT (object);

  /* Without mlg_project_close: as after a crash, the work stays in the working copy. */
  mlg_project_let_go (self);

  G_OBJECT_CLASS (mlg_project_parent_class)->dispose (object);
}

static void
mlg_project_finalize (GObject *object)
{
  MlgProject *self = MLG_PROJECT (object);

  g_free (self->path);
  g_free (self->title);
  g_free (self->problem);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_hash_table_unref (self->live);

  G_OBJECT_CLASS (mlg_project_parent_class)->finalize (object);
}

static void
mlg_project_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  MlgProject *self = MLG_PROJECT (object);

  switch (id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SAVE_STATE:
      g_value_set_int (value, self->save_state);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->undo->len > 0);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->redo->len > 0);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, get_step_label (self->undo));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, get_step_label (self->redo));
      break;
    case PROP_N_CONFLICTS:
      g_value_set_uint (value, self->n_conflicts);
      break;
    case PROP_RESUMED:
      g_value_set_boolean (value, self->resumed);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mlg_project_class_init (MlgProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = mlg_project_dispose;
  object_class->finalize = mlg_project_finalize;
  object_class->get_property = mlg_project_get_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SAVE_STATE] = g_param_spec_int ("save-state", NULL, NULL, 0, MLG_TARGET_REPLACED, 0, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  properties[PROP_N_CONFLICTS] = g_param_spec_uint ("n-conflicts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_RESUMED] = g_param_spec_boolean ("resumed", NULL, NULL, FALSE, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[DONE] = g_signal_new ("done", MLG_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mlg_project_init (MlgProject *self)
{
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
  mlg_project_init_records (self);
}

MlgProject *
mlg_project_new_at (const char *path)
{
  MlgProject *self = g_object_new (MLG_TYPE_PROJECT, NULL);

  self->path = g_strdup (path);
  return self;
}

/* ---- what it is */

MlgStore *
mlg_project_get_store (MlgProject *self)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);

  return self->store;
}

const char *
mlg_project_get_path (MlgProject *self)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);

  return self->path;
}

const char *
mlg_project_get_title (MlgProject *self)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);

  return self->title;
}

MlgSaveState
mlg_project_get_save_state (MlgProject *self)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), MLG_SAVED);

  return self->save_state;
}

gboolean
mlg_project_is_read_only (MlgProject *self)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), TRUE);

  return self->copy == NULL;
}

gboolean
mlg_project_check_writable (MlgProject  *self,
                            GError     **error)
{
  if (self->store != NULL && self->copy != NULL)
    return TRUE;

  mlg_store_error_say (error, MLG_STORE_ERROR_READ_ONLY,
                       _("This file is open to be looked at only."));
  return FALSE;
}

/* ---- writing */

MlgGesture *
mlg_project_begin (MlgProject  *self,
                   const char  *label,
                   GError     **error)
{
  MlgGesture *gesture;

  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  if (!mlg_project_check_writable (self, error))
    return NULL;

  gesture = mlg_store_begin (self->store, label, error);
  if (gesture != NULL)
    self->label = g_intern_string (label);
  return gesture;
}

gboolean
mlg_project_commit (MlgProject  *self,
                    MlgGesture  *gesture,
                    GError     **error)
{
  g_autoptr(MlgGesture) owned = gesture;
  gint64 txn = 0;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);
  g_return_val_if_fail (gesture != NULL, FALSE);

  if (!mlg_gesture_follow (owned, error) || !mlg_gesture_commit (owned, &txn, error))
    return FALSE;
  if (txn == 0)
    return TRUE;

  g_ptr_array_add (self->undo, step_new (mlg_store_get_sid (self->store), txn, self->label));
  g_ptr_array_set_size (self->redo, 0);
  mlg_project_tell_everyone (self, self->label);
  return TRUE;
}

/* Of everything that came with it, what still stands; *txn 0: nothing does. The undo of that is a redo. */
static gboolean
take_merge_back (MlgProject  *self,
                 const Step  *step,
                 gint64      *txn,
                 GError     **error)
{
  MlgPast past = { .known = step->before, .since = step->after };
  g_autoptr(MlgGesture) gesture = mlg_store_begin (self->store, MLG_UNDO_LABEL, error);

  return gesture != NULL && mlg_gesture_bring_back (gesture, &past, NULL, NULL, error) &&
         mlg_gesture_commit (gesture, txn, error);
}

/* Nobody may be told that nothing happened: a step of which no cell could be taken back is
 * forgotten, and says why. */
static gboolean
take_back (MlgProject  *self,
           GPtrArray   *from,
           GPtrArray   *to,
           GError     **error)
{
  Step *step;
  const char *label;
  guint skipped = 0;
  gint64 txn = 0;
  gboolean done;

  if (!mlg_project_check_writable (self, error))
    return FALSE;
  if (from->len == 0)
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_NOT_FOUND, _("There is nothing to undo."));
      return FALSE;
    }

  step = from->pdata[from->len - 1];
  label = step->label;
  done = step->before != NULL ? take_merge_back (self, step, &txn, error)
                              : mlg_store_undo (self->store, step->sid, step->txn, &skipped, &txn, error);
  if (!done)
    {
      if (error != NULL && g_error_matches (*error, MLG_STORE_ERROR, MLG_STORE_ERROR_CHANGED))
        {
          g_ptr_array_set_size (from, from->len - 1);
          notify_steps (self);
        }
      return FALSE;
    }

  g_ptr_array_set_size (from, from->len - 1);
  if (txn == 0)
    {
      notify_steps (self);
      mlg_store_error_say (error, MLG_STORE_ERROR_CHANGED,
                           _("This was changed since: it was left as it is now."));
      return FALSE;
    }

  g_ptr_array_add (to, step_new (mlg_store_get_sid (self->store), txn, label));
  mlg_project_tell_everyone (self, NULL);
  return TRUE;
}

gboolean
mlg_project_undo (MlgProject  *self,
                  GError     **error)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  return take_back (self, self->undo, self->redo, error);
}

gboolean
mlg_project_redo (MlgProject  *self,
                  GError     **error)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  return take_back (self, self->redo, self->undo, error);
}

gboolean
mlg_project_undo_transaction (MlgProject  *self,
                              gint64       sid,
                              gint64       txn,
                              guint       *skipped,
                              GError     **error)
{
  gint64 new_txn = 0;
  guint left = 0;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  if (!mlg_project_check_writable (self, error) ||
      !mlg_store_undo (self->store, sid, txn, &left, &new_txn, error))
    return FALSE;

  if (skipped != NULL)
    *skipped = left;
  if (new_txn == 0)
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_CHANGED,
                           _("This was changed since: it was left as it is now."));
      return FALSE;
    }

  g_ptr_array_add (self->undo, step_new (mlg_store_get_sid (self->store), new_txn,
                                         g_intern_static_string (N_("Undo"))));
  mlg_project_tell_everyone (self, NULL);
  return TRUE;
}

gboolean
mlg_project_add (MlgProject         *self,
                 const MlgEntity    *entity,
                 const char *const  *values,
                 MlgId              *id,
                 GError            **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (self, N_("Add"), error);

  return gesture != NULL &&
         mlg_gesture_insert (gesture, entity, id, values, error) &&
         mlg_project_commit (self, g_steal_pointer (&gesture), error);
}

gboolean
mlg_project_set (MlgProject       *self,
                 const MlgEntity  *entity,
                 const MlgId      *id,
                 const MlgField   *field,
                 const char       *value,
                 GError          **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (self, N_("Change"), error);

  return gesture != NULL &&
         mlg_gesture_set (gesture, entity, id, field, value, error) &&
         mlg_project_commit (self, g_steal_pointer (&gesture), error);
}

gboolean
mlg_project_delete (MlgProject       *self,
                    const MlgEntity  *entity,
                    const MlgId      *id,
                    GError          **error)
{
  g_autoptr(MlgGesture) gesture = mlg_project_begin (self, N_("Delete"), error);

  return gesture != NULL &&
         mlg_gesture_delete (gesture, entity, id, error) &&
         mlg_project_commit (self, g_steal_pointer (&gesture), error);
}

gboolean
mlg_project_erase (MlgProject       *self,
                   const MlgEntity  *entity,
                   const MlgId      *id,
                   GError          **error)
{
  g_autoptr(MlgRedactor) redactor = self->store != NULL ? mlg_redactor_new (self->store, id) : NULL;
  g_autoptr(MlgGesture) gesture = mlg_project_begin (self, N_("Erase for good"), error);

  if (gesture == NULL ||
      !mlg_gesture_erase (gesture, entity, id, error) ||
      !mlg_project_commit (self, g_steal_pointer (&gesture), error))
    return FALSE;

  /* What was erased must not come back by Ctrl+Z, nor linger in memory. */
  mlg_project_clear_steps (self);
  mlg_draft_forget (self, redactor);
  return mlg_project_scrub (self, error);
}

gboolean
mlg_project_set_title (MlgProject  *self,
                       const char  *title,
                       GError     **error)
{
  const MlgEntity *entity = mlg_schema_find ("file_info");
  const MlgField *field = mlg_entity_find_field (entity, "title");
  g_autoptr(MlgGesture) gesture = NULL;
  MlgId id;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  gesture = mlg_project_begin (self, N_("Change the title"), error);
  if (gesture == NULL ||
      (!mlg_project_find_info (self, &id) && !mlg_gesture_insert (gesture, entity, &id, NULL, error)) ||
      !mlg_gesture_set (gesture, entity, &id, field, title, error))
    return FALSE;

  return mlg_project_commit (self, g_steal_pointer (&gesture), error);
}
