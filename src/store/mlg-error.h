/* What can go wrong with a file, as callers need to tell apart. One function turns SQLite's
 * and the system's codes into these; nothing above store knows them.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_STORE_ERROR (mlg_store_error_quark ())
GQuark mlg_store_error_quark (void);

typedef enum
{
  MLG_STORE_ERROR_FAILED,
  MLG_STORE_ERROR_BUSY,        /* somebody else holds the lock */
  MLG_STORE_ERROR_INVALID,     /* a value the schema refuses */
  MLG_STORE_ERROR_NOT_FOUND,   /* no such file, record, transaction */
  MLG_STORE_ERROR_DAMAGED,
  MLG_STORE_ERROR_FULL,        /* disk full */
  MLG_STORE_ERROR_READ_ONLY,
  MLG_STORE_ERROR_NOT_OURS,    /* another program's file */
  MLG_STORE_ERROR_TOO_NEW,     /* made by a newer Maillage */
  MLG_STORE_ERROR_CHANGED,     /* undo refused: changed since */
  MLG_STORE_ERROR_CANCELLED,
} MlgStoreError;

/* Sets @error with a translated sentence which says more than its code does: which file, what to do. */
void  mlg_store_error_say      (GError        **error,
                                MlgStoreError   code,
                                const char     *format,
                                ...) G_GNUC_PRINTF (3, 4);

/* The sentence for the user, in their language: the one that was said, or the one chosen by code. */
char *mlg_store_error_describe (const GError   *error);

G_END_DECLS
