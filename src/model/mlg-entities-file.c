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
};

static const MlgField term_fields[] = {
  { 20, "vocabulary", N_("List"), CODE, REQUIRED | COLUMN | FACET },
  { 21, "id", N_("Code"), CODE, REQUIRED },
  { 22, "label", N_("Words"), TEXT, TITLE | REQUIRED | COLUMN | SEARCHED },
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

static const MlgEntity entities[] = {
  { 1, "link", N_("Link"), N_("Links"), MLG_STAGE_INSIDE, FIELDS (link_fields) },
  { 2, "file_info", N_("This file"), N_("This file"), MLG_STAGE_INSIDE, FIELDS (file_info_fields) },
  { 3, "term", N_("Added word"), N_("Added words"), MLG_STAGE_INSIDE, FIELDS (term_fields) },
  { 4, "attachment", N_("Attachment"), N_("Attachments"), MLG_STAGE_INSIDE, FIELDS (attachment_fields) },
  { 5, "position", N_("Position"), N_("Positions"), MLG_STAGE_INSIDE, FIELDS (position_fields) },
};

const MlgEntityTheme mlg_entities_file = { FIELDS (entities) };
