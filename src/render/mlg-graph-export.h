/* The partnership graph on paper or in a picture: title, drawing, legend. Made in memory and
 * written in one go, so that a full disk leaves yesterday's file alone.
 */

#pragma once

#include "analysis/mlg-arrangement.h"
#include "analysis/mlg-graph.h"
#include "analysis/mlg-layout.h"
#include "analysis/mlg-measures.h"
#include "render/mlg-graph-options.h"
#include "render/mlg-ink.h"

G_BEGIN_DECLS

typedef enum
{
  MLG_PICTURE_PDF,         /* text can be selected */
  MLG_PICTURE_SVG,
  MLG_PICTURE_PNG,
} MlgPictureFormat;

typedef struct
{
  MlgPictureFormat  format;
  double            width, height;      /* points (1/72 inch); 0: A4, lying */
  double            resolution;         /* PNG: dots per inch; 0: 150 */
  MlgInkTheme       theme;              /* MLG_INK_PRINT for paper */
  const char       *title;              /* may be NULL */
  const char       *subtitle;           /* what is shown and how; may be NULL */
  const char       *caption;            /* one line at the foot: file, authors, date; may be NULL */
  const char       *licence;            /* the next one; may be NULL */
  gboolean          facts_only;         /* wishes are left faint; their absence is up to the graph */
  gboolean          tint_islands;
  gboolean          show_bridges;
  gboolean          no_legend;
  MlgLayers         layers;             /* that isolation is judged by; 0: all */
  MlgSceneSize      size;
  MlgSceneForm      form;
  MlgGrouping      *colours;            /* lent; NULL: categories */
  MlgGrouping      *hulls;              /* lent; NULL: none */
  const MlgArrangement *arrangement;    /* NULL: by the links alone */
} MlgGraphExport;

/* "A4", "A3", "A4-portrait", "800x600" (points). FALSE: none of these. */
gboolean  mlg_picture_parse_size   (const char           *text,
                                    double               *width,
                                    double               *height);
/* By the end of a path; FALSE: another kind of file. */
gboolean  mlg_picture_parse_format (const char           *path,
                                    MlgPictureFormat     *format);

/* @points: where actors stand, and how, from the file; NULL: laid out here. Those that are
 * MLG_UNPLACED find a place. */
GBytes   *mlg_graph_export_to_bytes (MlgGraph             *graph,
                                     const MlgPoint       *points,
                                     const guint8         *placements,
                                     const MlgGraphExport *options,
                                     GError              **error);

G_END_DECLS
