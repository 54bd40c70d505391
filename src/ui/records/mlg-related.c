/* What hangs on a record: its own parts, then the records that name it. */

#include "ui/records/mlg-related.h"

#include "model/mlg-text.h"
#include "ui/records/mlg-parts.h"
#include "ui/records/mlg-sections.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MAX_ROWS 30

typedef struct
{
  MlgFocus        *focus;
  MlgRecord       *record;     /* the one things hang on */
  const MlgEntity *entity;     /* of the things */
  const MlgField  *field;      /* by which they hang */
} Group;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_object_unref (group->focus);
  g_object_unref (group->record);
  g_free (group);
}

static char *
dup_reference (const MlgField *field,
               MlgRecord      *record)
{
  g_autofree char *id = mlg_id_dup_text (mlg_record_get_id (record));

  if (field->type == MLG_TYPE_ANY)
    return g_strdup_printf ("%s:%s", mlg_record_get_entity (record)->name, id);
  return g_steal_pointer (&id);
}

static void
add_cb (GtkButton *button,
        Group     *group)
{
  MlgProject *project = mlg_focus_get_project (group->focus);
  g_autofree const char **values = g_new0 (const char *, group->entity->n_fields);
  g_autofree char *reference = dup_reference (group->field, group->record);
  g_autoptr(GError) error = NULL;
  MlgId id = { 0 };

  values[group->field->index] = reference;
  if (mlg_project_add (project, group->entity, values, &id, &error))
    mlg_focus_select (group->focus, group->entity, &id);
  else
    g_warning ("%s", error->message);
}

static void
open_cb (GtkButton *button,
         MlgFocus  *focus)
{
  MlgRecord *record = g_object_get_data (G_OBJECT (button), "mlg-record");

  mlg_focus_select (focus, mlg_record_get_entity (record), mlg_record_get_id (record));
}

/* Two columns of an axis, a function, a membership say more than its title: the other end. */
static char *
describe_row (Group     *group,
              MlgRecord *row)
{
  MlgProject *project = mlg_focus_get_project (group->focus);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *own = dup_reference (group->field, group->record);

  for (guint i = 0; i < group->entity->n_fields && words->len < 2; i++)
    {
      const MlgField *field = &group->entity->fields[i];
      const char *value = mlg_record_get (row, field);

      if (value == NULL || field == group->field || (field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_TITLE)) ||
          !(field->flags & MLG_FIELD_COLUMN) || strcmp (value, own) == 0)
        continue;
      g_ptr_array_add (words, mlg_project_display (project, field, value));
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static GtkWidget *
make_row (Group     *group,
          MlgRecord *record)
{
  MlgProject *project = mlg_focus_get_project (group->focus);
  g_autofree char *title = mlg_project_dup_title (project, group->entity, mlg_record_get_id (record));
  g_autofree char *detail = describe_row (group, record);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), name);
  if (*detail != '\0')
    {
      GtkWidget *second = gtk_label_new (detail);

      gtk_label_set_xalign (GTK_LABEL (second), 0);
      gtk_label_set_ellipsize (GTK_LABEL (second), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (second, "dim-label");
      gtk_widget_add_css_class (second, "caption");
      gtk_box_append (GTK_BOX (box), second);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (button, "related-row");
  g_object_set_data_full (G_OBJECT (button), "mlg-record", g_object_ref (record), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), group->focus, 0);
  return button;
}

static gboolean
may_name (const MlgField  *field,
          const MlgEntity *entity)
{
  return !(field->flags & MLG_FIELD_GONE) && mlg_field_is_reference (field) &&
         (field->type == MLG_TYPE_ANY || g_strcmp0 (field->target, entity->name) == 0);
}

/* A partnership names an actor at either of its ends: one group, under the first. */
static gboolean
is_first_field (const MlgEntity *entity,
                const MlgField  *field,
                const MlgEntity *own)
{
  for (guint i = 0; i < field->index; i++)
    if (may_name (&entity->fields[i], own) && (entity->fields[i].flags & MLG_FIELD_PARENT))
      return FALSE;

  return TRUE;
}

