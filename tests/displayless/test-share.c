/* What leaves the file, and what leaves it for good. */

#include "../project-fixture.h"

#include "model/mlg-value.h"
#include "store/mlg-share.h"

typedef struct
{
  const MlgEntity *entity;
  const char     **values;
} Draft;

static void
draft_set (Draft      *draft,
           const char *field,
           const char *value)
{
  const MlgField *known = mlg_entity_find_field (draft->entity, field);

  g_assert_nonnull (known);
  draft->values[known->index] = value;
}

static Draft
draft_new (const char *entity)
{
  Draft draft = { mlg_schema_find (entity) };

  g_assert_nonnull (draft.entity);
  draft.values = g_new0 (const char *, draft.entity->n_fields);
  return draft;
}

static MlgId
draft_add (Draft      *draft,
           MlgProject *project)
{
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  mlg_project_add (project, draft->entity, draft->values, &id, &error);
  g_assert_no_error (error);
  g_free (draft->values);
  return id;
}

/* Marks to look for in the bytes of a file. */
#define MARK_PHONE    "0612345678"
#define MARK_NOTE     "NOTE-CONFIDENTIELLE"
#define MARK_PRIVATE  "ACTEUR-CONFIDENTIEL"
#define MARK_GROUP    "ACTEUR-DU-GROUPE"
#define MARK_PERSON   "PERSONNE-NOMMEE"
#define MARK_SILENT   "PROPOS-NON-CONSENTIS"
#define MARK_SPOKEN   "PROPOS-CONSENTIS"
#define MARK_OLD      "ANCIEN-NOM"
#define MARK_GONE     "ACTEUR-SUPPRIME"
#define MARK_CLEAR    "ACTEUR-VISIBLE"

static gboolean
contains (const char *path,
          const char *mark)
{
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  return memmem (content, length, mark, strlen (mark)) != NULL;
}

static MlgProject *
make_project (const char *path)
{
  MlgProject *project = create_project (path);
  Draft draft = draft_new ("actor");
  g_autoptr(GError) error = NULL;
  g_autofree char *person_text = NULL;
  g_autofree char *private_text = NULL;
  g_autofree char *public_text = NULL;
  MlgId id, gone;

  draft_set (&draft, "name", MARK_OLD);
  draft_set (&draft, "contact_phone", MARK_PHONE);
  draft_set (&draft, "note", MARK_NOTE);
  id = draft_add (&draft, project);
  set_actor (project, &id, "name", MARK_CLEAR);
  public_text = mlg_id_dup_text (&id);

  draft = draft_new ("actor");
  draft_set (&draft, "name", MARK_PRIVATE);
  draft_set (&draft, "visibility", "private");
  id = draft_add (&draft, project);
  private_text = mlg_id_dup_text (&id);

  draft = draft_new ("actor");
  draft_set (&draft, "name", MARK_GROUP);
  draft_set (&draft, "visibility", "group");
  draft_add (&draft, project);

  gone = add_actor (project, MARK_GONE);
  mlg_project_delete (project, entity_actor (), &gone, &error);
  g_assert_no_error (error);

  draft = draft_new ("person");
  draft_set (&draft, "display_name", MARK_PERSON);
  id = draft_add (&draft, project);
  person_text = mlg_id_dup_text (&id);

  draft = draft_new ("verbatim");
  draft_set (&draft, "text", MARK_SILENT);
  draft_set (&draft, "consent", "to_ask");
  draft_set (&draft, "speaker", person_text);
  draft_add (&draft, project);

  draft = draft_new ("verbatim");
  draft_set (&draft, "text", MARK_SPOKEN);
  draft_set (&draft, "consent", "given");
  draft_set (&draft, "speaker", person_text);
  draft_add (&draft, project);

  /* Between somebody seen and somebody hidden: it would tell of the hidden one. */
  draft = draft_new ("partnership");
  draft_set (&draft, "a", public_text);
  draft_set (&draft, "b", private_text);
  draft_add (&draft, project);
  return project;
}

