/* Beside the drawing: what it says in words, the isolated actors, the legend. */

#include "ui/partnerships/mlg-partnerships-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/partnerships/mlg-graph-words.h"

#define LEGEND_TEXT   12.0

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

/* Of the time that is looked at. */
static char *
summarise (MlgPartnershipsView *self,
           MlgGraphScene       *scene)
{
  gboolean facts_only = mlg_partnerships_view_facts_only (self);
  g_autoptr(MlgGraph) of_then = mlg_graph_reading_dup_graph_of_then (self->reading);
  g_autoptr(MlgMeasures) measures = NULL;

  if (of_then == NULL)
    return mlg_graph_words_summary (mlg_graph_scene_get_graph (scene), mlg_graph_scene_get_measures (scene), facts_only);

  measures = mlg_measures_new (of_then, MLG_LAYER_ALL | (facts_only ? MLG_LAYER_FACTS_ONLY : 0), MLG_MEASURE_BASIC);
  return mlg_graph_words_summary (of_then, measures, facts_only);
}

void
mlg_graph_side_update_words (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);
  MlgMeasures *measures = mlg_graph_scene_get_measures (scene);
  g_autofree char *summary = summarise (self, scene);
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

void
mlg_graph_side_attach (MlgPartnershipsView *self)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->legend), draw_legend, self, NULL);
}
