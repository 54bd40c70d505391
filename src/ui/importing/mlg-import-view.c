/* Importing a list: guesses, preview, one command, what came of it. */

#include "ui/importing/mlg-import-view.h"

#include "exchange/mlg-import.h"
#include "exchange/mlg-template.h"
#include "model/mlg-text.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/importing/mlg-import-choices.h"
#include "ui/importing/mlg-import-columns.h"
#include "ui/importing/mlg-import-preview.h"
#include "ui/importing/mlg-importing-resources.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define READABLE_FILES "*.csv;*.tsv;*.tab;*.txt;*.xlsx;*.ods;*.zip;*.maillage;*.json;*.geojson;*.jsonld;*.vcf;*.ics;*.graphml;*.gexf;" \
                       "*.CSV;*.TXT;*.XLSX;*.ODS;*.JSON;*.VCF;*.ICS;*.GRAPHML;*.GEXF"
#define MAX_REMARKS 4     /* lines of remarks about the whole file */

struct _MlgImportView
{
  MlgView       parent_instance;

  GtkWidget    *stack;
  GtkWidget    *choose;
  GtkWidget    *template_entity;
  GtkWidget    *name;
  GtkWidget    *rows;
  GtkWidget    *choices;
  GtkWidget    *remarks;
  GtkWidget    *absent;            /* what the list names and nobody is */
  GtkWidget    *absent_words;
  GtkWidget    *columns;
  GtkWidget    *preview;
  GtkWidget    *progress;
  GtkWidget    *rejects;
  GtkWidget    *cancel;
  GtkWidget    *apply;
  GtkWidget    *done_counts;
  GtkWidget    *done_rejects;
  GtkWidget    *done_see;
  GtkWidget    *done_undo;

  MlgImport    *import;
  GCancellable *cancellable;       /* of the work under way */
  guint         compare_id;
  GPtrArray    *template_entities; /* const MlgEntity * */
  gboolean      applied;           /* the import is shown with what came of it */
  gboolean      changed_since;     /* something else was done after it */
  gint64        sid, txn;          /* what it is called in the journal */
  gboolean      gone;              /* disposed while at work */
};

G_DEFINE_FINAL_TYPE (MlgImportView, mlg_import_view, MLG_TYPE_VIEW)

/* ---- the work, with its progress */

static gboolean
progress_cb (guint    done,
             guint    total,
             gpointer data)
{
  MlgImportView *self = MLG_IMPORT_VIEW (data);
  g_autofree char *done_text = mlg_format_count (done);
  g_autofree char *total_text = mlg_format_count (total);
  g_autofree char *text = g_strdup_printf (_("%s of %s"), done_text, total_text);

  if (!self->gone)
    {
      gtk_widget_set_visible (self->progress, TRUE);
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), total > 0 ? (double) done / total : 0);
      gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), text);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return !g_cancellable_is_cancelled (self->cancellable);
}

/* The view stays until end_work, whatever happens to its window meanwhile. */
static void
begin_work (MlgImportView *self)
{
  g_object_ref (self);
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->apply, FALSE);
  gtk_widget_set_sensitive (self->columns, FALSE);
  gtk_widget_set_sensitive (self->choices, FALSE);
}

/* FALSE: there is nobody left to show anything to. */
static gboolean
end_work (MlgImportView *self)
{
  gboolean gone = self->gone;

  g_clear_object (&self->cancellable);
  if (gone)
    g_clear_pointer (&self->import, mlg_import_free);
  else
    {
      gtk_widget_set_visible (self->progress, FALSE);
      gtk_widget_set_sensitive (self->columns, TRUE);
      gtk_widget_set_sensitive (self->choices, TRUE);
    }

  g_object_unref (self);
  return !gone;
}

/* What can be added with the list is offered where it is refused. */
static void
show_absent (MlgImportView *self)
{
  g_autofree char *refused = mlg_import_dup_absent (self->import);

  gtk_label_set_text (GTK_LABEL (self->absent_words), refused != NULL ? refused : "");
  gtk_widget_set_visible (self->absent, refused != NULL);
}

