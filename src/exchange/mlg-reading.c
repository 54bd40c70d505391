/* Readings of the partnership graph: who stands alone, who holds together, who stands between, who is near. */

#include "exchange/mlg-reading-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-rows.h"
#include "exchange/mlg-time-slice.h"
#include "model/mlg-text.h"
#include "model/mlg-vocabulary.h"

#define MAX_RELAYS  8      /* those who matter; more would be everybody */

/* ---- lines */

static void
line_free (gpointer data)
{
  MlgReadingLine *line = data;

  g_free (line->text);
  g_array_unref (line->actors);
  g_array_unref (line->ties);
  g_free (line);
}

MlgReadingLine *
mlg_reader_add_line (MlgReader *self,
                     char      *text)
{
  MlgReadingLine *line = g_new0 (MlgReadingLine, 1);

  line->text = text;
  line->actors = g_array_new (FALSE, FALSE, sizeof (MlgId));
  line->ties = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_ptr_array_add (self->reading->lines, line);

  return line;
}

void
mlg_reader_add_actor (MlgReader      *self,
                      MlgReadingLine *line,
                      guint           node)
{
  g_array_append_val (line->actors, mlg_graph_get_nodes (self->graph)[node].id);
}

void
mlg_reader_add_tie (MlgReader      *self,
                    MlgReadingLine *line,
                    guint           edge)
{
  g_array_append_val (line->ties, mlg_graph_get_edges (self->graph)[edge].id);
}

const char *
mlg_reader_get_name (MlgReader *self,
                     guint      node)
{
  return mlg_graph_get_nodes (self->graph)[node].name;
}

char *
mlg_reader_name_part (MlgReader *self,
                      GArray    *part)
{
  const char *first = mlg_reader_get_name (self, g_array_index (part, guint, 0));
  guint n_others = part->len - 1;

  if (n_others == 0)
    return g_strdup (first);

  return g_strdup_printf (ngettext ("%s and %u other", "%s and %u others", n_others), first, n_others);
}

/* ---- words of the file */

typedef struct
{
  const char *vocabulary, *id;
  char       *label;
} WantedTerm;

static void
note_term (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  WantedTerm *wanted = data;
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (wanted->label == NULL && g_strcmp0 (values[0], wanted->vocabulary) == 0 &&
      (g_strcmp0 (values[1], wanted->id) == 0 || g_strcmp0 (values[2], wanted->id) == 0 ||
       g_str_equal (mlg_id_write (id, text), wanted->id)))
    wanted->label = g_strdup (values[3]);
}

char *
mlg_reader_dup_term (MlgReader  *self,
                     const char *vocabulary,
                     const char *id)
{
  const MlgVocabulary *shipped = mlg_vocabulary_find (vocabulary);
  const MlgTerm *term = shipped != NULL && id != NULL ? mlg_vocabulary_term (shipped, id) : NULL;
  WantedTerm wanted = { vocabulary, id, NULL };

  if (term != NULL)
    return g_strdup (term->ui_label);
  if (id == NULL)
    return NULL;

  mlg_rows_read (self->store, "term", (const char *[]) { "vocabulary", "code", "key", "label", NULL }, note_term, &wanted);
  return wanted.label != NULL ? wanted.label : g_strdup (id);
}

char *
mlg_reader_in_sentence (char *term)
{
  g_autofree char *taken = term;
  char letter[7] = "";
  const char *rest;
  gunichar first, second;

  if (taken == NULL || *taken == '\0')
    return g_steal_pointer (&taken);

  rest = g_utf8_next_char (taken);
  first = g_unichar_tolower (g_utf8_get_char (taken));
  second = *rest != '\0' ? g_utf8_get_char (rest) : ' ';
  if (g_unichar_isupper (second))
    return g_steal_pointer (&taken);

  letter[g_unichar_to_utf8 (first, letter)] = '\0';
  return g_strconcat (letter, rest, NULL);
}

/* ---- the short readings */

static int
compare_names (gconstpointer one,
               gconstpointer other,
               gpointer      data)
{
  g_autofree char *p = mlg_sort_key (mlg_reader_get_name (data, *(const guint *) one));
  g_autofree char *q = mlg_sort_key (mlg_reader_get_name (data, *(const guint *) other));

  return strcmp (p, q);
}

