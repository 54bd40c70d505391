/* Nodes and links as sheets: actors, partnerships, axes, and where the actors were drawn. */

#include "exchange/mlg-network-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "exchange/mlg-flat.h"
#include "exchange/mlg-sheet-filler.h"
#include "model/mlg-schema.h"

#define MAX_ITEMS   4000000u
#define PAIR_PREFIX "partnership."
#define MAX_LISTED  5
#define USUAL_LINK  90.0      /* points, as our own drawing has them */
#define SHORT_LINK  20.0
#define LONG_LINK   900.0

static const MlgFlatTarget node_targets[] = {
  { "id", "key" }, { "label", "name" }, { "type", "type_words" }, { "kind", "kind" }, { "description", "description" },
  { "url", "website" }, { "website", "website" }, { "email", "contact_email" }, { "phone", "contact_phone" },
  { "latitude", "lat" }, { "longitude", "lon" }, { "lat", "lat" }, { "lon", "lon" }, { "lng", "lon" }, { "colour", "colour" },
};

static const MlgFlatTarget pair_targets[] = {
  { "key", "key" }, { "a", "a" }, { "b", "b" }, { "since", "since" }, { "until", "until" },
};

static const MlgFlatTarget link_targets[] = {
  { "id", "key" }, { "partnership", "partnership" }, { "from", "from" }, { "to", "to" }, { "kind", "kind" }, { "label", "label" },
  { "weight", "weight" }, { "poids", "weight" }, { "montant", "weight" }, { "montant_eur", "weight" }, { "amount", "weight" },
  { "link.key", "key" },
};

static const MlgFlatTarget position_targets[] = {
  { "id", "key" }, { "placement", "placement" }, { "actor", "actor" }, { "x", "x" }, { "y", "y" }, { "pinned", "pinned" },
};

/* ---- values */

/* "1.5E2" as the model writes it; NULL: not a number. */
static char *
dup_number (const char *text)
{
  char *end;
  double number;

  if (text == NULL || *text == '\0')
    return NULL;
  number = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (number) || fabs (number) > 1e15)
    return NULL;
  return mlg_sheet_dup_number (text, strlen (text));
}

static void
set_value (MlgFlat               *flat,
           const MlgNetworkValue *value,
           const char            *column)
{
  g_autofree char *number = dup_number (value->text);

  mlg_flat_set (flat, column, value->text, number != NULL && strcmp (number, value->text) == 0 ? MLG_SHEET_NUMBER : MLG_SHEET_TEXT);
}

/* Looks that we only draw, and what goes to other sheets. */
static gboolean
is_apart (MlgNetwork *self,
          const char *name)
{
  static const char *const ours[] = { "color", "size", "shape", "thickness", "width", "height", "graph.position", "graph.pinned", NULL };

  return g_str_has_prefix (name, PAIR_PREFIX) ||
         (self->ours && (g_strv_contains (ours, name) || g_str_has_prefix (name, MLG_NETWORK_PLACEMENT_PREFIX)));
}

static gboolean
has_place (MlgNetwork     *self,
           MlgNetworkItem *node)
{
  g_autofree char *x = dup_number (mlg_network_get (self, node, "x")), *y = dup_number (mlg_network_get (self, node, "y"));

  return x != NULL && y != NULL;
}

/* What a loop says, for the note of its actor. */
static char *
dup_loop (MlgNetwork     *self,
          MlgNetworkItem *link)
{
  GString *text = g_string_new (link->id);

  for (guint i = 0; link->values != NULL && i < link->values->len; i++)
    {
      const MlgNetworkValue *value = &g_array_index (link->values, MlgNetworkValue, i);

      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", value->name, value->text);
    }
  if (text->len == 0)
    g_string_append (text, _("yes"));
  return g_string_free (text, FALSE);
}

static void
note_loop (MlgNetwork     *self,
           MlgNetworkItem *link,
           MlgNetworkItem *node)
{
  g_autofree char *text = dup_loop (self, link);
  const char *from;

  mlg_network_set (self, node, _("Link with itself"), text);
  if (self->n_loops++ < MAX_LISTED)
    g_string_append_printf (self->loops, "%s%s", self->loops->len > 0 ? ", " : "", mlg_network_get_label (self, node, &from));
}

