/* The name under which a record is shown: its title; or, for what only joins others, theirs
 * (« La Passerelle – Ville de Crest »). Read straight from the tables; kept until told otherwise.
 *
 * Thread: that of the connection.
 */

#pragma once

#include "model/mlg-id.h"
#include "model/mlg-schema.h"

struct sqlite3;

G_BEGIN_DECLS

typedef struct _MlgTitles MlgTitles;

MlgTitles  *mlg_titles_new    (struct sqlite3    *handle);
void        mlg_titles_free   (MlgTitles         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgTitles, mlg_titles_free)
/* For what is drawn: while the screen is shared personal names are not given, nor those @hides says; @data is
 * lent for as long as the titles live. */
void        mlg_titles_mask   (MlgTitles         *self,
                               gboolean         (*hides) (gpointer data, const MlgId *id),
                               gpointer           data);
/* After a change: titles are read again. */
void        mlg_titles_clear  (MlgTitles         *self);

/* Lent until cleared. « (supprimé) » for what is deleted or unknown; never NULL. */
const char *mlg_titles_get    (MlgTitles         *self,
                               const MlgEntity   *entity,
                               const MlgId       *id);
/* From values one has already: one per field, those of mlg_title_uses at least. */
char       *mlg_titles_make   (MlgTitles         *self,
                               const MlgEntity   *entity,
                               const char *const *values);
/* Any value as people read it, references by their titles. Never NULL. */
char       *mlg_titles_display (MlgTitles        *self,
                               const MlgField    *field,
                               const char        *value);

/* Does the title of a record of this entity depend on @field? */
gboolean    mlg_title_uses    (const MlgField    *field);

G_END_DECLS
