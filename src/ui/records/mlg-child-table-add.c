/* A new row of a table of children: typed, picked, or made with the record it is about. */

#include "ui/records/mlg-child-table-private.h"

#include "model/mlg-value.h"
#include "ui/records/mlg-picker.h"

#include <glib/gi18n-lib.h>

#include <string.h>

static void
fill_values (MlgChildTable *self,
             const char   **values)
{
  for (guint i = 0; i < self->given->len; i++)
    {
      MlgGiven *given = &g_array_index (self->given, MlgGiven, i);

      values[given->field->index] = given->value;
    }
}

static char *
dup_parent (MlgChildTable *self)
{
  g_autofree char *id = self->record != NULL ? mlg_id_dup_text (mlg_record_get_id (self->record)) : NULL;

  if (id == NULL || self->parent_field == NULL)
    return NULL;
  return self->parent_field->type == MLG_TYPE_ANY
    ? g_strconcat (mlg_record_get_entity (self->record)->name, ":", id, NULL) : g_steal_pointer (&id);
}

static MlgRecord *
find_picked (MlgChildTable  *self,
             const MlgField *field,
             const char     *value)
{
  const char *colon = strchr (value, ':');
  g_autofree char *name = colon != NULL ? g_strndup (value, colon - value) : g_strdup (field->target);
  const MlgEntity *entity = name != NULL ? mlg_schema_find (name) : NULL;
  MlgId id;

  if (entity == NULL || !mlg_id_parse (colon != NULL ? colon + 1 : value, &id))
    return NULL;
  return mlg_project_get_record (mlg_focus_get_project (self->focus), entity, &id);
}

/* Lent by @picked. */
static void
copy_values (MlgChildTable *self,
             MlgRecord     *picked,
             const char   **values)
{
  const MlgEntity *own = mlg_record_get_entity (picked);

  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const MlgField *field = &self->entity->fields[i];
      const MlgField *same = mlg_entity_find_field (own, field->name);

      if (field->number >= 20 && same != NULL && same->type == field->type &&
          g_strcmp0 (same->target, field->target) == 0 && values[i] == NULL)
        values[i] = mlg_record_get (picked, same);
    }
}

static const MlgField *
find_title_field (const MlgEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & MLG_FIELD_TITLE)
      return &entity->fields[i];

  return NULL;
}

static gboolean
can_create (const MlgField *field)
{
  const MlgField *title = field->target != NULL ? find_title_field (mlg_schema_find (field->target)) : NULL;

  return field->type == MLG_TYPE_ANY || (title != NULL && title->type == MLG_TYPE_TEXT);
}

/* @made: the entity of a record to be made first, called @name; its reference is then the value. */
static gboolean
add_row (MlgChildTable   *self,
         const MlgField  *field,
         const char      *value,
         const MlgEntity *made,
         const char      *name,
         GError         **error)
{
  g_autofree const char **values = g_new0 (const char *, self->entity->n_fields);
  g_autofree char *parent = dup_parent (self), *reference = NULL;
  g_autoptr(MlgGesture) gesture = mlg_project_begin (mlg_focus_get_project (self->focus), N_("Add"), error);
  g_autoptr(MlgRecord) picked = NULL;
  MlgId id = { { 0 } }, made_id = { { 0 } };

  if (gesture == NULL)
    return FALSE;

  if (made != NULL)
    {
      g_autofree const char **own = g_new0 (const char *, made->n_fields);
      g_autofree char *text = NULL;

      own[find_title_field (made)->index] = name;
      if (!mlg_gesture_insert (gesture, made, &made_id, own, error))
        return FALSE;
      text = mlg_id_dup_text (&made_id);
      reference = field->type == MLG_TYPE_ANY ? g_strconcat (made->name, ":", text, NULL) : g_strdup (text);
      value = reference;
    }

  fill_values (self, values);
  if (self->parent_field != NULL)
    values[self->parent_field->index] = parent;
  if (field != NULL)
    values[field->index] = value;
  if (self->copies && made == NULL && field != NULL && mlg_field_is_reference (field))
    picked = find_picked (self, field, value);
  if (picked != NULL)
    copy_values (self, picked, values);
  return mlg_gesture_insert (gesture, self->entity, &id, values, error) &&
         mlg_project_commit (mlg_focus_get_project (self->focus), g_steal_pointer (&gesture), error);
}

