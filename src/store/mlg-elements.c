/* The elements of a multiple field: rows of "link", whose names follow from owner, field and
 * value, so that two people who add the same theme add the same row.
 *
 * Lists of words keep their order: a position between its neighbours', as text that always has
 * room for one more ("0V" < "0k" < "1V"). Terms and references are sets, in the order of their values.
 */

#include "store/mlg-store-private.h"

#include "model/mlg-value.h"

#include <string.h>

#define N_DIGITS 62

static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

typedef struct
{
  char *value;
  char *position;
  gboolean wanted;
} Element;

static void
element_clear (gpointer data)
{
  Element *element = data;

  g_free (element->value);
  g_free (element->position);
}

static int
digit_of (char c)
{
  const char *found = c != '\0' ? strchr (digits, c) : NULL;

  return found != NULL ? (int) (found - digits) : 0;
}

/* A text between @before ("" : the start) and @after (NULL: the end). */
static char *
position_between (const char *before,
                  const char *after)
{
  GString *position = g_string_new (NULL);
  gsize n_before = strlen (before);

  for (gsize i = 0; ; i++)
    {
      int low = i < n_before ? digit_of (before[i]) : 0;
      int high = after != NULL && after[i] != '\0' ? digit_of (after[i]) : N_DIGITS;

      if (high - low > 1)
        {
          g_string_append_c (position, digits[(low + high) / 2]);
          return g_string_free (position, FALSE);
        }
      g_string_append_c (position, digits[low]);
      if (high != low || after == NULL || after[i] == '\0')
        after = NULL;
    }
}

/* For a list written at once: short, evenly apart. */
static char *
position_nth (guint n)
{
  char text[4] = { digits[MIN (n / N_DIGITS, N_DIGITS - 1)], digits[n % N_DIGITS], 'V', '\0' };

  return g_strdup (text);
}

static GArray *
read_elements (MlgStore        *store,
               const MlgId     *owner,
               const MlgField  *field,
               GError         **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (store->db, "SELECT value, coalesce(position, '') FROM link WHERE owner = ?1 AND field = ?2 "
                                       "AND _del = 0 ORDER BY coalesce(position, ''), value, _id", error);
  g_autoptr(GArray) elements = g_array_new (FALSE, TRUE, sizeof (Element));
  g_autoptr(GError) local_error = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];
  char number[16];

  g_array_set_clear_func (elements, element_clear);
  if (stmt == NULL)
    return NULL;
  g_snprintf (number, sizeof number, "%u", field->number);
  sqlite3_bind_text (stmt, 1, mlg_id_write (owner, text), -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, number, -1, SQLITE_STATIC);
  while (mlg_db_next (store->db, stmt, &local_error))
    {
      Element element = { g_strdup ((const char *) sqlite3_column_text (stmt, 0)),
                          g_strdup ((const char *) sqlite3_column_text (stmt, 1)) };

      g_array_append_val (elements, element);
    }
  if (local_error == NULL)
    return g_steal_pointer (&elements);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Brings the one row of "link" up to date; its owner comes later, once for all elements. */
static gboolean
refresh_link (MlgStore     *store,
              const MlgId  *id,
              GError      **error)
{
  MlgRowState state;
  gboolean done;

  mlg_row_state_init (&state, mlg_table_get_links ()->table);
  done = mlg_row_compute (store, id, &state, error) && mlg_row_store (store, &state, error);
  mlg_row_state_clear (&state);
  return done;
}

