/* The monograph as one HTML file that needs nothing else: no network, no script. */

#include "document/mlg-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

static const char style_sheet[] =
  ":root{color-scheme:light dark;--ink:#1c1f24;--quiet:#5f6670;--line:#d3d5d8;--paper:#fff;--accent:#0b5c7a;"
  "--box:#fff5e3;--edge:#c8500a;--warn:#7a3300}"
  "@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--quiet:#a8aeb6;--line:#3f444b;--paper:#1b1e22;--accent:#7cc4e0;"
  "--box:#33291a;--edge:#e08a4d;--warn:#ffc48a}}"
  "*{box-sizing:border-box}html{font-size:112.5%}"
  "body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:44rem;background:var(--paper);color:var(--ink);"
  "font-family:'Source Serif 4','Source Serif Pro',Palatino,'Palatino Linotype',Georgia,serif;line-height:1.55;overflow-wrap:break-word}"
  "h1,h2,h3,h4,h5,nav,.meta,.to-complete,figcaption,.notice,.skip{font-family:'Source Sans 3','Open Sans',system-ui,sans-serif}"
  "h1{font-size:2.1rem;line-height:1.15;margin:.2em 0 .3em}"
  "h2{font-size:1.5rem;line-height:1.2;margin:2.6em 0 .4em;padding-top:.5em;border-top:3px solid var(--accent)}"
  "table{border-collapse:collapse;width:100%;font-size:.9rem;font-family:'Source Sans 3','Open Sans',system-ui,sans-serif}"
  ".table{overflow-x:auto;margin:1.4em 0}caption{text-align:left;font-weight:700;padding:.3em 0}"
  "th,td{text-align:left;vertical-align:top;padding:.35em .8em .35em 0;border-bottom:1px solid var(--line);font-weight:400}"
  "thead th{color:var(--quiet);font-weight:700;border-bottom:2px solid var(--quiet)}"
  "h3{font-size:1.08rem;line-height:1.35;color:var(--accent);margin:1.8em 0 .3em}h4{font-size:1rem;margin:1.4em 0 .2em}h5{font-size:1rem;margin:1.2em 0 .2em}"
  "p{margin:.6em 0}a{color:var(--accent)}a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}"
  ".kind{color:var(--accent);font-weight:700;margin:2rem 0 0}.meta{color:var(--quiet);font-size:.9rem}"
  ".draft{display:inline-block;border:1px solid var(--edge);color:var(--warn);background:var(--box);border-radius:8px;padding:.1em .6em;font-weight:700}"
  "nav ol{list-style:none;padding:0;margin:.4em 0}nav ol ol{padding-left:1.2em}nav li{margin:.3em 0}"
  "figure{margin:1.2em 0}blockquote{margin:1em 0;padding:.1em 0 .1em 1em;border-left:3px solid var(--accent);font-style:italic}"
  "blockquote p{margin:.3em 0}figure.quotation{padding-left:1em;border-left:3px solid var(--accent)}figure.quotation blockquote{border:0;margin:0;padding:0}"
  "figcaption{color:var(--quiet);font-size:.85rem;margin-top:.3em}figure img{max-width:100%;height:auto;background:#fff}"
  ".to-complete{border:1px dashed var(--edge);border-radius:8px;background:var(--box);color:var(--warn);padding:.6em 1em;margin:1em 0;font-size:.9rem}"
  ".to-complete ul{margin:.3em 0;padding-left:1.2em}.notice{color:var(--quiet);font-size:.9rem;border-top:1px solid var(--line);margin-top:3em;padding-top:.6em}"
  "sup{line-height:0}.notes{margin-top:3em;border-top:1px solid var(--line);font-size:.88rem}"
  ".skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5em 1em}"
  "@media print{:root{--ink:#000;--paper:#fff;--quiet:#444;--accent:#0b5c7a;--box:#fff;--warn:#000}"
  "html{font-size:11pt}body{max-width:none;padding:0}h2,h3,h4,h5{break-after:avoid}tr{break-inside:avoid}p,li{orphans:2;widows:2}"
  ".to-complete,figure{break-inside:avoid}.skip{display:none}}";

static void
append_escaped (GString    *html,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_auto(GStrv) lines = g_strsplit (escaped, MLG_LINE_BREAK_UTF8, -1);
  g_autofree char *joined = g_strjoinv ("<br>", lines);

  g_string_append (html, joined);
}

