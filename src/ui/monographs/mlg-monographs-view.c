/* The monographs screen. */

#include "ui/monographs/mlg-monographs-view.h"

struct _MlgMonographsView
{
  MlgView parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgMonographsView, mlg_monographs_view, MLG_TYPE_VIEW)

static void
mlg_monographs_view_class_init (MlgMonographsViewClass *klass)
{
}

static void
mlg_monographs_view_init (MlgMonographsView *self)
{
}

GtkWidget *
mlg_monographs_view_new (void)
{
  return g_object_new (MLG_TYPE_MONOGRAPHS_VIEW, NULL);
}
