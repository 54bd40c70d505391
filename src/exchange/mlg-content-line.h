/* Lines of cards and calendars as their readers want them: escaped, folded at 75 bytes without
 * cutting a character, ended by CR LF. Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL and "": nothing is written. @name: with its parameters, "TEL;TYPE=WORK,VOICE". */
void  mlg_content_line_add_text (GString    *out,
                                 const char *name,
                                 const char *text);
/* @value: already as the format wants it. */
void  mlg_content_line_add      (GString    *out,
                                 const char *name,
                                 const char *value);
/* Backslashes before , ; \ and line breaks. Never NULL. */
char *mlg_content_line_escape   (const char *text);

G_END_DECLS
