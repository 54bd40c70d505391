/* The shortest way between two actors, step by step, each with its axis; what is only wished for is said. */

#include "exchange/mlg-reading-private.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-text.h"

#define MAX_AXES 3      /* named in one step */

/* ---- the axes of a partnership */

typedef struct
{
  MlgReader  *reader;
  const char *partnership;
  GPtrArray  *words;
} Axes;

static void
note_axis (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Axes *axes = data;
  char *kind;

  if (g_strcmp0 (values[0], axes->partnership) != 0)
    return;

  kind = mlg_reader_in_sentence (mlg_reader_dup_term (axes->reader, "partnership_axis", values[1]));
  if (kind == NULL)
    kind = g_strdup (values[2]);
  if (kind != NULL && !g_ptr_array_find_with_equal_func (axes->words, kind, g_str_equal, NULL))
    g_ptr_array_add (axes->words, kind);
  else
    g_free (kind);
}

/* « achat, dons matériels et 3 autres »; NULL: nobody said what is exchanged. */
static char *
dup_axes (MlgReader   *self,
          const MlgId *partnership)
{
  char text[MLG_ID_TEXT_LENGTH + 1];
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  Axes axes = { self, mlg_id_write (partnership, text), words };
  GString *joined;

  mlg_rows_read (self->store, "partnership_axis", (const char *[]) { "partnership", "kind", "label", NULL }, note_axis, &axes);
  if (words->len == 0)
    return NULL;

  joined = g_string_new (words->pdata[0]);
  for (guint i = 1; i < MIN (words->len, MAX_AXES); i++)
    g_string_append_printf (joined, ", %s", (char *) words->pdata[i]);
  if (words->len > MAX_AXES)
    g_string_append_printf (joined, ngettext (" and %u other", " and %u others", words->len - MAX_AXES), words->len - MAX_AXES);

  return g_string_free (joined, FALSE);
}

/* ---- whom they can invite */

typedef struct
{
  const char *actor;
  char       *text;
} Convening;

static void
note_convening (const MlgId       *id,
                const char *const *values,
                gpointer           data)
{
  Convening *convening = data;
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (values[0] != NULL && g_str_equal (mlg_id_write (id, text), convening->actor))
    convening->text = g_strdup (values[0]);
}

static void
add_convening (MlgReader *self,
               guint      node)
{
  char text[MLG_ID_TEXT_LENGTH + 1];
  Convening convening = { mlg_id_write (&mlg_graph_get_nodes (self->graph)[node].id, text), NULL };
  g_autofree char *words = NULL;

  mlg_rows_read (self->store, "actor", (const char *[]) { "convening_power", NULL }, note_convening, &convening);
  words = convening.text;
  if (words != NULL)
    mlg_reader_add_actor (self, mlg_reader_add_line (self, g_strdup_printf (_("%s can invite: %s"),
                                                                            mlg_reader_get_name (self, node), words)), node);
}

/* ---- steps */

static char *
say_tie (MlgReader          *self,
         const MlgGraphEdge *edge)
{
  g_autofree char *axes = NULL, *state = NULL;

  switch (edge->kind)
    {
    case MLG_TIE_MEMBERSHIP:
      return g_strdup (C_("tie", "membership"));
    case MLG_TIE_COPRESENCE:
      return g_strdup (C_("tie", "met at a workshop"));
    case MLG_TIE_PARTNERSHIP:
    default:
      break;
    }

  axes = dup_axes (self, &edge->id);
  if (edge->established)
    return axes != NULL ? g_strdup_printf (C_("tie", "partnership, %s"), axes) : g_strdup (C_("tie", "partnership"));

  state = mlg_reader_in_sentence (mlg_reader_dup_term (self, "partnership_status", edge->status));
  if (state == NULL)
    state = g_strdup (_("to be qualified"));
  return axes != NULL ? g_strdup_printf (C_("tie", "%s, %s"), state, axes) : g_steal_pointer (&state);
}

static guint
add_step (MlgReader *self,
          guint      from,
          guint      index)
{
  const MlgGraphEdge *edge = &mlg_graph_get_edges (self->graph)[index];
  const MlgGraphNode *nodes = mlg_graph_get_nodes (self->graph);
  guint to = edge->a == from ? edge->b : edge->a;
  gboolean wish = edge->kind == MLG_TIE_PARTNERSHIP && !edge->established;
  MlgReadingStep step = {
    .from = nodes[from].id, .to = nodes[to].id, .tie = edge->id, .kind = edge->kind,
    .established = !wish, .state = g_strdup (edge->status), .words = say_tie (self, edge),
  };
  MlgReadingLine *line;

  g_array_append_val (self->reading->steps, step);
  line = mlg_reader_add_line (self, g_strdup_printf (C_("step", "%s %s %s: %s"), nodes[from].name, wish ? "⇢" : "→",
                                                     nodes[to].name, step.words));
  mlg_reader_add_actor (self, line, to);
  mlg_reader_add_tie (self, line, index);

  return to;
}

static void
add_steps (MlgReader *self,
           guint      from,
           GArray    *path)
{
  guint at = from;

  self->reading->steps = g_array_new (FALSE, FALSE, sizeof (MlgReadingStep));
  mlg_reader_add_actor (self, mlg_reader_add_line (self, g_strdup_printf (_("Start: %s"), mlg_reader_get_name (self, from))), from);
  for (guint i = 0; i < path->len; i++)
    at = add_step (self, at, g_array_index (path, guint, i));

  add_convening (self, from);
  at = from;
  for (guint i = 0; i < path->len; i++)
    {
      const MlgGraphEdge *edge = &mlg_graph_get_edges (self->graph)[g_array_index (path, guint, i)];

      at = edge->a == at ? edge->b : edge->a;
      add_convening (self, at);
    }
}

static guint
count_wishes (MlgReader *self)
{
  guint n = 0;

  for (guint i = 0; i < self->reading->steps->len; i++)
    n += !g_array_index (self->reading->steps, MlgReadingStep, i).established;
  return n;
}

static char *
say_path (MlgReader *self,
          guint      from,
          guint      to)
{
  guint n = self->reading->steps->len, n_wished = count_wishes (self);
  g_autofree char *way = g_strdup_printf (ngettext ("From %s to %s in %u step", "From %s to %s in %u steps", n),
                                          mlg_reader_get_name (self, from), mlg_reader_get_name (self, to), n);

  if (n_wished == 0)
    return g_strdup_printf (_("%s."), way);
  return g_strdup_printf (ngettext ("%s, of which %u is only wished for.", "%s, of which %u are only wished for.", n_wished),
                          way, n_wished);
}

void
mlg_reader_path (MlgReader *self)
{
  guint from = mlg_graph_find (self->graph, &self->question->from);
  guint to = mlg_graph_find (self->graph, &self->question->to);
  g_autoptr(GArray) path = NULL;

  if (from == G_MAXUINT || to == G_MAXUINT || from == to)
    {
      self->reading->sentence = g_strdup (_("Choose two actors: the shortest way from one to the other is shown."));
      return;
    }

  path = mlg_graph_find_path (self->graph, self->layers, from, to);
  if (path == NULL)
    {
      self->reading->sentence = g_strdup_printf (_("No way from %s to %s."), mlg_reader_get_name (self, from),
                                                 mlg_reader_get_name (self, to));
      return;
    }

  add_steps (self, from, path);
  self->reading->sentence = say_path (self, from, to);
}
