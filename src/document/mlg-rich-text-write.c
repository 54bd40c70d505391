/* Rich text to Markdown.
 *
 * CommonMark's marks only count when they "flank" a word: in "mot**« gras »**mot" they do
 * not. Where they would not, the letter outside is written as an entity ("mo&#116;**…"),
 * which every reader of Markdown undoes. Links hold bold, bold holds italic, so that marks
 * never cross.
 */

#include "document/mlg-rich-text.h"

#include <string.h>

#include "model/mlg-live-block.h"

typedef struct
{
  gunichar    c;         /* 0: a note */
  MlgStyle    style;
  const char *link;
  const char *note;
  gboolean    as_entity;
} Letter;

typedef struct
{
  GString    *out;
  GPtrArray  *notes;          /* char *, lent: written at the end */
  GPtrArray  *labels;         /* char *: their names; NULL: their numbers */
  const char *prefix;         /* of the lines after the first */
  gboolean    in_heading;
  gboolean    at_line_start;
  gboolean    only_digits;    /* since the line began */
} Writer;

static GArray *
letters_of (const GPtrArray *runs)
{
  GArray *letters = g_array_new (TRUE, TRUE, sizeof (Letter));

  for (guint i = 0; i < runs->len; i++)
    {
      const MlgRun *run = g_ptr_array_index (runs, i);
      Letter letter = { 0, run->style, run->link, run->note, FALSE };

      if (run->note != NULL)
        g_array_append_val (letters, letter);
      for (const char *p = run->text; *p != '\0'; p = g_utf8_next_char (p))
        {
          letter.c = g_utf8_get_char (p);
          g_array_append_val (letters, letter);
        }
    }

  return letters;
}

/* The marks between two letters; either may be NULL. */
typedef struct
{
  gboolean close_link, close_bold, close_italic;
  gboolean open_link, open_bold, open_italic;
} Marks;

static Marks
marks_between (const Letter *a,
               const Letter *b)
{
  static const Letter nothing = { 0 };
  gboolean new_link, new_bold, new_italic;
  Marks marks;

  a = a != NULL ? a : &nothing;
  b = b != NULL ? b : &nothing;
  new_link = g_strcmp0 (a->link, b->link) != 0;
  new_bold = new_link || ((a->style ^ b->style) & MLG_STYLE_BOLD) != 0;
  new_italic = new_bold || ((a->style ^ b->style) & MLG_STYLE_ITALIC) != 0;

  marks.close_link = new_link && a->link != NULL;
  marks.close_bold = new_bold && (a->style & MLG_STYLE_BOLD) != 0;
  marks.close_italic = new_italic && (a->style & MLG_STYLE_ITALIC) != 0;
  marks.open_link = new_link && b->link != NULL;
  marks.open_bold = new_bold && (b->style & MLG_STYLE_BOLD) != 0;
  marks.open_italic = new_italic && (b->style & MLG_STYLE_ITALIC) != 0;
  return marks;
}

static gboolean
is_punctuation (const Letter *letter)
{
  return letter->note != NULL || letter->as_entity || (letter->c < 0x80 && g_ascii_ispunct (letter->c));
}

/* May @outer stand outside a mark whose other neighbour is @inner (NULL: another mark)? */
static gboolean
mark_flanks (const Letter *outer,
             const Letter *inner,
             gboolean      bold)
{
  if (is_punctuation (outer) || outer->c == ' ' || outer->c == MLG_LINE_BREAK)
    return TRUE;
  return bold && inner != NULL && !inner->as_entity && g_unichar_isalnum (inner->c);
}

static void
mark_entities (GArray   *letters,
               gboolean  bold)
{
  for (guint i = 0; i + 1 < letters->len; i++)
    {
      Letter *a = &g_array_index (letters, Letter, i);
      Letter *b = a + 1;
      Marks marks = marks_between (a, b);
      gboolean closes = marks.close_link || marks.close_bold || marks.close_italic;
      gboolean opens = marks.open_link || marks.open_bold || marks.open_italic;

      if (opens && !closes && !marks.open_link && marks.open_bold == bold)
        a->as_entity |= !mark_flanks (a, bold && marks.open_italic ? NULL : b, bold);
      if (closes && !opens && !marks.close_link && marks.close_bold == bold)
        b->as_entity |= !mark_flanks (b, bold && marks.close_italic ? NULL : a, bold);
    }
}

static void
write_escaped (Writer   *writer,
               gunichar  c)
{
  gboolean special = c < 0x80 && strchr ("\\`*_[]<&", (int) c) != NULL;

  if (writer->at_line_start)
    special |= c < 0x80 && strchr ("#>+-=~", (int) c) != NULL;
  if (writer->only_digits && !writer->at_line_start)
    special |= c == '.' || c == ')';
  if (writer->in_heading)
    special |= c == '#';

  if (special)
    g_string_append_c (writer->out, '\\');
  g_string_append_unichar (writer->out, c);
  writer->only_digits = (writer->only_digits || writer->at_line_start) && c < 0x80 && g_ascii_isdigit (c);
  writer->at_line_start = FALSE;
}

