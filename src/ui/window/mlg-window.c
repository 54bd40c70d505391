/* A window: one file, its screens, its sheet.
 *
 * A screen is made when it is first looked at. The window knows the screens by their names and
 * by what every view has; they know nothing of it.
 */

#include "ui/window/mlg-window-private.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "ui/common/mlg-keyboard.h"
#include "ui/common/mlg-settings.h"
#include "ui/common/mlg-text-scale.h"
#include "ui/common/mlg-view.h"
#include "ui/directory/mlg-directory-view.h"
#include "ui/duplicates/mlg-duplicates-view.h"
#include "ui/exporting/mlg-export-view.h"
#include "ui/importing/mlg-import-view.h"
#include "ui/history/mlg-history-view.h"
#include "ui/initiatives/mlg-initiatives-view.h"
#include "ui/map/mlg-map-view.h"
#include "ui/monographs/mlg-monographs-view.h"
#include "ui/needs/mlg-needs-view.h"
#include "ui/networks/mlg-networks-view.h"
#include "ui/partnerships/mlg-partnerships-view.h"
#include "ui/records/mlg-record-form.h"
#include "ui/records/mlg-records-view.h"
#include "ui/resources/mlg-resources-view.h"
#include "ui/privacy/mlg-privacy-view.h"
#include "ui/sharing/mlg-conflicts-view.h"
#include "ui/sharing/mlg-merge-view.h"
#include "ui/sharing/mlg-share-view.h"
#include "ui/stakeholders/mlg-stakeholders-view.h"
#include "ui/window/mlg-theme.h"
#include "ui/window/mlg-window-resources.h"

#define DEFAULT_WIDTH   1280
#define DEFAULT_HEIGHT  800
/* Below this, words in the sidebar would leave too little room beside the sheet. */
#define WIDTH_TO_UNFOLD 1180
#define SHEET_WIDTH     380
/* No more of the window than this. */
#define SHEET_SHARE     0.45
/* Pixels of the body text on the projector (docs/look.md: at least 24). */
#define PROJECTOR_SIZE      24
#define PROJECTOR_SIZE_MAX  48

G_DEFINE_FINAL_TYPE (MlgWindow, mlg_window, GTK_TYPE_APPLICATION_WINDOW)

/* ---- screens */

/* The screens made by hand; any other name is an entity's. */
static const struct
{
  const char *name;
  GType     (*get_type) (void);
  gboolean    all_room;         /* the sheet of an actor chosen elsewhere would be in the way */
  const char *own;              /* an entity whose sheet the screen shows itself; that of another stands beside */
  gboolean    filtered;         /* shows actors: the filter bar means something there */
} screens[] = {
  { "directory", mlg_directory_view_get_type, FALSE, NULL, TRUE },
  { "map", mlg_map_view_get_type, FALSE, NULL, TRUE },
  { "partnerships", mlg_partnerships_view_get_type, FALSE, NULL, TRUE },
  { "monographs", mlg_monographs_view_get_type, TRUE },
  { "initiative", mlg_initiatives_view_get_type, FALSE, "initiative" },
  { "need", mlg_needs_view_get_type, FALSE, "need" },
  { "resource", mlg_resources_view_get_type },
  { "network", mlg_networks_view_get_type, FALSE, "network" },
  { "involvement", mlg_stakeholders_view_get_type, FALSE, "initiative" },
  { "duplicates", mlg_duplicates_view_get_type, TRUE },
  { "importing", mlg_import_view_get_type, TRUE },
  { "exporting", mlg_export_view_get_type, TRUE },
  { "share", mlg_share_view_get_type, TRUE },
  { "merge", mlg_merge_view_get_type, TRUE },
  { "conflicts", mlg_conflicts_view_get_type, TRUE },
  { "privacy", mlg_privacy_view_get_type, TRUE },
  { "history", mlg_history_view_get_type, TRUE },
};

static GtkWidget *
new_view (const char *screen)
{
  const MlgEntity *entity;

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    if (g_str_equal (screen, screens[i].name))
      return g_object_new (screens[i].get_type (), NULL);

  entity = mlg_schema_find (screen);
  return entity != NULL ? mlg_records_view_new (entity) : NULL;
}

