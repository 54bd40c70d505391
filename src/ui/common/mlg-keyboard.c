/* The keyboard on its way through the widgets. */

#include "ui/common/mlg-keyboard.h"

gboolean
mlg_keyboard_move (GtkWidget        *widget,
                   GtkDirectionType  direction)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  return child != NULL && gtk_widget_child_focus (child, direction);
}

gboolean
mlg_keyboard_leave_list (GtkWindow        *window,
                         GtkDirectionType  direction)
{
  GtkWidget *at = gtk_window_get_focus (window);
  GtkWidget *list = at != NULL ? gtk_widget_get_parent (at) : NULL;
  gboolean moved;

  if ((direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD) || !GTK_IS_LIST_VIEW (list))
    return FALSE;

  /* What cannot have the keyboard is passed over. */
  gtk_widget_set_can_focus (list, FALSE);
  moved = gtk_widget_child_focus (GTK_WIDGET (window), direction);
  if (!moved)
    {
      gtk_window_set_focus (window, NULL);
      moved = gtk_widget_child_focus (GTK_WIDGET (window), direction);
    }
  gtk_widget_set_can_focus (list, TRUE);
  return moved;
}
