/* Two records made one.
 *
 *     keep ── X            keep ── X         one partnership, the axes of both
 *     drop ── X     →
 *     drop ── Y            keep ── Y
 *     keep ── drop                           gone
 */

#include "exchange/mlg-combine.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/mlg-text.h"
#include "model/mlg-value.h"

typedef struct
{
  MlgProject       *project;
  MlgStore         *store;
  MlgGesture       *gesture;
  MlgCombineReport  report;
  GHashTable       *moved;      /* MlgId: rows already counted */
} Combination;

/* ---- values */

static gboolean
is_note (const MlgField *field)
{
  return field->number == MLG_FIELD_NOTE;
}

/* Names, and what else a record is called. */
static gboolean
is_name (const MlgField *field)
{
  return strcmp (field->name, "name") == 0 || strcmp (field->name, "acronym") == 0 || strcmp (field->name, "normalised_name") == 0;
}

/* What must not be lost whoever chooses: who refuses, who was made anonymous. */
static gboolean
is_refusal (const MlgField *field)
{
  return strcmp (field->name, "opposition") == 0 || strcmp (field->name, "anonymised") == 0;
}

static char *
unite (const char *a,
       const char *b)
{
  g_auto(GStrv) of_a = mlg_value_split (a), of_b = mlg_value_split (b);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; of_a[i] != NULL; i++)
    g_ptr_array_add (all, of_a[i]);
  for (guint i = 0; of_b[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (all, of_b[i], g_str_equal, NULL))
      g_ptr_array_add (all, of_b[i]);
  g_ptr_array_add (all, NULL);
  return mlg_value_join ((const char *const *) all->pdata);
}

static char *
join_notes (const char *a,
            const char *b)
{
  if (a == NULL || b == NULL || strcmp (a, b) == 0)
    return g_strdup (a != NULL ? a : b);
  return g_strconcat (a, "\n\n", b, NULL);
}

/* The narrower audience of the two: what was private stays so. */
static const char *
narrower (const char *a,
          const char *b)
{
  static const char *const audiences[] = { "private", "group" };

  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    if (g_strcmp0 (a, audiences[i]) == 0 || g_strcmp0 (b, audiences[i]) == 0)
      return audiences[i];
  return a != NULL ? a : b;
}

gboolean
mlg_combine_must_choose (MlgRecord      *keep,
                         MlgRecord      *drop,
                         const MlgField *field)
{
  const char *a = mlg_record_get (keep, field), *b = mlg_record_get (drop, field);

  return a != NULL && b != NULL && strcmp (a, b) != 0 && !mlg_field_is_multiple (field) && !is_note (field) &&
         !is_refusal (field) && field->number != MLG_FIELD_VISIBILITY && !(field->flags & (MLG_FIELD_GONE | MLG_FIELD_HIDDEN));
}

static char *
choose (MlgRecord      *keep,
        MlgRecord      *drop,
        const MlgField *field,
        gboolean        take)
{
  const char *a = mlg_record_get (keep, field), *b = mlg_record_get (drop, field);

  if (mlg_field_is_multiple (field))
    return unite (a, b);
  if (is_note (field))
    return join_notes (a, b);
  if (field->number == MLG_FIELD_VISIBILITY)
    return g_strdup (narrower (a, b));
  if (is_refusal (field))
    return g_strdup (g_strcmp0 (b, "1") == 0 ? b : a);
  return g_strdup (b != NULL && (a == NULL || take) ? b : a);
}

static void
add_alias (const MlgEntity  *entity,
           char            **values,
           const char       *other)
{
  const MlgField *aliases = mlg_entity_find_field (entity, "aliases"), *name = mlg_entity_find_field (entity, "name");
  char *united;

  if (g_strcmp0 (values[name->index], other) == 0)
    return;
  united = unite (values[aliases->index], other);
  g_free (values[aliases->index]);
  values[aliases->index] = united;
}

