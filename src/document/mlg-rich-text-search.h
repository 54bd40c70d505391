/* Words looked for in a rich text, whatever their case and their apostrophe. Thread: any. */

#pragma once

#include "document/mlg-rich-text.h"

G_BEGIN_DECLS

typedef struct
{
  guint paragraph;
  guint start, length;       /* characters, a note being one */
} MlgRichMatch;

/* Array of MlgRichMatch, in order, none over another. */
GArray *mlg_rich_text_find    (const MlgRichText *text,
                               const char        *needle);
/* What is put in takes the looks of what it replaces. Returns how many; @text is normalised if any. */
guint   mlg_rich_text_replace (MlgRichText       *text,
                               const char        *needle,
                               const char        *replacement);

G_END_DECLS
