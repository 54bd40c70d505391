/* The time looked at: a period, and two moments of the file compared. */

#include "ui/common/mlg-focus-private.h"

#include <string.h>

#include "model/mlg-value.h"
#include "ui/common/mlg-task.h"

/* ---- the period */

void
mlg_focus_set_period (MlgFocus          *self,
                      const MlgDayRange *period)
{
  g_return_if_fail (MLG_IS_FOCUS (self));

  if (mlg_day_range_equal (self->period, period))
    return;

  g_free (self->period);
  self->period = mlg_day_range_copy (period);
  mlg_focus_filters_changed (self);
}

const MlgDayRange *
mlg_focus_get_period (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return self->period;
}

static const MlgField *
get_foundation (void)
{
  return mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_ACTOR), "founded");
}

gboolean
mlg_focus_time_accepts (MlgFocus  *self,
                        MlgRecord *actor)
{
  return self->period == NULL ||
         mlg_day_range_place_start (self->period, mlg_record_get (actor, get_foundation ())) != MLG_TIME_OUTSIDE;
}

/* Dates are few even where actors are many: those that fit are told to the list. */
typedef struct
{
  const MlgDayRange *period;
  const MlgField    *founded;
  GHashTable        *wanted;
} Dates;

static gboolean
note_date (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Dates *dates = data;
  const char *value = values[dates->founded->index];

  if (value != NULL && !g_hash_table_contains (dates->wanted, value) &&
      mlg_day_range_place_start (dates->period, value) != MLG_TIME_OUTSIDE)
    g_hash_table_add (dates->wanted, g_strdup (value));
  return TRUE;
}

void
mlg_focus_narrow_by_time (MlgFocus      *self,
                          MlgRecordList *list)
{
  Dates dates = { self->period, get_foundation (), NULL };
  g_autoptr(GHashTable) wanted = NULL;

  if (self->period != NULL)
    {
      wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_add (wanted, g_strdup (""));
      dates.wanted = wanted;
      mlg_store_foreach (mlg_project_get_store (self->project), mlg_schema_find (MLG_ENTITY_ACTOR),
                         note_date, &dates, NULL);
    }
  mlg_record_list_narrow (list, "focus period", &dates.founded, 1, wanted);
}

/* ---- two moments compared */

typedef struct
{
  char      *database;
  MlgMoment *from, *to;
} Moments;

static MlgMoment *
copy_moment (const MlgMoment *moment)
{
  if (moment == NULL)
    return NULL;

  return mlg_moment_copy (moment);
}

static void
moments_free (gpointer data)
{
  Moments *moments = data;

  mlg_moment_free (moments->from);
  mlg_moment_free (moments->to);
  g_free (moments->database);
  g_free (moments);
}

static void
compare_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Moments *moments = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgStore) beside = mlg_store_open (moments->database, MLG_STORE_BESIDE, &error);
  MlgComparison *comparison = NULL;

  if (beside != NULL && moments->from->days != NULL && moments->to != NULL && moments->to->days != NULL)
    comparison = mlg_comparison_new_dates (beside, moments->from->days, moments->to->days);
  else if (beside != NULL)
    {
      MlgPast from = mlg_moment_get_past (moments->from);
      MlgPast to = moments->to != NULL ? mlg_moment_get_past (moments->to) : (MlgPast) { 0 };

      comparison = mlg_comparison_new_past (beside, &from, moments->to != NULL ? &to : NULL, &error);
    }
  if (comparison != NULL)
    g_task_return_pointer (task, comparison, (GDestroyNotify) mlg_comparison_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
take_comparison (MlgFocus      *self,
                 MlgComparison *comparison)
{
  g_clear_pointer (&self->comparison, mlg_comparison_unref);
  self->comparison = comparison;
  mlg_focus_comparison_changed (self);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  MlgFocus *self = MLG_FOCUS (source);
  g_autoptr(GError) error = NULL;
  MlgComparison *comparison = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->comparing);
  if (comparison == NULL)
    g_warning ("comparison: %s", error->message);
  take_comparison (self, comparison);
}

static void
start_comparing (MlgFocus *self)
{
  Moments *moments;
  g_autoptr(GTask) task = NULL;

  if (self->comparing != NULL)
    g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  self->comparing = g_cancellable_new ();

  moments = g_new0 (Moments, 1);
  moments->database = mlg_store_dup_path (mlg_project_get_store (self->project));
  moments->from = copy_moment (self->from);
  moments->to = copy_moment (self->to);

  /* What a thread that was told to stop still brings is let go. */
  task = mlg_task_new (self, self->comparing, compared_cb, NULL);
  g_task_set_check_cancellable (task, TRUE);
  g_task_set_task_data (task, moments, moments_free);
  g_task_run_in_thread (task, compare_thread);
}

static void
forget_moments (MlgFocus *self)
{
  g_clear_pointer (&self->from, mlg_moment_free);
  g_clear_pointer (&self->to, mlg_moment_free);
}

void
mlg_focus_compare_moments (MlgFocus        *self,
                           const MlgMoment *from,
                           const MlgMoment *to)
{
  g_return_if_fail (MLG_IS_FOCUS (self));
  g_return_if_fail (from != NULL);

  forget_moments (self);
  self->compares = TRUE;
  self->from = copy_moment (from);
  self->to = copy_moment (to);
  g_clear_pointer (&self->comparison, mlg_comparison_unref);
  start_comparing (self);
}

void
mlg_focus_compare (MlgFocus *self,
                   gint64    from,
                   gint64    to)
{
  g_autoptr(MlgMoment) before = NULL;
  g_autoptr(MlgMoment) after = NULL;

  g_return_if_fail (from >= 0 && to >= 0);

  /* The earlier first, whichever was named first. */
  before = mlg_moment_new (to != 0 ? MIN (from, to) : from);
  after = to != 0 ? mlg_moment_new (MAX (from, to)) : NULL;
  mlg_focus_compare_moments (self, before, after);
}

void
mlg_focus_compare_not (MlgFocus *self)
{
  g_return_if_fail (MLG_IS_FOCUS (self));

  if (!self->compares)
    return;

  self->compares = FALSE;
  forget_moments (self);
  if (self->comparing != NULL)
    g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  take_comparison (self, NULL);
}

gboolean
mlg_focus_is_comparing (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), FALSE);

  return self->compares;
}

MlgComparison *
mlg_focus_get_comparison (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return self->comparison;
}

void
mlg_focus_time_renew (MlgFocus *self)
{
  if (self->compares)
    start_comparing (self);
}

void
mlg_focus_time_dispose (MlgFocus *self)
{
  self->compares = FALSE;
  forget_moments (self);
  if (self->comparing != NULL)
    g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  g_clear_pointer (&self->comparison, mlg_comparison_unref);
  g_clear_pointer (&self->period, g_free);
}