static void
update_actions (MlgImportView *self)
{
  guint n = mlg_import_count (self->import, MLG_ROW_ADDED) + mlg_import_count (self->import, MLG_ROW_CHANGED);
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *label = g_strdup_printf (ngettext ("Import %s line", "Import %s lines", n), count);

  gtk_button_set_label (GTK_BUTTON (self->apply), n > 0 ? label : _("Nothing to import"));
  gtk_widget_set_sensitive (self->apply, n > 0);
  gtk_widget_set_visible (self->rejects, mlg_import_count (self->import, MLG_ROW_REJECTED) > 0);
  show_absent (self);
}

static void
show_preview (MlgImportView *self,
              MlgImport     *import)
{
  mlg_import_preview_set_import (MLG_IMPORT_PREVIEW (self->preview), mlg_view_get_project (MLG_VIEW (self)), import);
}

/* What the whole file calls for: said once, above the columns. */
static void
show_remarks (MlgImportView *self)
{
  const char *const *remarks = mlg_import_get_remarks (self->import);
  guint n_lost = mlg_import_get_format (self->import) == NULL ? mlg_import_get_n_lost (self->import) : 0;
  guint n_named = mlg_import_get_n_missing (self->import);
  g_autoptr(GString) text = g_string_new (NULL);

  if (n_lost > 0)
    g_string_append_printf (text, ngettext ("%u character cannot be read in this encoding.",
                                            "%u characters cannot be read in this encoding.", n_lost), n_lost);
  for (guint i = 0; remarks != NULL && remarks[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", remarks[i]);

  if (n_named > 0 && text->len > 0)
    g_string_append_c (text, '\n');
  if (n_named > 0)
    g_string_append_printf (text, ngettext ("%u actor stands in the links only: it is added with what they call it.",
                                            "%u actors stand in the links only: they are added with what these call them.", n_named), n_named);

  gtk_label_set_text (GTK_LABEL (self->remarks), text->str);
  gtk_widget_set_tooltip_text (self->remarks, text->str);
  gtk_widget_set_visible (self->remarks, text->len > 0);
}

static gboolean
compare_idle (gpointer data)
{
  MlgImportView *self = MLG_IMPORT_VIEW (data);
  g_autoptr(GError) error = NULL;
  gboolean compared, cancelled;

  self->compare_id = 0;
  begin_work (self);
  compared = mlg_import_compare (self->import, self->cancellable, progress_cb, self, &error);
  cancelled = g_cancellable_is_cancelled (self->cancellable);
  if (!end_work (self))
    return G_SOURCE_REMOVE;

  if (compared)
    {
      show_remarks (self);
      mlg_import_choices_update (MLG_IMPORT_CHOICES (self->choices));
      show_preview (self, self->import);
      update_actions (self);
    }
  else if (!cancelled)
    mlg_view_report (MLG_VIEW (self), error);
  return G_SOURCE_REMOVE;
}

static void
compare_soon (MlgImportView *self)
{
  show_preview (self, NULL);
  gtk_widget_set_visible (self->absent, FALSE);
  gtk_widget_set_sensitive (self->apply, FALSE);
  if (self->compare_id == 0)
    self->compare_id = g_idle_add_full (G_PRIORITY_LOW, compare_idle, self, NULL);
}

/* ---- the guesses */

static void
read_again (MlgImportView *self)
{
  guint n = mlg_import_get_n_rows (self->import);
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *text = g_strdup_printf (ngettext ("%s line", "%s lines", n), count);

  gtk_label_set_text (GTK_LABEL (self->rows), text);
  show_remarks (self);
  mlg_import_choices_update (MLG_IMPORT_CHOICES (self->choices));
  mlg_import_columns_set_import (MLG_IMPORT_COLUMNS (self->columns), self->import);
  compare_soon (self);
}

static void
columns_changed_cb (MlgImportView *self)
{
  mlg_import_choices_update (MLG_IMPORT_CHOICES (self->choices));
  compare_soon (self);
}

static void
create_absent_cb (MlgImportView *self)
{
  mlg_import_create_absent (self->import);
  mlg_import_choices_update (MLG_IMPORT_CHOICES (self->choices));
  compare_soon (self);
  gtk_widget_grab_focus (self->columns);
}

static void
failed_cb (MlgImportView *self,
           GError        *error)
{
  mlg_view_report (MLG_VIEW (self), error);
}

/* ---- ending */

static void
leave (MlgImportView *self)
{
  g_clear_handle_id (&self->compare_id, g_source_remove);
  show_preview (self, NULL);
  mlg_import_choices_set_import (MLG_IMPORT_CHOICES (self->choices), NULL);
  mlg_import_columns_set_import (MLG_IMPORT_COLUMNS (self->columns), NULL);
  g_clear_pointer (&self->import, mlg_import_free);
  self->applied = FALSE;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "start");
  gtk_widget_grab_focus (self->choose);
}

static void
cancel_cb (MlgImportView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    leave (self);
}

static void
add_count (MlgImportView *self,
           MlgRowOutcome  outcome)
{
  guint n = mlg_import_count (self->import, outcome);
  g_autofree char *words = mlg_import_outcome_dup_label (outcome, n);
  GtkWidget *label = gtk_label_new (words);

  if (n == 0)
    return;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (self->done_counts), label);
}

