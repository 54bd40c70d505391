/* Where what is missing and what can be mobilised are.
 *
 * Two files know the same territory under two ids: territories are compared by name.
 */

#include "exchange/mlg-match-places.h"

#include <math.h>
#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "territory/mlg-ground.h"

typedef struct
{
  char       *name;
  guint       breadth;         /* by its kind: a commune before a département */
  gboolean    national;
  double      lat, lon;
  GPtrArray  *parents;         /* id texts */
} Territory;

/* A record that stands somewhere. */
typedef struct
{
  char *territories;           /* value of REFERENCES, or NULL */
  char *seats;
  double lat, lon;
} Holder;

struct _MlgMatchPlaces
{
  GHashTable *territories;     /* id text → Territory */
  GHashTable *holders;         /* id text of an actor or an initiative → Holder */
  GHashTable *breadths;        /* folded name → breadth + 1 */
};

static void
territory_free (gpointer data)
{
  Territory *territory = data;

  g_free (territory->name);
  g_ptr_array_unref (territory->parents);
  g_free (territory);
}

static void
holder_free (gpointer data)
{
  Holder *holder = data;

  g_free (holder->territories);
  g_free (holder->seats);
  g_free (holder);
}

/* ---- reading */

static guint
find_breadth (const char *kind)
{
  static const char *const kinds[] = { "district", "zus", "commune", "living_area", "employment_area", "pays", "cc",
                                       "agglomeration", "epci", "rural", "urban", "department", "former_region", "region", "national" };

  for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i], kind) == 0)
      return i;
  return 8;
}

static void
read_place (const char *value,
            double     *lat,
            double     *lon)
{
  if (value == NULL || !mlg_value_get_place (value, lat, lon, NULL))
    *lat = *lon = NAN;
}

static void
note_territory (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  MlgMatchPlaces *self = data;
  Territory *territory = g_new0 (Territory, 1);

  territory->name = g_strdup (values[0] != NULL ? values[0] : "");
  territory->breadth = find_breadth (values[1]);
  territory->national = g_strcmp0 (values[1], "national") == 0;
  territory->parents = g_ptr_array_new_with_free_func (g_free);
  read_place (values[2], &territory->lat, &territory->lon);
  g_hash_table_insert (self->territories, mlg_id_dup_text (id), territory);
  g_hash_table_insert (self->breadths, mlg_fold (territory->name), GUINT_TO_POINTER (territory->breadth + 1));
}

static void
note_overlap (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  MlgMatchPlaces *self = data;
  Territory *child = values[1] != NULL ? g_hash_table_lookup (self->territories, values[1]) : NULL;

  if (child != NULL && values[0] != NULL && g_strcmp0 (values[2], "crosses") != 0)
    g_ptr_array_add (child->parents, g_strdup (values[0]));
}

static void
note_holder (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  MlgMatchPlaces *self = data;
  Holder *holder = g_new0 (Holder, 1);

  read_place (values[0], &holder->lat, &holder->lon);
  holder->territories = g_strdup (values[1]);
  holder->seats = g_strdup (values[2]);
  g_hash_table_insert (self->holders, mlg_id_dup_text (id), holder);
}

MlgMatchPlaces *
mlg_match_places_new (MlgProject *project)
{
  MlgMatchPlaces *self = g_new0 (MlgMatchPlaces, 1);

  self->territories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, territory_free);
  self->holders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, holder_free);
  self->breadths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  mlg_rows_foreach (project, "territory", (const char *[]) { "name", "kind", "place", NULL }, note_territory, self);
  mlg_rows_foreach (project, "territory_overlap", (const char *[]) { "parent", "child", "kind", NULL }, note_overlap, self);
  mlg_rows_foreach (project, "actor", (const char *[]) { "place", "territories", "seat_territories", NULL }, note_holder, self);
  mlg_rows_foreach (project, "initiative", (const char *[]) { "place", "territories", "territories", NULL }, note_holder, self);

  return self;
}

void
mlg_match_places_free (MlgMatchPlaces *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->territories);
  g_hash_table_unref (self->holders);
  g_hash_table_unref (self->breadths);
  g_free (self);
}

/* ---- finding */

