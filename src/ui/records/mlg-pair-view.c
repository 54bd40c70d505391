/* A screen in two parts: a list to choose from, and the sheet of the one chosen. */

#include "ui/records/mlg-pair-view.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "store/mlg-record-list.h"
#include "ui/records/mlg-record-form.h"

#include "ui/records/mlg-records-resources.h"

typedef struct
{
  GtkWidget          *count;
  GtkWidget          *filter;
  GtkWidget          *add;
  GtkWidget          *empty;
  GtkWidget          *form;
  GtkSingleSelection *selection;

  const MlgEntity    *entity;
  MlgRecordList      *records;
  gboolean            following;    /* the selection is being set from the focus */
  gboolean            filling;      /* the names of filters are being written */
  guint               later;        /* source: counts and rows, once the list has followed */
} MlgPairViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MlgPairView, mlg_pair_view, MLG_TYPE_VIEW)

#define PRIVATE(self) ((MlgPairViewPrivate *) mlg_pair_view_get_instance_private (self))

/* ---- rows */

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      if (i == 1)
        gtk_widget_add_css_class (label, "dim");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (box, "pair-row");
  gtk_list_item_set_child (item, box);
}

static void
show_row (MlgPairView *self,
          GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  MlgRecord *record = gtk_list_item_get_item (item);
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_autofree char *title = mlg_project_dup_title (project, mlg_record_get_entity (record), mlg_record_get_id (record));
  g_autofree char *where = MLG_PAIR_VIEW_GET_CLASS (self)->describe != NULL
    ? MLG_PAIR_VIEW_GET_CLASS (self)->describe (project, record) : NULL;

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), where != NULL ? where : "");
  gtk_widget_set_tooltip_text (box, title);
}

static void
record_changed_cb (GtkListItem *item)
{
  MlgPairView *self = g_object_get_data (G_OBJECT (item), "mlg-view");

  if (self != NULL && gtk_list_item_get_item (item) != NULL && gtk_list_item_get_child (item) != NULL)
    show_row (self, item);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             gpointer                  data)
{
  g_object_set_data (G_OBJECT (item), "mlg-view", data);
  show_row (MLG_PAIR_VIEW (data), item);
  g_signal_connect_object (gtk_list_item_get_item (item), "changed", G_CALLBACK (record_changed_cb), item, G_CONNECT_SWAPPED);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), record_changed_cb, item);
  g_object_set_data (G_OBJECT (item), "mlg-view", NULL);
}

/* ---- the choice */

static void
follow_focus (MlgPairView *self)
{
  MlgPairViewPrivate *priv = PRIVATE (self);
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  guint position;

  if (mlg_focus_get_entity (focus) != priv->entity || mlg_focus_get_id (focus) == NULL)
    return;

  position = mlg_record_list_find (priv->records, mlg_focus_get_id (focus));
  priv->following = TRUE;
  gtk_single_selection_set_selected (priv->selection, position == G_MAXUINT ? GTK_INVALID_LIST_POSITION : position);
  priv->following = FALSE;
}

static void
selected_cb (MlgPairView *self)
{
  MlgPairViewPrivate *priv = PRIVATE (self);
  MlgRecord *record = gtk_single_selection_get_selected_item (priv->selection);

  if (!priv->following && record != NULL)
    mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), priv->entity, mlg_record_get_id (record));
}

/* One comes in with something to read. */
static void
choose_first (MlgPairView *self)
{
  MlgPairViewPrivate *priv = PRIVATE (self);
  g_autoptr(MlgRecord) first = g_list_model_get_item (G_LIST_MODEL (priv->records), 0);

  follow_focus (self);
  if (gtk_single_selection_get_selected_item (priv->selection) != NULL || first == NULL)
    return;

  priv->following = TRUE;
  gtk_single_selection_set_selected (priv->selection, 0);
  priv->following = FALSE;
  mlg_record_form_show (MLG_RECORD_FORM (priv->form), first);
}

/* ---- filters */

static gboolean
accepts (MlgRecord *record,
         gpointer   data)
{
  MlgPairView *self = MLG_PAIR_VIEW (data);
  MlgPairViewPrivate *priv = PRIVATE (self);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (priv->filter));
  const MlgPairViewClass *klass = MLG_PAIR_VIEW_GET_CLASS (self);

  return chosen >= klass->n_filters || klass->filters[chosen].accepts == NULL ||
         klass->filters[chosen].accepts (mlg_view_get_project (MLG_VIEW (self)), record);
}

