/* What is done to several rows at once: a line under the table while several are chosen. */

#include "ui/table/mlg-record-table-private.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "store/mlg-error.h"
#include "ui/records/mlg-field-editor.h"
#include "ui/table/mlg-table-commands.h"

/* The popover « Modifier les 12 fiches… ». */
typedef struct
{
  MlgRecordTable *table;
  GtkDropDown    *which, *how;
  GtkWidget      *place;               /* of the editor */
  MlgFieldEditor *editor;
  GtkWidget      *apply;
  GPtrArray      *fields;              /* const MlgField */
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_ptr_array_unref (change->fields);
  g_free (change);
}

static guint
count_chosen (MlgRecordTable *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return (guint) gtk_bitset_get_size (selected);
}

/* ---- commands */

void
mlg_table_delete_chosen (MlgRecordTable *self)
{
  g_autoptr(GArray) ids = mlg_record_table_dup_chosen (self);
  g_autoptr(GError) error = NULL;

  if (ids->len > 0 && !mlg_table_command_delete (mlg_table_get_project (self), self->entity, ids, &error))
    mlg_table_report (self, error);
}

static GtkWidget *
get_change_button (MlgRecordTable *self)
{
  return g_object_get_data (G_OBJECT (self->bar), "change");
}

void
mlg_table_change_chosen (MlgRecordTable *self)
{
  if (gtk_widget_get_visible (self->bar))
    gtk_menu_button_popup (GTK_MENU_BUTTON (get_change_button (self)));
  else if (count_chosen (self) == 1)
    mlg_table_edit (self, mlg_table_get_position (self), self->current);
}

static const MlgField *
get_field (Change *change)
{
  guint chosen = gtk_drop_down_get_selected (change->which);

  return chosen < change->fields->len ? change->fields->pdata[chosen] : NULL;
}

static void
apply_cb (Change *change)
{
  MlgRecordTable *self = change->table;
  g_autoptr(GArray) ids = mlg_record_table_dup_chosen (self);
  const MlgField *field = get_field (change);
  MlgChangeMode mode = mlg_field_is_multiple (field) ? gtk_drop_down_get_selected (change->how) : MLG_CHANGE_REPLACE;
  g_autofree char *value = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr(GError) error = NULL;

  /* What is typed and refused says so itself. */
  if (!mlg_field_editor_flush (change->editor))
    return;

  value = g_strdup (mlg_field_editor_get_draft (change->editor));
  if (value == NULL && (field->flags & MLG_FIELD_REQUIRED))
    {
      sentence = g_strdup_printf (_("“%s” cannot be empty."), _(field->label));
      mlg_field_editor_refuse (change->editor, sentence);
      return;
    }

  if (mlg_table_command_set (mlg_table_get_project (self), self->entity, ids, field, mode, value, &error))
    gtk_menu_button_popdown (GTK_MENU_BUTTON (get_change_button (self)));
  else
    {
      sentence = mlg_store_error_describe (error);
      mlg_field_editor_refuse (change->editor, sentence);
    }
}

/* ---- the popover */

static void
field_chosen_cb (Change *change)
{
  const MlgField *field = get_field (change);

  if (change->editor != NULL)
    gtk_box_remove (GTK_BOX (change->place), GTK_WIDGET (change->editor));
  change->editor = NULL;
  if (field == NULL)
    return;

  change->editor = MLG_FIELD_EDITOR (mlg_field_editor_new (change->table->focus, field));
  mlg_field_editor_set_draft (change->editor);
  gtk_box_append (GTK_BOX (change->place), GTK_WIDGET (change->editor));
  gtk_widget_set_visible (GTK_WIDGET (change->how), mlg_field_is_multiple (field));
  gtk_drop_down_set_selected (change->how, MLG_CHANGE_ADD);
}

