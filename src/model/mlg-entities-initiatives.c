/* Declarations: initiatives, their stakeholders, needs and resources (docs/domain.md §2.5–§2.8). */

#include "model/mlg-entities.h"

static const MlgPart entered_left_parts[] = {
  { "entered_on", N_("Joined") },
  { "entered_on_text", N_("Joined, in words") },
  { "left_on", N_("Left the project") },
  { "left_on_text", N_("Left the project, in words") },
};

static const MlgField initiative_fields[] = {
  { 20, "name", N_("Name"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "pitch", N_("In one sentence"), LONG_TEXT },
  { 22, "objectives", N_("Objectives"), WORDS, MLG_FIELD_PLAIN, NULL,
    N_("Several: a project is rarely for one thing only.") },
  { 23, "theme_initial", N_("First theme"), TERM, FACET, "theme" },
  { 24, "themes", N_("Themes"), TERMS, FACET | COLUMN, "theme" },
  { 25, "territories", N_("Territories"), REFERENCES, FACET | COLUMN, "territory" },
  { 26, "thematic", N_("Thematic"), LONG_TEXT, MLG_FIELD_PLAIN, NULL,
    N_("The first of the 3 T: which field of activity.") },
  { 27, "cross_cutting", N_("Cross-cutting"), LONG_TEXT, MLG_FIELD_PLAIN, NULL,
    N_("The second of the 3 T: what it crosses.") },
  { 28, "territorial", N_("Territorial"), LONG_TEXT, MLG_FIELD_PLAIN, NULL,
    N_("The third of the 3 T: what is particular to this place.") },
  { 29, "carriers", N_("Carried by"), REFERENCES, COLUMN | FACET, "actor" },
  { 30, "supporters", N_("Supported by"), REFERENCES, FACET, "actor" },
  { 31, "stage", N_("Stage"), TERM, FACET | COLUMN, "stage" },
  { 32, "origins", N_("Origin of the project"), TERMS, FACET, "project_origin" },
  { 33, "origin_text", N_("Its story"), LONG_TEXT },
  { 34, "leeway", N_("Room for manoeuvre"), LONG_TEXT },
  { 35, "innovation_definition", N_("What is innovative here"), LONG_TEXT },
  { 36, "innovation_sources", N_("Where the innovation comes from"), TERMS, FACET, "innovation_source" },
  { 37, "tools", N_("Tools of cooperation"), TERMS, FACET, "cooperation_tool" },
  { 38, "associative_project", N_("Associative project"), LONG_TEXT },
  { 39, "economic_model", N_("Economic model"), LONG_TEXT },
  { 40, "difficulties", N_("Difficulties"), TERMS, FACET, "consolidation_difficulty" },
  { 41, "outlook", N_("Outlook"), TERM, FACET, "outlook" },
  { 42, "provenance", N_("Comes from"), TERM, FACET, "provenance",
    N_("Elsewhere: an example brought from another territory.") },
  { 43, "seeking_synergy", N_("Looks for synergies (axis 2)"), YES_NO, FACET },
  { 44, "recognition_steps", N_("Steps to recognition (axis 4)"), TERMS, FACET, "recognition_step" },
  { 45, "period", N_("Period"), INTERVAL },
  { 46, "place", N_("Place"), PLACE },
  { 47, "open_questions", N_("Open questions"), WORDS },
  { 48, "website", N_("Website"), URL },
  { 49, "declared_families", N_("Families that matter here"), TERMS, MLG_FIELD_PLAIN, "actor_family",
    N_("The seats the group wants around this table: the empty ones are listed.") },
  { 50, "state", N_("Followed"), TERM, FACET, "initiative_state" },
  { 51, "plans", N_("Part of the plans"), REFERENCES, MLG_FIELD_PLAIN, "territorial_plan" },
  { 52, "schemes", N_("Part of the schemes"), REFERENCES, MLG_FIELD_PLAIN, "scheme" },
  { 53, "governance", N_("Governance"), LONG_TEXT, MLG_FIELD_PLAIN, NULL,
    N_("Who decides, and how, whatever the legal form.") },
  { 54, "born_from", N_("Born from"), REFERENCES, MLG_FIELD_PLAIN, "actor" },
  { 55, "expected_benefits", N_("Expected benefits"), LONG_TEXT },
  { 56, "communication_goals", N_("Aims of communication"), TERMS, MLG_FIELD_PLAIN, "communication_goal" },
  { 57, "social_usefulness", N_("Social usefulness"), LONG_TEXT },
  { 58, "economic_balance", N_("Economic balance"), LONG_TEXT },
  { 59, "ptce_properties", N_("What its organisation allows"), TERMS, FACET, "ptce_property" },
};

static const MlgField involvement_fields[] = {
  { 20, "initiative", N_("Initiative"), REFERENCE, PARENT | REQUIRED | COLUMN, "initiative" },
  { 21, "stakeholder", N_("Who"), ANY, TITLE | COLUMN, NULL,
    N_("A person or an actor; empty: a seat to fill.") },
  { 22, "trades", N_("Trades"), WORDS, COLUMN },
  { 23, "skills", N_("Skills"), WORDS, COLUMN },
  { 24, "degree", N_("Degree of involvement"), TERM, COLUMN | FACET, "involvement_degree" },
  { 25, "role", N_("Role"), TERM, COLUMN | FACET, "involvement_role" },
  { 26, "postures", N_("Postures"), TERMS, FACET, "posture" },
  { 27, "interest", N_("Interest in the project"), LONG_TEXT },
  { 28, "brings", N_("Brings"), REFERENCES, MLG_FIELD_PLAIN, "resource" },
  { 29, "period", N_("Period"), INTERVAL, .help = NULL, WITH_PARTS (entered_left_parts) },
  { 30, "duration", N_("Occasional or lasting"), TERM, FACET, "duration" },
  { 31, "family", N_("Family of actors"), TERM, FACET, "actor_family" },
  { 32, "state", N_("Place around the table"), TERM, FACET, "involvement_state" },
  { 33, "influence", N_("Influence, from 1 to 5"), INTEGER, SENSITIVE, NULL,
    N_("How far this stakeholder can carry or stop the project.") },
  { 34, "interest_level", N_("Interest, from 1 to 5"), INTEGER, SENSITIVE, NULL,
    N_("How much the project matters to this stakeholder.") },
};

static const MlgField need_fields[] = {
  { 20, "label", N_("Need"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "thematic", N_("Thematic"), LONG_TEXT, COLUMN, NULL,
    N_("The first of the 3 T: which field of activity.") },
  { 22, "cross_cutting", N_("Cross-cutting"), LONG_TEXT, COLUMN, NULL,
    N_("The second of the 3 T: what it crosses.") },
  { 23, "territorial", N_("Territorial"), LONG_TEXT, COLUMN, NULL,
    N_("The third of the 3 T: what is particular to this place.") },
  { 24, "coverage", N_("Coverage"), TERMS, FACET | COLUMN, "need_coverage" },
  { 25, "private_ignored_why", N_("Why private operators ignore it"), LONG_TEXT },
  { 26, "public_powerless_why", N_("Why public action cannot take charge of it"), LONG_TEXT },
  { 27, "spotted_by", N_("Spotted by"), ANY },
  { 28, "crisis", N_("Crises"), TERMS, FACET, "crisis" },
  { 29, "expected_benefits", N_("Expected benefits"), LONG_TEXT },
  { 30, "territories", N_("Territories"), REFERENCES, FACET | COLUMN, "territory" },
  { 31, "themes", N_("Themes"), TERMS, FACET, "theme" },
  { 32, "state", N_("State"), TERM, FACET, "need_state" },
  { 33, "dimensions", N_("Dimensions told"), TERMS, FACET, "need_dimension" },
  { 34, "facet", N_("Facet"), REFERENCE, MLG_FIELD_PLAIN, "facet" },
};

static const MlgField need_initiative_fields[] = {
  { 20, "need", N_("Need"), REFERENCE, TITLE | PARENT | REQUIRED | COLUMN, "need" },
  { 21, "initiative", N_("Initiative"), REFERENCE, PARENT | REQUIRED | COLUMN, "initiative" },
  { 22, "relation", N_("Relation"), TERM, COLUMN, "need_relation" },
};

static const MlgField resource_fields[] = {
  { 20, "label", N_("Resource"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "kind", N_("Type of resource"), TERM, FACET | COLUMN, "resource_kind" },
  { 22, "direction", N_("Available or missing"), TERM, FACET | COLUMN, "resource_direction" },
  { 23, "economy", N_("Economy"), TERM, FACET | COLUMN, "economy",
    N_("Market, non-market or non-monetary; empty: to be qualified.") },
  { 24, "quantity", N_("Quantity"), NUMBER },
  { 25, "unit", N_("Unit"), TEXT },
  { 26, "amount", N_("Amount"), MONEY },
  { 27, "currency", N_("Currency"), CODE },
  { 28, "duration", N_("Occasional or lasting"), TERM, FACET, "duration" },
  { 29, "provider", N_("Brought by"), ANY, COLUMN },
  { 30, "initiative", N_("Initiative"), REFERENCE, PARENT | COLUMN | FACET, "initiative" },
  { 31, "actor", N_("Actor"), REFERENCE, PARENT, "actor" },
  { 32, "shared_with", N_("Shared with"), REFERENCES, MLG_FIELD_PLAIN, "actor" },
  { 33, "status", N_("State"), TERM, FACET, "resource_status" },
  { 34, "facet", N_("Facet"), REFERENCE, MLG_FIELD_PLAIN, "facet" },
  { 35, "private_contributions", N_("Brought by private companies"), TERMS, FACET, "private_contribution" },
  { 36, "university_contributions", N_("Brought by universities"), TERMS, FACET, "university_contribution" },
  { 37, "territories", N_("Territories"), REFERENCES, FACET, "territory",
    N_("For what belongs to a place rather than to an actor: a know-how that stayed there.") },
};

static const MlgField resource_match_fields[] = {
  { 20, "gap", N_("What is missing"), REFERENCE, TITLE | PARENT | REQUIRED | COLUMN, "resource" },
  { 21, "resource", N_("What could fill it"), REFERENCE, PARENT | REQUIRED | COLUMN, "resource" },
  { 22, "state", N_("State"), TERM, COLUMN | FACET, "match_state" },
  { 23, "reason", N_("Reason"), LONG_TEXT, COLUMN },
};

static const MlgField stage_history_fields[] = {
  { 20, "initiative", N_("Initiative"), REFERENCE, PARENT | REQUIRED | COLUMN, "initiative" },
  { 21, "date", N_("Date"), DATE, COLUMN },
  { 22, "from", N_("Former stage"), TERM, COLUMN, "stage" },
  { 23, "to", N_("New stage"), TERM, TITLE | COLUMN, "stage" },
  { 24, "why", N_("Why"), LONG_TEXT, COLUMN },
};

static const MlgField facet_fields[] = {
  { 20, "initiative", N_("Initiative"), REFERENCE, PARENT | REQUIRED | COLUMN, "initiative" },
  { 21, "name", N_("Name"), TEXT, TITLE | REQUIRED | COLUMN | SEARCHED },
  { 22, "description", N_("Presentation"), LONG_TEXT },
};

static const MlgField friction_fields[] = {
  { 20, "initiative", N_("Initiative"), REFERENCE, PARENT | REQUIRED | SENSITIVE, "initiative" },
  { 21, "between", N_("Between"), REFERENCES, PERSONAL | SENSITIVE, "actor" },
  { 22, "about", N_("About"), TEXT, TITLE | PERSONAL | SENSITIVE | COLUMN },
  { 23, "regulation", N_("How it was settled"), LONG_TEXT, PERSONAL | SENSITIVE },
  { 24, "outcome", N_("Outcome"), LONG_TEXT, PERSONAL | SENSITIVE },
  { 25, "date", N_("Date"), DATE, PERSONAL | SENSITIVE | COLUMN },
};

static const MlgField pooling_fields[] = {
  { 20, "initiative", N_("Initiative"), REFERENCE, PARENT | COLUMN, "initiative" },
  { 21, "network", N_("Network"), REFERENCE, PARENT | COLUMN, "network" },
  { 22, "kind", N_("What is pooled"), TERM, COLUMN | FACET, "pooling_kind" },
  { 23, "what", N_("In words"), TEXT, TITLE | COLUMN | SEARCHED },
  { 24, "participants", N_("Between"), REFERENCES, COLUMN, "actor" },
};

static const MlgField result_fields[] = {
  { 20, "initiative", N_("Initiative"), REFERENCE, PARENT | REQUIRED | COLUMN, "initiative" },
  { 21, "label", N_("Result"), TEXT, TITLE | REQUIRED | COLUMN | SEARCHED },
  { 22, "kind", N_("Type"), TEXT, COLUMN },
  { 23, "source", N_("Source"), TEXT },
  { 24, "value", N_("Value"), NUMBER },
  { 25, "unit", N_("Unit"), TEXT },
};

static const MlgEntity entities[] = {
  { 21, "initiative", N_("Initiative"), N_("Initiatives"), MLG_STAGE_COLLECT, FIELDS (initiative_fields) },
  { 16, "involvement", N_("Stakeholder"), N_("Stakeholders"), MLG_STAGE_COLLECT, FIELDS (involvement_fields) },
  { 19, "need", N_("Need"), N_("Needs"), MLG_STAGE_COLLECT, FIELDS (need_fields) },
  { 17, "resource", N_("Resource or gap"), N_("Resources and gaps"), MLG_STAGE_COLLECT, FIELDS (resource_fields) },
  { 18, "resource_match", N_("Possible match"), N_("Possible matches"), MLG_STAGE_ANALYSE,
    FIELDS (resource_match_fields) },
  { 20, "need_initiative", N_("Need and initiative"), N_("Needs and initiatives"), MLG_STAGE_INSIDE,
    FIELDS (need_initiative_fields) },
  { 22, "stage_history", N_("Change of stage"), N_("Changes of stage"), MLG_STAGE_INSIDE,
    FIELDS (stage_history_fields) },
  { 23, "facet", N_("Facet"), N_("Facets"), MLG_STAGE_INSIDE, FIELDS (facet_fields) },
  { 24, "friction", N_("Friction"), N_("Frictions"), MLG_STAGE_INSIDE, FIELDS (friction_fields) },
  { 25, "pooling", N_("Pooling"), N_("Poolings"), MLG_STAGE_INSIDE, FIELDS (pooling_fields) },
  { 26, "result", N_("Result"), N_("Results"), MLG_STAGE_INSIDE, FIELDS (result_fields) },
};

const MlgEntityTheme mlg_entities_initiatives = { FIELDS (entities) };
