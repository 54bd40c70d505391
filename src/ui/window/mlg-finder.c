/* The search of the header bar.
 *
 * The keyboard stays in the entry: Up and Down walk through the answers, Enter goes to the one
 * that is lit, so that three letters and Enter are enough.
 */

#include "ui/window/mlg-finder.h"

#include <glib/gi18n-lib.h>

#define MAX_ANSWERS    10
/* More are asked for, then set in our order. */
#define MAX_CANDIDATES 40
#define NAME_CHARS     40

struct _MlgFinder
{
  GtkWidget       parent_instance;

  GtkSearchEntry *entry;
  GtkPopover     *popover;
  GtkStack       *stack;
  GtkListBox     *list;
  GtkButton      *suggestion;
  GtkLabel       *nothing;

  MlgProject     *project;
  char           *suggested;
};

G_DEFINE_FINAL_TYPE (MlgFinder, mlg_finder, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
new_answer (MlgFinder *self,
            MlgRecord *record)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *title = mlg_project_dup_title (self->project, mlg_record_get_entity (record),
                                                  mlg_record_get_id (record));
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *kind = gtk_label_new (_(mlg_record_get_entity (record)->label));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (name), NAME_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (name), NAME_CHARS);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (kind, "dim");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (record), g_object_unref);

  return row;
}

static void
clear_answers (MlgFinder *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
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
  gtk_stack_set_visible_child_name (self->stack, "nothing");
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

  clear_answers (self);
  if (self->project == NULL || *text == '\0')
    {
      gtk_popover_popdown (self->popover);
      return;
    }

  answers = find_answers (self, text);
  for (guint i = 0; answers != NULL && i < MIN (answers->len, MAX_ANSWERS); i++)
    gtk_list_box_append (self->list, new_answer (self, g_ptr_array_index (answers, i)));

  if (answers != NULL && answers->len > 0)
    {
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
      gtk_stack_set_visible_child_name (self->stack, "answers");
    }
  else
    {
      show_nothing_found (self, text);
    }

  gtk_popover_popup (self->popover);
}

static void
leave (MlgFinder *self)
{
  gtk_popover_popdown (self->popover);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
choose_row (MlgFinder     *self,
            GtkListBoxRow *row)
{
  g_autoptr(MlgRecord) record = NULL;

  if (row == NULL)
    return;

  record = g_object_ref (g_object_get_data (G_OBJECT (row), "record"));
  leave (self);
  g_signal_emit (self, signals[CHOSEN], 0, record);
}

static void
activated_cb (MlgFinder *self)
{
  search_changed_cb (self);     /* Enter may be quicker than the delay of the entry */
  choose_row (self, gtk_list_box_get_selected_row (self->list));
}

static void
row_activated_cb (MlgFinder     *self,
                  GtkListBoxRow *row)
{
  choose_row (self, row);
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
key_pressed_cb (MlgFinder *self,
                guint      key)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  row = gtk_list_box_get_row_at_index (self->list, MAX (0, index + (key == GDK_KEY_Down ? 1 : -1)));
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

static gboolean
mlg_finder_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MLG_FINDER (widget)->entry));
}

static void
mlg_finder_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  MlgFinder *self = MLG_FINDER (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->entry), &(GtkAllocation) { 0, 0, width, height }, baseline);
  gtk_popover_present (self->popover);
}

static void
mlg_finder_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (MLG_FINDER (widget)->entry), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
mlg_finder_dispose (GObject *object)
{
  MlgFinder *self = MLG_FINDER (object);

  g_clear_object (&self->project);
  g_clear_pointer ((GtkWidget **) &self->popover, gtk_widget_unparent);
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
  widget_class->size_allocate = mlg_finder_size_allocate;
  widget_class->measure = mlg_finder_measure;

  signals[CHOSEN] = g_signal_new ("chosen", MLG_TYPE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, MLG_TYPE_RECORD);

  gtk_widget_class_set_css_name (widget_class, "finder");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/window/mlg-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, entry);
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, popover);
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, stack);
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, list);
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, suggestion);
  gtk_widget_class_bind_template_child (widget_class, MlgFinder, nothing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggestion_clicked_cb);
}

static void
mlg_finder_init (MlgFinder *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

void
mlg_finder_set_project (MlgFinder  *self,
                        MlgProject *project)
{
  g_return_if_fail (MLG_IS_FINDER (self));

  leave (self);
  clear_answers (self);
  g_set_object (&self->project, project);
  gtk_widget_set_sensitive (GTK_WIDGET (self), project != NULL);
}
