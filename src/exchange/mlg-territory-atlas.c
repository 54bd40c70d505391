/* What a folder of open data says of a country: the tables. */

#include "exchange/mlg-territory-atlas.h"

#include <math.h>
#include <string.h>

#include "exchange/mlg-csv.h"
#include "exchange/mlg-encoding.h"
#include "exchange/mlg-json-reader.h"
#include "exchange/mlg-shapes.h"

/* How the columns are called, by us, the Insee, the IGN, etalab, La Poste and Opendatasoft; folded. */
#define CODES       "insee|inseecom|codeinsee|codecommuneinsee|codecommune|codgeo|com|comcode|code|id"
#define NAMES       "name|nom|nomofficiel|nomcom|nomepci|libgeo|libelle|nomstandard|comname|nccenr|nomdep|nomreg|nomcommune|nomdelacommune"
#define POPULATIONS "population|populationmunicipale|populationtotale|pmun|popul"
#define DEPARTMENTS "departement|inseedep|dep|codedepartement|codeinseedudepartement|depcode"
#define REGIONS     "region|inseereg|reg|coderegion|codeinseedelaregion|regcode"
#define EPCIS       "epcisiren|sirenepci|epci|codeepci|codessiren|codessirendesepci|epcicode"
#define POSTAL_CODES "postalcodes|codespostaux|codepostal"

MlgAtlas *
mlg_atlas_new (void)
{
  MlgAtlas *self = g_new0 (MlgAtlas, 1);

  self->texts = g_string_chunk_new (1 << 16);
  self->towns = g_string_new (NULL);
  for (guint i = 0; i < MLG_N_PLACE_KINDS; i++)
    {
      self->places[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
      self->order[i] = g_ptr_array_new ();
    }
  return self;
}

void
mlg_atlas_free (MlgAtlas *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < MLG_N_PLACE_KINDS; i++)
    {
      g_hash_table_unref (self->places[i]);
      g_ptr_array_unref (self->order[i]);
    }
  g_string_chunk_free (self->texts);
  g_string_free (self->towns, TRUE);
  g_free (self);
}

const char *
mlg_atlas_keep (MlgAtlas   *self,
                const char *text)
{
  return text == NULL || *text == '\0' ? "" : g_string_chunk_insert_const (self->texts, text);
}

MlgAtlasPlace *
mlg_atlas_find (MlgAtlas     *self,
                MlgPlaceKind  kind,
                const char   *code)
{
  return g_hash_table_lookup (self->places[kind], code);
}

MlgAtlasPlace *
mlg_atlas_ensure (MlgAtlas     *self,
                  MlgPlaceKind  kind,
                  const char   *code)
{
  MlgAtlasPlace *place = mlg_atlas_find (self, kind, code);

  if (place == NULL)
    {
      place = g_new (MlgAtlasPlace, 1);
      *place = (MlgAtlasPlace) { kind, mlg_atlas_keep (self, code), "", "", "", "", "", "", "", "", NAN, NAN, FALSE };
      g_hash_table_insert (self->places[kind], (gpointer) place->code, place);
      g_ptr_array_add (self->order[kind], place);
    }
  return place;
}

/* ---- rows */

/* The first of these columns that says something. @names: joined by "|". */
static const char *
get (GHashTable *row,
     const char *names)
{
  g_auto(GStrv) split = g_strsplit (names, "|", -1);

  for (guint i = 0; split[i] != NULL; i++)
    {
      const char *text = g_hash_table_lookup (row, split[i]);

      if (text != NULL && *text != '\0')
        return text;
    }
  return NULL;
}

static gboolean
has_digits (const char *text,
            gsize       n)
{
  return text != NULL && strlen (text) == n && strspn (text, "0123456789") == n;
}

static gboolean
is_insee (const char *text)
{
  return text != NULL && strlen (text) == 5 && g_ascii_isdigit (text[0]) && g_ascii_isalnum (text[1]) &&
         strspn (text + 2, "0123456789") == 3;
}

/* « 43170 », "43170 43300", "43170|43300"; a table may have a row for each. */
static void
add_postal_codes (MlgAtlas      *self,
                  MlgAtlasPlace *place,
                  const char    *list)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (list != NULL ? list : ""), "|,;/", ' ');
  g_auto(GStrv) codes = g_strsplit (spaced, " ", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *longer = NULL;

      if (*codes[i] == '\0' || strstr (place->postal_codes, codes[i]) != NULL)
        continue;
      longer = *place->postal_codes != '\0' ? g_strjoin (" ", place->postal_codes, codes[i], NULL) : g_strdup (codes[i]);
      place->postal_codes = mlg_atlas_keep (self, longer);
    }
}

