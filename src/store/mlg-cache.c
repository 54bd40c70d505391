/* Keeping the cache up to date with the journal. */

#include "store/mlg-cache-private.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "store/mlg-disk.h"
#include "store/mlg-table.h"

#include <glib/gstdio.h>
#include <string.h>

/* Raised whenever what is kept changes its meaning: older caches are made anew. */
#define CACHE_VERSION 2

static const char ddl[] =
  "CREATE TABLE stamp (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID;"
  "CREATE TABLE row (r INTEGER PRIMARY KEY, e INTEGER NOT NULL, id BLOB NOT NULL,"
  "  folded TEXT NOT NULL, sort TEXT NOT NULL);"
  "CREATE VIRTUAL TABLE texts USING fts5 (body, tokenize = \"unicode61 remove_diacritics 0\");"
  "CREATE VIRTUAL TABLE place USING rtree (r, south, north, west, east);";

/* After the rows: an index filled in order costs a third. Sorted by part, several at a time. */
static const char ddl_indexes[] =
  "PRAGMA threads = 2; PRAGMA cache_size = -4096;"
  "CREATE INDEX IF NOT EXISTS row_id ON row (id);"
  "CREATE INDEX IF NOT EXISTS row_sort ON row (e, sort);"
  "PRAGMA cache_size = -32768";

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

gboolean
mlg_cache_finish (MlgCache     *self,
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
  gint64 position = 0;

  if (self->position == NULL &&
      sqlite3_prepare_v3 (self->document, "SELECT max(n) FROM op", -1, SQLITE_PREPARE_PERSISTENT,
                          &self->position, NULL) != SQLITE_OK)
    return 0;

  if (sqlite3_step (self->position) == SQLITE_ROW)
    position = sqlite3_column_int64 (self->position, 0);
  sqlite3_reset (self->position);

  return position;
}

gboolean
mlg_cache_put_stamp (MlgCache   *self,
                     const char *key,
                     gint64      value)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "INSERT INTO stamp VALUES (?1, ?2) "
                                                     "ON CONFLICT (k) DO UPDATE SET v = ?2");

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, value);
  return mlg_cache_finish (self, statement);
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
  return mlg_cache_run (self, "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768");
}

static gboolean
share_database (MlgCache *self)
{
  return mlg_cache_run (self, "PRAGMA journal_mode = WAL");
}

/* Written once, without a way back: until it has its stamps, it is nothing. */
static gboolean
build (MlgCache *self)
{
  gint64 position = read_position (self);

  return mlg_cache_run (self, "PRAGMA journal_mode = OFF") &&
         mlg_cache_run (self, "BEGIN IMMEDIATE") &&
         mlg_cache_run (self, ddl) &&
         mlg_cache_fill (self) &&
         mlg_cache_run (self, ddl_indexes) &&
         mlg_cache_run (self, "COMMIT") &&
         share_database (self) &&
         mlg_cache_run (self, "BEGIN IMMEDIATE") &&
         mlg_cache_put_stamp (self, "version", CACHE_VERSION) &&
         mlg_cache_put_stamp (self, "texts", self->has_texts) &&
         mlg_cache_put_stamp (self, "places", self->has_places) &&
         mlg_cache_put_stamp (self, "position", position) &&
         mlg_cache_run (self, "COMMIT");
}

/* From nothing; in memory if the disk refuses. */
static void
build_anew (MlgCache *self)
{
  self->has_texts = FALSE;
  self->has_places = FALSE;
  self->has_beginnings = FALSE;
  self->generation++;
  mlg_cache_forget_names (self);
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
  /* Another program on the same working copy read the journal further. */
  if (known != self->read_to)
    {
      self->generation++;
      mlg_cache_forget_names (self);
    }
  self->read_to = position;
  if (known == position)
    return;

  mlg_titles_clear (self->titles);
  rows = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  if (known < 0 || known > position || !mlg_cache_find_touched (self, known, rows))
    {
      build_anew (self);
      return;
    }

  if (!mlg_cache_run (self, "BEGIN IMMEDIATE") ||
      !mlg_cache_fill_again (self, rows) ||
      !mlg_cache_put_stamp (self, "position", position) ||
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
  self->generation = 1;
  self->names = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) mlg_names_free);

  if (path != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (path);

      mlg_disk_make_folder (folder, NULL);
    }

  if (open_database (self) && share_database (self) && table_exists (self) &&
      mlg_cache_get_number (self, "SELECT v FROM stamp WHERE k = 'version'", 0) == CACHE_VERSION)
    {
      self->has_texts = mlg_cache_get_number (self, "SELECT v FROM stamp WHERE k = 'texts'", 0) != 0;
      self->has_places = mlg_cache_get_number (self, "SELECT v FROM stamp WHERE k = 'places'", 0) != 0;
    }
  else
    {
      build_anew (self);
    }

  mlg_cache_catch_up (self);
  return self;
}

