/* The monograph as a text of Office Open XML: styles by their names, real notes, real contents that
 * Word brings up to date, figures as vectors with a picture beside for programs that draw none. */

#include "document/mlg-document-docx-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

#define PICTURE_DPI  220.0
#define EMU          12700.0      /* in a point */
#define RELATIONS    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define NAMESPACES   "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"" RELATIONS "\" " \
                     "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" " \
                     "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" " \
                     "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
#define XML          "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

typedef struct
{
  MlgDocument   *document;
  MlgOfficeFile *file;
  MlgDocxStyles *styles;
  GString       *xml;           /* word/document.xml */
  GString       *notes;         /* word/footnotes.xml */
  GString       *relations;     /* of the document */
  guint          n_relations, n_figures, n_notes, n_lists;
  GArray        *numbered;      /* gboolean: is that list numbered? */
} Writer;

static guint
add_relation (Writer     *self,
              const char *type,
              const char *target,
              gboolean    external)
{
  self->n_relations++;
  g_string_append_printf (self->relations, "<Relationship Id=\"rId%u\" Type=\"" RELATIONS "/%s\" Target=\"", self->n_relations, type);
  mlg_office_append (self->relations, target);
  g_string_append_printf (self->relations, "\"%s/>\n", external ? " TargetMode=\"External\"" : "");
  return self->n_relations;
}

/* ---- runs */

static void
append_text (GString    *xml,
             const char *text,
             const char *properties)
{
  g_auto(GStrv) lines = g_strsplit (text, MLG_LINE_BREAK_UTF8, -1);

  g_string_append_printf (xml, "<w:r>%s", properties);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (xml, "<w:br/>");
      mlg_office_append_in (xml, "<w:t xml:space=\"preserve\">", lines[i], "</w:t>");
    }
  g_string_append (xml, "</w:r>");
}

static void
append_note (Writer       *self,
             const MlgRun *run)
{
  const char *reference = self->styles->ids[MLG_DOCX_FOOTNOTE_REFERENCE];

  self->n_notes++;
  g_string_append_printf (self->xml, "<w:r><w:rPr><w:rStyle w:val=\"%s\"/></w:rPr><w:footnoteReference w:id=\"%u\"/></w:r>", reference, self->n_notes);
  g_string_append_printf (self->notes, "<w:footnote w:id=\"%u\"><w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:rPr><w:rStyle w:val=\"%s\"/></w:rPr>"
                          "<w:footnoteRef/></w:r>", self->n_notes, self->styles->ids[MLG_DOCX_FOOTNOTE_TEXT], reference);
  append_text (self->notes, "\xc2\xa0", "");
  append_text (self->notes, run->note, "");
  g_string_append (self->notes, "</w:p></w:footnote>\n");
}

static void
append_run (Writer       *self,
            const MlgRun *run)
{
  gboolean linked = run->link != NULL && mlg_link_is_safe (run->link);
  g_autoptr(GString) properties = g_string_new (NULL);

  if (run->note != NULL)
    {
      append_note (self, run);
      return;
    }
  if (linked)
    {
      g_string_append_printf (self->xml, "<w:hyperlink r:id=\"rId%u\">", add_relation (self, "hyperlink", run->link, TRUE));
      g_string_append_printf (properties, "<w:rStyle w:val=\"%s\"/>", self->styles->ids[MLG_DOCX_HYPERLINK]);
    }
  if (run->style & MLG_STYLE_BOLD)
    g_string_append (properties, "<w:b/><w:bCs/>");
  if (run->style & MLG_STYLE_ITALIC)
    g_string_append (properties, "<w:i/><w:iCs/>");
  if (properties->len > 0)
    {
      g_string_prepend (properties, "<w:rPr>");
      g_string_append (properties, "</w:rPr>");
    }
  append_text (self->xml, run->text, properties->str);
  if (linked)
    g_string_append (self->xml, "</w:hyperlink>");
}

