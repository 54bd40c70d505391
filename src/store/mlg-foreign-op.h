/* Is an operation read from another file one that a Maillage could have written? */

#pragma once

#include "store/mlg-op.h"

G_BEGIN_DECLS

gboolean mlg_foreign_op_check (const MlgOp  *op,
                               GError      **error);

G_END_DECLS
