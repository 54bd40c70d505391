/* Where words may be cut, from the dictionaries of the hyphen library, where they are installed:
 * without it lines are longer on one side, and nothing is said. */

#include "document/mlg-document-private.h"

#include <string.h>

#include "mlg-config.h"

#define SOFT_HYPHEN   "\xc2\xad"
#define LEAST_LENGTH  12     /* of a word, in letters */
#define LEAST_BEFORE  4
#define LEAST_AFTER   4

#ifdef MLG_HAVE_HYPHEN

#include <hyphen.h>
#include <stdlib.h>

/* Read once; NULL: there is none. Dictionaries are only looked into after that. */
static HyphenDict *
get_dictionary (const char *language)
{
  static GMutex lock;
  static GHashTable *known;
  static const char *const folders[] = { "/usr/share/hyphen", "/usr/local/share/hyphen", "/usr/share/myspell/dicts" };
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);
  gpointer dictionary = NULL;

  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_lookup_extended (known, language, NULL, &dictionary))
    return dictionary;

  for (guint i = 0; i < G_N_ELEMENTS (folders) && dictionary == NULL; i++)
    {
      g_autofree char *name = g_strdup_printf ("hyph_%s.dic", language);
      g_autofree char *path = g_build_filename (folders[i], name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        dictionary = hnj_hyphen_load (path);
    }
  g_hash_table_insert (known, g_strdup (language), dictionary);
  return dictionary;
}

static void
append_word (GString    *text,
             HyphenDict *dictionary,
             const char *word,
             gsize       length)
{
  g_autofree char *lower = NULL, *bytes = NULL, *marks = NULL;
  glong n_letters = length < LEAST_LENGTH ? 0 : g_utf8_strlen (word, length), letter = 0;
  char **rep = NULL;
  int *pos = NULL, *cut = NULL;

  /* Names and words in capitals are left whole. */
  if (n_letters >= LEAST_LENGTH && !g_unichar_isupper (g_utf8_get_char (g_utf8_next_char (word))))
    {
      lower = g_utf8_strdown (word, length);
      bytes = dictionary->utf8 ? g_strdup (lower) : g_convert (lower, -1, dictionary->cset, "UTF-8", NULL, NULL, NULL);
    }
  if (bytes == NULL || g_utf8_strlen (lower, -1) != n_letters)
    {
      g_string_append_len (text, word, length);
      return;
    }

  /* One mark a letter, whatever the letters are written in. */
  marks = g_malloc0 (strlen (bytes) + 6);
  if (hnj_hyphen_hyphenate2 (dictionary, bytes, strlen (bytes), marks, NULL, &rep, &pos, &cut) != 0)
    memset (marks, '0', n_letters);
  for (glong i = 0; rep != NULL && i < (glong) strlen (bytes); i++)
    free (rep[i]);
  free (rep);
  free (pos);
  free (cut);
  for (const char *p = word; p < word + length; p = g_utf8_next_char (p), letter++)
    {
      g_string_append_len (text, p, g_utf8_next_char (p) - p);
      if ((marks[letter] & 1) && letter + 1 >= LEAST_BEFORE && n_letters - letter - 1 >= LEAST_AFTER)
        g_string_append (text, SOFT_HYPHEN);
    }
}

char *
mlg_hyphenate (const char *language,
               const char *text)
{
  HyphenDict *dictionary = get_dictionary (language);
  GString *cut;

  if (dictionary == NULL)
    return NULL;

  cut = g_string_sized_new (strlen (text) * 9 / 8);
  for (const char *p = text; *p != '\0';)
    {
      const char *end = p;

      while (*end != '\0' && g_unichar_isalpha (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end > p)
        append_word (cut, dictionary, p, end - p);
      for (p = end; *p != '\0' && !g_unichar_isalpha (g_utf8_get_char (p)); p = g_utf8_next_char (p))
        g_string_append_len (cut, p, g_utf8_next_char (p) - p);
    }
  return g_string_free (cut, FALSE);
}

#else

char *
mlg_hyphenate (const char *language,
               const char *text)
{
  return NULL;
}

#endif
