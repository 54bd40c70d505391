/* A copy made for others, constructed and not redacted: a new file gets the records and columns that
 * may leave, in one command of its own. What was never written there cannot leak from it:
 * no journal, no history, no author, no deleted row.
 */

#include "store/mlg-project-private.h"

#include "model/mlg-privacy.h"
#include "model/mlg-value.h"
#include "store/mlg-disk.h"
#include "store/mlg-publish.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* ---- the rule */

static gboolean
is_one_of (const char *value,
           const char *a,
           const char *b)
{
  return value != NULL && (g_str_equal (value, a) || g_str_equal (value, b));
}

/* A quotation leaves the file only with the agreement of who said it; none asked is none given. */
static gboolean
has_consent (MlgRecord *record)
{
  return is_one_of (mlg_record_get_named (record, "consent"), "given", "published");
}

/* All that names such a record is personal: without it nothing would be left to show. */
static gboolean
entity_is_personal (const MlgEntity *entity)
{
  gboolean has_title = FALSE;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & MLG_FIELD_TITLE)
      {
        if (!(entity->fields[i].flags & MLG_FIELD_PERSONAL))
          return FALSE;
        has_title = TRUE;
      }

  return has_title;
}

static gboolean
record_may_leave (MlgLevel   level,
                  MlgRecord *record)
{
  const MlgEntity *entity = mlg_record_get_entity (record);
  const char *visibility = mlg_privacy_of_record (entity, (MlgFieldGetter) mlg_record_get, record);

  if (g_strcmp0 (visibility, "private") == 0)
    return FALSE;
  if (level == MLG_LEVEL_PARTNERS)
    return TRUE;

  return g_strcmp0 (visibility, "group") != 0 &&
         !entity_is_personal (entity) &&
         (!g_str_equal (entity->name, "verbatim") || has_consent (record));
}

gboolean
mlg_level_allows (MlgLevel        level,
                  MlgRecord      *record,
                  const MlgField *field)
{
  if (level == MLG_LEVEL_COMPLETE)
    return TRUE;
  if (record != NULL && !record_may_leave (level, record))
    return FALSE;
  if (field == NULL)
    return TRUE;

  if (field->flags & MLG_FIELD_SENSITIVE)
    return FALSE;
  if (level == MLG_LEVEL_PUBLIC && field->number == MLG_FIELD_KEY && record != NULL &&
      mlg_privacy_key_tells (mlg_record_get_entity (record)))
    return FALSE;
  if (level == MLG_LEVEL_PUBLIC && record != NULL && mlg_record_get_named (record, "visibility") == NULL
      && mlg_privacy_holds_back (mlg_record_get_entity (record), field, mlg_record_get (record, field)))
    return FALSE;

  return level == MLG_LEVEL_PARTNERS || !(field->flags & MLG_FIELD_PERSONAL);
}

/* ---- the construction */

typedef struct
{
  MlgProject      *project;
  MlgLevel         level;
  MlgGesture      *gesture;
  GHashTable      *leaving;     /* MlgId: the records of the new file */
  const MlgEntity *entity;
  gboolean         changed;     /* a round took a record out */
  GError          *error;
} Share;

static gboolean
reference_leaves (Share          *share,
                  const MlgField *field,
                  const char     *value)
{
  const char *colon = field->type == MLG_TYPE_ANY ? strchr (value, ':') : NULL;
  MlgId id;

  return mlg_id_parse (colon != NULL ? colon + 1 : value, &id) && g_hash_table_contains (share->leaving, &id);
}

static gboolean
note_leaving (const MlgId        *id,
              const char *const  *values,
              gpointer            data)
{
  Share *share = data;
  g_autoptr(MlgRecord) record = mlg_project_get_record (share->project, share->entity, id);

  if (record != NULL && mlg_level_allows (share->level, record, NULL))
    g_hash_table_add (share->leaving, mlg_id_copy (id));
  return TRUE;
}

/* What cannot stand without a record that stays at home stays there too. */
static gboolean
drop_orphan (const MlgId        *id,
             const char *const  *values,
             gpointer            data)
{
  Share *share = data;

  if (!g_hash_table_contains (share->leaving, id))
    return TRUE;

  for (guint i = 0; i < share->entity->n_fields; i++)
    {
      const MlgField *field = &share->entity->fields[i];

      if ((field->flags & (MLG_FIELD_PARENT | MLG_FIELD_REQUIRED)) && mlg_field_is_reference (field) &&
          !mlg_field_is_multiple (field) && values[i] != NULL && !reference_leaves (share, field, values[i]))
        {
          share->changed = g_hash_table_remove (share->leaving, id);
          return TRUE;
        }
    }

  return TRUE;
}

