/* A text view in which one writes with bold, italic, headings, lists, quotations, links and
 * notes, and never sees a mark of Markdown.
 */

#pragma once

#include <gtk/gtk.h>
#include "document/mlg-rich-text.h"

G_BEGIN_DECLS

#define MLG_TYPE_RICH_VIEW (mlg_rich_view_get_type ())
G_DECLARE_FINAL_TYPE (MlgRichView, mlg_rich_view, MLG, RICH_VIEW, GtkTextView)

/* A widget for a figure, floating; what it shows is in mlg_rich_figure_get_address(). */
typedef GtkWidget *(*MlgFigureMaker) (GtkTextChildAnchor *anchor, gpointer data);

/* Signals: "edited" after each change made by the user; "state-changed" when the caret stands
 * in another style; "open-address" (char *): a link is followed; "resized": its width changed; "nothing-to-undo" (gboolean redo): the typing has no more steps.
 * Actions: "typing.undo", "typing.redo". */

GtkWidget       *mlg_rich_view_new               (const char       *placeholder);

/* The caret stays where it is, as far as the new text goes. */
void             mlg_rich_view_set_text          (MlgRichView      *self,
                                                  const MlgRichText *text);
/* Normalised. */
MlgRichText     *mlg_rich_view_dup_text          (MlgRichView      *self);
/* As it is, sharing its words: cheap, and for any thread. */
MlgRichText     *mlg_rich_view_share_text        (MlgRichView      *self);
guint            mlg_rich_view_count_words       (MlgRichView      *self);
/* « », ’ and narrow spaces while typing; TRUE at first. */
void             mlg_rich_view_set_french        (MlgRichView      *self,
                                                  gboolean          french);
void             mlg_rich_view_set_figure_maker  (MlgRichView      *self,
                                                  MlgFigureMaker    make,
                                                  gpointer          data);
/* What is here now is kept elsewhere: undo begins anew. */
void             mlg_rich_view_forget_steps      (MlgRichView      *self);
gboolean         mlg_rich_view_is_empty          (MlgRichView      *self);

MlgStyle         mlg_rich_view_get_style         (MlgRichView      *self);
MlgParagraphKind mlg_rich_view_get_kind          (MlgRichView      *self,
                                                  guint            *level);
void             mlg_rich_view_toggle_style      (MlgRichView      *self,
                                                  MlgStyle          style);
/* Of the lines the selection touches. */
void             mlg_rich_view_set_kind          (MlgRichView      *self,
                                                  MlgParagraphKind  kind,
                                                  guint             level);
/* The selection leads to @address; without selection the address itself is written. NULL: no more. */
void             mlg_rich_view_set_link          (MlgRichView      *self,
                                                  const char       *address);
void             mlg_rich_view_insert_note       (MlgRichView      *self,
                                                  const char       *note);
/* After the caret's paragraph. */
void             mlg_rich_view_insert_paragraph  (MlgRichView      *self,
                                                  MlgParagraphKind  kind,
                                                  const char       *text);
/* The same, for a whole text. */
void             mlg_rich_view_insert_text       (MlgRichView      *self,
                                                  const MlgRichText *text);
/* The numbers of its notes as the pages will show them, in the order of the text. */
void             mlg_rich_view_set_note_numbers  (MlgRichView      *self,
                                                  const guint      *numbers,
                                                  guint             n);
/* 0: it has no such note, or no number yet. */
guint            mlg_rich_view_get_note_number   (MlgRichView      *self,
                                                  guint             note);
/* A figure has another height: once the lines know it, the view asks for its own again. */
void             mlg_rich_view_measure_again     (MlgRichView      *self);
/* The address and the alternative text of a figure change. */
void             mlg_rich_view_change_figure     (MlgRichView        *self,
                                                  GtkTextChildAnchor *anchor,
                                                  const char         *address,
                                                  const char         *words);
void             mlg_rich_view_remove_figure     (MlgRichView        *self,
                                                  GtkTextChildAnchor *anchor);

G_END_DECLS
