/* The styles of a DOCX. A model made in French calls « heading 1 » Titre1: styles are found by the
 * name Word keeps in English, and used under the id they have there. */

#include "document/mlg-document-docx-private.h"

#include <gio/gio.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

#define SANS  "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>"
#define SERIF "<w:rFonts w:ascii=\"Palatino Linotype\" w:hAnsi=\"Palatino Linotype\" w:cs=\"Palatino Linotype\"/>"

typedef struct
{
  const char *name, *id, *type, *based_on;
  const char *paragraph, *run;
} Style;

static const Style styles[MLG_N_DOCX_STYLES] = {
  [MLG_DOCX_NORMAL]    = { "Normal", "Normal", "paragraph", NULL, "<w:spacing w:before=\"80\" w:after=\"80\" w:line=\"312\" w:lineRule=\"auto\"/>", "" },
  [MLG_DOCX_TITLE]     = { "Title", "Title", "paragraph", "Normal", "<w:suppressAutoHyphens/><w:spacing w:before=\"120\" w:after=\"160\" w:line=\"264\" w:lineRule=\"auto\"/>",
                           SERIF "<w:b/><w:sz w:val=\"60\"/>" },
  [MLG_DOCX_SUBTITLE]  = { "Subtitle", "Subtitle", "paragraph", "Normal", "<w:suppressAutoHyphens/><w:spacing w:after=\"400\"/>", SANS "<w:color w:val=\"5F6670\"/><w:sz w:val=\"25\"/>" },
  [MLG_DOCX_HEADING_1] = { "heading 1", "Heading1", "paragraph", "Normal", "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before=\"560\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
                           SANS "<w:b/><w:sz w:val=\"38\"/>" },
  [MLG_DOCX_HEADING_2] = { "heading 2", "Heading2", "paragraph", "Normal", "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before=\"360\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>",
                           SANS "<w:b/><w:color w:val=\"0B5C7A\"/><w:sz w:val=\"24\"/>" },
  [MLG_DOCX_HEADING_3] = { "heading 3", "Heading3", "paragraph", "Normal", "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before=\"240\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/>",
                           SANS "<w:b/><w:sz w:val=\"22\"/>" },
  [MLG_DOCX_HEADING_4] = { "heading 4", "Heading4", "paragraph", "Normal", "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"3\"/>",
                           SANS "<w:b/><w:sz w:val=\"21\"/>" },
  [MLG_DOCX_HEADING_5] = { "heading 5", "Heading5", "paragraph", "Normal", "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"4\"/>",
                           SANS "<w:b/><w:sz w:val=\"21\"/>" },
  [MLG_DOCX_QUOTE]     = { "Quote", "Quote", "paragraph", "Normal",
                           "<w:pBdr><w:left w:val=\"single\" w:sz=\"16\" w:space=\"8\" w:color=\"0B5C7A\"/></w:pBdr><w:ind w:left=\"400\"/>", "<w:i/>" },
  [MLG_DOCX_CAPTION]   = { "caption", "Caption", "paragraph", "Normal", "<w:spacing w:before=\"60\" w:after=\"200\"/>", SANS "<w:color w:val=\"5F6670\"/><w:sz w:val=\"18\"/>" },
  [MLG_DOCX_FOOTNOTE_TEXT] = { "footnote text", "FootnoteText", "paragraph", "Normal", "<w:spacing w:before=\"0\" w:after=\"40\" w:line=\"264\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"18\"/>" },
  [MLG_DOCX_FOOTNOTE_REFERENCE] = { "footnote reference", "FootnoteReference", "character", NULL, NULL, "<w:vertAlign w:val=\"superscript\"/>" },
  [MLG_DOCX_HYPERLINK] = { "Hyperlink", "Hyperlink", "character", NULL, NULL, "<w:color w:val=\"0B5C7A\"/><w:u w:val=\"single\"/>" },
  [MLG_DOCX_TOC_HEADING] = { "TOC Heading", "TOCHeading", "paragraph", "Normal", "<w:pageBreakBefore/><w:spacing w:after=\"240\"/>", SANS "<w:b/><w:sz w:val=\"38\"/>" },
  [MLG_DOCX_TOC_1]     = { "toc 1", "TOC1", "paragraph", "Normal", "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"7740\"/></w:tabs><w:spacing w:before=\"160\" w:after=\"20\"/><w:ind w:right=\"560\"/>", SANS "<w:b/>" },
  [MLG_DOCX_TOC_2]     = { "toc 2", "TOC2", "paragraph", "Normal", "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"7740\"/></w:tabs><w:spacing w:before=\"20\" w:after=\"20\"/><w:ind w:left=\"280\" w:right=\"560\"/>", "" },
  [MLG_DOCX_TOC_3]     = { "toc 3", "TOC3", "paragraph", "Normal", "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"7740\"/></w:tabs><w:spacing w:before=\"20\" w:after=\"20\"/><w:ind w:left=\"560\" w:right=\"560\"/>", "" },
  [MLG_DOCX_LIST]      = { "List Paragraph", "ListParagraph", "paragraph", "Normal", "<w:spacing w:before=\"40\" w:after=\"40\"/>", "" },
  [MLG_DOCX_HEADER]    = { "header", "Header", "paragraph", "Normal", "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"C4C7CC\"/></w:pBdr>", SANS "<w:color w:val=\"5F6670\"/><w:sz w:val=\"17\"/>" },
  [MLG_DOCX_FOOTER]    = { "footer", "Footer", "paragraph", "Normal", "<w:jc w:val=\"right\"/>", SANS "<w:color w:val=\"5F6670\"/><w:sz w:val=\"17\"/>" },
  [MLG_DOCX_TABLE]     = { "Maillage Table", "MaillageTable", "table", NULL, NULL, "" },
};

