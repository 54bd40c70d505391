/* Measures of the graph of partnerships as columns of lists of actors. */

#include "exchange/mlg-measure-columns.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "analysis/mlg-measures.h"
#include "exchange/mlg-comparison.h"
#include "exchange/mlg-project-graph.h"
#include "store/mlg-derived.h"
#include "store/mlg-moment.h"

/* Exact betweenness takes a minute at 20 000 actors: there the column stays empty. */
#define MANY_ACTORS 2500

/* One state of one file, measured. */
typedef struct
{
  char        *key;            /* path and what the file knows */
  MlgGraph    *graph, *before; /* before: NULL, no moment was named */
  MlgMeasures *measures, *measures_before;
} Measured;

static GMutex mutex;
static Measured last;

static void
forget (void)
{
  g_clear_pointer (&last.key, g_free);
  g_clear_pointer (&last.graph, mlg_graph_unref);
  g_clear_pointer (&last.before, mlg_graph_unref);
  g_clear_pointer (&last.measures, mlg_measures_free);
  g_clear_pointer (&last.measures_before, mlg_measures_free);
}

/* ---- the graph of a named moment */

typedef struct
{
  MlgStore        *store;
  const MlgEntity *entity;
  gint64           date;
  MlgMoment       *moment;
} LastMoment;

static gboolean
note_snapshot (const MlgId       *id,
               const char *const *values,
               gpointer           data)
{
  LastMoment *self = data;
  g_autoptr(MlgRecord) record = mlg_store_read (self->store, self->entity, id, NULL);
  g_autoptr(MlgMoment) moment = record != NULL ? mlg_moment_read (record) : NULL;

  if (moment != NULL && moment->date > self->date)
    {
      g_clear_pointer (&self->moment, mlg_moment_free);
      self->date = moment->date;
      self->moment = g_steal_pointer (&moment);
    }
  return TRUE;
}

static gboolean
was_there (const MlgId *id,
           gpointer     data)
{
  return mlg_comparison_get (data, id) != MLG_DIFFERENCE_NEW;
}

static void
copy_nodes (MlgGraph *graph,
            GArray   *nodes)
{
  for (guint i = 0; i < mlg_graph_get_n_nodes (graph); i++)
    {
      MlgGraphNode node = mlg_graph_get_nodes (graph)[i];

      node.name = g_strdup (node.name);
      node.short_name = g_strdup (node.short_name);
      g_array_append_val (nodes, node);
    }
}

static void
copy_edges (MlgGraph *graph,
            GArray   *edges)
{
  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      MlgGraphEdge edge = mlg_graph_get_edges (graph)[i];

      edge.status = g_strdup (edge.status);
      g_array_append_val (edges, edge);
    }
}

/* The partnerships that are no more, between actors that still are. */
static void
add_gone (MlgStore      *store,
          MlgComparison *comparison,
          MlgGraph      *graph,
          GArray        *edges)
{
  const MlgEntity *entity = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autoptr(GPtrArray) list = mlg_comparison_list (comparison, entity);

  for (guint i = 0; i < list->len; i++)
    {
      const MlgDifferenceOf *difference = list->pdata[i];
      g_autoptr(MlgRecord) record = difference->difference == MLG_DIFFERENCE_GONE ? mlg_store_read (store, entity, &difference->id, NULL) : NULL;
      MlgGraphEdge edge = { .id = difference->id, .kind = MLG_TIE_PARTNERSHIP, .n_axes = 1 };
      const char *a = record != NULL ? mlg_record_get_named (record, "a") : NULL;
      const char *b = record != NULL ? mlg_record_get_named (record, "b") : NULL;
      MlgId id_a, id_b;

      if (a == NULL || b == NULL || !mlg_id_parse (a, &id_a) || !mlg_id_parse (b, &id_b))
        continue;
      edge.a = mlg_graph_find (graph, &id_a);
      edge.b = mlg_graph_find (graph, &id_b);
      if (edge.a != G_MAXUINT && edge.b != G_MAXUINT)
        g_array_append_val (edges, edge);
    }
}

static MlgGraph *
find_graph_before (MlgStore *store,
                   MlgGraph *now)
{
  LastMoment named = { store, mlg_schema_find ("snapshot"), 0, NULL };
  g_autoptr(MlgMoment) moment = NULL;
  g_autoptr(MlgComparison) comparison = NULL;
  g_autoptr(MlgGraph) kept = NULL;
  GArray *nodes, *edges;
  MlgPast past;

  mlg_store_foreach (store, named.entity, note_snapshot, &named, NULL);
  moment = named.moment;
  if (moment == NULL)
    return NULL;

  past = mlg_moment_get_past (moment);
  comparison = mlg_comparison_new_past (store, &past, NULL, NULL);
  if (comparison == NULL)
    return NULL;

  kept = mlg_graph_new_part (now, was_there, comparison);
  nodes = g_array_new (FALSE, FALSE, sizeof (MlgGraphNode));
  edges = g_array_new (FALSE, FALSE, sizeof (MlgGraphEdge));
  copy_nodes (kept, nodes);
  copy_edges (kept, edges);
  add_gone (store, comparison, kept, edges);

  return mlg_graph_new (nodes, edges);
}

/* ---- measuring */

