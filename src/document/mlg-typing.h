/* French as a typesetter wants it, while it is typed: « », ’, …, and the narrow no-break spaces
 * before ; : ! ? ». What is typed with care is left alone, and so are addresses and hours.
 * Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_NARROW_SPACE       0x202fu
#define MLG_NARROW_SPACE_UTF8  "\xe2\x80\xaf"

typedef struct
{
  guint n_characters;      /* to take away before the caret, what was typed included */
  char  put[16];           /* in their place */
} MlgTyping;

/* @before: the line up to the caret, what was typed (one character) at its end. FALSE: fine as it is. */
gboolean mlg_typing_correct (const char *before,
                             MlgTyping  *correction);

G_END_DECLS
