/* What a copy brings, record by record. */

#include "ui/sharing/mlg-merge-list.h"

#include "model/mlg-text.h"

#include <glib/gi18n-lib.h>

/* ---- a group, as an item of the list */

#define MLG_TYPE_MERGE_ITEM (mlg_merge_item_get_type ())
G_DECLARE_FINAL_TYPE (MlgMergeItem, mlg_merge_item, MLG, MERGE_ITEM, GObject)

struct _MlgMergeItem
{
  GObject        parent_instance;

  MlgMergeGroup *group;     /* lent by the plan */
};

G_DEFINE_FINAL_TYPE (MlgMergeItem, mlg_merge_item, G_TYPE_OBJECT)

static guint merge_item_changed;

static void
mlg_merge_item_class_init (MlgMergeItemClass *klass)
{
  merge_item_changed = g_signal_new ("changed", MLG_TYPE_MERGE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mlg_merge_item_init (MlgMergeItem *self)
{
}

/* ---- the list */

struct _MlgMergeList
{
  GtkWidget           parent_instance;

  GtkWidget          *box;
  GtkDropDown        *kinds;
  GArray             *kind_values; /* int, of each line of the above */
  GtkWidget          *take, *keep;

  MlgMergePlan       *plan;        /* lent */
  GListStore         *items;
  GtkSingleSelection *selection;
  int                 shown;       /* MlgMergeKind, or -1: all */
};

G_DEFINE_FINAL_TYPE (MlgMergeList, mlg_merge_list, GTK_TYPE_WIDGET)

enum { CHOSEN, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
tick_toggled_cb (GtkCheckButton *tick,
                 GtkListItem    *list_item)
{
  MlgMergeItem *item = gtk_list_item_get_item (list_item);
  MlgMergeList *self = MLG_MERGE_LIST (gtk_widget_get_ancestor (GTK_WIDGET (tick), MLG_TYPE_MERGE_LIST));

  if (item == NULL || self == NULL || g_object_get_data (G_OBJECT (tick), "filling") != NULL)
    return;

  if (!gtk_check_button_get_active (tick))
    mlg_merge_group_choose (item->group, MLG_MERGE_KEEP);
  else
    {
      /* Taking a group does not decide its conflicts. */
      mlg_merge_group_choose (item->group, MLG_MERGE_TAKE);
      mlg_merge_group_choose (item->group, MLG_MERGE_LATER);
    }
  g_signal_emit (item, merge_item_changed, 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_all_kept (const MlgMergeGroup *group)
{
  return mlg_merge_group_get_choice (group) == MLG_MERGE_KEEP;
}

static gboolean
is_partly_kept (const MlgMergeGroup *group)
{
  for (guint i = 0; i < group->lines->len; i++)
    if (((MlgMergeLine *) g_ptr_array_index (group->lines, i))->choice == MLG_MERGE_KEEP)
      return !is_all_kept (group);
  return FALSE;
}

static char *
describe_group (const MlgMergeGroup *group)
{
  const char *kind = mlg_merge_kind_get_words (group->kind);
  const char *entity = g_dgettext (GETTEXT_PACKAGE, group->entity->label);

  if (group->duplicate != NULL)
    return g_strdup_printf (_("%s · %s · perhaps already here: %s"), entity, kind, group->duplicate);
  if (group->kind == MLG_MERGE_DELETED && group->author != NULL && *group->author != '\0')
    return g_strdup_printf (_("%s · deleted by %s"), entity, group->author);
  return g_strdup_printf ("%s · %s", entity, kind);
}

static void
fill_row (GtkListItem *list_item)
{
  MlgMergeItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *tick = gtk_widget_get_first_child (row);
  GtkWidget *words = gtk_widget_get_next_sibling (tick);
  g_autofree char *detail = describe_group (item->group);
  g_autofree char *name = g_strdup_printf (_("Take: %s"), item->group->title);

  g_object_set_data (G_OBJECT (tick), "filling", tick);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), !is_all_kept (item->group));
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (tick), is_partly_kept (item->group));
  g_object_set_data (G_OBJECT (tick), "filling", NULL);
  gtk_widget_set_sensitive (tick, item->group->kind != MLG_MERGE_ERASED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (words)), item->group->title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (words)), detail);
  gtk_widget_set_tooltip_text (words, detail);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *tick = gtk_check_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL), *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "dim");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), detail);
  gtk_box_append (GTK_BOX (row), tick);
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_add_css_class (row, "merge-row");
  g_signal_connect (tick, "toggled", G_CALLBACK (tick_toggled_cb), list_item);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  g_signal_connect_object (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (fill_row), list_item, G_CONNECT_SWAPPED);
  fill_row (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), fill_row, list_item);
}

