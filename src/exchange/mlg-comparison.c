/* Two moments of a file compared. */

#include "exchange/mlg-comparison.h"

#include <string.h>

#include "exchange/mlg-rows.h"
#include "exchange/mlg-time-slice.h"
#include "model/mlg-value.h"

struct _MlgComparison
{
  GPtrArray  *order;         /* MlgDifferenceOf, owned */
  GHashTable *differences;   /* MlgId (in the above) → MlgDifferenceOf */
};

static void
difference_free (gpointer data)
{
  MlgDifferenceOf *difference = data;

  g_free (difference->title);
  g_clear_pointer (&difference->fields, g_ptr_array_unref);
  g_free (difference);
}

static MlgDifferenceOf *
get_difference (MlgComparison   *self,
                const MlgEntity *entity,
                const MlgId     *id)
{
  MlgDifferenceOf *difference = g_hash_table_lookup (self->differences, id);

  if (difference == NULL)
    {
      difference = g_new0 (MlgDifferenceOf, 1);
      difference->entity = entity;
      difference->id = *id;
      g_ptr_array_add (self->order, difference);
      g_hash_table_insert (self->differences, &difference->id, difference);
    }
  return difference;
}

/* ---- of a record by itself */

/* How far a partnership has come: wished, then real, then agreed upon. */
static int
rank_state (const char *state)
{
  static const char *const states[] = { "ended", "to_mobilise", "wished", "active", "privileged", "formalised" };

  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i], state) == 0)
      return (int) i;
  return 1;
}

static MlgDifference
judge_field (const MlgHistoryEntry *entry)
{
  if (g_str_equal (entry->entity->name, MLG_ENTITY_PARTNERSHIP) && g_str_equal (entry->field->name, "state") &&
      rank_state (entry->after) > rank_state (entry->before))
    return MLG_DIFFERENCE_STRENGTHENED;
  if (g_str_equal (entry->entity->name, MLG_ENTITY_AXIS) && g_str_equal (entry->field->name, "weight") &&
      (entry->after != NULL ? g_ascii_strtod (entry->after, NULL) : 1) >
      (entry->before != NULL ? g_ascii_strtod (entry->before, NULL) : 1))
    return MLG_DIFFERENCE_STRENGTHENED;

  return MLG_DIFFERENCE_CHANGED;
}

static void
note_field (MlgDifferenceOf       *difference,
            const MlgHistoryEntry *entry)
{
  MlgDifference judged = judge_field (entry);

  if (difference->fields == NULL)
    difference->fields = g_ptr_array_new ();
  if (!g_ptr_array_find (difference->fields, entry->field, NULL))
    g_ptr_array_add (difference->fields, (gpointer) entry->field);

  /* To be strengthened says more than to be changed. */
  if (difference->difference == MLG_DIFFERENCE_NONE || judged == MLG_DIFFERENCE_STRENGTHENED)
    difference->difference = judged;
}

static void
set_title (MlgDifferenceOf *difference,
           const char      *title)
{
  g_free (difference->title);
  difference->title = g_strdup (title);
}

static void
note_entry (MlgComparison         *self,
            const MlgHistoryEntry *entry)
{
  MlgDifferenceOf *difference;

  /* What the program keeps for itself is no news of the territory. */
  if (entry->field != NULL && (entry->field->flags & MLG_FIELD_HIDDEN))
    return;

  difference = get_difference (self, entry->entity, &entry->id);
  switch (entry->kind)
    {
    case MLG_CHANGE_ADDED:
    case MLG_CHANGE_RESTORED:
      difference->difference = MLG_DIFFERENCE_NEW;
      set_title (difference, entry->after);
      break;
    case MLG_CHANGE_DELETED:
    case MLG_CHANGE_ERASED:
      difference->difference = MLG_DIFFERENCE_GONE;
      set_title (difference, entry->before);
      break;
    case MLG_CHANGE_SET:
    default:
      if (difference->difference != MLG_DIFFERENCE_NEW && difference->difference != MLG_DIFFERENCE_GONE)
        note_field (difference, entry);
      break;
    }
}

/* ---- of a partnership by its axes */

static gboolean
find_partnership (MlgStore              *store,
                  const MlgDifferenceOf *axis,
                  MlgId                 *partnership)
{
  const MlgField *parent = mlg_entity_find_field (axis->entity, "partnership");
  g_autoptr(MlgRecord) record = mlg_store_read (store, axis->entity, &axis->id, NULL);
  const char *text = record != NULL ? mlg_record_get (record, parent) : NULL;

  return text != NULL && mlg_id_parse (text, partnership);
}

static void
note_axis (MlgComparison         *self,
           MlgStore              *store,
           const MlgDifferenceOf *axis)
{
  MlgDifferenceOf *difference;
  gboolean stronger = axis->difference == MLG_DIFFERENCE_NEW || axis->difference == MLG_DIFFERENCE_STRENGTHENED;
  MlgId partnership;

  if (!find_partnership (store, axis, &partnership))
    return;

  difference = get_difference (self, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), &partnership);
  if (difference->difference == MLG_DIFFERENCE_NONE ||
      (difference->difference == MLG_DIFFERENCE_CHANGED && stronger))
    difference->difference = stronger ? MLG_DIFFERENCE_STRENGTHENED : MLG_DIFFERENCE_CHANGED;
}

