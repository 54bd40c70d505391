/* The sheet of a record of any entity, made from the schema. */

#include "ui/records/mlg-record-form.h"

#include "ui/common/mlg-change-words.h"
#include "ui/records/mlg-freshness.h"
#include "ui/records/mlg-parts.h"
#include "ui/records/mlg-record-history.h"
#include "ui/records/mlg-related.h"
#include "ui/records/mlg-section-box.h"
#include "ui/records/mlg-twin.h"

#include "ui/records/mlg-records-resources.h"

#include <glib/gi18n-lib.h>

struct _MlgRecordForm
{
  GtkWidget        parent_instance;

  GtkWidget       *scrolled;
  GtkWidget       *kind;
  GtkWidget       *title;
  GtkWidget       *meta;
  GtkWidget       *conflict;
  GtkWidget       *freshness;      /* bin */
  GtkWidget       *twin;           /* in the same bin */
  GtkWidget       *fields;         /* box of MlgSectionBox */
  GtkWidget       *parts;          /* bin of the rows changed here */
  GtkWidget       *related;        /* bin of what hangs on the record */
  GtkWidget       *history;
  GtkWidget       *buttons;

  const MlgEntity *entity;         /* of the sections in fields */
  const MlgEntity *only;           /* shows no other entity; NULL: any */
  MlgFocus        *focus;
  MlgRecord       *record;
};

G_DEFINE_FINAL_TYPE (MlgRecordForm, mlg_record_form, GTK_TYPE_WIDGET)

static void
update_header (MlgRecordForm *self)
{
  g_autofree char *title = mlg_project_dup_title (mlg_focus_get_project (self->focus), self->entity,
                                                  mlg_record_get_id (self->record));
  g_autofree char *created = mlg_describe_moment (mlg_record_get_created (self->record));
  g_autofree char *updated = mlg_describe_moment (mlg_record_get_updated (self->record));
  const char *author = mlg_record_get_author (self->record);
  g_autofree char *meta = author != NULL && *author != '\0'
    ? g_strdup_printf (_("Entered %s, changed %s by %s"), created, updated, author)
    : g_strdup_printf (_("Entered %s, changed %s"), created, updated);

  gtk_label_set_text (GTK_LABEL (self->kind), _(self->entity->label));
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_tooltip_text (self->title, title);
  gtk_label_set_text (GTK_LABEL (self->meta), meta);
  gtk_widget_set_visible (self->conflict, mlg_record_has_conflict (self->record));
}

static void
replace_child (GtkWidget *box,
               GtkWidget *child)
{
  GtkWidget *old = gtk_widget_get_first_child (box);

  if (old != NULL)
    gtk_box_remove (GTK_BOX (box), old);
  if (child != NULL)
    gtk_box_append (GTK_BOX (box), child);
}

static void
refresh_sections (MlgRecordForm *self,
                  gboolean       rows_too)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->fields); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    mlg_section_box_refresh (MLG_SECTION_BOX (child), rows_too);
}

static void
refresh (MlgRecordForm *self)
{
  if (self->record == NULL)
    return;

  update_header (self);
  refresh_sections (self, FALSE);
  mlg_freshness_refresh (MLG_FRESHNESS (gtk_widget_get_first_child (self->freshness)));
}

/* What no section names: what every record has. An entity without sections has two. */
static const MlgSection every_field = { "fields", NULL, 0, { NULL }, { NULL } };
static const MlgSection other_fields = { "others", N_("Nature of the information, notes"), MLG_SECTION_FOLDED, { NULL }, { NULL } };

static gboolean
is_asked (const MlgField *field)
{
  return !(field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE)) && field->number != MLG_FIELD_KEY;
}

static void
add_rest (MlgRecordForm    *self,
          const MlgSection *sections,
          const MlgSection *section,
          gboolean          common)
{
  GtkWidget *box = mlg_section_box_new (self->focus, self->entity, section, self->only != NULL);

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const MlgField *field = &self->entity->fields[i];

      if (is_asked (field) && !mlg_sections_name (sections, field->name) &&
          (sections != NULL || (field->number < 20) == common))
        mlg_section_box_add_field (MLG_SECTION_BOX (box), field);
    }
  gtk_box_append (GTK_BOX (self->fields), box);
}

static void
make_editors (MlgRecordForm   *self,
              const MlgEntity *entity)
{
  const MlgSection *sections = mlg_sections_of (entity);
  GtkWidget *child;

  if (self->entity == entity)
    return;

  while ((child = gtk_widget_get_first_child (self->fields)) != NULL)
    {
      mlg_section_box_set_record (MLG_SECTION_BOX (child), NULL);
      gtk_box_remove (GTK_BOX (self->fields), child);
    }

  self->entity = entity;
  for (guint i = 0; sections != NULL && sections[i].name != NULL; i++)
    gtk_box_append (GTK_BOX (self->fields), mlg_section_box_new (self->focus, entity, &sections[i], self->only != NULL));
  if (sections == NULL)
    add_rest (self, NULL, &every_field, FALSE);
  add_rest (self, sections, &other_fields, TRUE);
}

