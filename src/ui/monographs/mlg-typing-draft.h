/* The draft of a text being typed, written by a thread so that no key waits for the disk. */

#pragma once

#include "document/mlg-rich-text.h"

G_BEGIN_DECLS

typedef struct _MlgTypingDraft MlgTypingDraft;

/* @path: see store/mlg-draft.h; NULL: nothing is kept. */
MlgTypingDraft *mlg_typing_draft_new  (const char     *path);
void            mlg_typing_draft_free (MlgTypingDraft *self);
/* Takes @text; @before: what the file holds. */
void            mlg_typing_draft_keep (MlgTypingDraft *self,
                                       const char     *before,
                                       MlgRichText    *text);
/* The words are in the file: the draft goes, and one on its way is not written. */
void            mlg_typing_draft_drop (MlgTypingDraft *self);

G_END_DECLS
