/* Archives of spreadsheets, read with bounds and written in memory.
 *
 * What a file claims of its sizes is not believed: bytes are counted as they come out, over the
 * whole archive. All the limits of readers of spreadsheets are here.
 *
 * Thread: one at a time.
 */

#pragma once

#include <gio/gio.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-xml.h"

G_BEGIN_DECLS

#define MLG_ZIP_MAX_ENTRIES     10000
#define MLG_ZIP_MAX_INFLATED    (G_GUINT64_CONSTANT (512) << 20)
/* A list may shrink 50 times; what shrinks more than this, and is large, is no list. */
#define MLG_ZIP_MAX_RATIO       400
#define MLG_ZIP_LARGE           (G_GUINT64_CONSTANT (16) << 20)

#define MLG_SHEET_MAX_CELLS     G_GUINT64_CONSTANT (10000000)
#define MLG_SHEET_MAX_TEXT      (G_GUINT64_CONSTANT (256) << 20)
#define MLG_SHEET_MAX_CELL      (1u << 20)
#define MLG_SHEET_MAX_ROWS      1048576u
#define MLG_SHEET_MAX_COLUMNS   16384u
#define MLG_SHEET_MAX_SHEETS    1000u

typedef struct _MlgZip MlgZip;

MlgZip   *mlg_zip_open        (GBytes  *bytes,
                               GError **error);
void      mlg_zip_free        (MlgZip  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgZip, mlg_zip_free)

gboolean  mlg_zip_has         (MlgZip              *self,
                               const char          *name);
guint     mlg_zip_get_n_parts (MlgZip  *self);
/* NULL: it has none that can be read. Lent. */
const char *mlg_zip_get_name  (MlgZip  *self,
                               guint    part);
/* Part @name whole. */
GBytes   *mlg_zip_read        (MlgZip       *self,
                               const char   *name,
                               GCancellable *cancellable,
                               GError      **error);
/* Part @name as XML, while it comes out. */
gboolean  mlg_zip_parse       (MlgZip              *self,
                               const char          *name,
                               const MlgXmlHandler *handler,
                               gpointer             data,
                               GCancellable        *cancellable,
                               GError             **error);

/* ---- writing */

typedef struct _MlgZipWriter MlgZipWriter;

MlgZipWriter *mlg_zip_writer_new    (void);
void          mlg_zip_writer_free   (MlgZipWriter  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgZipWriter, mlg_zip_writer_free)
/* Takes @text. @stored: as it is, not made smaller. */
void          mlg_zip_writer_add    (MlgZipWriter  *self,
                                     const char    *name,
                                     GString       *text,
                                     gboolean       stored);
GBytes       *mlg_zip_writer_finish (MlgZipWriter  *self,
                                     GError       **error);

G_END_DECLS
