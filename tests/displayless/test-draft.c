/* What is being typed survives a crash; two people writing in one monograph lose nothing. */

#include "../project-fixture.h"

#include "store/mlg-draft.h"

typedef struct
{
  char       *path;
  MlgProject *project;
  MlgId       section;
} Fixture;

static const MlgEntity *
section_entity (void)
{
  return mlg_schema_find ("monograph_section");
}

static const MlgField *
body_field (void)
{
  return mlg_entity_find_field (section_entity (), "body");
}

static MlgId
add (MlgProject *project,
     const char *entity_name,
     const char *const *pairs)
{
  const MlgEntity *entity = mlg_schema_find (entity_name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  for (guint i = 0; pairs[i] != NULL; i += 2)
    values[mlg_entity_find_field (entity, pairs[i])->index] = pairs[i + 1];
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static void
write_body (MlgProject *project,
            const MlgId *section,
            const char *body)
{
  g_autoptr(GError) error = NULL;

  mlg_project_set (project, section_entity (), section, body_field (), body, &error);
  g_assert_no_error (error);
}

static char *
read_body (MlgProject  *project,
           const MlgId *section)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, section_entity (), section);

  return g_strdup (mlg_record_get (record, body_field ()));
}

static MlgId
add_section (MlgProject *project,
             const char *body)
{
  MlgId monograph = add (project, "monograph", (const char *[]) { "title", "Pôle Laine", NULL });
  g_autofree char *monograph_id = mlg_id_dup_text (&monograph);

  return add (project, "monograph_section", (const char *[]) { "monograph", monograph_id, "title", "Repères", "body", body, NULL });
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->path = fixture_path ("récit.maillage");
  f->project = create_project (f->path);
  f->section = add_section (f->project, "Avant.");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  if (f->project != NULL)
    close_project (&f->project);
  g_free (f->path);
}

/* As a kill would: the project is dropped without being closed. */
static void
crash (Fixture *f)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&f->project);
  f->project = mlg_project_open (f->path, &error);
  g_assert_no_error (error);
}

static char *
keep_draft (Fixture    *f,
            const char *before,
            const char *words)
{
  char *path = mlg_draft_dup_path (f->project, section_entity (), &f->section, body_field ());
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (path);
  g_assert_true (mlg_draft_write (path, before, words, &error));
  g_assert_no_error (error);
  return path;
}

static void
test_a_crash_loses_no_draft (Fixture       *f,
                             gconstpointer  data)
{
  g_autofree char *path = keep_draft (f, "Avant.", "Avant. Et ce que j’écrivais « ici » :\n\n- là");
  g_autofree char *body = NULL;
  g_autofree char *undone = NULL;
  g_autoptr(GError) error = NULL;
  gboolean resumed;

  crash (f);
  body = read_body (f->project, &f->section);
  g_object_get (f->project, "resumed", &resumed, NULL);
  g_assert_cmpstr (body, ==, "Avant. Et ce que j’écrivais « ici » :\n\n- là");
  g_assert_true (resumed);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  /* It is a command like any other. */
  g_assert_true (mlg_project_undo (f->project, &error));
  undone = read_body (f->project, &f->section);
  g_assert_cmpstr (undone, ==, "Avant.");
}

static void
test_a_draft_that_was_kept_does_not_come_back (Fixture       *f,
                                               gconstpointer  data)
{
  g_autofree char *path = keep_draft (f, "Avant.", "Vieux.");
  g_autofree char *body = NULL;

  mlg_draft_remove (path);
  write_body (f->project, &f->section, "Après.");
  crash (f);
  body = read_body (f->project, &f->section);
  g_assert_cmpstr (body, ==, "Après.");
}

static void
test_a_draft_and_a_change_are_put_together (Fixture       *f,
                                            gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;

  write_body (f->project, &f->section, "Un.\n\nDeux.");
  path = keep_draft (f, "Un.\n\nDeux.", "Un.\n\nDeux, de ma main.");
  write_body (f->project, &f->section, "Un, d’ailleurs.\n\nDeux.");
  crash (f);
  body = read_body (f->project, &f->section);
  g_assert_cmpstr (body, ==, "Un, d’ailleurs.\n\nDeux, de ma main.");
}

