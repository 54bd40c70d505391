/* Blocks become lines of text; what is found of them goes to the pages (mlg-document-flow.c). */

#include "document/mlg-crew.h"
#include "document/mlg-document-canvas.h"
#include "render/mlg-font-metrics.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *family;
  double      size, leading;
  gboolean    bold, italic;
  double      space_before, padding, indent;
  gboolean    keep_with_next, unbreakable;
} BlockStyle;

static const BlockStyle styles[MLG_N_BLOCKS] = {
  [MLG_BLOCK_CHAPTER]     = { MLG_SERIF, 26,   33,   TRUE,  FALSE, 0,  0, 0,  TRUE,  TRUE },
  [MLG_BLOCK_FRONT]       = { MLG_SANS,  10.5, 15,   FALSE, FALSE, 6,  0, 0,  TRUE,  TRUE },
  [MLG_BLOCK_PART]        = { MLG_SANS,  19,   25,   TRUE,  FALSE, 38, 0, 0,  TRUE,  TRUE },
  [MLG_BLOCK_QUESTION]    = { MLG_SANS,  11.5, 15.5, TRUE,  FALSE, 22, 0, 0,  TRUE,  TRUE },
  [MLG_BLOCK_HEADING]     = { MLG_SANS,  10.5, 15,   TRUE,  FALSE, 14, 0, 0,  TRUE,  TRUE },
  [MLG_BLOCK_TEXT]        = { MLG_SERIF, 11,   16,   FALSE, FALSE, 8,  0, 0,  FALSE, FALSE },
  [MLG_BLOCK_ITEM]        = { MLG_SERIF, 11,   16,   FALSE, FALSE, 4,  0, 18, FALSE, FALSE },
  [MLG_BLOCK_QUOTATION]   = { MLG_SERIF, 10.5, 15.5, FALSE, TRUE,  12, 0, 20, FALSE, FALSE },
  [MLG_BLOCK_ATTRIBUTION] = { MLG_SANS,  9,    13,   FALSE, FALSE, 3,  0, 20, FALSE, TRUE },
  [MLG_BLOCK_TO_COMPLETE] = { MLG_SANS,  9.5,  14,   FALSE, FALSE, 14, 9, 14, FALSE, FALSE },
  [MLG_BLOCK_NOTICE]      = { MLG_SANS,  9,    13,   FALSE, TRUE,  28, 0, 0,  FALSE, TRUE },
  [MLG_BLOCK_CREDIT]      = { MLG_SERIF, 10,   15,   FALSE, FALSE, 4,  0, 0,  FALSE, FALSE },
  [MLG_BLOCK_FIGURE]      = { MLG_SANS,  9,    13,   FALSE, FALSE, 16, 0, 0,  FALSE, TRUE },
  [MLG_BLOCK_TABLE]       = { MLG_SANS,  9,    13,   TRUE,  FALSE, 16, 0, 0,  TRUE,  TRUE },
  [MLG_BLOCK_ROW]         = { MLG_SANS,  8.5,  12,   FALSE, FALSE, 0,  0, 0,  FALSE, TRUE },
  [MLG_BLOCK_CONTENTS]    = { MLG_SANS,  10.5, 15,   FALSE, FALSE, 5,  0, 0,  FALSE, TRUE },
};
static const BlockStyle note_style = { MLG_SERIF, 9, 12.5, FALSE, FALSE, 2, 0, 12, FALSE, FALSE };

/* A box longer than this may be cut in two. */
#define MAX_LINES_IN_ONE_BOX 14

/* The last row but one stays with the last, unless it is a text of its own. */
#define LOW_ROW 120.0

/* Fewer are not worth a thread. */
#define FEW_BLOCKS   48

#define DEFAULT_LANGUAGE "fr"

static PangoContext *
create_context (const char *language)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* The same widths at every zoom, on screen and on paper. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);

  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (language));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  return context;
}

PangoContext *
mlg_document_create_context (const MlgDocument *self)
{
  return create_context (self->language);
}

static PangoFontDescription *
describe_font (const char *family,
               double      size,
               gboolean    bold,
               gboolean    italic)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, family);
  pango_font_description_set_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  if (italic)
    pango_font_description_set_style (font, PANGO_STYLE_ITALIC);
  return font;
}

