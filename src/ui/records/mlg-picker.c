/* A line in which one types to choose among terms or records. */

#include "ui/records/mlg-picker.h"

#include "model/mlg-text.h"
#include "ui/records/mlg-terms.h"

#include <glib/gi18n-lib.h>

#define MAX_SHOWN 12

struct _MlgPicker
{
  GtkBox          parent_instance;

  GtkWidget      *entry;
  GtkWidget      *popover;
  GtkWidget      *list;

  const MlgField *field;
  MlgFocus       *focus;
  gboolean        creates;
};

G_DEFINE_FINAL_TYPE (MlgPicker, mlg_picker, GTK_TYPE_BOX)

enum { PICKED, CREATE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
pick (MlgPicker  *self,
      const char *element)
{
  g_autofree char *own = g_strdup (element);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[PICKED], 0, own);
}

static void
clear_list (MlgPicker *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

static void
add_row (MlgPicker  *self,
         const char *element,
         const char *label,
         const char *detail)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 44);
  gtk_box_append (GTK_BOX (box), name);
  if (detail != NULL)
    {
      GtkWidget *second = gtk_label_new (detail);

      gtk_label_set_xalign (GTK_LABEL (second), 0);
      gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (second), 44);
      gtk_widget_add_css_class (second, "dim-label");
      gtk_widget_add_css_class (second, "caption");
      gtk_box_append (GTK_BOX (box), second);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "mlg-element", g_strdup (element), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static guint
list_terms (MlgPicker  *self,
            const char *needle)
{
  g_autoptr(GPtrArray) terms = mlg_terms_of (mlg_focus_get_project (self->focus), self->field->target);
  guint n = 0;

  for (guint i = 0; i < terms->len; i++)
    {
      MlgTermChoice *term = g_ptr_array_index (terms, i);
      g_autofree char *folded = mlg_fold (term->label);

      if (*needle != '\0' && !mlg_fold_matches (folded, needle))
        continue;
      add_row (self, term->id, term->label, term->tooltip);
      n++;
    }
  return n;
}

/* Who can hold a seat, be a member, bring something: not any record. */
static const char *const holders[] = { "actor", "person", "network", "territory", NULL };

static gboolean
is_holder (const MlgField  *field,
           const MlgEntity *entity)
{
  return field->type != MLG_TYPE_ANY || g_str_equal (field->name, "target") ||
         g_strv_contains (holders, entity->name);
}

static void
offer_creation (MlgPicker  *self,
                const char *text)
{
  static const char *const created[] = { "actor", "person" };
  g_autofree char *name = g_strstrip (g_strdup (text));

  for (guint i = 0; i < G_N_ELEMENTS (created); i++)
    if (self->field->target == NULL || g_str_equal (self->field->target, created[i]))
      {
        g_autofree char *label = i == 0 ? g_strdup_printf (_("Add the actor “%s”"), name)
                                        : g_strdup_printf (_("Add the person “%s”"), name);
        GtkWidget *row;

        add_row (self, name, label, NULL);
        row = gtk_widget_get_last_child (self->list);
        g_object_set_data (G_OBJECT (row), "mlg-create", (gpointer) created[i]);
      }
}

static guint
list_records (MlgPicker  *self,
              const char *text)
{
  const MlgEntity *entity = self->field->target != NULL ? mlg_schema_find (self->field->target) : NULL;
  g_autoptr(GPtrArray) found = mlg_project_search (mlg_focus_get_project (self->focus), entity, text, MAX_SHOWN);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      MlgRecord *record = g_ptr_array_index (found, i);
      const MlgEntity *kind = mlg_record_get_entity (record);

      if (!is_holder (self->field, kind))
        continue;

      g_autofree char *title = mlg_record_dup_title (record);
      g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (record));
      g_autofree char *any = g_strdup_printf ("%s:%s", kind->name, id);

      add_row (self, self->field->type == MLG_TYPE_ANY ? any : id, title,
               entity == NULL ? _(kind->label) : NULL);
    }
  if (self->creates)
    offer_creation (self, text);
  return gtk_widget_get_first_child (self->list) != NULL;
}

