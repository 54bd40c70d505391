/* How many are in each area of a territory, and who is missing where.
 *
 *   area   what is counted: a commune, an EPCI…
 *   zone   what is wider than an area and holds it: its EPCI, its département, its région
 *
 * Somebody is situated in an area, or intervenes in areas and zones; nobody is counted twice in an
 * area, whatever the number of ways in which it is there. Thread: any, one at a time.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_COVERAGE_ZONES 3           /* that may hold one area */
#define MLG_COVERAGE_NONE  G_MAXUINT

typedef struct
{
  guint    actor;
  guint    where;                      /* an area, or a zone when @wide */
  gboolean wide;
  gboolean situated;                   /* in an area; else it intervenes there */
} MlgPresence;

typedef struct
{
  guint n_situated;
  guint n_acting;                      /* situated or intervening: never fewer */
} MlgCoverageCount;

/* @zones: for each area MLG_COVERAGE_ZONES zones below @n_zones, or MLG_COVERAGE_NONE. @presences:
 * those of one actor follow each other. @counts: @n_areas, filled. */
void    mlg_coverage_count (guint               n_areas,
                            const guint        *zones,
                            guint               n_zones,
                            const MlgPresence  *presences,
                            guint               n_presences,
                            MlgCoverageCount   *counts);
/* Who is in one area: actors, each once, in the order of @presences. Array of guint. */
GArray *mlg_coverage_list  (guint               area,
                            const guint        *zones,
                            const MlgPresence  *presences,
                            guint               n_presences,
                            gboolean            acting);

G_END_DECLS
