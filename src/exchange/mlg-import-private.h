/* Between the files of mlg-import. */

#pragma once

#include "exchange/mlg-csv.h"
#include "exchange/mlg-import.h"

G_BEGIN_DECLS

/* As many columns as a spreadsheet has, and a bound for what separators alone can cost. */
#define MLG_COLUMNS_MAX 16384u
/* Beyond that a cell is no value of any record. */
#define MLG_CELL_MAX (1u << 20)

/* What compare found for a row. */
typedef struct
{
  MlgRowOutcome  outcome;
  gboolean       has_id;    /* id: of the match, or of the new record */
  gboolean       is_new;    /* the record is not in the project */
  gboolean       left;      /* the user leaves the whole row */
  gboolean       follows;   /* said with a row before it, about the same record: nothing to write */
  MlgId          id;        /* null: the store makes one */
  char          *reason;    /* rejected */
  char          *remark;
  char         **values;    /* one for each target: of the new record, or what changes; or NULL */
  char         **before;    /* of a changed record: what the file holds there; or NULL */
  guint8        *states;    /* MlgValueState, one for each target; NULL: all of them plain */
} MlgRowResult;

typedef enum
{
  MLG_VALUE_PLAIN,
  MLG_VALUE_CONTESTED_LEFT,
  MLG_VALUE_CONTESTED_TAKEN,
} MlgValueState;

typedef struct _MlgReferences MlgReferences;

/* One of the columns that tell rows apart. */
typedef struct
{
  const MlgField *field;
  guint           part;
} MlgKeyPart;

/* A sheet, and the choices made about it. */
typedef struct
{
  MlgImport       *import;
  MlgProject      *project;            /* lent */
  MlgSheet        *sheet;              /* lent */
  gboolean         used;
  gboolean         no_table;           /* words about the other sheets: not used at first */
  int              wanted_header;      /* -1: guess */
  gboolean         header;
  const MlgEntity *entity;
  char            *key;                /* as chosen; or NULL */
  gboolean         by_id;              /* the key is the record's own id */
  GArray          *keys;               /* MlgKeyPart */
  gboolean         create_missing;
  gboolean         missing_chosen;     /* by the user */
  MlgGrid          grid;
  gboolean         own;                /* written by us: its columns are known */
  gboolean         has_first_name;     /* a column of its own: « Nom » is that of a person */
  gboolean         foreign_ids;        /* of another file: a record may be here under another id */
  gboolean         chosen;             /* something was changed by the user: worth remembering */

  GArray          *rows;               /* MlgSheetRow: those of the list */
  MlgSheetRow      header_row;
  GArray          *columns;            /* MlgImportColumn */
  GPtrArray       *remarks;            /* char *, about the sheet */

  GPtrArray       *targets;            /* const MlgField *: each field some column fills, the note last */
  GArray          *results;            /* MlgRowResult; NULL: not compared */
  guint            counts[MLG_N_ROW_OUTCOMES];
  guint            n_absent;           /* rows rejected for a name that could be added */
  const MlgEntity *absent;             /* as a record of this */
} MlgList;

struct _MlgImport
{
  MlgProject      *project;
  char            *name;
  char            *path;               /* or NULL */
  GBytes          *bytes;
  GPtrArray       *remarks;            /* char *, of the file and its sheets, NULL-terminated */

  const MlgReader *reader;             /* NULL: separated text */
  MlgSource       *source;             /* of a reader, or of another project; NULL: separated text */
  MlgEncoding      encoding;
  guint            n_lost;
  guint            n_restored;         /* places of the text that were encoded twice */
  char             wanted_separator;   /* 0: guess */
  char             separator;
  char            *text;
  gsize            length;
  MlgSheet        *csv;

  GPtrArray       *lists;              /* MlgList */
  guint            current;

  gboolean         compared;
  MlgReferences   *references;         /* while comparing */
  GArray          *missing;            /* MlgMissing; NULL: not compared */
};

/* A record that rows only name. */
typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  char            *name;
  MlgList         *list;               /* it is written before the rows of this one */
  gboolean         needed;             /* by a row that is accepted */
} MlgMissing;

static inline MlgList *
mlg_import_get_list (MlgImport *self)
{
  return self->lists->pdata[self->current];
}

/* Trimmed of every kind of space, without the guard of a formula; NULL when empty. */
char       *mlg_import_dup_clean     (const MlgSheetCell *cell);

/* mlg-import-list.c */
MlgList    *mlg_list_new             (MlgImport *import, MlgSheet *sheet);
void        mlg_list_free            (MlgList *self);
void        mlg_list_read            (MlgList *self);
void        mlg_list_forget          (MlgList *self);          /* what was compared */
void        mlg_list_map             (MlgList *self, guint column, MlgColumnUse use, const MlgField *field, guint part);
gboolean    mlg_list_map_named       (MlgList *self, const char *column, const char *target, GError **error);
gboolean    mlg_list_set_key         (MlgList *self, const char *key, GError **error);
guint       mlg_list_find_target     (MlgList *self, const char *field);   /* G_MAXUINT if none */
static inline const MlgSheetCell *
mlg_list_get_cell (MlgList *self,
                   guint    row,
                   guint    column)            /* NULL: the row is shorter */
{
  const MlgSheetRow *source = &g_array_index (self->rows, MlgSheetRow, row);

  return column < source->n_cells ? mlg_sheet_get_cells (self->sheet) + source->first_cell + column : NULL;
}
static inline const MlgImportColumn *
mlg_list_get_column (MlgList *self,
                     guint    column)
{
  return &g_array_index (self->columns, MlgImportColumn, column);
}

