/* Keeping the cache up to date with the journal. */

#include "store/mlg-cache-private.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "store/mlg-disk.h"
#include "store/mlg-table.h"

#include <glib/gstdio.h>
#include <string.h>

/* Raised whenever what is kept changes its meaning: older caches are made anew. */
#define CACHE_VERSION 1

/* More changed rows than this are read faster all together. */
#define MAX_ROWS_ONE_BY_ONE 2000

static const char ddl[] =
  "CREATE TABLE stamp (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID;"
  "CREATE TABLE row (r INTEGER PRIMARY KEY, e INTEGER NOT NULL, id BLOB NOT NULL,"
  "  folded TEXT NOT NULL, sort TEXT NOT NULL);"
  "CREATE VIRTUAL TABLE names USING fts5 (folded, content = 'row', content_rowid = 'r',"
  "  prefix = '1 2 3', detail = none, columnsize = 0, tokenize = \"unicode61 remove_diacritics 0\");"
  "CREATE VIRTUAL TABLE words USING fts5vocab (names, 'row');"
  "CREATE VIRTUAL TABLE texts USING fts5 (body, tokenize = \"unicode61 remove_diacritics 0\");"
  "CREATE VIRTUAL TABLE place USING rtree (r, south, north, west, east);";

/* Words kept in memory before they are written: one merge instead of hundreds. */
static const char build_options[] =
  "INSERT INTO names (names, rank) VALUES ('hashsize', 33554432)";

/* After the rows: an index filled in order costs a third. */
static const char ddl_indexes[] =
  "CREATE INDEX IF NOT EXISTS row_id ON row (id);"
  "CREATE INDEX IF NOT EXISTS row_sort ON row (e, sort);"
  "CREATE INDEX IF NOT EXISTS row_folded ON row (e, folded);";

/* ---- SQL */

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

sqlite3_stmt *
mlg_cache_prepare (MlgCache   *self,
                   const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }

  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      g_warning ("%s: %s", sql, sqlite3_errmsg (self->handle));
      return NULL;
    }

  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

static gboolean
finish (MlgCache     *self,
        sqlite3_stmt *statement)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  if (code == SQLITE_DONE || code == SQLITE_ROW)
    return TRUE;

  g_debug ("%s: %s", sqlite3_sql (statement), sqlite3_errmsg (self->handle));
  return FALSE;
}

gboolean
mlg_cache_run (MlgCache   *self,
               const char *sql)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  g_debug ("%s: %s", sql, sqlite3_errmsg (self->handle));
  return FALSE;
}

gint64
mlg_cache_get_number (MlgCache   *self,
                      const char *sql,
                      gint64      otherwise)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, sql);
  gint64 number = otherwise;

  if (statement != NULL && sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  if (statement != NULL)
    sqlite3_reset (statement);

  return number;
}

static gint64
read_position (MlgCache *self)
{
  sqlite3_stmt *statement = NULL;
  gint64 position = 0;

  if (sqlite3_prepare_v2 (self->document, "SELECT max(n) FROM op", -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step (statement) == SQLITE_ROW)
    position = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return position;
}

static gboolean
put_stamp (MlgCache   *self,
           const char *key,
           gint64      value)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "INSERT INTO stamp VALUES (?1, ?2) "
                                                     "ON CONFLICT (k) DO UPDATE SET v = ?2");

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, value);
  return finish (self, statement);
}

/* ---- what is kept of a record */

/* Folded, and nothing but letters, digits and single spaces. */
char *
mlg_cache_normalise (const char *text)
{
  g_autofree char *folded = mlg_fold (text);
  GString *words = g_string_sized_new (strlen (folded));

  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isalnum (letter))
        g_string_append_unichar (words, letter);
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
        return finish (self, statement);
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
  return finish (self, statement);
}

static gboolean
put_names (MlgCache   *self,
           const char *sql,
           MlgRow      row,
           const char *names)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, sql);

  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_text (statement, 2, names, -1, SQLITE_STATIC);
  return finish (self, statement);
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

  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_int (statement, 2, entity->number);
  sqlite3_bind_blob (statement, 3, id, sizeof (MlgId), SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, names, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, sort, -1, SQLITE_STATIC);

  return finish (self, statement) &&
         put_names (self, "INSERT INTO names (rowid, folded) VALUES (?1, ?2)", row, names) &&
         put_place (self, row, entity, values) &&
         (!self->has_texts || put_text (self, row, entity, values));
}

/* ---- all of them */

/* What the cache reads of each record: the rest of a wide table stays on its pages. */
static gboolean
field_is_read (MlgCache       *self,
               const MlgField *field)
{
  return !(field->flags & MLG_FIELD_GONE) &&
         (mlg_title_uses (field) || (field->flags & MLG_FIELD_SEARCHED) || field->type == MLG_TYPE_PLACE ||
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

/* Takes @statement. */
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

  sqlite3_finalize (statement);
  return done && code == SQLITE_DONE;
}

static gboolean
put_everything (MlgCache *self,
                PutFunc   put)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    if (entity_is_kept (entities[i]) && !put_rows (self, entities[i], select_rows (self, entities[i], ""), put))
      return FALSE;

  return TRUE;
}

