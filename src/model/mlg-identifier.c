/* Numbers that name somebody, and what spreadsheets do to them.
 *
 * Luhn (US patent 2 950 048): from the right, every second figure is doubled, the figures of all
 * are added, and the sum is a multiple of ten. One figure mistyped, or two neighbours exchanged,
 * and it is not. La Poste has more establishments than its numbers allow: of its SIRET the plain
 * sum of the figures is a multiple of five.
 */

#include "model/mlg-identifier-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-number.h"
#include "model/mlg-text.h"

#define LA_POSTE "356000000"

/* ---- findings */

void
mlg_finding_say (MlgFinding           *finding,
                 MlgIdentifierVerdict  verdict,
                 const char           *format,
                 ...)
{
  va_list arguments;

  if (verdict <= finding->verdict)
    return;

  finding->verdict = verdict;
  g_free (finding->sentence);
  va_start (arguments, format);
  finding->sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

static void
take_value (MlgFinding *finding,
            char       *value)
{
  g_free (finding->value);
  finding->value = value;
}

void
mlg_finding_restore (MlgFinding *finding,
                     char       *value)
{
  take_value (finding, value);
  mlg_finding_say (finding, MLG_IDENTIFIER_RESTORED, _("“%s” was spoiled by a spreadsheet, read as “%s”."),
                   finding->text, value);
}

#define REFUSE(finding, ...) mlg_finding_say (finding, MLG_IDENTIFIER_REFUSED, __VA_ARGS__)
#define DOUBT(finding, ...)  mlg_finding_say (finding, MLG_IDENTIFIER_DOUBTFUL, __VA_ARGS__)

/* ---- figures */

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

static gboolean
is_luhn (const char *digits,
         gsize       n)
{
  guint sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      guint d = (guint) (digits[n - 1 - i] - '0');

      if (i % 2 == 1)
        d = d * 2 > 9 ? d * 2 - 9 : d * 2;
      sum += d;
    }
  return sum % 10 == 0;
}

static gboolean
is_siret_of_la_poste (const char *siret)
{
  guint sum = 0;

  for (const char *at = siret; *at != '\0'; at++)
    sum += (guint) (*at - '0');
  return g_str_has_prefix (siret, LA_POSTE) && sum % 5 == 0;
}

static gboolean
is_siret_key (const char *siret)
{
  return (is_luhn (siret, 14) && is_luhn (siret, 9)) || is_siret_of_la_poste (siret);
}

/* Spaces of every width go, and the signs people put between groups of figures. */
static char *
drop_separators (const char *text,
                 const char *separators)
{
  GString *kept = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_unichar_isspace (c) || c == 0xa0 || c == 0x202f || c == 0x200b || c == 0xfeff)
        continue;
      if (c < 0x80 && strchr (separators, (int) c) != NULL)
        continue;
      g_string_append_unichar (kept, c);
    }
  return g_string_free (kept, FALSE);
}

/* ---- what spreadsheets do */

/* « janv-75 », "01/11/1975", "1975-11-01 00:00:00": 01-75 and 01.11 were taken for dates. */
static gboolean
is_date (const char *text)
{
  static const char *const months[] = {
    "janv", "janvier", "fev", "fevr", "fevrier", "mars", "avr", "avril", "mai", "juin", "juil", "juillet", "aout",
    "sept", "septembre", "oct", "octobre", "nov", "novembre", "dec", "decembre",
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", NULL
  };
  g_autofree char *folded = mlg_fold (text);
  const char *word = folded + strspn (folded, "0123456789 .-/");
  gsize length = strspn (word, "abcdefghijklmnopqrstuvwxyz");
  g_autofree char *month = g_strndup (word, length);

  if (strpbrk (folded, "0123456789") == NULL)
    return FALSE;
  if (length > 0)
    return g_strv_contains (months, month) && word[length + strspn (word + length, "0123456789 .-/")] == '\0';
  return strpbrk (text, "-/") != NULL &&
         g_regex_match_simple ("^(\\d{1,2}[-/]\\d{1,2}[-/](\\d{2}|\\d{4})|\\d{4}-\\d{2}-\\d{2})([ T][0-9:.]+)?$", text, 0, 0);
}

