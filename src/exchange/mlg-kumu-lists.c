/* The two lists of Kumu: made into the JSON that they are another writing of. */

#include "exchange/mlg-kumu-lists.h"

#include <string.h>

#include "exchange/mlg-csv.h"
#include "exchange/mlg-encoding.h"
#include "exchange/mlg-import-private.h"

/* What lists of links call their columns in French, squeezed: « Nature du lien » is the type. */
static const struct { const char *name, *words; } french[] = {
  { "from", "|de|source|origine|depart|emetteur|acteursource|acteurdorigine|deacteur|" },
  { "to", "|vers|cible|destination|destinataire|arrivee|recepteur|acteurcible|versacteur|" },
  { "type", "|type|nature|naturedulien|typedelien|typedulien|relation|typederelation|" },
  { "label", "|libelle|intitule|" },
  { "state", "|etat|statut|" },
  { "direction", "|sens|oriente|dirige|" },
  { "weight", "|poids|" },
  { "since", "|debut|datededebut|depuis|start|" },
  { "until", "|fin|datedefin|jusqua|jusquau|end|" },
};

static void
append_quoted (GString    *json,
               const char *text,
               gsize       length)
{
  g_string_append_c (json, '"');
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) text[i];

      if (c < 0x20)
        g_string_append_printf (json, "\\u%04x", c);
      else
        {
          if (c == '"' || c == '\\')
            g_string_append_c (json, '\\');
          g_string_append_c (json, (char) c);
        }
    }
  g_string_append_c (json, '"');
}

/* Names that mean something to us are written small there; those of the user as they stand. */
static char *
dup_member_name (const MlgCell *cell,
                 gboolean       of_links)
{
  static const char *const known[] = { "id", "label", "type", "from", "to", "source", "target", "direction", "description", "tags",
                                       "image", "url", "email", "location", "strength", "weight", "state", "kind", NULL };
  g_autofree char *name = g_strstrip (g_strndup (cell->text, cell->length));
  g_autofree char *lower = g_ascii_strdown (name, -1), *first = NULL, *squeezed = NULL;

  if (of_links && strcmp (lower, "source") == 0)
    return g_strdup ("from");
  if (of_links && strcmp (lower, "target") == 0)
    return g_strdup ("to");
  if (g_strv_contains (known, lower))
    return g_strdup (lower);
  squeezed = mlg_import_squeeze (name, &first);
  for (guint i = 0; of_links && i < G_N_ELEMENTS (french); i++)
    if (mlg_import_is_among (french[i].words, squeezed))
      return g_strdup (french[i].name);
  return g_strdup (name);
}

static gboolean
is_connections (MlgCsvReader *reader)
{
  const MlgCell *cells = mlg_csv_reader_get_cells (reader);
  gboolean from = FALSE, to = FALSE;

  for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
    {
      g_autofree char *name = dup_member_name (&cells[i], TRUE);

      from |= strcmp (name, "from") == 0;
      to |= strcmp (name, "to") == 0;
    }

  return from && to;
}

/* « From » and « To » come first, or after « ID »: further on they may be the dates of any list, or our own. */
static gboolean
begins_with_from_and_to (MlgCsvReader *reader)
{
  const MlgCell *cells = mlg_csv_reader_get_cells (reader);
  guint n = mlg_csv_reader_get_n_cells (reader);

  for (guint i = 0; i < 2 && i + 1 < n; i++)
    {
      g_autofree char *from = dup_member_name (&cells[i], TRUE), *to = dup_member_name (&cells[i + 1], TRUE);

      if (strcmp (from, "from") == 0 && strcmp (to, "to") == 0)
        return TRUE;
    }

  return FALSE;
}

static GBytes *
make_json (MlgCsvReader *reader)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const MlgCell *cells = mlg_csv_reader_get_cells (reader);
  gboolean of_links = is_connections (reader);
  GString *json = g_string_new (of_links ? "{\"connections\":[" : "{\"elements\":[");
  guint line = 1, n_rows = 0;

  for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
    g_ptr_array_add (names, dup_member_name (&cells[i], of_links));

  while (mlg_csv_reader_next (reader))
    {
      guint n = mlg_csv_reader_get_n_cells (reader);

      cells = mlg_csv_reader_get_cells (reader);
      g_string_append (json, n_rows++ > 0 ? "," : "");
      /* Each record on the line it has in the list, so that remarks about it are right. */
      for (; line < mlg_csv_reader_get_line (reader); line++)
        g_string_append_c (json, '\n');
      g_string_append_c (json, '{');
      for (guint i = 0; i < n; i++)
        {
          const char *name = i < names->len ? g_ptr_array_index (names, i) : "";

          g_string_append (json, i > 0 ? "," : "");
          append_quoted (json, name, strlen (name));
          g_string_append_c (json, ':');
          append_quoted (json, cells[i].text, cells[i].length);
        }
      g_string_append_c (json, '}');
    }

  g_string_append (json, "]}");
  return g_string_free_to_bytes (json);
}

static char *
dup_utf8 (GBytes *bytes,
          gsize   limit,
          gsize  *length)
{
  const char *data = g_bytes_get_data (bytes, length);

  *length = MIN (*length, limit);
  if (*length == 0)
    return g_strdup ("");
  return mlg_encoding_to_utf8 (mlg_encoding_guess (data, *length), data, *length, length, NULL);
}

GBytes *
mlg_kumu_list_to_json (GBytes *bytes)
{
  gsize length;
  g_autofree char *text = dup_utf8 (bytes, G_MAXSIZE, &length);
  g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, length, 0);

  return mlg_csv_reader_next (reader) ? make_json (reader) : NULL;
}

/* « Label, Type, Description » or « From, To »: by the names that Kumu asks for. */
guint
mlg_kumu_list_detect (GBytes *bytes)
{
  static const char *const others[] = { "type", "description", "tags", "image", "direction", NULL };
  gsize length;
  g_autofree char *text = dup_utf8 (bytes, 4096, &length);
  g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (text, length, 0);
  const MlgCell *cells;
  gboolean label = FALSE;
  guint n_others = 0;

  if (!mlg_csv_reader_next (reader))
    return 0;
  if (begins_with_from_and_to (reader))
    return 60;

  cells = mlg_csv_reader_get_cells (reader);
  for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
    {
      g_autofree char *name = dup_member_name (&cells[i], FALSE);

      label |= i < 2 && cells[i].length == 5 && memcmp (cells[i].text, "Label", 5) == 0;
      n_others += g_strv_contains (others, name);
    }
  return label && n_others > 0 ? 55 : 0;
}
