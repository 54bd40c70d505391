/* Who works on the same theme in the same place, and has no tie: no partnership, no common network, never
 * met at a workshop as far as the file knows. A theme is the actor's own, or that of an initiative it
 * carries or supports; a place is one of its territories, or one that holds it – not the whole country.
 */

#include "exchange/mlg-reading-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"

#define MAX_GROUPS  40
#define MAX_ASKED   400      /* actors of one theme in one place: above, they are the place itself */

typedef struct
{
  MlgReader   *reader;
  GHashTable **themes;       /* per node: set of term ids, or NULL */
  GHashTable **places;       /* per node: set of territory id texts, or NULL */
  GHashTable  *parents;      /* territory → GPtrArray of territories that hold it */
  GHashTable  *kinds;        /* territory → kind */
  GHashTable  *names;        /* territory → name */
  GHashTable  *sizes;        /* territory → how many actors are of it */
} Strangers;

static void
add_all (GHashTable **set,
         const char  *value)
{
  g_auto(GStrv) elements = value != NULL ? mlg_value_split (value) : NULL;

  for (guint i = 0; elements != NULL && elements[i] != NULL; i++)
    {
      if (*set == NULL)
        *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_add (*set, g_strdup (elements[i]));
    }
}

static guint
find_node (Strangers  *self,
           const char *id)
{
  MlgId parsed;

  return id != NULL && mlg_id_parse (id, &parsed) ? mlg_graph_find (self->reader->graph, &parsed) : G_MAXUINT;
}

static void
note_actor (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  Strangers *self = data;
  guint node = mlg_graph_find (self->reader->graph, id);

  if (node == G_MAXUINT)
    return;
  add_all (&self->themes[node], values[0]);
  for (guint i = 1; i < 4; i++)
    add_all (&self->places[node], values[i]);
}

static void
note_initiative (const MlgId       *id,
                 const char *const *values,
                 gpointer           data)
{
  Strangers *self = data;

  for (guint role = 1; role < 3; role++)
    {
      g_auto(GStrv) actors = values[role] != NULL ? mlg_value_split (values[role]) : NULL;

      for (guint i = 0; actors != NULL && actors[i] != NULL; i++)
        {
          guint node = find_node (self, actors[i]);

          if (node != G_MAXUINT)
            add_all (&self->themes[node], values[0]);
        }
    }
}

static void
note_territory (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  Strangers *self = data;

  g_hash_table_insert (self->names, mlg_id_dup_text (id), g_strdup (values[0]));
  g_hash_table_insert (self->kinds, mlg_id_dup_text (id), g_strdup (values[1]));
}

static void
note_overlap (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Strangers *self = data;
  GPtrArray *list;

  if (values[0] == NULL || values[1] == NULL || g_strcmp0 (values[2], "crosses") == 0)
    return;
  list = g_hash_table_lookup (self->parents, values[1]);
  if (list == NULL)
    g_hash_table_insert (self->parents, g_strdup (values[1]), list = g_ptr_array_new_with_free_func (g_free));
  g_ptr_array_add (list, g_strdup (values[0]));
}

/* ---- places */

static void
climb (Strangers  *self,
       GHashTable *places,
       const char *territory)
{
  GPtrArray *parents;

  if (g_strcmp0 (g_hash_table_lookup (self->kinds, territory), "national") == 0 ||
      !g_hash_table_add (places, g_strdup (territory)))
    return;

  parents = g_hash_table_lookup (self->parents, territory);
  for (guint i = 0; parents != NULL && i < parents->len; i++)
    climb (self, places, parents->pdata[i]);
}

static void
widen_places (Strangers *self,
              guint      node)
{
  GHashTable *own = self->places[node];
  GHashTableIter iter;
  gpointer territory;

  if (own == NULL)
    return;

  self->places[node] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, own);
  while (g_hash_table_iter_next (&iter, &territory, NULL))
    climb (self, self->places[node], territory);
  g_hash_table_unref (own);

  g_hash_table_iter_init (&iter, self->places[node]);
  while (g_hash_table_iter_next (&iter, &territory, NULL))
    g_hash_table_insert (self->sizes, g_strdup (territory),
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->sizes, territory)) + 1));
}

