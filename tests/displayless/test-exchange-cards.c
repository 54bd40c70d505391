/* What is promised of address books and calendars: everybody comes, with what the cards say, whatever
 * program wrote them; and what we write can be read anywhere.
 */

#include <time.h>

#include "../project-fixture.h"
#include "../sheet-fixture.h"

#include "exchange/mlg-content-line.h"
#include "exchange/mlg-export.h"
#include "exchange/mlg-import.h"

static MlgSheet *
find_sheet (MlgSource  *source,
            const char *entity)
{
  for (guint i = 0; i < mlg_source_get_n_sheets (source); i++)
    if (g_strcmp0 (mlg_sheet_get_entity (mlg_source_get_sheet (source, i)), entity) == 0)
      return mlg_source_get_sheet (source, i);

  return NULL;
}

/* ---- cards */

static void
test_old_cards_are_read (void)
{
  g_autoptr(MlgSource) source = read_text (&mlg_reader_vcard,
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Lef=C3=A8vre;Zo=C3=A9\r\n"
    "FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Zo=C3=A9 Lef=C3=A8vre\r\n"
    "ORG;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Maison de l'=C9cologie;P=F4le anima=\r\ntion\r\n"
    "TEL;WORK;VOICE:04 75 00 00 00\r\nTEL;CELL;PREF:06 11 22 33 44\r\nTEL;WORK;FAX:04 75 00 00 01\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:ligne 1=0D=0Aligne 2=\r\n =3D fin\r\n"
    "PHOTO;JPEG;ENCODING=BASE64:\r\n /9j/4AAQSkZJRgABAQ\r\n AAAA==\r\n\r\nX-SKYPE:zoe\r\nEND:VCARD\r\n");
  MlgSheet *persons = find_sheet (source, "person"), *actors = find_sheet (source, "actor");

  assert_cell (persons, 1, "display_name", "Zoé Lefèvre");
  assert_cell (persons, 1, "first_name", "Zoé");
  assert_cell (persons, 1, "last_name", "Lefèvre");
  assert_cell (persons, 1, "actor", "Maison de l'Écologie");
  assert_cell (persons, 1, "contact_phone", "06 11 22 33 44");
  assert_cell (persons, 1, "note", "ligne 1\nligne 2= fin");
  assert_cell (persons, 1, "X-SKYPE", "zoe");
  assert_cell (actors, 1, "name", "Maison de l'Écologie");
  g_assert_cmpuint (mlg_sheet_get_n_rows (actors), ==, 2);
  g_assert_nonnull (strstr (mlg_source_get_remarks (source)[0], "1 picture"));
}

static void
test_folded_escaped_and_grouped_values_are_whole (void)
{
  g_autoptr(MlgSource) source = read_text (&mlg_reader_vcard,
    "BEGIN:VCARD\nVERSION:3.0\nKIND:org\nFN:Un nom lo\n ng\\, avec virgule\nitem1.EMAIL;type=INTERNET;type=pref:a@b.fr\n"
    "item1.X-ABLabel:_$!<Work>!$_\nEMAIL:autre@b.fr\nNOTE:un\\; deux\\nquatr\n\te \\\\ fin\nTEL;TYPE=\"voice,work\";PREF=1;VALUE=uri:tel:+33-475-00\n"
    "CATEGORIES:tiers-lieu,café\\, bar\nADR;TYPE=WORK:BP 3;Bât. B;3 rue des Œillets;Die;Drôme;26150;France\nGEO:geo:44.7536,5.3706;u=30\n"
    "UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1\nURL:https://b.fr\nX-SOCIALPROFILE;type=mastodon:https://m.fr/@b\nEND:VCARD\n");
  MlgSheet *actors = find_sheet (source, "actor");

  assert_cell (actors, 1, "name", "Un nom long, avec virgule");
  assert_cell (actors, 1, "kind", "organisation");
  assert_cell (actors, 1, "contact_email", "a@b.fr");
  assert_cell (actors, 1, "Other e-mail", "autre@b.fr");
  assert_cell (actors, 1, "note", "un; deux\nquatre \\ fin");
  assert_cell (actors, 1, "contact_phone", "+33-475-00");
  assert_cell (actors, 1, "type_words", "tiers-lieu, café, bar");
  assert_cell (actors, 1, "street", "3 rue des Œillets");
  assert_cell (actors, 1, "address_extra", "BP 3, Bât. B");
  assert_cell (actors, 1, "postal_code", "26150");
  assert_cell (actors, 1, "locality", "Die");
  assert_cell (actors, 1, "lat", "44.7536");
  assert_cell (actors, 1, "lon", "5.3706");
  assert_cell (actors, 1, "key", "4fbe8971-0bc3-424c-9c26-36c3e1eff6b1");
  assert_cell (actors, 1, "website", "https://b.fr");
  assert_cell (actors, 1, "X-SOCIALPROFILE", "https://m.fr/@b");
}

