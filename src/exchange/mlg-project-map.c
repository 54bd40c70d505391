/* Where the actors, initiatives and events of a project stand on the map.
 *
 *   its own point  →  its commune (address, seat)  →  its only commune  →  all its areas  →  nowhere
 *
 * An area without a point takes the one of the nearest territory that contains it. « France »
 * is not a place: whoever is known by the country alone stands in the margin.
 */

#include "exchange/mlg-project-map.h"

#include <string.h>

#include "exchange/mlg-map-classes.h"
#include "exchange/mlg-map-layers.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"
#include "territory/mlg-gazetteer.h"

/* How far up the territories a point is looked for: a loop of overlaps ends somewhere. */
#define MAX_PARENTS 8
#define MAX_FIELDS  10          /* read of a record */

typedef struct
{
  char     *name, *kind, *code;
  gboolean  has_point;
  double    lat, lon;
  GPtrArray *parents;        /* id texts; those that contain before those that overlap */
} Area;

typedef struct
{
  GHashTable  *areas;        /* id text → Area */
  MlgMapScene *scene;
  GHashTable  *spots;        /* id text of a record → spot + 1 */
  const MlgMapChoice *choice;
  MlgMapClasses *classes;
  GHashTable  *axes;         /* id text of a partnership → MlgSpotTie, for its numbers */
  MlgSpotSort  sort;         /* of the rows being read */
  const MlgField *period;
} Map;

/* The fields of what has a place, in the order they are read. */
enum { NAME, PLACE, ADDRESS, SEAT, TERRITORIES, N_WHERE };

static void
area_free (gpointer data)
{
  Area *area = data;

  g_free (area->name);
  g_free (area->kind);
  g_free (area->code);
  g_ptr_array_unref (area->parents);
  g_free (area);
}

static gboolean
is_country (const Area *area)
{
  return g_strcmp0 (area->kind, "national") == 0;
}

/* Small numbers say most about where somebody is. */
static guint
rank_kind (const char *kind)
{
  static const struct { const char *kind; guint rank; } ranks[] = {
    { "district", 0 }, { "zus", 0 }, { "commune", 1 },
    { "living_area", 2 }, { "employment_area", 2 }, { "pays", 2 }, { "cc", 2 }, { "agglomeration", 2 }, { "epci", 2 },
    { "department", 3 }, { "region", 4 }, { "former_region", 4 }, { "national", 6 },
  };

  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (ranks); i++)
    {
      if (strcmp (ranks[i].kind, kind) == 0)
        return ranks[i].rank;
    }

  return 5;
}

static const MlgPlace *
find_in_gazetteer (const Area *area)
{
  MlgPlaceKind kind;

  if (area->code == NULL || area->kind == NULL || !mlg_place_kind_from_id (area->kind, &kind))
    return NULL;

  return kind == MLG_PLACE_COMMUNE ? mlg_gazetteer_lookup_commune (area->code) : mlg_gazetteer_lookup (kind, area->code);
}

static void
add_area (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Map *map = data;
  Area *area = g_new0 (Area, 1);

  area->name = g_strdup (values[0]);
  area->kind = g_strdup (values[1]);
  area->code = g_strdup (values[2] != NULL ? values[2] : values[3]);
  area->parents = g_ptr_array_new_with_free_func (g_free);
  area->has_point = mlg_value_get_place (values[4], &area->lat, &area->lon, NULL);

  if (!area->has_point)
    {
      const MlgPlace *place = find_in_gazetteer (area);

      if (place != NULL)
        {
          area->has_point = TRUE;
          area->lat = place->lat;
          area->lon = place->lon;
        }
    }

  g_hash_table_insert (map->areas, mlg_id_dup_text (id), area);
}

static void
add_overlap (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Map *map = data;
  Area *child = values[1] == NULL ? NULL : g_hash_table_lookup (map->areas, values[1]);

  if (child == NULL || values[0] == NULL)
    return;

  if (g_strcmp0 (values[2], "contains") == 0)
    g_ptr_array_insert (child->parents, 0, g_strdup (values[0]));
  else
    g_ptr_array_add (child->parents, g_strdup (values[0]));
}

