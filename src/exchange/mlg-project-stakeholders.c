/* Who sits around the table of an initiative, and who is missing. */

#include "exchange/mlg-project-stakeholders.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

#define N_DIMENSIONS 3

/* Terms of a list that are told by something, and how: a later, stronger word wins. */
typedef enum { NOBODY, CALLED, PRESENT } Presence;

static void
mark (GHashTable *marks,
      const char *terms,
      Presence    presence)
{
  g_auto(GStrv) elements = mlg_value_split (terms);

  for (guint i = 0; elements[i] != NULL; i++)
    if (GPOINTER_TO_INT (g_hash_table_lookup (marks, elements[i])) < (int) presence)
      g_hash_table_insert (marks, g_strdup (elements[i]), GINT_TO_POINTER (presence));
}

static MlgRecord *
find_record (MlgProject *project,
             const char *entity_name,
             const char *reference)
{
  const char *colon = strchr (reference, ':');
  g_autofree char *named = colon != NULL ? g_strndup (reference, colon - reference) : g_strdup (entity_name);
  const MlgEntity *entity = named != NULL ? mlg_schema_find (named) : NULL;
  MlgId id;

  if (entity == NULL || !mlg_id_parse (colon != NULL ? colon + 1 : reference, &id))
    return NULL;

  return mlg_project_get_record (project, entity, &id);
}

/* The families of an actor or of a person, and of the structure this person comes from. */
static void
mark_families_of (MlgProject *project,
                  GHashTable *families,
                  const char *reference,
                  Presence    presence)
{
  g_autoptr(MlgRecord) record = find_record (project, MLG_ENTITY_ACTOR, reference);

  if (record == NULL || mlg_record_is_deleted (record))
    return;

  mark (families, mlg_record_get_named (record, "family"), presence);
  mark (families, mlg_record_get_named (record, "families"), presence);
}

static void
mark_all_families (MlgProject *project,
                   GHashTable *families,
                   const char *references)
{
  g_auto(GStrv) elements = mlg_value_split (references);

  for (guint i = 0; elements[i] != NULL; i++)
    mark_families_of (project, families, elements[i], PRESENT);
}

static Presence
find_presence (MlgRecord *row)
{
  const char *state = mlg_record_get_named (row, "state");

  if (g_strcmp0 (state, "left") == 0)
    return NOBODY;
  if (g_strcmp0 (state, "to_mobilise") == 0 || mlg_record_get_named (row, "stakeholder") == NULL)
    return CALLED;
  return PRESENT;
}

static void
mark_rows (MlgRoundTable *self,
           MlgProject    *project,
           GHashTable    *families,
           GHashTable    *postures)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      MlgRecord *row = g_ptr_array_index (self->rows, i);
      const char *who = mlg_record_get_named (row, "stakeholder");
      Presence presence = find_presence (row);

      if (presence == NOBODY)
        continue;

      mark (families, mlg_record_get_named (row, "family"), presence);
      if (who != NULL)
        mark_families_of (project, families, who, presence);
      if (presence != PRESENT)
        continue;
      mark (postures, mlg_record_get_named (row, "postures"), PRESENT);
      if (who != NULL)
        {
          g_autoptr(MlgRecord) person = find_record (project, NULL, who);

          if (person != NULL)
            mark (postures, mlg_record_get_named (person, "postures"), PRESENT);
        }
    }
}

static void
mark_monographs (MlgProject  *project,
                 GHashTable  *families,
                 const MlgId *initiative)
{
  g_autoptr(GPtrArray) monographs = mlg_project_referring (project, mlg_schema_find ("monograph"), "initiative", initiative);

  for (guint i = 0; monographs != NULL && i < monographs->len; i++)
    mark_all_families (project, families, mlg_record_get_named (monographs->pdata[i], "actors"));
}

static void
sort_seats (MlgRoundTable *self,
            GHashTable    *families,
            const char    *declared)
{
  g_auto(GStrv) wanted = mlg_value_split (declared);
  const MlgVocabulary *list = mlg_vocabulary_find ("actor_family");

  self->declared = wanted[0] != NULL;
  for (guint i = 0; list != NULL && i < list->n_terms; i++)
    {
      const char *term = list->terms[i].id;
      Presence presence = GPOINTER_TO_INT (g_hash_table_lookup (families, term));
      gboolean relevant = !self->declared || g_strv_contains ((const char *const *) wanted, term);

      if (relevant)
        g_ptr_array_add (self->relevant, g_strdup (term));
      if (presence == PRESENT)
        g_ptr_array_add (self->present, g_strdup (term));
      else if (relevant)
        g_ptr_array_add (presence == CALLED ? self->called : self->empty, g_strdup (term));
      self->n_mixed += relevant && presence == PRESENT;
    }
}

