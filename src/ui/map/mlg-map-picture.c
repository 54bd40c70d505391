/* What the map shows, drawn somewhat wider than its window. */

#include "ui/map/mlg-map-picture.h"

#include <math.h>

#define NEXT_AFTER   0.15      /* levels of zoom from which the next picture is drawn */
#define MAX_STRETCH  1.3       /* levels; further, the last picture says nothing */
#define MAX_STEP     0.3       /* levels between two frames; more is a jump */
#define MAX_AHEAD    0.35      /* levels the next picture is drawn ahead */
#define LEAST_SHARE  0.2       /* of the window, that the last picture must cover */

struct _MlgMapPicture
{
  int               reach;
  MlgMapPictureDraw draw;
  gpointer          data;
  cairo_surface_t  *surfaces[2];     /* by turns: GTK still holds the one of the frame before */
  guint             turn;
  MlgMapFrame       frame;           /* of what is drawn; no width: nothing is */
  MlgMapFrame       next;            /* of what is being drawn in the other surface; no width: nothing */
  guint             n_parts;         /* of next, that are drawn */
  MlgMapFrame       wanted;          /* of the window, as last asked for */
  int               device_scale;
  gboolean          moved;
};

MlgMapPicture *
mlg_map_picture_new (int               reach,
                     MlgMapPictureDraw draw,
                     gpointer          data)
{
  MlgMapPicture *self = g_new0 (MlgMapPicture, 1);

  self->reach = reach;
  self->draw = draw;
  self->data = data;
  return self;
}

static void
drop_surfaces (MlgMapPicture *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->surfaces); i++)
    g_clear_pointer (&self->surfaces[i], cairo_surface_destroy);
}

void
mlg_map_picture_free (MlgMapPicture *self)
{
  if (self == NULL)
    return;

  drop_surfaces (self);
  g_free (self);
}

void
mlg_map_picture_forget (MlgMapPicture *self)
{
  self->frame.width = 0;
  self->next.width = 0;
}

gboolean
mlg_map_picture_is_moved (MlgMapPicture *self)
{
  return self->moved;
}

/* ---- drawing */

/* Of one size, however wide what is drawn: a zoom, which needs no margin, would leave holes in memory. */
static cairo_surface_t *
get_other_surface (MlgMapPicture *self)
{
  int width = (int) (self->wanted.width + 2 * self->reach) * self->device_scale;
  int height = (int) (self->wanted.height + 2 * self->reach) * self->device_scale;
  cairo_surface_t **surface = &self->surfaces[self->turn ^ 1];

  if (*surface != NULL && (cairo_image_surface_get_width (*surface) != width || cairo_image_surface_get_height (*surface) != height))
    drop_surfaces (self);
  if (*surface == NULL)
    *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_set_device_scale (*surface, self->device_scale, self->device_scale);
  return *surface;
}

/* TRUE: that was the last one, and it is shown from now on. */
static gboolean
draw_part (MlgMapPicture *self)
{
  cairo_t *cr = cairo_create (get_other_surface (self));

  cairo_rectangle (cr, 0, 0, self->next.width, self->next.height);
  cairo_clip (cr);
  self->n_parts += self->draw (cr, &self->next, self->n_parts, self->data);
  cairo_destroy (cr);
  if (self->n_parts < MLG_MAP_N_PARTS)
    return FALSE;

  self->turn ^= 1;
  self->frame = self->next;
  self->next.width = 0;
  return TRUE;
}

static void
begin (MlgMapPicture     *self,
       const MlgMapFrame *frame,
       gboolean           wide)
{
  int margin = wide ? self->reach : 0;

  self->next = *frame;
  self->next.width += 2 * margin;
  self->next.height += 2 * margin;
  self->n_parts = 0;
}

/* Where the window will be once all parts are drawn, if it goes on as it goes: a zoom leaves one point where it is. */
static MlgMapFrame
look_ahead (const MlgMapFrame *before,
            const MlgMapFrame *now)
{
  double step = now->zoom - before->zoom, ahead = CLAMP (step * (MLG_MAP_N_PARTS - 1), -MAX_AHEAD, MAX_AHEAD);
  double shrink = exp2 (step);
  MlgMapFrame frame = *now;

  if (step == 0 || before->width == 0)
    return frame;

  frame.zoom = round ((now->zoom + ahead) * 100) / 100;
  frame.x = (before->x - now->x * shrink) / (1 - shrink);
  frame.y = (before->y - now->y * shrink) / (1 - shrink);
  frame.x += (now->x - frame.x) * exp2 (now->zoom - frame.zoom);
  frame.y += (now->y - frame.y) * exp2 (now->zoom - frame.zoom);
  return frame;
}