PangoLayout *
mlg_document_make_layout (PangoContext *context,
                          const char   *family,
                          double        size,
                          gboolean      bold,
                          double        width,
                          const char   *text)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = describe_font (family, size, bold, FALSE);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width >= 0)
    pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  if (width >= 0)
    mlg_font_metrics_learn (layout);
  pango_font_description_free (font);
  return layout;
}

/* ---- runs to a layout */

static void
add_attribute (PangoAttrList  *list,
               PangoAttribute *attribute,
               guint           from,
               guint           to)
{
  attribute->start_index = from;
  attribute->end_index = to;
  pango_attr_list_insert (list, attribute);
}

static void
add_run_attributes (PangoAttrList    *list,
                    const BlockStyle *style,
                    const MlgRun     *run,
                    guint             from,
                    guint             to)
{
  if (run->note != NULL)
    {
      add_attribute (list, pango_attr_size_new (style->size * 0.66 * PANGO_SCALE), from, to);
      add_attribute (list, pango_attr_rise_new (style->size * 0.36 * PANGO_SCALE), from, to);
      add_attribute (list, pango_attr_style_new (PANGO_STYLE_NORMAL), from, to);
    }
  if (run->style & MLG_STYLE_BOLD)
    add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), from, to);
  /* Italic inside italic stands upright, as printers do. */
  if (run->style & MLG_STYLE_ITALIC)
    add_attribute (list, pango_attr_style_new (style->italic ? PANGO_STYLE_NORMAL : PANGO_STYLE_ITALIC), from, to);
  if (run->link != NULL)
    add_attribute (list, pango_attr_foreground_new (0x0b0b, 0x5c5c, 0x7a7a), from, to);
}

/* One for each kind of block, but three for contents; one for notes. */
#define ASCENT_OF_CONTENTS  MLG_N_BLOCKS
#define ASCENT_OF_NOTES     (MLG_N_BLOCKS + 3)
#define N_ASCENTS           (MLG_N_BLOCKS + 4)

/* Bold, italic, and both of a note. */
#define N_RUN_STYLES    8
/* With the punctuation of French. */
#define COMMON_LETTERS  0x2100

/* Who sets lines: one a thread. */
typedef struct
{
  const char   *language;
  PangoContext *context;
  double        ascents[N_ASCENTS];    /* 0: not asked yet */
  /* Letters whose fonts are known, for each of these and for each style of a run: bits of the common
   * ones, and the others. */
  guint8        common[N_ASCENTS][N_RUN_STYLES][COMMON_LETTERS / 8];
  GHashTable   *rare;
} Setter;

static Setter *
setter_new (const char   *language,
            PangoContext *context)
{
  Setter *self = g_new0 (Setter, 1);

  self->language = language;
  self->context = context;
  self->rare = g_hash_table_new (NULL, NULL);
  return self;
}

static void
setter_free (Setter *self)
{
  g_hash_table_unref (self->rare);
  g_free (self);
}

/* Marks the letters of @run as known; whether one was not. */
static gboolean
meet_letters (Setter       *self,
              guint         which,
              const MlgRun *run)
{
  guint style = (run->style & (N_RUN_STYLES / 2 - 1)) | (run->note != NULL ? N_RUN_STYLES / 2 : 0);
  guint8 *common = self->common[which][style];
  gboolean met = FALSE;

  for (const char *p = run->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = g_utf8_get_char (p);

      if (letter < COMMON_LETTERS)
        {
          met = met || (common[letter / 8] & (1 << letter % 8)) == 0;
          common[letter / 8] |= 1 << letter % 8;
        }
      else if (g_hash_table_add (self->rare, GUINT_TO_POINTER ((which * N_RUN_STYLES + style) << 21 | letter)))
        met = TRUE;
    }
  return met;
}

