/* Partnerships: the graph of actors, its axes, facts and wishes, isolated actors always visible.
 *
 * Everything shown is derived from the project and the focus: a change makes the graph anew,
 * finds places for newcomers and leaves the others where they were.
 */

#include "ui/partnerships/mlg-partnerships-view-private.h"

#include <glib/gi18n-lib.h>

#include "ui/common/mlg-wrap-layout.h"
#include "ui/partnerships/mlg-graph-hands.h"
#include "ui/partnerships/mlg-partnerships-resources.h"
#include "ui/partnerships/mlg-reading-menu.h"

G_DEFINE_FINAL_TYPE (MlgPartnershipsView, mlg_partnerships_view, MLG_TYPE_VIEW)

gboolean
mlg_partnerships_view_facts_only (MlgPartnershipsView *self)
{
  return mlg_focus_get_facts_only (mlg_view_get_focus (MLG_VIEW (self)));
}

const MlgGraphNode *
mlg_partnerships_view_get_nodes (MlgPartnershipsView *self)
{
  return mlg_graph_get_nodes (mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas)));
}

/* ---- Looks */

static MlgInkTheme
choose_theme (MlgPartnershipsView *self)
{
  gboolean dark, projector;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-application-prefer-dark-theme", &dark, NULL);
  projector = mlg_focus_is_projector (mlg_view_get_focus (MLG_VIEW (self)));

  if (projector)
    return dark ? MLG_INK_PROJECTOR_BLACK : MLG_INK_PROJECTOR_WHITE;

  return dark ? MLG_INK_DARK : MLG_INK_LIGHT;
}

static void
find_faint (MlgPartnershipsView *self,
            MlgGraphScene       *scene)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (mlg_graph_scene_get_graph (scene));
  guint n_nodes = mlg_graph_scene_get_n_nodes (scene);

  g_clear_pointer (&self->faint, g_free);
  if (!mlg_focus_has_filters (focus))
    return;

  self->faint = g_new0 (guint8, n_nodes + 1);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_autoptr(MlgRecord) record = mlg_project_get_record (mlg_focus_get_project (focus), actor, &nodes[i].id);

      self->faint[i] = nodes[i].n_actors > 0 ? FALSE : record == NULL || !mlg_focus_accepts (focus, record);
    }
}

void
mlg_partnerships_view_update_looks (MlgPartnershipsView *self)
{
  MlgGraphLook *look = mlg_graph_canvas_get_look (self->canvas);

  look->ink = mlg_ink_get (choose_theme (self));
  gtk_widget_set_visible (self->tools, look->ink->line_scale <= 1);
  look->facts_only = mlg_partnerships_view_facts_only (self);
  mlg_graph_reading_mark (self->reading, self->faint);
  mlg_graph_canvas_refresh (self->canvas);
}

/* ---- Selection */

void
mlg_partnerships_view_choose_edge (MlgPartnershipsView *self,
                                   const MlgId         *partnership)
{
  MlgGraph *graph = mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas));
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);

  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    if (mlg_id_equal (&edges[i].id, partnership))
      {
        mlg_graph_canvas_select_edge (self->canvas, i);
        mlg_graph_side_follow (self);
        return;
      }
}

static GArray *
find_selected (MlgPartnershipsView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  MlgGraph *graph = mlg_graph_scene_get_graph (mlg_graph_canvas_get_scene (self->canvas));
  g_autoptr(GArray) ids = mlg_focus_dup_selection (focus);
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (guint));

  if (mlg_focus_get_entity (focus) != mlg_schema_find (MLG_ENTITY_ACTOR))
    return nodes;
  for (guint i = 0; i < ids->len; i++)
    {
      guint node = mlg_graph_find (graph, &g_array_index (ids, MlgId, i));

      if (node != G_MAXUINT)
        g_array_append_val (nodes, node);
    }

  return nodes;
}

