/* One axis of a partnership. */

#include "ui/partnerships/mlg-axis-row.h"

#include <glib/gi18n-lib.h>

#include "ui/partnerships/mlg-graph-words.h"
#include "ui/partnerships/mlg-partnership-commands.h"
#include "ui/partnerships/mlg-term-choice.h"
#include "ui/records/mlg-cell.h"
#include "ui/records/mlg-child-table.h"

#define WIDTH_CHARS 52

/* What is said of an axis besides; the number of them is small, and each is a cell. */
static const char *const details[] = { "label", "importance", "effect", "weight" };

struct _MlgAxisRow
{
  GtkBox           parent_instance;

  /* Inside */
  GtkLabel        *name;
  GtkWidget       *turn;           /* the direction, a button */
  GtkWidget       *turn_label;
  GtkToggleButton *more;
  GtkWidget       *cells[G_N_ELEMENTS (details)];
  GtkWidget       *captions[G_N_ELEMENTS (details)];   /* of the cells that are filled */
  GtkWidget       *kind_box;
  GtkWidget       *quotes;         /* to be read */
  GtkWidget       *quotes_table;   /* to be changed; made when first needed */

  /* Borrowed: it outlives us */
  MlgView         *view;

  /* Owned */
  MlgRecord       *partnership;
  MlgRecord       *axis;
};

G_DEFINE_FINAL_TYPE (MlgAxisRow, mlg_axis_row, GTK_TYPE_BOX)

enum { RESIZED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ---- Words */

char *
mlg_axis_dup_name (MlgProject *project,
                   MlgRecord  *axis)
{
  const MlgField *kind = mlg_entity_find_field (mlg_record_get_entity (axis), "kind");
  const char *label = mlg_record_get_named (axis, "label");

  if (mlg_record_get (axis, kind) != NULL)
    return mlg_cell_dup_text (project, kind, mlg_record_get (axis, kind));

  return g_strdup (label != NULL ? label : _("Axis"));
}

char *
mlg_axis_dup_direction (MlgProject *project,
                        MlgRecord  *partnership,
                        MlgRecord  *axis)
{
  MlgAxisDirection direction = mlg_axis_get_direction (axis, partnership);
  g_autofree char *a = mlg_graph_words_short_name (project, mlg_record_get_named (partnership, "a"));
  g_autofree char *b = mlg_graph_words_short_name (project, mlg_record_get_named (partnership, "b"));

  if (direction == MLG_AXIS_FROM_A)
    return g_strdup_printf ("%s → %s", a, b);
  if (direction == MLG_AXIS_FROM_B)
    return g_strdup_printf ("%s → %s", b, a);

  return g_strdup_printf ("%s ⇄ %s", a, b);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
append_text (GtkWidget  *box,
             const char *text,
             const char *css_class)
{
  if (text != NULL && *text != '\0')
    gtk_box_append (GTK_BOX (box), make_label (text, css_class));
}

/* ---- Quotations */

static void
append_source (MlgView    *view,
               GtkWidget  *box,
               MlgRecord  *link)
{
  const char *document = mlg_record_get_named (link, "document");
  const char *page = mlg_record_get_named (link, "page");
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;
  MlgId id;

  if (document == NULL || !mlg_id_parse (document, &id))
    return;

  title = mlg_project_dup_title (mlg_view_get_project (view), mlg_schema_find ("document"), &id);
  words = page != NULL ? g_strdup_printf (_("— %s, p. %s"), title, page) : g_strdup_printf ("— %s", title);
  append_text (box, words, "source");
}

/* In front of a room nothing that its author keeps to herself. */
static gboolean
is_told (MlgView   *view,
         MlgRecord *record)
{
  gboolean projector = mlg_focus_is_projector (mlg_view_get_focus (view));

  return !projector || mlg_level_allows (MLG_LEVEL_PARTNERS, record, NULL);
}

void
mlg_axis_append_quotes (MlgView   *view,
                        GtkWidget *box,
                        MlgRecord *record)
{
  g_autoptr(GPtrArray) links = mlg_project_referring (mlg_view_get_project (view), mlg_schema_find ("source_link"), "target",
                                                      mlg_record_get_id (record));

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      MlgRecord *link = g_ptr_array_index (links, i);
      MlgRecord *next = i + 1 < links->len ? g_ptr_array_index (links, i + 1) : NULL;
      const char *quote = mlg_record_get_named (link, "quote");
      g_autofree char *words = quote != NULL ? g_strdup_printf (_("“%s”"), quote) : NULL;

      if (!is_told (view, link))
        continue;
      append_text (box, words, "quote");
      /* Each source is named once, after its last sentence. */
      if (next == NULL || g_strcmp0 (mlg_record_get_named (link, "document"), mlg_record_get_named (next, "document")) != 0)
        append_source (view, box, link);
    }
}

static void
update_quotes (MlgAxisRow *self)
{
  GtkWidget *child;
  gboolean open = gtk_toggle_button_get_active (self->more);

  while ((child = gtk_widget_get_first_child (self->quotes)) != NULL)
    gtk_box_remove (GTK_BOX (self->quotes), child);
  if (!open)
    mlg_axis_append_quotes (self->view, self->quotes, self->axis);
  gtk_widget_set_visible (self->quotes, gtk_widget_get_first_child (self->quotes) != NULL);
  if (self->quotes_table != NULL)
    {
      gtk_widget_set_visible (self->quotes_table, open);
      mlg_child_table_refresh (MLG_CHILD_TABLE (self->quotes_table));
    }
}

/* ---- Shown and hidden */

static void
update (MlgAxisRow *self)
{
  MlgProject *project = mlg_view_get_project (self->view);
  g_autofree char *name = mlg_axis_dup_name (project, self->axis);
  g_autofree char *direction = mlg_axis_dup_direction (project, self->partnership, self->axis);
  g_autofree char *tell = g_strdup_printf (_("Direction: %s"), direction);
  gboolean open = gtk_toggle_button_get_active (self->more);

  gtk_label_set_text (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_text (GTK_LABEL (self->turn_label), direction);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->turn), GTK_ACCESSIBLE_PROPERTY_LABEL, tell, -1);
  gtk_widget_set_visible (self->kind_box, open);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      gboolean filled = mlg_record_get_named (self->axis, details[i]) != NULL;
      /* The words of an axis outside the list are its name already. */
      gboolean named = i == 0 && mlg_record_get_named (self->axis, "kind") == NULL;

