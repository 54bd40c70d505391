/* Words that take several lines where there is no room for one. */

#include "ui/common/mlg-label.h"

GtkWidget *
mlg_label_new (const char *text,
               const char *css_class,
               int         max_chars)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), max_chars);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}
