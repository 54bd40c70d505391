/* E-mail addresses and telephone numbers: what is probably mistyped, and keys for comparing. */

#include "model/mlg-identifier-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-number.h"

#define REFUSE(finding, ...) mlg_finding_say (finding, MLG_IDENTIFIER_REFUSED, __VA_ARGS__)
#define DOUBT(finding, ...)  mlg_finding_say (finding, MLG_IDENTIFIER_DOUBTFUL, __VA_ARGS__)

/* ---- e-mail */

/* "jeanne (at) exemple.fr", "mailto:…", and a comma typed for the last point. */
static char *
clean_email (const char *text)
{
  static const char *const ats[] = { "(at)", "[at]", "(arobase)", "[arobase]", "(a)", "[a]" };
  GString *address = g_string_new (g_ascii_strncasecmp (text, "mailto:", 7) == 0 ? text + 7 : text);
  char *comma;

  for (guint i = 0; strchr (address->str, '@') == NULL && i < G_N_ELEMENTS (ats); i++)
    {
      g_autofree char *spaced = g_strdup_printf (" %s ", ats[i]);

      if (!g_string_replace (address, spaced, "@", 1))
        g_string_replace (address, ats[i], "@", 1);
    }

  comma = strrchr (address->str, ',');
  if (comma != NULL && comma == strchr (address->str, ',') && strchr (address->str, '@') != NULL && comma > strchr (address->str, '@') &&
      strchr (strchr (address->str, '@'), '.') == NULL && strlen (comma + 1) >= 2 && strlen (comma + 1) <= 4)
    *comma = '.';
  return g_string_free (address, FALSE);
}

static gboolean
is_domain (const char *domain)
{
  const char *point = strrchr (domain, '.');

  return point != NULL && point > domain && *domain != '.' && strlen (point + 1) >= 2 && strstr (domain, "..") == NULL;
}

