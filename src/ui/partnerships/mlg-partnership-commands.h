/* The commands of the partnership graph; each is one undo step. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* A partnership between @a and @b, a fact or a wish, with an axis of each of @kinds (terms of
 * partnership_axis; NULL-terminated). */
gboolean    mlg_partnership_add        (MlgProject        *project,
                                        const MlgId       *a,
                                        const MlgId       *b,
                                        gboolean           established,
                                        const char *const *kinds,
                                        GError           **error);

gboolean    mlg_partnership_add_axis   (MlgProject        *project,
                                        const MlgId       *partnership,
                                        const char        *kind,
                                        GError           **error);

/* The economy that an axis of this kind has in the sources; NULL: to be qualified. */
const char *mlg_axis_usual_economy     (const char        *kind);

G_END_DECLS