static void
append_element (GString    *html,
                const char *open,
                const char *text,
                const char *close)
{
  if (text == NULL)
    return;
  g_string_append (html, open);
  append_escaped (html, text);
  g_string_append (html, close);
  g_string_append_c (html, '\n');
}

/* In an attribute there are no lines. */
static void
append_attribute (GString    *html,
                  const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_auto(GStrv) lines = g_strsplit (escaped, MLG_LINE_BREAK_UTF8, -1);
  g_autofree char *joined = g_strjoinv (" ", lines);

  g_string_append (html, joined);
}

static void
append_typeset (GString    *html,
                const char *open,
                const char *text,
                const char *close)
{
  g_autofree char *typeset = mlg_typeset (text);

  g_string_append (html, open);
  append_escaped (html, typeset);
  g_string_append (html, close);
}

static void
append_run (GString      *html,
            const MlgRun *run)
{
  gboolean linked = run->link != NULL && mlg_link_is_safe (run->link);

  if (run->note != NULL)
    {
      g_string_append_printf (html, "<sup><a id=\"call-%s\" href=\"#note-%s\" role=\"doc-noteref\">%s</a></sup>",
                              run->text, run->text, run->text);
      return;
    }

  if (linked)
    {
      g_autofree char *address = g_markup_escape_text (run->link, -1);

      g_string_append_printf (html, "<a href=\"%s\">", address);
    }
  if (run->style & MLG_STYLE_BOLD)
    g_string_append (html, "<strong>");
  if (run->style & MLG_STYLE_ITALIC)
    g_string_append (html, "<em>");
  append_escaped (html, run->text);
  if (run->style & MLG_STYLE_ITALIC)
    g_string_append (html, "</em>");
  if (run->style & MLG_STYLE_BOLD)
    g_string_append (html, "</strong>");
  if (linked)
    g_string_append (html, "</a>");
}

static void
append_runs (GString        *html,
             const MlgBlock *block)
{
  for (guint i = 0; i < block->runs->len; i++)
    append_run (html, g_ptr_array_index (block->runs, i));
}

static void
append_block (GString        *html,
              const char     *open,
              const MlgBlock *block,
              const char     *close)
{
  g_string_append (html, open);
  append_runs (html, block);
  g_string_append (html, close);
  g_string_append_c (html, '\n');
}

/* ---- lists: items are flat in the tree, nested here */

typedef struct
{
  gboolean numbered[MLG_MAX_ITEM_LEVEL + 1];
  guint    depth;
} Lists;

static void
close_lists (GString *html,
             Lists   *lists,
             guint    depth)
{
  while (lists->depth > depth)
    {
      lists->depth--;
      g_string_append (html, lists->numbered[lists->depth] ? "</li>\n</ol>" : "</li>\n</ul>");
    }
  if (depth == 0)
    g_string_append_c (html, '\n');
}

static void
append_item (GString        *html,
             Lists          *lists,
             const MlgBlock *item)
{
  guint depth = item->level + 1;
  gboolean numbered = item->number > 0;

  if (lists->depth > depth)
    close_lists (html, lists, depth);
  if (lists->depth == depth && lists->numbered[depth - 1] != numbered)
    close_lists (html, lists, depth - 1);

  if (lists->depth == depth)
    g_string_append (html, "</li>\n");
  while (lists->depth < depth)
    {
      lists->numbered[lists->depth++] = numbered;
      g_string_append (html, numbered ? "<ol>\n" : "<ul>\n");
    }
  g_string_append (html, "<li>");
  append_runs (html, item);
}

/* ---- blocks */

