/* The columns of a table: which, in which order, how wide, sorted by which. Remembered for each
 * entity in the settings of the person, never in the file.
 *
 * The list sorts itself, by its index; the column view only has to say by which column and
 * which way. GTK 4.8 does not tell (4.10 does), so it is asked: each column has a sorter that
 * answers « smaller » and notes that it was asked; the view's own sorter asks the primary
 * column first and turns the answer round when the order is descending.
 *
 * Widths: what the columns want is made to fit what there is, each giving way in proportion,
 * down to what its heading needs. Only beyond that does the table scroll sideways.
 */

#include "ui/table/mlg-record-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/common/mlg-settings.h"

#define MAX_SHOWN_FIRST 5
#define MIN_TITLE_WIDTH 140
#define MIN_WIDTH       56
#define TIGHT_WIDTH     76      /* below, words say nothing any more: the table scrolls instead */
#define MAX_HEADING     136
#define HEADING_PADDING 34      /* and the arrow of the order */
#define HEADING_SCALE   0.93    /* its letters are smaller than those of the rows */
/* On the projector words are larger. */
#define PROJECTOR_SCALE 1.7
#define SAVE_AFTER_MS   400

const MlgField *
mlg_table_get_title_field (const MlgEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & MLG_FIELD_TITLE)
      return mlg_field_is_reference (&entity->fields[i]) ? NULL : &entity->fields[i];

  return NULL;
}

const MlgField *
mlg_table_column_get_typed (MlgTableColumn *column)
{
  if (column->field == NULL)
    return mlg_table_get_title_field (column->table->entity);

  return mlg_field_is_derived (column->field) ? NULL : column->field;
}

const char *
mlg_table_column_get_title (MlgTableColumn *column)
{
  const MlgField *field = column->field != NULL ? column->field : mlg_table_get_title_field (column->table->entity);

  return field != NULL ? _(field->label) : _(column->table->entity->label);
}

gboolean
mlg_table_column_is_shown (MlgTableColumn *column)
{
  return gtk_column_view_column_get_column_view (column->column) != NULL;
}

GPtrArray *
mlg_table_dup_shown (MlgRecordTable *self)
{
  GPtrArray *shown = g_ptr_array_new ();
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_ptr_array_add (shown, g_object_get_data (G_OBJECT (column), "table-column"));
    }

  return shown;
}

GPtrArray *
mlg_record_table_dup_columns (MlgRecordTable *self)
{
  g_autoptr(GPtrArray) shown = NULL;
  GPtrArray *fields = g_ptr_array_new ();

  g_return_val_if_fail (MLG_IS_RECORD_TABLE (self), fields);

  shown = mlg_table_dup_shown (self);
  for (guint i = 0; i < shown->len; i++)
    {
      MlgTableColumn *column = shown->pdata[i];
      const MlgField *field = column->field != NULL ? column->field : mlg_table_get_title_field (self->entity);

      if (field != NULL)
        g_ptr_array_add (fields, (gpointer) field);
    }

  return fields;
}

/* ---- remembered */

/* "-:240 category:125 themes" — in order; a number when the user measured it. */
static char *
write_columns (MlgRecordTable *self)
{
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < shown->len; i++)
    {
      MlgTableColumn *column = shown->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", column->field != NULL ? column->field->name : "-");
      if (column->measured)
        g_string_append_printf (text, ":%d", column->wanted);
    }

  return g_string_free (text, FALSE);
}

static void
save_columns (MlgRecordTable *self)
{
  g_autofree char *columns_key = g_strconcat ("columns-", self->entity->name, NULL);
  g_autofree char *sort_key = g_strconcat ("sort-", self->entity->name, NULL);
  g_autofree char *columns = write_columns (self);
  g_autofree char *order = NULL;
  gboolean descending;
  const MlgField *sort = mlg_record_list_get_sort (self->list, &descending);

  order = g_strconcat (sort != NULL ? sort->name : "-", descending ? " descending" : "", NULL);
  mlg_settings_set_text (columns_key, columns);
  mlg_settings_set_text (sort_key, order);
}

static gboolean
save_cb (gpointer data)
{
  MlgRecordTable *self = MLG_RECORD_TABLE (data);

  self->save_source = 0;
  save_columns (self);
  return G_SOURCE_REMOVE;
}

