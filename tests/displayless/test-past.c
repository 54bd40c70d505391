/* Going back: a merge taken back whole, a part of it refused, a moment returned to; each can be undone. */

#include "../project-fixture.h"

#include "store/mlg-merge-log.h"
#include "store/mlg-merge-preview.h"
#include "store/mlg-moment.h"
#include "store/mlg-share.h"

/* Everything that is shown, in one text to compare. */
static gboolean
dump_row (const MlgId       *id,
          const char *const *values,
          gpointer           data)
{
  gpointer *context = data;
  const MlgEntity *entity = context[0];
  g_autofree char *text = mlg_id_dup_text (id);
  GString *row = g_string_new (text);

  for (guint i = 0; i < entity->n_fields; i++)
    g_string_append_printf (row, "|%s", values[i] != NULL ? values[i] : "");
  g_ptr_array_add (context[1], g_string_free (row, FALSE));
  return TRUE;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
dump (MlgProject *project)
{
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      gpointer context[] = { (gpointer) entities[i], lines };

      /* Notes of the file, and elements shown by their owners. */
      if (g_str_equal (entities[i]->name, "snapshot") || g_str_equal (entities[i]->name, MLG_ENTITY_LINK))
        continue;
      g_assert_true (mlg_store_foreach (mlg_project_get_store (project), entities[i], dump_row, context, NULL));
      g_ptr_array_sort (lines, compare_lines);
      for (guint l = 0; l < lines->len; l++)
        g_string_append_printf (text, "%s %s\n", entities[i]->name, (char *) lines->pdata[l]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_dump (MlgProject *project,
             const char *expected)
{
  g_autofree char *now = dump (project);

  g_assert_cmpstr (now, ==, expected);
}

static void
assert_sound (MlgProject *project)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) problems = mlg_store_check (mlg_project_get_store (project), FALSE, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
delete_actor (MlgProject  *project,
              const MlgId *id)
{
  g_autoptr(GError) error = NULL;

  mlg_project_delete (project, entity_actor (), id, &error);
  g_assert_no_error (error);
}

static void
assert_actor (MlgProject  *project,
              const MlgId *id,
              const char  *field,
              const char  *expected)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, entity_actor (), id);

  if (field == NULL)
    {
      g_assert_true ((record != NULL) == (expected != NULL));
      return;
    }
  g_assert_nonnull (record);
  g_assert_cmpstr (mlg_record_get_named (record, field), ==, expected);
}

/* Our file, and a colleague's copy on which both have worked: everything a merge can bring. */
typedef struct
{
  char       *path, *hers;
  MlgProject *project;
  MlgId       kept, filled, both, deleted_there, deleted_here, made_there, partnership;
  char       *before;
} Apart;

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

static void
work_apart (Apart *apart)
{
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(GError) error = NULL;

  apart->path = fixture_path ("ici.maillage");
  apart->hers = fixture_path ("copie de Léa.maillage");
  apart->project = create_project (apart->path);
  apart->kept = add_actor (apart->project, "Inchangé");
  apart->filled = add_actor (apart->project, "À compléter");
  set_actor (apart->project, &apart->filled, "themes", "agriculture\x1e" "culture");
  apart->both = add_actor (apart->project, "Nommé");
  apart->deleted_there = add_actor (apart->project, "Supprimé là-bas");
  apart->deleted_here = add_actor (apart->project, "Supprimé ici");
  mlg_project_share (apart->project, apart->hers, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);

  other = open_project (apart->hers);
  mlg_store_set_author (mlg_project_get_store (other), "Léa");
  set_actor (other, &apart->filled, "website", "https://exemple.fr/");
  set_actor (other, &apart->filled, "themes", "culture\x1e" "mobility");
  set_actor (other, &apart->both, "acronym", "LÉA");
  delete_actor (other, &apart->deleted_there);
  apart->made_there = add_actor (other, "Nouvelle venue");
  set_actor (other, &apart->made_there, "aliases", "La nouvelle");
  apart->partnership = add_partnership (other, &apart->kept, &apart->made_there);
  close_project (&other);

  set_actor (apart->project, &apart->both, "acronym", "ICI");
  delete_actor (apart->project, &apart->deleted_here);
  apart->before = dump (apart->project);
}

static void
end_apart (Apart *apart)
{
  close_project (&apart->project);
  g_free (apart->path);
  g_free (apart->hers);
  g_free (apart->before);
}

static void
test_one_undo_takes_a_whole_merge_back (void)
{
  Apart apart;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgMergeReport) again = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *label = NULL;

  work_apart (&apart);
  report = mlg_project_merge (apart.project, apart.hers, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->conflicts, ==, 1);
  merged = dump (apart.project);
  g_assert_cmpstr (merged, !=, apart.before);
  g_object_get (apart.project, "undo-label", &label, NULL);
  g_assert_nonnull (label);

  mlg_project_undo (apart.project, &error);
  g_assert_no_error (error);
  assert_dump (apart.project, apart.before);
  g_assert_cmpuint (mlg_store_count_conflicts (mlg_project_get_store (apart.project)), ==, 0);
  assert_sound (apart.project);

  mlg_project_redo (apart.project, &error);
  g_assert_no_error (error);
  assert_actor (apart.project, &apart.made_there, "aliases", "La nouvelle");
  assert_actor (apart.project, &apart.filled, "themes", "culture\x1e" "mobility");
  assert_actor (apart.project, &apart.deleted_there, NULL, NULL);
  assert_sound (apart.project);

  /* What was taken back is known: the same copy has nothing more to say. */
  again = mlg_project_merge (apart.project, apart.hers, FALSE, &error);
  g_assert_cmpuint (again->operations, ==, 0);
  end_apart (&apart);
}