/* ---- links */

static MlgNetworkPair *
get_pair (MlgNetwork     *self,
          MlgNetworkItem *link,
          const char     *from,
          const char     *to)
{
  const char *own = self->ours ? mlg_network_get (self, link, "partnership") : NULL;
  gboolean turned = strcmp (from, to) > 0;
  g_autofree char *name = own != NULL ? g_strdup (own) : g_strconcat (turned ? to : from, "\n", turned ? from : to, NULL);
  MlgNetworkPair *pair = g_hash_table_lookup (self->pairs, name);

  if (pair != NULL)
    return pair;

  pair = g_new0 (MlgNetworkPair, 1);
  pair->a = from;
  pair->b = to;
  pair->first = link;
  pair->key = own != NULL ? g_strdup (own) : g_strconcat (turned ? to : from, " – ", turned ? from : to, NULL);
  g_hash_table_insert (self->pairs, g_steal_pointer (&name), pair);
  g_ptr_array_add (self->in_order, pair);
  return pair;
}

/* From the first to the last day that any of the links names. */
static void
widen (MlgNetworkPair *pair,
       const char     *start,
       const char     *end)
{
  g_autofree char *from = mlg_flat_dup_day (start), *until = mlg_flat_dup_day (end);

  if (from == NULL)
    from = g_strdup (start);
  if (until == NULL)
    until = g_strdup (end);
  if (from == NULL && until == NULL)
    return;

  pair->several_periods |= (pair->start != NULL || pair->end != NULL) &&
                           (g_strcmp0 (pair->start, from) != 0 || g_strcmp0 (pair->end, until) != 0);
  if (from != NULL && (pair->start == NULL || strcmp (from, pair->start) < 0))
    {
      g_free (pair->start);
      pair->start = g_steal_pointer (&from);
    }
  if (until != NULL && (pair->end == NULL || strcmp (until, pair->end) > 0))
    {
      g_free (pair->end);
      pair->end = g_steal_pointer (&until);
    }
}

/* The name of an end in the sheet of the actors. A name that no node of the file has must not be found
 * in the project by chance. */
static const char *
name_end (MlgNetwork *self,
          const char *id)
{
  MlgNetworkItem *node = id == NULL ? NULL : g_hash_table_lookup (self->by_id, id);
  g_autofree char *stranger = NULL;

  if (node != NULL)
    return node->key;
  if (id == NULL)
    return "";

  stranger = g_strdup_printf (_("%s (not in this file)"), id);
  return g_string_chunk_insert (self->chunk, stranger);
}

static void
set_link_key (MlgNetwork     *self,
              MlgFlat        *links,
              MlgNetworkItem *link,
              MlgNetworkPair *pair)
{
  const char *kind = mlg_network_get (self, link, "kind");
  g_autofree char *key = link->id != NULL ? g_strdup (link->id) : g_strdup_printf ("%s %s", pair->key, kind != NULL ? kind : "");
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, g_strstrip (key)));

  g_hash_table_insert (self->keys, g_strdup (key), GUINT_TO_POINTER (n + 1));
  if (n > 0)
    {
      g_autofree char *numbered = g_strdup_printf ("%s (%u)", key, n + 1);

      mlg_flat_set (links, "id", numbered, MLG_SHEET_TEXT);
      return;
    }
  mlg_flat_set (links, "id", key, MLG_SHEET_TEXT);
}

/* Programs that know one kind of link in a graph say it in a value. */
static gboolean
goes_both_ways (MlgNetwork     *self,
                MlgNetworkItem *link)
{
  const char *direction = mlg_network_get (self, link, "direction");

  return g_strcmp0 (direction, "mutual") == 0 || g_strcmp0 (direction, "undirected") == 0;
}

