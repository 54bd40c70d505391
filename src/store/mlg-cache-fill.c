/* What the cache keeps of each record: all of them at first, then those the journal touched. */

#include "store/mlg-cache-private.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"

#include <string.h>

/* More changed rows than this are read faster all together. */
#define MAX_ROWS_ONE_BY_ONE 2000

/* ---- what is kept of a record */

/* Folded, and nothing but letters, digits and single spaces. */
char *
mlg_cache_normalise (const char *text)
{
  g_autofree char *folded = mlg_fold (text);
  GString *words = g_string_sized_new (strlen (folded));

  for (const char *c = folded, *next; *c != '\0'; c = next)
    {
      next = g_utf8_next_char (c);
      if ((guchar) *c < 0x80 ? g_ascii_isalnum (*c) : g_unichar_isalnum (g_utf8_get_char (c)))
        g_string_append_len (words, c, next - c);
      else if (words->len > 0 && words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->len > 0 && words->str[words->len - 1] == ' ')
    g_string_truncate (words, words->len - 1);

  return g_string_free (words, FALSE);
}

static void
append_words (GString    *words,
              const char *text)
{
  g_autofree char *normal = mlg_cache_normalise (text);
  /* Only an apostrophe makes the joined form another one. */
  g_autofree char *joined = strpbrk (text, "'\xe2") != NULL ? mlg_fold_joined (text) : NULL;

  if (*normal != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", normal);
  if (joined != NULL)
    {
      g_autofree char *normal_joined = mlg_cache_normalise (joined);

      g_string_append_printf (words, " %s", normal_joined);
    }
}

/* The title first: a name that begins as what is typed is found by the index of this column. */
static char *
make_names (MlgCache           *self,
            const MlgEntity    *entity,
            const char *const  *values,
            const char         *title)
{
  GString *words = g_string_new (NULL);

  append_words (words, title);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      if (!(field->flags & MLG_FIELD_SEARCHED) || (field->flags & MLG_FIELD_TITLE) || values[i] == NULL)
        continue;
      if (mlg_field_is_reference (field) || field->type == MLG_TYPE_TERM || field->type == MLG_TYPE_TERMS)
        {
          g_autofree char *text = mlg_titles_display (self->titles, field, values[i]);

          append_words (words, text);
        }
      else
        {
          append_words (words, values[i]);
        }
    }

  return g_string_free (words, FALSE);
}

static gboolean
field_has_words (const MlgField *field)
{
  switch (field->type)
    {
    case MLG_TYPE_TEXT:
    case MLG_TYPE_LONG_TEXT:
    case MLG_TYPE_MARKDOWN:
    case MLG_TYPE_WORDS:
    case MLG_TYPE_ADDRESS:
    case MLG_TYPE_CODE:
    case MLG_TYPE_EMAIL:
    case MLG_TYPE_URL:
      return !(field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE));
    default:
      return FALSE;
    }
}

static char *
make_body (const MlgEntity    *entity,
           const char *const  *values)
{
  GString *body = g_string_new (NULL);

  for (guint i = 0; i < entity->n_fields; i++)
    if (values[i] != NULL && field_has_words (&entity->fields[i]))
      append_words (body, values[i]);

  return g_string_free (body, FALSE);
}

/* ---- one row in */

static gboolean
put_place (MlgCache           *self,
           MlgRow              row,
           const MlgEntity    *entity,
           const char *const  *values)
{
  sqlite3_stmt *statement;
  double lat, lon;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == MLG_TYPE_PLACE && values[i] != NULL &&
        mlg_value_get_place (values[i], &lat, &lon, NULL))
      {
        statement = mlg_cache_prepare (self, "INSERT INTO place VALUES (?1, ?2, ?2, ?3, ?3)");
        sqlite3_bind_int64 (statement, 1, row);
        sqlite3_bind_double (statement, 2, lat);
        sqlite3_bind_double (statement, 3, lon);
        return mlg_cache_finish (self, statement);
      }

  return TRUE;
}

static gboolean
put_text (MlgCache           *self,
          MlgRow              row,
          const MlgEntity    *entity,
          const char *const  *values)
{
  g_autofree char *body = make_body (entity, values);
  sqlite3_stmt *statement;

  if (*body == '\0')
    return TRUE;

  statement = mlg_cache_prepare (self, "INSERT INTO texts (rowid, body) VALUES (?1, ?2)");
  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_text (statement, 2, body, -1, SQLITE_STATIC);
  return mlg_cache_finish (self, statement);
}

