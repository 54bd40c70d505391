/* Who is missing here: the actors of a project, counted by area. */

#include "exchange/mlg-project-coverage.h"

#include <string.h>

#include "analysis/mlg-coverage.h"
#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"
#include "territory/mlg-ground.h"

#define N_BYS      4
#define MAX_DEPTH  4               /* of territories within territories */

/* A territory of the file, as places everyone knows. */
typedef struct
{
  char      *name, *kind, *code;
  GPtrArray *parents, *children;   /* ids */
  GPtrArray *places;               /* const MlgPlace *; NULL until asked for */
} Land;

typedef struct
{
  MlgId            id;
  char            *terms[N_BYS];   /* by MlgCoverageBy; multiple values joined */
  const MlgPlace  *seat;           /* where it is situated, or NULL */
  GPtrArray       *places;         /* const MlgPlace *, where it intervenes */
} Actor;

struct _MlgProjectCoverage
{
  GHashTable *lands;               /* id text → Land */
  GArray     *actors;              /* Actor */
  GArray     *terms[N_BYS];        /* MlgCoverageTerm */
};

/* ---- territories */

static void
land_free (gpointer data)
{
  Land *land = data;

  g_free (land->name);
  g_free (land->kind);
  g_free (land->code);
  g_ptr_array_unref (land->parents);
  g_ptr_array_unref (land->children);
  g_clear_pointer (&land->places, g_ptr_array_unref);
  g_free (land);
}

static void
add_land (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  MlgProjectCoverage *self = data;
  Land *land = g_new0 (Land, 1);

  land->name = g_strdup (values[0]);
  land->kind = g_strdup (values[1]);
  land->code = g_strdup (values[2] != NULL ? values[2] : values[3]);
  land->parents = g_ptr_array_new ();
  land->children = g_ptr_array_new ();
  g_hash_table_insert (self->lands, mlg_id_dup_text (id), land);
}

static void
add_overlap (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  MlgProjectCoverage *self = data;
  Land *parent = values[0] != NULL ? g_hash_table_lookup (self->lands, values[0]) : NULL;
  Land *child = values[1] != NULL ? g_hash_table_lookup (self->lands, values[1]) : NULL;

  if (parent == NULL || child == NULL || g_strcmp0 (values[2], "contains") != 0)
    return;
  g_ptr_array_add (parent->children, child);
  g_ptr_array_add (child->parents, parent);
}

static const MlgPlace *
find_place (const Land *land)
{
  const MlgPlace *place = NULL;
  MlgPlaceKind kind;

  if (land->kind == NULL || !mlg_place_kind_from_id (land->kind, &kind))
    return NULL;

  if (land->code != NULL)
    place = kind == MLG_PLACE_COMMUNE ? mlg_gazetteer_lookup_commune (land->code) : mlg_gazetteer_lookup (kind, land->code);
  if (place == NULL && land->name != NULL)
    place = mlg_gazetteer_match (land->name, NULL, 1u << kind, NULL);
  return place;
}

/* Itself; else what it is made of; else the commune that a quartier is in. */
static void
collect_places (Land      *land,
                GPtrArray *places,
                guint      depth)
{
  const MlgPlace *place = find_place (land);

  if (place != NULL)
    {
      if (place->kind != MLG_PLACE_COUNTRY && !g_ptr_array_find (places, place, NULL))
        g_ptr_array_add (places, (gpointer) place);
      return;
    }
  for (guint i = 0; depth < MAX_DEPTH && i < land->children->len; i++)
    collect_places (g_ptr_array_index (land->children, i), places, depth + 1);
  for (guint i = 0; depth == 0 && places->len == 0 && i < land->parents->len; i++)
    {
      const MlgPlace *parent = find_place (g_ptr_array_index (land->parents, i));

      if (parent != NULL && parent->kind == MLG_PLACE_COMMUNE)
        g_ptr_array_add (places, (gpointer) parent);
    }
}

static GPtrArray *
get_places (Land *land)
{
  if (land->places == NULL)
    {
      land->places = g_ptr_array_new ();
      collect_places (land, land->places, 0);
    }
  return land->places;
}

