/* « Doublons probables »: pairs on the left, the two records on the right.
 *
 * Two records selected elsewhere come first, whatever the finder thinks of them. A pair put off
 * goes to the end of the list until the window closes.
 */

#include "ui/duplicates/mlg-duplicates-view.h"

#include "exchange/mlg-combine.h"
#include "exchange/mlg-duplicates.h"
#include "ui/duplicates/mlg-duplicates-resources.h"
#include "ui/duplicates/mlg-side-by-side.h"

#include <glib/gi18n-lib.h>

/* ---- a pair, as an item of the list */

#define MLG_TYPE_PAIR (mlg_pair_get_type ())
G_DECLARE_FINAL_TYPE (MlgPair, mlg_pair, MLG, PAIR, GObject)

#define MS_BETWEEN_LOOKS 100

struct _MlgPair
{
  GObject          parent_instance;

  const MlgEntity *entity;
  MlgId            a, b;
  char            *reason;
};

G_DEFINE_FINAL_TYPE (MlgPair, mlg_pair, G_TYPE_OBJECT)

static void
mlg_pair_finalize (GObject *object)
{
  g_free (MLG_PAIR (object)->reason);

  G_OBJECT_CLASS (mlg_pair_parent_class)->finalize (object);
}

static void
mlg_pair_class_init (MlgPairClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_pair_finalize;
}

static void
mlg_pair_init (MlgPair *self)
{
}

static MlgPair *
mlg_pair_new (const MlgEntity *entity,
              const MlgId     *a,
              const MlgId     *b,
              const char      *reason)
{
  MlgPair *self = g_object_new (MLG_TYPE_PAIR, NULL);

  self->entity = entity;
  self->a = *a;
  self->b = *b;
  self->reason = g_strdup (reason);
  return self;
}

static gboolean
is_pair (MlgPair     *pair,
         const MlgId *a,
         const MlgId *b)
{
  return (mlg_id_equal (&pair->a, a) && mlg_id_equal (&pair->b, b)) || (mlg_id_equal (&pair->a, b) && mlg_id_equal (&pair->b, a));
}

/* ---- the view */

struct _MlgDuplicatesView
{
  MlgView             parent_instance;

  GtkWidget          *stack;
  GtkWidget          *count;
  GtkWidget          *pairs;
  GtkWidget          *both;
  GtkWidget          *progress;
  GtkWidget          *again;

  GListStore         *store;        /* MlgPair */
  GtkSingleSelection *selection;
  GPtrArray          *put_off;      /* MlgPair */
  GCancellable       *cancellable;
  gint               *compared;     /* of MLG_DUPLICATES_WHOLE; the thread writes it */
  guint               look_id;
  gboolean            stale;
  gboolean            expected;     /* the keyboard comes as soon as there is something to take it */
};

G_DEFINE_FINAL_TYPE (MlgDuplicatesView, mlg_duplicates_view, MLG_TYPE_VIEW)

static MlgPair *
get_pair (MlgDuplicatesView *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
show_pair (MlgDuplicatesView *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  MlgPair *pair = get_pair (self);
  g_autoptr(MlgRecord) a = pair != NULL ? mlg_project_get_record (project, pair->entity, &pair->a) : NULL;
  g_autoptr(MlgRecord) b = pair != NULL ? mlg_project_get_record (project, pair->entity, &pair->b) : NULL;

  if (a != NULL && b != NULL)
    mlg_side_by_side_show (MLG_SIDE_BY_SIDE (self->both), a, b, pair->reason);
  else
    mlg_side_by_side_show (MLG_SIDE_BY_SIDE (self->both), NULL, NULL, NULL);
}

/* ---- the list */

static gboolean
is_put_off (MlgDuplicatesView *self,
            const MlgId       *a,
            const MlgId       *b)
{
  for (guint i = 0; i < self->put_off->len; i++)
    if (is_pair (self->put_off->pdata[i], a, b))
      return TRUE;
  return FALSE;
}

/* Two records that the user selected: her own idea of a duplicate. */
static MlgPair *
find_chosen (MlgDuplicatesView *self,
             GPtrArray         *pairs)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  const MlgEntity *entity = mlg_focus_get_entity (focus);
  g_autoptr(GArray) ids = mlg_focus_dup_selection (focus);
  const MlgId *a, *b;
  MlgPair *pair;

  if (entity == NULL || entity->stage == MLG_STAGE_INSIDE || ids == NULL || ids->len != 2)
    return NULL;

  a = &g_array_index (ids, MlgId, 0);
  b = &g_array_index (ids, MlgId, 1);
  for (guint i = 0; i < pairs->len; i++)
    if (is_pair (pairs->pdata[i], a, b))
      return g_object_ref (pairs->pdata[i]);

  pair = mlg_id_compare (a, b) < 0 ? mlg_pair_new (entity, a, b, _("selected by you")) : mlg_pair_new (entity, b, a, _("selected by you"));
  g_ptr_array_insert (pairs, 0, pair);
  return g_object_ref (pair);
}

