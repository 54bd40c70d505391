/* A slider with two handles on one line. */

#include "ui/time/mlg-range-slider.h"

#define HANDLE   20      /* pixels; the hand may be 6 beside it */
#define TRACK    4
#define HEIGHT   32

struct _MlgRangeSlider
{
  GtkWidget   parent_instance;

  GtkWidget  *handles[2];
  guint       n_steps;
  guint       values[2];

  guint       held;          /* handle; 2: none */
  double      start;         /* where the drag began */
};

G_DEFINE_FINAL_TYPE (MlgRangeSlider, mlg_range_slider, GTK_TYPE_WIDGET)

enum { FIRST, LAST, NONE };

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- a handle: something that takes the keyboard */

#define MLG_TYPE_SLIDER_HANDLE (mlg_slider_handle_get_type ())
G_DECLARE_FINAL_TYPE (MlgSliderHandle, mlg_slider_handle, MLG, SLIDER_HANDLE, GtkWidget)

struct _MlgSliderHandle
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (MlgSliderHandle, mlg_slider_handle, GTK_TYPE_WIDGET)

static void
mlg_slider_handle_class_init (MlgSliderHandleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_css_name (widget_class, "sliderhandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
mlg_slider_handle_init (MlgSliderHandle *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/* ---- places */

static double
get_room (MlgRangeSlider *self)
{
  return MAX (1, gtk_widget_get_width (GTK_WIDGET (self)) - HANDLE);
}

static double
to_x (MlgRangeSlider *self,
      guint           value)
{
  return HANDLE / 2.0 + (self->n_steps > 1 ? get_room (self) * value / (self->n_steps - 1) : 0);
}

static guint
to_value (MlgRangeSlider *self,
          double          x)
{
  double part = CLAMP ((x - HANDLE / 2.0) / get_room (self), 0, 1);

  return self->n_steps > 1 ? (guint) (part * (self->n_steps - 1) + 0.5) : 0;
}

static void
tell_values (MlgRangeSlider *self)
{
  for (guint i = 0; i < 2; i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->handles[i]),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) (MAX (self->n_steps, 1) - 1),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->values[i], -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* One handle pushes the other before it. */
static void
move (MlgRangeSlider *self,
      guint           handle,
      guint           value)
{
  guint before[2] = { self->values[FIRST], self->values[LAST] };

  value = MIN (value, MAX (self->n_steps, 1) - 1);
  self->values[handle] = value;
  if (handle == FIRST)
    self->values[LAST] = MAX (self->values[LAST], value);
  else
    self->values[FIRST] = MIN (self->values[FIRST], value);

  if (before[FIRST] == self->values[FIRST] && before[LAST] == self->values[LAST])
    return;
  tell_values (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- hand and keyboard */

static gboolean
key_cb (GtkEventController *controller,
        guint               key,
        guint               code,
        GdkModifierType     modifiers,
        MlgRangeSlider     *self)
{
  guint handle = gtk_event_controller_get_widget (controller) == self->handles[FIRST] ? FIRST : LAST;
  int value = (int) self->values[handle], last = (int) MAX (self->n_steps, 1) - 1;

  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;

  switch (key)
    {
    case GDK_KEY_Left: case GDK_KEY_Down: case GDK_KEY_KP_Left: case GDK_KEY_KP_Down: value -= 1; break;
    case GDK_KEY_Right: case GDK_KEY_Up: case GDK_KEY_KP_Right: case GDK_KEY_KP_Up: value += 1; break;
    case GDK_KEY_Page_Down: value -= 10; break;
    case GDK_KEY_Page_Up: value += 10; break;
    case GDK_KEY_Home: value = 0; break;
    case GDK_KEY_End: value = last; break;
    default: return FALSE;
    }
  move (self, handle, (guint) CLAMP (value, 0, last));

  return TRUE;
}

/* The nearer one; of two in one place, the one that can still go that way. */
static void
drag_begin_cb (MlgRangeSlider *self,
               double          x,
               double          y)
{
  double to_first = ABS (x - to_x (self, self->values[FIRST])), to_last = ABS (x - to_x (self, self->values[LAST]));

  self->start = x;
  if (to_first == to_last)
    self->held = x < to_x (self, self->values[FIRST]) ? FIRST : LAST;
  else
    self->held = to_first < to_last ? FIRST : LAST;
  gtk_widget_grab_focus (self->handles[self->held]);
  move (self, self->held, to_value (self, x));
}

static void
drag_update_cb (MlgRangeSlider *self,
                double          dx,
                double          dy)
{
  if (self->held != NONE)
    move (self, self->held, to_value (self, self->start + dx));
}

static void
drag_end_cb (MlgRangeSlider *self)
{
  self->held = NONE;
}

/* ---- overrides */

static void
mlg_range_slider_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 6 * HANDLE : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 14 * HANDLE : HEIGHT;
}

static void
mlg_range_slider_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  MlgRangeSlider *self = MLG_RANGE_SLIDER (widget);

  for (guint i = 0; i < 2; i++)
    {
      GtkAllocation place = { (int) (to_x (self, self->values[i]) - HANDLE / 2.0), (height - HANDLE) / 2, HANDLE, HANDLE };

      gtk_widget_measure (self->handles[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->handles[i], &place, -1);
    }
}

static void
draw_track (MlgRangeSlider *self,
            GtkSnapshot    *snapshot,
            double          from,
            double          to,
            const GdkRGBA  *colour)
{
  GskRoundedRect shape;
  graphene_rect_t place = GRAPHENE_RECT_INIT (from, (gtk_widget_get_height (GTK_WIDGET (self)) - TRACK) / 2.0, to - from, TRACK);

  gsk_rounded_rect_init_from_rect (&shape, &place, TRACK / 2.0);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, colour, &place);
  gtk_snapshot_pop (snapshot);
}

static void
mlg_range_slider_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  MlgRangeSlider *self = MLG_RANGE_SLIDER (widget);
  GdkRGBA colour, faint;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  faint = colour;
  faint.alpha *= 0.25f;
  draw_track (self, snapshot, HANDLE / 2.0, gtk_widget_get_width (widget) - HANDLE / 2.0, &faint);
  draw_track (self, snapshot, to_x (self, self->values[FIRST]), MAX (to_x (self, self->values[LAST]), to_x (self, self->values[FIRST]) + 1),
              &colour);
  for (guint i = 0; i < 2; i++)
    gtk_widget_snapshot_child (widget, self->handles[i], snapshot);
}

static void
mlg_range_slider_dispose (GObject *object)
{
  MlgRangeSlider *self = MLG_RANGE_SLIDER (object);

  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->handles[i], gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_range_slider_parent_class)->dispose (object);
}

static void
mlg_range_slider_class_init (MlgRangeSliderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_range_slider_dispose;
  widget_class->measure = mlg_range_slider_measure;
  widget_class->size_allocate = mlg_range_slider_size_allocate;
  widget_class->snapshot = mlg_range_slider_snapshot;
  gtk_widget_class_set_css_name (widget_class, "rangeslider");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_RANGE_SLIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mlg_range_slider_init (MlgRangeSlider *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->held = NONE;
  for (guint i = 0; i < 2; i++)
    {
      GtkEventController *keys = gtk_event_controller_key_new ();

      self->handles[i] = g_object_new (MLG_TYPE_SLIDER_HANDLE, NULL);
      gtk_widget_set_parent (self->handles[i], GTK_WIDGET (self));
      g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
      gtk_widget_add_controller (self->handles[i], keys);
    }

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* ---- */

GtkWidget *
mlg_range_slider_new (void)
{
  return g_object_new (MLG_TYPE_RANGE_SLIDER, NULL);
}

void
mlg_range_slider_set_steps (MlgRangeSlider *self,
                            guint           n_steps)
{
  g_return_if_fail (MLG_IS_RANGE_SLIDER (self));

  self->n_steps = n_steps;
  self->values[FIRST] = MIN (self->values[FIRST], MAX (n_steps, 1) - 1);
  self->values[LAST] = MIN (self->values[LAST], MAX (n_steps, 1) - 1);
  tell_values (self);
}

void
mlg_range_slider_set_values (MlgRangeSlider *self,
                             guint           first,
                             guint           last)
{
  g_return_if_fail (MLG_IS_RANGE_SLIDER (self));
  g_return_if_fail (first <= last);

  self->values[FIRST] = MIN (first, MAX (self->n_steps, 1) - 1);
  self->values[LAST] = MIN (last, MAX (self->n_steps, 1) - 1);
  tell_values (self);
}

guint
mlg_range_slider_get_first (MlgRangeSlider *self)
{
  g_return_val_if_fail (MLG_IS_RANGE_SLIDER (self), 0);

  return self->values[FIRST];
}

guint
mlg_range_slider_get_last (MlgRangeSlider *self)
{
  g_return_val_if_fail (MLG_IS_RANGE_SLIDER (self), 0);

  return self->values[LAST];
}

void
mlg_range_slider_set_words (MlgRangeSlider *self,
                            const char     *first,
                            const char     *last)
{
  const char *words[2] = { first, last };

  g_return_if_fail (MLG_IS_RANGE_SLIDER (self));

  for (guint i = 0; i < 2; i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->handles[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, words[i],
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words[i], -1);
}
