/* What an import would do, line by line: one list per outcome, with its count. Rows are made as
 * they are scrolled to: a list may have 50 000.
 */

#include "ui/importing/mlg-import-preview.h"

#include "model/mlg-text.h"
#include "ui/importing/mlg-import-line.h"

#include <glib/gi18n-lib.h>

/* A row number as a list item. */
#define MLG_TYPE_ROW_NUMBER (mlg_row_number_get_type ())
G_DECLARE_FINAL_TYPE (MlgRowNumber, mlg_row_number, MLG, ROW_NUMBER, GObject)

struct _MlgRowNumber
{
  GObject parent_instance;
  guint   row;
};

G_DEFINE_FINAL_TYPE (MlgRowNumber, mlg_row_number, G_TYPE_OBJECT)

static void
mlg_row_number_class_init (MlgRowNumberClass *klass)
{
}

static void
mlg_row_number_init (MlgRowNumber *self)
{
}

struct _MlgImportPreview
{
  GtkWidget      parent_instance;

  GtkWidget     *toggles[MLG_N_ROW_OUTCOMES];
  GtkWidget     *scrolled;
  GListStore    *rows;

  MlgRowOutcome  shown;
  MlgProject    *project;
  MlgImport     *import;         /* lent */
};

G_DEFINE_FINAL_TYPE (MlgImportPreview, mlg_import_preview, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

char *
mlg_import_outcome_dup_label (MlgRowOutcome outcome,
                              guint         n)
{
  g_autofree char *count = mlg_format_count (n);

  switch (outcome)
    {
    case MLG_ROW_ADDED:
      return g_strdup_printf (ngettext ("%s new", "%s new", n), count);
    case MLG_ROW_CHANGED:
      return g_strdup_printf (ngettext ("%s completed", "%s completed", n), count);
    case MLG_ROW_UNCHANGED:
      return g_strdup_printf (ngettext ("%s unchanged", "%s unchanged", n), count);
    case MLG_ROW_REJECTED:
    default:
      return g_strdup_printf (ngettext ("%s refused", "%s refused", n), count);
    }
}

static void
show_counts (MlgImportPreview *self)
{
  for (guint i = 0; i < MLG_N_ROW_OUTCOMES; i++)
    {
      guint n = self->import != NULL ? mlg_import_count_sheet (self->import, i) : 0;
      g_autofree char *label = mlg_import_outcome_dup_label (i, n);

      gtk_button_set_label (GTK_BUTTON (self->toggles[i]), label);
      gtk_widget_set_sensitive (self->toggles[i], n > 0 || i == self->shown);
    }
}

/* ---- rows */

static void
line_changed_cb (MlgImportPreview *self)
{
  show_counts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              MlgImportPreview         *self)
{
  GtkWidget *line = mlg_import_line_new ();

  g_signal_connect_object (line, "changed", G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, line);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             MlgImportPreview         *self)
{
  mlg_import_line_show (MLG_IMPORT_LINE (gtk_list_item_get_child (item)), self->project, self->import,
                        MLG_ROW_NUMBER (gtk_list_item_get_item (item))->row);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  mlg_import_line_show (MLG_IMPORT_LINE (gtk_list_item_get_child (item)), NULL, NULL, 0);
}

static void
fill_rows (MlgImportPreview *self)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->import != NULL && i < mlg_import_get_n_rows (self->import); i++)
    if (mlg_import_get_outcome (self->import, i) == self->shown)
      {
        MlgRowNumber *number = g_object_new (MLG_TYPE_ROW_NUMBER, NULL);

        number->row = i;
        g_ptr_array_add (found, number);
      }

  g_list_store_remove_all (self->rows);
  g_list_store_splice (self->rows, 0, 0, found->pdata, found->len);
}

static void
toggled_cb (MlgImportPreview *self,
            GtkToggleButton  *toggle)
{
  if (!gtk_toggle_button_get_active (toggle))
    return;

  self->shown = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toggle), "mlg-outcome"));
  fill_rows (self);
}

/* ---- life */

static void
mlg_import_preview_dispose (GObject *object)
{
  MlgImportPreview *self = MLG_IMPORT_PREVIEW (object);
  GtkWidget *child;

  self->import = NULL;
  if (self->rows != NULL)
    g_list_store_remove_all (self->rows);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->rows);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mlg_import_preview_parent_class)->dispose (object);
}

static void
mlg_import_preview_class_init (MlgImportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_import_preview_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_IMPORT_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_toggles (MlgImportPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  for (guint i = 0; i < MLG_N_ROW_OUTCOMES; i++)
    {
      self->toggles[i] = gtk_toggle_button_new ();
      gtk_widget_set_hexpand (self->toggles[i], TRUE);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->toggles[i]), GTK_TOGGLE_BUTTON (self->toggles[0]));
      g_object_set_data (G_OBJECT (self->toggles[i]), "mlg-outcome", GUINT_TO_POINTER (i));
      g_signal_connect_swapped (self->toggles[i], "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (box), self->toggles[i]);
    }
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static void
mlg_import_preview_init (MlgImportPreview *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->rows = g_list_store_new (MLG_TYPE_ROW_NUMBER);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)))), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What would happen, line by line"), -1);

  add_toggles (self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), list);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

/* What must be looked at first: refusals, then what changes records that are there. */
static MlgRowOutcome
find_first_outcome (MlgImport *import)
{
  static const MlgRowOutcome order[] = { MLG_ROW_REJECTED, MLG_ROW_CHANGED, MLG_ROW_ADDED, MLG_ROW_UNCHANGED };

  for (guint i = 0; import != NULL && i < G_N_ELEMENTS (order); i++)
    {
      if (mlg_import_count_sheet (import, order[i]) > 0)
        return order[i];
    }

  return MLG_ROW_ADDED;
}

void
mlg_import_preview_set_import (MlgImportPreview *self,
                               MlgProject       *project,
                               MlgImport        *import)
{
  g_return_if_fail (MLG_IS_IMPORT_PREVIEW (self));

  /* Lines on the screen ask the import no more. */
  g_list_store_remove_all (self->rows);
  g_set_object (&self->project, project);
  self->import = import;
  self->shown = find_first_outcome (import);
  show_counts (self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[self->shown]), TRUE);
  fill_rows (self);
}
