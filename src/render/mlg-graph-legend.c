/* What the marks and lines of a graph mean. */

#include "render/mlg-graph-draw-private.h"

#include <glib/gi18n-lib.h>

#define MAX_WORDS 26          /* letters of a name */

typedef struct
{
  cairo_t            *cr;
  const MlgGraphLook *look;
  double              x, y, text_size;
  double              width;
} Legend;

static void
add_heading (Legend     *self,
             const char *text)
{
  double width, height;

  mlg_graph_draw_text (self->cr, text, &self->look->ink->faint_text, self->x, self->y, self->text_size, TRUE, &width, &height);
  self->y += height * 1.25;
  self->width = MAX (self->width, width);
}

static void
add_words (Legend     *self,
           const char *text)
{
  double indent = self->text_size * 2.6;
  double width, height;

  mlg_graph_draw_text (self->cr, text, &self->look->ink->text, self->x + indent, self->y, self->text_size, FALSE, &width, &height);
  self->y += height * 1.2;
  self->width = MAX (self->width, indent + width);
}

static void
add_mark (Legend     *self,
          MlgMapSign  form,
          MlgMapSign  colour,
          const char *text)
{
  if (self->cr != NULL)
    mlg_graph_draw_mark (self->cr, self->look->ink, form, colour, self->x + self->text_size, self->y + self->text_size * 0.66,
                         self->text_size * 0.5);
  add_words (self, text);
}

static void
add_line (Legend          *self,
          MlgLine          line,
          const MlgColour *colour,
          double           width,
          const char      *text)
{
  double y = self->y + self->text_size * 0.66;

  if (self->cr != NULL)
    {
      cairo_move_to (self->cr, self->x, y);
      cairo_line_to (self->cr, self->x + self->text_size * 2, y);
      mlg_ink_set_colour (self->cr, colour, 1);
      mlg_ink_stroke (self->cr, self->look->ink, line, width);
    }
  add_words (self, text);
}

/* Long names are those of networks: their beginning is enough beside the drawing. */
static char *
shorten (const char *name)
{
  if (g_utf8_strlen (name, -1) <= MAX_WORDS)
    return g_strdup (name);

  return g_strdup_printf ("%.*s…", (int) (g_utf8_offset_to_pointer (name, MAX_WORDS - 1) - name), name);
}

static char *
name_class (MlgGraphScene *scene,
            guint          class)
{
  const char *labels[] = {
    _("Project bearers"), _("Local authorities"), _("Networks and groupings"),
    _("Study and research"), _("State and local services"),
  };
  MlgGrouping *groups = mlg_graph_scene_get_colours (scene);

  if (groups == NULL)
    return g_strdup (class < G_N_ELEMENTS (labels) ? labels[class] : _("To be qualified"));
  if (class == MLG_MAP_OTHERS)
    return g_strdup (_("Others"));

  return shorten (class != MLG_MAP_UNKNOWN && class < groups->n ? groups->names[class] : groups->none != NULL ? groups->none : _("To be qualified"));
}

static gboolean
has_forms_by_kind (MlgGraphScene *scene)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    if (nodes[i].n_actors == 0 && (nodes[i].form.class != nodes[i].colour.class || nodes[i].form.sort != nodes[i].colour.sort))
      return TRUE;

  return FALSE;
}

static void
add_classes (Legend        *self,
             MlgGraphScene *scene)
{
  const MlgSceneNode *nodes = mlg_graph_scene_get_nodes (scene);
  gboolean by_kind = has_forms_by_kind (scene);
  const MlgSceneNode *there[MLG_MAP_CATEGORIES] = { NULL };

  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    there[nodes[i].colour.class] = &nodes[i];

  add_heading (self, _("Actors"));
  for (guint i = 0; i < MLG_MAP_CATEGORIES; i++)
    if (there[i] != NULL)
      {
        g_autofree char *name = name_class (scene, i);
        MlgMapSign circle = { MLG_MAP_BY_FAMILY, 0, MLG_SPOT_ACTOR };

        add_mark (self, by_kind || there[i]->n_actors > 0 ? circle : there[i]->colour, there[i]->colour, name);
      }
}

/* The kinds that occur, in a neutral colour. */
static void
add_kinds (Legend        *self,
           MlgGraphScene *scene)
{
  const char *labels[] = { _("Kind not noted"), _("Organisation"), _("Collective"), _("Place"), _("Group"), _("Person") };
  const MlgGraphNode *nodes = mlg_graph_get_nodes (mlg_graph_scene_get_graph (scene));
  const MlgSceneNode *marks = mlg_graph_scene_get_nodes (scene);
  MlgMapSign neutral = { MLG_MAP_BY_CATEGORY, MLG_MAP_UNKNOWN, MLG_SPOT_ACTOR };
  const MlgSceneNode *there[G_N_ELEMENTS (labels)] = { NULL };

  if (!has_forms_by_kind (scene))
    return;
  for (guint i = 0; i < mlg_graph_scene_get_n_nodes (scene); i++)
    there[MIN (nodes[i].kind, G_N_ELEMENTS (labels) - 1)] = &marks[i];
  self->y += self->text_size * 0.6;
  add_heading (self, _("Shapes"));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (there[i] != NULL)
      add_mark (self, there[i]->form, neutral, labels[i]);
}

