/* The map: every actor where it stands, or over the area where it acts.
 *
 *   project, focus → scene → index (in a thread when there are many) → canvas, list
 *
 * The list beside the map says in words what the map draws, with the same selection.
 */

#include "ui/map/mlg-map-view-private.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>


#include "render/mlg-map-changes.h"
#include "ui/common/mlg-settings.h"
#include "ui/common/mlg-task.h"
#include "ui/map/mlg-map-drop.h"
#include "ui/map/mlg-map-layers.h"
#include "ui/map/mlg-map-resources.h"
#include "ui/map/mlg-map-source.h"
#include "ui/map/mlg-map-tools.h"

#define PROJECTED_LEGEND 1.6
#define ROOM_WITH_LIST   860       /* pixels; narrower, the list gives way */
#define ROOM_WITH_LEGEND 560
#define ROOM_BELOW_LEGEND 150      /* pixels: it folds itself up in a low window */
#define COMFORT        48          /* pixels from the edge: nearer, what is chosen is brought in */
#define CLOSEST_FIT    11.0

G_DEFINE_FINAL_TYPE (MlgMapView, mlg_map_view, MLG_TYPE_VIEW)

/* ---- the selection */

const MlgSpot *
mlg_map_view_get_spot (MlgMapView *self,
                       guint       spot)
{
  return &g_array_index (mlg_map_index_get_scene (mlg_map_canvas_get_index (self->canvas))->spots, MlgSpot, spot);
}

const MlgEntity *
mlg_map_view_get_entity (MlgMapView *self,
                         guint       spot)
{
  static const char *const names[] = {
    [MLG_SPOT_ACTOR] = MLG_ENTITY_ACTOR, [MLG_SPOT_PLACE] = MLG_ENTITY_ACTOR, [MLG_SPOT_INITIATIVE] = "initiative", [MLG_SPOT_EVENT] = "event",
  };

  return mlg_schema_find (names[mlg_map_view_get_spot (self, spot)->sort]);
}

void
mlg_map_view_choose (MlgMapView *self,
                     guint       spot)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  /* Who is no more has no sheet. */
  if (spot != MLG_MAP_NONE && mlg_map_view_get_spot (self, spot)->change == MLG_SPOT_GONE)
    {
      g_autofree char *text = mlg_map_view_describe (self, spot);

      mlg_view_toast (MLG_VIEW (self), g_strdelimit (text, "\n", ' '));
      return;
    }

  self->choosing = TRUE;
  if (spot == MLG_MAP_NONE)
    mlg_focus_select (focus, NULL, NULL);
  else
    mlg_focus_select (focus, mlg_map_view_get_entity (self, spot), &mlg_map_view_get_spot (self, spot)->id);
  self->choosing = FALSE;
}

void
mlg_map_view_choose_many (MlgMapView *self,
                          GArray     *spots)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  const MlgEntity *entity = NULL;

  /* A selection is of one kind of record: of actors as soon as there is one. */
  for (guint i = 0; i < spots->len; i++)
    {
      const MlgEntity *its = mlg_map_view_get_entity (self, g_array_index (spots, guint, i));

      if (entity == NULL || strcmp (its->name, MLG_ENTITY_ACTOR) == 0)
        entity = its;
    }
  for (guint i = 0; i < spots->len; i++)
    if (mlg_map_view_get_entity (self, g_array_index (spots, guint, i)) == entity &&
        mlg_map_view_get_spot (self, g_array_index (spots, guint, i))->change != MLG_SPOT_GONE)
      g_array_append_val (ids, mlg_map_view_get_spot (self, g_array_index (spots, guint, i))->id);

  self->choosing = TRUE;
  mlg_focus_select_many (mlg_view_get_focus (MLG_VIEW (self)), entity, ids);
  self->choosing = FALSE;
}

static guint
find_spot (MlgMapView  *self,
           const MlgId *id)
{
  guint found = self->spot_of != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->spot_of, id)) : 0;

  return found > 0 ? found - 1 : MLG_MAP_NONE;
}

static gboolean
is_under_legend (MlgMapView *self,
                 double      x,
                 double      y)
{
  return gtk_widget_get_visible (self->legend_card) && gtk_widget_get_visible (self->legend) &&
         x < gtk_drawing_area_get_content_width (GTK_DRAWING_AREA (self->legend)) + COMFORT &&
         y < gtk_drawing_area_get_content_height (GTK_DRAWING_AREA (self->legend)) + 2 * COMFORT;
}

