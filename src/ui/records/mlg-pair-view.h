/* A screen in two parts: a list to choose from, each with a word on where it stands, and the whole
 * sheet of the one chosen, with room for its tables. Screens derive from it and say which entity.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_PAIR_VIEW (mlg_pair_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (MlgPairView, mlg_pair_view, MLG, PAIR_VIEW, MlgView)

/* One choice of what the list keeps. */
typedef struct
{
  const char *label;                                     /* N_() */
  gboolean  (*accepts) (MlgProject *project, MlgRecord *record);   /* NULL: all */
} MlgPairFilter;

struct _MlgPairViewClass
{
  MlgViewClass         parent_class;

  const char          *entity;
  /* The second line of a row: where the record stands. Full; NULL: none. */
  char              *(*describe) (MlgProject *project, MlgRecord *record);
  const MlgPairFilter *filters;
  guint                n_filters;
};


G_END_DECLS
