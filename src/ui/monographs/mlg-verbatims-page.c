/* The verbatims of the file beside the text. */

#include "ui/monographs/mlg-verbatims-page.h"

#include "model/mlg-text.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-section-text.h"
#include "ui/monographs/mlg-verbatim-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_CARDS 60

struct _MlgVerbatimsPage
{
  GtkBox      parent_instance;

  GtkWidget  *search;
  GtkWidget  *list;

  MlgFocus   *focus;
  MlgRecord  *monograph;
};

G_DEFINE_FINAL_TYPE (MlgVerbatimsPage, mlg_verbatims_page, GTK_TYPE_BOX)

enum { QUOTE, ATTACH, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
emit (MlgVerbatimsPage *self,
      GtkWidget        *button,
      guint             signal)
{
  g_autoptr(MlgRecord) verbatim = NULL;
  MlgId id;

  if (mlg_id_parse (g_object_get_data (G_OBJECT (button), "mlg-verbatim"), &id))
    verbatim = mlg_project_get_record (mlg_focus_get_project (self->focus), mlg_schema_find ("verbatim"), &id);
  if (verbatim != NULL)
    g_signal_emit (self, signals[signal], 0, verbatim);
}

static void
quote_cb (MlgVerbatimsPage *self,
          GtkWidget        *button)
{
  emit (self, button, QUOTE);
}

static void
attach_cb (MlgVerbatimsPage *self,
           GtkWidget        *button)
{
  emit (self, button, ATTACH);
}

static gboolean
is_wanted (MlgVerbatimsPage *self,
           MlgRecord        *verbatim)
{
  g_autofree char *needle = mlg_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autofree char *who = mlg_verbatim_describe (mlg_focus_get_project (self->focus), verbatim, FALSE);
  g_autofree char *all = g_strdup_printf ("%s %s", mlg_record_get_named (verbatim, "text"), who);
  g_autofree char *folded = mlg_fold (all);

  return strstr (folded, needle) != NULL;
}

static GtkWidget *
new_notice (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim");
  return label;
}

static void
fill (MlgVerbatimsPage *self)
{
  g_autoptr(GPtrArray) verbatims = NULL;
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  if (self->monograph == NULL)
    return;

  verbatims = mlg_monograph_dup_verbatims (mlg_focus_get_project (self->focus), self->monograph);
  for (guint i = 0; i < verbatims->len && n < MAX_CARDS; i++)
    {
      MlgRecord *verbatim = g_ptr_array_index (verbatims, i);
      GtkWidget *card = is_wanted (self, verbatim) ? mlg_verbatim_card_new (self->focus, verbatim) : NULL;

      if (card == NULL)
        continue;
      mlg_verbatim_card_add_button (card, _("Quote in the text"), _("Put these words in the text, as a quotation"), G_CALLBACK (quote_cb), self);
      mlg_verbatim_card_add_button (card, _("Attach to the question"), _("Printed after the answer, with who said it"), G_CALLBACK (attach_cb), self);
      gtk_box_append (GTK_BOX (self->list), card);
      n++;
    }
  if (n == 0)
    gtk_box_append (GTK_BOX (self->list), new_notice (verbatims->len == 0 ? _("No verbatim in this file yet. Add one under “Verbatims”.")
                                                                          : _("No verbatim has these words.")));
}

static void
mlg_verbatims_page_dispose (GObject *object)
{
  MlgVerbatimsPage *self = MLG_VERBATIMS_PAGE (object);

  g_clear_object (&self->focus);
  g_clear_object (&self->monograph);

  G_OBJECT_CLASS (mlg_verbatims_page_parent_class)->dispose (object);
}

static void
mlg_verbatims_page_class_init (MlgVerbatimsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_verbatims_page_dispose;

  signals[QUOTE] = g_signal_new ("quote", MLG_TYPE_VERBATIMS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, MLG_TYPE_RECORD);
  signals[ATTACH] = g_signal_new ("attach", MLG_TYPE_VERBATIMS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, MLG_TYPE_RECORD);
}

static void
mlg_verbatims_page_init (MlgVerbatimsPage *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->search = gtk_search_entry_new ();
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search the verbatims"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (fill), self);
  gtk_box_append (GTK_BOX (self), self->search);
  gtk_box_append (GTK_BOX (self), self->list);
}

GtkWidget *
mlg_verbatims_page_new (void)
{
  return g_object_new (MLG_TYPE_VERBATIMS_PAGE, NULL);
}

void
mlg_verbatims_page_show (MlgVerbatimsPage *self,
                         MlgFocus         *focus,
                         MlgRecord        *monograph)
{
  g_return_if_fail (MLG_IS_VERBATIMS_PAGE (self));

  g_set_object (&self->focus, focus);
  g_set_object (&self->monograph, monograph);
  fill (self);
}
