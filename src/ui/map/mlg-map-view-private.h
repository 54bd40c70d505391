/* The parts of the map's screen: the view (what is shown), its hands (pointer and keys), its
 * popovers (lists, placing an actor), and going to a place by its name. */

#pragma once

#include "ui/map/mlg-map-canvas.h"
#include "ui/map/mlg-map-rows.h"
#include "ui/map/mlg-map-view.h"

G_BEGIN_DECLS

typedef struct _MlgMapTools MlgMapTools;
typedef struct _MlgMapLayers MlgMapLayers;
typedef struct _MlgMapWish MlgMapWish;

struct _MlgMapView
{
  MlgView             parent_instance;

  /* Of the template. */
  GtkWidget          *overlay;
  GtkWidget          *summary;
  GtkWidget          *show_actors, *show_places, *show_initiatives, *show_events;
  GtkWidget          *show_ties, *show_names, *show_legend, *show_list;
  GtkWidget          *by;              /* a drop-down, in the order of MlgMapBy */
  GtkWidget          *zoom_in, *zoom_out, *zoom_fit;
  GtkWidget          *legend;          /* a drawing area, in legend_card */
  GtkWidget          *legend_card, *legend_open, *legend_arrow;
  GtkWidget          *attribution;     /* a label, short; what opens from it says all */
  GtkWidget          *attribution_button;
  GtkWidget          *sources, *sources_popover;
  GtkWidget          *empty;
  GtkWidget          *panel;
  GtkWidget          *list;
  GtkWidget          *go_to;           /* a menu button */

  ShumateMap         *map;
  MlgMapCanvas       *canvas;
  GtkWidget          *popover;         /* the one that is open, or NULL */

  MlgMapRows         *rows;
  GtkSingleSelection *chosen;
  GHashTable         *spot_of;         /* MlgId (in the scene) → spot + 1 */
  GCancellable       *indexing;

  gboolean            dirty;           /* the project or the filters changed while not shown */
  guint               refresh_source;
  gboolean            dark;
  double              legend_scale;
  gboolean            framed;          /* the first frame was chosen */
  gboolean            following;       /* the list is being set from the focus */
  gboolean            choosing;        /* the selection comes from the map itself */
  guint               last_chosen;     /* spot, MLG_MAP_NONE */
  guint               room_source;

  /* Of the hands. */
  guint               cursor;          /* mark under the keyboard, MLG_MAP_NONE */
  guint               carried;         /* spot being moved, MLG_MAP_NONE */
  gboolean            banding;
  gboolean            tooling;         /* the drag is of a tool */
  double              pointer_x, pointer_y;
  double              press_x, press_y;
  MlgMapTools        *tools;
  MlgMapLayers       *layers;
};

const MlgSpot *mlg_map_view_get_spot       (MlgMapView  *self,
                                            guint        spot);
/* Of actors, initiatives or events. */
const MlgEntity *mlg_map_view_get_entity   (MlgMapView  *self,
                                            guint        spot);
void           mlg_map_view_choose         (MlgMapView  *self,
                                            guint        spot);        /* MLG_MAP_NONE: nobody */
/* Chooses it and brings it to the middle. */
void           mlg_map_view_go_to          (MlgMapView  *self,
                                            const MlgId *actor);
void           mlg_map_view_choose_many    (MlgMapView  *self,
                                            GArray      *spots);
/* Its name, category, how well its place is known; one a line. */
char          *mlg_map_view_describe       (MlgMapView  *self,
                                            guint        spot);
void           mlg_map_view_fit_all        (MlgMapView  *self,
                                            gboolean     gently);

void           mlg_map_view_refresh_soon   (MlgMapView  *self);
void           mlg_map_view_make_room_soon (MlgMapView  *self);

/* What is shown (mlg-map-show.c): the panel « Afficher », the legend, where the map comes from. */
void           mlg_map_show_attach         (MlgMapView  *self);
/* What is wished for now; may go to a thread. */
MlgMapWish    *mlg_map_show_dup_wish       (MlgMapView       *self);
void           mlg_map_wish_free           (MlgMapWish       *wish);
/* Is there so much that it should be made in a thread? */
gboolean       mlg_map_wish_is_large       (const MlgMapWish *wish);
/* In the thread of @project, or with NULL in any other; NULL if it cannot be read there. */
MlgMapIndex   *mlg_map_wish_fulfil         (const MlgMapWish *wish,
                                            MlgProject       *project);
void           mlg_map_show_size_legend    (MlgMapView  *self);
/* The areas of those chosen whose marks stand elsewhere are lit too. */
void           mlg_map_show_light          (MlgMapView  *self,
                                            GArray      *spots);       /* guint */

void           mlg_map_list_attach         (MlgMapView  *self);        /* beside the map (mlg-map-list.c) */
void           mlg_map_hands_attach        (MlgMapView  *self);
void           mlg_map_go_to_attach        (MlgMapView  *self);

/* @mark_x, @mark_y: what the popover points to. */
void           mlg_map_popover_list        (MlgMapView  *self,
                                            const char  *title,
                                            GArray      *spots,
                                            double       x,
                                            double       y);
void           mlg_map_popover_place       (MlgMapView  *self,
                                            double       x,
                                            double       y);
void           mlg_map_popover_close       (MlgMapView  *self);
/* Corrects the place of an actor: undoable. */
gboolean       mlg_map_place_actor         (MlgMapView  *self,
                                            const MlgId *id,
                                            double       x,
                                            double       y);

/* A popover that points there; the one that was open closes. */
GtkWidget     *mlg_map_popover_open        (MlgMapView  *self,
                                            GtkWidget   *content,
                                            double       x,
                                            double       y);

/* « Qui manque ici ? » (mlg-map-missing.c). */
void           mlg_map_missing_attach      (MlgMapView  *self);
void           mlg_map_missing_detach      (MlgMapView  *self);        /* its widgets are going */
void           mlg_map_missing_refresh     (MlgMapView  *self);
const MlgCoverageMap *mlg_map_missing_get  (MlgMapView  *self);        /* NULL: not shown */
gboolean       mlg_map_missing_click       (MlgMapView  *self,
                                            double       x,
                                            double       y);           /* TRUE: an area was there */
/* On paper (mlg-map-print.c). */
void           mlg_map_print_attach        (MlgMapView  *self);

G_END_DECLS
