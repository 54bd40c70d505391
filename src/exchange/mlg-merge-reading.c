/* A merge looked at in a thread. */

#include "exchange/mlg-merge-reading.h"

#include <glib/gi18n-lib.h>

struct _MlgMergeReading
{
  MlgMergePreview *preview;
  MlgMergePlan    *plan;
};

static void
reading_free (gpointer data)
{
  MlgMergeReading *self = data;

  /* Nobody came for them. */
  g_clear_pointer (&self->plan, mlg_merge_plan_free);
  g_clear_pointer (&self->preview, mlg_merge_preview_free);
  g_free (self);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  MlgMergeReading *self = data;
  GError *error = NULL;
  gboolean done = mlg_merge_preview_read (self->preview, cancellable, &error);

  if (done)
    self->plan = mlg_merge_plan_new (self->preview->ours, self->preview);
  /* What this thread opened, it closes. */
  mlg_merge_preview_let_go (self->preview);

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

MlgMergeReading *
mlg_merge_reading_start (MlgProject           *project,
                         const char           *path,
                         GCancellable         *cancellable,
                         GAsyncReadyCallback   callback,
                         gpointer              data,
                         GError              **error)
{
  MlgMergePreview *preview = mlg_merge_preview_prepare (project, path, error);
  g_autoptr(GTask) task = NULL;
  MlgMergeReading *self;

  if (preview == NULL)
    return NULL;

  self = g_new0 (MlgMergeReading, 1);
  self->preview = preview;
  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_task_data (task, self, reading_free);
  g_task_run_in_thread (task, read_thread);
  return self;
}

double
mlg_merge_reading_get_progress (MlgMergeReading  *self,
                                const char      **words)
{
  static const char *const steps[] = {
    [MLG_MERGE_STEP_FETCH]   = N_("The copy is being read…"),
    [MLG_MERGE_STEP_COPY]    = N_("Your file is put aside, as it is…"),
    [MLG_MERGE_STEP_MERGE]   = N_("The two are put together, aside…"),
    [MLG_MERGE_STEP_COMPARE] = N_("What would change is looked for…"),
    [MLG_MERGE_STEP_GROUP]   = N_("Probable duplicates are looked for…"),
  };
  MlgMergeStep step = mlg_merge_preview_get_step (self->preview);

  if (words != NULL)
    *words = _(steps[step]);
  return (double) (step + 1) / (MLG_MERGE_N_STEPS + 1);
}

MlgMergePreview *
mlg_merge_reading_finish (GAsyncResult   *result,
                          MlgMergePlan  **plan,
                          GError        **error)
{
  MlgMergeReading *self = g_task_get_task_data (G_TASK (result));

  *plan = NULL;
  if (!g_task_propagate_boolean (G_TASK (result), error) || !mlg_merge_preview_settle (self->preview, error))
    {
      /* The thread is done with them. */
      g_clear_pointer (&self->plan, mlg_merge_plan_free);
      g_clear_pointer (&self->preview, mlg_merge_preview_free);
      return NULL;
    }

  *plan = g_steal_pointer (&self->plan);
  return g_steal_pointer (&self->preview);
}
