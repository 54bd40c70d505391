/* Declarations: workshops, the agenda, the watch, proposals (docs/domain.md §2.18). */

#include "model/mlg-entities.h"

static const MlgPart start_end_parts[] = {
  { "start", N_("Starts") },
  { "start_text", N_("Starts, in words") },
  { "end", N_("Ends") },
  { "end_text", N_("Ends, in words") },
  { "start_deduced", N_("Deduced") },
};

static const MlgField workshop_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "session", N_("Session"), TEXT, COLUMN },
  { 22, "period", N_("Dates"), INTERVAL, COLUMN, .help = NULL, WITH_PARTS (start_end_parts) },
  { 23, "venue", N_("Where"), TEXT, COLUMN },
  { 24, "place", N_("Place"), PLACE },
  { 25, "prompt", N_("Prompt"), TERM, COLUMN, "workshop_prompt",
    N_("The question everybody answers: one of the list, or your own.") },
  { 26, "aims", N_("Aims"), TERMS, FACET, "coconstruction_aim" },
  { 27, "nominative", N_("Sticky notes carry a name"), YES_NO },
  { 28, "referent", N_("Referent"), REFERENCE, COLUMN, "person" },
  { 29, "programme", N_("Programme"), MARKDOWN },
  { 30, "state", N_("State"), TERM, FACET | COLUMN, "workshop_state" },
  { 31, "event", N_("Event"), REFERENCE, MLG_FIELD_PLAIN, "event" },
  { 32, "initiative", N_("Initiative"), REFERENCE, FACET, "initiative" },
  { 33, "territories", N_("Territories"), REFERENCES, FACET, "territory" },
  { 34, "report", N_("Report"), MARKDOWN },
  { 35, "groups", N_("Groups of sticky notes"), WORDS, HIDDEN },
};

static const MlgField attendance_fields[] = {
  { 20, "workshop", N_("Workshop"), REFERENCE, PARENT | REQUIRED | COLUMN, "workshop" },
  { 21, "person", N_("Person"), REFERENCE, TITLE | COLUMN | PERSONAL, "person" },
  { 22, "actor", N_("Structure"), REFERENCE, TITLE | COLUMN, "actor" },
  { 23, "family", N_("Family of actors"), TERM, TITLE | COLUMN | FACET, "actor_family" },
  { 24, "headcount", N_("Headcount"), INTEGER, COLUMN },
  { 25, "role", N_("Role"), TERM, COLUMN, "workshop_role" },
  { 26, "position", N_("Position"), INTEGER, HIDDEN },
};

