/* The outlines shipped with the program: data/territory/outlines.bin.gz.
 *
 * Numbers are LEB128, signed ones zigzag; points are differences, in 2^-24 of the plane.
 *
 *   "MLGO1"
 *   arcs:    n, then left + 1, right + 1, points
 *   zones:   n, then length, code, n rings, each n arcs (~index: backwards)
 *   world:   countries: n, then iso, n rings, each points · borders: n, each points
 *   around:  the same, finer, within a box
 *
 * Levels of detail are made at reading (Douglas and Peucker, 1973), on arcs, so that neighbours
 * keep the same border.
 */

#include "territory/mlg-outlines.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "territory/mlg-gazetteer-table.h"
#include "territory/mlg-simplify.h"

#define FILE_SHIFT 6                     /* from 2^24 to 2^30 */
#define AROUND_WEST -13
#define AROUND_SOUTH 34
#define AROUND_EAST 21
#define AROUND_NORTH 61.5

typedef struct
{
  const guint8 *at, *end;
} Reader;

static guint64
read_number (Reader *reader)
{
  guint64 value = 0;

  for (guint shift = 0; reader->at < reader->end && shift < 63; shift += 7)
    {
      guint8 byte = *reader->at++;

      value |= (guint64) (byte & 127) << shift;
      if (byte < 128)
        break;
    }
  return value;
}

static gint64
read_signed (Reader *reader)
{
  guint64 value = read_number (reader);

  return value & 1 ? ~(gint64) (value >> 1) : (gint64) (value >> 1);
}

/* ---- levels of detail */

static void
read_polyline (Reader      *reader,
               MlgPolyline *line)
{
  /* Half a pixel at the zoom where the next level takes over. */
  static const double tolerance[MLG_N_DETAILS - 1] = { 1 << 16, 1 << 14, 1 << 12 };
  guint n = read_number (reader);
  MlgMercator *points = g_new (MlgMercator, n);
  gint64 x = 0, y = 0;

  line->box = MLG_MERCATOR_BOX_EMPTY;
  for (guint i = 0; i < n; i++)
    {
      x += read_signed (reader);
      y += read_signed (reader);
      points[i] = (MlgMercator) { (gint32) (x << FILE_SHIFT), (gint32) (y << FILE_SHIFT) };
      mlg_mercator_box_add (&line->box, points[i]);
    }

  line->n[MLG_N_DETAILS - 1] = n;
  line->points[MLG_N_DETAILS - 1] = points;
  for (guint i = 0; i < MLG_N_DETAILS - 1; i++)
    line->points[i] = mlg_simplify_line (points, n, tolerance[i], &line->n[i]);
}

/* ---- the sections */

static void
read_arcs (Reader      *reader,
           MlgOutlines *self)
{
  self->n_arcs = read_number (reader);
  self->arcs = g_new0 (MlgArc, self->n_arcs);
  for (guint i = 0; i < self->n_arcs; i++)
    {
      self->arcs[i].left = (int) read_number (reader) - 1;
      self->arcs[i].right = (int) read_number (reader) - 1;
      read_polyline (reader, &self->arcs[i].line);
    }
}

static void
add_box (MlgMercatorBox       *box,
         const MlgMercatorBox *other)
{
  mlg_mercator_box_add (box, (MlgMercator) { other->x0, other->y0 });
  mlg_mercator_box_add (box, (MlgMercator) { other->x1, other->y1 });
}

static void
read_zones (Reader      *reader,
            MlgOutlines *self)
{
  self->n_zones = read_number (reader);
  self->zones = g_new0 (MlgZone, self->n_zones);
  for (guint i = 0; i < self->n_zones; i++)
    {
      MlgZone *zone = &self->zones[i];
      guint length = read_number (reader);
      g_autofree char *code = g_strndup ((const char *) reader->at, length);

      reader->at += length;
      zone->place = mlg_gazetteer_lookup (MLG_PLACE_DEPARTMENT, code);
      zone->box = MLG_MERCATOR_BOX_EMPTY;
      zone->n_rings = read_number (reader);
      zone->rings = g_malloc0_n (zone->n_rings, sizeof *zone->rings);
      for (guint k = 0; k < zone->n_rings; k++)
        {
          zone->rings[k].n = read_number (reader);
          zone->rings[k].arcs = g_new (int, zone->rings[k].n);
          for (guint a = 0; a < zone->rings[k].n; a++)
            {
              int arc = (int) read_signed (reader);

              zone->rings[k].arcs[a] = arc;
              add_box (&zone->box, &self->arcs[arc >= 0 ? arc : ~arc].line.box);
            }
        }
    }

  for (guint i = 0; i < self->n_arcs; i++)
    {
      MlgArc *arc = &self->arcs[i];

      arc->n_regions = arc->right < 0 || strcmp (self->zones[arc->left].place->region, self->zones[arc->right].place->region) != 0;
    }
}