static GPtrArray *
make_pairs (MlgDuplicatesView *self,
            GPtrArray         *found)
{
  GPtrArray *pairs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint later = 0; later < 2; later++)
    for (guint i = 0; i < found->len; i++)
      {
        const MlgDuplicate *duplicate = found->pdata[i];

        if (is_put_off (self, &duplicate->a, &duplicate->b) == (later == 1))
          g_ptr_array_add (pairs, mlg_pair_new (duplicate->entity, &duplicate->a, &duplicate->b, duplicate->reason));
      }
  return pairs;
}

static guint
find_position (GPtrArray *pairs,
               MlgPair   *wanted,
               guint      otherwise)
{
  for (guint i = 0; wanted != NULL && i < pairs->len; i++)
    if (is_pair (pairs->pdata[i], &wanted->a, &wanted->b))
      return i;
  return pairs->len > 0 ? MIN (otherwise, pairs->len - 1) : GTK_INVALID_LIST_POSITION;
}

static gboolean
has_keyboard (MlgDuplicatesView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL;

  return at != NULL && gtk_widget_is_ancestor (at, GTK_WIDGET (self));
}

static gboolean
take_keyboard (MlgDuplicatesView *self)
{
  return gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)), GTK_DIR_TAB_FORWARD);
}

static void
show_found (MlgDuplicatesView *self,
            GPtrArray         *found)
{
  g_autoptr(GPtrArray) pairs = make_pairs (self, found);
  g_autoptr(MlgPair) chosen = find_chosen (self, pairs);
  guint position = gtk_single_selection_get_selected (self->selection);
  guint wanted = find_position (pairs, chosen != NULL ? chosen : get_pair (self), position == GTK_INVALID_LIST_POSITION ? 0 : position);
  gboolean was_here = has_keyboard (self);
  g_autofree char *count = g_strdup_printf (ngettext ("%u probable duplicate", "%u probable duplicates", pairs->len), pairs->len);

  gtk_label_set_text (GTK_LABEL (self->count), count);
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)), pairs->pdata, pairs->len);
  gtk_single_selection_set_selected (self->selection, wanted);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), pairs->len > 0 ? "list" : "empty");
  /* A keyboard left on what is no longer shown would answer to nothing. */
  if (self->expected || (was_here && pairs->len == 0))
    take_keyboard (self);
  self->expected = FALSE;
  show_pair (self);
}

/* ---- comparing */

static gboolean
look_cb (gpointer data)
{
  MlgDuplicatesView *self = data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), (double) g_atomic_int_get (self->compared) / MLG_DUPLICATES_WHOLE);
  return G_SOURCE_CONTINUE;
}

static void
leave_search (MlgDuplicatesView *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->compared, g_atomic_rc_box_release);
}

static void
stop_cb (MlgDuplicatesView *self)
{
  leave_search (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "stopped");
  gtk_widget_grab_focus (self->again);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GPtrArray) found = mlg_duplicates_find_finish (result, NULL);

  /* Cancelled: the view may be gone. */
  if (found == NULL)
    return;
  leave_search (MLG_DUPLICATES_VIEW (data));
  show_found (MLG_DUPLICATES_VIEW (data), found);
}

static void
refresh (MlgDuplicatesView *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }

  self->stale = FALSE;
  leave_search (self);
  self->cancellable = g_cancellable_new ();
  self->compared = g_atomic_rc_box_new0 (gint);
  self->look_id = g_timeout_add (MS_BETWEEN_LOOKS, look_cb, self);
  mlg_duplicates_find_async (mlg_view_get_project (MLG_VIEW (self)), self->compared, self->cancellable, found_cb, self);
}

static void
again_cb (MlgDuplicatesView *self)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "searching");
  refresh (self);
}

/* ---- rows */

static void
setup_row_cb (GtkListItemFactory *factory,
              GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_wrap (GTK_LABEL (label), i == 2);
      gtk_label_set_lines (GTK_LABEL (label), i == 2 ? 2 : 1);
      gtk_widget_add_css_class (label, i < 2 ? "pair-name" : "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkListItemFactory *factory,
             GtkListItem        *item,
             MlgDuplicatesView  *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  MlgPair *pair = gtk_list_item_get_item (item);
  g_autofree char *a = mlg_project_dup_title (project, pair->entity, &pair->a);
  g_autofree char *b = mlg_project_dup_title (project, pair->entity, &pair->b);
  const char *texts[] = { a, b, pair->reason };
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++, label = gtk_widget_get_next_sibling (label))
    {
      gtk_label_set_text (GTK_LABEL (label), texts[i]);
      gtk_widget_set_tooltip_text (label, texts[i]);
    }
}

static void
row_activated_cb (MlgDuplicatesView *self)
{
  mlg_side_by_side_grab (MLG_SIDE_BY_SIDE (self->both));
}

/* ---- the three buttons */

