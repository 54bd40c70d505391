/* Rich text in a GtkTextBuffer and out of it: what a line is and how words stand are tags.
 *
 * A line's kind is a tag on all of it, its line end included. An empty last line has nothing a
 * tag could hold on to: whoever owns the buffer remembers what it is.
 */

#pragma once

#include <gtk/gtk.h>
#include "document/mlg-rich-text.h"

G_BEGIN_DECLS

/* All buffers share one table, so that copied text keeps its looks. */
GtkTextBuffer   *mlg_rich_buffer_new           (void);

/* The colours of links and notes, in every buffer. */
void             mlg_rich_buffer_set_dark      (gboolean           dark);
void             mlg_rich_buffer_get_note_colour (GdkRGBA         *colour);
gboolean         mlg_rich_buffer_is_looks_only (GtkTextTag        *tag);

/* Marks that are no part of the text: a word the dictionary does not know, a word searched for. */
#define MLG_RICH_MISSPELT "misspelt"
#define MLG_RICH_FOUND    "found"
/* A note whose number is drawn over its mark, which is too small to be seen then; of two figures; of more. */
#define MLG_RICH_NUMBERED "numbered"
#define MLG_RICH_WIDE     "numbered-wide"
#define MLG_RICH_WIDER    "numbered-wider"

/* In the middle of a line its first paragraph goes on with that line. */
void             mlg_rich_buffer_insert        (GtkTextBuffer     *buffer,
                                                GtkTextIter       *where,
                                                const MlgRichText *text);
/* @n lines from @first become @n_new paragraphs of @text; neither may be 0. */
void             mlg_rich_buffer_replace_lines (GtkTextBuffer     *buffer,
                                                guint              first,
                                                guint              n,
                                                const MlgRichText *text,
                                                guint              from,
                                                guint              n_new);
/* Added to @text as it is, empty too: not normalised. @last_kind: what an empty last line is. */
MlgParagraph    *mlg_rich_buffer_read_line     (GtkTextBuffer     *buffer,
                                                int                line,
                                                MlgParagraphKind   last_kind,
                                                guint              last_level,
                                                MlgRichText       *text);

/* FALSE for an empty last line: unknown. */
gboolean         mlg_rich_buffer_get_line_kind (GtkTextBuffer     *buffer,
                                                int                line,
                                                MlgParagraphKind  *kind,
                                                guint             *level);
void             mlg_rich_buffer_set_line_kind (GtkTextBuffer     *buffer,
                                                int                line,
                                                MlgParagraphKind   kind,
                                                guint              level);

MlgStyle         mlg_rich_buffer_style_at      (const GtkTextIter *iter);
void             mlg_rich_buffer_apply_style   (GtkTextBuffer     *buffer,
                                                const GtkTextIter *start,
                                                const GtkTextIter *end,
                                                MlgStyle           style);      /* exactly this */
void             mlg_rich_buffer_change_style  (GtkTextBuffer     *buffer,
                                                const GtkTextIter *start,
                                                const GtkTextIter *end,
                                                MlgStyle           style,
                                                gboolean           on);
/* The link or the note a character carries; NULL: none. Lent. */
const char      *mlg_rich_buffer_link_at       (const GtkTextIter *iter);
const char      *mlg_rich_buffer_note_at       (const GtkTextIter *iter);
/* All the characters that lead where the one at @iter does. */
gboolean         mlg_rich_buffer_get_link_range (const GtkTextIter *iter,
                                                GtkTextIter       *start,
                                                GtkTextIter       *end);
void             mlg_rich_buffer_apply_link    (GtkTextBuffer     *buffer,
                                                const GtkTextIter *start,
                                                const GtkTextIter *end,
                                                const char        *address);    /* NULL: none */
void             mlg_rich_buffer_insert_note   (GtkTextBuffer     *buffer,
                                                GtkTextIter       *where,
                                                const char        *note);

/* A figure: one character, alone on its line, that says what is drawn there. */
void             mlg_rich_buffer_insert_figure (GtkTextBuffer      *buffer,
                                                GtkTextIter        *where,
                                                const char         *address,
                                                const char         *words);
/* Of the line between @start and @end; NULL: it is words. */
GtkTextChildAnchor *mlg_rich_buffer_find_figure (const GtkTextIter *start,
                                                const GtkTextIter  *end);
void             mlg_rich_figure_set           (GtkTextChildAnchor *anchor,
                                                const char         *address,
                                                const char         *words);
const char      *mlg_rich_figure_get_address   (GtkTextChildAnchor *anchor);
const char      *mlg_rich_figure_get_words     (GtkTextChildAnchor *anchor);

G_END_DECLS