/* "3,6252187900034E+13": all figures are there; NULL when some were cut. */
static char *
expand (const char *text)
{
  gsize whole = strspn (text, "0123456789");
  const char *decimals = text[whole] == '.' || text[whole] == ',' ? text + whole + 1 : text + whole;
  gsize n_decimals = strspn (decimals, "0123456789");
  guint64 exponent = decimals[n_decimals] == '\0' ? 0 : g_ascii_strtoull (decimals + n_decimals + 2, NULL, 10);

  if (whole != 1 || n_decimals == 0 || exponent != n_decimals || strchr ("Ee", decimals[n_decimals]) == NULL ||
      decimals[n_decimals + 1] != '+')
    return NULL;
  return g_strdup_printf ("%c%.*s", *text, (int) n_decimals, decimals);
}

/* "1.23E13" of other programs too. */
static gboolean
is_cut (const char *text)
{
  const char *exponent = strpbrk (text, "Ee");
  gsize whole = strspn (text, "0123456789");

  return mlg_number_is_damaged (text) ||
         (exponent != NULL && whole > 0 && (text[whole] == '.' || text[whole] == ',') &&
          text + whole + 1 + strspn (text + whole + 1, "0123456789") == exponent && is_digits (exponent + 1));
}

/* "43170.0", "43170,00": a code that went through a column of numbers. */
static gboolean
drop_decimals (char *text)
{
  gsize n = strspn (text, "0123456789");

  if (n == 0 || (text[n] != '.' && text[n] != ',') || text[n + 1] == '\0' || text[n + 1 + strspn (text + n + 1, "0")] != '\0')
    return FALSE;
  text[n] = '\0';
  return TRUE;
}

/* What was there before a spreadsheet; the finding is refused when nothing is left to read. */
static char *
repair (MlgFinding *finding,
        gboolean    is_number)
{
  g_autofree char *bare = drop_separators (finding->text, "");
  char *whole;

  if (*bare == '#')
    REFUSE (finding, _("“%s” is an error of the spreadsheet, not a value: look at this cell in the list."), finding->text);
  else if (is_cut (bare))
    {
      whole = expand (bare);
      if (whole != NULL)
        {
          mlg_finding_restore (finding, whole);
          return g_strdup (whole);
        }
      REFUSE (finding, _("“%s” was shortened by a spreadsheet and digits are lost: "
                         "format the column as text, and export it again."), finding->text);
    }
  else if (is_date (finding->text))
    REFUSE (finding, _("“%s” is a date that a spreadsheet made of this code: "
                       "format the column as text, and type the code again."), finding->text);
  else if (is_number && drop_decimals (bare))
    mlg_finding_restore (finding, g_strdup (bare));
  return g_steal_pointer (&bare);
}

/* Only figures, @length of them, zeros lost in front put back where @is_right says so. NULL: no,
 * and the sentence says why. */
static char *
read_figures (MlgFinding *finding,
              const char *name,
              gsize       length,
              gboolean  (*is_right) (const char *digits))
{
  g_autofree char *repaired = repair (finding, TRUE);
  g_autofree char *digits = drop_separators (repaired, ".-_/");
  gsize n = strlen (digits);

  if (finding->verdict == MLG_IDENTIFIER_REFUSED)
    return NULL;
  if (!is_digits (digits))
    {
      REFUSE (finding, _("A %s holds figures only: “%s” is not one."), name, finding->text);
      return NULL;
    }
  if (n < length && n + 3 >= length)
    {
      g_autofree char *zeros = g_strnfill (length - n, '0');
      g_autofree char *longer = g_strconcat (zeros, digits, NULL);

      if (is_right (longer))
        {
          mlg_finding_restore (finding, g_strdup (longer));
          return g_steal_pointer (&longer);
        }
    }
  if (n != length)
    {
      REFUSE (finding, _("A %s has %u figures; “%s” has %u."), name, (guint) length, finding->text, (guint) n);
      return NULL;
    }
  return g_steal_pointer (&digits);
}

static gboolean
is_filler (const char *digits)
{
  return digits[strspn (digits, (char[]) { *digits, '\0' })] == '\0';
}

/* ---- SIREN, SIRET, RNA */

static gboolean
is_siren_key (const char *siren)
{
  return is_luhn (siren, 9);
}

