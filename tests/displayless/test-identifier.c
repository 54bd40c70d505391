/* Identifiers: what is good, what is restored, what is doubtful, what is refused. */

#include "model/mlg-identifier.h"

#include <locale.h>
#include <string.h>

#define SIREN  MLG_IDENTIFIER_SIREN
#define SIRET  MLG_IDENTIFIER_SIRET
#define EPCI   MLG_IDENTIFIER_EPCI
#define RNA    MLG_IDENTIFIER_RNA
#define INSEE  MLG_IDENTIFIER_INSEE
#define AREA   MLG_IDENTIFIER_TERRITORY
#define POSTAL MLG_IDENTIFIER_POSTAL_CODE
#define NAF    MLG_IDENTIFIER_NAF
#define NAF25  MLG_IDENTIFIER_NAF_2025
#define LEGAL  MLG_IDENTIFIER_LEGAL_CATEGORY
#define EMAIL  MLG_IDENTIFIER_EMAIL
#define PHONE  MLG_IDENTIFIER_PHONE

#define GOOD     MLG_IDENTIFIER_GOOD
#define RESTORED MLG_IDENTIFIER_RESTORED
#define DOUBTFUL MLG_IDENTIFIER_DOUBTFUL
#define REFUSED  MLG_IDENTIFIER_REFUSED

typedef struct
{
  MlgIdentifierKind     kind;
  const char           *text;
  MlgIdentifierVerdict  verdict;
  const char           *value;
} Case;

static void
check (const Case *cases,
       guint       n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autofree char *value = NULL, *sentence = NULL;
      MlgIdentifierVerdict verdict = mlg_identifier_settle (cases[i].kind, cases[i].text, &value, &sentence);

      g_test_message ("%s → %u %s: %s", cases[i].text, verdict, value, sentence);
      g_assert_cmpuint (verdict, ==, cases[i].verdict);
      g_assert_cmpstr (value, ==, cases[i].value);
      g_assert_true ((sentence != NULL) == (verdict != GOOD));
      g_assert_true (sentence == NULL || g_str_has_suffix (sentence, ".") || g_str_has_suffix (sentence, "?"));
    }
}

