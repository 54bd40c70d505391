/* Beside the text: its plan, the verbatims, the reading over, the versions. */

#include "ui/monographs/mlg-writing-panel.h"

#include <glib/gi18n-lib.h>

struct _MlgWritingPanel
{
  GtkBox      parent_instance;

  GtkWidget  *choice;
  GtkWidget  *stack;
  GtkWidget  *pages[MLG_PANEL_VERSIONS + 1];
};

G_DEFINE_FINAL_TYPE (MlgWritingPanel, mlg_writing_panel, GTK_TYPE_BOX)

enum { PAGE_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
choice_cb (MlgWritingPanel *self)
{
  guint page = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (page >= G_N_ELEMENTS (self->pages))
    return;
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->pages[page]);
  g_signal_emit (self, signals[PAGE_CHANGED], 0);
}

static void
mlg_writing_panel_class_init (MlgWritingPanelClass *klass)
{
  signals[PAGE_CHANGED] = g_signal_new ("page-changed", MLG_TYPE_WRITING_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_head (MlgWritingPanel *self)
{
  const char *const names[] = { _("Plan"), _("Verbatims"), _("Reading over"), _("Versions"), NULL };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->choice = gtk_drop_down_new_from_strings (names);
  gtk_widget_set_hexpand (self->choice, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What stands beside the text"), -1);
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_tooltip_text (close, _("Close"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "monograph.close-panel");
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close"), -1);
  gtk_widget_add_css_class (head, "bar");
  gtk_box_append (GTK_BOX (head), self->choice);
  gtk_box_append (GTK_BOX (head), close);
  return head;
}

static void
mlg_writing_panel_init (MlgWritingPanel *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "writing-panel");
  gtk_widget_set_size_request (GTK_WIDGET (self), 300, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);

  self->pages[MLG_PANEL_OUTLINE] = mlg_outline_new ();
  self->pages[MLG_PANEL_VERBATIMS] = mlg_verbatims_page_new ();
  self->pages[MLG_PANEL_REVIEW] = mlg_review_page_new ();
  self->pages[MLG_PANEL_VERSIONS] = mlg_versions_page_new ();
  self->stack = gtk_stack_new ();
  /* A page that is not seen would be asked how wide it is at the height of another: one long line. */
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_widget_add_css_class (self->stack, "panel-page");
  for (guint i = 0; i < G_N_ELEMENTS (self->pages); i++)
    gtk_stack_add_child (GTK_STACK (self->stack), self->pages[i]);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->stack);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), new_head (self));
  gtk_box_append (GTK_BOX (self), scroller);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (choice_cb), self);
}

MlgOutline *
mlg_writing_panel_get_outline (MlgWritingPanel *self)
{
  return MLG_OUTLINE (self->pages[MLG_PANEL_OUTLINE]);
}

MlgVerbatimsPage *
mlg_writing_panel_get_verbatims (MlgWritingPanel *self)
{
  return MLG_VERBATIMS_PAGE (self->pages[MLG_PANEL_VERBATIMS]);
}

MlgReviewPage *
mlg_writing_panel_get_review (MlgWritingPanel *self)
{
  return MLG_REVIEW_PAGE (self->pages[MLG_PANEL_REVIEW]);
}

MlgVersionsPage *
mlg_writing_panel_get_versions (MlgWritingPanel *self)
{
  return MLG_VERSIONS_PAGE (self->pages[MLG_PANEL_VERSIONS]);
}

MlgPanelPage
mlg_writing_panel_get_page (MlgWritingPanel *self)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));
}

void
mlg_writing_panel_set_page (MlgWritingPanel *self,
                            MlgPanelPage     page)
{
  g_return_if_fail (MLG_IS_WRITING_PANEL (self));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), page);
}
