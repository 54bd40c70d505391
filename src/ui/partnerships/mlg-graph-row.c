/* A line of the list beside the graph. */

#include "ui/partnerships/mlg-graph-row.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "ui/partnerships/mlg-axis-row.h"
#include "ui/partnerships/mlg-graph-words.h"

struct _MlgGraphRow
{
  GObject          parent_instance;

  MlgGraphRowKind  kind;
  MlgId            id;          /* of the actor, or of the link */
  MlgId            own;         /* of the axis; else as @id */
  gboolean         has_links;   /* an actor: a list model asks only once whether it opens */
  char            *text;
  char            *sort_key;
  GListStore      *children;    /* of MlgGraphRow; NULL: not asked for yet */
};

G_DEFINE_FINAL_TYPE (MlgGraphRow, mlg_graph_row, G_TYPE_OBJECT)

enum { PROP_0, PROP_TEXT, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void
mlg_graph_row_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, MLG_GRAPH_ROW (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mlg_graph_row_finalize (GObject *object)
{
  MlgGraphRow *self = MLG_GRAPH_ROW (object);

  g_free (self->text);
  g_free (self->sort_key);
  g_clear_object (&self->children);

  G_OBJECT_CLASS (mlg_graph_row_parent_class)->finalize (object);
}

static void
mlg_graph_row_class_init (MlgGraphRowClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = mlg_graph_row_get_property;
  G_OBJECT_CLASS (klass)->finalize = mlg_graph_row_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
mlg_graph_row_init (MlgGraphRow *self)
{
}

/* Takes @text and @sort_key. */
static MlgGraphRow *
row_new (MlgGraphRowKind  kind,
         const MlgId     *id,
         const MlgId     *own,
         char            *text,
         char            *sort_key)
{
  MlgGraphRow *self = g_object_new (MLG_TYPE_GRAPH_ROW, NULL);

  self->kind = kind;
  self->id = *id;
  self->own = *own;
  self->text = text;
  self->sort_key = sort_key;

  return self;
}

/* As one looks for a name: without capitals nor accents. */
static char *
make_sort_key (const char *name)
{
  g_autofree char *folded = mlg_fold (name);

  return g_utf8_collate_key (folded, -1);
}

static int
compare_rows (gconstpointer one,
              gconstpointer other)
{
  const MlgGraphRow *a = *(MlgGraphRow *const *) one;
  const MlgGraphRow *b = *(MlgGraphRow *const *) other;
  int order = g_strcmp0 (a->sort_key, b->sort_key);

  return order != 0 ? order : mlg_id_compare (&a->own, &b->own);
}

/* ---- From the old lines to the new */

static gboolean
is_same (MlgGraphRow *old,
         MlgGraphRow *fresh)
{
  return mlg_id_equal (&old->own, &fresh->own) && old->has_links == fresh->has_links;
}

static void
take_text (MlgGraphRow *old,
           MlgGraphRow *fresh)
{
  if (g_strcmp0 (old->text, fresh->text) == 0)
    return;

  g_free (old->text);
  old->text = g_steal_pointer (&fresh->text);
  g_object_notify_by_pspec (G_OBJECT (old), properties[PROP_TEXT]);
}

static MlgGraphRow *
peek (GListStore *store,
      guint       i)
{
  g_autoptr(MlgGraphRow) row = g_list_model_get_item (G_LIST_MODEL (store), i);

  return row;
}

/* Only what differs in the middle is replaced, so that what is unfolded stays so. @fresh: of MlgGraphRow. */
static void
merge (GListStore *store,
       GPtrArray  *fresh)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint start = 0;
  guint end = 0;

  while (start < MIN (n_old, fresh->len) && is_same (peek (store, start), g_ptr_array_index (fresh, start)))
    {
      take_text (peek (store, start), g_ptr_array_index (fresh, start));
      start++;
    }
  while (end < MIN (n_old, fresh->len) - start &&
         is_same (peek (store, n_old - 1 - end), g_ptr_array_index (fresh, fresh->len - 1 - end)))
    {
      take_text (peek (store, n_old - 1 - end), g_ptr_array_index (fresh, fresh->len - 1 - end));
      end++;
    }

  /* Removing and adding in two steps: see the traps of GTK 4.8. */
  if (n_old > start + end)
    g_list_store_splice (store, start, n_old - start - end, NULL, 0);
  if (fresh->len > start + end)
    g_list_store_splice (store, start, 0, fresh->pdata + start, fresh->len - start - end);
}

/* ---- Axes */

static char *
describe_axis (MlgProject *project,
               MlgRecord  *partnership,
               MlgRecord  *axis)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (axis), "economy");
  const char *value = mlg_record_get (axis, field);
  g_autofree char *name = mlg_axis_dup_name (project, axis);
  g_autofree char *direction = mlg_axis_dup_direction (project, partnership, axis);
  g_autofree char *economy = value != NULL ? mlg_project_display (project, field, value) : g_strdup (_("To be qualified"));

  return g_strdup_printf (_("%s: %s, %s"), name, direction, economy);
}

