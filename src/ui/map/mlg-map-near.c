/* Près de chez moi: a point, a circle pulled by its edge, and who is inside, by distance.
 *
 * It stands in the panel beside the map, in the place of the list.
 */

#include "ui/map/mlg-map-tools.h"

#include <math.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"

#define LEAST_KM   0.1
#define MOST_KM    500.0
#define MAX_ROWS   400           /* more is said, not listed */
#define MAX_PLACES 6

static void
update_words (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;
  guint n = tools->nearby->len;
  g_autofree char *length = mlg_map_dup_length (tools->km);
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *more = mlg_format_count (n > MAX_ROWS ? n - MAX_ROWS : 0);
  g_autofree char *title = g_strdup_printf (ngettext ("%s actor within %s", "%s actors within %s", n), count, length);
  g_autofree char *rest = g_strdup_printf (_("and %s more, farther"), more);

  gtk_label_set_label (GTK_LABEL (tools->near_title), title);
  gtk_widget_set_sensitive (tools->near_all, n > 0);
  gtk_label_set_label (GTK_LABEL (tools->near_more), rest);
  gtk_widget_set_visible (tools->near_more, n > MAX_ROWS);
}

static gboolean
update_cb (gpointer data)
{
  MlgMapView *self = data;
  MlgMapTools *tools = self->tools;
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  tools->near_source = 0;
  if (index == NULL || tools->tool != MLG_MAP_TOOL_NEAR || !tools->has_middle)
    return G_SOURCE_REMOVE;

  g_array_unref (tools->nearby);
  tools->nearby = mlg_ground_list_near (index, tools->middle, tools->km);
  for (guint i = 0; i < MIN (tools->nearby->len, MAX_ROWS); i++)
    {
      const MlgNearby *near = &g_array_index (tools->nearby, MlgNearby, i);

      g_ptr_array_add (rows, mlg_map_row_new_near (mlg_map_index_get_scene (index), near->spot, near->km));
    }
  /* In two steps: GTK 4.8 is slow with one. */
  g_list_store_remove_all (tools->near_rows);
  g_list_store_splice (tools->near_rows, 0, 0, rows->pdata, rows->len);
  update_words (self);
  return G_SOURCE_REMOVE;
}

void
mlg_map_near_update (MlgMapView *self)
{
  if (self->tools->near_source == 0)
    self->tools->near_source = g_idle_add (update_cb, self);
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
}

/* ---- the point and the distance */

void
mlg_map_near_set_middle (MlgMapView  *self,
                         MlgMercator  middle,
                         const char  *name)
{
  MlgMapTools *tools = self->tools;
  g_autofree char *label = g_strdup (name);
  double lat, lon;

  tools->middle = middle;
  tools->has_middle = TRUE;
  if (label == NULL)
    {
      const MlgPlace *town;
      gboolean is_sure;

      mlg_mercator_unproject (middle, &lat, &lon);
      town = tools->grip == MLG_GRIP_MIDDLE ? mlg_gazetteer_nearest (lat, lon) : mlg_ground_find_town (lat, lon, &is_sure);
      label = town != NULL ? mlg_place_dup_label (town) : g_strdup (_("A point of the map"));
    }
  tools->switching = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (tools->near_entry), label);
  tools->switching = FALSE;
  gtk_widget_set_visible (tools->near_places, FALSE);
  mlg_map_tools_update_card (self);
  mlg_map_near_update (self);
}

void
mlg_map_near_set_km (MlgMapView *self,
                     double      km)
{
  MlgMapTools *tools = self->tools;

  tools->km = CLAMP (km, LEAST_KM, MOST_KM);
  tools->switching = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (tools->near_spin), tools->km);
  tools->switching = FALSE;
  mlg_map_near_update (self);
}

static void
spin_changed_cb (GtkSpinButton *spin,
                 MlgMapView    *self)
{
  if (self->tools != NULL && !self->tools->switching)
    mlg_map_near_set_km (self, gtk_spin_button_get_value (spin));
}