static char *
keep_leaving_elements (Share          *share,
                       const MlgField *field,
                       const char     *value)
{
  g_auto(GStrv) elements = mlg_value_split (value);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; elements[i] != NULL; i++)
    if (reference_leaves (share, field, elements[i]))
      g_ptr_array_add (kept, elements[i]);
  g_ptr_array_add (kept, NULL);

  return mlg_value_join ((const char *const *) kept->pdata);
}

static char *
make_value (Share          *share,
            MlgRecord      *record,
            const MlgField *field,
            const char     *value)
{
  if (value == NULL || (field->flags & MLG_FIELD_GONE) || !mlg_level_allows (share->level, record, field))
    return NULL;
  if (!mlg_field_is_reference (field))
    return g_strdup (value);
  if (mlg_field_is_multiple (field))
    return keep_leaving_elements (share, field, value);

  return reference_leaves (share, field, value) ? g_strdup (value) : NULL;
}

static gboolean
write_leaving (const MlgId        *id,
               const char *const  *values,
               gpointer            data)
{
  Share *share = data;
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(GPtrArray) allowed = g_ptr_array_new_with_free_func (g_free);
  MlgId same = *id;

  if (!g_hash_table_contains (share->leaving, id))
    return TRUE;

  record = mlg_project_get_record (share->project, share->entity, id);
  for (guint i = 0; i < share->entity->n_fields; i++)
    g_ptr_array_add (allowed, make_value (share, record, &share->entity->fields[i], values[i]));

  return mlg_gesture_insert (share->gesture, share->entity, &same, (const char *const *) allowed->pdata,
                             &share->error);
}

static gboolean
for_every_entity (Share      *share,
                  MlgRowFunc  func)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);
  MlgStore *store = mlg_project_get_store (share->project);

  for (guint i = 0; i < n_entities; i++)
    {
      /* Elements of multiple fields are made with their owners. */
      if (g_str_equal (entities[i]->name, MLG_ENTITY_LINK))
        continue;

      share->entity = entities[i];
      if (!mlg_store_foreach (store, share->entity, func, share, share->error == NULL ? &share->error : NULL) ||
          share->error != NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
construct (MlgProject  *self,
           const char  *database,
           MlgLevel     level,
           GError     **error)
{
  g_autoptr(MlgStore) store = mlg_store_open (database, MLG_STORE_CREATE, error);
  g_autoptr(GHashTable) leaving = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  g_autoptr(MlgGesture) gesture = NULL;
  Share share = { self, level, NULL, leaving };
  gboolean done;

  if (store == NULL)
    return FALSE;

  mlg_store_set_author (store, "");
  gesture = share.gesture = mlg_store_begin (store, N_("Shared copy"), error);
  if (gesture == NULL)
    return FALSE;

  done = for_every_entity (&share, note_leaving);
  do
    {
      share.changed = FALSE;
      done = done && for_every_entity (&share, drop_orphan);
    }
  while (done && share.changed);

  done = done && for_every_entity (&share, write_leaving);
  if (done)
    return mlg_gesture_commit (gesture, NULL, error);

  g_propagate_error (error, share.error);
  return FALSE;
}

static gboolean
publish_share (MlgProject  *self,
               const char  *database,
               const char  *target,
               GError     **error)
{
  g_autofree char *lock_path = mlg_publish_lock_path (target);
  int lock = mlg_disk_lock (lock_path, 10000, error);
  MlgStamp stamp;
  gboolean done;

  if (lock < 0)
    return FALSE;

  done = mlg_publish (database, self->copy->folder, target, &stamp, error);
  mlg_disk_unlock (lock_path, lock);
  return done;
}

gboolean
mlg_project_share (MlgProject  *self,
                   const char  *path,
                   MlgLevel     level,
                   GError     **error)
{
  g_autofree char *target = mlg_disk_canonical (path);
  g_autofree char *database = NULL;
  gboolean done;

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  if (!mlg_project_check_writable (self, error))
    return FALSE;
  if (g_str_equal (target, self->path))
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_INVALID,
                           _("Give the copy another name than the file itself."));
      return FALSE;
    }

  if (level == MLG_LEVEL_COMPLETE)
    return publish_share (self, self->copy->database, target, error);

  database = g_build_filename (self->copy->folder, "share.db", NULL);
  mlg_disk_remove_database (database);
  done = construct (self, database, level, error) && publish_share (self, database, target, error);
  mlg_disk_remove_database (database);
  return done;
}
