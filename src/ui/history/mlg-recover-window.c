/* « Récupérer »: what there is to go back to on a bad day. Nothing here writes over anything: copies get a new
 * name, and returning to a snapshot is a command that can be undone.
 */

#include "ui/history/mlg-recover-window.h"

#include "store/mlg-recovery.h"
#include "store/mlg-rescue.h"
#include "ui/common/mlg-change-words.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/common/mlg-label.h"

#include <glib/gi18n-lib.h>

#define OURS  "*.maillage"
#define WIDTH 780

typedef struct
{
  GtkWindow  *window;
  GtkWindow  *parent;      /* whose file is open; actions go there */
  MlgProject *project;     /* NULL: none is open */
  GtkBox     *box;
  GtkLabel   *answer;
  char       *damaged;
  char       *chosen;      /* a snapshot to be copied */
} Recovery;

static void
recovery_free (gpointer data)
{
  Recovery *self = data;

  g_clear_object (&self->project);
  g_free (self->damaged);
  g_free (self->chosen);
  g_free (self);
}

static void
say (Recovery   *self,
     const char *text)
{
  gtk_label_set_text (self->answer, text);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), TRUE);
}

static void
say_error (Recovery     *self,
           const GError *error)
{
  g_autofree char *sentence = mlg_store_error_describe (error);

  say (self, sentence);
}

/* ---- what the buttons do */

static void
open_path (Recovery   *self,
           const char *path)
{
  gtk_widget_activate_action (GTK_WIDGET (self->parent), "win.open-path", "s", path);
  gtk_window_destroy (self->window);
}

static void
look_cb (GtkWidget *button,
         Recovery  *self)
{
  const char *path = g_object_get_data (G_OBJECT (button), "path");

  gtk_widget_activate_action (GTK_WIDGET (self->parent), "win.import-path", "s", path);
  gtk_window_destroy (self->window);
}

static void
return_cb (GtkWidget *button,
           Recovery  *self)
{
  MlgRestored restored = { 0 };
  g_autoptr(GError) error = NULL;

  if (!mlg_recovery_return_to (self->project, g_object_get_data (G_OBJECT (button), "path"), &restored, &error))
    say_error (self, error);
  else
    say (self, restored.n_changed > 0 ? _("Everything is as it was then. Undo, in the window, takes it back.")
                                      : _("Nothing differs: everything is already as it was then."));
}

static void
copy_chosen (const char *path,
             gpointer    data)
{
  Recovery *self = data;
  g_autoptr(GError) error = NULL;

  if (!mlg_recovery_copy (self->chosen, path, &error))
    say_error (self, error);
  else
    open_path (self, path);
}

static void
copy_cb (GtkWidget *button,
         Recovery  *self)
{
  g_free (self->chosen);
  self->chosen = g_strdup (g_object_get_data (G_OBJECT (button), "path"));
  mlg_file_dialog_save (self->window, _("Open as another file"), _("Recovered.maillage"), OURS, copy_chosen, self);
}

static void
resume_cb (GtkWidget *button,
           Recovery  *self)
{
  open_path (self, g_object_get_data (G_OBJECT (button), "path"));
}

static void
rescue_chosen (const char *target,
               gpointer    data)
{
  Recovery *self = data;
  guint64 n_saved = 0, n_lost = 0;
  g_autoptr(GError) error = NULL;

  if (!mlg_rescue (self->damaged, target, &n_saved, &n_lost, &error))
    {
      say_error (self, error);
      return;
    }

  g_autofree char *words = g_strdup_printf (_("Saved: %u changes. Unreadable: %u."), (guint) n_saved, (guint) n_lost);

  say (self, words);
  gtk_widget_activate_action (GTK_WIDGET (self->parent), "win.open-path", "s", target);
}

static void
ask_target (Recovery *self)
{
  mlg_file_dialog_save (self->window, _("Put what can be saved in a new file"), _("Recovered.maillage"), OURS, rescue_chosen, self);
}

static void
damaged_chosen (const char *path,
                gpointer    data)
{
  Recovery *self = data;

  g_free (self->damaged);
  self->damaged = g_strdup (path);
  ask_target (self);
}

static void
rescue_cb (GtkWidget *button,
           Recovery  *self)
{
  if (self->damaged != NULL)
    ask_target (self);
  else
    mlg_file_dialog_open (self->window, _("Choose the damaged file"), OURS, damaged_chosen, self);
}

static void
check_cb (GtkWidget *button,
          Recovery  *self)
{
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GError) error = NULL;

  problems = mlg_store_check (mlg_project_get_store (self->project), FALSE, NULL, &error);
  if (problems == NULL)
    say_error (self, error);
  else if (problems->len == 0)
    say (self, _("This file is sound."));
  else
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u problem was found: %s", "%u problems were found; the first: %s", problems->len),
                                                problems->len, (char *) g_ptr_array_index (problems, 0));

      say (self, words);
    }
}

static void
repair_cb (GtkWidget *button,
           Recovery  *self)
{
  guint n_problems = 0;
  g_autoptr(GError) error = NULL;

  if (!mlg_recovery_repair (self->project, &n_problems, &error))
    say_error (self, error);
  else if (n_problems == 0)
    say (self, _("This file is sound."));
  else
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u problem was put right from the journal.",
                                                          "%u problems were put right from the journal.", n_problems), n_problems);

      say (self, words);
    }
}