/* ---- groups */

/* Theme and place, and who is of both. */
typedef struct
{
  char   *theme, *place;
  GArray *nodes;
  guint   size;       /* of the place: the finest says most */
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->theme);
  g_free (group->place);
  g_array_unref (group->nodes);
  g_free (group);
}

static void
join_groups (Strangers  *self,
             GHashTable *groups,
             guint       node)
{
  GHashTableIter themes, places;
  gpointer theme, place;

  if (self->themes[node] == NULL || self->places[node] == NULL)
    return;

  g_hash_table_iter_init (&themes, self->themes[node]);
  while (g_hash_table_iter_next (&themes, &theme, NULL))
    {
      g_hash_table_iter_init (&places, self->places[node]);
      while (g_hash_table_iter_next (&places, &place, NULL))
        {
          g_autofree char *key = g_strconcat (theme, "\n", place, NULL);
          Group *group = g_hash_table_lookup (groups, key);

          if (group == NULL)
            {
              group = g_new0 (Group, 1);
              group->theme = g_strdup (theme);
              group->place = g_strdup (place);
              group->size = GPOINTER_TO_UINT (g_hash_table_lookup (self->sizes, place));
              group->nodes = g_array_new (FALSE, FALSE, sizeof (guint));
              g_hash_table_insert (groups, g_steal_pointer (&key), group);
            }
          g_array_append_val (group->nodes, node);
        }
    }
}

/* ---- who knows whom */

static gint64
pair_key (guint a,
          guint b)
{
  return (gint64) MIN (a, b) << 32 | MAX (a, b);
}

static void
note_pair (GHashTable *known,
           guint       a,
           guint       b)
{
  gint64 key = pair_key (a, b);

  if (a != b && !g_hash_table_contains (known, &key))
    g_hash_table_add (known, g_memdup2 (&key, sizeof key));
}

/* Linked, or members of the same network. */
static GHashTable *
find_known (MlgGraph *graph)
{
  GHashTable *known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const MlgGraphEdge *edges = mlg_graph_get_edges (graph);
  g_autofree guint *first = g_new0 (guint, mlg_graph_get_n_nodes (graph) + 1);
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < mlg_graph_get_n_edges (graph); i++)
    {
      note_pair (known, edges[i].a, edges[i].b);
      if (edges[i].kind != MLG_TIE_MEMBERSHIP)
        continue;
      /* The network is the first end. */
      if (first[edges[i].a] == 0)
        {
          g_ptr_array_add (members, g_array_new (FALSE, FALSE, sizeof (guint)));
          first[edges[i].a] = members->len;
        }
      g_array_append_val ((GArray *) members->pdata[first[edges[i].a] - 1], edges[i].b);
    }
  for (guint m = 0; m < members->len; m++)
    {
      GArray *list = members->pdata[m];

      for (guint i = 0; i < list->len && list->len <= MAX_ASKED; i++)
        for (guint k = i + 1; k < list->len; k++)
          note_pair (known, g_array_index (list, guint, i), g_array_index (list, guint, k));
    }

  return known;
}

/* Those of the group who do not know at least one other of it. */
static GArray *
find_strangers (Group      *group,
                GHashTable *known)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < group->nodes->len && group->nodes->len <= MAX_ASKED; i++)
    for (guint k = 0; k < group->nodes->len; k++)
      {
        gint64 key = pair_key (g_array_index (group->nodes, guint, i), g_array_index (group->nodes, guint, k));

        if (i != k && !g_hash_table_contains (known, &key))
          {
            g_array_append_val (found, g_array_index (group->nodes, guint, i));
            break;
          }
      }

  return found;
}

static int
compare_groups (gconstpointer one,
                gconstpointer other)
{
  const Group *p = *(Group *const *) one, *q = *(Group *const *) other;

  if (p->size != q->size)
    return p->size < q->size ? -1 : 1;
  if (strcmp (p->place, q->place) != 0)
    return strcmp (p->place, q->place);
  return strcmp (p->theme, q->theme);
}

