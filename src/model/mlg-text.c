/* Text as French readers and writers need it: folding, sorting, comparing, typography. */

#include "model/mlg-text.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define NARROW_NO_BREAK_SPACE 0x202f
#define NO_BREAK_SPACE        0x00a0

/* What one character becomes: its letters, a space, or nothing. */
typedef enum
{
  FOLDED_LETTERS,
  FOLDED_SPACE,
  FOLDED_APOSTROPHE,
  FOLDED_DOT,
  FOLDED_NOTHING,
} Folded;

#define LATIN_FIRST 0xc0
#define LATIN_LAST  0x17f
#define LETTERS_MAX 24

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == '`' || c == 0xb4 || c == 0x2032;
}

/* Letters that Unicode does not decompose. */
static const char *
fold_ligature (gunichar c)
{
  switch (c)
    {
    case 0x152: case 0x153: return "oe";
    case 0xc6: case 0xe6:   return "ae";
    case 0xdf: case 0x1e9e: return "ss";
    case 0xd8: case 0xf8:   return "o";
    case 0x110: case 0x111: return "d";
    case 0x141: case 0x142: return "l";
    default:                return NULL;
    }
}

/* Letters, digits, and the few signs that names are made of. */
static gboolean
is_kept (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) || c == '+' || c == '<' || c == '>' || c == '=' || c == '$';

  switch (g_unichar_type (c))
    {
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
      return TRUE;
    default:
      return !g_unichar_isspace (c) && !g_unichar_ispunct (c) && !g_unichar_iscntrl (c);
    }
}

static gboolean
is_nothing (gunichar c)
{
  return is_apostrophe (c) || g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* The slow way, for one character: @letters receives what is left of it. */
static Folded
fold_character (gunichar c,
                char    *letters)
{
  gunichar decomposed[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gboolean space = FALSE;
  gsize n;
  char *to = letters;

  *to = '\0';
  if (is_apostrophe (c))
    return FOLDED_APOSTROPHE;

  n = g_unichar_fully_decompose (c, TRUE, decomposed, G_N_ELEMENTS (decomposed));
  for (gsize i = 0; i < n && to - letters < LETTERS_MAX - 7; i++)
    {
      const char *ligature = fold_ligature (decomposed[i]);

      if (ligature != NULL)
        to = g_stpcpy (to, ligature);
      else if (is_nothing (decomposed[i]))
        continue;
      else if (is_kept (decomposed[i]))
        to += g_unichar_to_utf8 (g_unichar_tolower (decomposed[i]), to);
      else
        space = TRUE;
    }

  *to = '\0';
  if (to > letters)
    return FOLDED_LETTERS;
  return space ? FOLDED_SPACE : FOLDED_NOTHING;
}

/* Nearly all that French names hold, computed once. */
typedef struct
{
  char ascii[128];                                      /* the letter it becomes; NUL: another thing */
  char latin[LATIN_LAST - LATIN_FIRST + 1][4];          /* À to ſ */
} FoldTable;

static const FoldTable *
get_fold_table (void)
{
  static FoldTable table;
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint c = 1; c < 128; c++)
        table.ascii[c] = is_kept (c) ? g_ascii_tolower ((char) c) : '\0';
      for (gunichar c = LATIN_FIRST; c <= LATIN_LAST; c++)
        {
          char letters[LETTERS_MAX];

          fold_character (c, letters);
          g_strlcpy (table.latin[c - LATIN_FIRST], letters, 4);
        }
      g_once_init_leave (&ready, 1);
    }
  return &table;
}

/* What is not a letter. */
static Folded
fold_ascii_sign (char c)
{
  if (c == '\'' || c == '`')
    return FOLDED_APOSTROPHE;
  return c == '.' ? FOLDED_DOT : FOLDED_SPACE;
}

/* One character of @text; returns where the next one starts. */
static const char *
fold_next (const FoldTable *table,
           const char      *text,
           char            *letters,
           Folded          *folded)
{
  gunichar c;

  if ((guchar) *text < 0x80)
    {
      *folded = fold_ascii_sign (*text);
      return text + 1;
    }

  c = g_utf8_get_char_validated (text, -1);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      *folded = FOLDED_SPACE;
      return text + 1;
    }

  if (c >= LATIN_FIRST && c <= LATIN_LAST && c != 0xd7 && c != 0xf7)
    {
      strcpy (letters, table->latin[c - LATIN_FIRST]);
      *folded = FOLDED_LETTERS;
    }
  else
    *folded = fold_character (c, letters);
  return g_utf8_next_char (text);
}

