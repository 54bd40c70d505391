/* The file that holds a network: recognised, parsed, and the records of ours that stand beside it. */

#include "exchange/mlg-network.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-flat.h"
#include "exchange/mlg-json-tree.h"
#include "model/mlg-schema.h"

#define MAX_OTHERS 100     /* kinds of records that ours refer to */

typedef struct
{
  const char *data;
  gsize       length;
} Bytes;

static gssize
read_bytes (gpointer   source,
            char      *buffer,
            gsize      length,
            GError   **error)
{
  Bytes *bytes = source;
  gsize n = MIN (length, bytes->length);

  if (n > 0)
    memcpy (buffer, bytes->data, n);
  bytes->data += n;
  bytes->length -= n;
  return n;
}

gboolean
mlg_network_parse (GBytes               *bytes,
                   const MlgXmlHandler  *handler,
                   gpointer              data,
                   GCancellable         *cancellable,
                   GError              **error)
{
  g_autoptr(GError) fault = NULL;
  Bytes source;

  source.data = g_bytes_get_data (bytes, &source.length);
  if (mlg_xml_parse (read_bytes, &source, handler, data, cancellable, &fault))
    return TRUE;

  /* Its sentences are about spreadsheets. */
  if (g_error_matches (fault, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT))
    g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                         _("This network cannot be read: the file is damaged, or holds declarations. Write it again from the program it comes from."));
  else
    g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

guint
mlg_network_detect (GBytes     *bytes,
                    const char *root)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr(GString) head = g_string_new (NULL);
  g_autofree char *wanted = g_strconcat (root, " ", NULL);

  /* Of UTF-16, every other byte. */
  for (gsize i = 0; i < MIN (length, 8192); i++)
    {
      if (data[i] != '\0')
        g_string_append_c (head, g_ascii_isspace (data[i]) ? ' ' : data[i]);
    }

  for (char *p = strchr (head->str, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      char *colon;

      if (g_str_has_prefix (p, "<!--"))
        {
          p = strstr (p, "-->");
          if (p == NULL)
            return 0;
          continue;
        }
      if (p[1] == '?' || p[1] == '!')
        continue;
      colon = strpbrk (p, ": >");
      p = colon != NULL && *colon == ':' ? colon + 1 : p + 1;
      return g_str_has_prefix (p, wanted) || (g_str_has_prefix (p, root) && p[strlen (root)] == '>') ? 90 : 0;
    }

  return 0;
}

/* ---- records beside it */

/* The records of one kind, @list its array. */
static gboolean
add_others (MlgSource          *source,
            const MlgJsonNode  *list,
            GError            **error)
{
  const MlgEntity *entity = mlg_schema_find (list->name);
  MlgFlat *flat;
  MlgSheet *sheet;

  if (entity == NULL || !mlg_json_is (list, MLG_JSON_ARRAY) || strcmp (entity->name, MLG_ENTITY_LINK) == 0)
    return TRUE;

  flat = mlg_flat_new (g_dgettext (GETTEXT_PACKAGE, entity->plural));
  for (const MlgJsonNode *record = list->first; record != NULL; record = record->next)
    {
      if (!mlg_json_is (record, MLG_JSON_OBJECT))
        continue;
      mlg_flat_set_members (flat, record, NULL);
      mlg_flat_end_row (flat, record->line);
    }
  mlg_flat_set_target (flat, "id", "key");
  mlg_flat_set_own_targets (flat, entity);
  sheet = mlg_flat_finish (flat, entity->name, error);
  if (sheet == NULL)
    return FALSE;
  if (mlg_sheet_get_n_rows (sheet) > 1)
    mlg_source_add_sheet (source, sheet);
  else
    mlg_sheet_free (sheet);
  return TRUE;
}

/* Do records of @entity name actors, as initiatives name those who carry them? */
static gboolean
names_actors (const MlgEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (g_strcmp0 (entity->fields[i].target, MLG_ENTITY_ACTOR) == 0 || entity->fields[i].type == MLG_TYPE_ANY)
      return TRUE;

  return FALSE;
}

gboolean
mlg_network_read_others (MlgSource     *source,
                         const char    *json,
                         gboolean       after_actors,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_auto(GStrv) lines = json == NULL ? NULL : g_strsplit (json, "\n", MAX_OTHERS);

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (lines[i], strlen (lines[i]));
      g_autoptr(MlgJsonTree) tree = mlg_json_tree_read (bytes, cancellable, error);
      const MlgJsonNode *records;

      if (tree == NULL)
        return FALSE;
      records = mlg_json_find (mlg_json_tree_get_root (tree), "records");
      for (const MlgJsonNode *list = records == NULL ? NULL : records->first; list != NULL; list = list->next)
        {
          const MlgEntity *entity = mlg_schema_find (list->name);

          if (entity != NULL && names_actors (entity) == after_actors && !add_others (source, list, error))
            return FALSE;
        }
    }

  return TRUE;
}
