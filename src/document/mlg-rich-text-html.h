/* Text pasted from a web page or a word processor: its structure and nothing else. Headings,
 * lists, bold, italic, links, quotations and notes stay; tables become lines; colours, fonts,
 * images, scripts and what is hidden do not come in. Thread: any.
 */

#pragma once

#include "document/mlg-rich-text.h"

G_BEGIN_DECLS

/* @html as clipboards give it: a page or a piece of one, in UTF-8, UTF-16 or Windows-1252, with
 * or without a description before it. The result is normalised; never NULL. */
MlgRichText *mlg_rich_text_from_html (const char *html,
                                      gsize       length);

G_END_DECLS
