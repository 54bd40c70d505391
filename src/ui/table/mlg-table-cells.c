/* What stands in a cell: words, the mark of an actor before its name, and why a name that does
 * not look like what is searched was found. */

#include "ui/table/mlg-record-table-private.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "ui/common/mlg-carried.h"
#include "ui/common/mlg-mark.h"

/* GTK 4.8 keeps some two hundred rows, of which a screen shows thirty: the words of the others come
 * when there is nothing more urgent. */
#define ROWS_BEYOND 4
#define LATE_MS     4
#define LEAST_ROW   16
#define MOST_ROW    64

#define NAME_CHARS 12
#define CELL_CHARS 3

static gboolean
has_mark (MlgTableColumn *column)
{
  return column->field == NULL && g_str_equal (column->table->entity->name, MLG_ENTITY_ACTOR);
}

static gboolean
is_number (const MlgField *field)
{
  return field != NULL && (field->type == MLG_TYPE_INTEGER || field->type == MLG_TYPE_NUMBER || field->type == MLG_TYPE_MONEY);
}

static GtkWidget *
get_label (GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  return GTK_IS_BOX (child) ? gtk_widget_get_last_child (child) : child;
}

/* ---- the words */

/* The other name by which what is searched was found: « Régie rurale · RRP ». */
static char *
find_match (MlgRecordTable *self,
            MlgRecord      *record,
            const char     *title)
{
  const char *search = mlg_record_list_get_search (self->list);
  g_autofree char *needle = search != NULL ? mlg_fold (search) : NULL;
  g_autofree char *folded = search != NULL ? mlg_fold (title) : NULL;

  if (search == NULL || mlg_fold_matches (folded, needle))
    return NULL;

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const MlgField *field = &self->entity->fields[i];
      const char *value = mlg_record_get (record, field);
      g_autofree char *text = NULL;
      g_auto(GStrv) elements = NULL;

      if (!(field->flags & MLG_FIELD_SEARCHED) || value == NULL)
        continue;
      text = mlg_project_display (mlg_table_get_project (self), field, value);
      elements = mlg_field_is_multiple (field) && !mlg_field_is_reference (field) ? mlg_value_split (value)
                                                                                  : g_strsplit (text, "\n", 1);
      for (guint e = 0; elements[e] != NULL; e++)
        {
          g_autofree char *other = mlg_fold (elements[e]);

          if (mlg_fold_matches (other, needle) && !g_str_equal (elements[e], title))
            return g_strdup (elements[e]);
        }
    }

  return NULL;
}

static char *
dup_words (MlgTableColumn *column,
           MlgRecord      *record)
{
  MlgRecordTable *self = column->table;
  g_autofree char *match = NULL;
  char *words;

  if (column->field != NULL && g_str_equal (column->field->name, "category") &&
      g_str_equal (self->entity->name, MLG_ENTITY_ACTOR))
    {
      const char *category = mlg_record_get (record, column->field);

      return g_strdup (category != NULL ? mlg_category_get_short_label (mlg_category_find (category)) : "");
    }

  words = mlg_record_list_dup_text (self->list, record, column->field);
  /* One line. */
  g_strdelimit (words, "\n\r\t", ' ');
  match = column->field == NULL ? find_match (self, record, words) : NULL;
  if (match != NULL)
    {
      char *both = g_strdup_printf ("%s · %s", words, match);

      g_free (words);
      words = both;
    }

  return words;
}

static void
fill_cell (GtkListItem    *item,
           MlgTableColumn *column)
{
  MlgRecord *record = mlg_slot_get_record (gtk_list_item_get_item (item));
  GtkWidget *child = gtk_list_item_get_child (item);
  g_autofree char *words = NULL;

  if (record == NULL)
    return;

  if (has_mark (column))
    mlg_mark_set_category (MLG_MARK (gtk_widget_get_first_child (child)),
                           mlg_category_find (mlg_record_get_named (record, "category")));
  words = dup_words (column, record);
  gtk_inscription_set_text (GTK_INSCRIPTION (get_label (item)), words);
}

void
mlg_table_fill_cells (MlgRecordTable *self)
{
  GHashTableIter iter;
  gpointer item, column;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &column))
    fill_cell (item, column);
}

static gboolean
is_in_sight (MlgRecordTable *self,
             guint           position)
{
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->slots));
  double upper = place != NULL ? gtk_adjustment_get_upper (place) : 0;
  double height = n > 0 ? upper / n : 0;
  double first;

  /* Between a change of the list and the next picture the two do not go together. */
  if (height >= LEAST_ROW && height <= MOST_ROW)
    self->row_height = height;
  else
    height = self->row_height;
  if (height < LEAST_ROW)
    return TRUE;

  first = self->to_top ? 0 : gtk_adjustment_get_value (place) / height;
  return position + ROWS_BEYOND >= first &&
         position <= first + gtk_adjustment_get_page_size (place) / height + ROWS_BEYOND;
}

