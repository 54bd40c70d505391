/* The window's file: opening, its state in words, letting it go. */

#include "ui/window/mlg-window-private.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-demo.h"
#include "store/mlg-disk.h"
#include "ui/records/mlg-record-form.h"
#include "ui/common/mlg-settings.h"

#define PULSE_MS 120

static const char *
get_state_words (MlgProject *project)
{
  if (mlg_project_is_read_only (project))
    return _("read only");

  switch (mlg_project_get_save_state (project))
    {
    case MLG_SAVED:
      return _("Saved");
    case MLG_TO_SAVE:
      return _("to be saved");
    case MLG_TARGET_GONE:
      return _("stick unplugged");
    case MLG_TARGET_READ_ONLY:
      return _("file protected");
    case MLG_TARGET_FULL:
      return _("disk full");
    case MLG_TARGET_REPLACED:
      return _("file replaced");
    }

  return "";
}

/* What to do about it; NULL when all is well. */
static const char *
get_state_sentence (MlgProject *project)
{
  if (mlg_project_is_read_only (project))
    return _("This file is open to be read only: nothing can be changed in it.");

  switch (mlg_project_get_save_state (project))
    {
    case MLG_TARGET_GONE:
      return _("The file’s place is gone: a stick unplugged, a folder moved. Your work is kept on this computer and will be written as soon as the place is back.");
    case MLG_TARGET_READ_ONLY:
      return _("The file cannot be written where it is. Your work is kept on this computer; save a copy elsewhere to hand it over.");
    case MLG_TARGET_FULL:
      return _("There is no room left where the file is. Your work is kept on this computer; make room, or save a copy elsewhere.");
    case MLG_TARGET_REPLACED:
      return _("Something else stands in the file’s place: a synchronisation under way, another file, a newer version. Your work is kept on this computer; if this lasts, save it under another name.");
    default:
      return NULL;
    }
}

void
mlg_window_show_state (MlgWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;
  const char *title, *sentence;

  if (self->project == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->title), _("Maillage"));
      gtk_widget_set_visible (self->state, FALSE);
      gtk_window_set_title (GTK_WINDOW (self), _("Maillage"));
      return;
    }

  name = g_path_get_basename (mlg_project_get_path (self->project));
  words = g_strdup_printf ("%s — %s", name, get_state_words (self->project));
  title = mlg_project_get_title (self->project);
  gtk_label_set_label (GTK_LABEL (self->title), title != NULL && *title != '\0' ? title : name);
  gtk_widget_set_tooltip_text (self->title, gtk_label_get_label (GTK_LABEL (self->title)));
  gtk_label_set_label (GTK_LABEL (self->state), words);
  gtk_widget_set_tooltip_text (self->state, mlg_project_get_path (self->project));
  gtk_widget_set_visible (self->state, TRUE);
  gtk_window_set_title (GTK_WINDOW (self), name);

  sentence = get_state_sentence (self->project);
  if (sentence != NULL)
    mlg_banner_say (self->banner, MLG_BANNER_STATE, sentence, _("Save a copy…"), "win.save-copy");
  else
    mlg_banner_unsay (self->banner, MLG_BANNER_STATE);
}

/* What a button would take back or do again, by its name. */
static void
show_command (GtkWidget  *button,
              const char *verb,
              const char *command,
              const char *keys)
{
  g_autofree char *tooltip = command != NULL ? g_strdup_printf (_("%s: %s (%s)"), verb, command, keys)
                                             : g_strdup_printf ("%s (%s)", verb, keys);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
}

static void
show_undo_labels (MlgWindow *self)
{
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  g_object_get (self->project, "undo-label", &undo, "redo-label", &redo, NULL);
  show_command (self->undo, _("Undo"), undo, _("Ctrl+Z"));
  show_command (self->redo, _("Redo"), redo, _("Ctrl+Shift+Z"));
}

static void
show_conflicts (MlgWindow *self)
{
  guint n;

  g_object_get (self->project, "n-conflicts", &n, NULL);
  if (n > 0)
    {
      g_autofree char *sentence =
        g_strdup_printf (ngettext ("Two people wrote different things in %u place: both are kept until you choose.",
                                   "Two people wrote different things in %u places: both are kept until you choose.", n), n);

      mlg_banner_say (self->banner, MLG_BANNER_NOTICE, sentence, _("Decide…"), "win.screen::conflicts");
    }
  else
    mlg_banner_unsay (self->banner, MLG_BANNER_NOTICE);
}

