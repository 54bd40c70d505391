/* What French and English lists call things: public ones, and those of the tools of this field
 * (docs/interchange.md): data·inclusion, Sirene, RNA, Recherche d’entreprises, BAN, GoGoCarto,
 * YesWiki, Kumu, uMap.
 */

#include "exchange/mlg-import-private.h"

#include <string.h>

#include "model/mlg-text.h"

/* The names are compared without accents, case, spaces, hyphens and underscores. */
static const MlgSynonyms actor_synonyms[] = {
  { "name",
    "|nom|name|raisonsociale|nomstructure|nomdelastructure|structure|denomination|denominationunitelegale|"
    "nomraisonsociale|nomcomplet|title|titre|bftitre|intitule|libelle|label|lib|organisation|organization|"
    "organisme|association|acteur|nomacteur|nomtl|nometablissement|etablissement|enseigne|nomdelacteur|"
    "nomassociation|nombeneficiaire|beneficiaire|nomusage|entreprise|nomdusite|nomdulieu|nomlieu|"
    "denominationusuelleetablissement|denominationusuelle1unitelegale|enseigne1etablissement|nomorganisme|"
    "nomdelorganisme|nomdelassociation|titreassociation|nomentreprise|lieu|nomfs|libfs|bfstructure|" },
  { "acronym",
    "|sigle|acronyme|acronym|titrecourt|sigleunitelegale|siglunitelegale|abreviation|" },
  { "aliases",
    "|alias|aliases|autresnoms|autrenom|nomusuel|anciennom|" },
  { "lat",
    "|latitude|lat|latitudewgs84|latwgs84|geolatitude|bflatitude|resultlat|gpslat|latgps|ywgs84|y|ylat|coordy|"
    "coordonneey|coordonneelambertordonneeetablissement|ordonnee|yl93|ylambert93|lamberty|yl2e|ycoord|coordl93y|ycoordonnee|ylambert|coordonneesy|"
    "geolat|coordonneeyl93|yl93m|" },
  { "lon",
    "|longitude|lon|long|lng|longitudewgs84|lonwgs84|longwgs84|geolongitude|bflongitude|resultlon|gpslon|gpslong|"
    "longgps|xwgs84|x|xlong|xlon|coordx|coordonneex|coordonneelambertabscisseetablissement|abscisse|xl93|"
    "xlambert93|lambertx|xl2e|xcoord|coordl93x|xcoordonnee|xlambert|coordonneesx|geolon|geolng|coordonneexl93|xl93m|" },
  { "precision",
    "|precision|precisiongeo|resulttype|" },
  { "place",
    "|geopoint|geopoint2d|coordonnees|coordonneesgps|coordonneesgeo|geolocalisation|latlon|latlong|latlng|gps|"
    "localisationgps|position|cartegoogle|geom|geometry|geometrie|wkt|thegeom|geoshape|location|pointgeo|"
    "coordonneesgeographiques|" },
  { "street",
    "|adresse|address|rue|voie|adressepostale|streetaddress|adresse1|bfadresse|bfadresse1|numeroetvoie|"
    "adressecomplete|adressesiege|siegesocial|addressstreetaddress|adressedusiege|adresseligne1|resultname|libvoie|"
    "libellevoie|addrstreet|" },
  { "address_extra",
    "|complementadresse|complementdadresse|complement|adresse2|adressecomplement|bfadresse2|batiment|lieudit|"
    "adrscomplement|complementadresseetablissement|adressecomplementaire|adresseligne2|" },
  { "postal_code",
    "|codepostal|cp|postalcode|postcode|zip|zipcode|bfcodepostal|cpostal|codpost|adrscodepostal|"
    "codepostaletablissement|addresspostalcode|resultpostcode|codepostalsiege|" },
  { "locality",
    "|commune|ville|locality|addresslocality|addressaddresslocality|city|town|nomcom|libcom|nomcommune|"
    "libellecommune|libcommune|bfville|localite|adrslibcommune|libellecommuneetablissement|communename|villesiege|"
    "resultcity|addrcity|" },
  { "insee_code",
    "|codeinsee|insee|inseecom|codecommune|citycode|communeinsee|codecommuneinsee|inseecommune|depcom|codegeo|"
    "codgeo|adrscodeinsee|codecommuneetablissement|codeinseecommune|resultcitycode|codcom|inseecode|commune|" },
  { "country",
    "|pays|country|addresscountry|bfpays|addressaddresscountry|" },
  { "colour",
    "|couleur|colour|color|couleurhexa|" },
  { "website",
    "|siteweb|site|web|website|url|siteinternet|internet|lien|pageweb|bfsiteinternet|homepage|adresseweb|urlsite|"
    "lienweb|bfsiteweb|lienversnotresite|adressesiteweb|" },
  { "contact_email",
    "|courriel|email|mail|mel|emailcontact|adressemail|adresseemail|bfmail|contactemail|mailcontact|emails|"
    "adressecourriel|mailstructure|emailstructure|" },
  { "contact_phone",
    "|telephone|tel|phone|telephonefixe|numerodetelephone|numtelephone|contactphone|bftelephone|bftel|portable|"
    "mobile|gsm|numtel|telephone1|telfixe|ndetelephone|ntelephone|numerotelephone|telmobile|telephonemobile|" },
  { "contact_name",
    "|contact|nomcontact|nomducontact|personnecontact|interlocuteur|referent|responsable|contactname|president|"
    "nomdureferent|contactprincipal|" },
  { "siret",
    "|siret|nsiret|numerosiret|numsiret|codesiret|siretsiege|siegesiret|idbeneficiaire|numerodesiret|"
    "siretdelastructure|siretetablissement|" },
  { "siren",
    "|siren|nsiren|numerosiren|numsiren|codesiren|numerodesiren|siegesiren|idbeneficiaire|" },
  { "rna",
    "|rna|idrna|numerorna|waldec|identifiantassociation|identifiantassociationunitelegale|"
    "identifiantassociationetablissement|codeassociation|numrna|idassociation|" },
  { "naf",
    "|naf|ape|codenaf|codeape|activiteprincipale|activiteprincipaleunitelegale|activiteprincipaleetablissement|"
    "nafape|nafrev2|" },
  { "naf_2025",
    "|naf25|naf2025|activiteprincipalenaf25|activiteprincipalenaf25unitelegale|"
    "activiteprincipalenaf25etablissement|codenaf2025|codeape2025|" },
  { "last_seen",
    "|datemaj|maj|datemaj|datedemiseajour|miseajour|derniermaj|dernieremaj|dernieremiseajour|updatedat|lastupdate|"
    "majtime|datemajfiche|datetimelatest|datederniermaj|datederniereeactualisation|datedernieremodification|"
    "modifiele|" },
  { "description",
    "|description|presentation|objet|resume|descriptif|bfdescription|activites|activite|apropos|projet|"
    "quisommesnous|objetsocial|descriptioncourte|" },
  { "purpose",
    "|finalites|finalite|missionprincipale|raisondetre|" },
  { "category",
    "|usagercible|categorieusager|categorie|category|" },
  { "family",
    "|familledacteurs|collegedacteurs|famille|family|college|" },
  { "legal_form",
    "|formejuridique|statutjuridique|naturejuridique|categoriejuridique|categoriejuridiqueunitelegale|legalform|"
    "statut|" },
  { "themes",
    "|themes|theme|thematique|thematiques|secteur|secteurs|domaine|domaines|secteurdactivite|taxonomy|motscles|"
    "tags|domainedactivite|domainesdactivite|" },
  { "territories",
    "|territoires|territoire|airedintervention|zonedintervention|perimetre|territories|" },
  { "founded",
    "|datecreation|datedecreation|creation|anneecreation|anneedecreation|datecreat|founded|creele|dateouverture|"
    "datecreationunitelegale|datecreationetablissement|annee|" },
  { "opening",
    "|horaires|horairesdouverture|horairesaccueil|openinghours|openhours|ouverture|" },
  { "type_words",
    "|type|typologie|typo|typestructure|typedestructure|typedacteur|typedestructures|nature|reseauxporteurs|"
    "categories|categorie|category|typelieu|famille|typesiae|" },
  { "key",
    "|id|identifiant|identifier|idfs|uid|reference|ref|idfiche|code|numero|num|n|cle|key|idstructure|idacteur|"
    "idlieu|structureid|" },
};

