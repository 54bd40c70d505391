/* Where the actors of the graph stand while the window is open: what the file says, else what
 * was found for them. Found places are remembered, so that undoing a move finds the old one.
 */

#pragma once

#include "exchange/mlg-project-arrangement.h"
#include "exchange/mlg-project-positions.h"
#include "render/mlg-graph-scene.h"

G_BEGIN_DECLS

typedef struct _MlgGraphPlaces MlgGraphPlaces;

MlgGraphPlaces *mlg_graph_places_new    (void);
void            mlg_graph_places_free   (MlgGraphPlaces *self);

/* A piece of work that needs neither file nor window: it may run in another thread. */
typedef struct
{
  MlgLayout  layout;          /* its arrays belong to the job */
  MlgArrangement *arrangement;
  GPtrArray *guides;          /* found with the places; or NULL */
  gboolean   anew;            /* everybody, not only newcomers */
  MlgPoint  *saved_points;    /* to be put over the result; NULL: none */
  guint8    *saved_placements;
} MlgPlacesJob;

/* What has to be done for @scene. @placement: where its places are in the file. @tidy: arrange anew all that is not pinned. */
MlgPlacesJob   *mlg_graph_places_plan   (MlgGraphPlaces *self,
                                         MlgProject     *project,
                                         MlgGraphScene  *scene,
                                         const MlgPlacementChoice *choice,
                                         const char     *placement,
                                         double          aspect,
                                         gboolean        tidy);
gboolean        mlg_places_job_is_long  (MlgPlacesJob   *job);
/* FALSE: cancelled. */
gboolean        mlg_places_job_run      (MlgPlacesJob   *job,
                                         const gint     *cancelled,
                                         gint           *progress);
void            mlg_places_job_free     (MlgPlacesJob   *job);
/* Remembers the result and places the scene by it. */
void            mlg_graph_places_take   (MlgGraphPlaces *self,
                                         MlgPlacesJob   *job,
                                         MlgGraphScene  *scene);

G_END_DECLS
