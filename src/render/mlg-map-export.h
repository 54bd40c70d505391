/* The map on a sheet: title, legend, scale, north, numbers and their index, who is only in the
 * margin, where everything comes from. Vector all through (PDF, SVG), or 300 dots per inch (PNG).
 */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "render/mlg-ink.h"
#include "render/mlg-map-coverage.h"
#include "territory/mlg-map-index.h"
#include "territory/mlg-projection.h"

G_BEGIN_DECLS

typedef struct
{
  const char           *title;         /* or NULL */
  const char           *subtitle;      /* what is shown and what is hidden; NULL: made from the scene */
  const char           *signature;     /* who made it, when: at the foot; or NULL */
  const char           *licence;       /* what others may do with it; or NULL */
  double                width, height; /* points (mlg_picture_parse_size); 0: A4, lying */
  const MlgMercatorBox *box;           /* what must be in sight; NULL: everything */
  const MlgArea        *territory;     /* outlined, and in sight when @box is NULL; or NULL */
  const MlgCoverageMap *coverage;      /* shaded under the actors; or NULL */
  MlgInkTheme           theme;         /* as given: MLG_INK_PRINT for paper */
  gboolean              hide_ties;
  gboolean              hide_names;
  gboolean              numbers;       /* beside the marks, rather than names */
  gboolean              index;         /* whom each number is, and where: on the sheet, or on those after it */
  gboolean              blank;         /* a pale ground to write on, a legend to be filled in; nobody on it */
  gboolean              faint_actors;  /* with @blank: small pale dots */
} MlgMapSheet;

/* ---- a poster, to be drawn page by page: what is printed is what is written */

typedef struct _MlgMapPoster MlgMapPoster;

/* Copies @sheet; holds on to @index. What @sheet points to is only needed during the call, but for
 * its coverage. Thread: any, one at a time. */
MlgMapPoster *mlg_map_poster_new         (MlgMapIndex        *index,
                                          const MlgMapSheet  *sheet);
void          mlg_map_poster_free        (MlgMapPoster       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMapPoster, mlg_map_poster_free)

guint         mlg_map_poster_get_n_pages (MlgMapPoster       *self);
/* In points, its top left corner at 0, 0. */
void          mlg_map_poster_draw_page   (MlgMapPoster       *self,
                                          cairo_t            *cr,
                                          guint               page);

/* @done: 0–1. Called in the thread that writes. */
typedef void (*MlgMapProgress) (double done, gpointer data);

/* The kind is told by the end of @path: .pdf, .svg, .png. A PDF holds all pages; of the others, the
 * following ones are « name-2.png »… Each is drawn in memory, then written in one go: a failed or
 * cancelled export leaves yesterday's file alone. Errors: G_FILE_ERROR, G_CONVERT_ERROR,
 * G_IO_ERROR_CANCELLED. */
gboolean      mlg_map_poster_write       (MlgMapPoster       *self,
                                          const char         *path,
                                          MlgMapProgress      progress,
                                          gpointer            data,
                                          GCancellable       *cancellable,
                                          GError            **error);

/* The same in one step, with everyone of @scene. */
gboolean      mlg_map_export             (const MlgMapScene  *scene,
                                          const MlgMapSheet  *sheet,
                                          const char         *path,
                                          GError            **error);

G_END_DECLS
