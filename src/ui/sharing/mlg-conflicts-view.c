/* What two people wrote in the same place: both values side by side, until one is chosen. */

#include "ui/sharing/mlg-conflicts-view.h"

#include "exchange/mlg-monograph-progress.h"
#include "ui/common/mlg-change-words.h"
#include "ui/sharing/mlg-sharing-resources.h"

#include <glib/gi18n-lib.h>

struct _MlgConflictsView
{
  MlgView    parent_instance;

  GtkWidget *stack;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (MlgConflictsView, mlg_conflicts_view, MLG_TYPE_VIEW)

/* What a button would keep. */
typedef struct
{
  const MlgEntity *entity;
  MlgId            id;
  const MlgField  *field;
  char            *value;
  gboolean         deletes;
} Choice;

static void
choice_free (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  g_free (choice->value);
  g_free (choice);
}

static MlgConflictsView *
view_of (GtkWidget *widget)
{
  return MLG_CONFLICTS_VIEW (gtk_widget_get_ancestor (widget, MLG_TYPE_CONFLICTS_VIEW));
}

static void
keep_cb (GtkWidget *button,
         Choice    *choice)
{
  MlgConflictsView *self = view_of (button);
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_autoptr(GError) error = NULL;
  gboolean done;

  if (choice->field != NULL)
    done = mlg_monograph_check_change (project, choice->entity, &choice->id, choice->field, choice->value, &error) &&
           mlg_project_set (project, choice->entity, &choice->id, choice->field, choice->value, &error);
  else if (choice->deletes)
    done = mlg_project_delete (project, choice->entity, &choice->id, &error);
  else
    {
      g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Keep record"), &error);

      done = gesture != NULL && mlg_gesture_restore (gesture, choice->entity, &choice->id, &error) &&
             mlg_project_commit (project, g_steal_pointer (&gesture), &error);
    }

  if (!done)
    mlg_view_report (MLG_VIEW (self), error);
}

static void
open_cb (GtkWidget *button,
         Choice    *choice)
{
  mlg_focus_select (mlg_view_get_focus (MLG_VIEW (view_of (button))), choice->entity, &choice->id);
}

static Choice *
choice_new (MlgConflict *conflict,
            const char  *value,
            gboolean     deletes)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->entity = conflict->entity;
  choice->id = conflict->id;
  choice->field = conflict->field;
  choice->value = g_strdup (value);
  choice->deletes = deletes;
  return choice;
}

static void
connect_choice (GtkWidget *button,
                GCallback  callback,
                Choice    *choice)
{
  g_signal_connect_data (button, "clicked", callback, choice, choice_free, 0);
}

static GtkWidget *
make_value (MlgConflictsView *self,
            MlgConflict      *conflict,
            MlgHistoryEntry  *head)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *text = conflict->field != NULL
    ? mlg_project_display (mlg_view_get_project (MLG_VIEW (self)), conflict->field, head->after)
    : g_strdup (head->kind == MLG_CHANGE_DELETED ? _("Deleted") : _("Changed"));
  g_autofree char *who = mlg_describe_author (head);
  GtkWidget *value = gtk_label_new (*text != '\0' ? text : _("(nothing)"));
  GtkWidget *meta = gtk_label_new (who);
  GtkWidget *keep = gtk_button_new_with_label (_("Keep this one"));
  g_autofree char *name = g_strdup_printf (_("Keep “%s”"), text);

  gtk_label_set_xalign (GTK_LABEL (value), 0);
  gtk_label_set_wrap (GTK_LABEL (value), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_label_set_xalign (GTK_LABEL (meta), 0);
  gtk_widget_add_css_class (meta, "dim-label");
  gtk_widget_add_css_class (meta, "caption");
  gtk_widget_set_halign (keep, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (keep), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  connect_choice (keep, G_CALLBACK (keep_cb), choice_new (conflict, head->after, head->kind == MLG_CHANGE_DELETED));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_add_css_class (box, "conflict-value");
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (GTK_BOX (box), meta);
  gtk_box_append (GTK_BOX (box), keep);
  return box;
}

static const char *
describe_kind (MlgConflict *conflict)
{
  switch (conflict->kind)
    {
    case MLG_CONFLICT_DELETED:
      return _("deleted on one side, changed on the other");
    case MLG_CONFLICT_TEXT_MERGED:
      return _("two changed texts put together: to be read again");
    case MLG_CONFLICT_VALUES:
    default:
      return _("changed on both sides");
    }
}

static void
add_conflict (MlgConflictsView *self,
              MlgConflict      *conflict)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *values = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *title = mlg_project_dup_title (mlg_view_get_project (MLG_VIEW (self)), conflict->entity, &conflict->id);
  g_autofree char *head = conflict->field != NULL ? g_strdup_printf ("%s — %s", title, _(conflict->field->label))
                                                  : g_strdup (title);
  GtkWidget *name = gtk_button_new_with_label (head);
  GtkWidget *kind = gtk_label_new (describe_kind (conflict));

  gtk_button_set_has_frame (GTK_BUTTON (name), FALSE);
  gtk_widget_set_halign (name, GTK_ALIGN_START);
  connect_choice (name, G_CALLBACK (open_cb), choice_new (conflict, NULL, FALSE));
  gtk_label_set_xalign (GTK_LABEL (kind), 0);
  gtk_widget_add_css_class (kind, "dim-label");
  gtk_box_set_homogeneous (GTK_BOX (values), TRUE);
  for (guint i = 0; i < conflict->heads->len; i++)
    gtk_box_append (GTK_BOX (values), make_value (self, conflict, g_ptr_array_index (conflict->heads, i)));

  gtk_widget_add_css_class (box, "share-row");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), kind);
  gtk_box_append (GTK_BOX (box), values);
  gtk_list_box_append (GTK_LIST_BOX (self->list), box);
}

static void
refresh (MlgConflictsView *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) conflicts = mlg_store_conflicts (mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self))), &error);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    add_conflict (self, g_ptr_array_index (conflicts, i));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    conflicts != NULL && conflicts->len > 0 ? "list" : "empty");
}

static void
mlg_conflicts_view_focus_set (MlgView *view)
{
  MlgConflictsView *self = MLG_CONFLICTS_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/sharing/mlg-conflicts-view.ui");

  self->stack = GTK_WIDGET (gtk_builder_get_object (builder, "stack"));
  self->list = GTK_WIDGET (gtk_builder_get_object (builder, "list"));
  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  mlg_view_set_child (view, self->stack);
  refresh (self);
}

static void
mlg_conflicts_view_class_init (MlgConflictsViewClass *klass)
{
  mlg_sharing_get_resource ();
  MLG_VIEW_CLASS (klass)->focus_set = mlg_conflicts_view_focus_set;
}

static void
mlg_conflicts_view_init (MlgConflictsView *self)
{
}