static void
shown_cb (Change *change)
{
  guint n = count_chosen (change->table), which;
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *words = g_strdup_printf (ngettext ("Apply to %s record", "Apply to the %s records", n), count);

  gtk_button_set_label (GTK_BUTTON (change->apply), words);
  /* The column one is in is the likeliest. */
  if (g_ptr_array_find (change->fields, mlg_table_column_get_typed (change->table->current), &which))
    gtk_drop_down_set_selected (change->which, which);
  field_chosen_cb (change);
}

static GtkWidget *
new_which (Change *change)
{
  MlgRecordTable *self = change->table;
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MlgField *field = mlg_table_column_get_typed (self->columns->pdata[i]);

      /* The same name for all would be a mistake. */
      if (field == NULL || (field->flags & MLG_FIELD_TITLE))
        continue;
      g_ptr_array_add (change->fields, (gpointer) field);
      gtk_string_list_append (labels, _(field->label));
    }

  change->which = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)),
                                                    g_steal_pointer (&expression)));
  gtk_drop_down_set_enable_search (change->which, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (change->which), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What to change"), -1);
  g_signal_connect_swapped (change->which, "notify::selected", G_CALLBACK (field_chosen_cb), change);
  return GTK_WIDGET (change->which);
}

/* In the order of MlgChangeMode. */
static GtkWidget *
new_how (Change *change)
{
  const char *const labels[] = { _("Replace by"), _("Add"), _("Remove"), NULL };

  change->how = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (labels));
  gtk_accessible_update_property (GTK_ACCESSIBLE (change->how), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How to change it"), -1);
  return GTK_WIDGET (change->how);
}

static GtkWidget *
new_change_popover (MlgRecordTable *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  Change *change = g_new0 (Change, 1);

  change->table = self;
  change->fields = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (popover), "change", change, free_change);
  change->place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  change->apply = gtk_button_new ();
  gtk_widget_add_css_class (change->apply, "suggested-action");
  g_signal_connect_swapped (change->apply, "clicked", G_CALLBACK (apply_cb), change);

  gtk_box_append (GTK_BOX (box), new_which (change));
  gtk_box_append (GTK_BOX (box), new_how (change));
  gtk_box_append (GTK_BOX (box), change->place);
  gtk_box_append (GTK_BOX (box), change->apply);
  gtk_widget_set_size_request (box, 320, -1);
  gtk_widget_add_css_class (box, "change-menu");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (shown_cb), change);
  return popover;
}

/* ---- the line */

static void
add_button (MlgRecordTable *self,
            const char     *label,
            const char     *tooltip,
            void          (*func) (MlgRecordTable *))
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (func), self);
  gtk_box_append (GTK_BOX (self->bar), button);
}

void
mlg_table_make_bar (MlgRecordTable *self)
{
  GtkWidget *words = gtk_label_new (NULL), *change = gtk_menu_button_new ();

  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->bar_words = GTK_LABEL (words);
  gtk_widget_add_css_class (self->bar, "chosen-bar");
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (words, "numbers");
  gtk_box_append (GTK_BOX (self->bar), words);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (change), _("Change…"));
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (change), GTK_ARROW_UP);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (change), new_change_popover (self));
  gtk_widget_set_tooltip_text (change, _("Change the chosen records all at once (Ctrl+E)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (change), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Change the chosen records"), -1);
  g_object_set_data (G_OBJECT (self->bar), "change", change);
  gtk_box_append (GTK_BOX (self->bar), change);
  add_button (self, _("Copy"), _("Copy the chosen rows for a spreadsheet (Ctrl+C)"), mlg_table_copy);
  add_button (self, _("Delete"), _("Delete the chosen records (Del)"), mlg_table_delete_chosen);

  gtk_widget_set_visible (self->bar, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->bar);
}

void
mlg_table_show_bar (MlgRecordTable *self)
{
  guint n = count_chosen (self);
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *words = g_strdup_printf (ngettext ("%s record chosen", "%s records chosen", n), count);
  gboolean projector = mlg_focus_is_projector (self->focus);

  gtk_label_set_label (self->bar_words, words);
  gtk_widget_set_visible (self->bar, n > 1 && !projector && !mlg_project_is_read_only (mlg_table_get_project (self)));
}
