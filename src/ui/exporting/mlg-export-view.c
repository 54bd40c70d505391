/* Exporting a list. */

#include "ui/exporting/mlg-export-view.h"

#include "exchange/mlg-export.h"
#include "model/mlg-text.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/common/mlg-settings.h"
#include "ui/exporting/mlg-exporting-resources.h"
#include "ui/records/mlg-columns-layout.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define FORMAT_WIDTH 400       /* least */

struct _MlgExportView
{
  MlgView           parent_instance;

  GtkWidget        *what;
  GtkWidget        *rows;
  GtkWidget        *rows_selected;
  GtkWidget        *rows_shown;
  GtkWidget        *rows_all;
  GtkWidget        *table;
  GtkWidget        *columns_all;
  GtkWidget        *columns_shown;
  GtkWidget        *labels;
  GtkWidget        *levels[MLG_LEVEL_PUBLIC + 1];
  GtkWidget        *level_words;
  GtkWidget        *ready;
  GtkWidget        *ready_words;
  GtkWidget        *progress;
  GtkWidget        *cancel;        /* « Retour », and « Annuler » while a file is written */
  GtkWidget        *save;

  GPtrArray        *entities;      /* const MlgEntity *; NULL first: the whole file */
  GPtrArray        *formats;       /* GtkCheckButton, borrowed: one for each exporter */
  MlgExportRequest *request;       /* NULL: nobody handed anything */
  char             *back;
  char             *path;          /* of the last file written */
  gboolean          at_work;
  gboolean          stopped;       /* asked to, or nobody is left to wait */
};

G_DEFINE_FINAL_TYPE (MlgExportView, mlg_export_view, MLG_TYPE_VIEW)

/* ---- what is chosen */

static gboolean
is_active (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static const MlgEntity *
get_entity (MlgExportView *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what));

  return selected < self->entities->len ? g_ptr_array_index (self->entities, selected) : NULL;
}

static const MlgExporter *
get_exporter (MlgExportView *self)
{
  guint n;
  const MlgExporter *exporters = mlg_export_get_exporters (&n);

  for (guint i = 0; i < n; i++)
    {
      if (is_active (g_ptr_array_index (self->formats, i)))
        return &exporters[i];
    }

  return exporters;
}

static MlgLevel
get_level (MlgExportView *self)
{
  for (guint i = 0; i <= MLG_LEVEL_PUBLIC; i++)
    {
      if (is_active (self->levels[i]))
        return i;
    }

  return MLG_LEVEL_PUBLIC;
}

/* The request is about one list; of another nothing is shown nor chosen. */
static MlgExportRequest *
get_request (MlgExportView *self)
{
  return self->request != NULL && self->request->entity == get_entity (self) ? self->request : NULL;
}

static gboolean
collect_accepted (const MlgId       *id,
                  const char *const *values,
                  gpointer           data)
{
  g_array_append_val ((GArray *) data, *id);
  return TRUE;
}

/* Without a list, what is shown of the actors is what the filters of the window let through. */
static GArray *
dup_filtered (MlgExportView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  const MlgEntity *entity = get_entity (self);
  g_autoptr(GArray) ids = NULL;

  if (entity == NULL || strcmp (entity->name, MLG_ENTITY_ACTOR) != 0 || !mlg_focus_has_filters (focus))
    return NULL;

  ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  if (!mlg_store_foreach (mlg_project_get_store (project), entity, collect_accepted, ids, NULL))
    return NULL;
  for (guint i = ids->len; i-- > 0;)
    {
      g_autoptr(MlgRecord) actor = mlg_project_get_record (project, entity, &g_array_index (ids, MlgId, i));

      if (actor == NULL || !mlg_focus_accepts (focus, actor))
        g_array_remove_index (ids, i);
    }

  return g_steal_pointer (&ids);
}

static GArray *
dup_shown (MlgExportView *self)
{
  MlgExportRequest *request = get_request (self);

  return request == NULL ? dup_filtered (self) : request->shown == NULL ? NULL : g_array_ref (request->shown);
}

/* ---- what is offered */

static void
show_rows_choice (GtkWidget *check,
                  char      *label,
                  gboolean   offered)
{
  gtk_check_button_set_label (GTK_CHECK_BUTTON (check), label);
  gtk_widget_set_visible (check, offered);
  g_free (label);
}

