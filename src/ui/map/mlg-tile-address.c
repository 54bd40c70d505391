/* Where map pictures may be asked for. */

#include "ui/map/mlg-tile-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "mlg-config.h"

#define CONNECTIONS 4
#define TIMEOUT     30         /* seconds */

static gboolean
refuse (GError     **error,
        const char  *text)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, text);
  return FALSE;
}

static gboolean
is_web (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri), *host = g_uri_get_host (uri);

  return (strcmp (scheme, "https") == 0 || strcmp (scheme, "http") == 0) && host != NULL && *host != '\0';
}

static gboolean
check_host (GUri    *uri,
            GError **error)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);

  for (gsize length = strlen (host); length > 0 && host[length - 1] == '.';)
    host[--length] = '\0';
  if (strcmp (host, "openstreetmap.org") == 0 || g_str_has_suffix (host, ".openstreetmap.org") ||
      strcmp (host, "osm.org") == 0 || g_str_has_suffix (host, ".osm.org"))
    return refuse (error, _("The servers of OpenStreetMap forbid preparing areas in advance. Choose the IGN, or a server that allows it."));
  return TRUE;
}

gboolean
mlg_tile_check_address (const char  *address,
                        GError     **error)
{
  g_autofree char *plain = g_strdelimit (g_strdup (address), "{}", '_');
  g_autoptr(GUri) uri = g_uri_parse (plain, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL || !is_web (uri) ||
      strstr (address, "{z}") == NULL || strstr (address, "{x}") == NULL || strstr (address, "{y}") == NULL)
    return refuse (error, _("An address of tiles begins with https:// and holds {z}, {x} and {y}."));
  return check_host (uri, error);
}

/* ---- asking */

SoupSession *
mlg_tile_session_new (void)
{
  return soup_session_new_with_options ("max-conns", CONNECTIONS, "max-conns-per-host", CONNECTIONS, "timeout", TIMEOUT,
                                        "user-agent", "Maillage/" MLG_VERSION, NULL);
}

static SoupMessage *
make_message (GUri *uri)
{
  SoupMessage *message = soup_message_new_from_uri ("GET", uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  return message;
}

SoupMessage *
mlg_tile_message_new (const char *address,
                      guint       zoom,
                      guint       x,
                      guint       y)
{
  struct { const char *mark; guint number; } parts[] = { { "{z}", zoom }, { "{x}", x }, { "{y}", y } };
  g_autoptr(GString) text = g_string_new (address);
  g_autoptr(GUri) uri = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", parts[i].number);

      g_string_replace (text, parts[i].mark, number, 0);
    }
  uri = g_uri_parse (text->str, SOUP_HTTP_URI_FLAGS, NULL);
  return uri != NULL ? make_message (uri) : NULL;
}

SoupMessage *
mlg_tile_message_next (SoupMessage  *answered,
                       GError      **error)
{
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (answered), "Location");
  g_autoptr(GUri) uri = NULL;

  if (!SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (answered)) || location == NULL)
    return NULL;

  uri = g_uri_parse_relative (soup_message_get_uri (answered), location, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri == NULL || !is_web (uri))
    {
      refuse (error, _("This server sends to an address that is none."));
      return NULL;
    }
  return check_host (uri, error) ? make_message (uri) : NULL;
}