struct sqlite3 *
mlg_cache_get_handle (MlgCache *self)
{
  return self->handle;
}

void
mlg_cache_free (MlgCache *self)
{
  if (self == NULL)
    return;

  mlg_titles_free (self->titles);
  sqlite3_finalize (self->position);
  g_hash_table_unref (self->names);
  g_clear_pointer (&self->reading, mlg_names_free);
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

MlgId *
mlg_cache_dup_ids (MlgCache        *self,
                   const MlgEntity *entity,
                   guint           *n)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT r, id FROM row WHERE r >= ?1 AND r < ?2");
  GArray *ids = g_array_new (FALSE, TRUE, sizeof (MlgId));

  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, MLG_ROW_FIRST (entity));
      sqlite3_bind_int64 (statement, 2, MLG_ROW_LAST (entity));
      while (sqlite3_step (statement) == SQLITE_ROW)
        {
          guint32 number = MLG_ROW_NUMBER (sqlite3_column_int64 (statement, 0));

          if (sqlite3_column_bytes (statement, 1) != sizeof (MlgId))
            continue;
          g_array_set_size (ids, MAX (ids->len, number + 1));
          memcpy (&g_array_index (ids, MlgId, number), sqlite3_column_blob (statement, 1), sizeof (MlgId));
        }
      sqlite3_reset (statement);
    }

  *n = ids->len;
  return (MlgId *) g_array_free (ids, FALSE);
}

/* An index that a list does not need: made once somebody is about to search. */
void
mlg_cache_need_beginnings (MlgCache *self)
{
  if (!self->has_beginnings && !self->broken)
    self->has_beginnings = mlg_cache_run (self, "CREATE INDEX IF NOT EXISTS row_folded ON row (e, folded)");
}

void
mlg_cache_prepare_search (MlgCache        *self,
                          const MlgEntity *entity)
{
  mlg_cache_get_names (self, entity);
  mlg_cache_need_beginnings (self);
}

/* @n < 0: to the end. TRUE: they are all there. */
static gboolean
read_names (MlgCache *self,
            gint64    n)
{
  sqlite3_stmt *statement = mlg_cache_prepare (self, "SELECT r, folded FROM row WHERE r >= ?1 AND r < ?2 LIMIT ?3");
  gint64 n_read = 0;

  if (statement == NULL)
    return TRUE;

  sqlite3_bind_int64 (statement, 1, self->reading_to);
  sqlite3_bind_int64 (statement, 2, MLG_ROW_LAST (self->reading_of));
  sqlite3_bind_int64 (statement, 3, n);
  for (; sqlite3_step (statement) == SQLITE_ROW; n_read++)
    {
      self->reading_to = sqlite3_column_int64 (statement, 0);
      mlg_names_put (self->reading, MLG_ROW_NUMBER (self->reading_to), (const char *) sqlite3_column_text (statement, 1));
    }
  sqlite3_reset (statement);
  self->reading_to++;

  return n < 0 || n_read < n;
}

void
mlg_cache_forget_names (MlgCache *self)
{
  g_hash_table_remove_all (self->names);
  g_clear_pointer (&self->reading, mlg_names_free);
}

gboolean
mlg_cache_read_names (MlgCache        *self,
                      const MlgEntity *entity,
                      guint            n)
{
  mlg_cache_catch_up (self);
  if (g_hash_table_contains (self->names, entity))
    return TRUE;

  if (self->reading == NULL || self->reading_of != entity)
    {
      g_clear_pointer (&self->reading, mlg_names_free);
      self->reading = mlg_names_new ();
      self->reading_of = entity;
      self->reading_to = MLG_ROW_FIRST (entity);
    }
  if (!read_names (self, n < G_MAXUINT ? (gint64) n : -1))
    return FALSE;

  g_hash_table_insert (self->names, (gpointer) entity, g_steal_pointer (&self->reading));
  return TRUE;
}

MlgNames *
mlg_cache_get_names (MlgCache        *self,
                     const MlgEntity *entity)
{
  mlg_cache_read_names (self, entity, G_MAXUINT);
  return g_hash_table_lookup (self->names, entity);
}

guint64
mlg_cache_get_generation (MlgCache *self)
{
  mlg_cache_catch_up (self);
  return self->generation;
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
