/* The working copy: opening it, and reading the tables that follow from the journal. */

#include "store/mlg-store.h"

#include "store/mlg-record-private.h"
#include "store/mlg-store-private.h"

#include <string.h>

#ifdef MLG_MUTANTS
MlgMutant mlg_mutant = MLG_MUTANT_NONE;
#endif

gint64
mlg_store_get_now (MlgStore *self)
{
  return self->clock != NULL ? self->clock (self->clock_data) : g_get_real_time () / 1000;
}

#if defined (MLG_DEBUG) && defined (SQLITE_ENABLE_PREUPDATE_HOOK)
/* A debug build stops at the first table changed without the journal knowing. */
static void
table_changes_cb (void          *data,
                  sqlite3       *handle,
                  int            what,
                  const char    *database,
                  const char    *table,
                  sqlite3_int64  old_row,
                  sqlite3_int64  new_row)
{
  MlgStore *self = data;

  if (self->writing == 0 && strcmp (database, "main") == 0 && mlg_schema_find (table) != NULL)
    g_error ("Table \"%s\" was changed without an operation", table);
}
#endif

static gboolean
write_meta (MlgStore    *self,
            const char  *key,
            const char  *value,
            GError     **error)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "INSERT INTO meta (k, v, sum) VALUES (?1, ?2, ?3) "
                                       "ON CONFLICT (k) DO UPDATE SET v = ?2, sum = ?3", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_text (stmt, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, value, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 3, mlg_meta_sum (key, value));
  return mlg_db_run (self->db, stmt, error);
}

static gboolean
make_tables (MlgStore  *self,
             GError   **error)
{
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                            MLG_APPLICATION_ID, MLG_FORMAT);
  g_autofree char *created = g_strdup_printf ("%" G_GINT64_FORMAT, mlg_store_get_now (self));
  MlgId doc_id = mlg_id_new ();
  char doc_text[MLG_ID_TEXT_LENGTH + 1];

  if (!mlg_db_exec (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (mlg_db_exec (self->db, marks, error) &&
      mlg_db_exec (self->db, mlg_schema_get_script (MLG_FORMAT), error) &&
      write_meta (self, "doc_id", mlg_id_write (&doc_id, doc_text), error) &&
      write_meta (self, "created", created, error) &&
      mlg_db_exec (self->db, "COMMIT", error))
    return TRUE;
  mlg_db_rollback (self->db);
  return FALSE;
}

static gboolean
check_marks (MlgStore  *self,
             GError   **error)
{
  gint64 application = mlg_db_get_number (self->db, "PRAGMA application_id", -1);
  gint64 format = mlg_db_get_number (self->db, "PRAGMA user_version", -1);

  if (application != MLG_APPLICATION_ID)
    {
      /* The first read of all: what cannot be read at all is damaged, or never was a database. */
      if (!mlg_db_exec (self->db, "SELECT count(*) FROM sqlite_schema", error))
        return FALSE;
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_NOT_OURS, "The file belongs to another program");
      return FALSE;
    }
  if (format > MLG_FORMAT)
    {
      g_set_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_TOO_NEW,
                   "The file has format %" G_GINT64_FORMAT, format);
      return FALSE;
    }
  return TRUE;
}

MlgStore *
mlg_store_open (const char     *path,
                MlgStoreFlags   flags,
                GError        **error)
{
  g_autoptr(MlgStore) self = NULL;
  MlgDbFlags db_flags = 0;
  gboolean is_new;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail ((flags & MLG_STORE_CREATE) == 0 || (flags & MLG_STORE_READ_ONLY) == 0, NULL);

  self = g_new0 (MlgStore, 1);
  self->heads = mlg_op_list_new ();
  self->others = mlg_op_list_new ();
  if (flags & MLG_STORE_CREATE)
    db_flags |= MLG_DB_CREATE;
  if (flags & MLG_STORE_READ_ONLY)
    db_flags |= MLG_DB_READ_ONLY;
  if (flags & MLG_STORE_BESIDE)
    db_flags |= MLG_DB_BESIDE;

  self->db = mlg_db_open (path, db_flags, error);
  if (self->db == NULL)
    return NULL;

  is_new = mlg_db_get_number (self->db, "SELECT count(*) FROM sqlite_schema", -1) == 0;
  if ((flags & MLG_STORE_CREATE) && !is_new)
    {
      g_set_error_literal (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID, "The file exists and is not empty");
      return NULL;
    }
  if (!((flags & MLG_STORE_CREATE) ? make_tables (self, error) : check_marks (self, error)))
    return NULL;

#if defined (MLG_DEBUG) && defined (SQLITE_ENABLE_PREUPDATE_HOOK)
  sqlite3_preupdate_hook (mlg_db_get_handle (self->db), table_changes_cb, self);
#endif
  return g_steal_pointer (&self);
}

char *
mlg_store_dup_path (MlgStore *self)
{
  const char *path = sqlite3_db_filename (mlg_db_get_handle (self->db), "main");

  return path != NULL && *path != '\0' ? g_strdup (path) : NULL;
}

