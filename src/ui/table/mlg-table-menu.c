/* The columns to choose: those that are shown first, in their order, which the mouse drags and
 * Alt with the arrows moves; then the others. And by which of them the list is sorted.
 */

#include "ui/table/mlg-record-table-private.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"

#define MAX_HEIGHT 420

static void fill_menu (GtkWidget *popover);

static MlgRecordTable *
get_table (GtkWidget *popover)
{
  return g_object_get_data (G_OBJECT (popover), "table");
}

static GtkWidget *
get_popover (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);
}

/* ---- rows */

/* After a move the keyboard stays on the column that moved. */
static void
fill_and_go_to (GtkWidget      *popover,
                MlgTableColumn *column)
{
  GtkWidget *box = g_object_get_data (G_OBJECT (popover), "box");

  fill_menu (popover);
  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_object_get_data (G_OBJECT (row), "column") == column)
      gtk_widget_grab_focus (gtk_widget_get_first_child (row));
}

static void
toggled_cb (GtkCheckButton *check,
            MlgTableColumn *column)
{
  GtkWidget *popover = get_popover (GTK_WIDGET (check));

  mlg_table_show_column (column, gtk_check_button_get_active (check));
  if (popover != NULL)
    fill_and_go_to (popover, column);
}

static void
move_column (GtkWidget      *row,
             MlgTableColumn *column,
             int             step)
{
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (column->table);
  guint at;
  int to;

  if (!g_ptr_array_find (shown, column, &at))
    return;

  /* The title stays first. */
  to = (int) at + step;
  if (to < 1 || to >= (int) shown->len)
    return;
  mlg_table_move_column (column, step < 0 ? shown->pdata[to]
                                          : at + 2 < shown->len ? shown->pdata[at + 2] : NULL);
  fill_and_go_to (get_popover (row), column);
}

static gboolean
key_pressed_cb (GtkEventController *controller,
                guint               key,
                guint               code,
                GdkModifierType     state,
                MlgTableColumn     *column)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;

  move_column (row, column, key == GDK_KEY_Up ? -1 : 1);
  return GDK_EVENT_STOP;
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource  *source,
                 double          x,
                 double          y,
                 MlgTableColumn *column)
{
  return gdk_content_provider_new_typed (G_TYPE_POINTER, column);
}

static gboolean
drop_cb (GtkDropTarget  *target,
         const GValue   *value,
         double          x,
         double          y,
         MlgTableColumn *column)
{
  MlgTableColumn *dragged = g_value_get_pointer (value);
  GtkWidget *popover = get_popover (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));

  if (dragged == NULL || dragged->table != column->table)
    return FALSE;

  mlg_table_move_column (dragged, column);
  fill_and_go_to (popover, dragged);
  return TRUE;
}

static void
make_movable (GtkWidget      *row,
              MlgTableColumn *column)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_POINTER, GDK_ACTION_MOVE);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");

  gtk_widget_set_tooltip_text (handle, _("Drag to another place, or press Alt with an arrow"));
  gtk_widget_add_css_class (handle, "dim");
  gtk_widget_set_hexpand (handle, TRUE);
  gtk_widget_set_halign (handle, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row), handle);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), column);
  gtk_widget_add_controller (row, keys);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), column);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), column);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
new_row (MlgTableColumn *column)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *check = gtk_check_button_new_with_label (mlg_table_column_get_title (column));
  gboolean shown = mlg_table_column_is_shown (column);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), shown);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), column);
  gtk_box_append (GTK_BOX (row), check);
  g_object_set_data (G_OBJECT (row), "column", column);
  if (shown)
    make_movable (row, column);
  return row;
}

/* ---- order */

static void
sort_changed_cb (GtkWidget *popover)
{
  MlgRecordTable *self = get_table (popover);
  GtkDropDown *by = g_object_get_data (G_OBJECT (popover), "by");
  GtkToggleButton *descending = g_object_get_data (G_OBJECT (popover), "descending");
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (self);
  guint chosen = gtk_drop_down_get_selected (by);

  if (g_object_get_data (G_OBJECT (popover), "filling") == NULL && chosen < shown->len)
    mlg_table_sort (self, shown->pdata[chosen], gtk_toggle_button_get_active (descending));
}

