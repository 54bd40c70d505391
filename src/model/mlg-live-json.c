/* A live block as JSON, and back. What is read comes from a file others may have written: every
 * index and number is looked at before it counts. */

#include "model/mlg-live.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "model/mlg-json-depth.h"

#define MAX_LENGTH (64 * 1024 * 1024)
#define MAX_DEPTH  16

/* ---- writing */

static void
write_text (JsonBuilder *json,
            const char  *name,
            const char  *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
write_number (JsonBuilder *json,
              const char  *name,
              double       number)
{
  if (isnan (number))
    return;
  json_builder_set_member_name (json, name);
  if (number == floor (number) && fabs (number) < 1e15)
    json_builder_add_int_value (json, (gint64) number);
  else
    json_builder_add_double_value (json, number);
}

static void
write_texts (JsonBuilder     *json,
             const char      *name,
             const GPtrArray *texts)
{
  if (texts->len == 0)
    return;
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (json, g_ptr_array_index (texts, i));
  json_builder_end_array (json);
}

static void
write_rows (JsonBuilder   *json,
            const MlgLive *self)
{
  write_texts (json, "columns", self->columns);
  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (self->rows, i);

      json_builder_begin_array (json);
      for (guint k = 0; k < row->len; k++)
        json_builder_add_string_value (json, g_ptr_array_index (row, k));
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
}

static void
write_four (JsonBuilder *json,
            const char  *name,
            const guint *counts)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < 4; i++)
    json_builder_add_int_value (json, counts[i]);
  json_builder_end_array (json);
}

static void
write_ring (JsonBuilder   *json,
            const MlgLive *self)
{
  write_four (json, "counts", self->counts);
  json_builder_set_member_name (json, "amounts");
  json_builder_begin_array (json);
  for (guint i = 0; i < 4; i++)
    json_builder_add_string_value (json, self->amounts[i] != NULL ? self->amounts[i] : "");
  json_builder_end_array (json);
}

