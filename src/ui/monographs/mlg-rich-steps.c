/* Undo and redo of typing. GTK's own knows nothing of tags: a step is the whole text, which
 * shares the words of its unchanged lines with the steps before it. It is taken just before the
 * change that begins it, so that the keys that follow take nothing.
 */

#include "ui/monographs/mlg-rich-view-private.h"

/* Typing without a pause as long as this is one step of undo. */
#define STEP_MS    900
#define MAX_STEPS  200

struct _MlgRichStep
{
  MlgRichText *text;
  int          caret;
};

static MlgRichStep *
step_new (MlgRichView *self)
{
  MlgRichStep *step = g_new0 (MlgRichStep, 1);
  GtkTextIter caret;

  mlg_rich_view_get_caret (self, &caret);
  step->text = mlg_rich_lines_dup (self->lines);
  step->caret = gtk_text_iter_get_offset (&caret);
  return step;
}

static void
step_free (gpointer data)
{
  MlgRichStep *step = data;

  if (step == NULL)
    return;
  mlg_rich_text_free (step->text);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgRichStep, step_free)

void
mlg_rich_steps_init (MlgRichView *self)
{
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
}

void
mlg_rich_steps_clear (MlgRichView *self)
{
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->before, step_free);
}

void
mlg_rich_steps_forget (MlgRichView *self)
{
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  g_clear_pointer (&self->before, step_free);
  self->last_change = 0;
}

void
mlg_rich_steps_prepare (MlgRichView *self)
{
  if (self->before == NULL && !self->stepping && g_get_monotonic_time () - self->last_change > STEP_MS * 1000)
    self->before = step_new (self);
}

void
mlg_rich_steps_remember (MlgRichView *self)
{
  if (self->before != NULL)
    {
      g_ptr_array_add (self->undo, g_steal_pointer (&self->before));
      if (self->undo->len > MAX_STEPS)
        g_ptr_array_remove_index (self->undo, 0);
    }
  self->last_change = g_get_monotonic_time ();
  g_ptr_array_set_size (self->redo, 0);
}

gboolean
mlg_rich_steps_go (MlgRichView *self,
                   gboolean     back)
{
  GPtrArray *from = back ? self->undo : self->redo;
  GPtrArray *to = back ? self->redo : self->undo;
  g_autoptr(MlgRichStep) step = NULL;
  GtkTextIter caret;

  if (from->len == 0)
    return FALSE;

  g_clear_pointer (&self->before, step_free);
  g_ptr_array_add (to, step_new (self));
  step = g_ptr_array_steal_index (from, from->len - 1);
  self->last_change = 0;
  self->stepping = TRUE;
  mlg_rich_view_show_text (self, step->text);
  self->stepping = FALSE;
  gtk_text_buffer_get_iter_at_offset (mlg_rich_view_get_buffer (self), &caret, step->caret);
  self->loading = TRUE;
  gtk_text_buffer_place_cursor (mlg_rich_view_get_buffer (self), &caret);
  self->loading = FALSE;
  return TRUE;
}
