/* GoGoCarto: elements (full, compact, JSON-LD) and the tree of categories (docs/interchange.md §5.1).
 *
 * Elements that the server refused, deleted or keeps waiting (status below 1) are left out and
 * counted. Categories are written by number, name or object: numbers become names where the file
 * brings its taxonomy. Custom fields, which any map adds, keep their names.
 */

#include "exchange/mlg-flat.h"
#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"

typedef struct
{
  MlgSource   *source;
  MlgJsonTree *tree;
  MlgFlat     *flat;
  GHashTable  *names;        /* option id → name */
  gboolean     ours;         /* written by us: what has a key of its own there is not read twice */
  guint        n_left_out;
  guint        n_unnamed;    /* elements with a category known by its number alone */
  guint        n_shapes;
} Reading;

static const MlgFlatTarget targets[] = {
  { "id", "key" }, { "@id", "note" }, { "@type", "note" }, { "geo.@type", "note" }, { "address.@type", "note" },
  { "name", "name" }, { "title", "name" },
  { "geo.latitude", "lat" }, { "geo.longitude", "lon" },
  { "latitude", "lat" }, { "lat", "lat" },
  { "longitude", "lon" }, { "long", "lon" }, { "lng", "lon" },
  { "address.streetAddress", "street" }, { "streetAddress", "street" },
  { "address.addressLocality", "locality" }, { "addressLocality", "locality" },
  { "address.postalCode", "postal_code" }, { "postalCode", "postal_code" },
  { "address.addressCountry", "country" }, { "addressCountry", "country" },
  { "email", "contact_email" }, { "telephone", "contact_phone" }, { "phone", "contact_phone" },
  { "website", "website" }, { "description", "description" },
  { "openHours", "opening" },
  { "categories", "themes" }, { "optionValues", "themes" }, { "taxonomy", "themes" },
  { "updatedAt", "last_seen" },
};

/* ---- what older servers escaped twice: "Pr\u00e9chacq" inside a string */

static gboolean
is_unicode_escape (const char *at)
{
  return at[0] == '\\' && at[1] == 'u' && g_ascii_isxdigit (at[2]) && g_ascii_isxdigit (at[3]) &&
         g_ascii_isxdigit (at[4]) && g_ascii_isxdigit (at[5]);
}

static gunichar
read_escape (const char *at)
{
  gunichar c = 0;

  for (guint i = 2; i < 6; i++)
    c = c << 4 | (gunichar) g_ascii_xdigit_value (at[i]);
  return c;
}

static char *
unescape (const char *text)
{
  GString *plain = g_string_new (NULL);

  while (*text != '\0')
    {
      gunichar c;

      if (text[0] == '\\' && text[1] == '/')
        text++;
      if (!is_unicode_escape (text))
        {
          g_string_append_c (plain, *text++);
          continue;
        }

      c = read_escape (text);
      text += 6;
      if (c >= 0xd800 && c < 0xdc00 && is_unicode_escape (text) && (read_escape (text) & 0xfc00) == 0xdc00)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + (read_escape (text) - 0xdc00);
          text += 6;
        }
      g_string_append_unichar (plain, c == 0 || (c >= 0xd800 && c < 0xe000) ? 0xfffd : c);
    }

  return g_string_free (plain, FALSE);
}

static gboolean
is_escaped_twice (const MlgJsonNode *node)
{
  for (const char *at = node->text; at != NULL && (at = strchr (at, '\\')) != NULL; at++)
    {
      if (is_unicode_escape (at))
        return TRUE;
    }

  for (const MlgJsonNode *child = node->first; child != NULL; child = child->next)
    {
      if (is_escaped_twice (child))
        return TRUE;
    }

  return FALSE;
}

static void
unescape_all (MlgJsonTree *tree,
              MlgJsonNode *node)
{
  if (node->text != NULL && strchr (node->text, '\\') != NULL)
    {
      g_autofree char *plain = unescape (node->text);

      node->text = mlg_json_tree_keep (tree, plain);
    }

  for (MlgJsonNode *child = node->first; child != NULL; child = child->next)
    unescape_all (tree, child);
}

/* ---- the taxonomy: categories hold options, options hold categories */

