/* The moments one can look back to. */

#include "ui/history/mlg-history-moments.h"

#include "model/mlg-date.h"
#include "model/mlg-value.h"
#include "store/mlg-merge-log.h"
#include "ui/common/mlg-change-words.h"

#include <glib/gi18n-lib.h>

#define MS_PER_DAY (24 * 3600 * G_GINT64_CONSTANT (1000))

typedef struct
{
  MlgMoment *moment;
  char      *title;
  MlgId      record;       /* of a named one */
  gboolean   is_named;
} Row;

struct _MlgHistoryMoments
{
  GtkWidget   parent_instance;

  GtkWidget  *scroller;
  GtkListBox *list;

  MlgProject *project;     /* lent */
  gboolean    filling;
};

G_DEFINE_FINAL_TYPE (MlgHistoryMoments, mlg_history_moments, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
row_free (gpointer data)
{
  Row *row = data;

  mlg_moment_free (row->moment);
  g_free (row->title);
  g_free (row);
}

static Row *
get_row (GtkListBoxRow *widget)
{
  return widget != NULL ? g_object_get_data (G_OBJECT (widget), "moment") : NULL;
}

static void
add_heading (MlgHistoryMoments *self,
             const char        *text)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *widget = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "history-heading");
  gtk_widget_add_css_class (widget, "moment-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), label);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_widget_set_can_focus (widget, FALSE);
  gtk_list_box_append (self->list, widget);
}

static Row *
add_row (MlgHistoryMoments *self,
         MlgMoment         *moment,
         const char        *title,
         const char        *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *labels[] = { gtk_label_new (title), gtk_label_new (detail) };
  GtkWidget *widget = gtk_list_box_row_new ();
  Row *row = g_new0 (Row, 1);

  row->moment = moment;
  row->title = g_strdup (title);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "dim");
  gtk_widget_add_css_class (box, "moment-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_widget_set_tooltip_text (widget, title);
  g_object_set_data_full (G_OBJECT (widget), "moment", row, row_free);
  gtk_list_box_append (self->list, widget);
  return row;
}

/* ---- where they come from */

static void
add_days (MlgHistoryMoments *self)
{
  static const struct { int days; const char *title; } spans[] = {
    { 0, N_("Since this morning") }, { 7, N_("For a week") }, { 31, N_("For a month") }, { 365, N_("For a year") },
  };
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) today = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                      g_date_time_get_day_of_month (now), 0, 0, 0);

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autoptr(GDateTime) start = g_date_time_add_days (today, -spans[i].days);
      gint64 ms = g_date_time_to_unix (start) * 1000 - 1;
      g_autofree char *detail = mlg_describe_moment (ms + 1);

      add_row (self, mlg_moment_new (ms), _(spans[i].title), detail);
    }
}

static gboolean
collect (const MlgId       *id,
         const char *const *values,
         gpointer           data)
{
  g_array_append_val ((GArray *) data, *id);
  return TRUE;
}

static GPtrArray *
list_records (MlgProject *project,
              const char *name)
{
  const MlgEntity *entity = mlg_schema_find (name);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  mlg_store_foreach (mlg_project_get_store (project), entity, collect, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      MlgRecord *record = mlg_project_get_record (project, entity, &g_array_index (ids, MlgId, i));

      if (record != NULL)
        g_ptr_array_add (records, record);
    }
  return records;
}

