/* « Vouliez-vous dire … »: a line to press when what is typed finds little or nothing. */

#include "ui/table/mlg-suggestion.h"

#include <glib/gi18n-lib.h>

/* So many answers are read at a glance: another spelling may be meant all the same. */
#define FEW 2

struct _MlgSuggestion
{
  GtkWidget   parent_instance;

  GtkWidget  *button;
  char       *words;
};

G_DEFINE_FINAL_TYPE (MlgSuggestion, mlg_suggestion, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
clicked_cb (MlgSuggestion *self)
{
  g_autofree char *words = g_strdup (self->words);

  g_signal_emit (self, signals[CHOSEN], 0, words);
}

void
mlg_suggestion_update (MlgSuggestion *self,
                       MlgRecordList *list)
{
  const char *search;
  g_autofree char *sentence = NULL;

  g_return_if_fail (MLG_IS_SUGGESTION (self));

  search = mlg_record_list_get_search (list);
  g_clear_pointer (&self->words, g_free);
  if (search != NULL && g_list_model_get_n_items (G_LIST_MODEL (list)) <= FEW)
    self->words = mlg_record_list_suggest (list);
  gtk_widget_set_visible (GTK_WIDGET (self), self->words != NULL);
  if (self->words == NULL)
    return;

  sentence = g_strdup_printf (_("Did you mean “%s”?"), self->words);
  gtk_button_set_label (GTK_BUTTON (self->button), sentence);
}

static void
mlg_suggestion_dispose (GObject *object)
{
  g_clear_pointer (&MLG_SUGGESTION (object)->button, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_suggestion_parent_class)->dispose (object);
}

static void
mlg_suggestion_finalize (GObject *object)
{
  g_free (MLG_SUGGESTION (object)->words);

  G_OBJECT_CLASS (mlg_suggestion_parent_class)->finalize (object);
}

static void
mlg_suggestion_class_init (MlgSuggestionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_suggestion_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_suggestion_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", MLG_TYPE_SUGGESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "suggestion");
}

static void
mlg_suggestion_init (MlgSuggestion *self)
{
  self->button = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