static void
test_structures_and_people_are_told_apart (void)
{
  static const struct { const char *card, *entity; } cases[] = {
    { "FN:Zoé Lefèvre\nN:Lefèvre;Zoé;;;", "person" },
    { "FN:Zoé Lefèvre\nN:Lefèvre;Zoé;;;\nORG:Mairie", "person" },
    { "FN:Mairie de Die\nN:;;;;\nORG:Mairie de Die", "actor" },
    { "FN:Mairie de Die\nN:Mairie de Die;;;;\nORG:Mairie de Die", "actor" },
    { "FN:mairie de die\nN:Accueil;;;;\nORG:Mairie de Die", "actor" },
    { "FN:Mairie de Die", "actor" },
    { "ORG:Mairie de Die", "actor" },
    { "KIND:individual\nFN:Mairie", "person" },
    { "KIND:org\nFN:Zoé Lefèvre\nN:Lefèvre;Zoé;;;", "actor" },
    { "X-ABShowAs:COMPANY\nFN:Zoé Lefèvre\nN:Lefèvre;Zoé;;;", "actor" },
    { "FN:Zoé\nN:;Zoé;;;", "person" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat ("BEGIN:VCARD\nVERSION:3.0\n", cases[i].card, "\nEND:VCARD\n", NULL);
      g_autoptr(MlgSource) source = read_text (&mlg_reader_vcard, text);

      g_test_message ("%s", cases[i].card);
      g_assert_cmpint (find_sheet (source, "person") != NULL, ==, strcmp (cases[i].entity, "person") == 0);
    }
}

static void
test_the_structure_of_several_people_comes_once (void)
{
  g_autoptr(MlgSource) source = read_text (&mlg_reader_vcard,
    "BEGIN:VCARD\nFN:Zoé A\nN:A;Zoé\nORG:Le Relais\nEND:VCARD\nBEGIN:VCARD\nFN:Bob B\nN:B;Bob\nORG:le relais\nEND:VCARD\n"
    "BEGIN:VCARD\nFN:Le Relais\nORG:Le Relais\nTEL:0475000000\nEND:VCARD\n");

  g_assert_cmpuint (mlg_sheet_get_n_rows (find_sheet (source, "actor")), ==, 2);
  g_assert_cmpuint (mlg_sheet_get_n_rows (find_sheet (source, "person")), ==, 3);
  assert_cell (find_sheet (source, "actor"), 1, "contact_phone", "0475000000");
  g_assert_cmpstr (mlg_sheet_get_entity (mlg_source_get_sheet (source, 0)), ==, "actor");
}

static void
test_broken_cards_cost_what_they_broke (void)
{
  g_autoptr(MlgSource) source = read_text (&mlg_reader_vcard,
    "BEGIN:VCARD\nORG:Un\nNOTE:début\nligne perdue\nBEGIN:VCARD\nORG:Deux\nEND:VCARD\nhors de tout\nEND:VCARD\n"
    "BEGIN:VCARD\nORG:Trois\nGEO:0;0\nEND:VCARD\nBEGIN:VCARD\nORG:Quatre\nGEO:pas un lieu\n");
  MlgSheet *actors = find_sheet (source, "actor");

  g_assert_cmpuint (mlg_sheet_get_n_rows (actors), ==, 5);
  assert_cell (actors, 1, "name", "Un");
  assert_cell (actors, 1, "note", "début\nligne perdue");
  assert_cell (actors, 2, "name", "Deux");
  assert_cell (actors, 4, "Position", "pas un lieu");
  g_assert_false (mlg_sheet_get_row (actors, 3)->torn);
  g_assert_true (mlg_sheet_get_row (actors, 4)->torn);
  g_assert_null (get_cell (actors, 3, "lat"));
  g_assert_cmpuint (mlg_sheet_get_row (actors, 2)->line, ==, 5);
  g_assert_nonnull (mlg_source_get_remarks (source)[0]);
}

static void
test_opening_hours_of_a_note_are_opening_hours (void)
{
  g_autoptr(MlgSource) source = read_text (&mlg_reader_vcard,
    "BEGIN:VCARD\nORG:Un\nNOTE:Lundi : 08:30 - 13:00\\nMardi : 14:00 - 17:00\nEND:VCARD\nBEGIN:VCARD\nORG:Deux\nNOTE:Mardi\\, on verra\nEND:VCARD\n");

  assert_cell (find_sheet (source, "actor"), 1, "opening", "Lundi : 08:30 - 13:00 ; Mardi : 14:00 - 17:00");
  assert_cell (find_sheet (source, "actor"), 2, "note", "Mardi, on verra");
}

static void
test_one_card_of_a_million_lines_is_read_in_time (void)
{
  GString *text = g_string_new ("BEGIN:VCARD\nORG:Un\nNOTE;ENCODING=QUOTED-PRINTABLE:");
  g_autoptr(MlgSource) source = NULL;
  clock_t start = clock ();      /* of this program alone: the machine may do other things */

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "=0D=0A=\n");
  for (guint i = 0; i < 200000; i++)
    g_string_append (text, "\nx");
  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "\nX-A%u:1", i);
  g_string_append (text, "\nEND:VCARD\n");
  source = read_text (&mlg_reader_vcard, text->str);
  g_assert_cmpuint (mlg_sheet_get_n_rows (find_sheet (source, "actor")), ==, 2);
  g_assert_cmpint (clock () - start, <, 120 * CLOCKS_PER_SEC);
  g_string_free (text, TRUE);
}

