/* XML read as it comes, by the SAX interface of libxml2. */

#include "exchange/mlg-xml.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"

struct _MlgXml
{
  MlgXmlReadFunc        read;
  gpointer              source;
  const MlgXmlHandler  *handler;
  gpointer              data;
  GCancellable         *cancellable;

  xmlParserCtxt        *parser;
  const xmlChar       **attributes;     /* of the element being started: five pointers each */
  int                   n_attributes;
  GError               *error;
};

void
mlg_xml_fail (MlgXml *self,
              GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);

  xmlStopParser (self->parser);
}

const char *
mlg_xml_get_attribute (MlgXml     *self,
                       const char *name,
                       gsize      *length)
{
  for (int i = 0; i < self->n_attributes; i++)
    {
      const xmlChar **attribute = self->attributes + 5 * i;

      if (strcmp ((const char *) attribute[0], name) == 0)
        {
          *length = attribute[4] - attribute[3];
          return (const char *) attribute[3];
        }
    }

  *length = 0;
  return NULL;
}

char *
mlg_xml_dup_attribute (MlgXml     *self,
                       const char *name)
{
  gsize length;
  const char *text = mlg_xml_get_attribute (self, name, &length);

  return text == NULL ? NULL : g_strndup (text, length);
}

gboolean
mlg_xml_has_value (MlgXml     *self,
                   const char *name,
                   const char *value)
{
  gsize length;
  const char *text = mlg_xml_get_attribute (self, name, &length);

  return text != NULL && length == strlen (value) && memcmp (text, value, length) == 0;
}

guint
mlg_xml_get_number (MlgXml     *self,
                    const char *name)
{
  gsize length;
  const char *text = mlg_xml_get_attribute (self, name, &length);
  guint64 number = 0;

  for (gsize i = 0; text != NULL && i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return 0;
      number = MIN (number * 10 + (text[i] - '0'), G_MAXUINT);
    }

  return (guint) number;
}

static void
start_element_cb (void           *data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  MlgXml *self = data;

  self->attributes = attributes;
  self->n_attributes = n_attributes;
  self->handler->start (self, (const char *) name, self->data);
  self->n_attributes = 0;
}

static void
end_element_cb (void          *data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  MlgXml *self = data;

  if (self->handler->end != NULL)
    self->handler->end (self, (const char *) name, self->data);
}

static void
text_cb (void          *data,
         const xmlChar *text,
         int            length)
{
  MlgXml *self = data;

  if (self->handler->text != NULL)
    self->handler->text (self, (const char *) text, length, self->data);
}

/* Neither spreadsheets nor texts have declarations of their own; what has them wants to do harm. */
static void
declarations_cb (void          *data,
                 const xmlChar *name,
                 const xmlChar *external_id,
                 const xmlChar *system_id)
{
  mlg_xml_fail (data, g_error_new_literal (MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                                           _("This file contains declarations that a spreadsheet never has. It was not read.")));
}

static void
error_cb (void           *data,
          xmlErrorPtr     error)
{
}

static int
read_cb (void *data,
         char *buffer,
         int   length)
{
  MlgXml *self = data;
  g_autoptr(GError) error = NULL;
  gssize n;

  if (self->error != NULL)
    return -1;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      self->error = g_error_new_literal (MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CANCELLED, _("Cancelled. Nothing was written."));
      return -1;
    }

  n = self->read (self->source, buffer, length, &error);
  if (n < 0)
    self->error = g_steal_pointer (&error);
  return (int) n;
}

gboolean
mlg_xml_parse (MlgXmlReadFunc        read,
               gpointer              source,
               const MlgXmlHandler  *handler,
               gpointer              data,
               GCancellable         *cancellable,
               GError              **error)
{
  MlgXml self = { read, source, handler, data, cancellable };
  xmlSAXHandler sax = {
    .initialized = XML_SAX2_MAGIC,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = text_cb,
    .cdataBlock = text_cb,
    .ignorableWhitespace = text_cb,
    .internalSubset = declarations_cb,
    .serror = error_cb,
  };
  gboolean well_formed;

  self.parser = xmlCreateIOParserCtxt (&sax, &self, read_cb, NULL, &self, XML_CHAR_ENCODING_NONE);
  if (self.parser != NULL)
    {
      /* Without declarations there is no entity to replace but the five. */
      xmlCtxtUseOptions (self.parser, XML_PARSE_NONET | XML_PARSE_NOENT);
      xmlParseDocument (self.parser);
    }

  well_formed = self.parser != NULL && self.parser->wellFormed;
  /* Declarations make one before they are refused. */
  if (self.parser != NULL)
    g_clear_pointer (&self.parser->myDoc, xmlFreeDoc);
  g_clear_pointer (&self.parser, xmlFreeParserCtxt);

  if (self.error != NULL)
    {
      g_propagate_error (error, self.error);
      return FALSE;
    }
  if (!well_formed)
    g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                         _("This file is damaged: a part of it cannot be read. Open it in the spreadsheet and save it again."));
  return well_formed;
}

void
mlg_xml_append (GString    *xml,
                const char *text,
                gsize       length,
                void      (*control) (GString *xml, gunichar c))
{
  const char *end = text + length;
  const char *plain = text;

  for (const char *p = text; p < end; p++)
    {
      const char *written = NULL;
      guint n = 1;
      guchar c = *p;

      if (c >= 0x20 && c != '&' && c != '<' && c != '>' && c != '"' && c != 0xef)
        continue;
      if (c == '\t' || c == '\n')
        continue;
      /* U+FFFE and U+FFFF are EF BF BE and EF BF BF. */
      if (c == 0xef)
        {
          if (end - p < 3 || (guchar) p[1] != 0xbf || (guchar) p[2] < 0xbe)
            continue;
          n = 3;
        }

      g_string_append_len (xml, plain, p - plain);
      plain = p + n;
      written = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : NULL;
      if (written != NULL)
        g_string_append (xml, written);
      else if (control != NULL)
        control (xml, n == 1 ? c : 0xff00u | (guchar) (p[2] + 0x40));
      else
        g_string_append_c (xml, ' ');
      p += n - 1;
    }

  g_string_append_len (xml, plain, end - plain);
}
