/* Cards of addresses: structures become actors, people become persons who know their structure.
 *
 * A card is of a structure when it says so, when its name is that of its organisation, or when it
 * names nobody. The organisation of a person becomes an actor of its own, unless it has a card.
 */

#include "exchange/mlg-source.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-card-table.h"
#include "exchange/mlg-card.h"
#include "model/mlg-schema.h"
#include "model/mlg-text.h"

/* What our own cards say beside what every card says. */
#define OWN_PREFIX "X-MAILLAGE-"

typedef struct
{
  MlgCardTable *actors;
  MlgCardTable *persons;
  GHashTable   *named;        /* folded names of the actors */
  guint         n_binary;
  guint         n_nameless;
} Reading;

typedef struct
{
  const MlgCard *card;
  char          *full_name;   /* FN */
  char         **name;        /* N: family, given, more, before, after; NULL: none */
  char         **organisation;
  char          *kind;        /* small letters; NULL: not said */
  gboolean       company;     /* an address book shows it as one */
} Person;

static const MlgCardLine *
find_line (const MlgCard *card,
           const char    *name)
{
  for (guint i = 0; i < card->lines->len; i++)
    {
      const MlgCardLine *line = card->lines->pdata[i];

      if (strcmp (line->name, name) == 0 && *line->value != '\0')
        return line;
    }

  return NULL;
}

