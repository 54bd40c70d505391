/* The counting of « Qui manque ici ? »: at once, or in a thread when there are many. */

#include "ui/map/mlg-map-missing-private.h"

#include <glib/gi18n-lib.h>

#include "render/mlg-map-coverage.h"
#include "ui/common/mlg-task.h"

#define MANY_ACTORS 4000           /* more are counted in a thread */

/* What a thread is given, and gives back. */
typedef struct
{
  char               *database;    /* to be read; NULL: it is */
  MlgProjectCoverage *read;
  MlgCoverageChoice   choice;      /* its own */
  char               *term;
  MlgCoverageMap     *map;
} Work;

/* ---- what is asked */

static void
make_choice (MlgMapMissing *self)
{
  guint what = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)), where = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->where));
  MlgMapFrame frame;

  mlg_map_canvas_get_frame (self->view->canvas, &frame);
  g_clear_pointer (&self->choice.shown, g_hash_table_unref);
  self->choice = (MlgCoverageChoice) {
    .level = mlg_map_missing_levels[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->level)), MLG_MAP_MISSING_LEVELS - 1)],
    .acting = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->acting)),
    .perimeter = where < self->perimeters->len ? self->perimeters->pdata[where] : NULL,
    .box = mlg_map_frame_get_box (&frame, 0),
    .shown = mlg_focus_dup_accepted (mlg_view_get_focus (MLG_VIEW (self->view))),
  };
  if (what < self->counted->len)
    {
      self->choice.by = g_array_index (self->counted, Counted, what).by;
      self->choice.term = g_array_index (self->counted, Counted, what).term;
    }
}

static char *
describe (MlgMapMissing *self)
{
  g_autofree char *sentence = mlg_coverage_map_describe (self->map);

  if (!mlg_map_coverage_is_known (self->choice.level))
    return g_strdup_printf ("%s\n%s", sentence, _("Their outlines come with a territory pack, and none is installed: only the sentence can be given."));
  if (self->map->n_unplaced > 0)
    {
      g_autofree char *left = g_strdup_printf (ngettext ("%u actor whose place is not known so precisely is not situated.",
                                                         "%u actors whose place is not known so precisely are not situated.", self->map->n_unplaced),
                                               self->map->n_unplaced);

      return g_strdup_printf ("%s\n%s", sentence, left);
    }
  return g_steal_pointer (&sentence);
}

static void
show_counted (MlgMapMissing *self)
{
  g_autofree char *words = self->map != NULL ? describe (self) : NULL;

  gtk_label_set_label (GTK_LABEL (self->sentence), words != NULL ? words : "");
  gtk_widget_set_visible (self->sentence, words != NULL);
  if (self->map != NULL)
    gtk_widget_add_css_class (self->button, "active");
  else
    gtk_widget_remove_css_class (self->button, "active");
  mlg_map_canvas_set_coverage (self->view->canvas, self->map);
  mlg_map_show_size_legend (self->view);
}

/* ---- in a thread */

static void
work_free (Work *work)
{
  g_clear_pointer (&work->read, mlg_project_coverage_free);
  g_clear_pointer (&work->map, mlg_coverage_map_unref);
  g_clear_pointer (&work->choice.shown, g_hash_table_unref);
  g_free (work->database);
  g_free (work->term);
  g_free (work);
}

static void
work_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Work *work = data;

  if (work->database != NULL)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(MlgStore) beside = mlg_store_open (work->database, MLG_STORE_BESIDE, &error);

      if (beside == NULL)
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      work->read = mlg_store_coverage_new (beside);
    }
  else
    work->map = mlg_project_coverage_count (work->read, &work->choice);
  g_task_return_boolean (task, TRUE);
}

static void
worked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  MlgMapView *view = MLG_MAP_VIEW (object);
  MlgMapMissing *self = mlg_map_missing_of (view);
  Work *work = g_task_get_task_data (G_TASK (result));
  gboolean had_read = work->database == NULL;
  g_autoptr(GError) error = NULL;

  /* The screen has gone. */
  if (!g_task_propagate_boolean (G_TASK (result), &error) && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->working);
  /* On a disk that is only read, nothing opens it a second time. */
  if (error != NULL)
    self->read = mlg_project_coverage_new (mlg_view_get_project (MLG_VIEW (view)));
  else if (!self->stale)
    self->read = g_steal_pointer (&work->read);
  if (!had_read && self->read != NULL)
    {
      mlg_project_coverage_name (self->read, mlg_view_get_project (MLG_VIEW (view)));
      mlg_map_missing_fill (self);
    }
  if (had_read && mlg_map_missing_is_shown (self))
    {
      g_clear_pointer (&self->map, mlg_coverage_map_unref);
      self->map = g_steal_pointer (&work->map);
      show_counted (self);
    }
  if (!had_read || self->again || self->stale)
    mlg_map_missing_recount (self);
}

/* Reads what is not read yet, else counts. */
static void
start_work (MlgMapMissing *self)
{
  Work *work = g_new0 (Work, 1);
  g_autoptr(GTask) task = NULL;

  self->again = self->stale = FALSE;
  if (self->read == NULL)
    work->database = mlg_store_dup_path (mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self->view))));
  else
    {
      make_choice (self);
      work->read = g_steal_pointer (&self->read);
      work->choice = self->choice;
      work->choice.term = work->term = g_strdup (self->choice.term);
      work->choice.shown = self->choice.shown != NULL ? g_hash_table_ref (self->choice.shown) : NULL;
    }
  self->working = g_cancellable_new ();
  task = mlg_task_new (self->view, self->working, worked_cb, NULL);
  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, work_thread);
}

/* ---- at once or in a thread */

static gboolean
has_many (MlgMapMissing *self)
{
  MlgStore *store = mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self->view)));
  g_autofree char *database = mlg_store_dup_path (store);

  return database != NULL && mlg_store_count (store, mlg_schema_find (MLG_ENTITY_ACTOR)) > MANY_ACTORS;
}

void
mlg_map_missing_read (MlgMapMissing *self)
{
  if (self->read != NULL || self->working != NULL)
    return;

  if (has_many (self))
    {
      start_work (self);
      return;
    }
  self->read = mlg_project_coverage_new (mlg_view_get_project (MLG_VIEW (self->view)));
  mlg_map_missing_fill (self);
}

void
mlg_map_missing_recount (MlgMapMissing *self)
{
  if (self->working != NULL)
    {
      self->again = TRUE;
      return;
    }
  if (!mlg_map_missing_is_shown (self) || mlg_view_get_project (MLG_VIEW (self->view)) == NULL)
    {
      g_clear_pointer (&self->map, mlg_coverage_map_unref);
      show_counted (self);
      return;
    }
  if (has_many (self))
    {
      start_work (self);
      return;
    }

  mlg_map_missing_read (self);
  make_choice (self);
  g_clear_pointer (&self->map, mlg_coverage_map_unref);
  self->map = mlg_project_coverage_count (self->read, &self->choice);
  show_counted (self);
}
