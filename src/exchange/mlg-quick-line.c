/* A line typed in front of a room, as it is written. */

#include "exchange/mlg-quick-line.h"

#include <math.h>
#include <string.h>

#include "exchange/mlg-quick-town.h"
#include "model/mlg-text.h"

#define MAX_ACRONYM 15

typedef struct
{
  const char *sign;
  gboolean    wished;
} Arrow;

/* The longest of those that begin alike first. */
static const Arrow arrows[] = {
  { "<-->", TRUE }, { "<->", FALSE }, { "-->", TRUE }, { "->", FALSE }, { "=>", FALSE }, { "~>", TRUE },
  { "–>", FALSE }, { "—>", FALSE }, { "→", FALSE }, { "⇒", FALSE }, { "↔", FALSE }, { "➔", FALSE }, { "⇢", TRUE },
};

static const Arrow *
find_arrow_here (const char *at)
{
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    if (g_str_has_prefix (at, arrows[i].sign))
      return &arrows[i];
  return NULL;
}

/* ---- pieces */

static gboolean
is_space (const char *at)
{
  return g_unichar_isspace (g_utf8_get_char (at)) || g_str_has_prefix (at, "\u00a0") || g_str_has_prefix (at, "\u202f");
}

static void
add_piece (GArray        *pieces,
           const char    *text,
           MlgQuickPiece  piece)
{
  while (piece.start < piece.end && is_space (text + piece.start))
    piece.start = g_utf8_next_char (text + piece.start) - text;
  while (piece.end > piece.start && is_space (g_utf8_prev_char (text + piece.end)))
    piece.end = g_utf8_prev_char (text + piece.end) - text;
  g_array_append_val (pieces, piece);
}

/* « + Jeanne Martin », but not « Cap + Emploi »: two words with capitals, unless the line begins so. */
static gboolean
announces_person (const char *text,
                  const char *at)
{
  g_autofree char *name = g_strndup (at + 1, strcspn (at + 1, ",#@+"));
  const char *arrow = NULL;
  g_auto(GStrv) words = NULL;
  guint n_capitals = 0;

  if (*at != '+' || !is_space (at + 1))
    return FALSE;
  for (arrow = text; is_space (arrow); arrow = g_utf8_next_char (arrow));
  if (arrow == at)
    return TRUE;

  for (char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    if (find_arrow_here (c) != NULL)
      {
        *c = '\0';
        break;
      }
  words = g_strsplit (g_strstrip (name), " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    n_capitals += g_unichar_isupper (g_utf8_get_char (words[i]));
  return n_capitals >= 2;
}

/* What is announced at @at, how long the sign is; FALSE: nothing. */
static gboolean
read_sign (const char          *text,
           const char          *at,
           const MlgQuickPiece *current,
           MlgQuickPiece       *next,
           gsize               *length)
{
  const Arrow *arrow = find_arrow_here (at);
  gboolean starts_word = at == text || is_space (g_utf8_prev_char (at));

  *next = (MlgQuickPiece) { .part = MLG_QUICK_NAME };
  *length = 1;
  if (arrow != NULL)
    {
      *length = strlen (arrow->sign);
      next->part = MLG_QUICK_PARTNER;
      next->wished = arrow->wished;
      if (at[*length] == '?')
        {
          next->wished = TRUE;
          ++*length;
        }
      return TRUE;
    }
  if (starts_word && (*at == '#' || *at == '@'))
    {
      next->part = *at == '#' ? MLG_QUICK_TERM : MLG_QUICK_TOWN;
      return TRUE;
    }
  if (starts_word && announces_person (text, at))
    {
      next->part = MLG_QUICK_PERSON;
      return TRUE;
    }
  if (*at == ',' && (current->part == MLG_QUICK_PERSON || current->part == MLG_QUICK_TRADE))
    {
      next->part = MLG_QUICK_TRADE;
      return TRUE;
    }
  if ((*at == ',' && !(at > text && g_ascii_isdigit (at[-1]) && g_ascii_isdigit (at[1]))) ||
      (*at == ';' && current->part == MLG_QUICK_PARTNER))
    {
      next->part = current->part == MLG_QUICK_PARTNER ? MLG_QUICK_PARTNER : MLG_QUICK_COMMA;
      next->follows = current->part == MLG_QUICK_PARTNER;
      next->wished = current->part == MLG_QUICK_PARTNER && current->wished;
      return TRUE;
    }
  return FALSE;
}

GArray *
mlg_quick_line_split (const char *text)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (MlgQuickPiece));
  MlgQuickPiece current = { .part = MLG_QUICK_NAME }, next;
  guint depth = 0;
  gsize length;

  for (const char *at = text; *at != '\0';)
    {
      depth += *at == '(' ? 1 : *at == ')' && depth > 0 ? -1 : 0;
      if ((depth > 0 && *at == ',') || !read_sign (text, at, &current, &next, &length))
        {
          at = g_utf8_next_char (at);
          continue;
        }
      current.end = at - text;
      add_piece (pieces, text, current);
      at += length;
      next.start = at - text;
      current = next;
    }

  current.end = strlen (text);
  add_piece (pieces, text, current);
  return pieces;
}

