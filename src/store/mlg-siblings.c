/* Copies of a file that a synchronising program left beside it.
 *
 *   Nextcloud, ownCloud   pays (conflicted copy 2026-03-12 141502).maillage
 *                         pays_conflict-20260312-141502.maillage
 *   Dropbox               pays (Jeanne's conflicted copy 2026-03-12).maillage
 *                         pays (Copie en conflit de Jeanne 2026-03-12).maillage
 *   Syncthing             pays.sync-conflict-20260312-141502-ABCDEFG.maillage
 *   OneDrive              pays-PORTABLE-DE-JEANNE.maillage
 *   Google Drive          pays (1).maillage        kDrive, pCloud   pays [conflit].maillage
 *   iCloud                pays 2.maillage
 *   people                pays (copie).maillage · pays - Copie.maillage · Copie de pays.maillage
 *
 * A name that only begins like the file's may be anything: what the file is decides (its identity, and whether
 * it knows something that ours does not).
 */

#include "store/mlg-siblings.h"

#include "model/mlg-text.h"
#include "store/mlg-guard.h"
#include "store/mlg-past.h"
#include "store/mlg-project-private.h"

#include <sqlite3.h>
#include <string.h>

#define ENDING ".maillage"

/* More files than this beside ours are somebody's whole disk. */
#define MAX_FILES 5000

static char *
dup_stem (const char *name)
{
  return g_str_has_suffix (name, ENDING) ? g_strndup (name, strlen (name) - strlen (ENDING)) : NULL;
}

/* What programs put between the name and its end; folded, so that case and accents do not matter. */
static gboolean
says_copy (const char *folded)
{
  static const char *const words[] = {
    "conflict", "conflit", "copie", "copy", "sync conflict", "en conflit", "version de", "edited by",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* " (1)", "-PORTABLE": short, and begun by a sign nobody ends a title with. */
static gboolean
is_added_mark (const char *rest)
{
  glong length = g_utf8_strlen (rest, -1);

  if (length == 0 || length > 60)
    return FALSE;
  if (g_regex_match_simple ("^ ?[(\\[]\\d{1,3}[)\\]]$", rest, 0, 0) || g_regex_match_simple ("^ \\d{1,2}$", rest, 0, 0))
    return TRUE;
  return g_regex_match_simple ("^-[\\p{L}\\p{N}][\\p{L}\\p{N}-]*$", rest, G_REGEX_CASELESS, 0);
}

gboolean
mlg_sibling_is_copy_name (const char *original,
                          const char *name)
{
  g_autofree char *stem = dup_stem (original);
  g_autofree char *other = dup_stem (name);
  g_autofree char *folded_stem = NULL;
  g_autofree char *folded_other = NULL;
  char *at;

  g_return_val_if_fail (original != NULL && name != NULL, FALSE);

  if (stem == NULL || other == NULL || strcmp (stem, other) == 0)
    return FALSE;
  if (g_str_has_prefix (other, stem) && is_added_mark (other + strlen (stem)))
    return TRUE;

  folded_stem = mlg_fold (stem);
  folded_other = mlg_fold (other);
  at = strstr (folded_other, folded_stem);
  if (at == NULL)
    return FALSE;

  /* The words are looked for beside the file's own name, which may have them too. */
  memset (at, ' ', strlen (folded_stem));
  return says_copy (folded_other);
}

/* ---- what is in it */

static gboolean
knows_more (MlgStore         *other,
            const MlgVersion *ours)
{
  g_autoptr(MlgVersion) theirs = mlg_version_read (other);

  return !mlg_version_covers (ours, theirs);
}

static gboolean
is_worth_merging (const char       *path,
                  const char       *doc_id,
                  const MlgVersion *ours)
{
  g_autoptr(MlgStore) other = mlg_guard_open (path, MLG_GUARD_SCHEMA, NULL, NULL);
  g_autofree char *theirs = other != NULL ? mlg_store_dup_meta (other, "doc_id") : NULL;

  return g_strcmp0 (theirs, doc_id) == 0 && knows_more (other, ours);
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
mlg_siblings_find (const char *path,
                   const char *doc_id,
                   const char *database)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *original = g_path_get_basename (path);
  g_autoptr(MlgStore) store = mlg_store_open (database, MLG_STORE_BESIDE, NULL);
  g_autoptr(MlgVersion) ours = store != NULL ? mlg_version_read (store) : NULL;
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  for (guint n = 0; ours != NULL && dir != NULL && n < MAX_FILES && (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *sibling = NULL;

      if (!mlg_sibling_is_copy_name (original, name))
        continue;
      sibling = g_build_filename (folder, name, NULL);
      if (is_worth_merging (sibling, doc_id, ours))
        g_ptr_array_add (found, g_steal_pointer (&sibling));
    }
  g_ptr_array_sort (found, compare_paths);
  return found;
}

/* ---- in a thread */

typedef struct
{
  char *path, *doc_id, *database;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->path);
  g_free (search->doc_id);
  g_free (search->database);
  g_free (search);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Search *search = task_data;

  g_task_return_pointer (task, mlg_siblings_find (search->path, search->doc_id, search->database),
                         (GDestroyNotify) g_ptr_array_unref);
}

void
mlg_siblings_find_async (MlgProject          *project,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);
  Search *search = g_new0 (Search, 1);

  g_return_if_fail (MLG_IS_PROJECT (project) && project->copy != NULL);

  search->path = g_strdup (project->path);
  search->doc_id = g_strdup (project->copy->doc_id);
  search->database = g_strdup (project->copy->database);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, find_thread);
}

GPtrArray *
mlg_siblings_find_finish (GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