/* ---- a town by its name */

static void
show_circle (MlgMapView *self)
{
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;
  MlgMercator ring[16];

  mlg_ground_circle (self->tools->middle, self->tools->km, ring, G_N_ELEMENTS (ring));
  for (guint i = 0; i < G_N_ELEMENTS (ring); i++)
    mlg_mercator_box_add (&box, ring[i]);
  mlg_map_canvas_fit (self->canvas, &box, 14, TRUE);
}

static void
take_place (MlgMapView     *self,
            const MlgPlace *place)
{
  g_autofree char *label = mlg_place_dup_label (place);

  mlg_map_near_set_middle (self, mlg_mercator_project (place->lat, place->lon), label);
  show_circle (self);
}

static void
place_activated_cb (GtkListBox    *list,
                    GtkListBoxRow *row,
                    MlgMapView    *self)
{
  take_place (self, g_object_get_data (G_OBJECT (row), "place"));
}

static void
entry_changed_cb (GtkEditable *entry,
                  MlgMapView  *self)
{
  MlgMapTools *tools = self->tools;
  g_autoptr(GPtrArray) found = NULL;
  GtkWidget *row;

  if (tools == NULL || tools->switching)
    return;

  while ((row = gtk_widget_get_first_child (tools->near_places)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (tools->near_places), row);
  found = mlg_gazetteer_find (gtk_editable_get_text (entry), MLG_PLACES_TOWNS, MAX_PLACES);
  for (guint i = 0; i < found->len; i++)
    {
      const MlgPlace *place = g_ptr_array_index (found, i);
      g_autofree char *name = mlg_place_dup_label (place);
      GtkWidget *label = gtk_label_new (name);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (GTK_LIST_BOX (tools->near_places), label);
      g_object_set_data (G_OBJECT (gtk_widget_get_parent (label)), "place", (gpointer) place);
    }
  gtk_widget_set_visible (tools->near_places, found->len > 0);
}

static void
entry_activated_cb (GtkEntry   *entry,
                    MlgMapView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->tools->near_places), 0);

  if (row != NULL && gtk_widget_get_visible (self->tools->near_places))
    take_place (self, g_object_get_data (G_OBJECT (row), "place"));
}

/* ---- opening and closing */

static void
all_cb (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;
  g_autoptr(GArray) spots = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < tools->nearby->len; i++)
    g_array_append_val (spots, g_array_index (tools->nearby, MlgNearby, i).spot);
  mlg_map_view_choose_many (self, spots);
}

static void
show_in_panel (MlgMapView *self,
               gboolean    near)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->panel); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (child != self->tools->near_box)
      gtk_widget_set_visible (child, !near);
  gtk_widget_set_visible (self->tools->near_box, near);
}

/* Where the file is at home. */
static void
start_at_home (MlgMapView *self)
{
  g_autofree char *name = NULL;
  MlgArea area;

  if (mlg_map_find_home (self, &area, &name))
    mlg_map_near_set_middle (self, area.centre, name);
}

/* From who is chosen, else from where it was, else from the home of the file, else from where one will say. */
void
mlg_map_near_open (MlgMapView *self)
{
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  const MlgMercator *point = index != NULL && self->last_chosen != MLG_MAP_NONE ? mlg_map_index_get_point (index, self->last_chosen) : NULL;
  MlgMapTools *tools = self->tools;

  show_in_panel (self, TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->show_list), TRUE);
  gtk_widget_set_visible (self->panel, TRUE);
  if (point != NULL && mlg_map_index_find_group (index, self->last_chosen) == MLG_MAP_NONE)
    mlg_map_near_set_middle (self, *point, mlg_map_view_get_spot (self, self->last_chosen)->name);
  if (!tools->has_middle)
    start_at_home (self);
  if (tools->has_middle)
    {
      mlg_map_near_update (self);
      show_circle (self);
    }
  else
    gtk_widget_grab_focus (tools->near_entry);
}

