/* The actors of a graph in the groups that the file knows. */

#include "exchange/mlg-project-groups.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

#define MAX_CLIMBS 8           /* from a quarter to the country */

typedef struct
{
  MlgStore    *store;
  MlgGraph    *graph;
  GPtrArray   *sets;           /* GArray of guint */
  GPtrArray   *names;
  GHashTable  *numbers;        /* key (term or id text) → set + 1 */
  const MlgVocabulary *terms;
  const MlgId *initiative;
  GHashTable  *people;         /* id text of a person → GArray of guint nodes */
  GHashTable  *stages;         /* id text of an initiative → its stage */
  GHashTable  *best;           /* node → rank of its set + 1: the farthest on so far */
} Grouping;

static const char *const ids[MLG_N_GROUP_BYS] = {
  "category", "family", "network", "territory", "community", "stage", "degree",
};

gboolean
mlg_group_by_from_id (const char *id,
                      MlgGroupBy *by)
{
  for (guint i = 0; id != NULL && i < G_N_ELEMENTS (ids); i++)
    if (strcmp (ids[i], id) == 0)
      {
        *by = i;
        return TRUE;
      }

  return FALSE;
}

/* ---- Sets */

static guint
find_node (Grouping   *self,
           const char *id_text)
{
  MlgId id;

  return id_text != NULL && mlg_id_parse (id_text, &id) ? mlg_graph_find (self->graph, &id) : G_MAXUINT;
}

/* "actor:0192…" */
static guint
find_any (Grouping   *self,
          const char *value)
{
  return value != NULL && g_str_has_prefix (value, "actor:") ? find_node (self, value + strlen ("actor:")) : G_MAXUINT;
}

static guint
find_set (Grouping   *self,
          const char *key,
          const char *name)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key));

  if (found == 0)
    {
      g_ptr_array_add (self->sets, g_array_new (FALSE, FALSE, sizeof (guint)));
      g_ptr_array_add (self->names, g_strdup (name));
      found = self->sets->len;
      g_hash_table_insert (self->numbers, g_strdup (key), GUINT_TO_POINTER (found));
    }

  return found - 1;
}

static void
enter (Grouping *self,
       guint     set,
       guint     node)
{
  GArray *members = g_ptr_array_index (self->sets, set);

  if (node == G_MAXUINT)
    return;
  for (guint i = members->len; i > 0 && i + 8 > members->len; i--)
    if (g_array_index (members, guint, i - 1) == node)
      return;
  g_array_append_val (members, node);
}

/* "Local authorities (communes, EPCI…)": what the brackets add is for sheets. */
static char *
dup_label (const MlgTerm *term)
{
  const char *bracket = strstr (term->ui_label, " (");

  return bracket != NULL ? g_strndup (term->ui_label, bracket - term->ui_label) : g_strdup (term->ui_label);
}

static void
add_term_sets (Grouping   *self,
               const char *vocabulary)
{
  self->terms = mlg_vocabulary_find (vocabulary);
  for (guint i = 0; self->terms != NULL && i < self->terms->n_terms; i++)
    {
      g_autofree char *label = dup_label (&self->terms->terms[i]);

      find_set (self, self->terms->terms[i].id, label);
    }
}

static void
enter_by_term (const MlgId       *id,
               const char *const *values,
               gpointer           data)
{
  Grouping *self = data;

  if (values[0] != NULL)
    enter (self, find_set (self, values[0], values[0]), mlg_graph_find (self->graph, id));
}

/* ---- Networks */

static void
add_network (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Grouping *self = data;
  char text[MLG_ID_TEXT_LENGTH + 1];

  enter (self, find_set (self, mlg_id_write (id, text), values[0] != NULL ? values[0] : ""), find_node (self, values[1]));
}

static void
add_member (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Grouping *self = data;
  guint found = values[0] == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, values[0]));

  if (found > 0)
    enter (self, found - 1, find_any (self, values[1]));
}

/* ---- Territories */

typedef struct
{
  GHashTable *names;           /* id text → name */
  GHashTable *parents;         /* id text → id text of what contains it */
  GPtrArray  *of;              /* per node: id text, lent, or NULL */
  MlgGraph   *graph;
} Territories;

