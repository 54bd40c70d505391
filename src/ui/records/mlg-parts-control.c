/* Values whose parts move together: a place, an address, an interval. One line a part; the
 * whole is kept when a part is.
 */

#include "ui/records/mlg-field-editor.h"

#include "model/mlg-date.h"
#include "model/mlg-value.h"
#include "ui/records/mlg-terms.h"

#include <glib/gi18n-lib.h>

static const char *
value_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "mlg-value");
}

static char *
dup_part_text (const MlgField *field,
               const char     *value,
               guint           part)
{
  g_autofree char *text = mlg_value_dup_part (value, part);
  MlgDate date;

  if (text == NULL)
    return g_strdup ("");
  if (field->type == MLG_TYPE_INTERVAL && part % 2 == 0 && mlg_date_parse (text, &date))
    return mlg_date_to_display (&date);
  if (field->type == MLG_TYPE_PLACE && part == 2)
    return mlg_terms_dup_label (NULL, "precision", text);
  return g_steal_pointer (&text);
}

static void
parts_show (MlgFieldEditor *editor,
            GtkWidget      *widget,
            const char     *value)
{
  const MlgField *field = mlg_field_editor_get_field (editor);

  g_object_set_data_full (G_OBJECT (widget), "mlg-value", g_strdup (value), g_free);
  for (guint i = 0; i < field->n_parts; i++)
    {
      GtkWidget *entry = gtk_grid_get_child_at (GTK_GRID (widget), 1, i);
      g_autofree char *text = dup_part_text (field, value, i);

      g_object_set_data_full (G_OBJECT (entry), "mlg-shown", g_strdup (text), g_free);
      gtk_editable_set_text (GTK_EDITABLE (entry), text);
      gtk_editable_set_position (GTK_EDITABLE (entry), 0);
    }
}

static void
keep_part (MlgFieldEditor *editor,
           GtkWidget      *widget,
           guint           part)
{
  GtkWidget *entry = gtk_grid_get_child_at (GTK_GRID (widget), 1, part);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (entry));
  g_autofree char *value = NULL, *settled = NULL, *restored = NULL;
  g_autoptr(GError) error = NULL;

  if (g_strcmp0 (typed, g_object_get_data (G_OBJECT (entry), "mlg-shown")) == 0)
    return;
  g_object_set_data_full (G_OBJECT (entry), "mlg-shown", g_strdup (typed), g_free);

  settled = mlg_field_editor_settle (editor, part, typed, &restored);
  if (settled == NULL)
    return;
  if (!mlg_value_parse_part (mlg_field_editor_get_field (editor), part, value_of (widget), settled, &value, &error))
    mlg_field_editor_refuse (editor, error->message);
  else if (mlg_field_editor_commit (editor, value))
    {
      g_object_set_data_full (G_OBJECT (widget), "mlg-value", g_steal_pointer (&value), g_free);
      if (restored != NULL)
        mlg_field_editor_explain (editor, restored);
    }
}

static void
parts_flush (MlgFieldEditor *editor,
             GtkWidget      *widget)
{
  for (guint i = 0; i < mlg_field_editor_get_field (editor)->n_parts; i++)
    keep_part (editor, widget, i);
}

static void
activated_cb (MlgFieldEditor *editor,
              GtkWidget      *entry)
{
  GtkWidget *widget = gtk_widget_get_parent (entry);
  int column, row;

  gtk_grid_query_child (GTK_GRID (widget), entry, &column, &row, NULL, NULL);
  keep_part (editor, widget, row);
}

static void
focus_left_cb (GtkEventController *controller,
               MlgFieldEditor     *editor)
{
  activated_cb (editor, gtk_event_controller_get_widget (controller));
}

static void
add_part (MlgFieldEditor *editor,
          GtkWidget      *grid,
          guint           part)
{
  const char *label = _(mlg_field_editor_get_field (editor)->parts[part].label);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "caption");
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (activated_cb), editor);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_left_cb), editor);
  gtk_widget_add_controller (entry, focus);
  gtk_grid_attach (GTK_GRID (grid), name, 0, part, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), entry, 1, part, 1, 1);
}

MlgControl
mlg_parts_control_new (MlgFieldEditor *editor)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (guint i = 0; i < mlg_field_editor_get_field (editor)->n_parts; i++)
    add_part (editor, grid, i);

  return (MlgControl) { grid, grid, parts_show, parts_flush };
}
