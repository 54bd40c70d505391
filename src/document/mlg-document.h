/* A monograph laid out: one tree of blocks for PDF, ODT, DOCX, HTML and Markdown, and one drawing for the
 * page on paper and the page on screen. Everything is made in memory, then written whole: a
 * failed export leaves yesterday's file alone.
 *
 * Thread: any, one at a time for one document.
 */

#pragma once

#include <cairo.h>
#include "model/mlg-monograph.h"

G_BEGIN_DECLS

typedef struct _MlgDocument MlgDocument;

/* Copies what it needs of @monograph. */
MlgDocument *mlg_document_new            (const MlgMonograph  *monograph);
void         mlg_document_free           (MlgDocument         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgDocument, mlg_document_free)

/* A figure under the last block: draws itself in a rectangle of @width × @height points whose
 * top left corner is at the origin. @caption is also what a screen reader says. */
typedef void (*MlgFigureFunc) (cairo_t *cr, double width, double height, gpointer data);
void         mlg_document_add_figure     (MlgDocument         *self,
                                          const char          *caption,
                                          double               width,
                                          double               height,
                                          MlgFigureFunc        draw,
                                          gpointer             data,
                                          GDestroyNotify       destroy);

/* What pages take long to learn of fonts is learnt beside, while the caller opens his file. */
void         mlg_document_prepare        (void);

/* ---- pages: A4, in points (1/72 inch). Page 0 is the cover. */
guint        mlg_document_layout         (MlgDocument         *self);   /* the number of pages; done once */
guint        mlg_document_get_n_pages    (MlgDocument         *self);
void         mlg_document_get_page_size  (MlgDocument         *self,
                                          double              *width,
                                          double              *height);
void         mlg_document_draw_page      (MlgDocument         *self,
                                          guint                page,
                                          cairo_t             *cr);     /* paper included */

/* ---- in memory */
GBytes      *mlg_document_to_pdf         (MlgDocument         *self,
                                          GError             **error);
/* @template_path: a text of the user's own, whose styles are taken; or NULL. */
GBytes      *mlg_document_to_odt         (MlgDocument         *self,
                                          const char          *template_path,
                                          GError             **error);
GBytes      *mlg_document_to_docx        (MlgDocument         *self,
                                          const char          *template_path,
                                          GError             **error);
char        *mlg_document_to_html        (MlgDocument         *self);
char        *mlg_document_to_markdown    (MlgDocument         *self);

/* ---- in a file, at once or not at all */
gboolean     mlg_document_write_pdf      (MlgDocument         *self,
                                          const char          *path,
                                          GError             **error);
gboolean     mlg_document_write_odt      (MlgDocument         *self,
                                          const char          *path,
                                          const char          *template_path,
                                          GError             **error);
gboolean     mlg_document_write_docx     (MlgDocument         *self,
                                          const char          *path,
                                          const char          *template_path,
                                          GError             **error);
gboolean     mlg_document_write_html     (MlgDocument         *self,
                                          const char          *path,
                                          GError             **error);
gboolean     mlg_document_write_markdown (MlgDocument         *self,
                                          const char          *path,
                                          GError             **error);

G_END_DECLS