static char *
dup_value (const MlgCard *card,
           const char    *name)
{
  const MlgCardLine *line = find_line (card, name);
  char *text = line == NULL ? NULL : mlg_card_dup_text (line->value);

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
clear_person (Person *self)
{
  g_free (self->full_name);
  g_strfreev (self->name);
  g_strfreev (self->organisation);
  g_free (self->kind);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, clear_person)

static const char *
get_part (char **parts,
          guint  i)
{
  return parts != NULL && i < g_strv_length (parts) && *parts[i] != '\0' ? parts[i] : NULL;
}

static void
look_at (Person        *self,
         const MlgCard *card)
{
  const MlgCardLine *name = find_line (card, "N");
  const MlgCardLine *organisation = find_line (card, "ORG");
  g_autofree char *kind = dup_value (card, "KIND");
  g_autofree char *other_kind = dup_value (card, "X-ADDRESSBOOKSERVER-KIND");
  g_autofree char *shown = dup_value (card, "X-ABSHOWAS");

  self->card = card;
  self->full_name = dup_value (card, "FN");
  self->name = name == NULL ? NULL : mlg_card_split (name->value, ';');
  self->organisation = organisation == NULL ? NULL : mlg_card_split (organisation->value, ';');
  if (kind != NULL || other_kind != NULL)
    self->kind = g_ascii_strdown (kind != NULL ? kind : other_kind, -1);
  self->company = shown != NULL && g_ascii_strcasecmp (shown, "COMPANY") == 0;
}

static gboolean
is_same (const char *a,
         const char *b)
{
  g_autofree char *folded_a = a == NULL ? NULL : mlg_fold (a);
  g_autofree char *folded_b = b == NULL ? NULL : mlg_fold (b);

  return folded_a != NULL && folded_b != NULL && strcmp (folded_a, folded_b) == 0;
}

static gboolean
is_structure (const Person *self)
{
  const char *family = get_part (self->name, 0), *given = get_part (self->name, 1);
  const char *organisation = get_part (self->organisation, 0);

  if (self->kind != NULL)
    return strcmp (self->kind, "individual") != 0;
  /* Our own cards of structures all say so. */
  if (self->company || find_line (self->card, OWN_PREFIX "ID") != NULL)
    return self->company;
  if (organisation != NULL)
    return (given == NULL && (family == NULL || is_same (family, organisation) || is_same (family, self->full_name))) ||
           is_same (self->full_name, organisation);
  if (family != NULL && given != NULL)
    return FALSE;
  /* A name in one piece, of several words: « Mairie de Die ». */
  return (family == NULL && given == NULL) || (family != NULL && strchr (family, ' ') != NULL);
}

/* ---- what both kinds of cards have */

static const char *
skip_scheme (const char *value,
             const char *scheme)
{
  return g_ascii_strncasecmp (value, scheme, strlen (scheme)) == 0 ? value + strlen (scheme) : value;
}

/* The preferred line of this name, a telephone rather than a fax. */
static const MlgCardLine *
find_preferred (const MlgCard *card,
                const char    *name)
{
  const MlgCardLine *best = NULL;

  for (guint i = 0; i < card->lines->len; i++)
    {
      const MlgCardLine *line = card->lines->pdata[i];

      if (strcmp (line->name, name) != 0 || *line->value == '\0')
        continue;
      if (best == NULL || (mlg_card_line_is (best, "fax") && !mlg_card_line_is (line, "fax")) ||
          (line->preference < best->preference && !mlg_card_line_is (line, "fax")))
        best = line;
    }

  return best;
}

/* The preferred of several goes to @target, the others to the note under @others. */
static void
add_preferred (MlgCardTable  *table,
               const MlgCard *card,
               const char    *name,
               const char    *scheme,
               const char    *target,
               const char    *others)
{
  const MlgCardLine *best = find_preferred (card, name);

  for (guint i = 0; i < card->lines->len; i++)
    {
      const MlgCardLine *line = card->lines->pdata[i];
      g_autofree char *text = NULL;

      if (strcmp (line->name, name) != 0)
        continue;
      text = mlg_card_dup_text (skip_scheme (line->value, scheme));
      if (line == best && target != NULL && !mlg_card_line_is (line, "fax"))
        mlg_card_table_set (table, target, text, ", ");
      else
        mlg_card_table_set (table, mlg_card_line_is (line, "fax") ? _("Fax") : others, text, ", ");
    }
}

/* Post box, extended, street, town, region, code, country. */
static void
add_address (MlgCardTable      *table,
             const MlgCardLine *line)
{
  static const char *const targets[] = { "address_extra", "address_extra", "street", "locality", NULL, "postal_code", "country" };
  g_auto(GStrv) parts = mlg_card_split (line->value, ';');

  for (guint i = 0; parts[i] != NULL && i < G_N_ELEMENTS (targets); i++)
    {
      g_strdelimit (parts[i], "\n", ' ');
      mlg_card_table_set (table, targets[i] == NULL ? _("Region") : targets[i], parts[i], ", ");
    }
}

static void
add_addresses (MlgCardTable  *table,
               const MlgCard *card)
{
  const MlgCardLine *best = find_preferred (card, "ADR");

  for (guint i = 0; i < card->lines->len; i++)
    {
      const MlgCardLine *line = card->lines->pdata[i];
      g_auto(GStrv) parts = NULL;
      g_autofree char *text = NULL;

      if (line == best)
        add_address (table, line);
      else if (strcmp (line->name, "ADR") == 0)
        {
          GString *joined = g_string_new (NULL);

          parts = mlg_card_split (line->value, ';');
          for (guint j = 0; parts[j] != NULL; j++)
            if (*parts[j] != '\0')
              g_string_append_printf (joined, "%s%s", joined->len > 0 ? ", " : "", parts[j]);
          text = g_string_free (joined, FALSE);
          mlg_card_table_set (table, _("Other address"), text, " / ");
        }
    }
}

/* "47.2;2.4", "geo:47.2,2.4;u=35", "2.4,47.2" in the oldest cards. */
static gboolean
read_position (const char *value,
               gboolean    oldest,
               char      **lat,
               char      **lon)
{
  g_autofree char *text = mlg_card_dup_text (skip_scheme (value, "geo:"));
  g_auto(GStrv) parts = NULL;
  double first, second;

  g_strdelimit (text, ";", ',');
  parts = g_strsplit (text, ",", -1);
  if (g_strv_length (parts) < 2)
    return FALSE;

  g_strstrip (parts[0]);
  g_strstrip (parts[1]);
  if (*parts[0] == '\0' || strspn (parts[0], "+-.0123456789") != strlen (parts[0]) ||
      *parts[1] == '\0' || strspn (parts[1], "+-.0123456789") != strlen (parts[1]))
    return FALSE;

  first = g_ascii_strtod (parts[0], NULL);
  second = g_ascii_strtod (parts[1], NULL);
  /* Nowhere in the sea off Africa, where those stand who know no place. */
  if (first == 0 && second == 0)
    return FALSE;
  if (first < -90 || first > 90 || (oldest && strchr (value, ';') == NULL && first > -6 && first < 10 && second > 41 && second < 52))
    {
      *lat = g_strdup (parts[1]);
      *lon = g_strdup (parts[0]);
      return TRUE;
    }

  *lat = g_strdup (parts[0]);
  *lon = g_strdup (parts[1]);
  return TRUE;
}

static void
add_position (MlgCardTable  *table,
              const MlgCard *card,
              gboolean       has_place)
{
  const MlgCardLine *line = find_line (card, "GEO");
  g_autofree char *version = dup_value (card, "VERSION");
  g_autofree char *lat = NULL, *lon = NULL;

  if (line == NULL)
    return;

  if (has_place && read_position (line->value, g_strcmp0 (version, "2.1") == 0, &lat, &lon))
    {
      mlg_card_table_set (table, "lat", lat, " ");
      mlg_card_table_set (table, "lon", lon, " ");
    }
  else
    mlg_card_table_set (table, _("Position"), line->value, " / ");
}

/* Every line begins with a day, as opening hours do. */
static gboolean
is_opening_hours (const char *text)
{
  static const char *const days[] = { "lun", "mar", "mer", "jeu", "ven", "sam", "dim", "mo", "tu", "we", "th", "fr", "sa", "su", NULL };
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *folded = mlg_fold (lines[i]);
      gboolean found = FALSE;

      if (*folded == '\0')
        continue;
      for (guint d = 0; !found && days[d] != NULL; d++)
        found = g_str_has_prefix (folded, days[d]);
      if (!found || strpbrk (folded, "0123456789") == NULL)
        return FALSE;
      n++;
    }

  return n > 0;
}

