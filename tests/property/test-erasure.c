/* Somebody is erased: her name is nowhere any more, not in the records of others, not in a version frozen
 * before, not in what was being typed, not under her signature; and no old copy brings it back, whichever way it comes.
 */

#include "../project-fixture.h"

#include "exchange/mlg-project-person.h"
#include "store/mlg-draft.h"
#include "store/mlg-snapshot.h"

#define FIRST "Zéphyrine"
#define LAST  "Quatrebarbes"
#define NAME  FIRST " " LAST

static MlgId
add (MlgProject *project,
     const char *entity_name,
     ...)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };
  const char *name;
  va_list args;

  va_start (args, entity_name);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const MlgField *field = mlg_entity_find_field (entity, name);

      g_assert_nonnull (field);
      values[field->index] = va_arg (args, const char *);
    }
  va_end (args);
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
set (MlgProject  *project,
     const char  *entity_name,
     const MlgId *id,
     const char  *field,
     const char  *value)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autoptr(GError) error = NULL;

  mlg_project_set (project, entity, id, mlg_entity_find_field (entity, field), value, &error);
  g_assert_no_error (error);
}

static char *
get (MlgProject  *project,
     const char  *entity_name,
     const MlgId *id,
     const char  *field)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, mlg_schema_find (entity_name), id);

  return record == NULL ? NULL : g_strdup (mlg_record_get_named (record, field));
}

/* ---- a territory where she is everywhere */

typedef struct
{
  MlgId person, other, actor, initiative, involvement, monograph, section, version;
} World;

static MlgProject *
make_world (const char *path,
            World      *world)
{
  MlgProject *project = create_project (path);
  g_autofree char *person = NULL, *initiative = NULL, *monograph = NULL, *member = NULL;

  world->person = add (project, "person", "first_name", FIRST, "last_name", LAST, "display_name", NAME, "key", "p-quatrebarbes",
                       "contact_email", "zephyrine.quatrebarbes@exemple.fr", "contact_phone", "0611223344",
                       "note", "Aime la laine", "trades", "fileuse", NULL);
  person = mlg_id_dup_text (&world->person);
  world->other = add (project, "person", "first_name", "Ondine", "last_name", LAST, "display_name", "Ondine " LAST, NULL);
  world->actor = add (project, "actor", "name", "Filature des Sources", "contact_name", NAME, "contact_email",
                      "zephyrine.quatrebarbes@exemple.fr", "aliases", "Atelier " NAME "\x1e" "La Filature",
                      "description", "Tenue par Mme " LAST ", puis reprise. Les quatre barbes du village sont restées.", NULL);
  world->initiative = add (project, "initiative", "name", "Laine d’ici", "pitch", "Une idée de " LAST " " FIRST ".", NULL);
  initiative = mlg_id_dup_text (&world->initiative);
  member = g_strconcat ("person:", person, NULL);
  world->involvement = add (project, "involvement", "initiative", initiative, "stakeholder", member, "key", "i-laine/quatrebarbes",
                            "note", LAST " tient la caisse", NULL);
  world->monograph = add (project, "monograph", "title", "La laine", "writers", person, NULL);
  monograph = mlg_id_dup_text (&world->monograph);
  world->section = add (project, "monograph_section", "monograph", monograph, "heading", "Les débuts", "body",
                        "Tout part de **" FIRST "** " LAST ".\n\nTéléphone : 06 11 22 33 44.", NULL);
  world->version = add (project, "monograph_version", "monograph", monograph, "content",
                        "{\"format\":\"maillage-monograph\",\"body\":\"Tout part de\\n" NAME ".\"}", NULL);
  add (project, "handover", "recipient", NAME, "level", "complete", "file_name", "pour-zephyrine-quatrebarbes.maillage", NULL);
  return project;
}

/* Words that must be nowhere; the last name of her sister stays hers. */
static const char *const gone[] = {
  FIRST, "zephyrine", "p-quatrebarbes", "i-laine/quatrebarbes", "quatrebarbes@", "0611223344", "06 11 22 33 44", "Aime la laine",
  "Mme " LAST, LAST " tient", NAME, LAST " " FIRST,
};

static gboolean
file_holds (const char *path,
            const char *text)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return memmem (content, length, text, strlen (text)) != NULL;
}

static void
assert_clean_file (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      gboolean held = file_holds (path, gone[i]);

      if (held)
        g_printerr ("%s still holds %s\n", path, gone[i]);
      g_assert_false (held);
    }
}

static void
assert_clean (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    assert_clean_file (path);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_clean (child);
    }
}