/* By its words: two people who each write a note in one text do not both write the first one. */
static void
write_note_name (Writer     *writer,
                 const char *note)
{
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, note, -1);
  g_autofree char *name = NULL;

  for (guint n = 6; name == NULL; n++)
    {
      g_autofree char *tried = g_strdup_printf ("n%.*s", (int) n, sum);
      guint at;

      if (!g_ptr_array_find_with_equal_func (writer->labels, tried, g_str_equal, &at))
        {
          g_ptr_array_add (writer->notes, (gpointer) note);
          g_ptr_array_add (writer->labels, g_strdup (tried));
          name = g_steal_pointer (&tried);
        }
      else if (strcmp (g_ptr_array_index (writer->notes, at), note) == 0)
        name = g_steal_pointer (&tried);
    }
  g_string_append_printf (writer->out, "[^%s]", name);
}

static void
write_letter (Writer       *writer,
              const Letter *letter,
              const Letter *before,
              const Marks  *after)
{
  if (letter->note != NULL && mlg_note_is_source (letter->note))
    g_string_append_printf (writer->out, "[^%s]", letter->note);
  else if (letter->note != NULL && writer->labels != NULL)
    write_note_name (writer, letter->note);
  else if (letter->note != NULL)
    {
      g_ptr_array_add (writer->notes, (gpointer) letter->note);
      g_string_append_printf (writer->out, "[^%u]", writer->notes->len);
    }
  else if (letter->c == MLG_LINE_BREAK)
    {
      g_string_append_printf (writer->out, "\\\n%s", writer->prefix);
      writer->at_line_start = TRUE;
      writer->only_digits = FALSE;
      return;
    }
  else if (letter->as_entity)
    g_string_append_printf (writer->out, "&#%u;", letter->c);
  else if ((letter->c == '!' && after->open_link) || (letter->c == ':' && before != NULL && before->note != NULL))
    g_string_append_printf (writer->out, "\\%c", (char) letter->c);
  else if (letter->c == '!' && letter[1].note != NULL)
    g_string_append (writer->out, "\\!");
  else
    {
      write_escaped (writer, letter->c);
      return;
    }

  writer->at_line_start = writer->only_digits = FALSE;
}

static void
write_link_end (Writer     *writer,
                const char *link)
{
  g_string_append (writer->out, "](<");
  for (const char *p = link; *p != '\0'; p++)
    {
      if (strchr ("\\<>", *p) != NULL)
        g_string_append_c (writer->out, '\\');
      g_string_append_c (writer->out, *p);
      if (*p == '&')
        g_string_append (writer->out, "amp;");
    }
  g_string_append (writer->out, ">)");
}

static void
write_marks (Writer       *writer,
             const Marks  *marks,
             const Letter *before)
{
  if (marks->close_italic)
    g_string_append_c (writer->out, '_');
  if (marks->close_bold)
    g_string_append (writer->out, "**");
  if (marks->close_link)
    write_link_end (writer, before->link);
  if (marks->open_link)
    g_string_append_c (writer->out, '[');
  if (marks->open_bold)
    g_string_append (writer->out, "**");
  if (marks->open_italic)
    g_string_append_c (writer->out, '_');

  if (marks->open_link || marks->open_bold || marks->open_italic)
    writer->at_line_start = writer->only_digits = FALSE;
}

static void
write_runs (Writer          *writer,
            const GPtrArray *runs)
{
  g_autoptr(GArray) letters = letters_of (runs);
  const Letter *before = NULL;

  mark_entities (letters, FALSE);
  mark_entities (letters, TRUE);
  writer->at_line_start = TRUE;
  writer->only_digits = FALSE;

  for (guint i = 0; i < letters->len; i++)
    {
      const Letter *letter = &g_array_index (letters, Letter, i);
      Marks marks = marks_between (before, letter);
      Marks after = marks_between (letter, i + 1 < letters->len ? letter + 1 : NULL);

      write_marks (writer, &marks, before);
      write_letter (writer, letter, before, &after);
      before = letter;
    }

  if (before != NULL)
    {
      Marks marks = marks_between (before, NULL);

      write_marks (writer, &marks, before);
    }
}

