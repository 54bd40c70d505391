/* Declarations: what the file keeps about itself, and what hangs on any record. */

#include "model/mlg-entities.h"

static const MlgField link_fields[] = {
  { 20, "owner", N_("Record"), CODE, TITLE | REQUIRED | HIDDEN },
  { 21, "owner_entity", N_("Kind of record"), INTEGER, REQUIRED | HIDDEN },
  { 22, "field", N_("Field"), INTEGER, REQUIRED | HIDDEN },
  { 23, "value", N_("Value"), TEXT, REQUIRED | HIDDEN },
  { 24, "position", N_("Position"), TEXT, HIDDEN },
};

static const MlgField file_info_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | COLUMN },
  { 21, "territory", N_("Home territory"), REFERENCE, COLUMN, "territory",
    N_("Where the map and the graph open.") },
  { 22, "animator", N_("Kept by"), TEXT, PERSONAL | COLUMN, NULL,
    N_("Who animates this file.") },
  { 23, "licence", N_("Licence"), TEXT, MLG_FIELD_PLAIN, NULL,
    N_("What others may do with the public copies.") },
  { 24, "notice", N_("Notice"), LONG_TEXT },
  { 25, "own_additions", N_("What is our reading"), WORDS, MLG_FIELD_PLAIN, NULL,
    N_("What was added or interpreted, that the sources do not say.") },
  { 26, "language", N_("Language"), CODE, HIDDEN },
  { 27, "structure", N_("Structure"), TEXT },
  { 28, "contact_email", N_("E-mail"), EMAIL, PERSONAL },
  { 29, "actor", N_("Structure of the animator"), REFERENCE, MLG_FIELD_PLAIN, "actor",
    N_("Printed on what is exported.") },
  { 30, "animator_home", N_("Where the animator works"), TERM, MLG_FIELD_PLAIN, "animator_home" },
  { 31, "place", N_("Where the map opens"), PLACE, HIDDEN },
};

static const MlgField term_fields[] = {
  { 20, "vocabulary", N_("List"), CODE, REQUIRED | COLUMN | FACET },
  { 21, "code", N_("Code"), CODE, REQUIRED },
  { 22, "label", N_("Word"), TEXT, TITLE | REQUIRED | COLUMN | SEARCHED },
  { 23, "definition", N_("Definition"), LONG_TEXT },
  { 24, "position", N_("Position"), INTEGER, HIDDEN },
};

static const MlgField attachment_fields[] = {
  { 20, "target", N_("Attached to"), ANY, PARENT | REQUIRED },
  { 21, "name", N_("File name"), TEXT, TITLE | REQUIRED | COLUMN },
  { 22, "media_type", N_("Kind of file"), CODE },
  { 23, "size", N_("Size"), INTEGER },
  { 24, "checksum", N_("Checksum"), CODE, HIDDEN },
  { 25, "caption", N_("Caption"), TEXT, COLUMN },
  { 26, "credit", N_("Credit"), TEXT },
  { 27, "licence", N_("Licence"), TEXT },
  { 28, "content", N_("Content"), LONG_TEXT, HIDDEN },
};

static const MlgField position_fields[] = {
  { 20, "placement", N_("Drawing"), CODE, REQUIRED | HIDDEN },
  { 21, "actor", N_("Actor"), REFERENCE, TITLE | PARENT | REQUIRED | HIDDEN, "actor" },
  { 22, "x", N_("Across"), NUMBER, HIDDEN },
  { 23, "y", N_("Down"), NUMBER, HIDDEN },
  { 24, "pinned", N_("Pinned"), YES_NO, HIDDEN },
};

static const MlgField document_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "issuer", N_("Issued by"), TEXT, COLUMN | SEARCHED },
  { 22, "date", N_("Date"), DATE, COLUMN },
  { 23, "kind", N_("Type"), TERM, COLUMN | FACET, "document_kind" },
  { 24, "file", N_("File name"), TEXT },
  { 25, "url", N_("Address"), URL },
  { 26, "actor", N_("Actor"), REFERENCE, MLG_FIELD_PLAIN, "actor" },
  { 27, "licence", N_("Licence"), TERM, FACET, "licence" },
  { 28, "authors", N_("Authors"), WORDS },
  { 29, "summary", N_("Summary"), LONG_TEXT },
};

static const MlgField source_link_fields[] = {
  { 20, "target", N_("About"), ANY, PARENT | REQUIRED },
  { 21, "document", N_("Document"), REFERENCE, COLUMN | FACET, "document" },
  { 22, "quote", N_("Quotation"), LONG_TEXT, TITLE | COLUMN },
  { 23, "page", N_("Page"), TEXT, COLUMN },
  { 24, "field", N_("Which field it supports"), CODE, HIDDEN },
  { 25, "position", N_("Position"), INTEGER, HIDDEN },
};

