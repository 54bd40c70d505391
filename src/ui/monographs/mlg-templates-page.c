/* The outlines of monographs, shown and changed. */

#include "ui/monographs/mlg-templates-page.h"

#include "exchange/mlg-project-template.h"
#include "model/mlg-text.h"
#include "model/mlg-vocabulary.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/common/mlg-label.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/monographs/mlg-clamp.h"
#include "ui/monographs/mlg-template-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _MlgTemplatesPage
{
  GtkBox               parent_instance;

  GtkWidget           *choice;       /* of an outline */
  GtkWidget           *export_button;
  GtkWidget           *delete_button;
  GtkWidget           *scroller;
  GtkWidget           *form;         /* of the outline shown */
  GtkWidget           *title;
  GtkWidget           *description;
  GtkWidget           *cards;
  GtkWidget           *add_popover;

  MlgFocus            *focus;
  GPtrArray           *infos;        /* MlgTemplateInfo, as in the choice */
  MlgMonographOutline *outline;      /* as shown */
  char                *shown;        /* its JSON */
  char                *id;           /* of it; or NULL */
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (MlgTemplatesPage, mlg_templates_page, GTK_TYPE_BOX)

enum { REPORT, TOAST, BEGIN, N_SIGNALS };
static guint signals[N_SIGNALS];

static MlgProject *
get_project (MlgTemplatesPage *self)
{
  return mlg_focus_get_project (self->focus);
}

static void
report (MlgTemplatesPage *self,
        const GError     *error)
{
  g_signal_emit (self, signals[REPORT], 0, error);
}

static const MlgTemplateInfo *
get_info (MlgTemplatesPage *self)
{
  for (guint i = 0; self->infos != NULL && i < self->infos->len; i++)
    if (g_strcmp0 (((MlgTemplateInfo *) g_ptr_array_index (self->infos, i))->id, self->id) == 0)
      return g_ptr_array_index (self->infos, i);
  return NULL;
}

static gboolean
is_ours_to_change (MlgTemplatesPage *self)
{
  const MlgTemplateInfo *info = get_info (self);

  return info != NULL && info->in_file && !mlg_project_is_read_only (get_project (self)) && !mlg_focus_is_projector (self->focus);
}

/* ---- keeping what is changed */

static void
keep (MlgTemplatesPage *self)
{
  g_autofree char *json = mlg_monograph_outline_to_json (self->outline);
  g_autoptr(GError) error = NULL;
  MlgId id;

  if (self->filling || self->focus == NULL || g_strcmp0 (json, self->shown) == 0 || !mlg_id_parse (self->id, &id))
    return;

  /* Before it is written: what the project tells us then is what we show. */
  g_free (self->shown);
  self->shown = g_steal_pointer (&json);
  if (!mlg_project_template_change (get_project (self), &id, self->outline, &error))
    report (self, error);
}

static void
words_done_cb (MlgTemplatesPage *self)
{
  if (self->filling || self->focus == NULL || self->outline == NULL || !is_ours_to_change (self))
    return;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->title)) != '\0')
    mlg_outline_section_set (&self->outline->title, gtk_editable_get_text (GTK_EDITABLE (self->title)));
  mlg_outline_section_set (&self->outline->description, gtk_editable_get_text (GTK_EDITABLE (self->description)));
  keep (self);
}

/* ---- the sections */

static void show_cards (MlgTemplatesPage *self);

static GtkWidget *
get_card (MlgTemplatesPage *self,
          guint             number)
{
  GtkWidget *card = gtk_widget_get_first_child (self->cards);

  while (card != NULL && number-- > 0)
    card = gtk_widget_get_next_sibling (card);
  return card;
}

static guint
find_card (MlgTemplatesPage *self,
           GtkWidget        *card)
{
  guint at = 0;

  for (GtkWidget *other = gtk_widget_get_first_child (self->cards); other != NULL && other != card; other = gtk_widget_get_next_sibling (other))
    at++;
  return at;
}

