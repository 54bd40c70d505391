/* GTK takes the size of points from gtk-xft-dpi, in 1024ths of a dot per inch; our style sheets count in points. */

#include "ui/common/mlg-text-scale.h"

#include <gtk/gtk.h>

#define DPI (96 * 1024)

double
mlg_text_scale_get (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? (double) dpi / DPI : 1.0;
}

void
mlg_text_scale_set (int percent)
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (percent > 0)
    g_object_set (settings, "gtk-xft-dpi", DPI / 100 * percent, NULL);
  else
    gtk_settings_reset_property (settings, "gtk-xft-dpi");
}
