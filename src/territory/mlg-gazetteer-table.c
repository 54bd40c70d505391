/* The places as they were shipped (data/territory/gazetteer.tsv.gz), or as the territory pack that is
 * installed tells them: one place a line.
 *
 *   r code name chief-town                                       région
 *   o code name départements                                     former région
 *   d code name région                                           département
 *   e siren name type population                                 EPCI
 *   c insee name postal-codes population département epci lat lon precision
 *   q insee name postal-codes population commune lat lon         municipal arrondissement
 *   f insee name commune lat lon                                 former commune
 *
 * Precision: c the town itself, a from its neighbours. What is missing at the end of a line is
 * unknown. The middles of wide places are those of their communes.
 */

#include "territory/mlg-gazetteer-table.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "territory/mlg-pack.h"
#include "territory/mlg-territory-resources.h"

#define MAX_COLUMNS 10
#define KM_PER_DEGREE 111.2

char *
mlg_territory_data_read (const char *name,
                         gsize      *length)
{
  g_autofree char *path = g_strconcat ("/org/maillage/Maillage/territory/", name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) packed = g_resource_lookup_data (mlg_territory_get_resource (), path, 0, &error);
  g_autoptr(GInputStream) memory = NULL;
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GZlibDecompressor) unzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr(GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (packed == NULL)
    g_error ("%s", error->message);

  memory = g_memory_input_stream_new_from_bytes (packed);
  stream = g_converter_input_stream_new (memory, G_CONVERTER (unzip));
  if (g_output_stream_splice (out, stream, G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error) < 0 ||
      !g_output_stream_write_all (out, "", 1, NULL, NULL, &error) ||
      !g_output_stream_close (out, NULL, &error))
    g_error ("%s: %s", name, error->message);

  *length = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (out)) - 1;
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
}

static MlgPlace *
find (MlgPlaceTable *table,
      MlgPlaceKind   kind,
      const char    *code)
{
  gpointer index;

  if (!g_hash_table_lookup_extended (table->by_code[kind], code, NULL, &index))
    return NULL;

  return &g_array_index (table->places, MlgPlace, GPOINTER_TO_UINT (index));
}

static void
set_position (MlgPlace   *place,
              const char *lat,
              const char *lon,
              MlgPrecision precision)
{
  if (*lat == '\0')
    return;

  place->lat = g_ascii_strtod (lat, NULL);
  place->lon = g_ascii_strtod (lon, NULL);
  place->precision = precision;
}

/* The kind of the line tells what its columns are. FALSE: a comment. */
static gboolean
read_place (MlgPlaceTable *table,
            char         **columns,
            MlgPlace      *place)
{
  const MlgPlace *commune = NULL;

  *place = (MlgPlace) { .code = columns[1], .name = columns[2], .postal_codes = "", .commune = "", .epci = "",
                        .department = "", .region = "", .members = "",
                        .lat = NAN, .lon = NAN, .precision = MLG_PRECISION_AREA };
  switch (columns[0][0])
    {
    case 'r':
      place->kind = MLG_PLACE_REGION;
      place->region = place->code;
      break;
    case 'o':
      place->kind = MLG_PLACE_FORMER_REGION;
      place->members = columns[3];
      break;
    case 'd':
      place->kind = MLG_PLACE_DEPARTMENT;
      place->department = place->code;
      place->region = columns[3];
      break;
    case 'e':
      place->kind = MLG_PLACE_EPCI;
      place->epci = place->code;
      place->population = strtoul (columns[4], NULL, 10);
      break;
    case 'c':
      place->kind = MLG_PLACE_COMMUNE;
      place->postal_codes = columns[3];
      place->population = strtoul (columns[4], NULL, 10);
      place->department = columns[5];
      place->epci = columns[6];
      set_position (place, columns[7], columns[8], columns[9][0] == 'c' ? MLG_PRECISION_COMMUNE : MLG_PRECISION_APPROXIMATE);
      break;
    case 'q':
      place->kind = MLG_PLACE_ARRONDISSEMENT;
      place->postal_codes = columns[3];
      place->population = strtoul (columns[4], NULL, 10);
      place->commune = columns[5];
      set_position (place, columns[6], columns[7], MLG_PRECISION_APPROXIMATE);
      break;
    case 'f':
      place->kind = MLG_PLACE_FORMER_COMMUNE;
      place->commune = columns[3];
      set_position (place, columns[4], columns[5], MLG_PRECISION_COMMUNE);
      break;
    default:
      return FALSE;
    }

  if (*place->commune != '\0')
    commune = find (table, MLG_PLACE_COMMUNE, place->commune);
  if (commune != NULL)
    {
      place->department = commune->department;
      place->epci = commune->epci;
      if (*place->postal_codes == '\0')
        place->postal_codes = commune->postal_codes;
      if (isnan (place->lat))
        {
          place->lat = commune->lat;
          place->lon = commune->lon;
          place->precision = MLG_PRECISION_APPROXIMATE;
        }
    }
  return TRUE;
}

