/* Shared by mlg-quick-*.c. */

#pragma once

#include "exchange/mlg-quick-entry.h"

G_BEGIN_DECLS

/* The actor of that name, other name or acronym. @loosely: also the only one whose name has all
 * these words, or differs by legal form alone. Full reference or NULL. */
MlgRecord     *mlg_quick_find_actor    (MlgProject      *project,
                                        const char      *name,
                                        gboolean         loosely);
/* Is that record said to be in another town? */
gboolean       mlg_quick_is_elsewhere  (MlgRecord       *record,
                                        const MlgPlace  *town);
GPtrArray     *mlg_quick_find_similar  (MlgProject      *project,
                                        const char      *name,
                                        guint            limit);
/* A line already parsed. Takes @line. */
MlgQuickEntry *mlg_quick_entry_resolve (MlgProject      *project,
                                        MlgQuickLine    *line,
                                        gboolean         with_similar);

G_END_DECLS
