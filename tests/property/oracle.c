/* What should stand in a copy, worked out from who knew what when each thing was written. */

#include "oracle.h"

#include "model/mlg-value.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { LINK = 1, ACTOR = 10, SECTION = 11 };

#define event_at(world, i) ((Event *) g_ptr_array_index ((world)->events, (i)))

static void
event_free (gpointer data)
{
  Event *event = data;

  g_free (event->val);
  g_free (event);
}

World *
world_new (void)
{
  World *world = g_new0 (World, 1);

  world->events = g_ptr_array_new_with_free_func (event_free);
  return world;
}

void
world_free (World *world)
{
  g_ptr_array_unref (world->events);
  g_free (world);
}

gboolean
knows (const Knowledge *knowledge,
       guint            event)
{
  return (knowledge->words[event / 64] >> (event % 64)) & 1;
}

void
know_too (Knowledge       *knowledge,
          const Knowledge *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (knowledge->words); i++)
    knowledge->words[i] |= other->words[i];
}

void
world_learn (World     *world,
             MlgStore  *store,
             gint64     last_n,
             gboolean   is_undo,
             Knowledge *knowledge)
{
  sqlite3_stmt *stmt;

  sqlite3_prepare_v2 (mlg_store_get_handle (store), "SELECT sid, seq, hlc, txn, tbl, row, col, val FROM op WHERE n > ?1 ORDER BY n",
                      -1, &stmt, NULL);
  sqlite3_bind_int64 (stmt, 1, last_n);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      Event *event = g_new0 (Event, 1);
      guint index = world->events->len;

      g_assert_cmpuint (index, <, MAX_EVENTS);
      event->sid = sqlite3_column_int64 (stmt, 0);
      event->seq = sqlite3_column_int64 (stmt, 1);
      event->hlc = sqlite3_column_int64 (stmt, 2);
      event->txn = sqlite3_column_int64 (stmt, 3);
      event->tbl = (guint) sqlite3_column_int (stmt, 4);
      memcpy (&event->row, sqlite3_column_blob (stmt, 5), sizeof event->row);
      event->col = sqlite3_column_int (stmt, 6);
      event->size = (gsize) sqlite3_column_bytes (stmt, 7);
      if (sqlite3_column_type (stmt, 7) != SQLITE_NULL)
        {
          event->val = g_malloc0 (event->size + 1);
          if (event->size > 0)
            memcpy (event->val, sqlite3_column_blob (stmt, 7), event->size);
        }
      event->is_undo = is_undo;
      event->knows = *knowledge;
      g_ptr_array_add (world->events, event);
      knowledge->words[index / 64] |= G_GUINT64_CONSTANT (1) << (index % 64);
    }
  sqlite3_finalize (stmt);
}

/* The value a new row gives to a field; NULL: none. */
static const char *
packed (const Event *insert,
        int          field)
{
  gsize at = 0;

  while (insert->val != NULL && at + 6 <= insert->size)
    {
      const guint8 *bytes = (const guint8 *) insert->val + at;
      int number = bytes[0] << 8 | bytes[1];
      gsize size = (gsize) bytes[2] << 24 | (gsize) bytes[3] << 16 | (gsize) bytes[4] << 8 | bytes[5];

      if (number == field)
        return (const char *) bytes + 6;
      at += 6 + size + 1;
    }
  return NULL;
}

static const char *
value_of (const Event *event,
          int          col)
{
  return event->col == 0 ? packed (event, col) : event->val;
}

static gboolean
is_superseded (World           *world,
               const Knowledge *knowledge,
               guint            event,
               int              col)
{
  for (guint i = 0; i < world->events->len; i++)
    {
      const Event *later = event_at (world, i);

      if (knows (knowledge, i) && later->col == col && knows (&later->knows, event) &&
          mlg_id_equal (&later->row, &event_at (world, event)->row))
        return TRUE;
    }
  return FALSE;
}

static World *sorting;

