/* The one layer of the map. */

#include "ui/map/mlg-map-canvas.h"

#include <math.h>
#include <string.h>

#include "render/mlg-map-changes.h"
#include "ui/map/mlg-map-picture.h"
#include "ui/map/mlg-map-tiles.h"

#define MIN_ZOOM       4.0
#define MAX_ZOOM       18.0
#define FRANCE_LAT     46.6
#define FRANCE_LON     2.4
#define FRANCE_ZOOM    5.4
#define FLIGHT_TIME    260000      /* microseconds */
#define SETTLE_TIME    70          /* milliseconds without a change of zoom before it is drawn sharp */
#define FIT_MARGIN     36.0
#define MARGIN         128         /* pixels drawn beyond each edge, for panning */
#define REST_TIME      160         /* milliseconds after a pan before names make way for what lies over the map */
#define SCALE_BAR_HEIGHT  38.0     /* pixels where no name is written */
#define ATTRIBUTION_WIDTH 560.0
#define TOOLS_WIDTH  52.0          /* the buttons in the right upper corner */
#define TOOLS_HEIGHT 220.0
#define TOOLS_LARGE  1.32          /* so much larger they are on the projector */
#define MAX_RESERVED 6
#define MARKS_TIME   1800          /* microseconds for marks in one frame of a zoom: most of them are new */
#define WORDS_TIME   1500          /* and for words: those that are new wait until it comes to rest */

struct _MlgMapCanvas
{
  ShumateLayer   parent_instance;

  MlgMapTiles   *tiles;
  MlgMapText    *text;
  MlgMapIndex   *index;
  MlgCoverageMap *coverage;        /* or NULL */
  MlgMapLayout  *layout;           /* of the picture that is shown */
  MlgMapLayout  *next_layout;      /* of the one being drawn */
  guint          n_marks;          /* of it, that are drawn */
  MlgMapChosen  *chosen;           /* NULL: nobody */
  MlgMapChosen  *changed;          /* between two moments; NULL: nobody */
  GArray        *lit;              /* MlgMapLit */
  MlgInkTheme    theme;
  int            text_scale;       /* what the text was made for */
  gboolean       show_ties, show_names;
  guint          hovered, hovered_group;
  guint          carried;
  double         carried_x, carried_y;
  gboolean       ground_is_named;
  gboolean       has_band;
  graphene_rect_t band;
  MlgMapOverlay  overlay, underlay;
  gpointer       overlay_data, underlay_data;

  MlgMapPicture *picture;
  guint          rest_source;
  int            width, height;    /* as last allocated */
  int            window_width;     /* of the whole window, then */
  double         covered;          /* pixels at the left */
  double         covered_height;
  double         last_zoom;
  guint          settle_source;

  /* The flight. */
  guint          tick;
  gint64         departed;
  MlgMapFrame    from, to;
  gboolean       around_anchor;    /* a zoom: the anchor stays, rather than a straight way */
  double         anchor_x, anchor_y;
};

G_DEFINE_FINAL_TYPE (MlgMapCanvas, mlg_map_canvas, SHUMATE_TYPE_LAYER)

enum { SIZED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- the camera */

void
mlg_map_canvas_get_frame (MlgMapCanvas *self,
                          MlgMapFrame  *frame)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  MlgMercator middle = mlg_mercator_project (shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                                             shumate_location_get_longitude (SHUMATE_LOCATION (viewport)));

  *frame = (MlgMapFrame) { .x = middle.x, .y = middle.y, .zoom = shumate_viewport_get_zoom_level (viewport),
                           .width = gtk_widget_get_width (GTK_WIDGET (self)),
                           .height = gtk_widget_get_height (GTK_WIDGET (self)) };
}

static void
set_viewport (MlgMapCanvas      *self,
              const MlgMapFrame *frame)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  MlgMercator middle = { (gint32) CLAMP (frame->x, 0, MLG_MERCATOR_SIZE), (gint32) CLAMP (frame->y, 0, MLG_MERCATOR_SIZE) };
  double lat, lon;

  mlg_mercator_unproject (middle, &lat, &lon);
  shumate_viewport_set_zoom_level (viewport, CLAMP (frame->zoom, MIN_ZOOM, MAX_ZOOM));
  shumate_location_set_location (SHUMATE_LOCATION (viewport), lat, lon);
}

