/* Two texts side by side.
 *
 * The longest common subsequence of paragraphs, then of the words of the paragraphs that stand
 * between two common ones. Above MAX_CELLS the table would not fit: what differs is then said to
 * differ as a whole.
 */

#include "document/mlg-text-diff.h"

#include <string.h>

#define MAX_CELLS (16u << 20)
/* Fewer common words than this, of a hundred, and they are not the same paragraph. */
#define LIKENESS  40

typedef gboolean (*SameFunc) (gconstpointer a, guint i, gconstpointer b, guint k);

/* Pairs (i, k) of the longest common subsequence: @match[i] is k or -1. */
static int *
find_matches (gconstpointer a,
              guint         n_a,
              gconstpointer b,
              guint         n_b,
              SameFunc      same)
{
  int *match = g_new (int, n_a + 1);
  guint first = 0, last_a = n_a, last_b = n_b;
  g_autofree guint *length = NULL;
  guint width;

  for (guint i = 0; i <= n_a; i++)
    match[i] = -1;
  for (; first < MIN (n_a, n_b) && same (a, first, b, first); first++)
    match[first] = first;
  for (; last_a > first && last_b > first && same (a, last_a - 1, b, last_b - 1); last_a--, last_b--)
    match[last_a - 1] = last_b - 1;

  width = last_b - first + 1;
  if ((guint64) (last_a - first + 1) * width > MAX_CELLS)
    return match;

  length = g_new0 (guint, (gsize) (last_a - first + 1) * width);
  for (guint i = last_a; i > first; i--)
    for (guint k = last_b; k > first; k--)
      {
        guint *cell = &length[(i - 1 - first) * width + k - 1 - first];

        *cell = same (a, i - 1, b, k - 1) ? cell[width + 1] + 1 : MAX (cell[width], cell[1]);
      }
  for (guint i = first, k = first; i < last_a && k < last_b;)
    {
      const guint *cell = &length[(i - first) * width + k - first];

      if (same (a, i, b, k) && *cell == cell[width + 1] + 1)
        match[i++] = k++;
      else if (cell[width] >= cell[1])
        i++;
      else
        k++;
    }
  return match;
}

/* ---- words */

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019;
}

