/* How far a monograph has come: draft, read over by the observed, validated, published; and what
 * stands in the way of the next step, named.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_STEP_DRAFT,
  MLG_STEP_REVIEW,
  MLG_STEP_VALIDATED,
  MLG_STEP_PUBLISHED,
  MLG_N_STEPS,
} MlgStep;

typedef struct
{
  char     *words;         /* a sentence */
  gboolean  blocks;        /* FALSE: said, and let through */
  MlgId     section;       /* where; null: nowhere in the text */
} MlgObstacle;

MlgStep     mlg_monograph_get_step       (MlgRecord   *monograph);
/* As on screen. */
char       *mlg_step_dup_name            (MlgProject  *project,
                                          MlgStep      step);
/* What stands between the monograph and @step. Array of MlgObstacle. */
GPtrArray  *mlg_monograph_dup_obstacles  (MlgProject  *project,
                                          MlgRecord   *monograph,
                                          MlgStep      step);
gboolean    mlg_obstacles_block          (GPtrArray   *obstacles);
/* May @field of this record become @value? The one check of the window (sheet, list, editor) and of the
 * command line: words nobody agreed to, a remark without an answer keep a monograph from being validated
 * and published. FALSE: a sentence that names who is still to be asked. TRUE for any other field. */
gboolean    mlg_monograph_check_change   (MlgProject      *project,
                                          const MlgEntity *entity,
                                          const MlgId     *id,
                                          const MlgField  *field,
                                          const char      *value,
                                          GError         **error);
gboolean    mlg_monograph_set_step       (MlgProject  *project,
                                          MlgRecord   *monograph,
                                          MlgStep      step,
                                          GError     **error);

/* Has this person agreed to be quoted? */
gboolean    mlg_verbatim_may_be_quoted   (MlgRecord   *verbatim);

/* The verbatims it quotes, attached or in the text. Array of MlgRecord; @sections: of MlgId. */
GPtrArray  *mlg_monograph_dup_quoted     (MlgProject  *project,
                                          MlgRecord   *monograph,
                                          GArray      *sections);

/* Guiding questions, and how many have an answer. */
void        mlg_monograph_count_answers  (MlgProject  *project,
                                          const MlgId *monograph,
                                          guint       *n_answered,
                                          guint       *n_questions);
gboolean    mlg_monograph_is_answered    (MlgRecord   *section);
/* Array of MlgRecord, in the order of reading. */
GPtrArray  *mlg_monograph_dup_sections   (MlgProject  *project,
                                          const MlgId *monograph);

/* Remarks made on it, oldest first. Array of MlgRecord. */
GPtrArray  *mlg_monograph_dup_remarks    (MlgProject  *project,
                                          const MlgId *monograph);
/* @section may be NULL, @by a person's id or NULL. */
gboolean    mlg_monograph_add_remark     (MlgProject  *project,
                                          const MlgId *monograph,
                                          const MlgId *section,
                                          const char  *text,
                                          const char  *by,
                                          GError     **error);

G_END_DECLS
