/* Pointer and keys on the map.
 *
 * libshumate pans and pinches; what is ours: choosing, moving a mark, drawing a rectangle (Shift),
 * turning the wheel, the keys. Everything is attached to the map itself; the canvas only tells
 * what is under the pointer.
 */

#include "ui/map/mlg-map-tools.h"

#include <math.h>

#define SLACK         5.0          /* pixels around a mark that still are the mark */
#define WHEEL_STEP    0.5          /* levels */
#define KEY_STEP      90.0         /* pixels */
#define BUTTON_STEP   1.0          /* levels */
#define CARRY_AFTER   4.0          /* pixels before a mark follows */
#define LIST_AT_MOST  40           /* of a cluster that cannot be opened further by zooming */
#define DEEPEST_FIT   15.0

static const MlgMapMark *
pick (MlgMapView *self,
      double      x,
      double      y)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);

  return layout != NULL ? mlg_map_layout_pick (layout, x, y, SLACK) : NULL;
}

static guint
index_of (MlgMapView       *self,
          const MlgMapMark *mark)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);

  return mark != NULL ? (guint) (mark - &g_array_index (layout->marks, MlgMapMark, 0)) : MLG_MAP_NONE;
}

/* ---- opening what is under the pointer */

static void
open_group (MlgMapView *self,
            guint       group,
            double      x,
            double      y)
{
  const MlgMapGroup *opened = g_ptr_array_index (mlg_map_index_get_groups (mlg_map_canvas_get_index (self->canvas)), group);

  mlg_map_popover_list (self, opened->name, opened->spots, x, y);
}

/* Nearer, as long as that takes it apart; else the list of who is there. */
static void
open_cluster (MlgMapView       *self,
              const MlgMapMark *mark)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  g_autoptr(GArray) spots = g_array_new (FALSE, FALSE, sizeof (guint));
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;
  double width;

  mlg_map_index_append (layout->index, mark->cluster, spots);
  for (guint i = 0; i < spots->len; i++)
    mlg_mercator_box_add (&box, *mlg_map_index_get_point (layout->index, g_array_index (spots, guint, i)));
  width = MAX ((double) box.x1 - box.x0, (double) box.y1 - box.y0) * 256 * exp2 (DEEPEST_FIT) / MLG_MERCATOR_SIZE;

  if (width > 30 && (layout->frame.zoom < DEEPEST_FIT - 0.5 || spots->len > LIST_AT_MOST))
    mlg_map_canvas_fit (self->canvas, &box, DEEPEST_FIT, TRUE);
  else
    {
      g_autoptr(GArray) sorted = mlg_map_layout_list (layout, mark);

      mlg_map_popover_list (self, NULL, sorted, mark->x, mark->y);
    }
}

static void
toggle (MlgMapView *self,
        guint       spot)
{
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  g_autoptr(GArray) spots = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < mlg_map_index_get_scene (index)->spots->len; i++)
    if (mlg_map_canvas_is_selected (self->canvas, i) != (i == spot))
      g_array_append_val (spots, i);
  mlg_map_view_choose_many (self, spots);
}

static void
open_mark (MlgMapView       *self,
           const MlgMapMark *mark,
           gboolean          adding)
{
  g_autoptr(GArray) spots = NULL;

  switch (mark->kind)
    {
    case MLG_MARK_SPOT:
      if (adding)
        toggle (self, mark->spot);
      else
        mlg_map_view_choose (self, mark->spot);
      break;
    case MLG_MARK_CLUSTER:
      open_cluster (self, mark);
      break;
    case MLG_MARK_MANY:
      spots = mlg_map_layout_list (mlg_map_canvas_get_layout (self->canvas), mark);
      mlg_map_popover_list (self, ((MlgMapGroup *) g_ptr_array_index (mlg_map_index_get_groups (mlg_map_canvas_get_index (self->canvas)), mark->group))->name,
                            spots, mark->x, mark->y);
      break;
    }
}

static void
released_cb (GtkGestureClick *click,
             int              n_press,
             double           x,
             double           y,
             MlgMapView      *self)
{
  const MlgMapMark *mark = pick (self, x, y);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  const MlgMapPlate *plate = layout != NULL ? mlg_map_layout_pick_plate (layout, x, y) : NULL;

  /* After a drag, it was not a click. */
  if (hypot (x - self->press_x, y - self->press_y) > CARRY_AFTER)
    return;
  if (mlg_map_tools_click (self, x, y, mark != NULL || plate != NULL) || n_press != 1)
    return;

  if (mark != NULL)
    open_mark (self, mark, (state & GDK_CONTROL_MASK) != 0);
  else if (plate != NULL)
    open_group (self, plate->group, x, y);
  else if (!mlg_map_missing_click (self, x, y))
    mlg_map_view_choose (self, MLG_MAP_NONE);
}