static void
test_a_half_written_draft_is_harmless (Fixture       *f,
                                       gconstpointer  data)
{
  static const char *const contents[] = { "", "maillage draft 1\n", "maillage draft 1\n99999\nAv", "autre chose", "maillage draft 1\n6\nAvant.\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *path = mlg_draft_dup_path (f->project, section_entity (), &f->section, body_field ());
      g_autofree char *body = NULL;

      g_assert_true (g_file_set_contents (path, contents[i], -1, NULL));
      crash (f);
      body = read_body (f->project, &f->section);
      g_assert_cmpstr (body, ==, "Avant.");
    }
}

/* ---- two people */

static MlgProject *
open_copy (Fixture    *f,
           const char *name,
           char      **path)
{
  g_autoptr(GError) error = NULL;
  MlgProject *copy;

  *path = fixture_path (name);
  g_assert_true (mlg_project_save_as (f->project, *path, &error));
  g_assert_no_error (error);
  close_project (&f->project);
  copy = mlg_project_open (*path, &error);
  g_assert_no_error (error);
  f->project = mlg_project_open (f->path, &error);
  g_assert_no_error (error);
  return copy;
}

static void
merge (Fixture    *f,
       MlgProject *other,
       const char *path)
{
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (mlg_project_save (other, &error));
  close_project (&other);
  report = mlg_project_merge (f->project, path, FALSE, &error);
  g_assert_no_error (error);
}

static void
test_two_paragraphs_of_one_section_are_both_there (Fixture       *f,
                                                   gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;
  MlgProject *other;

  write_body (f->project, &f->section, "Un.\n\nDeux.\n\nTrois.");
  g_assert_true (mlg_project_save (f->project, NULL));
  other = open_copy (f, "copie.maillage", &path);
  write_body (f->project, &f->section, "Un, par Ana.\n\nDeux.\n\nTrois.");
  write_body (other, &f->section, "Un.\n\nDeux.\n\nTrois, par Bo.\n\nQuatre, par Bo.");
  merge (f, other, path);
  body = read_body (f->project, &f->section);
  g_assert_cmpstr (body, ==, "Un, par Ana.\n\nDeux.\n\nTrois, par Bo.\n\nQuatre, par Bo.");
}

static void
test_the_same_sentence_changed_twice_shows_both (Fixture       *f,
                                                 gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr(GPtrArray) conflicts = NULL;
  g_autoptr(GError) error = NULL;
  MlgProject *other = NULL;
  const MlgConflict *conflict;
  guint n_found = 0;

  g_assert_true (mlg_project_save (f->project, NULL));
  other = open_copy (f, "copie.maillage", &path);
  write_body (f->project, &f->section, "Avant, dit Ana.");
  write_body (other, &f->section, "Avant, dit Bo.");
  merge (f, other, path);

  conflicts = mlg_store_conflicts (mlg_project_get_store (f->project), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, 1);
  conflict = g_ptr_array_index (conflicts, 0);
  g_assert_true (conflict->field == body_field ());
  for (guint i = 0; i < conflict->heads->len; i++)
    {
      const char *value = ((MlgHistoryEntry *) g_ptr_array_index (conflict->heads, i))->after;

      n_found += g_strcmp0 (value, "Avant, dit Ana.") == 0 || g_strcmp0 (value, "Avant, dit Bo.") == 0;
    }
  g_assert_cmpuint (n_found, ==, 2);
}

/* What one writes, what the other writes, and what of it must be read once the two are one: in the
 * text, whoever merges whom, or side by side among what is to be decided.
 */
