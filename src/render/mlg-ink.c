/* How thick and what colour: for screen, dark screen, projector and paper. */

#include "render/mlg-ink.h"

#include <math.h>

#define RGB(hex) { ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) & 0xff) / 255.0 }

/* Deep colours stand on white and on the map's land; their light relatives on dark paper. */
#define DEEP_CATEGORIES  { RGB (0xC8500A), RGB (0x0B6AAE), RGB (0x0B8A66), RGB (0x864C86), RGB (0x5E4B00), RGB (0x5F6670) }
#define LIGHT_CATEGORIES { RGB (0xF08A4B), RGB (0x58AAE8), RGB (0x3FC79B), RGB (0xC08CC0), RGB (0xD6B232), RGB (0xAEB5BF) }
#define DEEP_ECONOMIES   { RGB (0x0B6AAE), RGB (0x0B8A66), RGB (0xC8500A), RGB (0x8A8F98) }
/* Steps of grey too, for who prints without colours. */
#define PRINT_ECONOMIES  { RGB (0x075288), RGB (0x0E8F6A), RGB (0xD2691E), RGB (0x8E939B) }
#define LIGHT_ECONOMIES  { RGB (0x58AAE8), RGB (0x3FC79B), RGB (0xF08A4B), RGB (0x8A8F98) }
#define ISLAND_TINTS     { RGB (0x3D7EBF), RGB (0xD08A2E), RGB (0x5B9E5A), RGB (0xA0629B), \
                           RGB (0xB8554F), RGB (0x3F9C9C), RGB (0x8C8A3A), RGB (0x7A72B8) }

static const MlgInk inks[] = {
  [MLG_INK_LIGHT] = {
    .theme = MLG_INK_LIGHT, .line_scale = 1, .text_size = 10,
    .paper = RGB (0xFFFFFF), .text = RGB (0x24272C), .faint_text = RGB (0x5F6670),
    .hairline = RGB (0xD9DBDF),
    .selection = RGB (0xFFB000), .selection_edge = RGB (0x7A5400),
    .categories = DEEP_CATEGORIES, .economies = DEEP_ECONOMIES, .islands = ISLAND_TINTS,
    .sea = RGB (0xDCE8F1), .land = RGB (0xF8F6F1), .neighbour = RGB (0xECE8DF), .water = RGB (0xB9D3E6),
    .region_border = RGB (0xA79E8D), .departement_border = RGB (0xCBC4B6), .commune_border = RGB (0xDEDAD0),
    .town_name = RGB (0x4A4640),
  },
  [MLG_INK_DARK] = {
    .theme = MLG_INK_DARK, .line_scale = 1, .text_size = 10,
    .paper = RGB (0x1E2125), .text = RGB (0xECEEF1), .faint_text = RGB (0xAEB5BF),
    .hairline = RGB (0x3B4047),
    .selection = RGB (0xFFB000), .selection_edge = RGB (0x1E2125),
    .categories = LIGHT_CATEGORIES, .economies = LIGHT_ECONOMIES, .islands = ISLAND_TINTS,
    .sea = RGB (0x16202A), .land = RGB (0x22262B), .neighbour = RGB (0x1B1F24), .water = RGB (0x1F3444),
    .region_border = RGB (0x555C66), .departement_border = RGB (0x3B4047), .commune_border = RGB (0x30353B),
    .town_name = RGB (0xC9CDD3),
  },
  [MLG_INK_PROJECTOR_BLACK] = {
    .theme = MLG_INK_PROJECTOR_BLACK, .line_scale = 1.8, .text_size = 20,
    .paper = RGB (0x000000), .text = RGB (0xFFFFFF), .faint_text = RGB (0xD5D9DF),
    .hairline = RGB (0x565C65),
    .selection = RGB (0xFFB000), .selection_edge = RGB (0x000000),
    .categories = LIGHT_CATEGORIES,
    .economies = { RGB (0x58AAE8), RGB (0x3FC79B), RGB (0xF08A4B), RGB (0xA4A9B2) },
    .islands = ISLAND_TINTS,
    .sea = RGB (0x0B1218), .land = RGB (0x1C2025), .neighbour = RGB (0x121519), .water = RGB (0x1F3444),
    .region_border = RGB (0x7C8490), .departement_border = RGB (0x4A5059), .commune_border = RGB (0x383D44),
    .town_name = RGB (0xE6E8EB),
  },
  [MLG_INK_PROJECTOR_WHITE] = {
    .theme = MLG_INK_PROJECTOR_WHITE, .line_scale = 1.8, .text_size = 20,
    .paper = RGB (0xFFFFFF), .text = RGB (0x000000), .faint_text = RGB (0x3F444B),
    .hairline = RGB (0xB4B8BF),
    .selection = RGB (0xFFB000), .selection_edge = RGB (0x5C3F00),
    .categories = DEEP_CATEGORIES,
    .economies = { RGB (0x0B6AAE), RGB (0x0B8A66), RGB (0xC8500A), RGB (0x70757E) },
    .islands = ISLAND_TINTS,
    .sea = RGB (0xDCE8F1), .land = RGB (0xFFFFFF), .neighbour = RGB (0xEFECE5), .water = RGB (0x9FC3DC),
    .region_border = RGB (0x7D7566), .departement_border = RGB (0xA79E8D), .commune_border = RGB (0xCBC4B6),
    .town_name = RGB (0x2A2824),
  },
  [MLG_INK_PRINT] = {
    .theme = MLG_INK_PRINT, .line_scale = 1, .text_size = 8,
    .paper = RGB (0xFFFFFF), .text = RGB (0x000000), .faint_text = RGB (0x4A4F57),
    .hairline = RGB (0xC4C7CC),
    .selection = RGB (0xFFB000), .selection_edge = RGB (0x7A5400),
    .categories = DEEP_CATEGORIES, .economies = PRINT_ECONOMIES, .islands = ISLAND_TINTS,
    .sea = RGB (0xE6EEF4), .land = RGB (0xFDFCFA), .neighbour = RGB (0xF3F0EA), .water = RGB (0xB9D3E6),
    .region_border = RGB (0x8F8675), .departement_border = RGB (0xBDB5A5), .commune_border = RGB (0xD8D3C8),
    .town_name = RGB (0x4A4640),
  },
};

