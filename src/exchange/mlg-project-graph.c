/* The partnership graph of a project.
 *
 * Pairs are kept once for each kind of tie, under a key made of both nodes and the kind.
 */

#include "exchange/mlg-project-graph.h"

#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

typedef struct
{
  MlgGraphLayers  layers;
  GArray         *nodes;          /* MlgGraphNode */
  GArray         *edges;          /* MlgGraphEdge */
  GHashTable     *node_index;     /* id text → node + 1 */
  GHashTable     *pairs;          /* pair key → edge + 1 */
  GHashTable     *partnerships;   /* id text → edge + 1 */
  GHashTable     *networks;       /* id text of a network → node + 1 of its actor */
  GHashTable     *structures;     /* id text of a person → nodes of the structures (GArray of guint) */
  GHashTable     *workshops;      /* id text of a workshop → nodes present (GArray of guint) */
} Builder;

gboolean
mlg_partnership_is_established (const char *state)
{
  return g_strcmp0 (state, "active") == 0 || g_strcmp0 (state, "privileged") == 0 ||
         g_strcmp0 (state, "formalised") == 0;
}

guint
mlg_user_category_index (const char *category)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("user_category");

  if (category == NULL || vocabulary == NULL)
    return G_MAXUINT;

  for (guint i = 0; i < vocabulary->n_terms; i++)
    {
      if (strcmp (vocabulary->terms[i].id, category) == 0)
        return i;
    }

  return G_MAXUINT;
}

/* The acronym; else the shortest of the other names, when it is much shorter than the name. */
static char *
dup_short_name (const char *name,
                const char *acronym,
                const char *aliases)
{
  g_auto(GStrv) others = mlg_value_split (aliases);
  const char *best = NULL;

  if (acronym != NULL)
    return g_strdup (acronym);
  for (guint i = 0; name != NULL && others != NULL && others[i] != NULL; i++)
    if (2 * g_utf8_strlen (others[i], -1) <= g_utf8_strlen (name, -1) && (best == NULL || strlen (others[i]) < strlen (best)))
      best = others[i];

  return g_strdup (best);
}

static guint
find_kind (const char *kind)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("actor_kind");

  for (guint i = 0; kind != NULL && vocabulary != NULL && i < vocabulary->n_terms; i++)
    if (strcmp (vocabulary->terms[i].id, kind) == 0)
      return i + 1;

  return 0;
}

static guint
lookup (GHashTable *table,
        const char *id)
{
  return id == NULL ? G_MAXUINT : GPOINTER_TO_UINT (g_hash_table_lookup (table, id)) - 1;
}

static void
remember (GHashTable  *table,
          const MlgId *id,
          guint        index)
{
  g_hash_table_insert (table, mlg_id_dup_text (id), GUINT_TO_POINTER (index + 1));
}

static void
add_actor (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Builder *builder = data;
  MlgGraphNode node = {
    .id = *id,
    .name = g_strdup (values[0] != NULL ? values[0] : ""),
    .short_name = dup_short_name (values[0], values[4], values[5]),
    .category = mlg_user_category_index (values[1]),
    .kind = find_kind (values[2]),
    .headcount = g_strcmp0 (values[2], "group") == 0 && values[3] != NULL ? (guint) g_ascii_strtoull (values[3], NULL, 10) : 0,
  };

  remember (builder->node_index, id, builder->nodes->len);
  g_array_append_val (builder->nodes, node);
}

/* The edge between two nodes, made if there is none; NULL if it would be a loop. */
static MlgGraphEdge *
tie (Builder     *builder,
     guint        a,
     guint        b,
     MlgTieKind   kind,
     const MlgId *id,
     guint       *index)
{
  gint64 key;
  guint found;

  if (a == G_MAXUINT || b == G_MAXUINT || a == b)
    return NULL;

  key = (gint64) MIN (a, b) << 33 | (gint64) MAX (a, b) << 2 | kind;
  found = GPOINTER_TO_UINT (g_hash_table_lookup (builder->pairs, &key)) - 1;

  if (found == G_MAXUINT)
    {
      MlgGraphEdge edge = { .id = *id, .a = a, .b = b, .kind = kind };

      found = builder->edges->len;
      g_array_append_val (builder->edges, edge);
      g_hash_table_insert (builder->pairs, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (found + 1));
    }

  if (index != NULL)
    *index = found;
  return &g_array_index (builder->edges, MlgGraphEdge, found);
}

static void
add_partnership (const MlgId       *id,
                 const char *const *values,
                 gpointer           data)
{
  Builder *builder = data;
  gboolean established = mlg_partnership_is_established (values[2]);
  MlgGraphEdge *edge;
  guint index;

  if ((builder->layers & MLG_GRAPH_FACTS_ONLY) && !established)
    return;

  edge = tie (builder, lookup (builder->node_index, values[0]), lookup (builder->node_index, values[1]),
              MLG_TIE_PARTNERSHIP, id, &index);
  if (edge == NULL)
    return;

  remember (builder->partnerships, id, index);

  /* Two partnerships of one pair: the one that exists speaks for both. */
  if (edge->status == NULL || (established && !edge->established))
    {
      g_free (edge->status);
      edge->status = g_strdup (values[2]);
    }
  edge->established |= established;
}

