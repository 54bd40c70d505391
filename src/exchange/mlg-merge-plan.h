/* A merge in the words of its reader: what a copy brings, grouped by the actor or the record it is about, with
 * a choice for each line; and the decisions that follow from the choices.
 *
 * Nothing is proposed for deletion because the copy merely lacks it: only what somebody deleted there.
 */

#pragma once

#include "store/mlg-merge-preview.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_MERGE_BOTH,         /* changed on both sides */
  MLG_MERGE_ADDED,
  MLG_MERGE_COMPLETED,    /* nothing was there */
  MLG_MERGE_CHANGED,
  MLG_MERGE_DELETED,
  MLG_MERGE_RESTORED,
  MLG_MERGE_ERASED,       /* for good, by somebody's right: no choice */
  MLG_N_MERGE_KINDS,
} MlgMergeKind;

typedef enum
{
  MLG_MERGE_TAKE,         /* as in the copy */
  MLG_MERGE_KEEP,         /* as here */
  MLG_MERGE_LATER,        /* both are kept until somebody decides; of what changed on both sides only */
} MlgMergeChoice;

typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  const MlgField  *field;             /* NULL: the whole record */
  char            *title;             /* of the record, when it is not that of its group; else NULL */
  MlgMergeKind     kind;
  MlgMergeChoice   choice;
  char            *ours, *theirs;     /* in words; NULL: nothing there */
  const char      *our_author, *their_author;   /* lent by the preview; NULL: unknown */
  gint64           our_date, their_date;        /* ms; 0: unknown */
  gboolean         is_text;           /* paragraphs; when kind is BOTH and both could be put together, LATER does it */
  gboolean         is_joined;
  char            *value;             /* canonical, of the copy, when kind is BOTH; NULL: emptied */
  gboolean         deleted_there;     /* kind BOTH of a whole record: who deleted */
} MlgMergeLine;

typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  char            *title;
  MlgMergeKind     kind;              /* the most telling of its lines */
  GPtrArray       *lines;             /* MlgMergeLine */
  char            *duplicate;         /* who it probably is already here, and why; or NULL */
  const char      *author;            /* of its first line; lent */
} MlgMergeGroup;

typedef struct
{
  MlgMergePreview *preview;           /* lent */
  GPtrArray       *groups;            /* MlgMergeGroup: to decide first, then in the order of the schema */
  guint            n[MLG_N_MERGE_KINDS];
  guint            n_duplicates;
} MlgMergePlan;

MlgMergePlan  *mlg_merge_plan_new           (MlgProject       *project,
                                             MlgMergePreview  *preview);
void           mlg_merge_plan_free          (MlgMergePlan     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMergePlan, mlg_merge_plan_free)

/* All its lines; LATER leaves those alone that are no conflict. */
void           mlg_merge_group_choose       (MlgMergeGroup    *group,
                                             MlgMergeChoice    choice);
/* TAKE, KEEP or LATER when all lines agree; -1 otherwise. */
int            mlg_merge_group_get_choice   (const MlgMergeGroup *group);

/* Of MlgMergeDecision. What hangs on a new record that is refused is refused with it. */
GPtrArray     *mlg_merge_plan_dup_decisions (MlgMergePlan     *self);

/* « nouveau », « complété »… Translated, lent. */
const char    *mlg_merge_kind_get_words     (MlgMergeKind      kind);

G_END_DECLS
