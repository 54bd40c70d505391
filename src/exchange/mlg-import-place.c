/* Coordinates as lists write them: degrees, minutes and seconds, letters of the compass, pairs
 * in one cell, metres of a grid; and whether the point is where the address says.
 */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/mlg-value.h"
#include "territory/mlg-gazetteer.h"

#define N_LOOKED_AT   200
#define KM_PER_DEGREE 111.2
/* From the centre of its commune: the largest of France reaches that far. */
#define FAR_KM        40
/* Centres known from their neighbours only are off by some kilometres themselves. */
#define VERY_FAR_KM   80

/* ---- one number */

static const char *
skip_blanks (const char *p)
{
  for (;;)
    {
      if (*p == ' ' || *p == '\t')
        p++;
      else if (g_str_has_prefix (p, "\u00a0"))
        p += strlen ("\u00a0");
      else if (g_str_has_prefix (p, "\u202f"))
        p += strlen ("\u202f");
      else
        return p;
    }
}

/* @p: digits with a point or a comma. NULL: none. */
static const char *
read_number (const char *p,
             double     *number)
{
  char buffer[40];
  gsize n = 0;
  gboolean point = FALSE;

  while (n < sizeof buffer - 1)
    {
      if (g_ascii_isdigit (*p))
        buffer[n++] = *p++;
      else if ((*p == '.' || *p == ',') && !point && g_ascii_isdigit (p[1]))
        {
          buffer[n++] = '.';
          point = TRUE;
          p++;
        }
      else
        break;
    }

  if (n == 0)
    return NULL;
  buffer[n] = '\0';
  *number = g_ascii_strtod (buffer, NULL);
  return p;
}

static const char *
read_letter (const char *p,
             char       *axis,
             gboolean   *negative)
{
  static const struct { const char *word, axis; gboolean negative; } words[] = {
    { "nord", 'N', FALSE }, { "sud", 'N', TRUE }, { "ouest", 'E', TRUE }, { "est", 'E', FALSE },
    { "n", 'N', FALSE }, { "s", 'N', TRUE }, { "w", 'E', TRUE }, { "o", 'E', TRUE }, { "e", 'E', FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize n = strlen (words[i].word);

      if (g_ascii_strncasecmp (p, words[i].word, n) == 0 && !g_ascii_isalpha (p[n]))
        {
          *axis = words[i].axis;
          *negative = words[i].negative;
          return p + n;
        }
    }

  return p;
}

static const char *
skip_any (const char        *p,
          const char *const *marks)
{
  for (guint i = 0; marks[i] != NULL; i++)
    if (g_str_has_prefix (p, marks[i]))
      return p + strlen (marks[i]);

  return NULL;
}

/* Degrees, then minutes and seconds after their marks. */
static const char *
read_angle (const char *p,
            double     *degrees,
            char       *axis)
{
  static const char *const degree_marks[] = { "°", "º", "˚", "d ", "deg", NULL };
  static const char *const minute_marks[] = { "'", "’", "′", "´", NULL };
  static const char *const second_marks[] = { "\"", "''", "’’", "″", "”", "′′", NULL };
  gboolean negative = FALSE, west = FALSE;
  double minutes = 0, seconds = 0;
  const char *after;

  *axis = '\0';
  p = skip_blanks (read_letter (skip_blanks (p), axis, &west));
  if (*p == '-' || *p == '+')
    negative = *p++ == '-';
  else if (g_str_has_prefix (p, "−"))
    {
      negative = TRUE;
      p += strlen ("−");
    }

  p = read_number (skip_blanks (p), degrees);
  if (p == NULL)
    return NULL;

  after = skip_any (skip_blanks (p), degree_marks);
  if (after != NULL)
    {
      const char *mark, *number = read_number (skip_blanks (after), &minutes);

      p = after;
      mark = number == NULL ? NULL : skip_any (skip_blanks (number), minute_marks);
      if (mark != NULL)
        {
          p = mark;
          number = read_number (skip_blanks (mark), &seconds);
          mark = number == NULL ? NULL : skip_any (skip_blanks (number), second_marks);
          if (mark != NULL)
            p = mark;
          else
            seconds = 0;
        }
      else
        minutes = 0;
      if (minutes >= 60 || seconds >= 60)
        return NULL;
    }

  *degrees += minutes / 60 + seconds / 3600;
  if (*axis == '\0')
    p = read_letter (skip_blanks (p), axis, &west);
  if (negative || west)
    *degrees = -*degrees;
  return p;
}

gboolean
mlg_place_read_degrees (const char *text,
                        double     *degrees,
                        char       *axis)
{
  g_autofree char *joined = NULL;
  const char *end;

  if (strlen (text) > 60)
    return FALSE;
  end = read_angle (text, degrees, axis);
  if (end != NULL && *skip_blanks (end) == '\0')
    return TRUE;

  /* « 6 543 210,5 »: metres in groups. */
  if (strspn (text, "0123456789 ,.\302\240\342\200\257") != strlen (text))
    return FALSE;
  joined = g_strdup (text);
  {
    char *to = joined;

    for (const char *p = text; *p != '\0'; p++)
      if (g_ascii_isdigit (*p) || *p == '.' || *p == ',')
        *to++ = *p;
    *to = '\0';
  }
  end = read_number (joined, degrees);
  *axis = '\0';
  return end != NULL && *end == '\0' && fabs (*degrees) >= 1000;
}

char *
mlg_place_dup_number (double degrees)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  /* A centimetre. */
  g_ascii_formatd (buffer, sizeof buffer, "%.7f", degrees);
  end = buffer + strlen (buffer);
  while (end > buffer && end[-1] == '0')
    *--end = '\0';
  if (end > buffer && end[-1] == '.')
    *--end = '\0';
  return g_strdup (strcmp (buffer, "-0") == 0 ? "0" : buffer);
}

