/* The declarations of the entities, by theme; read by mlg-schema.c alone. */

#pragma once

#include "model/mlg-schema.h"

#include <glib/gi18n-lib.h>

G_BEGIN_DECLS

/* Short words for long tables. */
#define TITLE      MLG_FIELD_TITLE
#define REQUIRED   MLG_FIELD_REQUIRED
#define PERSONAL   MLG_FIELD_PERSONAL
#define SENSITIVE  MLG_FIELD_SENSITIVE
#define SEARCHED   MLG_FIELD_SEARCHED
#define COLUMN     MLG_FIELD_COLUMN
#define FACET      MLG_FIELD_FACET
#define PARENT     MLG_FIELD_PARENT
#define HIDDEN     MLG_FIELD_HIDDEN

#define TEXT       MLG_TYPE_TEXT
#define LONG_TEXT  MLG_TYPE_LONG_TEXT
#define MARKDOWN   MLG_TYPE_MARKDOWN
#define INTEGER    MLG_TYPE_INTEGER
#define NUMBER     MLG_TYPE_NUMBER
#define MONEY      MLG_TYPE_MONEY
#define YES_NO     MLG_TYPE_YES_NO
#define DATE       MLG_TYPE_DATE
#define INTERVAL   MLG_TYPE_INTERVAL
#define PLACE      MLG_TYPE_PLACE
#define ADDRESS    MLG_TYPE_ADDRESS
#define TERM       MLG_TYPE_TERM
#define TERMS      MLG_TYPE_TERMS
#define REFERENCE  MLG_TYPE_REFERENCE
#define REFERENCES MLG_TYPE_REFERENCES
#define WORDS      MLG_TYPE_WORDS
#define URL        MLG_TYPE_URL
#define EMAIL      MLG_TYPE_EMAIL
#define PHONE      MLG_TYPE_PHONE
#define CODE       MLG_TYPE_CODE
#define ANY        MLG_TYPE_ANY

#define FIELDS(array)         (array), G_N_ELEMENTS (array)
#define WITH_PARTS(array)     .parts = (array), .n_parts = G_N_ELEMENTS (array)

/* Own fields only; mlg-schema.c puts the common fields before them. */
typedef struct
{
  const MlgEntity *entities;
  guint            n_entities;
} MlgEntityTheme;

extern const MlgEntityTheme mlg_entities_actors;
extern const MlgEntityTheme mlg_entities_initiatives;
extern const MlgEntityTheme mlg_entities_cooperation;
extern const MlgEntityTheme mlg_entities_workshops;
extern const MlgEntityTheme mlg_entities_analysis;
extern const MlgEntityTheme mlg_entities_action;
extern const MlgEntityTheme mlg_entities_telling;
extern const MlgEntityTheme mlg_entities_file;

G_END_DECLS
