/* The folded names of the rows of one entity, by word, in memory: what is typed is answered
 * between two keys, be it one letter that half the names have.
 *
 *     epicerie   1 3 8        rows whose names have the word, as they came
 *     oeuvriere  2
 *     solidaire  1 5          "soli" finds every word from its place in the order on
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

/* Every word that some row has, at most @max slips (a letter more, less, another, two exchanged) from
 * @word or from beginning with it. @cost: twice the slips, and one for only beginning so. */
void      mlg_names_foreach_near (MlgNames    *self,
                                  const char  *word,
                                  guint        max,
                                  void       (*func) (const char *word, guint cost, guint n_rows, gpointer data),
                                  gpointer     data);

G_END_DECLS
