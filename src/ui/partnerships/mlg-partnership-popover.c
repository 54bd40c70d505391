/* A partnership, seen from its line in the graph. */

#include "ui/partnerships/mlg-partnership-popover.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-graph.h"
#include "ui/common/mlg-popover-keys.h"
#include "ui/partnerships/mlg-axis-chips.h"
#include "ui/partnerships/mlg-axis-row.h"
#include "ui/partnerships/mlg-graph-words.h"
#include "ui/partnerships/mlg-partnership-commands.h"
#include "ui/partnerships/mlg-term-choice.h"
#include "ui/records/mlg-child-table.h"
#include "ui/records/mlg-field-editor.h"

#define WIDTH        460
#define ROOM_AROUND  260     /* pixels of the window left for head, foot and frame */
#define LEAST_HEIGHT 180

/* What is said of a partnership besides its axes. */
static const char *const details[] = { "period", "side", "initiative", "description" };

struct _MlgPartnershipPopover
{
  GtkPopover    parent_instance;

  /* Inside */
  GtkWidget    *content;
  GtkWidget    *scrolled, *middle;
  GtkLabel     *names;
  GtkWidget    *fact, *wish;
  MlgAxisChips *chips;
  GtkWidget    *rows;             /* MlgAxisRow, in the order of the axes */
  GtkWidget    *quotes;
  GtkWidget    *details;          /* made when first unfolded */
  GtkWidget    *editors[G_N_ELEMENTS (details)];
  GtkWidget    *tables[2];        /* agreements, quotations */

  GtkWidget    *back;             /* weak: had the keyboard before */

  /* Borrowed: the popover lives in the view */
  MlgView      *view;

  /* Owned */
  MlgProject   *project;
  MlgRecord    *partnership;
  int           max_height;       /* of the middle, before it scrolls */
  gboolean      showing;          /* fact or wish is set from the file */
};

G_DEFINE_FINAL_TYPE (MlgPartnershipPopover, mlg_partnership_popover, GTK_TYPE_POPOVER)

/* ---- Fact or wish */

static void
fact_toggled_cb (MlgPartnershipPopover *self,
                 GtkToggleButton       *toggle)
{
  g_autoptr(GError) error = NULL;

  if (self->showing || !gtk_toggle_button_get_active (toggle))
    return;
  if (!mlg_partnership_set_fact (self->project, self->partnership, GTK_WIDGET (toggle) == self->fact, &error))
    mlg_view_report (self->view, error);
}

/* One that has ended is neither. */
static void
show_fact (MlgPartnershipPopover *self)
{
  const char *state = mlg_record_get_named (self->partnership, "state");
  gboolean fact = mlg_partnership_is_established (state);

  self->showing = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->fact), fact);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->wish), !fact && g_strcmp0 (state, "ended") != 0);
  self->showing = FALSE;
}

static GtkWidget *
make_fact (MlgPartnershipPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->fact = gtk_toggle_button_new_with_label (_("It exists"));
  self->wish = gtk_toggle_button_new_with_label (_("It is wished for"));
  g_signal_connect_swapped (self->fact, "toggled", G_CALLBACK (fact_toggled_cb), self);
  g_signal_connect_swapped (self->wish, "toggled", G_CALLBACK (fact_toggled_cb), self);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->fact);
  gtk_box_append (GTK_BOX (box), self->wish);

  return box;
}

/* ---- Size */

/* As high as its lines are at this width, as far as the window has room. */
static void
fit_height (MlgPartnershipPopover *self)
{
  int width = gtk_widget_get_width (self->middle);
  int height;

  gtk_widget_measure (self->middle, GTK_ORIENTATION_VERTICAL, width > 0 ? width : WIDTH, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scrolled), MIN (height, self->max_height));
}

/* It does not grow by itself, nor before what is new in it was measured. */
static gboolean
grow_cb (GtkWidget     *popover,
         GdkFrameClock *clock,
         gpointer       data)
{
  gboolean has_width = gtk_widget_get_width (MLG_PARTNERSHIP_POPOVER (popover)->middle) > 0;

  fit_height (MLG_PARTNERSHIP_POPOVER (popover));
  if (gtk_widget_get_mapped (popover))
    gtk_popover_present (GTK_POPOVER (popover));

  /* Large letters make it wider than it was thought to be. */
  return has_width ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* ---- Axes */

static MlgAxisRow *
find_row (MlgPartnershipPopover *self,
          const MlgId           *axis)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (mlg_id_equal (mlg_axis_row_get_id (MLG_AXIS_ROW (row)), axis))
      return MLG_AXIS_ROW (row);

  return NULL;
}

