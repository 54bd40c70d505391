/* The monographs screen: the list, the text under its guiding questions, the pages to come. */

#include "ui/monographs/mlg-monographs-view.h"

#include "exchange/mlg-project-template.h"
#include "store/mlg-record-list.h"
#include "ui/monographs/mlg-across-view.h"
#include "ui/monographs/mlg-monograph-commands.h"
#include "ui/monographs/mlg-monograph-editor.h"
#include "ui/monographs/mlg-monograph-list.h"
#include "ui/monographs/mlg-monographs-resources.h"
#include "ui/monographs/mlg-rich-buffer.h"
#include "ui/monographs/mlg-templates-page.h"
#include "ui/records/mlg-picker.h"

#include <glib/gi18n-lib.h>

/* Below this, text and pages side by side would both be too narrow to read. */
#define WIDTH_FOR_BOTH 900
/* Below this, they take the room of the list. */
#define WIDTH_FOR_ALL  1280
#define WIDTH_OF_PANEL 300

struct _MlgMonographsView
{
  MlgView             parent_instance;

  /* Of the template */
  GtkWidget          *content;
  GtkWidget          *side;
  GtkWidget          *side_line;
  GtkWidget          *list;
  GtkWidget          *to_ask;
  GtkWidget          *to_ask_title;
  GtkWidget          *middle;
  MlgMonographEditor *editor;
  MlgAcrossView      *across;
  GtkWidget          *across_button;
  MlgTemplatesPage   *templates_page;
  GtkWidget          *templates_button;
  GtkWidget          *new_button;
  GtkWidget          *popovers[2];
  GtkWidget          *outlines[2];    /* a drop-down in each */
  GtkWidget          *explanations[2];
  guint               asking;         /* which popover is open */
  char               *wanted;         /* the outline it opens with; or NULL */
  GPtrArray          *templates;      /* MlgTemplateInfo */

  MlgRecordList      *records;
  MlgRecord          *chosen;
  gboolean            filling;        /* the selection comes from us */
  guint               refill;
  int                 width;
};

G_DEFINE_FINAL_TYPE (MlgMonographsView, mlg_monographs_view, MLG_TYPE_VIEW)

static const MlgEntity *
monograph_entity (void)
{
  return mlg_schema_find ("monograph");
}

static void
report_cb (MlgMonographsView *self,
           const GError      *error)
{
  mlg_view_report (MLG_VIEW (self), error);
}

static void
toast_cb (MlgMonographsView *self,
          const char        *text)
{
  mlg_view_toast (MLG_VIEW (self), text);
}

/* ---- the list */

/* What stands in the middle: the text, or what is read across, or the outlines. */
static gboolean
is_pressed (GtkWidget *button)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
}

static void
show_text (MlgMonographsView *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->across_button), FALSE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->templates_button), FALSE);
}

static void
show_chosen (MlgMonographsView *self)
{
  const MlgId *id = self->chosen != NULL ? mlg_record_get_id (self->chosen) : NULL;
  guint n = mlg_monograph_fill_to_ask (mlg_view_get_project (MLG_VIEW (self)), id, GTK_LIST_BOX (self->to_ask));

  gtk_widget_set_visible (self->to_ask_title, n > 0);
  gtk_widget_set_visible (self->to_ask, n > 0);
  if (is_pressed (self->across_button))
    gtk_stack_set_visible_child_name (GTK_STACK (self->middle), "across");
  else if (is_pressed (self->templates_button))
    gtk_stack_set_visible_child_name (GTK_STACK (self->middle), "templates");
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->middle), self->chosen != NULL ? "editor" : "none");
}

static void
fill_list (MlgMonographsView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  const MlgEntity *entity = mlg_focus_get_entity (focus);
  const MlgId *actor = entity == mlg_schema_find (MLG_ENTITY_ACTOR) ? mlg_focus_get_id (focus) : NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->records));
  gboolean had_keyboard = gtk_widget_get_focus_child (self->list) != NULL;
  GtkListBoxRow *selected;
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(MlgRecord) monograph = g_list_model_get_item (G_LIST_MODEL (self->records), i);
      GtkWidget *row = mlg_monograph_row_new (mlg_view_get_project (MLG_VIEW (self)), monograph, actor);

      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      if (self->chosen != NULL && mlg_id_equal (mlg_record_get_id (self->chosen), mlg_record_get_id (monograph)))
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
    }
  self->filling = FALSE;

  selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  if (had_keyboard && selected != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (selected));
  gtk_stack_set_visible_child_name (GTK_STACK (self->content), n > 0 ? "work" : "empty");
}

