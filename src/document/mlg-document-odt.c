/* The monograph as a text of OpenDocument 1.3: the styles every program knows by name, real notes,
 * real contents, figures as vectors with a picture beside for programs that draw none. */

#include "document/mlg-document-private.h"
#include "document/mlg-office-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

#define MIME_TYPE     "application/vnd.oasis.opendocument.text"
#define PICTURE_DPI   200.0

#define NAMESPACES \
  "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" " \
  "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" " \
  "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" " \
  "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" " \
  "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "

typedef struct
{
  MlgDocument   *document;
  MlgOfficeFile *file;
  GString       *xml;           /* content.xml */
  GString       *automatic;     /* its own styles */
  GString       *manifest;
  guint          n_figures, n_tables, n_notes;
} Writer;

/* ---- runs */

static void
append_words (GString    *xml,
              const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, MLG_LINE_BREAK_UTF8, -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (xml, "<text:line-break/>");
      mlg_office_append (xml, lines[i]);
    }
}

static void
append_note (Writer       *self,
             const MlgRun *run)
{
  self->n_notes++;
  g_string_append_printf (self->xml, "<text:note text:id=\"ftn%u\" text:note-class=\"footnote\"><text:note-citation>%s</text:note-citation>"
                          "<text:note-body><text:p text:style-name=\"Footnote\">", self->n_notes, run->text);
  append_words (self->xml, run->note);
  g_string_append (self->xml, "</text:p></text:note-body></text:note>");
}

static void
append_run (Writer       *self,
            const MlgRun *run)
{
  static const char *const spans[] = { NULL, "MBold", "MItalic", "MBoldItalic" };
  gboolean linked = run->link != NULL && mlg_link_is_safe (run->link);

  if (run->note != NULL)
    {
      append_note (self, run);
      return;
    }
  if (linked)
    {
      g_string_append (self->xml, "<text:a xlink:type=\"simple\" xlink:href=\"");
      mlg_office_append (self->xml, run->link);
      g_string_append (self->xml, "\">");
    }
  if (spans[run->style & 3] != NULL)
    g_string_append_printf (self->xml, "<text:span text:style-name=\"%s\">", spans[run->style & 3]);
  append_words (self->xml, run->text);
  if (spans[run->style & 3] != NULL)
    g_string_append (self->xml, "</text:span>");
  if (linked)
    g_string_append (self->xml, "</text:a>");
}

static void
append_runs (Writer         *self,
             const MlgBlock *block)
{
  for (guint i = 0; i < block->runs->len; i++)
    append_run (self, g_ptr_array_index (block->runs, i));
}

static void
append_paragraph (Writer         *self,
                  const char     *style,
                  const MlgBlock *block)
{
  g_string_append_printf (self->xml, "<text:p text:style-name=\"%s\">", style);
  append_runs (self, block);
  g_string_append (self->xml, "</text:p>\n");
}

static void
append_line (Writer     *self,
             const char *style,
             const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (self->xml, "<text:p text:style-name=\"%s\">", style);
  append_words (self->xml, text);
  g_string_append (self->xml, "</text:p>\n");
}

/* ---- figures and tables */

static void
add_picture (Writer     *self,
             const char *name,
             const char *media_type,
             GBytes     *bytes)
{
  mlg_office_file_add (self->file, name, bytes, FALSE);
  g_string_append_printf (self->manifest, "<manifest:file-entry manifest:full-path=\"%s\" manifest:media-type=\"%s\"/>\n", name, media_type);
  g_string_append_printf (self->xml, "<draw:image xlink:href=\"%s\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\" draw:mime-type=\"%s\"/>",
                          name, media_type);
}

static void
append_pictures (Writer         *self,
                 const MlgBlock *block)
{
  gboolean photo = block->figure->is_photo && block->live != NULL && block->live->image != NULL;
  g_autofree char *base = g_strdup_printf ("Pictures/figure-%u", self->n_figures);

  if (photo)
    {
      gboolean png = g_strcmp0 (block->live->media_type, "image/png") == 0;
      g_autofree char *name = g_strconcat (base, png ? ".png" : ".jpg", NULL);

      add_picture (self, name, png ? "image/png" : "image/jpeg", block->live->image);
    }
  else
    {
      g_autoptr(GBytes) svg = mlg_figure_to_svg (block->figure);
      g_autoptr(GBytes) png = mlg_figure_to_png (block->figure, PICTURE_DPI);
      g_autofree char *svg_name = g_strconcat (base, ".svg", NULL);
      g_autofree char *png_name = g_strconcat (base, ".png", NULL);

      add_picture (self, svg_name, "image/svg+xml", svg);
      add_picture (self, png_name, "image/png", png);
    }
}

