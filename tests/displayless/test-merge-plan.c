/* What a copy brings, in the words of its reader: grouped by actor, with a choice for each line. */

#include "../project-fixture.h"

#include "exchange/mlg-merge-reading.h"
#include "exchange/mlg-merge-story.h"

static MlgId
add_partnership (MlgProject  *project,
                 const MlgId *a,
                 const MlgId *b)
{
  const MlgEntity *entity = mlg_schema_find ("partnership");
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autofree char *a_text = mlg_id_dup_text (a);
  g_autofree char *b_text = mlg_id_dup_text (b);
  g_autoptr(GError) error = NULL;
  MlgId id = { { 0 } };

  values[mlg_entity_find_field (entity, "a")->index] = a_text;
  values[mlg_entity_find_field (entity, "b")->index] = b_text;
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

/* Our file, hers, and what each did. */
typedef struct
{
  char       *hers;
  MlgProject *project;
  MlgId       filled, both, text, linked, gone, added, twin;
} Apart;

static void
begin (Apart *apart)
{
  g_autofree char *path = fixture_path ("ici.maillage");
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(GError) error = NULL;

  apart->hers = fixture_path ("copie de Léa.maillage");
  apart->project = create_project (path);
  apart->filled = add_actor (apart->project, "À compléter");
  apart->both = add_actor (apart->project, "Des deux côtés");
  apart->text = add_actor (apart->project, "Texte");
  set_actor (apart->project, &apart->text, "purpose", "Un.\n\nDeux.");
  apart->linked = add_actor (apart->project, "Relié");
  apart->gone = add_actor (apart->project, "Supprimé là-bas");
  add_actor (apart->project, "La Passerelle de Crest");
  mlg_project_share (apart->project, apart->hers, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);

  other = open_project (apart->hers);
  mlg_store_set_author (mlg_project_get_store (other), "Léa");
  set_actor (other, &apart->filled, "website", "https://exemple.fr/");
  set_actor (other, &apart->both, "acronym", "LÉA");
  set_actor (other, &apart->text, "purpose", "Un.\n\nDeux.\n\nTrois, de Léa.");
  mlg_project_delete (other, entity_actor (), &apart->gone, &error);
  g_assert_no_error (error);
  apart->added = add_actor (other, "Nouvelle venue");
  add_partnership (other, &apart->linked, &apart->added);
  apart->twin = add_actor (other, "La passerelle (Crest)");
  close_project (&other);

  set_actor (apart->project, &apart->both, "acronym", "ICI");
  set_actor (apart->project, &apart->text, "purpose", "Zéro, d’ici.\n\nUn.\n\nDeux.");
}

static void
end (Apart *apart)
{
  close_project (&apart->project);
  g_free (apart->hers);
}

static MlgMergeGroup *
find_group (MlgMergePlan *plan,
            const MlgId  *id)
{
  for (guint i = 0; i < plan->groups->len; i++)
    {
      MlgMergeGroup *group = g_ptr_array_index (plan->groups, i);

      if (mlg_id_equal (&group->id, id))
        return group;
    }
  return NULL;
}

static void
test_what_comes_is_grouped_by_actor (void)
{
  Apart apart;
  g_autoptr(MlgMergePreview) preview = NULL;
  g_autoptr(MlgMergePlan) plan = NULL;
  g_autoptr(GError) error = NULL;
  MlgMergeGroup *group;
  MlgMergeLine *line;

  begin (&apart);
  preview = mlg_merge_preview_new (apart.project, apart.hers, &error);
  g_assert_no_error (error);
  plan = mlg_merge_plan_new (apart.project, preview);

  g_assert_cmpint (find_group (plan, &apart.filled)->kind, ==, MLG_MERGE_COMPLETED);
  g_assert_cmpint (find_group (plan, &apart.gone)->kind, ==, MLG_MERGE_DELETED);
  g_assert_cmpstr (find_group (plan, &apart.gone)->author, ==, "Léa");
  g_assert_cmpint (find_group (plan, &apart.added)->kind, ==, MLG_MERGE_ADDED);
  g_assert_cmpint (find_group (plan, &apart.both)->kind, ==, MLG_MERGE_BOTH);
  g_assert_cmpint (find_group (plan, &apart.text)->kind, ==, MLG_MERGE_BOTH);

  /* A partnership belongs to its actor: it completes what is known of it. */
  group = find_group (plan, &apart.linked);
  g_assert_cmpint (group->kind, ==, MLG_MERGE_COMPLETED);
  line = g_ptr_array_index (group->lines, 0);
  g_assert_cmpstr (line->entity->name, ==, "partnership");
  g_assert_nonnull (line->title);

  line = g_ptr_array_index (find_group (plan, &apart.both)->lines, 0);
  g_assert_cmpstr (line->ours, ==, "ICI");
  g_assert_cmpstr (line->theirs, ==, "LÉA");
  g_assert_cmpstr (line->our_author, ==, "Épreuve");
  g_assert_cmpstr (line->their_author, ==, "Léa");
  g_assert_cmpint (line->choice, ==, MLG_MERGE_LATER);
  line = g_ptr_array_index (find_group (plan, &apart.text)->lines, 0);
  g_assert_true (line->is_text && line->is_joined);

  g_assert_nonnull (find_group (plan, &apart.twin)->duplicate);
  g_assert_null (find_group (plan, &apart.added)->duplicate);
  g_assert_cmpuint (plan->n_duplicates, ==, 1);

  /* What is to be decided comes first. */
  g_assert_cmpint (((MlgMergeGroup *) g_ptr_array_index (plan->groups, 0))->kind, ==, MLG_MERGE_BOTH);
  g_clear_pointer (&plan, mlg_merge_plan_free);
  g_clear_pointer (&preview, mlg_merge_preview_free);
  end (&apart);
}

static const char *
get_actor (MlgProject  *project,
           const MlgId *id,
           const char  *field)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, entity_actor (), id);

  return record != NULL ? g_intern_string (mlg_record_get_named (record, field)) : NULL;
}

