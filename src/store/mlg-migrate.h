/* Bringing files of older formats to the present one: numbered steps, each in one transaction
 * with its user_version. A released step is never edited; its correction is the next one.
 */

#pragma once

#include <glib.h>
#include "store/mlg-error.h"

struct sqlite3;

G_BEGIN_DECLS

typedef struct
{
  guint      from, to;                                                   /* formats */
  gboolean (*run) (struct sqlite3 *handle, GError **error);              /* inside the transaction */
} MlgMigrationStep;

/* The steps of this program, in order. */
const MlgMigrationStep *mlg_migrate_get_steps     (guint *n_steps);

/* Takes the private database @path to MLG_FORMAT. @backup_folder gets a dated copy first, when
 * there is anything to do. A step that fails leaves the file at the step before. */
gboolean    mlg_migrate                  (const char              *path,
                                          const char              *backup_folder,
                                          GError                 **error);
/* The same with other steps and another end: for the tests. */
gboolean    mlg_migrate_with             (const char              *path,
                                          const char              *backup_folder,
                                          const MlgMigrationStep  *steps,
                                          guint                    n_steps,
                                          guint                    target,
                                          GError                 **error);

/* The step for a description that grew: the tables that follow from the journal are made again as
 * they are described now. mlg_migrate fills them. */
gboolean    mlg_migrate_remake_tables    (struct sqlite3          *handle,
                                          GError                 **error);

/* A private copy of a file of a newer minor version: its tables make place for ours, empty; its journal stays
 * whole. To be merged from, and nothing else. */
gboolean    mlg_migrate_adopt_journal    (const char              *path,
                                          GError                 **error);
/* Are the tables of the journal ours to the letter, and all others nothing but tables and indexes? */
gboolean    mlg_migrate_has_our_journal  (struct sqlite3          *handle);

/* Is @schema (mlg_store_dup_actual_schema) exactly that of a file of @format? Thread: any. */
gboolean    mlg_migrate_schema_is        (const char              *schema,
                                          guint                    format);

G_END_DECLS
