/* What the columns of a list are.
 *
 * By name first: what French and English lists call things, public ones and those of the tools
 * of this field (docs/interchange.md). Then by content: a name only proposes, a look at the
 * cells decides – a column « precision » full of 0.94 is not our precision. What has no name
 * is recognised by its content alone. Each field takes the column that fits best; the others
 * stay in the note, so that nothing is lost.
 */

#include "exchange/mlg-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/mlg-columns.h"
#include "model/mlg-text.h"
#include "model/mlg-value.h"

/* Cells looked at before believing a name. */
#define N_LOOKED_AT 200

static char *
dup_header_cell (MlgList           *self,
                 const MlgSheetRow *row,
                 guint              column)
{
  MlgSheetCell cell = mlg_sheet_get_cells (self->sheet)[row->first_cell + column];

  /* No name is that long. */
  return cell.length > 1000 ? NULL : mlg_import_dup_clean (&cell);
}

gboolean
mlg_list_looks_like_header (MlgList *self,
                            guint    row)
{
  guint n_synonyms;
  const MlgSynonyms *synonyms = mlg_import_get_synonyms (self->entity, &n_synonyms);
  const MlgSheetRow *source = &g_array_index (self->rows, MlgSheetRow, row);
  guint n_words = 0, n_values = 0;

  for (guint i = 0; i < source->n_cells; i++)
    {
      g_autofree char *text = dup_header_cell (self, source, i);
      g_autofree char *first = NULL, *squeezed = NULL;
      guint part;

      if (text == NULL)
        continue;
      if (mlg_entity_find_part (self->entity, text, &part) != NULL)
        return TRUE;

      squeezed = mlg_import_squeeze (text, &first);
      for (guint j = 0; j < n_synonyms; j++)
        {
          if (mlg_import_is_among (synonyms[j].names, squeezed))
            return TRUE;
        }

      if (strpbrk (text, "@/") != NULL || strspn (text, "0123456789.,-+ ") == strlen (text))
        n_values++;
      else
        n_words++;
    }

  /* A column of names alone: the first is one of them. */
  return n_values == 0 && n_words > 1 && self->rows->len > 1;
}

/* Cells of a row that name what we know. */
guint
mlg_list_count_known_names (MlgList *self,
                            guint    row)
{
  guint n_synonyms, n = 0;
  const MlgEntity *entity = self->entity != NULL ? self->entity : mlg_schema_find (MLG_ENTITY_ACTOR);
  const MlgSynonyms *synonyms = mlg_import_get_synonyms (entity, &n_synonyms);
  const MlgSheetRow *source = &g_array_index (self->rows, MlgSheetRow, row);

  for (guint i = 0; i < source->n_cells; i++)
    {
      g_autofree char *text = dup_header_cell (self, source, i);
      g_autofree char *first = NULL;
      g_autofree char *squeezed = text == NULL ? NULL : mlg_import_squeeze (text, &first);

      for (guint j = 0; squeezed != NULL && j < n_synonyms; j++)
        {
          if (!mlg_import_is_among (synonyms[j].names, squeezed))
            continue;
          n++;
          break;
        }
    }

  return n;
}

/* ---- what the rows are */

static gboolean
names_any (MlgList    *self,
           const char *names)
{
  const MlgSheetRow *row = &g_array_index (self->rows, MlgSheetRow, 0);

  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *text = dup_header_cell (self, row, i);
      g_autofree char *first = NULL;
      g_autofree char *squeezed = text == NULL ? NULL : mlg_import_squeeze (text, &first);

      if (squeezed != NULL && mlg_import_is_among (names, squeezed))
        return TRUE;
    }

  return FALSE;
}

