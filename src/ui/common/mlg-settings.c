/* What the program remembers of this person's way of working. */

#include "ui/common/mlg-settings.h"

#define GROUP       "Maillage"
#define MAX_RECENT  8

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "maillage", "settings.ini", NULL);
}

static GKeyFile *
load (void)
{
  g_autofree char *path = dup_path ();
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return file;
}

static void
save (GKeyFile *file)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_debug ("settings not kept: %s", error->message);
}

int
mlg_settings_get_int (const char *key,
                      int         otherwise)
{
  g_autoptr(GKeyFile) file = load ();
  g_autoptr(GError) error = NULL;
  int value = g_key_file_get_integer (file, GROUP, key, &error);

  return error == NULL ? value : otherwise;
}

void
mlg_settings_set_int (const char *key,
                      int         value)
{
  g_autoptr(GKeyFile) file = load ();

  g_key_file_set_integer (file, GROUP, key, value);
  save (file);
}

char *
mlg_settings_dup_text (const char *key)
{
  g_autoptr(GKeyFile) file = load ();

  return g_key_file_get_string (file, GROUP, key, NULL);
}

void
mlg_settings_set_text (const char *key,
                       const char *value)
{
  g_autoptr(GKeyFile) file = load ();

  g_key_file_set_string (file, GROUP, key, value);
  save (file);
}

char **
mlg_settings_dup_recent (void)
{
  g_autoptr(GKeyFile) file = load ();
  g_auto(GStrv) paths = g_key_file_get_string_list (file, GROUP, "recent", NULL, NULL);
  g_autoptr(GStrvBuilder) found = g_strv_builder_new ();

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    if (g_file_test (paths[i], G_FILE_TEST_IS_REGULAR))
      g_strv_builder_add (found, paths[i]);

  return g_strv_builder_end (found);
}

void
mlg_settings_add_recent (const char *path)
{
  g_autoptr(GKeyFile) file = load ();
  g_auto(GStrv) before = mlg_settings_dup_recent ();
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_add (paths, (gpointer) path);
  for (guint i = 0; before[i] != NULL && paths->len < MAX_RECENT; i++)
    if (!g_str_equal (before[i], path))
      g_ptr_array_add (paths, before[i]);

  g_key_file_set_string_list (file, GROUP, "recent", (const char *const *) paths->pdata, paths->len);
  save (file);
}
