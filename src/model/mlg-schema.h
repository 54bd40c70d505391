/* What every record holds: the one description from which tables, journal, forms, columns,
 * import, export, privacy and merge follow (DESIGN §4).
 *
 * Entity and field numbers are permanent: they stand in the journal of every file. Never
 * renumber, never reuse; a field that is gone keeps its line with MLG_FIELD_GONE.
 *
 * All tables are constant and may be read from any thread.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_TYPE_TEXT,        /* one line */
  MLG_TYPE_LONG_TEXT,   /* paragraphs; merged by paragraph */
  MLG_TYPE_MARKDOWN,    /* long text with Markdown structure */
  MLG_TYPE_INTEGER,
  MLG_TYPE_NUMBER,
  MLG_TYPE_MONEY,       /* euros, two decimals */
  MLG_TYPE_YES_NO,      /* "1" or "0" */
  MLG_TYPE_DATE,        /* fuzzy; parts of a field "founded": founded, founded_text, founded_deduced */
  MLG_TYPE_INTERVAL,    /* two fuzzy dates that move together; parts: since, since_text, until, until_text */
  MLG_TYPE_PLACE,       /* parts: lat, lon, precision */
  MLG_TYPE_ADDRESS,     /* parts: street, address_extra, postal_code, locality, insee_code, country */
  MLG_TYPE_TERM,        /* one term of a vocabulary, by its id */
  MLG_TYPE_TERMS,       /* several */
  MLG_TYPE_REFERENCE,   /* one record of another entity, by its id */
  MLG_TYPE_REFERENCES,  /* several */
  MLG_TYPE_WORDS,       /* several free texts: aliases, objectives, skills */
  MLG_TYPE_URL,
  MLG_TYPE_EMAIL,
  MLG_TYPE_PHONE,
  MLG_TYPE_CODE,        /* identifier kept as typed: INSEE, SIREN… never a number */
  MLG_TYPE_ANY,         /* a reference to a record of any entity: "entity:uuid" */
} MlgType;

typedef enum
{
  MLG_FIELD_PLAIN     = 0,
  MLG_FIELD_TITLE     = 1 << 0,  /* names the record in lists (the first such field that is filled) */
  MLG_FIELD_REQUIRED  = 1 << 1,
  MLG_FIELD_PERSONAL  = 1 << 2,  /* never on the projector nor in a public copy */
  MLG_FIELD_SENSITIVE = 1 << 3,  /* private even among partners */
  MLG_FIELD_SEARCHED  = 1 << 4,  /* in the names index: found while typing */
  MLG_FIELD_COLUMN    = 1 << 5,  /* shown as a column by default */
  MLG_FIELD_FACET     = 1 << 6,  /* offered as a filter with counts */
  MLG_FIELD_PARENT    = 1 << 7,  /* this reference owns the row: shown inside its sheet, goes with it */
  MLG_FIELD_HIDDEN    = 1 << 8,  /* kept by the program, not shown in forms */
  MLG_FIELD_GONE      = 1 << 9,
} MlgFieldFlags;

typedef struct _MlgEntity MlgEntity;

/* A piece of a composite field, as it is named in CSV, JSON and FIELD=VALUE. */
typedef struct
{
  const char *name;
  const char *label;        /* N_() English */
} MlgPart;

typedef struct
{
  guint16        number;    /* permanent within its entity; 1… (numbers 1–19: common fields) */
  const char    *name;      /* as in docs/domain.md §2 */
  const char    *label;     /* N_() English; C_("field", …) is not used: labels are plain msgids */
  MlgType        type;
  MlgFieldFlags  flags;
  const char    *target;    /* vocabulary of a term, entity of a reference, "since|until" (names of
                             * the two dates) of an interval, else NULL */
  const char    *help;      /* N_() one sentence for the tooltip, or NULL */
  /* Filled at start by mlg_schema: */
  const MlgPart *parts;     /* composite types only */
  guint          n_parts;
  guint          index;     /* position in entity->fields */
} MlgField;

typedef enum
{
  MLG_STAGE_COLLECT,        /* Collecter */
  MLG_STAGE_ANALYSE,        /* Analyser */
  MLG_STAGE_ACT,            /* Agir */
  MLG_STAGE_TELL,           /* Raconter */
  MLG_STAGE_SHARE,          /* Partager */
  MLG_STAGE_INSIDE,         /* shown only inside its parent, or kept by the program */
} MlgStage;

struct _MlgEntity
{
  guint16         number;   /* permanent */
  const char     *name;     /* SQL table, --what, JSON: "actor" */
  const char     *label;    /* N_() singular */
  const char     *plural;   /* N_() */
  MlgStage        stage;
  const MlgField *fields;   /* common fields first, then its own */
  guint           n_fields;
};

/* Every entity, in sidebar order. */
const MlgEntity *const *mlg_schema_get_entities  (guint           *n_entities);
const MlgEntity        *mlg_schema_find          (const char      *name);     /* NULL if none; accepts the aliases "axis", "section" */
const MlgEntity        *mlg_schema_find_number   (guint            number);

const MlgField         *mlg_entity_find_field    (const MlgEntity *entity,
                                                  const char      *name);     /* a field, not a part */
const MlgField         *mlg_entity_find_number   (const MlgEntity *entity,
                                                  guint            number);
/* The composite field that has a part called @name, and which part; NULL if none.
 * Also finds plain fields, with *part = 0. */
const MlgField         *mlg_entity_find_part     (const MlgEntity *entity,
                                                  const char      *name,
                                                  guint           *part);

gboolean                mlg_field_is_multiple    (const MlgField  *field);    /* TERMS, REFERENCES, WORDS */
gboolean                mlg_field_is_composite   (const MlgField  *field);
gboolean                mlg_field_is_reference   (const MlgField  *field);    /* REFERENCE, REFERENCES, ANY */

/* Numbers that code may name. Everything else is found by name. */
#define MLG_ENTITY_ACTOR        "actor"
#define MLG_ENTITY_TERRITORY    "territory"
#define MLG_ENTITY_PARTNERSHIP  "partnership"
#define MLG_ENTITY_AXIS         "partnership_axis"
#define MLG_ENTITY_LINK         "link"

/* Common fields, in every entity:
 *  1 key          the id it had in another file or list ("a-mes")
 *  2 fact_status  fact / project / wish / reading
 *  3 visibility   public / group / private
 *  4 note         Markdown, private
 */
#define MLG_FIELD_KEY          1
#define MLG_FIELD_FACT_STATUS  2
#define MLG_FIELD_VISIBILITY   3
#define MLG_FIELD_NOTE         4

/* The entity "link" holds the elements of every multiple field: one row per element, whose
 * id is derived from owner, field and value, so that two people who add the same theme add
 * the same row. Its fields: owner (id text), owner_entity (number), field (number),
 * value (text), position (text).
 */
G_END_DECLS
