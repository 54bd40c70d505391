/* Needs: how many of the 3 T are told, where each stands, who answers it. */

#include "ui/needs/mlg-needs-view.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-stakeholders.h"
#include "ui/records/mlg-terms.h"

struct _MlgNeedsView
{
  MlgPairView parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgNeedsView, mlg_needs_view, MLG_TYPE_PAIR_VIEW)

/* « 1/3 · Travaillé » */
static char *
describe (MlgProject *project,
          MlgRecord  *record)
{
  g_autofree char *state = mlg_terms_dup_label (project, "need_state", mlg_need_find_state (project, record));

  return g_strdup_printf ("%u/3 · %s", mlg_need_count_dimensions (record), state);
}

static gboolean
is_incomplete (MlgProject *project,
               MlgRecord  *record)
{
  return mlg_need_count_dimensions (record) < 3;
}

/* Axis 5: a need nobody answers yet. */
static gboolean
has_no_initiative (MlgProject *project,
                   MlgRecord  *record)
{
  g_autoptr(GPtrArray) rows = mlg_project_referring (project, mlg_schema_find ("need_initiative"), "need", mlg_record_get_id (record));

  return rows == NULL || rows->len == 0;
}

static gboolean
is_covered (MlgProject *project,
            MlgRecord  *record)
{
  return g_str_equal (mlg_need_find_state (project, record), "covered");
}

static const MlgPairFilter filters[] = {
  { N_("Every need"), NULL },
  { N_("To complete: fewer than 3 T"), is_incomplete },
  { N_("Without an initiative (axis 5)"), has_no_initiative },
  { N_("Covered"), is_covered },
};

static void
mlg_needs_view_class_init (MlgNeedsViewClass *klass)
{
  MlgPairViewClass *pair_class = MLG_PAIR_VIEW_CLASS (klass);

  pair_class->entity = "need";
  pair_class->describe = describe;
  pair_class->filters = filters;
  pair_class->n_filters = G_N_ELEMENTS (filters);
}

static void
mlg_needs_view_init (MlgNeedsView *self)
{
}

GtkWidget *
mlg_needs_view_new (void)
{
  return g_object_new (MLG_TYPE_NEEDS_VIEW, NULL);
}
