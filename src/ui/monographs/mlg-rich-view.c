/* A text view in which one writes with structure and never sees a mark.
 *
 * The buffer holds nothing but the author's words: what a line is and how words stand are tags.
 */

#include "ui/monographs/mlg-rich-view-private.h"

#include "ui/monographs/mlg-rich-buffer.h"

#define NARROWEST 160

G_DEFINE_FINAL_TYPE (MlgRichView, mlg_rich_view, GTK_TYPE_TEXT_VIEW)

enum { EDITED, STATE_CHANGED, NOTHING_TO_UNDO, OPEN_ADDRESS, RESIZED, N_SIGNALS };
static guint signals[N_SIGNALS];

GtkTextBuffer *
mlg_rich_view_get_buffer (MlgRichView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

void
mlg_rich_view_get_caret (MlgRichView *self,
                         GtkTextIter *caret)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);

  gtk_text_buffer_get_iter_at_mark (buffer, caret, gtk_text_buffer_get_insert (buffer));
}

void
mlg_rich_view_get_line_kind (MlgRichView      *self,
                             int               line,
                             MlgParagraphKind *kind,
                             guint            *level)
{
  if (!mlg_rich_buffer_get_line_kind (mlg_rich_view_get_buffer (self), line, kind, level))
    mlg_rich_lines_get_last (self->lines, kind, level);
}

gboolean
mlg_rich_view_line_is_empty (MlgRichView *self,
                             int          line)
{
  GtkTextIter start;

  gtk_text_buffer_get_iter_at_line (mlg_rich_view_get_buffer (self), &start, line);
  return gtk_text_iter_ends_line (&start);
}

void
mlg_rich_view_emit (MlgRichView *self,
                    const char  *signal)
{
  g_signal_emit_by_name (self, signal);
}

void
mlg_rich_view_changed_by_user (MlgRichView *self)
{
  mlg_rich_steps_remember (self);
  mlg_rich_objects_show_figures (self);
  mlg_rich_spelling_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[EDITED], 0);
}

void
mlg_rich_view_forget_steps (MlgRichView *self)
{
  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  mlg_rich_steps_forget (self);
}

static void
step (MlgRichView *self,
      gboolean     back)
{
  if (!mlg_rich_steps_go (self, back))
    {
      g_signal_emit (self, signals[NOTHING_TO_UNDO], 0, !back);
      return;
    }

  self->typing_offset = self->corrected_at = -1;
  mlg_rich_objects_show_figures (self);
  mlg_rich_spelling_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[EDITED], 0);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  step (MLG_RICH_VIEW (widget), TRUE);
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  step (MLG_RICH_VIEW (widget), FALSE);
}

/* ---- keys */

static void
style_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  mlg_rich_view_toggle_style (MLG_RICH_VIEW (widget), g_str_equal (name, "typing.bold") ? MLG_STYLE_BOLD : MLG_STYLE_ITALIC);
}

/* ---- drawing, measuring */

static void
mlg_rich_view_snapshot_layer (GtkTextView      *view,
                              GtkTextViewLayer  layer,
                              GtkSnapshot      *snapshot)
{
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    mlg_rich_margin_draw (MLG_RICH_VIEW (view), snapshot);
  else
    mlg_rich_notes_draw (MLG_RICH_VIEW (view), snapshot);
}

static gboolean
measure_again_cb (gpointer data)
{
  MlgRichView *self = MLG_RICH_VIEW (data);

  self->measure_again = 0;
  g_signal_emit (self, signals[RESIZED], 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
mlg_rich_view_measure_again (MlgRichView *self)
{
  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  if (self->measure_again == 0)
    self->measure_again = g_idle_add_full (G_PRIORITY_LOW, measure_again_cb, self, NULL);
}

/* Figures follow the width they are given; they do not ask for it. */
static void
mlg_rich_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  GTK_WIDGET_CLASS (mlg_rich_view_parent_class)->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, NARROWEST);
}

/* GtkTextView asks for the height its lines had at the width before. Once it has wrapped them
 * anew, which it does when idle, it is asked again.
 */