static void
choose (MlgMonographsView *self,
        const MlgId       *id)
{
  g_autoptr(MlgRecord) record = id != NULL
                                  ? mlg_project_get_record (mlg_view_get_project (MLG_VIEW (self)), monograph_entity (), id) : NULL;

  if (record != NULL && mlg_record_is_deleted (record))
    g_clear_object (&record);

  /* What is typed in the one before is kept before we leave it. */
  mlg_monograph_editor_set_record (self->editor, record);
  g_set_object (&self->chosen, record);
  show_chosen (self);
}

static gboolean
refill_cb (gpointer data)
{
  MlgMonographsView *self = MLG_MONOGRAPHS_VIEW (data);

  self->refill = 0;
  if (self->chosen != NULL && mlg_record_is_deleted (self->chosen))
    choose (self, NULL);
  fill_list (self);
  show_chosen (self);
  mlg_monograph_editor_refresh (self->editor);
  if (is_pressed (self->across_button))
    mlg_across_view_refresh (self->across);
  if (is_pressed (self->templates_button))
    mlg_templates_page_refresh (self->templates_page);
  return G_SOURCE_REMOVE;
}

/* Several signals tell of one change. */
static void
refill_soon (MlgMonographsView *self)
{
  if (self->refill == 0)
    self->refill = g_idle_add (refill_cb, self);
}

static void
row_selected_cb (MlgMonographsView *self,
                 GtkListBoxRow     *row)
{
  if (self->filling || row == NULL)
    return;
  show_text (self);
  mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), monograph_entity (), mlg_monograph_row_get_id (row));
}

/* ---- across the monographs */

static void
across_toggled_cb (MlgMonographsView *self)
{
  mlg_monograph_editor_commit (self->editor);
  if (is_pressed (self->across_button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->templates_button), FALSE);
  show_chosen (self);
  if (is_pressed (self->across_button))
    mlg_across_view_refresh (self->across);
}

/* ---- the outlines */

static void
templates_toggled_cb (MlgMonographsView *self)
{
  mlg_monograph_editor_commit (self->editor);
  if (is_pressed (self->templates_button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->across_button), FALSE);
  show_chosen (self);
  if (is_pressed (self->templates_button))
    mlg_templates_page_refresh (self->templates_page);
}

/* Kept from the monograph on screen: there to be named and changed. */
static void
outline_kept_cb (MlgMonographsView *self,
                 const char        *id)
{
  g_object_set (self->editor, "previewing", FALSE, NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->templates_button), TRUE);
  mlg_templates_page_choose (self->templates_page, id);
}

static void
begin_cb (MlgMonographsView *self,
          const char        *id)
{
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->new_button));
}

static void
go_to_section_cb (MlgMonographsView *self,
                  const char        *id_text)
{
  g_autoptr(MlgRecord) section = NULL;
  MlgId id, monograph;

  if (mlg_id_parse (id_text, &id))
    section = mlg_project_get_record (mlg_view_get_project (MLG_VIEW (self)), mlg_schema_find ("monograph_section"), &id);
  if (section == NULL || !mlg_id_parse (mlg_record_get_named (section, "monograph"), &monograph))
    return;

  show_text (self);
  mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), monograph_entity (), &monograph);
  mlg_monograph_editor_go_to (self->editor, &id);
}

static void
question_activated_cb (MlgMonographsView *self,
                       GtkListBoxRow     *row)
{
  MlgId id = *mlg_monograph_row_get_id (row);

  show_text (self);
  g_object_set (self->editor, "previewing", FALSE, NULL);
  mlg_monograph_editor_go_to (self->editor, &id);
}

static void
selection_changed_cb (MlgMonographsView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  if (mlg_focus_get_entity (focus) == monograph_entity () && mlg_focus_get_id (focus) != NULL)
    choose (self, mlg_focus_get_id (focus));
  refill_soon (self);
}

static void
project_changed_cb (MlgMonographsView *self)
{
  refill_soon (self);
}

/* ---- a new monograph */

static const char *
get_outline (MlgMonographsView *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->outlines[self->asking]));
  const MlgTemplateInfo *info = self->templates != NULL && i < self->templates->len ? g_ptr_array_index (self->templates, i) : NULL;

  return info != NULL ? info->id : "mes";
}

static void
describe_outline (MlgMonographsView *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->outlines[self->asking]));
  const MlgTemplateInfo *info = self->templates != NULL && i < self->templates->len ? g_ptr_array_index (self->templates, i) : NULL;

  gtk_label_set_text (GTK_LABEL (self->explanations[self->asking]), info != NULL && info->description != NULL ? info->description : "");
}

