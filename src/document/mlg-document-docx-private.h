/* What the two files of the DOCX writer share. */

#pragma once

#include "document/mlg-document-private.h"
#include "document/mlg-office-file.h"

G_BEGIN_DECLS

/* The styles a text uses: names every version of Word knows, whatever its language. */
typedef enum
{
  MLG_DOCX_NORMAL,
  MLG_DOCX_TITLE,
  MLG_DOCX_SUBTITLE,
  MLG_DOCX_HEADING_1,
  MLG_DOCX_HEADING_2,
  MLG_DOCX_HEADING_3,
  MLG_DOCX_HEADING_4,
  MLG_DOCX_HEADING_5,
  MLG_DOCX_QUOTE,
  MLG_DOCX_CAPTION,
  MLG_DOCX_FOOTNOTE_TEXT,
  MLG_DOCX_FOOTNOTE_REFERENCE,
  MLG_DOCX_HYPERLINK,
  MLG_DOCX_TOC_HEADING,
  MLG_DOCX_TOC_1,
  MLG_DOCX_TOC_2,
  MLG_DOCX_TOC_3,
  MLG_DOCX_LIST,
  MLG_DOCX_HEADER,
  MLG_DOCX_FOOTER,
  MLG_DOCX_TABLE,
  MLG_N_DOCX_STYLES,
} MlgDocxStyle;

typedef struct
{
  char   *ids[MLG_N_DOCX_STYLES];     /* as the styles part calls them */
  GBytes *part;                       /* word/styles.xml */
  GBytes *theme;                      /* word/theme/theme1.xml of the model; or NULL */
} MlgDocxStyles;

/* Our own, or those of somebody's model with ours where it has none. */
MlgDocxStyles *mlg_docx_styles_new  (const char     *language,
                                     const char     *template_path,
                                     GError        **error);
void           mlg_docx_styles_free (MlgDocxStyles  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgDocxStyles, mlg_docx_styles_free)

G_END_DECLS
