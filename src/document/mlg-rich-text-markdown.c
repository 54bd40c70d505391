/* Rich text from Markdown and back.
 *
 * CommonMark's marks only count when they "flank" a word: in "mot**« gras »**mot" they do
 * not. Where they would not, the letter outside is written as an entity ("mo&#116;**…"),
 * which every reader of Markdown undoes. Links hold bold, bold holds italic, so that marks
 * never cross. Footnotes ("[^1]") are not CommonMark: they are taken out before it reads.
 */

#include "document/mlg-rich-text.h"

#include <cmark.h>
#include <string.h>

/* Stand for a footnote while cmark reads, between two "%": punctuation, as the brackets they
 * replace, so that the marks beside it count. Private use, never in a normalised text.
 */
#define NOTE_BEGIN 0xe100u
#define NOTE_END   0xe101u

/* ---- writing */

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

static void
write_letter (Writer       *writer,
              const Letter *letter,
              const Letter *before,
              const Marks  *after)
{
  if (letter->note != NULL)
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

      g_string_append_printf (writer->out, "%s[^%u]: ", i == 0 ? "\n\n" : "\n", i + 1);
      writer->at_line_start = TRUE;
      writer->only_digits = FALSE;
      for (const char *p = note; *p != '\0'; p = g_utf8_next_char (p))
        write_escaped (writer, g_utf8_get_char (p));
    }
}

char *
mlg_rich_text_to_markdown (const MlgRichText *self)
{
  g_autoptr(GPtrArray) notes = g_ptr_array_new ();
  g_autoptr(GString) prefix = g_string_new (NULL);
  Writer writer = { .out = g_string_new (NULL), .notes = notes };
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
      write_runs (&writer, paragraph->runs);
      before = paragraph;
    }

  writer.in_heading = FALSE;
  write_notes (&writer);
  return g_string_free (writer.out, FALSE);
}

/* ---- reading */

typedef struct
{
  char     *name;
  char     *text;
  gboolean  used;
} Note;

typedef struct
{
  MlgRichText  *text;
  GArray       *notes;        /* Note */
  MlgParagraph *current;
  GArray       *lists;        /* MlgParagraphKind of the lists we are in */
  guint         quotes;       /* block quotes we are in */
  guint         bold, italic;
  const char   *link;
  gboolean      item_begins;
} Reader;

static void
note_clear (gpointer data)
{
  Note *note = data;

  g_free (note->name);
  g_free (note->text);
}

/* "[^name]" at @p: the length of it, and where the name is. */
static gsize
match_note_mark (const char  *p,
                 const char **name,
                 gsize       *name_length)
{
  const char *end;

  if (p[0] != '[' || p[1] != '^')
    return 0;

  end = p + 2 + strcspn (p + 2, "] \t\n[");
  if (*end != ']' || end == p + 2)
    return 0;

  *name = p + 2;
  *name_length = end - *name;
  return end + 1 - p;
}

/* Takes the lines "[^name]: text" out of @source. */
static GString *
take_note_lines (const char *source,
                 GArray     *notes)
{
  GString *kept = g_string_sized_new (strlen (source));
  g_auto(GStrv) lines = g_strsplit (source, "\n", -1);
  gboolean in_note = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *p = lines[i] + strspn (lines[i], " ");
      const char *name;
      gsize name_length;
      gsize length = p - lines[i] <= 3 ? match_note_mark (p, &name, &name_length) : 0;

      if (length > 0 && p[length] == ':')
        {
          Note note = { g_strndup (name, name_length), g_strdup (p + length + 1), FALSE };

          g_array_append_val (notes, note);
          in_note = TRUE;
        }
      else if (in_note && *p != '\0')
        {
          Note *note = &g_array_index (notes, Note, notes->len - 1);
          char *joined = g_strconcat (note->text, " ", p, NULL);

          g_free (note->text);
          note->text = joined;
        }
      else
        {
          in_note = FALSE;
          g_string_append (kept, lines[i]);
          g_string_append_c (kept, '\n');
        }
    }

  return kept;
}

static int
find_note (GArray     *notes,
           const char *name,
           gsize       length)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const char *known = g_array_index (notes, Note, i).name;

      if (strlen (known) == length && strncmp (known, name, length) == 0)
        return i;
    }

  return -1;
}

