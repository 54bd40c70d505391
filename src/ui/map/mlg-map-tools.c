/* What a hand can do on the map: its tools, their keys and their drags. */

#include "ui/map/mlg-map-tools.h"

#include <math.h>
#include <glib/gi18n-lib.h>

#define LASSO_STEP     3.0       /* pixels between two points of the line */
#define FIRST_CIRCLE   80.0      /* pixels */
#define CIRCLE_STEP    1.25
#define SMALLEST       10.0
#define CLOSE_WITHIN   9.0       /* pixels from the first point: the ring is closed */
#define CIRCLE_POINTS  48

static MlgMercator
point_at (MlgMapView *self,
          double      x,
          double      y)
{
  MlgMapFrame frame;

  mlg_map_canvas_get_frame (self->canvas, &frame);
  return mlg_map_frame_from_screen (&frame, x, y);
}

static void
redraw (MlgMapView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
}

/* ---- the card */

static char *
dup_measure_hint (MlgMapTools *tools)
{
  const MlgMercator *points = (const MlgMercator *) tools->measured->data;
  g_autofree char *length = NULL;
  g_autofree char *surface = NULL;
  double km = 0;

  if (tools->measured->len == 0)
    return g_strdup (_("Click from point to point. With the keyboard: arrows move the map, Enter takes its middle, Escape ends."));

  for (guint i = 1; i < tools->measured->len; i++)
    km += mlg_ground_between (points[i - 1], points[i]);
  if (tools->is_closed)
    km += mlg_ground_between (points[tools->measured->len - 1], points[0]);
  length = mlg_map_dup_length (km);
  surface = mlg_map_dup_surface (mlg_ground_surface (points, tools->measured->len));
  if (tools->is_closed)
    return g_strdup_printf (_("Around: %s. Surface: %s."), length, surface);

  return tools->measured->len < 3 ? g_strdup_printf (_("Distance: %s. Backspace takes back a point."), length)
                                  : g_strdup_printf (_("Distance: %s. Space, or a click on the first point, closes the ring."), length);
}

void
mlg_map_tools_update_card (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;
  g_autofree char *text = NULL;

  if (tools->tool == MLG_MAP_TOOL_LASSO)
    text = g_strdup (tools->circle > 0 ? _("+ and − for the circle, arrows to move the map, Enter to choose those inside.")
                                       : _("Circle the actors to choose, the button held down."));
  else if (tools->tool == MLG_MAP_TOOL_MEASURE)
    text = dup_measure_hint (tools);
  else if (tools->tool == MLG_MAP_TOOL_NEAR)
    text = g_strdup (tools->has_middle ? _("Click where to look from; pull the circle by its edge.")
                                        : _("Click where to look from, or type a town."));

  gtk_widget_set_visible (tools->card, text != NULL);
  gtk_label_set_label (GTK_LABEL (tools->hint), text != NULL ? text : "");
}

/* ---- taking and letting go */

static void
let_go (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;

  tools->grip = MLG_GRIP_NONE;
  g_array_set_size (tools->lasso, 0);
  g_array_set_size (tools->measured, 0);
  tools->circle = 0;
  tools->is_closed = tools->has_tip = FALSE;
}

void
mlg_map_tools_take (MlgMapView *self,
                    MlgMapTool  tool)
{
  MlgMapTools *tools = self->tools;
  MlgMapTool before = tools->tool;

  let_go (self);
  tools->tool = tool;
  tools->switching = TRUE;
  for (guint i = 1; i < MLG_N_MAP_TOOLS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tools->buttons[i]), i == tool);
  tools->switching = FALSE;

  if (before == MLG_MAP_TOOL_NEAR && tool != MLG_MAP_TOOL_NEAR)
    mlg_map_near_close (self);
  if (before != MLG_MAP_TOOL_NEAR && tool == MLG_MAP_TOOL_NEAR)
    mlg_map_near_open (self);
  mlg_map_tools_update_card (self);
  redraw (self);
}

static void
button_toggled_cb (GtkToggleButton *button,
                   MlgMapView      *self)
{
  MlgMapTool tool = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "tool"));

  if (self->tools->switching)
    return;

  mlg_map_tools_take (self, gtk_toggle_button_get_active (button) ? tool : MLG_MAP_TOOL_HAND);
  if (tool != MLG_MAP_TOOL_NEAR)
    gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

