/* The plain screen of an entity: its list, searched and sorted, and a line to add one. */

#include "ui/records/mlg-records-view.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "store/mlg-record-list.h"
#include "ui/table/mlg-facets.h"
#include "ui/table/mlg-record-table.h"
#include "ui/table/mlg-suggestion.h"

#include "ui/records/mlg-records-resources.h"

#include <glib/gi18n-lib.h>

struct _MlgRecordsView
{
  MlgView             parent_instance;

  GtkWidget          *count;
  GtkWidget          *stack;
  GtkWidget          *add;
  GtkWidget          *search;
  GtkWidget          *narrow;
  MlgFacets          *facets;
  MlgRecordTable     *table;
  MlgSuggestion      *suggestion, *other_suggestion;   /* above the list, and in its place */

  const MlgEntity    *entity;
  MlgRecordList      *records;         /* lent by the table */
};

G_DEFINE_FINAL_TYPE (MlgRecordsView, mlg_records_view, MLG_TYPE_VIEW)

enum { PROP_ENTITY = 1, N_PROPS };
static GParamSpec *properties[N_PROPS];

static const MlgField *
find_title_field (const MlgEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & MLG_FIELD_TITLE)
      return &entity->fields[i];

  return NULL;
}

/* ---- what is shown */

static void
update_count (MlgRecordsView *self)
{
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->records));
  guint total = mlg_record_list_get_total (self->records);
  g_autofree char *shown_text = mlg_format_count (shown);
  g_autofree char *total_text = mlg_format_count (total);
  g_autofree char *text = shown == total ? g_strdup (total_text)
                                         : g_strdup_printf (_("%s of %s"), shown_text, total_text);

  gtk_label_set_text (GTK_LABEL (self->count), text);
  mlg_suggestion_update (self->suggestion, self->records);
  mlg_suggestion_update (self->other_suggestion, self->records);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), shown > 0 ? "list" : total > 0 ? "nothing" : "empty");
}

static void
search_changed_cb (MlgRecordsView *self,
                   GtkEditable    *search)
{
  const char *text = gtk_editable_get_text (search);

  mlg_record_list_set_search (self->records, *text != '\0' ? text : NULL);
  mlg_record_table_go_to_top (self->table);
}

/* « Vouliez-vous dire… » */
static void
suggested_cb (MlgRecordsView *self,
              const char     *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  gtk_editable_set_position (GTK_EDITABLE (self->search), -1);
  search_changed_cb (self, GTK_EDITABLE (self->search));
}

static void
show_all_cb (MlgRecordsView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self, GTK_EDITABLE (self->search));
  mlg_facets_clear (self->facets);
}

static void
add_activated_cb (MlgRecordsView *self)
{
  const MlgField *title = find_title_field (self->entity);
  g_autofree const char **values = g_new0 (const char *, self->entity->n_fields);
  g_autofree char *value = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id = { 0 };

  if (title == NULL || *gtk_editable_get_text (GTK_EDITABLE (self->add)) == '\0')
    return;

  if (!mlg_value_parse (title, gtk_editable_get_text (GTK_EDITABLE (self->add)), &value, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }

  values[title->index] = value;
  if (!mlg_project_add (mlg_view_get_project (MLG_VIEW (self)), self->entity, values, &id, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }

  gtk_editable_set_text (GTK_EDITABLE (self->add), "");
  mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), self->entity, &id);
}

/* ---- life */

static void
name_the_parts (MlgRecordsView *self,
                GtkBuilder     *builder)
{
  const MlgField *title = find_title_field (self->entity);
  g_autofree char *add = g_strdup_printf (_("Add — %s, then Enter"),
                                          title != NULL ? _(title->label) : _(self->entity->label));
  g_autofree char *empty = g_strdup_printf (_("Nothing yet in “%s”"), _(self->entity->plural));

  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "title")), _(self->entity->plural));
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "empty_title")), empty);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "empty_text")),
                      _("Type in the line below to add the first, or import a list from the main menu."));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->add), add);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, add, -1);
}