static void
set_ends (MlgNetwork     *self,
          MlgFlat        *links,
          MlgNetworkItem *link)
{
  const char *from = self->ours ? mlg_network_get (self, link, "from") : NULL;
  const char *to = self->ours ? mlg_network_get (self, link, "to") : NULL;

  /* One end alone is written by us only. */
  if (from != NULL || to != NULL)
    {
      mlg_flat_set (links, "from", from, MLG_SHEET_TEXT);
      mlg_flat_set (links, "to", to, MLG_SHEET_TEXT);
    }
  else if (link->directed && !goes_both_ways (self, link))
    {
      mlg_flat_set (links, "from", name_end (self, link->from), MLG_SHEET_TEXT);
      mlg_flat_set (links, "to", name_end (self, link->to), MLG_SHEET_TEXT);
    }
}

/* The names that programs give to what we call the kind of an axis. */
static const char *
get_link_column (MlgNetwork     *self,
                 MlgNetworkItem *link,
                 const char     *name)
{
  if (self->ours)
    return name;
  if (strcmp (name, "type") == 0 && mlg_network_get (self, link, "kind") == NULL)
    return "kind";
  if (strcmp (name, "from") == 0 || strcmp (name, "to") == 0 || strcmp (name, "id") == 0 || strcmp (name, "partnership") == 0)
    return NULL;
  return name;
}

static void
add_link (MlgNetwork     *self,
          MlgFlat        *links,
          MlgNetworkItem *link,
          MlgNetworkPair *pair)
{
  set_link_key (self, links, link, pair);
  mlg_flat_set (links, "partnership", pair->key, MLG_SHEET_TEXT);
  set_ends (self, links, link);

  for (guint i = 0; link->values != NULL && i < link->values->len; i++)
    {
      const MlgNetworkValue *value = &g_array_index (link->values, MlgNetworkValue, i);
      const char *column = get_link_column (self, link, value->name);
      gboolean dates = strcmp (value->name, "start") == 0 || strcmp (value->name, "end") == 0;
      g_autofree char *other = column != NULL ? NULL : g_strconcat (value->name, " (2)", NULL);

      if (is_apart (self, value->name) || (dates && !pair->several_periods) ||
          (strcmp (value->name, "direction") == 0 && goes_both_ways (self, link)))
        continue;
      if (self->ours && (strcmp (value->name, "from") == 0 || strcmp (value->name, "to") == 0 || strcmp (value->name, "partnership") == 0))
        continue;
      set_value (links, value, column != NULL ? column : other);
    }
  mlg_flat_end_row (links, link->line);
}

/* ---- sheets */

static gboolean
add_sheet (MlgNetwork          *self,
           MlgSource           *source,
           MlgFlat             *flat,
           const char          *entity,
           const MlgFlatTarget *targets,
           guint                n_targets,
           GError             **error)
{
  MlgSheet *sheet;

  if (mlg_flat_get_n_rows (flat) == 0)
    {
      mlg_flat_free (flat);
      return TRUE;
    }

  mlg_flat_set_targets (flat, targets, n_targets);
  if (self->ours)
    mlg_flat_set_own_targets (flat, mlg_schema_find (entity));
  sheet = mlg_flat_finish (flat, entity, error);
  if (sheet == NULL)
    return FALSE;

  mlg_source_add_sheet (source, sheet);
  return TRUE;
}

/* "#ffcc00" and yEd's "#ffcc0080"; NULL: a name, or nothing that we could draw with. */
static char *
dup_colour (const char *text)
{
  gsize length = strlen (text);

  if (*text != '#' || (length != 7 && length != 9) || strspn (text + 1, "0123456789abcdefABCDEF") != length - 1)
    return NULL;
  return g_strndup (text, 7);
}

