/* What happens to the file outside: copies that a synchronising program left beside it, and a colleague who
 * wrote in it. Both are said in the banner; nothing is merged without being asked for.
 */

#include "ui/window/mlg-window-private.h"

#include <glib/gi18n-lib.h>

#include "store/mlg-siblings.h"

/* A synchronising program writes several files at once: all have come before one looks. */
#define QUIET_MS 1500

static void
say_copies (MlgWindow *self,
            GPtrArray *paths)
{
  g_autofree char *name = g_path_get_basename (g_ptr_array_index (paths, 0));
  g_autofree char *action = g_action_print_detailed_name ("win.import-path", g_variant_new_string (g_ptr_array_index (paths, 0)));
  g_autofree char *sentence = paths->len == 1
    ? g_strdup_printf (_("A copy of this file lies beside it and holds changes that are not here: “%s”. Nothing is merged before you have looked."), name)
    : g_strdup_printf (ngettext ("%u copy of this file lies beside it and holds changes that are not here; the first is “%s”. Nothing is merged before you have looked.",
                                 "%u copies of this file lie beside it and hold changes that are not here; the first is “%s”. Nothing is merged before you have looked.",
                                 paths->len), paths->len, name);

  mlg_banner_say (self->banner, MLG_BANNER_NOTICE, sentence, _("Look at it…"), action);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) paths = mlg_siblings_find_finish (result, &error);
  MlgWindow *self = data;

  /* Let go of: another file is open, or none. */
  if (paths == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (paths->len > 0)
    say_copies (self, paths);
  else if (mlg_project_file_has_changed (self->project))
    mlg_banner_say (self->banner, MLG_BANNER_NOTICE,
                    _("Somebody has written in this file elsewhere. Their changes come in when you save; nothing of yours is lost."),
                    _("Save and bring them in"), "win.save");
}

static gboolean
look_cb (gpointer data)
{
  MlgWindow *self = data;

  self->siblings_timer = 0;
  mlg_siblings_find_async (self->project, self->siblings, found_cb, self);
  return G_SOURCE_REMOVE;
}

static void
folder_changed_cb (MlgWindow         *self,
                   GFile             *file,
                   GFile             *other,
                   GFileMonitorEvent  event)
{
  g_autofree char *original = g_path_get_basename (mlg_project_get_path (self->project));
  g_autofree char *name = g_file_get_basename (other != NULL ? other : file);
  g_autofree char *before = g_file_get_basename (file);

  if (!g_str_equal (name, original) && !g_str_equal (before, original) && !mlg_sibling_is_copy_name (original, name))
    return;
  g_clear_handle_id (&self->siblings_timer, g_source_remove);
  self->siblings_timer = g_timeout_add (QUIET_MS, look_cb, self);
}

void
mlg_window_watch_siblings (MlgWindow *self)
{
  g_autofree char *folder_path = NULL;
  g_autoptr(GFile) folder = NULL;

  mlg_window_stop_watching (self);
  if (mlg_project_is_read_only (self->project))
    return;

  folder_path = g_path_get_dirname (mlg_project_get_path (self->project));
  folder = g_file_new_for_path (folder_path);
  self->siblings = g_cancellable_new ();
  self->folder_monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->folder_monitor != NULL)
    g_signal_connect_swapped (self->folder_monitor, "changed", G_CALLBACK (folder_changed_cb), self);
  look_cb (self);
}

void
mlg_window_stop_watching (MlgWindow *self)
{
  g_clear_handle_id (&self->siblings_timer, g_source_remove);
  if (self->siblings != NULL)
    g_cancellable_cancel (self->siblings);
  g_clear_object (&self->siblings);
  if (self->folder_monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->folder_monitor, self);
  g_clear_object (&self->folder_monitor);
}
