/* Another file opened beside this one, to look for examples and resources in it. */

#include "ui/beside/mlg-beside-window.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-beside.h"
#include "ui/common/mlg-file-dialog.h"
#include "ui/common/mlg-label.h"

#define OURS        "*.maillage"
#define WIDTH       860
#define HEIGHT      620
#define LIST_WIDTH  330
#define MOST_FOUND  200

typedef struct
{
  GtkWindow     *window;
  GtkEditable   *search;
  GtkDropDown   *kinds;
  GtkListBox    *list;
  GtkLabel      *title;
  GtkLabel      *said;
  GtkBox        *fields;
  GtkWidget     *copy;
  GtkLabel      *answer;

  MlgProject    *project;
  MlgProject    *other;         /* read-only */
  GPtrArray     *found;         /* MlgRecord, one a row */
  MlgRecord     *chosen;        /* borrowed of @found, or NULL */
} Beside;

static const char *const kinds[] = { NULL, "initiative", "actor", "resource" };

static void
beside_free (gpointer data)
{
  Beside *self = data;

  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->other);
  g_clear_object (&self->project);
  g_free (self);
}

/* ---- the one that is chosen */

static void
show_fields (Beside *self)
{
  const MlgEntity *entity = self->chosen == NULL ? NULL : mlg_record_get_entity (self->chosen);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->fields))) != NULL)
    gtk_box_remove (self->fields, child);

  for (guint i = 0; entity != NULL && i < entity->n_fields; i++)
    {
      const MlgField *field = &entity->fields[i];
      const char *value = mlg_record_get (self->chosen, field);
      g_autofree char *words = NULL;
      GtkWidget *text;

      if (value == NULL || field->number == MLG_FIELD_KEY || field->number == MLG_FIELD_VISIBILITY ||
          (field->flags & (MLG_FIELD_PERSONAL | MLG_FIELD_SENSITIVE | MLG_FIELD_HIDDEN | MLG_FIELD_GONE | MLG_FIELD_TITLE)))
        continue;
      words = mlg_project_display (self->other, field, value);
      text = mlg_label_new (words, NULL, -1);
      gtk_label_set_selectable (GTK_LABEL (text), TRUE);
      gtk_box_append (self->fields, mlg_label_new (g_dgettext (GETTEXT_PACKAGE, field->label), "field-label", -1));
      gtk_box_append (self->fields, text);
    }
}

static void
show_chosen (Beside *self)
{
  g_autofree char *title = self->chosen == NULL ? NULL : mlg_record_dup_title (self->chosen);
  g_autofree char *quote = self->chosen == NULL ? NULL : mlg_beside_dup_quote (self->other, self->chosen);
  g_autofree char *said = quote == NULL ? NULL : g_strdup_printf (_("“%s”"), quote);

  gtk_label_set_text (self->title, title != NULL ? title : _("Choose what may be useful here."));
  gtk_label_set_text (self->said, said != NULL ? said : "");
  gtk_widget_set_visible (GTK_WIDGET (self->said), said != NULL);
  gtk_widget_set_sensitive (self->copy, self->chosen != NULL && !mlg_project_is_read_only (self->project));
  gtk_widget_set_visible (GTK_WIDGET (self->answer), FALSE);
  show_fields (self);
}

static void
row_selected_cb (Beside        *self,
                 GtkListBoxRow *row)
{
  int at = row == NULL ? -1 : gtk_list_box_row_get_index (row);

  self->chosen = at >= 0 && (guint) at < self->found->len ? g_ptr_array_index (self->found, at) : NULL;
  show_chosen (self);
}

static void
copy_cb (Beside *self)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (mlg_beside_copy (self->project, self->other, self->chosen, NULL, &error))
    sentence = g_strdup (_("Copied into your file, with its source. Undo takes it back."));
  else
    sentence = mlg_store_error_describe (error);

  gtk_label_set_text (self->answer, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), TRUE);
}

/* ---- the list */

static GtkWidget *
new_row (MlgRecord *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *title = mlg_record_dup_title (record);
  GtkWidget *kind = mlg_label_new (g_dgettext (GETTEXT_PACKAGE, mlg_record_get_entity (record)->label), "dim", -1);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), mlg_label_new (title, NULL, -1));
  gtk_box_append (GTK_BOX (box), kind);
  return box;
}

