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
  { 21, "b", N_("With the actor"), REFERENCE, PARENT | REQUIRED | COLUMN, "actor" },
  { 22, "state", N_("State"), TERM, COLUMN | FACET, "partnership_status",
    N_("Wished and to mobilise are drawn dashed; formalised with a double line.") },
  { 23, "period", N_("Period"), INTERVAL, COLUMN, .help = NULL, WITH_PARTS (since_until_parts) },
  { 24, "side", N_("Financial or operational"), TERM, FACET, "partner_side" },
  { 25, "description", N_("Purpose"), LONG_TEXT, SEARCHED },
  { 26, "initiative", N_("Initiative"), REFERENCE, COLUMN, "initiative" },
};

static const MlgField partnership_axis_fields[] = {
  { 20, "partnership", N_("Partnership"), REFERENCE, PARENT | REQUIRED, "partnership" },
  { 21, "from", N_("Goes from"), REFERENCE, COLUMN, "actor",
    N_("Empty on both ends: the exchange goes both ways.") },
  { 22, "to", N_("Goes to"), REFERENCE, COLUMN, "actor" },
  { 23, "kind", N_("Axis"), TERM, COLUMN | FACET, "partnership_axis" },
  { 24, "label", N_("In words"), TEXT, TITLE | COLUMN | SEARCHED },
  { 25, "economy", N_("Economy"), TERM, COLUMN | FACET, "economy",
    N_("Market, non-market or non-monetary; empty: to be qualified.") },
  { 26, "importance", N_("Importance"), TEXT, COLUMN },
  { 27, "effect", N_("What it makes possible"), LONG_TEXT },
  { 28, "position", N_("Position"), INTEGER, HIDDEN },
  { 29, "weight", N_("Weight"), NUMBER, MLG_FIELD_PLAIN, NULL,
    N_("When a source gives a number: an amount, a frequency.") },
};

static const MlgField agreement_fields[] = {
  { 20, "partnership", N_("Partnership"), REFERENCE, PARENT | REQUIRED | COLUMN, "partnership" },
  { 21, "title", N_("Title"), TEXT, TITLE | REQUIRED | COLUMN | SEARCHED },
  { 22, "parties", N_("Parties"), REFERENCES, COLUMN, "actor" },
  { 23, "purpose", N_("Purpose"), LONG_TEXT },
  { 24, "commitments", N_("Commitments"), LONG_TEXT },
  { 25, "period", N_("Period"), INTERVAL, COLUMN },
  { 26, "state", N_("State"), TERM, COLUMN | FACET, "agreement_state" },
  { 27, "recommendation", N_("Comes from the recommendation"), REFERENCE, MLG_FIELD_PLAIN, "recommendation" },
};