static GPtrArray *
find_places (MlgProjectCoverage *self,
             const char         *territories)
{
  g_auto(GStrv) ids = mlg_value_split (territories);
  GPtrArray *places = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      Land *land = g_hash_table_lookup (self->lands, ids[i]);
      GPtrArray *of_land = land != NULL ? get_places (land) : NULL;

      for (guint k = 0; of_land != NULL && k < of_land->len; k++)
        if (!g_ptr_array_find (places, of_land->pdata[k], NULL))
          g_ptr_array_add (places, of_land->pdata[k]);
    }
  return places;
}

/* ---- actors */

static const MlgPlace *
find_by_address (const char *address)
{
  g_autofree char *postal_code = mlg_value_dup_part (address, 2);
  g_autofree char *locality = mlg_value_dup_part (address, 3);
  g_autofree char *insee_code = mlg_value_dup_part (address, 4);
  const MlgPlace *place = insee_code != NULL ? mlg_gazetteer_lookup_commune (insee_code) : NULL;

  if (place == NULL && locality != NULL)
    place = mlg_gazetteer_match (locality, postal_code, MLG_PLACES_TOWNS, NULL);
  return place;
}

static const MlgPlace *
find_by_point (const char *value)
{
  const char *precision = NULL;
  double lat, lon;
  gboolean is_sure;

  if (!mlg_value_get_place (value, &lat, &lon, &precision))
    return NULL;
  if (precision != NULL && (strcmp (precision, "area") == 0 || strcmp (precision, "country") == 0 || strcmp (precision, "department") == 0 ||
                            strcmp (precision, "region") == 0 || strcmp (precision, "epci") == 0))
    return NULL;
  return mlg_ground_find_town (lat, lon, &is_sure);
}

/* As on the map: its address or point, its seat, or the commune it is said to act in. */
static const MlgPlace *
find_seat (MlgProjectCoverage *self,
           const char *const  *values,
           const GPtrArray    *acts_in)
{
  g_autoptr(GPtrArray) seats = NULL;
  const MlgPlace *place = values[1] != NULL ? find_by_address (values[1]) : NULL;

  if (place == NULL && values[0] != NULL)
    place = find_by_point (values[0]);
  if (place != NULL)
    return place;

  seats = find_places (self, values[2]);
  if (seats->len > 0)
    return seats->pdata[0];
  for (guint i = 0; i < acts_in->len; i++)
    {
      place = acts_in->pdata[i];
      if (acts_in->len == 1 && place->kind == MLG_PLACE_COMMUNE)
        return place;
    }
  return NULL;
}

/* @values: place, address, seat_territories, territories, themes, category, family. */
static void
add_actor (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  MlgProjectCoverage *self = data;
  Actor actor = { .id = *id, .places = find_places (self, values[3]) };

  for (guint by = 1; by < N_BYS; by++)
    actor.terms[by] = g_strdup (values[3 + by]);
  actor.seat = find_seat (self, values, actor.places);
  g_array_append_val (self->actors, actor);
}

static void
clear_actor (gpointer data)
{
  Actor *actor = data;

  for (guint by = 0; by < N_BYS; by++)
    g_free (actor->terms[by]);
  g_ptr_array_unref (actor->places);
}

/* ---- terms */

static void
clear_term (gpointer data)
{
  MlgCoverageTerm *term = data;

  g_free (term->term);
  g_free (term->label);
}

static int
compare_terms (gconstpointer a,
               gconstpointer b)
{
  const MlgCoverageTerm *one = a, *other = b;

  return one->n != other->n ? (one->n < other->n ? 1 : -1) : g_utf8_collate (one->label, other->label);
}

static const char *const term_fields[N_BYS] = { NULL, "themes", "category", "family" };

static GArray *
count_terms (MlgProjectCoverage *self,
             MlgCoverageBy       by)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (MlgCoverageTerm));
  GHashTableIter iter;
  gpointer term, n;

  for (guint i = 0; i < self->actors->len; i++)
    {
      g_auto(GStrv) values = mlg_value_split (g_array_index (self->actors, Actor, i).terms[by]);

      for (guint k = 0; values[k] != NULL; k++)
        g_hash_table_insert (counts, g_strdup (values[k]), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, values[k])) + 1));
    }
  g_array_set_clear_func (terms, clear_term);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &term, &n))
    {
      MlgCoverageTerm one = { g_strdup (term), g_strdup (term), GPOINTER_TO_UINT (n) };

      g_array_append_val (terms, one);
    }
  return terms;
}

