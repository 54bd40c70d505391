/* maillage-cli analyse, the questions of the graph: the way from one actor to another, who is near, who
 * does not know whom, hybridation.
 */

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "cli/mlg-cli-analyse.h"
#include "exchange/mlg-comparison-words.h"
#include "exchange/mlg-project-graph.h"
#include "model/mlg-date.h"

/* ---- what is asked */

static gboolean
read_day (MlgCli      *cli,
          const char  *option,
          gboolean     last,
          int         *day,
          GError     **error)
{
  const char *text = mlg_cli_option (cli, option);
  MlgDate date;

  if (text == NULL)
    return TRUE;
  if (!mlg_date_parse (text, &date))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("“%s” is not a date: 2019, 2019-06 or 2019-06-17."), text);

  *day = last ? mlg_date_last_day (&date) : mlg_date_first_day (&date);
  return TRUE;
}

static gboolean
read_period (MlgCli                *cli,
             MlgAnalysisQuestions  *questions,
             GError               **error)
{
  questions->period = (MlgDayRange) { G_MININT, G_MAXINT };
  questions->has_period = mlg_cli_has (cli, "since") || mlg_cli_has (cli, "until");

  return read_day (cli, "since", FALSE, &questions->period.first, error) &&
         read_day (cli, "until", TRUE, &questions->period.last, error);
}

static gboolean
find_actor (MlgProject  *project,
            const char  *text,
            MlgId       *id,
            GError     **error)
{
  return mlg_cli_find_record (project, mlg_schema_find (MLG_ENTITY_ACTOR), text, id, NULL, error);
}

/* Two moments of the file. */
static gboolean
read_moments (MlgCli                *cli,
              MlgProject            *project,
              MlgAnalysisQuestions  *questions,
              GError               **error)
{
  const char *from_text = mlg_cli_option (cli, "from"), *to_text = mlg_cli_option (cli, "to");
  g_autoptr(MlgMoment) from = NULL;
  g_autoptr(MlgMoment) to = NULL;
  MlgPast before, after;

  if (from_text == NULL && to_text == NULL)
    return TRUE;
  if (from_text == NULL)
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("The option --%s is missing."), "from");
  if ((from = mlg_cli_find_moment (project, from_text, FALSE, error)) == NULL ||
      (to_text != NULL && (to = mlg_cli_find_moment (project, to_text, TRUE, error)) == NULL))
    return FALSE;

  before = mlg_moment_get_past (from);
  if (to != NULL)
    after = mlg_moment_get_past (to);
  questions->comparison = mlg_comparison_new_past (mlg_project_get_store (project), &before, to != NULL ? &after : NULL, error);
  return questions->comparison != NULL;
}

void
mlg_analysis_clear_questions (MlgAnalysisQuestions *questions)
{
  g_clear_pointer (&questions->comparison, mlg_comparison_unref);
}

gboolean
mlg_analysis_read_questions (MlgCli                *cli,
                             MlgProject            *project,
                             MlgAnalysisQuestions  *questions,
                             GError               **error)
{
  const char *path = mlg_cli_option (cli, "path"), *around = mlg_cli_option (cli, "around");
  const char *steps = mlg_cli_option (cli, "steps");

  *questions = (MlgAnalysisQuestions) { .n_steps = 1 };
  if (!read_period (cli, questions, error) || !read_moments (cli, project, questions, error))
    return FALSE;
  if ((path != NULL) != (mlg_cli_arg (cli, 1) != NULL))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("A way has two ends: --path FROM TO."));
  if (steps != NULL && (atoi (steps) < 1 || atoi (steps) > 100))
    return mlg_cli_fail (error, MLG_CLI_ERROR_USAGE, _("“%s” is not a number of steps."), steps);

  questions->n_steps = steps != NULL ? (guint) atoi (steps) : 1;
  questions->has_path = path != NULL;
  questions->has_around = around != NULL;
  if (path != NULL && (!find_actor (project, path, &questions->from, error) ||
                       !find_actor (project, mlg_cli_arg (cli, 1), &questions->to, error)))
    return FALSE;

  return around == NULL || find_actor (project, around, &questions->around, error);
}

/* ---- what is answered */