static char *
write_nodes (const char *before,
             GArray     *nodes)
{
  GString *key = g_string_new (before);

  for (guint i = 0; i < nodes->len; i++)
    g_string_append_printf (key, " %u", g_array_index (nodes, guint, i));
  return g_string_free (key, FALSE);
}

/* The same people on the same theme are named once, in the finest place. */
static gboolean
is_told (GHashTable *told,
         Group      *group,
         GArray     *strangers)
{
  return !g_hash_table_add (told, write_nodes (group->theme, strangers));
}

/* One line for the same people of one place, whatever the number of themes. */
static void
tell_group (Strangers  *self,
            GHashTable *lines,
            Group      *group,
            GArray     *strangers)
{
  g_autofree char *key = write_nodes (group->place, strangers);
  g_autofree char *theme = mlg_reader_dup_term (self->reader, "theme", group->theme);
  const char *place = g_hash_table_lookup (self->names, group->place);
  MlgReadingLine *line = g_hash_table_lookup (lines, key);

  if (line != NULL)
    {
      g_autofree char *before = line->text;

      line->text = g_strconcat (before, ", ", theme, NULL);
      return;
    }

  line = mlg_reader_add_line (self->reader, g_strdup_printf (C_("territory, theme", "%s — %s"), place != NULL ? place : "", theme));
  line->lists = TRUE;
  for (guint i = 0; i < strangers->len; i++)
    mlg_reader_add_actor (self->reader, line, g_array_index (strangers, guint, i));
  g_hash_table_insert (lines, g_steal_pointer (&key), line);
}

static void
tell_groups (Strangers  *self,
             GHashTable *groups)
{
  g_autoptr(GHashTable) known = find_known (self->reader->graph);
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer found;

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, NULL, &found))
    g_ptr_array_add (sorted, found);
  g_ptr_array_sort (sorted, compare_groups);

  for (guint i = 0; i < sorted->len && self->reader->reading->lines->len < MAX_GROUPS; i++)
    {
      g_autoptr(GArray) strangers = find_strangers (sorted->pdata[i], known);

      if (strangers->len > 1 && !is_told (told, sorted->pdata[i], strangers))
        tell_group (self, lines, sorted->pdata[i], strangers);
    }
}

static GHashTable *
new_texts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
mlg_reader_strangers (MlgReader *reader)
{
  guint n_nodes = mlg_graph_get_n_nodes (reader->graph), n;
  g_autoptr(GHashTable) parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GHashTable) names = new_texts (), kinds = new_texts ();
  g_autoptr(GHashTable) sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  g_autofree GHashTable **themes = g_new0 (GHashTable *, n_nodes + 1);
  g_autofree GHashTable **places = g_new0 (GHashTable *, n_nodes + 1);
  Strangers self = { reader, themes, places, parents, kinds, names, sizes };

  mlg_rows_read (reader->store, "actor",
                 (const char *[]) { "themes", "territories", "seat_territories", "origin_territories", NULL }, note_actor, &self);
  mlg_rows_read (reader->store, "initiative", (const char *[]) { "themes", "carriers", "supporters", NULL }, note_initiative, &self);
  mlg_rows_read (reader->store, "territory", (const char *[]) { "name", "kind", NULL }, note_territory, &self);
  mlg_rows_read (reader->store, "territory_overlap", (const char *[]) { "parent", "child", "kind", NULL }, note_overlap, &self);

  for (guint i = 0; i < n_nodes; i++)
    widen_places (&self, i);
  for (guint i = 0; i < n_nodes; i++)
    join_groups (&self, groups, i);
  tell_groups (&self, groups);

  n = reader->reading->lines->len;
  reader->reading->sentence = n == 0
    ? g_strdup (_("Nobody is known to work on the same theme in the same place as somebody they have no tie with."))
    : g_strdup_printf (ngettext ("%u place where actors work on the same theme without any tie between them.",
                                 "%u places where actors work on the same theme without any tie between them.", n), n);

  for (guint i = 0; i < n_nodes; i++)
    {
      g_clear_pointer (&themes[i], g_hash_table_unref);
      g_clear_pointer (&places[i], g_hash_table_unref);
    }
}
