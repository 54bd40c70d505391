/* The selection made ready to be drawn: who is chosen, which discs and plates hold somebody chosen. It may hold
 * a hundred thousand, and is asked of every mark in every picture: each answer is one look.
 *
 * Immutable once made; any thread.
 */

#pragma once

#include "territory/mlg-map-index.h"

G_BEGIN_DECLS

typedef struct _MlgMapChosen MlgMapChosen;

/* NULL if @n is 0. */
MlgMapChosen *mlg_map_chosen_new       (MlgMapIndex         *index,
                                        const guint         *spots,
                                        guint                n);
void          mlg_map_chosen_free      (MlgMapChosen        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgMapChosen, mlg_map_chosen_free)

/* In the order given. Lent. */
GArray       *mlg_map_chosen_get_spots (const MlgMapChosen  *self);
/* Of all that follow, @self may be NULL: nobody. */
gboolean      mlg_map_chosen_has       (const MlgMapChosen  *self,
                                        guint                spot);
gboolean      mlg_map_chosen_has_in    (const MlgMapChosen  *self,
                                        const MlgMapCluster *cluster);
gboolean      mlg_map_chosen_has_group (const MlgMapChosen  *self,
                                        guint                group);
/* Somebody of that class in it. */
gboolean      mlg_map_chosen_has_class (const MlgMapChosen  *self,
                                        guint                group,
                                        guint                class);

G_END_DECLS
