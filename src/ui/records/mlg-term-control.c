/* One term of a list, or yes and no: a drop-down with the words of the field, searchable when
 * the list is long.
 */

#include "ui/records/mlg-field-editor.h"

#include "model/mlg-vocabulary.h"
#include "ui/common/mlg-drop-down.h"
#include "ui/records/mlg-terms.h"

#include <glib/gi18n-lib.h>

#define SEARCH_FROM 12    /* terms */

typedef struct
{
  GPtrArray *ids;         /* char *; position 0 is "nothing" */
  gboolean   showing;     /* the change comes from us */
} TermChoices;

static void
choices_free (gpointer data)
{
  TermChoices *choices = data;

  g_ptr_array_unref (choices->ids);
  g_free (choices);
}

static TermChoices *
choices_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "mlg-choices");
}

static guint
position_of (TermChoices *choices,
             const char  *value)
{
  for (guint i = 0; i < choices->ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (choices->ids, i), value) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
fill (MlgFieldEditor *editor,
      GtkWidget      *widget,
      const char     *value)
{
  const MlgField *field = mlg_field_editor_get_field (editor);
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  TermChoices *choices = choices_of (widget);

  g_ptr_array_set_size (choices->ids, 0);
  g_ptr_array_add (choices->ids, NULL);
  gtk_string_list_append (labels, "—");

  if (field->type == MLG_TYPE_YES_NO)
    {
      g_ptr_array_add (choices->ids, g_strdup ("1"));
      gtk_string_list_append (labels, _("Yes"));
      g_ptr_array_add (choices->ids, g_strdup ("0"));
      gtk_string_list_append (labels, _("No"));
    }
  else
    {
      g_autoptr(GPtrArray) terms = mlg_terms_of (mlg_focus_get_project (mlg_field_editor_get_focus (editor)),
                                                 field->target);

      for (guint i = 0; i < terms->len; i++)
        {
          MlgTermChoice *term = g_ptr_array_index (terms, i);

          g_ptr_array_add (choices->ids, g_strdup (term->id));
          gtk_string_list_append (labels, term->label);
        }
    }

  if (value != NULL && position_of (choices, value) == GTK_INVALID_LIST_POSITION)
    {
      g_ptr_array_add (choices->ids, g_strdup (value));
      gtk_string_list_append (labels, value);
    }

  gtk_drop_down_set_model (GTK_DROP_DOWN (widget), G_LIST_MODEL (labels));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (widget), choices->ids->len > SEARCH_FROM);
}

static void
term_show (MlgFieldEditor *editor,
           GtkWidget      *widget,
           const char     *value)
{
  TermChoices *choices = choices_of (widget);

  choices->showing = TRUE;
  if (choices->ids->len == 0 || position_of (choices, value) == GTK_INVALID_LIST_POSITION)
    fill (editor, widget, value);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), position_of (choices, value));
  choices->showing = FALSE;
}

static void
selected_cb (MlgFieldEditor *editor,
             GParamSpec     *pspec,
             GtkWidget      *widget)
{
  TermChoices *choices = choices_of (widget);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (widget));

  if (!choices->showing && selected < choices->ids->len)
    mlg_field_editor_commit (editor, g_ptr_array_index (choices->ids, selected));
}

MlgControl
mlg_term_control_new (MlgFieldEditor *editor)
{
  g_autoptr(GtkExpression) expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *widget = gtk_drop_down_new (NULL, NULL);
  TermChoices *choices = g_new0 (TermChoices, 1);

  gtk_widget_set_hexpand (widget, TRUE);
  mlg_drop_down_shorten (GTK_DROP_DOWN (widget), -1, -1);
  choices->ids = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (widget), "mlg-choices", choices, choices_free);
  gtk_drop_down_set_expression (GTK_DROP_DOWN (widget), expression);
  g_signal_connect_swapped (widget, "notify::selected", G_CALLBACK (selected_cb), editor);

  return (MlgControl) { widget, widget, term_show, NULL };
}
