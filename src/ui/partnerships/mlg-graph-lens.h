/* A graph of too many actors seen through a lens: first their groups, then one group opened by a
 * double click, then perhaps what is around one actor. A flat drawing of thousands informs nobody.
 * A bar over the drawing says where one is and leads back. Below MLG_LENS_LIMIT it is not there.
 *
 * Signal: "changed": another part is to be drawn.
 */

#pragma once

#include <gtk/gtk.h>
#include "exchange/mlg-project-groups.h"

G_BEGIN_DECLS

#define MLG_LENS_LIMIT 1500      /* actors that are still drawn one by one without being asked to */

#define MLG_TYPE_GRAPH_LENS (mlg_graph_lens_get_type ())
G_DECLARE_FINAL_TYPE (MlgGraphLens, mlg_graph_lens, MLG, GRAPH_LENS, GtkBox)

/* What is to be drawn of @graph, which is whole: itself, its groups, or a part. Full. For many actors in three
 * steps: what is wanted, as it is now; the work, in any thread, with a store for that thread; and taking the result. */
typedef struct _MlgLensJob MlgLensJob;
MlgLensJob *mlg_graph_lens_plan      (MlgGraphLens *self);
void      mlg_lens_job_run           (MlgLensJob   *job,
                                      MlgStore     *store,
                                      MlgGraph     *graph);
MlgGraph *mlg_lens_job_get_shown     (MlgLensJob   *job);      /* lent */
MlgGraph *mlg_graph_lens_take        (MlgGraphLens *self,
                                      MlgLensJob   *job);
void      mlg_lens_job_free          (MlgLensJob   *job);
/* The three at once. */
MlgGraph *mlg_graph_lens_apply       (MlgGraphLens *self,
                                      MlgProject   *project,
                                      MlgGraph     *graph);
/* What is drawn, in one word, so that places found for a part are not taken for those of the whole:
 * "graph" for everybody, "part:…", "groups:…". Full. */
char     *mlg_graph_lens_dup_name    (MlgGraphLens *self);
/* Are groups drawn now? */
gboolean  mlg_graph_lens_has_groups  (MlgGraphLens *self);
/* Where an actor is in what is drawn, @drawn: itself, or the group that holds it; G_MAXUINT: elsewhere. */
guint     mlg_graph_lens_find        (MlgGraphLens *self,
                                      MlgGraph     *drawn,
                                      const MlgId  *actor);
/* The actors one by one, when groups of them are drawn; NULL: they are not. Lent. */
MlgGraph *mlg_graph_lens_get_grouped (MlgGraphLens *self);
/* Opens the group @node of what is drawn. */
void      mlg_graph_lens_open        (MlgGraphLens *self,
                                      guint         node);
/* Back by one; FALSE: there is nothing to go back to. */
gboolean  mlg_graph_lens_leave       (MlgGraphLens *self);
/* Undoes « not grouped ». */
void      mlg_graph_lens_group_again (MlgGraphLens *self);
/* The actor that « Around the chosen actor » is about; NULL: none. */
void      mlg_graph_lens_set_chosen  (MlgGraphLens *self,
                                      const MlgId  *actor);

G_END_DECLS
