/* « Historique »: moments on the left, what changed since in the middle, one record in detail on the right.
 *
 * What differs is worked out in a thread, on a connection of its own: a year of work is read in a second.
 */

#include "ui/history/mlg-history-view.h"

#include "model/mlg-text.h"
#include "store/mlg-moment.h"
#include "ui/common/mlg-change-words.h"
#include "ui/common/mlg-label.h"
#include "ui/common/mlg-task.h"
#include "ui/common/mlg-wrap-layout.h"
#include "ui/history/mlg-history-item.h"
#include "ui/history/mlg-history-moments.h"
#include "ui/history/mlg-history-resources.h"

#include <glib/gi18n-lib.h>

/* A widget a line: more than anybody reads. */
#define MAX_LINES 200

struct _MlgHistoryView
{
  MlgView             parent_instance;

  MlgHistoryMoments  *moments;
  GtkEditable        *name;
  GtkWidget          *name_button;
  GtkLabel           *summary;
  GtkDropDown        *authors;
  GtkWidget          *compare;
  GtkWidget          *restore;
  GtkWidget          *forget;
  GtkStack           *stack;
  GtkListView        *list;
  GtkBox             *details;

  GListStore         *items;
  GtkSingleSelection *selection;
  GPtrArray          *entries;      /* MlgHistoryEntry; the items lend them */
  GPtrArray          *author_names; /* char *, of the lines of ->authors after the first */
  GCancellable       *reading;
  guint               idle;
  gboolean            filling;
};

G_DEFINE_FINAL_TYPE (MlgHistoryView, mlg_history_view, MLG_TYPE_VIEW)

/* ---- the rows */

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *labels[] = { gtk_label_new (NULL), gtk_label_new (NULL) };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  gtk_widget_add_css_class (labels[1], "dim");
  gtk_widget_add_css_class (box, "history-row");
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item)
{
  MlgHistoryItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), item->title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (box)), item->detail);
  gtk_widget_set_tooltip_text (box, item->detail);
}

/* ---- going back */

static void
restore (MlgHistoryView *self,
         const MlgScope *scope)
{
  const MlgMoment *moment = mlg_history_moments_get_chosen (self->moments);
  MlgRestored restored = { 0 };
  g_autoptr(GError) error = NULL;

  if (moment == NULL)
    return;
  if (!mlg_moment_restore (mlg_view_get_project (MLG_VIEW (self)), moment, scope, &restored, &error))
    mlg_view_report (MLG_VIEW (self), error);
  else if (moment->since != NULL && restored.n_changed == 0)
    mlg_view_toast (MLG_VIEW (self), _("Nothing of this merge is left to take back."));
  else if (moment->since != NULL && restored.n_left > 0)
    mlg_view_toast (MLG_VIEW (self), _("The merge was taken back, but for what somebody changed since or erased for good."));
  else if (restored.n_changed == 0)
    mlg_view_toast (MLG_VIEW (self), restored.n_left > 0 ? _("What was erased for good does not come back.")
                                                         : _("There is nothing to restore: it was so then."));
}

static void
restore_all_cb (MlgHistoryView *self)
{
  restore (self, NULL);
}

typedef struct
{
  MlgHistoryView  *view;
  const MlgEntity *entity;
  MlgId            id;
  const MlgField  *field;
} Target;

static void
restore_cb (GtkWidget *button,
            Target    *target)
{
  MlgScope scope = { target->entity, &target->id, target->field };

  restore (target->view, &scope);
}

static void
open_cb (GtkWidget *button,
         Target    *target)
{
  const char *name = target->entity->name;
  const char *screen = g_str_equal (name, MLG_ENTITY_ACTOR) ? "directory"
                     : g_str_equal (name, MLG_ENTITY_PARTNERSHIP) ? "partnerships"
                     : g_str_equal (name, "monograph") ? "monographs" : name;

  mlg_focus_select (mlg_view_get_focus (MLG_VIEW (target->view)), target->entity, &target->id);
  gtk_widget_activate_action (GTK_WIDGET (target->view), "win.screen", "s", screen);
}

static void
free_target (gpointer  target,
             GClosure *closure)
{
  g_free (target);
}

static GtkWidget *
new_button (MlgHistoryView *self,
            const char     *label,
            GCallback       callback,
            MlgHistoryItem *item,
            const MlgField *field)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  Target *target = g_new0 (Target, 1);

  *target = (Target) { self, item->entity, item->id, field };
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_data (button, "clicked", callback, target, free_target, 0);
  return button;
}

/* ---- one record */