void
mlg_map_canvas_stop (MlgMapCanvas *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

/* The frame of another zoom in which what is at @x, @y stays there. */
static MlgMapFrame
zoom_around (const MlgMapFrame *frame,
             double             zoom,
             double             x,
             double             y)
{
  MlgMapFrame result = *frame;
  double before = mlg_map_frame_get_scale (frame), after;

  result.zoom = zoom;
  after = mlg_map_frame_get_scale (&result);
  result.x = frame->x + (x - frame->width / 2) * (1 / before - 1 / after);
  result.y = frame->y + (y - frame->height / 2) * (1 / before - 1 / after);
  return result;
}

static gboolean
fly_cb (GtkWidget     *widget,
        GdkFrameClock *clock,
        gpointer       data)
{
  MlgMapCanvas *self = MLG_MAP_CANVAS (widget);
  double t = CLAMP ((gdk_frame_clock_get_frame_time (clock) - self->departed) / (double) FLIGHT_TIME, 0, 1);
  double eased = 1 - pow (1 - t, 3);
  MlgMapFrame frame = self->from;

  if (self->around_anchor)
    frame = zoom_around (&self->from, self->from.zoom + (self->to.zoom - self->from.zoom) * eased, self->anchor_x, self->anchor_y);
  else
    {
      frame.x += (self->to.x - self->from.x) * eased;
      frame.y += (self->to.y - self->from.y) * eased;
      frame.zoom += (self->to.zoom - self->from.zoom) * eased;
    }
  set_viewport (self, &frame);
  if (t < 1)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
depart (MlgMapCanvas *self)
{
  gboolean animated;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated, NULL);
  mlg_map_canvas_stop (self);
  if (!animated || clock == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      set_viewport (self, &self->to);
      return;
    }

  self->departed = gdk_frame_clock_get_frame_time (clock);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fly_cb, NULL, NULL);
}

void
mlg_map_canvas_look_at (MlgMapCanvas      *self,
                        const MlgMapFrame *frame,
                        gboolean           gently)
{
  mlg_map_canvas_stop (self);
  mlg_map_canvas_get_frame (self, &self->from);
  self->to = *frame;
  self->to.zoom = CLAMP (frame->zoom, MIN_ZOOM, MAX_ZOOM);
  self->around_anchor = FALSE;
  if (gently)
    depart (self);
  else
    set_viewport (self, &self->to);
}

