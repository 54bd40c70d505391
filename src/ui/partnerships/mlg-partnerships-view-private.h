/* What the parts of the partnership screen share. The view is one class in five files:
 *
 *   mlg-partnerships-view.c    its life: template, focus, keys
 *   mlg-graph-arranging.c      who stands where: laying out, tidying up, the walk there
 *   mlg-graph-pins.c           actors held where they were put, and let go
 *   mlg-graph-side.c           beside the drawing: words, isolated actors, legend
 *   mlg-graph-reading.c        what is asked of the graph
 *   mlg-graph-pointing.c       what points at the answer in the drawing
 *   mlg-graph-hands.c          what the hand asked for (mlg-graph-hands.h)
 */

#pragma once

#include "exchange/mlg-project-graph.h"
#include "ui/partnerships/mlg-graph-canvas.h"
#include "ui/partnerships/mlg-graph-choices.h"
#include "ui/partnerships/mlg-graph-lens.h"
#include "ui/partnerships/mlg-graph-list.h"
#include "ui/partnerships/mlg-graph-places.h"
#include "ui/partnerships/mlg-graph-reading.h"
#include "ui/partnerships/mlg-isolated-list.h"
#include "ui/partnerships/mlg-partnerships-view.h"
#include "ui/time/mlg-period-bar.h"

G_BEGIN_DECLS

struct _MlgPartnershipsView
{
  MlgView          parent_instance;

  /* Template */
  GtkWidget       *content;
  GtkWidget       *tools;
  GtkWidget       *tools_start;
  GtkStack        *pages;
  MlgGraphCanvas  *canvas;
  MlgGraphChoices *choices;
  MlgGraphLens    *lens;
  GtkToggleButton *link;
  GtkMenuButton   *read;
  GtkToggleButton *memberships;
  GtkWidget       *working;
  GtkProgressBar  *progress_bar;
  GtkWidget       *tidy;
  GtkLabel        *words;
  GtkWidget       *legend;
  GtkOverlay      *overlay;
  GtkWidget       *zooms;
  GtkWidget       *side;
  GtkToggleButton *list_toggle;
  GtkToggleButton *all_toggle;
  GtkWidget       *lists_box;
  GtkStack        *lists;
  MlgGraphList    *list;
  GtkLabel        *isolated_heading;
  GtkWidget       *isolated_hint;
  MlgIsolatedList *isolated;
  MlgReadingPanel *panel;
  MlgPeriodBar    *period;

  /* Owned */
  MlgGraphPlaces  *places;
  MlgGraphReading *reading;          /* what is asked of the graph */
  MlgGraphScene   *next;             /* waits for its places */
  guint8          *faint;            /* per node */
  GTask           *work;             /* in another thread: reading the graph of many actors, laying out */
  gint             cancelled;        /* told to that thread */
  gint             progress;         /* told by it, per cent */
  guint            progress_timer, n_ticks;
  gboolean         stale;            /* what is being worked on is not what is in the file any more */
  gboolean         given_up;         /* by the user: what was being laid out is not wanted any more */
  gboolean         walking;          /* to another placement: the next scene is walked to */

  MlgPoint         menu_at;          /* in the canvas: where its menu was last asked for */
  gboolean         has_menu;         /* … if it ever was */

  /* What stands beside the drawing: in a narrow window it is only there when asked for, over it */
  gboolean         is_narrow;
  gboolean         gives_way;        /* to a reading */
  gboolean         side_wanted[2];   /* wide, narrow */
  int              side_room;        /* pixels the drawing leaves */
  guint            side_source;

  /* The actors on their way to their new places */
  MlgPoint        *from, *to;
  guint8          *placements;
  guint            n_moving;
  gint64           start;
  guint            tick;
};

/* mlg-partnerships-view.c */
gboolean            mlg_partnerships_view_facts_only    (MlgPartnershipsView *self);
const MlgGraphNode *mlg_partnerships_view_get_nodes     (MlgPartnershipsView *self);
/* Ink, filters, marks: everything but places. */
void                mlg_partnerships_view_update_looks  (MlgPartnershipsView *self);
/* As if it had been typed over the drawing. */
gboolean            mlg_partnerships_view_key           (MlgPartnershipsView *self,
                                                         guint                key);
/* Takes @scene, which is placed. */
void                mlg_partnerships_view_show          (MlgPartnershipsView *self,
                                                         MlgGraphScene       *scene);
/* Selects the actor of @node; G_MAXUINT: nobody. */
void                mlg_partnerships_view_choose        (MlgPartnershipsView *self,
                                                         guint                node);

/* Selects the line of a partnership, if it is drawn. */
void                mlg_partnerships_view_choose_edge   (MlgPartnershipsView *self,
                                                         const MlgId         *partnership);

/* mlg-graph-arranging.c */
/* Makes the graph anew from the file; newcomers get a place, the others keep theirs. */
void                mlg_partnerships_view_rebuild       (MlgPartnershipsView *self);
/* Arranges all that is not pinned: a command. */
void                mlg_partnerships_view_tidy          (MlgPartnershipsView *self);
/* What is being laid out is not wanted any more: what was drawn before stays. */
void                mlg_partnerships_view_give_up       (MlgPartnershipsView *self);
void                mlg_partnerships_view_stop_moving   (MlgPartnershipsView *self);

/* mlg-graph-pins.c */
/* The drawing that places are now of: the field "placement". */
char               *mlg_partnerships_view_dup_placement (MlgPartnershipsView *self);
/* What becomes of the place of an actor that is let go: in the free placement it stays there, elsewhere
 * it goes where the placement puts it (MlgPlacement). */
guint8              mlg_partnerships_view_get_freed     (MlgPartnershipsView *self);
/* A command. */
void                mlg_partnerships_view_unpin_all     (MlgPartnershipsView *self);

/* mlg-graph-side.c */
void                mlg_graph_side_attach               (MlgPartnershipsView *self);
void                mlg_graph_side_update_words         (MlgPartnershipsView *self);
void                mlg_graph_side_update_legend        (MlgPartnershipsView *self);

/* The scene, or who is selected, is another. */
void                mlg_graph_side_update_list          (MlgPartnershipsView *self);
/* A reading of the graph stands in the place of the lists. */
void                mlg_graph_side_give_way             (MlgPartnershipsView *self,
                                                         gboolean             to_reading);
void                mlg_graph_side_follow               (MlgPartnershipsView *self);
void                mlg_graph_side_detach               (MlgPartnershipsView *self);

/* mlg-graph-hands.c: the handlers of the template. */
void                mlg_graph_hands_bind                (GtkWidgetClass      *klass);

G_END_DECLS
