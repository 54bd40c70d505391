/* A part of a sheet. */

#include "ui/records/mlg-section-box.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "ui/common/mlg-settings.h"
#include "ui/records/mlg-child-table.h"
#include "ui/records/mlg-columns-layout.h"
#include "ui/records/mlg-field-editor.h"
#include "ui/records/mlg-parts.h"
#include "ui/records/mlg-stage-editor.h"

#define COLUMN_WIDTH        290
#define SIDE_BY_SIDE_WIDTH  200

struct _MlgSectionBox
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  GtkWidget        *heading;      /* toggle, or NULL for the first section */
  GtkWidget        *arrow;
  GtkWidget        *badge;
  GtkWidget        *body;
  GtkWidget        *fields;       /* of MlgFieldEditor */
  GtkWidget        *stage;        /* or NULL */
  GtkWidget        *others;       /* toggle « Autres champs (5) » */
  GtkWidget        *others_words;

  const MlgEntity  *entity;
  const MlgSection *section;
  GPtrArray        *tables;       /* MlgChildTable, borrowed */
  MlgFocus         *focus;
  MlgRecord        *record;
};

G_DEFINE_FINAL_TYPE (MlgSectionBox, mlg_section_box, GTK_TYPE_WIDGET)

/* ---- what is remembered */

static char *
dup_key (MlgSectionBox *self,
         const char    *what)
{
  return g_strdup_printf ("sheet-%s-%s-%s", self->entity->name, self->section->name, what);
}

static gboolean
recall (MlgSectionBox *self,
        const char    *what,
        gboolean       otherwise)
{
  g_autofree char *key = dup_key (self, what);

  return mlg_settings_get_int (key, otherwise);
}

static void
remember (MlgSectionBox *self,
          const char    *what,
          gboolean       value)
{
  g_autofree char *key = dup_key (self, what);

  mlg_settings_set_int (key, value);
}

/* ---- which fields show */

static gboolean
is_projected_away (MlgSectionBox  *self,
                   const MlgField *field)
{
  gboolean projector = mlg_focus_is_projector (self->focus);

  return projector && (field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE));
}

/* What is not to be seen is not even given: a hidden text is laid out, and told to a screen reader. */
static void
give_record (MlgSectionBox *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->fields); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      MlgFieldEditor *editor = MLG_FIELD_EDITOR (child);

      mlg_field_editor_set_record (editor, is_projected_away (self, mlg_field_editor_get_field (editor)) ? NULL : self->record);
    }
}

/* Shown without being asked for: filled, or one of those that count. */
static gboolean
is_main (MlgSectionBox  *self,
         const MlgField *field)
{
  int matters = self->record != NULL ? mlg_field_matters (self->record, field) : 0;

  if (self->record != NULL && mlg_record_get (self->record, field) != NULL)
    return TRUE;
  if (matters != 0)
    return matters > 0;
  return (self->section->flags & MLG_SECTION_SIDE_BY_SIDE) ||
         (field->flags & (MLG_FIELD_TITLE | MLG_FIELD_COLUMN | MLG_FIELD_REQUIRED));
}

static void
update_badge (MlgSectionBox *self)
{
  guint n = 0, told = 0;
  g_autofree char *words = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (self->fields); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      n++;
      told += self->record != NULL && mlg_record_get (self->record, mlg_field_editor_get_field (MLG_FIELD_EDITOR (child))) != NULL;
    }
  words = g_strdup_printf ("%u/%u", told, n);
  gtk_label_set_text (GTK_LABEL (self->badge), words);
  if (told == n)
    gtk_widget_add_css_class (self->badge, "complete");
  else
    gtk_widget_remove_css_class (self->badge, "complete");
}

