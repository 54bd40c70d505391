/* One line of the preview. A changed record shows each difference, before → after, with a mark that
 * takes it or leaves it; a new one what it will hold; a refused one the reason.
 */

#include "ui/importing/mlg-import-line.h"

#include <glib/gi18n-lib.h>

#define MAX_CHANGES  40     /* differences shown in one line */
#define MAX_LENGTH   160    /* characters of a value */

struct _MlgImportLine
{
  GtkWidget   parent_instance;

  GtkWidget  *take;         /* the whole line */
  GtkWidget  *title;
  GtkWidget  *changes;
  GtkWidget  *words;        /* what a new record holds, why a line is refused */
  GtkWidget  *remark;

  MlgProject *project;      /* lent, as the import is */
  MlgImport  *import;
  guint       row;
  gboolean    showing;
};

G_DEFINE_FINAL_TYPE (MlgImportLine, mlg_import_line, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
dup_one_line (char *text)
{
  char *end;

  g_strdelimit (text, "\n\r\t", ' ');
  if (g_utf8_strlen (text, -1) <= MAX_LENGTH)
    return text;

  end = g_utf8_offset_to_pointer (text, MAX_LENGTH);
  *end = '\0';
  end = g_strconcat (text, "…", NULL);
  g_free (text);
  return end;
}

static char *
dup_value (MlgImportLine  *self,
           const MlgField *field,
           const char     *value)
{
  return dup_one_line (mlg_project_display (self->project, field, value));
}

static char *
dup_title (MlgImportLine *self)
{
  const MlgId *match = mlg_import_get_match (self->import, self->row);
  const MlgEntity *entity = mlg_import_get_entity (self->import);

  if (match != NULL)
    return mlg_project_dup_title (self->project, entity, match);

  for (guint i = 0; i < mlg_import_get_n_columns (self->import); i++)
    {
      const MlgImportColumn *column = mlg_import_get_column (self->import, i);

      if (column->use == MLG_COLUMN_FIELD && (column->field->flags & MLG_FIELD_TITLE))
        return dup_one_line (mlg_import_dup_cell (self->import, self->row, i));
    }
  return g_strdup (_(entity->label));
}

/* ---- differences */

static void
change_taken_cb (MlgImportLine  *self,
                 GtkCheckButton *check)
{
  const MlgField *field = g_object_get_data (G_OBJECT (check), "mlg-field");

  if (self->showing || self->import == NULL)
    return;

  mlg_import_leave (self->import, self->row, field, !gtk_check_button_get_active (check));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_change (MlgImportLine         *self,
            const MlgImportChange *change)
{
  g_autofree char *before = dup_value (self, change->field, change->before);
  g_autofree char *after = dup_value (self, change->field, change->after);
  g_autofree char *words = NULL, *markup = NULL;
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  const char *name = _(change->field->label);

  if (change->before != NULL)
    {
      words = g_strdup_printf (_("%s: “%s” becomes “%s”"), name, before, after);
      markup = g_markup_printf_escaped (_("%s: <s>%s</s> → <b>%s</b>"), name, before, after);
    }
  else
    {
      words = g_strdup_printf (_("%s: %s"), name, after);
      markup = g_markup_printf_escaped (_("%s: <b>%s</b>"), name, after);
    }

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !change->left);
  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (check), "mlg-field", (gpointer) change->field);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (change_taken_cb), self);

  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (line), check);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->changes), line);

  if (change->contested)
    {
      GtkWidget *contested = gtk_label_new (_("Changed here by hand since the last import: yours stays unless you tick it."));

      gtk_label_set_xalign (GTK_LABEL (contested), 0);
      gtk_label_set_wrap (GTK_LABEL (contested), TRUE);
      gtk_widget_add_css_class (contested, "import-contested");
      gtk_box_append (GTK_BOX (self->changes), contested);
    }
}

static void
show_changes (MlgImportLine *self)
{
  g_autoptr(GPtrArray) changes = mlg_import_dup_changes (self->import, self->row);

  for (guint i = 0; changes != NULL && i < MIN (changes->len, MAX_CHANGES); i++)
    add_change (self, g_ptr_array_index (changes, i));
}

