/* Declarations: networks, partnerships, and who was put in touch with whom (docs/domain.md §2.9, §2.10). */

#include "model/mlg-entities.h"

static const MlgPart since_until_parts[] = {
  { "since", N_("Since") },
  { "since_text", N_("Since, in words") },
  { "until", N_("Until") },
  { "until_text", N_("Until, in words") },
};

static const MlgField partnership_fields[] = {
  { 20, "a", N_("Actor"), REFERENCE, TITLE | PARENT | REQUIRED | COLUMN, "actor" },
  { 21, "b", N_("With"), REFERENCE, PARENT | REQUIRED | COLUMN, "actor" },
  { 22, "state", N_("State"), TERM, COLUMN | FACET, "partnership_status",
    N_("Wished and to mobilise are drawn dashed; formalised with a double line.") },
  { 23, "period", N_("Period"), INTERVAL, COLUMN, .help = NULL, WITH_PARTS (since_until_parts) },
  { 24, "side", N_("Side"), TERM, FACET, "partner_side" },
  { 25, "description", N_("Purpose"), LONG_TEXT, SEARCHED },
  { 26, "initiative", N_("Initiative"), REFERENCE, COLUMN, "initiative" },
};

static const MlgField partnership_axis_fields[] = {
  { 20, "partnership", N_("Partnership"), REFERENCE, PARENT | REQUIRED, "partnership" },
  { 21, "from", N_("From"), REFERENCE, COLUMN, "actor",
    N_("Empty on both ends: the exchange goes both ways.") },
  { 22, "to", N_("To"), REFERENCE, COLUMN, "actor" },
  { 23, "kind", N_("Axis"), TERM, COLUMN | FACET, "partnership_axis" },
  { 24, "label", N_("In words"), TEXT, TITLE | COLUMN | SEARCHED },
  { 25, "economy", N_("Economy"), TERM, COLUMN | FACET, "economy",
    N_("Market, non-market or non-monetary; empty: to be qualified.") },
  { 26, "importance", N_("Importance"), TEXT, COLUMN },
  { 27, "effect", N_("What it makes possible"), LONG_TEXT },
  { 28, "position", N_("Position"), INTEGER, HIDDEN },
};

static const MlgEntity entities[] = {
  { 32, "partnership", N_("Partnership"), N_("Partnerships"), MLG_STAGE_COLLECT, FIELDS (partnership_fields) },
  { 33, "partnership_axis", N_("Axis of partnership"), N_("Axes of partnership"), MLG_STAGE_INSIDE,
    FIELDS (partnership_axis_fields) },
};

const MlgEntityTheme mlg_entities_cooperation = { FIELDS (entities) };