/* ---- both in one cell */

static gboolean
set_pair (double  first,
          char    first_axis,
          double  second,
          char    second_axis,
          double *lat,
          double *lon)
{
  MlgGrid grid;

  if (first_axis == 'E' || second_axis == 'N')
    {
      double swap = first;

      first = second;
      second = swap;
    }

  grid = mlg_grid_guess (second, first);
  if (grid != MLG_GRID_DEGREES)
    return mlg_grid_to_degrees (grid, second, first, lat, lon);
  grid = mlg_grid_guess (first, second);
  if (grid != MLG_GRID_DEGREES)
    return mlg_grid_to_degrees (grid, first, second, lat, lon);

  *lat = first;
  *lon = second;
  return fabs (first) <= 90 && fabs (second) <= 180;
}

/* POINT(3.5 44.9), and {"type":"Point","coordinates":[3.5,44.9]}: longitude first. */
static gboolean
read_point (const char *text,
            double     *lat,
            double     *lon)
{
  const char *p = strchr (text, *text == '{' ? '[' : '(');
  double east, north;
  char axis;

  if (p == NULL || (p = read_angle (p + 1, &east, &axis)) == NULL)
    return FALSE;
  p = skip_blanks (p);
  if (*p == ',')
    p++;
  p = read_angle (p, &north, &axis);
  if (p == NULL)
    return FALSE;
  p = skip_blanks (p);
  return strchr (")] ,", *p) != NULL && *p != '\0' && set_pair (north, 0, east, 0, lat, lon);
}

static gboolean
split_pair (const char  *text,
            char       **first,
            char       **second)
{
  const char *cut = NULL;
  gsize n = 1;
  guint n_commas = 0;

  for (const char *p = text; *p != '\0'; p++)
    n_commas += *p == ',';

  if ((cut = strpbrk (text, ";|/\n")) == NULL && (cut = strstr (text, ", ")) == NULL && n_commas == 3)
    {
      cut = strchr (strchr (text, ',') + 1, ',');
    }
  else if (cut == NULL && n_commas == 1 && strchr (text, '.') != NULL)
    cut = strchr (text, ',');
  /* "3,55" is one number. */
  else if (cut == NULL && n_commas == 1 && strpbrk (text, " NnSs") == NULL)
    return FALSE;
  else if (cut == NULL)
    {
      /* « 44°57'N 3°33'E », « 44.96 3.55 » */
      static const char letters[] = "NnSs";

      for (const char *p = text; *p != '\0' && cut == NULL; p++)
        if (strchr (letters, *p) != NULL && p > text && p[1] != '\0')
          cut = p + 1;
      n = 0;
      if (cut == NULL)
        {
          cut = strchr (text, ' ');
          n = 1;
        }
    }

  if (cut == NULL)
    return FALSE;
  *first = g_strndup (text, cut - text);
  *second = g_strdup (cut + n);
  return TRUE;
}