static void
put_names (MlgCache   *self,
           MlgRow      row,
           const char *names)
{
  const MlgEntity *entity = mlg_row_entity (row);
  MlgNames *known = g_hash_table_lookup (self->names, entity);

  if (known == NULL && self->reading != NULL && self->reading_of == entity && row < self->reading_to)
    known = self->reading;
  if (known != NULL)
    mlg_names_put (known, MLG_ROW_NUMBER (row), names);
}

static gboolean
put_row (MlgCache           *self,
         MlgRow              row,
         const MlgEntity    *entity,
         const void         *id,
         const char *const  *values)
{
  g_autofree char *title = mlg_titles_make (self->titles, entity, values);
  g_autofree char *names = make_names (self, entity, values, title);
  g_autofree char *sort = mlg_sort_key (title);
  sqlite3_stmt *statement = mlg_cache_prepare (self, "INSERT INTO row VALUES (?1, ?2, ?3, ?4, ?5)");

  put_names (self, row, names);
  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_int (statement, 2, entity->number);
  sqlite3_bind_blob (statement, 3, id, sizeof (MlgId), SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, names, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, sort, -1, SQLITE_STATIC);

  return mlg_cache_finish (self, statement) &&
         (!self->has_places || put_place (self, row, entity, values)) &&
         (!self->has_texts || put_text (self, row, entity, values));
}

/* ---- all of them */

/* What the cache reads of each record: the rest of a wide table stays on its pages. */
static gboolean
field_is_read (MlgCache       *self,
               const MlgField *field)
{
  return !(field->flags & MLG_FIELD_GONE) &&
         (mlg_title_uses (field) || (field->flags & MLG_FIELD_SEARCHED) ||
          (self->has_places && field->type == MLG_TYPE_PLACE) ||
          (self->has_texts && field_has_words (field)));
}

static sqlite3_stmt *
select_rows (MlgCache        *self,
             const MlgEntity *entity,
             const char      *where)
{
  g_autoptr(GString) sql = g_string_new ("SELECT _rid, _id");
  sqlite3_stmt *statement = NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    if (field_is_read (self, &entity->fields[i]))
      g_string_append_printf (sql, ", \"%s\"", entity->fields[i].name);
  g_string_append_printf (sql, " FROM \"%s\" WHERE _del = 0%s", entity->name, where);

  if (sqlite3_prepare_v2 (self->document, sql->str, -1, &statement, NULL) != SQLITE_OK)
    g_warning ("%s: %s", sql->str, sqlite3_errmsg (self->document));
  return statement;
}

static gboolean
entity_is_kept (const MlgEntity *entity)
{
  return strcmp (entity->name, MLG_ENTITY_LINK) != 0;
}

typedef gboolean (*PutFunc) (MlgCache           *self,
                             MlgRow              row,
                             const MlgEntity    *entity,
                             const void         *id,
                             const char *const  *values);

static gboolean
put_rows (MlgCache        *self,
          const MlgEntity *entity,
          sqlite3_stmt    *statement,
          PutFunc          put)
{
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  gboolean done = statement != NULL;
  int code = SQLITE_DONE;

  while (done && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      int column = 2;

      for (guint i = 0; i < entity->n_fields; i++)
        if (field_is_read (self, &entity->fields[i]))
          values[i] = (const char *) sqlite3_column_text (statement, column++);
      done = put (self, MLG_ROW_OF (entity, sqlite3_column_int64 (statement, 0)), entity,
                  sqlite3_column_blob (statement, 1), values);
    }

  sqlite3_reset (statement);
  return done && code == SQLITE_DONE;
}

static gboolean
put_all_rows (MlgCache        *self,
              const MlgEntity *entity,
              PutFunc          put)
{
  sqlite3_stmt *statement = select_rows (self, entity, "");
  gboolean done = put_rows (self, entity, statement, put);

  sqlite3_finalize (statement);
  return done;
}

static gboolean
put_everything (MlgCache *self,
                PutFunc   put)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    if (entity_is_kept (entities[i]) && !put_all_rows (self, entities[i], put))
      return FALSE;

  return TRUE;
}

static gboolean
put_text_only (MlgCache           *self,
               MlgRow              row,
               const MlgEntity    *entity,
               const void         *id,
               const char *const  *values)
{
  return put_text (self, row, entity, values);
}

