/* Two records side by side. */

#include "ui/duplicates/mlg-side-by-side.h"

#include "exchange/mlg-combine.h"
#include "model/mlg-value.h"

#include <glib/gi18n-lib.h>

struct _MlgSideBySide
{
  GtkBox        parent_instance;

  GtkWidget    *grid;           /* the current pair; NULL: none */
  GtkSizeGroup *columns;        /* the two records are of one width */

  MlgFocus     *focus;
  MlgRecord    *a, *b;
  GHashTable   *choices;        /* const MlgField * → GtkCheckButton of @b, borrowed */
};

G_DEFINE_FINAL_TYPE (MlgSideBySide, mlg_side_by_side, GTK_TYPE_BOX)

static void
mlg_side_by_side_dispose (GObject *object)
{
  MlgSideBySide *self = MLG_SIDE_BY_SIDE (object);

  g_clear_object (&self->columns);
  g_clear_object (&self->focus);
  g_clear_object (&self->a);
  g_clear_object (&self->b);

  G_OBJECT_CLASS (mlg_side_by_side_parent_class)->dispose (object);
}

static void
mlg_side_by_side_finalize (GObject *object)
{
  g_clear_pointer (&MLG_SIDE_BY_SIDE (object)->choices, g_hash_table_unref);

  G_OBJECT_CLASS (mlg_side_by_side_parent_class)->finalize (object);
}

static void
mlg_side_by_side_class_init (MlgSideBySideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_side_by_side_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_side_by_side_finalize;
}

static void
mlg_side_by_side_init (MlgSideBySide *self)
{
  self->choices = g_hash_table_new (NULL, NULL);
  self->columns = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 18);
}

/* ---- cells */

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static char *
dup_shown (MlgSideBySide    *self,
           MlgRecord      *record,
           const MlgField *field)
{
  return mlg_project_display (mlg_focus_get_project (self->focus), field, mlg_record_get (record, field));
}

static GtkWidget *
new_choice (MlgSideBySide    *self,
            MlgRecord      *record,
            const MlgField *field)
{
  g_autofree char *text = dup_shown (self, record, field);
  /* Translators: accessible name of a choice: field, value. */
  g_autofree char *name = g_strdup_printf (_("%s: %s"), _(field->label), text);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = new_label (text, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  /* GTK 4.8 has no child of a check button: its label cannot be wrapped, this one can. */
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "pair-value");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_size_group_add_widget (self->columns, box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (box), "mlg-button", button);
  return box;
}

static void
box_clicked_cb (GtkGestureClick *gesture,
                int              n_press,
                double           x,
                double           y,
                GtkCheckButton  *button)
{
  gtk_check_button_set_active (button, TRUE);
}

/* A click on the text chooses too. */
static GtkWidget *
make_clickable (GtkWidget *box)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkWidget *button = g_object_get_data (G_OBJECT (box), "mlg-button");

  g_signal_connect (click, "released", G_CALLBACK (box_clicked_cb), button);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  return button;
}

static GtkWidget *
new_field_label (const MlgField *field,
                 gboolean        beside_choice)
{
  GtkWidget *label = new_label (_(field->label), "dim-label");

  gtk_label_set_max_width_chars (GTK_LABEL (label), 18);
  if (beside_choice)
    gtk_widget_set_margin_top (label, 6);
  return label;
}

static void
attach_choice (MlgSideBySide    *self,
               const MlgField *field,
               gboolean        second,
               int             row)
{
  GtkWidget *a = new_choice (self, self->a, field), *b = new_choice (self, self->b, field);
  GtkWidget *button_a = make_clickable (a), *button_b = make_clickable (b);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (button_b), GTK_CHECK_BUTTON (button_a));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (second ? button_b : button_a), TRUE);
  g_hash_table_insert (self->choices, (gpointer) field, button_b);
  gtk_grid_attach (GTK_GRID (self->grid), new_field_label (field, TRUE), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), a, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), b, 2, row, 1, 1);
}

/* ---- rows */

