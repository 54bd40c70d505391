/* The filters every view shares: territory, terms, facts, period. They are asked of every actor by
 * every view: what they need (the territory and all that lies in it, how many pass) is worked out once
 * after a change, when first asked for.
 */

#include "ui/common/mlg-focus-private.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

/* Pairs parent → child of the overlaps between territories. */
typedef struct
{
  const MlgField *parent, *child;
  GHashTable     *children;     /* id text → GPtrArray of id texts */
} Overlaps;

static gboolean
note_overlap (const MlgId       *id,
              const char *const *values,
              gpointer           data)
{
  Overlaps *overlaps = data;
  const char *parent = values[overlaps->parent->index];
  const char *child = values[overlaps->child->index];
  GPtrArray *list;

  if (parent == NULL || child == NULL)
    return TRUE;

  list = g_hash_table_lookup (overlaps->children, parent);
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (overlaps->children, g_strdup (parent), list);
    }
  g_ptr_array_add (list, g_strdup (child));
  return TRUE;
}

static void
add_with_children (GHashTable *within,
                   GHashTable *children,
                   const char *territory)
{
  GPtrArray *list;

  /* Territories cut across each other: a circle must end here. */
  if (!g_hash_table_add (within, g_strdup (territory)))
    return;

  list = g_hash_table_lookup (children, territory);
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_with_children (within, children, g_ptr_array_index (list, i));
}

static void
find_territories_within (MlgFocus *self)
{
  const MlgEntity *entity = mlg_schema_find ("territory_overlap");
  g_autoptr(GHashTable) children = NULL;
  char text[MLG_ID_TEXT_LENGTH + 1];

  if (self->within != NULL)
    return;

  self->within = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                    (GDestroyNotify) g_ptr_array_unref);

  if (entity != NULL)
    {
      Overlaps overlaps = { mlg_entity_find_field (entity, "parent"),
                            mlg_entity_find_field (entity, "child"), children };

      mlg_store_foreach (mlg_project_get_store (self->project), entity, note_overlap, &overlaps, NULL);
    }

  add_with_children (self->within, children, mlg_id_write (&self->territory, text));
}

static gboolean
has_element (const char *value,
             const char *element)
{
  gsize length = strlen (element);

  for (const char *start = value; start != NULL; )
    {
      const char *end = strchr (start, MLG_ELEMENT_SEPARATOR);
      gsize n = end != NULL ? (gsize) (end - start) : strlen (start);

      if (n == length && strncmp (start, element, n) == 0)
        return TRUE;
      start = end != NULL ? end + 1 : NULL;
    }

  return FALSE;
}

static gboolean
lies_within (MlgFocus   *self,
             const char *value)
{
  g_auto(GStrv) elements = NULL;

  if (value == NULL)
    return FALSE;

  elements = mlg_value_split (value);
  for (guint i = 0; elements[i] != NULL; i++)
    if (g_hash_table_contains (self->within, elements[i]))
      return TRUE;

  return FALSE;
}

static const char *const territory_fields[] = { "territories", "seat_territories", "origin_territories" };

static gboolean
territory_accepts (MlgFocus  *self,
                   MlgRecord *actor)
{
  find_territories_within (self);

  for (guint i = 0; i < G_N_ELEMENTS (territory_fields); i++)
    {
      const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (actor), territory_fields[i]);

      if (field != NULL && lies_within (self, mlg_record_get (actor, field)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_fact (MlgRecord *actor)
{
  const MlgField *field = mlg_entity_find_number (mlg_record_get_entity (actor), MLG_FIELD_FACT_STATUS);
  const char *status = field != NULL ? mlg_record_get (actor, field) : NULL;

  /* What nobody qualified was typed as it is: a fact. */
  return status == NULL || g_str_equal (status, "fact");
}

static gboolean
has_any_term (const char        *value,
              const char *const *terms)
{
  for (guint i = 0; terms[i] != NULL; i++)
    if (g_str_equal (terms[i], MLG_FOCUS_NO_TERM) ? value == NULL : has_element (value, terms[i]))
      return TRUE;

  return FALSE;
}

static gboolean
accepts (MlgFocus  *self,
         MlgRecord *actor)
{
  GHashTableIter iter;
  gpointer name, terms;

  if (self->facts_only && !is_fact (actor))
    return FALSE;

  g_hash_table_iter_init (&iter, self->terms);
  while (g_hash_table_iter_next (&iter, &name, &terms))
    if (!has_any_term (mlg_record_get_named (actor, name), terms))
      return FALSE;

  return mlg_focus_time_accepts (self, actor) &&
         (mlg_id_is_null (&self->territory) || territory_accepts (self, actor));
}

/* ---- the same, for a whole list */

static void
narrow_by_terms (MlgFocus      *self,
                 MlgRecordList *list)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);

  for (guint i = 0; i < actor->n_fields; i++)
    {
      const MlgField *field = &actor->fields[i];
      const char *const *terms = mlg_focus_get_terms (self, field->name);
      g_autofree char *name = g_strconcat ("focus:", field->name, NULL);
      g_autoptr(GHashTable) wanted = terms != NULL ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;

      for (guint t = 0; terms != NULL && terms[t] != NULL; t++)
        g_hash_table_add (wanted, (gpointer) (g_str_equal (terms[t], MLG_FOCUS_NO_TERM) ? "" : terms[t]));
      mlg_record_list_narrow (list, name, &field, 1, wanted);
    }
}

static void
narrow_by_territory (MlgFocus      *self,
                     MlgRecordList *list)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  const MlgField *fields[G_N_ELEMENTS (territory_fields)];

  for (guint i = 0; i < G_N_ELEMENTS (territory_fields); i++)
    fields[i] = mlg_entity_find_field (actor, territory_fields[i]);
  if (!mlg_id_is_null (&self->territory))
    find_territories_within (self);

  mlg_record_list_narrow (list, "focus territory", fields, G_N_ELEMENTS (territory_fields),
                          mlg_id_is_null (&self->territory) ? NULL : self->within);
}

