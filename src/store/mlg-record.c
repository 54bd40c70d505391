/* A record as it stands: plain values, with the facts of its life. */

#include "store/mlg-record-private.h"

#include "model/mlg-privacy.h"
#include "model/mlg-value.h"

#include <glib/gi18n-lib.h>

struct _MlgRecord
{
  GObject          parent_instance;

  const MlgEntity *entity;
  MlgId            id;
  char           **values;      /* one per field, NULL: unknown */
  gboolean         deleted;
  gboolean         has_conflict;
  gint64           created;
  gint64           updated;
  char            *author;
};

G_DEFINE_FINAL_TYPE (MlgRecord, mlg_record, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
mlg_record_finalize (GObject *object)
{
  MlgRecord *self = MLG_RECORD (object);

  for (guint i = 0; i < self->entity->n_fields; i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_free (self->author);

  G_OBJECT_CLASS (mlg_record_parent_class)->finalize (object);
}

static void
mlg_record_class_init (MlgRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_record_finalize;

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_RECORD, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mlg_record_init (MlgRecord *self)
{
}

MlgRecord *
mlg_record_new (const MlgEntity *entity,
                const MlgId     *id)
{
  MlgRecord *self = g_object_new (MLG_TYPE_RECORD, NULL);

  self->entity = entity;
  self->id = *id;
  self->values = g_new0 (char *, entity->n_fields);
  self->author = g_strdup ("");
  return self;
}

static gboolean
replace_text (char       **text,
              const char  *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}

void
mlg_record_update (MlgRecord            *self,
                   const char *const    *values,
                   const MlgRecordFacts *facts)
{
  gboolean changed;

  g_return_if_fail (MLG_IS_RECORD (self));

  changed = self->deleted != facts->deleted || self->has_conflict != facts->has_conflict ||
            self->created != facts->created || self->updated != facts->updated;
  self->deleted = facts->deleted;
  self->has_conflict = facts->has_conflict;
  self->created = facts->created;
  self->updated = facts->updated;
  changed |= replace_text (&self->author, facts->author != NULL ? facts->author : "");
  for (guint i = 0; i < self->entity->n_fields; i++)
    changed |= replace_text (&self->values[i], values[i]);

  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

const MlgEntity *
mlg_record_get_entity (MlgRecord *self)
{
  g_return_val_if_fail (MLG_IS_RECORD (self), NULL);
  return self->entity;
}

const MlgId *
mlg_record_get_id (MlgRecord *self)
{
  g_return_val_if_fail (MLG_IS_RECORD (self), NULL);
  return &self->id;
}

const char *
mlg_record_get (MlgRecord      *self,
                const MlgField *field)
{
  g_return_val_if_fail (MLG_IS_RECORD (self), NULL);
  g_return_val_if_fail (field != NULL && field->index < self->entity->n_fields, NULL);
  g_return_val_if_fail (&self->entity->fields[field->index] == field, NULL);

  return self->values[field->index];
}

const char *
mlg_record_get_named (MlgRecord  *self,
                      const char *name)
{
  const MlgField *field;

  g_return_val_if_fail (MLG_IS_RECORD (self), NULL);

  field = mlg_entity_find_field (self->entity, name);
  return field != NULL ? self->values[field->index] : NULL;
}

char *
mlg_record_dup_title (MlgRecord *self)
{
  g_return_val_if_fail (MLG_IS_RECORD (self), NULL);

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const MlgField *field = &self->entity->fields[i];

      if ((field->flags & MLG_FIELD_TITLE) && self->values[i] != NULL && !mlg_privacy_masks (field))
        return mlg_value_to_display (field, self->values[i]);
    }
  return g_strdup (mlg_privacy_is_screen_shared () ? g_dgettext (GETTEXT_PACKAGE, self->entity->label) : _("(no name)"));
}

int
mlg_record_compare_positions (gconstpointer a,
                              gconstpointer b)
{
  MlgRecord *left = *(MlgRecord *const *) a, *right = *(MlgRecord *const *) b;
  const char *x = mlg_record_get_named (left, "position"), *y = mlg_record_get_named (right, "position");
  gint64 p = x != NULL ? g_ascii_strtoll (x, NULL, 10) : G_MAXINT;
  gint64 q = y != NULL ? g_ascii_strtoll (y, NULL, 10) : G_MAXINT;

  return p != q ? (p < q ? -1 : 1) : mlg_id_compare (&left->id, &right->id);
}

gboolean
mlg_record_is_deleted (MlgRecord *self)
{
  g_return_val_if_fail (MLG_IS_RECORD (self), FALSE);
  return self->deleted;
}

gint64
mlg_record_get_created (MlgRecord *self)
{
  g_return_val_if_fail (MLG_IS_RECORD (self), 0);
  return self->created;
}

gint64
mlg_record_get_updated (MlgRecord *self)
{
  g_return_val_if_fail (MLG_IS_RECORD (self), 0);
  return self->updated;
}

const char *
mlg_record_get_author (MlgRecord *self)
{
  g_return_val_if_fail (MLG_IS_RECORD (self), "");
  return self->author;
}

gboolean
mlg_record_has_conflict (MlgRecord *self)
{
  g_return_val_if_fail (MLG_IS_RECORD (self), FALSE);
  return self->has_conflict;
}
