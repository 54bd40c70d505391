/* maillage-cli render, monograph: what is drawn and what is read. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/mlg-cli.h"
#include "exchange/mlg-project-arrangement.h"
#include "exchange/mlg-project-coverage.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-project-groups.h"
#include "exchange/mlg-project-map.h"
#include "exchange/mlg-project-sheet.h"
#include "exchange/mlg-project-positions.h"
#include "render/mlg-graph-export.h"
#include "render/mlg-map-export.h"
#include "territory/mlg-gazetteer.h"
#include "territory/mlg-outlines.h"

/* --option KEY=VALUE, understood by both pictures. */
typedef struct
{
  gboolean  facts_only, memberships, copresence, tint_islands, show_bridges, no_names, no_ties, no_legend;
  gboolean  numbers, index, blank, faint_actors, initiatives, events, acting;
  gboolean  hulls, kinds;
  char     *title, *subtitle, *territory, *theme, *by, *missing, *level;
  char     *placement, *colour, *actor_size;
} PictureOptions;

static void
clear_options (PictureOptions *options)
{
  g_free (options->title);
  g_free (options->subtitle);
  g_free (options->territory);
  g_free (options->theme);
  g_free (options->by);
  g_free (options->missing);
  g_free (options->level);
  g_free (options->placement);
  g_free (options->colour);
  g_free (options->actor_size);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PictureOptions, clear_options)

static gboolean
read_switch (const char  *value,
             gboolean    *on,
             GError     **error)
{
  if (strcmp (value, "yes") == 0 || strcmp (value, "no") == 0)
    {
      *on = strcmp (value, "yes") == 0;
      return TRUE;
    }

  return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("An option is yes or no, not “%s”."), value);
}

static gboolean
read_option (PictureOptions  *options,
             const char      *name,
             const char      *value,
             GError         **error)
{
  const struct { const char *name; gboolean *on; } switches[] = {
    { "facts-only", &options->facts_only },
    { "memberships", &options->memberships },
    { "copresence", &options->copresence },
    { "islands", &options->tint_islands },
    { "bridges", &options->show_bridges },
    { "no-names", &options->no_names },
    { "no-ties", &options->no_ties },
    { "no-legend", &options->no_legend },
    { "numbers", &options->numbers },
    { "index", &options->index },
    { "blank", &options->blank },
    { "faint-actors", &options->faint_actors },
    { "initiatives", &options->initiatives },
    { "events", &options->events },
    { "acting", &options->acting },
    { "hulls", &options->hulls },
    { "shapes-by-kind", &options->kinds },
  };
  const struct { const char *name; char **text; } texts[] = {
    { "title", &options->title },
    { "subtitle", &options->subtitle },
    { "territory", &options->territory },
    { "theme", &options->theme },
    { "by", &options->by },
    { "missing", &options->missing },
    { "level", &options->level },
    { "placement", &options->placement },
    { "colour", &options->colour },
    { "actor-size", &options->actor_size },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (strcmp (texts[i].name, name) == 0)
      {
        g_free (*texts[i].text);
        *texts[i].text = g_strdup (value);
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (switches); i++)
    if (strcmp (switches[i].name, name) == 0)
      return read_switch (value, switches[i].on, error);
  return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option “%s” is not known."), name);
}

static gboolean
read_options (MlgCli          *cli,
              PictureOptions  *options,
              GError         **error)
{
  GPtrArray *given = mlg_cli_values (cli, "option");

  for (guint i = 0; given != NULL && i < given->len; i++)
    {
      g_autofree char *name = NULL;
      const char *value;

      if (!mlg_cli_split (g_ptr_array_index (given, i), &name, &value, error) ||
          !read_option (options, name, value, error))
        return FALSE;
    }

  options->facts_only |= mlg_cli_has (cli, "facts-only");
  return TRUE;
}

static gboolean
read_theme (const char   *name,
            MlgInkTheme  *theme,
            GError      **error)
{
  static const char *const names[] = { "light", "dark", "projector-black", "projector-white", "print" };

  *theme = MLG_INK_PRINT;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        *theme = i;
        return TRUE;
      }
  return name == NULL || mlg_cli_fail (error, MLG_CLI_ERROR_USAGE,
                                       _("A theme is print, light, dark, projector-white or projector-black, not “%s”."), name);
}

