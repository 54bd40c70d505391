/* What typing means: the looks of what is typed, the keys that mean more between paragraphs,
 * and French typography, which one Backspace takes back.
 */

#include "ui/monographs/mlg-rich-view-private.h"

#include "document/mlg-typing.h"
#include "ui/monographs/mlg-rich-buffer.h"

/* What a correction looks back at. */
#define MAX_LOOK_BACK 120

/* ---- what is typed takes the looks of where it is typed */

static void
note_change (MlgRichView       *self,
             const GtkTextIter *where,
             guint              n_removed,
             guint              n_added)
{
  self->change_line = gtk_text_iter_get_line (where);
  self->change_at = gtk_text_iter_get_line_offset (where);
  self->change_removed = n_removed;
  self->change_added = n_added;
}

static void
insert_text_cb (MlgRichView *self,
                GtkTextIter *where,
                const char  *text,
                int          length)
{
  note_change (self, where, 0, g_utf8_strlen (text, length));
  mlg_rich_steps_prepare (self);
  if (self->loading)
    return;

  mlg_rich_view_get_line_kind (self, self->change_line, &self->insert_kind, &self->insert_level);
  self->insert_styled = self->typing_offset == gtk_text_iter_get_offset (where);
}

static void
insert_anchor_cb (MlgRichView *self,
                  GtkTextIter *where)
{
  mlg_rich_steps_prepare (self);
  note_change (self, where, G_MAXUINT, G_MAXUINT);
}

static void
delete_range_cb (MlgRichView *self,
                 GtkTextIter *start,
                 GtkTextIter *end)
{
  mlg_rich_steps_prepare (self);
  note_change (self, start, gtk_text_iter_get_offset (end) - gtk_text_iter_get_offset (start), 0);
}

static void
text_inserted_cb (MlgRichView *self,
                  GtkTextIter *end,
                  const char  *text)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  glong n = g_utf8_strlen (text, -1);
  GtkTextIter start, before;
  MlgStyle style;
  int first, last;

  if (self->loading)
    return;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, gtk_text_iter_get_offset (end) - n);
  before = start;
  style = gtk_text_iter_backward_char (&before) && !gtk_text_iter_ends_line (&before) ? mlg_rich_buffer_style_at (&before)
                                                                                      : MLG_STYLE_PLAIN;
  if (self->insert_styled)
    style = self->typing_style;
  /* What is put in the middle of words looks as they do: nothing is to be done. */
  if (mlg_rich_buffer_style_at (&start) != style)
    mlg_rich_buffer_apply_style (buffer, &start, end, style);
  if (self->insert_styled)
    self->typing_offset = gtk_text_iter_get_offset (end);

  first = gtk_text_iter_get_line (&start);
  last = gtk_text_iter_get_line (end);
  for (int line = first; line <= last; line++)
    mlg_rich_buffer_set_line_kind (buffer, line, self->insert_kind, self->insert_level);
  if (last == gtk_text_buffer_get_line_count (buffer) - 1)
    mlg_rich_lines_set_last (self->lines, self->insert_kind, self->insert_level);

  self->typed_one = n == 1;
}

static void
tag_changed_cb (MlgRichView *self,
                GtkTextTag  *tag,
                GtkTextIter *start,
                GtkTextIter *end)
{
  if (mlg_rich_buffer_is_looks_only (tag))
    return;
  mlg_rich_steps_prepare (self);
  mlg_rich_lines_forget (self->lines, gtk_text_iter_get_line (start), gtk_text_iter_get_line (end));
}

static void
buffer_changed_cb (MlgRichView *self)
{
  mlg_rich_lines_changed (self->lines, self->change_line, self->change_at, self->change_removed, self->change_added);
  self->corrected_at = -1;
  if (!self->loading)
    mlg_rich_view_changed_by_user (self);
}

static void
caret_moved_cb (MlgRichView *self)
{
  GtkTextIter caret, start, end;

  if (self->loading)
    return;

  mlg_rich_view_get_caret (self, &caret);
  if (self->typing_offset != gtk_text_iter_get_offset (&caret))
    self->typing_offset = -1;
  /* Beside a figure the caret would be a beam as high as it. */
  start = end = caret;
  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self), mlg_rich_buffer_find_figure (&start, &end) == NULL);
  mlg_rich_view_emit (self, "state-changed");
}

/* ---- French while typing */

/* The last @n characters before the caret become @put, in a step of undo of its own. */
static void
put_instead (MlgRichView *self,
             guint        n,
             const char  *put)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter start, end;

  self->last_change = 0;
  mlg_rich_view_get_caret (self, &end);
  start = end;
  gtk_text_iter_backward_chars (&start, n);
  self->loading = TRUE;
  gtk_text_buffer_delete (buffer, &start, &end);
  self->loading = FALSE;
  if (*put != '\0')
    gtk_text_buffer_insert (buffer, &start, put, -1);
  else
    mlg_rich_view_changed_by_user (self);
  self->last_change = 0;
  self->typed_one = FALSE;
}

static void
correct_typing (MlgRichView *self)
{
  GtkTextIter caret, start, from;
  g_autofree char *before = NULL;
  MlgTyping correction;

  mlg_rich_view_get_caret (self, &caret);
  start = from = caret;
  gtk_text_iter_set_line_offset (&start, 0);
  if (gtk_text_iter_get_line_offset (&caret) > MAX_LOOK_BACK)
    gtk_text_iter_set_line_offset (&start, gtk_text_iter_get_line_offset (&caret) - MAX_LOOK_BACK);
  before = gtk_text_iter_get_text (&start, &caret);
  if (!mlg_typing_correct (before, &correction))
    return;

  gtk_text_iter_backward_chars (&from, correction.n_characters);
  g_free (self->typed_literally);
  self->typed_literally = gtk_text_iter_get_text (&from, &caret);
  self->n_put = g_utf8_strlen (correction.put, -1);
  put_instead (self, correction.n_characters, correction.put);
  mlg_rich_view_get_caret (self, &caret);
  self->corrected_at = gtk_text_iter_get_offset (&caret);
}