typedef struct
{
  MlgPairView *view;
  guint       *counts;
} Counting;

static gboolean
count_row (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Counting *counting = data;
  MlgProject *project = mlg_view_get_project (MLG_VIEW (counting->view));
  const MlgPairViewClass *klass = MLG_PAIR_VIEW_GET_CLASS (counting->view);
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, PRIVATE (counting->view)->entity, id);

  for (guint i = 0; record != NULL && i < klass->n_filters; i++)
    counting->counts[i] += klass->filters[i].accepts == NULL || klass->filters[i].accepts (project, record);
  return TRUE;
}

/* « À compléter (11) » */
static void
fill_filter (MlgPairView *self)
{
  MlgPairViewPrivate *priv = PRIVATE (self);
  const MlgPairViewClass *klass = MLG_PAIR_VIEW_GET_CLASS (self);
  g_autofree guint *counts = g_new0 (guint, klass->n_filters + 1);
  Counting counting = { self, counts };
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (priv->filter));

  if (klass->n_filters == 0)
    return;

  mlg_store_foreach (mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self))), priv->entity, count_row, &counting, NULL);
  for (guint i = 0; i < klass->n_filters; i++)
    {
      g_autofree char *count = mlg_format_count (counts[i]);
      g_autofree char *label = g_strdup_printf ("%s (%s)", _(klass->filters[i].label), count);

      gtk_string_list_append (labels, label);
    }
  priv->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (priv->filter), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (priv->filter), chosen == GTK_INVALID_LIST_POSITION ? 0 : chosen);
  priv->filling = FALSE;
}

static void
filter_changed_cb (MlgPairView *self)
{
  if (!PRIVATE (self)->filling)
    mlg_record_list_set_filter (PRIVATE (self)->records, accepts, self, NULL);
}

/* ---- following */

static void
update_count (MlgPairView *self)
{
  MlgPairViewPrivate *priv = PRIVATE (self);
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (priv->records));
  g_autofree char *count = mlg_format_count (shown);

  gtk_label_set_text (GTK_LABEL (priv->count), count);
  gtk_widget_set_visible (priv->empty, shown == 0);
}

static void
items_changed_cb (MlgPairView *self)
{
  update_count (self);
  follow_focus (self);
}

static gboolean
later_cb (gpointer data)
{
  MlgPairView *self = MLG_PAIR_VIEW (data);

  PRIVATE (self)->later = 0;
  if (PRIVATE (self)->records != NULL)
    fill_filter (self);
  return G_SOURCE_REMOVE;
}

static void
project_changed_cb (MlgPairView *self)
{
  if (PRIVATE (self)->later == 0)
    PRIVATE (self)->later = g_idle_add (later_cb, self);
}

static void
search_changed_cb (MlgPairView *self,
                   GtkEditable *search)
{
  const char *text = gtk_editable_get_text (search);

  mlg_record_list_set_search (PRIVATE (self)->records, *text != '\0' ? text : NULL);
}

static const MlgField *
find_title_field (const MlgEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & MLG_FIELD_TITLE)
      return &entity->fields[i];

  g_return_val_if_reached (NULL);
}

static void
add_activated_cb (MlgPairView *self)
{
  MlgPairViewPrivate *priv = PRIVATE (self);
  const MlgField *title = find_title_field (priv->entity);
  g_autofree const char **values = g_new0 (const char *, priv->entity->n_fields);
  g_autofree char *value = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  if (!mlg_value_parse (title, gtk_editable_get_text (GTK_EDITABLE (priv->add)), &value, &error))
    mlg_view_report (MLG_VIEW (self), error);
  if (value == NULL)
    return;

  values[title->index] = value;
  if (!mlg_project_add (mlg_view_get_project (MLG_VIEW (self)), priv->entity, values, &id, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (priv->add), "");
  mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), priv->entity, &id);
}

/* ---- life */

