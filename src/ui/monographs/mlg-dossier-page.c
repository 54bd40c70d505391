/* Several monographs chosen to make one document. */

#include "ui/monographs/mlg-dossier-page.h"

#include "exchange/mlg-project-monograph.h"
#include "model/mlg-text.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/monographs/mlg-document-file.h"

#include <glib/gi18n-lib.h>

struct _MlgDossierPage
{
  GtkBox      parent_instance;

  GtkWidget  *title;
  GtkWidget  *checks;
  GtkWidget  *draft;
  GtkWidget  *save;

  MlgProject *project;
};

G_DEFINE_FINAL_TYPE (MlgDossierPage, mlg_dossier_page, GTK_TYPE_BOX)

enum { REPORT, TOAST, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Of MlgId, in the order shown. */
static GArray *
dup_chosen (MlgDossierPage *self)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (MlgId));

  for (GtkWidget *check = gtk_widget_get_first_child (self->checks); check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_array_append_vals (chosen, g_object_get_data (G_OBJECT (check), "mlg-id"), 1);
  return chosen;
}

static void
toggled_cb (MlgDossierPage *self)
{
  g_autoptr(GArray) chosen = dup_chosen (self);

  gtk_widget_set_sensitive (self->save, chosen->len > 0);
}

static void
file_chosen (const char *path,
             gpointer    data)
{
  MlgDossierPage *self = MLG_DOSSIER_PAGE (data);
  g_autoptr(GArray) chosen = dup_chosen (self);
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->title));
  g_autoptr(MlgMonograph) monograph = NULL;
  g_autoptr(MlgDocument) document = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *words = NULL;
  g_autoptr(GError) error = NULL;

  monograph = mlg_project_dossier_new (self->project, (const MlgId *) chosen->data, chosen->len, *title != '\0' ? title : NULL,
                                       gtk_check_button_get_active (GTK_CHECK_BUTTON (self->draft)), &error);
  if (monograph != NULL)
    document = mlg_document_new (monograph);
  if (document == NULL || !mlg_document_save (document, path, &error))
    {
      g_signal_emit (self, signals[REPORT], 0, error);
      return;
    }
  words = g_strdup_printf (_("Saved: %s"), shown);
  g_signal_emit (self, signals[TOAST], 0, words);
}

static void
save_cb (MlgDossierPage *self)
{
  static const char patterns[] = "*.pdf;*.odt;*.docx;*.html;*.md";
  const char *title = gtk_editable_get_text (GTK_EDITABLE (self->title));
  g_autofree char *safe = g_strdup (*title != '\0' ? title : _("Thematic file"));
  g_autofree char *name = NULL;

  /* Names of files cannot hold these on every system. */
  g_strdelimit (safe, "/\\:*?\"<>|\n", '-');
  name = g_strconcat (safe, ".pdf", NULL);
  mlg_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Save the thematic file"), name, patterns, file_chosen, self);
}

static gboolean
add_check (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  MlgDossierPage *self = data;
  const char *title = values[mlg_entity_find_field (mlg_schema_find ("monograph"), "title")->index];
  g_autofree char *typeset = mlg_typeset (title != NULL ? title : "");
  GtkWidget *check = gtk_check_button_new_with_label (typeset);

  g_object_set_data_full (G_OBJECT (check), "mlg-id", mlg_id_copy (id), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->checks), check);
  return TRUE;
}

static void
mlg_dossier_page_dispose (GObject *object)
{
  g_clear_object (&MLG_DOSSIER_PAGE (object)->project);

  G_OBJECT_CLASS (mlg_dossier_page_parent_class)->dispose (object);
}

static void
mlg_dossier_page_class_init (MlgDossierPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_dossier_page_dispose;

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_DOSSIER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[TOAST] = g_signal_new ("toast", MLG_TYPE_DOSSIER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mlg_dossier_page_init (MlgDossierPage *self)
{
  GtkWidget *about = gtk_label_new (_("The monographs you tick make one document: a cover, the contents, one chapter each."));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_label_set_wrap (GTK_LABEL (about), TRUE);
  gtk_widget_add_css_class (about, "dim");

  self->title = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->title), _("Title of the thematic file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title of the thematic file"), -1);
  self->checks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->draft = gtk_check_button_new_with_label (_("Working version, with the questions without answer"));
  self->save = gtk_button_new_with_label (_("Save the thematic file…"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_halign (self->save, GTK_ALIGN_START);
  gtk_widget_set_sensitive (self->save, FALSE);
  gtk_widget_set_tooltip_text (self->save, _("The ending of the name says the format: pdf, odt, docx, html, md"));
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (self), about);
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), self->checks);
  gtk_box_append (GTK_BOX (self), self->draft);
  gtk_box_append (GTK_BOX (self), self->save);
}

GtkWidget *
mlg_dossier_page_new (MlgProject *project)
{
  MlgDossierPage *self = g_object_new (MLG_TYPE_DOSSIER_PAGE, NULL);

  self->project = g_object_ref (project);
  mlg_store_foreach (mlg_project_get_store (project), mlg_schema_find ("monograph"), add_check, self, NULL);
  return GTK_WIDGET (self);
}
