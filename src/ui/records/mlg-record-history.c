/* Who changed what in a record, and when. */

#include "ui/records/mlg-record-history.h"

#include "ui/common/mlg-change-words.h"

#include <glib/gi18n-lib.h>

#define MAX_ENTRIES 40

struct _MlgRecordHistory
{
  GtkWidget   parent_instance;

  GtkWidget  *expander;
  GtkWidget  *list;

  MlgProject *project;
  MlgRecord  *record;
};

G_DEFINE_FINAL_TYPE (MlgRecordHistory, mlg_record_history, GTK_TYPE_WIDGET)

static GtkWidget *
make_entry (MlgRecordHistory *self,
            MlgHistoryEntry  *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *sentence = mlg_describe_change (self->project, entry);
  g_autofree char *who = mlg_describe_author (entry);
  GtkWidget *what = gtk_label_new (sentence);
  GtkWidget *meta = gtk_label_new (who);

  gtk_label_set_wrap (GTK_LABEL (what), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (what), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (what), 0);
  gtk_label_set_lines (GTK_LABEL (what), 4);
  gtk_label_set_ellipsize (GTK_LABEL (what), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (meta), 0);
  gtk_widget_add_css_class (meta, "dim-label");
  gtk_widget_add_css_class (meta, "caption");
  gtk_box_append (GTK_BOX (box), what);
  gtk_box_append (GTK_BOX (box), meta);
  return box;
}

void
mlg_record_history_refresh (MlgRecordHistory *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);

  if (self->record == NULL || self->project == NULL || !gtk_expander_get_expanded (GTK_EXPANDER (self->expander)))
    return;

  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = mlg_store_history (mlg_project_get_store (self->project),
                                                    mlg_record_get_id (self->record), MAX_ENTRIES, &error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    gtk_box_append (GTK_BOX (self->list), make_entry (self, g_ptr_array_index (entries, i)));
}

static void
mlg_record_history_dispose (GObject *object)
{
  MlgRecordHistory *self = MLG_RECORD_HISTORY (object);

  g_clear_pointer (&self->expander, gtk_widget_unparent);
  g_clear_object (&self->project);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (mlg_record_history_parent_class)->dispose (object);
}

static void
mlg_record_history_class_init (MlgRecordHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_record_history_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mlg_record_history_init (MlgRecordHistory *self)
{
  self->expander = gtk_expander_new (_("History"));
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_top (self->list, 6);
  gtk_expander_set_child (GTK_EXPANDER (self->expander), self->list);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (mlg_record_history_refresh), self);
}

void
mlg_record_history_set_project (MlgRecordHistory *self,
                                MlgProject       *project)
{
  g_set_object (&self->project, project);
}

void
mlg_record_history_set_record (MlgRecordHistory *self,
                               MlgRecord        *record)
{
  g_set_object (&self->record, record);
  mlg_record_history_refresh (self);
}
