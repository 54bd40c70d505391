/* Importing a list: guesses, preview, one command. */

#include "ui/importing/mlg-import-view.h"

#include "exchange/mlg-import.h"
#include "model/mlg-text.h"
#include "ui/importing/mlg-import-columns.h"
#include "ui/importing/mlg-import-preview.h"
#include "ui/importing/mlg-importing-resources.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static const char separators[] = { ';', ',', '\t', '|' };

struct _MlgImportView
{
  MlgView               parent_instance;

  GtkWidget            *stack;
  GtkWidget            *name;
  GtkWidget            *rows;
  GtkWidget            *encoding;
  GtkWidget            *separator;
  GtkWidget            *header;
  GtkWidget            *key;
  GtkWidget            *columns;
  GtkWidget            *preview;
  GtkWidget            *progress;
  GtkWidget            *rejects;
  GtkWidget            *cancel;
  GtkWidget            *apply;

  MlgImport            *import;
  GPtrArray            *keys;          /* names of fields that may recognise a record; NULL first */
  GCancellable         *cancellable;   /* of the work under way */
  GtkFileChooserNative *chooser;
  guint                 compare_id;
  gboolean              showing;
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

  gtk_widget_set_visible (self->progress, TRUE);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), total > 0 ? (double) done / total : 0);
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), text);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return !g_cancellable_is_cancelled (self->cancellable);
}

static void
begin_work (MlgImportView *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (self->apply, FALSE);
  gtk_widget_set_sensitive (self->columns, FALSE);
}

static void
end_work (MlgImportView *self)
{
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_widget_set_sensitive (self->columns, TRUE);
}

static void
update_actions (MlgImportView *self)
{
  guint added = mlg_import_count (self->import, MLG_ROW_ADDED);
  guint changed = mlg_import_count (self->import, MLG_ROW_CHANGED);
  g_autofree char *count = mlg_format_count (added + changed);
  g_autofree char *label = g_strdup_printf (ngettext ("Import %s line", "Import %s lines", added + changed), count);

  gtk_button_set_label (GTK_BUTTON (self->apply), added + changed > 0 ? label : _("Nothing to import"));
  gtk_widget_set_sensitive (self->apply, added + changed > 0);
  gtk_widget_set_visible (self->rejects, mlg_import_count (self->import, MLG_ROW_REJECTED) > 0);
}

static gboolean
compare_idle (gpointer data)
{
  MlgImportView *self = MLG_IMPORT_VIEW (data);
  g_autoptr(GError) error = NULL;
  gboolean compared;

  self->compare_id = 0;
  begin_work (self);
  compared = mlg_import_compare (self->import, self->cancellable, progress_cb, self, &error);
  end_work (self);

  if (!compared)
    {
      mlg_view_report (MLG_VIEW (self), error);
      return G_SOURCE_REMOVE;
    }

  mlg_import_preview_set_import (MLG_IMPORT_PREVIEW (self->preview), mlg_view_get_project (MLG_VIEW (self)), self->import);
  update_actions (self);
  return G_SOURCE_REMOVE;
}

static void
compare_soon (MlgImportView *self)
{
  mlg_import_preview_set_import (MLG_IMPORT_PREVIEW (self->preview), mlg_view_get_project (MLG_VIEW (self)), NULL);
  gtk_widget_set_sensitive (self->apply, FALSE);
  if (self->compare_id == 0)
    self->compare_id = g_idle_add_full (G_PRIORITY_LOW, compare_idle, self, NULL);
}

/* ---- the guesses */

static void
show_keys (MlgImportView *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  const char *key = mlg_import_get_key (self->import);
  guint selected = 0;

  g_ptr_array_set_size (self->keys, 0);
  g_ptr_array_add (self->keys, NULL);
  gtk_string_list_append (labels, _("Identity: number, name and place"));

  for (guint i = 0; i < mlg_import_get_n_columns (self->import); i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (self->import, i);

      if (column->use != MLG_COLUMN_FIELD || column->field->n_parts > 0 || mlg_field_is_multiple (column->field))
        continue;
      if (g_strcmp0 (key, column->field->name) == 0)
        selected = self->keys->len;
      g_ptr_array_add (self->keys, (gpointer) column->field->name);
      gtk_string_list_append (labels, _(column->field->label));
    }

  gtk_drop_down_set_model (GTK_DROP_DOWN (self->key), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->key), selected);
}

