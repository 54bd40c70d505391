/* A document saved in the format the end of its name says: odt, docx, html, md; else PDF. */

#pragma once

#include "document/mlg-document.h"

G_BEGIN_DECLS

gboolean mlg_document_save (MlgDocument  *document,
                            const char   *path,
                            GError      **error);

G_END_DECLS
