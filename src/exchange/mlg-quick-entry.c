/* What a line typed in front of a room means in this file. */

#include "exchange/mlg-quick-entry-private.h"

#include <math.h>
#include <string.h>

#include "model/mlg-value.h"

#define MAX_SIMILAR  6
/* Enough to know where a file is about. */
#define MAX_ROWS     2000
#define MAX_POINTS   200
/* Half of the actors within this: the file is about somewhere. Degrees. */
#define MAX_SPREAD   1.5

/* ---- where the file is about */

typedef struct
{
  const MlgField *place;
  GArray         *lat, *lon;     /* double */
  guint           n_rows;
} Points;

static gboolean
add_point (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Points *points = data;
  const char *place = values[points->place->index];
  double lat, lon;

  if (place != NULL && mlg_value_get_place (place, &lat, &lon, NULL))
    {
      g_array_append_val (points->lat, lat);
      g_array_append_val (points->lon, lon);
    }
  return ++points->n_rows < MAX_ROWS && points->lat->len < MAX_POINTS;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The median; NaN if half of the numbers spread too wide. */
static double
get_middle (GArray *numbers)
{
  guint n = numbers->len;

  if (n == 0)
    return NAN;

  g_array_sort (numbers, compare_numbers);
  if (g_array_index (numbers, double, n * 3 / 4) - g_array_index (numbers, double, n / 4) > MAX_SPREAD)
    return NAN;
  return g_array_index (numbers, double, n / 2);
}

void
mlg_quick_entry_find_centre (MlgProject *project,
                             double     *lat,
                             double     *lon)
{
  static const char *const entities[] = { MLG_ENTITY_ACTOR, MLG_ENTITY_TERRITORY };

  *lat = *lon = NAN;
  for (guint i = 0; i < G_N_ELEMENTS (entities) && (isnan (*lat) || isnan (*lon)); i++)
    {
      const MlgEntity *entity = mlg_schema_find (entities[i]);
      g_autoptr(GArray) lats = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr(GArray) lons = g_array_new (FALSE, FALSE, sizeof (double));
      Points points = { mlg_entity_find_field (entity, "place"), lats, lons, 0 };

      mlg_store_foreach (mlg_project_get_store (project), entity, add_point, &points, NULL);
      *lat = get_middle (lats);
      *lon = get_middle (lons);
    }
}

/* ---- reading */

static void
link_free (gpointer data)
{
  MlgQuickLink *link = data;

  g_clear_object (&link->known);
  g_free (link);
}

/* « → Terres, racines et compagnie »: an actor whose name has a comma. */
static MlgRecord *
find_across_comma (MlgProject *project,
                   GPtrArray  *partners,
                   guint       i)
{
  MlgQuickPartner *first = g_ptr_array_index (partners, i), *second;
  g_autofree char *joined = NULL;
  MlgRecord *known;

  if (i + 1 >= partners->len)
    return NULL;

  second = g_ptr_array_index (partners, i + 1);
  joined = g_strconcat (first->name, ", ", second->name, NULL);
  known = mlg_quick_find_actor (project, joined, FALSE);
  if (known != NULL)
    {
      first->wished = first->wished || second->wished;
      g_free (first->name);
      first->name = g_steal_pointer (&joined);
      g_ptr_array_remove_index (partners, i + 1);
    }
  return known;
}

static void
resolve_partners (MlgQuickEntry *self,
                  MlgProject    *project)
{
  for (guint i = 0; i < self->line->partners->len; i++)
    {
      MlgQuickLink *link = g_new0 (MlgQuickLink, 1);

      link->said = g_ptr_array_index (self->line->partners, i);
      link->known = mlg_quick_find_actor (project, link->said->name, FALSE);
      if (link->known == NULL)
        link->known = find_across_comma (project, self->line->partners, i);
      if (link->known == NULL)
        link->known = mlg_quick_find_actor (project, link->said->name, TRUE);
      g_ptr_array_add (self->links, link);
    }
}

static void
resolve_name (MlgQuickEntry *self,
              MlgProject    *project,
              gboolean       with_similar)
{
  /* Before an arrow stands most often somebody who is there already. */
  gboolean loosely = self->line->partners->len > 0;

  if (*self->line->name == '\0')
    return;

  self->known = mlg_quick_find_actor (project, self->line->name, loosely);
  if (self->known != NULL && mlg_quick_is_elsewhere (self->known, self->line->town))
    {
      g_ptr_array_add (self->similar, self->known);
      self->known = NULL;
    }
  if (self->known == NULL && self->similar->len == 0 && with_similar && !loosely)
    {
      g_clear_pointer (&self->similar, g_ptr_array_unref);
      self->similar = mlg_quick_find_similar (project, self->line->name, MAX_SIMILAR);
    }
}

MlgQuickEntry *
mlg_quick_entry_resolve (MlgProject   *project,
                         MlgQuickLine *line,
                         gboolean      with_similar)
{
  MlgQuickEntry *self = g_new0 (MlgQuickEntry, 1);

  self->line = line;
  self->similar = g_ptr_array_new_with_free_func (g_object_unref);
  self->terms = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_quick_term_free);
  self->links = g_ptr_array_new_with_free_func (link_free);

  for (guint i = 0; line->terms[i] != NULL; i++)
    g_ptr_array_add (self->terms, mlg_quick_term_read (project, line->terms[i]));
  resolve_partners (self, project);
  resolve_name (self, project, with_similar);
  return self;
}

MlgQuickEntry *
mlg_quick_entry_read (MlgProject *project,
                      const char *text,
                      double      lat,
                      double      lon)
{
  g_autoptr(MlgQuickLine) line = mlg_quick_line_parse (text, lat, lon);

  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  return *line->name != '\0' || line->persons->len > 0 ? mlg_quick_entry_resolve (project, g_steal_pointer (&line), TRUE) : NULL;
}

void
mlg_quick_entry_free (MlgQuickEntry *self)
{
  g_clear_object (&self->known);
  g_clear_pointer (&self->similar, g_ptr_array_unref);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->line, mlg_quick_line_free);
  g_free (self);
}

void
mlg_quick_outcome_clear (MlgQuickOutcome *self)
{
  g_clear_pointer (&self->existing, g_ptr_array_unref);
}
