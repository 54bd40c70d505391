/* Two texts changed from a common one, put together paragraph by paragraph.
 *
 * Three-way merge as in diff3 (Khanna, Kunal and Pierce, "A Formal Investigation of Diff3",
 * 2007), with changes that may touch: what each side put in place of what is a hunk, and hunks of the
 * two sides are refused only when both replace the same paragraph.
 *
 *     base    A │ B │ C │ D
 *     ours    A │ B'│ C │ D E      →   A B' C D E F
 *     theirs  A │ B │ C │ D F          what both added at one place: one after the other
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

/* ---- hunks */

/* Pieces @from … @to of the base became pieces @first … @last of the side; an end is not counted. */
typedef struct
{
  guint from, to;
  guint first, last;
} Hunk;

static GArray *
list_hunks (GArray    *base,
            GArray    *side,
            const int *matches)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (Hunk));
  guint at = 0, at_side = 0;

  for (guint i = 0; i <= base->len; i++)
    {
      guint here = i == base->len ? side->len : (guint) matches[i];
      Hunk hunk = { at, i, at_side, here };

      if (i < base->len && matches[i] < 0)
        continue;
      if (at < i || at_side < here)
        g_array_append_val (hunks, hunk);
      at = i + 1;
      at_side = here + 1;
    }
  return hunks;
}

static gboolean
is_addition (const Hunk *hunk)
{
  return hunk->from == hunk->to;
}

/* What is added at the edge of what the other replaces only touches it. */
static gboolean
overlap (const Hunk *a,
         const Hunk *b)
{
  if (is_addition (a) && is_addition (b))
    return a->from == b->from;
  return a->from < b->to && b->from < a->to;
}

static gboolean
comes_first (const Hunk *a,
             const Hunk *b)
{
  return a->from != b->from ? a->from < b->from : a->to < b->to;
}

/* ---- writing */

typedef struct
{
  GString *text;
  gsize    n_line_ends;      /* at the end of it */
} Writer;

/* Two paragraphs never run into one, and no gap grows. */
static void
append_piece (Writer      *self,
              const Piece *piece)
{
  gsize size = piece->size;

  if (piece->text[0] == '\n')
    {
      size -= MIN (size, self->n_line_ends);
      self->n_line_ends += size;
    }
  else
    {
      if (self->text->len > 0 && self->n_line_ends == 0)
        g_string_append (self->text, "\n\n");
      self->n_line_ends = 0;
    }
  g_string_append_len (self->text, piece->text, (gssize) size);
}

static void
append_pieces (Writer *self,
               GArray *side,
               guint   from,
               guint   to)
{
  for (guint i = from; i < to; i++)
    append_piece (self, &g_array_index (side, Piece, i));
}

/* The order of two stretches by their words: whose side they come from does not count. */
static int
compare_stretches (GArray     *a,
                   const Hunk *in_a,
                   GArray     *b,
                   const Hunk *in_b)
{
  guint n_a = in_a->last - in_a->first, n_b = in_b->last - in_b->first;

  for (guint i = 0; i < MIN (n_a, n_b); i++)
    {
      const Piece *x = &g_array_index (a, Piece, in_a->first + i), *y = &g_array_index (b, Piece, in_b->first + i);
      int order = memcmp (x->text, y->text, MIN (x->size, y->size));

      if (order != 0 || x->size != y->size)
        return order != 0 ? order : x->size < y->size ? -1 : 1;
    }
  return (n_a > n_b) - (n_a < n_b);
}

static gboolean
begins_with (GArray     *whole,
             const Hunk *in_whole,
             GArray     *start,
             const Hunk *in_start)
{
  Hunk cut = *in_whole;

  if (in_whole->last - in_whole->first < in_start->last - in_start->first)
    return FALSE;
  cut.last = cut.first + (in_start->last - in_start->first);
  return compare_stretches (whole, &cut, start, in_start) == 0;
}

/* Both added something at one place. */
static void
append_both (Writer     *self,
             GArray     *ours,
             const Hunk *o,
             GArray     *theirs,
             const Hunk *t)
{
  gboolean ours_first = compare_stretches (ours, o, theirs, t) <= 0;

  if (begins_with (ours, o, theirs, t))
    append_pieces (self, ours, o->first, o->last);
  else if (begins_with (theirs, t, ours, o))
    append_pieces (self, theirs, t->first, t->last);
  else
    {
      append_pieces (self, ours_first ? ours : theirs, ours_first ? o->first : t->first, ours_first ? o->last : t->last);
      append_pieces (self, ours_first ? theirs : ours, ours_first ? t->first : o->first, ours_first ? t->last : o->last);
    }
}

/* ---- merging */

static gboolean
merge_hunks (Writer *self,
             GArray *base,
             GArray *ours,
             GArray *theirs,
             GArray *in_ours,
             GArray *in_theirs)
{
  guint i = 0, k = 0, at = 0;

  while (i < in_ours->len || k < in_theirs->len)
    {
      const Hunk *o = i < in_ours->len ? &g_array_index (in_ours, Hunk, i) : NULL;
      const Hunk *t = k < in_theirs->len ? &g_array_index (in_theirs, Hunk, k) : NULL;
      gboolean together = o != NULL && t != NULL && overlap (o, t);
      const Hunk *first = t == NULL || (o != NULL && comes_first (o, t)) ? o : t;

      /* The same replaced by the same, or two additions: not where there was nothing at all, as nobody
       * knows what each meant to answer.
       */
      if (together && !(is_addition (o) && is_addition (t) && base->len > 0) &&
          !(o->from == t->from && o->to == t->to && compare_stretches (ours, o, theirs, t) == 0))
        return FALSE;

      append_pieces (self, base, at, MAX (at, first->from));
      if (together)
        append_both (self, ours, o, theirs, t);
      else
        append_pieces (self, first == o ? ours : theirs, first->first, first->last);
      at = MAX (at, first->to);
      i += together || first == o;
      k += together || first == t;
    }
  append_pieces (self, base, at, base->len);
  return TRUE;
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
  g_autoptr(GArray) hunks_of_ours = in_ours != NULL ? list_hunks (b, o, in_ours) : NULL;
  g_autoptr(GArray) hunks_of_theirs = in_theirs != NULL ? list_hunks (b, t, in_theirs) : NULL;
  g_autoptr(GString) merged = g_string_new (NULL);
  Writer writer = { merged, 0 };

  if (hunks_of_ours == NULL || hunks_of_theirs == NULL || !merge_hunks (&writer, b, o, t, hunks_of_ours, hunks_of_theirs))
    return NULL;
  return g_string_free (g_steal_pointer (&merged), FALSE);
}

char *
mlg_text_put_together (const char *base,
                       const char *ours,
                       const char *theirs)
{
  char *merged = mlg_text_merge (base, ours, theirs);

  return merged != NULL ? merged : g_strconcat (theirs, "\n\n", ours, NULL);
}
