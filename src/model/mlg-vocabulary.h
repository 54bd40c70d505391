/* The controlled vocabularies shipped in data/vocabularies (docs/domain.md §1.6) and our own
 * closed lists of states (data/states.json). Constant after the first call; any thread. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *id;          /* "market" */
  const char *label;       /* the words of the source */
  const char *ui_label;    /* short, on screen; never NULL */
  const char *definition;  /* or NULL */
  const char *source;      /* "002", or NULL when ours */
  const char *quotation;   /* or NULL */
} MlgTerm;

typedef struct
{
  const char    *id;
  const char    *title;
  const char    *note;
  gboolean       open;     /* accepts new terms from the user */
  gboolean       shipped;  /* one of the 82 of the sources; FALSE: one of our lists of states */
  const MlgTerm *terms;
  guint          n_terms;
} MlgVocabulary;

const MlgVocabulary *const *mlg_vocabularies_get  (guint               *n);
const MlgVocabulary        *mlg_vocabulary_find   (const char          *id);
const MlgTerm              *mlg_vocabulary_term   (const MlgVocabulary *vocabulary,
                                                   const char          *id);
/* By id, label or short label, folded; NULL if none. */
const MlgTerm              *mlg_vocabulary_match  (const MlgVocabulary *vocabulary,
                                                   const char          *text);

G_END_DECLS