static void
read_countries (Reader       *reader,
                MlgCountries *countries)
{
  countries->n_countries = read_number (reader);
  countries->countries = g_new0 (MlgCountry, countries->n_countries);
  for (guint i = 0; i < countries->n_countries; i++)
    {
      MlgCountry *country = &countries->countries[i];

      country->iso = read_number (reader);
      country->n_rings = read_number (reader);
      country->rings = g_new0 (MlgPolyline, country->n_rings);
      for (guint k = 0; k < country->n_rings; k++)
        read_polyline (reader, &country->rings[k]);
    }
  countries->n_borders = read_number (reader);
  countries->borders = g_new0 (MlgPolyline, countries->n_borders);
  for (guint i = 0; i < countries->n_borders; i++)
    read_polyline (reader, &countries->borders[i]);
}

/* ---- groups of départements */

static gboolean
is_member (const MlgPlace *group,
           const MlgPlace *department)
{
  switch (group->kind)
    {
    case MLG_PLACE_DEPARTMENT:
      return group == department;
    case MLG_PLACE_REGION:
      return strcmp (group->code, department->region) == 0;
    case MLG_PLACE_FORMER_REGION:
      return strlen (department->code) == 2 && strstr (group->members, department->code) != NULL;
    case MLG_PLACE_COUNTRY:
      return strlen (department->code) == 2;
    default:
      return FALSE;
    }
}

static MlgOutline *
make_outline (const MlgOutlines *self,
              const MlgPlace    *place)
{
  g_autofree guint8 *inside = g_new0 (guint8, self->n_zones);
  MlgOutline *outline = g_new0 (MlgOutline, 1);

  outline->place = place;
  outline->box = MLG_MERCATOR_BOX_EMPTY;
  outline->zones = g_new (guint, self->n_zones);
  outline->arcs = g_new (guint, self->n_arcs);
  for (guint i = 0; i < self->n_zones; i++)
    if (is_member (place, self->zones[i].place))
      {
        inside[i] = 1;
        outline->zones[outline->n_zones++] = i;
        add_box (&outline->box, &self->zones[i].box);
      }
  for (guint i = 0; i < self->n_arcs; i++)
    {
      const MlgArc *arc = &self->arcs[i];

      if (inside[arc->left] != (arc->right >= 0 && inside[arc->right]))
        outline->arcs[outline->n_arcs++] = i;
    }
  return outline;
}

static void
make_outlines (MlgOutlines *self)
{
  const MlgPlaceTable *table = mlg_place_table_get ();

  self->outlines = g_ptr_array_new ();
  for (guint i = 0; i < table->places->len; i++)
    {
      const MlgPlace *place = &g_array_index (table->places, MlgPlace, i);

      if (place->kind == MLG_PLACE_DEPARTMENT || place->kind == MLG_PLACE_REGION ||
          place->kind == MLG_PLACE_FORMER_REGION || place->kind == MLG_PLACE_COUNTRY)
        {
          MlgOutline *outline = make_outline (self, place);

          if (outline->n_zones > 0)
            g_ptr_array_add (self->outlines, outline);
          else
            {
              g_free (outline->zones);
              g_free (outline->arcs);
              g_free (outline);
            }
        }
    }
}

