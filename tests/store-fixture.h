/* A store in a temporary folder, with a clock that ticks by the second, and a colleague's copy of it. */

#pragma once

#include "store/mlg-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  char     *folder;
  char     *path;
  MlgStore *store;
  gint64    now;
  const MlgEntity *actor;
  const MlgField  *name;
} Fixture;

static inline gint64
tell_time (gpointer data)
{
  Fixture *f = data;

  return f->now += 1000;
}

static inline MlgStore *
open_store (Fixture       *f,
            const char    *name,
            MlgStoreFlags  flags)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr(GError) error = NULL;
  MlgStore *store = mlg_store_open (path, flags, &error);

  g_assert_no_error (error);
  mlg_store_set_clock (store, tell_time, f);
  return store;
}

static inline void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("maillage-store-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "a.db", NULL);
  f->now = 1700000000000;
  f->store = open_store (f, "a.db", MLG_STORE_CREATE);
  f->actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  f->name = mlg_entity_find_field (f->actor, "name");
}

static inline void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *entry;

  mlg_store_free (f->store);
  while ((entry = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, entry, NULL);

      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static inline const MlgField *
field_of (Fixture    *f,
          const char *name)
{
  const MlgField *field = mlg_entity_find_field (f->actor, name);

  g_assert_nonnull (field);
  return field;
}

static inline MlgId
add_actor (Fixture    *f,
           MlgStore   *store,
           const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Add actor", &error);
  g_autofree const char **values = g_new0 (const char *, f->actor->n_fields);
  MlgId id = { 0 };

  g_assert_no_error (error);
  values[f->name->index] = name;
  g_assert_true (mlg_gesture_insert (gesture, f->actor, &id, values, &error));
  g_assert_true (mlg_gesture_commit (gesture, NULL, &error));
  return id;
}

static inline gint64
set_field (Fixture     *f,
           MlgStore    *store,
           const MlgId *id,
           const char  *field,
           const char  *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_store_begin (store, "Set field", &error);
  gint64 txn;

  g_assert_true (mlg_gesture_set (gesture, f->actor, id, field_of (f, field), value, &error));
  g_assert_true (mlg_gesture_commit (gesture, &txn, &error));
  return txn;
}

static inline void
assert_field (Fixture     *f,
              MlgStore    *store,
              const MlgId *id,
              const char  *field,
              const char  *value)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgRecord) record = mlg_store_read (store, f->actor, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  g_assert_cmpstr (mlg_record_get_named (record, field), ==, value);
}

static inline gboolean
is_deleted (Fixture     *f,
            MlgStore    *store,
            const MlgId *id)
{
  g_autoptr(MlgRecord) record = mlg_store_read (store, f->actor, id, NULL);

  g_assert_nonnull (record);
  return mlg_record_is_deleted (record);
}

/* A colleague's copy: the same file, another writer, her own clock. */
static inline MlgStore *
copy_store (Fixture    *f,
            const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", path);

  g_assert_cmpint (sqlite3_exec (mlg_store_get_handle (f->store), sql, NULL, NULL, NULL), ==, SQLITE_OK);
  return open_store (f, name, 0);
}

static inline MlgMergeReport *
merge (MlgStore *into,
       MlgStore *from)
{
  g_autoptr(GError) error = NULL;
  MlgMergeReport *report = mlg_store_merge (into, from, FALSE, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static inline void
assert_sound (MlgStore *store)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = mlg_store_check (store, FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

#define ADD(name) g_test_add ("/store/" #name, Fixture, NULL, set_up, test_##name, tear_down)
