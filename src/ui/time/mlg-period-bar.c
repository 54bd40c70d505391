/* The time looked at, under a drawing.
 *
 * The line goes by years, or by months when the dates of the file lie within three years. A replay keeps
 * the beginning and moves the end from one date at which something begins to the next: the drawing keeps
 * its places, newcomers come in.
 */

#include "ui/time/mlg-period-bar.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-time-slice.h"
#include "model/mlg-date.h"
#include "ui/time/mlg-range-slider.h"
#include "ui/time/mlg-time-resources.h"

#define MONTHS_BELOW  3           /* years */
#define PACE          1100        /* ms from one date to the next while it plays */

struct _MlgPeriodBar
{
  GtkWidget       parent_instance;

  GtkWidget      *box;
  GtkWidget      *play;
  GtkWidget      *before, *after;
  MlgRangeSlider *slider;
  GtkLabel       *words;

  MlgFocus       *focus;
  MlgTimeline    *timeline;       /* of the file as it is */
  MlgDayRange     extent;
  gboolean        dated;          /* something in the file has a date */
  gboolean        by_months;
  int             origin;         /* year, or month counted from year 0 */
  guint           timeout;
  gboolean        updating;
};

G_DEFINE_FINAL_TYPE (MlgPeriodBar, mlg_period_bar, GTK_TYPE_WIDGET)

enum { CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- steps and days */

static MlgDate
get_date (MlgPeriodBar *self,
          guint         step)
{
  int at = self->origin + (int) step;

  return self->by_months ? (MlgDate) { at / 12, at % 12 + 1, 0 } : (MlgDate) { at, 0, 0 };
}

static int
get_origin_of (MlgPeriodBar *self,
               int           day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1970);
  if (day >= 0)
    g_date_add_days (&date, (guint) day);
  else
    g_date_subtract_days (&date, (guint) -day);

  return self->by_months ? g_date_get_year (&date) * 12 + (int) g_date_get_month (&date) - 1 : g_date_get_year (&date);
}

static guint
get_step (MlgPeriodBar *self,
          int           day)
{
  int step = get_origin_of (self, CLAMP (day, self->extent.first, self->extent.last)) - self->origin;

  return (guint) MAX (step, 0);
}

static MlgDayRange
get_range (MlgPeriodBar *self)
{
  MlgDate first = get_date (self, mlg_range_slider_get_first (self->slider));
  MlgDate last = get_date (self, mlg_range_slider_get_last (self->slider));

  return (MlgDayRange) { mlg_date_first_day (&first), mlg_date_last_day (&last) };
}

/* ---- words */

static void
show_words (MlgPeriodBar *self)
{
  MlgDate first = get_date (self, mlg_range_slider_get_first (self->slider));
  MlgDate last = get_date (self, mlg_range_slider_get_last (self->slider));
  g_autofree char *from = mlg_date_to_display (&first), *to = mlg_date_to_display (&last);
  g_autofree char *begins = g_strdup_printf (_("Beginning of the period: %s"), from);
  g_autofree char *ends = g_strdup_printf (_("End of the period: %s"), to);
  g_autofree char *words = NULL;

  if (!self->dated)
    words = g_strdup (_("Nothing is dated in this file yet."));
  else if (mlg_focus_get_period (self->focus) == NULL)
    words = g_strdup (_("All times"));
  else
    {
      g_autofree char *period = mlg_day_range_to_display (mlg_focus_get_period (self->focus));

      /* What nobody dated is always shown, with a small ring. */
      words = g_strdup_printf (_("%s · ○ undated"), period);
    }
  gtk_label_set_label (self->words, words);
  mlg_range_slider_set_words (self->slider, begins, ends);
}

