/* The same actor twice: what is proposed, what never is, and two records made one. */

#include "../project-fixture.h"

#include "exchange/mlg-combine.h"
#include "exchange/mlg-demo.h"
#include "exchange/mlg-duplicates.h"
#include "exchange/mlg-export.h"
#include "model/mlg-value.h"

#include <locale.h>

#define PART "\x1f"

typedef struct
{
  char       *path;
  MlgProject *project;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->path = fixture_path ("doublons.maillage");
  f->project = create_project (f->path);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  close_project (&f->project);
  g_free (f->path);
}

static MlgId
add (Fixture    *f,
     const char *name,
     ...)
{
  const MlgEntity *actor = entity_actor ();
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  g_autoptr(GError) error = NULL;
  const char *field;
  MlgId id = { { 0 } };
  va_list arguments;

  values[actor_field ("name")->index] = name;
  va_start (arguments, name);
  while ((field = va_arg (arguments, const char *)) != NULL)
    values[actor_field (field)->index] = va_arg (arguments, const char *);
  va_end (arguments);
  g_assert_true (mlg_project_add (f->project, actor, values, &id, &error));
  g_assert_no_error (error);
  return id;
}

/* Any record, one field: value after the other. */
static MlgId
add_record (MlgProject *project,
            const char *name,
            ...)
{
  const MlgEntity *entity = mlg_schema_find (name);
  g_autofree const char **values = g_new0 (const char *, entity->n_fields);
  g_autoptr(GError) error = NULL;
  const char *field;
  MlgId id = { { 0 } };
  va_list arguments;

  va_start (arguments, name);
  while ((field = va_arg (arguments, const char *)) != NULL)
    values[mlg_entity_find_field (entity, field)->index] = va_arg (arguments, const char *);
  va_end (arguments);
  mlg_project_add (project, entity, values, &id, &error);
  g_assert_no_error (error);
  return id;
}

static guint
count_found (Fixture *f)
{
  g_autoptr(GPtrArray) found = mlg_duplicates_find (f->project);

  for (guint i = 0; i < found->len; i++)
    {
      const MlgDuplicate *duplicate = found->pdata[i];
      g_autofree char *a = mlg_project_dup_title (f->project, duplicate->entity, &duplicate->a);
      g_autofree char *b = mlg_project_dup_title (f->project, duplicate->entity, &duplicate->b);

      g_test_message ("%s | %s: %s (%u)", a, b, duplicate->reason, duplicate->confidence);
      g_assert_cmpstr (duplicate->reason, !=, "");
    }
  return found->len;
}

static gboolean
collect_id (const MlgId       *id,
            const char *const *values,
            gpointer           data)
{
  g_array_append_val ((GArray *) data, *id);
  return TRUE;
}

/* Who a record would be, asked for every record, gives the same pairs, each from both sides. */
static guint
count_asked (Fixture *f)
{
  const MlgEntity *actor = entity_actor ();
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));
  guint n = 0;

  mlg_store_foreach (mlg_project_get_store (f->project), actor, collect_id, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(MlgRecord) record = mlg_project_get_record (f->project, actor, &g_array_index (ids, MlgId, i));
      g_autofree const char **values = g_new0 (const char *, actor->n_fields);
      g_autoptr(GPtrArray) found = NULL;

      for (guint v = 0; v < actor->n_fields; v++)
        values[v] = mlg_record_get (record, &actor->fields[v]);
      found = mlg_duplicates_find_for (f->project, actor, values, mlg_record_get_id (record));
      n += found->len;
    }
  return n;
}

