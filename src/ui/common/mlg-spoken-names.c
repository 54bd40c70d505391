/* What has the focus in a drop-down or a menu is a button inside it, and a row holds its words in a label: none has a name
 * of its own in GTK 4.8. Each is given one when it comes on the screen, unless somebody gave it a better one.
 */

#include "ui/common/mlg-spoken-names.h"

#define DEEPEST 10      /* a label in a row */

static GtkWidget *
find_label (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = GTK_IS_LABEL (child) ? child : find_label (child);

      if (found != NULL && gtk_widget_get_visible (found))
        return found;
    }

  return NULL;
}

static void
label_by (GtkWidget *widget,
          GtkWidget *words)
{
  if (widget == NULL || words == NULL ||
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return;

  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, words, NULL, -1);
}

/* Its words, or those it was given in the place of words. */
static void
name_menu_button (GtkWidget *menu)
{
  GtkWidget *button = gtk_widget_get_first_child (menu);
  GtkWidget *words = button != NULL ? find_label (button) : NULL;

  label_by (menu, words);
  label_by (button, words != NULL ? words : menu);
}

/* The first words that come on the screen in a row are its name. */
static void
name_row_of (GtkWidget *label)
{
  GtkWidget *at = label;

  for (guint depth = 0; at != NULL && depth < DEEPEST; depth++, at = gtk_widget_get_parent (at))
    if (GTK_IS_LIST_BOX_ROW (at) || GTK_IS_LIST_VIEW (gtk_widget_get_parent (at)))
      {
        label_by (at, label);
        return;
      }
}

static gboolean
mapped_hook (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_DROP_DOWN (widget))
    label_by (gtk_widget_get_first_child (widget), widget);
  else if (GTK_IS_MENU_BUTTON (widget))
    name_menu_button (widget);
  else if (GTK_IS_LABEL (widget) || GTK_IS_INSCRIPTION (widget))
    name_row_of (widget);

  return TRUE;
}

void
mlg_spoken_names_start (void)
{
  static gboolean started;
  GTypeClass *klass;

  if (started)
    return;

  klass = g_type_class_ref (GTK_TYPE_WIDGET);     /* its signals are known from then on */
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_hook, NULL, NULL);
  g_type_class_unref (klass);
  started = TRUE;
}