static const MlgField network_fields[] = {
  { 20, "name", N_("Name"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "actor", N_("The network as an actor"), REFERENCE, MLG_FIELD_PLAIN, "actor" },
  { 22, "formality", N_("Formal or informal"), TERM, FACET | COLUMN, "network_formality" },
  { 23, "natures", N_("Natures"), TERMS, FACET | COLUMN, "network_kind" },
  { 24, "scale", N_("Scale"), TERM, FACET | COLUMN, "network_scale" },
  { 25, "themes", N_("Themes"), TERMS, FACET, "theme" },
  { 26, "territories", N_("Territories"), REFERENCES, FACET | COLUMN, "territory" },
  { 27, "identity", N_("Identity"), LONG_TEXT },
  { 28, "values", N_("Common values"), LONG_TEXT },
  { 29, "animation_state", N_("Animation"), TERM, FACET | COLUMN, "animation_state" },
  { 30, "animator", N_("Animated by"), ANY },
  { 31, "events", N_("Highlights"), WORDS },
  { 32, "event_periods", N_("Periods of highlights"), TERMS, FACET, "network_event" },
  { 33, "qualities", N_("Qualities of its dynamics"), TERMS, FACET, "network_quality" },
  { 34, "gestures", N_("Joined to"), TERMS, FACET, "cooperation_gesture" },
  { 35, "description", N_("Presentation"), LONG_TEXT },
  { 36, "network_needs", N_("What it expects"), TERMS, FACET, "network_need" },
  { 37, "sharing_tools", N_("Shared tools"), TERMS, FACET, "sharing_tool" },
};

static const MlgField membership_fields[] = {
  { 20, "network", N_("Network"), REFERENCE, PARENT | REQUIRED | COLUMN, "network" },
  { 21, "member", N_("Member"), ANY, TITLE | PARENT | REQUIRED | COLUMN },
  { 22, "role", N_("Role"), TEXT, COLUMN },
  { 23, "period", N_("Period"), INTERVAL, COLUMN },
};

static const MlgField charter_fields[] = {
  { 20, "network", N_("Network"), REFERENCE, PARENT | COLUMN, "network" },
  { 21, "title", N_("Title"), TEXT, TITLE | REQUIRED | COLUMN | SEARCHED },
  { 22, "articles", N_("Articles"), MARKDOWN },
  { 23, "date", N_("Date"), DATE, COLUMN },
  { 24, "declared_signatures", N_("Signatures, as declared"), TEXT, COLUMN, NULL,
    N_("When the number is known and not the names.") },
};

static const MlgField charter_signature_fields[] = {
  { 20, "charter", N_("Charter"), REFERENCE, PARENT | REQUIRED | COLUMN, "charter" },
  { 21, "actor", N_("Signed by"), REFERENCE, TITLE | REQUIRED | COLUMN, "actor" },
  { 22, "date", N_("Date"), DATE, COLUMN },
};

static const MlgField body_fields[] = {
  { 20, "name", N_("Name"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "kind", N_("Type"), TERM, FACET | COLUMN, "governance_body" },
  { 22, "pilot", N_("Led by"), REFERENCE, COLUMN, "actor" },
  { 23, "members", N_("Members"), REFERENCES, COLUMN, "actor" },
  { 24, "territories", N_("Territories"), REFERENCES, FACET, "territory" },
  { 25, "network", N_("Network"), REFERENCE, MLG_FIELD_PLAIN, "network" },
  { 26, "description", N_("Presentation"), LONG_TEXT },
  { 27, "governance", N_("Governance"), LONG_TEXT, MLG_FIELD_PLAIN, NULL,
    N_("Who decides, and how, whatever the legal form.") },
  { 28, "initiative", N_("Initiative"), REFERENCE, FACET, "initiative" },
};

static const MlgField introduction_fields[] = {
  { 20, "a", N_("Who"), ANY, TITLE | REQUIRED | COLUMN },
  { 21, "b", N_("With whom"), ANY, REQUIRED | COLUMN },
  { 22, "by", N_("Put in touch by"), ANY, COLUMN },
  { 23, "date", N_("Date"), DATE, COLUMN },
  { 24, "reason", N_("Reason"), LONG_TEXT },
  { 25, "outcome", N_("What came of it"), LONG_TEXT },
  { 26, "state", N_("State"), TERM, COLUMN | FACET, "introduction_state" },
};

static const MlgField orientation_fields[] = {
  { 20, "date", N_("Date"), DATE, COLUMN },
  { 21, "public", N_("Who came"), TERM, COLUMN | FACET, "welcomed_public" },
  { 22, "question", N_("Question"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
  { 23, "oriented_to", N_("Directed to"), ANY, COLUMN },
  { 24, "follow_up", N_("What followed"), LONG_TEXT },
  { 25, "territory", N_("Territory"), REFERENCE, FACET, "territory" },
};

static const MlgField support_fields[] = {
  { 20, "giver", N_("Who gave"), ANY, TITLE | REQUIRED | COLUMN },
  { 21, "receiver", N_("Who received"), ANY, REQUIRED | COLUMN },
  { 22, "what", N_("What was given"), TEXT, COLUMN | SEARCHED },
  { 23, "date", N_("Date"), DATE, COLUMN },
  { 24, "duration", N_("Occasional or lasting"), TERM, FACET, "duration" },
  { 25, "initiative", N_("Initiative"), REFERENCE, FACET, "initiative" },
};

static const MlgEntity entities[] = {
  { 27, "network", N_("Network"), N_("Networks"), MLG_STAGE_COLLECT, FIELDS (network_fields) },
  { 32, "partnership", N_("Partnership"), N_("Partnerships"), MLG_STAGE_COLLECT, FIELDS (partnership_fields) },
  { 31, "body", N_("Cooperation body"), N_("Cooperation bodies"), MLG_STAGE_COLLECT, FIELDS (body_fields) },
  { 72, "orientation", N_("Welcome and guidance"), N_("Single window"), MLG_STAGE_COLLECT,
    FIELDS (orientation_fields) },
  { 75, "support", N_("Support given and received"), N_("Supports given and received"), MLG_STAGE_ACT,
    FIELDS (support_fields) },
  { 71, "introduction", N_("Introduction"), N_("Introductions"), MLG_STAGE_ACT, FIELDS (introduction_fields) },
  { 33, "partnership_axis", N_("Axis of partnership"), N_("Axes of partnership"), MLG_STAGE_INSIDE,
    FIELDS (partnership_axis_fields) },
  { 34, "agreement", N_("Agreement"), N_("Agreements"), MLG_STAGE_INSIDE, FIELDS (agreement_fields) },
  { 28, "membership", N_("Membership"), N_("Memberships"), MLG_STAGE_INSIDE, FIELDS (membership_fields) },
  { 29, "charter", N_("Charter"), N_("Charters"), MLG_STAGE_ACT, FIELDS (charter_fields) },
  { 30, "charter_signature", N_("Signature of a charter"), N_("Signatures of charters"), MLG_STAGE_INSIDE,
    FIELDS (charter_signature_fields) },
};

const MlgEntityTheme mlg_entities_cooperation = { FIELDS (entities) };
