/* The text of a section as the editor shows it: names of records as they are now, and on the
 * projector nobody's words without their consent.
 */

#pragma once

#include "document/mlg-rich-text.h"
#include "exchange/mlg-monograph-progress.h"

G_BEGIN_DECLS

/* @body: Markdown, or NULL. @follows: does it name records, whose names may change? */
MlgRichText *mlg_section_text_read      (MlgProject  *project,
                                         const char  *body,
                                         gboolean     projector,
                                         gboolean    *follows);

/* A quotation in the style of the sources: « … », then — [speaker], function, structure. */
MlgRichText *mlg_section_text_quote     (MlgProject  *project,
                                         MlgRecord   *verbatim);
/* « Pascal LAFONT, directeur des Ateliers… » ; @projector: without what is personal. */
char        *mlg_verbatim_describe      (MlgProject  *project,
                                         MlgRecord   *verbatim,
                                         gboolean     projector);

G_END_DECLS