static gboolean
write_new_link (MlgGesture      *gesture,
                const MlgTable  *table,
                const MlgId     *owner,
                const MlgField  *field,
                const MlgId     *id,
                const char      *value,
                const char      *position,
                GError         **error)
{
  const MlgLinkTable *links = mlg_table_get_links ();
  const MlgField *fields = links->table->entity->fields;
  g_autoptr(GByteArray) pack = g_byte_array_new ();
  MlgOp op = { .tbl = links->table->entity->number, .row = *id, .col = MLG_COL_INSERT, .st = MLG_ST_VALUE };
  char owner_text[MLG_ID_TEXT_LENGTH + 1], entity_number[16], field_number[16];
  MlgRowState state;
  gboolean done;

  mlg_id_write (owner, owner_text);
  g_snprintf (entity_number, sizeof entity_number, "%u", table->entity->number);
  g_snprintf (field_number, sizeof field_number, "%u", field->number);

  mlg_row_state_init (&state, links->table);
  mlg_row_state_reset (&state, id);
  state.values->pdata[links->owner] = owner_text;
  state.values->pdata[links->owner_entity] = entity_number;
  state.values->pdata[links->field] = field_number;
  state.values->pdata[links->value] = (gpointer) value;
  state.values->pdata[links->position] = (gpointer) position;
  for (guint i = 0; i < links->table->n_fields; i++)
    if (state.values->pdata[i] != NULL)
      mlg_pack_append (pack, fields[i].number, state.values->pdata[i]);
  op.val = (const char *) pack->data;
  op.val_size = pack->len;

  done = mlg_gesture_append (gesture, &op, error);
  state.exists = state.is_new = TRUE;
  state.made = op.hlc >> 16;
  state.hlc = op.hlc;
  state.sid = op.dot.sid;
  done = done && mlg_row_store (mlg_gesture_get_store (gesture), &state, error);
  mlg_row_state_clear (&state);
  return done;
}

static gboolean
write_link_cell (MlgGesture      *gesture,
                 const MlgId     *id,
                 const MlgField  *field,
                 const char      *value,
                 GError         **error)
{
  MlgStore *store = mlg_gesture_get_store (gesture);
  g_autoptr(GByteArray) parents = g_byte_array_new ();
  MlgOp op = { .tbl = mlg_table_get_links ()->table->entity->number, .row = *id, .col = field->number,
               .st = MLG_ST_VALUE, .val = value, .val_size = value != NULL ? strlen (value) : 0 };

  if (!mlg_row_append_heads (store, id, field->number, parents, error))
    return FALSE;
  op.par = parents->data;
  op.n_par = parents->len / MLG_DOT_BYTES;
  return mlg_gesture_append (gesture, &op, error) && refresh_link (store, id, error);
}

static gboolean
write_link_delete (MlgGesture  *gesture,
                   const MlgId *id,
                   gboolean     deleted,
                   GError     **error)
{
  MlgStore *store = mlg_gesture_get_store (gesture);
  const MlgTable *table = mlg_table_get_links ()->table;
  g_autoptr(GByteArray) parents = g_byte_array_new ();
  g_autoptr(GByteArray) context = g_byte_array_new ();
  MlgOp op = { .tbl = table->entity->number, .row = *id, .col = MLG_COL_DELETE, .st = MLG_ST_VALUE };

  g_byte_array_append (context, (const guint8 *) (deleted ? "\1" : "\0"), 1);
  if (!mlg_row_append_heads (store, id, MLG_COL_DELETE, parents, error) ||
      (deleted && !mlg_row_append_context (store, table, id, context, error)))
    return FALSE;
  op.par = parents->data;
  op.n_par = parents->len / MLG_DOT_BYTES;
  op.val = (const char *) context->data;
  op.val_size = context->len;
  return mlg_gesture_append (gesture, &op, error) && refresh_link (store, id, error);
}

gboolean
mlg_elements_add (MlgGesture      *gesture,
                  const MlgTable  *table,
                  const MlgId     *owner,
                  const MlgField  *field,
                  const char      *element,
                  const char      *position,
                  gboolean        *changed,
                  GError         **error)
{
  MlgStore *store = mlg_gesture_get_store (gesture);
  const MlgLinkTable *links = mlg_table_get_links ();
  MlgId id = mlg_link_derive_id (table->entity, owner, field, element);
  g_autoptr(GError) local_error = NULL;
  MlgRowState state;
  gboolean done = TRUE, is_there;

  mlg_row_state_init (&state, links->table);
  is_there = mlg_row_load (store, &id, &state, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      done = FALSE;
    }
  else if (!is_there)
    {
      *changed = TRUE;
      done = write_new_link (gesture, table, owner, field, &id, element, position, error);
    }
  else if (state.deleted)
    {
      *changed = TRUE;
      done = write_link_delete (gesture, &id, FALSE, error);
    }

  if (done && is_there && position != NULL &&
      g_strcmp0 (state.values->pdata[links->position], position) != 0)
    {
      *changed = TRUE;
      done = write_link_cell (gesture, &id, &links->table->entity->fields[links->position], position, error);
    }
  mlg_row_state_clear (&state);
  return done;
}