typedef void (*OptionFunc) (const MlgJsonNode *option,
                            const char        *inside,      /* names above it, « A › B »; "" */
                            gpointer           data);

static void walk_options (const MlgJsonNode *node, const char *inside, gboolean is_option, OptionFunc func, gpointer data);

static void
walk_children (const MlgJsonNode *node,
               const char        *inside,
               OptionFunc         func,
               gpointer           data)
{
  static const struct { const char *member; gboolean option; } children[] = {
    { "options", TRUE }, { "suboptions", TRUE }, { "subOptions", TRUE },
    { "subcategories", FALSE }, { "subCategories", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      const MlgJsonNode *list = mlg_json_find (node, children[i].member);

      for (const MlgJsonNode *child = list == NULL ? NULL : list->first; child != NULL; child = child->next)
        walk_options (child, inside, children[i].option, func, data);
    }
}

static void
walk_options (const MlgJsonNode *node,
              const char        *inside,
              gboolean           is_option,
              OptionFunc         func,
              gpointer           data)
{
  const char *name = mlg_json_find_text (node, "name");
  g_autofree char *deeper = NULL;

  if (!mlg_json_is (node, MLG_JSON_OBJECT))
    return;

  if (is_option)
    {
      func (node, inside, data);
      deeper = name == NULL ? g_strdup (inside) : g_strconcat (inside, *inside == '\0' ? "" : " › ", name, NULL);
    }
  walk_children (node, deeper != NULL ? deeper : inside, func, data);
}

static gboolean
is_taxonomy (const MlgJsonNode *node)
{
  if (mlg_json_is (node, MLG_JSON_ARRAY))
    node = node->first;
  return mlg_json_find (node, "options") != NULL || mlg_json_find (node, "subcategories") != NULL;
}

/* The root is a category, or a list of categories. */
static void
walk_taxonomy (const MlgJsonNode *root,
               OptionFunc         func,
               gpointer           data)
{
  if (!mlg_json_is (root, MLG_JSON_ARRAY))
    {
      walk_options (root, "", FALSE, func, data);
      return;
    }

  for (const MlgJsonNode *node = root->first; node != NULL; node = node->next)
    walk_options (node, "", FALSE, func, data);
}

static void
know_option (const MlgJsonNode *option,
             const char        *inside,
             gpointer           data)
{
  const char *id = mlg_json_find_text (option, "id");
  const char *name = mlg_json_find_text (option, "name");

  if (id != NULL && name != NULL)
    g_hash_table_insert (data, (gpointer) id, (gpointer) name);
}

/* ---- parts of an element */

static void
append_category (Reading           *reading,
                 const MlgJsonNode *node,
                 GString           *text,
                 gboolean          *unnamed)
{
  static const char *const ids[] = { "categoryId", "optionId", "id", "@id" };
  const char *written = mlg_json_get_text (node);
  const char *name = mlg_json_find_text (node, "name");

  /* [10480, "le jeudi seulement"] */
  if (mlg_json_is (node, MLG_JSON_ARRAY))
    written = mlg_json_get_text (node->first);
  for (guint i = 0; written == NULL && i < G_N_ELEMENTS (ids); i++)
    written = mlg_json_find_text (node, ids[i]);
  if (name == NULL && written != NULL)
    name = g_hash_table_lookup (reading->names, written);
  if (name == NULL && written != NULL)
    {
      *unnamed |= strspn (written, "0123456789") == strlen (written);
      name = written;
    }
  if (name != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " | " : "", name);
}

/* What was said about this element in this category: kept as « Restauration: midi seulement ». */
static void
set_category_words (Reading           *reading,
                    const MlgJsonNode *list)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (const MlgJsonNode *node = list->first; node != NULL; node = node->next)
    {
      const char *words = mlg_json_is (node, MLG_JSON_ARRAY) && node->first != NULL ? mlg_json_get_text (node->first->next)
                                                                                     : mlg_json_find_text (node, "description");
      g_autoptr(GString) name = g_string_new (NULL);
      gboolean unnamed = FALSE;

      if (words == NULL)
        continue;
      append_category (reading, node, name, &unnamed);
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? " | " : "", name->str, words);
    }

  mlg_flat_set (reading->flat, "categoriesDescriptions", text->str, MLG_SHEET_TEXT);
}

