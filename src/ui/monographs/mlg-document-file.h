/* A document saved in the format the end of its name says: odt, docx, html, md; else PDF. */

#pragma once

#include "document/mlg-document.h"

G_BEGIN_DECLS

gboolean mlg_document_save (MlgDocument  *document,
                            const char   *path,
                            GError      **error);

/* From now on ODT (or DOCX) files take the styles of this document of the user's own. */
void     mlg_document_choose_styles (const char *path);

G_END_DECLS