/* mlg-import-guess.c */
gboolean    mlg_list_looks_like_header (MlgList *self, guint row);
guint         mlg_list_count_known_names (MlgList *self, guint row);
void        mlg_list_guess_entity      (MlgList *self);
void        mlg_list_guess_columns     (MlgList *self);
gboolean    mlg_import_is_nothing      (const char *text);     /* "NA", "-": how programs write an empty cell */

/* mlg-import-synonyms.c */
typedef struct
{
  const char *target;       /* field or part; "id" for the record's own; "skip" */
  const char *names;        /* squeezed, between bars; the likeliest first */
} MlgSynonyms;

char              *mlg_import_squeeze       (const char *name, char **first);
const MlgSynonyms *mlg_import_get_synonyms  (const MlgEntity *entity, guint *n);
const MlgSynonyms *mlg_import_get_first_words (guint *n);
/* Why lines were rejected once, in a list of rejections: our own words. */
gboolean           mlg_import_is_reason     (MlgList *self, guint column);
/* Columns that are personal and of no use here: date of birth of the president… */
gboolean           mlg_import_is_left_out   (const char *squeezed);
/* The number, the kind and the name of a way in columns of their own. */
gboolean           mlg_import_is_street_piece (const char *squeezed);
gboolean           mlg_import_is_among      (const char *names, const char *squeezed);

/* mlg-import-content.c: what cells look like. */
gboolean    mlg_import_cell_fits       (const MlgField *field, guint part, const char *target, const char *text);
const char *mlg_import_recognise_cell  (const char *text);
gboolean    mlg_import_is_degrees_of_france (const char *text, gboolean latitude);
gboolean    mlg_import_has_letters     (const char *text);
/* "housenumber" of a geocoder → "exact"; NULL if it is not one of theirs. */
const char *mlg_import_find_precision  (const char *text);

/* mlg-import-memory.c: the choices of the last import of a list with the same columns. */
gboolean    mlg_list_recall            (MlgList *self);
void        mlg_list_remember          (MlgList *self);

/* mlg-import-references.c: the records of the project and of the import, by key and name. */
typedef enum { MLG_REFERENCE_NONE, MLG_REFERENCE_FOUND, MLG_REFERENCE_SEVERAL } MlgReferenceFound;
MlgReferences     *mlg_references_new   (MlgProject *project);
void               mlg_references_free  (MlgReferences *self);
/* A record of the source: its names there go before those of the project. */
void               mlg_references_add   (MlgReferences *self, const MlgEntity *entity, const MlgId *id, const char *name);
MlgReferenceFound  mlg_references_find  (MlgReferences *self, const MlgEntity *entity, const char *text, char *id_text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgReferences, mlg_references_free)

/* mlg-import-own.c */
gboolean    mlg_list_is_own          (MlgList *self);
/* What a list of ours is a list of: its identifiers, then its columns tell. Before the header is taken; NULL:
 * it is none of ours. */
const MlgEntity *mlg_list_find_own_entity (MlgList *self);
void        mlg_list_follow_own      (MlgList *self, MlgImportColumn *column);

/* mlg-import-values.c: a row as canonical values, one for each target. */
typedef struct
{
  char     **values;        /* owned, one for each target */
  char      *reason;        /* why the row is refused; or NULL */
  GString   *remark;        /* or NULL */
  GArray    *pending;       /* guint: columns that name records of this same list; or NULL */
  gboolean   settled;       /* they were looked up */
  gboolean   has_id;
  MlgId      id;
  guint      leader;        /* row that says the same record first; its own number: none before it */
  const MlgEntity *absent;  /* what a cell names that is nowhere, and could be added; NULL: nothing */
  gint64     hash;          /* of the cells as they stand in the list */
  gint64     identity;      /* of who and where */
} MlgRowValues;

typedef struct _MlgRowReader MlgRowReader;
MlgRowReader *mlg_row_reader_new     (MlgList      *list);
void          mlg_row_reader_free    (MlgRowReader *self);
void          mlg_row_reader_read    (MlgRowReader *self, guint row, MlgRowValues *values);
/* Once the records of the list are known. */
void          mlg_row_reader_settle  (MlgRowReader *self, guint row, MlgRowValues *values);
void          mlg_row_values_clear   (MlgRowValues *values, guint n_targets);
void          mlg_row_values_refuse  (MlgRowValues *values, const char *column, const char *sentence);
void          mlg_row_values_remark  (MlgRowValues *values, const char *column, const char *sentence);
/* « - Label : text » more in the note, @note its target. */
void          mlg_row_values_keep    (MlgRowValues *values, guint note, const char *label, const char *text);
void          mlg_import_write_line  (GString *lines, const char *label, const char *text);

