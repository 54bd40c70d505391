#include "ui/common/mlg-task.h"

typedef struct
{
  GObject             *owner;
  GAsyncReadyCallback  callback;
  gpointer             data;
} Call;

static void
done_cb (GObject      *nothing,
         GAsyncResult *result,
         gpointer      data)
{
  Call *call = data;

  call->callback (call->owner, result, call->data);
  g_object_unref (call->owner);
  g_free (call);
}

GTask *
mlg_task_new (gpointer             owner,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             data)
{
  Call *call = g_new0 (Call, 1);

  *call = (Call) { g_object_ref (owner), callback, data };
  return g_task_new (NULL, cancellable, done_cb, call);
}
