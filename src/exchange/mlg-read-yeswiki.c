/* YesWiki, its Bazar: entries as JSON (an object keyed by the entry, a list) and as CSV
 * (docs/interchange.md §5.2). Entries as GeoJSON are read by mlg-read-geojson.c, which asks this
 * file what the names mean.
 *
 * The form makes the names: "bf_titre" is always there, lists are called liste… and checkbox…
 * and hold keys whose words stay on the wiki; they keep their names.
 */

#include "exchange/mlg-read-yeswiki.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "exchange/mlg-csv.h"
#include "exchange/mlg-encoding.h"

/* Rows without which the list would not be one of persons, in percent. */
#define MOSTLY 60

static const MlgFlatTarget actor_targets[] = {
  { "id_fiche", "key" }, { "bf_titre", "name" },
  { "bf_latitude", "lat" }, { "bf_longitude", "lon" },
  { "geolocation.bf_latitude", "lat" }, { "geolocation.bf_longitude", "lon" },
  { "bf_adresse", "street" }, { "bf_adresse1", "street" }, { "bf_adresse2", "address_extra" },
  { "bf_code_postal", "postal_code" }, { "bf_codepostal", "postal_code" },
  { "bf_ville", "locality" }, { "bf_commune", "locality" }, { "bf_pays", "country" },
  { "bf_mail", "contact_email" }, { "bf_email", "contact_email" },
  { "bf_telephone", "contact_phone" }, { "bf_tel", "contact_phone" },
  { "bf_site_internet", "website" }, { "bf_siteinternet", "website" }, { "bf_url", "website" }, { "bf_lien", "website" },
  { "bf_description", "description" }, { "bf_presentation", "description" },
  { "bf_horaires", "opening" }, { "bf_siret", "siret" },
  { "date_maj_fiche (2)", "last_seen" },
};

static const MlgFlatTarget person_targets[] = {
  { "id_fiche", "key" }, { "bf_titre", "display_name" },
  { "bf_nom", "last_name" }, { "bf_prenom", "first_name" },
  { "bf_structure", "actor" }, { "bf_fonction", "trades" },
  { "bf_mail", "contact_email" }, { "bf_email", "contact_email" },
  { "bf_telephone", "contact_phone" }, { "bf_tel", "contact_phone" },
  { "bf_adresse", "street" }, { "bf_adresse1", "street" }, { "bf_adresse2", "address_extra" },
  { "bf_code_postal", "postal_code" }, { "bf_codepostal", "postal_code" },
  { "bf_ville", "locality" }, { "bf_pays", "country" },
  { "date_maj_fiche (2)", "last_seen" },
};

static const MlgFlatTarget event_targets[] = {
  { "id_fiche", "key" }, { "bf_titre", "title" },
  { "start", "start" }, { "end", "end" }, { "start_time", "start_time" }, { "end_time", "end_time" },
  { "bf_latitude", "lat" }, { "bf_longitude", "lon" },
  { "geolocation.bf_latitude", "lat" }, { "geolocation.bf_longitude", "lon" },
  { "bf_adresse", "street" }, { "bf_adresse1", "street" }, { "bf_adresse2", "address_extra" },
  { "bf_code_postal", "postal_code" }, { "bf_codepostal", "postal_code" },
  { "bf_ville", "locality" }, { "bf_pays", "country" }, { "bf_lieu", "venue" },
  { "bf_description", "description" }, { "bf_site_internet", "url" }, { "bf_url", "url" },
};

void
mlg_yeswiki_count (MlgYesWikiForm    *form,
                   const MlgJsonNode *entry)
{
  form->n_entries++;
  form->n_events += mlg_json_find_text (entry, "bf_date_debut_evenement") != NULL;
  form->n_persons += mlg_json_find_text (entry, "bf_prenom") != NULL && mlg_json_find_text (entry, "bf_nom") != NULL;
}

const char *
mlg_yeswiki_finish (MlgYesWikiForm *form,
                    MlgFlat        *flat)
{
  if (form->n_events * 100 >= form->n_entries * MOSTLY)
    {
      mlg_flat_set_targets (flat, event_targets, G_N_ELEMENTS (event_targets));
      return "event";
    }
  if (form->n_persons * 100 >= form->n_entries * MOSTLY)
    {
      mlg_flat_set_targets (flat, person_targets, G_N_ELEMENTS (person_targets));
      return "person";
    }

  mlg_flat_set_targets (flat, actor_targets, G_N_ELEMENTS (actor_targets));
  return "actor";
}