/* Never on the projector: what is personal. Nor what the program keeps for itself. */
static gboolean
is_shown (MlgSideBySide    *self,
          const MlgField *field)
{
  gboolean projector = mlg_focus_is_projector (self->focus);

  if (field->flags & (MLG_FIELD_GONE | MLG_FIELD_HIDDEN))
    return FALSE;
  return !projector || !(field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE));
}

static gboolean
is_same (MlgSideBySide    *self,
         const MlgField *field)
{
  return g_strcmp0 (mlg_record_get (self->a, field), mlg_record_get (self->b, field)) == 0;
}

static void
attach_wide (MlgSideBySide *self,
             GtkWidget   *widget,
             int         *row)
{
  gtk_grid_attach (GTK_GRID (self->grid), widget, 0, (*row)++, 3, 1);
}

static void
add_choices (MlgSideBySide    *self,
             const gboolean *take,
             int            *row)
{
  const MlgEntity *entity = mlg_record_get_entity (self->a);
  gboolean first = TRUE;

  for (guint i = 0; i < entity->n_fields; i++)
    if (is_shown (self, &entity->fields[i]) && mlg_combine_must_choose (self->a, self->b, &entity->fields[i]))
      {
        if (first)
          attach_wide (self, new_label (_("What differs: choose what is kept"), "pair-section"), row);
        first = FALSE;
        attach_choice (self, &entity->fields[i], take != NULL && take[i], (*row)++);
      }
}

/* Lists are united, and what only one of them says is kept: shown as it will be. */
static void
add_kept (MlgSideBySide *self,
          int         *row)
{
  const MlgEntity *entity = mlg_record_get_entity (self->a);
  MlgProject *project = mlg_focus_get_project (self->focus);
  char **values = mlg_combine_values (entity, self->a, self->b, NULL);
  gboolean first = TRUE;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      g_autofree char *text = NULL;

      if (!is_shown (self, field) || is_same (self, field) || mlg_combine_must_choose (self->a, self->b, field) || field->number == MLG_FIELD_NOTE)
        continue;
      if (first)
        attach_wide (self, new_label (_("Kept of both"), "pair-section"), row);
      first = FALSE;
      text = mlg_project_display (project, field, values[i]);
      gtk_grid_attach (GTK_GRID (self->grid), new_field_label (field, FALSE), 0, *row, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), new_label (text, NULL), 1, (*row)++, 2, 1);
    }
  mlg_combine_values_free (entity, values);
}

static void
add_same (MlgSideBySide *self,
          int         *row)
{
  const MlgEntity *entity = mlg_record_get_entity (self->a);
  GtkWidget *grid = gtk_grid_new (), *expander;
  g_autofree char *title = NULL;
  int n = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < entity->n_fields; i++)
    if (is_shown (self, &entity->fields[i]) && mlg_record_get (self->a, &entity->fields[i]) != NULL && is_same (self, &entity->fields[i]))
      {
        g_autofree char *text = dup_shown (self, self->a, &entity->fields[i]);

        gtk_grid_attach (GTK_GRID (grid), new_field_label (&entity->fields[i], FALSE), 0, n, 1, 1);
        gtk_grid_attach (GTK_GRID (grid), new_label (text, NULL), 1, n++, 1, 1);
      }

  g_object_ref_sink (grid);
  if (n > 0)
    {
      title = g_strdup_printf (ngettext ("%d field is the same", "%d fields are the same", (gulong) n), n);
      expander = gtk_expander_new (title);
      gtk_expander_set_child (GTK_EXPANDER (expander), grid);
      gtk_widget_set_margin_top (expander, 12);
      attach_wide (self, expander, row);
    }
  g_object_unref (grid);
}

static guint
count_between (MlgSideBySide *self)
{
  const MlgEntity *partnership = mlg_schema_find (MLG_ENTITY_PARTNERSHIP);
  MlgProject *project = mlg_focus_get_project (self->focus);
  char other[MLG_ID_TEXT_LENGTH + 1];
  guint n = 0;

  mlg_id_write (mlg_record_get_id (self->b), other);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GPtrArray) rows = mlg_project_referring (project, partnership, i == 0 ? "a" : "b", mlg_record_get_id (self->a));

      for (guint r = 0; r < rows->len; r++)
        n += g_strcmp0 (mlg_record_get_named (rows->pdata[r], i == 0 ? "b" : "a"), other) == 0;
    }
  return n;
}