static void
add_note (MlgCardTable      *table,
          const MlgCardLine *line,
          gboolean           structure,
          gboolean           own)
{
  g_autofree char *text = mlg_card_dup_text (line->value);

  if (structure && own)
    mlg_card_table_set (table, "description", text, "\n\n");
  else if (structure && is_opening_hours (text))
    {
      g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
      g_autofree char *joined = g_strjoinv (" ; ", lines);

      mlg_card_table_set (table, "opening", joined, " ; ");
    }
  else
    mlg_card_table_set (table, "note", text, "\n\n");
}

/* A field of ours, as our cards name it: "X-MAILLAGE-CONTACT-NAME". */
static gboolean
add_own (MlgCardTable      *table,
         const MlgCardLine *line,
         gboolean           structure)
{
  const MlgEntity *entity = mlg_schema_find (structure ? MLG_ENTITY_ACTOR : "person");
  g_autofree char *target = NULL, *text = NULL;

  if (!g_str_has_prefix (line->name, OWN_PREFIX))
    return FALSE;

  target = g_ascii_strdown (line->name + strlen (OWN_PREFIX), -1);
  g_strdelimit (target, "-", '_');
  if (strcmp (target, "id") != 0 && mlg_entity_find_part (entity, target, NULL) == NULL)
    return FALSE;

  text = mlg_card_dup_text (line->value);
  mlg_card_table_set (table, target, text, " ");
  return TRUE;
}

/* Said of the card itself, or read by its own function. */
static gboolean
is_understood (const MlgCardLine *line)
{
  static const char *const names[] = {
    "", "VERSION", "PRODID", "REV", "FN", "N", "ORG", "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS", "TEL", "EMAIL", "URL",
    "ADR", "GEO", "NOTE", "UID", "CATEGORIES", "TITLE", "ROLE", "NICKNAME", "X-ABADR", "X-ABUID", "LABEL", "SORT-STRING",
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "CLASS", "AGENT", "MAILER", NULL
  };

  return g_strv_contains (names, line->name) || (strcmp (line->name, "X-ABLABEL") == 0 && g_str_has_prefix (line->value, "_$!<"));
}

/* What the card says and we have no place for keeps its name. */
static void
add_rest (MlgCardTable  *table,
          const MlgCard *card,
          gboolean       structure)
{
  gboolean own = find_line (card, OWN_PREFIX "ID") != NULL;

  add_preferred (table, card, "TEL", "tel:", "contact_phone", _("Other telephone"));
  add_preferred (table, card, "EMAIL", "mailto:", "contact_email", _("Other e-mail"));
  add_preferred (table, card, "URL", "", structure ? "website" : NULL, structure ? _("Other website") : _("Website"));
  add_addresses (table, card);
  add_position (table, card, structure);

  for (guint i = 0; i < card->lines->len; i++)
    {
      const MlgCardLine *line = card->lines->pdata[i];
      g_autofree char *text = NULL;

      if (strcmp (line->name, "NOTE") == 0)
        add_note (table, line, structure, own);
      if (is_understood (line) || *line->value == '\0' || add_own (table, line, structure))
        continue;

      text = mlg_card_dup_text (line->value);
      g_strdelimit (text, ";", ' ');
      mlg_card_table_set (table, line->name, g_strstrip (text), " / ");
    }

  if (card->torn)
    mlg_card_table_tear (table);
}

