/* A copy made for others, constructed and not redacted: a new file gets the records and columns that
 * may leave, in one command of its own. What was never written there cannot leak from it:
 * no journal, no history, no author, no deleted row.
 */

#include "store/mlg-share-private.h"

#include "model/mlg-value.h"
#include "store/mlg-disk.h"
#include "store/mlg-publish.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define OURS "maillage"

/* ---- the construction */

typedef struct
{
  MlgLevel         level;
  const char      *licence;     /* NULL: as the file says */
  MlgGesture      *gesture;
  GHashTable      *leaving;     /* MlgId: the records of the new file */
  const MlgEntity *entity;
  GError          *error;
} Share;

static char *
keep_leaving_elements (Share          *share,
                       const MlgField *field,
                       const char     *value)
{
  g_auto(GStrv) elements = mlg_value_split (value);
  g_autoptr(GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; elements[i] != NULL; i++)
    if (mlg_share_reference_leaves (share->leaving, field, elements[i]))
      g_ptr_array_add (kept, elements[i]);
  g_ptr_array_add (kept, NULL);

  return mlg_value_join ((const char *const *) kept->pdata);
}

static char *
make_value (Share             *share,
            const char *const *values,
            const MlgField    *field)
{
  const char *value = values[field->index];

  if (share->licence != NULL && g_str_equal (share->entity->name, "file_info") && g_str_equal (field->name, "licence"))
    return g_strdup (share->licence);
  if (value == NULL || (field->flags & MLG_FIELD_GONE) ||
      !mlg_level_allows_value (share->level, share->entity, values, field))
    return NULL;
  if (!mlg_field_is_reference (field))
    return g_strdup (value);
  if (mlg_field_is_multiple (field))
    return keep_leaving_elements (share, field, value);

  return mlg_share_reference_leaves (share->leaving, field, value) ? g_strdup (value) : NULL;
}

static gboolean
write_leaving (const MlgId        *id,
               const char *const  *values,
               gpointer            data)
{
  Share *share = data;
  g_autoptr(GPtrArray) allowed = g_ptr_array_new_with_free_func (g_free);
  MlgId same = *id;

  if (!g_hash_table_contains (share->leaving, id))
    return TRUE;

  for (guint i = 0; i < share->entity->n_fields; i++)
    g_ptr_array_add (allowed, make_value (share, values, &share->entity->fields[i]));

  return mlg_gesture_insert (share->gesture, share->entity, &same, (const char *const *) allowed->pdata,
                             &share->error);
}

