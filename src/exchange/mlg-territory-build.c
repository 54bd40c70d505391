/* A territory pack out of a folder of official open data.
 *
 *   tables → atlas     outlines of communes → topology → five levels of detail
 *                      rivers, lakes, neighbours → features
 */

#include "exchange/mlg-territory-build.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "exchange/mlg-exchange-error.h"
#include "exchange/mlg-shapes.h"
#include "exchange/mlg-territory-atlas.h"
#include "territory/mlg-pack-writer.h"

#define MAX_FILES 400
#define MAX_DEPTH 3

typedef struct
{
  MlgAtlas      *atlas;
  MlgTopology   *topology;
  GPtrArray     *areas;          /* MlgAtlasPlace of each area */
  GHashTable    *drawn;          /* MlgAtlasPlace → area + 1 */
  GHashTable    *of_file;        /* those this file has given */
  MlgPackWriter *writer;
  MlgFeature     feature;        /* what this file holds; MLG_N_FEATURES: communes */
  GError        *error;
  MlgTerritoryReport   *report;
  MlgTerritoryProgress  progress;
  gpointer       data;
} Build;

static gboolean
say (Build      *self,
     const char *what,
     double      share)
{
  if (self->progress == NULL || self->progress (what, share, self->data))
    return TRUE;

  g_set_error (&self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The territory pack was not built: you stopped it."));
  return FALSE;
}

/* ---- files */

typedef struct
{
  char  *path;
  goffset size;
} Found;

static void
clear_found (gpointer data)
{
  g_free (((Found *) data)->path);
}

/* The largest first: the finest outlines of a commune are those that are kept. */
static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *x = a, *y = b;

  return x->size != y->size ? (x->size < y->size ? 1 : -1) : strcmp (x->path, y->path);
}

static gboolean
list_files (const char  *folder,
            guint        depth,
            GArray      *found,
            GError     **error)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL && found->len < MAX_FILES)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr(GFile) file = g_file_new_for_path (path);
      g_autoptr(GFileInfo) info = NULL;

      if (*name == '.')
        continue;
      info = g_file_query_info (file, "standard::type,standard::size", G_FILE_QUERY_INFO_NONE, NULL, NULL);
      if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < MAX_DEPTH)
        list_files (path, depth + 1, found, NULL);
      else if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        {
          Found one = { g_steal_pointer (&path), g_file_info_get_size (info) };

          g_array_append_val (found, one);
        }
    }
  g_array_sort (found, compare_found);
  return TRUE;
}

static gboolean
ends_in (const char *path,
         const char *endings)
{
  g_auto(GStrv) split = g_strsplit (endings, "|", -1);
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; split[i] != NULL; i++)
    if (g_str_has_suffix (lower, split[i]))
      return TRUE;
  return FALSE;
}

/* What the drawings behind the map are called, by us, by Natural Earth and by the IGN. */
static MlgFeature
guess_feature (const char *path)
{
  static const struct { const char *words; MlgFeature feature; } known[] = {
    { "voisin|land|terre|countries", MLG_FEATURE_LAND }, { "cote|coast|littoral", MLG_FEATURE_COAST },
    { "frontiere|boundary|border", MLG_FEATURE_BORDER }, { "estuaire|estuar", MLG_FEATURE_ESTUARY },
    { "fleuve|riviere|river|cours_d|coursd", MLG_FEATURE_RIVER }, { "lac|lake|plan_d_eau|plandeau", MLG_FEATURE_LAKE },
    { "dense|bati", MLG_FEATURE_DENSE }, { "urbain|urban", MLG_FEATURE_URBAN },
  };
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *lower = g_ascii_strdown (base, -1);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_auto(GStrv) words = g_strsplit (known[i].words, "|", -1);

      for (guint k = 0; words[k] != NULL; k++)
        if (g_str_has_prefix (lower, words[k]) || (strlen (words[k]) > 4 && strstr (lower, words[k]) != NULL))
          return known[i].feature;
    }
  return MLG_N_FEATURES;
}

static gboolean
read_tables (Build   *self,
             GArray  *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_array_index (files, Found, i).path;

      if (ends_in (path, ".csv") && !mlg_atlas_read_csv (self->atlas, path, &self->error))
        return FALSE;
      if (ends_in (path, ".json") && !mlg_atlas_read_json (self->atlas, path, &self->error) && self->error != NULL)
        return FALSE;
    }
  mlg_atlas_complete (self->atlas);
  return TRUE;
}

