/* One section of an outline, to be changed. */

#include "ui/monographs/mlg-template-card.h"

#include "model/mlg-live-block.h"
#include "model/mlg-schema.h"
#include "model/mlg-vocabulary.h"
#include "ui/common/mlg-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _MlgTemplateCard
{
  GtkBox             parent_instance;

  GtkWidget         *title;        /* an entry; NULL for a guiding question */
  GtkWidget         *buttons[3];   /* MlgCardMove */
  GtkWidget         *lines;        /* what is asked */
  GtkWidget         *add;
  GtkWidget         *fills;        /* says what the file fills in */

  MlgOutlineSection *section;      /* lent; NULL once it is taken off the page, and what is typed came too late */
};

G_DEFINE_FINAL_TYPE (MlgTemplateCard, mlg_template_card, GTK_TYPE_BOX)

enum { CHANGED, MOVED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What the initiative may tell of itself, in the order it is offered; live blocks come after. */
static const char *const fields[] = {
  "pitch", "objectives", "origins", "origin_text", "leeway", "innovation_definition", "innovation_sources", "tools",
  "associative_project", "economic_model", "difficulties", "social_usefulness", "territorial", "open_questions",
};

static void
say_changed (MlgTemplateCard *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- what the file fills in */

/* NULL: not known to this version. */
static const char *
prefill_label (const char *name)
{
  const MlgField *field = mlg_entity_find_field (mlg_schema_find ("initiative"), name);

  for (guint i = 0; i < MLG_N_LIVE_KINDS; i++)
    if (strcmp (mlg_live_kind_get_name (i), name) == 0)
      return mlg_live_kind_get_label (i);
  if (strcmp (name, "links") == 0)
    return _("Links and documents");
  return field != NULL ? _(field->label) : NULL;
}

static void
say_fills (MlgTemplateCard *self)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < self->section->prefill->len; i++)
    {
      const char *label = prefill_label (g_ptr_array_index (self->section->prefill, i));

      if (label != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", label);
    }
  gtk_label_set_text (GTK_LABEL (self->fills), words->len > 0 ? words->str : _("Nothing: the page begins blank"));
}

static void
fill_toggled_cb (MlgTemplateCard *self,
                 GtkCheckButton  *check)
{
  const char *name = g_object_get_data (G_OBJECT (check), "mlg-name");
  guint at;
  gboolean there = g_ptr_array_find_with_equal_func (self->section->prefill, name, g_str_equal, &at);

  if (gtk_check_button_get_active (check) == there)
    return;
  if (there)
    g_ptr_array_remove_index (self->section->prefill, at);
  else
    g_ptr_array_add (self->section->prefill, g_strdup (name));
  say_fills (self);
  say_changed (self);
}

static void
add_fill (MlgTemplateCard *self,
          GtkWidget       *box,
          const char      *name)
{
  const char *label = prefill_label (name);
  GtkWidget *check;

  if (label == NULL)
    return;
  check = gtk_check_button_new_with_label (label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_ptr_array_find_with_equal_func (self->section->prefill, name, g_str_equal, NULL));
  g_object_set_data_full (G_OBJECT (check), "mlg-name", g_strdup (name), g_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (fill_toggled_cb), self);
  gtk_box_append (GTK_BOX (box), check);
}

/* Thirty checks a card are made when they are wanted. */
static void
fill_popover_cb (MlgTemplateCard *self,
                 GtkWidget       *popover)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_box_append (GTK_BOX (box), mlg_label_new (_("What the file knows of the initiative is written there from the start:"), "dim", 40));
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_fill (self, box, fields[i]);
  for (guint i = 0; i < MLG_N_LIVE_KINDS; i++)
    if (i != MLG_LIVE_PHOTO)
      add_fill (self, box, mlg_live_kind_get_name (i));
  add_fill (self, box, "links");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
}

static void
add_fills (MlgTemplateCard *self,
           gboolean         editable)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  self->fills = mlg_label_new ("", "dim", -1);
  gtk_widget_set_hexpand (self->fills, TRUE);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _("Filled in by the file"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_sensitive (button, editable);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill_popover_cb), self);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), self->fills);
  gtk_box_append (GTK_BOX (self), row);
  say_fills (self);
}