static void
set_categories (Reading           *reading,
                const MlgJsonNode *element)
{
  static const char *const members[] = { "categories", "categoriesFull", "optionValues", "taxonomy", "categoriesDescriptions" };
  gboolean done = reading->ours, unnamed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const MlgJsonNode *list = mlg_json_find (element, members[i]);
      g_autoptr(GString) text = g_string_new (NULL);

      if (mlg_json_is (list, MLG_JSON_ARRAY))
        {
          for (const MlgJsonNode *node = list->first; i < 4 && !done && node != NULL; node = node->next)
            append_category (reading, node, text, &unnamed);
          set_category_words (reading, list);
        }
      else if (!done && mlg_json_get_text (list) != NULL)
        g_string_append (text, mlg_json_get_text (list));

      /* A second list of categories, under an older name. */
      if (done && !reading->ours && i > 1 && i < 4 && list != NULL)
        {
          g_autofree char *second = g_strconcat (members[i], " (2)", NULL);

          mlg_flat_set_node (reading->flat, second, list);
        }
      mlg_flat_set (reading->flat, i == 1 ? "categories" : members[i], text->str, MLG_SHEET_TEXT);
      done |= text->len > 0;
    }

  reading->n_unnamed += unnamed;
}

/* {"Mo": "09:00-12:00,14:00-18:00", …} in words of the screen. */
static void
set_hours (Reading           *reading,
           const MlgJsonNode *hours)
{
  static const struct { const char *day, *label; } days[] = {
    { "Mo", N_("Monday") }, { "Tu", N_("Tuesday") }, { "We", N_("Wednesday") }, { "Th", N_("Thursday") },
    { "Fr", N_("Friday") }, { "Sa", N_("Saturday") }, { "Su", N_("Sunday") },
  };
  g_autoptr(GString) text = g_string_new (NULL);

  if (!mlg_json_is (hours, MLG_JSON_OBJECT))
    {
      mlg_flat_set_node (reading->flat, "openHours", hours);
      return;
    }

  for (const MlgJsonNode *node = hours->first; node != NULL; node = node->next)
    {
      g_autofree char *times = mlg_flat_dup_text (node);
      const char *label = node->name;

      for (guint i = 0; i < G_N_ELEMENTS (days); i++)
        {
          if (strcmp (days[i].day, node->name) == 0)
            label = _(days[i].label);
        }
      if (times != NULL)
        g_string_append_printf (text, "%s%s %s", text->len > 0 ? "; " : "", label, times);
    }

  mlg_flat_set (reading->flat, "openHours", text->str, MLG_SHEET_TEXT);
}

/* "02/05/2018", or what PHP makes of a date: {"date": "2018-05-02 10:00:00.000000", "timezone": …}. */
static void
set_day (Reading           *reading,
         const MlgJsonNode *element,
         const char        *name)
{
  const MlgJsonNode *node = mlg_json_find (element, name);
  const char *text = mlg_json_get_text (node);

  if (text == NULL)
    text = mlg_json_find_text (node, "date");
  if (text != NULL)
    mlg_flat_set_day (reading->flat, name, text);
}

/* The drawing of an element that is more than a point stays on its server. */
static void
set_feature (Reading           *reading,
             const MlgJsonNode *feature)
{
  const MlgJsonNode *geometry = mlg_json_find (feature, "geometry");
  const MlgJsonNode *properties = mlg_json_find (feature, "properties");
  const char *type = mlg_json_find_text (geometry, "type");

  if (type != NULL && strcmp (type, "Point") != 0)
    {
      reading->n_shapes++;
      mlg_flat_set (reading->flat, "geoJSONFeature", type, MLG_SHEET_TEXT);
    }
  if (properties != NULL)
    mlg_flat_set_node (reading->flat, "geoJSONFeature", properties);
}

static gboolean
is_published (const char *status)
{
  return status == NULL || g_ascii_strtod (status, NULL) >= 1;
}

static void
set_id (Reading           *reading,
        const MlgJsonNode *element)
{
  const char *id = mlg_json_find_text (element, "id");
  const char *address = mlg_json_find_text (element, "@id");
  const char *last = address == NULL ? NULL : strrchr (address, '/');

  if (id == NULL && address != NULL)
    id = last == NULL || last[1] == '\0' ? address : last + 1;
  mlg_flat_set (reading->flat, "id", id, MLG_SHEET_TEXT);
  if (address != NULL && g_strcmp0 (id, address) != 0)
    mlg_flat_set (reading->flat, "@id", address, MLG_SHEET_TEXT);
}