static void
note_territory (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  g_hash_table_insert (((Territories *) data)->names, mlg_id_dup_text (id), g_strdup (values[0] != NULL ? values[0] : ""));
}

static void
note_overlap (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Territories *self = data;

  if (values[0] != NULL && values[1] != NULL && g_strcmp0 (values[2], "crosses") != 0 &&
      strcmp (values[0], values[1]) != 0 && !g_hash_table_contains (self->parents, values[1]))
    g_hash_table_insert (self->parents, g_strdup (values[1]), g_strdup (values[0]));
}

static void
note_place (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Territories *self = data;
  guint node = mlg_graph_find (self->graph, id);
  g_auto(GStrv) several = mlg_value_split (values[0] != NULL ? values[0] : values[1]);
  gpointer known;

  if (node != G_MAXUINT && several != NULL && several[0] != NULL &&
      g_hash_table_lookup_extended (self->names, several[0], &known, NULL))
    g_ptr_array_index (self->of, node) = known;
}

static guint
count_places (Territories *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->of->len; i++)
    if (g_ptr_array_index (self->of, i) != NULL)
      g_hash_table_add (seen, g_ptr_array_index (self->of, i));

  return g_hash_table_size (seen);
}

/* Everybody to what contains its territory; FALSE: nobody could. */
static gboolean
climb (Territories *self)
{
  gboolean moved = FALSE;

  for (guint i = 0; i < self->of->len; i++)
    {
      const char *here = g_ptr_array_index (self->of, i);
      const char *above = here != NULL ? g_hash_table_lookup (self->parents, here) : NULL;
      gpointer known;

      if (above != NULL && g_hash_table_lookup_extended (self->names, above, &known, NULL))
        {
          g_ptr_array_index (self->of, i) = known;
          moved = TRUE;
        }
    }

  return moved;
}

static void
group_by_territory (Grouping *self,
                    guint     max)
{
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GPtrArray) of = g_ptr_array_new ();
  Territories territories = { names, parents, of, self->graph };

  g_ptr_array_set_size (of, (int) mlg_graph_get_n_nodes (self->graph));
  mlg_rows_read (self->store, "territory", (const char *[]) { "name", NULL }, note_territory, &territories);
  mlg_rows_read (self->store, "territory_overlap", (const char *[]) { "parent", "child", "kind", NULL }, note_overlap, &territories);
  mlg_rows_read (self->store, "actor", (const char *[]) { "seat_territories", "territories", NULL }, note_place, &territories);

  for (guint i = 0; max > 0 && i < MAX_CLIMBS && count_places (&territories) > max; i++)
    if (!climb (&territories))
      break;
  for (guint i = 0; i < of->len; i++)
    if (g_ptr_array_index (of, i) != NULL)
      enter (self, find_set (self, g_ptr_array_index (of, i), g_hash_table_lookup (names, g_ptr_array_index (of, i))), i);
}

/* ---- Initiatives */

static void
add_structure (Grouping   *self,
               const char *person,
               const char *actor)
{
  GArray *list = person != NULL ? g_hash_table_lookup (self->people, person) : NULL;
  guint node = find_node (self, actor);

  if (person == NULL || node == G_MAXUINT)
    return;
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (self->people, g_strdup (person), list);
    }
  g_array_append_val (list, node);
}

static void
note_person (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  add_structure (data, mlg_id_write (id, text), values[0]);
}

static void
note_function (const MlgId       *id,
               const char *const *values,
               gpointer           data)
{
  add_structure (data, values[0], values[1]);
}

/* Of several, the set with the higher number counts when @farthest, else the lower. */
static void
propose (Grouping *self,
         guint     node,
         guint     set,
         gboolean  farthest)
{
  guint best = GPOINTER_TO_UINT (g_hash_table_lookup (self->best, GUINT_TO_POINTER (node)));

  if (node != G_MAXUINT && (best == 0 || (farthest ? set + 1 > best : set + 1 < best)))
    g_hash_table_insert (self->best, GUINT_TO_POINTER (node), GUINT_TO_POINTER (set + 1));
}

