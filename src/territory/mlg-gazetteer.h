/* Where is Saugues? The communes, former communes, municipal arrondissements, EPCI,
 * départements and régions of France, shipped with the program: facts that need no network.
 *
 * Everything is constant after the first call, which takes a few hundredths of a second; any
 * thread. Places are lent for ever.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_PLACE_COMMUNE,
  MLG_PLACE_ARRONDISSEMENT,   /* municipal: Paris, Lyon, Marseille */
  MLG_PLACE_FORMER_COMMUNE,   /* delegated or associated; see commune */
  MLG_PLACE_EPCI,
  MLG_PLACE_DEPARTMENT,
  MLG_PLACE_REGION,
  MLG_PLACE_FORMER_REGION,    /* before 2016 */
  MLG_PLACE_COUNTRY,          /* France */
  MLG_N_PLACE_KINDS,
} MlgPlaceKind;

#define MLG_PLACES_ALL     ((1u << MLG_N_PLACE_KINDS) - 1)
#define MLG_PLACES_TOWNS   (1u << MLG_PLACE_COMMUNE | 1u << MLG_PLACE_ARRONDISSEMENT | 1u << MLG_PLACE_FORMER_COMMUNE)

typedef enum
{
  MLG_PRECISION_COMMUNE,      /* the town itself, within a kilometre */
  MLG_PRECISION_APPROXIMATE,  /* from its neighbours: off by some kilometres; say so */
  MLG_PRECISION_AREA,         /* the middle of something wide */
} MlgPrecision;

typedef struct
{
  MlgPlaceKind  kind;
  const char   *code;         /* INSEE; SIREN of an EPCI */
  const char   *name;         /* « Saint-Flour », with ’ */
  const char   *postal_codes; /* "43170 43300"; "" if none */
  const char   *commune;      /* of a former commune or an arrondissement: the commune of today; else "" */
  const char   *epci;         /* SIREN, or "" */
  const char   *department;   /* code, or "" */
  const char   *region;       /* code, or "" */
  const char   *members;      /* of a former region: "03 15 43 63"; else "" */
  guint         population;   /* 0: unknown */
  double        lat, lon;     /* degrees WGS 84 */
  double        reach;        /* km from there to its far communes: a commune is 0 */
  MlgPrecision  precision;
} MlgPlace;

/* The best @limit places whose name, postal code or INSEE code begin like the words of @text
 * ("saugu", "st flour", "43170", "aubigny 18"), best first. Fit for each key typed.
 * @kinds: bits 1 << MlgPlaceKind. Array of const MlgPlace *, never NULL. */
GPtrArray      *mlg_gazetteer_find            (const char     *text,
                                               guint           kinds,
                                               guint           limit);

/* The same, with those near there (degrees; NaN: nowhere) first among equals; when nothing begins
 * like that, what differs by a slip of the fingers. */
GPtrArray      *mlg_gazetteer_find_near       (const char     *text,
                                               guint           kinds,
                                               guint           limit,
                                               double          lat,
                                               double          lon);

/* NULL if none. */
const MlgPlace *mlg_gazetteer_lookup          (MlgPlaceKind    kind,
                                               const char     *code);
/* Any INSEE code of a commune, of an arrondissement, or of a former commune, which then gives
 * the commune of today. */
const MlgPlace *mlg_gazetteer_lookup_commune  (const char     *insee_code);
/* The one place that is called @name, apart from accents, hyphens and « St »; @hint, a postal
 * code, a code or a name of département, or NULL, tells homonyms apart. NULL: none or several,
 * as told by @n_found, which may be NULL. */
const MlgPlace *mlg_gazetteer_match           (const char     *name,
                                               const char     *hint,
                                               guint           kinds,
                                               guint          *n_found);
/* All of that name. Array of const MlgPlace *, never NULL. */
GPtrArray      *mlg_gazetteer_match_all       (const char     *name,
                                               const char     *hint,
                                               guint           kinds);
/* The only one of @places; or the one near there, if no other is nearly as near; or NULL. */
const MlgPlace *mlg_gazetteer_pick_near       (GPtrArray      *places,
                                               double          lat,
                                               double          lon);
/* The commune whose centre is nearest; NULL if none within 60 km. */
const MlgPlace *mlg_gazetteer_nearest         (double          lat,
                                               double          lon);

/* All communes, for the names on the map: sorted by falling population. */
/* All of a kind that have a position, by falling population. Free it. */
GPtrArray      *mlg_gazetteer_list      (MlgPlaceKind   kind);
const MlgPlace *const *mlg_gazetteer_get_towns (guint         *n);

/* Terms: "commune", "arrondissement", "former_commune", "epci", "department", "region",
 * "former_region", "national" (those of territory_kind where it has one). */
const char     *mlg_place_kind_get_id         (MlgPlaceKind    kind);
/* Also "agglomeration" and "cc" for an EPCI, "departement", "pays" for none. FALSE if none. */
gboolean        mlg_place_kind_from_id        (const char     *id,
                                               MlgPlaceKind   *kind);
/* "commune", "approximate", "area": terms of our list "precision". */
const char     *mlg_precision_get_id          (MlgPrecision    precision);
/* « Saugues (43, Haute-Loire) », « Ardèche (département) »: enough to choose in a list. */
char           *mlg_place_dup_label           (const MlgPlace *place);

/* Where the facts come from; to be shown with them. */
const char     *mlg_gazetteer_get_attribution (void);

G_END_DECLS
