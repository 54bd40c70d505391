/* What of a file is of a time. */

#include "exchange/mlg-time-slice.h"

#include "exchange/mlg-rows.h"

#define NO_PAIR 0

/* Something that has a time, or nobody said which. */
typedef struct
{
  MlgId    id;
  guint    pair;             /* of actors: partnerships of one pair share it; NO_PAIR: it is no partnership */
  gboolean dated;
  int      since, until;     /* days; G_MININT, G_MAXINT: open */
} Dated;

struct _MlgTimeline
{
  GArray     *dated;         /* Dated */
  GArray     *beginnings;    /* int */
  MlgDayRange extent;
  gboolean    has_extent;
  guint       n_pairs;
  GHashTable *pairs;         /* two id texts → pair; only while it is read */
};

/* ---- reading */

static void
note (MlgTimeline *self,
      const MlgId *id,
      guint        pair,
      const char  *date,
      gboolean     is_interval)
{
  Dated dated = { *id, pair, FALSE, G_MININT, G_MAXINT };
  MlgDayRange days;

  dated.dated = is_interval ? mlg_day_range_read_interval (date, &dated.since, &dated.until) : mlg_day_range_of_date (date, &days);
  if (dated.dated && !is_interval)
    dated.since = days.first;
  g_array_append_val (self->dated, dated);

  if (!dated.dated || (is_interval && !mlg_day_range_of_interval (date, &days)))
    return;
  g_array_append_val (self->beginnings, days.first);
  self->extent.first = self->has_extent ? MIN (self->extent.first, days.first) : days.first;
  self->extent.last = self->has_extent ? MAX (self->extent.last, days.last) : days.last;
  self->has_extent = TRUE;
}

static void
note_actor (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  note (data, id, NO_PAIR, values[0], FALSE);
}

static void
note_membership (const MlgId       *id,
                 const char *const *values,
                 gpointer           data)
{
  note (data, id, NO_PAIR, values[0], TRUE);
}

static guint
number_pair (MlgTimeline *self,
             const char  *a,
             const char  *b)
{
  gboolean forward = g_strcmp0 (a, b) < 0;
  g_autofree char *key = NULL;
  guint pair;

  if (a == NULL || b == NULL)
    return NO_PAIR;

  key = g_strconcat (forward ? a : b, " ", forward ? b : a, NULL);
  pair = GPOINTER_TO_UINT (g_hash_table_lookup (self->pairs, key));
  if (pair == NO_PAIR)
    {
      pair = ++self->n_pairs;
      g_hash_table_insert (self->pairs, g_steal_pointer (&key), GUINT_TO_POINTER (pair));
    }
  return pair;
}

static void
note_partnership (const MlgId       *id,
                  const char *const *values,
                  gpointer           data)
{
  note (data, id, number_pair (data, values[1], values[2]), values[0], TRUE);
}

static int
compare_days (gconstpointer one,
              gconstpointer other)
{
  int p = *(const int *) one, q = *(const int *) other;

  return p < q ? -1 : p > q;
}

static void
keep_each_day_once (GArray *days)
{
  guint n = 0;

  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++)
    if (n == 0 || g_array_index (days, int, i) != g_array_index (days, int, n - 1))
      g_array_index (days, int, n++) = g_array_index (days, int, i);
  g_array_set_size (days, n);
}

MlgTimeline *
mlg_timeline_new (MlgStore *store)
{
  MlgTimeline *self = g_new0 (MlgTimeline, 1);

  self->dated = g_array_new (FALSE, FALSE, sizeof (Dated));
  self->beginnings = g_array_new (FALSE, FALSE, sizeof (int));
  self->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  mlg_rows_read (store, "actor", (const char *[]) { "founded", NULL }, note_actor, self);
  mlg_rows_read (store, "membership", (const char *[]) { "period", NULL }, note_membership, self);
  mlg_rows_read (store, "partnership", (const char *[]) { "period", "a", "b", NULL }, note_partnership, self);
  g_clear_pointer (&self->pairs, g_hash_table_unref);
  keep_each_day_once (self->beginnings);

  return self;
}

void
mlg_timeline_free (MlgTimeline *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->dated);
  g_array_unref (self->beginnings);
  g_free (self);
}

gboolean
mlg_timeline_get_extent (MlgTimeline *self,
                         MlgDayRange *extent)
{
  if (self->has_extent)
    *extent = self->extent;

  return self->has_extent;
}

GArray *
mlg_timeline_get_beginnings (MlgTimeline *self)
{
  return self->beginnings;
}

/* ---- a slice */

static gboolean
is_outside (const Dated       *dated,
            const MlgDayRange *period)
{
  return dated->dated && (dated->since > period->last || dated->until < period->first);
}

MlgTimeSlice *
mlg_timeline_slice (MlgTimeline       *self,
                    const MlgDayRange *period)
{
  MlgTimeSlice *slice = g_new0 (MlgTimeSlice, 1);
  g_autofree guint8 *lasting = g_new0 (guint8, self->n_pairs + 1);

  slice->outside = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  slice->undated = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  for (guint i = 0; i < self->dated->len; i++)
    {
      const Dated *dated = &g_array_index (self->dated, Dated, i);

      if (!dated->dated)
        g_hash_table_add (slice->undated, mlg_id_copy (&dated->id));
      if (!is_outside (dated, period))
        lasting[dated->pair] = TRUE;
    }
  for (guint i = 0; i < self->dated->len; i++)
    {
      const Dated *dated = &g_array_index (self->dated, Dated, i);

      if (is_outside (dated, period) && (dated->pair == NO_PAIR || !lasting[dated->pair]))
        g_hash_table_add (slice->outside, mlg_id_copy (&dated->id));
    }

  return slice;
}

MlgTimeSlice *
mlg_time_slice_new (MlgStore          *store,
                    const MlgDayRange *period)
{
  g_autoptr(MlgTimeline) timeline = mlg_timeline_new (store);

  return mlg_timeline_slice (timeline, period);
}

void
mlg_time_slice_free (MlgTimeSlice *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->outside);
  g_hash_table_unref (self->undated);
  g_free (self);
}

static gboolean
is_of_this_time (const MlgId *id,
                 gpointer     data)
{
  return !g_hash_table_contains (((MlgTimeSlice *) data)->outside, id);
}

MlgGraph *
mlg_time_slice_cut (MlgTimeSlice *self,
                    MlgGraph     *graph)
{
  return mlg_graph_new_part (graph, is_of_this_time, self);
}
