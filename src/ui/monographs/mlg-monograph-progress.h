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
/* A term of monograph_state. */
const char *mlg_step_get_term            (MlgStep      step);
/* As on screen. */
char       *mlg_step_dup_name            (MlgProject  *project,
                                          MlgStep      step);
/* What stands between the monograph and @step. Array of MlgObstacle. */
GPtrArray  *mlg_monograph_dup_obstacles  (MlgProject  *project,
                                          MlgRecord   *monograph,
                                          MlgStep      step);
gboolean    mlg_obstacles_block          (GPtrArray   *obstacles);
gboolean    mlg_monograph_set_step       (MlgProject  *project,
                                          MlgRecord   *monograph,
                                          MlgStep      step,
                                          GError     **error);

/* The verbatims it quotes, attached or in the text. Array of MlgRecord; @sections: of MlgId. */
GPtrArray  *mlg_monograph_dup_quoted     (MlgProject  *project,
                                          MlgRecord   *monograph,
                                          GArray      *sections);

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