static void
append_style (GString     *xml,
              const Style *style)
{
  gboolean standard = g_str_equal (style->name, "Normal");

  g_string_append_printf (xml, "<w:style w:type=\"%s\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>", style->type,
                          standard ? " w:default=\"1\"" : "", style->id, style->name);
  if (style->based_on != NULL)
    g_string_append_printf (xml, "<w:basedOn w:val=\"%s\"/>", style->based_on);
  if (g_str_has_prefix (style->name, "heading") || g_str_equal (style->name, "Title"))
    g_string_append (xml, "<w:next w:val=\"Normal\"/>");
  g_string_append (xml, "<w:qFormat/>");
  if (style->paragraph != NULL && style->paragraph[0] != '\0')
    g_string_append_printf (xml, "<w:pPr>%s</w:pPr>", style->paragraph);
  if (style->run[0] != '\0')
    g_string_append_printf (xml, "<w:rPr>%s</w:rPr>", style->run);
  if (g_str_equal (style->type, "table"))
    g_string_append (xml, "<w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C4C7CC\"/>"
                     "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"C4C7CC\"/></w:tblBorders>"
                     "<w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/><w:right w:w=\"120\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>");
  g_string_append (xml, "</w:style>\n");
}

static GString *
make_own (const char *language)
{
  GString *xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles xmlns:w=\"" WORD "\"><w:docDefaults><w:rPrDefault><w:rPr>"
                               SERIF "<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>");

  g_string_append_printf (xml, "<w:lang w:val=\"%s\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\n",
                          g_str_equal (language, "fr") ? "fr-FR" : language);
  for (guint i = 0; i < MLG_N_DOCX_STYLES; i++)
    append_style (xml, &styles[i]);
  g_string_append (xml, "</w:styles>\n");
  mlg_office_say_for_all (xml, "<w:(b|i|sz)( w:val=\"[0-9]+\")?/>(?!<w:\\1Cs)", "\\0<w:\\1Cs\\2/>");
  return xml;
}

/* ---- a model */

static xmlNode *
find_child (xmlNode    *node,
            const char *name)
{
  for (xmlNode *it = node->children; it != NULL; it = it->next)
    if (it->type == XML_ELEMENT_NODE && g_str_equal (it->name, name))
      return it;
  return NULL;
}