static void
append_centimetres (GString    *xml,
                    const char *name,
                    double      points)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (xml, " %s=\"%scm\"", name, g_ascii_formatd (text, sizeof text, "%.3f", points * 2.54 / 72));
}

static void
append_figure (Writer         *self,
               const MlgBlock *block)
{
  g_autofree char *caption = mlg_block_dup_text (block);

  self->n_figures++;
  g_string_append_printf (self->xml, "<text:p text:style-name=\"MFigure\"><draw:frame draw:name=\"Figure %u\" draw:style-name=\"MFrame\" text:anchor-type=\"as-char\"",
                          self->n_figures);
  append_centimetres (self->xml, "svg:width", block->figure->width);
  append_centimetres (self->xml, "svg:height", block->figure->height);
  g_string_append (self->xml, ">");
  append_pictures (self, block);
  mlg_office_append_in (self->xml, "<svg:title>", caption, "</svg:title>");
  mlg_office_append_in (self->xml, "<svg:desc>", block->figure->alternative != NULL ? block->figure->alternative : caption, "</svg:desc>");
  g_string_append (self->xml, "</draw:frame></text:p>\n");
  append_paragraph (self, "Caption", block);
}

static void
append_cell (Writer     *self,
             const char *style,
             const char *text)
{
  g_autofree char *typeset = mlg_typeset (text);

  g_string_append (self->xml, "<table:table-cell table:style-name=\"MCell\" office:value-type=\"string\">");
  append_line (self, style, typeset);
  g_string_append (self->xml, "</table:table-cell>");
}

/* As wide as what they say asks, within reason. */
static void
append_columns (Writer        *self,
                const MlgLive *live)
{
  for (guint k = 0; k < live->columns->len; k++)
    {
      glong longest = 22;

      for (guint i = 0; i < live->rows->len; i++)
        longest = MAX (longest, g_utf8_strlen (g_ptr_array_index ((GPtrArray *) g_ptr_array_index (live->rows, i), k), -1));
      g_string_append_printf (self->automatic, "<style:style style:name=\"MTable%u.%u\" style:family=\"table-column\">"
                              "<style:table-column-properties style:rel-column-width=\"%ld*\"/></style:style>\n",
                              self->n_tables, k, MIN (longest, 46) * 100);
      g_string_append_printf (self->xml, "<table:table-column table:style-name=\"MTable%u.%u\"/>", self->n_tables, k);
    }
}

static void
append_table (Writer         *self,
              const MlgBlock *block)
{
  const MlgLive *live = block->live;

  append_paragraph (self, "MTableCaption", block);
  self->n_tables++;
  g_string_append_printf (self->xml, "<table:table table:name=\"Table %u\" table:style-name=\"MTable\">", self->n_tables);
  append_columns (self, live);
  g_string_append (self->xml, "<table:table-header-rows><table:table-row table:style-name=\"MRow\">");
  for (guint k = 0; k < live->columns->len; k++)
    append_cell (self, "Table_20_Heading", g_ptr_array_index (live->columns, k));
  g_string_append (self->xml, "</table:table-row></table:table-header-rows>\n");
  for (guint i = 0; i < live->rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (live->rows, i);

      g_string_append (self->xml, "<table:table-row table:style-name=\"MRow\">");
      for (guint k = 0; k < row->len; k++)
        append_cell (self, "Table_20_Contents", g_ptr_array_index (row, k));
      g_string_append (self->xml, "</table:table-row>\n");
    }
  g_string_append (self->xml, "</table:table>\n");
}

/* ---- lists: items are flat in the tree, nested here */

typedef struct
{
  gboolean numbered[MLG_MAX_ITEM_LEVEL + 1];
  guint    depth;
} Lists;

static void
close_lists (GString *xml,
             Lists   *lists,
             guint    depth)
{
  while (lists->depth > depth)
    {
      lists->depth--;
      g_string_append (xml, "</text:list-item></text:list>");
    }
  if (depth == 0)
    g_string_append_c (xml, '\n');
}