static void
show_rows (MlgExportView *self)
{
  const MlgEntity *entity = get_entity (self);
  MlgExportRequest *request = get_request (self);
  g_autoptr(GArray) shown = dup_shown (self);
  guint n = entity == NULL ? 0 : mlg_project_count (mlg_view_get_project (MLG_VIEW (self)), entity);
  guint n_selected = request == NULL || request->selected == NULL ? 0 : request->selected->len;
  guint n_shown = shown == NULL ? n : shown->len;
  gboolean some_shown = n_shown < n;
  g_autofree char *selected_count = mlg_format_count (n_selected), *shown_count = mlg_format_count (n_shown), *count = mlg_format_count (n);

  show_rows_choice (self->rows_selected,
                    g_strdup_printf (ngettext ("The %s chosen record", "The %s chosen records", n_selected), selected_count), n_selected > 0);
  show_rows_choice (self->rows_shown,
                    g_strdup_printf (ngettext ("The %s shown record", "The %s shown records", n_shown), shown_count), n_shown < n);
  show_rows_choice (self->rows_all, g_strdup_printf (_("All (%s)"), count), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (n_selected > 1 ? self->rows_selected : some_shown ? self->rows_shown : self->rows_all), TRUE);
  gtk_widget_set_visible (self->rows, entity != NULL);
}

static void
show_formats (MlgExportView *self)
{
  const MlgEntity *entity = get_entity (self);
  guint n;
  const MlgExporter *exporters = mlg_export_get_exporters (&n);
  GtkWidget *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *check = g_ptr_array_index (self->formats, i);
      gboolean holds = mlg_exporter_can_hold (&exporters[i], entity);

      gtk_widget_set_sensitive (gtk_widget_get_parent (check), holds);
      if (holds && first == NULL)
        first = check;
    }

  if (first != NULL && !mlg_exporter_can_hold (get_exporter (self), entity))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
}

static void
show_table (MlgExportView *self)
{
  MlgExportRequest *request = get_request (self);
  gboolean has_columns = request != NULL && request->columns != NULL && *request->columns != NULL;

  gtk_widget_set_visible (self->table, get_exporter (self)->table);
  gtk_widget_set_visible (self->columns_shown, has_columns);
  gtk_widget_set_visible (self->columns_all, has_columns);
  if (!has_columns)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->columns_all), TRUE);
}

static void
show_level (MlgExportView *self)
{
  static const char *const sentences[] = {
    [MLG_LEVEL_COMPLETE] = N_("Everything leaves, contacts and private notes included: keep this file for yourself, or for a colleague who works on it with you."),
    [MLG_LEVEL_PARTNERS] = N_("What is confidential stays here: private records and notes, contacts of persons, frictions. For the partners of the group."),
    [MLG_LEVEL_PUBLIC] = N_("No personal data, no private record, no quotation without consent. For everybody."),
  };

  gtk_label_set_text (GTK_LABEL (self->level_words), _(sentences[get_level (self)]));
}

static void
changed_cb (MlgExportView *self)
{
  show_table (self);
  show_level (self);
  gtk_widget_set_visible (self->ready, FALSE);
}

static void
what_cb (MlgExportView *self)
{
  show_formats (self);
  show_rows (self);
  changed_cb (self);
}

/* ---- doing it */

static void
remember (MlgExportView *self)
{
  mlg_settings_set_text ("export-format", get_exporter (self)->name);
  mlg_settings_set_int ("export-level", get_level (self));
  mlg_settings_set_int ("export-labels", is_active (self->labels));
}

static void
recall (MlgExportView *self)
{
  g_autofree char *name = mlg_settings_dup_text ("export-format");
  guint n;
  const MlgExporter *exporters = mlg_export_get_exporters (&n);

  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (exporters[i].name, name) == 0)
        gtk_check_button_set_active (g_ptr_array_index (self->formats, i), TRUE);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->levels[CLAMP (mlg_settings_get_int ("export-level", MLG_LEVEL_PARTNERS),
                                                                     0, MLG_LEVEL_PUBLIC)]), TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->labels), mlg_settings_get_int ("export-labels", TRUE));
}

static GArray *
dup_ids (MlgExportView *self)
{
  MlgExportRequest *request = get_request (self);

  if (get_entity (self) == NULL)
    return NULL;
  if (is_active (self->rows_selected) && request != NULL && request->selected != NULL)
    return g_array_ref (request->selected);
  return is_active (self->rows_shown) ? dup_shown (self) : NULL;
}

/* The identifier goes first, so that the file can come back. */
static GPtrArray *
dup_columns (MlgExportView *self)
{
  MlgExportRequest *request = get_request (self);
  GPtrArray *columns;

  if (!is_active (self->columns_shown) || request == NULL || request->columns == NULL || !get_exporter (self)->table)
    return NULL;

  columns = g_ptr_array_new ();
  g_ptr_array_add (columns, (gpointer) "id");
  for (guint i = 0; request->columns[i] != NULL; i++)
    g_ptr_array_add (columns, request->columns[i]);
  g_ptr_array_add (columns, NULL);
  return columns;
}

