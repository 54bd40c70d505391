/* A drop-down for one term of one record. */

#include "ui/partnerships/mlg-term-choice.h"

#include <glib/gi18n-lib.h>

#include "ui/records/mlg-terms.h"

typedef struct
{
  MlgView        *view;        /* borrowed */
  MlgRecord      *record;
  const MlgField *field;
  GPtrArray      *ids;         /* char *, as listed; the first may be NULL: none */
  gboolean        showing;     /* the change comes from the record */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_object_unref (choice->record);
  g_ptr_array_unref (choice->ids);
  g_free (choice);
}

static guint
find (Choice     *choice,
      const char *value)
{
  for (guint i = 0; i < choice->ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (choice->ids, i), value) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static void
show (GtkDropDown *drop_down)
{
  Choice *choice = g_object_get_data (G_OBJECT (drop_down), "choice");

  choice->showing = TRUE;
  gtk_drop_down_set_selected (drop_down, find (choice, mlg_record_get (choice->record, choice->field)));
  choice->showing = FALSE;
}

static void
record_changed_cb (GtkDropDown *drop_down)
{
  show (drop_down);
}

static void
selected_cb (GtkDropDown *drop_down)
{
  Choice *choice = g_object_get_data (G_OBJECT (drop_down), "choice");
  guint position = gtk_drop_down_get_selected (drop_down);
  g_autoptr(GError) error = NULL;

  if (choice->showing || position >= choice->ids->len)
    return;
  if (!mlg_project_set (mlg_view_get_project (choice->view), mlg_record_get_entity (choice->record),
                        mlg_record_get_id (choice->record), choice->field, g_ptr_array_index (choice->ids, position), &error))
    {
      mlg_view_report (choice->view, error);
      show (drop_down);
    }
}

static void
add (Choice        *choice,
     GtkStringList *labels,
     const char    *id,
     const char    *label)
{
  g_ptr_array_add (choice->ids, g_strdup (id));
  gtk_string_list_append (labels, label);
}

static GtkStringList *
list (Choice     *choice,
      const char *none,
      const char *left_out)
{
  MlgProject *project = mlg_view_get_project (choice->view);
  g_autoptr(GPtrArray) terms = mlg_terms_of (project, choice->field->target);
  const char *value = mlg_record_get (choice->record, choice->field);
  GtkStringList *labels = gtk_string_list_new (NULL);

  if (none != NULL)
    add (choice, labels, NULL, none);
  for (guint i = 0; i < terms->len; i++)
    {
      MlgTermChoice *term = g_ptr_array_index (terms, i);

      if (g_strcmp0 (term->id, left_out) != 0 || g_strcmp0 (term->id, value) == 0)
        add (choice, labels, term->id, term->label);
    }

  /* Of a newer file: kept as it is. */
  if (value != NULL && find (choice, value) == GTK_INVALID_LIST_POSITION)
    add (choice, labels, value, value);

  return labels;
}

GtkWidget *
mlg_term_choice_new (MlgView    *view,
                     MlgRecord  *record,
                     const char *field,
                     const char *none,
                     const char *left_out)
{
  Choice *choice = g_new0 (Choice, 1);
  GtkWidget *drop_down;

  *choice = (Choice) { view, g_object_ref (record), mlg_entity_find_field (mlg_record_get_entity (record), field),
                       g_ptr_array_new_with_free_func (g_free), FALSE };
  drop_down = gtk_drop_down_new (G_LIST_MODEL (list (choice, none, left_out)), NULL);
  g_object_set_data_full (G_OBJECT (drop_down), "choice", choice, choice_free);
  show (GTK_DROP_DOWN (drop_down));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _(choice->field->label), -1);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (selected_cb), NULL);
  g_signal_connect_object (record, "changed", G_CALLBACK (record_changed_cb), drop_down, G_CONNECT_SWAPPED);

  return drop_down;
}