static gboolean
has_axis (GPtrArray   *axes,
          const MlgId *id)
{
  for (guint i = 0; i < axes->len; i++)
    if (mlg_id_equal (mlg_record_get_id (g_ptr_array_index (axes, i)), id))
      return TRUE;

  return FALSE;
}

/* The keyboard does not fall out of the popover with the row it was in. */
static void
remove_row (MlgPartnershipPopover *self,
            GtkWidget             *row)
{
  GtkWidget *next = gtk_widget_get_next_sibling (row);

  if (gtk_widget_get_focus_child (self->rows) == row &&
      !(next != NULL && gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD)))
    mlg_axis_chips_grab_first (self->chips);
  gtk_box_remove (GTK_BOX (self->rows), row);
}

static void
resized_cb (MlgPartnershipPopover *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

static void
append_row (MlgPartnershipPopover *self,
            MlgRecord             *axis)
{
  GtkWidget *row = mlg_axis_row_new (self->view, self->partnership, axis);

  g_signal_connect_object (row, "resized", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->rows), row);
}

/* Rows that stay are left as they are: the keyboard is in one of them. */
static void
update_axes (MlgPartnershipPopover *self)
{
  g_autoptr(GPtrArray) axes = mlg_project_referring (self->project, mlg_schema_find (MLG_ENTITY_AXIS), "partnership",
                                                     mlg_record_get_id (self->partnership));
  GtkWidget *next;

  if (axes == NULL)
    axes = g_ptr_array_new ();
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = next)
    {
      next = gtk_widget_get_next_sibling (row);
      if (!has_axis (axes, mlg_axis_row_get_id (MLG_AXIS_ROW (row))))
        remove_row (self, row);
    }
  for (guint i = 0; i < axes->len; i++)
    {
      MlgAxisRow *row = find_row (self, mlg_record_get_id (g_ptr_array_index (axes, i)));

      if (row != NULL)
        mlg_axis_row_refresh (row);
      else
        append_row (self, g_ptr_array_index (axes, i));
    }
  mlg_axis_chips_update (self->chips, axes);
}

static void
update_quotes (MlgPartnershipPopover *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->quotes)) != NULL)
    gtk_box_remove (GTK_BOX (self->quotes), child);
  if (self->details == NULL || !gtk_widget_get_visible (self->details))
    mlg_axis_append_quotes (self->view, self->quotes, self->partnership);
  gtk_widget_set_visible (self->quotes, gtk_widget_get_first_child (self->quotes) != NULL);
}

/* ---- Dates, purpose, agreement */

static GtkWidget *
make_table (MlgPartnershipPopover *self,
            const char            *entity,
            const char            *parent_field,
            const char *const     *columns,
            const char            *adding_field,
            const char            *words)
{
  GtkWidget *table = mlg_child_table_new (mlg_view_get_focus (self->view), mlg_schema_find (entity), parent_field,
                                          columns, TRUE);

  mlg_child_table_set_adding (MLG_CHILD_TABLE (table), adding_field, words);
  mlg_child_table_set_record (MLG_CHILD_TABLE (table), self->partnership);

  return table;
}

static void
make_details (MlgPartnershipPopover *self)
{
  static const char *const agreement_columns[] = { "title", "state", "period", NULL };
  static const char *const quote_columns[] = { "quote", "document", "page", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      self->editors[i] = mlg_field_editor_new (mlg_view_get_focus (self->view),
                                               mlg_entity_find_field (mlg_record_get_entity (self->partnership), details[i]));
      mlg_field_editor_set_record (MLG_FIELD_EDITOR (self->editors[i]), self->partnership);
      gtk_box_append (GTK_BOX (self->details), self->editors[i]);
    }
  self->tables[0] = make_table (self, "agreement", "partnership", agreement_columns, "title",
                                _("An agreement: type its title, then Enter"));
  self->tables[1] = make_table (self, "source_link", "target", quote_columns, "quote",
                                _("A quotation: paste it, then Enter"));
  for (guint i = 0; i < G_N_ELEMENTS (self->tables); i++)
    gtk_box_append (GTK_BOX (self->details), self->tables[i]);
}

