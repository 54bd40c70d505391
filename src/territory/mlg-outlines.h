/* The outlines shipped with the program: countries, départements, and the régions of today and
 * of before 2016 dissolved from them (Natural Earth, public domain).
 *
 * Borders are stored once, as arcs with a département on each side; the border of any group of
 * départements is made of the arcs that have it on one side only, and its surface of their
 * rings filled as one path. No geometry is computed.
 *
 * Constant after the first call; any thread.
 */

#pragma once

#include "territory/mlg-gazetteer.h"
#include "territory/mlg-pack.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

/* Levels of detail: to be drawn below zoom 5, 7, 9, and beyond. */
#define MLG_N_DETAILS 4

typedef struct
{
  MlgMercatorBox  box;
  guint           n[MLG_N_DETAILS];
  MlgMercator    *points[MLG_N_DETAILS];   /* the last level owns; rings are closed by their first point */
} MlgPolyline;

typedef struct
{
  MlgPolyline line;
  int         left, right;                 /* départements, by index; -1: the sea or abroad */
  guint       n_regions;                   /* sides in different régions of today: 1; else 0 */
} MlgArc;

typedef struct
{
  const MlgPlace *place;                   /* the département */
  MlgMercatorBox  box;
  guint           n_rings;
  struct { guint n; int *arcs; } *rings;   /* ~index: backwards */
} MlgZone;

/* A group of départements: one, a région, a former one, the country. */
typedef struct
{
  const MlgPlace *place;
  MlgMercatorBox  box;
  guint           n_zones;
  guint          *zones;
  guint           n_arcs;
  guint          *arcs;                    /* its border */
} MlgOutline;

typedef struct
{
  guint        iso;                        /* ISO 3166 numeric: 250 is France */
  guint        n_rings;
  MlgPolyline *rings;
} MlgCountry;

typedef struct
{
  guint        n_countries;
  MlgCountry  *countries;
  guint        n_borders;
  MlgPolyline *borders;
} MlgCountries;

typedef struct
{
  guint         n_arcs;
  MlgArc       *arcs;
  guint         n_zones;
  MlgZone      *zones;
  GPtrArray    *outlines;                  /* MlgOutline */
  MlgCountries  world;                     /* coarse */
  MlgCountries  around;                    /* fine, around metropolitan France, within @around_box */
  MlgMercatorBox around_box;
} MlgOutlines;

const MlgOutlines *mlg_outlines_get      (void);

/* The level of detail for @zoom. */
guint              mlg_outlines_detail   (double        zoom);

/* NULL when this kind of place has no outline here. */
const MlgOutline  *mlg_outlines_find     (MlgPlaceKind  kind,
                                          const char   *code);

/* How an area of intervention can be drawn. */
typedef struct
{
  const MlgOutline *outline;               /* of the shipped ones, or NULL */
  const MlgPackOutline *finer;             /* of the territory pack, to be preferred; or NULL. Both NULL: nobody
                                            * knows its outline; a circle */
  MlgMercator       centre;                /* where its symbol stands */
  double            reach;                 /* km, of the circle */
  gboolean          everywhere;            /* the whole country: nothing to draw */
} MlgArea;

/* @kind: a term of territory_kind, or NULL; @code: INSEE or SIREN, or NULL; @name, or NULL: tried
 * when there is no code (« Région Auvergne », « ex-région Midi-Pyrénées »). @lat, @lon: its
 * reference point, or NAN. FALSE when nothing is known of it. */
gboolean           mlg_area_resolve      (const char   *kind,
                                          const char   *code,
                                          const char   *name,
                                          double        lat,
                                          double        lon,
                                          MlgArea      *area);

/* Where the outlines come from. */
const char        *mlg_outlines_get_attribution (void);

G_END_DECLS
