/* What of a file is of a time. */

#include "exchange/mlg-time-slice.h"

#include "exchange/mlg-rows.h"

typedef void (*DatedFunc) (const MlgId *id, const char *pair, const char *date, gboolean is_interval, gpointer data);

/* ---- everything that has a date */

typedef struct
{
  DatedFunc func;
  gpointer  data;
} Walk;

static void
walk_actor (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Walk *walk = data;

  walk->func (id, NULL, values[0], FALSE, walk->data);
}

static void
walk_membership (const MlgId       *id,
                 const char *const *values,
                 gpointer           data)
{
  Walk *walk = data;

  walk->func (id, NULL, values[0], TRUE, walk->data);
}

static void
walk_partnership (const MlgId       *id,
                  const char *const *values,
                  gpointer           data)
{
  Walk *walk = data;
  gboolean forward = g_strcmp0 (values[1], values[2]) < 0;
  g_autofree char *pair = values[1] != NULL && values[2] != NULL
    ? g_strconcat (forward ? values[1] : values[2], " ", forward ? values[2] : values[1], NULL) : NULL;

  walk->func (id, pair, values[0], TRUE, walk->data);
}

static void
walk_dated (MlgStore  *store,
            DatedFunc  func,
            gpointer   data)
{
  Walk walk = { func, data };

  mlg_rows_read (store, "actor", (const char *[]) { "founded", NULL }, walk_actor, &walk);
  mlg_rows_read (store, "membership", (const char *[]) { "period", NULL }, walk_membership, &walk);
  mlg_rows_read (store, "partnership", (const char *[]) { "period", "a", "b", NULL }, walk_partnership, &walk);
}

/* ---- a slice */

typedef struct
{
  MlgTimeSlice      *slice;
  const MlgDayRange *period;
  GHashTable        *pairs;      /* two id texts → GPtrArray of MlgId in outside: gone unless one stays */
  GHashTable        *lasting;    /* two id texts: pairs of which one partnership stays */
} Cut;

static void
place (const MlgId *id,
       const char  *pair,
       const char  *date,
       gboolean     is_interval,
       gpointer     data)
{
  Cut *cut = data;
  MlgTime time = is_interval ? mlg_day_range_place_interval (cut->period, date)
                             : mlg_day_range_place_start (cut->period, date);

  if (time == MLG_TIME_UNDATED)
    g_hash_table_add (cut->slice->undated, mlg_id_copy (id));
  if (pair != NULL && time != MLG_TIME_OUTSIDE)
    g_hash_table_add (cut->lasting, g_strdup (pair));
  if (time == MLG_TIME_OUTSIDE)
    {
      MlgId *gone = mlg_id_copy (id);

      g_hash_table_add (cut->slice->outside, gone);
      if (pair != NULL)
        {
          GPtrArray *list = g_hash_table_lookup (cut->pairs, pair);

          if (list == NULL)
            g_hash_table_insert (cut->pairs, g_strdup (pair), list = g_ptr_array_new ());
          g_ptr_array_add (list, gone);
        }
    }
}

static void
bring_back_lasting (Cut *cut)
{
  GHashTableIter iter;
  gpointer pair, list;

  g_hash_table_iter_init (&iter, cut->pairs);
  while (g_hash_table_iter_next (&iter, &pair, &list))
    for (guint i = 0; g_hash_table_contains (cut->lasting, pair) && i < ((GPtrArray *) list)->len; i++)
      g_hash_table_remove (cut->slice->outside, ((GPtrArray *) list)->pdata[i]);
}

MlgTimeSlice *
mlg_time_slice_new (MlgStore          *store,
                    const MlgDayRange *period)
{
  MlgTimeSlice *self = g_new0 (MlgTimeSlice, 1);
  g_autoptr(GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GHashTable) lasting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Cut cut = { self, period, pairs, lasting };

  g_return_val_if_fail (store != NULL && period != NULL, self);

  self->outside = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  self->undated = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  walk_dated (store, place, &cut);
  bring_back_lasting (&cut);

  return self;
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

/* ---- all times */

static gboolean
read_days (const char  *date,
           gboolean     is_interval,
           MlgDayRange *days)
{
  return is_interval ? mlg_day_range_of_interval (date, days) : mlg_day_range_of_date (date, days);
}

typedef struct
{
  MlgDayRange *extent;
  gboolean     found;
} Extent;

static void
widen (const MlgId *id,
       const char  *pair,
       const char  *date,
       gboolean     is_interval,
       gpointer     data)
{
  Extent *self = data;
  MlgDayRange days;

  if (!read_days (date, is_interval, &days))
    return;

  self->extent->first = self->found ? MIN (self->extent->first, days.first) : days.first;
  self->extent->last = self->found ? MAX (self->extent->last, days.last) : days.last;
  self->found = TRUE;
}

gboolean
mlg_time_extent (MlgStore    *store,
                 MlgDayRange *extent)
{
  Extent all = { extent, FALSE };

  walk_dated (store, widen, &all);
  return all.found;
}

static void
note_beginning (const MlgId *id,
                const char  *pair,
                const char  *date,
                gboolean     is_interval,
                gpointer     data)
{
  MlgDayRange days;

  if (read_days (date, is_interval, &days))
    g_array_append_val ((GArray *) data, days.first);
}

static int
compare_days (gconstpointer one,
              gconstpointer other)
{
  int p = *(const int *) one, q = *(const int *) other;

  return p < q ? -1 : p > q;
}

GArray *
mlg_time_beginnings (MlgStore *store)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (int));
  guint n = 0;

  walk_dated (store, note_beginning, days);
  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++)
    if (n == 0 || g_array_index (days, int, i) != g_array_index (days, int, n - 1))
      g_array_index (days, int, n++) = g_array_index (days, int, i);
  g_array_set_size (days, n);

  return days;
}