static void
remember_transaction (MlgImportView *self)
{
  g_autoptr(GPtrArray) newest = mlg_store_history (mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self))), NULL, 1, NULL);
  const MlgHistoryEntry *entry = newest == NULL || newest->len == 0 ? NULL : g_ptr_array_index (newest, 0);

  self->sid = entry == NULL ? 0 : entry->sid;
  self->txn = entry == NULL ? 0 : entry->txn;
}

static void
show_done (MlgImportView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->done_counts)) != NULL)
    gtk_box_remove (GTK_BOX (self->done_counts), child);
  for (guint i = 0; i < MLG_N_ROW_OUTCOMES; i++)
    add_count (self, i);

  show_preview (self, NULL);
  self->applied = TRUE;
  self->changed_since = FALSE;
  remember_transaction (self);
  gtk_widget_set_visible (self->done_rejects, mlg_import_count (self->import, MLG_ROW_REJECTED) > 0);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "done");
  gtk_widget_grab_focus (self->done_see);
}

static void
apply_cb (MlgImportView *self)
{
  g_autoptr(GError) error = NULL;
  gboolean applied, cancelled;

  if (self->cancellable != NULL)
    return;

  begin_work (self);
  applied = mlg_import_apply (self->import, self->cancellable, progress_cb, self, &error);
  cancelled = g_cancellable_is_cancelled (self->cancellable);
  if (!end_work (self))
    return;

  if (applied)
    {
      show_done (self);
      return;
    }

  update_actions (self);
  if (!cancelled)
    mlg_view_report (MLG_VIEW (self), error);
}

/* ---- afterwards */

/* The screen where the records of an entity are listed. */
static const char *
get_screen (const MlgEntity *entity)
{
  if (g_str_equal (entity->name, MLG_ENTITY_ACTOR))
    return "directory";
  if (g_str_equal (entity->name, MLG_ENTITY_PARTNERSHIP) || g_str_equal (entity->name, MLG_ENTITY_AXIS))
    return "partnerships";
  if (g_str_has_prefix (entity->name, "monograph"))
    return "monographs";
  return entity->name;
}

static void
see_cb (MlgImportView *self)
{
  g_autofree char *screen = g_strdup (get_screen (mlg_import_get_entity (self->import)));

  /* What has just come in is not hidden by what was looked for before. */
  mlg_focus_clear_filters (mlg_view_get_focus (MLG_VIEW (self)));
  leave (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.screen", "s", screen);
}

/* The import is the last thing done, or it is taken back by its number. */
static gboolean
take_back (MlgImportView  *self,
           GError        **error)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));

  return self->changed_since && self->txn != 0 ? mlg_project_undo_transaction (project, self->sid, self->txn, NULL, error)
                                               : mlg_project_undo (project, error);
}

static void
undo_cb (MlgImportView *self)
{
  g_autoptr(GError) error = NULL;

  self->applied = FALSE;
  if (take_back (self, &error))
    {
      leave (self);
      mlg_view_toast (MLG_VIEW (self), _("The import is taken back: nothing of it remains."));
    }
  else
    mlg_view_report (MLG_VIEW (self), error);
}

static void
project_changed_cb (MlgImportView *self)
{
  self->changed_since = TRUE;
}