static gboolean
measure (sqlite3 *document)
{
  const char *path = sqlite3_db_filename (document, "main");
  g_autoptr(MlgStore) store = path != NULL && *path != '\0' ? mlg_store_open (path, MLG_STORE_BESIDE, NULL) : NULL;
  g_autoptr(MlgVersion) version = NULL;
  g_autofree char *known = NULL, *key = NULL;
  MlgMeasureFlags flags = MLG_MEASURE_CORE | MLG_MEASURE_COMMUNITY;

  if (store == NULL)
    return FALSE;

  version = mlg_version_read (store);
  known = mlg_version_print (version);
  key = g_strconcat (path, " ", known, NULL);
  if (g_strcmp0 (key, last.key) == 0)
    return TRUE;

  forget ();
  last.key = g_steal_pointer (&key);
  last.graph = mlg_store_graph_new (store, MLG_GRAPH_MEMBERSHIPS);
  if (mlg_graph_get_n_nodes (last.graph) <= MANY_ACTORS)
    flags |= MLG_MEASURE_BETWEENNESS;
  last.measures = mlg_measures_new (last.graph, MLG_LAYER_ALL, flags);
  last.before = find_graph_before (store, last.graph);
  if (last.before != NULL)
    last.measures_before = mlg_measures_new (last.before, MLG_LAYER_ALL, MLG_MEASURE_BASIC);

  return TRUE;
}

/* ---- in words */

static char *
say_number (double number)
{
  return number >= 0.5 ? g_strdup_printf ("%u", (guint) floor (number + 0.5)) : NULL;
}

static char *
say_island (const MlgMeasures *measures,
            guint              node)
{
  guint island = measures->island[node], n;

  if (island == G_MAXUINT)
    return g_strdup (_("Isolated"));

  n = ((GArray *) g_ptr_array_index (measures->islands, island))->len;
  return g_strdup_printf (ngettext ("Island %u (%u actor)", "Island %u (%u actors)", n), island + 1, n);
}

/* The members of each group, so that it has a name: that of its best linked actor. */
typedef struct
{
  guint *best;
  guint *size;
  guint *number;       /* 1, 2… by size */
} Groups;

static int
compare_groups (gconstpointer one,
                gconstpointer other,
                gpointer      data)
{
  const guint *size = data;
  guint p = *(const guint *) one, q = *(const guint *) other;

  if (size[p] != size[q])
    return size[p] > size[q] ? -1 : 1;
  return p < q ? -1 : p > q;
}

static void
find_groups (const MlgMeasures *measures,
             Groups            *groups)
{
  g_autofree guint *order = g_new (guint, measures->n_communities + 1);

  groups->best = g_new (guint, measures->n_communities + 1);
  groups->size = g_new0 (guint, measures->n_communities + 1);
  groups->number = g_new0 (guint, measures->n_communities + 1);
  for (guint i = 0; i < measures->n_nodes; i++)
    {
      guint group = measures->community[i];

      if (groups->size[group]++ == 0 || measures->degree[i] > measures->degree[groups->best[group]])
        groups->best[group] = i;
    }
  for (guint i = 0; i < measures->n_communities; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) measures->n_communities, sizeof *order, compare_groups, groups->size);
  for (guint i = 0; i < measures->n_communities; i++)
    groups->number[order[i]] = i + 1;
}

static void
clear_groups (Groups *groups)
{
  g_free (groups->best);
  g_free (groups->size);
  g_free (groups->number);
}

static char *
say_group (const Groups *groups,
           guint         node)
{
  guint group = last.measures->community[node];

  if (groups->size[group] < 2)
    return NULL;

  return g_strdup_printf (_("Group %u: %s and %u others"), groups->number[group],
                          mlg_graph_get_nodes (last.graph)[groups->best[group]].name, groups->size[group] - 1);
}

static char *
say (const char   *name,
     const Groups *groups,
     guint         node)
{
  const MlgMeasures *measures = last.measures;

  if (g_str_equal (name, "_linked"))
    return say_number (measures->degree[node]);
  if (g_str_equal (name, "_island"))
    return say_island (measures, node);
  if (g_str_equal (name, "_group"))
    return say_group (groups, node);
  if (g_str_equal (name, "_core"))
    return say_number (measures->core[node]);
  if (g_str_equal (name, "_between"))
    return measures->betweenness != NULL ? say_number (measures->betweenness[node]) : NULL;
  if (g_str_equal (name, "_linked_before"))
    return say_number (last.measures_before->degree[node]);
  if (g_str_equal (name, "_island_before"))
    return say_island (last.measures_before, node);

  return NULL;
}

static void
put (GHashTable  *table,
     MlgGraph    *graph,
     guint        node,
     char        *text)
{
  if (text != NULL)
    g_hash_table_insert (table, mlg_id_copy (&mlg_graph_get_nodes (graph)[node].id), text);
}

static GHashTable *
bring (sqlite3    *document,
       const char *name)
{
  GHashTable *table = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, g_free);
  gboolean before = g_str_has_suffix (name, "_before");
  Groups groups = { NULL, NULL, NULL };
  MlgGraph *graph;

  g_mutex_lock (&mutex);
  graph = measure (document) ? (before ? last.before : last.graph) : NULL;
  if (graph != NULL && g_str_equal (name, "_group"))
    find_groups (last.measures, &groups);
  if (graph != NULL && g_str_equal (name, "_cut"))
    for (guint i = 0; i < last.measures->articulations->len; i++)
      {
        const MlgArticulation *cut = &g_array_index (last.measures->articulations, MlgArticulation, i);

        put (table, graph, cut->node, say_number (cut->n_more + 1));
      }
  else
    for (guint i = 0; graph != NULL && i < mlg_graph_get_n_nodes (graph); i++)
      put (table, graph, i, say (name, &groups, i));
  clear_groups (&groups);
  g_mutex_unlock (&mutex);

  return table;
}

void
mlg_measure_columns_install (void)
{
  mlg_derived_set_source (bring);
}
