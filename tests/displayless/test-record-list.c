/* The list a screen shows: in French order, filtered, counted, and following the file. */

#include "../project-fixture.h"

#include "store/mlg-record-list.h"

static char *
list_titles (MlgRecordList *list)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(MlgRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *title = mlg_record_dup_title (record);

      g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "", title);
    }
  return g_string_free (joined, FALSE);
}

static void
assert_list (MlgRecordList *list,
             const char    *expected)
{
  g_autofree char *titles = list_titles (list);

  g_assert_cmpstr (titles, ==, expected);
}

/* What a widget believes: kept from the signals alone. */
typedef struct
{
  GPtrArray *titles;
  guint      n_signals;
  guint      n_both;
} Mirror;

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  Mirror     *mirror)
{
  mirror->n_signals++;
  if (removed > 0 && added > 0)
    mirror->n_both++;
  g_assert_cmpuint (position + removed, <=, mirror->titles->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->titles, position, removed);
  g_assert_cmpuint (mirror->titles->len + added, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr(MlgRecord) record = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (mirror->titles, position + i, mlg_record_dup_title (record));
    }
}

static Mirror *
mirror_new (MlgRecordList *list)
{
  Mirror *mirror = g_new0 (Mirror, 1);

  mirror->titles = g_ptr_array_new_with_free_func (g_free);
  items_changed_cb (G_LIST_MODEL (list), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), mirror);
  mirror->n_signals = 0;
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), mirror);
  return mirror;
}

/* Titles are those of the moment a row came; only the number and the places are compared
 * here, and the titles of rows that did not change. */
static void
assert_mirror (Mirror        *mirror,
               MlgRecordList *list)
{
  g_assert_cmpuint (mirror->titles->len, ==, g_list_model_get_n_items (G_LIST_MODEL (list)));
  for (guint i = 0; i < mirror->titles->len; i++)
    {
      g_autoptr(MlgRecord) record = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *title = mlg_record_dup_title (record);

      g_assert_cmpstr (mirror->titles->pdata[i], ==, title);
    }
  g_assert_cmpuint (mirror->n_both, ==, 0);
}

static void
mirror_free (Mirror *mirror)
{
  g_ptr_array_unref (mirror->titles);
  g_free (mirror);
}

static void
test_rows_are_in_french_order (void)
{
  g_autofree char *path = fixture_path ("ordre.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgRecordList) list = NULL;
  MlgId id;

  add_actor (project, "Zénith");
  add_actor (project, "Économie de l’eau");
  add_actor (project, "école");
  add_actor (project, "Écluse");
  id = add_actor (project, "Abeille");
  list = mlg_record_list_new (project, entity_actor ());

  assert_list (list, "Abeille|Écluse|école|Économie de l’eau|Zénith");
  mlg_record_list_set_sort (list, NULL, TRUE);
  assert_list (list, "Zénith|Économie de l’eau|école|Écluse|Abeille");
  g_assert_cmpuint (mlg_record_list_find (list, &id), ==, 4);
  g_clear_object (&list);
  close_project (&project);
}

static void
test_sorting_by_a_field_puts_the_unknown_last (void)
{
  g_autofree char *path = fixture_path ("tri.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgRecordList) list = NULL;
  MlgId a = add_actor (project, "A"), b = add_actor (project, "B"), c = add_actor (project, "C");

  add_actor (project, "D");
  set_actor (project, &a, "headcount", "120");
  set_actor (project, &b, "headcount", "9");
  set_actor (project, &c, "headcount", "30");
  list = mlg_record_list_new (project, entity_actor ());
  mlg_record_list_set_sort (list, actor_field ("headcount"), FALSE);
  assert_list (list, "B|C|A|D");
  mlg_record_list_set_sort (list, actor_field ("headcount"), TRUE);
  assert_list (list, "A|C|B|D");
  set_actor (project, &b, "headcount", "500");
  assert_list (list, "B|A|C|D");
  g_clear_object (&list);
  close_project (&project);
}

static void
test_facets_combine_and_count (void)
{
  g_autofree char *path = fixture_path ("facettes.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgRecordList) list = NULL;
  g_autoptr(GHashTable) counts = NULL;
  const char *organisation[] = { "organisation", NULL };
  const char *places_and_people[] = { "place", "person", NULL };
  const char *both[] = { "organisation", "place", NULL };
  const char *market[] = { "market", NULL };
  MlgId a = add_actor (project, "A"), b = add_actor (project, "B"), c = add_actor (project, "C");

  set_actor (project, &a, "kind", "organisation");
  set_actor (project, &b, "kind", "place");
  set_actor (project, &c, "kind", "organisation");
  set_actor (project, &a, "figures", "x\x1ey");
  set_actor (project, &b, "figures", "y");
  list = mlg_record_list_new (project, entity_actor ());

  mlg_record_list_set_facet (list, actor_field ("kind"), organisation);
  assert_list (list, "A|C");
  g_assert_cmpuint (mlg_record_list_get_total (list), ==, 3);

  /* Its own choice left out: one sees what else could be chosen. */
  counts = mlg_record_list_count_facet (list, actor_field ("kind"));
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "organisation")), ==, 2);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "place")), ==, 1);
  g_clear_pointer (&counts, g_hash_table_unref);

  counts = mlg_record_list_count_facet (list, actor_field ("figures"));
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "x")), ==, 1);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "y")), ==, 1);

  mlg_record_list_set_facet (list, actor_field ("kind"), both);
  assert_list (list, "A|B|C");
  mlg_record_list_set_facet (list, actor_field ("kind"), places_and_people);
  assert_list (list, "B");
  set_actor (project, &a, "kind", "place");
  assert_list (list, "A|B");
  mlg_record_list_set_facet (list, actor_field ("kind"), NULL);
  mlg_record_list_set_facet (list, actor_field ("category"), market);
  assert_list (list, "");
  g_clear_object (&list);
  close_project (&project);
}

