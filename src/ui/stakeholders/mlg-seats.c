/* Who is missing around the table. */

#include "ui/stakeholders/mlg-seats.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/records/mlg-field-editor.h"
#include "ui/records/mlg-terms.h"

struct _MlgSeats
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *mixity;
  GtkWidget *bar;
  GtkWidget *present;       /* chips */
  GtkWidget *empty;
  GtkWidget *empty_words;
  GtkWidget *postures;
  GtkWidget *postures_words;
  GtkWidget *declared;      /* MlgFieldEditor */

  MlgFocus  *focus;
};

G_DEFINE_FINAL_TYPE (MlgSeats, mlg_seats, GTK_TYPE_WIDGET)

enum { CALLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
clicked_cb (GtkButton *button,
            MlgSeats  *self)
{
  g_autofree char *family = g_strdup (g_object_get_data (G_OBJECT (button), "mlg-family"));

  g_signal_emit (self, signals[CALLED], 0, family);
}

static GtkWidget *
make_chip (const char *label,
           const char *style)
{
  GtkWidget *chip = gtk_label_new (label);

  gtk_widget_add_css_class (chip, "seat");
  gtk_widget_add_css_class (chip, style);
  return chip;
}

static GtkWidget *
make_empty_seat (MlgSeats   *self,
                 const char *family,
                 const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf (_("Call to the table: %s"), label);

  gtk_widget_add_css_class (button, "seat");
  gtk_widget_add_css_class (button, "empty-seat");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "mlg-family", g_strdup (family), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, 0);
  return button;
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_widget_unparent (child);
}

static void
show_chips (MlgSeats   *self,
            GtkWidget  *box,
            GPtrArray  *terms,
            const char *vocabulary,
            const char *style)
{
  for (guint i = 0; i < terms->len; i++)
    {
      g_autofree char *label = mlg_terms_dup_label (mlg_focus_get_project (self->focus), vocabulary, terms->pdata[i]);

      gtk_widget_set_parent (style != NULL ? make_chip (label, style) : make_empty_seat (self, terms->pdata[i], label), box);
    }
}

static void
show_mixity (MlgSeats      *self,
             MlgRoundTable *table)
{
  g_autofree char *n = mlg_format_count (table->n_mixed);
  g_autofree char *of = mlg_format_count (table->relevant->len);
  g_autofree char *words = table->declared
    ? g_strdup_printf (ngettext ("%s family present of the %s that matter here",
                                 "%s families present of the %s that matter here", table->n_mixed), n, of)
    : g_strdup_printf (ngettext ("%s family present of %s; the group has not said yet which matter here",
                                 "%s families present of %s; the group has not said yet which matter here", table->n_mixed), n, of);

  gtk_label_set_text (GTK_LABEL (self->mixity), words);
  gtk_level_bar_set_max_value (GTK_LEVEL_BAR (self->bar), MAX (1, table->relevant->len));
  gtk_level_bar_set_value (GTK_LEVEL_BAR (self->bar), table->n_mixed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* ---- life */

static void
mlg_seats_dispose (GObject *object)
{
  MlgSeats *self = MLG_SEATS (object);

  if (self->declared != NULL)
    mlg_field_editor_set_record (MLG_FIELD_EDITOR (self->declared), NULL);
  self->declared = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_seats_parent_class)->dispose (object);
}

static void
mlg_seats_class_init (MlgSeatsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_seats_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "seats");

  signals[CALLED] = g_signal_new ("called", MLG_TYPE_SEATS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
add_card (MlgSeats   *self,
          const char *heading)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (heading);

  gtk_widget_add_css_class (card, "card-box");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "card-heading");
  gtk_box_append (GTK_BOX (card), label);
  gtk_widget_set_hexpand (card, TRUE);
  gtk_box_append (GTK_BOX (self->box), card);
  return card;
}

static GtkWidget *
add_words (GtkWidget  *card,
           const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim");
  gtk_box_append (GTK_BOX (card), label);
  return label;
}

static GtkWidget *
add_chips (GtkWidget *card)
{
  GtkWidget *chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (chips, mlg_wrap_layout_new (4));
  gtk_box_append (GTK_BOX (card), chips);
  return chips;
}

static void
mlg_seats_init (MlgSeats *self)
{
  GtkWidget *card;

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (self->box), TRUE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  card = add_card (self, _("Mixity"));
  self->mixity = add_words (card, NULL);
  self->bar = gtk_level_bar_new ();
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (self->bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->bar, "mixity");
  gtk_box_append (GTK_BOX (card), self->bar);
  self->present = add_chips (card);

  card = add_card (self, _("Empty seats"));
  self->empty_words = add_words (card, NULL);
  self->empty = add_chips (card);

  card = add_card (self, _("Postures nobody holds"));
  self->postures_words = add_words (card, NULL);
  self->postures = add_chips (card);
}

/* Words of a projector are too large to stand three beside each other. */
static void
projector_cb (MlgSeats *self)
{
  gboolean projector = mlg_focus_is_projector (self->focus);

  gtk_box_set_homogeneous (GTK_BOX (self->box), !projector);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box), projector ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

GtkWidget *
mlg_seats_new (MlgFocus *focus)
{
  MlgSeats *self = g_object_new (MLG_TYPE_SEATS, NULL);
  const MlgEntity *initiative = mlg_schema_find ("initiative");

  self->focus = g_object_ref (focus);
  self->declared = mlg_field_editor_new (focus, mlg_entity_find_field (initiative, "declared_families"));
  gtk_box_append (GTK_BOX (gtk_widget_get_first_child (self->box)), self->declared);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (projector_cb), self, G_CONNECT_SWAPPED);
  projector_cb (self);
  return GTK_WIDGET (self);
}

void
mlg_seats_show (MlgSeats      *self,
                MlgRoundTable *table,
                MlgRecord     *initiative)
{
  g_return_if_fail (MLG_IS_SEATS (self));

  clear (self->present);
  clear (self->empty);
  clear (self->postures);
  show_mixity (self, table);
  show_chips (self, self->present, table->present, "actor_family", "taken-seat");
  show_chips (self, self->empty, table->empty, "actor_family", NULL);
  show_chips (self, self->empty, table->called, "actor_family", "called-seat");
  show_chips (self, self->postures, table->free_postures, "posture", "free-posture");

  gtk_label_set_text (GTK_LABEL (self->empty_words), table->empty->len > 0
    ? _("Click a seat to call somebody: a row “to mobilise” is added to the table.")
    : _("Every family that matters here has a row."));
  gtk_label_set_text (GTK_LABEL (self->postures_words), table->free_postures->len > 0
    ? _("No stakeholder of the table is said to hold them.") : _("All are held."));

  mlg_field_editor_set_record (MLG_FIELD_EDITOR (self->declared), initiative);
  mlg_field_editor_refresh (MLG_FIELD_EDITOR (self->declared));
}