/* Undone from elsewhere: this page would say what is no longer true. */
static void
redo_changed_cb (MlgImportView *self)
{
  g_autofree char *redo = NULL;

  g_object_get (mlg_view_get_project (MLG_VIEW (self)), "redo-label", &redo, NULL);
  if (self->applied && g_strcmp0 (redo, _("Import a list")) == 0)
    leave (self);
}

/* ---- files */

static gboolean
write_file (MlgImportView *self,
            const char    *path,
            GBytes        *bytes)
{
  g_autoptr(GError) error = NULL;

  if (g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &error))
    return TRUE;

  mlg_view_report (MLG_VIEW (self), error);
  return FALSE;
}

static void
rejects_chosen (const char *path,
                gpointer    data)
{
  MlgImportView *self = data;
  g_autoptr(GBytes) bytes = self->import == NULL ? NULL : mlg_import_dup_rejects (self->import);

  if (bytes != NULL && write_file (self, path, bytes))
    mlg_view_toast (MLG_VIEW (self), _("The refused lines are saved, with the reason of each."));
}

static void
rejects_cb (MlgImportView *self)
{
  mlg_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save the refused lines"),
                        _("refused lines.csv"), "*.csv", rejects_chosen, self);
}

static const MlgEntity *
get_template_entity (MlgImportView *self)
{
  return g_ptr_array_index (self->template_entities, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->template_entity)));
}

static void
template_chosen (const char *path,
                 gpointer    data)
{
  MlgImportView *self = data;
  g_autoptr(GBytes) bytes = mlg_template_new (get_template_entity (self));

  if (write_file (self, path, bytes))
    mlg_view_toast (MLG_VIEW (self), _("The table is ready. Put your lines in the place of its three examples."));
}

static void
template_cb (MlgImportView *self)
{
  g_autofree char *name = g_strdup_printf (_("To fill in – %s.csv"), _(get_template_entity (self)->plural));

  mlg_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Table to fill in"), name, "*.csv",
                        template_chosen, self);
}

static void
file_chosen (const char *path,
             gpointer    data)
{
  mlg_import_view_open (data, path);
}

static void
choose_cb (MlgImportView *self)
{
  g_autofree char *pattern = g_strdup_printf ("%s|%s", _("Lists and tables"), READABLE_FILES);

  mlg_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Import a list"), pattern, file_chosen, self);
}

static void
text_read_cb (GObject      *clipboard,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(MlgImportView) self = MLG_IMPORT_VIEW (data);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);

  if (self->gone)
    return;
  if (text == NULL || *text == '\0')
    mlg_view_toast (MLG_VIEW (self), _("Nothing to paste: copy the cells in your spreadsheet first."));
  else
    mlg_import_view_open_text (self, text);
}

static void
paste_cb (MlgImportView *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, text_read_cb, g_object_ref (self));
}

static void
open_import (MlgImportView *self,
             MlgImport     *import,
             const char    *name,
             GError        *error)
{
  if (import == NULL)
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }

  if (self->import != NULL)
    leave (self);
  self->import = import;
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_widget_set_visible (self->rejects, FALSE);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "plan");
  mlg_import_choices_set_import (MLG_IMPORT_CHOICES (self->choices), import);
  read_again (self);
}

/* ---- life */

static void
fill_templates (MlgImportView *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);

  for (guint i = 0; i < n; i++)
    {
      if (!mlg_template_exists (entities[i]))
        continue;
      g_ptr_array_add (self->template_entities, (gpointer) entities[i]);
      gtk_string_list_append (labels, _(entities[i]->plural));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->template_entity), G_LIST_MODEL (labels));
  for (guint i = 0; i < self->template_entities->len; i++)
    if (g_str_equal (((const MlgEntity *) g_ptr_array_index (self->template_entities, i))->name, MLG_ENTITY_ACTOR))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->template_entity), i);
}

