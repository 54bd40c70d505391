/* Actors and their partnerships for Kumu: a connection for each axis, or for the partnership itself
 * when nothing is said of what goes through it (docs/interchange.md §5.4).
 */

#include "exchange/mlg-kumu-lists.h"
#include "exchange/mlg-network.h"
#include "exchange/mlg-write-common.h"
#include "exchange/mlg-write-places.h"

#include <string.h>

#include "model/mlg-value.h"

typedef struct
{
  MlgExportRecords  actors, partnerships, axes;
  GHashTable       *shown;       /* id text of the actors that are there */
  GHashTable       *with_axes;   /* id text of a partnership → "" */
  GHashTable       *places;      /* mlg_write_places_read */
  MlgJsonWriter    *writer;
  gboolean          labels;
} Writing;

static void
write_text (Writing          *writing,
            MlgExportRecords *records,
            MlgRecord        *record,
            const char       *field_name,
            const char       *name)
{
  const MlgField *field = mlg_entity_find_field (records->entity, field_name);
  const char *value = mlg_write_get (records, record, field_name);
  g_autofree char *words = value == NULL ? NULL : mlg_project_display (records->project, field, value);

  mlg_write_string (writing->writer, name, words);
}

static void
write_tags (Writing          *writing,
            MlgExportRecords *records,
            MlgRecord        *record)
{
  g_auto(GStrv) tags = mlg_write_dup_terms (records, record, "themes");

  mlg_json_writer_name (writing->writer, "tags");
  mlg_json_writer_open (writing->writer, '[');
  for (guint i = 0; tags[i] != NULL; i++)
    mlg_json_writer_string (writing->writer, tags[i]);
  mlg_json_writer_close (writing->writer);
}

/* What Kumu has no member for: a field of the map under our name, or in words. */
static void
write_fields (Writing   *writing,
              MlgRecord *actor)
{
  static const char *const elsewhere[] = { "name", "description", "themes", "lat", "lon", "website", "contact_email", "type_words", NULL };

  for (guint i = 0; i < writing->actors.columns->len; i++)
    {
      MlgColumn column = g_array_index (writing->actors.columns, MlgColumn, i);
      const char *value = mlg_export_records_get (&writing->actors, actor, column.field);
      g_autofree char *label = NULL;

      if (value == NULL || g_strv_contains (elsewhere, column.name))
        continue;
      if (!writing->labels)
        {
          mlg_column_write (&column, value, writing->actors.keys, writing->writer);
          continue;
        }

      label = mlg_column_dup_label (&column, writing->actors.entity);
      {
        g_autofree char *words = mlg_column_dup_words (&column, value, writing->actors.keys);

        mlg_write_string (writing->writer, label, words);
      }
    }
}

/* Every saved placement, as the writers of networks have them. */
static void
write_places (Writing    *writing,
              const char *actor)
{
  GPtrArray *places = g_hash_table_lookup (writing->places, actor);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const MlgWrittenPlace *place = places->pdata[i];
      const struct { const char *part, *text; } parts[] = {
        { "x", place->x }, { "y", place->y }, { "position", place->id }, { "pinned", place->pinned },
      };

      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        {
          g_autofree char *name = g_strdup_printf (MLG_NETWORK_PLACEMENT_PREFIX "%s.%s", place->placement, parts[j].part);

          mlg_write_string (writing->writer, name, parts[j].text);
        }
    }
}

static void
write_element (Writing   *writing,
               MlgRecord *actor)
{
  MlgExportRecords *actors = &writing->actors;
  char id[MLG_ID_TEXT_LENGTH + 1];
  g_autofree char *label = mlg_write_dup_title (actors, actor);
  g_autofree char *lat = mlg_write_dup_part (actors, actor, "lat"), *lon = mlg_write_dup_part (actors, actor, "lon");
  const char *type = mlg_write_get (actors, actor, "type_words");

  mlg_json_writer_open (writing->writer, '{');
  mlg_json_writer_add_string (writing->writer, "id", mlg_id_write (mlg_record_get_id (actor), id));
  mlg_json_writer_add_string (writing->writer, "label", label);
  if (type != NULL)
    mlg_json_writer_add_string (writing->writer, "type", type);
  write_text (writing, actors, actor, "description", "description");
  write_text (writing, actors, actor, "website", "url");
  write_text (writing, actors, actor, "contact_email", "email");
  write_tags (writing, actors, actor);
  if (lat != NULL && lon != NULL)
    {
      g_autofree char *location = g_strdup_printf ("%s, %s", lat, lon);

      mlg_json_writer_add_string (writing->writer, "location", location);
    }
  write_fields (writing, actor);
  write_places (writing, id);
  mlg_json_writer_close (writing->writer);
  g_hash_table_add (writing->shown, g_strdup (id));
}

