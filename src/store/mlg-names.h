/* The folded names of the rows of one entity, side by side in memory, looked through at each
 * key: an index is quick when few names match, this one always.
 *
 *     "\n l oeuvriere de n diaye ndiaye\n solidaire\n epicerie solidaire\n"
 *
 * Every word has a space before it, so that " soli" is « a word that begins with soli ».
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MlgNames MlgNames;

MlgNames *mlg_names_new   (void);
void      mlg_names_free  (MlgNames    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgNames, mlg_names_free)

/* @names: single spaces between the words. NULL: the row is gone. */
void      mlg_names_put   (MlgNames    *self,
                           guint32      row,
                           const char  *names);

/* A bit per row: does each word of @words begin a word of its names? *n_bits: how many. Free it. */
guint8   *mlg_names_match (MlgNames    *self,
                           const char  *words,
                           guint       *n_bits);

G_END_DECLS
