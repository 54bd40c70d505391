/* The rows that hang on a record, changed in place. */

#include "ui/records/mlg-child-table.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "store/mlg-error.h"
#include "ui/records/mlg-cell.h"
#include "ui/records/mlg-picker.h"
#include "ui/records/mlg-wrap-layout.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* Least widths, in pixels: nine columns stand beside the sidebar at 1280. */
#define CELL       92
#define WIDE_CELL  132
/* What a table can show at once; a longer one is searched. */
#define MAX_ROWS   200

typedef struct
{
  const MlgField *field;
  char           *value;
} Given;

struct _MlgChildTable
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkWidget       *rows;         /* a grid, or a box of wrapping lines */
  GtkWidget       *rest;         /* how many more there are */
  GtkWidget       *foot;
  GtkWidget       *error;

  const MlgEntity *entity;
  const MlgField  *parent_field; /* or NULL */
  const MlgField  *add_field;
  char            *add_words;
  char            *needle;       /* folded, or NULL */
  const MlgField  *only;         /* or NULL */
  GPtrArray       *columns;      /* const MlgField * */
  GArray          *given;        /* Given */
  GHashTable      *headings;     /* MlgField → words, where the schema's are not those of the table */
  GPtrArray       *records;      /* MlgRecord shown */
  MlgFocus        *focus;
  MlgRecord       *record;
  gboolean         narrow;
  gboolean         copies;
};

G_DEFINE_FINAL_TYPE (MlgChildTable, mlg_child_table, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
say (MlgChildTable *self,
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
  gboolean projector = FALSE;

  g_object_get (self->focus, "projector", &projector, NULL);
  return !projector || !(field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE));
}

/* ---- which rows */

static const char *
find_given (MlgChildTable  *self,
            const MlgField *field)
{
  for (guint i = 0; i < self->given->len; i++)
    if (g_array_index (self->given, Given, i).field == field)
      return g_array_index (self->given, Given, i).value;

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
    say (self, error);
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

/* ---- adding */

static void
fill_values (MlgChildTable *self,
             const char   **values)
{
  for (guint i = 0; i < self->given->len; i++)
    {
      Given *given = &g_array_index (self->given, Given, i);

      values[given->field->index] = given->value;
    }
}

static char *
dup_parent (MlgChildTable *self)
{
  g_autofree char *id = self->record != NULL ? mlg_id_dup_text (mlg_record_get_id (self->record)) : NULL;

  if (id == NULL || self->parent_field == NULL)
    return NULL;
  return self->parent_field->type == MLG_TYPE_ANY
    ? g_strconcat (mlg_record_get_entity (self->record)->name, ":", id, NULL) : g_steal_pointer (&id);
}

static MlgRecord *
find_picked (MlgChildTable  *self,
             const MlgField *field,
             const char     *value)
{
  const char *colon = strchr (value, ':');
  g_autofree char *name = colon != NULL ? g_strndup (value, colon - value) : g_strdup (field->target);
  const MlgEntity *entity = name != NULL ? mlg_schema_find (name) : NULL;
  MlgId id;

  if (entity == NULL || !mlg_id_parse (colon != NULL ? colon + 1 : value, &id))
    return NULL;
  return mlg_project_get_record (mlg_focus_get_project (self->focus), entity, &id);
}

/* Lent by @picked. */
static void
copy_values (MlgChildTable *self,
             MlgRecord     *picked,
             const char   **values)
{
  const MlgEntity *own = mlg_record_get_entity (picked);

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const MlgField *field = &self->entity->fields[i];
      const MlgField *same = mlg_entity_find_field (own, field->name);

      if (field->number >= 20 && same != NULL && same->type == field->type &&
          g_strcmp0 (same->target, field->target) == 0 && values[i] == NULL)
        values[i] = mlg_record_get (picked, same);
    }
}

static const MlgField *
find_title_field (const MlgEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & MLG_FIELD_TITLE)
      return &entity->fields[i];

  return NULL;
}

static gboolean
can_create (const MlgField *field)
{
  const MlgField *title = field->target != NULL ? find_title_field (mlg_schema_find (field->target)) : NULL;

  return field->type == MLG_TYPE_ANY || (title != NULL && title->type == MLG_TYPE_TEXT);
}

/* @made: the entity of a record to be made first, called @name; its reference is then the value. */
static gboolean
add_row (MlgChildTable   *self,
         const MlgField  *field,
         const char      *value,
         const MlgEntity *made,
         const char      *name,
         GError         **error)
{
  g_autofree const char **values = g_new0 (const char *, self->entity->n_fields);
  g_autofree char *parent = dup_parent (self), *reference = NULL;
  g_autoptr(MlgGesture) gesture = mlg_project_begin (mlg_focus_get_project (self->focus), N_("Add"), error);
  g_autoptr(MlgRecord) picked = NULL;
  MlgId id = { { 0 } }, made_id = { { 0 } };

  if (gesture == NULL)
    return FALSE;

  if (made != NULL)
    {
      g_autofree const char **own = g_new0 (const char *, made->n_fields);
      g_autofree char *text = NULL;

      own[find_title_field (made)->index] = name;
      if (!mlg_gesture_insert (gesture, made, &made_id, own, error))
        return FALSE;
      text = mlg_id_dup_text (&made_id);
      reference = field->type == MLG_TYPE_ANY ? g_strconcat (made->name, ":", text, NULL) : g_strdup (text);
      value = reference;
    }

  fill_values (self, values);
  if (self->parent_field != NULL)
    values[self->parent_field->index] = parent;
  if (field != NULL)
    values[field->index] = value;
  if (self->copies && made == NULL && field != NULL && mlg_field_is_reference (field))
    picked = find_picked (self, field, value);
  if (picked != NULL)
    copy_values (self, picked, values);
  return mlg_gesture_insert (gesture, self->entity, &id, values, error) &&
         mlg_project_commit (mlg_focus_get_project (self->focus), g_steal_pointer (&gesture), error);
}