/* What colours and shapes say. */
static gboolean
read_by (const char  *name,
         MlgMapBy    *by,
         GError     **error)
{
  static const char *const names[MLG_MAP_N_BYS] = { "category", "family", "network", "theme", "economy", "state" };

  for (guint i = 0; name != NULL && i < MLG_MAP_N_BYS; i++)
    if (strcmp (names[i], name) == 0)
      {
        *by = i;
        return TRUE;
      }
  return name == NULL || mlg_cli_fail (error, MLG_CLI_ERROR_USAGE,
                                       _("A map is coloured by category, family, network, theme, economy or state, not “%s”."), name);
}

/* By its code or its name; the widest of that name. */
static const MlgPlace *
find_place (const char *text)
{
  static const MlgPlaceKind kinds[] = { MLG_PLACE_REGION, MLG_PLACE_DEPARTMENT, MLG_PLACE_EPCI, MLG_PLACE_COMMUNE, MLG_PLACE_FORMER_REGION };
  const MlgPlace *place = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && place == NULL; i++)
    {
      place = mlg_gazetteer_match (text, NULL, 1u << kinds[i], NULL);
      if (place == NULL)
        place = mlg_gazetteer_lookup (kinds[i], text);
    }
  return place;
}

static gboolean
read_territory (const char  *text,
                MlgArea     *area,
                GError     **error)
{
  const MlgPlace *place = find_place (text);

  return (place != NULL && mlg_area_resolve (mlg_place_kind_get_id (place->kind), place->code, place->name, place->lat, place->lon, area)) ||
         mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("There is no territory called “%s”, or more than one."), text);
}

static gboolean
read_actor_size (const char    *name,
                 MlgSceneSize  *size,
                 GError       **error)
{
  static const char *const names[MLG_N_SIZES] = { "partnerships", "headcount", "axes", "equal" };

  for (guint i = 0; name != NULL && i < MLG_N_SIZES; i++)
    if (strcmp (names[i], name) == 0)
      {
        *size = i;
        return TRUE;
      }
  return name == NULL || mlg_cli_fail (error, MLG_CLI_ERROR_USAGE,
                                       _("Marks are as large as partnerships, headcount, axes, or equal, not “%s”."), name);
}

/* Categories are what a graph is coloured by anyway. */
static gboolean
read_colours (const PictureOptions  *options,
              MlgProject            *project,
              MlgGraph              *graph,
              MlgGrouping          **colours,
              GError               **error)
{
  MlgGroupBy by = MLG_GROUP_BY_CATEGORY;

  if (options->colour != NULL && !mlg_group_by_from_id (options->colour, &by))
    by = MLG_GROUP_BY_DEGREE;
  if (by == MLG_GROUP_BY_DEGREE)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE,
                         _("A graph is coloured by category, family, network, territory, community or stage, not “%s”."), options->colour);
  if (by != MLG_GROUP_BY_CATEGORY)
    *colours = mlg_project_grouping_new (project, graph, by, NULL, MLG_MAP_CLASSES);

  return TRUE;
}

static gboolean
read_placement (const PictureOptions  *options,
                MlgProject            *project,
                MlgPlacementChoice    *choice,
                GError               **error)
{
  g_autoptr(GError) wrong = NULL;

  return options->placement == NULL || mlg_placement_parse (project, options->placement, choice, &wrong) ||
         mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, "%s", wrong->message);
}

static MlgGraphLayers
choose_layers (const PictureOptions *options)
{
  return (options->facts_only ? MLG_GRAPH_FACTS_ONLY : 0) | (options->memberships ? MLG_GRAPH_MEMBERSHIPS : 0) |
         (options->copresence ? MLG_GRAPH_COPRESENCE : 0);
}

