/* Making a territory pack: see mlg-pack.h. Written beside its place, then put there in one go.
 * Thread: any, one at a time.
 */

#pragma once

#include "territory/mlg-pack.h"

G_BEGIN_DECLS

typedef struct _MlgPackWriter MlgPackWriter;

/* What an area is, or is part of; "" where that means nothing. */
typedef struct
{
  const char *commune, *epci, *department, *region;
} MlgPackCodes;

MlgPackWriter *mlg_pack_writer_new           (const char          *path,
                                              GError             **error);
/* What was written is thrown away unless it was finished. */
void           mlg_pack_writer_free          (MlgPackWriter       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgPackWriter, mlg_pack_writer_free)

/* See mlg_pack_get_text. The gazetteer is lines as in mlg-gazetteer-table.c. */
gboolean       mlg_pack_writer_set_text      (MlgPackWriter       *self,
                                              const char          *key,
                                              const char          *text,
                                              GError             **error);
gboolean       mlg_pack_writer_set_count     (MlgPackWriter       *self,
                                              MlgPlaceKind         kind,
                                              guint                n,
                                              GError             **error);
/* The level @detail, whole. @codes: of each group. */
gboolean       mlg_pack_writer_add_partition (MlgPackWriter       *self,
                                              guint                detail,
                                              const MlgPartition  *partition,
                                              const MlgPackCodes  *codes,
                                              GError             **error);
/* @rings: of MlgRing; lines when not @closed. Simplified here. */
gboolean       mlg_pack_writer_add_feature   (MlgPackWriter       *self,
                                              MlgFeature           kind,
                                              guint                rank,
                                              const char          *name,
                                              gboolean             closed,
                                              GArray              *rings,
                                              GError             **error);
gboolean       mlg_pack_writer_finish        (MlgPackWriter       *self,
                                              GError             **error);

G_END_DECLS
