/* What the window can be asked for: menu, keys, buttons. */

#include "ui/beside/mlg-beside-window.h"
#include "ui/window/mlg-window-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "store/mlg-disk.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/common/mlg-view.h"
#include "ui/directory/mlg-directory-view.h"
#include "ui/history/mlg-recover-window.h"
#include "ui/territory/mlg-territory-assistant.h"
#include "ui/window/mlg-help.h"
#include "ui/common/mlg-settings.h"

#define OURS "*.maillage"

/* ---- files */

static gboolean
is_open_here (MlgWindow  *self,
              const char *path)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autofree char *canonical = mlg_disk_canonical (path);

  for (GList *l = application != NULL ? gtk_application_get_windows (application) : NULL; l != NULL; l = l->next)
    if (MLG_IS_WINDOW (l->data) && g_strcmp0 (mlg_window_get_path (l->data), canonical) == 0)
      return TRUE;

  return g_strcmp0 (mlg_window_get_path (self), canonical) == 0;
}

static void
new_chosen (const char *path,
            gpointer    data)
{
  /* The chooser asked before: what stood there may go, unless somebody looks at it; then creating says why not. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !is_open_here (data, path))
    g_unlink (path);
  mlg_window_create (data, path, FALSE);
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  mlg_file_dialog_save (GTK_WINDOW (data), _("New file"), _("My territory.maillage"), OURS, new_chosen, data);
}

static void
open_chosen (const char *path,
             gpointer    data)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (data)));

  /* Through the application, which knows whether another window has it. */
  if (application != NULL)
    g_application_open (application, &file, 1, "");
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  mlg_file_dialog_open (GTK_WINDOW (data), _("Open a file"), OURS, open_chosen, data);
}

static void
open_path_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  open_chosen (g_variant_get_string (parameter, NULL), data);
}

/* In the documents folder, under a name nothing has yet. */
static char *
dup_demo_path (void)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    folder = g_get_home_dir ();

  for (guint i = 1; ; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s.maillage", _("Demonstration"))
                                     : g_strdup_printf ("%s %u.maillage", _("Demonstration"), i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static void
demo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  g_autofree char *path = dup_demo_path ();

  mlg_window_create (data, path, TRUE);
}

/* A field keeps what is typed in it when it is left; the caret comes back to where it was. */
static void
keep_typing (MlgWindow *self)
{
  GtkWidget *at = gtk_window_get_focus (GTK_WINDOW (self));

  if (!GTK_IS_TEXT (at) && !GTK_IS_TEXT_VIEW (at))
    return;

  g_object_ref (at);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (gtk_widget_get_root (at) != GTK_ROOT (self))
    ;       /* what was typed changed the form */
  else if (GTK_IS_TEXT (at))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (at));
  else
    gtk_widget_grab_focus (at);
  g_object_unref (at);
}

static void
save_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);
  g_autoptr(GError) error = NULL;

  keep_typing (self);
  if (!mlg_project_save (self->project, &error))
    mlg_window_report (self, error);
  else
    {
      mlg_banner_unsay (self->banner, MLG_BANNER_NOTICE);
      mlg_banner_unsay (self->banner, MLG_BANNER_ERROR);
    }
}

static void
copy_chosen (const char *path,
             gpointer    data)
{
  MlgWindow *self = MLG_WINDOW (data);
  g_autoptr(GError) error = NULL;

  if (mlg_project_share (self->project, path, MLG_LEVEL_COMPLETE, &error))
    mlg_window_toast (self, _("Copy saved"));
  else
    mlg_window_report (self, error);
}

static void
save_copy_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);
  g_autofree char *name = g_path_get_basename (mlg_project_get_path (self->project));

  mlg_file_dialog_save (GTK_WINDOW (self), _("Save a copy"), name, OURS, copy_chosen, self);
}

/* ---- commands */

/* An entry does not tell whether it has a step left: whether it took one is seen. */
static gboolean
step_in_entry (GtkWidget  *at,
               const char *action)
{
  g_autofree char *before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (at)));

  return gtk_widget_activate_action (at, action, NULL) &&
         !g_str_equal (before, gtk_editable_get_text (GTK_EDITABLE (at)));
}

