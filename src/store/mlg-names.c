/* The folded names of the rows of one entity, by word, in memory. */

#include "store/mlg-names.h"

#include <string.h>

/* No row has this number: the names were replaced since, or are gone. */
#define GONE G_MAXUINT32

/* More new words than this are put in order all together. */
#define MAX_INSERTED 64

/* Names are numbered as they come. Those of a row that changes come again: the words of the
 * old ones need not be known to forget them. */
typedef struct
{
  const char *text;          /* in ->texts */
  guint64     mask;          /* of its letters */
  guint       length;        /* bytes */
  guint32    *entries;       /* numbers of the names that have it, ascending */
  guint       n_entries;
} Word;

struct _MlgNames
{
  GStringChunk *texts;
  GHashTable   *words;       /* text → Word */
  GPtrArray    *sorted;      /* Word; in the order of their texts up to ->n_sorted */
  guint         n_sorted;
  GArray       *rows;        /* guint32, of each entry: its row or GONE */
  GArray       *by_row;      /* guint32: 1 + its entry, 0: none */
};

static guint64 make_mask (const char *text);

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->entries);
  g_free (word);
}

MlgNames *
mlg_names_new (void)
{
  MlgNames *self = g_new0 (MlgNames, 1);

  self->texts = g_string_chunk_new (16384);
  self->words = g_hash_table_new (g_str_hash, g_str_equal);
  self->sorted = g_ptr_array_new_with_free_func (word_free);
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->by_row = g_array_new (FALSE, TRUE, sizeof (guint32));
  return self;
}

void
mlg_names_free (MlgNames *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->words);
  g_ptr_array_unref (self->sorted);
  g_string_chunk_free (self->texts);
  g_array_unref (self->rows);
  g_array_unref (self->by_row);
  g_free (self);
}

/* ---- names in */

static Word *
get_word (MlgNames   *self,
          const char *text)
{
  Word *word = g_hash_table_lookup (self->words, text);

  if (word == NULL)
    {
      word = g_new0 (Word, 1);
      word->text = g_string_chunk_insert (self->texts, text);
      word->mask = make_mask (text);
      word->length = (guint) strlen (text);
      g_hash_table_insert (self->words, (gpointer) word->text, word);
      g_ptr_array_add (self->sorted, word);
    }

  return word;
}

static void
add_entry (Word    *word,
           guint32  entry)
{
  guint n = word->n_entries;

  if (n > 0 && word->entries[n - 1] == entry)
    return;

  /* Room doubles whenever it is full, at each power of two. */
  if ((n & (n - 1)) == 0)
    word->entries = g_renew (guint32, word->entries, n == 0 ? 1 : 2 * n);
  word->entries[word->n_entries++] = entry;
}

void
mlg_names_put (MlgNames   *self,
               guint32     row,
               const char *names)
{
  g_autofree char *words = g_strdup (names);
  guint32 *known;

  if (row >= self->by_row->len)
    g_array_set_size (self->by_row, MAX (row + 1, self->by_row->len * 2));

  known = &g_array_index (self->by_row, guint32, row);
  if (*known != 0)
    g_array_index (self->rows, guint32, *known - 1) = GONE;
  *known = 0;
  if (names == NULL)
    return;

  for (char *word = words, *next; word != NULL; word = next)
    {
      next = strchr (word, ' ');
      if (next != NULL)
        *next++ = '\0';
      if (*word != '\0')
        add_entry (get_word (self, word), self->rows->len);
    }
  g_array_append_val (self->rows, row);
  *known = self->rows->len;
}

/* ---- words in order */

static int
compare_words (gconstpointer a,
               gconstpointer b)
{
  return strcmp ((*(Word *const *) a)->text, (*(Word *const *) b)->text);
}