/* ---- what is shown */

static GtkWidget *
add_button (GtkBox     *box,
            const char *label,
            GCallback   callback,
            const char *path,
            Recovery   *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (box, button);
  return button;
}

static GtkBox *
add_line (Recovery   *self,
          const char *first,
          const char *second)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (words), mlg_label_new (first, NULL, 70));
  if (second != NULL)
    gtk_box_append (GTK_BOX (words), mlg_label_new (second, "dim", 70));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (self->box, line);
  return GTK_BOX (line);
}

static void
add_snapshots (Recovery *self)
{
  g_autoptr(GPtrArray) list = mlg_recovery_list_snapshots (self->project);

  gtk_box_append (self->box, mlg_label_new (_("Copies of this file kept on this computer"), "section", 70));
  gtk_box_append (self->box, mlg_label_new (_("One before each merge, and one a day; the last ten, then one a day for a month."), "dim", 70));
  if (list->len == 0)
    gtk_box_append (self->box, mlg_label_new (_("None yet: the first is made when the file is saved."), NULL, 70));
  for (guint i = 0; i < list->len; i++)
    {
      const MlgRecoverable *item = g_ptr_array_index (list, i);
      g_autofree char *when = mlg_describe_moment (item->date);
      g_autofree char *size = g_format_size (item->size);
      GtkBox *line = add_line (self, when, size);

      add_button (line, _("Return to it"), G_CALLBACK (return_cb), item->path, self);
      add_button (line, _("Compare and merge…"), G_CALLBACK (look_cb), item->path, self);
      add_button (line, _("Open as another file…"), G_CALLBACK (copy_cb), item->path, self);
    }
}

static void
add_unpublished (Recovery *self)
{
  g_autoptr(GPtrArray) list = mlg_recovery_list_unpublished ();

  if (list->len == 0)
    return;

  gtk_box_append (self->box, mlg_label_new (_("Work kept here, not yet written in its file"), "section", 70));
  for (guint i = 0; i < list->len; i++)
    {
      const MlgRecoverable *item = g_ptr_array_index (list, i);
      g_autofree char *name = g_path_get_basename (item->path);
      g_autofree char *when = mlg_describe_moment (item->date);
      g_autofree char *detail = item->is_gone ? g_strdup_printf (_("%s · its place is away: %s"), when, item->path)
                                              : g_strdup_printf ("%s · %s", when, item->path);

      add_button (add_line (self, name, detail), _("Take it up"), G_CALLBACK (resume_cb), item->path, self);
    }
}

static void
add_repair (Recovery *self)
{
  g_autofree char *name = self->damaged != NULL ? g_path_get_basename (self->damaged) : NULL;
  g_autofree char *words = name != NULL ? g_strdup_printf (_("“%s” cannot be opened. What can still be read of it goes into a new file; the damaged one is left as it is."), name)
                                        : g_strdup (_("What can still be read of a damaged file goes into a new one; the damaged one is left as it is."));
  GtkBox *line;

  gtk_box_append (self->box, mlg_label_new (_("A damaged file"), "section", 70));
  line = add_line (self, words, NULL);
  add_button (line, name != NULL ? _("Save what can be saved…") : _("Choose the damaged file…"), G_CALLBACK (rescue_cb), NULL, self);
  if (self->project == NULL || mlg_project_is_read_only (self->project))
    return;

  line = add_line (self, _("Is the open file sound? Every record is compared with the journal of changes, and can be made again from it."), NULL);
  add_button (line, _("Check"), G_CALLBACK (check_cb), NULL, self);
  add_button (line, _("Repair"), G_CALLBACK (repair_cb), NULL, self);
}

static void
fill (Recovery *self)
{
  if (self->damaged != NULL)
    add_repair (self);
  if (self->project != NULL && !mlg_project_is_read_only (self->project))
    add_snapshots (self);
  add_unpublished (self);
  if (self->damaged == NULL)
    add_repair (self);
}

static GtkWidget *
new_content (Recovery *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *outside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 24);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 24);
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 24);
  self->answer = GTK_LABEL (mlg_label_new ("", "notice", 70));
  gtk_widget_set_visible (GTK_WIDGET (self->answer), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->box));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (outside), GTK_WIDGET (self->answer));
  gtk_box_append (GTK_BOX (outside), scrolled);
  return outside;
}

void
mlg_recover_window_show (GtkWindow  *parent,
                         MlgProject *project,
                         const char *damaged)
{
  Recovery *self = g_new0 (Recovery, 1);

  self->parent = parent;
  self->project = project != NULL ? g_object_ref (project) : NULL;
  self->damaged = g_strdup (damaged);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_title (self->window, _("Recover"));
  gtk_window_set_default_size (self->window, WIDTH, 560);
  gtk_window_set_transient_for (self->window, parent);
  gtk_window_set_destroy_with_parent (self->window, TRUE);
  g_object_set_data_full (G_OBJECT (self->window), "recovery", self, recovery_free);
  gtk_window_set_child (self->window, new_content (self));
  fill (self);
  gtk_window_present (self->window);
}
