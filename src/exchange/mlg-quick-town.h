/* « Saugues », « 43170 », « 07190 Saint-Pierreville », « St Martin (65) »: a town in a few words. */

#pragma once

#include "territory/mlg-gazetteer.h"

G_BEGIN_DECLS

typedef struct
{
  const MlgPlace *place;       /* NULL: several, and nothing tells which */
  guint           n_places;
  char           *words;       /* as typed */
  char           *postal_code; /* typed; or NULL */
} MlgQuickTown;

void     mlg_quick_town_clear (MlgQuickTown   *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlgQuickTown, mlg_quick_town_clear)

/* FALSE: no town is called that. */
gboolean mlg_quick_town_read  (const char     *text,
                               double          lat,
                               double          lon,
                               MlgQuickTown   *town);
/* What to write so that reading it gives @place and no other. */
char    *mlg_quick_town_write (const MlgPlace *place);

G_END_DECLS
