/* What a hand can do on the map besides choosing: circle several actors, measure, ask who is near. Each is
 * a state that a card at the top says in words, that Escape ends, and that is drawn over everything else.
 *
 *   mlg-map-tools.c     which one, its keys, its drags
 *   mlg-map-overlay.c   what is drawn of it
 *   mlg-map-near.c      who is near: the circle, the list by distance
 *   mlg-map-outline.c   the territory that is chosen, or gone to
 *   mlg-map-words.c     lengths, surfaces, what is in sight
 */

#pragma once

#include "render/mlg-map-lasso.h"
#include "territory/mlg-ground.h"
#include "ui/map/mlg-map-view-private.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_MAP_TOOL_HAND,
  MLG_MAP_TOOL_LASSO,
  MLG_MAP_TOOL_MEASURE,
  MLG_MAP_TOOL_NEAR,
  MLG_N_MAP_TOOLS,
} MlgMapTool;

typedef enum
{
  MLG_GRIP_NONE,
  MLG_GRIP_LASSO,
  MLG_GRIP_RING,             /* the circle of who is near, by its edge */
  MLG_GRIP_MIDDLE,
} MlgGrip;

struct _MlgMapTools
{
  MlgMapView   *view;
  MlgMapTool    tool;
  MlgGrip       grip;
  gboolean      switching;   /* the buttons are being set by us */
  MlgMapText   *text;
  MlgInkTheme   text_theme;
  guint         tell_source;

  GtkWidget    *card, *hint;
  GtkWidget    *buttons[MLG_N_MAP_TOOLS];

  GArray       *lasso;       /* MlgMapPoint */
  double        circle;      /* pixels, around the middle: the lasso of the keyboard; 0: none */

  GArray       *measured;    /* MlgMercator */
  gboolean      is_closed;
  gboolean      has_tip;     /* where the pointer is */
  MlgMercator   tip;

  gboolean      has_middle;
  MlgMercator   middle;      /* of who is near */
  double        km;
  GtkWidget    *near_box, *near_title, *near_entry, *near_places, *near_spin, *near_all, *near_more;
  GListStore   *near_rows;   /* MlgMapRow */
  GArray       *nearby;      /* MlgNearby */
  guint         near_source;

  gboolean      has_area;
  MlgArea       area;
  char         *area_name;
  double        flash;       /* 1: just gone to, 0: at rest */
  guint         flash_tick;
  gint64        flash_start;
  gboolean      area_stays;  /* it is chosen, rather than gone to */
};

void        mlg_map_tools_attach       (MlgMapView        *self);
void        mlg_map_tools_detach       (MlgMapView        *self);
void        mlg_map_tools_follow       (MlgMapView        *self);    /* the focus is there */
void        mlg_map_tools_reindexed    (MlgMapView        *self);

void        mlg_map_tools_take         (MlgMapView        *self,
                                        MlgMapTool         tool);
/* Lets go of what is in hand, one thing at a time. FALSE: nothing was. */
gboolean    mlg_map_tools_escape       (MlgMapView        *self);
void        mlg_map_tools_update_card  (MlgMapView        *self);
gboolean    mlg_map_tools_key          (MlgMapView        *self,
                                        guint              keyval);
/* TRUE: this drag, this click is for the tool. */
gboolean    mlg_map_tools_begin_drag   (MlgMapView        *self,
                                        double             x,
                                        double             y,
                                        GdkModifierType    state);
void        mlg_map_tools_drag         (MlgMapView        *self,
                                        double             x,
                                        double             y);
void        mlg_map_tools_end_drag     (MlgMapView        *self);
gboolean    mlg_map_tools_click        (MlgMapView        *self,
                                        double             x,
                                        double             y,
                                        gboolean           on_mark);
void        mlg_map_tools_move         (MlgMapView        *self,
                                        double             x,
                                        double             y);
const char *mlg_map_tools_get_cursor   (MlgMapView        *self,
                                        double             x,
                                        double             y);     /* NULL: the map's own */

void        mlg_map_measure_from       (MlgMapView        *self,
                                        MlgMercator        point);

/* mlg-map-overlay.c */
void        mlg_map_overlay_draw       (cairo_t           *cr,
                                        const MlgMapFrame *frame,
                                        gpointer           view);
/* Which part of the circle is there. */
MlgGrip     mlg_map_overlay_pick       (MlgMapView        *self,
                                        double             x,
                                        double             y);

/* mlg-map-near.c */
void        mlg_map_near_make          (MlgMapView        *self);
void        mlg_map_near_open          (MlgMapView        *self);
void        mlg_map_near_close         (MlgMapView        *self);
void        mlg_map_near_set_middle    (MlgMapView        *self,
                                        MlgMercator        middle,
                                        const char        *name);    /* NULL: the nearest town is said */
void        mlg_map_near_set_km        (MlgMapView        *self,
                                        double             km);
void        mlg_map_near_update        (MlgMapView        *self);

/* mlg-map-outline.c */
/* Where the file is at home: where it says its map opens, else its home territory. @name is owned, NULL when it
 * is a point alone. FALSE: it does not say. */
gboolean mlg_map_find_home           (MlgMapView *self, MlgArea *area, char **name);
gboolean mlg_map_outline_frame_home  (MlgMapView *self);
void        mlg_map_outline_follow     (MlgMapView        *self);
void        mlg_map_outline_show_place (MlgMapView        *self,
                                        const MlgPlace    *place);
void        mlg_map_outline_draw       (MlgMapView        *self,
                                        cairo_t           *cr,
                                        const MlgMapFrame *frame);
/* Under the marks: a MlgMapOverlay of the view. */
void        mlg_map_outline_draw_under (cairo_t           *cr,
                                        const MlgMapFrame *frame,
                                        gpointer           view);
void        mlg_map_outline_clear      (MlgMapView        *self);

/* mlg-map-words.c */
char       *mlg_map_dup_length         (double             km);
char       *mlg_map_dup_surface        (double             km2);
void        mlg_map_tell_soon          (MlgMapView        *self);
/* The mark the keyboard is on, in the place of the summary; NULL: none. */
void        mlg_map_tell_mark          (MlgMapView        *self,
                                        const MlgMapMark  *mark);

G_END_DECLS