static void
add_place (MlgPlaceTable *table,
           const MlgPlace *place)
{
  g_hash_table_insert (table->by_code[place->kind], (gpointer) place->code, GUINT_TO_POINTER (table->places->len));
  g_array_append_vals (table->places, place, 1);
}

static void
read_lines (MlgPlaceTable *table,
            gsize          length)
{
  static char nothing[] = "";
  char *end = table->text + length;

  for (char *line = table->text; line < end;)
    {
      char *stop = memchr (line, '\n', end - line);
      char *columns[MAX_COLUMNS];
      MlgPlace place;

      if (stop == NULL)
        stop = end;
      *stop = '\0';
      for (guint i = 0; i < MAX_COLUMNS; i++)
        {
          columns[i] = line != NULL ? line : nothing;
          line = line != NULL ? strchr (line, '\t') : NULL;
          if (line != NULL)
            *line++ = '\0';
        }
      if (read_place (table, columns, &place))
        add_place (table, &place);
      line = stop + 1;
    }
}

/* A wide place lies in the middle of its communes and reaches as far as nine in ten of them. */
typedef struct
{
  double lat, lon, n;
  guint  population;
  double sum_of_squares;
} Spread;

static Spread *
spread_of (GHashTable     *spreads,
           const MlgPlace *place)
{
  Spread *spread = g_hash_table_lookup (spreads, place);

  if (spread == NULL)
    {
      spread = g_new0 (Spread, 1);
      g_hash_table_insert (spreads, (gpointer) place, spread);
    }
  return spread;
}

static guint
containers_of (MlgPlaceTable  *table,
               const MlgPlace *commune,
               GHashTable     *former_of,
               MlgPlace       *containers[5])
{
  MlgPlace *candidates[] = {
    find (table, MLG_PLACE_EPCI, commune->epci),
    find (table, MLG_PLACE_DEPARTMENT, commune->department),
    find (table, MLG_PLACE_REGION, commune->region),
    g_hash_table_lookup (former_of, commune->department),
    strlen (commune->department) == 2 ? find (table, MLG_PLACE_COUNTRY, "FR") : NULL,
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    if (candidates[i] != NULL)
      containers[n++] = candidates[i];
  return n;
}

static GHashTable *
map_former_regions (MlgPlaceTable *table)
{
  GHashTable *former_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < table->places->len; i++)
    {
      MlgPlace *place = &g_array_index (table->places, MlgPlace, i);
      g_auto(GStrv) members = g_strsplit (place->members, " ", -1);

      for (guint k = 0; members[k] != NULL; k++)
        g_hash_table_insert (former_of, g_strdup (members[k]), place);
    }
  return former_of;
}

