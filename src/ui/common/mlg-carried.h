/* What is carried from a list to another screen: an actor, by drag and drop. */

#pragma once

#include <gtk/gtk.h>
#include "model/mlg-id.h"
#include "store/mlg-record.h"

G_BEGIN_DECLS

/* A boxed MlgId, of an actor. */
#define MLG_TYPE_CARRIED (mlg_carried_get_type ())
GType               mlg_carried_get_type (void) G_GNUC_CONST;

GdkContentProvider *mlg_carried_new      (const MlgId   *actor);
/* The name follows the pointer. */
void                mlg_carried_set_icon (GtkDragSource *source,
                                          const char    *name);

/* A list item whose child is pulled carries what @get says; @get returns NULL when there is nothing to carry. */
typedef MlgRecord *(*MlgCarriedFunc) (GtkListItem *item);
void                mlg_carried_add_source (GtkWidget      *child,
                                            GtkListItem    *item,
                                            MlgCarriedFunc  get);
/* A button that is pressed by itself when something carried rests on it: the way to another screen. */
void                mlg_carried_open_under (GtkButton      *button);

G_END_DECLS
