/* The map and the graph of the reading page: points and paths in whole units of one plane, so that the
 * page only has to draw them.
 */

#include "exchange/mlg-html-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "analysis/mlg-layout.h"
#include "exchange/mlg-area-rings.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-project-map.h"
#include "exchange/mlg-project-positions.h"
#include "model/mlg-value.h"
#include "territory/mlg-ground.h"
#include "territory/mlg-map-index.h"
#include "territory/mlg-simplify.h"

#define FRANCE          250
#define PLANE_WIDTH     4000         /* units of the page for what holds all actors */
#define LEAST_KM        60           /* nobody needs to see one street alone */
#define MARGIN          0.12         /* of the width, around the actors */
#define SEEN_AROUND     0.6          /* of the width: land drawn beyond, for those who zoom out */
#define TOLERANCE       1.2          /* units a line may move */
#define CIRCLE_KM       12           /* of an area nobody knows the reach of */

/* ---- the plane */

typedef struct
{
  MlgMercatorBox box;                /* what is drawn */
  double         x0, y0, scale;      /* from the mercator plane to that of the page */
  double         width, height;      /* of what holds all actors */
  double         zoom;
} Plane;

static void
widen (MlgMercatorBox *box,
       double          by_x,
       double          by_y)
{
  box->x0 = (gint32) MAX ((double) box->x0 - by_x, 0);
  box->y0 = (gint32) MAX ((double) box->y0 - by_y, 0);
  box->x1 = (gint32) MIN ((double) box->x1 + by_x, MLG_MERCATOR_SIZE - 1);
  box->y1 = (gint32) MIN ((double) box->y1 + by_y, MLG_MERCATOR_SIZE - 1);
}

static Plane
make_plane (MlgMapIndex *index)
{
  MlgMercatorBox box = mlg_map_index_get_main_box (index, NULL);
  double least, width, height;
  Plane plane;

  if (mlg_mercator_box_is_empty (&box))
    {
      mlg_mercator_box_add (&box, mlg_mercator_project (51.2, -5));
      mlg_mercator_box_add (&box, mlg_mercator_project (41.3, 9.6));
    }

  least = LEAST_KM * mlg_mercator_per_km (46.5);
  width = (double) box.x1 - box.x0;
  height = (double) box.y1 - box.y0;
  widen (&box, MAX ((least - width) / 2, 0) + MAX (width, least) * MARGIN, MAX ((least - height) / 2, 0) + MAX (height, least) * MARGIN);

  width = MAX ((double) box.x1 - box.x0, (double) box.y1 - box.y0);
  plane.scale = PLANE_WIDTH / width;
  plane.x0 = box.x0;
  plane.y0 = box.y0;
  plane.width = ((double) box.x1 - box.x0) * plane.scale;
  plane.height = ((double) box.y1 - box.y0) * plane.scale;
  plane.zoom = log2 (1000.0 * MLG_MERCATOR_SIZE / 256 / width);
  widen (&box, width * SEEN_AROUND, width * SEEN_AROUND);
  plane.box = box;
  return plane;
}

static void
append_point (const Plane *plane,
              MlgMercator  at,
              GString     *json)
{
  g_string_append_printf (json, "%d,%d", (int) lround ((at.x - plane->x0) * plane->scale), (int) lround ((at.y - plane->y0) * plane->scale));
}

/* "Mx,yldx,dy…": as differences, which are short. */
static void
append_line (const Plane       *plane,
             const MlgMercator *points,
             guint              n,
             gboolean           closed,
             GString           *path)
{
  guint n_left;
  g_autofree MlgMercator *left = n < 2 ? NULL : mlg_simplify_line (points, n, TOLERANCE / plane->scale, &n_left);
  int x = 0, y = 0;
  guint n_drawn = 0;

  if (left == NULL)
    return;

  for (guint i = 0; i < n_left; i++)
    {
      int to_x = (int) lround ((left[i].x - plane->x0) * plane->scale), to_y = (int) lround ((left[i].y - plane->y0) * plane->scale);

      if (i == 0)
        g_string_append_printf (path, "M%d %dl", to_x, to_y);
      else if (to_x != x || to_y != y)
        g_string_append_printf (path, "%s%d%s%d", n_drawn++ > 0 && to_x >= x ? " " : "", to_x - x, to_y >= y ? " " : "", to_y - y);
      x = to_x;
      y = to_y;
    }

  if (n_drawn == 0)
    g_string_append (path, "0 0");
  if (closed)
    g_string_append_c (path, 'z');
}

