/* The panel « Couches »: what lies under the actors. The ground (drawn, tiles of a file, tiles of the IGN)
 * is this person's; the layers of outlines are the file's.
 *
 *   mlg-map-layers.c        the button, its popover, the list of layers
 *   mlg-map-ground.c        the ground
 *   mlg-map-ground-online.c the ground when it is fetched
 *   mlg-map-layer-row.c     one layer: shown, colour, names, order, what must be said of it
 */

#pragma once

#include "exchange/mlg-map-layers.h"
#include "ui/map/mlg-map-online.h"
#include "ui/map/mlg-map-view-private.h"

G_BEGIN_DECLS

struct _MlgMapLayers
{
  MlgMapView   *view;
  GtkWidget    *button, *popover, *ground_box, *list, *none;
  GtkWidget    *grounds, *opacity;
  GCancellable *reading;
  MlgMbtiles   *tiles;         /* the ground that is shown over the drawn one; NULL: none */
  gboolean      filling;       /* the choices are being set by us */
  guint         fill_source;
  MlgMapOnline *online;        /* where the ground comes from; NULL: no network is used */
  GtkWidget    *online_box, *online_trouble, *keep_online;
  guint         look_source;
  gboolean      told;          /* its trouble */
  MlgId         unfolded;      /* the layer whose details are open; null: none */
};

void       mlg_map_layers_attach   (MlgMapView         *self);
void       mlg_map_layers_detach   (MlgMapView         *self);
/* The index is another: so may be the layers and what must be said of them. */
void       mlg_map_layers_follow   (MlgMapView         *self);
/* Takes the file in: read in a thread, then one command. */
void       mlg_map_layers_add_file (MlgMapView         *self,
                                    const char         *path);
void       mlg_map_layers_look_at  (MlgMapView         *self,
                                    const MlgId        *id);

/* mlg-map-layer-row.c */
GtkWidget *mlg_map_layer_row_new   (MlgMapView         *self,
                                    const MlgLayerLine *line,
                                    gboolean            is_first,
                                    gboolean            is_last);

/* mlg-map-ground.c */
void       mlg_map_ground_attach   (MlgMapView         *self);
/* The recent ones, soon. */
void       mlg_map_ground_fill     (MlgMapView         *self);
/* Shown from now on, and remembered. */
gboolean   mlg_map_ground_open     (MlgMapView         *self,
                                    const char         *path,
                                    GError            **error);
/* The same, and says what is wrong. */
void       mlg_map_ground_open_or_report (MlgMapView   *self,
                                    const char         *path);

/* Takes @tiles, NULL: the drawn map. */
void       mlg_map_ground_take     (MlgMapView         *self,
                                    MlgMbtiles         *tiles);
/* Draws it again: other pictures, another strength. */
void       mlg_map_ground_apply    (MlgMapView         *self);

/* mlg-map-ground-online.c */
GtkWidget *mlg_map_ground_make_online  (MlgMapView     *self);
gboolean   mlg_map_ground_wants_online (void);
gboolean   mlg_map_ground_go_online    (MlgMapView     *self,
                                        GError        **error);
/* The ground is then another's business. */
void       mlg_map_ground_leave_online (MlgMapView     *self);

/* mlg-offline-dialog.c */
void       mlg_offline_dialog_open (MlgMapView         *view);

G_END_DECLS