static void
moved_cb (MlgTemplatesPage *self,
          int               move,
          GtkWidget        *card)
{
  GPtrArray *sections = self->outline->sections;
  guint at = find_card (self, card), to = move == MLG_CARD_UP ? at - 1 : at + 1;
  MlgOutlineSection *gone = NULL;

  /* Its card, which goes next, may still have the keyboard and be read one last time. */
  if (move == MLG_CARD_REMOVE)
    gone = g_ptr_array_steal_index (sections, at);
  else if (to < sections->len)
    {
      gpointer other = sections->pdata[to];

      sections->pdata[to] = sections->pdata[at];
      sections->pdata[at] = other;
    }
  else
    return;

  show_cards (self);
  g_clear_pointer (&gone, mlg_outline_section_free);
  card = get_card (self, move == MLG_CARD_REMOVE ? MIN (at, sections->len - 1) : to);
  if (MLG_IS_TEMPLATE_CARD (card))
    mlg_template_card_focus (MLG_TEMPLATE_CARD (card), move);
  keep (self);
}

static void
show_cards (MlgTemplatesPage *self)
{
  gboolean editable = is_ours_to_change (self), filling = self->filling;
  GtkWidget *child;

  /* What is typed in a card that goes is read into its section, and kept with what made it go. */
  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->cards)) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), child);
  self->filling = filling;
  for (guint i = 0; i < self->outline->sections->len; i++)
    {
      GtkWidget *card = mlg_template_card_new (g_ptr_array_index (self->outline->sections, i), i + 1, editable);

      g_signal_connect_swapped (card, "changed", G_CALLBACK (keep), self);
      g_signal_connect_swapped (card, "moved", G_CALLBACK (moved_cb), self);
      gtk_box_append (GTK_BOX (self->cards), card);
    }
  if (self->outline->sections->len == 0)
    gtk_box_append (GTK_BOX (self->cards), mlg_label_new (_("No section yet."), "dim", -1));
}

/* ---- a new section */

static void
add_section (MlgTemplatesPage *self,
             const char       *heading,
             const char       *question,
             const char       *title)
{
  MlgOutlineSection *section = mlg_monograph_outline_insert (self->outline, G_MAXUINT);

  mlg_outline_section_set (&section->heading, heading);
  mlg_outline_section_set (&section->question, question);
  mlg_outline_section_set (&section->title, title);
  gtk_popover_popdown (GTK_POPOVER (self->add_popover));
  show_cards (self);
  keep (self);
  mlg_template_card_focus (MLG_TEMPLATE_CARD (gtk_widget_get_last_child (self->cards)), -1);
}

static void
title_typed_cb (MlgTemplatesPage *self,
                GtkWidget        *entry)
{
  g_autofree char *title = NULL;

  mlg_outline_section_set (&title, gtk_editable_get_text (GTK_EDITABLE (entry)));
  if (title != NULL)
    add_section (self, NULL, NULL, title);
}

static void
question_clicked_cb (MlgTemplatesPage *self,
                     GtkWidget        *button)
{
  const MlgOutlineSection *section = g_object_get_data (G_OBJECT (button), "mlg-section");
  g_autofree char *heading = g_strdup (section->heading);
  g_autofree char *question = g_strdup (section->question);

  add_section (self, heading, question, NULL);
}

static gboolean
asks (MlgTemplatesPage *self,
      const char       *question)
{
  for (guint i = 0; i < self->outline->sections->len; i++)
    if (g_strcmp0 (((MlgOutlineSection *) g_ptr_array_index (self->outline->sections, i))->question, question) == 0)
      return TRUE;
  return FALSE;
}