/* ---- the land */

static gboolean
is_speck (const Plane          *plane,
          const MlgMercatorBox *box)
{
  return ((double) box->x1 - box->x0) * plane->scale < 6 && ((double) box->y1 - box->y0) * plane->scale < 6;
}

static const MlgCountries *
get_countries (const Plane *plane)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  const MlgMercatorBox *around = &outlines->around_box, *box = &plane->box;
  gboolean inside = box->x0 >= around->x0 && box->y0 >= around->y0 && box->x1 <= around->x1 && box->y1 <= around->y1;

  return inside ? &outlines->around : &outlines->world;
}

static void
append_countries (const Plane *plane,
                  gboolean     france,
                  GString     *path)
{
  const MlgCountries *countries = get_countries (plane);
  guint detail = mlg_outlines_detail (plane->zoom);

  for (guint i = 0; i < countries->n_countries; i++)
    {
      const MlgCountry *country = &countries->countries[i];

      for (guint r = 0; (country->iso == FRANCE) == france && r < country->n_rings; r++)
        {
          const MlgPolyline *ring = &country->rings[r];

          if (mlg_mercator_boxes_meet (&ring->box, &plane->box) && !is_speck (plane, &ring->box))
            append_line (plane, ring->points[detail], ring->n[detail], TRUE, path);
        }
    }
}

static void
append_arcs (const Plane *plane,
             guint        n_regions,
             GString     *path)
{
  const MlgOutlines *outlines = mlg_outlines_get ();
  guint detail = mlg_outlines_detail (plane->zoom);

  for (guint i = 0; i < outlines->n_arcs; i++)
    {
      const MlgArc *arc = &outlines->arcs[i];

      if (arc->n_regions == n_regions && mlg_mercator_boxes_meet (&arc->line.box, &plane->box) && !is_speck (plane, &arc->line.box))
        append_line (plane, arc->line.points[detail], arc->line.n[detail], FALSE, path);
    }
}

static void
append_zones (const Plane *plane,
              GString     *path)
{
  const MlgOutlines *outlines = mlg_outlines_get ();

  for (guint i = 0; i < outlines->n_zones; i++)
    {
      const MlgZone *zone = &outlines->zones[i];
      MlgOutline one = { .place = zone->place, .box = zone->box, .n_zones = 1, .zones = &i };
      MlgArea area = { .outline = &one };
      g_autoptr(GArray) rings = NULL;

      if (!mlg_mercator_boxes_meet (&zone->box, &plane->box))
        continue;
      rings = mlg_area_rings_new (&area, plane->zoom);
      for (guint r = 0; r < rings->len; r++)
        append_line (plane, g_array_index (rings, MlgRing, r).points, g_array_index (rings, MlgRing, r).n, TRUE, path);
    }
}

static void
append_path (const char *name,
             GString    *path,
             GString    *json)
{
  g_string_append_printf (json, "\"%s\":\"%s\",", name, path->str);
  g_string_truncate (path, 0);
}

static void
append_land (const Plane *plane,
             GString     *json)
{
  g_autoptr(GString) path = g_string_new (NULL);

  append_countries (plane, FALSE, path);
  append_path ("neighbours", path, json);
  append_countries (plane, TRUE, path);
  append_zones (plane, path);
  append_path ("land", path, json);
  append_arcs (plane, 0, path);
  append_path ("departments", path, json);
  append_arcs (plane, 1, path);
  append_path ("regions", path, json);
}