static void
connect (MlgImportView *self,
         GtkBuilder    *builder)
{
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "paste"), "clicked", G_CALLBACK (paste_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "template"), "clicked", G_CALLBACK (template_cb), self);
  g_signal_connect_swapped (self->choices, "read-again", G_CALLBACK (read_again), self);
  g_signal_connect_swapped (self->choices, "compare-again", G_CALLBACK (compare_soon), self);
  g_signal_connect_swapped (self->choices, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->columns, "changed", G_CALLBACK (columns_changed_cb), self);
  g_signal_connect_swapped (self->preview, "changed", G_CALLBACK (update_actions), self);
  g_signal_connect_swapped (self->rejects, "clicked", G_CALLBACK (rejects_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "absent_create"), "clicked", G_CALLBACK (create_absent_cb), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect_swapped (self->done_see, "clicked", G_CALLBACK (see_cb), self);
  g_signal_connect_swapped (self->done_undo, "clicked", G_CALLBACK (undo_cb), self);
  g_signal_connect_swapped (self->done_rejects, "clicked", G_CALLBACK (rejects_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "done_again"), "clicked", G_CALLBACK (leave), self);
  g_signal_connect_object (mlg_view_get_project (MLG_VIEW (self)), "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_view_get_project (MLG_VIEW (self)), "notify::redo-label", G_CALLBACK (redo_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
mlg_import_view_focus_set (MlgView *view)
{
  MlgImportView *self = MLG_IMPORT_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/importing/mlg-import-view.ui");
  const struct { const char *name; GtkWidget **widget; } parts[] = {
    { "stack", &self->stack }, { "choose", &self->choose }, { "template_entity", &self->template_entity },
    { "name", &self->name }, { "rows", &self->rows }, { "choices", &self->choices }, { "remarks", &self->remarks },
    { "absent", &self->absent }, { "absent_words", &self->absent_words },
    { "columns", &self->columns }, { "preview", &self->preview }, { "progress", &self->progress },
    { "rejects", &self->rejects }, { "cancel", &self->cancel }, { "apply", &self->apply },
    { "done_counts", &self->done_counts }, { "done_rejects", &self->done_rejects },
    { "done_see", &self->done_see }, { "done_undo", &self->done_undo },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    *parts[i].widget = GTK_WIDGET (gtk_builder_get_object (builder, parts[i].name));
  gtk_label_set_lines (GTK_LABEL (self->remarks), MAX_REMARKS);
  fill_templates (self);
  connect (self, builder);
  mlg_view_set_child (view, self->stack);
}

static void
mlg_import_view_dispose (GObject *object)
{
  MlgImportView *self = MLG_IMPORT_VIEW (object);

  g_clear_handle_id (&self->compare_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (self->import != NULL)
    leave (self);
  self->gone = TRUE;

  G_OBJECT_CLASS (mlg_import_view_parent_class)->dispose (object);
}

static void
mlg_import_view_finalize (GObject *object)
{
  g_ptr_array_unref (MLG_IMPORT_VIEW (object)->template_entities);

  G_OBJECT_CLASS (mlg_import_view_parent_class)->finalize (object);
}

static void
mlg_import_view_class_init (MlgImportViewClass *klass)
{
  /* Named here, so that a static library keeps it. */
  mlg_importing_get_resource ();
  g_type_ensure (MLG_TYPE_IMPORT_CHOICES);
  g_type_ensure (MLG_TYPE_IMPORT_COLUMNS);
  g_type_ensure (MLG_TYPE_IMPORT_PREVIEW);

  G_OBJECT_CLASS (klass)->dispose = mlg_import_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_import_view_finalize;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_import_view_focus_set;
}

static void
mlg_import_view_init (MlgImportView *self)
{
  self->template_entities = g_ptr_array_new ();
}

GtkWidget *
mlg_import_view_new (void)
{
  return g_object_new (MLG_TYPE_IMPORT_VIEW, NULL);
}

void
mlg_import_view_open (MlgImportView *self,
                      const char    *path)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);

  g_return_if_fail (MLG_IS_IMPORT_VIEW (self));

  if (self->cancellable == NULL)
    open_import (self, mlg_import_new (mlg_view_get_project (MLG_VIEW (self)), path, &error), name, error);
}

void
mlg_import_view_open_text (MlgImportView *self,
                           const char    *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  const char *name = _("Pasted table");

  g_return_if_fail (MLG_IS_IMPORT_VIEW (self));

  if (self->cancellable == NULL)
    open_import (self, mlg_import_new_for_bytes (mlg_view_get_project (MLG_VIEW (self)), name, bytes, &error), name, error);
}