void
mlg_project_coverage_name (MlgProjectCoverage *self,
                           MlgProject         *project)
{
  for (guint by = 1; by < N_BYS; by++)
    {
      const MlgField *field = mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_ACTOR), term_fields[by]);

      for (guint i = 0; i < self->terms[by]->len; i++)
        {
          MlgCoverageTerm *term = &g_array_index (self->terms[by], MlgCoverageTerm, i);

          g_free (term->label);
          term->label = mlg_project_display (project, field, term->term);
        }
      g_array_sort (self->terms[by], compare_terms);
    }
}

GArray *
mlg_project_coverage_get_terms (MlgProjectCoverage *self,
                                MlgCoverageBy       by)
{
  return self->terms[by];
}

/* ---- areas and zones */

static const char *
get_code_at (const MlgPlace *place,
             MlgPlaceKind    level)
{
  if (place->kind == level)
    return place->code;
  switch (level)
    {
    case MLG_PLACE_COMMUNE:
      return place->kind == MLG_PLACE_ARRONDISSEMENT || place->kind == MLG_PLACE_FORMER_COMMUNE ? place->commune : "";
    case MLG_PLACE_EPCI:
      return place->epci;
    case MLG_PLACE_DEPARTMENT:
      return place->department;
    default:
      return place->region;
    }
}

static gboolean
is_within (const MlgPlace          *town,
           const MlgCoverageChoice *choice)
{
  const MlgPlace *perimeter = choice->perimeter;
  MlgMercator at;

  if (perimeter == NULL)
    {
      at = mlg_mercator_project (town->lat, town->lon);
      return at.x >= choice->box.x0 && at.x <= choice->box.x1 && at.y >= choice->box.y0 && at.y <= choice->box.y1;
    }
  if (perimeter->kind == MLG_PLACE_COUNTRY)
    return TRUE;
  if (perimeter->kind == MLG_PLACE_FORMER_REGION)
    {
      g_auto(GStrv) members = g_strsplit (perimeter->members, " ", -1);

      return *town->department != '\0' && g_strv_contains ((const char *const *) members, town->department);
    }
  return strcmp (get_code_at (town, perimeter->kind), perimeter->code) == 0;
}

typedef struct
{
  const MlgCoverageChoice *choice;
  GPtrArray  *areas;               /* const MlgPlace * */
  GHashTable *of_code;             /* code → area + 1 */
  GHashTable *zone_of;             /* kind and code → zone + 1 */
  GArray     *zones;               /* guint, MLG_COVERAGE_ZONES for each area */
  GArray     *presences;           /* MlgPresence */
  guint       n_unplaced;
} Count;

static guint
get_zone (Count        *count,
          MlgPlaceKind  kind,
          const char   *code,
          gboolean      add)
{
  g_autofree char *key = g_strdup_printf ("%u %s", kind, code);
  guint zone;

  if (*code == '\0')
    return MLG_COVERAGE_NONE;
  zone = GPOINTER_TO_UINT (g_hash_table_lookup (count->zone_of, key));
  if (zone == 0 && add)
    {
      zone = g_hash_table_size (count->zone_of) + 1;
      g_hash_table_insert (count->zone_of, g_steal_pointer (&key), GUINT_TO_POINTER (zone));
    }
  return zone > 0 ? zone - 1 : MLG_COVERAGE_NONE;
}