static void
find_free_postures (MlgRoundTable *self,
                    GHashTable    *postures)
{
  const MlgVocabulary *list = mlg_vocabulary_find ("posture");

  for (guint i = 0; list != NULL && i < list->n_terms; i++)
    if (!g_hash_table_contains (postures, list->terms[i].id))
      g_ptr_array_add (self->free_postures, g_strdup (list->terms[i].id));
}

MlgRoundTable *
mlg_round_table_new (MlgProject  *project,
                     const MlgId *initiative)
{
  g_return_val_if_fail (MLG_IS_PROJECT (project), NULL);
  g_return_val_if_fail (initiative != NULL, NULL);

  MlgRoundTable *self = g_new0 (MlgRoundTable, 1);
  g_autoptr(GHashTable) families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) postures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(MlgRecord) record = mlg_project_get_record (project, mlg_schema_find ("initiative"), initiative);

  self->rows = mlg_project_referring (project, mlg_schema_find ("involvement"), "initiative", initiative);
  if (self->rows == NULL)
    self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->relevant = g_ptr_array_new_with_free_func (g_free);
  self->present = g_ptr_array_new_with_free_func (g_free);
  self->called = g_ptr_array_new_with_free_func (g_free);
  self->empty = g_ptr_array_new_with_free_func (g_free);
  self->free_postures = g_ptr_array_new_with_free_func (g_free);

  mark_rows (self, project, families, postures);
  if (record != NULL)
    {
      mark_all_families (project, families, mlg_record_get_named (record, "carriers"));
      mark_all_families (project, families, mlg_record_get_named (record, "supporters"));
    }
  mark_monographs (project, families, initiative);
  sort_seats (self, families, record != NULL ? mlg_record_get_named (record, "declared_families") : NULL);
  find_free_postures (self, postures);

  return self;
}

void
mlg_round_table_free (MlgRoundTable *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->relevant);
  g_ptr_array_unref (self->present);
  g_ptr_array_unref (self->called);
  g_ptr_array_unref (self->empty);
  g_ptr_array_unref (self->free_postures);
  g_free (self);
}

/* ---- as text */

/* A cell of a spreadsheet holds neither tab nor line. */
static void
append_cell (GString    *text,
             const char *cell,
             gboolean    first)
{
  if (!first)
    g_string_append_c (text, '\t');
  for (const char *at = cell; *at != '\0'; at++)
    g_string_append_c (text, *at == '\t' || *at == '\n' || *at == '\r' ? ' ' : *at);
}

static gboolean
is_hidden (const MlgField *field,
           gboolean        projected)
{
  return projected && (field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE)) != 0;
}

char *
mlg_round_table_dup_text (MlgRoundTable         *self,
                          MlgProject            *project,
                          const MlgField *const *columns,
                          gboolean               projected)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && columns != NULL, NULL);

  for (int line = -1; line < (int) self->rows->len; line++)
    {
      gboolean first = TRUE;

      for (guint i = 0; columns[i] != NULL; i++)
        {
          const char *value = line >= 0 ? mlg_record_get (g_ptr_array_index (self->rows, line), columns[i]) : NULL;
          g_autofree char *cell = line < 0 ? g_strdup (_(columns[i]->label))
                                : value != NULL ? mlg_project_display (project, columns[i], value) : g_strdup ("");

          if (is_hidden (columns[i], projected))
            continue;
          append_cell (text, cell, first);
          first = FALSE;
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* ---- needs */

guint
mlg_need_count_dimensions (MlgRecord *need)
{
  g_return_val_if_fail (MLG_IS_RECORD (need), 0);

  return (mlg_record_get_named (need, "thematic") != NULL) +
         (mlg_record_get_named (need, "cross_cutting") != NULL) +
         (mlg_record_get_named (need, "territorial") != NULL);
}

const char *
mlg_need_find_state (MlgProject *project,
                     MlgRecord  *need)
{
  g_auto(GStrv) coverage = mlg_value_split (mlg_record_get_named (need, "coverage"));
  const char *state = mlg_record_get_named (need, "state");
  g_autoptr(GPtrArray) answers = NULL;

  if (g_strcmp0 (state, "dismissed") == 0)
    return "dismissed";
  if (g_strcmp0 (state, "covered") == 0 || g_strv_contains ((const char *const *) coverage, "covered"))
    return "covered";

  answers = mlg_project_referring (project, mlg_schema_find ("need_initiative"), "need", mlg_record_get_id (need));
  if (answers != NULL && answers->len > 0)
    return "worked";
  return mlg_need_count_dimensions (need) == N_DIMENSIONS ? "qualified" : "spotted";
}
