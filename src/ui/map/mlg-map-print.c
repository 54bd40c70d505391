/* The map of the screen on paper: the button « Affiche… », Ctrl+P. */

#include "ui/map/mlg-map-view-private.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-sheet.h"
#include "ui/map/mlg-map-layers.h"
#include "ui/map/mlg-poster-dialog.h"

static void
open_cb (MlgMapView *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  g_autofree char *signature = NULL, *licence = NULL, *missing = NULL;
  MlgMercatorBox box;
  MlgMapFrame frame;
  GtkWidget *dialog;
  MlgMapSheet sheet = { .title = mlg_project_get_title (project), .theme = MLG_INK_PRINT };

  if (index == NULL)
    return;

  signature = mlg_project_map_dup_signature (project);
  licence = mlg_project_map_dup_licence (project);
  mlg_map_canvas_get_frame (self->canvas, &frame);
  box = mlg_map_frame_get_box (&frame, 0);
  sheet.box = &box;
  sheet.signature = signature;
  sheet.licence = licence;
  sheet.hide_ties = !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->show_ties));
  sheet.hide_names = !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->show_names));
  sheet.coverage = mlg_map_missing_get (self);
  if (sheet.coverage != NULL)
    sheet.subtitle = missing = mlg_coverage_map_describe (sheet.coverage);
  dialog = mlg_poster_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), index, &sheet, mlg_project_get_title (project));
  mlg_poster_dialog_set_pictured (MLG_POSTER_DIALOG (dialog), self->layers->tiles != NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
shortcut_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   data)
{
  open_cb (data);
  return TRUE;
}

void
mlg_map_print_attach (MlgMapView *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("Poster…"));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_set_tooltip_text (button, _("This map on paper: PDF, picture or printer (Ctrl+P)"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->go_to)), button);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_MANAGED);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>p"), gtk_callback_action_new (shortcut_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