/* The zones of an area: those of one of its towns. An EPCI on two départements is in that of its first. */
static void
add_area (Count          *count,
          const MlgPlace *town)
{
  static const MlgPlaceKind wider[MLG_COVERAGE_ZONES] = { MLG_PLACE_EPCI, MLG_PLACE_DEPARTMENT, MLG_PLACE_REGION };
  MlgPlaceKind level = count->choice->level;
  const char *code = get_code_at (town, level);
  const MlgPlace *area;

  if (*code == '\0' || g_hash_table_contains (count->of_code, code))
    return;
  area = level == MLG_PLACE_COMMUNE ? town : mlg_gazetteer_lookup (level, code);
  if (area == NULL)
    return;

  g_ptr_array_add (count->areas, (gpointer) area);
  g_hash_table_insert (count->of_code, (gpointer) area->code, GUINT_TO_POINTER (count->areas->len));
  for (guint i = 0; i < MLG_COVERAGE_ZONES; i++)
    {
      guint zone = wider[i] > level ? get_zone (count, wider[i], get_code_at (town, wider[i]), TRUE) : MLG_COVERAGE_NONE;

      g_array_append_val (count->zones, zone);
    }
}

static void
find_areas (Count *count)
{
  guint n;
  const MlgPlace *const *towns = mlg_gazetteer_get_towns (&n);

  for (guint i = 0; i < n; i++)
    if (is_within (towns[i], count->choice))
      add_area (count, towns[i]);
}

static gboolean
add_in_area (Count      *count,
             guint       actor,
             const char *code,
             gboolean    situated)
{
  guint area = *code != '\0' ? GPOINTER_TO_UINT (g_hash_table_lookup (count->of_code, code)) : 0;
  MlgPresence presence = { .actor = actor, .where = area - 1, .situated = situated };

  if (area == 0)
    return FALSE;
  g_array_append_val (count->presences, presence);
  return TRUE;
}

static void
add_in_place (Count          *count,
              guint           actor,
              const MlgPlace *place)
{
  MlgPlaceKind level = count->choice->level;
  MlgPresence presence = { .actor = actor, .wide = TRUE };

  if (place->kind == MLG_PLACE_FORMER_REGION)
    {
      g_auto(GStrv) members = g_strsplit (place->members, " ", -1);

      for (guint i = 0; members[i] != NULL; i++)
        {
          const MlgPlace *member = mlg_gazetteer_lookup (MLG_PLACE_DEPARTMENT, members[i]);

          if (member != NULL)
            add_in_place (count, actor, member);
        }
      return;
    }
  if (place->kind <= level || place->kind == MLG_PLACE_ARRONDISSEMENT || place->kind == MLG_PLACE_FORMER_COMMUNE)
    {
      add_in_area (count, actor, get_code_at (place, level), FALSE);
      return;
    }
  presence.where = get_zone (count, place->kind, place->code, FALSE);
  if (presence.where != MLG_COVERAGE_NONE)
    g_array_append_val (count->presences, presence);
}

static gboolean
has_term (const Actor             *actor,
          const MlgCoverageChoice *choice)
{
  g_auto(GStrv) values = NULL;

  if (choice->shown != NULL && !g_hash_table_contains (choice->shown, &actor->id))
    return FALSE;
  if (choice->by == MLG_COVERAGE_BY_EVERYONE || choice->term == NULL)
    return TRUE;
  if (actor->terms[choice->by] == NULL || strstr (actor->terms[choice->by], choice->term) == NULL)
    return FALSE;
  values = mlg_value_split (actor->terms[choice->by]);
  return g_strv_contains ((const char *const *) values, choice->term);
}

static void
add_presences (Count              *count,
               MlgProjectCoverage *self)
{
  for (guint i = 0; i < self->actors->len; i++)
    {
      const Actor *actor = &g_array_index (self->actors, Actor, i);

      if (!has_term (actor, count->choice))
        continue;
      if (actor->seat == NULL || *get_code_at (actor->seat, count->choice->level) == '\0')
        count->n_unplaced++;
      else
        add_in_area (count, i, get_code_at (actor->seat, count->choice->level), TRUE);
      for (guint k = 0; k < actor->places->len; k++)
        add_in_place (count, i, actor->places->pdata[k]);
    }
}

static void
begin_count (Count                   *count,
             MlgProjectCoverage      *self,
             const MlgCoverageChoice *choice)
{
  count->choice = choice;
  count->areas = g_ptr_array_new ();
  count->of_code = g_hash_table_new (g_str_hash, g_str_equal);
  count->zone_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  count->zones = g_array_new (FALSE, FALSE, sizeof (guint));
  count->presences = g_array_new (FALSE, FALSE, sizeof (MlgPresence));
  find_areas (count);
  add_presences (count, self);
}

