/* Beside the drawing: what it says in words, the isolated actors, everybody, the legend. */

#include "ui/partnerships/mlg-graph-hands.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/partnerships/mlg-graph-words.h"

#define LEGEND_TEXT   12.0
#define NARROW        900            /* pixels of drawing and lists together: under that the drawing has them alone */

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
  gtk_widget_set_visible (GTK_WIDGET (self->isolated_heading), !mlg_graph_lens_has_groups (self->lens));
  gtk_widget_set_visible (GTK_WIDGET (self->isolated), !mlg_graph_lens_has_groups (self->lens));
  gtk_widget_set_visible (self->isolated_hint, measures->isolates->len > 0 && !mlg_graph_lens_has_groups (self->lens) &&
                          mlg_graph_canvas_get_look (self->canvas)->ink->line_scale <= 1);
  gtk_stack_set_visible_child_name (self->pages, measures->n_nodes > 0 ? "graph" : "empty");
  gtk_widget_set_sensitive (self->tidy, measures->n_links > 0);
}

/* ---- The list */

/* While nobody sees it, it costs nothing: of twenty thousand actors it is made when it is asked for. */
void
mlg_graph_side_update_list (MlgPartnershipsView *self)
{
  if (gtk_toggle_button_get_active (self->all_toggle) && self->side_wanted[self->is_narrow])
    mlg_graph_list_fill (self->list, mlg_view_get_project (MLG_VIEW (self)),
                         mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas)));
}

void
mlg_graph_side_follow (MlgPartnershipsView *self)
{
  MlgGraph *graph = mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas));
  guint node = mlg_graph_canvas_get_node (self->canvas);
  guint edge = mlg_graph_canvas_get_edge (self->canvas);

  if (edge != G_MAXUINT)
    mlg_graph_list_select_link (self->list, &mlg_graph_get_edges (graph)[edge].id);
  else
    mlg_graph_list_select_actor (self->list, node != G_MAXUINT ? &mlg_graph_get_nodes (graph)[node].id : NULL);
  mlg_isolated_list_select (self->isolated, node);
}

static void
renew_list (MlgPartnershipsView *self)
{
  if (mlg_graph_canvas_get_scene (self->canvas) == NULL)
    return;
  mlg_graph_side_update_list (self);
  mlg_graph_side_follow (self);
}

static void
actor_chosen_cb (MlgPartnershipsView *self,
                 const MlgId         *id)
{
  guint node = mlg_graph_find (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas)), id);

  if (node == G_MAXUINT)
    return;
  mlg_partnerships_view_choose (self, node);
  mlg_graph_canvas_reveal (self->canvas, node);
}

static void
link_chosen_cb (MlgPartnershipsView *self,
                const MlgId         *id)
{
  const MlgSceneEdge *edges = mlg_graph_scene_get_edges (mlg_graph_canvas_get_scene (self->canvas));
  guint edge;

  mlg_partnerships_view_choose_edge (self, id);
  edge = mlg_graph_canvas_get_edge (self->canvas);
  if (edge != G_MAXUINT)
    mlg_graph_canvas_reveal (self->canvas, edges[edge].a);
}

static void
link_opened_cb (MlgPartnershipsView *self,
                const MlgId         *id)
{
  guint edge;
  MlgPoint at;

  link_chosen_cb (self, id);
  edge = mlg_graph_canvas_get_edge (self->canvas);
  if (edge == G_MAXUINT)
    return;
  at = mlg_graph_canvas_locate_edge (self->canvas, edge);
  mlg_graph_hands_open_edge (self, edge, at.x, at.y);
}

static void
walked_cb (MlgPartnershipsView *self,
           guint                edge)
{
  mlg_graph_side_follow (self);
}

static void
lists_toggled_cb (MlgPartnershipsView *self)
{
  gboolean all = gtk_toggle_button_get_active (self->all_toggle);

  /* The long list takes the room of the legend. */
  gtk_stack_set_visible_child_name (self->lists, all ? "all" : "isolated");
  gtk_widget_set_visible (self->legend, !all);
  renew_list (self);
}

