/* What the parts of MlgNetwork share. */

#pragma once

#include "exchange/mlg-network.h"

G_BEGIN_DECLS

#define MLG_NETWORK_MAX_DEFAULT_BYTES (64u << 20)     /* a default is written once in the file and stands in every node */

typedef struct
{
  const char *name, *text;
} MlgNetworkValue;

struct _MlgNetworkItem
{
  const char *id, *from, *to;
  char       *key;             /* of a node: what the sheets call it */
  gboolean    directed;
  guint       line;
  GArray     *values;          /* MlgNetworkValue; or NULL */
};

/* Two actors and all that connects them. */
typedef struct
{
  char           *key;
  const char     *a, *b;
  char           *start, *end;
  gboolean        several_periods;
  MlgNetworkItem *first;
} MlgNetworkPair;

struct _MlgNetwork
{
  GStringChunk *chunk;
  GPtrArray    *nodes, *links;      /* MlgNetworkItem */
  GHashTable   *by_id;              /* id → node */
  gsize         n_default_bytes;
  gboolean      ours;

  GHashTable   *pairs;              /* name → MlgNetworkPair */
  GPtrArray    *in_order;           /* MlgNetworkPair */
  GHashTable   *keys;               /* of links → how many have it */
  GString      *loops;
  guint         n_loops;
};

/* The name under which a node is shown; *@from: the value it stands in, "" when it is the id. */
const char *mlg_network_get_label  (MlgNetwork *self, MlgNetworkItem *node, const char **from);
/* Gives every node its key. */
void        mlg_network_name_nodes (MlgNetwork *self);

G_END_DECLS
