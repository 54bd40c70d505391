/* Beside the drawing: what it says in words, the bridges, the isolated actors, the legend. */

#include "ui/partnerships/mlg-partnerships-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/partnerships/mlg-graph-words.h"

#define LEGEND_TEXT   12.0
#define MAX_BRIDGES   12             /* sentences; the rings in the graph show all of them */

/* ---- Legend */

static void
draw_legend (GtkDrawingArea *area,
             cairo_t        *cr,
             int             width,
             int             height,
             gpointer        data)
{
  MlgPartnershipsView *self = data;
  MlgGraphLook *look = mlg_graph_canvas_get_look (self->canvas);

  if (mlg_graph_canvas_get_scene (self->canvas) != NULL)
    mlg_graph_draw_legend (cr, mlg_graph_canvas_get_scene (self->canvas), look, 0, 0,
                           LEGEND_TEXT * MAX (1, look->ink->line_scale), NULL, NULL);
}

void
mlg_graph_side_update_legend (MlgPartnershipsView *self)
{
  MlgGraphLook *look = mlg_graph_canvas_get_look (self->canvas);
  double width, height;

  mlg_graph_draw_legend (NULL, mlg_graph_canvas_get_scene (self->canvas), look, 0, 0,
                         LEGEND_TEXT * MAX (1, look->ink->line_scale), &width, &height);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->legend), (int) ceil (width));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->legend), (int) ceil (height));
  gtk_widget_queue_draw (self->legend);
}

/* ---- Words */

static void
add_bridge (MlgPartnershipsView *self,
            MlgGraphScene       *scene,
            guint                node)
{
  g_autofree char *sentence = mlg_graph_words_bridge (scene, node, mlg_partnerships_view_facts_only (self));
  GtkWidget *label = gtk_label_new (sentence);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data (G_OBJECT (row), "node", GUINT_TO_POINTER (node));
  gtk_list_box_append (self->bridges_list, row);
}

void
mlg_graph_side_update_bridges (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  GArray *found = mlg_graph_scene_get_measures (scene)->articulations;
  gboolean shown = gtk_toggle_button_get_active (self->bridges);
  g_autofree char *heading = g_strdup_printf (_("Bridges (%u)"), found->len);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->bridges_list))) != NULL)
    gtk_list_box_remove (self->bridges_list, row);
  for (guint i = 0; shown && i < MIN (found->len, MAX_BRIDGES); i++)
    add_bridge (self, scene, g_array_index (found, MlgArticulation, i).node);

  gtk_label_set_text (self->bridges_heading, heading);
  gtk_widget_set_visible (self->bridges_box, shown);
  gtk_widget_set_visible (self->legend, !shown);
}

void
mlg_graph_side_update_words (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  MlgMeasures *measures = mlg_graph_scene_get_measures (scene);
  g_autofree char *summary = mlg_graph_words_summary (scene, mlg_partnerships_view_facts_only (self));
  g_autofree char *isolated = g_strdup_printf (_("Isolated actors (%u)"), measures->isolates->len);

  gtk_label_set_text (self->words, summary);
  if (mlg_partnerships_view_facts_only (self))
    gtk_widget_add_css_class (GTK_WIDGET (self->words), "notice");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->words), "notice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
  gtk_label_set_text (self->isolated_heading, isolated);
  gtk_widget_set_visible (self->isolated_hint, measures->isolates->len > 0 &&
                          mlg_graph_canvas_get_look (self->canvas)->ink->line_scale <= 1);
  gtk_stack_set_visible_child_name (self->pages, measures->n_nodes > 0 ? "graph" : "empty");
  gtk_widget_set_sensitive (self->tidy, measures->n_links > 0);
}

static void
bridge_activated_cb (MlgPartnershipsView *self,
                     GtkListBoxRow       *row)
{
  mlg_partnerships_view_choose (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "node")));
}

void
mlg_graph_side_attach (MlgPartnershipsView *self)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->legend), draw_legend, self, NULL);
  g_signal_connect_swapped (self->bridges_list, "row-activated", G_CALLBACK (bridge_activated_cb), self);
}
