/* Two factories: one for the button, one for the list. */

#include "ui/common/mlg-drop-down.h"

#define LEAST_CHARS 8

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          gpointer            data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
setup_short_cb (GtkListItemFactory *factory,
                GtkListItem        *item,
                gpointer            data)
{
  GtkWidget *label;

  setup_cb (factory, item, data);
  label = gtk_list_item_get_child (item);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (data));
  gtk_widget_set_hexpand (label, TRUE);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         gpointer            data)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), text);
}

static GtkListItemFactory *
make_factory (GCallback setup,
              int       chars)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, GINT_TO_POINTER (chars));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

void
mlg_drop_down_shorten (GtkDropDown *self,
                       int          in_button,
                       int          in_list)
{
  g_autoptr(GtkListItemFactory) button = make_factory (G_CALLBACK (setup_short_cb), in_button);
  g_autoptr(GtkListItemFactory) list = make_factory (in_list < 0 ? G_CALLBACK (setup_cb) : G_CALLBACK (setup_short_cb), in_list);

  g_return_if_fail (GTK_IS_DROP_DOWN (self));

  /* The word in the button takes its room, the button none of its neighbours'. */
  if (!gtk_widget_get_hexpand_set (GTK_WIDGET (self)))
    gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_drop_down_set_factory (self, button);
  gtk_drop_down_set_list_factory (self, list);
}