static void
look_at_domain (MlgFinding *finding,
                const char *address,
                const char *domain)
{
  static const struct { const char *slip, *meant; } slips[] = {
    { "gmial.com", "gmail.com" }, { "gmai.com", "gmail.com" }, { "gamil.com", "gmail.com" }, { "gmail.con", "gmail.com" },
    { "gmail.co", "gmail.com" }, { "gmail.fr", "gmail.com" }, { "gmail.cm", "gmail.com" }, { "hotmial.com", "hotmail.com" },
    { "hotmail.con", "hotmail.com" }, { "hotmai.fr", "hotmail.fr" }, { "orange.f", "orange.fr" }, { "ornage.fr", "orange.fr" },
    { "wanado.fr", "wanadoo.fr" }, { "wanadoo.com", "wanadoo.fr" }, { "laposte.com", "laposte.net" }, { "laposte.fr", "laposte.net" },
    { "yaho.fr", "yahoo.fr" }, { "yahou.fr", "yahoo.fr" }, { "outlok.fr", "outlook.fr" }, { "outlook.con", "outlook.com" },
    { "free.com", "free.fr" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    if (g_ascii_strcasecmp (domain, slips[i].slip) == 0)
      {
        DOUBT (finding, _("“%s”: did you mean %.*s%s?"), address, (int) (domain - address), address, slips[i].meant);
        return;
      }

  for (const char *at = address; *at != '\0'; at++)
    if ((guchar) *at >= 0x80)
      {
        DOUBT (finding, _("“%s” has an accent, which few mail services accept: check it."), address);
        return;
      }
}

void
mlg_settle_email (MlgFinding *finding)
{
  g_autofree char *address = clean_email (finding->text);
  const char *at = strchr (address, '@');

  if (at == NULL)
    REFUSE (finding, _("“%s” is not an e-mail address: the sign @ is missing."), finding->text);
  else if (strchr (at + 1, '@') != NULL || strpbrk (address, ",;<>") != NULL)
    REFUSE (finding, _("“%s” holds more than one e-mail address: keep one here, write the others in the notes."), finding->text);
  else if (strpbrk (address, " \t\n") != NULL || strstr (address, "\xc2\xa0") != NULL || strstr (address, "\xe2\x80\xaf") != NULL)
    REFUSE (finding, _("“%s” is not an e-mail address: it has a space."), finding->text);
  else if (at == address)
    REFUSE (finding, _("“%s” is not an e-mail address: the name before @ is missing."), finding->text);
  else if (!is_domain (at + 1) && g_ascii_strcasecmp (at + 1, "orange.f") != 0)
    REFUSE (finding, _("“%s” is not an e-mail address: after @ comes a name with a point, such as exemple.fr."), finding->text);
  else
    {
      if (strcmp (address, finding->text) != 0 && g_ascii_strncasecmp (finding->text, "mailto:", 7) != 0)
        mlg_finding_say (finding, MLG_IDENTIFIER_RESTORED, _("“%s” is read as “%s”."), finding->text, address);
      look_at_domain (finding, address, at + 1);
      finding->value = g_steal_pointer (&address);
    }
}

/* ---- telephone */

/* The figures of the number itself, "+" first if it has one: « poste 12 » behind it is left out,
 * and so is the (0) of "+33 (0)4". */
static char *
dup_figures (const char *text)
{
  GString *figures = g_string_new (NULL);

  if (g_ascii_strncasecmp (text, "tel:", 4) == 0)
    text += 4;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (g_str_has_prefix (text, "(0)") && *figures->str == '+')
        text += 2;
      else if (c < 0x80 && g_ascii_isdigit ((char) c))
        g_string_append_c (figures, (char) c);
      else if (c == '+' && figures->len == 0)
        g_string_append_c (figures, '+');
      else if (g_unichar_isalpha (c) && figures->len >= 10)
        break;
    }

  if (g_str_has_prefix (figures->str, "00"))
    {
      g_string_erase (figures, 0, 2);
      g_string_prepend_c (figures, '+');
    }
  return g_string_free (figures, FALSE);
}

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
is_only_figures (const char *text)
{
  return text[strspn (text, "0123456789")] == '\0';
}

/* "475356000.0" or "475356000": the 0 went; "33475356000": the + did. NULL: neither. */
static char *
restore_phone (const char *text)
{
  gsize n = strspn (text, "0123456789");

  if (text[n] != '\0' && strcmp (text + n, ".0") != 0)
    return NULL;
  if (n == 9 && *text != '0')
    return g_strdup_printf ("0%.9s", text);
  if (n == 11 && g_str_has_prefix (text, "33"))
    return g_strdup_printf ("+%.11s", text);
  return text[n] != '\0' ? g_strndup (text, n) : NULL;
}

void
mlg_settle_phone (MlgFinding *finding)
{
  g_autofree char *figures = dup_figures (finding->text);
  g_autofree char *restored = NULL;
  gsize n = strlen (figures);

  if (mlg_number_is_damaged (finding->text))
    {
      REFUSE (finding, _("“%s” was shortened by a spreadsheet and digits are lost: "
                         "format the column as text, and export it again."), finding->text);
      return;
    }
  if (n < 2)
    {
      REFUSE (finding, _("“%s” is not a telephone number."), finding->text);
      return;
    }

  restored = restore_phone (finding->text);
  if (restored != NULL)
    mlg_finding_restore (finding, g_steal_pointer (&restored));
  else if (*figures == '+' && g_str_has_prefix (figures, "+33") && n != 12)
    DOUBT (finding, _("After +33 come nine figures; “%s” has %u."), finding->text, (guint) n - 3);
  else if (*figures == '+' && (n < 8 || n > 16))
    DOUBT (finding, _("“%s” is too short or too long for a telephone number abroad."), finding->text);
  else if (*figures != '+' && (n == 20 || n == 30) && *figures == '0')
    DOUBT (finding, _("“%s” seems to hold two numbers: keep one here, write the other in the notes."), finding->text);
  else if (*figures != '+' && !(n == 10 && *figures == '0') && !(n <= 6 && *figures != '0' && is_only_figures (figures) && !has_letters (finding->text)))
    DOUBT (finding, _("A French number has ten figures and begins with 0; “%s” has %u."), finding->text, (guint) n);
}

/* ---- keys */

char *
mlg_phone_key (const char *phone)
{
  static const char *const overseas[] = { "+262", "+590", "+594", "+596" };
  g_autofree char *figures = phone != NULL ? dup_figures (phone) : NULL;

  if (figures == NULL || strlen (figures) < 8)
    return NULL;
  if (*figures == '0' && strlen (figures) == 10)
    return g_strconcat ("+33", figures + 1, NULL);

  /* 0262 12 34 56 is +262 262 12 34 56 from abroad. */
  for (guint i = 0; i < G_N_ELEMENTS (overseas); i++)
    if (g_str_has_prefix (figures, overseas[i]) && strlen (figures) == 13)
      return g_strconcat ("+33", figures + 4, NULL);
  return g_steal_pointer (&figures);
}

char *
mlg_website_key (const char *website)
{
  const char *start, *host;
  g_autofree char *lower = NULL;
  gsize length;

  if (website == NULL)
    return NULL;
  start = strstr (website, "://");
  start = start != NULL ? start + 3 : website;
  lower = g_ascii_strdown (start, -1);
  host = g_str_has_prefix (lower, "www.") ? lower + 4 : lower;
  length = strcspn (host, "?#");
  while (length > 0 && host[length - 1] == '/')
    length--;
  return length > 0 ? g_strndup (host, length) : NULL;
}
