/* Communes in spite of a slip of the fingers. */

#pragma once

#include "territory/mlg-gazetteer.h"

G_BEGIN_DECLS

/* Towns whose whole folded name differs from @folded by one letter, by two when it is long.
 * Nothing for less than four letters. Array of const MlgPlace *, never NULL. */
GPtrArray *mlg_gazetteer_find_slips (const char *folded,
                                     guint       kinds);

G_END_DECLS