static void
test_shared_copies_hold_what_may_leave (void)
{
  static const struct { const char *mark; gboolean partners, public; } cases[] = {
    { MARK_CLEAR, TRUE, TRUE },
    { MARK_SPOKEN, TRUE, TRUE },
    { MARK_GROUP, TRUE, FALSE },
    { MARK_PERSON, TRUE, FALSE },
    { MARK_PHONE, TRUE, FALSE },
    { MARK_SILENT, FALSE, FALSE },     /* nobody was asked yet: "à demander" leaves with nobody (domain.md §2.14) */
    { MARK_NOTE, FALSE, FALSE },
    { MARK_PRIVATE, FALSE, FALSE },
    { MARK_OLD, FALSE, FALSE },
    { MARK_GONE, FALSE, FALSE },
    { "Épreuve", FALSE, FALSE },
  };
  g_autofree char *path = fixture_path ("entier.maillage");
  g_autofree char *partners = fixture_path ("partenaires.maillage");
  g_autofree char *public = fixture_path ("public.maillage");
  g_autofree char *complete = fixture_path ("complet.maillage");
  g_autoptr(MlgProject) project = make_project (path);
  g_autoptr(MlgProject) copy = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  mlg_project_share (project, partners, MLG_LEVEL_PARTNERS, &error);
  g_assert_no_error (error);
  mlg_project_share (project, public, MLG_LEVEL_PUBLIC, &error);
  g_assert_no_error (error);
  mlg_project_share (project, complete, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);
  g_assert_false (mlg_project_share (project, path, MLG_LEVEL_PUBLIC, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID);
  g_clear_error (&error);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].mark);
      g_assert_true (contains (complete, cases[i].mark));
      g_assert_cmpint (contains (partners, cases[i].mark), ==, cases[i].partners);
      g_assert_cmpint (contains (public, cases[i].mark), ==, cases[i].public);
    }

  ours = mlg_store_dup_meta (mlg_project_get_store (project), "doc_id");
  copy = mlg_project_open_read_only (public, &error);
  g_assert_no_error (error);
  theirs = mlg_store_dup_meta (mlg_project_get_store (copy), "doc_id");
  g_assert_cmpstr (ours, !=, theirs);
  g_assert_cmpuint (mlg_project_count (copy, mlg_schema_find ("partnership")), ==, 0);
  g_assert_cmpuint (mlg_project_count (copy, entity_actor ()), ==, 1);
  g_assert_cmpstr (mlg_project_get_title (copy), ==, "Territoire d’épreuve");
  close_project (&copy);

  /* A shared copy is a file like any other. */
  copy = open_project (public);
  add_actor (copy, "Suite");
  close_project (&copy);
  close_project (&project);
}

static guint
count_held (MlgShareSummary *summary,
            MlgHeldReason    reason)
{
  guint n = 0;

  for (guint i = 0; i < summary->held->len; i++)
    n += g_array_index (summary->held, MlgHeldRecord, i).reason == reason;
  return n;
}

