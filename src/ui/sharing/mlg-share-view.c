/* Handing over: a copy of the file at one of three levels. A list for another program has its own screen. */

#include "ui/sharing/mlg-share-view.h"

#include "ui/sharing/mlg-sharing-resources.h"

#include <glib/gi18n-lib.h>

#include <string.h>

struct _MlgShareView
{
  MlgView               parent_instance;

  GtkWidget            *levels[MLG_LEVEL_PUBLIC + 1];
  GtkWidget            *summary;

  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (MlgShareView, mlg_share_view, MLG_TYPE_VIEW)

static MlgLevel
get_level (MlgShareView *self)
{
  for (guint i = 0; i <= MLG_LEVEL_PUBLIC; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->levels[i])))
      return i;

  return MLG_LEVEL_PUBLIC;
}

static void
update_summary (MlgShareView *self)
{
  static const char *const sentences[] = {
    [MLG_LEVEL_COMPLETE] = N_("Everything leaves: contacts, private notes, frictions, history. For a colleague who works on this file with you."),
    [MLG_LEVEL_PARTNERS] = N_("What is confidential stays here, and so does the history. For the partners of the group."),
    [MLG_LEVEL_PUBLIC] = N_("No personal data, no private record, no quotation without consent, no history. For everybody."),
  };

  gtk_label_set_text (GTK_LABEL (self->summary), _(sentences[get_level (self)]));
}

static void
give (MlgShareView *self,
      const char   *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = g_strdup_printf (_("“%s” is ready."), name);
  g_autoptr(GError) error = NULL;

  if (mlg_project_share (mlg_view_get_project (MLG_VIEW (self)), path, get_level (self), &error))
    mlg_view_toast (MLG_VIEW (self), text);
  else
    mlg_view_report (MLG_VIEW (self), error);
}

static void
chosen_cb (GtkFileChooserNative *chooser,
           int                   response,
           MlgShareView         *self)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    give (self, path);
  g_clear_object (&self->chooser);
}

static void
choose (MlgShareView *self,
        const char   *title,
        const char   *name)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _("Save"), _("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect (self->chooser, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static char *
dup_base_name (MlgShareView *self)
{
  const char *path = mlg_project_get_path (mlg_view_get_project (MLG_VIEW (self)));
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : g_strdup ("maillage");

  if (g_str_has_suffix (name, ".maillage"))
    name[strlen (name) - strlen (".maillage")] = '\0';
  return g_steal_pointer (&name);
}

static void
copy_cb (MlgShareView *self)
{
  static const char *const endings[] = { N_("complete copy"), N_("for partners"), N_("public") };
  g_autofree char *base = dup_base_name (self);
  g_autofree char *name = g_strdup_printf ("%s – %s.maillage", base, _(endings[get_level (self)]));

  choose (self, _("Share a copy"), name);
}

static void
mlg_share_view_focus_set (MlgView *view)
{
  MlgShareView *self = MLG_SHARE_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/sharing/mlg-share-view.ui");
  static const char *const names[] = { "complete", "partners", "public" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      self->levels[i] = GTK_WIDGET (gtk_builder_get_object (builder, names[i]));
      g_signal_connect_swapped (self->levels[i], "toggled", G_CALLBACK (update_summary), self);
    }
  self->summary = GTK_WIDGET (gtk_builder_get_object (builder, "summary"));
  g_signal_connect_swapped (gtk_builder_get_object (builder, "copy"), "clicked", G_CALLBACK (copy_cb), self);

  mlg_view_set_child (view, GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  update_summary (self);
}

static void
mlg_share_view_dispose (GObject *object)
{
  MlgShareView *self = MLG_SHARE_VIEW (object);

  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (mlg_share_view_parent_class)->dispose (object);
}

static void
mlg_share_view_class_init (MlgShareViewClass *klass)
{
  /* Named here, so that a static library keeps it. */
  mlg_sharing_get_resource ();

  G_OBJECT_CLASS (klass)->dispose = mlg_share_view_dispose;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_share_view_focus_set;
}

static void
mlg_share_view_init (MlgShareView *self)
{
}

GtkWidget *
mlg_share_view_new (void)
{
  return g_object_new (MLG_TYPE_SHARE_VIEW, NULL);
}
