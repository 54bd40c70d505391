/* Who changed what in a record, and when. */

#include "ui/records/mlg-record-history.h"

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

static char *
dup_sentence (MlgRecordHistory *self,
              MlgHistoryEntry  *entry)
{
  switch (entry->kind)
    {
    case MLG_CHANGE_ADDED:
      return g_strdup (_("Added"));
    case MLG_CHANGE_DELETED:
      return g_strdup (_("Deleted"));
    case MLG_CHANGE_RESTORED:
      return g_strdup (_("Restored"));
    case MLG_CHANGE_ERASED:
      return g_strdup (_("Erased for good"));
    case MLG_CHANGE_SET:
    default:
      break;
    }

  if (entry->field == NULL)
    return g_strdup (_("Changed"));

  g_autofree char *before = mlg_project_display (self->project, entry->field, entry->before);
  g_autofree char *after = mlg_project_display (self->project, entry->field, entry->after);

  if (entry->before == NULL)
    return g_strdup_printf (_("%s: %s"), _(entry->field->label), after);
  if (entry->after == NULL)
    return g_strdup_printf (_("%s: “%s” removed"), _(entry->field->label), before);
  return g_strdup_printf (_("%s: “%s” became “%s”"), _(entry->field->label), before, after);
}

static GtkWidget *
make_entry (MlgRecordHistory *self,
            MlgHistoryEntry  *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *sentence = dup_sentence (self, entry);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (entry->date / 1000);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *when = local != NULL ? g_date_time_format (local, "%x %H:%M") : g_strdup ("");
  g_autofree char *who = entry->author != NULL && *entry->author != '\0'
    ? g_strdup_printf ("%s · %s", when, entry->author) : g_strdup (when);
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