/* ---- groups */

static const struct { const char *words; guint n; } round_numbers[] = {
  { "une dizaine", 10 }, { "une douzaine", 12 }, { "une quinzaine", 15 }, { "une vingtaine", 20 },
  { "une trentaine", 30 }, { "une quarantaine", 40 }, { "une cinquantaine", 50 }, { "une soixantaine", 60 },
  { "une centaine", 100 }, { "un millier", 1000 },
};

static const struct { const char *folded, *op; } about[] = {
  { "plus de", "plus de" }, { "pres de", "près de" }, { "environ", "environ" }, { "au moins", "au moins" },
  { "moins de", "moins de" }, { "quelque", "environ" }, { "autour de", "environ" }, { "les", "" },
};

/* Whom one counts; « 4 Saisons » is a name. */
static gboolean
is_counted (const char *folded)
{
  static const char *const counted[] = {
    "acteurs", "adherents", "agriculteurs", "agricultrices", "agents", "apiculteurs", "artisans", "artistes", "associations",
    "autres", "benevoles", "citoyens", "clubs", "collectifs", "collectivites", "colleges", "commercants", "communes",
    "cooperatives", "ecoles", "eleves", "eleveurs", "eleveuses", "elus", "elues", "employeurs", "encadrants", "enfants",
    "enseignants", "entreprises", "entrepreneurs", "etablissements", "etudiants", "exploitants", "exploitations", "familles",
    "femmes", "fermes", "foyers", "habitants", "habitantes", "hommes", "intervenants", "jeunes", "lyceens", "mairies",
    "maires", "maraichers", "membres", "menages", "organismes", "paysans", "paysannes", "participants", "partenaires",
    "personnes", "porteurs", "producteurs", "productrices", "restaurateurs", "retraites", "salaries", "stagiaires",
    "structures", "tpe", "pme", "usagers", "villages", "volontaires",
  };

  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    if (strcmp (folded, counted[i]) == 0)
      return TRUE;
  return FALSE;
}

/* « 1 200 entreprises »: spaces inside the number. @rest: what comes behind it. */
static guint
read_number (const char  *folded,
             const char **rest)
{
  guint64 n = 0;
  const char *at = folded;

  while (g_ascii_isdigit (*at) && n < 10000000)
    {
      n = n * 10 + (guint) (*at++ - '0');
      if (*at == ' ' && g_ascii_isdigit (at[1]) && g_ascii_isdigit (at[2]) && g_ascii_isdigit (at[3]) &&
          !g_ascii_isdigit (at[4]))
        at++;
    }
  if (at == folded || *at != ' ' || n >= 10000000)
    return 0;

  *rest = at + 1;
  return (guint) n;
}

guint
mlg_quick_headcount (const char  *name,
                     const char **op)
{
  g_autofree char *folded = mlg_fold (name);
  const char *at = folded, *rest = NULL, *said = NULL;
  g_autofree char *first = NULL;
  guint n;

  for (guint i = 0; i < G_N_ELEMENTS (about); i++)
    if (g_str_has_prefix (at, about[i].folded) && at[strlen (about[i].folded)] == ' ')
      {
        said = about[i].op;
        at += strlen (about[i].folded) + 1;
        break;
      }
  for (guint i = 0; i < G_N_ELEMENTS (round_numbers); i++)
    {
      gsize length = strlen (round_numbers[i].words);

      if (g_str_has_prefix (at, round_numbers[i].words) &&
          (g_str_has_prefix (at + length, " de ") || g_str_has_prefix (at + length, " d ")))
        {
          if (op != NULL)
            *op = said != NULL && *said != '\0' ? said : "environ";
          return round_numbers[i].n;
        }
    }

  n = read_number (at, &rest);
  if (n == 0)
    return 0;
  first = g_strndup (rest, strcspn (rest, " "));
  if ((said == NULL || *said == '\0') && !is_counted (first))
    return 0;
  if (op != NULL)
    *op = said != NULL && *said != '\0' ? said : NULL;
  return n;
}

/* ---- the line */