/* The guiding questions it does not ask yet, as the outline of the sources has them. */
static void
add_questions (MlgTemplatesPage *self,
               GtkWidget        *box)
{
  MlgMonographOutline *guide = mlg_project_template_read (get_project (self), "mes", NULL);
  const MlgVocabulary *list = mlg_vocabulary_find ("monograph_question");

  g_object_set_data_full (G_OBJECT (box), "mlg-guide", guide, (GDestroyNotify) mlg_monograph_outline_free);
  for (guint i = 0; guide != NULL && list != NULL && i < guide->sections->len; i++)
    {
      MlgOutlineSection *section = g_ptr_array_index (guide->sections, i);
      const MlgTerm *term = section->question != NULL ? mlg_vocabulary_term (list, section->question) : NULL;
      GtkWidget *button;

      if (term == NULL || asks (self, section->question))
        continue;
      button = gtk_button_new ();
      gtk_button_set_child (GTK_BUTTON (button), mlg_label_new (term->ui_label, NULL, 48));
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, term->ui_label, -1);
      g_object_set_data (G_OBJECT (button), "mlg-section", section);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (question_clicked_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
}

static void
fill_add_popover_cb (MlgTemplatesPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Title of the section, then Enter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title of the section"), -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (title_typed_cb), self);
  gtk_box_append (GTK_BOX (box), mlg_label_new (_("A section of your own"), "section", -1));
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), mlg_label_new (_("Or a guiding question"), "section", -1));
  add_questions (self, box);
  if (gtk_widget_get_last_child (box) == gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (gtk_widget_get_first_child (box))))
    gtk_box_append (GTK_BOX (box), mlg_label_new (_("All seven are asked already."), "dim", -1));
  gtk_popover_set_child (GTK_POPOVER (self->add_popover), box);
  gtk_widget_grab_focus (entry);
}

/* ---- the form */

static void
copy_clicked_cb (MlgTemplatesPage *self)
{
  const MlgTemplateInfo *info = get_info (self);
  g_autofree char *title = info != NULL ? g_strdup_printf (_("%s (copy)"), info->title) : NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id;

  if (title == NULL)
    return;
  if (!mlg_project_template_copy (get_project (self), self->id, title, &id, &error))
    {
      report (self, error);
      return;
    }
  text = mlg_id_dup_text (&id);
  mlg_templates_page_choose (self, text);
  gtk_widget_grab_focus (self->title);
}

static void
begin_clicked_cb (MlgTemplatesPage *self)
{
  g_signal_emit (self, signals[BEGIN], 0, self->id);
}

static GtkWidget *
add_entry (MlgTemplatesPage *self,
           const char       *label,
           const char       *text,
           gboolean          editable)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (entry, editable);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (words_done_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (words_done_cb), self);
  gtk_widget_add_controller (entry, focus);
  gtk_box_append (GTK_BOX (self->form), mlg_label_new (label, "dim", -1));
  gtk_box_append (GTK_BOX (self->form), entry);
  return entry;
}

static void
add_foot (MlgTemplatesPage *self,
          gboolean          editable)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *add = gtk_menu_button_new ();

  self->add_popover = gtk_popover_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (add), _("Add a section"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (add), self->add_popover);
  gtk_widget_set_visible (add, editable);
  g_signal_connect_swapped (self->add_popover, "show", G_CALLBACK (fill_add_popover_cb), self);
  gtk_box_append (GTK_BOX (foot), add);
  gtk_box_append (GTK_BOX (self->form), foot);
}

/* What one can do with it, in words, above all. */
static void
add_head (MlgTemplatesPage *self,
          gboolean          editable)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *begin = gtk_button_new_with_label (_("Begin a monograph"));
  GtkWidget *copy = gtk_button_new_with_label (editable ? _("Duplicate") : _("Copy to change it"));

  if (!editable && !mlg_focus_is_projector (self->focus))
    gtk_box_append (GTK_BOX (self->form), mlg_label_new (_("This outline comes with Maillage. Your copy of it can be changed as you like."), "dim", -1));
  gtk_widget_add_css_class (begin, "suggested-action");
  g_signal_connect_swapped (begin, "clicked", G_CALLBACK (begin_clicked_cb), self);
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_clicked_cb), self);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_widget_set_layout_manager (row, mlg_wrap_layout_new (12));
  gtk_box_append (GTK_BOX (row), begin);
  gtk_box_append (GTK_BOX (row), copy);
  gtk_box_append (GTK_BOX (self->form), row);
}

