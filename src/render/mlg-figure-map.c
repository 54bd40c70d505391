/* A part of the map, with those it is about, who is nowhere, and where the ground comes from. */

#include "render/mlg-figure-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "render/mlg-figure-text.h"
#include "render/mlg-map-background.h"
#include "render/mlg-map-draw.h"

#define ASPECT    1.62
#define SCALE     0.75      /* the map's words are made for a screen */
#define MAX_ZOOM  10.5

static void
make_index (MlgLiveDrawing *self)
{
  g_autoptr(MlgMapScene) scene = mlg_map_scene_new ();

  for (guint i = 0; i < self->live->spots->len; i++)
    {
      const MlgLiveSpot *from = &g_array_index (self->live->spots, MlgLiveSpot, i);
      guint number = i + 1;
      MlgSpot spot = { .name = g_strdup (from->name), .category = from->category, .kind = from->kind, .lat = from->lat,
                       .lon = from->lon, .approximate = from->approximate, .area_kind = g_strdup (from->area_kind),
                       .area_code = g_strdup (from->area_code), .area_name = g_strdup (from->area_name), .sort = MLG_SPOT_ACTOR };

      memcpy (&spot.id, &number, sizeof number);
      g_array_append_val (scene->spots, spot);
    }
  self->index = mlg_map_index_new (scene, NULL);
}

static char *
dup_nowhere (MlgLiveDrawing *self)
{
  GArray *nowhere = mlg_map_index_get_nowhere (self->index);
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < nowhere->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            g_array_index (self->live->spots, MlgLiveSpot, g_array_index (nowhere, guint, i)).name);
  return names->len > 0 ? g_strdup_printf (_("Without a precise place: %s"), names->str) : NULL;
}

static double
foot_height (MlgLiveDrawing *self,
             double          width)
{
  g_autofree char *nowhere = dup_nowhere (self);
  g_autofree char *ground = mlg_map_dup_brief_attribution (self->index);
  double height = mlg_figure_text_height (ground, self->text_size * 0.8, FALSE, width) + self->text_size * 0.5;

  if (nowhere != NULL)
    height += mlg_figure_text_height (nowhere, self->text_size, FALSE, width) + self->text_size * 0.4;
  return height;
}

double
mlg_figure_map_measure (MlgLiveDrawing *self,
                        double          width)
{
  if (self->index == NULL)
    make_index (self);
  return width / ASPECT + foot_height (self, width);
}

static MlgMapFrame
choose_frame (MlgLiveDrawing *self,
              double          height)
{
  MlgMapFrame frame = { .width = self->width / SCALE, .height = height / SCALE };
  MlgMercatorBox box = mlg_map_index_get_main_box (self->index, NULL);
  GPtrArray *groups = mlg_map_index_get_groups (self->index);

  for (guint i = 0; i < groups->len; i++)
    {
      const MlgMapGroup *group = g_ptr_array_index (groups, i);

      if (!group->area.everywhere)
        mlg_mercator_box_add (&box, group->area.centre);
    }
  if (mlg_mercator_box_is_empty (&box))
    box = mlg_outlines_find (MLG_PLACE_COUNTRY, "FR")->box;
  mlg_map_frame_fit (&frame, &box, 96, MAX_ZOOM);
  /* Somebody must see where in France this is. */
  frame.zoom = MIN (frame.zoom, MAX_ZOOM - 2.2);
  return frame;
}

static void
draw_ground (MlgLiveDrawing    *self,
             cairo_t           *cr,
             const MlgMapFrame *frame)
{
  g_autoptr(MlgMapText) text = mlg_map_text_new (self->ink, FALSE, 1);
  g_autoptr(MlgMapLayout) layout = mlg_map_layout_new (self->index, frame, self->ink);
  double bar = MIN (130, frame->width / 4);
  /* The scale; and the edges: a name that would be cut is not written. */
  const MlgMapRect reserved[] = {
    { 6, frame->height - 34, bar + 16, 34 },
    { -500, -500, 502, frame->height + 1000 }, { frame->width - 2, -500, 502, frame->height + 1000 },
    { -500, -500, frame->width + 1000, 502 }, { -500, frame->height - 2, frame->width + 1000, 502 },
  };
  MlgMapLook look = { .ink = self->ink, .text = text, .show_names = !self->live->hide_names, .hovered = MLG_MAP_NONE,
                      .hovered_group = MLG_MAP_NONE, .reserved = reserved, .n_reserved = G_N_ELEMENTS (reserved) };

  mlg_map_draw_background (cr, self->ink, frame);
  mlg_map_draw_areas (cr, self->ink, frame, self->index);
  mlg_map_draw_records (cr, layout, &look);
  cairo_new_path (cr);
  cairo_rectangle (cr, 6, frame->height - 32, bar + 14, 26);
  mlg_ink_set_colour (cr, &self->ink->paper, 0.8);
  cairo_fill (cr);
  mlg_map_draw_scale_bar (cr, text, self->ink, frame, 12, frame->height - 11, bar);
}

void
mlg_figure_map_draw (MlgLiveDrawing *self,
                     cairo_t        *cr)
{
  double height = self->width / ASPECT, y = height + self->text_size * 0.4;
  MlgMapFrame frame = choose_frame (self, height);
  g_autofree char *nowhere = dup_nowhere (self);
  g_autofree char *ground = mlg_map_dup_brief_attribution (self->index);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, self->width, height);
  cairo_clip (cr);
  cairo_scale (cr, SCALE, SCALE);
  draw_ground (self, cr, &frame);
  cairo_restore (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, self->width, height);
  mlg_ink_set_colour (cr, &self->ink->hairline, 1);
  cairo_set_line_width (cr, 0.75);
  cairo_stroke (cr);

  mlg_ink_set_colour (cr, &self->ink->text, 1);
  if (nowhere != NULL)
    y += mlg_figure_text_draw (cr, nowhere, self->text_size, FALSE, 0, y, self->width) + self->text_size * 0.3;
  mlg_ink_set_colour (cr, &self->ink->faint_text, 1);
  mlg_figure_text_draw (cr, ground, self->text_size * 0.8, FALSE, 0, y, self->width);
}
