/* The colours of a drawn graph stay apart for those who see colours otherwise, in every ink. */

#include "render/mlg-graph-draw.h"

#include <math.h>
#include <string.h>

#define WIDTH     900
#define HEIGHT    600
#define LEAST     12.0       /* between two colours that mean two things (CIE 1976; 2 is just seen side by side) */

/* G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of
 * Color Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009: the
 * matrices of severity 1.0, for linear RGB. */
typedef struct
{
  const char *name;
  double      m[3][3];
} Eyes;

static const Eyes eyes[] = {
  { "usual", { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
  { "protanopia", { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } } },
  { "deuteranopia", { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } } },
  { "tritanopia", { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } } },
};

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
lab_part (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

typedef struct
{
  double l, a, b;
} Lab;

/* sRGB with the white point D65. */
static Lab
see (const Eyes *with,
     guint32     pixel)
{
  const double rgb[] = { linear ((pixel >> 16 & 0xff) / 255.0), linear ((pixel >> 8 & 0xff) / 255.0), linear ((pixel & 0xff) / 255.0) };
  double seen[3], x, y, z;

  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (with->m[i][0] * rgb[0] + with->m[i][1] * rgb[1] + with->m[i][2] * rgb[2], 0, 1);
  x = lab_part ((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
  y = lab_part (0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
  z = lab_part ((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);

  return (Lab) { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static double
measure_distance (const Eyes *with,
                  guint32     one,
                  guint32     other)
{
  Lab p = see (with, one), q = see (with, other);

  return sqrt ((p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

static void
test_the_measure_is_right (void)
{
  /* Black and white are 100 apart for everybody; red and a green of its lightness only for the usual eye. */
  for (guint i = 0; i < G_N_ELEMENTS (eyes); i++)
    g_assert_cmpfloat_with_epsilon (measure_distance (&eyes[i], 0x000000, 0xFFFFFF), 100, 0.5);
  g_assert_cmpfloat (measure_distance (&eyes[0], 0xC80000, 0x5A7800), >, 60);
  g_assert_cmpfloat (measure_distance (&eyes[2], 0xC80000, 0x5A7800), <, 25);
}

/* ---- A picture with everything that colour says */

static MlgGraph *
new_graph (void)
{
  GArray *nodes = g_array_new (FALSE, TRUE, sizeof (MlgGraphNode));
  GArray *edges = g_array_new (FALSE, TRUE, sizeof (MlgGraphEdge));

  for (guint i = 0; i < MLG_N_CATEGORIES + 2 * MLG_N_ECONOMIES; i++)
    {
      MlgGraphNode node = { .id = mlg_id_new (), .name = g_strdup (""), .category = i < MLG_N_CATEGORIES - 1 ? i : G_MAXUINT };

      g_array_append_val (nodes, node);
    }
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    {
      MlgGraphEdge edge = { .id = mlg_id_new (), .a = MLG_N_CATEGORIES + 2 * e, .b = MLG_N_CATEGORIES + 2 * e + 1,
                            .kind = MLG_TIE_PARTNERSHIP, .established = TRUE, .n_axes = 6 };

      edge.n_market = e == MLG_ECONOMY_MARKET ? 6 : 0;
      edge.n_non_market = e == MLG_ECONOMY_NON_MARKET ? 6 : 0;
      edge.n_non_monetary = e == MLG_ECONOMY_NON_MONETARY ? 6 : 0;
      edge.n_unqualified = e == MLG_ECONOMY_UNQUALIFIED ? 6 : 0;
      g_array_append_val (edges, edge);
    }

  return mlg_graph_new (nodes, edges);
}

typedef struct
{
  guint32 marks[MLG_N_CATEGORIES];
  guint32 links[MLG_N_ECONOMIES];
  guint32 paper;
} Colours;

static guint32
pick (cairo_surface_t *surface,
      double           x,
      double           y)
{
  const guint32 *row = (const guint32 *) (gpointer) (cairo_image_surface_get_data (surface) + (int) (y + 0.5) * cairo_image_surface_get_stride (surface));

  return row[(int) (x + 0.5)] & 0xFFFFFF;
}

/* As they are on the paper, not as a table says. */
static Colours
draw (MlgInkTheme theme)
{
  g_autoptr(MlgGraph) graph = new_graph ();
  g_autoptr(MlgGraphScene) scene = mlg_graph_scene_new (graph, MLG_LAYER_ALL, MLG_SIZE_EQUAL);
  guint n = mlg_graph_get_n_nodes (graph);
  g_autofree MlgPoint *points = g_new0 (MlgPoint, n + 1);
  g_autofree guint8 *placements = g_new0 (guint8, n + 1);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  MlgGraphView view = { .zoom = 1, .width = WIDTH, .height = HEIGHT };
  MlgGraphLook look = MLG_GRAPH_LOOK_INIT;
  const MlgExtent none = { 0, 0, 0, 0 };
  Colours colours;

  look.ink = mlg_ink_get (theme);
  look.text_size = 12;
  for (guint i = 0; i < n; i++)
    {
      points[i] = i < MLG_N_CATEGORIES ? (MlgPoint) { 80 + 100 * i, 80 }
                                       : (MlgPoint) { i % 2 == 0 ? 100 : 500, 200 + 40 * (i - MLG_N_CATEGORIES) };
      placements[i] = MLG_PLACED;
    }
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    points[MLG_N_CATEGORIES + 2 * e + 1].y = points[MLG_N_CATEGORIES + 2 * e].y;
  mlg_graph_scene_place (scene, points, placements, &none);
  mlg_ink_set_colour (cr, &look.ink->paper, 1);
  cairo_paint (cr);
  mlg_graph_draw (cr, scene, &view, &look);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  for (guint i = 0; i < MLG_N_CATEGORIES; i++)
    /* A ring is coloured at its rim. */
    colours.marks[i] = pick (surface, points[i].x + (i == MLG_N_CATEGORIES - 1 ? 8.4 : 0), points[i].y);
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    colours.links[e] = pick (surface, 300, points[MLG_N_CATEGORIES + 2 * e].y);
  colours.paper = pick (surface, WIDTH - 3, HEIGHT - 3);
  cairo_surface_destroy (surface);

  return colours;
}

static void
assert_apart (const Eyes    *with,
              MlgInkTheme    theme,
              const guint32 *colours,
              guint          n,
              guint32        paper)
{
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("%s, theme %d: #%06X", with->name, (int) theme, colours[i]);
      g_assert_cmpfloat (measure_distance (with, colours[i], paper), >=, 2 * LEAST);
      for (guint k = 0; k < i; k++)
        if (measure_distance (with, colours[i], colours[k]) < LEAST)
          g_error ("%s, theme %d: #%06X and #%06X are only %.1f apart", with->name, (int) theme, colours[i], colours[k],
                   measure_distance (with, colours[i], colours[k]));
    }
}

static void
test_colours_stay_apart_for_every_eye (void)
{
  for (MlgInkTheme theme = MLG_INK_LIGHT; theme <= MLG_INK_PRINT; theme++)
    {
      Colours colours = draw (theme);

      for (guint i = 0; i < G_N_ELEMENTS (eyes); i++)
        {
          assert_apart (&eyes[i], theme, colours.marks, MLG_N_CATEGORIES, colours.paper);
          assert_apart (&eyes[i], theme, colours.links, MLG_N_ECONOMIES, colours.paper);
        }
    }
}

/* ---- Without any colour */

static void
test_forms_tell_categories_on_grey_paper (void)
{
  const int size = 60;
  guint8 pictures[MLG_N_CATEGORIES][60 * 60];

  for (guint i = 0; i < MLG_N_CATEGORIES; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, size, size);
      cairo_t *cr = cairo_create (surface);

      mlg_map_sign_add_shape (cr, (MlgMapSign) { MLG_MAP_BY_CATEGORY, i < MLG_N_CATEGORIES - 1 ? i : MLG_MAP_UNKNOWN, MLG_SPOT_ACTOR }, size / 2.0, size / 2.0, 18);
      if (i < MLG_N_CATEGORIES - 1)
        cairo_fill (cr);
      else
        cairo_stroke (cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      for (int y = 0; y < size; y++)
        memcpy (&pictures[i][y * size], cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface), size);
      cairo_surface_destroy (surface);
    }
  for (guint i = 0; i < MLG_N_CATEGORIES; i++)
    for (guint k = 0; k < i; k++)
      {
        guint n_other = 0;

        for (int p = 0; p < size * size; p++)
          n_other += abs (pictures[i][p] - pictures[k][p]) > 127;
        /* A sixteenth of the area of a mark: a hexagon beside a circle. */
        g_assert_cmpuint (n_other, >, (guint) (G_PI * 18 * 18 / 16));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(name) g_test_add_func ("/graph-colours/" #name, test_##name)
  TEST (the_measure_is_right);
  TEST (colours_stay_apart_for_every_eye);
  TEST (forms_tell_categories_on_grey_paper);
#undef TEST

  return g_test_run ();
}