/* "FR 40 303 265 045" holds the SIREN behind its key. */
static char *
drop_vat (const char *text)
{
  g_autofree char *bare = drop_separators (text, ".-");

  if (g_ascii_strncasecmp (bare, "FR", 2) != 0 || strlen (bare) != 13 || !is_digits (bare + 4))
    return NULL;
  return g_strdup (bare + 4);
}

static void
settle_siren (MlgFinding *finding,
              gboolean    of_epci)
{
  g_autofree char *siren = drop_vat (finding->text), *digits = NULL;

  if (siren != NULL)
    {
      take_value (finding, g_strdup (siren));
      mlg_finding_say (finding, MLG_IDENTIFIER_RESTORED,
                       _("“%s” is a VAT number: its last nine figures, %s, are the SIREN."), finding->text, siren);
    }
  else
    {
      digits = drop_separators (finding->text, ".-");
      if (is_digits (digits) && strlen (digits) == 14)
        {
          REFUSE (finding, _("“%s” has 14 figures: it is a SIRET. Its first nine, %.9s, are the SIREN."), finding->text, digits);
          return;
        }
      siren = read_figures (finding, "SIREN", 9, is_siren_key);
    }
  if (siren == NULL)
    return;

  if (is_filler (siren))
    REFUSE (finding, _("“%s” only fills the cell: it is nobody’s number. Leave the field empty."), finding->text);
  else if (!is_siren_key (siren))
    DOUBT (finding, _("The check figure of SIREN “%s” is wrong: one figure at least is mistyped. Compare it with an official paper."),
           siren);
  else if (of_epci && *siren != '2')
    DOUBT (finding, _("The SIREN of a grouping of communes begins with 2; “%s” does not."), siren);
  take_value (finding, g_steal_pointer (&siren));
}

static void
settle_siret (MlgFinding *finding)
{
  g_autofree char *siret = NULL;
  g_autofree char *digits = drop_separators (finding->text, ".-");

  if (is_digits (digits) && strlen (digits) == 9 && is_siren_key (digits) && !is_filler (digits))
    {
      DOUBT (finding, _("“%s” has 9 figures: it is a SIREN. A SIRET has 14; the last five tell the establishment."), finding->text);
      take_value (finding, g_steal_pointer (&digits));
      return;
    }

  siret = read_figures (finding, "SIRET", 14, is_siret_key);
  if (siret == NULL)
    return;

  if (is_filler (siret))
    REFUSE (finding, _("“%s” only fills the cell: it is nobody’s number. Leave the field empty."), finding->text);
  else if (g_str_has_suffix (siret, "00000"))
    REFUSE (finding, _("“%s” ends with five zeros, and no establishment has that number: a spreadsheet cut the figures. "
                       "Format the column as text, and export it again."), finding->text);
  else if (!is_siret_key (siret))
    DOUBT (finding, _("The check figure of SIRET “%s” is wrong: one figure at least is mistyped. Compare it with an official paper."),
           siret);
  take_value (finding, g_steal_pointer (&siret));
}

/* W, two signs of the place (the second may be a letter: W9R1011072), seven figures. */
static gboolean
is_rna (const char *text)
{
  return strlen (text) == 10 && text[0] == 'W' && g_ascii_isdigit (text[1]) &&
         (g_ascii_isdigit (text[2]) || g_ascii_isupper (text[2])) && is_digits (text + 3);
}

static void
settle_rna (MlgFinding *finding)
{
  g_autofree char *repaired = repair (finding, TRUE);
  g_autofree char *bare = drop_separators (repaired, ".-_/");
  g_autofree char *rna = g_ascii_strup (bare, -1);

  if (finding->verdict == MLG_IDENTIFIER_REFUSED)
    return;

  if (is_rna (rna))
    take_value (finding, g_steal_pointer (&rna));
  else if (is_digits (rna) && strlen (rna) == 9)
    {
      take_value (finding, g_strconcat ("W", rna, NULL));
      mlg_finding_say (finding, MLG_IDENTIFIER_DOUBTFUL, _("An RNA number begins with W: “%s” is read as “%s”. Check that it is not a SIREN."),
                       finding->text, finding->value);
    }
  else
    REFUSE (finding, _("An RNA number is W and nine signs, such as W751000123; “%s” is not. "
                       "Associations of Alsace and Moselle have none: leave the field empty."), finding->text);
}