/* ---- what is asked */

/* As the lines stand; TRUE when something changed. */
static gboolean
read_lines (MlgTemplateCard *self)
{
  g_autoptr(GPtrArray) asked = g_ptr_array_new_with_free_func (g_free);
  gboolean same;

  for (GtkWidget *line = gtk_widget_get_first_child (self->lines); line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      char *text = NULL;

      mlg_outline_section_set (&text, gtk_editable_get_text (GTK_EDITABLE (gtk_widget_get_first_child (line))));
      if (text != NULL)
        g_ptr_array_add (asked, text);
    }
  same = asked->len == self->section->ask->len;
  for (guint i = 0; same && i < asked->len; i++)
    same = strcmp (g_ptr_array_index (asked, i), g_ptr_array_index (self->section->ask, i)) == 0;
  if (same)
    return FALSE;

  g_ptr_array_unref (self->section->ask);
  self->section->ask = g_steal_pointer (&asked);
  return TRUE;
}

static void
line_done_cb (MlgTemplateCard *self)
{
  if (self->section != NULL && read_lines (self))
    say_changed (self);
}

static void
line_removed_cb (MlgTemplateCard *self,
                 GtkWidget       *button)
{
  gtk_widget_grab_focus (self->add);
  gtk_box_remove (GTK_BOX (self->lines), gtk_widget_get_parent (button));
  line_done_cb (self);
}

static void
watch (GtkWidget *entry,
       GCallback  done,
       gpointer   data)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (entry, "activate", done, data);
  g_signal_connect_swapped (focus, "leave", done, data);
  gtk_widget_add_controller (entry, focus);
}

static void
add_line (MlgTemplateCard *self,
          const char      *question)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_editable_set_text (GTK_EDITABLE (entry), question);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_tooltip_text (entry, question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Question to ask"), -1);
  watch (entry, G_CALLBACK (line_done_cb), self);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Take this question out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Take this question out"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (line_removed_cb), self);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (self->lines), line);
}

static void
question_added_cb (MlgTemplateCard *self)
{
  g_autofree char *text = NULL;

  mlg_outline_section_set (&text, gtk_editable_get_text (GTK_EDITABLE (self->add)));
  if (text == NULL || self->section == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  add_line (self, text);
  line_done_cb (self);
}

static void
add_questions (MlgTemplateCard *self,
               gboolean         editable)
{
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_sensitive (self->lines, editable);
  for (guint i = 0; i < self->section->ask->len; i++)
    add_line (self, g_ptr_array_index (self->section->ask, i));
  gtk_box_append (GTK_BOX (self), self->lines);
  if (!editable)
    return;

  self->add = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->add), _("A question to ask, then Enter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Add a question to ask"), -1);
  watch (self->add, G_CALLBACK (question_added_cb), self);
  gtk_box_append (GTK_BOX (self), self->add);
}

/* ---- title, rubrique, place */

static void
title_done_cb (MlgTemplateCard *self)
{
  g_autofree char *before = NULL;

  if (self->section == NULL)
    return;
  before = g_strdup (self->section->title);
  mlg_outline_section_set (&self->section->title, gtk_editable_get_text (GTK_EDITABLE (self->title)));
  if (self->section->title == NULL)
    self->section->title = g_strdup (before);       /* a section has a name */
  if (g_strcmp0 (before, self->section->title) != 0)
    say_changed (self);
}

static const char *
term_label (const char *vocabulary,
            const char *id)
{
  const MlgVocabulary *list = mlg_vocabulary_find (vocabulary);
  const MlgTerm *term = list != NULL && id != NULL ? mlg_vocabulary_term (list, id) : NULL;

  return term != NULL ? term->ui_label : id;
}

static void
moved_cb (MlgTemplateCard *self,
          GtkWidget       *button)
{
  g_signal_emit (self, signals[MOVED], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "mlg-move")));
}