static void
climb (MlgMatchPlaces *self,
       MlgMatchPlace  *place,
       const char     *id)
{
  const Territory *territory = g_hash_table_lookup (self->territories, id);
  g_autofree char *name = NULL;

  if (territory == NULL || territory->national)
    return;

  name = mlg_fold (territory->name);
  if (g_hash_table_contains (place->territories, name))
    return;
  g_hash_table_insert (place->territories, g_steal_pointer (&name), g_strdup (territory->name));
  for (guint i = 0; i < territory->parents->len; i++)
    climb (self, place, territory->parents->pdata[i]);
}

/* Its own point, or that of the nearest that holds it; the country has none worth a distance. */
static gboolean
find_point (MlgMatchPlaces  *self,
            const Territory *territory,
            guint            depth,
            double          *lat,
            double          *lon)
{
  if (territory == NULL || territory->national || depth > 6)
    return FALSE;
  if (!isnan (territory->lat))
    {
      *lat = territory->lat;
      *lon = territory->lon;
      return TRUE;
    }
  for (guint i = 0; i < territory->parents->len; i++)
    if (find_point (self, g_hash_table_lookup (self->territories, territory->parents->pdata[i]), depth + 1, lat, lon))
      return TRUE;

  return FALSE;
}

/* The finest of them says where. */
static void
stand_on (MlgMatchPlaces *self,
          MlgMatchPlace  *place,
          const char     *territories)
{
  g_auto(GStrv) ids = territories != NULL ? mlg_value_split (territories) : NULL;
  guint finest = G_MAXUINT;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const Territory *territory = g_hash_table_lookup (self->territories, ids[i]);

      climb (self, place, ids[i]);
      if (territory != NULL && territory->breadth < finest && find_point (self, territory, 0, &place->lat, &place->lon))
        finest = territory->breadth;
    }
}

static gboolean
is_known (const MlgMatchPlace *place)
{
  return !isnan (place->lat) || g_hash_table_size (place->territories) > 0;
}

static void
stand_with (MlgMatchPlaces *self,
            MlgMatchPlace  *place,
            const char     *id)
{
  const Holder *holder = id != NULL ? g_hash_table_lookup (self->holders, id) : NULL;

  if (holder == NULL || is_known (place))
    return;

  stand_on (self, place, holder->seats != NULL ? holder->seats : holder->territories);
  if (holder->seats != NULL)
    {
      g_auto(GStrv) ids = holder->territories != NULL ? mlg_value_split (holder->territories) : NULL;

      for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
        climb (self, place, ids[i]);
    }
  if (!isnan (holder->lat))
    {
      place->lat = holder->lat;
      place->lon = holder->lon;
    }
}

MlgMatchPlace *
mlg_match_places_find (MlgMatchPlaces *self,
                       const char     *territories,
                       const char     *initiative,
                       const char     *actor,
                       const char     *provider)
{
  MlgMatchPlace *place = g_new0 (MlgMatchPlace, 1);
  const char *colon = provider != NULL ? strchr (provider, ':') : NULL;

  place->lat = place->lon = NAN;
  place->territories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  stand_on (self, place, territories);
  if (colon != NULL && g_str_has_prefix (provider, "territory:") && !is_known (place))
    stand_on (self, place, colon + 1);
  stand_with (self, place, actor);
  stand_with (self, place, initiative);
  if (colon != NULL)
    stand_with (self, place, colon + 1);

  return place;
}

void
mlg_match_place_free (MlgMatchPlace *place)
{
  if (place == NULL)
    return;

  g_hash_table_unref (place->territories);
  g_free (place);
}

/* ---- between two */

double
mlg_match_place_distance (const MlgMatchPlace *one,
                          const MlgMatchPlace *other)
{
  if (isnan (one->lat) || isnan (other->lat))
    return NAN;

  return mlg_ground_distance (one->lat, one->lon, other->lat, other->lon);
}

const char *
mlg_match_place_common (MlgMatchPlaces      *self,
                        const MlgMatchPlace *one,
                        const MlgMatchPlace *other)
{
  GHashTableIter iter;
  gpointer key, name;
  const char *found = NULL;
  guint finest = G_MAXUINT;

  g_hash_table_iter_init (&iter, one->territories);
  while (g_hash_table_iter_next (&iter, &key, &name))
    {
      guint breadth = GPOINTER_TO_UINT (g_hash_table_lookup (self->breadths, key));

      if (g_hash_table_contains (other->territories, key) &&
          (found == NULL || breadth < finest || (breadth == finest && strcmp (name, found) < 0)))
        {
          found = name;
          finest = breadth;
        }
    }

  return found;
}
