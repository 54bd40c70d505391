/* Actors and partnerships as a network for other programs: what the writers of GraphML and GEXF share.
 * A node for each actor that may leave, a link for each axis, or for the partnership itself when nothing
 * is said of what goes through it. */

#pragma once

#include "exchange/mlg-export-records.h"

G_BEGIN_DECLS

typedef struct
{
  char       *name;
  const char *type;          /* "string", "double", "long" */
  guint       n_filled;
} MlgNetworkColumn;

typedef enum { MLG_NETWORK_SOLID, MLG_NETWORK_DASHED, MLG_NETWORK_DOTTED, MLG_NETWORK_DOUBLE } MlgNetworkStroke;

/* A node, or a link. Texts are NULL when there is nothing. */
typedef struct
{
  char              *id;
  char              *label;
  char              *colour;        /* "#rrggbb" */
  char             **values;        /* one for each column of the nodes, or of the links */

  const char        *kind;          /* of a node: key of the kind of actor */
  char              *x, *y;         /* down is more, as on a screen */

  char              *from, *to;     /* of a link */
  gboolean           directed;
  char              *words;         /* what its kind is called */
  char              *start, *end;   /* "1998-01-01" */
  char              *weight;
  MlgNetworkStroke   stroke;
} MlgNetworkMark;

typedef struct
{
  GArray    *node_columns, *link_columns;    /* MlgNetworkColumn */
  GPtrArray *nodes, *links;                  /* MlgNetworkMark */
  char      *others;                         /* JSON of the records that these refer to; or NULL */
  gboolean   dated;
} MlgNetworkPicture;

gboolean    mlg_network_picture_read  (MlgNetworkPicture       *self,
                                       MlgProject              *project,
                                       const MlgExportOptions  *options,
                                       GError                 **error);
void        mlg_network_picture_clear (MlgNetworkPicture       *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlgNetworkPicture, mlg_network_picture_clear)

/* " name=\"text\""; nothing for NULL. */
void        mlg_network_append_attribute (GString *xml, const char *name, const char *text);
void        mlg_network_append_text      (GString *xml, const char *text);

G_END_DECLS