static void
merge_cb (MlgDuplicatesView *self)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_autofree gboolean *take = mlg_side_by_side_dup_take (MLG_SIDE_BY_SIDE (self->both));
  g_autoptr(MlgPair) pair = get_pair (self) != NULL ? g_object_ref (get_pair (self)) : NULL;
  g_autoptr(GError) error = NULL;

  if (pair == NULL || take == NULL)
    return;

  gtk_widget_grab_focus (self->pairs);
  if (!mlg_combine (project, pair->entity, &pair->a, &pair->b, take, NULL, &error))
    mlg_view_report (MLG_VIEW (self), error);
}

static void
distinct_cb (MlgDuplicatesView *self)
{
  MlgPair *pair = get_pair (self);
  g_autoptr(GError) error = NULL;

  if (pair == NULL)
    return;

  gtk_widget_grab_focus (self->pairs);
  if (!mlg_duplicates_tell_apart (mlg_view_get_project (MLG_VIEW (self)), pair->entity, &pair->a, &pair->b, NULL, &error))
    mlg_view_report (MLG_VIEW (self), error);
}

static void
later_cb (MlgDuplicatesView *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autoptr(MlgPair) pair = get_pair (self) != NULL ? g_object_ref (get_pair (self)) : NULL;

  if (pair == NULL)
    return;

  if (!is_put_off (self, &pair->a, &pair->b))
    g_ptr_array_add (self->put_off, g_object_ref (pair));
  gtk_widget_grab_focus (self->pairs);
  g_list_store_remove (self->store, position);
  g_list_store_append (self->store, pair);
  gtk_single_selection_set_selected (self->selection, position);
  show_pair (self);
}

/* ---- life */

static void
mapped_cb (MlgDuplicatesView *self)
{
  if (self->stale)
    refresh (self);
}

static void
make_list (MlgDuplicatesView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->store = g_list_store_new (MLG_TYPE_PAIR);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->pairs), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->pairs), GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_pair), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pairs, "activate", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
}

static void
connect_button (MlgDuplicatesView *self,
                GtkBuilder        *builder,
                const char        *name,
                GCallback          callback)
{
  g_signal_connect_object (gtk_builder_get_object (builder, name), "clicked", callback, self, G_CONNECT_SWAPPED);
}

static void
mlg_duplicates_view_focus_set (MlgView *view)
{
  MlgDuplicatesView *self = MLG_DUPLICATES_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/duplicates/mlg-duplicates-view.ui");
  GtkWidget *room = GTK_WIDGET (gtk_builder_get_object (builder, "room"));

  self->stack = GTK_WIDGET (gtk_builder_get_object (builder, "stack"));
  self->count = GTK_WIDGET (gtk_builder_get_object (builder, "count"));
  self->pairs = GTK_WIDGET (gtk_builder_get_object (builder, "pairs"));
  self->progress = GTK_WIDGET (gtk_builder_get_object (builder, "progress"));
  self->again = GTK_WIDGET (gtk_builder_get_object (builder, "again"));
  self->both = mlg_side_by_side_new (mlg_view_get_focus (view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (room), self->both);
  make_list (self);
  connect_button (self, builder, "merge", G_CALLBACK (merge_cb));
  connect_button (self, builder, "distinct", G_CALLBACK (distinct_cb));
  connect_button (self, builder, "later", G_CALLBACK (later_cb));
  connect_button (self, builder, "stop", G_CALLBACK (stop_cb));
  connect_button (self, builder, "again", G_CALLBACK (again_cb));

  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_view_get_focus (view), "selection-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_view_get_focus (view), "notify::projector", G_CALLBACK (show_pair), self, G_CONNECT_SWAPPED);
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
  mlg_view_set_child (view, self->stack);
  self->stale = TRUE;
  refresh (self);
}

static gboolean
mlg_duplicates_view_grab_focus (GtkWidget *widget)
{
  MlgDuplicatesView *self = MLG_DUPLICATES_VIEW (widget);

  self->expected = !take_keyboard (self);
  return TRUE;
}

static void
mlg_duplicates_view_dispose (GObject *object)
{
  MlgDuplicatesView *self = MLG_DUPLICATES_VIEW (object);

  leave_search (self);
  g_clear_object (&self->store);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->put_off, g_ptr_array_unref);

  G_OBJECT_CLASS (mlg_duplicates_view_parent_class)->dispose (object);
}

static void
mlg_duplicates_view_class_init (MlgDuplicatesViewClass *klass)
{
  mlg_duplicates_get_resource ();
  G_OBJECT_CLASS (klass)->dispose = mlg_duplicates_view_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = mlg_duplicates_view_grab_focus;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_duplicates_view_focus_set;
}

static void
mlg_duplicates_view_init (MlgDuplicatesView *self)
{
  self->put_off = g_ptr_array_new_with_free_func (g_object_unref);
}

GtkWidget *
mlg_duplicates_view_new (void)
{
  return g_object_new (MLG_TYPE_DUPLICATES_VIEW, NULL);
}
