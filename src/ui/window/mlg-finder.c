/* The search of the header bar.
 *
 * The keyboard stays in the entry: Up and Down walk through the answers, Enter goes to the one
 * that is lit, so that three letters and Enter are enough.
 */

#include "ui/window/mlg-finder.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "ui/common/mlg-completion.h"
#include "ui/common/mlg-keyboard.h"
#include "ui/window/mlg-sidebar.h"

#define MAX_ANSWERS    10
#define MAX_SCREENS    3
/* More are asked for, then set in our order. */
#define MAX_CANDIDATES 40
#define MIN_WIDTH      380

struct _MlgFinder
{
  GtkWidget       parent_instance;

  GtkSearchEntry *entry;
  MlgCompletion  *completion;
  GtkWidget      *nothing_box;
  GtkButton      *suggestion;
  GtkLabel       *nothing;

  MlgProject     *project;
  char           *suggested;
};

G_DEFINE_FINAL_TYPE (MlgFinder, mlg_finder, GTK_TYPE_WIDGET)

enum { CHOSEN, SCREEN_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
add_answer (MlgFinder *self,
            MlgRecord *record)
{
  const MlgEntity *entity = mlg_record_get_entity (record);
  g_autofree char *title = mlg_project_dup_title (self->project, entity, mlg_record_get_id (record));

  mlg_completion_add (self->completion, title, _(entity->label), g_object_ref (record), g_object_unref);
}

/* A screen of the program is gone to by its name too: before the records when it is called just so, else after them. */
static void
add_screens (MlgFinder  *self,
             const char *text,
             gboolean    exact)
{
  g_autoptr(GPtrArray) found = mlg_screens_find (text);
  g_autofree char *needle = mlg_fold (text);

  for (guint i = 0; i < MIN (found->len, MAX_SCREENS); i++)
    {
      const char *label = mlg_screen_get_label (found->pdata[i]);
      g_autofree char *folded = mlg_fold (label);

      if (g_str_equal (folded, needle) == exact)
        mlg_completion_add (self->completion, label, _("Screen"), gtk_string_object_new (found->pdata[i]), g_object_unref);
    }
}

static void
show_nothing_found (MlgFinder  *self,
                    const char *text)
{
  g_autofree char *sentence = g_strdup_printf (_("Nothing is called “%s” in this file."), text);

  g_free (self->suggested);
  self->suggested = mlg_project_suggest (self->project, text);

  gtk_label_set_label (self->nothing, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->suggestion), self->suggested != NULL);
  if (self->suggested != NULL)
    {
      g_autofree char *question = g_strdup_printf (_("Did you mean “%s”?"), self->suggested);

      gtk_button_set_label (self->suggestion, question);
    }
}

/* Actors before territories before the rest; sentences quoted from a source come last. */
static int
rank (MlgRecord *record)
{
  const MlgEntity *entity = mlg_record_get_entity (record);

  if (g_str_equal (entity->name, MLG_ENTITY_ACTOR))
    return 0;
  if (g_str_equal (entity->name, MLG_ENTITY_TERRITORY) || g_str_equal (entity->name, "person"))
    return 1;
  return entity->stage != MLG_STAGE_INSIDE ? 2 : 3;
}

static int
compare_rank (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  return rank (*(MlgRecord *const *) a) - rank (*(MlgRecord *const *) b);
}

/* Names first; what is written inside the notes when no name answers. */
static GPtrArray *
find_answers (MlgFinder  *self,
              const char *text)
{
  GPtrArray *answers = mlg_project_search (self->project, NULL, text, MAX_CANDIDATES);

  if (answers == NULL || answers->len == 0)
    {
      g_clear_pointer (&answers, g_ptr_array_unref);
      answers = mlg_project_search_text (self->project, text, MAX_CANDIDATES);
    }

  /* Stable: the best first within a rank. */
  if (answers != NULL)
    g_qsort_with_data (answers->pdata, answers->len, sizeof (gpointer), compare_rank, NULL);
  return answers;
}

static void
search_changed_cb (MlgFinder *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr(GPtrArray) answers = NULL;

  mlg_completion_clear (self->completion);
  if (self->project == NULL || *text == '\0')
    {
      mlg_completion_hide (self->completion);
      return;
    }

  add_screens (self, text, TRUE);
  answers = find_answers (self, text);
  for (guint i = 0; answers != NULL && i < MIN (answers->len, MAX_ANSWERS); i++)
    add_answer (self, g_ptr_array_index (answers, i));
  add_screens (self, text, FALSE);
  if (mlg_completion_get_n (self->completion) == 0)
    show_nothing_found (self, text);
  mlg_completion_show (self->completion, TRUE);
}

static void
leave (MlgFinder *self)
{
  mlg_completion_hide (self->completion);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
chosen_cb (MlgFinder *self,
           GObject   *answer)
{
  g_autoptr(GObject) kept = g_object_ref (answer);

  leave (self);
  if (GTK_IS_STRING_OBJECT (kept))
    g_signal_emit (self, signals[SCREEN_CHOSEN], 0, gtk_string_object_get_string (GTK_STRING_OBJECT (kept)));
  else
    g_signal_emit (self, signals[CHOSEN], 0, kept);
}

static void
activated_cb (MlgFinder *self)
{
  search_changed_cb (self);     /* Enter may be quicker than the delay of the entry */
  mlg_completion_choose (self->completion, TRUE);
}

static void
stop_search_cb (MlgFinder *self)
{
  leave (self);
}

static void
suggestion_clicked_cb (MlgFinder *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->suggested);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
mlg_finder_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MLG_FINDER (widget)->entry));
}

static void
mlg_finder_dispose (GObject *object)
{
  MlgFinder *self = MLG_FINDER (object);

  g_clear_object (&self->project);
  if (self->completion != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;
  g_clear_object (&self->nothing_box);
  g_clear_pointer ((GtkWidget **) &self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_finder_parent_class)->dispose (object);
}

static void
mlg_finder_finalize (GObject *object)
{
  g_free (MLG_FINDER (object)->suggested);

  G_OBJECT_CLASS (mlg_finder_parent_class)->finalize (object);
}

static void
mlg_finder_class_init (MlgFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mlg_finder_dispose;
  object_class->finalize = mlg_finder_finalize;
  widget_class->grab_focus = mlg_finder_grab_focus;
  widget_class->focus = mlg_keyboard_move;

  signals[CHOSEN] = g_signal_new ("chosen", MLG_TYPE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, MLG_TYPE_RECORD);
  signals[SCREEN_CHOSEN] = g_signal_new ("screen-chosen", MLG_TYPE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "finder");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/window/mlg-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, entry);
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, nothing_box);
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, suggestion);
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggestion_clicked_cb);
}

static void
mlg_finder_init (MlgFinder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_ref (self->nothing_box);

  self->completion = MLG_COMPLETION (mlg_completion_new (GTK_WIDGET (self->entry), GTK_POS_BOTTOM));
  mlg_completion_set_nothing (self->completion, self->nothing_box);
  gtk_widget_set_size_request (GTK_WIDGET (self->completion), MIN_WIDTH, -1);
  g_signal_connect_swapped (self->completion, "chosen", G_CALLBACK (chosen_cb), self);
}

void
mlg_finder_set_project (MlgFinder  *self,
                        MlgProject *project)
{
  g_return_if_fail (MLG_IS_FINDER (self));

  leave (self);
  mlg_completion_clear (self->completion);
  g_set_object (&self->project, project);
  gtk_widget_set_sensitive (GTK_WIDGET (self), project != NULL);
}
