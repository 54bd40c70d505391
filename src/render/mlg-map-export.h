/* The map on a sheet: title, legend, scale, north, who is only in the margin, attribution.
 * Vector all through (PDF, SVG), or 300 dots per inch (PNG). */

#pragma once

#include "render/mlg-ink.h"
#include "territory/mlg-map-scene.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

typedef struct
{
  const char           *title;         /* or NULL */
  const char           *subtitle;      /* what is shown and what is hidden; NULL: made from the scene */
  double                width, height; /* points (mlg_picture_parse_size); 0: A4, lying */
  const MlgMercatorBox *box;           /* what must be in sight; NULL: everything */
  MlgInkTheme           theme;         /* as given: MLG_INK_PRINT for paper */
  gboolean              hide_ties;
  gboolean              hide_names;
} MlgMapSheet;

/* The kind is told by the end of @path: .pdf, .svg, .png. Drawn in memory, then written in one
 * go: a failed export leaves yesterday's file alone. Errors: G_FILE_ERROR, G_CONVERT_ERROR.
 * Thread: any, one scene in one. */
gboolean mlg_map_export           (const MlgMapScene  *scene,
                                   const MlgMapSheet  *sheet,
                                   const char         *path,
                                   GError            **error);

G_END_DECLS
