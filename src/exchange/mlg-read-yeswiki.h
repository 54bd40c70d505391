/* What YesWiki calls things, for the two readers that meet its entries. Thread: any. */

#pragma once

#include "exchange/mlg-flat.h"
#include "exchange/mlg-source.h"

G_BEGIN_DECLS

/* Entries of one form are all of a kind; which one shows once they are counted. */
typedef struct
{
  guint n_entries, n_events, n_persons;
} MlgYesWikiForm;

void        mlg_yeswiki_count     (MlgYesWikiForm    *form,
                                   const MlgJsonNode *entry);
/* Cells of the row being filled. */
void        mlg_yeswiki_set_entry (MlgFlat           *flat,
                                   const MlgJsonNode *entry);
/* Sets the targets; the entity of the records. */
const char *mlg_yeswiki_finish    (MlgYesWikiForm    *form,
                                   MlgFlat           *flat);

/* The last column of the lists that we write for YesWiki: the record's own id. Such a list comes back as it
 * was: each column is ours, and a cell of several values is a line of its own, with commas. */
#define MLG_YESWIKI_ID "bf_uuid"

/* « bf_code_postal » → "postal_code", « bf_rna » → "rna"; NULL: not a name of YesWiki. Lent. */
const char *mlg_yeswiki_find_ours   (const char *theirs);

G_END_DECLS