/* One pair of actors a line, described by name and one or two fields. */
static void
test_the_same_actor_written_twice_is_found (Fixture       *f,
                                            gconstpointer  data)
{
  static const struct
  {
    const char *a, *field_a, *value_a;
    const char *b, *field_b, *value_b;
    guint       n;
  } cases[] = {
    { "La Passerelle", "name", "La Passerelle", "Association La Passerelle", "name", "Association La Passerelle", 1 },
    { "SCIC Les Ateliers du Vivarais", "name", "SCIC Les Ateliers du Vivarais", "ateliers du vivarais", "name", "ateliers du vivarais", 1 },
    { "Foyer rural de St Agrève", "name", "Foyer rural de St Agrève", "Foyer Rural de Saint-Agrève", "name", "Foyer Rural de Saint-Agrève", 1 },
    { "Épicerie solidaire du Cheylard", "name", "Épicerie solidaire du Cheylard", "Epicerie solidaires du Cheylard", "name", "Epicerie solidaires du Cheylard", 1 },
    { "Ressourcerie des Boutières", "name", "Ressourcerie des Boutières", "Ressourcerie des Boutieres", "name", "Ressourcerie des Boutieres", 1 },
    { "Ressourcerie des Boutières", "name", "Ressourcerie des Boutières", "Ressourcrie des Boutières", "name", "Ressourcrie des Boutières", 1 },
    { "Bio Vallée", "name", "Bio Vallée", "Biovallée", "name", "Biovallée", 1 },
    { "Radio des Boutières", "name", "Radio des Boutières", "RDB", "aliases", "Radio des Boutières", 1 },
    { "Union des acteurs du bassin de Privas", "acronym", "UABP", "UABP", "name", "UABP", 1 },
    { "Union des acteurs ruraux du bassin", "name", "Union des acteurs ruraux du bassin", "U.A.R.B.", "address", "" PART PART PART "Privas", 0 },
    { "Le Fournil", "contact_email", "pain@exemple.fr", "Boulangerie de Mireille", "contact_email", "Pain@exemple.fr", 1 },
    { "Le Fournil des Boutières", "contact_phone", "04 75 00 00 01", "Fournil bio Boutières", "contact_phone", "+33475000001", 1 },
    { "Le Fournil des Boutières", "website", "https://www.fournil.exemple/", "Fournil bio Boutières", "website", "https://fournil.exemple", 1 },
    { "Le Fournil", "siret", "73282932000074", "Mireille", "siret", "73282932000074", 1 },
    { "Le Fournil", "rna", "W751000123", "Mireille", "rna", "W751000123", 1 },
    { "Café du Pont", "place", "44.9" PART "4.5" PART "exact", "Café du Pont", "place", "44.902" PART "4.501" PART "exact", 1 },
    { "Repair café", "place", "44.9" PART "4.5" PART "exact", "Repair Café Boutières", "place", "44.901" PART "4.501" PART "exact", 1 },

    { "Apeas", "name", "Apeas", "APES", "name", "APES", 0 },
    { "APES", "name", "APES", "ADEPES", "name", "ADEPES", 0 },
    { "Apeas", "contact_phone", "04 75 00 00 01", "ADEPES", "contact_phone", "04 75 00 00 02", 0 },
    { "CRESS", "name", "CRESS", "CREES", "name", "CREES", 0 },
    { "Les Ateliers du Lac", "name", "Les Ateliers du Lac", "Les Ateliers du Bac", "name", "Les Ateliers du Bac", 0 },
    { "Pôle 1 des Boutières", "name", "Pôle 1 des Boutières", "Pôle 2 des Boutières", "name", "Pôle 2 des Boutières", 0 },
    { "Café du Pont", "place", "44.9" PART "4.5" PART "exact", "Café du Pont", "place", "45.9" PART "4.5" PART "exact", 0 },
    { "Café du Pont", "address", "1 rue Haute" PART PART PART "Privas", "Café du Pont", "address", "2 rue Basse" PART PART PART "Aubenas", 0 },
    { "Café du Pont", "siret", "73282932000074", "Café du Pont", "siret", "35600000000048", 0 },
    { "Mairie", "contact_email", "mairie@exemple.fr", "Repair café", "contact_email", "autre@exemple.fr", 0 },
    { "MJC de Privas", "acronym", "MJC", "MJC d’Aubenas", "acronym", "MJC", 0 },
    { "Sentiers Nord", "name", "Sentiers Nord", "Sentiers Sud", "name", "Sentiers Sud", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      add (f, cases[i].a, cases[i].field_a, cases[i].value_a, NULL);
      add (f, cases[i].b, cases[i].field_b, cases[i].value_b, NULL);
      g_test_message ("%s and %s", cases[i].a, cases[i].b);
      g_assert_cmpuint (count_found (f), ==, cases[i].n);
      g_assert_cmpuint (count_asked (f), ==, 2 * cases[i].n);
      g_assert_true (mlg_project_undo (f->project, &error) && mlg_project_undo (f->project, &error));
    }
}

static void
test_a_partner_is_somebody_else (Fixture       *f,
                                 gconstpointer  data)
{
  MlgId a = add (f, "La Passerelle", NULL), b = add (f, "Association La Passerelle", NULL);
  g_autofree char *x = mlg_id_dup_text (&a), *y = mlg_id_dup_text (&b);

  g_assert_cmpuint (count_found (f), ==, 1);
  add_record (f->project, "partnership", "a", x, "b", y, NULL);
  g_assert_cmpuint (count_found (f), ==, 0);
}

static void
test_persons_are_compared_with_their_structure (Fixture       *f,
                                                gconstpointer  data)
{
  MlgId actor = add (f, "La Passerelle", NULL), other = add (f, "Le Fournil", NULL);
  g_autofree char *x = mlg_id_dup_text (&actor), *y = mlg_id_dup_text (&other);

  add_record (f->project, "person", "display_name", "Jeanne Martin", "actor", x, NULL);
  add_record (f->project, "person", "display_name", "MARTIN Jeanne", "actor", x, NULL);
  g_assert_cmpuint (count_found (f), ==, 1);
  add_record (f->project, "person", "display_name", "la directrice adjointe", "actor", x, NULL);
  add_record (f->project, "person", "display_name", "la directrice adjointe", "actor", y, NULL);
  g_assert_cmpuint (count_found (f), ==, 1);
  add_record (f->project, "person", "display_name", "Paul", NULL);
  add_record (f->project, "person", "display_name", "Paul", NULL);
  g_assert_cmpuint (count_found (f), ==, 1);
}

static void
test_told_apart_is_remembered_and_merges_to_one (Fixture       *f,
                                                 gconstpointer  data)
{
  MlgId a = add (f, "La Passerelle", NULL), b = add (f, "Association La Passerelle", NULL);
  const MlgEntity *actor = entity_actor ();
  g_autofree char *copy = fixture_path ("copie.maillage");
  g_autoptr(GError) error = NULL;
  MlgProject *other;
  MlgMergeReport *report;

  g_assert_true (mlg_project_save (f->project, &error));
  g_assert_true (mlg_project_share (f->project, copy, MLG_LEVEL_COMPLETE, &error));
  other = open_project (copy);

  g_assert_true (mlg_duplicates_tell_apart (f->project, actor, &a, &b, "deux communes", &error));
  g_assert_cmpuint (count_found (f), ==, 0);
  g_assert_true (mlg_project_undo (f->project, &error));
  g_assert_cmpuint (count_found (f), ==, 1);
  g_assert_true (mlg_project_redo (f->project, &error));
  g_assert_cmpuint (count_found (f), ==, 0);

  /* Said again: the same row. The other way round, in a copy: still the same row. */
  g_assert_true (mlg_duplicates_tell_apart (f->project, actor, &b, &a, NULL, &error));
  g_assert_true (mlg_duplicates_tell_apart (other, actor, &b, &a, NULL, &error));
  close_project (&other);
  report = mlg_project_merge (f->project, copy, FALSE, &error);
  g_assert_no_error (error);
  mlg_merge_report_free (report);
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("distinct_pair")), ==, 1);
  g_assert_cmpuint (count_found (f), ==, 0);
}