/* ---- outlines */

static MlgAtlasPlace *
find_commune (Build          *self,
              const MlgShape *shape)
{
  static const char *const names[] = { "insee", "inseecom", "codeinsee", "codecommuneinsee", "codgeo", "com", "comcode", "code", "id", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *code = g_hash_table_lookup (shape->properties, names[i]);
      g_autofree char *lower = g_ascii_strdown (shape->layer, -1);

      /* A former or delegated commune lies on top of its own. */
      if (code == NULL || strlen (code) != 5 || strstr (lower, "deleguee") != NULL || strstr (lower, "associee") != NULL ||
          strstr (lower, "arrondissement") != NULL)
        continue;
      if (mlg_atlas_find (self->atlas, MLG_PLACE_COMMUNE, code) == NULL &&
          !mlg_atlas_take_row (self->atlas, "communes", shape->properties))
        continue;
      return mlg_atlas_find (self->atlas, MLG_PLACE_COMMUNE, code);
    }
  return NULL;
}

/* Where no table says where the town is: the middle of its largest surface, said to be approximate. */
static void
place_in_the_middle (MlgAtlasPlace  *commune,
                     const MlgShape *shape)
{
  const MlgRing *largest = NULL;
  double surface = 0, x = 0, y = 0;

  for (guint i = 0; i < shape->rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (shape->rings, MlgRing, i);
      double own = fabs (mlg_ring_get_surface (ring->points, ring->n));

      if (ring->n >= 4 && (largest == NULL || own > surface))
        {
          largest = ring;
          surface = own;
        }
    }
  if (largest == NULL)
    return;

  for (guint i = 1; i < largest->n; i++)
    {
      x += largest->points[i].x / (double) (largest->n - 1);
      y += largest->points[i].y / (double) (largest->n - 1);
    }
  mlg_mercator_unproject ((MlgMercator) { (gint32) x, (gint32) y }, &commune->lat, &commune->lon);
  commune->approximate = TRUE;
}

static void
add_commune (Build          *self,
             MlgAtlasPlace  *commune,
             const MlgShape *shape)
{
  guint area = GPOINTER_TO_UINT (g_hash_table_lookup (self->drawn, commune));

  /* Drawn by a finer file; the same one may give a commune in several pieces. */
  if (area != 0 && !g_hash_table_contains (self->of_file, commune))
    return;

  if (area == 0)
    {
      area = mlg_topology_add_area (self->topology) + 1;
      g_ptr_array_add (self->areas, commune);
      g_hash_table_insert (self->drawn, commune, GUINT_TO_POINTER (area));
      g_hash_table_add (self->of_file, commune);
      if (isnan (commune->lat))
        place_in_the_middle (commune, shape);
    }
  for (guint i = 0; i < shape->rings->len; i++)
    {
      const MlgRing *ring = &g_array_index (shape->rings, MlgRing, i);

      mlg_topology_add_ring (self->topology, area - 1, ring->points, ring->n, g_array_index (shape->holes, guint8, i));
    }
}

static guint
get_rank (const MlgShape *shape)
{
  const char *rank = g_hash_table_lookup (shape->properties, "rang");

  if (rank == NULL)
    rank = g_hash_table_lookup (shape->properties, "scalerank");
  return rank != NULL ? CLAMP (atoi (rank), 0, 20) : 5;
}

static gboolean
take_shape (const MlgShape *shape,
            gpointer        data)
{
  Build *self = data;
  const char *name = g_hash_table_lookup (shape->properties, "nom");
  MlgAtlasPlace *commune;

  if (self->feature != MLG_N_FEATURES)
    {
      self->report->n_features++;
      if (name == NULL)
        name = g_hash_table_lookup (shape->properties, "name");
      return shape->kind == MLG_SHAPE_POINTS ||
             mlg_pack_writer_add_feature (self->writer, self->feature, get_rank (shape), name != NULL ? name : "",
                                          shape->kind == MLG_SHAPE_RINGS, shape->rings, &self->error);
    }

  commune = shape->kind == MLG_SHAPE_RINGS ? find_commune (self, shape) : NULL;
  if (commune != NULL)
    add_commune (self, commune, shape);
  return TRUE;
}