void
mlg_table_save_now (MlgRecordTable *self)
{
  if (self->save_source == 0)
    return;

  g_clear_handle_id (&self->save_source, g_source_remove);
  save_columns (self);
}

static void
save_soon (MlgRecordTable *self)
{
  if (self->save_source == 0 && !self->remembering)
    self->save_source = g_timeout_add (SAVE_AFTER_MS, save_cb, self);
}

static MlgTableColumn *
find_column (MlgRecordTable *self,
             const char     *name,
             gsize           length)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      MlgTableColumn *column = self->columns->pdata[i];
      const char *its = column->field != NULL ? column->field->name : "-";

      if (strlen (its) == length && memcmp (its, name, length) == 0)
        return column;
    }

  return NULL;
}

static gboolean
remember_columns (MlgRecordTable *self)
{
  g_autofree char *key = g_strconcat ("columns-", self->entity->name, NULL);
  g_autofree char *text = mlg_settings_dup_text (key);
  g_auto(GStrv) words = text != NULL ? g_strsplit (text, " ", -1) : NULL;

  if (words == NULL || *text == '\0')
    return FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strcspn (words[i], ":");
      MlgTableColumn *column = find_column (self, words[i], length);

      if (column == NULL || mlg_table_column_is_shown (column))
        continue;
      gtk_column_view_append_column (self->view, column->column);
      if (words[i][length] == ':')
        {
          column->wanted = CLAMP (atoi (words[i] + length + 1), MIN_WIDTH, 2000);
          column->measured = TRUE;
        }
    }

  /* The name stays, whatever was written. */
  if (!mlg_table_column_is_shown (self->columns->pdata[0]))
    gtk_column_view_insert_column (self->view, 0, ((MlgTableColumn *) self->columns->pdata[0])->column);
  return TRUE;
}

static void
remember_sort (MlgRecordTable *self)
{
  g_autofree char *key = g_strconcat ("sort-", self->entity->name, NULL);
  g_autofree char *text = mlg_settings_dup_text (key);
  MlgTableColumn *column;

  if (text == NULL)
    return;

  column = find_column (self, text, strcspn (text, " "));
  if (column != NULL && mlg_table_column_is_shown (column))
    mlg_table_sort (self, column, g_str_has_suffix (text, " descending"));
}

/* ---- widths */

static int
get_least_width (MlgTableColumn *column)
{
  return column->field == NULL ? MIN_TITLE_WIDTH : TIGHT_WIDTH;
}

/* That its heading can be read. */
static int
get_heading_width (MlgTableColumn *column)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (column->table),
                                                                  mlg_table_column_get_title (column));
  int width;

  if (column->field == NULL)
    return MIN_TITLE_WIDTH;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return CLAMP ((int) (width * HEADING_SCALE) + HEADING_PADDING, MIN_WIDTH, MAX_HEADING);
}

static int
get_first_width (const MlgField *field)
{
  if (field == NULL)
    return 260;

  switch (field->type)
    {
    case MLG_TYPE_INTEGER:
    case MLG_TYPE_NUMBER:
    case MLG_TYPE_YES_NO:
      return 84;
    case MLG_TYPE_DATE:
    case MLG_TYPE_MONEY:
      return 110;
    case MLG_TYPE_LONG_TEXT:
    case MLG_TYPE_MARKDOWN:
      return 220;
    default:
      return 150;
    }
}

/* GTK 4.8 cuts a heading that is too long; here it ends with an ellipsis. */
static void
ellipsize_headings (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      {
        gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
        gtk_widget_set_tooltip_text (child, gtk_label_get_text (GTK_LABEL (child)));
      }
    else if (!GTK_IS_LIST_VIEW (child))
      ellipsize_headings (child);
}

