/* An actor dropped on the map is there. */

#pragma once

#include "ui/map/mlg-map-view-private.h"

G_BEGIN_DECLS

/* Lines of lists of actors, wherever they are. */
void mlg_map_drop_attach     (MlgMapView  *self);
/* @box: of a line of the list beside the map; @item: what it shows. */
void mlg_map_drop_add_source (MlgMapView  *self,
                              GtkWidget   *box,
                              GtkListItem *item);

G_END_DECLS
