/* Taking in a colleague's copy: what it would bring is seen first, taken or kept as here record by record or
 * field by field; then one click, and one to take it all back.
 */

#include "ui/sharing/mlg-merge-view.h"

#include "document/mlg-document.h"
#include "exchange/mlg-merge-reading.h"
#include "exchange/mlg-merge-story.h"
#include "model/mlg-text.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/sharing/mlg-merge-details.h"
#include "ui/sharing/mlg-merge-list.h"
#include "ui/sharing/mlg-sharing-resources.h"

#include <glib/gi18n-lib.h>

struct _MlgMergeView
{
  MlgView           parent_instance;

  GtkWidget        *stack;
  GtkWidget        *direction;
  GtkWidget        *summary;
  GtkWidget        *unrelated;
  GtkWidget        *list;
  GtkBox           *details;
  GtkWidget        *merge;
  GtkWidget        *done_words;
  GtkWidget        *decide;
  GtkProgressBar   *progress;
  GtkLabel         *step;

  MlgMergeReading  *reading;     /* under way in a thread; or NULL */
  GCancellable     *cancellable; /* of it */
  guint             timer;       /* shows how far it is */
  MlgMergePreview  *preview;     /* NULL: none is looked at */
  MlgMergePlan     *plan;
  MlgMergeGroup    *group;       /* lent by the plan: looked at in detail */
  MlgMonograph     *story;       /* of the last merge made */
  char             *path;        /* being read */
  gboolean          merging;
};

G_DEFINE_FINAL_TYPE (MlgMergeView, mlg_merge_view, MLG_TYPE_VIEW)

static void
show_page (MlgMergeView *self,
           const char   *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
}

static void
details_changed (gpointer data)
{
  mlg_merge_list_refresh (MLG_MERGE_LIST (MLG_MERGE_VIEW (data)->list));
}

static void
show_details (MlgMergeView *self)
{
  mlg_merge_details_fill (self->details, mlg_view_get_project (MLG_VIEW (self)), self->group, details_changed, self);
}

/* It ends by itself, and finds nobody who waits for it. */
static void
stop_reading (MlgMergeView *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->reading = NULL;
}

static void
forget (MlgMergeView *self)
{
  stop_reading (self);
  self->group = NULL;
  mlg_merge_list_set_plan (MLG_MERGE_LIST (self->list), NULL);
  show_details (self);
  g_clear_pointer (&self->plan, mlg_merge_plan_free);
  g_clear_pointer (&self->preview, mlg_merge_preview_free);
}

static void
leave (MlgMergeView *self)
{
  forget (self);
  show_page (self, "start");
}

/* ---- what it would bring */

static void
add_part (GPtrArray  *parts,
          guint       n,
          const char *words)
{
  g_autofree char *count = mlg_format_count (n);

  if (n > 0)
    g_ptr_array_add (parts, g_strdup_printf ("%s %s", count, words));
}

static char *
dup_summary (MlgMergePlan *plan)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (plan->preview->report->operations == 0)
    return g_strdup (_("This copy holds nothing that is not already here."));

  add_part (parts, plan->n[MLG_MERGE_BOTH], ngettext ("record changed on both sides", "records changed on both sides", plan->n[MLG_MERGE_BOTH]));
  add_part (parts, plan->n[MLG_MERGE_ADDED], ngettext ("new", "new", plan->n[MLG_MERGE_ADDED]));
  add_part (parts, plan->n[MLG_MERGE_COMPLETED], ngettext ("completed", "completed", plan->n[MLG_MERGE_COMPLETED]));
  add_part (parts, plan->n[MLG_MERGE_CHANGED], ngettext ("changed there", "changed there", plan->n[MLG_MERGE_CHANGED]));
  add_part (parts, plan->n[MLG_MERGE_DELETED], ngettext ("deleted there", "deleted there", plan->n[MLG_MERGE_DELETED]));
  add_part (parts, plan->n[MLG_MERGE_RESTORED], ngettext ("brought back there", "brought back there", plan->n[MLG_MERGE_RESTORED]));
  add_part (parts, plan->n[MLG_MERGE_ERASED], ngettext ("erased for good there", "erased for good there", plan->n[MLG_MERGE_ERASED]));
  add_part (parts, plan->n_duplicates, ngettext ("probable duplicate", "probable duplicates", plan->n_duplicates));
  if (parts->len == 0)
    return g_strdup (_("Only the history grows: what is shown stays as it is."));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