/* Whom a stakeholder stands for: the actor, or the structures of a person. */
static void
propose_stakeholder (Grouping   *self,
                     const char *stakeholder,
                     guint       set,
                     gboolean    farthest)
{
  GArray *list = stakeholder != NULL && g_str_has_prefix (stakeholder, "person:")
                   ? g_hash_table_lookup (self->people, stakeholder + strlen ("person:")) : NULL;

  propose (self, find_any (self, stakeholder), set, farthest);
  for (guint i = 0; list != NULL && i < list->len; i++)
    propose (self, g_array_index (list, guint, i), set, farthest);
}

static void
propose_several (Grouping   *self,
                 const char *actors,
                 guint       set,
                 gboolean    farthest)
{
  g_auto(GStrv) several = mlg_value_split (actors);

  for (guint i = 0; several != NULL && several[i] != NULL; i++)
    propose (self, find_node (self, several[i]), set, farthest);
}

static void
note_initiative_stage (const MlgId       *id,
                       const char *const *values,
                       gpointer           data)
{
  Grouping *self = data;
  guint set;

  if (values[0] == NULL)
    return;

  set = find_set (self, values[0], values[0]);
  g_hash_table_insert (self->stages, mlg_id_dup_text (id), GUINT_TO_POINTER (set + 1));
  propose_several (self, values[1], set, TRUE);
  propose_several (self, values[2], set, TRUE);
}

static void
note_stakeholder_stage (const MlgId       *id,
                        const char *const *values,
                        gpointer           data)
{
  Grouping *self = data;
  guint set = values[0] == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->stages, values[0]));

  if (set > 0)
    propose_stakeholder (self, values[1], set - 1, TRUE);
}

/* The rings of an onion, from the middle outwards: who carries it, the degrees, those without one. */
static void
add_rings (Grouping *self)
{
  find_set (self, "carriers", _("Carried by"));
  self->terms = mlg_vocabulary_find ("involvement_degree");
  for (guint i = self->terms != NULL ? self->terms->n_terms : 0; i > 0; i--)
    {
      g_autofree char *label = dup_label (&self->terms->terms[i - 1]);

      find_set (self, self->terms->terms[i - 1].id, label);
    }
  find_set (self, "supporters", _("Supported by"));
  find_set (self, "unknown", _("Degree not noted"));
}

static gboolean
is_of_initiative (Grouping   *self,
                  const char *id_text)
{
  MlgId id;

  return id_text != NULL && mlg_id_parse (id_text, &id) && mlg_id_compare (&id, self->initiative) == 0;
}

static void
note_ring (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Grouping *self = data;

  if (is_of_initiative (self, values[0]))
    propose_stakeholder (self, values[1], find_set (self, values[2] != NULL ? values[2] : "unknown", values[2]), FALSE);
}

static void
note_carriers (const MlgId       *id,
               const char *const *values,
               gpointer           data)
{
  Grouping *self = data;

  if (mlg_id_compare (id, self->initiative) != 0)
    return;
  propose_several (self, values[0], find_set (self, "carriers", NULL), FALSE);
  propose_several (self, values[1], find_set (self, "supporters", NULL), FALSE);
}

static void
enter_best (Grouping *self)
{
  for (guint i = 0; i < mlg_graph_get_n_nodes (self->graph); i++)
    {
      guint set = GPOINTER_TO_UINT (g_hash_table_lookup (self->best, GUINT_TO_POINTER (i)));

      if (set > 0)
        enter (self, set - 1, i);
    }
}