static void
test_work_done_since_a_merge_survives_its_undo (void)
{
  Apart apart;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgVersion) before = NULL;
  g_autoptr(MlgVersion) after = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  g_autoptr(GError) error = NULL;
  MlgRestored restored = { 0 };
  MlgPast past = { 0 };

  work_apart (&apart);
  past.known = before = mlg_version_read (mlg_project_get_store (apart.project));
  report = mlg_project_merge (apart.project, apart.hers, FALSE, &error);
  g_assert_no_error (error);
  past.since = after = mlg_version_read (mlg_project_get_store (apart.project));
  set_actor (apart.project, &apart.filled, "website", "https://exemple.org/");
  set_actor (apart.project, &apart.made_there, "name", "Renommée ici");

  gesture = mlg_project_begin (apart.project, "Undo", &error);
  mlg_gesture_bring_back (gesture, &past, NULL, &restored, &error);
  g_assert_no_error (error);
  mlg_project_commit (apart.project, g_steal_pointer (&gesture), &error);
  g_assert_no_error (error);

  assert_actor (apart.project, &apart.filled, "website", "https://exemple.org/");
  assert_actor (apart.project, &apart.filled, "themes", "agriculture\x1e" "culture");
  assert_actor (apart.project, &apart.made_there, "name", "Renommée ici");
  assert_actor (apart.project, &apart.deleted_there, "name", "Supprimé là-bas");
  g_assert_cmpuint (restored.n_left, ==, 1);
  assert_sound (apart.project);
  end_apart (&apart);
}

static const MlgHistoryEntry *
find_change (GPtrArray   *changes,
             const MlgId *id,
             const char  *field)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const MlgHistoryEntry *entry = g_ptr_array_index (changes, i);

      if (mlg_id_equal (&entry->id, id) && g_strcmp0 (entry->field != NULL ? entry->field->name : NULL, field) == 0)
        return entry;
    }
  return NULL;
}

