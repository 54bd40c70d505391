/* What completes the piece of the entry line where the caret is: a known actor, a commune, a
 * term, a partner.
 */

#pragma once

#include "exchange/mlg-quick-entry.h"
#include "ui/common/mlg-completion.h"

G_BEGIN_DECLS

typedef struct
{
  MlgQuickPart  part;
  gsize         start, end;    /* bytes of the line it stands for */
  char         *text;          /* what to write there */
  MlgRecord    *actor;         /* of a name: who is meant; or NULL */
} MlgAnswer;

/* Fills and shows, or hides. @entry: the whole line as read; or NULL. */
void mlg_entry_answers_show (MlgCompletion *completion,
                             MlgProject    *project,
                             MlgQuickEntry *entry,
                             const char    *text,
                             gsize          caret,      /* in bytes */
                             double         lat,
                             double         lon);

G_END_DECLS
