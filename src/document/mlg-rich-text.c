/* Text with a little structure: paragraphs of runs. */

#include "document/mlg-rich-text.h"

#include <string.h>

#include "model/mlg-live-block.h"

/* One character with what is said about it: normalising is easier on these than on runs. */
typedef struct
{
  gunichar    c;         /* 0: a note */
  MlgStyle    style;
  const char *link;
  const char *note;
} Glyph;

static void
run_free (gpointer data)
{
  MlgRun *run = data;

  g_free (run->text);
  g_free (run->link);
  g_free (run->note);
  g_free (run);
}

static void
paragraph_free (gpointer data)
{
  MlgParagraph *paragraph = data;

  g_ptr_array_unref (paragraph->runs);
  g_free (paragraph);
}

MlgRichText *
mlg_rich_text_new (void)
{
  MlgRichText *self = g_new0 (MlgRichText, 1);

  self->paragraphs = g_ptr_array_new_with_free_func (paragraph_free);
  return self;
}

void
mlg_rich_text_free (MlgRichText *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->paragraphs);
  g_free (self);
}

MlgParagraph *
mlg_rich_text_add_paragraph (MlgRichText      *self,
                             MlgParagraphKind  kind,
                             guint             level)
{
  MlgParagraph *paragraph = g_new0 (MlgParagraph, 1);

  paragraph->kind = kind;
  paragraph->level = level;
  paragraph->runs = g_ptr_array_new_with_free_func (run_free);
  g_ptr_array_add (self->paragraphs, paragraph);
  return paragraph;
}

/* What cannot stand in an address, written as addresses do. NULL for no address. */
static char *
clean_link (const char *link)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = link != NULL ? link : ""; *p != '\0'; p++)
    {
      if ((guchar) *p <= ' ' || *p == 0x7f)
        g_string_append_printf (clean, "%%%02X", (guchar) *p);
      else
        g_string_append_c (clean, *p);
    }

  return g_string_free (clean, clean->len == 0);
}

void
mlg_paragraph_add_run (MlgParagraph *self,
                       const char   *text,
                       gssize        length,
                       MlgStyle      style,
                       const char   *address)
{
  MlgRun *last = self->runs->len > 0 ? g_ptr_array_index (self->runs, self->runs->len - 1) : NULL;
  g_autofree char *valid = g_utf8_make_valid (text, length);
  g_autofree char *link = clean_link (address);
  MlgRun *run;

  if (valid[0] == '\0')
    return;

  if (last != NULL && last->note == NULL && last->style == style && g_strcmp0 (last->link, link) == 0)
    {
      char *joined = g_strconcat (last->text, valid, NULL);

      g_free (last->text);
      last->text = joined;
      return;
    }

  run = g_new0 (MlgRun, 1);
  run->text = g_steal_pointer (&valid);
  run->style = style;
  run->link = g_steal_pointer (&link);
  g_ptr_array_add (self->runs, run);
}

static gboolean
is_space (gunichar c)
{
  return c == MLG_LINE_BREAK || g_unichar_isspace (c);
}

/* What cannot be typed has no place: controls, and the marks Markdown cannot carry. */
static gunichar
clean_character (gunichar c)
{
  if (c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r' || c == 0x2029 || c == 0x85)
    return ' ';
  if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0xe100 && c <= 0xe101) || c == 0xfffc || c == 0xfeff)
    return 0;
  return c;
}

/* One line, single spaces. */
static char *
clean_note (const char *note)
{
  g_autofree char *valid = g_utf8_make_valid (note, -1);
  GString *clean = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = clean_character (g_utf8_get_char (p));

      if (c == ' ' || c == MLG_LINE_BREAK)
        space = TRUE;
      else if (c != 0)
        {
          if (space && clean->len > 0)
            g_string_append_c (clean, ' ');
          g_string_append_unichar (clean, c);
          space = FALSE;
        }
    }

  return g_string_free (clean, FALSE);
}

void
mlg_paragraph_add_note (MlgParagraph *self,
                        const char   *note)
{
  g_autofree char *clean = clean_note (note);
  MlgRun *run;

  if (clean[0] == '\0')
    return;

  run = g_new0 (MlgRun, 1);
  run->text = g_strdup ("");
  run->note = g_steal_pointer (&clean);
  g_ptr_array_add (self->runs, run);
}

gboolean
mlg_note_is_source (const char *note)
{
  return g_str_has_prefix (note, MLG_LIVE_SCHEME "source_link/") &&
         note[strlen (MLG_LIVE_SCHEME "source_link/")] != '\0' &&
         strpbrk (note, " \t\n[]") == NULL;
}

/* ---- normalising */