static void
add_node (MlgNetwork     *self,
          MlgFlat        *actors,
          MlgNetworkItem *node)
{
  const char *from;
  const char *label = mlg_network_get_label (self, node, &from);
  gboolean placed = has_place (self, node);

  mlg_flat_set (actors, "id", node->key, MLG_SHEET_TEXT);
  mlg_flat_set (actors, "label", label, MLG_SHEET_TEXT);
  for (guint i = 0; node->values != NULL && i < node->values->len; i++)
    {
      const MlgNetworkValue *value = &g_array_index (node->values, MlgNetworkValue, i);
      const char *column = value->name;

      if (strcmp (column, from) == 0 || (placed && (strcmp (column, "x") == 0 || strcmp (column, "y") == 0)) ||
          is_apart (self, column))
        continue;
      /* What other programs call so is not what we call so. */
      if (!self->ours && strcmp (column, "color") == 0 && mlg_network_get (self, node, "colour") == NULL)
        {
          g_autofree char *colour = dup_colour (value->text);

          mlg_flat_set (actors, "colour", colour, MLG_SHEET_TEXT);
          if (colour != NULL && strlen (value->text) == 7)
            continue;
        }
      set_value (actors, value, !self->ours && strcmp (column, "id") == 0 ? "id (2)" : column);
    }
  mlg_flat_end_row (actors, node->line);
}

static MlgFlat *
make_actors (MlgNetwork *self)
{
  MlgFlat *actors = mlg_flat_new (_("Actors"));

  for (guint i = 0; i < self->nodes->len; i++)
    add_node (self, actors, self->nodes->pdata[i]);
  return actors;
}

/* @id, @pinned: NULL but in files of ours. */
static void
add_position (MlgFlat        *positions,
              MlgNetworkItem *node,
              const char     *placement,
              const char     *x,
              const char     *y,
              const char     *id,
              const char     *pinned)
{
  mlg_flat_set (positions, "id", id, MLG_SHEET_TEXT);
  mlg_flat_set (positions, "placement", placement, MLG_SHEET_TEXT);
  mlg_flat_set (positions, "actor", node->key, MLG_SHEET_TEXT);
  mlg_flat_set (positions, "x", x, MLG_SHEET_NUMBER);
  mlg_flat_set (positions, "y", y, MLG_SHEET_NUMBER);
  mlg_flat_set (positions, "pinned", pinned, MLG_SHEET_YES_NO);
  mlg_flat_end_row (positions, node->line);
}

static const char *
get_part (MlgNetwork     *self,
          MlgNetworkItem *node,
          const char     *placement,
          const char     *part)
{
  g_autofree char *name = g_strdup_printf (MLG_NETWORK_PLACEMENT_PREFIX "%s.%s", placement, part);

  return mlg_network_get (self, node, name);
}

/* The placements beside the free one, which only we write. */
static void
add_own_positions (MlgNetwork     *self,
                   MlgFlat        *positions,
                   MlgNetworkItem *node)
{
  for (guint i = 0; node->values != NULL && i < node->values->len; i++)
    {
      const MlgNetworkValue *value = &g_array_index (node->values, MlgNetworkValue, i);
      g_autofree char *placement = NULL, *x = NULL, *y = NULL;

      if (!g_str_has_prefix (value->name, MLG_NETWORK_PLACEMENT_PREFIX) || !g_str_has_suffix (value->name, ".x"))
        continue;
      placement = g_strndup (value->name + strlen (MLG_NETWORK_PLACEMENT_PREFIX),
                             strlen (value->name) - strlen (MLG_NETWORK_PLACEMENT_PREFIX ".x"));
      x = dup_number (value->text);
      y = dup_number (get_part (self, node, placement, "y"));
      if (x != NULL && y != NULL)
        add_position (positions, node, placement, x, y, get_part (self, node, placement, "position"), get_part (self, node, placement, "pinned"));
    }
}

/* ---- other programs measure in units of their own: from −1 to 1, in thousands */

static gboolean
get_point (MlgNetwork     *self,
           MlgNetworkItem *node,
           double         *x,
           double         *y)
{
  if (node == NULL || !has_place (self, node))
    return FALSE;
  *x = g_ascii_strtod (mlg_network_get (self, node, "x"), NULL);
  *y = g_ascii_strtod (mlg_network_get (self, node, "y"), NULL);

  return TRUE;
}

static int
compare_lengths (gconstpointer one,
                 gconstpointer other)
{
  double a = *(const double *) one, b = *(const double *) other;

  return a < b ? -1 : a > b;
}

