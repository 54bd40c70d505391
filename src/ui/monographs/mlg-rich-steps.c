/* Undo and redo of typing. GTK's own knows nothing of tags: a step is the whole text, which
 * shares the words of its unchanged lines with the steps before it.
 */

#include "ui/monographs/mlg-rich-view-private.h"

#include "ui/monographs/mlg-rich-buffer.h"

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

void
mlg_rich_steps_init (MlgRichView *self)
{
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
  self->now = step_new (self);
}

void
mlg_rich_steps_clear (MlgRichView *self)
{
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->now, step_free);
}

void
mlg_rich_steps_forget (MlgRichView *self)
{
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  mlg_rich_steps_amend (self);
  self->last_change = 0;
}

void
mlg_rich_steps_amend (MlgRichView *self)
{
  g_clear_pointer (&self->now, step_free);
  self->now = step_new (self);
}

void
mlg_rich_steps_remember (MlgRichView *self)
{
  gint64 now = g_get_monotonic_time ();

  if (now - self->last_change > STEP_MS * 1000)
    {
      g_ptr_array_add (self->undo, g_steal_pointer (&self->now));
      if (self->undo->len > MAX_STEPS)
        g_ptr_array_remove_index (self->undo, 0);
    }
  self->last_change = now;
  g_ptr_array_set_size (self->redo, 0);
  mlg_rich_steps_amend (self);
}

static gboolean
same_line (const MlgRichText *a,
           guint              i,
           const MlgRichText *b,
           guint              k)
{
  const MlgParagraph *x = g_ptr_array_index (a->paragraphs, i);
  const MlgParagraph *y = g_ptr_array_index (b->paragraphs, k);

  return x->runs == y->runs && x->kind == y->kind && x->level == y->level;
}

/* Only the lines that differ are written anew. */
static void
show_step (MlgRichView       *self,
           const MlgRichText *before,
           const MlgRichStep *step)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  const MlgRichText *text = step->text;
  guint n_before = before->paragraphs->len, n_after = text->paragraphs->len;
  guint n_same = 0, n_same_end = 0;
  const MlgParagraph *last = g_ptr_array_index (text->paragraphs, n_after - 1);
  GtkTextIter caret;

  while (n_same < MIN (n_before, n_after) && same_line (before, n_same, text, n_same))
    n_same++;
  while (n_same_end < MIN (n_before, n_after) - n_same &&
         same_line (before, n_before - 1 - n_same_end, text, n_after - 1 - n_same_end))
    n_same_end++;
  /* On both sides there must be a line to write. */
  if (n_same + n_same_end == MIN (n_before, n_after))
    {
      if (n_same > 0)
        n_same--;
      else
        n_same_end--;
    }

  self->loading = TRUE;
  mlg_rich_buffer_replace_lines (buffer, n_same, n_before - n_same - n_same_end,
                                 text, n_same, n_after - n_same - n_same_end);
  for (guint i = n_same; i < n_after - n_same_end; i++)
    mlg_rich_lines_forget (self->lines, i, i);
  mlg_rich_lines_set_last (self->lines, last->kind, last->level);
  gtk_text_buffer_get_iter_at_offset (buffer, &caret, step->caret);
  gtk_text_buffer_place_cursor (buffer, &caret);
  self->loading = FALSE;
}

gboolean
mlg_rich_steps_go (MlgRichView *self,
                   gboolean     back)
{
  GPtrArray *from = back ? self->undo : self->redo;
  GPtrArray *to = back ? self->redo : self->undo;
  MlgRichStep *before = self->now;

  if (from->len == 0)
    return FALSE;

  self->now = g_ptr_array_steal_index (from, from->len - 1);
  self->last_change = 0;
  show_step (self, before->text, self->now);
  g_ptr_array_add (to, before);
  /* The same words, as they are shared from now on. */
  mlg_rich_steps_amend (self);
  return TRUE;
}