static void
group_by_initiatives (Grouping *self,
                      gboolean  degree)
{
  mlg_rows_read (self->store, "person", (const char *[]) { "actor", NULL }, note_person, self);
  mlg_rows_read (self->store, "person_function", (const char *[]) { "person", "actor", NULL }, note_function, self);
  if (degree)
    {
      add_rings (self);
      mlg_rows_read (self->store, "involvement", (const char *[]) { "initiative", "stakeholder", "degree", NULL }, note_ring, self);
      mlg_rows_read (self->store, "initiative", (const char *[]) { "carriers", "supporters", NULL }, note_carriers, self);
    }
  else
    {
      add_term_sets (self, "stage");
      mlg_rows_read (self->store, "initiative", (const char *[]) { "stage", "carriers", "supporters", NULL }, note_initiative_stage, self);
      mlg_rows_read (self->store, "involvement", (const char *[]) { "initiative", "stakeholder", NULL }, note_stakeholder_stage, self);
    }
  enter_best (self);
}

/* ---- */

static const char *
name_rest (MlgGroupBy by)
{
  switch (by)
    {
    case MLG_GROUP_BY_CATEGORY: return _("Outside categories");
    case MLG_GROUP_BY_FAMILY: return _("Without a family");
    case MLG_GROUP_BY_NETWORK: return _("In no network");
    case MLG_GROUP_BY_TERRITORY: return _("Without a territory");
    case MLG_GROUP_BY_COMMUNITY: return _("Isolated actors");
    case MLG_GROUP_BY_STAGE: return _("In no initiative");
    case MLG_GROUP_BY_DEGREE:
    case MLG_N_GROUP_BYS:
    default: return _("Not around this initiative");
    }
}

static void
fill (Grouping   *self,
      MlgGroupBy  by,
      guint       max)
{
  switch (by)
    {
    case MLG_GROUP_BY_CATEGORY:
      add_term_sets (self, "user_category");
      mlg_rows_read (self->store, "actor", (const char *[]) { "category", NULL }, enter_by_term, self);
      break;
    case MLG_GROUP_BY_FAMILY:
      add_term_sets (self, "actor_family");
      mlg_rows_read (self->store, "actor", (const char *[]) { "family", NULL }, enter_by_term, self);
      break;
    case MLG_GROUP_BY_NETWORK:
      mlg_rows_read (self->store, "network", (const char *[]) { "name", "actor", NULL }, add_network, self);
      mlg_rows_read (self->store, "membership", (const char *[]) { "network", "member", NULL }, add_member, self);
      break;
    case MLG_GROUP_BY_TERRITORY:
      group_by_territory (self, max);
      break;
    case MLG_GROUP_BY_STAGE:
    case MLG_GROUP_BY_DEGREE:
      group_by_initiatives (self, by == MLG_GROUP_BY_DEGREE);
      break;
    case MLG_GROUP_BY_COMMUNITY:
    case MLG_N_GROUP_BYS:
    default:
      break;
    }
}

MlgGrouping *
mlg_store_grouping_new (MlgStore    *store,
                        MlgGraph    *graph,
                        MlgGroupBy   by,
                        const MlgId *initiative,
                        guint        max)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr(GHashTable) stages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) best = g_hash_table_new (NULL, NULL);
  Grouping self = {
    .store = store, .graph = graph, .numbers = numbers, .initiative = initiative,
    .people = people, .stages = stages, .best = best,
    .sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
    .names = g_ptr_array_new_with_free_func (g_free),
  };

  g_return_val_if_fail (store != NULL, NULL);
  g_return_val_if_fail (by != MLG_GROUP_BY_DEGREE || initiative != NULL, NULL);

  if (by == MLG_GROUP_BY_COMMUNITY)
    {
      g_ptr_array_unref (self.sets);
      g_ptr_array_unref (self.names);
      return mlg_grouping_new_communities (graph, MLG_LAYER_ALL, _("Around %s"), name_rest (by));
    }
  fill (&self, by, max);

  return mlg_grouping_new (mlg_graph_get_n_nodes (graph), self.sets, self.names,
                           by == MLG_GROUP_BY_STAGE || by == MLG_GROUP_BY_DEGREE || by == MLG_GROUP_BY_CATEGORY, name_rest (by));
}

MlgGrouping *
mlg_project_grouping_new (MlgProject  *project,
                          MlgGraph    *graph,
                          MlgGroupBy   by,
                          const MlgId *initiative,
                          guint        max)
{
  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);

  return mlg_store_grouping_new (mlg_project_get_store (project), graph, by, initiative, max);
}
