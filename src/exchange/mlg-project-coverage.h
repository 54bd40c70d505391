/* Who is missing here: the actors of a project counted by commune, EPCI, département or région, by
 * theme, category or family.
 *
 *   situated      where its address, its seat or its point is
 *   intervenes    its areas of intervention too, and all that they hold; the whole country is
 *                 nowhere in particular and does not count
 */

#pragma once

#include "store/mlg-project.h"
#include "territory/mlg-coverage-map.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_COVERAGE_BY_EVERYONE,
  MLG_COVERAGE_BY_THEME,
  MLG_COVERAGE_BY_CATEGORY,
  MLG_COVERAGE_BY_FAMILY,
} MlgCoverageBy;

typedef struct
{
  MlgCoverageBy   by;
  const char     *term;              /* of the list of @by */
  MlgPlaceKind    level;             /* commune, EPCI, département, région */
  const MlgPlace *perimeter;         /* areas within it; NULL: those whose centre is in @box */
  MlgMercatorBox  box;
  gboolean        acting;
  GHashTable     *shown;             /* set of MlgId *: only these; NULL: all */
} MlgCoverageChoice;

/* A term somebody has. */
typedef struct
{
  char  *term, *label;
  guint  n;
} MlgCoverageTerm;

/* What is read of the project once, then counted as often as one likes. */
typedef struct _MlgProjectCoverage MlgProjectCoverage;

/* Thread: main. */
MlgProjectCoverage *mlg_project_coverage_new   (MlgProject              *project);
/* The same in two steps, when there are many: reading, in a thread with a store of its own (MLG_STORE_BESIDE);
 * then the words of the terms, in the main thread. */
MlgProjectCoverage *mlg_store_coverage_new     (MlgStore                *store);
void                mlg_project_coverage_name  (MlgProjectCoverage      *self,
                                                MlgProject              *project);
void                mlg_project_coverage_free  (MlgProjectCoverage      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgProjectCoverage, mlg_project_coverage_free)

/* Thread: any, one at a time. Never NULL. */
MlgCoverageMap     *mlg_project_coverage_count (MlgProjectCoverage      *self,
                                                const MlgCoverageChoice *choice);
/* Who is in the area of @code. Array of MlgId. */
GArray             *mlg_project_coverage_list  (MlgProjectCoverage      *self,
                                                const MlgCoverageChoice *choice,
                                                const char              *code);
/* Those of the actors, the most frequent first. Array of MlgCoverageTerm, lent. */
GArray             *mlg_project_coverage_get_terms (MlgProjectCoverage  *self,
                                                MlgCoverageBy            by);

G_END_DECLS