const MlgInk *
mlg_ink_get (MlgInkTheme theme)
{
  g_return_val_if_fail (theme < G_N_ELEMENTS (inks), &inks[MLG_INK_LIGHT]);

  return &inks[theme];
}

MlgShape
mlg_ink_get_shape (guint category)
{
  return MIN (category, MLG_N_CATEGORIES - 1);
}

const MlgColour *
mlg_ink_get_category (const MlgInk *ink,
                      guint         category)
{
  return &ink->categories[MIN (category, MLG_N_CATEGORIES - 1)];
}

void
mlg_ink_set_colour (cairo_t         *cr,
                    const MlgColour *colour,
                    double           alpha)
{
  cairo_set_source_rgba (cr, colour->r, colour->g, colour->b, alpha);
}

static void
add_polygon (cairo_t *cr,
             double   x,
             double   y,
             double   radius,
             guint    n_corners,
             double   first_angle)
{
  for (guint i = 0; i < n_corners; i++)
    {
      double angle = first_angle + 2 * G_PI * i / n_corners;

      cairo_line_to (cr, x + radius * cos (angle), y + radius * sin (angle));
    }
  cairo_close_path (cr);
}

void
mlg_ink_add_shape (cairo_t  *cr,
                   MlgShape  shape,
                   double    x,
                   double    y,
                   double    radius)
{
  cairo_new_sub_path (cr);

  /* The factors give every shape nearly the area of the circle. */
  switch (shape)
    {
    case MLG_SHAPE_SQUARE:
      add_polygon (cr, x, y, radius * 1.25, 4, G_PI / 4);
      break;
    case MLG_SHAPE_HEXAGON:
      add_polygon (cr, x, y, radius * 1.1, 6, 0);
      break;
    case MLG_SHAPE_DIAMOND:
      add_polygon (cr, x, y, radius * 1.3, 4, 0);
      break;
    case MLG_SHAPE_TRIANGLE:
      add_polygon (cr, x, y + radius * 0.2, radius * 1.45, 3, -G_PI / 2);
      break;
    case MLG_SHAPE_CIRCLE:
    case MLG_SHAPE_RING:
    default:
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      cairo_close_path (cr);
      break;
    }
}

