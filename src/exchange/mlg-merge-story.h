/* The report of a merge, to keep: what came, from whom, what was decided. */

#pragma once

#include "exchange/mlg-merge-plan.h"
#include "model/mlg-monograph.h"

G_BEGIN_DECLS

/* As the choices stand. Laid out by document, like any other text. */
MlgMonograph *mlg_merge_plan_tell (MlgProject   *project,
                                   MlgMergePlan *plan);

G_END_DECLS