static void
test_a_candidate_finds_who_it_would_be (Fixture       *f,
                                        gconstpointer  data)
{
  const MlgEntity *actor = entity_actor ();
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  MlgId id = add (f, "Foyer rural de Saint-Agrève", NULL);

  values[actor_field ("name")->index] = "foyer rural st agreve";
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr(GPtrArray) found = mlg_duplicates_find_for (f->project, actor, values, NULL);
      g_autoptr(GError) error = NULL;

      /* What changes in the project is known without asking. */
      g_assert_cmpuint (found->len, ==, round == 1 ? 0 : 1);
      if (round != 1)
        g_assert_true (mlg_id_equal (&((MlgDuplicate *) found->pdata[0])->b, &id));
      if (round == 0)
        set_actor (f->project, &id, "name", "Moulin de la Dolce Via");
      else
        g_assert_true (mlg_project_undo (f->project, &error));
    }
}

/* ---- the demonstration */

static void
set_up_demo (Fixture       *f,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  set_up (f, data);
  mlg_demo_build (f->project, &error);
  g_assert_no_error (error);
}

static void
test_the_demonstration_has_no_doubles (Fixture       *f,
                                       gconstpointer  data)
{
  g_assert_cmpuint (count_found (f), ==, 0);
}

static char *
export_all (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = mlg_export_to_bytes (f->project, MLG_EXPORT_JSON, NULL, MLG_LEVEL_COMPLETE, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
count_dangling (Fixture     *f,
                const MlgId *gone)
{
  guint n_entities, n = 0;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint e = 0; e < n_entities; e++)
    for (guint i = 0; i < entities[e]->n_fields; i++)
      if (mlg_field_is_reference (&entities[e]->fields[i]) && strcmp (entities[e]->name, MLG_ENTITY_LINK) != 0)
        {
          g_autoptr(GArray) ids = mlg_store_find_referring (mlg_project_get_store (f->project), entities[e], &entities[e]->fields[i], gone);

          n += ids->len;
        }
  return n;
}

static MlgId
resolve (Fixture    *f,
         const char *key)
{
  MlgId id = { { 0 } };

  g_assert_true (mlg_project_resolve (f->project, entity_actor (), key, &id, NULL));
  return id;
}

/* Any two actors of the demonstration, seeded: nothing refers to the one that went, and undo gives
 * back every byte. */
static void
test_two_records_become_one_and_undo_gives_both_back (Fixture       *f,
                                                      gconstpointer  data)
{
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) actors = mlg_project_search (f->project, entity_actor (), "a", 0);
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  g_autofree char *before = export_all (f);

  g_assert_cmpuint (actors->len, >, 5);
  for (guint i = 0; i < 8; i++)
    {
      MlgRecord *keep = actors->pdata[g_rand_int_range (random, 0, (gint) actors->len)];
      MlgRecord *drop = actors->pdata[g_rand_int_range (random, 0, (gint) actors->len)];
      g_autoptr(GError) error = NULL;
      g_autofree char *after = NULL;
      MlgId gone = *mlg_record_get_id (drop);
      guint64 n = mlg_project_count (f->project, entity_actor ());
      MlgCombineReport report = { 0 };

      if (keep == drop)
        continue;
      g_assert_true (mlg_combine (f->project, entity_actor (), mlg_record_get_id (keep), &gone, NULL, &report, &error));
      g_assert_cmpuint (mlg_project_count (f->project, entity_actor ()), ==, n - 1);
      g_assert_cmpuint (count_dangling (f, &gone), ==, 0);
      g_assert_true (mlg_project_undo (f->project, &error));
      after = export_all (f);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_nothing_of_the_record_that_goes_is_lost (Fixture       *f,
                                              gconstpointer  data)
{
  MlgId a = resolve (f, "a-mes"), b;
  g_autofree gboolean *take = g_new0 (gboolean, entity_actor ()->n_fields);
  g_autoptr(MlgRecord) kept = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *old_name = NULL;

  kept = mlg_project_get_record (f->project, entity_actor (), &a);
  old_name = g_strdup (mlg_record_get_named (kept, "name"));
  set_actor (f->project, &a, "contact_phone", "04 75 00 00 01");
  set_actor (f->project, &a, "themes", "002");
  b = add (f, "Maison de l’économie", "contact_phone", "04 75 00 00 02", "contact_email", "m@exemple.fr", "themes", "003",
           "aliases", "MECO", "visibility", "private", "note", "Vue au marché.", NULL);

  take[actor_field ("contact_phone")->index] = TRUE;
  g_assert_true (mlg_combine (f->project, entity_actor (), &a, &b, take, NULL, &error));
  g_assert_cmpstr (mlg_record_get_named (kept, "name"), ==, old_name);
  g_assert_cmpstr (mlg_record_get_named (kept, "contact_phone"), ==, "04 75 00 00 02");
  g_assert_cmpstr (mlg_record_get_named (kept, "contact_email"), ==, "m@exemple.fr");
  g_assert_cmpstr (mlg_record_get_named (kept, "visibility"), ==, "private");
  g_assert_nonnull (strstr (mlg_record_get_named (kept, "aliases"), "Maison de l’économie"));
  g_assert_nonnull (strstr (mlg_record_get_named (kept, "aliases"), "MECO"));
  g_assert_nonnull (strstr (mlg_record_get_named (kept, "themes"), "002"));
  g_assert_nonnull (strstr (mlg_record_get_named (kept, "themes"), "003"));
  g_assert_nonnull (strstr (mlg_record_get_named (kept, "note"), "04 75 00 00 01"));
  g_assert_nonnull (strstr (mlg_record_get_named (kept, "note"), "Vue au marché."));
}

static void
test_partnerships_with_the_same_actor_are_joined (Fixture       *f,
                                                  gconstpointer  data)
{
  MlgId a = add (f, "La Passerelle", NULL), b = add (f, "Passerelle", NULL), x = add (f, "Ville de Privas", NULL);
  g_autofree char *ta = mlg_id_dup_text (&a), *tb = mlg_id_dup_text (&b), *tx = mlg_id_dup_text (&x);
  MlgId ax = add_record (f->project, "partnership", "a", ta, "b", tx, "state", "active", NULL);
  MlgId xb = add_record (f->project, "partnership", "a", tx, "b", tb, "description", "Une salle.", NULL);
  MlgId ab = add_record (f->project, "partnership", "a", ta, "b", tb, NULL);
  g_autofree char *txb = mlg_id_dup_text (&xb), *tax = mlg_id_dup_text (&ax), *tab = mlg_id_dup_text (&ab);
  MlgId axis = add_record (f->project, "partnership_axis", "partnership", txb, "from", tx, "to", tb, "label", "prêt d’une salle", NULL);
  g_autofree char *before = export_all (f);
  g_autofree char *after = NULL;
  g_autoptr(MlgRecord) partnership = NULL, moved = NULL;
  g_autoptr(GError) error = NULL;
  MlgCombineReport report = { 0 };

  add_record (f->project, "partnership_axis", "partnership", tab, "label", "entre soi", NULL);
  g_assert_true (mlg_project_undo (f->project, &error));

  g_assert_true (mlg_combine (f->project, entity_actor (), &a, &b, NULL, &report, &error));
  g_assert_cmpuint (report.n_between, ==, 1);
  g_assert_cmpuint (report.n_joined, ==, 1);
  g_assert_cmpuint (mlg_project_count (f->project, mlg_schema_find ("partnership")), ==, 1);
  partnership = mlg_project_get_record (f->project, mlg_schema_find ("partnership"), &ax);
  g_assert_cmpstr (mlg_record_get_named (partnership, "state"), ==, "active");
  g_assert_cmpstr (mlg_record_get_named (partnership, "description"), ==, "Une salle.");
  moved = mlg_project_get_record (f->project, mlg_schema_find ("partnership_axis"), &axis);
  g_assert_cmpstr (mlg_record_get_named (moved, "partnership"), ==, tax);
  g_assert_cmpstr (mlg_record_get_named (moved, "to"), ==, ta);

  g_assert_true (mlg_project_undo (f->project, &error));
  after = export_all (f);
  g_assert_cmpstr (after, ==, before);
}

static void
test_a_record_is_not_merged_with_itself (Fixture       *f,
                                         gconstpointer  data)
{
  MlgId a = add (f, "La Passerelle", NULL), gone = { { 7 } };
  g_autoptr(GError) error = NULL, other = NULL;
  g_autofree char *before = export_all (f), *after = NULL;

  g_assert_false (mlg_combine (f->project, entity_actor (), &a, &a, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (mlg_combine (f->project, entity_actor (), &a, &gone, NULL, NULL, &other));
  g_assert_nonnull (other);
  after = export_all (f);
  g_assert_cmpstr (after, ==, before);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  fixture_begin ();

#define ADD(name, begin, function) g_test_add ("/duplicates/" name, Fixture, NULL, begin, function, tear_down)
  ADD ("the-same-actor-written-twice-is-found", set_up, test_the_same_actor_written_twice_is_found);
  ADD ("a-partner-is-somebody-else", set_up, test_a_partner_is_somebody_else);
  ADD ("persons-are-compared-with-their-structure", set_up, test_persons_are_compared_with_their_structure);
  ADD ("told-apart-is-remembered-and-merges-to-one", set_up, test_told_apart_is_remembered_and_merges_to_one);
  ADD ("a-candidate-finds-who-it-would-be", set_up, test_a_candidate_finds_who_it_would_be);
  ADD ("the-demonstration-has-no-doubles", set_up_demo, test_the_demonstration_has_no_doubles);
  ADD ("two-records-become-one-and-undo-gives-both-back", set_up_demo, test_two_records_become_one_and_undo_gives_both_back);
  ADD ("nothing-of-the-record-that-goes-is-lost", set_up_demo, test_nothing_of_the_record_that_goes_is_lost);
  ADD ("partnerships-with-the-same-actor-are-joined", set_up, test_partnerships_with_the_same_actor_are_joined);
  ADD ("a-record-is-not-merged-with-itself", set_up, test_a_record_is_not_merged_with_itself);
#undef ADD

  result = g_test_run ();
  fixture_end ();
  return result;
}
