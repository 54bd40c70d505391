/* The directory: every actor, a line each, and the line where one is entered. */

#include "ui/directory/mlg-directory-view.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "store/mlg-record-list.h"
#include "ui/common/mlg-text-scale.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/directory/mlg-directory-resources.h"
#include "ui/directory/mlg-entry-line.h"
#include "ui/table/mlg-facets.h"
#include "ui/table/mlg-record-table.h"
#include "ui/table/mlg-suggestion.h"

/* Below this, the choices beside the list would leave it too little room. */
#define WIDTH_FOR_FACETS 780

struct _MlgDirectoryView
{
  MlgView            parent_instance;

  GtkWidget         *content;
  GtkSearchEntry    *search;
  GtkLabel          *count;
  GtkToggleButton   *narrow;
  GtkMenuButton     *columns;
  MlgFacets         *facets;
  GtkStack          *stack;
  MlgRecordTable    *table;
  MlgSuggestion     *suggestion, *other_suggestion;   /* above the list, and in its place */
  MlgEntryLine      *entry_line;

  MlgRecordList     *list;         /* lent by the table */
  guint              narrow_source;
  gboolean           narrow_chosen; /* shown or not by the user, no longer by the width */
  gboolean           is_narrow;
};

G_DEFINE_FINAL_TYPE (MlgDirectoryView, mlg_directory_view, MLG_TYPE_VIEW)

/* ---- what is shown */

static void
show_count (MlgDirectoryView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint total = mlg_record_list_get_total (self->list);
  g_autofree char *shown = mlg_format_count (n);
  g_autofree char *all = mlg_format_count (total);
  g_autofree char *words = NULL;

  if (n == total)
    words = g_strdup_printf (ngettext ("%s actor", "%s actors", total), all);
  else
    words = g_strdup_printf (ngettext ("%s actor of %s", "%s actors of %s", n), shown, all);
  gtk_label_set_label (self->count, words);

  mlg_suggestion_update (self->suggestion, self->list);
  mlg_suggestion_update (self->other_suggestion, self->list);
  gtk_stack_set_visible_child_name (self->stack, total == 0 ? "empty" : n == 0 ? "nothing" : "list");
}

static void
search_changed_cb (MlgDirectoryView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  /* An entry that is being made, or let go, speaks too. */
  if (self->list == NULL)
    return;

  mlg_record_list_set_search (self->list, *text != '\0' ? text : NULL);
  mlg_record_table_go_to_top (self->table);
}

/* « Vouliez-vous dire… » */
static void
suggested_cb (MlgDirectoryView *self,
              const char       *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
  search_changed_cb (self);
}

static void
show_all_cb (MlgDirectoryView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  mlg_record_list_set_search (self->list, NULL);
  mlg_facets_clear (self->facets);
  mlg_focus_clear_filters (mlg_view_get_focus (MLG_VIEW (self)));
}

/* ---- the width decides about the choices beside the list until the user does */

static gboolean
narrow_by_width_cb (gpointer user_data)
{
  MlgDirectoryView *self = MLG_DIRECTORY_VIEW (user_data);
  gboolean chosen = self->narrow_chosen, projector;

  self->narrow_source = 0;
  projector = mlg_focus_is_projector (mlg_view_get_focus (MLG_VIEW (self)));
  if (!chosen && !projector)
    gtk_toggle_button_set_active (self->narrow, !self->is_narrow || mlg_facets_has_choice (self->facets));
  self->narrow_chosen = chosen;
  return G_SOURCE_REMOVE;
}

static void
narrow_toggled_cb (MlgDirectoryView *self)
{
  self->narrow_chosen = TRUE;
}

static void
mlg_directory_view_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  MlgDirectoryView *self = MLG_DIRECTORY_VIEW (widget);
  gboolean is_narrow = width < WIDTH_FOR_FACETS * mlg_text_scale_get ();

  gtk_widget_size_allocate (self->content, &(GtkAllocation) { 0, 0, width, height }, baseline);

  /* Not while sizes are being given out. */
  if (self->is_narrow != is_narrow && self->narrow_source == 0)
    self->narrow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, narrow_by_width_cb, self, NULL);
  self->is_narrow = is_narrow;
}

/* One types here first of all. */
static gboolean
mlg_directory_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MLG_DIRECTORY_VIEW (widget)->entry_line));
}

static void
mlg_directory_view_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  gtk_widget_measure (MLG_DIRECTORY_VIEW (widget)->content, orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

/* On the projector the list alone: names must be read from afar. */
static void
projector_cb (MlgDirectoryView *self)
{
  gboolean projector = mlg_focus_is_projector (mlg_view_get_focus (MLG_VIEW (self)));

  if (projector)
    gtk_toggle_button_set_active (self->narrow, FALSE);
}

/* ---- life */

static void
mlg_directory_view_focus_set (MlgView *view)
{
  MlgDirectoryView *self = MLG_DIRECTORY_VIEW (view);
  MlgFocus *focus = mlg_view_get_focus (view);

  mlg_record_table_set_focus (self->table, focus, mlg_schema_find (MLG_ENTITY_ACTOR));
  self->list = mlg_record_table_get_list (self->table);
  gtk_menu_button_set_popover (self->columns, mlg_record_table_new_menu (self->table));
  mlg_facets_set_list (self->facets, focus, self->list);
  mlg_entry_line_set_focus (self->entry_line, focus);

  g_signal_connect_object (self->table, "changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (projector_cb), self, G_CONNECT_SWAPPED);

  show_count (self);
}

static void
mlg_directory_view_dispose (GObject *object)
{
  MlgDirectoryView *self = MLG_DIRECTORY_VIEW (object);

  g_clear_handle_id (&self->narrow_source, g_source_remove);
  self->list = NULL;

  G_OBJECT_CLASS (mlg_directory_view_parent_class)->dispose (object);
}

static void
mlg_directory_view_class_init (MlgDirectoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  mlg_directory_get_resource ();    /* a static library would lose it */

  g_type_ensure (MLG_TYPE_ENTRY_LINE);
  g_type_ensure (MLG_TYPE_FACETS);
  g_type_ensure (MLG_TYPE_RECORD_TABLE);
  g_type_ensure (MLG_TYPE_SUGGESTION);

  G_OBJECT_CLASS (klass)->dispose = mlg_directory_view_dispose;
  widget_class->grab_focus = mlg_directory_view_grab_focus;
  widget_class->measure = mlg_directory_view_measure;
  widget_class->size_allocate = mlg_directory_view_size_allocate;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_directory_view_focus_set;

  gtk_widget_class_set_css_name (widget_class, "directory");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/directory/mlg-directory-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, content);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, search);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, count);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, narrow);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, columns);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, facets);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, stack);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, table);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, suggestion);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, other_suggestion);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, entry_line);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggested_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, mlg_record_table_export);
  gtk_widget_class_bind_template_callback (widget_class, mlg_directory_view_add);
}

static void
mlg_directory_view_init (MlgDirectoryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_narrow = TRUE;       /* until a width is known */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);      /* it wants to know its width */
  mlg_view_set_child (MLG_VIEW (self), self->content);
}

void
mlg_directory_view_add (MlgDirectoryView *self)
{
  g_return_if_fail (MLG_IS_DIRECTORY_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry_line));
}
