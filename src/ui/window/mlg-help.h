/* A few pages that say what to do first. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mlg_help_show (GtkWindow *parent);

G_END_DECLS
