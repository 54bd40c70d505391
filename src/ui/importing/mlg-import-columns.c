/* The columns of a list and what becomes of each. */

#include "ui/importing/mlg-import-columns.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MlgColumnUse    use;
  const MlgField *field;
  guint           part;
} Target;

struct _MlgImportColumns
{
  GtkWidget      parent_instance;

  GtkWidget     *list;

  MlgImport     *import;           /* lent */
  GArray        *targets;          /* Target, as the drop-downs list them */
  GtkStringList *labels;
  gboolean       showing;
};

G_DEFINE_FINAL_TYPE (MlgImportColumns, mlg_import_columns, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
add_target (MlgImportColumns *self,
            MlgColumnUse      use,
            const MlgField   *field,
            guint             part,
            const char       *label)
{
  Target target = { use, field, part };

  g_array_append_val (self->targets, target);
  gtk_string_list_append (self->labels, label);
}

static void
fill_targets (MlgImportColumns *self)
{
  const MlgEntity *entity = mlg_import_get_entity (self->import);

  g_array_set_size (self->targets, 0);
  g_set_object (&self->labels, NULL);
  self->labels = gtk_string_list_new (NULL);

  add_target (self, MLG_COLUMN_SKIP, NULL, 0, _("Leave out"));
  add_target (self, MLG_COLUMN_NOTE, NULL, 0, _("Keep in the notes"));
  add_target (self, MLG_COLUMN_ID, NULL, 0, _("Identifier of the record"));

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];

      if (field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE) && field->number != MLG_FIELD_KEY)
        continue;
      if (field->n_parts == 0)
        add_target (self, MLG_COLUMN_FIELD, field, 0, _(field->label));
      for (guint j = 0; j < field->n_parts; j++)
        {
          g_autofree char *label = g_strdup_printf ("%s › %s", _(field->label), _(field->parts[j].label));

          add_target (self, MLG_COLUMN_FIELD, field, j, label);
        }
    }
}

static guint
find_target (MlgImportColumns      *self,
             const MlgImportColumn *column)
{
  for (guint i = 0; i < self->targets->len; i++)
    {
      Target *target = &g_array_index (self->targets, Target, i);

      if (target->use == column->use && (column->use != MLG_COLUMN_FIELD ||
          (target->field == column->field && target->part == column->part)))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static const char *
describe_guess (MlgGuess guess)
{
  switch (guess)
    {
    case MLG_GUESS_NAME:
      return _("recognised by its name");
    case MLG_GUESS_CONTENT:
      return _("recognised by what it holds");
    case MLG_GUESS_CHOSEN:
      return _("your choice");
    case MLG_GUESS_NONE:
    default:
      return _("not recognised");
    }
}

/* A field belongs to one column: choosing it for one may change another. */
static void
show_choices (MlgImportColumns *self)
{
  self->showing = TRUE;
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      guint n = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
      const MlgImportColumn *column = mlg_import_get_column (self->import, n);
      GtkWidget *choice = g_object_get_data (G_OBJECT (row), "mlg-choice");
      GtkWidget *guess = g_object_get_data (G_OBJECT (row), "mlg-guess");

      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), find_target (self, column));
      gtk_label_set_text (GTK_LABEL (guess), describe_guess (column->guess));
    }
  self->showing = FALSE;
}

static void
chosen_cb (MlgImportColumns *self,
           GParamSpec       *pspec,
           GtkWidget        *choice)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (choice));
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), "mlg-column"));

  if (self->showing || selected >= self->targets->len)
    return;

  Target *target = &g_array_index (self->targets, Target, selected);

  mlg_import_map (self->import, column, target->use, target->field, target->part);
  show_choices (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_words (const MlgImportColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (column->name);
  g_autofree char *joined = g_strjoinv (" · ", column->samples);
  GtkWidget *samples = gtk_label_new (g_strdelimit (joined, "\n\r\t", ' '));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "heading");
  gtk_label_set_xalign (GTK_LABEL (samples), 0);
  gtk_label_set_ellipsize (GTK_LABEL (samples), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (samples, "dim-label");
  gtk_widget_add_css_class (samples, "caption");
  gtk_widget_set_tooltip_text (samples, joined);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), samples);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static void
add_column (MlgImportColumns *self,
            guint             n)
{
  const MlgImportColumn *column = mlg_import_get_column (self->import, n);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *choice = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->labels)),
                                         gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  GtkWidget *guess = gtk_label_new (describe_guess (column->guess));
  g_autofree char *name = g_strdup_printf (_("What becomes of the column “%s”"), column->name);

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), find_target (self, column));
  gtk_widget_set_size_request (choice, 220, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (choice), "mlg-column", GUINT_TO_POINTER (n));
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);

  gtk_label_set_xalign (GTK_LABEL (guess), 0);
  gtk_widget_add_css_class (guess, "dim-label");
  gtk_widget_add_css_class (guess, "caption");
  gtk_box_append (GTK_BOX (right), choice);
  gtk_box_append (GTK_BOX (right), guess);

  gtk_widget_add_css_class (box, "import-column");
  gtk_box_append (GTK_BOX (box), make_words (column));
  gtk_box_append (GTK_BOX (box), right);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "mlg-choice", choice);
  g_object_set_data (G_OBJECT (row), "mlg-guess", guess);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
mlg_import_columns_dispose (GObject *object)
{
  MlgImportColumns *self = MLG_IMPORT_COLUMNS (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  if (child != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->labels);

  G_OBJECT_CLASS (mlg_import_columns_parent_class)->dispose (object);
}

static void
mlg_import_columns_finalize (GObject *object)
{
  g_array_unref (MLG_IMPORT_COLUMNS (object)->targets);

  G_OBJECT_CLASS (mlg_import_columns_parent_class)->finalize (object);
}

static void
mlg_import_columns_class_init (MlgImportColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_import_columns_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_import_columns_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_IMPORT_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
mlg_import_columns_init (MlgImportColumns *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->targets = g_array_new (FALSE, FALSE, sizeof (Target));
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_show_separators (GTK_LIST_BOX (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns of the list"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
}

void
mlg_import_columns_set_import (MlgImportColumns *self,
                               MlgImport        *import)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);

  self->import = import;
  if (import == NULL)
    return;

  self->showing = TRUE;
  fill_targets (self);
  for (guint i = 0; i < mlg_import_get_n_columns (import); i++)
    add_column (self, i);
  self->showing = FALSE;
}