/* "44.96", and « 44,96 » where a spreadsheet has been. */
static double
read_degrees (const char *text)
{
  g_autofree char *point = g_strdelimit (g_strdup (text), ",", '.');
  char *end;
  double degrees = g_ascii_strtod (point, &end);

  return end != point && isfinite (degrees) && fabs (degrees) <= 180 ? degrees : NAN;
}

static gboolean
is_shouted (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);

  return g_str_equal (upper, name);
}

static void
set_common (MlgAtlas      *self,
            MlgAtlasPlace *place,
            GHashTable    *row)
{
  const char *name = get (row, NAMES);
  const char *lat = get (row, "lat|latitude|latitudemairie|latitudecentre"), *lon = get (row, "lon|lng|longitude|longitudemairie|longitudecentre");

  /* « LE PUY EN VELAY » is better than nothing. */
  if (name != NULL && (*place->name == '\0' || !is_shouted (name)))
    {
      g_autofree char *typographic = g_strdelimit (g_strdup (name), "\t\n", ' ');
      g_auto(GStrv) pieces = g_strsplit (typographic, "'", -1);
      g_autofree char *joined = g_strjoinv ("’", pieces);

      place->name = mlg_atlas_keep (self, joined);
    }
  if (lat != NULL && lon != NULL)
    {
      place->lat = read_degrees (lat);
      place->lon = read_degrees (lon);
    }
  if (get (row, POPULATIONS) != NULL)
    place->population = mlg_atlas_keep (self, get (row, POPULATIONS));
  if (get (row, DEPARTMENTS) != NULL)
    place->department = mlg_atlas_keep (self, get (row, DEPARTMENTS));
  if (get (row, REGIONS) != NULL)
    place->region = mlg_atlas_keep (self, get (row, REGIONS));
  if (get (row, "cheflieu") != NULL)
    place->chief_town = mlg_atlas_keep (self, get (row, "cheflieu"));
}

static void
take_commune (MlgAtlas   *self,
              const char *code,
              GHashTable *row)
{
  const char *type = get (row, "type|typecom|statut"), *parent = get (row, "commune|cheflieu|comparent"), *until = get (row, "until|fin");
  gboolean former = until != NULL || g_strcmp0 (type, "ancienne") == 0 || g_strcmp0 (type, "COMD") == 0 || g_strcmp0 (type, "COMA") == 0 ||
                    (type != NULL && (strstr (type, "deleguee") != NULL || strstr (type, "associee") != NULL));
  gboolean arrondissement = g_strcmp0 (type, "ARM") == 0 || (type != NULL && strstr (type, "arrondissement") != NULL) ||
                            (type == NULL && parent != NULL && is_insee (parent) && !g_str_equal (parent, code));
  MlgAtlasPlace *place;

  if ((former || arrondissement) && parent == NULL)
    return;

  place = mlg_atlas_ensure (self, former ? MLG_PLACE_FORMER_COMMUNE : arrondissement ? MLG_PLACE_ARRONDISSEMENT
                                                                                    : MLG_PLACE_COMMUNE, code);
  set_common (self, place, row);
  place->commune = former || arrondissement ? mlg_atlas_keep (self, parent) : "";
  add_postal_codes (self, place, get (row, POSTAL_CODES));
  place->approximate = g_strcmp0 (get (row, "coord"), "centre") == 0;
  if (has_digits (get (row, EPCIS), 9))
    place->epci = mlg_atlas_keep (self, get (row, EPCIS));
  if (get (row, "collectivite") != NULL && *place->department == '\0')
    place->department = mlg_atlas_keep (self, get (row, "collectivite"));
}

static void
take_epci (MlgAtlas   *self,
           const char *siren,
           GHashTable *row)
{
  MlgAtlasPlace *epci = mlg_atlas_ensure (self, MLG_PLACE_EPCI, siren);
  g_auto(GStrv) members = g_strsplit (get (row, "membres") != NULL ? get (row, "membres") : "", " ", -1);

  set_common (self, epci, row);
  epci->chief_town = mlg_atlas_keep (self, get (row, "type|nature"));
  for (guint i = 0; members[i] != NULL; i++)
    if (is_insee (members[i]))
      mlg_atlas_ensure (self, MLG_PLACE_COMMUNE, members[i])->epci = epci->code;
}