static void
take_parts (MlgRecordsView *self,
            GtkBuilder     *builder)
{
  self->count = GTK_WIDGET (gtk_builder_get_object (builder, "count"));
  self->stack = GTK_WIDGET (gtk_builder_get_object (builder, "stack"));
  self->add = GTK_WIDGET (gtk_builder_get_object (builder, "add"));
  self->search = GTK_WIDGET (gtk_builder_get_object (builder, "search"));
  self->narrow = GTK_WIDGET (gtk_builder_get_object (builder, "narrow"));
  self->facets = MLG_FACETS (gtk_builder_get_object (builder, "facets"));
  self->table = MLG_RECORD_TABLE (gtk_builder_get_object (builder, "table"));
  self->suggestion = MLG_SUGGESTION (gtk_builder_get_object (builder, "suggestion"));
  self->other_suggestion = MLG_SUGGESTION (gtk_builder_get_object (builder, "other_suggestion"));
}

static void
mlg_records_view_focus_set (MlgView *view)
{
  MlgRecordsView *self = MLG_RECORDS_VIEW (view);
  g_autoptr(GtkBuilder) builder = NULL;

  g_type_ensure (MLG_TYPE_FACETS);
  g_type_ensure (MLG_TYPE_RECORD_TABLE);
  g_type_ensure (MLG_TYPE_SUGGESTION);
  builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/records/mlg-records-view.ui");
  take_parts (self, builder);
  name_the_parts (self, builder);

  mlg_record_table_set_focus (self->table, mlg_view_get_focus (view), self->entity);
  self->records = mlg_record_table_get_list (self->table);
  mlg_facets_set_list (self->facets, mlg_view_get_focus (view), self->records);
  gtk_widget_set_visible (self->narrow, mlg_facets_has_any (self->facets));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (gtk_builder_get_object (builder, "columns")),
                               mlg_record_table_new_menu (self->table));

  g_signal_connect_object (self->table, "changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->suggestion, "chosen", G_CALLBACK (suggested_cb), self);
  g_signal_connect_swapped (self->other_suggestion, "chosen", G_CALLBACK (suggested_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "show_all"), "clicked", G_CALLBACK (show_all_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "export"), "clicked", G_CALLBACK (mlg_record_table_export), self->table);
  g_signal_connect_swapped (self->add, "activate", G_CALLBACK (add_activated_cb), self);

  mlg_view_set_child (view, GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  update_count (self);
}

static void
mlg_records_view_set_property (GObject      *object,
                               guint         property,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  MlgRecordsView *self = MLG_RECORDS_VIEW (object);

  if (property == PROP_ENTITY)
    self->entity = mlg_schema_find (g_value_get_string (value));
}

static void
mlg_records_view_get_property (GObject    *object,
                               guint       property,
                               GValue     *value,
                               GParamSpec *pspec)
{
  MlgRecordsView *self = MLG_RECORDS_VIEW (object);

  if (property == PROP_ENTITY)
    g_value_set_string (value, self->entity != NULL ? self->entity->name : NULL);
}

static void
mlg_records_view_class_init (MlgRecordsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  /* Named here, so that a static library keeps it. */
  mlg_records_get_resource ();

  object_class->set_property = mlg_records_view_set_property;
  object_class->get_property = mlg_records_view_get_property;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_records_view_focus_set;

  properties[PROP_ENTITY] = g_param_spec_string ("entity", NULL, NULL, NULL,
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mlg_records_view_init (MlgRecordsView *self)
{
}

GtkWidget *
mlg_records_view_new (const MlgEntity *entity)
{
  g_return_val_if_fail (entity != NULL, NULL);

  return g_object_new (MLG_TYPE_RECORDS_VIEW, "entity", entity->name, NULL);
}
