/* Cards of addresses, of actors and persons: vCard 3.0, which every address book still reads.
 *
 * What has no property there is written as X-MAILLAGE-…, which our reader takes back.
 */

#include "exchange/mlg-export.h"

#include <string.h>

#include "exchange/mlg-content-line.h"
#include "exchange/mlg-export-records.h"
#include "model/mlg-value.h"

typedef struct
{
  MlgExportRecords *records;
  MlgRecord        *record;
  GString          *out;
} Card;

static const char *
get_value (Card       *self,
           const char *field)
{
  return mlg_export_records_get (self->records, self->record, mlg_entity_find_field (self->records->entity, field));
}

static void
add_text (Card       *self,
          const char *name,
          const char *field)
{
  mlg_content_line_add_text (self->out, name, get_value (self, field));
}

/* Several words in one property, between commas. */
static void
add_words (Card       *self,
           const char *name,
           const char *field)
{
  g_auto(GStrv) words = mlg_value_split (get_value (self, field));
  GString *joined = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *escaped = mlg_content_line_escape (words[i]);

      g_string_append_printf (joined, "%s%s", i > 0 ? "," : "", escaped);
    }
  mlg_content_line_add (self->out, name, joined->str);
  g_string_free (joined, TRUE);
}

/* Post box, extended, street, town, region, code, country. */
static void
add_address (Card *self)
{
  const char *address = get_value (self, "address");
  /* street, address_extra, postal_code, locality, insee_code, country */
  static const int order[] = { -1, 1, 0, 3, -1, 2, 5 };
  g_autoptr(GString) value = g_string_new (NULL);

  if (address == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *part = order[i] < 0 ? NULL : mlg_value_dup_part (address, order[i]);
      g_autofree char *escaped = mlg_content_line_escape (part);

      g_string_append_printf (value, "%s%s", i > 0 ? ";" : "", escaped);
    }
  if (strspn (value->str, ";") < value->len)
    mlg_content_line_add (self->out, "ADR;TYPE=WORK", value->str);
}

static void
add_place (Card *self)
{
  const char *place = get_value (self, "place");
  g_autofree char *lat = place == NULL ? NULL : mlg_value_dup_part (place, 0);
  g_autofree char *lon = place == NULL ? NULL : mlg_value_dup_part (place, 1);
  g_autofree char *value = lat == NULL || lon == NULL ? NULL : g_strconcat (lat, ";", lon, NULL);

  mlg_content_line_add (self->out, "GEO", value);
}

static void
begin_card (Card *self)
{
  g_string_append (self->out, "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Maillage//FR\r\n");
}

static void
end_card (Card *self)
{
  char id[MLG_ID_TEXT_LENGTH + 1];
  const char *key = get_value (self, "key");
  g_autofree char *uid = NULL;

  mlg_id_write (mlg_record_get_id (self->record), id);
  uid = g_strconcat ("urn:uuid:", id, NULL);
  mlg_content_line_add_text (self->out, "UID", key != NULL ? key : uid);
  mlg_content_line_add (self->out, "X-MAILLAGE-ID", id);
  g_string_append (self->out, "END:VCARD\r\n");
}

static void
write_actor (Card *self)
{
  const char *name = get_value (self, "name");
  g_autofree char *escaped = mlg_content_line_escape (name);
  g_autofree char *parts = g_strconcat (escaped, ";;;;", NULL);

  if (name == NULL)
    return;

  begin_card (self);
  mlg_content_line_add (self->out, "FN", escaped);
  mlg_content_line_add (self->out, "N", parts);
  mlg_content_line_add (self->out, "ORG", escaped);
  mlg_content_line_add (self->out, "X-ABShowAs", "COMPANY");
  add_words (self, "NICKNAME", "aliases");
  add_text (self, "TEL;TYPE=WORK,VOICE", "contact_phone");
  add_text (self, "EMAIL;TYPE=INTERNET", "contact_email");
  mlg_content_line_add (self->out, "URL", get_value (self, "website"));
  add_address (self);
  add_place (self);
  add_text (self, "CATEGORIES", "type_words");
  add_text (self, "NOTE", "description");
  add_text (self, "X-MAILLAGE-KIND", "kind");
  add_text (self, "X-MAILLAGE-OPENING", "opening");
  add_text (self, "X-MAILLAGE-CONTACT-NAME", "contact_name");
  add_text (self, "X-MAILLAGE-SIRET", "siret");
  end_card (self);
}

/* The name of the structure, if it may be told. */
static char *
dup_structure (Card *self)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  const char *value = get_value (self, "actor");
  MlgId id;

  if (value == NULL || mlg_keys_name (self->records->keys, actor, value) == NULL || !mlg_id_parse (value, &id))
    return NULL;
  return mlg_project_dup_title (self->records->project, actor, &id);
}

/* A person who may not be named has no card. */
static void
write_person (Card *self)
{
  const char *first = get_value (self, "first_name"), *last = get_value (self, "last_name");
  const char *shown = get_value (self, "display_name");
  g_autofree char *joined = g_strjoin (first != NULL && last != NULL ? " " : "", first == NULL ? "" : first, last == NULL ? "" : last, NULL);
  g_autofree char *escaped_first = mlg_content_line_escape (first), *escaped_last = mlg_content_line_escape (last);
  g_autofree char *parts = g_strconcat (escaped_last, ";", escaped_first, ";;;", NULL);
  g_autofree char *structure = dup_structure (self);
  g_auto(GStrv) trades = mlg_value_split (get_value (self, "trades"));

  if (shown == NULL && *joined == '\0')
    return;

  begin_card (self);
  mlg_content_line_add_text (self->out, "FN", shown != NULL ? shown : joined);
  mlg_content_line_add (self->out, "N", parts);
  mlg_content_line_add_text (self->out, "ORG", structure);
  for (guint i = 0; trades[i] != NULL; i++)
    mlg_content_line_add_text (self->out, i == 0 ? "TITLE" : "ROLE", trades[i]);
  add_text (self, "TEL;TYPE=WORK,VOICE", "contact_phone");
  add_text (self, "EMAIL;TYPE=INTERNET", "contact_email");
  add_address (self);
  end_card (self);
}

static gboolean
write_entity (GString                 *out,
              MlgProject              *project,
              const MlgExportOptions  *options,
              const char              *entity,
              void                   (*write) (Card *self),
              GError                 **error)
{
  g_auto(MlgExportRecords) records = { 0 };

  if (options->entity != NULL && strcmp (options->entity->name, entity) != 0)
    return TRUE;
  if (!mlg_export_records_read (&records, project, options, mlg_schema_find (entity), NULL, error))
    return FALSE;

  for (guint i = 0; i < records.records->len; i++)
    {
      Card card = { &records, records.records->pdata[i], out };

      write (&card);
    }
  return TRUE;
}

GBytes *
mlg_write_vcard (MlgProject              *project,
                 const MlgExportOptions  *options,
                 GError                 **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  /* Columns are chosen for tables; a card has its own. */
  MlgExportOptions whole = *options;

  whole.columns = NULL;
  if (!write_entity (out, project, &whole, MLG_ENTITY_ACTOR, write_actor, error) ||
      !write_entity (out, project, &whole, "person", write_person, error))
    return NULL;

  return g_string_free_to_bytes (g_steal_pointer (&out));
}