static gboolean
put_body_only (MlgCache           *self,
               MlgRow              row,
               const MlgEntity    *entity,
               const void         *id,
               const char *const  *values)
{
  return put_text (self, row, entity, values);
}

void
mlg_cache_need_texts (MlgCache *self)
{
  if (self->has_texts || self->broken)
    return;

  self->has_texts = TRUE;
  if (!mlg_cache_run (self, "BEGIN IMMEDIATE") ||
      !put_everything (self, put_body_only) ||
      !put_stamp (self, "texts", 1) ||
      !mlg_cache_run (self, "COMMIT"))
    {
      mlg_cache_run (self, "ROLLBACK");
      self->has_texts = FALSE;
    }
}

/* ---- one by one */

static gboolean
take_out (MlgCache *self,
          MlgRow    row)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT folded FROM row WHERE r = ?1");
  g_autofree char *names = NULL;
  static const char *const deletions[] = {
    "DELETE FROM row WHERE r = ?1",
    "DELETE FROM place WHERE r = ?1",
    "DELETE FROM texts WHERE rowid = ?1",
  };

  sqlite3_bind_int64 (statement, 1, row);
  if (sqlite3_step (statement) == SQLITE_ROW)
    names = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  if (names == NULL)
    return TRUE;

  if (!put_names (self, "INSERT INTO names (names, rowid, folded) VALUES ('delete', ?1, ?2)", row, names))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (deletions); i++)
    {
      statement = mlg_cache_prepare (self, deletions[i]);
      sqlite3_bind_int64 (statement, 1, row);
      if (!finish (self, statement))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_again (MlgCache        *self,
            const MlgEntity *entity,
            const MlgId     *id)
{
  MlgRow row = mlg_cache_row (self, id);
  sqlite3_stmt *statement;

  if (row != 0 && !take_out (self, row))
    return FALSE;

  statement = select_rows (self, entity, " AND _id = ?1");
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_blob (statement, 1, id->bytes, sizeof id->bytes, SQLITE_TRANSIENT);
  return put_rows (self, entity, statement, put_row);
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

/* FALSE: too many. */
static gboolean
find_touched (MlgCache   *self,
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

/* Records of @entity named after the record @id by their field. */
static void
note_named_after (MlgCache        *self,
                  GHashTable      *rows,
                  const MlgEntity *entity,
                  const MlgField  *field,
                  const MlgId     *id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT _id FROM \"%s\" WHERE \"%s\" = ?1", entity->name, field->name);
  char text[MLG_ID_TEXT_LENGTH + 1];
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->document, sql, -1, &statement, NULL) != SQLITE_OK)
    return;

  sqlite3_bind_text (statement, 1, mlg_id_write (id, text), -1, SQLITE_STATIC);
  while (sqlite3_step (statement) == SQLITE_ROW)
    note_row (rows, entity, sqlite3_column_blob (statement, 0));
  sqlite3_finalize (statement);
}

static void
note_all_named_after (MlgCache   *self,
                      GHashTable *rows)
{
  g_autofree MlgId **ids = (MlgId **) g_hash_table_get_keys_as_array (rows, NULL);
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint e = 0; e < n_entities; e++)
    for (guint f = 0; f < entities[e]->n_fields; f++)
      {
        const MlgField *field = &entities[e]->fields[f];

        if (field->type != MLG_TYPE_REFERENCE || !mlg_title_uses (field) || !entity_is_kept (entities[e]))
          continue;
        for (guint i = 0; ids[i] != NULL; i++)
          if (g_str_equal (((const MlgEntity *) g_hash_table_lookup (rows, ids[i]))->name, field->target))
            note_named_after (self, rows, entities[e], field, ids[i]);
      }
}

static gboolean
catch_up_rows (MlgCache   *self,
               GHashTable *rows)
{
  GHashTableIter iter;
  gpointer id, entity;

  note_all_named_after (self, rows);
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &id, &entity))
    if (!read_again (self, entity, id))
      return FALSE;

  return TRUE;
}

/* ---- life */

static void
close_database (MlgCache *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close (self->handle);
  self->handle = NULL;
}