static gboolean
fill_late_cb (gpointer data)
{
  MlgRecordTable *self = MLG_RECORD_TABLE (data);
  gint64 end = g_get_monotonic_time () + LATE_MS * 1000;
  GHashTableIter iter;
  gpointer item;

  mlg_record_list_hold (self->list);
  g_hash_table_iter_init (&iter, self->unfilled);
  while (g_get_monotonic_time () < end && g_hash_table_iter_next (&iter, &item, NULL))
    {
      g_hash_table_iter_remove (&iter);
      fill_cell (item, g_hash_table_lookup (self->cells, item));
    }
  mlg_record_list_release (self->list);
  if (g_hash_table_size (self->unfilled) > 0)
    return G_SOURCE_CONTINUE;

  self->late_source = 0;
  return G_SOURCE_REMOVE;
}

/* Now if it is seen, else soon. */
static void
fill_in_time (GtkListItem    *item,
              MlgTableColumn *column)
{
  MlgRecordTable *self = column->table;

  if (is_in_sight (self, gtk_list_item_get_position (item)))
    {
      g_hash_table_remove (self->unfilled, item);
      fill_cell (item, column);
      return;
    }

  g_hash_table_add (self->unfilled, item);
  if (self->late_source == 0)
    self->late_source = g_idle_add (fill_late_cb, self);
}

/* Only what is cut has its words in a tooltip. */
static gboolean
query_tooltip_cb (GtkWidget  *label,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (label));
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (label, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (text == NULL || width <= gtk_widget_get_width (label))
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* ---- where one is */

/* One gesture for all of them: two hundred rows are made at a key. */
static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            MlgRecordTable  *self)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = NULL;
  MlgTableColumn *column;

  /* Beside the words the cell itself is hit. */
  if (at != NULL && gtk_widget_get_first_child (at) != NULL &&
      g_object_get_data (G_OBJECT (gtk_widget_get_first_child (at)), "item") != NULL)
    at = gtk_widget_get_first_child (at);
  for (; at != NULL && item == NULL; at = gtk_widget_get_parent (at))
    item = g_object_get_data (G_OBJECT (at), "item");
  column = item != NULL ? g_hash_table_lookup (self->cells, item) : NULL;
  if (column == NULL)
    return;

  mlg_table_set_current (self, column);
  if (n_press == 2)
    mlg_table_edit (self, gtk_list_item_get_position (item), column);
}

void
mlg_table_follow_pointer (MlgRecordTable *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (click));
}

static void
mark_current (GtkListItem    *item,
              MlgTableColumn *column)
{
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));

  if (cell == NULL)
    return;
  if (column == column->table->current)
    gtk_widget_add_css_class (cell, "current");
  else
    gtk_widget_remove_css_class (cell, "current");
}

void
mlg_table_set_current (MlgRecordTable *self,
                       MlgTableColumn *column)
{
  GHashTableIter iter;
  gpointer item, its;

  if (self->current == column)
    return;

  self->current = column;
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &its))
    mark_current (item, its);
}

GtkWidget *
mlg_table_find_cell (MlgRecordTable *self,
                     guint           position,
                     MlgTableColumn *column)
{
  GHashTableIter iter;
  gpointer item, its;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &item, &its))
    if (its == column && gtk_list_item_get_position (item) == position)
      return gtk_list_item_get_child (item);

  return NULL;
}

/* ---- made, bound, let go */

static MlgRecord *
get_carried (GtkListItem *item)
{
  gpointer slot = gtk_list_item_get_item (item);

  return slot != NULL ? mlg_slot_get_record (slot) : NULL;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          MlgTableColumn           *column)
{
  GtkWidget *label = gtk_inscription_new (NULL);
  GtkWidget *child = label;

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), column->field == NULL ? NAME_CHARS : CELL_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);

  if (is_number (column->field))
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (label), 1);
      gtk_widget_add_css_class (label, "numbers");
    }
  if (has_mark (column))
    {
      child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      gtk_box_append (GTK_BOX (child), mlg_mark_new (G_MAXUINT));
      gtk_box_append (GTK_BOX (child), label);
      mlg_carried_add_source (child, item, get_carried);
    }

  g_object_set_data (G_OBJECT (child), "column", column);
  g_object_set_data (G_OBJECT (child), "item", item);
  gtk_list_item_set_child (item, child);
}

static void
slot_changed_cb (GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (child != NULL)
    fill_in_time (item, g_object_get_data (G_OBJECT (child), "column"));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         MlgTableColumn           *column)
{
  g_signal_connect_swapped (gtk_list_item_get_item (item), "changed", G_CALLBACK (slot_changed_cb), item);
  g_hash_table_insert (column->table->cells, item, column);
  fill_in_time (item, column);
  mark_current (item, column);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           MlgTableColumn           *column)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
  g_hash_table_remove (column->table->cells, item);
  g_hash_table_remove (column->table->unfilled, item);
}

GtkListItemFactory *
mlg_table_new_factory (MlgTableColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), column);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), column);
  return factory;
}