static void
view_report_cb (MlgWindow  *self,
                const char *sentence)
{
  mlg_banner_say (self->banner, MLG_BANNER_ERROR, sentence, NULL, NULL);
}

static GtkWidget *
ensure_view (MlgWindow  *self,
             const char *screen)
{
  GtkWidget *view = gtk_stack_get_child_by_name (self->views, screen);

  if (view != NULL)
    return view;

  view = new_view (screen);
  if (view == NULL)
    return NULL;

  g_signal_connect_swapped (view, "report", G_CALLBACK (view_report_cb), self);
  g_signal_connect_swapped (view, "toast", G_CALLBACK (mlg_window_toast), self);
  gtk_stack_add_named (self->views, view, screen);
  mlg_view_set_focus (MLG_VIEW (view), self->focus);

  return view;
}

void
mlg_window_remove_views (MlgWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->views))) != NULL)
    gtk_stack_remove (self->views, child);
}

/* The keyboard follows from one screen to the next, unless it is elsewhere in the window. */
static gboolean
has_keyboard (MlgWindow *self)
{
  GtkWidget *at = gtk_window_get_focus (GTK_WINDOW (self));

  return at == NULL || gtk_widget_is_ancestor (at, GTK_WIDGET (self->views)) ||
         gtk_widget_is_ancestor (at, GTK_WIDGET (self->start));
}

static void
take_keyboard (GtkWidget *view)
{
  if (!gtk_widget_grab_focus (view))
    gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
}

static gboolean
is_projector (MlgWindow *self)
{
  return gtk_widget_has_css_class (GTK_WIDGET (self), "projector");
}

static gboolean
is_filtered (const char *screen)
{
  for (guint i = 0; screen != NULL && i < G_N_ELEMENTS (screens); i++)
    if (g_str_equal (screens[i].name, screen))
      return screens[i].filtered;

  return FALSE;
}

void
mlg_window_show_screen (MlgWindow  *self,
                        const char *screen)
{
  GtkWidget *view;
  GAction *action;
  gboolean had_keyboard;

  g_return_if_fail (MLG_IS_WINDOW (self));

  if (self->focus == NULL)
    return;

  view = ensure_view (self, screen);
  if (view == NULL)
    return;

  had_keyboard = has_keyboard (self);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), is_filtered (screen) && !is_projector (self));
  gtk_stack_set_visible_child (self->views, view);
  if (had_keyboard)
    take_keyboard (view);
  mlg_sidebar_show_screen (self->sidebar, screen);
  g_free (self->screen);
  self->screen = g_strdup (screen);
  action = g_action_map_lookup_action (G_ACTION_MAP (self), "screen");
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (screen));
  mlg_window_update_sheet (self);
}

const char *
mlg_window_get_screen (MlgWindow *self)
{
  g_return_val_if_fail (MLG_IS_WINDOW (self), NULL);

  return self->screen;
}

/* Where a record of this entity is best seen; an actor stays on the screen one looks at. */
static const char *
find_screen_for (MlgWindow       *self,
                 const MlgEntity *entity)
{
  if (g_str_equal (entity->name, MLG_ENTITY_ACTOR))
    return g_strcmp0 (self->screen, "map") == 0 || g_strcmp0 (self->screen, "partnerships") == 0
           ? self->screen : "directory";
  if (g_str_equal (entity->name, MLG_ENTITY_PARTNERSHIP))
    return "partnerships";
  if (g_str_equal (entity->name, "monograph"))
    return "monographs";

  return entity->stage != MLG_STAGE_INSIDE ? entity->name : NULL;
}

void
mlg_window_go_to (MlgWindow *self,
                  MlgRecord *record)
{
  const MlgEntity *entity;
  const char *screen;
  g_autofree char *wanted = NULL;

  g_return_if_fail (MLG_IS_WINDOW (self));
  g_return_if_fail (MLG_IS_RECORD (record));

  entity = mlg_record_get_entity (record);
  screen = find_screen_for (self, entity);
  wanted = g_strdup (screen);
  if (wanted != NULL)
    mlg_window_show_screen (self, wanted);

  /* A filter that hides what one asks for by its name would be a riddle. */
  if (g_str_equal (entity->name, MLG_ENTITY_ACTOR) && !mlg_focus_accepts (self->focus, record))
    mlg_focus_clear_filters (self->focus);

  self->sheet_wanted = TRUE;
  mlg_focus_select (self->focus, entity, mlg_record_get_id (record));
  mlg_window_update_sheet (self);
}

