/* A project as others may see it: what a writer reads who needs the whole file at once, as the reading
 * page and the map layers do. Constructed as a shared copy is, in a folder of its own that goes with it:
 * what may not leave is not there to be forgotten.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Read-only; @project itself at the complete level. Full reference. Thread: main. */
MlgProject *mlg_leaving_copy_open (MlgProject  *project,
                                   MlgLevel     level,
                                   GError     **error);

G_END_DECLS
