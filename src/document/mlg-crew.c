#include "document/mlg-crew.h"

typedef struct
{
  GFunc  func;
  GMutex lock;
  GCond  done;
  guint  n_left;
} Work;

static void
work_on (gpointer item,
         gpointer data)
{
  Work *work = data;

  work->func (item, NULL);
  g_mutex_lock (&work->lock);
  work->n_left--;
  g_cond_signal (&work->done);
  g_mutex_unlock (&work->lock);
}

guint
mlg_crew_size (void)
{
  return CLAMP (g_get_num_processors (), 1, MLG_CREW_MAX);
}

void
mlg_crew_do (GFunc    func,
             gpointer items,
             gsize    size,
             guint    n)
{
  Work work = { .func = func, .n_left = n - 1 };
  GThreadPool *pool = n > 1 ? g_thread_pool_new (work_on, &work, n - 1, FALSE, NULL) : NULL;

  g_mutex_init (&work.lock);
  g_cond_init (&work.done);
  for (guint i = 1; i < n; i++)
    g_thread_pool_push (pool, (char *) items + i * size, NULL);
  func (items, NULL);

  g_mutex_lock (&work.lock);
  while (work.n_left > 0)
    g_cond_wait (&work.done, &work.lock);
  g_mutex_unlock (&work.lock);
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
  g_mutex_clear (&work.lock);
  g_cond_clear (&work.done);
}

/* Whoever did it waits for the next work. */
void
mlg_crew_begin (GFunc func)
{
  GThreadPool *pool = g_thread_pool_new (func, NULL, 1, FALSE, NULL);

  g_thread_pool_push (pool, GUINT_TO_POINTER (1), NULL);
  g_thread_pool_free (pool, FALSE, FALSE);
}
