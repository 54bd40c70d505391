/* A graph of too many actors seen through a lens. */

#include "ui/partnerships/mlg-graph-lens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_GROUPS  120
#define MAX_AROUND  400
#define STEPS       2

/* One step in: the actors of a group, or those around one. */
typedef struct
{
  char       *name;
  GHashTable *actors;          /* MlgId */
} Level;

struct _MlgGraphLens
{
  GtkBox       parent_instance;

  /* Inside */
  GtkWidget   *back;
  GtkLabel    *where;
  GtkWidget   *by_label;
  GtkDropDown *by;
  GtkWidget   *around;

  /* Owned */
  GPtrArray   *levels;         /* Level; empty: everybody */
  MlgGraph    *base;           /* the actors of the level */
  guint       *node_of;        /* per node of base: its group; NULL: no groups are drawn */
  char       **names;          /* of the groups */
  guint        n_groups;
  MlgId        chosen;
  gboolean     automatic;      /* the way to group was not chosen by hand */
  gboolean     filling;
};

G_DEFINE_FINAL_TYPE (MlgGraphLens, mlg_graph_lens, GTK_TYPE_BOX)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const MlgGroupBy groupings[] = {
  MLG_GROUP_BY_TERRITORY, MLG_GROUP_BY_COMMUNITY, MLG_GROUP_BY_CATEGORY, MLG_GROUP_BY_FAMILY, MLG_GROUP_BY_NETWORK,
};

static void
level_free (gpointer data)
{
  Level *level = data;

  g_free (level->name);
  g_hash_table_unref (level->actors);
  g_free (level);
}

static Level *
level_new (const char *name)
{
  Level *level = g_new0 (Level, 1);

  level->name = g_strdup (name);
  level->actors = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);

  return level;
}

static void
clear_groups (MlgGraphLens *self)
{
  g_clear_pointer (&self->node_of, g_free);
  g_clear_pointer (&self->names, g_strfreev);
  self->n_groups = 0;
}

/* ---- What is drawn */

/* The wish, then what came of it. */
struct _MlgLensJob
{
  GHashTable *actors;          /* of the level; NULL: everybody */
  gboolean    automatic, one_by_one;
  guint       by;              /* of groupings: chosen by hand, then the one taken */

  MlgGraph   *base, *shown;
  guint      *node_of;
  char      **names;
  guint       n_groups, n_all;
};

void
mlg_lens_job_free (MlgLensJob *job)
{
  if (job == NULL)
    return;

  g_clear_pointer (&job->actors, g_hash_table_unref);
  g_clear_pointer (&job->base, mlg_graph_unref);
  g_clear_pointer (&job->shown, mlg_graph_unref);
  g_free (job->node_of);
  g_strfreev (job->names);
  g_free (job);
}

static MlgGraph *
cut_level (MlgLensJob *job,
           MlgGraph   *graph)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (graph);
  g_autoptr(GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < mlg_graph_get_n_nodes (graph); i++)
    if (g_hash_table_contains (job->actors, &nodes[i].id))
      g_array_append_val (kept, i);

  return mlg_graph_new_of_nodes (graph, kept);
}

static guint
count_grouped (const MlgGrouping *groups,
               guint              n_nodes)
{
  guint n = 0;

  for (guint i = 0; i < n_nodes; i++)
    n += groups->of[i] != G_MAXUINT;

  return n;
}

/* Territories when most actors have one and there are several; else who has to do with whom. */
static MlgGrouping *
choose_grouping (MlgLensJob *job,
                 MlgStore   *store)
{
  guint n_nodes = mlg_graph_get_n_nodes (job->base);
  MlgGrouping *groups = NULL;

  for (guint i = 0; job->automatic && i < 2; i++)
    {
      groups = mlg_store_grouping_new (store, job->base, groupings[i], NULL, MAX_GROUPS);
      if (i == 1 || (groups->n >= 3 && groups->n <= 2 * MAX_GROUPS && 2 * count_grouped (groups, n_nodes) >= n_nodes))
        {
          job->by = i;
          return groups;
        }
      mlg_grouping_unref (groups);
    }

  return mlg_store_grouping_new (store, job->base, groupings[MIN (job->by, G_N_ELEMENTS (groupings) - 1)], NULL, MAX_GROUPS);
}

static MlgGraph *
make_groups (MlgLensJob *job,
             MlgStore   *store)
{
  g_autoptr(MlgGrouping) groups = choose_grouping (job, store);
  MlgGraph *graph;
  const MlgGraphNode *nodes;

  if (groups->n < 2)
    return mlg_graph_ref (job->base);

  graph = mlg_graph_new_of_groups (job->base, groups, MAX_GROUPS, _("%u smaller groups"), &job->node_of);
  nodes = mlg_graph_get_nodes (graph);
  job->n_groups = mlg_graph_get_n_nodes (graph);
  job->names = g_new0 (char *, job->n_groups + 1);
  for (guint i = 0; i < job->n_groups; i++)
    job->names[i] = g_strdup (nodes[i].name);

  return graph;
}

