/* Sums over all other points in n·log n: far groups count as one (Barnes and Hut, 1986).
 *
 * Points are sorted along a Z-shaped curve; each square of the plane is then a run of them.
 * Squares stand in an array in the order of a walk, each with the place where the walk goes on
 * when it is not entered. Single precision: an error of a thousandth moves nobody visibly.
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MlgTree MlgTree;

MlgTree *mlg_tree_new       (guint         n_points);
void     mlg_tree_free      (MlgTree      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgTree, mlg_tree_free)

/* Arrays of n_points; read only during the call. */
void     mlg_tree_build     (MlgTree      *self,
                             const double *x,
                             const double *y,
                             const double *mass);

/* For each point i: the sum over the others j of mass[j]·(p[i] − p[j])/|p[i] − p[j]|². */
void     mlg_tree_repel_all (MlgTree      *self,
                             double       *push_x,
                             double       *push_y);


G_END_DECLS
