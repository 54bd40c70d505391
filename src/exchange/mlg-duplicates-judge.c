/* Are these two the same? What speaks for it, what speaks against, and in which words.
 *
 * Against: two SIRET, two RNA numbers, two communes, two points far apart, territories that share
 * nothing. Then only the same number can still speak for it.
 * For: a number; a way to reach them, when the names have a word in common; the names. A short word
 * is never "nearly" another: Apeas, APES and ADEPES are three networks.
 */

#include "exchange/mlg-duplicates-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

#define KM_PER_DEGREE     111.2
#define FAR_KM            2.2
#define MIN_FUZZY_WORD    6       /* letters: below, one letter makes another word */
#define MIN_TELLING_WORD  4

typedef enum
{
  NAMES_DIFFER,
  NAMES_HOLD,           /* one inside the other */
  NAMES_ACRONYM,
  NAMES_NEARLY,
  NAMES_REORDERED,
  NAMES_SAME,
} Names;

typedef enum
{
  WHERE_APART,
  WHERE_FAR,            /* one commune, two corners of it */
  WHERE_UNKNOWN,
  WHERE_TERRITORY,
  WHERE_COMMUNE,
  WHERE_NEAR,
} Where;

/* ---- where */

double
mlg_known_km (const MlgKnown *a,
              const MlgKnown *b)
{
  double north = (a->lat - b->lat) * KM_PER_DEGREE;
  double east = (a->lon - b->lon) * KM_PER_DEGREE * cos (a->lat * G_PI / 180);

  return a->has_point && b->has_point ? sqrt (north * north + east * east) : -1;
}

static gboolean
share_territory (const MlgKnown *a,
                 const MlgKnown *b)
{
  g_auto(GStrv) of_a = mlg_value_split (a->territories), of_b = mlg_value_split (b->territories);

  for (guint i = 0; of_a[i] != NULL; i++)
    if (g_strv_contains ((const char *const *) of_b, of_a[i]))
      return TRUE;
  return FALSE;
}

static Where
compare_communes (const MlgKnown *a,
                  const MlgKnown *b)
{
  if (a->insee != 0 && b->insee != 0)
    return a->insee == b->insee ? WHERE_COMMUNE : WHERE_APART;
  if (a->locality != 0 && b->locality != 0)
    return a->locality == b->locality ? WHERE_COMMUNE : WHERE_APART;
  return WHERE_UNKNOWN;
}

static Where
compare_where (const MlgKnown *a,
               const MlgKnown *b)
{
  double km = mlg_known_km (a, b);
  Where where;

  if (km >= 0 && km <= MLG_NEAR_KM && a->is_exact && b->is_exact)
    return WHERE_NEAR;
  where = compare_communes (a, b);
  if (where == WHERE_COMMUNE && km > FAR_KM && a->is_exact && b->is_exact)
    return WHERE_FAR;
  if (where != WHERE_UNKNOWN)
    return where;
  if (km > FAR_KM)
    return WHERE_APART;
  if (a->territories != NULL && b->territories != NULL)
    return share_territory (a, b) ? WHERE_TERRITORY : WHERE_APART;
  return WHERE_UNKNOWN;
}

/* ---- names */

static gboolean
next_word (const char **at,
           gsize       *length)
{
  const char *word = *at, *end;

  /* By hand: a hundred million words of a few letters. */
  while (*word == ' ')
    word++;
  for (end = word; *end != '\0' && *end != ' '; end++)
    ;
  *at = word;
  *length = end - word;
  return *length > 0;
}

static gboolean
is_number (const char *word,
           gsize       length)
{
  return strspn (word, "0123456789") >= length;
}

/* Word by word, one letter wrong at most in the whole, and in a long word. */
static gboolean
are_nearly_same (const char *a,
                 const char *b)
{
  guint n_wrong = 0;
  gsize n_a, n_b;
  gboolean more_a, more_b;

  for (;; a += n_a, b += n_b)
    {
      more_a = next_word (&a, &n_a);
      more_b = next_word (&b, &n_b);
      if (!more_a || !more_b)
        return more_a == more_b && n_wrong > 0;
      if (n_a == n_b && memcmp (a, b, n_a) == 0)
        continue;

      g_autofree char *x = g_strndup (a, n_a), *y = g_strndup (b, n_b);

      if (++n_wrong > 1 || MIN (n_a, n_b) < MIN_FUZZY_WORD || *x != *y || is_number (x, n_a) || mlg_edit_distance (x, y, 1) > 1)
        return FALSE;
    }
}

