/* Several terms, words or records, or one record: chips that open or leave, and a line to add. */

#include "ui/records/mlg-field-editor.h"

#include "model/mlg-value.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/records/mlg-picker.h"
#include "ui/records/mlg-terms.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static gboolean
is_single (const MlgField *field)
{
  return field->type == MLG_TYPE_REFERENCE || field->type == MLG_TYPE_ANY;
}

/* The record a reference names: its id may carry its entity ("actor:…"). */
static const MlgEntity *
find_target (const MlgField *field,
             const char     *element,
             MlgId          *id)
{
  const char *colon = strchr (element, ':');
  const MlgEntity *entity = field->target != NULL ? mlg_schema_find (field->target) : NULL;

  if (colon != NULL)
    {
      g_autofree char *name = g_strndup (element, colon - element);

      entity = mlg_schema_find (name);
      element = colon + 1;
    }
  return entity != NULL && mlg_id_parse (element, id) ? entity : NULL;
}

static char *
dup_label (MlgFieldEditor *editor,
           const char     *element)
{
  const MlgField *field = mlg_field_editor_get_field (editor);
  MlgProject *project = mlg_focus_get_project (mlg_field_editor_get_focus (editor));
  MlgId id;

  if (field->type == MLG_TYPE_TERMS)
    return mlg_terms_dup_label (project, field->target, element);
  if (field->type == MLG_TYPE_WORDS)
    return g_strdup (element);

  const MlgEntity *entity = find_target (field, element, &id);

  return entity != NULL ? mlg_project_dup_title (project, entity, &id) : g_strdup (element);
}

static void
open_cb (GtkButton      *button,
         MlgFieldEditor *editor)
{
  const char *element = g_object_get_data (G_OBJECT (button), "mlg-element");
  MlgId id;
  const MlgEntity *entity = find_target (mlg_field_editor_get_field (editor), element, &id);

  if (entity != NULL)
    mlg_focus_select (mlg_field_editor_get_focus (editor), entity, &id);
}

static char *
without (const char *value,
         const char *element)
{
  g_auto(GStrv) elements = mlg_value_split (value);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; elements[i] != NULL; i++)
    if (strcmp (elements[i], element) != 0)
      g_ptr_array_add (kept, elements[i]);
  g_ptr_array_add (kept, NULL);
  return mlg_value_join ((const char *const *) kept->pdata);
}

static void
remove_cb (GtkButton      *button,
           MlgFieldEditor *editor)
{
  GtkWidget *widget = g_object_get_data (G_OBJECT (button), "mlg-control");
  const char *element = g_object_get_data (G_OBJECT (button), "mlg-element");
  g_autofree char *value = without (g_object_get_data (G_OBJECT (widget), "mlg-value"), element);

  mlg_field_editor_commit (editor, value);
}

static void
picked_cb (MlgFieldEditor *editor,
           const char     *element,
           GtkWidget      *picker)
{
  GtkWidget *widget = g_object_get_data (G_OBJECT (picker), "mlg-control");
  const char *old = g_object_get_data (G_OBJECT (widget), "mlg-value");
  g_autofree char *kept = NULL;
  g_autofree char *value = NULL;

  if (is_single (mlg_field_editor_get_field (editor)) || old == NULL)
    {
      mlg_field_editor_commit (editor, element);
      return;
    }

  kept = without (old, element);
  value = kept != NULL ? g_strdup_printf ("%s%c%s", kept, MLG_ELEMENT_SEPARATOR, element) : g_strdup (element);
  mlg_field_editor_commit (editor, value);
}

static GtkWidget *
make_chip (MlgFieldEditor *editor,
           GtkWidget      *widget,
           const char     *element)
{
  const MlgField *field = mlg_field_editor_get_field (editor);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label, *name = gtk_label_new (NULL), *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *text = dup_label (editor, element);
  g_autofree char *remove_name = g_strdup_printf (_("Remove “%s”"), text);

  gtk_label_set_text (GTK_LABEL (name), text);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 30);
  gtk_label_set_xalign (GTK_LABEL (name), 0);

  if (mlg_field_is_reference (field))
    {
      label = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (label), name);
      gtk_button_set_has_frame (GTK_BUTTON (label), FALSE);
      g_object_set_data_full (G_OBJECT (label), "mlg-element", g_strdup (element), g_free);
      g_signal_connect (label, "clicked", G_CALLBACK (open_cb), editor);
    }
  else
    label = name;
  gtk_widget_set_tooltip_text (label, text);

  gtk_button_set_has_frame (GTK_BUTTON (remove), FALSE);
  gtk_widget_set_tooltip_text (remove, remove_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove_name, -1);
  g_object_set_data_full (G_OBJECT (remove), "mlg-element", g_strdup (element), g_free);
  g_object_set_data (G_OBJECT (remove), "mlg-control", widget);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_cb), editor);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), remove);
  return chip;
}

static void
chips_show (MlgFieldEditor *editor,
            GtkWidget      *widget,
            const char     *value)
{
  GtkWidget *flow = gtk_widget_get_first_child (widget);
  GtkWidget *picker = gtk_widget_get_last_child (widget);
  GtkWidget *old;
  g_auto(GStrv) elements = mlg_value_split (value);

  g_object_set_data_full (G_OBJECT (widget), "mlg-value", g_strdup (value), g_free);
  while ((old = gtk_widget_get_first_child (flow)) != NULL)
    gtk_box_remove (GTK_BOX (flow), old);

  for (guint i = 0; elements[i] != NULL; i++)
    gtk_box_append (GTK_BOX (flow), make_chip (editor, widget, elements[i]));

  gtk_widget_set_visible (flow, elements[0] != NULL);
  gtk_widget_set_visible (picker, elements[0] == NULL || !is_single (mlg_field_editor_get_field (editor)));
}

MlgControl
mlg_chips_control_new (MlgFieldEditor *editor)
{
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *chips = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *picker = mlg_picker_new (mlg_field_editor_get_focus (editor), mlg_field_editor_get_field (editor));

  gtk_widget_set_layout_manager (chips, mlg_wrap_layout_new (4));
  gtk_widget_set_visible (chips, FALSE);
  gtk_box_append (GTK_BOX (widget), chips);
  gtk_box_append (GTK_BOX (widget), picker);
  g_object_set_data (G_OBJECT (picker), "mlg-control", widget);
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (picked_cb), editor);

  return (MlgControl) { widget, widget, chips_show, NULL };
}