void
mlg_map_canvas_set_covered (MlgMapCanvas *self,
                            double        width,
                            double        height)
{
  self->covered = width;
  self->covered_height = height;
  mlg_map_picture_forget (self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mlg_map_canvas_fit (MlgMapCanvas         *self,
                    const MlgMercatorBox *box,
                    double                max_zoom,
                    gboolean              gently)
{
  MlgMapFrame frame;
  double covered;

  mlg_map_canvas_get_frame (self, &frame);
  if (frame.width < 1 || frame.height < 1)
    return;

  covered = frame.width > 2.4 * self->covered ? self->covered : 0;
  frame.width -= covered;
  mlg_map_frame_fit (&frame, box, MIN (FIT_MARGIN, MIN (frame.width, frame.height) / 8), max_zoom);
  frame.x -= covered / 2 / mlg_map_frame_get_scale (&frame);
  frame.width += covered;
  mlg_map_canvas_look_at (self, &frame, gently);
}

void
mlg_map_canvas_zoom_by (MlgMapCanvas *self,
                        double        levels,
                        double        x,
                        double        y)
{
  /* Turns of the wheel add up even if the flight of the one before has not ended. */
  double target = self->tick != 0 && self->around_anchor ? self->to.zoom : NAN;

  mlg_map_canvas_stop (self);
  mlg_map_canvas_get_frame (self, &self->from);
  if (isnan (target))
    target = self->from.zoom;
  target = CLAMP (target + levels, MIN_ZOOM, MAX_ZOOM);
  self->to = zoom_around (&self->from, target, x, y);
  self->around_anchor = TRUE;
  self->anchor_x = x;
  self->anchor_y = y;
  depart (self);
}

void
mlg_map_canvas_pan_by (MlgMapCanvas *self,
                       double        dx,
                       double        dy)
{
  MlgMapFrame frame;
  double scale;

  mlg_map_canvas_get_frame (self, &frame);
  if (self->tick != 0 && !self->around_anchor)
    frame = self->to;
  scale = mlg_map_frame_get_scale (&frame);
  frame.x += dx / scale;
  frame.y += dy / scale;
  mlg_map_canvas_look_at (self, &frame, TRUE);
}

/* ---- drawing */

/* What is drawn is another than before; not only moved. */
static void
redraw (MlgMapCanvas *self)
{
  mlg_map_picture_forget (self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* More of the ground has been drawn. While the zoom changes, the next picture will have it. */
static void
redraw_cb (gpointer data)
{
  MlgMapCanvas *self = data;

  if (self->settle_source == 0)
    redraw (self);
}

static gboolean
settled_cb (gpointer data)
{
  MlgMapCanvas *self = MLG_MAP_CANVAS (data);

  self->settle_source = 0;
  redraw (self);
  return G_SOURCE_REMOVE;
}

static gboolean
rested_cb (gpointer data)
{
  MlgMapCanvas *self = MLG_MAP_CANVAS (data);

  self->rest_source = 0;
  redraw (self);
  return G_SOURCE_REMOVE;
}

/* So that squares and marks move by whole pixels, together. */
static void
snap (MlgMapFrame *frame,
      int          device_scale)
{
  double units = 1 / mlg_map_frame_get_scale (frame);

  frame->zoom = round (frame->zoom * 100) / 100;
  units = 1 / mlg_map_frame_get_scale (frame);
  frame->x = (round ((frame->x / units - frame->width / 2) * device_scale) / device_scale + frame->width / 2) * units;
  frame->y = (round ((frame->y / units - frame->height / 2) * device_scale) / device_scale + frame->height / 2) * units;
}

static gboolean
zoom_is_settled (MlgMapCanvas *self,
                 double        zoom)
{
  if (zoom != self->last_zoom)
    {
      self->last_zoom = zoom;
      g_clear_handle_id (&self->settle_source, g_source_remove);
      self->settle_source = g_timeout_add (SETTLE_TIME, settled_cb, self);
    }
  return self->settle_source == 0;
}

static void
draw_carried (MlgMapCanvas *self,
              cairo_t      *cr)
{
  const MlgSpot *spot = &g_array_index (mlg_map_index_get_scene (self->index)->spots, MlgSpot, self->carried);
  MlgMapSign sign = mlg_map_sign_of (mlg_map_index_get_scene (self->index), spot);

  mlg_map_sign_draw (cr, mlg_ink_get (self->theme), sign, self->carried_x, self->carried_y, 9);
  mlg_map_sign_draw_selection (cr, mlg_ink_get (self->theme), sign, self->carried_x, self->carried_y, 9);
}

static void
draw_band (MlgMapCanvas *self,
           cairo_t      *cr)
{
  const MlgInk *ink = mlg_ink_get (self->theme);

  cairo_new_path (cr);
  cairo_rectangle (cr, self->band.origin.x + 0.5, self->band.origin.y + 0.5, self->band.size.width, self->band.size.height);
  mlg_ink_set_colour (cr, &ink->selection, 0.15);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, &ink->selection, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
ready_text (MlgMapCanvas *self,
            int           device_scale)
{
  if (self->text != NULL && self->text_scale == device_scale)
    return;

  g_clear_pointer (&self->text, mlg_map_text_free);
  self->text = mlg_map_text_new (mlg_ink_get (self->theme), TRUE, device_scale);
  self->text_scale = device_scale;
}

/* Where no name is written, in a picture that is wider than the window. */
static guint
list_reserved (MlgMapCanvas      *self,
               const MlgMapFrame *frame,
               MlgMapRect        *reserved)
{
  double side = (frame->width - self->width) / 2, right = frame->width - side;
  double top = (frame->height - self->height) / 2, bottom = frame->height - top;
  double tools = self->theme == MLG_INK_PROJECTOR_WHITE || self->theme == MLG_INK_PROJECTOR_BLACK ? TOOLS_LARGE : 1;
  MlgMapRect all[MAX_RESERVED] = {
    { side + 8, bottom - SCALE_BAR_HEIGHT, 140, SCALE_BAR_HEIGHT },
    { right - ATTRIBUTION_WIDTH, bottom - 32, ATTRIBUTION_WIDTH, 32 },
    { side, top, self->covered_height > 0 ? MAX (self->covered, 90) + 24 : 0, self->covered_height },
    { right - TOOLS_WIDTH * tools, top, TOOLS_WIDTH * tools, TOOLS_HEIGHT * tools },
    /* No name is cut in two by the edges of the window, as long as it stands there. */
    { side - 1, 0, 2, frame->height },
    { right - 1, 0, 2, frame->height },
  };

  memcpy (reserved, all, sizeof all);
  return MAX_RESERVED;
}

static void
draw_ground (MlgMapCanvas      *self,
             cairo_t           *cr,
             const MlgMapFrame *frame)
{
  mlg_map_tiles_set_content (self->tiles, mlg_ink_get (self->theme), self->index, self->coverage);
  mlg_map_tiles_draw (self->tiles, cr, frame, self->text_scale, self->settle_source == 0);
}

/* What is drawn once and then moved: @frame may be wider than the window. */
static gboolean
draw_picture (cairo_t           *cr,
              const MlgMapFrame *frame,
              MlgMapPart         part,
              gpointer           data)
{
  MlgMapCanvas *self = data;
  MlgMapRect reserved[MAX_RESERVED];
  MlgMapLook look = {
    .ink = mlg_ink_get (self->theme), .text = self->text, .show_ties = self->show_ties, .show_names = self->show_names,
    .chosen = self->chosen, .changed = self->changed,
    .lit = (const MlgMapLit *) self->lit->data, .n_lit = self->lit->len,
    .reserved = reserved, .n_reserved = list_reserved (self, frame, reserved),
    .hovered = self->hovered, .hovered_group = self->hovered_group, .ground_is_named = self->ground_is_named,
    .times = frame->width * frame->height / (MAX (self->width, 1) * (double) MAX (self->height, 1)),
  };

  if (part == MLG_MAP_PART_GROUND)
    draw_ground (self, cr, frame);
  if (self->index == NULL)
    return TRUE;

  switch (part)
    {
    case MLG_MAP_PART_PLACES:
      g_clear_pointer (&self->next_layout, mlg_map_layout_free);
      self->next_layout = mlg_map_layout_new (self->index, frame, look.ink);
      self->n_marks = 0;
      return TRUE;
    case MLG_MAP_PART_MARKS:
      if (self->n_marks == 0 && self->underlay != NULL)
        self->underlay (cr, frame, self->underlay_data);
      return mlg_map_draw_marks (cr, self->next_layout, &look, &self->n_marks, MARKS_TIME);
    case MLG_MAP_PART_WORDS:
      mlg_map_text_hurry (self->text, self->settle_source != 0 ? WORDS_TIME : G_MAXUINT);
      mlg_map_draw_words (cr, self->next_layout, &look);
      mlg_map_text_hurry (self->text, G_MAXUINT);
      return TRUE;
    default:
      return TRUE;
    }
}

/* What does not move with the map. */
static void
draw_over (MlgMapCanvas      *self,
           cairo_t           *cr,
           const MlgMapFrame *frame)
{
  if (self->index == NULL)
    return;

  mlg_map_draw_scale_bar (cr, self->text, mlg_ink_get (self->theme), frame, 14, frame->height - 10, 120);
  if (self->carried != MLG_MAP_NONE)
    draw_carried (self, cr);
  if (self->has_band)
    draw_band (self, cr);
  if (self->overlay != NULL)
    self->overlay (cr, frame, self->overlay_data);
}

/* ---- overrides */

/* Straight into a picture: what goes through a node of GTK is recorded, word by word, and played again. */
static void
mlg_map_canvas_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  MlgMapCanvas *self = MLG_MAP_CANVAS (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int device_scale = gtk_widget_get_scale_factor (widget);
  MlgMapFrame frame;
  cairo_t *cr;

  mlg_map_canvas_get_frame (self, &frame);
  snap (&frame, device_scale);
  ready_text (self, device_scale);
  if (mlg_map_picture_ready (self->picture, &frame, device_scale, zoom_is_settled (self, frame.zoom)))
    {
      g_clear_pointer (&self->layout, mlg_map_layout_free);
      self->layout = g_steal_pointer (&self->next_layout);
    }
  if (self->layout != NULL)
    mlg_map_layout_move (self->layout, &frame);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (mlg_map_picture_is_moved (self->picture))
    self->rest_source = g_timeout_add (REST_TIME, rested_cb, self);

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  mlg_map_picture_show (self->picture, cr);
  draw_over (self, cr, &frame);
  cairo_destroy (cr);
}

/* When a sheet opens beside it, the ground stays where it was under the pointer. When the window
 * itself changes (maximised, projected), the same part of the world fills it. */
static void
follow_size (MlgMapCanvas *self,
             int           width,
             int           height,
             int           window)
{
  MlgMapFrame frame;

  mlg_map_canvas_get_frame (self, &frame);
  /* A window may grow by some pixels for what has opened in it: that is no other window. */
  if (abs (window - self->window_width) > self->window_width / 10 && width != self->width && height != self->height)
    frame.zoom += log2 (MIN ((double) width / self->width, (double) height / self->height));
  else
    {
      double scale = mlg_map_frame_get_scale (&frame);

      frame.x += (width - self->width) / 2.0 / scale;
      /* What changes the height stands above: the tools, a message. */
      frame.y -= (height - self->height) / 2.0 / scale;
    }
  set_viewport (self, &frame);
}

static void
mlg_map_canvas_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  MlgMapCanvas *self = MLG_MAP_CANVAS (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  int window = root != NULL ? gtk_widget_get_width (GTK_WIDGET (root)) : width;

  GTK_WIDGET_CLASS (mlg_map_canvas_parent_class)->size_allocate (widget, width, height, baseline);
  if (width == self->width && height == self->height)
    return;

  if (self->width > 0 && self->tick == 0)
    follow_size (self, width, height, window);
  self->width = width;
  self->height = height;
  self->window_width = window;
  mlg_map_picture_forget (self->picture);
  g_signal_emit (self, signals[SIZED], 0);
}

static void
mlg_map_canvas_constructed (GObject *object)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));

  G_OBJECT_CLASS (mlg_map_canvas_parent_class)->constructed (object);

  shumate_viewport_set_min_zoom_level (viewport, (guint) MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (viewport, (guint) MAX_ZOOM);
  /* Until somebody says what to look at: never the Gulf of Guinea. */
  shumate_viewport_set_zoom_level (viewport, FRANCE_ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), FRANCE_LAT, FRANCE_LON);
  g_signal_connect_swapped (viewport, "notify", G_CALLBACK (gtk_widget_queue_draw), object);
}

static void
mlg_map_canvas_dispose (GObject *object)
{
  MlgMapCanvas *self = MLG_MAP_CANVAS (object);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));

  mlg_map_canvas_stop (self);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (viewport != NULL)
    g_signal_handlers_disconnect_by_data (viewport, self);
  g_clear_pointer (&self->tiles, mlg_map_tiles_free);
  g_clear_pointer (&self->coverage, mlg_coverage_map_unref);
  g_clear_pointer (&self->chosen, mlg_map_chosen_free);
  g_clear_pointer (&self->changed, mlg_map_chosen_free);
  g_clear_pointer (&self->layout, mlg_map_layout_free);
  g_clear_pointer (&self->next_layout, mlg_map_layout_free);
  g_clear_pointer (&self->index, mlg_map_index_unref);

  G_OBJECT_CLASS (mlg_map_canvas_parent_class)->dispose (object);
}

