/* What two moments of a file tell, in sentences: new, stronger, gone, changed (docs/domain.md §3.3, story 12). */

#pragma once

#include "exchange/mlg-comparison.h"
#include "exchange/mlg-reading.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Actors and partnerships: one line each, news first. Thread: main. */
MlgReading *mlg_comparison_tell (MlgComparison *self,
                                 MlgProject    *project);

G_END_DECLS
