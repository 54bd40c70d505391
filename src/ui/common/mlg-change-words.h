/* What happened to a record, in a sentence. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* « Commune : “Privas” est devenu “Aubenas” ». Full. */
char *mlg_describe_change (MlgProject *project, const MlgHistoryEntry *entry);
/* « 03/03/2026 14:05 · Jeanne ». Full. */
char *mlg_describe_author (const MlgHistoryEntry *entry);
/* The user's short date and time. @ms since 1970, UTC. Full. */
char *mlg_describe_moment (gint64 ms);

G_END_DECLS
