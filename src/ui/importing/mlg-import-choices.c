/* How a file is read, guessed and changeable. */

#include "ui/importing/mlg-import-choices.h"

#include "model/mlg-text.h"
#include "ui/common/mlg-wrap-layout.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define SPACING 12

static const char separators[] = { ';', ',', '\t', '|' };

/* One drop-down with its words before it. */
typedef struct
{
  GtkWidget *box;
  GtkWidget *drop_down;
} Choice;

typedef enum { FORMAT, ENCODING, SEPARATOR, ENTITY, KEY, GRID, N_CHOICES } ChoiceName;

struct _MlgImportChoices
{
  GtkWidget   parent_instance;

  GtkWidget  *sheets;            /* one box a sheet */
  GtkWidget  *sheets_scrolled;
  GtkWidget  *line;
  Choice      choices[N_CHOICES];
  GtkWidget  *header;
  GtkWidget  *missing;

  MlgImport  *import;            /* lent */
  GPtrArray  *entities;          /* const MlgEntity * */
  GPtrArray  *keys;              /* names of fields that may recognise a record; NULL first */
  gboolean    has_grid;
  gboolean    showing;
};

G_DEFINE_FINAL_TYPE (MlgImportChoices, mlg_import_choices, GTK_TYPE_WIDGET)

enum { READ_AGAIN, COMPARE_AGAIN, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_choice (MlgImportChoices *self,
             ChoiceName        name,
             GtkStringList    *labels,
             guint             selected)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (self->choices[name].drop_down);

  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (drop_down, selected);
}

/* ---- what is shown */

static void
show_format (MlgImportChoices *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  const MlgReader *const *readers = mlg_source_get_readers ();
  guint selected = 0;

  gtk_string_list_append (labels, _("Table (CSV)"));
  for (guint i = 0; readers[i] != NULL; i++)
    {
      gtk_string_list_append (labels, _(readers[i]->label));
      if (readers[i] == mlg_import_get_format (self->import))
        selected = i + 1;
    }
  show_choice (self, FORMAT, labels, selected);
}

static void
show_text (MlgImportChoices *self)
{
  gboolean is_text = mlg_import_get_format (self->import) == NULL;
  const char *separator = memchr (separators, mlg_import_get_separator (self->import), sizeof separators);

  gtk_widget_set_visible (self->choices[ENCODING].box, is_text);
  gtk_widget_set_visible (self->choices[SEPARATOR].box, is_text);
  if (!is_text)
    return;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices[ENCODING].drop_down), mlg_import_get_encoding (self->import));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices[SEPARATOR].drop_down), separator != NULL ? separator - separators : 0);
}

static void
show_entity (MlgImportChoices *self)
{
  guint found;

  if (g_ptr_array_find (self->entities, mlg_import_get_entity (self->import), &found))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices[ENTITY].drop_down), found);
}

static void
add_key (MlgImportChoices *self,
         GtkStringList    *labels,
         const char       *name,
         const char       *label,
         guint            *selected)
{
  if (g_strcmp0 (mlg_import_get_key (self->import), name) == 0)
    *selected = self->keys->len;
  g_ptr_array_add (self->keys, g_strdup (name));
  gtk_string_list_append (labels, label);
}

static gboolean
fills (MlgImport  *import,
       const char *part_name)
{
  guint part;
  const MlgField *field = mlg_entity_find_part (mlg_import_get_entity (import), part_name, &part);

  for (guint i = 0; field != NULL && i < mlg_import_get_n_columns (import); i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (import, i);

      if (column->use == MLG_COLUMN_FIELD && column->field == field && column->part == part)
        return TRUE;
    }

  return FALSE;
}

