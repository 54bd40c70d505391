/* The tree of a monograph and its pages; shared by the files of src/document. */

#pragma once

#include <pango/pangocairo.h>
#include "document/mlg-document.h"
#include "document/mlg-rich-text.h"
#include "render/mlg-figure-live.h"

G_BEGIN_DECLS

typedef struct _MlgCanvas MlgCanvas;

typedef enum
{
  MLG_BLOCK_CHAPTER,       /* a monograph of a dossier */
  MLG_BLOCK_FRONT,         /* under its title: where, by whom */
  MLG_BLOCK_PART,          /* a rubrique */
  MLG_BLOCK_QUESTION,
  MLG_BLOCK_HEADING,       /* inside a text */
  MLG_BLOCK_TEXT,
  MLG_BLOCK_ITEM,
  MLG_BLOCK_QUOTATION,
  MLG_BLOCK_ATTRIBUTION,   /* who said the quotation before it */
  MLG_BLOCK_TO_COMPLETE,   /* a box: first run the heading, then what to ask */
  MLG_BLOCK_NOTICE,
  MLG_BLOCK_CREDIT,
  MLG_BLOCK_FIGURE,        /* its runs are the caption */
  MLG_BLOCK_TABLE,         /* its runs are the caption, its live block the rows… */
  MLG_BLOCK_ROW,           /* … that follow, for pages alone: one each, the heading first */
  MLG_BLOCK_CONTENTS,      /* a line of the table of contents */
  MLG_N_BLOCKS,
} MlgBlockKind;

typedef struct
{
  MlgFigureFunc  draw;
  gpointer       data;
  GDestroyNotify destroy;
  double         width, height;
  char          *alternative;   /* for who does not see it; NULL: the caption says it */
  gboolean       is_photo;      /* not a vector */
} MlgFigure;

typedef struct
{
  MlgBlockKind kind;
  guint        level;      /* of a list item from 0, of a line of contents 1–2 */
  guint        number;     /* of a numbered item; 0: bullet */
  GPtrArray   *runs;       /* MlgRun, typeset; a note's text is its number */
  MlgFigure   *figure;
  MlgLive     *live;       /* of a table and its rows, of a figure; or NULL */
  MlgLiveDrawing *drawing; /* of a table; its rows borrow it */
  GPtrArray   *ask;        /* char *: in the margin of a reading copy; or NULL */
} MlgBlock;

/* Where a block's lines, or some of them, came to stand. */
typedef struct
{
  guint        item;       /* index in the flow */
  guint        first_line, n_lines;
  double       y;          /* of the top of the first line, from the top of the text */
} MlgFragment;

typedef struct
{
  GArray *fragments;       /* MlgFragment of blocks */
  GArray *notes;           /* MlgFragment of notes; y from the first note line */
  double  notes_height;
  char   *part;            /* running header */
} MlgPage;

/* What the flow places: lines of equal height. */
typedef struct
{
  const MlgBlock *block;   /* NULL: a note */
  GPtrArray      *shown;   /* MlgRun: as they are set, with the places where words may be cut */
  PangoLayout    *layout;
  guint           n_lines;
  double          leading;
  double          ascent;          /* from the top of a line to its baseline */
  double          space_before;
  double          padding;         /* above and below, inside a box */
  double          above;           /* a figure over its caption */
  double          indent;
  gboolean        keep_with_next;
  gboolean        unbreakable;
  GArray         *notes;           /* LineNote: which line calls which note */
} MlgFlowItem;

typedef struct
{
  guint line, note;
} MlgLineNote;

struct _MlgDocument
{
  char      *title, *subtitle, *authors, *author_mode, *licence, *date, *language, *state;
  gboolean   draft, dossier, reading_copy, short_form;
  GPtrArray *blocks;       /* MlgBlock */
  GPtrArray *notes;        /* char * */

