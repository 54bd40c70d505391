/* The columns of the directory.
 *
 * The list sorts itself, by its index; the column view only has to say by which column and
 * which way. GTK 4.8 does not tell (4.10 does), so it is asked: each column has a sorter that
 * answers « smaller » and notes that it was asked; the view's own sorter asks the primary
 * column first and turns the answer round when the order is descending.
 */

#include "ui/directory/mlg-directory-columns.h"

#include <glib/gi18n-lib.h>

#include "ui/common/mlg-slots.h"
#include "ui/directory/mlg-mark.h"

/* Pixels; the name takes what is left. */
#define NAME_WIDTH  210
#define TERM_WIDTH  125
/* On the projector words are larger. */
#define PROJECTOR_SCALE 1.7
#define NAME_CHARS  16

typedef struct
{
  MlgFocus       *focus;
  MlgRecordList  *list;
  GPtrArray      *all;            /* GtkColumnViewColumn, in order, shown or not */
  GHashTable     *counts;         /* id text → number of partnerships; NULL: count again */
  const MlgField *asked;          /* the field of the column asked last */
  gboolean        was_asked;
} Columns;

typedef struct
{
  Columns        *columns;
  const MlgField *field;          /* NULL: number of partnerships */
} Column;

static const char *const shown_first[] = {
  "name", "category", "family", "territories",
};

/* ---- number of partnerships */

typedef struct
{
  const MlgField *a, *b;
  GHashTable     *counts;
} Counting;

static void
count_end (GHashTable *counts,
           const char *id)
{
  if (id != NULL)
    g_hash_table_insert (counts, g_strdup (id),
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, id)) + 1));
}

static gboolean
count_row (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Counting *counting = data;

  count_end (counting->counts, values[counting->a->index]);
  count_end (counting->counts, values[counting->b->index]);
  return TRUE;
}

static guint
count_partnerships (Columns     *columns,
                    const MlgId *id)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (columns->counts == NULL)
    {
      const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
      Counting counting = { mlg_entity_find_field (partnership, "a"), mlg_entity_find_field (partnership, "b") };

      columns->counts = counting.counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      mlg_store_foreach (mlg_project_get_store (mlg_focus_get_project (columns->focus)), partnership,
                         count_row, &counting, NULL);
    }

  return GPOINTER_TO_UINT (g_hash_table_lookup (columns->counts, mlg_id_write (id, text)));
}

static void
project_changed_cb (Columns *columns)
{
  g_clear_pointer (&columns->counts, g_hash_table_unref);
}

/* ---- cells */

static void
fill_text (Column    *column,
           GtkWidget *label,
           MlgRecord *record)
{
  const char *value = column->field != NULL ? mlg_record_get (record, column->field) : NULL;
  g_autofree char *text = NULL;

  if (column->field == NULL)
    {
      guint n = count_partnerships (column->columns, mlg_record_get_id (record));

      text = n > 0 ? g_strdup_printf ("%u", n) : NULL;
    }
  else if (g_str_equal (column->field->name, "category") && value != NULL)
    text = g_strdup (mlg_category_get_short_label (mlg_category_find (value)));
  else if (value != NULL)
    text = mlg_project_display (mlg_focus_get_project (column->columns->focus), column->field, value);

  gtk_inscription_set_text (GTK_INSCRIPTION (label), text);
}

static gboolean
is_name (const Column *column)
{
  return column->field != NULL && (column->field->flags & MLG_FIELD_TITLE);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          Column                   *column)
{
  GtkWidget *label = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (label), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);

  if (is_name (column))
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

      gtk_box_append (GTK_BOX (box), mlg_mark_new (G_MAXUINT));
      gtk_box_append (GTK_BOX (box), label);
      gtk_list_item_set_child (item, box);
      gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), NAME_CHARS);
      return;
    }

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), column->field != NULL ? 8 : 3);
  if (column->field == NULL)
    {
      gtk_inscription_set_xalign (GTK_INSCRIPTION (label), 1);
      gtk_widget_add_css_class (label, "numbers");
    }
  gtk_list_item_set_child (item, label);
}

static void
fill_cell (GtkListItem *item,
           Column      *column)
{
  MlgRecord *record = mlg_slot_get_record (gtk_list_item_get_item (item));
  GtkWidget *child = gtk_list_item_get_child (item);

  if (record == NULL)
    return;

  if (is_name (column))
    {
      mlg_mark_set_category (MLG_MARK (gtk_widget_get_first_child (child)),
                             mlg_category_find (mlg_record_get_named (record, "category")));
      child = gtk_widget_get_last_child (child);
    }

  fill_text (column, child, record);
}

static void
slot_changed_cb (GtkListItem *item)
{
  fill_cell (item, g_object_get_data (G_OBJECT (item), "column"));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         Column                   *column)
{
  g_object_set_data (G_OBJECT (item), "column", column);
  g_signal_connect_swapped (gtk_list_item_get_item (item), "changed", G_CALLBACK (slot_changed_cb), item);
  fill_cell (item, column);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           Column                   *column)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (item), item);
}

/* ---- order */

static int
note_asked (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  Column *column = data;

  if (!column->columns->was_asked)
    {
      column->columns->asked = column->field;
      column->columns->was_asked = TRUE;
    }

  return -1;
}

