/* Resources and gaps in two columns. */

#include "ui/resources/mlg-resources-view.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/records/mlg-child-table.h"
#include "ui/resources/mlg-leads.h"

struct _MlgResourcesView
{
  MlgView    parent_instance;

  GtkWidget *tables[3];       /* mobilisable, missing (its bottom line only), elsewhere */
  GtkWidget *count;
  GtkWidget *leads;
};

G_DEFINE_FINAL_TYPE (MlgResourcesView, mlg_resources_view, MLG_TYPE_VIEW)

static const char *const directions[] = { "mobilisable", "missing", "elsewhere" };

static void
show_count (MlgResourcesView *self)
{
  g_autofree char *n = mlg_format_count (mlg_child_table_get_n_rows (MLG_CHILD_TABLE (self->tables[0])));

  gtk_label_set_text (GTK_LABEL (self->count), n);
}

static void
project_changed_cb (MlgResourcesView *self)
{
  mlg_child_table_refresh (MLG_CHILD_TABLE (self->tables[0]));
  mlg_child_table_refresh (MLG_CHILD_TABLE (self->tables[2]));
  show_count (self);
}

static void
search_changed_cb (MlgResourcesView *self,
                   GtkEditable      *search)
{
  mlg_child_table_set_search (MLG_CHILD_TABLE (self->tables[0]), gtk_editable_get_text (search));
  show_count (self);
}

/* Said in the words of the store already: the view only passes it on. */
static void
report_cb (MlgResourcesView *self,
           const char       *sentence)
{
  g_signal_emit_by_name (self, "report", sentence);
}

static GtkWidget *
make_heading (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "view-title");
  return label;
}

static GtkWidget *
make_table (MlgResourcesView *self,
            guint             i,
            const char       *words)
{
  static const char *const columns[] = { "label", "kind", "economy", "status", "provider", "initiative", NULL };

  self->tables[i] = mlg_child_table_new (mlg_view_get_focus (MLG_VIEW (self)), mlg_schema_find ("resource"), NULL, columns, TRUE);
  mlg_child_table_keep_only (MLG_CHILD_TABLE (self->tables[i]), "direction", directions[i]);
  mlg_child_table_set_adding (MLG_CHILD_TABLE (self->tables[i]), "label", words);
  if (i != 1)
    mlg_child_table_refresh (MLG_CHILD_TABLE (self->tables[i]));
  return self->tables[i];
}

static GtkWidget *
make_column (void)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  gtk_widget_set_margin_top (column, 12);
  gtk_widget_set_margin_bottom (column, 24);
  return column;
}

static GtkWidget *
make_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_available (MlgResourcesView *self)
{
  GtkWidget *column = make_column (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *search = gtk_search_entry_new ();

  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_widget_set_tooltip_text (search, _("Search this list"));
  gtk_editable_set_width_chars (GTK_EDITABLE (search), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (search), 20);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search this list"), -1);
  g_signal_connect_object (search, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);

  gtk_widget_set_layout_manager (line, mlg_wrap_layout_new (12));
  gtk_box_append (GTK_BOX (line), make_heading (_("Available")));
  gtk_box_append (GTK_BOX (line), self->count);
  gtk_box_append (GTK_BOX (line), search);
  gtk_box_append (GTK_BOX (column), line);
  gtk_box_append (GTK_BOX (column), make_table (self, 0, _("A resource: say what, then Enter")));
  return make_scrolled (column);
}

static GtkWidget *
make_missing (MlgResourcesView *self)
{
  GtkWidget *column = make_column ();

  self->leads = mlg_leads_new (mlg_view_get_focus (MLG_VIEW (self)));
  g_signal_connect_object (self->leads, "report", G_CALLBACK (report_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (column), make_heading (_("Missing, and where it might be found")));
  gtk_box_append (GTK_BOX (column), self->leads);
  gtk_box_append (GTK_BOX (column), make_table (self, 1, _("Something is missing: say what, then Enter")));
  gtk_box_append (GTK_BOX (column), make_heading (_("To mobilise elsewhere")));
  gtk_box_append (GTK_BOX (column), make_table (self, 2, _("Something seen on another territory, then Enter")));
  return make_scrolled (column);
}

static void
mlg_resources_view_focus_set (MlgView *view)
{
  MlgResourcesView *self = MLG_RESOURCES_VIEW (view);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), make_available (self));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (box), make_missing (self));
  mlg_view_set_child (view, box);
  show_count (self);
  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
mlg_resources_view_class_init (MlgResourcesViewClass *klass)
{
  MLG_VIEW_CLASS (klass)->focus_set = mlg_resources_view_focus_set;
}

static void
mlg_resources_view_init (MlgResourcesView *self)
{
}

void
mlg_resources_view_set_other (MlgResourcesView *self,
                              MlgProject       *other)
{
  g_return_if_fail (MLG_IS_RESOURCES_VIEW (self));

  mlg_leads_set_other (MLG_LEADS (self->leads), other);
}
