/* In which order a sheet tells what it knows. */

#include "ui/records/mlg-sections.h"

#include <glib/gi18n-lib.h>

#define END { NULL, NULL, 0, { NULL }, { NULL } }

static const MlgSection actor_sections[] = {
  { "identity", NULL, 0,
    { "name", "acronym", "kind", "headcount_op", "headcount", "category", "subcategory", "family", "place_kind",
      "description", "aliases", NULL }, { NULL } },
  { "where", N_("Where"), 0,
    { "territories", "seat_territories", "address", "place", "origin_territories", NULL }, { NULL } },
  { "does", N_("What it does"), 0,
    { "themes", "purpose", "operating_mode", "missions", "website", "figures", "founded", "convening_power", "governance",
      "study_fields", "coa", "market_anchoring", "ess_positioning", NULL }, { NULL } },
  { "open", N_("An open place"), MLG_SECTION_FOLDED,
    { "opening", "renewed", "place_functions", "welcomed_publics", NULL }, { NULL } },
  { "contact", N_("Contact"), MLG_SECTION_PRIVATE, { "contact_name", "contact_email", "contact_phone", NULL }, { NULL } },
  { "numbers", N_("Identifiers"), MLG_SECTION_FOLDED,
    { "legal_form", "siren", "siret", "rna", "naf", "naf_2025", "type_words", "normalised_name", NULL }, { NULL } },
  END
};

static const MlgSection person_sections[] = {
  { "identity", NULL, 0,
    { "display_name", "first_name", "last_name", "status", "actor", "trades", "skills", "knowledge_source", "families",
      "territories", "themes", NULL }, { "person_function", NULL } },
  { "exchange", N_("Exchanges of knowledge"), 0, { NULL }, { "skill_exchange", NULL } },
  { "table", N_("Around the table"), 0,
    { "postures", "degree", "workshop_roles", "convening_power", "animator_roles", "animator_home", "trainings", NULL }, { NULL } },
  { "contact", N_("Contact"), MLG_SECTION_PRIVATE, { "contact_email", "contact_phone", "address", NULL }, { NULL } },
  { "personal", N_("Personal data"), MLG_SECTION_PRIVATE,
    { "consent", "legal_basis", "informed", "opposition", "keep_until", NULL }, { NULL } },
  END
};

static const MlgSection initiative_sections[] = {
  { "identity", NULL, 0,
    { "name", "pitch", "carriers", "supporters", "territories", "themes", "theme_initial", "period", "place", "website",
      "state", "provenance", "born_from", NULL }, { NULL } },
  { "stage", N_("Stage"), 0, { "stage", NULL }, { "stage_history", NULL } },
  { "aims", N_("Aims and origin"), 0,
    { "objectives", "origins", "origin_text", "leeway", "governance", "expected_benefits", NULL }, { NULL } },
  { "3t", N_("The 3 T"), MLG_SECTION_SIDE_BY_SIDE, { "thematic", "cross_cutting", "territorial", NULL }, { NULL } },
  { "needs", N_("Needs it answers"), 0, { NULL }, { "need_initiative", NULL } },
  { "innovation", N_("Innovation and tools"), 0,
    { "innovation_definition", "innovation_sources", "tools", "ptce_properties", "seeking_synergy", "recognition_steps",
      NULL }, { NULL } },
  { "dimensions", N_("Two dimensions: the associative project, the economic model"), MLG_SECTION_SIDE_BY_SIDE,
    { "associative_project", "economic_model", NULL }, { NULL } },
  { "usefulness", N_("Balance and outlook"), 0,
    { "social_usefulness", "economic_balance", "difficulties", "outlook", "open_questions", "communication_goals",
      "plans", "schemes", NULL }, { NULL } },
  { "facets", N_("Facets"), 0, { NULL }, { "facet", NULL } },
  { "pooling", N_("What is pooled"), 0, { NULL }, { "pooling", NULL } },
  { "results", N_("Results"), 0, { NULL }, { "result", NULL } },
  { "frictions", N_("Frictions – confidential, never on the projector"), MLG_SECTION_PRIVATE | MLG_SECTION_FOLDED,
    { NULL }, { "friction", NULL } },
  END
};

static const MlgSection need_sections[] = {
  { "identity", NULL, 0, { "label", "state", "coverage", "spotted_by", "territories", "themes", "crisis", NULL }, { NULL } },
  { "3t", N_("The 3 T"), MLG_SECTION_SIDE_BY_SIDE, { "thematic", "cross_cutting", "territorial", NULL }, { NULL } },
  { "answers", N_("Initiatives that answer it"), 0, { NULL }, { "need_initiative", NULL } },
  { "why", N_("Why it is not covered"), 0,
    { "private_ignored_why", "public_powerless_why", "expected_benefits", NULL }, { NULL } },
  END
};