static void
follow_focus (MlgPartnershipsView *self,
              gboolean             reveal)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  g_autoptr(GArray) nodes = NULL;
  guint node;

  if (mlg_graph_canvas_get_scene (self->canvas) == NULL)
    return;

  nodes = find_selected (self);
  node = nodes->len > 0 ? g_array_index (nodes, guint, nodes->len - 1) : G_MAXUINT;
  mlg_graph_canvas_select_nodes (self->canvas, nodes);
  mlg_graph_lens_set_chosen (self->lens, mlg_focus_get_entity (focus) == mlg_schema_find (MLG_ENTITY_ACTOR) ? mlg_focus_get_id (focus) : NULL);
  if (mlg_focus_get_entity (focus) == mlg_schema_find (MLG_ENTITY_PARTNERSHIP) && mlg_focus_get_id (focus) != NULL)
    mlg_partnerships_view_choose_edge (self, mlg_focus_get_id (focus));
  mlg_graph_side_follow (self);
  if (node != G_MAXUINT && reveal)
    mlg_graph_canvas_reveal (self->canvas, node);
}

static void
selection_changed_cb (MlgPartnershipsView *self)
{
  follow_focus (self, TRUE);
  mlg_graph_reading_follow (self->reading);
}

void
mlg_partnerships_view_choose (MlgPartnershipsView *self,
                              guint                node)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  /* A group of actors is no record. */
  if (node != G_MAXUINT && mlg_partnerships_view_get_nodes (self)[node].n_actors > 0)
    {
      mlg_graph_canvas_select_node (self->canvas, node);
      return;
    }
  if (node == G_MAXUINT)
    mlg_focus_select (focus, NULL, NULL);
  else
    mlg_focus_select (focus, mlg_schema_find (MLG_ENTITY_ACTOR), &mlg_partnerships_view_get_nodes (self)[node].id);

  /* The focus says nothing when it is what it was; a selected link is let go all the same. */
  follow_focus (self, FALSE);
}

/* ---- Showing a scene */

void
mlg_partnerships_view_show (MlgPartnershipsView *self,
                            MlgGraphScene       *scene)
{
  MlgGraphScene *before = mlg_graph_canvas_get_scene (self->canvas);
  guint edge = mlg_graph_canvas_get_edge (self->canvas);
  MlgId partnership = { { 0 } };

  if (before != NULL && edge != G_MAXUINT)
    partnership = mlg_graph_get_edges (mlg_graph_scene_get_graph (before))[edge].id;

  find_faint (self, scene);
  mlg_graph_canvas_set_scene (self->canvas, scene);
  mlg_partnerships_view_update_looks (self);
  mlg_isolated_list_fill (self->isolated, scene, mlg_graph_canvas_get_look (self->canvas)->ink);
  mlg_graph_side_update_words (self);
  mlg_graph_side_update_legend (self);
  mlg_graph_side_update_list (self);
  follow_focus (self, FALSE);
  /* The line one is at stays the one, whatever sheet is open. */
  if (!mlg_id_is_null (&partnership))
    mlg_partnerships_view_choose_edge (self, &partnership);
}

/* ---- What changed */

/* The actors walk to their new places; where one was in the drawing is of no use there. */
static void
choices_changed_cb (MlgPartnershipsView *self)
{
  if (mlg_view_get_focus (MLG_VIEW (self)) == NULL)
    return;
  self->walking = TRUE;
  mlg_partnerships_view_rebuild (self);
  mlg_graph_reading_forget (self->reading);
  mlg_graph_reading_renew (self->reading);
}

static void
graph_changed_cb (MlgPartnershipsView *self)
{
  if (mlg_view_get_focus (MLG_VIEW (self)) == NULL)
    return;
  mlg_partnerships_view_rebuild (self);
  mlg_graph_reading_renew (self->reading);
}

/* The actors stay where they are; only what is seen of them changes. */
static void
filter_changed_cb (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);

  if (scene == NULL)
    return;
  find_faint (self, scene);
  mlg_graph_reading_renew (self->reading);
  mlg_partnerships_view_update_looks (self);
  mlg_graph_side_update_words (self);
}

static void
theme_changed_cb (MlgPartnershipsView *self)
{
  MlgGraphScene *scene = mlg_graph_canvas_get_scene (self->canvas);

  if (scene == NULL)
    return;
  mlg_partnerships_view_update_looks (self);
  mlg_isolated_list_fill (self->isolated, scene, mlg_graph_canvas_get_look (self->canvas)->ink);
  mlg_graph_side_update_words (self);
  mlg_graph_side_update_legend (self);
  follow_focus (self, FALSE);
}

/* The keys of the digits, with and without Shift on a French keyboard. There 6 without Shift is « − », which draws
 * smaller: what it stands for has the key 9. */