static void
refresh (MlgPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *needle = mlg_fold (text);
  guint n = 0;

  clear_list (self);
  if (self->field->type == MLG_TYPE_TERMS)
    n = list_terms (self, needle);
  else if (self->field->type != MLG_TYPE_WORDS && *needle != '\0')
    n = list_records (self, text);

  if (n > 0)
    gtk_popover_popup (GTK_POPOVER (self->popover));
  else
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
changed_cb (MlgPicker *self)
{
  if (gtk_widget_get_mapped (self->entry))
    refresh (self);
}

static void
pick_row (MlgPicker     *self,
          GtkListBoxRow *row)
{
  const char *entity = row != NULL ? g_object_get_data (G_OBJECT (row), "mlg-create") : NULL;

  if (entity != NULL)
    {
      g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (row), "mlg-element"));

      gtk_popover_popdown (GTK_POPOVER (self->popover));
      gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
      g_signal_emit (self, signals[CREATE], 0, entity, name);
    }
  else if (row != NULL)
    pick (self, g_object_get_data (G_OBJECT (row), "mlg-element"));
}

static void
activated_cb (MlgPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->field->type == MLG_TYPE_WORDS)
    {
      g_autofree char *typed = g_strstrip (g_strdup (text));

      if (*typed != '\0')
        pick (self, typed);
      return;
    }

  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  pick_row (self, row != NULL ? row : gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  MlgPicker     *self)
{
  pick_row (self, row);
}

static void
select_by (MlgPicker *self,
           int        step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : (step > 0 ? 0 : -1);
  GtkListBoxRow *next = index >= 0 ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index) : NULL;

  if (next != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), next);
}

static gboolean
key_pressed_cb (GtkEventController *controller,
                guint               key,
                guint               code,
                GdkModifierType     state,
                MlgPicker          *self)
{
  switch (key)
    {
    case GDK_KEY_Down:
      if (!gtk_widget_get_visible (self->popover))
        refresh (self);
      select_by (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
      select_by (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      if (!gtk_widget_get_visible (self->popover))
        return GDK_EVENT_PROPAGATE;
      gtk_popover_popdown (GTK_POPOVER (self->popover));
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (MlgPicker *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
clicked_cb (MlgPicker *self)
{
  if (self->field->type == MLG_TYPE_TERMS)
    refresh (self);
}

static void
mlg_picker_dispose (GObject *object)
{
  MlgPicker *self = MLG_PICKER (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_picker_parent_class)->dispose (object);
}

static void
mlg_picker_class_init (MlgPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_picker_dispose;

  signals[PICKED] = g_signal_new ("picked", MLG_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CREATE] = g_signal_new ("create", MLG_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
mlg_picker_init (MlgPicker *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (GTK_BOX (self), self->entry);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 280);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);

  self->popover = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
  gtk_widget_set_parent (self->popover, self->entry);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (self->entry, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

GtkWidget *
mlg_picker_new (MlgFocus       *focus,
                const MlgField *field)
{
  MlgPicker *self = g_object_new (MLG_TYPE_PICKER, NULL);
  g_autofree char *name = g_strdup_printf (_("Add to “%s”"), _(field->label));

  self->focus = g_object_ref (focus);
  self->field = field;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry),
                                  field->type == MLG_TYPE_WORDS ? _("Add, then Enter") : _("Type to choose"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

void
mlg_picker_offer_creation (MlgPicker *self)
{
  g_return_if_fail (MLG_IS_PICKER (self));

  self->creates = TRUE;
}

void
mlg_picker_set_placeholder (MlgPicker  *self,
                            const char *text)
{
  g_return_if_fail (MLG_IS_PICKER (self));

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}