static PangoLayout *
layout_runs (Setter           *setter,
             guint             which,
             const BlockStyle *style,
             const GPtrArray  *runs,
             double            width)
{
  PangoLayout *layout = pango_layout_new (setter->context);
  PangoFontDescription *font = describe_font (style->family, style->size, style->bold, style->italic);
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean met = FALSE;

  for (guint i = 0; i < runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (runs, i);
      guint from = text->len;

      g_string_append (text, run->text);
      met = meet_letters (setter, which, run) || met;
      add_run_attributes (attributes, style, run, from, text->len);
    }

  pango_layout_set_font_description (layout, font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_text (layout, text->str, text->len);
  pango_layout_set_attributes (layout, attributes);
  if (met)
    mlg_font_metrics_learn (layout);

  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return layout;
}

/* The runs of a block as they are set: running text with the places where its words may be cut. */
static GPtrArray *
shown_runs (const char       *language,
            const MlgBlock   *block,
            const BlockStyle *style)
{
  gboolean running = block->kind == MLG_BLOCK_TEXT || block->kind == MLG_BLOCK_ITEM || block->kind == MLG_BLOCK_QUOTATION;
  MlgParagraph shown = { 0 };
  MlgBlock *holder;

  if (!running)
    return g_ptr_array_ref (block->runs);

  holder = mlg_block_new (block->kind);
  shown.runs = holder->runs;
  for (guint i = 0; i < block->runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (block->runs, i);
      char *cut = run->note == NULL && run->link == NULL ? mlg_hyphenate (language, run->text) : NULL;

      if (run->note != NULL)
        {
          MlgRun *copy;

          mlg_paragraph_add_note (&shown, run->note);
          copy = g_ptr_array_index (shown.runs, shown.runs->len - 1);
          g_free (copy->text);
          copy->text = g_strdup (run->text);
        }
      else
        mlg_paragraph_add_run (&shown, cut != NULL ? cut : run->text, -1, run->style, run->link);
      g_free (cut);
    }
  g_ptr_array_ref (shown.runs);
  mlg_block_free (holder);
  return shown.runs;
}

static GArray *
find_line_notes (PangoLayout     *layout,
                 const GPtrArray *runs)
{
  GArray *notes = NULL;
  guint index = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (runs, i);
      guint number = mlg_document_note_number (run);

      if (number > 0)
        {
          int line = 0, x;
          MlgLineNote line_note;

          pango_layout_index_to_line_x (layout, index, FALSE, &line, &x);
          line_note.line = line;
          line_note.note = number - 1;
          if (notes == NULL)
            notes = g_array_new (FALSE, FALSE, sizeof (MlgLineNote));
          g_array_append_val (notes, line_note);
        }
      index += strlen (run->text);
    }

  return notes;
}

static double
ascent_in_line (PangoLayout *layout,
                double       leading)
{
  const PangoFontDescription *font = pango_layout_get_font_description (layout);
  PangoFontMetrics *metrics = mlg_font_metrics_get (pango_layout_get_context (layout), font);
  double ascent = pango_units_to_double (pango_font_metrics_get_ascent (metrics));
  double descent = pango_units_to_double (pango_font_metrics_get_descent (metrics));

  pango_font_metrics_unref (metrics);
  return (leading + ascent - descent) / 2;
}

/* The heading of the contents, then one size for what is on its first level and one for the rest. */
static void
style_contents (const MlgBlock *block,
                MlgFlowItem    *item,
                BlockStyle     *used)
{
  gboolean small = block->level > 1;

  if (block->level == 0)
    {
      *used = styles[MLG_BLOCK_PART];
      item->leading = used->leading;
      item->keep_with_next = TRUE;
      return;
    }
  used->family = small ? MLG_SERIF : MLG_SANS;
  used->bold = !small;
  item->indent = (block->level - 1) * 14.0;
  item->space_before = small ? 4 : 16;
  item->keep_with_next = !small;
}

/* The heading of a table stays with its first row, the last row but one with the last. */
static void
style_row (const MlgBlock *block,
           MlgFlowItem    *item)
{
  item->leading = mlg_live_drawing_get_row_height (block->drawing, block->level);
  item->keep_with_next = block->level == 0 || (block->level + 2 == block->number && item->leading < LOW_ROW);
}

static double
known_ascent (Setter      *setter,
              guint        which,
              PangoLayout *layout,
              double       leading)
{
  if (setter->ascents[which] == 0)
    setter->ascents[which] = ascent_in_line (layout, leading);
  return setter->ascents[which];
}