static void
show_keys (MlgImportChoices *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  const char *key = mlg_import_get_key (self->import);
  guint selected = 0;

  g_ptr_array_set_size (self->keys, 0);
  add_key (self, labels, NULL, _("Identity: number, name and place"), &selected);

  for (guint i = 0; i < mlg_import_get_n_columns (self->import); i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (self->import, i);

      if (column->use == MLG_COLUMN_FIELD && column->field->n_parts == 0 && !mlg_field_is_multiple (column->field))
        add_key (self, labels, column->field->name, _(column->field->label), &selected);
    }
  if (fills (self->import, "name") && fills (self->import, "postal_code"))
    add_key (self, labels, "name+postal_code", _("Name and postal code"), &selected);
  if (fills (self->import, "name") && fills (self->import, "locality"))
    add_key (self, labels, "name+locality", _("Name and town"), &selected);
  if (key != NULL && selected == 0)
    add_key (self, labels, key, key, &selected);

  show_choice (self, KEY, labels, selected);
}

/* What a row cannot do without may be a record that the list only names. */
static gboolean
names_others (const MlgEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      if ((field->flags & MLG_FIELD_REQUIRED) && mlg_field_is_reference (field) && !(field->flags & MLG_FIELD_GONE))
        return TRUE;
    }

  return FALSE;
}

static void
show_rest (MlgImportChoices *self)
{
  MlgGrid grid = mlg_import_get_grid (self->import);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->header), mlg_import_get_header (self->import));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->missing), mlg_import_get_create_missing (self->import));
  gtk_widget_set_visible (self->missing, names_others (mlg_import_get_entity (self->import)));
  /* Once there were metres, the choice stays until another file is read. */
  self->has_grid |= grid != MLG_GRID_DEGREES;
  gtk_widget_set_visible (self->choices[GRID].box, self->has_grid);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choices[GRID].drop_down), grid);
}

/* ---- sheets */

static void
sheet_used_cb (MlgImportChoices *self,
               GtkCheckButton   *check)
{
  guint sheet = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "mlg-sheet"));

  if (self->showing)
    return;

  mlg_import_set_sheet_used (self->import, sheet, gtk_check_button_get_active (check));
  g_signal_emit (self, signals[COMPARE_AGAIN], 0);
}

static void
sheet_shown_cb (MlgImportChoices *self,
                GtkToggleButton  *toggle)
{
  guint sheet = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (toggle), "mlg-sheet"));

  if (self->showing || !gtk_toggle_button_get_active (toggle) || sheet == mlg_import_get_sheet (self->import))
    return;

  mlg_import_set_sheet (self->import, sheet);
  g_signal_emit (self, signals[READ_AGAIN], 0);
}

static void
add_sheet (MlgImportChoices *self,
           guint             sheet,
           GtkWidget       **group)
{
  const char *name = mlg_import_get_sheet_name (self->import, sheet);
  g_autofree char *numbered = name == NULL ? g_strdup_printf (_("Sheet %u"), sheet + 1) : g_strdup (name);
  g_autofree char *words = g_strdup_printf (_("Import the sheet “%s”"), numbered);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *toggle = gtk_toggle_button_new_with_label (numbered);

  gtk_widget_set_tooltip_text (check, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), mlg_import_get_sheet_used (self->import, sheet));
  gtk_widget_add_css_class (toggle, "flat");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), sheet == mlg_import_get_sheet (self->import));
  if (*group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (toggle), GTK_TOGGLE_BUTTON (*group));
  *group = toggle;

  g_object_set_data (G_OBJECT (check), "mlg-sheet", GUINT_TO_POINTER (sheet));
  g_object_set_data (G_OBJECT (toggle), "mlg-sheet", GUINT_TO_POINTER (sheet));
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (sheet_used_cb), self);
  g_signal_connect_swapped (toggle, "toggled", G_CALLBACK (sheet_shown_cb), self);

  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), toggle);
  gtk_box_append (GTK_BOX (self->sheets), box);
}

static void
show_sheets (MlgImportChoices *self)
{
  GtkWidget *child, *group = NULL;
  guint n = self->import == NULL ? 0 : mlg_import_get_n_sheets (self->import);

  while ((child = gtk_widget_get_first_child (self->sheets)) != NULL)
    gtk_box_remove (GTK_BOX (self->sheets), child);
  for (guint i = 0; n > 1 && i < n; i++)
    add_sheet (self, i, &group);
  gtk_widget_set_visible (self->sheets_scrolled, n > 1);
}

