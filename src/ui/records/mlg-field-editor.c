/* One field of one record: label, control, and the sentence that says what is wrong. */

#include "ui/records/mlg-field-editor.h"

#include "exchange/mlg-monograph-progress.h"
#include "model/mlg-identifier.h"
#include "model/mlg-value.h"
#include "store/mlg-error.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/records/mlg-field-history.h"

#include <glib/gi18n-lib.h>

struct _MlgFieldEditor
{
  GtkBox          parent_instance;

  GtkWidget      *label;
  GtkWidget      *clock;
  GtkWidget      *error;
  GtkWidget      *doubt;        /* the value is kept, and may be wrong */
  MlgControl      control;

  const MlgField *field;
  MlgFocus       *focus;
  MlgRecord      *record;
  gboolean        is_draft;
  char           *draft;
};

G_DEFINE_FINAL_TYPE (MlgFieldEditor, mlg_field_editor, GTK_TYPE_BOX)

static gboolean
is_being_edited (MlgFieldEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focused = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focused != NULL && gtk_widget_is_ancestor (focused, self->control.widget);
}

static const char *
get_value (MlgFieldEditor *self)
{
  return self->record != NULL ? mlg_record_get (self->record, self->field) : self->draft;
}

static const MlgEntity *
find_entity (const MlgField *field)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    if (field->index < entities[i]->n_fields && &entities[i]->fields[field->index] == field)
      return entities[i];
  return NULL;
}

/* Postal codes and INSEE codes of other countries have their own rules. */
static gboolean
is_abroad (const MlgField *field,
           const char     *value)
{
  g_autofree char *country = field->type == MLG_TYPE_ADDRESS && value != NULL ? mlg_value_dup_part (value, 5) : NULL;

  return country != NULL && g_ascii_strcasecmp (country, "France") != 0;
}

static gboolean
find_identifier (MlgFieldEditor    *self,
                 guint              part,
                 MlgIdentifierKind *kind)
{
  const MlgEntity *entity = find_entity (self->field);

  return entity != NULL && mlg_identifier_find (entity, self->field, part, kind) && !is_abroad (self->field, get_value (self));
}

static void
say_doubt (MlgFieldEditor *self,
           const char     *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->doubt), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->doubt, sentence != NULL && *sentence != '\0');
}

/* Kept though it may be wrong: said wherever it is shown. */
static void
look_for_doubt (MlgFieldEditor *self)
{
  const char *value = get_value (self);
  g_autoptr(GString) doubts = g_string_new (NULL);

  for (guint part = 0; value != NULL && part < MAX (self->field->n_parts, 1); part++)
    {
      g_autofree char *text = mlg_field_is_composite (self->field) ? mlg_value_dup_part (value, part) : g_strdup (value);
      g_autofree char *sentence = NULL;
      MlgIdentifierKind kind;

      if (text == NULL || !find_identifier (self, part, &kind) || mlg_identifier_settle (kind, text, NULL, &sentence) < MLG_IDENTIFIER_DOUBTFUL)
        continue;
      g_string_append_printf (doubts, "%s%s", doubts->len > 0 ? "\n" : "", sentence);
    }
  say_doubt (self, doubts->str);
}

static void
show_value (MlgFieldEditor *self)
{
  const char *value = get_value (self);

  gtk_widget_set_visible (self->clock, value != NULL && self->record != NULL);
  mlg_field_editor_refuse (self, NULL);
  look_for_doubt (self);
  self->control.show (self, self->control.widget, value);
}

static void
clock_cb (MlgFieldEditor *self)
{
  if (self->record != NULL)
    mlg_field_history_open (self->clock, mlg_focus_get_project (self->focus), self->record, self->field);
}

