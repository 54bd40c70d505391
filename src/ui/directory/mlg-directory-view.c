/* The directory: every actor, a line each, and the line where one is entered. */

#include "ui/directory/mlg-directory-view.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "store/mlg-record-list.h"
#include "ui/common/mlg-slots.h"
#include "ui/directory/mlg-directory-columns.h"
#include "ui/directory/mlg-directory-resources.h"
#include "ui/directory/mlg-entry-line.h"
#include "ui/directory/mlg-facets.h"

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
  GtkColumnView     *view;
  MlgEntryLine      *entry_line;

  MlgRecordList     *list;
  MlgSlots          *slots;
  GtkMultiSelection *selection;
  gboolean           following;    /* the selection is being set from the focus */
  gboolean           leading;      /* the focus is being set from the selection */
  gboolean           to_top;       /* another search or order: read from the top */
  guint              follow_source;
  guint              narrow_source;
  gboolean           narrow_chosen; /* shown or not by the user, no longer by the width */
  int                width;
};

G_DEFINE_FINAL_TYPE (MlgDirectoryView, mlg_directory_view, MLG_TYPE_VIEW)

static const MlgEntity *
get_actor (void)
{
  return mlg_schema_find (MLG_ENTITY_ACTOR);
}

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

  gtk_stack_set_visible_child_name (self->stack, total == 0 ? "empty" : n == 0 ? "nothing" : "list");
}

static gboolean
focus_accepts (MlgRecord *record,
               gpointer   data)
{
  return mlg_focus_accepts (MLG_FOCUS (data), record);
}

static void
filter_changed_cb (MlgDirectoryView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  if (mlg_focus_has_filters (focus))
    mlg_record_list_set_filter (self->list, focus_accepts, focus, NULL);
  else
    mlg_record_list_set_filter (self->list, NULL, NULL, NULL);
}

static void
search_changed_cb (MlgDirectoryView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  mlg_record_list_set_search (self->list, *text != '\0' ? text : NULL);
  self->to_top = TRUE;
}

static void
show_all_cb (MlgDirectoryView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  mlg_record_list_set_search (self->list, NULL);
  mlg_facets_clear (self->facets);
  mlg_focus_clear_filters (mlg_view_get_focus (MLG_VIEW (self)));
}

/* ---- selection and focus follow each other */

static GtkWidget *
find_rows (GtkColumnView *view)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;

  return NULL;
}

/* GTK 4.8 has no function for it, but its rows have an action. */
static void
scroll_to (MlgDirectoryView *self,
           guint             position)
{
  GtkWidget *rows = find_rows (self->view);

  if (rows != NULL)
    gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
}

static void
follow_focus (MlgDirectoryView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  g_autoptr(GArray) ids = mlg_focus_dup_selection (focus);
  g_autoptr(GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr(GtkBitset) mask = gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (model)));
  guint last = G_MAXUINT;

  for (guint i = 0; mlg_focus_get_entity (focus) == get_actor () && i < ids->len; i++)
    {
      guint position = mlg_record_list_find (self->list, &g_array_index (ids, MlgId, i));

      if (position != G_MAXUINT)
        gtk_bitset_add (selected, last = position);
    }

  self->following = TRUE;
  gtk_selection_model_set_selection (model, selected, mask);
  self->following = FALSE;

  if (last != G_MAXUINT)
    scroll_to (self, last);
  else if (self->to_top && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    scroll_to (self, 0);
  self->to_top = FALSE;
}

static gboolean
follow_cb (gpointer user_data)
{
  MlgDirectoryView *self = MLG_DIRECTORY_VIEW (user_data);

  self->follow_source = 0;
  if (mlg_slots_is_synced (self->slots))
    follow_focus (self);
  return G_SOURCE_REMOVE;
}

/* After the rows are there: they may be told in several steps. */
static void
follow_soon (MlgDirectoryView *self)
{
  if (self->follow_source == 0 && !self->leading)
    self->follow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_cb, self, NULL);
}

static void
synced_cb (MlgDirectoryView *self)
{
  g_clear_handle_id (&self->follow_source, g_source_remove);
  show_count (self);
  follow_focus (self);
}

static void
selection_changed_cb (MlgDirectoryView *self)
{
  g_autoptr(GtkBitset) selected = NULL;
  g_autoptr(GArray) ids = NULL;
  GtkBitsetIter iter;
  guint position;

  if (self->following || !mlg_slots_is_synced (self->slots))
    return;

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr(MlgRecord) record = g_list_model_get_item (G_LIST_MODEL (self->list), position);

      g_array_append_vals (ids, mlg_record_get_id (record), 1);
    }

  self->leading = TRUE;
  mlg_focus_select_many (mlg_view_get_focus (MLG_VIEW (self)), get_actor (), ids);
  self->leading = FALSE;
}

