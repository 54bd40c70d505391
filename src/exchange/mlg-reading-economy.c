/* Hybridation of what links the chosen actors: the axes of their partnerships by economy, those to be
 * qualified counted too (docs/domain.md §2.11). Derived, never typed.
 */

#include "exchange/mlg-reading-private.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-rows.h"

#define MAX_WORDS 8      /* of one economy */

enum { MARKET, NON_MARKET, NON_MONETARY, UNQUALIFIED, N_ECONOMIES };

typedef struct
{
  MlgReader   *reader;
  GHashTable  *chosen;            /* MlgId; NULL: everybody */
  GHashTable  *pairs;             /* two nodes → edge + 1, of the links wanted */
  GHashTable  *ties;              /* id text of a partnership → edge + 1 */
  GPtrArray   *words[N_ECONOMIES];
  GArray      *edges[N_ECONOMIES];
  guint        n_axes;
} Economy;

static guint
find_economy (const char *term)
{
  static const char *const terms[] = { "market", "non_market", "non_monetary" };

  for (guint i = 0; term != NULL && i < G_N_ELEMENTS (terms); i++)
    if (g_str_equal (terms[i], term))
      return i;
  return UNQUALIFIED;
}

static gboolean
is_chosen (Economy     *self,
           const MlgId *actor)
{
  return self->chosen == NULL || g_hash_table_contains (self->chosen, actor);
}

/* Of one actor: all its partnerships. Of several: those between them. */
static gboolean
wants_edge (Economy            *self,
            const MlgGraphEdge *edge)
{
  const MlgGraphNode *nodes = mlg_graph_get_nodes (self->reader->graph);
  gboolean a = is_chosen (self, &nodes[edge->a].id), b = is_chosen (self, &nodes[edge->b].id);

  if (edge->kind != MLG_TIE_PARTNERSHIP || !mlg_graph_edge_is_in (edge, self->reader->layers))
    return FALSE;
  return self->chosen != NULL && g_hash_table_size (self->chosen) == 1 ? a || b : a && b;
}

static void
note_words (Economy    *self,
            guint       economy,
            const char *words)
{
  self->reader->reading->counts[economy]++;
  if (words != NULL)
    g_ptr_array_add (self->words[economy], g_strdup (words));
}

static gint64
pair_key (guint a,
          guint b)
{
  return (gint64) MIN (a, b) << 32 | MAX (a, b);
}

/* Several partnerships of two actors are one link of the graph. */
static void
note_links (Economy *self)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (self->reader->graph);

  for (guint i = 0; i < mlg_graph_get_n_edges (self->reader->graph); i++)
    if (wants_edge (self, &edges[i]))
      {
        gint64 key = pair_key (edges[i].a, edges[i].b);

        g_hash_table_insert (self->pairs, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i + 1));
      }
}

static void
note_partnership (const MlgId       *id,
                  const char *const *values,
                  gpointer           data)
{
  Economy *self = data;
  MlgId a, b;
  gint64 key;
  gpointer edge;

  if (values[0] == NULL || values[1] == NULL || !mlg_id_parse (values[0], &a) || !mlg_id_parse (values[1], &b))
    return;

  key = pair_key (mlg_graph_find (self->reader->graph, &a), mlg_graph_find (self->reader->graph, &b));
  edge = g_hash_table_lookup (self->pairs, &key);
  if (edge != NULL)
    g_hash_table_insert (self->ties, mlg_id_dup_text (id), edge);
}

static void
note_axis (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Economy *self = data;
  guint edge = values[0] != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->ties, values[0])) : 0;
  guint economy = find_economy (values[1]);
  g_autofree char *kind = NULL;

  if (edge == 0)
    return;

  edge--;
  kind = mlg_reader_dup_term (self->reader, "partnership_axis", values[2]);
  note_words (self, economy, values[3] != NULL ? values[3] : kind);
  g_array_append_val (self->edges[economy], edge);
  self->n_axes++;
}

/* The first ones say what it is about. */
static char *
join_words (GPtrArray *words)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < MIN (words->len, MAX_WORDS); i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? " · " : "", (char *) words->pdata[i]);
  if (words->len > MAX_WORDS)
    g_string_append_printf (joined, ngettext (" and %u other", " and %u others", words->len - MAX_WORDS), words->len - MAX_WORDS);

  return g_string_free (joined, FALSE);
}

static void
tell (Economy *self)
{
  static const char *const names[N_ECONOMIES] = { N_("Market"), N_("Non-market"), N_("Non-monetary"), N_("Economy to be qualified") };

  for (guint e = 0; e < N_ECONOMIES; e++)
    {
      guint n = self->reader->reading->counts[e];
      g_autofree char *joined = NULL;
      MlgReadingLine *line;

      if (n == 0)
        continue;
      joined = join_words (self->words[e]);
      line = mlg_reader_add_line (self->reader, g_strdup_printf (C_("economy", "%s (%u): %s"), _(names[e]), n, joined));
      for (guint i = 0; i < self->edges[e]->len; i++)
        mlg_reader_add_tie (self->reader, line, g_array_index (self->edges[e], guint, i));
    }
}

static char *
say (Economy *self)
{
  if (self->n_axes == 0)
    return g_strdup (_("Nothing is said yet of what is exchanged here."));

  return g_strdup_printf (ngettext ("What is exchanged here: %u axis.", "What is exchanged here: %u axes.", self->n_axes), self->n_axes);
}

void
mlg_reader_economy (MlgReader *reader)
{
  Economy self = { .reader = reader };
  const GArray *chosen = reader->question->chosen;

  if (chosen != NULL && chosen->len > 0)
    {
      self.chosen = g_hash_table_new (mlg_id_hash, mlg_id_equal);
      for (guint i = 0; i < chosen->len; i++)
        g_hash_table_add (self.chosen, &g_array_index (chosen, MlgId, i));
    }
  self.pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self.ties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint e = 0; e < N_ECONOMIES; e++)
    {
      self.words[e] = g_ptr_array_new_with_free_func (g_free);
      self.edges[e] = g_array_new (FALSE, FALSE, sizeof (guint));
    }

  note_links (&self);
  mlg_rows_read (reader->store, "partnership", (const char *[]) { "a", "b", NULL }, note_partnership, &self);
  mlg_rows_read (reader->store, "partnership_axis", (const char *[]) { "partnership", "economy", "kind", "label", NULL }, note_axis, &self);
  tell (&self);
  reader->reading->sentence = say (&self);

  for (guint e = 0; e < N_ECONOMIES; e++)
    {
      g_ptr_array_unref (self.words[e]);
      g_array_unref (self.edges[e]);
    }
  g_hash_table_unref (self.pairs);
  g_hash_table_unref (self.ties);
  g_clear_pointer (&self.chosen, g_hash_table_unref);
}
