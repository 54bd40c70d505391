/* The addresses of what comes from the file, in a stored text. */

#include "model/mlg-live-block.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct { const char *name, *label; } kinds[MLG_N_LIVE_KINDS] = {
  [MLG_LIVE_MAP]          = { "map", N_("Map extract") },
  [MLG_LIVE_GRAPH]        = { "graph", N_("Partnerships, drawn") },
  [MLG_LIVE_STAKEHOLDERS] = { "stakeholders", N_("Stakeholders") },
  [MLG_LIVE_AXES]         = { "axes", N_("Axes of a partnership") },
  [MLG_LIVE_RING]         = { "ring", N_("Hybridation of resources") },
  [MLG_LIVE_TIMELINE]     = { "timeline", N_("Timeline") },
  [MLG_LIVE_RADAR]        = { "radar", N_("Radar") },
  [MLG_LIVE_FIGURES]      = { "figures", N_("Key figures") },
  [MLG_LIVE_ACTORS]       = { "actors", N_("List of actors") },
  [MLG_LIVE_PHOTO]        = { "photo", N_("Photograph") },
};

const char *
mlg_live_kind_get_name (MlgLiveKind kind)
{
  g_return_val_if_fail (kind < MLG_N_LIVE_KINDS, "");
  return kinds[kind].name;
}

const char *
mlg_live_kind_get_label (MlgLiveKind kind)
{
  g_return_val_if_fail (kind < MLG_N_LIVE_KINDS, "");
  return _(kinds[kind].label);
}

/* "maillage:WORD/REST?…": the word and the rest. */
static gboolean
split_address (const char *address,
               char      **word,
               char      **rest)
{
  const char *from, *slash, *end;

  if (address == NULL || !g_str_has_prefix (address, MLG_LIVE_SCHEME))
    return FALSE;

  from = address + strlen (MLG_LIVE_SCHEME);
  end = from + strcspn (from, "?#");
  slash = memchr (from, '/', end - from);
  if (slash == from || end == from)
    return FALSE;
  if (slash == NULL)
    slash = end;

  *word = g_strndup (from, slash - from);
  *rest = slash == end ? g_strdup ("") : g_strndup (slash + 1, end - slash - 1);
  return TRUE;
}

MlgLiveBlock *
mlg_live_block_new (MlgLiveKind  kind,
                    const char  *id)
{
  MlgLiveBlock *self = g_new0 (MlgLiveBlock, 1);

  self->kind = kind;
  self->id = g_strdup (id != NULL ? id : "");
  self->options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
mlg_live_block_free (MlgLiveBlock *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_hash_table_unref (self->options);
  g_free (self);
}

static void
read_options (MlgLiveBlock *self,
              const char   *address)
{
  const char *query = strchr (address, '?');
  g_auto(GStrv) pairs = g_strsplit (query != NULL ? query + 1 : "", "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      g_autofree char *value = NULL;

      if (equals == NULL || equals == pairs[i])
        continue;
      *equals = '\0';
      value = g_uri_unescape_string (equals + 1, NULL);
      if (value != NULL)
        mlg_live_block_set_option (self, pairs[i], value);
    }
}

MlgLiveBlock *
mlg_live_block_parse (const char *address)
{
  g_autofree char *word = NULL;
  g_autofree char *rest = NULL;

  if (!split_address (address, &word, &rest))
    return NULL;

  for (guint i = 0; i < MLG_N_LIVE_KINDS; i++)
    if (strcmp (word, kinds[i].name) == 0)
      {
        g_autofree char *id = g_uri_unescape_string (rest, NULL);
        MlgLiveBlock *self = mlg_live_block_new (i, id != NULL ? id : rest);

        read_options (self, address);
        return self;
      }
  return NULL;
}

void
mlg_live_block_set_option (MlgLiveBlock *self,
                           const char   *name,
                           const char   *value)
{
  g_return_if_fail (self != NULL && name != NULL);

  if (value == NULL)
    g_hash_table_remove (self->options, name);
  else
    g_hash_table_insert (self->options, g_strdup (name), g_strdup (value));
}

const char *
mlg_live_block_get_option (const MlgLiveBlock *self,
                           const char         *name)
{
  return g_hash_table_lookup (self->options, name);
}

char *
mlg_live_block_dup_address (const MlgLiveBlock *self)
{
  g_autofree char *id = g_uri_escape_string (self->id, NULL, FALSE);
  g_autoptr(GList) names = g_list_sort (g_hash_table_get_keys (self->options), (GCompareFunc) strcmp);
  GString *address = g_string_new (MLG_LIVE_SCHEME);

  g_string_append_printf (address, "%s/%s", kinds[self->kind].name, id);
  for (GList *it = names; it != NULL; it = it->next)
    {
      g_autofree char *value = g_uri_escape_string (g_hash_table_lookup (self->options, it->data), NULL, FALSE);

      g_string_append_printf (address, "%c%s=%s", it == names ? '?' : '&', (const char *) it->data, value);
    }
  return g_string_free (address, FALSE);
}

gboolean
mlg_record_address_parse (const char  *address,
                          char       **entity,
                          char       **id)
{
  g_autofree char *word = NULL;
  g_autofree char *rest = NULL;

  if (!split_address (address, &word, &rest) || rest[0] == '\0')
    return FALSE;

  *entity = g_steal_pointer (&word);
  *id = g_uri_unescape_string (rest, NULL);
  if (*id == NULL)
    *id = g_steal_pointer (&rest);
  return TRUE;
}

char *
mlg_record_address_new (const char *entity,
                        const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (MLG_LIVE_SCHEME, entity, "/", escaped, NULL);
}

void
mlg_live_foreach_address (const char  *markdown,
                          void       (*func) (const char *address, gpointer data),
                          gpointer     data)
{
  const char *p = markdown != NULL ? markdown : "";

  while ((p = strstr (p, MLG_LIVE_SCHEME)) != NULL)
    {
      gsize length = strcspn (p, " \t\r\n)>]\"");
      g_autofree char *address = g_strndup (p, length);
      g_auto(GStrv) pieces = g_strsplit (address, "&amp;", -1);
      g_autofree char *plain = g_strjoinv ("&", pieces);

      /* In Markdown an ampersand may be written in full, and what marks may be escaped. */
      func (plain, data);
      p += length;
    }
}