/* ---- calendars */

static void
test_times_are_those_of_the_place (void)
{
  g_autoptr(MlgSource) source = read_text (&mlg_reader_icalendar,
    "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Paris\r\n"
    "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Été\r\nDTSTART:20240610T163000Z\r\nDTEND:20240610T180000Z\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Hiver\r\nDTSTART:20241231T233000Z\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:c\r\nSUMMARY:Zone\r\nDTSTART;TZID=Europe/Paris:20240610T090000\r\nDURATION:PT1H30M\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Trois jours\r\nDTSTART;VALUE=DATE:20240610\r\nDTEND;VALUE=DATE:20240613\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:e\r\nSUMMARY:Un jour\r\nDTSTART;VALUE=DATE:20240610\r\nDTEND;VALUE=DATE:20240611\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:f\r\nSUMMARY:Mal fini\r\nDTSTART;VALUE=DATE:20240610\r\nDTEND;VALUE=DATE:20240610\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:g\r\nSUMMARY:Nuit\r\nDTSTART:20240610T220000\r\nDTEND:20240611T020000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
  static const char *const wanted[][4] = {
    { "2024-06-10", "", "18:30", "20:00" }, { "2025-01-01", "", "00:30", "" }, { "2024-06-10", "", "09:00", "10:30" },
    { "2024-06-10", "2024-06-12", "", "" }, { "2024-06-10", "", "", "" }, { "2024-06-10", "", "", "" },
    { "2024-06-10", "2024-06-11", "22:00", "02:00" },
  };
  MlgSheet *events = find_sheet (source, "event");

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      assert_cell (events, i + 1, "start", wanted[i][0]);
      assert_cell (events, i + 1, "end", wanted[i][1]);
      assert_cell (events, i + 1, "start_time", wanted[i][2]);
      assert_cell (events, i + 1, "end_time", wanted[i][3]);
    }
}

