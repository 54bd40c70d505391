/* A JSON file of another program, held whole: any of the encodings lists come in, one value or
 * one object a line; bounded in depth, in size and in number of values, whatever it says.
 * Thread: any; constant once read.
 */

#pragma once

#include <gio/gio.h>

#include "exchange/mlg-json-reader.h"

G_BEGIN_DECLS

typedef struct _MlgJsonNode MlgJsonNode;
struct _MlgJsonNode
{
  const char  *name;       /* of a member; NULL in a list */
  const char  *text;       /* of a string, or of a number as it was written; else NULL */
  MlgJsonNode *first;      /* of the members or elements */
  MlgJsonNode *next;
  guint        line;       /* in the source, from 1 */
  MlgJsonEvent kind;       /* how it begins: MLG_JSON_OBJECT, MLG_JSON_STRING… */
};

typedef struct _MlgJsonTree MlgJsonTree;

MlgJsonTree       *mlg_json_tree_read        (GBytes            *bytes,
                                              GCancellable      *cancellable,
                                              GError           **error);
void               mlg_json_tree_free        (MlgJsonTree       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgJsonTree, mlg_json_tree_free)

/* Never NULL; several values in the file: a list of them. */
MlgJsonNode       *mlg_json_tree_get_root    (MlgJsonTree       *self);
/* Text that lives as long as the tree. */
const char        *mlg_json_tree_keep        (MlgJsonTree       *self,
                                              const char        *text);

/* ---- nodes; every function takes NULL for "no such node" */

gboolean           mlg_json_is               (const MlgJsonNode *node,
                                              MlgJsonEvent       kind);
/* The member called @name, the last where there are several. */
const MlgJsonNode *mlg_json_find             (const MlgJsonNode *object,
                                              const char        *name);
/* A string or a number, not empty; or NULL. */
const char        *mlg_json_get_text         (const MlgJsonNode *node);
const char        *mlg_json_find_text        (const MlgJsonNode *object,
                                              const char        *name);
gboolean           mlg_json_get_double       (const MlgJsonNode *node,      /* "44.2" too, and "44,2" */
                                              double            *number);
guint              mlg_json_count            (const MlgJsonNode *node);
/* A number without exponent, all its figures: "1.5e3" → "1500". */
char              *mlg_json_dup_number       (const char        *written);

/* ---- before reading: what the file may be */

/* The first characters of a file that begins like JSON, whatever its encoding; else NULL. */
char              *mlg_json_dup_head         (GBytes            *bytes);

G_END_DECLS