/* Those of the file may have changed. */
static void
list_outlines (MlgMonographsView *self,
               GtkWidget         *popover)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  const char *wanted = self->wanted != NULL ? self->wanted : "mes";
  guint chosen = 0;

  self->asking = popover == self->popovers[1];
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = mlg_project_templates_list (mlg_view_get_project (MLG_VIEW (self)));
  for (guint i = 0; i < self->templates->len; i++)
    {
      const MlgTemplateInfo *info = g_ptr_array_index (self->templates, i);

      gtk_string_list_append (titles, info->title);
      if (g_strcmp0 (info->id, wanted) == 0)
        chosen = i;
    }
  g_clear_pointer (&self->wanted, g_free);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->outlines[self->asking]), G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->outlines[self->asking]), chosen);
  describe_outline (self);
}

static void
create (MlgMonographsView *self,
        const MlgId       *initiative)
{
  g_autoptr(GError) error = NULL;
  MlgId id;

  for (guint i = 0; i < G_N_ELEMENTS (self->popovers); i++)
    gtk_popover_popdown (GTK_POPOVER (self->popovers[i]));

  if (!mlg_project_template_write (mlg_view_get_project (MLG_VIEW (self)), get_outline (self), NULL, initiative, &id, &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      return;
    }
  show_text (self);
  mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), monograph_entity (), &id);
}

static void
initiative_picked_cb (MlgMonographsView *self,
                      const char        *element)
{
  MlgId id;

  if (mlg_id_parse (element, &id))
    create (self, &id);
}

static void
without_clicked_cb (MlgMonographsView *self)
{
  create (self, NULL);
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
popover_shown_cb (GtkWidget         *popover,
                  MlgMonographsView *self)
{
  list_outlines (self, popover);
}

/* Which outline, which initiative? */
static GtkWidget *
new_popover (MlgMonographsView *self,
             guint              number)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *without = gtk_button_new_with_label (_("Begin without initiative"));
  GtkWidget *picker = mlg_picker_new (mlg_view_get_focus (MLG_VIEW (self)),
                                      mlg_entity_find_field (monograph_entity (), "initiative"));

  gtk_widget_set_size_request (box, 340, -1);
  gtk_widget_add_css_class (box, "new-monograph");
  g_signal_connect_swapped (picker, "picked", G_CALLBACK (initiative_picked_cb), self);
  g_signal_connect_swapped (without, "clicked", G_CALLBACK (without_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), new_label (_("Which outline is it to follow?"), "section"));
  self->outlines[number] = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  self->explanations[number] = new_label ("", "dim");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->outlines[number]), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Which outline is it to follow?"), -1);
  g_signal_connect_swapped (self->outlines[number], "notify::selected", G_CALLBACK (describe_outline), self);
  g_signal_connect (popover, "show", G_CALLBACK (popover_shown_cb), self);
  gtk_box_append (GTK_BOX (box), self->outlines[number]);
  gtk_box_append (GTK_BOX (box), self->explanations[number]);
  gtk_box_append (GTK_BOX (box), new_label (_("Which initiative does it tell?"), "section"));
  gtk_box_append (GTK_BOX (box), picker);
  gtk_box_append (GTK_BOX (box), without);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

/* ---- life */

static void
share_room (MlgMonographsView *self)
{
  gboolean previewing, panel, with_list;

  g_object_get (self->editor, "previewing", &previewing, "panel-shown", &panel, NULL);
  with_list = (!previewing && !panel) || self->width >= WIDTH_FOR_ALL + (previewing && panel ? WIDTH_OF_PANEL : 0);
  with_list &= !mlg_monograph_editor_is_alone (self->editor);
  gtk_widget_set_visible (self->side, with_list);
  gtk_widget_set_visible (self->side_line, with_list);
  mlg_monograph_editor_set_narrow (self->editor, self->width < WIDTH_FOR_BOTH + (panel ? WIDTH_OF_PANEL : 0));
}

static gboolean
width_changed_cb (gpointer data)
{
  MlgMonographsView *self = MLG_MONOGRAPHS_VIEW (data);

  if (self->editor != NULL)
    share_room (self);
  return G_SOURCE_REMOVE;
}

static void
mlg_monographs_view_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
}

static void
mlg_monographs_view_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  MlgMonographsView *self = MLG_MONOGRAPHS_VIEW (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);

  /* Not while sizes are being given out. */
  if (self->width != width)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, width_changed_cb, g_object_ref (self), g_object_unref);
  self->width = width;
}

static void
theme_changed_cb (MlgMonographsView *self)
{
  gboolean dark;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-application-prefer-dark-theme", &dark, NULL);
  mlg_rich_buffer_set_dark (dark);
}