static void
assert_clean_everywhere (const char *folder)
{
  assert_clean (folder);
  assert_clean (g_get_user_data_dir ());
  assert_clean (g_get_user_cache_dir ());
  assert_clean (g_get_user_config_dir ());
}

static void
assert_sound (MlgProject *project)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = mlg_store_check (mlg_project_get_store (project), FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
erase (MlgProject  *project,
       const MlgId *id)
{
  g_autoptr(GError) error = NULL;

  mlg_project_erase (project, mlg_schema_find ("person"), id, &error);
  g_assert_no_error (error);
}

static void
save (MlgProject *project)
{
  g_autoptr(GError) error = NULL;

  mlg_project_save (project, &error);
  g_assert_no_error (error);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, length, NULL));
}

static void
merge (MlgProject *project,
       const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMergeReport) report = mlg_project_merge (project, path, FALSE, &error);

  g_assert_no_error (error);
  save (project);
}

static void
assert_value (MlgProject  *project,
              const char  *entity,
              const MlgId *id,
              const char  *field,
              const char  *expected)
{
  g_autofree char *value = get (project, entity, id, field);

  g_assert_cmpstr (value, ==, expected);
}

/* ---- */

static void
test_no_byte_of_her_is_left (void)
{
  g_autofree char *folder = fixture_path ("effacement");
  g_autofree char *path = g_build_filename (folder, "a.maillage", NULL);
  g_autofree char *draft = NULL, *leftover = NULL, *text = NULL;
  g_autoptr(MlgProject) project = NULL;
  gboolean can_undo;
  World world;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_setenv ("MAILLAGE_AUTHOR", NAME, TRUE);
  project = make_world (path, &world);
  g_setenv ("MAILLAGE_AUTHOR", "Épreuve", TRUE);
  set (project, "monograph_section", &world.section, "body", NAME " a dit non.\n\nPuis oui.");
  set (project, "monograph_section", &world.section, "body", "Plus rien d’elle.");
  save (project);
  g_ptr_array_unref (mlg_project_search_text (project, "quatrebarbes", 50));

  /* What is being typed, and what a crash left. */
  draft = mlg_draft_dup_path (project, mlg_schema_find ("monograph_section"), &world.section,
                              mlg_entity_find_field (mlg_schema_find ("monograph_section"), "body"));
  g_assert_true (mlg_draft_write (draft, "Plus rien d’elle.", "Et pourtant " NAME " revient.", NULL));
  text = g_path_get_dirname (draft);
  leftover = g_build_filename (text, "publish.db", NULL);
  g_assert_true (g_file_set_contents (leftover, NAME, -1, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    g_assert_true (file_holds (path, gone[i]));
  erase (project, &world.person);
  assert_clean_everywhere (folder);
  assert_sound (project);

  /* What is not hers stays. */
  assert_value (project, "person", &world.other, "display_name", "Ondine " LAST);
  assert_value (project, "person", &world.other, "last_name", LAST);
  assert_value (project, "actor", &world.actor, "name", "Filature des Sources");
  assert_value (project, "actor", &world.actor, "aliases", "La Filature");
  assert_value (project, "actor", &world.actor, "contact_email", NULL);
  assert_value (project, "actor", &world.actor, "contact_name", "█████████ ████████████");
  assert_value (project, "actor", &world.actor, "description",
                "Tenue par ███ ████████████, puis reprise. Les quatre barbes du village sont restées.");
  assert_value (project, "involvement", &world.involvement, "key", NULL);
  assert_value (project, "involvement", &world.involvement, "note", "████████████ tient la caisse");
  assert_value (project, "monograph_section", &world.section, "body", "Plus rien d’elle.");
  assert_value (project, "monograph_version", &world.version, "content",
                "{\"format\":\"maillage-monograph\",\"body\":\"Tout part de\\n█████████ ████████████.\"}");

  /* Nothing to take back, and nothing to take up again. */
  g_object_get (project, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);
  drop_project (&project);
  project = open_project (path);
  assert_value (project, "monograph_section", &world.section, "body", "Et pourtant █████████ ████████████ revient.");
  save (project);
  assert_clean_everywhere (folder);
  close_project (&project);
}

/* The old copy was edited, and went through a third one. */
static void
test_no_old_copy_brings_her_back (void)
{
  g_autofree char *folder = fixture_path ("retour");
  g_autofree char *path = g_build_filename (folder, "a.maillage", NULL);
  g_autofree char *old = fixture_path ("ancienne.maillage");
  g_autofree char *third = fixture_path ("tierce.maillage");
  g_autoptr(MlgProject) project = NULL, colleague = NULL, other = NULL;
  World world;
  MlgId added;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  project = make_world (path, &world);
  save (project);
  copy_file (path, old);
  copy_file (path, third);
  erase (project, &world.person);

  colleague = open_project (old);
  set (colleague, "person", &world.person, "note", "Aime la laine, et le chanvre");
  set (colleague, "monograph_section", &world.section, "body", "Tout part de " NAME ".\n\nEt du chanvre.");
  added = add (colleague, "actor", "name", "Chanvre " NAME, "aliases", "Chez " NAME, NULL);
  save (colleague);
  other = open_project (third);
  set (other, "initiative", &world.initiative, "pitch", "Une idée de " LAST " " FIRST ", reprise.");
  merge (other, old);

  merge (project, third);
  assert_clean (folder);
  g_assert_null (mlg_project_get_record (project, mlg_schema_find ("person"), &world.person));
  assert_value (project, "actor", &added, "name", "Chanvre █████████ ████████████");
  assert_value (project, "actor", &added, "aliases", NULL);
  assert_value (project, "initiative", &world.initiative, "pitch", "Une idée de ████████████ █████████, reprise.");
  assert_sound (project);
  merge (project, old);
  assert_clean (folder);

  /* And there she goes too. */
  merge (colleague, path);
  merge (other, path);
  close_project (&colleague);
  close_project (&other);
  assert_clean_file (old);
  assert_clean_file (third);
  close_project (&project);
  assert_clean_everywhere (folder);
}

typedef struct
{
  MlgProject      *other;
  const MlgEntity *entity;
} Comparing;

static gboolean
compare_row (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  Comparing *comparing = data;

  for (guint i = 0; i < comparing->entity->n_fields; i++)
    assert_value (comparing->other, comparing->entity->name, id, comparing->entity->fields[i].name, values[i]);
  return TRUE;
}

static void
assert_same (MlgProject *a,
             MlgProject *b)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint e = 0; e < n_entities; e++)
    {
      Comparing comparing = { b, entities[e] };

      g_assert_cmpuint (mlg_store_count (mlg_project_get_store (a), entities[e]), ==,
                        mlg_store_count (mlg_project_get_store (b), entities[e]));
      g_assert_true (mlg_store_foreach (mlg_project_get_store (a), entities[e], compare_row, &comparing, NULL));
    }
}

