/* The rows that hang on a record, changed in place. */

#include "ui/records/mlg-child-table-private.h"

#include "model/mlg-text.h"
#include "store/mlg-error.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/records/mlg-cell.h"

#include <glib/gi18n-lib.h>

/* Least widths, in pixels: nine columns stand beside the sidebar at 1280. */
#define CELL       92
#define WIDE_CELL  132
/* What a table can show at once; a longer one is searched. */
#define MAX_ROWS   200

G_DEFINE_FINAL_TYPE (MlgChildTable, mlg_child_table, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

void
mlg_child_table_say (MlgChildTable *self,
                     const GError  *error)
{
  g_autofree char *sentence = error != NULL ? mlg_store_error_describe (error) : NULL;

  gtk_label_set_text (GTK_LABEL (self->error), sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->error, sentence != NULL);
}

static gboolean
is_shown (MlgChildTable  *self,
          const MlgField *field)
{
  gboolean projector = mlg_focus_is_projector (self->focus);

  return !projector || !(field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE));
}

/* ---- which rows */

static const char *
find_given (MlgChildTable  *self,
            const MlgField *field)
{
  for (guint i = 0; i < self->given->len; i++)
    if (g_array_index (self->given, MlgGiven, i).field == field)
      return g_array_index (self->given, MlgGiven, i).value;

  return NULL;
}

typedef struct
{
  MlgChildTable *table;
  GPtrArray     *rows;
} Reading;

static gboolean
read_row (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Reading *reading = data;
  MlgChildTable *self = reading->table;

  if (self->only == NULL || g_strcmp0 (values[self->only->index], find_given (self, self->only)) == 0)
    {
      MlgRecord *row = mlg_project_get_record (mlg_focus_get_project (self->focus), self->entity, id);

      if (row != NULL)
        g_ptr_array_add (reading->rows, row);
    }
  return TRUE;
}

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  const char *x = mlg_record_get_named (*(MlgRecord **) a, "date");
  const char *y = mlg_record_get_named (*(MlgRecord **) b, "date");

  return g_strcmp0 (y, x);       /* the latest first */
}

static GPtrArray *
find_rows (MlgChildTable *self)
{
  MlgProject *project = mlg_focus_get_project (self->focus);
  GPtrArray *rows = NULL;

  if (self->parent_field == NULL)
    {
      Reading reading = { self, g_ptr_array_new_with_free_func (g_object_unref) };

      mlg_store_foreach (mlg_project_get_store (project), self->entity, read_row, &reading, NULL);
      rows = reading.rows;
    }
  else if (self->record != NULL)
    rows = mlg_project_referring (project, self->entity, self->parent_field->name, mlg_record_get_id (self->record));

  if (rows == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = rows->len; i > 0 && self->only != NULL; i--)
    if (g_strcmp0 (mlg_record_get (rows->pdata[i - 1], self->only), find_given (self, self->only)) != 0)
      g_ptr_array_remove_index (rows, i - 1);

  for (guint i = rows->len; i > 0 && self->needle != NULL; i--)
    {
      g_autofree char *title = mlg_record_dup_title (rows->pdata[i - 1]);
      g_autofree char *folded = mlg_fold (title);

      if (!mlg_fold_matches (folded, self->needle))
        g_ptr_array_remove_index (rows, i - 1);
    }
  if (mlg_entity_find_field (self->entity, "date") != NULL)
    g_ptr_array_sort (rows, compare_dates);
  return rows;
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!mlg_id_equal (mlg_record_get_id (a->pdata[i]), mlg_record_get_id (b->pdata[i])))
      return FALSE;

  return TRUE;
}

/* ---- how they look */

static void
delete_cb (GtkButton     *button,
           MlgChildTable *self)
{
  MlgRecord *row = g_object_get_data (G_OBJECT (button), "mlg-record");
  g_autoptr(GError) error = NULL;

  if (!mlg_project_delete (mlg_focus_get_project (self->focus), self->entity, mlg_record_get_id (row), &error))
    mlg_child_table_say (self, error);
}

