/* Values and dates: what people type, what is kept, what is shown. */

#include "model/mlg-date.h"
#include "model/mlg-id.h"
#include "model/mlg-number.h"
#include "model/mlg-value-private.h"
#include "model/mlg-vocabulary.h"

#include <string.h>

#define PART "\x1f"
#define ELEMENT "\x1e"

static const MlgField *
field_of (const char *entity,
          const char *name)
{
  const MlgField *field = mlg_entity_find_field (mlg_schema_find (entity), name);

  g_assert_nonnull (field);
  return field;
}

/* @expected NULL: nothing. Whatever is kept is valid, and parsing it again changes nothing. */
static void
assert_parse (const char *entity,
              const char *name,
              const char *input,
              const char *expected)
{
  const MlgField *field = field_of (entity, name);
  g_autoptr(GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_true (mlg_value_parse (field, input, &value, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (value, ==, expected);
  g_assert_true (mlg_value_is_valid (field, value));
}

static void
assert_refused (const char *entity,
                const char *name,
                const char *input)
{
  const MlgField *field = field_of (entity, name);
  g_autoptr(GError) error = NULL;
  char *value = NULL;

  g_assert_false (mlg_value_parse (field, input, &value, &error));
  g_assert_error (error, MLG_VALUE_ERROR, MLG_VALUE_ERROR_INVALID);
  g_assert_null (value);
  g_assert_true (strlen (error->message) > 10);
  g_assert_null (strstr (error->message, "%s"));
  g_assert_false (mlg_value_is_valid (field, input));
}

static void
assert_display (const char *entity,
                const char *name,
                const char *value,
                const char *expected)
{
  g_autofree char *shown = mlg_value_to_display (field_of (entity, name), value);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_text (void)
{
  assert_parse ("actor", "name", "  MES \n Occitanie\t", "MES Occitanie");
  assert_parse ("actor", "name", " \n ", NULL);
  assert_parse ("actor", "name", NULL, NULL);
  assert_parse ("actor", "name", "e\xcc\x81te\xcc\x81", "été");
  assert_parse ("actor", "name", "a" PART "b" ELEMENT "c", "a b c");
  assert_parse ("actor", "description", "un\r\n\r\ndeux\rtrois  \n", "un\n\ndeux\ntrois");
  assert_refused ("actor", "name", "Cr\xe9-sol");
}

static void
test_numbers (void)
{
  assert_parse ("actor", "headcount", "1 200", "1200");
  assert_parse ("actor", "headcount", "007", "7");
  assert_parse ("actor", "headcount", "12,0", "12");
  assert_refused ("actor", "headcount", "12,5");
  assert_refused ("actor", "headcount", "douze");
  assert_parse ("resource", "quantity", "1,5", "1.5");
  assert_parse ("resource", "quantity", "-0,50", "-0.5");
  assert_parse ("resource", "quantity", "1.234.567,8", "1234567.8");
  assert_parse ("resource", "quantity", "1\u202f234\u202f567", "1234567");
  assert_parse ("resource", "quantity", "0,0", "0");
  assert_refused ("resource", "quantity", "1,23E+13");
  assert_refused ("resource", "quantity", "-");
}

static void
test_money (void)
{
  assert_parse ("resource", "amount", "30 000 €", "30000");
  assert_parse ("resource", "amount", "30 000 euros", "30000");
  assert_parse ("resource", "amount", "12,5 €", "12.50");
  assert_parse ("resource", "amount", "1,5 k€", "1500");
  assert_parse ("resource", "amount", "2,345 k€", "2345");
  assert_parse ("resource", "amount", "1,2 M€", "1200000");
  assert_refused ("resource", "amount", "0,001 €");
  assert_refused ("resource", "amount", "beaucoup");
  assert_display ("resource", "amount", "30000", "€30,000");
  assert_display ("resource", "amount", "-12.50", "€−12.50");
}

static void
test_yes_no (void)
{
  assert_parse ("actor", "renewed", "Oui", "1");
  assert_parse ("actor", "renewed", "true", "1");
  assert_parse ("actor", "renewed", "non", "0");
  assert_refused ("actor", "renewed", "peut-être");
  assert_display ("actor", "renewed", "1", "Yes");
}

static void
test_terms (void)
{
  assert_parse ("actor", "category", "project_bearers", "project_bearers");
  assert_parse ("actor", "category", "collectivités TERRITORIALES", "local_authorities");
  assert_refused ("actor", "category", "hors liste");
  assert_parse ("actor", "kind", "collectif sans statut", "collective");
  assert_parse ("actor", "legal_form", "Fablab mobile", "Fablab mobile");       /* an open list */
  assert_parse ("partnership_axis", "economy", "Non monétaire", "non_monetary");
  assert_parse ("actor", "themes", "urban_farming ; wool;wool", "urban_farming" ELEMENT "wool");
  assert_parse ("actor", "themes", "urban_farming, Wool", "urban_farming" ELEMENT "wool");
  assert_parse ("actor", "themes", "urban_farming, autre chose", "urban_farming, autre chose");
  assert_display ("partnership_axis", "economy", "market", "Marchande");
  assert_display ("actor", "legal_form", "Fablab mobile", "Fablab mobile");
}

static void
test_references (void)
{
  const char *id = "0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";
  const char *upper = "0190A1B2-C3D4-7E5F-8A6B-7C8D9E0F1A2B";
  g_autofree char *any = g_strconcat ("actor:", id, NULL);
  g_autofree char *alias = g_strconcat ("axis:", upper, NULL);
  g_autofree char *canonical = g_strconcat ("partnership_axis:", id, NULL);

  assert_parse ("partnership", "a", upper, id);
  assert_refused ("partnership", "a", "a-mes");
  assert_parse ("membership", "member", any, any);
  assert_parse ("membership", "member", alias, canonical);
  assert_refused ("membership", "member", id);
  assert_refused ("membership", "member", "nobody:0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");
}

static void
test_words (void)
{
  assert_parse ("actor", "aliases", "Mat Drôme; Le Mât", "Mat Drôme" ELEMENT "Le Mât");
  assert_parse ("actor", "aliases", "un, deux", "un, deux");
  /* A separator at the end: one element, whatever it holds. */
  assert_parse ("actor", "aliases", "dons ; vélos" ELEMENT, "dons ; vélos");
  assert_parse ("actor", "aliases", ELEMENT " " ELEMENT, NULL);
}

static void
test_contacts (void)
{
  assert_parse ("actor", "website", "www.archipelocentre.fr", "https://www.archipelocentre.fr");
  assert_parse ("actor", "website", "http://a.fr/b?c#d", "http://a.fr/b?c#d");
  assert_refused ("actor", "website", "javascript:alert(1)");
  assert_refused ("actor", "website", "pas de site");
  assert_parse ("actor", "contact_email", "mailto:a@b.fr", "a@b.fr");
  assert_refused ("actor", "contact_email", "a@b");
  assert_refused ("actor", "contact_email", "a b@c.fr");
  assert_parse ("actor", "contact_phone", "04 71 00 00 00", "04 71 00 00 00");
  assert_refused ("actor", "contact_phone", "voir le site");
  assert_parse ("actor", "siret", "01234567800012", "01234567800012");
  assert_refused ("actor", "siret", "1,23E+13");
}

static void
test_dates (void)
{
  assert_parse ("actor", "founded", "1987", "1987");
  assert_parse ("actor", "founded", "17 juin 2014", "2014-06-17");
  assert_parse ("actor", "founded", "1er août 2014", "2014-08-01");
  assert_parse ("actor", "founded", "juin 2014", "2014-06");
  assert_parse ("actor", "founded", "17/06/2014", "2014-06-17");
  assert_parse ("actor", "founded", "06/2014", "2014-06");
  assert_parse ("actor", "founded", "2014-06-17T10:00:00Z", "2014-06-17");
  assert_parse ("actor", "founded", "vers 1985", "1985" PART "vers 1985" PART "1");
  /* What is beside a year is not lost. */
  assert_parse ("actor", "founded", "1901 (loi)", "1901" PART "1901 (loi)" PART "1");
  assert_parse ("actor", "founded", "2001 ?", "2001" PART "2001 ?" PART "1");
  assert_parse ("actor", "founded", "17/06/1985 10:30", "1985-06-17");
  assert_parse ("actor", "founded", "1985-06-17T10:30:00+02:00", "1985-06-17");
  assert_parse ("actor", "founded", "Au milieu des années 80", PART "Au milieu des années 80");
  assert_parse ("actor", "founded", "1985" PART "Au milieu des années 80" PART "1",
                "1985" PART "Au milieu des années 80" PART "1");
  assert_parse ("actor", "founded", "2013" PART PART "0", "2013");
  assert_refused ("actor", "founded", "31/02/2014");
  assert_refused ("actor", "founded", "85");
  assert_refused ("actor", "founded", "2014" PART PART PART "x");
  assert_display ("actor", "founded", "1985" PART "vers 1985" PART "1", "vers 1985");
  assert_display ("actor", "founded", "2014-06-17", "17 June 2014");
  assert_display ("actor", "founded", "2014-06", "June 2014");
}

static void
test_intervals (void)
{
  assert_parse ("partnership", "period", "2013", "2013");
  assert_parse ("partnership", "period", "de 2013 à 2015", "2013" PART PART "2015");
  assert_parse ("partnership", "period", "juin 2013 – 2015", "2013-06" PART PART "2015");
  assert_parse ("event", "period", "2019-12-02" PART PART "2019-12-04" PART PART "1",
                "2019-12-02" PART PART "2019-12-04" PART PART "1");
  assert_display ("partnership", "period", "2013" PART PART "2015", "2013 – 2015");
  assert_display ("partnership", "period", "2013", "since 2013");
  assert_display ("partnership", "period", PART PART "2015", "until 2015");
}

static void
test_places (void)
{
  double lat = 0, lon = 0;
  const char *precision = NULL;

  assert_parse ("actor", "place", "44,9603; 3,5472", "44.9603" PART "3.5472");
  assert_parse ("actor", "place", "44.9603, 3.5472", "44.9603" PART "3.5472");
  assert_parse ("actor", "place", "44.96" PART "3.547" PART "bourg-centre", "44.96" PART "3.547" PART "town_centre");
  assert_refused ("actor", "place", "91" PART "3");
  assert_refused ("actor", "place", "6500000" PART "700000");
  assert_refused ("actor", "place", "44" PART "3" PART "quelque part");
  assert_display ("actor", "place", "44.9603" PART "3.5472" PART "commune", "44.9603 ; 3.5472 (Commune)");

  g_assert_true (mlg_value_get_place ("44.96" PART "3.547" PART "commune", &lat, &lon, &precision));
  g_assert_cmpfloat (lat, ==, 44.96);
  g_assert_cmpfloat (lon, ==, 3.547);
  g_assert_cmpstr (precision, ==, "commune");
  g_assert_false (mlg_value_get_place ("44.96", &lat, &lon, NULL));
  g_assert_false (mlg_value_get_place (NULL, &lat, &lon, NULL));
}

static void
test_parts (void)
{
  const MlgField *founded = field_of ("actor", "founded");
  const MlgField *address = field_of ("actor", "address");
  g_autofree char *words = NULL;
  g_autofree char *date = NULL;
  g_autofree char *town = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *code = NULL;

  g_assert_true (mlg_value_parse_part (founded, 1, "1985", "Au milieu des années 80", &words, NULL));
  g_assert_cmpstr (words, ==, "1985" PART "Au milieu des années 80");
  g_assert_true (mlg_value_parse_part (founded, 0, words, "1986", &date, NULL));
  g_assert_cmpstr (date, ==, "1986" PART "Au milieu des années 80");
  g_assert_true (mlg_value_parse_part (address, 3, NULL, " Saugues ", &town, NULL));
  g_assert_cmpstr (town, ==, PART PART PART "Saugues");
  g_assert_true (mlg_value_parse_part (address, 3, town, "", &nothing, NULL));
  g_assert_null (nothing);
  g_assert_true (mlg_value_parse_part (address, 2, town, "03170", &code, NULL));
  g_assert_cmpstr (code, ==, PART PART "03170" PART "Saugues");
  assert_display ("actor", "address", "3 rue du Foirail" PART PART "43170" PART "Saugues" PART "43234",
                  "3 rue du Foirail, 43170 Saugues");
}

static void
test_split (void)
{
  g_auto(GStrv) elements = mlg_value_split ("a" ELEMENT "b" ELEMENT);
  g_auto(GStrv) none = mlg_value_split (NULL);
  g_autofree char *joined = mlg_value_join ((const char *const *) elements);

  g_assert_cmpuint (g_strv_length (elements), ==, 2);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpstr (joined, ==, "a" ELEMENT "b");
  g_assert_null (mlg_value_join ((const char *const *) none));
}

/* Bytes at random: refused or kept, and what is kept is canonical. */
static void
test_noise (void)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);
  static const char noise[] = "0129 ,.;:/-+eE\xc3\xa9\x1e\x1f\n@aT€%";

  for (guint i = 0; i < 20000; i++)
    {
      const MlgEntity *entity = entities[g_test_rand_int_range (0, (gint32) n_entities)];
      const MlgField *field = &entity->fields[g_test_rand_int_range (0, (gint32) entity->n_fields)];
      char input[24];
      g_autofree char *value = NULL;

      for (guint c = 0; c < sizeof input; c++)
        input[c] = noise[g_test_rand_int_range (0, (gint32) sizeof noise - 1)];
      input[g_test_rand_int_range (0, (gint32) sizeof input)] = '\0';
      input[sizeof input - 1] = '\0';

      if (mlg_value_parse (field, input, &value, NULL) && value != NULL)
        {
          g_autofree char *shown = mlg_value_to_display (field, value);

          g_assert_true (g_utf8_validate (shown, -1, NULL));
          if (!mlg_value_is_valid (field, value))
            g_error ("%s.%s: “%s” is kept and is not canonical", entity->name, field->name, value);
        }
    }
}

static void
test_date_days (void)
{
  MlgDate date;

  g_assert_true (mlg_date_parse ("1970-01-02", &date));
  g_assert_cmpint (mlg_date_first_day (&date), ==, 1);
  g_assert_true (mlg_date_parse ("2000-02", &date));
  g_assert_cmpint (mlg_date_last_day (&date) - mlg_date_first_day (&date), ==, 28);
  g_assert_true (mlg_date_parse ("1969", &date));
  g_assert_cmpint (mlg_date_last_day (&date), ==, -1);
  g_assert_false (mlg_date_parse ("2019-13", &date));
  g_assert_false (mlg_date_parse ("", &date));
  g_assert_false (mlg_date_parse ("123456", &date));
}

static void
test_vocabularies (void)
{
  guint n, n_shipped = 0, n_terms = 0;
  const MlgVocabulary *const *vocabularies = mlg_vocabularies_get (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (mlg_vocabulary_find (vocabularies[i]->id) == vocabularies[i]);
      g_assert_cmpuint (vocabularies[i]->n_terms, >, 0);
      n_shipped += vocabularies[i]->shipped;
      for (guint t = 0; t < vocabularies[i]->n_terms; t++)
        {
          const MlgTerm *term = &vocabularies[i]->terms[t];

          n_terms += vocabularies[i]->shipped;
          g_assert_nonnull (term->label);
          g_assert_nonnull (term->ui_label);
          g_assert_true (mlg_vocabulary_term (vocabularies[i], term->id) == term);
          g_assert_nonnull (mlg_vocabulary_match (vocabularies[i], term->label));
        }
    }
  g_assert_null (vocabularies[n]);
  g_assert_cmpuint (n_shipped, ==, 82);
  g_assert_cmpuint (n_terms, ==, 489);
  g_assert_null (mlg_vocabulary_find ("nothing"));
}

static const MlgType settled_types[] = {
  MLG_TYPE_TEXT, MLG_TYPE_LONG_TEXT, MLG_TYPE_MARKDOWN, MLG_TYPE_CODE, MLG_TYPE_PHONE, MLG_TYPE_EMAIL, MLG_TYPE_URL,
  MLG_TYPE_LATITUDE, MLG_TYPE_LONGITUDE,
};

/* The short way never says more than the long one. */
static gboolean
assert_settled_is_canonical (MlgType     type,
                             const char *text)
{
  const MlgScalar scalar = { type, NULL };
  g_autofree char *parsed = NULL;

  if (*text == '\0' || !g_utf8_validate (text, -1, NULL) || !mlg_scalar_is_settled (&scalar, text, strlen (text)))
    return FALSE;

  parsed = mlg_scalar_parse (&scalar, text, NULL);
  if (g_strcmp0 (parsed, text) != 0)
    g_error ("Type %d: “%s” is settled at sight, and parsed as “%s”", (int) type, text, parsed);
  return TRUE;
}

static void
test_settled (void)
{
  static const struct { MlgType type; const char *text; } common[] = {
    { MLG_TYPE_TEXT, "Épicerie de l’Œillet – n° 4" }, { MLG_TYPE_LONG_TEXT, "Une laine\nd’ici" }, { MLG_TYPE_CODE, "07190" },
    { MLG_TYPE_PHONE, "04 75 66 63 08" }, { MLG_TYPE_EMAIL, "contact@exemple.fr" }, { MLG_TYPE_URL, "https://exemple.fr/1" },
    { MLG_TYPE_LATITUDE, "44.96" }, { MLG_TYPE_LONGITUDE, "-0.5" },
  };
  static const char *const pieces[] = {
    "0", "1", "9", "45", "90", ".", "-", "+", " ", "  ", "@", "é", "e\xcc\x81", "’", "\u2028", "\u202f", "\u0e4f", "a", "E", ",",
    "\n", "\r", "\t", "\x1f", "\x7f", "https://", "tel:", "mailto:", "\xc3", "/", "x.fr",
  };

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    g_assert_true (assert_settled_is_canonical (common[i].type, common[i].text));

  for (guint i = 0; i < 200000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      for (gint32 n = g_test_rand_int_range (1, 8); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      assert_settled_is_canonical (settled_types[g_test_rand_int_range (0, G_N_ELEMENTS (settled_types))], text->str);
    }
}

/* Nor for the pieces of a value together. */
static void
test_settled_parts (void)
{
  static const char *const pieces[] = { "44.96", "3.5", "-0", "91", "commune", "07190", "rue de l’Église", " ", "1 ", "" };
  static const char *const names[] = { "place", "address", "founded" };
  guint n_settled = 0;

  for (guint i = 0; i < 20000; i++)
    {
      const MlgField *field = mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_ACTOR), names[i % G_N_ELEMENTS (names)]);
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *parsed = NULL;

      for (gint32 n = g_test_rand_int_range (1, 8); n > 0; n--)
        g_string_append_printf (text, "%s%s", pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))], n > 1 ? PART : "");
      if (text->len == 0 || strchr (text->str, MLG_PART_SEPARATOR) == NULL || !mlg_value_is_settled (field, text->str))
        continue;

      n_settled++;
      g_assert_true (mlg_value_parse (field, text->str, &parsed, NULL));
      g_assert_cmpstr (parsed, ==, text->str);
    }
  g_assert_cmpuint (n_settled, >, 0);
}

