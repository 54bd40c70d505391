/* A few pages that say what to do first. */

#include "ui/window/mlg-help.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *heading;
  const char *text;
} pages[] = {
  { N_("Enter an actor"),
    N_("In the Directory, type a name in the line at the bottom and press Enter: the actor exists at once, on the map and among the partnerships too. The town and the category can follow, or wait. Paste a list of names to enter them all together.") },
  { N_("Link two actors"),
    N_("Type “Le Mat Drôme → Ardelaine” in the same line, or draw a line from one to the other on the Partnerships screen. Say what is exchanged, and whether it is a fact or a wish.") },
  { N_("Draw partnerships"),
    N_("On the Partnerships screen, a double click where nobody is enters an actor; dropping an actor on another links them, and a drag with Shift goes from one to the other, or to somebody new. A click on a line says what passes between the two. A right click tells what else can be done, and Ctrl+? the keys: N, L, Delete, the arrows and Tab do all of it.") },
  { N_("Tell facts from wishes"),
    N_("“Facts only” (F7) hides what is only wished or planned, on every screen. The bar above the screen always says what is hidden; “Show all” brings everything back.") },
  { N_("Find something"),
    N_("Ctrl+K, a few letters, Enter. Accents, capitals and hyphens do not matter.") },
  { N_("Nothing is lost"),
    N_("Each gesture is kept at once on this computer. “Save” writes the file itself; closing does it too. Ctrl+Z takes back as many steps as you like. If the computer stops, your work is there the next time.") },
  { N_("In front of a group"),
    N_("F11 shows the screen large, without anything personal. B blacks it for a break; + and − change the size; F11 again leaves.") },
  { N_("Work with others"),
    N_("Hand over a copy of the file. When it comes back, merge it: what both of you wrote is kept, and where you differ both answers stay until one is chosen.") },
};

static gboolean
escape_cb (GtkWidget *window,
           GVariant  *args,
           gpointer   data)
{
  gtk_window_close (GTK_WINDOW (window));
  return TRUE;
}

static GtkWidget *
new_paragraph (const char *text,
               const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 70);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

void
mlg_help_show (GtkWindow *parent)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gtk_box_append (GTK_BOX (box), new_paragraph (_(pages[i].heading), "section"));
      gtk_box_append (GTK_BOX (box), new_paragraph (_(pages[i].text), NULL));
    }
  gtk_widget_add_css_class (box, "help");

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  gtk_window_set_titlebar (GTK_WINDOW (window), gtk_header_bar_new ());
  gtk_window_set_title (GTK_WINDOW (window), _("Help"));
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 640);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