/* The area itself or the nearest one above it that has a point; never a country. */
static const Area *
find_point (Map        *map,
            const Area *area)
{
  g_autoptr(GPtrArray) level = g_ptr_array_new ();

  g_ptr_array_add (level, (gpointer) area);

  for (guint depth = 0; depth < MAX_PARENTS && level->len > 0; depth++)
    {
      g_autoptr(GPtrArray) above = g_ptr_array_new ();

      for (guint i = 0; i < level->len; i++)
        {
          const Area *here = g_ptr_array_index (level, i);

          if (is_country (here))
            continue;
          if (here->has_point)
            return here;
          for (guint j = 0; j < here->parents->len; j++)
            {
              const Area *parent = g_hash_table_lookup (map->areas, g_ptr_array_index (here->parents, j));

              if (parent != NULL && !g_ptr_array_find (above, parent, NULL))
                g_ptr_array_add (above, (gpointer) parent);
            }
        }

      g_clear_pointer (&level, g_ptr_array_unref);
      level = g_steal_pointer (&above);
    }

  return NULL;
}

/* Of all @territories; @n_communes: how many of them are communes. */
static const Area *
find_finest (Map        *map,
             const char *territories,
             guint      *n_communes)
{
  g_auto(GStrv) ids = mlg_value_split (territories);
  const Area *finest = NULL;

  *n_communes = 0;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const Area *area = g_hash_table_lookup (map->areas, ids[i]);

      if (area != NULL && (finest == NULL || rank_kind (area->kind) < rank_kind (finest->kind)))
        finest = area;
      *n_communes += area != NULL && rank_kind (area->kind) <= rank_kind ("commune");
    }

  return finest;
}

static void
name_area (MlgSpot    *spot,
           const Area *area)
{
  spot->area_kind = g_strdup (area->kind);
  spot->area_code = g_strdup (area->code);
  spot->area_name = g_strdup (area->name);
}

static gboolean
take_own_place (MlgSpot    *spot,
                const char *place)
{
  const char *precision = NULL;

  if (!mlg_value_get_place (place, &spot->lat, &spot->lon, &precision))
    return FALSE;

  if (precision == NULL || *precision == '\0' || strcmp (precision, "exact") == 0 || strcmp (precision, "address") == 0)
    spot->kind = MLG_SPOT_EXACT;
  else if (strcmp (precision, "commune") == 0 || strcmp (precision, "town_centre") == 0 || strcmp (precision, "approximate") == 0)
    spot->kind = MLG_SPOT_COMMUNE;
  else if (strcmp (precision, "country") == 0)
    return FALSE;
  else
    spot->kind = MLG_SPOT_AREA;
  spot->approximate = g_strcmp0 (precision, "approximate") == 0;
  return TRUE;
}

static gboolean
take_commune_of_address (MlgSpot    *spot,
                         const char *address)
{
  g_autofree char *postal_code = mlg_value_dup_part (address, 2);
  g_autofree char *locality = mlg_value_dup_part (address, 3);
  g_autofree char *insee_code = mlg_value_dup_part (address, 4);
  const MlgPlace *place = NULL;

  if (insee_code != NULL)
    place = mlg_gazetteer_lookup_commune (insee_code);
  if (place == NULL && locality != NULL)
    place = mlg_gazetteer_match (locality, postal_code, MLG_PLACES_TOWNS, NULL);
  if (place == NULL)
    return FALSE;

  spot->kind = MLG_SPOT_COMMUNE;
  spot->lat = place->lat;
  spot->lon = place->lon;
  spot->approximate = place->precision == MLG_PRECISION_APPROXIMATE;
  spot->area_kind = g_strdup ("commune");
  spot->area_code = g_strdup (place->code);
  spot->area_name = g_strdup (place->name);
  return TRUE;
}

/* A commune that is the only one says where somebody is; among several, none does. */
static gboolean
take_only_commune (MlgSpot    *spot,
                   Map        *map,
                   const char *territories)
{
  guint n_communes;
  const Area *area = find_finest (map, territories, &n_communes);

  if (area == NULL || n_communes != 1 || rank_kind (area->kind) != rank_kind ("commune") || !area->has_point)
    return FALSE;

  g_clear_pointer (&spot->area_kind, g_free);
  g_clear_pointer (&spot->area_code, g_free);
  g_clear_pointer (&spot->area_name, g_free);
  name_area (spot, area);
  spot->kind = MLG_SPOT_COMMUNE;
  spot->lat = area->lat;
  spot->lon = area->lon;
  return TRUE;
}

