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

G_END_DECLS
