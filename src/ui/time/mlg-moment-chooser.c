/* Two moments of the file to be compared.
 *
 * A workshop gives two: the morning of its first day, and the end of its last; that of today, now. Choosing
 * the one before a workshop chooses the one after it too.
 */

#include "ui/time/mlg-moment-chooser.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-date.h"
#include "model/mlg-day-range.h"
#include "ui/common/mlg-drop-down.h"

/* Names of workshops are long; beside a drawing there is little room. */
#define WIDTH_CHARS      18
#define LIST_WIDTH_CHARS 60
#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

typedef struct
{
  char      *label;
  MlgMoment *moment;          /* NULL: now, or a date that is typed */
  gboolean   is_typed;
  MlgId      workshop;        /* before or after it; null: neither */
} Choice;

struct _MlgMomentChooser
{
  GtkWidget    parent_instance;

  GtkWidget   *box;
  GtkDropDown *by;            /* what the file knew, or what its dates say */
  GtkLabel    *hint;
  GtkDropDown *downs[2];
  GtkEditable *dates[2];      /* when « autre date » is chosen */

  MlgFocus    *focus;
  GPtrArray   *choices[2];
  gboolean     updating;
};

G_DEFINE_FINAL_TYPE (MlgMomentChooser, mlg_moment_chooser, GTK_TYPE_WIDGET)

enum { BEFORE, AFTER };

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->label);
  mlg_moment_free (choice->moment);
  g_free (choice);
}

/* ---- moments */

static gint64
start_of_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) today = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                      g_date_time_get_day_of_month (now), 0, 0, 0);

  return g_date_time_to_unix (today) * 1000;
}

/* Midnight here, at the beginning of a day. */
static gint64
start_of_day (int day)
{
  GDate date;
  g_autoptr(GDateTime) midnight = NULL;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, 1970);
  if (day >= 0)
    g_date_add_days (&date, (guint) day);
  midnight = g_date_time_new_local (g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date), 0, 0, 0);

  return g_date_time_to_unix (midnight) * 1000;
}

static Choice *
add_choice (GPtrArray *choices,
            char      *label,      /* taken */
            MlgMoment *moment)     /* taken */
{
  Choice *choice = g_new0 (Choice, 1);

  choice->label = label;
  choice->moment = moment;
  g_ptr_array_add (choices, choice);

  return choice;
}

typedef struct
{
  MlgMomentChooser *self;
  const MlgEntity  *entity;
} Reading;

static gboolean
add_snapshot (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Reading *reading = data;
  g_autoptr(MlgRecord) record = mlg_project_get_record (mlg_focus_get_project (reading->self->focus), reading->entity, id);

  for (guint side = 0; record != NULL && side < 2; side++)
    {
      MlgMoment *moment = mlg_moment_read (record);

      if (moment != NULL)
        add_choice (reading->self->choices[side], mlg_record_dup_title (record), moment);
    }
  return TRUE;
}

/* Of what was before the file, nothing can be told. */
static gint64
get_birth (MlgMomentChooser *self)
{
  g_autofree char *created = mlg_store_dup_meta (mlg_project_get_store (mlg_focus_get_project (self->focus)), "created");

  return created != NULL ? g_ascii_strtoll (created, NULL, 10) : 0;
}

static gboolean
add_workshop (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Reading *reading = data;
  const char *title = values[mlg_entity_find_field (reading->entity, "title")->index];
  MlgDayRange days;
  gint64 end;

  if (!mlg_day_range_of_interval (values[mlg_entity_find_field (reading->entity, "period")->index], &days) || days.last < 0)
    return TRUE;

  end = start_of_day (days.last + 1);
  if (end <= get_birth (reading->self))
    return TRUE;
  add_choice (reading->self->choices[BEFORE], g_strdup_printf (_("Before the workshop “%s”"), title != NULL ? title : ""),
              mlg_moment_new (start_of_day (days.first)))->workshop = *id;
  /* It is not over: as far as it has come. */
  add_choice (reading->self->choices[AFTER], g_strdup_printf (_("After the workshop “%s”"), title != NULL ? title : ""),
              end > g_get_real_time () / 1000 ? NULL : mlg_moment_new (end))->workshop = *id;
  return TRUE;
}

