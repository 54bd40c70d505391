/* The choices beside the directory: for each, how many actors it would leave. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-record-list.h"

G_BEGIN_DECLS

#define MLG_TYPE_FACETS (mlg_facets_get_type ())
G_DECLARE_FINAL_TYPE (MlgFacets, mlg_facets, MLG, FACETS, GtkWidget)

void     mlg_facets_set_list  (MlgFacets     *self,
                               MlgProject    *project,
                               MlgRecordList *list);
void     mlg_facets_clear     (MlgFacets     *self);
gboolean mlg_facets_has_choice (MlgFacets    *self);

G_END_DECLS
