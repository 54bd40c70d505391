/* The records of one entity as a table: its rows, the chosen ones, the keys. */

#include "ui/table/mlg-record-table-private.h"

#include <glib/gi18n-lib.h>

#include "ui/common/mlg-keyboard.h"
#include "ui/common/mlg-view.h"

/* Below this everything is read in no time. */
#define MANY_ROWS 5000

G_DEFINE_FINAL_TYPE (MlgRecordTable, mlg_record_table, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

MlgProject *
mlg_table_get_project (MlgRecordTable *self)
{
  return mlg_focus_get_project (self->focus);
}

void
mlg_table_report (MlgRecordTable *self,
                  const GError   *error)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), MLG_TYPE_VIEW);

  if (view != NULL)
    mlg_view_report (MLG_VIEW (view), error);
}

static gboolean
is_actor (MlgRecordTable *self)
{
  return g_str_equal (self->entity->name, MLG_ENTITY_ACTOR);
}

/* ---- rows */

static GtkWidget *
find_rows (MlgRecordTable *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;

  return NULL;
}

/* GTK 4.8 has no function for it, but its rows have an action. */
void
mlg_table_scroll_to (MlgRecordTable *self,
                     guint           position)
{
  GtkWidget *rows = find_rows (self);

  if (rows != NULL)
    gtk_widget_activate_action (rows, "list.scroll-to-item", "u", position);
}

void
mlg_table_choose (MlgRecordTable *self,
                  guint           position)
{
  mlg_slots_complete (self->slots);
  if (position >= g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    return;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  mlg_table_scroll_to (self, position);
}

guint
mlg_table_get_position (MlgRecordTable *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  const MlgId *id = mlg_focus_get_entity (self->focus) == self->entity ? mlg_focus_get_id (self->focus) : NULL;
  guint position = id != NULL ? mlg_record_list_find (self->list, id) : G_MAXUINT;

  if (position != G_MAXUINT)
    return position;
  return gtk_bitset_is_empty (selected) ? GTK_INVALID_LIST_POSITION : gtk_bitset_get_minimum (selected);
}

/* ---- the chosen rows and the focus follow each other */

static GArray *
dup_chosen_positions (MlgRecordTable *self)
{
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_array_append_val (positions, position);

  return positions;
}

static void
follow_focus (MlgRecordTable *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  g_autoptr(GArray) ids = mlg_focus_dup_selection (self->focus);
  g_autoptr(GArray) positions = NULL;
  g_autoptr(GtkBitset) selected = gtk_bitset_new_empty ();
  g_autoptr(GtkBitset) mask = NULL;

  if (mlg_focus_get_entity (self->focus) != self->entity)
    g_array_set_size (ids, 0);
  positions = mlg_record_list_find_many (self->list, ids);
  for (guint i = 0; i < positions->len; i++)
    gtk_bitset_add (selected, g_array_index (positions, guint, i));
  if (positions->len > 0)
    mlg_slots_complete (self->slots);
  mask = gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (model)));

  self->following = TRUE;
  gtk_selection_model_set_selection (model, selected, mask);
  self->following = FALSE;

  if (positions->len > 0)
    mlg_table_scroll_to (self, mlg_table_get_position (self));
  else if (self->to_top && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    mlg_table_scroll_to (self, 0);
  self->to_top = FALSE;
  mlg_table_show_bar (self);
}

static gboolean
follow_cb (gpointer user_data)
{
  MlgRecordTable *self = MLG_RECORD_TABLE (user_data);

  self->follow_source = 0;
  if (mlg_slots_is_synced (self->slots))
    follow_focus (self);
  return G_SOURCE_REMOVE;
}

/* After the rows are there: they may be told in several steps. */
static void
follow_soon (MlgRecordTable *self)
{
  if (self->follow_source == 0 && !self->leading)
    self->follow_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_cb, self, NULL);
}

static void
synced_cb (MlgRecordTable *self)
{
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_signal_emit (self, signals[CHANGED], 0);
  follow_focus (self);
}