static void
open_cb (GtkButton     *button,
         MlgChildTable *self)
{
  MlgRecord *row = g_object_get_data (G_OBJECT (button), "mlg-record");
  const char *document = g_str_equal (self->entity->name, "source_link") ? mlg_record_get_named (row, "document") : NULL;
  MlgId id;

  /* A sentence opens the document it comes from. */
  if (document != NULL && mlg_id_parse (document, &id))
    mlg_focus_select (self->focus, mlg_schema_find ("document"), &id);
  else
    mlg_focus_select (self->focus, self->entity, mlg_record_get_id (row));
}

static GtkWidget *
make_button (MlgChildTable *self,
             MlgRecord     *row,
             const char    *icon,
             const char    *words,
             GCallback      clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *title = mlg_project_dup_title (mlg_focus_get_project (self->focus), self->entity, mlg_record_get_id (row));
  g_autofree char *name = g_strdup_printf ("%s – %s", words, title);

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "row-button");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "mlg-record", g_object_ref (row), g_object_unref);
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  return button;
}

static GtkWidget *
make_row_buttons (MlgChildTable *self,
                  MlgRecord     *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), make_button (self, row, "go-next-symbolic", _("Open the sheet of this row"), G_CALLBACK (open_cb)));
  gtk_box_append (GTK_BOX (box), make_button (self, row, "user-trash-symbolic", _("Take this row away"), G_CALLBACK (delete_cb)));
  return box;
}

static gboolean
is_wide_field (const MlgField *field)
{
  return field->type == MLG_TYPE_LONG_TEXT || field->type == MLG_TYPE_MARKDOWN || (field->flags & MLG_FIELD_TITLE);
}

static void
fill_grid (MlgChildTable *self)
{
  guint n = 0, n_rows = MIN (self->records->len, MAX_ROWS);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MlgField *field = self->columns->pdata[i];
      const char *words;
      GtkWidget *heading;

      if (!is_shown (self, field))
        continue;

      words = g_hash_table_lookup (self->headings, field);
      heading = gtk_label_new (words != NULL ? words : _(field->label));
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
      gtk_widget_add_css_class (heading, "column-heading");
      if (field->help != NULL)
        gtk_widget_set_tooltip_text (heading, _(field->help));
      gtk_grid_attach (GTK_GRID (self->rows), heading, n, 0, 1, 1);

      for (guint j = 0; j < n_rows; j++)
        {
          GtkWidget *cell = mlg_cell_new (self->focus, field, FALSE);

          mlg_cell_set_record (MLG_CELL (cell), self->records->pdata[j]);
          gtk_widget_set_hexpand (cell, TRUE);
          gtk_widget_set_size_request (cell, is_wide_field (field) ? WIDE_CELL : CELL, -1);
          gtk_grid_attach (GTK_GRID (self->rows), cell, n, j + 1, 1, 1);
        }
      n++;
    }

  for (guint j = 0; j < n_rows; j++)
    gtk_grid_attach (GTK_GRID (self->rows), make_row_buttons (self, self->records->pdata[j]), n, j + 1, 1, 1);
}

static void
fill_lines (MlgChildTable *self)
{
  for (guint j = 0; j < MIN (self->records->len, MAX_ROWS); j++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

      gtk_widget_set_layout_manager (line, mlg_wrap_layout_new (2));
      gtk_widget_set_hexpand (line, TRUE);
      gtk_widget_add_css_class (row, "child-row");
      for (guint i = 0; i < self->columns->len; i++)
        {
          const MlgField *field = self->columns->pdata[i];
          GtkWidget *cell;

          if (!is_shown (self, field))
            continue;
          cell = mlg_cell_new (self->focus, field, TRUE);
          mlg_cell_set_record (MLG_CELL (cell), self->records->pdata[j]);
          gtk_box_append (GTK_BOX (line), cell);
        }
      gtk_box_append (GTK_BOX (row), line);
      gtk_box_append (GTK_BOX (row), make_row_buttons (self, self->records->pdata[j]));
      gtk_box_append (GTK_BOX (self->rows), row);
    }
}