static void
narrow_by_fact (MlgFocus      *self,
                MlgRecordList *list)
{
  const MlgField *status = mlg_entity_find_number (mlg_schema_find (MLG_ENTITY_ACTOR), MLG_FIELD_FACT_STATUS);
  g_autoptr(GHashTable) wanted = NULL;

  if (self->facts_only)
    {
      wanted = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_add (wanted, "");
      g_hash_table_add (wanted, "fact");
    }
  mlg_record_list_narrow (list, "focus facts", &status, 1, wanted);
}

void
mlg_focus_narrow (MlgFocus      *self,
                  MlgRecordList *list)
{
  g_return_if_fail (MLG_IS_FOCUS (self));
  g_return_if_fail (MLG_IS_RECORD_LIST (list));

  mlg_record_list_freeze (list);
  narrow_by_terms (self, list);
  narrow_by_territory (self, list);
  narrow_by_fact (self, list);
  mlg_focus_narrow_by_time (self, list);
  mlg_record_list_thaw (list);
}

static guint64
count_accepted (MlgFocus *self)
{
  if (self->accepted == NULL)
    self->accepted = mlg_record_list_new (self->project, mlg_schema_find (MLG_ENTITY_ACTOR));
  if (!self->counted)
    mlg_focus_narrow (self, self->accepted);
  self->counted = TRUE;

  return g_list_model_get_n_items (G_LIST_MODEL (self->accepted));
}

void
mlg_focus_set_facts_only (MlgFocus *self,
                          gboolean  facts_only)
{
  g_return_if_fail (MLG_IS_FOCUS (self));

  if (self->facts_only == !!facts_only)
    return;

  self->facts_only = !!facts_only;
  mlg_focus_facts_notify (self);
  mlg_focus_filters_changed (self);
}

gboolean
mlg_focus_get_facts_only (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), FALSE);

  return self->facts_only;
}

void
mlg_focus_set_territory (MlgFocus    *self,
                         const MlgId *territory)
{
  static const MlgId none;

  g_return_if_fail (MLG_IS_FOCUS (self));

  if (territory == NULL)
    territory = &none;
  if (mlg_id_equal (&self->territory, territory))
    return;

  self->territory = *territory;
  mlg_focus_filters_changed (self);
}

const MlgId *
mlg_focus_get_territory (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return mlg_id_is_null (&self->territory) ? NULL : &self->territory;
}

void
mlg_focus_set_terms (MlgFocus          *self,
                     const char        *field,
                     const char *const *terms)
{
  const char *const *before;

  g_return_if_fail (MLG_IS_FOCUS (self));
  g_return_if_fail (field != NULL);

  if (terms != NULL && terms[0] == NULL)
    terms = NULL;
  before = mlg_focus_get_terms (self, field);
  if (before == terms || (before != NULL && terms != NULL && g_strv_equal (before, terms)))
    return;

  if (terms != NULL)
    g_hash_table_insert (self->terms, g_strdup (field), g_strdupv ((char **) terms));
  else
    g_hash_table_remove (self->terms, field);
  mlg_focus_filters_changed (self);
}

const char *const *
mlg_focus_get_terms (MlgFocus   *self,
                     const char *field)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return g_hash_table_lookup (self->terms, field);
}