static void
done_cb (MlgMapView *self)
{
  mlg_map_tools_take (self, MLG_MAP_TOOL_HAND);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

gboolean
mlg_map_tools_escape (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;

  if (tools->grip == MLG_GRIP_LASSO)
    {
      tools->grip = MLG_GRIP_NONE;
      g_array_set_size (tools->lasso, 0);
      redraw (self);
      return TRUE;
    }
  if (tools->tool == MLG_MAP_TOOL_HAND)
    return FALSE;

  mlg_map_tools_take (self, MLG_MAP_TOOL_HAND);
  return TRUE;
}

/* ---- circling */

static void
choose_inside (MlgMapView        *self,
               const MlgMapPoint *line,
               guint              n)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  g_autoptr(GArray) spots = layout != NULL ? mlg_map_lasso_list (layout, line, n) : NULL;

  if (spots != NULL)
    mlg_map_view_choose_many (self, spots);
}

static void
choose_in_circle (MlgMapView *self)
{
  MlgMapPoint line[CIRCLE_POINTS];
  double x = gtk_widget_get_width (GTK_WIDGET (self->canvas)) / 2.0, y = gtk_widget_get_height (GTK_WIDGET (self->canvas)) / 2.0;

  for (guint i = 0; i < CIRCLE_POINTS; i++)
    line[i] = (MlgMapPoint) { x + self->tools->circle * cos (2 * G_PI * i / CIRCLE_POINTS),
                              y + self->tools->circle * sin (2 * G_PI * i / CIRCLE_POINTS) };
  choose_inside (self, line, CIRCLE_POINTS);
}

/* ---- measuring */

static void
add_point (MlgMapView *self,
           double      x,
           double      y)
{
  MlgMapTools *tools = self->tools;
  MlgMercator point = point_at (self, x, y);
  MlgMapFrame frame;
  double first_x, first_y;

  mlg_map_canvas_get_frame (self->canvas, &frame);
  if (tools->is_closed)
    {
      g_array_set_size (tools->measured, 0);
      tools->is_closed = FALSE;
    }
  else if (tools->measured->len >= 3)
    {
      mlg_map_frame_to_screen (&frame, g_array_index (tools->measured, MlgMercator, 0), &first_x, &first_y);
      tools->is_closed = hypot (first_x - x, first_y - y) <= CLOSE_WITHIN;
    }
  if (!tools->is_closed)
    g_array_append_val (tools->measured, point);
  mlg_map_tools_update_card (self);
  redraw (self);
}

