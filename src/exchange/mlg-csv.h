/* Lists as spreadsheets write and read them (docs/storage.md §7, docs/interchange.md §5).
 *
 * Reading is one pass over UTF-8 text held in memory; cells point into the text unless quotes
 * had to be taken off. Nothing is an error: what a spreadsheet would show is what is read.
 * Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *text;       /* not terminated */
  gsize       length;
} MlgCell;

typedef struct _MlgCsvReader MlgCsvReader;

/* @text is lent and must outlive the reader. A first line "sep=;" is obeyed and skipped.
 * @separator 0: guessed. */
MlgCsvReader *mlg_csv_reader_new           (const char   *text,
                                            gsize         length,
                                            char          separator);
void          mlg_csv_reader_free          (MlgCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgCsvReader, mlg_csv_reader_free)

/* The next line with something in it. Cells are lent until the next call. FALSE: the end. */
gboolean      mlg_csv_reader_next          (MlgCsvReader *self);
guint         mlg_csv_reader_get_n_cells   (MlgCsvReader *self);
const MlgCell *mlg_csv_reader_get_cells    (MlgCsvReader *self);
/* Of the file, from 1: where the row begins, as a text editor counts. */
guint         mlg_csv_reader_get_line      (MlgCsvReader *self);
/* A quote was opened and never closed, or the line has more cells than any table: it is not a row. */
gboolean      mlg_csv_reader_is_torn       (MlgCsvReader *self);
char          mlg_csv_reader_get_separator (MlgCsvReader *self);

/* The separator among ; , tab | that cuts the first lines most evenly. */
char          mlg_csv_guess_separator      (const char   *text,
                                            gsize         length);

/* ---- writing */

typedef enum
{
  MLG_CSV_EXCEL = 0,            /* UTF-8 with BOM, ";", CRLF: opens well in French spreadsheets */
  MLG_CSV_PLAIN = 1 << 0,       /* UTF-8 without BOM, ",", LF: for programs */
} MlgCsvStyle;

typedef struct _MlgCsvWriter MlgCsvWriter;

MlgCsvWriter *mlg_csv_writer_new      (MlgCsvStyle   style);
/* A cell that a spreadsheet would take for a formula (= + - @ tab) gets an apostrophe before it;
 * mlg_csv_unguard takes it off again. NULL: an empty cell. */
void          mlg_csv_writer_add      (MlgCsvWriter *self,
                                       const char   *cell);
void          mlg_csv_writer_end_line (MlgCsvWriter *self);
GBytes       *mlg_csv_writer_finish   (MlgCsvWriter *self);     /* frees @self */

/* Numbers and telephone numbers keep their sign; anything else that starts like a formula, or
 * like one we have guarded, gets an apostrophe. NULL when @cell needs none. */
char         *mlg_csv_guard           (const char   *cell);
/* The cell without its guard: the first character to keep. */
const char   *mlg_csv_unguard         (const char   *cell);

G_END_DECLS
