/* A text view in which one writes with structure and never sees a mark.
 *
 * Bullets, numbers and the bar of a quotation are drawn beside the lines, not written in them:
 * the buffer holds nothing but the author's words. GTK's own undo knows nothing of tags, so the
 * view keeps its own steps, whole texts: a section is a few kilobytes.
 */

#include "ui/monographs/mlg-rich-view.h"

#include "ui/monographs/mlg-rich-buffer.h"

#include <string.h>

/* Typing without a pause as long as this is one step of undo. */
#define STEP_MS    900
#define MAX_STEPS  200

typedef struct
{
  MlgRichText *text;
  int          caret;
} Step;

struct _MlgRichView
{
  GtkTextView       parent_instance;

  char             *placeholder;
  int               width;
  guint             measure_again;
  GPtrArray        *undo;               /* Step */
  GPtrArray        *redo;
  Step             *now;                /* the text after the last change */
  gint64            last_change;        /* monotonic µs */
  gboolean          loading;            /* the change is ours */

  MlgParagraphKind  last_kind;          /* of an empty last line */
  guint             last_level;
  MlgStyle          typing_style;       /* of what is typed next */
  int               typing_offset;      /* where it was chosen; -1: as the text before */
  MlgParagraphKind  insert_kind;        /* of the line an insertion began in */
  guint             insert_level;
  gboolean          insert_styled;      /* the insertion is where the style was chosen */
};

G_DEFINE_FINAL_TYPE (MlgRichView, mlg_rich_view, GTK_TYPE_TEXT_VIEW)