static void
mlg_rich_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  MlgRichView *self = MLG_RICH_VIEW (widget);

  GTK_WIDGET_CLASS (mlg_rich_view_parent_class)->size_allocate (widget, width, height, baseline);

  if (self->width != width)
    mlg_rich_view_measure_again (self);
  self->width = width;
}

/* ---- life */

static void
mlg_rich_view_dispose (GObject *object)
{
  MlgRichView *self = MLG_RICH_VIEW (object);

  g_clear_handle_id (&self->measure_again, g_source_remove);
  mlg_rich_spelling_free (self);
  mlg_rich_objects_dispose (self);

  G_OBJECT_CLASS (mlg_rich_view_parent_class)->dispose (object);
}

static void
mlg_rich_view_finalize (GObject *object)
{
  MlgRichView *self = MLG_RICH_VIEW (object);

  g_free (self->placeholder);
  g_free (self->typed_literally);
  mlg_rich_steps_clear (self);
  mlg_rich_lines_free (self->lines);
  g_array_unref (self->note_numbers);

  G_OBJECT_CLASS (mlg_rich_view_parent_class)->finalize (object);
}

static void
mlg_rich_view_class_init (MlgRichViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_rich_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_rich_view_finalize;
  widget_class->measure = mlg_rich_view_measure;
  widget_class->size_allocate = mlg_rich_view_size_allocate;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = mlg_rich_view_snapshot_layer;

  signals[EDITED] = g_signal_new ("edited", MLG_TYPE_RICH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", MLG_TYPE_RICH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[NOTHING_TO_UNDO] = g_signal_new ("nothing-to-undo", MLG_TYPE_RICH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[OPEN_ADDRESS] = g_signal_new ("open-address", MLG_TYPE_RICH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESIZED] = g_signal_new ("resized", MLG_TYPE_RICH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  mlg_rich_paste_class_init (klass);
  mlg_rich_spelling_class_init (klass);

  gtk_widget_class_install_action (widget_class, "typing.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "typing.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "typing.bold", NULL, style_action);
  gtk_widget_class_install_action (widget_class, "typing.italic", NULL, style_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "typing.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "typing.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "typing.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "typing.bold", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "typing.italic", NULL);
}

static void
mlg_rich_view_init (MlgRichView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr(GtkTextBuffer) buffer = mlg_rich_buffer_new ();

  self->typing_offset = self->corrected_at = -1;
  self->french = TRUE;

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_view_set_buffer (view, buffer);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_left_margin (view, 12);
  gtk_text_view_set_right_margin (view, 12);
  gtk_text_view_set_top_margin (view, 9);
  gtk_text_view_set_bottom_margin (view, 5);
  gtk_text_view_set_pixels_below_lines (view, 6);
  gtk_text_view_set_pixels_inside_wrap (view, 3);

  self->lines = mlg_rich_lines_new (buffer);
  self->note_numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  mlg_rich_steps_init (self);
  mlg_rich_typing_init (self);
  mlg_rich_objects_init (self);
  mlg_rich_spelling_init (self);
}

GtkWidget *
mlg_rich_view_new (const char *placeholder)
{
  MlgRichView *self = g_object_new (MLG_TYPE_RICH_VIEW, NULL);

  self->placeholder = g_strdup (placeholder);
  return GTK_WIDGET (self);
}

/* ---- the text */

static gboolean
same_run (const MlgRun *x,
          const MlgRun *y)
{
  return x == y || (x->style == y->style && g_strcmp0 (x->text, y->text) == 0 &&
                    g_strcmp0 (x->link, y->link) == 0 && g_strcmp0 (x->note, y->note) == 0);
}

static gboolean
same_line (const MlgRichText *a,
           guint              i,
           const MlgRichText *b,
           guint              k)
{
  const MlgParagraph *x = g_ptr_array_index (a->paragraphs, i);
  const MlgParagraph *y = g_ptr_array_index (b->paragraphs, k);

  if (x->kind != y->kind || x->level != y->level)
    return FALSE;
  if (x->runs == y->runs)
    return TRUE;
  if (x->runs->len != y->runs->len)
    return FALSE;
  for (guint r = 0; r < x->runs->len; r++)
    if (!same_run (g_ptr_array_index (x->runs, r), g_ptr_array_index (y->runs, r)))
      return FALSE;
  return TRUE;
}

/* @n lines from @first become those of @text from there on, @n_new. */
static void
replace_lines (MlgRichView       *self,
               const MlgRichText *text,
               guint              first,
               guint              n,
               guint              n_new)
{
  mlg_rich_buffer_replace_lines (mlg_rich_view_get_buffer (self), first, n, text, first, n_new);
  /* What was written is known, unless something in it ends a line as GTK sees it. */
  if (mlg_rich_lines_get_n (self->lines) == text->paragraphs->len)
    for (guint i = first; i < first + n_new; i++)
      mlg_rich_lines_set (self->lines, i, g_ptr_array_index (text->paragraphs, i));
  else
    mlg_rich_lines_reset (self->lines);
}

void
mlg_rich_view_show_text (MlgRichView       *self,
                         const MlgRichText *text)
{
  g_autoptr(MlgRichText) before = mlg_rich_lines_dup (self->lines);
  guint n_before = before->paragraphs->len, n_after = text->paragraphs->len;
  const MlgParagraph *last = g_ptr_array_index (text->paragraphs, n_after - 1);
  guint n_same = 0, n_same_end = 0;

  while (n_same < MIN (n_before, n_after) && same_line (before, n_same, text, n_same))
    n_same++;
  while (n_same_end < MIN (n_before, n_after) - n_same &&
         same_line (before, n_before - 1 - n_same_end, text, n_after - 1 - n_same_end))
    n_same_end++;
  if (n_same == n_before && n_before == n_after)
    return;
  /* On both sides there must be a line to write. */
  if (n_same + n_same_end == MIN (n_before, n_after))
    {
      if (n_same > 0)
        n_same--;
      else
        n_same_end--;
    }

  self->loading = TRUE;
  replace_lines (self, text, n_same, n_before - n_same - n_same_end, n_after - n_same - n_same_end);
  mlg_rich_lines_set_last (self->lines, last->kind, last->level);
  self->loading = FALSE;
}

static void
clear_text (MlgRichView *self)
{
  self->loading = TRUE;
  gtk_text_buffer_set_text (mlg_rich_view_get_buffer (self), "", 0);
  mlg_rich_lines_reset (self->lines);
  mlg_rich_lines_set_last (self->lines, MLG_PARAGRAPH_TEXT, 0);
  self->loading = FALSE;
}

void
mlg_rich_view_set_text (MlgRichView       *self,
                        const MlgRichText *text)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter caret;
  int offset;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  mlg_rich_view_get_caret (self, &caret);
  offset = gtk_text_iter_get_offset (&caret);
  if (text->paragraphs->len > 0)
    mlg_rich_view_show_text (self, text);
  else
    clear_text (self);
  self->loading = TRUE;
  gtk_text_buffer_get_iter_at_offset (buffer, &caret, offset);
  gtk_text_buffer_place_cursor (buffer, &caret);
  self->loading = FALSE;
  self->typing_offset = self->corrected_at = -1;
  mlg_rich_steps_forget (self);
  mlg_rich_objects_show_figures (self);
  mlg_rich_spelling_changed (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

MlgRichText *
mlg_rich_view_dup_text (MlgRichView *self)
{
  MlgRichText *text;

  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), NULL);

  text = mlg_rich_lines_dup (self->lines);
  mlg_rich_text_normalise (text);
  return text;
}

MlgRichText *
mlg_rich_view_share_text (MlgRichView *self)
{
  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), NULL);

  return mlg_rich_lines_dup (self->lines);
}

