/* What is being typed and is no command yet. */

#include "store/mlg-draft.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "store/mlg-project-private.h"
#include "store/mlg-store-private.h"
#include "store/mlg-text-merge.h"

#define PREFIX "draft-"
#define MAGIC  "maillage draft 1\n"

char *
mlg_draft_dup_path (MlgProject      *project,
                    const MlgEntity *entity,
                    const MlgId     *id,
                    const MlgField  *field)
{
  g_autofree char *name = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  if (project->copy == NULL)
    return NULL;
  name = g_strdup_printf (PREFIX "%s.%s.%s", entity->name, field->name, mlg_id_write (id, text));
  return g_build_filename (project->copy->folder, name, NULL);
}

gboolean
mlg_draft_write (const char  *path,
                 const char  *before,
                 const char  *value,
                 GError     **error)
{
  g_autofree char *content = g_strdup_printf (MAGIC "%" G_GSIZE_FORMAT "\n%s%s", strlen (before), before, value);

  return g_file_set_contents_full (path, content, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

void
mlg_draft_remove (const char *path)
{
  if (g_unlink (path) != 0 && errno != ENOENT)
    g_warning ("%s: %s", path, g_strerror (errno));
}

/* FALSE: half written, or not ours. */
static gboolean
read_draft (const char  *path,
            char       **before,
            char       **value)
{
  g_autofree char *content = NULL;
  gsize length;
  guint64 n;
  char *p;

  if (!g_file_get_contents (path, &content, &length, NULL) || !g_str_has_prefix (content, MAGIC) ||
      !g_utf8_validate (content, length, NULL))
    return FALSE;

  n = g_ascii_strtoull (content + strlen (MAGIC), &p, 10);
  if (*p != '\n' || n > strlen (p + 1))
    return FALSE;
  *before = g_strndup (p + 1, n);
  *value = g_strdup (p + 1 + n);
  return TRUE;
}

static gboolean
take_draft (MlgProject *project,
            const char *folder,
            const char *name)
{
  g_auto(GStrv) parts = g_strsplit (name + strlen (PREFIX), ".", 3);
  const MlgEntity *entity = g_strv_length (parts) == 3 ? mlg_schema_find (parts[0]) : NULL;
  const MlgField *field = entity != NULL ? mlg_entity_find_field (entity, parts[1]) : NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *before = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *after = NULL;
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  g_autoptr(GError) error = NULL;
  const char *present;
  gboolean taken = FALSE;
  MlgId id;

  if (field != NULL && mlg_id_parse (parts[2], &id) && read_draft (path, &before, &draft))
    record = mlg_project_get_record (project, entity, &id);

  if (record != NULL && !mlg_record_is_deleted (record))
    {
      present = mlg_record_get (record, field);
      after = mlg_text_put_together (before, draft, present != NULL ? present : "");
      if (g_strcmp0 (after, present != NULL ? present : "") != 0)
        {
          gesture = mlg_project_begin (project, N_("Take up what was being written"), &error);
          taken = gesture != NULL && mlg_gesture_set (gesture, entity, &id, field, *after != '\0' ? after : NULL, &error) &&
                  mlg_project_commit (project, g_steal_pointer (&gesture), &error);
          if (!taken)
            {
              g_warning ("%s: %s", path, error->message);
              return FALSE;
            }
        }
    }
  mlg_draft_remove (path);
  return taken;
}

static GPtrArray *
list_drafts (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PREFIX))
      g_ptr_array_add (names, g_strdup (name));
  return names;
}

gboolean
mlg_draft_take_all (MlgProject *project,
                    const char *folder)
{
  g_autoptr(GPtrArray) names = list_drafts (folder);
  gboolean taken = FALSE;

  for (guint i = 0; i < names->len; i++)
    taken |= take_draft (project, folder, g_ptr_array_index (names, i));
  return taken;
}

/* ---- somebody erased */

static gboolean
is_of_erased (MlgProject *project,
              const char *name)
{
  g_auto(GStrv) parts = g_strsplit (name + strlen (PREFIX), ".", 3);
  MlgId id;

  return g_strv_length (parts) == 3 && mlg_id_parse (parts[2], &id) && mlg_journal_is_erased (project->store, &id);
}

static void
redact_draft (const char  *path,
              MlgRedactor *redactor)
{
  g_autofree char *before = NULL;
  g_autofree char *value = NULL;
  g_autofree char *new_before = NULL;
  g_autofree char *new_value = NULL;
  g_autoptr(GError) error = NULL;

  if (!read_draft (path, &before, &value))
    return;

  new_before = mlg_redactor_dup_text (redactor, before);
  new_value = mlg_redactor_dup_text (redactor, value);
  if ((new_before != NULL || new_value != NULL) &&
      !mlg_draft_write (path, new_before != NULL ? new_before : before, new_value != NULL ? new_value : value, &error))
    g_warning ("%s: %s", path, error->message);
}

void
mlg_draft_forget (MlgProject  *project,
                  MlgRedactor *redactor)
{
  g_autoptr(GPtrArray) names = list_drafts (project->copy->folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (project->copy->folder, names->pdata[i], NULL);

      if (is_of_erased (project, names->pdata[i]))
        mlg_draft_remove (path);
      else if (redactor != NULL)
        redact_draft (path, redactor);
    }
}
