/* Declarations: territories, actors, persons (docs/domain.md §2.2–§2.4). */

#include "model/mlg-entities.h"

static const MlgField actor_fields[] = {
  { 20, "name", N_("Name"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "acronym", N_("Acronym"), TEXT, SEARCHED | COLUMN },
  { 22, "aliases", N_("Other names"), WORDS, SEARCHED, NULL,
    N_("Former names, short names, other spellings: searching finds them too.") },
  { 23, "kind", N_("Nature"), TERM, FACET, "actor_kind" },
  { 24, "headcount", N_("Headcount"), INTEGER, MLG_FIELD_PLAIN, NULL,
    N_("For a group named only by its number: « 120 companies ».") },
  { 25, "headcount_op", N_("More or less"), TEXT, MLG_FIELD_PLAIN, NULL,
    N_("« more than », « about »: as the source says.") },
  { 26, "category", N_("Target user"), TERM, FACET | COLUMN, "user_category",
    N_("One of the five categories of target users; empty: outside them.") },
  { 27, "subcategory", N_("Target user, in detail"), TERM, FACET, "user_subcategory" },
  { 28, "family", N_("Family of actors"), TERM, FACET | COLUMN, "actor_family",
    N_("Tells which seats around the table are taken, and which are empty.") },
  { 29, "legal_form", N_("Legal form"), TERM, FACET, "legal_form" },
  { 30, "place_kind", N_("Kind of place"), TERM, FACET, "common_place" },
  { 31, "renewed", N_("Renewed practices"), YES_NO },
  { 32, "market_anchoring", N_("Market anchoring (axis 1)"), TERM, FACET, "market_anchoring" },
  { 33, "ess_positioning", N_("Solidarity economy approach (axis 3)"), TERM, FACET, "ess_positioning" },
  { 34, "founded", N_("Founded"), DATE, MLG_FIELD_PLAIN, NULL,
    N_("A year is enough; words such as « in the middle of the 80s » are kept.") },
  { 35, "purpose", N_("Purposes"), LONG_TEXT },
  { 36, "operating_mode", N_("Ways of working"), LONG_TEXT },
  { 37, "description", N_("Presentation"), LONG_TEXT },
  { 38, "website", N_("Website"), URL },
  { 39, "contact_name", N_("Contact"), TEXT, PERSONAL },
  { 40, "contact_email", N_("E-mail"), EMAIL, PERSONAL },
  { 41, "contact_phone", N_("Telephone"), PHONE, PERSONAL },
  { 42, "address", N_("Address"), ADDRESS },
  { 43, "place", N_("Place"), PLACE, MLG_FIELD_PLAIN, NULL,
    N_("Without a point, the actor is drawn as an area on its territory.") },
  { 44, "convening_power", N_("Power to invite"), LONG_TEXT, MLG_FIELD_PLAIN, NULL,
    N_("Whom this actor can bring around the table, and how.") },
  { 45, "state", N_("State"), TERM, FACET, "actor_state" },
  { 46, "territories", N_("Areas of intervention"), REFERENCES, FACET | COLUMN, "territory" },
  { 47, "seat_territories", N_("Seat of the structure"), REFERENCES, FACET, "territory" },
  { 48, "origin_territories", N_("Origin"), REFERENCES, MLG_FIELD_PLAIN, "territory" },
  { 49, "themes", N_("Themes"), TERMS, FACET | COLUMN, "theme" },
  { 50, "siret", N_("SIRET"), CODE },
  { 51, "rna", N_("RNA number"), CODE },
  { 52, "naf", N_("NAF code"), CODE },
  { 53, "type_words", N_("Type, in the words of the source"), TEXT },
  { 54, "figures", N_("Figures"), WORDS },
  { 55, "missions", N_("Missions"), WORDS },
  { 56, "coa", N_("Coordinate, open, animate"), TERMS, FACET, "coa" },
  { 57, "study_fields", N_("Fields of study or reflection"), TERMS, FACET, "study_field" },
  { 58, "normalised_name", N_("Usual spelling"), TEXT, SEARCHED, NULL,
    N_("When the source writes the name otherwise.") },
  { 59, "opening", N_("Opening hours"), TEXT },
};

static const MlgField territory_fields[] = {
  { 20, "name", N_("Name"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "kind", N_("Type"), TERM, FACET | COLUMN, "territory_kind" },
  { 22, "insee_code", N_("INSEE code"), CODE, COLUMN | SEARCHED },
  { 23, "siren", N_("SIREN (EPCI)"), CODE },
  { 24, "place", N_("Place"), PLACE, MLG_FIELD_PLAIN, NULL,
    N_("Without a point, the territory takes the one of the nearest territory that contains it.") },
  { 25, "outline", N_("Outline"), LONG_TEXT, HIDDEN },
  { 26, "aliases", N_("Other names"), WORDS, SEARCHED },
  { 27, "geo_traits", N_("Geographic features"), LONG_TEXT, MLG_FIELD_PLAIN, NULL,
    N_("What makes every answer different here: the reports quote these lines.") },
  { 28, "eco_traits", N_("Economic features"), LONG_TEXT },
  { 29, "social_traits", N_("Social features"), LONG_TEXT },
  { 30, "cultural_traits", N_("Cultural features"), LONG_TEXT },
  { 31, "zus", N_("Sensitive urban area"), YES_NO },
  { 32, "normalised_name", N_("Usual spelling"), TEXT, SEARCHED },
  { 33, "profiles", N_("Profile"), TERMS, FACET, "territory_profile" },
  { 34, "population", N_("Population"), INTEGER },
};

static const MlgField territory_overlap_fields[] = {
  { 20, "parent", N_("Territory"), REFERENCE, REQUIRED | COLUMN, "territory" },
  { 21, "child", N_("Smaller territory"), REFERENCE, TITLE | PARENT | REQUIRED | COLUMN, "territory" },
  { 22, "kind", N_("Relation"), TERM, REQUIRED | COLUMN, "territory_overlap" },
};

static const MlgField person_fields[] = {
  { 20, "first_name", N_("First name"), TEXT, SEARCHED | PERSONAL },
  { 21, "last_name", N_("Last name"), TEXT, SEARCHED | PERSONAL },
  { 22, "display_name", N_("Shown as"), TEXT, TITLE | SEARCHED | COLUMN | PERSONAL, NULL,
    N_("A name, or a function: « the deputy mayor for the economy ».") },
  { 23, "status", N_("Status"), TERM, FACET | COLUMN, "person_status" },
  { 24, "trades", N_("Trades"), WORDS, COLUMN | SEARCHED },
  { 25, "skills", N_("Skills"), WORDS, COLUMN | SEARCHED },
  { 26, "knowledge_source", N_("Kind of knowledge"), TERM, FACET, "knowledge_source" },
  { 27, "consent", N_("Consent"), TERM, PERSONAL | FACET, "consent",
    N_("Whether this person agrees to be quoted.") },
  { 28, "contact_email", N_("E-mail"), EMAIL, PERSONAL | SENSITIVE },
  { 29, "contact_phone", N_("Telephone"), PHONE, PERSONAL | SENSITIVE },
  { 30, "actor", N_("Structure"), REFERENCE, COLUMN | FACET, "actor" },
  { 31, "families", N_("Families of actors"), TERMS, FACET, "actor_family" },
  { 32, "postures", N_("Postures"), TERMS, FACET, "posture" },
  { 33, "degree", N_("Degree of involvement"), TERM, SENSITIVE | FACET, "involvement_degree" },
  { 34, "workshop_roles", N_("Roles around a workshop"), TERMS, MLG_FIELD_PLAIN, "workshop_role" },
  { 35, "territories", N_("Territories"), REFERENCES, FACET, "territory" },
  { 36, "themes", N_("Themes"), TERMS, FACET, "theme" },
  { 37, "anonymised", N_("Made anonymous"), YES_NO, HIDDEN },
  { 38, "animator_roles", N_("Roles as animator"), TERMS, MLG_FIELD_PLAIN, "animator_role" },
  { 39, "animator_home", N_("Where the animator works"), TERM, MLG_FIELD_PLAIN, "animator_home" },
  { 40, "address", N_("Address"), ADDRESS, PERSONAL | SENSITIVE },
};

static const MlgField person_function_fields[] = {
  { 20, "person", N_("Person"), REFERENCE, PARENT | REQUIRED | COLUMN, "person" },
  { 21, "actor", N_("Structure"), REFERENCE, COLUMN, "actor" },
  { 22, "title", N_("Function"), TEXT, TITLE | COLUMN | SEARCHED },
  { 23, "period", N_("Period"), INTERVAL, COLUMN },
};

static const MlgField skill_exchange_fields[] = {
  { 20, "person", N_("Person"), REFERENCE, PARENT | REQUIRED | COLUMN, "person" },
  { 21, "kind", N_("Offered or asked for"), TERM, REQUIRED | COLUMN | FACET, "skill_exchange_kind" },
  { 22, "skill", N_("Knowledge"), TEXT, TITLE | REQUIRED | COLUMN | SEARCHED },
};

static const MlgEntity entities[] = {
  { 12, "actor", N_("Actor"), N_("Actors"), MLG_STAGE_COLLECT, FIELDS (actor_fields) },
  { 13, "person", N_("Person"), N_("Persons"), MLG_STAGE_COLLECT, FIELDS (person_fields) },
  { 10, "territory", N_("Territory"), N_("Territories"), MLG_STAGE_COLLECT, FIELDS (territory_fields) },
  { 11, "territory_overlap", N_("Overlap of territories"), N_("Overlaps of territories"), MLG_STAGE_INSIDE,
    FIELDS (territory_overlap_fields) },
  { 14, "person_function", N_("Function"), N_("Functions"), MLG_STAGE_INSIDE, FIELDS (person_function_fields) },
  { 15, "skill_exchange", N_("Exchange of knowledge"), N_("Exchanges of knowledge"), MLG_STAGE_INSIDE,
    FIELDS (skill_exchange_fields) },
};

const MlgEntityTheme mlg_entities_actors = { FIELDS (entities) };
