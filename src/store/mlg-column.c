/* One field of every row of an entity, small enough to be looked through between two keys. */

#include "store/mlg-column.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"

#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static MlgColumn *
column_new (const MlgField *field)
{
  MlgColumn *self = g_new0 (MlgColumn, 1);

  self->field = field;
  self->codes = g_array_new (FALSE, TRUE, sizeof (guint32));
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->known = g_hash_table_new (g_str_hash, g_str_equal);
  g_ptr_array_add (self->values, NULL);
  return self;
}

static char *
write_select (const MlgEntity       *entity,
              const MlgField *const *fields,
              guint                  n_fields)
{
  GString *sql = g_string_new ("SELECT t._rid");

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *derived = mlg_field_is_derived (fields[i]) ? mlg_derived_expression (entity, fields[i]) : NULL;

      if (derived != NULL)
        g_string_append_printf (sql, ", %s", derived);
      else
        g_string_append_printf (sql, ", t.\"%s\"", fields[i]->name);
    }
  g_string_append_printf (sql, " FROM \"%s\" AS t WHERE t._del = 0", entity->name);

  return g_string_free (sql, FALSE);
}

/* A derived value is made, the others are lent by the statement. */
static void
take_value (MlgColumn    *column,
            GHashTable   *counts,
            sqlite3_stmt *statement,
            int           place)
{
  guint32 row = (guint32) sqlite3_column_int64 (statement, 0);

  if (mlg_field_is_derived (column->field))
    {
      g_autofree char *value = mlg_derived_take (column->field, counts, statement, place);

      mlg_column_put (column, row, value);
    }
  else
    {
      mlg_column_put (column, row, (const char *) sqlite3_column_text (statement, place));
    }
}

static void
unref_counts (gpointer counts)
{
  if (counts != NULL)
    g_hash_table_unref (counts);
}

GPtrArray *
mlg_columns_load (sqlite3               *document,
                  const MlgEntity       *entity,
                  const MlgField *const *fields,
                  guint                  n_fields)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_column_free);
  g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func (unref_counts);
  g_autofree char *sql = write_select (entity, fields, n_fields);
  sqlite3_stmt *statement = NULL;

  for (guint i = 0; i < n_fields; i++)
    {
      g_ptr_array_add (columns, column_new (fields[i]));
      g_ptr_array_add (counts, mlg_field_is_derived (fields[i]) ? mlg_derived_count (document, fields[i]) : NULL);
    }

  if (sqlite3_prepare_v2 (document, sql, -1, &statement, NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      for (guint i = 0; i < n_fields; i++)
        take_value (columns->pdata[i], counts->pdata[i], statement, (int) i + 1);
  else
    g_warning ("%s: %s", sql, sqlite3_errmsg (document));
  sqlite3_finalize (statement);

  return columns;
}

MlgColumn *
mlg_column_load (sqlite3         *document,
                 const MlgEntity *entity,
                 const MlgField  *field)
{
  g_autoptr(GPtrArray) columns = mlg_columns_load (document, entity, &field, 1);

  return g_ptr_array_steal_index (columns, 0);
}

void
mlg_column_free (MlgColumn *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->values);
  g_array_unref (self->codes);
  g_free (self->ranks);
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
  mlg_column_forget_rank (self);
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
value_is_wanted (const MlgField *field,
                 const char     *value,
                 GHashTable     *wanted)
{
  g_auto(GStrv) elements = NULL;

  if (value == NULL)
    return g_hash_table_contains (wanted, "");
  if (!mlg_field_is_multiple (field) || strchr (value, MLG_ELEMENT_SEPARATOR) == NULL)
    return g_hash_table_contains (wanted, value);

  elements = mlg_value_split (value);
  for (guint i = 0; elements[i] != NULL; i++)
    if (g_hash_table_contains (wanted, elements[i]))
      return TRUE;

  return FALSE;
}

gboolean *
mlg_column_wants (MlgColumn  *self,
                  GHashTable *wanted)
{
  gboolean *wants = g_new (gboolean, self->values->len);

  for (guint i = 0; i < self->values->len; i++)
    wants[i] = value_is_wanted (self->field, self->values->pdata[i], wanted);

  return wants;
}

/* ---- order */

typedef struct
{
  guint64     beginning;   /* of the key, so that most comparisons are of numbers */
  const char *key;
  guint32     code;
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

  if (left->beginning != right->beginning)
    return left->beginning < right->beginning ? -1 : 1;

  return left->key == NULL ? 0 : strcmp (left->key, right->key);
}

/* Doubles as whole numbers of the same order. */
static guint64
order_of_number (double number)
{
  union { double number; guint64 bits; } both = { number == 0 ? 0 : number };

  return both.bits >> 63 ? ~both.bits : both.bits | G_GUINT64_CONSTANT (1) << 63;
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
  if (field->type == MLG_TYPE_CODE || field->type == MLG_TYPE_EMAIL || field->type == MLG_TYPE_URL)
    return g_ascii_strdown (value, -1);
  if (field->type == MLG_TYPE_TEXT)
    return mlg_sort_key (value);

  text = mlg_titles_display (titles, field, value);
  return mlg_sort_key (text);
}

static void
place_key (Place      *place,
           char       *key)
{
  gsize length = strlen (key);

  place->key = key;
  for (guint i = 0; i < 8; i++)
    place->beginning = place->beginning << 8 | (i < length ? (guchar) key[i] : 0);
}

static void
find_place (Place          *place,
            const MlgField *field,
            MlgTitles      *titles,
            const char     *value)
{
  double number = is_number (field) ? g_ascii_strtod (value, NULL) : mlg_derived_order (field, value);

  if (!isnan (number))
    place->beginning = order_of_number (number);
  else
    place_key (place, make_key (field, titles, value));
}

void
mlg_column_forget_rank (MlgColumn *self)
{
  g_clear_pointer (&self->ranks, g_free);
}

const guint32 *
mlg_column_rank (MlgColumn *self,
                 MlgTitles *titles)
{
  guint n = self->values->len;
  g_autofree Place *places = NULL;
  guint32 rank = 0;

  if (self->ranks != NULL)
    return self->ranks;

  places = g_new0 (Place, n);
  for (guint i = 1; i < n; i++)
    {
      places[i].code = i;
      find_place (&places[i], self->field, titles, self->values->pdata[i]);
    }
  if (n > 1)
    qsort (places + 1, n - 1, sizeof *places, compare_places);

  /* Equal ones share a place: then the title decides. */
  self->ranks = g_new (guint32, n);
  self->ranks[0] = n;
  for (guint i = 1; i < n; i++)
    {
      if (i > 1 && compare_places (&places[i - 1], &places[i]) != 0)
        rank++;
      self->ranks[places[i].code] = rank;
    }
  for (guint i = 1; i < n; i++)
    g_free ((char *) places[i].key);

  return self->ranks;
}
