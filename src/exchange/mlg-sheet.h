/* A table of cells as other programs keep it: what readers of files make, what writers of
 * spreadsheets take. A cell is text, and what its program said it is: a number written as in the
 * model ("12.5", all its figures), a date as ISO ("2014-05-17", "2014-05-17T18:30").
 *
 * Thread: one at a time.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_SHEET_TEXT,
  MLG_SHEET_NUMBER,       /* a spreadsheet keeps it as a number: zeros in front may be gone */
  MLG_SHEET_DATE,
  MLG_SHEET_YES_NO,       /* "1" or "0" */
  MLG_SHEET_ERROR,        /* "#N/A": as it stood */
} MlgSheetKind;

typedef struct
{
  const char *text;       /* UTF-8, not terminated; lent by the sheet */
  guint       length;
  guint8      kind;       /* MlgSheetKind */
} MlgSheetCell;

typedef struct
{
  guint       line;       /* in the source, from 1; of a JSON list: which element */
  guint       first_cell;
  guint       n_cells;
  gboolean    torn;       /* a quote or a structure that never ends */
} MlgSheetRow;

typedef struct _MlgSheet MlgSheet;

MlgSheet           *mlg_sheet_new               (const char *name);
void                mlg_sheet_free              (MlgSheet   *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgSheet, mlg_sheet_free)

const char         *mlg_sheet_get_name          (MlgSheet   *self);

/* ---- filling: cells, then the end of their row. @length -1: terminated. NULL: an empty cell. */
void                mlg_sheet_add               (MlgSheet   *self, const char *text, gssize length, MlgSheetKind kind);
/* The text outlives the sheet: it is not copied. */
void                mlg_sheet_add_lent          (MlgSheet   *self, const char *text, gsize length, MlgSheetKind kind);
void                mlg_sheet_end_row           (MlgSheet   *self, guint line, gboolean torn);

/* ---- what the format knows, so that nobody has to guess */

/* The first row names the columns (formats whose names are keys): not a guess. */
void                mlg_sheet_set_header        (MlgSheet   *self, gboolean header);
gboolean            mlg_sheet_get_header        (MlgSheet   *self, gboolean *header);    /* FALSE: not known */
/* Records of this entity ("actor", "event", "partnership"); NULL: not known. Static string. */
void                mlg_sheet_set_entity        (MlgSheet   *self, const char *entity);
const char         *mlg_sheet_get_entity        (MlgSheet   *self);
/* Where the column named @column goes, as mlg_import_map_named says it: "lat", "note", "skip", "id"; a
 * column without a target is guessed by name and content. */
void                mlg_sheet_set_target        (MlgSheet   *self, const char *column, const char *target);
const char         *mlg_sheet_get_target        (MlgSheet   *self, const char *column);

/* ---- reading */
guint               mlg_sheet_get_n_rows        (MlgSheet   *self);
const MlgSheetRow  *mlg_sheet_get_row           (MlgSheet   *self, guint row);
const MlgSheetCell *mlg_sheet_get_cell          (MlgSheet   *self, guint row, guint column);  /* NULL: the row is shorter */
/* All of them, as MlgSheetRow.first_cell counts; until a cell is added. */
const MlgSheetCell *mlg_sheet_get_cells         (MlgSheet   *self);
guint               mlg_sheet_get_n_cells       (MlgSheet   *self);

G_END_DECLS
