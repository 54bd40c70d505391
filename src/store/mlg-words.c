/* The words of a text, folded, with the place each comes from. */

#include "store/mlg-words.h"

#include <string.h>

#include "model/mlg-text.h"

const char *const mlg_words_civilities[] = { "m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", NULL };

void
mlg_words_clear (MlgWords *self)
{
  g_string_free (self->words, TRUE);
  g_array_unref (self->origins);
}

static void
put_byte (MlgWords *self,
          char      byte,
          guint32   origin)
{
  g_string_append_c (self->words, byte);
  g_array_append_val (self->origins, origin);
}

static void
put_space (MlgWords *self,
           guint32   origin)
{
  if (self->words->str[self->words->len - 1] != ' ')
    put_byte (self, ' ', origin);
}

static void
put_character (MlgWords *self,
               gunichar  c,
               guint32   origin)
{
  char text[7] = "";
  g_autofree char *folded = NULL;
  gboolean some = FALSE;

  if (c < 0x80)
    {
      if (g_ascii_isalnum ((char) c))
        put_byte (self, g_ascii_tolower ((char) c), origin);
      else
        put_space (self, origin);
      return;
    }

  g_unichar_to_utf8 (c, text);
  folded = mlg_fold (text);
  for (const char *at = folded; *at != '\0'; at++)
    if (g_ascii_isalnum (*at) || (guchar) *at >= 0x80)
      {
        put_byte (self, *at, origin);
        some = TRUE;
      }
  /* An accent that stands apart from its letter is part of the word. */
  if (!some && !g_unichar_ismark (c))
    put_space (self, origin);
}

/* Frozen versions are JSON: there « \n » is two signs, and no letter. */
MlgWords
mlg_words_split (const char *text)
{
  MlgWords self = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (guint32)) };
  guint32 origin = 0;

  put_byte (&self, ' ', 0);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), origin++)
    {
      if (*at == '\\' && at[1] != '\0' && strchr ("nrtbf", at[1]) != NULL)
        {
          put_space (&self, origin);
          at++;
          origin++;
          continue;
        }
      put_character (&self, g_utf8_get_char (at), origin);
    }
  put_space (&self, origin);
  return self;
}

char *
mlg_words_dup (const char *text)
{
  MlgWords words = mlg_words_split (text);

  g_array_unref (words.origins);
  return g_string_free (words.words, FALSE);
}

guint
mlg_words_count_letters (const char *words)
{
  guint n = 0;

  for (const char *at = words; *at != '\0'; at = g_utf8_next_char (at))
    n += *at != ' ';
  return n;
}

gboolean
mlg_words_is_rare (const char *words)
{
  return (mlg_words_count_letters (words) >= MLG_WORDS_FULL && strpbrk (words, "0123456789") != NULL) || mlg_words_count_letters (words) >= MLG_WORDS_RARE;
}