static void
show_form (MlgTemplatesPage *self)
{
  gboolean editable = is_ours_to_change (self);
  GtkWidget *clamp = g_object_new (MLG_TYPE_CLAMP, NULL);

  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->form, "paper");
  add_head (self, editable);
  self->title = add_entry (self, _("Name of the outline"), self->outline->title, editable);
  self->description = add_entry (self, _("What it is for"), self->outline->description, editable);
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_margin_top (self->cards, 12);
  gtk_box_append (GTK_BOX (self->form), self->cards);
  add_foot (self, editable);
  show_cards (self);
  gtk_widget_set_parent (self->form, clamp);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
}

static void
show_problem (MlgTemplatesPage *self,
              const GError     *error)
{
  GtkWidget *label = mlg_label_new (error != NULL ? error->message : "", "dim", -1);

  gtk_widget_add_css_class (label, "paper");
  self->form = self->title = self->description = self->cards = self->add_popover = NULL;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), label);
}

/* ---- which one */

static void
read_outline (MlgTemplatesPage *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMonographOutline) outline = self->id != NULL ? mlg_project_template_read (get_project (self), self->id, &error) : NULL;
  g_autofree char *json = outline != NULL ? mlg_monograph_outline_to_json (outline) : g_strdup ("");
  MlgMonographOutline *before;

  gtk_widget_set_sensitive (self->export_button, outline != NULL);
  gtk_widget_set_sensitive (self->delete_button, is_ours_to_change (self));
  if (g_strcmp0 (json, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&json);

  /* The cards of the one before point into it until they are gone; what is typed there came too late. */
  self->filling = TRUE;
  before = self->outline;
  self->outline = g_steal_pointer (&outline);
  if (self->outline != NULL)
    show_form (self);
  else
    show_problem (self, error);
  mlg_monograph_outline_free (before);
  self->filling = FALSE;
}

/* The list of the choice, as the file has it now. */
static void
list_infos (MlgTemplatesPage *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  guint at = 0;

  g_clear_pointer (&self->infos, g_ptr_array_unref);
  self->infos = mlg_project_templates_list (get_project (self));
  for (guint i = 0; i < self->infos->len; i++)
    {
      const MlgTemplateInfo *info = g_ptr_array_index (self->infos, i);
      g_autofree char *typeset = mlg_typeset (info->title);

      gtk_string_list_append (titles, typeset);
      if (g_strcmp0 (info->id, self->id) == 0)
        at = i;
    }

  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), at);
  self->filling = FALSE;
  g_free (self->id);
  self->id = at < self->infos->len ? g_strdup (((MlgTemplateInfo *) g_ptr_array_index (self->infos, at))->id) : NULL;
}

void
mlg_templates_page_refresh (MlgTemplatesPage *self)
{
  g_return_if_fail (MLG_IS_TEMPLATES_PAGE (self));

  if (self->focus == NULL)
    return;
  list_infos (self);
  read_outline (self);
}

void
mlg_templates_page_choose (MlgTemplatesPage *self,
                           const char       *template_id)
{
  g_return_if_fail (MLG_IS_TEMPLATES_PAGE (self));

  g_free (self->id);
  self->id = g_strdup (template_id);
  g_clear_pointer (&self->shown, g_free);
  mlg_templates_page_refresh (self);
}

static void
chosen_cb (MlgTemplatesPage *self)
{
  guint at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (self->filling || self->infos == NULL || at >= self->infos->len)
    return;
  if (g_strcmp0 (((MlgTemplateInfo *) g_ptr_array_index (self->infos, at))->id, self->id) == 0)
    return;
  g_free (self->id);
  self->id = g_strdup (((MlgTemplateInfo *) g_ptr_array_index (self->infos, at))->id);
  g_clear_pointer (&self->shown, g_free);
  read_outline (self);
}

/* ---- files */