static const MlgSection network_sections[] = {
  { "identity", NULL, 0,
    { "name", "formality", "natures", "scale", "territories", "themes", "description", "actor", NULL }, { NULL } },
  { "members", N_("Members"), 0, { NULL }, { "membership", NULL } },
  { "life", N_("Animation"), 0,
    { "animation_state", "animator", "events", "event_periods", "qualities", "gestures", NULL }, { NULL } },
  { "identity-values", N_("Identity and values"), MLG_SECTION_SIDE_BY_SIDE, { "identity", "values", NULL }, { NULL } },
  { "charter", N_("Charter"), 0, { NULL }, { "charter", NULL } },
  { "bodies", N_("Bodies"), 0, { "network_needs", "sharing_tools", NULL }, { "body", NULL } },
  { "pooling", N_("What is pooled"), MLG_SECTION_FOLDED, { NULL }, { "pooling", NULL } },
  END
};

static const MlgSection charter_sections[] = {
  { "identity", NULL, 0, { "title", "network", "date", "declared_signatures", "articles", NULL }, { NULL } },
  { "signatures", N_("Signatures"), 0, { NULL }, { "charter_signature", NULL } },
  END
};

static const struct
{
  const char       *entity;
  const MlgSection *sections;
} forms[] = {
  { "actor", actor_sections },
  { "person", person_sections },
  { "initiative", initiative_sections },
  { "need", need_sections },
  { "network", network_sections },
  { "charter", charter_sections },
};

const MlgSection *
mlg_sections_of (const MlgEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].entity, entity->name))
      return forms[i].sections;

  return NULL;
}

gboolean
mlg_sections_name (const MlgSection *sections,
                   const char       *field)
{
  for (guint i = 0; sections != NULL && sections[i].name != NULL; i++)
    if (g_strv_contains (sections[i].fields, field))
      return TRUE;

  return FALSE;
}

gboolean
mlg_sections_have_child (const MlgSection *sections,
                         const char       *entity)
{
  for (guint i = 0; sections != NULL && sections[i].name != NULL; i++)
    if (g_strv_contains (sections[i].children, entity))
      return TRUE;

  return FALSE;
}

/* Fields that belong to one nature of actor. */
static const struct
{
  const char *field;
  const char *kinds[5];
} natures[] = {
  { "headcount", { "group", NULL } },
  { "headcount_op", { "group", NULL } },
  { "place_kind", { "place", NULL } },
  { "opening", { "place", "organisation", NULL } },
  { "renewed", { "place", NULL } },
  { "place_functions", { "place", NULL } },
  { "welcomed_publics", { "place", "organisation", NULL } },
  { "legal_form", { "organisation", NULL } },
  { "siren", { "organisation", NULL } },
  { "siret", { "organisation", NULL } },
  { "rna", { "organisation", "collective", NULL } },
  { "naf", { "organisation", NULL } },
  { "naf_2025", { "organisation", NULL } },
  { "acronym", { "organisation", "collective", "place", NULL } },
  { "founded", { "organisation", "collective", "place", NULL } },
  { "governance", { "organisation", "collective", "place", NULL } },
};

/* Asked for even when nothing is known yet. */
static const struct
{
  const char *entity;
  const char *fields[8];
} asked[] = {
  { "need", { "state", "spotted_by", NULL } },
  { "initiative", { "pitch", "objectives", "origins", "leeway", "innovation_definition", "difficulties", NULL } },
  { "network", { "description", "animation_state", "animator", "themes", NULL } },
  { "person", { "consent", "legal_basis", "informed", "opposition", "keep_until", "contact_email", "contact_phone", NULL } },
  { "actor", { "contact_name", "contact_email", "contact_phone", "seat_territories", "address", NULL } },
};

int
mlg_field_matters (MlgRecord      *record,
                   const MlgField *field)
{
  const char *kind;

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    if (g_str_equal (asked[i].entity, mlg_record_get_entity (record)->name) && g_strv_contains (asked[i].fields, field->name))
      return 1;

  if (!g_str_equal (mlg_record_get_entity (record)->name, MLG_ENTITY_ACTOR))
    return 0;

  kind = mlg_record_get_named (record, "kind");
  if (kind == NULL)
    kind = "organisation";
  for (guint i = 0; i < G_N_ELEMENTS (natures); i++)
    if (g_str_equal (natures[i].field, field->name))
      return !g_strv_contains (natures[i].kinds, kind) ? -1 : natures[i].kinds[1] == NULL && !g_str_equal (kind, "organisation");

  return 0;
}