void
mlg_lens_job_run (MlgLensJob *job,
                  MlgStore   *store,
                  MlgGraph   *graph)
{
  job->n_all = mlg_graph_get_n_nodes (graph);
  job->base = job->actors != NULL && job->n_all > MLG_LENS_LIMIT ? cut_level (job, graph) : mlg_graph_ref (graph);
  job->shown = mlg_graph_get_n_nodes (job->base) > MLG_LENS_LIMIT && (job->automatic || !job->one_by_one)
               ? make_groups (job, store) : mlg_graph_ref (job->base);
}

static void
show_where (MlgGraphLens *self,
            guint         n_all)
{
  guint n = mlg_graph_get_n_nodes (self->base);
  const Level *level = self->levels->len > 0 ? g_ptr_array_index (self->levels, self->levels->len - 1) : NULL;
  g_autofree char *actors = g_strdup_printf (ngettext ("%'u actor", "%'u actors", n), n);
  g_autofree char *groups = g_strdup_printf (ngettext ("in %u group: open it with a double click or Enter",
                                                       "in %u groups: open one with a double click or Enter", self->n_groups), self->n_groups);
  g_autofree char *text = g_strdup_printf ("%s%s%s%s%s", level != NULL ? level->name : "", level != NULL ? " · " : "", actors,
                                           self->n_groups > 0 ? " " : "", self->n_groups > 0 ? groups : "");

  gtk_label_set_text (self->where, text);
  gtk_widget_set_visible (GTK_WIDGET (self), n_all > MLG_LENS_LIMIT);
  gtk_widget_set_visible (self->back, level != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->by), n > MLG_LENS_LIMIT);
  gtk_widget_set_visible (self->by_label, n > MLG_LENS_LIMIT);
}

static gboolean
is_one_by_one (MlgGraphLens *self)
{
  return gtk_drop_down_get_selected (self->by) >= G_N_ELEMENTS (groupings);
}

MlgGraph *
mlg_lens_job_get_shown (MlgLensJob *job)
{
  return job->shown;
}

MlgLensJob *
mlg_graph_lens_plan (MlgGraphLens *self)
{
  MlgLensJob *job = g_new0 (MlgLensJob, 1);
  const Level *level = self->levels->len > 0 ? g_ptr_array_index (self->levels, self->levels->len - 1) : NULL;

  job->actors = level != NULL ? g_hash_table_ref (level->actors) : NULL;
  job->automatic = self->automatic;
  job->one_by_one = is_one_by_one (self);
  job->by = gtk_drop_down_get_selected (self->by);

  return job;
}

MlgGraph *
mlg_graph_lens_take (MlgGraphLens *self,
                     MlgLensJob   *job)
{
  g_clear_pointer (&self->base, mlg_graph_unref);
  clear_groups (self);
  if (job->n_all <= MLG_LENS_LIMIT)
    g_ptr_array_set_size (self->levels, 0);
  self->base = mlg_graph_ref (job->base);
  self->node_of = g_steal_pointer (&job->node_of);
  self->names = g_steal_pointer (&job->names);
  self->n_groups = job->n_groups;
  if (self->node_of != NULL && self->automatic)
    {
      self->filling = TRUE;
      gtk_drop_down_set_selected (self->by, job->by);
      self->filling = FALSE;
    }
  show_where (self, job->n_all);

  return mlg_graph_ref (job->shown);
}

MlgGraph *
mlg_graph_lens_apply (MlgGraphLens *self,
                      MlgProject   *project,
                      MlgGraph     *graph)
{
  MlgLensJob *job = mlg_graph_lens_plan (self);
  MlgGraph *shown;

  mlg_lens_job_run (job, mlg_project_get_store (project), graph);
  shown = mlg_graph_lens_take (self, job);
  mlg_lens_job_free (job);

  return shown;
}

char *
mlg_graph_lens_dup_name (MlgGraphLens *self)
{
  g_autoptr(GString) text = g_string_new (self->node_of != NULL ? "groups:" : "part:");
  g_autofree char *sum = NULL;

  if (self->levels->len == 0 && self->node_of == NULL)
    return g_strdup ("graph");

  for (guint i = 0; i < self->levels->len; i++)
    g_string_append_printf (text, "%s/", ((const Level *) g_ptr_array_index (self->levels, i))->name);
  if (self->node_of != NULL)
    g_string_append_printf (text, "%u", gtk_drop_down_get_selected (self->by));
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA1, text->str, -1);

  return g_strdup_printf ("%s:%.16s", self->node_of != NULL ? "groups" : "part", sum);
}

