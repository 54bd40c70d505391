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

void             mlg_rich_buffer_fill          (GtkTextBuffer     *buffer,
                                                const MlgRichText *text);
/* As it is, empty lines too: not normalised. @last: what an empty last line is. */
MlgRichText     *mlg_rich_buffer_read          (GtkTextBuffer     *buffer,
                                                MlgParagraphKind   last_kind,
                                                guint              last_level);

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
void             mlg_rich_buffer_apply_link    (GtkTextBuffer     *buffer,
                                                const GtkTextIter *start,
                                                const GtkTextIter *end,
                                                const char        *address);    /* NULL: none */
void             mlg_rich_buffer_insert_note   (GtkTextBuffer     *buffer,
                                                GtkTextIter       *where,
                                                const char        *note);

G_END_DECLS