static char *
dup_new_words (MlgImportLine *self)
{
  g_autoptr(GPtrArray) changes = mlg_import_dup_changes (self->import, self->row);
  GString *words = g_string_new (NULL);

  for (guint i = 0; changes != NULL && i < MIN (changes->len, MAX_CHANGES); i++)
    {
      const MlgImportChange *change = g_ptr_array_index (changes, i);
      g_autofree char *after = dup_value (self, change->field, change->after);

      if (change->field->flags & MLG_FIELD_TITLE)
        continue;
      if (words->len > 0)
        g_string_append (words, " · ");
      g_string_append_printf (words, _("%s: %s"), _(change->field->label), after);
    }

  return g_string_free (words, FALSE);
}

static void
show_text (GtkWidget  *label,
           const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
taken_cb (MlgImportLine *self)
{
  gboolean taken = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->take));

  if (self->showing || self->import == NULL)
    return;

  mlg_import_leave (self->import, self->row, NULL, !taken);
  gtk_widget_set_sensitive (self->changes, taken);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- life */

static GtkWidget *
new_words (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
mlg_import_line_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mlg_import_line_parent_class)->dispose (object);
}

static void
mlg_import_line_class_init (MlgImportLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_import_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);

  signals[CHANGED] = g_signal_new ("changed", MLG_TYPE_IMPORT_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mlg_import_line_init (MlgImportLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->take = gtk_check_button_new ();
  gtk_widget_set_valign (self->take, GTK_ALIGN_START);
  g_signal_connect_swapped (self->take, "toggled", G_CALLBACK (taken_cb), self);

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "heading");

  self->changes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->words = new_words ("dim");
  gtk_label_set_lines (GTK_LABEL (self->words), 3);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  self->remark = new_words ("import-remark");

  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->changes);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->remark);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_parent (self->take, GTK_WIDGET (self));
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "import-row");
}

GtkWidget *
mlg_import_line_new (void)
{
  return g_object_new (MLG_TYPE_IMPORT_LINE, NULL);
}

static gboolean
is_whole_left (MlgImportLine *self)
{
  g_autoptr(GPtrArray) changes = mlg_import_dup_changes (self->import, self->row);

  for (guint i = 0; changes != NULL && i < changes->len; i++)
    {
      if (!((const MlgImportChange *) g_ptr_array_index (changes, i))->left)
        return FALSE;
    }

  return changes != NULL && changes->len > 0;
}

static void
fill (MlgImportLine *self)
{
  MlgRowOutcome outcome = mlg_import_get_outcome (self->import, self->row);
  g_autofree char *name = dup_title (self);
  guint line = mlg_import_get_line (self->import, self->row);
  g_autofree char *title = *name == '\0' ? g_strdup_printf (_("Line %u"), line) : g_strdup_printf (_("Line %u — %s"), line, name);
  g_autofree char *take = g_strdup_printf (_("Import line %u, %s"), line, name);
  gboolean is_new = mlg_import_get_match (self->import, self->row) == NULL;
  gboolean left = outcome != MLG_ROW_REJECTED && is_whole_left (self);
  g_autofree char *words = outcome == MLG_ROW_REJECTED ? g_strdup (mlg_import_get_reason (self->import, self->row))
                           : is_new ? dup_new_words (self) : NULL;

  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_widget_set_visible (self->take, outcome == MLG_ROW_ADDED || outcome == MLG_ROW_CHANGED || left);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->take), !left);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->take), GTK_ACCESSIBLE_PROPERTY_LABEL, take, -1);
  show_text (self->words, words);
  gtk_widget_set_tooltip_text (self->words, words);
  show_text (self->remark, mlg_import_get_remark (self->import, self->row));
  if (outcome != MLG_ROW_REJECTED && !is_new)
    show_changes (self);
  gtk_widget_set_visible (self->changes, gtk_widget_get_first_child (self->changes) != NULL);
}

void
mlg_import_line_show (MlgImportLine *self,
                      MlgProject    *project,
                      MlgImport     *import,
                      guint          row)
{
  GtkWidget *child;

  g_return_if_fail (MLG_IS_IMPORT_LINE (self));

  self->project = project;
  self->import = import;
  self->row = row;
  while ((child = gtk_widget_get_first_child (self->changes)) != NULL)
    gtk_box_remove (GTK_BOX (self->changes), child);
  gtk_widget_set_sensitive (self->changes, TRUE);

  if (import == NULL)
    return;

  self->showing = TRUE;
  fill (self);
  self->showing = FALSE;
}