/* They are at the bottom: they come into sight with the keyboard, once they have their place. */
static gboolean
come_in_sight_cb (GtkWidget     *details_box,
                  GdkFrameClock *clock,
                  gpointer       data)
{
  if (gtk_widget_get_height (details_box) == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_child_focus (details_box, GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

static void
details_toggled_cb (MlgPartnershipPopover *self,
                    GtkToggleButton       *toggle)
{
  if (self->tables[0] == NULL)
    make_details (self);
  gtk_widget_set_visible (self->details, gtk_toggle_button_get_active (toggle));
  update_quotes (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
  if (gtk_toggle_button_get_active (toggle))
    gtk_widget_add_tick_callback (self->details, come_in_sight_cb, NULL, NULL);
}

static void
update_details (MlgPartnershipPopover *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->editors); i++)
    if (self->editors[i] != NULL)
      mlg_field_editor_refresh (MLG_FIELD_EDITOR (self->editors[i]));
  for (guint i = 0; i < G_N_ELEMENTS (self->tables); i++)
    if (self->tables[i] != NULL)
      mlg_child_table_refresh (MLG_CHILD_TABLE (self->tables[i]));
}

/* ---- The foot */

static void
delete_clicked_cb (MlgPartnershipPopover *self)
{
  g_autoptr(MlgPartnershipPopover) hold = g_object_ref (self);
  g_autoptr(GError) error = NULL;

  if (!mlg_project_delete (self->project, mlg_record_get_entity (self->partnership),
                           mlg_record_get_id (self->partnership), &error))
    mlg_view_report (self->view, error);
  gtk_popover_popdown (GTK_POPOVER (hold));
}

static void
sheet_clicked_cb (MlgPartnershipPopover *self)
{
  mlg_focus_select (mlg_view_get_focus (self->view), mlg_record_get_entity (self->partnership),
                    mlg_record_get_id (self->partnership));
  gtk_popover_popdown (GTK_POPOVER (self));
}

static GtkWidget *
make_foot (MlgPartnershipPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *details_toggle = gtk_toggle_button_new_with_label (_("Dates, purpose, agreement"));
  GtkWidget *sheet = gtk_button_new_with_label (_("Sheet"));
  GtkWidget *delete = gtk_button_new_with_label (_("Delete"));
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_hexpand (space, TRUE);
  gtk_widget_add_css_class (details_toggle, "flat");
  gtk_widget_add_css_class (sheet, "flat");
  gtk_widget_add_css_class (delete, "flat");
  gtk_widget_set_tooltip_text (delete, _("Delete the partnership"));
  gtk_widget_set_tooltip_text (sheet, _("Show the whole sheet on the right"));
  g_signal_connect_swapped (details_toggle, "toggled", G_CALLBACK (details_toggled_cb), self);
  g_signal_connect_swapped (sheet, "clicked", G_CALLBACK (sheet_clicked_cb), self);
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (delete_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), details_toggle);
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), sheet);
  gtk_box_append (GTK_BOX (box), delete);

  return box;
}

/* ---- The whole */

static char *
dup_name (MlgPartnershipPopover *self,
          const char            *end)
{
  const char *text = mlg_record_get_named (self->partnership, end);
  MlgId id;

  if (text == NULL || !mlg_id_parse (text, &id))
    return g_strdup (_("unknown"));

  return mlg_project_dup_title (self->project, mlg_schema_find (MLG_ENTITY_ACTOR), &id);
}

static void
update_names (MlgPartnershipPopover *self)
{
  g_autofree char *a = dup_name (self, "a");
  g_autofree char *b = dup_name (self, "b");
  g_autofree char *both = g_strdup_printf ("%s – %s", a, b);

  gtk_label_set_text (self->names, both);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
}

static void
update (MlgPartnershipPopover *self)
{
  update_names (self);
  show_fact (self);
  update_axes (self);
  update_quotes (self);
  update_details (self);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

static GtkWidget *
make_head (MlgPartnershipPopover *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->names = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->names, 0);
  gtk_label_set_wrap (self->names, TRUE);
  gtk_label_set_wrap_mode (self->names, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (self->names, 44);
  gtk_widget_add_css_class (GTK_WIDGET (self->names), "names");
  gtk_box_append (GTK_BOX (line), make_fact (self));
  gtk_box_append (GTK_BOX (line), mlg_term_choice_new (self->view, self->partnership, "state", NULL, NULL));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->names));
  gtk_box_append (GTK_BOX (head), line);

  return head;
}

static GtkWidget *
make_middle (MlgPartnershipPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *question = gtk_label_new (_("What passes between them?"));

  gtk_label_set_xalign (GTK_LABEL (question), 0);
  gtk_widget_add_css_class (question, "dim");
  self->chips = MLG_AXIS_CHIPS (mlg_axis_chips_new (self->view, self->partnership));
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->quotes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->details = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->quotes, "axis");
  gtk_widget_add_css_class (self->details, "axis");
  gtk_widget_set_visible (self->details, FALSE);
  gtk_box_append (GTK_BOX (box), question);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chips));
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->quotes);
  gtk_box_append (GTK_BOX (box), self->details);

  return box;
}

