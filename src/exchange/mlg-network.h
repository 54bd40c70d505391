/* A network of another program – nodes, links, whatever is said of each – on its way to sheets: actors,
 * partnerships, their axes, and where the actors were drawn. For the readers of networks alone.
 *
 * All links between the same two are one partnership, each of them an axis of it. A node that is only
 * linked to itself, to nobody or to a node that the file does not hold is never lost: it is an actor,
 * and its links are lines of its note or rows that are refused with their reason.
 *
 * Thread: one at a time.
 */

#pragma once

#include "exchange/mlg-source.h"
#include "exchange/mlg-xml.h"

G_BEGIN_DECLS

/* « placement.category.x », y, position (id of the row), pinned: where an actor stands in a saved placement, of ours. */
#define MLG_NETWORK_PLACEMENT_PREFIX "placement."

typedef struct _MlgNetwork     MlgNetwork;
typedef struct _MlgNetworkItem MlgNetworkItem;     /* a node or a link; lent by the network */

MlgNetwork     *mlg_network_new        (void);
void            mlg_network_free       (MlgNetwork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlgNetwork, mlg_network_free)

/* Texts are copied; any may be NULL. */
MlgNetworkItem *mlg_network_add_node   (MlgNetwork *self, const char *id);
MlgNetworkItem *mlg_network_add_link   (MlgNetwork *self, const char *id, const char *from, const char *to, gboolean directed);
/* From its other end to this one. */
void            mlg_network_turn_link  (MlgNetwork *self, MlgNetworkItem *link);
/* Nothing for NULL and "". Names that mean something here: "label", "color", "x", "y", "start", "end", "type", "kind". */
void            mlg_network_set        (MlgNetwork *self, MlgNetworkItem *item, const char *name, const char *text);
/* The same, unless @item says something under that name already. */
void            mlg_network_set_default (MlgNetwork *self, MlgNetworkItem *item, const char *name, const char *text);
const char     *mlg_network_get        (MlgNetwork *self, MlgNetworkItem *item, const char *name);
/* The file was written by us: fields have our names, and looks say nothing that they do not. */
void            mlg_network_set_ours   (MlgNetwork *self);

/* The records that ours refer to, as we wrote them: JSON, a document a line. @after_actors: those that
 * name actors themselves; else the others. */
gboolean        mlg_network_read_others (MlgSource *source, const char *json, gboolean after_actors,
                                         GCancellable *cancellable, GError **error);
/* Adds the sheets. @others: those records; or NULL. */
gboolean        mlg_network_finish     (MlgNetwork *self, MlgSource *source, const char *others, GCancellable *cancellable, GError **error);

/* Parses all of @bytes. */
gboolean        mlg_network_parse      (GBytes *bytes, const MlgXmlHandler *handler, gpointer data,
                                        GCancellable *cancellable, GError **error);
/* Is @root the first element of the file? 90, or 0. */
guint           mlg_network_detect     (GBytes *bytes, const char *root);

G_END_DECLS
