/* One person: why the file holds her name, what it knows of her, how she leaves it. */

#include "ui/privacy/mlg-person-panel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "document/mlg-document.h"
#include "exchange/mlg-project-person.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/privacy/mlg-privacy-resources.h"
#include "ui/records/mlg-field-editor.h"

#define FOLLOWED_FRAMES 30
#define DOCUMENTS "*.pdf;*.odt;*.docx;*.html;*.md"

typedef enum { ASK_NOTHING, ASK_ANONYMISE, ASK_ERASE } Asked;

struct _MlgPersonPanel
{
  GtkWidget   parent_instance;

  GtkWidget  *stack;
  GtkLabel   *name;
  GtkBox     *fields;
  GtkBox     *mentions;
  GtkWidget  *mentions_box;
  GtkRevealer *question;
  GtkLabel   *question_text;
  GtkButton  *go;
  guint       follower, n_followed;   /* frames in which the question unfolds */

  MlgView    *view;             /* borrowed: it holds us */
  GPtrArray  *editors;          /* MlgFieldEditor, borrowed */

  MlgRecord  *record;           /* NULL: nobody */
  Asked       asked;
};

G_DEFINE_FINAL_TYPE (MlgPersonPanel, mlg_person_panel, GTK_TYPE_WIDGET)

static const char *const shown_fields[] = { "legal_basis", "informed", "opposition", "keep_until", "consent" };

/* ---- documents */

typedef struct
{
  MlgView      *view;
  MlgMonograph *text;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  mlg_monograph_free (saving->text);
  g_free (saving);
}

static void
save_cb (const char *path,
         gpointer    data)
{
  Saving *saving = data;
  g_autoptr(MlgDocument) document = mlg_document_new (saving->text);
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autoptr(GError) error = NULL;
  gboolean done;

  if (g_str_has_suffix (lower, ".odt"))
    done = mlg_document_write_odt (document, path, NULL, &error);
  else if (g_str_has_suffix (lower, ".docx"))
    done = mlg_document_write_docx (document, path, NULL, &error);
  else if (g_str_has_suffix (lower, ".html"))
    done = mlg_document_write_html (document, path, &error);
  else if (g_str_has_suffix (lower, ".md"))
    done = mlg_document_write_markdown (document, path, &error);
  else
    done = mlg_document_write_pdf (document, path, &error);

  if (done)
    mlg_view_toast (saving->view, _("The document is written."));
  else
    mlg_view_report (saving->view, error);
}

void
mlg_privacy_save (MlgView      *view,
                  const char   *title,
                  const char   *name,
                  MlgMonograph *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));
  Saving *saving = g_new0 (Saving, 1);

  saving->view = view;
  saving->text = text;
  /* Lives as long as the window, which is the parent of the dialog. */
  g_object_set_data_full (G_OBJECT (view), "mlg-privacy-saving", saving, saving_free);
  mlg_file_dialog_save (GTK_WINDOW (root), title, name, DOCUMENTS, save_cb, saving);
}

static void
dossier_cb (MlgPersonPanel *self)
{
  g_autoptr(GError) error = NULL;
  MlgMonograph *text = mlg_person_dossier_new (mlg_view_get_project (self->view), mlg_record_get_id (self->record), &error);

  if (text == NULL)
    mlg_view_report (self->view, error);
  else
    mlg_privacy_save (self->view, _("All that the file knows of this person"), _("person.pdf"), text);
}

/* ---- gestures */

static void
informed_cb (MlgPersonPanel *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr(GError) error = NULL;
  const MlgEntity *person = mlg_record_get_entity (self->record);

  if (!mlg_project_set (mlg_view_get_project (self->view), person, mlg_record_get_id (self->record),
                        mlg_entity_find_field (person, "informed"), today, &error))
    mlg_view_report (self->view, error);
}

static void
sheet_cb (MlgPersonPanel *self)
{
  mlg_focus_select (mlg_view_get_focus (self->view), mlg_record_get_entity (self->record), mlg_record_get_id (self->record));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.screen", "s", "person");
}

/* Who has a copy that holds this name still: to be told, since nothing reaches them from here. */
static void
append_holders (MlgPersonPanel *self,
                GString        *sentence)
{
  g_autoptr(GPtrArray) copies = mlg_person_find_copies (mlg_view_get_project (self->view));

  if (copies->len == 0)
    return;

  g_string_append (sentence, "\n\n");
  g_string_append_printf (sentence, ngettext ("%u copy that holds names was handed over; tell who has it:",
                                              "%u copies that hold names were handed over; tell who has them:", copies->len), copies->len);
  for (guint i = 0; i < copies->len && i < 12; i++)
    {
      const char *recipient = mlg_record_get_named (g_ptr_array_index (copies, i), "recipient");

      g_string_append_printf (sentence, "\n• %s", recipient != NULL ? recipient : _("Somebody whose name was not noted"));
    }
}

