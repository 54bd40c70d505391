/* Handing over: at which level, under which licence, to whom; what leaves and what stays is shown before
 * anything is written, and each copy is noted in the file.
 */

#include "ui/sharing/mlg-share-view.h"

#include "exchange/mlg-export.h"
#include "model/mlg-vocabulary.h"
#include "store/mlg-share.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/sharing/mlg-share-preview.h"
#include "ui/sharing/mlg-sharing-resources.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define N_LEVELS (MLG_LEVEL_PUBLIC + 1)
#define OURS     ".maillage"

struct _MlgShareView
{
  MlgView        parent_instance;

  GtkWidget     *levels[N_LEVELS];
  GtkWidget     *sentence;
  GtkEditable   *recipient;
  GtkDropDown   *licence;
  GtkBox        *formats;
  GtkBox        *preview;
  GtkBox        *handovers;
  GtkWidget     *handovers_box;

  GPtrArray     *format_checks;   /* GtkCheckButton, borrowed; the first is ours */
  GPtrArray     *exporters;       /* const MlgExporter *, NULL first */
  MlgHandover    wanted;          /* while a file is being chosen */
  char          *recipient_text;
  char          *licence_text;
  guint          idle;
};

G_DEFINE_FINAL_TYPE (MlgShareView, mlg_share_view, MLG_TYPE_VIEW)

/* Made of the whole file, to be read by those who have no Maillage. */
static const char *const whole_formats[] = { "html", "gpkg", "geopackage" };

/* ---- what is chosen */

static MlgLevel
get_level (MlgShareView *self)
{
  for (guint i = 0; i < N_LEVELS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->levels[i])))
      return i;

  return MLG_LEVEL_PUBLIC;
}

static const MlgExporter *
get_exporter (MlgShareView *self)
{
  for (guint i = 0; i < self->format_checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->format_checks, i)))
      return g_ptr_array_index (self->exporters, i);

  return NULL;
}

/* The words people quote: the short label carries an explanation for the screen. */
static char *
dup_licence (MlgShareView *self)
{
  const MlgVocabulary *licences = mlg_vocabulary_find ("licence");
  guint selected = gtk_drop_down_get_selected (self->licence);

  return selected == 0 || selected > licences->n_terms ? NULL : g_strdup (licences->terms[selected - 1].label);
}

/* ---- what is shown */

static gboolean
show_preview_cb (gpointer user_data)
{
  static const char *const sentences[] = {
    [MLG_LEVEL_COMPLETE] = N_("Everything leaves: contacts, private notes, frictions, history. For a colleague who works on this file with you; what they change can be merged back here."),
    [MLG_LEVEL_PARTNERS] = N_("What is confidential stays here, and so does the history. For the partners of the group."),
    [MLG_LEVEL_PUBLIC] = N_("No personal data, no private record, no quotation without consent, no history. For everybody."),
  };
  MlgShareView *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgShareSummary) summary = NULL;
  g_autoptr(GPtrArray) mentions = NULL;

  self->idle = 0;
  gtk_label_set_text (GTK_LABEL (self->sentence), _(sentences[get_level (self)]));
  summary = mlg_share_summarize (mlg_view_get_project (MLG_VIEW (self)), get_level (self), &error);
  mentions = summary != NULL ? mlg_share_find_mentions (mlg_view_get_project (MLG_VIEW (self)), get_level (self), &error) : NULL;
  if (mentions != NULL)
    mlg_share_preview_fill (self->preview, mlg_view_get_project (MLG_VIEW (self)), summary, mentions);
  else
    mlg_view_report (MLG_VIEW (self), error);

  gtk_widget_set_visible (self->handovers_box,
                          mlg_share_handovers_fill (self->handovers, mlg_view_get_project (MLG_VIEW (self))) > 0);
  return G_SOURCE_REMOVE;
}

/* Not while one looks elsewhere: counting reads the whole file. */
static void
refresh (MlgShareView *self)
{
  if (self->idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add (show_preview_cb, self);
}

/* A level chosen is answered at once. */
static void
level_cb (MlgShareView *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  show_preview_cb (self);
}

/* ---- doing it */

static gboolean
write_copy (MlgShareView       *self,
            const char         *path,
            const MlgExporter  *exporter,
            GError            **error)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));

  if (exporter == NULL)
    return mlg_share_hand_over (project, path, &self->wanted, error);

  return mlg_export_to_file (project, path, exporter->format, NULL, self->wanted.level, error) &&
         mlg_share_note (project, path, exporter->name, &self->wanted, error);
}

gboolean
mlg_share_view_give (MlgShareView *self,
                     const char   *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_("“%s” is ready."), name);
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (MLG_IS_SHARE_VIEW (self), FALSE);

  g_free (self->recipient_text);
  g_free (self->licence_text);
  self->recipient_text = g_strstrip (g_strdup (gtk_editable_get_text (self->recipient)));
  self->licence_text = dup_licence (self);
  self->wanted = (MlgHandover) { get_level (self), self->recipient_text, self->licence_text };

  if (!write_copy (self, path, get_exporter (self), &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      return FALSE;
    }

  mlg_view_toast (MLG_VIEW (self), text);
  return TRUE;
}