/* ---- what is chosen */

static void
format_cb (MlgImportChoices *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choices[FORMAT].drop_down));
  g_autoptr(GError) error = NULL;

  if (self->showing || self->import == NULL)
    return;

  if (mlg_import_set_format (self->import, selected == 0 ? NULL : mlg_source_get_readers ()[selected - 1], &error))
    {
      mlg_import_choices_set_import (self, self->import);
      g_signal_emit (self, signals[READ_AGAIN], 0);
      return;
    }

  self->showing = TRUE;
  show_format (self);
  self->showing = FALSE;
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
encoding_cb (MlgImportChoices *self)
{
  if (self->showing || self->import == NULL)
    return;

  mlg_import_set_encoding (self->import, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choices[ENCODING].drop_down)));
  g_signal_emit (self, signals[READ_AGAIN], 0);
}

static void
separator_cb (MlgImportChoices *self)
{
  if (self->showing || self->import == NULL)
    return;

  mlg_import_set_separator (self->import, separators[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choices[SEPARATOR].drop_down))]);
  g_signal_emit (self, signals[READ_AGAIN], 0);
}

static void
entity_cb (MlgImportChoices *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choices[ENTITY].drop_down));

  if (self->showing || self->import == NULL || selected >= self->entities->len)
    return;

  mlg_import_set_entity (self->import, g_ptr_array_index (self->entities, selected));
  g_signal_emit (self, signals[READ_AGAIN], 0);
}

static void
key_cb (MlgImportChoices *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choices[KEY].drop_down));
  g_autoptr(GError) error = NULL;

  if (self->showing || self->import == NULL || selected >= self->keys->len)
    return;

  if (!mlg_import_set_key (self->import, g_ptr_array_index (self->keys, selected), &error))
    g_signal_emit (self, signals[FAILED], 0, error);
  g_signal_emit (self, signals[COMPARE_AGAIN], 0);
}

static void
grid_cb (MlgImportChoices *self)
{
  if (self->showing || self->import == NULL)
    return;

  mlg_import_set_grid (self->import, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choices[GRID].drop_down)));
  g_signal_emit (self, signals[COMPARE_AGAIN], 0);
}

static void
header_cb (MlgImportChoices *self)
{
  if (self->showing || self->import == NULL)
    return;

  mlg_import_set_header (self->import, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->header)));
  g_signal_emit (self, signals[READ_AGAIN], 0);
}

static void
missing_cb (MlgImportChoices *self)
{
  if (self->showing || self->import == NULL)
    return;

  mlg_import_set_create_missing (self->import, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->missing)));
  g_signal_emit (self, signals[COMPARE_AGAIN], 0);
}

/* ---- life */

static GtkStringList *
list_entities (MlgImportChoices *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);

  for (guint i = 0; i < n; i++)
    {
      if (strcmp (entities[i]->name, MLG_ENTITY_LINK) == 0)
        continue;
      g_ptr_array_add (self->entities, (gpointer) entities[i]);
      gtk_string_list_append (labels, _(entities[i]->plural));
    }

  return labels;
}

static void
fill_choices (MlgImportChoices *self)
{
  g_autoptr(GtkStringList) encodings = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) grids = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) entities = list_entities (self);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < MLG_N_ENCODINGS; i++)
    gtk_string_list_append (encodings, mlg_encoding_get_label (i));
  for (guint i = 0; i < MLG_N_GRIDS; i++)
    gtk_string_list_append (grids, mlg_grid_get_label (i));
  gtk_string_list_append (names, _("Semicolon ;"));
  gtk_string_list_append (names, _("Comma ,"));
  gtk_string_list_append (names, _("Tab"));
  gtk_string_list_append (names, _("Bar |"));

  show_choice (self, ENCODING, encodings, 0);
  show_choice (self, SEPARATOR, names, 0);
  show_choice (self, ENTITY, entities, 0);
  show_choice (self, GRID, grids, 0);
}