static gpointer
make_ids (gpointer count)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  for (guint i = 0; i < GPOINTER_TO_UINT (count); i++)
    {
      MlgId id = mlg_id_new ();

      g_array_append_val (ids, id);
    }
  return ids;
}

/* Which of two twins is kept hangs on it: the older has the smaller id, in one millisecond and in several threads too. */
static void
test_ids_sort_by_age (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (mlg_id_hash, mlg_id_equal);
  GThread *threads[3];
  GArray *made[G_N_ELEMENTS (threads)];

  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    threads[t] = g_thread_new ("ids", make_ids, GUINT_TO_POINTER (50000));
  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    {
      made[t] = g_thread_join (threads[t]);
      for (guint i = 0; i < made[t]->len; i++)
        {
          MlgId *id = &g_array_index (made[t], MlgId, i);

          g_assert_cmpint (id->bytes[6] >> 4, ==, 7);
          g_assert_cmpint (id->bytes[8] >> 6, ==, 2);
          g_assert_true (i == 0 || mlg_id_compare (id - 1, id) < 0);
          g_assert_true (g_hash_table_add (seen, id));
        }
    }
  for (guint t = 0; t < G_N_ELEMENTS (threads); t++)
    g_array_unref (made[t]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/value/text", test_text);
  g_test_add_func ("/model/value/numbers", test_numbers);
  g_test_add_func ("/model/value/money", test_money);
  g_test_add_func ("/model/value/yes-no", test_yes_no);
  g_test_add_func ("/model/value/terms", test_terms);
  g_test_add_func ("/model/value/references", test_references);
  g_test_add_func ("/model/value/words", test_words);
  g_test_add_func ("/model/value/contacts", test_contacts);
  g_test_add_func ("/model/value/dates", test_dates);
  g_test_add_func ("/model/value/intervals", test_intervals);
  g_test_add_func ("/model/value/places", test_places);
  g_test_add_func ("/model/value/parts", test_parts);
  g_test_add_func ("/model/value/split", test_split);
  g_test_add_func ("/model/value/noise", test_noise);
  g_test_add_func ("/model/value/settled", test_settled);
  g_test_add_func ("/model/value/settled-parts", test_settled_parts);
  g_test_add_func ("/model/date/days", test_date_days);
  g_test_add_func ("/model/vocabularies", test_vocabularies);
  g_test_add_func ("/model/id/sort-by-age", test_ids_sort_by_age);
  return g_test_run ();
}