static void
name_the_parts (MlgPairView *self,
                GtkBuilder  *builder)
{
  MlgPairViewPrivate *priv = PRIVATE (self);
  g_autofree char *add = g_strdup_printf (_("Add — %s, then Enter"), _(find_title_field (priv->entity)->label));
  g_autofree char *empty = g_strdup_printf (_("Nothing yet in “%s”"), _(priv->entity->plural));

  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "title")), _(priv->entity->plural));
  gtk_label_set_text (GTK_LABEL (priv->empty), empty);
  gtk_entry_set_placeholder_text (GTK_ENTRY (priv->add), add);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->add), GTK_ACCESSIBLE_PROPERTY_LABEL, add, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_builder_get_object (builder, "list")),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _(priv->entity->plural), -1);
}

static void
mlg_pair_view_focus_set (MlgView *view)
{
  MlgPairView *self = MLG_PAIR_VIEW (view);
  MlgPairViewPrivate *priv = PRIVATE (self);
  MlgFocus *focus = mlg_view_get_focus (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/records/mlg-pair-view.ui");
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  priv->entity = mlg_schema_find (MLG_PAIR_VIEW_GET_CLASS (self)->entity);
  priv->count = GTK_WIDGET (gtk_builder_get_object (builder, "count"));
  priv->filter = GTK_WIDGET (gtk_builder_get_object (builder, "filter"));
  priv->add = GTK_WIDGET (gtk_builder_get_object (builder, "add"));
  priv->empty = GTK_WIDGET (gtk_builder_get_object (builder, "empty"));
  priv->records = mlg_record_list_new (mlg_view_get_project (view), priv->entity);
  priv->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (priv->records)));
  gtk_single_selection_set_autoselect (priv->selection, FALSE);
  gtk_single_selection_set_can_unselect (priv->selection, TRUE);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (gtk_builder_get_object (builder, "list")), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (gtk_builder_get_object (builder, "list")), GTK_SELECTION_MODEL (priv->selection));

  priv->form = mlg_record_form_new_wide (focus, priv->entity);
  gtk_widget_set_hexpand (priv->form, TRUE);
  gtk_box_append (GTK_BOX (gtk_builder_get_object (builder, "content")), priv->form);
  name_the_parts (self, builder);
  gtk_widget_set_visible (priv->filter, MLG_PAIR_VIEW_GET_CLASS (self)->n_filters > 0);
  fill_filter (self);

  g_signal_connect_object (priv->records, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (priv->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (follow_focus), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (priv->filter, "notify::selected", G_CALLBACK (filter_changed_cb), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "search"), "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (priv->add, "activate", G_CALLBACK (add_activated_cb), self);

  mlg_view_set_child (view, GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  update_count (self);
  choose_first (self);
}

/* The screen shows its own record itself: what was chosen elsewhere does not stand beside it. */
static void
mlg_pair_view_map (GtkWidget *widget)
{
  MlgPairView *self = MLG_PAIR_VIEW (widget);
  MlgPairViewPrivate *priv = PRIVATE (self);
  MlgRecord *record = priv->selection != NULL ? gtk_single_selection_get_selected_item (priv->selection) : NULL;
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  GTK_WIDGET_CLASS (mlg_pair_view_parent_class)->map (widget);
  if (record != NULL && mlg_focus_get_entity (focus) != priv->entity)
    mlg_focus_select (focus, priv->entity, mlg_record_get_id (record));
}

static void
mlg_pair_view_dispose (GObject *object)
{
  MlgPairViewPrivate *priv = PRIVATE (MLG_PAIR_VIEW (object));

  g_clear_handle_id (&priv->later, g_source_remove);
  if (priv->records != NULL)
    mlg_record_list_set_filter (priv->records, NULL, NULL, NULL);
  g_clear_object (&priv->selection);
  g_clear_object (&priv->records);

  G_OBJECT_CLASS (mlg_pair_view_parent_class)->dispose (object);
}

static void
mlg_pair_view_class_init (MlgPairViewClass *klass)
{
  /* Named here, so that a static library keeps it. */
  mlg_records_get_resource ();

  G_OBJECT_CLASS (klass)->dispose = mlg_pair_view_dispose;
  GTK_WIDGET_CLASS (klass)->map = mlg_pair_view_map;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_pair_view_focus_set;
}

static void
mlg_pair_view_init (MlgPairView *self)
{
}
