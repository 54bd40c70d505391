/* Two texts changed from a common one, put together paragraph by paragraph.
 *
 * Three-way merge as in diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3",
 * 2007): paragraphs unchanged on both sides are the stable ground; between them, a stretch
 * changed on one side only is taken from that side.
 *
 *     base    A │ B │ C │ D
 *     ours    A │ B'│ C │ D        →   A B' C D D2
 *     theirs  A │ B │ C │ D D2
 */

#include "store/mlg-text-merge.h"

#include <string.h>

/* Beyond this many comparisons the texts have little in common: a person will choose. */
#define MAX_COMPARISONS 4000000

/* A paragraph, or the line ends between two. */
typedef struct
{
  const char *text;
  gsize       size;
} Piece;

static GArray *
split (const char *text)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  while (*text != '\0')
    {
      Piece piece = { text, strcspn (text, "\n") };

      if (piece.size == 0)
        piece.size = strspn (text, "\n");
      g_array_append_val (pieces, piece);
      text += piece.size;
    }
  return pieces;
}

static gboolean
piece_equal (const Piece *a,
             const Piece *b)
{
  return a->size == b->size && memcmp (a->text, b->text, a->size) == 0;
}

static gboolean
stretch_equal (GArray *a,
               guint   from_a,
               guint   to_a,
               GArray *b,
               guint   from_b,
               guint   to_b)
{
  if (to_a - from_a != to_b - from_b)
    return FALSE;
  for (guint i = 0; i < to_a - from_a; i++)
    if (!piece_equal (&g_array_index (a, Piece, from_a + i), &g_array_index (b, Piece, from_b + i)))
      return FALSE;
  return TRUE;
}

/* Longest common subsequence of the middles, by the table of lengths from each place to the end. */
static void
match_middles (GArray *base,
               guint   from_base,
               guint   to_base,
               GArray *side,
               guint   from_side,
               guint   to_side,
               int    *matches)
{
  guint height = to_base - from_base, width = to_side - from_side;
  g_autofree guint *lengths = g_new0 (guint, (gsize) (height + 1) * (width + 1));

#define LENGTH(i, j) lengths[(gsize) (i) * (width + 1) + (j)]
  for (guint i = height; i-- > 0;)
    for (guint j = width; j-- > 0;)
      if (piece_equal (&g_array_index (base, Piece, from_base + i), &g_array_index (side, Piece, from_side + j)))
        LENGTH (i, j) = LENGTH (i + 1, j + 1) + 1;
      else
        LENGTH (i, j) = MAX (LENGTH (i + 1, j), LENGTH (i, j + 1));

  for (guint i = 0, j = 0; i < height && j < width;)
    if (piece_equal (&g_array_index (base, Piece, from_base + i), &g_array_index (side, Piece, from_side + j)))
      matches[from_base + i++] = (int) (from_side + j++);
    else if (LENGTH (i + 1, j) >= LENGTH (i, j + 1))
      i++;
    else
      j++;
#undef LENGTH
}

/* For each piece of @base, where it stands in @side, or -1. NULL: too different to say. */
static int *
match (GArray *base,
       GArray *side)
{
  g_autofree int *matches = g_new (int, base->len + 1);
  guint start = 0, end_base = base->len, end_side = side->len;

  memset (matches, 0xff, (base->len + 1) * sizeof (int));
  for (; start < end_base && start < end_side &&
         piece_equal (&g_array_index (base, Piece, start), &g_array_index (side, Piece, start)); start++)
    matches[start] = (int) start;
  while (end_base > start && end_side > start &&
         piece_equal (&g_array_index (base, Piece, end_base - 1), &g_array_index (side, Piece, end_side - 1)))
    matches[--end_base] = (int) --end_side;

  if ((guint64) (end_base - start) * (end_side - start) > MAX_COMPARISONS)
    return NULL;
  match_middles (base, start, end_base, side, start, end_side, matches);
  return g_steal_pointer (&matches);
}

static void
append_stretch (GString *merged,
                GArray  *side,
                guint    from,
                guint    to)
{
  for (guint i = from; i < to; i++)
    g_string_append_len (merged, g_array_index (side, Piece, i).text, (gssize) g_array_index (side, Piece, i).size);
}

char *
mlg_text_merge (const char *base,
                const char *ours,
                const char *theirs)
{
  g_autoptr(GArray) b = split (base);
  g_autoptr(GArray) o = split (ours);
  g_autoptr(GArray) t = split (theirs);
  g_autofree int *in_ours = match (b, o);
  g_autofree int *in_theirs = match (b, t);
  g_autoptr(GString) merged = g_string_new (NULL);
  guint at_b = 0, at_o = 0, at_t = 0;

  if (in_ours == NULL || in_theirs == NULL)
    return NULL;

  for (;;)
    {
      guint stable = at_b, end_o, end_t;

      while (stable < b->len && (in_ours[stable] < 0 || in_theirs[stable] < 0))
        stable++;
      end_o = stable < b->len ? (guint) in_ours[stable] : o->len;
      end_t = stable < b->len ? (guint) in_theirs[stable] : t->len;

      if (stretch_equal (b, at_b, stable, t, at_t, end_t))
        append_stretch (merged, o, at_o, end_o);
      else if (stretch_equal (b, at_b, stable, o, at_o, end_o) || stretch_equal (o, at_o, end_o, t, at_t, end_t))
        append_stretch (merged, t, at_t, end_t);
      else
        return NULL;

      if (stable == b->len)
        return g_string_free (g_steal_pointer (&merged), FALSE);
      append_stretch (merged, b, stable, stable + 1);
      at_b = stable + 1;
      at_o = end_o + 1;
      at_t = end_t + 1;
    }
}
