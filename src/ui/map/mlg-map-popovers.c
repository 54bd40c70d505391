/* What opens over the map: who is there, and placing an actor. */

#include "ui/map/mlg-map-view-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-value.h"

#define LIST_HEIGHT 280

static void
let_go_cb (gpointer data)
{
  GtkWidget *popover = data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  g_object_unref (popover);
}

static void
closed_cb (GtkPopover *popover,
           MlgMapView *self)
{
  if (self->popover == GTK_WIDGET (popover))
    self->popover = NULL;
  /* Not while it is still handling the event that closed it. */
  g_idle_add_once (let_go_cb, g_object_ref (popover));
}

static GtkWidget *
open_popover (MlgMapView *self,
              GtkWidget  *content,
              double      x,
              double      y)
{
  GtkWidget *popover = gtk_popover_new ();

  mlg_map_popover_close (self);
  gtk_popover_set_child (GTK_POPOVER (popover), content);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), & (GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_parent (popover, self->overlay);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), self);
  self->popover = popover;
  return popover;
}

void
mlg_map_popover_close (MlgMapView *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* ---- who is there */

static void
draw_mark_cb (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        data)
{
  MlgMapView *self = data;
  guint spot = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "spot"));

  mlg_ink_draw_mark (cr, mlg_map_canvas_get_ink (self->canvas), mlg_map_view_get_spot (self, spot)->category,
                     width / 2.0, height / 2.0, 6);
}

static GtkWidget *
make_row (MlgMapView *self,
          guint       spot)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (mlg_map_view_get_spot (self, spot)->name);

  gtk_widget_set_size_request (mark, 18, 18);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (mark), "spot", GUINT_TO_POINTER (spot));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (mark), draw_mark_cb, self, NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 38);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "spot", GUINT_TO_POINTER (spot));
  return row;
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  MlgMapView    *self)
{
  guint spot = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "spot"));

  mlg_map_popover_close (self);
  mlg_map_view_choose (self, spot);
}

void
mlg_map_popover_list (MlgMapView *self,
                      const char *title,
                      GArray     *spots,
                      double      x,
                      double      y)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  g_autofree char *heading = title != NULL ? g_strdup (title)
                                           : g_strdup_printf (ngettext ("%u actor here", "%u actors here", spots->len), spots->len);
  GtkWidget *label = gtk_label_new (heading);

  for (guint i = 0; i < spots->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, g_array_index (spots, guint, i)));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, "heading");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_popover_popup (GTK_POPOVER (open_popover (self, box, x, y)));
}

/* ---- placing */

static char *
make_place (MlgMapView *self,
            double      x,
            double      y)
{
  char lat_text[G_ASCII_DTOSTR_BUF_SIZE], lon_text[G_ASCII_DTOSTR_BUF_SIZE];
  MlgMapFrame frame;
  double lat, lon;

  mlg_map_canvas_get_frame (self->canvas, &frame);
  mlg_mercator_unproject (mlg_map_frame_from_screen (&frame, x, y), &lat, &lon);
  return mlg_value_join_parts ((const char *[]) { g_ascii_formatd (lat_text, sizeof lat_text, "%.6f", lat),
                                                  g_ascii_formatd (lon_text, sizeof lon_text, "%.6f", lon), "exact" }, 3);
}

gboolean
mlg_map_place_actor (MlgMapView  *self,
                     const MlgId *id,
                     double       x,
                     double       y)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree char *place = make_place (self, x, y);
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Place an actor on the map"), &error);

  if (gesture != NULL &&
      mlg_gesture_set (gesture, actor, id, mlg_entity_find_field (actor, "place"), place, &error) &&
      mlg_project_commit (project, g_steal_pointer (&gesture), &error))
    return TRUE;

  mlg_view_report (MLG_VIEW (self), error);
  return FALSE;
}

static gboolean
add_actor (MlgMapView *self,
           const char *name,
           double      x,
           double      y)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  g_autofree char *place = make_place (self, x, y);
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  MlgId id = { 0 };

  values[mlg_entity_find_field (actor, "name")->index] = trimmed;
  values[mlg_entity_find_field (actor, "place")->index] = place;
  gesture = mlg_project_begin (project, N_("Add an actor on the map"), &error);
  if (gesture == NULL || !mlg_gesture_insert (gesture, actor, &id, values, &error) ||
      !mlg_project_commit (project, g_steal_pointer (&gesture), &error))
    {
      mlg_view_report (MLG_VIEW (self), error);
      return FALSE;
    }

  mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), actor, &id);
  return TRUE;
}