static void
make_content (MlgPartnershipPopover *self,
              int                    height)
{
  self->max_height = MAX (height - ROOM_AROUND, LEAST_HEIGHT);
  self->middle = make_middle (self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->middle);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);

  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_set_size_request (self->content, WIDTH, -1);
  gtk_box_append (GTK_BOX (self->content), make_head (self));
  gtk_box_append (GTK_BOX (self->content), self->scrolled);
  gtk_box_append (GTK_BOX (self->content), make_foot (self));
  gtk_popover_set_child (GTK_POPOVER (self), self->content);
}

static gboolean
update_idle (gpointer data)
{
  MlgPartnershipPopover *self = data;

  if (self->project == NULL)
    return G_SOURCE_REMOVE;
  if (mlg_record_is_deleted (self->partnership))
    gtk_popover_popdown (GTK_POPOVER (self));
  else
    update (self);

  return G_SOURCE_REMOVE;
}

/* Later: the widget that asked for the change is still at work. */
static void
project_changed_cb (MlgPartnershipPopover *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_idle, g_object_ref (self), g_object_unref);
}

static gboolean
unparent_idle (gpointer data)
{
  gtk_widget_unparent (data);

  return G_SOURCE_REMOVE;
}

/* What is typed and not kept yet is kept. */
static void
closed_cb (MlgPartnershipPopover *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *back = self->back != NULL && gtk_widget_get_mapped (self->back) ? self->back : parent;

  for (guint i = 0; i < G_N_ELEMENTS (self->editors); i++)
    if (self->editors[i] != NULL && self->partnership != NULL && !mlg_record_is_deleted (self->partnership))
      mlg_field_editor_flush (MLG_FIELD_EDITOR (self->editors[i]));
  if (back != NULL)
    gtk_widget_grab_focus (back);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_idle, g_object_ref (self), g_object_unref);
}

static void
mlg_partnership_popover_dispose (GObject *object)
{
  MlgPartnershipPopover *self = MLG_PARTNERSHIP_POPOVER (object);

  g_clear_weak_pointer (&self->back);
  g_clear_object (&self->project);
  g_clear_object (&self->partnership);

  G_OBJECT_CLASS (mlg_partnership_popover_parent_class)->dispose (object);
}

static void
mlg_partnership_popover_class_init (MlgPartnershipPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mlg_partnership_popover_dispose;
}

static void
mlg_partnership_popover_init (MlgPartnershipPopover *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "partnership");
  mlg_popover_keep_keys (GTK_WIDGET (self));
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/* Beside the line, where there is more room: under or over it there is never enough for five axes. */
static GtkPositionType
choose_side (GtkWidget          *parent,
             const GdkRectangle *at)
{
  GtkRoot *root = gtk_widget_get_root (parent);
  double x, y;

  if (root == NULL || !gtk_widget_translate_coordinates (parent, GTK_WIDGET (root), at->x, at->y, &x, &y))
    return GTK_POS_RIGHT;

  return x < gtk_widget_get_width (GTK_WIDGET (root)) / 2.0 ? GTK_POS_RIGHT : GTK_POS_LEFT;
}

GtkWidget *
mlg_partnership_popover_show (MlgView            *view,
                              GtkWidget          *parent,
                              const GdkRectangle *at,
                              const MlgId        *partnership,
                              gboolean            fresh)
{
  MlgProject *project = mlg_view_get_project (view);
  MlgRecord *record = mlg_project_get_record (project, mlg_schema_find (MLG_ENTITY_PARTNERSHIP), partnership);
  MlgPartnershipPopover *self;
  GtkRoot *root = gtk_widget_get_root (parent);

  /* A membership or a meeting is not a partnership. */
  if (record == NULL)
    return NULL;

  self = g_object_new (MLG_TYPE_PARTNERSHIP_POPOVER, NULL);
  self->view = view;
  self->project = g_object_ref (project);
  self->partnership = record;
  make_content (self, root != NULL ? gtk_widget_get_height (GTK_WIDGET (root)) : 0);
  update (self);
  g_signal_connect_object (project, "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), at);
  gtk_popover_set_position (GTK_POPOVER (self), choose_side (parent, at));
  g_set_weak_pointer (&self->back, root != NULL ? gtk_root_get_focus (root) : NULL);
  gtk_popover_popup (GTK_POPOVER (self));
  if (fresh)
    mlg_axis_chips_grab_first (self->chips);

  return GTK_WIDGET (self);
}