/* Lays out the lines of a block. Any thread: @context is its own. */
static MlgFlowItem
make_item (Setter         *setter,
           const MlgBlock *block)
{
  const BlockStyle *style = &styles[block->kind];
  MlgFlowItem item = { .block = block };
  double right = block->kind == MLG_BLOCK_CONTENTS ? MLG_NUMBER_WIDTH
                 : block->kind == MLG_BLOCK_TO_COMPLETE ? style->indent : 0;
  BlockStyle used = *style;
  guint which = block->kind == MLG_BLOCK_CONTENTS ? ASCENT_OF_CONTENTS + MIN (block->level, 2) : block->kind;

  item.leading = style->leading;
  item.space_before = style->space_before;
  item.padding = style->padding;
  item.indent = style->indent + (block->kind == MLG_BLOCK_ITEM ? block->level * 18.0 : 0);
  item.keep_with_next = style->keep_with_next;
  item.unbreakable = style->unbreakable;
  if (block->kind == MLG_BLOCK_CONTENTS)
    style_contents (block, &item, &used);
  if (block->kind == MLG_BLOCK_ROW && block->drawing != NULL)
    style_row (block, &item);
  else if (block->kind == MLG_BLOCK_ROW)
    item.unbreakable = FALSE;
  if (block->figure != NULL)
    item.above = block->figure->height + 8;

  item.shown = shown_runs (setter->language, block, &used);
  item.layout = layout_runs (setter, which, &used, item.shown, MLG_TEXT_WIDTH - item.indent - right);
  item.n_lines = pango_layout_get_line_count (item.layout);
  /* Rows of a drawing are as high as they are; nothing is set in them. */
  if (block->drawing == NULL || block->kind != MLG_BLOCK_ROW)
    item.ascent = known_ascent (setter, which, item.layout, item.leading);
  item.notes = find_line_notes (item.layout, item.shown);
  if (block->kind == MLG_BLOCK_TO_COMPLETE)
    item.unbreakable = item.n_lines <= MAX_LINES_IN_ONE_BOX;
  return item;
}

static MlgFlowItem
make_note_item (Setter     *setter,
                const char *note)
{
  g_autoptr(GPtrArray) runs = g_ptr_array_new ();
  MlgRun run = { .text = (char *) note };
  MlgFlowItem item = { 0 };

  g_ptr_array_add (runs, &run);
  item.leading = note_style.leading;
  item.space_before = note_style.space_before;
  item.indent = note_style.indent;
  item.layout = layout_runs (setter, ASCENT_OF_NOTES, &note_style, runs, MLG_TEXT_WIDTH - note_style.indent);
  item.n_lines = pango_layout_get_line_count (item.layout);
  item.ascent = known_ascent (setter, ASCENT_OF_NOTES, item.layout, item.leading);
  return item;
}

static void
flow_item_clear (gpointer data)
{
  MlgFlowItem *item = data;

  g_clear_object (&item->layout);
  g_clear_pointer (&item->shown, g_ptr_array_unref);
  g_clear_pointer (&item->notes, g_array_unref);
}

static GArray *
flow_new (void)
{
  GArray *flow = g_array_new (FALSE, FALSE, sizeof (MlgFlowItem));

  g_array_set_clear_func (flow, flow_item_clear);
  return flow;
}

/* ---- the whole */

static void
add_contents_line (MlgDocument *self,
                   Setter      *setter,
                   guint        level,
                   guint        target,
                   const char  *text)
{
  MlgBlock *line = mlg_block_new (MLG_BLOCK_CONTENTS);
  MlgParagraph paragraph = { .runs = line->runs };
  MlgFlowItem item;

  line->level = level;
  line->number = target;
  mlg_paragraph_add_run (&paragraph, text, -1, MLG_STYLE_PLAIN, NULL);
  g_ptr_array_add (self->contents, line);
  item = make_item (setter, line);
  g_array_append_val (self->contents_flow, item);
}

/* The heading has level 0; the highest headings of the text 1. */
static void
make_contents (MlgDocument *self)
{
  Setter *setter = setter_new (self->language, self->context);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->blocks, i);
      guint level = mlg_document_get_level (self, block);
      g_autofree char *text = NULL;

      if (level == 0 || block->kind == MLG_BLOCK_HEADING || (self->short_form && level > 2))
        continue;

      if (self->contents->len == 0)
        add_contents_line (self, setter, 0, 0, _("Contents"));
      text = mlg_block_dup_text (block);
      add_contents_line (self, setter, level - 1, i, text);
    }
  setter_free (setter);
}

/* ---- lines are set by as many threads as there are processors: each has its own fonts, and hands
 * its layouts over when it ends */

typedef struct
{
  MlgDocument *document;
  MlgFlowItem *items;
  guint       *next;     /* atomic */
} Share;

static void
set_share (gpointer item,
           gpointer data)
{
  Share *share = item;
  PangoContext *context = create_context (share->document->language);
  Setter *setter = setter_new (share->document->language, context);
  GPtrArray *blocks = share->document->blocks, *notes = share->document->notes;

  /* Blocks, then notes. */
  for (guint i = g_atomic_int_add (share->next, 1); i < blocks->len + notes->len; i = g_atomic_int_add (share->next, 1))
    share->items[i] = i < blocks->len ? make_item (setter, g_ptr_array_index (blocks, i))
                                      : make_note_item (setter, g_ptr_array_index (notes, i - blocks->len));
  setter_free (setter);
  g_object_unref (context);
}

