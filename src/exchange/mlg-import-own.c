/* Lists that we have written ourselves, in the names of the schema or in the words of the screen: their
 * columns are not guessed but known.
 */

#include "exchange/mlg-import-private.h"

#include <string.h>

#include "exchange/mlg-columns.h"

#define MIN_OWN_COLUMNS 2     /* one word alone, any list may have */

static gboolean
find_own (const MlgEntity *entity,
          const char      *name,
          MlgColumn       *column)
{
  guint part = 0;
  const MlgField *field = mlg_entity_find_part (entity, name, &part);

  if (field == NULL)
    return mlg_columns_find_label (entity, name, column) && !(column->field->flags & MLG_FIELD_GONE);

  *column = (MlgColumn) { .field = field, .part = part };
  return !(field->flags & MLG_FIELD_GONE);
}

/* Every column is called as ours are. */
gboolean
mlg_list_is_own (MlgList *self)
{
  guint n_own = 0;

  for (guint i = 0; self->header && i < self->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_list_get_column (self, i);
      MlgColumn own;

      if (strcmp (column->name, "id") == 0)
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

  if (!find_own (self->entity, column->name, &own))
    return;

  column->use = MLG_COLUMN_FIELD;
  column->field = own.field;
  column->part = own.part;
  column->guess = MLG_GUESS_NAME;
}