static void
test_nothing_typed_by_two_is_out_of_sight (Fixture       *f,
                                           gconstpointer  data)
{
  static const struct { const char *base, *ours, *theirs; gboolean decided; const char *seen[4]; } cases[] = {
    { "Un.", "Un.\n\nAna.", "Un.\n\nBo.", FALSE, { "Un.", "Ana.", "Bo." } },
    { "Un.\n\nDeux.", "Un.\n\nAna.\n\nDeux.", "Un.\n\nBo.\n\nDeux.", FALSE, { "Un.", "Ana.", "Bo.", "Deux." } },
    { "Un.", "Un, par Ana.", "Un.\n\nBo.", FALSE, { "Un, par Ana.", "Bo." } },
    { "- a\n- b", "- a\n- b\n- Ana", "- a\n- b\n- Bo", FALSE, { "- a\n- b\n- ", "- Ana", "- Bo" } },
    { "| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | Ana |", "| a | b |\n|---|---|\n| 1 | Bo |", FALSE,
      { "| 3 | Ana |", "| 1 | Bo |" } },
    { "Un.\n\nDeux.", "Un[^na]. \n\nDeux.\n\n[^na]: Note d’Ana.", "Un.\n\nDeux[^nb].\n\n[^nb]: Note de Bo.", FALSE,
      { "[^na]: Note d’Ana.", "[^nb]: Note de Bo.", "Un[^na].", "Deux[^nb]." } },
    /* Moved by one, its neighbour changed by the other. */
    { "Un.\n\nDeux.", "Deux.\n\nUn.", "Un.\n\nDeux, par Bo.", FALSE, { "Deux, par Bo.", "Un." } },
    /* Moved by one and changed by the other: somebody decides. */
    { "Un.\n\nDeux.", "Deux.\n\nUn.", "Un, par Bo.\n\nDeux.", TRUE, { "Un, par Bo.", "Deux.\n\nUn." } },
    { "", "Ana répond.", "Bo répond.", TRUE, { "Ana répond.", "Bo répond." } },
  };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      const char *base = cases[i / 2].base;
      g_autofree char *path = NULL;
      g_autofree char *body = NULL;
      g_autoptr(GPtrArray) conflicts = NULL;
      g_autoptr(GString) seen = g_string_new (NULL);
      MlgProject *other;

      write_body (f->project, &f->section, "Rien.");
      write_body (f->project, &f->section, *base != '\0' ? base : NULL);
      g_assert_true (mlg_project_save (f->project, NULL));
      other = open_copy (f, "copie.maillage", &path);
      write_body (f->project, &f->section, i % 2 == 0 ? cases[i / 2].ours : cases[i / 2].theirs);
      write_body (other, &f->section, i % 2 == 0 ? cases[i / 2].theirs : cases[i / 2].ours);
      merge (f, other, path);

      body = read_body (f->project, &f->section);
      conflicts = mlg_store_conflicts (mlg_project_get_store (f->project), NULL);
      g_string_append_printf (seen, "%s\n--\n", body);
      for (guint k = 0; cases[i / 2].decided && k < conflicts->len; k++)
        for (guint h = 0; h < ((MlgConflict *) conflicts->pdata[k])->heads->len; h++)
          g_string_append_printf (seen, "%s\n--\n", ((MlgHistoryEntry *) ((MlgConflict *) conflicts->pdata[k])->heads->pdata[h])->after);
      for (guint k = 0; k < G_N_ELEMENTS (cases[i / 2].seen) && cases[i / 2].seen[k] != NULL; k++)
        if (strstr (seen->str, cases[i / 2].seen[k]) == NULL)
          g_error ("case %u: “%s” is not in “%s”", i, cases[i / 2].seen[k], seen->str);
    }
}

/* Whoever takes a section out while somebody writes in it: it is there, with what was written. */
static void
test_a_section_written_in_is_not_taken_out (Fixture       *f,
                                            gconstpointer  data)
{
  const MlgEntity *entity = mlg_schema_find ("monograph_section");

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *body = NULL;
      g_autofree char *written = g_strdup_printf ("Écrit pendant ce temps, %u.", i);
      MlgProject *other;

      g_assert_true (mlg_project_save (f->project, NULL));
      other = open_copy (f, "copie.maillage", &path);
      write_body (i == 0 ? other : f->project, &f->section, written);
      g_assert_true (mlg_project_delete (i == 0 ? f->project : other, entity, &f->section, NULL));
      merge (f, other, path);
      body = read_body (f->project, &f->section);
      g_assert_cmpstr (body, ==, written);
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name) g_test_add ("/draft/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (a_crash_loses_no_draft);
  ADD (a_draft_that_was_kept_does_not_come_back);
  ADD (a_draft_and_a_change_are_put_together);
  ADD (a_half_written_draft_is_harmless);
  ADD (two_paragraphs_of_one_section_are_both_there);
  ADD (the_same_sentence_changed_twice_shows_both);
  ADD (nothing_typed_by_two_is_out_of_sight);
  ADD (a_section_written_in_is_not_taken_out);

  result = g_test_run ();
  fixture_end ();
  return result;
}