static char *
dup_attribute (xmlNode    *node,
               const char *name)
{
  xmlChar *value = xmlGetNsProp (node, (const xmlChar *) name, (const xmlChar *) WORD);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

/* The id of the style of that name; NULL: the model has none. */
static char *
find_style (xmlNode     *root,
            const Style *style)
{
  for (xmlNode *it = root->children; it != NULL; it = it->next)
    {
      xmlNode *name = it->type == XML_ELEMENT_NODE && g_str_equal (it->name, "style") ? find_child (it, "name") : NULL;
      g_autofree char *type = name != NULL ? dup_attribute (it, "type") : NULL;
      g_autofree char *called = name != NULL ? dup_attribute (name, "val") : NULL;

      if (called != NULL && g_ascii_strcasecmp (called, style->name) == 0 && g_strcmp0 (type, style->type) == 0)
        return dup_attribute (it, "styleId");
    }
  return NULL;
}

/* Ours, under an id nobody has there. */
static char *
add_style (xmlDoc      *document,
           const Style *style,
           const char  *normal)
{
  g_autoptr(GString) xml = g_string_new ("<w:styles xmlns:w=\"" WORD "\">");
  g_autofree char *id = g_strconcat ("Maillage", style->id, NULL);
  Style renamed = *style;
  xmlDoc *parsed;
  xmlNode *copy = NULL;

  renamed.id = id;
  renamed.based_on = style->based_on != NULL ? normal : NULL;
  append_style (xml, &renamed);
  g_string_append (xml, "</w:styles>");
  parsed = xmlReadMemory (xml->str, xml->len, NULL, NULL, XML_PARSE_NONET);
  if (parsed != NULL)
    {
      xmlNode *found = find_child (xmlDocGetRootElement (parsed), "style");

      copy = found != NULL ? xmlDocCopyNode (found, document, 1) : NULL;
      if (copy != NULL)
        xmlAddChild (xmlDocGetRootElement (document), copy);
      xmlFreeDoc (parsed);
    }
  return g_steal_pointer (&id);
}

static void
find_or_add (MlgDocxStyles *self,
             xmlDoc        *document)
{
  xmlNode *root = xmlDocGetRootElement (document);

  for (guint i = 0; i < MLG_N_DOCX_STYLES; i++)
    {
      self->ids[i] = find_style (root, &styles[i]);
      if (self->ids[i] == NULL)
        self->ids[i] = add_style (document, &styles[i], self->ids[MLG_DOCX_NORMAL]);
    }
}

static gboolean
take_model (MlgDocxStyles  *self,
            const char     *path,
            GError        **error)
{
  static const char *const prefixes[] = { "word/styles.xml", "word/theme/theme1.xml", NULL };
  g_autoptr(GHashTable) parts = mlg_office_file_read (path, prefixes, error);
  GBytes *part = parts != NULL ? g_hash_table_lookup (parts, "word/styles.xml") : NULL;
  GBytes *theme = parts != NULL ? g_hash_table_lookup (parts, "word/theme/theme1.xml") : NULL;
  xmlDoc *document;
  xmlChar *written = NULL;
  int length = 0;
  gsize size;
  gconstpointer data;

  if (parts == NULL)
    return FALSE;
  data = part != NULL ? g_bytes_get_data (part, &size) : NULL;
  document = data != NULL ? xmlReadMemory (data, size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING) : NULL;
  if (document == NULL || xmlDocGetRootElement (document) == NULL)
    {
      g_clear_pointer (&document, xmlFreeDoc);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "word/styles.xml");
      return FALSE;
    }
  find_or_add (self, document);
  xmlDocDumpMemoryEnc (document, &written, &length, "UTF-8");
  self->part = g_bytes_new (written, length);
  self->theme = theme != NULL ? g_bytes_ref (theme) : NULL;
  xmlFree (written);
  xmlFreeDoc (document);
  return TRUE;
}

MlgDocxStyles *
mlg_docx_styles_new (const char  *language,
                     const char  *template_path,
                     GError     **error)
{
  g_autoptr(MlgDocxStyles) self = g_new0 (MlgDocxStyles, 1);

  if (template_path != NULL)
    return take_model (self, template_path, error) ? g_steal_pointer (&self) : NULL;

  self->part = g_string_free_to_bytes (make_own (language));
  for (guint i = 0; i < MLG_N_DOCX_STYLES; i++)
    self->ids[i] = g_strdup (styles[i].id);
  return g_steal_pointer (&self);
}

void
mlg_docx_styles_free (MlgDocxStyles *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < MLG_N_DOCX_STYLES; i++)
    g_free (self->ids[i]);
  g_clear_pointer (&self->part, g_bytes_unref);
  g_clear_pointer (&self->theme, g_bytes_unref);
  g_free (self);
}