/* It unfolds at the end of the panel, below what is seen: followed until it is whole. */
static gboolean
follow_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  MlgPersonPanel *self = MLG_PERSON_PANEL (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = scroller != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)) : NULL;

  if (adjustment != NULL && self->asked != ASK_NOTHING)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  if (self->asked != ASK_NOTHING && self->n_followed++ < FOLLOWED_FRAMES)
    return G_SOURCE_CONTINUE;

  self->follower = 0;
  return G_SOURCE_REMOVE;
}

static void
follow_question (MlgPersonPanel *self)
{
  self->n_followed = 0;
  if (self->follower == 0)
    self->follower = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
}

static void
ask (MlgPersonPanel *self,
     Asked           asked)
{
  g_autoptr(GString) sentence = g_string_new (NULL);

  self->asked = asked;
  if (asked == ASK_ANONYMISE)
    g_string_append (sentence, _("The name, the contacts, the functions and the notes go, with their history. The trades and skills stay, under a "
                                 "number. An old copy does not bring the name back. This cannot be undone."));
  else if (asked == ASK_ERASE)
    g_string_append (sentence, _("Everything written of this person goes, with its history. An old copy does not bring it back. This cannot be undone."));
  if (asked != ASK_NOTHING)
    {
      g_string_append_c (sentence, ' ');
      g_string_append (sentence, _("In other texts the full name is blacked out (█████), in those before too; the last name alone, "
                                   "which may be a word or somebody else’s, is left for you to read."));
      append_holders (self, sentence);
    }

  follow_question (self);
  gtk_label_set_text (self->question_text, sentence->str);
  gtk_button_set_label (self->go, asked == ASK_ANONYMISE ? _("Make anonymous") : _("Erase for good"));
  gtk_revealer_set_reveal_child (self->question, asked != ASK_NOTHING);
  gtk_widget_set_visible (GTK_WIDGET (self->question), asked != ASK_NOTHING);
  if (asked != ASK_NOTHING)
    gtk_widget_grab_focus (GTK_WIDGET (self->go));
}

static void
anonymise_cb (MlgPersonPanel *self)
{
  ask (self, ASK_ANONYMISE);
}

static void
erase_cb (MlgPersonPanel *self)
{
  ask (self, ASK_ERASE);
}

static void
keep_cb (MlgPersonPanel *self)
{
  ask (self, ASK_NOTHING);
}

static void
go_cb (MlgPersonPanel *self)
{
  MlgProject *project = mlg_view_get_project (self->view);
  MlgId id = *mlg_record_get_id (self->record);
  Asked asked = self->asked;
  g_autoptr(GPtrArray) names = mlg_person_dup_names (project, &id);
  g_autoptr(GPtrArray) left = NULL;
  g_autoptr(GString) words = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  gboolean done;

  mlg_person_panel_show (self, NULL);
  mlg_focus_select (mlg_view_get_focus (self->view), NULL, NULL);
  if (asked == ASK_ANONYMISE)
    done = mlg_person_anonymise (project, &id, NULL, &error);
  else
    done = mlg_project_erase (project, mlg_schema_find ("person"), &id, &error);

  if (!done)
    {
      mlg_view_report (self->view, error);
      return;
    }

  g_string_append (words, asked == ASK_ANONYMISE ? _("The name has left the file.") : _("This person has left the file."));
  left = mlg_person_find_mentions_of (project, names, &id);
  if (left->len > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words, ngettext ("%u text may still name this person: %s", "%u texts may still name this person; the first: %s",
                                               left->len), left->len, ((MlgMention *) left->pdata[0])->excerpt);
    }
  mlg_view_toast (self->view, words->str);
}

/* ---- mentions */

static void
mention_cb (GtkButton      *button,
            MlgPersonPanel *self)
{
  const MlgMention *mention = g_object_get_data (G_OBJECT (button), "mention");

  mlg_focus_select (mlg_view_get_focus (self->view), mention->entity, &mention->id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.screen", "s", mention->entity->name);
}

static GtkWidget *
new_mention (MlgPersonPanel *self,
             GPtrArray      *mentions,
             MlgMention     *mention)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = mlg_project_dup_title (mlg_view_get_project (self->view), mention->entity, &mention->id);
  g_autofree char *where = g_strdup_printf ("%s — %s", title, g_dgettext (GETTEXT_PACKAGE, mention->field->label));
  GtkWidget *head = gtk_label_new (where);
  GtkWidget *excerpt = gtk_label_new (mention->excerpt);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (excerpt), 0);
  gtk_label_set_wrap (GTK_LABEL (excerpt), TRUE);
  gtk_label_set_lines (GTK_LABEL (excerpt), 2);
  gtk_label_set_ellipsize (GTK_LABEL (excerpt), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (excerpt, "dim");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), excerpt);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "mention");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, where, -1);
  g_object_set_data_full (G_OBJECT (button), "mentions", g_ptr_array_ref (mentions), (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data (G_OBJECT (button), "mention", mention);
  g_signal_connect (button, "clicked", G_CALLBACK (mention_cb), self);
  return button;
}

static void
show_mentions (MlgPersonPanel *self)
{
  g_autoptr(GPtrArray) mentions = mlg_person_find_mentions (mlg_view_get_project (self->view), mlg_record_get_id (self->record));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->mentions))) != NULL)
    gtk_box_remove (self->mentions, child);
  for (guint i = 0; i < mentions->len && i < 50; i++)
    gtk_box_append (self->mentions, new_mention (self, mentions, g_ptr_array_index (mentions, i)));
  gtk_widget_set_visible (self->mentions_box, mentions->len > 0);
}