static void
picked_cb (MlgChildTable *self,
           const char    *element)
{
  g_autoptr(GError) error = NULL;

  say (self, add_row (self, self->add_field, element, NULL, NULL, &error) ? NULL : error);
}

static void
create_cb (MlgChildTable *self,
           const char    *entity,
           const char    *name)
{
  g_autoptr(GError) error = NULL;

  say (self, add_row (self, self->add_field, NULL, mlg_schema_find (entity), name, &error) ? NULL : error);
}

static void
entry_activated_cb (MlgChildTable *self,
                    GtkEditable   *entry)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *value = NULL;

  if (!mlg_value_parse (self->add_field, gtk_editable_get_text (entry), &value, &error))
    {
      gtk_label_set_text (GTK_LABEL (self->error), error->message);
      gtk_widget_set_visible (self->error, TRUE);
      return;
    }
  if (value == NULL)
    return;

  if (add_row (self, self->add_field, value, NULL, NULL, &error))
    gtk_editable_set_text (entry, "");
  say (self, error);
}

static void
add_clicked_cb (MlgChildTable *self)
{
  g_autoptr(GError) error = NULL;

  say (self, add_row (self, NULL, NULL, NULL, NULL, &error) ? NULL : error);
}

static gboolean
is_line (const MlgField *field)
{
  return field->type == MLG_TYPE_TEXT || field->type == MLG_TYPE_LONG_TEXT;
}

static void
make_foot (MlgChildTable *self)
{
  g_autofree char *words = self->add_words != NULL ? g_strdup (self->add_words)
    : g_strdup_printf (_("Add: %s"), _(self->entity->label));
  GtkWidget *foot;

  if (self->foot != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->foot);

  if (self->add_field != NULL && is_line (self->add_field))
    {
      foot = gtk_entry_new ();
      gtk_entry_set_placeholder_text (GTK_ENTRY (foot), words);
      g_signal_connect_swapped (foot, "activate", G_CALLBACK (entry_activated_cb), self);
    }
  else if (self->add_field != NULL && mlg_field_is_reference (self->add_field))
    {
      foot = mlg_picker_new (self->focus, self->add_field);
      mlg_picker_set_placeholder (MLG_PICKER (foot), words);
      if (can_create (self->add_field))
        mlg_picker_offer_creation (MLG_PICKER (foot));
      g_signal_connect_swapped (foot, "picked", G_CALLBACK (picked_cb), self);
      g_signal_connect_swapped (foot, "create", G_CALLBACK (create_cb), self);
    }
  else
    {
      foot = gtk_button_new_with_label (words);
      gtk_widget_set_halign (foot, GTK_ALIGN_START);
      g_signal_connect_swapped (foot, "clicked", G_CALLBACK (add_clicked_cb), self);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (foot), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (foot, "add-line");
  gtk_box_insert_child_after (GTK_BOX (self->box), foot, self->rows);
  self->foot = foot;
}

/* What names a row, if it is not the parent itself; else the other end. */
static const MlgField *
find_add_field (MlgChildTable *self)
{
  for (int round = 0; round < 2; round++)
    for (guint i = 0; i < self->entity->n_fields; i++)
      {
        const MlgField *field = &self->entity->fields[i];

        if (field == self->parent_field || (field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE)))
          continue;
        if (round == 0 ? (field->flags & MLG_FIELD_TITLE) && (is_line (field) || mlg_field_is_reference (field))
                       : field->type == MLG_TYPE_REFERENCE || field->type == MLG_TYPE_ANY)
          return field;
      }
  return NULL;
}

/* ---- life */

static void
given_clear (gpointer data)
{
  g_free (((Given *) data)->value);
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
  self->given = g_array_new (FALSE, FALSE, sizeof (Given));
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
  self->add_field = find_add_field (self);

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
  make_foot (self);
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
  Given given = { mlg_entity_find_field (self->entity, field), g_strdup (value) };

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
  make_foot (self);
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

gboolean
mlg_child_table_add (MlgChildTable *self,
                     const char    *field,
                     const char    *value)
{
  g_autoptr(GError) error = NULL;
  gboolean added;

  g_return_val_if_fail (MLG_IS_CHILD_TABLE (self), FALSE);

  added = add_row (self, mlg_entity_find_field (self->entity, field), value, NULL, NULL, &error);
  say (self, error);
  return added;
}