static void
show_sort (GtkWidget *popover)
{
  MlgRecordTable *self = get_table (popover);
  GtkDropDown *by = g_object_get_data (G_OBJECT (popover), "by");
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (self);
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  gboolean descending;
  const MlgField *sort = mlg_record_list_get_sort (self->list, &descending);
  guint chosen = 0;

  for (guint i = 0; i < shown->len; i++)
    {
      MlgTableColumn *column = shown->pdata[i];

      gtk_string_list_append (titles, mlg_table_column_get_title (column));
      if (column->field == sort)
        chosen = i;
    }

  g_object_set_data (G_OBJECT (popover), "filling", popover);
  gtk_drop_down_set_model (by, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (by, chosen);
  gtk_toggle_button_set_active (g_object_get_data (G_OBJECT (popover), "descending"), descending);
  g_object_set_data (G_OBJECT (popover), "filling", NULL);
}

static GtkWidget *
new_sort (GtkWidget *popover)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_("Sort by"));
  GtkWidget *by = gtk_drop_down_new (NULL, NULL);
  GtkWidget *descending = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (descending), "view-sort-descending-symbolic");
  gtk_widget_set_tooltip_text (descending, _("The last first"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (descending), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The last first"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (by), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Sort by"), -1);
  gtk_widget_set_hexpand (by, TRUE);
  gtk_widget_add_css_class (label, "dim");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), by);
  gtk_box_append (GTK_BOX (box), descending);

  g_object_set_data (G_OBJECT (popover), "by", by);
  g_object_set_data (G_OBJECT (popover), "descending", descending);
  g_signal_connect_swapped (by, "notify::selected", G_CALLBACK (sort_changed_cb), popover);
  g_signal_connect_swapped (descending, "toggled", G_CALLBACK (sort_changed_cb), popover);
  return box;
}

/* ---- all of it */

static int
compare_titles (gconstpointer a,
                gconstpointer b)
{
  g_autofree char *first = mlg_sort_key (mlg_table_column_get_title (*(MlgTableColumn *const *) a));
  g_autofree char *second = mlg_sort_key (mlg_table_column_get_title (*(MlgTableColumn *const *) b));

  return strcmp (first, second);
}

static void
fill_menu (GtkWidget *popover)
{
  MlgRecordTable *self = get_table (popover);
  GtkWidget *box = g_object_get_data (G_OBJECT (popover), "box"), *child;
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (self);
  g_autoptr(GPtrArray) others = g_ptr_array_new ();

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);

  for (guint i = 1; i < self->columns->len; i++)
    if (!mlg_table_column_is_shown (self->columns->pdata[i]))
      g_ptr_array_add (others, self->columns->pdata[i]);
  g_ptr_array_sort (others, compare_titles);

  for (guint i = 0; i < shown->len; i++)
    if (((MlgTableColumn *) shown->pdata[i])->field != NULL)
      gtk_box_append (GTK_BOX (box), new_row (shown->pdata[i]));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  for (guint i = 0; i < others->len; i++)
    gtk_box_append (GTK_BOX (box), new_row (others->pdata[i]));
  show_sort (popover);
}

GtkWidget *
mlg_record_table_new_menu (MlgRecordTable *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  g_return_val_if_fail (MLG_IS_RECORD_TABLE (self), NULL);

  g_object_set_data (G_OBJECT (popover), "table", self);
  g_object_set_data (G_OBJECT (popover), "box", box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_add_css_class (outer, "columns-menu");
  gtk_box_append (GTK_BOX (outer), new_sort (popover));
  gtk_box_append (GTK_BOX (outer), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (outer), scroller);
  gtk_popover_set_child (GTK_POPOVER (popover), outer);
  g_signal_connect (popover, "show", G_CALLBACK (fill_menu), NULL);

  return popover;
}