/* ---- what is shown */

void
mlg_person_panel_refresh (MlgPersonPanel *self)
{
  g_autofree char *name = NULL;

  if (self->record != NULL && mlg_record_is_deleted (self->record))
    {
      mlg_person_panel_show (self, NULL);
      return;
    }
  if (self->record == NULL)
    return;

  name = mlg_record_dup_title (self->record);
  gtk_label_set_text (self->name, name);
  for (guint i = 0; i < self->editors->len; i++)
    mlg_field_editor_refresh (g_ptr_array_index (self->editors, i));
}

void
mlg_person_panel_show (MlgPersonPanel *self,
                       const MlgId    *person)
{
  MlgRecord *record = person == NULL ? NULL : mlg_project_get_record (mlg_view_get_project (self->view), mlg_schema_find ("person"), person);

  g_return_if_fail (MLG_IS_PERSON_PANEL (self));

  g_clear_object (&self->record);
  self->record = record;
  ask (self, ASK_NOTHING);
  for (guint i = 0; i < self->editors->len; i++)
    mlg_field_editor_set_record (g_ptr_array_index (self->editors, i), record);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), record != NULL ? "person" : "empty");
  if (record != NULL)
    {
      mlg_person_panel_refresh (self);
      show_mentions (self);
    }
}

static void
connect_buttons (MlgPersonPanel *self,
                 GtkBuilder     *builder)
{
  const struct { const char *name; GCallback callback; } buttons[] = {
    { "dossier", G_CALLBACK (dossier_cb) }, { "informed", G_CALLBACK (informed_cb) }, { "sheet", G_CALLBACK (sheet_cb) },
    { "anonymise", G_CALLBACK (anonymise_cb) }, { "erase", G_CALLBACK (erase_cb) }, { "keep", G_CALLBACK (keep_cb) },
    { "go", G_CALLBACK (go_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_signal_connect_swapped (gtk_builder_get_object (builder, buttons[i].name), "clicked", buttons[i].callback, self);
}

static void
mlg_person_panel_dispose (GObject *object)
{
  MlgPersonPanel *self = MLG_PERSON_PANEL (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (mlg_person_panel_parent_class)->dispose (object);
}

static void
mlg_person_panel_finalize (GObject *object)
{
  MlgPersonPanel *self = MLG_PERSON_PANEL (object);

  g_ptr_array_unref (self->editors);
  G_OBJECT_CLASS (mlg_person_panel_parent_class)->finalize (object);
}

static void
mlg_person_panel_class_init (MlgPersonPanelClass *klass)
{
  mlg_privacy_get_resource ();
  G_OBJECT_CLASS (klass)->dispose = mlg_person_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_person_panel_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mlg_person_panel_init (MlgPersonPanel *self)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/privacy/mlg-person-panel.ui");

  self->editors = g_ptr_array_new ();
  self->stack = GTK_WIDGET (gtk_builder_get_object (builder, "stack"));
  self->name = GTK_LABEL (gtk_builder_get_object (builder, "name"));
  self->fields = GTK_BOX (gtk_builder_get_object (builder, "fields"));
  self->mentions = GTK_BOX (gtk_builder_get_object (builder, "mentions"));
  self->mentions_box = GTK_WIDGET (gtk_builder_get_object (builder, "mentions_box"));
  self->question = GTK_REVEALER (gtk_builder_get_object (builder, "question"));
  self->question_text = GTK_LABEL (gtk_builder_get_object (builder, "question_text"));
  self->go = GTK_BUTTON (gtk_builder_get_object (builder, "go"));
  connect_buttons (self, builder);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
mlg_person_panel_new (MlgView *view)
{
  MlgPersonPanel *self = g_object_new (MLG_TYPE_PERSON_PANEL, NULL);
  const MlgEntity *person = mlg_schema_find ("person");

  self->view = view;
  for (guint i = 0; i < G_N_ELEMENTS (shown_fields); i++)
    {
      GtkWidget *editor = mlg_field_editor_new (mlg_view_get_focus (view), mlg_entity_find_field (person, shown_fields[i]));

      gtk_box_append (self->fields, editor);
      g_ptr_array_add (self->editors, editor);
    }
  mlg_person_panel_show (self, NULL);
  return GTK_WIDGET (self);
}
