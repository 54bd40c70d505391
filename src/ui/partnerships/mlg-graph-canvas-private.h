/* What the drawing surface and the hands that move on it share. Within these two files only. */

#pragma once

#include "ui/partnerships/mlg-graph-canvas.h"

G_BEGIN_DECLS

#define MLG_ZOOM_STEP 1.2

typedef enum
{
  MLG_GRAPH_HAND_IDLE,
  MLG_GRAPH_HAND_PRESSED,                /* not yet a drag */
  MLG_GRAPH_HAND_PANNING,
  MLG_GRAPH_HAND_MOVING,                 /* an actor */
  MLG_GRAPH_HAND_LINKING,
} MlgGraphHand;

struct _MlgGraphCanvas
{
  GtkWidget      parent_instance;

  /* Owned */
  MlgGraphScene *scene;
  guint8        *selected;     /* per node */

  MlgGraphView   view;
  MlgGraphLook   look;
  guint          node, edge;   /* selected; G_MAXUINT: none */
  gboolean       fitted;       /* follows the size of the window until the hand zooms or pans */
  gboolean       linking;

  /* The hand (mlg-graph-gestures.c) */
  MlgGraphHand   hand;
  guint          held;         /* the node pressed on; G_MAXUINT: none */
  MlgPoint       press;        /* in the widget */
  MlgPoint       origin;       /* of the view or of the held node when the drag began */
  MlgPoint       pointer;
  double         pinch;        /* zoom when a pinch began */
};

/* Keeps what is at (x, y) of the widget where it is. */
void  mlg_graph_canvas_zoom_at (MlgGraphCanvas *self,
                                double          zoom,
                                double          x,
                                double          y);

/* Pointer, touch and keys. */
void  mlg_graph_gestures_install  (MlgGraphCanvas *self);
/* Begins a link at @from; G_MAXUINT: at the pointer. */
void  mlg_graph_gestures_start_link (MlgGraphCanvas *self,
                                  guint           from);

G_END_DECLS
