/* What the user looks at, shared by every view: the selection, and the signals of all the rest. */

#include "ui/common/mlg-focus-private.h"

#include "model/mlg-privacy.h"

G_DEFINE_FINAL_TYPE (MlgFocus, mlg_focus, G_TYPE_OBJECT)

enum { PROP_0, PROP_FACTS_ONLY, PROP_PROJECTOR, N_PROPS };
static GParamSpec *properties[N_PROPS];

enum { SELECTION_CHANGED, FILTER_CHANGED, COMPARISON_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

void
mlg_focus_forget_derived (MlgFocus *self)
{
  g_clear_pointer (&self->within, g_hash_table_unref);
  self->counted = FALSE;
}

void
mlg_focus_filters_changed (MlgFocus *self)
{
  mlg_focus_forget_derived (self);
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

void
mlg_focus_facts_notify (MlgFocus *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACTS_ONLY]);
}

void
mlg_focus_comparison_changed (MlgFocus *self)
{
  g_signal_emit (self, signals[COMPARISON_CHANGED], 0);
}

static void
note_chosen (MlgFocus *self)
{
  g_hash_table_remove_all (self->chosen);
  for (guint i = 0; i < self->ids->len; i++)
    g_hash_table_add (self->chosen, mlg_id_copy (&g_array_index (self->ids, MlgId, i)));
}

/* A record that is gone cannot stay chosen. */
static void
drop_deleted (MlgFocus   *self,
              MlgChanges *changes)
{
  guint n_kept = 0, n_before = self->ids->len;

  for (guint i = 0; i < n_before; i++)
    {
      const MlgId *id = &g_array_index (self->ids, MlgId, i);
      g_autoptr(MlgRecord) record = NULL;

      if (changes->everything || g_hash_table_contains (changes->rows, id))
        {
          record = mlg_project_get_record (self->project, self->entity, id);
          if (record == NULL || mlg_record_is_deleted (record))
            continue;
        }
      g_array_index (self->ids, MlgId, n_kept++) = *id;
    }
  g_array_set_size (self->ids, n_kept);

  if (n_kept != n_before)
    {
      if (n_kept == 0)
        self->entity = NULL;
      note_chosen (self);
      g_signal_emit (self, signals[SELECTION_CHANGED], 0);
    }
}

static void
project_changed_cb (MlgFocus   *self,
                    MlgChanges *changes)
{
  mlg_focus_forget_derived (self);
  drop_deleted (self, changes);
  mlg_focus_time_renew (self);
}

static void
mlg_focus_dispose (GObject *object)
{
  MlgFocus *self = MLG_FOCUS (object);

  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
  if (self->projector)
    mlg_privacy_share_screen (FALSE);
  self->projector = FALSE;
  mlg_focus_time_dispose (self);
  g_clear_object (&self->accepted);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mlg_focus_parent_class)->dispose (object);
}

static void
mlg_focus_finalize (GObject *object)
{
  MlgFocus *self = MLG_FOCUS (object);

  g_clear_pointer (&self->within, g_hash_table_unref);
  g_clear_pointer (&self->terms, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->chosen, g_hash_table_unref);

  G_OBJECT_CLASS (mlg_focus_parent_class)->finalize (object);
}

static void
mlg_focus_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  MlgFocus *self = MLG_FOCUS (object);

  switch (prop_id)
    {
    case PROP_FACTS_ONLY:
      g_value_set_boolean (value, self->facts_only);
      break;

    case PROP_PROJECTOR:
      g_value_set_boolean (value, self->projector);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* What was chosen and is not to be seen is chosen no more. */
static void
leave_hidden (MlgFocus *self)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (mlg_project_hides (self->project, &g_array_index (self->ids, MlgId, i)))
        {
          mlg_focus_select (self, NULL, NULL);
          return;
        }
    }
}

static void
mlg_focus_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  MlgFocus *self = MLG_FOCUS (object);

  switch (prop_id)
    {
    case PROP_FACTS_ONLY:
      mlg_focus_set_facts_only (self, g_value_get_boolean (value));
      break;

    case PROP_PROJECTOR:
      if (self->projector != g_value_get_boolean (value))
        {
          self->projector = g_value_get_boolean (value);
          mlg_project_share_screen (self->project, self->projector);
          leave_hidden (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mlg_focus_class_init (MlgFocusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mlg_focus_dispose;
  object_class->finalize = mlg_focus_finalize;
  object_class->get_property = mlg_focus_get_property;
  object_class->set_property = mlg_focus_set_property;

  properties[PROP_FACTS_ONLY] =
    g_param_spec_boolean ("facts-only", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROJECTOR] =
    g_param_spec_boolean ("projector", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", MLG_TYPE_FOCUS, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILTER_CHANGED] = g_signal_new ("filter-changed", MLG_TYPE_FOCUS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMPARISON_CHANGED] = g_signal_new ("comparison-changed", MLG_TYPE_FOCUS, G_SIGNAL_RUN_LAST, 0,
                                              NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mlg_focus_init (MlgFocus *self)
{
  self->ids = g_array_new (FALSE, TRUE, sizeof (MlgId));
  self->terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->chosen = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
}

MlgFocus *
mlg_focus_new (MlgProject *project)
{
  MlgFocus *self = g_object_new (MLG_TYPE_FOCUS, NULL);

  self->project = g_object_ref (project);
  g_signal_connect_swapped (project, "changed", G_CALLBACK (project_changed_cb), self);

  return self;
}

gboolean
mlg_focus_is_projector (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), FALSE);

  return self->projector;
}

MlgProject *
mlg_focus_get_project (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return self->project;
}

void
mlg_focus_select (MlgFocus        *self,
                  const MlgEntity *entity,
                  const MlgId     *id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  if (id != NULL)
    g_array_append_vals (ids, id, 1);
  mlg_focus_select_many (self, id != NULL ? entity : NULL, ids);
}

void
mlg_focus_select_many (MlgFocus        *self,
                       const MlgEntity *entity,
                       GArray          *ids)
{
  g_return_if_fail (MLG_IS_FOCUS (self));
  g_return_if_fail (entity != NULL || ids == NULL || ids->len == 0);

  if (entity == self->entity && ids != NULL && ids->len == self->ids->len &&
      (ids->len == 0 || memcmp (ids->data, self->ids->data, ids->len * sizeof (MlgId)) == 0))
    return;

  g_array_set_size (self->ids, 0);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (!mlg_project_hides (self->project, &g_array_index (ids, MlgId, i)))
        g_array_append_vals (self->ids, &g_array_index (ids, MlgId, i), 1);
    }
  self->entity = self->ids->len > 0 ? entity : NULL;
  note_chosen (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

const MlgEntity *
mlg_focus_get_entity (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return self->entity;
}

const MlgId *
mlg_focus_get_id (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return self->ids->len > 0 ? &g_array_index (self->ids, MlgId, self->ids->len - 1) : NULL;
}

gboolean
mlg_focus_is_selected (MlgFocus    *self,
                       const MlgId *id)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), FALSE);

  return g_hash_table_contains (self->chosen, id);
}

GArray *
mlg_focus_dup_selection (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return g_array_copy (self->ids);
}