static void
append_item (Writer         *self,
             Lists          *lists,
             const MlgBlock *item)
{
  guint depth = item->level + 1;
  gboolean numbered = item->number > 0;

  if (lists->depth > depth)
    close_lists (self->xml, lists, depth);
  if (lists->depth == depth && lists->numbered[depth - 1] != numbered)
    close_lists (self->xml, lists, depth - 1);
  if (lists->depth == depth)
    g_string_append (self->xml, "</text:list-item>");
  while (lists->depth < depth)
    {
      lists->numbered[lists->depth] = numbered;
      g_string_append_printf (self->xml, "<text:list text:style-name=\"%s\">", numbered ? "MNumbers" : "MBullets");
      if (++lists->depth < depth)
        g_string_append (self->xml, "<text:list-item>");
    }
  g_string_append (self->xml, "<text:list-item>");
  append_paragraph (self, numbered ? "MNumbered" : "MBulleted", item);
}

/* ---- blocks */

static void
append_heading (Writer         *self,
                const MlgBlock *block,
                guint           index)
{
  guint level = mlg_document_get_level (self->document, block) - 1;

  g_string_append_printf (self->xml, "<text:h text:style-name=\"Heading_20_%u\" text:outline-level=\"%u\"><text:bookmark text:name=\"block-%u\"/>",
                          level, level, index);
  append_runs (self, block);
  g_string_append (self->xml, "</text:h>\n");
}

static void
append_block (Writer         *self,
              const MlgBlock *block,
              const MlgBlock *next,
              guint           index)
{
  switch (block->kind)
    {
    case MLG_BLOCK_CHAPTER:
    case MLG_BLOCK_PART:
    case MLG_BLOCK_QUESTION:
    case MLG_BLOCK_HEADING:     append_heading (self, block, index); break;
    case MLG_BLOCK_FRONT:       append_paragraph (self, "Subtitle", block); break;
    case MLG_BLOCK_QUOTATION:   append_paragraph (self, next != NULL && next->kind == MLG_BLOCK_ATTRIBUTION ? "MQuoted" : "Quotations", block); break;
    case MLG_BLOCK_ATTRIBUTION: append_paragraph (self, "MAttribution", block); break;
    case MLG_BLOCK_TO_COMPLETE: append_paragraph (self, "MToComplete", block); break;
    case MLG_BLOCK_NOTICE:      append_paragraph (self, "MNotice", block); break;
    case MLG_BLOCK_FIGURE:      append_figure (self, block); break;
    case MLG_BLOCK_TABLE:       append_table (self, block); break;
    case MLG_BLOCK_ROW:         break;
    default:                    append_paragraph (self, "Text_20_body", block); break;
    }
}

static void
append_body (Writer *self)
{
  const GPtrArray *blocks = self->document->blocks;
  Lists lists = { 0 };

  for (guint i = 0; i < blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == MLG_BLOCK_ITEM)
        {
          append_item (self, &lists, block);
          continue;
        }
      if (lists.depth > 0)
        close_lists (self->xml, &lists, 0);
      append_block (self, block, i + 1 < blocks->len ? g_ptr_array_index (blocks, i + 1) : NULL, i);
    }
  if (lists.depth > 0)
    close_lists (self->xml, &lists, 0);
}

/* ---- cover and contents */

static void
append_cover (Writer *self)
{
  const MlgDocument *document = self->document;

  append_line (self, "MKind", _("Monograph"));
  append_line (self, "Title", document->title);
  append_line (self, "Subtitle", document->subtitle);
  append_line (self, "MCover", document->authors);
  append_line (self, "MCover", document->author_mode);
  append_line (self, "MCover", document->date);
  append_line (self, "MCover", document->licence);
  append_line (self, "MCover", document->draft ? _("Working version") : NULL);
}

static void
append_entry_template (GString *xml,
                       guint    level)
{
  g_string_append_printf (xml, "<text:table-of-content-entry-template text:outline-level=\"%u\" text:style-name=\"Contents_20_%u\">"
                          "<text:index-entry-link-start/><text:index-entry-chapter/><text:index-entry-text/>"
                          "<text:index-entry-tab-stop style:type=\"right\" style:leader-char=\".\"/><text:index-entry-page-number/>"
                          "<text:index-entry-link-end/></text:table-of-content-entry-template>", level, level);
}