static void
take_town (MlgAtlas   *self,
           GHashTable *row)
{
  const char *population = get (row, "population"), *rank = get (row, "rang");

  if (get (row, "insee") != NULL || get (row, "name") == NULL || get (row, "lat") == NULL || get (row, "lon") == NULL)
    return;

  g_string_append_printf (self->towns, "%s\t%s\t%s\t%s\t%s\n", get (row, "name"), get (row, "lat"), get (row, "lon"),
                          population != NULL ? population : "", rank != NULL ? rank : "");
}

gboolean
mlg_atlas_take_row (MlgAtlas   *self,
                    const char *table,
                    GHashTable *row)
{
  const char *code = get (row, CODES);
  const char *siren = get (row, "siren|codesiren|code");

  if (get (row, "pays") != NULL && get (row, "lat") != NULL)
    take_town (self, row);
  else if (has_digits (siren, 9) && !is_insee (code))
    {
      /* Territories within a metropolis have no type: they are not EPCI with a tax of their own. */
      if (get (row, "type|nature|membres|financement|modefinancement") == NULL)
        return FALSE;
      take_epci (self, siren, row);
    }
  else if (is_insee (code))
    take_commune (self, code, row);
  else if (code != NULL && strlen (code) <= 3 && get (row, REGIONS) != NULL)
    set_common (self, mlg_atlas_ensure (self, MLG_PLACE_DEPARTMENT, code), row);
  else if (code != NULL && strlen (code) <= 3 && (get (row, "cheflieu") != NULL || strstr (table, "region") != NULL))
    set_common (self, mlg_atlas_ensure (self, MLG_PLACE_REGION, code), row);
  else
    return FALSE;

  return TRUE;
}

/* ---- files */

static char *
fold_table_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return mlg_shapes_fold_name (base);
}

gboolean
mlg_atlas_read_csv (MlgAtlas    *self,
                    const char  *path,
                    GError     **error)
{
  g_autofree char *table = fold_table_name (path);
  g_autofree char *bytes = NULL, *text = NULL;
  g_autoptr(MlgCsvReader) reader = NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gsize length;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;

  text = mlg_encoding_to_utf8 (mlg_encoding_guess (bytes, length), bytes, length, &length, NULL);

  reader = mlg_csv_reader_new (text, length, 0);
  for (gboolean first = TRUE; mlg_csv_reader_next (reader); first = FALSE)
    {
      const MlgCell *cells = mlg_csv_reader_get_cells (reader);
      g_autoptr(GHashTable) row = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

      for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader) && (first || i < names->len); i++)
        {
          g_autofree char *cell = g_strndup (cells[i].text, cells[i].length);

          if (first)
            g_ptr_array_add (names, mlg_shapes_fold_name (cell));
          else
            g_hash_table_insert (row, names->pdata[i], g_strdup (g_strstrip (cell)));
        }
      if (!first)
        mlg_atlas_take_row (self, table, row);
    }
  return TRUE;
}

/* The value just announced, as one text; the codes of a list of objects. */
static char *
read_value (MlgJsonReader *reader,
            MlgJsonEvent   event)
{
  GString *text = NULL;
  guint depth = 0;
  gboolean wanted = TRUE;

  if (event == MLG_JSON_STRING || event == MLG_JSON_NUMBER)
    return g_strdup (mlg_json_reader_get_text (reader));
  if (event != MLG_JSON_ARRAY && event != MLG_JSON_OBJECT)
    return NULL;

  text = g_string_new (NULL);
  for (depth = 1; depth > 0 && (event = mlg_json_reader_next (reader)) != MLG_JSON_END;)
    {
      if (event == MLG_JSON_ARRAY || event == MLG_JSON_OBJECT)
        depth++;
      else if (event == MLG_JSON_END_ARRAY || event == MLG_JSON_END_OBJECT)
        depth--;
      else if (event == MLG_JSON_NAME)
        wanted = g_str_equal (mlg_json_reader_get_text (reader), "code");
      else if (wanted && (event == MLG_JSON_STRING || event == MLG_JSON_NUMBER))
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", mlg_json_reader_get_text (reader));
    }
  return g_string_free (text, FALSE);
}

