/* The verbatims that go with a section. */

#include "ui/monographs/mlg-section-verbatims.h"

#include "document/mlg-typing.h"
#include "model/mlg-value.h"
#include "ui/common/mlg-label.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-section-text.h"
#include "ui/monographs/mlg-verbatim-card.h"

#include <glib/gi18n-lib.h>

#define EXCERPT_CHARACTERS 110

struct _MlgSectionVerbatims
{
  GtkBox      parent_instance;

  GtkWidget  *button;
  GtkWidget  *popover;
  GtkWidget  *choices;

  MlgFocus   *focus;
  MlgRecord  *monograph;
  MlgRecord  *section;
  char       *shown;
};

G_DEFINE_FINAL_TYPE (MlgSectionVerbatims, mlg_section_verbatims, GTK_TYPE_BOX)

enum { REPORT, QUOTE, N_SIGNALS };
static guint signals[N_SIGNALS];

static MlgProject *
get_project (MlgSectionVerbatims *self)
{
  return mlg_focus_get_project (self->focus);
}

static gboolean
is_projected (MlgSectionVerbatims *self)
{
  return mlg_focus_is_projector (self->focus);
}

/* NULL: it is no more. */
static MlgRecord *
get_verbatim (MlgSectionVerbatims *self,
              const char          *id_text)
{
  MlgRecord *verbatim = NULL;
  MlgId id;

  if (mlg_id_parse (id_text, &id))
    verbatim = mlg_project_get_record (get_project (self), mlg_schema_find ("verbatim"), &id);
  if (verbatim != NULL && mlg_record_is_deleted (verbatim))
    g_clear_object (&verbatim);
  return verbatim;
}

static void
attach (MlgSectionVerbatims *self,
        const char          *id,
        gboolean             attached)
{
  g_autoptr(GError) error = NULL;

  if (!mlg_monograph_attach (get_project (self), mlg_record_get_id (self->section), id, attached, &error))
    g_signal_emit (self, signals[REPORT], 0, error);
}

static void
take_out_cb (MlgSectionVerbatims *self,
             GtkWidget           *button)
{
  attach (self, g_object_get_data (G_OBJECT (button), "mlg-verbatim"), FALSE);
}

static void
quote_cb (MlgSectionVerbatims *self,
          GtkWidget           *button)
{
  g_autoptr(MlgRecord) verbatim = get_verbatim (self, g_object_get_data (G_OBJECT (button), "mlg-verbatim"));

  if (verbatim != NULL)
    g_signal_emit (self, signals[QUOTE], 0, verbatim);
}

/* ---- cards */

static char *
describe_shown (MlgSectionVerbatims *self,
                const char          *const *ids)
{
  GString *words = g_string_new (is_projected (self) ? "on the wall" : NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(MlgRecord) verbatim = get_verbatim (self, ids[i]);
      g_autofree char *who = verbatim != NULL ? mlg_verbatim_describe (get_project (self), verbatim, FALSE) : NULL;

      if (verbatim != NULL)
        g_string_append_printf (words, "\n%s %s %s %s", ids[i], who, mlg_record_get_named (verbatim, "text"),
                                mlg_record_get_named (verbatim, "consent"));
    }
  return g_string_free (words, FALSE);
}

void
mlg_section_verbatims_refresh (MlgSectionVerbatims *self)
{
  g_auto(GStrv) ids = mlg_value_split (mlg_record_get_named (self->section, "verbatims"));
  g_autofree char *described = describe_shown (self, (const char *const *) ids);
  GtkWidget *child;

  if (g_strcmp0 (described, self->shown) == 0)
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&described);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(MlgRecord) verbatim = get_verbatim (self, ids[i]);
      GtkWidget *card = verbatim != NULL ? mlg_verbatim_card_new (self->focus, verbatim) : NULL;

      if (card == NULL)
        continue;
      if (!is_projected (self))
        {
          mlg_verbatim_card_add_button (card, _("Quote in the text"), _("Put these words in the text, as a quotation"), G_CALLBACK (quote_cb), self);
          mlg_verbatim_card_add_button (card, _("Take out"), _("Take this verbatim out"), G_CALLBACK (take_out_cb), self);
        }
      gtk_box_append (GTK_BOX (self), card);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

/* ---- choosing one */

