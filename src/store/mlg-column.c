/* One field of every row of an entity, small enough to be looked through between two keys. */

#include "store/mlg-column.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

MlgColumn *
mlg_column_load (sqlite3         *document,
                 const MlgEntity *entity,
                 const MlgField  *field)
{
  MlgColumn *self = g_new0 (MlgColumn, 1);
  g_autofree char *sql = g_strdup_printf ("SELECT _rid, \"%s\" FROM \"%s\" WHERE _del = 0", field->name, entity->name);
  sqlite3_stmt *statement = NULL;

  self->field = field;
  self->codes = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->values, NULL);

  if (sqlite3_prepare_v2 (document, sql, -1, &statement, NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      mlg_column_put (self, (guint32) sqlite3_column_int64 (statement, 0),
                      (const char *) sqlite3_column_text (statement, 1));
  sqlite3_finalize (statement);

  return self;
}

void
mlg_column_free (MlgColumn *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->values);
  g_array_unref (self->codes);
  g_free (self);
}

static guint32
intern (MlgColumn  *self,
        const char *value)
{
  gpointer code;
  char *copy;

  if (value == NULL)
    return 0;
  if (g_hash_table_lookup_extended (self->known, value, NULL, &code))
    return GPOINTER_TO_UINT (code);

  copy = g_strdup (value);
  g_ptr_array_add (self->values, copy);
  g_hash_table_insert (self->known, copy, GUINT_TO_POINTER (self->values->len - 1));
  return self->values->len - 1;
}

void
mlg_column_put (MlgColumn  *self,
                guint32     row,
                const char *value)
{
  if (row >= self->codes->len)
    {
      /* Rows come in order: without this each would move all that went before. */
      if (row >= 64 && (row & (row - 1)) == 0)
        {
          g_array_set_size (self->codes, row * 2);
          g_array_set_size (self->codes, row);
        }
      g_array_set_size (self->codes, row + 1);
    }

  g_array_index (self->codes, guint32, row) = intern (self, value);
}

static gboolean
value_is_wanted (const MlgField     *field,
                 const char         *value,
                 const char *const  *wanted)
{
  g_auto(GStrv) elements = NULL;

  if (value == NULL)
    return g_strv_contains (wanted, "");
  if (!mlg_field_is_multiple (field))
    return g_strv_contains (wanted, value);

  elements = mlg_value_split (value);
  for (guint i = 0; elements[i] != NULL; i++)
    if (g_strv_contains (wanted, elements[i]))
      return TRUE;

  return FALSE;
}

gboolean *
mlg_column_wants (MlgColumn          *self,
                  const char *const  *wanted)
{
  gboolean *wants = g_new (gboolean, self->values->len);

  for (guint i = 0; i < self->values->len; i++)
    wants[i] = value_is_wanted (self->field, self->values->pdata[i], wanted);

  return wants;
}

/* ---- order */

typedef struct
{
  guint32  code;
  double   number;
  char    *key;
} Place;

static gboolean
is_number (const MlgField *field)
{
  return field->type == MLG_TYPE_INTEGER || field->type == MLG_TYPE_NUMBER || field->type == MLG_TYPE_MONEY ||
         field->type == MLG_TYPE_YES_NO;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Place *left = a, *right = b;

  if (left->key != NULL)
    return strcmp (left->key, right->key);

  return (left->number > right->number) - (left->number < right->number);
}

/* A date sorts by its canonical form, 1985 before 1985-03; words only are as good as unknown. */
static char *
make_key (const MlgField *field,
          MlgTitles      *titles,
          const char     *value)
{
  g_autofree char *text = NULL;

  if (field->type == MLG_TYPE_DATE || field->type == MLG_TYPE_INTERVAL)
    {
      text = mlg_value_dup_part (value, 0);
      return text != NULL ? g_steal_pointer (&text) : g_strdup ("\x7f");
    }

  text = mlg_titles_display (titles, field, value);
  return mlg_sort_key (text);
}

guint32 *
mlg_column_rank (MlgColumn *self,
                 MlgTitles *titles,
                 gboolean   descending)
{
  guint n = self->values->len;
  guint32 *ranks = g_new (guint32, n);
  g_autofree Place *places = g_new0 (Place, n);
  guint32 rank = 0;

  for (guint i = 1; i < n; i++)
    {
      places[i].code = i;
      if (is_number (self->field))
        places[i].number = g_ascii_strtod (self->values->pdata[i], NULL);
      else
        places[i].key = make_key (self->field, titles, self->values->pdata[i]);
    }
  if (n > 1)
    qsort (places + 1, n - 1, sizeof *places, compare_places);

  /* Equal ones share a place: then the title decides. */
  ranks[0] = n;
  for (guint i = 1; i < n; i++)
    {
      if (i > 1 && compare_places (&places[i - 1], &places[i]) != 0)
        rank++;
      ranks[places[i].code] = rank;
    }
  for (guint i = 1; i < n; i++)
    {
      if (descending)
        ranks[i] = n - 1 - ranks[i];
      g_free (places[i].key);
    }

  return ranks;
}
