/* Reading the graph: one question at a time, asked by a key or from the menu « Lire le graphe », answered in
 * a thread, pointed at in the drawing and told beside it. The time looked at and two moments compared are
 * pointed at in the same way.
 */

#pragma once

#include "ui/partnerships/mlg-partnerships-view.h"
#include "ui/partnerships/mlg-reading-panel.h"

G_BEGIN_DECLS

typedef struct _MlgGraphReading MlgGraphReading;

MlgGraphReading *mlg_graph_reading_new        (MlgPartnershipsView *view);
void             mlg_graph_reading_free       (MlgGraphReading     *self);
/* The view has its focus. */
void             mlg_graph_reading_attach     (MlgGraphReading     *self);

/* Asks, or stops asking what is asked. */
void             mlg_graph_reading_toggle     (MlgGraphReading     *self,
                                               MlgReadingKind       kind);
/* Opens or closes the comparison of two moments. */
void             mlg_graph_reading_compare    (MlgGraphReading     *self);
void             mlg_graph_reading_close      (MlgGraphReading     *self);
gboolean         mlg_graph_reading_key        (MlgGraphReading     *self,
                                               guint                key);
/* The file changed: what was read of it is read anew. */
void             mlg_graph_reading_forget     (MlgGraphReading     *self);
/* The file, the filters or the layers changed: what is asked is asked anew. */
void             mlg_graph_reading_renew      (MlgGraphReading     *self);
/* Somebody was chosen: near whom, from whom to whom. */
void             mlg_graph_reading_follow     (MlgGraphReading     *self);
/* What is drawn of the time looked at; NULL: all of it. */
MlgGraph        *mlg_graph_reading_dup_graph_of_then (MlgGraphReading *self);
/* Makes marks for the scene that is shown, and who is faint; @faint: left out by the filters, or NULL. */
void             mlg_graph_reading_mark       (MlgGraphReading     *self,
                                               const guint8        *faint);

/* What is asked in words and by which key: for the menu and the help. */
typedef struct
{
  MlgReadingKind  kind;
  const char     *label;      /* N_() */
  const char     *hint;       /* N_() */
  const char     *key;        /* C_("key", …): a letter; N_() */
} MlgReadingChoice;

const MlgReadingChoice *mlg_reading_choices   (guint               *n);

G_END_DECLS