/* What the screen says before is what the copy holds after. */
static void
test_what_is_announced_is_what_leaves (void)
{
  g_autofree char *path = fixture_path ("annoncé.maillage");
  g_autofree char *out = fixture_path ("annoncé-public.maillage");
  g_autoptr(MlgProject) project = make_project (path);
  g_autoptr(MlgProject) copy = NULL;
  g_autoptr(MlgShareSummary) summary = NULL;
  g_autoptr(MlgShareSummary) complete = NULL;
  g_autoptr(GError) error = NULL;
  guint n_phones = 0;

  complete = mlg_share_summarize (project, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (complete->n_held, ==, 0);
  g_assert_cmpuint (complete->n_values_held, ==, 0);

  summary = mlg_share_summarize (project, MLG_LEVEL_PUBLIC, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary->n_leaving + summary->n_held, ==, complete->n_leaving);
  g_assert_cmpuint (count_held (summary, MLG_HELD_PRIVATE), ==, 1);
  g_assert_cmpuint (count_held (summary, MLG_HELD_GROUP), ==, 1);
  g_assert_cmpuint (count_held (summary, MLG_HELD_PERSONAL), ==, 1);
  g_assert_cmpuint (count_held (summary, MLG_HELD_CONSENT), ==, 1);
  g_assert_cmpuint (count_held (summary, MLG_HELD_DEPENDENT), ==, 1);
  for (guint i = 0; i < summary->fields->len; i++)
    {
      const MlgShareField *field = &g_array_index (summary->fields, MlgShareField, i);

      g_assert_cmpuint (field->n_leaving, ==, 0);
      if (g_str_equal (field->field->name, "contact_phone"))
        n_phones += field->n_held;
    }
  g_assert_cmpuint (n_phones, ==, 1);

  mlg_project_share (project, out, MLG_LEVEL_PUBLIC, &error);
  g_assert_no_error (error);
  copy = mlg_project_open_read_only (out, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < summary->counts->len; i++)
    {
      const MlgShareCount *count = &g_array_index (summary->counts, MlgShareCount, i);

      g_assert_cmpuint (mlg_project_count (copy, count->entity), ==, count->n_leaving);
    }
  close_project (&copy);
  close_project (&project);
}

static gboolean
take_record (const MlgId       *id,
             const char *const *values,
             gpointer           data)
{
  *(MlgId *) data = *id;
  return FALSE;
}

static void
test_each_copy_handed_over_is_noted (void)
{
  g_autofree char *path = fixture_path ("remis.maillage");
  g_autofree char *out = fixture_path ("remise publique.maillage");
  g_autofree char *second = fixture_path ("remise aux partenaires.maillage");
  g_autoptr(MlgProject) project = make_project (path);
  g_autoptr(MlgProject) copy = NULL;
  g_autoptr(MlgRecord) note = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *identity = NULL;
  const MlgEntity *entity = mlg_schema_find ("handover");
  MlgHandover handover = { MLG_LEVEL_PUBLIC, "Site du Pays", "CC BY 4.0" };
  gboolean can_undo;
  MlgId id;

  while (mlg_project_undo (project, NULL))
    ;
  g_clear_error (&error);
  mlg_share_hand_over (project, out, &handover, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (project, entity), ==, 1);
  g_object_get (project, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);

  copy = mlg_project_open_read_only (out, &error);
  g_assert_no_error (error);
  identity = mlg_store_dup_meta (mlg_project_get_store (copy), "doc_id");
  mlg_store_foreach (mlg_project_get_store (project), entity, take_record, &id, NULL);
  note = mlg_project_get_record (project, entity, &id);
  g_assert_cmpstr (mlg_record_get_named (note, "recipient"), ==, "Site du Pays");
  g_assert_cmpstr (mlg_record_get_named (note, "level"), ==, "public");
  g_assert_cmpstr (mlg_record_get_named (note, "format"), ==, "maillage");
  g_assert_cmpstr (mlg_record_get_named (note, "licence"), ==, "CC BY 4.0");
  g_assert_cmpstr (mlg_record_get_named (note, "document"), ==, identity);
  g_assert_true (g_str_has_suffix (mlg_record_get_named (note, "file_name"), "remise publique.maillage"));
  g_clear_object (&note);
  close_project (&copy);

  /* Who got a copy is nobody else's business; the licence is everybody's. */
  handover.level = MLG_LEVEL_PARTNERS;
  mlg_share_hand_over (project, second, &handover, &error);
  g_assert_no_error (error);
  g_assert_false (contains (out, "Site du Pays"));
  g_assert_false (contains (second, "Site du Pays"));
  g_assert_true (contains (out, "CC BY 4.0"));
  close_project (&project);
}

static gboolean
folder_contains (const char *path,
                 const char *mark)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  if (dir == NULL)
    return g_file_test (path, G_FILE_TEST_IS_REGULAR) && contains (path, mark);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (folder_contains (child, mark))
        {
          g_test_message ("%s is in %s", mark, child);
          return TRUE;
        }
    }
  return FALSE;
}

/* Journal, tables, free pages, WAL, snapshots, cache, published file: looked at byte by byte. */
static void
test_erased_words_are_nowhere (void)
{
  const char *mark = "zorglubienne";
  g_autofree char *folder = fixture_path ("effacement");
  g_autofree char *path = g_build_filename (folder, "a.maillage", NULL);
  g_autofree char *other = g_build_filename (fixture_folder, "ancienne-copie", NULL);
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgMergeReport) report = NULL;
  gboolean can_undo;
  MlgId id;

  g_mkdir (folder, 0755);
  project = create_project (path);
  id = add_actor (project, "Marie zorglubienne");
  set_actor (project, &id, "note", "Une habitude zorglubienne.");
  set_actor (project, &id, "aliases", "zorglubienne\x1e" "autre");
  add_actor (project, "Reste là");
  g_ptr_array_unref (mlg_project_search (project, NULL, "zorglu", 5));
  g_ptr_array_unref (mlg_project_search_text (project, "zorglu", 5));
  mlg_project_save (project, &error);
  g_assert_no_error (error);

  /* A colleague has a copy; merging it makes a snapshot here. */
  mlg_project_share (project, other, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);
  report = mlg_project_merge (project, other, FALSE, &error);
  g_assert_no_error (error);
  g_clear_pointer (&report, mlg_merge_report_free);
  g_assert_true (folder_contains (g_get_user_data_dir (), mark));
  g_assert_true (folder_contains (folder, mark));

  mlg_project_erase (project, entity_actor (), &id, &error);
  g_assert_no_error (error);
  g_object_get (project, "can-undo", &can_undo, NULL);
  g_assert_false (can_undo);
  g_assert_false (folder_contains (g_get_user_data_dir (), mark));
  g_assert_false (folder_contains (g_get_user_cache_dir (), mark));
  g_assert_false (folder_contains (folder, mark));

  /* The colleague's old copy does not bring it back. */
  report = mlg_project_merge (project, other, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  close_project (&project);
  g_assert_false (folder_contains (folder, mark));
  project = open_project (path);
  g_assert_null (mlg_project_get_record (project, entity_actor (), &id));
  close_project (&project);
}

