/* The places as they were shipped, read once. */

#pragma once

#include "territory/mlg-gazetteer.h"

G_BEGIN_DECLS

typedef struct
{
  char       *text;          /* what the strings of the places point into */
  GArray     *places;        /* MlgPlace */
  GHashTable *by_code[MLG_N_PLACE_KINDS];
  GPtrArray  *towns;         /* communes, by falling population */
} MlgPlaceTable;

/* Made at the first call. */
const MlgPlaceTable *mlg_place_table_get      (void);

/* A file of data/territory, unpacked; never fails: it is inside the program. */
char                *mlg_territory_data_read  (const char *name,
                                               gsize      *length);

G_END_DECLS
