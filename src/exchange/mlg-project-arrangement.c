/* The saved placements of the actors of a graph, as the file knows what they need. */

#include "exchange/mlg-project-arrangement.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-project-groups.h"
#include "exchange/mlg-project-map.h"
#include "exchange/mlg-rows.h"

#define MAX_BOXES 24           /* territories; more are joined in wider ones */

static const struct
{
  const char *id;
  const char *name;
  int         group_by;        /* −1: none */
} kinds[MLG_N_ARRANGEMENTS] = {
  [MLG_ARRANGE_FREE] = { "graph", N_("Free"), -1 },
  [MLG_ARRANGE_CATEGORY] = { "category", N_("By category"), MLG_GROUP_BY_CATEGORY },
  [MLG_ARRANGE_TERRITORY] = { "territory", N_("By territory"), MLG_GROUP_BY_TERRITORY },
  [MLG_ARRANGE_NETWORK] = { "network", N_("By network"), MLG_GROUP_BY_NETWORK },
  [MLG_ARRANGE_GEOGRAPHIC] = { "geographic", N_("As on the map"), -1 },
  [MLG_ARRANGE_ONION] = { "onion", N_("In rings around an initiative"), MLG_GROUP_BY_DEGREE },
  [MLG_ARRANGE_GRID] = { "grid", N_("By influence and interest"), -1 },
  [MLG_ARRANGE_STAGE] = { "stage", N_("By stage of the initiatives"), MLG_GROUP_BY_STAGE },
};

const char *
mlg_placement_kind_get_name (MlgArrangementKind kind)
{
  return _(kinds[kind].name);
}

static gboolean
is_around_initiative (const MlgPlacementChoice *choice)
{
  return choice->kind == MLG_ARRANGE_ONION || (choice->kind == MLG_ARRANGE_GRID && !mlg_id_is_null (&choice->initiative));
}

char *
mlg_placement_dup_text (const MlgPlacementChoice *choice)
{
  char id[MLG_ID_TEXT_LENGTH + 1];

  if (!is_around_initiative (choice))
    return g_strdup (kinds[choice->kind].id);

  return g_strdup_printf ("%s:%s", kinds[choice->kind].id, mlg_id_write (&choice->initiative, id));
}

/* By id, key, or the only one of that name. */
static gboolean
find_initiative (MlgProject *project,
                 const char *text,
                 MlgId      *id)
{
  const MlgEntity *initiative = mlg_schema_find ("initiative");
  g_autoptr(GPtrArray) found = NULL;
  guint n = 0;

  if (mlg_project_resolve (project, initiative, text, id, NULL))
    return TRUE;

  found = mlg_project_search (project, initiative, text, 20);
  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (mlg_record_get_named (g_ptr_array_index (found, i), "name"), text) == 0)
      {
        *id = *mlg_record_get_id (g_ptr_array_index (found, i));
        n++;
      }

  return n == 1;
}

gboolean
mlg_placement_parse (MlgProject          *project,
                     const char          *text,
                     MlgPlacementChoice  *choice,
                     GError             **error)
{
  const char *colon = strchr (text, ':');
  gsize length = colon != NULL ? (gsize) (colon - text) : strlen (text);
  MlgArrangementKind kind = 0;

  *choice = (MlgPlacementChoice) { 0 };
  if (strcmp (text, "free") == 0)
    return TRUE;
  while (kind < MLG_N_ARRANGEMENTS && (strlen (kinds[kind].id) != length || strncmp (kinds[kind].id, text, length) != 0))
    kind++;
  if (kind == MLG_N_ARRANGEMENTS)
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID,
                   _("A placement is free, category, territory, network, geographic, onion:INITIATIVE, grid or stage, not “%s”."), text);
      return FALSE;
    }

  choice->kind = kind;
  if (colon != NULL &&
      !find_initiative (project, colon + 1, &choice->initiative))
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("There is no initiative called “%s”, or more than one."), colon + 1);
      return FALSE;
    }
  if (kind == MLG_ARRANGE_ONION && colon == NULL)
    {
      g_set_error (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_INVALID, _("The rings are around an initiative: write onion:INITIATIVE."));
      return FALSE;
    }

  return TRUE;
}

/* ---- The map */

/* Every actor stands on the map at its place, else at the reference point of its territory. */
static void
read_places (MlgArrangement *self,
             MlgProject     *project,
             MlgGraph       *graph)
{
  g_autoptr(MlgMapScene) map = mlg_project_map_new (project, FALSE);

  for (guint i = 0; i < map->spots->len; i++)
    {
      const MlgSpot *spot = &g_array_index (map->spots, MlgSpot, i);
      guint node = mlg_graph_find (graph, &spot->id);

      if (node == G_MAXUINT || spot->kind == MLG_SPOT_NOWHERE || !isfinite (spot->lat) || !isfinite (spot->lon))
        continue;
      self->where[node] = (MlgPoint) { spot->lon, spot->lat };
      self->known[node] = TRUE;
    }
}