      gtk_widget_set_visible (gtk_widget_get_parent (self->cells[i]), open || (filled && !named) ||
                              mlg_cell_is_edited (MLG_CELL (self->cells[i])));
      gtk_widget_set_visible (self->captions[i], filled && i > 0);
    }
  update_quotes (self);
}

static void
make_quotes_table (MlgAxisRow *self)
{
  static const char *const columns[] = { "quote", "document", "page", NULL };

  self->quotes_table = mlg_child_table_new (mlg_view_get_focus (self->view), mlg_schema_find ("source_link"), "target",
                                            columns, TRUE);
  mlg_child_table_set_adding (MLG_CHILD_TABLE (self->quotes_table), "quote", _("A quotation: paste it, then Enter"));
  mlg_child_table_set_record (MLG_CHILD_TABLE (self->quotes_table), self->axis);
  gtk_box_append (GTK_BOX (self), self->quotes_table);
}

static void
more_toggled_cb (MlgAxisRow *self)
{
  if (gtk_toggle_button_get_active (self->more) && self->quotes_table == NULL)
    make_quotes_table (self);
  update (self);
  g_signal_emit (self, signals[RESIZED], 0);
}

/* ---- Commands */

static void
turn_clicked_cb (MlgAxisRow *self)
{
  MlgAxisDirection direction = mlg_axis_get_direction (self->axis, self->partnership);
  g_autoptr(GError) error = NULL;

  if (!mlg_axis_set_direction (mlg_view_get_project (self->view), self->axis, self->partnership,
                               (direction + 1) % MLG_N_AXIS_DIRECTIONS, &error))
    mlg_view_report (self->view, error);
}

static void
remove_clicked_cb (MlgAxisRow *self)
{
  g_autoptr(MlgAxisRow) hold = g_object_ref (self);
  g_autoptr(GError) error = NULL;

  if (!mlg_project_delete (mlg_view_get_project (self->view), mlg_record_get_entity (self->axis),
                           mlg_record_get_id (self->axis), &error))
    mlg_view_report (self->view, error);
}

/* ---- Life */

static void
mlg_axis_row_dispose (GObject *object)
{
  MlgAxisRow *self = MLG_AXIS_ROW (object);

  g_clear_object (&self->partnership);
  g_clear_object (&self->axis);

  G_OBJECT_CLASS (mlg_axis_row_parent_class)->dispose (object);
}

