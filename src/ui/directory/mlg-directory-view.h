/* The directory: every actor, a line each, and the line where one is entered. */

#pragma once

#include "ui/common/mlg-view.h"

G_BEGIN_DECLS

#define MLG_TYPE_DIRECTORY_VIEW (mlg_directory_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgDirectoryView, mlg_directory_view, MLG, DIRECTORY_VIEW, MlgView)

/* The keyboard goes to the entry line. */
void mlg_directory_view_add (MlgDirectoryView *self);

G_END_DECLS
