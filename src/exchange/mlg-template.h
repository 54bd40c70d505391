/* A table to fill in: the usual columns of an entity, named in the words of the screen, and three
 * examples that import as they are. Thread: any.
 */

#pragma once

#include <glib.h>
#include "model/mlg-schema.h"

G_BEGIN_DECLS

/* FALSE: records that mean nothing apart from others, which a list cannot name. */
gboolean mlg_template_exists (const MlgEntity *entity);
/* CSV for a spreadsheet. */
GBytes  *mlg_template_new    (const MlgEntity *entity);

G_END_DECLS
