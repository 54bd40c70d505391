/* What an import would do, line by line: one list per outcome, with its count. Rows are made as
 * they are scrolled to: a list may have 50 000.
 */

#include "ui/importing/mlg-import-preview.h"

#include "model/mlg-text.h"

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

  GtkWidget     *tabs;           /* a toggle per outcome */
  GtkWidget     *toggles[MLG_N_ROW_OUTCOMES];
  GListStore    *rows;

  MlgRowOutcome  shown;
  MlgProject    *project;
  MlgImport     *import;         /* lent */
};

G_DEFINE_FINAL_TYPE (MlgImportPreview, mlg_import_preview, GTK_TYPE_WIDGET)

static char *
dup_label (MlgRowOutcome outcome,
           guint         n)
{
  g_autofree char *count = mlg_format_count (n);

  switch (outcome)
    {
    case MLG_ROW_ADDED:
      return g_strdup_printf (ngettext ("%s new", "%s new", n), count);
    case MLG_ROW_CHANGED:
      return g_strdup_printf (ngettext ("%s changed", "%s changed", n), count);
    case MLG_ROW_UNCHANGED:
      return g_strdup_printf (ngettext ("%s unchanged", "%s unchanged", n), count);
    case MLG_ROW_REJECTED:
    default:
      return g_strdup_printf (ngettext ("%s refused", "%s refused", n), count);
    }
}

/* ---- rows */

static char *
dup_title (MlgImportPreview *self,
           guint             row)
{
  const MlgEntity *entity = mlg_import_get_entity (self->import);

  for (guint i = 0; i < mlg_import_get_n_columns (self->import); i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (self->import, i);

      if (column->use == MLG_COLUMN_FIELD && (column->field->flags & MLG_FIELD_TITLE))
        return mlg_import_dup_cell (self->import, row, i);
    }
  return g_strdup (_(entity->label));
}

static char *
dup_detail (MlgImportPreview *self,
            guint             row)
{
  MlgRowOutcome outcome = mlg_import_get_outcome (self->import, row);
  g_autoptr(GString) text = g_string_new (NULL);

  if (outcome == MLG_ROW_REJECTED)
    {
      const char *reason = mlg_import_get_reason (self->import, row);

      g_string_append (text, reason != NULL ? reason : "");
    }
  else if (outcome != MLG_ROW_UNCHANGED)
    {
      g_autoptr(GPtrArray) changes = mlg_import_dup_changes (self->import, row);

      for (guint i = 0; changes != NULL && i < MIN (changes->len, 6); i++)
        {
          MlgImportChange *change = g_ptr_array_index (changes, i);
          g_autofree char *before = mlg_project_display (self->project, change->field, change->before);
          g_autofree char *after = mlg_project_display (self->project, change->field, change->after);

          if (change->field->flags & MLG_FIELD_TITLE && outcome == MLG_ROW_ADDED)
            continue;
          if (text->len > 0)
            g_string_append (text, " · ");
          if (change->before != NULL)
            g_string_append_printf (text, _("%s: “%s” became “%s”"), _(change->field->label), before, after);
          else
            g_string_append_printf (text, _("%s: %s"), _(change->field->label), after);
        }
    }
  return g_strdelimit (g_string_free (g_steal_pointer (&text), FALSE), "\n\r\t", ' ');
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (detail), 2);
  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (box, "import-row");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             MlgImportPreview         *self)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  guint row = MLG_ROW_NUMBER (gtk_list_item_get_item (item))->row;

  if (self->import == NULL)
    return;

  g_autofree char *name = dup_title (self, row);
  g_autofree char *title = g_strdup_printf (_("Line %u — %s"), mlg_import_get_line (self->import, row), name);
  g_autofree char *detail = dup_detail (self, row);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), detail);
  gtk_widget_set_visible (gtk_widget_get_last_child (box), *detail != '\0');
  gtk_widget_set_tooltip_text (box, *detail != '\0' ? detail : NULL);
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
}

static void
add_toggles (MlgImportPreview *self)
{
  self->tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->tabs, "linked");
  for (guint i = 0; i < MLG_N_ROW_OUTCOMES; i++)
    {
      self->toggles[i] = gtk_toggle_button_new ();
      gtk_widget_set_hexpand (self->toggles[i], TRUE);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->toggles[i]), GTK_TOGGLE_BUTTON (self->toggles[0]));
      g_object_set_data (G_OBJECT (self->toggles[i]), "mlg-outcome", GUINT_TO_POINTER (i));
      g_signal_connect_swapped (self->toggles[i], "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (self->tabs), self->toggles[i]);
    }
  gtk_widget_set_parent (self->tabs, GTK_WIDGET (self));
}

static void
mlg_import_preview_init (MlgImportPreview *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->rows = g_list_store_new (MLG_TYPE_ROW_NUMBER);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)))), factory);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What would happen, line by line"), -1);

  add_toggles (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

void
mlg_import_preview_set_import (MlgImportPreview *self,
                               MlgProject       *project,
                               MlgImport        *import)
{
  guint fullest = MLG_ROW_ADDED;

  g_set_object (&self->project, project);
  self->import = import;

  for (guint i = 0; i < MLG_N_ROW_OUTCOMES; i++)
    {
      guint n = import != NULL ? mlg_import_count (import, i) : 0;
      g_autofree char *label = dup_label (i, n);

      gtk_button_set_label (GTK_BUTTON (self->toggles[i]), label);
      gtk_widget_set_sensitive (self->toggles[i], n > 0);
      if (import != NULL && n > mlg_import_count (import, fullest))
        fullest = i;
    }

  /* What must be looked at first: refusals, else what changes most. */
  if (import != NULL && mlg_import_count (import, MLG_ROW_REJECTED) > 0)
    fullest = MLG_ROW_REJECTED;
  self->shown = fullest;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggles[fullest]), TRUE);
  fill_rows (self);
}
