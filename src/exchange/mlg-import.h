/* The import of a file of another program: plan → preview → apply.
 *
 *   g_autoptr(MlgImport) import = mlg_import_new (project, path, &error);   guesses everything
 *   mlg_import_set_encoding (import, …)  mlg_import_map (import, …)          any guess may be changed
 *   mlg_import_compare (import, …)                                           what would happen, row by row
 *   mlg_import_apply (import, …)                                             one gesture, one undo
 *
 * A file is one or several sheets, each a list of records of one entity. Rows, columns, header,
 * entity and key are those of the current sheet; compare and apply are about every sheet that
 * is used, in order, so that a row may refer to the records of a sheet before its own.
 *
 * Nothing is written before apply; what is written is what compare said. Changing a choice
 * forgets the comparison. A list imported twice changes nothing the second time, and an old
 * list imported again leaves what was corrected by hand since.
 *
 * Thread: main (it reads the project). 50 000 rows compare in a fraction of a second; the
 * progress callback may run the main loop.
 */

#pragma once

#include "exchange/mlg-encoding.h"
#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-grid.h"
#include "exchange/mlg-source.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct _MlgImport MlgImport;

/* ---- the source, read whole */

/* Whether the choices made for a list are proposed again for the next one like it, in this program: TRUE at
 * first. A command line must give the same answer every time. */
void         mlg_import_set_remembers (gboolean     remember);

MlgImport   *mlg_import_new           (MlgProject  *project,
                                       const char  *path,
                                       GError     **error);
MlgImport   *mlg_import_new_for_bytes (MlgProject  *project,
                                       const char  *name,      /* for the title of the gesture's source */
                                       GBytes      *bytes,
                                       GError     **error);
void         mlg_import_free          (MlgImport   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgImport, mlg_import_free)

/* ---- its format, and its sheets */

/* NULL: separated text (CSV); only there do encoding and separator mean something. */
const MlgReader   *mlg_import_get_format       (MlgImport       *self);
/* On failure the import is as it was. */
gboolean           mlg_import_set_format       (MlgImport       *self,
                                                const MlgReader *reader,
                                                GError         **error);
/* What the user should know about the whole file, translated sentences; NULL-terminated. */
const char *const *mlg_import_get_remarks      (MlgImport       *self);

guint              mlg_import_get_n_sheets     (MlgImport       *self);     /* at least one */
/* « Structures »; NULL: the file has but one, without a name. */
const char        *mlg_import_get_sheet_name   (MlgImport       *self, guint sheet);
/* Empty sheets are not, at first. */
gboolean           mlg_import_get_sheet_used   (MlgImport       *self, guint sheet);
void               mlg_import_set_sheet_used   (MlgImport       *self, guint sheet, gboolean used);
/* The current one: the first that is used. Changing it forgets nothing. */
guint              mlg_import_get_sheet        (MlgImport       *self);
void               mlg_import_set_sheet        (MlgImport       *self, guint sheet);

/* ---- guesses; each setter reads the list again and guesses what depends on it */

MlgEncoding      mlg_import_get_encoding  (MlgImport *self);
void             mlg_import_set_encoding  (MlgImport *self, MlgEncoding encoding);
guint            mlg_import_get_n_lost    (MlgImport *self);    /* characters this encoding cannot read */
char             mlg_import_get_separator (MlgImport *self);    /* ; , tab | */
void             mlg_import_set_separator (MlgImport *self, char separator);
gboolean         mlg_import_get_header    (MlgImport *self);    /* the first row names the columns */
void             mlg_import_set_header    (MlgImport *self, gboolean header);
const MlgEntity *mlg_import_get_entity    (MlgImport *self);    /* actor unless changed */
void             mlg_import_set_entity    (MlgImport *self, const MlgEntity *entity);

/* ---- rows of the source, without the header */

guint            mlg_import_get_n_rows    (MlgImport *self);
guint            mlg_import_get_line      (MlgImport *self, guint row);                 /* in the file, from 1 */
char            *mlg_import_dup_cell      (MlgImport *self, guint row, guint column);   /* never NULL */

/* ---- columns */

typedef enum
{
  MLG_COLUMN_SKIP,        /* left out */
  MLG_COLUMN_NOTE,        /* kept in the note, as « Label : value » */
  MLG_COLUMN_FIELD,       /* becomes a field, or a part of one */
  MLG_COLUMN_ID,          /* the record's own id, as our exports write it */
} MlgColumnUse;

typedef enum
{
  MLG_GUESS_NONE,         /* not recognised: kept in the note */
  MLG_GUESS_NAME,         /* by the name of the column */
  MLG_GUESS_CONTENT,      /* by what it holds */
  MLG_GUESS_CHOSEN,       /* by the user */
  MLG_GUESS_FORMAT,       /* the format says so */
  MLG_GUESS_MEMORY,       /* as the user chose for the last list with these columns */
} MlgGuess;

#define MLG_WHOLE_FIELD G_MAXUINT

typedef struct
{
  char           *name;       /* header, or « Column 3 » */
  char          **samples;    /* the first different values, at most five; NULL-terminated */
  guint           n_filled;   /* rows that have something here */
  MlgColumnUse    use;
  const MlgField *field;      /* for MLG_COLUMN_FIELD */
  guint           part;       /* of a composite field; MLG_WHOLE_FIELD: all of it, as « 44.96, 3.55 » */
  MlgGuess        guess;
} MlgImportColumn;

