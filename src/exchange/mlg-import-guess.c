/* What the columns of a list are.
 *
 * By name first: what French and English lists call things, public ones and those of the tools
 * of this field (docs/interchange.md). Then by content: a name only proposes, a look at the
 * cells decides – a column « precision » full of 0.94 is not our precision. What has no name
 * is recognised by its content alone. Each field takes the column that fits best; the others
 * stay in the note, so that nothing is lost.
 */

#include "exchange/mlg-import-private.h"

#include <string.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* Cells looked at before believing a name. */
#define N_LOOKED_AT 200

typedef struct
{
  const char *target;       /* field or part; "id" for the record's own */
  const char *names;        /* folded, between bars; the likeliest first */
} Synonyms;

/* The names are compared without accents, case, spaces, hyphens and underscores. */
static const Synonyms actor_synonyms[] = {
  { "name", "|nom|name|raisonsociale|nomstructure|nomdelastructure|structure|denomination|denominationunitelegale|title|titre|"
            "intitule|libelle|label|lib|organisation|organization|organisme|association|acteur|nomacteur|nomtl|nomcomplet|"
            "nomraisonsociale|bftitre|nometablissement|etablissement|enseigne|nomdelacteur|nomassociation|nombeneficiaire|"
            "beneficiaire|nomusage|entreprise|nomdusite|nomdulieu|nomlieu|" },
  { "acronym", "|sigle|acronyme|acronym|titrecourt|siglunitelegale|sigleunitelegale|abreviation|" },
  { "aliases", "|alias|aliases|autresnoms|autrenom|nomusuel|anciennom|" },
  { "lat", "|latitude|lat|y|ylat|latitudewgs84|latwgs84|coordy|coordonneey|geolatitude|bflatitude|resultlat|gpslat|latgps|ywgs84|" },
  { "lon", "|longitude|lon|long|lng|x|xlong|xlon|longitudewgs84|lonwgs84|longwgs84|coordx|coordonneex|geolongitude|bflongitude|"
           "resultlon|gpslon|gpslong|longgps|xwgs84|" },
  { "precision", "|precision|precisiongeo|resulttype|" },
  { "place", "|geopoint|geopoint2d|coordonnees|coordonneesgps|coordonneesgeo|geolocalisation|latlon|latlong|gps|localisationgps|position|" },
  { "street", "|adresse|address|rue|voie|adressepostale|streetaddress|adresse1|bfadresse|bfadresse1|numeroetvoie|libellevoie|"
              "adressecomplete|adressesiege|siegesocial|" },
  { "address_extra", "|complementadresse|complementdadresse|complement|adresse2|adressecomplement|bfadresse2|batiment|lieudit|" },
  { "postal_code", "|codepostal|cp|postalcode|postcode|zip|zipcode|bfcodepostal|cpostal|codpost|adrscodepostal|codepostaletablissement|" },
  { "locality", "|commune|ville|locality|addresslocality|city|town|nomcom|libcom|nomcommune|libellecommune|libcommune|bfville|"
                "localite|adrslibcommune|libellecommuneetablissement|communename|villesiege|" },
  { "insee_code", "|codeinsee|insee|inseecom|codecommune|citycode|communeinsee|codecommuneinsee|inseecommune|depcom|codegeo|codgeo|"
                  "adrscodeinsee|codecommuneetablissement|codeinseecommune|" },
  { "country", "|pays|country|addresscountry|bfpays|" },
  { "website", "|siteweb|site|web|website|url|siteinternet|internet|lien|pageweb|bfsiteinternet|homepage|adresseweb|urlsite|lienweb|" },
  { "contact_email", "|courriel|email|mail|mel|emailcontact|adressemail|adresseemail|bfmail|contactemail|mailcontact|emails|" },
  { "contact_phone", "|telephone|tel|phone|telephonefixe|numerodetelephone|numtelephone|contactphone|bftelephone|portable|mobile|gsm|numtel|" },
  { "contact_name", "|contact|nomcontact|nomducontact|personnecontact|interlocuteur|referent|responsable|contactname|president|" },
  { "siret", "|siret|nsiret|numerosiret|numsiret|codesiret|siretsiege|idbeneficiaire|" },
  { "rna", "|rna|idrna|numerorna|waldec|identifiantassociation|identifiantassociationunitelegale|codeassociation|" },
  { "naf", "|naf|ape|codenaf|codeape|activiteprincipale|activiteprincipaleunitelegale|" },
  { "description", "|description|presentation|objet|resume|descriptif|bfdescription|activites|activite|apropos|projet|quisommesnous|" },
  { "purpose", "|finalites|finalite|missionprincipale|raisondetre|" },
  { "category", "|categorie|category|usagercible|categorieusager|" },
  { "family", "|famille|familledacteurs|family|collegedacteurs|college|" },
  { "legal_form", "|formejuridique|statutjuridique|statut|naturejuridique|categoriejuridique|legalform|" },
  { "themes", "|themes|theme|thematique|thematiques|secteur|secteurs|domaine|domaines|secteurdactivite|taxonomy|motscles|tags|domainedactivite|" },
  { "territories", "|territoires|territoire|airedintervention|zonedintervention|perimetre|territories|" },
  { "founded", "|datecreation|datedecreation|creation|anneecreation|anneedecreation|datecreat|founded|creele|dateouverture|" },
  { "opening", "|horaires|horairesdouverture|horairesaccueil|openinghours|openhours|ouverture|" },
  { "type_words", "|type|typologie|typo|typestructure|typedestructure|typedacteur|nature|categorie|category|categories|typelieu|famille|" },
  { "key", "|id|identifiant|identifier|idfs|uid|reference|ref|idfiche|code|numero|num|n|cle|key|idstructure|idacteur|" },
};