void
mlg_focus_set_term (MlgFocus   *self,
                    const char *field,
                    const char *term)
{
  const char *const terms[] = { term, NULL };

  mlg_focus_set_terms (self, field, terms);
}

GPtrArray *
mlg_focus_dup_fields (MlgFocus *self)
{
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  GPtrArray *fields = g_ptr_array_new ();

  g_return_val_if_fail (MLG_IS_FOCUS (self), fields);

  for (guint i = 0; i < actor->n_fields; i++)
    if (mlg_focus_get_terms (self, actor->fields[i].name) != NULL)
      g_ptr_array_add (fields, (gpointer) &actor->fields[i]);

  return fields;
}

void
mlg_focus_clear_filters (MlgFocus *self)
{
  gboolean facts_only;

  g_return_if_fail (MLG_IS_FOCUS (self));

  if (!mlg_focus_has_filters (self))
    return;

  facts_only = self->facts_only;
  g_hash_table_remove_all (self->terms);
  self->territory = (MlgId) { 0 };
  self->facts_only = FALSE;
  g_clear_pointer (&self->period, g_free);
  if (facts_only)
    mlg_focus_facts_notify (self);
  mlg_focus_filters_changed (self);
}

gboolean
mlg_focus_has_filters (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), FALSE);

  return self->facts_only || self->period != NULL || g_hash_table_size (self->terms) > 0 || !mlg_id_is_null (&self->territory);
}

gboolean
mlg_focus_accepts (MlgFocus  *self,
                   MlgRecord *actor)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), FALSE);
  g_return_val_if_fail (actor != NULL, FALSE);

  return !mlg_focus_has_filters (self) ||
         accepts (self, actor);
}

/* « Laine, Bois »; one word for those that have none. */
static char *
describe_terms (MlgFocus       *self,
                const MlgField *field)
{
  const char *const *terms = mlg_focus_get_terms (self, field->name);
  GString *words = g_string_new (NULL);

  for (guint i = 0; terms[i] != NULL; i++)
    {
      g_autofree char *label = NULL;

      if (!g_str_equal (terms[i], MLG_FOCUS_NO_TERM))
        label = mlg_project_display (self->project, field, terms[i]);
      else if (g_str_equal (field->name, "category"))
        label = g_strdup (_("outside the categories"));
      else
        label = g_strdup_printf (_("%s: not filled"), _(field->label));
      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", label);
    }

  return g_string_free (words, FALSE);
}

static void
describe_filters (MlgFocus *self,
                  GString  *text)
{
  g_autoptr(GPtrArray) fields = mlg_focus_dup_fields (self);
  const char *separator = " — ";

  if (!mlg_id_is_null (&self->territory))
    {
      g_autofree char *title = mlg_project_dup_title (self->project, mlg_schema_find (MLG_ENTITY_TERRITORY),
                                                      &self->territory);
      g_string_append_printf (text, "%s%s", separator, title);
      separator = ", ";
    }

  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *words = describe_terms (self, fields->pdata[i]);

      g_string_append_printf (text, "%s%s", separator, words);
      separator = ", ";
    }

  if (self->facts_only)
    {
      g_string_append_printf (text, "%s%s", separator, _("facts only"));
      separator = ", ";
    }
  if (self->period != NULL)
    {
      g_autofree char *period = mlg_day_range_to_display (self->period);

      g_string_append_printf (text, "%s%s", separator, period);
    }
}

GHashTable *
mlg_focus_dup_accepted (MlgFocus *self)
{
  g_autoptr(MlgRecordList) list = NULL;
  g_autoptr(GArray) ids = NULL;
  GHashTable *accepted;

  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  if (!mlg_focus_has_filters (self))
    return NULL;

  list = mlg_record_list_new (self->project, mlg_schema_find (MLG_ENTITY_ACTOR));
  mlg_focus_narrow (self, list);
  ids = mlg_record_list_dup_ids (list, NULL);
  accepted = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (accepted, mlg_id_copy (&g_array_index (ids, MlgId, i)));
  return accepted;
}

char *
mlg_focus_describe (MlgFocus *self)
{
  GString *text;
  guint64 total;
  g_autofree char *all = NULL;

  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  total = mlg_project_count (self->project, mlg_schema_find (MLG_ENTITY_ACTOR));
  all = mlg_format_count (total);
  text = g_string_new (NULL);

  if (!mlg_focus_has_filters (self))
    {
      g_string_printf (text, ngettext ("%s actor", "%s actors", total), all);
    }
  else
    {
      guint64 n = count_accepted (self);
      g_autofree char *shown = mlg_format_count (n);

      g_string_printf (text, ngettext ("%s actor of %s", "%s actors of %s", n), shown, all);
      describe_filters (self, text);
    }

  return g_string_free (text, FALSE);
}
