/* Text with a little structure: paragraphs of runs. What the editor shows, what the pages are
 * made of, and what Markdown keeps. Normalised text survives Markdown and back unchanged.
 * What comes from the file (live blocks, quotations, notes made from sources) is written as
 * model/mlg-live-block.h says. Thread: any.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_LINE_BREAK       0x2028u            /* a line break inside a paragraph */
#define MLG_LINE_BREAK_UTF8  "\xe2\x80\xa8"
#define MLG_MAX_HEADING      3
#define MLG_MAX_ITEM_LEVEL   3

typedef enum
{
  MLG_STYLE_PLAIN  = 0,
  MLG_STYLE_BOLD   = 1 << 0,
  MLG_STYLE_ITALIC = 1 << 1,
} MlgStyle;

typedef struct
{
  char    *text;         /* "" for a note */
  MlgStyle style;
  char    *link;         /* where it leads; or NULL */
  char    *note;         /* what stands at the foot of the page, or the address of a source; or NULL */
} MlgRun;

typedef enum
{
  MLG_PARAGRAPH_TEXT,
  MLG_PARAGRAPH_HEADING,    /* level 1–3 */
  MLG_PARAGRAPH_BULLET,     /* level 0–2 */
  MLG_PARAGRAPH_NUMBER,     /* level 0–2 */
  MLG_PARAGRAPH_QUOTATION,
  MLG_PARAGRAPH_FIGURE,     /* a live block (model/mlg-live-block.h): one run, its alternative text, its address */
} MlgParagraphKind;

typedef struct
{
  MlgParagraphKind kind;
  guint            level;
  GPtrArray       *runs;    /* MlgRun */
} MlgParagraph;

typedef struct
{
  GPtrArray *paragraphs;    /* MlgParagraph */
} MlgRichText;

MlgRichText  *mlg_rich_text_new            (void);
void          mlg_rich_text_free           (MlgRichText       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgRichText, mlg_rich_text_free)

MlgParagraph *mlg_rich_text_add_paragraph  (MlgRichText       *self,
                                            MlgParagraphKind   kind,
                                            guint              level);
/* Appended; joined to the last run when nothing tells them apart. @length -1: to the end. */
void          mlg_paragraph_add_run        (MlgParagraph      *self,
                                            const char        *text,
                                            gssize             length,
                                            MlgStyle           style,
                                            const char        *link);
void          mlg_paragraph_add_note       (MlgParagraph      *self,
                                            const char        *note);

/* Is @note the address of a source of the file ("maillage:source_link/…"), not words? */
gboolean      mlg_note_is_source           (const char        *note);

/* Only what Markdown can say: spaces out of the ends of bold, italic and links, no empty
 * paragraph, no list item deeper than the one before allows. */
void          mlg_rich_text_normalise      (MlgRichText       *self);
gboolean      mlg_rich_text_equal          (const MlgRichText *a,
                                            const MlgRichText *b);

/* @markdown may be NULL or anything at all; the result is normalised. */
MlgRichText  *mlg_rich_text_from_markdown  (const char        *markdown);
/* @self must be normalised. "" for no text. */
char         *mlg_rich_text_to_markdown    (const MlgRichText *self);
/* As the file keeps it: the notes are named after their words, not numbered, so that the notes of two
 * people stay two when their texts are put together. */
char         *mlg_rich_text_to_stored      (const MlgRichText *self);
/* One line per paragraph. */
char         *mlg_rich_text_to_plain       (const MlgRichText *self);

/* Runs of letters and digits; apostrophes and hyphens inside belong to the word. */
guint         mlg_count_words              (const char        *text);

G_END_DECLS
