/* Where actors stand in the saved placements. */

#include "exchange/mlg-write-places.h"

#include <string.h>

#include "exchange/mlg-rows.h"

typedef struct
{
  GHashTable *places;
  gboolean    complete;
} Reading;

static void
free_place (gpointer data)
{
  MlgWrittenPlace *place = data;

  g_free (place->placement);
  g_free (place->x);
  g_free (place->y);
  g_free (place->id);
  g_free (place->pinned);
  g_free (place);
}

static gboolean
may_leave (Reading    *reading,
           const char *placement)
{
  return reading->complete || (!g_str_has_prefix (placement, "onion") && !g_str_has_prefix (placement, "grid"));
}

static MlgWrittenPlace *
find_place (GPtrArray  *places,
            const char *placement)
{
  for (guint i = 0; i < places->len; i++)
    if (strcmp (((const MlgWrittenPlace *) places->pdata[i])->placement, placement) == 0)
      return places->pdata[i];

  return NULL;
}

static MlgWrittenPlace *
get_place (Reading    *reading,
           const char *actor,
           const char *placement)
{
  GPtrArray *places = g_hash_table_lookup (reading->places, actor);
  MlgWrittenPlace *place = places == NULL ? NULL : find_place (places, placement);

  if (places == NULL)
    {
      places = g_ptr_array_new_with_free_func (free_place);
      g_hash_table_insert (reading->places, g_strdup (actor), places);
    }
  if (place == NULL)
    {
      place = g_new0 (MlgWrittenPlace, 1);
      place->placement = g_strdup (placement);
      g_ptr_array_add (places, place);
    }

  return place;
}

static void
add_row (const MlgId       *id,
         const char *const *values,
         gpointer           data)
{
  Reading *reading = data;
  MlgWrittenPlace *place;
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (values[0] == NULL || values[1] == NULL || values[2] == NULL || values[3] == NULL || !may_leave (reading, values[0]))
    return;

  /* Ids grow with time: of two places, the later one counts. */
  mlg_id_write (id, text);
  place = get_place (reading, values[1], values[0]);
  if (place->id != NULL && strcmp (place->id, text) > 0)
    return;
  g_free (place->x);
  g_free (place->y);
  g_free (place->id);
  g_free (place->pinned);
  place->x = g_strdup (values[2]);
  place->y = g_strdup (values[3]);
  place->id = g_strdup (text);
  place->pinned = g_strdup (values[4]);
}

static int
compare_places (gconstpointer one,
                gconstpointer other)
{
  return strcmp ((*(const MlgWrittenPlace *const *) one)->placement, (*(const MlgWrittenPlace *const *) other)->placement);
}

GHashTable *
mlg_write_places_read (MlgProject *project,
                       MlgLevel    level)
{
  static const char *const fields[] = { "placement", "actor", "x", "y", "pinned", NULL };
  Reading reading = {
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref), level == MLG_LEVEL_COMPLETE,
  };
  GHashTableIter iter;
  gpointer places;

  mlg_rows_foreach (project, "position", fields, add_row, &reading);
  g_hash_table_iter_init (&iter, reading.places);
  while (g_hash_table_iter_next (&iter, NULL, &places))
    g_ptr_array_sort (places, compare_places);

  return reading.places;
}