static int
compare_latest_first (gconstpointer a,
                      gconstpointer b)
{
  const Event *x = event_at (sorting, *(const guint *) a), *y = event_at (sorting, *(const guint *) b);

  if (x->hlc != y->hlc)
    return x->hlc > y->hlc ? -1 : 1;
  if (x->sid != y->sid)
    return x->sid > y->sid ? -1 : 1;
  return x->seq > y->seq ? -1 : x->seq < y->seq;
}

GArray *
find_heads (World           *world,
            const Knowledge *knowledge,
            const MlgId     *row,
            int              col)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < world->events->len; i++)
    {
      const Event *event = event_at (world, i);

      if (!knows (knowledge, i) || !mlg_id_equal (&event->row, row))
        continue;
      if (event->col != col && !(col > 0 && event->col == 0 && packed (event, col) != NULL))
        continue;
      if (!is_superseded (world, knowledge, i, col))
        g_array_append_val (heads, i);
    }
  sorting = world;
  g_array_sort (heads, compare_latest_first);
  return heads;
}

static gboolean
is_erased (World           *world,
           const Knowledge *knowledge,
           const MlgId     *row)
{
  for (guint i = 0; i < world->events->len; i++)
    {
      const Event *event = event_at (world, i);
      MlgId owner;

      if (!knows (knowledge, i) || !mlg_id_equal (&event->row, row))
        continue;
      if (event->col == -2)
        return TRUE;
      if (event->tbl == LINK && event->col == 0 && mlg_id_parse (packed (event, 20), &owner) &&
          is_erased (world, knowledge, &owner))
        return TRUE;
    }
  return FALSE;
}

static gboolean
belongs_to (World           *world,
            const Knowledge *knowledge,
            const MlgId     *link,
            const MlgId     *owner)
{
  for (guint i = 0; i < world->events->len; i++)
    {
      const Event *event = event_at (world, i);
      MlgId found;

      if (knows (knowledge, i) && event->tbl == LINK && event->col == 0 && mlg_id_equal (&event->row, link))
        return mlg_id_parse (packed (event, 20), &found) && mlg_id_equal (&found, owner);
    }
  return FALSE;
}

/* @said: somebody said so, and it still stands. */
static gboolean
is_deleted (World           *world,
            const Knowledge *knowledge,
            const MlgId     *row,
            gboolean        *said)
{
  g_autoptr(GArray) deletions = find_heads (world, knowledge, row, -1);
  gboolean back = FALSE;

  *said = FALSE;
  for (guint d = 0; d < deletions->len; d++)
    if (event_at (world, g_array_index (deletions, guint, d))->val[0] == 1)
      *said = TRUE;
    else
      back = TRUE;
  if (!*said || back)
    return FALSE;

  /* Every head of the row, its elements included, was known to somebody who deleted. */
  for (guint i = 0; i < world->events->len; i++)
    {
      const Event *event = event_at (world, i);
      gboolean is_own = mlg_id_equal (&event->row, row), seen = FALSE;

      if (!knows (knowledge, i) || (is_own && event->col < 0) ||
          (!is_own && (event->tbl != LINK || !belongs_to (world, knowledge, &event->row, row))) ||
          (event->col != 0 && is_superseded (world, knowledge, i, event->col)))
        continue;
      for (guint d = 0; d < deletions->len; d++)
        seen |= knows (&event_at (world, g_array_index (deletions, guint, d))->knows, i);
      if (!seen)
        return FALSE;
    }
  return TRUE;
}

/* ---- comparing with the copy */

static sqlite3_stmt *
prepare (MlgStore   *store,
         const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (mlg_store_get_handle (store), sql, -1, &stmt, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (mlg_store_get_handle (store)));
  return stmt;
}

