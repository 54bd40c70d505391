/* Names of French structures made shorter. */

#include "render/mlg-short-name.h"

#include <string.h>

#define MAX_ACRONYM 12        /* letters in brackets; more is an explanation */

/* Longer ones first: what they stand in for is looked for in this order. Apostrophes are straight here. */
static const struct { const char *whole, *brief; } words[] = {
  { "association pour le maintien d'une agriculture paysanne", "AMAP" },
  { "association pour le maintien de l'agriculture paysanne", "AMAP" },
  { "centre permanent d'initiatives pour l'environnement", "CPIE" },
  { "établissement public de coopération intercommunale", "EPCI" },
  { "établissement et service d'aide par le travail", "ESAT" },
  { "établissement et service d'accompagnement par le travail", "ESAT" },
  { "pôle d'équilibre territorial et rural", "PETR" },
  { "société coopérative d'intérêt collectif", "SCIC" },
  { "société coopérative et participative", "SCOP" },
  { "pôle territorial de coopération économique", "PTCE" },
  { "chambre de commerce et d'industrie", "CCI" },
  { "chambre de métiers et de l'artisanat", "CMA" },
  { "chambre des métiers et de l'artisanat", "CMA" },
  { "chambre régionale de l'économie sociale et solidaire", "CRESS" },
  { "maison des jeunes et de la culture", "MJC" },
  { "maison de l'emploi et de la formation", "MDEF" },
  { "centre communal d'action sociale", "CCAS" },
  { "centre intercommunal d'action sociale", "CIAS" },
  { "établissement public foncier", "EPF" },
  { "caisse d'allocations familiales", "CAF" },
  { "communauté d'agglomération", "CA" },
  { "communauté de communes", "CC" },
  { "communauté urbaine", "CU" },
  { "économie sociale et solidaire", "ESS" },
  { "parc naturel régional", "PNR" },
  { "conseil départemental", "CD" },
  { "conseil régional", "CR" },
  { "chambre d'agriculture", "Ch. d’agriculture" },
  { "office de tourisme", "OT" },
  { "syndicat mixte", "SM" },
  { "direction départementale", "DD" },
  { "direction régionale", "DR" },
  { "centre d'information", "CI" },
  { "centre social", "C. social" },
  { "groupement", "Grpt" },
  { "interprofessionnelle", "interpro." },
  { "intercommunale", "interco." },
  { "intercommunal", "interco." },
  { "départementale", "dép." },
  { "départemental", "dép." },
  { "développement", "dév." },
  { "environnement", "env." },
  { "établissement", "étab." },
  { "collectivités", "coll." },
  { "coopérative", "coop." },
  { "association", "Asso." },
  { "agriculture", "agri." },
  { "entreprises", "entr." },
  { "laboratoire", "Labo" },
  { "territoriale", "terr." },
  { "territorial", "terr." },
  { "territoires", "terr." },
  { "fédération", "Féd." },
  { "département", "dépt" },
  { "université", "Univ." },
  { "économique", "éco." },
  { "territoire", "terr." },
  { "nationale", "nat." },
  { "régionale", "rég." },
  { "national", "nat." },
  { "régional", "rég." },
  { "agglomération", "agglo." },
  { "structures", "struct." },
  { "professionnelle", "pro." },
  { "professionnel", "pro." },
};

/* « Réseau … (RRL) »: what stands in brackets at the end, when it is one word of capitals. */
static char *
dup_acronym (const char *name)
{
  const char *open = strrchr (name, '(');
  const char *close = open != NULL ? strchr (open, ')') : NULL;
  g_autofree char *inside = NULL;
  guint capitals = 0, letters = 0;

  if (close == NULL || close[1] != '\0' || open == name)
    return NULL;

  inside = g_strndup (open + 1, close - open - 1);
  for (const char *p = inside; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        return NULL;
      letters++;
      capitals += g_unichar_isupper (c);
    }

  return letters >= 2 && letters <= MAX_ACRONYM && 2 * capitals >= letters ? g_steal_pointer (&inside) : NULL;
}

static gunichar
plain (gunichar c)
{
  return c == 0x2019 ? '\'' : g_unichar_tolower (c);
}

/* How many bytes of @text are @word, whatever the case and the apostrophe; 0: it is not there, or goes on. */
static gsize
match (const char *text,
       const char *word)
{
  const char *p = text;

  for (; *word != '\0'; word = g_utf8_next_char (word), p = g_utf8_next_char (p))
    if (*p == '\0' || plain (g_utf8_get_char (p)) != plain (g_utf8_get_char (word)))
      return 0;

  return *p != '\0' && g_unichar_isalpha (g_utf8_get_char (p)) ? 0 : (gsize) (p - text);
}

static const char *
find_brief (const char *text,
            gsize      *length)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      *length = match (text, words[i].whole);
      if (*length > 0)
        return words[i].brief;
    }

  return NULL;
}

char *
mlg_short_name_new (const char *name)
{
  const char *whole = name;
  char *acronym = dup_acronym (name);
  g_autoptr(GString) text = NULL;
  gboolean begins = TRUE;

  if (acronym != NULL)
    return acronym;

  text = g_string_new (NULL);
  while (*name != '\0')
    {
      gsize length = 0;
      const char *brief = begins ? find_brief (name, &length) : NULL;
      gunichar c = g_utf8_get_char (name);

      if (brief != NULL)
        {
          /* A capital stays one. */
          if (g_unichar_isupper (c))
            g_string_append_unichar (text, g_unichar_toupper (g_utf8_get_char (brief)));
          else
            g_string_append_unichar (text, g_utf8_get_char (brief));
          g_string_append (text, g_utf8_next_char (brief));
          name += length;
          begins = FALSE;
          continue;
        }
      begins = !g_unichar_isalpha (c);
      g_string_append_unichar (text, c);
      name = g_utf8_next_char (name);
    }
  if (strcmp (text->str, whole) == 0)
    return NULL;

  return g_string_free (g_steal_pointer (&text), FALSE);
}
