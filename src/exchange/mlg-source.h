/* A file of another program, read into sheets. One reader a format: a line in the table of
 * mlg-source.c, a function in a file of its own (mlg-read-<format>.c), a corpus in tests/fuzz.
 *
 * What a reader must do: keep everything (what has no column of ours keeps its own name, and so
 * lands in the note), give no wrong record (what cannot be read is a torn row or an error with a
 * sentence), bound its memory whatever the file claims, ask @cancellable now and then.
 *
 * Thread: any; nothing here knows a project.
 */

#pragma once

#include <gio/gio.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-sheet.h"

G_BEGIN_DECLS

typedef struct _MlgSource MlgSource;

typedef struct
{
  const char *name;            /* "xlsx": --format of the command line */
  const char *label;           /* N_(), as the assistant says it */
  /* How sure is this reader that the file is its own, 0 (not at all) to 100? The first bytes and the
   * name are looked at, nothing more than needed. NULL: never guessed. */
  guint     (*detect) (const char *name, GBytes *bytes);
  gboolean  (*read)   (MlgSource *source, GBytes *bytes, GCancellable *cancellable, GError **error);
} MlgReader;

/* NULL-terminated; the reader of separated text, which has choices of its own, is not among them. */
const MlgReader *const *mlg_source_get_readers (void);
const MlgReader *mlg_source_find_reader  (const char    *name);
/* NULL: separated text (CSV). */
const MlgReader *mlg_source_guess_reader (const char    *name,
                                          GBytes        *bytes);

MlgSource  *mlg_source_read       (const MlgReader *reader,
                                   GBytes          *bytes,
                                   GCancellable    *cancellable,
                                   GError         **error);
MlgSource  *mlg_source_new        (void);            /* to be filled by something else than a reader */
void        mlg_source_free       (MlgSource       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgSource, mlg_source_free)

guint       mlg_source_get_n_sheets (MlgSource     *self);
MlgSheet   *mlg_source_get_sheet    (MlgSource     *self, guint i);
/* For readers. Takes @sheet. In the order in which they must be imported: a sheet may refer by
 * key or name to the records of those before it. */
void        mlg_source_add_sheet    (MlgSource     *self, MlgSheet *sheet);
/* A sentence for the user about the whole file, already translated: « 3 éléments supprimés sur le
 * serveur n’ont pas été repris ». Shown by the assistant and the command line. */
void        mlg_source_add_remark   (MlgSource     *self, const char *sentence);
const char *const *mlg_source_get_remarks (MlgSource *self);

/* The readers. */
extern const MlgReader mlg_reader_xlsx, mlg_reader_ods, mlg_reader_tables;
extern const MlgReader mlg_reader_vcard, mlg_reader_icalendar;
extern const MlgReader mlg_reader_geojson, mlg_reader_gogocarto, mlg_reader_gogocarto_taxonomy,
                       mlg_reader_yeswiki, mlg_reader_kumu, mlg_reader_records, mlg_reader_pair;
extern const MlgReader mlg_reader_graphml, mlg_reader_gexf;

G_END_DECLS
