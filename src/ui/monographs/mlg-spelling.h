/* French spelling: a dictionary of the system (enchant), the file's own words, and the names of
 * the file. Checking a word already met costs one look in a table.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

/* FALSE: no French dictionary on this machine, and nothing is underlined. */
gboolean  mlg_spelling_is_available (void);
/* A sentence for the user. */
char     *mlg_spelling_describe     (void);

/* From now on the words of this file count; NULL: none. */
void      mlg_spelling_set_project  (MlgProject  *project);

/* @length in bytes. Figures, acronyms and single letters are always known. */
gboolean  mlg_spelling_knows        (const char  *word,
                                     gsize        length);
/* At most @n; it may take a tenth of a second. */
char    **mlg_spelling_suggest      (const char  *word,
                                     guint        n);
/* Kept in the file. */
gboolean  mlg_spelling_learn        (const char  *word,
                                     GError     **error);
/* Until the program ends. */
void      mlg_spelling_ignore       (const char  *word);
/* Changes each time words were learnt or forgotten: what was checked is to be checked again. */
guint     mlg_spelling_get_version  (void);

/* The next word of @text from byte @from on; FALSE: no more. */
gboolean  mlg_spelling_next_word    (const char  *text,
                                     gsize        from,
                                     gsize       *start,
                                     gsize       *end);

G_END_DECLS
