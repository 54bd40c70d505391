/* The stage of an initiative, and why it changed. */

#include "ui/records/mlg-stage-editor.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-value.h"
#include "store/mlg-error.h"
#include "ui/records/mlg-terms.h"

struct _MlgStageEditor
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  GtkWidget      *stages;
  GtkWidget      *question;     /* shown between the choice and its keeping */
  GtkWidget      *date;
  GtkWidget      *why;
  GtkWidget      *error;

  const MlgField *field;
  GPtrArray      *terms;        /* MlgTermChoice; the drop-down has one line more, « — », first */
  MlgFocus       *focus;
  MlgRecord      *record;
  gboolean        showing;
};

G_DEFINE_FINAL_TYPE (MlgStageEditor, mlg_stage_editor, GTK_TYPE_WIDGET)

static const char *
get_chosen (MlgStageEditor *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->stages));

  return selected == 0 || selected > self->terms->len
    ? NULL : ((MlgTermChoice *) self->terms->pdata[selected - 1])->id;
}

void
mlg_stage_editor_refresh (MlgStageEditor *self)
{
  const char *stage = self->record != NULL ? mlg_record_get (self->record, self->field) : NULL;
  guint selected = 0;

  for (guint i = 0; i < self->terms->len; i++)
    if (g_strcmp0 (((MlgTermChoice *) self->terms->pdata[i])->id, stage) == 0)
      selected = i + 1;
  self->showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->stages), selected);
  self->showing = FALSE;
  gtk_widget_set_visible (self->question, FALSE);
}

static void
chosen_cb (MlgStageEditor *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, _("%Y-%m-%d"));

  if (self->showing || self->record == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->date), today);
  gtk_editable_set_text (GTK_EDITABLE (self->why), "");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_visible (self->question, g_strcmp0 (get_chosen (self), mlg_record_get (self->record, self->field)) != 0);
  if (gtk_widget_get_visible (self->question))
    gtk_widget_grab_focus (self->why);
}

static gboolean
keep (MlgStageEditor  *self,
      GError         **error)
{
  const MlgEntity *history = mlg_schema_find ("stage_history"), *entity = mlg_record_get_entity (self->record);
  const MlgField *date = mlg_entity_find_field (history, "date"), *why = mlg_entity_find_field (history, "why");
  g_autofree const char **values = g_new0 (const char *, history->n_fields);
  g_autofree char *initiative = mlg_id_dup_text (mlg_record_get_id (self->record));
  g_autofree char *day = NULL, *words = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  MlgId id = { { 0 } };

  if (!mlg_value_parse (date, gtk_editable_get_text (GTK_EDITABLE (self->date)), &day, error) ||
      !mlg_value_parse (why, gtk_editable_get_text (GTK_EDITABLE (self->why)), &words, error))
    return FALSE;

  values[mlg_entity_find_field (history, "initiative")->index] = initiative;
  values[date->index] = day;
  values[why->index] = words;
  values[mlg_entity_find_field (history, "from")->index] = mlg_record_get (self->record, self->field);
  values[mlg_entity_find_field (history, "to")->index] = get_chosen (self);

  gesture = mlg_project_begin (mlg_focus_get_project (self->focus), N_("Change the stage"), error);
  return gesture != NULL &&
         mlg_gesture_insert (gesture, history, &id, values, error) &&
         mlg_gesture_set (gesture, entity, mlg_record_get_id (self->record), self->field, get_chosen (self), error) &&
         mlg_project_commit (mlg_focus_get_project (self->focus), g_steal_pointer (&gesture), error);
}

static void
keep_cb (MlgStageEditor *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (keep (self, &error))
    {
      mlg_stage_editor_refresh (self);
      return;
    }
  sentence = error->domain == MLG_VALUE_ERROR ? g_strdup (error->message) : mlg_store_error_describe (error);
  gtk_label_set_text (GTK_LABEL (self->error), sentence);
  gtk_widget_set_visible (self->error, TRUE);
}

static void
mlg_stage_editor_dispose (GObject *object)
{
  MlgStageEditor *self = MLG_STAGE_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_object (&self->record);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_stage_editor_parent_class)->dispose (object);
}

static void
mlg_stage_editor_class_init (MlgStageEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_stage_editor_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mlg_stage_editor_init (MlgStageEditor *self)
{
}

static GtkWidget *
make_entry (const char *words,
            int         width)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), words);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), width);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return entry;
}

static GtkWidget *
make_question (MlgStageEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entries = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *keep_button = gtk_button_new_with_label (_("Change the stage"));
  GtkWidget *leave = gtk_button_new_with_label (_("Leave it"));

  self->date = make_entry (_("When"), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->date), 12);
  self->why = make_entry (_("Why, in a few words"), 12);
  gtk_widget_set_hexpand (self->why, TRUE);
  self->error = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_widget_add_css_class (self->error, "field-error");

  gtk_widget_add_css_class (keep_button, "suggested-action");
  g_signal_connect_swapped (keep_button, "clicked", G_CALLBACK (keep_cb), self);
  g_signal_connect_swapped (leave, "clicked", G_CALLBACK (mlg_stage_editor_refresh), self);
  g_signal_connect_swapped (self->why, "activate", G_CALLBACK (keep_cb), self);
  g_signal_connect_swapped (self->date, "activate", G_CALLBACK (keep_cb), self);

  gtk_box_append (GTK_BOX (entries), self->date);
  gtk_box_append (GTK_BOX (entries), self->why);
  gtk_box_append (GTK_BOX (buttons), keep_button);
  gtk_box_append (GTK_BOX (buttons), leave);
  gtk_box_append (GTK_BOX (box), entries);
  gtk_box_append (GTK_BOX (box), self->error);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_add_css_class (box, "card-box");
  gtk_widget_set_visible (box, FALSE);
  return box;
}

GtkWidget *
mlg_stage_editor_new (MlgFocus *focus)
{
  MlgStageEditor *self = g_object_new (MLG_TYPE_STAGE_EDITOR, NULL);
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  self->focus = g_object_ref (focus);
  self->field = mlg_entity_find_field (mlg_schema_find ("initiative"), "stage");
  self->terms = mlg_terms_of (mlg_focus_get_project (focus), self->field->target);

  gtk_string_list_append (labels, "—");
  for (guint i = 0; i < self->terms->len; i++)
    gtk_string_list_append (labels, ((MlgTermChoice *) self->terms->pdata[i])->label);
  self->stages = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (labels)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->stages), GTK_ACCESSIBLE_PROPERTY_LABEL, _(self->field->label), -1);
  g_signal_connect_swapped (self->stages, "notify::selected", G_CALLBACK (chosen_cb), self);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->box), self->stages);
  self->question = make_question (self);
  gtk_box_append (GTK_BOX (self->box), self->question);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
mlg_stage_editor_set_record (MlgStageEditor *self,
                             MlgRecord      *record)
{
  g_return_if_fail (MLG_IS_STAGE_EDITOR (self));

  g_set_object (&self->record, record);
  mlg_stage_editor_refresh (self);
}
