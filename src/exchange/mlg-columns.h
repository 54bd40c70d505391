/* A record as other programs see it: flat columns, one for each plain field and for each part
 * of a composite one, and references by the key their record had in its source, or by its id.
 */

#pragma once

#include "exchange/mlg-json-writer.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  const char     *name;       /* "lat", "founded_text", "territories" */
  const char     *label;      /* N_() English */
  const MlgField *field;
  guint           part;
} MlgColumn;

/* Of MlgColumn, in the order of the schema, the key first. */
GArray     *mlg_columns_new      (const MlgEntity *entity);

gboolean    mlg_column_is_number (const MlgColumn *column);
gboolean    mlg_column_is_yes_no (const MlgColumn *column);    /* "1" or "0" */

/* The name of the column in the words of the screen, different from that of any other column of
 * @entity: « Création (en toutes lettres) ». */
char       *mlg_column_dup_label (const MlgColumn *column,
                                  const MlgEntity *entity);
/* The column that mlg_column_dup_label calls @label, whatever its case and accents: how an import knows
 * again a list that was exported in the words of the screen. */
gboolean    mlg_columns_find_label (const MlgEntity *entity,
                                    const char      *label,
                                    MlgColumn       *column);

/* How references of a project are written. Reads each entity once. */
typedef struct _MlgKeys MlgKeys;

/* At the public level keys are replaced by ids, since they may tell who a person is; below the
 * complete one references to records that may not leave are dropped. */
MlgKeys    *mlg_keys_new         (MlgProject      *project,
                                  MlgLevel         level);
void        mlg_keys_free        (MlgKeys         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgKeys, mlg_keys_free)

/* Key or id of the record; NULL if it may not be named. Lent. @id_text as in values. */
const char *mlg_keys_name        (MlgKeys         *self,
                                  const MlgEntity *entity,
                                  const char      *id_text);
/* May the field "key" leave? */
gboolean    mlg_keys_are_open    (MlgKeys         *self);
/* May this record leave, and all that it cannot stand without? */
gboolean    mlg_keys_may_leave   (MlgKeys         *self,
                                  MlgRecord       *record);

/* One cell: text for CSV ("|" between elements), NULL when empty. @value: of the whole field. */
char       *mlg_column_dup_text  (const MlgColumn *column,
                                  const char      *value,
                                  MlgKeys         *keys);
/* The same in the words of the screen: labels of terms, titles of records where a title names one
 * record only (what does not is written as above, so that everything can be read again). */
char       *mlg_column_dup_words  (const MlgColumn *column,
                                   const char      *value,
                                   MlgKeys         *keys);
/* A member of a JSON object: name and value; nothing when empty. */
void        mlg_column_write     (const MlgColumn *column,
                                  const char      *value,
                                  MlgKeys         *keys,
                                  MlgJsonWriter   *writer);

G_END_DECLS