void
mlg_store_free (MlgStore *self)
{
  if (self == NULL)
    return;

  if (self->gesture != NULL)
    g_critical ("A gesture outlives its store");
  g_clear_pointer (&self->changes, mlg_changes_free);
  g_clear_pointer (&self->pending, mlg_changes_free);
  g_clear_pointer (&self->erased, g_hash_table_unref);
  g_clear_pointer (&self->heads, mlg_op_list_free);
  g_clear_pointer (&self->others, mlg_op_list_free);
  g_clear_pointer (&self->db, mlg_db_free);
  g_free (self->author);
  g_free (self);
}

sqlite3 *
mlg_store_get_handle (MlgStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return mlg_db_get_handle (self->db);
}

void
mlg_store_set_author (MlgStore   *self,
                      const char *author)
{
  g_return_if_fail (self != NULL);

  if (g_strcmp0 (self->author, author) == 0)
    return;
  g_free (self->author);
  self->author = g_strdup (author);
  /* What was written under the other name stays under it. */
  mlg_store_new_session (self);
}

void
mlg_store_set_clock (MlgStore *self,
                     gint64  (*clock) (gpointer),
                     gpointer  data)
{
  g_return_if_fail (self != NULL);

  self->clock = clock;
  self->clock_data = data;
}

void
mlg_store_new_session (MlgStore *self)
{
  g_return_if_fail (self != NULL && self->gesture == NULL);

  self->sid = 0;
  self->next_seq = 0;
  self->site_is_written = FALSE;
}

gint64
mlg_store_get_sid (MlgStore *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->sid;
}

char *
mlg_store_dup_meta (MlgStore   *self,
                    const char *key)
{
  sqlite3_stmt *stmt;
  char *value = NULL;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);
  mlg_db_assert_thread (self->db);

  stmt = mlg_db_prepare (self->db, "SELECT v FROM meta WHERE k = ?1", NULL);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_text (stmt, 1, key, -1, SQLITE_STATIC);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_reset (stmt);
  return value;
}

gboolean
mlg_store_set_meta (MlgStore    *self,
                    const char  *key,
                    const char  *value,
                    GError     **error)
{
  g_return_val_if_fail (self != NULL && key != NULL && value != NULL, FALSE);
  mlg_db_assert_thread (self->db);

  return write_meta (self, key, value, error);
}

static gboolean
has_conflict (MlgStore    *self,
              const MlgId *id)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT 1 FROM conflict WHERE row = ?1 LIMIT 1", NULL);
  gboolean has;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  has = sqlite3_step (stmt) == SQLITE_ROW;
  sqlite3_reset (stmt);
  return has;
}

static char *
dup_author (MlgStore *self,
            gint64    sid)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT author FROM site WHERE sid = ?1", NULL);
  char *author = NULL;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, sid);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    author = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_reset (stmt);
  return author;
}

gboolean
mlg_store_read_into (MlgStore   *self,
                     MlgRecord  *record,
                     GError    **error)
{
  MlgRowState state;
  gboolean found;

  g_return_val_if_fail (self != NULL && record != NULL, FALSE);
  mlg_db_assert_thread (self->db);

  mlg_row_state_init (&state, mlg_table_get (mlg_record_get_entity (record)));
  found = mlg_row_load (self, mlg_record_get_id (record), &state, error);
  if (found)
    {
      g_autofree char *author = dup_author (self, state.sid);
      MlgRecordFacts facts = { state.deleted, has_conflict (self, &state.id),
                               state.made, state.hlc >> 16, author };

      mlg_record_update (record, (const char *const *) state.values->pdata, &facts);
    }
  mlg_row_state_clear (&state);
  return found;
}

MlgRecord *
mlg_store_read (MlgStore         *self,
                const MlgEntity  *entity,
                const MlgId      *id,
                GError          **error)
{
  g_autoptr(MlgRecord) record = NULL;

  g_return_val_if_fail (entity != NULL && id != NULL, NULL);

  record = mlg_record_new (entity, id);
  return mlg_store_read_into (self, record, error) ? g_steal_pointer (&record) : NULL;
}