static void
show_guesses (MlgImportView *self)
{
  const char *separator = memchr (separators, mlg_import_get_separator (self->import), sizeof separators);
  g_autofree char *count = mlg_format_count (mlg_import_get_n_rows (self->import));
  g_autofree char *text = g_strdup_printf (ngettext ("%s line", "%s lines", mlg_import_get_n_rows (self->import)), count);

  self->showing = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->encoding), mlg_import_get_encoding (self->import));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->separator), separator != NULL ? separator - separators : 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->header), mlg_import_get_header (self->import));
  gtk_label_set_text (GTK_LABEL (self->rows), text);
  show_keys (self);
  self->showing = FALSE;
}

static void
read_again (MlgImportView *self)
{
  show_guesses (self);
  mlg_import_columns_set_import (MLG_IMPORT_COLUMNS (self->columns), self->import);
  compare_soon (self);
}

static void
encoding_cb (MlgImportView *self)
{
  if (self->showing || self->import == NULL)
    return;

  mlg_import_set_encoding (self->import, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->encoding)));
  read_again (self);
}

static void
separator_cb (MlgImportView *self)
{
  if (self->showing || self->import == NULL)
    return;

  mlg_import_set_separator (self->import, separators[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->separator))]);
  read_again (self);
}

static void
header_cb (MlgImportView *self)
{
  if (self->showing || self->import == NULL)
    return;

  mlg_import_set_header (self->import, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->header)));
  read_again (self);
}

static void
key_cb (MlgImportView *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->key));
  g_autoptr(GError) error = NULL;

  if (self->showing || self->import == NULL || selected >= self->keys->len)
    return;

  if (!mlg_import_set_key (self->import, g_ptr_array_index (self->keys, selected), &error))
    mlg_view_report (MLG_VIEW (self), error);
  compare_soon (self);
}

static void
columns_changed_cb (MlgImportView *self)
{
  self->showing = TRUE;
  show_keys (self);
  self->showing = FALSE;
  compare_soon (self);
}

/* ---- ending */

static void
leave (MlgImportView *self)
{
  g_clear_handle_id (&self->compare_id, g_source_remove);
  mlg_import_preview_set_import (MLG_IMPORT_PREVIEW (self->preview), NULL, NULL);
  mlg_import_columns_set_import (MLG_IMPORT_COLUMNS (self->columns), NULL);
  g_clear_pointer (&self->import, mlg_import_free);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "start");
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
apply_cb (MlgImportView *self)
{
  g_autoptr(GError) error = NULL;
  gboolean applied;

  if (self->cancellable != NULL)
    return;

  begin_work (self);
  applied = mlg_import_apply (self->import, self->cancellable, progress_cb, self, &error);
  end_work (self);

  if (applied)
    leave (self);
  else
    {
      update_actions (self);
      mlg_view_report (MLG_VIEW (self), error);
    }
}

/* ---- files */

static void
save_rejects (MlgImportView *self,
              GFile         *file)
{
  g_autoptr(GBytes) bytes = mlg_import_dup_rejects (self->import);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr(GError) error = NULL;

  if (path == NULL ||
      !g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0644, &error))
    {
      if (error != NULL)
        mlg_view_report (MLG_VIEW (self), error);
      return;
    }
  mlg_view_toast (MLG_VIEW (self), _("The refused lines are saved, with the reason of each."));
}

static void
chosen_cb (GtkFileChooserNative *chooser,
           int                   response,
           MlgImportView        *self)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  gboolean saving = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (chooser)) == GTK_FILE_CHOOSER_ACTION_SAVE;

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    {
      g_autofree char *path = g_file_get_path (file);

      if (saving)
        save_rejects (self, file);
      else if (path != NULL)
        mlg_import_view_open (self, path);
    }
  g_clear_object (&self->chooser);
}

