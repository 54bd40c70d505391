/* Measures of the graph of partnerships as columns of lists of actors: plain facts – how many others, which
 * island, which group – never a score (DESIGN §1, principle 7). Worked out with igraph on a snapshot, once
 * for each state of the file, in whatever thread the list reads in.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Once, at start; before any list is made. */
void mlg_measure_columns_install (void);

G_END_DECLS