static gboolean
is_table (const char *path)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  gsize length = file != NULL ? g_mapped_file_get_length (file) : 0;
  const char *text = length > 0 ? g_mapped_file_get_contents (file) : NULL;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return text[i] == '[';
  return TRUE;
}

static gboolean
read_outlines (Build  *self,
               GArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      const char *path = g_array_index (files, Found, i).path;
      g_autofree char *base = g_path_get_basename (path);

      if (!ends_in (path, "json|.geojsonl|.geojsons|.gpkg") || (ends_in (path, ".json") && is_table (path)))
        continue;
      if (!say (self, base, 0.1 + 0.5 * i / files->len))
        return FALSE;

      self->feature = guess_feature (path);
      g_hash_table_remove_all (self->of_file);
      if (!mlg_shapes_read (path, NULL, take_shape, self, &self->error) || self->error != NULL)
        {
          g_prefix_error (&self->error, "%s : ", base);
          return FALSE;
        }
    }
  return TRUE;
}

/* ---- levels */

typedef struct
{
  guint  *groups;              /* of each area */
  GArray *codes;               /* MlgPackCodes of each group */
} Grouping;

/* Départements, EPCI within them, or communes. */
static Grouping
group_areas (Build *self,
             guint  detail)
{
  Grouping grouping = { g_new (guint, MAX (self->areas->len, 1)), g_array_new (FALSE, FALSE, sizeof (MlgPackCodes)) };
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->areas->len; i++)
    {
      const MlgAtlasPlace *commune = self->areas->pdata[i];
      MlgPackCodes codes = { detail >= 3 ? commune->code : "", detail >= 2 ? commune->epci : "", commune->department,
                             commune->region };
      g_autofree char *key = g_strjoin (" ", codes.department, codes.epci, codes.commune, NULL);
      guint group = GPOINTER_TO_UINT (g_hash_table_lookup (known, key));

      if (group == 0)
        {
          g_array_append_val (grouping.codes, codes);
          group = grouping.codes->len;
          g_hash_table_insert (known, g_steal_pointer (&key), GUINT_TO_POINTER (group));
        }
      grouping.groups[i] = group - 1;
    }
  return grouping;
}