static gboolean
choose_placement (MlgPartnershipsView *self,
                  guint                key)
{
  static const struct { guint digit, french, pad; MlgArrangementKind kind; } keys[] = {
    { GDK_KEY_1, GDK_KEY_ampersand, GDK_KEY_KP_1, MLG_ARRANGE_FREE },
    { GDK_KEY_2, GDK_KEY_eacute, GDK_KEY_KP_2, MLG_ARRANGE_GEOGRAPHIC },
    { GDK_KEY_3, GDK_KEY_quotedbl, GDK_KEY_KP_3, MLG_ARRANGE_CATEGORY },
    { GDK_KEY_4, GDK_KEY_apostrophe, GDK_KEY_KP_4, MLG_ARRANGE_TERRITORY },
    { GDK_KEY_5, GDK_KEY_parenleft, GDK_KEY_KP_5, MLG_ARRANGE_NETWORK },
    { GDK_KEY_6, GDK_KEY_section, GDK_KEY_KP_6, MLG_ARRANGE_STAGE },
    { GDK_KEY_9, GDK_KEY_ccedilla, GDK_KEY_KP_9, MLG_ARRANGE_STAGE },
    { GDK_KEY_7, GDK_KEY_egrave, GDK_KEY_KP_7, MLG_ARRANGE_ONION },
    { GDK_KEY_8, GDK_KEY_underscore, GDK_KEY_KP_8, MLG_ARRANGE_GRID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (key == keys[i].digit || key == keys[i].french || key == keys[i].pad)
      return mlg_graph_choices_set_kind (self->choices, keys[i].kind);

  return FALSE;
}

static void
choices_unpin_cb (MlgPartnershipsView *self)
{
  mlg_partnerships_view_unpin_all (self);
}

static void
show_period (MlgPartnershipsView *self,
             gboolean             shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->period), shown);
  if (!shown)
    mlg_focus_set_period (mlg_view_get_focus (MLG_VIEW (self)), NULL);
}

static void
period_closed_cb (MlgPartnershipsView *self)
{
  show_period (self, FALSE);
}

gboolean
mlg_partnerships_view_key (MlgPartnershipsView *self,
                           guint                key)
{
  GtkToggleButton *toggle = NULL;

  if (mlg_graph_hands_key (self, key))
    return TRUE;

  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_l: toggle = self->link; break;
    case GDK_KEY_m: toggle = self->memberships; break;
    case GDK_KEY_a: toggle = self->list_toggle; break;
    case GDK_KEY_q:
      show_period (self, !gtk_widget_get_visible (GTK_WIDGET (self->period)));
      return TRUE;
    case GDK_KEY_j:
      mlg_graph_reading_compare (self->reading);
      return TRUE;
    case GDK_KEY_d: mlg_graph_choices_open (self->choices); return TRUE;
    case GDK_KEY_BackSpace: return mlg_graph_lens_leave (self->lens);
    case GDK_KEY_f:
      mlg_focus_set_facts_only (mlg_view_get_focus (MLG_VIEW (self)), !mlg_partnerships_view_facts_only (self));
      return TRUE;
    default: return choose_placement (self, key) || mlg_graph_reading_key (self->reading, key);
    }
  gtk_toggle_button_set_active (toggle, !gtk_toggle_button_get_active (toggle));

  return TRUE;
}

