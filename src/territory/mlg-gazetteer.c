/* Where is Saugues? A search that answers between two keys.
 *
 * Every word of every name starts an entry of one sorted array: what begins like the text is a
 * range of it, found by two bisections. Codes have such an array too.
 *
 *     aubigny sur nere  ·  nere  ·  saint flour  ·  flour  …
 */

#include "territory/mlg-gazetteer.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "territory/mlg-gazetteer-slip.h"
#include "territory/mlg-gazetteer-table.h"
#include "territory/mlg-pack.h"

#define MAX_WORDS 6
#define KM_PER_DEGREE 111.2
#define NEAR_KM 60
/* How much a place next door is worth among the answers, and how fast that fades. */
#define NEAR_BONUS 12
#define FADING_KM  40

typedef struct
{
  const char *text;      /* from the start of a word to the end of the folded name; or a code */
  guint       place;
} Start;

typedef struct
{
  const MlgPlaceTable *table;
  GString             *folded;   /* names, one after the other, each with its 0 */
  guint32             *names;    /* place → offset in folded */
  GArray              *words;    /* Start, sorted */
  GArray              *codes;    /* Start, sorted: postal and INSEE codes */
  GStringChunk        *chunk;
} Search;

typedef struct
{
  const MlgPlace *place;
  double          score;
} Hit;

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const Start *x = a, *y = b;
  int order = strcmp (x->text, y->text);

  return order != 0 ? order : (int) x->place - (int) y->place;
}