static void
mlg_axis_row_class_init (MlgAxisRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_axis_row_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[RESIZED] = g_signal_new ("resized", MLG_TYPE_AXIS_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mlg_axis_row_init (MlgAxisRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "axis");
}

static GtkWidget *
make_head (MlgAxisRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = make_label (NULL, "kind");
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *more = gtk_toggle_button_new ();

  self->name = GTK_LABEL (name);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_max_width_chars (self->name, 26);

  self->more = GTK_TOGGLE_BUTTON (more);
  gtk_button_set_icon_name (GTK_BUTTON (more), "document-edit-symbolic");
  gtk_widget_add_css_class (more, "flat");
  gtk_widget_set_valign (more, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (more, _("Importance, what it makes possible, quotations"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Importance, what it makes possible, quotations"), -1);
  g_signal_connect_swapped (more, "toggled", G_CALLBACK (more_toggled_cb), self);

  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _("Remove this axis"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove this axis"), -1);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked_cb), self);

  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), mlg_term_choice_new (self->view, self->axis, "economy", _("To be qualified"), "monetary"));
  gtk_box_append (GTK_BOX (head), more);
  gtk_box_append (GTK_BOX (head), remove);

  return head;
}

static GtkWidget *
make_turn (MlgAxisRow *self)
{
  self->turn = gtk_button_new ();
  self->turn_label = make_label (NULL, NULL);
  gtk_button_set_child (GTK_BUTTON (self->turn), self->turn_label);
  gtk_widget_add_css_class (self->turn, "flat");
  gtk_widget_add_css_class (self->turn, "turn");
  gtk_widget_set_halign (self->turn, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->turn, _("Turn: both ways, from one to the other, the other way round"));
  g_signal_connect_swapped (self->turn, "clicked", G_CALLBACK (turn_clicked_cb), self);

  return self->turn;
}

static GtkWidget *
make_kind (MlgAxisRow *self)
{
  GtkWidget *label = gtk_label_new (_("Axis"));

  gtk_widget_add_css_class (label, "source");
  self->kind_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (self->kind_box), label);
  gtk_box_append (GTK_BOX (self->kind_box),
                  mlg_term_choice_new (self->view, self->axis, "kind", _("In one’s own words"), NULL));

  return self->kind_box;
}

static GtkWidget *
make_detail (MlgAxisRow *self,
             guint       i)
{
  const MlgField *field = mlg_entity_find_field (mlg_record_get_entity (self->axis), details[i]);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->captions[i] = gtk_label_new (_(field->label));
  gtk_widget_add_css_class (self->captions[i], "caption");
  gtk_widget_set_valign (self->captions[i], GTK_ALIGN_START);
  self->cells[i] = mlg_cell_new (mlg_view_get_focus (self->view), field, TRUE);
  gtk_widget_set_hexpand (self->cells[i], TRUE);
  mlg_cell_set_record (MLG_CELL (self->cells[i]), self->axis);
  gtk_box_append (GTK_BOX (line), self->captions[i]);
  gtk_box_append (GTK_BOX (line), self->cells[i]);

  return line;
}

GtkWidget *
mlg_axis_row_new (MlgView   *view,
                  MlgRecord *partnership,
                  MlgRecord *axis)
{
  MlgAxisRow *self = g_object_new (MLG_TYPE_AXIS_ROW, NULL);

  self->view = view;
  self->partnership = g_object_ref (partnership);
  self->axis = g_object_ref (axis);
  gtk_box_append (GTK_BOX (self), make_head (self));
  gtk_box_append (GTK_BOX (self), make_turn (self));
  gtk_box_append (GTK_BOX (self), make_kind (self));
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    gtk_box_append (GTK_BOX (self), make_detail (self, i));
  self->quotes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_box_append (GTK_BOX (self), self->quotes);
  g_signal_connect_object (axis, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

const MlgId *
mlg_axis_row_get_id (MlgAxisRow *self)
{
  g_return_val_if_fail (MLG_IS_AXIS_ROW (self), NULL);

  return mlg_record_get_id (self->axis);
}

void
mlg_axis_row_refresh (MlgAxisRow *self)
{
  g_return_if_fail (MLG_IS_AXIS_ROW (self));

  update (self);
}