guint                  mlg_import_get_n_columns (MlgImport *self);
const MlgImportColumn *mlg_import_get_column    (MlgImport *self, guint column);
/* A field belongs to one column (multiple fields to several): the column that had it goes to
 * the note. @field NULL unless @use is MLG_COLUMN_FIELD. */
void                   mlg_import_map           (MlgImport      *self,
                                                 guint           column,
                                                 MlgColumnUse    use,
                                                 const MlgField *field,
                                                 guint           part);
/* By names, as on the command line: "NOM_TL" → "name", "note", "skip". */
gboolean               mlg_import_map_named     (MlgImport      *self,
                                                 const char     *column,
                                                 const char     *target,
                                                 GError        **error);

/* ---- coordinates: how the columns latitude and longitude are to be understood */

/* MLG_GRID_DEGREES unless the numbers are metres of a known grid (« X », « Y » of Lambert-93). */
MlgGrid          mlg_import_get_grid      (MlgImport *self);
void             mlg_import_set_grid      (MlgImport *self, MlgGrid grid);

/* ---- which record of the project is a row?
 * NULL (at first): by identity – same id, same SIRET, same name and same commune or place.
 * A field or part, or several ("name+postal_code"): rows and records with the same values there
 * are the same, and nothing else. */
gboolean         mlg_import_set_key       (MlgImport *self, const char *field, GError **error);
const char      *mlg_import_get_key       (MlgImport *self);

/* Names that no record has, in the columns that a row cannot do without (the two ends of a
 * partnership): FALSE rejects the row; TRUE adds a record of that name. At first FALSE, but for a
 * list of partnerships of which no end is known at all; that is found by compare. */
gboolean         mlg_import_get_create_missing (MlgImport *self);
void             mlg_import_set_create_missing (MlgImport *self, gboolean create);

/* ---- preview */

typedef enum
{
  MLG_ROW_ADDED,
  MLG_ROW_CHANGED,
  MLG_ROW_UNCHANGED,
  MLG_ROW_REJECTED,
  MLG_N_ROW_OUTCOMES,
} MlgRowOutcome;

/* @done of @total rows. FALSE: cancel. */
typedef gboolean (*MlgProgressFunc) (guint done, guint total, gpointer data);

gboolean         mlg_import_compare       (MlgImport        *self,
                                           GCancellable     *cancellable,
                                           MlgProgressFunc   progress,
                                           gpointer          data,
                                           GError          **error);
/* After compare: */
guint            mlg_import_count         (MlgImport *self, MlgRowOutcome outcome);    /* all used sheets */
guint            mlg_import_count_sheet   (MlgImport *self, MlgRowOutcome outcome);    /* the current one */
/* Records that the rows only name, added with them (see create_missing): their names. */
guint            mlg_import_get_n_missing (MlgImport *self);
/* Rows rejected for a name that no record has and that could be added: a sentence about all of them, « 20 193
 * partenariats nomment des acteurs absents du fichier. »; NULL: none. */
char            *mlg_import_dup_absent    (MlgImport *self);
/* Those names are added, in all sheets that have some: compare again. */
void             mlg_import_create_absent (MlgImport *self);
MlgRowOutcome    mlg_import_get_outcome   (MlgImport *self, guint row);
/* The record a row changes or leaves as it is; NULL for a new or rejected one. */
const MlgId     *mlg_import_get_match     (MlgImport *self, guint row);
/* Why a row is rejected, a translated sentence; NULL if it is not. */
const char      *mlg_import_get_reason    (MlgImport *self, guint row);
/* What was restored or set aside in a row that is accepted, a translated sentence (« the postal
 * code 1200 lost its first zero »); NULL: nothing. */
const char      *mlg_import_get_remark    (MlgImport *self, guint row);
/* What the row says beside what the file says: for new and changed rows. */
typedef struct
{
  const MlgField *field;
  char           *before;     /* canonical; NULL: nothing */
  char           *after;
  gboolean        contested;  /* edited by hand since this source was last imported, and the source changed too */
  gboolean        left;       /* @before stays: so it is at first with what is contested */
} MlgImportChange;
GPtrArray       *mlg_import_dup_changes   (MlgImport *self, guint row);    /* of MlgImportChange, owned */
/* The user decides for this row: @left FALSE writes what the list says. @field NULL: the whole row, new or
 * not; left, nothing of it is written and it counts as unchanged. After compare; changes the counts. */
void             mlg_import_leave         (MlgImport *self, guint row, const MlgField *field, gboolean left);

/* The rejected rows of all used sheets as they were, with a column « motif » first; for the user to
 * correct and import again. */
GBytes          *mlg_import_dup_rejects   (MlgImport *self);

/* ---- doing it: compares first if needed. One gesture, N_("Import a list"). On failure or when
 * cancelled nothing was written. */
gboolean         mlg_import_apply         (MlgImport        *self,
                                           GCancellable     *cancellable,
                                           MlgProgressFunc   progress,
                                           gpointer          data,
                                           GError          **error);

G_END_DECLS