static void
append_contents (Writer *self)
{
  GString *xml = self->xml;

  g_string_append (xml, "<text:table-of-content text:style-name=\"MSection\" text:protected=\"true\" text:name=\"Contents\">"
                   "<text:table-of-content-source text:outline-level=\"3\" text:use-index-marks=\"false\">");
  mlg_office_append_in (xml, "<text:index-title-template text:style-name=\"Contents_20_Heading\">", _("Contents"), "</text:index-title-template>");
  for (guint level = 1; level <= 3; level++)
    append_entry_template (xml, level);
  g_string_append (xml, "</text:table-of-content-source><text:index-body><text:index-title text:style-name=\"MSection\" text:name=\"Contents_Head\">");
  append_line (self, "MContentsHeading", _("Contents"));
  g_string_append (xml, "</text:index-title>\n");
  for (guint i = 0; i < self->document->blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->document->blocks, i);
      guint level = mlg_document_get_level (self->document, block);
      g_autofree char *text = NULL;

      if (level == 0 || level > 4 || block->kind == MLG_BLOCK_HEADING)
        continue;
      text = mlg_block_dup_text (block);
      g_string_append_printf (xml, "<text:p text:style-name=\"Contents_20_%u\"><text:a xlink:type=\"simple\" xlink:href=\"#block-%u\" text:style-name=\"Index_20_Link\" text:visited-style-name=\"Index_20_Link\">", level - 1, i);
      append_words (xml, text);
      g_string_append_printf (xml, "<text:tab/>%d</text:a></text:p>\n", mlg_document_find_page (self->document, i) + 1);
    }
  g_string_append (xml, "</text:index-body></text:table-of-content>\n");
}

/* ---- the parts */

static const char own_styles[] =
  "<style:style style:name=\"MBold\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>\n"
  "<style:style style:name=\"MItalic\" style:family=\"text\"><style:text-properties fo:font-style=\"italic\"/></style:style>\n"
  "<style:style style:name=\"MBoldItalic\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\" fo:font-style=\"italic\"/></style:style>\n"
  "<style:style style:name=\"MKind\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:master-page-name=\"First_20_Page\"><style:paragraph-properties fo:margin-top=\"7cm\"/>"
  "<style:text-properties fo:font-weight=\"bold\" fo:color=\"#0b5c7a\"/></style:style>\n"
  "<style:style style:name=\"MCover\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties fo:margin-top=\"0.2cm\"/></style:style>\n"
  "<style:style style:name=\"MContentsHeading\" style:family=\"paragraph\" style:parent-style-name=\"Contents_20_Heading\" style:master-page-name=\"Standard\"><style:paragraph-properties style:page-number=\"2\"/></style:style>\n"
  "<style:style style:name=\"MQuoted\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\"><style:paragraph-properties fo:keep-with-next=\"always\"/></style:style>\n"
  "<style:style style:name=\"MAttribution\" style:family=\"paragraph\" style:parent-style-name=\"Quotations\">"
  "<style:text-properties fo:font-style=\"normal\" fo:font-size=\"9pt\" fo:color=\"#5f6670\"/></style:style>\n"
  "<style:style style:name=\"MToComplete\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
  "<style:paragraph-properties fo:margin-top=\"0.3cm\" fo:margin-bottom=\"0.3cm\" fo:padding=\"0.25cm\" fo:border=\"0.75pt dashed #c8500a\" fo:background-color=\"#fff5e3\"/>"
  "<style:text-properties fo:color=\"#7a3300\" fo:font-size=\"10pt\"/></style:style>\n"
  "<style:style style:name=\"MNotice\" style:family=\"paragraph\" style:parent-style-name=\"Standard\"><style:paragraph-properties fo:margin-top=\"0.8cm\"/>"
  "<style:text-properties fo:font-style=\"italic\" fo:color=\"#5f6670\" fo:font-size=\"9.5pt\"/></style:style>\n"
  "<style:style style:name=\"MFigure\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
  "<style:paragraph-properties fo:text-align=\"center\" fo:keep-with-next=\"always\" fo:margin-top=\"0.4cm\"/></style:style>\n"
  "<style:style style:name=\"MTableCaption\" style:family=\"paragraph\" style:parent-style-name=\"Caption\"><style:paragraph-properties fo:keep-with-next=\"always\"/></style:style>\n"
  "<style:style style:name=\"MBulleted\" style:family=\"paragraph\" style:parent-style-name=\"Text_20_body\" style:list-style-name=\"MBullets\"/>\n"
  "<style:style style:name=\"MNumbered\" style:family=\"paragraph\" style:parent-style-name=\"Text_20_body\" style:list-style-name=\"MNumbers\"/>\n"
  "<style:style style:name=\"MFrame\" style:family=\"graphic\"><style:graphic-properties style:vertical-pos=\"top\" style:vertical-rel=\"baseline\"/></style:style>\n"
  "<style:style style:name=\"MSection\" style:family=\"section\"><style:section-properties><style:columns fo:column-count=\"1\"/></style:section-properties></style:style>\n"
  "<style:style style:name=\"MTable\" style:family=\"table\"><style:table-properties style:rel-width=\"100%\" table:align=\"margins\" fo:margin-bottom=\"0.4cm\"/></style:style>\n"
  "<style:style style:name=\"MRow\" style:family=\"table-row\"><style:table-row-properties fo:keep-together=\"always\"/></style:style>\n"
  "<style:style style:name=\"MCell\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.08cm\" fo:border-bottom=\"0.5pt solid #c4c7cc\"/></style:style>\n";

