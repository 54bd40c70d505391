/* Resources and gaps in two columns: what can be mobilised; what is missing, with where it might
 * be found; what may be mobilised elsewhere.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_RESOURCES_VIEW (mlg_resources_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgResourcesView, mlg_resources_view, MLG, RESOURCES_VIEW, MlgView)


/* See mlg_leads_set_other. The view has its focus. */
void mlg_resources_view_set_other (MlgResourcesView *self,
                                   MlgProject       *other);

G_END_DECLS