static GtkWidget *
find_cell (GtkWidget      *widget,
           const MlgId    *id,
           const MlgField *field)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = NULL;

      if (!MLG_IS_CELL (child))
        found = find_cell (child, id, field);
      else if (mlg_cell_get_field (MLG_CELL (child)) == field &&
               mlg_id_equal (mlg_record_get_id (mlg_cell_get_record (MLG_CELL (child))), id))
        found = child;
      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
show_rest (MlgChildTable *self)
{
  guint n = self->records->len > MAX_ROWS ? self->records->len - MAX_ROWS : 0;
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *words = g_strdup_printf (ngettext ("and %s other: search to see it", "and %s others: search to see them", n), count);

  gtk_label_set_text (GTK_LABEL (self->rest), words);
  gtk_widget_set_visible (self->rest, n > 0);
}

/* The rows are made again; the keyboard comes back to the cell it was in. */
static void
make_rows (MlgChildTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL, *child;
  const MlgField *field = NULL;
  MlgId id = { { 0 } };

  if (at != NULL && gtk_widget_is_ancestor (at, self->rows))
    {
      GtkWidget *cell = MLG_IS_CELL (at) ? at : gtk_widget_get_ancestor (at, MLG_TYPE_CELL);

      if (cell != NULL)
        {
          field = mlg_cell_get_field (MLG_CELL (cell));
          id = *mlg_record_get_id (mlg_cell_get_record (MLG_CELL (cell)));
        }
    }

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_widget_unparent (child);
  if (self->narrow)
    fill_lines (self);
  else
    fill_grid (self);
  gtk_widget_set_visible (self->rows, self->records->len > 0);
  show_rest (self);

  child = field != NULL ? find_cell (self->rows, &id, field) : NULL;
  if (child != NULL)
    gtk_widget_grab_focus (child);
}

void
mlg_child_table_refresh (MlgChildTable *self)
{
  g_autoptr(GPtrArray) rows = NULL;

  g_return_if_fail (MLG_IS_CHILD_TABLE (self));

  rows = find_rows (self);
  if (is_same (rows, self->records))
    {
      /* Names that other records have may have changed. */
      for (GtkWidget *child = gtk_widget_get_first_child (self->rows); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        if (MLG_IS_CELL (child))
          mlg_cell_refresh (MLG_CELL (child));
      return;
    }

  g_ptr_array_unref (self->records);
  self->records = g_steal_pointer (&rows);
  make_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- life */

static void
given_clear (gpointer data)
{
  g_free (((MlgGiven *) data)->value);
}

static void
mlg_child_table_dispose (GObject *object)
{
  MlgChildTable *self = MLG_CHILD_TABLE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_child_table_parent_class)->dispose (object);
}

static void
mlg_child_table_finalize (GObject *object)
{
  MlgChildTable *self = MLG_CHILD_TABLE (object);

  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->records);
  g_array_unref (self->given);
  g_hash_table_unref (self->headings);
  g_free (self->add_words);
  g_free (self->needle);

  G_OBJECT_CLASS (mlg_child_table_parent_class)->finalize (object);
}