static const Synonyms partnership_synonyms[] = {
  { "a", "|a|de|from|source|acteur1|acteura|structure1|" },
  { "b", "|b|vers|to|target|cible|acteur2|acteurb|structure2|avec|partenaire|" },
  { "state", "|etat|statut|state|status|" },
  { "description", "|description|objet|label|" },
};

static const Synonyms person_synonyms[] = {
  { "first_name", "|prenom|firstname|bfprenom|" },
  { "last_name", "|nom|nomdefamille|lastname|bfnom|" },
  { "display_name", "|nomaffiche|nomcomplet|displayname|name|" },
  { "actor", "|structure|organisation|acteur|bfstructure|" },
  { "contact_email", "|courriel|email|mail|" },
  { "contact_phone", "|telephone|tel|phone|portable|mobile|" },
  { "skills", "|competences|skills|" },
  { "trades", "|metier|metiers|profession|" },
};

/* First words of a name that tell as much as the whole: "NOM_TL", "id_fs", "type_fs". */
static const Synonyms first_words[] = {
  { "name", "|nom|lib|libelle|name|intitule|" },
  { "street", "|adresse|address|" },
  { "lat", "|latitude|lat|" },
  { "lon", "|longitude|lon|long|lng|" },
  { "contact_phone", "|telephone|tel|" },
  { "contact_email", "|mail|email|courriel|" },
  { "website", "|site|url|web|" },
  { "type_words", "|type|typologie|" },
  { "key", "|id|identifiant|" },
  { "siret", "|siret|" },
  { "postal_code", "|cp|codepostal|" },
  { "description", "|description|presentation|" },
};

/* Bytes of the longest word for nothing. */
#define NOTHING_MAX 4

gboolean
mlg_import_is_nothing (const char *text)
{
  static const char *const nothings[] = { "NA", "N/A", "n/a", "#N/A", "NULL", "null", "NaN", "nan", "None", "-", "--", "/", "?", NULL };

  return strnlen (text, NOTHING_MAX + 1) <= NOTHING_MAX && g_strv_contains (nothings, text);
}

/* "Code Postal *" → "codepostal"; "nomBeneficiaire" → "nombeneficiaire". @first: "code", "nom". */
static char *
squeeze (const char  *name,
         char       **first)
{
  g_autoptr(GString) cut = g_string_new (NULL);
  g_autofree char *folded = NULL;
  g_auto(GStrv) words = NULL;
  GString *squeezed;

  /* A capital after a small letter begins a word. */
  for (const char *p = name; *p != '\0'; p++)
    {
      if (p > name && g_ascii_isupper (*p) && g_ascii_islower (p[-1]))
        g_string_append_c (cut, ' ');
      g_string_append_c (cut, g_ascii_isalnum (*p) || (guchar) *p >= 0x80 || *p == '\'' ? *p : ' ');
    }

  folded = mlg_fold (cut->str);
  words = g_strsplit_set (folded, " '-", -1);
  squeezed = g_string_new (NULL);
  *first = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (*first == NULL)
        *first = g_strdup (words[i]);
      g_string_append (squeezed, words[i]);
    }

  if (*first == NULL)
    *first = g_strdup ("");
  return g_string_free (squeezed, FALSE);
}