guint
mlg_rich_view_count_words (MlgRichView *self)
{
  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), 0);

  return mlg_rich_lines_count_words (self->lines);
}

void
mlg_rich_view_set_french (MlgRichView *self,
                          gboolean     french)
{
  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  self->french = french;
}

gboolean
mlg_rich_view_is_empty (MlgRichView *self)
{
  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), TRUE);

  return gtk_text_buffer_get_char_count (mlg_rich_view_get_buffer (self)) == 0;
}

/* ---- looks */

MlgStyle
mlg_rich_view_get_style (MlgRichView *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), MLG_STYLE_PLAIN);

  if (gtk_text_buffer_get_selection_bounds (mlg_rich_view_get_buffer (self), &start, &end))
    return mlg_rich_buffer_style_at (&start);
  if (self->typing_offset == gtk_text_iter_get_offset (&start))
    return self->typing_style;
  return gtk_text_iter_backward_char (&start) && !gtk_text_iter_ends_line (&start) ? mlg_rich_buffer_style_at (&start)
                                                                                   : MLG_STYLE_PLAIN;
}

MlgParagraphKind
mlg_rich_view_get_kind (MlgRichView *self,
                        guint       *level)
{
  GtkTextIter caret;
  MlgParagraphKind kind;

  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), MLG_PARAGRAPH_TEXT);

  mlg_rich_view_get_caret (self, &caret);
  mlg_rich_view_get_line_kind (self, gtk_text_iter_get_line (&caret), &kind, level);
  return kind;
}

