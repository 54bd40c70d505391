/* What stands on the map: plain shapes that already know where they are. Filled by exchange
 * from a project, drawn by render; no file, no widget. Immutable once made, any thread.
 */

#pragma once

#include <glib.h>
#include "model/mlg-id.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_SPOT_EXACT,        /* an address or a hand-placed point */
  MLG_SPOT_COMMUNE,      /* known to the commune: drawn at its centre, as such */
  MLG_SPOT_AREA,         /* only an area of intervention: drawn as an area symbol, never a pin */
  MLG_SPOT_NOWHERE,      /* "France" or unknown: in the list at the margin */
} MlgSpotKind;

typedef struct
{
  MlgId        id;
  char        *name;
  guint        category;      /* index in user_category; G_MAXUINT: none */
  MlgSpotKind  kind;
  double       lat, lon;      /* degrees WGS 84; of the area's reference point for areas */
  gboolean     approximate;   /* off by some kilometres (MLG_PRECISION_APPROXIMATE): to be shown as such */
  char        *area_kind;     /* term of territory_kind, or NULL */
  char        *area_code;     /* code of the area for its outline, or NULL */
  char        *area_name;
} MlgSpot;

typedef struct
{
  guint        a, b;          /* spots */
  gboolean     established;
  guint        n_axes;
} MlgSpotTie;

typedef struct
{
  GArray *spots;              /* MlgSpot */
  GArray *ties;               /* MlgSpotTie */
} MlgMapScene;

MlgMapScene *mlg_map_scene_new  (void);
/* Atomically reference counted, so that a thread may hold on to it. */
MlgMapScene *mlg_map_scene_ref  (MlgMapScene *self);
void         mlg_map_scene_free (MlgMapScene *self);     /* lets go of one reference */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMapScene, mlg_map_scene_free)

G_END_DECLS
