/* Light or dark, and our own style sheets.
 *
 * The sheets name colours (@define-color) that a small sheet, light or dark, defines; so one
 * sheet per screen serves both.
 */

#include "ui/window/mlg-theme.h"

#include <gtk/gtk.h>

#define PREFIX "/org/maillage/Maillage/"

static const char *const sheets[] = {
  "window/window.css", "directory/directory.css", "map/map.css",
  "monographs/monographs.css", "records/records.css", "records/table.css", "partnerships/partnerships.css",
  "duplicates/duplicates.css", "importing/importing.css", "exporting/exporting.css", "sharing/sharing.css", "history/history.css", "common/common.css",
  "time/time.css", "privacy/privacy.css",
};

static GtkCssProvider *colours;
static GtkCssProvider *sizes;
static gboolean system_is_dark;
static gboolean forced_dark;      /* by GTK_THEME */

static void
add_sheet (GtkCssProvider *provider,
           guint           priority)
{
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              priority);
}

static gboolean
there_is (const char *path)
{
  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
}

void
mlg_theme_take_environment (void)
{
  const char *forced = g_getenv ("GTK_THEME");

  if (forced == NULL)
    return;

  forced_dark = g_str_has_suffix (forced, "dark");
  g_unsetenv ("GTK_THEME");
}

void
mlg_theme_start (const char *theme)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *name = NULL;

  g_object_get (settings, "gtk-application-prefer-dark-theme", &system_is_dark, "gtk-theme-name", &name, NULL);
  system_is_dark = system_is_dark || forced_dark || (name != NULL && g_str_has_suffix (name, "dark"));

  /* Drawn for GTK's own theme: another one below our sheets would show through. */
  g_object_set (settings, "gtk-theme-name", "Default", NULL);

  colours = gtk_css_provider_new ();
  sizes = gtk_css_provider_new ();
  add_sheet (colours, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  mlg_theme_set (theme);

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = g_strconcat (PREFIX, sheets[i], NULL);
      g_autoptr(GtkCssProvider) provider = NULL;

      if (!there_is (path))
        continue;
      provider = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (provider, path);
      add_sheet (provider, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    }

  add_sheet (sizes, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

void
mlg_theme_set (const char *theme)
{
  gboolean dark = g_str_equal (theme, "dark") || (g_str_equal (theme, "system") && system_is_dark);

  g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", dark, NULL);
  gtk_css_provider_load_from_resource (colours, dark ? PREFIX "window/dark.css" : PREFIX "window/light.css");
}

void
mlg_theme_set_projector_size (guint points)
{
  g_autofree char *css = g_strdup_printf ("window.projector, window.projector popover { font-size: %upx; }", points);

  gtk_css_provider_load_from_data (sizes, css, -1);
}
