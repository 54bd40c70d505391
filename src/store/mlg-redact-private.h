/* The inside of MlgRedactor: mlg-redact.c knows names and texts, mlg-redact-journal.c operations. */

#pragma once

#include "store/mlg-redact.h"

G_BEGIN_DECLS

struct _MlgRedactor
{
  MlgId       id;
  GPtrArray  *full;        /* folded words between spaces: full names, addresses, numbers */
  GPtrArray  *alone;       /* …last names */
  GPtrArray  *in_keys;     /* …first names: in keys alone */
  GHashTable *rows;        /* MlgId → 1: about her, 2: names her among others */
};

gboolean  mlg_redactor_find_rows (MlgRedactor *self,
                                  MlgStore    *store);
char     *mlg_redactor_dup       (MlgRedactor *self,
                                  const char  *text,
                                  gboolean     is_about_her);
gboolean  mlg_redactor_key_tells (MlgRedactor *self,
                                  const char  *key,
                                  gboolean     is_about_her);

G_END_DECLS
