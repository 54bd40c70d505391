/* What the actors of a map are coloured by: their category, family, networks, themes, economy, state.
 * At most MLG_MAP_CLASSES have a sign of their own, the most frequent; the others share one. */

#pragma once

#include "store/mlg-project.h"
#include "territory/mlg-map-scene.h"

G_BEGIN_DECLS

typedef struct _MlgMapClasses MlgMapClasses;

MlgMapClasses *mlg_map_classes_new       (MlgMapBy          by);
void           mlg_map_classes_free      (MlgMapClasses    *self);

/* The field of actors whose value is to be given to mlg_map_classes_note. */
const char    *mlg_map_classes_get_field (MlgMapBy          by);
/* @value: of that field, or NULL. */
void           mlg_map_classes_note      (MlgMapClasses    *self,
                                          guint             spot,
                                          const char       *value);
void           mlg_map_classes_note_tie  (MlgMapClasses    *self,
                                          const MlgSpotTie *tie);
/* Gives each spot its class, and the scene their names. @spots: id text → spot + 1. */
void           mlg_map_classes_settle    (MlgMapClasses    *self,
                                          MlgStore         *store,
                                          MlgMapScene      *scene,
                                          GHashTable       *spots);

G_END_DECLS