static gboolean
take_area (MlgSpot    *spot,
           Map        *map,
           const char *territories)
{
  guint n_communes;
  const Area *area = find_finest (map, territories, &n_communes);
  const Area *point = area == NULL ? NULL : find_point (map, area);

  if (area == NULL)
    return FALSE;

  if (spot->area_name == NULL)
    name_area (spot, area);
  if (point == NULL)
    return FALSE;

  spot->kind = MLG_SPOT_AREA;
  spot->lat = point->lat;
  spot->lon = point->lon;
  return TRUE;
}

/* Everywhere it acts but the whole country: what is lit when it is chosen, and where its mark stands
 * when it has no place of its own. */
static void
add_areas (MlgSpot    *spot,
           Map        *map,
           const char *territories)
{
  g_auto(GStrv) ids = mlg_value_split (territories);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const Area *area = g_hash_table_lookup (map->areas, ids[i]);
      const Area *point = area == NULL ? NULL : find_point (map, area);

      if (point != NULL)
        mlg_spot_add_area (spot, area->kind, area->code, area->name, point->lat, point->lon);
    }
}

/* One alone that the spot itself names already need not be kept. */
static void
drop_only_area (MlgSpot *spot)
{
  if (spot->areas != NULL && spot->areas->len == 1 &&
      g_strcmp0 (g_array_index (spot->areas, MlgSpotArea, 0).name, spot->area_name) == 0)
    g_clear_pointer (&spot->areas, g_array_unref);
}

/* @values: from PLACE on. */
static void
place_spot (MlgSpot           *spot,
            Map               *map,
            const char *const *values)
{
  const char *seat = values[SEAT - PLACE], *territories = values[TERRITORIES - PLACE];

  spot->kind = MLG_SPOT_NOWHERE;

  if (!take_own_place (spot, values[0]) && !take_commune_of_address (spot, values[ADDRESS - PLACE]) &&
      !take_only_commune (spot, map, seat) && !take_area (spot, map, seat) && !take_only_commune (spot, map, territories))
    take_area (spot, map, territories);

  add_areas (spot, map, territories);
  if (spot->kind == MLG_SPOT_AREA && spot->areas == NULL)
    add_areas (spot, map, seat);
  drop_only_area (spot);
}

static MlgSpotChange
get_change (Map         *map,
            const MlgId *id)
{
  switch (map->choice != NULL && map->choice->compared != NULL ? mlg_comparison_get (map->choice->compared, id) : MLG_DIFFERENCE_NONE)
    {
    case MLG_DIFFERENCE_NEW:
      return MLG_SPOT_NEW;
    case MLG_DIFFERENCE_GONE:
      return MLG_SPOT_GONE;
    case MLG_DIFFERENCE_CHANGED:
      return MLG_SPOT_CHANGED;
    case MLG_DIFFERENCE_STRENGTHENED:
      return MLG_SPOT_STRONGER;
    case MLG_DIFFERENCE_NONE:
    case MLG_DIFFERENCE_LATER:
    default:
      return MLG_SPOT_SAME;
    }
}

/* FALSE: it is of another time. */
static gboolean
is_of_period (Map        *map,
              const char *interval,
              gboolean   *undated)
{
  MlgTime time = map->choice->period != NULL ? mlg_day_range_place_interval (map->choice->period, interval) : MLG_TIME_INSIDE;

  *undated = time == MLG_TIME_UNDATED;
  return time != MLG_TIME_OUTSIDE;
}

/* A day that is said alone is that day; it does not last until now. */
static gboolean
happens_in_period (Map        *map,
                   const char *interval,
                   gboolean   *undated)
{
  const MlgDayRange *period = map->choice->period;
  MlgDayRange days;

  if (period == NULL || !mlg_day_range_of_interval (interval, &days))
    return is_of_period (map, interval, undated);
  *undated = FALSE;
  return days.first <= period->last && days.last >= period->first;
}

static void
append_spot (Map         *map,
             const MlgId *id,
             MlgSpot     *spot)
{
  spot->change = get_change (map, id);
  g_hash_table_insert (map->spots, mlg_id_dup_text (id), GUINT_TO_POINTER (map->scene->spots->len + 1));
  g_array_append_vals (map->scene->spots, spot, 1);
}

