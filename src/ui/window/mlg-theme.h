/* Light or dark, and our own style sheets. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Before GTK starts: a theme forced by GTK_THEME would show through our sheets. Whether it is a dark one is kept. */
void mlg_theme_take_environment (void);
/* Loads the style sheets of the window and of each screen. @theme as below. */
void mlg_theme_start (const char *theme);
/* "light", "dark" or "system". */
void mlg_theme_set   (const char *theme);
/* Everything larger or smaller on the projector: points of the body text. */
void mlg_theme_set_projector_size (guint points);

G_END_DECLS