/* "44.96|3.55", as before 2020. */
static void
set_old_place (MlgFlat    *flat,
               const char *name,
               const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "|", 3);

  if (g_strv_length (parts) != 2)
    {
      mlg_flat_set (flat, name, text, MLG_SHEET_TEXT);
      return;
    }
  if (mlg_flat_get (flat, "bf_latitude") == NULL && mlg_flat_get (flat, "bf_longitude") == NULL)
    {
      mlg_flat_set (flat, "bf_latitude", parts[0], MLG_SHEET_TEXT);
      mlg_flat_set (flat, "bf_longitude", parts[1], MLG_SHEET_TEXT);
    }
  else if (g_strcmp0 (mlg_flat_get (flat, "bf_latitude"), parts[0]) != 0 || g_strcmp0 (mlg_flat_get (flat, "bf_longitude"), parts[1]) != 0)
    mlg_flat_set (flat, name, text, MLG_SHEET_TEXT);
}

/* "2024-05-17" or "2024-05-17T18:30:00+02:00", and the hour apart. */
static void
set_moment (MlgFlat    *flat,
            const char *day_column,
            const char *time_column,
            const char *text)
{
  g_autofree char *day = mlg_flat_dup_day (text);
  guint hour, minute;

  mlg_flat_set (flat, day_column, day != NULL ? day : text, day != NULL ? MLG_SHEET_DATE : MLG_SHEET_TEXT);
  if (day != NULL && strlen (text) >= 16 && sscanf (text + 11, "%2u:%2u", &hour, &minute) == 2 && hour < 24 && minute < 60)
    {
      g_autofree char *time = g_strdup_printf ("%02u:%02u", hour, minute);

      mlg_flat_set (flat, time_column, time, MLG_SHEET_TEXT);
    }
}

void
mlg_yeswiki_set_entry (MlgFlat           *flat,
                       const MlgJsonNode *entry)
{
  static const char *const apart[] = { "geolocation", "carte_google", "map", "bf_date_debut_evenement", "bf_date_fin_evenement",
                                       "date_maj_fiche", NULL };
  const char *updated = mlg_json_find_text (entry, "date_maj_fiche");
  const char *old_place = mlg_json_find_text (entry, "carte_google");
  const MlgJsonNode *place = mlg_json_find (entry, "geolocation");
  const char *from = mlg_json_find_text (entry, "bf_date_debut_evenement");
  const char *to = mlg_json_find_text (entry, "bf_date_fin_evenement");

  mlg_flat_set_members (flat, entry, apart);

  /* The same twice: once flat, once in an object. */
  for (const MlgJsonNode *part = place == NULL ? NULL : place->first; part != NULL; part = part->next)
    mlg_flat_set_node (flat, part->name, part);
  if (place != NULL && place->first == NULL)
    mlg_flat_set_node (flat, "geolocation", place);
  if (old_place != NULL)
    set_old_place (flat, "carte_google", old_place);
  if (mlg_json_find (entry, "map") != NULL)
    mlg_flat_set_node (flat, "map", mlg_json_find (entry, "map"));

  if (from != NULL)
    set_moment (flat, "start", "start_time", from);
  if (to != NULL)
    set_moment (flat, "end", "end_time", to);
  if (updated != NULL)
    {
      g_autofree char *day = mlg_flat_dup_day (updated);

      mlg_flat_set (flat, "date_maj_fiche", updated, MLG_SHEET_TEXT);
      mlg_flat_set (flat, "date_maj_fiche (2)", day, MLG_SHEET_DATE);
    }
}

/* ---- JSON */

static gboolean
is_entry (const MlgJsonNode *node)
{
  return mlg_json_find (node, "bf_titre") != NULL || mlg_json_find (node, "id_fiche") != NULL;
}

static gboolean
add_flat (MlgSource      *source,
          MlgFlat        *flat,
          MlgYesWikiForm *form,
          GError        **error)
{
  const char *entity = mlg_yeswiki_finish (form, flat);
  MlgSheet *sheet = mlg_flat_finish (flat, entity, error);

  if (sheet == NULL)
    return FALSE;

  mlg_source_add_sheet (source, sheet);
  return TRUE;
}

static gboolean
read_json (MlgSource     *source,
           GBytes        *bytes,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(MlgJsonTree) tree = mlg_json_tree_read (bytes, cancellable, error);
  g_autoptr(MlgFlat) flat = NULL;
  MlgYesWikiForm form = { 0 };
  const MlgJsonNode *root;

  if (tree == NULL)
    return FALSE;

  root = mlg_json_tree_get_root (tree);
  flat = mlg_flat_new (NULL);
  if (is_entry (root))
    {
      mlg_yeswiki_count (&form, root);
      mlg_yeswiki_set_entry (flat, root);
      mlg_flat_end_row (flat, root->line);
    }
  for (const MlgJsonNode *node = form.n_entries == 0 ? root->first : NULL; node != NULL; node = node->next)
    {
      if (!is_entry (node))
        continue;

      mlg_yeswiki_count (&form, node);
      mlg_yeswiki_set_entry (flat, node);
      /* Its place in the object is its name, when the entry does not say it. */
      if (node->name != NULL && mlg_json_find (node, "id_fiche") == NULL)
        mlg_flat_set (flat, "id_fiche", node->name, MLG_SHEET_TEXT);
      mlg_flat_end_row (flat, node->line);
    }

  if (form.n_entries == 0)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("This file holds no list that could be read."));
      return FALSE;
    }
  return add_flat (source, g_steal_pointer (&flat), &form, error);
}