static void
add_axis (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  Builder *builder = data;
  static const char *const economies[] = { "market", "non_market", "non_monetary" };
  guint index = lookup (builder->partnerships, values[0]);
  guint from = lookup (builder->node_index, values[2]);
  guint to = lookup (builder->node_index, values[3]);
  MlgGraphEdge *edge;
  guint e = 0;

  if (index == G_MAXUINT)
    return;

  edge = &g_array_index (builder->edges, MlgGraphEdge, index);
  while (e < G_N_ELEMENTS (economies) && g_strcmp0 (values[1], economies[e]) != 0)
    e++;
  edge->n_axes++;
  (*(guint *[]) { &edge->n_market, &edge->n_non_market, &edge->n_non_monetary, &edge->n_unqualified }[e])++;
  edge->n_forth[e] += from == edge->a && to == edge->b;
  edge->n_back[e] += from == edge->b && to == edge->a;
}

static void
add_network (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Builder *builder = data;
  guint node = lookup (builder->node_index, values[0]);

  if (node != G_MAXUINT)
    remember (builder->networks, id, node);
}

static void
add_membership (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  Builder *builder = data;

  if (values[1] == NULL || !g_str_has_prefix (values[1], "actor:"))
    return;

  tie (builder, lookup (builder->networks, values[0]), lookup (builder->node_index, values[1] + strlen ("actor:")),
       MLG_TIE_MEMBERSHIP, id, NULL);
}

static void
add_to_list (GHashTable *table,
             const char *id,
             guint       node)
{
  GArray *list;

  if (id == NULL || node == G_MAXUINT)
    return;

  list = g_hash_table_lookup (table, id);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      if (g_array_index (list, guint, i) == node)
        return;
    }

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (table, g_strdup (id), list);
    }
  g_array_append_val (list, node);
}

static void
add_person (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Builder *builder = data;
  char text[MLG_ID_TEXT_LENGTH + 1];

  add_to_list (builder->structures, mlg_id_write (id, text), lookup (builder->node_index, values[0]));
}

static void
add_function (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Builder *builder = data;

  add_to_list (builder->structures, values[0], lookup (builder->node_index, values[1]));
}

/* The structures that @person speaks for were at @workshop. */
static void
add_presence (Builder    *builder,
              const char *workshop,
              const char *person)
{
  GArray *structures = person == NULL ? NULL : g_hash_table_lookup (builder->structures, person);

  for (guint i = 0; structures != NULL && i < structures->len; i++)
    add_to_list (builder->workshops, workshop, g_array_index (structures, guint, i));
}

static void
add_workshop (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  add_presence (data, mlg_id_write (id, text), values[0]);
}

static void
add_attendance (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  Builder *builder = data;

  /* The structure spoken for that day, else those of the person. */
  if (values[2] != NULL)
    add_to_list (builder->workshops, values[0], lookup (builder->node_index, values[2]));
  else
    add_presence (builder, values[0], values[1]);
}

static void
tie_those_present (Builder *builder)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, builder->workshops);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GArray *present = value;
      MlgId workshop;

      if (!mlg_id_parse (key, &workshop))
        continue;

      for (guint i = 0; i < present->len; i++)
        for (guint j = i + 1; j < present->len; j++)
          tie (builder, g_array_index (present, guint, i), g_array_index (present, guint, j),
               MLG_TIE_COPRESENCE, &workshop, NULL);
    }
}

static void
add_copresence (Builder    *builder,
                MlgStore   *store)
{
  mlg_rows_read (store, "person", (const char *[]) { "actor", NULL }, add_person, builder);
  mlg_rows_read (store, "person_function", (const char *[]) { "person", "actor", NULL }, add_function, builder);
  mlg_rows_read (store, "workshop", (const char *[]) { "referent", NULL }, add_workshop, builder);
  mlg_rows_read (store, "attendance", (const char *[]) { "workshop", "person", "actor", NULL }, add_attendance, builder);
  tie_those_present (builder);
}

static GHashTable *
new_index (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GHashTable *
new_lists (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

MlgGraph *
mlg_store_graph_new (MlgStore       *store,
                     MlgGraphLayers  layers)
{
  g_autoptr(GHashTable) nodes = new_index (), partnerships = new_index (), networks = new_index ();
  g_autoptr(GHashTable) structures = new_lists (), workshops = new_lists ();
  g_autoptr(GHashTable) pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Builder builder = {
    .layers = layers,
    .nodes = g_array_new (FALSE, FALSE, sizeof (MlgGraphNode)),
    .edges = g_array_new (FALSE, FALSE, sizeof (MlgGraphEdge)),
    .node_index = nodes, .pairs = pairs, .partnerships = partnerships,
    .networks = networks, .structures = structures, .workshops = workshops,
  };

  g_return_val_if_fail (store != NULL, NULL);

  mlg_rows_read (store, "actor", (const char *[]) { "name", "category", "kind", "headcount", "acronym", "aliases", NULL }, add_actor, &builder);
  mlg_rows_read (store, "partnership", (const char *[]) { "a", "b", "state", NULL }, add_partnership, &builder);
  mlg_rows_read (store, "partnership_axis", (const char *[]) { "partnership", "economy", "from", "to", NULL }, add_axis, &builder);

  if (layers & MLG_GRAPH_MEMBERSHIPS)
    {
      mlg_rows_read (store, "network", (const char *[]) { "actor", NULL }, add_network, &builder);
      mlg_rows_read (store, "membership", (const char *[]) { "network", "member", NULL }, add_membership, &builder);
    }

  if (layers & MLG_GRAPH_COPRESENCE)
    add_copresence (&builder, store);

  for (guint i = 0; i < builder.edges->len; i++)
    {
      MlgGraphEdge *edge = &g_array_index (builder.edges, MlgGraphEdge, i);

      edge->n_axes = MAX (edge->n_axes, 1);
    }

  return mlg_graph_new (builder.nodes, builder.edges);
}

MlgGraph *
mlg_project_graph_new (MlgProject     *project,
                       MlgGraphLayers  layers)
{
  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  return mlg_store_graph_new (mlg_project_get_store (project), layers);
}