/* Two ends: partnerships. A first name and no address of a structure: persons. Else actors. */
void
mlg_list_guess_entity (MlgList *self)
{
  const char *entity = MLG_ENTITY_ACTOR;
  const MlgEntity *own = self->rows->len > 0 ? mlg_list_find_own_entity (self) : NULL;

  if (own != NULL)
    entity = own->name;
  else if (self->rows->len > 0)
    {
      if ((names_any (self, "|from|source|de|") && names_any (self, "|to|target|vers|a|cible|")) ||
          (names_any (self, "|acteur1|acteura|structure1|structurea|organisation1|partenaire1|") &&
           names_any (self, "|acteur2|acteurb|structure2|structureb|organisation2|partenaire2|")))
        entity = MLG_ENTITY_PARTNERSHIP;
      else if (names_any (self, "|prenomnom|nomprenom|prenometnom|nometprenom|nometprenoms|") &&
               !names_any (self, "|siret|adresse|codepostal|cp|commune|ville|latitude|lat|"))
        entity = "person";
      else if (names_any (self, "|prenom|firstname|bfprenom|") && names_any (self, "|nom|lastname|name|bfnom|nomdefamille|") &&
               !names_any (self, "|raisonsociale|denomination|nomstructure|nomdelastructure|siret|bftitre|title|") &&
               !(names_any (self, "|structure|organisation|association|organisme|entreprise|") &&
                 names_any (self, "|adresse|codepostal|cp|commune|ville|latitude|lat|")))
        entity = "person";
    }

  self->entity = mlg_schema_find (entity);
}