static void
import_path (const char *path,
             gpointer    data)
{
  MlgTemplatesPage *self = MLG_TEMPLATES_PAGE (data);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id;

  if (!mlg_project_template_import (get_project (self), path, &id, &error))
    {
      report (self, error);
      return;
    }
  text = mlg_id_dup_text (&id);
  mlg_templates_page_choose (self, text);
}

static void
export_path (const char *path,
             gpointer    data)
{
  MlgTemplatesPage *self = MLG_TEMPLATES_PAGE (data);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *words = g_strdup_printf (_("Written: %s"), name);
  g_autoptr(GError) error = NULL;

  if (mlg_project_template_export (get_project (self), self->id, path, &error))
    g_signal_emit (self, signals[TOAST], 0, words);
  else
    report (self, error);
}

static void
import_clicked_cb (MlgTemplatesPage *self)
{
  mlg_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Take in an outline"), "*.json", import_path, self);
}

static void
export_clicked_cb (MlgTemplatesPage *self)
{
  const MlgTemplateInfo *info = get_info (self);
  g_autofree char *name = info != NULL ? g_strdup_printf ("%s.json", info->title) : NULL;

  if (name == NULL)
    return;
  g_strdelimit (name, "/\\:", '-');
  mlg_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Give this outline to somebody"), name, "*.json", export_path, self);
}

static void
delete_clicked_cb (MlgTemplatesPage *self)
{
  g_autoptr(GError) error = NULL;
  MlgId id;

  if (is_ours_to_change (self) && mlg_id_parse (self->id, &id) &&
      !mlg_project_delete (get_project (self), mlg_schema_find ("monograph_template"), &id, &error))
    report (self, error);
  mlg_templates_page_refresh (self);
}

/* ---- life */

static void
mlg_templates_page_dispose (GObject *object)
{
  g_clear_object (&MLG_TEMPLATES_PAGE (object)->focus);

  G_OBJECT_CLASS (mlg_templates_page_parent_class)->dispose (object);
}

static void
mlg_templates_page_finalize (GObject *object)
{
  MlgTemplatesPage *self = MLG_TEMPLATES_PAGE (object);

  g_clear_pointer (&self->infos, g_ptr_array_unref);
  mlg_monograph_outline_free (self->outline);
  g_free (self->shown);
  g_free (self->id);

  G_OBJECT_CLASS (mlg_templates_page_parent_class)->finalize (object);
}

static void
mlg_templates_page_class_init (MlgTemplatesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_templates_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_templates_page_finalize;

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_TEMPLATES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[TOAST] = g_signal_new ("toast", MLG_TYPE_TEMPLATES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[BEGIN] = g_signal_new ("begin", MLG_TYPE_TEMPLATES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_button (MlgTemplatesPage *self,
            GtkWidget        *bar,
            const char       *label,
            GCallback         clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (bar), button);
  return button;
}

static void
mlg_templates_page_init (MlgTemplatesPage *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->choice = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_widget_set_hexpand (self->choice, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Which outline is to be seen?"), -1);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_widget_add_css_class (bar, "bar");
  gtk_widget_set_layout_manager (bar, mlg_wrap_layout_new (6));
  gtk_box_append (GTK_BOX (bar), self->choice);
  add_button (self, bar, _("Import…"), G_CALLBACK (import_clicked_cb));
  self->export_button = add_button (self, bar, _("Export…"), G_CALLBACK (export_clicked_cb));
  self->delete_button = add_button (self, bar, _("Delete"), G_CALLBACK (delete_clicked_cb));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self), bar);
  gtk_box_append (GTK_BOX (self), self->scroller);
}

static void
projector_cb (MlgTemplatesPage *self)
{
  g_clear_pointer (&self->shown, g_free);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    mlg_templates_page_refresh (self);
}

void
mlg_templates_page_set_focus (MlgTemplatesPage *self,
                              MlgFocus         *focus)
{
  g_return_if_fail (MLG_IS_TEMPLATES_PAGE (self));
  g_return_if_fail (self->focus == NULL);

  self->focus = g_object_ref (focus);
  self->id = g_strdup ("mes");
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (projector_cb), self, G_CONNECT_SWAPPED);
}
