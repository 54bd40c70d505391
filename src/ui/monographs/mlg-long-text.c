/* A text view as high as its text, of which only what is seen is laid out and drawn. */

#include "ui/monographs/mlg-long-text.h"

/* What is out of sight keeps a little room: it may have the keyboard. */
#define LEAST 48
/* Before the page knows how high it is. */
#define A_SCREEN 900
#define LINE_CHARS 75
#define LINE_HEIGHT 24

struct _MlgLongText
{
  GtkWidget      parent_instance;

  GtkWidget     *text;
  GtkAdjustment *inside;       /* of the text view */
  GtkAdjustment *page;         /* of the scrolled window around; NULL: none yet */
  int            top;          /* of the text view in us */
  gboolean       placing;
  guint          place_again;  /* source */
};

G_DEFINE_FINAL_TYPE (MlgLongText, mlg_long_text, GTK_TYPE_WIDGET)

/* Of a text nobody wrapped yet, and no more than a screen. */
static int
guess_height (MlgLongText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  int n_lines = gtk_text_buffer_get_char_count (buffer) / LINE_CHARS + gtk_text_buffer_get_line_count (buffer);

  return MIN (MAX (gtk_adjustment_get_page_size (self->page), A_SCREEN), n_lines * LINE_HEIGHT);
}

/* GTK 4.8 counts figures in a text more than once: the lines say how high they are. Those it has
 * not wrapped yet are 0 high, and it draws them all on one another: there is room for a screen
 * of them, so that it wraps as many before it draws.
 */
static int
height_of_lines (MlgLongText *self)
{
  GtkTextView *text = GTK_TEXT_VIEW (self->text);
  int height, margins = gtk_text_view_get_top_margin (text) + gtk_text_view_get_bottom_margin (text);
  GtkTextIter end;
  int y;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (text), &end);
  gtk_text_view_get_line_yrange (text, &end, &y, &height);
  if (height == 0 && self->page != NULL && gtk_text_iter_get_line (&end) > 0)
    height = guess_height (self);
  return MAX (y + height + margins, LEAST);
}

static void
mlg_long_text_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  MlgLongText *self = MLG_LONG_TEXT (widget);

  gtk_widget_measure (self->text, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = height_of_lines (self);
}

/* From @top, @height high. Outside a scrolled window: all. */
static void
find_seen (MlgLongText *self,
           int          height,
           int         *top,
           int         *seen)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  double x, y;
  int bottom;

  *top = 0;
  *seen = height;
  if (scroller == NULL || !gtk_widget_translate_coordinates (GTK_WIDGET (self), scroller, 0, 0, &x, &y))
    return;

  *top = CLAMP (-(int) y, 0, height);
  bottom = CLAMP (gtk_widget_get_height (scroller) - (int) y, 0, height);
  *seen = MIN (MAX (bottom - *top, LEAST), height);
  *top = MIN (*top, height - *seen);
}

static void
mlg_long_text_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  MlgLongText *self = MLG_LONG_TEXT (widget);
  GtkAllocation place = { 0, 0, width, height };

  find_seen (self, height, &place.y, &place.height);
  self->top = place.y;
  self->placing = TRUE;
  /* Before the view is given its room: afterwards it would ask for room again. */
  gtk_adjustment_configure (self->inside, place.y, 0, MAX (height, gtk_adjustment_get_upper (self->inside)),
                            gtk_adjustment_get_step_increment (self->inside), gtk_adjustment_get_page_increment (self->inside),
                            place.height);
  gtk_widget_size_allocate (self->text, &place, -1);
  self->placing = FALSE;
}

static gboolean
place_again_cb (gpointer data)
{
  MlgLongText *self = MLG_LONG_TEXT (data);

  self->place_again = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* Before the next picture; not now: sizes may be being given out. */
static void
page_moved_cb (MlgLongText *self)
{
  if (self->place_again == 0)
    self->place_again = g_idle_add_full (G_PRIORITY_HIGH_IDLE, place_again_cb, self, NULL);
}

/* The view scrolls itself to show its caret: the page does it for it. */
static void
inside_changed_cb (MlgLongText *self)
{
  double delta = gtk_adjustment_get_value (self->inside) - self->top;

  if (self->placing || self->page == NULL || (delta > -1 && delta < 1))
    return;

  /* It may move again before it is placed again. */
  self->top += delta;
  gtk_adjustment_set_value (self->page, gtk_adjustment_get_value (self->page) + delta);
  page_moved_cb (self);
}

static void
forget_page (MlgLongText *self)
{
  if (self->page != NULL)
    g_signal_handlers_disconnect_by_data (self->page, self);
  g_clear_object (&self->page);
}

static void
mlg_long_text_root (GtkWidget *widget)
{
  MlgLongText *self = MLG_LONG_TEXT (widget);
  GtkWidget *scroller;

  GTK_WIDGET_CLASS (mlg_long_text_parent_class)->root (widget);

  forget_page (self);
  scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  if (scroller == NULL)
    return;
  self->page = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
  g_signal_connect_swapped (self->page, "value-changed", G_CALLBACK (page_moved_cb), self);
  g_signal_connect_swapped (self->page, "changed", G_CALLBACK (page_moved_cb), self);
}

static void
mlg_long_text_unroot (GtkWidget *widget)
{
  forget_page (MLG_LONG_TEXT (widget));

  GTK_WIDGET_CLASS (mlg_long_text_parent_class)->unroot (widget);
}

static void
mlg_long_text_dispose (GObject *object)
{
  MlgLongText *self = MLG_LONG_TEXT (object);

  forget_page (self);
  g_clear_handle_id (&self->place_again, g_source_remove);
  if (self->inside != NULL)
    g_signal_handlers_disconnect_by_data (self->inside, self);
  g_clear_object (&self->inside);
  g_clear_pointer (&self->text, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_long_text_parent_class)->dispose (object);
}

static void
mlg_long_text_class_init (MlgLongTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_long_text_dispose;
  widget_class->measure = mlg_long_text_measure;
  widget_class->size_allocate = mlg_long_text_size_allocate;
  widget_class->root = mlg_long_text_root;
  widget_class->unroot = mlg_long_text_unroot;
}

static void
mlg_long_text_init (MlgLongText *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
mlg_long_text_new (GtkTextView *text)
{
  MlgLongText *self = g_object_new (MLG_TYPE_LONG_TEXT, NULL);

  self->text = GTK_WIDGET (text);
  self->inside = g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  gtk_scrollable_set_vadjustment (GTK_SCROLLABLE (text), self->inside);
  g_signal_connect_swapped (self->inside, "value-changed", G_CALLBACK (inside_changed_cb), self);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
