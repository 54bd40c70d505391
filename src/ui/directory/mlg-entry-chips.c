/* The buttons under the entry line. */

#include "ui/directory/mlg-entry-chips.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-vocabulary.h"
#include "ui/common/mlg-mark.h"
#include "ui/common/mlg-wrap-layout.h"

struct _MlgEntryChips
{
  GtkWidget        parent_instance;

  GtkWidget       *row;
  GtkToggleButton *keep;
};

G_DEFINE_FINAL_TYPE (MlgEntryChips, mlg_entry_chips, GTK_TYPE_WIDGET)

enum { CATEGORY, SIGN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
category_clicked_cb (MlgEntryChips *self,
                     GtkWidget     *chip)
{
  g_signal_emit (self, signals[CATEGORY], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "number")));
}

static void
sign_clicked_cb (MlgEntryChips *self,
                 GtkWidget     *chip)
{
  g_signal_emit (self, signals[SIGN], 0, g_object_get_data (G_OBJECT (chip), "sign"));
}

static void
add_chip (MlgEntryChips *self,
          GtkWidget     *chip,
          const char    *label,
          const char    *tooltip)
{
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
  gtk_box_append (GTK_BOX (self->row), chip);
}

/* @number: 1 for the first category; 0: outside them. */
static void
add_category (MlgEntryChips *self,
              guint          number)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("user_category");
  guint category = number > 0 ? number - 1 : G_MAXUINT;
  const char *label = mlg_category_get_short_label (category);
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  g_autofree char *figure = g_strdup_printf ("%u", number);
  g_autofree char *tooltip = number > 0 ? g_strdup_printf (_("%s. In the line: #%u"), vocabulary->terms[number - 1].label, number)
                                        : g_strdup_printf (_("%s. In the line: #%u"), label, number);

  gtk_box_append (GTK_BOX (box), mlg_mark_new (category));
  gtk_box_append (GTK_BOX (box), gtk_label_new (figure));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  g_object_set_data (G_OBJECT (chip), "number", GUINT_TO_POINTER (number));
  if (number > 0)
    g_object_set_data (G_OBJECT (chip), "category", (gpointer) vocabulary->terms[number - 1].id);
  g_signal_connect_swapped (chip, "clicked", G_CALLBACK (category_clicked_cb), self);
  add_chip (self, chip, label, tooltip);
}

static void
add_sign (MlgEntryChips *self,
          const char    *sign,
          const char    *label,
          const char    *tooltip)
{
  g_autofree char *words = g_strdup_printf ("%s  %s", sign, label);
  GtkWidget *chip = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (chip), gtk_label_new (words));
  g_object_set_data (G_OBJECT (chip), "sign", (gpointer) sign);
  g_signal_connect_swapped (chip, "clicked", G_CALLBACK (sign_clicked_cb), self);
  add_chip (self, chip, label, tooltip);
}

static void
mlg_entry_chips_dispose (GObject *object)
{
  g_clear_pointer (&MLG_ENTRY_CHIPS (object)->row, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_entry_chips_parent_class)->dispose (object);
}

static void
mlg_entry_chips_class_init (MlgEntryChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_entry_chips_dispose;

  signals[CATEGORY] = g_signal_new ("category", MLG_TYPE_ENTRY_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGN] = g_signal_new ("sign", MLG_TYPE_ENTRY_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mlg_entry_chips_init (MlgEntryChips *self)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("user_category");

  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->row, mlg_wrap_layout_new (6));
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));

  add_sign (self, "@", _("Town"), _("A name, a postal code, an INSEE code. Also after a comma"));
  add_sign (self, "#", _("Theme"), _("A theme, a family of actors, a legal form"));
  add_sign (self, "→", _("Partner"), _("Links to another actor; -> will do, and “?” behind says a wish"));
  add_sign (self, "+", _("Person"), _("A person of this actor; behind a comma, the trade"));
  for (guint i = 1; vocabulary != NULL && i <= vocabulary->n_terms; i++)
    add_category (self, i);
  add_category (self, 0);

  self->keep = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_child (GTK_BUTTON (self->keep), gtk_label_new (_("Keep")));
  add_chip (self, GTK_WIDGET (self->keep), _("Keep"),
            _("Town, themes and category stay in the line for a whole series"));
}

void
mlg_entry_chips_show_category (MlgEntryChips *self,
                               const char    *category)
{
  g_return_if_fail (MLG_IS_ENTRY_CHIPS (self));

  for (GtkWidget *chip = gtk_widget_get_first_child (self->row); chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    {
      const char *own = g_object_get_data (G_OBJECT (chip), "category");

      if (own != NULL && g_strcmp0 (own, category) == 0)
        gtk_widget_add_css_class (chip, "chosen");
      else
        gtk_widget_remove_css_class (chip, "chosen");
    }
}

gboolean
mlg_entry_chips_get_keep (MlgEntryChips *self)
{
  g_return_val_if_fail (MLG_IS_ENTRY_CHIPS (self), FALSE);

  return gtk_toggle_button_get_active (self->keep);
}