gboolean
mlg_graph_lens_has_groups (MlgGraphLens *self)
{
  return self->node_of != NULL;
}

guint
mlg_graph_lens_find (MlgGraphLens *self,
                     MlgGraph     *drawn,
                     const MlgId  *actor)
{
  guint node = self->node_of != NULL ? mlg_graph_find (self->base, actor) : G_MAXUINT;

  if (self->node_of == NULL)
    return mlg_graph_find (drawn, actor);

  return node == G_MAXUINT || self->node_of[node] >= mlg_graph_get_n_nodes (drawn) ? G_MAXUINT : self->node_of[node];
}

MlgGraph *
mlg_graph_lens_get_grouped (MlgGraphLens *self)
{
  return self->node_of != NULL ? self->base : NULL;
}

/* ---- In and out */

void
mlg_graph_lens_open (MlgGraphLens *self,
                     guint         node)
{
  const MlgGraphNode *nodes;
  Level *level;

  if (self->node_of == NULL || node >= self->n_groups)
    return;

  nodes = mlg_graph_get_nodes (self->base);
  level = level_new (self->names[node]);
  for (guint i = 0; i < mlg_graph_get_n_nodes (self->base); i++)
    if (self->node_of[i] == node)
      g_hash_table_add (level->actors, mlg_id_copy (&nodes[i].id));
  g_ptr_array_add (self->levels, level);
  self->automatic = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
mlg_graph_lens_leave (MlgGraphLens *self)
{
  if (self->levels->len == 0)
    return FALSE;

  g_ptr_array_remove_index (self->levels, self->levels->len - 1);
  self->automatic = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}

void
mlg_graph_lens_group_again (MlgGraphLens *self)
{
  if (self->automatic || !is_one_by_one (self))
    return;
  self->automatic = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
back_cb (MlgGraphLens *self)
{
  mlg_graph_lens_leave (self);
}

static void
around_cb (MlgGraphLens *self)
{
  guint node = self->base != NULL ? mlg_graph_find (self->base, &self->chosen) : G_MAXUINT;
  g_autoptr(GArray) around = NULL;
  g_autofree char *name = NULL;
  const MlgGraphNode *nodes;
  Level *level;

  if (node == G_MAXUINT)
    return;

  nodes = mlg_graph_get_nodes (self->base);
  name = g_strdup_printf (_("Around %s"), nodes[node].name);
  around = mlg_graph_list_around (self->base, node, STEPS, MAX_AROUND);
  level = level_new (name);
  for (guint i = 0; i < around->len; i++)
    g_hash_table_add (level->actors, mlg_id_copy (&nodes[g_array_index (around, guint, i)].id));
  g_ptr_array_add (self->levels, level);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
by_cb (MlgGraphLens *self)
{
  if (self->filling)
    return;
  self->automatic = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
mlg_graph_lens_set_chosen (MlgGraphLens *self,
                           const MlgId  *actor)
{
  self->chosen = actor != NULL ? *actor : (MlgId) { { 0 } };
  gtk_widget_set_sensitive (self->around, actor != NULL && self->base != NULL && mlg_graph_find (self->base, actor) != G_MAXUINT);
}

/* ---- Life */

static void
mlg_graph_lens_finalize (GObject *object)
{
  MlgGraphLens *self = MLG_GRAPH_LENS (object);

  g_ptr_array_unref (self->levels);
  g_clear_pointer (&self->base, mlg_graph_unref);
  clear_groups (self);

  G_OBJECT_CLASS (mlg_graph_lens_parent_class)->finalize (object);
}

static void
mlg_graph_lens_class_init (MlgGraphLensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_graph_lens_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_GRAPH_LENS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mlg_graph_lens_init (MlgGraphLens *self)
{
  self->levels = g_ptr_array_new_with_free_func (level_free);
  self->automatic = TRUE;
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "lens");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  self->back = gtk_button_new_with_label (_("Back"));
  gtk_widget_set_tooltip_text (self->back, _("To the groups (Backspace)"));
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  self->where = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->where, 0);
  gtk_label_set_ellipsize (self->where, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->where), TRUE);
  self->around = gtk_button_new_with_label (_("Around the chosen actor"));
  gtk_widget_set_sensitive (self->around, FALSE);
  g_signal_connect_swapped (self->around, "clicked", G_CALLBACK (around_cb), self);
  self->by_label = gtk_label_new (_("Grouped by"));
  self->by = GTK_DROP_DOWN (gtk_drop_down_new_from_strings ((const char *[]) { _("Territory"), _("Community"), _("Category"), _("Family"), _("Network"), _("Nothing: one by one"), NULL }));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->by_label, NULL, -1);
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (by_cb), self);

  gtk_box_append (GTK_BOX (self), self->back);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->where));
  gtk_box_append (GTK_BOX (self), self->around);
  gtk_box_append (GTK_BOX (self), self->by_label);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->by));
}