void
mlg_map_measure_from (MlgMapView  *self,
                      MlgMercator  point)
{
  mlg_map_tools_take (self, MLG_MAP_TOOL_MEASURE);
  g_array_append_val (self->tools->measured, point);
  mlg_map_tools_update_card (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

/* ---- keys */

static gboolean
lasso_key (MlgMapView *self,
           guint       keyval)
{
  MlgMapTools *tools = self->tools;
  double largest = MIN (gtk_widget_get_width (GTK_WIDGET (self->canvas)), gtk_widget_get_height (GTK_WIDGET (self->canvas))) / 2.0;

  if (tools->circle == 0)
    return FALSE;

  switch (keyval)
    {
    case GDK_KEY_plus: case GDK_KEY_KP_Add: case GDK_KEY_equal:
      tools->circle = MIN (tools->circle * CIRCLE_STEP, largest);
      break;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract:
      tools->circle = MAX (tools->circle / CIRCLE_STEP, SMALLEST);
      break;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      choose_in_circle (self);
      mlg_map_tools_take (self, MLG_MAP_TOOL_HAND);
      break;
    default:
      return FALSE;
    }
  redraw (self);
  return TRUE;
}

static gboolean
measure_key (MlgMapView *self,
             guint       keyval)
{
  MlgMapTools *tools = self->tools;

  switch (keyval)
    {
    case GDK_KEY_Return: case GDK_KEY_KP_Enter:
      add_point (self, gtk_widget_get_width (GTK_WIDGET (self->canvas)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self->canvas)) / 2.0);
      return TRUE;
    case GDK_KEY_space:
      tools->is_closed = tools->measured->len >= 3;
      break;
    case GDK_KEY_BackSpace:
      if (tools->measured->len > 0 && !tools->is_closed)
        g_array_set_size (tools->measured, tools->measured->len - 1);
      tools->is_closed = FALSE;
      break;
    default:
      return FALSE;
    }
  mlg_map_tools_update_card (self);
  redraw (self);
  return TRUE;
}

static void
toggle_tool (MlgMapView *self,
             MlgMapTool  tool)
{
  mlg_map_tools_take (self, self->tools->tool == tool ? MLG_MAP_TOOL_HAND : tool);
}

gboolean
mlg_map_tools_key (MlgMapView *self,
                   guint       keyval)
{
  MlgMapTools *tools = self->tools;

  if (tools->tool == MLG_MAP_TOOL_LASSO && lasso_key (self, keyval))
    return TRUE;
  if (tools->tool == MLG_MAP_TOOL_MEASURE && measure_key (self, keyval))
    return TRUE;

  switch (keyval)
    {
    case GDK_KEY_l: case GDK_KEY_L:
      toggle_tool (self, MLG_MAP_TOOL_LASSO);
      tools->circle = tools->tool == MLG_MAP_TOOL_LASSO ? FIRST_CIRCLE : 0;
      mlg_map_tools_update_card (self);
      return TRUE;
    case GDK_KEY_m: case GDK_KEY_M: toggle_tool (self, MLG_MAP_TOOL_MEASURE); return TRUE;
    case GDK_KEY_p: case GDK_KEY_P: toggle_tool (self, MLG_MAP_TOOL_NEAR); return TRUE;
    case GDK_KEY_Page_Up: case GDK_KEY_Page_Down:
      if (tools->tool != MLG_MAP_TOOL_NEAR)
        return FALSE;
      mlg_map_near_set_km (self, keyval == GDK_KEY_Page_Up ? tools->km * CIRCLE_STEP : tools->km / CIRCLE_STEP);
      return TRUE;
    default:
      return FALSE;
    }
}

/* ---- drags and clicks */

gboolean
mlg_map_tools_begin_drag (MlgMapView      *self,
                          double           x,
                          double           y,
                          GdkModifierType  state)
{
  MlgMapTools *tools = self->tools;
  MlgMapPoint point = { x, y };

  tools->grip = tools->tool == MLG_MAP_TOOL_LASSO || (state & GDK_ALT_MASK) != 0 ? MLG_GRIP_LASSO : mlg_map_overlay_pick (self, x, y);
  if (tools->grip != MLG_GRIP_LASSO)
    return tools->grip != MLG_GRIP_NONE;

  tools->circle = 0;
  g_array_set_size (tools->lasso, 0);
  g_array_append_val (tools->lasso, point);
  return TRUE;
}

void
mlg_map_tools_drag (MlgMapView *self,
                    double      x,
                    double      y)
{
  MlgMapTools *tools = self->tools;
  const MlgMapPoint *last;
  MlgMapPoint point = { x, y };

  switch (tools->grip)
    {
    case MLG_GRIP_LASSO:
      last = &g_array_index (tools->lasso, MlgMapPoint, tools->lasso->len - 1);
      if (hypot (x - last->x, y - last->y) >= LASSO_STEP)
        g_array_append_val (tools->lasso, point);
      redraw (self);
      break;
    case MLG_GRIP_RING:
      mlg_map_near_set_km (self, mlg_ground_between (tools->middle, point_at (self, x, y)));
      break;
    case MLG_GRIP_MIDDLE:
      mlg_map_near_set_middle (self, point_at (self, x, y), NULL);
      break;
    case MLG_GRIP_NONE:
      break;
    }
}

void
mlg_map_tools_end_drag (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;

  if (tools->grip == MLG_GRIP_LASSO)
    {
      choose_inside (self, (const MlgMapPoint *) tools->lasso->data, tools->lasso->len);
      g_array_set_size (tools->lasso, 0);
      redraw (self);
    }
  tools->grip = MLG_GRIP_NONE;
}

gboolean
mlg_map_tools_click (MlgMapView *self,
                     double      x,
                     double      y,
                     gboolean    on_mark)
{
  if (self->tools->tool == MLG_MAP_TOOL_MEASURE)
    add_point (self, x, y);
  else if (self->tools->tool == MLG_MAP_TOOL_NEAR && !on_mark)
    mlg_map_near_set_middle (self, point_at (self, x, y), NULL);
  else
    return FALSE;
  return TRUE;
}

void
mlg_map_tools_move (MlgMapView *self,
                    double      x,
                    double      y)
{
  MlgMapTools *tools = self->tools;

  if (tools->tool != MLG_MAP_TOOL_MEASURE)
    return;

  tools->has_tip = TRUE;
  tools->tip = point_at (self, x, y);
  redraw (self);
}

const char *
mlg_map_tools_get_cursor (MlgMapView *self,
                          double      x,
                          double      y)
{
  switch (self->tools->tool)
    {
    case MLG_MAP_TOOL_LASSO:
    case MLG_MAP_TOOL_MEASURE:
      return "crosshair";
    case MLG_MAP_TOOL_NEAR:
      switch (mlg_map_overlay_pick (self, x, y))
        {
        case MLG_GRIP_RING:   return "ew-resize";
        case MLG_GRIP_MIDDLE: return "move";
        default:              return NULL;
        }
    default:
      return NULL;
    }
}

/* ---- life */

static GtkWidget *
make_card (MlgMapView *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *done = gtk_button_new_with_label (_("Done"));

  self->tools->hint = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "wrap", TRUE,
                                    "max-width-chars", 52, "xalign", 0.0, "hexpand", TRUE, NULL);
  gtk_widget_set_tooltip_text (done, _("Back to choosing (Escape)"));
  gtk_widget_set_valign (done, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (done_cb), self);
  gtk_box_append (GTK_BOX (card), self->tools->hint);
  gtk_box_append (GTK_BOX (card), done);
  gtk_widget_set_halign (card, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (card, GTK_ALIGN_END);
  gtk_widget_set_visible (card, FALSE);
  gtk_widget_add_css_class (card, "floating");
  gtk_widget_add_css_class (card, "doing");
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), card);
  return card;
}

