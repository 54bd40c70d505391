/* The sign of each record of the map. */

#include "render/mlg-map-signs.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-vocabulary.h"

#define RGB(hex) { ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) & 0xff) / 255.0 }

/* One colour for each of the classes, then the others, unknown, initiatives, events. The first five
 * are those of the categories: the eye keeps them. */
static const MlgColour deep[MLG_MAP_CATEGORIES] = {
  RGB (0xC8500A), RGB (0x0B6AAE), RGB (0x0B8A66), RGB (0x864C86), RGB (0x5E4B00), RGB (0xB3261E), RGB (0x3F51B5), RGB (0x4E7A1E),
  RGB (0x4B5563), RGB (0x5F6670), RGB (0x5B3FB0), RGB (0xB01657),
};
static const MlgColour light[MLG_MAP_CATEGORIES] = {
  RGB (0xF08A4B), RGB (0x58AAE8), RGB (0x3FC79B), RGB (0xC08CC0), RGB (0xD6B232), RGB (0xFF8A80), RGB (0xA3AEFF), RGB (0xA5D66F),
  RGB (0xC3CAD4), RGB (0xAEB5BF), RGB (0xBFA8FF), RGB (0xFF8DB8),
};

MlgMapSign
mlg_map_sign_of (const MlgMapScene *scene,
                 const MlgSpot     *spot)
{
  return (MlgMapSign) { scene->by, mlg_spot_get_class (spot), spot->sort };
}

MlgMapSign
mlg_map_sign_of_class (const MlgMapScene *scene,
                       guint              class)
{
  MlgSpotSort sort = class == MLG_MAP_INITIATIVES ? MLG_SPOT_INITIATIVE : class == MLG_MAP_EVENTS ? MLG_SPOT_EVENT : MLG_SPOT_ACTOR;

  return (MlgMapSign) { scene->by, class, sort };
}

static gboolean
is_category (MlgMapSign sign)
{
  return sign.by == MLG_MAP_BY_CATEGORY && sign.class < MLG_MAP_INITIATIVES;
}

const MlgColour *
mlg_map_sign_get_colour (const MlgInk *ink,
                         MlgMapSign    sign)
{
  gboolean on_dark = ink->theme == MLG_INK_DARK || ink->theme == MLG_INK_PROJECTOR_BLACK;

  if (is_category (sign))
    return mlg_ink_get_category (ink, sign.class);
  if (sign.by == MLG_MAP_BY_ECONOMY && sign.class < MLG_N_ECONOMIES)
    return &ink->economies[sign.class];
  return on_dark ? &light[MIN (sign.class, MLG_MAP_CATEGORIES - 1)] : &deep[MIN (sign.class, MLG_MAP_CATEGORIES - 1)];
}

/* ---- forms */

static void
add_points (cairo_t      *cr,
            const double *points,
            guint         n_points,
            double        x,
            double        y,
            double        radius)
{
  for (guint i = 0; i < n_points; i++)
    cairo_line_to (cr, x + points[2 * i] * radius, y + points[2 * i + 1] * radius);
  cairo_close_path (cr);
}

static void
add_star (cairo_t *cr,
          double   x,
          double   y,
          double   radius)
{
  for (guint i = 0; i < 10; i++)
    {
      double angle = -G_PI / 2 + G_PI * i / 5, reach = radius * (i % 2 == 0 ? 1.45 : 0.66);

      cairo_line_to (cr, x + reach * cos (angle), y + reach * sin (angle));
    }
  cairo_close_path (cr);
}

