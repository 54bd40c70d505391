/* Lists that come in from elsewhere, and go out: a file dropped on the window, a table that was copied,
 * what a screen shows.
 */

#include "ui/window/mlg-window-private.h"

#include <glib/gi18n-lib.h>

#include "ui/exporting/mlg-export-view.h"
#include "ui/importing/mlg-import-view.h"
#include "ui/sharing/mlg-merge-view.h"
#include "ui/table/mlg-record-table.h"

#define OURS ".maillage"

/* FALSE: no file is open, and the banner says what to do. */
static gboolean
needs_file (MlgWindow *self)
{
  if (self->project != NULL)
    return TRUE;

  mlg_banner_say (self->banner, MLG_BANNER_NOTICE, _("Open a file or make a new one first: the list will come into it."), NULL, NULL);
  return FALSE;
}

static void
take_file (MlgWindow  *self,
           const char *path)
{
  if (g_str_has_suffix (path, OURS) && self->project == NULL)
    {
      mlg_window_open (self, path);
      return;
    }
  if (!needs_file (self))
    return;

  if (g_str_has_suffix (path, OURS))
    {
      mlg_window_show_screen (self, "merge");
      mlg_merge_view_open (MLG_MERGE_VIEW (gtk_stack_get_visible_child (self->views)), path);
    }
  else
    {
      mlg_window_show_screen (self, "importing");
      mlg_import_view_open (MLG_IMPORT_VIEW (gtk_stack_get_visible_child (self->views)), path);
    }
}

static void
import_path_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  take_file (data, g_variant_get_string (parameter, NULL));
}

/* One of ours, recognised by names rather than by history. */
static void
import_file_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);

  if (!needs_file (self))
    return;

  mlg_window_show_screen (self, "importing");
  mlg_import_view_open (MLG_IMPORT_VIEW (gtk_stack_get_visible_child (self->views)), g_variant_get_string (parameter, NULL));
}

static void
import_text_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);

  if (!needs_file (self))
    return;

  mlg_window_show_screen (self, "importing");
  mlg_import_view_open_text (MLG_IMPORT_VIEW (gtk_stack_get_visible_child (self->views)), g_variant_get_string (parameter, NULL));
}

static void
export_list_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);
  g_autoptr(MlgExportRequest) request = mlg_export_request_new (parameter);
  g_autofree char *back = g_strdup (self->screen);

  if (self->project == NULL || request == NULL)
    return;

  mlg_window_show_screen (self, "exporting");
  mlg_export_view_ask (MLG_EXPORT_VIEW (gtk_stack_get_visible_child (self->views)), g_steal_pointer (&request), back);
}

static MlgRecordTable *
find_table (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (MLG_IS_RECORD_TABLE (widget))
    return MLG_RECORD_TABLE (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      MlgRecordTable *found = find_table (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* The list that one looks at, as it stands; without any, all that may be exported. */
static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  MlgWindow *self = MLG_WINDOW (data);
  GtkWidget *view = self->project == NULL ? NULL : gtk_stack_get_visible_child (self->views);
  MlgRecordTable *table = view == NULL ? NULL : find_table (view);

  if (table != NULL)
    mlg_record_table_export (table);
  else
    mlg_window_show_screen (self, "exporting");
}

static gboolean
drop_cb (MlgWindow    *self,
         const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files == NULL ? NULL : g_file_get_path (files->data);

  if (path == NULL)
    return FALSE;

  take_file (self, path);
  return TRUE;
}

static const GActionEntry entries[] = {
  { "import-path", import_path_action, "s" },
  { "import-file", import_file_action, "s" },
  { "import-text", import_text_action, "s" },
  { "export", export_action },
  { "export-list", export_list_action, MLG_EXPORT_REQUEST_TYPE },
};

void
mlg_window_add_lists (MlgWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