/* ---- what is shown */

static void
fill_items (MlgMergeList *self)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->plan != NULL && i < self->plan->groups->len; i++)
    {
      MlgMergeGroup *group = g_ptr_array_index (self->plan->groups, i);
      MlgMergeItem *item;

      if (self->shown >= 0 && (int) group->kind != self->shown &&
          !(self->shown == MLG_N_MERGE_KINDS && group->duplicate != NULL))
        continue;
      item = g_object_new (MLG_TYPE_MERGE_ITEM, NULL);
      item->group = group;
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
}

static void
kind_cb (MlgMergeList *self)
{
  guint selected = gtk_drop_down_get_selected (self->kinds);

  if (selected < self->kind_values->len)
    self->shown = g_array_index (self->kind_values, int, selected);
  fill_items (self);
}

static void
add_kind (MlgMergeList  *self,
          GtkStringList *words,
          int            kind,
          const char    *word,
          guint          n)
{
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *label = g_strdup_printf ("%s (%s)", word, count);

  if (n == 0)
    return;
  gtk_string_list_append (words, label);
  g_array_append_val (self->kind_values, kind);
}

static void
fill_kinds (MlgMergeList *self)
{
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);

  g_array_set_size (self->kind_values, 0);
  if (self->plan != NULL)
    {
      add_kind (self, words, -1, _("Everything that comes"), self->plan->groups->len);
      for (int kind = 0; kind < MLG_N_MERGE_KINDS; kind++)
        add_kind (self, words, kind, mlg_merge_kind_get_words (kind), self->plan->n[kind]);
      add_kind (self, words, MLG_N_MERGE_KINDS, ngettext ("probable duplicate", "probable duplicates", self->plan->n_duplicates),
                self->plan->n_duplicates);
    }
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (words));
}

static void
choose_all (MlgMergeList   *self,
            MlgMergeChoice  choice)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(MlgMergeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      mlg_merge_group_choose (item->group, choice);
    }
  mlg_merge_list_refresh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_all_cb (MlgMergeList *self)
{
  choose_all (self, MLG_MERGE_TAKE);
}

static void
keep_all_cb (MlgMergeList *self)
{
  choose_all (self, MLG_MERGE_KEEP);
}

static void
selected_cb (MlgMergeList *self)
{
  MlgMergeItem *item = gtk_single_selection_get_selected_item (self->selection);

  g_signal_emit (self, signals[CHOSEN], 0, item != NULL ? item->group : NULL);
}

/* ---- life */

static void
mlg_merge_list_dispose (GObject *object)
{
  MlgMergeList *self = MLG_MERGE_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (mlg_merge_list_parent_class)->dispose (object);
}

static void
mlg_merge_list_finalize (GObject *object)
{
  g_array_unref (MLG_MERGE_LIST (object)->kind_values);

  G_OBJECT_CLASS (mlg_merge_list_parent_class)->finalize (object);
}

static void
mlg_merge_list_class_init (MlgMergeListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_merge_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_merge_list_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", MLG_TYPE_MERGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_MERGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
new_view (MlgMergeList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  self->items = g_list_store_new (MLG_TYPE_MERGE_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  view = gtk_list_view_new (g_object_ref (GTK_SELECTION_MODEL (self->selection)), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What would change here"), -1);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
mlg_merge_list_init (MlgMergeList *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->shown = -1;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->kind_values = g_array_new (FALSE, FALSE, sizeof (int));
  self->kinds = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kinds), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Show"), -1);
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (kind_cb), self);
  self->take = gtk_button_new_with_label (_("Take all of these"));
  self->keep = gtk_button_new_with_label (_("Keep all as here"));
  g_signal_connect_swapped (self->take, "clicked", G_CALLBACK (take_all_cb), self);
  g_signal_connect_swapped (self->keep, "clicked", G_CALLBACK (keep_all_cb), self);
  gtk_box_append (GTK_BOX (bar), self->take);
  gtk_box_append (GTK_BOX (bar), self->keep);

  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->kinds));
  gtk_box_append (GTK_BOX (self->box), bar);
  gtk_box_append (GTK_BOX (self->box), new_view (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
mlg_merge_list_set_plan (MlgMergeList *self,
                         MlgMergePlan *plan)
{
  g_return_if_fail (MLG_IS_MERGE_LIST (self));

  self->plan = plan;
  self->shown = -1;
  fill_kinds (self);
  fill_items (self);
}

void
mlg_merge_list_refresh (MlgMergeList *self)
{
  g_return_if_fail (MLG_IS_MERGE_LIST (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr(MlgMergeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      g_signal_emit (item, merge_item_changed, 0);
    }
}
