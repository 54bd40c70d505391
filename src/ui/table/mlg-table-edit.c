/* Typing in a cell: the control its field has in the sheet, over the cell. Enter goes to the next
 * row, Tab to the next column, Escape leaves all as it was.
 */

#include "ui/table/mlg-record-table-private.h"

#include "ui/records/mlg-field-editor.h"

#define MIN_EDITOR_WIDTH 240

typedef struct
{
  MlgRecordTable *table;
  MlgTableColumn *column;
  guint           position;
} Where;

static MlgFieldEditor *
get_editor (MlgRecordTable *self)
{
  return MLG_FIELD_EDITOR (gtk_popover_get_child (GTK_POPOVER (self->editing)));
}

static void
stop_editing (MlgRecordTable *self)
{
  GtkWidget *popover = g_steal_pointer (&self->editing);

  if (popover == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_unparent (popover);
}

static gboolean
stop_cb (gpointer data)
{
  MlgRecordTable *self = MLG_RECORD_TABLE (data);

  stop_editing (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Not from inside the popover that is going. */
static void
stop_soon (MlgRecordTable *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, stop_cb, g_object_ref (self), g_object_unref);
}

/* ---- going on */

static gboolean
go_cb (gpointer data)
{
  Where *where = data;

  stop_editing (where->table);
  mlg_table_edit (where->table, where->position, where->column);
  return G_SOURCE_REMOVE;
}

static void
free_where (gpointer data)
{
  g_object_unref (((Where *) data)->table);
  g_free (data);
}

static void
go_to (MlgRecordTable *self,
       guint           position,
       MlgTableColumn *column)
{
  Where *where = g_new (Where, 1);

  where->table = g_object_ref (self);
  where->column = column;
  where->position = position;
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, go_cb, where, free_where);
}

static guint
find_position (MlgRecordTable *self)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self->editing), "position"));
}

static void
go_to_next_row (MlgRecordTable *self)
{
  guint next = find_position (self) + 1;

  if (!mlg_field_editor_flush (get_editor (self)))
    return;
  if (next < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    go_to (self, next, self->current);
  else
    stop_soon (self);
}

/* The next column in which one can type; the first of the next row after the last. */
static void
go_to_next_column (MlgRecordTable *self,
                   int             step)
{
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (self);
  int position = (int) find_position (self);
  guint at = 0;
  int column;

  if (!mlg_field_editor_flush (get_editor (self)))
    return;

  g_ptr_array_find (shown, self->current, &at);
  column = (int) at;
  do
    {
      column += step;
      if (column < 0 || column >= (int) shown->len)
        {
          position += step;
          column = step > 0 ? 0 : (int) shown->len - 1;
        }
    }
  while (mlg_table_column_get_typed (shown->pdata[column]) == NULL);

  if (position >= 0 && position < (int) g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    go_to (self, (guint) position, shown->pdata[column]);
  else
    stop_soon (self);
}

static gboolean
is_one_line (const MlgField *field)
{
  switch (field->type)
    {
    case MLG_TYPE_TEXT:
    case MLG_TYPE_INTEGER:
    case MLG_TYPE_NUMBER:
    case MLG_TYPE_MONEY:
    case MLG_TYPE_DATE:
    case MLG_TYPE_URL:
    case MLG_TYPE_EMAIL:
    case MLG_TYPE_PHONE:
    case MLG_TYPE_CODE:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventController *controller,
                guint               key,
                guint               code,
                GdkModifierType     state,
                MlgRecordTable     *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean is_enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (self->editing == NULL)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Escape)
    {
      /* The control first brings back what was there. */
      stop_soon (self);
      return GDK_EVENT_PROPAGATE;
    }
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
    {
      go_to_next_column (self, key == GDK_KEY_ISO_Left_Tab || modifiers == GDK_SHIFT_MASK ? -1 : 1);
      return GDK_EVENT_STOP;
    }
  if (is_enter && (modifiers == GDK_CONTROL_MASK ||
                   (modifiers == 0 && is_one_line (mlg_table_column_get_typed (self->current)))))
    {
      go_to_next_row (self);
      return GDK_EVENT_STOP;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
closed_cb (MlgRecordTable *self)
{
  if (self->editing != NULL)
    stop_soon (self);
}

/* ---- opening */

static void
place_over (MlgRecordTable *self,
            GtkWidget      *popover,
            GtkWidget      *cell)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (cell, GTK_WIDGET (self), &bounds))
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                 (int) bounds.size.width, (int) bounds.size.height });
}

static void
open_editor (MlgRecordTable *self,
             guint           position,
             GtkWidget      *cell,
             MlgRecord      *record)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *editor = mlg_field_editor_new (self->focus, mlg_table_column_get_typed (self->current));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_size_request (editor, MAX (MIN_EDITOR_WIDTH, gtk_widget_get_width (cell)), -1);
  mlg_field_editor_set_record (MLG_FIELD_EDITOR (editor), record);
  gtk_popover_set_child (GTK_POPOVER (popover), editor);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  place_over (self, popover, cell);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (popover, keys);
  g_object_set_data (G_OBJECT (popover), "position", GUINT_TO_POINTER (position));

  self->editing = popover;
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_child_focus (editor, GTK_DIR_TAB_FORWARD);
}

/* A row that is not on the screen has no cell yet. */
static gboolean
edit_again_cb (gpointer data)
{
  Where *where = data;
  g_autoptr(MlgRecord) record = g_list_model_get_item (G_LIST_MODEL (where->table->list), where->position);
  GtkWidget *cell = mlg_table_find_cell (where->table, where->position, where->column);

  if (record != NULL && cell != NULL && where->table->editing == NULL)
    open_editor (where->table, where->position, cell, record);
  return G_SOURCE_REMOVE;
}

void
mlg_table_edit (MlgRecordTable *self,
                guint           position,
                MlgTableColumn *column)
{
  Where *where;

  if (column == NULL || mlg_table_column_get_typed (column) == NULL || mlg_project_is_read_only (mlg_table_get_project (self)) ||
      position >= g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    return;

  stop_editing (self);
  mlg_table_set_current (self, column);
  mlg_table_choose (self, position);

  where = g_new (Where, 1);
  where->table = g_object_ref (self);
  where->column = column;
  where->position = position;
  /* After sizes were given out. */
  g_idle_add_full (GDK_PRIORITY_REDRAW + 1, edit_again_cb, where, free_where);
}