static void
selection_changed_cb (MlgRecordTable *self)
{
  g_autoptr(GArray) ids = NULL;

  if (self->following || !mlg_slots_is_synced (self->slots))
    return;

  ids = mlg_record_table_dup_chosen (self);
  self->leading = TRUE;
  mlg_focus_select_many (self->focus, self->entity, ids);
  self->leading = FALSE;
  mlg_table_show_bar (self);
}

GArray *
mlg_record_table_dup_chosen (MlgRecordTable *self)
{
  g_autoptr(GArray) positions = NULL;

  g_return_val_if_fail (MLG_IS_RECORD_TABLE (self), NULL);

  positions = dup_chosen_positions (self);
  return mlg_record_list_dup_ids (self->list, positions);
}

GArray *
mlg_record_table_dup_ids (MlgRecordTable *self)
{
  g_return_val_if_fail (MLG_IS_RECORD_TABLE (self), NULL);

  return mlg_record_list_dup_ids (self->list, NULL);
}

/* ---- filters of the focus */

static void
filter_changed_cb (MlgRecordTable *self)
{
  if (is_actor (self))
    mlg_focus_narrow (self->focus, self->list);
}

static void
project_changed_cb (MlgRecordTable *self,
                    MlgChanges     *changes)
{
  GHashTableIter iter;
  gpointer entity;
  gboolean others = changes->everything;

  /* What lies in a territory may have changed. */
  if (mlg_focus_has_filters (self->focus))
    filter_changed_cb (self);

  g_hash_table_iter_init (&iter, changes->rows);
  while (!others && g_hash_table_iter_next (&iter, NULL, &entity))
    others = entity != self->entity;
  /* Names of references, numbers of partnerships. */
  if (others)
    mlg_table_fill_cells (self);
}

/* ---- keys */

static gboolean
is_in_rows (MlgRecordTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *rows = find_rows (self);

  return at != NULL && rows != NULL && (at == rows || gtk_widget_get_parent (at) == rows);
}

static void
step_column (MlgRecordTable *self,
             int             step)
{
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (self);
  guint at = 0;

  g_ptr_array_find (shown, self->current, &at);
  if ((step < 0 && at == 0) || (step > 0 && at + 1 >= shown->len))
    return;
  mlg_table_set_current (self, shown->pdata[at + step]);
}

static gboolean
key_pressed_cb (GtkEventController *controller,
                guint               key,
                guint               code,
                GdkModifierType     state,
                MlgRecordTable     *self)
{
  /* It may choose all, or go to the last. */
  mlg_slots_complete (self->slots);
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || !is_in_rows (self))
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Left:
      step_column (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Right:
      step_column (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_F2:
      mlg_table_edit (self, mlg_table_get_position (self), self->current);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static gboolean
delete_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  mlg_table_delete_chosen (MLG_RECORD_TABLE (data));
  return TRUE;
}

static gboolean
change_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  mlg_table_change_chosen (MLG_RECORD_TABLE (data));
  return TRUE;
}

static gboolean
copy_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  mlg_table_copy (MLG_RECORD_TABLE (data));
  return TRUE;
}

static gboolean
paste_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   data)
{
  mlg_table_paste (MLG_RECORD_TABLE (data));
  return TRUE;
}

