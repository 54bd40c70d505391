/* The rows of the monographs' side. */

#include "ui/monographs/mlg-monograph-list.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "ui/monographs/mlg-monograph-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GtkWidget *
new_label (const char *text,
           const char *css_class,
           int         n_lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (n_lines > 0)
    {
      gtk_label_set_lines (GTK_LABEL (label), n_lines);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_row (GtkWidget   *child,
         const char  *name,
         const MlgId *id)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "mlg-id", mlg_id_copy (id), g_free);
  return row;
}

const MlgId *
mlg_monograph_row_get_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "mlg-id");
}

static gboolean
mentions (MlgRecord   *monograph,
          const MlgId *actor)
{
  const char *actors = mlg_record_get_named (monograph, "actors");
  char text[MLG_ID_TEXT_LENGTH + 1];

  return actor != NULL && actors != NULL && strstr (actors, mlg_id_write (actor, text)) != NULL;
}

GtkWidget *
mlg_monograph_row_new (MlgProject  *project,
                       MlgRecord   *monograph,
                       const MlgId *actor)
{
  const MlgEntity *entity = mlg_record_get_entity (monograph);
  const char *state = mlg_record_get_named (monograph, "state");
  g_autofree char *title = mlg_record_dup_title (monograph);
  g_autofree char *typeset = mlg_typeset (title);
  g_autofree char *state_words = state != NULL ? mlg_project_display (project, mlg_entity_find_field (entity, "state"), state)
                                               : g_strdup (_("State not stated"));
  g_autofree char *progress = NULL;
  g_autofree char *words = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *bar = gtk_progress_bar_new ();
  guint n_answered, n_questions;

  mlg_monograph_count_answers (project, mlg_record_get_id (monograph), &n_answered, &n_questions);
  progress = mlg_monograph_describe_answers (project, mlg_record_get_id (monograph));
  words = g_strdup_printf ("%s · %s", state_words, progress);

  gtk_box_append (GTK_BOX (box), new_label (typeset, "name", 3));
  gtk_box_append (GTK_BOX (box), new_label (words, "dim", 0));
  if (mentions (monograph, actor))
    {
      g_autofree char *name = mlg_project_dup_title (project, mlg_schema_find (MLG_ENTITY_ACTOR), actor);
      g_autofree char *mention = g_strdup_printf (_("Speaks of %s"), name);

      gtk_box_append (GTK_BOX (box), new_label (mention, "mention", 2));
    }
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), (double) n_answered / MAX (n_questions, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, progress, -1);
  gtk_box_append (GTK_BOX (box), bar);

  return new_row (box, typeset, mlg_record_get_id (monograph));
}

/* ---- what is still to be asked */

static char *
question_of (MlgProject *project,
             MlgRecord  *section)
{
  const char *question = mlg_record_get_named (section, "question");
  const char *title = mlg_record_get_named (section, "title");

  if (question != NULL)
    return mlg_project_display (project, mlg_entity_find_field (mlg_record_get_entity (section), "question"), question);
  return g_strdup (title != NULL ? title : "");
}

static void
add_question (GtkListBox *list,
              MlgRecord  *section,
              const char *words,
              const char *where)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *typeset = mlg_typeset (words);

  gtk_box_append (GTK_BOX (box), new_label (typeset, NULL, 0));
  if (where != NULL)
    {
      g_autofree char *typeset_where = mlg_typeset (where);

      gtk_box_append (GTK_BOX (box), new_label (typeset_where, "where", 1));
      gtk_widget_set_tooltip_text (box, typeset_where);
    }
  gtk_list_box_append (list, new_row (box, typeset, mlg_record_get_id (section)));
}

static guint
add_section_questions (MlgProject *project,
                       MlgRecord  *section,
                       GtkListBox *list)
{
  g_auto(GStrv) wanted = mlg_value_split (mlg_record_get_named (section, "to_complete"));
  g_autofree char *question = question_of (project, section);
  guint n = g_strv_length (wanted);

  if (n == 0 && !mlg_monograph_is_answered (section) && mlg_record_get_named (section, "question") != NULL)
    {
      add_question (list, section, question, NULL);
      return 1;
    }

  for (guint i = 0; i < n; i++)
    add_question (list, section, wanted[i], question);
  return n;
}

guint
mlg_monograph_fill_to_ask (MlgProject  *project,
                           const MlgId *monograph,
                           GtkListBox  *list)
{
  g_autoptr(GPtrArray) sections = NULL;
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
  if (monograph == NULL)
    return 0;

  /* Nothing written at all comes first. */
  sections = mlg_monograph_dup_sections (project, monograph);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < sections->len; i++)
      {
        MlgRecord *section = g_ptr_array_index (sections, i);

        if (mlg_monograph_is_answered (section) == (pass == 1))
          n += add_section_questions (project, section, list);
      }
  return n;
}