static void
write_graph (JsonBuilder   *json,
             const MlgLive *self)
{
  json_builder_set_member_name (json, "nodes");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const MlgLiveNode *node = &g_array_index (self->nodes, MlgLiveNode, i);

      json_builder_begin_object (json);
      write_text (json, "name", node->name);
      if (node->category != G_MAXUINT)
        write_number (json, "category", node->category);
      write_number (json, "headcount", node->headcount);
      write_number (json, "chosen", node->chosen);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);

  json_builder_set_member_name (json, "edges");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->edges->len; i++)
    {
      const MlgLiveEdge *edge = &g_array_index (self->edges, MlgLiveEdge, i);

      json_builder_begin_object (json);
      write_number (json, "a", edge->a);
      write_number (json, "b", edge->b);
      write_number (json, "kind", edge->kind);
      write_number (json, "established", edge->established);
      write_text (json, "status", edge->status);
      write_four (json, "economies", edge->n_economies);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_map (JsonBuilder   *json,
           const MlgLive *self)
{
  json_builder_set_member_name (json, "spots");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->spots->len; i++)
    {
      const MlgLiveSpot *spot = &g_array_index (self->spots, MlgLiveSpot, i);

      json_builder_begin_object (json);
      write_text (json, "name", spot->name);
      if (spot->category != G_MAXUINT)
        write_number (json, "category", spot->category);
      write_number (json, "kind", spot->kind);
      write_number (json, "lat", spot->lat);
      write_number (json, "lon", spot->lon);
      write_number (json, "approximate", spot->approximate);
      write_text (json, "area_kind", spot->area_kind);
      write_text (json, "area_code", spot->area_code);
      write_text (json, "area_name", spot->area_name);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_moments (JsonBuilder   *json,
               const MlgLive *self)
{
  json_builder_set_member_name (json, "moments");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->moments->len; i++)
    {
      const MlgLiveMoment *moment = &g_array_index (self->moments, MlgLiveMoment, i);

      json_builder_begin_object (json);
      write_text (json, "when", moment->when);
      write_number (json, "from", moment->from);
      write_number (json, "to", moment->to);
      write_text (json, "what", moment->what);
      write_number (json, "wish", moment->wish);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_radar (JsonBuilder   *json,
             const MlgLive *self)
{
  write_texts (json, "criteria", self->criteria);
  write_texts (json, "levels", self->levels);
  json_builder_set_member_name (json, "series");
  json_builder_begin_array (json);
  for (guint i = 0; i < self->series->len; i++)
    {
      const MlgLiveSeries *series = &g_array_index (self->series, MlgLiveSeries, i);

      json_builder_begin_object (json);
      write_text (json, "label", series->label);
      json_builder_set_member_name (json, "levels");
      json_builder_begin_array (json);
      for (guint k = 0; k < series->levels->len; k++)
        json_builder_add_int_value (json, g_array_index (series->levels, int, k));
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_photo (JsonBuilder   *json,
             const MlgLive *self)
{
  write_text (json, "media_type", self->media_type);
  write_number (json, "width", self->width);
  if (self->image != NULL)
    {
      gsize length;
      const guint8 *bytes = g_bytes_get_data (self->image, &length);
      g_autofree char *text = g_base64_encode (bytes, length);

      write_text (json, "image", text);
    }
}

static void
write_content (JsonBuilder   *json,
               const MlgLive *self)
{
  switch (self->kind)
    {
    case MLG_LIVE_MAP:
      write_number (json, "hide_names", self->hide_names);
      write_map (json, self);
      break;
    case MLG_LIVE_GRAPH:    write_graph (json, self); break;
    case MLG_LIVE_RING:     write_ring (json, self); break;
    case MLG_LIVE_TIMELINE: write_moments (json, self); break;
    case MLG_LIVE_RADAR:    write_radar (json, self); break;
    case MLG_LIVE_PHOTO:    write_photo (json, self); break;
    default:                write_rows (json, self); break;
    }
}

char *
mlg_live_to_json (const MlgLive *self)
{
  g_autoptr(JsonBuilder) json = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (json);
  write_text (json, "block", mlg_live_kind_get_name (self->kind));
  write_text (json, "address", self->address);
  write_text (json, "caption", self->caption);
  write_text (json, "alternative", self->alternative);
  write_text (json, "problem", self->problem);
  write_content (json, self);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  return json_to_string (root, FALSE);
}

/* ---- reading */

static char *
read_text (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return g_strdup (json_node_get_string (node));
}

static double
read_number (JsonObject *object,
             const char *name,
             double      otherwise)
{
  JsonNode *node = json_object_get_member (object, name);
  double number;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_STRING)
    return otherwise;
  number = json_node_get_double (node);
  return isfinite (number) ? number : otherwise;
}

static guint
read_index (JsonObject *object,
            const char *name,
            guint       otherwise)
{
  double number = read_number (object, name, -1);

  return number < 0 || number > G_MAXINT ? otherwise : (guint) number;
}

static JsonArray *
read_array (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
array_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static const char *
element_text (JsonArray *array,
              guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

static gint64
element_integer (JsonArray *array,
                 guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

static JsonObject *
element_object (JsonArray *array,
                guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_texts (JsonObject *object,
            const char *name,
            GPtrArray  *texts)
{
  JsonArray *array = read_array (object, name);

  for (guint i = 0; i < array_length (array); i++)
    g_ptr_array_add (texts, g_strdup (element_text (array, i)));
}

static void
read_four (JsonObject *object,
           const char *name,
           guint      *counts)
{
  JsonArray *array = read_array (object, name);

  for (guint i = 0; i < MIN (array_length (array), 4); i++)
    counts[i] = CLAMP (element_integer (array, i), 0, 1000000);
}

static void
read_rows (JsonObject *object,
           MlgLive    *self)
{
  JsonArray *rows = read_array (object, "rows");

  read_texts (object, "columns", self->columns);
  for (guint i = 0; i < array_length (rows); i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      JsonArray *cells = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      GPtrArray *row = mlg_live_add_row (self);

      for (guint k = 0; k < MIN (array_length (cells), row->len); k++)
        mlg_live_set_cell (row, k, g_strdup (element_text (cells, k)));
    }
}

static void
read_graph (JsonObject *object,
            MlgLive    *self)
{
  JsonArray *nodes = read_array (object, "nodes");
  JsonArray *edges = read_array (object, "edges");

  for (guint i = 0; i < array_length (nodes); i++)
    {
      JsonObject *it = element_object (nodes, i);
      MlgLiveNode node = { 0 };

      node.name = it != NULL ? read_text (it, "name") : NULL;
      node.name = node.name != NULL ? node.name : g_strdup ("");
      node.category = it != NULL ? read_index (it, "category", G_MAXUINT) : G_MAXUINT;
      node.headcount = it != NULL ? read_index (it, "headcount", 0) : 0;
      node.chosen = it != NULL && read_index (it, "chosen", 0) != 0;
      g_array_append_val (self->nodes, node);
    }
  for (guint i = 0; i < array_length (edges); i++)
    {
      JsonObject *it = element_object (edges, i);
      MlgLiveEdge edge = { 0 };

      if (it == NULL)
        continue;
      edge.a = read_index (it, "a", G_MAXUINT);
      edge.b = read_index (it, "b", G_MAXUINT);
      if (edge.a >= self->nodes->len || edge.b >= self->nodes->len || edge.a == edge.b)
        continue;
      edge.kind = MIN (read_index (it, "kind", 0), 2);
      edge.established = read_index (it, "established", 0) != 0;
      edge.status = read_text (it, "status");
      read_four (it, "economies", edge.n_economies);
      g_array_append_val (self->edges, edge);
    }
}

static void
read_map (JsonObject *object,
          MlgLive    *self)
{
  JsonArray *spots = read_array (object, "spots");

  self->hide_names = read_index (object, "hide_names", 0) != 0;
  for (guint i = 0; i < array_length (spots); i++)
    {
      JsonObject *it = element_object (spots, i);
      MlgLiveSpot spot = { 0 };

      if (it == NULL)
        continue;
      spot.name = read_text (it, "name");
      spot.name = spot.name != NULL ? spot.name : g_strdup ("");
      spot.category = read_index (it, "category", G_MAXUINT);
      spot.kind = MIN (read_index (it, "kind", 3), 3);
      spot.lat = CLAMP (read_number (it, "lat", 0), -85, 85);
      spot.lon = CLAMP (read_number (it, "lon", 0), -180, 180);
      spot.approximate = read_index (it, "approximate", 0) != 0;
      spot.area_kind = read_text (it, "area_kind");
      spot.area_code = read_text (it, "area_code");
      spot.area_name = read_text (it, "area_name");
      g_array_append_val (self->spots, spot);
    }
}

static void
read_moments (JsonObject *object,
              MlgLive    *self)
{
  JsonArray *moments = read_array (object, "moments");

  for (guint i = 0; i < array_length (moments); i++)
    {
      JsonObject *it = element_object (moments, i);
      MlgLiveMoment moment = { 0 };

      if (it == NULL)
        continue;
      moment.when = read_text (it, "when");
      moment.from = read_number (it, "from", NAN);
      moment.to = read_number (it, "to", NAN);
      moment.what = read_text (it, "what");
      moment.what = moment.what != NULL ? moment.what : g_strdup ("");
      moment.wish = read_index (it, "wish", 0) != 0;
      g_array_append_val (self->moments, moment);
    }
}

static void
read_radar (JsonObject *object,
            MlgLive    *self)
{
  JsonArray *all = read_array (object, "series");

  read_texts (object, "criteria", self->criteria);
  read_texts (object, "levels", self->levels);
  for (guint i = 0; i < array_length (all); i++)
    {
      JsonObject *it = element_object (all, i);
      JsonArray *levels = it != NULL ? read_array (it, "levels") : NULL;
      MlgLiveSeries series = { 0 };

      series.label = it != NULL ? read_text (it, "label") : NULL;
      series.levels = g_array_new (FALSE, FALSE, sizeof (int));
      for (guint k = 0; k < self->criteria->len; k++)
        {
          int level = k < array_length (levels) ? (int) CLAMP (element_integer (levels, k), -1, 100) : -1;

          g_array_append_val (series.levels, level);
        }
      g_array_append_val (self->series, series);
    }
}

static void
read_ring (JsonObject *object,
           MlgLive    *self)
{
  JsonArray *amounts = read_array (object, "amounts");

  read_four (object, "counts", self->counts);
  for (guint i = 0; i < MIN (array_length (amounts), 4); i++)
    if (element_text (amounts, i)[0] != '\0')
      self->amounts[i] = g_strdup (element_text (amounts, i));
}

static void
read_photo (JsonObject *object,
            MlgLive    *self)
{
  g_autofree char *image = read_text (object, "image");

  self->media_type = read_text (object, "media_type");
  self->width = CLAMP (read_number (object, "width", 0), 0, 1);
  if (image != NULL)
    {
      gsize length;
      guchar *bytes = g_base64_decode (image, &length);

      self->image = g_bytes_new_take (bytes, length);
    }
}

static void
read_content (JsonObject *object,
              MlgLive    *self)
{
  switch (self->kind)
    {
    case MLG_LIVE_MAP:      read_map (object, self); break;
    case MLG_LIVE_GRAPH:    read_graph (object, self); break;
    case MLG_LIVE_RING:     read_ring (object, self); break;
    case MLG_LIVE_TIMELINE: read_moments (object, self); break;
    case MLG_LIVE_RADAR:    read_radar (object, self); break;
    case MLG_LIVE_PHOTO:    read_photo (object, self); break;
    default:                read_rows (object, self); break;
    }
}

MlgLive *
mlg_live_from_json (const char *json)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autofree char *address = NULL;
  g_autoptr(MlgLiveBlock) block = NULL;
  JsonObject *object;
  MlgLive *self;

  if (json == NULL || strlen (json) > MAX_LENGTH || !mlg_json_is_shallow (json, MAX_DEPTH) || !json_parser_load_from_data (parser, json, -1, NULL) ||
      json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return NULL;

  object = json_node_get_object (json_parser_get_root (parser));
  address = read_text (object, "address");
  block = mlg_live_block_parse (address);
  if (block == NULL)
    return NULL;

  self = mlg_live_new (block->kind, address);
  self->caption = read_text (object, "caption");
  self->alternative = read_text (object, "alternative");
  self->problem = read_text (object, "problem");
  read_content (object, self);
  return self;
}