/* What was chosen elsewhere is brought into sight. */
static void
bring_into_sight (MlgMapView *self,
                  guint       spot)
{
  const MlgMercator *point = mlg_map_index_get_point (mlg_map_canvas_get_index (self->canvas), spot);
  MlgMapFrame frame;
  double x, y;

  if (point == NULL || !self->framed)
    return;

  mlg_map_canvas_get_frame (self->canvas, &frame);
  mlg_map_frame_to_screen (&frame, *point, &x, &y);
  if (x >= COMFORT && y >= COMFORT && !is_under_legend (self, x, y) && x <= frame.width - COMFORT && y <= frame.height - COMFORT)
    return;

  frame.x = point->x;
  frame.y = point->y;
  mlg_map_canvas_look_at (self->canvas, &frame, TRUE);
}

void
mlg_map_view_go_to (MlgMapView  *self,
                    const MlgId *actor)
{
  guint spot = find_spot (self, actor);
  const MlgMercator *point = spot != MLG_MAP_NONE ? mlg_map_index_get_point (mlg_map_canvas_get_index (self->canvas), spot) : NULL;
  MlgMapFrame frame;

  self->choosing = TRUE;
  mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), mlg_schema_find (MLG_ENTITY_ACTOR), actor);
  self->choosing = FALSE;
  if (point == NULL)
    return;

  mlg_map_canvas_get_frame (self->canvas, &frame);
  frame.x = point->x;
  frame.y = point->y;
  frame.zoom = MAX (frame.zoom, CLOSEST_FIT);
  mlg_map_canvas_look_at (self->canvas, &frame, TRUE);
}

static void
follow_focus (MlgMapView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  g_autoptr(GArray) ids = mlg_focus_dup_selection (focus);
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (guint));
  guint last = MLG_MAP_NONE, row;

  if (mlg_map_canvas_get_index (self->canvas) == NULL)
    {
      g_array_unref (spots);
      return;
    }

  for (guint i = 0; i < ids->len; i++)
    {
      guint spot = find_spot (self, &g_array_index (ids, MlgId, i));

      if (spot == MLG_MAP_NONE)
        continue;
      g_array_append_val (spots, spot);
      last = spot;
    }
  mlg_map_show_light (self, spots);
  mlg_map_canvas_set_selected (self->canvas, spots);
  self->last_chosen = last;

  self->following = TRUE;
  row = mlg_map_rows_find (self->rows, last);
  gtk_single_selection_set_selected (self->chosen, row);
  if (row != G_MAXUINT)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", row);
  self->following = FALSE;

  /* What is chosen on the map itself is in sight already. */
  if (last != MLG_MAP_NONE && !self->choosing)
    bring_into_sight (self, last);
}

/* ---- what is shown */

void
mlg_map_view_fit_all (MlgMapView *self,
                      gboolean    gently)
{
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  MlgMercatorBox box = index != NULL ? mlg_map_index_get_main_box (index, NULL) : MLG_MERCATOR_BOX_EMPTY;

  if (mlg_mercator_box_is_empty (&box))
    box = mlg_outlines_find (MLG_PLACE_COUNTRY, "FR")->box;
  mlg_map_canvas_fit (self->canvas, &box, CLOSEST_FIT, gently);
}

static void
frame_first (MlgMapView *self)
{
  if (self->framed || mlg_map_canvas_get_index (self->canvas) == NULL || gtk_widget_get_width (GTK_WIDGET (self->canvas)) < 50)
    return;

  if (!mlg_map_outline_frame_home (self))
    mlg_map_view_fit_all (self, FALSE);
  self->framed = TRUE;
}