static void
say_ready (MlgExportView *self,
           const char    *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *words = g_strdup_printf (_("“%s” is ready."), name);

  g_free (self->path);
  self->path = g_strdup (path);
  gtk_label_set_text (GTK_LABEL (self->ready_words), words);
  gtk_widget_set_visible (self->ready, TRUE);
  mlg_view_toast (MLG_VIEW (self), words);
}

/* ---- the work, with its progress */

static gboolean
progress_cb (guint    done,
             guint    total,
             gpointer data)
{
  MlgExportView *self = data;
  g_autofree char *done_text = mlg_format_count (done), *total_text = mlg_format_count (total);
  g_autofree char *text = g_strdup_printf (_("%s of %s"), done_text, total_text);

  if (!self->stopped)
    {
      gtk_widget_set_visible (self->progress, TRUE);
      gtk_progress_bar_set_text (GTK_PROGRESS_BAR (self->progress), total > 0 ? text : _("Writing…"));
      if (total > 0)
        gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), (double) done / total);
      else
        gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return !self->stopped;
}

static void
set_at_work (MlgExportView *self,
             gboolean       at_work)
{
  self->at_work = at_work;
  gtk_widget_set_sensitive (self->save, !at_work);
  gtk_button_set_label (GTK_BUTTON (self->cancel), at_work ? _("Cancel") : _("Back"));
  if (at_work)
    gtk_widget_set_visible (self->ready, FALSE);
  else
    gtk_widget_set_visible (self->progress, FALSE);
}

/* The view and its project stay until it is over, whatever happens to the window meanwhile. */
static gboolean
write_list (MlgExportView    *self,
            const char       *path,
            MlgExportOptions *options)
{
  g_autoptr(MlgProject) project = g_object_ref (mlg_view_get_project (MLG_VIEW (self)));
  g_autoptr(MlgExportView) kept = g_object_ref (self);
  MlgExportWork work = { .func = progress_cb, .data = self };
  g_autoptr(GError) error = NULL;
  gboolean written;

  self->stopped = FALSE;
  set_at_work (self, TRUE);
  options->work = &work;
  written = mlg_export_with_options_to_file (project, path, options, &error);
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return written;

  set_at_work (self, FALSE);
  if (written)
    say_ready (self, path);
  else if (work.cancelled)
    mlg_view_toast (MLG_VIEW (self), _("Nothing was written."));
  else
    mlg_view_report (MLG_VIEW (self), error);
  return written;
}

gboolean
mlg_export_view_save (MlgExportView *self,
                      const char    *path)
{
  g_autoptr(GArray) ids = dup_ids (self);
  g_autoptr(GPtrArray) columns = dup_columns (self);
  MlgExportOptions options = { 0 };

  g_return_val_if_fail (MLG_IS_EXPORT_VIEW (self), FALSE);

  if (self->at_work)
    return FALSE;

  options.format = get_exporter (self)->format;
  options.level = get_level (self);
  options.entity = get_entity (self);
  options.ids = ids;
  options.columns = columns == NULL ? NULL : (const char *const *) columns->pdata;
  options.labels = get_exporter (self)->table && is_active (self->labels);

  remember (self);
  return write_list (self, path, &options);
}

static void
path_chosen (const char *path,
             gpointer    data)
{
  mlg_export_view_save (data, path);
}

static void
save_cb (MlgExportView *self)
{
  const MlgExporter *exporter = get_exporter (self);
  const MlgEntity *entity = get_entity (self);
  g_autofree char *name = g_strconcat (entity != NULL ? _(entity->plural) : mlg_project_get_title (mlg_view_get_project (MLG_VIEW (self))),
                                       exporter->ending, NULL);
  g_autofree char *pattern = g_strconcat ("*", exporter->ending, NULL);

  mlg_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Export a list"), g_strdelimit (name, "/", '-'), pattern,
                        path_chosen, self);
}

static void
folder_cb (MlgExportView *self)
{
  mlg_file_dialog_show_folder (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->path);
}

static void
back_cb (MlgExportView *self)
{
  const char *back = self->back != NULL ? self->back : "directory";

  if (self->at_work)
    {
      self->stopped = TRUE;
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.screen", "s", back);
}

/* ---- life */

static void
fill_entities (MlgExportView *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);

  g_ptr_array_add (self->entities, NULL);
  gtk_string_list_append (labels, _("The whole file"));
  for (guint i = 0; i < n; i++)
    {
      if (strcmp (entities[i]->name, MLG_ENTITY_LINK) == 0)
        continue;
      g_ptr_array_add (self->entities, (gpointer) entities[i]);
      gtk_string_list_append (labels, _(entities[i]->plural));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->what), G_LIST_MODEL (labels));
}