static GtkWidget *
make_header (Group *group,
             guint  n_rows)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *count = mlg_format_count (n_rows);
  g_autofree char *text = n_rows > 0 ? g_strdup_printf ("%s (%s)", _(group->entity->plural), count)
                                     : g_strdup (_(group->entity->plural));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "field-label");
  gtk_box_append (GTK_BOX (header), label);

  if (group->field->flags & MLG_FIELD_PARENT)
    {
      GtkWidget *add = gtk_button_new_with_label (_("Add"));
      g_autofree char *name = g_strdup_printf (_("Add: %s"), _(group->entity->label));

      gtk_button_set_has_frame (GTK_BUTTON (add), FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      g_signal_connect (add, "clicked", G_CALLBACK (add_cb), group);
      gtk_box_append (GTK_BOX (header), add);
    }
  return header;
}

/* Those that name @record by @field, or by another field of the same group. */
static GPtrArray *
find_rows (MlgFocus        *focus,
           MlgRecord       *record,
           const MlgEntity *entity,
           const MlgField  *field)
{
  MlgProject *project = mlg_focus_get_project (focus);
  const MlgEntity *own = mlg_record_get_entity (record);
  GPtrArray *rows = mlg_project_referring (project, entity, field->name, mlg_record_get_id (record));

  for (guint i = field->index + 1; rows != NULL && (field->flags & MLG_FIELD_PARENT) && i < entity->n_fields; i++)
    {
      const MlgField *other = &entity->fields[i];
      g_autoptr(GPtrArray) more = NULL;

      if (!(other->flags & MLG_FIELD_PARENT) || !may_name (other, own))
        continue;
      more = mlg_project_referring (project, entity, other->name, mlg_record_get_id (record));
      for (guint j = 0; more != NULL && j < more->len; j++)
        if (!g_ptr_array_find (rows, more->pdata[j], NULL))
          g_ptr_array_add (rows, g_object_ref (more->pdata[j]));
    }

  return rows;
}

static void
add_group (GtkWidget       *box,
           MlgFocus        *focus,
           MlgRecord       *record,
           const MlgEntity *entity,
           const MlgField  *field)
{
  g_autoptr(GPtrArray) rows = find_rows (focus, record, entity, field);
  gboolean is_part = (field->flags & MLG_FIELD_PARENT) != 0;

  if (is_part && !is_first_field (entity, field, mlg_record_get_entity (record)))
    return;

  /* Links that any record may have only show when there are some. */
  if ((rows == NULL || rows->len == 0) && (!is_part || field->type == MLG_TYPE_ANY))
    return;

  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Group *group = g_new0 (Group, 1);

  group->focus = g_object_ref (focus);
  group->record = g_object_ref (record);
  group->entity = entity;
  group->field = field;
  g_object_set_data_full (G_OBJECT (widget), "mlg-group", group, group_free);

  gtk_box_append (GTK_BOX (widget), make_header (group, rows != NULL ? rows->len : 0));
  for (guint i = 0; rows != NULL && i < MIN (rows->len, MAX_ROWS); i++)
    gtk_box_append (GTK_BOX (widget), make_row (group, g_ptr_array_index (rows, i)));
  gtk_box_append (GTK_BOX (box), widget);
}

GtkWidget *
mlg_related_new (MlgFocus  *focus,
                 MlgRecord *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  const MlgEntity *own = mlg_record_get_entity (record);
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);

  for (int parts = 1; parts >= 0; parts--)
    for (guint i = 0; i < n; i++)
      for (guint j = 0; j < entities[i]->n_fields; j++)
        {
          const MlgField *field = &entities[i]->fields[j];
          gboolean is_part = (field->flags & MLG_FIELD_PARENT) != 0;

          if (is_part == parts && may_name (field, own) && !mlg_parts_show (own, entities[i], field) &&
              !mlg_sections_have_child (mlg_sections_of (own), entities[i]->name) &&
              strcmp (entities[i]->name, MLG_ENTITY_LINK) != 0 && strcmp (entities[i]->name, "position") != 0)
            add_group (box, focus, record, entities[i], field);
        }

  return box;
}