static gboolean
is_among (const char *names,
          const char *squeezed)
{
  g_autofree char *wanted = g_strconcat ("|", squeezed, "|", NULL);

  return *squeezed != '\0' && strstr (names, wanted) != NULL;
}

static const Synonyms *
get_synonyms (const MlgEntity *entity,
              guint           *n)
{
  if (strcmp (entity->name, MLG_ENTITY_ACTOR) == 0)
    {
      *n = G_N_ELEMENTS (actor_synonyms);
      return actor_synonyms;
    }
  if (strcmp (entity->name, MLG_ENTITY_PARTNERSHIP) == 0)
    {
      *n = G_N_ELEMENTS (partnership_synonyms);
      return partnership_synonyms;
    }
  if (strcmp (entity->name, "person") == 0)
    {
      *n = G_N_ELEMENTS (person_synonyms);
      return person_synonyms;
    }

  *n = 0;
  return NULL;
}

gboolean
mlg_import_looks_like_header (MlgImport *self,
                              guint      row)
{
  guint n_synonyms;
  const Synonyms *synonyms = get_synonyms (self->entity, &n_synonyms);
  const MlgSourceRow *source = &g_array_index (self->rows, MlgSourceRow, row);
  guint n_words = 0, n_values = 0;

  for (guint i = 0; i < source->n_cells; i++)
    {
      g_autofree char *text = mlg_import_dup_clean (&g_array_index (self->cells, MlgSourceCell, source->first_cell + i));
      g_autofree char *first = NULL, *squeezed = NULL;
      guint part;

      if (text == NULL)
        continue;
      if (mlg_entity_find_part (self->entity, text, &part) != NULL)
        return TRUE;

      squeezed = squeeze (text, &first);
      for (guint j = 0; j < n_synonyms; j++)
        {
          if (is_among (synonyms[j].names, squeezed))
            return TRUE;
        }

      if (strpbrk (text, "@/") != NULL || strspn (text, "0123456789.,-+ ") == strlen (text))
        n_values++;
      else
        n_words++;
    }

  return n_values == 0 && n_words > 0 && self->rows->len > 1;
}

/* ---- content */

static gboolean
has_letters (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (g_unichar_isalpha (g_utf8_get_char (text)))
        return TRUE;
    }

  return FALSE;
}

static guint
count_digits (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

/* Could a cell of this field look like that? Stricter than what the field accepts: this tells
 * columns apart, where reading forgives. */
static gboolean
cell_fits (const MlgField *field,
           guint           part,
           const char     *target,
           const char     *text)
{
  g_autofree char *value = NULL;
  gsize length = strlen (text);

  if (strcmp (target, "postal_code") == 0)
    return count_digits (text) >= 4 && count_digits (text) <= 5 && length <= 7;
  if (strcmp (target, "insee_code") == 0)
    return (length == 5 || length == 4) && count_digits (text) >= length - 1;
  if (strcmp (target, "siret") == 0)
    return count_digits (text) >= 13 || (count_digits (text) == 9 && length <= 11) || strchr (text, 'E') != NULL;
  if (strcmp (target, "contact_name") == 0)
    return has_letters (text) && strchr (text, '@') == NULL && length < 120;
  if (strcmp (target, "name") == 0 || strcmp (target, "locality") == 0 || strcmp (target, "street") == 0)
    return has_letters (text);
  if (strcmp (target, "key") == 0)
    return length <= 60 && strchr (text, '\n') == NULL;
  if (mlg_field_is_reference (field))
    return TRUE;

  if (part == MLG_WHOLE_FIELD)
    {
      double lat, lon;

      return mlg_value_parse (field, text, &value, NULL) && mlg_value_get_place (value, &lat, &lon, NULL);
    }
  return mlg_field_is_composite (field) ? mlg_value_parse_part (field, part, NULL, text, &value, NULL)
                                        : mlg_value_parse (field, text, &value, NULL);
}

/* The share of the filled cells that fit; -1 when none is filled. */
static double
measure_fit (MlgImport      *self,
             guint           column,
             const MlgField *field,
             guint           part,
             const char     *target)
{
  guint n = 0, n_fit = 0;

  for (guint row = 0; row < self->rows->len && n < N_LOOKED_AT; row++)
    {
      g_autofree char *text = mlg_import_dup_clean (mlg_import_get_cell (self, row, column));

      if (text == NULL || mlg_import_is_nothing (text))
        continue;
      n++;
      n_fit += cell_fits (field, part, target, text);
    }

  return n == 0 ? -1 : (double) n_fit / n;
}

/* "1,23E+13": numbers that differed look alike once a spreadsheet has shortened them. */
static gboolean
is_shortened (const char *text)
{
  gsize n = strspn (text, "0123456789,.");

  return n > 0 && (text[n] == 'E' || text[n] == 'e') && text[n + 1] == '+';
}

/* Different values among the cells looked at, from 0 to 1: a name is rarely twice the same. */
static double
measure_variety (MlgImport *self,
                 guint      column)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0, n_shortened = 0;

  for (guint row = 0; row < self->rows->len && n < N_LOOKED_AT; row++)
    {
      g_autofree char *text = mlg_import_dup_clean (mlg_import_get_cell (self, row, column));

      if (text == NULL)
        continue;
      n++;
      if (is_shortened (text))
        n_shortened++;
      else
        g_hash_table_add (seen, g_steal_pointer (&text));
    }

  return n == 0 ? 0 : (double) (g_hash_table_size (seen) + n_shortened) / n;
}