static void
test_an_event_keeps_all_it_says (void)
{
  g_autoptr(MlgSource) source = read_text (&mlg_reader_icalendar,
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a@b\nSUMMARY:Atelier\\, \n partie 2\nDTSTART:20240610T090000\nLOCATION:Salle des fêtes\\, Die\n"
    "GEO:44.7536123456;5.3706\nDESCRIPTION:ligne 1\\nligne 2\nligne cassée\nCATEGORIES:Formation,divers\nURL:https://b.fr\n"
    "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20251231T000000Z\nORGANIZER;CN=Zoé:mailto:zoe@b.fr\nSTATUS:CANCELLED\nCLASS:PRIVATE\n"
    "BEGIN:VALARM\nDESCRIPTION:sonnerie\nEND:VALARM\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\nX-LIEU:salle 3\nEND:VEVENT\nEND:VCALENDAR\n");
  MlgSheet *events = find_sheet (source, "event");

  assert_cell (events, 1, "key", "a@b");
  assert_cell (events, 1, "uid", "a@b");
  assert_cell (events, 1, "title", "Atelier, partie 2");
  assert_cell (events, 1, "venue", "Salle des fêtes, Die");
  assert_cell (events, 1, "lat", "44.7536123456");
  assert_cell (events, 1, "description", "ligne 1\nligne 2");
  assert_cell (events, 1, "Line that could not be read", "ligne cassée");
  assert_cell (events, 1, "kind", "training");
  assert_cell (events, 1, "Categories", "divers");
  assert_cell (events, 1, "url", "https://b.fr");
  assert_cell (events, 1, "recurrence", "every 2 weeks until 31/12/2025");
  assert_cell (events, 1, "ORGANIZER", "Zoé (zoe@b.fr)");
  assert_cell (events, 1, "State in the calendar", "cancelled");
  assert_cell (events, 1, "visibility", "private");
  assert_cell (events, 1, "X-LIEU", "salle 3");
  g_assert_nonnull (strstr (mlg_source_get_remarks (source)[0], "cancelled"));
}

static void
test_a_calendar_without_ends_loses_no_event (void)
{
  g_autoptr(MlgSource) source = read_text (&mlg_reader_icalendar,
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Un\nDTSTART:20240610\nBEGIN:VEVENT\nSUMMARY:Deux\nDTSTART:jamais\n"
    "BEGIN:VTODO\nSUMMARY:tâche\nEND:VTODO\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:Trois\\nsuite\nBEGIN:VALARM\n");
  MlgSheet *events = find_sheet (source, "event");

  g_assert_cmpuint (mlg_sheet_get_n_rows (events), ==, 4);
  assert_cell (events, 1, "start", "2024-06-10");
  assert_cell (events, 2, "title", "Deux");
  assert_cell (events, 3, "title", "Trois");
  g_assert_false (mlg_sheet_get_row (events, 1)->torn);
  g_assert_true (mlg_sheet_get_row (events, 3)->torn);
}

/* ---- the samples of others */

static MlgSource *
read_sample (const MlgReader *reader,
             const char      *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MLG_SHARED") == NULL ? "." : g_getenv ("MLG_SHARED"), "samples", name, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the samples are not here");
      return NULL;
    }
  return read_text (reader, text);
}

static void
test_every_card_of_the_samples_comes_whole (gconstpointer data)
{
  g_autoptr(MlgSource) source = read_sample (&mlg_reader_vcard, data);
  MlgSheet *actors;

  if (source == NULL)
    return;

  actors = find_sheet (source, "actor");
  g_assert_cmpuint (mlg_source_get_n_sheets (source), ==, 1);
  g_assert_cmpuint (mlg_sheet_get_n_rows (actors), ==, 158);
  for (guint row = 1; row <= 157; row++)
    {
      static const char *const filled[] = { "name", "key", "lat", "lon", "contact_phone", "street", "postal_code", "locality", "type_words" };

      g_assert_false (mlg_sheet_get_row (actors, row)->torn);
      for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
        {
          g_autofree char *text = get_cell (actors, row, filled[i]);

          g_assert_nonnull (text);
          g_assert_cmpstr (text, !=, "");
          g_assert_null (strstr (text, "\xef\xbf\xbd"));
        }
    }
}

static void
test_every_event_of_the_samples_comes_whole (void)
{
  g_autoptr(MlgSource) source = read_sample (&mlg_reader_icalendar, "ics/jours-feries-metropole.ics");
  MlgSheet *events;

  if (source == NULL)
    return;

  events = find_sheet (source, "event");
  g_assert_cmpuint (mlg_sheet_get_n_rows (events), ==, 122);
  for (guint row = 1; row <= 121; row++)
    {
      g_autofree char *start = get_cell (events, row, "start"), *title = get_cell (events, row, "title");

      g_assert_cmpuint (strlen (start), ==, 10);
      g_assert_cmpstr (title, !=, "");
      g_assert_null (get_cell (events, row, "end"));
    }
}

/* ---- writing */