/* Opened another day, from the list of merges. */
static void
test_a_merge_is_taken_back_another_day (void)
{
  Apart apart;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(GPtrArray) notes = NULL, brought = NULL;
  g_autofree char *path = NULL, *name = NULL;
  g_autoptr(GError) error = NULL;
  const MlgMergeNote *note;
  MlgRestored restored = { 0 };

  work_apart (&apart);
  path = g_strdup (mlg_project_get_path (apart.project));
  report = mlg_project_merge (apart.project, apart.hers, FALSE, &error);
  g_assert_no_error (error);
  set_actor (apart.project, &apart.kept, "website", "https://exemple.fr/depuis");
  close_project (&apart.project);

  apart.project = open_project (path);
  notes = mlg_merge_log_list (apart.project);
  g_assert_cmpuint (notes->len, ==, 1);
  note = notes->pdata[0];
  name = g_path_get_basename (apart.hers);
  g_assert_cmpstr (note->name, ==, name);

  /* What came with it, and nothing of what was done since. */
  brought = mlg_moment_compare (apart.project, note->moment, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (find_change (brought, &apart.made_there, NULL));
  g_assert_null (find_change (brought, &apart.kept, "website"));

  mlg_moment_restore (apart.project, note->moment, NULL, &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored.n_changed, >, 0);
  set_actor (apart.project, &apart.kept, "website", NULL);
  assert_dump (apart.project, apart.before);

  /* Twice is once. */
  mlg_moment_restore (apart.project, note->moment, NULL, &restored, &error);
  g_assert_no_error (error);
  assert_dump (apart.project, apart.before);
  end_apart (&apart);
}

/* What the file notes is no difference between copies. */
static void
test_only_the_last_merges_are_listed (void)
{
  g_autofree char *path = fixture_path ("ici.maillage");
  g_autofree char *hers = fixture_path ("hers.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(GPtrArray) notes = NULL;
  g_autoptr(GError) error = NULL;

  mlg_project_share (project, hers, MLG_LEVEL_COMPLETE, &error);
  g_assert_no_error (error);
  other = open_project (hers);
  for (guint i = 0; i < 15; i++)
    {
      g_autoptr(MlgMergeReport) report = NULL;

      add_actor (other, "Un de plus");
      mlg_project_save (other, &error);
      g_assert_no_error (error);
      report = mlg_project_merge (project, hers, FALSE, &error);
      g_assert_no_error (error);
    }
  close_project (&other);

  notes = mlg_merge_log_list (project);
  g_assert_cmpuint (notes->len, ==, 12);
  g_assert_cmpint (((MlgMergeNote *) notes->pdata[0])->moment->date, >=, ((MlgMergeNote *) notes->pdata[11])->moment->date);

  /* A merge that brings nothing is no merge. */
  g_clear_pointer (&notes, g_ptr_array_unref);
  mlg_merge_report_free (mlg_project_merge (project, hers, FALSE, &error));
  notes = mlg_merge_log_list (project);
  g_assert_cmpuint (notes->len, ==, 12);
  close_project (&project);
}

static void
test_preview_shows_what_a_merge_would_do_and_does_nothing (void)
{
  Apart apart;
  g_autoptr(MlgMergePreview) preview = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *title = NULL;
  const MlgHistoryEntry *entry;
  const MlgConflict *conflict;

  work_apart (&apart);
  preview = mlg_merge_preview_new (apart.project, apart.hers, &error);
  g_assert_no_error (error);
  g_assert_true (preview->report->related);
  assert_dump (apart.project, apart.before);

  entry = find_change (preview->changes, &apart.made_there, NULL);
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->kind, ==, MLG_CHANGE_ADDED);
  g_assert_cmpstr (entry->author, ==, "Léa");
  entry = find_change (preview->changes, &apart.filled, "website");
  g_assert_cmpstr (entry->before, ==, NULL);
  g_assert_cmpstr (entry->after, ==, "https://exemple.fr/");
  g_assert_cmpint (find_change (preview->changes, &apart.deleted_there, NULL)->kind, ==, MLG_CHANGE_DELETED);
  /* Hers merely did not hear of it. */
  g_assert_null (find_change (preview->changes, &apart.deleted_here, NULL));
  g_assert_null (find_change (preview->changes, &apart.kept, NULL));

  g_assert_cmpuint (preview->conflicts->len, ==, 1);
  conflict = g_ptr_array_index (preview->conflicts, 0);
  g_assert_true (mlg_id_equal (&conflict->id, &apart.both));
  title = mlg_project_dup_title (preview->merged, entity_actor (), &apart.made_there);
  g_assert_cmpstr (title, ==, "Nouvelle venue");
  end_apart (&apart);
}

static void
decide (GPtrArray   *decisions,
        const char  *entity,
        const MlgId *id,
        const char  *field,
        const char  *value)
{
  MlgMergeDecision *decision = g_new0 (MlgMergeDecision, 1);

  decision->entity = mlg_schema_find (entity);
  decision->id = *id;
  decision->field = field != NULL ? mlg_entity_find_field (decision->entity, field) : NULL;
  decision->what = value == NULL ? MLG_MERGE_AS_OURS : MLG_MERGE_VALUE;
  decision->value = g_strdup (value);
  g_ptr_array_add (decisions, decision);
}

static void
test_what_is_refused_stays_as_it_was (void)
{
  Apart apart;
  g_autoptr(MlgMergePreview) preview = NULL;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgMergeReport) back = NULL;
  g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_merge_decision_free);
  g_autoptr(MlgProject) other = NULL;
  g_autoptr(GError) error = NULL;

  work_apart (&apart);
  preview = mlg_merge_preview_new (apart.project, apart.hers, &error);
  g_assert_no_error (error);
  decide (decisions, "actor", &apart.made_there, NULL, NULL);
  decide (decisions, "partnership", &apart.partnership, NULL, NULL);
  decide (decisions, "actor", &apart.deleted_there, NULL, NULL);
  decide (decisions, "actor", &apart.filled, "themes", NULL);
  decide (decisions, "actor", &apart.both, "acronym", "ICI");
  report = mlg_merge_preview_apply (preview, apart.project, decisions, &error);
  g_assert_no_error (error);

  assert_actor (apart.project, &apart.made_there, NULL, NULL);
  assert_actor (apart.project, &apart.deleted_there, "name", "Supprimé là-bas");
  assert_actor (apart.project, &apart.filled, "themes", "agriculture\x1e" "culture");
  assert_actor (apart.project, &apart.filled, "website", "https://exemple.fr/");
  assert_actor (apart.project, &apart.both, "acronym", "ICI");
  g_assert_cmpuint (mlg_project_count (apart.project, mlg_schema_find ("partnership")), ==, 0);
  g_assert_cmpuint (mlg_store_count_conflicts (mlg_project_get_store (apart.project)), ==, 0);
  assert_sound (apart.project);
  g_clear_pointer (&preview, mlg_merge_preview_free);

  /* The decisions travel: the colleague who merges our file gets the same file. */
  mlg_project_save (apart.project, &error);
  g_assert_no_error (error);
  other = open_project (apart.hers);
  back = mlg_project_merge (other, apart.path, FALSE, &error);
  g_assert_no_error (error);
  {
    g_autofree char *ours = dump (apart.project);

    assert_dump (other, ours);
  }
  close_project (&other);

  /* And one undo takes merge and decisions back. */
  mlg_project_undo (apart.project, &error);
  g_assert_no_error (error);
  assert_dump (apart.project, apart.before);
  end_apart (&apart);
}