static void
add_list (MlgCardTable  *table,
          const MlgCard *card,
          const char    *name,
          const char    *column,
          const char    *between)
{
  for (guint i = 0; i < card->lines->len; i++)
    {
      const MlgCardLine *line = card->lines->pdata[i];
      /* Commas separate words, but stand in a function as they do in a sentence. */
      char separator = strcmp (name, "TITLE") == 0 || strcmp (name, "ROLE") == 0 ? '\0' : ',';
      g_auto(GStrv) words = strcmp (line->name, name) == 0 ? mlg_card_split (line->value, separator) : NULL;

      for (guint j = 0; words != NULL && words[j] != NULL; j++)
        mlg_card_table_set (table, column, words[j], between);
    }
}

static void
add_key (MlgCardTable  *table,
         const MlgCard *card)
{
  g_autofree char *uid = dup_value (card, "UID");

  /* One of ours has its own identifier beside. */
  if (uid != NULL && !(g_str_has_prefix (uid, "urn:uuid:") && find_line (card, OWN_PREFIX "ID") != NULL))
    mlg_card_table_set (table, "key", skip_scheme (uid, "urn:uuid:"), " ");
}

/* ---- actors and persons */

static void
add_actor (Reading      *self,
           const Person *person)
{
  const MlgCard *card = person->card;
  const char *kind = person->kind == NULL ? NULL : strcmp (person->kind, "org") == 0 ? "organisation"
                     : strcmp (person->kind, "location") == 0 ? "place" : strcmp (person->kind, "group") == 0 ? "collective" : NULL;
  const char *name = person->full_name;
  const char *organisation = get_part (person->organisation, 0);

  if (name == NULL)
    name = organisation;
  if (name == NULL)
    name = get_part (person->name, 0);

  mlg_card_table_begin (self->actors, card->line);
  add_key (self->actors, card);
  mlg_card_table_set (self->actors, "name", name, " ");
  mlg_card_table_set (self->actors, "kind", kind, " ");
  if (organisation != NULL && name != organisation && !is_same (organisation, name))
    mlg_card_table_set (self->actors, _("Organisation"), organisation, ", ");
  for (guint i = 1; get_part (person->organisation, i) != NULL; i++)
    mlg_card_table_set (self->actors, _("Department"), person->organisation[i], ", ");

  add_list (self->actors, card, "NICKNAME", "aliases", "|");
  add_list (self->actors, card, "CATEGORIES", "type_words", ", ");
  add_list (self->actors, card, "TITLE", _("Function"), ", ");
  add_list (self->actors, card, "ROLE", _("Function"), ", ");
  add_rest (self->actors, card, TRUE);
  self->n_nameless += name == NULL;
}

static void
add_structure_of (Reading      *self,
                  const Person *person)
{
  const char *name = get_part (person->organisation, 0);
  g_autofree char *folded = name == NULL ? NULL : mlg_fold (name);

  if (folded == NULL || !g_hash_table_add (self->named, g_steal_pointer (&folded)))
    return;

  mlg_card_table_begin (self->actors, person->card->line);
  mlg_card_table_set (self->actors, "name", name, " ");
}

static void
add_person (Reading      *self,
            const Person *person)
{
  const MlgCard *card = person->card;
  const char *family = get_part (person->name, 0), *given = get_part (person->name, 1);
  g_autofree char *joined = g_strjoin (given != NULL && family != NULL ? " " : "", given == NULL ? "" : given,
                                       family == NULL ? "" : family, NULL);
  g_autofree char *email = dup_value (card, "EMAIL");
  const char *shown = person->full_name != NULL ? person->full_name : *joined != '\0' ? joined : email;

  mlg_card_table_begin (self->persons, card->line);
  add_key (self->persons, card);
  mlg_card_table_set (self->persons, "display_name", shown, " ");
  mlg_card_table_set (self->persons, "first_name", given, " ");
  mlg_card_table_set (self->persons, "last_name", family, " ");
  mlg_card_table_set (self->persons, "actor", get_part (person->organisation, 0), " ");
  for (guint i = 1; get_part (person->organisation, i) != NULL; i++)
    mlg_card_table_set (self->persons, _("Department"), person->organisation[i], ", ");

  add_list (self->persons, card, "TITLE", "trades", "|");
  add_list (self->persons, card, "ROLE", "trades", "|");
  add_list (self->persons, card, "NICKNAME", _("Other names"), ", ");
  add_list (self->persons, card, "CATEGORIES", _("Categories"), ", ");
  add_rest (self->persons, card, FALSE);
  self->n_nameless += shown == NULL;
}

