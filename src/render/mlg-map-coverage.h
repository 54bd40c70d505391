/* Who is missing here, as a layer: each commune, EPCI, département or région shaded by how many
 * actors it has, and hatched where there is none.
 */

#pragma once

#include <cairo.h>

#include "render/mlg-ink.h"
#include "territory/mlg-gazetteer.h"
#include "territory/mlg-projection.h"

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

/* Are the outlines of this level known here? Communes and EPCI need a territory pack. */
gboolean        mlg_map_coverage_is_known  (MlgPlaceKind          level);

/* Over the background. */
void            mlg_map_draw_coverage      (cairo_t              *cr,
                                            const MlgInk         *ink,
                                            const MlgMapFrame    *frame,
                                            const MlgCoverageMap *coverage);
/* What the shades mean; returns where it ended. */
double          mlg_map_draw_coverage_legend (cairo_t            *cr,
                                            const MlgInk         *ink,
                                            const MlgCoverageMap *coverage,
                                            double                x,
                                            double                y,
                                            double                width);

G_END_DECLS