/* ---- gestures */

static void
delete_selected (MlgDirectoryView *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  g_autoptr(GArray) ids = mlg_focus_dup_selection (focus);
  g_autoptr(MlgGesture) gesture = NULL;
  g_autoptr(GError) error = NULL;

  if (ids->len == 0 || mlg_focus_get_entity (focus) != get_actor ())
    return;

  gesture = mlg_project_begin (project, ids->len == 1 ? N_("Delete an actor") : N_("Delete several actors"), &error);
  for (guint i = 0; gesture != NULL && i < ids->len; i++)
    if (!mlg_gesture_delete (gesture, get_actor (), &g_array_index (ids, MlgId, i), &error))
      g_clear_pointer (&gesture, mlg_gesture_free);

  if (gesture == NULL || !mlg_project_commit (project, g_steal_pointer (&gesture), &error))
    mlg_view_report (MLG_VIEW (self), error);
}

static gboolean
delete_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  delete_selected (MLG_DIRECTORY_VIEW (user_data));
  return TRUE;
}

static void
add_keys (MlgDirectoryView *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Delete|KP_Delete"),
                                                          gtk_callback_action_new (delete_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/* ---- the width decides about the choices beside the list until the user does */

static gboolean
narrow_by_width_cb (gpointer user_data)
{
  MlgDirectoryView *self = MLG_DIRECTORY_VIEW (user_data);
  gboolean chosen = self->narrow_chosen, projector;

  self->narrow_source = 0;
  g_object_get (mlg_view_get_focus (MLG_VIEW (self)), "projector", &projector, NULL);
  if (!chosen && !projector)
    gtk_toggle_button_set_active (self->narrow, self->width >= WIDTH_FOR_FACETS || mlg_facets_has_choice (self->facets));
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

  gtk_widget_size_allocate (self->content, &(GtkAllocation) { 0, 0, width, height }, baseline);

  /* Not while sizes are being given out. */
  if ((self->width < WIDTH_FOR_FACETS) != (width < WIDTH_FOR_FACETS) && self->narrow_source == 0)
    self->narrow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, narrow_by_width_cb, self, NULL);
  self->width = width;
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
  gboolean projector;

  g_object_get (mlg_view_get_focus (MLG_VIEW (self)), "projector", &projector, NULL);
  if (projector)
    gtk_toggle_button_set_active (self->narrow, FALSE);
}

/* ---- life */

static void
mlg_directory_view_focus_set (MlgView *view)
{
  MlgDirectoryView *self = MLG_DIRECTORY_VIEW (view);
  MlgFocus *focus = mlg_view_get_focus (view);
  MlgProject *project = mlg_view_get_project (view);

  self->list = mlg_record_list_new (project, get_actor ());
  self->slots = mlg_slots_new (self->list);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->slots)));
  mlg_directory_columns_add (self->view, focus, self->list);
  gtk_menu_button_set_popover (self->columns, mlg_directory_columns_new_menu (self->view));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  mlg_facets_set_list (self->facets, project, self->list);
  mlg_entry_line_set_focus (self->entry_line, focus);
  add_keys (self);

  g_signal_connect_object (self->slots, "synced", G_CALLBACK (synced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (follow_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "filter-changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (projector_cb), self, G_CONNECT_SWAPPED);

  filter_changed_cb (self);
  show_count (self);
  follow_soon (self);
}

static void
mlg_directory_view_dispose (GObject *object)
{
  MlgDirectoryView *self = MLG_DIRECTORY_VIEW (object);

  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->slots, self);
      mlg_record_list_set_filter (self->list, NULL, NULL, NULL);
    }
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_handle_id (&self->narrow_source, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->slots);
  g_clear_object (&self->list);
  /* Last: the list tells of its end, too. */
  g_clear_handle_id (&self->follow_source, g_source_remove);

  G_OBJECT_CLASS (mlg_directory_view_parent_class)->dispose (object);
}

static void
mlg_directory_view_class_init (MlgDirectoryViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  mlg_directory_get_resource ();    /* a static library would lose it */

  g_type_ensure (MLG_TYPE_ENTRY_LINE);
  g_type_ensure (MLG_TYPE_FACETS);

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
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, view);
  gtk_widget_class_bind_template_child (widget_class, MlgDirectoryView, entry_line);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, mlg_directory_view_add);
}

static void
mlg_directory_view_init (MlgDirectoryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);      /* it wants to know its width */
  mlg_view_set_child (MLG_VIEW (self), self->content);
}

void
mlg_directory_view_add (MlgDirectoryView *self)
{
  g_return_if_fail (MLG_IS_DIRECTORY_VIEW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry_line));
}