/* ---- the sheet */

/* With larger text a wider sheet, as far as the screen leaves room. */
static void
share_width (MlgWindow *self)
{
  int sidebar, view, wide;

  if (self->width == 0)
    return;
  if (!self->sidebar_chosen)
    mlg_sidebar_set_folded (self->sidebar, self->narrow);

  gtk_widget_measure (GTK_WIDGET (self->sidebar), GTK_ORIENTATION_HORIZONTAL, -1, &sidebar, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->views), GTK_ORIENTATION_HORIZONTAL, -1, &view, NULL, NULL, NULL);
  wide = MIN (SHEET_WIDTH * mlg_text_scale_get (), MIN (self->width * SHEET_SHARE, self->width - sidebar - view));
  gtk_widget_set_size_request (self->sheet, MAX (SHEET_WIDTH, wide), -1);
}

static gboolean
needs_all_room (const char      *screen,
                const MlgEntity *entity)
{
  for (guint i = 0; screen != NULL && i < G_N_ELEMENTS (screens); i++)
    if (g_str_equal (screens[i].name, screen))
      return screens[i].all_room || (entity != NULL && g_strcmp0 (screens[i].own, entity->name) == 0);

  return FALSE;
}

void
mlg_window_update_sheet (MlgWindow *self)
{
  const MlgEntity *entity = self->focus != NULL ? mlg_focus_get_entity (self->focus) : NULL;
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sheet");

  gtk_widget_set_visible (self->sheet, entity != NULL && self->sheet_wanted && !needs_all_room (self->screen, entity));
  share_width (self);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (self->sheet_wanted));

  if (entity != NULL)
    {
      g_autoptr(GArray) ids = mlg_focus_dup_selection (self->focus);
      g_autofree char *n = mlg_format_count (ids->len);
      g_autofree char *words = ids->len > 1 ? g_strdup_printf (ngettext ("%s record chosen", "%s records chosen", ids->len), n)
                                            : NULL;

      gtk_label_set_label (self->sheet_words, words != NULL ? words : "");
      gtk_widget_set_visible (GTK_WIDGET (self->sheet_words), words != NULL);
    }
}

/* ---- the toast stands at the bottom, but never over the line where one types */

static GtkWidget *
find_foot (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_has_css_class (child, "foot") ? child : find_foot (child);

      if (found != NULL && gtk_widget_get_mapped (found))
        return found;
    }

  return NULL;
}

static gboolean
place_toast_cb (MlgWindow    *self,
                GtkWidget    *child,
                GdkRectangle *place,
                GtkOverlay   *overlay)
{
  GtkWidget *view = gtk_stack_get_visible_child (self->views);
  GtkWidget *foot = view != NULL ? find_foot (view) : NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (overlay)), height = gtk_widget_get_height (GTK_WIDGET (overlay));
  GtkRequisition natural;
  double x, bottom = height;

  if (child != GTK_WIDGET (self->toast))
    return FALSE;

  if (foot != NULL)
    gtk_widget_translate_coordinates (foot, GTK_WIDGET (overlay), 0, 0, &x, &bottom);

  gtk_widget_get_preferred_size (child, NULL, &natural);
  place->width = MIN (natural.width, width);
  place->height = natural.height;
  place->x = (width - place->width) / 2;
  place->y = MAX (0, (int) bottom - place->height);
  return TRUE;
}

/* ---- the width decides about the sidebar until the user does */

static gboolean
share_width_cb (gpointer user_data)
{
  share_width (MLG_WINDOW (user_data));
  return G_SOURCE_REMOVE;
}

static void
share_width_soon (MlgWindow *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, share_width_cb, g_object_ref (self), g_object_unref);
}

/* GTK measures nothing anew by itself before the next style. */
static void
text_size_changed_cb (MlgWindow *self)
{
  self->narrow = self->width < WIDTH_TO_UNFOLD * mlg_text_scale_get ();
  share_width_soon (self);
}