/* « Téléphone : 04 75 00 00 00 (fiche fusionnée « La Passerelle ») » */
static void
add_to_note (MlgProject       *project,
             const MlgEntity  *entity,
             char            **values,
             const MlgField   *field,
             const char       *other,
             const char       *title)
{
  const MlgField *note = mlg_entity_find_number (entity, MLG_FIELD_NOTE);
  g_autofree char *shown = project != NULL ? mlg_project_display (project, field, other) : mlg_value_to_display (field, other);
  /* Translators: field, value that was not kept, name of the record that was merged into this one. */
  g_autofree char *line = g_strdup_printf (_("%s: %s (merged record “%s”)"), _(field->label), shown, title);
  char *joined = join_notes (values[note->index], line);

  g_free (values[note->index]);
  values[note->index] = joined;
}

static char **
dup_values (MlgProject      *project,
            const MlgEntity *entity,
            MlgRecord       *keep,
            MlgRecord       *drop,
            const gboolean  *take)
{
  char **values = g_new0 (char *, entity->n_fields);
  g_autofree char *title = mlg_record_dup_title (drop);
  gboolean has_aliases = mlg_entity_find_field (entity, "aliases") != NULL && mlg_entity_find_field (entity, "name") != NULL;

  for (guint i = 0; i < entity->n_fields; i++)
    values[i] = choose (keep, drop, &entity->fields[i], take != NULL && take[i]);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      gboolean key = field->number == MLG_FIELD_KEY && mlg_record_get (keep, field) != NULL && mlg_record_get (drop, field) != NULL;
      const char *other = mlg_record_get (take != NULL && take[i] ? keep : drop, field);

      if (!mlg_combine_must_choose (keep, drop, field) && !key)
        continue;
      if (other == NULL || g_strcmp0 (other, values[i]) == 0)
        continue;
      if (has_aliases && is_name (field))
        add_alias (entity, values, other);
      else
        add_to_note (project, entity, values, field, other, title);
    }
  return values;
}

char **
mlg_combine_values (const MlgEntity *entity,
                    MlgRecord       *keep,
                    MlgRecord       *drop,
                    const gboolean  *take)
{
  g_return_val_if_fail (entity != NULL && MLG_IS_RECORD (keep) && MLG_IS_RECORD (drop), NULL);

  return dup_values (NULL, entity, keep, drop, take);
}

void
mlg_combine_values_free (const MlgEntity  *entity,
                         char            **values)
{
  for (guint i = 0; values != NULL && i < entity->n_fields; i++)
    g_free (values[i]);
  g_free (values);
}

/* ---- references */

static gboolean combine_rows (Combination *self, const MlgEntity *entity, const MlgId *keep, const MlgId *drop,
                              const gboolean *take, GError **error);

/* The id a reference names, whatever entity stands before it. */
static gboolean
names_id (const char *value,
          const char *id)
{
  const char *colon = value != NULL ? strchr (value, ':') : NULL;

  return value != NULL && strcmp (colon != NULL ? colon + 1 : value, id) == 0;
}

static char *
replace_reference (const MlgField *field,
                   const char     *value,
                   const char     *from,
                   const char     *to)
{
  g_auto(GStrv) elements = NULL;
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  if (!mlg_field_is_multiple (field))
    {
      const char *colon = strchr (value, ':');

      return colon != NULL ? g_strdup_printf ("%.*s%s", (int) (colon - value + 1), value, to) : g_strdup (to);
    }

  elements = mlg_value_split (value);
  for (guint i = 0; elements[i] != NULL; i++)
    {
      const char *element = names_id (elements[i], from) ? to : elements[i];

      if (!g_ptr_array_find_with_equal_func (all, element, g_str_equal, NULL))
        g_ptr_array_add (all, g_strdup (element));
    }
  g_ptr_array_add (all, NULL);
  return mlg_value_join ((const char *const *) all->pdata);
}

/* Both ends that the row must have are the same record now: it says nothing any more. */
static gboolean
is_empty_pair (MlgRecord *row)
{
  const MlgEntity *entity = mlg_record_get_entity (row);
  const char *ends[2] = { 0 };
  guint n = 0;

  for (guint i = 0; i < entity->n_fields && n < 2; i++)
    if ((entity->fields[i].flags & MLG_FIELD_REQUIRED) && mlg_field_is_reference (&entity->fields[i]))
      ends[n++] = mlg_record_get (row, &entity->fields[i]);
  return n == 2 && ends[0] != NULL && g_strcmp0 (ends[0], ends[1]) == 0;
}