static void
show_play (MlgPeriodBar *self)
{
  gboolean playing = self->timeout != 0;
  const char *name = playing ? _("Pause") : _("Replay how the circle widened");

  gtk_button_set_icon_name (GTK_BUTTON (self->play), playing ? "media-playback-pause-symbolic" : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (self->play, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* ---- following the file and the focus */

static void
show_period (MlgPeriodBar *self)
{
  const MlgDayRange *period = mlg_focus_get_period (self->focus);
  const MlgDayRange *shown = period != NULL ? period : &self->extent;

  if (self->dated)
    {
      self->updating = TRUE;
      mlg_range_slider_set_values (self->slider, get_step (self, shown->first), MAX (get_step (self, shown->first), get_step (self, shown->last)));
      self->updating = FALSE;
    }
  show_words (self);
}

static void
read_extent (MlgPeriodBar *self)
{
  g_clear_pointer (&self->timeline, mlg_timeline_free);
  self->timeline = mlg_timeline_new (mlg_project_get_store (mlg_focus_get_project (self->focus)));
  self->dated = mlg_timeline_get_extent (self->timeline, &self->extent);
  gtk_widget_set_sensitive (GTK_WIDGET (self->slider), self->dated);
  gtk_widget_set_sensitive (self->play, self->dated);
  gtk_widget_set_sensitive (self->before, self->dated);
  gtk_widget_set_sensitive (self->after, self->dated);
  if (!self->dated)
    return;

  self->by_months = self->extent.last - self->extent.first < MONTHS_BELOW * 365;
  self->origin = get_origin_of (self, self->extent.first);
  mlg_range_slider_set_steps (self->slider, (guint) (get_origin_of (self, self->extent.last) - self->origin) + 1);
}

static void
project_changed_cb (MlgPeriodBar *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  read_extent (self);
  show_period (self);
}

static void
mapped_cb (MlgPeriodBar *self)
{
  if (self->focus == NULL)
    return;
  read_extent (self);
  show_period (self);
}

static void
slider_changed_cb (MlgPeriodBar *self)
{
  MlgDayRange range = get_range (self);

  if (!self->updating)
    mlg_focus_set_period (self->focus, &range);
}

/* ---- replay */

static void
stop (MlgPeriodBar *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  show_play (self);
}

/* The date at which something begins, before or after the end of the period; the nearest, if there is none. */
static int
find_next (MlgPeriodBar *self,
           int           steps)
{
  GArray *beginnings = mlg_timeline_get_beginnings (self->timeline);
  MlgDayRange now = get_range (self);
  MlgDate date;
  int found = steps > 0 ? self->extent.last : self->extent.first;

  for (guint i = 0; i < beginnings->len; i++)
    {
      int day = g_array_index (beginnings, int, steps > 0 ? i : beginnings->len - 1 - i);

      date = get_date (self, get_step (self, day));
      if (steps > 0 ? mlg_date_last_day (&date) > now.last : mlg_date_last_day (&date) < now.last)
        {
          found = day;
          break;
        }
    }

  date = get_date (self, get_step (self, found));
  return mlg_date_last_day (&date);
}

void
mlg_period_bar_step (MlgPeriodBar *self,
                     int           steps)
{
  MlgDayRange range;
  MlgDate first;

  g_return_if_fail (MLG_IS_PERIOD_BAR (self));

  if (self->focus == NULL || !self->dated)
    return;

  range = get_range (self);
  range.last = find_next (self, steps);
  first = get_date (self, 0);
  range.first = MIN (range.first, mlg_date_first_day (&first));
  mlg_focus_set_period (self->focus, &range);
}

static gboolean
is_at_end (MlgPeriodBar *self)
{
  return mlg_focus_get_period (self->focus) == NULL ||
         mlg_focus_get_period (self->focus)->last >= self->extent.last;
}

static gboolean
play_cb (gpointer data)
{
  MlgPeriodBar *self = MLG_PERIOD_BAR (data);

  mlg_period_bar_step (self, 1);
  if (!is_at_end (self))
    return G_SOURCE_CONTINUE;

  self->timeout = 0;
  show_play (self);
  return G_SOURCE_REMOVE;
}

void
mlg_period_bar_play (MlgPeriodBar *self)
{
  g_return_if_fail (MLG_IS_PERIOD_BAR (self));

  if (self->timeout != 0)
    {
      stop (self);
      return;
    }
  if (self->focus == NULL || !self->dated)
    return;

  /* From the beginning, unless it waits on the way. */
  if (is_at_end (self))
    {
      MlgDate first = get_date (self, 0);
      MlgDayRange range = { mlg_date_first_day (&first), mlg_date_last_day (&first) };

      mlg_focus_set_period (self->focus, &range);
    }
  self->timeout = g_timeout_add (PACE, play_cb, self);
  show_play (self);
}

gboolean
mlg_period_bar_is_playing (MlgPeriodBar *self)
{
  g_return_val_if_fail (MLG_IS_PERIOD_BAR (self), FALSE);

  return self->timeout != 0;
}

static void
before_clicked_cb (MlgPeriodBar *self)
{
  stop (self);
  mlg_period_bar_step (self, -1);
}

static void
after_clicked_cb (MlgPeriodBar *self)
{
  stop (self);
  mlg_period_bar_step (self, 1);
}

static void
close_clicked_cb (MlgPeriodBar *self)
{
  stop (self);
  mlg_focus_set_period (self->focus, NULL);
  g_signal_emit (self, signals[CLOSED], 0);
}

/* ---- life */

static void
mlg_period_bar_dispose (GObject *object)
{
  MlgPeriodBar *self = MLG_PERIOD_BAR (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->focus != NULL)
    {
      g_signal_handlers_disconnect_by_data (mlg_focus_get_project (self->focus), self);
      g_signal_handlers_disconnect_by_data (self->focus, self);
    }
  g_clear_object (&self->focus);
  g_clear_pointer (&self->timeline, mlg_timeline_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_period_bar_parent_class)->dispose (object);
}

static void
mlg_period_bar_class_init (MlgPeriodBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Named here, so that a static library keeps it. */
  mlg_time_get_resource ();
  g_type_ensure (MLG_TYPE_RANGE_SLIDER);

  G_OBJECT_CLASS (klass)->dispose = mlg_period_bar_dispose;
  signals[CLOSED] = g_signal_new ("closed", MLG_TYPE_PERIOD_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "periodbar");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/time/mlg-period-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgPeriodBar, box);
  gtk_widget_class_bind_template_child (widget_class, MlgPeriodBar, play);
  gtk_widget_class_bind_template_child (widget_class, MlgPeriodBar, before);
  gtk_widget_class_bind_template_child (widget_class, MlgPeriodBar, after);
  gtk_widget_class_bind_template_child (widget_class, MlgPeriodBar, slider);
  gtk_widget_class_bind_template_child (widget_class, MlgPeriodBar, words);
  gtk_widget_class_bind_template_callback_full (widget_class, "play_clicked_cb", G_CALLBACK (mlg_period_bar_play));
  gtk_widget_class_bind_template_callback (widget_class, before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, slider_changed_cb);
}

static void
mlg_period_bar_init (MlgPeriodBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_play (self);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (stop), NULL);
}

GtkWidget *
mlg_period_bar_new (void)
{
  return g_object_new (MLG_TYPE_PERIOD_BAR, NULL);
}

void
mlg_period_bar_set_focus (MlgPeriodBar *self,
                          MlgFocus     *focus)
{
  g_return_if_fail (MLG_IS_PERIOD_BAR (self));
  g_return_if_fail (MLG_IS_FOCUS (focus) && self->focus == NULL);

  self->focus = g_object_ref (focus);
  g_signal_connect_swapped (focus, "filter-changed", G_CALLBACK (show_period), self);
  g_signal_connect_swapped (mlg_focus_get_project (focus), "changed", G_CALLBACK (project_changed_cb), self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    mapped_cb (self);
}