gboolean
mlg_place_read_pair (const char *text,
                     double     *lat,
                     double     *lon)
{
  g_autofree char *first = NULL, *second = NULL, *bare = NULL;
  double a, b;
  char a_axis, b_axis;

  if (strlen (text) > 300)
    return FALSE;
  if (g_ascii_strncasecmp (text, "srid=", 5) == 0 && strchr (text, ';') != NULL)
    text = strchr (text, ';') + 1;
  if (g_ascii_strncasecmp (text, "point", 5) == 0 || (*text == '{' && strstr (text, "Point") != NULL))
    return read_point (text, lat, lon);

  bare = g_strdup (text);
  if ((*bare == '(' || *bare == '[') && strlen (bare) > 2)
    {
      memmove (bare, bare + 1, strlen (bare));
      bare[strlen (bare) - 1] = '\0';
    }

  return split_pair (bare, &first, &second) &&
         mlg_place_read_degrees (g_strstrip (first), &a, &a_axis) && mlg_place_read_degrees (g_strstrip (second), &b, &b_axis) &&
         !(a_axis != '\0' && a_axis == b_axis) && set_pair (a, a_axis, b, b_axis, lat, lon);
}

/* ---- where the address is */

typedef struct
{
  GHashTable *by_postal_code;     /* "43170" → GPtrArray of const MlgPlace */
} Towns;

static gpointer
make_towns (gpointer data)
{
  Towns *towns = g_new0 (Towns, 1);
  guint n;
  const MlgPlace *const *all = mlg_gazetteer_get_towns (&n);

  towns->by_postal_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < n; i++)
    {
      for (const char *p = all[i]->postal_codes; *p != '\0'; p += strspn (p, " "))
        {
          gsize length = strcspn (p, " ");
          g_autofree char *code = g_strndup (p, length);
          GPtrArray *places = g_hash_table_lookup (towns->by_postal_code, code);

          if (places == NULL)
            {
              places = g_ptr_array_new ();
              g_hash_table_insert (towns->by_postal_code, g_steal_pointer (&code), places);
            }
          g_ptr_array_add (places, (gpointer) all[i]);
          p += length;
        }
    }

  return towns;
}

static const Towns *
get_towns (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_towns, NULL);
}

static gpointer
prepare_towns (gpointer data)
{
  get_towns ();
  return NULL;
}

/* They take some hundredths of a second: meanwhile the list is read. */
void
mlg_place_prepare (void)
{
  static gsize asked;

  if (!g_once_init_enter (&asked))
    return;
  g_thread_unref (g_thread_new ("towns", prepare_towns, NULL));
  g_once_init_leave (&asked, 1);
}

static double
measure_km (const MlgPlace *place,
            double          lat,
            double          lon)
{
  double north = (place->lat - lat) * KM_PER_DEGREE;
  double east = (place->lon - lon) * KM_PER_DEGREE * cos (lat * G_PI / 180);

  return sqrt (north * north + east * east);
}

/* The nearest commune of this address; NULL if it names none. */
static const MlgPlace *
find_town (const char *insee_code,
           const char *postal_code,
           double      lat,
           double      lon)
{
  const MlgPlace *nearest = insee_code == NULL ? NULL : mlg_gazetteer_lookup_commune (insee_code);
  GPtrArray *places;

  if (nearest != NULL || postal_code == NULL)
    return nearest;

  places = g_hash_table_lookup (get_towns ()->by_postal_code, postal_code);
  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      if (nearest == NULL || measure_km (places->pdata[i], lat, lon) < measure_km (nearest, lat, lon))
        nearest = places->pdata[i];
    }

  return nearest;
}

/* ---- the whole list: which grid? */

static guint
find_part_column (MlgList    *self,
                  const char *name)
{
  guint part;
  const MlgField *field = mlg_entity_find_part (self->entity, name, &part);

  for (guint i = 0; field != NULL && i < self->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_list_get_column (self, i);

      if (column->use == MLG_COLUMN_FIELD && column->field == field && column->part == part)
        return i;
    }

  return G_MAXUINT;
}

typedef struct
{
  guint n, n_metres;
  guint straight[MLG_N_GRIDS], swapped[MLG_N_GRIDS];
} Votes;

/* Near the town of the row: what the numbers alone leave open (Guadeloupe in its grid is the Aude
 * in that of before 2000). */
static MlgGrid
find_grid_of_town (const MlgPlace *town,
                   double          x,
                   double          y)
{
  for (guint grid = MLG_GRID_DEGREES + 1; grid < MLG_N_GRIDS; grid++)
    {
      double lat, lon;

      if (mlg_grid_to_degrees (grid, x, y, &lat, &lon) && measure_km (town, lat, lon) < VERY_FAR_KM)
        return grid;
    }

  return MLG_GRID_DEGREES;
}