static void
choose (MlgImportView        *self,
        GtkFileChooserAction  action,
        const char           *title,
        const char           *accept)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (root), action, accept, _("Cancel"));
  if (action == GTK_FILE_CHOOSER_ACTION_OPEN)
    {
      g_autoptr(GtkFileFilter) lists = gtk_file_filter_new ();
      g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

      gtk_file_filter_set_name (lists, _("Lists (CSV, text)"));
      gtk_file_filter_add_suffix (lists, "csv");
      gtk_file_filter_add_suffix (lists, "tsv");
      gtk_file_filter_add_suffix (lists, "txt");
      gtk_file_filter_set_name (all, _("All files"));
      gtk_file_filter_add_pattern (all, "*");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), lists);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), all);
    }
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
choose_cb (MlgImportView *self)
{
  choose (self, GTK_FILE_CHOOSER_ACTION_OPEN, _("Import a list"), _("Open"));
}

static void
rejects_cb (MlgImportView *self)
{
  choose (self, GTK_FILE_CHOOSER_ACTION_SAVE, _("Save the refused lines"), _("Save"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _("refused lines.csv"));
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         MlgImportView *self)
{
  GFile *file = g_value_get_object (value);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return FALSE;

  mlg_import_view_open (self, path);
  return TRUE;
}

/* ---- life */

static void
fill_choices (MlgImportView *self)
{
  g_autoptr(GtkStringList) encodings = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < MLG_N_ENCODINGS; i++)
    gtk_string_list_append (encodings, mlg_encoding_get_label (i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->encoding), G_LIST_MODEL (encodings));

  gtk_string_list_append (names, _("Semicolon ;"));
  gtk_string_list_append (names, _("Comma ,"));
  gtk_string_list_append (names, _("Tab"));
  gtk_string_list_append (names, _("Bar |"));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->separator), G_LIST_MODEL (names));
}

static void
mlg_import_view_focus_set (MlgView *view)
{
  MlgImportView *self = MLG_IMPORT_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/importing/mlg-import-view.ui");
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);
  const struct { const char *name; GtkWidget **widget; } parts[] = {
    { "stack", &self->stack }, { "name", &self->name }, { "rows", &self->rows }, { "encoding", &self->encoding },
    { "separator", &self->separator }, { "header", &self->header }, { "key", &self->key },
    { "columns", &self->columns }, { "preview", &self->preview }, { "progress", &self->progress },
    { "rejects", &self->rejects }, { "cancel", &self->cancel }, { "apply", &self->apply },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    *parts[i].widget = GTK_WIDGET (gtk_builder_get_object (builder, parts[i].name));
  fill_choices (self);

  g_signal_connect_swapped (gtk_builder_get_object (builder, "choose"), "clicked", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (self->encoding, "notify::selected", G_CALLBACK (encoding_cb), self);
  g_signal_connect_swapped (self->separator, "notify::selected", G_CALLBACK (separator_cb), self);
  g_signal_connect_swapped (self->header, "toggled", G_CALLBACK (header_cb), self);
  g_signal_connect_swapped (self->key, "notify::selected", G_CALLBACK (key_cb), self);
  g_signal_connect_swapped (self->columns, "changed", G_CALLBACK (columns_changed_cb), self);
  g_signal_connect_swapped (self->rejects, "clicked", G_CALLBACK (rejects_cb), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (apply_cb), self);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));

  mlg_view_set_child (view, self->stack);
}

static void
mlg_import_view_dispose (GObject *object)
{
  MlgImportView *self = MLG_IMPORT_VIEW (object);

  if (self->import != NULL)
    leave (self);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->keys, g_ptr_array_unref);

  G_OBJECT_CLASS (mlg_import_view_parent_class)->dispose (object);
}

static void
mlg_import_view_class_init (MlgImportViewClass *klass)
{
  /* Named here, so that a static library keeps it. */
  mlg_importing_get_resource ();
  g_type_ensure (MLG_TYPE_IMPORT_COLUMNS);
  g_type_ensure (MLG_TYPE_IMPORT_PREVIEW);

  G_OBJECT_CLASS (klass)->dispose = mlg_import_view_dispose;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_import_view_focus_set;
}

static void
mlg_import_view_init (MlgImportView *self)
{
  self->keys = g_ptr_array_new ();
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
  g_autoptr(MlgImport) import = mlg_import_new (mlg_view_get_project (MLG_VIEW (self)), path, &error);
  g_autofree char *name = g_path_get_basename (path);

  if (import == NULL)
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }

  if (self->import != NULL)
    leave (self);
  self->import = g_steal_pointer (&import);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "plan");
  read_again (self);
}