static void
add_buttons (MlgTemplateCard *self,
             GtkWidget       *row)
{
  static const struct { const char *icon, *label; } moves[] = {
    [MLG_CARD_UP]     = { "go-up-symbolic", N_("Move up") },
    [MLG_CARD_DOWN]   = { "go-down-symbolic", N_("Move down") },
    [MLG_CARD_REMOVE] = { "user-trash-symbolic", N_("Take the section out") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      self->buttons[i] = gtk_button_new_from_icon_name (moves[i].icon);
      gtk_widget_add_css_class (self->buttons[i], "flat");
      gtk_widget_set_valign (self->buttons[i], GTK_ALIGN_START);
      gtk_widget_set_tooltip_text (self->buttons[i], _(moves[i].label));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, _(moves[i].label), -1);
      g_object_set_data (G_OBJECT (self->buttons[i]), "mlg-move", GUINT_TO_POINTER (i));
      g_signal_connect_swapped (self->buttons[i], "clicked", G_CALLBACK (moved_cb), self);
      gtk_box_append (GTK_BOX (row), self->buttons[i]);
    }
}

static void
add_head (MlgTemplateCard *self,
          guint            number,
          gboolean         editable)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  GtkWidget *rank = mlg_label_new (digits, "dim", -1);

  gtk_widget_set_valign (rank, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), rank);
  if (self->section->question != NULL)
    {
      GtkWidget *question = mlg_label_new (term_label ("monograph_question", self->section->question), "question", -1);

      gtk_widget_set_hexpand (question, TRUE);
      gtk_box_append (GTK_BOX (row), question);
    }
  else
    {
      self->title = gtk_entry_new ();
      gtk_editable_set_text (GTK_EDITABLE (self->title), self->section->title != NULL ? self->section->title : "");
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->title), _("Title of the section"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title of the section"), -1);
      gtk_widget_set_hexpand (self->title, TRUE);
      gtk_widget_set_sensitive (self->title, editable);
      watch (self->title, G_CALLBACK (title_done_cb), self);
      gtk_box_append (GTK_BOX (row), self->title);
    }
  if (editable)
    add_buttons (self, row);
  if (self->section->heading != NULL)
    gtk_box_append (GTK_BOX (self), mlg_label_new (term_label ("monograph_heading", self->section->heading), "dim", -1));
  gtk_box_append (GTK_BOX (self), row);
}

static void
optional_toggled_cb (MlgTemplateCard *self,
                     GtkCheckButton  *check)
{
  self->section->optional = gtk_check_button_get_active (check);
  say_changed (self);
}

static void
add_optional (MlgTemplateCard *self,
              gboolean         editable)
{
  GtkWidget *check = gtk_check_button_new_with_label (_("May be left out"));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), self->section->optional);
  gtk_widget_set_sensitive (check, editable);
  gtk_widget_set_halign (check, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (check, _("Left empty, it is not printed, and nobody is told that it is missing"));
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (optional_toggled_cb), self);
  gtk_box_append (GTK_BOX (self), check);
}

/* ---- life */

static void
mlg_template_card_unroot (GtkWidget *widget)
{
  MLG_TEMPLATE_CARD (widget)->section = NULL;

  GTK_WIDGET_CLASS (mlg_template_card_parent_class)->unroot (widget);
}

static void
mlg_template_card_class_init (MlgTemplateCardClass *klass)
{
  GTK_WIDGET_CLASS (klass)->unroot = mlg_template_card_unroot;

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_TEMPLATE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", MLG_TYPE_TEMPLATE_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
mlg_template_card_init (MlgTemplateCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "template-card");
}

GtkWidget *
mlg_template_card_new (MlgOutlineSection *section,
                       guint              number,
                       gboolean           editable)
{
  MlgTemplateCard *self = g_object_new (MLG_TYPE_TEMPLATE_CARD, NULL);

  self->section = section;
  add_head (self, number, editable);
  add_questions (self, editable);
  add_fills (self, editable);
  add_optional (self, editable);
  return GTK_WIDGET (self);
}

void
mlg_template_card_focus (MlgTemplateCard *self,
                         int              move)
{
  g_return_if_fail (MLG_IS_TEMPLATE_CARD (self));

  if (move >= 0 && self->buttons[move] != NULL)
    gtk_widget_grab_focus (self->buttons[move]);
  else
    gtk_widget_grab_focus (self->title != NULL ? self->title : self->add);
}
