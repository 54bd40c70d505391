/* French typography while typing. */

#include "document/mlg-typing.h"

#include <string.h>

#define GUILLEMET_OPEN  0x00abu
#define GUILLEMET_CLOSE 0x00bbu
#define N_LAST          3

typedef struct
{
  const char *before;
  gunichar    last[N_LAST + 1];   /* what was typed, then what stands before it, backwards; 0: the line begins */
} Line;

static gboolean
correct (MlgTyping  *correction,
         guint       n_characters,
         const char *put)
{
  correction->n_characters = n_characters;
  g_strlcpy (correction->put, put, sizeof correction->put);
  return TRUE;
}

static gboolean
is_space (gunichar c)
{
  return c == ' ' || c == 0xa0;
}

static gboolean
is_any_space (gunichar c)
{
  return is_space (c) || c == MLG_NARROW_SPACE || g_unichar_isspace (c);
}

/* « https:// », « www.exemple.fr/? », « jeanne@exemple.fr »: no word of French. */
static gboolean
is_in_address (const char *before)
{
  const char *word = strrchr (before, ' ');

  word = word != NULL ? word + 1 : before;
  return strstr (word, "://") != NULL || strchr (word, '@') != NULL || g_str_has_prefix (word, "www.") ||
         g_str_equal (word, "http:") || g_str_equal (word, "https:") || g_str_equal (word, "mailto:");
}

static gboolean
correct_quote (const Line *line,
               MlgTyping  *correction)
{
  gunichar c = line->last[1];

  if (c == 0 || is_any_space (c) || c == '(' || c == '[' || c == 0x2019 || c == 0x2013 || c == 0x2014)
    return correct (correction, 1, "«" MLG_NARROW_SPACE_UTF8);
  return correct (correction, 1, MLG_NARROW_SPACE_UTF8 "»");
}

/* ; : ! ? » */
static gboolean
correct_high_mark (const Line *line,
                   MlgTyping  *correction)
{
  char mark[8] = { 0 };
  g_autofree char *put = NULL;
  gunichar typed = line->last[0], c = line->last[1];

  g_unichar_to_utf8 (typed, mark);
  put = g_strconcat (MLG_NARROW_SPACE_UTF8, mark, NULL);

  if (c == 0 || c == MLG_NARROW_SPACE || c == '(' || c == '[' || is_in_address (line->before))
    return FALSE;
  if ((typed == '!' || typed == '?') && (c == '!' || c == '?'))
    return FALSE;
  if (is_space (c))
    return line->last[2] != 0 && !is_any_space (line->last[2]) && correct (correction, 2, put);
  if (typed == ':' && g_unichar_isdigit (c))
    return FALSE;
  if (typed == ';' && strrchr (line->before, '&') != NULL && strpbrk (strrchr (line->before, '&'), " ") == NULL)
    return FALSE;
  return correct (correction, 1, put);
}

gboolean
mlg_typing_correct (const char *before,
                    MlgTyping  *correction)
{
  Line line = { .before = before };
  const char *p = before + strlen (before);

  g_return_val_if_fail (correction != NULL, FALSE);

  for (guint i = 0; i <= N_LAST && p > before; i++)
    {
      p = g_utf8_prev_char (p);
      line.last[i] = g_utf8_get_char (p);
    }

  switch (line.last[0])
    {
    case '"':
      return correct_quote (&line, correction);
    case '\'':
      return correct (correction, 1, "’");
    case ';': case ':': case '!': case '?': case GUILLEMET_CLOSE:
      return correct_high_mark (&line, correction);
    case GUILLEMET_OPEN:
      return correct (correction, 1, "«" MLG_NARROW_SPACE_UTF8);
    case ' ':
      /* The space after « is there already. */
      return line.last[1] == MLG_NARROW_SPACE && line.last[2] == GUILLEMET_OPEN && correct (correction, 1, "");
    case '.':
      return line.last[1] == '.' && line.last[2] == '.' && line.last[3] != '.' && correct (correction, 3, "…");
    default:
      return FALSE;
    }
}
