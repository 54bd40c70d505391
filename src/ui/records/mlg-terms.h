/* The terms a user may choose: those shipped, then those added in this file. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *label;       /* short, on screen */
  char *tooltip;     /* the words of the source, or NULL when the same */
} MlgTermChoice;

/* Array of MlgTermChoice, full. */
GPtrArray *mlg_terms_of        (MlgProject *project,
                                const char *vocabulary);
/* The label of one term; the id itself when unknown. Full. */
char      *mlg_terms_dup_label (MlgProject *project,
                                const char *vocabulary,
                                const char *id);

G_END_DECLS
