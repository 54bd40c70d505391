/* The keys of the window, in a popover. */

#include "ui/common/mlg-popover-keys.h"

void
mlg_popover_keep_keys (GtkWidget *popover)
{
  static const struct { const char *keys, *action; } kept[] = {
    { "<Control>z", "win.undo" },
    { "<Control><Shift>z|<Control>y", "win.redo" },
    { "<Control>s", "win.save" },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_POPOVER (popover));

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (kept[i].keys),
                                                            gtk_named_action_new (kept[i].action)));
  /* Before the line one types in: the window knows whether it has a step left to take back. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (popover, keys);
}
