/* A live block as it is shown: plain shapes and words taken from the project, filled by exchange,
 * drawn by render, written by document. Knows no file, so that a frozen version keeps it.
 *
 *   map          spots                         graph        nodes, edges
 *   stakeholders, axes, actors, figures        columns, rows
 *   ring         counts, amounts               timeline     moments
 *   radar        criteria, levels, series      photo        image
 *
 * Thread: any, one at a time.
 */

#pragma once

#include "model/mlg-live-block.h"

G_BEGIN_DECLS

typedef struct
{
  char     *name;
  guint     category;          /* index in user_category, G_MAXUINT: none */
  guint     headcount;
  gboolean  chosen;            /* of the monograph itself, not a neighbour */
} MlgLiveNode;

typedef struct
{
  guint     a, b;              /* nodes */
  guint     kind;              /* MlgTieKind */
  gboolean  established;
  char     *status;            /* term of partnership_status, or NULL */
  guint     n_economies[4];    /* axes: market, non-market, non-monetary, to be qualified */
} MlgLiveEdge;

typedef struct
{
  char     *name;
  guint     category;
  guint     kind;              /* MlgSpotKind */
  double    lat, lon;
  gboolean  approximate;
  char     *area_kind, *area_code, *area_name;
} MlgLiveSpot;

typedef struct
{
  char     *when;              /* in words, as the source says; may be NULL */
  double    from, to;          /* years, with their fraction; NAN: nobody knows */
  char     *what;
  gboolean  wish;
} MlgLiveMoment;

typedef struct
{
  char     *label;             /* a date, a name */
  GArray   *levels;            /* int, one per criterion; -1: not told */
} MlgLiveSeries;

typedef struct
{
  gatomicrefcount refs;        /* private */
  MlgLiveKind kind;
  char       *address;
  char       *caption;         /* under it */
  char       *alternative;     /* for who does not see it; made from what is shown when its author gave none */
  char       *problem;         /* a sentence: why there is nothing to show; else NULL */

  GPtrArray  *columns;         /* char * */
  GPtrArray  *rows;            /* GPtrArray of char *, as many as columns */
  guint       counts[4];
  char       *amounts[4];
  GArray     *nodes;           /* MlgLiveNode */
  GArray     *edges;           /* MlgLiveEdge */
  GArray     *spots;           /* MlgLiveSpot */
  GArray     *moments;         /* MlgLiveMoment, in order */
  GPtrArray  *criteria;        /* char * */
  GPtrArray  *levels;          /* char *, from the lowest */
  GArray     *series;          /* MlgLiveSeries, the oldest first */
  GBytes     *image;
  char       *media_type;
  double      width;           /* of the text's, 0–1; 0: as it comes */
  gboolean    hide_names;
} MlgLive;

MlgLive  *mlg_live_new        (MlgLiveKind    kind,
                               const char    *address);
MlgLive  *mlg_live_ref        (MlgLive       *self);
void      mlg_live_free       (MlgLive       *self);     /* lets go of one reference */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgLive, mlg_live_free)

/* Is it a table of words (stakeholders, axes, actors, figures), rather than a drawing? */
gboolean  mlg_live_is_table   (const MlgLive *self);
/* A row of as many cells as there are columns, all empty: set them. */
GPtrArray *mlg_live_add_row   (MlgLive       *self);
void      mlg_live_set_cell   (GPtrArray     *row,
                               guint          column,
                               char          *text);      /* taken; NULL: empty */

/* As JSON, and back: what a frozen version keeps. A photograph keeps its bytes. NULL: not one. */
char     *mlg_live_to_json    (const MlgLive *self);
MlgLive  *mlg_live_from_json  (const char    *json);

G_END_DECLS