static gboolean
are_twins (MlgRecord *a,
           MlgRecord *b)
{
  const MlgEntity *entity = mlg_record_get_entity (a);

  for (guint i = 0; i < entity->n_fields; i++)
    if (g_strcmp0 (mlg_record_get (a, &entity->fields[i]), mlg_record_get (b, &entity->fields[i])) != 0)
      return FALSE;
  return TRUE;
}

/* The ends of two partnerships, in either order. */
static gboolean
join_the_same (MlgRecord *a,
               MlgRecord *b)
{
  const char *a1 = mlg_record_get_named (a, "a"), *a2 = mlg_record_get_named (a, "b");
  const char *b1 = mlg_record_get_named (b, "a"), *b2 = mlg_record_get_named (b, "b");

  return (g_strcmp0 (a1, b1) == 0 && g_strcmp0 (a2, b2) == 0) || (g_strcmp0 (a1, b2) == 0 && g_strcmp0 (a2, b1) == 0);
}

/* Another row that says the same of @keep, or the partnership of @keep with the same actor. */
static gboolean
find_twin (Combination    *self,
           MlgRecord      *row,
           const MlgField *field,
           const MlgId    *keep,
           MlgId          *twin)
{
  const MlgEntity *entity = mlg_record_get_entity (row);
  gboolean partnership = strcmp (entity->name, MLG_ENTITY_PARTNERSHIP) == 0;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *end = &entity->fields[i];
      g_autoptr(GArray) ids = NULL;

      if (end != field && !(partnership && mlg_field_is_reference (end) && g_strcmp0 (end->target, MLG_ENTITY_ACTOR) == 0))
        continue;
      ids = mlg_store_find_referring (self->store, entity, end, keep);
      for (guint r = 0; r < ids->len; r++)
        {
          const MlgId *id = &g_array_index (ids, MlgId, r);
          g_autoptr(MlgRecord) other = NULL;

          if (mlg_id_equal (id, mlg_record_get_id (row)))
            continue;
          other = mlg_store_read (self->store, entity, id, NULL);
          if (other != NULL && !mlg_record_is_deleted (other) && (are_twins (row, other) || (partnership && join_the_same (row, other))))
            {
              *twin = *id;
              return TRUE;
            }
        }
    }
  return FALSE;
}

/* After its reference moved: rows that say nothing, or twice the same, go. */
static gboolean
tidy_row (Combination     *self,
          const MlgEntity *entity,
          const MlgField  *field,
          const MlgId     *id,
          const MlgId     *keep,
          GError         **error)
{
  g_autoptr(MlgRecord) row = mlg_store_read (self->store, entity, id, error);
  gboolean partnership = strcmp (entity->name, MLG_ENTITY_PARTNERSHIP) == 0;
  MlgId twin;

  if (row == NULL)
    return error == NULL || *error == NULL;
  if (is_empty_pair (row))
    {
      self->report.n_between += partnership;
      return mlg_gesture_delete (self->gesture, entity, id, error);
    }
  if (mlg_field_is_multiple (field) || !find_twin (self, row, field, keep, &twin))
    return TRUE;

  self->report.n_joined += partnership;
  return combine_rows (self, entity, &twin, id, NULL, error);
}

static gboolean
move_row (Combination     *self,
          const MlgEntity *entity,
          const MlgField  *field,
          const MlgId     *id,
          const MlgId     *keep,
          const MlgId     *drop,
          GError         **error)
{
  g_autoptr(MlgRecord) row = mlg_store_read (self->store, entity, id, error);
  char to[MLG_ID_TEXT_LENGTH + 1], from[MLG_ID_TEXT_LENGTH + 1];
  const char *value = row != NULL && !mlg_record_is_deleted (row) ? mlg_record_get (row, field) : NULL;
  g_autofree char *moved = NULL;

  if (row == NULL)
    return error == NULL || *error == NULL;
  if (value == NULL)
    return TRUE;

  moved = replace_reference (field, value, mlg_id_write (drop, from), mlg_id_write (keep, to));
  if (g_hash_table_add (self->moved, mlg_id_copy (id)))
    self->report.n_moved++;
  return mlg_gesture_set (self->gesture, entity, id, field, moved, error) &&
         tidy_row (self, entity, field, id, keep, error);
}