static gboolean
has_word (const char *core,
          const char *word,
          gsize       length)
{
  gsize n;

  for (; next_word (&core, &n); core += n)
    if (n == length && memcmp (core, word, n) == 0)
      return TRUE;
  return FALSE;
}

/* Words that so many names have that they tell nobody. */
static gboolean
is_common_word (const char *word,
                gsize       length)
{
  static const char common[] =
    " maison mairie centre espace ecole college lycee club comite commune ville communaute office foyer relai pole "
    "reseau agence antenne atelier cafe bibliotheque mediatheque coworking service france public publique social "
    "sociale culturel culturelle departement region syndicat groupe union federation conseil compagnie ferme jardin "
    "tier lieu lieux local locale pay territoire territorial saint point accueil information economique emploi "
    "mission bureau bureaux travail numerique espaces hotel cowork office developpement solidaire solidarite ";
  g_autofree char *spaced = g_strdup_printf (" %.*s ", (int) length, word);

  return strstr (common, spaced) != NULL;
}

static gboolean
is_telling (const char *word,
            gsize       length)
{
  return length >= MIN_TELLING_WORD && !is_number (word, length) && !is_common_word (word, length);
}

static gboolean
share_telling_word (const char *a,
                    const char *b)
{
  gsize n;

  for (; next_word (&a, &n); a += n)
    if (is_telling (a, n) && has_word (b, a, n))
      return TRUE;
  return FALSE;
}

/* All words of @small in @large, one of them telling; numbers are the same on both sides. */
static gboolean
is_inside (const char *small,
           const char *large)
{
  gboolean telling = FALSE;
  gsize n;

  for (const char *word = large; next_word (&word, &n); word += n)
    if (is_number (word, n) && !has_word (small, word, n))
      return FALSE;
  for (; next_word (&small, &n); small += n)
    {
      if (!has_word (large, small, n))
        return FALSE;
      telling = telling || (is_telling (small, n) && n >= 5);
    }
  return telling;
}

static gboolean
is_other_name (const char *others,
               const char *core)
{
  gsize length = strlen (core);

  for (const char *at = others; at != NULL && length > 0; at = strchr (at, '\n'))
    {
      if (*at == '\n')
        at++;
      if (strncmp (at, core, length) == 0 && (at[length] == '\n' || at[length] == '\0'))
        return TRUE;
    }
  return FALSE;
}

/* Both have acronyms, and not one in common. */
static gboolean
have_other_acronyms (const MlgKnown *a,
                     const MlgKnown *b)
{
  gboolean some_a = FALSE, some_b = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (a->acronyms); i++)
    for (guint j = 0; j < G_N_ELEMENTS (b->acronyms); j++)
      {
        some_a = some_a || a->acronyms[i] != 0;
        some_b = some_b || b->acronyms[j] != 0;
        if (a->acronyms[i] != 0 && a->acronyms[i] == b->acronyms[j])
          return FALSE;
      }
  return some_a && some_b;
}

/* The initials of one are the acronym of the other. Four letters may be anybody's: somewhere else
 * has to say that they are together. */
static gboolean
has_initials (const MlgKnown *a,
              const MlgKnown *b,
              gboolean        together)
{
  if (!together && b->n_initials <= 4)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (a->acronyms); i++)
    for (guint j = 0; a->acronyms[i] != 0 && j < G_N_ELEMENTS (b->initials); j++)
      if (a->acronyms[i] == b->initials[j])
        return TRUE;
  return FALSE;
}

/* The name of one is the acronym, or the initials, of the other; two long names of one acronym need
 * a word in common: there is an MJC in every town. */
