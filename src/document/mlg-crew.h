/* Work shared between this thread and a few others, which stay for the next time: what a thread knows of
 * fonts is dear to learn. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_CREW_MAX 4

/* As many as there are processors. */
guint mlg_crew_size (void);
/* Does @func with each of @n items of @size bytes, the first in this thread; returns when all are done. */
void  mlg_crew_do   (GFunc    func,
                     gpointer items,
                     gsize    size,
                     guint    n);

/* Does @func in another of these threads, while this one goes on. */
void  mlg_crew_begin (GFunc  func);

G_END_DECLS