static const MlgSynonyms partnership_synonyms[] = {
  { "a",
    "|a|de|from|source|acteur1|acteura|structure1|structurea|acteur|structure|origine|nom1|organisation1|"
    "partenaire1|acteursource|" },
  { "b",
    "|b|vers|to|target|cible|acteur2|acteurb|structure2|structureb|avec|partenaire|destination|nom2|organisation2|"
    "partenaire2|acteurcible|" },
  { "state",
    "|etat|statut|state|status|" },
  { "description",
    "|description|objet|label|type|nature|typedepartenariat|typederelation|relation|" },
  { "since",
    "|since|depuis|debut|datedebut|datededebut|annee|date|" },
  { "until",
    "|until|jusqua|fin|datefin|datedefin|" },
  { "key",
    "|id|identifiant|key|cle|" },
};

static const MlgSynonyms person_synonyms[] = {
  { "first_name",
    "|prenom|firstname|bfprenom|prenoms|prenomusuel|" },
  { "last_name",
    "|nom|nomdefamille|lastname|bfnom|nomusuel|familyname|" },
  { "display_name",
    "|nomaffiche|nomcomplet|nometprenom|prenometnom|nomprenom|prenomnom|displayname|name|personne|" },
  { "actor",
    "|structure|organisation|acteur|bfstructure|organisme|association|entreprise|nomdelastructure|organizationname|societe|company|" },
  { "contact_email",
    "|courriel|email|mail|mel|bfmail|adressemail|emails|email1value|adressedemessagerie|emailaddress|" },
  { "contact_phone",
    "|telephone|tel|phone|portable|mobile|bftelephone|bftel|phone1value|telephonebureau|businessphone|telmobile|telephonemobile|"
    "mobilephone|" },
  { "street",
    "|adresse|rue|voie|address|adressepostale|address1street|ruebureau|businessstreet|" },
  { "postal_code",
    "|codepostal|cp|postalcode|address1postalcode|codepostalbureau|businesspostalcode|" },
  { "locality",
    "|commune|ville|city|town|address1city|villebureau|businesscity|" },
  { "country",
    "|pays|country|address1country|paysregionbureau|businesscountryregion|" },
  { "skills",
    "|competences|skills|savoirfaire|competence|" },
  { "trades",
    "|metier|metiers|profession|fonction|bffonction|poste|organizationtitle|titreprofessionnel|jobtitle|" },
  { "key",
    "|id|identifiant|idfiche|key|" },
};