/* Both ends of a partnership, when both are there. */
static gboolean
get_ends (Writing     *writing,
          MlgRecord   *partnership,
          const char **a,
          const char **b)
{
  *a = mlg_write_get (&writing->partnerships, partnership, "a");
  *b = mlg_write_get (&writing->partnerships, partnership, "b");
  return *a != NULL && *b != NULL && g_hash_table_contains (writing->shown, *a) && g_hash_table_contains (writing->shown, *b);
}

/* What the columns of @records say beside @elsewhere. With a @prefix it is for us alone, not in words. */
static void
write_rest (Writing           *writing,
            MlgExportRecords  *records,
            MlgRecord         *record,
            const char        *prefix,
            const char *const *elsewhere)
{
  for (guint i = 0; i < records->columns->len; i++)
    {
      const MlgColumn *column = &g_array_index (records->columns, MlgColumn, i);
      const char *value = mlg_export_records_get (records, record, column->field);
      g_autofree char *name = NULL, *text = NULL;

      if (value == NULL || g_strv_contains (elsewhere, column->name))
        continue;
      if (writing->labels && *prefix == '\0')
        {
          name = mlg_column_dup_label (column, records->entity);
          text = mlg_column_dup_words (column, value, records->keys);
        }
      else
        {
          name = strcmp (column->name, "key") == 0 && *prefix == '\0' ? g_strdup ("link.key") : g_strconcat (prefix, column->name, NULL);
          text = mlg_column_dup_text (column, value, records->keys);
        }
      mlg_write_string (writing->writer, name, text);
    }
}

static void
write_partnership (Writing    *writing,
                   MlgRecord  *partnership)
{
  static const char *const elsewhere[] = { "id", "a", "b", "state", "description", NULL };
  MlgExportRecords *records = &writing->partnerships;
  char id[MLG_ID_TEXT_LENGTH + 1];

  mlg_json_writer_add_string (writing->writer, "partnership", mlg_id_write (mlg_record_get_id (partnership), id));
  if (writing->labels)
    write_text (writing, records, partnership, "state", "state");
  else
    mlg_write_string (writing->writer, "state", mlg_write_get (records, partnership, "state"));
  write_text (writing, records, partnership, "description", "description");
  write_rest (writing, records, partnership, MLG_KUMU_PAIR_PREFIX, elsewhere);
}

static void
write_whole (Writing   *writing,
             MlgRecord *partnership)
{
  char id[MLG_ID_TEXT_LENGTH + 1];
  const char *a, *b;

  mlg_id_write (mlg_record_get_id (partnership), id);
  if (g_hash_table_contains (writing->with_axes, id) || !get_ends (writing, partnership, &a, &b))
    return;

  mlg_json_writer_open (writing->writer, '{');
  mlg_json_writer_add_string (writing->writer, "id", id);
  mlg_json_writer_add_string (writing->writer, "from", a);
  mlg_json_writer_add_string (writing->writer, "to", b);
  mlg_json_writer_add_string (writing->writer, "direction", "undirected");
  write_partnership (writing, partnership);
  mlg_json_writer_close (writing->writer);
}

/* One end alone is enough: the other is the other actor. */
static void
write_direction (Writing    *writing,
                 const char *a,
                 const char *b,
                 const char *from,
                 const char *to)
{
  gboolean directed = from != NULL || to != NULL;

  if (from == NULL)
    from = g_strcmp0 (to, a) == 0 ? b : a;
  if (to == NULL)
    to = strcmp (from, a) == 0 ? b : a;

  mlg_json_writer_add_string (writing->writer, "from", from);
  mlg_json_writer_add_string (writing->writer, "to", to);
  mlg_json_writer_add_string (writing->writer, "direction", directed ? "directed" : "mutual");
}

