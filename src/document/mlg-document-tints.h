/* Colours and marks shared by what draws pages. */

#pragma once

#include <cairo.h>

typedef struct
{
  double r, g, b;
} Colour;

G_GNUC_UNUSED static const Colour ink       = { 0.11, 0.12, 0.14 };
G_GNUC_UNUSED static const Colour quiet     = { 0.37, 0.40, 0.44 };
G_GNUC_UNUSED static const Colour hairline  = { 0.80, 0.81, 0.82 };
G_GNUC_UNUSED static const Colour accent    = { 0.04, 0.36, 0.48 };   /* #0B5C7A */
G_GNUC_UNUSED static const Colour warning   = { 0.48, 0.20, 0.00 };   /* on the box: 8.9:1 */
G_GNUC_UNUSED static const Colour box       = { 1.00, 0.96, 0.89 };
G_GNUC_UNUSED static const Colour box_edge  = { 0.78, 0.31, 0.04 };   /* #C8500A */

static inline void
set_colour (cairo_t       *cr,
            const Colour  *colour)
{
  cairo_set_source_rgb (cr, colour->r, colour->g, colour->b);
}
