/* Where what is missing and what can be mobilised are: a resource is where its territories say, or else its
 * initiative, its actor or who brings it. exchange only.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  double      lat, lon;        /* degrees; NAN: unknown */
  GHashTable *territories;     /* names folded → name, of those it is of and of all that hold them; the country left out */
} MlgMatchPlace;

typedef struct _MlgMatchPlaces MlgMatchPlaces;

MlgMatchPlaces *mlg_match_places_new   (MlgProject       *project);
void            mlg_match_places_free  (MlgMatchPlaces   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMatchPlaces, mlg_match_places_free)

/* @references, @holders: values of REFERENCES, REFERENCE and ANY fields, the nearest truth first; NULL ones
 * are passed over. Never NULL. */
MlgMatchPlace  *mlg_match_places_find  (MlgMatchPlaces   *self,
                                        const char       *territories,
                                        const char       *initiative,
                                        const char       *actor,
                                        const char       *provider);
void            mlg_match_place_free   (MlgMatchPlace    *place);

/* Kilometres between them; NAN: one of them has no place. */
double          mlg_match_place_distance (const MlgMatchPlace *one,
                                          const MlgMatchPlace *other);
/* The finest territory that holds both, NULL: none. Lent by @one. */
const char     *mlg_match_place_common   (MlgMatchPlaces      *self,
                                          const MlgMatchPlace *one,
                                          const MlgMatchPlace *other);

G_END_DECLS