static gboolean
key_cb (MlgPartnershipsView *self,
        guint                key,
        guint                code,
        GdkModifierType      modifiers)
{
  return (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 && mlg_partnerships_view_key (self, key);
}

/* ---- Life */

static void
mlg_partnerships_view_focus_set (MlgView *view)
{
  MlgPartnershipsView *self = MLG_PARTNERSHIPS_VIEW (view);
  MlgFocus *focus = mlg_view_get_focus (view);

  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (graph_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "filter-changed", G_CALLBACK (filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::facts-only", G_CALLBACK (graph_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  mlg_period_bar_set_focus (self->period, focus);
  mlg_graph_reading_attach (self->reading);
  mlg_graph_choices_set_project (self->choices, mlg_view_get_project (view));
  mlg_partnerships_view_rebuild (self);
}

static void
mlg_partnerships_view_dispose (GObject *object)
{
  MlgPartnershipsView *self = MLG_PARTNERSHIPS_VIEW (object);

  mlg_partnerships_view_stop_moving (self);
  mlg_graph_side_detach (self);
  g_atomic_int_set (&self->cancelled, 1);
  g_clear_handle_id (&self->progress_timer, g_source_remove);
  g_clear_object (&self->work);
  g_clear_pointer (&self->next, mlg_graph_scene_free);
  g_clear_pointer (&self->reading, mlg_graph_reading_free);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_partnerships_view_parent_class)->dispose (object);
}

static void
mlg_partnerships_view_finalize (GObject *object)
{
  MlgPartnershipsView *self = MLG_PARTNERSHIPS_VIEW (object);

  mlg_graph_places_free (self->places);
  g_free (self->faint);

  G_OBJECT_CLASS (mlg_partnerships_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, MlgPartnershipsView, name)
  CHILD (content);
  CHILD (tools);
  CHILD (tools_start);
  CHILD (pages);
  CHILD (canvas);
  CHILD (choices);
  CHILD (lens);
  CHILD (link);
  CHILD (read);
  CHILD (panel);
  CHILD (period);
  CHILD (memberships);
  CHILD (working);
  CHILD (progress_bar);
  CHILD (tidy);
  CHILD (words);
  CHILD (legend);
  CHILD (overlay);
  CHILD (zooms);
  CHILD (side);
  CHILD (list_toggle);
  CHILD (all_toggle);
  CHILD (lists_box);
  CHILD (lists);
  CHILD (list);
  CHILD (isolated_heading);
  CHILD (isolated_hint);
  CHILD (isolated);
#undef CHILD
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)
  CALLBACK (graph_changed_cb);
  CALLBACK (period_closed_cb);
#undef CALLBACK
  gtk_widget_class_bind_template_callback_full (widget_class, "chosen_cb", G_CALLBACK (mlg_partnerships_view_choose));
  gtk_widget_class_bind_template_callback_full (widget_class, "give_up_cb", G_CALLBACK (mlg_partnerships_view_give_up));
  gtk_widget_class_bind_template_callback_full (widget_class, "tidy_clicked_cb", G_CALLBACK (mlg_partnerships_view_tidy));
  mlg_graph_hands_bind (widget_class);
}

static void
mlg_partnerships_view_class_init (MlgPartnershipsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Named here, so that a static library keeps it. */
  mlg_partnerships_get_resource ();
  g_type_ensure (MLG_TYPE_GRAPH_CANVAS);
  g_type_ensure (MLG_TYPE_GRAPH_CHOICES);
  g_type_ensure (MLG_TYPE_GRAPH_LENS);
  g_type_ensure (MLG_TYPE_GRAPH_LIST);
  g_type_ensure (MLG_TYPE_ISOLATED_LIST);
  g_type_ensure (MLG_TYPE_PERIOD_BAR);
  g_type_ensure (MLG_TYPE_READING_PANEL);

  G_OBJECT_CLASS (klass)->dispose = mlg_partnerships_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_partnerships_view_finalize;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_partnerships_view_focus_set;

  gtk_widget_class_set_css_name (widget_class, "partnershipsview");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/partnerships/mlg-partnerships-view.ui");
  bind_template (widget_class);
}

static gboolean
take_keys_idle (gpointer data)
{
  MlgPartnershipsView *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->canvas)))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));

  return G_SOURCE_REMOVE;
}

/* The keys of the graph work as soon as the screen is shown: after the window has moved the keyboard there. */
static void
mapped_cb (MlgPartnershipsView *self)
{
  /* Given up before there was anything: coming back asks for it again. */
  if (mlg_view_get_focus (MLG_VIEW (self)) != NULL && mlg_graph_canvas_get_scene (self->canvas) == NULL && self->work == NULL)
    mlg_partnerships_view_rebuild (self);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, take_keys_idle, g_object_ref (self), g_object_unref);
}

static void
mlg_partnerships_view_init (MlgPartnershipsView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->places = mlg_graph_places_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->reading = mlg_graph_reading_new (self);
  mlg_reading_menu_attach (self->read, self);
  gtk_widget_set_layout_manager (self->tools_start, mlg_wrap_layout_new (6));
  mlg_graph_side_attach (self);
  mlg_graph_hands_attach (self);
  mlg_graph_menu_attach (self);
  g_signal_connect_object (self->choices, "changed", G_CALLBACK (choices_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choices, "unpin", G_CALLBACK (choices_unpin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lens, "changed", G_CALLBACK (choices_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
mlg_partnerships_view_new (void)
{
  return g_object_new (MLG_TYPE_PARTNERSHIPS_VIEW, NULL);
}