static gpointer
read_outlines (gpointer data)
{
  MlgOutlines *self = g_new0 (MlgOutlines, 1);
  gsize length;
  g_autofree char *bytes = mlg_territory_data_read ("outlines.bin.gz", &length);
  Reader reader = { (const guint8 *) bytes, (const guint8 *) bytes + length };

  g_assert (length > 5 && memcmp (bytes, "MLGO1", 5) == 0);
  reader.at += 5;
  read_arcs (&reader, self);
  read_zones (&reader, self);
  read_countries (&reader, &self->world);
  read_countries (&reader, &self->around);
  self->around_box = MLG_MERCATOR_BOX_EMPTY;
  mlg_mercator_box_add (&self->around_box, mlg_mercator_project (AROUND_SOUTH, AROUND_WEST));
  mlg_mercator_box_add (&self->around_box, mlg_mercator_project (AROUND_NORTH, AROUND_EAST));
  make_outlines (self);
  return self;
}

const MlgOutlines *
mlg_outlines_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, read_outlines, NULL);
}

guint
mlg_outlines_detail (double zoom)
{
  return zoom < 5 ? 0 : zoom < 7 ? 1 : zoom < 9 ? 2 : 3;
}

const MlgOutline *
mlg_outlines_find (MlgPlaceKind  kind,
                   const char   *code)
{
  const MlgOutlines *self = mlg_outlines_get ();

  for (guint i = 0; code != NULL && i < self->outlines->len; i++)
    {
      const MlgOutline *outline = g_ptr_array_index (self->outlines, i);

      if (outline->place->kind == kind && strcmp (outline->place->code, code) == 0)
        return outline;
    }
  return NULL;
}

/* ---- areas of intervention */

/* Kilometres, of what nobody has drawn: enough to be seen, small enough not to claim. */
static double
usual_reach (const char *kind)
{
  static const struct { const char *kind; double reach; } usual[] = {
    { "district", 0.8 }, { "zus", 0.8 }, { "commune", 2.5 }, { "living_area", 9 }, { "cc", 11 }, { "epci", 11 },
    { "agglomeration", 11 }, { "pays", 16 }, { "employment_area", 20 }, { "department", 40 }, { "region", 100 },
    { "former_region", 80 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_strcmp0 (kind, usual[i].kind) == 0)
      return usual[i].reach;
  return 12;
}

static const MlgPlace *
find_by_name (const char   *name,
              MlgPlaceKind  kind)
{
  static const char *const leads[] = {
    "ex region ", "ancienne region ", "region ", "departement de la ", "departement de l ", "departement du ",
    "departement des ", "departement de ", "departement d ", "",
  };
  g_autofree char *folded = name != NULL ? mlg_fold (name) : g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (leads); i++)
    if (g_str_has_prefix (folded, leads[i]))
      {
        const MlgPlace *place = mlg_gazetteer_match (folded + strlen (leads[i]), NULL, 1u << kind, NULL);

        if (place != NULL)
          return place;
      }
  return NULL;
}

gboolean
mlg_area_resolve (const char *kind,
                  const char *code,
                  const char *name,
                  double      lat,
                  double      lon,
                  MlgArea    *area)
{
  MlgPlaceKind place_kind;
  const MlgPlace *place = NULL;

  *area = (MlgArea) { .reach = usual_reach (kind) };
  if (mlg_place_kind_from_id (kind, &place_kind))
    {
      if (place_kind == MLG_PLACE_COUNTRY)
        area->everywhere = TRUE;
      place = code != NULL && place_kind == MLG_PLACE_COMMUNE ? mlg_gazetteer_lookup_commune (code)
                                                               : mlg_gazetteer_lookup (place_kind, code);
      if (place == NULL && place_kind != MLG_PLACE_COMMUNE)
        place = find_by_name (name, place_kind);
    }
  if (place != NULL)
    {
      area->outline = area->everywhere ? NULL : mlg_outlines_find (place->kind, place->code);
      area->finer = area->everywhere || mlg_pack_get_installed () == NULL
                  ? NULL : mlg_pack_find_outline (mlg_pack_get_installed (), place->kind, place->code);
      area->reach = place->reach > 0 ? place->reach : area->reach;
      if (isnan (lat) || isnan (lon))
        {
          lat = place->lat;
          lon = place->lon;
        }
    }
  if (isnan (lat) || isnan (lon))
    return area->everywhere;

  area->centre = mlg_mercator_project (lat, lon);
  return TRUE;
}

const char *
mlg_outlines_get_attribution (void)
{
  return _("Outlines: Natural Earth (public domain)");
}