static void
read_full (Reading           *reading,
           const MlgJsonNode *element)
{
  static const char *const apart[] = { "id", "@id", "name", "title", "categories", "categoriesFull", "optionValues", "taxonomy",
                                       "categoriesDescriptions", "openHours", "createdAt", "updatedAt", "geoJSONFeature", NULL };
  const char *name = mlg_json_find_text (element, "name");

  if (!is_published (mlg_json_find_text (element, "status")))
    {
      reading->n_left_out++;
      return;
    }

  set_id (reading, element);
  mlg_flat_set (reading->flat, "name", name != NULL ? name : mlg_json_find_text (element, "title"), MLG_SHEET_TEXT);
  if (name != NULL && mlg_json_find (element, "title") != NULL)
    mlg_flat_set_node (reading->flat, "title (2)", mlg_json_find (element, "title"));
  mlg_flat_set_members (reading->flat, element, apart);
  set_categories (reading, element);
  set_hours (reading, mlg_json_find (element, "openHours"));
  set_day (reading, element, "createdAt");
  set_day (reading, element, "updatedAt");
  set_feature (reading, mlg_json_find (element, "geoJSONFeature"));
  mlg_flat_end_row (reading->flat, element->line);
}

/* [id, name, lat, lng, [options], status?, moderation?]; newer servers put the name in a list,
 * with the other fields that the map shows. */
static void
read_compact (Reading           *reading,
              const MlgJsonNode *element,
              const MlgJsonNode *mapping)
{
  static const char *const names[] = { "id", "name", "latitude", "longitude", "categories", "status", "moderationState" };
  static const guint next_of_number[] = { 5, 6, G_MAXUINT };
  const MlgJsonNode *labels = mapping == NULL || mapping->first == NULL ? NULL : mapping->first->next;
  const char *status = NULL;
  guint i = 0, n_numbers = 0;
  gboolean unnamed = FALSE;

  for (const MlgJsonNode *node = element->first; node != NULL; node = node->next, i++)
    {
      if (i == 1 && mlg_json_is (node, MLG_JSON_ARRAY))
        {
          const MlgJsonNode *label = labels == NULL ? NULL : labels->first;

          for (const MlgJsonNode *part = node->first; part != NULL; part = part->next)
            {
              const char *column = part == node->first ? "name" : mlg_json_get_text (label);

              mlg_flat_set_node (reading->flat, column != NULL ? column : "fields", part);
              label = label == NULL ? NULL : label->next;
            }
        }
      else if (i < 4)
        mlg_flat_set_node (reading->flat, names[i], node);
      else if (mlg_json_is (node, MLG_JSON_ARRAY))
        {
          g_autoptr(GString) text = g_string_new (NULL);

          for (const MlgJsonNode *category = node->first; category != NULL; category = category->next)
            append_category (reading, category, text, &unnamed);
          mlg_flat_set (reading->flat, "categories", text->str, MLG_SHEET_TEXT);
        }
      else if (node->kind != MLG_JSON_NULL)
        {
          guint which = next_of_number[MIN (n_numbers, 2)];

          mlg_flat_set_node (reading->flat, which == G_MAXUINT ? "more" : names[which], node);
          status = n_numbers == 0 ? mlg_json_get_text (node) : status;
          n_numbers++;
        }
    }

  reading->n_unnamed += unnamed;
  if (is_published (status))
    mlg_flat_end_row (reading->flat, element->line);
  else
    {
      reading->n_left_out++;
      mlg_flat_drop_row (reading->flat);
    }
}

/* ---- the file */

static const MlgJsonNode *
find_elements (const MlgJsonNode *root)
{
  static const char *const members[] = { "data", "@graph", "elements" };
  const MlgJsonNode *found = NULL;

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (members); i++)
    found = mlg_json_find (root, members[i]);
  return found != NULL ? found : root;
}

