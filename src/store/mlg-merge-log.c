/* The merges of a file. One line each, the newest last:
 *
 *     1795359600000 <tab> what we knew <tab> what we knew after <tab> copie-de-jeanne.maillage
 */

#include "store/mlg-merge-log.h"

#include "store/mlg-project-private.h"

#include <string.h>

#define META_MERGES "merges"
#define MAX_MERGES  12

static void
note_free (gpointer data)
{
  MlgMergeNote *note = data;

  g_free (note->name);
  mlg_moment_free (note->moment);
  g_free (note);
}

static MlgMergeNote *
read_note (const char *line)
{
  g_auto(GStrv) parts = g_strsplit (line, "\t", 4);
  MlgVersion *before, *after;
  MlgMergeNote *note;

  if (g_strv_length (parts) != 4)
    return NULL;

  before = mlg_version_parse (parts[1]);
  after = mlg_version_parse (parts[2]);
  if (before == NULL || after == NULL)
    {
      mlg_version_free (before);
      mlg_version_free (after);
      return NULL;
    }

  note = g_new (MlgMergeNote, 1);
  note->name = g_strdup (parts[3]);
  note->moment = mlg_moment_new_version (g_ascii_strtoll (parts[0], NULL, 10), before);
  note->moment->since = after;
  return note;
}

GPtrArray *
mlg_merge_log_list (MlgProject *project)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (note_free);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_return_val_if_fail (MLG_IS_PROJECT (project), notes);

  text = project->store != NULL ? mlg_store_dup_meta (project->store, META_MERGES) : NULL;
  lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      MlgMergeNote *note = read_note (lines[i]);

      if (note != NULL)
        g_ptr_array_insert (notes, 0, note);
    }
  return notes;
}

gboolean
mlg_merge_log_add (MlgProject        *project,
                   const char        *path,
                   const MlgVersion  *before,
                   GError           **error)
{
  g_autoptr(MlgVersion) after = mlg_version_read (project->store);
  g_autofree char *known = mlg_version_print (before);
  g_autofree char *known_after = mlg_version_print (after);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = mlg_store_dup_meta (project->store, META_MERGES);
  g_auto(GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autoptr(GString) kept = g_string_new (NULL);
  guint n = g_strv_length (lines);

  g_strdelimit (name, "\t\n\r", ' ');
  for (guint i = n >= MAX_MERGES ? n - (MAX_MERGES - 1) : 0; i < n; i++)
    g_string_append_printf (kept, "%s\n", lines[i]);
  g_string_append_printf (kept, "%" G_GINT64_FORMAT "\t%s\t%s\t%s", g_get_real_time () / 1000, known, known_after, name);
  return mlg_store_set_meta (project->store, META_MERGES, kept->str, error);
}
