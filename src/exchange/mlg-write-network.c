/* Actors and partnerships as nodes and links. */

#include "exchange/mlg-write-network.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/mlg-network.h"
#include "exchange/mlg-write-common.h"
#include "exchange/mlg-write-places.h"
#include "exchange/mlg-xml.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

typedef struct
{
  MlgNetworkPicture *picture;
  MlgExportRecords   actors, partnerships, axes;
  GHashTable        *shown;        /* id text of the actors that are there → their mark */
  GHashTable        *with_axes;    /* id text of the partnerships that have some */
  GHashTable        *others;       /* const MlgEntity * → GHashTable of id texts */
  GHashTable        *places;       /* mlg_write_places_read */
  GHashTable        *columns_of;   /* placement → the first of its columns */
  guint              first_placement;   /* column of the free one */
  MlgProject        *project;
} Reading;

/* As programs of networks call them. */
static const struct { const char *ours, *theirs; } names[] = {
  { "lat", "latitude" }, { "lon", "longitude" }, { "type_words", "type" },
};

static void
free_mark (gpointer data)
{
  MlgNetworkMark *mark = data;

  g_free (mark->id);
  g_free (mark->label);
  g_free (mark->colour);
  g_strfreev (mark->values);
  g_free (mark->x);
  g_free (mark->y);
  g_free (mark->from);
  g_free (mark->to);
  g_free (mark->words);
  g_free (mark->start);
  g_free (mark->end);
  g_free (mark->weight);
  g_free (mark);
}

static void
clear_column (gpointer data)
{
  g_free (((MlgNetworkColumn *) data)->name);
}

void
mlg_network_picture_clear (MlgNetworkPicture *self)
{
  g_clear_pointer (&self->node_columns, g_array_unref);
  g_clear_pointer (&self->link_columns, g_array_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->others, g_free);
}

/* ---- columns */

static void
add_column (GArray     *columns,
            const char *prefix,
            const char *name,
            const char *type)
{
  MlgNetworkColumn column = { g_strconcat (prefix, name, NULL), type };

  g_array_append_val (columns, column);
}

static void
add_columns (GArray           *columns,
             MlgExportRecords *records,
             const char       *prefix)
{
  for (guint i = 0; i < records->columns->len; i++)
    {
      const MlgColumn *column = &g_array_index (records->columns, MlgColumn, i);
      const char *name = column->name;
      gboolean whole = column->field->type == MLG_TYPE_INTEGER || mlg_column_is_yes_no (column);

      for (guint j = 0; *prefix == '\0' && j < G_N_ELEMENTS (names); j++)
        name = strcmp (name, names[j].ours) == 0 ? names[j].theirs : name;
      /* A link with a value called "key" is one that networkx does not read. */
      if (strcmp (records->entity->name, MLG_ENTITY_AXIS) == 0 && strcmp (name, "key") == 0)
        name = "link.key";
      add_column (columns, prefix, name, whole ? "long" : mlg_column_is_number (column) ? "double" : "string");
    }
}

/* References to records that are neither actors nor between them. */
static void
note_others (Reading         *reading,
             const MlgField  *field,
             const char      *value)
{
  const MlgEntity *target = field->target == NULL || !mlg_field_is_reference (field) ? NULL : mlg_schema_find (field->target);
  g_auto(GStrv) ids = NULL;
  GHashTable *known;

  if (target == NULL || value == NULL || strcmp (target->name, MLG_ENTITY_ACTOR) == 0 || strcmp (target->name, MLG_ENTITY_PARTNERSHIP) == 0)
    return;

  known = g_hash_table_lookup (reading->others, target);
  if (known == NULL)
    {
      known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (reading->others, (gpointer) target, known);
    }
  ids = mlg_value_split (value);
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (known, g_strdup (ids[i]));
}

