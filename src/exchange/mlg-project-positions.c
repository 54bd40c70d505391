/* Where the user put the actors of the partnership graph. */

#include "exchange/mlg-project-positions.h"

#include <math.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"

#define FARTHEST 1e6      /* points from the middle: beyond that nobody would be found */

typedef struct
{
  const char *placement;
  MlgGraph *graph;
  MlgPoint *points;
  guint8   *placements;
  MlgId    *rows;               /* per node: the row read, null: none */
  GArray   *wanted;             /* per node: is its row wanted? guint8; or NULL */
  GArray   *found;              /* MlgId of all rows of wanted nodes; or NULL */
  guint     n;
} Reading;

static void
note_place (Reading           *self,
            guint              node,
            const MlgId       *id,
            const char *const *values)
{
  double x, y;

  if (values[2] == NULL || values[3] == NULL)
    return;

  x = g_ascii_strtod (values[2], NULL);
  y = g_ascii_strtod (values[3], NULL);

  /* Ids grow with time: of two places, the later one counts. */
  if (!isfinite (x) || !isfinite (y) || fabs (x) > FARTHEST || fabs (y) > FARTHEST ||
      (!mlg_id_is_null (&self->rows[node]) && mlg_id_compare (id, &self->rows[node]) < 0))
    return;

  self->n += mlg_id_is_null (&self->rows[node]);
  self->rows[node] = *id;
  self->points[node] = (MlgPoint) { x, y };
  self->placements[node] = g_strcmp0 (values[4], "1") == 0 ? MLG_PINNED : MLG_PLACED;
}

static void
read_row (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Reading *self = data;
  MlgId actor;
  guint node;

  if (g_strcmp0 (values[0], self->placement) != 0 || values[1] == NULL || !mlg_id_parse (values[1], &actor))
    return;
  node = mlg_graph_find (self->graph, &actor);
  if (node == G_MAXUINT)
    return;

  if (self->found == NULL)
    note_place (self, node, id, values);
  else if (g_array_index (self->wanted, guint8, node))
    g_array_append_val (self->found, *id);
}

static void
read_rows (MlgProject *project,
           Reading    *reading)
{
  static const char *const fields[] = { "placement", "actor", "x", "y", "pinned", NULL };

  mlg_rows_foreach (project, "position", fields, read_row, reading);
}

/* Who stands on somebody else, to the point, was not put there by hand: a place is found for all but the first.
 * Returns how many. */
static guint
forget_twins (Reading *self,
              guint    n_nodes)
{
  g_autoptr(GHashTable) taken = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  guint n = 0;

  for (guint i = 0; i < n_nodes; i++)
    if (self->placements[i] == MLG_PLACED &&
        !g_hash_table_add (taken, g_bytes_new (&self->points[i], sizeof self->points[i])))
      {
        self->placements[i] = MLG_UNPLACED;
        n++;
      }

  return n;
}

guint
mlg_project_positions_read (MlgProject *project,
                            const char *placement,
                            MlgGraph   *graph,
                            MlgPoint   *points,
                            guint8     *placements)
{
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  g_autofree MlgId *rows = g_new0 (MlgId, n_nodes + 1);
  Reading reading = { .placement = placement, .graph = graph, .points = points, .placements = placements, .rows = rows };

  for (guint i = 0; i < n_nodes; i++)
    placements[i] = MLG_UNPLACED;
  read_rows (project, &reading);

  return reading.n - forget_twins (&reading, n_nodes);
}

static gboolean
write_place (MlgGesture      *gesture,
             const MlgEntity *entity,
             const char      *placement,
             const MlgId     *actor,
             MlgPoint         point,
             gboolean         pinned,
             GError         **error)
{
  g_autofree const char **values = g_new0 (const char *, entity->n_fields + 1);
  char actor_text[MLG_ID_TEXT_LENGTH + 1];
  char x[G_ASCII_DTOSTR_BUF_SIZE];
  char y[G_ASCII_DTOSTR_BUF_SIZE];
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "placement")->index] = placement;
  values[mlg_entity_find_field (entity, "actor")->index] = mlg_id_write (actor, actor_text);
  values[mlg_entity_find_field (entity, "x")->index] = g_ascii_dtostr (x, sizeof x, round (point.x * 10) / 10);
  values[mlg_entity_find_field (entity, "y")->index] = g_ascii_dtostr (y, sizeof y, round (point.y * 10) / 10);
  values[mlg_entity_find_field (entity, "pinned")->index] = pinned ? "1" : "0";

  return mlg_gesture_insert (gesture, entity, &id, values, error);
}

gboolean
mlg_project_positions_write (MlgProject      *project,
                             const char      *label,
                             const char      *placement,
                             MlgGraph        *graph,
                             GArray          *nodes,
                             const MlgPoint  *points,
                             const guint8    *placements,
                             GError         **error)
{
  const MlgEntity *entity = mlg_schema_find ("position");
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  g_autoptr(GArray) wanted = g_array_sized_new (FALSE, TRUE, sizeof (guint8), n_nodes + 1);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (MlgId));
  Reading reading = { .placement = placement, .graph = graph, .wanted = wanted, .found = found };
  g_autoptr(MlgGesture) gesture = NULL;

  g_array_set_size (wanted, n_nodes + 1);
  for (guint i = 0; i < nodes->len; i++)
    g_array_index (wanted, guint8, g_array_index (nodes, guint, i)) = TRUE;
  read_rows (project, &reading);

  gesture = mlg_project_begin (project, label, error);
  if (gesture == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    if (!mlg_gesture_delete (gesture, entity, &g_array_index (found, MlgId, i), error))
      return FALSE;
  for (guint i = 0; i < nodes->len; i++)
    {
      guint node = g_array_index (nodes, guint, i);

      if (placements[node] != MLG_UNPLACED &&
          !write_place (gesture, entity, placement, &mlg_graph_get_nodes (graph)[node].id, points[node],
                        placements[node] == MLG_PINNED, error))
        return FALSE;
    }

  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}

gboolean
mlg_project_positions_place (MlgGesture   *gesture,
                             const char   *placement,
                             const MlgId  *actor,
                             MlgPoint      point,
                             gboolean      pinned,
                             GError      **error)
{
  return write_place (gesture, mlg_schema_find ("position"), placement, actor, point, pinned, error);
}
