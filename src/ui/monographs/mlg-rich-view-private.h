/* The inside of MlgRichView, shared by the files that implement it:
 *
 *   mlg-rich-view.c       looks, the whole text
 *   mlg-rich-typing.c     what typing means
 *   mlg-rich-steps.c      undo and redo
 *   mlg-rich-margin.c     bullets, numbers and bars, drawn beside the lines
 *   mlg-rich-notes.c      the numbers of notes
 *   mlg-rich-objects.c    notes, links and figures: what opens when one is clicked
 *   mlg-rich-paste.c      what comes from elsewhere, and what goes there
 *   mlg-rich-spelling.c   words the dictionary does not know
 */

#pragma once

#include "ui/monographs/mlg-rich-lines.h"
#include "ui/monographs/mlg-rich-view.h"

G_BEGIN_DECLS

typedef struct _MlgRichStep MlgRichStep;

struct _MlgRichView
{
  GtkTextView        parent_instance;

  char              *placeholder;
  int                width;
  guint              measure_again;
  MlgRichLines      *lines;
  GPtrArray         *undo;              /* MlgRichStep */
  GPtrArray         *redo;
  MlgRichStep       *before;            /* the text before a step that begins; NULL: none does */
  gboolean           stepping;          /* the change is an undo */
  gint64             last_change;       /* monotonic µs; 0: the next change begins a step */
  gboolean           loading;           /* the change is ours */
  int                change_line;       /* where the change began, */
  guint              change_at;         /* the character of it, */
  guint              change_removed;    /* and what went and came; G_MAXUINT: more than this line */
  guint              change_added;

  MlgStyle           typing_style;      /* of what is typed next */
  int                typing_offset;     /* where it was chosen; -1: as the text before */
  MlgParagraphKind   insert_kind;       /* of the line an insertion began in */
  guint              insert_level;
  gboolean           insert_styled;     /* the insertion is where the style was chosen */

  gboolean           french;            /* « », ’ and narrow spaces while typing */
  gboolean           typed_one;         /* one character was typed by hand */
  int                corrected_at;      /* the caret after a correction; -1: none to take back */
  char              *typed_literally;
  guint              n_put;

  GtkWidget         *popover;           /* of a note or a link */
  int                popover_offset;
  GArray            *note_numbers;      /* guint, in the order of the text */
  gboolean           figures_wanted;    /* some have no widget yet */
  MlgFigureMaker     make_figure;
  gpointer           figure_data;

  gpointer           spelling;          /* mlg-rich-spelling.c */
};

GtkTextBuffer *mlg_rich_view_get_buffer      (MlgRichView      *self);
void           mlg_rich_view_get_caret       (MlgRichView      *self,
                                              GtkTextIter      *caret);
void           mlg_rich_view_get_line_kind   (MlgRichView      *self,
                                              int               line,
                                              MlgParagraphKind *kind,
                                              guint            *level);
gboolean       mlg_rich_view_line_is_empty   (MlgRichView      *self,
                                              int               line);
/* Only the lines that differ are written. */
void           mlg_rich_view_show_text       (MlgRichView       *self,
                                              const MlgRichText *text);
/* After each change made by the user. */
void           mlg_rich_view_changed_by_user (MlgRichView      *self);
void           mlg_rich_view_emit            (MlgRichView      *self,
                                              const char       *signal);

/* mlg-rich-steps.c */
void           mlg_rich_steps_init           (MlgRichView      *self);
void           mlg_rich_steps_clear          (MlgRichView      *self);
/* Before each change, and after it. */
void           mlg_rich_steps_prepare        (MlgRichView      *self);
void           mlg_rich_steps_remember       (MlgRichView      *self);
void           mlg_rich_steps_forget         (MlgRichView      *self);
/* FALSE: nothing left. */
gboolean       mlg_rich_steps_go             (MlgRichView      *self,
                                              gboolean          back);

/* mlg-rich-typing.c */
void           mlg_rich_typing_init          (MlgRichView      *self);

/* mlg-rich-margin.c */
void           mlg_rich_margin_draw          (MlgRichView      *self,
                                              GtkSnapshot      *snapshot);

/* mlg-rich-notes.c */
void           mlg_rich_notes_draw           (MlgRichView      *self,
                                              GtkSnapshot      *snapshot);

/* mlg-rich-objects.c */
void           mlg_rich_objects_init         (MlgRichView      *self);
void           mlg_rich_objects_dispose      (MlgRichView      *self);
/* Of the note or the link at the caret; FALSE: none there. */
gboolean       mlg_rich_objects_open         (MlgRichView      *self);
/* Gives those that came a widget. */
void           mlg_rich_objects_show_figures (MlgRichView      *self);

/* mlg-rich-paste.c */
void           mlg_rich_paste_class_init     (MlgRichViewClass *klass);

/* mlg-rich-spelling.c */
void           mlg_rich_spelling_init        (MlgRichView      *self);
void           mlg_rich_spelling_free        (MlgRichView      *self);
void           mlg_rich_spelling_changed     (MlgRichView      *self);
void           mlg_rich_spelling_class_init  (MlgRichViewClass *klass);

G_END_DECLS
