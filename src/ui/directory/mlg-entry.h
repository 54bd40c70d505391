/* What the entry line of the directory understands: a name, « Nom → Ardelaine », a list. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  char      *name;
  char      *partner;           /* after the arrow; or NULL */
  gboolean   wished;            /* « Nom → Ardelaine ? » */
  MlgRecord *known;             /* the actor already called @name; or NULL */
  MlgRecord *known_partner;
  GPtrArray *similar;           /* MlgRecord: perhaps the same as @name under another spelling */
} MlgEntry;

/* Reads @text against the file, changes nothing. NULL when there is no name in it. */
MlgEntry *mlg_entry_read       (MlgProject  *project,
                                const char  *text);
void      mlg_entry_free       (MlgEntry    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgEntry, mlg_entry_free)

/* Does what was read, in one gesture: adds the actor, or adds what is missing of the two and
 * links them. @id: the actor (the first of the two). */
gboolean  mlg_entry_apply      (MlgEntry    *self,
                                MlgProject  *project,
                                MlgId       *id,
                                GError     **error);

/* One actor for each line that is not blank, in one gesture. @n_added may be NULL. */
gboolean  mlg_entry_add_lines  (MlgProject  *project,
                                const char  *lines,
                                guint       *n_added,
                                GError     **error);

G_END_DECLS
