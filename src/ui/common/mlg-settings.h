/* What the program remembers of this person's way of working, never of their data: a key file
 * in the configuration folder. Losing it costs nothing.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int    mlg_settings_get_int    (const char *key,
                                int         otherwise);
void   mlg_settings_set_int    (const char *key,
                                int         value);
char  *mlg_settings_dup_text   (const char *key);            /* NULL if never set */
void   mlg_settings_set_text   (const char *key,
                                const char *value);

/* Paths of the files opened last, newest first; only those that are still there. */
char **mlg_settings_dup_recent (void);
void   mlg_settings_add_recent (const char *path);

G_END_DECLS