static void
fill_formats (MlgExportView *self,
              GtkBox        *formats)
{
  guint n;
  const MlgExporter *exporters = mlg_export_get_exporters (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *check = gtk_check_button_new_with_label (_(exporters[i].label));
      GtkWidget *help = gtk_label_new (_(exporters[i].help));

      gtk_widget_set_tooltip_text (check, _(exporters[i].help));
      gtk_label_set_xalign (GTK_LABEL (help), 0);
      gtk_label_set_ellipsize (GTK_LABEL (help), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (help, "dim");
      gtk_widget_add_css_class (box, "export-format");
      gtk_box_append (GTK_BOX (box), check);
      gtk_box_append (GTK_BOX (box), help);
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->formats, 0));
      g_ptr_array_add (self->formats, check);
      gtk_box_append (formats, box);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (changed_cb), self);
    }

  gtk_widget_set_layout_manager (GTK_WIDGET (formats), mlg_columns_layout_new (FORMAT_WIDTH, 2, 0));
  gtk_check_button_set_active (g_ptr_array_index (self->formats, 0), TRUE);
}

static void
select_entity (MlgExportView   *self,
               const MlgEntity *entity)
{
  guint found;

  if (g_ptr_array_find (self->entities, entity, &found))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->what), found);
}

static void
mlg_export_view_focus_set (MlgView *view)
{
  MlgExportView *self = MLG_EXPORT_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/exporting/mlg-export-view.ui");
  const struct { const char *name; GtkWidget **widget; } parts[] = {
    { "what", &self->what }, { "rows", &self->rows }, { "rows_selected", &self->rows_selected },
    { "rows_shown", &self->rows_shown }, { "rows_all", &self->rows_all }, { "table", &self->table },
    { "columns_all", &self->columns_all }, { "columns_shown", &self->columns_shown }, { "labels", &self->labels },
    { "complete", &self->levels[MLG_LEVEL_COMPLETE] }, { "partners", &self->levels[MLG_LEVEL_PARTNERS] },
    { "public", &self->levels[MLG_LEVEL_PUBLIC] }, { "level_words", &self->level_words },
    { "ready", &self->ready }, { "ready_words", &self->ready_words }, { "save", &self->save },
    { "progress", &self->progress }, { "cancel", &self->cancel },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    *parts[i].widget = GTK_WIDGET (gtk_builder_get_object (builder, parts[i].name));

  fill_entities (self);
  fill_formats (self, GTK_BOX (gtk_builder_get_object (builder, "formats")));
  recall (self);
  for (guint i = 0; i <= MLG_LEVEL_PUBLIC; i++)
    g_signal_connect_swapped (self->levels[i], "toggled", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->what, "notify::selected", G_CALLBACK (what_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "folder"), "clicked", G_CALLBACK (folder_cb), self);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (back_cb), self);

  mlg_view_set_child (view, GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  mlg_export_view_ask (self, NULL, NULL);
}

/* The filters may have changed while another screen was looked at. */
static void
mlg_export_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mlg_export_view_parent_class)->map (widget);
  show_rows (MLG_EXPORT_VIEW (widget));
}

static void
mlg_export_view_dispose (GObject *object)
{
  MLG_EXPORT_VIEW (object)->stopped = TRUE;

  G_OBJECT_CLASS (mlg_export_view_parent_class)->dispose (object);
}

static void
mlg_export_view_finalize (GObject *object)
{
  MlgExportView *self = MLG_EXPORT_VIEW (object);

  mlg_export_request_free (self->request);
  g_ptr_array_unref (self->entities);
  g_ptr_array_unref (self->formats);
  g_free (self->back);
  g_free (self->path);

  G_OBJECT_CLASS (mlg_export_view_parent_class)->finalize (object);
}

static void
mlg_export_view_class_init (MlgExportViewClass *klass)
{
  /* Named here, so that a static library keeps it. */
  mlg_exporting_get_resource ();

  G_OBJECT_CLASS (klass)->dispose = mlg_export_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_export_view_finalize;
  GTK_WIDGET_CLASS (klass)->map = mlg_export_view_map;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_export_view_focus_set;
}

static void
mlg_export_view_init (MlgExportView *self)
{
  self->entities = g_ptr_array_new ();
  self->formats = g_ptr_array_new ();
}

void
mlg_export_view_ask (MlgExportView    *self,
                     MlgExportRequest *request,
                     const char       *back)
{
  g_return_if_fail (MLG_IS_EXPORT_VIEW (self));

  mlg_export_request_free (self->request);
  self->request = request;
  g_free (self->back);
  self->back = g_strdup (back);

  if (request != NULL)
    select_entity (self, request->entity);
  else if (get_entity (self) == NULL)
    select_entity (self, mlg_schema_find (MLG_ENTITY_ACTOR));
  what_cb (self);
  if (request != NULL && request->columns != NULL && *request->columns != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->columns_shown), TRUE);
}