static void
end_count (Count *count)
{
  g_ptr_array_unref (count->areas);
  g_hash_table_unref (count->of_code);
  g_hash_table_unref (count->zone_of);
  g_array_unref (count->zones);
  g_array_unref (count->presences);
}

static char *
dup_words (MlgProjectCoverage      *self,
           const MlgCoverageChoice *choice)
{
  const GArray *terms = self->terms[choice->by];

  for (guint i = 0; terms != NULL && choice->term != NULL && i < terms->len; i++)
    if (strcmp (g_array_index (terms, MlgCoverageTerm, i).term, choice->term) == 0)
      return g_strdup (g_array_index (terms, MlgCoverageTerm, i).label);
  return choice->by == MLG_COVERAGE_BY_EVERYONE ? NULL : g_strdup (choice->term);
}

MlgCoverageMap *
mlg_project_coverage_count (MlgProjectCoverage      *self,
                            const MlgCoverageChoice *choice)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (MlgCoverageRow));
  g_autofree MlgCoverageCount *counts = NULL;
  MlgCoverageMap *map;
  Count count = { 0 };

  begin_count (&count, self, choice);
  counts = g_new0 (MlgCoverageCount, count.areas->len + 1);
  mlg_coverage_count (count.areas->len, (const guint *) count.zones->data, g_hash_table_size (count.zone_of),
                      (const MlgPresence *) count.presences->data, count.presences->len, counts);
  for (guint i = 0; i < count.areas->len; i++)
    {
      MlgCoverageRow row = { count.areas->pdata[i], counts[i].n_situated, counts[i].n_acting };

      g_array_append_val (rows, row);
    }
  map = mlg_coverage_map_new (choice->level, choice->acting, dup_words (self, choice), rows);
  map->n_unplaced = count.n_unplaced;
  end_count (&count);
  return map;
}

GArray *
mlg_project_coverage_list (MlgProjectCoverage      *self,
                           const MlgCoverageChoice *choice,
                           const char              *code)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  Count count = { 0 };
  guint area;

  begin_count (&count, self, choice);
  area = GPOINTER_TO_UINT (g_hash_table_lookup (count.of_code, code));
  if (area > 0)
    {
      g_autoptr(GArray) actors = mlg_coverage_list (area - 1, (const guint *) count.zones->data,
                                                    (const MlgPresence *) count.presences->data, count.presences->len, choice->acting);

      for (guint i = 0; i < actors->len; i++)
        g_array_append_val (ids, g_array_index (self->actors, Actor, g_array_index (actors, guint, i)).id);
    }
  end_count (&count);
  return ids;
}

/* ---- life */

MlgProjectCoverage *
mlg_store_coverage_new (MlgStore *store)
{
  static const char *const fields[] = {
    "place", "address", "seat_territories", "territories", "themes", "category", "family", NULL
  };
  MlgProjectCoverage *self = g_new0 (MlgProjectCoverage, 1);

  self->lands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, land_free);
  self->actors = g_array_new (FALSE, FALSE, sizeof (Actor));
  g_array_set_clear_func (self->actors, clear_actor);
  mlg_rows_read (store, "territory", (const char *[]) { "name", "kind", "insee_code", "siren", NULL }, add_land, self);
  mlg_rows_read (store, "territory_overlap", (const char *[]) { "parent", "child", "kind", NULL }, add_overlap, self);
  mlg_rows_read (store, MLG_ENTITY_ACTOR, fields, add_actor, self);
  for (guint by = 1; by < N_BYS; by++)
    self->terms[by] = count_terms (self, by);
  g_clear_pointer (&self->lands, g_hash_table_unref);
  return self;
}

MlgProjectCoverage *
mlg_project_coverage_new (MlgProject *project)
{
  MlgProjectCoverage *self = mlg_store_coverage_new (mlg_project_get_store (project));

  mlg_project_coverage_name (self, project);
  return self;
}

void
mlg_project_coverage_free (MlgProjectCoverage *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->actors);
  for (guint by = 1; by < N_BYS; by++)
    g_array_unref (self->terms[by]);
  g_free (self);
}