static void
read_isolates (MlgReader *self)
{
  g_autoptr(MlgMeasures) measures = mlg_measures_new (self->graph, self->layers, MLG_MEASURE_BASIC);
  guint n = measures->isolates->len;

  if (n == 0)
    {
      self->reading->sentence = g_strdup (_("Nobody stands alone."));
      return;
    }

  self->reading->sentence =
    g_strdup_printf (ngettext ("%u actor is linked with nobody.", "%u actors are linked with nobody.", n), n);
  g_array_sort_with_data (measures->isolates, compare_names, self);
  for (guint i = 0; i < n; i++)
    {
      guint node = g_array_index (measures->isolates, guint, i);

      mlg_reader_add_actor (self, mlg_reader_add_line (self, g_strdup (mlg_reader_get_name (self, node))), node);
    }
}

static void
read_islands (MlgReader *self)
{
  g_autoptr(MlgMeasures) measures = mlg_measures_new (self->graph, self->layers, MLG_MEASURE_BASIC);
  guint n = measures->islands->len;

  if (n == 0)
    {
      self->reading->sentence = g_strdup (_("No two actors are linked yet."));
      return;
    }

  self->reading->sentence =
    g_strdup_printf (ngettext ("%u group of linked actors, that no tie joins to the others.",
                               "%u groups of linked actors, that no tie joins to each other.", n), n);
  for (guint i = 0; i < n; i++)
    {
      GArray *island = g_ptr_array_index (measures->islands, i);
      MlgReadingLine *line;

      line = mlg_reader_add_line (self, g_strdup_printf (ngettext ("Island of %u actor", "Island of %u actors", island->len),
                                                         island->len));
      line->lists = TRUE;
      g_array_sort_with_data (island, compare_names, self);
      for (guint k = 0; k < island->len; k++)
        mlg_reader_add_actor (self, line, g_array_index (island, guint, k));
    }
}

static void
read_relays (MlgReader *self)
{
  g_autoptr(MlgMeasures) measures = mlg_measures_new (self->graph, self->layers, MLG_MEASURE_BETWEENNESS);
  g_autoptr(GArray) relays = mlg_measures_dup_relays (measures);

  if (relays->len == 0)
    {
      self->reading->sentence = g_strdup (_("No actor stands between others yet."));
      return;
    }

  /* Named by their names: who comes first says nothing. */
  g_array_set_size (relays, MIN (relays->len, MAX_RELAYS));
  g_array_sort_with_data (relays, compare_names, self);
  self->reading->sentence = g_strdup (_("Most of the ways from one actor to another go through these, in alphabetical order."));
  for (guint i = 0; i < relays->len; i++)
    {
      guint node = g_array_index (relays, guint, i), degree = measures->degree[node];
      char *text = g_strdup_printf (ngettext ("%s, linked with %u actor", "%s, linked with %u actors", degree),
                                    mlg_reader_get_name (self, node), degree);

      mlg_reader_add_actor (self, mlg_reader_add_line (self, text), node);
    }
}

/* ---- within n steps */

static void
add_circle (MlgReader   *self,
            const guint *distances,
            guint        steps)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  MlgReadingLine *line;

  for (guint i = 0; i < mlg_graph_get_n_nodes (self->graph); i++)
    if (distances[i] == steps)
      g_array_append_val (found, i);
  if (found->len == 0)
    return;

  g_array_append_val (self->reading->distances, found->len);
  line = mlg_reader_add_line (self, steps == 1
                                ? g_strdup_printf (ngettext ("Directly linked: %u actor", "Directly linked: %u actors", found->len), found->len)
                                : g_strdup_printf (ngettext ("At %u steps: %u actor", "At %u steps: %u actors", found->len), steps, found->len));
  line->lists = TRUE;
  g_array_sort_with_data (found, compare_names, self);
  for (guint i = 0; i < found->len; i++)
    mlg_reader_add_actor (self, line, g_array_index (found, guint, i));
}

static void
add_ties_within (MlgReader   *self,
                 const guint *distances)
{
  const MlgGraphEdge *edges = mlg_graph_get_edges (self->graph);
  MlgReadingLine *last = self->reading->lines->pdata[self->reading->lines->len - 1];

  for (guint i = 0; i < mlg_graph_get_n_edges (self->graph); i++)
    if (mlg_graph_edge_is_in (&edges[i], self->layers) && distances[edges[i].a] != G_MAXUINT && distances[edges[i].b] != G_MAXUINT)
      mlg_reader_add_tie (self, last, i);
}

