/* Declarations: recommendations, C.R.E.M.S., C.O.A., checklists, research-action (docs/domain.md §2.13, §2.16, §2.17). */

#include "model/mlg-entities.h"

static const MlgField recommendation_fields[] = {
  { 20, "diagnosis", N_("Diagnosis"), REFERENCE, COLUMN | FACET, "diagnosis" },
  { 21, "initiative", N_("Initiative"), REFERENCE, PARENT | COLUMN | FACET, "initiative" },
  { 22, "facet", N_("Facet"), REFERENCE, COLUMN, "facet" },
  { 23, "procedure", N_("Procedure"), TERM, TITLE | REQUIRED | COLUMN | FACET, "intermediation" },
  { 24, "reason", N_("Reason"), LONG_TEXT, COLUMN },
  { 25, "state", N_("State"), TERM, COLUMN | FACET, "recommendation_state" },
  { 26, "by", N_("By"), ANY, COLUMN },
  { 27, "due", N_("Due"), DATE, COLUMN },
  { 28, "example", N_("Example"), YES_NO },
};

static const MlgField intervention_fields[] = {
  { 20, "recommendation", N_("Recommendation"), REFERENCE, PARENT | COLUMN, "recommendation" },
  { 21, "title", N_("Title"), TEXT, TITLE | COLUMN },
  { 22, "kind", N_("Type"), TERM, TITLE | COLUMN | FACET, "intervention_kind" },
  { 23, "date", N_("Date"), DATE, COLUMN },
  { 24, "place_kind", N_("Kind of place"), TERM, FACET, "intervention_place" },
  { 25, "public", N_("For whom"), TERM, FACET, "welcomed_public" },
  { 26, "who", N_("Who"), ANY, COLUMN },
  { 27, "result", N_("What came of it"), LONG_TEXT },
  { 28, "initiative", N_("Initiative"), REFERENCE, FACET, "initiative" },
};

static const MlgField procedure_model_fields[] = {
  { 20, "name", N_("Name"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "description", N_("Presentation"), LONG_TEXT },
  { 22, "procedures", N_("Procedures"), TERMS, COLUMN | FACET, "intermediation" },
  { 23, "recommendations", N_("Drawn from"), REFERENCES, MLG_FIELD_PLAIN, "recommendation" },
};

static const MlgField crems_entry_fields[] = {
  { 20, "target", N_("Supported structure"), ANY, PARENT | REQUIRED | COLUMN },
  { 21, "letter", N_("Letter"), TERM, TITLE | REQUIRED | COLUMN | FACET, "crems" },
  { 22, "need_found", N_("Need found"), LONG_TEXT, COLUMN },
  { 23, "support_given", N_("Support given"), LONG_TEXT, COLUMN },
  { 24, "date", N_("Date"), DATE, COLUMN },
  { 25, "state", N_("State"), TERM, COLUMN | FACET, "action_state" },
  { 26, "example", N_("Example"), YES_NO },
};

static const MlgField territorial_plan_fields[] = {
  { 20, "territory", N_("Territory"), REFERENCE, REQUIRED | COLUMN | FACET, "territory" },
  { 21, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 22, "responsible", N_("Territorial leaders"), REFERENCES, COLUMN, "actor" },
  { 23, "administrations", N_("Supervising administrations"), REFERENCES, COLUMN, "actor" },
  { 24, "civil_organisations", N_("Civil organisations"), REFERENCES, COLUMN, "actor" },
  { 25, "description", N_("Presentation"), LONG_TEXT },
  { 26, "example", N_("Example"), YES_NO },
};

static const MlgField coa_delegation_fields[] = {
  { 20, "plan", N_("Plan"), REFERENCE, PARENT | COLUMN, "territorial_plan" },
  { 21, "territory", N_("Territory"), REFERENCE, COLUMN | FACET, "territory" },
  { 22, "mission", N_("Mission"), TERM, TITLE | REQUIRED | COLUMN | FACET, "coa" },
  { 23, "structure", N_("Given to"), REFERENCE, COLUMN | FACET, "actor" },
  { 24, "as", N_("As lever or relay"), TERM, COLUMN | FACET, "coa_structure" },
  { 25, "initiatives", N_("Initiatives"), REFERENCES, MLG_FIELD_PLAIN, "initiative" },
  { 26, "state", N_("State"), TERM, COLUMN | FACET, "delegation_state" },
  { 27, "example", N_("Example"), YES_NO },
};

static const MlgField checklist_run_fields[] = {
  { 20, "list", N_("List"), TERM, TITLE | REQUIRED | COLUMN | FACET, "checklist" },
  { 21, "initiative", N_("Initiative"), REFERENCE, PARENT | COLUMN | FACET, "initiative" },
  { 22, "date", N_("Date"), DATE, COLUMN },
  { 23, "workshop", N_("Workshop"), REFERENCE, MLG_FIELD_PLAIN, "workshop" },
};

static const MlgField checklist_item_fields[] = {
  { 20, "run", N_("List"), REFERENCE, PARENT | REQUIRED, "checklist_run" },
  { 21, "item", N_("Point"), TEXT, TITLE | REQUIRED | COLUMN },
  { 22, "state", N_("Answer"), TERM, COLUMN | FACET, "checklist_state" },
  { 23, "proof", N_("Proof"), LONG_TEXT, COLUMN },
  { 24, "who", N_("Who"), ANY, COLUMN },
  { 25, "by_when", N_("By when"), DATE, COLUMN },
  { 26, "term", N_("Code"), CODE, HIDDEN },
  { 27, "position", N_("Position"), INTEGER, HIDDEN },
};

static const MlgField research_project_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "carrier", N_("Carried by"), REFERENCE, COLUMN, "actor" },
  { 22, "initiative", N_("Initiative"), REFERENCE, COLUMN, "initiative" },
  { 23, "description", N_("Presentation"), LONG_TEXT },
};