/* Two persons named by one text, each erased on another machine. */
static void
test_two_erasures_meet (void)
{
  g_autofree char *a = fixture_path ("a.maillage");
  g_autofree char *b = fixture_path ("b.maillage");
  g_autoptr(MlgProject) here = NULL, there = NULL;
  World world;
  MlgId other, text;

  here = make_world (a, &world);
  other = add (here, "person", "first_name", "Barnabé", "last_name", "Troisponts", "display_name", "Barnabé Troisponts", NULL);
  text = add (here, "actor", "name", "Café", "description", NAME " et Barnabé Troisponts s’y voient.", NULL);
  save (here);
  copy_file (a, b);

  there = open_project (b);
  erase (here, &world.person);
  erase (there, &other);
  merge (here, b);
  merge (there, a);
  assert_value (here, "actor", &text, "description", "█████████ ████████████ et ███████ ██████████ s’y voient.");
  assert_same (here, there);
  assert_sound (here);
  assert_sound (there);
  close_project (&here);
  close_project (&there);
}

/* A name taken away leaves the work; the journal that loses it knows its keeper by the place alone. */
static void
test_anonymous_is_nameless_everywhere (void)
{
  g_autofree char *folder = fixture_path ("anonyme");
  g_autofree char *path = g_build_filename (folder, "a.maillage", NULL);
  g_autofree char *who = NULL, *expected = NULL, *text = NULL;
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) error = NULL;
  World world;
  MlgId anonymous;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  project = make_world (path, &world);
  mlg_person_anonymise (project, &world.person, &anonymous, &error);
  g_assert_no_error (error);
  assert_clean_everywhere (folder);
  text = mlg_id_dup_text (&anonymous);
  expected = g_strconcat ("person:", text, NULL);
  assert_value (project, "involvement", &world.involvement, "stakeholder", expected);
  assert_value (project, "person", &anonymous, "trades", "fileuse");
  assert_sound (project);
  close_project (&project);
  assert_clean_everywhere (folder);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erasure/no_byte_of_her_is_left", test_no_byte_of_her_is_left);
  g_test_add_func ("/erasure/no_old_copy_brings_her_back", test_no_old_copy_brings_her_back);
  g_test_add_func ("/erasure/two_erasures_meet", test_two_erasures_meet);
  g_test_add_func ("/erasure/anonymous_is_nameless_everywhere", test_anonymous_is_nameless_everywhere);
  result = g_test_run ();
  fixture_end ();
  return result;
}