static gboolean
write_all (Share     *share,
           MlgStore  *from,
           GError   **error)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    {
      if (mlg_share_skips (entities[i]))
        continue;

      share->entity = entities[i];
      if (!mlg_store_foreach (from, share->entity, write_leaving, share, error))
        return FALSE;
      if (share->error != NULL)
        {
          g_propagate_error (error, share->error);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
construct (MlgProject         *self,
           const char         *database,
           const MlgHandover  *handover,
           GError            **error)
{
  g_autoptr(MlgStore) store = mlg_store_open (database, MLG_STORE_CREATE, error);
  g_autoptr(GHashTable) leaving = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  Share share = { handover->level, handover->licence };

  if (store == NULL)
    return FALSE;

  leaving = mlg_share_find_leaving (self->store, handover->level, NULL, error);
  if (leaving == NULL)
    return FALSE;

  mlg_store_set_author (store, "");
  gesture = mlg_store_begin (store, N_("Shared copy"), error);
  if (gesture == NULL)
    return FALSE;

  share.gesture = gesture;
  share.leaving = leaving;
  return write_all (&share, self->store, error) && mlg_gesture_commit (gesture, NULL, error);
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

static gboolean
make_copy (MlgProject         *self,
           const char         *path,
           const MlgHandover  *handover,
           GError            **error)
{
  g_autofree char *target = mlg_disk_canonical (path);
  g_autofree char *database = NULL;
  gboolean done;

  if (!mlg_project_check_writable (self, error))
    return FALSE;
  if (g_str_equal (target, self->path))
    {
      mlg_store_error_say (error, MLG_STORE_ERROR_INVALID,
                           _("Give the copy another name than the file itself."));
      return FALSE;
    }

  if (handover->level == MLG_LEVEL_COMPLETE)
    return publish_share (self, self->copy->database, target, error);

  database = g_build_filename (self->copy->folder, "share.db", NULL);
  mlg_disk_remove_database (database);
  done = construct (self, database, handover, error) && publish_share (self, database, target, error);
  mlg_disk_remove_database (database);
  return done;
}

gboolean
mlg_project_share (MlgProject  *self,
                   const char  *path,
                   MlgLevel     level,
                   GError     **error)
{
  MlgHandover handover = { .level = level };

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  return make_copy (self, path, &handover, error);
}

/* ---- the note of it */

static const char *
get_level_term (MlgLevel level)
{
  static const char *const terms[] = {
    [MLG_LEVEL_COMPLETE] = "complete", [MLG_LEVEL_PARTNERS] = "partners", [MLG_LEVEL_PUBLIC] = "public",
  };

  return terms[level];
}

/* « Acteurs : 71 · Partenariats : 52 », in words: for whoever reads the file in ten years. */
static char *
describe_what (MlgProject  *self,
               MlgLevel     level,
               GError     **error)
{
  g_autoptr(MlgShareSummary) summary = mlg_share_summarize (self, level, error);
  g_autoptr(GString) words = g_string_new (NULL);

  if (summary == NULL)
    return NULL;

  for (guint i = 0; i < summary->counts->len; i++)
    {
      const MlgShareCount *count = &g_array_index (summary->counts, MlgShareCount, i);

      if (count->n_leaving > 0 && count->entity->stage != MLG_STAGE_INSIDE)
        g_string_append_printf (words, "%s%s%s%u", words->len > 0 ? " · " : "",
                                g_dgettext (GETTEXT_PACKAGE, count->entity->plural), _(": "), count->n_leaving);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
read_identity (const char *path)
{
  g_autoptr(MlgStore) copy = mlg_store_open (path, MLG_STORE_READ_ONLY, NULL);

  return copy != NULL ? mlg_store_dup_meta (copy, "doc_id") : NULL;
}

static void
put (const MlgEntity  *entity,
     const char      **values,
     const char       *name,
     const char       *value)
{
  const MlgField *field = mlg_entity_find_field (entity, name);

  if (field != NULL && value != NULL && *value != '\0')
    values[field->index] = value;
}

gboolean
mlg_share_note (MlgProject         *self,
                const char         *path,
                const char         *format,
                const MlgHandover  *handover,
                GError            **error)
{
  const MlgEntity *entity = mlg_schema_find ("handover");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *what = NULL;
  g_autofree char *identity = g_str_equal (format, OURS) ? read_identity (path) : NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  MlgId id = { { 0 } };

  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  if (!mlg_project_check_writable (self, error) || (what = describe_what (self, handover->level, error)) == NULL)
    return FALSE;

  put (entity, values, "recipient", handover->recipient);
  put (entity, values, "date", date);
  put (entity, values, "level", get_level_term (handover->level));
  put (entity, values, "format", format);
  put (entity, values, "file_name", name);
  put (entity, values, "licence", handover->licence);
  put (entity, values, "what", what);
  put (entity, values, "document", identity);

  gesture = mlg_store_begin (self->store, N_("Copy handed over"), error);
  if (gesture == NULL || !mlg_gesture_insert (gesture, entity, &id, values, error) ||
      !mlg_gesture_commit (gesture, NULL, error))
    return FALSE;

  mlg_project_tell_everyone (self, NULL);
  return TRUE;
}

gboolean
mlg_share_hand_over (MlgProject         *self,
                     const char         *path,
                     const MlgHandover  *handover,
                     GError            **error)
{
  g_return_val_if_fail (MLG_IS_PROJECT (self), FALSE);

  return make_copy (self, path, handover, error) && mlg_share_note (self, path, OURS, handover, error);
}