static GArray *
paragraph_to_glyphs (const MlgParagraph *paragraph)
{
  GArray *glyphs;
  gsize length = paragraph->runs->len;

  for (guint i = 0; i < paragraph->runs->len; i++)
    length += strlen (((const MlgRun *) g_ptr_array_index (paragraph->runs, i))->text);
  glyphs = g_array_sized_new (FALSE, FALSE, sizeof (Glyph), length);

  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (paragraph->runs, i);
      Glyph glyph = { 0, run->style, run->link, run->note };

      if (run->note != NULL)
        {
          glyph.style = MLG_STYLE_PLAIN;
          glyph.link = NULL;
          g_array_append_val (glyphs, glyph);
          continue;
        }

      for (const char *p = run->text; *p != '\0'; p = g_utf8_next_char (p))
        {
          glyph.c = clean_character (g_utf8_get_char (p));
          if (glyph.c == MLG_LINE_BREAK && paragraph->kind == MLG_PARAGRAPH_HEADING)
            glyph.c = ' ';
          if (glyph.c != 0)
            g_array_append_val (glyphs, glyph);
        }
    }

  return glyphs;
}

/* No space at the ends of a line, no empty line. */
static void
trim_lines (GArray *glyphs)
{
  guint kept = 0;

  for (guint i = 0; i < glyphs->len; i++)
    {
      Glyph *glyph = &g_array_index (glyphs, Glyph, i);
      gboolean at_start = kept == 0 || g_array_index (glyphs, Glyph, kept - 1).c == MLG_LINE_BREAK;

      if (glyph->note == NULL && is_space (glyph->c) && at_start)
        continue;
      if (glyph->note == NULL && glyph->c == MLG_LINE_BREAK)
        while (kept > 0 && g_array_index (glyphs, Glyph, kept - 1).note == NULL &&
               is_space (g_array_index (glyphs, Glyph, kept - 1).c))
          kept--;
      if (kept == 0 && glyph->note == NULL && glyph->c == MLG_LINE_BREAK)
        continue;
      g_array_index (glyphs, Glyph, kept++) = *glyph;
    }

  while (kept > 0 && g_array_index (glyphs, Glyph, kept - 1).note == NULL &&
         is_space (g_array_index (glyphs, Glyph, kept - 1).c))
    kept--;
  g_array_set_size (glyphs, kept);
}

typedef enum { SPAN_LINK, SPAN_BOLD, SPAN_ITALIC } Span;

static gboolean
in_span (const Glyph *glyph,
         Span         span)
{
  switch (span)
    {
    case SPAN_LINK:   return glyph->link != NULL;
    case SPAN_BOLD:   return (glyph->style & MLG_STYLE_BOLD) != 0;
    case SPAN_ITALIC: return (glyph->style & MLG_STYLE_ITALIC) != 0;
    default:          g_assert_not_reached ();
    }
}

/* Links hold bold, bold holds italic: a span ends where a holder begins or ends. */
static gboolean
same_span (const Glyph *a,
           const Glyph *b,
           Span         span)
{
  return in_span (a, span) == in_span (b, span) &&
         (a->link == b->link || g_strcmp0 (a->link, b->link) == 0) &&
         (span != SPAN_ITALIC || in_span (a, SPAN_BOLD) == in_span (b, SPAN_BOLD));
}

static void
leave_span (Glyph *glyph,
            Span   span)
{
  if (span == SPAN_LINK)
    glyph->link = NULL;
  else
    glyph->style &= ~(span == SPAN_BOLD ? MLG_STYLE_BOLD : MLG_STYLE_ITALIC);
}

/* Markdown's marks must touch a word. */
static void
trim_spans (GArray *glyphs,
            Span    span)
{
  guint any = 0;

  while (any < glyphs->len && !in_span (&g_array_index (glyphs, Glyph, any), span))
    any++;
  for (guint begin = any; begin < glyphs->len;)
    {
      guint end = begin + 1;
      guint first = begin, last;

      while (end < glyphs->len &&
             same_span (&g_array_index (glyphs, Glyph, begin), &g_array_index (glyphs, Glyph, end), span))
        end++;

      if (in_span (&g_array_index (glyphs, Glyph, begin), span))
        {
          last = end;
          while (first < end && is_space (g_array_index (glyphs, Glyph, first).c))
            leave_span (&g_array_index (glyphs, Glyph, first++), span);
          while (last > first && is_space (g_array_index (glyphs, Glyph, last - 1).c))
            leave_span (&g_array_index (glyphs, Glyph, --last), span);
        }
      begin = end;
    }
}

static GPtrArray *
glyphs_to_runs (GArray *glyphs)
{
  MlgParagraph made = { .runs = g_ptr_array_new_with_free_func (run_free) };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < glyphs->len; i++)
    {
      const Glyph *glyph = &g_array_index (glyphs, Glyph, i);
      const Glyph *next = i + 1 < glyphs->len ? glyph + 1 : NULL;

      if (glyph->note != NULL)
        {
          mlg_paragraph_add_note (&made, glyph->note);
          continue;
        }

      if (glyph->c < 0x80)
        g_string_append_c (text, glyph->c);
      else
        g_string_append_unichar (text, glyph->c);
      if (next == NULL || next->note != NULL || next->style != glyph->style ||
          (next->link != glyph->link && g_strcmp0 (next->link, glyph->link) != 0))
        {
          mlg_paragraph_add_run (&made, text->str, text->len, glyph->style, glyph->link);
          g_string_truncate (text, 0);
        }
    }

  return made.runs;
}