void
mlg_ink_draw_mark (cairo_t      *cr,
                   const MlgInk *ink,
                   guint         category,
                   double        x,
                   double        y,
                   double        radius)
{
  MlgShape shape = mlg_ink_get_shape (category);
  double rim = MAX (1.2, radius * 0.16) * (ink->line_scale > 1 ? 1.3 : 1);

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  mlg_ink_add_shape (cr, shape, x, y, radius);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_set_line_width (cr, 2 * rim);
  cairo_stroke_preserve (cr);

  if (shape == MLG_SHAPE_RING)
    {
      cairo_fill (cr);
      mlg_ink_add_shape (cr, shape, x, y, radius * 0.84);
      cairo_set_line_width (cr, radius * 0.36);
      mlg_ink_set_colour (cr, mlg_ink_get_category (ink, category), 1);
      cairo_stroke (cr);
    }
  else
    {
      mlg_ink_set_colour (cr, mlg_ink_get_category (ink, category), 1);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/* A double line is two lines beside each other: every stretch of the path is drawn on both of its sides. */
static void
stroke_double (cairo_t *cr,
               double   width)
{
  double side = MAX (1, width * 0.4);
  double apart = (MAX (1.4, width * 0.5) + side) / 2;
  cairo_path_t *path = cairo_copy_path_flat (cr);
  double x = 0, y = 0;

  cairo_new_path (cr);
  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      const cairo_path_data_t *to = &path->data[i + 1];
      double length;

      if (path->data[i].header.type == CAIRO_PATH_CLOSE_PATH)
        continue;
      length = hypot (to->point.x - x, to->point.y - y);
      for (int s = -1; s <= 1 && path->data[i].header.type == CAIRO_PATH_LINE_TO && length > 0; s += 2)
        {
          double across = -(to->point.y - y) / length * apart * s;
          double down = (to->point.x - x) / length * apart * s;

          cairo_move_to (cr, x + across, y + down);
          cairo_line_to (cr, to->point.x + across, to->point.y + down);
        }
      x = to->point.x;
      y = to->point.y;
    }
  cairo_path_destroy (path);
  cairo_set_line_width (cr, side);
  cairo_stroke (cr);
}

void
mlg_ink_stroke (cairo_t      *cr,
                const MlgInk *ink,
                MlgLine       line,
                double        width)
{
  double w = width * ink->line_scale;
  double dashes[] = { MAX (5, 3 * w), MAX (4, 2.2 * w) };
  double dots[] = { 0, MAX (3.5, 2.4 * w) };

  cairo_save (cr);
  cairo_set_line_width (cr, w);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, NULL, 0, 0);

  switch (line)
    {
    case MLG_LINE_DOUBLE:
      stroke_double (cr, w);
      break;
    case MLG_LINE_DASHED:
      cairo_set_dash (cr, dashes, 2, 0);
      cairo_stroke (cr);
      break;
    case MLG_LINE_DOTTED:
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_dash (cr, dots, 2, 0);
      cairo_stroke (cr);
      break;
    case MLG_LINE_THIN:
      cairo_set_line_width (cr, MAX (0.8, w * 0.5));
      cairo_stroke (cr);
      break;
    case MLG_LINE_SOLID:
    default:
      cairo_stroke (cr);
      break;
    }
  cairo_restore (cr);
}

static double
linear (double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const MlgColour *colour)
{
  return 0.2126 * linear (colour->r) + 0.7152 * linear (colour->g) + 0.0722 * linear (colour->b);
}

double
mlg_ink_contrast (const MlgColour *a,
                  const MlgColour *b)
{
  double la = luminance (a) + 0.05;
  double lb = luminance (b) + 0.05;

  return MAX (la, lb) / MIN (la, lb);
}
