/* What the entry line says of what is typed: before it is entered, and after. */

#pragma once

#include "exchange/mlg-quick-entry.h"

G_BEGIN_DECLS

/* Before: what Enter will do. NULL: there is nothing to say. */
char *mlg_entry_dup_forecast  (MlgQuickEntry         *entry);
/* After one line. @entry was applied; its records may have changed. */
char *mlg_entry_dup_result    (MlgProject            *project,
                               MlgQuickEntry         *entry,
                               const MlgQuickOutcome *outcome);
/* After a list: « 18 acteurs saisis. 2 étaient déjà là : « Ardelaine », « Mairie ». » */
char *mlg_entry_dup_summary   (const MlgQuickOutcome *outcome);

/* The commune an actor says, to tell two of one name apart; NULL if none. */
char *mlg_entry_dup_where     (MlgRecord             *actor);

G_END_DECLS