static void
normalise_runs (MlgParagraph *paragraph)
{
  g_autoptr(GArray) glyphs = paragraph_to_glyphs (paragraph);
  GPtrArray *runs;

  trim_lines (glyphs);
  trim_spans (glyphs, SPAN_LINK);
  trim_spans (glyphs, SPAN_BOLD);
  trim_spans (glyphs, SPAN_ITALIC);

  runs = glyphs_to_runs (glyphs);
  g_ptr_array_unref (paragraph->runs);
  paragraph->runs = runs;
}

/* One run: its alternative text, on one line, and its address. What has none is text. */
static void
normalise_figure (MlgParagraph *paragraph)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(MlgLiveBlock) block = NULL;
  g_autofree char *address = NULL;
  g_autofree char *alternative = NULL;

  for (guint i = 0; i < paragraph->runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (paragraph->runs, i);

      if (address == NULL)
        address = g_strdup (run->link);
      g_string_append (text, run->note == NULL ? run->text : "");
    }

  block = mlg_live_block_parse (address);
  if (block == NULL)
    {
      paragraph->kind = MLG_PARAGRAPH_TEXT;
      return;
    }

  alternative = clean_note (text->str);
  g_ptr_array_set_size (paragraph->runs, 0);
  mlg_paragraph_add_run (paragraph, alternative[0] != '\0' ? alternative : MLG_LIVE_NO_ALT, -1, MLG_STYLE_PLAIN, address);
}

static gboolean
is_item (const MlgParagraph *paragraph)
{
  return paragraph->kind == MLG_PARAGRAPH_BULLET || paragraph->kind == MLG_PARAGRAPH_NUMBER;
}

static guint
normal_level (const MlgParagraph *paragraph,
              const MlgParagraph *before)
{
  if (paragraph->kind == MLG_PARAGRAPH_HEADING)
    return CLAMP (paragraph->level, 1, MLG_MAX_HEADING);
  if (!is_item (paragraph) || before == NULL || !is_item (before))
    return 0;
  return MIN (MIN (paragraph->level, before->level + 1), MLG_MAX_ITEM_LEVEL);
}

void
mlg_rich_text_normalise (MlgRichText *self)
{
  const MlgParagraph *before = NULL;

  for (guint i = 0; i < self->paragraphs->len;)
    {
      MlgParagraph *paragraph = g_ptr_array_index (self->paragraphs, i);

      if (paragraph->kind == MLG_PARAGRAPH_FIGURE)
        normalise_figure (paragraph);
      if (paragraph->kind != MLG_PARAGRAPH_FIGURE)
        normalise_runs (paragraph);
      if (paragraph->runs->len == 0)
        {
          g_ptr_array_remove_index (self->paragraphs, i);
          continue;
        }
      paragraph->level = normal_level (paragraph, before);
      before = paragraph;
      i++;
    }
}

/* ---- comparing, reading */

static gboolean
runs_equal (const GPtrArray *a,
            const GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      const MlgRun *x = g_ptr_array_index (a, i);
      const MlgRun *y = g_ptr_array_index (b, i);

      if (x->style != y->style || strcmp (x->text, y->text) != 0 ||
          g_strcmp0 (x->link, y->link) != 0 || g_strcmp0 (x->note, y->note) != 0)
        return FALSE;
    }

  return TRUE;
}

gboolean
mlg_rich_text_equal (const MlgRichText *a,
                     const MlgRichText *b)
{
  if (a->paragraphs->len != b->paragraphs->len)
    return FALSE;

  for (guint i = 0; i < a->paragraphs->len; i++)
    {
      const MlgParagraph *x = g_ptr_array_index (a->paragraphs, i);
      const MlgParagraph *y = g_ptr_array_index (b->paragraphs, i);

      if (x->kind != y->kind || x->level != y->level || !runs_equal (x->runs, y->runs))
        return FALSE;
    }

  return TRUE;
}

char *
mlg_rich_text_to_plain (const MlgRichText *self)
{
  GString *plain = g_string_new (NULL);

  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (self->paragraphs, i);

      if (i > 0)
        g_string_append_c (plain, '\n');
      for (guint k = 0; k < paragraph->runs->len; k++)
        g_string_append (plain, ((const MlgRun *) g_ptr_array_index (paragraph->runs, k))->text);
    }

  return g_string_free (plain, FALSE);
}

guint
mlg_count_words (const char *text)
{
  guint n_words = 0;
  gboolean inside = FALSE;

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean joins = c == '\'' || c == '-' || c == 0x2019;

      if (g_unichar_isalnum (c))
        {
          n_words += !inside;
          inside = TRUE;
        }
      else if (!joins && !g_unichar_ismark (c))
        inside = FALSE;
    }

  return n_words;
}
