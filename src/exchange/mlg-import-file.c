/* Another .maillage as a source: a sheet for each kind of record, in an order in which what is
 * referred to comes first. Its ids stay its own: a record that is here already under another id
 * is recognised as in any list.
 */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-columns.h"
#include "model/mlg-value.h"

typedef struct
{
  MlgSheet        *sheet;
  const MlgEntity *entity;
  GArray          *columns;     /* MlgColumn */
  guint            n_rows;
} Reading;

static void
add_value (Reading         *reading,
           const MlgColumn *column,
           const char      *value)
{
  g_autofree char *text = NULL;

  if (value == NULL)
    {
      mlg_sheet_add (reading->sheet, NULL, 0, MLG_SHEET_TEXT);
      return;
    }

  if (mlg_field_is_composite (column->field))
    text = mlg_value_dup_part (value, column->part);
  else
    text = g_strdup (value);
  mlg_sheet_add (reading->sheet, text, -1, MLG_SHEET_TEXT);
}

static gboolean
add_record (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Reading *reading = data;
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_sheet_add (reading->sheet, mlg_id_write (id, text), -1, MLG_SHEET_TEXT);
  for (guint i = 0; i < reading->columns->len; i++)
    {
      const MlgColumn *column = &g_array_index (reading->columns, MlgColumn, i);

      add_value (reading, column, values[column->field->index]);
    }
  mlg_sheet_end_row (reading->sheet, ++reading->n_rows, FALSE);
  return TRUE;
}

static gboolean
read_entity (MlgProject       *project,
             const MlgEntity  *entity,
             MlgSource        *source,
             GError          **error)
{
  g_autoptr(MlgSheet) sheet = mlg_sheet_new (g_dgettext (GETTEXT_PACKAGE, entity->plural));
  g_autoptr(GArray) columns = mlg_columns_new (entity);
  Reading reading = { sheet, entity, columns, 0 };

  mlg_sheet_set_header (sheet, TRUE);
  mlg_sheet_set_entity (sheet, entity->name);
  mlg_sheet_add (sheet, "id", -1, MLG_SHEET_TEXT);
  mlg_sheet_set_target (sheet, "id", "id");
  for (guint i = 0; i < columns->len; i++)
    {
      const char *name = g_array_index (columns, MlgColumn, i).name;

      mlg_sheet_add (sheet, name, -1, MLG_SHEET_TEXT);
      mlg_sheet_set_target (sheet, name, name);
    }
  mlg_sheet_end_row (sheet, 0, FALSE);

  if (!mlg_store_foreach (mlg_project_get_store (project), entity, add_record, &reading, error))
    return FALSE;
  if (reading.n_rows > 0)
    mlg_source_add_sheet (source, g_steal_pointer (&sheet));
  return TRUE;
}

/* What @entity refers to, before it. */
static void
add_in_order (const MlgEntity *entity,
              GPtrArray       *order,
              GHashTable      *seen)
{
  guint n;
  const MlgEntity *const *all = mlg_schema_get_entities (&n);

  if (!g_hash_table_add (seen, (gpointer) entity))
    return;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      if (field->type == MLG_TYPE_ANY)
        {
          /* It may be anything but what hangs on something itself. */
          for (guint j = 0; j < n; j++)
            if (all[j]->stage != MLG_STAGE_INSIDE)
              add_in_order (all[j], order, seen);
        }
      else if (mlg_field_is_reference (field) && field->target != NULL)
        add_in_order (mlg_schema_find (field->target), order, seen);
    }
  g_ptr_array_add (order, (gpointer) entity);
}

/* A copy of the same file is better merged: both histories are kept. */
static void
say_related (MlgProject *project,
             MlgProject *other,
             MlgSource  *source)
{
  g_autofree char *ours = mlg_store_dup_meta (mlg_project_get_store (project), "doc_id");
  g_autofree char *theirs = mlg_store_dup_meta (mlg_project_get_store (other), "doc_id");

  if (g_strcmp0 (ours, theirs) == 0)
    mlg_source_add_remark (source, _("This is a copy of the open file: merging it keeps what everyone wrote, importing it takes its values."));
}

const MlgReader mlg_import_file_reader = { "maillage", N_("A Maillage file"), NULL, NULL };

MlgSource *
mlg_import_read_project (MlgProject  *project,
                         const char  *path,
                         GError     **error)
{
  g_autoptr(MlgProject) other = mlg_project_open_read_only (path, error);
  g_autoptr(MlgSource) source = NULL;
  g_autoptr(GPtrArray) order = g_ptr_array_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n;
  const MlgEntity *const *all = mlg_schema_get_entities (&n);

  if (other == NULL)
    return NULL;

  source = mlg_source_new ();
  say_related (project, other, source);
  for (guint i = 0; i < n; i++)
    add_in_order (all[i], order, seen);
  for (guint i = 0; i < order->len; i++)
    {
      const MlgEntity *entity = order->pdata[i];

      /* Elements of lists come with their owner. */
      if (strcmp (entity->name, MLG_ENTITY_LINK) != 0 && !read_entity (other, entity, source, error))
        return NULL;
    }

  return g_steal_pointer (&source);
}
