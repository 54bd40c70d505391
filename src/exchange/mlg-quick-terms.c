/* The word after #: which list has it. */

#include "exchange/mlg-quick-entry-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-vocabulary.h"

/* In the order in which a word is looked for. */
static const char *const fields[] = { "themes", "family", "category", "legal_form", "place_kind" };

static const MlgField *
get_field (const char *name)
{
  return mlg_entity_find_field (mlg_schema_find (MLG_ENTITY_ACTOR), name);
}

static MlgQuickTerm *
term_new (const MlgField *field,
          const char     *id,
          const char     *label)
{
  MlgQuickTerm *term = g_new0 (MlgQuickTerm, 1);

  term->field = field;
  term->id = g_strdup (id);
  term->label = g_strdup (label);
  return term;
}

void
mlg_quick_term_free (MlgQuickTerm *self)
{
  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

typedef struct
{
  GPtrArray      *terms;
  const MlgField *vocabulary, *label, *key;
} FileTerms;

static gboolean
add_file_term (const MlgId       *id,
               const char *const *values,
               gpointer           data)
{
  FileTerms *own = data;
  const char *label = values[own->label->index], *vocabulary = values[own->vocabulary->index];

  for (guint i = 0; label != NULL && i < G_N_ELEMENTS (fields); i++)
    if (g_strcmp0 (vocabulary, get_field (fields[i])->target) == 0)
      {
        g_autofree char *own_id = mlg_id_dup_text (id);
        const char *key = values[own->key->index];

        g_ptr_array_add (own->terms, term_new (get_field (fields[i]), key != NULL ? key : own_id, label));
      }
  return TRUE;
}

/* Shipped, then those of the file. */
static GPtrArray *
list_terms (MlgProject *project)
{
  const MlgEntity *entity = mlg_schema_find ("term");
  GPtrArray *terms = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_quick_term_free);
  FileTerms own = { terms, mlg_entity_find_field (entity, "vocabulary"), mlg_entity_find_field (entity, "label"),
                    mlg_entity_find_number (entity, MLG_FIELD_KEY) };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const MlgField *field = get_field (fields[i]);
      const MlgVocabulary *vocabulary = mlg_vocabulary_find (field->target);

      for (guint k = 0; vocabulary != NULL && k < vocabulary->n_terms; k++)
        g_ptr_array_add (terms, term_new (field, vocabulary->terms[k].id, vocabulary->terms[k].ui_label));
    }
  mlg_store_foreach (mlg_project_get_store (project), entity, add_file_term, &own, NULL);
  return terms;
}

/* « #1 » … « #5 », « #0 »: the categories by the figure on their button. */
static MlgQuickTerm *
read_category (const char *text)
{
  const MlgField *field = get_field ("category");
  const MlgVocabulary *vocabulary = mlg_vocabulary_find (field->target);
  guint n = (guint) (text[0] - '0');

  if (!g_ascii_isdigit (text[0]) || text[1] != '\0' || n > vocabulary->n_terms)
    return NULL;
  if (n == 0)
    return term_new (field, NULL, _("Outside the categories"));
  return term_new (field, vocabulary->terms[n - 1].id, vocabulary->terms[n - 1].ui_label);
}

static MlgQuickTerm *
read_shipped (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const MlgField *field = get_field (fields[i]);
      const MlgTerm *term = mlg_vocabulary_match (mlg_vocabulary_find (field->target), text);

      if (term != NULL)
        return term_new (field, term->id, term->ui_label);
    }
  return NULL;
}

GPtrArray *
mlg_quick_term_find (MlgProject *project,
                     const char *text,
                     guint       limit)
{
  g_autoptr(GPtrArray) terms = list_terms (project);
  g_autofree char *folded = mlg_fold (text);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) mlg_quick_term_free);

  /* Those that begin like that first. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < terms->len && found->len < limit; i++)
      {
        MlgQuickTerm *term = g_ptr_array_index (terms, i);
        g_autofree char *label = mlg_fold (term->label);

        if (g_str_has_prefix (label, folded) == (pass == 0) && mlg_fold_matches (label, folded))
          g_ptr_array_add (found, term_new (term->field, term->id, term->label));
      }
  return found;
}

MlgQuickTerm *
mlg_quick_term_read (MlgProject *project,
                     const char *text)
{
  g_autofree char *folded = mlg_fold (text);
  g_autoptr(GPtrArray) found = NULL;
  MlgQuickTerm *term = read_category (text);

  if (term == NULL)
    term = read_shipped (text);
  if (term != NULL)
    return term;

  found = mlg_quick_term_find (project, text, G_MAXUINT);
  for (guint i = 0; i < found->len; i++)
    {
      MlgQuickTerm *candidate = g_ptr_array_index (found, i);
      g_autofree char *label = mlg_fold (candidate->label);

      if (found->len == 1 || strcmp (label, folded) == 0)
        return term_new (candidate->field, candidate->id, candidate->label);
    }

  /* The list of themes is open: a new word is its own term. */
  term = term_new (get_field ("themes"), text, text);
  term->is_new = TRUE;
  return term;
}
