/* Networks: formal or not, their members, their charter, their bodies. */

#include "ui/networks/mlg-networks-view.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "ui/records/mlg-terms.h"

struct _MlgNetworksView
{
  MlgPairView parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgNetworksView, mlg_networks_view, MLG_TYPE_PAIR_VIEW)

static char *
describe (MlgProject *project,
          MlgRecord  *record)
{
  const char *formality = mlg_record_get_named (record, "formality");
  g_autofree char *words = formality != NULL ? mlg_terms_dup_label (project, "network_formality", formality) : NULL;
  g_autoptr(GPtrArray) rows = mlg_project_referring (project, mlg_schema_find ("membership"), "network", mlg_record_get_id (record));
  guint n = rows != NULL ? rows->len : 0;
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *members = g_strdup_printf (ngettext ("%s member", "%s members", n), count);

  return words != NULL ? g_strdup_printf ("%s · %s", words, members) : g_steal_pointer (&members);
}

static gboolean
is_formal (MlgProject *project,
           MlgRecord  *record)
{
  return g_strcmp0 (mlg_record_get_named (record, "formality"), "formal") == 0;
}

static gboolean
is_informal (MlgProject *project,
             MlgRecord  *record)
{
  return g_strcmp0 (mlg_record_get_named (record, "formality"), "informal") == 0;
}

static gboolean
seeks_animation (MlgProject *project,
                 MlgRecord  *record)
{
  const char *state = mlg_record_get_named (record, "animation_state");

  return state != NULL && g_strcmp0 (state, "ensured") != 0;
}

static const MlgPairFilter filters[] = {
  { N_("Every network"), NULL },
  { N_("Formal"), is_formal },
  { N_("Informal"), is_informal },
  { N_("Animation to be found"), seeks_animation },
};

static void
mlg_networks_view_class_init (MlgNetworksViewClass *klass)
{
  MlgPairViewClass *pair_class = MLG_PAIR_VIEW_CLASS (klass);

  pair_class->entity = "network";
  pair_class->describe = describe;
  pair_class->filters = filters;
  pair_class->n_filters = G_N_ELEMENTS (filters);
}

static void
mlg_networks_view_init (MlgNetworksView *self)
{
}