static gboolean
is_acronym_of (const MlgKnown *a,
               const MlgKnown *b,
               gboolean        together)
{
  if (has_initials (a, b, together))
    return TRUE;
  for (guint i = 0; i < 3; i += 2)
    {
      if (a->acronyms[1] != 0 && a->acronyms[1] == b->acronyms[i])
        return TRUE;
      for (guint j = 0; a->acronyms[i] != 0 && j < 3; j += 2)
        if (a->acronyms[i] == b->acronyms[j] && share_telling_word (a->core, b->core))
          return TRUE;
    }
  return FALSE;
}

static Names
compare_names (const MlgKnown *a,
               const MlgKnown *b,
               Where           where)
{
  gboolean together = where == WHERE_TERRITORY || where == WHERE_COMMUNE || where == WHERE_NEAR;

  if (*a->core == '\0' || *b->core == '\0')
    return NAMES_DIFFER;
  if (strcmp (a->core, b->core) == 0 || is_other_name (a->others, b->core) || is_other_name (b->others, a->core))
    return NAMES_SAME;
  if (a->joined != 0 && a->joined == b->joined)
    return NAMES_SAME;
  if (a->sorted != 0 && a->sorted == b->sorted)
    return NAMES_REORDERED;
  if (!a->is_person && (is_acronym_of (a, b, together) || is_acronym_of (b, a, together)))
    return NAMES_ACRONYM;
  if (have_other_acronyms (a, b))
    return NAMES_DIFFER;
  if (are_nearly_same (a->core, b->core))
    return NAMES_NEARLY;
  return !a->is_person && (is_inside (a->core, b->core) || is_inside (b->core, a->core)) ? NAMES_HOLD : NAMES_DIFFER;
}

/* ---- the judgement */

typedef struct
{
  Names       names;
  Where       where;
  const char *number;       /* why, or NULL */
  const char *contact;
  guint       confidence;
} Judgement;

static char *
describe (const MlgKnown  *a,
          const MlgKnown  *b,
          const Judgement *judgement)
{
  static const char *const names[] = {
    [NAMES_HOLD] = N_("one name inside the other"), [NAMES_ACRONYM] = N_("one name is the acronym of the other"),
    [NAMES_NEARLY] = N_("nearly the same name"), [NAMES_REORDERED] = N_("same words in another order"),
    [NAMES_SAME] = N_("same name"),
  };
  const char *reasons[5] = { 0 };
  guint n = 0;
  g_autofree char *distance = NULL;

  if (judgement->number != NULL)
    reasons[n++] = judgement->number;
  if (judgement->names != NAMES_DIFFER)
    reasons[n++] = _(names[judgement->names]);
  if (judgement->contact != NULL)
    reasons[n++] = judgement->contact;
  if (judgement->where == WHERE_NEAR)
    {
      guint metres = (guint) (mlg_known_km (a, b) * 20 + 0.5) * 50;

      distance = metres == 0 ? g_strdup (_("at the same place")) : g_strdup_printf (_("%u m apart"), metres);
      reasons[n++] = distance;
    }
  else if (judgement->where == WHERE_COMMUNE || judgement->where == WHERE_FAR)
    reasons[n++] = _("same commune");

  return g_strjoinv (", ", (char **) reasons);
}

static void
judge_by_name (Judgement *judgement,
               gboolean   partners)
{
  static const guint8 sure[][6] = {
    /*                    apart far unknown territory commune near */
    [NAMES_DIFFER]    = { 0, 0, 0, 0, 0, 0 },
    [NAMES_HOLD]      = { 0, 0, 0, 0, 0, 62 },
    [NAMES_ACRONYM]   = { 0, 0, 55, 60, 72, 80 },
    [NAMES_NEARLY]    = { 0, 0, 65, 70, 78, 86 },
    [NAMES_REORDERED] = { 0, 0, 68, 74, 82, 90 },
    [NAMES_SAME]      = { 0, 52, 80, 85, 92, 95 },
  };

  /* Who cooperates with somebody is somebody else, whatever they are called. */
  if (!partners)
    judgement->confidence = sure[judgement->names][judgement->where];
}

/* A third record that is reached the same way: a chain, a town hall; it tells nobody. */
static gboolean
is_shared (GHashTable *contacts,
           guint64     contact)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (contacts, &contact)) > 2;
}

