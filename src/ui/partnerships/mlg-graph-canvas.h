/* The surface on which the partnership graph is seen, moved and linked. It knows no file: what
 * the hand did is told by signals, the view decides.
 *
 * Signals:
 *   "chosen" (guint node)                   a click or an arrow key; G_MAXUINT: beside everything
 *   "picked" (GArray *nodes)                several, guint each: a frame, Ctrl and a click; the last counts most
 *   "opened" (guint node)                   Enter or a double click
 *   "edge"   (guint edge, double x, y)      a click or Enter on a link, and where
 *   "walked" (guint edge)                   Tab came to a link of the selected actor
 *   "moved"  (guint node, double x, y)      dragged to there, in the units of the scene; with several selected
 *                                           they all were, and stand in the scene where they are now
 *   "linked" (guint a, guint b)             drawn from one to the other, or dropped on it
 *   "linked-out" (guint a, double x, y)     drawn from one to where nobody is, in the widget
 *   "empty"  (double x, y)                  a double click where nothing is, in the widget
 *   "menu"   (double x, y)                  its menu is asked for; what is there is selected
 *   "removed"                               Delete on what is selected
 *   "linking-ended"                         Esc, or a link was drawn
 */

#pragma once

#include <gtk/gtk.h>
#include "render/mlg-graph-draw.h"

G_BEGIN_DECLS

#define MLG_TYPE_GRAPH_CANVAS (mlg_graph_canvas_get_type ())
G_DECLARE_FINAL_TYPE (MlgGraphCanvas, mlg_graph_canvas, MLG, GRAPH_CANVAS, GtkWidget)

/* Takes @scene; keeps zoom and place. The first scene is fitted to the window. */
void           mlg_graph_canvas_set_scene    (MlgGraphCanvas *self,
                                              MlgGraphScene  *scene);
MlgGraphScene *mlg_graph_canvas_get_scene    (MlgGraphCanvas *self);
/* Something in the scene changed its place or its looks. */
void           mlg_graph_canvas_refresh      (MlgGraphCanvas *self);

/* Ink, flags, faint nodes: read at each drawing; call refresh after a change. */
MlgGraphLook  *mlg_graph_canvas_get_look     (MlgGraphCanvas *self);

/* G_MAXUINT: none. */
void           mlg_graph_canvas_select_node  (MlgGraphCanvas *self,
                                              guint           node);
void           mlg_graph_canvas_select_edge  (MlgGraphCanvas *self,
                                              guint           edge);
/* @nodes: guint; the last is the one whose sheet is shown. */
void           mlg_graph_canvas_select_nodes (MlgGraphCanvas *self,
                                              GArray         *nodes);
/* Those selected, in the order of the scene. Array of guint. */
GArray        *mlg_graph_canvas_dup_nodes    (MlgGraphCanvas *self);
guint          mlg_graph_canvas_get_node     (MlgGraphCanvas *self);
guint          mlg_graph_canvas_get_edge     (MlgGraphCanvas *self);
/* Moves the sheet as little as needed for @node to be seen. */
void           mlg_graph_canvas_reveal       (MlgGraphCanvas *self,
                                              guint           node);
/* Where @node is, in the widget. */
MlgPoint       mlg_graph_canvas_locate       (MlgGraphCanvas *self,
                                              guint           node);

/* (x, y) of the widget, in the units of the scene. */
MlgPoint       mlg_graph_canvas_to_scene     (MlgGraphCanvas *self,
                                              double          x,
                                              double          y);
/* Where the middle of a link is, in the widget. */
MlgPoint       mlg_graph_canvas_locate_edge  (MlgGraphCanvas *self,
                                              guint           edge);

/* A click on one actor, then on another, or a drag between them, links them. With an actor
 * selected the link starts there; arrow keys and Enter choose the other. */
void           mlg_graph_canvas_set_linking  (MlgGraphCanvas *self,
                                              gboolean        linking);

void           mlg_graph_canvas_zoom         (MlgGraphCanvas *self,
                                              double          factor);
void           mlg_graph_canvas_fit          (MlgGraphCanvas *self);

G_END_DECLS