/* From @first on, the columns of @records. Those of @except stand elsewhere. */
static void
set_values (Reading           *reading,
            MlgExportRecords  *records,
            MlgRecord         *record,
            MlgNetworkMark    *mark,
            GArray            *columns,
            guint              first,
            const char *const *except)
{
  for (guint i = 0; i < records->columns->len; i++)
    {
      const MlgColumn *column = &g_array_index (records->columns, MlgColumn, i);
      const char *value = mlg_export_records_get (records, record, column->field);
      MlgNetworkColumn *filled = &g_array_index (columns, MlgNetworkColumn, first + i);

      if (value == NULL || g_strv_contains (except, column->name))
        continue;
      mark->values[first + i] = mlg_column_dup_text (column, value, records->keys);
      if (mark->values[first + i] == NULL)
        continue;
      filled->n_filled++;
      if (strcmp (filled->type, "string") != 0 && !mlg_json_is_number (mark->values[first + i]))
        filled->type = "string";
      note_others (reading, column->field, value);
    }
}

/* ---- actors */

/* docs/look.md: the colours of the categories, in the order of the vocabulary; the last for none. */
static char *
dup_colour (const char *own,
            const char *category)
{
  static const char *const colours[] = { "#C8500A", "#0B6AAE", "#0B8A66", "#864C86", "#5E4B00", "#5F6670" };
  const MlgVocabulary *vocabulary = mlg_vocabulary_find ("user_category");
  guint i = 0;

  if (own != NULL && strlen (own) == 7 && *own == '#' && strspn (own + 1, "0123456789abcdefABCDEF") == 6)
    return g_strdup (own);

  while (category != NULL && vocabulary != NULL && i < vocabulary->n_terms && strcmp (vocabulary->terms[i].id, category) != 0)
    i++;
  return g_strdup (colours[category == NULL ? G_N_ELEMENTS (colours) - 1 : MIN (i, G_N_ELEMENTS (colours) - 1)]);
}

static void
add_actor (Reading   *reading,
           MlgRecord *actor)
{
  static const char *const except[] = { "name", NULL };
  MlgExportRecords *actors = &reading->actors;
  MlgNetworkMark *mark = g_new0 (MlgNetworkMark, 1);
  char id[MLG_ID_TEXT_LENGTH + 1];

  mark->id = g_strdup (mlg_id_write (mlg_record_get_id (actor), id));
  mark->label = mlg_write_dup_title (actors, actor);
  mark->colour = dup_colour (mlg_write_get (actors, actor, "colour"), mlg_write_get (actors, actor, "category"));
  mark->kind = mlg_write_get (actors, actor, "kind");
  mark->values = g_new0 (char *, reading->picture->node_columns->len + 1);
  /* As strings end at the first that is missing, none is. */
  set_values (reading, actors, actor, mark, reading->picture->node_columns, 0, except);

  g_ptr_array_add (reading->picture->nodes, mark);
  g_hash_table_replace (reading->shown, g_strdup (id), mark);
}

/* ---- where they stand: one set of columns for each placement that is in the file */

static const char *const placement_parts[] = { "x", "y", "position", "pinned" };

/* « onion:0192… » is around an initiative, which goes along. */
static void
note_initiative (Reading    *reading,
                 const char *placement)
{
  const char *colon = strchr (placement, ':');
  const MlgEntity *initiative = mlg_schema_find ("initiative");
  g_autoptr(MlgRecord) record = NULL;
  MlgId id;

  if (colon == NULL || !mlg_id_parse (colon + 1, &id))
    return;
  record = mlg_project_get_record (reading->project, initiative, &id);
  if (record != NULL && !mlg_record_is_deleted (record) && mlg_keys_may_leave (reading->actors.keys, record))
    note_others (reading, mlg_entity_find_field (reading->partnerships.entity, "initiative"), colon + 1);
}

static void
add_placement (Reading    *reading,
               const char *placement)
{
  GArray *columns = reading->picture->node_columns;
  g_autofree char *prefix = g_strdup_printf (MLG_NETWORK_PLACEMENT_PREFIX "%s.", placement);

  g_hash_table_insert (reading->columns_of, g_strdup (placement), GUINT_TO_POINTER (columns->len));
  note_initiative (reading, placement);
  for (guint i = 0; i < G_N_ELEMENTS (placement_parts); i++)
    add_column (columns, prefix, placement_parts[i], i < 2 ? "double" : i == 2 ? "string" : "long");
}