/* Where the first of the ordered words not before @text is. */
static guint
find_place (MlgNames   *self,
            const char *text)
{
  guint low = 0, high = self->n_sorted;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (strcmp (((Word *) self->sorted->pdata[middle])->text, text) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
put_in_order (MlgNames *self)
{
  if (self->sorted->len - self->n_sorted > MAX_INSERTED)
    {
      g_ptr_array_sort (self->sorted, compare_words);
      self->n_sorted = self->sorted->len;
    }

  for (; self->n_sorted < self->sorted->len; self->n_sorted++)
    {
      gpointer *words = self->sorted->pdata;
      Word *word = words[self->n_sorted];
      guint place = find_place (self, word->text);

      memmove (words + place + 1, words + place, (self->n_sorted - place) * sizeof (gpointer));
      words[place] = word;
    }
}

/* ---- names found */

static void
add_rows (MlgNames   *self,
          const Word *word,
          guint8     *bits)
{
  const guint32 *rows = (const guint32 *) self->rows->data;

  for (guint i = 0; i < word->n_entries; i++)
    {
      guint32 row = rows[word->entries[i]];

      if (row != GONE)
        bits[row / 8] |= 1 << (row % 8);
    }
}

static void
add_rows_of_prefix (MlgNames   *self,
                    const char *prefix,
                    guint8     *bits)
{
  gsize length = strlen (prefix);

  for (guint i = find_place (self, prefix); i < self->n_sorted; i++)
    {
      const Word *word = self->sorted->pdata[i];

      if (strncmp (word->text, prefix, length) != 0)
        break;
      add_rows (self, word, bits);
    }
}

guint8 *
mlg_names_match (MlgNames   *self,
                 const char *words,
                 guint      *n_bits)
{
  g_auto(GStrv) prefixes = g_strsplit (words, " ", -1);
  gsize n_bytes = self->by_row->len / 8 + 1;
  guint8 *found = NULL;

  *n_bits = self->by_row->len;
  put_in_order (self);
  for (guint i = 0; prefixes[i] != NULL; i++)
    {
      g_autofree guint8 *bits = NULL;

      if (*prefixes[i] == '\0')
        continue;
      bits = g_malloc0 (n_bytes);
      add_rows_of_prefix (self, prefixes[i], bits);
      for (gsize b = 0; found != NULL && b < n_bytes; b++)
        found[b] &= bits[b];
      if (found == NULL)
        found = g_steal_pointer (&bits);
    }

  return found != NULL ? found : g_malloc0 (n_bytes);
}

/* ---- nearly found */

#define MAX_LETTERS 32

/* Which letters and figures it has: two words that share few are not looked at. */
static guint64
make_mask (const char *text)
{
  guint64 mask = 0;

  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    mask |= G_GUINT64_CONSTANT (1) << (*c >= 'a' && *c <= 'z' ? *c - 'a' : *c >= '0' && *c <= '9' ? 26 + *c - '0' : 40 + *c % 20);

  return mask;
}

static guint
count_bits (guint64 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

/* Optimal string alignment (Damerau, 1964, without going back): rows of the table, three kept.
 * The least of the last row is the distance to a beginning of @b. */
static guint
measure_cost (const char *a,
              gsize       n_a,
              const char *b,
              gsize       n_b,
              guint       max)
{
  guint8 rows[3][MAX_LETTERS + 8];
  guint8 *before = rows[0], *last = rows[1], *row = rows[2], *spare;
  guint whole, beginning = G_MAXUINT;

  /* What stands behind cannot matter to a beginning. */
  gboolean is_longer = n_b > n_a + max;

  n_b = MIN (n_b, n_a + max);
  for (gsize j = 0; j <= n_b; j++)
    last[j] = (guint8) j;

  for (gsize i = 1; i <= n_a; i++)
    {
      guint least = row[0] = (guint8) i;

      for (gsize j = 1; j <= n_b; j++)
        {
          guint value = MIN (MIN (last[j], row[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));

          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            value = MIN (value, before[j - 2] + 1u);
          row[j] = (guint8) value;
          least = MIN (least, value);
        }
      if (least > max)
        return G_MAXUINT;
      spare = before;
      before = last;
      last = row;
      row = spare;
    }

  whole = is_longer ? G_MAXUINT / 4 : last[n_b];
  for (gsize j = 1; j <= n_b; j++)
    beginning = MIN (beginning, last[j]);
  return MIN (2 * whole, 2 * beginning + 1);
}

static guint
count_rows (MlgNames   *self,
            const Word *word)
{
  guint n = 0;

  for (guint e = 0; e < word->n_entries; e++)
    n += g_array_index (self->rows, guint32, word->entries[e]) != GONE;

  return n;
}

void
mlg_names_foreach_near (MlgNames    *self,
                        const char  *text,
                        guint        max,
                        void       (*func) (const char *, guint, guint, gpointer),
                        gpointer     data)
{
  gsize length = strlen (text);
  guint64 mask = make_mask (text);

  if (length == 0 || length > MAX_LETTERS)
    return;

  for (guint i = 0; i < self->sorted->len; i++)
    {
      const Word *word = self->sorted->pdata[i];
      guint cost, n_rows;

      if (word->length + max < length || count_bits (mask & ~word->mask) > max)
        continue;
      cost = measure_cost (text, length, word->text, word->length, max);
      if (cost > 2 * max + 1)
        continue;
      n_rows = count_rows (self, word);
      if (n_rows > 0)
        func (word->text, cost, n_rows, data);
    }
}
