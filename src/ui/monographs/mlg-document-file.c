/* A document saved in the format the end of its name says. */

#include "ui/monographs/mlg-document-file.h"

#include "ui/common/mlg-settings.h"

/* The document whose styles this person wants; NULL: ours. */
static char *
dup_styles (const char *key)
{
  g_autofree char *path = mlg_settings_dup_text (key);

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}

void
mlg_document_choose_styles (const char *path)
{
  gboolean writer = g_str_has_suffix (path, ".odt") || g_str_has_suffix (path, ".ott");

  mlg_settings_set_text (writer ? "styles-odt" : "styles-docx", path);
}

gboolean
mlg_document_save (MlgDocument  *document,
                   const char   *path,
                   GError      **error)
{
  g_autofree char *styles = NULL;

  if (g_str_has_suffix (path, ".odt"))
    return mlg_document_write_odt (document, path, (styles = dup_styles ("styles-odt")), error);
  if (g_str_has_suffix (path, ".docx"))
    return mlg_document_write_docx (document, path, (styles = dup_styles ("styles-docx")), error);
  if (g_str_has_suffix (path, ".html"))
    return mlg_document_write_html (document, path, error);
  if (g_str_has_suffix (path, ".md"))
    return mlg_document_write_markdown (document, path, error);
  return mlg_document_write_pdf (document, path, error);
}