enum { EDITED, STATE_CHANGED, NOTHING_TO_UNDO, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkTextBuffer *
get_buffer (MlgRichView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
}

static void
get_caret (MlgRichView *self,
           GtkTextIter *caret)
{
  GtkTextBuffer *buffer = get_buffer (self);

  gtk_text_buffer_get_iter_at_mark (buffer, caret, gtk_text_buffer_get_insert (buffer));
}

static void
get_line_kind (MlgRichView      *self,
               int               line,
               MlgParagraphKind *kind,
               guint            *level)
{
  if (!mlg_rich_buffer_get_line_kind (get_buffer (self), line, kind, level))
    {
      *kind = self->last_kind;
      *level = self->last_level;
    }
}

static gboolean
line_is_empty (MlgRichView *self,
               int          line)
{
  GtkTextIter start;

  gtk_text_buffer_get_iter_at_line (get_buffer (self), &start, line);
  return gtk_text_iter_ends_line (&start);
}

/* ---- steps of undo */

static Step *
step_new (MlgRichView *self)
{
  Step *step = g_new0 (Step, 1);
  GtkTextIter caret;

  get_caret (self, &caret);
  step->text = mlg_rich_buffer_read (get_buffer (self), self->last_kind, self->last_level);
  step->caret = gtk_text_iter_get_offset (&caret);
  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  if (step == NULL)
    return;
  mlg_rich_text_free (step->text);
  g_free (step);
}

void
mlg_rich_view_forget_steps (MlgRichView *self)
{
  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  g_clear_pointer (&self->now, step_free);
  self->now = step_new (self);
  self->last_change = 0;
}

static void
show_step (MlgRichView *self,
           const Step  *step)
{
  GtkTextBuffer *buffer = get_buffer (self);
  guint n = step->text->paragraphs->len;
  const MlgParagraph *last = n > 0 ? g_ptr_array_index (step->text->paragraphs, n - 1) : NULL;
  GtkTextIter caret;

  self->loading = TRUE;
  mlg_rich_buffer_fill (buffer, step->text);
  self->last_kind = last != NULL ? last->kind : MLG_PARAGRAPH_TEXT;
  self->last_level = last != NULL ? last->level : 0;
  gtk_text_buffer_get_iter_at_offset (buffer, &caret, step->caret);
  gtk_text_buffer_place_cursor (buffer, &caret);
  self->loading = FALSE;
  self->typing_offset = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
remember_step (MlgRichView *self)
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
  g_clear_pointer (&self->now, step_free);
  self->now = step_new (self);
}

static void
changed_by_user (MlgRichView *self)
{
  remember_step (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[EDITED], 0);
}

static void
step_back (MlgRichView *self,
           GPtrArray   *from,
           GPtrArray   *to)
{
  if (from->len == 0)
    {
      g_signal_emit (self, signals[NOTHING_TO_UNDO], 0, from == self->redo);
      return;
    }

  g_ptr_array_add (to, g_steal_pointer (&self->now));
  self->now = g_ptr_array_steal_index (from, from->len - 1);
  self->last_change = 0;
  show_step (self, self->now);
  g_signal_emit (self, signals[EDITED], 0);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  MlgRichView *self = MLG_RICH_VIEW (widget);

  step_back (self, self->undo, self->redo);
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  MlgRichView *self = MLG_RICH_VIEW (widget);

  step_back (self, self->redo, self->undo);
}

/* ---- what is typed takes the looks of where it is typed */

static void
insert_text_cb (MlgRichView *self,
                GtkTextIter *where)
{
  if (self->loading)
    return;

  get_line_kind (self, gtk_text_iter_get_line (where), &self->insert_kind, &self->insert_level);
  self->insert_styled = self->typing_offset == gtk_text_iter_get_offset (where);
}

static void
text_inserted_cb (MlgRichView *self,
                  GtkTextIter *end,
                  const char  *text)
{
  GtkTextBuffer *buffer = get_buffer (self);
  int from = gtk_text_iter_get_offset (end) - g_utf8_strlen (text, -1);
  int first, last;
  GtkTextIter start, before;
  MlgStyle style;

  if (self->loading)
    return;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  before = start;
  style = gtk_text_iter_backward_char (&before) && !gtk_text_iter_ends_line (&before) ? mlg_rich_buffer_style_at (&before)
                                                                                      : MLG_STYLE_PLAIN;
  mlg_rich_buffer_apply_style (buffer, &start, end, self->insert_styled ? self->typing_style : style);
  if (self->insert_styled)
    self->typing_offset = gtk_text_iter_get_offset (end);

  first = gtk_text_iter_get_line (&start);
  last = gtk_text_iter_get_line (end);
  for (int line = first; line <= last; line++)
    mlg_rich_buffer_set_line_kind (buffer, line, self->insert_kind, self->insert_level);
  if (last == gtk_text_buffer_get_line_count (buffer) - 1)
    {
      self->last_kind = self->insert_kind;
      self->last_level = self->insert_level;
    }

  /* "changed" came before the looks. */
  g_clear_pointer (&self->now, step_free);
  self->now = step_new (self);
}

static void
buffer_changed_cb (MlgRichView *self)
{
  if (!self->loading)
    changed_by_user (self);
}

static void
caret_moved_cb (MlgRichView *self)
{
  GtkTextIter caret;

  if (self->loading)
    return;

  get_caret (self, &caret);
  if (self->typing_offset != gtk_text_iter_get_offset (&caret))
    self->typing_offset = -1;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

/* ---- keys that mean more between paragraphs */

static gboolean
key_return (MlgRichView *self)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter caret;
  MlgParagraphKind kind;
  guint level;

  get_caret (self, &caret);
  get_line_kind (self, gtk_text_iter_get_line (&caret), &kind, &level);

  /* Enter on an empty item or quotation ends it. */
  if (kind != MLG_PARAGRAPH_TEXT && line_is_empty (self, gtk_text_iter_get_line (&caret)))
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

  get_caret (self, &caret);
  if (!gtk_text_iter_starts_line (&caret) || gtk_text_buffer_get_has_selection (get_buffer (self)))
    return FALSE;

  get_line_kind (self, gtk_text_iter_get_line (&caret), &kind, &level);
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
      gtk_text_buffer_insert_interactive_at_cursor (get_buffer (self), MLG_LINE_BREAK_UTF8, -1, TRUE);
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

static void
style_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  mlg_rich_view_toggle_style (MLG_RICH_VIEW (widget), g_str_equal (name, "typing.bold") ? MLG_STYLE_BOLD : MLG_STYLE_ITALIC);
}

/* ---- beside the lines */

static void
draw_words (MlgRichView   *self,
            GtkSnapshot   *snapshot,
            const char    *words,
            double         x,
            double         y,
            double         opacity,
            gboolean       end_at_x)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  GdkRGBA colour;
  int width;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  colour.alpha *= opacity;
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (end_at_x ? x - width : x, y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_bar (MlgRichView *self,
          GtkSnapshot *snapshot,
          int          y,
          int          height)
{
  static const GdkRGBA colour = { 0.10, 0.50, 0.72, 1 };

  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) + 4, y, 3, height));
}