/* After those of N_WHERE: the kind of actor, and what it is coloured by. */
static void
add_actor (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Map *map = data;
  MlgSpot spot = {
    .id = *id,
    .name = g_strdup (values[NAME] != NULL ? values[NAME] : ""),
    .category = G_MAXUINT,
    .sort = g_strcmp0 (values[N_WHERE], "place") == 0 ? MLG_SPOT_PLACE : MLG_SPOT_ACTOR,
  };

  place_spot (&spot, map, values + PLACE);
  mlg_map_classes_note (map->classes, map->scene->spots->len, values[N_WHERE + 1]);
  append_spot (map, id, &spot);
}

static void
add_whose (MlgSpot    *spot,
           Map        *map,
           const char *actors)
{
  g_auto(GStrv) ids = mlg_value_split (actors);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      guint actor = GPOINTER_TO_UINT (g_hash_table_lookup (map->spots, ids[i]));

      if (actor == 0)
        continue;
      actor--;
      if (spot->actors == NULL)
        spot->actors = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (spot->actors, actor);
    }
}

/* After those of N_WHERE: its period, and two fields of actors. */
static void
add_other (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Map *map = data;
  MlgSpot spot = { .id = *id, .name = g_strdup (values[NAME] != NULL ? values[NAME] : ""), .category = G_MAXUINT, .sort = map->sort };

  if (!(map->sort == MLG_SPOT_EVENT ? happens_in_period : is_of_period) (map, values[N_WHERE], &spot.undated))
    {
      mlg_spot_clear (&spot);
      return;
    }
  if (values[N_WHERE] != NULL)
    spot.when = mlg_value_to_display (map->period, values[N_WHERE]);
  place_spot (&spot, map, values + PLACE);
  add_whose (&spot, map, values[N_WHERE + 1]);
  add_whose (&spot, map, values[N_WHERE + 2]);
  append_spot (map, id, &spot);
}

static void
count_axis (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Map *map = data;
  MlgSpotTie *numbers;

  if (values[0] == NULL)
    return;

  numbers = g_hash_table_lookup (map->axes, values[0]);
  if (numbers == NULL)
    {
      numbers = g_new0 (MlgSpotTie, 1);
      g_hash_table_insert (map->axes, g_strdup (values[0]), numbers);
    }
  numbers->n_axes++;
  numbers->n_market += g_strcmp0 (values[1], "market") == 0;
  numbers->n_non_market += g_strcmp0 (values[1], "non_market") == 0;
  numbers->n_non_monetary += g_strcmp0 (values[1], "non_monetary") == 0;
}

static void
add_tie (const MlgId       *id,
         const char *const *values,
         gpointer           data)
{
  Map *map = data;
  char text[MLG_ID_TEXT_LENGTH + 1];
  guint a = values[0] == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (map->spots, values[0]));
  guint b = values[1] == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (map->spots, values[1]));
  const MlgSpotTie *numbers = g_hash_table_lookup (map->axes, mlg_id_write (id, text));
  MlgSpotTie tie = { 0 };

  if (numbers != NULL)
    tie = *numbers;
  tie.established = mlg_partnership_is_established (values[2]);
  tie.formalised = g_strcmp0 (values[2], "formalised") == 0;
  if (a == 0 || b == 0 || a == b || (map->choice->facts_only && !tie.established) || !is_of_period (map, values[3], &tie.undated))
    return;

  tie.a = a - 1;
  tie.b = b - 1;
  tie.n_axes = MAX (tie.n_axes, 1);
  tie.change = get_change (map, id);
  g_array_append_val (map->scene->ties, tie);
  mlg_map_classes_note_tie (map->classes, &tie);
}

static void
read_areas (Map      *map,
            MlgStore *store)
{
  map->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, area_free);
  mlg_rows_read (store, "territory", (const char *[]) { "name", "kind", "insee_code", "siren", "place", NULL }, add_area, map);
  mlg_rows_read (store, "territory_overlap", (const char *[]) { "parent", "child", "kind", NULL }, add_overlap, map);
}

