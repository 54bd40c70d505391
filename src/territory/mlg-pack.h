/* The territory pack: one SQLite file with the outlines, names and codes of a country, made by
 * mlg-pack-writer from official open data, installed once, read-only ever after.
 *
 *   MlgPack        what is in it; constant, any thread
 *   MlgPackReader  its geometries within a box; one a thread
 *
 * Borders are stored once for each level of detail, so that communes, EPCI, départements and régions
 * drawn together have the same line between them.
 */

#pragma once

#include "territory/mlg-gazetteer.h"
#include "territory/mlg-topology.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/*  0  below zoom 6.5: départements      3  below 11.5: communes, simplified
 *  1  below 8.5: the same, finer        4  beyond: communes, as they came
 *  2  below 9.5: EPCI × départements                                                */
#define MLG_PACK_DETAILS 5

typedef enum
{
  MLG_BORDER_COMMUNE    = 1 << 0,
  MLG_BORDER_EPCI       = 1 << 1,
  MLG_BORDER_DEPARTMENT = 1 << 2,
  MLG_BORDER_REGION     = 1 << 3,
  MLG_BORDER_OUTSIDE    = 1 << 4,    /* the sea, or another country */
} MlgBorderBits;

typedef enum
{
  MLG_FEATURE_LAND,          /* neighbouring countries */
  MLG_FEATURE_COAST,         /* theirs */
  MLG_FEATURE_BORDER,        /* between them */
  MLG_FEATURE_RIVER,
  MLG_FEATURE_LAKE,
  MLG_FEATURE_ESTUARY,       /* water that communes include: over the land */
  MLG_FEATURE_DENSE,         /* built-up land of the country */
  MLG_FEATURE_URBAN,         /* built-up land abroad, coarse */
  MLG_N_FEATURES,
} MlgFeature;

typedef struct _MlgPack       MlgPack;
typedef struct _MlgPackReader MlgPackReader;

/* ---- the pack */

/* @path is checked: magic, format, what must be there. Errors: G_FILE_ERROR, G_IO_ERROR. */
MlgPack        *mlg_pack_open             (const char     *path,
                                           GError        **error);
void            mlg_pack_free             (MlgPack        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgPack, mlg_pack_free)

/* The one this program uses, opened at the first call: the file named by the environment's
 * MAILLAGE_TERRITORY, else the one installed. NULL: none, or it cannot be read (a warning says why). Lent. */
MlgPack        *mlg_pack_get_installed    (void);
/* Where it is installed: $XDG_DATA_HOME/maillage/territory.pack. */
char           *mlg_pack_dup_install_path (void);
/* Copies a pack there, whole or not at all; for the next start of the program. */
gboolean        mlg_pack_install          (const char     *path,
                                           GError        **error);

/* "attribution", "vintage", "built", "gazetteer", "towns"; NULL if it says nothing. */
const char     *mlg_pack_get_text         (MlgPack        *self,
                                           const char     *key);
/* Communes that have an outline, EPCI, départements, régions. */
guint           mlg_pack_count            (MlgPack        *self,
                                           MlgPlaceKind    kind);
guint           mlg_pack_get_detail       (double          zoom);

/* ---- geometries */

/* What one row holds. Lent until the callback returns. */
typedef struct
{
  guint              borders;       /* of a border: MlgBorderBits */
  guint              rank;          /* of a feature: 0 is the most important */
  const char        *name;          /* of a feature; "" */
  const char        *commune;       /* of an area; "" where it is wider */
  const char        *epci;
  const char        *department;
  const char        *region;
  gboolean           closed;        /* rings rather than lines */
  guint              n_rings;
  const guint       *ends;          /* where each ring ends in @points */
  const MlgMercator *points;
} MlgPackShape;

typedef void (*MlgPackFunc) (const MlgPackShape *shape, gpointer data);

MlgPackReader  *mlg_pack_reader_new       (MlgPack        *pack);      /* NULL if the file has gone */
void            mlg_pack_reader_free      (MlgPackReader  *self);
/* That of this thread, kept until it ends: opening one costs more than asking it. Lent; NULL as above. */
MlgPackReader  *mlg_pack_get_reader       (MlgPack        *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgPackReader, mlg_pack_reader_free)

/* Areas are closed: the land of the country within @box, départements or communes by @detail. */
void            mlg_pack_foreach_area     (MlgPackReader        *self,
                                           guint                 detail,
                                           const MlgMercatorBox *box,
                                           MlgPackFunc           func,
                                           gpointer              data);
void            mlg_pack_foreach_border   (MlgPackReader        *self,
                                           guint                 detail,
                                           const MlgMercatorBox *box,
                                           MlgPackFunc           func,
                                           gpointer              data);
/* From the most important to the least. */
void            mlg_pack_foreach_feature  (MlgPackReader        *self,
                                           MlgFeature            kind,
                                           guint                 detail,
                                           const MlgMercatorBox *box,
                                           MlgPackFunc           func,
                                           gpointer              data);

/* ---- the outline of one place */

typedef struct
{
  MlgMercatorBox  box;
  GArray         *rings[MLG_PACK_DETAILS];     /* of MlgRing; a level may be that of the next, but is never NULL */
} MlgPackOutline;

/* NULL if the pack does not know it. Kept for ever; any thread. */
const MlgPackOutline *mlg_pack_find_outline (MlgPack      *self,
                                             MlgPlaceKind  kind,
                                             const char   *code);

G_END_DECLS
