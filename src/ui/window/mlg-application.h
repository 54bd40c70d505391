/* The program: its windows, one for each file, and what is the same for all of them. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MLG_TYPE_APPLICATION (mlg_application_get_type ())
G_DECLARE_FINAL_TYPE (MlgApplication, mlg_application, MLG, APPLICATION, GtkApplication)

MlgApplication *mlg_application_new (void);

/* The language, from the environment; MAILLAGE_LOCALEDIR names the translations of a program
 * that is not installed. Before anything is shown. */
void            mlg_application_init_locale (void);

G_END_DECLS
