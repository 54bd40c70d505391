/* Where a column may go. */

#include "ui/importing/mlg-import-targets.h"

#include "model/mlg-text.h"

#include <glib/gi18n-lib.h>

#define LIST_WIDTH  300
#define LIST_HEIGHT 340

typedef enum { NO_FIELD, USUAL, PLACES, CONTACTS, NUMBERS, OTHERS, N_GROUPS } Group;

typedef struct
{
  MlgImportTarget target;
  Group           group;
  char           *folded;
} Line;

struct _MlgImportTargets
{
  GtkPopover  parent_instance;

  GtkWidget  *search;
  GtkWidget  *list;

  GArray     *lines;      /* Line, in the order of the list */
  char       *wanted;     /* folded; what is typed */
};

G_DEFINE_FINAL_TYPE (MlgImportTargets, mlg_import_targets, GTK_TYPE_POPOVER)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->folded);
}

char *
mlg_import_target_dup_label (const MlgImportTarget *target)
{
  switch (target->use)
    {
    case MLG_COLUMN_SKIP:
      return g_strdup (_("Leave out"));
    case MLG_COLUMN_NOTE:
      return g_strdup (_("Keep in the notes"));
    case MLG_COLUMN_ID:
      return g_strdup (_("Identifier of the record"));
    case MLG_COLUMN_FIELD:
    default:
      break;
    }

  if (target->field->n_parts == 0)
    return g_strdup (_(target->field->label));
  if (target->part == MLG_WHOLE_FIELD)
    return g_strdup_printf (_("%s, in one column"), _(target->field->label));
  if (target->field->parts[target->part].label == target->field->label)
    return g_strdup (_(target->field->label));
  return g_strdup_printf ("%s › %s", _(target->field->label), _(target->field->parts[target->part].label));
}

static const char *
get_heading (Group group)
{
  switch (group)
    {
    case NO_FIELD:
      return _("Without a field");
    case USUAL:
      return _("Usual");
    case PLACES:
      return _("Address and place");
    case CONTACTS:
      return _("Contact");
    case NUMBERS:
      return _("Identifiers");
    default:
      return _("Other fields");
    }
}

static Group
get_group (const MlgField *field)
{
  switch (field->type)
    {
    case MLG_TYPE_ADDRESS:
    case MLG_TYPE_PLACE:
      return PLACES;
    case MLG_TYPE_EMAIL:
    case MLG_TYPE_PHONE:
    case MLG_TYPE_URL:
      return CONTACTS;
    case MLG_TYPE_CODE:
      return NUMBERS;
    default:
      return field->flags & (MLG_FIELD_TITLE | MLG_FIELD_REQUIRED | MLG_FIELD_COLUMN) ? USUAL : OTHERS;
    }
}

/* ---- the list */

