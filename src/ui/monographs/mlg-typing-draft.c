/* The draft of a text being typed. */

#include "ui/monographs/mlg-typing-draft.h"

#include "store/mlg-draft.h"

/* Shared with the threads that write. */
struct _MlgTypingDraft
{
  GMutex  mutex;
  char   *path;
  guint   generation;      /* drafts of an earlier one are not written any more */
  gint    n_owners;
};

typedef struct
{
  MlgTypingDraft *draft;
  guint           generation;
  char           *before;
  MlgRichText    *text;
} Job;

MlgTypingDraft *
mlg_typing_draft_new (const char *path)
{
  MlgTypingDraft *self = g_new0 (MlgTypingDraft, 1);

  g_mutex_init (&self->mutex);
  self->path = g_strdup (path);
  self->n_owners = 1;
  return self;
}

void
mlg_typing_draft_free (MlgTypingDraft *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->n_owners))
    return;

  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  mlg_typing_draft_free (job->draft);
  mlg_rich_text_free (job->text);
  g_free (job->before);
  g_free (job);
}

static void
write_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Job *job = task_data;
  MlgTypingDraft *self = job->draft;
  g_autofree char *markdown = NULL;
  g_autoptr(GError) error = NULL;

  mlg_rich_text_normalise (job->text);
  markdown = mlg_rich_text_to_stored (job->text);

  g_mutex_lock (&self->mutex);
  if (self->generation == job->generation && !mlg_draft_write (self->path, job->before, markdown, &error))
    g_warning ("%s: %s", self->path, error->message);
  g_mutex_unlock (&self->mutex);
  g_task_return_boolean (task, TRUE);
}

void
mlg_typing_draft_keep (MlgTypingDraft *self,
                       const char     *before,
                       MlgRichText    *text)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  if (self->path == NULL)
    {
      mlg_rich_text_free (text);
      return;
    }

  job = g_new0 (Job, 1);
  job->draft = self;
  job->generation = self->generation;
  job->before = g_strdup (before);
  job->text = text;
  g_atomic_int_inc (&self->n_owners);
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_thread);
}

void
mlg_typing_draft_drop (MlgTypingDraft *self)
{
  if (self->path == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->generation++;
  mlg_draft_remove (self->path);
  g_mutex_unlock (&self->mutex);
}
