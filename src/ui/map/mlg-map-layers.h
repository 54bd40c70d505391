/* The panel « Couches »: what lies under the actors. The ground (drawn, tiles of a file, tiles of the IGN)
 * is this person's; the layers of outlines are the file's.
 *
 *   mlg-map-layers.c        the button, its popover, the list of layers
 *   mlg-map-layer-row.c     one layer: shown, colour, names, order, what must be said of it
 */

#pragma once

#include "exchange/mlg-map-layers.h"
#include "ui/map/mlg-map-view-private.h"

G_BEGIN_DECLS

struct _MlgMapLayers
{
  MlgMapView   *view;
  GtkWidget    *button, *popover, *ground_box, *list, *none;
  GCancellable *reading;
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

G_END_DECLS