static void
update_visibility (MlgSectionBox *self)
{
  gboolean all = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->others)), away = self->stage == NULL;
  guint n_others = 0;
  gboolean projector = mlg_focus_is_projector (self->focus);

  for (GtkWidget *child = gtk_widget_get_first_child (self->fields); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const MlgField *field = mlg_field_editor_get_field (MLG_FIELD_EDITOR (child));
      gboolean hidden = is_projected_away (self, field), main = is_main (self, field);

      away &= hidden;
      n_others += !hidden && !main;
      gtk_widget_set_visible (child, !hidden && (main || all));
    }

  g_autofree char *count = mlg_format_count (n_others);
  g_autofree char *words = g_strdup_printf (_("Other fields (%s)"), count);

  gtk_label_set_text (GTK_LABEL (self->others_words), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->others), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (self->others, n_others > 0);
  if (self->section->flags & MLG_SECTION_SIDE_BY_SIDE)
    update_badge (self);

  /* On the projector nothing confidential has even a heading. */
  away = projector && ((self->section->flags & MLG_SECTION_PRIVATE) || (away && self->tables->len == 0));
  gtk_widget_set_visible (GTK_WIDGET (self), !away &&
    (gtk_widget_get_first_child (self->fields) != NULL || self->tables->len > 0 || self->stage != NULL));
}

static void
projector_cb (MlgSectionBox *self)
{
  give_record (self);
  update_visibility (self);
}

static void
others_toggled_cb (MlgSectionBox *self)
{
  remember (self, "all", gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->others)));
  update_visibility (self);
}

static void
show_fold (MlgSectionBox *self)
{
  gboolean open = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->heading));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->heading), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
  gtk_widget_set_visible (self->body, open);
}

static void
heading_toggled_cb (MlgSectionBox *self)
{
  remember (self, "folded", !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->heading)));
  show_fold (self);
}

/* ---- life */

static void
mlg_section_box_dispose (GObject *object)
{
  MlgSectionBox *self = MLG_SECTION_BOX (object);

  if (self->box != NULL && self->record != NULL)
    mlg_section_box_set_record (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->focus);

  G_OBJECT_CLASS (mlg_section_box_parent_class)->dispose (object);
}

static void
mlg_section_box_finalize (GObject *object)
{
  g_ptr_array_unref (MLG_SECTION_BOX (object)->tables);

  G_OBJECT_CLASS (mlg_section_box_parent_class)->finalize (object);
}

static void
mlg_section_box_class_init (MlgSectionBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mlg_section_box_dispose;
  object_class->finalize = mlg_section_box_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sectionbox");
}

static void
mlg_section_box_init (MlgSectionBox *self)
{
  self->tables = g_ptr_array_new ();
}

static GtkWidget *
make_heading (MlgSectionBox *self)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_label_new (_(self->section->heading));

  self->arrow = gtk_image_new ();
  gtk_box_append (GTK_BOX (line), self->arrow);
  if (self->section->flags & MLG_SECTION_PRIVATE)
    gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("changes-prevent-symbolic"));
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_box_append (GTK_BOX (line), words);
  self->badge = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_widget_set_visible (self->badge, (self->section->flags & MLG_SECTION_SIDE_BY_SIDE) != 0);
  gtk_box_append (GTK_BOX (line), self->badge);

  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "section-heading");
  gtk_widget_add_css_class (button, "quiet");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(self->section->heading), -1);
  return button;
}

static void
make_others (MlgSectionBox *self)
{
  self->others = gtk_toggle_button_new ();
  self->others_words = gtk_label_new (NULL);
  gtk_button_set_child (GTK_BUTTON (self->others), self->others_words);
  gtk_button_set_has_frame (GTK_BUTTON (self->others), FALSE);
  gtk_widget_add_css_class (self->others, "other-fields");
  gtk_widget_add_css_class (self->others, "quiet");
  gtk_widget_set_halign (self->others, GTK_ALIGN_START);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->others), recall (self, "all", FALSE));
  g_signal_connect_swapped (self->others, "toggled", G_CALLBACK (others_toggled_cb), self);
}

/* The reference by which rows of @child hang on @entity. */
static const MlgField *
find_hook (const MlgEntity *child,
           const MlgEntity *entity)
{
  for (guint i = 0; i < child->n_fields; i++)
    if (mlg_field_is_reference (&child->fields[i]) &&
        (child->fields[i].type == MLG_TYPE_ANY || g_strcmp0 (child->fields[i].target, entity->name) == 0))
      return &child->fields[i];

  return NULL;
}

