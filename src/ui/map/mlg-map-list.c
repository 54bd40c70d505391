/* The list beside the map: the same actors in words, with the same selection, in the order one likes. */

#include "ui/map/mlg-map-view-private.h"

#include <glib/gi18n-lib.h>

#include "ui/common/mlg-settings.h"
#include "ui/map/mlg-map-drop.h"

#define ORDER "map-list-order"       /* key of the settings */

/* The parts of a line, from left to right. */
typedef struct
{
  GtkWidget *box, *arrow, *mark, *name;
} Line;

static Line
get_line (GtkListItem *item)
{
  Line line = { .box = gtk_list_item_get_child (item) };

  line.arrow = gtk_widget_get_first_child (line.box);
  line.mark = gtk_widget_get_next_sibling (line.arrow);
  line.name = gtk_widget_get_next_sibling (line.mark);
  return line;
}

static void
draw_mark_cb (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        data)
{
  GtkListItem *item = data;
  MlgMapRow *row = gtk_list_item_get_item (item);
  const MlgMapScene *scene = row != NULL ? mlg_map_row_get_scene (row) : NULL;
  gboolean dark;

  if (row == NULL || mlg_map_row_get_spot (row) == MLG_MAP_NONE)
    return;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (area)), "gtk-application-prefer-dark-theme", &dark, NULL);
  mlg_map_sign_draw (cr, mlg_ink_get (dark ? MLG_INK_DARK : MLG_INK_LIGHT),
                     mlg_map_sign_of (scene, &g_array_index (scene->spots, MlgSpot, mlg_map_row_get_spot (row))),
                     width / 2.0, height / 2.0, 5.5);
}

/* ---- folding */

static gboolean
toggle_cb (gpointer data)
{
  GtkListItem *item = data;
  MlgMapView *self = g_object_get_data (G_OBJECT (item), "view");

  if (gtk_list_item_get_position (item) != GTK_INVALID_LIST_POSITION)
    mlg_map_rows_toggle (self->rows, gtk_list_item_get_position (item));
  return G_SOURCE_REMOVE;
}

static void
pressed_cb (GtkGestureClick *click,
            int              n_press,
            double           x,
            double           y,
            GtkListItem     *item)
{
  MlgMapRow *row = gtk_list_item_get_item (item);

  /* Not while the line that is pressed is still speaking: it goes. */
  if (row != NULL && mlg_map_row_get_heading (row) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, toggle_cb, g_object_ref (item), g_object_unref);
}

static void
activated_cb (MlgMapView *self,
              guint       position)
{
  mlg_map_rows_toggle (self->rows, position);
}

/* ---- lines */

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          gpointer                  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_drawing_area_new ();
  GtkWidget *name = gtk_inscription_new (NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (mark), 16);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (mark), 16);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (mark), draw_mark_cb, item, NULL);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (name), 10);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (name), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), name);
  gtk_list_item_set_child (item, box);
  g_object_set_data (G_OBJECT (item), "view", data);
  g_signal_connect (click, "released", G_CALLBACK (pressed_cb), item);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  mlg_map_drop_add_source (data, box, item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  data)
{
  MlgMapRow *row = gtk_list_item_get_item (item);
  Line line = get_line (item);
  gboolean is_heading = mlg_map_row_get_heading (row) != NULL;

  gtk_inscription_set_text (GTK_INSCRIPTION (line.name), mlg_map_row_get_name (row));
  gtk_widget_set_tooltip_text (line.box, is_heading ? NULL : mlg_map_row_get_name (row));
  gtk_widget_set_visible (line.mark, !is_heading);
  gtk_widget_set_visible (line.arrow, is_heading);
  gtk_image_set_from_icon_name (GTK_IMAGE (line.arrow), mlg_map_row_is_folded (row) ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_widget_queue_draw (line.mark);
  if (is_heading)
    gtk_widget_add_css_class (line.box, "heading");
  else
    gtk_widget_remove_css_class (line.box, "heading");
  gtk_list_item_set_selectable (item, !is_heading);
}

static void
selected_cb (MlgMapView *self)
{
  MlgMapRow *row = gtk_single_selection_get_selected_item (self->chosen);
  guint spot = row != NULL ? mlg_map_row_get_spot (row) : MLG_MAP_NONE;

  if (!self->following && spot != MLG_MAP_NONE)
    mlg_focus_select (mlg_view_get_focus (MLG_VIEW (self)), mlg_map_view_get_entity (self, spot), &mlg_map_view_get_spot (self, spot)->id);
}

/* ---- the order */

static void
order_cb (GtkToggleButton *button,
          MlgMapView      *self)
{
  MlgMapRowsOrder order = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "order"));

  if (!gtk_toggle_button_get_active (button))
    return;

  mlg_settings_set_int (ORDER, order);
  self->following = TRUE;
  mlg_map_rows_set_order (self->rows, order);
  self->following = FALSE;
}

static void
add_orders (MlgMapView *self)
{
  static const struct { const char *word, *help; } orders[] = {
    [MLG_MAP_ROWS_BY_PLACE] = { N_("Place"), N_("By area of intervention") },
    [MLG_MAP_ROWS_BY_NAME] = { N_("Name"), N_("All, by name") },
    [MLG_MAP_ROWS_BY_CLASS] = { N_("Colour"), N_("By what the colours of the map say") },
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *first = NULL;
  int kept = CLAMP (mlg_settings_get_int (ORDER, 0), 0, (int) G_N_ELEMENTS (orders) - 1);

  /* The map takes what room there is. */
  gtk_widget_set_hexpand (box, FALSE);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "orders");
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Order of the list"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_(orders[i].word));

      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      gtk_widget_set_tooltip_text (button, _(orders[i].help));
      gtk_widget_set_hexpand (button, TRUE);
      g_object_set_data (G_OBJECT (button), "order", GUINT_TO_POINTER (i));
      g_signal_connect (button, "toggled", G_CALLBACK (order_cb), self);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), (int) i == kept);
      gtk_box_append (GTK_BOX (box), button);
      first = first != NULL ? first : button;
    }
  gtk_box_prepend (GTK_BOX (self->panel), box);
}

void
mlg_map_list_attach (MlgMapView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->rows = mlg_map_rows_new ();
  self->chosen = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_single_selection_set_autoselect (self->chosen, FALSE);
  gtk_single_selection_set_can_unselect (self->chosen, TRUE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->chosen));
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  g_object_unref (factory);
  g_signal_connect_object (self->chosen, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  add_orders (self);
}