static void
add_keys (MlgRecordTable *self)
{
  static const struct { const char *keys; GtkShortcutFunc func; } shortcuts[] = {
    { "Delete|KP_Delete", delete_cb },
    { "<Control>e", change_cb },
    { "<Control>c|<Control>Insert", copy_cb },
    { "<Control>v|<Shift>Insert", paste_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].keys),
                        gtk_callback_action_new (shortcuts[i].func, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/* ---- life */

static void
prepare_columns (MlgRecordTable *self)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new ();

  if (mlg_record_list_get_total (self->list) < MANY_ROWS)
    return;

  for (guint i = 0; i < self->columns->len; i++)
    {
      MlgTableColumn *column = self->columns->pdata[i];

      if (column->field != NULL && (mlg_table_column_is_shown (column) || (column->field->flags & MLG_FIELD_FACET)))
        g_ptr_array_add (fields, (gpointer) column->field);
    }
  mlg_record_list_prepare (self->list, (const MlgField *const *) fields->pdata, fields->len);
}

static void
projector_cb (MlgRecordTable *self)
{
  gboolean projector = mlg_focus_is_projector (self->focus);

  mlg_table_set_projector (self, projector);
}

void
mlg_record_table_set_focus (MlgRecordTable  *self,
                            MlgFocus        *focus,
                            const MlgEntity *entity)
{
  g_return_if_fail (MLG_IS_RECORD_TABLE (self));
  g_return_if_fail (self->focus == NULL && MLG_IS_FOCUS (focus) && entity != NULL);

  self->focus = g_object_ref (focus);
  self->entity = entity;
  self->list = mlg_record_list_new (mlg_focus_get_project (focus), entity);
  self->slots = mlg_slots_new (self->list);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->slots)));
  mlg_table_add_columns (self);
  mlg_table_make_bar (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _(entity->plural), -1);
  add_keys (self);
  mlg_table_follow_pointer (self);

  g_signal_connect_object (self->slots, "synced", G_CALLBACK (synced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (follow_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "filter-changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (projector_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_focus_get_project (focus), "changed", G_CALLBACK (project_changed_cb), self,
                           G_CONNECT_SWAPPED);

  filter_changed_cb (self);
  follow_soon (self);
  prepare_columns (self);
}

MlgRecordList *
mlg_record_table_get_list (MlgRecordTable *self)
{
  g_return_val_if_fail (MLG_IS_RECORD_TABLE (self), NULL);

  return self->list;
}

GtkColumnView *
mlg_record_table_get_view (MlgRecordTable *self)
{
  g_return_val_if_fail (MLG_IS_RECORD_TABLE (self), NULL);

  return self->view;
}

void
mlg_record_table_go_to_top (MlgRecordTable *self)
{
  g_return_if_fail (MLG_IS_RECORD_TABLE (self));

  self->to_top = TRUE;
}

static void
mlg_record_table_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  gtk_widget_measure (MLG_RECORD_TABLE (widget)->box, orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
mlg_record_table_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  MlgRecordTable *self = MLG_RECORD_TABLE (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (self->editing != NULL)
    gtk_popover_present (GTK_POPOVER (self->editing));
  if (self->width != width)
    mlg_table_fit_soon (self);
  self->width = width;
}

static gboolean
mlg_record_table_grab_focus (GtkWidget *widget)
{
  GtkWidget *rows = find_rows (MLG_RECORD_TABLE (widget));

  return rows != NULL && gtk_widget_child_focus (rows, GTK_DIR_TAB_FORWARD);
}

static void
mlg_record_table_dispose (GObject *object)
{
  MlgRecordTable *self = MLG_RECORD_TABLE (object);

  if (self->slots != NULL)
    g_signal_handlers_disconnect_by_data (self->slots, self);
  if (self->box != NULL)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (self->view), self);
  g_clear_pointer (&self->editing, gtk_widget_unparent);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  g_clear_handle_id (&self->late_source, g_source_remove);
  mlg_table_save_now (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_handle_id (&self->late_source, g_source_remove);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_object (&self->selection);
  g_clear_object (&self->slots);
  g_clear_object (&self->list);
  /* Last: the list tells of its end, too. */
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_record_table_parent_class)->dispose (object);
}

static void
mlg_record_table_finalize (GObject *object)
{
  g_hash_table_unref (MLG_RECORD_TABLE (object)->cells);
  g_hash_table_unref (MLG_RECORD_TABLE (object)->unfilled);

  G_OBJECT_CLASS (mlg_record_table_parent_class)->finalize (object);
}

static void
mlg_record_table_class_init (MlgRecordTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_record_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_record_table_finalize;
  widget_class->measure = mlg_record_table_measure;
  widget_class->size_allocate = mlg_record_table_size_allocate;
  widget_class->grab_focus = mlg_record_table_grab_focus;
  widget_class->focus = mlg_keyboard_move;

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_RECORD_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "recordtable");
}

static void
mlg_record_table_init (MlgRecordTable *self)
{
  self->cells = g_hash_table_new (NULL, NULL);
  self->unfilled = g_hash_table_new (NULL, NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_reorderable (self->view, TRUE);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}
