/* What the writers of JSON have in common. For exchange alone. */

#pragma once

#include "exchange/mlg-export-records.h"

G_BEGIN_DECLS

/* The name as it may leave; for a record whose name may not, what stands for it. Never NULL. */
char   *mlg_write_dup_title (MlgExportRecords *records,
                             MlgRecord        *record);
/* The value of the field called @name, if it is there and may leave. Lent. */
const char *mlg_write_get   (MlgExportRecords *records,
                             MlgRecord        *record,
                             const char       *name);
/* The part or field called @name. */
char   *mlg_write_dup_part  (MlgExportRecords *records,
                             MlgRecord        *record,
                             const char       *name);
/* Terms of the field called @name, in the words of the screen; never NULL. */
char  **mlg_write_dup_terms (MlgExportRecords *records,
                             MlgRecord        *record,
                             const char       *name);
/* A value, with all the figures of the file. */
void    mlg_write_degrees   (MlgJsonWriter    *writer,
                             const char       *degrees);
/* Two members, with all the figures of the file; nothing when there is no place. */
void    mlg_write_place     (MlgExportRecords *records,
                             MlgRecord        *record,
                             MlgJsonWriter    *writer,
                             const char       *lat_name,
                             const char       *lon_name);
/* Member @name when @text is something. */
void    mlg_write_string    (MlgJsonWriter    *writer,
                             const char       *name,
                             const char       *text);
GBytes *mlg_write_finish    (MlgJsonWriter    *writer);

G_END_DECLS
