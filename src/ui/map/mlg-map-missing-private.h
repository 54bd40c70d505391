/* « Qui manque ici ? »: the choices and what is opened (mlg-map-missing.c), the counting (mlg-map-missing-count.c). */

#pragma once

#include "exchange/mlg-project-coverage.h"
#include "ui/map/mlg-map-view-private.h"

G_BEGIN_DECLS

#define MLG_MAP_MISSING_LEVELS 4
/* In the order of the choice. */
extern const MlgPlaceKind mlg_map_missing_levels[MLG_MAP_MISSING_LEVELS];

/* One line of the list of what may be counted. */
typedef struct
{
  MlgCoverageBy  by;
  char          *term;
} Counted;

typedef struct
{
  MlgMapView         *view;
  GtkWidget          *button, *shown, *what, *level, *where, *acting, *sentence;
  MlgProjectCoverage *read;        /* of the project as it is; NULL: to be read again */
  GArray             *counted;     /* Counted, in the order of @what */
  GPtrArray          *perimeters;  /* const MlgPlace *, in the order of @where; NULL: what is in sight */
  MlgCoverageMap     *map;         /* NULL: not shown */
  MlgCoverageChoice   choice;      /* of @map */
  gboolean            filling;
  gboolean            level_chosen; /* by hand */
  guint               source;
  GCancellable       *working;     /* a thread reads or counts: @read is its own meanwhile; NULL: none does */
  gboolean            again;       /* something else was asked for meanwhile */
  gboolean            stale;       /* the project has changed meanwhile */
} MlgMapMissing;

MlgMapMissing *mlg_map_missing_of       (MlgMapView    *view);
gboolean       mlg_map_missing_is_shown (MlgMapMissing *self);
/* The list of what may be counted, from what was read. */
void           mlg_map_missing_fill     (MlgMapMissing *self);

/* Reads the project if it is to be read again: at once or, when there are many, in a thread. */
void           mlg_map_missing_read     (MlgMapMissing *self);
void           mlg_map_missing_recount  (MlgMapMissing *self);

G_END_DECLS
