/* What opens over the map: who is there, and placing an actor. */

#include "ui/map/mlg-map-tools.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-value.h"
#include "ui/common/mlg-popover-keys.h"

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

GtkWidget *
mlg_map_popover_open (MlgMapView *self,
                      GtkWidget  *content,
                      double      x,
                      double      y)
{
  GtkWidget *popover = gtk_popover_new ();

  mlg_popover_keep_keys (popover);
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

  mlg_map_sign_draw (cr, mlg_map_canvas_get_ink (self->canvas),
                     mlg_map_sign_of (mlg_map_index_get_scene (mlg_map_canvas_get_index (self->canvas)), mlg_map_view_get_spot (self, spot)),
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
  gtk_popover_popup (GTK_POPOVER (mlg_map_popover_open (self, box, x, y)));
}

/* ---- placing */

static MlgMercator
point_at (MlgMapView *self,
          double      x,
          double      y)
{
  MlgMapFrame frame;

  mlg_map_canvas_get_frame (self->canvas, &frame);
  return mlg_map_frame_from_screen (&frame, x, y);
}

/* To a tenth of a metre, as values are written: no zero at the end. */
static char *
write_degrees (double degrees)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.6f", degrees);
  for (gsize i = strlen (text) - 1; text[i] == '0' || text[i] == '.'; i--)
    {
      gboolean is_point = text[i] == '.';

      text[i] = '\0';
      if (is_point)
        break;
    }
  return g_strdup (g_str_equal (text, "-0") ? "0" : text);
}

static char *
make_place (MlgMercator point)
{
  g_autofree char *lat_text = NULL;
  g_autofree char *lon_text = NULL;
  double lat, lon;

  mlg_mercator_unproject (point, &lat, &lon);
  lat_text = write_degrees (lat);
  lon_text = write_degrees (lon);
  return mlg_value_join_parts ((const char *[]) { lat_text, lon_text, "exact" }, 3);
}

gboolean
mlg_map_place_actor (MlgMapView  *self,
                     const MlgId *id,
                     double       x,
                     double       y)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree char *place = make_place (point_at (self, x, y));
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = mlg_project_begin (project, N_("Place an actor on the map"), &error);

  if (gesture != NULL &&
      mlg_gesture_set (gesture, actor, id, mlg_entity_find_field (actor, "place"), place, &error) &&
      mlg_project_commit (project, g_steal_pointer (&gesture), &error))
    return TRUE;

  mlg_view_report (MLG_VIEW (self), error);
  return FALSE;
}

/* The town in which it is: parts of an address. A postal code only where there is but one. */
static char *
make_address (const MlgPlace *town)
{
  gboolean has_one = *town->postal_codes != '\0' && strchr (town->postal_codes, ' ') == NULL;

  return mlg_value_join_parts ((const char *[]) { NULL, NULL, has_one ? town->postal_codes : NULL, town->name, town->code }, 5);
}

static gboolean
add_actor (MlgMapView     *self,
           const char     *name,
           MlgMercator     point,
           const MlgPlace *town)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  const MlgEntity *actor = mlg_schema_find (MLG_ENTITY_ACTOR);
  g_autofree const char **values = g_new0 (const char *, actor->n_fields);
  g_autofree char *place = make_place (point);
  g_autofree char *address = town != NULL ? make_address (town) : NULL;
  g_autofree char *trimmed = g_strstrip (g_strdup (name));
  g_autoptr(GError) error = NULL;
  g_autoptr(MlgGesture) gesture = NULL;
  MlgId id = { 0 };

  values[mlg_entity_find_field (actor, "name")->index] = trimmed;
  values[mlg_entity_find_field (actor, "place")->index] = place;
  values[mlg_entity_find_field (actor, "address")->index] = address;
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
  MlgMapView     *view;
  MlgId           id;
  double          x, y;
  MlgMercator     point;
  const MlgPlace *town;
  GtkWidget      *in_town;         /* a check button, or NULL */
} Placing;

static Placing *
keep_placing (GtkWidget  *widget,
              MlgMapView *self,
              double      x,
              double      y)
{
  Placing *placing = g_new0 (Placing, 1);

  *placing = (Placing) { .view = self, .x = x, .y = y, .point = point_at (self, x, y) };
  g_object_set_data_full (G_OBJECT (widget), "placing", placing, g_free);
  return placing;
}