static void
mlg_child_table_class_init (MlgChildTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mlg_child_table_dispose;
  object_class->finalize = mlg_child_table_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "childtable");

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_CHILD_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
mlg_child_table_init (MlgChildTable *self)
{
  self->columns = g_ptr_array_new ();
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->headings = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->given = g_array_new (FALSE, FALSE, sizeof (MlgGiven));
  g_array_set_clear_func (self->given, given_clear);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
mlg_child_table_new (MlgFocus          *focus,
                     const MlgEntity   *entity,
                     const char        *parent_field,
                     const char *const *columns,
                     gboolean           narrow)
{
  MlgChildTable *self = g_object_new (MLG_TYPE_CHILD_TABLE, NULL);

  self->focus = g_object_ref (focus);
  self->entity = entity;
  self->narrow = narrow;
  self->parent_field = parent_field != NULL ? mlg_entity_find_field (entity, parent_field) : NULL;
  self->add_field = mlg_child_table_find_add_field (self);

  self->rows = narrow ? gtk_box_new (GTK_ORIENTATION_VERTICAL, 4) : gtk_grid_new ();
  gtk_box_append (GTK_BOX (self->box), self->rows);
  self->rest = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->rest), 0);
  gtk_widget_add_css_class (self->rest, "dim");
  gtk_widget_set_visible (self->rest, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->rest);

  self->error = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_widget_add_css_class (self->error, "field-error");
  gtk_widget_set_visible (self->error, FALSE);
  gtk_box_append (GTK_BOX (self->box), self->error);

  mlg_child_table_set_columns (self, columns);
  mlg_child_table_make_foot (self);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (make_rows), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
mlg_child_table_set_columns (MlgChildTable     *self,
                             const char *const *columns)
{
  g_ptr_array_set_size (self->columns, 0);
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    {
      const MlgField *field = mlg_entity_find_field (self->entity, columns[i]);

      g_return_if_fail (field != NULL);
      g_ptr_array_add (self->columns, (gpointer) field);
    }
  for (guint i = 0; columns == NULL && i < self->entity->n_fields; i++)
    {
      const MlgField *field = &self->entity->fields[i];

      if (field != self->parent_field && (field->flags & (MLG_FIELD_COLUMN | MLG_FIELD_TITLE)) &&
          !(field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE)))
        g_ptr_array_add (self->columns, (gpointer) field);
    }
  if (self->records->len > 0)
    make_rows (self);
}

void
mlg_child_table_set_heading (MlgChildTable *self,
                             const char    *field,
                             const char    *words)
{
  g_hash_table_insert (self->headings, (gpointer) mlg_entity_find_field (self->entity, field), g_strdup (words));
}

void
mlg_child_table_set_record (MlgChildTable *self,
                            MlgRecord     *record)
{
  g_return_if_fail (MLG_IS_CHILD_TABLE (self));

  g_set_object (&self->record, record);
  gtk_widget_set_sensitive (self->foot, record != NULL || self->parent_field == NULL);
  mlg_child_table_refresh (self);
}

void
mlg_child_table_set_default (MlgChildTable *self,
                             const char    *field,
                             const char    *value)
{
  MlgGiven given = { mlg_entity_find_field (self->entity, field), g_strdup (value) };

  g_return_if_fail (given.field != NULL);
  g_array_append_val (self->given, given);
}

void
mlg_child_table_set_search (MlgChildTable *self,
                            const char    *words)
{
  g_return_if_fail (MLG_IS_CHILD_TABLE (self));

  g_free (self->needle);
  self->needle = *words != '\0' ? mlg_fold (words) : NULL;
  mlg_child_table_refresh (self);
}

void
mlg_child_table_keep_only (MlgChildTable *self,
                           const char    *field,
                           const char    *value)
{
  mlg_child_table_set_default (self, field, value);
  self->only = mlg_entity_find_field (self->entity, field);
}

void
mlg_child_table_set_adding (MlgChildTable *self,
                            const char    *field,
                            const char    *words)
{
  g_return_if_fail (MLG_IS_CHILD_TABLE (self));

  if (field != NULL)
    self->add_field = mlg_entity_find_field (self->entity, field);
  g_free (self->add_words);
  self->add_words = g_strdup (words);
  mlg_child_table_make_foot (self);
}

void
mlg_child_table_hide_adding (MlgChildTable *self)
{
  gtk_widget_set_visible (self->foot, FALSE);
}

void
mlg_child_table_copy_from_picked (MlgChildTable *self)
{
  g_return_if_fail (MLG_IS_CHILD_TABLE (self));

  self->copies = TRUE;
}

guint
mlg_child_table_get_n_rows (MlgChildTable *self)
{
  return self->records->len;
}