static void
add_networks (Legend        *self,
              MlgGraphScene *scene)
{
  MlgGrouping *hulls = mlg_graph_scene_get_hulls (scene);

  if (hulls == NULL || hulls->n == 0)
    return;
  self->y += self->text_size * 0.6;
  add_heading (self, _("Networks"));
  for (guint i = 0; i < MIN (hulls->n, G_N_ELEMENTS (self->look->ink->islands)); i++)
    {
      g_autofree char *name = shorten (hulls->names[i]);

      if (self->cr != NULL)
        mlg_graph_draw_hull_sample (self->cr, self->look->ink, i, self->x + self->text_size, self->y + self->text_size * 0.66,
                                    self->text_size * 0.5);
      add_words (self, name);
    }
}

static void
draw_arrow_sample (cairo_t      *cr,
                   const MlgInk *ink,
                   double        x,
                   double        y,
                   double        text_size)
{
  double head = text_size * 0.6;

  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + text_size * 2 - head, y);
  mlg_ink_set_colour (cr, &ink->text, 1);
  mlg_ink_stroke (cr, ink, MLG_LINE_SOLID, 2);
  cairo_move_to (cr, x + text_size * 2, y);
  cairo_line_to (cr, x + text_size * 2 - head, y - head * 0.46);
  cairo_line_to (cr, x + text_size * 2 - head, y + head * 0.46);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
add_lines (Legend        *self,
           MlgGraphScene *scene)
{
  const MlgInk *ink = self->look->ink;
  const char *economies[MLG_N_ECONOMIES] = {
    _("Market"), _("Non-market"), _("Non-monetary"), _("Economy to be qualified"),
  };
  gboolean economy[MLG_N_ECONOMIES] = { FALSE };
  gboolean line[MLG_LINE_THIN + 1] = { FALSE };
  gboolean arrows = FALSE;

  for (guint i = 0; i < mlg_graph_scene_get_n_edges (scene); i++)
    {
      const MlgSceneEdge *edge = &mlg_graph_scene_get_edges (scene)[i];

      line[edge->line] = TRUE;
      for (guint e = 0; e < MLG_N_ECONOMIES; e++)
        {
          arrows |= edge->n_forth[e] + edge->n_back[e] > 0;
          economy[e] |= edge->n_axes[e] > 0 && edge->line != MLG_LINE_THIN && edge->line != MLG_LINE_DOTTED;
        }
    }

  add_heading (self, _("Partnerships"));
  if (line[MLG_LINE_SOLID])
    add_line (self, MLG_LINE_SOLID, &ink->text, 2, _("Established"));
  if (line[MLG_LINE_DOUBLE])
    add_line (self, MLG_LINE_DOUBLE, &ink->text, 2, _("Formalised"));
  if (line[MLG_LINE_DASHED])
    add_line (self, MLG_LINE_DASHED, &ink->text, 2, _("Wished for"));
  if (line[MLG_LINE_THIN])
    add_line (self, MLG_LINE_THIN, &ink->text, 1.6, _("Membership"));
  if (line[MLG_LINE_DOTTED])
    add_line (self, MLG_LINE_DOTTED, &ink->text, 2, _("Met at a workshop"));
  if (arrows)
    {
      if (self->cr != NULL)
        draw_arrow_sample (self->cr, ink, self->x, self->y + self->text_size * 0.66, self->text_size);
      add_words (self, _("From one to the other"));
    }
  for (guint e = 0; e < MLG_N_ECONOMIES; e++)
    if (economy[e])
      add_line (self, MLG_LINE_SOLID, &ink->economies[e], 3.5, economies[e]);
}

void
mlg_graph_draw_legend (cairo_t            *cr,
                       MlgGraphScene      *scene,
                       const MlgGraphLook *look,
                       double              x,
                       double              y,
                       double              text_size,
                       double             *width,
                       double             *height)
{
  Legend legend = { cr, look, x, y, text_size, 0 };

  add_classes (&legend, scene);
  add_kinds (&legend, scene);
  add_networks (&legend, scene);
  if (mlg_graph_scene_get_n_edges (scene) > 0)
    {
      legend.y += text_size * 0.6;
      add_lines (&legend, scene);
    }

  if (width != NULL)
    *width = legend.width;
  if (height != NULL)
    *height = legend.y - y;
}
