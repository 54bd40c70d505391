/* Declarations: data, diagnoses, returns, schemes, evaluations (docs/domain.md §2.12, §2.13, §2.15). */

#include "model/mlg-entities.h"

static const MlgPart opens_closes_parts[] = {
  { "opens", N_("Opens") },
  { "opens_text", N_("Opens, in words") },
  { "closes", N_("Closes") },
  { "closes_text", N_("Closes, in words") },
};

static const MlgField data_item_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "kind", N_("Type"), TERM, FACET | COLUMN, "data_kind" },
  { 22, "body", N_("Text"), LONG_TEXT },
  { 23, "url", N_("Address"), URL },
  { 24, "value", N_("Value"), NUMBER, COLUMN },
  { 25, "unit", N_("Unit"), TEXT, COLUMN },
  { 26, "operator", N_("More or less"), TEXT, MLG_FIELD_PLAIN, NULL,
    N_("« more than », « about »: as the source says.") },
  { 27, "year", N_("Year"), CODE, COLUMN },
  { 28, "observation", N_("Observation"), TERM, FACET, "observation_kind" },
  { 29, "themes", N_("Themes"), TERMS, FACET, "theme" },
  { 30, "actors", N_("Actors"), REFERENCES, FACET | COLUMN, "actor" },
  { 31, "structure_class", N_("Class of structure"), TERM, FACET, "user_subcategory" },
  { 32, "initiative", N_("Initiative"), REFERENCE, FACET | COLUMN, "initiative" },
  { 33, "territory", N_("Territory"), REFERENCE, FACET, "territory" },
  { 34, "licence", N_("Licence"), TERM, FACET, "licence" },
};

static const MlgField diagnosis_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "kind", N_("Type"), TERM, FACET | COLUMN, "diagnosis_kind" },
  { 22, "objects", N_("What it looks at"), TERMS, FACET, "diagnosis_object" },
  { 23, "commissioner", N_("Commissioned by"), REFERENCE, COLUMN, "actor" },
  { 24, "authors", N_("Made by"), REFERENCES, COLUMN, "actor" },
  { 25, "territory", N_("Territory"), REFERENCE, FACET | COLUMN, "territory" },
  { 26, "initiative", N_("Initiative"), REFERENCE, FACET | COLUMN, "initiative" },
  { 27, "state", N_("State"), TERM, FACET | COLUMN, "diagnosis_state" },
  { 28, "date", N_("Date"), DATE, COLUMN },
  { 29, "summary", N_("Summary"), MARKDOWN },
  { 30, "answers", N_("What emerging structures expect"), TERMS, FACET, "emerging_need" },
};

