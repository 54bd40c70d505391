/* Two texts changed from a common one, put together paragraph by paragraph. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL: both changed the same paragraphs, differently. Thread: any. */
char *mlg_text_merge        (const char *base,
                             const char *ours,
                             const char *theirs);

/* Nobody’s words are dropped: what cannot be put together stands one after the other. */
char *mlg_text_put_together (const char *base,
                             const char *ours,
                             const char *theirs);

G_END_DECLS
