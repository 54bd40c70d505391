/* Who is missing here: each commune, EPCI, département or région with how many actors it has.
 */

#pragma once

#include "territory/mlg-gazetteer.h"

G_BEGIN_DECLS

typedef struct
{
  const MlgPlace *place;
  guint           n_here;            /* situated there */
  guint           n_acting;          /* situated or intervening there */
} MlgCoverageRow;

/* What was counted, where. Immutable once made; any thread. */
typedef struct
{
  MlgPlaceKind    level;
  gboolean        acting;            /* shaded by n_acting rather than n_here */
  char           *words;             /* what was counted: « Alimentation »; NULL: everyone */
  GArray         *rows;              /* MlgCoverageRow, by name */
  GHashTable     *of_code;           /* code → row + 1 */
  guint           n_missing;         /* rows that have nobody, by @acting */
  guint           n_unplaced;        /* who is counted but whose area is not known at this level */
  gatomicrefcount references;
} MlgCoverageMap;

/* Takes @rows and @words. */
MlgCoverageMap *mlg_coverage_map_new       (MlgPlaceKind          level,
                                            gboolean              acting,
                                            char                 *words,
                                            GArray               *rows);
MlgCoverageMap *mlg_coverage_map_ref       (MlgCoverageMap       *self);
void            mlg_coverage_map_unref     (MlgCoverageMap       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgCoverageMap, mlg_coverage_map_unref)

/* NULL if @code is not counted. */
const MlgCoverageRow *mlg_coverage_map_find (const MlgCoverageMap *self,
                                             const char           *code);

/* « Aucun acteur « Alimentation » dans 12 communes sur 27 : Saugues, Grèzes… ». */
char           *mlg_coverage_map_describe  (const MlgCoverageMap *self);

G_END_DECLS
