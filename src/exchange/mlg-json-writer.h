/* JSON as it is read by people too: indented, accents as they are. Thread: any.
 *
 * Calls follow the text: mlg_json_writer_name before each member of an object.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MlgJsonWriter MlgJsonWriter;

MlgJsonWriter *mlg_json_writer_new    (void);
void           mlg_json_writer_free   (MlgJsonWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgJsonWriter, mlg_json_writer_free)

void           mlg_json_writer_open   (MlgJsonWriter *self,
                                       char           bracket);   /* '{' or '[' */
void           mlg_json_writer_close  (MlgJsonWriter *self);
void           mlg_json_writer_name   (MlgJsonWriter *self,
                                       const char    *name);
void           mlg_json_writer_string (MlgJsonWriter *self,
                                       const char    *text);      /* NULL: null */
void           mlg_json_writer_number (MlgJsonWriter *self,
                                       const char    *number);    /* as it is to stand: "44.96" */
void           mlg_json_writer_int    (MlgJsonWriter *self,
                                       gint64         number);
void           mlg_json_writer_double (MlgJsonWriter *self,
                                       double         number);
void           mlg_json_writer_bool   (MlgJsonWriter *self,
                                       gboolean       value);

/* Name and value at once. */
void           mlg_json_writer_add_string (MlgJsonWriter *self, const char *name, const char *text);
void           mlg_json_writer_add_int    (MlgJsonWriter *self, const char *name, gint64 number);
void           mlg_json_writer_add_bool   (MlgJsonWriter *self, const char *name, gboolean value);

/* Is @text a JSON number as it stands? */
gboolean       mlg_json_is_number     (const char    *text);

/* Everything closed; a line end at the end. */
char          *mlg_json_writer_dup_text (MlgJsonWriter *self);

G_END_DECLS
