/* Live records, titles and search. */

#include "store/mlg-project-private.h"

#include "model/mlg-privacy.h"
#include "model/mlg-value.h"
#include "store/mlg-record-private.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

/* One entry of ->live: an object somebody holds, told apart by its id. */
typedef struct
{
  MlgId       id;            /* first: the key points here */
  MlgRecord  *record;        /* not owned */
  MlgProject *project;
} Live;

/* ---- live records */

static void
record_gone_cb (gpointer  data,
                GObject  *where_the_record_was)
{
  Live *live = data;

  g_hash_table_remove (live->project->live, &live->id);
}

void
mlg_project_init_records (MlgProject *self)
{
  self->live = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, NULL, g_free);
}

void
mlg_project_forget_records (MlgProject *self)
{
  GHashTableIter iter;
  Live *live;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &live))
    {
      g_object_weak_unref (G_OBJECT (live->record), record_gone_cb, live);
      g_hash_table_iter_remove (&iter);
    }
  g_clear_pointer (&self->titles, mlg_titles_free);
  g_clear_pointer (&self->hidden, g_hash_table_unref);
}

MlgRecord *
mlg_project_get_record (MlgProject      *self,
                        const MlgEntity *entity,
                        const MlgId     *id)
{
  Live *live;
  MlgRecord *record;

  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (self->store == NULL)
    return NULL;

  live = g_hash_table_lookup (self->live, id);
  if (live != NULL)
    return mlg_record_is_deleted (live->record) ? NULL : g_object_ref (live->record);

  if (entity == NULL)
    entity = mlg_store_entity_of (self->store, id);
  record = entity != NULL ? mlg_store_read (self->store, entity, id, NULL) : NULL;
  if (record == NULL || mlg_record_is_deleted (record))
    {
      g_clear_object (&record);
      return NULL;
    }

  live = g_new (Live, 1);
  live->id = *id;
  live->record = record;
  live->project = self;
  g_hash_table_insert (self->live, &live->id, live);
  g_object_weak_ref (G_OBJECT (record), record_gone_cb, live);
  return record;
}

static void
refresh_record (MlgProject *self,
                MlgRecord  *record)
{
  const MlgEntity *entity = mlg_record_get_entity (record);
  g_autoptr(MlgRecord) now = mlg_store_read (self->store, entity, mlg_record_get_id (record), NULL);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  MlgRecordFacts facts = { .deleted = TRUE };

  /* Erased for good, or never brought back by an undo: nothing but its id is left. */
  if (now != NULL)
    {
      for (guint i = 0; i < entity->n_fields; i++)
        values[i] = mlg_record_get (now, &entity->fields[i]);
      facts.deleted = mlg_record_is_deleted (now);
      facts.has_conflict = mlg_record_has_conflict (now);
      facts.created = mlg_record_get_created (now);
      facts.updated = mlg_record_get_updated (now);
      facts.author = mlg_record_get_author (now);
    }

  mlg_record_update (record, values, &facts);
}

/* Held while they are told: a handler may let go of any of them. */
void
mlg_project_refresh_records (MlgProject *self,
                             MlgChanges *changes)
{
  g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  Live *live;

  if (self->titles != NULL)
    mlg_titles_clear (self->titles);
  mlg_project_follow_hidden (self, changes);

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &live))
    if (changes->everything || g_hash_table_contains (changes->rows, &live->id))
      g_ptr_array_add (records, g_object_ref (live->record));

  for (guint i = 0; i < records->len; i++)
    refresh_record (self, records->pdata[i]);
}

/* ---- finding */

/* How many live records of @entity have @key, two standing for several; *id: of the first. */
static guint
find_key_in (MlgProject      *self,
             const MlgEntity *entity,
             const char      *key,
             MlgId           *id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT _id FROM \"%s\" WHERE \"key\" = ?1 AND \"key\" IS NOT NULL "
                                          "AND _del = 0 ORDER BY _rid LIMIT 2", entity->name);
  sqlite3_stmt *statement = NULL;
  guint n = 0;

  if (sqlite3_prepare_v2 (mlg_store_get_handle (self->store), sql, -1, &statement, NULL) != SQLITE_OK)
    return 0;

  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  while (sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_bytes (statement, 0) == sizeof *id)
    if (n++ == 0)
      memcpy (id, sqlite3_column_blob (statement, 0), sizeof *id);
  sqlite3_finalize (statement);

  return n;
}

static guint
find_key (MlgProject       *self,
          const MlgEntity  *entity,
          const char       *key,
          MlgId            *id,
          const MlgEntity **found)
{
  guint n_entities, n = 0;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities && n < 2; i++)
    {
      MlgId here = { 0 };
      guint n_here = entity == NULL || entity == entities[i] ? find_key_in (self, entities[i], key, &here) : 0;

      if (n_here > 0 && n == 0)
        {
          *id = here;
          *found = entities[i];
        }
      n += n_here;
    }

  return n;
}

gboolean
mlg_project_key_is_shared (MlgProject      *self,
                           const MlgEntity *entity,
                           const char      *key)
{
  const MlgEntity *found;
  MlgId id;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return find_key (self, entity, key, &id, &found) > 1;
}

