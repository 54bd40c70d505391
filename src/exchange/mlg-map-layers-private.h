/* Between the files of mlg-map-layers. */

#pragma once

#include "exchange/mlg-map-layers.h"

G_BEGIN_DECLS

/* Of fields, what looks most like a name first. Lent by @properties. */
GPtrArray *mlg_layer_list_names (GHashTable *properties);

G_END_DECLS
