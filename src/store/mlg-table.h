/* The SQL of an entity, written once from its description: its table, its indexes and the
 * statements that read and write its rows. Constant; any thread.
 *
 * Columns of the program begin with an underscore, so that no field can meet them:
 *   _rid  local row number     _id   16 bytes of the identifier   _del  1: deleted
 *   _made ms since 1970        _hlc  clock of the last operation  _sid  its writer
 * Then one TEXT column per field. A multiple field holds its elements joined.
 */

#pragma once

#include "model/mlg-id.h"
#include "model/mlg-schema.h"

struct sqlite3;

G_BEGIN_DECLS

/* In the SELECTs below: _rid _id _del _made _hlc _sid, then the fields from here on. */
#define MLG_COLUMN_FIRST_FIELD 6

typedef struct
{
  const MlgEntity *entity;
  guint            n_fields;
  gboolean         has_multiple;
  const char      *ddl;            /* CREATE TABLE and CREATE INDEX, semicolons between */
  const char      *select_row;     /* ?1 id */
  const char      *select_live;    /* all live rows, in the order they came */
  const char      *select_all;     /* deleted ones too */
  const char      *write;          /* ?1 id ?2 del ?3 made ?4 hlc ?5 sid ?6… fields: inserts or replaces */
  const char      *remove;         /* ?1 id */
  const char      *clear;          /* every row */
  const char      *count;
  const char      *is_live;        /* ?1 id: a row if it stands */
  const char     **find_referring; /* per field, NULL if it is no single reference: ?1 target text; gives _id, _del */
  guint8           by_number[256]; /* field number → index + 1 */
} MlgTable;

/* Where the fields of a link stand; see MlgEntity "link". */
typedef struct
{
  const MlgTable *table;
  guint           owner, owner_entity, field, value, position;   /* indexes of fields */
} MlgLinkTable;

const MlgTable     *mlg_table_get             (const MlgEntity *entity);
const MlgTable     *mlg_table_get_number      (guint            number);      /* NULL: unknown entity */
const MlgLinkTable *mlg_table_get_links       (void);
/* NULL: unknown field, or gone. */
const MlgField     *mlg_table_find_field      (const MlgTable  *table,
                                               int              number);
guint               mlg_table_get_count       (void);
const MlgTable     *mlg_table_nth             (guint            index);

/* Everything CREATE in a file of this @format, as one script; NULL: a format this program does not write. */
const char         *mlg_schema_get_script     (guint            format);
/* What sqlite_schema holds once such a file is made, in one text to compare. Free it. */
char               *mlg_store_dup_expected_schema (guint        format);
char               *mlg_store_dup_actual_schema (struct sqlite3 *handle,
                                               GError         **error);

/* The name of an element for ever: derived from its owner, field and value. */
MlgId               mlg_link_derive_id        (const MlgEntity *owner_entity,
                                               const MlgId     *owner,
                                               const MlgField  *field,
                                               const char      *value);

G_END_DECLS