void
mlg_rich_view_toggle_style (MlgRichView *self,
                            MlgStyle     style)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  MlgStyle before = mlg_rich_view_get_style (self);
  GtkTextIter start, end;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      mlg_rich_buffer_change_style (buffer, &start, &end, style, (before & style) == 0);
      mlg_rich_view_changed_by_user (self);
    }
  else
    {
      self->typing_style = before ^ style;
      self->typing_offset = gtk_text_iter_get_offset (&start);
    }
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

void
mlg_rich_view_set_kind (MlgRichView      *self,
                        MlgParagraphKind  kind,
                        guint             level)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter start, end;
  int last;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  mlg_rich_steps_prepare (self);
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  last = gtk_text_iter_get_line (&end);
  for (int line = gtk_text_iter_get_line (&start); line <= last; line++)
    mlg_rich_buffer_set_line_kind (buffer, line, kind, level);
  if (last == gtk_text_buffer_get_line_count (buffer) - 1)
    mlg_rich_lines_set_last (self->lines, kind, level);
  mlg_rich_view_changed_by_user (self);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

void
mlg_rich_view_set_link (MlgRichView *self,
                        const char  *address)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  GtkTextIter start, end;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      int from = gtk_text_iter_get_offset (&start);

      if (address == NULL)
        return;
      gtk_text_buffer_insert (buffer, &end, address, -1);
      gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
    }
  mlg_rich_buffer_apply_link (buffer, &start, &end, address);
  mlg_rich_view_changed_by_user (self);
}

void
mlg_rich_view_insert_note (MlgRichView *self,
                           const char  *note)
{
  GtkTextIter caret;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));
  g_return_if_fail (note != NULL);

  mlg_rich_view_get_caret (self, &caret);
  self->last_change = 0;
  self->loading = TRUE;
  mlg_rich_buffer_insert_note (mlg_rich_view_get_buffer (self), &caret, note);
  self->loading = FALSE;
  mlg_rich_view_changed_by_user (self);
  self->last_change = 0;
}

void
mlg_rich_view_insert_paragraph (MlgRichView      *self,
                                MlgParagraphKind  kind,
                                const char       *text)
{
  GtkTextBuffer *buffer = mlg_rich_view_get_buffer (self);
  gboolean was_empty = mlg_rich_view_is_empty (self);
  GtkTextIter caret;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  mlg_rich_view_get_caret (self, &caret);
  if (!gtk_text_iter_ends_line (&caret))
    gtk_text_iter_forward_to_line_end (&caret);
  gtk_text_buffer_place_cursor (buffer, &caret);
  if (!was_empty)
    gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  mlg_rich_view_set_kind (self, kind, 0);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
}
