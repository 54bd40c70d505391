/* To a spreadsheet and back.
 *
 *   one cell             goes into the current column of every chosen row
 *   one column           goes down the current column, from the first chosen row
 *   a block              goes from the current cell on, after its differences were seen
 *   a table with names   is a list to import: the assistant matches it with what is known
 */

#include "ui/table/mlg-record-table-private.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-monograph-progress.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "store/mlg-error.h"
#include "ui/common/mlg-export-request.h"
#include "ui/table/mlg-paste-preview.h"
#include "ui/table/mlg-table-commands.h"

/* ---- copying */

static void
append_row (MlgRecordTable *self,
            GPtrArray      *shown,
            MlgRecord      *record,
            GString        *text)
{
  for (guint i = 0; i < shown->len; i++)
    {
      MlgTableColumn *column = shown->pdata[i];
      g_autofree char *words = NULL;

      if (record != NULL)
        words = mlg_record_list_dup_text (self->list, record, column->field);
      if (i > 0)
        g_string_append_c (text, '\t');
      mlg_table_append_cell (text, record != NULL ? words : mlg_table_column_get_title (column));
    }
  g_string_append_c (text, '\n');
}

char *
mlg_record_table_dup_text (MlgRecordTable *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr(GPtrArray) shown = NULL;
  g_autoptr(GArray) ids = NULL;

  g_return_val_if_fail (MLG_IS_RECORD_TABLE (self), NULL);

  shown = mlg_table_dup_shown (self);
  ids = mlg_record_table_dup_chosen (self);
  if (ids->len == 0)
    {
      g_array_unref (ids);
      ids = mlg_record_table_dup_ids (self);
    }

  append_row (self, shown, NULL, text);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(MlgRecord) record = mlg_project_get_record (mlg_table_get_project (self), self->entity,
                                                            &g_array_index (ids, MlgId, i));

      if (record != NULL)
        append_row (self, shown, record, text);
    }

  return g_string_free (text, FALSE);
}

void
mlg_table_copy (MlgRecordTable *self)
{
  g_autofree char *text = mlg_record_table_dup_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

void
mlg_record_table_export (MlgRecordTable *self)
{
  g_autoptr(GPtrArray) columns = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GArray) shown = NULL;
  g_autoptr(GArray) chosen = NULL;

  g_return_if_fail (MLG_IS_RECORD_TABLE (self));

  columns = mlg_record_table_dup_columns (self);
  for (guint i = 0; i < columns->len; i++)
    if (!mlg_field_is_derived (columns->pdata[i]))
      g_ptr_array_add (names, (gpointer) ((const MlgField *) columns->pdata[i])->name);
  g_ptr_array_add (names, NULL);

  shown = mlg_record_table_dup_ids (self);
  chosen = mlg_record_table_dup_chosen (self);
  mlg_export_request_send (GTK_WIDGET (self), self->entity,
                           shown->len < mlg_record_list_get_total (self->list) ? shown : NULL,
                           chosen->len > 0 ? chosen : NULL, (const char *const *) names->pdata);
}

/* ---- pasting */

static void
add_change (MlgRecordTable *self,
            GPtrArray      *changes,
            const MlgId    *id,
            MlgTableColumn *column,
            const char     *typed)
{
  MlgProject *project = mlg_table_get_project (self);
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, self->entity, id);
  MlgCellChange *change = g_new0 (MlgCellChange, 1);
  g_autoptr(GError) error = NULL;

  change->id = *id;
  change->field = column->field != NULL ? column->field : mlg_table_get_title_field (self->entity);
  change->typed = g_strdup (typed);
  if (mlg_table_column_get_typed (column) == NULL)
    change->refused = g_strdup_printf (_("“%s” is worked out: nothing can be written there."),
                                       mlg_table_column_get_title (column));
  else if (record != NULL)
    {
      change->before = g_strdup (mlg_record_get (record, change->field));
      if (!mlg_table_parse (project, change->field, typed, &change->after, &error))
        change->refused = g_strdup (error->message);
      else if (change->after == NULL && (change->field->flags & MLG_FIELD_REQUIRED))
        change->refused = g_strdup_printf (_("“%s” cannot be empty."), _(change->field->label));
      else if (!mlg_monograph_check_change (project, self->entity, mlg_record_get_id (record), change->field, change->after, &error))
        change->refused = g_strdup (error->message);
    }
  g_ptr_array_add (changes, change);
}

static MlgCellChange *
find_refused (GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (((MlgCellChange *) changes->pdata[i])->refused != NULL)
      return changes->pdata[i];

  return NULL;
}

static void
write_changes (MlgRecordTable *self,
               GPtrArray      *changes)
{
  g_autoptr(GError) error = NULL;

  if (!mlg_table_command_fill (mlg_table_get_project (self), self->entity, changes, &error))
    mlg_table_report (self, error);
}