static gboolean
open_database (MlgCache *self)
{
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (sqlite3_open_v2 (self->path != NULL ? self->path : ":memory:", &self->handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    return FALSE;

  /* Lost or damaged, it is made again: no need to wait for the disk. */
  return mlg_cache_run (self, "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;"
                              "PRAGMA cache_size = -32768");
}

static gboolean
build (MlgCache *self)
{
  return mlg_cache_run (self, "BEGIN IMMEDIATE") &&
         mlg_cache_run (self, ddl) &&
         mlg_cache_run (self, build_options) &&
         put_everything (self, put_row) &&
         mlg_cache_run (self, ddl_indexes) &&
         put_stamp (self, "version", CACHE_VERSION) &&
         put_stamp (self, "texts", self->has_texts) &&
         put_stamp (self, "position", read_position (self)) &&
         mlg_cache_run (self, "COMMIT");
}

/* From nothing; in memory if the disk refuses. */
static void
build_anew (MlgCache *self)
{
  self->has_texts = FALSE;
  for (guint attempt = 0; attempt < 2; attempt++)
    {
      gboolean built;

      close_database (self);
      if (self->path != NULL)
        mlg_disk_remove_database (self->path);
      built = open_database (self) && build (self);
      mlg_titles_clear (self->titles);
      if (built || self->path == NULL)
        {
          self->broken = !built;
          return;
        }
      g_clear_pointer (&self->path, g_free);
    }
}

void
mlg_cache_catch_up (MlgCache *self)
{
  g_autoptr(GHashTable) rows = NULL;
  gint64 known, position;

  if (self->broken)
    return;

  known = mlg_cache_get_number (self, "SELECT v FROM stamp WHERE k = 'position'", -1);
  position = read_position (self);
  if (known == position)
    return;

  mlg_titles_clear (self->titles);
  rows = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  if (known < 0 || known > position || !find_touched (self, known, rows))
    {
      build_anew (self);
      return;
    }

  if (!mlg_cache_run (self, "BEGIN IMMEDIATE") ||
      !catch_up_rows (self, rows) ||
      !put_stamp (self, "position", position) ||
      !mlg_cache_run (self, "COMMIT"))
    build_anew (self);
}

static gboolean
table_exists (MlgCache *self)
{
  sqlite3_stmt *statement = NULL;
  gboolean exists = sqlite3_prepare_v2 (self->handle, "SELECT v FROM stamp", -1, &statement, NULL) == SQLITE_OK;

  sqlite3_finalize (statement);
  return exists;
}

MlgCache *
mlg_cache_open (const char *path,
                sqlite3    *document)
{
  MlgCache *self = g_new0 (MlgCache, 1);

  self->path = g_strdup (path);
  self->document = document;
  self->titles = mlg_titles_new (document);

  if (path != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (path);

      mlg_disk_make_folder (folder, NULL);
    }

  if (open_database (self) && table_exists (self) &&
      mlg_cache_get_number (self, "SELECT v FROM stamp WHERE k = 'version'", 0) == CACHE_VERSION)
    self->has_texts = mlg_cache_get_number (self, "SELECT v FROM stamp WHERE k = 'texts'", 0) != 0;
  else
    build_anew (self);

  mlg_cache_catch_up (self);
  return self;
}

void
mlg_cache_free (MlgCache *self)
{
  if (self == NULL)
    return;

  mlg_titles_free (self->titles);
  close_database (self);
  g_free (self->path);
  g_free (self);
}

/* ---- rows and ids */

MlgRow
mlg_cache_row (MlgCache    *self,
               const MlgId *id)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT r FROM row WHERE id = ?1");
  MlgRow row = 0;

  if (statement == NULL)
    return 0;

  sqlite3_bind_blob (statement, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    row = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return row;
}

gboolean
mlg_cache_id (MlgCache *self,
              MlgRow    row,
              MlgId    *id)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT id FROM row WHERE r = ?1");
  gboolean found;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, row);
  found = sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_bytes (statement, 0) == sizeof *id;
  if (found)
    memcpy (id, sqlite3_column_blob (statement, 0), sizeof *id);
  sqlite3_reset (statement);

  return found;
}

char *
mlg_cache_dup_names (MlgCache *self,
                     MlgRow    row)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT folded FROM row WHERE r = ?1");
  char *names = NULL;

  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, row);
  if (sqlite3_step (statement) == SQLITE_ROW)
    names = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);

  return names;
}

void
mlg_cache_foreach_name (MlgCache        *self,
                        const MlgEntity *entity,
                        void           (*func) (MlgRow, const char *, gpointer),
                        gpointer         data)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT r, folded FROM row WHERE r >= ?1 AND r < ?2");

  if (statement == NULL)
    return;

  sqlite3_bind_int64 (statement, 1, MLG_ROW_FIRST (entity));
  sqlite3_bind_int64 (statement, 2, MLG_ROW_LAST (entity));
  while (sqlite3_step (statement) == SQLITE_ROW)
    func (sqlite3_column_int64 (statement, 0), (const char *) sqlite3_column_text (statement, 1), data);
  sqlite3_reset (statement);
}

int
mlg_cache_compare (MlgCache *self,
                   MlgRow    a,
                   MlgRow    b)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT CASE WHEN a.sort < b.sort THEN -1 "
                                                     "WHEN a.sort > b.sort THEN 1 ELSE a.r - b.r END "
                                                     "FROM row AS a, row AS b WHERE a.r = ?1 AND b.r = ?2");
  gint64 result = a - b;

  if (statement == NULL)
    return 0;

  sqlite3_bind_int64 (statement, 1, a);
  sqlite3_bind_int64 (statement, 2, b);
  if (sqlite3_step (statement) == SQLITE_ROW)
    result = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);

  return (result > 0) - (result < 0);
}

const MlgEntity *
mlg_row_entity (MlgRow row)
{
  return mlg_schema_find_number ((guint) (row >> 40));
}