static gboolean
is_short (MlgRecord *record,
          gpointer   data)
{
  return strlen (mlg_record_get_named (record, "name")) <= *(guint *) data;
}

static void
test_search_and_filter_narrow_the_list (void)
{
  g_autofree char *path = fixture_path ("filtre.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgRecordList) list = NULL;
  guint max = 8;

  add_actor (project, "Jardins du Cœur");
  add_actor (project, "Jardin");
  add_actor (project, "Café");
  list = mlg_record_list_new (project, entity_actor ());

  mlg_record_list_set_search (list, "jardin");
  assert_list (list, "Jardin|Jardins du Cœur");
  mlg_record_list_set_search (list, "coeur jard");
  assert_list (list, "Jardins du Cœur");
  add_actor (project, "Jardin d’un autre cœur");
  assert_list (list, "Jardin d’un autre cœur|Jardins du Cœur");
  mlg_record_list_set_search (list, "");
  mlg_record_list_set_filter (list, is_short, &max, NULL);
  assert_list (list, "Café|Jardin");
  mlg_record_list_set_filter (list, NULL, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  g_clear_object (&list);
  close_project (&project);
}

static void
test_widgets_are_told_the_least (void)
{
  g_autofree char *path = fixture_path ("signaux.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgRecordList) list = NULL;
  g_autoptr(GError) error = NULL;
  Mirror *mirror;
  MlgId id;

  add_actor (project, "B");
  add_actor (project, "D");
  add_actor (project, "F");
  list = mlg_record_list_new (project, entity_actor ());
  mirror = mirror_new (list);

  id = add_actor (project, "C");
  assert_mirror (mirror, list);
  g_assert_cmpuint (mirror->n_signals, ==, 1);

  /* A value which moves nothing: the record tells it, not the list. */
  set_actor (project, &id, "acronym", "c");
  g_assert_cmpuint (mirror->n_signals, ==, 1);

  set_actor (project, &id, "name", "E");
  assert_mirror (mirror, list);
  assert_list (list, "B|D|E|F");
  g_assert_cmpuint (mirror->n_signals, ==, 3);

  mlg_project_delete (project, entity_actor (), &id, &error);
  g_assert_no_error (error);
  assert_mirror (mirror, list);
  g_assert_cmpuint (mirror->n_signals, ==, 4);

  mlg_project_undo (project, &error);
  g_assert_no_error (error);
  assert_mirror (mirror, list);
  assert_list (list, "B|D|E|F");

  mlg_record_list_set_search (list, "d");
  assert_mirror (mirror, list);
  g_clear_object (&list);
  mirror_free (mirror);
  close_project (&project);
}

/* Many random commands: what the signals said and what the list says never part. */
static void
test_signals_and_list_never_part (void)
{
  g_autofree char *path = fixture_path ("hasard.maillage");
  g_autoptr(MlgProject) project = create_project (path);
  g_autoptr(MlgRecordList) list = mlg_record_list_new (project, entity_actor ());
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  g_autoptr(GError) error = NULL;
  Mirror *mirror = mirror_new (list);

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c%d", 'A' + g_test_rand_int_range (0, 26), i);
      int what = g_test_rand_int_range (0, 10);

      if (what < 5 || ids->len == 0)
        {
          MlgId id = add_actor (project, name);

          g_array_append_val (ids, id);
        }
      else
        {
          guint at = g_test_rand_int_range (0, ids->len);
          MlgId *id = &g_array_index (ids, MlgId, at);

          if (what < 7)
            {
              mlg_project_delete (project, entity_actor (), id, &error);
              g_assert_no_error (error);
              g_array_remove_index (ids, at);
            }
          else if (what == 7)
            {
              mlg_record_list_set_search (list, i % 2 ? "a" : NULL);
            }
          else
            {
              /* A renamed row is told by its record: the mirror is made again. */
              g_signal_handlers_disconnect_by_data (list, mirror);
              mirror_free (mirror);
              set_actor (project, id, "name", name);
              mirror = mirror_new (list);
            }
        }
      assert_mirror (mirror, list);
    }

  g_clear_object (&list);
  mirror_free (mirror);
  close_project (&project);
}

int
main (int    argc,
      char **argv)
{
  int result;

  fixture_begin ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record-list/rows-are-in-french-order", test_rows_are_in_french_order);
  g_test_add_func ("/record-list/sorting-by-a-field-puts-the-unknown-last",
                   test_sorting_by_a_field_puts_the_unknown_last);
  g_test_add_func ("/record-list/facets-combine-and-count", test_facets_combine_and_count);
  g_test_add_func ("/record-list/search-and-filter-narrow-the-list", test_search_and_filter_narrow_the_list);
  g_test_add_func ("/record-list/widgets-are-told-the-least", test_widgets_are_told_the_least);
  g_test_add_func ("/record-list/signals-and-list-never-part", test_signals_and_list_never_part);

  result = g_test_run ();
  fixture_end ();
  return result;
}