static void
pressed_cb (GtkGestureClick *click,
            int              n_press,
            double           x,
            double           y,
            MlgMapView      *self)
{
  self->press_x = x;
  self->press_y = y;
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  mlg_map_canvas_stop (self->canvas);
  mlg_map_popover_close (self);
}

static void
menu_pressed_cb (GtkGestureClick *click,
                 int              n_press,
                 double           x,
                 double           y,
                 MlgMapView      *self)
{
  mlg_map_popover_place (self, x, y);
}

/* ---- moving a mark, drawing a rectangle */

static void
drag_begin_cb (GtkGestureDrag *drag,
               double          x,
               double          y,
               MlgMapView     *self)
{
  const MlgMapMark *mark = pick (self, x, y);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));

  self->carried = MLG_MAP_NONE;
  self->banding = (state & GDK_SHIFT_MASK) != 0;
  self->tooling = !self->banding && mlg_map_tools_begin_drag (self, x, y, state);
  /* Only what is already chosen moves: nobody displaces an actor while panning. */
  if (!self->banding && !self->tooling && mark != NULL && mark->kind == MLG_MARK_SPOT && mark->group == MLG_MAP_NONE && mark->sign.sort <= MLG_SPOT_PLACE &&
      mlg_map_canvas_is_selected (self->canvas, mark->spot) && project != NULL && !mlg_project_is_read_only (project))
    self->carried = mark->spot;

  if (self->banding || self->tooling)
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  else if (self->carried == MLG_MAP_NONE)
    gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
}

static graphene_rect_t
band_of (GtkGestureDrag *drag,
         double          dx,
         double          dy)
{
  graphene_rect_t band;
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  graphene_rect_init (&band, x, y, dx, dy);
  return *graphene_rect_normalize (&band);
}

static void
drag_update_cb (GtkGestureDrag *drag,
                double          dx,
                double          dy,
                MlgMapView     *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  if (self->tooling)
    mlg_map_tools_drag (self, x + dx, y + dy);
  else if (self->banding)
    {
      graphene_rect_t band = band_of (drag, dx, dy);

      mlg_map_canvas_set_band (self->canvas, &band);
    }
  else if (self->carried != MLG_MAP_NONE && hypot (dx, dy) > CARRY_AFTER)
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
      mlg_map_canvas_set_carried (self->canvas, self->carried, x + dx, y + dy);
    }
}

static void
choose_within (MlgMapView            *self,
               const graphene_rect_t *band)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  double left = band->origin.x, top = band->origin.y, right = left + band->size.width, bottom = top + band->size.height;
  MlgMapPoint line[] = { { left, top }, { right, top }, { right, bottom }, { left, bottom } };
  g_autoptr(GArray) spots = layout != NULL ? mlg_map_lasso_list (layout, line, G_N_ELEMENTS (line)) : NULL;

  if (spots != NULL)
    mlg_map_view_choose_many (self, spots);
}

/* What is in hand goes back where it was. */
static gboolean
drop_all (MlgMapView *self)
{
  gboolean had = self->carried != MLG_MAP_NONE || self->banding;

  self->carried = MLG_MAP_NONE;
  self->banding = FALSE;
  mlg_map_canvas_set_carried (self->canvas, MLG_MAP_NONE, 0, 0);
  mlg_map_canvas_set_band (self->canvas, NULL);
  return had;
}

static void
drag_cancel_cb (GtkGesture       *drag,
                GdkEventSequence *sequence,
                MlgMapView       *self)
{
  drop_all (self);
  if (self->tooling)
    mlg_map_tools_escape (self);
  self->tooling = FALSE;
}

static void
drag_end_cb (GtkGestureDrag *drag,
             double          dx,
             double          dy,
             MlgMapView     *self)
{
  guint carried = self->carried;
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  self->carried = MLG_MAP_NONE;
  mlg_map_canvas_set_carried (self->canvas, MLG_MAP_NONE, 0, 0);
  mlg_map_canvas_set_band (self->canvas, NULL);

  if (self->tooling)
    mlg_map_tools_end_drag (self);
  else if (self->banding && hypot (dx, dy) > CARRY_AFTER)
    {
      graphene_rect_t band = band_of (drag, dx, dy);

      choose_within (self, &band);
    }
  else if (carried != MLG_MAP_NONE && hypot (dx, dy) > CARRY_AFTER)
    mlg_map_place_actor (self, &mlg_map_view_get_spot (self, carried)->id, x + dx, y + dy);
  self->banding = self->tooling = FALSE;
}