static GtkWidget *
new_line (MlgHistoryView        *self,
          MlgHistoryItem        *item,
          const MlgHistoryEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *sentence = mlg_describe_change (mlg_view_get_project (MLG_VIEW (self)), entry);
  g_autofree char *author = mlg_describe_author (entry);
  GtkWidget *button;

  gtk_box_append (GTK_BOX (box), mlg_label_new (sentence, NULL, -1));
  gtk_box_append (GTK_BOX (box), mlg_label_new (author, "dim", -1));
  if (entry->field != NULL)
    {
      g_autofree char *name = g_strdup_printf (_("Restore this field: %s"), _(entry->field->label));

      button = new_button (self, _("Restore this field"), G_CALLBACK (restore_cb), item, entry->field);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_widget_add_css_class (box, "history-line");
  return box;
}

static void
show_details (MlgHistoryView *self)
{
  MlgHistoryItem *item = gtk_single_selection_get_selected_item (self->selection);
  GtkWidget *child, *buttons;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->details))) != NULL)
    gtk_box_remove (self->details, child);
  if (item == NULL)
    return;

  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (buttons, mlg_wrap_layout_new (12));
  gtk_box_append (GTK_BOX (buttons), new_button (self, _("Restore the whole record"), G_CALLBACK (restore_cb), item, NULL));
  if (item->entity->stage != MLG_STAGE_INSIDE)
    gtk_box_append (GTK_BOX (buttons), new_button (self, _("Open the record"), G_CALLBACK (open_cb), item, NULL));
  gtk_box_append (self->details, mlg_label_new (item->title, "section", -1));
  gtk_box_append (self->details, buttons);
  for (guint i = 0; i < MIN (item->entries->len, MAX_LINES); i++)
    gtk_box_append (self->details, new_line (self, item, g_ptr_array_index (item->entries, i)));
}

/* ---- what changed */

static const char *
get_author (MlgHistoryView *self)
{
  guint selected = gtk_drop_down_get_selected (self->authors);

  return selected == 0 || self->author_names == NULL || selected > self->author_names->len
         ? NULL : g_ptr_array_index (self->author_names, selected - 1);
}

static void
show_summary (MlgHistoryView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  const char *title = mlg_history_moments_get_title (self->moments);
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *changed = g_strdup_printf (ngettext ("%s record changed", "%s records changed", n), count);
  g_autofree char *words = g_strdup_printf ("%s · %s", title != NULL ? title : "", changed);

  gtk_label_set_text (self->summary, words);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static void
show_items (MlgHistoryView *self)
{
  g_autoptr(GPtrArray) items = NULL;

  if (self->filling || self->entries == NULL)
    return;
  items = mlg_history_items_new (mlg_view_get_project (MLG_VIEW (self)), self->entries, get_author (self));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  show_summary (self);
  show_details (self);
}

static void
show_authors (MlgHistoryView *self)
{
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);

  self->filling = TRUE;
  g_clear_pointer (&self->author_names, g_ptr_array_unref);
  self->author_names = mlg_history_list_authors (self->entries);
  gtk_string_list_append (words, _("By everybody"));
  for (guint i = 0; i < self->author_names->len; i++)
    {
      g_autofree char *by = g_strdup_printf (_("By %s"), (char *) g_ptr_array_index (self->author_names, i));

      gtk_string_list_append (words, by);
    }
  gtk_drop_down_set_model (self->authors, G_LIST_MODEL (words));
  gtk_widget_set_visible (GTK_WIDGET (self->authors), self->author_names->len > 1);
  self->filling = FALSE;
}

/* ---- reading, in a thread */

typedef struct
{
  char      *database;
  MlgMoment *moment;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->database);
  mlg_moment_free (reading->moment);
  g_free (reading);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;
  g_autoptr(MlgStore) store = mlg_store_open (reading->database, MLG_STORE_BESIDE, &error);
  MlgPast past = mlg_moment_get_past (reading->moment);
  GPtrArray *entries = store != NULL ? mlg_store_compare (store, &past, NULL, &error) : NULL;

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  MlgHistoryView *self = MLG_HISTORY_VIEW (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || mlg_view_get_project (MLG_VIEW (self)) == NULL)
    return;
  g_clear_object (&self->reading);
  if (entries == NULL)
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }

  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_steal_pointer (&entries);
  show_authors (self);
  show_items (self);
}

static void
read_changes (MlgHistoryView *self)
{
  const MlgMoment *moment = mlg_history_moments_get_chosen (self->moments);
  MlgStore *store = mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self)));
  g_autoptr(GTask) task = NULL;
  Reading *reading;

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_set_sensitive (self->restore, moment != NULL);
  gtk_widget_set_visible (self->forget, mlg_history_moments_get_record (self->moments) != NULL);
  gtk_button_set_label (GTK_BUTTON (self->restore), moment != NULL && moment->since != NULL ? _("Take the whole merge back")
                                                                                            : _("Return everything to this moment"));
  gtk_widget_set_visible (self->compare, moment == NULL || moment->since == NULL);
  if (moment == NULL || store == NULL)
    return;

  reading = g_new0 (Reading, 1);
  reading->database = mlg_store_dup_path (store);
  reading->moment = mlg_moment_copy (moment);
  self->reading = g_cancellable_new ();
  task = mlg_task_new (self, self->reading, read_cb, NULL);
  g_task_set_return_on_cancel (task, FALSE);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