static char *
dup_cell (MlgList *self,
          guint    row,
          guint    column)
{
  return column == G_MAXUINT ? NULL : mlg_import_dup_clean (mlg_list_get_cell (self, row, column));
}

static void
vote (MlgList *self,
      guint    row,
      double   x,
      double   y,
      Votes   *votes)
{
  g_autofree char *insee_code = dup_cell (self, row, find_part_column (self, "insee_code"));
  g_autofree char *postal_code = dup_cell (self, row, find_part_column (self, "postal_code"));
  const MlgPlace *town = find_town (insee_code, postal_code, 46, 2);
  MlgGrid straight = town == NULL ? MLG_GRID_DEGREES : find_grid_of_town (town, x, y);
  MlgGrid swapped = town == NULL ? MLG_GRID_DEGREES : find_grid_of_town (town, y, x);

  if (straight == MLG_GRID_DEGREES && swapped == MLG_GRID_DEGREES)
    {
      straight = mlg_grid_guess (x, y);
      swapped = mlg_grid_guess (y, x);
    }
  votes->straight[straight]++;
  votes->swapped[swapped]++;
}

static void
count_votes (MlgList *self,
             guint    lat_column,
             guint    lon_column,
             Votes   *votes)
{
  for (guint row = 0; row < self->rows->len && votes->n < N_LOOKED_AT; row++)
    {
      g_autofree char *y_text = mlg_import_dup_clean (mlg_list_get_cell (self, row, lat_column));
      g_autofree char *x_text = mlg_import_dup_clean (mlg_list_get_cell (self, row, lon_column));
      double x, y;
      char axis;

      if (x_text == NULL || y_text == NULL || !mlg_place_read_degrees (x_text, &x, &axis) ||
          !mlg_place_read_degrees (y_text, &y, &axis) || (x == 0 && y == 0))
        continue;

      votes->n++;
      if (fabs (x) <= 1000 && fabs (y) <= 1000)
        continue;
      votes->n_metres++;
      vote (self, row, x, y, votes);
    }
}

static void
say (MlgList *self,
     char    *sentence)
{
  if (g_ptr_array_find_with_equal_func (self->remarks, sentence, g_str_equal, NULL))
    g_free (sentence);
  else
    g_ptr_array_add (self->remarks, sentence);
}

/* Metres of no grid we know place nothing. */
static void
set_aside (MlgList *self,
           guint    column)
{
  MlgImportColumn *found = &g_array_index (self->columns, MlgImportColumn, column);

  found->use = MLG_COLUMN_NOTE;
  found->field = NULL;
  found->part = 0;
  found->guess = MLG_GUESS_NONE;
}

void
mlg_list_guess_places (MlgList *self)
{
  guint lat = find_part_column (self, "lat"), lon = find_part_column (self, "lon");
  Votes votes = { 0 };
  MlgGrid best = MLG_GRID_DEGREES;
  gboolean swapped = FALSE;
  guint n_best = 0;

  self->grid = MLG_GRID_DEGREES;
  if (lat == G_MAXUINT || lon == G_MAXUINT)
    return;

  count_votes (self, lat, lon, &votes);
  if (votes.n == 0 || votes.n_metres * 10 < votes.n * 6)
    return;

  for (guint i = MLG_GRID_DEGREES + 1; i < MLG_N_GRIDS; i++)
    {
      if (votes.straight[i] > n_best || votes.swapped[i] > n_best)
        {
          swapped = votes.swapped[i] > votes.straight[i];
          n_best = MAX (votes.straight[i], votes.swapped[i]);
          best = i;
        }
    }

  if (n_best * 10 < votes.n * 6)
    {
      set_aside (self, lat);
      set_aside (self, lon);
      say (self, g_strdup (_("The coordinates are neither degrees nor metres of a French grid: they are kept in the note.")));
      return;
    }

  if (swapped)
    {
      MlgImportColumn *first = &g_array_index (self->columns, MlgImportColumn, lat), *second = &g_array_index (self->columns, MlgImportColumn, lon);
      guint part = first->part;

      first->part = second->part;
      second->part = part;
    }
  self->grid = best;
  say (self, g_strdup_printf (_("The coordinates are in metres (%s): they are converted to degrees."), mlg_grid_get_label (best)));
}

