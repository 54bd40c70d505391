/* What a folder of open data says of a country, before it becomes a pack: between the files of
 * mlg-territory-build.
 */

#pragma once

#include <gio/gio.h>

#include "territory/mlg-gazetteer.h"

G_BEGIN_DECLS

/* One line of a table; every text is "" when unknown, lent by the atlas. */
typedef struct
{
  MlgPlaceKind  kind;
  const char   *code, *name;
  const char   *postal_codes;      /* apart by spaces */
  const char   *commune;           /* of a former commune or an arrondissement */
  const char   *epci, *department, *region;
  const char   *chief_town;
  const char   *population;
  double        lat, lon;          /* NAN: unknown */
  gboolean      approximate;
} MlgAtlasPlace;

typedef struct
{
  GStringChunk *texts;
  GHashTable   *places[MLG_N_PLACE_KINDS];      /* code → MlgAtlasPlace, owned */
  GPtrArray    *order[MLG_N_PLACE_KINDS];       /* the same, as they came */
  GString      *towns;                          /* abroad: name, lat, lon, population, rank, one a line */
} MlgAtlas;

MlgAtlas      *mlg_atlas_new       (void);
void           mlg_atlas_free      (MlgAtlas      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgAtlas, mlg_atlas_free)

MlgAtlasPlace *mlg_atlas_find      (MlgAtlas      *self,
                                    MlgPlaceKind   kind,
                                    const char    *code);
/* The one with this code, made if needed. */
MlgAtlasPlace *mlg_atlas_ensure    (MlgAtlas      *self,
                                    MlgPlaceKind   kind,
                                    const char    *code);
const char    *mlg_atlas_keep      (MlgAtlas      *self,
                                    const char    *text);      /* NULL: "" */

/* A row of any table: folded column names → text. FALSE: not a place. @table: the name of the file,
 * folded, which decides where columns do not. */
gboolean       mlg_atlas_take_row  (MlgAtlas      *self,
                                    const char    *table,
                                    GHashTable    *row);
/* CSV, or a JSON array of objects. */
gboolean       mlg_atlas_read_csv  (MlgAtlas      *self,
                                    const char    *path,
                                    GError       **error);
/* FALSE without @error: not such an array. */
gboolean       mlg_atlas_read_json (MlgAtlas      *self,
                                    const char    *path,
                                    GError       **error);

/* Departments and régions of what has none; EPCI members; the chunks of a pack's gazetteer. */
void           mlg_atlas_complete  (MlgAtlas      *self);
char          *mlg_atlas_dup_gazetteer (MlgAtlas  *self);

G_END_DECLS