static gboolean
write_graph (MlgProject      *project,
             MlgGraph        *graph,
             const char      *placement,
             MlgGraphExport  *sheet,
             const char      *out,
             GError         **error)
{
  g_autofree MlgPoint *points = g_new0 (MlgPoint, mlg_graph_get_n_nodes (graph) + 1);
  g_autofree guint8 *placements = g_new0 (guint8, mlg_graph_get_n_nodes (graph) + 1);
  g_autofree char *signature = mlg_project_map_dup_signature (project);
  g_autofree char *licence = mlg_project_map_dup_licence (project);
  g_autoptr(GBytes) bytes = NULL;
  gsize length;
  const char *data;

  sheet->caption = signature;
  sheet->licence = licence;
  mlg_project_positions_read (project, placement, graph, points, placements);
  bytes = mlg_graph_export_to_bytes (graph, points, placements, sheet, error);
  if (bytes == NULL)
    return FALSE;

  data = g_bytes_get_data (bytes, &length);
  return g_file_set_contents_full (out, data, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, error);
}

static gboolean
render_graph (MlgCli                *cli,
              MlgProject            *project,
              const PictureOptions  *options,
              GError               **error)
{
  const char *out = mlg_cli_arg (cli, 2), *size = mlg_cli_option (cli, "size");
  MlgPlacementChoice choice = { 0 };
  MlgGraphExport sheet = {
    .title = options->title != NULL ? options->title : _("Partnerships"),
    .subtitle = options->subtitle, .facts_only = options->facts_only, .tint_islands = options->tint_islands,
    .show_bridges = options->show_bridges, .no_legend = options->no_legend,
    .form = options->kinds ? MLG_FORM_BY_KIND : MLG_FORM_AS_COLOUR,
  };
  g_autoptr(MlgGraph) graph = NULL;
  g_autoptr(MlgGrouping) colours = NULL;
  g_autoptr(MlgGrouping) hulls = NULL;
  g_autoptr(MlgArrangement) arrangement = NULL;
  g_autofree char *placement = NULL;

  if (!mlg_picture_parse_format (out, &sheet.format))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("A picture is a .pdf, .svg or .png file, not “%s”."), out);
  if (size != NULL && !mlg_picture_parse_size (size, &sheet.width, &sheet.height))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The size “%s” is not known: A4, A3, A2 (or A4-portrait…), or WIDTHxHEIGHT in points."), size);
  if (!read_theme (options->theme, &sheet.theme, error) || !read_actor_size (options->actor_size, &sheet.size, error) ||
      !read_placement (options, project, &choice, error))
    return FALSE;

  graph = mlg_project_graph_new (project, choose_layers (options));
  if (!read_colours (options, project, graph, &colours, error))
    return FALSE;
  hulls = options->hulls ? mlg_project_grouping_new (project, graph, MLG_GROUP_BY_NETWORK, NULL, 0) : NULL;
  arrangement = mlg_project_arrangement_new (project, graph, &choice);
  placement = mlg_placement_dup_text (&choice);
  sheet.colours = colours;
  sheet.hulls = hulls;
  sheet.arrangement = arrangement;

  return write_graph (project, graph, placement, &sheet, out, error);
}

/* « all », or a theme, a category, a family, by its code or its words. */
static gboolean
read_missing (MlgProjectCoverage  *coverage,
              const char          *text,
              MlgCoverageChoice   *choice,
              GError             **error)
{
  if (strcmp (text, "all") == 0)
    return TRUE;

  for (choice->by = MLG_COVERAGE_BY_THEME; choice->by <= MLG_COVERAGE_BY_FAMILY; choice->by++)
    {
      GArray *terms = mlg_project_coverage_get_terms (coverage, choice->by);

      for (guint i = 0; i < terms->len; i++)
        {
          const MlgCoverageTerm *term = &g_array_index (terms, MlgCoverageTerm, i);

          choice->term = term->term;
          if (strcmp (term->term, text) == 0 || g_utf8_collate (term->label, text) == 0)
            return TRUE;
        }
    }
  return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("No actor has the theme, category or family “%s”."), text);
}

