/* The actors that are linked with nobody, by name. */

#include "ui/partnerships/mlg-isolated-list.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "render/mlg-graph-draw.h"

#define MARK_SIZE 18

struct _MlgIsolatedList
{
  GtkWidget           parent_instance;

  /* Inside */
  GtkWidget          *scrolled;
  GtkWidget          *view;
  GtkStringList      *names;
  GtkSingleSelection *selection;

  /* Borrowed until the next fill */
  MlgGraphScene      *scene;
  const MlgInk       *ink;

  /* Owned */
  GArray             *nodes;       /* guint, one per name */
  gboolean            following;   /* the selection is being set from outside */
};

G_DEFINE_FINAL_TYPE (MlgIsolatedList, mlg_isolated_list, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
draw_mark (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        data)
{
  GtkListItem *item = data;
  MlgIsolatedList *self = g_object_get_data (G_OBJECT (area), "list");
  guint position = gtk_list_item_get_position (item);
  guint node;

  if (self->scene == NULL || position >= self->nodes->len)
    return;

  node = g_array_index (self->nodes, guint, position);
  mlg_graph_draw_node_mark (cr, self->ink, self->scene, node, width / 2.0, height / 2.0, MARK_SIZE * 0.36);
}

static void
setup_cb (MlgIsolatedList *self,
          GtkListItem     *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *mark = gtk_drawing_area_new ();
  GtkWidget *name = gtk_label_new (NULL);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (mark), MARK_SIZE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (mark), MARK_SIZE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (mark), draw_mark, item, NULL);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (mark), "list", self);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 20);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), name);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (MlgIsolatedList *self,
         GtkListItem     *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (row)), gtk_string_object_get_string (name));
  gtk_widget_queue_draw (gtk_widget_get_first_child (row));
}

static void
selected_cb (MlgIsolatedList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (!self->following && position < self->nodes->len)
    g_signal_emit (self, signals[CHOSEN], 0, g_array_index (self->nodes, guint, position));
}

static void
mlg_isolated_list_dispose (GObject *object)
{
  MlgIsolatedList *self = MLG_ISOLATED_LIST (object);

  self->following = TRUE;
  self->scene = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (mlg_isolated_list_parent_class)->dispose (object);
}

static void
mlg_isolated_list_finalize (GObject *object)
{
  g_array_unref (MLG_ISOLATED_LIST (object)->nodes);

  G_OBJECT_CLASS (mlg_isolated_list_parent_class)->finalize (object);
}

static void
mlg_isolated_list_class_init (MlgIsolatedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mlg_isolated_list_dispose;
  object_class->finalize = mlg_isolated_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHOSEN] = g_signal_new ("chosen", MLG_TYPE_ISOLATED_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
mlg_isolated_list_init (MlgIsolatedList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->nodes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->names = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->names));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);

  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Isolated actors"), -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_vexpand (self->scrolled, TRUE);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

static int
compare_names (gconstpointer one,
               gconstpointer other,
               gpointer      data)
{
  const MlgSceneNode *nodes = data;

  return g_utf8_collate (nodes[*(const guint *) one].name, nodes[*(const guint *) other].name);
}

void
mlg_isolated_list_fill (MlgIsolatedList *self,
                        MlgGraphScene   *scene,
                        const MlgInk    *ink)
{
  GArray *isolates = mlg_graph_scene_get_measures (scene)->isolates;
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  g_autofree const char **names = g_new0 (const char *, isolates->len + 1);

  self->scene = scene;
  self->ink = ink;
  g_array_set_size (self->nodes, 0);
  g_array_append_vals (self->nodes, isolates->data, isolates->len);
  g_array_sort_with_data (self->nodes, compare_names, (gpointer) nodes);
  for (guint i = 0; i < self->nodes->len; i++)
    names[i] = nodes[g_array_index (self->nodes, guint, i)].name;

  /* Removing and adding in two steps: see the traps of GTK 4.8. */
  self->following = TRUE;
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), NULL);
  gtk_string_list_splice (self->names, 0, 0, names);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->following = FALSE;
}

void
mlg_isolated_list_select (MlgIsolatedList *self,
                          guint            node)
{
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->nodes->len && node != G_MAXUINT; i++)
    if (g_array_index (self->nodes, guint, i) == node)
      position = i;

  self->following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->following = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
}