static void
add_form (cairo_t    *cr,
          MlgMapSign  sign,
          double      x,
          double      y,
          double      radius)
{
  static const double down[] = { -1.25, -0.85, 1.25, -0.85, 0, 1.3 };
  static const double cross[] = { -0.45, -1.2, 0.45, -1.2, 0.45, -0.45, 1.2, -0.45, 1.2, 0.45, 0.45, 0.45,
                                  0.45, 1.2, -0.45, 1.2, -0.45, 0.45, -1.2, 0.45, -1.2, -0.45, -0.45, -0.45 };
  static const double saltire[] = { -1.15, -0.55, -0.55, -1.15, 0, -0.6, 0.55, -1.15, 1.15, -0.55, 0.6, 0,
                                    1.15, 0.55, 0.55, 1.15, 0, 0.6, -0.55, 1.15, -1.15, 0.55, -0.6, 0 };
  static const double pentagon[] = { 0, -1.18, 1.12, -0.36, 0.69, 0.96, -0.69, 0.96, -1.12, -0.36 };

  if (sign.class < MLG_N_CATEGORIES - 1)
    {
      mlg_ink_add_shape (cr, (MlgShape) sign.class, x, y, radius);
      return;
    }

  cairo_new_sub_path (cr);
  switch (sign.class)
    {
    case 5: add_points (cr, down, 3, x, y, radius); break;
    case 6: add_points (cr, cross, 12, x, y, radius); break;
    case 7: add_points (cr, saltire, 12, x, y, radius); break;
    case MLG_MAP_OTHERS: add_points (cr, pentagon, 5, x, y, radius); break;
    case MLG_MAP_INITIATIVES: add_star (cr, x, y, radius); break;
    case MLG_MAP_EVENTS: cairo_rectangle (cr, x - radius * 0.95, y - radius * 0.95, radius * 1.9, radius * 1.9); break;
    default: mlg_ink_add_shape (cr, MLG_SHAPE_RING, x, y, radius); break;
    }
}

static void
add_house (cairo_t *cr,
           double   x,
           double   y,
           double   radius)
{
  static const double house[] = { 0, -1.5, 1.35, -0.3, 1.05, -0.3, 1.05, 1.15, -1.05, 1.15, -1.05, -0.3, -1.35, -0.3 };

  cairo_new_sub_path (cr);
  add_points (cr, house, 7, x, y, radius);
}

void
mlg_map_sign_add_shape (cairo_t    *cr,
                        MlgMapSign  sign,
                        double      x,
                        double      y,
                        double      radius)
{
  if (sign.sort == MLG_SPOT_PLACE)
    add_house (cr, x, y, radius);
  else
    add_form (cr, sign, x, y, radius);
}

/* ---- drawing */

/* On what is filled already: the form of its class on a house, the head of a leaf of the calendar. */
static void
draw_inside (cairo_t      *cr,
             const MlgInk *ink,
             MlgMapSign    sign,
             double        x,
             double        y,
             double        radius)
{
  mlg_ink_set_colour (cr, &ink->paper, 1);
  if (sign.sort == MLG_SPOT_PLACE)
    {
      if (sign.class == MLG_MAP_UNKNOWN)
        mlg_ink_add_shape (cr, MLG_SHAPE_CIRCLE, x, y + radius * 0.15, radius * 0.45);
      else
        add_form (cr, sign, x, y + radius * 0.15, radius * 0.58);
      cairo_fill (cr);
    }
  else if (sign.sort == MLG_SPOT_EVENT)
    {
      cairo_rectangle (cr, x - radius * 0.68, y - radius * 0.38, radius * 1.36, radius * 1.06);
      cairo_fill (cr);
      mlg_ink_set_colour (cr, mlg_map_sign_get_colour (ink, sign), 1);
      cairo_rectangle (cr, x + radius * 0.02, y + radius * 0.05, radius * 0.42, radius * 0.4);
      cairo_fill (cr);
    }
}

void
mlg_map_sign_draw (cairo_t      *cr,
                   const MlgInk *ink,
                   MlgMapSign    sign,
                   double        x,
                   double        y,
                   double        radius)
{
  double rim = MAX (1.2, radius * 0.16) * (ink->line_scale > 1 ? 1.3 : 1);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  mlg_map_sign_add_shape (cr, sign, x, y, radius);
  mlg_ink_set_colour (cr, &ink->paper, 1);
  cairo_set_line_width (cr, 2 * rim);
  cairo_stroke_preserve (cr);
  if (sign.class == MLG_MAP_UNKNOWN && sign.sort == MLG_SPOT_ACTOR)
    {
      cairo_fill (cr);
      mlg_ink_add_shape (cr, MLG_SHAPE_RING, x, y, radius * 0.84);
      cairo_set_line_width (cr, radius * 0.36);
      mlg_ink_set_colour (cr, mlg_map_sign_get_colour (ink, sign), 1);
      cairo_stroke (cr);
    }
  else
    {
      mlg_ink_set_colour (cr, mlg_map_sign_get_colour (ink, sign), 1);
      cairo_fill (cr);
      draw_inside (cr, ink, sign, x, y, radius);
    }
  cairo_restore (cr);
}