/* Who is missing, within the territory or what is in sight. NULL and @error: not understood. */
static MlgCoverageMap *
count_missing (MlgProject            *project,
               const PictureOptions  *options,
               MlgMapScene           *scene,
               GError               **error)
{
  g_autoptr(MlgProjectCoverage) coverage = mlg_project_coverage_new (project);
  g_autoptr(MlgMapIndex) index = mlg_map_index_new (scene, NULL);
  MlgCoverageChoice choice = { .level = MLG_PLACE_DEPARTMENT, .acting = options->acting, .box = mlg_map_index_get_main_box (index, NULL) };

  if (options->level != NULL && (!mlg_place_kind_from_id (options->level, &choice.level) || choice.level == MLG_PLACE_COUNTRY))
    {
      mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("A level is commune, epci, department or region, not “%s”."), options->level);
      return NULL;
    }
  if (!mlg_map_coverage_is_known (choice.level))
    {
      mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The outlines of communes and EPCI come with a territory pack: none is installed."));
      return NULL;
    }
  if (!read_missing (coverage, options->missing, &choice, error))
    return NULL;
  if (options->territory != NULL)
    choice.perimeter = find_place (options->territory);
  return mlg_project_coverage_count (coverage, &choice);
}

static gboolean
render_map (MlgCli                *cli,
            MlgProject            *project,
            const PictureOptions  *options,
            GError               **error)
{
  const char *out = mlg_cli_arg (cli, 2), *size = mlg_cli_option (cli, "size");
  g_autofree char *signature = mlg_project_map_dup_signature (project);
  g_autofree char *licence = mlg_project_map_dup_licence (project);
  g_autoptr(MlgMapScene) scene = NULL;
  g_autoptr(MlgCoverageMap) coverage = NULL;
  g_autofree char *missing = NULL;
  MlgPictureFormat format;
  MlgMapChoice choice = { .facts_only = options->facts_only, .with_initiatives = options->initiatives, .with_events = options->events };
  MlgArea territory;
  MlgMapSheet sheet = {
    .title = options->title != NULL ? options->title : options->blank ? NULL : mlg_project_get_title (project),
    .subtitle = options->subtitle, .signature = signature, .licence = licence,
    .hide_ties = options->no_ties, .hide_names = options->no_names,
    .numbers = options->numbers, .index = options->index, .blank = options->blank, .faint_actors = options->faint_actors,
  };

  if (!mlg_picture_parse_format (out, &format))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("A picture is a .pdf, .svg or .png file, not “%s”."), out);
  if (size != NULL && !mlg_picture_parse_size (size, &sheet.width, &sheet.height))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE,
                         _("The size “%s” is not known: A4, A3, A2 (or A4-portrait…), or WIDTHxHEIGHT in points."), size);
  if (!read_theme (options->theme, &sheet.theme, error) || !read_by (options->by, &choice.by, error))
    return FALSE;
  if (options->territory != NULL)
    {
      if (!read_territory (options->territory, &territory, error))
        return FALSE;
      sheet.territory = &territory;
    }

  scene = mlg_project_map_new_of (project, &choice);
  if (options->missing != NULL)
    {
      coverage = count_missing (project, options, scene, error);
      if (coverage == NULL)
        return FALSE;
      sheet.coverage = coverage;
      missing = mlg_coverage_map_describe (coverage);
      if (sheet.subtitle == NULL)
        sheet.subtitle = missing;
    }
  return mlg_map_export (scene, &sheet, out, error);
}

static gboolean
run_render (MlgCli  *cli,
            GError **error)
{
  const char *what = mlg_cli_arg (cli, 1);
  g_auto(PictureOptions) options = { 0 };
  g_autoptr(MlgProject) project = NULL;
  gboolean is_map = strcmp (what, "map") == 0;

  if (!is_map && strcmp (what, "graph") != 0)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("What is drawn is map or graph, not “%s”."), what);

  return read_options (cli, &options, error) && (project = mlg_cli_open_to_read (cli, error)) != NULL &&
         (is_map ? render_map (cli, project, &options, error) : render_graph (cli, project, &options, error)) &&
         mlg_cli_close (project, error);
}

const MlgCliCommand mlg_cli_picture_commands[] = {
  { "render", "FILE map|graph OUT.{pdf,svg,png} [--size A4|A3|A2|…-portrait|WxH] [--facts-only] [--option KEY=VALUE]…",
    N_("Draws the map or the partnerships."), 3, 3, "size= option= facts-only", run_render },
  { NULL }
};