static void
read_around (MlgReader *self)
{
  guint from = mlg_graph_find (self->graph, &self->question->from);
  guint n_steps = MAX (1, self->question->n_steps), n = 0;
  g_autofree guint *distances = NULL;

  self->reading->distances = g_array_new (FALSE, FALSE, sizeof (guint));
  if (from == G_MAXUINT)
    {
      self->reading->sentence = g_strdup (_("Choose an actor: those who are near it stay lit."));
      return;
    }

  distances = mlg_graph_dup_distances (self->graph, self->layers, from, n_steps);
  for (guint i = 0; i < mlg_graph_get_n_nodes (self->graph); i++)
    n += i != from && distances[i] != G_MAXUINT;

  if (n == 0)
    self->reading->sentence = g_strdup_printf (_("%s is linked with nobody."), mlg_reader_get_name (self, from));
  else
    self->reading->sentence =
      n_steps == 1 ? g_strdup_printf (ngettext ("%u actor is directly linked with %s.", "%u actors are directly linked with %s.", n),
                                      n, mlg_reader_get_name (self, from))
                   : g_strdup_printf (ngettext ("%u actor within %u steps of %s.", "%u actors within %u steps of %s.", n),
                                      n, n_steps, mlg_reader_get_name (self, from));
  mlg_reader_add_actor (self, mlg_reader_add_line (self, g_strdup (mlg_reader_get_name (self, from))), from);
  for (guint steps = 1; steps <= n_steps; steps++)
    add_circle (self, distances, steps);
  add_ties_within (self, distances);
}

/* ---- */

static void
answer (MlgReader *self)
{
  switch (self->question->kind)
    {
    case MLG_READING_ISOLATES:
      read_isolates (self);
      break;
    case MLG_READING_ISLANDS:
      read_islands (self);
      break;
    case MLG_READING_BRIDGES:
      mlg_reader_bridges (self);
      break;
    case MLG_READING_RELAYS:
      read_relays (self);
      break;
    case MLG_READING_PATH:
      mlg_reader_path (self);
      break;
    case MLG_READING_AROUND:
      read_around (self);
      break;
    case MLG_READING_STRANGERS:
      mlg_reader_strangers (self);
      break;
    case MLG_READING_ECONOMY:
      mlg_reader_economy (self);
      break;
    case MLG_READING_NONE:
    case MLG_N_READINGS:
    default:
      break;
    }
}

MlgReading *
mlg_reading_new_empty (void)
{
  MlgReading *self = g_new0 (MlgReading, 1);

  self->lines = g_ptr_array_new_with_free_func (line_free);

  return self;
}

MlgReading *
mlg_reading_new (MlgGraph                 *graph,
                 MlgStore                 *store,
                 const MlgReadingQuestion *question)
{
  MlgReading *self = mlg_reading_new_empty ();
  g_autoptr(MlgTimeSlice) slice = question->period != NULL ? mlg_time_slice_new (store, question->period) : NULL;
  g_autoptr(MlgGraph) of_then = slice != NULL ? mlg_time_slice_cut (slice, graph) : mlg_graph_ref (graph);
  MlgReader reader = { of_then, store, question, self, question->layers };

  self->kind = question->kind;
  answer (&reader);
  if (self->sentence == NULL)
    self->sentence = g_strdup ("");

  return self;
}

static void
clear_step (gpointer data)
{
  MlgReadingStep *step = data;

  g_free (step->state);
  g_free (step->words);
}

void
mlg_reading_free (MlgReading *self)
{
  if (self == NULL)
    return;

  if (self->steps != NULL)
    g_array_set_clear_func (self->steps, clear_step);
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->distances, g_array_unref);
  g_ptr_array_unref (self->lines);
  g_free (self->sentence);
  g_free (self);
}

char *
mlg_reading_to_text (const MlgReading *self,
                     MlgGraph         *graph)
{
  GString *text = g_string_new (self->sentence);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const MlgReadingLine *line = self->lines->pdata[i];
      const char *separator = _(": ");

      g_string_append_printf (text, "\n%s", line->text);
      for (guint k = 0; line->lists && k < line->actors->len; k++)
        {
          guint node = mlg_graph_find (graph, &g_array_index (line->actors, MlgId, k));

          if (node == G_MAXUINT)
            continue;
          g_string_append_printf (text, "%s%s", separator, mlg_graph_get_nodes (graph)[node].name);
          separator = ", ";
        }
    }

  return g_string_free (text, FALSE);
}