/* The towns somebody would look for: the most populous in what holds the actors. */
static void
append_towns (const Plane *plane,
              GString     *json)
{
  guint n, n_shown = 0;
  const MlgPlace *const *towns = mlg_gazetteer_get_towns (&n);

  g_string_append (json, "\"towns\":[");
  for (guint i = 0; i < n && n_shown < 60; i++)
    {
      MlgMercator at = mlg_mercator_project (towns[i]->lat, towns[i]->lon);
      double x = (at.x - plane->x0) * plane->scale, y = (at.y - plane->y0) * plane->scale;

      if (x < 0 || y < 0 || x > plane->width || y > plane->height)
        continue;
      if (n_shown++ > 0)
        g_string_append_c (json, ',');
      mlg_html_append_text (json, towns[i]->name);
      g_string_append_c (json, ',');
      append_point (plane, at, json);
    }
  g_string_append (json, "],");
}

/* ---- the actors */

static void
append_group (MlgHtmlBook       *self,
              const Plane       *plane,
              MlgMapScene       *scene,
              const MlgMapGroup *group,
              GString           *json)
{
  g_autoptr(GArray) rings = mlg_area_rings_new (&group->area, plane->zoom);
  g_autoptr(GString) path = g_string_new (NULL);
  gboolean first = TRUE;

  for (guint r = 0; r < rings->len; r++)
    append_line (plane, g_array_index (rings, MlgRing, r).points, g_array_index (rings, MlgRing, r).n, TRUE, path);

  g_string_append (json, "{\"name\":");
  mlg_html_append_text (json, group->name != NULL ? group->name : "");
  g_string_append (json, ",\"at\":[");
  append_point (plane, group->area.centre, json);
  g_string_append_printf (json, "],\"path\":\"%s\",\"reach\":%d,\"actors\":[", path->str, group->area.everywhere ? 0 :
                          (int) lround ((group->area.reach > 0 ? group->area.reach : CIRCLE_KM) * mlg_mercator_per_km (46.5) * plane->scale));

  for (guint i = 0; i < group->spots->len; i++)
    {
      const MlgSpot *spot = &g_array_index (scene->spots, MlgSpot, g_array_index (group->spots, guint, i));
      char id[MLG_ID_TEXT_LENGTH + 1];
      guint table, record;

      if (!mlg_html_book_find (self, mlg_id_write (&spot->id, id), &table, &record))
        continue;
      g_string_append_printf (json, "%s%u", first ? "" : ",", record);
      first = FALSE;
    }
  g_string_append (json, "]}");
}

/* [actor, x, y, is it exact?] for those that have a place. */
static void
append_points (MlgHtmlBook *self,
               const Plane *plane,
               MlgMapScene *scene,
               GString     *json)
{
  gboolean first = TRUE;

  g_string_append (json, "\"points\":[");
  for (guint i = 0; i < scene->spots->len; i++)
    {
      const MlgSpot *spot = &g_array_index (scene->spots, MlgSpot, i);
      char id[MLG_ID_TEXT_LENGTH + 1];
      guint table, record;

      if ((spot->kind != MLG_SPOT_EXACT && spot->kind != MLG_SPOT_COMMUNE) ||
          !mlg_html_book_find (self, mlg_id_write (&spot->id, id), &table, &record))
        continue;
      g_string_append_printf (json, "%s[%u,", first ? "" : ",", record);
      append_point (plane, mlg_mercator_project (spot->lat, spot->lon), json);
      g_string_append_printf (json, ",%d]", spot->kind == MLG_SPOT_EXACT && !spot->approximate);
      first = FALSE;
    }
  g_string_append (json, "],");
}

void
mlg_html_write_map (MlgHtmlBook *self,
                    GString     *json)
{
  g_autoptr(MlgMapScene) scene = mlg_project_map_new (self->project, FALSE);
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  GPtrArray *groups = mlg_map_index_get_groups (index);
  Plane plane = make_plane (index);

  g_string_append_printf (json, "\"map\":{\"width\":%d,\"height\":%d,", (int) plane.width, (int) plane.height);
  append_land (&plane, json);
  append_towns (&plane, json);
  append_points (self, &plane, scene, json);

  g_string_append (json, "\"areas\":[");
  for (guint i = 0; i < groups->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_group (self, &plane, scene, g_ptr_array_index (groups, i), json);
    }
  g_string_append (json, "],\"attribution\":");
  mlg_html_append_text (json, mlg_outlines_get_attribution ());
  g_string_append (json, "},\n");
}