/* How long the links are drawn, those in the middle; 0: nobody can tell. */
static double
find_link_length (MlgNetwork *self)
{
  g_autoptr(GArray) lengths = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < self->links->len; i++)
    {
      MlgNetworkItem *link = self->links->pdata[i];
      double ax, ay, bx, by, length;

      if (link->from == NULL || link->to == NULL || !get_point (self, g_hash_table_lookup (self->by_id, link->from), &ax, &ay) ||
          !get_point (self, g_hash_table_lookup (self->by_id, link->to), &bx, &by))
        continue;
      length = hypot (ax - bx, ay - by);
      if (length > 0)
        g_array_append_val (lengths, length);
    }
  g_array_sort (lengths, compare_lengths);

  return lengths->len == 0 ? 0 : g_array_index (lengths, double, lengths->len / 2);
}

/* What positions are multiplied by, so that names have room; 1: they have. */
static double
choose_scale (MlgNetwork *self)
{
  double length = self->ours ? 0 : find_link_length (self);

  return length <= 0 || (length > SHORT_LINK && length < LONG_LINK) ? 1 : USUAL_LINK / length;
}

static char *
dup_scaled (const char *number,
            double      scale)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (scale == 1)
    return g_strdup (number);
  g_ascii_formatd (text, sizeof text, "%.1f", g_ascii_strtod (number, NULL) * scale);

  return dup_number (text);
}

static MlgFlat *
make_positions (MlgNetwork *self,
                double      scale)
{
  MlgFlat *positions = mlg_flat_new (_("Positions"));

  for (guint i = 0; i < self->nodes->len; i++)
    {
      MlgNetworkItem *node = self->nodes->pdata[i];
      g_autofree char *as_drawn_x = dup_number (mlg_network_get (self, node, "x")), *as_drawn_y = dup_number (mlg_network_get (self, node, "y"));
      g_autofree char *x = as_drawn_x == NULL ? NULL : dup_scaled (as_drawn_x, scale);
      g_autofree char *y = as_drawn_y == NULL ? NULL : dup_scaled (as_drawn_y, scale);

      if (node->key == NULL || g_hash_table_lookup (self->by_id, node->id) != node)
        continue;
      if (x != NULL && y != NULL)
        add_position (positions, node, "graph", x, y, self->ours ? mlg_network_get (self, node, "graph.position") : NULL,
                      self->ours ? mlg_network_get (self, node, "graph.pinned") : NULL);
      if (self->ours)
        add_own_positions (self, positions, node);
    }
  return positions;
}

static MlgFlat *
make_pairs (MlgNetwork *self)
{
  MlgFlat *pairs = mlg_flat_new (_("Partnerships"));

  for (guint i = 0; i < self->in_order->len; i++)
    {
      const MlgNetworkPair *pair = self->in_order->pdata[i];
      MlgNetworkItem *link = pair->first;
      const char *a = self->ours ? mlg_network_get (self, link, PAIR_PREFIX "a") : NULL;
      const char *b = self->ours ? mlg_network_get (self, link, PAIR_PREFIX "b") : NULL;

      mlg_flat_set (pairs, "key", pair->key, MLG_SHEET_TEXT);
      mlg_flat_set (pairs, "a", a != NULL ? a : pair->a, MLG_SHEET_TEXT);
      mlg_flat_set (pairs, "b", b != NULL ? b : pair->b, MLG_SHEET_TEXT);
      if (!self->ours)
        {
          mlg_flat_set (pairs, "since", pair->start, MLG_SHEET_TEXT);
          mlg_flat_set (pairs, "until", pair->end, MLG_SHEET_TEXT);
        }
      for (guint j = 0; self->ours && link->values != NULL && j < link->values->len; j++)
        {
          const MlgNetworkValue *value = &g_array_index (link->values, MlgNetworkValue, j);
          const char *column = value->name + strlen (PAIR_PREFIX);

          if (g_str_has_prefix (value->name, PAIR_PREFIX) && strcmp (column, "a") != 0 && strcmp (column, "b") != 0)
            {
              gboolean is_key = strcmp (column, "key") == 0;

              mlg_flat_set (pairs, is_key ? "own_key" : column, value->text, MLG_SHEET_TEXT);
              if (is_key)
                mlg_flat_set_target (pairs, "own_key", "key");
            }
        }
      mlg_flat_end_row (pairs, link->line);
    }
  return pairs;
}