void
mlg_map_sign_draw_hollow (cairo_t      *cr,
                          const MlgInk *ink,
                          MlgMapSign    sign,
                          gboolean      approximate,
                          double        x,
                          double        y,
                          double        radius)
{
  const MlgColour *colour = mlg_map_sign_get_colour (ink, sign);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  mlg_map_sign_add_shape (cr, sign, x, y, radius + 1);
  mlg_ink_set_colour (cr, &ink->paper, 0.95);
  cairo_fill (cr);
  mlg_map_sign_add_shape (cr, sign, x, y, radius - 1.2 * ink->line_scale);
  mlg_ink_set_colour (cr, colour, 0.3);
  cairo_fill_preserve (cr);
  mlg_ink_set_colour (cr, colour, 1);
  cairo_set_line_width (cr, (sign.sort == MLG_SPOT_PLACE ? 1.7 : 2.2) * ink->line_scale);
  if (approximate)
    cairo_set_dash (cr, (const double[]) { 2.2, 2 }, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  if (sign.sort == MLG_SPOT_PLACE && sign.class != MLG_MAP_UNKNOWN)
    {
      add_form (cr, sign, x, y + radius * 0.15, radius * 0.42);
      cairo_fill (cr);
    }
  else if (sign.sort == MLG_SPOT_EVENT)
    {
      cairo_rectangle (cr, x - radius * 0.7, y - radius * 0.8, radius * 1.4, radius * 0.5);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

void
mlg_map_sign_draw_selection (cairo_t      *cr,
                             const MlgInk *ink,
                             MlgMapSign    sign,
                             double        x,
                             double        y,
                             double        radius)
{
  double width = 3 * MIN (ink->line_scale, 1.5);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  mlg_map_sign_add_shape (cr, sign, x, y, radius + width);
  mlg_ink_set_colour (cr, &ink->selection_edge, 1);
  cairo_set_line_width (cr, width + 2);
  cairo_stroke_preserve (cr);
  mlg_ink_set_colour (cr, &ink->selection, 1);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* ---- words */

/* « Porteurs de projets (associations, entreprises de l’ESS) »: what the brackets add is for sheets. */
static char *
shorten (const char *name)
{
  const char *bracket = strstr (name, " (");

  return bracket != NULL ? g_strndup (name, bracket - name) : g_strdup (name);
}

char *
mlg_map_sign_dup_name (const MlgMapScene *scene,
                       guint              class)
{
  static const char *const unknown[MLG_MAP_N_BYS] = {
    [MLG_MAP_BY_CATEGORY] = N_("Outside categories"), [MLG_MAP_BY_FAMILY] = N_("Without a family"),
    [MLG_MAP_BY_NETWORK] = N_("In no network"), [MLG_MAP_BY_THEME] = N_("Without a theme"),
    [MLG_MAP_BY_ECONOMY] = N_("Without a partnership"), [MLG_MAP_BY_STATE] = N_("Without a state"),
  };
  const MlgVocabulary *categories = mlg_vocabulary_find ("user_category");

  if (class == MLG_MAP_INITIATIVES)
    return g_strdup (_("Initiatives"));
  if (class == MLG_MAP_EVENTS)
    return g_strdup (_("Events"));
  if (scene->by == MLG_MAP_BY_CATEGORY)
    return categories != NULL && class < MIN (categories->n_terms, MLG_N_CATEGORIES - 1)
             ? shorten (categories->terms[class].ui_label) : g_strdup (_(unknown[scene->by]));
  if (class == MLG_MAP_OTHERS)
    return g_strdup (_("Others"));

  return class < MLG_MAP_CLASSES && scene->classes[class] != NULL ? shorten (scene->classes[class]) : g_strdup (_(unknown[scene->by]));
}
