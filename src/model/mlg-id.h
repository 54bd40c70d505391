/* The name of a record for ever: 16 bytes, a UUID. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLG_ID_TEXT_LENGTH 36

typedef struct
{
  guint8 bytes[16];
} MlgId;

/* A new id, UUIDv7 (RFC 9562): time first, so that ids sort by age; two made in this process always do, from any thread. */
MlgId     mlg_id_new      (void);

/* The id that everybody derives from the same @name under @space (UUIDv5, RFC 9562, SHA-1). */
MlgId     mlg_id_derive   (const MlgId *space,
                           const char  *name,
                           gssize       length);

/* @text: buffer of MLG_ID_TEXT_LENGTH + 1 bytes; returned. Lower-case, with hyphens. */
char     *mlg_id_write    (const MlgId *id,
                           char        *text);
char     *mlg_id_dup_text (const MlgId *id);

/* FALSE and @id untouched when @text is not the 36-character form. */
gboolean  mlg_id_parse    (const char  *text,
                           MlgId       *id);

gboolean  mlg_id_is_null  (const MlgId *id);
int       mlg_id_compare  (const MlgId *a,
                           const MlgId *b);

/* For GHashTable; keys are pointers to MlgId. */
guint     mlg_id_hash     (gconstpointer id);
gboolean  mlg_id_equal    (gconstpointer a,
                           gconstpointer b);
MlgId    *mlg_id_copy     (const MlgId  *id);   /* free with g_free */

G_END_DECLS