static const MlgField journal_entry_fields[] = {
  { 20, "target", N_("About"), ANY, PARENT },
  { 21, "date", N_("Date"), DATE, COLUMN },
  { 22, "kind", N_("Type"), TERM, COLUMN | FACET, "journal_kind" },
  { 23, "text", N_("Text"), LONG_TEXT, TITLE | REQUIRED | COLUMN },
};

static const MlgField glossary_term_fields[] = {
  { 20, "acronym", N_("Acronym or word"), TEXT, TITLE | REQUIRED | SEARCHED | COLUMN },
  { 21, "expansion", N_("Stands for"), TEXT, COLUMN | SEARCHED },
  { 22, "definition", N_("Definition"), LONG_TEXT, COLUMN },
};

static const MlgField distinct_pair_fields[] = {
  { 20, "a", N_("One"), ANY, TITLE | PARENT | REQUIRED | COLUMN },
  { 21, "b", N_("Other"), ANY, REQUIRED | COLUMN },
  { 22, "reason", N_("Why they differ"), TEXT, COLUMN },
};

static const MlgField map_layer_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | COLUMN },
  { 21, "content", N_("Content"), LONG_TEXT, HIDDEN },
  { 22, "attribution", N_("Attribution"), TEXT, COLUMN, NULL,
    N_("Printed under every map that shows this layer.") },
  { 23, "licence", N_("Licence"), TEXT },
  { 24, "colour", N_("Colour"), CODE },
  { 25, "shown", N_("Shown"), YES_NO, COLUMN },
  { 26, "name_field", N_("Names come from"), TEXT },
  { 27, "position", N_("Position"), INTEGER, HIDDEN },
};

static const MlgField handover_fields[] = {
  { 20, "recipient", N_("Handed to"), TEXT, TITLE | COLUMN | PERSONAL },
  { 21, "date", N_("Date"), DATE, REQUIRED | COLUMN },
  { 22, "level", N_("Level"), TERM, COLUMN | FACET, "share_level" },
  { 23, "format", N_("Kind of file"), CODE, COLUMN },
  { 24, "file_name", N_("File name"), TEXT, COLUMN | PERSONAL },
  { 25, "licence", N_("Licence"), TEXT },
  { 26, "what", N_("What left"), LONG_TEXT, COLUMN },
  { 27, "document", N_("Identity of the copy"), CODE, HIDDEN },
};

static const MlgField snapshot_fields[] = {
  { 20, "title", N_("Title"), TEXT, TITLE | REQUIRED | COLUMN },
  { 21, "date", N_("Date"), DATE, COLUMN },
  { 22, "clock", N_("Moment"), CODE, HIDDEN },
  { 23, "workshop", N_("Workshop"), REFERENCE, COLUMN, "workshop" },
};

static const MlgEntity entities[] = {
  { 8, "document", N_("Document"), N_("Documents"), MLG_STAGE_SHARE, FIELDS (document_fields) },
  { 9, "glossary_term", N_("Word of the glossary"), N_("Glossary"), MLG_STAGE_SHARE, FIELDS (glossary_term_fields) },
  { 7, "journal_entry", N_("Logbook entry"), N_("Logbook"), MLG_STAGE_TELL, FIELDS (journal_entry_fields) },
  { 6, "source_link", N_("Source"), N_("Sources"), MLG_STAGE_INSIDE, FIELDS (source_link_fields) },
  { 4, "attachment", N_("Attachment"), N_("Attachments"), MLG_STAGE_INSIDE, FIELDS (attachment_fields) },
  { 80, "handover", N_("Copy handed over"), N_("Copies handed over"), MLG_STAGE_INSIDE, FIELDS (handover_fields) },
  { 81, "snapshot", N_("Named moment"), N_("Named moments"), MLG_STAGE_INSIDE, FIELDS (snapshot_fields) },
  { 79, "map_layer", N_("Layer of the map"), N_("Layers of the map"), MLG_STAGE_INSIDE, FIELDS (map_layer_fields) },
  { 78, "distinct_pair", N_("Pair told apart"), N_("Pairs told apart"), MLG_STAGE_INSIDE,
    FIELDS (distinct_pair_fields) },
  { 3, "term", N_("Added word"), N_("Added words"), MLG_STAGE_INSIDE, FIELDS (term_fields) },
  { 5, "position", N_("Position"), N_("Positions"), MLG_STAGE_INSIDE, FIELDS (position_fields) },
  { 2, "file_info", N_("This file"), N_("This file"), MLG_STAGE_INSIDE, FIELDS (file_info_fields) },
  { 1, "link", N_("Link"), N_("Links"), MLG_STAGE_INSIDE, FIELDS (link_fields) },
};

const MlgEntityTheme mlg_entities_file = { FIELDS (entities) };