static GtkWidget *
make_button (MlgMapView *self,
             MlgMapTool  tool,
             const char *icon,
             const char *name,
             const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "tool", GUINT_TO_POINTER (tool));
  g_signal_connect (button, "toggled", G_CALLBACK (button_toggled_cb), self);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->zoom_in)), button);
  return button;
}

static void
looked_cb (MlgMapView *self)
{
  mlg_map_tell_soon (self);
}

void
mlg_map_tools_attach (MlgMapView *self)
{
  MlgMapTools *tools = self->tools = g_new0 (MlgMapTools, 1);

  tools->view = self;
  tools->lasso = g_array_new (FALSE, FALSE, sizeof (MlgMapPoint));
  tools->measured = g_array_new (FALSE, FALSE, sizeof (MlgMercator));
  tools->nearby = g_array_new (FALSE, FALSE, sizeof (MlgNearby));
  tools->km = 15;
  tools->card = make_card (self);
  tools->buttons[MLG_MAP_TOOL_NEAR] = make_button (self, MLG_MAP_TOOL_NEAR, "mlg-near-symbolic", _("Who is near"),
                                                   _("Who is near a point: list by distance (P)"));
  tools->buttons[MLG_MAP_TOOL_LASSO] = make_button (self, MLG_MAP_TOOL_LASSO, "mlg-lasso-symbolic", _("Choose by circling"),
                                                    _("Choose several actors by circling them (L, or Alt and drag; Shift and drag for a rectangle)"));
  tools->buttons[MLG_MAP_TOOL_MEASURE] = make_button (self, MLG_MAP_TOOL_MEASURE, "mlg-measure-symbolic", _("Measure"),
                                                      _("Measure a distance or a surface (M)"));
  mlg_map_near_make (self);
  mlg_map_canvas_set_overlay (self->canvas, mlg_map_overlay_draw, self);
  mlg_map_canvas_set_underlay (self->canvas, mlg_map_outline_draw_under, self);
  g_signal_connect_object (shumate_map_get_viewport (self->map), "notify", G_CALLBACK (looked_cb), self, G_CONNECT_SWAPPED);
}

void
mlg_map_tools_detach (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;

  if (tools == NULL)
    return;

  self->tools = NULL;
  if (tools->flash_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->canvas), tools->flash_tick);
  mlg_map_canvas_set_overlay (self->canvas, NULL, NULL);
  mlg_map_canvas_set_underlay (self->canvas, NULL, NULL);
  g_clear_handle_id (&tools->tell_source, g_source_remove);
  g_clear_handle_id (&tools->near_source, g_source_remove);
  g_clear_object (&tools->near_rows);
  g_clear_pointer (&tools->text, mlg_map_text_free);
  g_array_unref (tools->lasso);
  g_array_unref (tools->measured);
  g_array_unref (tools->nearby);
  g_free (tools->area_name);
  g_free (tools);
}

void
mlg_map_tools_follow (MlgMapView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (mlg_map_outline_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "filter-changed", G_CALLBACK (mlg_map_outline_follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "selection-changed", G_CALLBACK (mlg_map_tell_soon), self, G_CONNECT_SWAPPED);
}

void
mlg_map_tools_reindexed (MlgMapView *self)
{
  mlg_map_near_update (self);
  mlg_map_tell_soon (self);
}