gboolean
mlg_place_from_grid (MlgList    *list,
                     const char *x_text,
                     const char *y_text,
                     char      **lat_text,
                     char      **lon_text)
{
  double x, y, lat, lon;
  char axis;

  if (!mlg_place_read_degrees (x_text, &x, &axis) || !mlg_place_read_degrees (y_text, &y, &axis))
    return FALSE;

  /* A few lines in degrees among metres, and those of overseas in the grid of their island. */
  if (mlg_grid_guess (x, y) != list->grid)
    {
      MlgGrid other = mlg_grid_guess (x, y);
      gboolean known = other == MLG_GRID_DEGREES ? fabs (x) <= 180 && fabs (y) <= 90 : list->grid == MLG_GRID_LAMBERT_93;

      if (!mlg_grid_to_degrees (known ? other : list->grid, x, y, &lat, &lon))
        return FALSE;
    }
  else if (!mlg_grid_to_degrees (list->grid, x, y, &lat, &lon))
    return FALSE;

  *lat_text = mlg_place_dup_number (lat);
  *lon_text = mlg_place_dup_number (lon);
  return TRUE;
}

/* ---- is the point where the address says? */

static gboolean
is_in_france (double lat,
              double lon)
{
  static const struct { double south, west, north, east; } areas[] = {
    { 41.2, -5.3, 51.2, 9.7 }, { 14.3, -63.2, 18.2, -60.7 }, { 2.0, -54.8, 6.0, -51.4 }, { -21.6, 55.0, -20.7, 56.0 },
    { -13.2, 44.8, -12.5, 45.4 }, { 46.6, -56.6, 47.3, -56.0 }, { -23.0, 163.0, -19.0, 169.0 }, { -28.0, -155.0, -7.0, -134.0 },
    { -15.0, -179.0, -13.0, -175.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    if (lat >= areas[i].south && lat <= areas[i].north && lon >= areas[i].west && lon <= areas[i].east)
      return TRUE;

  return FALSE;
}

/* As it stands it is elsewhere; once its numbers are exchanged it is in France. */
static gboolean
is_swapped (double lat,
            double lon)
{
  return !is_in_france (lat, lon) && lat > -5.5 && lat < 10 && lon > 41 && lon < 51.5;
}

static void
check_point (MlgRowValues *values,
             const char   *address,
             double        lat,
             double        lon)
{
  g_autofree char *postal_code = address == NULL ? NULL : mlg_value_dup_part (address, 2);
  g_autofree char *insee_code = address == NULL ? NULL : mlg_value_dup_part (address, 4);
  g_autofree char *country = address == NULL ? NULL : mlg_value_dup_part (address, 5);
  const MlgPlace *town = find_town (insee_code, postal_code, lat, lon);
  double km = town == NULL ? 0 : measure_km (town, lat, lon);

  if (town != NULL && km > town->reach + (town->precision == MLG_PRECISION_COMMUNE ? FAR_KM : VERY_FAR_KM))
    {
      g_autofree char *sentence = g_strdup_printf (_("The point is %u km away from %s, where the address is."),
                                                   (guint) lround (km), town->name);

      mlg_row_values_remark (values, NULL, sentence);
    }
  else if (town == NULL && country == NULL && !is_in_france (lat, lon))
    mlg_row_values_remark (values, NULL, _("The point is not in France."));
}

void
mlg_place_check (MlgList      *list,
                 MlgRowValues *values,
                 guint         place,
                 guint         address,
                 guint         note)
{
  char **value = &values->values[place];
  double lat, lon;

  if (*value == NULL)
    return;

  if (!mlg_value_get_place (*value, &lat, &lon, NULL))
    {
      g_autofree char *north = mlg_value_dup_part (*value, 0);
      g_autofree char *east = mlg_value_dup_part (*value, 1);

      /* Both numbers or none. */
      if (north != NULL || east != NULL)
        {
          mlg_row_values_keep (values, note, north != NULL ? _("Latitude") : _("Longitude"), north != NULL ? north : east);
          mlg_row_values_remark (values, NULL, _("Only one of the two coordinates is there: it is kept in the note."));
        }
      g_clear_pointer (value, g_free);
      return;
    }

  /* The corner of the map where missing coordinates meet, off the coast of Africa. */
  if (lat == 0 && lon == 0)
    g_clear_pointer (value, g_free);
  else if (is_swapped (lat, lon))
    mlg_row_values_refuse (values, NULL, _("Latitude and longitude are under each other’s name: once swapped, the place is in France."));
  else
    check_point (values, address == G_MAXUINT ? NULL : values->values[address], lat, lon);
}
