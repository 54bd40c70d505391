/* What a list can show, sort and narrow although no field holds it: how many partnerships an
 * actor has, when a record was changed, by whom, how fresh what it says is.
 *
 * They are fields like the others to lists alone: no table has them, and mlg_record_get does not
 * know them. Their names begin with "_".
 */

#pragma once

#include "model/mlg-id.h"
#include "model/mlg-schema.h"

struct sqlite3;
struct sqlite3_stmt;

G_BEGIN_DECLS

/* What stands beyond SQL: who measures the graph of partnerships says it here. @document is only to be asked
 * for its file. A table of MlgId → text for people, owned; any thread. Set once, at start; NULL: these columns
 * are not offered. */
typedef GHashTable *(*MlgDerivedSource) (struct sqlite3 *document, const char *name);
void            mlg_derived_set_source (MlgDerivedSource source);

/* NULL after the last one of @entity. */
const MlgField *mlg_derived_nth      (const MlgEntity *entity, guint n);
/* A field of the entity, or one that follows; NULL if none. */
const MlgField *mlg_derived_find     (const MlgEntity *entity, const char *name);
gboolean        mlg_field_is_derived (const MlgField  *field);

/* The rows of which entity decide about it, besides those of its own; or NULL. */
const char     *mlg_derived_depends_on (const MlgField *field);

/* SQL, of a table named t: what mlg_derived_take makes a value of. */
char           *mlg_derived_expression (const MlgEntity *entity, const MlgField *field);
/* What is read once for all rows (MlgId → number, writer → name); NULL when @field needs nothing. */
GHashTable     *mlg_derived_count    (struct sqlite3 *document, const MlgField *field);
/* Canonical; NULL: unknown. */
char           *mlg_derived_take     (const MlgField *field, GHashTable *counts,
                                      struct sqlite3_stmt *statement, int column);
/* For people. Never NULL. */
char           *mlg_derived_display  (const MlgField *field, const char *value);
/* Values that have an order of their own: as a number; others NAN. */
double          mlg_derived_order    (const MlgField *field, const char *value);

G_END_DECLS