static gboolean
refresh_cb (gpointer user_data)
{
  MlgHistoryView *self = user_data;

  self->idle = 0;
  mlg_history_moments_refresh (self->moments, mlg_view_get_project (MLG_VIEW (self)));
  read_changes (self);
  return G_SOURCE_REMOVE;
}

static void
refresh (MlgHistoryView *self)
{
  if (self->idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add (refresh_cb, self);
}

/* ---- commands */

static void
name_cb (MlgHistoryView *self)
{
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autoptr(GError) error = NULL;
  MlgId id;

  if (*title == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->name));
      return;
    }
  if (!mlg_moment_name (mlg_view_get_project (MLG_VIEW (self)), title, NULL, &id, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }
  gtk_editable_set_text (self->name, "");
}

static void
forget_cb (MlgHistoryView *self)
{
  const MlgId *id = mlg_history_moments_get_record (self->moments);
  g_autoptr(GError) error = NULL;

  if (id != NULL && !mlg_project_delete (mlg_view_get_project (MLG_VIEW (self)), mlg_schema_find ("snapshot"), id, &error))
    mlg_view_report (MLG_VIEW (self), error);
}

/* The map, the graph and the lists draw what is new, gone or changed since. */
static void
compare_cb (MlgHistoryView *self)
{
  const MlgMoment *moment = mlg_history_moments_get_chosen (self->moments);
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  if (moment == NULL)
    return;
  mlg_focus_compare (focus, moment->date, 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.screen", "s", "map");
}

/* ---- life */

static void
connect_widgets (MlgHistoryView *self,
                 GtkBuilder     *builder)
{
  static const struct { const char *name; void (*func) (MlgHistoryView *); } buttons[] = {
    { "name_button", name_cb }, { "restore", restore_all_cb }, { "compare", compare_cb }, { "forget", forget_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_signal_connect_swapped (gtk_builder_get_object (builder, buttons[i].name), "clicked", G_CALLBACK (buttons[i].func), self);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (name_cb), self);
  g_signal_connect_swapped (self->moments, "chosen", G_CALLBACK (read_changes), self);
  g_signal_connect_swapped (self->authors, "notify::selected", G_CALLBACK (show_items), self);
}

static void
make_list (MlgHistoryView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_details), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

static void
mlg_history_view_focus_set (MlgView *view)
{
  MlgHistoryView *self = MLG_HISTORY_VIEW (view);
  g_autoptr(GtkBuilder) builder = NULL;

  g_type_ensure (MLG_TYPE_HISTORY_MOMENTS);
  builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/history/mlg-history-view.ui");
  self->moments = MLG_HISTORY_MOMENTS (gtk_builder_get_object (builder, "moments"));
  self->name = GTK_EDITABLE (gtk_builder_get_object (builder, "name"));
  self->summary = GTK_LABEL (gtk_builder_get_object (builder, "summary"));
  self->authors = GTK_DROP_DOWN (gtk_builder_get_object (builder, "authors"));
  self->compare = GTK_WIDGET (gtk_builder_get_object (builder, "compare"));
  self->restore = GTK_WIDGET (gtk_builder_get_object (builder, "restore"));
  self->forget = GTK_WIDGET (gtk_builder_get_object (builder, "forget"));
  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->list = GTK_LIST_VIEW (gtk_builder_get_object (builder, "list"));
  self->details = GTK_BOX (gtk_builder_get_object (builder, "details"));
  make_list (self);
  connect_widgets (self, builder);

  mlg_view_set_child (view, GTK_WIDGET (gtk_builder_get_object (builder, "content")));
  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (refresh), NULL);
}

static void
mlg_history_view_dispose (GObject *object)
{
  MlgHistoryView *self = MLG_HISTORY_VIEW (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->items != NULL)
    g_list_store_remove_all (self->items);
  g_clear_object (&self->selection);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (mlg_history_view_parent_class)->dispose (object);
}

static void
mlg_history_view_finalize (GObject *object)
{
  MlgHistoryView *self = MLG_HISTORY_VIEW (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->author_names, g_ptr_array_unref);

  G_OBJECT_CLASS (mlg_history_view_parent_class)->finalize (object);
}

static void
mlg_history_view_class_init (MlgHistoryViewClass *klass)
{
  /* Named here, so that a static library keeps it. */
  mlg_history_get_resource ();

  G_OBJECT_CLASS (klass)->dispose = mlg_history_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_history_view_finalize;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_history_view_focus_set;
}

static void
mlg_history_view_init (MlgHistoryView *self)
{
  self->items = g_list_store_new (MLG_TYPE_HISTORY_ITEM);
}