/* The animator erases on her laptop; the one who merges erases too. */
static void
test_erasure_travels (void)
{
  const char *mark = "quatrevingtonze";
  g_autofree char *folder = fixture_path ("chez-lui");
  g_autofree char *path = g_build_filename (folder, "a.maillage", NULL);
  g_autofree char *hers = g_build_filename (fixture_folder, "chez-elle.maillage", NULL);
  g_autoptr(MlgProject) project = NULL;
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id;

  g_mkdir (folder, 0755);
  project = create_project (path);
  id = add_actor (project, "Jean Quatrevingtonze");
  set_actor (project, &id, "name", "Jean quatrevingtonze");
  mlg_project_save (project, &error);
  g_assert_no_error (error);
  mlg_project_share (project, hers, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (mlg_project_search (project, NULL, mark, 5));

  other = open_project (hers);
  mlg_project_erase (other, entity_actor (), &id, &error);
  g_assert_no_error (error);
  close_project (&other);

  report = mlg_project_merge (project, hers, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 0);
  close_project (&project);
  g_assert_false (folder_contains (folder, mark));
  g_assert_false (folder_contains (g_get_user_data_dir (), mark));
  g_assert_false (folder_contains (g_get_user_cache_dir (), mark));
}

static void
add_named (MlgProject *project,
           const char *name,
           const char *field,
           const char *text)
{
  Draft draft = draft_new ("actor");

  draft_set (&draft, "name", name);
  draft_set (&draft, field, text);
  draft_add (&draft, project);
}

/* What somebody wrote freely is left as it is, and shown before it leaves. */
static void
test_texts_that_name_somebody_are_listed (void)
{
  static const char *const expected[] = { "Filature", "Moulin", "Café" };
  g_autofree char *path = fixture_path ("noms.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  Draft person = draft_new ("person"), other = draft_new ("person");
  g_autoptr(GPtrArray) mentions = NULL, none = NULL;
  g_autoptr(GError) error = NULL;
  MlgId petit, refusing;

  draft_set (&person, "first_name", "Jeanne");
  draft_set (&person, "last_name", "Petit");
  draft_set (&person, "display_name", "Jeanne Petit");
  petit = draft_add (&person, project);
  draft_set (&other, "display_name", "Le maire de Vals");
  draft_set (&other, "opposition", "1");
  refusing = draft_add (&other, project);

  add_named (project, "Filature", "description", "Reprise par JEANNE PETIT en 1981.");
  add_named (project, "Moulin", "description", "On y trouve\n\nPetit, qui reçoit.");
  add_named (project, "Café", "description", "Soutenu par le Maire de Vals.");
  add_named (project, "Fournil", "description", "Un petit fournil, et Jeanne d’Arc.");
  add_named (project, "Grange", "note", "Rien à dire.");

  mentions = mlg_share_find_mentions (project, MLG_LEVEL_PUBLIC, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mentions->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < mentions->len; i++)
    {
      const MlgShareMention *mention = mentions->pdata[i];
      g_autofree char *title = mlg_project_dup_title (project, mention->entity, &mention->id);

      g_assert_cmpstr (title, ==, expected[i]);
      g_assert_cmpstr (mention->field->name, ==, "description");
      g_assert_true (mlg_id_equal (&mention->person, i < 2 ? &petit : &refusing));
    }
  g_assert_cmpstr (((MlgShareMention *) mentions->pdata[1])->excerpt, ==, "On y trouve  Petit, qui reçoit.");

  /* Among partners only who refuses stays; in a complete copy nobody does. */
  none = mlg_share_find_mentions (project, MLG_LEVEL_PARTNERS, &error);
  g_assert_cmpuint (none->len, ==, 1);
  g_clear_pointer (&none, g_ptr_array_unref);
  none = mlg_share_find_mentions (project, MLG_LEVEL_COMPLETE, &error);
  g_assert_cmpuint (none->len, ==, 0);
  close_project (&project);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/share/shared-copies-hold-what-may-leave", test_shared_copies_hold_what_may_leave);
  g_test_add_func ("/share/what-is-announced-is-what-leaves", test_what_is_announced_is_what_leaves);
  g_test_add_func ("/share/each-copy-handed-over-is-noted", test_each_copy_handed_over_is_noted);
  g_test_add_func ("/share/texts-that-name-somebody-are-listed", test_texts_that_name_somebody_are_listed);
  g_test_add_func ("/share/erased-words-are-nowhere", test_erased_words_are_nowhere);

  g_test_add_func ("/share/erasure-travels", test_erasure_travels);

  result = g_test_run ();
  fixture_end ();
  return result;
}
