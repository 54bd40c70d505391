/* The plain screen of an entity: its list, searched and sorted, and a line to add one. The
 * sheet at the right of the window is its form. Made from the schema.
 */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_RECORDS_VIEW (mlg_records_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgRecordsView, mlg_records_view, MLG, RECORDS_VIEW, MlgView)

GtkWidget       *mlg_records_view_new        (const MlgEntity *entity);

G_END_DECLS
