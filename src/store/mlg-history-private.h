/* Entries of history, made in several places: history itself, comparison, conflicts, merge. */

#pragma once

#include "store/mlg-store-private.h"

G_BEGIN_DECLS

GPtrArray       *mlg_history_array_new   (void);                 /* of MlgHistoryEntry, which it owns */
MlgHistoryEntry *mlg_history_append      (GPtrArray       *entries,
                                          const MlgEntity *entity,
                                          const MlgId     *id);
/* The writer's name, kept for the life of the program: few, and every entry lends it. */
const char      *mlg_history_get_author  (MlgStore        *self,
                                          gint64           sid);
/* The first filled title field of a row, as shown; NULL when none. Free it. */
char            *mlg_history_dup_title   (const MlgRowState *state);

/* ---- mlg-merge-report.c */
MlgMergeReport  *mlg_merge_report_new    (void);
/* Counts and entries for a row as it stood and as it will be. */
void             mlg_merge_report_compare (MlgMergeReport *report,
                                          MlgStore        *self,
                                          MlgRowState     *before,
                                          MlgRowState     *after);

G_END_DECLS