/* « graph » is the free one, whose x and y every program reads; the others are in columns of ours. */
static void
add_placement_columns (Reading *reading)
{
  GArray *columns = reading->picture->node_columns;
  g_autoptr(GHashTable) placements = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GList) sorted = NULL;
  GHashTableIter iter;
  gpointer actor, value;

  g_hash_table_iter_init (&iter, reading->places);
  while (g_hash_table_iter_next (&iter, &actor, &value))
    for (guint i = 0; i < ((GPtrArray *) value)->len && g_hash_table_contains (reading->shown, actor); i++)
      g_hash_table_add (placements, ((const MlgWrittenPlace *) ((GPtrArray *) value)->pdata[i])->placement);
  g_hash_table_remove (placements, "graph");

  reading->first_placement = columns->len;
  add_column (columns, "", "graph.position", "string");
  add_column (columns, "", "graph.pinned", "long");
  sorted = g_list_sort (g_hash_table_get_keys (placements), (GCompareFunc) strcmp);
  for (GList *link = sorted; link != NULL; link = link->next)
    add_placement (reading, link->data);
}

static void
set_node_value (Reading        *reading,
                MlgNetworkMark *mark,
                guint           index,
                const char     *text)
{
  g_array_index (reading->picture->node_columns, MlgNetworkColumn, index).n_filled += text != NULL;
  mark->values[index] = g_strdup (text);
}

static void
place_actor (Reading        *reading,
             MlgNetworkMark *mark)
{
  GPtrArray *places = g_hash_table_lookup (reading->places, mark->id);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const MlgWrittenPlace *place = places->pdata[i];
      guint first = GPOINTER_TO_UINT (g_hash_table_lookup (reading->columns_of, place->placement));
      gboolean free_one = strcmp (place->placement, "graph") == 0;
      guint row = free_one ? reading->first_placement : first + 2;

      set_node_value (reading, mark, row, place->id);
      set_node_value (reading, mark, row + 1, place->pinned);
      if (free_one)
        {
          mark->x = g_strdup (place->x);
          mark->y = g_strdup (place->y);
          continue;
        }
      set_node_value (reading, mark, first, place->x);
      set_node_value (reading, mark, first + 1, place->y);
    }
}

/* ---- links */

/* "1998" as a day, the first or the last of it. */
static char *
dup_day (const char *date,
         gboolean    last)
{
  gsize n = date == NULL ? 0 : strlen (date);

  if ((n != 4 && n != 7 && n != 10) || strspn (date, "0123456789-") != n)
    return NULL;
  if (n == 10)
    return g_strdup (date);
  if (n == 4)
    return g_strconcat (date, last ? "-12-31" : "-01-01", NULL);
  return g_strdup_printf ("%s-%02u", date,
                          last ? g_date_get_days_in_month (CLAMP (atoi (date + 5), 1, 12), atoi (date)) : 1u);
}

static MlgNetworkStroke
get_stroke (const char *state)
{
  if (g_strcmp0 (state, "formalised") == 0)
    return MLG_NETWORK_DOUBLE;
  if (g_strcmp0 (state, "wished") == 0 || g_strcmp0 (state, "to_mobilise") == 0)
    return MLG_NETWORK_DASHED;
  if (g_strcmp0 (state, "co_presence") == 0)
    return MLG_NETWORK_DOTTED;
  return MLG_NETWORK_SOLID;
}