/* ---- The grid */

typedef struct
{
  MlgArrangement *arrangement;
  MlgGraph       *graph;
  GHashTable     *people;      /* id text of a person → node of its structure + 1 */
  const MlgId    *initiative;  /* NULL: all of them */
} Levels;

static void
note_structure (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  Levels *self = data;
  MlgId actor;

  if (values[0] != NULL && mlg_id_parse (values[0], &actor) && mlg_graph_find (self->graph, &actor) != G_MAXUINT)
    g_hash_table_insert (self->people, mlg_id_dup_text (id), GUINT_TO_POINTER (mlg_graph_find (self->graph, &actor) + 1));
}

static guint
find_stakeholder (Levels     *self,
                  const char *value)
{
  MlgId actor;

  if (value != NULL && g_str_has_prefix (value, "actor:") && mlg_id_parse (value + strlen ("actor:"), &actor))
    return mlg_graph_find (self->graph, &actor);
  if (value != NULL && g_str_has_prefix (value, "person:"))
    return GPOINTER_TO_UINT (g_hash_table_lookup (self->people, value + strlen ("person:"))) - 1;

  return G_MAXUINT;
}

static void
note_levels (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Levels *self = data;
  guint node = find_stakeholder (self, values[1]);
  MlgId initiative;
  MlgPoint *where;

  if (node == G_MAXUINT || values[2] == NULL || values[3] == NULL ||
      (self->initiative != NULL && (values[0] == NULL || !mlg_id_parse (values[0], &initiative) ||
                                    mlg_id_compare (&initiative, self->initiative) != 0)))
    return;

  /* Around several initiatives, the highest. */
  where = &self->arrangement->where[node];
  where->x = MAX (self->arrangement->known[node] ? where->x : 0, g_ascii_strtod (values[3], NULL));
  where->y = MAX (self->arrangement->known[node] ? where->y : 0, g_ascii_strtod (values[2], NULL));
  self->arrangement->known[node] = TRUE;
}

static void
read_levels (MlgArrangement           *self,
             MlgProject               *project,
             MlgGraph                 *graph,
             const MlgPlacementChoice *choice)
{
  g_autoptr(GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Levels levels = { self, graph, people, is_around_initiative (choice) ? &choice->initiative : NULL };

  mlg_rows_foreach (project, "person", (const char *[]) { "actor", NULL }, note_structure, &levels);
  mlg_rows_foreach (project, "involvement", (const char *[]) { "initiative", "stakeholder", "influence", "interest_level", NULL },
                    note_levels, &levels);
  self->across = g_strdup (_("Interest in the project →"));
  self->up = g_strdup (_("Influence →"));
  self->corners[0] = g_strdup (_("To be kept satisfied"));
  self->corners[1] = g_strdup (_("To be closely associated"));
  self->corners[2] = g_strdup (_("To be followed"));
  self->corners[3] = g_strdup (_("To be kept informed"));
}

/* ---- */

MlgArrangement *
mlg_project_arrangement_new (MlgProject               *project,
                             MlgGraph                 *graph,
                             const MlgPlacementChoice *choice)
{
  MlgArrangement *self = mlg_arrangement_new (choice->kind);
  guint n_nodes = mlg_graph_get_n_nodes (graph);

  g_return_val_if_fail (MLG_IS_PROJECT (project), self);

  if (kinds[choice->kind].group_by >= 0)
    {
      self->groups = mlg_project_grouping_new (project, graph, (MlgGroupBy) kinds[choice->kind].group_by,
                                               choice->kind == MLG_ARRANGE_ONION ? &choice->initiative : NULL, MAX_BOXES);
      self->rest = g_strdup (self->groups->none);
    }
  if (choice->kind == MLG_ARRANGE_GEOGRAPHIC || choice->kind == MLG_ARRANGE_GRID)
    {
      self->where = g_new0 (MlgPoint, n_nodes + 1);
      self->known = g_new0 (guint8, n_nodes + 1);
    }
  if (choice->kind == MLG_ARRANGE_GEOGRAPHIC)
    {
      read_places (self, project, graph);
      self->across = g_strdup (_("Overseas"));
      self->rest = g_strdup (_("Without a place"));
    }
  else if (choice->kind == MLG_ARRANGE_GRID)
    {
      read_levels (self, project, graph, choice);
      self->rest = g_strdup (_("Influence or interest not noted"));
    }

  return self;
}