static void
test_siren_and_siret_are_checked_by_their_key (void)
{
  static const Case cases[] = {
    { SIREN, "732829320", GOOD, "732829320" },
    { SIREN, "732 829 320", GOOD, "732829320" },
    { SIREN, "404833048", GOOD, "404833048" },
    { SIREN, "732829321", DOUBTFUL, "732829321" },
    { SIREN, "7328293", REFUSED, NULL },
    { SIREN, "73282932A", REFUSED, NULL },
    { SIREN, "000000000", REFUSED, NULL },
    { SIREN, "FR 44 732 829 320", RESTORED, "732829320" },
    { SIREN, "73282932000074", REFUSED, NULL },
    { SIREN, "5580121", RESTORED, "005580121" },
    { SIRET, "73282932000074", GOOD, "73282932000074" },
    { SIRET, "73282932000074", GOOD, "73282932000074" },
    { SIRET, "732\xc2\xa0""829\xe2\x80\xaf""320 00074", GOOD, "73282932000074" },
    { SIRET, "732.829.320.00074", GOOD, "73282932000074" },
    { SIRET, "73282932000075", DOUBTFUL, "73282932000075" },
    { SIRET, "37282932000074", DOUBTFUL, "37282932000074" },
    { SIRET, "732829320", DOUBTFUL, "732829320" },
    { SIRET, "7328293200007", REFUSED, NULL },
    { SIRET, "732829320000741", REFUSED, NULL },
    { SIRET, "sans objet", REFUSED, NULL },
    { SIRET, "en cours", REFUSED, NULL },
    { SIRET, "00000000000000", REFUSED, NULL },
    { SIRET, "", GOOD, NULL },
    { SIRET, "  \xc2\xa0 ", GOOD, NULL },
    { EPCI, "200040559", DOUBTFUL, "200040559" },
    { EPCI, "200054807", GOOD, "200054807" },
    { EPCI, "732829320", DOUBTFUL, "732829320" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_siret_of_la_poste_follow_their_own_rule (void)
{
  static const Case cases[] = {
    { SIREN, "356000000", GOOD, "356000000" },
    { SIRET, "35600000000048", GOOD, "35600000000048" },
    { SIRET, "35600000049837", GOOD, "35600000049837" },     /* sum 45: a multiple of five, not of Luhn */
    { SIRET, "35600000049838", DOUBTFUL, "35600000049838" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_what_a_spreadsheet_spoiled_is_restored_only_without_doubt (void)
{
  static const Case cases[] = {
    { SIRET, "7,3282932E+13", REFUSED, NULL },
    { SIRET, "7.3282932E+13", REFUSED, NULL },
    { SIRET, "1,23E+13", REFUSED, NULL },
    { SIRET, "7.3282932e13", REFUSED, NULL },
    { SIRET, "7,3282932000074E+13", RESTORED, "73282932000074" },
    { SIRET, "73282932000074.0", RESTORED, "73282932000074" },
    { SIRET, "73282932000074,00", RESTORED, "73282932000074" },
    { SIRET, "73282932000000", REFUSED, NULL },
    { SIRET, "'73282932000074", GOOD, "73282932000074" },
    { SIRET, "=\"73282932000074\"", GOOD, "73282932000074" },
    { SIRET, "#N/A", REFUSED, NULL },
    { SIRET, "########", REFUSED, NULL },
    { SIREN, "5520136", REFUSED, NULL },                     /* no number of two zeros has that key */
    { SIREN, "5520135", RESTORED, "005520135" },
    { SIREN, "5520135.0", RESTORED, "005520135" },
    { INSEE, "7165", RESTORED, "07165" },
    { INSEE, "7165.0", RESTORED, "07165" },
    { INSEE, "janv-75", REFUSED, NULL },
    { INSEE, "01/01/1975", REFUSED, NULL },
    { INSEE, "1975-01-01 00:00:00", REFUSED, NULL },
    { POSTAL, "7190", RESTORED, "07190" },
    { POSTAL, "1000,0", RESTORED, "01000" },
    { POSTAL, "Jan-75", REFUSED, NULL },
    { NAF, "nov-01", REFUSED, NULL },
    { PHONE, "475356000", RESTORED, "0475356000" },
    { PHONE, "475356000.0", RESTORED, "0475356000" },
    { PHONE, "33475356000", RESTORED, "+33475356000" },
    { PHONE, "4,75E+08", REFUSED, NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_rna_may_have_a_letter_in_third_place (void)
{
  static const Case cases[] = {
    { RNA, "W9R1011072", GOOD, "W9R1011072" },
    { RNA, "W751000123", GOOD, "W751000123" },
    { RNA, "w072 001 234", GOOD, "W072001234" },
    { RNA, "W75100012", REFUSED, NULL },
    { RNA, "WR91011072", REFUSED, NULL },
    { RNA, "751000123", DOUBTFUL, "W751000123" },
    { RNA, "Volume 85 Folio 12", REFUSED, NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_codes_of_places_know_corsica_and_overseas (void)
{
  static const Case cases[] = {
    { INSEE, "07165", GOOD, "07165" },
    { INSEE, "2B033", GOOD, "2B033" },
    { INSEE, "2a004", GOOD, "2A004" },
    { INSEE, "97105", GOOD, "97105" },
    { INSEE, "98818", GOOD, "98818" },
    { INSEE, "20033", REFUSED, NULL },
    { INSEE, "2C033", REFUSED, NULL },
    { INSEE, "96001", REFUSED, NULL },
    { INSEE, "071655", REFUSED, NULL },
    { AREA, "84", GOOD, "84" },
    { AREA, "2A", GOOD, "2A" },
    { AREA, "974", GOOD, "974" },
    { AREA, "7", RESTORED, "07" },
    { AREA, "200054807", GOOD, "200054807" },
    { AREA, "07165", GOOD, "07165" },
    { POSTAL, "07190", GOOD, "07190" },
    { POSTAL, "07 190", GOOD, "07190" },
    { POSTAL, "20200", GOOD, "20200" },
    { POSTAL, "97400", GOOD, "97400" },
    { POSTAL, "F-07190", GOOD, "07190" },
    { POSTAL, "13284 CEDEX 07", GOOD, "13284" },
    { POSTAL, "2B200", REFUSED, NULL },
    { POSTAL, "13001 Marseille", REFUSED, NULL },
    { POSTAL, "071900", REFUSED, NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_the_two_naf_are_told_apart (void)
{
  static const Case cases[] = {
    { NAF, "94.99Z", GOOD, "94.99Z" },
    { NAF, "9499z", GOOD, "94.99Z" },
    { NAF, "01.11Z", GOOD, "01.11Z" },
    { NAF, "94.99", DOUBTFUL, "94.99" },
    { NAF, "913E", DOUBTFUL, "913E" },
    { NAF, "04.11Z", REFUSED, NULL },
    { NAF, "94.99Y", DOUBTFUL, "94.99Y" },
    { NAF, "association", REFUSED, NULL },
    { NAF25, "94.99Y", GOOD, "94.99Y" },
    { NAF25, "94.99Z", DOUBTFUL, "94.99Z" },
    { NAF25, "45.11Y", REFUSED, NULL },
    { LEGAL, "9220", GOOD, "9220" },
    { LEGAL, "5599", GOOD, "5599" },
    { LEGAL, "4599", DOUBTFUL, "4599" },
    { LEGAL, "92", REFUSED, NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_addresses_and_telephones_are_looked_at (void)
{
  static const Case cases[] = {
    { EMAIL, "jeanne.martin@exemple.fr", GOOD, "jeanne.martin@exemple.fr" },
    { EMAIL, "mailto:a@b.fr", GOOD, "a@b.fr" },
    { EMAIL, "jeanne (at) exemple.fr", RESTORED, "jeanne@exemple.fr" },
    { EMAIL, "jeanne@exemple,fr", RESTORED, "jeanne@exemple.fr" },
    { EMAIL, "jeanne.exemple.fr", REFUSED, NULL },
    { EMAIL, "a@b.fr; c@d.fr", REFUSED, NULL },
    { EMAIL, "a@b.fr, c@d.fr", REFUSED, NULL },
    { EMAIL, "jeanne martin@exemple.fr", REFUSED, NULL },
    { EMAIL, "jeanne@exemple", REFUSED, NULL },
    { EMAIL, "jeanne@exemple..fr", REFUSED, NULL },
    { EMAIL, "@exemple.fr", REFUSED, NULL },
    { EMAIL, "jeanne@gmial.com", DOUBTFUL, "jeanne@gmial.com" },
    { EMAIL, "hélène@exemple.fr", DOUBTFUL, "hélène@exemple.fr" },
    { PHONE, "04 75 35 60 00", GOOD, "04 75 35 60 00" },
    { PHONE, "04.75.35.60.00", GOOD, "04.75.35.60.00" },
    { PHONE, "+33 (0)4 75 35 60 00", GOOD, "+33 (0)4 75 35 60 00" },
    { PHONE, "04 75 35 60 00 poste 12", GOOD, "04 75 35 60 00 poste 12" },
    { PHONE, "+32 2 513 89 40", GOOD, "+32 2 513 89 40" },
    { PHONE, "0262 12 34 56", GOOD, "0262 12 34 56" },
    { PHONE, "3939", GOOD, "3939" },
    { PHONE, "04 75 35 60", DOUBTFUL, "04 75 35 60" },
    { PHONE, "04 75 35 60 00 / 06 12 34 56 78", DOUBTFUL, "04 75 35 60 00 / 06 12 34 56 78" },
    { PHONE, "+33 4 75 35", DOUBTFUL, "+33 4 75 35" },
    { PHONE, "standard", REFUSED, NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_one_number_written_three_ways_has_one_key (void)
{
  static const char *const phones[] = { "06 12 34 56 78", "+33 (0)6.12.34.56.78", "0033612345678", "06-12-34-56-78 (poste 3)" };
  static const char *const sites[] = { "https://www.Exemple.fr/", "http://exemple.fr", "exemple.fr", "https://exemple.fr/?a=b" };

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++)
    {
      g_autofree char *key = mlg_phone_key (phones[i]);

      g_assert_cmpstr (key, ==, "+33612345678");
    }
  for (guint i = 0; i < G_N_ELEMENTS (sites); i++)
    {
      g_autofree char *key = mlg_website_key (sites[i]);

      g_assert_cmpstr (key, ==, "exemple.fr");
    }

  g_autofree char *overseas = mlg_phone_key ("+262 262 12 34 56"), *home = mlg_phone_key ("0262 12 34 56");

  g_assert_cmpstr (overseas, ==, home);
  g_assert_null (mlg_phone_key ("15"));
}

static void
test_fields_say_which_identifier_they_hold (void)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR), *territory = mlg_schema_find (MLG_ENTITY_TERRITORY);
  MlgIdentifierKind kind;
  guint part = 0;
  const MlgField *address = mlg_entity_find_part (actor, "postal_code", &part);

  g_assert_true (mlg_identifier_find (actor, mlg_entity_find_field (actor, "siret"), 0, &kind));
  g_assert_cmpuint (kind, ==, SIRET);
  g_assert_true (mlg_identifier_find (actor, address, part, &kind));
  g_assert_cmpuint (kind, ==, POSTAL);
  g_assert_true (mlg_identifier_find (territory, mlg_entity_find_field (territory, "siren"), 0, &kind));
  g_assert_cmpuint (kind, ==, EPCI);
  g_assert_true (mlg_identifier_find (territory, mlg_entity_find_field (territory, "insee_code"), 0, &kind));
  g_assert_cmpuint (kind, ==, AREA);
  g_assert_false (mlg_identifier_find (actor, mlg_entity_find_field (actor, "name"), 0, &kind));
  g_assert_false (mlg_identifier_find (actor, mlg_entity_find_field (actor, "colour"), 0, &kind));
  g_assert_false (mlg_identifier_find (actor, address, 0, &kind));
}

/* Nothing a cell may hold brings it down, and a value that was settled stays as it is. */
static void
test_settling_twice_changes_nothing (void)
{
  static const char signs[] = "0123456789 .,-+@EeWwAZ#='\"()/";
  g_autoptr(GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 20000; i++)
    {
      char text[24];
      guint n = (guint) g_rand_int_range (random, 0, sizeof text);

      for (guint c = 0; c < n; c++)
        text[c] = g_rand_int_range (random, 0, 3) > 0 ? (char) ('0' + g_rand_int_range (random, 0, 10))
                                                      : signs[g_rand_int_range (random, 0, sizeof signs - 1)];
      text[n == sizeof text ? n - 1 : n] = '\0';

      for (MlgIdentifierKind kind = SIREN; kind <= PHONE; kind++)
        {
          g_autofree char *once = NULL, *twice = NULL;
          MlgIdentifierVerdict verdict = mlg_identifier_settle (kind, text, &once, NULL);

          if (verdict == REFUSED || once == NULL)
            continue;
          g_test_message ("%u “%s” → “%s”", kind, text, once);
          g_assert_cmpuint (mlg_identifier_settle (kind, once, &twice, NULL), !=, REFUSED);
          g_assert_cmpstr (twice, ==, once);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add_func ("/identifier/" name, function)
  ADD ("siren-and-siret-are-checked-by-their-key", test_siren_and_siret_are_checked_by_their_key);
  ADD ("siret-of-la-poste-follow-their-own-rule", test_siret_of_la_poste_follow_their_own_rule);
  ADD ("what-a-spreadsheet-spoiled-is-restored-only-without-doubt", test_what_a_spreadsheet_spoiled_is_restored_only_without_doubt);
  ADD ("rna-may-have-a-letter-in-third-place", test_rna_may_have_a_letter_in_third_place);
  ADD ("codes-of-places-know-corsica-and-overseas", test_codes_of_places_know_corsica_and_overseas);
  ADD ("the-two-naf-are-told-apart", test_the_two_naf_are_told_apart);
  ADD ("addresses-and-telephones-are-looked-at", test_addresses_and_telephones_are_looked_at);
  ADD ("one-number-written-three-ways-has-one-key", test_one_number_written_three_ways_has_one_key);
  ADD ("fields-say-which-identifier-they-hold", test_fields_say_which_identifier_they_hold);
  ADD ("settling-twice-changes-nothing", test_settling_twice_changes_nothing);
#undef ADD

  return g_test_run ();
}