static void
test_lines_fold_at_75_bytes_without_cutting_a_character (void)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GString) long_text = g_string_new (NULL);
  g_auto(GStrv) lines = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (long_text, i % 3 == 0 ? "é" : i % 3 == 1 ? "😀" : "\xe2\x80\xaf");
  mlg_content_line_add_text (out, "NOTE", long_text->str);
  lines = g_strsplit (out->str, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

static const MlgField *
field_of (const char *entity,
          const char *name)
{
  return mlg_entity_find_field (mlg_schema_find (entity), name);
}

static MlgId
add_record (MlgProject         *project,
            const char         *entity_name,
            const char *const (*fields)[2],
            guint               n)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  for (guint i = 0; i < n; i++)
    values[field_of (entity_name, fields[i][0])->index] = fields[i][1];
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static MlgProject *
make_project (void)
{
  static const char *const actor[][2] = {
    { "name", "Ressourcerie, l’Étape; \xc2\xab\xe2\x80\xaf" "bis\xe2\x80\xaf\xc2\xbb" }, { "contact_email", "secret@exemple.fr" }, { "website", "https://exemple.fr" },
    { "address", "3 rue des Œillets\x1f\x1f" "01200\x1f" "Die" }, { "place", "44.7536\x1f" "5.3706" }, { "description", "ligne 1\nligne 2" },
    { "opening", "Lundi : 9:00" }, { "kind", "organisation" },
  };
  static const char *const event[][2] = {
    { "title", "Atelier, 1" }, { "period", "2024-06-10\x1f\x1f" "2024-06-11" }, { "start_time", "18:30" }, { "end_time", "02:00" }, { "venue", "Die" },
    { "kind", "training" }, { "rule", "FREQ=YEARLY" }, { "recurrence", "every year" },
  };
  static const char *const day[][2] = { { "title", "Journée" }, { "period", "2024-06-10" } };
  static const char *const month[][2] = { { "title", "Mois" }, { "period", "2014-05" } };
  g_autofree char *path = fixture_path ("territoire.maillage");
  MlgProject *project = create_project (path);
  char id_text[MLG_ID_TEXT_LENGTH + 1];
  MlgId id = add_record (project, "actor", actor, G_N_ELEMENTS (actor));
  const char *const person[][2] = {
    { "first_name", "Zoé" }, { "last_name", "Lefèvre" }, { "display_name", "Zoé Lefèvre" }, { "trades", "Directrice, adjointe\x1e" "Animatrice" },
    { "contact_phone", "+33475000000" }, { "actor", mlg_id_write (&id, id_text) },
  };

  add_record (project, "person", person, G_N_ELEMENTS (person));
  add_record (project, "event", event, G_N_ELEMENTS (event));
  add_record (project, "event", day, G_N_ELEMENTS (day));
  add_record (project, "event", month, G_N_ELEMENTS (month));
  return project;
}

static GBytes *
export (MlgProject      *project,
        MlgExportFormat  format,
        MlgLevel         level)
{
  MlgExportOptions options = { .format = format, .level = level };
  g_autoptr(GError) error = NULL;
  GBytes *bytes = mlg_export_with_options_to_bytes (project, &options, &error);

  g_assert_no_error (error);
  return bytes;
}

static gboolean
contains (GBytes     *bytes,
          const char *text)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strstr_len (data, length, text) != NULL;
}

static void
test_what_leaves_comes_back_unchanged (gconstpointer data)
{
  MlgProject *project = make_project ();
  g_autoptr(GBytes) bytes = export (project, GPOINTER_TO_INT (data), MLG_LEVEL_COMPLETE);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgImport) import = mlg_import_new_for_bytes (project, "liste", bytes, &error);

  g_assert_no_error (error);
  mlg_import_compare (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < mlg_import_get_n_sheets (import); i++)
    {
      mlg_import_set_sheet (import, i);
      for (guint row = 0; row < mlg_import_get_n_rows (import); row++)
        {
          g_autoptr(GPtrArray) changes = mlg_import_dup_changes (import, row);

          for (guint c = 0; changes != NULL && c < changes->len; c++)
            {
              MlgImportChange *change = changes->pdata[c];

              g_test_message ("%s: %s → %s", change->field->name, change->before, change->after);
            }
          if (mlg_import_get_reason (import, row) != NULL)
            g_test_message ("%s", mlg_import_get_reason (import, row));
        }
    }
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_ADDED), ==, 0);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_CHANGED), ==, 0);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_REJECTED), ==, 0);
  g_assert_cmpuint (mlg_import_count (import, MLG_ROW_UNCHANGED), ==, GPOINTER_TO_INT (data) == MLG_EXPORT_VCARD ? 2 : 3);
  g_clear_pointer (&import, mlg_import_free);
  close_project (&project);
}