static void
place_wide_places (MlgPlaceTable *table)
{
  g_autoptr(GHashTable) spreads = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(GHashTable) former_of = map_former_regions (table);
  GHashTableIter iter;
  gpointer key, value;

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < table->towns->len; i++)
        {
          const MlgPlace *commune = g_ptr_array_index (table->towns, i);
          MlgPlace *containers[5];
          guint n = containers_of (table, commune, former_of, containers);

          for (guint k = 0; k < n; k++)
            {
              Spread *spread = spread_of (spreads, containers[k]);
              double dy = (commune->lat - containers[k]->lat) * KM_PER_DEGREE;
              double dx = (commune->lon - containers[k]->lon) * KM_PER_DEGREE * cos (commune->lat * G_PI / 180);

              if (pass == 0)
                {
                  spread->lat += commune->lat;
                  spread->lon += commune->lon;
                  spread->n++;
                  spread->population += commune->population;
                }
              else
                spread->sum_of_squares += dx * dx + dy * dy;
            }
        }
      g_hash_table_iter_init (&iter, spreads);
      while (g_hash_table_iter_next (&iter, &key, &value))
        {
          MlgPlace *place = key;
          const Spread *spread = value;

          place->lat = spread->lat / spread->n;
          place->lon = spread->lon / spread->n;
          place->population = spread->population;
          /* Points spread evenly over a disc of radius R have a mean square distance of R²/2. */
          place->reach = sqrt (2 * spread->sum_of_squares / spread->n);
        }
    }
}

static int
compare_populations (gconstpointer a,
                     gconstpointer b)
{
  const MlgPlace *x = *(const MlgPlace *const *) a;
  const MlgPlace *y = *(const MlgPlace *const *) b;

  return x->population != y->population ? (x->population < y->population ? 1 : -1) : strcmp (x->code, y->code);
}

static void
complete (MlgPlaceTable *table)
{
  for (guint i = 0; i < table->places->len; i++)
    {
      MlgPlace *place = &g_array_index (table->places, MlgPlace, i);
      const MlgPlace *department = *place->department != '\0' ? find (table, MLG_PLACE_DEPARTMENT, place->department) : NULL;

      if (department != NULL)
        place->region = department->region;
      if (place->kind == MLG_PLACE_COMMUNE)
        g_ptr_array_add (table->towns, place);
    }

  g_ptr_array_sort (table->towns, compare_populations);
  place_wide_places (table);
}

/* The régions of before 2016 are in no official table of today: the shipped lines tell them. */
static char *
join_pack (MlgPack *pack,
           gsize   *length)
{
  GString *text = g_string_new (mlg_pack_get_text (pack, "gazetteer"));
  g_autofree char *shipped = mlg_territory_data_read ("gazetteer.tsv.gz", length);
  g_auto(GStrv) lines = g_strsplit (shipped, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "o\t"))
      g_string_append_printf (text, "%s\n", lines[i]);

  *length = text->len;
  return g_string_free (text, FALSE);
}

static gpointer
make_table (gpointer data)
{
  static const MlgPlace france = { .kind = MLG_PLACE_COUNTRY, .code = "FR", .name = "France", .postal_codes = "",
                                   .commune = "", .epci = "", .department = "", .region = "", .members = "",
                                   .precision = MLG_PRECISION_AREA };
  MlgPack *pack = mlg_pack_get_installed ();
  MlgPlaceTable *table = g_new0 (MlgPlaceTable, 1);
  gsize length;

  table->places = g_array_sized_new (FALSE, FALSE, sizeof (MlgPlace), 40000);
  table->towns = g_ptr_array_new ();
  for (guint i = 0; i < MLG_N_PLACE_KINDS; i++)
    table->by_code[i] = g_hash_table_new (g_str_hash, g_str_equal);

  table->text = pack != NULL ? join_pack (pack, &length) : mlg_territory_data_read ("gazetteer.tsv.gz", &length);
  add_place (table, &france);
  read_lines (table, length);
  complete (table);
  return table;
}

const MlgPlaceTable *
mlg_place_table_get (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_table, NULL);
}

GPtrArray *
mlg_gazetteer_list (MlgPlaceKind kind)
{
  const MlgPlaceTable *table = mlg_place_table_get ();
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < table->places->len; i++)
    {
      MlgPlace *place = &g_array_index (table->places, MlgPlace, i);

      if (place->kind == kind && !isnan (place->lat))
        g_ptr_array_add (list, place);
    }
  g_ptr_array_sort (list, compare_populations);
  return list;
}