static void
search_cb (Beside *self)
{
  guint kind = gtk_drop_down_get_selected (self->kinds);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL && GTK_IS_LIST_BOX_ROW (row))
    gtk_list_box_remove (self->list, row);

  self->chosen = NULL;
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = mlg_beside_search (self->other, kinds[kind] == NULL ? NULL : mlg_schema_find (kinds[kind]),
                                   gtk_editable_get_text (self->search), MOST_FOUND);
  for (guint i = 0; i < self->found->len; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (self->found, i)));
  show_chosen (self);
}

/* ---- the window */

static GtkWidget *
make_side (Beside *self)
{
  const char *const words[] = { _("Everything"), _("Initiatives"), _("Actors"), _("Resources and gaps"), NULL };
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *nothing = mlg_label_new (_("Nothing answers in that file."), "dim", -1);

  self->search = GTK_EDITABLE (gtk_search_entry_new ());
  self->kinds = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (words));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  g_object_set (self->search, "placeholder-text", _("Search that file"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search that file"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->kinds), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What to look for"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Found in that file"), -1);
  gtk_widget_set_margin_top (nothing, 24);
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_size_request (side, LIST_WIDTH, -1);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->kinds));
  gtk_box_append (GTK_BOX (side), scroller);

  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (search_cb), self);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  return side;
}

static GtkWidget *
make_sheet (Beside *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->title = GTK_LABEL (mlg_label_new (NULL, "sheet-title", -1));
  self->said = GTK_LABEL (mlg_label_new (NULL, "dim", -1));
  self->fields = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  self->answer = GTK_LABEL (mlg_label_new (NULL, NULL, -1));
  self->copy = gtk_button_new_with_label (_("Copy into my file"));
  gtk_widget_set_tooltip_text (self->copy, _("With its source, as an example from elsewhere; without anything personal"));
  gtk_widget_set_halign (self->copy, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->copy, "suggested-action");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->fields));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (box, TRUE);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->said));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->answer));
  gtk_box_append (GTK_BOX (box), self->copy);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_cb), self);
  return box;
}

static void
make_window (Beside    *self,
             GtkWindow *parent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  g_autofree char *title = g_strdup_printf (_("%s — only read"), mlg_project_get_title (self->other));

  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_title (self->window, title);
  gtk_window_set_transient_for (self->window, parent);
  gtk_window_set_destroy_with_parent (self->window, TRUE);
  gtk_window_set_default_size (self->window, WIDTH, HEIGHT);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), make_side (self));
  gtk_box_append (GTK_BOX (box), make_sheet (self));
  gtk_window_set_child (self->window, box);
  g_object_set_data_full (G_OBJECT (self->window), "mlg-beside", self, beside_free);
}

gboolean
mlg_beside_window_show (GtkWindow   *parent,
                        MlgProject  *project,
                        const char  *path,
                        GError     **error)
{
  g_autoptr(MlgProject) other = mlg_project_open_read_only (path, error);
  Beside *self;

  if (other == NULL)
    return FALSE;

  self = g_new0 (Beside, 1);
  self->project = g_object_ref (project);
  self->other = g_steal_pointer (&other);
  make_window (self, parent);
  search_cb (self);
  gtk_window_present (self->window);
  return TRUE;
}

typedef struct
{
  GtkWindow  *parent;
  MlgProject *project;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->project);
  g_free (asking);
}

static void
chosen_cb (const char *path,
           gpointer    data)
{
  Asking *asking = data;
  g_autoptr(GError) error = NULL;

  if (!mlg_beside_window_show (asking->parent, asking->project, path, &error))
    {
      g_autofree char *sentence = mlg_store_error_describe (error);

      gtk_widget_activate_action (GTK_WIDGET (asking->parent), "win.say", "s", sentence);
    }
}

void
mlg_beside_window_open (GtkWindow  *parent,
                        MlgProject *project)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->parent = parent;
  asking->project = g_object_ref (project);
  /* As long as the window, which the dialog belongs to. */
  g_object_set_data_full (G_OBJECT (parent), "mlg-beside-asking", asking, asking_free);
  mlg_file_dialog_open (parent, _("Open another file beside"), OURS, chosen_cb, asking);
}
