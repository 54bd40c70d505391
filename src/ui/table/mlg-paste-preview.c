/* What a paste would change, cell by cell, before anything is written. */

#include "ui/table/mlg-paste-preview.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "store/mlg-error.h"
#include "ui/common/mlg-view.h"
#include "ui/table/mlg-table-commands.h"

/* More would not be read. */
#define MAX_LINES 300

typedef struct
{
  MlgProject      *project;
  const MlgEntity *entity;
  GPtrArray       *changes;
  GtkWidget       *view;
} Paste;

static void
free_paste (gpointer data)
{
  Paste *paste = data;

  g_object_unref (paste->project);
  g_ptr_array_unref (paste->changes);
  g_free (paste);
}

static gboolean
is_written (const MlgCellChange *change)
{
  return change->refused == NULL && g_strcmp0 (change->before, change->after) != 0;
}

static void
accept_cb (GtkWidget *window)
{
  Paste *paste = g_object_get_data (G_OBJECT (window), "paste");
  g_autoptr(GError) error = NULL;

  if (!mlg_table_command_fill (paste->project, paste->entity, paste->changes, &error) && paste->view != NULL)
    mlg_view_report (MLG_VIEW (paste->view), error);
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
new_label (const char *text,
           gboolean    dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (dim)
    gtk_widget_add_css_class (label, "dim");
  return label;
}

static GtkWidget *
new_line (Paste               *paste,
          const MlgCellChange *change)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *what;
  g_autofree char *title = mlg_project_dup_title (paste->project, paste->entity, &change->id);
  g_autofree char *name = g_strdup_printf ("%s — %s", title, _(change->field->label));
  g_autofree char *before = mlg_project_display (paste->project, change->field, change->before);
  g_autofree char *after = mlg_project_display (paste->project, change->field, change->after);
  g_autofree char *words = NULL;

  if (change->refused != NULL)
    words = g_strdup_printf (_("%s: left out. %s"), change->typed, change->refused);
  else
    words = g_strdup_printf ("%s → %s", *before != '\0' ? before : _("nothing"), *after != '\0' ? after : _("nothing"));
  what = new_label (words, FALSE);
  if (change->refused != NULL)
    gtk_widget_add_css_class (what, "field-error");
  gtk_box_append (GTK_BOX (box), new_label (name, TRUE));
  gtk_box_append (GTK_BOX (box), what);
  return box;
}

static char *
describe (GPtrArray *changes,
          guint      n_too_many,
          guint     *n_written)
{
  guint n = 0, n_refused = 0;
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      n += is_written (changes->pdata[i]);
      n_refused += ((MlgCellChange *) changes->pdata[i])->refused != NULL;
    }

  g_string_append_printf (words, ngettext ("%u cell changes", "%u cells change", n), n);
  g_string_append (words, " · ");
  g_string_append_printf (words, ngettext ("%u is the same already", "%u are the same already",
                                           changes->len - n - n_refused), changes->len - n - n_refused);
  if (n_refused > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, ngettext ("%u is left out", "%u are left out", n_refused), n_refused);
    }
  if (n_too_many > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, ngettext ("%u line too many", "%u lines too many", n_too_many), n_too_many);
    }

  *n_written = n;
  return g_string_free (words, FALSE);
}

/* Those that are left out first: they are what one must read. */
static GtkWidget *
new_lines (Paste *paste)
{
  GtkWidget *list = gtk_list_box_new (), *scroller = gtk_scrolled_window_new ();
  guint n = 0;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (int refused = 1; refused >= 0; refused--)
    for (guint i = 0; i < paste->changes->len && n < MAX_LINES; i++)
      {
        MlgCellChange *change = paste->changes->pdata[i];

        if (refused ? change->refused == NULL : !is_written (change))
          continue;
        gtk_list_box_append (GTK_LIST_BOX (list), new_line (paste, change));
        n++;
      }

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
new_buttons (GtkWidget *window,
             guint      n_written)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *accept = gtk_button_new_with_mnemonic (_("_Paste"));

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_add_css_class (accept, "suggested-action");
  gtk_widget_set_sensitive (accept, n_written > 0);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_destroy), window);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (accept_cb), window);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_box_append (GTK_BOX (box), accept);
  gtk_window_set_default_widget (GTK_WINDOW (window), accept);
  return box;
}

static void
close_on_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
}

void
mlg_paste_preview_open (GtkWidget       *over,
                        MlgProject      *project,
                        const MlgEntity *entity,
                        GPtrArray       *changes,
                        guint            n_too_many)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Paste *paste = g_new0 (Paste, 1);
  guint n_written;
  g_autofree char *words = describe (changes, n_too_many, &n_written);

  paste->project = g_object_ref (project);
  paste->entity = entity;
  paste->changes = g_ptr_array_ref (changes);
  paste->view = gtk_widget_get_ancestor (over, MLG_TYPE_VIEW);
  g_object_set_data_full (G_OBJECT (window), "paste", paste, free_paste);

  gtk_widget_add_css_class (box, "help");
  gtk_box_append (GTK_BOX (box), new_label (words, FALSE));
  gtk_box_append (GTK_BOX (box), new_lines (paste));
  gtk_box_append (GTK_BOX (box), new_buttons (window, n_written));
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _("Paste into the list"));
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 480);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  if (GTK_IS_WINDOW (gtk_widget_get_root (over)))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (over)));
  close_on_escape (window);
  gtk_window_present (GTK_WINDOW (window));
}
