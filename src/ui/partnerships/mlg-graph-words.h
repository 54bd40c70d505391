/* What the graph says, in sentences: for those who read, and for those who cannot see it. */

#pragma once

#include "render/mlg-graph-scene.h"
#include "store/mlg-project.h"

G_BEGIN_DECLS

/* « 71 acteurs, 52 partenariats dont 35 avérés, 9 acteurs isolés, 11 îlots. » Full. */
char *mlg_graph_words_summary (MlgGraph          *graph,
                               const MlgMeasures *measures,
                               gboolean           facts_only);
/* An actor in few words: its acronym where its name is long. @id_text: as a reference holds it; may be
 * NULL. Full. */
char *mlg_graph_words_short_name (MlgProject *project,
                                  const char *id_text);

G_END_DECLS