static void
test_choices_become_decisions (void)
{
  Apart apart;
  g_autoptr(MlgMergePreview) preview = NULL;
  g_autoptr(MlgMergePlan) plan = NULL;
  g_autoptr(GPtrArray) decisions = NULL;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgMonograph) story = NULL;
  g_autoptr(GError) error = NULL;

  begin (&apart);
  preview = mlg_merge_preview_new (apart.project, apart.hers, &error);
  g_assert_no_error (error);
  plan = mlg_merge_plan_new (apart.project, preview);
  mlg_merge_group_choose (find_group (plan, &apart.added), MLG_MERGE_KEEP);
  mlg_merge_group_choose (find_group (plan, &apart.gone), MLG_MERGE_KEEP);
  mlg_merge_group_choose (find_group (plan, &apart.both), MLG_MERGE_TAKE);

  decisions = mlg_merge_plan_dup_decisions (plan);
  story = mlg_merge_plan_tell (apart.project, plan);
  report = mlg_merge_preview_apply (preview, apart.project, decisions, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (get_actor (apart.project, &apart.both, "acronym"), ==, "LÉA");
  g_assert_cmpstr (get_actor (apart.project, &apart.gone, "name"), ==, "Supprimé là-bas");
  g_assert_null (get_actor (apart.project, &apart.added, "name"));
  /* A link to somebody refused would lead nowhere: it is refused with them. */
  g_assert_cmpuint (mlg_project_count (apart.project, mlg_schema_find ("partnership")), ==, 0);
  g_assert_cmpstr (get_actor (apart.project, &apart.filled, "website"), ==, "https://exemple.fr/");
  g_assert_cmpstr (get_actor (apart.project, &apart.text, "purpose"), ==, "Zéro, d’ici.\n\nUn.\n\nDeux.\n\nTrois, de Léa.");
  /* Put together, and still to be read again. */
  g_assert_cmpuint (mlg_store_count_conflicts (mlg_project_get_store (apart.project)), ==, 1);

  g_assert_cmpuint (story->sections->len, >, 2);
  g_assert_nonnull (strstr (((MlgMonographSection *) g_ptr_array_index (story->sections, 0))->body, "LÉA"));
  g_clear_pointer (&plan, mlg_merge_plan_free);
  g_clear_pointer (&preview, mlg_merge_preview_free);
  end (&apart);
}

