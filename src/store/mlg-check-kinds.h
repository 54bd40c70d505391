/* Values kept in the wrong kind: one flipped bit makes a text of the same bytes a blob, which
 * reads the same and is equal to nothing. Checksums do not see it.
 */

#pragma once

#include "store/mlg-store-private.h"

G_BEGIN_DECLS

/* How many rows of all tables hold such a value; @repair puts the kind right. G_MAXUINT on failure. */
guint mlg_check_kinds (MlgStore *self, gboolean repair, GError **error);

G_END_DECLS