static void
say_for_all_letters (GString *xml)
{
  mlg_office_say_for_all (xml, "fo:(font-(?:size|weight|style))=(\"[^\"]*\")", "\\0 style:\\1-asian=\\2 style:\\1-complex=\\2");
}

static void
append_list_styles (GString *xml)
{
  static const char *const bullets[MLG_MAX_ITEM_LEVEL + 1] = { "•", "◦", "▪", "–" };

  g_string_append (xml, "<text:list-style style:name=\"MBullets\">");
  for (guint i = 0; i <= MLG_MAX_ITEM_LEVEL; i++)
    g_string_append_printf (xml, "<text:list-level-style-bullet text:level=\"%u\" text:bullet-char=\"%s\"><style:list-level-properties "
                            "text:space-before=\"%u.%ucm\" text:min-label-width=\"0.5cm\"/></text:list-level-style-bullet>", i + 1, bullets[i], i / 2, i % 2 * 5);
  g_string_append (xml, "</text:list-style>\n<text:list-style style:name=\"MNumbers\">");
  for (guint i = 0; i <= MLG_MAX_ITEM_LEVEL; i++)
    g_string_append_printf (xml, "<text:list-level-style-number text:level=\"%u\" style:num-format=\"1\" style:num-suffix=\".\"><style:list-level-properties "
                            "text:space-before=\"%u.%ucm\" text:min-label-width=\"0.6cm\"/></text:list-level-style-number>", i + 1, i / 2, i % 2 * 5);
  g_string_append (xml, "</text:list-style>\n");
}

static void
append_style (GString    *xml,
              const char *name,
              const char *display,
              const char *parent,
              const char *paragraph,
              const char *text)
{
  g_string_append_printf (xml, "<style:style style:name=\"%s\" style:display-name=\"%s\" style:family=\"paragraph\"%s%s%s style:class=\"text\">"
                          "<style:paragraph-properties %s/><style:text-properties %s/></style:style>\n", name, display,
                          parent != NULL ? " style:parent-style-name=\"" : "", parent != NULL ? parent : "", parent != NULL ? "\"" : "", paragraph, text);
}

#define SANS_FONT  "style:font-name=\"Liberation Sans\""
#define SERIF_FONT "style:font-name=\"Liberation Serif\""
#define FONT_FACES "<office:font-face-decls><style:font-face style:name=\"Liberation Sans\" svg:font-family=\"'Liberation Sans'\" style:font-family-generic=\"swiss\"/>" \
                   "<style:font-face style:name=\"Liberation Serif\" svg:font-family=\"'Liberation Serif'\" style:font-family-generic=\"roman\"/></office:font-face-decls>\n"

