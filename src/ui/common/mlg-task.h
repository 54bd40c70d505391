/* A GTask about an object of the main thread, for work in another.
 *
 * A GTask lends its source object to the thread that works: when the last one to let go of the task is that thread, a
 * widget is finalised there. This one holds its owner from the main thread alone, until @callback has been called.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* As g_task_new(): @callback is called with @owner in the main thread. The task itself has no source object. */
GTask *mlg_task_new (gpointer             owner,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             data);

G_END_DECLS
