/* A live block as it is shown. */

#include "model/mlg-live.h"

static void
node_clear (gpointer data)
{
  MlgLiveNode *node = data;

  g_free (node->name);
}

static void
edge_clear (gpointer data)
{
  MlgLiveEdge *edge = data;

  g_free (edge->status);
}

static void
spot_clear (gpointer data)
{
  MlgLiveSpot *spot = data;

  g_free (spot->name);
  g_free (spot->area_kind);
  g_free (spot->area_code);
  g_free (spot->area_name);
}

static void
moment_clear (gpointer data)
{
  MlgLiveMoment *moment = data;

  g_free (moment->when);
  g_free (moment->what);
}

static void
series_clear (gpointer data)
{
  MlgLiveSeries *series = data;

  g_free (series->label);
  g_clear_pointer (&series->levels, g_array_unref);
}

static GArray *
array_new (gsize          size,
           GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

MlgLive *
mlg_live_new (MlgLiveKind  kind,
              const char  *address)
{
  MlgLive *self = g_new0 (MlgLive, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->address = g_strdup (address);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->nodes = array_new (sizeof (MlgLiveNode), node_clear);
  self->edges = array_new (sizeof (MlgLiveEdge), edge_clear);
  self->spots = array_new (sizeof (MlgLiveSpot), spot_clear);
  self->moments = array_new (sizeof (MlgLiveMoment), moment_clear);
  self->criteria = g_ptr_array_new_with_free_func (g_free);
  self->levels = g_ptr_array_new_with_free_func (g_free);
  self->series = array_new (sizeof (MlgLiveSeries), series_clear);
  return self;
}

MlgLive *
mlg_live_ref (MlgLive *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mlg_live_free (MlgLive *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->address);
  g_free (self->caption);
  g_free (self->alternative);
  g_free (self->problem);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  for (guint i = 0; i < G_N_ELEMENTS (self->amounts); i++)
    g_free (self->amounts[i]);
  g_array_unref (self->nodes);
  g_array_unref (self->edges);
  g_array_unref (self->spots);
  g_array_unref (self->moments);
  g_ptr_array_unref (self->criteria);
  g_ptr_array_unref (self->levels);
  g_array_unref (self->series);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_free (self->media_type);
  g_free (self);
}

gboolean
mlg_live_is_table (const MlgLive *self)
{
  switch (self->kind)
    {
    case MLG_LIVE_STAKEHOLDERS:
    case MLG_LIVE_AXES:
    case MLG_LIVE_ACTORS:
    case MLG_LIVE_FIGURES:
      return TRUE;
    default:
      return FALSE;
    }
}

GPtrArray *
mlg_live_add_row (MlgLive *self)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->columns->len; i++)
    g_ptr_array_add (row, g_strdup (""));
  g_ptr_array_add (self->rows, row);
  return row;
}

void
mlg_live_set_cell (GPtrArray *row,
                   guint      column,
                   char      *text)
{
  g_return_if_fail (column < row->len);

  g_free (g_ptr_array_index (row, column));
  g_ptr_array_index (row, column) = text != NULL ? text : g_strdup ("");
}
