/* Partnerships: the graph of actors, its axes, facts and wishes, isolated actors always visible. */

#include "ui/partnerships/mlg-partnerships-view.h"

struct _MlgPartnershipsView
{
  MlgView parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgPartnershipsView, mlg_partnerships_view, MLG_TYPE_VIEW)

static void
mlg_partnerships_view_class_init (MlgPartnershipsViewClass *klass)
{
}

static void
mlg_partnerships_view_init (MlgPartnershipsView *self)
{
}

GtkWidget *
mlg_partnerships_view_new (void)
{
  return g_object_new (MLG_TYPE_PARTNERSHIPS_VIEW, NULL);
}
