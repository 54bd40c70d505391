/* XML read as it comes: no document in memory, no declarations, no entities but the five, nothing
 * fetched from anywhere. Names are local names: the same words under other namespaces (strict
 * OOXML) read alike.
 *
 * Thread: one at a time.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _MlgXml MlgXml;

typedef struct
{
  void (*start) (MlgXml *xml, const char *name, gpointer data);
  void (*end)   (MlgXml *xml, const char *name, gpointer data);
  void (*text)  (MlgXml *xml, const char *text, gsize length, gpointer data);    /* in any number of pieces */
} MlgXmlHandler;

/* Bytes read, 0 at the end, -1: failed with @error set. */
typedef gssize (*MlgXmlReadFunc) (gpointer source, char *buffer, gsize length, GError **error);

gboolean    mlg_xml_parse         (MlgXmlReadFunc        read,
                                   gpointer              source,
                                   const MlgXmlHandler  *handler,
                                   gpointer              data,
                                   GCancellable         *cancellable,
                                   GError              **error);

/* Of the element being started. Lent, not terminated; NULL: none. */
const char *mlg_xml_get_attribute (MlgXml               *self,
                                   const char           *name,
                                   gsize                *length);
char       *mlg_xml_dup_attribute (MlgXml               *self,
                                   const char           *name);
gboolean    mlg_xml_has_value     (MlgXml               *self,
                                   const char           *name,
                                   const char           *value);
/* 0 if none, or not a number. */
guint       mlg_xml_get_number    (MlgXml               *self,
                                   const char           *name);
/* Nothing more is read; mlg_xml_parse fails with @error, which it takes. The first counts. */
void        mlg_xml_fail          (MlgXml               *self,
                                   GError               *error);

/* Writing: & < > " as they must be. What XML cannot hold is left to @control, or becomes a space. */
void        mlg_xml_append        (GString              *xml,
                                   const char           *text,
                                   gsize                 length,
                                   void                (*control) (GString *xml, gunichar c));

G_END_DECLS