static void
append_headings (GString *xml)
{
  static const struct { const char *size, *before, *colour; } sizes[] = {
    { "19pt", "1.2cm", "#1c1f24" }, { "12pt", "0.8cm", "#0b5c7a" }, { "11pt", "0.5cm", "#1c1f24" },
    { "10.5pt", "0.4cm", "#1c1f24" }, { "10.5pt", "0.4cm", "#1c1f24" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    g_string_append_printf (xml, "<style:style style:name=\"Heading_20_%u\" style:display-name=\"Heading %u\" style:family=\"paragraph\" "
                            "style:parent-style-name=\"Standard\" style:next-style-name=\"Text_20_body\" style:default-outline-level=\"%u\" style:class=\"text\">"
                            "<style:paragraph-properties fo:margin-top=\"%s\" fo:margin-bottom=\"0.2cm\" fo:keep-with-next=\"always\" fo:keep-together=\"always\"/>"
                            "<style:text-properties " SANS_FONT " fo:font-size=\"%s\" fo:font-weight=\"bold\" fo:color=\"%s\"/></style:style>\n",
                            i + 1, i + 1, i + 1, sizes[i].before, sizes[i].size, sizes[i].colour);
}

/* The number of the page stands on the right, after dots. */
static void
append_contents_style (GString    *xml,
                       const char *name,
                       const char *display,
                       const char *paragraph,
                       const char *text)
{
  g_string_append_printf (xml, "<style:style style:name=\"%s\" style:display-name=\"%s\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:class=\"index\">"
                          "<style:paragraph-properties %s fo:margin-right=\"0.8cm\"><style:tab-stops><style:tab-stop style:position=\"13.6cm\" style:type=\"right\" "
                          "style:leader-style=\"dotted\" style:leader-text=\".\"/></style:tab-stops></style:paragraph-properties><style:text-properties %s/></style:style>\n",
                          name, display, paragraph, text);
}

static void
append_common_styles (GString *xml)
{
  append_style (xml, "Standard", "Standard", NULL, "fo:line-height=\"140%\" fo:orphans=\"2\" fo:widows=\"2\" fo:hyphenation-ladder-count=\"no-limit\"", "");
  append_style (xml, "Text_20_body", "Text body", "Standard", "fo:margin-top=\"0.15cm\" fo:margin-bottom=\"0.15cm\"", "fo:hyphenate=\"true\" fo:hyphenation-remain-char-count=\"4\" fo:hyphenation-push-char-count=\"4\"");
  append_style (xml, "Title", "Title", "Standard", "fo:line-height=\"115%\" fo:margin-bottom=\"0.3cm\"", SERIF_FONT " fo:font-size=\"30pt\" fo:font-weight=\"bold\"");
  append_style (xml, "Subtitle", "Subtitle", "Standard", "fo:margin-bottom=\"0.8cm\"", SANS_FONT " fo:font-size=\"12.5pt\" fo:color=\"#5f6670\"");
  append_headings (xml);
  append_style (xml, "Quotations", "Quotations", "Standard", "fo:margin-left=\"0.7cm\" fo:margin-top=\"0.2cm\" fo:padding-left=\"0.3cm\" fo:border-left=\"2pt solid #0b5c7a\"", "fo:font-style=\"italic\"");
  append_style (xml, "Caption", "Caption", "Standard", "fo:margin-top=\"0.15cm\" fo:margin-bottom=\"0.3cm\"", SANS_FONT " fo:font-size=\"9pt\" fo:color=\"#5f6670\"");
  append_style (xml, "Table_20_Contents", "Table Contents", "Standard", "fo:line-height=\"120%\"", SANS_FONT " fo:font-size=\"9pt\"");
  append_style (xml, "Table_20_Heading", "Table Heading", "Table_20_Contents", "", "fo:font-weight=\"bold\"");
  append_style (xml, "Footnote", "Footnote", "Standard", "fo:line-height=\"120%\" fo:margin-left=\"0.4cm\" fo:text-indent=\"-0.4cm\"", "fo:font-size=\"9pt\"");
  append_style (xml, "Header", "Header", "Standard", "fo:border-bottom=\"0.5pt solid #c4c7cc\"", SANS_FONT " fo:font-size=\"8.5pt\" fo:color=\"#5f6670\"");
  append_style (xml, "Footer", "Footer", "Standard", "fo:text-align=\"end\"", SANS_FONT " fo:font-size=\"8.5pt\" fo:color=\"#5f6670\"");
  g_string_append (xml, "<style:style style:name=\"Index_20_Link\" style:display-name=\"Index Link\" style:family=\"text\"/>\n");
  append_style (xml, "Contents_20_Heading", "Contents Heading", "Standard", "fo:margin-bottom=\"0.4cm\"", SANS_FONT " fo:font-size=\"19pt\" fo:font-weight=\"bold\"");
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Contents_20_%u", i);
      g_autofree char *display = g_strdup_printf ("Contents %u", i);
      g_autofree char *paragraph = g_strdup_printf ("fo:margin-left=\"%u.%ucm\" fo:margin-top=\"%s\"", (i - 1) / 2, (i - 1) % 2 * 5, i == 1 ? "0.3cm" : "0.1cm");

      append_contents_style (xml, name, display, paragraph, i == 1 ? SANS_FONT " fo:font-weight=\"bold\"" : "");
    }
}

/* Where a right-aligned tab stands is told by the paragraph style. */
static GString *
make_styles (Writer *self)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles " NAMESPACES "office:version=\"1.3\">\n" FONT_FACES "<office:styles>\n");
  g_autofree char *country = g_ascii_strup (self->document->language, 2);

  g_string_append (xml, "<style:default-style style:family=\"paragraph\"><style:paragraph-properties style:tab-stop-distance=\"1.25cm\"/><style:text-properties "
                   SERIF_FONT " fo:font-size=\"11pt\"");
  g_string_append_printf (xml, " fo:language=\"%.2s\" fo:country=\"%s\"/></style:default-style>\n", self->document->language,
                          g_str_has_prefix (self->document->language, "en") ? "GB" : country);
  append_common_styles (xml);
  g_string_append (xml, "<text:notes-configuration text:note-class=\"footnote\" style:num-format=\"1\" text:start-value=\"0\" text:footnotes-position=\"page\" text:start-numbering-at=\"document\"/>\n"
                   "</office:styles>\n<office:automatic-styles><style:page-layout style:name=\"MPage\"><style:page-layout-properties fo:page-width=\"21cm\" fo:page-height=\"29.7cm\" "
                   "fo:margin-top=\"2cm\" fo:margin-bottom=\"2cm\" fo:margin-left=\"3.7cm\" fo:margin-right=\"3.7cm\"/>"
                   "<style:header-style><style:header-footer-properties fo:min-height=\"0.8cm\" fo:margin-bottom=\"0.5cm\"/></style:header-style>"
                   "<style:footer-style><style:header-footer-properties fo:min-height=\"0.8cm\" fo:margin-top=\"0.5cm\"/></style:footer-style></style:page-layout>"
                   "<style:page-layout style:name=\"MFirst\"><style:page-layout-properties fo:page-width=\"21cm\" fo:page-height=\"29.7cm\" "
                   "fo:margin-top=\"2cm\" fo:margin-bottom=\"2cm\" fo:margin-left=\"3.7cm\" fo:margin-right=\"3.7cm\"/></style:page-layout>"
                   "</office:automatic-styles>\n<office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"MPage\">");
  mlg_office_append_in (xml, "<style:header><text:p text:style-name=\"Header\">", self->document->title, "</text:p></style:header>");
  g_string_append (xml, "<style:footer><text:p text:style-name=\"Footer\"><text:page-number text:select-page=\"current\">1</text:page-number></text:p></style:footer>"
                   "</style:master-page><style:master-page style:name=\"First_20_Page\" style:display-name=\"First Page\" style:page-layout-name=\"MFirst\" style:next-style-name=\"Standard\"/>"
                   "</office:master-styles>\n</office:document-styles>\n");
  say_for_all_letters (xml);
  return xml;
}

