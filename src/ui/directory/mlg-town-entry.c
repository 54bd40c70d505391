/* A field for a commune. */

#include "ui/directory/mlg-town-entry.h"

#include <glib/gi18n-lib.h>

#define MAX_ANSWERS 8

struct _MlgTownEntry
{
  GtkWidget   parent_instance;

  GtkEntry   *entry;
  GtkPopover *popover;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MlgTownEntry, mlg_town_entry, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
new_answer (const MlgPlace *place)
{
  g_autofree char *label = mlg_place_dup_label (place);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *words = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_ellipsize (GTK_LABEL (words), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (row), "place", (gpointer) place);

  return row;
}

static void
changed_cb (MlgTownEntry *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr(GPtrArray) places = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  if (strlen (text) < 2)
    {
      gtk_popover_popdown (self->popover);
      return;
    }

  places = mlg_gazetteer_find (text, MLG_PLACES_TOWNS, MAX_ANSWERS);
  for (guint i = 0; i < places->len; i++)
    gtk_list_box_append (self->list, new_answer (g_ptr_array_index (places, i)));

  if (places->len == 0)
    {
      gtk_popover_popdown (self->popover);
      return;
    }

  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  gtk_popover_popup (self->popover);
}

static void
choose_row (MlgTownEntry  *self,
            GtkListBoxRow *row)
{
  const MlgPlace *place = row != NULL ? g_object_get_data (G_OBJECT (row), "place") : NULL;

  if (place == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self->entry), place->name);
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[CHOSEN], 0, place);
}

static void
activate_cb (MlgTownEntry *self)
{
  choose_row (self, gtk_list_box_get_selected_row (self->list));
}

static gboolean
key_pressed_cb (MlgTownEntry *self,
                guint         key)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (key == GDK_KEY_Escape && gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    {
      gtk_popover_popdown (self->popover);
      return GDK_EVENT_STOP;
    }
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  row = gtk_list_box_get_row_at_index (self->list, MAX (0, index + (key == GDK_KEY_Down ? 1 : -1)));
  if (row != NULL)
    gtk_list_box_select_row (self->list, row);
  return GDK_EVENT_STOP;
}

static void
focus_left_cb (MlgTownEntry *self)
{
  gtk_popover_popdown (self->popover);
}

static gboolean
mlg_town_entry_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MLG_TOWN_ENTRY (widget)->entry));
}

static void
mlg_town_entry_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  MlgTownEntry *self = MLG_TOWN_ENTRY (widget);

  gtk_widget_size_allocate (GTK_WIDGET (self->entry), &(GtkAllocation) { 0, 0, width, height }, baseline);
  gtk_popover_present (self->popover);
}

static void
mlg_town_entry_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (MLG_TOWN_ENTRY (widget)->entry), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
mlg_town_entry_dispose (GObject *object)
{
  MlgTownEntry *self = MLG_TOWN_ENTRY (object);

  g_clear_pointer ((GtkWidget **) &self->popover, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->entry, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_town_entry_parent_class)->dispose (object);
}

static void
mlg_town_entry_class_init (MlgTownEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_town_entry_dispose;
  widget_class->grab_focus = mlg_town_entry_grab_focus;
  widget_class->size_allocate = mlg_town_entry_size_allocate;
  widget_class->measure = mlg_town_entry_measure;

  signals[CHOSEN] = g_signal_new ("chosen", MLG_TYPE_TOWN_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_css_name (widget_class, "townentry");
}

static void
mlg_town_entry_init (MlgTownEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 22);
  gtk_entry_set_placeholder_text (self->entry, _("Town or postal code"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Town or postal code"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose_row), self);

  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_autohide (self->popover, FALSE);
  gtk_popover_set_has_arrow (self->popover, FALSE);
  gtk_popover_set_position (self->popover, GTK_POS_TOP);
  gtk_popover_set_child (self->popover, GTK_WIDGET (self->list));
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "menu");
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "answers");
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
}

void
mlg_town_entry_clear (MlgTownEntry *self)
{
  g_return_if_fail (MLG_IS_TOWN_ENTRY (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}