static MlgReading *
ask (MlgAnalysis                *self,
     const MlgAnalysisQuestions *questions,
     MlgReadingKind              kind)
{
  MlgGraphLayers layers = self->layers;
  MlgReadingQuestion question = {
    .kind = kind,
    .layers = MLG_LAYER_ALL,
    .period = questions->has_period ? &questions->period : NULL,
    .from = kind == MLG_READING_PATH ? questions->from : questions->around,
    .to = questions->to,
    .n_steps = questions->n_steps,
  };
  g_autoptr(MlgGraph) graph = NULL;

  /* A way goes through networks too, and those who met know each other, unless it is asked otherwise. */
  if (kind == MLG_READING_PATH && !self->layers_chosen)
    layers |= MLG_GRAPH_MEMBERSHIPS;
  if (kind == MLG_READING_STRANGERS)
    layers = (layers & ~MLG_GRAPH_FACTS_ONLY) | MLG_GRAPH_MEMBERSHIPS | MLG_GRAPH_COPRESENCE;
  graph = mlg_project_graph_new (self->project, layers);

  return mlg_reading_new (graph, mlg_project_get_store (self->project), &question);
}

static void
write_actor (MlgJsonWriter *writer,
             MlgAnalysis   *self,
             const MlgId   *id)
{
  char text[MLG_ID_TEXT_LENGTH + 1];

  mlg_json_writer_string (writer, mlg_analysis_name_id (self, MLG_ENTITY_ACTOR, id, text));
}

static void
write_actors (MlgJsonWriter        *writer,
              MlgAnalysis          *self,
              const MlgReadingLine *line)
{
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < line->actors->len; i++)
    write_actor (writer, self, &g_array_index (line->actors, MlgId, i));
  mlg_json_writer_close (writer);
}

static void
write_step (MlgJsonWriter        *writer,
            MlgAnalysis          *self,
            const MlgReadingStep *step)
{
  static const char *const kinds[] = { "partnership", "membership", "copresence" };

  mlg_json_writer_open (writer, '{');
  mlg_json_writer_name (writer, "from");
  write_actor (writer, self, &step->from);
  mlg_json_writer_name (writer, "to");
  write_actor (writer, self, &step->to);
  mlg_json_writer_add_string (writer, "kind", kinds[step->kind]);
  mlg_json_writer_add_bool (writer, "established", step->established);
  mlg_json_writer_add_string (writer, "state", step->state);
  mlg_json_writer_add_string (writer, "words", step->words);
  mlg_json_writer_close (writer);
}

static void
write_path (MlgJsonWriter              *writer,
            MlgAnalysis                *self,
            const MlgAnalysisQuestions *questions)
{
  g_autoptr(MlgReading) reading = ask (self, questions, MLG_READING_PATH);

  mlg_json_writer_name (writer, "path");
  mlg_json_writer_open (writer, '{');
  mlg_json_writer_name (writer, "from");
  write_actor (writer, self, &questions->from);
  mlg_json_writer_name (writer, "to");
  write_actor (writer, self, &questions->to);
  mlg_json_writer_add_bool (writer, "found", reading->steps != NULL);
  mlg_json_writer_name (writer, "steps");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; reading->steps != NULL && i < reading->steps->len; i++)
    write_step (writer, self, &g_array_index (reading->steps, MlgReadingStep, i));
  mlg_json_writer_close (writer);
  mlg_json_writer_add_string (writer, "sentence", reading->sentence);
  mlg_json_writer_close (writer);
}

/* A list for each number of steps. */
static void
write_around (MlgJsonWriter              *writer,
              MlgAnalysis                *self,
              const MlgAnalysisQuestions *questions)
{
  g_autoptr(MlgReading) reading = ask (self, questions, MLG_READING_AROUND);

  mlg_json_writer_name (writer, "around");
  mlg_json_writer_open (writer, '[');
  for (guint i = 1; i < reading->lines->len; i++)
    write_actors (writer, self, reading->lines->pdata[i]);
  mlg_json_writer_close (writer);
}

