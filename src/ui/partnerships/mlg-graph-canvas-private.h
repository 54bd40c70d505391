/* What the drawing surface and the hands that move on it share.
 *
 *   mlg-graph-canvas.c     what is seen: the view, the selection
 *   mlg-graph-gestures.c   pointer and touch
 *   mlg-graph-keys.c       the keyboard
 */

#pragma once

#include "render/mlg-graph-picture.h"
#include "ui/partnerships/mlg-graph-canvas.h"

G_BEGIN_DECLS

#define MLG_ZOOM_STEP 1.2

typedef enum
{
  MLG_GRAPH_HAND_IDLE,
  MLG_GRAPH_HAND_PRESSED,                /* not yet a drag */
  MLG_GRAPH_HAND_PANNING,
  MLG_GRAPH_HAND_MOVING,                 /* an actor, or all that are selected */
  MLG_GRAPH_HAND_LINKING,
  MLG_GRAPH_HAND_FRAMING,                /* a rectangle around those to be selected */
} MlgGraphHand;

struct _MlgGraphCanvas
{
  GtkWidget      parent_instance;

  /* Owned */
  MlgGraphScene *scene;
  guint8        *selected;     /* per node */
  MlgGraphPicture *picture;    /* while the hand moves the sheet */

  MlgGraphView   view;
  MlgGraphLook   look;
  guint          node, edge;   /* selected; G_MAXUINT: none */
  gboolean       fitted;       /* follows the size of the window until the hand zooms or pans */
  gboolean       linking;

  guint          anchor;       /* the actor whose links Tab walks along; G_MAXUINT: none */

  /* The hand (mlg-graph-gestures.c) */
  MlgGraphHand   hand;
  guint          held;         /* the node pressed on; G_MAXUINT: none */
  MlgPoint       press;        /* in the widget */
  MlgPoint       origin;       /* of the view or of the held node when the drag began */
  MlgPoint       carried;      /* how far the selected were moved, in units of the scene */
  guint          target;       /* the actor that the held one is over; G_MAXUINT: none */
  guint          n_press;      /* 2: a double click */
  MlgPoint       pointer;
  double         pinch;        /* zoom when a pinch began */
};

/* Keeps what is at (x, y) of the widget where it is. */
void  mlg_graph_canvas_zoom_at (MlgGraphCanvas *self,
                                double          zoom,
                                double          x,
                                double          y);

/* Not those that a reading hides. G_MAXUINT: nothing there. */
guint mlg_graph_canvas_pick_node (MlgGraphCanvas *self,
                                  double          x,
                                  double          y);
guint mlg_graph_canvas_pick_edge (MlgGraphCanvas *self,
                                  double          x,
                                  double          y);

/* mlg-graph-gestures.c */
void  mlg_graph_gestures_install     (MlgGraphCanvas *self);
void  mlg_graph_gestures_draw        (MlgGraphCanvas *self,
                                      cairo_t        *cr);
void  mlg_graph_gestures_hover       (MlgGraphCanvas *self,
                                      guint           node,
                                      const char     *cursor);
/* Begins a link at @from; G_MAXUINT: at the pointer. */
void  mlg_graph_gestures_start_link  (MlgGraphCanvas *self,
                                      guint           from);
/* To whom it was drawn; G_MAXUINT: nobody. */
void  mlg_graph_gestures_finish_link (MlgGraphCanvas *self,
                                      guint           to);
void  mlg_graph_gestures_end_link    (MlgGraphCanvas *self);

/* mlg-graph-keys.c */
void  mlg_graph_keys_install         (MlgGraphCanvas *self);
/* Tab: along the links of the selected actor. FALSE: after the last, it leaves. */
gboolean mlg_graph_keys_walk         (MlgGraphCanvas *self,
                                      gboolean        back);

G_END_DECLS
