/* What a section still wants to know. */

#include "ui/monographs/mlg-to-ask-editor.h"

#include "model/mlg-value.h"
#include "ui/monographs/mlg-monograph-commands.h"

#include <glib/gi18n-lib.h>

struct _MlgToAskEditor
{
  GtkBox      parent_instance;

  GtkWidget  *lines;
  GtkWidget  *add;

  MlgProject *project;
  MlgRecord  *section;
  char       *shown;
};

G_DEFINE_FINAL_TYPE (MlgToAskEditor, mlg_to_ask_editor, GTK_TYPE_BOX)

enum { REPORT, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
get_value (MlgToAskEditor *self)
{
  const char *value = mlg_record_get_named (self->section, "to_complete");

  return value != NULL ? value : "";
}

/* The lines as they stand, empty ones left out, and @more. */
static void
commit (MlgToAskEditor *self,
        const char     *more)
{
  g_autoptr(GPtrArray) questions = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *value = NULL;
  g_autoptr(GError) error = NULL;

  for (GtkWidget *line = gtk_widget_get_first_child (self->lines); line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *entry = gtk_widget_get_first_child (line);
      char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

      g_ptr_array_add (questions, text);
    }
  g_ptr_array_add (questions, g_strstrip (g_strdup (more)));

  for (guint i = questions->len; i > 0; i--)
    if (*(char *) g_ptr_array_index (questions, i - 1) == '\0')
      g_ptr_array_remove_index (questions, i - 1);
  g_ptr_array_add (questions, NULL);

  value = mlg_value_join ((const char *const *) questions->pdata);
  if (g_strcmp0 (value != NULL ? value : "", get_value (self)) == 0)
    return;
  if (!mlg_monograph_set_to_ask (self->project, mlg_record_get_id (self->section), value, &error))
    g_signal_emit (self, signals[REPORT], 0, error);
}

static void
line_done_cb (MlgToAskEditor *self)
{
  commit (self, "");
}

static void
remove_clicked_cb (MlgToAskEditor *self,
                   GtkWidget      *button)
{
  GtkWidget *line = gtk_widget_get_parent (button);

  gtk_widget_grab_focus (self->add);
  gtk_box_remove (GTK_BOX (self->lines), line);
  commit (self, "");
}

static void
add_activated_cb (MlgToAskEditor *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->add)));

  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  commit (self, text);
}

static void
add_left_cb (MlgToAskEditor *self)
{
  /* Words left in the line are not lost. */
  if (*gtk_editable_get_text (GTK_EDITABLE (self->add)) != '\0')
    add_activated_cb (self);
}

static GtkWidget *
new_line (MlgToAskEditor *self,
          const char     *question)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), question);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_tooltip_text (entry, question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Question to ask"), -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (line_done_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (line_done_cb), self);
  gtk_widget_add_controller (entry, focus);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("It has been answered"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("It has been answered"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_clicked_cb), self);

  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (line), button);
  return line;
}

void
mlg_to_ask_editor_refresh (MlgToAskEditor *self)
{
  g_auto(GStrv) questions = NULL;
  GtkWidget *child;

  g_return_if_fail (MLG_IS_TO_ASK_EDITOR (self));

  if (g_strcmp0 (self->shown, get_value (self)) == 0 || gtk_widget_get_focus_child (self->lines) != NULL)
    return;

  g_free (self->shown);
  self->shown = g_strdup (get_value (self));
  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), child);

  questions = mlg_value_split (self->shown);
  for (guint i = 0; questions[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self->lines), new_line (self, questions[i]));
}

static void
mlg_to_ask_editor_dispose (GObject *object)
{
  MlgToAskEditor *self = MLG_TO_ASK_EDITOR (object);

  g_clear_object (&self->project);
  g_clear_object (&self->section);

  G_OBJECT_CLASS (mlg_to_ask_editor_parent_class)->dispose (object);
}

static void
mlg_to_ask_editor_finalize (GObject *object)
{
  g_free (MLG_TO_ASK_EDITOR (object)->shown);

  G_OBJECT_CLASS (mlg_to_ask_editor_parent_class)->finalize (object);
}

static void
mlg_to_ask_editor_class_init (MlgToAskEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mlg_to_ask_editor_dispose;
  object_class->finalize = mlg_to_ask_editor_finalize;

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_TO_ASK_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
mlg_to_ask_editor_init (MlgToAskEditor *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "to-ask-lines");

  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->add = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->add), _("Still to be asked: type a question, then Enter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a question to ask"), -1);
  g_signal_connect_swapped (self->add, "activate", G_CALLBACK (add_activated_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (add_left_cb), self);
  gtk_widget_add_controller (self->add, focus);

  gtk_box_append (GTK_BOX (self), self->lines);
  gtk_box_append (GTK_BOX (self), self->add);
}

GtkWidget *
mlg_to_ask_editor_new (MlgProject *project,
                       MlgRecord  *section)
{
  MlgToAskEditor *self = g_object_new (MLG_TYPE_TO_ASK_EDITOR, NULL);

  self->project = g_object_ref (project);
  self->section = g_object_ref (section);
  mlg_to_ask_editor_refresh (self);
  return GTK_WIDGET (self);
}