/* A column of values: what is refused is said, nothing is half written. */
static void
fill_column (MlgRecordTable *self,
             GPtrArray      *rows)
{
  g_autoptr(GArray) ids = mlg_record_table_dup_chosen (self);
  g_autoptr(GPtrArray) changes = mlg_cell_changes_new ();
  guint first = mlg_table_get_position (self), n;
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));

  /* Fewer rows chosen than lines: from the first one down. */
  if (rows->len > 1 && ids->len < rows->len)
    {
      g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

      first = gtk_bitset_is_empty (selected) ? first : gtk_bitset_get_minimum (selected);
      for (guint i = 0; i < rows->len; i++)
        {
          guint position = first + i;

          g_array_append_val (positions, position);
        }
      g_array_unref (ids);
      ids = mlg_record_list_dup_ids (self->list, positions);
    }

  n = rows->len == 1 ? ids->len : MIN (ids->len, rows->len);
  for (guint i = 0; i < n; i++)
    {
      char **row = rows->pdata[rows->len == 1 ? 0 : i];

      add_change (self, changes, &g_array_index (ids, MlgId, i), self->current, row[0] != NULL ? row[0] : "");
    }

  if (find_refused (changes) != NULL || rows->len > 1)
    mlg_paste_preview_open (GTK_WIDGET (self), mlg_table_get_project (self), self->entity, changes,
                            rows->len > n && rows->len > 1 ? rows->len - n : 0);
  else
    write_changes (self, changes);
}

static void
fill_block (MlgRecordTable *self,
            GPtrArray      *rows)
{
  g_autoptr(GPtrArray) shown = mlg_table_dup_shown (self);
  g_autoptr(GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr(GPtrArray) changes = mlg_cell_changes_new ();
  g_autoptr(GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) ids = NULL;
  guint first_row = gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected), first_column = 0;

  g_ptr_array_find (shown, self->current, &first_column);
  for (guint i = 0; i < rows->len; i++)
    {
      guint position = first_row + i;

      g_array_append_val (positions, position);
    }
  ids = mlg_record_list_dup_ids (self->list, positions);

  for (guint r = 0; r < ids->len; r++)
    {
      char **row = rows->pdata[r];

      for (guint c = 0; row[c] != NULL && first_column + c < shown->len; c++)
        add_change (self, changes, &g_array_index (ids, MlgId, r), shown->pdata[first_column + c], row[c]);
    }
  mlg_paste_preview_open (GTK_WIDGET (self), mlg_table_get_project (self), self->entity, changes, rows->len - ids->len);
}

/* Does a first line name fields rather than say something? */
static gboolean
is_heading (MlgRecordTable *self,
            char          **row)
{
  guint n_known = 0, n = 0;

  for (; row[n] != NULL; n++)
    {
      g_autofree char *cell = mlg_fold (row[n]);

      for (guint i = 0; i < self->columns->len; i++)
        {
          MlgTableColumn *column = self->columns->pdata[i];
          g_autofree char *title = mlg_fold (mlg_table_column_get_title (column));
          const MlgField *field = mlg_table_column_get_typed (column);

          if (g_str_equal (cell, title) || (field != NULL && g_ascii_strcasecmp (row[n], field->name) == 0))
            {
              n_known++;
              break;
            }
        }
    }

  return n_known >= 2 || (n == 1 && n_known == 1);
}

/* The assistant matches it with what is known. */
static void
import_text (MlgRecordTable *self,
             const char     *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.import-text", "s", text);
}

static void
paste_text (MlgRecordTable *self,
            const char     *text)
{
  g_autoptr(GPtrArray) rows = mlg_table_split_text (text);
  guint n_columns = 0;

  for (guint i = 0; i < rows->len; i++)
    n_columns = MAX (n_columns, g_strv_length (rows->pdata[i]));
  if (rows->len == 0)
    return;

  if (rows->len > 1 && is_heading (self, rows->pdata[0]))
    import_text (self, text);
  else if (mlg_table_get_position (self) == GTK_INVALID_LIST_POSITION)
    {
      if (n_columns > 1)
        import_text (self, text);
    }
  else if (n_columns == 1)
    fill_column (self, rows);
  else
    fill_block (self, rows);
}

static void
text_read_cb (GObject      *clipboard,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(MlgRecordTable) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (text != NULL && self->list != NULL)
    paste_text (self, text);
}

void
mlg_table_paste (MlgRecordTable *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, text_read_cb, g_object_ref (self));
}

void
mlg_record_table_paste_text (MlgRecordTable *self,
                             const char     *text)
{
  g_return_if_fail (MLG_IS_RECORD_TABLE (self));
  g_return_if_fail (text != NULL);

  paste_text (self, text);
}
