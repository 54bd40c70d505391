/* One layer in the panel: a box to show it, its name, and behind a button all the rest. Each change is one
 * command of the project, undone like any other. */

#include "ui/map/mlg-map-layers.h"

#include <glib/gi18n-lib.h>

#include "render/mlg-map-layers.h"

#define SWATCH 16

typedef struct
{
  MlgMapView *view;
  MlgId       id;
  char       *colour;
  char      **fields;          /* pairs, of the list of names */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->colour);
  g_strfreev (row->fields);
  g_free (row);
}

static void
set_field (Row        *row,
           const char *name,
           const char *value)
{
  const MlgEntity *entity = mlg_schema_find ("map_layer");
  MlgProject *project = mlg_view_get_project (MLG_VIEW (row->view));
  g_autoptr(MlgRecord) record = project != NULL ? mlg_project_get_record (project, entity, &row->id) : NULL;
  g_autoptr(GError) error = NULL;

  if (value != NULL && *value == '\0')
    value = NULL;
  if (record == NULL || g_strcmp0 (mlg_record_get_named (record, name), value) == 0)
    return;
  if (!mlg_project_set (project, entity, &row->id, mlg_entity_find_field (entity, name), value, &error))
    mlg_view_report (MLG_VIEW (row->view), error);
}

/* ---- shown, order, gone */

static void
shown_cb (GtkCheckButton *check,
          Row            *row)
{
  set_field (row, "shown", gtk_check_button_get_active (check) ? "1" : "0");
}

static void
move (Row      *row,
      gboolean  up)
{
  g_autoptr(GError) error = NULL;

  if (!mlg_project_move_layer (mlg_view_get_project (MLG_VIEW (row->view)), &row->id, up, &error) && error != NULL)
    mlg_view_report (MLG_VIEW (row->view), error);
}

static void
up_cb (GtkButton *button,
       Row       *row)
{
  move (row, TRUE);
}

static void
down_cb (GtkButton *button,
         Row       *row)
{
  move (row, FALSE);
}

static void
delete_cb (GtkButton *button,
           Row       *row)
{
  g_autoptr(GError) error = NULL;

  if (!mlg_project_delete (mlg_view_get_project (MLG_VIEW (row->view)), mlg_schema_find ("map_layer"), &row->id, &error))
    mlg_view_report (MLG_VIEW (row->view), error);
}

static void
look_cb (GtkButton *button,
         Row       *row)
{
  mlg_map_layers_look_at (row->view, &row->id);
}

/* ---- colour */

static void
draw_colour_cb (GtkDrawingArea *area,
                cairo_t        *cr,
                int             width,
                int             height,
                gpointer        data)
{
  MlgMapLayer layer = { .colour = data };
  MlgColour colour;

  mlg_map_get_layer_colour (mlg_ink_get (MLG_INK_LIGHT), &layer, &colour);
  mlg_ink_set_colour (cr, &colour, 1);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0 - 1, 0, 2 * G_PI);
  cairo_fill (cr);
}

static GtkWidget *
make_swatch (const char *colour)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SWATCH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SWATCH);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_colour_cb, g_strdup (colour), g_free);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  return area;
}

static void
colour_cb (GtkToggleButton *button,
           Row             *row)
{
  if (gtk_toggle_button_get_active (button))
    set_field (row, "colour", g_object_get_data (G_OBJECT (button), "colour"));
}

static GtkWidget *
make_colours (Row        *row,
              const char *current)
{
  static const char *const words[] = { N_("Purple"), N_("Blue"), N_("Green"), N_("Brown"), N_("Crimson"), N_("Grey") };
  const char *const *colours = mlg_layer_get_colours ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3), *first = NULL;

  for (guint i = 0; colours[i] != NULL; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), make_swatch (colours[i]));
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (colours[i], current) == 0);
      gtk_widget_set_tooltip_text (button, _(words[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(words[i]), -1);
      g_object_set_data (G_OBJECT (button), "colour", (gpointer) colours[i]);
      g_signal_connect (button, "toggled", G_CALLBACK (colour_cb), row);
      gtk_box_append (GTK_BOX (box), button);
      first = first != NULL ? first : button;
    }
  return box;
}

/* ---- names */

static void
names_cb (GtkDropDown *choice,
          GParamSpec  *pspec,
          Row         *row)
{
  guint chosen = gtk_drop_down_get_selected (choice);

  set_field (row, "name_field", chosen > 0 && chosen != GTK_INVALID_LIST_POSITION ? row->fields[2 * (chosen - 1)] : NULL);
}

static GtkWidget *
make_names (Row        *row,
            const char *current)
{
  const MlgEntity *entity = mlg_schema_find ("map_layer");
  g_autoptr(MlgRecord) record = mlg_project_get_record (mlg_view_get_project (MLG_VIEW (row->view)), entity, &row->id);
  GtkStringList *words = gtk_string_list_new ((const char *[]) { _("None"), NULL });
  GtkWidget *choice;
  guint chosen = 0;

  row->fields = mlg_layer_dup_fields (record != NULL ? mlg_record_get_named (record, "content") : NULL);
  for (guint i = 0; row->fields[i] != NULL; i += 2)
    {
      g_autofree char *word = g_strdup_printf ("%s – %s", row->fields[i], row->fields[i + 1]);

      gtk_string_list_append (words, word);
      if (g_strcmp0 (row->fields[i], current) == 0)
        chosen = i / 2 + 1;
    }
  choice = gtk_drop_down_new (G_LIST_MODEL (words), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), chosen);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (names_cb), row);
  return choice;
}

