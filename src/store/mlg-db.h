/* One SQLite connection: opened with every safety set, statements prepared once, and its
 * thread remembered. Binding by number; text never enters SQL any other way.
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>
#include "store/mlg-error.h"

G_BEGIN_DECLS

typedef struct _MlgDb MlgDb;

typedef enum
{
  MLG_DB_CREATE    = 1 << 0,
  MLG_DB_READ_ONLY = 1 << 1,   /* immutable: nobody writes it while we read */
  MLG_DB_BESIDE    = 1 << 2,   /* read only too, beside the connection that writes */
} MlgDbFlags;

MlgDb        *mlg_db_open            (const char    *path,
                                      MlgDbFlags     flags,
                                      GError       **error);
void          mlg_db_free            (MlgDb         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgDb, mlg_db_free)

sqlite3      *mlg_db_get_handle      (MlgDb         *self);
gboolean      mlg_db_is_read_only    (MlgDb         *self);
/* Programmers' mistakes are told at once: another thread than the one that opened it. */
void          mlg_db_assert_thread   (MlgDb         *self);

/* Statements without result, separated by semicolons. */
gboolean      mlg_db_exec            (MlgDb         *self,
                                      const char    *sql,
                                      GError       **error);

/* A statement kept prepared for the life of the connection, reset and without bindings. @sql is
 * known by its address: a constant string, or one interned. Not for two uses at once. */
sqlite3_stmt *mlg_db_prepare         (MlgDb         *self,
                                      const char    *sql,
                                      GError       **error);
/* A row is there: TRUE. At the end FALSE, and the statement is reset. FALSE with @error on failure. */
gboolean      mlg_db_next            (MlgDb         *self,
                                      sqlite3_stmt  *stmt,
                                      GError       **error);
/* Runs it to its end. */
gboolean      mlg_db_run             (MlgDb         *self,
                                      sqlite3_stmt  *stmt,
                                      GError       **error);
/* The first column of the first row; @otherwise when there is none or it cannot be read. */
gint64        mlg_db_get_number      (MlgDb         *self,
                                      const char    *sql,
                                      gint64         otherwise);

/* Between the two, what is read is read under one lock instead of one for each statement; writing goes on as ever.
 * @stmt: what hold gave, perhaps NULL. For a moment, and not one within another. */
sqlite3_stmt *mlg_db_hold            (sqlite3       *handle);
void          mlg_db_release         (sqlite3_stmt  *stmt);

/* Rolls back if a transaction is open: SQLite does so by itself when the disk is full. */
void          mlg_db_rollback        (MlgDb         *self);

/* The one switch from SQLite's codes to ours. */
void          mlg_db_set_error       (sqlite3       *handle,
                                      int            code,
                                      GError       **error);

G_END_DECLS