static gboolean
looks_like_acronym (const char *text)
{
  guint capitals = 0, small = 0;

  if (g_utf8_strlen (text, -1) > MAX_ACRONYM)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      capitals += g_unichar_isupper (c);
      small += g_unichar_islower (c);
    }
  return capitals >= 2 && capitals >= small;
}

static void
take_town (MlgQuickLine *self,
           MlgQuickTown *town)
{
  g_free (self->town_words);
  g_free (self->postal_code);
  self->town = town->place;
  self->n_towns = town->n_places;
  self->town_words = g_steal_pointer (&town->words);
  self->postal_code = g_steal_pointer (&town->postal_code);
}

/* « (PNR MA) », « (Saugues) », « (43170) » at the end of the name; anything else stays. */
static void
read_brackets (MlgQuickLine *self,
               double        lat,
               double        lon)
{
  gsize length = strlen (self->name);
  char *open = length > 2 && self->name[length - 1] == ')' ? strrchr (self->name, '(') : NULL;
  g_autofree char *inside = NULL;
  g_auto(MlgQuickTown) town = { 0 };

  if (open == NULL || open == self->name)
    return;

  inside = g_strstrip (g_strndup (open + 1, self->name + length - 1 - (open + 1)));
  if (looks_like_acronym (inside))
    {
      if (self->acronym != NULL)
        return;
      self->acronym = g_steal_pointer (&inside);
    }
  else if (self->town_words == NULL && mlg_quick_town_read (inside, lat, lon, &town))
    take_town (self, &town);
  else
    return;

  *open = '\0';
  g_strchomp (self->name);
  read_brackets (self, lat, lon);
}

static gboolean
looks_like_street (const char *text)
{
  static const char *const ways[] = {
    "rue", "avenue", "av", "place", "pl", "chemin", "che", "route", "rte", "boulevard", "bd", "impasse", "allee", "allees",
    "quai", "cours", "square", "lieu dit", "lieudit", "hameau", "faubourg", "montee", "zone", "za", "zi", "bp", "ruelle",
    "passage", "esplanade", "promenade", "traverse",
  };
  g_autofree char *folded = mlg_fold (text);
  const char *at = folded + strspn (folded, "0123456789");

  if (at > folded)
    {
      at += *at == ' ';
      if (g_str_has_prefix (at, "bis ") || g_str_has_prefix (at, "ter "))
        at += 4;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_has_prefix (at, ways[i]) && (at[strlen (ways[i])] == ' ' || at[strlen (ways[i])] == '\0'))
      return TRUE;
  return FALSE;
}

static void
append_to_name (MlgQuickLine *self,
                const char   *separator,
                const char   *words)
{
  char *longer = *self->name == '\0' ? g_strdup (words) : g_strconcat (self->name, separator, words, NULL);

  g_free (self->name);
  self->name = longer;
}

/* After a comma: the town is the last that is one; what stands before it may be its street. */
static void
read_commas (MlgQuickLine *self,
             GPtrArray    *commas,
             double        lat,
             double        lon)
{
  guint n = commas->len;

  if (n > 0 && self->town_words == NULL)
    {
      g_auto(MlgQuickTown) town = { 0 };

      if (mlg_quick_town_read (g_ptr_array_index (commas, n - 1), lat, lon, &town))
        {
          take_town (self, &town);
          n--;
        }
    }
  if (n > 0 && looks_like_street (g_ptr_array_index (commas, n - 1)))
    self->street = g_strdup (g_ptr_array_index (commas, --n));

  for (guint i = 0; i < n; i++)
    append_to_name (self, ", ", g_ptr_array_index (commas, i));
}

static void
add_partner (MlgQuickLine *self,
             const char   *words,
             gboolean      wished)
{
  MlgQuickPartner *partner;
  g_autofree char *name = g_strdup (words);
  gsize length = strlen (name);

  if (length > 0 && name[length - 1] == '?')
    {
      wished = TRUE;
      name[--length] = '\0';
      while (length > 0 && is_space (g_utf8_prev_char (name + length)))
        {
          length = g_utf8_prev_char (name + length) - name;
          name[length] = '\0';
        }
    }
  if (length == 0)
    return;

  partner = g_new0 (MlgQuickPartner, 1);
  partner->name = g_steal_pointer (&name);
  partner->wished = wished;
  g_ptr_array_add (self->partners, partner);
}

static void
person_free (gpointer data)
{
  MlgQuickPerson *person = data;

  g_free (person->name);
  g_ptr_array_unref (person->trades);
  g_free (person);
}

static void
add_person (MlgQuickLine *self,
            const char   *name)
{
  MlgQuickPerson *person = g_new0 (MlgQuickPerson, 1);

  person->name = g_strdup (name);
  person->trades = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->persons, person);
}

