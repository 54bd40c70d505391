/* How deep a JSON text goes, before a parser goes down with it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A parser that goes down a level for each bracket must not be led down for ever: at most @max levels. Thread: any. */
gboolean mlg_json_is_shallow (const char *json,
                              guint       max);

G_END_DECLS
