/* One record of a merge, field by field. */

#include "ui/sharing/mlg-merge-details.h"

#include "ui/common/mlg-change-words.h"
#include "ui/common/mlg-label.h"

#include <glib/gi18n-lib.h>

/* A widget a line: more than anybody reads. */
#define MAX_LINES 200

typedef struct
{
  MlgMergeLine        *line;
  MlgMergeChoice       choice;
  MlgMergeDetailsFunc  changed;
  gpointer             data;
} Answer;

static void
toggled_cb (GtkCheckButton *check,
            Answer         *answer)
{
  if (!gtk_check_button_get_active (check) || answer->line->choice == answer->choice)
    return;

  answer->line->choice = answer->choice;
  answer->changed (answer->data);
}

static void
free_answer (gpointer  answer,
             GClosure *closure)
{
  g_free (answer);
}

static GtkWidget *
new_choice (MlgMergeLine        *line,
            MlgMergeChoice       choice,
            const char          *label,
            GtkWidget           *group,
            MlgMergeDetailsFunc  changed,
            gpointer             data)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);
  Answer *answer = g_new (Answer, 1);

  *answer = (Answer) { line, choice, changed, data };
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), line->choice == choice);
  g_signal_connect_data (check, "toggled", G_CALLBACK (toggled_cb), answer, free_answer, 0);
  return check;
}

/* Who wrote what stands here: the copy's author signs hers, ours is found in our history. */
static char *
dup_our_signature (MlgProject         *project,
                   const MlgMergeLine *line)
{
  MlgHistoryEntry entry = { .author = line->our_author, .date = line->our_date };
  g_autoptr(GPtrArray) history = NULL;

  if (line->our_date > 0)
    return mlg_describe_author (&entry);
  if (line->field == NULL || line->ours == NULL)
    return NULL;

  history = mlg_store_history (mlg_project_get_store (project), &line->id, 0, NULL);
  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      const MlgHistoryEntry *past = g_ptr_array_index (history, i);

      if (past->field == line->field || past->kind == MLG_CHANGE_ADDED)
        return mlg_describe_author (past);
    }
  return NULL;
}

static char *
dup_their_signature (const MlgMergeLine *line)
{
  MlgHistoryEntry entry = { .author = line->their_author, .date = line->their_date };

  return line->their_date > 0 ? mlg_describe_author (&entry) : NULL;
}

static GtkWidget *
new_side (const char *heading,
          const char *value,
          const char *signature,
          GtkWidget  *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *words = mlg_label_new (value != NULL ? value : _("(nothing)"), value != NULL ? NULL : "dim", -1);

  gtk_label_set_selectable (GTK_LABEL (words), TRUE);
  gtk_widget_set_vexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), mlg_label_new (heading, "dim", -1));
  gtk_box_append (GTK_BOX (box), words);
  if (signature != NULL)
    gtk_box_append (GTK_BOX (box), mlg_label_new (signature, "dim", -1));
  if (choice != NULL)
    gtk_box_append (GTK_BOX (box), choice);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (box, "conflict-value");
  return box;
}

static const char *
get_their_words (const MlgMergeLine *line)
{
  switch (line->kind)
    {
    case MLG_MERGE_ADDED:
      return _("Added");
    case MLG_MERGE_DELETED:
      return _("Deleted");
    case MLG_MERGE_RESTORED:
      return _("Restored");
    case MLG_MERGE_ERASED:
      return _("Erased for good");
    default:
      return line->theirs;
    }
}

static const char *
get_our_words (const MlgMergeLine *line)
{
  switch (line->kind)
    {
    case MLG_MERGE_ADDED:
      return NULL;
    case MLG_MERGE_RESTORED:
      return _("Deleted");
    case MLG_MERGE_DELETED:
    case MLG_MERGE_ERASED:
      return _("Still here");
    default:
      return line->ours;
    }
}

static char *
dup_heading (const MlgMergeLine *line)
{
  const char *field = line->field != NULL ? g_dgettext (GETTEXT_PACKAGE, line->field->label) : NULL;
  const char *entity = g_dgettext (GETTEXT_PACKAGE, line->entity->label);

  if (line->title == NULL)
    return g_strdup (field != NULL ? field : _("The whole record"));
  return field != NULL ? g_strdup_printf (_("%s “%s” — %s"), entity, line->title, field)
                       : g_strdup_printf (_("%s “%s”"), entity, line->title);
}

static GtkWidget *
new_line (MlgProject          *project,
          MlgMergeLine        *line,
          MlgMergeDetailsFunc  changed,
          gpointer             data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *heading = dup_heading (line);
  g_autofree char *ours = dup_our_signature (project, line);
  g_autofree char *theirs = dup_their_signature (line);
  gboolean open = line->kind != MLG_MERGE_ERASED;
  GtkWidget *keep = open ? new_choice (line, MLG_MERGE_KEEP, _("Keep as here"), NULL, changed, data) : NULL;
  GtkWidget *take = open ? new_choice (line, MLG_MERGE_TAKE, _("Take from the copy"), keep, changed, data) : NULL;

  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), new_side (_("Here"), get_our_words (line), ours, keep));
  gtk_box_append (GTK_BOX (sides), new_side (_("In the copy"), get_their_words (line), theirs, take));
  gtk_box_append (GTK_BOX (box), mlg_label_new (heading, "share-heading", -1));
  gtk_box_append (GTK_BOX (box), sides);
  if (line->kind == MLG_MERGE_BOTH)
    gtk_box_append (GTK_BOX (box), new_choice (line, MLG_MERGE_LATER, line->is_joined
      ? _("Put both texts together; they stay in “To decide”, to be read again")
      : _("Decide later: both are kept, in “To decide”"), keep, changed, data));
  return box;
}

void
mlg_merge_details_fill (GtkBox              *box,
                        MlgProject          *project,
                        MlgMergeGroup       *group,
                        MlgMergeDetailsFunc  changed,
                        gpointer             data)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  if (group == NULL)
    return;

  gtk_box_append (box, mlg_label_new (group->title, "section", -1));
  if (group->duplicate != NULL)
    {
      g_autofree char *words = g_strdup_printf (_("Perhaps already here: %s. Take it, then join the two in “Probable duplicates”; or keep as here."),
                                                group->duplicate);

      gtk_box_append (box, mlg_label_new (words, "notice", -1));
    }
  if (group->kind == MLG_MERGE_ERASED)
    gtk_box_append (box, mlg_label_new (_("Erased for good by right of the person: it is erased here too."), "notice", -1));
  for (guint i = 0; i < MIN (group->lines->len, MAX_LINES); i++)
    gtk_box_append (box, new_line (project, g_ptr_array_index (group->lines, i), changed, data));
  if (group->lines->len > MAX_LINES)
    gtk_box_append (box, mlg_label_new (_("…and more of the same; the whole record can be taken or kept on the left."), "dim", -1));
}