static void
draw_beside_lines (MlgRichView *self,
                   GtkSnapshot *snapshot)
{
  static const char *const bullets[] = { "•", "◦", "▪" };
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int n_lines = gtk_text_buffer_get_line_count (get_buffer (self));
  guint counts[MLG_MAX_ITEM_LEVEL + 1] = { 0 };

  for (int i = 0; i < n_lines; i++)
    {
      MlgParagraphKind kind;
      guint level;
      GtkTextIter start;
      GdkRectangle at;
      int y, height;

      get_line_kind (self, i, &kind, &level);
      for (guint k = kind == MLG_PARAGRAPH_NUMBER ? level + 1 : kind == MLG_PARAGRAPH_BULLET ? level : 0;
           k <= MLG_MAX_ITEM_LEVEL; k++)
        counts[k] = 0;
      if (kind == MLG_PARAGRAPH_TEXT || kind == MLG_PARAGRAPH_HEADING)
        continue;

      gtk_text_buffer_get_iter_at_line (get_buffer (self), &start, i);
      gtk_text_view_get_iter_location (view, &start, &at);
      gtk_text_view_get_line_yrange (view, &start, &y, &height);
      if (line_is_empty (self, i) && i == n_lines - 1)
        at.x = gtk_text_view_get_left_margin (view) + (kind == MLG_PARAGRAPH_QUOTATION ? 20 : (int) (level + 1) * 24);

      if (kind == MLG_PARAGRAPH_QUOTATION)
        draw_bar (self, snapshot, y, height);
      else if (kind == MLG_PARAGRAPH_BULLET)
        draw_words (self, snapshot, bullets[level], at.x - 7, at.y, 0.8, TRUE);
      else
        {
          g_autofree char *number = g_strdup_printf ("%u.", ++counts[level]);

          draw_words (self, snapshot, number, at.x - 6, at.y, 0.8, TRUE);
        }
    }
}

static void
mlg_rich_view_snapshot_layer (GtkTextView      *view,
                              GtkTextViewLayer  layer,
                              GtkSnapshot      *snapshot)
{
  MlgRichView *self = MLG_RICH_VIEW (view);

  if (layer != GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    return;

  draw_beside_lines (self, snapshot);
  if (self->placeholder != NULL && gtk_text_buffer_get_char_count (get_buffer (self)) == 0 &&
      self->last_kind == MLG_PARAGRAPH_TEXT)
    draw_words (self, snapshot, self->placeholder, gtk_text_view_get_left_margin (view),
                gtk_text_view_get_top_margin (view), 0.55, FALSE);
}

static gboolean
measure_again_cb (gpointer data)
{
  MlgRichView *self = MLG_RICH_VIEW (data);

  self->measure_again = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
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

  if (self->width != width && self->measure_again == 0)
    self->measure_again = g_idle_add_full (G_PRIORITY_LOW, measure_again_cb, self, NULL);
  self->width = width;
}

static gboolean
query_tooltip_cb (MlgRichView *self,
                  int          x,
                  int          y,
                  gboolean     keyboard,
                  GtkTooltip  *tooltip)
{
  GtkTextIter iter;
  const char *words;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
  if (!gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, x, y))
    return FALSE;

  words = mlg_rich_buffer_note_at (&iter);
  if (words == NULL)
    words = mlg_rich_buffer_link_at (&iter);
  gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}

/* ---- life */

static void
mlg_rich_view_finalize (GObject *object)
{
  MlgRichView *self = MLG_RICH_VIEW (object);

  g_clear_handle_id (&self->measure_again, g_source_remove);
  g_free (self->placeholder);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  step_free (self->now);

  G_OBJECT_CLASS (mlg_rich_view_parent_class)->finalize (object);
}

