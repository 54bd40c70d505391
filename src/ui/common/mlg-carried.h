/* What is carried from a list to another screen: an actor, by drag and drop. */

#pragma once

#include <gtk/gtk.h>
#include "model/mlg-id.h"

G_BEGIN_DECLS

/* A boxed MlgId, of an actor. */
#define MLG_TYPE_CARRIED (mlg_carried_get_type ())
GType               mlg_carried_get_type (void) G_GNUC_CONST;

GdkContentProvider *mlg_carried_new      (const MlgId   *actor);
/* The name follows the pointer. */
void                mlg_carried_set_icon (GtkDragSource *source,
                                          const char    *name);

G_END_DECLS