static char *
check_ops (World           *world,
           const Knowledge *knowledge,
           MlgStore        *store)
{
  sqlite3_stmt *stmt = prepare (store, "SELECT row, col, st, val FROM op WHERE sid = ?1 AND seq = ?2");
  sqlite3_stmt *count = prepare (store, "SELECT count(*) FROM op");
  guint n_known = 0, n_there;
  char *wrong = NULL;

  for (guint i = 0; i < world->events->len && wrong == NULL; i++)
    {
      const Event *event = event_at (world, i);
      gboolean erased;

      if (!knows (knowledge, i))
        continue;
      n_known++;
      erased = is_erased (world, knowledge, &event->row);
      sqlite3_reset (stmt);
      sqlite3_bind_int64 (stmt, 1, event->sid);
      sqlite3_bind_int64 (stmt, 2, event->seq);
      if (sqlite3_step (stmt) != SQLITE_ROW)
        wrong = g_strdup ("an operation is lost");
      else if (memcmp (sqlite3_column_blob (stmt, 0), &event->row, 16) != 0 || sqlite3_column_int (stmt, 1) != event->col)
        wrong = g_strdup ("an operation bears another's name");
      else if (erased && (sqlite3_column_int (stmt, 2) != 2 || sqlite3_column_type (stmt, 3) != SQLITE_NULL))
        wrong = g_strdup ("an erased value is still there");
      else if (!erased && (sqlite3_column_int (stmt, 2) != 1 ||
                           (gsize) sqlite3_column_bytes (stmt, 3) != event->size ||
                           (event->size > 0 && memcmp (sqlite3_column_blob (stmt, 3), event->val, event->size) != 0)))
        wrong = g_strdup_printf ("a value is lost: entity %u, column %d, state %d, “%s” for “%s”", event->tbl, event->col,
                                 sqlite3_column_int (stmt, 2), sqlite3_column_text (stmt, 3), event->val);
    }
  sqlite3_finalize (stmt);

  sqlite3_step (count);
  n_there = (guint) sqlite3_column_int (count, 0);
  sqlite3_finalize (count);
  if (wrong == NULL && n_there != n_known)
    wrong = g_strdup_printf ("%u operations, %u known", n_there, n_known);
  return wrong;
}

static int
find_conflict (MlgStore    *store,
               const MlgId *row,
               int          col)
{
  sqlite3_stmt *stmt = prepare (store, "SELECT kind FROM conflict WHERE row = ?1 AND col = ?2");
  int kind = -1;

  sqlite3_bind_blob (stmt, 1, row, sizeof *row, SQLITE_STATIC);
  sqlite3_bind_int (stmt, 2, col);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    kind = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  return kind;
}

static char *
check_cell (World           *world,
            const Knowledge *knowledge,
            MlgStore        *store,
            const MlgId     *row,
            const MlgField  *field,
            const char      *shown,
            gboolean         deleted,
            guint           *n_conflicts)
{
  g_autoptr(GArray) heads = find_heads (world, knowledge, row, field->number);
  const char *expected = NULL;
  gboolean differ = FALSE;
  int kind = find_conflict (store, row, field->number);

  if (heads->len > 0)
    expected = value_of (event_at (world, g_array_index (heads, guint, 0)), field->number);
  for (guint i = 1; i < heads->len; i++)
    differ |= g_strcmp0 (value_of (event_at (world, g_array_index (heads, guint, i)), field->number), expected) != 0;

  if ((kind >= 0) != (differ && !deleted))
    for (guint i = 0; g_getenv ("MLG_VERBOSE") != NULL && i < heads->len; i++)
      {
        const Event *head = event_at (world, g_array_index (heads, guint, i));

        g_printerr ("  head %x/%d col %d “%s”\n", (guint) head->sid, (int) head->seq, head->col, value_of (head, field->number));
      }
  if ((kind >= 0) != (differ && !deleted))
    return g_strdup_printf ("%s: %s, heads %s", field->name, kind >= 0 ? "a conflict is noted" : "no conflict is noted",
                            differ ? "differ" : "agree");
  *n_conflicts += kind >= 0;
  if (field->type == MLG_TYPE_LONG_TEXT || field->type == MLG_TYPE_MARKDOWN)
    {
      /* What merging two texts gives is the matter of another test. */
      if (kind == MLG_CONFLICT_TEXT_MERGED || (deleted && differ))
        return NULL;
    }
  else if (kind > 0)
    return g_strdup_printf ("%s: a conflict of kind %d", field->name, kind);
  if (g_strcmp0 (shown, expected) != 0)
    return g_strdup_printf ("%s: shows “%s” and not “%s”", field->name, shown, expected);
  return NULL;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *texts)
{
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv ("|", (char **) texts->pdata);
}

