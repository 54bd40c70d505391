/* The columns of a list and what becomes of each: its name and samples, then a button that says
 * where it goes and why, and opens the list of the fields.
 */

#include "ui/importing/mlg-import-columns.h"

#include "ui/importing/mlg-import-targets.h"

#include <glib/gi18n-lib.h>

#define TARGET_WIDTH 230
#define TARGET_CHARS 19

/* What shows one column. */
typedef struct
{
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *guess;
} Line;

struct _MlgImportColumns
{
  GtkWidget   parent_instance;

  GtkWidget  *scrolled;
  GtkWidget  *list;
  GtkWidget  *targets;

  MlgImport  *import;           /* lent */
  GArray     *lines;            /* Line */
  guint       asked;            /* the column whose targets are open */
};

G_DEFINE_FINAL_TYPE (MlgImportColumns, mlg_import_columns, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

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
    case MLG_GUESS_FORMAT:
      return _("as the format says");
    case MLG_GUESS_MEMORY:
      return _("as the last time");
    case MLG_GUESS_NONE:
    default:
      return _("not recognised");
    }
}

/* A field belongs to one column: choosing it for one may change another. */
static void
show_choices (MlgImportColumns *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      const MlgImportColumn *column = mlg_import_get_column (self->import, i);
      MlgImportTarget target = { column->use, column->field, column->part };
      g_autofree char *label = mlg_import_target_dup_label (&target);
      g_autofree char *name = g_strdup_printf (_("What becomes of the column “%s”: %s"), column->name, label);

      gtk_label_set_text (GTK_LABEL (line->label), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (line->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_label_set_text (GTK_LABEL (line->guess), column->n_filled == 0 ? _("empty") : describe_guess (column->guess));
      if (column->use == MLG_COLUMN_FIELD || column->use == MLG_COLUMN_ID)
        gtk_widget_remove_css_class (line->button, "import-aside");
      else
        gtk_widget_add_css_class (line->button, "import-aside");
    }
}

static void
chosen_cb (MlgImportColumns *self,
           MlgImportTarget  *target)
{
  if (self->import == NULL || self->asked >= self->lines->len)
    return;

  mlg_import_map (self->import, self->asked, target->use, target->field, target->part);
  show_choices (self);
  gtk_widget_grab_focus (g_array_index (self->lines, Line, self->asked).button);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask_cb (MlgImportColumns *self,
        GtkWidget        *button)
{
  graphene_rect_t bounds;

  self->asked = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "mlg-column"));
  if (!gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    return;

  gtk_popover_set_pointing_to (GTK_POPOVER (self->targets),
                               &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
  mlg_import_targets_show (MLG_IMPORT_TARGETS (self->targets), mlg_import_get_column (self->import, self->asked));
}

static GtkWidget *
make_words (const MlgImportColumn *column)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = g_strdelimit (g_strdup (column->name), "\n\r\t", ' ');
  g_autofree char *joined = g_strjoinv (" · ", column->samples);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *samples = gtk_label_new (g_strdelimit (joined, "\n\r\t", ' '));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (name, column->name);
  gtk_widget_add_css_class (name, "heading");
  gtk_label_set_xalign (GTK_LABEL (samples), 0);
  gtk_label_set_ellipsize (GTK_LABEL (samples), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (samples, "dim");
  gtk_widget_set_tooltip_text (samples, joined);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), samples);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_target (MlgImportColumns *self,
             guint             n,
             Line             *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  line->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (line->label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (line->label), TARGET_CHARS);
  gtk_widget_set_hexpand (line->label, TRUE);
  gtk_box_append (GTK_BOX (inside), line->label);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("pan-down-symbolic"));

  line->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (line->button), inside);
  gtk_widget_set_size_request (line->button, TARGET_WIDTH, -1);
  g_object_set_data (G_OBJECT (line->button), "mlg-column", GUINT_TO_POINTER (n));
  g_signal_connect_swapped (line->button, "clicked", G_CALLBACK (ask_cb), self);

  line->guess = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (line->guess), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line->guess), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (line->guess, "dim");
  gtk_box_append (GTK_BOX (box), line->button);
  gtk_box_append (GTK_BOX (box), line->guess);
  gtk_widget_set_hexpand (box, FALSE);      /* as wide in every line, whatever its label asks for */
  return box;
}

static void
add_column (MlgImportColumns *self,
            guint             n)
{
  Line line;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (box, "import-column");
  gtk_box_append (GTK_BOX (box), make_words (mlg_import_get_column (self->import, n)));
  gtk_box_append (GTK_BOX (box), make_target (self, n, &line));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_array_append_val (self->lines, line);
}

static void
mlg_import_columns_dispose (GObject *object)
{
  MlgImportColumns *self = MLG_IMPORT_COLUMNS (object);

  g_clear_pointer (&self->targets, gtk_widget_unparent);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (mlg_import_columns_parent_class)->dispose (object);
}

static void
mlg_import_columns_finalize (GObject *object)
{
  g_array_unref (MLG_IMPORT_COLUMNS (object)->lines);

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
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_show_separators (GTK_LIST_BOX (self->list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Columns of the list"), -1);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));

  self->targets = mlg_import_targets_new ();
  gtk_widget_set_parent (self->targets, GTK_WIDGET (self));
  g_signal_connect_swapped (self->targets, "chosen", G_CALLBACK (chosen_cb), self);
}

void
mlg_import_columns_set_import (MlgImportColumns *self,
                               MlgImport        *import)
{
  GtkWidget *row;

  g_return_if_fail (MLG_IS_IMPORT_COLUMNS (self));

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_array_set_size (self->lines, 0);

  self->import = import;
  if (import == NULL)
    return;

  mlg_import_targets_set_entity (MLG_IMPORT_TARGETS (self->targets), mlg_import_get_entity (import));
  for (guint i = 0; i < mlg_import_get_n_columns (import); i++)
    add_column (self, i);
  show_choices (self);
}