/* Where an actor stands in a drawing is the drawing's: it goes with the actor. */
static gboolean
holds_references (const MlgEntity *entity,
                  const MlgField  *field,
                  const MlgEntity *to)
{
  if (!mlg_field_is_reference (field) || strcmp (entity->name, "position") == 0 || strcmp (entity->name, MLG_ENTITY_LINK) == 0)
    return FALSE;
  return field->type == MLG_TYPE_ANY || field->target == NULL || strcmp (field->target, to->name) == 0;
}

static gboolean
move_references (Combination     *self,
                 const MlgEntity *to,
                 const MlgId     *keep,
                 const MlgId     *drop,
                 GError         **error)
{
  guint n_entities;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n_entities);

  for (guint e = 0; e < n_entities; e++)
    for (guint f = 0; f < entities[e]->n_fields; f++)
      {
        const MlgField *field = &entities[e]->fields[f];
        g_autoptr(GArray) rows = NULL;

        if (!holds_references (entities[e], field, to))
          continue;
        rows = mlg_store_find_referring (self->store, entities[e], field, drop);
        for (guint i = 0; i < rows->len; i++)
          if (!move_row (self, entities[e], field, &g_array_index (rows, MlgId, i), keep, drop, error))
            return FALSE;
      }
  return TRUE;
}

/* ---- all */

static gboolean
set_values (Combination     *self,
            const MlgEntity *entity,
            const MlgId     *keep,
            const MlgId     *drop,
            char           **values,
            GError         **error)
{
  char from[MLG_ID_TEXT_LENGTH + 1], to[MLG_ID_TEXT_LENGTH + 1];

  mlg_id_write (drop, from);
  mlg_id_write (keep, to);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      g_autofree char *value = NULL;

      if (field->flags & MLG_FIELD_GONE)
        continue;
      /* One of the two may have named the other. */
      value = values[i] != NULL && mlg_field_is_reference (field) && strstr (values[i], from) != NULL
        ? replace_reference (field, values[i], from, to) : g_strdup (values[i]);
      if (!mlg_gesture_set (self->gesture, entity, keep, field, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
combine_rows (Combination      *self,
              const MlgEntity  *entity,
              const MlgId      *keep,
              const MlgId      *drop,
              const gboolean   *take,
              GError          **error)
{
  g_autoptr(MlgRecord) a = mlg_store_read (self->store, entity, keep, error);
  g_autoptr(MlgRecord) b = a != NULL ? mlg_store_read (self->store, entity, drop, error) : NULL;
  char **values;
  gboolean done;

  if (a == NULL || b == NULL || mlg_record_is_deleted (a) || mlg_record_is_deleted (b))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("One of the two records is not there any more."));
      return FALSE;
    }

  values = dup_values (self->project, entity, a, b, take);
  done = move_references (self, entity, keep, drop, error) &&
         set_values (self, entity, keep, drop, values, error) &&
         mlg_gesture_delete (self->gesture, entity, drop, error);
  mlg_combine_values_free (entity, values);
  return done;
}

gboolean
mlg_combine (MlgProject       *project,
             const MlgEntity  *entity,
             const MlgId      *keep,
             const MlgId      *drop,
             const gboolean   *take,
             MlgCombineReport *report,
             GError          **error)
{
  g_autoptr(MlgGesture) gesture = NULL;
  g_autoptr(GHashTable) moved = g_hash_table_new_full (mlg_id_hash, mlg_id_equal, g_free, NULL);
  g_autoptr(GError) local_error = NULL;
  Combination self = { .project = project, .moved = moved };

  g_return_val_if_fail (MLG_IS_PROJECT (project), FALSE);
  g_return_val_if_fail (entity != NULL && keep != NULL && drop != NULL, FALSE);

  if (mlg_id_equal (keep, drop))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("This is one record: choose two."));
      return FALSE;
    }

  gesture = mlg_project_begin (project, N_("Merge two records"), error);
  if (gesture == NULL)
    return FALSE;
  self.gesture = gesture;
  self.store = mlg_gesture_get_store (gesture);

  if (!combine_rows (&self, entity, keep, drop, take, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (report != NULL)
    *report = self.report;
  return mlg_project_commit (project, g_steal_pointer (&gesture), error);
}