static void
add_heading (MlgSideBySide *self,
             const char  *reason,
             int         *row)
{
  MlgProject *project = mlg_focus_get_project (self->focus);
  MlgRecord *records[2] = { self->a, self->b };
  guint between = g_str_equal (mlg_record_get_entity (self->a)->name, MLG_ENTITY_ACTOR) ? count_between (self) : 0;

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *title = mlg_project_dup_title (project, mlg_record_get_entity (records[i]), mlg_record_get_id (records[i]));
      GtkWidget *heading = new_label (title, "pair-heading");

      gtk_widget_set_hexpand (heading, TRUE);
      gtk_label_set_width_chars (GTK_LABEL (heading), 12);
      gtk_size_group_add_widget (self->columns, heading);
      gtk_grid_attach (GTK_GRID (self->grid), heading, 1 + i, *row, 1, 1);
    }
  (*row)++;
  gtk_grid_attach (GTK_GRID (self->grid), new_label (reason, "dim-label"), 1, (*row)++, 2, 1);
  if (between > 0)
    {
      g_autofree char *sentence = g_strdup_printf (ngettext ("%u partnership between the two will disappear.",
                                                             "%u partnerships between the two will disappear.", between), between);

      gtk_grid_attach (GTK_GRID (self->grid), new_label (sentence, NULL), 1, (*row)++, 2, 1);
    }
}

/* ---- public */

GtkWidget *
mlg_side_by_side_new (MlgFocus *focus)
{
  MlgSideBySide *self = g_object_new (MLG_TYPE_SIDE_BY_SIDE, NULL);

  self->focus = g_object_ref (focus);
  return GTK_WIDGET (self);
}

gboolean *
mlg_side_by_side_dup_take (MlgSideBySide *self)
{
  const MlgEntity *entity;
  gboolean *take;
  GHashTableIter iter;
  gpointer field, button;

  g_return_val_if_fail (MLG_IS_SIDE_BY_SIDE (self), NULL);

  if (self->a == NULL)
    return NULL;

  entity = mlg_record_get_entity (self->a);
  take = g_new0 (gboolean, entity->n_fields);
  g_hash_table_iter_init (&iter, self->choices);
  while (g_hash_table_iter_next (&iter, &field, &button))
    take[((const MlgField *) field)->index] = gtk_check_button_get_active (GTK_CHECK_BUTTON (button));
  return take;
}

void
mlg_side_by_side_show (MlgSideBySide *self,
                    MlgRecord   *a,
                    MlgRecord   *b,
                    const char  *reason)
{
  g_autofree gboolean *take = NULL;
  int row = 0;

  g_return_if_fail (MLG_IS_SIDE_BY_SIDE (self));

  if (a != NULL && a == self->a && b == self->b)
    take = mlg_side_by_side_dup_take (self);

  g_hash_table_remove_all (self->choices);
  if (self->grid != NULL)
    gtk_box_remove (GTK_BOX (self), self->grid);
  self->grid = NULL;
  g_set_object (&self->a, a);
  g_set_object (&self->b, b);
  if (a == NULL || b == NULL)
    return;

  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_box_append (GTK_BOX (self), self->grid);
  add_heading (self, reason, &row);
  add_choices (self, take, &row);
  add_kept (self, &row);
  add_same (self, &row);
  attach_wide (self, new_label (_("What is not kept stays in the other names, in the notes and in the history: nothing is lost."), "dim-label"), &row);
}

gboolean
mlg_side_by_side_grab (MlgSideBySide *self)
{
  g_return_val_if_fail (MLG_IS_SIDE_BY_SIDE (self), FALSE);

  return self->grid != NULL && gtk_widget_child_focus (self->grid, GTK_DIR_TAB_FORWARD);
}