static const char *
get_economy_colour (const char *economy)
{
  static const struct { const char *economy, *colour; } colours[] = {
    { "market", "#0B6AAE" }, { "non_market", "#0B8A66" }, { "non_monetary", "#C8500A" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (g_strcmp0 (economy, colours[i].economy) == 0)
      return colours[i].colour;
  return "#8A8F98";
}

/* Both ends of a partnership, when both are there. */
static gboolean
get_ends (Reading     *reading,
          MlgRecord   *partnership,
          const char **a,
          const char **b)
{
  *a = mlg_write_get (&reading->partnerships, partnership, "a");
  *b = mlg_write_get (&reading->partnerships, partnership, "b");
  return *a != NULL && *b != NULL && g_hash_table_contains (reading->shown, *a) && g_hash_table_contains (reading->shown, *b);
}

/* Both kinds of links in one graph are more than many programs read: it is said in a value. */
static void
set_both_ways (Reading        *reading,
               MlgNetworkMark *mark)
{
  GArray *columns = reading->picture->link_columns;

  mark->values[columns->len - 4] = g_strdup ("mutual");
  g_array_index (columns, MlgNetworkColumn, columns->len - 4).n_filled++;
}

/* The last columns of links: direction, partnership, from, to; before them those of the partnership. */
static MlgNetworkMark *
add_link (Reading     *reading,
          const MlgId *id,
          MlgRecord   *partnership)
{
  static const char *const none[] = { NULL };
  GArray *columns = reading->picture->link_columns;
  MlgNetworkMark *mark = g_new0 (MlgNetworkMark, 1);
  char text[MLG_ID_TEXT_LENGTH + 1];

  mark->id = g_strdup (mlg_id_write (id, text));
  mark->values = g_new0 (char *, columns->len + 1);
  mark->stroke = get_stroke (mlg_write_get (&reading->partnerships, partnership, "state"));
  set_values (reading, &reading->partnerships, partnership, mark, columns, reading->axes.columns->len, none);
  mark->values[columns->len - 3] = g_strdup (mlg_id_write (mlg_record_get_id (partnership), text));
  g_array_index (columns, MlgNetworkColumn, columns->len - 3).n_filled++;
  {
    g_autofree char *since = mlg_write_dup_part (&reading->partnerships, partnership, "since");
    g_autofree char *until = mlg_write_dup_part (&reading->partnerships, partnership, "until");

    mark->start = dup_day (since, FALSE);
    mark->end = dup_day (until, TRUE);
    reading->picture->dated |= mark->start != NULL || mark->end != NULL;
  }
  g_ptr_array_add (reading->picture->links, mark);
  return mark;
}

static void
add_whole (Reading   *reading,
           MlgRecord *partnership)
{
  char id[MLG_ID_TEXT_LENGTH + 1];
  const char *a, *b;
  MlgNetworkMark *mark;

  mlg_id_write (mlg_record_get_id (partnership), id);
  if (g_hash_table_contains (reading->with_axes, id) || !get_ends (reading, partnership, &a, &b))
    return;

  mark = add_link (reading, mlg_record_get_id (partnership), partnership);
  mark->from = g_strdup (a);
  mark->to = g_strdup (b);
  mark->colour = g_strdup (get_economy_colour (NULL));
  set_both_ways (reading, mark);
}

/* One end alone is enough: the other is the other actor. What the file says is then in columns. */
static void
set_ends (Reading        *reading,
          MlgNetworkMark *mark,
          const char     *a,
          const char     *b,
          const char     *from,
          const char     *to)
{
  GArray *columns = reading->picture->link_columns;
  const char *ends[2] = { from, to };
  gboolean whole = from != NULL && to != NULL && g_hash_table_contains (reading->shown, from) &&
                   g_hash_table_contains (reading->shown, to) && strcmp (from, to) != 0;

  mark->directed = from != NULL || to != NULL;
  if (!mark->directed)
    set_both_ways (reading, mark);
  if (whole || !mark->directed)
    {
      mark->from = g_strdup (whole ? from : a);
      mark->to = g_strdup (whole ? to : b);
      return;
    }

  mark->from = g_strdup (from != NULL ? (strcmp (from, b) == 0 ? b : a) : g_strcmp0 (to, a) == 0 ? b : a);
  mark->to = g_strdup (strcmp (mark->from, a) == 0 ? b : a);
  for (guint i = 0; i < 2; i++)
    {
      mark->values[columns->len - 2 + i] = g_strdup (ends[i]);
      g_array_index (columns, MlgNetworkColumn, columns->len - 2 + i).n_filled += ends[i] != NULL;
    }
}

static void
add_axis (Reading   *reading,
          MlgRecord *axis)
{
  static const char *const except[] = { "partnership", "from", "to", "label", NULL };
  MlgExportRecords *axes = &reading->axes;
  const char *owner = mlg_write_get (axes, axis, "partnership"), *kind = mlg_write_get (axes, axis, "kind");
  g_autoptr(MlgRecord) partnership = NULL;
  MlgNetworkMark *mark;
  const char *a, *b;
  MlgId owner_id;

  if (owner == NULL || !mlg_id_parse (owner, &owner_id))
    return;
  partnership = mlg_project_get_record (reading->project, reading->partnerships.entity, &owner_id);
  if (partnership == NULL || mlg_record_is_deleted (partnership) || !mlg_keys_may_leave (axes->keys, partnership) ||
      !get_ends (reading, partnership, &a, &b))
    return;

  mark = add_link (reading, mlg_record_get_id (axis), partnership);
  set_values (reading, axes, axis, mark, reading->picture->link_columns, 0, except);
  set_ends (reading, mark, a, b, mlg_write_get (axes, axis, "from"), mlg_write_get (axes, axis, "to"));
  mark->label = g_strdup (mlg_write_get (axes, axis, "label"));
  mark->words = kind == NULL ? NULL : mlg_project_display (reading->project, mlg_entity_find_field (axes->entity, "kind"), kind);
  mark->weight = g_strdup (mlg_write_get (axes, axis, "weight"));
  mark->colour = g_strdup (get_economy_colour (mlg_write_get (axes, axis, "economy")));
  g_hash_table_add (reading->with_axes, g_strdup (owner));
}

/* ---- all of it */

/* One document a line, without the title of this file: the same records are the same text. */
static void
append_document (GString *json,
                 GBytes  *bytes)
{
  gsize length, start;
  const char *data = g_bytes_get_data (bytes, &length);
  const char *records = g_strstr_len (data, length, "\"records\"");

  if (records == NULL)
    return;
  if (json->len > 0)
    g_string_append_c (json, '\n');
  start = json->len;
  g_string_append_c (json, '{');
  g_string_append_len (json, records, length - (records - data));
  g_strdelimit (json->str + start, "\n", ' ');
}

static gboolean
write_others (Reading                 *reading,
              const MlgExportOptions  *options,
              GError                 **error)
{
  g_autoptr(GString) json = g_string_new (NULL);
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    {
      GHashTable *known = g_hash_table_lookup (reading->others, entities[i]);
      g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
      MlgExportOptions wanted = { .format = MLG_EXPORT_JSON, .level = options->level, .entity = entities[i], .ids = ids };
      g_autoptr(GBytes) bytes = NULL;
      GHashTableIter iter;
      gpointer text;
      MlgId id;

      if (known == NULL)
        continue;
      g_hash_table_iter_init (&iter, known);
      while (g_hash_table_iter_next (&iter, &text, NULL))
        if (mlg_id_parse (text, &id))
          g_array_append_val (ids, id);
      g_array_sort (ids, (GCompareFunc) mlg_id_compare);
      bytes = mlg_write_json (reading->project, &wanted, error);
      if (bytes == NULL)
        return FALSE;
      append_document (json, bytes);
    }

  if (json->len > 0)
    reading->picture->others = g_string_free (g_steal_pointer (&json), FALSE);
  return TRUE;
}

static gboolean
read_all (Reading                 *reading,
          const MlgExportOptions  *options,
          GError                 **error)
{
  MlgExportOptions others = { .format = options->format, .level = options->level };
  MlgNetworkPicture *picture = reading->picture;

  if (!mlg_export_records_read (&reading->actors, reading->project, options, mlg_schema_find (MLG_ENTITY_ACTOR), NULL, error) ||
      !mlg_export_records_read (&reading->partnerships, reading->project, &others, mlg_schema_find (MLG_ENTITY_PARTNERSHIP),
                                reading->actors.keys, error) ||
      !mlg_export_records_read (&reading->axes, reading->project, &others, mlg_schema_find (MLG_ENTITY_AXIS), reading->actors.keys, error))
    return FALSE;

  add_columns (picture->node_columns, &reading->actors, "");
  for (guint i = 0; i < reading->actors.records->len; i++)
    g_hash_table_insert (reading->shown, mlg_id_dup_text (mlg_record_get_id (reading->actors.records->pdata[i])), NULL);
  add_placement_columns (reading);
  add_columns (picture->link_columns, &reading->axes, "");
  add_columns (picture->link_columns, &reading->partnerships, "partnership.");
  add_column (picture->link_columns, "", "direction", "string");
  add_column (picture->link_columns, "", "partnership", "string");
  add_column (picture->link_columns, "", "from", "string");
  add_column (picture->link_columns, "", "to", "string");

  for (guint i = 0; i < reading->actors.records->len; i++)
    {
      add_actor (reading, reading->actors.records->pdata[i]);
      place_actor (reading, picture->nodes->pdata[i]);
    }
  for (guint i = 0; i < reading->axes.records->len; i++)
    add_axis (reading, reading->axes.records->pdata[i]);
  for (guint i = 0; i < reading->partnerships.records->len; i++)
    add_whole (reading, reading->partnerships.records->pdata[i]);

  return write_others (reading, options, error);
}

/* Columns that nobody fills are marked by n_filled 0 and not written. */
static void
free_values (GPtrArray *marks,
             GArray    *columns)
{
  for (guint i = 0; i < marks->len; i++)
    {
      MlgNetworkMark *mark = marks->pdata[i];

      for (guint c = 0; c < columns->len; c++)
        if (mark->values[c] == NULL)
          mark->values[c] = g_strdup ("");
    }
}

gboolean
mlg_network_picture_read (MlgNetworkPicture       *self,
                          MlgProject              *project,
                          const MlgExportOptions  *options,
                          GError                 **error)
{
  g_autoptr(GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) with_axes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) others = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  g_autoptr(GHashTable) places = mlg_write_places_read (project, options->level);
  g_autoptr(GHashTable) columns_of = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = {
    .picture = self, .shown = shown, .with_axes = with_axes, .others = others, .places = places, .columns_of = columns_of, .project = project,
  };
  gboolean read;

  *self = (MlgNetworkPicture) {
    .node_columns = g_array_new (FALSE, FALSE, sizeof (MlgNetworkColumn)),
    .link_columns = g_array_new (FALSE, FALSE, sizeof (MlgNetworkColumn)),
    .nodes = g_ptr_array_new_with_free_func (free_mark),
    .links = g_ptr_array_new_with_free_func (free_mark),
  };
  g_array_set_clear_func (self->node_columns, clear_column);
  g_array_set_clear_func (self->link_columns, clear_column);

  read = read_all (&reading, options, error);
  /* Freed as vectors of strings. */
  free_values (self->nodes, self->node_columns);
  free_values (self->links, self->link_columns);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      MlgNetworkMark *mark = self->nodes->pdata[i];

      mark->kind = mark->kind == NULL ? NULL : g_intern_string (mark->kind);
    }
  mlg_export_records_clear (&reading.axes);
  mlg_export_records_clear (&reading.partnerships);
  mlg_export_records_clear (&reading.actors);
  return read;
}

void
mlg_network_append_text (GString    *xml,
                         const char *text)
{
  mlg_xml_append (xml, text, strlen (text), NULL);
}

/* A line break in an attribute would be read as a space. */
void
mlg_network_append_attribute (GString    *xml,
                              const char *name,
                              const char *text)
{
  g_auto(GStrv) lines = text == NULL ? NULL : g_strsplit (text, "\n", -1);

  if (text == NULL)
    return;
  g_string_append_printf (xml, " %s=\"", name);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (xml, "&#10;");
      mlg_network_append_text (xml, lines[i]);
    }
  g_string_append_c (xml, '"');
}