static void
mlg_window_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  MlgWindow *self = MLG_WINDOW (widget);
  gboolean narrow = width < WIDTH_TO_UNFOLD * mlg_text_scale_get ();

  GTK_WIDGET_CLASS (mlg_window_parent_class)->size_allocate (widget, width, height, baseline);

  /* Not while sizes are being given out. */
  if (self->narrow != narrow || self->width != width)
    share_width_soon (self);
  self->narrow = narrow;
  self->width = width;
}

/* ---- projector */

void
mlg_window_scale (MlgWindow *self,
                  int        step)
{
  self->projector_size = CLAMP ((int) self->projector_size + 2 * step, PROJECTOR_SIZE, PROJECTOR_SIZE_MAX);
  mlg_theme_set_projector_size (self->projector_size);
}

/* The one line: what is shown, and the keys. */
void
mlg_window_show_projector_line (MlgWindow *self)
{
  g_autofree char *words = self->focus != NULL ? mlg_focus_describe (self->focus) : g_strdup ("");
  g_autofree char *line =
    g_strdup_printf ("%s · %s", words, _("F11 leaves · B blacks the screen · + and − change the size"));

  gtk_label_set_label (GTK_LABEL (self->projector_line), line);
}

void
mlg_window_set_projector (MlgWindow *self,
                          gboolean   projector)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (projector == gtk_widget_has_css_class (widget, "projector"))
    return;

  if (projector)
    {
      gtk_widget_add_css_class (widget, "projector");
      gtk_window_fullscreen (GTK_WINDOW (self));
      self->sheet_before_projector = self->sheet_wanted;
      self->sheet_wanted = FALSE;
    }
  else
    {
      gtk_widget_remove_css_class (widget, "projector");
      gtk_window_unfullscreen (GTK_WINDOW (self));
      self->sheet_wanted = self->sheet_before_projector;
    }

  /* Nothing but the view and one line: what is hidden must not be on the wall by accident. */
  gtk_widget_set_visible (gtk_window_get_titlebar (GTK_WINDOW (self)), !projector);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), !projector);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), !projector && is_filtered (self->screen));
  mlg_window_update_sheet (self);
  mlg_window_show_projector_line (self);
  gtk_widget_set_visible (self->projector_line, projector);
  gtk_widget_set_visible (self->black, FALSE);
  if (self->focus != NULL)
    g_object_set (self->focus, "projector", projector, NULL);
}

/* One view and nothing around it, to write. */
void
mlg_window_set_alone (MlgWindow *self,
                      gboolean   alone)
{
  if (is_projector (self))
    return;

  if (alone)
    {
      gtk_window_fullscreen (GTK_WINDOW (self));
      self->sheet_before_projector = self->sheet_wanted;
      self->sheet_wanted = FALSE;
    }
  else
    {
      gtk_window_unfullscreen (GTK_WINDOW (self));
      self->sheet_wanted = self->sheet_before_projector;
    }
  gtk_widget_set_visible (gtk_window_get_titlebar (GTK_WINDOW (self)), !alone);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar), !alone);
  mlg_window_update_sheet (self);
}

