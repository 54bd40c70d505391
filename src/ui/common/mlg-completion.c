/* The list under a line in which one types. */

#include "ui/common/mlg-completion.h"

#include <glib/gi18n-lib.h>

#define LABEL_CHARS  40
#define DETAIL_CHARS 44
#define MAX_HEIGHT   300
/* Fewer rows never need to scroll. */
#define MIN_SCROLLED 8

struct _MlgCompletion
{
  GtkPopover  parent_instance;

  GtkWidget  *entry;       /* its parent */
  GtkStack   *stack;
  GtkWidget  *scrolled;
  GtkListBox *list;
  guint       n;
  gboolean    has_nothing;
  gboolean    beneath;
  gboolean    at_caret;
};

G_DEFINE_FINAL_TYPE (MlgCompletion, mlg_completion, GTK_TYPE_POPOVER)

enum { CHOSEN, ASKED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* A screen reader follows the lit row while the caret stays in the line. */
static void
tell_lit (MlgCompletion *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

static void
light (MlgCompletion *self,
       GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  tell_lit (self);
}

static void
choose_row (MlgCompletion *self,
            GtkListBoxRow *row)
{
  g_autoptr(GtkListBoxRow) kept = g_object_ref (row);     /* who listens may fill the list anew */

  mlg_completion_hide (self);
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (kept), "item"));
}

static void
row_activated_cb (MlgCompletion *self,
                  GtkListBoxRow *row)
{
  choose_row (self, row);
}

static void
move_light (MlgCompletion *self,
            int            step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) + step : step > 0 ? 0 : (int) self->n - 1;
  GtkListBoxRow *next = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;

  if (next != NULL)
    light (self, next);
}

static gboolean
key_pressed_cb (MlgCompletion *self,
                guint          key)
{
  gboolean shown = gtk_widget_get_visible (GTK_WIDGET (self));

  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (!shown)
        g_signal_emit (self, signals[ASKED], 0);
      move_light (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (shown)
        move_light (self, -1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      if (!shown)
        return GDK_EVENT_PROPAGATE;
      mlg_completion_hide (self);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
mlg_completion_class_init (MlgCompletionClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", MLG_TYPE_COMPLETION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ASKED] = g_signal_new ("asked", MLG_TYPE_COMPLETION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
mlg_completion_init (MlgCompletion *self)
{
  GtkWidget *scrolled = self->scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Answers"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, scrolled, "answers");

  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->stack));
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
  gtk_widget_add_css_class (GTK_WIDGET (self), "answers");
}

GtkWidget *
mlg_completion_new (GtkWidget       *entry,
                    GtkPositionType  side)
{
  MlgCompletion *self = g_object_new (MLG_TYPE_COMPLETION, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  gtk_popover_set_position (GTK_POPOVER (self), side);
  gtk_widget_set_parent (GTK_WIDGET (self), entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (mlg_completion_hide), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  return GTK_WIDGET (self);
}

void
mlg_completion_set_beneath (MlgCompletion *self,
                            gboolean       beneath)
{
  g_return_if_fail (MLG_IS_COMPLETION (self));

  self->beneath = beneath;
}

void
mlg_completion_set_at_caret (MlgCompletion *self,
                             gboolean       at_caret)
{
  g_return_if_fail (MLG_IS_COMPLETION (self));

  self->at_caret = at_caret;
  gtk_widget_set_halign (GTK_WIDGET (self), at_caret ? GTK_ALIGN_START : GTK_ALIGN_FILL);
}

void
mlg_completion_set_nothing (MlgCompletion *self,
                            GtkWidget     *nothing)
{
  g_return_if_fail (MLG_IS_COMPLETION (self));
  g_return_if_fail (!self->has_nothing);

  gtk_stack_add_named (self->stack, nothing, "nothing");
  self->has_nothing = TRUE;
}

void
mlg_completion_clear (MlgCompletion *self)
{
  GtkWidget *row;

  g_return_if_fail (MLG_IS_COMPLETION (self));

  light (self, NULL);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  self->n = 0;
}

static GtkWidget *
new_label (const char *words,
           int         max_chars)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), max_chars);
  return label;
}

void
mlg_completion_add (MlgCompletion  *self,
                    const char     *label,
                    const char     *detail,
                    gpointer        item,
                    GDestroyNotify  free_item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (self->beneath ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, self->beneath ? 0 : 18);
  GtkWidget *name = new_label (label, LABEL_CHARS);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  if (detail != NULL)
    {
      GtkWidget *second = new_label (detail, DETAIL_CHARS);

      gtk_widget_add_css_class (second, "dim");
      gtk_box_append (GTK_BOX (box), second);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "item", item, free_item);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_list_box_append (self->list, row);
  self->n++;
}

guint
mlg_completion_get_n (MlgCompletion *self)
{
  g_return_val_if_fail (MLG_IS_COMPLETION (self), 0);

  return self->n;
}

static void
point_at_caret (MlgCompletion *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  graphene_rect_t caret;
  GdkRectangle place;
  double x, y;

  gtk_text_compute_cursor_extents (GTK_TEXT (text), (gsize) gtk_editable_get_position (text), &caret, NULL);
  gtk_widget_translate_coordinates (GTK_WIDGET (text), self->entry, caret.origin.x, 0, &x, &y);
  place = (GdkRectangle) { (int) x, 0, 1, gtk_widget_get_height (self->entry) };
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);
}

void
mlg_completion_show (MlgCompletion *self,
                     gboolean       lit)
{
  g_return_if_fail (MLG_IS_COMPLETION (self));

  if ((self->n == 0 && !self->has_nothing) || !gtk_widget_get_mapped (self->entry))
    {
      mlg_completion_hide (self);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, self->n > 0 ? "answers" : "nothing");
  light (self, lit ? gtk_list_box_get_row_at_index (self->list, 0) : NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  self->n > MIN_SCROLLED ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  if (self->at_caret)
    point_at_caret (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_popover_present (GTK_POPOVER (self));      /* as large as this list, not as the one before */
}

void
mlg_completion_hide (MlgCompletion *self)
{
  g_return_if_fail (MLG_IS_COMPLETION (self));

  light (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
}

gboolean
mlg_completion_choose (MlgCompletion *self,
                       gboolean       first)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (MLG_IS_COMPLETION (self), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return FALSE;

  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL && first)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row == NULL)
    return FALSE;

  choose_row (self, row);
  return TRUE;
}

gboolean
mlg_completion_is_lit (MlgCompletion *self)
{
  g_return_val_if_fail (MLG_IS_COMPLETION (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) && gtk_list_box_get_selected_row (self->list) != NULL;
}