/* ---- choosing */

typedef struct
{
  guint           column;
  const char     *target;
  const MlgField *field;
  guint           part;
  double          score;
  MlgGuess        guess;
} Candidate;

static gboolean
is_number_of_state (const char *target)
{
  return strcmp (target, "siret") == 0 || strcmp (target, "rna") == 0;
}

static void
add_candidate (MlgImport  *self,
               GArray     *candidates,
               guint       column,
               const char *target,
               double      score,
               MlgGuess    guess)
{
  Candidate candidate = { .column = column, .target = target, .guess = guess };
  const MlgImportColumn *described = &g_array_index (self->columns, MlgImportColumn, column);
  gboolean whole = strcmp (target, "place") == 0;
  double fit;

  candidate.field = whole ? mlg_entity_find_field (self->entity, target)
                          : mlg_entity_find_part (self->entity, target, &candidate.part);
  if (candidate.field == NULL || (candidate.field->flags & MLG_FIELD_GONE))
    return;
  if (whole)
    candidate.part = MLG_WHOLE_FIELD;

  fit = measure_fit (self, column, candidate.field, candidate.part, target);
  if (fit >= 0 && fit < 0.6)
    return;

  /* Empty columns come last, and of two that fit the fuller one is it. */
  candidate.score = score * (fit < 0 ? 0.1 : 0.7 + 0.3 * fit);
  candidate.score += self->rows->len == 0 ? 0 : 5.0 * described->n_filled / self->rows->len;
  if (candidate.field->flags & (MLG_FIELD_TITLE | MLG_FIELD_REQUIRED) || strcmp (target, "key") == 0)
    candidate.score += 20 * measure_variety (self, column);
  /* What names one record is not the same on every line: the number of whoever made the list is. */
  if (measure_variety (self, column) < (strcmp (target, "key") == 0 ? 0.99 : is_number_of_state (target) ? 0.3 : 0))
    return;

  g_array_append_val (candidates, candidate);
}

static void
propose_by_name (MlgImport *self,
                 GArray    *candidates,
                 guint      column)
{
  const char *name = g_array_index (self->columns, MlgImportColumn, column).name;
  g_autofree char *first = NULL;
  g_autofree char *squeezed = squeeze (name, &first);
  guint n_synonyms, part;
  const Synonyms *synonyms = get_synonyms (self->entity, &n_synonyms);
  const MlgField *field = mlg_entity_find_part (self->entity, name, &part);

  /* Our own names, as exports write them. */
  if (field != NULL)
    {
      add_candidate (self, candidates, column, name, 200, MLG_GUESS_NAME);
      return;
    }

  for (guint i = 0; i < n_synonyms; i++)
    {
      const char *found;
      g_autofree char *wanted = g_strconcat ("|", squeezed, "|", NULL);

      if (*squeezed == '\0' || (found = strstr (synonyms[i].names, wanted)) == NULL)
        continue;
      /* Earlier names of a field are its likelier ones. */
      add_candidate (self, candidates, column, synonyms[i].target,
                     110 - 10.0 * (found - synonyms[i].names) / strlen (synonyms[i].names), MLG_GUESS_NAME);
    }

  for (guint i = 0; strcmp (self->entity->name, MLG_ENTITY_ACTOR) == 0 && i < G_N_ELEMENTS (first_words); i++)
    {
      if (strcmp (first, squeezed) != 0 && is_among (first_words[i].names, first))
        add_candidate (self, candidates, column, first_words[i].target, 50, MLG_GUESS_NAME);
    }

  for (guint i = 0; i < self->entity->n_fields && n_synonyms == 0; i++)
    {
      const MlgField *own = &self->entity->fields[i];
      g_autofree char *own_first = NULL, *label_first = NULL;
      g_autofree char *own_name = squeeze (own->name, &own_first);
      g_autofree char *label = squeeze (g_dgettext (GETTEXT_PACKAGE, own->label), &label_first);

      if (strcmp (squeezed, own_name) == 0 || strcmp (squeezed, label) == 0)
        add_candidate (self, candidates, column, mlg_field_is_composite (own) ? own->parts[0].name : own->name, 100, MLG_GUESS_NAME);
    }
}