static void
set_all (MlgDocument *self,
         MlgFlowItem *items)
{
  guint n = self->blocks->len + self->notes->len;
  guint n_threads = n < FEW_BLOCKS ? 1 : mlg_crew_size (), next = 0;
  Share shares[MLG_CREW_MAX];

  for (guint i = 0; i < n_threads; i++)
    shares[i] = (Share) { self, items, &next };
  mlg_crew_do (set_share, shares, sizeof (Share), n_threads);
}

static void
learn_fonts (gpointer item,
             gpointer data)
{
  PangoContext *context = create_context (DEFAULT_LANGUAGE);

  for (guint i = 0; i < MLG_N_BLOCKS; i++)
    {
      PangoLayout *layout = pango_layout_new (context);
      PangoFontDescription *font = describe_font (styles[i].family, styles[i].size, styles[i].bold, styles[i].italic);

      pango_layout_set_font_description (layout, font);
      pango_layout_set_text (layout, "Coopérer", -1);
      mlg_font_metrics_learn (layout);
      pango_layout_get_line_count (layout);
      pango_font_description_free (font);
      g_object_unref (layout);
    }
  g_free (mlg_hyphenate (DEFAULT_LANGUAGE, "coopération"));
  g_object_unref (context);
}

void
mlg_document_prepare (void)
{
  if (mlg_crew_size () > 1)
    mlg_crew_begin (learn_fonts);
}

static void
make_flow (MlgDocument *self)
{
  g_autofree MlgFlowItem *items = g_new0 (MlgFlowItem, self->blocks->len + self->notes->len + 1);

  set_all (self, items);
  g_array_append_vals (self->flow, items, self->blocks->len);
  g_array_append_vals (self->note_flow, items + self->blocks->len, self->notes->len);
  for (guint i = 0; i + 1 < self->blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->blocks, i), *next = g_ptr_array_index (self->blocks, i + 1);

      if (block->kind == MLG_BLOCK_QUOTATION && next->kind == MLG_BLOCK_ATTRIBUTION)
        g_array_index (self->flow, MlgFlowItem, i).keep_with_next = TRUE;
    }
}

guint
mlg_document_layout (MlgDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->pages != NULL)
    return mlg_document_get_n_pages (self);

  self->context = create_context (self->language);
  self->small = mlg_canvas_small_new ();
  self->contents = g_ptr_array_new_with_free_func (mlg_block_free);
  self->contents_flow = flow_new ();
  self->flow = flow_new ();
  self->note_flow = flow_new ();
  self->contents_pages = g_ptr_array_new_with_free_func (mlg_page_free);
  self->pages = g_ptr_array_new_with_free_func (mlg_page_free);

  make_flow (self);
  make_contents (self);
  mlg_document_flow (self, self->contents_flow, self->contents_pages);
  mlg_document_flow (self, self->flow, self->pages);
  return mlg_document_get_n_pages (self);
}

void
mlg_document_clear_layout (MlgDocument *self)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->contents_pages, g_ptr_array_unref);
  g_clear_pointer (&self->note_flow, g_array_unref);
  g_clear_pointer (&self->flow, g_array_unref);
  g_clear_pointer (&self->contents_flow, g_array_unref);
  g_clear_pointer (&self->contents, g_ptr_array_unref);
  g_clear_pointer (&self->small, g_hash_table_unref);
  g_clear_object (&self->context);
}

guint
mlg_document_get_n_pages (MlgDocument *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->pages == NULL)
    return mlg_document_layout (self);
  return 1 + self->contents_pages->len + self->pages->len;
}

void
mlg_document_get_page_size (MlgDocument *self,
                            double      *width,
                            double      *height)
{
  *width = MLG_PAGE_WIDTH;
  *height = MLG_PAGE_HEIGHT;
}

int
mlg_document_find_page (MlgDocument *self,
                        guint        block)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      const MlgPage *page = g_ptr_array_index (self->pages, i);

      for (guint k = 0; k < page->fragments->len; k++)
        if (g_array_index (page->fragments, MlgFragment, k).item >= block)
          return 1 + self->contents_pages->len + i;
    }

  return -1;
}