show_plan (MlgMergeView *self)
{
  g_autofree char *copy = g_path_get_basename (self->preview->path);
  g_autofree char *file = g_path_get_basename (mlg_project_get_path (mlg_view_get_project (MLG_VIEW (self))));
  g_autofree char *direction = g_strdup_printf (_("“%s” enters your file “%s”"), copy, file);
  g_autofree char *summary = dup_summary (self->plan);

  gtk_label_set_text (GTK_LABEL (self->direction), direction);
  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  gtk_widget_set_visible (self->unrelated, !self->preview->report->related);
  gtk_widget_set_sensitive (self->merge, self->preview->report->operations > 0);
  mlg_merge_list_set_plan (MLG_MERGE_LIST (self->list), self->plan);
  show_page (self, "report");
}

/* ---- reading, in a thread */

static gboolean
progress_cb (gpointer user_data)
{
  MlgMergeView *self = user_data;
  const char *words;

  gtk_progress_bar_set_fraction (self->progress, mlg_merge_reading_get_progress (self->reading, &words));
  gtk_label_set_text (self->step, words);
  return G_SOURCE_CONTINUE;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(MlgMergeView) self = user_data;
  g_autoptr(GError) error = NULL;
  MlgMergePlan *plan;
  MlgMergePreview *preview = mlg_merge_reading_finish (result, &plan, &error);

  /* Given up: another may have been begun since. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || g_error_matches (error, MLG_STORE_ERROR, MLG_STORE_ERROR_CANCELLED))
    return;

  stop_reading (self);
  if (preview == NULL)
    {
      mlg_view_report (MLG_VIEW (self), error);
      show_page (self, "start");
      return;
    }

  self->preview = preview;
  self->plan = plan;
  show_plan (self);
}

static void
begin_reading (MlgMergeView *self)
{
  g_autoptr(GError) error = NULL;

  self->cancellable = g_cancellable_new ();
  self->reading = mlg_merge_reading_start (mlg_view_get_project (MLG_VIEW (self)), self->path, self->cancellable, read_cb,
                                           g_object_ref (self), &error);
  if (self->reading == NULL)
    {
      stop_reading (self);
      g_object_unref (self);
      mlg_view_report (MLG_VIEW (self), error);
      show_page (self, "start");
      return;
    }

  show_page (self, "working");
  progress_cb (self);
  self->timer = g_timeout_add (100, progress_cb, self);
}

static void
group_chosen_cb (MlgMergeView  *self,
                 MlgMergeGroup *group)
{
  self->group = group;
  show_details (self);
}

/* ---- doing it */

static void
merge_cb (MlgMergeView *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_autoptr(GPtrArray) decisions = mlg_merge_plan_dup_decisions (self->plan);
  g_autoptr(MlgMergeReport) report = NULL;
  g_autofree char *summary = dup_summary (self->plan);
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->story, mlg_monograph_free);
  self->story = mlg_merge_plan_tell (project, self->plan);
  self->merging = TRUE;
  report = mlg_merge_preview_apply (self->preview, project, decisions, &error);
  self->merging = FALSE;
  if (report == NULL)
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }

  gtk_label_set_text (GTK_LABEL (self->done_words), summary);
  gtk_widget_set_visible (self->decide, mlg_store_count_conflicts (mlg_project_get_store (project)) > 0);
  forget (self);
  show_page (self, "done");
}

/* ---- the report to keep */

static void
write_report (MlgMergeView  *self,
              const char    *path)
{
  g_autoptr(MlgDocument) document = mlg_document_new (self->story);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_("“%s” is ready."), name);
  g_autoptr(GError) error = NULL;
  gboolean done;

  if (g_str_has_suffix (path, ".html"))
    done = mlg_document_write_html (document, path, &error);
  else if (g_str_has_suffix (path, ".md") || g_str_has_suffix (path, ".txt"))
    done = mlg_document_write_markdown (document, path, &error);
  else
    done = mlg_document_write_pdf (document, path, &error);

  if (done)
    mlg_view_toast (MLG_VIEW (self), text);
  else
    mlg_view_report (MLG_VIEW (self), error);
}

static void
report_chosen (const char *path,
               gpointer    data)
{
  write_report (data, path);
}