static int
compare_latest_first (gconstpointer a,
                      gconstpointer b)
{
  MlgRecord *x = *(MlgRecord *const *) a, *y = *(MlgRecord *const *) b;
  gint64 difference = mlg_record_get_created (y) - mlg_record_get_created (x);

  return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

static void
add_named (MlgHistoryMoments *self)
{
  g_autoptr(GPtrArray) records = list_records (self->project, "snapshot");

  g_ptr_array_sort (records, compare_latest_first);
  if (records->len > 0)
    add_heading (self, _("Named moments"));
  for (guint i = 0; i < records->len; i++)
    {
      MlgRecord *record = g_ptr_array_index (records, i);
      MlgMoment *moment = mlg_moment_read (record);
      g_autofree char *title = mlg_record_dup_title (record);
      g_autofree char *detail = moment != NULL ? mlg_describe_moment (moment->date) : NULL;
      Row *row;

      if (moment == NULL)
        continue;
      row = add_row (self, moment, title, detail);
      row->record = *mlg_record_get_id (record);
      row->is_named = TRUE;
    }
}

/* Choosing one shows what came with it, and the way to be without it. */
static void
add_merges (MlgHistoryMoments *self)
{
  g_autoptr(GPtrArray) notes = mlg_merge_log_list (self->project);

  if (notes->len > 0)
    add_heading (self, _("Merged copies"));
  for (guint i = 0; i < notes->len; i++)
    {
      const MlgMergeNote *note = notes->pdata[i];
      g_autofree char *title = g_strdup_printf (_("Merge of “%s”"), note->name);
      g_autofree char *detail = mlg_describe_moment (note->moment->date);

      add_row (self, mlg_moment_copy (note->moment), title, detail);
    }
}

/* The morning of the day it began; 0: it has no full date. */
static gint64
find_start (MlgRecord *workshop)
{
  const char *period = mlg_record_get_named (workshop, "period");
  g_autofree char *start = period != NULL ? mlg_value_dup_part (period, 0) : NULL;
  g_autoptr(GDateTime) morning = NULL;
  MlgDate date;

  if (start == NULL || !mlg_date_parse (start, &date) || date.day == 0)
    return 0;
  morning = g_date_time_new_local (date.year, date.month, date.day, 0, 0, 0);
  return morning != NULL ? g_date_time_to_unix (morning) * 1000 : 0;
}

static void
add_workshops (MlgHistoryMoments *self)
{
  g_autoptr(GPtrArray) records = list_records (self->project, "workshop");
  gboolean any = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      MlgRecord *record = g_ptr_array_index (records, i);
      gint64 start = find_start (record);
      g_autofree char *title = mlg_record_dup_title (record);
      g_autofree char *detail = mlg_describe_moment (start);

      if (start <= 1 || start > g_get_real_time () / 1000)
        continue;
      if (!any)
        add_heading (self, _("Since a workshop"));
      any = TRUE;
      add_row (self, mlg_moment_new (start - 1), title, detail);
    }
}

/* ---- life */

static void
selected_cb (MlgHistoryMoments *self)
{
  if (!self->filling)
    g_signal_emit (self, chosen_signal, 0);
}

static void
mlg_history_moments_dispose (GObject *object)
{
  g_clear_pointer (&MLG_HISTORY_MOMENTS (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_history_moments_parent_class)->dispose (object);
}

static void
mlg_history_moments_class_init (MlgHistoryMomentsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_history_moments_dispose;

  chosen_signal = g_signal_new ("chosen", MLG_TYPE_HISTORY_MOMENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mlg_history_moments_init (MlgHistoryMoments *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Since when"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

void
mlg_history_moments_refresh (MlgHistoryMoments *self,
                             MlgProject        *project)
{
  Row *chosen = get_row (gtk_list_box_get_selected_row (self->list));
  g_autofree char *title = chosen != NULL ? g_strdup (chosen->title) : NULL;
  GtkWidget *widget;

  g_return_if_fail (MLG_IS_HISTORY_MOMENTS (self));

  self->project = project;
  self->filling = TRUE;
  while ((widget = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, widget);
  add_days (self);
  add_named (self);
  add_merges (self);
  add_workshops (self);

  for (widget = gtk_widget_get_first_child (GTK_WIDGET (self->list)); widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    {
      Row *row = get_row (GTK_LIST_BOX_ROW (widget));

      /* For a week, until somebody chooses. */
      if (row != NULL && (title != NULL ? g_str_equal (row->title, title) : g_str_equal (row->title, _("For a week"))))
        {
          gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (widget));
          break;
        }
    }
  self->filling = FALSE;
}

const MlgMoment *
mlg_history_moments_get_chosen (MlgHistoryMoments *self)
{
  Row *row;

  g_return_val_if_fail (MLG_IS_HISTORY_MOMENTS (self), NULL);

  row = get_row (gtk_list_box_get_selected_row (self->list));
  return row != NULL ? row->moment : NULL;
}

const char *
mlg_history_moments_get_title (MlgHistoryMoments *self)
{
  Row *row;

  g_return_val_if_fail (MLG_IS_HISTORY_MOMENTS (self), NULL);

  row = get_row (gtk_list_box_get_selected_row (self->list));
  return row != NULL ? row->title : NULL;
}

const MlgId *
mlg_history_moments_get_record (MlgHistoryMoments *self)
{
  Row *row;

  g_return_val_if_fail (MLG_IS_HISTORY_MOMENTS (self), NULL);

  row = get_row (gtk_list_box_get_selected_row (self->list));
  return row != NULL && row->is_named ? &row->record : NULL;
}