static gboolean
read_object (MlgJsonReader *reader,
             GHashTable    *row)
{
  MlgJsonEvent event;

  while ((event = mlg_json_reader_next (reader)) == MLG_JSON_NAME)
    {
      char *name = mlg_shapes_fold_name (mlg_json_reader_get_text (reader));

      g_hash_table_replace (row, name, read_value (reader, mlg_json_reader_next (reader)));
    }
  return event == MLG_JSON_END_OBJECT;
}

gboolean
mlg_atlas_read_json (MlgAtlas    *self,
                     const char  *path,
                     GError     **error)
{
  g_autofree char *table = fold_table_name (path);
  g_autofree char *text = NULL;
  g_autoptr(MlgJsonReader) reader = NULL;
  MlgJsonEvent event;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;

  reader = mlg_json_reader_new (text, length);
  if (mlg_json_reader_next (reader) != MLG_JSON_ARRAY)
    return FALSE;

  while ((event = mlg_json_reader_next (reader)) == MLG_JSON_OBJECT)
    {
      g_autoptr(GHashTable) row = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

      if (!read_object (reader, row))
        break;
      mlg_atlas_take_row (self, table, row);
    }
  return event == MLG_JSON_END_ARRAY;
}

/* ---- the whole */

/* "97411" is in 974, "2A004" in 2A, "01001" in 01. */
static const char *
department_of (MlgAtlas   *self,
               const char *insee)
{
  g_autofree char *code = g_strndup (insee, g_str_has_prefix (insee, "97") || g_str_has_prefix (insee, "98") ? 3 : 2);

  return mlg_atlas_keep (self, code);
}

void
mlg_atlas_complete (MlgAtlas *self)
{
  GPtrArray *communes = self->order[MLG_PLACE_COMMUNE];

  for (guint i = 0; i < communes->len; i++)
    {
      MlgAtlasPlace *commune = communes->pdata[i];
      MlgAtlasPlace *department;

      if (*commune->department == '\0')
        commune->department = department_of (self, commune->code);
      department = mlg_atlas_find (self, MLG_PLACE_DEPARTMENT, commune->department);
      if (*commune->region == '\0' && department != NULL)
        commune->region = department->region;
      if (*commune->name == '\0')
        commune->name = commune->code;
    }
}

static void
append_place (GString *lines,
              char     letter,
              const MlgAtlasPlace *place)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE] = "", lon[G_ASCII_DTOSTR_BUF_SIZE] = "";

  if (!isnan (place->lat))
    {
      g_ascii_formatd (lat, sizeof lat, "%.6f", place->lat);
      g_ascii_formatd (lon, sizeof lon, "%.6f", place->lon);
    }
  switch (letter)
    {
    case 'r':
      g_string_append_printf (lines, "r\t%s\t%s\t%s\n", place->code, place->name, place->chief_town);
      break;
    case 'd':
      g_string_append_printf (lines, "d\t%s\t%s\t%s\n", place->code, place->name, place->region);
      break;
    case 'e':
      g_string_append_printf (lines, "e\t%s\t%s\t%s\t%s\n", place->code, place->name, place->chief_town, place->population);
      break;
    case 'c':
      g_string_append_printf (lines, "c\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", place->code, place->name,
                              place->postal_codes, place->population, place->department, place->epci, lat, lon,
                              *lat == '\0' ? "" : place->approximate ? "a" : "c");
      break;
    case 'q':
      g_string_append_printf (lines, "q\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", place->code, place->name, place->postal_codes,
                              place->population, place->commune, lat, lon);
      break;
    default:
      g_string_append_printf (lines, "f\t%s\t%s\t%s\t%s\t%s\n", place->code, place->name, place->commune, lat, lon);
    }
}

char *
mlg_atlas_dup_gazetteer (MlgAtlas *self)
{
  static const struct { MlgPlaceKind kind; char letter; } order[] = {
    { MLG_PLACE_REGION, 'r' }, { MLG_PLACE_DEPARTMENT, 'd' }, { MLG_PLACE_EPCI, 'e' }, { MLG_PLACE_COMMUNE, 'c' },
    { MLG_PLACE_ARRONDISSEMENT, 'q' }, { MLG_PLACE_FORMER_COMMUNE, 'f' },
  };
  GString *lines = g_string_new (NULL);

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < self->order[order[k].kind]->len; i++)
      append_place (lines, order[k].letter, self->order[order[k].kind]->pdata[i]);
  return g_string_free (lines, FALSE);
}
