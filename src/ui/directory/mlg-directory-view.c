/* The directory: every actor, a line each, and the line where one is entered. */

#include "ui/directory/mlg-directory-view.h"

struct _MlgDirectoryView
{
  MlgView  parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgDirectoryView, mlg_directory_view, MLG_TYPE_VIEW)

static void
mlg_directory_view_class_init (MlgDirectoryViewClass *klass)
{
}

static void
mlg_directory_view_init (MlgDirectoryView *self)
{
}

void
mlg_directory_view_add (MlgDirectoryView *self)
{
}
