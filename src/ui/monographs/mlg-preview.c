/* The pages to come of a monograph, and the files made of them. */

#include "ui/monographs/mlg-preview.h"

#include "document/mlg-document.h"
#include "exchange/mlg-project-monograph.h"
#include "model/mlg-text.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/monographs/mlg-document-file.h"
#include "ui/monographs/mlg-page-view.h"

#include <glib/gi18n-lib.h>

/* Changes that come together are drawn together. */
#define DELAY_MS 250

struct _MlgPreview
{
  GtkWidget    parent_instance;

  /* Template */
  GtkWidget   *content;
  GtkWidget   *version;
  GtkWidget   *count;
  GtkWidget   *export;
  GtkWidget   *stack;
  GtkWidget   *pages;
  GtkWidget   *reason;

  /* Owned */
  MlgProject  *project;
  MlgDocument *document;
  MlgId        id;              /* null: none */
  guint        delay;
};

G_DEFINE_FINAL_TYPE (MlgPreview, mlg_preview, GTK_TYPE_WIDGET)

enum { REPORT, TOAST, ABOUT_TO_READ, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The positions of the drop-down. */
typedef enum { WORKING, TO_PUBLISH, SHORT_FORM, READING_COPY } Version;

static Version
get_version (MlgPreview *self)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->version));
}

static MlgDocument *
read_document (MlgPreview  *self,
               GError     **error)
{
  g_autoptr(MlgMonograph) monograph = NULL;
  Version version = get_version (self);

  g_signal_emit (self, signals[ABOUT_TO_READ], 0);
  monograph = mlg_project_monograph_new (self->project, &self->id, version == WORKING || version == READING_COPY, error);
  if (monograph == NULL)
    return NULL;
  monograph->short_form = version == SHORT_FORM;
  monograph->reading_copy = version == READING_COPY;
  return mlg_document_new (monograph);
}

/* ---- pages */

static void
show_document (MlgPreview  *self,
               MlgDocument *document)
{
  guint n_pages = document != NULL ? mlg_document_layout (document) : 0;
  GtkWidget *child = gtk_widget_get_first_child (self->pages);
  g_autofree char *words = NULL;
  g_autofree char *number = NULL;

  for (guint i = 0; i < n_pages; i++)
    {
      if (child == NULL)
        {
          child = mlg_page_view_new (i);
          gtk_box_append (GTK_BOX (self->pages), child);
        }
      mlg_page_view_show (MLG_PAGE_VIEW (child), document);
      child = gtk_widget_get_next_sibling (child);
    }
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      gtk_box_remove (GTK_BOX (self->pages), child);
      child = next;
    }

  mlg_document_free (self->document);
  self->document = document;
  number = mlg_format_count (n_pages);
  words = g_strdup_printf (ngettext ("%s page", "%s pages", n_pages), number);
  gtk_label_set_text (GTK_LABEL (self->count), n_pages > 0 ? words : "");
}

static void
update_now (MlgPreview *self)
{
  g_autoptr(GError) error = NULL;
  MlgDocument *document = mlg_id_is_null (&self->id) ? NULL : read_document (self, &error);

  show_document (self, document);
  gtk_label_set_text (GTK_LABEL (self->reason), error != NULL ? error->message : "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), document != NULL ? "pages" : "refused");
  gtk_widget_set_sensitive (self->export, document != NULL);
}

static gboolean
delay_cb (gpointer data)
{
  MlgPreview *self = MLG_PREVIEW (data);

  self->delay = 0;
  update_now (self);
  return G_SOURCE_REMOVE;
}

void
mlg_preview_refresh (MlgPreview *self)
{
  g_return_if_fail (MLG_IS_PREVIEW (self));

  g_clear_handle_id (&self->delay, g_source_remove);
  if (self->project != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->delay = g_timeout_add (DELAY_MS, delay_cb, self);
}

/* ---- files */

static void
file_chosen (const char *path,
             gpointer    data)
{
  MlgPreview *self = MLG_PREVIEW (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgDocument) document = read_document (self, &error);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *words = NULL;

  if (document == NULL || !mlg_document_save (document, path, &error))
    {
      g_signal_emit (self, signals[REPORT], 0, error);
      return;
    }

  words = g_strdup_printf (_("Saved: %s"), shown);
  g_signal_emit (self, signals[TOAST], 0, words);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  MlgPreview *self = MLG_PREVIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  const char *ending = g_variant_get_string (parameter, NULL);
  g_autofree char *title = mlg_project_dup_title (self->project, mlg_schema_find ("monograph"), &self->id);
  g_autofree char *pattern = g_strdup_printf ("*.%s", ending);
  g_autofree char *file = NULL;

  /* Names of files cannot hold these on every system. */
  g_strdelimit (title, "/\\:*?\"<>|\n", '-');
  file = g_strdup_printf ("%s.%s", title, ending);
  mlg_file_dialog_save (GTK_WINDOW (root), _("Save the monograph"), file, pattern, file_chosen, self);
}

static void
styles_chosen (const char *path,
               gpointer    data)
{
  g_autofree char *shown = g_filename_display_basename (path);
  g_autofree char *words = g_strdup_printf (_("Styles taken from: %s"), shown);

  mlg_document_choose_styles (path);
  g_signal_emit (data, signals[TOAST], 0, words);
}

static void
styles_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  mlg_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (widget)), _("A document whose styles you want"), "*.odt;*.ott;*.docx;*.dotx",
                        styles_chosen, widget);
}

/* ---- life */

static void
mlg_preview_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mlg_preview_parent_class)->map (widget);

  if (MLG_PREVIEW (widget)->project != NULL)
    update_now (MLG_PREVIEW (widget));
}

static void
mlg_preview_dispose (GObject *object)
{
  MlgPreview *self = MLG_PREVIEW (object);

  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->document, mlg_document_free);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mlg_preview_parent_class)->dispose (object);
}

static void
mlg_preview_class_init (MlgPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mlg_preview_dispose;
  widget_class->map = mlg_preview_map;

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[TOAST] = g_signal_new ("toast", MLG_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ABOUT_TO_READ] = g_signal_new ("about-to-read", MLG_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "preview.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "preview.styles", NULL, styles_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/monographs/mlg-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgPreview, content);
  gtk_widget_class_bind_template_child (widget_class, MlgPreview, version);
  gtk_widget_class_bind_template_child (widget_class, MlgPreview, count);
  gtk_widget_class_bind_template_child (widget_class, MlgPreview, export);
  gtk_widget_class_bind_template_child (widget_class, MlgPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, MlgPreview, pages);
  gtk_widget_class_bind_template_child (widget_class, MlgPreview, reason);
  gtk_widget_class_bind_template_callback (widget_class, mlg_preview_refresh);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "preview");
}

static void
mlg_preview_init (MlgPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mlg_preview_set_project (MlgPreview *self,
                         MlgProject *project)
{
  g_return_if_fail (MLG_IS_PREVIEW (self));

  g_set_object (&self->project, project);
}

void
mlg_preview_set_monograph (MlgPreview  *self,
                           const MlgId *id)
{
  g_return_if_fail (MLG_IS_PREVIEW (self));

  self->id = id != NULL ? *id : (MlgId) { 0 };
  mlg_preview_refresh (self);
}

void
mlg_preview_show_reading_copy (MlgPreview *self)
{
  g_return_if_fail (MLG_IS_PREVIEW (self));

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->version), READING_COPY);
}