/* Where the popover was asked for, in its widgets. */
typedef struct
{
  MlgMapView *view;
  MlgId       id;
  double      x, y;
} Placing;

static Placing *
keep_placing (GtkWidget  *widget,
              MlgMapView *self,
              double      x,
              double      y)
{
  Placing *placing = g_new0 (Placing, 1);

  *placing = (Placing) { .view = self, .x = x, .y = y };
  g_object_set_data_full (G_OBJECT (widget), "placing", placing, g_free);
  return placing;
}

static void
entry_activated_cb (GtkEntry *entry,
                    Placing  *placing)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (entry));
  gboolean is_blank = strspn (name, " \t") == strlen (name);

  if (!is_blank && add_actor (placing->view, name, placing->x, placing->y))
    mlg_map_popover_close (placing->view);
}

static void
add_clicked_cb (GtkWidget *button,
                GtkEntry  *entry)
{
  g_signal_emit_by_name (entry, "activate");
}

static void
place_clicked_cb (GtkWidget *button,
                  Placing   *placing)
{
  MlgMapView *self = placing->view;

  if (mlg_map_place_actor (self, &placing->id, placing->x, placing->y))
    mlg_map_popover_close (self);
}

static void
append_nearest (GtkWidget  *box,
                MlgMapView *self,
                double      x,
                double      y)
{
  MlgMapFrame frame;
  const MlgPlace *nearest;
  double lat, lon;

  mlg_map_canvas_get_frame (self->canvas, &frame);
  mlg_mercator_unproject (mlg_map_frame_from_screen (&frame, x, y), &lat, &lon);
  nearest = mlg_gazetteer_nearest (lat, lon);
  if (nearest != NULL)
    {
      g_autofree char *place = mlg_place_dup_label (nearest);
      g_autofree char *text = g_strdup_printf (_("Near %s"), place);
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "dim");
      gtk_box_append (GTK_BOX (box), label);
    }
}

static void
append_place_chosen (GtkWidget  *box,
                     MlgMapView *self,
                     double      x,
                     double      y)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  const MlgEntity *entity = mlg_focus_get_entity (focus);
  const MlgId *id = mlg_focus_get_id (focus);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  GtkWidget *button, *label;
  Placing *placing;

  if (entity == NULL || id == NULL || strcmp (entity->name, MLG_ENTITY_ACTOR) != 0)
    return;

  title = mlg_project_dup_title (mlg_view_get_project (MLG_VIEW (self)), entity, id);
  text = g_strdup_printf (_("Place “%s” here"), title);
  button = gtk_button_new ();
  label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_button_set_child (GTK_BUTTON (button), label);
  placing = keep_placing (button, self, x, y);
  placing->id = *id;
  g_signal_connect (button, "clicked", G_CALLBACK (place_clicked_cb), placing);
  gtk_box_append (GTK_BOX (box), button);
}

/* A line for a name: Enter adds. Returns the entry. */
static GtkWidget *
append_entry (GtkWidget  *box,
              MlgMapView *self,
              double      x,
              double      y)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *add = gtk_button_new_with_label (_("Add"));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name of the actor"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 28);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the actor"), -1);
  gtk_widget_add_css_class (add, "suggested-action");
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activated_cb), keep_placing (entry, self, x, y));
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_clicked_cb), entry, 0);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (line), add);
  gtk_box_append (GTK_BOX (box), line);
  return entry;
}

void
mlg_map_popover_place (MlgMapView *self,
                       double      x,
                       double      y)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  GtkWidget *box, *heading, *entry;

  if (project == NULL || mlg_project_is_read_only (project))
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  heading = gtk_label_new (_("Add an actor here"));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  append_nearest (box, self, x, y);
  entry = append_entry (box, self, x, y);
  append_place_chosen (box, self, x, y);
  gtk_popover_popup (GTK_POPOVER (open_popover (self, box, x, y)));
  gtk_widget_grab_focus (entry);
}