static void
mlg_rich_view_class_init (MlgRichViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mlg_rich_view_finalize;
  widget_class->size_allocate = mlg_rich_view_size_allocate;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = mlg_rich_view_snapshot_layer;

  signals[EDITED] = g_signal_new ("edited", MLG_TYPE_RICH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", MLG_TYPE_RICH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[NOTHING_TO_UNDO] = g_signal_new ("nothing-to-undo", MLG_TYPE_RICH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

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
  GtkEventController *keys = gtk_event_controller_key_new ();
  g_autoptr(GtkTextBuffer) buffer = mlg_rich_buffer_new ();

  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
  self->typing_offset = -1;

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
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_text_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (text_inserted_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (caret_moved_cb), self, G_CONNECT_SWAPPED);
  self->now = step_new (self);
}

GtkWidget *
mlg_rich_view_new (const char *placeholder)
{
  MlgRichView *self = g_object_new (MLG_TYPE_RICH_VIEW, NULL);

  self->placeholder = g_strdup (placeholder);
  return GTK_WIDGET (self);
}

/* ---- the text */

void
mlg_rich_view_set_text (MlgRichView       *self,
                        const MlgRichText *text)
{
  Step step = { (MlgRichText *) text, 0 };
  GtkTextIter caret;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  get_caret (self, &caret);
  step.caret = gtk_text_iter_get_offset (&caret);
  show_step (self, &step);
  mlg_rich_view_forget_steps (self);
}

MlgRichText *
mlg_rich_view_dup_text (MlgRichView *self)
{
  MlgRichText *text;

  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), NULL);

  text = mlg_rich_buffer_read (get_buffer (self), self->last_kind, self->last_level);
  mlg_rich_text_normalise (text);
  return text;
}

gboolean
mlg_rich_view_is_empty (MlgRichView *self)
{
  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), TRUE);

  return gtk_text_buffer_get_char_count (get_buffer (self)) == 0;
}

/* ---- looks */

MlgStyle
mlg_rich_view_get_style (MlgRichView *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (MLG_IS_RICH_VIEW (self), MLG_STYLE_PLAIN);

  if (gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end))
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

  get_caret (self, &caret);
  get_line_kind (self, gtk_text_iter_get_line (&caret), &kind, level);
  return kind;
}

void
mlg_rich_view_toggle_style (MlgRichView *self,
                            MlgStyle     style)
{
  GtkTextBuffer *buffer = get_buffer (self);
  MlgStyle before = mlg_rich_view_get_style (self);
  GtkTextIter start, end;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      mlg_rich_buffer_change_style (buffer, &start, &end, style, (before & style) == 0);
      changed_by_user (self);
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
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter start, end;
  int last;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  last = gtk_text_iter_get_line (&end);
  for (int line = gtk_text_iter_get_line (&start); line <= last; line++)
    mlg_rich_buffer_set_line_kind (buffer, line, kind, level);
  if (last == gtk_text_buffer_get_line_count (buffer) - 1)
    {
      self->last_kind = kind;
      self->last_level = level;
    }
  changed_by_user (self);
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

void
mlg_rich_view_set_link (MlgRichView *self,
                        const char  *address)
{
  GtkTextBuffer *buffer = get_buffer (self);
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
  changed_by_user (self);
}

void
mlg_rich_view_insert_note (MlgRichView *self,
                           const char  *note)
{
  GtkTextIter caret;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));
  g_return_if_fail (note != NULL);

  get_caret (self, &caret);
  mlg_rich_buffer_insert_note (get_buffer (self), &caret, note);
  changed_by_user (self);
}

void
mlg_rich_view_insert_paragraph (MlgRichView      *self,
                                MlgParagraphKind  kind,
                                const char       *text)
{
  GtkTextBuffer *buffer = get_buffer (self);
  gboolean was_empty = mlg_rich_view_is_empty (self);
  GtkTextIter caret;

  g_return_if_fail (MLG_IS_RICH_VIEW (self));

  get_caret (self, &caret);
  if (!gtk_text_iter_ends_line (&caret))
    gtk_text_iter_forward_to_line_end (&caret);
  gtk_text_buffer_place_cursor (buffer, &caret);
  if (!was_empty)
    gtk_text_buffer_insert_at_cursor (buffer, "\n", 1);
  mlg_rich_view_set_kind (self, kind, 0);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
}