/* A figure stands on a line of its own. */
static void
part_from_figure (MlgRichView *self)
{
  GtkTextIter caret, start, end;
  gboolean before, here;
  gunichar c;

  mlg_rich_view_get_caret (self, &caret);
  start = end = caret;
  gtk_text_iter_set_line_offset (&start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  if (gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start) < 2)
    return;

  for (GtkTextIter at = start; gtk_text_iter_compare (&at, &end) < 0; gtk_text_iter_forward_char (&at))
    {
      c = gtk_text_iter_get_char (&at);
      if (c != 0xfffc || gtk_text_iter_get_child_anchor (&at) == NULL)
        continue;
      before = !gtk_text_iter_equal (&at, &start);
      if (!before)
        gtk_text_iter_forward_char (&at);
      here = gtk_text_iter_equal (&at, &caret);
      gtk_text_buffer_insert (mlg_rich_view_get_buffer (self), &at, "\n", 1);
      /* One goes on typing before the figure, not under what was typed. */
      if (before && here && gtk_text_iter_backward_char (&at))
        gtk_text_buffer_place_cursor (mlg_rich_view_get_buffer (self), &at);
      return;
    }
}

static void
user_action_ended_cb (MlgRichView *self)
{
  gboolean typed_one = self->typed_one;

  self->typed_one = FALSE;
  if (self->loading)
    return;
  part_from_figure (self);
  if (typed_one && self->french && !gtk_text_buffer_get_has_selection (mlg_rich_view_get_buffer (self)))
    correct_typing (self);
}

/* One Backspace after a correction brings back what was typed. */
static gboolean
take_correction_back (MlgRichView *self)
{
  GtkTextIter caret;
  g_autofree char *typed = NULL;

  mlg_rich_view_get_caret (self, &caret);
  if (self->corrected_at < 0 || self->corrected_at != gtk_text_iter_get_offset (&caret))
    return FALSE;

  typed = g_steal_pointer (&self->typed_literally);
  put_instead (self, self->n_put, typed);
  self->corrected_at = -1;
  return TRUE;
}

/* ---- keys that mean more between paragraphs */

static gboolean
key_return (MlgRichView *self)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter caret;
  MlgParagraphKind kind;
  guint level;

  mlg_rich_view_get_caret (self, &caret);
  mlg_rich_view_get_line_kind (self, gtk_text_iter_get_line (&caret), &kind, &level);

  /* Enter on an empty item or quotation ends it. */
  if (kind != MLG_PARAGRAPH_TEXT && mlg_rich_view_line_is_empty (self, gtk_text_iter_get_line (&caret)))
    {
      mlg_rich_view_set_kind (self, MLG_PARAGRAPH_TEXT, 0);
      return TRUE;
    }

  /* After a heading comes text. */
  if (kind == MLG_PARAGRAPH_HEADING && gtk_text_iter_ends_line (&caret))
    {
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, "\n", 1, TRUE);
      mlg_rich_view_set_kind (self, MLG_PARAGRAPH_TEXT, 0);
      gtk_text_buffer_end_user_action (buffer);
      return TRUE;
    }

  return FALSE;
}

static gboolean
key_backspace (MlgRichView *self)
{
  GtkTextIter caret;
  MlgParagraphKind kind;
  guint level;

  if (take_correction_back (self))
    return TRUE;

  mlg_rich_view_get_caret (self, &caret);
  if (!gtk_text_iter_starts_line (&caret) || gtk_text_buffer_get_has_selection (mlg_rich_view_get_buffer (self)))
    return FALSE;

  mlg_rich_view_get_line_kind (self, gtk_text_iter_get_line (&caret), &kind, &level);
  if (kind == MLG_PARAGRAPH_TEXT)
    return FALSE;

  mlg_rich_view_set_kind (self, MLG_PARAGRAPH_TEXT, 0);
  return TRUE;
}

static gboolean
key_tab (MlgRichView *self,
         int          step)
{
  MlgParagraphKind kind;
  guint level;

  kind = mlg_rich_view_get_kind (self, &level);
  if (kind != MLG_PARAGRAPH_BULLET && kind != MLG_PARAGRAPH_NUMBER)
    return FALSE;

  mlg_rich_view_set_kind (self, kind, CLAMP ((int) level + step, 0, MLG_MAX_ITEM_LEVEL));
  return TRUE;
}

static gboolean
key_pressed_cb (MlgRichView     *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (!shift)
        return key_return (self);
      gtk_text_buffer_insert_interactive_at_cursor (mlg_rich_view_get_buffer (self), MLG_LINE_BREAK_UTF8, -1, TRUE);
      return TRUE;

    case GDK_KEY_BackSpace:
      return key_backspace (self);

    case GDK_KEY_Tab:
      return key_tab (self, 1);

    case GDK_KEY_ISO_Left_Tab:
      return key_tab (self, -1);

    default:
      return FALSE;
    }
}

void
mlg_rich_typing_init (MlgRichView *self)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (text_inserted_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "insert-child-anchor", G_CALLBACK (insert_anchor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (delete_range_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "apply-tag", G_CALLBACK (tag_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "remove-tag", G_CALLBACK (tag_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (user_action_ended_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (caret_moved_cb), self, G_CONNECT_SWAPPED);
}
