/* What is missing, each with what in the file could fill it and why. Always proposed, never
 * applied: somebody says discussed, engaged or dismissed, and that is kept.
 */

#pragma once

#include <gtk/gtk.h>
#include "ui/common/mlg-focus.h"

G_BEGIN_DECLS

#define MLG_TYPE_LEADS (mlg_leads_get_type ())
G_DECLARE_FINAL_TYPE (MlgLeads, mlg_leads, MLG, LEADS, GtkWidget)

/* Follows the project by itself. Signal "report" (char *sentence). */
GtkWidget *mlg_leads_new       (MlgFocus   *focus);
/* Another file, opened beside and only read: what it has is looked at for what is missing here. NULL: none. */
void       mlg_leads_set_other (MlgLeads   *self,
                                MlgProject *other);

G_END_DECLS