/* ---- Room for it */

static void
update_side (MlgPartnershipsView *self)
{
  gboolean wanted = self->side_wanted[self->is_narrow];
  gboolean over = self->is_narrow && !self->gives_way;
  gboolean shown = wanted || self->gives_way;
  int room = shown && !over ? self->side_room : 0;

  gtk_toggle_button_set_active (self->list_toggle, wanted);
  gtk_widget_set_visible (self->lists_box, !self->gives_way);
  gtk_widget_set_visible (self->side, shown);
  gtk_widget_set_margin_end (GTK_WIDGET (self->canvas), room);
  gtk_widget_set_margin_end (self->zooms, room);
  if (over)
    gtk_widget_add_css_class (self->side, "over");
  else
    gtk_widget_remove_css_class (self->side, "over");
}

static gboolean
update_side_idle (gpointer data)
{
  MlgPartnershipsView *self = data;

  self->side_source = 0;
  /* Choosing in the list opens a sheet, which takes room: the list does not go from under the hand. */
  if (self->is_narrow && gtk_widget_get_focus_child (self->side) != NULL)
    self->side_wanted[TRUE] = TRUE;
  update_side (self);
  renew_list (self);

  return G_SOURCE_REMOVE;
}

/* Asked at each allocation: the only place that tells how much room there is. */
static gboolean
get_child_position_cb (GtkOverlay          *overlay,
                       GtkWidget           *child,
                       GdkRectangle        *allocation,
                       MlgPartnershipsView *self)
{
  gboolean narrow = gtk_widget_get_width (GTK_WIDGET (overlay)) < NARROW;
  int width;

  if (child != self->zooms && child != self->side)
    return FALSE;

  gtk_widget_measure (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  if ((narrow != self->is_narrow || (width > 0 && width != self->side_room)) && self->side_source == 0)
    {
      self->is_narrow = narrow;
      self->side_room = width > 0 ? width : self->side_room;
      self->side_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_side_idle, self, NULL);
    }
  if (child != self->side)
    return FALSE;

  *allocation = (GdkRectangle) { gtk_widget_get_width (GTK_WIDGET (overlay)) - width, 0, width,
                                 gtk_widget_get_height (GTK_WIDGET (overlay)) };
  if (gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL)
    allocation->x = 0;

  return TRUE;
}

static void
list_toggled_cb (MlgPartnershipsView *self)
{
  self->side_wanted[self->is_narrow] = gtk_toggle_button_get_active (self->list_toggle);
  update_side (self);
  renew_list (self);
}

/* What a reading says goes with the whole drawing, which it covers nothing of. */
void
mlg_graph_side_give_way (MlgPartnershipsView *self,
                         gboolean             to_reading)
{
  self->gives_way = to_reading;
  update_side (self);
}

void
mlg_graph_side_detach (MlgPartnershipsView *self)
{
  g_clear_handle_id (&self->side_source, g_source_remove);
}

void
mlg_graph_side_attach (MlgPartnershipsView *self)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->legend), draw_legend, self, NULL);
  g_signal_connect_swapped (self->list, "actor-chosen", G_CALLBACK (actor_chosen_cb), self);
  g_signal_connect_swapped (self->list, "actor-opened", G_CALLBACK (actor_chosen_cb), self);
  g_signal_connect_swapped (self->list, "link-chosen", G_CALLBACK (link_chosen_cb), self);
  g_signal_connect_swapped (self->list, "link-opened", G_CALLBACK (link_opened_cb), self);
  g_signal_connect_swapped (self->canvas, "walked", G_CALLBACK (walked_cb), self);
  g_signal_connect_swapped (self->all_toggle, "toggled", G_CALLBACK (lists_toggled_cb), self);
  g_signal_connect_swapped (self->list_toggle, "toggled", G_CALLBACK (list_toggled_cb), self);
  g_signal_connect_object (self->overlay, "get-child-position", G_CALLBACK (get_child_position_cb), self, 0);
  self->side_wanted[FALSE] = TRUE;
}
