/* A table to fill in, with three examples. */

#include "exchange/mlg-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-columns.h"
#include "exchange/mlg-csv.h"
#include "model/mlg-vocabulary.h"

#define N_EXAMPLES 3

/* What is better said than made up: names of places and people are French, as the lists are. */
static const struct
{
  const char *entity;
  const char *column;
  const char *examples[N_EXAMPLES];
} known[] = {
  { "actor", "name", { "Épicerie du Foirail", "Atelier du Pont", "Communauté de communes du Haut Pays" } },
  { "actor", "aliases", { "L’Épicerie", NULL, "CCHP" } },
  { "actor", "description", { "Épicerie et café associatifs", "Réparation de vélos et de machines agricoles", NULL } },
  { "person", "first_name", { "Jeanne", "Karim", "Maël" } },
  { "person", "last_name", { "Martin", "Benali", "Le Goff" } },
  { "person", "display_name", { "Jeanne Martin", "Karim Benali", "Maël Le Goff" } },
  { "person", "trades", { "boulangère", "mécanicien", "animateur|formateur" } },
  { "person", "skills", { "pain au levain", "soudure", "conduite de réunion" } },
  { "partnership", "a", { "Épicerie du Foirail", "Atelier du Pont", "Épicerie du Foirail" } },
  { "partnership", "b", { "Atelier du Pont", "Communauté de communes du Haut Pays", "Communauté de communes du Haut Pays" } },
  { "partnership", "description", { "Livraisons à vélo", NULL, "Prêt d’un local" } },
  { "initiative", "name", { "Un four pour le village", "Ramassage des déchets verts", "Café itinérant" } },
  { "need", "label", { "Garde d’enfants le soir", "Local pour se réunir", "Transport vers la gare" } },
  { "resource", "label", { "Camion frigorifique", "Salle de quarante places", "Cartes des chemins" } },
  { "network", "name", { "Réseau des épiceries", "Club des employeurs", "Collectif des aidants" } },
  { "event", "title", { "Fête du pain", "Rencontre des acteurs", "Visite d’un atelier" } },
};

/* Beside those of the lists. */
static const char *const actor_columns[] = {
  "name", "aliases", "category", "family", "themes", "street", "postal_code", "locality", "website", "contact_name", "contact_email",
  "contact_phone", "siret", "founded", "description", "note", NULL
};

static gboolean
is_usual (const MlgEntity *entity,
          const MlgColumn *column)
{
  const MlgField *field = column->field;

  if (strcmp (entity->name, MLG_ENTITY_ACTOR) == 0)
    return g_strv_contains (actor_columns, column->name);
  if (field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE) || field->number == MLG_FIELD_KEY)
    return FALSE;
  if (field->flags & MLG_FIELD_REQUIRED)
    return TRUE;
  if (mlg_field_is_reference (field) || field->type == MLG_TYPE_PLACE)
    return FALSE;
  if (field->type == MLG_TYPE_ADDRESS)
    return strcmp (column->name, "postal_code") == 0 || strcmp (column->name, "locality") == 0;
  /* The words and the doubts about a date have columns of their own, for programs. */
  if (field->type == MLG_TYPE_DATE ? column->part != 0 : field->type == MLG_TYPE_INTERVAL && column->part % 2 != 0)
    return FALSE;

  return (field->flags & (MLG_FIELD_TITLE | MLG_FIELD_COLUMN)) || field->number == MLG_FIELD_NOTE;
}

static char *
dup_term (const MlgField *field,
          guint           example)
{
  const MlgVocabulary *vocabulary = mlg_vocabulary_find (field->target);

  if (vocabulary == NULL || vocabulary->n_terms == 0)
    return NULL;
  return g_strdup (vocabulary->terms[example % vocabulary->n_terms].ui_label);
}

