/* Who wrote one field of a record, and when. */

#include "ui/records/mlg-field-history.h"

#include "ui/common/mlg-change-words.h"

#include <glib/gi18n-lib.h>

#define MAX_ENTRIES 12

static gboolean
drop_cb (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop_cb, g_object_ref (popover), g_object_unref);
}

static void
add_line (GtkWidget  *box,
          const char *words,
          const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_lines (GTK_LABEL (label), 4);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* What the row was made with is in the line that added it, not in one of the field. */
static void
add_lines (GtkWidget      *box,
           MlgProject     *project,
           MlgRecord      *record,
           const MlgField *field)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = mlg_store_history (mlg_project_get_store (project), mlg_record_get_id (record), 0, &error);
  guint n = 0;

  for (guint i = 0; entries != NULL && i < entries->len && n < MAX_ENTRIES; i++)
    {
      MlgHistoryEntry *entry = entries->pdata[i];
      gboolean added = entry->field == NULL && entry->kind == MLG_CHANGE_ADDED;
      g_autofree char *what = NULL, *who = NULL;

      if (entry->field != field && !added)
        continue;
      what = added ? g_strdup (_("The record was entered")) : mlg_describe_change (project, entry);
      who = mlg_describe_author (entry);
      add_line (box, what, NULL);
      add_line (box, who, "dim");
      n++;
    }
  if (n == 0)
    add_line (box, _("Nothing is known of who wrote this."), "dim");
}

void
mlg_field_history_open (GtkWidget      *button,
                        MlgProject     *project,
                        MlgRecord      *record,
                        const MlgField *field)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  add_line (box, _(field->label), "part-heading");
  add_lines (box, project, record, field);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, button);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