static void
update_summary (MlgMapView *self)
{
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  g_autofree char *sentence = mlg_map_describe (index);

  gtk_label_set_label (GTK_LABEL (self->summary), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Map of the actors"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  gtk_widget_set_visible (self->empty, mlg_map_index_get_scene (index)->spots->len == 0);
}

/* The list and the legend give way when the window is small; the first frame comes after. */
static gboolean
make_room_cb (gpointer data)
{
  MlgMapView *self = MLG_MAP_VIEW (data);
  int width = gtk_widget_get_width (GTK_WIDGET (self->canvas)), height = gtk_widget_get_height (GTK_WIDGET (self->canvas));
  gboolean had_list = gtk_widget_get_visible (self->panel);
  gboolean has_list = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->show_list)) &&
                      gtk_widget_get_width (GTK_WIDGET (self)) >= ROOM_WITH_LIST;
  gboolean has_legend = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->show_legend)) && width >= ROOM_WITH_LEGEND;
  gboolean is_open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->legend_open)) &&
                     height >= gtk_drawing_area_get_content_height (GTK_DRAWING_AREA (self->legend)) + ROOM_BELOW_LEGEND;

  self->room_source = 0;
  gtk_widget_set_visible (self->panel, has_list);
  /* The map will be given another size, and this asked again. */
  if (has_list != had_list && gtk_widget_get_mapped (GTK_WIDGET (self)))
    return G_SOURCE_REMOVE;

  gtk_widget_set_visible (self->legend_card, has_legend);
  gtk_widget_set_visible (self->legend, is_open);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->legend_arrow), is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  mlg_map_canvas_set_covered (self->canvas, has_legend && is_open ? gtk_drawing_area_get_content_width (GTK_DRAWING_AREA (self->legend)) : 0,
                              !has_legend ? 0 : is_open ? gtk_drawing_area_get_content_height (GTK_DRAWING_AREA (self->legend)) + 48 : 44);
  if (!self->framed)
    frame_first (self);
  else if (self->last_chosen != MLG_MAP_NONE)
    bring_into_sight (self, self->last_chosen);
  return G_SOURCE_REMOVE;
}

void
mlg_map_view_make_room_soon (MlgMapView *self)
{
  if (self->room_source == 0)
    self->room_source = g_idle_add (make_room_cb, self);
}

static void
take_index (MlgMapView  *self,
            MlgMapIndex *index)
{
  MlgMapScene *scene = mlg_map_index_get_scene (index);

  mlg_map_popover_close (self);
  self->cursor = self->last_chosen = MLG_MAP_NONE;
  mlg_map_canvas_set_index (self->canvas, index);
  g_clear_pointer (&self->spot_of, g_hash_table_unref);
  self->spot_of = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  for (guint i = 0; i < scene->spots->len; i++)
    g_hash_table_insert (self->spot_of, &g_array_index (scene->spots, MlgSpot, i).id, GUINT_TO_POINTER (i + 1));

  self->following = TRUE;
  mlg_map_rows_set_index (self->rows, index);
  self->following = FALSE;
  update_summary (self);
  mlg_map_show_size_legend (self);
  mlg_map_view_make_room_soon (self);
  self->choosing = TRUE;
  follow_focus (self);
  self->choosing = FALSE;
  mlg_map_tools_reindexed (self);
  mlg_map_layers_follow (self);
  mlg_map_missing_refresh (self);
}

/* ---- from the project to the index */

static void
index_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  g_task_return_pointer (task, mlg_map_wish_fulfil (data, NULL), (GDestroyNotify) mlg_map_index_unref);
}

static void
make_index (MlgMapView       *self,
            const MlgMapWish *wish)
{
  g_autoptr(MlgMapIndex) index = mlg_map_wish_fulfil (wish, mlg_view_get_project (MLG_VIEW (self)));

  take_index (self, index);
}

static void
indexed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMapIndex) index = g_task_propagate_pointer (G_TASK (result), &error);

  if (index != NULL)
    take_index (MLG_MAP_VIEW (object), index);
  /* On a disk that is only read, nothing opens it a second time. */
  else if (error == NULL)
    make_index (MLG_MAP_VIEW (object), g_task_get_task_data (G_TASK (result)));
}

static void
refresh (MlgMapView *self)
{
  MlgMapWish *wish = mlg_map_show_dup_wish (self);

  self->dirty = FALSE;
  g_cancellable_cancel (self->indexing);
  g_clear_object (&self->indexing);
  if (mlg_map_wish_is_large (wish))
    {
      g_autoptr(GTask) task = NULL;

      self->indexing = g_cancellable_new ();
      task = mlg_task_new (self, self->indexing, indexed_cb, NULL);
      g_task_set_task_data (task, wish, (GDestroyNotify) mlg_map_wish_free);
      g_task_run_in_thread (task, index_thread);
    }
  else
    {
      make_index (self, wish);
      mlg_map_wish_free (wish);
    }
}

