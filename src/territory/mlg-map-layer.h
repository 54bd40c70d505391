/* A layer of the map: the outlines, lines or points of somebody else's file, over the ground and under the
 * actors. Immutable once shared; any thread.
 */

#pragma once

#include "model/mlg-id.h"
#include "territory/mlg-topology.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_LAYER_POINTS,
  MLG_LAYER_LINES,
  MLG_LAYER_SURFACES,
} MlgLayerKind;

typedef struct
{
  MlgLayerKind   kind;
  char          *name;         /* as the field of names has it; NULL: none */
  GArray        *rings;        /* MlgRing; of points, each ring holds them all */
  MlgMercatorBox box;
  MlgMercator    middle;       /* where its name stands */
} MlgLayerShape;

typedef struct
{
  MlgId      id;
  char      *title;
  char      *attribution;      /* NULL: none */
  char      *colour;           /* "#2e6f9e", or NULL */
  gint64     position;
  GPtrArray *shapes;           /* MlgLayerShape */
} MlgMapLayer;

MlgMapLayer   *mlg_map_layer_new       (void);
MlgMapLayer   *mlg_map_layer_ref       (MlgMapLayer   *self);
void           mlg_map_layer_unref     (MlgMapLayer   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMapLayer, mlg_map_layer_unref)

/* Takes @rings; the box and the middle are worked out. */
MlgLayerShape *mlg_map_layer_add       (MlgMapLayer   *self,
                                        MlgLayerKind   kind,
                                        const char    *name,
                                        GArray        *rings);
MlgMercatorBox mlg_map_layer_get_box   (const MlgMapLayer *self);

/* What must be said beside a map that shows these, in their order, each once: "A – B". NULL: nothing. */
char          *mlg_map_layers_dup_attribution (GPtrArray *layers);

G_END_DECLS