/* Deleted on one side, changed on the other: kept until somebody decides, either way. */
static void
decide_about_the_deleted (MlgMergeChoice choice,
                          gboolean       stays,
                          guint          n_conflicts)
{
  g_autofree char *path = fixture_path ("ici.maillage");
  g_autofree char *hers = fixture_path ("là-bas.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(MlgMergePreview) preview = NULL;
  g_autoptr(MlgMergePlan) plan = NULL;
  g_autoptr(GPtrArray) decisions = NULL;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id = add_actor (project, "Disputé");

  mlg_project_share (project, hers, MLG_LEVEL_COMPLETE, &error);
  other = open_project (hers);
  mlg_project_delete (other, entity_actor (), &id, &error);
  g_assert_no_error (error);
  close_project (&other);
  set_actor (project, &id, "acronym", "D");

  preview = mlg_merge_preview_new (project, hers, &error);
  g_assert_no_error (error);
  plan = mlg_merge_plan_new (project, preview);
  g_assert_cmpuint (plan->n[MLG_MERGE_BOTH], ==, 1);
  mlg_merge_group_choose (find_group (plan, &id), choice);
  decisions = mlg_merge_plan_dup_decisions (plan);
  report = mlg_merge_preview_apply (preview, project, decisions, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_actor (project, &id, "name") != NULL, ==, stays);
  g_assert_cmpuint (mlg_store_count_conflicts (mlg_project_get_store (project)), ==, n_conflicts);

  g_clear_pointer (&plan, mlg_merge_plan_free);
  g_clear_pointer (&preview, mlg_merge_preview_free);
  close_project (&project);
}

static void
test_deleted_here_changed_there_is_decided (void)
{
  decide_about_the_deleted (MLG_MERGE_LATER, TRUE, 1);
  decide_about_the_deleted (MLG_MERGE_TAKE, FALSE, 0);
  decide_about_the_deleted (MLG_MERGE_KEEP, TRUE, 0);
}

/* Two files with nothing in common: all of it enters beside, and the title of ours stays. */
static void
test_unrelated_file_enters_beside (void)
{
  g_autofree char *path = fixture_path ("à-nous.maillage");
  g_autofree char *theirs = fixture_path ("à-eux.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(MlgMergePreview) preview = NULL;
  g_autoptr(MlgMergePlan) plan = NULL;
  g_autoptr(GPtrArray) decisions = NULL;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GError) error = NULL;

  add_actor (project, "La nôtre");
  other = mlg_project_create (theirs, "Un autre territoire", &error);
  g_assert_no_error (error);
  add_actor (other, "La leur");
  close_project (&other);

  preview = mlg_merge_preview_new (project, theirs, &error);
  g_assert_no_error (error);
  g_assert_false (preview->report->related);
  plan = mlg_merge_plan_new (project, preview);
  g_assert_cmpuint (plan->n[MLG_MERGE_DELETED], ==, 0);
  decisions = mlg_merge_plan_dup_decisions (plan);
  report = mlg_merge_preview_apply (preview, project, decisions, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 2);
  g_assert_cmpstr (mlg_project_get_title (project), ==, "Territoire d’épreuve");
  g_assert_cmpuint (mlg_store_count_conflicts (mlg_project_get_store (project)), ==, 0);

  g_clear_pointer (&plan, mlg_merge_plan_free);
  g_clear_pointer (&preview, mlg_merge_preview_free);
  close_project (&project);
}

/* A public copy is made without history and without what must not leave: coming back, it proposes no deletion. */
static void
test_what_a_copy_lacks_is_not_deleted (void)
{
  g_autofree char *path = fixture_path ("complet.maillage");
  g_autofree char *public_path = fixture_path ("public.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(MlgMergePreview) preview = NULL;
  g_autoptr(MlgMergePlan) plan = NULL;
  g_autoptr(GError) error = NULL;
  MlgId id = add_actor (project, "Publique"), hidden = add_actor (project, "Confidentielle");

  set_actor (project, &id, "contact_phone", "0612345678");
  set_actor (project, &hidden, "visibility", "private");
  mlg_project_share (project, public_path, MLG_LEVEL_PUBLIC, &error);
  g_assert_no_error (error);
  other = open_project (public_path);
  set_actor (other, &id, "website", "https://exemple.fr/");
  close_project (&other);

  preview = mlg_merge_preview_new (project, public_path, &error);
  g_assert_no_error (error);
  plan = mlg_merge_plan_new (project, preview);
  g_assert_cmpuint (plan->n[MLG_MERGE_DELETED], ==, 0);
  g_assert_null (find_group (plan, &hidden));
  for (guint i = 0; i < preview->changes->len; i++)
    {
      const MlgHistoryEntry *entry = g_ptr_array_index (preview->changes, i);

      g_assert_cmpint (entry->kind, ==, MLG_CHANGE_SET);
      g_assert_nonnull (entry->after);
    }
  g_clear_pointer (&plan, mlg_merge_plan_free);
  g_clear_pointer (&preview, mlg_merge_preview_free);
  close_project (&project);
}

/* ---- read in a thread */

typedef struct
{
  MlgMergePreview *preview;
  MlgMergePlan    *plan;
  GError          *error;
  gboolean         done;
} Answer;

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Answer *answer = data;

  answer->preview = mlg_merge_reading_finish (result, &answer->plan, &answer->error);
  answer->done = TRUE;
}

static char *
dup_outline (MlgMergePlan *plan)
{
  GString *outline = g_string_new (NULL);

  for (guint i = 0; i < plan->groups->len; i++)
    {
      const MlgMergeGroup *group = plan->groups->pdata[i];

      g_string_append_printf (outline, "%s %d %s\n", group->title, group->kind, group->duplicate != NULL ? group->duplicate : "");
      for (guint l = 0; l < group->lines->len; l++)
        {
          const MlgMergeLine *line = group->lines->pdata[l];

          g_string_append_printf (outline, "  %s %s > %s\n", line->field != NULL ? line->field->name : "-",
                                  line->ours != NULL ? line->ours : "", line->theirs != NULL ? line->theirs : "");
        }
    }
  return g_string_free (outline, FALSE);
}

static void
test_read_in_a_thread_it_is_the_same (void)
{
  Apart apart;
  Answer answer = { NULL };
  MlgMergePreview *preview;
  MlgMergePlan *plan;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GPtrArray) decisions = NULL;
  g_autofree char *expected = NULL, *found = NULL;
  g_autoptr(GError) error = NULL;
  MlgMergeReading *reading;

  begin (&apart);
  preview = mlg_merge_preview_new (apart.project, apart.hers, &error);
  g_assert_no_error (error);
  plan = mlg_merge_plan_new (apart.project, preview);
  expected = dup_outline (plan);
  mlg_merge_plan_free (plan);
  mlg_merge_preview_free (preview);

  reading = mlg_merge_reading_start (apart.project, apart.hers, NULL, answer_cb, &answer, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (mlg_merge_reading_get_progress (reading, NULL), >, 0);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (answer.error);
  found = dup_outline (answer.plan);
  g_assert_cmpstr (found, ==, expected);

  /* And it can be done. */
  mlg_merge_group_choose (find_group (answer.plan, &apart.added), MLG_MERGE_KEEP);
  decisions = mlg_merge_plan_dup_decisions (answer.plan);
  report = mlg_merge_preview_apply (answer.preview, apart.project, decisions, &error);
  g_assert_no_error (error);
  mlg_merge_plan_free (answer.plan);
  mlg_merge_preview_free (answer.preview);
  end (&apart);
}

/* Given up at once, and begun again at once: the two do not meet, and nothing is left of them. */
static void
test_given_up_it_leaves_nothing (void)
{
  Apart apart;
  Answer first = { NULL }, second = { NULL };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autoptr(GDir) dir = NULL;
  const char *name;

  begin (&apart);
  g_assert_nonnull (mlg_merge_reading_start (apart.project, apart.hers, cancellable, answer_cb, &first, &error));
  g_cancellable_cancel (cancellable);
  g_assert_nonnull (mlg_merge_reading_start (apart.project, apart.hers, NULL, answer_cb, &second, &error));
  while (!first.done || !second.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (first.preview);
  g_assert_no_error (second.error);
  mlg_merge_plan_free (second.plan);
  mlg_merge_preview_free (second.preview);
  g_clear_error (&first.error);

  folder = mlg_store_dup_path (mlg_project_get_store (apart.project));
  *strrchr (folder, '/') = '\0';
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "preview"));
  end (&apart);
}