static void
note_axes (MlgComparison *self,
           MlgStore      *store)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_AXIS);
  guint n = self->order->len;

  for (guint i = 0; i < n; i++)
    {
      const MlgDifferenceOf *axis = self->order->pdata[i];

      if (axis->entity == entity)
        note_axis (self, store, axis);
    }
}

/* ---- what came after both */

static gboolean
note_later (MlgComparison  *self,
            MlgStore       *store,
            const MlgPast  *to,
            GError        **error)
{
  g_autoptr(GPtrArray) entries = to != NULL ? mlg_store_compare (store, to, NULL, error) : NULL;

  if (to != NULL && entries == NULL)
    return FALSE;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const MlgHistoryEntry *entry = entries->pdata[i];
      MlgDifferenceOf *difference;

      if (entry->kind != MLG_CHANGE_ADDED || g_hash_table_contains (self->differences, &entry->id))
        continue;
      difference = get_difference (self, entry->entity, &entry->id);
      difference->difference = MLG_DIFFERENCE_LATER;
      difference->title = g_strdup (entry->after);
    }
  return TRUE;
}

/* ---- */

MlgComparison *
mlg_comparison_new_past (MlgStore       *store,
                         const MlgPast  *from,
                         const MlgPast  *to,
                         GError        **error)
{
  g_autoptr(MlgComparison) self = NULL;
  g_autoptr(GPtrArray) entries = NULL;

  g_return_val_if_fail (store != NULL && from != NULL, NULL);

  entries = mlg_store_compare (store, from, to, error);
  if (entries == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (MlgComparison);
  self->order = g_ptr_array_new_with_free_func (difference_free);
  self->differences = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  for (guint i = 0; i < entries->len; i++)
    note_entry (self, entries->pdata[i]);
  note_axes (self, store);

  return note_later (self, store, to, error) ? g_steal_pointer (&self) : NULL;
}

MlgComparison *
mlg_comparison_new (MlgStore  *store,
                    gint64     from,
                    gint64     to,
                    GError   **error)
{
  gboolean backwards = to != 0 && to < from;
  /* A moment before everything is still a moment. */
  MlgPast before = { .until = MAX (backwards ? to : from, 1) };
  MlgPast after = { .until = backwards ? from : to };

  return mlg_comparison_new_past (store, &before, to != 0 ? &after : NULL, error);
}

/* ---- by the dates that were entered */

typedef struct
{
  MlgComparison   *comparison;
  MlgTimeSlice    *before, *after;
  const MlgEntity *entity;
} Dates;

static void
note_dates (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Dates *dates = data;
  gboolean was = !g_hash_table_contains (dates->before->outside, id), is = !g_hash_table_contains (dates->after->outside, id);
  MlgDifferenceOf *difference;

  if (was && is)
    return;
  difference = get_difference (dates->comparison, dates->entity, id);
  difference->difference = was ? MLG_DIFFERENCE_GONE : is ? MLG_DIFFERENCE_NEW : MLG_DIFFERENCE_LATER;
  if (g_str_equal (dates->entity->name, MLG_ENTITY_ACTOR))
    difference->title = g_strdup (values[0]);
}

MlgComparison *
mlg_comparison_new_dates (MlgStore          *store,
                          const MlgDayRange *from,
                          const MlgDayRange *to)
{
  static const struct { const char *entity, *field; } dated[] = {
    { MLG_ENTITY_ACTOR, "name" }, { MLG_ENTITY_PARTNERSHIP, "a" }, { "membership", "network" },
  };
  g_autoptr(MlgTimeline) timeline = NULL;
  g_autoptr(MlgTimeSlice) before = NULL, after = NULL;
  MlgComparison *self;
  gboolean backwards = to->first < from->first;

  g_return_val_if_fail (store != NULL, NULL);

  timeline = mlg_timeline_new (store);
  before = mlg_timeline_slice (timeline, backwards ? to : from);
  after = mlg_timeline_slice (timeline, backwards ? from : to);
  self = g_atomic_rc_box_new0 (MlgComparison);
  self->order = g_ptr_array_new_with_free_func (difference_free);
  self->differences = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  for (guint i = 0; i < G_N_ELEMENTS (dated); i++)
    {
      Dates dates = { self, before, after, mlg_schema_find (dated[i].entity) };

      mlg_rows_read (store, dated[i].entity, (const char *[]) { dated[i].field, NULL }, note_dates, &dates);
    }

  return self;
}

MlgComparison *
mlg_comparison_ref (MlgComparison *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_comparison (gpointer data)
{
  MlgComparison *self = data;

  g_hash_table_unref (self->differences);
  g_ptr_array_unref (self->order);
}

void
mlg_comparison_unref (MlgComparison *self)
{
  g_atomic_rc_box_release_full (self, clear_comparison);
}

const MlgDifferenceOf *
mlg_comparison_find (MlgComparison *self,
                     const MlgId   *id)
{
  return g_hash_table_lookup (self->differences, id);
}

MlgDifference
mlg_comparison_get (MlgComparison *self,
                    const MlgId   *id)
{
  const MlgDifferenceOf *difference = mlg_comparison_find (self, id);

  return difference != NULL ? difference->difference : MLG_DIFFERENCE_NONE;
}

GPtrArray *
mlg_comparison_list (MlgComparison   *self,
                     const MlgEntity *entity)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->order->len; i++)
    {
      const MlgDifferenceOf *difference = self->order->pdata[i];

      if (entity == NULL || difference->entity == entity)
        g_ptr_array_add (list, self->order->pdata[i]);
    }
  return list;
}