static void
test_public_cards_tell_nothing_personal (void)
{
  MlgProject *project = make_project ();
  g_autoptr(GBytes) all = export (project, MLG_EXPORT_VCARD, MLG_LEVEL_COMPLETE);
  g_autoptr(GBytes) some = export (project, MLG_EXPORT_VCARD, MLG_LEVEL_PUBLIC);

  g_assert_true (contains (all, "secret@exemple.fr"));
  g_assert_true (contains (all, "Lef\xc3\xa8vre"));
  g_assert_true (contains (some, "Ressourcerie"));
  g_assert_false (contains (some, "secret@exemple.fr"));
  g_assert_false (contains (some, "Lef\xc3\xa8vre"));
  g_assert_false (contains (some, "+33475000000"));
  close_project (&project);
}

static void
test_calendars_are_written_as_they_must_be (void)
{
  MlgProject *project = make_project ();
  g_autoptr(GBytes) bytes = export (project, MLG_EXPORT_ICALENDAR, MLG_LEVEL_COMPLETE);

  g_assert_true (contains (bytes, "SUMMARY:Atelier\\, 1\r\n"));
  g_assert_true (contains (bytes, "DTSTART:20240610T183000\r\nDTEND:20240611T020000\r\n"));
  g_assert_true (contains (bytes, "DTSTART;VALUE=DATE:20240610\r\nDTEND;VALUE=DATE:20240611\r\n"));
  g_assert_true (contains (bytes, "DTSTART;VALUE=DATE:20140501\r\nDTEND;VALUE=DATE:20140601\r\n"));
  g_assert_true (contains (bytes, "RRULE:FREQ=YEARLY\r\n"));
  g_assert_true (contains (bytes, "CATEGORIES:Formation\r\n"));
  g_assert_true (contains (bytes, "DTSTAMP:20"));
  close_project (&project);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_setenv ("TZ", "Europe/Paris", TRUE);
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

  g_test_add_func ("/cards/old-cards-are-read", test_old_cards_are_read);
  g_test_add_func ("/cards/folded-escaped-and-grouped-values-are-whole", test_folded_escaped_and_grouped_values_are_whole);
  g_test_add_func ("/cards/structures-and-people-are-told-apart", test_structures_and_people_are_told_apart);
  g_test_add_func ("/cards/the-structure-of-several-people-comes-once", test_the_structure_of_several_people_comes_once);
  g_test_add_func ("/cards/broken-cards-cost-what-they-broke", test_broken_cards_cost_what_they_broke);
  g_test_add_func ("/cards/opening-hours-of-a-note-are-opening-hours", test_opening_hours_of_a_note_are_opening_hours);
  g_test_add_func ("/cards/one-card-of-a-million-lines-is-read-in-time", test_one_card_of_a_million_lines_is_read_in_time);
  g_test_add_func ("/calendars/times-are-those-of-the-place", test_times_are_those_of_the_place);
  g_test_add_func ("/calendars/an-event-keeps-all-it-says", test_an_event_keeps_all_it_says);
  g_test_add_func ("/calendars/a-calendar-without-ends-loses-no-event", test_a_calendar_without_ends_loses_no_event);
  g_test_add_data_func ("/cards/every-card-of-the-samples-comes-whole/3", "vcf/france-services-v3.vcf", test_every_card_of_the_samples_comes_whole);
  g_test_add_data_func ("/cards/every-card-of-the-samples-comes-whole/4", "vcf/france-services-v4.vcf", test_every_card_of_the_samples_comes_whole);
  g_test_add_func ("/calendars/every-event-of-the-samples-comes-whole", test_every_event_of_the_samples_comes_whole);
  g_test_add_func ("/cards/lines-fold-at-75-bytes-without-cutting-a-character", test_lines_fold_at_75_bytes_without_cutting_a_character);
  g_test_add_data_func ("/cards/what-leaves-comes-back-unchanged", GINT_TO_POINTER (MLG_EXPORT_VCARD), test_what_leaves_comes_back_unchanged);
  g_test_add_data_func ("/calendars/what-leaves-comes-back-unchanged", GINT_TO_POINTER (MLG_EXPORT_ICALENDAR), test_what_leaves_comes_back_unchanged);
  g_test_add_func ("/cards/public-cards-tell-nothing-personal", test_public_cards_tell_nothing_personal);
  g_test_add_func ("/calendars/calendars-are-written-as-they-must-be", test_calendars_are_written_as_they_must_be);

  result = g_test_run ();
  fixture_end ();
  return result;
}
