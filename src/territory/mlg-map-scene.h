/* What stands on the map: plain shapes that already know where they are. Filled by exchange
 * from a project, drawn by render; no file, no widget. Immutable once made, any thread.
 */

#pragma once

#include <glib.h>
#include "model/mlg-id.h"
#include "territory/mlg-map-layer.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_SPOT_EXACT,        /* an address or a hand-placed point */
  MLG_SPOT_COMMUNE,      /* known to the commune: drawn at its centre, as such */
  MLG_SPOT_AREA,         /* only an area of intervention: drawn as an area symbol, never a pin */
  MLG_SPOT_NOWHERE,      /* "France" or unknown: in the list at the margin */
} MlgSpotKind;

/* What it is a record of. */
typedef enum
{
  MLG_SPOT_ACTOR,
  MLG_SPOT_PLACE,        /* an actor too, of the kind "place" */
  MLG_SPOT_INITIATIVE,
  MLG_SPOT_EVENT,
} MlgSpotSort;

/* Between two moments that are compared. */
typedef enum
{
  MLG_SPOT_SAME,
  MLG_SPOT_NEW,
  MLG_SPOT_GONE,         /* it is no more: drawn where it was */
  MLG_SPOT_CHANGED,
  MLG_SPOT_STRONGER,     /* of a tie */
} MlgSpotChange;

/* What the colours and shapes of actors say. */
typedef enum
{
  MLG_MAP_BY_CATEGORY,
  MLG_MAP_BY_FAMILY,
  MLG_MAP_BY_NETWORK,
  MLG_MAP_BY_THEME,
  MLG_MAP_BY_ECONOMY,
  MLG_MAP_BY_STATE,
  MLG_MAP_N_BYS,
} MlgMapBy;

#define MLG_MAP_CLASSES     8           /* that have a colour of their own */
#define MLG_MAP_OTHERS      8           /* all further ones */
#define MLG_MAP_UNKNOWN     9           /* none is known */
#define MLG_MAP_INITIATIVES 10
#define MLG_MAP_EVENTS      11
#define MLG_MAP_CATEGORIES  12          /* how many signs there are */

/* Somewhere it acts. */
typedef struct
{
  char        *kind;          /* term of territory_kind, or NULL */
  char        *code;
  char        *name;
  double       lat, lon;      /* of its reference point, or of what contains it */
} MlgSpotArea;

typedef struct
{
  MlgId        id;
  char        *name;
  guint        category;      /* class of the scene (MlgMapBy); G_MAXUINT: none */
  MlgSpotKind  kind;
  double       lat, lon;      /* degrees WGS 84; of the area's reference point for areas */
  gboolean     approximate;   /* off by some kilometres (MLG_PRECISION_APPROXIMATE): to be shown as such */
  char        *area_kind;     /* term of territory_kind, or NULL */
  char        *area_code;     /* code of the area for its outline, or NULL */
  char        *area_name;
  MlgSpotSort  sort;
  GArray      *areas;         /* MlgSpotArea: everywhere it acts, the country left out; NULL: only the one above */
  GArray      *actors;        /* guint: whose initiative, whose event; or NULL */
  char        *when;          /* of an event or an initiative, for people; or NULL */
  MlgSpotChange change;
  gboolean     undated;       /* a period is looked at, and nobody said when this was */
} MlgSpot;

typedef struct
{
  guint        a, b;          /* spots */
  gboolean     established;
  guint        n_axes;
  gboolean     formalised;
  guint        n_market, n_non_market, n_non_monetary;   /* of the axes; the others are unqualified */
  MlgSpotChange change;
  gboolean     undated;
} MlgSpotTie;

typedef struct
{
  GArray   *spots;            /* MlgSpot */
  GArray   *ties;             /* MlgSpotTie */
  MlgMapBy  by;
  char     *classes[MLG_MAP_CLASSES];   /* what they are called; NULL: by category, whose words are in the vocabulary */
  GPtrArray *layers;          /* MlgMapLayer, from the lowest; may be empty */
} MlgMapScene;

/* Which of the MLG_MAP_CATEGORIES signs it bears. */
guint        mlg_spot_get_class (const MlgSpot *spot);
void         mlg_spot_add_area  (MlgSpot       *spot,
                                 const char    *kind,
                                 const char    *code,
                                 const char    *name,
                                 double         lat,
                                 double         lon);
/* Everything it holds. */
void         mlg_spot_clear     (MlgSpot       *spot);

MlgMapScene *mlg_map_scene_new  (void);
/* Atomically reference counted, so that a thread may hold on to it. */
MlgMapScene *mlg_map_scene_ref  (MlgMapScene *self);
void         mlg_map_scene_free (MlgMapScene *self);     /* lets go of one reference */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMapScene, mlg_map_scene_free)

G_END_DECLS