gboolean
mlg_project_resolve (MlgProject       *self,
                     const MlgEntity  *entity,
                     const char       *text,
                     MlgId            *id,
                     const MlgEntity **found)
{
  const MlgEntity *where = NULL;
  MlgId result;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (mlg_id_parse (text, &result))
    {
      g_autoptr(MlgRecord) record = NULL;

      where = entity != NULL ? entity : mlg_store_entity_of (self->store, &result);
      record = where != NULL ? mlg_project_get_record (self, where, &result) : NULL;
      if (record == NULL)
        where = NULL;
    }
  if (where == NULL && find_key (self, entity, text, &result, &where) != 1)
    return FALSE;

  *id = result;
  if (found != NULL)
    *found = where;
  return TRUE;
}

typedef struct
{
  MlgId    id;
  gboolean found;
} First;

static gboolean
take_first (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  First *first = data;

  first->id = *id;
  first->found = TRUE;
  return FALSE;
}

gboolean
mlg_project_find_info (MlgProject *self,
                       MlgId      *id)
{
  First first = { 0 };
  g_autofree char *doc_id = NULL;
  MlgId document;

  mlg_store_foreach (self->store, mlg_schema_find ("file_info"), take_first, &first, NULL);
  if (first.found)
    {
      *id = first.id;
      return TRUE;
    }

  /* Derived: two people who give the same file a title speak of the same record. */
  doc_id = mlg_store_dup_meta (self->store, "doc_id");
  if (doc_id != NULL && mlg_id_parse (doc_id, &document))
    *id = mlg_id_derive (&document, "file_info", -1);
  else
    *id = mlg_id_new ();
  return FALSE;
}

/* ---- titles */

static MlgTitles *
get_titles (MlgProject *self)
{
  if (self->titles == NULL)
    {
      self->titles = mlg_titles_new (mlg_store_get_handle (self->store));
      mlg_titles_mask (self->titles, (gboolean (*) (gpointer, const MlgId *)) mlg_project_hides, self);
    }

  return self->titles;
}

char *
mlg_project_dup_title (MlgProject      *self,
                       const MlgEntity *entity,
                       const MlgId     *id)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), g_strdup (""));

  if (self->store == NULL)
    return g_strdup (_("(deleted)"));
  if (entity == NULL)
    entity = mlg_store_entity_of (self->store, id);

  return g_strdup (entity != NULL ? mlg_titles_get (get_titles (self), entity, id) : _("(deleted)"));
}

char *
mlg_project_display (MlgProject     *self,
                     const MlgField *field,
                     const char     *value)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), g_strdup (""));
  g_return_val_if_fail (field != NULL, g_strdup (""));

  return self->store != NULL ? mlg_titles_display (get_titles (self), field, value) : g_strdup ("");
}

guint64
mlg_project_count (MlgProject      *self,
                   const MlgEntity *entity)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), 0);

  return self->store != NULL ? mlg_store_count (self->store, entity) : 0;
}

GPtrArray *
mlg_project_referring (MlgProject      *self,
                       const MlgEntity *entity,
                       const char      *field_name,
                       const MlgId     *id)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  const MlgField *field;
  g_autoptr(GArray) ids = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (self), records);

  field = mlg_entity_find_field (entity, field_name);
  g_return_val_if_fail (field != NULL, records);

  ids = self->store != NULL ? mlg_store_find_referring (self->store, entity, field, id) : NULL;
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      MlgRecord *record = mlg_project_hides (self, &g_array_index (ids, MlgId, i))
        ? NULL : mlg_project_get_record (self, entity, &g_array_index (ids, MlgId, i));

      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  return records;
}

/* ---- search */

MlgCache *
mlg_project_get_cache (MlgProject *self)
{
  if (self->cache == NULL)
    {
      g_autofree char *path = self->copy != NULL ? mlg_workcopy_cache (self->copy) : NULL;

      self->cache = mlg_cache_open (path, mlg_store_get_handle (self->store));
    }

  mlg_cache_catch_up (self->cache);
  return self->cache;
}

/* On a shared screen a name that was typed does not find a person: it would tell that she is there. */
static gboolean
is_masked (MlgProject      *self,
           const MlgEntity *entity,
           const MlgId     *id)
{
  return mlg_privacy_is_screen_shared () && (g_str_equal (entity->name, "person") || mlg_project_hides (self, id));
}

/* Takes @rows. */
static GPtrArray *
read_rows (MlgProject *self,
           GArray     *rows)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      MlgRow row = g_array_index (rows, MlgRow, i);
      MlgRecord *record = NULL;
      MlgId id;

      if (mlg_cache_id (self->cache, row, &id) && !is_masked (self, mlg_row_entity (row), &id))
        record = mlg_project_get_record (self, mlg_row_entity (row), &id);
      if (record != NULL)
        g_ptr_array_add (records, record);
    }

  g_array_unref (rows);
  return records;
}

GPtrArray *
mlg_project_search (MlgProject      *self,
                    const MlgEntity *entity,
                    const char      *text,
                    guint            limit)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  return read_rows (self, mlg_cache_search (mlg_project_get_cache (self), entity, text, limit));
}

GPtrArray *
mlg_project_search_text (MlgProject *self,
                         const char *text,
                         guint       limit)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  return read_rows (self, mlg_cache_search_text (mlg_project_get_cache (self), text, limit));
}

char *
mlg_project_suggest (MlgProject *self,
                     const char *text)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  return mlg_privacy_is_screen_shared () ? NULL : mlg_cache_suggest (mlg_project_get_cache (self), NULL, text);
}

GPtrArray *
mlg_project_find_in_box (MlgProject      *self,
                         const MlgEntity *entity,
                         double           south,
                         double           west,
                         double           north,
                         double           east)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), NULL);

  return read_rows (self, mlg_cache_find_places (mlg_project_get_cache (self), entity, south, west, north, east));
}