static void
show_related (MlgRecordForm *self)
{
  replace_child (self->related, self->record != NULL ? mlg_related_new (self->focus, self->record) : NULL);
}

static void
set_record (MlgRecordForm *self,
            MlgRecord     *record)
{
  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  if (record != NULL)
    make_editors (self, mlg_record_get_entity (record));

  for (GtkWidget *child = gtk_widget_get_first_child (self->fields); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    mlg_section_box_set_record (MLG_SECTION_BOX (child), record);

  g_set_object (&self->record, record);
  mlg_freshness_set_record (MLG_FRESHNESS (gtk_widget_get_first_child (self->freshness)), record);
  mlg_twin_set_record (MLG_TWIN (self->twin), record);
  gtk_widget_set_visible (self->scrolled, record != NULL);
  if (record == NULL)
    {
      replace_child (self->parts, NULL);
      show_related (self);
      return;
    }

  g_signal_connect_swapped (record, "changed", G_CALLBACK (refresh), self);
  update_header (self);
  replace_child (self->parts, mlg_parts_new (self->focus, record, self->only != NULL));
  show_related (self);
  mlg_record_history_set_record (MLG_RECORD_HISTORY (self->history), record);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
}

static void
selection_changed_cb (MlgRecordForm *self)
{
  const MlgEntity *entity = mlg_focus_get_entity (self->focus);
  const MlgId *id = mlg_focus_get_id (self->focus);
  g_autoptr(MlgRecord) record = NULL;

  if (self->only != NULL && entity != self->only)
    return;
  if (entity != NULL && id != NULL)
    record = mlg_project_get_record (mlg_focus_get_project (self->focus), entity, id);
  if (record != NULL && mlg_record_is_deleted (record))
    g_clear_object (&record);

  set_record (self, record);
}

static void
project_changed_cb (MlgRecordForm *self)
{
  if (self->record != NULL && mlg_record_is_deleted (self->record))
    set_record (self, NULL);
  else if (self->record == NULL)
    selection_changed_cb (self);
  else
    {
      refresh_sections (self, TRUE);
      mlg_parts_refresh (gtk_widget_get_first_child (self->parts));
      show_related (self);
      mlg_record_history_refresh (MLG_RECORD_HISTORY (self->history));
    }
}

static void
delete_cb (MlgRecordForm *self)
{
  g_autoptr(GError) error = NULL;

  if (self->record != NULL &&
      !mlg_project_delete (mlg_focus_get_project (self->focus), self->entity,
                           mlg_record_get_id (self->record), &error))
    g_warning ("%s", error->message);
}

static void
mlg_record_form_dispose (GObject *object)
{
  MlgRecordForm *self = MLG_RECORD_FORM (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  if (self->fields != NULL && self->focus != NULL)
    set_record (self, NULL);
  g_clear_object (&self->record);
  g_clear_object (&self->focus);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  self->fields = NULL;

  G_OBJECT_CLASS (mlg_record_form_parent_class)->dispose (object);
}

static void
mlg_record_form_class_init (MlgRecordFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Named here, so that a static library keeps it. */
  mlg_records_get_resource ();

  g_type_ensure (MLG_TYPE_RECORD_HISTORY);
  G_OBJECT_CLASS (klass)->dispose = mlg_record_form_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "recordform");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/records/mlg-record-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, scrolled);
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, kind);
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, title);
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, meta);
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, conflict);
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, fields);
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, freshness);
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, parts);
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, related);
  gtk_widget_class_bind_template_child (widget_class, MlgRecordForm, history);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
mlg_record_form_init (MlgRecordForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_visible (self->scrolled, FALSE);
}

static GtkWidget *
make_form (MlgFocus        *focus,
           const MlgEntity *only)
{
  MlgRecordForm *self = g_object_new (MLG_TYPE_RECORD_FORM, NULL);

  self->focus = g_object_ref (focus);
  self->only = only;
  self->twin = mlg_twin_new (focus);
  gtk_box_append (GTK_BOX (self->freshness), mlg_freshness_new (focus));
  gtk_box_append (GTK_BOX (self->freshness), self->twin);
  mlg_record_history_set_project (MLG_RECORD_HISTORY (self->history), mlg_focus_get_project (focus));
  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_focus_get_project (focus), "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
  selection_changed_cb (self);

  return GTK_WIDGET (self);
}

GtkWidget *
mlg_record_form_new (MlgFocus *focus)
{
  return make_form (focus, NULL);
}

GtkWidget *
mlg_record_form_new_wide (MlgFocus        *focus,
                          const MlgEntity *entity)
{
  g_return_val_if_fail (entity != NULL, NULL);

  return make_form (focus, entity);
}

void
mlg_record_form_show (MlgRecordForm *self,
                      MlgRecord     *record)
{
  g_return_if_fail (MLG_IS_RECORD_FORM (self));

  set_record (self, record);
}
