/* The import of a list: plan → preview → apply.
 *
 *   g_autoptr(MlgImport) import = mlg_import_new (project, path, &error);   guesses everything
 *   mlg_import_set_encoding (import, …)  mlg_import_map (import, …)          any guess may be changed
 *   mlg_import_compare (import, …)                                           what would happen, row by row
 *   mlg_import_apply (import, …)                                             one gesture, one undo
 *
 * Nothing is written before apply; what is written is what compare said. Changing a choice
 * forgets the comparison. A list imported twice changes nothing the second time.
 *
 * Thread: main (it reads the project). 50 000 rows compare in a fraction of a second; the
 * progress callback may run the main loop.
 */

#pragma once

#include "exchange/mlg-encoding.h"
#include "exchange/mlg-exchange-error.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct _MlgImport MlgImport;

/* ---- the source, read whole */

MlgImport   *mlg_import_new           (MlgProject  *project,
                                       const char  *path,
                                       GError     **error);
MlgImport   *mlg_import_new_for_bytes (MlgProject  *project,
                                       const char  *name,      /* for the title of the gesture's source */
                                       GBytes      *bytes,
                                       GError     **error);
void         mlg_import_free          (MlgImport   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgImport, mlg_import_free)

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

/* ---- which record of the project is a row?
 * NULL (at first): by identity – same id, same SIRET, same name and same commune or place.
 * A field or part: rows and records with the same value there are the same, and nothing else. */
gboolean         mlg_import_set_key       (MlgImport *self, const char *field, GError **error);
const char      *mlg_import_get_key       (MlgImport *self);

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
guint            mlg_import_count         (MlgImport *self, MlgRowOutcome outcome);
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
} MlgImportChange;
GPtrArray       *mlg_import_dup_changes   (MlgImport *self, guint row);    /* of MlgImportChange, owned */

/* The rejected rows as they were, with a column « motif » first; for the user to correct and
 * import again. */
GBytes          *mlg_import_dup_rejects   (MlgImport *self);

/* ---- doing it: compares first if needed. One gesture, N_("Import a list"). On failure or when
 * cancelled nothing was written. */
gboolean         mlg_import_apply         (MlgImport        *self,
                                           GCancellable     *cancellable,
                                           MlgProgressFunc   progress,
                                           gpointer          data,
                                           GError          **error);

G_END_DECLS