/* "[^name]" → a private mark with the note's number, when there is such a note. */
static char *
mark_notes (const char *source,
            GArray     *notes)
{
  GString *marked = g_string_sized_new (strlen (source));

  for (const char *p = source; *p != '\0';)
    {
      const char *name;
      gsize name_length;
      gsize length = match_note_mark (p, &name, &name_length);
      int number = length > 0 ? find_note (notes, name, name_length) : -1;

      if (number >= 0)
        {
          g_string_append_c (marked, '%');
          g_string_append_unichar (marked, NOTE_BEGIN);
          g_string_append_printf (marked, "%d", number);
          g_string_append_unichar (marked, NOTE_END);
          g_string_append_c (marked, '%');
          p += length;
        }
      else if (p[0] == '\\' && p[1] != '\0')
        {
          g_string_append_len (marked, p, 2);
          p += 2;
        }
      else
        g_string_append_c (marked, *p++);
    }

  return g_string_free (marked, FALSE);
}

static char *
note_to_plain (const char *markdown)
{
  g_autofree char *stripped = g_strstrip (g_strdup (markdown));
  cmark_node *root = cmark_parse_document (stripped, strlen (stripped), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (root);
  GString *plain = g_string_new (NULL);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);

      if (event != CMARK_EVENT_ENTER)
        continue;
      if (cmark_node_get_type (node) == CMARK_NODE_SOFTBREAK || cmark_node_get_type (node) == CMARK_NODE_LINEBREAK)
        g_string_append_c (plain, ' ');
      else if (cmark_node_get_literal (node) != NULL)
        g_string_append (plain, cmark_node_get_literal (node));
    }

  cmark_iter_free (iter);
  cmark_node_free (root);
  return g_string_free (plain, FALSE);
}

/* A paragraph begins. The second paragraph of a list item is a line of the first. */
static void
begin_paragraph (Reader           *reader,
                 MlgParagraphKind  kind,
                 guint             level)
{
  if (reader->lists->len > 0)
    {
      kind = g_array_index (reader->lists, MlgParagraphKind, reader->lists->len - 1);
      level = reader->lists->len - 1;
      if (!reader->item_begins && reader->current != NULL && reader->current->level == level &&
          reader->current->kind == kind)
        {
          mlg_paragraph_add_run (reader->current, MLG_LINE_BREAK_UTF8, -1, MLG_STYLE_PLAIN, NULL);
          return;
        }
      reader->item_begins = FALSE;
    }
  else if (reader->quotes > 0)
    {
      kind = MLG_PARAGRAPH_QUOTATION;
      level = 0;
    }

  reader->current = mlg_rich_text_add_paragraph (reader->text, kind, level);
}

static void
add_text (Reader     *reader,
          const char *literal)
{
  MlgStyle style = (reader->bold > 0 ? MLG_STYLE_BOLD : 0) | (reader->italic > 0 ? MLG_STYLE_ITALIC : 0);
  const char *from = literal;

  if (reader->current == NULL)
    begin_paragraph (reader, MLG_PARAGRAPH_TEXT, 0);

  for (const char *p = literal; *p != '\0'; p = g_utf8_next_char (p))
    if (g_utf8_get_char (p) == NOTE_BEGIN)
      {
        char *end;
        guint64 number = g_ascii_strtoull (g_utf8_next_char (p), &end, 10);

        if (number >= reader->notes->len || g_utf8_get_char (end) != NOTE_END)
          continue;
        mlg_paragraph_add_run (reader->current, from, p - 1 - from, style, reader->link);
        mlg_paragraph_add_note (reader->current, g_array_index (reader->notes, Note, number).text);
        g_array_index (reader->notes, Note, number).used = TRUE;
        p = g_utf8_next_char (end);
        from = p + 1;
      }

  mlg_paragraph_add_run (reader->current, from, -1, style, reader->link);
}

static void
add_literal_lines (Reader     *reader,
                   const char *literal)
{
  g_autofree char *stripped = g_strchomp (g_strdup (literal));
  g_auto(GStrv) lines = g_strsplit (stripped, "\n", -1);
  g_autofree char *joined = g_strjoinv (MLG_LINE_BREAK_UTF8, lines);

  begin_paragraph (reader, MLG_PARAGRAPH_TEXT, 0);
  add_text (reader, joined);
}

