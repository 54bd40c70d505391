/* The plain screen of an entity: its list, searched and sorted, and a line to add one. */

#include "ui/records/mlg-records-view.h"

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "store/mlg-record-list.h"

#include "ui/records/mlg-records-resources.h"

#include <glib/gi18n-lib.h>

#define MAX_COLUMNS 4     /* beside the name; all fields are in the sheet */

struct _MlgRecordsView
{
  MlgView             parent_instance;

  GtkWidget          *count;
  GtkWidget          *stack;
  GtkWidget          *add;
  GtkWidget          *sort;
  GtkSingleSelection *selection;

  const MlgEntity    *entity;
  GPtrArray          *sort_fields;     /* MlgField, NULL for the name */
  MlgRecordList      *records;
  gboolean            following;       /* the selection is being set from the focus */
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

/* ---- cells */

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gboolean is_name = g_object_get_data (G_OBJECT (factory), "mlg-field") == NULL;

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), is_name ? 24 : 8);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), is_name ? 48 : 20);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  data)
{
  MlgRecordsView *self = MLG_RECORDS_VIEW (data);
  const MlgField *field = g_object_get_data (G_OBJECT (factory), "mlg-field");
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  MlgRecord *record = gtk_list_item_get_item (item);
  g_autofree char *text = NULL;

  if (field == NULL)
    text = mlg_project_dup_title (project, self->entity, mlg_record_get_id (record));
  else if (mlg_record_get (record, field) != NULL)
    text = mlg_project_display (project, field, mlg_record_get (record, field));

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
}

static void
add_column (MlgRecordsView *self,
            GtkColumnView  *view,
            const char     *title,
            const MlgField *field,
            gboolean        expand)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkColumnViewColumn) column = NULL;

  g_object_set_data (G_OBJECT (factory), "mlg-field", (gpointer) field);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cell_cb), self, 0);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (column, expand);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (view, column);
}

static void
add_columns (MlgRecordsView *self,
             GtkColumnView  *view)
{
  const MlgField *title = find_title_field (self->entity);
  guint n = 0;

  add_column (self, view, title != NULL ? _(title->label) : _(self->entity->label), NULL, TRUE);
  for (guint i = 0; i < self->entity->n_fields && n < MAX_COLUMNS; i++)
    {
      const MlgField *field = &self->entity->fields[i];

      if (field == title || !(field->flags & MLG_FIELD_COLUMN) || (field->flags & MLG_FIELD_HIDDEN))
        continue;
      add_column (self, view, _(field->label), field, TRUE);
      n++;
    }
}

/* ---- following */

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
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), shown > 0 ? "list" : "empty");
}

static void
follow_focus (MlgRecordsView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  const MlgId *id = mlg_focus_get_entity (focus) == self->entity ? mlg_focus_get_id (focus) : NULL;
  guint position = id != NULL ? mlg_record_list_find (self->records, id) : G_MAXUINT;

  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, position == G_MAXUINT ? GTK_INVALID_LIST_POSITION : position);
  self->following = FALSE;
}

static void
selected_cb (MlgRecordsView *self)
{
  MlgRecord *record = gtk_single_selection_get_selected_item (self->selection);

  if (!self->following && record != NULL)
    mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), self->entity, mlg_record_get_id (record));
}

static void
items_changed_cb (MlgRecordsView *self)
{
  update_count (self);
  follow_focus (self);
}

static void
search_changed_cb (MlgRecordsView *self,
                   GtkEditable    *search)
{
  const char *text = gtk_editable_get_text (search);

  mlg_record_list_set_search (self->records, *text != '\0' ? text : NULL);
}

static void
sort_changed_cb (MlgRecordsView *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->sort));

  if (selected < self->sort_fields->len)
    mlg_record_list_set_sort (self->records, g_ptr_array_index (self->sort_fields, selected), FALSE);
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

static gboolean
delete_selected (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   data)
{
  MlgRecordsView *self = MLG_RECORDS_VIEW (data);
  MlgRecord *record = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr(GError) error = NULL;

  if (record != NULL &&
      !mlg_project_delete (mlg_view_get_project (MLG_VIEW (self)), self->entity, mlg_record_get_id (record), &error))
    mlg_view_report (MLG_VIEW (self), error);
  return TRUE;
}

/* ---- life */

static void
fill_sort (MlgRecordsView *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  const MlgField *title = find_title_field (self->entity);

  gtk_string_list_append (labels, title != NULL ? _(title->label) : _(self->entity->label));
  g_ptr_array_add (self->sort_fields, NULL);
  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const MlgField *field = &self->entity->fields[i];

      if (field == title || !(field->flags & MLG_FIELD_COLUMN) || (field->flags & MLG_FIELD_HIDDEN))
        continue;
      g_ptr_array_add (self->sort_fields, (gpointer) field);
      gtk_string_list_append (labels, _(field->label));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->sort), G_LIST_MODEL (labels));
  g_signal_connect_swapped (self->sort, "notify::selected", G_CALLBACK (sort_changed_cb), self);
}

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
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_builder_get_object (builder, "view")),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(self->entity->plural), -1);
}

static void
mlg_records_view_focus_set (MlgView *view)
{
  MlgRecordsView *self = MLG_RECORDS_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/records/mlg-records-view.ui");
  GtkColumnView *columns = GTK_COLUMN_VIEW (gtk_builder_get_object (builder, "view"));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->count = GTK_WIDGET (gtk_builder_get_object (builder, "count"));
  self->stack = GTK_WIDGET (gtk_builder_get_object (builder, "stack"));
  self->add = GTK_WIDGET (gtk_builder_get_object (builder, "add"));
  self->sort = GTK_WIDGET (gtk_builder_get_object (builder, "sort"));
  self->records = mlg_record_list_new (mlg_view_get_project (view), self->entity);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->records)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);

  name_the_parts (self, builder);
  fill_sort (self);
  add_columns (self, columns);
  gtk_column_view_set_model (columns, GTK_SELECTION_MODEL (self->selection));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                      gtk_callback_action_new (delete_selected, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (columns), keys);

  g_signal_connect_object (self->records, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_view_get_focus (view), "selection-changed", G_CALLBACK (follow_focus), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "search"), "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->add, "activate", G_CALLBACK (add_activated_cb), self);

  mlg_view_set_child (view, GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  items_changed_cb (self);
}

static void
mlg_records_view_dispose (GObject *object)
{
  MlgRecordsView *self = MLG_RECORDS_VIEW (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->records);
  g_clear_pointer (&self->sort_fields, g_ptr_array_unref);

  G_OBJECT_CLASS (mlg_records_view_parent_class)->dispose (object);
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

  object_class->dispose = mlg_records_view_dispose;
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
  self->sort_fields = g_ptr_array_new ();
}

GtkWidget *
mlg_records_view_new (const MlgEntity *entity)
{
  g_return_val_if_fail (entity != NULL, NULL);

  return g_object_new (MLG_TYPE_RECORDS_VIEW, "entity", entity->name, NULL);
}

const MlgEntity *
mlg_records_view_get_entity (MlgRecordsView *self)
{
  return self->entity;
}