/* First words of a name that tell as much as the whole: "NOM_TL", "id_fs", "type_fs". */
static const MlgSynonyms first_words[] = {
  { "name", "|nom|lib|libelle|name|intitule|" },
  { "street", "|adresse|address|" },
  { "lat", "|latitude|lat|y|" },
  { "lon", "|longitude|lon|long|lng|x|" },
  { "contact_phone", "|telephone|tel|" },
  { "contact_email", "|mail|email|courriel|" },
  { "website", "|site|url|web|" },
  { "type_words", "|type|typologie|" },
  { "key", "|id|identifiant|" },
  { "siret", "|siret|" },
  { "postal_code", "|cp|codepostal|" },
  { "description", "|description|presentation|" },
};

/* Pieces of one street, in the order of the columns: RNA, Sirene, BAN. */
static const char street_pieces[] =
  "|adrsnumvoie|adrsrepetition|adrstypevoie|adrslibvoie|adrsdistrib|numerovoieetablissement|indicerepetitionetablissement|"
  "typevoieetablissement|libellevoieetablissement|numvoie|numerovoie|typevoie|libvoie|libellevoie|indicerepetition|repetition|"
  "resulthousenumber|resultstreet|addrhousenumber|addrstreet|addressstreetnumber|addressstreetaddress|";

/* Of the declarer or of the manager, not of the structure (RNA, Sirene, Recherche d’entreprises). */
static const char left_out[] =
  "|dircivilite|adrgdeclarant|adrgcomplemid|adrgcomplemgeo|adrglibvoie|adrgdistrib|adrgcodepostal|adrgachemine|adrgpays|"
  "sexeunitelegale|prenom1unitelegale|prenom2unitelegale|prenom3unitelegale|prenom4unitelegale|prenomusuelunitelegale|"
  "pseudonymeunitelegale|nomunitelegale|nomusageunitelegale|dirigeants|civilite|datedenaissance|datenaissance|";

/* "Code Postal *" → "codepostal"; "nomBeneficiaire" → "nombeneficiaire". @first: "code", "nom". */
char *
mlg_import_squeeze (const char  *name,
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

gboolean
mlg_import_is_among (const char *names,
                     const char *squeezed)
{
  g_autofree char *wanted = g_strconcat ("|", squeezed, "|", NULL);

  return *squeezed != '\0' && strstr (names, wanted) != NULL;
}

gboolean
mlg_import_is_left_out (const char *squeezed)
{
  return g_str_has_prefix (squeezed, "adrg") || mlg_import_is_among (left_out, squeezed);
}

gboolean
mlg_import_is_street_piece (const char *squeezed)
{
  return mlg_import_is_among (street_pieces, squeezed);
}

const MlgSynonyms *
mlg_import_get_first_words (guint *n)
{
  *n = G_N_ELEMENTS (first_words);
  return first_words;
}

const MlgSynonyms *
mlg_import_get_synonyms (const MlgEntity *entity,
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