static gboolean
put_place_only (MlgCache           *self,
                MlgRow              row,
                const MlgEntity    *entity,
                const void         *id,
                const char *const  *values)
{
  return put_place (self, row, entity, values);
}

gboolean
mlg_cache_fill (MlgCache *self)
{
  return put_everything (self, put_row);
}

/* *@has: whether somebody asked before; remembered in the file as @key. */
static void
need (MlgCache   *self,
      gboolean   *has,
      const char *key,
      PutFunc     put)
{
  if (*has || self->broken)
    return;

  *has = TRUE;
  if (!mlg_cache_run (self, "BEGIN IMMEDIATE") ||
      !put_everything (self, put) ||
      !mlg_cache_put_stamp (self, key, 1) ||
      !mlg_cache_run (self, "COMMIT"))
    {
      mlg_cache_run (self, "ROLLBACK");
      *has = FALSE;
    }
}

void
mlg_cache_need_texts (MlgCache *self)
{
  need (self, &self->has_texts, "texts", put_text_only);
}

void
mlg_cache_need_places (MlgCache *self)
{
  need (self, &self->has_places, "places", put_place_only);
}

/* ---- one by one */

static gboolean
take_out (MlgCache *self,
          MlgRow    row)
{
  static const char *const deletions[] = {
    "DELETE FROM row WHERE r = ?1",
    "DELETE FROM place WHERE r = ?1",
    "DELETE FROM texts WHERE rowid = ?1",
  };

  put_names (self, row, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    {
      sqlite3_stmt *statement = mlg_cache_prepare (self, deletions[i]);
      sqlite3_bind_int64 (statement, 1, row);
      if (!mlg_cache_finish (self, statement))
        return FALSE;
    }

  return TRUE;
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static gboolean
is_named_so (MlgCache   *self,
             MlgRow      row,
             const char *names,
             const char *sort)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT 1 FROM row WHERE r = ?1 AND folded = ?2 AND sort = ?3");
  gboolean is_same;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_text (statement, 2, names, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, sort, -1, SQLITE_STATIC);
  is_same = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_reset (statement);
  return is_same;
}

static void
note_renamed (MlgCache        *self,
              const MlgEntity *entity,
              const MlgId     *id)
{
  self->generation++;
  g_hash_table_insert (self->renamed, mlg_id_copy (id), (gpointer) entity);
}

/* Most changes are of fields that no name holds: then nothing is to be written, nor are those
 * named after the record to be read again. */
static gboolean
put_row_again (MlgCache           *self,
               MlgRow              row,
               const MlgEntity    *entity,
               const void         *id,
               const char *const  *values)
{
  g_autofree char *title = mlg_titles_make (self->titles, entity, values);
  g_autofree char *names = make_names (self, entity, values, title);
  g_autofree char *sort = mlg_sort_key (title);

  if (!is_named_so (self, row, names, sort))
    note_renamed (self, entity, id);
  else if (!self->has_texts && !self->has_places)
    return TRUE;

  return take_out (self, row) && put_row (self, row, entity, id, values);
}

/* @statements: entity → its SELECT of one row. */
static gboolean
read_again (MlgCache        *self,
            GHashTable      *statements,
            const MlgEntity *entity,
            const MlgId     *id)
{
  sqlite3_stmt *statement = g_hash_table_lookup (statements, entity);
  MlgRow row = mlg_cache_row (self, id);
  gboolean is_live;

  if (statement == NULL)
    {
      statement = select_rows (self, entity, " AND _id = ?1");
      if (statement == NULL)
        return FALSE;
      g_hash_table_insert (statements, (gpointer) entity, statement);
    }

  sqlite3_bind_blob (statement, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  is_live = sqlite3_step (statement) == SQLITE_ROW;
  sqlite3_reset (statement);
  if (!is_live)
    {
      note_renamed (self, entity, id);
      return row == 0 || take_out (self, row);
    }

  return put_rows (self, entity, statement, put_row_again);
}

/* ---- which rows the journal touched */

static void
note_row (GHashTable      *rows,
          const MlgEntity *entity,
          const MlgId     *id)
{
  if (entity != NULL && entity_is_kept (entity) && !g_hash_table_contains (rows, id))
    g_hash_table_insert (rows, mlg_id_copy (id), (gpointer) entity);
}

/* An element of a multiple field belongs to its owner. */
static void
note_owner (MlgCache    *self,
            GHashTable  *rows,
            const MlgId *link)
{
  sqlite3_stmt *statement = NULL;
  MlgId owner;

  if (sqlite3_prepare_v2 (self->document, "SELECT owner, owner_entity FROM link WHERE _id = ?1", -1,
                          &statement, NULL) != SQLITE_OK)
    return;

  sqlite3_bind_blob (statement, 1, link->bytes, sizeof link->bytes, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW &&
      mlg_id_parse ((const char *) sqlite3_column_text (statement, 0), &owner))
    note_row (rows, mlg_schema_find_number (sqlite3_column_int (statement, 1)), &owner);
  sqlite3_finalize (statement);
}

gboolean
mlg_cache_find_touched (MlgCache   *self,
                        gint64      since,
                        GHashTable *rows)
{
  const MlgEntity *link = mlg_schema_find (MLG_ENTITY_LINK);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->document, "SELECT DISTINCT tbl, row FROM op WHERE n > ?1", -1,
                          &statement, NULL) != SQLITE_OK)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, since);
  while (g_hash_table_size (rows) <= MAX_ROWS_ONE_BY_ONE && sqlite3_step (statement) == SQLITE_ROW)
    {
      const MlgEntity *entity = mlg_schema_find_number (sqlite3_column_int (statement, 0));
      MlgId id;

      if (sqlite3_column_bytes (statement, 1) != sizeof id)
        continue;
      memcpy (&id, sqlite3_column_blob (statement, 1), sizeof id);
      if (entity == link)
        note_owner (self, rows, &id);
      else
        note_row (rows, entity, &id);
    }
  sqlite3_finalize (statement);

  return g_hash_table_size (rows) <= MAX_ROWS_ONE_BY_ONE;
}