/* ---- the graph */

/* Room for a name as the page writes it. */
static MlgBox *
make_boxes (MlgGraph *graph)
{
  guint n = mlg_graph_get_n_nodes (graph);
  MlgBox *boxes = g_new0 (MlgBox, n + 1);

  for (guint i = 0; i < n; i++)
    {
      double width = MIN (g_utf8_strlen (mlg_graph_get_nodes (graph)[i].name, -1), 24) * 5.6;

      boxes[i] = (MlgBox) { MAX (width / 2, 12), 12, 26 };
    }
  return boxes;
}

/* As the window does at opening: where most were put by hand or by the window before, they stay. */
static void
place_nodes (MlgProject *project,
             MlgGraph   *graph,
             MlgPoint   *points)
{
  guint n = mlg_graph_get_n_nodes (graph), n_edges = mlg_graph_get_n_edges (graph);
  g_autofree guint8 *placements = g_new0 (guint8, n + 1);
  g_autofree MlgBox *boxes = make_boxes (graph);
  g_autofree MlgLink *links = g_new0 (MlgLink, n_edges + 1);
  MlgLayout layout = { n, n_edges, links, boxes, 1.5, NULL, points, placements };
  guint n_known = mlg_project_positions_read (project, MLG_PLACEMENT_FREE, graph, points, placements);

  for (guint i = 0; i < n_edges; i++)
    links[i] = (MlgLink) { mlg_graph_get_edges (graph)[i].a, mlg_graph_get_edges (graph)[i].b };

  if (n_known > 0 && 2 * n_known >= n)
    mlg_layout_insert (&layout);
  else
    {
      memset (placements, 0, n);
      mlg_layout_arrange (&layout);
    }
}

static char *
dup_status (const MlgGraphEdge *edge)
{
  const MlgField *field = mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_PARTNERSHIP), "state");

  return edge->status == NULL ? g_strdup ("") : mlg_value_to_display (field, edge->status);
}

static void
append_edges (MlgHtmlBook *self,
              MlgGraph    *graph,
              GString     *json)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  gboolean first = TRUE;

  g_string_append (json, "\"ties\":[");
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      g_autofree char *status = dup_status (&edges[i]);
      char id[MLG_ID_TEXT_LENGTH + 1];
      guint table, a, b;

      if (!mlg_html_book_find (self, mlg_id_write (&nodes[edges[i].a].id, id), &table, &a) ||
          !mlg_html_book_find (self, mlg_id_write (&nodes[edges[i].b].id, id), &table, &b))
        continue;
      g_string_append_printf (json, "%s[%u,%u,%d,%u,%d,", first ? "" : ",", a, b, edges[i].established, edges[i].n_axes,
                              g_strcmp0 (edges[i].status, "formalised") == 0);
      mlg_html_append_text (json, status);
      g_string_append_c (json, ']');
      first = FALSE;
    }
  g_string_append (json, "]");
}

void
mlg_html_write_graph (MlgHtmlBook *self,
                      GString     *json)
{
  g_autoptr(MlgGraph) graph = mlg_project_graph_new (self->project, MLG_GRAPH_PARTNERSHIPS);
  guint n = mlg_graph_get_n_nodes (graph);
  g_autofree MlgPoint *points = g_new0 (MlgPoint, n + 1);
  gboolean first = TRUE;

  place_nodes (self->project, graph, points);
  g_string_append (json, "\"graph\":{\"nodes\":[");
  for (guint i = 0; i < n; i++)
    {
      const MlgGraphNode *node = &mlg_graph_get_nodes (graph)[i];
      char id[MLG_ID_TEXT_LENGTH + 1];
      guint table, record;

      if (!mlg_html_book_find (self, mlg_id_write (&node->id, id), &table, &record))
        continue;
      g_string_append_printf (json, "%s[%u,%d,%d]", first ? "" : ",", record, (int) lround (points[i].x), (int) lround (points[i].y));
      first = FALSE;
    }
  g_string_append (json, "],");
  append_edges (self, graph, json);
  g_string_append (json, "},\n");
}
