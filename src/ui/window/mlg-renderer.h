/* Which renderer GTK shall use. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GTK draws through OpenGL. Where that is a program on the processor (a virtual machine, an old
 * laptop), cairo is faster and lighter: chosen before the first window, unless the user did. */
void mlg_renderer_choose (void);

G_END_DECLS
