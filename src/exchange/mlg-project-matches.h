/* What is missing in a project, and what in it, or in another file opened beside it, could fill the gap.
 * Always proposed, never applied: the same kind of resource is only a reason to talk (docs/domain.md §2.6).
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  MlgId  id;                /* of the resource */
  char  *label;
  char  *kind;              /* term of resource_kind; or NULL */
  char  *holder;            /* "initiative:id" or "actor:id": whom it belongs to; or NULL */
  gpointer place;           /* of mlg-match-places.h */
} MlgAsset;

typedef struct
{
  guint     gap;            /* in gaps */
  guint     asset;          /* in assets */
  guint     n_words;        /* words their labels share */
  gboolean  same_kind;
  double    km;             /* between them; NAN: nobody knows */
  char     *territory;      /* the finest that holds both, or NULL */
} MlgAssetMatch;

typedef struct
{
  GArray *gaps;             /* MlgAsset: what is missing */
  GArray *assets;           /* MlgAsset: what can be mobilised */
  GArray *matches;          /* MlgAssetMatch: by gap, the nearest first: same territory, then by distance; of those
                             * equally near, the words in common first */
} MlgMatches;

MlgMatches *mlg_project_matches_new   (MlgProject *project);
/* What @project lacks, and what @other has, which is only read. */
MlgMatches *mlg_project_matches_between (MlgProject *project,
                                       MlgProject *other);
void        mlg_matches_free          (MlgMatches *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMatches, mlg_matches_free)

G_END_DECLS