/* Found by the replay of a large file, while one works. */
static void
show_problem (MlgWindow *self)
{
  g_autofree char *problem = NULL;

  g_object_get (self->project, "problem", &problem, NULL);
  if (problem != NULL)
    mlg_banner_say (self->banner, MLG_BANNER_ERROR,
                    _("Some of what this file shows is not what its journal of changes says. It can be put right from the journal; nothing is lost."),
                    _("Recover…"), "win.recover");
}

static void
done_cb (MlgWindow  *self,
         const char *label)
{
  /* Words that are being typed show themselves: a message at each pause would be noise. */
  if (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (self))))
    return;

  mlg_toast_say (self->toast, label, TRUE);
}

static void
selection_changed_cb (MlgWindow *self)
{
  mlg_window_update_sheet (self);
}

static void
connect_project (MlgWindow *self)
{
  g_signal_connect_swapped (self->project, "notify::save-state", G_CALLBACK (mlg_window_show_state), self);
  g_signal_connect_swapped (self->project, "notify::title", G_CALLBACK (mlg_window_show_state), self);
  g_signal_connect_swapped (self->project, "notify::path", G_CALLBACK (mlg_window_show_state), self);
  g_signal_connect_swapped (self->project, "notify::path", G_CALLBACK (mlg_window_watch_siblings), self);
  g_signal_connect_swapped (self->project, "notify::undo-label", G_CALLBACK (show_undo_labels), self);
  g_signal_connect_swapped (self->project, "notify::redo-label", G_CALLBACK (show_undo_labels), self);
  g_signal_connect_swapped (self->project, "notify::n-conflicts", G_CALLBACK (show_conflicts), self);
  g_signal_connect_swapped (self->project, "notify::problem", G_CALLBACK (show_problem), self);
  g_signal_connect_swapped (self->project, "done", G_CALLBACK (done_cb), self);
  g_signal_connect_swapped (self->focus, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  g_signal_connect_swapped (self->focus, "filter-changed", G_CALLBACK (mlg_window_show_projector_line), self);
}

void
mlg_window_take_project (MlgWindow  *self,
                         MlgProject *project)
{
  GtkWidget *form;
  gboolean resumed;

  mlg_window_stop_opening (self);
  mlg_window_drop_project (self);

  self->project = g_object_ref (project);
  self->focus = mlg_focus_new (project);
  connect_project (self);

  mlg_finder_set_project (self->finder, project);
  mlg_filter_bar_set_focus (self->filter_bar, self->focus);
  form = mlg_record_form_new (self->focus);
  gtk_widget_set_vexpand (form, TRUE);
  gtk_box_append (self->sheet_box, form);
  mlg_window_update_actions (self);
  mlg_window_update_sheet (self);
  show_undo_labels (self);
  mlg_banner_unsay (self->banner, MLG_BANNER_ERROR);
  mlg_banner_unsay (self->banner, MLG_BANNER_NOTICE);
  mlg_window_show_state (self);
  mlg_window_show_screen (self, "directory");
  gtk_stack_set_visible_child_name (self->pages, "file");
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->views));

  show_conflicts (self);
  g_object_get (project, "resumed", &resumed, NULL);
  if (resumed)
    mlg_banner_say (self->banner, MLG_BANNER_NOTICE,
                    _("Maillage stopped before it could write this file: your work was kept and is here again."),
                    _("Save"), "win.save");
  mlg_window_watch_siblings (self);
}

void
mlg_window_drop_project (MlgWindow *self)
{
  g_autoptr(GError) error = NULL;

  if (self->project == NULL)
    return;

  /* A field keeps what is typed in it when it is left. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  mlg_window_stop_watching (self);
  /* The views hold the project: they go first. */
  mlg_window_remove_views (self);
  mlg_finder_set_project (self->finder, NULL);
  mlg_filter_bar_set_focus (self->filter_bar, NULL);
  gtk_box_remove (self->sheet_box, gtk_widget_get_last_child (GTK_WIDGET (self->sheet_box)));
  gtk_widget_set_visible (self->sheet, FALSE);
  mlg_toast_hide (self->toast);
  gtk_stack_set_visible_child_name (self->pages, "start");

  g_signal_handlers_disconnect_by_data (self->focus, self);
  g_signal_handlers_disconnect_by_data (self->project, self);
  if (!mlg_project_close (self->project, &error))
    g_message ("kept in the working copy: %s", error->message);

  g_clear_object (&self->focus);
  g_clear_object (&self->project);
  g_clear_pointer (&self->screen, g_free);
  mlg_window_update_actions (self);
  mlg_start_page_refresh (self->start);
  mlg_window_show_state (self);
}