static gboolean
write_levels (Build *self)
{
  /* Half a pixel at the last zoom where the level is drawn; mlg_pack_get_detail. */
  static const double tolerances[MLG_PACK_DETAILS] = { 1 << 15, 1 << 13, 1 << 12, 1 << 10, 0 };

  mlg_topology_close (self->topology);
  for (guint i = 0; i < MLG_PACK_DETAILS; i++)
    {
      Grouping grouping = group_areas (self, i);
      g_autoptr(MlgPartition) partition = NULL;
      gboolean done = say (self, _("Borders shared by neighbours"), 0.65 + 0.06 * i);

      if (done)
        {
          partition = mlg_topology_dissolve (self->topology, grouping.groups, grouping.codes->len, tolerances[i]);
          done = mlg_pack_writer_add_partition (self->writer, i, partition, (const MlgPackCodes *) grouping.codes->data,
                                                &self->error);
        }
      g_free (grouping.groups);
      g_array_unref (grouping.codes);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

/* ---- texts */

/* The first quotation of the file that says where all this comes from. */
static char *
read_attribution (const char *folder)
{
  static const char *const names[] = { "ATTRIBUTION", "ATTRIBUTION.txt", "SOURCES.md", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *text = NULL;
      g_auto(GStrv) lines = NULL;
      g_autoptr(GString) said = g_string_new (NULL);

      if (!g_file_get_contents (path, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL))
        continue;
      if (i < 2)
        return g_strstrip (g_steal_pointer (&text));

      lines = g_strsplit (text, "\n", -1);
      for (guint k = 0; lines[k] != NULL && (said->len == 0 || lines[k][0] == '>'); k++)
        if (lines[k][0] == '>')
          g_string_append_printf (said, "%s%s", said->len > 0 ? " " : "", g_strstrip (lines[k] + 1));
      if (said->len > 0)
        return g_strdup (said->str);
    }
  return g_strdup (_("Outlines: IGN – codes and populations: Insee – EPCI: DGCL – postal codes: La Poste (Licence Ouverte)"));
}

static gboolean
write_texts (Build      *self,
             const char *folder)
{
  g_autofree char *gazetteer = mlg_atlas_dup_gazetteer (self->atlas);
  g_autofree char *attribution = read_attribution (folder);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *built = g_date_time_format (now, "%Y-%m-%d");
  const MlgTerritoryReport *report = self->report;

  return mlg_pack_writer_set_text (self->writer, "gazetteer", gazetteer, &self->error) &&
         mlg_pack_writer_set_text (self->writer, "attribution", attribution, &self->error) &&
         mlg_pack_writer_set_text (self->writer, "towns", self->atlas->towns->str, &self->error) &&
         mlg_pack_writer_set_text (self->writer, "built", built, &self->error) &&
         mlg_pack_writer_set_count (self->writer, MLG_PLACE_COMMUNE, report->n_outlines, &self->error) &&
         mlg_pack_writer_set_count (self->writer, MLG_PLACE_EPCI, report->n_epci, &self->error) &&
         mlg_pack_writer_set_count (self->writer, MLG_PLACE_DEPARTMENT, report->n_departments, &self->error) &&
         mlg_pack_writer_set_count (self->writer, MLG_PLACE_REGION, report->n_regions, &self->error) &&
         mlg_pack_writer_set_count (self->writer, MLG_PLACE_FORMER_COMMUNE, report->n_former, &self->error);
}

static gboolean
count_and_check (Build      *self,
                 const char *folder)
{
  MlgAtlas *atlas = self->atlas;

  *self->report = (MlgTerritoryReport) {
    .n_communes = atlas->order[MLG_PLACE_COMMUNE]->len, .n_outlines = self->areas->len,
    .n_epci = atlas->order[MLG_PLACE_EPCI]->len, .n_departments = atlas->order[MLG_PLACE_DEPARTMENT]->len,
    .n_regions = atlas->order[MLG_PLACE_REGION]->len, .n_former = atlas->order[MLG_PLACE_FORMER_COMMUNE]->len,
    .n_features = self->report->n_features };

  if (self->report->n_communes > 0 && self->report->n_outlines > 0)
    return TRUE;

  g_set_error (&self->error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
               self->report->n_communes == 0
               ? _("The folder « %s » holds no list of communes: a CSV or JSON file with their INSEE codes and names.")
               : _("The folder « %s » holds no outlines of communes: GeoJSON, TopoJSON or GeoPackage with INSEE codes."),
               folder);
  return FALSE;
}

static gboolean
run (Build      *self,
     const char *folder,
     const char *path)
{
  g_autoptr(GArray) files = g_array_new (FALSE, FALSE, sizeof (Found));

  g_array_set_clear_func (files, clear_found);
  if (!list_files (folder, 0, files, &self->error) || !say (self, _("Names and codes"), 0) || !read_tables (self, files))
    return FALSE;

  self->writer = mlg_pack_writer_new (path, &self->error);
  return self->writer != NULL &&
         read_outlines (self, files) &&
         count_and_check (self, folder) &&
         write_levels (self) &&
         (mlg_atlas_complete (self->atlas), write_texts (self, folder)) &&
         say (self, _("Writing"), 0.97) &&
         mlg_pack_writer_finish (self->writer, &self->error) &&
         say (self, _("Done"), 1);
}

gboolean
mlg_territory_build (const char            *folder,
                     const char            *path,
                     MlgTerritoryProgress   progress,
                     gpointer               data,
                     MlgTerritoryReport    *report,
                     GError               **error)
{
  MlgTerritoryReport own = { 0 };
  Build self = { mlg_atlas_new (), mlg_topology_new (), g_ptr_array_new (), g_hash_table_new (NULL, NULL),
                 g_hash_table_new (NULL, NULL), .report = report != NULL ? report : &own, .progress = progress, .data = data };
  gboolean done;

  *self.report = (MlgTerritoryReport) { 0 };
  done = run (&self, folder, path);

  mlg_pack_writer_free (self.writer);
  mlg_topology_free (self.topology);
  g_ptr_array_unref (self.areas);
  g_hash_table_unref (self.drawn);
  g_hash_table_unref (self.of_file);
  mlg_atlas_free (self.atlas);
  if (!done)
    g_propagate_error (error, self.error);
  return done;
}
