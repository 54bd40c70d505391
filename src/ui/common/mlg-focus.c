/* What the user looks at, shared by every view.
 *
 * The filters are asked of every actor by every view: what they need (the territory and all
 * that lies in it, how many pass) is worked out once after a change, when first asked for.
 */

#include "ui/common/mlg-focus.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"
#include "model/mlg-vocabulary.h"

struct _MlgFocus
{
  GObject          parent_instance;

  MlgProject      *project;

  const MlgEntity *entity;
  GArray          *ids;           /* MlgId; the last one is the one whose sheet is shown */

  GHashTable      *chosen;        /* the same MlgId, to be asked of every actor drawn */

  GHashTable      *terms;         /* field name → GStrv of term ids */
  MlgId            territory;     /* null: all */
  gboolean         facts_only;
  gboolean         projector;

  /* Derived; dropped when the filters or the project change. */
  GHashTable      *within;        /* id texts of the territory and of what it holds */
  MlgRecordList   *accepted;      /* made when first counted */
  gboolean         counted;       /* it has the filters of now */
};

G_DEFINE_FINAL_TYPE (MlgFocus, mlg_focus, G_TYPE_OBJECT)

enum { PROP_0, PROP_FACTS_ONLY, PROP_PROJECTOR, N_PROPS };
static GParamSpec *properties[N_PROPS];

enum { SELECTION_CHANGED, FILTER_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

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

  return mlg_id_is_null (&self->territory) || territory_accepts (self, actor);
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

static void
forget_derived (MlgFocus *self)
{
  g_clear_pointer (&self->within, g_hash_table_unref);
  self->counted = FALSE;
}

static void
filters_changed (MlgFocus *self)
{
  forget_derived (self);
  g_signal_emit (self, signals[FILTER_CHANGED], 0);
}

static void
note_chosen (MlgFocus *self)
{
  g_hash_table_remove_all (self->chosen);
  for (guint i = 0; i < self->ids->len; i++)
    g_hash_table_add (self->chosen, mlg_id_copy (&g_array_index (self->ids, MlgId, i)));
}

/* A record that is gone cannot stay chosen. */
static void
drop_deleted (MlgFocus   *self,
              MlgChanges *changes)
{
  guint n_kept = 0, n_before = self->ids->len;

  for (guint i = 0; i < n_before; i++)
    {
      const MlgId *id = &g_array_index (self->ids, MlgId, i);
      g_autoptr(MlgRecord) record = NULL;

      if (changes->everything || g_hash_table_contains (changes->rows, id))
        {
          record = mlg_project_get_record (self->project, self->entity, id);
          if (record == NULL || mlg_record_is_deleted (record))
            continue;
        }
      g_array_index (self->ids, MlgId, n_kept++) = *id;
    }
  g_array_set_size (self->ids, n_kept);

  if (n_kept != n_before)
    {
      if (n_kept == 0)
        self->entity = NULL;
      note_chosen (self);
      g_signal_emit (self, signals[SELECTION_CHANGED], 0);
    }
}

static void
project_changed_cb (MlgFocus   *self,
                    MlgChanges *changes)
{
  forget_derived (self);
  drop_deleted (self, changes);
}

static void
mlg_focus_dispose (GObject *object)
{
  MlgFocus *self = MLG_FOCUS (object);

  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
  g_clear_object (&self->accepted);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mlg_focus_parent_class)->dispose (object);
}

static void
mlg_focus_finalize (GObject *object)
{
  MlgFocus *self = MLG_FOCUS (object);

  g_clear_pointer (&self->within, g_hash_table_unref);
  g_clear_pointer (&self->terms, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->chosen, g_hash_table_unref);

  G_OBJECT_CLASS (mlg_focus_parent_class)->finalize (object);
}

