/* A table to fill in: the usual columns of an entity, named in the words of the screen, and three
 * examples that import as they are. Thread: any.
 */

#pragma once

#include <glib.h>
#include "model/mlg-schema.h"

G_BEGIN_DECLS

/* CSV for a spreadsheet. */
GBytes *mlg_template_new (const MlgEntity *entity);

G_END_DECLS
