/* The lines of a rich buffer as last read: a keystroke reads one line again, not the section.
 *
 * Copies share the words of unchanged lines, so that a step of undo, a draft or a count costs
 * one pointer a line. @buffer is asked only for lines that are not known.
 */

#pragma once

#include <gtk/gtk.h>
#include "document/mlg-rich-text.h"

G_BEGIN_DECLS

typedef struct _MlgRichLines MlgRichLines;

MlgRichLines *mlg_rich_lines_new         (GtkTextBuffer    *buffer);
void          mlg_rich_lines_free        (MlgRichLines     *self);

/* Nothing is known any more. */
void          mlg_rich_lines_reset       (MlgRichLines     *self);
/* In line @first, @n_removed characters at @at became @n_added others; G_MAXUINT: nobody knows,
 * and lines came or went. The buffer has it already. */
void          mlg_rich_lines_changed     (MlgRichLines     *self,
                                          guint             first,
                                          guint             at,
                                          guint             n_removed,
                                          guint             n_added);
/* Their looks changed. */
void          mlg_rich_lines_forget      (MlgRichLines     *self,
                                          guint             first,
                                          guint             last);
/* It is @paragraph, whose words are shared from now on. */
void          mlg_rich_lines_set         (MlgRichLines       *self,
                                          guint               line,
                                          const MlgParagraph *paragraph);
/* What an empty last line is. */
void          mlg_rich_lines_set_last    (MlgRichLines     *self,
                                          MlgParagraphKind  kind,
                                          guint             level);
void          mlg_rich_lines_get_last    (MlgRichLines     *self,
                                          MlgParagraphKind *kind,
                                          guint            *level);

guint         mlg_rich_lines_get_n       (MlgRichLines     *self);
/* Not normalised; shares its runs. */
MlgRichText  *mlg_rich_lines_dup         (MlgRichLines     *self);
guint         mlg_rich_lines_count_notes (MlgRichLines     *self,
                                          guint             before);    /* this line */
guint         mlg_rich_lines_count_words (MlgRichLines     *self);

/* Spelling: the first line from @from not looked at yet; n when all were. */
guint         mlg_rich_lines_next_unread (MlgRichLines     *self,
                                          guint             from);
/* What of it was not, in characters: from now on it is. */
void          mlg_rich_lines_take_unread (MlgRichLines     *self,
                                          guint             line,
                                          guint            *from,
                                          guint            *to);
void          mlg_rich_lines_set_unread  (MlgRichLines     *self,
                                          guint             line,
                                          guint             from,
                                          guint             to);

G_END_DECLS