static gboolean
is_coordinate_of_france (const char *text,
                         gboolean    latitude)
{
  g_autofree char *plain = g_strdelimit (g_strdup (text), ",", '.');
  char *end;
  double degrees = g_ascii_strtod (plain, &end);

  if (*end != '\0' || strchr (plain, '.') == NULL)
    return FALSE;
  return latitude ? degrees > 41 && degrees < 51.5 : degrees > -5.5 && degrees < 10;
}

/* What a cell is by itself; NULL when it could be anything. */
static const char *
recognise_cell (const char *text)
{
  guint digits = count_digits (text);
  gsize length = strlen (text);

  if (strchr (text, '@') != NULL && strchr (text, '.') != NULL && strpbrk (text, " \n") == NULL)
    return "contact_email";
  if (g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "www."))
    return "website";
  if (is_coordinate_of_france (text, TRUE))
    return "lat";
  if (is_coordinate_of_france (text, FALSE))
    return "lon";
  if (digits == 14 && length <= 20 && !has_letters (text))
    return "siret";
  if (digits == 10 && !has_letters (text) && (*text == '0' || *text == '+'))
    return "contact_phone";
  if (digits == 5 && length == 5)
    return "postal_code";
  return NULL;
}

static void
propose_by_content (MlgImport *self,
                    GArray    *candidates,
                    guint      column)
{
  static const char *const kinds[] = { "contact_email", "website", "lat", "lon", "siret", "contact_phone", "postal_code" };
  guint counts[G_N_ELEMENTS (kinds)] = { 0 };
  guint n = 0, n_text = 0;

  for (guint row = 0; row < self->rows->len && n < N_LOOKED_AT; row++)
    {
      g_autofree char *text = mlg_import_dup_clean (mlg_import_get_cell (self, row, column));
      const char *kind = text == NULL || mlg_import_is_nothing (text) ? NULL : recognise_cell (text);

      if (text == NULL || mlg_import_is_nothing (text))
        continue;
      n++;
      n_text += kind == NULL && has_letters (text) && strlen (text) < 120;
      for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
        counts[i] += strcmp (kinds[i], kind) == 0;
    }

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (kinds); i++)
    {
      if (counts[i] * 10 >= n * 8)
        add_candidate (self, candidates, column, kinds[i], 30, MLG_GUESS_CONTENT);
    }

  /* A name at the very least: full, varied, short text; the first such column. */
  if (n > 0 && n_text * 10 >= n * 9 && n * 10 >= MIN (self->rows->len, N_LOOKED_AT) * 9 && measure_variety (self, column) > 0.8)
    add_candidate (self, candidates, column, "name", 10 - MIN (column, 9), MLG_GUESS_CONTENT);
}

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return (int) x->column - (int) y->column;
}

static gboolean
is_taken (MlgImport       *self,
          const Candidate *candidate)
{
  gboolean is_place = candidate->field->type == MLG_TYPE_PLACE;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MlgImportColumn *column = &g_array_index (self->columns, MlgImportColumn, i);

      if (column->use != MLG_COLUMN_FIELD || column->field != candidate->field)
        continue;
      if (column->part == candidate->part)
        return TRUE;
      /* « 44.96, 3.55 » or two columns, not both. */
      if (is_place && (column->part == MLG_WHOLE_FIELD || candidate->part == MLG_WHOLE_FIELD))
        return TRUE;
    }

  return FALSE;
}