static void
connect (MlgMonographsView *self)
{
  MlgView *view = MLG_VIEW (self);

  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-application-prefer-dark-theme",
                           G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  theme_changed_cb (self);

  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  /* The chosen row does not tell again that it is: a click leads back to its text. */
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (show_text), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->to_ask, "row-activated", G_CALLBACK (question_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->across_button, "toggled", G_CALLBACK (across_toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->templates_button, "toggled", G_CALLBACK (templates_toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->templates_page, "report", G_CALLBACK (report_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->templates_page, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->templates_page, "begin", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "outline-kept", G_CALLBACK (outline_kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->across, "report", G_CALLBACK (report_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->across, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->across, "go-to", G_CALLBACK (go_to_section_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "report", G_CALLBACK (report_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::previewing", G_CALLBACK (share_room), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::panel-shown", G_CALLBACK (share_room), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->records, "items-changed", G_CALLBACK (refill_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_view_get_focus (view), "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mlg_view_get_project (view), "changed", G_CALLBACK (project_changed_cb), self, G_CONNECT_SWAPPED);
}

/* The focus if it is a monograph, else the first of the list. */
static void
choose_first (MlgMonographsView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));

  if (mlg_focus_get_entity (focus) == monograph_entity () && mlg_focus_get_id (focus) != NULL)
    choose (self, mlg_focus_get_id (focus));
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->records)) > 0)
    {
      g_autoptr(MlgRecord) first = g_list_model_get_item (G_LIST_MODEL (self->records), 0);

      choose (self, mlg_record_get_id (first));
    }
  else
    choose (self, NULL);
}

static void
mlg_monographs_view_focus_set (MlgView *view)
{
  MlgMonographsView *self = MLG_MONOGRAPHS_VIEW (view);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/maillage/Maillage/monographs/mlg-monographs-view.ui");

  self->content = GTK_WIDGET (gtk_builder_get_object (builder, "content"));
  self->side = GTK_WIDGET (gtk_builder_get_object (builder, "side"));
  self->side_line = GTK_WIDGET (gtk_builder_get_object (builder, "side_line"));
  self->list = GTK_WIDGET (gtk_builder_get_object (builder, "list"));
  self->to_ask = GTK_WIDGET (gtk_builder_get_object (builder, "to_ask"));
  self->to_ask_title = GTK_WIDGET (gtk_builder_get_object (builder, "to_ask_title"));
  self->middle = GTK_WIDGET (gtk_builder_get_object (builder, "middle"));
  self->editor = MLG_MONOGRAPH_EDITOR (gtk_builder_get_object (builder, "editor"));
  self->across = MLG_ACROSS_VIEW (gtk_builder_get_object (builder, "across"));
  self->across_button = GTK_WIDGET (gtk_builder_get_object (builder, "across_button"));
  self->templates_page = MLG_TEMPLATES_PAGE (gtk_builder_get_object (builder, "outlines"));
  self->templates_button = GTK_WIDGET (gtk_builder_get_object (builder, "templates_button"));
  self->new_button = GTK_WIDGET (gtk_builder_get_object (builder, "new_button"));
  for (guint i = 0; i < G_N_ELEMENTS (self->popovers); i++)
    {
      static const char *const buttons[] = { "new_button", "first_button" };

      self->popovers[i] = new_popover (self, i);
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (gtk_builder_get_object (builder, buttons[i])), self->popovers[i]);
    }

  self->records = mlg_record_list_new (mlg_view_get_project (view), monograph_entity ());
  mlg_monograph_editor_set_focus (self->editor, mlg_view_get_focus (view));
  mlg_across_view_set_focus (self->across, mlg_view_get_focus (view));
  mlg_templates_page_set_focus (self->templates_page, mlg_view_get_focus (view));
  connect (self);
  mlg_view_set_child (view, self->content);
  choose_first (self);
  fill_list (self);
}

static void
mlg_monographs_view_dispose (GObject *object)
{
  MlgMonographsView *self = MLG_MONOGRAPHS_VIEW (object);

  g_clear_handle_id (&self->refill, g_source_remove);
  self->editor = NULL;
  g_clear_object (&self->records);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (mlg_monographs_view_parent_class)->dispose (object);
}

static void
mlg_monographs_view_class_init (MlgMonographsViewClass *klass)
{
  /* Named here, so that a static library keeps it. */
  mlg_monographs_get_resource ();
  g_type_ensure (MLG_TYPE_ACROSS_VIEW);
  g_type_ensure (MLG_TYPE_MONOGRAPH_EDITOR);
  g_type_ensure (MLG_TYPE_TEMPLATES_PAGE);

  G_OBJECT_CLASS (klass)->dispose = mlg_monographs_view_dispose;
  GTK_WIDGET_CLASS (klass)->measure = mlg_monographs_view_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = mlg_monographs_view_size_allocate;
  MLG_VIEW_CLASS (klass)->focus_set = mlg_monographs_view_focus_set;
}

static void
mlg_monographs_view_init (MlgMonographsView *self)
{
  /* A layout manager would hide our width from us. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
}

GtkWidget *
mlg_monographs_view_new (void)
{
  return g_object_new (MLG_TYPE_MONOGRAPHS_VIEW, NULL);
}
