/* Declarations: monographs, verbatims, learning visits (docs/domain.md §2.14). */

#include "model/mlg-entities.h"

static const MlgField monograph_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "subtitle", N_("Subtitle"), TEXT },
  { 22, "initiative", N_("Initiative"), REFERENCE, COLUMN | FACET, "initiative" },
  { 23, "actors", N_("Actors"), REFERENCES, FACET, "actor" },
  { 24, "territories", N_("Territories"), REFERENCES, FACET | COLUMN, "territory" },
  { 25, "author_mode", N_("Who writes"), TERM, FACET | COLUMN, "authorship_mode" },
  { 26, "authors", N_("Authors"), WORDS, COLUMN },
  { 27, "writers", N_("Written by"), REFERENCES, PERSONAL, "person" },
  { 28, "initiators", N_("On the initiative of"), REFERENCES, PERSONAL, "person" },
  { 29, "reviewers", N_("Read over by"), REFERENCES, PERSONAL, "person" },
  { 30, "based_on", N_("Drawn from"), LONG_TEXT },
  { 31, "licence", N_("Licence"), TERM, FACET, "licence" },
  { 32, "state", N_("State"), TERM, FACET | COLUMN, "monograph_state" },
  { 33, "date", N_("Date"), DATE, COLUMN },
  { 34, "aims", N_("Aims"), TERMS, FACET, "monograph_aim" },
  { 35, "language", N_("Language"), CODE, HIDDEN },
  { 36, "operating_modes", N_("Ways of working told"), TERMS, MLG_FIELD_PLAIN, "operating_mode" },
};

static const MlgField monograph_section_fields[] = {
  { 20, "monograph", N_("Monograph"), REFERENCE, PARENT | REQUIRED, "monograph" },
  { 21, "position", N_("Position"), INTEGER, HIDDEN },
  { 22, "heading", N_("Heading"), TERM, COLUMN, "monograph_heading" },
  { 23, "question", N_("Guiding question"), TERM, TITLE | COLUMN, "monograph_question" },
  { 24, "title", N_("Title"), TEXT, TITLE | COLUMN },
  { 25, "body", N_("Text"), MARKDOWN },
  { 26, "verbatims", N_("Verbatims"), REFERENCES, MLG_FIELD_PLAIN, "verbatim" },
  { 27, "to_complete", N_("To be completed"), WORDS, COLUMN, NULL,
    N_("What is still to be asked: printed in drafts, left out of the published version.") },
  { 28, "optional", N_("May be left out"), YES_NO },
};

static const MlgField monograph_version_fields[] = {
  { 20, "monograph", N_("Monograph"), REFERENCE, PARENT | REQUIRED, "monograph" },
  { 21, "n", N_("Number"), INTEGER, COLUMN },
  { 22, "date", N_("Date"), DATE, COLUMN },
  { 23, "by", N_("By"), TEXT, COLUMN },
  { 24, "content", N_("Content"), MARKDOWN, HIDDEN },
  { 25, "message", N_("What changed"), TEXT, TITLE | COLUMN },
};

static const MlgField review_remark_fields[] = {
  { 20, "monograph", N_("Monograph"), REFERENCE, PARENT | REQUIRED, "monograph" },
  { 21, "section", N_("Section"), REFERENCE, COLUMN, "monograph_section" },
  { 22, "text", N_("Remark"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
  { 23, "by", N_("By"), ANY, PERSONAL | COLUMN },
  { 24, "date", N_("Date"), DATE, COLUMN },
  { 25, "consent", N_("Consent"), TERM, PERSONAL | COLUMN, "consent" },
  { 26, "answer", N_("What was answered"), LONG_TEXT },
};

static const MlgField verbatim_fields[] = {
  { 20, "text", N_("What was said"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
  { 21, "speaker", N_("Said by"), REFERENCE, PERSONAL | COLUMN, "person" },
  { 22, "function", N_("Function, as said"), TEXT, COLUMN },
  { 23, "structure", N_("Structure"), REFERENCE, COLUMN | FACET, "actor" },
  { 24, "date", N_("Date"), DATE, COLUMN },
  { 25, "occasion", N_("On the occasion of"), TEXT },
  { 26, "consent", N_("Consent"), TERM, PERSONAL | COLUMN | FACET, "consent",
    N_("Words whose consent is still to be asked are never exported.") },
  { 27, "initiative", N_("Initiative"), REFERENCE, COLUMN | FACET, "initiative" },
  { 28, "event", N_("Event"), REFERENCE, MLG_FIELD_PLAIN, "event" },
};

static const MlgField visit_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "host", N_("Initiative visited"), REFERENCE, COLUMN | FACET, "initiative" },
  { 22, "organiser", N_("Organised by"), REFERENCE, COLUMN, "actor" },
  { 23, "visitors", N_("Visitors"), REFERENCES, COLUMN, "actor" },
  { 24, "persons", N_("Persons"), REFERENCES, PERSONAL, "person" },
  { 25, "date", N_("Date"), DATE, COLUMN },
  { 26, "questions", N_("What we come to see"), LONG_TEXT },
  { 27, "takeaways", N_("What we take away"), LONG_TEXT },
  { 28, "contacts", N_("Contacts made"), REFERENCES, COLUMN, "actor" },
  { 29, "effect", N_("Effect"), LONG_TEXT },
  { 30, "territories", N_("Places"), REFERENCES, FACET, "territory" },
};

static const MlgField monograph_template_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "description", N_("What it is for"), LONG_TEXT, COLUMN },
  { 22, "content", N_("Content"), LONG_TEXT, HIDDEN },
};

static const MlgEntity entities[] = {
  { 52, "monograph", N_("Monograph"), N_("Monographs"), MLG_STAGE_TELL, FIELDS (monograph_fields) },
  { 55, "verbatim", N_("Verbatim"), N_("Verbatims"), MLG_STAGE_TELL, FIELDS (verbatim_fields) },
  { 56, "visit", N_("Learning visit"), N_("Learning visits"), MLG_STAGE_TELL, FIELDS (visit_fields) },
  { 53, "monograph_section", N_("Section"), N_("Sections"), MLG_STAGE_INSIDE, FIELDS (monograph_section_fields) },
  { 76, "review_remark", N_("Remark of the observed"), N_("Remarks of the observed"), MLG_STAGE_INSIDE,
    FIELDS (review_remark_fields) },
  { 77, "monograph_template", N_("Outline of monograph"), N_("Outlines of monographs"), MLG_STAGE_INSIDE,
    FIELDS (monograph_template_fields) },
  { 54, "monograph_version", N_("Version"), N_("Versions"), MLG_STAGE_INSIDE, FIELDS (monograph_version_fields) },
};

const MlgEntityTheme mlg_entities_telling = { FIELDS (entities) };
