/* What should stand in a copy, worked out from who knew what when each thing was written, and
 * from nothing the engine derives: neither parents, marks, tables nor conflicts.
 */

#pragma once

#include "store/mlg-store.h"

G_BEGIN_DECLS

#define MAX_EVENTS 1024

/* A set of events. */
typedef struct
{
  guint64 words[MAX_EVENTS / 64];
} Knowledge;

typedef struct
{
  gint64    sid, seq, hlc, txn;
  guint     tbl;
  MlgId     row;
  int       col;
  char     *val;          /* NULL: none */
  gsize     size;
  gboolean  is_undo;
  Knowledge knows;        /* what stood in the copy where it was written */
} Event;

typedef struct
{
  GPtrArray *events;      /* Event: everything ever written, in every copy */
} World;

World   *world_new        (void);
void     world_free       (World           *world);
/* Takes note of the operations @store has beyond number @last_n; they know what @knows holds and each other. */
void     world_learn      (World           *world,
                           MlgStore        *store,
                           gint64           last_n,
                           gboolean         is_undo,
                           Knowledge       *knows);

gboolean knows            (const Knowledge *knowledge,
                           guint            event);
void     know_too         (Knowledge       *knowledge,
                           const Knowledge *other);

/* Latest first by (clock, writer, number). Indexes of events. */
GArray  *find_heads       (World           *world,
                           const Knowledge *knowledge,
                           const MlgId     *row,
                           int              col);

/* NULL: the copy is as it must be. Else a sentence; free it. */
char    *oracle_check     (World           *world,
                           const Knowledge *knowledge,
                           MlgStore        *store);

G_END_DECLS