/* ---- hovering and the wheel */

static void
motion_cb (GtkEventControllerMotion *motion,
           double                    x,
           double                    y,
           MlgMapView               *self)
{
  const MlgMapMark *mark = pick (self, x, y);
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  const MlgMapPlate *plate = layout != NULL ? mlg_map_layout_pick_plate (layout, x, y) : NULL;
  guint group = mark != NULL ? mark->group : plate != NULL ? plate->group : MLG_MAP_NONE;
  const char *cursor = mlg_map_tools_get_cursor (self, x, y);

  self->pointer_x = x;
  self->pointer_y = y;
  mlg_map_canvas_set_hovered (self->canvas, index_of (self, mark), group);
  mlg_map_tools_move (self, x, y);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), cursor != NULL ? cursor : mark != NULL || plate != NULL ? "pointer" : NULL);
}

static void
leave_cb (GtkEventControllerMotion *motion,
          MlgMapView               *self)
{
  mlg_map_canvas_set_hovered (self->canvas, MLG_MAP_NONE, MLG_MAP_NONE);
}

static gboolean
scroll_cb (GtkEventControllerScroll *scroll,
           double                    dx,
           double                    dy,
           MlgMapView               *self)
{
  gboolean smooth = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_SURFACE;

  mlg_map_popover_close (self);
  mlg_map_canvas_zoom_by (self->canvas, smooth ? -dy / 60 : -dy * WHEEL_STEP, self->pointer_x, self->pointer_y);
  return TRUE;
}

/* ---- keys */

static void
zoom_from_middle (MlgMapView *self,
                  double      levels)
{
  mlg_map_canvas_zoom_by (self->canvas, levels, gtk_widget_get_width (GTK_WIDGET (self->canvas)) / 2.0,
                          gtk_widget_get_height (GTK_WIDGET (self->canvas)) / 2.0);
}

/* Shows where one is; the tooltip of the mark is said in the summary. */
static void
set_cursor (MlgMapView *self,
            guint       at)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  const MlgMapMark *mark = at != MLG_MAP_NONE ? &g_array_index (layout->marks, MlgMapMark, at) : NULL;

  self->cursor = at;
  mlg_map_canvas_set_hovered (self->canvas, at, mark != NULL ? mark->group : MLG_MAP_NONE);
  mlg_map_tell_mark (self, mark);
}

/* FALSE after the last one: Tab then leaves the map. */
static gboolean
move_cursor (MlgMapView *self,
             int         step)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  int n = layout != NULL ? (int) layout->marks->len : 0;
  int at = self->cursor == MLG_MAP_NONE || (int) self->cursor >= n ? (step > 0 ? -1 : n) : (int) self->cursor;

  for (at += step; at >= 0 && at < n; at += step)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, at);

      if (mark->x < 0 || mark->y < 0 || mark->x > layout->frame.width || mark->y > layout->frame.height)
        continue;
      set_cursor (self, at);
      return TRUE;
    }

  set_cursor (self, MLG_MAP_NONE);
  return FALSE;
}

/* To the next mark that way: from the one under the keyboard, else from the middle. */
static void
step_cursor (MlgMapView *self,
             double      dx,
             double      dy)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  const MlgMapMark *from = NULL;
  guint next;

  if (layout == NULL)
    return;

  if (self->cursor < layout->marks->len)
    from = &g_array_index (layout->marks, MlgMapMark, self->cursor);
  next = mlg_map_lasso_step (layout, from != NULL ? from->x : layout->frame.width / 2, from != NULL ? from->y : layout->frame.height / 2,
                             dx, dy, from != NULL ? self->cursor : MLG_MAP_NONE);
  if (next != MLG_MAP_NONE)
    set_cursor (self, next);
}

static gboolean
open_cursor (MlgMapView *self,
             gboolean    adding)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);

  if (layout == NULL || self->cursor >= layout->marks->len)
    return FALSE;

  open_mark (self, &g_array_index (layout->marks, MlgMapMark, self->cursor), adding);
  return TRUE;
}

/* Where the keyboard is, else in the middle. */
static void
open_menu (MlgMapView *self)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  const MlgMapMark *mark = layout != NULL && self->cursor < layout->marks->len ? &g_array_index (layout->marks, MlgMapMark, self->cursor) : NULL;

  if (mark != NULL)
    mlg_map_popover_place (self, mark->x, mark->y);
  else
    mlg_map_popover_place (self, gtk_widget_get_width (GTK_WIDGET (self->canvas)) / 2.0,
                           gtk_widget_get_height (GTK_WIDGET (self->canvas)) / 2.0);
}