static void
read_links (MlgNetwork *self,
            MlgFlat    *links,
            GArray     *pair_of_link)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      MlgNetworkItem *link = self->links->pdata[i];
      MlgNetworkItem *node = link->from == NULL ? NULL : g_hash_table_lookup (self->by_id, link->from);
      MlgNetworkPair *pair = NULL;

      if (node != NULL && g_strcmp0 (link->from, link->to) == 0)
        note_loop (self, link, node);
      else
        {
          pair = get_pair (self, link, name_end (self, link->from), name_end (self, link->to));
          widen (pair, mlg_network_get (self, link, "start"), mlg_network_get (self, link, "end"));
        }
      g_array_append_val (pair_of_link, pair);
    }

  for (guint i = 0; i < self->links->len; i++)
    {
      MlgNetworkItem *link = self->links->pdata[i];
      MlgNetworkPair *pair = g_array_index (pair_of_link, MlgNetworkPair *, i);

      /* As we write a partnership of which nothing more is said. */
      if (pair != NULL && !(self->ours && g_strcmp0 (link->id, pair->key) == 0))
        add_link (self, links, link, pair);
    }
}

static void
add_remarks (MlgNetwork *self,
             MlgSource  *source)
{
  gboolean some = FALSE;

  for (guint i = 0; i < self->in_order->len && self->ours; i++)
    some |= mlg_network_get (self, ((const MlgNetworkPair *) self->in_order->pdata[i])->first, PAIR_PREFIX "state") != NULL;
  if (self->in_order->len > 0 && !some)
    mlg_source_add_remark (source, _("This file does not say which partnerships exist and which are wished for: their state stays empty."));

  if (self->n_loops > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u link goes from an actor to itself: it is kept in the note of %s%s.",
                                                             "%u links go from an actor to itself: they are kept in the notes of %s%s.", self->n_loops),
                                                   self->n_loops, self->loops->str, self->n_loops > MAX_LISTED ? "…" : "");

      mlg_source_add_remark (source, sentence);
    }
}

gboolean
mlg_network_finish (MlgNetwork    *self,
                    MlgSource     *source,
                    const char    *others,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_autoptr(GArray) pair_of_link = g_array_new (FALSE, FALSE, sizeof (MlgNetworkPair *));
  MlgFlat *links;
  double scale;

  if (self->nodes->len + self->links->len > MAX_ITEMS || self->n_default_bytes > MLG_NETWORK_MAX_DEFAULT_BYTES)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_TOO_LARGE, _("This file is too large to be a list of records."));
      return FALSE;
    }
  if (self->nodes->len + self->links->len == 0)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file holds no list that could be read."));
      return FALSE;
    }

  mlg_network_name_nodes (self);
  scale = choose_scale (self);
  if (scale != 1)
    mlg_source_add_remark (source, _("The drawing of this file is enlarged or reduced so that names have room: who stands beside whom stays as it was."));
  links = mlg_flat_new (_("Axes"));
  read_links (self, links, pair_of_link);

  if (!mlg_network_read_others (source, others, FALSE, cancellable, error) ||
      !add_sheet (self, source, make_actors (self), MLG_ENTITY_ACTOR, node_targets, G_N_ELEMENTS (node_targets), error) ||
      !mlg_network_read_others (source, others, TRUE, cancellable, error) ||
      !add_sheet (self, source, make_pairs (self), MLG_ENTITY_PARTNERSHIP, pair_targets, G_N_ELEMENTS (pair_targets), error))
    {
      mlg_flat_free (links);
      return FALSE;
    }
  if (!add_sheet (self, source, links, MLG_ENTITY_AXIS, link_targets, G_N_ELEMENTS (link_targets), error) ||
      !add_sheet (self, source, make_positions (self, scale), "position", position_targets, G_N_ELEMENTS (position_targets), error))
    return FALSE;

  add_remarks (self, source);
  return TRUE;
}
