/* The ring of an initiative or a partnership: how its resources and axes divide between market,
 * non-market and non-monetary economy, and how many are still to be qualified (docs/domain.md
 * §2.11). Colour, pattern and figure say the same thing, so that a grey print is read as well.
 *
 * Vector all through. Thread: any, that of the cairo context.
 */

#pragma once

#include "render/mlg-ink.h"

G_BEGIN_DECLS

typedef struct
{
  guint       counts[MLG_N_ECONOMIES];
  const char *amounts[MLG_N_ECONOMIES];   /* beside the count (« 30 000 € »), or NULL */
  gboolean    no_legend;                  /* the ring alone: beside a text that says it */
} MlgEconomyRing;

/* In a rectangle of @width × @height at 0, 0; the legend stands beside the ring where there is room,
 * else under it. Text of @text_size (0: as @ink has it). */
void   mlg_ring_draw      (cairo_t              *cr,
                           const MlgEconomyRing *ring,
                           const MlgInk         *ink,
                           double                width,
                           double                height,
                           double                text_size);

/* The height it wants at @width. */
double mlg_ring_measure   (const MlgEconomyRing *ring,
                           double                width,
                           double                text_size);

/* A swatch of an economy as it looks in the ring: for legends elsewhere. */
void   mlg_ring_draw_swatch (cairo_t      *cr,
                             const MlgInk *ink,
                             MlgEconomy    economy,
                             double        x,
                             double        y,
                             double        size);

/* What the eye sees, in words. */
char  *mlg_ring_describe  (const MlgEconomyRing *ring);

/* "Marchande", "Non marchande", "Non monétaire", "À qualifier". */
const char *mlg_economy_get_name (MlgEconomy economy);

G_END_DECLS