static void
read_choices (MlgMomentChooser *self)
{
  MlgStore *store = mlg_project_get_store (mlg_focus_get_project (self->focus));
  gint64 today = start_of_today ();
  Reading reading = { self, NULL };

  for (guint side = 0; side < 2; side++)
    self->choices[side] = g_ptr_array_new_with_free_func (choice_free);

  add_choice (self->choices[AFTER], g_strdup (_("Now")), NULL);
  add_choice (self->choices[BEFORE], g_strdup (_("This morning")), mlg_moment_new (today));
  reading.entity = mlg_schema_find ("snapshot");
  mlg_store_foreach (store, reading.entity, add_snapshot, &reading, NULL);
  reading.entity = mlg_schema_find ("workshop");
  mlg_store_foreach (store, reading.entity, add_workshop, &reading, NULL);
  add_choice (self->choices[BEFORE], g_strdup (_("Yesterday morning")), mlg_moment_new (today - DAY_MS));
  add_choice (self->choices[BEFORE], g_strdup (_("A week ago")), mlg_moment_new (today - 7 * DAY_MS));
  add_choice (self->choices[BEFORE], g_strdup (_("A month ago")), mlg_moment_new (today - 30 * DAY_MS));
  add_choice (self->choices[BEFORE], g_strdup (_("A year ago")), mlg_moment_new (today - 365 * DAY_MS));
  for (guint side = 0; side < 2; side++)
    add_choice (self->choices[side], g_strdup (_("Another date…")), NULL)->is_typed = TRUE;
}

/* ---- what is chosen */

static const Choice *
get_choice (MlgMomentChooser *self,
            guint             side)
{
  guint selected = gtk_drop_down_get_selected (self->downs[side]);

  return selected < self->choices[side]->len ? self->choices[side]->pdata[selected] : NULL;
}

/* A date that is typed: its first moment before, its last one after. FALSE: not a date yet. */
static gboolean
read_typed (MlgMomentChooser *self,
            guint             side,
            MlgMoment       **moment)
{
  MlgDate date;

  if (!mlg_date_parse (gtk_editable_get_text (self->dates[side]), &date))
    return FALSE;

  *moment = mlg_moment_new (side == BEFORE ? start_of_day (mlg_date_first_day (&date)) : start_of_day (mlg_date_last_day (&date) + 1));
  return TRUE;
}

static gboolean
is_by_dates (MlgMomentChooser *self)
{
  return gtk_drop_down_get_selected (self->by) == 1;
}

static MlgDayRange
read_days (MlgMomentChooser *self,
           guint             side)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  MlgDate date = { g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now) };

  if (side == BEFORE || *gtk_editable_get_text (self->dates[side]) != '\0')
    mlg_date_parse (gtk_editable_get_text (self->dates[side]), &date);

  return (MlgDayRange) { mlg_date_first_day (&date), mlg_date_last_day (&date) };
}

/* No date after: today. */
static void
compare_dates (MlgMomentChooser *self)
{
  MlgDayRange days[2] = { read_days (self, BEFORE), read_days (self, AFTER) };
  g_autoptr(MlgMoment) from = mlg_moment_new_days (&days[BEFORE]), to = mlg_moment_new_days (&days[AFTER]);

  mlg_focus_compare_moments (self->focus, from, to);
}

static void
compare (MlgMomentChooser *self)
{
  const Choice *before = get_choice (self, BEFORE), *after = get_choice (self, AFTER);
  g_autoptr(MlgMoment) typed_before = NULL, typed_after = NULL;

  if (is_by_dates (self))
    {
      compare_dates (self);
      return;
    }
  if (before == NULL || after == NULL ||
      (before->is_typed && !read_typed (self, BEFORE, &typed_before)) ||
      (after->is_typed && !read_typed (self, AFTER, &typed_after)))
    return;

  mlg_focus_compare_moments (self->focus, before->is_typed ? typed_before : before->moment,
                             after->is_typed ? typed_after : after->moment);
}

/* The end of the workshop whose beginning was chosen. */
static void
follow_workshop (MlgMomentChooser *self)
{
  const Choice *before = get_choice (self, BEFORE);

  for (guint i = 0; before != NULL && !mlg_id_is_null (&before->workshop) && i < self->choices[AFTER]->len; i++)
    if (mlg_id_equal (&((Choice *) self->choices[AFTER]->pdata[i])->workshop, &before->workshop))
      gtk_drop_down_set_selected (self->downs[AFTER], i);
}

