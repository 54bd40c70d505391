/* Going to a place by its name: the gazetteer, between two keys. Before anything is typed, the
 * parts of France, so that overseas is one click away.
 */

#include "ui/map/mlg-map-view-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define MAX_FOUND     8
#define TOWN_REACH_KM 14.0
#define WIDTH         300

static const MlgMercatorBox *
get_outline_box (const MlgPlace *place)
{
  const MlgOutline *outline = mlg_outlines_find (place->kind, place->code);

  return outline != NULL ? &outline->box : NULL;
}

static MlgMercatorBox
box_of (const MlgPlace *place)
{
  const MlgMercatorBox *outline = get_outline_box (place);
  MlgMercator middle = mlg_mercator_project (place->lat, place->lon);
  gint32 reach = (gint32) (MAX (place->reach, TOWN_REACH_KM) * mlg_mercator_per_km (place->lat));

  return outline != NULL ? *outline : (MlgMercatorBox) { middle.x - reach, middle.y - reach, middle.x + reach, middle.y + reach };
}

static void
add_row (GtkListBox     *list,
         const MlgPlace *place)
{
  g_autofree char *name = place->kind == MLG_PLACE_COUNTRY ? g_strdup (_("Metropolitan France")) : mlg_place_dup_label (place);
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_append (list, label);
  g_object_set_data (G_OBJECT (gtk_widget_get_parent (label)), "place", (gpointer) place);
}

static void
fill_list (GtkListBox *list,
           const char *text)
{
  static const char *const overseas[] = { "01", "02", "03", "04", "06" };
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);

  if (*text == '\0')
    {
      add_row (list, mlg_gazetteer_lookup (MLG_PLACE_COUNTRY, "FR"));
      for (guint i = 0; i < G_N_ELEMENTS (overseas); i++)
        add_row (list, mlg_gazetteer_lookup (MLG_PLACE_REGION, overseas[i]));
    }
  else
    {
      g_autoptr(GPtrArray) found = mlg_gazetteer_find (text, MLG_PLACES_ALL, MAX_FOUND);

      for (guint i = 0; i < found->len; i++)
        add_row (list, g_ptr_array_index (found, i));
    }
}

static void
search_changed_cb (GtkSearchEntry *entry,
                   GtkListBox     *list)
{
  fill_list (list, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
go (MlgMapView    *self,
    GtkListBoxRow *row)
{
  const MlgPlace *place = row != NULL ? g_object_get_data (G_OBJECT (row), "place") : NULL;
  MlgMercatorBox box;

  if (place == NULL)
    return;

  box = box_of (place);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->go_to));
  mlg_map_canvas_fit (self->canvas, &box, 13, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

static void
row_activated_cb (GtkListBox    *list,
                  GtkListBoxRow *row,
                  MlgMapView    *self)
{
  go (self, row);
}

/* Enter goes to the first. */
static void
entry_activated_cb (GtkSearchEntry *entry,
                    MlgMapView     *self)
{
  GtkListBox *list = g_object_get_data (G_OBJECT (entry), "list");

  go (self, gtk_list_box_get_row_at_index (list, 0));
}

static void
opened_cb (GtkWidget *popover,
           GtkWidget *entry)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  fill_list (g_object_get_data (G_OBJECT (entry), "list"), "");
  gtk_widget_grab_focus (entry);
}

void
mlg_map_go_to_attach (MlgMapView *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_search_entry_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_set_size_request (box, WIDTH, -1);
  g_object_set (entry, "placeholder-text", _("Town, postal code, département, région"), "search-delay", 0, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Place to look at"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places found"), -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  g_object_set_data (G_OBJECT (entry), "list", list);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), list);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->go_to), popover);

  g_signal_connect (entry, "search-changed", G_CALLBACK (search_changed_cb), list);
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (popover, "map", G_CALLBACK (opened_cb), entry);
}
