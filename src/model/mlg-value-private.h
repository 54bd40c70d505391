/* Between the files of mlg-value: what a single piece of a value may be. */

#pragma once

#include "model/mlg-value.h"

G_BEGIN_DECLS

/* Types of parts that no field has. */
#define MLG_TYPE_DATE_POINT ((MlgType) 100)
#define MLG_TYPE_LATITUDE   ((MlgType) 101)
#define MLG_TYPE_LONGITUDE  ((MlgType) 102)

typedef struct
{
  MlgType     type;
  const char *target;
} MlgScalar;

/* What an element of a multiple field, a part of a composite or a whole simple field is. */
MlgScalar mlg_scalar_of_field (const MlgField  *field);
MlgScalar mlg_scalar_of_part  (const MlgField  *field,
                               guint            part);

/* Of valid UTF-8, not empty. TRUE: parsing surely gives the same text. FALSE: parse it to know. */
gboolean  mlg_scalar_is_settled (const MlgScalar *scalar,
                                 const char      *text,
                                 gsize            length);
gboolean  mlg_value_is_settled  (const MlgField  *field,
                                 const char      *value);
/* @input trimmed and not empty. NULL with @error set: not such a value. */
char     *mlg_scalar_parse    (const MlgScalar *scalar,
                               const char      *input,
                               GError         **error);

G_END_DECLS