gboolean
mlg_store_foreach (MlgStore         *self,
                   const MlgEntity  *entity,
                   MlgRowFunc        func,
                   gpointer          data,
                   GError          **error)
{
  const MlgTable *table = mlg_table_get (entity);
  g_autofree const char **values = g_new0 (const char *, table->n_fields + 1);
  g_autoptr(GError) local_error = NULL;
  sqlite3_stmt *stmt = NULL;
  gboolean goes_on = TRUE;
  int code;

  g_return_val_if_fail (self != NULL && func != NULL, FALSE);
  mlg_db_assert_thread (self->db);

  /* One of its own: @func may read the same entity. */
  code = sqlite3_prepare_v2 (mlg_db_get_handle (self->db), table->select_live, -1, &stmt, NULL);
  if (code != SQLITE_OK)
    {
      mlg_db_set_error (mlg_db_get_handle (self->db), code, error);
      return FALSE;
    }

  while (goes_on && mlg_db_next (self->db, stmt, &local_error))
    {
      MlgId id;

      if (sqlite3_column_bytes (stmt, 1) != sizeof id)
        continue;
      memcpy (&id, sqlite3_column_blob (stmt, 1), sizeof id);
      for (guint i = 0; i < table->n_fields; i++)
        values[i] = (const char *) sqlite3_column_text (stmt, (int) (MLG_COLUMN_FIRST_FIELD + i));
      goes_on = func (&id, values, data);
    }
  sqlite3_finalize (stmt);

  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

guint64
mlg_store_count (MlgStore        *self,
                 const MlgEntity *entity)
{
  g_return_val_if_fail (self != NULL && entity != NULL, 0);
  mlg_db_assert_thread (self->db);

  return (guint64) mlg_db_get_number (self->db, mlg_table_get (entity)->count, 0);
}

static gboolean
row_is_live (MlgStore       *self,
             const MlgTable *table,
             const MlgId    *id)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, table->is_live, NULL);
  gboolean is_live;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  is_live = sqlite3_step (stmt) == SQLITE_ROW;
  sqlite3_reset (stmt);
  return is_live;
}

static void
collect_owners (MlgStore       *self,
                const MlgTable *table,
                const MlgField *field,
                const char     *target,
                GArray         *ids)
{
  sqlite3_stmt *stmt = mlg_db_prepare (self->db, "SELECT owner, _del FROM link WHERE value = ?1 AND owner_entity = ?2 "
                                       "AND field = ?3 ORDER BY _rid", NULL);
  char entity_number[16], field_number[16];

  if (stmt == NULL)
    return;
  g_snprintf (entity_number, sizeof entity_number, "%u", table->entity->number);
  g_snprintf (field_number, sizeof field_number, "%u", field->number);
  sqlite3_bind_text (stmt, 1, target, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 2, entity_number, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 3, field_number, -1, SQLITE_STATIC);
  while (mlg_db_next (self->db, stmt, NULL))
    {
      MlgId id;

      if (!sqlite3_column_int (stmt, 1) && mlg_id_parse ((const char *) sqlite3_column_text (stmt, 0), &id) &&
          row_is_live (self, table, &id))
        g_array_append_val (ids, id);
    }
}

GArray *
mlg_store_find_referring (MlgStore        *self,
                          const MlgEntity *entity,
                          const MlgField  *field,
                          const MlgId     *target)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  const MlgTable *table = mlg_table_get (entity);
  char text[MLG_ID_TEXT_LENGTH + 1];
  g_autofree char *any = NULL;
  sqlite3_stmt *stmt;

  g_return_val_if_fail (self != NULL && mlg_field_is_reference (field) && target != NULL, ids);
  mlg_db_assert_thread (self->db);

  mlg_id_write (target, text);
  if (field->type == MLG_TYPE_REFERENCES)
    {
      collect_owners (self, table, field, text, ids);
      return ids;
    }
  if (field->type == MLG_TYPE_ANY)
    {
      const MlgEntity *kind = mlg_store_entity_of (self, target);

      if (kind == NULL)
        return ids;
      any = g_strconcat (kind->name, ":", text, NULL);
    }

  stmt = mlg_db_prepare (self->db, table->find_referring[field->index], NULL);
  if (stmt == NULL)
    return ids;
  sqlite3_bind_text (stmt, 1, any != NULL ? any : text, -1, SQLITE_STATIC);
  while (mlg_db_next (self->db, stmt, NULL))
    if (sqlite3_column_bytes (stmt, 0) == sizeof (MlgId) && !sqlite3_column_int (stmt, 1))
      g_array_append_vals (ids, sqlite3_column_blob (stmt, 0), 1);
  return ids;
}

const MlgEntity *
mlg_store_entity_of (MlgStore    *self,
                     const MlgId *id)
{
  sqlite3_stmt *stmt;
  const MlgTable *table = NULL;

  g_return_val_if_fail (self != NULL && id != NULL, NULL);
  mlg_db_assert_thread (self->db);

  stmt = mlg_db_prepare (self->db, "SELECT tbl FROM op WHERE row = ?1 LIMIT 1", NULL);
  if (stmt == NULL)
    return NULL;
  sqlite3_bind_blob (stmt, 1, id->bytes, sizeof id->bytes, SQLITE_STATIC);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    table = mlg_table_get_number ((guint) sqlite3_column_int (stmt, 0));
  sqlite3_reset (stmt);
  return table != NULL ? table->entity : NULL;
}

MlgChanges *
mlg_store_take_changes (MlgStore *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->changes == NULL)
    {
      self->changes = g_new0 (MlgChanges, 1);
      self->changes->rows = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
    }
  return g_steal_pointer (&self->changes);
}

void
mlg_changes_free (MlgChanges *changes)
{
  if (changes == NULL)
    return;
  g_hash_table_unref (changes->rows);
  g_free (changes);
}