static const MlgField finding_fields[] = {
  { 20, "diagnosis", N_("Diagnosis"), REFERENCE, PARENT | REQUIRED | COLUMN, "diagnosis" },
  { 21, "text", N_("Finding"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
  { 22, "kind", N_("Type"), TERM, COLUMN | FACET, "finding_kind" },
  { 23, "knowledge_source", N_("Kind of knowledge"), TERM, COLUMN | FACET, "knowledge_source",
    N_("A diagnosis that rests on one kind of knowledge only says so.") },
  { 24, "proof", N_("Proof"), LONG_TEXT },
  { 25, "position", N_("Position"), INTEGER, HIDDEN },
};

static const MlgField economic_return_fields[] = {
  { 20, "initiative", N_("Initiative"), REFERENCE, PARENT | COLUMN | FACET, "initiative" },
  { 21, "label", N_("In words"), TEXT, TITLE | REQUIRED | COLUMN | SEARCHED },
  { 22, "kind", N_("Type"), TERM, FACET | COLUMN, "return_kind" },
  { 23, "level", N_("Level"), TERM, FACET | COLUMN, "impact_level" },
  { 24, "cost_kind", N_("Kind of avoided cost"), TERM, FACET, "avoided_cost_kind" },
  { 25, "amount", N_("Amount"), MONEY, COLUMN },
  { 26, "amount_max", N_("Amount, at most"), MONEY, MLG_FIELD_PLAIN, NULL,
    N_("For a range: between the amount and this one.") },
  { 27, "unit", N_("Unit"), TEXT },
  { 28, "hypothesis", N_("Hypothesis"), LONG_TEXT, MLG_FIELD_PLAIN, NULL,
    N_("Required as soon as an amount is given: it is printed beside it.") },
  { 29, "source", N_("Source"), TEXT },
};

static const MlgField scheme_fields[] = {
  { 20, "name", N_("Name"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "carrier", N_("Carried by"), REFERENCE, FACET | COLUMN, "actor" },
  { 22, "kind", N_("Type"), TERM, FACET | COLUMN, "scheme_kind" },
  { 23, "audience", N_("For whom"), TEXT, COLUMN },
  { 24, "period", N_("Open between"), INTERVAL, COLUMN, .help = NULL, WITH_PARTS (opens_closes_parts) },
  { 25, "conditions", N_("Conditions"), LONG_TEXT },
  { 26, "themes", N_("Themes"), TERMS, FACET, "theme" },
  { 27, "territories", N_("Territories"), REFERENCES, FACET, "territory" },
  { 28, "legal_ref", N_("Legal reference"), TEXT },
  { 29, "url", N_("Address"), URL },
  { 30, "state", N_("State"), TERM, FACET | COLUMN, "scheme_state" },
};

static const MlgField scheme_fit_fields[] = {
  { 20, "scheme", N_("Scheme"), REFERENCE, TITLE | PARENT | REQUIRED | COLUMN, "scheme" },
  { 21, "initiative", N_("Initiative"), REFERENCE, PARENT | REQUIRED | COLUMN, "initiative" },
  { 22, "fit", N_("Suitability"), TERM, COLUMN | FACET, "fit" },
  { 23, "gap", N_("What does not fit"), LONG_TEXT, COLUMN },
  { 24, "willingness", N_("Willingness to support"), LONG_TEXT },
};

static const MlgField funding_fields[] = {
  { 20, "scheme", N_("Scheme"), REFERENCE, COLUMN | FACET, "scheme" },
  { 21, "funder", N_("Funded by"), REFERENCE, TITLE | COLUMN | FACET, "actor" },
  { 22, "beneficiary", N_("Beneficiary"), REFERENCE, COLUMN | FACET, "actor" },
  { 23, "purpose", N_("Purpose"), TEXT, COLUMN | SEARCHED },
  { 24, "amount", N_("Amount"), MONEY, COLUMN },
  { 25, "economy", N_("Economy"), TERM, FACET, "economy" },
  { 26, "state", N_("State"), TERM, FACET | COLUMN, "funding_state" },
  { 27, "date", N_("Date"), DATE },
  { 28, "initiative", N_("Initiative"), REFERENCE, FACET, "initiative" },
};

static const MlgField grid_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | COLUMN },
  { 21, "targets", N_("What it evaluates"), TERMS, COLUMN | FACET, "assessed_target" },
  { 22, "origin", N_("Origin"), TEXT, COLUMN },
  { 23, "licence", N_("Licence"), TERM, MLG_FIELD_PLAIN, "licence" },
  { 24, "editable", N_("Can be changed"), YES_NO },
  { 25, "levels", N_("Levels"), WORDS },
};

static const MlgField criterion_fields[] = {
  { 20, "grid", N_("Grid"), REFERENCE, PARENT | REQUIRED | COLUMN, "grid" },
  { 21, "label", N_("Criterion"), TEXT, TITLE | REQUIRED | COLUMN },
  { 22, "question", N_("Question"), LONG_TEXT, COLUMN },
  { 23, "justification", N_("Justified by"), LONG_TEXT },
  { 24, "position", N_("Position"), INTEGER, HIDDEN },
};

static const MlgField assessment_fields[] = {
  { 20, "grid", N_("Grid"), REFERENCE, TITLE | REQUIRED | COLUMN | FACET, "grid" },
  { 21, "target", N_("What is evaluated"), ANY, PARENT | REQUIRED | COLUMN },
  { 22, "date", N_("Date"), DATE, COLUMN },
  { 23, "by", N_("By"), TEXT, COLUMN },
  { 24, "example", N_("Example"), YES_NO },
};

static const MlgField score_fields[] = {
  { 20, "assessment", N_("Evaluation"), REFERENCE, PARENT | REQUIRED, "assessment" },
  { 21, "criterion", N_("Criterion"), REFERENCE, TITLE | REQUIRED | COLUMN, "criterion" },
  { 22, "level", N_("Level"), TERM, COLUMN, "score_level" },
  { 23, "proof", N_("Proof"), LONG_TEXT, COLUMN, NULL,
    N_("A level is not kept without one.") },
  { 24, "next_step", N_("Next step"), LONG_TEXT, COLUMN },
};

static const MlgEntity entities[] = {
  { 35, "data_item", N_("Remarkable data"), N_("Remarkable data"), MLG_STAGE_COLLECT, FIELDS (data_item_fields) },
  { 36, "diagnosis", N_("Diagnosis"), N_("Diagnoses"), MLG_STAGE_ANALYSE, FIELDS (diagnosis_fields) },
  { 38, "economic_return", N_("Economic return"), N_("Economic returns"), MLG_STAGE_ANALYSE,
    FIELDS (economic_return_fields) },
  { 39, "scheme", N_("Scheme"), N_("Schemes"), MLG_STAGE_ANALYSE, FIELDS (scheme_fields) },
  { 41, "funding", N_("Funding"), N_("Fundings"), MLG_STAGE_ANALYSE, FIELDS (funding_fields) },
  { 50, "assessment", N_("Evaluation"), N_("Evaluations"), MLG_STAGE_ANALYSE, FIELDS (assessment_fields) },
  { 48, "grid", N_("Evaluation grid"), N_("Evaluation grids"), MLG_STAGE_ANALYSE, FIELDS (grid_fields) },
  { 37, "finding", N_("Finding"), N_("Findings"), MLG_STAGE_INSIDE, FIELDS (finding_fields) },
  { 40, "scheme_fit", N_("Suitability of a scheme"), N_("Suitability of schemes"), MLG_STAGE_INSIDE, FIELDS (scheme_fit_fields) },
  { 49, "criterion", N_("Criterion"), N_("Criteria"), MLG_STAGE_INSIDE, FIELDS (criterion_fields) },
  { 51, "score", N_("Level reached"), N_("Levels reached"), MLG_STAGE_INSIDE, FIELDS (score_fields) },
};

const MlgEntityTheme mlg_entities_analysis = { FIELDS (entities) };