static gboolean
is_little_word (const char *word,
                gsize       length)
{
  static const char *const little[] = { "de", "du", "des", "la", "le", "les", "l", "d", "sur", "sous", "en", "et", "au", "aux" };

  for (guint i = 0; i < G_N_ELEMENTS (little); i++)
    if (strlen (little[i]) == length && memcmp (little[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

static void
add_words (Search *search,
           guint   place)
{
  const char *name = search->folded->str + search->names[place];

  for (const char *word = name; word != NULL;)
    {
      const char *space = strchr (word, ' ');
      Start start = { word, place };

      if (word == name || !is_little_word (word, space != NULL ? (gsize) (space - word) : strlen (word)))
        g_array_append_val (search->words, start);
      word = space != NULL ? space + 1 : NULL;
    }
}

/* Nobody types the code of a région; 75 is Paris. */
static gboolean
has_public_code (const MlgPlace *place)
{
  return place->kind != MLG_PLACE_COUNTRY && place->kind != MLG_PLACE_REGION && place->kind != MLG_PLACE_FORMER_REGION;
}

static void
add_codes (Search         *search,
           const MlgPlace *place,
           guint           index)
{
  Start start = { place->code, index };

  if (has_public_code (place))
    g_array_append_val (search->codes, start);
  if (place->kind == MLG_PLACE_FORMER_COMMUNE)
    return;

  for (const char *postal = place->postal_codes; *postal != '\0';)
    {
      gsize length = strcspn (postal, " ");

      start.text = g_string_chunk_insert_len (search->chunk, postal, length);
      g_array_append_val (search->codes, start);
      postal += length;
      postal += *postal == ' ';
    }
}

static gpointer
make_search (gpointer data)
{
  Search *search = g_new0 (Search, 1);
  guint n;

  search->table = mlg_place_table_get ();
  n = search->table->places->len;
  search->folded = g_string_sized_new (n * 16);
  search->names = g_new (guint32, n);
  search->words = g_array_sized_new (FALSE, FALSE, sizeof (Start), n * 2);
  search->codes = g_array_sized_new (FALSE, FALSE, sizeof (Start), n * 2);
  search->chunk = g_string_chunk_new (1 << 16);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *folded = mlg_fold (g_array_index (search->table->places, MlgPlace, i).name);

      search->names[i] = search->folded->len;
      g_string_append_len (search->folded, folded, strlen (folded) + 1);
    }
  for (guint i = 0; i < n; i++)
    {
      add_words (search, i);
      add_codes (search, &g_array_index (search->table->places, MlgPlace, i), i);
    }
  g_array_sort (search->words, compare_starts);
  g_array_sort (search->codes, compare_starts);
  return search;
}

static const Search *
get_search (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, make_search, NULL);
}

/* The first entry that is not before @prefix. */
static guint
bisect (GArray     *starts,
        const char *prefix,
        gsize       length,
        gboolean    after)
{
  guint low = 0, high = starts->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = strncmp (g_array_index (starts, Start, middle).text, prefix, length);

      if (order < 0 || (after && order == 0))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* ---- a query: words of names, and codes */

typedef struct
{
  char  *folded;
  char  *whole;               /* the words of names, joined */
  char  *words[MAX_WORDS];    /* of the name */
  guint  n_words;
  char  *codes[MAX_WORDS];    /* that begin with a digit: postal, INSEE, département */
  guint  n_codes;
  char **split;
} Query;

static void
clear_query (Query *query)
{
  g_free (query->folded);
  g_free (query->whole);
  g_strfreev (query->split);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, clear_query)

/* "43170", "07", "2a"; not the "11e" of an arrondissement. */
static gboolean
is_code (const char *word)
{
  gsize digits = strspn (word, "0123456789");

  return digits >= 1 && (word[digits] == '\0' || (digits < 4 && (word[digits] == 'a' || word[digits] == 'b')));
}

static void
parse_query (Query      *query,
             const char *text)
{
  g_autoptr(GString) whole = g_string_new (NULL);

  memset (query, 0, sizeof *query);
  query->folded = mlg_fold (text);
  query->split = g_strsplit (query->folded, " ", -1);

  for (guint i = 0; query->split[i] != NULL; i++)
    {
      char **word = &query->split[i];

      if (**word == '\0')
        continue;
      if (query->split[i + 1] != NULL && (strcmp (*word, "st") == 0 || strcmp (*word, "ste") == 0))
        {
          char *full = g_strdup (strcmp (*word, "st") == 0 ? "saint" : "sainte");

          g_free (*word);
          *word = full;
        }
      if (is_code (*word))
        {
          for (char *c = *word; *c != '\0'; c++)
            *c = g_ascii_toupper (*c);
          if (query->n_codes < MAX_WORDS)
            query->codes[query->n_codes++] = *word;
        }
      else if (query->n_words < MAX_WORDS)
        {
          query->words[query->n_words++] = *word;
          g_string_append_printf (whole, "%s%s", whole->len > 0 ? " " : "", *word);
        }
    }
  query->whole = g_string_free (g_steal_pointer (&whole), FALSE);
}

static gboolean
has_code (const MlgPlace *place,
          const char     *code)
{
  gsize length = strlen (code);

  if ((has_public_code (place) && strncmp (place->code, code, length) == 0) || strcmp (place->department, code) == 0)
    return TRUE;

  for (const char *postal = place->postal_codes; *postal != '\0'; postal += strcspn (postal, " "), postal += *postal == ' ')
    if (strncmp (postal, code, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_word (const char *name,
          const char *word)
{
  gsize length = strlen (word);

  for (const char *at = name; at != NULL; at = strchr (at, ' '))
    {
      at += *at == ' ';
      if (strncmp (at, word, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What is called so comes first, then what begins so, then what holds such a word; among equals
 * the larger. */
static double
score_place (const Search   *search,
             const Query    *query,
             const MlgPlace *place,
             guint           index)
{
  static const double by_kind[MLG_N_PLACE_KINDS] = { 4.5, 1, 0, 1.5, 3, 4, 2.5, 5 };
  const char *name = search->folded->str + search->names[index];
  gsize length = strlen (query->whole);
  double score = log10 (1.0 + place->population) + by_kind[place->kind];

  if (query->n_words > 0 && strncmp (name, query->whole, length) == 0)
    score += name[length] == '\0' ? 40 : name[length] == ' ' ? 20 : 15;
  /* 75011 is the arrondissement rather than all Paris. */
  for (guint i = 0; i < query->n_codes; i++)
    if (strcmp (place->code, query->codes[i]) == 0 || strcmp (place->postal_codes, query->codes[i]) == 0)
      score += place->kind == MLG_PLACE_ARRONDISSEMENT ? 30 : 1;
  return score;
}

static void
insert_hit (GArray         *hits,
            guint           limit,
            const MlgPlace *place,
            double          score)
{
  Hit hit = { place, score };
  guint at = hits->len;

  while (at > 0 && g_array_index (hits, Hit, at - 1).score < score)
    at--;
  if (at >= limit)
    return;
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, Hit, i).place == place)
      return;

  g_array_insert_val (hits, at, hit);
  if (hits->len > limit)
    g_array_set_size (hits, limit);
}

/* Every word and every code but the one that chose the range. */
static gboolean
accepts (const Search   *search,
         const Query    *query,
         const MlgPlace *place,
         guint           index,
         const char     *chosen_by)
{
  const char *name = search->folded->str + search->names[index];

  for (guint i = 0; i < query->n_words; i++)
    if (query->words[i] != chosen_by && !has_word (name, query->words[i]))
      return FALSE;
  for (guint i = 0; i < query->n_codes; i++)
    if (query->codes[i] != chosen_by && !has_code (place, query->codes[i]) && !has_word (name, query->codes[i]))
      return FALSE;
  return TRUE;
}

/* The word or code with the shortest range. A short number beside a word may be a département
 * (« aubigny 18 ») or the number of an arrondissement (« paris 11 »): the word chooses. */
static const char *
choose_range (const Search *search,
              const Query  *query,
              GArray      **starts,
              guint        *first,
              guint        *last)
{
  const char *chosen = NULL;

  for (guint i = 0; i < query->n_words + query->n_codes; i++)
    {
      gboolean is_word = i < query->n_words;
      const char *text = is_word ? query->words[i] : query->codes[i - query->n_words];
      GArray *array = is_word ? search->words : search->codes;
      guint from = bisect (array, text, strlen (text), FALSE);
      guint to = bisect (array, text, strlen (text), TRUE);

      if (!is_word && query->n_words > 0 && strlen (text) < 3)
        continue;
      if (chosen == NULL || to - from < *last - *first)
        {
          chosen = text;
          *starts = array;
          *first = from;
          *last = to;
        }
    }
  return chosen;
}

static double
get_distance (const MlgPlace *place,
              double          lat,
              double          lon)
{
  return KM_PER_DEGREE * hypot (place->lat - lat, (place->lon - lon) * cos (lat * G_PI / 180));
}

static double
score_nearness (const MlgPlace *place,
                double          lat,
                double          lon)
{
  if (isnan (lat) || isnan (lon) || isnan (place->lat) || isnan (place->lon))
    return 0;

  return NEAR_BONUS * exp (-get_distance (place, lat, lon) / FADING_KM);
}

static void
add_slips (GArray      *hits,
           const Query *query,
           guint        kinds,
           guint        limit,
           double       lat,
           double       lon)
{
  g_autoptr(GPtrArray) slips = NULL;

  if (query->n_words == 0)
    return;

  slips = mlg_gazetteer_find_slips (query->whole, kinds);
  for (guint i = 0; i < slips->len; i++)
    {
      const MlgPlace *place = g_ptr_array_index (slips, i);
      gboolean fits = TRUE;

      for (guint k = 0; k < query->n_codes; k++)
        fits = fits && has_code (place, query->codes[k]);
      if (fits)
        insert_hit (hits, limit, place, log10 (1.0 + place->population) + score_nearness (place, lat, lon));
    }
}

GPtrArray *
mlg_gazetteer_find (const char *text,
                    guint       kinds,
                    guint       limit)
{
  return mlg_gazetteer_find_near (text, kinds, limit, NAN, NAN);
}

GPtrArray *
mlg_gazetteer_find_near (const char *text,
                         guint       kinds,
                         guint       limit,
                         double      lat,
                         double      lon)
{
  const Search *search = get_search ();
  GPtrArray *found = g_ptr_array_new ();
  g_autoptr(GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_auto(Query) query;
  GArray *starts = NULL;
  const char *chosen;
  guint first = 0, last = 0;

  parse_query (&query, text);
  chosen = choose_range (search, &query, &starts, &first, &last);
  for (guint i = first; chosen != NULL && i < last; i++)
    {
      guint index = g_array_index (starts, Start, i).place;
      const MlgPlace *place = &g_array_index (search->table->places, MlgPlace, index);

      if ((kinds & 1u << place->kind) && accepts (search, &query, place, index, chosen))
        insert_hit (hits, limit, place, score_place (search, &query, place, index) + score_nearness (place, lat, lon));
    }
  if (hits->len == 0)
    add_slips (hits, &query, kinds, limit, lat, lon);

  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (found, (gpointer) g_array_index (hits, Hit, i).place);
  return found;
}

/* ---- one place */

const MlgPlace *
mlg_gazetteer_lookup (MlgPlaceKind  kind,
                      const char   *code)
{
  const MlgPlaceTable *table = mlg_place_table_get ();
  gpointer index;

  g_return_val_if_fail (kind < MLG_N_PLACE_KINDS, NULL);

  if (code == NULL || !g_hash_table_lookup_extended (table->by_code[kind], code, NULL, &index))
    return NULL;

  return &g_array_index (table->places, MlgPlace, GPOINTER_TO_UINT (index));
}

const MlgPlace *
mlg_gazetteer_lookup_commune (const char *insee_code)
{
  const MlgPlace *place = mlg_gazetteer_lookup (MLG_PLACE_COMMUNE, insee_code);

  if (place == NULL)
    place = mlg_gazetteer_lookup (MLG_PLACE_ARRONDISSEMENT, insee_code);
  if (place == NULL)
    {
      const MlgPlace *former = mlg_gazetteer_lookup (MLG_PLACE_FORMER_COMMUNE, insee_code);

      place = former != NULL ? mlg_gazetteer_lookup (MLG_PLACE_COMMUNE, former->commune) : NULL;
    }
  return place;
}

static gboolean
fits_hint (const MlgPlace *place,
           const char     *folded_hint)
{
  const MlgPlace *department;
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;

  if (*folded_hint == '\0')
    return TRUE;

  code = g_ascii_strup (folded_hint, -1);
  if (has_code (place, code))
    return TRUE;
  department = mlg_gazetteer_lookup (MLG_PLACE_DEPARTMENT, place->department);
  name = department != NULL ? mlg_fold (department->name) : NULL;
  return g_strcmp0 (name, folded_hint) == 0;
}

/* « Saint » and « Sainte » for their abbreviations. */
static char *
fold_name (const char *name)
{
  g_autofree char *folded = mlg_fold (name);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], "st") == 0 || strcmp (words[i], "ste") == 0)
      {
        char *full = g_strdup (words[i][2] == '\0' ? "saint" : "sainte");

        g_free (words[i]);
        words[i] = full;
      }
  return g_strjoinv (" ", words);
}

GPtrArray *
mlg_gazetteer_match_all (const char *name,
                         const char *hint,
                         guint       kinds)
{
  const Search *search = get_search ();
  g_autofree char *folded = fold_name (name);
  g_autofree char *folded_hint = mlg_fold (hint != NULL ? hint : "");
  gsize length = strlen (folded);
  GPtrArray *matches = g_ptr_array_new ();

  for (guint i = bisect (search->words, folded, length, FALSE); length > 0 && i < search->words->len; i++)
    {
      const Start *start = &g_array_index (search->words, Start, i);
      const MlgPlace *place = &g_array_index (search->table->places, MlgPlace, start->place);

      if (strcmp (start->text, folded) != 0)
        break;
      /* Only whole names, not the end of a longer one. */
      if (start->text != search->folded->str + search->names[start->place] ||
          !(kinds & 1u << place->kind) || !fits_hint (place, folded_hint))
        continue;
      g_ptr_array_add (matches, (gpointer) place);
    }

  return matches;
}

const MlgPlace *
mlg_gazetteer_match (const char *name,
                     const char *hint,
                     guint       kinds,
                     guint      *n_found)
{
  g_autoptr(GPtrArray) matches = mlg_gazetteer_match_all (name, hint, kinds);

  if (n_found != NULL)
    *n_found = matches->len;
  return matches->len == 1 ? g_ptr_array_index (matches, 0) : NULL;
}

const MlgPlace *
mlg_gazetteer_pick_near (GPtrArray *places,
                         double     lat,
                         double     lon)
{
  const MlgPlace *nearest = NULL;
  double best = HUGE_VAL, second = HUGE_VAL;

  if (places->len == 1)
    return g_ptr_array_index (places, 0);

  for (guint i = 0; i < places->len && !isnan (lat) && !isnan (lon); i++)
    {
      const MlgPlace *place = g_ptr_array_index (places, i);
      double distance = isnan (place->lat) ? HUGE_VAL : get_distance (place, lat, lon);

      if (distance < best)
        {
          second = best;
          best = distance;
          nearest = place;
        }
      else
        second = MIN (second, distance);
    }
  return best <= NEAR_KM && second > 2 * best ? nearest : NULL;
}

const MlgPlace *
mlg_gazetteer_nearest (double lat,
                       double lon)
{
  const MlgPlaceTable *table = mlg_place_table_get ();
  const MlgPlace *nearest = NULL;
  double shrink = cos (lat * G_PI / 180);
  double best = (NEAR_KM / KM_PER_DEGREE) * (NEAR_KM / KM_PER_DEGREE);

  for (guint i = 0; i < table->towns->len; i++)
    {
      const MlgPlace *place = g_ptr_array_index (table->towns, i);
      double dy = place->lat - lat, dx = (place->lon - lon) * shrink;
      double square = dx * dx + dy * dy;

      if (square < best && place->precision == MLG_PRECISION_COMMUNE)
        {
          best = square;
          nearest = place;
        }
    }
  return nearest;
}

const MlgPlace *const *
mlg_gazetteer_get_towns (guint *n)
{
  const MlgPlaceTable *table = mlg_place_table_get ();

  *n = table->towns->len;
  return (const MlgPlace *const *) table->towns->pdata;
}

/* ---- words */

static const char *const kind_ids[MLG_N_PLACE_KINDS] = {
  "commune", "arrondissement", "former_commune", "epci", "department", "region", "former_region", "national",
};

const char *
mlg_place_kind_get_id (MlgPlaceKind kind)
{
  g_return_val_if_fail (kind < MLG_N_PLACE_KINDS, NULL);

  return kind_ids[kind];
}

gboolean
mlg_place_kind_from_id (const char   *id,
                        MlgPlaceKind *kind)
{
  static const struct { const char *id; MlgPlaceKind kind; } others[] = {
    { "agglomeration", MLG_PLACE_EPCI }, { "cc", MLG_PLACE_EPCI }, { "departement", MLG_PLACE_DEPARTMENT },
  };

  for (guint i = 0; i < MLG_N_PLACE_KINDS; i++)
    if (g_strcmp0 (id, kind_ids[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (g_strcmp0 (id, others[i].id) == 0)
      {
        *kind = others[i].kind;
        return TRUE;
      }
  return FALSE;
}

const char *
mlg_precision_get_id (MlgPrecision precision)
{
  static const char *const ids[] = { "commune", "approximate", "area" };

  return ids[precision];
}

char *
mlg_place_dup_label (const MlgPlace *place)
{
  const MlgPlace *department = mlg_gazetteer_lookup (MLG_PLACE_DEPARTMENT, place->department);
  const MlgPlace *commune = mlg_gazetteer_lookup (MLG_PLACE_COMMUNE, place->commune);

  switch (place->kind)
    {
    case MLG_PLACE_COMMUNE:
      return department != NULL ? g_strdup_printf ("%s (%s, %s)", place->name, department->code, department->name)
                                : g_strdup (place->name);
    case MLG_PLACE_FORMER_COMMUNE:
      /* Translators: a former commune, the commune it belongs to today, the code of its département. */
      return g_strdup_printf (_("%s (in %s, %s)"), place->name, commune != NULL ? commune->name : "", place->department);
    case MLG_PLACE_DEPARTMENT:
      return g_strdup_printf (_("%s (département)"), place->name);
    case MLG_PLACE_REGION:
      return g_strdup_printf (_("%s (région)"), place->name);
    case MLG_PLACE_FORMER_REGION:
      return g_strdup_printf (_("%s (région before 2016)"), place->name);
    default:
      return g_strdup (place->name);
    }
}

const char *
mlg_gazetteer_get_attribution (void)
{
  MlgPack *pack = mlg_pack_get_installed ();

  if (pack != NULL && mlg_pack_get_text (pack, "attribution") != NULL)
    return mlg_pack_get_text (pack, "attribution");

  return _("Communes: Insee, DGCL, La Poste (Licence Ouverte) – positions: GeoNames (CC BY 4.0)");
}