/* ---- codes of places */

/* 01–95 with 2A and 2B, 97x overseas, 98x collectivities, 99 abroad. */
static gboolean
is_departement (const char *code)
{
  guint n;

  if (code[0] == '2' && (code[1] == 'A' || code[1] == 'B'))
    return TRUE;
  if (!g_ascii_isdigit (code[0]) || !g_ascii_isdigit (code[1]))
    return FALSE;
  n = (guint) (code[0] - '0') * 10 + (guint) (code[1] - '0');
  return n >= 1 && n <= 99 && n != 20 && n != 96;
}

static gboolean
is_insee (const char *code)
{
  return strlen (code) == 5 && is_departement (code) && is_digits (code + 2);
}

static gboolean
is_postal (const char *code)
{
  return strlen (code) == 5 && strncmp (code, "00", 2) != 0;
}

static char *
read_place_code (MlgFinding *finding)
{
  g_autofree char *repaired = repair (finding, TRUE);
  g_autofree char *bare = drop_separators (repaired, ".-");

  return finding->verdict == MLG_IDENTIFIER_REFUSED ? NULL : g_ascii_strup (bare, -1);
}

static void
settle_insee (MlgFinding *finding)
{
  g_autofree char *code = read_place_code (finding);

  if (code == NULL)
    return;
  if (is_digits (code) && strlen (code) == 4 && *code != '0')
    mlg_finding_restore (finding, g_strconcat ("0", code, NULL));
  else if (is_insee (code))
    take_value (finding, g_steal_pointer (&code));
  else if (is_digits (code) && strlen (code) == 5 && g_str_has_prefix (code, "20"))
    REFUSE (finding, _("INSEE codes of Corsica begin with 2A or 2B; “%s” may be a postal code."), finding->text);
  else
    REFUSE (finding, _("The INSEE code of a commune has five signs, such as 07165 or 2B033; “%s” is not one. "
                       "It is not the postal code."), finding->text);
}

/* A territory may be a région (84), a département (07), a commune or a grouping of communes. */
static void
settle_territory (MlgFinding *finding)
{
  g_autofree char *code = read_place_code (finding);
  gsize n = code != NULL ? strlen (code) : 0;

  if (code == NULL)
    return;
  if (n == 9 && is_digits (code))
    settle_siren (finding, TRUE);
  else if (n >= 4)
    settle_insee (finding);
  else if (n == 1 && is_digits (code) && *code != '0')
    mlg_finding_restore (finding, g_strconcat ("0", code, NULL));
  else if ((n == 2 || n == 3) && (is_digits (code) || is_departement (code)))
    take_value (finding, g_steal_pointer (&code));
  else
    DOUBT (finding, _("“%s” is the code of no commune, département, région nor grouping of communes."), finding->text);
}

static void
settle_postal_code (MlgFinding *finding)
{
  g_autofree char *code = read_place_code (finding);
  const char *digits = code;

  if (code == NULL)
    return;
  if (g_str_has_prefix (digits, "FR"))
    digits += 2;
  else if (g_str_has_prefix (digits, "F"))
    digits += 1;
  if (strlen (digits) > 5 && g_str_has_prefix (digits + strspn (digits, "0123456789"), "CEDEX"))
    code[(digits - code) + strspn (digits, "0123456789")] = '\0';

  if (is_digits (digits) && strlen (digits) == 4 && *digits != '0')
    mlg_finding_restore (finding, g_strconcat ("0", digits, NULL));
  else if (is_digits (digits) && is_postal (digits))
    take_value (finding, g_strdup (digits));
  else if (digits[0] == '2' && (digits[1] == 'A' || digits[1] == 'B'))
    REFUSE (finding, _("“%s” is the INSEE code of a commune of Corsica: its postal code begins with 20."), finding->text);
  else
    REFUSE (finding, _("A French postal code has five figures; “%s” is not one."), finding->text);
}

/* ---- NAF, legal categories */

/* Divisions of NACE rev. 2, the same in both NAF but 45, which 2025 gave up. */
static gboolean
is_division (guint    division,
             gboolean of_2025)
{
  static const guint8 none[] = { 0, 4, 34, 40, 44, 48, 54, 57, 67, 76, 83, 89 };

  return memchr (none, (int) division, sizeof none) == NULL && !(of_2025 && division == 45);
}

