/* Somebody's words on a card. */

#include "ui/monographs/mlg-verbatim-card.h"

#include "document/mlg-typing.h"
#include "ui/monographs/mlg-section-text.h"

#include <glib/gi18n-lib.h>

static const MlgField *
consent_field (void)
{
  return mlg_entity_find_field (mlg_schema_find ("verbatim"), "consent");
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_consent_label (MlgProject *project,
                   MlgRecord  *verbatim)
{
  const char *consent = mlg_record_get (verbatim, consent_field ());
  g_autofree char *words = consent != NULL ? mlg_project_display (project, consent_field (), consent) : g_strdup (_("Consent not stated"));
  GtkWidget *label = new_label (words, "consent");

  if (!mlg_verbatim_may_be_quoted (verbatim))
    gtk_widget_add_css_class (label, "missing");
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

GtkWidget *
mlg_verbatim_card_new (MlgFocus  *focus,
                       MlgRecord *verbatim)
{
  MlgProject *project = mlg_focus_get_project (focus);
  const char *text = mlg_record_get_named (verbatim, "text");
  g_autofree char *quoted = g_strdup_printf ("«" MLG_NARROW_SPACE_UTF8 "%s" MLG_NARROW_SPACE_UTF8 "»", text != NULL ? text : "");
  g_autofree char *who = NULL;
  GtkWidget *card, *foot, *speaker;
  gboolean projector = mlg_focus_is_projector (focus);

  if (projector && !mlg_verbatim_may_be_quoted (verbatim))
    return NULL;

  who = mlg_verbatim_describe (project, verbatim, projector);
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  speaker = new_label (who, "dim");
  gtk_widget_add_css_class (card, "verbatim");
  gtk_widget_set_hexpand (speaker, TRUE);
  gtk_box_append (GTK_BOX (foot), speaker);
  if (!projector)
    gtk_box_append (GTK_BOX (foot), new_consent_label (project, verbatim));
  gtk_box_append (GTK_BOX (card), new_label (quoted, "words"));
  gtk_box_append (GTK_BOX (card), foot);
  g_object_set_data_full (G_OBJECT (card), "mlg-verbatim", mlg_id_dup_text (mlg_record_get_id (verbatim)), g_free);
  return card;
}

void
mlg_verbatim_card_add_button (GtkWidget  *card,
                              const char *label,
                              const char *tooltip,
                              GCallback   clicked,
                              gpointer    data)
{
  GtkWidget *buttons = g_object_get_data (G_OBJECT (card), "mlg-buttons");
  GtkWidget *button = gtk_button_new_with_label (label);

  if (buttons == NULL)
    {
      buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      g_object_set_data (G_OBJECT (card), "mlg-buttons", buttons);
      gtk_box_append (GTK_BOX (card), buttons);
    }
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, tooltip);
  g_object_set_data_full (G_OBJECT (button), "mlg-verbatim", g_strdup (g_object_get_data (G_OBJECT (card), "mlg-verbatim")), g_free);
  g_signal_connect_swapped (button, "clicked", clicked, data);
  gtk_box_append (GTK_BOX (buttons), button);
}