/* Paragraphs that know no steps of their own (« typing ») have those of their buffer. */
static gboolean
step_in_paragraphs (GtkWidget  *at,
                    const char *action,
                    gboolean    back)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (at));

  if (gtk_widget_activate_action (at, action, NULL))
    return TRUE;
  if (!(back ? gtk_text_buffer_get_can_undo (buffer) : gtk_text_buffer_get_can_redo (buffer)))
    return FALSE;
  if (back)
    gtk_text_buffer_undo (buffer);
  else
    gtk_text_buffer_redo (buffer);

  return TRUE;
}

/* A text being written has its own steps, which come first; an empty line has nothing to give back, and a
 * line that knows its steps (« typing ») goes on to the file by itself. */
static gboolean
step_in_text (MlgWindow  *self,
              const char *action,
              const char *entry_action)
{
  GtkWidget *at = gtk_window_get_focus (GTK_WINDOW (self));

  if (GTK_IS_TEXT_VIEW (at))
    return step_in_paragraphs (at, action, g_str_has_suffix (action, "undo"));
  if (!GTK_IS_TEXT (at))
    return FALSE;

  if (gtk_widget_activate_action (at, action, NULL))
    return TRUE;

  return *gtk_editable_get_text (GTK_EDITABLE (at)) != '\0' && step_in_entry (at, entry_action);
}

static void
undo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);
  g_autoptr(GError) error = NULL;

  mlg_toast_hide (self->toast);
  if (step_in_text (self, "typing.undo", "text.undo"))
    return;
  if (!mlg_project_undo (self->project, &error))
    mlg_window_report (self, error);
}

static void
redo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);
  g_autoptr(GError) error = NULL;

  if (step_in_text (self, "typing.redo", "text.redo"))
    return;
  if (!mlg_project_redo (self->project, &error))
    mlg_window_report (self, error);
}

static void
add_actor_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);

  mlg_window_show_screen (self, "directory");
  mlg_directory_view_add (MLG_DIRECTORY_VIEW (gtk_stack_get_visible_child (self->views)));
}

/* ---- looking */

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  gtk_widget_grab_focus (GTK_WIDGET (MLG_WINDOW (data)->finder));
}

/* In the text where one is, if it can be searched; else in the whole file. */
static void
find_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  GtkWidget *at = gtk_window_get_focus (GTK_WINDOW (data));

  if (at == NULL || !gtk_widget_activate_action (at, "monograph.find", NULL))
    search_action (action, parameter, data);
}

static gboolean
is_at (MlgWindow *self,
       GtkWidget *part)
{
  GtkWidget *at = gtk_window_get_focus (GTK_WINDOW (self));

  return at != NULL && (at == part || gtk_widget_is_ancestor (at, part));
}

/* The keyboard goes round the parts of the window, past those that are not shown. */
static void
part_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);
  GtkWidget *parts[] = { GTK_WIDGET (self->sidebar), GTK_WIDGET (self->filter_bar), GTK_WIDGET (self->views), self->sheet,
                         GTK_WIDGET (self->finder) };
  const guint n = G_N_ELEMENTS (parts);
  guint step = g_variant_get_boolean (parameter) ? 1 : n - 1, at = 0;

  while (at < n && !is_at (self, parts[at]))
    at++;
  at = at < n ? at : 2;
  for (guint i = 1; i < n; i++)
    {
      GtkWidget *part = parts[(at + i * step) % n];

      if (gtk_widget_get_mapped (part) && gtk_widget_get_sensitive (part) &&
          (gtk_widget_grab_focus (part) || gtk_widget_child_focus (part, GTK_DIR_TAB_FORWARD)))
        return;
    }
}

static void
screen_change_cb (GSimpleAction *action,
                  GVariant      *value,
                  gpointer       data)
{
  mlg_window_show_screen (data, g_variant_get_string (value, NULL));
}

/* From the menu, where a screen is no choice among others. */
static void
go_to_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  mlg_window_show_screen (data, g_variant_get_string (parameter, NULL));
}

static void
facts_only_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  MlgFocus *focus = MLG_WINDOW (data)->focus;

  mlg_focus_set_facts_only (focus, !mlg_focus_get_facts_only (focus));
}

static void
clear_filters_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       data)
{
  mlg_focus_clear_filters (MLG_WINDOW (data)->focus);
}