static void
append_figure (GString        *html,
               const MlgBlock *block)
{
  g_autofree char *caption = mlg_block_dup_text (block);
  gboolean photo = block->figure->is_photo && block->live != NULL && block->live->image != NULL;
  g_autoptr(GBytes) bytes = photo ? g_bytes_ref (block->live->image) : mlg_figure_to_svg (block->figure);
  g_autofree char *data = g_base64_encode (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  /* An image of its own: glyph names of two drawings in one page would collide. */
  g_string_append (html, "<figure><img alt=\"");
  append_attribute (html, block->figure->alternative != NULL ? block->figure->alternative : caption);
  g_string_append_printf (html, "\" width=\"%d\" height=\"%d\" src=\"data:%s;base64,%s\"><figcaption>",
                          (int) (block->figure->width * 4 / 3), (int) (block->figure->height * 4 / 3),
                          photo && block->live->media_type != NULL ? block->live->media_type : "image/svg+xml", data);
  append_runs (html, block);
  g_string_append (html, "</figcaption></figure>\n");
}

static void
append_table (GString        *html,
              const MlgBlock *block)
{
  g_autofree char *caption = mlg_block_dup_text (block);

  g_string_append (html, "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"");
  append_attribute (html, caption);
  g_string_append (html, "\">\n");
  append_block (html, "<table><caption>", block, "</caption>");
  g_string_append (html, "<thead><tr>");
  for (guint k = 0; k < block->live->columns->len; k++)
    append_typeset (html, "<th scope=\"col\">", g_ptr_array_index (block->live->columns, k), "</th>");
  g_string_append (html, "</tr></thead>\n<tbody>\n");
  for (guint i = 0; i < block->live->rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (block->live->rows, i);

      g_string_append (html, "<tr>");
      for (guint k = 0; k < row->len; k++)
        append_typeset (html, k == 0 ? "<th scope=\"row\">" : "<td>", g_ptr_array_index (row, k), k == 0 ? "</th>" : "</td>");
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</tbody></table></div>\n");
}

static void
append_heading (GString           *html,
                const MlgDocument *self,
                guint              index,
                const MlgBlock    *block)
{
  guint level = mlg_document_get_level (self, block);
  g_autofree char *open = g_strdup_printf ("<h%u id=\"block-%u\">", level, index);
  g_autofree char *close = g_strdup_printf ("</h%u>", level);

  append_block (html, open, block, close);
}

/* The heading, then each question. */
static void
append_to_complete (GString        *html,
                    const MlgBlock *block)
{
  g_autofree char *text = mlg_block_dup_text (block);
  g_auto(GStrv) lines = g_strsplit (text, MLG_LINE_BREAK_UTF8, -1);

  append_element (html, "<div class=\"to-complete\" role=\"note\"><strong>", lines[0], "</strong>");
  if (lines[0] != NULL && lines[1] != NULL)
    {
      g_string_append (html, "<ul>\n");
      for (guint i = 1; lines[i] != NULL; i++)
        append_element (html, "<li>", lines[i], "</li>");
      g_string_append (html, "</ul>");
    }
  g_string_append (html, "</div>\n");
}

static void
append_quotation (GString        *html,
                  const MlgBlock *block,
                  const MlgBlock *next)
{
  if (next == NULL || next->kind != MLG_BLOCK_ATTRIBUTION)
    {
      append_block (html, "<blockquote><p>", block, "</p></blockquote>");
      return;
    }
  append_block (html, "<figure class=\"quotation\"><blockquote><p>", block, "</p></blockquote>");
  append_block (html, "<figcaption>", next, "</figcaption></figure>");
}

static void
append_any (GString           *html,
            const MlgDocument *self,
            guint              index,
            const MlgBlock    *block,
            const MlgBlock    *next)
{
  switch (block->kind)
    {
    case MLG_BLOCK_CHAPTER:
    case MLG_BLOCK_PART:
    case MLG_BLOCK_QUESTION:
    case MLG_BLOCK_HEADING:
      append_heading (html, self, index, block);
      break;
    case MLG_BLOCK_QUOTATION:
      append_quotation (html, block, next);
      break;
    case MLG_BLOCK_ATTRIBUTION:      /* written with its quotation, */
    case MLG_BLOCK_ROW:              /* with its table */
    case MLG_BLOCK_ITEM:
      break;
    case MLG_BLOCK_TO_COMPLETE:
      append_to_complete (html, block);
      break;
    case MLG_BLOCK_FRONT:
      append_block (html, "<p class=\"meta\">", block, "</p>");
      break;
    case MLG_BLOCK_NOTICE:
      append_block (html, "<p class=\"notice\">", block, "</p>");
      break;
    case MLG_BLOCK_FIGURE:
      append_figure (html, block);
      break;
    case MLG_BLOCK_TABLE:
      append_table (html, block);
      break;
    default:
      append_block (html, "<p>", block, "</p>");
      break;
    }
}

static void
append_body (MlgDocument *self,
             GString     *html)
{
  Lists lists = { 0 };

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->blocks, i);
      const MlgBlock *next = i + 1 < self->blocks->len ? g_ptr_array_index (self->blocks, i + 1) : NULL;

      if (block->kind == MLG_BLOCK_ITEM)
        append_item (html, &lists, block);
      else
        {
          if (lists.depth > 0)
            close_lists (html, &lists, 0);
          append_any (html, self, i, block, next);
        }
    }

  if (lists.depth > 0)
    close_lists (html, &lists, 0);
}

/* ---- around the text */

static void
append_head (MlgDocument *self,
             GString     *html)
{
  g_autofree char *language = g_markup_escape_text (self->language, -1);

  g_string_append_printf (html, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                          "<meta name=\"generator\" content=\"Maillage\">\n", language);
  append_element (html, "<title>", self->title, "</title>");
  append_element (html, "<meta name=\"author\" content=\"", self->authors, "\">");
  g_string_append_printf (html, "<style>%s</style>\n</head>\n<body>\n", style_sheet);
}

static void
append_cover (MlgDocument *self,
              GString     *html)
{
  append_element (html, "<a class=\"skip\" href=\"#text\">", _("Skip to the text"), "</a>");
  append_element (html, "<header>\n<p class=\"kind meta\">", _("Monograph"), "</p>");
  append_element (html, "<h1>", self->title, "</h1>");
  append_element (html, "<p class=\"meta\">", self->subtitle, "</p>");
  append_element (html, "<p>", self->authors, "</p>");
  append_element (html, "<p class=\"meta\">", self->author_mode, "</p>");
  append_element (html, "<p class=\"meta\">", self->date, "</p>");
  append_element (html, "<p class=\"meta\">", self->licence, "</p>");
  if (self->draft)
    append_element (html, "<p class=\"meta\"><span class=\"draft\">", _("Working version"), "</span></p>");
  g_string_append (html, "</header>\n");
}

/* Parts, and under each its questions. */
static void
append_contents (MlgDocument *self,
                 GString     *html)
{
  g_autofree char *label = g_markup_escape_text (_("Contents"), -1);
  guint depth = 0;

  g_string_append_printf (html, "<nav aria-label=\"%s\">\n", label);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->blocks, i);
      g_autofree char *text = NULL;
      guint level;

      level = mlg_document_get_level (self, block);
      if (level == 0 || block->kind == MLG_BLOCK_HEADING)
        continue;

      /* Credits of a dossier come after a question: never two steps down at once. */
      level = MIN (level - 1, depth + 1);
      for (; depth > level; depth--)
        g_string_append (html, "</li></ol>");
      g_string_append (html, depth == level ? "</li>\n" : "<ol>\n");
      depth = level;

      text = mlg_block_dup_text (block);
      g_string_append_printf (html, "<li><a href=\"#block-%u\">", i);
      append_escaped (html, text);
      g_string_append (html, "</a>");
    }
  for (; depth > 0; depth--)
    g_string_append (html, "</li></ol>\n");
  g_string_append (html, "</nav>\n");
}

static void
append_notes (MlgDocument *self,
              GString     *html)
{
  g_autofree char *label = g_markup_escape_text (_("Notes"), -1);
  g_autofree char *back = g_markup_escape_text (_("Back to the text"), -1);

  if (self->notes->len == 0)
    return;

  g_string_append_printf (html, "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"%s\">\n<ol>\n", label);
  for (guint i = 0; i < self->notes->len; i++)
    {
      g_string_append_printf (html, "<li id=\"note-%u\">", i + 1);
      append_escaped (html, g_ptr_array_index (self->notes, i));
      g_string_append_printf (html, " <a href=\"#call-%u\" role=\"doc-backlink\" aria-label=\"%s\">↩</a></li>\n", i + 1, back);
    }
  g_string_append (html, "</ol>\n</section>\n");
}

char *
mlg_document_to_html (MlgDocument *self)
{
  GString *html = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  append_head (self, html);
  append_cover (self, html);
  append_contents (self, html);
  g_string_append (html, "<main id=\"text\">\n");
  append_body (self, html);
  append_notes (self, html);
  g_string_append (html, "</main>\n</body>\n</html>\n");
  return g_string_free (html, FALSE);
}
