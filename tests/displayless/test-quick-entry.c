/* What is typed or pasted in front of a room, from the words to the records. */

#include "../project-fixture.h"

#include <math.h>

#include "exchange/mlg-quick-entry.h"
#include "exchange/mlg-quick-town.h"
#include "model/mlg-value.h"

static char *
dup_part (MlgRecord  *record,
          const char *field,
          guint       part)
{
  const char *value = mlg_record_get_named (record, field);

  return value != NULL ? mlg_value_dup_part (value, part) : NULL;
}

/* One line, entered; the actor it is about. */
static MlgRecord *
enter (MlgProject *project,
       const char *text)
{
  g_autoptr(MlgQuickEntry) entry = mlg_quick_entry_read (project, text, NAN, NAN);
  g_auto(MlgQuickOutcome) outcome = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (entry);
  mlg_quick_entry_apply (entry, project, FALSE, &outcome, &error);
  g_assert_no_error (error);
  return mlg_project_get_record (project, entity_actor (), &outcome.id);
}

static guint64
count (MlgProject *project,
       const char *entity)
{
  return mlg_project_count (project, mlg_schema_find (entity));
}

/* ---- the words */

static void
test_parts_of_a_line (void)
{
  static const struct
  {
    const char *text, *name, *acronym, *town, *street, *terms, *partners;
    guint       headcount;
  } cases[] = {
    { "Ardelaine", "Ardelaine" },
    { "  Les Ateliers  ", "Les Ateliers" },
    { "Parc des Monts d’Ardèche (PNR MA)", "Parc des Monts d’Ardèche", "PNR MA" },
    { "L’Œuvre aux Halles (ancienne école)", "L’Œuvre aux Halles (ancienne école)" },
    { "Ardelaine, Saugues", "Ardelaine", NULL, "43234" },
    { "Ardelaine (43170 Saugues)", "Ardelaine", NULL, "43234" },
    { "Ardelaine @ 07190 St Pierreville", "Ardelaine", NULL, "07286" },
    { "Mairie, 12 rue du Pont, 43170 Saugues", "Mairie", NULL, "43234", "12 rue du Pont" },
    { "Terres, racines et compagnie", "Terres, racines et compagnie" },
    { "Bar de l’Étoile, 43234 #laine #1", "Bar de l’Étoile", NULL, "43234", NULL, "laine|1" },
    { "Ardelaine → Le Viel Audon", "Ardelaine", .partners = "Le Viel Audon" },
    { "Ardelaine->Le Viel Audon , Mairie ?", "Ardelaine", .partners = "Le Viel Audon|Mairie?" },
    { "Ardelaine ⇢ Mairie", "Ardelaine", .partners = "Mairie?" },
    { "Ardelaine --> Mairie", "Ardelaine", .partners = "Mairie?" },
    { "Ardelaine, Saugues #laine → Mairie", "Ardelaine", NULL, "43234", NULL, "laine", "Mairie" },
    { "12 entreprises", "12 entreprises", .headcount = 12 },
    { "1 200 habitants", "1 200 habitants", .headcount = 1200 },
    { "une vingtaine de maraîchers", "une vingtaine de maraîchers", .headcount = 20 },
    { "Plus de 30 bénévoles @ Saugues", "Plus de 30 bénévoles", NULL, "43234", .headcount = 30 },
    { "4 Saisons", "4 Saisons" },
    { "123 Soleil", "123 Soleil" },
    { "contact@ardelaine.fr", "contact@ardelaine.fr" },
    { "100 % laine #insertion", "100 % laine", .terms = "insertion" },
    { "#laine", "", .terms = "laine" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(MlgQuickLine) line = mlg_quick_line_parse (cases[i].text, NAN, NAN);
      g_autofree char *terms = g_strjoinv ("|", line->terms);
      GString *partners = g_string_new (NULL);

      for (guint k = 0; k < line->partners->len; k++)
        {
          MlgQuickPartner *partner = line->partners->pdata[k];

          g_string_append_printf (partners, "%s%s%s", k > 0 ? "|" : "", partner->name, partner->wished ? "?" : "");
        }
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (line->name, ==, cases[i].name);
      g_assert_cmpstr (line->acronym, ==, cases[i].acronym);
      g_assert_cmpstr (line->town != NULL ? line->town->code : NULL, ==, cases[i].town);
      g_assert_cmpstr (line->street, ==, cases[i].street);
      g_assert_cmpstr (terms, ==, cases[i].terms != NULL ? cases[i].terms : "");
      g_assert_cmpstr (partners->str, ==, cases[i].partners != NULL ? cases[i].partners : "");
      g_assert_cmpuint (line->headcount, ==, cases[i].headcount);
      g_string_free (partners, TRUE);
    }
}

static void
test_towns_in_a_few_words (void)
{
  static const struct { const char *text, *code; guint n; } cases[] = {
    { "saugues", "43234", 1 },
    { "SAUGUES", "43234", 1 },
    { "43234", "43234", 1 },                   /* INSEE */
    { "St-Pierreville", "07286", 1 },
    { "Saint Pierreville (07)", "07286", 1 },
    { "75011", "75111", 1 },                   /* the arrondissement, not all Paris */
    { "Le Puy en Velay", "43157", 1 },
    { "Nullepart-sur-Rien", NULL, 0 },
    { "43", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(MlgQuickTown) town = { 0 };
      gboolean found = mlg_quick_town_read (cases[i].text, NAN, NAN, &town);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (found, ==, cases[i].n > 0);
      g_assert_cmpuint (town.n_places, ==, cases[i].n);
      g_assert_cmpstr (town.place != NULL ? town.place->code : NULL, ==, cases[i].code);
    }
}

/* Nobody is placed by chance in one of several towns of that name, unless one is next door. */
static void
test_homonyms_are_told_apart_by_nearness (void)
{
  g_auto(MlgQuickTown) anywhere = { 0 }, near = { 0 };

  g_assert_true (mlg_quick_town_read ("Aubigny", NAN, NAN, &anywhere));
  g_assert_null (anywhere.place);
  g_assert_cmpuint (anywhere.n_places, >, 1);

  g_assert_true (mlg_quick_town_read ("Aubigny", 46.3, 3.2, &near));      /* in the Allier */
  g_assert_nonnull (near.place);
  g_assert_cmpstr (near.place->department, ==, "03");
}

/* What the completion writes is read back as the same town, for each of them. */
static void
test_a_town_is_written_without_doubt (void)
{
  guint n;
  const MlgPlace *const *towns = mlg_gazetteer_get_towns (&n);

  for (guint i = 0; i < n; i += 7)
    {
      g_autofree char *written = mlg_quick_town_write (towns[i]);
      g_auto(MlgQuickTown) town = { 0 };

      if (!mlg_quick_town_read (written, NAN, NAN, &town) || town.place != towns[i])
        g_error ("%s %s: written “%s”", towns[i]->code, towns[i]->name, written);
    }
}

static void
test_a_slip_still_finds_the_town (void)
{
  static const struct { const char *typed, *code; } cases[] = {
    { "Sauges", NULL }, { "Saugeus", "43234" }, { "Saint-Pierrevile", "07286" }, { "Langeak", "43112" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) found = mlg_gazetteer_find (cases[i].typed, MLG_PLACES_TOWNS, 8);
      gboolean there = cases[i].code == NULL;

      for (guint k = 0; k < found->len; k++)
        there = there || g_str_equal (((const MlgPlace *) found->pdata[k])->code, cases[i].code);
      g_test_message ("%s", cases[i].typed);
      g_assert_true (there);
    }
}

static void
test_lists_lose_their_bullets_only (void)
{
  g_auto(GStrv) lines = mlg_quick_lines_split ("- Un\r\n• Deux\n 3. Trois\n4) Quatre\n\n12 entreprises\r– Cinq\n*\tSix\n-Sept\n3e lieu\n");
  g_autofree char *joined = g_strjoinv ("|", lines);

  g_assert_cmpstr (joined, ==, "Un|Deux|Trois|Quatre|12 entreprises|Cinq|Six|-Sept|3e lieu");
  g_assert_true (mlg_quick_lines_is_table ("Nom\tCommune\nArdelaine\tSaint-Pierreville"));
  g_assert_false (mlg_quick_lines_is_table ("Ardelaine\nMairie"));
  g_assert_false (mlg_quick_lines_is_table ("*\tArdelaine\n*\tMairie"));
}

/* ---- the records */

static void
test_a_full_line_fills_the_actor (void)
{
  g_autofree char *path = fixture_path ("ligne.maillage");
  MlgProject *project = create_project (path);
  const MlgEntity *territory = mlg_schema_find (MLG_ENTITY_TERRITORY);
  g_autofree const char **values = g_new0 (const char *, territory->n_fields);
  g_autoptr(MlgRecord) actor = NULL;
  MlgId saugues = { { 0 } };

  values[mlg_entity_find_field (territory, "name")->index] = "Saugues";
  values[mlg_entity_find_field (territory, "insee_code")->index] = "43234";
  g_assert_true (mlg_project_add (project, territory, values, &saugues, NULL));

  actor = enter (project, "Laine et Compagnie (LEC), 3 place du Marché, Saugues #laine #bois #1 #scop");
  {
    g_autofree char *street = dup_part (actor, "address", 0);
    g_autofree char *postal = dup_part (actor, "address", 2);
    g_autofree char *locality = dup_part (actor, "address", 3);
    g_autofree char *insee = dup_part (actor, "address", 4);
    g_autofree char *precision = dup_part (actor, "place", 2);
    g_autofree char *seat = mlg_id_dup_text (&saugues);

    g_assert_cmpstr (mlg_record_get_named (actor, "name"), ==, "Laine et Compagnie");
    g_assert_cmpstr (mlg_record_get_named (actor, "acronym"), ==, "LEC");
    g_assert_cmpstr (mlg_record_get_named (actor, "category"), ==, "project_bearers");
    g_assert_cmpstr (mlg_record_get_named (actor, "themes"), ==, "wood\x1ewool");    /* their order is the file's */
    g_assert_nonnull (mlg_record_get_named (actor, "legal_form"));
    g_assert_cmpstr (street, ==, "3 place du Marché");
    g_assert_cmpstr (postal, ==, "43170");
    g_assert_cmpstr (locality, ==, "Saugues");
    g_assert_cmpstr (insee, ==, "43234");
    g_assert_true (g_str_equal (precision, "commune") || g_str_equal (precision, "approximate"));
    g_assert_cmpstr (mlg_record_get_named (actor, "seat_territories"), ==, seat);
  }
  g_clear_object (&actor);
  close_project (&project);
}

static void
test_groups_keep_their_number (void)
{
  g_autofree char *path = fixture_path ("groupe.maillage");
  MlgProject *project = create_project (path);
  g_autoptr(MlgRecord) about = enter (project, "une vingtaine de maraîchers");
  g_autoptr(MlgRecord) more = enter (project, "plus de 30 bénévoles");
  g_autoptr(MlgRecord) name = enter (project, "Les 4 Saisons");

  g_assert_cmpstr (mlg_record_get_named (about, "kind"), ==, "group");
  g_assert_cmpstr (mlg_record_get_named (about, "headcount"), ==, "20");
  g_assert_cmpstr (mlg_record_get_named (about, "headcount_op"), ==, "environ");
  g_assert_cmpstr (mlg_record_get_named (more, "headcount"), ==, "30");
  g_assert_cmpstr (mlg_record_get_named (more, "headcount_op"), ==, "plus de");
  g_assert_null (mlg_record_get_named (name, "headcount"));

  g_clear_object (&about);
  g_clear_object (&more);
  g_clear_object (&name);
  close_project (&project);
}

static void
test_a_known_actor_is_completed_not_doubled (void)
{
  g_autofree char *path = fixture_path ("connu.maillage");
  MlgProject *project = create_project (path);
  MlgId id = add_actor (project, "Ardelaine");
  g_autoptr(MlgRecord) actor = NULL, elsewhere = NULL;
  g_autofree char *locality = NULL;

  set_actor (project, &id, "themes", "wood");
  set_actor (project, &id, "category", "study_bodies");
  set_actor (project, &id, "aliases", "La filature");

  actor = enter (project, "la FILATURE, Saint-Pierreville #laine #1");
  locality = dup_part (actor, "address", 3);
  g_assert_true (mlg_id_equal (mlg_record_get_id (actor), &id));
  g_assert_cmpstr (locality, ==, "Saint-Pierreville");
  g_assert_cmpstr (mlg_record_get_named (actor, "themes"), ==, "wood\x1ewool");
  g_assert_cmpstr (mlg_record_get_named (actor, "category"), ==, "study_bodies");     /* what it says, it keeps */
  g_assert_cmpuint (count (project, "actor"), ==, 1);

  /* In another town, it is another. */
  elsewhere = enter (project, "Ardelaine, Saugues");
  g_assert_false (mlg_id_equal (mlg_record_get_id (elsewhere), &id));
  g_assert_cmpuint (count (project, "actor"), ==, 2);

  g_clear_object (&actor);
  g_clear_object (&elsewhere);
  close_project (&project);
}

static void
test_probable_duplicates_are_seen (void)
{
  static const struct { const char *typed; gboolean similar; } cases[] = {
    { "ateliers de la Bruyere", TRUE },      /* accents */
    { "Atelliers de la Bruyère", TRUE },     /* a slip */
    { "Stelier de la Bruyère", TRUE },       /* in the first letter */
    { "Association Ateliers de la Bruyère", TRUE },
    { "Épicerie", TRUE },                    /* the beginning of one */
    { "ADB", TRUE },                         /* its acronym */
    { "Ferme des Ombelles", FALSE },
    { "Ate", FALSE },
  };
  g_autofree char *path = fixture_path ("doublon.maillage");
  MlgProject *project = create_project (path);
  MlgId id = add_actor (project, "Ateliers de la Bruyère");

  set_actor (project, &id, "acronym", "ADB");
  add_actor (project, "Épicerie coopérative du Haut-Bréau");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(MlgQuickEntry) entry = mlg_quick_entry_read (project, cases[i].typed, NAN, NAN);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpint (entry->known != NULL || entry->similar->len > 0, ==, cases[i].similar);
    }
  close_project (&project);
}

static void
test_arrows_link_and_say_wishes (void)
{
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  g_autofree char *path = fixture_path ("fleche.maillage");
  MlgProject *project = create_project (path);
  MlgId id = add_actor (project, "SCOP Ardelaine");
  g_autoptr(MlgRecord) actor = NULL, again = NULL;
  g_autoptr(GPtrArray) links = NULL;

  add_actor (project, "Café des Sports");
  add_actor (project, "Terres, racines et compagnie");

  /* One is known by its only word, one is new, one has a comma in its name; « CAF » is not the café. */
  actor = enter (project, "Bergerie → Ardelaine, Terres, racines et compagnie, CAF ?");
  links = mlg_project_referring (project, partnership, "a", mlg_record_get_id (actor));
  g_assert_cmpuint (links->len, ==, 3);
  g_assert_cmpuint (count (project, "actor"), ==, 5);
  for (guint i = 0; i < links->len; i++)
    {
      MlgRecord *link = links->pdata[i];
      MlgId b;
      g_autofree char *title = NULL;

      g_assert_true (mlg_id_parse (mlg_record_get_named (link, "b"), &b));
      title = mlg_project_dup_title (project, entity_actor (), &b);
      g_assert_cmpstr (mlg_record_get_named (link, "state"), ==, g_str_equal (title, "CAF") ? "wished" : "active");
      g_assert_true (g_str_equal (title, "CAF") || g_str_equal (title, "Terres, racines et compagnie") ||
                     mlg_id_equal (&b, &id));
    }

  /* Said again as a fact, from the other side: the wish became one, nothing is doubled. */
  again = enter (project, "CAF → Bergerie");
  g_assert_cmpuint (count (project, MLG_ENTITY_PARTNERSHIP), ==, 3);
  for (guint i = 0; i < links->len; i++)
    g_assert_cmpstr (mlg_record_get_named (links->pdata[i], "state"), ==, "active");

  g_clear_pointer (&links, g_ptr_array_unref);
  g_clear_object (&actor);
  g_clear_object (&again);
  close_project (&project);
}

static void
test_a_list_is_one_step_without_doubles (void)
{
  static const char list[] = "1. Ardelaine\n2. Moulinage de Chirols (Chirols)\n3. Le Viel Audon → Ardelaine\n"
                             "4. ardelaine\n5. Mairie de Saugues, Saugues #2\n6. Épicerie du Pont\n";
  g_autofree char *path = fixture_path ("liste.maillage");
  MlgProject *project = create_project (path);
  g_auto(MlgQuickOutcome) outcome = { 0 };
  g_autoptr(GError) error = NULL;

  add_actor (project, "Épicerie du Pont");
  g_assert_true (mlg_quick_entry_apply_lines (project, list, " #laine", &outcome, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (outcome.n_added, ==, 4);
  g_assert_cmpuint (outcome.n_linked, ==, 1);
  g_assert_cmpuint (outcome.n_completed, ==, 1);       /* the grocery has a theme now */
  g_assert_cmpuint (outcome.existing->len, ==, 1);     /* Ardelaine, twice in the list */
  g_assert_cmpuint (count (project, "actor"), ==, 5);

  g_assert_true (mlg_project_undo (project, &error));
  g_assert_cmpuint (count (project, "actor"), ==, 1);
  g_assert_cmpuint (count (project, MLG_ENTITY_PARTNERSHIP), ==, 0);
  close_project (&project);
}

static void
test_persons_and_their_trades (void)
{
  g_autofree char *path = fixture_path ("personne.maillage");
  MlgProject *project = create_project (path);
  const MlgEntity *function = mlg_schema_find ("person_function");
  g_autoptr(MlgRecord) actor = enter (project, "Ardelaine + Jeanne Martin, bergère, tondeuse");
  g_autoptr(MlgRecord) emploi = enter (project, "Cap + Emploi");
  g_autoptr(GPtrArray) functions = mlg_project_referring (project, function, "actor", mlg_record_get_id (actor));
  g_autoptr(GPtrArray) found = mlg_project_search (project, mlg_schema_find ("person"), "jeanne", 5);
  g_autoptr(MlgQuickEntry) alone = mlg_quick_entry_read (project, "+ jeanne martin, filandière", NAN, NAN);
  g_auto(MlgQuickOutcome) outcome = { 0 };

  g_assert_cmpstr (mlg_record_get_named (emploi, "name"), ==, "Cap + Emploi");
  g_assert_cmpuint (functions->len, ==, 1);
  g_assert_cmpstr (mlg_record_get_named (functions->pdata[0], "title"), ==, "bergère");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (mlg_record_get_named (found->pdata[0], "consent"), ==, "to_ask");

  /* Known: she gets one more trade, no double. */
  g_assert_true (mlg_quick_entry_apply (alone, project, FALSE, &outcome, NULL));
  g_assert_true (mlg_id_is_null (&outcome.id));
  g_assert_cmpuint (count (project, "person"), ==, 1);
  g_assert_nonnull (strstr (mlg_record_get_named (found->pdata[0], "trades"), "filandière"));
  g_assert_nonnull (strstr (mlg_record_get_named (found->pdata[0], "trades"), "tondeuse"));

  g_clear_pointer (&functions, g_ptr_array_unref);
  g_clear_pointer (&found, g_ptr_array_unref);
  g_clear_object (&actor);
  g_clear_object (&emploi);
  close_project (&project);
}

/* Nothing to undo when nothing was written. */
static void
test_known_names_alone_write_nothing (void)
{
  g_autofree char *path = fixture_path ("rien.maillage");
  MlgProject *project = create_project (path);
  g_auto(MlgQuickOutcome) outcome = { 0 };
  g_autofree char *label = NULL;
  g_autoptr(GError) error = NULL;

  add_actor (project, "Ardelaine");
  g_assert_true (mlg_project_undo (project, &error));
  g_assert_true (mlg_project_redo (project, &error));
  g_assert_true (mlg_quick_entry_apply_lines (project, "ARDELAINE\n- Ardelaine", NULL, &outcome, &error));
  g_assert_cmpuint (outcome.existing->len, ==, 2);
  g_assert_cmpuint (outcome.n_added, ==, 0);
  g_object_get (project, "undo-label", &label, NULL);
  g_assert_cmpstr (label, !=, "Add a list of actors");
  close_project (&project);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add_func ("/quick-entry/" #name, test_##name)
  ADD (parts_of_a_line);
  ADD (towns_in_a_few_words);
  ADD (homonyms_are_told_apart_by_nearness);
  ADD (a_town_is_written_without_doubt);
  ADD (a_slip_still_finds_the_town);
  ADD (lists_lose_their_bullets_only);
  ADD (a_full_line_fills_the_actor);
  ADD (groups_keep_their_number);
  ADD (a_known_actor_is_completed_not_doubled);
  ADD (probable_duplicates_are_seen);
  ADD (arrows_link_and_say_wishes);
  ADD (a_list_is_one_step_without_doubles);
  ADD (persons_and_their_trades);
  ADD (known_names_alone_write_nothing);

  result = g_test_run ();
  fixture_end ();
  return result;
}