/* By the mouse only: the history at the bottom of the sheet serves the keyboard. */
static GtkWidget *
make_clock (MlgFieldEditor *self,
            const char     *label)
{
  GtkWidget *clock = gtk_button_new_from_icon_name ("document-open-recent-symbolic");
  g_autofree char *name = g_strdup_printf (_("Who wrote “%s”, and when"), label);

  gtk_button_set_has_frame (GTK_BUTTON (clock), FALSE);
  gtk_widget_set_focusable (clock, FALSE);
  gtk_widget_add_css_class (clock, "field-clock");
  gtk_widget_set_tooltip_text (clock, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (clock), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (clock, "clicked", G_CALLBACK (clock_cb), self);
  return clock;
}

static void
mlg_field_editor_dispose (GObject *object)
{
  MlgFieldEditor *self = MLG_FIELD_EDITOR (object);

  g_clear_object (&self->focus);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (mlg_field_editor_parent_class)->dispose (object);
}

static void
mlg_field_editor_finalize (GObject *object)
{
  g_free (MLG_FIELD_EDITOR (object)->draft);

  G_OBJECT_CLASS (mlg_field_editor_parent_class)->finalize (object);
}

static void
mlg_field_editor_class_init (MlgFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_field_editor_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "fieldeditor");
  G_OBJECT_CLASS (klass)->finalize = mlg_field_editor_finalize;
}

static void
mlg_field_editor_init (MlgFieldEditor *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
}

static MlgControl
make_control (MlgFieldEditor *self)
{
  switch (self->field->type)
    {
    case MLG_TYPE_TERM:
    case MLG_TYPE_YES_NO:
      return mlg_term_control_new (self);

    case MLG_TYPE_TERMS:
    case MLG_TYPE_WORDS:
    case MLG_TYPE_REFERENCE:
    case MLG_TYPE_REFERENCES:
    case MLG_TYPE_ANY:
      return mlg_chips_control_new (self);

    case MLG_TYPE_PLACE:
    case MLG_TYPE_ADDRESS:
    case MLG_TYPE_INTERVAL:
      return mlg_parts_control_new (self);

    default:
      return mlg_text_control_new (self);
    }
}

GtkWidget *
mlg_field_editor_new (MlgFocus       *focus,
                      const MlgField *field)
{
  MlgFieldEditor *self = g_object_new (MLG_TYPE_FIELD_EDITOR, NULL);
  const char *label = _(field->label);
  GtkWidget *line;

  self->focus = g_object_ref (focus);
  self->field = field;

  self->label = gtk_label_new (label);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_add_css_class (self->label, "field-label");

  self->error = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_widget_add_css_class (self->error, "field-error");
  gtk_widget_set_visible (self->error, FALSE);

  self->doubt = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->doubt), 0);
  gtk_label_set_wrap (GTK_LABEL (self->doubt), TRUE);
  gtk_widget_add_css_class (self->doubt, "field-doubt");
  gtk_widget_set_visible (self->doubt, FALSE);

  self->control = make_control (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control.labelled),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (field->help != NULL && *field->help != '\0')
    gtk_widget_set_tooltip_text (self->label, _(field->help));

  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  /* Not GtkBox's own: in large type it finds a label that wraps two pixels higher than it said. */
  gtk_widget_set_layout_manager (line, mlg_wrap_layout_new (3));
  gtk_widget_add_css_class (line, "field-line");
  self->clock = make_clock (self, label);
  gtk_box_append (GTK_BOX (line), self->label);
  gtk_box_append (GTK_BOX (line), self->clock);
  gtk_box_append (GTK_BOX (self), line);
  gtk_box_append (GTK_BOX (self), self->control.widget);
  gtk_box_append (GTK_BOX (self), self->doubt);
  gtk_box_append (GTK_BOX (self), self->error);

  return GTK_WIDGET (self);
}

void
mlg_field_editor_set_record (MlgFieldEditor *self,
                             MlgRecord      *record)
{
  g_return_if_fail (MLG_IS_FIELD_EDITOR (self));

  if (self->record == record)
    return;

  if (self->record != NULL && self->control.flush != NULL)
    self->control.flush (self, self->control.widget);

  g_set_object (&self->record, record);
  show_value (self);
}