/* ---- CSV */

/* Several values are a line of their own inside the cell: « "Lait, fromage","Pain" ». */
static void
add_csv_cell (MlgSheet   *sheet,
              const char *text,
              gsize       length,
              gboolean    is_day)
{
  g_autofree char *cell = g_strndup (text, length);
  g_autofree char *day = is_day ? mlg_flat_dup_day (cell) : NULL;

  if (*cell == '"' && strchr (cell, '\n') == NULL)
    {
      g_autoptr(MlgCsvReader) reader = mlg_csv_reader_new (cell, length, ',');
      g_autoptr(GString) values = g_string_new (NULL);

      if (mlg_csv_reader_next (reader) && !mlg_csv_reader_is_torn (reader))
        {
          const MlgCell *cells = mlg_csv_reader_get_cells (reader);

          for (guint i = 0; i < mlg_csv_reader_get_n_cells (reader); i++)
            {
              g_string_append (values, i > 0 ? " | " : "");
              g_string_append_len (values, cells[i].text, cells[i].length);
            }
          mlg_sheet_add (sheet, values->str, values->len, MLG_SHEET_TEXT);
          return;
        }
    }

  mlg_sheet_add (sheet, day != NULL ? day : cell, -1, day != NULL ? MLG_SHEET_DATE : MLG_SHEET_TEXT);
}

/* « Nom de la structure * » is required on the wiki: the star is not part of the name. */
static void
add_csv_header (MlgSheet   *sheet,
                const char *text,
                gsize       length)
{
  while (length > 0 && strchr (" *", text[length - 1]) != NULL)
    length--;
  mlg_sheet_add (sheet, text, length, MLG_SHEET_TEXT);
}

static gboolean
read_csv (MlgSource     *source,
          GBytes        *bytes,
          GCancellable  *cancellable,
          GError       **error)
{
  static const MlgFlatTarget csv_targets[] = { { "datetime_create", "note" }, { "datetime_latest", "last_seen" } };
  g_autoptr(MlgSheet) sheet = mlg_sheet_new (NULL);
  g_autoptr(MlgCsvReader) reader = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  guint n_columns = 0, n_rows = 0;

  text = mlg_encoding_to_utf8 (mlg_encoding_guess (data, length), data, length, &length, NULL);
  reader = mlg_csv_reader_new (text, length, ',');

  for (; mlg_csv_reader_next (reader); n_rows++)
    {
      const MlgCell *cells = mlg_csv_reader_get_cells (reader);
      guint n = mlg_csv_reader_get_n_cells (reader);

      if (n_rows % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < n; i++)
        {
          if (n_rows == 0)
            add_csv_header (sheet, cells[i].text, cells[i].length);
          else
            add_csv_cell (sheet, cells[i].text, cells[i].length, i == 1);
        }
      n_columns = n_rows == 0 ? n : n_columns;
      mlg_sheet_end_row (sheet, mlg_csv_reader_get_line (reader), mlg_csv_reader_is_torn (reader));
    }

  mlg_sheet_set_header (sheet, TRUE);
  mlg_sheet_set_entity (sheet, "actor");
  for (guint i = 0; i < G_N_ELEMENTS (csv_targets); i++)
    mlg_sheet_set_target (sheet, csv_targets[i].column, csv_targets[i].target);
  for (guint i = 0; i < G_N_ELEMENTS (actor_targets); i++)
    mlg_sheet_set_target (sheet, actor_targets[i].column, actor_targets[i].target);
  mlg_source_add_sheet (source, g_steal_pointer (&sheet));
  mlg_source_add_remark (source, _("This list does not say the identifier of its entries: they are recognised by name and place."));
  return TRUE;
}

static gboolean
is_csv (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (length > 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    data += 3, length -= 3;
  if (length > 1 && *data == '"')
    data++, length--;
  return length > 15 && memcmp (data, "datetime_create", 15) == 0;
}

static gboolean
read_entries (MlgSource     *source,
              GBytes        *bytes,
              GCancellable  *cancellable,
              GError       **error)
{
  return is_csv (bytes) ? read_csv (source, bytes, cancellable, error) : read_json (source, bytes, cancellable, error);
}

static guint
detect (const char *name,
        GBytes     *bytes)
{
  g_autofree char *head = is_csv (bytes) ? NULL : mlg_json_dup_head (bytes);

  if (is_csv (bytes))
    return 90;
  if (head == NULL || strstr (head, "\"FeatureCollection\"") != NULL)
    return 0;
  return strstr (head, "\"id_fiche\"") != NULL ? 90 : strstr (head, "\"bf_titre\"") != NULL ? 85 : 0;
}

const MlgReader mlg_reader_yeswiki = { "yeswiki", N_("YesWiki entries"), detect, read_entries };