gboolean
mlg_elements_remove (MlgGesture      *gesture,
                     const MlgTable  *table,
                     const MlgId     *owner,
                     const MlgField  *field,
                     const char      *element,
                     gboolean        *changed,
                     GError         **error)
{
  MlgStore *store = mlg_gesture_get_store (gesture);
  MlgId id = mlg_link_derive_id (table->entity, owner, field, element);
  g_autoptr(GError) local_error = NULL;
  MlgRowState state;
  gboolean is_there;

  mlg_row_state_init (&state, mlg_table_get_links ()->table);
  is_there = mlg_row_load (store, &id, &state, &local_error) && !state.deleted;
  mlg_row_state_clear (&state);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!is_there)
    return TRUE;
  *changed = TRUE;
  return write_link_delete (gesture, &id, TRUE, error);
}

char *
mlg_elements_dup_last_position (MlgStore       *store,
                                const MlgId    *id,
                                const MlgField *field)
{
  g_autoptr(GArray) elements = read_elements (store, id, field, NULL);

  if (elements == NULL || elements->len == 0)
    return position_nth (0);
  return position_between (g_array_index (elements, Element, elements->len - 1).position, NULL);
}

static Element *
find_element (GArray     *elements,
              const char *value)
{
  for (guint i = 0; i < elements->len; i++)
    if (strcmp (g_array_index (elements, Element, i).value, value) == 0)
      return &g_array_index (elements, Element, i);
  return NULL;
}

/* The position each wanted element gets: kept where it still rises, else made between its neighbours. */
static char **
place_elements (GArray      *elements,
                char       **wanted)
{
  guint n = g_strv_length (wanted);
  char **positions = g_new0 (char *, n + 1);
  const char *last = "";

  for (guint i = 0; i < n; i++)
    {
      Element *element = find_element (elements, wanted[i]);

      if (element != NULL && strcmp (element->position, last) > 0)
        {
          positions[i] = g_strdup (element->position);
          last = positions[i];
        }
    }

  for (guint i = 0; i < n; i++)
    {
      const char *before = i > 0 ? positions[i - 1] : "";
      const char *after = NULL;

      if (positions[i] != NULL)
        continue;
      for (guint j = i + 1; j < n && after == NULL; j++)
        after = positions[j];
      positions[i] = elements->len == 0 ? position_nth (i) : position_between (before, after);
    }
  return positions;
}

/* A list that says the same twice says it once. */
static void
drop_repeats (char **wanted)
{
  guint n = g_strv_length (wanted), n_kept = 0;

  for (guint i = 0; i < n; i++)
    {
      char *value = wanted[i];

      wanted[i] = NULL;
      wanted[n_kept] = NULL;
      if (g_strv_contains ((const char *const *) wanted, value))
        g_free (value);
      else
        wanted[n_kept++] = value;
    }
}

gboolean
mlg_elements_set (MlgGesture      *gesture,
                  const MlgTable  *table,
                  const MlgId     *owner,
                  const MlgField  *field,
                  const char      *value,
                  gboolean         is_new,
                  gboolean        *changed,
                  GError         **error)
{
  MlgStore *store = mlg_gesture_get_store (gesture);
  gboolean ordered = field->type == MLG_TYPE_WORDS;
  g_auto(GStrv) wanted = mlg_value_split (value);
  g_auto(GStrv) positions = NULL;
  g_autoptr(GArray) elements = NULL;

  drop_repeats (wanted);
  elements = is_new ? g_array_new (FALSE, TRUE, sizeof (Element)) : read_elements (store, owner, field, error);
  if (elements == NULL)
    return FALSE;
  if (ordered)
    positions = place_elements (elements, wanted);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      Element *element = find_element (elements, wanted[i]);

      if (element != NULL)
        element->wanted = TRUE;
      if ((element == NULL || ordered) &&
          !mlg_elements_add (gesture, table, owner, field, wanted[i], ordered ? positions[i] : NULL, changed, error))
        return FALSE;
    }

  for (guint i = 0; i < elements->len; i++)
    {
      Element *element = &g_array_index (elements, Element, i);

      if (!element->wanted && !mlg_elements_remove (gesture, table, owner, field, element->value, changed, error))
        return FALSE;
    }
  return TRUE;
}
