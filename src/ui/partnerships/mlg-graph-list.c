/* The graph as a list. */

#include "ui/partnerships/mlg-graph-list.h"

#include <glib/gi18n-lib.h>

#include "ui/partnerships/mlg-graph-row.h"

#define NAME_CHARS 22

struct _MlgGraphList
{
  GtkWidget           parent_instance;

  /* Inside */
  GtkWidget          *scrolled;
  GtkWidget          *view;

  /* Owned */
  GListStore         *rows;        /* of actors */
  GtkTreeListModel   *tree;
  GtkSingleSelection *selection;
  MlgProject         *project;
  MlgGraph           *graph;
  gboolean            following;   /* the selection is being set from outside */
};

G_DEFINE_FINAL_TYPE (MlgGraphList, mlg_graph_list, GTK_TYPE_WIDGET)

enum { ACTOR_CHOSEN, LINK_CHOSEN, ACTOR_OPENED, LINK_OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

static MlgGraphRow *
peek_row (MlgGraphList *self,
          guint         position)
{
  g_autoptr(GtkTreeListRow) item = g_list_model_get_item (G_LIST_MODEL (self->tree), position);
  g_autoptr(MlgGraphRow) row = item != NULL ? gtk_tree_list_row_get_item (item) : NULL;

  return row;
}

static GListModel *
create_children (gpointer item,
                 gpointer data)
{
  MlgGraphList *self = data;
  GListModel *children = self->graph != NULL ? mlg_graph_row_get_children (item, self->project, self->graph) : NULL;

  return children != NULL ? g_object_ref (children) : NULL;
}

/* ---- Lines */

static void
setup_cb (MlgGraphList *self,
          GtkListItem  *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NAME_CHARS);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), label);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (MlgGraphList *self,
         GtkListItem  *item)
{
  GtkTreeListRow *tree_row = gtk_list_item_get_item (item);
  GtkWidget *expander = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander));
  g_autoptr(MlgGraphRow) row = gtk_tree_list_row_get_item (tree_row);

  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (expander), tree_row);
  g_object_set_data_full (G_OBJECT (item), "binding",
                          g_object_ref (g_object_bind_property (row, "text", label, "label", G_BINDING_SYNC_CREATE)),
                          g_object_unref);
  if (mlg_graph_row_get_kind (row) == MLG_ROW_ACTOR)
    gtk_widget_remove_css_class (label, "detail");
  else
    gtk_widget_add_css_class (label, "detail");
}

static void
unbind_cb (MlgGraphList *self,
           GtkListItem  *item)
{
  g_binding_unbind (g_object_get_data (G_OBJECT (item), "binding"));
  g_object_set_data (G_OBJECT (item), "binding", NULL);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
}

/* ---- Selection */

static void
tell (MlgGraphList *self,
      guint         position,
      guint         actor_signal,
      guint         link_signal)
{
  MlgGraphRow *row = peek_row (self, position);

  if (row != NULL)
    g_signal_emit (self, signals[mlg_graph_row_get_kind (row) == MLG_ROW_ACTOR ? actor_signal : link_signal], 0,
                   mlg_graph_row_get_id (row));
}

static void
selected_cb (MlgGraphList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (!self->following && position != GTK_INVALID_LIST_POSITION)
    tell (self, position, ACTOR_CHOSEN, LINK_CHOSEN);
}

static void
activated_cb (MlgGraphList *self,
              guint         position)
{
  tell (self, position, ACTOR_OPENED, LINK_OPENED);
}

static void
select_position (MlgGraphList *self,
                 guint         position)
{
  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->following = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}

/* Is the line one is at this one, or one of its axes? */
static gboolean
is_at (MlgGraphList    *self,
       MlgGraphRowKind  kind,
       const MlgId     *id)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  MlgGraphRow *row = position != GTK_INVALID_LIST_POSITION ? peek_row (self, position) : NULL;

  return row != NULL && (mlg_graph_row_get_kind (row) == MLG_ROW_ACTOR) == (kind == MLG_ROW_ACTOR) &&
         mlg_id_equal (mlg_graph_row_get_id (row), id);
}

static void
select_row (MlgGraphList    *self,
            MlgGraphRowKind  kind,
            const MlgId     *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->tree));

  if (id != NULL && is_at (self, kind, id))
    return;
  for (guint i = 0; id != NULL && i < n; i++)
    {
      MlgGraphRow *row = peek_row (self, i);

      if (mlg_graph_row_get_kind (row) == kind && mlg_id_equal (mlg_graph_row_get_id (row), id))
        {
          select_position (self, i);
          return;
        }
    }
  if (id == NULL || kind == MLG_ROW_ACTOR)
    select_position (self, GTK_INVALID_LIST_POSITION);
}