/* ---- words */

static void
entry_done (GtkWidget *entry,
            Row       *row)
{
  set_field (row, g_object_get_data (G_OBJECT (entry), "field"), gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
entry_left_cb (GtkEventController *controller,
               Row                *row)
{
  entry_done (gtk_event_controller_get_widget (controller), row);
}

static GtkWidget *
make_entry (Row        *row,
            const char *field,
            const char *text,
            const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *controller = gtk_event_controller_focus_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_widget_set_hexpand (entry, TRUE);
  g_object_set_data (G_OBJECT (entry), "field", (gpointer) field);
  g_signal_connect (entry, "activate", G_CALLBACK (entry_done), row);
  g_signal_connect (controller, "leave", G_CALLBACK (entry_left_cb), row);
  gtk_widget_add_controller (entry, controller);
  return entry;
}

static void
attach (GtkWidget  *grid,
        int         at,
        const char *text,
        GtkWidget  *widget)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_grid_attach (GTK_GRID (grid), label, 0, at, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), widget, 1, at, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
}

static GtkWidget *
make_button (const char *text,
             gpointer    callback,
             Row        *row,
             gboolean    sensitive)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_set_sensitive (button, sensitive);
  g_signal_connect (button, "clicked", G_CALLBACK (callback), row);
  return button;
}

static GtkWidget *
make_details (Row                *row,
              const MlgLayerLine *line,
              gboolean            is_first,
              gboolean            is_last)
{
  GtkWidget *grid = gtk_grid_new (), *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  attach (grid, 0, _("Title"), make_entry (row, "title", line->title, NULL));
  attach (grid, 1, _("Colour"), make_colours (row, line->colour));
  attach (grid, 2, _("Names come from"), make_names (row, line->name_field));
  attach (grid, 3, _("Attribution"), make_entry (row, "attribution", line->attribution, _("© whoever made it, year")));
  attach (grid, 4, _("Licence"), make_entry (row, "licence", line->licence, NULL));
  gtk_box_append (GTK_BOX (acts), make_button (_("See it"), look_cb, row, line->shown));
  gtk_box_append (GTK_BOX (acts), make_button (_("Higher"), up_cb, row, !is_first));
  gtk_box_append (GTK_BOX (acts), make_button (_("Lower"), down_cb, row, !is_last));
  gtk_box_append (GTK_BOX (acts), make_button (_("Delete"), delete_cb, row, TRUE));
  gtk_grid_attach (GTK_GRID (grid), acts, 0, 5, 2, 1);
  return grid;
}

static void
unfolded_cb (GtkWidget  *toggle,
             GParamSpec *pspec,
             GtkWidget  *box)
{
  gboolean unfolded = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle));
  GtkWidget *details = g_object_get_data (G_OBJECT (box), "details");
  Row *row = g_object_get_data (G_OBJECT (box), "row");

  gtk_widget_set_visible (details, unfolded);
  if (unfolded)
    row->view->layers->unfolded = row->id;
  else if (mlg_id_equal (&row->view->layers->unfolded, &row->id))
    row->view->layers->unfolded = (MlgId) { 0 };
}

GtkWidget *
mlg_map_layer_row_new (MlgMapView         *self,
                       const MlgLayerLine *line,
                       gboolean            is_first,
                       gboolean            is_last)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_check_button_new (), *title = gtk_label_new (line->title), *toggle = gtk_toggle_button_new ();
  gboolean writable = !mlg_project_is_read_only (mlg_view_get_project (MLG_VIEW (self)));
  GtkWidget *details;

  row->view = self;
  row->id = line->id;
  g_object_set_data_full (G_OBJECT (box), "row", row, row_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), line->shown);
  gtk_widget_set_sensitive (check, writable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, line->title, -1);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_button_set_icon_name (GTK_BUTTON (toggle), "view-more-symbolic");
  gtk_button_set_has_frame (GTK_BUTTON (toggle), FALSE);
  gtk_widget_set_tooltip_text (toggle, _("Colour, names, order, attribution"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Colour, names, order, attribution"), -1);
  gtk_box_append (GTK_BOX (head), check);
  gtk_box_append (GTK_BOX (head), make_swatch (line->colour));
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), toggle);

  details = make_details (row, line, is_first, is_last);
  gtk_widget_set_sensitive (details, writable);
  gtk_widget_set_visible (details, mlg_id_equal (&self->layers->unfolded, &line->id));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), gtk_widget_get_visible (details));
  g_object_set_data (G_OBJECT (box), "details", details);
  gtk_widget_add_css_class (details, "details");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), details);
  g_signal_connect (check, "toggled", G_CALLBACK (shown_cb), row);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (unfolded_cb), box);
  return box;
}
