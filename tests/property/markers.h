/* A file in which every value that somebody might not want to see leave is a word found nowhere
 * else, made from the schema: a field or an entity added tomorrow is marked without anybody
 * thinking of it.
 */

#pragma once

#include "store/mlg-project.h"

G_BEGIN_DECLS

typedef struct
{
  char            *text;          /* the bytes to look for */
  const MlgEntity *entity;
  const MlgField  *field;         /* NULL: the id of the record itself */
  MlgId            record;
  gboolean         number;        /* also looked for as a double, in both orders of bytes */
  gboolean         partners;      /* may be seen by partners */
  gboolean         public;        /* may be seen by everybody */
} Marker;

/* Two hundred records and more: of each entity one open to all, whose personal fields are marked, one
 * for the group and one confidential, marked all over, and one that the program knows to be confidential. */
MlgProject *markers_make     (const char  *path,
                              GArray     **markers);      /* Marker */
/* The first marker of @markers that is in @bytes, apart from those @allowed lets pass; NULL: none.
 * Looks at the bytes as they are, as UTF-16, and inside archives. */
const Marker *markers_find   (GArray      *markers,
                              const void  *bytes,
                              gsize        length,
                              gboolean   (*may_pass) (const Marker *marker));
void        markers_free     (GArray      *markers);

G_END_DECLS