static void
chosen (const char *path,
        gpointer    data)
{
  mlg_share_view_give (data, path);
}

static char *
dup_base_name (MlgShareView *self)
{
  const char *path = mlg_project_get_path (mlg_view_get_project (MLG_VIEW (self)));
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : g_strdup ("maillage");

  if (g_str_has_suffix (name, OURS))
    name[strlen (name) - strlen (OURS)] = '\0';
  return g_steal_pointer (&name);
}

static void
copy_cb (MlgShareView *self)
{
  static const char *const endings[] = { N_("complete copy"), N_("for partners"), N_("public") };
  const MlgExporter *exporter = get_exporter (self);
  const char *ending = exporter != NULL ? exporter->ending : OURS;
  g_autofree char *base = dup_base_name (self);
  g_autofree char *name = g_strdup_printf ("%s – %s%s", base, _(endings[get_level (self)]), ending);
  g_autofree char *pattern = g_strconcat ("*", ending, NULL);

  mlg_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Share a copy"), name, pattern, chosen, self);
}

/* ---- life */

static void
add_format (MlgShareView      *self,
            const MlgExporter *exporter,
            const char        *label,
            const char        *help)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  if (self->format_checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->format_checks, 0));
  else
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_tooltip_text (check, help);
  gtk_box_append (self->formats, check);
  g_ptr_array_add (self->format_checks, check);
  g_ptr_array_add (self->exporters, (gpointer) exporter);
}

static void
add_formats (MlgShareView *self)
{
  guint n;
  const MlgExporter *exporters = mlg_export_get_exporters (&n);

  add_format (self, NULL, _("Maillage file"), _("For those who have Maillage: it can be searched, drawn and completed."));
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < G_N_ELEMENTS (whole_formats); j++)
      if (g_str_equal (exporters[i].name, whole_formats[j]))
        add_format (self, &exporters[i], _(exporters[i].label), _(exporters[i].help));

  /* No choice, no question. */
  gtk_widget_set_visible (GTK_WIDGET (self->formats), self->format_checks->len > 1);
}

static void
fill_licences (MlgShareView *self)
{
  const MlgVocabulary *licences = mlg_vocabulary_find ("licence");
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("None said"));
  for (guint i = 0; i < licences->n_terms; i++)
    gtk_string_list_append (words, licences->terms[i].ui_label);
  gtk_drop_down_set_model (self->licence, G_LIST_MODEL (words));
}

static void
mlg_share_view_focus_set (MlgView *view)
{
  MlgShareView *self = MLG_SHARE_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/sharing/mlg-share-view.ui");
  static const char *const names[] = { "complete", "partners", "public" };

  for (guint i = 0; i < N_LEVELS; i++)
    {
      self->levels[i] = GTK_WIDGET (gtk_builder_get_object (builder, names[i]));
      g_signal_connect_swapped (self->levels[i], "toggled", G_CALLBACK (level_cb), self);
    }
  self->sentence = GTK_WIDGET (gtk_builder_get_object (builder, "sentence"));
  self->recipient = GTK_EDITABLE (gtk_builder_get_object (builder, "recipient"));
  self->licence = GTK_DROP_DOWN (gtk_builder_get_object (builder, "licence"));
  self->formats = GTK_BOX (gtk_builder_get_object (builder, "formats"));
  self->preview = GTK_BOX (gtk_builder_get_object (builder, "preview"));
  self->handovers = GTK_BOX (gtk_builder_get_object (builder, "handovers"));
  self->handovers_box = GTK_WIDGET (gtk_builder_get_object (builder, "handovers_box"));
  g_signal_connect_swapped (gtk_builder_get_object (builder, "copy"), "clicked", G_CALLBACK (copy_cb), self);
  add_formats (self);
  g_object_bind_property (self->formats, "visible", gtk_builder_get_object (builder, "formats_label"), "visible",
                          G_BINDING_SYNC_CREATE);
  fill_licences (self);

  mlg_view_set_child (view, GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (refresh), NULL);
  show_preview_cb (self);
}

static void
mlg_share_view_dispose (GObject *object)
{
  MlgShareView *self = MLG_SHARE_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);

  G_OBJECT_CLASS (mlg_share_view_parent_class)->dispose (object);
}

static void
mlg_share_view_finalize (GObject *object)
{
  MlgShareView *self = MLG_SHARE_VIEW (object);

  g_ptr_array_unref (self->format_checks);
  g_ptr_array_unref (self->exporters);
  g_free (self->recipient_text);
  g_free (self->licence_text);

  G_OBJECT_CLASS (mlg_share_view_parent_class)->finalize (object);
}

static void
mlg_share_view_class_init (MlgShareViewClass *klass)
{
  /* Named here, so that a static library keeps it. */
  mlg_sharing_get_resource ();

  G_OBJECT_CLASS (klass)->dispose = mlg_share_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_share_view_finalize;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_share_view_focus_set;
}

static void
mlg_share_view_init (MlgShareView *self)
{
  self->format_checks = g_ptr_array_new ();
  self->exporters = g_ptr_array_new ();
}
