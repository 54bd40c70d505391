/* How this program asks for memory. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* First thing in main: a picture as large as the window is asked for and given back at every frame of the map;
 * kept by the program rather than returned to the system, it costs no page fault (docs/map.md §2). One heap for
 * all threads: each would keep some megabytes of its own. Does nothing where the C library is not GNU's. */
void mlg_memory_tune (void);

G_END_DECLS