static void
show_sides (MlgMomentChooser *self)
{
  gboolean by_dates = is_by_dates (self);

  for (guint side = 0; side < 2; side++)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->downs[side]), !by_dates);
      gtk_widget_set_visible (GTK_WIDGET (self->dates[side]), by_dates || get_choice (self, side)->is_typed);
    }
  gtk_label_set_text (self->hint, by_dates ? _("By the dates that were entered: foundation, beginning and end of a partnership. No second date: today.")
                                           : _("By what the file knew then: what was entered since is new, even if it is old."));
}

static void
chosen_cb (MlgMomentChooser *self,
           GParamSpec       *pspec,
           GtkDropDown      *down)
{
  if (self->updating)
    return;

  self->updating = TRUE;
  if (down == self->downs[BEFORE])
    follow_workshop (self);
  self->updating = FALSE;
  show_sides (self);
  compare (self);
}

static void
by_cb (MlgMomentChooser *self)
{
  show_sides (self);
  compare (self);
}

/* ---- making */

static void
add_side (MlgMomentChooser *self,
          guint             side)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *caption = gtk_label_new (side == BEFORE ? C_("moment", "From") : C_("moment", "To"));
  GtkWidget *entry = gtk_entry_new ();

  for (guint i = 0; i < self->choices[side]->len; i++)
    gtk_string_list_append (labels, ((Choice *) self->choices[side]->pdata[i])->label);
  self->downs[side] = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (labels)), NULL));
  mlg_drop_down_shorten (self->downs[side], WIDTH_CHARS, LIST_WIDTH_CHARS);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->downs[side]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (caption)), -1);
  self->dates[side] = GTK_EDITABLE (entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("17/06/2019, June 2019…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Date"), -1);
  gtk_widget_set_visible (entry, FALSE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "dim");

  gtk_box_append (GTK_BOX (self->box), caption);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->downs[side]));
  gtk_box_append (GTK_BOX (self->box), entry);
  g_signal_connect_object (self->downs[side], "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (compare), self, G_CONNECT_SWAPPED);
}

static void
add_by (MlgMomentChooser *self)
{
  self->by = GTK_DROP_DOWN (gtk_drop_down_new_from_strings ((const char *[]) { _("What the file knew"), _("The dates entered"), NULL }));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What is compared"), -1);
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_width_chars (self->hint, 24);
  gtk_label_set_max_width_chars (self->hint, 24);
  gtk_label_set_xalign (self->hint, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "dim");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->by));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->hint));
  g_signal_connect_object (self->by, "notify::selected", G_CALLBACK (by_cb), self, G_CONNECT_SWAPPED);
}

/* The last named moment, or the last workshop; or else this morning. */
static guint
choose_first (MlgMomentChooser *self)
{
  guint found = 0;

  for (guint i = 1; i < self->choices[BEFORE]->len; i++)
    {
      const Choice *choice = self->choices[BEFORE]->pdata[i];

      if (choice->is_typed || (mlg_id_is_null (&choice->workshop) && choice->moment->version == NULL))
        break;
      found = i;
    }
  return found;
}

static void
mlg_moment_chooser_dispose (GObject *object)
{
  MlgMomentChooser *self = MLG_MOMENT_CHOOSER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer (&self->choices[side], g_ptr_array_unref);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_moment_chooser_parent_class)->dispose (object);
}

static void
mlg_moment_chooser_class_init (MlgMomentChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_moment_chooser_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mlg_moment_chooser_init (MlgMomentChooser *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_margin_bottom (self->box, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
mlg_moment_chooser_new (MlgFocus *focus)
{
  MlgMomentChooser *self = g_object_new (MLG_TYPE_MOMENT_CHOOSER, NULL);

  self->focus = g_object_ref (focus);
  read_choices (self);
  self->updating = TRUE;
  add_by (self);
  add_side (self, BEFORE);
  add_side (self, AFTER);
  gtk_drop_down_set_selected (self->downs[BEFORE], choose_first (self));
  follow_workshop (self);
  self->updating = FALSE;
  show_sides (self);
  compare (self);

  return GTK_WIDGET (self);
}
