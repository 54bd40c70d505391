/* Taking in a colleague's copy: what would change is said first, then one click. */

#include "ui/sharing/mlg-merge-view.h"

#include "model/mlg-text.h"
#include "ui/common/mlg-change-words.h"
#include "ui/sharing/mlg-sharing-resources.h"

#include <glib/gi18n-lib.h>

#define MAX_LINES 2000

struct _MlgMergeView
{
  MlgView               parent_instance;

  GtkWidget            *stack;
  GtkWidget            *name;
  GtkWidget            *summary;
  GtkWidget            *list;
  GtkWidget            *merge;

  char                 *path;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (MlgMergeView, mlg_merge_view, MLG_TYPE_VIEW)

static char *
dup_title (MlgMergeView    *self,
           MlgHistoryEntry *entry)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, entry->entity, &entry->id);

  if (record != NULL)
    return mlg_record_dup_title (record);

  /* New there: the row's packed values are not for reading; its name is what was added. */
  return g_strdup (entry->after != NULL && entry->kind == MLG_CHANGE_ADDED ? entry->after : _(entry->entity->label));
}

static void
add_row (MlgMergeView *self,
         const char   *head,
         const char   *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (head);
  GtkWidget *second = gtk_label_new (detail);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (second), 0);
  gtk_label_set_wrap (GTK_LABEL (second), TRUE);
  gtk_label_set_lines (GTK_LABEL (second), 3);
  gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (second, "dim-label");
  gtk_widget_add_css_class (box, "share-row");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), second);
  gtk_list_box_append (GTK_LIST_BOX (self->list), box);
}

static void
add_line (MlgMergeView    *self,
          MlgHistoryEntry *entry)
{
  g_autofree char *title = dup_title (self, entry);
  g_autofree char *sentence = mlg_describe_change (mlg_view_get_project (MLG_VIEW (self)), entry);
  g_autofree char *head = g_strdup_printf ("%s — %s", _(entry->entity->label), title);
  g_autofree char *detail = entry->author != NULL && *entry->author != '\0'
    ? g_strdup_printf ("%s · %s", sentence, entry->author) : g_strdup (sentence);

  add_row (self, head, detail);
}

static char *
dup_summary (MlgMergeReport *report)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (report->operations == 0)
    return g_strdup (_("This copy holds nothing that is not already here."));

  if (report->added > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u new record", "%u new records", report->added), report->added));
  if (report->changed > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u changed", "%u changed", report->changed), report->changed));
  if (report->deleted > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u deleted", "%u deleted", report->deleted), report->deleted));
  if (report->conflicts > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u to decide", "%u to decide", report->conflicts), report->conflicts));
  if (parts->len == 0)
    g_ptr_array_add (parts, g_strdup (_("Only the history grows: what is shown stays as it is.")));
  if (!report->related)
    g_ptr_array_add (parts, g_strdup (_("this file was not made from yours: it is added beside")));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
show_report (MlgMergeView   *self,
             MlgMergeReport *report)
{
  g_autofree char *summary = dup_summary (report);
  GtkWidget *row;

  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  if (report->conflicts > 0)
    add_row (self, _("To decide"),
             _("Where you both wrote something else, the two values are kept: choose in “To decide” once the copy is merged."));
  for (guint i = 0; report->entries != NULL && i < MIN (report->entries->len, MAX_LINES); i++)
    add_line (self, g_ptr_array_index (report->entries, i));
  gtk_widget_set_sensitive (self->merge, report->operations > 0);
}

static void
leave (MlgMergeView *self)
{
  g_clear_pointer (&self->path, g_free);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "start");
}

static void
merge_cb (MlgMergeView *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMergeReport) report = mlg_project_merge (mlg_view_get_project (MLG_VIEW (self)), self->path, FALSE, &error);

  if (report == NULL)
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }

  g_autofree char *summary = dup_summary (report);

  mlg_view_toast (MLG_VIEW (self), summary);
  leave (self);
}

static void
chosen_cb (GtkFileChooserNative *chooser,
           int                   response,
           MlgMergeView         *self)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    mlg_merge_view_open (self, path);
  g_clear_object (&self->chooser);
}

static void
choose_cb (MlgMergeView *self)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_("Merge a copy"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _("Open"), _("Cancel"));
  gtk_file_filter_set_name (filter, _("Maillage files"));
  gtk_file_filter_add_suffix (filter, "maillage");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
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

static void
mlg_merge_view_focus_set (MlgView *view)
{
  MlgMergeView *self = MLG_MERGE_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/sharing/mlg-merge-view.ui");
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->stack = GTK_WIDGET (gtk_builder_get_object (builder, "stack"));
  self->name = GTK_WIDGET (gtk_builder_get_object (builder, "name"));
  self->summary = GTK_WIDGET (gtk_builder_get_object (builder, "summary"));
  self->list = GTK_WIDGET (gtk_builder_get_object (builder, "list"));
  self->merge = GTK_WIDGET (gtk_builder_get_object (builder, "merge"));
  g_signal_connect_swapped (gtk_builder_get_object (builder, "choose"), "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "cancel"), "clicked", G_CALLBACK (leave), self);
  g_signal_connect_swapped (self->merge, "clicked", G_CALLBACK (merge_cb), self);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));

  mlg_view_set_child (view, self->stack);
}

static void
mlg_merge_view_dispose (GObject *object)
{
  MlgMergeView *self = MLG_MERGE_VIEW (object);

  g_clear_object (&self->chooser);
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

GtkWidget *
mlg_merge_view_new (void)
{
  return g_object_new (MLG_TYPE_MERGE_VIEW, NULL);
}

void
mlg_merge_view_open (MlgMergeView *self,
                     const char   *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMergeReport) report = mlg_project_merge (mlg_view_get_project (MLG_VIEW (self)), path, TRUE, &error);
  g_autofree char *name = g_path_get_basename (path);

  if (report == NULL)
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }

  g_free (self->path);
  self->path = g_strdup (path);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  show_report (self, report);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "report");
}