static void
read_block (Reader     *reader,
            cmark_node *node,
            gboolean    enter)
{
  MlgParagraphKind list;

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_LIST:
      list = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST ? MLG_PARAGRAPH_NUMBER : MLG_PARAGRAPH_BULLET;
      if (enter)
        g_array_append_val (reader->lists, list);
      else
        g_array_set_size (reader->lists, reader->lists->len - 1);
      break;

    case CMARK_NODE_ITEM:
      reader->item_begins = enter;
      break;

    case CMARK_NODE_BLOCK_QUOTE:
      reader->quotes += enter ? 1 : -1;
      break;

    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
      reader->bold = reader->italic = 0;
      reader->link = NULL;
      if (!enter)
        break;
      if (cmark_node_get_type (node) == CMARK_NODE_HEADING)
        begin_paragraph (reader, MLG_PARAGRAPH_HEADING, cmark_node_get_heading_level (node));
      else
        begin_paragraph (reader, MLG_PARAGRAPH_TEXT, 0);
      break;

    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
      add_literal_lines (reader, cmark_node_get_literal (node));
      break;

    case CMARK_NODE_THEMATIC_BREAK:
      begin_paragraph (reader, MLG_PARAGRAPH_TEXT, 0);
      add_text (reader, "* * *");
      break;

    default:
      break;
    }
}

static void
read_inline (Reader     *reader,
             cmark_node *node,
             gboolean    enter)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
      add_text (reader, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
      add_text (reader, " ");
      break;
    case CMARK_NODE_LINEBREAK:
      add_text (reader, MLG_LINE_BREAK_UTF8);
      break;
    case CMARK_NODE_STRONG:
      reader->bold += enter ? 1 : -1;
      break;
    case CMARK_NODE_EMPH:
      reader->italic += enter ? 1 : -1;
      break;
    case CMARK_NODE_LINK:
      reader->link = enter ? cmark_node_get_url (node) : NULL;
      break;
    default:
      break;
    }
}

/* A note that nothing calls is still somebody's words. */
static void
keep_unused_notes (Reader *reader)
{
  for (guint i = 0; i < reader->notes->len; i++)
    {
      const Note *note = &g_array_index (reader->notes, Note, i);

      if (note->used)
        continue;
      if (reader->current == NULL)
        reader->current = mlg_rich_text_add_paragraph (reader->text, MLG_PARAGRAPH_TEXT, 0);
      mlg_paragraph_add_note (reader->current, note->text);
    }
}

static void
read_document (Reader     *reader,
               const char *source)
{
  cmark_node *root = cmark_parse_document (source, strlen (source), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      gboolean enter = event == CMARK_EVENT_ENTER;

      if (cmark_node_get_type (node) <= CMARK_NODE_LAST_BLOCK)
        read_block (reader, node, enter);
      else
        read_inline (reader, node, enter);
    }

  cmark_iter_free (iter);
  cmark_node_free (root);
}

/* The private marks must be ours alone. */
static char *
without_private_marks (const char *markdown)
{
  g_autofree char *valid = g_utf8_make_valid (markdown, -1);
  GString *kept = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != NOTE_BEGIN && c != NOTE_END && c != '\r')
        g_string_append_unichar (kept, c);
    }

  return g_string_free (kept, FALSE);
}

MlgRichText *
mlg_rich_text_from_markdown (const char *markdown)
{
  g_autofree char *source = without_private_marks (markdown != NULL ? markdown : "");
  g_autoptr(GArray) notes = g_array_new (FALSE, FALSE, sizeof (Note));
  g_autoptr(GArray) lists = g_array_new (FALSE, FALSE, sizeof (MlgParagraphKind));
  Reader reader = { .text = mlg_rich_text_new (), .notes = notes, .lists = lists };
  g_autoptr(GString) body = NULL;
  g_autofree char *marked = NULL;

  g_array_set_clear_func (notes, note_clear);
  body = take_note_lines (source, notes);
  for (guint i = 0; i < notes->len; i++)
    {
      Note *note = &g_array_index (notes, Note, i);
      char *plain = note_to_plain (note->text);

      g_free (note->text);
      note->text = plain;
    }

  marked = mark_notes (body->str, notes);
  read_document (&reader, marked);
  keep_unused_notes (&reader);
  mlg_rich_text_normalise (reader.text);
  return reader.text;
}
