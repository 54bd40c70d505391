/* Données personnelles: which persons are to be looked at again, what the file knows of each. */

#include "ui/privacy/mlg-privacy-view.h"

#include <glib/gi18n-lib.h>

#include "exchange/mlg-project-person.h"
#include "ui/privacy/mlg-person-panel.h"
#include "ui/privacy/mlg-privacy-resources.h"

#define DAY_SECONDS (24 * 60 * 60)
#define N_REASONS   5

struct _MlgPrivacyView
{
  MlgView             parent_instance;

  GtkStack           *stack;
  GtkStack           *persons;
  GtkListView        *list;
  GtkLabel           *review_label;
  GtkToggleButton    *review;
  MlgPersonPanel     *panel;

  GtkStringList      *names;          /* one a line of @shown */
  GtkSingleSelection *selection;
  GPtrArray          *lines;          /* MlgReviewLine: everybody */
  GPtrArray          *shown;          /* MlgReviewLine, borrowed of @lines */
  gboolean            filling;
  guint               idle;
};

G_DEFINE_FINAL_TYPE (MlgPrivacyView, mlg_privacy_view, MLG_TYPE_VIEW)

/* ---- the list */

static char *
dup_reasons (const MlgReviewLine *line)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < N_REASONS; i++)
    {
      if (line->reasons & 1u << i)
        g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", mlg_review_describe (1u << i));
    }

  return g_string_free (words, FALSE);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *reasons = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (reasons), 0);
  gtk_label_set_wrap (GTK_LABEL (reasons), TRUE);
  gtk_widget_add_css_class (reasons, "dim");
  gtk_widget_add_css_class (reasons, "review-reason");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), reasons);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         MlgPrivacyView     *self)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const MlgReviewLine *line = g_ptr_array_index (self->shown, gtk_list_item_get_position (item));
  g_autofree char *reasons = dup_reasons (line);

  gtk_label_set_text (GTK_LABEL (name), line->name);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), reasons);
  gtk_widget_set_visible (gtk_widget_get_next_sibling (name), *reasons != '\0');
}

static void
choose_line (MlgPrivacyView *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->filling)
    return;
  mlg_person_panel_show (self->panel, position < self->shown->len ? &((MlgReviewLine *) g_ptr_array_index (self->shown, position))->id : NULL);
}

/* Who was chosen stays chosen when the list is made anew. */
static guint
find_line (MlgPrivacyView *self,
           const MlgId    *id)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      if (mlg_id_equal (&((MlgReviewLine *) g_ptr_array_index (self->shown, i))->id, id))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
fill (MlgPrivacyView *self)
{
  gboolean all = !gtk_toggle_button_get_active (self->review);
  guint selected = gtk_single_selection_get_selected (self->selection), n_review = 0;
  MlgId chosen = { { 0 } };
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->lines);
  g_autofree char *label = NULL;

  if (selected < self->shown->len)
    chosen = ((MlgReviewLine *) g_ptr_array_index (self->shown, selected))->id;

  self->filling = TRUE;
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), NULL);
  g_ptr_array_set_size (self->shown, 0);
  self->lines = mlg_persons_review (mlg_view_get_project (MLG_VIEW (self)), (int) (g_get_real_time () / G_USEC_PER_SEC / DAY_SECONDS));
  for (guint i = 0; i < self->lines->len; i++)
    {
      MlgReviewLine *line = g_ptr_array_index (self->lines, i);

      n_review += line->reasons != 0;
      if (all || line->reasons != 0)
        {
          g_ptr_array_add (self->shown, line);
          g_ptr_array_add (names, line->name);
        }
    }
  g_ptr_array_add (names, NULL);
  gtk_string_list_splice (self->names, 0, 0, (const char *const *) names->pdata);
  gtk_single_selection_set_selected (self->selection, find_line (self, &chosen));
  self->filling = FALSE;

  label = g_strdup_printf (_("To look at again (%u)"), n_review);
  gtk_label_set_text (self->review_label, label);
  gtk_stack_set_visible_child_name (self->persons, self->shown->len > 0 ? "list" : "empty");
}

static gboolean
fill_idle (gpointer data)
{
  MlgPrivacyView *self = data;

  self->idle = 0;
  fill (self);
  mlg_person_panel_refresh (self->panel);
  return G_SOURCE_REMOVE;
}

/* Several commands in a row are one refresh, and none while nobody looks. */
static void
changed_cb (MlgPrivacyView *self)
{
  if (self->idle == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->idle = g_idle_add (fill_idle, self);
}

/* ---- callbacks */

static void
register_cb (MlgPrivacyView *self)
{
  mlg_privacy_save (MLG_VIEW (self), _("Register of processing of personal data"), _("register.pdf"),
                    mlg_register_new (mlg_view_get_project (MLG_VIEW (self))));
}

static void
projector_cb (MlgPrivacyView *self)
{
  gboolean projector = mlg_focus_is_projector (mlg_view_get_focus (MLG_VIEW (self)));

  gtk_stack_set_visible_child_name (self->stack, projector ? "projector" : "screen");
}

static void
mlg_privacy_view_focus_set (MlgView *view)
{
  MlgPrivacyView *self = MLG_PRIVACY_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/privacy/mlg-privacy-view.ui");
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->persons = GTK_STACK (gtk_builder_get_object (builder, "persons"));
  self->list = GTK_LIST_VIEW (gtk_builder_get_object (builder, "list"));
  self->review = GTK_TOGGLE_BUTTON (gtk_builder_get_object (builder, "review"));
  self->review_label = GTK_LABEL (gtk_builder_get_object (builder, "review_label"));
  self->panel = MLG_PERSON_PANEL (mlg_person_panel_new (view));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (gtk_builder_get_object (builder, "panel")), GTK_WIDGET (self->panel));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));

  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (choose_line), self);
  g_signal_connect_swapped (self->review, "toggled", G_CALLBACK (fill), self);
  g_signal_connect_swapped (gtk_builder_get_object (builder, "register"), "clicked", G_CALLBACK (register_cb), self);
  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_view_get_focus (view), "notify::projector", G_CALLBACK (projector_cb), self, G_CONNECT_SWAPPED);
  mlg_view_set_child (view, GTK_WIDGET (self->stack));
  projector_cb (self);
  fill (self);
}

static void
mlg_privacy_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mlg_privacy_view_parent_class)->map (widget);
  changed_cb (MLG_PRIVACY_VIEW (widget));
}

static void
mlg_privacy_view_dispose (GObject *object)
{
  MlgPrivacyView *self = MLG_PRIVACY_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->selection, self);
  G_OBJECT_CLASS (mlg_privacy_view_parent_class)->dispose (object);
}

static void
mlg_privacy_view_finalize (GObject *object)
{
  MlgPrivacyView *self = MLG_PRIVACY_VIEW (object);

  g_object_unref (self->selection);
  g_ptr_array_unref (self->shown);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  G_OBJECT_CLASS (mlg_privacy_view_parent_class)->finalize (object);
}

static void
mlg_privacy_view_class_init (MlgPrivacyViewClass *klass)
{
  mlg_privacy_get_resource ();
  G_OBJECT_CLASS (klass)->dispose = mlg_privacy_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mlg_privacy_view_finalize;
  GTK_WIDGET_CLASS (klass)->map = mlg_privacy_view_map;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_privacy_view_focus_set;
}

static void
mlg_privacy_view_init (MlgPrivacyView *self)
{
  self->names = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->names));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->shown = g_ptr_array_new ();
}
