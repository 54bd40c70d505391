/* Going to a place or to an actor by its name, between two keys. Before anything is typed, the
 * parts of France, so that overseas is one click away.
 */

#include "ui/map/mlg-map-tools.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"

#define MAX_FOUND     8
#define MAX_ACTORS    4
#define WIDTH         300

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

/* Those whose name begins so, shown or not by the filters: what has no mark is at least in its sheet. */
static guint
add_actors (MlgMapView *self,
            GtkListBox *list,
            const char *text)
{
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  g_autofree char *needle = mlg_fold (text);
  GArray *spots = index != NULL ? mlg_map_index_get_scene (index)->spots : NULL;
  guint n = 0;

  for (guint i = 0; spots != NULL && i < spots->len && n < MAX_ACTORS && strlen (needle) >= 2; i++)
    {
      const MlgSpot *spot = &g_array_index (spots, MlgSpot, i);
      g_autofree char *folded = mlg_fold (spot->name);
      GtkWidget *label;

      if (!mlg_fold_matches (folded, needle))
        continue;
      label = gtk_label_new (spot->name);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "actor");
      gtk_list_box_append (list, label);
      g_object_set_data (G_OBJECT (gtk_widget_get_parent (label)), "actor", GUINT_TO_POINTER (i + 1));
      n++;
    }
  return n;
}

static void
fill_list (MlgMapView *self,
           GtkListBox *list,
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

      if (add_actors (self, list, text) > 0 && found->len > 0)
        gtk_widget_add_css_class (gtk_widget_get_last_child (GTK_WIDGET (list)), "last-actor");
      for (guint i = 0; i < found->len; i++)
        add_row (list, g_ptr_array_index (found, i));
    }
}

static void
search_changed_cb (GtkSearchEntry *entry,
                   MlgMapView     *self)
{
  fill_list (self, g_object_get_data (G_OBJECT (entry), "list"), gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
go (MlgMapView    *self,
    GtkListBoxRow *row)
{
  const MlgPlace *place = row != NULL ? g_object_get_data (G_OBJECT (row), "place") : NULL;
  guint actor = row != NULL ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "actor")) : 0;
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);

  if (place == NULL && actor == 0)
    return;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->go_to));
  if (place != NULL)
    mlg_map_outline_show_place (self, place);
  else if (actor <= mlg_map_index_get_scene (index)->spots->len)
    mlg_map_view_go_to (self, actor - 1);
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
opened_cb (GtkWidget  *popover,
           MlgMapView *self)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (popover), "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  fill_list (self, g_object_get_data (G_OBJECT (entry), "list"), "");
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
  g_object_set (entry, "placeholder-text", _("Town, postal code, EPCI, département, actor"), "search-delay", 0, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Place to look at"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places found"), -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  g_object_set_data (G_OBJECT (entry), "list", list);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), list);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->go_to), popover);

  g_signal_connect (entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect (entry, "activate", G_CALLBACK (entry_activated_cb), self);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_object_set_data (G_OBJECT (popover), "entry", entry);
  g_signal_connect (popover, "map", G_CALLBACK (opened_cb), self);
}