static void
picked_cb (MlgChildTable *self,
           const char    *element)
{
  g_autoptr(GError) error = NULL;

  mlg_child_table_say (self, add_row (self, self->add_field, element, NULL, NULL, &error) ? NULL : error);
}

static void
create_cb (MlgChildTable *self,
           const char    *entity,
           const char    *name)
{
  g_autoptr(GError) error = NULL;

  mlg_child_table_say (self, add_row (self, self->add_field, NULL, mlg_schema_find (entity), name, &error) ? NULL : error);
}

static void
entry_activated_cb (MlgChildTable *self,
                    GtkEditable   *entry)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *value = NULL;

  if (!mlg_value_parse (self->add_field, gtk_editable_get_text (entry), &value, &error))
    {
      gtk_label_set_text (GTK_LABEL (self->error), error->message);
      gtk_widget_set_visible (self->error, TRUE);
      return;
    }
  if (value == NULL)
    return;

  if (add_row (self, self->add_field, value, NULL, NULL, &error))
    gtk_editable_set_text (entry, "");
  mlg_child_table_say (self, error);
}

static void
add_clicked_cb (MlgChildTable *self)
{
  g_autoptr(GError) error = NULL;

  mlg_child_table_say (self, add_row (self, NULL, NULL, NULL, NULL, &error) ? NULL : error);
}

static gboolean
is_line (const MlgField *field)
{
  return field->type == MLG_TYPE_TEXT || field->type == MLG_TYPE_LONG_TEXT;
}

void
mlg_child_table_make_foot (MlgChildTable *self)
{
  g_autofree char *words = self->add_words != NULL ? g_strdup (self->add_words)
    : g_strdup_printf (_("Add: %s"), _(self->entity->label));
  GtkWidget *foot;

  if (self->foot != NULL)
    gtk_box_remove (GTK_BOX (self->box), self->foot);

  if (self->add_field != NULL && is_line (self->add_field))
    {
      foot = gtk_entry_new ();
      gtk_entry_set_placeholder_text (GTK_ENTRY (foot), words);
      g_signal_connect_swapped (foot, "activate", G_CALLBACK (entry_activated_cb), self);
    }
  else if (self->add_field != NULL && mlg_field_is_reference (self->add_field))
    {
      foot = mlg_picker_new (self->focus, self->add_field);
      mlg_picker_set_placeholder (MLG_PICKER (foot), words);
      if (can_create (self->add_field))
        mlg_picker_offer_creation (MLG_PICKER (foot));
      g_signal_connect_swapped (foot, "picked", G_CALLBACK (picked_cb), self);
      g_signal_connect_swapped (foot, "create", G_CALLBACK (create_cb), self);
    }
  else
    {
      foot = gtk_button_new_with_label (words);
      gtk_widget_set_halign (foot, GTK_ALIGN_START);
      g_signal_connect_swapped (foot, "clicked", G_CALLBACK (add_clicked_cb), self);
    }

  gtk_accessible_update_property (GTK_ACCESSIBLE (foot), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (foot, "add-line");
  gtk_box_insert_child_after (GTK_BOX (self->box), foot, self->rows);
  self->foot = foot;
}

/* What names a row, if it is not the parent itself; else the other end. */
const MlgField *
mlg_child_table_find_add_field (MlgChildTable *self)
{
  for (int round = 0; round < 2; round++)
    for (guint i = 0; i < self->entity->n_fields; i++)
      {
        const MlgField *field = &self->entity->fields[i];

        if (field == self->parent_field || (field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE)))
          continue;
        if (round == 0 ? (field->flags & MLG_FIELD_TITLE) && (is_line (field) || mlg_field_is_reference (field))
                       : field->type == MLG_TYPE_REFERENCE || field->type == MLG_TYPE_ANY)
          return field;
      }
  return NULL;
}

gboolean
mlg_child_table_add (MlgChildTable *self,
                     const char    *field,
                     const char    *value)
{
  g_autoptr(GError) error = NULL;
  gboolean added;

  g_return_val_if_fail (MLG_IS_CHILD_TABLE (self), FALSE);

  added = add_row (self, mlg_entity_find_field (self->entity, field), value, NULL, NULL, &error);
  mlg_child_table_say (self, error);
  return added;
}
