/* The demonstration territory: what the five source documents say, with their sentences
 * (data/demo/demo.json, inside the program).
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* Adds the whole territory to @project in one gesture, and gives it its title. */
gboolean mlg_demo_build (MlgProject  *project,
                         GError     **error);

G_END_DECLS