static const MlgField framing_note_fields[] = {
  { 20, "research_project", N_("Research project"), REFERENCE, PARENT | REQUIRED | COLUMN, "research_project" },
  { 21, "title", N_("Title"), TEXT, TITLE | COLUMN },
  { 22, "objective", N_("Objective"), LONG_TEXT },
  { 23, "territories", N_("Territories"), REFERENCES, COLUMN, "territory" },
  { 24, "territories_to_find", N_("Territories to be identified"), LONG_TEXT },
  { 25, "financial_partners", N_("Financial partners"), REFERENCES, COLUMN, "actor" },
  { 26, "operational_partners", N_("Operational partners"), REFERENCES, COLUMN, "actor" },
  { 27, "follow_up", N_("What follows"), LONG_TEXT },
  { 28, "date", N_("Date"), DATE, COLUMN },
};

static const MlgField research_territory_fields[] = {
  { 20, "research_project", N_("Research project"), REFERENCE, PARENT | REQUIRED, "research_project" },
  { 21, "label", N_("In words"), TEXT, TITLE | REQUIRED | COLUMN },
  { 22, "territory", N_("Territory"), REFERENCE, COLUMN, "territory" },
  { 23, "initiative", N_("Initiative"), REFERENCE, COLUMN, "initiative" },
  { 24, "actor", N_("Actor"), REFERENCE, COLUMN, "actor" },
  { 25, "profile", N_("Profile"), TERM, FACET, "territory_profile" },
  { 26, "position", N_("Position"), INTEGER, HIDDEN },
};

static const MlgField axis_entry_fields[] = {
  { 20, "research_project", N_("Research project"), REFERENCE, PARENT | COLUMN, "research_project" },
  { 21, "axis", N_("Axis"), TERM, REQUIRED | COLUMN | FACET, "research_axis" },
  { 22, "target", N_("About"), ANY, COLUMN },
  { 23, "text", N_("What was noted"), LONG_TEXT, TITLE | COLUMN },
  { 24, "proof", N_("Proof"), LONG_TEXT, COLUMN },
};

static const MlgField programme_action_fields[] = {
  { 20, "research_project", N_("Research project"), REFERENCE, PARENT | COLUMN, "research_project" },
  { 21, "text", N_("Action"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
  { 22, "entries", N_("Comes from"), REFERENCES, COLUMN, "axis_entry" },
  { 23, "who", N_("Who"), ANY, COLUMN },
  { 24, "when", N_("When"), DATE, COLUMN },
  { 25, "state", N_("State"), TERM, COLUMN | FACET, "action_state" },
};

static const MlgEntity entities[] = {
  { 59, "research_project", N_("Research-action"), N_("Research-actions"), MLG_STAGE_ANALYSE,
    FIELDS (research_project_fields) },
  { 61, "axis_entry", N_("Entry of an axis"), N_("Six axes"), MLG_STAGE_ANALYSE, FIELDS (axis_entry_fields) },
  { 42, "recommendation", N_("Recommendation"), N_("Recommendations"), MLG_STAGE_ACT,
    FIELDS (recommendation_fields) },
  { 43, "intervention", N_("Intervention"), N_("Interventions"), MLG_STAGE_ACT, FIELDS (intervention_fields) },
  { 44, "procedure_model", N_("Model of procedures"), N_("Models of procedures"), MLG_STAGE_ACT,
    FIELDS (procedure_model_fields) },
  { 45, "crems_entry", N_("C.R.E.M.S. entry"), N_("C.R.E.M.S."), MLG_STAGE_ACT, FIELDS (crems_entry_fields) },
  { 46, "territorial_plan", N_("Territorial development plan"), N_("Territorial development plans"), MLG_STAGE_ACT,
    FIELDS (territorial_plan_fields) },
  { 47, "coa_delegation", N_("C.O.A. mission"), N_("C.O.A. missions"), MLG_STAGE_ACT,
    FIELDS (coa_delegation_fields) },
  { 57, "checklist_run", N_("Mobilisation checklist"), N_("Mobilisation checklists"), MLG_STAGE_ACT,
    FIELDS (checklist_run_fields) },
  { 62, "programme_action", N_("Action of the programme"), N_("Programme of action"), MLG_STAGE_ACT,
    FIELDS (programme_action_fields) },
  { 58, "checklist_item", N_("Point of a checklist"), N_("Points of checklists"), MLG_STAGE_INSIDE,
    FIELDS (checklist_item_fields) },
  { 60, "framing_note", N_("Framing note"), N_("Framing notes"), MLG_STAGE_INSIDE, FIELDS (framing_note_fields) },
  { 74, "research_territory", N_("Territory of research"), N_("Territories of research"), MLG_STAGE_INSIDE,
    FIELDS (research_territory_fields) },
};

const MlgEntityTheme mlg_entities_action = { FIELDS (entities) };