static gboolean
refresh_cb (gpointer data)
{
  MlgMapView *self = MLG_MAP_VIEW (data);

  self->refresh_source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Several changes, one refresh; none while nobody looks. */
void
mlg_map_view_refresh_soon (MlgMapView *self)
{
  self->dirty = TRUE;
  if (self->refresh_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_source = g_idle_add (refresh_cb, self);
}

/* ---- light, dark, projected */

static void
theme_changed_cb (MlgMapView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  gboolean dark = FALSE, projector = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-application-prefer-dark-theme", &dark, NULL);
  if (focus != NULL)
    projector = mlg_focus_is_projector (focus);
  self->dark = dark;
  if ((self->legend_scale == PROJECTED_LEGEND) != projector)
    {
      self->legend_scale = projector ? PROJECTED_LEGEND : 1;
      /* In large type it would hide a third of the map: a click unfolds it. */
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->legend_open),
                                    !projector && !mlg_settings_get_int ("map-legend-folded", FALSE));
    }
  mlg_map_canvas_set_theme (self->canvas, projector ? (dark ? MLG_INK_PROJECTOR_BLACK : MLG_INK_PROJECTOR_WHITE)
                                                     : (dark ? MLG_INK_DARK : MLG_INK_LIGHT));
  mlg_map_show_size_legend (self);
  mlg_map_view_make_room_soon (self);
}

/* ---- tooltips */

char *
mlg_map_view_describe (MlgMapView *self,
                       guint       spot)
{
  const MlgSpot *described = mlg_map_view_get_spot (self, spot);
  const MlgMapScene *scene = mlg_map_index_get_scene (mlg_map_canvas_get_index (self->canvas));
  g_autofree char *class = mlg_map_sign_dup_name (scene, mlg_spot_get_class (described));
  GString *text = g_string_new (described->name);

  if (described->sort == MLG_SPOT_INITIATIVE || described->sort == MLG_SPOT_EVENT)
    g_string_append_printf (text, "\n%s", described->sort == MLG_SPOT_EVENT ? _("Event") : _("Initiative"));
  else
    g_string_append_printf (text, "\n%s", class);
  if (described->when != NULL)
    g_string_append_printf (text, "\n%s", described->when);
  if (described->change != MLG_SPOT_SAME)
    g_string_append_printf (text, "\n%s", mlg_map_change_get_name (described->change));
  if (described->undated)
    g_string_append_printf (text, "\n%s", _("Without a date: shown at all times"));
  if (described->kind == MLG_SPOT_COMMUNE)
    g_string_append_printf (text, "\n%s", described->approximate ? _("Known to the commune only, whose position is approximate")
                                                                  : _("Known to the commune only"));
  if (described->kind == MLG_SPOT_AREA && described->area_name != NULL)
    {
      g_autofree char *area = g_strdup_printf (_("%s: %s"), _("Area of intervention"), described->area_name);

      g_string_append_printf (text, "\n%s", area);
    }
  return g_string_free (text, FALSE);
}

static gboolean
query_tooltip_cb (GtkWidget  *widget,
                  int         x,
                  int         y,
                  gboolean    by_keyboard,
                  GtkTooltip *tooltip,
                  MlgMapView *self)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  const MlgMapMark *mark = layout != NULL && !by_keyboard ? mlg_map_layout_pick (layout, x, y, 4) : NULL;
  const MlgMapPlate *plate = layout != NULL && !by_keyboard ? mlg_map_layout_pick_plate (layout, x, y) : NULL;
  g_autofree char *text = NULL;

  if (mark != NULL && mark->kind == MLG_MARK_SPOT)
    text = mlg_map_view_describe (self, mark->spot);
  else if (mark != NULL && mark->kind == MLG_MARK_CLUSTER)
    text = g_strdup_printf (ngettext ("%u actor here", "%u actors here", mark->n), mark->n);
  else if (plate != NULL)
    text = g_strdup (((MlgMapGroup *) g_ptr_array_index (mlg_map_index_get_groups (layout->index), plate->group))->name);
  if (text == NULL)
    return FALSE;

  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, & (GdkRectangle) { x - 8, y - 8, 16, 16 });
  return TRUE;
}

/* ---- life */

