/* The menu « Lire le graphe »: every question, what it is for, and its key. */

#include "ui/partnerships/mlg-reading-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/partnerships/mlg-partnerships-view-private.h"

static void
clicked_cb (MlgPartnershipsView *view,
            GtkButton           *button)
{
  gtk_menu_button_popdown (view->read);
  mlg_partnerships_view_key (view, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "key")));
}

static void
add_choice (MlgPartnershipsView *view,
            GtkWidget           *box,
            const char          *label,
            const char          *hint,
            const char          *key)
{
  GtkWidget *button = gtk_button_new (), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *cap = gtk_label_new (key);
  const char *lines[] = { label, hint };
  g_autofree char *name = g_strdup_printf (C_("menu item and its key", "%s (%s)"), label, key);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *line = gtk_label_new (lines[i]);

      gtk_label_set_xalign (GTK_LABEL (line), 0);
      if (i == 1)
        gtk_widget_add_css_class (line, "hint");
      gtk_box_append (GTK_BOX (words), line);
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (cap, "keycap");
  gtk_widget_set_valign (cap, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), cap);
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
  g_object_set_data (G_OBJECT (button), "key", GUINT_TO_POINTER (gdk_unicode_to_keyval ((guint32) g_ascii_tolower (*key))));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), view, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

void
mlg_reading_menu_attach (GtkMenuButton       *button,
                         MlgPartnershipsView *view)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint n;
  const MlgReadingChoice *choices = mlg_reading_choices (&n);

  add_choice (view, box, _("Facts only"), _("What is only wished for becomes faint"), "F");
  for (guint i = 0; i < n; i++)
    add_choice (view, box, _(choices[i].label), _(choices[i].hint), choices[i].key);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  add_choice (view, box, _("Period"), _("The partnerships of a time, and how the circle widened"), "Q");
  add_choice (view, box, _("Before and after"), _("What two moments of the file tell: new, gone, stronger"), "J");

  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "reading-menu");
  gtk_menu_button_set_popover (button, popover);
}
