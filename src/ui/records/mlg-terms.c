/* The terms a user may choose: those shipped, then those added in this file. */

#include "ui/records/mlg-terms.h"

#include "model/mlg-vocabulary.h"

static void
choice_free (gpointer data)
{
  MlgTermChoice *choice = data;

  g_free (choice->id);
  g_free (choice->label);
  g_free (choice->tooltip);
  g_free (choice);
}

static void
add_choice (GPtrArray  *choices,
            const char *id,
            const char *label,
            const char *tooltip)
{
  MlgTermChoice *choice = g_new0 (MlgTermChoice, 1);

  choice->id = g_strdup (id);
  choice->label = g_strdup (label);
  choice->tooltip = g_strcmp0 (label, tooltip) == 0 ? NULL : g_strdup (tooltip);
  g_ptr_array_add (choices, choice);
}

typedef struct
{
  GPtrArray  *choices;
  const char *vocabulary;
  guint       vocabulary_index, key_index, label_index;
} AddedTerms;

static gboolean
add_file_term (const MlgId       *id,
               const char *const *values,
               gpointer           data)
{
  AddedTerms *added = data;

  if (g_strcmp0 (values[added->vocabulary_index], added->vocabulary) == 0 && values[added->label_index] != NULL)
    {
      g_autofree char *own_id = mlg_id_dup_text (id);
      const char *key = values[added->key_index];

      add_choice (added->choices, key != NULL ? key : own_id, values[added->label_index], NULL);
    }
  return TRUE;
}

static void
add_terms_of_file (MlgProject *project,
                   const char *vocabulary,
                   GPtrArray  *choices)
{
  const MlgEntity *entity = mlg_schema_find ("term");
  const MlgField *list = entity != NULL ? mlg_entity_find_field (entity, "vocabulary") : NULL;
  const MlgField *label = entity != NULL ? mlg_entity_find_field (entity, "label") : NULL;
  const MlgField *key = entity != NULL ? mlg_entity_find_number (entity, MLG_FIELD_KEY) : NULL;

  if (list == NULL || label == NULL || key == NULL)
    return;

  AddedTerms added = { choices, vocabulary, list->index, key->index, label->index };

  mlg_store_foreach (mlg_project_get_store (project), entity, add_file_term, &added, NULL);
}

GPtrArray *
mlg_terms_of (MlgProject *project,
              const char *vocabulary)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  const MlgVocabulary *shipped = vocabulary != NULL ? mlg_vocabulary_find (vocabulary) : NULL;

  for (guint i = 0; shipped != NULL && i < shipped->n_terms; i++)
    add_choice (choices, shipped->terms[i].id, shipped->terms[i].ui_label, shipped->terms[i].label);

  if (project != NULL && (shipped == NULL || shipped->open))
    add_terms_of_file (project, vocabulary, choices);

  return choices;
}

char *
mlg_terms_dup_label (MlgProject *project,
                     const char *vocabulary,
                     const char *id)
{
  const MlgVocabulary *shipped = vocabulary != NULL ? mlg_vocabulary_find (vocabulary) : NULL;
  const MlgTerm *term = shipped != NULL ? mlg_vocabulary_term (shipped, id) : NULL;

  if (term != NULL)
    return g_strdup (term->ui_label);

  g_autoptr(GPtrArray) choices = mlg_terms_of (project, vocabulary);

  for (guint i = 0; i < choices->len; i++)
    {
      MlgTermChoice *choice = g_ptr_array_index (choices, i);

      if (g_strcmp0 (choice->id, id) == 0)
        return g_strdup (choice->label);
    }
  return g_strdup (id);
}
