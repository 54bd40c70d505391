/* One line to write down what happened to a record. */

#include "ui/records/mlg-journal-line.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"
#include "store/mlg-error.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/records/mlg-terms.h"

struct _MlgJournalLine
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  GtkWidget *date;
  GtkWidget *kind;
  GtkWidget *text;
  GtkWidget *error;

  GPtrArray *kinds;        /* MlgTermChoice */
  MlgFocus  *focus;
  MlgRecord *about;
};

G_DEFINE_FINAL_TYPE (MlgJournalLine, mlg_journal_line, GTK_TYPE_WIDGET)

static const MlgEntity *
entry_entity (void)
{
  return mlg_schema_find ("journal_entry");
}

static gboolean
add_entry (MlgJournalLine  *self,
           GError         **error)
{
  const MlgEntity *entity = entry_entity ();
  const MlgField *date = mlg_entity_find_field (entity, "date"), *text = mlg_entity_find_field (entity, "text");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (self->about));
  g_autofree char *target = g_strconcat (mlg_record_get_entity (self->about)->name, ":", id, NULL);
  g_autofree char *day = NULL, *words = NULL;
  guint kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  MlgId new_id = { { 0 } };

  if (!mlg_value_parse (date, gtk_editable_get_text (GTK_EDITABLE (self->date)), &day, error) ||
      !mlg_value_parse (text, gtk_editable_get_text (GTK_EDITABLE (self->text)), &words, error))
    return FALSE;
  if (words == NULL)
    return TRUE;

  values[mlg_entity_find_field (entity, "target")->index] = target;
  values[date->index] = day;
  values[text->index] = words;
  if (kind < self->kinds->len)
    values[mlg_entity_find_field (entity, "kind")->index] = ((MlgTermChoice *) self->kinds->pdata[kind])->id;
  return mlg_project_add (mlg_focus_get_project (self->focus), entity, values, &new_id, error);
}

static void
activated_cb (MlgJournalLine *self)
{
  g_autoptr(MlgJournalLine) held = g_object_ref (self);
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean added = add_entry (self, &error);

  if (self->box == NULL)      /* the sheet was made again */
    return;
  if (added)
    gtk_editable_set_text (GTK_EDITABLE (self->text), "");
  else
    sentence = error->domain == MLG_VALUE_ERROR ? g_strdup (error->message) : mlg_store_error_describe (error);
  gtk_label_set_text (GTK_LABEL (self->error), added ? "" : sentence);
  gtk_widget_set_visible (self->error, !added);
}

static void
mlg_journal_line_dispose (GObject *object)
{
  MlgJournalLine *self = MLG_JOURNAL_LINE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->kinds, g_ptr_array_unref);
  g_clear_object (&self->about);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_journal_line_parent_class)->dispose (object);
}

static void
mlg_journal_line_class_init (MlgJournalLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_journal_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mlg_journal_line_init (MlgJournalLine *self)
{
}

static void
name_it (GtkWidget  *widget,
         const char *name)
{
  gtk_widget_set_tooltip_text (widget, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_kinds (MlgJournalLine *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  guint change = 0;

  self->kinds = mlg_terms_of (mlg_focus_get_project (self->focus), "journal_kind");
  for (guint i = 0; i < self->kinds->len; i++)
    {
      MlgTermChoice *term = self->kinds->pdata[i];

      gtk_string_list_append (labels, term->label);
      if (g_str_equal (term->id, "change"))
        change = i;
    }

  GtkWidget *kinds = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (labels)), NULL);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (kinds), change);
  return kinds;
}

GtkWidget *
mlg_journal_line_new (MlgFocus  *focus,
                      MlgRecord *about)
{
  MlgJournalLine *self = g_object_new (MLG_TYPE_JOURNAL_LINE, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, _("%Y-%m-%d"));

  self->focus = g_object_ref (focus);
  self->about = g_object_ref (about);

  self->date = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->date), today);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->date), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->date), 10);
  name_it (self->date, _("Date"));
  self->kind = make_kinds (self);
  gtk_widget_set_hexpand (self->kind, TRUE);
  name_it (self->kind, _("Type"));
  self->text = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), _("What happened, then Enter"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What happened, then Enter"), -1);
  gtk_widget_add_css_class (self->text, "journal-text");
  self->error = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->error), 0);
  gtk_label_set_wrap (GTK_LABEL (self->error), TRUE);
  gtk_widget_add_css_class (self->error, "field-error");
  gtk_widget_set_visible (self->error, FALSE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_layout_manager (line, mlg_wrap_layout_new (6));
  gtk_box_append (GTK_BOX (line), self->date);
  gtk_box_append (GTK_BOX (line), self->kind);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->text);
  gtk_box_append (GTK_BOX (self->box), self->error);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->date, "activate", G_CALLBACK (activated_cb), self);
  return GTK_WIDGET (self);
}
