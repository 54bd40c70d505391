/* When somebody last made sure that a record is still true. */

#include "ui/records/mlg-freshness.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-freshness.h"
#include "model/mlg-date.h"
#include "model/mlg-value.h"

struct _MlgFreshness
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *words;

  MlgFocus  *focus;
  MlgRecord *record;
};

G_DEFINE_FINAL_TYPE (MlgFreshness, mlg_freshness, GTK_TYPE_WIDGET)

static char *
dup_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static void
still_true_cb (MlgFreshness *self)
{
  const MlgField *field = self->record != NULL ? mlg_freshness_field (mlg_record_get_entity (self->record)) : NULL;
  g_autofree char *today = dup_today ();
  g_autoptr(GError) error = NULL;

  if (field != NULL &&
      !mlg_project_set (mlg_focus_get_project (self->focus), mlg_record_get_entity (self->record),
                        mlg_record_get_id (self->record), field, today, &error))
    gtk_label_set_text (GTK_LABEL (self->words), error->message);
}

static char *
describe (MlgRecord      *record,
          const MlgField *field)
{
  const char *seen = mlg_record_get (record, field);
  g_autofree char *date = seen != NULL ? mlg_value_to_display (field, seen) : NULL;
  g_autofree char *today = dup_today ();
  MlgDate now = { 0 };

  mlg_date_parse (today, &now);
  if (mlg_record_is_stale (record, mlg_date_first_day (&now)))
    return date != NULL ? g_strdup_printf (_("To check: seen for the last time %s, more than a year ago"), date)
                        : g_strdup (_("To check: nothing new for more than a year"));
  return date != NULL ? g_strdup_printf (_("Seen for the last time: %s"), date)
                      : g_strdup (_("Nobody has checked it since it was entered"));
}

void
mlg_freshness_refresh (MlgFreshness *self)
{
  const MlgField *field = self->record != NULL ? mlg_freshness_field (mlg_record_get_entity (self->record)) : NULL;
  g_autofree char *words = field != NULL ? describe (self->record, field) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), field != NULL);
  gtk_label_set_text (GTK_LABEL (self->words), words != NULL ? words : "");
}

static void
mlg_freshness_dispose (GObject *object)
{
  MlgFreshness *self = MLG_FRESHNESS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_freshness_parent_class)->dispose (object);
}

static void
mlg_freshness_class_init (MlgFreshnessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_freshness_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mlg_freshness_init (MlgFreshness *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Still true"));

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->words = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0);
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_add_css_class (self->words, "dim");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("You have just made sure: today becomes the day it was last seen"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (still_true_cb), self);
  gtk_box_append (GTK_BOX (self->box), self->words);
  gtk_box_append (GTK_BOX (self->box), button);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
mlg_freshness_new (MlgFocus *focus)
{
  MlgFreshness *self = g_object_new (MLG_TYPE_FRESHNESS, NULL);

  self->focus = g_object_ref (focus);
  return GTK_WIDGET (self);
}

void
mlg_freshness_set_record (MlgFreshness *self,
                          MlgRecord    *record)
{
  g_return_if_fail (MLG_IS_FRESHNESS (self));

  g_set_object (&self->record, record);
  mlg_freshness_refresh (self);
}