static void
sidebar_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);
  GtkWidget *at = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean folded;

  /* In a text the same key leaves it alone in the window, the screens folded with the rest. */
  if (at != NULL && gtk_widget_activate_action (at, "monograph.alone", NULL))
    return;
  g_object_get (self->sidebar, "folded", &folded, NULL);
  self->sidebar_chosen = TRUE;
  mlg_sidebar_set_folded (self->sidebar, !folded);
}

static void
sheet_change_cb (GSimpleAction *action,
                 GVariant      *value,
                 gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);

  self->sheet_wanted = g_variant_get_boolean (value);
  mlg_window_update_sheet (self);
}

static void
fold_sheet_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);

  self->sheet_wanted = FALSE;
  mlg_window_update_sheet (self);
}

static void
projector_change_cb (GSimpleAction *action,
                     GVariant      *value,
                     gpointer       data)
{
  mlg_window_set_projector (data, g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static void
alone_change_cb (GSimpleAction *action,
                 GVariant      *value,
                 gpointer       data)
{
  mlg_window_set_alone (data, g_variant_get_boolean (value));
  g_simple_action_set_state (action, value);
}

static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  mlg_help_show (GTK_WINDOW (data));
}

static void
install_territory_action (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       data)
{
  mlg_territory_assistant_open (GTK_WINDOW (data));
}

static void
beside_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  mlg_beside_window_open (GTK_WINDOW (data), MLG_WINDOW (data)->project);
}

/* What a window of ours could not do, where the eye is. */
static void
say_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  mlg_banner_say (MLG_WINDOW (data)->banner, MLG_BANNER_ERROR, g_variant_get_string (parameter, NULL), NULL, NULL);
}

static void
recover_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  mlg_recover_window_show (GTK_WINDOW (data), MLG_WINDOW (data)->project, NULL);
}

/* Of a file that could not be opened. */
static void
recover_file_action (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  mlg_recover_window_show (GTK_WINDOW (data), MLG_WINDOW (data)->project, g_variant_get_string (parameter, NULL));
}

static void
close_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  gtk_window_close (GTK_WINDOW (data));
}

static const GActionEntry entries[] = {
  { "new", new_action },
  { "open", open_action },
  { "open-path", open_path_action, "s" },
  { "demo", demo_action },
  { "help", help_action },
  { "install-territory", install_territory_action },
  { "beside", beside_action },
  { "say", say_action, "s" },
  { "recover", recover_action },
  { "recover-file", recover_file_action, "s" },
  { "close", close_action },
  { "sidebar", sidebar_action },
  { "projector", NULL, NULL, "false", projector_change_cb },
  { "alone", NULL, NULL, "false", alone_change_cb },
  { "sheet", NULL, NULL, "true", sheet_change_cb },
  { "fold-sheet", fold_sheet_action },
  { "screen", NULL, "s", "''", screen_change_cb },
  { "go-to", go_to_action, "s" },
  { "save", save_action },
  { "save-copy", save_copy_action },
  { "undo", undo_action },
  { "redo", redo_action },
  { "add-actor", add_actor_action },
  { "search", search_action },
  { "find", find_action },
  { "part", part_action, "b" },
  { "facts-only", facts_only_action },
  { "clear-filters", clear_filters_action },
};

/* Those that mean nothing without a file; "undo" and "redo" ask the project besides. */
static const char *const of_the_file[] = {
  "beside", "sidebar", "sheet", "screen", "go-to", "save", "save-copy", "export", "add-actor", "search", "find", "part", "facts-only", "clear-filters",
};

void
mlg_window_add_actions (MlgWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
fill_recent_menu (MlgWindow *self)
{
  g_auto(GStrv) paths = mlg_settings_dup_recent ();

  g_menu_remove_all (self->recent_menu);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);
      g_autoptr(GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "win.open-path", "s", paths[i]);
      g_menu_append_item (self->recent_menu, item);
    }
}

void
mlg_window_update_actions (MlgWindow *self)
{
  static const char *const by_project[][2] = { { "undo", "can-undo" }, { "redo", "can-redo" } };

  for (guint i = 0; i < G_N_ELEMENTS (of_the_file); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), of_the_file[i])),
                                 self->project != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (by_project); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), by_project[i][0]);

      if (self->project != NULL)
        g_object_bind_property (self->project, by_project[i][1], action, "enabled", G_BINDING_SYNC_CREATE);
      else
        g_simple_action_set_enabled (G_SIMPLE_ACTION (action), FALSE);
    }

  fill_recent_menu (self);
}