static GString *
make_meta (const MlgDocument *document)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta " NAMESPACES "office:version=\"1.3\"><office:meta>"
                               "<meta:generator>Maillage</meta:generator>");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");

  mlg_office_append_in (xml, "<dc:title>", document->title, "</dc:title>");
  mlg_office_append_in (xml, "<dc:subject>", document->subtitle, "</dc:subject>");
  mlg_office_append_in (xml, "<meta:initial-creator>", document->authors, "</meta:initial-creator>");
  mlg_office_append_in (xml, "<dc:creator>", document->authors, "</dc:creator>");
  mlg_office_append_in (xml, "<dc:date>", date, "</dc:date>");
  g_string_append_printf (xml, "<dc:language>%s</dc:language>", strlen (document->language) == 2 && g_str_equal (document->language, "fr") ? "fr-FR" : document->language);
  g_string_append (xml, "</office:meta></office:document-meta>\n");
  return xml;
}

static GString *
make_content (Writer *self)
{
  GString *whole = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content " NAMESPACES "office:version=\"1.3\">\n<office:automatic-styles>\n");

  self->xml = g_string_new (NULL);
  self->automatic = g_string_new (own_styles);
  append_list_styles (self->automatic);
  append_cover (self);
  append_contents (self);
  g_string_append (self->xml, "<text:p text:style-name=\"MBreak\"/>\n");
  append_body (self);
  g_string_append (self->automatic, "<style:style style:name=\"MBreak\" style:family=\"paragraph\" style:parent-style-name=\"Standard\">"
                   "<style:paragraph-properties fo:break-before=\"page\" fo:line-height=\"0.1cm\" fo:margin-top=\"0cm\" fo:margin-bottom=\"0cm\"/><style:text-properties fo:font-size=\"2pt\"/></style:style>\n");
  say_for_all_letters (self->automatic);
  g_string_append_printf (whole, "%s</office:automatic-styles>\n<office:body><office:text>\n%s</office:text></office:body></office:document-content>\n",
                          self->automatic->str, self->xml->str);
  g_string_free (self->xml, TRUE);
  g_string_free (self->automatic, TRUE);
  return whole;
}