/* mlg-import-rows.c: is this line a record at all? */
/* Why it is not, a translated sentence: torn, the header again, a total; NULL: it may be. */
char         *mlg_list_dup_fault     (MlgList *self, guint row);
gboolean      mlg_list_has_cells_too_many (MlgList *self, guint row);
/* The cells of @row are one too many for the columns: where they fit in one way only, joined so. */
GArray       *mlg_list_rejoin_row    (MlgList *self, guint row, char **joined);

/* mlg-import-repair.c: texts that programs spoiled or that hold more than one value. NULL: as it is.
 * @remark: a sentence, or NULL. @rest: what goes to the note, or NULL. */
typedef struct
{
  char *text;
  char *remark;
  char *rest;
} MlgRepair;
/* "17/05/14", and 41776, as a spreadsheet counts days. */
gboolean      mlg_import_is_odd_date (const char *text);
void          mlg_repair_clear       (MlgRepair *self);
MlgRepair     mlg_import_repair      (const MlgEntity *entity, const MlgField *field, guint part,
                                      const MlgSheetCell *cell, const char *text);

/* mlg-import-place.c */
/* "44°57'36\"N", "44,96 N", "POINT(3.5 44.9)", "44.96, 3.55", metres of a grid. */
gboolean      mlg_place_read_degrees (const char *text, double *degrees, char *axis);
gboolean      mlg_place_read_pair    (const char *text, double *lat, double *lon);
char         *mlg_place_dup_number   (double degrees);
void          mlg_list_guess_places  (MlgList *self);
void          mlg_place_prepare      (void);       /* the towns of addresses, in a thread */
void          mlg_place_check        (MlgList *list, MlgRowValues *values, guint place, guint address, guint note);
gboolean      mlg_place_from_grid    (MlgList *list, const char *x, const char *y, char **lat, char **lon);

/* mlg-import-merge.c. Lines of the note, « - Label : value », with the space French puts there. */
#define MLG_NOTE_START  "- "
#define MLG_NOTE_MIDDLE "\u202f: "

/* @new over @old as an import does: parts and elements are added, nothing is taken away. */
char         *mlg_import_merge_value (const MlgField *field, const char *old, const char *new);
/* « - Label : value » lines of @new put in the place of those with the same label in @old. */
char         *mlg_import_merge_note  (const char *old, const char *new);
/* Lines of both, none twice. */
char         *mlg_import_join_notes  (const char *old, const char *new);

/* mlg-import-groups.c: several rows about one record. */
gboolean      mlg_list_group_rows    (MlgList *self, GArray *rows, GError **error);

/* mlg-import-match.c: the records of the project, and which of them a row is. */
typedef struct _MlgMatcher MlgMatcher;
MlgMatcher   *mlg_matcher_new      (MlgList *list, GError **error);
void          mlg_matcher_free     (MlgMatcher *self);
/* Takes the record so that no other row gets it. FALSE: a new one. @sure: only by id, number or key. */
gboolean      mlg_matcher_claim    (MlgMatcher *self, const MlgRowValues *row, gboolean sure, guint *record);
/* Was it claimed for its name alone, while one of the two does not say where it is? To be said. */
gboolean      mlg_matcher_is_by_name (MlgMatcher *self, guint record);
const MlgId  *mlg_matcher_get_id   (MlgMatcher *self, guint record);
/* Of the targets. */
const char *const *mlg_matcher_get_values (MlgMatcher *self, guint record);
/* Is the key of this row that of a record which is not @record (G_MAXUINT: none)? */
gboolean      mlg_matcher_key_is_taken (MlgMatcher *self, const char *key, guint record);
/* The name of another record with this number; NULL if none. */
const char   *mlg_matcher_find_siret (MlgMatcher *self, const char *siret, guint record);

/* mlg-import-history.c: what the last import wrote there. FALSE: no import ever did. */
typedef struct _MlgLastImport MlgLastImport;
MlgLastImport *mlg_last_import_new  (MlgProject *project, const MlgId *id);
void           mlg_last_import_free (MlgLastImport *self);
gboolean       mlg_last_import_find (MlgLastImport *self, const MlgField *field, const char *current, char **written);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgRowReader, mlg_row_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMatcher, mlg_matcher_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgLastImport, mlg_last_import_free)

/* mlg-import-file.c: another .maillage as a source. */
extern const MlgReader mlg_import_file_reader;       /* its name only: it needs a path, not bytes */
MlgSource    *mlg_import_read_project (MlgProject *project, const char *path, GError **error);

/* mlg-import-compare.c */
#define MLG_ROWS_PER_STEP 500
gboolean      mlg_import_go_on     (GCancellable *cancellable, MlgProgressFunc progress, gpointer data,
                                    guint done, guint total, GError **error);
void          mlg_import_forget    (MlgImport *self);

G_END_DECLS