static char *
excerpt (const char *text)
{
  g_autofree char *start = NULL;

  if (text == NULL || g_utf8_strlen (text, -1) <= EXCERPT_CHARACTERS)
    return g_strdup_printf ("«" MLG_NARROW_SPACE_UTF8 "%s" MLG_NARROW_SPACE_UTF8 "»", text != NULL ? text : "");
  start = g_utf8_substring (text, 0, EXCERPT_CHARACTERS);
  return g_strdup_printf ("«" MLG_NARROW_SPACE_UTF8 "%s…" MLG_NARROW_SPACE_UTF8 "»", start);
}

static void
add_choice (MlgSectionVerbatims *self,
            MlgRecord           *verbatim)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (verbatim), "consent");
  const char *value = mlg_record_get (verbatim, field);
  gboolean projected = is_projected (self);
  g_autofree char *words = excerpt (mlg_record_get_named (verbatim, "text"));
  g_autofree char *who = mlg_verbatim_describe (get_project (self), verbatim, projected);
  g_autofree char *consent = value != NULL ? mlg_project_display (get_project (self), field, value) : g_strdup (_("Consent not stated"));
  g_autofree char *foot = projected ? g_strdup (who) : g_strdup_printf ("%s · %s", who, consent);
  GtkWidget *box, *row;

  if (projected && !mlg_verbatim_may_be_quoted (verbatim))
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  row = gtk_list_box_row_new ();
  gtk_box_append (GTK_BOX (box), mlg_label_new (words, NULL, 58));
  gtk_box_append (GTK_BOX (box), mlg_label_new (foot, "dim", 58));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (row), "mlg-verbatim", mlg_id_dup_text (mlg_record_get_id (verbatim)), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->choices), row);
}

static void
fill_choices_cb (MlgSectionVerbatims *self)
{
  g_autoptr(GPtrArray) verbatims = mlg_monograph_dup_verbatims (get_project (self), self->monograph);
  const char *attached = mlg_record_get_named (self->section, "verbatims");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->choices)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->choices), child);

  for (guint i = 0; i < verbatims->len; i++)
    {
      MlgRecord *verbatim = g_ptr_array_index (verbatims, i);
      g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (verbatim));

      if (attached == NULL || g_strstr_len (attached, -1, id) == NULL)
        add_choice (self, verbatim);
    }

  if (gtk_widget_get_first_child (self->choices) == NULL)
    {
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), mlg_label_new (_("No other verbatim in this file. Add one under “Verbatims”."), "dim", 58));
      gtk_list_box_append (GTK_LIST_BOX (self->choices), row);
    }
}

static void
choice_activated_cb (MlgSectionVerbatims *self,
                     GtkListBoxRow       *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "mlg-verbatim");

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (id != NULL)
    attach (self, id, TRUE);
}

static void
build_button (MlgSectionVerbatims *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->choices = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->choices), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Verbatims"), -1);
  g_signal_connect_swapped (self->choices, "row-activated", G_CALLBACK (choice_activated_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_widget_set_size_request (scroller, 460, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->choices);

  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (fill_choices_cb), self);

  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _("Insert a verbatim"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_add_css_class (self->button, "flat");
}

/* ---- life */

static void
mlg_section_verbatims_dispose (GObject *object)
{
  MlgSectionVerbatims *self = MLG_SECTION_VERBATIMS (object);

  g_clear_object (&self->focus);
  g_clear_object (&self->monograph);
  g_clear_object (&self->section);

  G_OBJECT_CLASS (mlg_section_verbatims_parent_class)->dispose (object);
}

static void
mlg_section_verbatims_finalize (GObject *object)
{
  g_free (MLG_SECTION_VERBATIMS (object)->shown);

  G_OBJECT_CLASS (mlg_section_verbatims_parent_class)->finalize (object);
}

static void
mlg_section_verbatims_class_init (MlgSectionVerbatimsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_section_verbatims_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_section_verbatims_finalize;

  signals[REPORT] = g_signal_new ("report", MLG_TYPE_SECTION_VERBATIMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[QUOTE] = g_signal_new ("quote", MLG_TYPE_SECTION_VERBATIMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, MLG_TYPE_RECORD);
}

static void
mlg_section_verbatims_init (MlgSectionVerbatims *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
mlg_section_verbatims_new (MlgFocus  *focus,
                           MlgRecord *monograph,
                           MlgRecord *section)
{
  MlgSectionVerbatims *self = g_object_new (MLG_TYPE_SECTION_VERBATIMS, NULL);

  self->focus = g_object_ref (focus);
  self->monograph = g_object_ref (monograph);
  self->section = g_object_ref (section);
  build_button (self);
  return GTK_WIDGET (self);
}

GtkWidget *
mlg_section_verbatims_get_button (MlgSectionVerbatims *self)
{
  return self->button;
}