/* The styles of somebody's own model, and the pictures these show. */
static gboolean
take_template (Writer      *self,
               const char  *path,
               GError     **error)
{
  static const char *const prefixes[] = { "styles.xml", "Pictures/", NULL };
  g_autoptr(GHashTable) parts = mlg_office_file_read (path, prefixes, error);
  GHashTableIter iter;
  gpointer name, bytes;

  if (parts == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, parts);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      mlg_office_file_add (self->file, name, bytes, FALSE);
      if (!g_str_equal (name, "styles.xml"))
        {
          const char *type = g_str_has_suffix (name, ".svg") ? "image/svg+xml" : g_str_has_suffix (name, ".jpg") ? "image/jpeg" : "image/png";

          g_string_append (self->manifest, "<manifest:file-entry manifest:full-path=\"");
          mlg_office_append (self->manifest, name);
          g_string_append_printf (self->manifest, "\" manifest:media-type=\"%s\"/>\n", type);
        }
    }
  return TRUE;
}

GBytes *
mlg_document_to_odt (MlgDocument  *self,
                     const char   *template_path,
                     GError      **error)
{
  g_autoptr(MlgOfficeFile) file = mlg_office_file_new ();
  g_autoptr(GBytes) mime_type = g_bytes_new_static (MIME_TYPE, strlen (MIME_TYPE));
  g_autoptr(GString) manifest = g_string_new (NULL);
  Writer writer = { .document = self, .file = file, .manifest = manifest };
  GString *content, *whole;

  g_return_val_if_fail (self != NULL, NULL);

  mlg_document_layout (self);
  mlg_office_file_add (file, "mimetype", mime_type, TRUE);
  content = make_content (&writer);
  mlg_office_file_add_text (file, "content.xml", content);
  if (template_path == NULL)
    mlg_office_file_add_text (file, "styles.xml", make_styles (&writer));
  else if (!take_template (&writer, template_path, error))
    return NULL;
  mlg_office_file_add_text (file, "meta.xml", make_meta (self));

  whole = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\n"
                        "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"" MIME_TYPE "\"/>\n"
                        "<manifest:file-entry manifest:full-path=\"content.xml\" manifest:media-type=\"text/xml\"/>\n"
                        "<manifest:file-entry manifest:full-path=\"styles.xml\" manifest:media-type=\"text/xml\"/>\n"
                        "<manifest:file-entry manifest:full-path=\"meta.xml\" manifest:media-type=\"text/xml\"/>\n");
  g_string_append (whole, manifest->str);
  g_string_append (whole, "</manifest:manifest>\n");
  mlg_office_file_add_text (file, "META-INF/manifest.xml", whole);
  return mlg_office_file_finish (file, error);
}

gboolean
mlg_document_write_odt (MlgDocument  *self,
                        const char   *path,
                        const char   *template_path,
                        GError      **error)
{
  g_autoptr(GBytes) odt = mlg_document_to_odt (self, template_path, error);

  return odt != NULL && mlg_write_whole (path, g_bytes_get_data (odt, NULL), g_bytes_get_size (odt), error);
}