/* Right unfolds the line one is at, Left folds it, as in any tree. */
static gboolean
key_cb (MlgGraphList    *self,
        guint            key,
        guint            code,
        GdkModifierType  modifiers)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autoptr(GtkTreeListRow) row = NULL;
  g_autoptr(GtkTreeListRow) parent = NULL;

  if ((key != GDK_KEY_Right && key != GDK_KEY_Left) || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 ||
      position == GTK_INVALID_LIST_POSITION)
    return FALSE;

  row = g_list_model_get_item (G_LIST_MODEL (self->tree), position);
  if (key == GDK_KEY_Right)
    {
      gtk_tree_list_row_set_expanded (row, TRUE);
      return TRUE;
    }
  parent = gtk_tree_list_row_get_parent (row);
  if (gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, FALSE);
  else if (parent != NULL)
    gtk_single_selection_set_selected (self->selection, gtk_tree_list_row_get_position (parent));

  return TRUE;
}

/* ---- Life */

static void
mlg_graph_list_dispose (GObject *object)
{
  MlgGraphList *self = MLG_GRAPH_LIST (object);

  self->following = TRUE;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->tree);
  g_clear_object (&self->rows);
  g_clear_object (&self->project);
  g_clear_pointer (&self->graph, mlg_graph_unref);

  G_OBJECT_CLASS (mlg_graph_list_parent_class)->dispose (object);
}

static gboolean
mlg_graph_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MLG_GRAPH_LIST (widget)->view);
}

static void
mlg_graph_list_class_init (MlgGraphListClass *klass)
{
  static const char *const names[] = { "actor-chosen", "link-chosen", "actor-opened", "link-opened" };

  G_OBJECT_CLASS (klass)->dispose = mlg_graph_list_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = mlg_graph_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "graphlist");

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], MLG_TYPE_GRAPH_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static GtkListItemFactory *
make_factory (MlgGraphList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);

  return factory;
}

static void
mlg_graph_list_init (MlgGraphList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_list_store_new (MLG_TYPE_GRAPH_ROW);
  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)), FALSE, FALSE, create_children, self, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->tree)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), make_factory (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Actors and partnerships"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activated_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->view, keys);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

/* ---- The keyboard, while lines come and go */

/* In GTK 4.8 a line that goes while the keyboard is on it takes the keys with it until the next frame: a burst of
 * Ctrl+Z would stop there. Which line it was; GTK_INVALID_LIST_POSITION: the keyboard is elsewhere. */
static guint
let_go (MlgGraphList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkTreeListRow *row = GTK_IS_TREE_EXPANDER (focus) ? gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (focus)) : NULL;
  guint position;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->view))
    return GTK_INVALID_LIST_POSITION;

  position = row != NULL ? gtk_tree_list_row_get_position (row) : gtk_single_selection_get_selected (self->selection);
  gtk_root_set_focus (root, NULL);

  return position == GTK_INVALID_LIST_POSITION ? 0 : position;
}

/* FALSE: that line has no widget now. */
static gboolean
grab_line (MlgGraphList *self,
           guint         position)
{
  for (GtkWidget *line = gtk_widget_get_first_child (self->view); line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *expander = gtk_widget_get_first_child (line);
      GtkTreeListRow *row = GTK_IS_TREE_EXPANDER (expander) ? gtk_tree_expander_get_list_row (GTK_TREE_EXPANDER (expander)) : NULL;

      if (row != NULL && gtk_tree_list_row_get_position (row) == position)
        return gtk_widget_grab_focus (line);
    }

  return FALSE;
}

/* To the line one was at, or what stands in its place now. */
static void
take_back (MlgGraphList *self,
           guint         position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->tree));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (selected == GTK_INVALID_LIST_POSITION && n > 0)
    gtk_single_selection_set_selected (self->selection, MIN (position, n - 1));
  selected = gtk_single_selection_get_selected (self->selection);
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", selected);
  if (!grab_line (self, selected))
    gtk_widget_grab_focus (self->view);
}

void
mlg_graph_list_fill (MlgGraphList *self,
                     MlgProject   *project,
                     MlgGraph     *graph)
{
  guint position;

  g_return_if_fail (MLG_IS_GRAPH_LIST (self));

  position = let_go (self);
  self->following = TRUE;
  g_set_object (&self->project, project);
  g_clear_pointer (&self->graph, mlg_graph_unref);
  self->graph = mlg_graph_ref (graph);
  mlg_graph_rows_update (self->rows, project, graph);
  self->following = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    take_back (self, position);
}

void
mlg_graph_list_select_actor (MlgGraphList *self,
                             const MlgId  *actor)
{
  g_return_if_fail (MLG_IS_GRAPH_LIST (self));

  select_row (self, MLG_ROW_ACTOR, actor);
}

void
mlg_graph_list_select_link (MlgGraphList *self,
                            const MlgId  *link)
{
  g_return_if_fail (MLG_IS_GRAPH_LIST (self));

  select_row (self, MLG_ROW_LINK, link);
}
