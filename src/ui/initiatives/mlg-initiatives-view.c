/* Initiatives: at which stage each is, and all that is known of it. */

#include "ui/initiatives/mlg-initiatives-view.h"

#include <glib/gi18n-lib.h>

#include "ui/records/mlg-terms.h"

struct _MlgInitiativesView
{
  MlgPairView parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgInitiativesView, mlg_initiatives_view, MLG_TYPE_PAIR_VIEW)

static char *
describe (MlgProject *project,
          MlgRecord  *record)
{
  const char *stage = mlg_record_get_named (record, "stage");
  const MlgField *carriers = mlg_entity_find_field (mlg_record_get_entity (record), "carriers");
  g_autofree char *stage_words = stage != NULL ? mlg_terms_dup_label (project, "stage", stage) : NULL;
  g_autofree char *who = mlg_record_get (record, carriers) != NULL
    ? mlg_project_display (project, carriers, mlg_record_get (record, carriers)) : NULL;

  if (stage_words != NULL && who != NULL)
    return g_strdup_printf ("%s · %s", stage_words, who);
  return stage_words != NULL ? g_steal_pointer (&stage_words) : g_steal_pointer (&who);
}

static gboolean
is_at_work (MlgProject *project,
            MlgRecord  *record)
{
  const char *stage = mlg_record_get_named (record, "stage");

  return g_strcmp0 (stage, "dormant") != 0 && g_strcmp0 (stage, "ended") != 0;
}

static gboolean
has_no_stage (MlgProject *project,
              MlgRecord  *record)
{
  return mlg_record_get_named (record, "stage") == NULL;
}

static gboolean
has_nobody (MlgProject *project,
            MlgRecord  *record)
{
  g_autoptr(GPtrArray) rows = mlg_project_referring (project, mlg_schema_find ("involvement"), "initiative", mlg_record_get_id (record));

  return rows == NULL || rows->len == 0;
}

static const MlgPairFilter filters[] = {
  { N_("Every initiative"), NULL },
  { N_("At work"), is_at_work },
  { N_("Without a stage"), has_no_stage },
  { N_("Without a stakeholder"), has_nobody },
};

static void
mlg_initiatives_view_class_init (MlgInitiativesViewClass *klass)
{
  MlgPairViewClass *pair_class = MLG_PAIR_VIEW_CLASS (klass);

  pair_class->entity = "initiative";
  pair_class->describe = describe;
  pair_class->filters = filters;
  pair_class->n_filters = G_N_ELEMENTS (filters);
}

static void
mlg_initiatives_view_init (MlgInitiativesView *self)
{
}