static const MlgField sticky_fields[] = {
  { 20, "workshop", N_("Workshop"), REFERENCE, PARENT | REQUIRED, "workshop" },
  { 21, "text", N_("Text"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
  { 22, "colour", N_("Colour"), TERM, MLG_FIELD_PLAIN, "sticky_colour" },
  { 23, "author", N_("Author"), REFERENCE, PERSONAL, "person" },
  { 24, "group", N_("Group"), TEXT, COLUMN | FACET },
  { 25, "votes", N_("Votes"), INTEGER, COLUMN },
  { 26, "converted_to", N_("Became"), ANY },
  { 27, "position", N_("Position"), INTEGER, HIDDEN },
  { 28, "x", N_("Across"), NUMBER, HIDDEN },
  { 29, "y", N_("Down"), NUMBER, HIDDEN },
};

static const MlgField decision_fields[] = {
  { 20, "workshop", N_("Workshop"), REFERENCE, PARENT | REQUIRED | COLUMN, "workshop" },
  { 21, "text", N_("Decision"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
  { 22, "date", N_("Date"), DATE, COLUMN },
  { 23, "who", N_("Who"), ANY, COLUMN },
};

static const MlgField next_step_fields[] = {
  { 20, "workshop", N_("Workshop"), REFERENCE, PARENT | COLUMN, "workshop" },
  { 21, "what", N_("What"), TEXT, TITLE | REQUIRED | COLUMN },
  { 22, "who", N_("Who"), ANY, COLUMN },
  { 23, "when", N_("When"), DATE, COLUMN },
  { 24, "partners", N_("Partners to mobilise"), REFERENCES, COLUMN, "actor" },
  { 25, "side", N_("Financial or operational"), TERM, FACET, "partner_side" },
  { 26, "state", N_("State"), TERM, COLUMN | FACET, "action_state" },
};

static const MlgField watch_item_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "kind", N_("Type"), TERM, FACET | COLUMN, "watch_kind" },
  { 22, "theme", N_("Theme"), TERM, FACET | COLUMN, "theme" },
  { 23, "territory", N_("Territory"), REFERENCE, FACET, "territory" },
  { 24, "url", N_("Address"), URL, COLUMN },
  { 25, "date", N_("Date"), DATE, COLUMN },
  { 26, "state", N_("State"), TERM, FACET | COLUMN, "watch_state" },
  { 27, "attached_to", N_("Attached to"), ANY },
  { 28, "body", N_("Text"), LONG_TEXT },
  { 29, "provenance", N_("Comes from"), TERM, FACET, "provenance" },
};

static const MlgField event_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "kind", N_("Type"), TERM, FACET | COLUMN, "event_kind" },
  { 22, "period", N_("Dates"), INTERVAL, COLUMN, .help = NULL, WITH_PARTS (start_end_parts) },
  { 23, "start_time", N_("From (time)"), CODE },
  { 24, "end_time", N_("Until (time)"), CODE },
  { 25, "territory", N_("Territory"), REFERENCE, FACET | COLUMN, "territory" },
  { 26, "venue", N_("Where"), TEXT },
  { 27, "place", N_("Place"), PLACE },
  { 28, "address", N_("Address"), ADDRESS },
  { 29, "organisers", N_("Organised by"), REFERENCES, COLUMN | FACET, "actor" },
  { 30, "recurrence", N_("How often"), TEXT, MLG_FIELD_PLAIN, NULL,
    N_("In words: « at least once a year ».") },
  { 31, "rule", N_("Rule of repetition"), CODE, HIDDEN },
  { 32, "season", N_("Highlight of the year"), TERM, FACET, "network_event" },
  { 33, "initiative", N_("Initiative"), REFERENCE, FACET, "initiative" },
  { 34, "network", N_("Network"), REFERENCE, MLG_FIELD_PLAIN, "network" },
  { 35, "description", N_("Presentation"), LONG_TEXT },
  { 36, "url", N_("Site"), URL },
  { 37, "uid", N_("Identifier in the calendar"), CODE, HIDDEN },
  { 38, "mode", N_("On site or remote"), TERM, FACET, "event_mode" },
  { 39, "themes", N_("Themes"), TERMS, FACET, "theme" },
};

static const MlgField proposal_fields[] = {
  { 20, "number", N_("Number"), INTEGER, COLUMN },
  { 21, "field", N_("Field"), TEXT, COLUMN | FACET },
  { 22, "text", N_("Proposal"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
  { 23, "author", N_("Proposed by"), ANY, COLUMN },
  { 24, "addressee", N_("Addressed to"), REFERENCE, COLUMN | FACET, "actor" },
  { 25, "supports", N_("Number of supports"), INTEGER, COLUMN },
  { 26, "answer", N_("Answer"), LONG_TEXT },
  { 27, "state", N_("State"), TERM, COLUMN | FACET, "proposal_state" },
  { 28, "date", N_("Date"), DATE },
};

static const MlgField workshop_question_fields[] = {
  { 20, "text", N_("Question"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
  { 21, "document", N_("Document"), REFERENCE, COLUMN | FACET, "document" },
  { 22, "workshop", N_("Workshop"), REFERENCE, MLG_FIELD_PLAIN, "workshop" },
  { 23, "answer", N_("What was answered"), LONG_TEXT },
};

static const MlgEntity entities[] = {
  { 63, "workshop", N_("Workshop"), N_("Workshops"), MLG_STAGE_COLLECT, FIELDS (workshop_fields) },
  { 73, "workshop_question", N_("Question to put"), N_("Questions to put"), MLG_STAGE_COLLECT,
    FIELDS (workshop_question_fields) },
  { 68, "watch_item", N_("Watch item"), N_("Watch"), MLG_STAGE_COLLECT, FIELDS (watch_item_fields) },
  { 70, "proposal", N_("Proposal"), N_("Proposals"), MLG_STAGE_ACT, FIELDS (proposal_fields) },
  { 67, "next_step", N_("Next step"), N_("Next steps"), MLG_STAGE_ACT, FIELDS (next_step_fields) },
  { 69, "event", N_("Event"), N_("Agenda"), MLG_STAGE_TELL, FIELDS (event_fields) },
  { 64, "attendance", N_("Participant"), N_("Participants"), MLG_STAGE_INSIDE, FIELDS (attendance_fields) },
  { 65, "sticky", N_("Sticky note"), N_("Sticky notes"), MLG_STAGE_INSIDE, FIELDS (sticky_fields) },
  { 66, "decision", N_("Decision"), N_("Decisions"), MLG_STAGE_INSIDE, FIELDS (decision_fields) },
};

const MlgEntityTheme mlg_entities_workshops = { FIELDS (entities) };
