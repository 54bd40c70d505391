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

static void
add_actor (GtkListBox *list,
           MlgRecord  *actor)
{
  GtkWidget *label = gtk_label_new (mlg_record_get_named (actor, "name"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_box_append (list, label);
  g_object_set_data_full (G_OBJECT (gtk_widget_get_parent (label)), "actor", g_object_ref (actor), g_object_unref);
}

/* Those whose name begins so, or, with @within, the others that are found. */
static void
add_actors (GtkListBox *list,
            GPtrArray  *actors,
            const char *text,
            gboolean    within)
{
  g_autofree char *needle = mlg_fold (text);

  for (guint i = 0; i < actors->len; i++)
    {
      const char *name = mlg_record_get_named (g_ptr_array_index (actors, i), "name");
      g_autofree char *folded = mlg_fold (name != NULL ? name : "");

      if (g_str_has_prefix (folded, needle) != within)
        add_actor (list, g_ptr_array_index (actors, i));
    }
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

      g_autoptr(GPtrArray) actors = mlg_project_search (mlg_view_get_project (MLG_VIEW (self)), mlg_schema_find (MLG_ENTITY_ACTOR),
                                                        text, MAX_ACTORS);

      add_actors (list, actors, text, FALSE);
      for (guint i = 0; i < found->len; i++)
        add_row (list, g_ptr_array_index (found, i));
      add_actors (list, actors, text, TRUE);
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
  MlgRecord *record = row != NULL ? g_object_get_data (G_OBJECT (row), "actor") : NULL;
  MlgId actor;

  if (place == NULL && record == NULL)
    return;

  if (record != NULL)
    actor = *mlg_record_get_id (record);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->go_to));
  if (place != NULL)
    mlg_map_outline_show_place (self, place);
  else
    mlg_map_view_go_to (self, &actor);
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