void
mlg_field_editor_refresh (MlgFieldEditor *self)
{
  g_return_if_fail (MLG_IS_FIELD_EDITOR (self));

  if (!is_being_edited (self) || mlg_field_is_multiple (self->field))
    show_value (self);
}

const MlgField *
mlg_field_editor_get_field (MlgFieldEditor *self)
{
  return self->field;
}

MlgFocus *
mlg_field_editor_get_focus (MlgFieldEditor *self)
{
  return self->focus;
}

gboolean
mlg_field_editor_flush (MlgFieldEditor *self)
{
  g_return_val_if_fail (MLG_IS_FIELD_EDITOR (self), TRUE);

  if (self->control.flush != NULL)
    self->control.flush (self, self->control.widget);

  return !gtk_widget_get_visible (self->error);
}

void
mlg_field_editor_set_draft (MlgFieldEditor *self)
{
  g_return_if_fail (MLG_IS_FIELD_EDITOR (self));

  self->is_draft = TRUE;
  show_value (self);
}

const char *
mlg_field_editor_get_draft (MlgFieldEditor *self)
{
  g_return_val_if_fail (MLG_IS_FIELD_EDITOR (self), NULL);

  return self->draft;
}

/* Chips and parts show what they hold now; a text shows itself. */
static void
keep_draft (MlgFieldEditor *self,
            const char     *value)
{
  char *draft = g_strdup (value);

  g_free (self->draft);
  self->draft = draft;
  mlg_field_editor_refuse (self, NULL);
  look_for_doubt (self);
  if (mlg_field_is_multiple (self->field) || mlg_field_is_reference (self->field))
    self->control.show (self, self->control.widget, draft);
}

gboolean
mlg_field_editor_commit (MlgFieldEditor *self,
                         const char     *value)
{
  g_autoptr(GError) error = NULL;
  MlgProject *project = mlg_focus_get_project (self->focus);

  if (self->is_draft)
    {
      keep_draft (self, value);
      return TRUE;
    }
  if (self->record == NULL || g_strcmp0 (mlg_record_get (self->record, self->field), value) == 0)
    {
      mlg_field_editor_refuse (self, NULL);
      return TRUE;
    }

  if (!mlg_monograph_check_change (project, mlg_record_get_entity (self->record),
                                   mlg_record_get_id (self->record), self->field, value, &error) ||
      !mlg_project_set (project, mlg_record_get_entity (self->record),
                        mlg_record_get_id (self->record), self->field, value, &error))
    {
      g_autofree char *sentence = mlg_store_error_describe (error);

      mlg_field_editor_refuse (self, sentence);
      return FALSE;
    }

  mlg_field_editor_refuse (self, NULL);
  look_for_doubt (self);
  return TRUE;
}

void
mlg_field_editor_refuse (MlgFieldEditor *self,
                         const char     *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->error), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error, sentence != NULL);
}

char *
mlg_field_editor_settle (MlgFieldEditor  *self,
                         guint            part,
                         const char      *typed,
                         char           **restored)
{
  g_autofree char *value = NULL, *sentence = NULL;
  MlgIdentifierVerdict verdict;
  MlgIdentifierKind kind;

  g_return_val_if_fail (MLG_IS_FIELD_EDITOR (self), NULL);

  *restored = NULL;
  if (!find_identifier (self, part, &kind))
    return g_strdup (typed);

  verdict = mlg_identifier_settle (kind, typed, &value, &sentence);
  if (verdict == MLG_IDENTIFIER_REFUSED)
    {
      mlg_field_editor_refuse (self, sentence);
      return NULL;
    }
  if (verdict == MLG_IDENTIFIER_RESTORED)
    *restored = g_steal_pointer (&sentence);
  return value != NULL ? g_steal_pointer (&value) : g_strdup ("");
}

void
mlg_field_editor_explain (MlgFieldEditor *self,
                          const char     *sentence)
{
  g_return_if_fail (MLG_IS_FIELD_EDITOR (self));

  self->control.show (self, self->control.widget, get_value (self));
  look_for_doubt (self);
  if (sentence != NULL)
    say_doubt (self, sentence);
}
