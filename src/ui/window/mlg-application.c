/* The program: its windows, one for each file, and what is the same for all of them. */

#include "ui/window/mlg-application.h"

#include <locale.h>
#include <glib/gi18n-lib.h>

#include "mlg-config.h"
#include "store/mlg-disk.h"
#include "ui/common/mlg-settings.h"
#include "ui/common/mlg-spoken-names.h"
#include "ui/common/mlg-text-scale.h"
#include "ui/window/mlg-renderer.h"
#include "ui/window/mlg-theme.h"
#include "ui/window/mlg-window.h"

struct _MlgApplication
{
  GtkApplication  parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgApplication, mlg_application, GTK_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[6];
} accelerators[] = {
  { "app.quit",               { "<Control>q" } },
  { "app.new-window",         { "<Control><Shift>n" } },
  { "win.new",                { "<Control>n" } },
  { "win.open",               { "<Control>o" } },
  { "win.save",               { "<Control>s" } },
  { "win.save-copy",          { "<Control><Shift>s" } },
  { "win.export",             { "<Control><Shift>e" } },
  { "win.undo",               { "<Control>z" } },
  { "win.redo",               { "<Control><Shift>z", "<Control>y" } },
  { "win.search",             { "<Control>k" } },
  { "win.find",               { "<Control>f" } },
  { "win.add-actor",          { "<Control>plus", "<Control>KP_Add" } },
  { "win.part(true)",         { "F6" } },
  { "win.part(false)",        { "<Shift>F6" } },
  { "win.facts-only",         { "F7" } },
  { "win.clear-filters",      { "<Shift>F7" } },
  { "win.sidebar",            { "F9" } },
  { "win.sheet",              { "F8" } },
  { "win.projector",          { "F11" } },
  { "win.help",               { "F1" } },
  { "win.show-help-overlay",  { "<Control>question", "<Control><Shift>comma" } },
  { "win.close",              { "<Control>w" } },
  /* On a French keyboard the figures are capitals: what the same keys give without Shift. */
  { "win.screen::directory",    { "<Control>1", "<Alt>1", "<Control>ampersand", "<Alt>ampersand", "<Control>KP_1" } },
  { "win.screen::map",          { "<Control>2", "<Alt>2", "<Control>eacute", "<Alt>eacute", "<Control>KP_2" } },
  { "win.screen::partnerships", { "<Control>3", "<Alt>3", "<Control>quotedbl", "<Alt>quotedbl", "<Control>KP_3" } },
  { "win.screen::monographs",   { "<Control>4", "<Alt>4", "<Control>apostrophe", "<Alt>apostrophe", "<Control>KP_4" } },
};

/* A window without a file may take the next one that is opened. */
static MlgWindow *
find_window (MlgApplication *self,
             const char     *path)
{
  MlgWindow *empty = NULL;
  g_autofree char *canonical = path != NULL ? mlg_disk_canonical (path) : NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    {
      const char *open;

      if (!MLG_IS_WINDOW (l->data))
        continue;
      open = mlg_window_get_path (MLG_WINDOW (l->data));
      if (open != NULL && g_strcmp0 (open, canonical) == 0)
        return MLG_WINDOW (l->data);
      if (open == NULL)
        empty = MLG_WINDOW (l->data);
    }

  return empty;
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (mlg_window_new (GTK_APPLICATION (user_data))));
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Closing publishes each file; a window that cannot says why and stays. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
  g_list_free (windows);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_show_about_dialog (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                         "title", _("About Maillage"),
                         "program-name", _("Maillage"),
                         "version", MLG_VERSION,
                         "logo-icon-name", MLG_APP_ID,
                         "comments", _("Map who does what with whom on a territory, and tell it"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

static void
theme_changed_cb (GSimpleAction *action,
                  GVariant      *state,
                  gpointer       user_data)
{
  const char *theme = g_variant_get_string (state, NULL);

  mlg_theme_set (theme);
  mlg_settings_set_text ("theme", theme);
  g_simple_action_set_state (action, state);
}

static void
text_size_changed_cb (GSimpleAction *action,
                      GVariant      *state,
                      gpointer       user_data)
{
  int percent = g_variant_get_int32 (state);

  mlg_text_scale_set (percent);
  mlg_settings_set_int ("text-size", percent);
  g_simple_action_set_state (action, state);
}

static void
add_choice (MlgApplication     *self,
            const char         *name,
            GVariant           *state,
            void              (*changed) (GSimpleAction *, GVariant *, gpointer))
{
  g_autoptr(GSimpleAction) action = g_simple_action_new_stateful (name, g_variant_get_type (state), state);

  g_signal_connect (action, "change-state", G_CALLBACK (changed), NULL);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
add_actions (MlgApplication *self)
{
  static const GActionEntry entries[] = {
    { "new-window", new_window_action },
    { "quit", quit_action },
    { "about", about_action },
  };
  g_autofree char *theme = mlg_settings_dup_text ("theme");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_choice (self, "theme", g_variant_new_string (theme != NULL ? theme : "system"), theme_changed_cb);
  add_choice (self, "text-size", g_variant_new_int32 (mlg_settings_get_int ("text-size", 0)), text_size_changed_cb);

  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action, accelerators[i].keys);
}

static void
mlg_application_startup (GApplication *application)
{
  g_autofree char *theme = mlg_settings_dup_text ("theme");

  G_APPLICATION_CLASS (mlg_application_parent_class)->startup (application);

  mlg_renderer_choose ();
  mlg_spoken_names_start ();
  gtk_window_set_default_icon_name (MLG_APP_ID);
  mlg_theme_start (theme != NULL ? theme : "system");
  mlg_text_scale_set (mlg_settings_get_int ("text-size", 0));
  add_actions (MLG_APPLICATION (application));
}

static void
mlg_application_activate (GApplication *application)
{
  MlgWindow *window = find_window (MLG_APPLICATION (application), NULL);

  if (window == NULL)
    window = mlg_window_new (GTK_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
}

static void
mlg_application_open (GApplication  *application,
                      GFile        **files,
                      int            n_files,
                      const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      MlgWindow *window = find_window (MLG_APPLICATION (application), path);

      if (window == NULL)
        window = mlg_window_new (GTK_APPLICATION (application));
      if (path != NULL && mlg_window_get_path (window) == NULL)
        mlg_window_open (window, path);
      gtk_window_present (GTK_WINDOW (window));
    }
}

static void
mlg_application_class_init (MlgApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = mlg_application_startup;
  application_class->activate = mlg_application_activate;
  application_class->open = mlg_application_open;
}

static void
mlg_application_init (MlgApplication *self)
{
}

MlgApplication *
mlg_application_new (void)
{
  return g_object_new (MLG_TYPE_APPLICATION,
                       "application-id", MLG_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/maillage/Maillage",
                       NULL);
}

void
mlg_application_init_locale (void)
{
  const char *folder = g_getenv ("MAILLAGE_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : MLG_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
