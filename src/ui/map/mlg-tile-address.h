/* Where map pictures may be asked for: never from the servers of OpenStreetMap, which forbid fetching ahead,
 * also when another server sends there.
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define MLG_TILE_IGN      "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&STYLE=normal&TILEMATRIXSET=PM" \
                          "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
#define MLG_TILE_IGN_PLAN MLG_TILE_IGN "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&FORMAT=image/png"

#define MLG_TILE_MAX_HOPS 3          /* a picture that is sent elsewhere more often is not to be had */
#define MLG_TILE_MAX_SIZE (4 * 1024 * 1024)

/* A sentence for what is no address of tiles, or of a server that does not want this. */
gboolean     mlg_tile_check_address (const char   *address,
                                     GError      **error);
/* Follows no redirection by itself. */
SoupMessage *mlg_tile_message_new   (const char   *address,
                                     guint         zoom,
                                     guint         x,
                                     guint         y);
/* To be asked next, if what was answered sends elsewhere. NULL without error: it does not. */
SoupMessage *mlg_tile_message_next  (SoupMessage  *answered,
                                     GError      **error);
/* Four connections at most, and the name of the program. */
SoupSession *mlg_tile_session_new   (void);

G_END_DECLS