  /* Once laid out: */
  PangoContext *context;
  GHashTable   *small;             /* of a canvas on screen */
  GPtrArray    *contents;          /* MlgBlock: the table of contents */
  GArray       *contents_flow;     /* MlgFlowItem */
  GArray       *flow;              /* MlgFlowItem, one per block */
  GArray       *note_flow;         /* MlgFlowItem, one per note */
  GPtrArray    *contents_pages;    /* MlgPage */
  GPtrArray    *pages;             /* MlgPage */
};

/* The depth of headings in a file: 1 is the title of the document. */
guint        mlg_document_get_level      (const MlgDocument *self, const MlgBlock *block);   /* 0: not a heading */

/* In points. Lines hold at most 75 characters. */
#define MLG_PAGE_WIDTH    595.276
#define MLG_PAGE_HEIGHT   841.890
#define MLG_TEXT_LEFT     104.0
#define MLG_READING_LEFT  54.0     /* of a reading copy: who reads writes on the right */
#define MLG_TEXT_WIDTH    387.0
#define MLG_TEXT_TOP      92.0
#define MLG_TEXT_HEIGHT   652.0
#define MLG_NOTES_GAP     18.0     /* above the first note, rule included */
#define MLG_NUMBER_WIDTH  28.0     /* page numbers in the table of contents */

#define MLG_SERIF "Source Serif 4,Source Serif Pro,Libertinus Serif,Charis SIL,P052,Palatino Linotype,Noto Serif,Georgia,DejaVu Serif,serif"
#define MLG_SANS  "Source Sans 3,Source Sans Pro,Open Sans,Nimbus Sans,Liberation Sans,Noto Sans,Segoe UI,DejaVu Sans,sans-serif"

/* For text that stands outside the flow; width < 0: one line. */
PangoLayout *mlg_document_make_layout    (PangoContext *context, const char *family, double size, gboolean bold, double width, const char *text);

MlgBlock    *mlg_block_new               (MlgBlockKind kind);
void         mlg_block_free              (gpointer block);
/* The text of its runs, notes left out. */
char        *mlg_block_dup_text          (const MlgBlock *block);

void         mlg_document_clear_layout   (MlgDocument *self);
void         mlg_page_free               (gpointer page);
void         mlg_document_flow           (MlgDocument *self, GArray *flow, GPtrArray *pages);
/* The page a block begins on, from 0; -1: nowhere. */
int          mlg_document_find_page      (MlgDocument *self, guint block);
void         mlg_document_draw_content   (MlgDocument *self, guint page, MlgCanvas *canvas);   /* without paper */
void         mlg_document_draw_cover     (MlgDocument *self, MlgCanvas *canvas);
/* Beside the text of a reading copy. */
void         mlg_document_draw_questions (MlgDocument *self, MlgCanvas *canvas, const GArray *flow, const MlgPage *page);
PangoContext *mlg_document_create_context (const MlgDocument *self);
guint        mlg_document_note_number    (const MlgRun *run);   /* from 1; 0: not a note */
gboolean     mlg_link_is_safe            (const char *link);
double       mlg_document_get_left       (const MlgDocument *self);

/* The blocks of @monograph, in order. */
void         mlg_document_build          (MlgDocument *self, const MlgMonograph *monograph);
/* With French spaces and quotation marks. */
void         mlg_block_add_words         (MlgBlock *block, const char *text, MlgStyle style, const char *link);
MlgBlock    *mlg_document_add_block      (MlgDocument *self, MlgBlockKind kind);
/* A figure drawn by @drawing (taken) of @live (a reference is taken), as large as the text is wide. */
void         mlg_document_add_live       (MlgDocument *self, MlgLive *live, const char *alternative);

/* Where words may be cut, as soft hyphens; NULL: nothing is known of this language. */
char        *mlg_hyphenate               (const char *language, const char *text);

/* A figure as a file of its own, for a page of text. @dpi: of a picture made of points. */
GBytes      *mlg_figure_to_svg           (const MlgFigure *figure);
GBytes      *mlg_figure_to_png           (const MlgFigure *figure, double dpi);

/* The whole as the parts of an office file. */
gboolean     mlg_write_whole             (const char *path, gconstpointer bytes, gsize length, GError **error);

G_END_DECLS
