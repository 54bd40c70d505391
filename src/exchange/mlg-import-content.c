/* What cells look like: a name only proposes, a look at the cells decides. */

#include "exchange/mlg-import-private.h"

#include <math.h>
#include <string.h>

#include "model/mlg-value.h"

/* Bytes of the longest word for nothing. */
#define NOTHING_MAX 4

gboolean
mlg_import_is_nothing (const char *text)
{
  static const char *const nothings[] = { "NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "None", "-", "--", "/", "?", "_", "[ND]", NULL };

  return strnlen (text, NOTHING_MAX + 1) <= NOTHING_MAX && g_strv_contains (nothings, text);
}

gboolean
mlg_import_has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_isalpha (g_utf8_get_char (text)))
        return TRUE;
    }

  return FALSE;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

/* "62.01Z", "9499Z" */
static gboolean
is_naf (const char *text)
{
  gsize n = strlen (text);

  return n >= 5 && n <= 6 && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1]) && (n == 5 || text[2] == '.') &&
         g_ascii_isdigit (text[n - 2]) && g_ascii_isdigit (text[n - 3]) && g_ascii_isalpha (text[n - 1]);
}

static gboolean
is_rna (const char *text)
{
  return strlen (text) == 10 && (*text == 'W' || *text == 'w') && count_digits (text) >= 8 &&
         strspn (text + 3, "0123456789") == 7;
}

/* Degrees however they are written, or metres of a grid. */
static gboolean
fits_axis (const char *text,
           gboolean    latitude)
{
  double degrees;
  char axis;

  if (!mlg_place_read_degrees (text, &degrees, &axis))
    return FALSE;
  if (axis != '\0' && (axis == 'N') != latitude)
    return FALSE;
  if (fabs (degrees) <= (latitude ? 90 : 180))
    return TRUE;

  return axis == '\0' && fabs (degrees) > 10000 && fabs (degrees) < 1e7;
}

/* Could a cell of this field look like that? Stricter than what the field accepts: this tells
 * columns apart, where reading forgives. */
gboolean
mlg_import_cell_fits (const MlgField *field,
                      guint           part,
                      const char     *target,
                      const char     *text)
{
  g_autofree char *value = NULL;
  gsize length = strlen (text);
  double lat, lon;

  if (length > 20000)
    return FALSE;
  if (strcmp (target, "postal_code") == 0)
    return count_digits (text) >= 4 && count_digits (text) <= 5 && length <= 8;
  if (strcmp (target, "insee_code") == 0)
    return (length == 5 || length == 4) && count_digits (text) >= length - 1;
  if (strcmp (target, "siret") == 0)
    return strchr (text, ':') == NULL && (count_digits (text) >= 13 || (count_digits (text) == 9 && length <= 11) || strchr (text, 'E') != NULL);
  if (strcmp (target, "siren") == 0)
    return count_digits (text) == 9 && length <= 13;
  if (strcmp (target, "rna") == 0)
    return is_rna (text);
  if (strcmp (target, "naf") == 0 || strcmp (target, "naf_2025") == 0)
    return is_naf (text);
  if (strcmp (target, "contact_name") == 0)
    return mlg_import_has_letters (text) && strchr (text, '@') == NULL && length < 120;
  if (strcmp (target, "colour") == 0)
    return length == 7 && *text == '#' && strspn (text + 1, "0123456789abcdefABCDEF") == 6;
  if (strcmp (target, "name") == 0 || strcmp (target, "locality") == 0)
    return mlg_import_has_letters (text) && !is_rna (text);
  if (strcmp (target, "street") == 0)
    return mlg_import_has_letters (text) || length < 6;
  if (strcmp (target, "key") == 0)
    return length <= 60 && strchr (text, '\n') == NULL;
  if (strcmp (target, "lat") == 0 || strcmp (target, "lon") == 0)
    return fits_axis (text, strcmp (target, "lat") == 0);
  if (strcmp (target, "precision") == 0)
    return mlg_import_find_precision (text) != NULL || mlg_value_parse_part (field, part, NULL, text, &value, NULL);
  if (strcmp (target, "contact_email") == 0 || strcmp (target, "contact_phone") == 0)
    return strcmp (target, "contact_email") == 0 ? strchr (text, '@') != NULL : count_digits (text) >= 6;
  if (mlg_field_is_reference (field))
    return TRUE;
  if (field->type == MLG_TYPE_DATE && part == 0 && mlg_import_is_odd_date (text))
    return TRUE;

  if (part == MLG_WHOLE_FIELD)
    return mlg_place_read_pair (text, &lat, &lon);
  return mlg_field_is_composite (field) ? mlg_value_parse_part (field, part, NULL, text, &value, NULL)
                                        : mlg_value_parse (field, text, &value, NULL);
}

gboolean
mlg_import_is_degrees_of_france (const char *text,
                                 gboolean    latitude)
{
  double degrees;
  char axis;

  if (strpbrk (text, ".,\302") == NULL || !mlg_place_read_degrees (text, &degrees, &axis))
    return FALSE;
  return latitude ? degrees > 41 && degrees < 51.5 : degrees > -5.5 && degrees < 10;
}

/* A picture is no site. */
static gboolean
is_picture (const char *text)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", NULL };
  gsize length = strlen (text);

  for (guint i = 0; endings[i] != NULL; i++)
    if (length > strlen (endings[i]) && g_ascii_strcasecmp (text + length - strlen (endings[i]), endings[i]) == 0)
      return TRUE;

  return FALSE;
}

/* What a cell is by itself; NULL when it could be anything. */
const char *
mlg_import_recognise_cell (const char *text)
{
  guint digits;
  gsize length = strlen (text);
  double lat, lon;

  if (length > 2000)
    return NULL;

  digits = count_digits (text);
  if (strchr (text, '@') != NULL && strchr (text, '.') != NULL && strpbrk (text, " \n") == NULL)
    return "contact_email";
  if (g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "www."))
    return is_picture (text) ? NULL : "website";
  if (mlg_import_is_degrees_of_france (text, TRUE))
    return "lat";
  if (mlg_import_is_degrees_of_france (text, FALSE))
    return "lon";
  if (digits >= 4 && mlg_place_read_pair (text, &lat, &lon) && lat > 41 && lat < 51.5 && lon > -5.5 && lon < 10)
    return "place";
  if (digits == 14 && length <= 20 && !mlg_import_has_letters (text) && strpbrk (text, "/:-") == NULL)
    return "siret";
  if ((digits == 10 && !mlg_import_has_letters (text) && *text == '0') || (digits == 11 && g_str_has_prefix (text, "+33")))
    return "contact_phone";
  if (digits == 5 && length == 5)
    return "postal_code";
  if (is_rna (text))
    return "rna";
  if (is_naf (text))
    return "naf";
  return NULL;
}
