/* JSON from anywhere, one event at a time: bounded in depth and size, whatever the file says
 * (docs/storage.md §7). Thread: any.
 *
 *   while ((event = mlg_json_reader_next (reader)) != MLG_JSON_END) …
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MLG_JSON_END,             /* of the text, or an error: mlg_json_reader_propagate tells */
  MLG_JSON_OBJECT,
  MLG_JSON_END_OBJECT,
  MLG_JSON_ARRAY,
  MLG_JSON_END_ARRAY,
  MLG_JSON_NAME,            /* of the member whose value comes next */
  MLG_JSON_STRING,
  MLG_JSON_NUMBER,
  MLG_JSON_TRUE,
  MLG_JSON_FALSE,
  MLG_JSON_NULL,
} MlgJsonEvent;

typedef struct _MlgJsonReader MlgJsonReader;

/* @text is lent; UTF-8 with or without byte order mark. */
MlgJsonReader *mlg_json_reader_new       (const char     *text,
                                          gsize           length);
void           mlg_json_reader_free      (MlgJsonReader  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgJsonReader, mlg_json_reader_free)

/* As other programs write: several values one after the other (one object a line), NaN and
 * Infinity, which are read as null. */
void           mlg_json_reader_set_foreign (MlgJsonReader *self,
                                          gboolean        foreign);

MlgJsonEvent   mlg_json_reader_next      (MlgJsonReader  *self);
/* Of a name, a string, a number as it was written; lent until the next event. */
const char    *mlg_json_reader_get_text  (MlgJsonReader  *self);
guint          mlg_json_reader_get_line  (MlgJsonReader  *self);
/* The rest of the object or array just entered; nothing after a plain value. */
gboolean       mlg_json_reader_skip      (MlgJsonReader  *self,
                                          MlgJsonEvent    event);
/* FALSE and @error set when the text was refused. */
gboolean       mlg_json_reader_propagate (MlgJsonReader  *self,
                                          GError        **error);

G_END_DECLS
