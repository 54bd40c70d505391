/* The menu of what is under the hand on the graph: of an actor, of several, of a link, of the empty. */

#include "ui/partnerships/mlg-graph-hands.h"

#include <glib/gi18n-lib.h>

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  MlgPartnershipsView *self = data;

  if (self->has_menu)
    mlg_graph_hands_enter_at (self, self->menu_at.x, self->menu_at.y, G_MAXUINT);
  else
    mlg_graph_hands_enter (self);
}

static void
link_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  mlg_graph_hands_link_selected (data);
}

static void
link_both_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  MlgPartnershipsView *self = data;
  g_autoptr(GArray) nodes = mlg_graph_canvas_dup_nodes (self->canvas);

  if (nodes->len == 2)
    mlg_graph_hands_link (self, g_array_index (nodes, guint, 0), g_array_index (nodes, guint, 1));
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  MlgPartnershipsView *self = data;
  guint edge = mlg_graph_canvas_get_edge (self->canvas);

  if (edge != G_MAXUINT)
    mlg_graph_hands_open_edge (self, edge, self->menu_at.x, self->menu_at.y);
}

static void
rename_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  mlg_graph_hands_rename (data);
}

static void
pin_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  mlg_graph_hands_pin (data, TRUE);
}

static void
unpin_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  mlg_graph_hands_pin (data, FALSE);
}

static void
fact_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  mlg_graph_hands_set_fact (data, TRUE);
}

static void
wish_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  mlg_graph_hands_set_fact (data, FALSE);
}

static void
delete_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  mlg_graph_hands_delete (data);
}

static void
tidy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  mlg_partnerships_view_tidy (data);
}

static void
fit_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  mlg_graph_canvas_fit (MLG_PARTNERSHIPS_VIEW (data)->canvas);
}

static const GActionEntry actions[] = {
  { "new", new_action },
  { "link", link_action },
  { "link-both", link_both_action },
  { "open", open_action },
  { "rename", rename_action },
  { "pin", pin_action },
  { "unpin", unpin_action },
  { "fact", fact_action },
  { "wish", wish_action },
  { "delete", delete_action },
  { "tidy", tidy_action },
  { "fit", fit_action },
};

/* ---- The menu */

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *accelerator)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, action);

  if (accelerator != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accelerator);
  g_menu_append_item (menu, item);
}

static void
append_section (GMenu *menu,
                GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static void
append_actors (GMenu               *menu,
               MlgPartnershipsView *self,
               guint                n)
{
  GMenu *section = g_menu_new ();
  GMenu *last = g_menu_new ();

  if (n == 1)
    {
      append (section, _("Link to…"), "graph.link", "l");
      append (section, _("Rename…"), "graph.rename", "F2");
    }
  if (n == 2)
    append (section, _("Link the two"), "graph.link-both", NULL);
  if (mlg_graph_hands_is_pinned (self))
    append (section, _("Unpin: Tidy up may move it"), "graph.unpin", "e");
  else
    append (section, _("Pin: Tidy up leaves it here"), "graph.pin", "e");
  append (last, n > 1 ? _("Delete these actors") : _("Delete this actor"), "graph.delete", "Delete");
  append_section (menu, section);
  append_section (menu, last);
}

static void
append_partnership (GMenu *menu)
{
  GMenu *section = g_menu_new ();
  GMenu *last = g_menu_new ();

  append (section, _("What passes between them?"), "graph.open", NULL);
  append (section, _("It is a fact"), "graph.fact", NULL);
  append (section, _("It is a wish"), "graph.wish", NULL);
  append (last, _("Delete the partnership"), "graph.delete", "Delete");
  append_section (menu, section);
  append_section (menu, last);
}

static void
append_drawing (GMenu *menu)
{
  GMenu *section = g_menu_new ();
  GMenu *last = g_menu_new ();

  append (section, _("New actor here…"), "graph.new", "n");
  append (last, _("Tidy up"), "graph.tidy", NULL);
  append (last, _("See everything"), "graph.fit", "0");
  append_section (menu, section);
  append_section (menu, last);
}

static gboolean
unparent_idle (gpointer data)
{
  gtk_widget_unparent (data);

  return G_SOURCE_REMOVE;
}

/* Not at once: what was chosen is done after the menu is closed. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_LOW, unparent_idle, g_object_ref (popover), g_object_unref);
}

static void
menu_cb (MlgPartnershipsView *self,
         double               x,
         double               y)
{
  g_autoptr(GArray) nodes = mlg_graph_canvas_dup_nodes (self->canvas);
  guint edge = mlg_graph_canvas_get_edge (self->canvas);
  g_autoptr(GMenu) menu = g_menu_new ();
  GdkRectangle at = { (int) x, (int) y, 1, 1 };
  GtkWidget *popover;

  self->menu_at = (MlgPoint) { x, y };
  self->has_menu = TRUE;
  if (nodes->len > 0)
    append_actors (menu, self, nodes->len);
  else if (edge != G_MAXUINT)
    append_partnership (menu);
  else
    append_drawing (menu);

  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, GTK_WIDGET (self->canvas));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &at);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
mlg_graph_menu_attach (MlgPartnershipsView *self)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "graph", G_ACTION_GROUP (group));
  g_signal_connect_swapped (self->canvas, "menu", G_CALLBACK (menu_cb), self);
}