static void
add_line (MlgImportTargets *self,
          Group             group,
          MlgColumnUse      use,
          const MlgField   *field,
          guint             part)
{
  Line line = { { use, field, part }, group, NULL };
  g_autofree char *text = mlg_import_target_dup_label (&line.target);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  line.folded = mlg_fold (text);
  g_array_append_val (self->lines, line);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (field != NULL && field->help != NULL)
    gtk_widget_set_tooltip_text (row, _(field->help));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_field (MlgImportTargets *self,
           Group             group,
           const MlgField   *field)
{
  if (field->n_parts == 0)
    add_line (self, group, MLG_COLUMN_FIELD, field, 0);
  for (guint part = 0; part < field->n_parts; part++)
    add_line (self, group, MLG_COLUMN_FIELD, field, part);
  if (field->type == MLG_TYPE_PLACE)
    add_line (self, group, MLG_COLUMN_FIELD, field, MLG_WHOLE_FIELD);
}

static Line *
get_line (MlgImportTargets *self,
          GtkListBoxRow    *row)
{
  return &g_array_index (self->lines, Line, gtk_list_box_row_get_index (row));
}

static void
show_heading (GtkListBoxRow *row,
              GtkListBoxRow *before,
              gpointer       data)
{
  MlgImportTargets *self = data;
  Group group = get_line (self, row)->group;
  GtkWidget *label;

  if (before != NULL && get_line (self, before)->group == group)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label = gtk_label_new (get_heading (group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "import-heading");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
is_wanted (GtkListBoxRow *row,
           gpointer       data)
{
  MlgImportTargets *self = data;

  return self->wanted == NULL || *self->wanted == '\0' || mlg_fold_matches (get_line (self, row)->folded, self->wanted);
}

static void
searched_cb (MlgImportTargets *self)
{
  g_free (self->wanted);
  self->wanted = mlg_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

static void
choose (MlgImportTargets *self,
        GtkListBoxRow    *row)
{
  MlgImportTarget target = get_line (self, row)->target;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, &target);
}

/* Enter takes the first that is left. */
static void
entered_cb (MlgImportTargets *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (GTK_IS_LIST_BOX_ROW (row) && gtk_widget_get_child_visible (row) && is_wanted (GTK_LIST_BOX_ROW (row), self))
        {
          choose (self, GTK_LIST_BOX_ROW (row));
          return;
        }
    }
}

static gboolean
key_cb (MlgImportTargets *self,
        guint             key)
{
  if (key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
  return GDK_EVENT_STOP;
}

/* ---- life */

static void
mlg_import_targets_finalize (GObject *object)
{
  MlgImportTargets *self = MLG_IMPORT_TARGETS (object);

  g_array_unref (self->lines);
  g_free (self->wanted);

  G_OBJECT_CLASS (mlg_import_targets_parent_class)->finalize (object);
}

static void
mlg_import_targets_class_init (MlgImportTargetsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mlg_import_targets_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", MLG_TYPE_IMPORT_TARGETS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
mlg_import_targets_init (MlgImportTargets *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);

  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Find a field"), -1);
  g_signal_connect_swapped (self->search, "changed", G_CALLBACK (searched_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (entered_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->search, keys);

  self->list = gtk_list_box_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Fields"), -1);
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), show_heading, self, NULL);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), is_wanted, self, NULL);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, LIST_WIDTH, LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "import-targets");
}

GtkWidget *
mlg_import_targets_new (void)
{
  return g_object_new (MLG_TYPE_IMPORT_TARGETS, NULL);
}

void
mlg_import_targets_set_entity (MlgImportTargets *self,
                               const MlgEntity  *entity)
{
  GtkWidget *row;

  g_return_if_fail (MLG_IS_IMPORT_TARGETS (self));

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  g_array_set_size (self->lines, 0);

  add_line (self, NO_FIELD, MLG_COLUMN_NOTE, NULL, 0);
  add_line (self, NO_FIELD, MLG_COLUMN_SKIP, NULL, 0);
  for (Group group = USUAL; group < N_GROUPS; group++)
    {
      for (guint i = 0; i < entity->n_fields; i++)
        {
          const MlgField *field = &entity->fields[i];
          gboolean hidden = field->flags & (MLG_FIELD_HIDDEN | MLG_FIELD_GONE) && field->number != MLG_FIELD_KEY;

          if (!hidden && get_group (field) == group)
            add_field (self, group, field);
        }
      if (group == NUMBERS)
        add_line (self, group, MLG_COLUMN_ID, NULL, 0);
    }
}

void
mlg_import_targets_show (MlgImportTargets      *self,
                         const MlgImportColumn *column)
{
  GtkListBoxRow *chosen = NULL;

  g_return_if_fail (MLG_IS_IMPORT_TARGETS (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  searched_cb (self);
  for (guint i = 0; i < self->lines->len && chosen == NULL; i++)
    {
      const MlgImportTarget *target = &g_array_index (self->lines, Line, i).target;

      if (target->use == column->use &&
          (column->use != MLG_COLUMN_FIELD || (target->field == column->field && target->part == column->part)))
        chosen = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);
    }

  gtk_list_box_select_row (GTK_LIST_BOX (self->list), chosen);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->search);
}