static void
mlg_map_canvas_finalize (GObject *object)
{
  MlgMapCanvas *self = MLG_MAP_CANVAS (object);

  g_clear_pointer (&self->text, mlg_map_text_free);
  mlg_map_picture_free (self->picture);
  g_array_unref (self->lit);

  G_OBJECT_CLASS (mlg_map_canvas_parent_class)->finalize (object);
}

static void
mlg_map_canvas_class_init (MlgMapCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = mlg_map_canvas_constructed;
  object_class->dispose = mlg_map_canvas_dispose;
  object_class->finalize = mlg_map_canvas_finalize;
  widget_class->snapshot = mlg_map_canvas_snapshot;
  widget_class->size_allocate = mlg_map_canvas_size_allocate;

  signals[SIZED] = g_signal_new ("sized", MLG_TYPE_MAP_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "mapcanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mlg_map_canvas_init (MlgMapCanvas *self)
{
  self->tiles = mlg_map_tiles_new (redraw_cb, self);
  self->picture = mlg_map_picture_new (MARGIN, draw_picture, self);
  self->lit = g_array_new (FALSE, FALSE, sizeof (MlgMapLit));
  self->theme = MLG_INK_LIGHT;
  self->show_ties = self->show_names = TRUE;
  self->hovered = self->hovered_group = self->carried = MLG_MAP_NONE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* ---- what is drawn */

MlgMapCanvas *
mlg_map_canvas_new (ShumateViewport *viewport)
{
  return g_object_new (MLG_TYPE_MAP_CANVAS, "viewport", viewport, NULL);
}

void
mlg_map_canvas_set_index (MlgMapCanvas *self,
                          MlgMapIndex  *index)
{
  g_autoptr(GArray) changed = mlg_map_scene_list_changed (mlg_map_index_get_scene (index));

  g_clear_pointer (&self->layout, mlg_map_layout_free);
  g_clear_pointer (&self->next_layout, mlg_map_layout_free);
  g_clear_pointer (&self->index, mlg_map_index_unref);
  self->index = mlg_map_index_ref (index);
  self->hovered = self->hovered_group = self->carried = MLG_MAP_NONE;
  g_array_set_size (self->lit, 0);
  g_clear_pointer (&self->chosen, mlg_map_chosen_free);
  g_clear_pointer (&self->changed, mlg_map_chosen_free);
  self->changed = mlg_map_chosen_new (index, (const guint *) changed->data, changed->len);
  redraw (self);
}

void
mlg_map_canvas_set_raster (MlgMapCanvas *self,
                           MlgMbtiles   *raster,
                           double        opacity,
                           gboolean      named)
{
  self->ground_is_named = raster != NULL && named;
  mlg_map_tiles_set_raster (self->tiles, raster, opacity);
  redraw (self);
}

MlgMapIndex *
mlg_map_canvas_get_index (MlgMapCanvas *self)
{
  return self->index;
}

void
mlg_map_canvas_set_theme (MlgMapCanvas *self,
                          MlgInkTheme   theme)
{
  if (self->theme == theme)
    return;

  self->theme = theme;
  g_clear_pointer (&self->text, mlg_map_text_free);
  redraw (self);
}

const MlgInk *
mlg_map_canvas_get_ink (MlgMapCanvas *self)
{
  return mlg_ink_get (self->theme);
}

void
mlg_map_canvas_set_selected (MlgMapCanvas *self,
                             GArray       *spots)
{
  g_clear_pointer (&self->chosen, mlg_map_chosen_free);
  if (self->index != NULL)
    self->chosen = mlg_map_chosen_new (self->index, (const guint *) spots->data, spots->len);
  g_array_unref (spots);
  redraw (self);
}

void
mlg_map_canvas_set_lit (MlgMapCanvas *self,
                        GArray       *lit)
{
  g_array_unref (self->lit);
  self->lit = lit;
  redraw (self);
}

gboolean
mlg_map_canvas_is_selected (MlgMapCanvas *self,
                            guint         spot)
{
  return mlg_map_chosen_has (self->chosen, spot);
}

void
mlg_map_canvas_set_show (MlgMapCanvas *self,
                         gboolean      ties,
                         gboolean      names)
{
  self->show_ties = ties;
  self->show_names = names;
  redraw (self);
}

void
mlg_map_canvas_set_coverage (MlgMapCanvas         *self,
                             const MlgCoverageMap *coverage)
{
  g_clear_pointer (&self->coverage, mlg_coverage_map_unref);
  self->coverage = coverage != NULL ? mlg_coverage_map_ref ((MlgCoverageMap *) coverage) : NULL;
  redraw (self);
}

void
mlg_map_canvas_set_hovered (MlgMapCanvas *self,
                            guint         mark,
                            guint         group)
{
  if (self->hovered == mark && self->hovered_group == group)
    return;

  self->hovered = mark;
  self->hovered_group = group;
  redraw (self);
}

void
mlg_map_canvas_set_carried (MlgMapCanvas *self,
                            guint         spot,
                            double        x,
                            double        y)
{
  self->carried = spot;
  self->carried_x = x;
  self->carried_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mlg_map_canvas_set_band (MlgMapCanvas          *self,
                         const graphene_rect_t *band)
{
  self->has_band = band != NULL;
  if (band != NULL)
    self->band = *band;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mlg_map_canvas_set_overlay (MlgMapCanvas  *self,
                            MlgMapOverlay  overlay,
                            gpointer       data)
{
  self->overlay = overlay;
  self->overlay_data = data;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mlg_map_canvas_set_underlay (MlgMapCanvas  *self,
                             MlgMapOverlay  underlay,
                             gpointer       data)
{
  self->underlay = underlay;
  self->underlay_data = data;
  redraw (self);
}

void
mlg_map_canvas_redraw (MlgMapCanvas *self)
{
  redraw (self);
}

MlgMapLayout *
mlg_map_canvas_get_layout (MlgMapCanvas *self)
{
  return self->layout;
}