/* Words, and what stands between them, one by one. */
static GArray *
split_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (MlgDiffSpan));

  for (const char *p = text; *p != '\0';)
    {
      MlgDiffSpan span = { p - text, 0 };
      gboolean word = is_word (g_utf8_get_char (p));

      p = g_utf8_next_char (p);
      while (word && *p != '\0' && is_word (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      span.end = p - text;
      g_array_append_val (words, span);
    }
  return words;
}

typedef struct
{
  const char *text;
  GArray     *words;
} Words;

static gboolean
same_word (gconstpointer a,
           guint         i,
           gconstpointer b,
           guint         k)
{
  const Words *left = a, *right = b;
  const MlgDiffSpan *x = &g_array_index (left->words, MlgDiffSpan, i);
  const MlgDiffSpan *y = &g_array_index (right->words, MlgDiffSpan, k);

  return x->end - x->start == y->end - y->start && memcmp (left->text + x->start, right->text + y->start, x->end - x->start) == 0;
}

static void
add_span (GArray            *spans,
          const MlgDiffSpan *word)
{
  MlgDiffSpan *last = spans->len > 0 ? &g_array_index (spans, MlgDiffSpan, spans->len - 1) : NULL;

  if (last != NULL && last->end == word->start)
    last->end = word->end;
  else
    g_array_append_val (spans, *word);
}

/* Returns how many bytes, of a hundred, both have. */
static guint
compare_words (MlgDiffRow *row)
{
  g_autoptr(GArray) left = split_words (row->left);
  g_autoptr(GArray) right = split_words (row->right);
  Words a = { row->left, left }, b = { row->right, right };
  g_autofree int *match = find_matches (&a, left->len, &b, right->len, same_word);
  g_autofree gboolean *kept = g_new0 (gboolean, right->len + 1);
  gsize n_common = 0;

  for (guint i = 0; i < left->len; i++)
    {
      const MlgDiffSpan *word = &g_array_index (left, MlgDiffSpan, i);

      if (match[i] < 0)
        add_span (row->left_spans, word);
      else
        {
          kept[match[i]] = TRUE;
          n_common += word->end - word->start;
        }
    }
  for (guint k = 0; k < right->len; k++)
    if (!kept[k])
      add_span (row->right_spans, &g_array_index (right, MlgDiffSpan, k));
  return n_common * 200 / MAX (strlen (row->left) + strlen (row->right), 1);
}

/* ---- paragraphs */

static void
row_free (gpointer data)
{
  MlgDiffRow *row = data;

  g_free (row->left);
  g_free (row->right);
  g_array_unref (row->left_spans);
  g_array_unref (row->right_spans);
  g_free (row);
}

static MlgDiffRow *
row_new (MlgDiffKind  kind,
         const char  *left,
         const char  *right)
{
  MlgDiffRow *row = g_new0 (MlgDiffRow, 1);
  MlgDiffSpan all = { 0, 0 };

  row->kind = kind;
  row->left = g_strdup (left);
  row->right = g_strdup (right);
  row->left_spans = g_array_new (FALSE, FALSE, sizeof (MlgDiffSpan));
  row->right_spans = g_array_new (FALSE, FALSE, sizeof (MlgDiffSpan));
  all.end = strlen (kind == MLG_DIFF_ADDED ? right : left);
  if (kind == MLG_DIFF_ADDED)
    g_array_append_val (row->right_spans, all);
  else if (kind == MLG_DIFF_REMOVED)
    g_array_append_val (row->left_spans, all);
  return row;
}

static gboolean
same_paragraph (gconstpointer a,
                guint         i,
                gconstpointer b,
                guint         k)
{
  return strcmp (((char *const *) a)[i], ((char *const *) b)[k]) == 0;
}

/* Between two common paragraphs: each with its like, in order, the rest alone. */
static void
add_between (GPtrArray   *rows,
             char *const *left,
             guint        n_left,
             char *const *right,
             guint        n_right)
{
  guint k = 0;

  for (guint i = 0; i < n_left; i++)
    {
      MlgDiffRow *row = NULL;

      for (guint candidate = k; candidate < n_right && row == NULL; candidate++)
        {
          row = row_new (MLG_DIFF_CHANGED, left[i], right[candidate]);
          if (compare_words (row) < LIKENESS)
            {
              g_clear_pointer (&row, row_free);
              continue;
            }
          while (k < candidate)
            g_ptr_array_add (rows, row_new (MLG_DIFF_ADDED, "", right[k++]));
          k++;
        }
      g_ptr_array_add (rows, row != NULL ? row : row_new (MLG_DIFF_REMOVED, left[i], ""));
    }
  while (k < n_right)
    g_ptr_array_add (rows, row_new (MLG_DIFF_ADDED, "", right[k++]));
}

GPtrArray *
mlg_text_diff (const char *left,
               const char *right)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);
  g_auto(GStrv) a = g_strsplit (left != NULL ? left : "", "\n", -1);
  g_auto(GStrv) b = g_strsplit (right != NULL ? right : "", "\n", -1);
  guint n_a = g_strv_length (a), n_b = g_strv_length (b);
  g_autofree int *match = find_matches (a, n_a, b, n_b, same_paragraph);
  guint from_a = 0, from_b = 0;

  for (guint i = 0; i <= n_a; i++)
    {
      guint k = i < n_a ? (guint) MAX (match[i], 0) : n_b;

      if (i < n_a && match[i] < 0)
        continue;
      add_between (rows, a + from_a, i - from_a, b + from_b, k - from_b);
      if (i < n_a)
        g_ptr_array_add (rows, row_new (MLG_DIFF_SAME, a[i], b[k]));
      from_a = i + 1;
      from_b = k + 1;
    }
  return rows;
}
