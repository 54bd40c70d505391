/* The versions of a monograph. */

#include "ui/monographs/mlg-versions-page.h"

#include "exchange/mlg-project-monograph.h"
#include "model/mlg-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

struct _MlgVersionsPage
{
  GtkBox      parent_instance;

  GtkWidget  *entry;
  GtkWidget  *list;

  MlgProject *project;
  MlgRecord  *monograph;
};

G_DEFINE_FINAL_TYPE (MlgVersionsPage, mlg_versions_page, GTK_TYPE_BOX)

enum { REPORT, ABOUT_TO_READ, COMPARE, N_SIGNALS };
static guint signals[N_SIGNALS];

static int
number_of (MlgRecord *version)
{
  const char *n = mlg_record_get_named (version, "n");

  return n != NULL ? atoi (n) : 0;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  MlgRecord *x = *(MlgRecord *const *) a;
  MlgRecord *y = *(MlgRecord *const *) b;
  int order = number_of (y) - number_of (x);

  return order != 0 ? order : mlg_id_compare (mlg_record_get_id (y), mlg_record_get_id (x));
}

GPtrArray *
mlg_monograph_dup_versions (MlgProject  *project,
                            const MlgId *monograph)
{
  GPtrArray *versions = mlg_project_referring (project, mlg_schema_find ("monograph_version"), "monograph", monograph);

  g_ptr_array_sort (versions, compare_numbers);
  return versions;
}

char *
mlg_version_describe (MlgRecord *version)
{
  const char *message = mlg_record_get_named (version, "message");

  return message != NULL ? g_strdup_printf (_("Version %d — %s"), number_of (version), message)
                         : g_strdup_printf (_("Version %d"), number_of (version));
}

/* ---- commands */

static void
freeze_cb (MlgVersionsPage *self)
{
  g_autofree char *message = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autoptr(GError) error = NULL;
  MlgId version;

  if (self->monograph == NULL)
    return;
  g_signal_emit (self, signals[ABOUT_TO_READ], 0);
  if (!mlg_project_monograph_freeze (self->project, mlg_record_get_id (self->monograph), *message != '\0' ? message : NULL,
                                     g_get_real_name (), &version, &error))
    {
      g_signal_emit (self, signals[REPORT], 0, error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
compare_cb (MlgVersionsPage *self,
            GtkWidget       *button)
{
  g_signal_emit (self, signals[ABOUT_TO_READ], 0);
  g_signal_emit (self, signals[COMPARE], 0, g_object_get_data (G_OBJECT (button), "mlg-version"));
}

static void
restore_cb (MlgVersionsPage *self,
            GtkWidget       *button)
{
  g_autoptr(GError) error = NULL;
  MlgId version;

  g_signal_emit (self, signals[ABOUT_TO_READ], 0);
  if (mlg_id_parse (g_object_get_data (G_OBJECT (button), "mlg-version"), &version) &&
      !mlg_project_version_restore (self->project, &version, &error))
    g_signal_emit (self, signals[REPORT], 0, error);
}

/* ---- the list */

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  g_autofree char *typeset = mlg_typeset (text);
  GtkWidget *label = gtk_label_new (typeset);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_button (MlgVersionsPage *self,
            GtkWidget       *box,
            MlgRecord       *version,
            const char      *label,
            const char      *tooltip,
            GCallback        clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data_full (G_OBJECT (button), "mlg-version", mlg_id_dup_text (mlg_record_get_id (version)), g_free);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
}

static void
add_version (MlgVersionsPage *self,
             MlgRecord       *version)
{
  const MlgField *date_field = mlg_entity_find_field (mlg_record_get_entity (version), "date");
  const char *date = mlg_record_get (version, date_field);
  const char *by = mlg_record_get_named (version, "by");
  g_autofree char *name = mlg_version_describe (version);
  g_autofree char *day = date != NULL ? mlg_project_display (self->project, date_field, date) : NULL;
  g_autofree char *foot = g_strdup_printf ("%s%s%s", day != NULL ? day : "", day != NULL && by != NULL ? ", " : "", by != NULL ? by : "");
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (card, "verbatim");
  gtk_box_append (GTK_BOX (card), new_label (name, NULL));
  gtk_box_append (GTK_BOX (card), new_label (foot, "dim"));
  add_button (self, buttons, version, _("Compare"), _("What changed since, side by side"), G_CALLBACK (compare_cb));
  add_button (self, buttons, version, _("Go back to it"), _("Its texts take the place of those of today; this can be undone"), G_CALLBACK (restore_cb));
  gtk_box_append (GTK_BOX (card), buttons);
  gtk_box_append (GTK_BOX (self->list), card);
}

void
mlg_versions_page_show (MlgVersionsPage *self,
                        MlgProject      *project,
                        MlgRecord       *monograph)
{
  g_autoptr(GPtrArray) versions = NULL;
  GtkWidget *child;

  g_return_if_fail (MLG_IS_VERSIONS_PAGE (self));

  g_set_object (&self->project, project);
  g_set_object (&self->monograph, monograph);
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  if (monograph == NULL)
    return;

  versions = mlg_monograph_dup_versions (project, mlg_record_get_id (monograph));
  for (guint i = 0; i < versions->len; i++)
    add_version (self, g_ptr_array_index (versions, i));
  if (versions->len == 0)
    gtk_box_append (GTK_BOX (self->list), new_label (_("No version yet: the text changes as you write. Freeze one before each reading over."), "dim"));
}

/* ---- life */

static void
mlg_versions_page_dispose (GObject *object)
{
  MlgVersionsPage *self = MLG_VERSIONS_PAGE (object);

  g_clear_object (&self->project);
  g_clear_object (&self->monograph);

  G_OBJECT_CLASS (mlg_versions_page_parent_class)->dispose (object);
}

static void
mlg_versions_page_class_init (MlgVersionsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_versions_page_dispose;

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_VERSIONS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[ABOUT_TO_READ] = g_signal_new ("about-to-read", MLG_TYPE_VERSIONS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMPARE] = g_signal_new ("compare", MLG_TYPE_VERSIONS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mlg_versions_page_init (MlgVersionsPage *self)
{
  GtkWidget *freeze = gtk_button_new_with_label (_("Freeze a version"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);

  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Its name: what changed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the version"), -1);
  gtk_widget_set_tooltip_text (freeze, _("Keeps the text, the figures and the photographs as they are now"));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (freeze_cb), self);
  g_signal_connect_swapped (freeze, "clicked", G_CALLBACK (freeze_cb), self);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), freeze);
  gtk_box_append (GTK_BOX (self), self->list);
}

GtkWidget *
mlg_versions_page_new (void)
{
  return g_object_new (MLG_TYPE_VERSIONS_PAGE, NULL);
}