/* A damaged file is not the end: the way to what can be saved of it stands beside the sentence. */
static void
report_opening (MlgWindow    *self,
                const char   *path,
                const GError *error)
{
  g_autofree char *sentence = mlg_store_error_describe (error);
  g_autofree char *action = g_action_print_detailed_name ("win.recover-file", g_variant_new_string (path));
  gboolean damaged = g_error_matches (error, MLG_STORE_ERROR, MLG_STORE_ERROR_DAMAGED);

  mlg_banner_say (self->banner, MLG_BANNER_ERROR, sentence, damaged ? _("Recover…") : NULL, damaged ? action : NULL);
}

/* ---- a large file, in a thread */

typedef struct
{
  MlgWindow    *window;
  GCancellable *cancellable;
  char         *path;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_object_unref (opening->window);
  g_object_unref (opening->cancellable);
  g_free (opening->path);
  g_free (opening);
}

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (MLG_WINDOW (user_data)->opening_bar);
  return G_SOURCE_CONTINUE;
}

void
mlg_window_stop_opening (MlgWindow *self)
{
  if (self->opening == NULL)
    return;

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->opening_path, g_free);
  g_clear_handle_id (&self->opening_pulse, g_source_remove);
  gtk_stack_set_visible_child_name (self->pages, self->project != NULL ? "file" : "start");
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Opening *opening = user_data;
  MlgWindow *self = opening->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgProject) project = NULL;

  /* Somebody would not wait, or closed the window. */
  if (self->opening == opening->cancellable)
    {
      project = mlg_project_open_finish (result, &error);
      mlg_window_stop_opening (self);
      if (project != NULL)
        {
          mlg_settings_add_recent (opening->path);
          mlg_window_take_project (self, project);
        }
      else
        report_opening (self, opening->path, error);
    }
  opening_free (opening);
}

static void
open_aside (MlgWindow  *self,
            const char *path)
{
  Opening *opening = g_new (Opening, 1);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *words = NULL;

  mlg_window_stop_opening (self);
  self->opening = g_cancellable_new ();
  self->opening_path = mlg_disk_canonical (path);
  opening->window = g_object_ref (self);
  opening->cancellable = g_object_ref (self->opening);
  opening->path = g_strdup (path);

  if (g_str_has_suffix (name, ".maillage"))
    name[strlen (name) - strlen (".maillage")] = '\0';
  words = g_strdup_printf (_("Opening “%s”…"), name);
  gtk_label_set_text (self->opening_words, words);
  gtk_stack_set_visible_child_name (self->pages, "opening");
  self->opening_pulse = g_timeout_add (PULSE_MS, pulse_cb, self);
  mlg_project_open_async (path, self->opening, opened_cb, opening);
}

gboolean
mlg_window_open (MlgWindow  *self,
                 const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgProject) project = NULL;

  g_return_val_if_fail (MLG_IS_WINDOW (self), FALSE);

  mlg_window_stop_opening (self);
  if (mlg_project_is_slow_to_open (path))
    {
      open_aside (self, path);
      return TRUE;
    }

  project = mlg_project_open (path, &error);
  if (project == NULL)
    {
      report_opening (self, path, error);
      return FALSE;
    }

  mlg_settings_add_recent (path);
  mlg_window_take_project (self, project);
  return TRUE;
}

gboolean
mlg_window_create (MlgWindow  *self,
                   const char *path,
                   gboolean    demo)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgProject) project = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *title = NULL;

  g_return_val_if_fail (MLG_IS_WINDOW (self), FALSE);

  if (g_str_has_suffix (name, ".maillage"))
    name[strlen (name) - strlen (".maillage")] = '\0';
  title = g_strdup (name);

  project = mlg_project_create (path, title, &error);
  if (project == NULL || (demo && !mlg_demo_build (project, &error)))
    {
      mlg_window_report (self, error);
      return FALSE;
    }

  /* Opened afresh: the first « Annuler » shall not take the whole territory away. */
  if (demo)
    {
      if (!mlg_project_close (project, &error))
        {
          mlg_window_report (self, error);
          return FALSE;
        }
      return mlg_window_open (self, path);
    }

  mlg_settings_add_recent (path);
  mlg_window_take_project (self, project);
  return TRUE;
}

const char *
mlg_window_get_path (MlgWindow *self)
{
  g_return_val_if_fail (MLG_IS_WINDOW (self), NULL);

  if (self->opening != NULL)
    return self->opening_path;
  return self->project != NULL ? mlg_project_get_path (self->project) : NULL;
}