static gboolean
key_pressed_cb (MlgWindow *self,
                guint      key)
{
  GtkWidget *at = gtk_window_get_focus (GTK_WINDOW (self));

  if (!gtk_widget_has_css_class (GTK_WIDGET (self), "projector") || GTK_IS_EDITABLE (at) || GTK_IS_TEXT_VIEW (at))
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_b:
    case GDK_KEY_B:
      gtk_widget_set_visible (self->black, !gtk_widget_get_visible (self->black));
      return GDK_EVENT_STOP;

    case GDK_KEY_plus:
    case GDK_KEY_KP_Add:
      mlg_window_scale (self, 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      mlg_window_scale (self, -1);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
mlg_window_move_focus (GtkWidget        *widget,
                       GtkDirectionType  direction)
{
  if (!mlg_keyboard_leave_list (GTK_WINDOW (widget), direction))
    GTK_WIDGET_CLASS (mlg_window_parent_class)->move_focus (widget, direction);
}

/* ---- life */

static void
finder_chosen_cb (MlgWindow *self,
                  MlgRecord *record)
{
  mlg_window_go_to (self, record);
  take_keyboard (gtk_stack_get_visible_child (self->views));
}

static void
finder_screen_chosen_cb (MlgWindow  *self,
                         const char *screen)
{
  mlg_window_show_screen (self, screen);
  take_keyboard (gtk_stack_get_visible_child (self->views));
}

static gboolean
mlg_window_close_request (GtkWindow *window)
{
  MlgWindow *self = MLG_WINDOW (window);

  if (!gtk_window_is_maximized (window) && !gtk_window_is_fullscreen (window))
    {
      int width, height;

      /* What the next window is given; its own width lacks the frame, and would shrink from start to start. */
      gtk_window_get_default_size (window, &width, &height);
      mlg_settings_set_int ("width", width);
      mlg_settings_set_int ("height", height);
    }
  mlg_settings_set_int ("maximized", gtk_window_is_maximized (window));

  mlg_window_drop_project (self);

  return GTK_WINDOW_CLASS (mlg_window_parent_class)->close_request (window);
}

static void
mlg_window_dispose (GObject *object)
{
  MlgWindow *self = MLG_WINDOW (object);

  mlg_window_stop_opening (self);
  mlg_window_drop_project (self);

  G_OBJECT_CLASS (mlg_window_parent_class)->dispose (object);
}

static void
mlg_window_finalize (GObject *object)
{
  MlgWindow *self = MLG_WINDOW (object);

  g_free (self->screen);

  G_OBJECT_CLASS (mlg_window_parent_class)->finalize (object);
}

static void
mlg_window_class_init (MlgWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  mlg_window_get_resource ();   /* a static library would lose it */

  g_type_ensure (MLG_TYPE_BANNER);
  g_type_ensure (MLG_TYPE_FILTER_BAR);
  g_type_ensure (MLG_TYPE_FINDER);
  g_type_ensure (MLG_TYPE_SIDEBAR);
  g_type_ensure (MLG_TYPE_START_PAGE);
  g_type_ensure (MLG_TYPE_TOAST);

  object_class->dispose = mlg_window_dispose;
  object_class->finalize = mlg_window_finalize;
  widget_class->size_allocate = mlg_window_size_allocate;
  widget_class->move_focus = mlg_window_move_focus;
  GTK_WINDOW_CLASS (klass)->close_request = mlg_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/maillage/Maillage/window/mlg-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, title);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, state);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, finder);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, redo);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, toast);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, opening_words);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, opening_bar);
  gtk_widget_class_bind_template_callback (widget_class, mlg_window_stop_opening);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, start);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, views);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, sheet);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, sheet_box);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, sheet_words);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, projector_line);
  gtk_widget_class_bind_template_child (widget_class, MlgWindow, black);
  gtk_widget_class_bind_template_callback (widget_class, finder_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, finder_screen_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_toast_cb);
}

static void
mlg_window_init (MlgWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->sheet_wanted = TRUE;
  self->projector_size = PROJECTOR_SIZE;
  mlg_theme_set_projector_size (PROJECTOR_SIZE);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_size_request (self->sheet, SHEET_WIDTH, -1);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (text_size_changed_cb), self, G_CONNECT_SWAPPED);
  mlg_window_add_actions (self);
  mlg_window_add_lists (self);
  mlg_window_update_actions (self);

  gtk_window_set_default_size (GTK_WINDOW (self), mlg_settings_get_int ("width", DEFAULT_WIDTH),
                               mlg_settings_get_int ("height", DEFAULT_HEIGHT));
  if (mlg_settings_get_int ("maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  mlg_window_show_state (self);
}

MlgWindow *
mlg_window_new (GtkApplication *application)
{
  return g_object_new (MLG_TYPE_WINDOW, "application", application, NULL);
}

MlgFocus *
mlg_window_get_focus (MlgWindow *self)
{
  g_return_val_if_fail (MLG_IS_WINDOW (self), NULL);

  return self->focus;
}

void
mlg_window_report (MlgWindow    *self,
                   const GError *error)
{
  g_autofree char *sentence = mlg_store_error_describe (error);

  g_return_if_fail (MLG_IS_WINDOW (self));

  mlg_banner_say (self->banner, MLG_BANNER_ERROR, sentence, NULL, NULL);
}

void
mlg_window_toast (MlgWindow  *self,
                  const char *text)
{
  g_return_if_fail (MLG_IS_WINDOW (self));

  mlg_toast_say (self->toast, text, FALSE);
}