/* What is no more, as the journal still knows it; nothing of what was erased. */
static void
read_gone (Map               *map,
           MlgStore          *store,
           const char        *entity,
           const char *const *fields,
           MlgRowsFunc        func)
{
  const MlgEntity *read = mlg_schema_find (entity);
  g_autoptr(GPtrArray) gone = map->choice->compared != NULL ? mlg_comparison_list (map->choice->compared, read) : g_ptr_array_new ();

  for (guint i = 0; i < gone->len; i++)
    {
      const MlgDifferenceOf *difference = gone->pdata[i];
      g_autoptr(MlgRecord) record = difference->difference == MLG_DIFFERENCE_GONE ? mlg_store_read (store, read, &difference->id, NULL) : NULL;
      const char *values[MAX_FIELDS] = { NULL };

      if (record == NULL)
        continue;
      for (guint k = 0; fields[k] != NULL; k++)
        values[k] = mlg_record_get_named (record, fields[k]);
      if (values[0] != NULL)
        func (&difference->id, values, map);
    }
}

static void
read_all (Map               *map,
          MlgStore          *store,
          const char        *entity,
          const char *const *fields,
          MlgRowsFunc        func)
{
  mlg_rows_read (store, entity, fields, func, map);
  read_gone (map, store, entity, fields, func);
}

static void
read_others (Map      *map,
             MlgStore *store)
{
  static const char *const initiative_fields[] = {
    "name", "place", "place", "territories", "territories", "period", "carriers", "supporters", NULL
  };
  static const char *const event_fields[] = {
    "title", "place", "address", "territory", "territory", "period", "organisers", "organisers", NULL
  };

  map->sort = MLG_SPOT_INITIATIVE;
  map->period = mlg_entity_find_field (mlg_schema_find ("initiative"), "period");
  if (map->choice->with_initiatives)
    read_all (map, store, "initiative", initiative_fields, add_other);
  map->sort = MLG_SPOT_EVENT;
  map->period = mlg_entity_find_field (mlg_schema_find ("event"), "period");
  if (map->choice->with_events)
    read_all (map, store, "event", event_fields, add_other);
}

MlgMapScene *
mlg_store_map_new (MlgStore           *store,
                   const MlgMapChoice *choice)
{
  const char *const actor_fields[] = {
    "name", "place", "address", "seat_territories", "territories", "kind", mlg_map_classes_get_field (choice->by), NULL
  };
  Map map = { .choice = choice };

  map.scene = mlg_map_scene_new ();
  map.classes = mlg_map_classes_new (choice->by);
  map.spots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  map.axes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  read_areas (&map, store);
  read_all (&map, store, MLG_ENTITY_ACTOR, actor_fields, add_actor);
  mlg_rows_read (store, "partnership_axis", (const char *[]) { "partnership", "economy", NULL }, count_axis, &map);
  read_all (&map, store, "partnership", (const char *[]) { "a", "b", "state", "period", NULL }, add_tie);
  mlg_map_classes_settle (map.classes, store, map.scene, map.spots);
  read_others (&map, store);

  mlg_map_classes_free (map.classes);
  g_hash_table_unref (map.areas);
  g_hash_table_unref (map.spots);
  g_hash_table_unref (map.axes);
  return map.scene;
}

MlgMapScene *
mlg_project_map_new_of (MlgProject         *project,
                        const MlgMapChoice *choice)
{
  MlgMapScene *scene;

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  scene = mlg_store_map_new (mlg_project_get_store (project), choice);
  g_ptr_array_unref (scene->layers);
  scene->layers = mlg_project_map_layers (project);
  return scene;
}

MlgMapScene *
mlg_project_map_new (MlgProject *project,
                     gboolean    facts_only)
{
  const MlgMapChoice choice = { .facts_only = facts_only };

  return mlg_project_map_new_of (project, &choice);
}

void
mlg_project_map_spot (MlgProject *project,
                      MlgRecord  *actor,
                      MlgSpot    *spot)
{
  const char *values[4];
  Map map = { 0 };

  g_return_if_fail (MLG_IS_PROJECT (project) && MLG_IS_RECORD (actor));

  values[0] = mlg_record_get_named (actor, "place");
  values[1] = mlg_record_get_named (actor, "address");
  values[2] = mlg_record_get_named (actor, "seat_territories");
  values[3] = mlg_record_get_named (actor, "territories");

  read_areas (&map, mlg_project_get_store (project));
  *spot = (MlgSpot) {
    .id = *mlg_record_get_id (actor),
    .name = mlg_record_dup_title (actor),
    .category = mlg_user_category_index (mlg_record_get_named (actor, "category")),
  };
  place_spot (spot, &map, values);
  g_hash_table_unref (map.areas);
}

void
mlg_project_map_clear_spot (MlgSpot *spot)
{
  mlg_spot_clear (spot);
}