static void
mlg_focus_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  MlgFocus *self = MLG_FOCUS (object);

  switch (prop_id)
    {
    case PROP_FACTS_ONLY:
      g_value_set_boolean (value, self->facts_only);
      break;

    case PROP_PROJECTOR:
      g_value_set_boolean (value, self->projector);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mlg_focus_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  MlgFocus *self = MLG_FOCUS (object);

  switch (prop_id)
    {
    case PROP_FACTS_ONLY:
      mlg_focus_set_facts_only (self, g_value_get_boolean (value));
      break;

    case PROP_PROJECTOR:
      if (self->projector != g_value_get_boolean (value))
        {
          self->projector = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
mlg_focus_class_init (MlgFocusClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mlg_focus_dispose;
  object_class->finalize = mlg_focus_finalize;
  object_class->get_property = mlg_focus_get_property;
  object_class->set_property = mlg_focus_set_property;

  properties[PROP_FACTS_ONLY] =
    g_param_spec_boolean ("facts-only", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PROJECTOR] =
    g_param_spec_boolean ("projector", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", MLG_TYPE_FOCUS, G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FILTER_CHANGED] = g_signal_new ("filter-changed", MLG_TYPE_FOCUS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mlg_focus_init (MlgFocus *self)
{
  self->ids = g_array_new (FALSE, TRUE, sizeof (MlgId));
  self->terms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->chosen = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
}

MlgFocus *
mlg_focus_new (MlgProject *project)
{
  MlgFocus *self = g_object_new (MLG_TYPE_FOCUS, NULL);

  self->project = g_object_ref (project);
  g_signal_connect_swapped (project, "changed", G_CALLBACK (project_changed_cb), self);

  return self;
}

MlgProject *
mlg_focus_get_project (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return self->project;
}

void
mlg_focus_select (MlgFocus        *self,
                  const MlgEntity *entity,
                  const MlgId     *id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (MlgId));

  if (id != NULL)
    g_array_append_vals (ids, id, 1);
  mlg_focus_select_many (self, id != NULL ? entity : NULL, ids);
}

void
mlg_focus_select_many (MlgFocus        *self,
                       const MlgEntity *entity,
                       GArray          *ids)
{
  g_return_if_fail (MLG_IS_FOCUS (self));
  g_return_if_fail (entity != NULL || ids == NULL || ids->len == 0);

  if (entity == self->entity && ids != NULL && ids->len == self->ids->len &&
      (ids->len == 0 || memcmp (ids->data, self->ids->data, ids->len * sizeof (MlgId)) == 0))
    return;

  g_array_set_size (self->ids, 0);
  if (ids != NULL && ids->len > 0)
    g_array_append_vals (self->ids, ids->data, ids->len);
  self->entity = self->ids->len > 0 ? entity : NULL;
  note_chosen (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

const MlgEntity *
mlg_focus_get_entity (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return self->entity;
}

const MlgId *
mlg_focus_get_id (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return self->ids->len > 0 ? &g_array_index (self->ids, MlgId, self->ids->len - 1) : NULL;
}

gboolean
mlg_focus_is_selected (MlgFocus    *self,
                       const MlgId *id)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), FALSE);

  return g_hash_table_contains (self->chosen, id);
}

GArray *
mlg_focus_dup_selection (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), NULL);

  return g_array_copy (self->ids);
}

void
mlg_focus_set_facts_only (MlgFocus *self,
                          gboolean  facts_only)
{
  g_return_if_fail (MLG_IS_FOCUS (self));

  if (self->facts_only == !!facts_only)
    return;

  self->facts_only = !!facts_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACTS_ONLY]);
  filters_changed (self);
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
  filters_changed (self);
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
  filters_changed (self);
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

const char *
mlg_focus_get_term (MlgFocus   *self,
                    const char *field)
{
  const char *const *terms = mlg_focus_get_terms (self, field);

  return terms != NULL ? terms[0] : NULL;
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
  if (facts_only)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACTS_ONLY]);
  filters_changed (self);
}

gboolean
mlg_focus_has_filters (MlgFocus *self)
{
  g_return_val_if_fail (MLG_IS_FOCUS (self), FALSE);

  return self->facts_only || g_hash_table_size (self->terms) > 0 || !mlg_id_is_null (&self->territory);
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
    g_string_append_printf (text, "%s%s", separator, _("facts only"));
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