static void
add_choice (MlgImportChoices *self,
            ChoiceName        name,
            const char       *words,
            GCallback         chosen)
{
  Choice *choice = &self->choices[name];
  GtkWidget *label = gtk_label_new (words);

  choice->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  choice->drop_down = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice->drop_down), name == ENTITY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (label, "dim");
  gtk_box_append (GTK_BOX (choice->box), label);
  gtk_box_append (GTK_BOX (choice->box), choice->drop_down);
  g_signal_connect_swapped (choice->drop_down, "notify::selected", chosen, self);
  gtk_widget_set_parent (choice->box, self->line);
}

static void
add_line (MlgImportChoices *self)
{
  self->line = g_object_new (GTK_TYPE_BOX, NULL);
  gtk_widget_set_layout_manager (self->line, mlg_wrap_layout_new (SPACING));
  add_choice (self, FORMAT, _("Format"), G_CALLBACK (format_cb));
  add_choice (self, ENTITY, _("The lines are"), G_CALLBACK (entity_cb));
  add_choice (self, KEY, _("Recognise records by"), G_CALLBACK (key_cb));
  add_choice (self, ENCODING, _("Encoding"), G_CALLBACK (encoding_cb));
  add_choice (self, SEPARATOR, _("Separator"), G_CALLBACK (separator_cb));
  add_choice (self, GRID, _("Coordinates"), G_CALLBACK (grid_cb));

  self->header = gtk_check_button_new_with_label (_("The first line names the columns"));
  gtk_widget_add_css_class (self->header, "import-choice");
  g_signal_connect_swapped (self->header, "toggled", G_CALLBACK (header_cb), self);
  gtk_widget_set_parent (self->header, self->line);

  self->missing = gtk_check_button_new_with_label (_("Add the records that the list only names"));
  gtk_widget_add_css_class (self->missing, "import-choice");
  g_signal_connect_swapped (self->missing, "toggled", G_CALLBACK (missing_cb), self);
  gtk_widget_set_parent (self->missing, self->line);
}

static void
mlg_import_choices_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mlg_import_choices_parent_class)->dispose (object);
}

static void
mlg_import_choices_finalize (GObject *object)
{
  MlgImportChoices *self = MLG_IMPORT_CHOICES (object);

  g_ptr_array_unref (self->entities);
  g_ptr_array_unref (self->keys);

  G_OBJECT_CLASS (mlg_import_choices_parent_class)->finalize (object);
}

static void
mlg_import_choices_class_init (MlgImportChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_import_choices_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_import_choices_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);

  signals[READ_AGAIN] = g_signal_new ("read-again", MLG_TYPE_IMPORT_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COMPARE_AGAIN] = g_signal_new ("compare-again", MLG_TYPE_IMPORT_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", MLG_TYPE_IMPORT_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mlg_import_choices_init (MlgImportChoices *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->entities = g_ptr_array_new ();
  self->keys = g_ptr_array_new_with_free_func (g_free);

  self->sheets = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  self->sheets_scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->sheets_scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->sheets_scrolled), self->sheets);
  gtk_widget_set_parent (self->sheets_scrolled, GTK_WIDGET (self));

  self->showing = TRUE;
  add_line (self);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  fill_choices (self);
  self->showing = FALSE;
}

void
mlg_import_choices_update (MlgImportChoices *self)
{
  g_return_if_fail (MLG_IS_IMPORT_CHOICES (self));

  self->showing = TRUE;
  show_text (self);
  show_entity (self);
  show_keys (self);
  show_rest (self);
  self->showing = FALSE;
}

void
mlg_import_choices_set_import (MlgImportChoices *self,
                               MlgImport        *import)
{
  g_return_if_fail (MLG_IS_IMPORT_CHOICES (self));

  self->import = import;
  self->has_grid = FALSE;
  self->showing = TRUE;
  show_sheets (self);
  if (import != NULL)
    show_format (self);
  self->showing = FALSE;
  if (import != NULL)
    mlg_import_choices_update (self);
}
