/* The pages to come of a monograph, one under the other, and the files made of them. */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_PREVIEW (mlg_preview_get_type ())
G_DECLARE_FINAL_TYPE (MlgPreview, mlg_preview, MLG, PREVIEW, GtkWidget)

/* Signals: "report" (GError *), "toast" (char *), "about-to-read": what is typed must be kept now. */

void mlg_preview_set_project   (MlgPreview  *self,
                                MlgProject  *project);
/* NULL: none. */
void mlg_preview_set_monograph (MlgPreview  *self,
                                const MlgId *id);
/* Draws again soon, when it can be seen. */
void mlg_preview_refresh       (MlgPreview  *self);
/* The pages the observed will read over. */
void       mlg_preview_show_reading_copy (MlgPreview *self);

G_END_DECLS
