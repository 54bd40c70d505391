/* What is done to a whole section: its title, its place, its leaving. */

#pragma once

#include <gtk/gtk.h>
#include "store/mlg-project.h"

G_BEGIN_DECLS

#define MLG_TYPE_SECTION_MENU (mlg_section_menu_get_type ())
G_DECLARE_FINAL_TYPE (MlgSectionMenu, mlg_section_menu, MLG, SECTION_MENU, GtkBox)

/* Signals: "report" (GError *); "about-to-change": what is typed must be kept first. */

GtkWidget *mlg_section_menu_new (MlgProject *project,
                                 MlgRecord  *section);

G_END_DECLS
