/* Where the actors of a project stand on the map (docs/domain.md §2.2): their own place if they
 * have one, else their commune, else their area of intervention, else nowhere – never a pin
 * that pretends to know.
 */

#pragma once

#include "exchange/mlg-comparison.h"
#include "model/mlg-day-range.h"
#include "store/mlg-project.h"
#include "territory/mlg-map-scene.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean facts_only;         /* established partnerships only */
  MlgMapBy by;
  gboolean with_initiatives;
  gboolean with_events;
  /* Borrowed. */
  const MlgDayRange *period;   /* partnerships, initiatives and events of another time are left out; NULL: none is */
  MlgComparison     *compared; /* what is new, changed, and what is no more; NULL: nothing */
} MlgMapChoice;

/* What is chosen of a project, and what its colours say. Thread: main. Never NULL. */
MlgMapScene *mlg_project_map_new_of (MlgProject         *project,
                                     const MlgMapChoice *choice);
/* The same in a thread, with a store of its own (MLG_STORE_BESIDE). */
MlgMapScene *mlg_store_map_new      (MlgStore           *store,
                                     const MlgMapChoice *choice);
/* One spot for each actor, by category, ties for partnerships (@facts_only: the established ones).
 * Thread: main. Never NULL. */
MlgMapScene *mlg_project_map_new  (MlgProject *project,
                                   gboolean    facts_only);

/* The same for one actor: its spot, to be released with mlg_project_map_clear_spot. */
void         mlg_project_map_spot (MlgProject *project,
                                   MlgRecord  *actor,
                                   MlgSpot    *spot);
void         mlg_project_map_clear_spot (MlgSpot *spot);

G_END_DECLS
