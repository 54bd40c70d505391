/* One field of one record in a table: read as text, changed in place. */

#include "ui/records/mlg-cell.h"

#include "exchange/mlg-monograph-progress.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"
#include "store/mlg-error.h"
#include "ui/common/mlg-popover-keys.h"
#include "ui/records/mlg-field-editor.h"
#include "ui/records/mlg-terms.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define DEGREES "involvement_degree"

struct _MlgCell
{
  GtkWidget       parent_instance;

  GtkWidget      *label;
  GtkWidget      *entry;       /* while one types */
  GtkWidget      *error;
  GtkWidget      *popover;     /* while one chooses */

  const MlgField *field;
  MlgFocus       *focus;
  MlgRecord      *record;
  gboolean        hint;
};

G_DEFINE_FINAL_TYPE (MlgCell, mlg_cell, GTK_TYPE_WIDGET)

/* ---- words on a line */

char *
mlg_words_to_line (const char *value)
{
  g_auto(GStrv) words = mlg_value_split (value);
  gboolean has_comma = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    has_comma |= strchr (words[i], ',') != NULL;
  if (has_comma && words[1] == NULL)
    return g_strconcat (words[0], ";", NULL);
  return g_strjoinv (has_comma ? "; " : ", ", words);
}

char *
mlg_words_from_line (const char *line)
{
  g_auto(GStrv) pieces = g_strsplit (line, strchr (line, ';') != NULL ? ";" : ",", -1);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      gboolean known = FALSE;

      g_strstrip (pieces[i]);
      for (guint j = 0; j < words->len; j++)
        known |= g_str_equal (words->pdata[j], pieces[i]);
      if (*pieces[i] != '\0' && !known)
        g_ptr_array_add (words, pieces[i]);
    }
  g_ptr_array_add (words, NULL);
  return mlg_value_join ((const char *const *) words->pdata);
}

/* ---- what is read */

static char *
dup_degree_marks (const char *term)
{
  const MlgVocabulary *degrees = mlg_vocabulary_find (DEGREES);
  GString *marks = g_string_new (NULL);
  guint degree = 0;

  for (guint i = 0; degrees != NULL && i < degrees->n_terms; i++)
    if (g_str_equal (degrees->terms[i].id, term))
      degree = i;
  for (guint i = 1; degrees != NULL && i < degrees->n_terms; i++)
    g_string_append (marks, i <= degree ? "●" : "○");
  return g_string_free (marks, FALSE);
}

char *
mlg_cell_dup_text (MlgProject     *project,
                   const MlgField *field,
                   const char     *value)
{
  g_autofree char *text = NULL;

  if (value == NULL)
    return g_strdup ("");
  text = field->type == MLG_TYPE_TERM ? mlg_terms_dup_label (project, field->target, value)
                                      : mlg_project_display (project, field, value);
  if (field->type == MLG_TYPE_TERM && g_strcmp0 (field->target, DEGREES) == 0)
    {
      g_autofree char *marks = dup_degree_marks (value);

      return g_strdup_printf ("%s\n%s", marks, text);
    }
  return g_steal_pointer (&text);
}

static void
show_value (MlgCell *self)
{
  const char *value = self->record != NULL ? mlg_record_get (self->record, self->field) : NULL;
  g_autofree char *text = mlg_cell_dup_text (mlg_focus_get_project (self->focus), self->field, value);
  g_autofree char *name = g_strdup_printf (_("%s: %s"), _(self->field->label), value != NULL ? text : _("empty"));

  if (value == NULL && self->hint)
    {
      g_free (text);
      text = g_strdup_printf ("+ %s", _(self->field->label));
    }
  gtk_label_set_text (GTK_LABEL (self->label), text);
  if (value == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "empty-cell");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "empty-cell");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* ---- what is kept */

static gboolean
keep (MlgCell     *self,
      const char  *value,
      GError     **error)
{
  MlgProject *project = mlg_focus_get_project (self->focus);

  if (self->record == NULL || g_strcmp0 (mlg_record_get (self->record, self->field), value) == 0)
    return TRUE;

  return mlg_monograph_check_change (project, mlg_record_get_entity (self->record),
                                     mlg_record_get_id (self->record), self->field, value, error) &&
         mlg_project_set (project, mlg_record_get_entity (self->record),
                          mlg_record_get_id (self->record), self->field, value, error);
}

static void
say (MlgCell      *self,
     const GError *error)
{
  g_autofree char *sentence = error == NULL ? NULL
    : error->domain == MLG_VALUE_ERROR ? g_strdup (error->message) : mlg_store_error_describe (error);

  gtk_label_set_text (GTK_LABEL (self->error), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error, sentence != NULL);
}

static void
end_typing (MlgCell *self)
{
  GtkWidget *entry = g_steal_pointer (&self->entry);
  GtkRoot *root = entry != NULL ? gtk_widget_get_root (entry) : NULL;
  GtkWidget *focused = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (entry == NULL)
    return;

  if (focused != NULL && gtk_widget_is_ancestor (focused, entry))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_unparent (entry);
  gtk_widget_set_visible (self->label, TRUE);
  say (self, NULL);
  show_value (self);
}

