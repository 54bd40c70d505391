/* The choices beside a list: for each, how many records it would leave. Those of actors are kept in
 * the focus, so that map and graph follow; those of others in their list.
 */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-record-list.h"
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_FACETS (mlg_facets_get_type ())
G_DECLARE_FINAL_TYPE (MlgFacets, mlg_facets, MLG, FACETS, GtkWidget)

/* Once. Signal "changed": another choice was made. */
void     mlg_facets_set_list   (MlgFacets     *self,
                                MlgFocus      *focus,
                                MlgRecordList *list);
/* Does the entity of the list have anything to narrow it by? */
gboolean mlg_facets_has_any    (MlgFacets     *self);
gboolean mlg_facets_has_choice (MlgFacets     *self);
void     mlg_facets_clear      (MlgFacets     *self);

G_END_DECLS