/* The ids of our own exports; references to other records look the same under other names. */
static gboolean
holds_ids (MlgImport *self,
           guint      column)
{
  const char *name = g_array_index (self->columns, MlgImportColumn, column).name;
  guint n = 0;

  if (self->header && g_ascii_strcasecmp (name, "id") != 0 && g_ascii_strcasecmp (name, "uuid") != 0)
    return FALSE;
  if (!self->header && column > 0)
    return FALSE;

  for (guint row = 0; row < self->rows->len && n < N_LOOKED_AT; row++)
    {
      g_autofree char *text = mlg_import_dup_clean (mlg_import_get_cell (self, row, column));
      MlgId id;

      if (text == NULL)
        continue;
      if (!mlg_id_parse (text, &id))
        return FALSE;
      n++;
    }

  return n > 0;
}

static MlgImportColumn *
find_part_column (MlgImport  *self,
                  const char *part_name)
{
  guint part;
  const MlgField *field = mlg_entity_find_part (self->entity, part_name, &part);

  for (guint i = 0; field != NULL && i < self->columns->len; i++)
    {
      MlgImportColumn *column = &g_array_index (self->columns, MlgImportColumn, i);

      if (column->use == MLG_COLUMN_FIELD && column->field == field && column->part == part)
        return column;
    }

  return NULL;
}

/* Latitude and longitude under each other's name, as often in lists of French places: none in
 * France as they stand, all of them once swapped. */
static void
swap_coordinates (MlgImport *self)
{
  MlgImportColumn *lat = find_part_column (self, "lat"), *lon = find_part_column (self, "lon");
  guint n = 0, n_right = 0, n_swapped = 0;

  if (lat == NULL || lon == NULL)
    return;

  for (guint row = 0; row < self->rows->len && n < N_LOOKED_AT; row++)
    {
      MlgImportColumn *first = (MlgImportColumn *) (gpointer) self->columns->data;
      g_autofree char *north = mlg_import_dup_clean (mlg_import_get_cell (self, row, lat - first));
      g_autofree char *east = mlg_import_dup_clean (mlg_import_get_cell (self, row, lon - first));

      if (north == NULL || east == NULL)
        continue;
      n++;
      n_right += is_coordinate_of_france (north, TRUE) && is_coordinate_of_france (east, FALSE);
      n_swapped += is_coordinate_of_france (east, TRUE) && is_coordinate_of_france (north, FALSE);
    }

  if (n > 0 && n_right == 0 && n_swapped * 10 >= n * 9)
    {
      guint part = lat->part;

      lat->part = lon->part;
      lon->part = part;
      lat->guess = lon->guess = MLG_GUESS_CONTENT;
    }
}

/* One coordinate places nothing: what looked like it was some other number. */
static void
drop_lonely_coordinate (MlgImport *self)
{
  MlgImportColumn *lat = find_part_column (self, "lat"), *lon = find_part_column (self, "lon");
  MlgImportColumn *lonely = lat == NULL ? lon : lon == NULL ? lat : NULL;

  if (lonely == NULL)
    return;

  lonely->use = MLG_COLUMN_NOTE;
  lonely->field = NULL;
  lonely->part = 0;
  lonely->guess = MLG_GUESS_NONE;
}

void
mlg_import_guess_columns (MlgImport *self)
{
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < self->columns->len; i++)
    {
      MlgImportColumn *column = &g_array_index (self->columns, MlgImportColumn, i);

      column->use = column->n_filled > 0 ? MLG_COLUMN_NOTE : MLG_COLUMN_SKIP;
      column->field = NULL;
      column->part = 0;
      column->guess = MLG_GUESS_NONE;

      if (holds_ids (self, i))
        {
          column->use = MLG_COLUMN_ID;
          column->guess = MLG_GUESS_CONTENT;
          continue;
        }
      if (self->header)
        propose_by_name (self, candidates, i);
      propose_by_content (self, candidates, i);
    }

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      MlgImportColumn *column = &g_array_index (self->columns, MlgImportColumn, candidate->column);

      if (column->use == MLG_COLUMN_FIELD || is_taken (self, candidate))
        continue;

      column->use = MLG_COLUMN_FIELD;
      column->field = candidate->field;
      column->part = candidate->part;
      column->guess = candidate->guess;
    }

  swap_coordinates (self);
  drop_lonely_coordinate (self);
}