static void
add_table (MlgSectionBox *self,
           const char    *name,
           gboolean       wide)
{
  const MlgEntity *child = mlg_schema_find (name);
  const MlgField *hook = find_hook (child, self->entity);
  GtkWidget *table = mlg_child_table_new (self->focus, child, hook->name, NULL, !wide);

  mlg_parts_name_adding (MLG_CHILD_TABLE (table), self->entity, child);
  if (g_str_equal (name, "friction"))
    mlg_child_table_set_default (MLG_CHILD_TABLE (table), "visibility", "private");
  if (g_str_equal (name, "skill_exchange"))
    mlg_child_table_set_default (MLG_CHILD_TABLE (table), "kind", "offer");
  if (g_str_equal (name, "stage_history"))
    mlg_child_table_hide_adding (MLG_CHILD_TABLE (table));
  gtk_box_append (GTK_BOX (self->body), table);
  g_ptr_array_add (self->tables, table);
}

GtkWidget *
mlg_section_box_new (MlgFocus         *focus,
                     const MlgEntity  *entity,
                     const MlgSection *section,
                     gboolean          wide)
{
  MlgSectionBox *self = g_object_new (MLG_TYPE_SECTION_BOX, NULL);
  gboolean beside = (section->flags & MLG_SECTION_SIDE_BY_SIDE) != 0;

  self->focus = g_object_ref (focus);
  self->entity = entity;
  self->section = section;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->fields = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_layout_manager (self->fields, mlg_columns_layout_new (beside ? SIDE_BY_SIDE_WIDTH : COLUMN_WIDTH, beside ? 3 : 2, 12));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  if (section->heading != NULL)
    {
      self->heading = make_heading (self);
      gtk_box_append (GTK_BOX (self->box), self->heading);
    }
  gtk_box_append (GTK_BOX (self->box), self->body);
  make_others (self);

  for (guint i = 0; section->fields[i] != NULL; i++)
    if (g_str_equal (section->fields[i], "stage"))
      {
        self->stage = mlg_stage_editor_new (focus);
        gtk_box_append (GTK_BOX (self->body), self->stage);
      }
    else
      mlg_section_box_add_field (self, mlg_entity_find_field (entity, section->fields[i]));

  gtk_box_append (GTK_BOX (self->body), self->fields);
  gtk_box_append (GTK_BOX (self->body), self->others);
  for (guint i = 0; section->children[i] != NULL; i++)
    add_table (self, section->children[i], wide);

  if (self->heading != NULL)
    {
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->heading),
                                    !recall (self, "folded", (section->flags & MLG_SECTION_FOLDED) != 0));
      g_signal_connect_swapped (self->heading, "toggled", G_CALLBACK (heading_toggled_cb), self);
      show_fold (self);
    }
  g_signal_connect_object (focus, "notify::projector", G_CALLBACK (projector_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
mlg_section_box_add_field (MlgSectionBox  *self,
                           const MlgField *field)
{
  GtkWidget *editor;

  g_return_if_fail (field != NULL);

  editor = mlg_field_editor_new (self->focus, field);
  if ((field->type == MLG_TYPE_LONG_TEXT || field->type == MLG_TYPE_MARKDOWN || mlg_field_is_composite (field) ||
       (field->flags & MLG_FIELD_TITLE)) && !(self->section->flags & MLG_SECTION_SIDE_BY_SIDE) &&
      field->type != MLG_TYPE_DATE)
    mlg_columns_layout_take_line (editor);
  gtk_box_append (GTK_BOX (self->fields), editor);
}

void
mlg_section_box_set_record (MlgSectionBox *self,
                            MlgRecord     *record)
{
  g_return_if_fail (MLG_IS_SECTION_BOX (self));

  g_set_object (&self->record, record);
  give_record (self);
  if (self->stage != NULL)
    mlg_stage_editor_set_record (MLG_STAGE_EDITOR (self->stage), record);
  for (guint i = 0; i < self->tables->len; i++)
    mlg_child_table_set_record (self->tables->pdata[i], record);
  if (record != NULL)
    update_visibility (self);
}

void
mlg_section_box_refresh (MlgSectionBox *self,
                         gboolean       rows_too)
{
  g_return_if_fail (MLG_IS_SECTION_BOX (self));

  for (GtkWidget *child = gtk_widget_get_first_child (self->fields); child != NULL; child = gtk_widget_get_next_sibling (child))
    mlg_field_editor_refresh (MLG_FIELD_EDITOR (child));
  if (self->stage != NULL)
    mlg_stage_editor_refresh (MLG_STAGE_EDITOR (self->stage));
  for (guint i = 0; rows_too && i < self->tables->len; i++)
    mlg_child_table_refresh (self->tables->pdata[i]);
  update_visibility (self);
}