/* @joined: apostrophes and dots leave nothing instead of a space; *differs when one did. */
static char *
fold (const char *text,
      gboolean    joined,
      gboolean   *differs)
{
  const FoldTable *table = get_fold_table ();
  GString *to;
  gboolean space = FALSE;

  if (text == NULL)
    return g_strdup ("");

  to = g_string_sized_new (strlen (text) + 8);
  while (*text != '\0')
    {
      char ascii = (guchar) *text < 0x80 ? table->ascii[(guchar) *text] : '\0';
      char letters[LETTERS_MAX];
      Folded folded = FOLDED_LETTERS;

      if (ascii != '\0')
        text++;
      else
        text = fold_next (table, text, letters, &folded);

      if (folded == FOLDED_LETTERS)
        {
          if (space && to->len > 0)
            g_string_append_c (to, ' ');
          space = FALSE;
          if (ascii != '\0')
            g_string_append_c (to, ascii);
          else
            g_string_append (to, letters);
        }
      else if (joined && (folded == FOLDED_APOSTROPHE || folded == FOLDED_DOT))
        {
          if (to->len > 0 && !space)
            *differs = TRUE;
        }
      else if (folded != FOLDED_NOTHING)
        space = TRUE;
    }
  return g_string_free (to, FALSE);
}

char *
mlg_fold (const char *text)
{
  return fold (text, FALSE, NULL);
}

char *
mlg_fold_joined (const char *text)
{
  gboolean differs = FALSE;
  g_autofree char *joined = fold (text, TRUE, &differs);
  g_autofree char *plain = NULL;

  if (!differs)
    return NULL;

  plain = mlg_fold (text);
  return strcmp (plain, joined) != 0 ? g_steal_pointer (&joined) : NULL;
}

static gboolean
is_one_of (const char        *word,
           gsize              length,
           const char *const *words)
{
  for (; *words != NULL; words++)
    if (strlen (*words) == length && memcmp (*words, word, length) == 0)
      return TRUE;
  return FALSE;
}

static const char *
skip_article (const char *folded)
{
  static const char *const articles[] = { "le", "la", "les", "l", "un", "une", "des", NULL };
  const char *space = strchr (folded, ' ');

  return space != NULL && is_one_of (folded, space - folded, articles) ? space + 1 : folded;
}

char *
mlg_sort_key (const char *text)
{
  g_autofree char *folded = mlg_fold (text);
  g_autofree char *accented = g_utf8_strdown (text != NULL ? text : "", -1);
  GString *key = g_string_sized_new (2 * strlen (folded) + 8);

  for (const char *from = skip_article (folded); *from != '\0';)
    {
      gsize digits;

      if (!g_ascii_isdigit (*from))
        {
          g_string_append_c (key, *from++);
          continue;
        }

      /* Numbers by value: the count of their digits goes before them. */
      while (*from == '0' && g_ascii_isdigit (from[1]))
        from++;
      digits = strspn (from, "0123456789");
      g_string_append_c (key, (char) ('0' + MIN (digits, 9)));
      g_string_append_len (key, from, digits);
      from += digits;
    }

  g_string_append_c (key, '\x01');
  g_string_append (key, accented);
  return g_string_free (key, FALSE);
}

