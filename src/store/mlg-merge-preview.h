/* A merge looked at before it is made: on a scratch copy of ours, in which it is already done. What was seen
 * is what is merged: the other file is read once.
 *
 * Thread: that of the project; reading may be done in another, between prepare and settle.
 */

#pragma once

#include "store/mlg-past.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  char           *path;         /* of the other file, as the user knows it */
  MlgProject     *merged;       /* to be read: ours as it would be */
  MlgProject     *ours;         /* to be read while reading: ours as it is, for that thread */
  MlgMergeReport *report;
  MlgVersion     *before;       /* what we knew */
  GPtrArray      *changes;      /* MlgHistoryEntry: what would differ here, each signed by its author */
  GPtrArray      *conflicts;    /* MlgConflict: those we had not */

  /* Private */
  char           *fetched, *scratch, *database;
  gint            step;         /* atomic */
} MlgMergePreview;

MlgMergePreview *mlg_merge_preview_new   (MlgProject       *project,
                                          const char       *path,
                                          GError          **error);

/* The same in three steps, for who cannot wait. */
typedef enum
{
  MLG_MERGE_STEP_FETCH,         /* the copy is read and checked */
  MLG_MERGE_STEP_COPY,          /* ours is copied aside */
  MLG_MERGE_STEP_MERGE,
  MLG_MERGE_STEP_COMPARE,
  MLG_MERGE_STEP_GROUP,         /* not done here: by whoever makes words of it */
  MLG_MERGE_N_STEPS,
} MlgMergeStep;

MlgMergePreview *mlg_merge_preview_prepare (MlgProject     *project,
                                          const char       *path,
                                          GError          **error);
/* Thread: any, and the records of ->merged and ->ours are of that thread until settled. */
gboolean         mlg_merge_preview_read  (MlgMergePreview  *self,
                                          GCancellable     *cancellable,
                                          GError          **error);
/* At the end of that thread, then in that of the project. */
void             mlg_merge_preview_let_go (MlgMergePreview *self);
gboolean         mlg_merge_preview_settle (MlgMergePreview *self,
                                          GError          **error);
/* Thread: any. */
MlgMergeStep     mlg_merge_preview_get_step (MlgMergePreview *self);
void             mlg_merge_preview_set_step (MlgMergePreview *self,
                                          MlgMergeStep      step);
void             mlg_merge_preview_free  (MlgMergePreview  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMergePreview, mlg_merge_preview_free)

/* What is not taken as it comes. */
typedef enum
{
  MLG_MERGE_AS_OURS,            /* the record or the field as it was here */
  MLG_MERGE_VALUE,              /* of several, @value */
  MLG_MERGE_DELETE,             /* deleted by one, changed by the other: deleted */
  MLG_MERGE_RESTORE,            /* …or kept */
} MlgMergeWhat;

typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  const MlgField  *field;       /* NULL: the whole record */
  MlgMergeWhat     what;
  char            *value;
} MlgMergeDecision;

void             mlg_merge_decision_free (MlgMergeDecision *decision);

/* All operations come in, so that nothing is lost and the next merge has nothing to ask again; then what was
 * refused is brought back to what it was here, and what was chosen is written, in the same command. A
 * refusal is an edit like any other: whoever merges this file later is shown it. One undo takes the merge
 * and the decisions back. @decisions: of MlgMergeDecision, or NULL. */
MlgMergeReport  *mlg_merge_preview_apply (MlgMergePreview  *self,
                                          MlgProject       *project,
                                          GPtrArray        *decisions,
                                          GError          **error);

G_END_DECLS