static void
declare_columns (MlgCardTable *table,
                 gboolean      structure)
{
  static const struct { const char *target, *label; gboolean actor, person; } columns[] = {
    { "id", "id", TRUE, TRUE },
    { "key", N_("Original identifier"), TRUE, TRUE },
    { "name", N_("Name"), TRUE, FALSE },
    { "display_name", N_("Shown as"), FALSE, TRUE },
    { "first_name", N_("First name"), FALSE, TRUE },
    { "last_name", N_("Last name"), FALSE, TRUE },
    { "actor", N_("Structure"), FALSE, TRUE },
    { "trades", N_("Trades"), FALSE, TRUE },
    { "kind", N_("Nature"), TRUE, FALSE },
    { "aliases", N_("Other names"), TRUE, FALSE },
    { "type_words", N_("Type, in the words of the source"), TRUE, FALSE },
    { "contact_email", N_("E-mail"), TRUE, TRUE },
    { "contact_phone", N_("Telephone"), TRUE, TRUE },
    { "website", N_("Website"), TRUE, FALSE },
    { "street", N_("Street"), TRUE, TRUE },
    { "address_extra", N_("Address, continued"), TRUE, TRUE },
    { "postal_code", N_("Postal code"), TRUE, TRUE },
    { "locality", N_("Town"), TRUE, TRUE },
    { "country", N_("Country"), TRUE, TRUE },
    { "lat", N_("Latitude"), TRUE, FALSE },
    { "lon", N_("Longitude"), TRUE, FALSE },
    { "opening", N_("Opening hours"), TRUE, FALSE },
    { "description", N_("Presentation"), TRUE, FALSE },
    { "contact_name", N_("Contact"), TRUE, FALSE },
    { "siret", N_("SIRET"), TRUE, FALSE },
    { "note", "note", TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (structure ? columns[i].actor : columns[i].person)
        mlg_card_table_declare (table, columns[i].target, g_dgettext (GETTEXT_PACKAGE, columns[i].label));
    }
}

static void
add_remarks (Reading   *self,
             MlgSource *source,
             guint      n_outside)
{
  if (self->n_binary > 0)
    {
      g_autofree char *sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u picture of the cards was left out.",
                                                                "%u pictures of the cards were left out.", self->n_binary), self->n_binary);

      mlg_source_add_remark (source, sentence);
    }
  if (n_outside > 0)
    {
      g_autofree char *sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line stands outside any card: it was not read.",
                                                                "%u lines stand outside any card: they were not read.", n_outside), n_outside);

      mlg_source_add_remark (source, sentence);
    }
}

static gboolean
read_vcard (MlgSource     *source,
            GBytes        *bytes,
            GCancellable  *cancellable,
            GError       **error)
{
  guint n_outside;
  g_autoptr(GPtrArray) cards = mlg_cards_parse (bytes, &n_outside);
  g_autoptr(MlgCardTable) actors = mlg_card_table_new (_("Actors"), MLG_ENTITY_ACTOR);
  g_autoptr(MlgCardTable) persons = mlg_card_table_new (_("Persons"), "person");
  g_autoptr(GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading self = { actors, persons, named };

  if (cards->len == 0)
    {
      g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_FORMAT, _("There is no card in this file."));
      return FALSE;
    }

  declare_columns (actors, TRUE);
  declare_columns (persons, FALSE);

  /* Structures first: those of persons must not come twice. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < cards->len; i++)
      {
        g_auto(Person) person = { 0 };

        if (g_cancellable_is_cancelled (cancellable))
          {
            g_set_error_literal (error, MLG_EXCHANGE_ERROR, MLG_EXCHANGE_ERROR_CANCELLED, _("Cancelled. Nothing was written."));
            return FALSE;
          }

        look_at (&person, cards->pdata[i]);
        if (is_structure (&person) != (pass == 0))
          continue;

        self.n_binary += person.card->n_binary;
        if (pass == 1)
          {
            add_structure_of (&self, &person);
            add_person (&self, &person);
          }
        else
          {
            add_actor (&self, &person);
            if (mlg_card_table_get (actors, "name") != NULL)
              g_hash_table_add (named, mlg_fold (mlg_card_table_get (actors, "name")));
          }
      }

  add_remarks (&self, source, n_outside);
  mlg_card_table_finish (actors, source);
  mlg_card_table_finish (persons, source);
  return TRUE;
}

static guint
detect_vcard (const char *name,
              GBytes     *bytes)
{
  static const char *const starts[] = { "BEGIN:VCARD", NULL };
  static const char *const suffixes[] = { ".vcf", ".vcard", NULL };

  return mlg_card_table_detect (name, bytes, starts, suffixes);
}

const MlgReader mlg_reader_vcard = { "vcard", N_("Cards of addresses (vCard)"), detect_vcard, read_vcard };