static gboolean
some_word_starts_with (const char *text,
                       const char *word,
                       gsize       length)
{
  for (const char *at = text; at != NULL; at = strchr (at, ' '))
    {
      if (at != text)
        at++;
      if (strncmp (at, word, length) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
mlg_fold_matches (const char *folded_text,
                  const char *folded_needle)
{
  const char *word = folded_needle;

  while (*word != '\0')
    {
      gsize length = strcspn (word, " ");

      if (length > 0 && !some_word_starts_with (folded_text, word, length))
        return FALSE;
      word += length;
      while (*word == ' ')
        word++;
    }
  return TRUE;
}

/* Rows of the table of Levenshtein, the one before kept; stops when a whole row is over @max. */
static guint
edit_distance_rows (const gunichar *a,
                    glong           n_a,
                    const gunichar *b,
                    glong           n_b,
                    guint           max)
{
  g_autofree guint *row = g_new (guint, n_b + 1);

  for (glong j = 0; j <= n_b; j++)
    row[j] = (guint) j;

  for (glong i = 1; i <= n_a; i++)
    {
      guint diagonal = row[0];
      guint least = row[0] = (guint) i;

      for (glong j = 1; j <= n_b; j++)
        {
          guint change = diagonal + (a[i - 1] != b[j - 1]);

          diagonal = row[j];
          row[j] = MIN (change, MIN (row[j], row[j - 1]) + 1);
          least = MIN (least, row[j]);
        }
      if (least > max)
        return max + 1;
    }
  return MIN (row[n_b], max + 1);
}

guint
mlg_edit_distance (const char *a,
                   const char *b,
                   guint       max)
{
  g_autofree gunichar *wide_a = NULL;
  g_autofree gunichar *wide_b = NULL;
  glong n_a, n_b;

  if (strcmp (a, b) == 0)
    return 0;

  wide_a = g_utf8_to_ucs4_fast (a, -1, &n_a);
  wide_b = g_utf8_to_ucs4_fast (b, -1, &n_b);
  if (ABS (n_a - n_b) > (glong) max)
    return max + 1;
  return edit_distance_rows (wide_a, n_a, wide_b, n_b, max);
}

char *
mlg_name_core (const char *name)
{
  static const char *const dropped[] = {
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux", "et",
    "association", "assoc", "asso", "loi", "1901", "societe", "ste", "cooperative", "coop",
    "scop", "scic", "sarl", "sas", "sasu", "sa", "eurl", "snc", "gie", "gaec", "earl", "scea", "cae", "ei",
    NULL
  };
  g_autofree char *folded = mlg_fold (name);
  GString *core = g_string_new (NULL);

  for (const char *word = folded; *word != '\0';)
    {
      gsize length = strcspn (word, " ");

      if (!is_one_of (word, length, dropped))
        {
          if (core->len > 0)
            g_string_append_c (core, ' ');
          g_string_append_len (core, word, length);
        }
      word += length;
      while (*word == ' ')
        word++;
    }

  if (core->len == 0)
    g_string_append (core, folded);
  return g_string_free (core, FALSE);
}

static gboolean
is_any_space (gunichar c)
{
  return c == ' ' || c == NO_BREAK_SPACE || c == NARROW_NO_BREAK_SPACE || c == 0x2009;
}

static gunichar
last_character (const GString *text)
{
  return text->len > 0 ? g_utf8_get_char (g_utf8_prev_char (text->str + text->len)) : 0;
}

static void
drop_trailing_spaces (GString *text)
{
  while (text->len > 0 && is_any_space (last_character (text)))
    g_string_truncate (text, g_utf8_prev_char (text->str + text->len) - text->str);
}

/* Does the sign @c, followed by @next, take a narrow space here? Not in "10:30", "https://" or "?a=b". */
static gboolean
takes_space_before (const GString *text,
                    gunichar       c,
                    gunichar       next)
{
  gunichar last;

  if (c == 0xbb)
    return text->len > 0;
  if (c != ';' && c != ':' && c != '!' && c != '?')
    return FALSE;
  last = last_character (text);
  if (is_any_space (last))
    return next == 0 || g_unichar_isspace (next) || g_unichar_ispunct (next) || is_any_space (next);
  return (g_unichar_isalnum (last) || last == 0xbb || last == ')' || last == 0x2026)
      && (next == 0 || g_unichar_isspace (next) || is_any_space (next) || next == 0xbb || next == ')');
}

char *
mlg_typeset (const char *text)
{
  GString *to = g_string_sized_new (text != NULL ? strlen (text) + 16 : 1);
  gboolean opened = FALSE;     /* just after « and its narrow space */

  for (const char *from = text != NULL ? text : ""; *from != '\0'; from = g_utf8_next_char (from))
    {
      gunichar c = g_utf8_get_char (from);
      gunichar next = g_utf8_get_char (g_utf8_next_char (from));

      if (takes_space_before (to, c, next))
        {
          gunichar last;

          drop_trailing_spaces (to);
          last = last_character (to);
          if (to->len > 0 && last != '\n' && last != 0xab)
            g_string_append_unichar (to, NARROW_NO_BREAK_SPACE);
        }

      if (opened && is_any_space (c))
        continue;

      if (c < 0x80 && c != '\'')
        g_string_append_c (to, c);
      else
        g_string_append_unichar (to, c == '\'' ? 0x2019 : c);
      opened = c == 0xab && next != 0 && next != '\n';
      if (opened)
        g_string_append_unichar (to, NARROW_NO_BREAK_SPACE);
    }
  return g_string_free (to, FALSE);
}

char *
mlg_format_count (guint64 n)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, n);
  const char *separator = C_("thousands separator", ",");
  gsize length = strlen (digits);
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}