void
mlg_map_near_close (MlgMapView *self)
{
  show_in_panel (self, FALSE);
  g_array_set_size (self->tools->nearby, 0);
  g_list_store_remove_all (self->tools->near_rows);
}

/* ---- the list */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_inscription_new (NULL);
  GtkWidget *length = gtk_label_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (name), 10);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (name), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (length, "dim");
  gtk_widget_add_css_class (length, "numbers");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), length);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  data)
{
  MlgMapRow *row = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *length = mlg_map_dup_length (mlg_map_row_get_km (row));
  g_autofree char *said = mlg_map_row_is_exact (row) ? g_strdup (length) : g_strdup_printf (_("about %s"), length);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_widget_get_first_child (box)), mlg_map_row_get_name (row));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), said);
  gtk_widget_set_tooltip_text (box, mlg_map_row_get_name (row));
}

static void
activated_cb (GtkListView *list,
              guint        position,
              MlgMapView  *self)
{
  g_autoptr(MlgMapRow) row = g_list_model_get_item (G_LIST_MODEL (self->tools->near_rows), position);

  if (row != NULL && mlg_map_row_get_spot (row) < mlg_map_index_get_scene (mlg_map_canvas_get_index (self->canvas))->spots->len)
    mlg_map_view_choose (self, mlg_map_row_get_spot (row));
}

static GtkWidget *
make_list (MlgMapView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection;
  GtkWidget *list;

  self->tools->near_rows = g_list_store_new (MLG_TYPE_MAP_ROW);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->tools->near_rows)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("By distance"), -1);
  g_signal_connect (list, "activate", G_CALLBACK (activated_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
make_form (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  tools->near_entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (tools->near_entry), _("Town or postal code"));
  gtk_editable_set_width_chars (GTK_EDITABLE (tools->near_entry), 14);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tools->near_entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Near"), -1);
  tools->near_places = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (tools->near_places), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tools->near_places), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places found"), -1);
  gtk_widget_set_visible (tools->near_places, FALSE);

  tools->near_spin = gtk_spin_button_new_with_range (LEAST_KM, MOST_KM, 1);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (tools->near_spin), 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (tools->near_spin), tools->km);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tools->near_spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Distance, in kilometres"), -1);
  gtk_widget_set_tooltip_text (tools->near_spin, _("On the map: Page Up and Page Down"));
  gtk_box_append (GTK_BOX (line), tools->near_spin);
  gtk_box_append (GTK_BOX (line), gtk_label_new (_("km")));

  g_signal_connect (tools->near_entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect (tools->near_entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect (tools->near_places, "row-activated", G_CALLBACK (place_activated_cb), self);
  g_signal_connect (tools->near_spin, "value-changed", G_CALLBACK (spin_changed_cb), self);
  gtk_box_append (GTK_BOX (form), tools->near_entry);
  gtk_box_append (GTK_BOX (form), tools->near_places);
  gtk_box_append (GTK_BOX (form), line);
  return form;
}

void
mlg_map_near_make (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = gtk_label_new (_("Near"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "section");
  tools->near_title = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "xalign", 0.0, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (tools->near_title, "dim");
  tools->near_more = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (tools->near_more), 0);
  gtk_widget_add_css_class (tools->near_more, "dim");
  tools->near_all = gtk_button_new_with_label (_("Select all"));
  g_signal_connect_swapped (tools->near_all, "clicked", G_CALLBACK (all_cb), self);

  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), make_form (self));
  gtk_box_append (GTK_BOX (box), tools->near_title);
  gtk_box_append (GTK_BOX (box), make_list (self));
  gtk_box_append (GTK_BOX (box), tools->near_more);
  gtk_box_append (GTK_BOX (box), tools->near_all);
  gtk_widget_add_css_class (box, "near");
  gtk_widget_set_visible (box, FALSE);
  gtk_box_append (GTK_BOX (self->panel), box);
  tools->near_box = box;
}