static void
write_strangers (MlgJsonWriter              *writer,
                 MlgAnalysis                *self,
                 const MlgAnalysisQuestions *questions)
{
  g_autoptr(MlgReading) reading = ask (self, questions, MLG_READING_STRANGERS);

  mlg_json_writer_name (writer, "strangers");
  mlg_json_writer_open (writer, '[');
  for (guint i = 0; i < reading->lines->len; i++)
    {
      const MlgReadingLine *line = reading->lines->pdata[i];

      mlg_json_writer_open (writer, '{');
      mlg_json_writer_add_string (writer, "on", line->text);
      mlg_json_writer_name (writer, "actors");
      write_actors (writer, self, line);
      mlg_json_writer_close (writer);
    }
  mlg_json_writer_close (writer);
}

static void
write_economy (MlgJsonWriter              *writer,
               MlgAnalysis                *self,
               const MlgAnalysisQuestions *questions)
{
  static const char *const names[] = { "market", "non_market", "non_monetary", "unqualified" };
  g_autoptr(MlgReading) reading = ask (self, questions, MLG_READING_ECONOMY);

  mlg_json_writer_name (writer, "economy");
  mlg_json_writer_open (writer, '{');
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    mlg_json_writer_add_int (writer, names[i], reading->counts[i]);
  mlg_json_writer_close (writer);
}

/* Actors and partnerships that differ, each with its sentence. */
static void
write_changes (MlgJsonWriter *writer,
               MlgAnalysis   *self,
               MlgComparison *comparison)
{
  static const char *const names[] = { "none", "new", "gone", "changed", "strengthened", "later" };
  static const char *const entities[] = { MLG_ENTITY_ACTOR, MLG_ENTITY_PARTNERSHIP };

  mlg_json_writer_name (writer, "changes");
  mlg_json_writer_open (writer, '[');
  for (guint e = 0; e < G_N_ELEMENTS (entities); e++)
    {
      g_autoptr(GPtrArray) list = mlg_comparison_list (comparison, mlg_schema_find (entities[e]));

      for (guint i = 0; i < list->len; i++)
        {
          const MlgDifferenceOf *difference = list->pdata[i];
          char text[MLG_ID_TEXT_LENGTH + 1];

          if (difference->difference == MLG_DIFFERENCE_NONE || difference->difference == MLG_DIFFERENCE_LATER)
            continue;
          mlg_json_writer_open (writer, '{');
          mlg_json_writer_add_string (writer, "entity", entities[e]);
          mlg_json_writer_add_string (writer, "id", mlg_analysis_name_id (self, entities[e], &difference->id, text));
          mlg_json_writer_add_string (writer, "difference", names[difference->difference]);
          mlg_json_writer_close (writer);
        }
    }
  mlg_json_writer_close (writer);
}

static void
print_changes (MlgAnalysis   *self,
               MlgComparison *comparison)
{
  g_autoptr(MlgReading) reading = mlg_comparison_tell (comparison, self->project);
  g_autofree char *text = mlg_reading_to_text (reading, self->graph);

  mlg_cli_print ("%s", text);
}

void
mlg_analysis_write_questions (MlgJsonWriter              *writer,
                              MlgAnalysis                *self,
                              const MlgAnalysisQuestions *questions)
{
  if (questions->has_path)
    write_path (writer, self, questions);
  if (questions->has_around)
    write_around (writer, self, questions);
  write_strangers (writer, self, questions);
  write_economy (writer, self, questions);
  if (questions->comparison != NULL)
    write_changes (writer, self, questions->comparison);
}

static void
print (MlgAnalysis                *self,
       const MlgAnalysisQuestions *questions,
       MlgReadingKind              kind)
{
  g_autoptr(MlgReading) reading = ask (self, questions, kind);
  g_autofree char *text = mlg_reading_to_text (reading, self->graph);

  mlg_cli_print ("%s", text);
}

void
mlg_analysis_print_questions (MlgAnalysis                *self,
                              const MlgAnalysisQuestions *questions)
{
  if (questions->has_path)
    print (self, questions, MLG_READING_PATH);
  if (questions->has_around)
    print (self, questions, MLG_READING_AROUND);
  print (self, questions, MLG_READING_STRANGERS);
  print (self, questions, MLG_READING_ECONOMY);
  if (questions->comparison != NULL)
    print_changes (self, questions->comparison);
}