static void
entry_activated_cb (GtkEntry *entry,
                    Placing  *placing)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (entry));
  gboolean is_blank = strspn (name, " \t") == strlen (name);

  gboolean in_town = placing->in_town != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (placing->in_town));

  if (!is_blank && add_actor (placing->view, name, placing->point, in_town ? placing->town : NULL))
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

/* « Commune : Saugues (43, Haute-Loire) », to be unticked; told apart when it is only the nearest. */
static void
append_town (GtkWidget *box,
             Placing   *placing)
{
  gboolean is_sure;
  double lat, lon;

  mlg_mercator_unproject (placing->point, &lat, &lon);
  placing->town = mlg_ground_find_town (lat, lon, &is_sure);
  if (placing->town != NULL)
    {
      g_autofree char *place = mlg_place_dup_label (placing->town);
      g_autofree char *text = g_strdup_printf (is_sure ? _("Commune: %s") : _("Commune: %s, the nearest"), place);

      placing->in_town = gtk_check_button_new_with_label (text);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (placing->in_town), TRUE);
      gtk_widget_set_tooltip_text (placing->in_town, _("Write this commune in the address of the actor"));
      gtk_box_append (GTK_BOX (box), placing->in_town);
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

/* A line for a name, and the commune: Enter adds. Returns the entry. */
static GtkWidget *
append_entry (GtkWidget  *box,
              MlgMapView *self,
              double      x,
              double      y)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *add = gtk_button_new_with_label (_("Add"));
  Placing *placing = keep_placing (entry, self, x, y);

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Name of the actor"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 28);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name of the actor"), -1);
  gtk_widget_add_css_class (add, "suggested-action");
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activated_cb), placing);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_clicked_cb), entry, 0);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (line), add);
  gtk_box_append (GTK_BOX (box), line);
  append_town (box, placing);
  return entry;
}

/* ---- what a point is good for besides */

static void
measure_cb (Placing *placing)
{
  MlgMapView *self = placing->view;
  MlgMercator point = placing->point;

  mlg_map_popover_close (self);
  mlg_map_measure_from (self, point);
}

static void
near_cb (Placing *placing)
{
  MlgMapView *self = placing->view;
  MlgMercator point = placing->point;

  mlg_map_popover_close (self);
  mlg_map_tools_take (self, MLG_MAP_TOOL_NEAR);
  mlg_map_near_set_middle (self, point, NULL);
}

static void
copy_cb (Placing *placing)
{
  MlgMapView *self = placing->view;
  char lat_text[G_ASCII_DTOSTR_BUF_SIZE], lon_text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *text = NULL;
  double lat, lon;

  mlg_mercator_unproject (placing->point, &lat, &lon);
  text = g_strdup_printf ("%s, %s", g_ascii_formatd (lat_text, sizeof lat_text, "%.5f", lat),
                          g_ascii_formatd (lon_text, sizeof lon_text, "%.5f", lon));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  mlg_view_toast (MLG_VIEW (self), text);
  mlg_map_popover_close (self);
}

static void
append_command (GtkWidget  *box,
                MlgMapView *self,
                const char *words,
                GCallback   callback,
                double      x,
                double      y)
{
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", callback, keep_placing (button, self, x, y));
  gtk_box_append (GTK_BOX (box), button);
}

void
mlg_map_popover_place (MlgMapView *self,
                       double      x,
                       double      y)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  GtkWidget *box, *heading, *entry = NULL;

  if (project == NULL)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  if (!mlg_project_is_read_only (project))
    {
      heading = gtk_label_new (_("Add an actor here"));
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "heading");
      gtk_box_append (GTK_BOX (box), heading);
      entry = append_entry (box, self, x, y);
      append_place_chosen (box, self, x, y);
      gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
    }
  append_command (box, self, _("Who is near here"), G_CALLBACK (near_cb), x, y);
  append_command (box, self, _("Measure from here"), G_CALLBACK (measure_cb), x, y);
  append_command (box, self, _("Copy the coordinates"), G_CALLBACK (copy_cb), x, y);
  gtk_popover_popup (GTK_POPOVER (mlg_map_popover_open (self, box, x, y)));
  if (entry != NULL)
    gtk_widget_grab_focus (entry);
}
