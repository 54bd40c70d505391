/* Keeps its one child no wider than reads well, in the middle of the room there is. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_CLAMP (mlg_clamp_get_type ())
G_DECLARE_FINAL_TYPE (MlgClamp, mlg_clamp, MLG, CLAMP, GtkWidget)

G_END_DECLS