static void
report_cb (MlgMergeView *self)
{
  if (self->plan != NULL)
    {
      g_clear_pointer (&self->story, mlg_monograph_free);
      self->story = mlg_merge_plan_tell (mlg_view_get_project (MLG_VIEW (self)), self->plan);
    }
  if (self->story != NULL)
    mlg_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Keep a report"), _("Report of a merge.pdf"),
                          "*.pdf;*.html;*.md;*.txt", report_chosen, self);
}

/* ---- asking for a copy */

static void
copy_chosen (const char *path,
             gpointer    data)
{
  mlg_merge_view_open (data, path);
}

static void
choose_cb (MlgMergeView *self)
{
  mlg_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Merge a copy"), "*.maillage", copy_chosen, self);
}

static void
import_cb (MlgMergeView *self)
{
  g_autofree char *path = g_strdup (self->preview->path);

  leave (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.import-file", "s", path);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         MlgMergeView  *self)
{
  GFile *file = g_value_get_object (value);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return FALSE;

  mlg_merge_view_open (self, path);
  return TRUE;
}

/* ---- life */

/* The file goes on while a copy is looked at: what was seen no longer is what would be merged. And once something
 * else was done, « Annuler » is no longer about the merge. */
static void
project_changed_cb (MlgMergeView *self)
{
  g_autofree char *path = NULL;

  if (self->merging)
    return;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "done") == 0)
    show_page (self, "start");
  if (self->preview == NULL && self->reading == NULL)
    return;

  path = g_strdup (self->path);
  leave (self);
  mlg_merge_view_open (self, path);
}

static void
connect_buttons (MlgMergeView *self,
                 GtkBuilder   *builder)
{
  static const struct { const char *name; void (*func) (MlgMergeView *); } buttons[] = {
    { "choose", choose_cb }, { "cancel", leave }, { "merge", merge_cb }, { "report", report_cb }, { "keep_report", report_cb },
    { "import", import_cb }, { "close", leave }, { "give_up", leave },
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_signal_connect_swapped (gtk_builder_get_object (builder, buttons[i].name), "clicked", G_CALLBACK (buttons[i].func), self);
}

static void
mlg_merge_view_focus_set (MlgView *view)
{
  MlgMergeView *self = MLG_MERGE_VIEW (view);
  g_autoptr(GtkBuilder) builder = NULL;
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_type_ensure (MLG_TYPE_MERGE_LIST);
  builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/sharing/mlg-merge-view.ui");
  self->stack = GTK_WIDGET (gtk_builder_get_object (builder, "stack"));
  self->direction = GTK_WIDGET (gtk_builder_get_object (builder, "direction"));
  self->summary = GTK_WIDGET (gtk_builder_get_object (builder, "summary"));
  self->unrelated = GTK_WIDGET (gtk_builder_get_object (builder, "unrelated"));
  self->list = GTK_WIDGET (gtk_builder_get_object (builder, "list"));
  self->details = GTK_BOX (gtk_builder_get_object (builder, "details"));
  self->merge = GTK_WIDGET (gtk_builder_get_object (builder, "merge"));
  self->done_words = GTK_WIDGET (gtk_builder_get_object (builder, "done_words"));
  self->decide = GTK_WIDGET (gtk_builder_get_object (builder, "decide"));
  self->progress = GTK_PROGRESS_BAR (gtk_builder_get_object (builder, "progress"));
  self->step = GTK_LABEL (gtk_builder_get_object (builder, "step"));
  connect_buttons (self, builder);
  g_signal_connect_swapped (self->list, "chosen", G_CALLBACK (group_chosen_cb), self);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (show_details), self);
  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));

  mlg_view_set_child (view, self->stack);
}

static void
mlg_merge_view_dispose (GObject *object)
{
  MlgMergeView *self = MLG_MERGE_VIEW (object);

  stop_reading (self);
  if (self->list != NULL)
    forget (self);
  self->list = NULL;
  g_clear_pointer (&self->story, mlg_monograph_free);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (mlg_merge_view_parent_class)->dispose (object);
}

static void
mlg_merge_view_class_init (MlgMergeViewClass *klass)
{
  mlg_sharing_get_resource ();

  G_OBJECT_CLASS (klass)->dispose = mlg_merge_view_dispose;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_merge_view_focus_set;
}

static void
mlg_merge_view_init (MlgMergeView *self)
{
}

void
mlg_merge_view_open (MlgMergeView *self,
                     const char   *path)
{
  g_return_if_fail (MLG_IS_MERGE_VIEW (self) && path != NULL);

  forget (self);
  g_free (self->path);
  self->path = g_strdup (path);
  begin_reading (self);
}