static GPtrArray *
list_axes (MlgGraphRow *self,
           MlgProject  *project)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(MlgRecord) partnership = mlg_project_get_record (project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), &self->id);
  g_autoptr(GPtrArray) axes = mlg_project_referring (project, mlg_schema_find (MLG_ENTITY_AXIS), "partnership", &self->id);

  for (guint i = 0; partnership != NULL && axes != NULL && i < axes->len; i++)
    {
      MlgRecord *axis = g_ptr_array_index (axes, i);

      g_ptr_array_add (rows, row_new (MLG_ROW_AXIS, &self->id, mlg_record_get_id (axis),
                                      describe_axis (project, partnership, axis), NULL));
    }

  return rows;
}

/* ---- Links */

static char *
describe_state (MlgProject         *project,
                const MlgGraphEdge *edge)
{
  const MlgField *field = mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_PARTNERSHIP), "state");
  g_autofree char *label = NULL;

  if (edge->established || edge->status == NULL)
    return g_strdup (edge->established ? _("established") : _("to be qualified"));
  label = mlg_project_display (project, field, edge->status);

  return g_utf8_strdown (label, -1);
}

static char *
describe_link (MlgProject         *project,
               const MlgGraphEdge *edge,
               const char         *own,
               const char         *other)
{
  g_autofree char *state = NULL;
  g_autofree char *axes = NULL;
  guint n_axes = edge->n_market + edge->n_non_market + edge->n_non_monetary + edge->n_unqualified;

  if (edge->kind == MLG_TIE_MEMBERSHIP)
    return g_strdup_printf (_("%s – %s: membership"), own, other);
  if (edge->kind == MLG_TIE_COPRESENCE)
    return g_strdup_printf (_("%s – %s: met at a workshop"), own, other);

  state = describe_state (project, edge);
  axes = g_strdup_printf (ngettext ("%u axis", "%u axes", n_axes), n_axes);

  return g_strdup_printf (_("%s – %s: %s, %s"), own, other, axes, state);
}

static GPtrArray *
list_links (MlgGraphRow *self,
            MlgProject  *project,
            MlgGraph    *graph)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  guint node = mlg_graph_find (graph, &self->id);

  for (guint i = 0; node != G_MAXUINT && i < mlg_graph_get_n_edges (graph); i++)
    if (edges[i].a == node || edges[i].b == node)
      {
        const char *other = nodes[edges[i].a == node ? edges[i].b : edges[i].a].name;

        g_ptr_array_add (rows, row_new (MLG_ROW_LINK, &edges[i].id, &edges[i].id,
                                        describe_link (project, &edges[i], nodes[node].name, other),
                                        make_sort_key (other)));
      }
  g_ptr_array_sort (rows, compare_rows);

  return rows;
}

static void
update_children (MlgGraphRow *self,
                 MlgProject  *project,
                 MlgGraph    *graph)
{
  g_autoptr(GPtrArray) fresh = self->kind == MLG_ROW_ACTOR ? list_links (self, project, graph) : list_axes (self, project);

  merge (self->children, fresh);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->children)); i++)
    if (peek (self->children, i)->children != NULL)
      update_children (peek (self->children, i), project, graph);
}

/* ---- */

MlgGraphRowKind
mlg_graph_row_get_kind (MlgGraphRow *self)
{
  return self->kind;
}

const MlgId *
mlg_graph_row_get_id (MlgGraphRow *self)
{
  return &self->id;
}

GListModel *
mlg_graph_row_get_children (MlgGraphRow *self,
                            MlgProject  *project,
                            MlgGraph    *graph)
{
  g_return_val_if_fail (MLG_IS_GRAPH_ROW (self), NULL);

  if (self->kind == MLG_ROW_AXIS || (self->kind == MLG_ROW_ACTOR && !self->has_links))
    return NULL;
  if (self->children == NULL)
    {
      self->children = g_list_store_new (MLG_TYPE_GRAPH_ROW);
      update_children (self, project, graph);
    }

  return G_LIST_MODEL (self->children);
}

static char *
describe_actor (const char *name,
                guint       n_links)
{
  g_autofree char *count = mlg_format_count (n_links);
  g_autofree char *links = n_links == 0 ? g_strdup (_("isolated"))
                           : g_strdup_printf (ngettext ("%s link", "%s links", n_links), count);

  return g_strdup_printf (_("%s: %s"), name, links);
}

void
mlg_graph_rows_update (GListStore *rows,
                       MlgProject *project,
                       MlgGraph   *graph)
{
  g_autoptr(GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  guint n_nodes = mlg_graph_get_n_nodes (graph);
  g_autofree guint *n_links = g_new0 (guint, n_nodes + 1);

  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      n_links[edges[i].a]++;
      n_links[edges[i].b]++;
    }
  for (guint i = 0; i < n_nodes; i++)
    {
      MlgGraphRow *row = row_new (MLG_ROW_ACTOR, &nodes[i].id, &nodes[i].id, describe_actor (nodes[i].name, n_links[i]),
                                  make_sort_key (nodes[i].name));

      row->has_links = n_links[i] > 0;
      g_ptr_array_add (fresh, row);
    }
  g_ptr_array_sort (fresh, compare_rows);
  merge (rows, fresh);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    if (peek (rows, i)->children != NULL)
      update_children (peek (rows, i), project, graph);
}