static void
write_axis (Writing   *writing,
            MlgRecord *axis)
{
  static const char *const elsewhere[] = { "id", "partnership", "from", "to", "kind", "label", "economy", "importance", "effect", "weight", NULL };
  MlgExportRecords *records = &writing->axes;
  const char *owner = mlg_write_get (records, axis, "partnership");
  g_autoptr(MlgRecord) partnership = NULL;
  char id[MLG_ID_TEXT_LENGTH + 1];
  const char *a, *b;
  MlgId owner_id;

  if (owner == NULL || !mlg_id_parse (owner, &owner_id))
    return;
  partnership = mlg_project_get_record (records->project, writing->partnerships.entity, &owner_id);
  if (partnership == NULL || !mlg_keys_may_leave (records->keys, partnership) || !get_ends (writing, partnership, &a, &b))
    return;

  mlg_json_writer_open (writing->writer, '{');
  mlg_json_writer_add_string (writing->writer, "id", mlg_id_write (mlg_record_get_id (axis), id));
  write_direction (writing, a, b, mlg_write_get (records, axis, "from"), mlg_write_get (records, axis, "to"));
  write_text (writing, records, axis, "kind", "type");
  write_text (writing, records, axis, "label", "label");
  write_partnership (writing, partnership);
  write_text (writing, records, axis, "economy", "economy");
  write_text (writing, records, axis, "importance", "strength");
  write_text (writing, records, axis, "effect", "effect");
  mlg_write_string (writing->writer, "weight", mlg_write_get (records, axis, "weight"));
  write_rest (writing, records, axis, "", elsewhere);
  mlg_json_writer_close (writing->writer);
  g_hash_table_add (writing->with_axes, g_strdup (owner));
}

static gboolean
read_all (Writing                 *writing,
          MlgProject              *project,
          const MlgExportOptions  *options,
          GError                 **error)
{
  MlgExportOptions others = { .format = options->format, .level = options->level };

  return mlg_export_records_read (&writing->actors, project, options, mlg_schema_find (MLG_ENTITY_ACTOR), NULL, error) &&
         mlg_export_records_read (&writing->partnerships, project, &others, mlg_schema_find (MLG_ENTITY_PARTNERSHIP),
                                  writing->actors.keys, error) &&
         mlg_export_records_read (&writing->axes, project, &others, mlg_schema_find (MLG_ENTITY_AXIS), writing->actors.keys, error);
}

static void
write_map (Writing *writing)
{
  mlg_json_writer_open (writing->writer, '{');
  mlg_json_writer_add_string (writing->writer, "generator", "Maillage");
  mlg_json_writer_name (writing->writer, "elements");
  mlg_json_writer_open (writing->writer, '[');
  for (guint i = 0; i < writing->actors.records->len; i++)
    write_element (writing, g_ptr_array_index (writing->actors.records, i));
  mlg_json_writer_close (writing->writer);

  mlg_json_writer_name (writing->writer, "connections");
  mlg_json_writer_open (writing->writer, '[');
  for (guint i = 0; i < writing->axes.records->len; i++)
    write_axis (writing, g_ptr_array_index (writing->axes.records, i));
  for (guint i = 0; i < writing->partnerships.records->len; i++)
    write_whole (writing, g_ptr_array_index (writing->partnerships.records, i));
  mlg_json_writer_close (writing->writer);
  mlg_json_writer_close (writing->writer);
}

GBytes *
mlg_write_kumu (MlgProject              *project,
                const MlgExportOptions  *options,
                GError                 **error)
{
  g_autoptr(GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) with_axes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) places = mlg_write_places_read (project, options->level);
  g_autoptr(MlgJsonWriter) writer = mlg_json_writer_new ();
  Writing writing = { .places = places, .shown = shown, .with_axes = with_axes, .writer = writer, .labels = options->labels };
  gboolean read = read_all (&writing, project, options, error);

  if (read)
    write_map (&writing);
  mlg_export_records_clear (&writing.axes);
  mlg_export_records_clear (&writing.partnerships);
  mlg_export_records_clear (&writing.actors);
  return read ? mlg_write_finish (writer) : NULL;
}
