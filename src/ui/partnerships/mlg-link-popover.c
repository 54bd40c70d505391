/* What passes between two actors that were just linked. */

#include "ui/partnerships/mlg-link-popover.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-vocabulary.h"
#include "ui/partnerships/mlg-partnership-commands.h"

#define N_FIRST 5        /* the five axes of the worked example stand first */

struct _MlgLinkPopover
{
  GtkPopover  parent_instance;

  /* Inside */
  GtkWidget  *wish;
  GtkWidget  *others;

  /* Borrowed: the popover lives in the view */
  MlgView    *view;

  /* Owned */
  MlgId       a, b;
  GPtrArray  *chosen;    /* term ids, in the order they were chosen */
};

G_DEFINE_FINAL_TYPE (MlgLinkPopover, mlg_link_popover, GTK_TYPE_POPOVER)

static void
chip_toggled_cb (MlgLinkPopover  *self,
                 GtkToggleButton *chip)
{
  const char *term = g_object_get_data (G_OBJECT (chip), "term");

  if (gtk_toggle_button_get_active (chip))
    g_ptr_array_add (self->chosen, (gpointer) term);
  else
    g_ptr_array_remove (self->chosen, (gpointer) term);
}

static void
link_clicked_cb (MlgLinkPopover *self)
{
  gboolean wish = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->wish));
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgLinkPopover) hold = g_object_ref (self);

  g_ptr_array_add (self->chosen, NULL);
  if (!mlg_partnership_add (mlg_view_get_project (self->view), &self->a, &self->b, !wish,
                            (const char *const *) self->chosen->pdata, &error))
    mlg_view_report (self->view, error);
  g_ptr_array_set_size (self->chosen, self->chosen->len - 1);

  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
more_clicked_cb (MlgLinkPopover *self,
                 GtkWidget      *button)
{
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_visible (self->others, TRUE);
}

static gboolean
unparent_idle (gpointer data)
{
  gtk_widget_unparent (data);

  return G_SOURCE_REMOVE;
}

/* Not at once: the popover is still in use by whoever closed it. */
static void
closed_cb (MlgLinkPopover *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_idle, g_object_ref (self), g_object_unref);
}

static GtkWidget *
make_chips (MlgLinkPopover      *self,
            const MlgVocabulary *vocabulary,
            guint                from,
            guint                to)
{
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (box), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 2);
  gtk_widget_add_css_class (box, "chips");

  for (guint i = from; i < MIN (to, vocabulary->n_terms); i++)
    {
      GtkWidget *chip = gtk_toggle_button_new_with_label (vocabulary->terms[i].ui_label);
      GtkWidget *child = gtk_flow_box_child_new ();

      g_object_set_data (G_OBJECT (chip), "term", (gpointer) vocabulary->terms[i].id);
      gtk_widget_set_tooltip_text (chip, vocabulary->terms[i].label);
      g_signal_connect_swapped (chip, "toggled", G_CALLBACK (chip_toggled_cb), self);
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), chip);
      gtk_flow_box_append (GTK_FLOW_BOX (box), child);
    }

  return box;
}

static GtkWidget *
make_kind (MlgLinkPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *fact = gtk_toggle_button_new_with_label (_("It exists"));

  self->wish = gtk_toggle_button_new_with_label (_("It is wished for"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->wish), GTK_TOGGLE_BUTTON (fact));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (fact), TRUE);
  gtk_widget_add_css_class (box, "linked");
  gtk_box_append (GTK_BOX (box), fact);
  gtk_box_append (GTK_BOX (box), self->wish);

  return box;
}

static GtkWidget *
make_foot (MlgLinkPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *link = gtk_button_new_with_label (_("Link"));
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_add_css_class (link, "suggested-action");
  g_signal_connect_swapped (link, "clicked", G_CALLBACK (link_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), make_kind (self));
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), link);
  gtk_popover_set_default_widget (GTK_POPOVER (self), link);

  return box;
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 52);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
fill (MlgLinkPopover *self)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("partnership_axis");
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  MlgProject *project = mlg_view_get_project (self->view);
  g_autofree char *a = mlg_project_dup_title (project, actor, &self->a);
  g_autofree char *b = mlg_project_dup_title (project, actor, &self->b);
  g_autofree char *names = g_strdup_printf ("%s – %s", a, b);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *more = gtk_button_new_with_label (_("Other axes…"));

  gtk_box_append (GTK_BOX (box), make_label (names, "names"));
  gtk_box_append (GTK_BOX (box), make_label (_("What passes between them?"), "dim"));
  if (vocabulary != NULL)
    {
      self->others = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->others),
                                     make_chips (self, vocabulary, N_FIRST, vocabulary->n_terms));
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->others), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->others), TRUE);
      gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->others), 220);
      gtk_widget_set_visible (self->others, FALSE);
      gtk_widget_add_css_class (more, "flat");
      gtk_widget_set_halign (more, GTK_ALIGN_START);
      g_signal_connect_swapped (more, "clicked", G_CALLBACK (more_clicked_cb), self);
      gtk_box_append (GTK_BOX (box), make_chips (self, vocabulary, 0, N_FIRST));
      gtk_box_append (GTK_BOX (box), more);
      gtk_box_append (GTK_BOX (box), self->others);
    }
  gtk_box_append (GTK_BOX (box), make_foot (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

static void
mlg_link_popover_finalize (GObject *object)
{
  g_ptr_array_unref (MLG_LINK_POPOVER (object)->chosen);

  G_OBJECT_CLASS (mlg_link_popover_parent_class)->finalize (object);
}

static void
mlg_link_popover_class_init (MlgLinkPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_link_popover_finalize;
}

static void
mlg_link_popover_init (MlgLinkPopover *self)
{
  self->chosen = g_ptr_array_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "partnership");
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

void
mlg_link_popover_show (MlgView            *view,
                       GtkWidget          *parent,
                       const GdkRectangle *at,
                       const MlgId        *a,
                       const MlgId        *b)
{
  MlgLinkPopover *self = g_object_new (MLG_TYPE_LINK_POPOVER, NULL);

  self->view = view;
  self->a = *a;
  self->b = *b;
  fill (self);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  gtk_popover_popup (GTK_POPOVER (self));
}