/* Records of @entity named by their field after one of @ids. */
static void
note_named_after (MlgCache         *self,
                  GHashTable       *rows,
                  const MlgEntity  *entity,
                  const MlgField   *field,
                  GHashTable       *renamed)
{
  g_autofree char *sql = g_strdup_printf ("SELECT _id FROM \"%s\" WHERE \"%s\" = ?1", entity->name, field->name);
  char text[MLG_ID_TEXT_LENGTH + 1];
  sqlite3_stmt *statement = NULL;
  GHashTableIter iter;
  gpointer id, its;

  if (sqlite3_prepare_v2 (self->document, sql, -1, &statement, NULL) != SQLITE_OK)
    return;

  g_hash_table_iter_init (&iter, renamed);
  while (g_hash_table_iter_next (&iter, &id, &its))
    {
      if (!g_str_equal (((const MlgEntity *) its)->name, field->target))
        continue;
      sqlite3_bind_text (statement, 1, mlg_id_write (id, text), -1, SQLITE_STATIC);
      while (sqlite3_step (statement) == SQLITE_ROW)
        note_row (rows, entity, sqlite3_column_blob (statement, 0));
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
}

static void
note_all_named_after (MlgCache   *self,
                      GHashTable *renamed,
                      GHashTable *rows)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint e = 0; g_hash_table_size (renamed) > 0 && e < n_entities; e++)
    for (guint f = 0; f < entities[e]->n_fields; f++)
      {
        const MlgField *field = &entities[e]->fields[f];

        if (field->type == MLG_TYPE_REFERENCE && mlg_title_uses (field) && entity_is_kept (entities[e]))
          note_named_after (self, rows, entities[e], field, renamed);
      }
}

static gboolean
read_all_again (MlgCache   *self,
                GHashTable *statements,
                GHashTable *rows)
{
  GHashTableIter iter;
  gpointer id, entity;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &id, &entity))
    if (!read_again (self, statements, entity, id))
      return FALSE;

  return TRUE;
}

gboolean
mlg_cache_fill_again (MlgCache   *self,
                      GHashTable *rows)
{
  g_autoptr(GHashTable) statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  g_autoptr(GHashTable) renamed = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  g_autoptr(GHashTable) others = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  gboolean done;

  self->renamed = renamed;
  done = read_all_again (self, statements, rows);
  note_all_named_after (self, renamed, others);
  self->renamed = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  done = done && read_all_again (self, statements, others);
  g_clear_pointer (&self->renamed, g_hash_table_unref);

  return done;
}