static void
settle_naf_shape (MlgFinding *finding,
                  char       *naf)
{
  gsize n = strspn (naf, "0123456789");

  if (n == 4 && naf[4] == '\0')
    {
      take_value (finding, g_strdup_printf ("%.2s.%s", naf, naf + 2));
      DOUBT (finding, _("A NAF code ends with a letter, such as 94.99Z; it is missing in “%s”."), finding->text);
    }
  else if (n == 3 && g_ascii_isupper (naf[3]) && naf[4] == '\0')
    {
      take_value (finding, g_strdup (finding->text));
      DOUBT (finding, _("“%s” is a code of the nomenclature given up in 2008: look for the one of today."), finding->text);
    }
  else
    REFUSE (finding, _("A NAF code is four figures and a letter, such as 94.99Z; “%s” is not one."), finding->text);
}

static void
settle_naf (MlgFinding *finding,
            gboolean    of_2025)
{
  g_autofree char *repaired = repair (finding, FALSE);
  g_autofree char *bare = drop_separators (repaired, ".-_");
  g_autofree char *naf = g_ascii_strup (bare, -1);

  if (finding->verdict == MLG_IDENTIFIER_REFUSED)
    return;
  if (strspn (naf, "0123456789") != 4 || !g_ascii_isupper (naf[4]) || naf[5] != '\0')
    {
      settle_naf_shape (finding, naf);
      return;
    }

  if (!is_division ((guint) (naf[0] - '0') * 10 + (guint) (naf[1] - '0'), of_2025))
    {
      REFUSE (finding, _("There is no division %.2s in the NAF: “%s” is not one of its codes."), naf, finding->text);
      return;
    }
  if (strchr (of_2025 ? "GHJKLY" : "ABCDEFZ", naf[4]) == NULL)
    {
      if (strchr (of_2025 ? "ABCDEFZ" : "GHJKLY", naf[4]) == NULL)
        DOUBT (finding, _("No code of the NAF ends with the letter %c: check “%s”."), naf[4], finding->text);
      else if (of_2025)
        DOUBT (finding, _("“%s” is a code of the NAF rev. 2: its place is the field “NAF code”."), finding->text);
      else
        DOUBT (finding, _("“%s” is a code of the NAF 2025: its place is the field “NAF code (2025)”."), finding->text);
    }
  take_value (finding, g_strdup_printf ("%.2s.%s", naf, naf + 2));
}

static void
settle_legal_category (MlgFinding *finding)
{
  static const guint8 divisions[] = {
    0, 10, 21, 22, 23, 24, 27, 28, 29, 31, 32, 41, 51, 52, 53, 54, 55, 56, 57, 58, 61, 62, 63, 64, 65, 69,
    71, 72, 73, 74, 81, 82, 83, 84, 85, 91, 92, 93, 99,
  };
  g_autofree char *repaired = repair (finding, TRUE);
  guint division;

  if (finding->verdict == MLG_IDENTIFIER_REFUSED)
    return;
  if (!is_digits (repaired) || strlen (repaired) != 4)
    {
      REFUSE (finding, _("A legal category has four figures, such as 9220; “%s” is not one."), finding->text);
      return;
    }

  division = (guint) (repaired[0] - '0') * 10 + (guint) (repaired[1] - '0');
  if (memchr (divisions, (int) division, sizeof divisions) == NULL)
    DOUBT (finding, _("There is no legal category “%s”."), finding->text);
  take_value (finding, g_steal_pointer (&repaired));
}

/* ---- all */

/* ="01000" and '01000: how people tell a spreadsheet to leave a code alone. */
static char *
drop_wrapping (const char *text)
{
  gsize length = strlen (text);

  if (g_str_has_prefix (text, "=\"") && length > 3 && text[length - 1] == '"')
    return g_strndup (text + 2, length - 3);
  if (*text == '\'' && g_ascii_isalnum (text[1]))
    return g_strdup (text + 1);
  return g_strdup (text);
}

static char *
trim (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && (g_unichar_isspace (g_utf8_get_char (text)) || g_utf8_get_char (text) == 0xfeff))
    text = g_utf8_next_char (text);
  while (end > text && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, (gsize) (end - text));
}