/* FALSE: what is typed cannot be kept, and the cell says why. */
static gboolean
keep_typed (MlgCell *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *typed = NULL, *value = NULL;
  const char *shown;

  if (self->entry == NULL)
    return TRUE;

  typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  shown = g_object_get_data (G_OBJECT (self->entry), "mlg-shown");
  if (g_strcmp0 (typed, shown) != 0)
    {
      if (self->field->type == MLG_TYPE_WORDS)
        value = mlg_words_from_line (typed);
      else if (!mlg_value_parse (self->field, typed, &value, &error))
        {
          say (self, error);
          return FALSE;
        }
      if (!keep (self, value, &error))
        {
          say (self, error);
          return FALSE;
        }
    }
  end_typing (self);
  return TRUE;
}

/* ---- typing */

static void
activated_cb (MlgCell *self)
{
  g_autoptr(MlgCell) held = g_object_ref (self);

  if (keep_typed (self) && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_widget_child_focus (gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_GRID) != NULL
                            ? gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_GRID) : GTK_WIDGET (self),
                            GTK_DIR_DOWN);
}

static gboolean
entry_key_cb (GtkEventController *controller,
              guint               key,
              guint               code,
              GdkModifierType     state,
              MlgCell            *self)
{
  switch (key)
    {
    case GDK_KEY_Escape:
      end_typing (self);
      return GDK_EVENT_STOP;

    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      /* Kept, then the window goes on from this cell. */
      return keep_typed (self) ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
entry_left_cb (MlgCell *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* The window lost the keyboard, not the cell. */
  if (root == NULL || (GTK_IS_WINDOW (root) && !gtk_window_is_active (GTK_WINDOW (root))))
    return;
  if (!keep_typed (self))
    end_typing (self);
}

static void
begin_typing (MlgCell    *self,
              const char *typed)
{
  const char *value = self->record != NULL ? mlg_record_get (self->record, self->field) : NULL;
  g_autofree char *shown = value == NULL ? g_strdup ("")
    : self->field->type == MLG_TYPE_WORDS ? mlg_words_to_line (value) : mlg_value_to_display (self->field, value);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  self->field->type == MLG_TYPE_WORDS ? _("one, two, three") : NULL);
  g_object_set_data_full (G_OBJECT (self->entry), "mlg-shown", g_strdup (shown), g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), typed != NULL ? typed : shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _(self->field->label), -1);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, 0);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (entry_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_visible (self->label, FALSE);
  gtk_widget_insert_after (self->entry, GTK_WIDGET (self), self->label);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

/* ---- choosing */

static gboolean
drop_popover_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
popover_closed_cb (MlgCell *self)
{
  GtkWidget *popover = g_steal_pointer (&self->popover);
  GtkWidget *editor;

  if (popover == NULL)
    return;

  editor = gtk_popover_get_child (GTK_POPOVER (popover));
  if (MLG_IS_FIELD_EDITOR (editor))
    mlg_field_editor_set_record (MLG_FIELD_EDITOR (editor), NULL);    /* keeps what is typed */
  show_value (self);

  /* Not inside its own signal. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_popover_cb, g_object_ref (popover), g_object_unref);
}

static void
chosen_cb (MlgCell       *self,
           GtkListBoxRow *row)
{
  const char *term = g_object_get_data (G_OBJECT (row), "mlg-element");
  g_autoptr(MlgCell) held = g_object_ref (self);
  g_autofree char *value = g_strdup (term);
  g_autoptr(GError) error = NULL;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (!keep (self, value, &error))
    say (self, error);
}

static void
add_choice (MlgCell    *self,
            GtkWidget  *list,
            const char *id,
            const char *label,
            const char *tooltip)
{
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *shown = id != NULL && self->field->type == MLG_TYPE_TERM
    ? mlg_cell_dup_text (mlg_focus_get_project (self->focus), self->field, id) : g_strdup (label);
  GtkWidget *text = gtk_label_new (g_strdelimit (shown, "\n", ' '));

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), text);
  gtk_widget_set_tooltip_text (row, tooltip);
  g_object_set_data_full (G_OBJECT (row), "mlg-element", g_strdup (id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  if (self->record != NULL && g_strcmp0 (mlg_record_get (self->record, self->field), id) == 0)
    gtk_list_box_select_row (GTK_LIST_BOX (list), GTK_LIST_BOX_ROW (row));
}

static GtkWidget *
make_choices (MlgCell *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  add_choice (self, list, NULL, "—", NULL);
  if (self->field->type == MLG_TYPE_YES_NO)
    {
      add_choice (self, list, "1", _("Yes"), NULL);
      add_choice (self, list, "0", _("No"), NULL);
    }
  else
    {
      g_autoptr(GPtrArray) terms = mlg_terms_of (mlg_focus_get_project (self->focus), self->field->target);

      for (guint i = 0; i < terms->len; i++)
        {
          MlgTermChoice *term = g_ptr_array_index (terms, i);

          add_choice (self, list, term->id, term->label, term->tooltip);
        }
    }
  g_signal_connect_object (list, "row-activated", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  return scrolled;
}

static GtkWidget *
make_editor (MlgCell *self)
{
  GtkWidget *editor = mlg_field_editor_new (self->focus, self->field);

  gtk_widget_set_size_request (editor, 300, -1);
  gtk_widget_add_css_class (editor, "cell-editor");
  mlg_field_editor_set_record (MLG_FIELD_EDITOR (editor), self->record);
  return editor;
}

static void
begin_choosing (MlgCell *self)
{
  gboolean is_list = self->field->type == MLG_TYPE_TERM || self->field->type == MLG_TYPE_YES_NO;
  GtkWidget *child = is_list ? make_choices (self) : make_editor (self);

  self->popover = gtk_popover_new ();
  mlg_popover_keep_keys (self->popover);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), child);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (popover_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->popover));

  if (is_list)
    {
      GtkWidget *list = gtk_widget_get_first_child (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child)));
      GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (list));

      gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row)
                                         : GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)));
    }
  else
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static gboolean
is_typed (MlgCell *self)
{
  switch (self->field->type)
    {
    case MLG_TYPE_TEXT:
    case MLG_TYPE_INTEGER:
    case MLG_TYPE_NUMBER:
    case MLG_TYPE_MONEY:
    case MLG_TYPE_DATE:
    case MLG_TYPE_WORDS:
    case MLG_TYPE_URL:
    case MLG_TYPE_EMAIL:
    case MLG_TYPE_PHONE:
    case MLG_TYPE_CODE:
      return TRUE;

    default:
      return FALSE;
    }
}

static void
begin (MlgCell    *self,
       const char *typed)
{
  if (self->record == NULL || mlg_cell_is_edited (self) ||
      mlg_project_is_read_only (mlg_focus_get_project (self->focus)))
    return;

  if (is_typed (self))
    begin_typing (self, typed);
  else
    begin_choosing (self);
}

static void
pressed_cb (GtkGestureClick *click,
            int              n_press,
            double           x,
            double           y,
            MlgCell         *self)
{
  if (mlg_cell_is_edited (self))
    return;

  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  begin (self, NULL);
}

static gboolean
key_cb (GtkEventController *controller,
        guint               key,
        guint               code,
        GdkModifierType     state,
        MlgCell            *self)
{
  gunichar letter = gdk_keyval_to_unicode (key);
  g_autoptr(GError) error = NULL;

  if (mlg_cell_is_edited (self) || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_F2:
    case GDK_KEY_space:
      begin (self, NULL);
      return GDK_EVENT_STOP;

    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      if (!(self->field->flags & MLG_FIELD_REQUIRED) && !keep (self, NULL, &error))
        say (self, error);
      return GDK_EVENT_STOP;

    default:
      if (letter == 0 || !g_unichar_isprint (letter))
        return GDK_EVENT_PROPAGATE;

      char typed[7] = { 0 };

      g_unichar_to_utf8 (letter, typed);
      begin (self, typed);
      return GDK_EVENT_STOP;
    }
}

/* ---- life */

static void
mlg_cell_dispose (GObject *object)
{
  MlgCell *self = MLG_CELL (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  if (self->popover != NULL)
    g_signal_handlers_disconnect_by_data (self->popover, self);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->error, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_cell_parent_class)->dispose (object);
}

static void
mlg_cell_class_init (MlgCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_cell_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "tablecell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
mlg_cell_init (MlgCell *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "text");

  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  self->error = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_widget_add_css_class (self->error, "field-error");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_widget_set_parent (self->error, GTK_WIDGET (self));

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
mlg_cell_new (MlgFocus       *focus,
              const MlgField *field,
              gboolean        hint)
{
  MlgCell *self = g_object_new (MLG_TYPE_CELL, NULL);

  self->focus = g_object_ref (focus);
  self->field = field;
  self->hint = hint;
  if (hint)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), _(field->label));
  return GTK_WIDGET (self);
}

void
mlg_cell_set_record (MlgCell   *self,
                     MlgRecord *record)
{
  g_return_if_fail (MLG_IS_CELL (self));

  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  if (record != NULL)
    g_signal_connect_object (record, "changed", G_CALLBACK (mlg_cell_refresh), self, G_CONNECT_SWAPPED);
  show_value (self);
}

void
mlg_cell_refresh (MlgCell *self)
{
  g_return_if_fail (MLG_IS_CELL (self));

  if (self->popover != NULL && MLG_IS_FIELD_EDITOR (gtk_popover_get_child (GTK_POPOVER (self->popover))))
    mlg_field_editor_refresh (MLG_FIELD_EDITOR (gtk_popover_get_child (GTK_POPOVER (self->popover))));
  show_value (self);
}

const MlgField *
mlg_cell_get_field (MlgCell *self)
{
  return self->field;
}

MlgRecord *
mlg_cell_get_record (MlgCell *self)
{
  return self->record;
}

void
mlg_cell_edit (MlgCell *self)
{
  g_return_if_fail (MLG_IS_CELL (self));

  begin (self, NULL);
}

gboolean
mlg_cell_is_edited (MlgCell *self)
{
  return self->entry != NULL || self->popover != NULL;
}