static gboolean
escape (MlgMapView *self)
{
  if (drop_all (self) || mlg_map_tools_escape (self))
    return TRUE;
  if (self->cursor != MLG_MAP_NONE)
    {
      set_cursor (self, MLG_MAP_NONE);
      return TRUE;
    }
  if (mlg_focus_get_id (mlg_view_get_focus (MLG_VIEW (self))) == NULL)
    return FALSE;

  mlg_map_view_choose (self, MLG_MAP_NONE);
  return TRUE;
}

/* With Ctrl, arrows go from mark to mark. */
static gboolean
ctrl_pressed (MlgMapView *self,
              guint       keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:  step_cursor (self, -1, 0); return TRUE;
    case GDK_KEY_Right: step_cursor (self, 1, 0); return TRUE;
    case GDK_KEY_Up:    step_cursor (self, 0, -1); return TRUE;
    case GDK_KEY_Down:  step_cursor (self, 0, 1); return TRUE;
    default:            return FALSE;
    }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                MlgMapView            *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == GDK_CONTROL_MASK && ctrl_pressed (self, keyval))
    return TRUE;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  if (mlg_map_tools_key (self, keyval))
    return TRUE;

  switch (keyval)
    {
    case GDK_KEY_Left:  case GDK_KEY_KP_Left:   mlg_map_canvas_pan_by (self->canvas, -KEY_STEP, 0); return TRUE;
    case GDK_KEY_Right: case GDK_KEY_KP_Right:  mlg_map_canvas_pan_by (self->canvas, KEY_STEP, 0); return TRUE;
    case GDK_KEY_Up:    case GDK_KEY_KP_Up:     mlg_map_canvas_pan_by (self->canvas, 0, -KEY_STEP); return TRUE;
    case GDK_KEY_Down:  case GDK_KEY_KP_Down:   mlg_map_canvas_pan_by (self->canvas, 0, KEY_STEP); return TRUE;
    case GDK_KEY_plus:  case GDK_KEY_KP_Add: case GDK_KEY_equal:      zoom_from_middle (self, BUTTON_STEP); return TRUE;
    case GDK_KEY_minus: case GDK_KEY_KP_Subtract:                     zoom_from_middle (self, -BUTTON_STEP); return TRUE;
    case GDK_KEY_0:     case GDK_KEY_KP_0: case GDK_KEY_agrave:
    case GDK_KEY_f:     case GDK_KEY_F:         mlg_map_view_fit_all (self, TRUE); return TRUE;
    case GDK_KEY_Tab:                           return move_cursor (self, 1);
    case GDK_KEY_ISO_Left_Tab:                  return move_cursor (self, -1);
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: return open_cursor (self, FALSE);
    case GDK_KEY_space:                         return open_cursor (self, TRUE);
    case GDK_KEY_Escape:                        return escape (self);
    case GDK_KEY_Menu:                          open_menu (self); return TRUE;
    case GDK_KEY_F10:
      if (!(state & GDK_SHIFT_MASK))
        return FALSE;
      open_menu (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
zoom_in_cb (MlgMapView *self)
{
  zoom_from_middle (self, BUTTON_STEP);
}

static void
zoom_out_cb (MlgMapView *self)
{
  zoom_from_middle (self, -BUTTON_STEP);
}

static void
zoom_fit_cb (MlgMapView *self)
{
  mlg_map_view_fit_all (self, TRUE);
}

static void
attach (MlgMapView          *self,
        GtkEventController  *controller,
        GtkPropagationPhase  phase)
{
  gtk_event_controller_set_propagation_phase (controller, phase);
  gtk_widget_add_controller (GTK_WIDGET (self->map), controller);
}

void
mlg_map_hands_attach (MlgMapView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cursor = self->carried = MLG_MAP_NONE;
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);

  /* Not grouped: denying the drag would end the click too. */
  attach (self, GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  attach (self, GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  attach (self, GTK_EVENT_CONTROLLER (menu), GTK_PHASE_CAPTURE);
  attach (self, motion, GTK_PHASE_CAPTURE);
  attach (self, scroll, GTK_PHASE_CAPTURE);
  attach (self, keys, GTK_PHASE_BUBBLE);

  g_signal_connect_swapped (self->zoom_in, "clicked", G_CALLBACK (zoom_in_cb), self);
  g_signal_connect_swapped (self->zoom_out, "clicked", G_CALLBACK (zoom_out_cb), self);
  g_signal_connect_swapped (self->zoom_fit, "clicked", G_CALLBACK (zoom_fit_cb), self);
}