/* ---- where it stands in the window */

typedef struct
{
  double x, y, width, height;      /* pixels of the window */
} Place;

static Place
find_place (MlgMapPicture *self)
{
  double scale = mlg_map_frame_get_scale (&self->wanted), stretch = exp2 (self->wanted.zoom - self->frame.zoom);
  int device_scale = self->device_scale;
  Place place = { .width = self->frame.width * stretch, .height = self->frame.height * stretch };
  double right, bottom;

  place.x = (self->frame.x - self->wanted.x) * scale + (self->wanted.width - place.width) / 2;
  place.y = (self->frame.y - self->wanted.y) * scale + (self->wanted.height - place.height) / 2;
  /* On whole pixels of the device, where it is moved; where it is stretched that makes no difference. */
  right = round ((place.x + place.width) * device_scale) / device_scale;
  bottom = round ((place.y + place.height) * device_scale) / device_scale;
  place.x = round (place.x * device_scale) / device_scale;
  place.y = round (place.y * device_scale) / device_scale;
  place.width = right - place.x;
  place.height = bottom - place.y;
  return place;
}

static gboolean
covers (MlgMapPicture *self,
        const Place   *place)
{
  return place->x <= 0 && place->y <= 0 && place->x + place->width >= self->wanted.width &&
         place->y + place->height >= self->wanted.height;
}

/* It still says what is there, stretched. */
static gboolean
may_be_stretched (MlgMapPicture     *self,
                  const MlgMapFrame *before)
{
  Place place = find_place (self);
  double width = MIN (place.x + place.width, self->wanted.width) - MAX (place.x, 0);
  double height = MIN (place.y + place.height, self->wanted.height) - MAX (place.y, 0);

  return self->wanted.zoom != self->frame.zoom && fabs (self->wanted.zoom - self->frame.zoom) <= MAX_STRETCH &&
         fabs (self->wanted.zoom - before->zoom) <= MAX_STEP && width > 0 && height > 0 &&
         width * height >= LEAST_SHARE * self->wanted.width * self->wanted.height;
}

static gboolean
draw_whole (MlgMapPicture *self,
            gboolean       wide)
{
  begin (self, &self->wanted, wide);
  while (!draw_part (self));
  return TRUE;
}

gboolean
mlg_map_picture_ready (MlgMapPicture     *self,
                       const MlgMapFrame *frame,
                       int                device_scale,
                       gboolean           settled)
{
  MlgMapFrame before = self->wanted, ahead;
  Place place;

  self->wanted = *frame;
  self->moved = FALSE;
  if (self->frame.width == 0 || self->device_scale != device_scale)
    {
      self->device_scale = device_scale;
      return draw_whole (self, settled);
    }
  if (settled)
    self->next.width = 0;
  if (self->frame.zoom == frame->zoom)
    {
      place = find_place (self);
      self->moved = self->frame.x != frame->x || self->frame.y != frame->y;
      return !covers (self, &place) && draw_whole (self, settled);
    }
  if (settled || !may_be_stretched (self, &before))
    return draw_whole (self, settled);

  if (self->next.width == 0 && fabs (self->frame.zoom - frame->zoom) < NEXT_AFTER)
    return FALSE;

  if (self->next.width == 0)
    {
      ahead = look_ahead (&before, frame);
      begin (self, &ahead, ahead.zoom < frame->zoom);
    }
  return draw_part (self);
}

void
mlg_map_picture_show (MlgMapPicture *self,
                      cairo_t       *cr)
{
  Place place = find_place (self);
  cairo_pattern_t *pattern;
  cairo_matrix_t to_picture;

  if (!covers (self, &place))
    {
      cairo_save (cr);
      cairo_rectangle (cr, 0, 0, self->wanted.width, self->wanted.height);
      cairo_rectangle (cr, place.x, place.y, place.width, place.height);
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      cairo_clip (cr);
      self->draw (cr, &self->wanted, MLG_MAP_PART_GROUND, self->data);
      cairo_restore (cr);
    }

  pattern = cairo_pattern_create_for_surface (self->surfaces[self->turn]);
  cairo_matrix_init_scale (&to_picture, self->frame.width / place.width, self->frame.height / place.height);
  cairo_matrix_translate (&to_picture, -place.x, -place.y);
  cairo_pattern_set_matrix (pattern, &to_picture);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, place.x, place.y, place.width, place.height);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
}
