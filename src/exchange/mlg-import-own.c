/* Lists that we have written ourselves, in the names of the schema or in the words of the screen: their
 * columns are not guessed but known.
 */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-columns.h"
#include "exchange/mlg-read-yeswiki.h"
#include "model/mlg-text.h"

#define MIN_OWN_COLUMNS 2     /* one word alone, any list may have */
/* Rows looked at to tell what they are records of. */
#define N_LOOKED_AT     20

static gboolean
find_own (const MlgEntity *entity,
          const char      *name,
          MlgColumn       *column)
{
  guint part = 0;
  const char *ours = mlg_yeswiki_find_ours (name);
  const MlgField *field = mlg_entity_find_part (entity, ours != NULL ? ours : name, &part);

  if (field == NULL)
    return mlg_columns_find_label (entity, name, column) && !(column->field->flags & MLG_FIELD_GONE);

  *column = (MlgColumn) { .field = field, .part = part };
  return !(field->flags & MLG_FIELD_GONE);
}

static gboolean
is_id (const char *name)
{
  return strcmp (name, "id") == 0 || strcmp (name, MLG_YESWIKI_ID) == 0;
}

/* ---- what the rows are, before the header is taken from them */

/* Of the row that may be the header; NULL where it says nothing. */
static char **
dup_names (MlgList *self)
{
  const MlgSheetRow *row = &g_array_index (self->rows, MlgSheetRow, 0);
  char **names = g_new0 (char *, row->n_cells + 1);

  for (guint i = 0; i < row->n_cells; i++)
    {
      MlgSheetCell cell = *mlg_list_get_cell (self, 0, i);

      names[i] = cell.length > 1000 ? NULL : mlg_import_dup_clean (&cell);
      if (names[i] == NULL)
        names[i] = g_strdup ("");
    }

  return names;
}

/* What the project holds under the ids of the first rows: nobody else made those. */
static const MlgEntity *
find_known (MlgList *self,
            guint    column)
{
  for (guint row = 1; row < MIN (self->rows->len, N_LOOKED_AT); row++)
    {
      g_autofree char *text = mlg_import_dup_clean (mlg_list_get_cell (self, row, column));
      const MlgEntity *entity = NULL;
      MlgId id;

      if (text != NULL && mlg_id_parse (text, &id))
        entity = mlg_store_entity_of (mlg_project_get_store (self->project), &id);
      if (entity != NULL)
        return entity;
    }

  return NULL;
}

static gboolean
holds_ids (MlgList *self,
           guint    column)
{
  g_autofree char *text = self->rows->len < 2 ? NULL : mlg_import_dup_clean (mlg_list_get_cell (self, 1, column));
  MlgId id;

  return text != NULL && mlg_id_parse (text, &id);
}

/* How well the columns are those of @entity: not at all (0) when one of them is not, or when what no
 * record can be without is not among them. */
static guint
measure_entity (MlgList          *self,
                const MlgEntity  *entity,
                char            **names)
{
  guint n = 1;
  g_autofree gboolean *there = g_new0 (gboolean, entity->n_fields);

  for (guint i = 0; names[i] != NULL; i++)
    {
      MlgColumn own;

      if (is_id (names[i]))
        continue;
      if (!find_own (entity, names[i], &own))
        return 0;
      there[own.field->index] = TRUE;
      for (guint row = 1; row < MIN (self->rows->len, N_LOOKED_AT); row++)
        {
          g_autofree char *text = mlg_import_dup_clean (mlg_list_get_cell (self, row, i));

          n += text != NULL && mlg_import_cell_fits (own.field, own.part, names[i], text);
        }
    }

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & MLG_FIELD_REQUIRED) && !there[i])
      return 0;
  return n;
}

/* « initiatives.csv » */
static gboolean
is_named (MlgList         *self,
          const MlgEntity *entity)
{
  g_autofree char *file = self->import->name == NULL ? g_strdup ("") : mlg_fold (self->import->name);
  g_autofree char *plural = mlg_fold (g_dgettext (GETTEXT_PACKAGE, entity->plural));

  return strstr (file, entity->name) != NULL || strstr (file, plural) != NULL;
}

const MlgEntity *
mlg_list_find_own_entity (MlgList *self)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR), *best = NULL, *known;
  g_auto(GStrv) names = NULL;
  guint id = G_MAXUINT, n_entities, best_fit = 0;

  if (self->rows->len < 2 || g_array_index (self->rows, MlgSheetRow, 0).n_cells < MIN_OWN_COLUMNS)
    return NULL;
  names = dup_names (self);
  for (guint i = 0; names[i] != NULL && id == G_MAXUINT; i++)
    id = is_id (names[i]) ? i : id;
  if (id == G_MAXUINT || !holds_ids (self, id))
    return NULL;

  known = find_known (self, id);
  if (known != NULL && measure_entity (self, known, names) > 0)
    return known;
  best_fit = measure_entity (self, actor, names);
  best = best_fit > 0 ? actor : NULL;
  for (const MlgEntity *const *entity = mlg_schema_get_entities (&n_entities); n_entities > 0; n_entities--, entity++)
    {
      guint fit = measure_entity (self, *entity, names);

      if (fit > best_fit || (fit == best_fit && fit > 0 && is_named (self, *entity) && !is_named (self, best)))
        {
          best = *entity;
          best_fit = fit;
        }
    }

  return best;
}

/* ---- what the columns are */

/* Every column is called as ours are. */
gboolean
mlg_list_is_own (MlgList *self)
{
  guint n_own = 0;

  for (guint i = 0; self->header && i < self->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_list_get_column (self, i);
      MlgColumn own;

      if (is_id (column->name) || mlg_import_is_reason (self, i))
        continue;
      if (!find_own (self->entity, column->name, &own))
        return FALSE;
      n_own++;
    }

  return n_own >= MIN_OWN_COLUMNS;
}

void
mlg_list_follow_own (MlgList         *self,
                     MlgImportColumn *column)
{
  MlgColumn own;

  if (is_id (column->name))
    {
      column->use = MLG_COLUMN_ID;
      column->guess = MLG_GUESS_NAME;
      return;
    }
  if (!find_own (self->entity, column->name, &own))
    return;

  column->use = MLG_COLUMN_FIELD;
  column->field = own.field;
  column->part = own.part;
  column->guess = MLG_GUESS_NAME;
}