static void
begin_paragraph (Writer       *self,
                 MlgDocxStyle  style,
                 const char   *more)
{
  g_string_append_printf (self->xml, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", self->styles->ids[style], more);
}

static void
append_paragraph (Writer         *self,
                  MlgDocxStyle    style,
                  const char     *more,
                  const MlgBlock *block)
{
  begin_paragraph (self, style, more);
  for (guint i = 0; i < block->runs->len; i++)
    append_run (self, g_ptr_array_index (block->runs, i));
  g_string_append (self->xml, "</w:p>\n");
}

static void
append_line (Writer       *self,
             MlgDocxStyle  style,
             const char   *properties,
             const char   *text)
{
  if (text == NULL)
    return;
  begin_paragraph (self, style, "");
  append_text (self->xml, text, properties);
  g_string_append (self->xml, "</w:p>\n");
}

/* ---- figures and tables */

static guint
add_picture (Writer     *self,
             const char *ending,
             GBytes     *bytes)
{
  g_autofree char *target = g_strdup_printf ("media/figure-%u.%s", self->n_figures, ending);
  g_autofree char *name = g_strconcat ("word/", target, NULL);

  mlg_office_file_add (self->file, name, bytes, FALSE);
  return add_relation (self, "image", target, FALSE);
}

/* The picture that every program draws; the vector, as an extension of it. */
static char *
make_blip (Writer         *self,
           const MlgBlock *block)
{
  gboolean photo = block->figure->is_photo && block->live != NULL && block->live->image != NULL;

  if (photo)
    return g_strdup_printf ("<a:blip r:embed=\"rId%u\"/>",
                            add_picture (self, g_strcmp0 (block->live->media_type, "image/png") == 0 ? "png" : "jpeg", block->live->image));
  {
    g_autoptr(GBytes) png = mlg_figure_to_png (block->figure, PICTURE_DPI);
    g_autoptr(GBytes) svg = mlg_figure_to_svg (block->figure);
    guint picture = add_picture (self, "png", png);
    guint vector = add_picture (self, "svg", svg);

    return g_strdup_printf ("<a:blip r:embed=\"rId%u\"><a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">"
                            "<asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rId%u\"/>"
                            "</a:ext></a:extLst></a:blip>", picture, vector);
  }
}

static void
append_figure (Writer         *self,
               const MlgBlock *block)
{
  g_autofree char *caption = mlg_block_dup_text (block);
  g_autofree char *blip = NULL;
  long width = (long) (block->figure->width * EMU), height = (long) (block->figure->height * EMU);

  self->n_figures++;
  blip = make_blip (self, block);
  begin_paragraph (self, MLG_DOCX_NORMAL, "<w:keepNext/><w:jc w:val=\"center\"/>");
  g_string_append_printf (self->xml, "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%ld\" cy=\"%ld\"/>"
                          "<wp:docPr id=\"%u\" name=\"Figure %u\"", width, height, self->n_figures, self->n_figures);
  mlg_office_append_in (self->xml, " title=\"", caption, "\"");
  mlg_office_append_in (self->xml, " descr=\"", block->figure->alternative != NULL ? block->figure->alternative : caption, "\"/>");
  g_string_append_printf (self->xml, "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
                          "<pic:nvPicPr><pic:cNvPr id=\"%u\" name=\"Figure %u\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>%s"
                          "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%ld\" cy=\"%ld\"/></a:xfrm>"
                          "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>\n",
                          self->n_figures, self->n_figures, blip, width, height);
  append_paragraph (self, MLG_DOCX_CAPTION, "", block);
}

static void
append_row (Writer          *self,
            const GPtrArray *cells,
            const guint     *widths,
            gboolean         heading)
{
  g_string_append_printf (self->xml, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>", heading ? "<w:tblHeader/>" : "");
  for (guint k = 0; k < cells->len; k++)
    {
      g_autofree char *text = mlg_typeset (g_ptr_array_index (cells, k));

      g_string_append_printf (self->xml, "<w:tc><w:tcPr><w:tcW w:w=\"%u\" w:type=\"dxa\"/></w:tcPr>", widths[k]);
      begin_paragraph (self, MLG_DOCX_NORMAL, "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"252\" w:lineRule=\"auto\"/>");
      append_text (self->xml, text, heading ? "<w:rPr><w:b/><w:sz w:val=\"18\"/></w:rPr>" : "<w:rPr><w:sz w:val=\"18\"/></w:rPr>");
      g_string_append (self->xml, "</w:p></w:tc>");
    }
  g_string_append (self->xml, "</w:tr>\n");
}

static void
append_table (Writer         *self,
              const MlgBlock *block)
{
  const MlgLive *live = block->live;
  guint n = live->columns->len;
  g_autofree guint *widths = g_new0 (guint, n);
  guint sum = 0;

  append_paragraph (self, MLG_DOCX_CAPTION, "<w:keepNext/>", block);
  for (guint k = 0; k < n; k++)
    {
      glong longest = 22;

      for (guint i = 0; i < live->rows->len; i++)
        longest = MAX (longest, g_utf8_strlen (g_ptr_array_index ((GPtrArray *) g_ptr_array_index (live->rows, i), k), -1));
      widths[k] = MIN (longest, 46);
      sum += widths[k];
    }
  g_string_append_printf (self->xml, "<w:tbl><w:tblPr><w:tblStyle w:val=\"%s\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>",
                          self->styles->ids[MLG_DOCX_TABLE]);
  {
    g_autofree char *caption = mlg_block_dup_text (block);

    mlg_office_append_in (self->xml, "<w:tblCaption w:val=\"", caption, "\"/></w:tblPr><w:tblGrid>");
  }
  for (guint k = 0; k < n; k++)
    {
      widths[k] = 7740 * widths[k] / sum;
      g_string_append_printf (self->xml, "<w:gridCol w:w=\"%u\"/>", widths[k]);
    }
  g_string_append (self->xml, "</w:tblGrid>\n");
  append_row (self, live->columns, widths, TRUE);
  for (guint i = 0; i < live->rows->len; i++)
    append_row (self, g_ptr_array_index (live->rows, i), widths, FALSE);
  g_string_append (self->xml, "</w:tbl>\n");
  /* Two tables without a line between them would be one. */
  begin_paragraph (self, MLG_DOCX_NORMAL, "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>");
  g_string_append (self->xml, "</w:p>\n");
}

/* ---- blocks */

static void
append_heading (Writer         *self,
                const MlgBlock *block,
                guint           index)
{
  guint level = mlg_document_get_level (self->document, block) - 1;

  begin_paragraph (self, MLG_DOCX_HEADING_1 + level - 1, "");
  g_string_append_printf (self->xml, "<w:bookmarkStart w:id=\"%u\" w:name=\"_Toc%u\"/>", index, index);
  for (guint i = 0; i < block->runs->len; i++)
    append_run (self, g_ptr_array_index (block->runs, i));
  g_string_append_printf (self->xml, "<w:bookmarkEnd w:id=\"%u\"/></w:p>\n", index);
}

/* A list begins anew after anything else. */
static void
append_item (Writer         *self,
             const MlgBlock *item,
             const MlgBlock *before)
{
  gboolean numbered = item->number > 0;
  g_autofree char *more = NULL;

  if (before == NULL || before->kind != MLG_BLOCK_ITEM || (item->level == 0 && (before->number > 0) != numbered && item->number <= 1))
    {
      self->n_lists++;
      g_array_append_val (self->numbered, numbered);
    }
  more = g_strdup_printf ("<w:numPr><w:ilvl w:val=\"%u\"/><w:numId w:val=\"%u\"/></w:numPr>", item->level, self->n_lists);
  append_paragraph (self, MLG_DOCX_LIST, more, item);
}

static void
append_block (Writer         *self,
              const MlgBlock *block,
              const MlgBlock *before,
              const MlgBlock *next,
              guint           index)
{
  static const char box[] = "<w:pBdr><w:top w:val=\"dashed\" w:sz=\"6\" w:space=\"6\" w:color=\"C8500A\"/><w:left w:val=\"dashed\" w:sz=\"6\" w:space=\"6\" w:color=\"C8500A\"/>"
                            "<w:bottom w:val=\"dashed\" w:sz=\"6\" w:space=\"6\" w:color=\"C8500A\"/><w:right w:val=\"dashed\" w:sz=\"6\" w:space=\"6\" w:color=\"C8500A\"/></w:pBdr>"
                            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF5E3\"/>";

  switch (block->kind)
    {
    case MLG_BLOCK_CHAPTER:
    case MLG_BLOCK_PART:
    case MLG_BLOCK_QUESTION:
    case MLG_BLOCK_HEADING:     append_heading (self, block, index); break;
    case MLG_BLOCK_FRONT:       append_paragraph (self, MLG_DOCX_SUBTITLE, "", block); break;
    case MLG_BLOCK_QUOTATION:   append_paragraph (self, MLG_DOCX_QUOTE, next != NULL && next->kind == MLG_BLOCK_ATTRIBUTION ? "<w:keepNext/>" : "", block); break;
    case MLG_BLOCK_ATTRIBUTION: append_paragraph (self, MLG_DOCX_QUOTE, "", block); break;
    case MLG_BLOCK_TO_COMPLETE: append_paragraph (self, MLG_DOCX_NORMAL, box, block); break;
    case MLG_BLOCK_ITEM:        append_item (self, block, before); break;
    case MLG_BLOCK_FIGURE:      append_figure (self, block); break;
    case MLG_BLOCK_TABLE:       append_table (self, block); break;
    case MLG_BLOCK_ROW:         break;
    default:                    append_paragraph (self, MLG_DOCX_NORMAL, "", block); break;
    }
}

/* ---- cover and contents */

static void
append_cover (Writer *self)
{
  const MlgDocument *document = self->document;

  begin_paragraph (self, MLG_DOCX_NORMAL, "<w:spacing w:before=\"3600\" w:after=\"0\"/>");
  append_text (self->xml, _("Monograph"), "<w:rPr><w:b/><w:color w:val=\"0B5C7A\"/></w:rPr>");
  g_string_append (self->xml, "</w:p>\n");
  append_line (self, MLG_DOCX_TITLE, "", document->title);
  append_line (self, MLG_DOCX_SUBTITLE, "", document->subtitle);
  append_line (self, MLG_DOCX_NORMAL, "", document->authors);
  append_line (self, MLG_DOCX_NORMAL, "", document->author_mode);
  append_line (self, MLG_DOCX_NORMAL, "", document->date);
  append_line (self, MLG_DOCX_NORMAL, "", document->licence);
  append_line (self, MLG_DOCX_NORMAL, "<w:rPr><w:b/></w:rPr>", document->draft ? _("Working version") : NULL);
}

static void
append_contents (Writer *self)
{
  gboolean first = TRUE;

  g_string_append (self->xml, "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>\n");
  append_line (self, MLG_DOCX_TOC_HEADING, "", _("Contents"));
  for (guint i = 0; i < self->document->blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (self->document->blocks, i);
      guint level = mlg_document_get_level (self->document, block);
      g_autofree char *text = NULL;
      g_autofree char *page = NULL;

      if (level == 0 || level > 4 || block->kind == MLG_BLOCK_HEADING)
        continue;
      text = mlg_block_dup_text (block);
      page = g_strdup_printf ("%d", mlg_document_find_page (self->document, i) + 1);
      begin_paragraph (self, MLG_DOCX_TOC_1 + level - 2, "");
      if (first)
        g_string_append (self->xml, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-3\" \\h \\z \\u </w:instrText></w:r>"
                         "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>");
      first = FALSE;
      g_string_append_printf (self->xml, "<w:hyperlink w:anchor=\"_Toc%u\" w:history=\"1\">", i);
      append_text (self->xml, text, "");
      g_string_append (self->xml, "<w:r><w:tab/></w:r>");
      append_text (self->xml, page, "");
      g_string_append (self->xml, "</w:hyperlink></w:p>\n");
    }
  if (!first)
    {
      begin_paragraph (self, MLG_DOCX_NORMAL, "");
      g_string_append (self->xml, "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>\n");
    }
  g_string_append (self->xml, "</w:sdtContent></w:sdt>\n<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n");
}

/* ---- the parts */

static GString *
make_numbering (Writer *self)
{
  static const char *const bullets[MLG_MAX_ITEM_LEVEL + 1] = { "•", "◦", "▪", "–" };
  GString *xml = g_string_new (XML "<w:numbering " NAMESPACES ">\n");

  for (guint numbered = 0; numbered < 2; numbered++)
    {
      g_string_append_printf (xml, "<w:abstractNum w:abstractNumId=\"%u\"><w:multiLevelType w:val=\"multilevel\"/>", numbered);
      for (guint i = 0; i <= MLG_MAX_ITEM_LEVEL; i++)
        {
          g_autofree char *format = numbered ? g_strdup_printf ("<w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%%%u.\"/>", i + 1)
                                             : g_strdup_printf ("<w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"%s\"/>", bullets[i]);

          g_string_append_printf (xml, "<w:lvl w:ilvl=\"%u\"><w:start w:val=\"1\"/>%s<w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%u\" w:hanging=\"320\"/></w:pPr></w:lvl>",
                                  i, format, 400 + i * 360);
        }
      g_string_append (xml, "</w:abstractNum>\n");
    }
  for (guint i = 0; i < self->numbered->len; i++)
    g_string_append_printf (xml, "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"%u\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>\n",
                            i + 1, g_array_index (self->numbered, gboolean, i) ? 1 : 0);
  g_string_append (xml, "</w:numbering>\n");
  return xml;
}

static void
add_header_and_footer (Writer *self)
{
  GString *header = g_string_new (XML "<w:hdr " NAMESPACES ">");
  GString *footer = g_string_new (XML "<w:ftr " NAMESPACES ">");

  g_string_append_printf (header, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", self->styles->ids[MLG_DOCX_HEADER]);
  append_text (header, self->document->title, "");
  g_string_append (header, "</w:p></w:hdr>\n");
  g_string_append_printf (footer, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
                          "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>\n",
                          self->styles->ids[MLG_DOCX_FOOTER]);
  mlg_office_file_add_text (self->file, "word/header1.xml", header);
  mlg_office_file_add_text (self->file, "word/footer1.xml", footer);
}

static void
add_document (Writer *self)
{
  const GPtrArray *blocks = self->document->blocks;
  guint header = add_relation (self, "header", "header1.xml", FALSE), footer = add_relation (self, "footer", "footer1.xml", FALSE);
  const MlgBlock *before = NULL;

  g_string_append (self->xml, XML "<w:document " NAMESPACES "><w:body>\n");
  append_cover (self);
  append_contents (self);
  for (guint i = 0; i < blocks->len; i++)
    {
      const MlgBlock *block = g_ptr_array_index (blocks, i);

      append_block (self, block, before, i + 1 < blocks->len ? g_ptr_array_index (blocks, i + 1) : NULL, i);
      before = block;
    }
  g_string_append_printf (self->xml, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId%u\"/><w:footerReference w:type=\"default\" r:id=\"rId%u\"/>"
                          "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1500\" w:right=\"2083\" w:bottom=\"1400\" w:left=\"2083\" w:header=\"900\" w:footer=\"800\" w:gutter=\"0\"/>"
                          "<w:titlePg/></w:sectPr></w:body></w:document>\n", header, footer);
}

static void
add_properties (Writer *self)
{
  const MlgDocument *document = self->document;
  GString *core = g_string_new (XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                                "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  mlg_office_append_in (core, "<dc:title>", document->title, "</dc:title>");
  mlg_office_append_in (core, "<dc:subject>", document->subtitle, "</dc:subject>");
  mlg_office_append_in (core, "<dc:creator>", document->authors, "</dc:creator>");
  mlg_office_append_in (core, "<dc:language>", g_str_equal (document->language, "fr") ? "fr-FR" : document->language, "</dc:language>");
  mlg_office_append_in (core, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">", date, "</dcterms:created>");
  g_string_append (core, "</cp:coreProperties>\n");
  mlg_office_file_add_text (self->file, "docProps/core.xml", core);
}

static const char content_types[] =
  XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n"
  "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
  "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
  "<Default Extension=\"png\" ContentType=\"image/png\"/>\n<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>\n<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>\n"
  "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\n"
  "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\n"
  "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>\n"
  "<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>\n"
  "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\n"
  "<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\n"
  "<Override PartName=\"/word/footer1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\n"
  "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\n";

static const char package_relations[] =
  XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n"
  "<Relationship Id=\"rId1\" Type=\"" RELATIONS "/officeDocument\" Target=\"word/document.xml\"/>\n"
  "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\n"
  "</Relationships>\n";

static void
add_package (Writer *self)
{
  GString *types = g_string_new (content_types);

  if (self->styles->theme != NULL)
    g_string_append (types, "<Override PartName=\"/word/theme/theme1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/>\n");
  g_string_append (types, "</Types>\n");
  mlg_office_file_add_text (self->file, "[Content_Types].xml", types);
  mlg_office_file_add_text (self->file, "_rels/.rels", g_string_new (package_relations));
}

static void
add_rest (Writer *self)
{
  GString *relations = g_string_new (XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n");

  mlg_office_file_add (self->file, "word/styles.xml", self->styles->part, FALSE);
  add_relation (self, "styles", "styles.xml", FALSE);
  add_relation (self, "numbering", "numbering.xml", FALSE);
  add_relation (self, "footnotes", "footnotes.xml", FALSE);
  add_relation (self, "settings", "settings.xml", FALSE);
  if (self->styles->theme != NULL)
    {
      mlg_office_file_add (self->file, "word/theme/theme1.xml", self->styles->theme, FALSE);
      add_relation (self, "theme", "theme/theme1.xml", FALSE);
    }
  g_string_append (relations, self->relations->str);
  g_string_append (relations, "</Relationships>\n");
  mlg_office_file_add_text (self->file, "word/_rels/document.xml.rels", relations);
  mlg_office_file_add_text (self->file, "word/numbering.xml", make_numbering (self));
  mlg_office_file_add_text (self->file, "word/settings.xml", g_string_new (XML "<w:settings " NAMESPACES "><w:autoHyphenation w:val=\"true\"/><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr></w:settings>\n"));
  add_header_and_footer (self);
  add_properties (self);
}

GBytes *
mlg_document_to_docx (MlgDocument  *self,
                      const char   *template_path,
                      GError      **error)
{
  g_autoptr(MlgOfficeFile) file = mlg_office_file_new ();
  g_autoptr(MlgDocxStyles) styles = NULL;
  g_autoptr(GString) relations = g_string_new (NULL);
  g_autoptr(GArray) numbered = g_array_new (FALSE, FALSE, sizeof (gboolean));
  Writer writer = { .document = self, .file = file, .relations = relations, .numbered = numbered };

  g_return_val_if_fail (self != NULL, NULL);

  styles = mlg_docx_styles_new (self->language, template_path, error);
  if (styles == NULL)
    return NULL;
  mlg_document_layout (self);
  writer.styles = styles;
  writer.xml = g_string_new (NULL);
  writer.notes = g_string_new (XML "<w:footnotes " NAMESPACES ">\n<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\n"
                               "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\n");
  add_package (&writer);
  add_document (&writer);
  g_string_append (writer.notes, "</w:footnotes>\n");
  mlg_office_file_add_text (file, "word/document.xml", writer.xml);
  mlg_office_file_add_text (file, "word/footnotes.xml", writer.notes);
  add_rest (&writer);
  return mlg_office_file_finish (file, error);
}

gboolean
mlg_document_write_docx (MlgDocument  *self,
                         const char   *path,
                         const char   *template_path,
                         GError      **error)
{
  g_autoptr(GBytes) docx = mlg_document_to_docx (self, template_path, error);

  return docx != NULL && mlg_write_whole (path, g_bytes_get_data (docx, NULL), g_bytes_get_size (docx), error);
}