static void
order_changed_cb (GtkSorter       *sorter,
                  GtkSorterChange  change,
                  Columns         *columns)
{
  g_autoptr(GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering order;

  columns->was_asked = FALSE;
  columns->asked = NULL;
  order = gtk_sorter_compare (sorter, a, b);
  mlg_record_list_set_sort (columns->list, columns->asked, columns->was_asked && order == GTK_ORDERING_LARGER);
}

/* ---- making them */

static gboolean
is_shown_first (const MlgField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (shown_first); i++)
    if (g_str_equal (shown_first[i], field->name))
      return TRUE;

  return FALSE;
}

/* Where a column goes among those that are shown. */
static guint
find_place (GtkColumnView       *view,
            Columns             *columns,
            GtkColumnViewColumn *column)
{
  guint place = 0;

  for (guint i = 0; i < columns->all->len && g_ptr_array_index (columns->all, i) != column; i++)
    if (gtk_column_view_column_get_column_view (g_ptr_array_index (columns->all, i)) == view)
      place++;

  return place;
}

static void
show_column (GtkColumnView       *view,
             GtkColumnViewColumn *column,
             gboolean             shown)
{
  Columns *columns = g_object_get_data (G_OBJECT (view), "columns");
  gboolean is_shown = gtk_column_view_column_get_column_view (column) == view;

  if (shown && !is_shown)
    gtk_column_view_insert_column (view, find_place (view, columns, column), column);
  else if (!shown && is_shown)
    gtk_column_view_remove_column (view, column);
}

static void
add_column (GtkColumnView  *view,
            Columns        *columns,
            const MlgField *field,
            const char     *title)
{
  Column *data = g_new (Column, 1);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) column = NULL;

  data->columns = columns;
  data->field = field;
  g_object_set_data_full (G_OBJECT (factory), "column", data, g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);

  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, is_name (data));
  if (field != NULL)
    {
      int width = is_name (data) ? NAME_WIDTH : TERM_WIDTH;

      gtk_column_view_column_set_fixed_width (column, width);
      g_object_set_data (G_OBJECT (column), "width", GINT_TO_POINTER (width));
    }

  if (field != NULL && !mlg_field_is_reference (field))
    {
      g_autoptr(GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (note_asked, data, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }

  g_object_set_data (G_OBJECT (column), "personal",
                     GINT_TO_POINTER (field != NULL && (field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE))));
  g_ptr_array_add (columns->all, g_object_ref (column));
  if (field == NULL || is_shown_first (field))
    gtk_column_view_append_column (view, column);
}

/* On the projector nothing personal: those columns leave, whatever was chosen; and words are
 * larger, so are the columns. */
static void
projector_cb (GtkColumnView *view)
{
  Columns *columns = g_object_get_data (G_OBJECT (view), "columns");
  gboolean projector;

  g_object_get (columns->focus, "projector", &projector, NULL);
  for (guint i = 0; i < columns->all->len; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (columns->all, i);
      int width = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "width"));

      if (projector && g_object_get_data (G_OBJECT (column), "personal") != NULL)
        show_column (view, column, FALSE);
      if (width > 0)
        gtk_column_view_column_set_fixed_width (column, projector ? width * PROJECTOR_SCALE : width);
    }
}

static void
free_columns (gpointer data)
{
  Columns *columns = data;

  g_signal_handlers_disconnect_by_data (mlg_focus_get_project (columns->focus), columns);
  g_clear_pointer (&columns->counts, g_hash_table_unref);
  g_ptr_array_unref (columns->all);
  g_object_unref (columns->focus);
  g_object_unref (columns->list);
  g_free (columns);
}

static gboolean
is_offered (const MlgField *field)
{
  return !(field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE)) && field->type != MLG_TYPE_PLACE &&
         field->number != MLG_FIELD_KEY;
}

void
mlg_directory_columns_add (GtkColumnView *view,
                           MlgFocus      *focus,
                           MlgRecordList *list)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  Columns *columns = g_new0 (Columns, 1);

  columns->focus = g_object_ref (focus);
  columns->list = g_object_ref (list);
  columns->all = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (G_OBJECT (view), "columns", columns, free_columns);
  g_signal_connect_swapped (mlg_focus_get_project (focus), "changed", G_CALLBACK (project_changed_cb), columns);

  for (guint i = 0; i < actor->n_fields; i++)
    if (is_offered (&actor->fields[i]) && is_shown_first (&actor->fields[i]))
      add_column (view, columns, &actor->fields[i], _(actor->fields[i].label));

  add_column (view, columns, NULL, _("Partnerships"));

  for (guint i = 0; i < actor->n_fields; i++)
    if (is_offered (&actor->fields[i]) && !is_shown_first (&actor->fields[i]))
      add_column (view, columns, &actor->fields[i], _(actor->fields[i].label));

  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (projector_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (order_changed_cb), columns);
}

static void
toggled_cb (GtkCheckButton *check,
            GtkColumnView  *view)
{
  show_column (view, g_object_get_data (G_OBJECT (check), "column"), gtk_check_button_get_active (check));
}

GtkWidget *
mlg_directory_columns_new_menu (GtkColumnView *view)
{
  Columns *columns = g_object_get_data (G_OBJECT (view), "columns");
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  /* The name stays. */
  for (guint i = 1; i < columns->all->len; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (columns->all, i);
      GtkWidget *check = gtk_check_button_new_with_label (gtk_column_view_column_get_title (column));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   gtk_column_view_column_get_column_view (column) == view);
      g_object_set_data (G_OBJECT (check), "column", column);
      g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), view, 0);
      gtk_box_append (GTK_BOX (box), check);
    }

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);

  return popover;
}