static void
add_trade (MlgQuickLine *self,
           const char   *trade)
{
  MlgQuickPerson *last = self->persons->len > 0 ? g_ptr_array_index (self->persons, self->persons->len - 1) : NULL;

  if (last != NULL)
    g_ptr_array_add (last->trades, g_strdup (trade));
}

static void
partner_free (gpointer data)
{
  MlgQuickPartner *partner = data;

  g_free (partner->name);
  g_free (partner);
}

MlgQuickLine *
mlg_quick_line_parse (const char *text,
                      double      lat,
                      double      lon)
{
  g_autoptr(MlgQuickLine) self = g_new0 (MlgQuickLine, 1);
  g_autoptr(GArray) pieces = mlg_quick_line_split (text);
  g_autoptr(GPtrArray) commas = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GStrvBuilder) terms = g_strv_builder_new ();

  self->name = g_strdup ("");
  self->partners = g_ptr_array_new_with_free_func (partner_free);
  self->persons = g_ptr_array_new_with_free_func (person_free);
  for (guint i = 0; i < pieces->len; i++)
    {
      const MlgQuickPiece *piece = &g_array_index (pieces, MlgQuickPiece, i);
      g_autofree char *words = g_strndup (text + piece->start, piece->end - piece->start);
      g_auto(MlgQuickTown) town = { 0 };

      if (*words == '\0')
        continue;
      switch (piece->part)
        {
        case MLG_QUICK_NAME:
          append_to_name (self, " ", words);
          break;
        case MLG_QUICK_COMMA:
          g_ptr_array_add (commas, g_steal_pointer (&words));
          break;
        case MLG_QUICK_TOWN:
          if (!mlg_quick_town_read (words, lat, lon, &town))
            town.words = g_steal_pointer (&words);
          take_town (self, &town);
          break;
        case MLG_QUICK_TERM:
          g_strv_builder_add (terms, words);
          break;
        case MLG_QUICK_PARTNER:
          add_partner (self, words, piece->wished);
          break;
        case MLG_QUICK_PERSON:
          add_person (self, words);
          break;
        case MLG_QUICK_TRADE:
          add_trade (self, words);
          break;
        }
    }

  self->terms = g_strv_builder_end (terms);
  read_commas (self, commas, lat, lon);
  read_brackets (self, lat, lon);
  self->headcount = mlg_quick_headcount (self->name, &self->headcount_op);
  return g_steal_pointer (&self);
}

void
mlg_quick_line_free (MlgQuickLine *self)
{
  g_free (self->name);
  g_free (self->acronym);
  g_free (self->street);
  g_free (self->postal_code);
  g_free (self->town_words);
  g_strfreev (self->terms);
  g_clear_pointer (&self->partners, g_ptr_array_unref);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_free (self);
}

/* ---- lists */

/* How much of the line is a bullet or a number before it. */
static gsize
measure_bullet (const char *line)
{
  static const char *const bullets[] = { "-", "*", "•", "–", "—", "·", "▪", "◦", "‣", "●", "○", "☐", "☑", "✓", "✔", "\uf0b7" };
  gsize length = strspn (line, "0123456789");

  /* « 1. », « 2) »; not « 12 entreprises », nor a year. */
  if (length > 0 && length <= 3 && (line[length] == '.' || line[length] == ')') &&
      (line[length + 1] == ' ' || line[length + 1] == '\t' || g_str_has_prefix (line + length + 1, "\u00a0")))
    return length + 1;

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      length = strlen (bullets[i]);
      if (g_str_has_prefix (line, bullets[i]) && (line[length] == '\t' || line[length] == ' ' ||
                                                  g_str_has_prefix (line + length, "\u00a0")))
        return length;
    }
  return 0;
}

char **
mlg_quick_lines_split (const char *text)
{
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new ();
  g_auto(GStrv) split = g_regex_split_simple ("\\r\\n|[\\r\\n\\x0b\\x0c]|\\x{85}|\\x{2028}|\\x{2029}", text, 0, 0);

  for (guint i = 0; split[i] != NULL; i++)
    {
      const char *line = g_strstrip (split[i]);

      line += measure_bullet (line);
      while (*line != '\0' && is_space (line))
        line = g_utf8_next_char (line);
      if (*line != '\0')
        g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}

gboolean
mlg_quick_lines_is_table (const char *text)
{
  g_auto(GStrv) lines = mlg_quick_lines_split (text);
  guint n = g_strv_length (lines), with_cells = 0;

  for (guint i = 0; i < n; i++)
    with_cells += strchr (lines[i], '\t') != NULL;
  return n >= 2 && 2 * with_cells >= n;
}
