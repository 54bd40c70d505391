/* A PDF as it is written: numbered objects, then the table of where each begins (PDF 1.7, §7).
 *
 * Numbers never follow the user's language: a decimal sign is a point.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MlgPdfFile MlgPdfFile;

MlgPdfFile *mlg_pdf_file_new            (void);
void        mlg_pdf_file_free           (MlgPdfFile  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgPdfFile, mlg_pdf_file_free)

/* A number for an object that comes later; other objects may point to it at once. */
guint       mlg_pdf_file_reserve        (MlgPdfFile  *self);
/* Lent: what is appended to it is the object @number, up to the next. */
GString    *mlg_pdf_file_begin          (MlgPdfFile  *self,
                                         guint        number);
/* @entries: of its dictionary, beside its length. @packed: by mlg_pdf_pack(). */
void        mlg_pdf_file_add_stream     (MlgPdfFile  *self,
                                         guint        number,
                                         const char  *entries,
                                         GBytes      *packed);
GBytes     *mlg_pdf_file_finish         (MlgPdfFile  *self,
                                         guint        catalogue,
                                         guint        about);

/* All objects of a small file made by cairo, under new numbers. One number a page, of a form as large as
 * the page: what it showed may be shown anywhere. FALSE: the file is none of those. */
gboolean    mlg_pdf_file_adopt          (MlgPdfFile  *self,
                                         const char  *pdf,
                                         gsize        length,
                                         GArray      *forms);

GBytes     *mlg_pdf_pack                (gconstpointer bytes,
                                         gsize        length);
void        mlg_pdf_append_number       (GString     *out,
                                         double       number);
/* As text of a PDF: big-endian UTF-16, in hexadecimal. */
void        mlg_pdf_append_text         (GString     *out,
                                         const char  *utf8);

G_END_DECLS
