/* A document saved in the format the end of its name says. */

#include "ui/monographs/mlg-document-file.h"

gboolean
mlg_document_save (MlgDocument  *document,
                   const char   *path,
                   GError      **error)
{
  if (g_str_has_suffix (path, ".odt"))
    return mlg_document_write_odt (document, path, NULL, error);
  if (g_str_has_suffix (path, ".docx"))
    return mlg_document_write_docx (document, path, NULL, error);
  if (g_str_has_suffix (path, ".html"))
    return mlg_document_write_html (document, path, error);
  if (g_str_has_suffix (path, ".md"))
    return mlg_document_write_markdown (document, path, error);
  return mlg_document_write_pdf (document, path, error);
}