static void
find_names (Reading           *reading,
            const MlgJsonNode *root)
{
  static const char *const members[] = { "taxonomy", "categories", "category" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const MlgJsonNode *node = mlg_json_find (root, members[i]);

      if (is_taxonomy (node))
        walk_taxonomy (node, know_option, reading->names);
    }
}

static void
add_remarks (Reading *reading)
{
  if (reading->n_left_out > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u element that the map does not publish was left out.",
                                                             "%u elements that the map does not publish were left out.",
                                                             reading->n_left_out), reading->n_left_out);

      mlg_source_add_remark (reading->source, sentence);
    }
  if (reading->n_unnamed > 0)
    mlg_source_add_remark (reading->source, _("This file gives its categories by number. Import the file of the categories of the "
                                              "same map too: their names then show instead of the numbers."));
  if (reading->n_shapes > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u line or area was read as a point; its drawing was not taken over.",
                                                             "%u lines or areas were read as points; their drawings were not taken over.",
                                                             reading->n_shapes), reading->n_shapes);

      mlg_source_add_remark (reading->source, sentence);
    }
}

static gboolean
finish (Reading  *reading,
        GError  **error)
{
  MlgSheet *sheet;

  mlg_flat_set_targets (reading->flat, targets, G_N_ELEMENTS (targets));
  if (reading->ours)
    mlg_flat_set_own_targets (reading->flat, mlg_schema_find (MLG_ENTITY_ACTOR));
  sheet = mlg_flat_finish (g_steal_pointer (&reading->flat), MLG_ENTITY_ACTOR, error);
  if (sheet == NULL)
    return FALSE;

  mlg_source_add_sheet (reading->source, sheet);
  add_remarks (reading);
  return TRUE;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT,
                       _("This file holds no list that could be read."));
  return FALSE;
}

static MlgJsonTree *
read_tree (GBytes        *bytes,
           GCancellable  *cancellable,
           GError       **error)
{
  MlgJsonTree *tree = mlg_json_tree_read (bytes, cancellable, error);

  if (tree != NULL && is_escaped_twice (mlg_json_tree_get_root (tree)))
    unescape_all (tree, mlg_json_tree_get_root (tree));
  return tree;
}

static gboolean
read_elements (MlgSource     *source,
               GBytes        *bytes,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(MlgJsonTree) tree = read_tree (bytes, cancellable, error);
  g_autoptr(MlgFlat) flat = NULL;
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = { .source = source, .tree = tree, .names = names };
  const MlgJsonNode *root, *list;
  gboolean done;

  if (tree == NULL)
    return FALSE;

  root = mlg_json_tree_get_root (tree);
  list = find_elements (root);
  reading.ours = g_strcmp0 (mlg_json_find_text (root, "generator"), "Maillage") == 0;
  reading.flat = mlg_flat_new (NULL);
  find_names (&reading, root);

  for (const MlgJsonNode *node = mlg_json_is (list, MLG_JSON_ARRAY) ? list->first : NULL; node != NULL; node = node->next)
    {
      if (mlg_json_is (node, MLG_JSON_OBJECT))
        read_full (&reading, node);
      else if (mlg_json_is (node, MLG_JSON_ARRAY))
        read_compact (&reading, node, mlg_json_find (root, "mapping"));
    }
  /* One element asked for by its id comes alone. */
  if (mlg_json_is (list, MLG_JSON_OBJECT) && (mlg_json_find (list, "name") != NULL || mlg_json_find (list, "title") != NULL))
    read_full (&reading, list);

  done = mlg_flat_get_n_rows (reading.flat) + reading.n_left_out > 0 ? finish (&reading, error) : refuse (error);
  mlg_flat_free (reading.flat);
  return done;
}

/* ---- the tree of categories, as words of this file */

typedef struct
{
  MlgFlat *flat;
  guint    position;
} Terms;

