/* Text pasted from a web page or a word processor.
 *
 * Word writes its lists as paragraphs of class MsoListParagraph, whose bullet is a span to be
 * ignored, and its notes as links to "#_ftn1"; LibreOffice as links to "#sdfootnote1sym"; Google
 * puts everything in a <b> that is not bold. What a tag means is asked of its style first.
 */

#include "document/mlg-rich-text-html.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 200

typedef struct
{
  MlgRichText      *text;
  MlgParagraph     *current;      /* NULL: the next words begin a paragraph */
  GHashTable       *notes;        /* id → char * */
  MlgStyle          style;
  const char       *link;
  MlgParagraphKind  kind;         /* of the next paragraph */
  guint             level;
  guint             lists;        /* open around */
  MlgParagraphKind  list_kind;
  gboolean          in_quote;
  gboolean          in_cells;     /* paragraphs of a table's row stay on its line */
  gboolean          cell_ended;
  gboolean          preformatted;
  gboolean          space;        /* white space since the last word */
  guint             depth;
} Reader;

/* ---- asking a tag */

static gboolean
is_one_of (const xmlNode     *node,
           const char *const *names)
{
  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *) node->name);
}

static char *
dup_attribute (xmlNode    *node,
               const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = value != NULL ? g_strdup ((const char *) value) : NULL;

  xmlFree (value);
  return copy;
}

static gboolean
attribute_holds (xmlNode    *node,
                 const char *name,
                 const char *words)
{
  g_autofree char *value = dup_attribute (node, name);

  return value != NULL && strstr (value, words) != NULL;
}