static void
settle (MlgIdentifierKind  kind,
        MlgFinding        *finding)
{
  switch (kind)
    {
    case MLG_IDENTIFIER_SIREN:          settle_siren (finding, FALSE);   break;
    case MLG_IDENTIFIER_EPCI:           settle_siren (finding, TRUE);    break;
    case MLG_IDENTIFIER_SIRET:          settle_siret (finding);          break;
    case MLG_IDENTIFIER_RNA:            settle_rna (finding);            break;
    case MLG_IDENTIFIER_INSEE:          settle_insee (finding);          break;
    case MLG_IDENTIFIER_TERRITORY:      settle_territory (finding);      break;
    case MLG_IDENTIFIER_POSTAL_CODE:    settle_postal_code (finding);    break;
    case MLG_IDENTIFIER_NAF:            settle_naf (finding, FALSE);     break;
    case MLG_IDENTIFIER_NAF_2025:       settle_naf (finding, TRUE);      break;
    case MLG_IDENTIFIER_LEGAL_CATEGORY: settle_legal_category (finding); break;
    case MLG_IDENTIFIER_EMAIL:          mlg_settle_email (finding);      break;
    case MLG_IDENTIFIER_PHONE:          mlg_settle_phone (finding);      break;
    default:                            g_assert_not_reached ();
    }
}

MlgIdentifierVerdict
mlg_identifier_settle (MlgIdentifierKind   kind,
                       const char         *text,
                       char              **value,
                       char              **sentence)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *trimmed = trim (valid);
  g_autofree char *bare = drop_wrapping (trimmed);
  MlgFinding finding = { .text = bare };

  if (*bare != '\0')
    {
      settle (kind, &finding);
      if (finding.verdict == MLG_IDENTIFIER_REFUSED)
        g_clear_pointer (&finding.value, g_free);
      else if (finding.value == NULL)
        finding.value = g_strdup (bare);
    }

  if (value != NULL)
    *value = g_steal_pointer (&finding.value);
  if (sentence != NULL)
    *sentence = g_steal_pointer (&finding.sentence);
  g_free (finding.value);
  g_free (finding.sentence);
  return finding.verdict;
}

gboolean
mlg_identifier_by_name (const char        *name,
                        MlgIdentifierKind *kind)
{
  static const struct { const char *name; MlgIdentifierKind kind; } names[] = {
    { "siren", MLG_IDENTIFIER_SIREN },
    { "siret", MLG_IDENTIFIER_SIRET },
    { "rna", MLG_IDENTIFIER_RNA },
    { "insee_code", MLG_IDENTIFIER_INSEE },
    { "postal_code", MLG_IDENTIFIER_POSTAL_CODE },
    { "naf", MLG_IDENTIFIER_NAF },
    { "naf_2025", MLG_IDENTIFIER_NAF_2025 },
    { "contact_email", MLG_IDENTIFIER_EMAIL },
    { "contact_phone", MLG_IDENTIFIER_PHONE },
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, name) == 0)
      {
        *kind = names[i].kind;
        return TRUE;
      }
  return FALSE;
}

gboolean
mlg_identifier_find (const MlgEntity   *entity,
                     const MlgField    *field,
                     guint              part,
                     MlgIdentifierKind *kind)
{
  g_return_val_if_fail (entity != NULL && field != NULL && kind != NULL, FALSE);

  if (field->type == MLG_TYPE_ADDRESS)
    return part < field->n_parts && mlg_identifier_by_name (field->parts[part].name, kind);
  if (field->type == MLG_TYPE_EMAIL || field->type == MLG_TYPE_PHONE)
    {
      *kind = field->type == MLG_TYPE_EMAIL ? MLG_IDENTIFIER_EMAIL : MLG_IDENTIFIER_PHONE;
      return TRUE;
    }
  if (field->type != MLG_TYPE_CODE || !mlg_identifier_by_name (field->name, kind))
    return FALSE;

  if (strcmp (entity->name, MLG_ENTITY_TERRITORY) == 0)
    *kind = *kind == MLG_IDENTIFIER_SIREN ? MLG_IDENTIFIER_EPCI : MLG_IDENTIFIER_TERRITORY;
  return TRUE;
}
