/* Rich text from Markdown.
 *
 * Footnotes ("[^1]") are not CommonMark: they are taken out before it reads. A note made from
 * a source of the file ("[^maillage:source_link/…]") needs no text: its address stands for it.
 */

#include "document/mlg-rich-text.h"

#include <cmark.h>
#include <string.h>

#include "model/mlg-live-block.h"

/* Stand for a footnote while cmark reads, between two "%": punctuation, as the brackets they
 * replace, so that the marks beside it count. Private use, never in a normalised text.
 */
#define NOTE_BEGIN 0xe100u
#define NOTE_END   0xe101u
#define BOTH_BEGIN "\xee\x84"     /* the bytes of both */

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
  char         *link;
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

/* A source of the file is its own note. */
static int
find_or_make_note (GArray     *notes,
                   const char *name,
                   gsize       length)
{
  int number = find_note (notes, name, length);
  g_autofree char *own = number < 0 ? g_strndup (name, length) : NULL;
  Note note;

  if (own == NULL || !mlg_note_is_source (own))
    return number;

  note = (Note) { g_strdup (own), g_strdup (own), FALSE };
  g_array_append_val (notes, note);
  return notes->len - 1;
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
      int number = length > 0 ? find_or_make_note (notes, name, name_length) : -1;

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

static char *
dup_inline_text (cmark_node *parent)
{
  GString *text = g_string_new (NULL);

  for (cmark_node *node = cmark_node_first_child (parent); node != NULL; node = cmark_node_next (node))
    {
      g_autofree char *inside = dup_inline_text (node);
      const char *literal = cmark_node_get_literal (node);

      if (cmark_node_get_type (node) == CMARK_NODE_SOFTBREAK || cmark_node_get_type (node) == CMARK_NODE_LINEBREAK)
        g_string_append_c (text, ' ');
      g_string_append (text, literal != NULL ? literal : inside);
    }
  return g_string_free (text, FALSE);
}

/* A live block stands alone: what was before and after it in one paragraph are two. */
static void
add_figure (Reader     *reader,
            cmark_node *image)
{
  g_autofree char *alternative = dup_inline_text (image);
  MlgParagraph *before = reader->current;
  MlgParagraph *figure = mlg_rich_text_add_paragraph (reader->text, MLG_PARAGRAPH_FIGURE, 0);

  mlg_paragraph_add_run (figure, alternative[0] != '\0' ? alternative : MLG_LIVE_NO_ALT, -1, MLG_STYLE_PLAIN,
                         cmark_node_get_url (image));
  reader->current = figure;
  if (cmark_node_next (image) != NULL && before != NULL)
    reader->current = mlg_rich_text_add_paragraph (reader->text, before->kind, before->level);
}

static gboolean
is_live_image (cmark_node *node)
{
  g_autoptr(MlgLiveBlock) block = NULL;

  if (cmark_node_get_type (node) == CMARK_NODE_IMAGE)
    block = mlg_live_block_parse (cmark_node_get_url (node));
  return block != NULL;
}

/* A note has no place in an address: it is kept with those that nothing calls. */
static char *
dup_address (const char *url)
{
  GString *address = g_string_new (NULL);

  for (const char *p = url; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *end = g_utf8_get_char (p) == NOTE_BEGIN ? g_utf8_strchr (p, -1, NOTE_END) : NULL;

      if (end == NULL)
        {
          g_string_append_unichar (address, g_utf8_get_char (p));
          continue;
        }
      if (address->len > 0 && address->str[address->len - 1] == '%')
        g_string_truncate (address, address->len - 1);
      p = g_utf8_next_char (end);
      if (*p != '%')
        p = end;
    }
  return g_string_free (address, FALSE);
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
      g_free (reader->link);
      reader->link = enter ? dup_address (cmark_node_get_url (node)) : NULL;
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
      else if (enter && is_live_image (node))
        {
          add_figure (reader, node);
          while (cmark_iter_next (iter) != CMARK_EVENT_EXIT || cmark_iter_get_node (iter) != node)
            continue;
        }
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
  GString *kept;

  if (strstr (valid, BOTH_BEGIN) == NULL && strchr (valid, '\r') == NULL)
    return g_steal_pointer (&valid);

  kept = g_string_sized_new (strlen (valid));
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