/* The value of a property in a style; lower case, no spaces. */
static char *
dup_style (xmlNode    *node,
           const char *property)
{
  g_autofree char *style = dup_attribute (node, "style");
  g_auto(GStrv) pairs = g_strsplit (style != NULL ? style : "", ";", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *colon = strchr (pairs[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      if (g_ascii_strcasecmp (g_strstrip (pairs[i]), property) == 0)
        return g_ascii_strdown (g_strstrip (colon + 1), -1);
    }
  return NULL;
}

static gboolean
is_hidden (xmlNode *node)
{
  static const char *const never[] = {
    "head", "script", "style", "title", "noscript", "template", "svg", "math", "canvas", "iframe", "object", "audio", "video",
    "button", "input", "select", "textarea", "nav", "img", "meta", "link", NULL
  };
  static const char *const not_shown[][2] = {
    { "display", "none" }, { "visibility", "hidden" }, { "mso-hide", "all" }, { "mso-list", "ignore" },
  };

  if (is_one_of (node, never) || xmlHasProp (node, (const xmlChar *) "hidden") != NULL)
    return TRUE;
  /* What an encyclopedia says of itself: the calls of its references, « modifier le code ». */
  if (attribute_holds (node, "class", "mw-editsection") ||
      (g_str_equal ((const char *) node->name, "sup") && attribute_holds (node, "class", "reference")))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (not_shown); i++)
    {
      g_autofree char *value = dup_style (node, not_shown[i][0]);

      if (g_strcmp0 (value, not_shown[i][1]) == 0)
        return TRUE;
    }
  return FALSE;
}

static MlgStyle
style_of (xmlNode  *node,
          MlgStyle  around)
{
  static const char *const bold[] = { "b", "strong", "th", NULL };
  static const char *const italic[] = { "i", "em", "cite", "dfn", "var", NULL };
  g_autofree char *weight = dup_style (node, "font-weight");
  g_autofree char *slant = dup_style (node, "font-style");
  MlgStyle style = around;

  if (is_one_of (node, bold))
    style |= MLG_STYLE_BOLD;
  if (is_one_of (node, italic))
    style |= MLG_STYLE_ITALIC;
  if (weight != NULL)
    style = g_str_has_prefix (weight, "bold") || atoi (weight) >= 600 ? style | MLG_STYLE_BOLD : style & ~MLG_STYLE_BOLD;
  if (slant != NULL)
    style = g_str_equal (slant, "normal") ? style & ~MLG_STYLE_ITALIC : style | MLG_STYLE_ITALIC;
  return style;
}

/* Only what leads somewhere from anywhere. */
static char *
dup_link (xmlNode *node)
{
  g_autofree char *address = dup_attribute (node, "href");
  g_autofree char *scheme = address != NULL ? g_uri_parse_scheme (g_strstrip (address)) : NULL;
  static const char *const schemes[] = { "http", "https", "mailto", NULL };

  return scheme != NULL && g_strv_contains (schemes, scheme) ? g_steal_pointer (&address) : NULL;
}

/* ---- notes */

static const char *
note_id (const char *id)
{
  return id != NULL && (g_str_has_prefix (id, "sdfootnote") || g_str_has_prefix (id, "sdendnote") ||
                        g_str_has_prefix (id, "ftn") || g_str_has_prefix (id, "edn")) ? id : NULL;
}

/* "#sdfootnote1sym" and "#_ftn1" name the notes "sdfootnote1" and "ftn1". */
static char *
dup_note_called (xmlNode *node)
{
  g_autofree char *address = dup_attribute (node, "href");
  char *id = address != NULL ? strrchr (address, '#') : NULL;

  if (id == NULL)
    return NULL;
  id += id[1] == '_' ? 2 : 1;
  if (g_str_has_suffix (id, "sym"))
    id[strlen (id) - 3] = '\0';
  return g_strdup (note_id (id));
}

static gboolean
is_inline (const xmlNode *node)
{
  static const char *const names[] = { "a", "b", "strong", "i", "em", "u", "span", "font", "sup", "sub", "cite", "small", "s", NULL };

  return is_one_of (node, names);
}

static void
add_plain (xmlNode *node,
           GString *plain,
           guint    depth)
{
  for (xmlNode *child = node->children; child != NULL && depth < MAX_DEPTH; child = child->next)
    {
      if (child->type == XML_TEXT_NODE)
        g_string_append (plain, (const char *) child->content);
      /* The number of the note, which leads back to its call. */
      else if (child->type == XML_ELEMENT_NODE && !(g_str_equal ((const char *) child->name, "a") && attribute_holds (child, "href", "#")))
        {
          add_plain (child, plain, depth + 1);
          if (!is_inline (child))
            g_string_append_c (plain, ' ');
        }
    }
}

static void
collect_notes (Reader  *reader,
               xmlNode *node,
               guint    depth)
{
  for (; node != NULL && depth < MAX_DEPTH; node = node->next)
    {
      g_autofree char *id = node->type == XML_ELEMENT_NODE ? dup_attribute (node, "id") : NULL;

      if (note_id (id) != NULL && g_str_equal ((const char *) node->name, "div"))
        {
          g_autoptr(GString) plain = g_string_new (NULL);

          add_plain (node, plain, 0);
          g_hash_table_insert (reader->notes, g_steal_pointer (&id), g_strstrip (g_strdup (plain->str)));
        }
      collect_notes (reader, node->children, depth + 1);
    }
}

/* ---- words */

static void
begin_paragraph (Reader *reader)
{
  MlgParagraphKind kind = reader->kind;
  guint level = reader->level;

  if (reader->current != NULL)
    return;
  /* A row is a line, whatever its cells hold. */
  if (reader->in_cells)
    kind = MLG_PARAGRAPH_TEXT;
  if (kind == MLG_PARAGRAPH_TEXT && reader->in_quote)
    kind = MLG_PARAGRAPH_QUOTATION;
  reader->current = mlg_rich_text_add_paragraph (reader->text, kind, level);
  reader->space = FALSE;
}

static void
end_paragraph (Reader *reader)
{
  if (reader->in_cells)
    {
      reader->space = TRUE;
      return;
    }
  reader->current = NULL;
}

static void
add_words (Reader     *reader,
           const char *words,
           gssize      length)
{
  MlgStyle style = reader->kind == MLG_PARAGRAPH_HEADING ? reader->style & ~MLG_STYLE_BOLD : reader->style;

  mlg_paragraph_add_run (reader->current, words, length, style, reader->link);
}

/* Two cells; those with nothing in them are not told apart. */
static void
part_cells (Reader *reader)
{
  if (reader->cell_ended && reader->current != NULL && reader->current->runs->len > 0)
    {
      mlg_paragraph_add_run (reader->current, " · ", -1, MLG_STYLE_PLAIN, NULL);
      reader->space = FALSE;
    }
  reader->cell_ended = FALSE;
}

/* Where a page lets a word be cut, and which way it runs: nothing of the text. */
static void
add_visible (Reader     *reader,
             const char *words,
             gsize       length)
{
  g_autoptr(GString) visible = g_string_new_len (words, length);
  static const char *const unseen[] = { "\xc2\xad", "\xe2\x80\x8b", "\xe2\x80\x8e", "\xe2\x80\x8f", "\xef\xbb\xbf" };

  for (guint i = 0; i < G_N_ELEMENTS (unseen); i++)
    g_string_replace (visible, unseen[i], "", 0);
  if (visible->len == 0)
    return;
  begin_paragraph (reader);
  part_cells (reader);
  if (reader->space && reader->current->runs->len > 0)
    add_words (reader, " ", 1);
  reader->space = FALSE;
  add_words (reader, visible->str, visible->len);
}

static void
read_text (Reader     *reader,
           const char *content)
{
  const char *p = content;

  while (*p != '\0')
    {
      gsize n = strcspn (p, " \t\n\r\f");

      if (n > 0)
        {
          add_visible (reader, p, n);
          p += n;
          continue;
        }
      if (reader->preformatted && *p == '\n' && reader->current != NULL)
        mlg_paragraph_add_run (reader->current, MLG_LINE_BREAK_UTF8, -1, MLG_STYLE_PLAIN, NULL);
      else
        reader->space = TRUE;
      p++;
    }
}

/* Two in a row part paragraphs. */
static void
read_break (Reader  *reader,
            xmlNode *node)
{
  const xmlNode *before = node->prev;

  while (before != NULL && before->type == XML_TEXT_NODE && xmlIsBlankNode (before))
    before = before->prev;

  if (reader->current == NULL)
    return;
  if (before != NULL && before->type == XML_ELEMENT_NODE && g_str_equal ((const char *) before->name, "br"))
    end_paragraph (reader);
  else if (reader->in_cells)
    reader->space = TRUE;
  else
    {
      mlg_paragraph_add_run (reader->current, MLG_LINE_BREAK_UTF8, -1, MLG_STYLE_PLAIN, NULL);
      reader->space = FALSE;
    }
}

/* ---- blocks */

static void read_children (Reader *reader, xmlNode *node);

/* « mso-list:l0 level2 lfo1 »; what its bullet looks like says which list it is. */
static gboolean
read_word_item (Reader  *reader,
                xmlNode *node)
{
  g_autofree char *list = dup_style (node, "mso-list");
  const char *level = list != NULL ? strstr (list, "level") : NULL;
  xmlChar *content;
  const char *p;
  gsize n;

  if (level == NULL && !attribute_holds (node, "class", "MsoListParagraph"))
    return FALSE;

  /* « 1. » or « a) » and not « · ». */
  content = xmlNodeGetContent (node);
  p = (const char *) content + strspn ((const char *) content, " \t\r\n");
  n = strcspn (p, " \t\r\n\xc2");
  reader->kind = n >= 2 && n <= 5 && g_ascii_isalnum (*p) && strchr (".)", p[n - 1]) != NULL ? MLG_PARAGRAPH_NUMBER : MLG_PARAGRAPH_BULLET;
  reader->level = level != NULL ? CLAMP (atoi (level + strlen ("level")) - 1, 0, MLG_MAX_ITEM_LEVEL) : 0;
  xmlFree (content);
  return TRUE;
}

static void
read_block (Reader  *reader,
            xmlNode *node)
{
  const char *name = (const char *) node->name;

  if (g_ascii_tolower (name[0]) == 'h' && g_ascii_isdigit (name[1]) && name[2] == '\0')
    {
      reader->kind = MLG_PARAGRAPH_HEADING;
      reader->level = CLAMP (name[1] - '0', 1, MLG_MAX_HEADING);
    }
  else if (attribute_holds (node, "class", "MsoTitle"))
    {
      reader->kind = MLG_PARAGRAPH_HEADING;
      reader->level = 1;
    }
  else if (g_str_equal (name, "blockquote") || attribute_holds (node, "class", "Quote") || attribute_holds (node, "class", "quotations"))
    reader->in_quote = TRUE;
  else if (g_str_equal (name, "ul") || g_str_equal (name, "ol"))
    {
      reader->list_kind = name[0] == 'u' ? MLG_PARAGRAPH_BULLET : MLG_PARAGRAPH_NUMBER;
      reader->lists++;
    }
  else if (g_str_equal (name, "li"))
    {
      reader->kind = reader->lists > 0 ? reader->list_kind : MLG_PARAGRAPH_BULLET;
      reader->level = MIN (MAX (reader->lists, 1) - 1, MLG_MAX_ITEM_LEVEL);
    }
  else if (g_str_equal (name, "pre"))
    reader->preformatted = TRUE;
  else
    read_word_item (reader, node);
}

/* A row is a line; between its cells, a point. */
static void
read_row (Reader  *reader,
          xmlNode *row)
{
  static const char *const cells[] = { "td", "th", NULL };
  gboolean outer = reader->in_cells;

  end_paragraph (reader);
  reader->in_cells = TRUE;
  for (xmlNode *cell = row->children; cell != NULL; cell = cell->next)
    {
      MlgStyle style = reader->style;

      if (!is_one_of (cell, cells) || is_hidden (cell))
        continue;
      reader->style = style_of (cell, style);
      read_children (reader, cell);
      reader->style = style;
      reader->cell_ended = TRUE;
    }
  reader->cell_ended = FALSE;
  reader->in_cells = outer;
  end_paragraph (reader);
}

static void
read_element (Reader  *reader,
              xmlNode *node)
{
  static const char *const blocks[] = {
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "section", "article", "header", "footer",
    "main", "aside", "figure", "figcaption", "address", "dl", "dt", "dd", "table", "tbody", "thead", "tfoot", "caption", "hr", "form",
    "fieldset", "center", "body", "html", "details", "summary", NULL
  };
  Reader outer = *reader;
  g_autofree char *link = NULL;
  gboolean is_block = is_one_of (node, blocks);

  reader->style = style_of (node, reader->style);
  if (is_block)
    {
      end_paragraph (reader);
      read_block (reader, node);
    }
  if (g_str_equal ((const char *) node->name, "a") && (link = dup_link (node)) != NULL)
    reader->link = link;

  read_children (reader, node);
  if (is_block)
    end_paragraph (reader);

  /* What the tag said ends with it; where we are in the text does not. */
  outer.current = reader->current;
  outer.space = reader->space;
  outer.cell_ended = reader->cell_ended;
  *reader = outer;
}

/* « m<sup>2</sup> » is not « m2 ». FALSE: not figures, nor the o of a number. */
static gboolean
read_raised (Reader  *reader,
             xmlNode *node)
{
  static const char *const figures[2][10] = {
    { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉" },
    { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" },
  };
  gboolean up = g_str_equal ((const char *) node->name, "sup");
  const xmlNode *only = node->children;
  const char *words = only != NULL && only->next == NULL && only->type == XML_TEXT_NODE ? (const char *) only->content : "";
  g_autoptr(GString) put = g_string_new (NULL);

  if ((!up && !g_str_equal ((const char *) node->name, "sub")) || *words == '\0')
    return FALSE;
  if (up && (g_str_equal (words, "o") || g_str_equal (words, "os")))
    g_string_append (put, words[1] == 's' ? "os" : "°");
  else
    for (const char *p = words; *p != '\0'; p++)
      {
        if (!g_ascii_isdigit (*p))
          return FALSE;
        g_string_append (put, figures[up ? 1 : 0][*p - '0']);
      }
  add_visible (reader, put->str, put->len);
  return TRUE;
}

static void
read_node (Reader  *reader,
           xmlNode *node)
{
  g_autofree char *id = NULL;
  g_autofree char *called = NULL;

  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
    {
      read_text (reader, (const char *) node->content);
      return;
    }
  if (node->type != XML_ELEMENT_NODE || is_hidden (node))
    return;

  id = dup_attribute (node, "id");
  if (id != NULL && g_str_equal ((const char *) node->name, "div") && g_hash_table_contains (reader->notes, id))
    return;

  called = g_str_equal ((const char *) node->name, "a") ? dup_note_called (node) : NULL;
  if (called != NULL && g_hash_table_contains (reader->notes, called))
    {
      begin_paragraph (reader);
      mlg_paragraph_add_note (reader->current, g_hash_table_lookup (reader->notes, called));
    }
  else if (g_str_equal ((const char *) node->name, "br"))
    read_break (reader, node);
  else if (g_str_equal ((const char *) node->name, "tr"))
    read_row (reader, node);
  else if (!read_raised (reader, node))
    read_element (reader, node);
}

static void
read_children (Reader  *reader,
               xmlNode *node)
{
  if (reader->depth >= MAX_DEPTH)
    return;

  reader->depth++;
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    read_node (reader, child);
  reader->depth--;
}

/* ---- bytes */

static char *
to_utf8 (const char *html,
         gsize       length)
{
  const guchar *bytes = (const guchar *) html;
  const char *from = NULL;
  char *utf8;

  if (length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    from = "UTF-16LE";
  else if (length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    from = "UTF-16BE";
  else if (length >= 2 && bytes[0] == '<' && bytes[1] == 0)
    from = "UTF-16LE";
  else if (g_utf8_validate (html, strnlen (html, length), NULL))
    return g_strndup (html, strnlen (html, length));
  else
    from = "WINDOWS-1252";

  utf8 = g_convert (html, length, "UTF-8", from, NULL, NULL, NULL);
  return utf8 != NULL ? utf8 : g_utf8_make_valid (html, strnlen (html, length));
}

/* What was chosen, without the description before it and the page around it. */
static const char *
find_fragment (char *html)
{
  static const char begin[] = "<!--StartFragment-->", end[] = "<!--EndFragment-->";
  char *first = strstr (html, begin);
  char *last = first != NULL ? strstr (first, end) : NULL;

  if (last != NULL && strstr (last, "sdfootnote") == NULL && strstr (last, "mso-element:footnote") == NULL)
    *last = '\0';
  if (first != NULL && (last == NULL || *last == '\0'))
    return first + strlen (begin);
  return g_str_has_prefix (html, "Version:") && strchr (html, '<') != NULL ? strchr (html, '<') : html;
}

/* « <![if !supportLists]> »: what Word says to itself. */
static void
drop_conditions (char *html)
{
  char *to = html;

  for (char *p = html; *p != '\0';)
    {
      char *end = p[0] == '<' && p[1] == '!' && p[2] == '[' ? strstr (p, "]>") : NULL;

      if (end != NULL && end - p < 80)
        p = end + 2;
      else
        *to++ = *p++;
    }
  *to = '\0';
}

MlgRichText *
mlg_rich_text_from_html (const char *html,
                         gsize       length)
{
  g_autofree char *utf8 = to_utf8 (html, length);
  const char *fragment;
  g_autoptr(GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Reader reader = { .text = mlg_rich_text_new (), .notes = notes };
  htmlDocPtr page;

  drop_conditions (utf8);
  fragment = find_fragment (utf8);
  page = htmlReadMemory (fragment, strlen (fragment), NULL, "UTF-8",
                         HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  if (page != NULL)
    {
      collect_notes (&reader, page->children, 0);
      for (xmlNode *node = page->children; node != NULL; node = node->next)
        read_node (&reader, node);
      xmlFreeDoc (page);
    }

  mlg_rich_text_normalise (reader.text);
  return reader.text;
}