static void
mlg_map_view_focus_set (MlgView *view)
{
  MlgMapView *self = MLG_MAP_VIEW (view);
  MlgFocus *focus = mlg_view_get_focus (view);

  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (mlg_map_view_refresh_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "filter-changed", G_CALLBACK (mlg_map_view_refresh_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "comparison-changed", G_CALLBACK (mlg_map_view_refresh_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (follow_focus), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  mlg_map_tools_follow (self);
  theme_changed_cb (self);
  mlg_map_view_refresh_soon (self);
}

static void
mlg_map_view_map (GtkWidget *widget)
{
  MlgMapView *self = MLG_MAP_VIEW (widget);

  GTK_WIDGET_CLASS (mlg_map_view_parent_class)->map (widget);
  theme_changed_cb (self);
  if (self->dirty)
    mlg_map_view_refresh_soon (self);
}

static void
mlg_map_view_dispose (GObject *object)
{
  MlgMapView *self = MLG_MAP_VIEW (object);

  mlg_map_missing_detach (self);
  g_cancellable_cancel (self->indexing);
  g_clear_object (&self->indexing);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->room_source, g_source_remove);
  if (self->overlay != NULL)
    for (GtkWidget *child = gtk_widget_get_first_child (self->overlay), *next; child != NULL; child = next)
      {
        next = gtk_widget_get_next_sibling (child);
        if (GTK_IS_POPOVER (child))
          {
            g_signal_handlers_disconnect_by_data (child, self);
            gtk_widget_unparent (child);
          }
      }
  self->popover = NULL;
  self->overlay = NULL;
  mlg_map_tools_detach (self);
  mlg_map_layers_detach (self);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (mlg_map_view_parent_class)->dispose (object);
}

static void
mlg_map_view_finalize (GObject *object)
{
  MlgMapView *self = MLG_MAP_VIEW (object);

  g_clear_pointer (&self->spot_of, g_hash_table_unref);

  G_OBJECT_CLASS (mlg_map_view_parent_class)->finalize (object);
}

static gboolean
mlg_map_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MLG_MAP_VIEW (widget)->map));
}

static void
mlg_map_view_class_init (MlgMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  mlg_map_get_resource ();
  object_class->dispose = mlg_map_view_dispose;
  object_class->finalize = mlg_map_view_finalize;
  widget_class->map = mlg_map_view_map;
  widget_class->grab_focus = mlg_map_view_grab_focus;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_map_view_focus_set;
  gtk_widget_class_set_css_name (widget_class, "mapview");
}

static GtkWidget *
get (GtkBuilder *builder,
     const char *id)
{
  return GTK_WIDGET (gtk_builder_get_object (builder, id));
}

static void
load_template (MlgMapView *self)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/map/mlg-map-view.ui");

  self->overlay = get (builder, "overlay");
  self->summary = get (builder, "summary");
  self->show_actors = get (builder, "show_actors");
  self->show_places = get (builder, "show_places");
  self->show_initiatives = get (builder, "show_initiatives");
  self->show_events = get (builder, "show_events");
  self->by = get (builder, "by");
  self->show_ties = get (builder, "show_ties");
  self->show_names = get (builder, "show_names");
  self->show_legend = get (builder, "show_legend");
  self->show_list = get (builder, "show_list");
  self->zoom_in = get (builder, "zoom_in");
  self->zoom_out = get (builder, "zoom_out");
  self->zoom_fit = get (builder, "zoom_fit");
  self->legend = get (builder, "legend");
  self->legend_card = get (builder, "legend_card");
  self->legend_open = get (builder, "legend_open");
  self->legend_arrow = get (builder, "legend_arrow");
  self->attribution = get (builder, "attribution");
  self->attribution_button = get (builder, "attribution_button");
  self->empty = get (builder, "empty");
  self->panel = get (builder, "panel");
  self->list = get (builder, "list");
  self->go_to = get (builder, "go_to");
  mlg_view_set_child (MLG_VIEW (self), get (builder, "content"));
}

static void
make_map (MlgMapView *self)
{
  g_autoptr(ShumateMapSource) source = mlg_map_source_new ();
  ShumateViewport *viewport;

  self->map = shumate_map_new ();
  viewport = shumate_map_get_viewport (self->map);
  shumate_viewport_set_reference_map_source (viewport, source);
  self->canvas = mlg_map_canvas_new (viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->canvas));
  gtk_widget_set_focusable (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->map), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Map"), -1);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));

  g_signal_connect (self->map, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
  g_signal_connect_object (self->canvas, "sized", G_CALLBACK (mlg_map_view_make_room_soon), self, G_CONNECT_SWAPPED);
}

static void
mlg_map_view_init (MlgMapView *self)
{
  self->last_chosen = MLG_MAP_NONE;
  self->legend_scale = 1;
  load_template (self);
  make_map (self);
  mlg_map_show_attach (self);
  mlg_map_list_attach (self);
  mlg_map_tools_attach (self);
  mlg_map_hands_attach (self);
  mlg_map_drop_attach (self);
  mlg_map_go_to_attach (self);
  mlg_map_layers_attach (self);

  mlg_map_missing_attach (self);
  mlg_map_print_attach (self);
  g_signal_connect_object (self->show_list, "toggled", G_CALLBACK (mlg_map_view_make_room_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
}
