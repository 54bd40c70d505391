/* A record as it stands: plain values. Only src/store creates and changes records; a record
 * obtained from a project stays current and emits "changed" after the commit.
 */

#pragma once

#include <glib-object.h>
#include "model/mlg-id.h"
#include "model/mlg-schema.h"

G_BEGIN_DECLS

#define MLG_TYPE_RECORD (mlg_record_get_type ())
G_DECLARE_FINAL_TYPE (MlgRecord, mlg_record, MLG, RECORD, GObject)

const MlgEntity *mlg_record_get_entity    (MlgRecord      *self);
const MlgId     *mlg_record_get_id        (MlgRecord      *self);

/* Canonical values (model/mlg-value.h); NULL when unknown. Lent until the record changes.
 * A multiple field gives its elements joined by MLG_ELEMENT_SEPARATOR. */
const char      *mlg_record_get           (MlgRecord      *self,
                                           const MlgField *field);
const char      *mlg_record_get_named     (MlgRecord      *self,
                                           const char     *field);    /* NULL too if there is no such field */

/* The first filled title field, for display; never NULL ("(sans nom)" when empty). */
char            *mlg_record_dup_title     (MlgRecord      *self);
/* For g_ptr_array_sort: by their field "position", the oldest first where it says nothing. */
int              mlg_record_compare_positions (gconstpointer a, gconstpointer b);

gboolean         mlg_record_is_deleted    (MlgRecord      *self);
gint64           mlg_record_get_created   (MlgRecord      *self);     /* ms since 1970, UTC */
gint64           mlg_record_get_updated   (MlgRecord      *self);
const char      *mlg_record_get_author    (MlgRecord      *self);     /* of the last change; may be "" */
gboolean         mlg_record_has_conflict  (MlgRecord      *self);

G_END_DECLS