/* What each column gets of @room, in @widths. */
static void
share_room (MlgRecordTable *self,
            GPtrArray      *shown,
            int             room,
            int            *widths)
{
  int sum = 0, least = 0, growing = 0;

  for (guint i = 0; i < shown->len; i++)
    {
      MlgTableColumn *column = shown->pdata[i];
      widths[i] = MAX (column->wanted, column->measured ? 0 : get_heading_width (column));
      sum += widths[i];
      least += MIN (widths[i], get_least_width (column));
      growing += column->measured ? 0 : widths[i];
    }

  if (sum > room)
    for (guint i = 0; i < shown->len; i++)
      {
        int its_least = MIN (widths[i], get_least_width (shown->pdata[i]));
        int gives = sum > least ? (int) ((gint64) (widths[i] - its_least) * MIN (sum - room, sum - least) / (sum - least)) : 0;

        widths[i] -= gives;
      }
  else if (growing > 0)
    for (guint i = 0; i < shown->len; i++)
      if (!((MlgTableColumn *) shown->pdata[i])->measured)
        widths[i] += (int) ((gint64) (room - sum) * widths[i] / growing);
}

static gboolean
fit_cb (gpointer data)
{
  MlgRecordTable *self = MLG_RECORD_TABLE (data);
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (self);
  g_autofree int *widths = g_new0 (int, shown->len + 1);
  int room = gtk_widget_get_width (self->scroller) - 2, sum = 0;

  self->fit_source = 0;
  if (room <= 0)
    return G_SOURCE_REMOVE;

  ellipsize_headings (GTK_WIDGET (self->view));
  share_room (self, shown, room, widths);
  self->fitting = TRUE;
  for (guint i = 0; i < shown->len; i++)
    {
      /* Rounded down, each of them: the first takes what is left. */
      sum += i > 0 ? widths[i] : 0;
      if (i > 0)
        gtk_column_view_column_set_fixed_width (((MlgTableColumn *) shown->pdata[i])->column, widths[i]);
    }
  if (shown->len > 0)
    gtk_column_view_column_set_fixed_width (((MlgTableColumn *) shown->pdata[0])->column,
                                            MAX (widths[0], MIN (room - sum, widths[0] + (int) shown->len)));
  self->fitting = FALSE;
  return G_SOURCE_REMOVE;
}

