/* Between the files of mlg-import. */

#pragma once

#include "exchange/mlg-csv.h"
#include "exchange/mlg-import.h"

G_BEGIN_DECLS

/* A cell of the source. Points into the text or into the chunk of unquoted cells. */
typedef struct
{
  const char *text;         /* not terminated */
  guint       length;
} MlgSourceCell;

typedef struct
{
  guint     line;
  guint     first_cell;     /* in cells */
  guint     n_cells;
  gboolean  torn;
} MlgSourceRow;

/* What compare found for a row. */
typedef struct
{
  MlgRowOutcome  outcome;
  gboolean       has_id;    /* id: of the match, or wanted for the new record */
  MlgId          id;
  char          *reason;    /* rejected */
  char          *remark;
  char         **values;    /* one for each target: of the new record, or what changes; or NULL */
  char         **before;    /* of a changed record: what the file holds there */
} MlgRowResult;

struct _MlgImport
{
  MlgProject      *project;
  char            *name;
  GBytes          *bytes;

  MlgEncoding      encoding;
  guint            n_lost;
  char             wanted_separator;   /* 0: guess */
  char             separator;
  int              wanted_header;      /* -1: guess */
  gboolean         header;
  const MlgEntity *entity;
  char            *key;

  char            *text;
  gsize            length;
  GStringChunk    *chunk;
  GArray          *cells;              /* MlgSourceCell */
  GArray          *rows;               /* MlgSourceRow: those of the list */
  MlgSourceRow     header_row;
  GArray          *columns;            /* MlgImportColumn */

  GPtrArray       *targets;            /* const MlgField *: each field some column fills, the note last */
  GArray          *results;            /* MlgRowResult; NULL: not compared */
  guint            counts[MLG_N_ROW_OUTCOMES];
};

/* Trimmed of every kind of space, without the guard of a formula; NULL when empty. */
char       *mlg_import_dup_clean     (const MlgSourceCell *cell);
const MlgSourceCell *mlg_import_get_cell (MlgImport *self, guint row, guint column);   /* NULL: the row is shorter */

/* mlg-import-guess.c */
gboolean    mlg_import_looks_like_header (MlgImport *self, guint row);
void        mlg_import_guess_columns     (MlgImport *self);
gboolean    mlg_import_is_nothing        (const char *text);     /* "NA", "-": how programs write an empty cell */

/* mlg-import-values.c: a row as canonical values, one for each target. */
typedef struct
{
  char     **values;        /* owned, one for each target */
  char      *reason;        /* why the row is refused; or NULL */
  GString   *remark;        /* or NULL */
  gboolean   has_id;
  MlgId      id;
  gint64     hash;          /* of the cells as they stand in the list */
} MlgRowValues;

typedef struct _MlgRowReader MlgRowReader;
MlgRowReader *mlg_row_reader_new   (MlgImport    *import);
void          mlg_row_reader_free  (MlgRowReader *self);
void          mlg_row_reader_read  (MlgRowReader *self, guint row, MlgRowValues *values);
void          mlg_row_values_clear (MlgRowValues *values, guint n_targets);
guint         mlg_import_find_target (MlgImport *self, const char *field);   /* G_MAXUINT if none */

/* mlg-import-merge.c. Lines of the note, « - Label : value », with the space French puts there. */
#define MLG_NOTE_START  "- "
#define MLG_NOTE_MIDDLE "\u202f: "

/* @new over @old as an import does: parts and elements are added, nothing is taken away. */
char         *mlg_import_merge_value (const MlgField *field, const char *old, const char *new);
/* « - Label : value » lines of @new put in the place of those with the same label in @old. */
char         *mlg_import_merge_note  (const char *old, const char *new);

/* mlg-import-match.c: the records of the project, and which of them a row is. */
typedef struct _MlgMatcher MlgMatcher;
MlgMatcher   *mlg_matcher_new      (MlgImport *import, GError **error);
void          mlg_matcher_free     (MlgMatcher *self);
/* Takes the record so that no other row gets it. FALSE: a new one. @sure: only by id, number or key. */
gboolean      mlg_matcher_claim    (MlgMatcher *self, const MlgRowValues *row, gboolean sure, guint *record);
const MlgId  *mlg_matcher_get_id   (MlgMatcher *self, guint record);
/* Of the targets. */
const char *const *mlg_matcher_get_values (MlgMatcher *self, guint record);
/* Is the key of this row that of a record which is not @record (G_MAXUINT: none)? */
gboolean      mlg_matcher_key_is_taken (MlgMatcher *self, const char *key, guint record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgRowReader, mlg_row_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMatcher, mlg_matcher_free)

/* mlg-import-compare.c */
void          mlg_import_forget    (MlgImport *self);

G_END_DECLS
