/* Actors that are probably the same one twice: shown to the user, never merged by themselves. */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  MlgId  a, b;
} MlgDuplicate;

/* Same SIRET or RNA number; or the same name, legal forms and spelling aside, where nothing
 * says that they are in different places. Array of MlgDuplicate, each pair once. */
GPtrArray *mlg_duplicates_find (MlgProject *project);

G_END_DECLS