void
mlg_table_fit_soon (MlgRecordTable *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
measured_cb (MlgTableColumn *column)
{
  if (column->table->fitting || gtk_column_view_column_get_fixed_width (column->column) <= 0)
    return;

  column->wanted = MAX (MIN_WIDTH, gtk_column_view_column_get_fixed_width (column->column));
  column->measured = TRUE;
  save_soon (column->table);
}

/* ---- order */

static int
note_asked (gconstpointer a,
            gconstpointer b,
            gpointer      data)
{
  MlgTableColumn *column = data;

  if (!column->table->was_asked)
    {
      column->table->asked = column->field;
      column->table->was_asked = TRUE;
    }

  return -1;
}

static void
order_changed_cb (GtkSorter       *sorter,
                  GtkSorterChange  change,
                  MlgRecordTable  *self)
{
  g_autoptr(GObject) a = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr(GObject) b = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering order;

  self->was_asked = FALSE;
  self->asked = NULL;
  order = gtk_sorter_compare (sorter, a, b);
  mlg_record_list_set_sort (self->list, self->asked, self->was_asked && order == GTK_ORDERING_LARGER);
  self->to_top = TRUE;
  save_soon (self);
}

void
mlg_table_sort (MlgRecordTable *self,
                MlgTableColumn *column,
                gboolean        descending)
{
  /* Without this first, the arrow of another column stays in 4.8. */
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  gtk_column_view_sort_by_column (self->view, column->column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* ---- which */

void
mlg_table_show_column (MlgTableColumn *column,
                       gboolean        shown)
{
  MlgRecordTable *self = column->table;

  if (shown == mlg_table_column_is_shown (column))
    return;

  if (shown)
    gtk_column_view_append_column (self->view, column->column);
  else
    {
      if (self->current == column)
        mlg_table_set_current (self, self->columns->pdata[0]);
      gtk_column_view_remove_column (self->view, column->column);
    }
}

void
mlg_table_move_column (MlgTableColumn *column,
                       MlgTableColumn *other)
{
  MlgRecordTable *self = column->table;
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (self);
  guint from, to = shown->len;

  if (column == other || !g_ptr_array_find (shown, column, &from))
    return;

  if (other != NULL && !g_ptr_array_find (shown, other, &to))
    return;
  gtk_column_view_insert_column (self->view, MAX (1, to > from ? to - 1 : to), column->column);
}

static void
columns_changed_cb (MlgRecordTable *self)
{
  save_soon (self);
  mlg_table_fit_soon (self);
  g_signal_emit_by_name (self, "changed");
}

static gboolean
is_offered (const MlgField *field)
{
  return !(field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE)) && field->type != MLG_TYPE_PLACE &&
         field->number != MLG_FIELD_KEY;
}

static void
column_free (gpointer data)
{
  MlgTableColumn *column = data;

  g_signal_handlers_disconnect_by_data (column->column, column);
  g_object_unref (column->column);
  g_free (column);
}

static void
add_column (MlgRecordTable *self,
            const MlgField *field)
{
  MlgTableColumn *column = g_new0 (MlgTableColumn, 1);
  g_autoptr(GtkSorter) sorter = NULL;

  column->table = self;
  column->field = field;
  column->wanted = get_first_width (field);
  column->column = gtk_column_view_column_new (mlg_table_column_get_title (column), mlg_table_new_factory (column));
  gtk_column_view_column_set_resizable (column->column, TRUE);
  sorter = GTK_SORTER (gtk_custom_sorter_new (note_asked, column, NULL));
  gtk_column_view_column_set_sorter (column->column, sorter);
  g_object_set_data (G_OBJECT (column->column), "table-column", column);
  g_signal_connect_swapped (column->column, "notify::fixed-width", G_CALLBACK (measured_cb), column);
  g_ptr_array_add (self->columns, column);
}

/* A directory is read by who, what and where. */
static gboolean
is_shown_first (const MlgEntity *entity,
                const MlgField  *field)
{
  static const char *const of_actors[] = { "category", "family", "territories", "_partnerships", NULL };

  return g_str_equal (entity->name, MLG_ENTITY_ACTOR) ? g_strv_contains (of_actors, field->name)
                                                      : (field->flags & MLG_FIELD_COLUMN) != 0;
}

void
mlg_table_add_columns (MlgRecordTable *self)
{
  const MlgField *title = mlg_table_get_title_field (self->entity), *field;

  self->columns = g_ptr_array_new_with_free_func (column_free);
  add_column (self, NULL);
  for (guint i = 0; i < self->entity->n_fields; i++)
    if (&self->entity->fields[i] != title && is_offered (&self->entity->fields[i]))
      add_column (self, &self->entity->fields[i]);
  for (guint i = 0; (field = mlg_derived_nth (self->entity, i)) != NULL; i++)
    add_column (self, field);

  self->current = self->columns->pdata[0];
  self->remembering = TRUE;
  if (!remember_columns (self))
    for (guint i = 0, n = 0; i < self->columns->len && n < MAX_SHOWN_FIRST; i++)
      {
        MlgTableColumn *column = self->columns->pdata[i];

        if (i > 0 && !is_shown_first (self->entity, column->field))
          continue;
        gtk_column_view_append_column (self->view, column->column);
        n++;
      }

  g_signal_connect (gtk_column_view_get_sorter (self->view), "changed", G_CALLBACK (order_changed_cb), self);
  remember_sort (self);
  self->remembering = FALSE;
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed", G_CALLBACK (columns_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

/* On the projector nothing personal: those columns leave, whatever was chosen; and words are
 * larger, so are the columns. */
void
mlg_table_set_projector (MlgRecordTable *self,
                         gboolean        projector)
{
  self->remembering = TRUE;
  for (guint i = 1; i < self->columns->len; i++)
    {
      MlgTableColumn *column = self->columns->pdata[i];
      double scale = projector ? PROJECTOR_SCALE : 1 / PROJECTOR_SCALE;

      column->wanted = (int) (column->wanted * scale + 0.5);
      if (projector && (column->field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE)))
        mlg_table_show_column (column, FALSE);
    }
  if (!projector)
    {
      for (guint i = 1; i < self->columns->len; i++)
        mlg_table_show_column (self->columns->pdata[i], FALSE);
      remember_columns (self);
    }
  self->remembering = FALSE;
  mlg_table_fit_soon (self);
}