static char *
check_elements (World           *world,
                const Knowledge *knowledge,
                const MlgId     *row,
                const MlgField  *field,
                const char      *shown)
{
  g_autoptr(GPtrArray) expected = g_ptr_array_new ();
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  g_auto(GStrv) elements = mlg_value_split (shown);
  g_autofree char *expected_text = NULL;
  g_autofree char *found_text = NULL;

  for (guint i = 0; i < world->events->len; i++)
    {
      const Event *event = event_at (world, i);
      gboolean said;

      if (!knows (knowledge, i) || event->tbl != LINK || event->col != 0 ||
          !belongs_to (world, knowledge, &event->row, row) || atoi (packed (event, 22)) != field->number ||
          is_erased (world, knowledge, &event->row) || is_deleted (world, knowledge, &event->row, &said))
        continue;
      if (!g_ptr_array_find_with_equal_func (expected, packed (event, 23), g_str_equal, NULL))
        g_ptr_array_add (expected, (gpointer) packed (event, 23));
    }
  for (guint i = 0; elements[i] != NULL; i++)
    g_ptr_array_add (found, elements[i]);

  expected_text = join_sorted (expected);
  found_text = join_sorted (found);
  if (strcmp (expected_text, found_text) != 0)
    return g_strdup_printf ("%s: holds “%s” and not “%s”", field->name, found_text, expected_text);
  return NULL;
}

static char *
check_row (World           *world,
           const Knowledge *knowledge,
           MlgStore        *store,
           guint            tbl,
           const MlgId     *row,
           guint           *n_conflicts)
{
  const MlgEntity *entity = mlg_schema_find_number (tbl);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgRecord) record = mlg_store_read (store, entity, row, &error);
  gboolean said, deleted;
  char *wrong = NULL;
  int kind = find_conflict (store, row, -1);

  if (is_erased (world, knowledge, row))
    return record != NULL ? g_strdup ("an erased row stands") : NULL;
  if (record == NULL)
    return g_strdup ("a row is missing");
  deleted = is_deleted (world, knowledge, row, &said);
  if (deleted != mlg_record_is_deleted (record))
    return g_strdup (deleted ? "a deleted row stands" : "a living row is deleted");
  if ((kind >= 0) != (said && !deleted))
    return g_strdup ("deleted here, changed there: told wrongly");
  *n_conflicts += kind >= 0;

  for (guint i = 0; i < entity->n_fields && wrong == NULL; i++)
    {
      const MlgField *field = &entity->fields[i];
      const char *shown = mlg_record_get (record, field);

      wrong = mlg_field_is_multiple (field) ? check_elements (world, knowledge, row, field, shown)
                                            : check_cell (world, knowledge, store, row, field, shown, deleted, n_conflicts);
    }
  return wrong;
}

char *
oracle_check (World           *world,
              const Knowledge *knowledge,
              MlgStore        *store)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  char *wrong = check_ops (world, knowledge, store);
  guint n_conflicts = 0;

  for (guint i = 0; i < world->events->len && wrong == NULL; i++)
    {
      const Event *event = event_at (world, i);

      if (knows (knowledge, i) && event->tbl != LINK && g_hash_table_add (seen, (gpointer) &event->row))
        wrong = check_row (world, knowledge, store, event->tbl, &event->row, &n_conflicts);
    }
  if (wrong == NULL && n_conflicts != mlg_store_count_conflicts (store))
    wrong = g_strdup_printf ("%u conflicts noted, %u known", mlg_store_count_conflicts (store), n_conflicts);
  return wrong;
}