static char *
dup_made_up (const MlgColumn *column,
             guint            example)
{
  static const char *const dates[] = { "15/03/2019", "2021", "09/2023" }, *const ends[] = { "2022", NULL, NULL };
  static const char *const codes[] = { "43170", "07190", "26400" }, *const towns[] = { "Saugues", "Saint-Sauveur-de-Montagut", "Crest" };
  static const char *const mails[] = { "contact@exemple.fr", "bonjour@exemple.fr", NULL };
  static const char *const phones[] = { "04 75 00 00 00", "06 12 34 56 78", NULL };
  static const char *const numbers[] = { "3", "12", "40" };

  switch (column->field->type)
    {
    case MLG_TYPE_TERM:
    case MLG_TYPE_TERMS:
      return dup_term (column->field, example);
    case MLG_TYPE_DATE:
      return g_strdup (dates[example]);
    case MLG_TYPE_INTERVAL:
      return g_strdup (column->part == 0 ? dates[example] : ends[example]);
    case MLG_TYPE_INTEGER:
    case MLG_TYPE_NUMBER:
    case MLG_TYPE_MONEY:
      return g_strdup (numbers[example]);
    case MLG_TYPE_YES_NO:
      return g_strdup (example % 2 == 0 ? C_("in a table", "yes") : C_("in a table", "no"));
    case MLG_TYPE_ADDRESS:
      return g_strdup (strcmp (column->name, "postal_code") == 0 ? codes[example] : strcmp (column->name, "locality") == 0 ? towns[example]
                       : example == 0 ? "3 rue du Foirail" : NULL);
    case MLG_TYPE_EMAIL:
      return g_strdup (mails[example]);
    case MLG_TYPE_PHONE:
      return g_strdup (phones[example]);
    case MLG_TYPE_URL:
      return g_strdup (example == 0 ? "https://exemple.fr" : NULL);
    case MLG_TYPE_CODE:
      return NULL;
    default:
      return column->field->flags & (MLG_FIELD_REQUIRED | MLG_FIELD_TITLE) ? g_strdup_printf (_("Example %u"), example + 1) : NULL;
    }
}

static char *
dup_example (const MlgEntity *entity,
             const MlgColumn *column,
             guint            example)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (strcmp (known[i].entity, entity->name) == 0 && strcmp (known[i].column, column->name) == 0)
        return g_strdup (known[i].examples[example]);
    }

  return dup_made_up (column, example);
}

gboolean
mlg_template_exists (const MlgEntity *entity)
{
  if (entity->stage == MLG_STAGE_INSIDE && strcmp (entity->name, MLG_ENTITY_PARTNERSHIP) != 0)
    return FALSE;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      if ((field->flags & MLG_FIELD_REQUIRED) && mlg_field_is_reference (field) && g_strcmp0 (field->target, MLG_ENTITY_ACTOR) != 0)
        return FALSE;
    }

  return TRUE;
}

GBytes *
mlg_template_new (const MlgEntity *entity)
{
  g_autoptr(GArray) columns = mlg_columns_new (entity);
  MlgCsvWriter *writer = mlg_csv_writer_new (MLG_CSV_EXCEL);

  for (guint c = columns->len; c-- > 0;)
    {
      if (!is_usual (entity, &g_array_index (columns, MlgColumn, c)))
        g_array_remove_index (columns, c);
    }

  for (guint c = 0; c < columns->len; c++)
    {
      g_autofree char *label = mlg_column_dup_label (&g_array_index (columns, MlgColumn, c), entity);

      mlg_csv_writer_add (writer, label);
    }
  mlg_csv_writer_end_line (writer);

  for (guint example = 0; example < N_EXAMPLES; example++)
    {
      for (guint c = 0; c < columns->len; c++)
        {
          g_autofree char *text = dup_example (entity, &g_array_index (columns, MlgColumn, c), example);

          mlg_csv_writer_add (writer, text);
        }
      mlg_csv_writer_end_line (writer);
    }

  return mlg_csv_writer_finish (writer);
}
