/* Between the files of the command analyse. */

#pragma once

#include "analysis/mlg-measures.h"
#include "cli/mlg-cli.h"
#include "exchange/mlg-comparison.h"
#include "exchange/mlg-project-graph.h"
#include "exchange/mlg-project-matches.h"
#include "exchange/mlg-reading.h"

G_BEGIN_DECLS

/* What the answer is made from. */
typedef struct
{
  MlgProject    *project;
  MlgGraphLayers layers;
  gboolean       layers_chosen;      /* somebody said which */
  MlgGraph      *graph;
  MlgMeasures   *measures;
  MlgMatches    *matches;
  MlgKeys       *keys;
} MlgAnalysis;

const char *mlg_analysis_name_id   (MlgAnalysis   *self,
                                    const char    *entity,
                                    const MlgId   *id,
                                    char          *text);

/* ---- mlg-cli-reading.c: the questions of the graph */
typedef struct
{
  gboolean     has_path, has_around, has_period;
  MlgId        from, to, around;
  guint        n_steps;
  MlgDayRange  period;
  MlgComparison *comparison;    /* of two moments of the file; NULL: not asked */
} MlgAnalysisQuestions;

void        mlg_analysis_clear_questions (MlgAnalysisQuestions       *questions);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlgAnalysisQuestions, mlg_analysis_clear_questions)

gboolean    mlg_analysis_read_questions  (MlgCli                     *cli,
                                          MlgProject                 *project,
                                          MlgAnalysisQuestions       *questions,
                                          GError                    **error);
void        mlg_analysis_write_questions (MlgJsonWriter              *writer,
                                          MlgAnalysis                *self,
                                          const MlgAnalysisQuestions *questions);
void        mlg_analysis_print_questions (MlgAnalysis                *self,
                                          const MlgAnalysisQuestions *questions);

G_END_DECLS