static void
add_term (const MlgJsonNode *option,
          const char        *inside,
          gpointer           data)
{
  static const char *const apart[] = { "id", "name", "textHelper", "options", "suboptions", "subOptions", "subcategories",
                                       "subCategories", NULL };
  Terms *terms = data;
  const char *id = mlg_json_find_text (option, "id");
  const char *name = mlg_json_find_text (option, "name");
  g_autofree char *folded = id == NULL && name != NULL ? mlg_fold (name) : NULL;
  g_autofree char *position = g_strdup_printf ("%u", terms->position++);

  mlg_flat_set (terms->flat, "id", id != NULL ? id : folded, MLG_SHEET_TEXT);
  mlg_flat_set (terms->flat, "code", id != NULL ? id : folded, MLG_SHEET_TEXT);
  mlg_flat_set (terms->flat, "vocabulary", "theme", MLG_SHEET_TEXT);
  mlg_flat_set (terms->flat, "name", name, MLG_SHEET_TEXT);
  mlg_flat_set_node (terms->flat, "textHelper", mlg_json_find (option, "textHelper"));
  mlg_flat_set (terms->flat, _("Inside"), inside, MLG_SHEET_TEXT);
  mlg_flat_set (terms->flat, "position", position, MLG_SHEET_NUMBER);
  mlg_flat_set_members (terms->flat, option, apart);
  mlg_flat_end_row (terms->flat, option->line);
}

static gboolean
read_taxonomy (MlgSource     *source,
               GBytes        *bytes,
               GCancellable  *cancellable,
               GError       **error)
{
  static const MlgFlatTarget term_targets[] = {
    { "id", "key" }, { "code", "code" }, { "vocabulary", "vocabulary" }, { "name", "label" }, { "textHelper", "definition" },
    { "position", "position" },
  };
  g_autoptr(MlgJsonTree) tree = read_tree (bytes, cancellable, error);
  Terms terms = { 0 };
  const MlgJsonNode *root, *data;
  MlgSheet *sheet;

  if (tree == NULL)
    return FALSE;

  root = mlg_json_tree_get_root (tree);
  data = mlg_json_find (root, "data");
  if (data == NULL)
    data = mlg_json_find (root, "taxonomy");
  terms.flat = mlg_flat_new (NULL);
  walk_taxonomy (is_taxonomy (data) ? data : root, add_term, &terms);
  if (mlg_flat_get_n_rows (terms.flat) == 0)
    {
      mlg_flat_free (terms.flat);
      return refuse (error);
    }

  mlg_flat_set_targets (terms.flat, term_targets, G_N_ELEMENTS (term_targets));
  sheet = mlg_flat_finish (terms.flat, "term", error);
  if (sheet == NULL)
    return FALSE;

  mlg_source_add_sheet (source, sheet);
  mlg_source_add_remark (source, _("These categories are added to the list of themes of this file."));
  return TRUE;
}

static guint
detect_elements (const char *name,
                 GBytes     *bytes)
{
  g_autofree char *head = mlg_json_dup_head (bytes);

  if (head == NULL || strstr (head, "\"FeatureCollection\"") != NULL)
    return 0;
  if (strstr (head, "\"gogofull\"") != NULL || strstr (head, "\"gogocompact\"") != NULL || strstr (head, "\"gogosync\"") != NULL)
    return 95;
  if (strstr (head, "\"optionValues\"") != NULL || strstr (head, "\"categoriesFull\"") != NULL)
    return 85;
  if (strstr (head, "\"moderationState\"") != NULL || strstr (head, "\"customFormatedAddress\"") != NULL)
    return 80;
  return strstr (head, "\"geo\"") != NULL && strstr (head, "\"latitude\"") != NULL && strstr (head, "\"categories\"") != NULL ? 70 : 0;
}

static guint
detect_taxonomy (const char *name,
                 GBytes     *bytes)
{
  static const char *const signs[] = { "\"subcategories\"", "\"suboptions\"", "\"nameShort\"", "\"softColor\"", "\"useIconForMarker\"" };
  g_autofree char *head = mlg_json_dup_head (bytes);
  guint n = 0;

  if (head == NULL || strstr (head, "\"options\"") == NULL || strstr (head, "\"geo\"") != NULL || strstr (head, "\"features\"") != NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    n += strstr (head, signs[i]) != NULL;
  return n == 0 ? 0 : n == 1 ? 75 : 90;
}

const MlgReader mlg_reader_gogocarto = { "gogocarto", N_("GoGoCarto map"), detect_elements, read_elements };
const MlgReader mlg_reader_gogocarto_taxonomy = { "gogocarto-taxonomy", N_("GoGoCarto categories"), detect_taxonomy, read_taxonomy };