static void
judge_by_contact (Judgement      *judgement,
                  const MlgKnown *a,
                  const MlgKnown *b,
                  GHashTable     *contacts)
{
  gboolean named = judgement->names != NAMES_DIFFER;
  gboolean akin = named || share_telling_word (a->core, b->core);
  /* Places of one house have one site: it needs more than a word in common. */
  gboolean close = named || judgement->where == WHERE_NEAR || judgement->where == WHERE_UNKNOWN;
  guint bonus;

  if (judgement->where == WHERE_APART || judgement->where == WHERE_FAR)
    return;
  if (a->email != 0 && a->email == b->email && (named || !is_shared (contacts, a->email)))
    {
      judgement->contact = _("same e-mail address");
      bonus = akin ? 88 : 58;
    }
  else if (akin && close && a->phone != 0 && a->phone == b->phone && (named || !is_shared (contacts, a->phone)))
    {
      judgement->contact = _("same telephone");
      bonus = 82;
    }
  else if (akin && close && a->website != 0 && a->website == b->website && (named || !is_shared (contacts, a->website)))
    {
      judgement->contact = _("same website");
      bonus = 76;
    }
  else
    return;

  judgement->confidence = judgement->confidence > 0 ? MIN (97, MAX (bonus, judgement->confidence) + 3) : bonus;
}

static void
judge_actors (Judgement      *judgement,
              const MlgKnown *a,
              const MlgKnown *b,
              gboolean        partners,
              GHashTable     *contacts)
{
  judgement->where = compare_where (a, b);
  if (a->siret != 0 && a->siret == b->siret)
    {
      judgement->number = _("same SIRET");
      judgement->confidence = 99;
    }
  else if (a->rna != 0 && a->rna == b->rna)
    {
      judgement->number = _("same RNA number");
      judgement->confidence = 98;
    }
  else if ((a->is_siret_sure && b->is_siret_sure) || (a->rna != 0 && b->rna != 0) ||
           (a->siren != 0 && b->siren != 0 && a->siren != b->siren))
    return;

  judgement->names = compare_names (a, b, judgement->where);
  if (judgement->confidence > 0)
    return;

  judge_by_name (judgement, partners);
  judge_by_contact (judgement, a, b, contacts);
  if (a->siren != 0 && a->siren == b->siren && judgement->where != WHERE_APART)
    {
      judgement->number = _("same SIREN");
      judgement->confidence = MAX (judgement->confidence, judgement->names != NAMES_DIFFER ? 93 : 64);
    }
}

/* Jeanne Martin of two structures may be two; « la directrice » of two structures surely is. */
static void
judge_persons (Judgement      *judgement,
               const MlgKnown *a,
               const MlgKnown *b,
               GHashTable     *contacts)
{
  gboolean same_structure = a->structure != 0 && a->structure == b->structure;
  gboolean other_structure = a->structure != 0 && b->structure != 0 && !same_structure;

  judgement->where = WHERE_UNKNOWN;
  judgement->names = compare_names (a, b, judgement->where);
  if (judgement->names == NAMES_DIFFER || strchr (a->core, ' ') == NULL || strchr (b->core, ' ') == NULL)
    {
      judgement->names = NAMES_DIFFER;
      return;
    }

  if (other_structure && !(a->has_full_name && b->has_full_name))
    judgement->confidence = 0;
  else
    judgement->confidence = (judgement->names == NAMES_NEARLY ? 60 : 75) + (same_structure ? 15 : other_structure ? -20 : 0);
  judge_by_contact (judgement, a, b, contacts);
}

guint
mlg_known_judge (const MlgKnown  *a,
                 const MlgKnown  *b,
                 gboolean         partners,
                 GHashTable      *contacts,
                 char           **reason)
{
  Judgement judgement = { 0 };

  if (a->is_person != b->is_person)
    return 0;
  if (a->is_person)
    judge_persons (&judgement, a, b, contacts);
  else
    judge_actors (&judgement, a, b, partners, contacts);

  if (reason != NULL)
    *reason = judgement.confidence > 0 ? describe (a, b, &judgement) : NULL;
  return judgement.confidence;
}