static void
test_named_moment_is_what_the_file_knew_then (void)
{
  Apart apart;
  g_autoptr(MlgMergeReport) report = NULL;
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(MlgMoment) moment = NULL;
  g_autoptr(GPtrArray) changes = NULL;
  g_autoptr(GError) error = NULL;
  MlgRestored restored = { 0 };
  MlgId id;

  work_apart (&apart);
  mlg_moment_name (apart.project, "Avant la réunion", NULL, &id, &error);
  g_assert_no_error (error);

  /* Written before the moment by her clock, known here only after. */
  report = mlg_project_merge (apart.project, apart.hers, FALSE, &error);
  set_actor (apart.project, &apart.kept, "website", "https://exemple.net/");
  g_assert_no_error (error);
  record = mlg_project_get_record (apart.project, mlg_schema_find ("snapshot"), &id);
  moment = mlg_moment_read (record);
  g_assert_nonnull (moment);
  g_assert_nonnull (moment->version);
  changes = mlg_moment_compare (apart.project, moment, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (find_change (changes, &apart.made_there, NULL));
  g_assert_nonnull (find_change (changes, &apart.kept, "website"));

  mlg_moment_restore (apart.project, moment, NULL, &restored, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restored.n_changed, >, 0);
  assert_dump (apart.project, apart.before);
  g_assert_cmpuint (mlg_project_count (apart.project, mlg_schema_find ("snapshot")), ==, 1);
  assert_sound (apart.project);

  mlg_project_undo (apart.project, &error);
  g_assert_no_error (error);
  assert_actor (apart.project, &apart.kept, "website", "https://exemple.net/");
  assert_actor (apart.project, &apart.made_there, "name", "Nouvelle venue");
  end_apart (&apart);
}

static void
test_one_record_or_one_field_returns_alone (void)
{
  g_autofree char *path = fixture_path ("seul.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgRecord) record = NULL;
  g_autoptr(MlgMoment) moment = NULL;
  g_autoptr(GError) error = NULL;
  MlgId a = add_actor (project, "Un"), b = add_actor (project, "Deux"), partnership, id;
  MlgScope scope = { entity_actor (), &a };

  set_actor (project, &a, "acronym", "U");
  partnership = add_partnership (project, &a, &b);
  mlg_moment_name (project, "Départ", NULL, &id, &error);
  g_assert_no_error (error);
  set_actor (project, &a, "acronym", "V");
  set_actor (project, &a, "website", "https://exemple.fr/");
  set_actor (project, &b, "acronym", "D");
  record = mlg_project_get_record (project, mlg_schema_find ("snapshot"), &id);
  moment = mlg_moment_read (record);

  scope.field = actor_field ("acronym");
  mlg_moment_restore (project, moment, &scope, NULL, &error);
  g_assert_no_error (error);
  assert_actor (project, &a, "acronym", "U");
  assert_actor (project, &a, "website", "https://exemple.fr/");

  delete_actor (project, &a);
  scope.field = NULL;
  mlg_moment_restore (project, moment, &scope, NULL, &error);
  g_assert_no_error (error);
  assert_actor (project, &a, "acronym", "U");
  assert_actor (project, &a, "website", NULL);
  assert_actor (project, &b, "acronym", "D");
  g_assert_nonnull (mlg_store_entity_of (mlg_project_get_store (project), &partnership));
  assert_sound (project);
  g_clear_object (&record);
  close_project (&project);
}

static void
test_a_date_is_a_moment_too (void)
{
  g_autofree char *path = fixture_path ("date.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgMoment) moment = NULL;
  g_autoptr(GError) error = NULL;
  MlgId a = add_actor (project, "Avant");
  gint64 last;

  last = g_get_real_time () / 1000;
  moment = mlg_moment_new (last);
  /* The clock of the journal never stands still: the next operation is dated later, if only by a tick. */
  while (g_get_real_time () / 1000 <= last)
    ;
  set_actor (project, &a, "name", "Après");
  add_actor (project, "Venue après");
  mlg_moment_restore (project, moment, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_actor (project, &a, "name", "Avant");
  g_assert_cmpuint (mlg_project_count (project, entity_actor ()), ==, 1);
  close_project (&project);
}

static void
test_versions_are_written_and_read (void)
{
  g_autoptr(MlgVersion) version = mlg_version_parse ("1f:2 7fffffffffffffff:a");
  g_autofree char *text = mlg_version_print (version);

  g_assert_cmpstr (text, ==, "1f:2 7fffffffffffffff:a");
  g_assert_true (mlg_version_has (version, 0x1f, 2));
  g_assert_false (mlg_version_has (version, 0x1f, 3));
  g_assert_false (mlg_version_has (version, 0x20, 1));
  g_assert_null (mlg_version_parse ("1f"));
  g_assert_null (mlg_version_parse ("1f:"));
  g_assert_null (mlg_version_parse ("1f:2,20:3"));
  g_assert_null (mlg_version_parse ("0:2"));
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/past/one-undo-takes-a-whole-merge-back", test_one_undo_takes_a_whole_merge_back);
  g_test_add_func ("/past/work-done-since-a-merge-survives-its-undo", test_work_done_since_a_merge_survives_its_undo);
  g_test_add_func ("/past/a-merge-is-taken-back-another-day", test_a_merge_is_taken_back_another_day);
  g_test_add_func ("/past/only-the-last-merges-are-listed", test_only_the_last_merges_are_listed);
  g_test_add_func ("/past/preview-shows-what-a-merge-would-do-and-does-nothing",
                   test_preview_shows_what_a_merge_would_do_and_does_nothing);
  g_test_add_func ("/past/what-is-refused-stays-as-it-was", test_what_is_refused_stays_as_it_was);
  g_test_add_func ("/past/named-moment-is-what-the-file-knew-then", test_named_moment_is_what_the_file_knew_then);
  g_test_add_func ("/past/one-record-or-one-field-returns-alone", test_one_record_or_one_field_returns_alone);
  g_test_add_func ("/past/a-date-is-a-moment-too", test_a_date_is_a_moment_too);
  g_test_add_func ("/past/versions-are-written-and-read", test_versions_are_written_and_read);

  result = g_test_run ();
  fixture_end ();
  return result;
}
