/* What a live block of a monograph shows, taken from the project as it is now
 * (model/mlg-live-block.h). Nothing of it is typed twice: the editor, the pages and a frozen
 * version all come from here.
 *
 * Thread: main; the result may go to any thread.
 */

#pragma once

#include "model/mlg-live.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_LIVE_FOR_GROUP     = 0,
  MLG_LIVE_FOR_READERS   = 1 << 0,   /* published: what is kept for the group stays out */
  MLG_LIVE_FOR_PROJECTOR = 1 << 1,   /* no personal data */
} MlgLiveAudience;

/* @monograph: the one it stands in, or NULL. Never NULL for an address of ours: what cannot be shown
 * says why (problem). NULL: not the address of a live block. */
MlgLive  *mlg_project_live_new      (MlgProject      *project,
                                     const MlgId     *monograph,
                                     const char      *address,
                                     MlgLiveAudience  audience);

/* What can be inserted in a monograph, the most telling first: addresses of blocks that have something
 * to show. NULL-terminated. */
char    **mlg_project_live_suggest  (MlgProject      *project,
                                     const MlgId     *monograph);

/* A photograph (PNG, JPEG…) kept in the file: turned upright, made no larger than a page needs, without
 * what the camera wrote into it (place, owner); kept once: the same one again is the one that is there.
 * One command. @target: the record it shows. Its address
 * is maillage:photo/ID. */
gboolean  mlg_project_photo_add     (MlgProject      *project,
                                     const MlgEntity *target_entity,
                                     const MlgId     *target,
                                     const char      *path,
                                     const char      *caption,
                                     MlgId           *id,
                                     GError         **error);

/* The text a note made from a source has ("maillage:source_link/ID", or the id alone); NULL: no such
 * source. */
char     *mlg_project_source_note   (MlgProject      *project,
                                     const char      *address);

/* The name a link to a record shows now; NULL: no such record. */
char     *mlg_project_address_title (MlgProject      *project,
                                     const char      *address);

G_END_DECLS