/* Said at once, before any thread. */
static void
test_the_file_itself_is_refused (void)
{
  Apart apart;
  g_autoptr(GError) error = NULL;

  begin (&apart);
  g_assert_null (mlg_merge_reading_start (apart.project, mlg_project_get_path (apart.project), NULL, answer_cb, NULL, &error));
  g_assert_error (error, MLG_STORE_ERROR, MLG_STORE_ERROR_INVALID);
  end (&apart);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge-plan/what-comes-is-grouped-by-actor", test_what_comes_is_grouped_by_actor);
  g_test_add_func ("/merge-plan/choices-become-decisions", test_choices_become_decisions);
  g_test_add_func ("/merge-plan/deleted-here-changed-there-is-decided", test_deleted_here_changed_there_is_decided);
  g_test_add_func ("/merge-plan/unrelated-file-enters-beside", test_unrelated_file_enters_beside);
  g_test_add_func ("/merge-plan/read-in-a-thread-it-is-the-same", test_read_in_a_thread_it_is_the_same);
  g_test_add_func ("/merge-plan/given-up-it-leaves-nothing", test_given_up_it_leaves_nothing);
  g_test_add_func ("/merge-plan/the-file-itself-is-refused", test_the_file_itself_is_refused);
  g_test_add_func ("/merge-plan/what-a-copy-lacks-is-not-deleted", test_what_a_copy_lacks_is_not_deleted);

  result = g_test_run ();
  fixture_end ();
  return result;
}
