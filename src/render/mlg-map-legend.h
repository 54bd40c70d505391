/* What the marks mean, and who is only in the margin. */

#pragma once

#include <pango/pangocairo.h>

#include "render/mlg-map-draw.h"

G_BEGIN_DECLS

/* Draws from the top of the column at @x, @y, never below @bottom; returns where it ended. */
double mlg_map_draw_legend  (cairo_t      *cr,
                             const MlgInk *ink,
                             MlgMapIndex  *index,
                             gboolean      with_ties,
                             double        x,
                             double        y,
                             double        width);
/* The same without its title. */
double mlg_map_draw_legend_rows (cairo_t      *cr,
                                 const MlgInk *ink,
                                 MlgMapIndex  *index,
                                 gboolean      with_ties,
                                 double        x,
                                 double        y,
                                 double        width);
double mlg_map_draw_nowhere (cairo_t      *cr,
                             const MlgInk *ink,
                             MlgMapIndex  *index,
                             double        x,
                             double        y,
                             double        width,
                             double        bottom);

/* A paragraph in Sans; @size in pixels. Returns the height. */
double mlg_map_draw_paragraph (cairo_t         *cr,
                               const MlgColour *colour,
                               const char      *text,
                               double           size,
                               PangoWeight      weight,
                               double           x,
                               double           y,
                               double           width);

G_END_DECLS
