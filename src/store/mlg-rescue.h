/* What can be saved of a damaged file, in a new one. Only the journal counts: each of its
 * operations that can still be read and has its right checksum is kept, and the tables are made
 * from them again. The damaged file is not touched.
 */

#pragma once

#include "store/mlg-error.h"

G_BEGIN_DECLS

/* @target must not exist. @n_saved, @n_lost: operations, as far as can be known; may be NULL. */
gboolean mlg_rescue (const char  *damaged,
                     const char  *target,
                     guint64     *n_saved,
                     guint64     *n_lost,
                     GError     **error);

G_END_DECLS