/* "![alternative text](<address>)" */
static void
write_figure (Writer          *writer,
              const GPtrArray *runs)
{
  const MlgRun *run = g_ptr_array_index (runs, 0);

  g_string_append (writer->out, "![");
  writer->at_line_start = writer->only_digits = FALSE;
  for (const char *p = strcmp (run->text, MLG_LIVE_NO_ALT) == 0 ? "" : run->text; *p != '\0'; p = g_utf8_next_char (p))
    write_escaped (writer, g_utf8_get_char (p));
  write_link_end (writer, run->link);
}

typedef struct
{
  guint            depth;                            /* items open */
  guint            number[MLG_MAX_ITEM_LEVEL + 1];
  guint            width[MLG_MAX_ITEM_LEVEL + 1];    /* of the marker */
  MlgParagraphKind kind[MLG_MAX_ITEM_LEVEL + 1];
} Outline;

/* The marker of an item; what its other lines begin with goes to @prefix. */
static void
write_item_start (GString            *out,
                  Outline            *outline,
                  const MlgParagraph *item,
                  GString            *prefix)
{
  guint level = item->level;
  guint indent = 0;
  g_autofree char *marker = NULL;

  for (guint i = 0; i < level; i++)
    indent += outline->width[i];

  if (outline->depth <= level || outline->kind[level] != item->kind)
    outline->number[level] = 0;
  outline->depth = level + 1;
  outline->kind[level] = item->kind;
  outline->number[level]++;

  marker = item->kind == MLG_PARAGRAPH_BULLET ? g_strdup ("- ") : g_strdup_printf ("%u. ", outline->number[level]);
  outline->width[level] = strlen (marker);
  g_string_append_printf (out, "%*s%s", (int) indent, "", marker);
  g_string_append_printf (prefix, "%*s", (int) (indent + outline->width[level]), "");
}

static gboolean
is_item (const MlgParagraph *paragraph)
{
  return paragraph != NULL &&
         (paragraph->kind == MLG_PARAGRAPH_BULLET || paragraph->kind == MLG_PARAGRAPH_NUMBER);
}

static const char *
separator (const MlgParagraph *before,
           const MlgParagraph *paragraph)
{
  if (before == NULL)
    return "";
  if (is_item (before) && is_item (paragraph))
    return "\n";
  if (before->kind == MLG_PARAGRAPH_QUOTATION && paragraph->kind == MLG_PARAGRAPH_QUOTATION)
    return "\n>\n";
  return "\n\n";
}

static void
write_notes (Writer *writer)
{
  for (guint i = 0; i < writer->notes->len; i++)
    {
      const char *note = g_ptr_array_index (writer->notes, i);

      if (writer->labels != NULL)
        g_string_append_printf (writer->out, "\n\n[^%s]: ", (const char *) g_ptr_array_index (writer->labels, i));
      else
        g_string_append_printf (writer->out, "%s[^%u]: ", i == 0 ? "\n\n" : "\n", i + 1);
      writer->at_line_start = TRUE;
      writer->only_digits = FALSE;
      for (const char *p = note; *p != '\0'; p = g_utf8_next_char (p))
        write_escaped (writer, g_utf8_get_char (p));
    }
}

static char *
write_markdown (const MlgRichText *self,
                GPtrArray         *labels)
{
  g_autoptr(GPtrArray) notes = g_ptr_array_new ();
  g_autoptr(GString) prefix = g_string_new (NULL);
  Writer writer = { .out = g_string_new (NULL), .notes = notes, .labels = labels };
  const MlgParagraph *before = NULL;
  Outline outline = { 0 };

  for (guint i = 0; i < self->paragraphs->len; i++)
    {
      const MlgParagraph *paragraph = g_ptr_array_index (self->paragraphs, i);

      g_string_append (writer.out, separator (before, paragraph));
      g_string_truncate (prefix, 0);

      if (is_item (paragraph))
        write_item_start (writer.out, &outline, paragraph, prefix);
      else
        outline.depth = 0;
      if (paragraph->kind == MLG_PARAGRAPH_HEADING)
        g_string_append_printf (writer.out, "%.*s ", (int) paragraph->level, "######");
      if (paragraph->kind == MLG_PARAGRAPH_QUOTATION)
        {
          g_string_append (writer.out, "> ");
          g_string_append (prefix, "> ");
        }

      writer.prefix = prefix->str;
      writer.in_heading = paragraph->kind == MLG_PARAGRAPH_HEADING;
      if (paragraph->kind == MLG_PARAGRAPH_FIGURE)
        write_figure (&writer, paragraph->runs);
      else
        write_runs (&writer, paragraph->runs);
      before = paragraph;
    }

  writer.in_heading = FALSE;
  write_notes (&writer);
  return g_string_free (writer.out, FALSE);
}

char *
mlg_rich_text_to_markdown (const MlgRichText *self)
{
  return write_markdown (self, NULL);
}

char *
mlg_rich_text_to_stored (const MlgRichText *self)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  return write_markdown (self, labels);
}