/* The share of the filled cells that fit; -1 when none is filled. */
static double
measure_fit (MlgList        *self,
             guint           column,
             const MlgField *field,
             guint           part,
             const char     *target)
{
  guint n = 0, n_fit = 0;

  for (guint row = 0; row < self->rows->len && n < N_LOOKED_AT; row++)
    {
      g_autofree char *text = NULL;

      /* Where a separator stands in a text, the cells after it are not in their column. */
      if (g_array_index (self->rows, MlgSheetRow, row).n_cells > self->columns->len)
        continue;
      text = mlg_import_dup_clean (mlg_list_get_cell (self, row, column));
      if (text == NULL || mlg_import_is_nothing (text))
        continue;
      n++;
      n_fit += mlg_import_cell_fits (field, part, target, text);
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
measure_variety (MlgList   *self,
                 guint      column)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0, n_shortened = 0;

  for (guint row = 0; row < self->rows->len && n < N_LOOKED_AT; row++)
    {
      g_autofree char *text = mlg_import_dup_clean (mlg_list_get_cell (self, row, column));

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
  return strcmp (target, "siret") == 0 || strcmp (target, "rna") == 0 || strcmp (target, "siren") == 0;
}

/* « SIRET » beside the name is that of the structure, be it on every line. */
static gboolean
is_named (const char *name,
          const char *target)
{
  g_autofree char *first = NULL;
  g_autofree char *squeezed = mlg_import_squeeze (name, &first);

  return strcmp (squeezed, target) == 0;
}

static void
add_candidate (MlgList    *self,
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
    candidate.score += self->rows->len == 0 ? 0 : 20 * measure_variety (self, column) * described->n_filled / self->rows->len;
  /* What names one record is not the same on every line: the number of whoever made the list is. */
  if (!(is_number_of_state (target) && is_named (described->name, target)) && measure_variety (self, column) < (strcmp (target, "key") == 0 ? 0.99 : is_number_of_state (target) ? 0.3 : 0))
    return;

  g_array_append_val (candidates, candidate);
}

static gboolean
holds_rna (MlgList *self,
           guint    column)
{
  const MlgField *field = mlg_entity_find_field (self->entity, "rna");

  return field != NULL && measure_fit (self, column, field, 0, "rna") >= 0.8;
}

/* « Rue (bureau) », « Commune (siège social) »: what it is stands before the brackets. */
static char *
dup_without_brackets (const char *name)
{
  const char *bracket = strchr (name, '(');
  g_autofree char *before = bracket == NULL ? g_strdup ("") : g_strndup (name, bracket - name);
  g_autofree char *first = NULL;

  return mlg_import_squeeze (before, &first);
}

/* « adresse.cp », « contact.telephone »: the last word tells, for what is not said of the whole record. */
static gboolean
propose_by_member (MlgList *self,
                   GArray  *candidates,
                   guint    column)
{
  static const char *const targets[] = { "street", "postal_code", "locality", "insee_code", "country", "lat", "lon", "contact_email",
                                         "contact_phone", "website", NULL };
  const char *dot = strrchr (g_array_index (self->columns, MlgImportColumn, column).name, '.');
  g_autofree char *first = NULL;
  g_autofree char *squeezed = dot == NULL || dot[1] == '\0' ? NULL : mlg_import_squeeze (dot + 1, &first);
  guint n_synonyms, n_before = candidates->len;
  const MlgSynonyms *synonyms = mlg_import_get_synonyms (self->entity, &n_synonyms);

  for (guint i = 0; squeezed != NULL && i < n_synonyms; i++)
    if (g_strv_contains (targets, synonyms[i].target) && mlg_import_is_among (synonyms[i].names, squeezed))
      add_candidate (self, candidates, column, synonyms[i].target, 70, MLG_GUESS_NAME);

  return candidates->len > n_before;
}

static void
propose_by_name (MlgList   *self,
                 GArray    *candidates,
                 guint      column)
{
  const char *name = g_array_index (self->columns, MlgImportColumn, column).name;
  g_autofree char *first = NULL;
  g_autofree char *squeezed = mlg_import_squeeze (name, &first);
  g_autofree char *bare = dup_without_brackets (name);
  guint n_synonyms, part;
  guint n_first_words;
  guint n_before = candidates->len;
  MlgColumn known;
  const MlgSynonyms *synonyms = mlg_import_get_synonyms (self->entity, &n_synonyms);
  const MlgSynonyms *first_words = mlg_import_get_first_words (&n_first_words);
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
      g_autofree char *wanted_bare = g_strconcat ("|", bare, "|", NULL);

      if (*squeezed == '\0')
        continue;
      found = strstr (synonyms[i].names, wanted);
      if (found == NULL && *bare != '\0' && (found = strstr (synonyms[i].names, wanted_bare)) != NULL)
        {
          add_candidate (self, candidates, column, synonyms[i].target, 60, MLG_GUESS_NAME);
          continue;
        }
      if (found == NULL)
        continue;
      /* « Structure ; Nom ; Prénom »: the name is that of whom to ask for. */
      if (self->has_first_name && strcmp (synonyms[i].target, "name") == 0 && strcmp (squeezed, "nom") == 0)
        {
          add_candidate (self, candidates, column, "contact_name", 90, MLG_GUESS_NAME);
          continue;
        }
      /* The id of the register of associations is their RNA number. */
      if (strcmp (synonyms[i].target, "key") == 0 && holds_rna (self, column))
        {
          add_candidate (self, candidates, column, "rna", 80, MLG_GUESS_NAME);
          continue;
        }
      /* Earlier names of a field are its likelier ones. */
      add_candidate (self, candidates, column, synonyms[i].target,
                     110 - 10.0 * (found - synonyms[i].names) / strlen (synonyms[i].names), MLG_GUESS_NAME);
    }

  if (candidates->len == n_before && propose_by_member (self, candidates, column))
    return;

  for (guint i = 0; strcmp (self->entity->name, MLG_ENTITY_ACTOR) == 0 && i < n_first_words; i++)
    {
      if (strcmp (first, squeezed) != 0 && !mlg_import_is_street_piece (squeezed) && mlg_import_is_among (first_words[i].names, first))
        add_candidate (self, candidates, column, first_words[i].target, 50, MLG_GUESS_NAME);
    }

  for (guint i = 0; i < self->entity->n_fields && n_synonyms == 0; i++)
    {
      const MlgField *own = &self->entity->fields[i];
      g_autofree char *own_first = NULL, *label_first = NULL;
      g_autofree char *own_name = mlg_import_squeeze (own->name, &own_first);
      g_autofree char *label = mlg_import_squeeze (g_dgettext (GETTEXT_PACKAGE, own->label), &label_first);

      if (strcmp (squeezed, own_name) == 0 || strcmp (squeezed, label) == 0)
        add_candidate (self, candidates, column, mlg_field_is_composite (own) ? own->parts[0].name : own->name, 100, MLG_GUESS_NAME);
    }

  /* Our labels, for what no other tool has: « Création (en toutes lettres) ». */
  if (candidates->len == n_before && mlg_columns_find_label (self->entity, name, &known))
    add_candidate (self, candidates, column, known.name, 150, MLG_GUESS_NAME);
}

static void
propose_by_content (MlgList   *self,
                    GArray    *candidates,
                    guint      column)
{
  static const char *const kinds[] = { "contact_email", "website", "lat", "lon", "siret", "contact_phone", "postal_code", "rna", "naf", "place" };
  guint counts[G_N_ELEMENTS (kinds)] = { 0 };
  guint n = 0, n_text = 0;
  g_autofree char *first = NULL;
  g_autofree char *squeezed = mlg_import_squeeze (mlg_list_get_column (self, column)->name, &first);
  /* Nobody answers there. */
  gboolean is_fax = strstr (squeezed, "fax") != NULL || strstr (squeezed, "telecopie") != NULL;

  for (guint row = 0; row < self->rows->len && n < N_LOOKED_AT; row++)
    {
      g_autofree char *text = mlg_import_dup_clean (mlg_list_get_cell (self, row, column));
      const char *kind = text == NULL || mlg_import_is_nothing (text) ? NULL : mlg_import_recognise_cell (text);

      if (text == NULL || mlg_import_is_nothing (text))
        continue;
      n++;
      n_text += kind == NULL && mlg_import_has_letters (text) && strlen (text) < 120;
      for (guint i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
        counts[i] += strcmp (kinds[i], kind) == 0;
    }

  for (guint i = 0; n > 0 && i < G_N_ELEMENTS (kinds); i++)
    {
      if (counts[i] * 10 >= n * 8 && !(is_fax && strcmp (kinds[i], "contact_phone") == 0))
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
is_taken (MlgList         *self,
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
holds_ids (MlgList   *self,
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
      g_autofree char *text = mlg_import_dup_clean (mlg_list_get_cell (self, row, column));
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
find_part_column (MlgList    *self,
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
swap_coordinates (MlgList   *self)
{
  MlgImportColumn *lat = find_part_column (self, "lat"), *lon = find_part_column (self, "lon");
  guint n = 0, n_right = 0, n_swapped = 0;

  if (lat == NULL || lon == NULL)
    return;

  for (guint row = 0; row < self->rows->len && n < N_LOOKED_AT; row++)
    {
      MlgImportColumn *first = (MlgImportColumn *) (gpointer) self->columns->data;
      g_autofree char *north = mlg_import_dup_clean (mlg_list_get_cell (self, row, lat - first));
      g_autofree char *east = mlg_import_dup_clean (mlg_list_get_cell (self, row, lon - first));

      if (north == NULL || east == NULL)
        continue;
      n++;
      n_right += mlg_import_is_degrees_of_france (north, TRUE) && mlg_import_is_degrees_of_france (east, FALSE);
      n_swapped += mlg_import_is_degrees_of_france (east, TRUE) && mlg_import_is_degrees_of_france (north, FALSE);
    }

  if (n > 0 && n_right == 0 && n_swapped * 10 >= n * 9)
    {
      guint part = lat->part;

      lat->part = lon->part;
      lon->part = part;
      lat->guess = lon->guess = MLG_GUESS_CONTENT;
      g_ptr_array_add (self->remarks, g_strdup (_("Latitude and longitude are under each other’s name in this list: each was read as what it is.")));
    }
}

/* One coordinate places nothing: what looked like it was some other number. */
static void
drop_lonely_coordinate (MlgList   *self)
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

static gboolean
is_free (const MlgImportColumn *column)
{
  return column->use == MLG_COLUMN_NOTE && column->guess == MLG_GUESS_NONE;
}

/* What the format says of a column goes before every guess. */
static gboolean
follow_format (MlgList         *self,
               MlgImportColumn *column)
{
  const char *target = mlg_sheet_get_target (self->sheet, column->name);
  guint part = 0;

  if (target == NULL)
    return FALSE;

  column->guess = MLG_GUESS_FORMAT;
  if (strcmp (target, "skip") == 0)
    column->use = MLG_COLUMN_SKIP;
  else if (strcmp (target, "note") == 0 && strcmp (column->name, "note") != 0)
    column->use = MLG_COLUMN_NOTE;
  else if (strcmp (target, "id") == 0)
    column->use = MLG_COLUMN_ID;
  else
    {
      gboolean whole = strcmp (target, "place") == 0;
      const MlgField *field = whole ? mlg_entity_find_field (self->entity, target) : mlg_entity_find_part (self->entity, target, &part);

      /* The user may have said that these are other records. */
      if (field == NULL || (field->flags & MLG_FIELD_GONE))
        {
          column->guess = MLG_GUESS_NONE;
          return FALSE;
        }
      column->use = MLG_COLUMN_FIELD;
      column->field = field;
      column->part = whole ? MLG_WHOLE_FIELD : part;
    }

  return TRUE;
}

/* Columns that make one street, unless one column has all of it. */
static void
join_street (MlgList *self)
{
  guint part;
  const MlgField *address = mlg_entity_find_part (self->entity, "street", &part);
  const MlgImportColumn *known = find_part_column (self, "street");
  g_autofree char *first = NULL;
  g_autofree char *squeezed = known == NULL ? NULL : mlg_import_squeeze (known->name, &first);

  if (address == NULL || (squeezed != NULL && !mlg_import_is_street_piece (squeezed)))
    return;

  for (guint i = 0; i < self->columns->len; i++)
    {
      MlgImportColumn *column = &g_array_index (self->columns, MlgImportColumn, i);
      g_autofree char *column_first = NULL;
      g_autofree char *name = mlg_import_squeeze (column->name, &column_first);

      if (!is_free (column) || !mlg_import_is_street_piece (name))
        continue;
      column->use = MLG_COLUMN_FIELD;
      column->field = address;
      column->part = part;
      column->guess = MLG_GUESS_NAME;
    }
}

gboolean
mlg_import_is_reason (MlgList *self,
                      guint    column)
{
  const char *name = mlg_list_get_column (self, column)->name;

  return self->header && column == 0 && (strcmp (name, _("reason")) == 0 || strcmp (name, "motif") == 0);
}

static void
start_column (MlgList *self,
              guint    index,
              GArray  *candidates)
{
  MlgImportColumn *column = &g_array_index (self->columns, MlgImportColumn, index);
  g_autofree char *first = NULL;
  g_autofree char *squeezed = mlg_import_squeeze (column->name, &first);

  column->use = column->n_filled > 0 ? MLG_COLUMN_NOTE : MLG_COLUMN_SKIP;
  column->field = NULL;
  column->part = 0;
  column->guess = MLG_GUESS_NONE;

  if (follow_format (self, column))
    return;
  if (holds_ids (self, index))
    {
      column->use = MLG_COLUMN_ID;
      column->guess = MLG_GUESS_CONTENT;
      return;
    }
  if (mlg_import_is_reason (self, index))
    {
      column->use = MLG_COLUMN_SKIP;
      column->guess = MLG_GUESS_FORMAT;
      return;
    }
  if (self->own)
    {
      mlg_list_follow_own (self, column);
      return;
    }
  if (self->header && mlg_import_is_left_out (squeezed))
    {
      column->use = MLG_COLUMN_SKIP;
      column->guess = MLG_GUESS_NAME;
      return;
    }
  if (self->header)
    propose_by_name (self, candidates, index);
  propose_by_content (self, candidates, index);
}

static void
say_what_is_left_out (MlgList *self)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MlgImportColumn *column = mlg_list_get_column (self, i);

      if (column->use == MLG_COLUMN_SKIP && column->guess == MLG_GUESS_NAME && column->n_filled > 0)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", column->name);
    }

  if (names->len > 0)
    g_ptr_array_add (self->remarks, g_strdup_printf (_("Columns about persons were left out: %s."), names->str));
}

void
mlg_list_guess_columns (MlgList *self)
{
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  self->own = mlg_list_is_own (self);
  self->has_first_name = FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      g_autofree char *first = NULL;
      g_autofree char *squeezed = mlg_import_squeeze (mlg_list_get_column (self, i)->name, &first);

      self->has_first_name |= self->header && mlg_import_is_among ("|prenom|firstname|bfprenom|", squeezed);
    }

  for (guint i = 0; i < self->columns->len; i++)
    start_column (self, i, candidates);

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      MlgImportColumn *column = &g_array_index (self->columns, MlgImportColumn, candidate->column);

      if (column->guess != MLG_GUESS_NONE || is_taken (self, candidate))
        continue;

      column->use = MLG_COLUMN_FIELD;
      column->field = candidate->field;
      column->part = candidate->part;
      column->guess = candidate->guess;
    }

  if (self->own)
    return;
  join_street (self);
  swap_coordinates (self);
  drop_lonely_coordinate (self);
  mlg_list_guess_places (self);
  say_what_is_left_out (self);
}
