/* « Qui manque ici ? »: a theme, a category or a family counted by area, as a shaded layer and a
 * sentence; a click on an area says who is there, and adds somebody.
 *
 *   choices → choice → counted (mlg-map-missing-count.c) → layer of the canvas, sentence, poster
 */

#include "ui/map/mlg-map-missing-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#include "render/mlg-map-coverage.h"
#include "territory/mlg-ground.h"

#define RECOUNT_DELAY 400          /* ms after the map has moved */
#define WIDTH         330

const MlgPlaceKind mlg_map_missing_levels[MLG_MAP_MISSING_LEVELS] = {
  MLG_PLACE_COMMUNE, MLG_PLACE_EPCI, MLG_PLACE_DEPARTMENT, MLG_PLACE_REGION
};

static void
clear_counted (gpointer data)
{
  g_free (((Counted *) data)->term);
}

static void
missing_free (gpointer data)
{
  MlgMapMissing *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->working);
  g_clear_pointer (&self->read, mlg_project_coverage_free);
  g_clear_pointer (&self->map, mlg_coverage_map_unref);
  g_clear_pointer (&self->choice.shown, g_hash_table_unref);
  g_array_unref (self->counted);
  g_ptr_array_unref (self->perimeters);
  g_free (self);
}

MlgMapMissing *
mlg_map_missing_of (MlgMapView *view)
{
  return g_object_get_data (G_OBJECT (view), "mlg-missing");
}

const MlgCoverageMap *
mlg_map_missing_get (MlgMapView *view)
{
  MlgMapMissing *self = mlg_map_missing_of (view);

  return self != NULL ? self->map : NULL;
}

gboolean
mlg_map_missing_is_shown (MlgMapMissing *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->shown));
}

/* ---- what may be chosen */

static void
add_counted (MlgMapMissing       *self,
             GtkStringList *words,
             MlgCoverageBy  by,
             const char    *kind)
{
  GArray *terms = mlg_project_coverage_get_terms (self->read, by);

  for (guint i = 0; i < terms->len; i++)
    {
      const MlgCoverageTerm *term = &g_array_index (terms, MlgCoverageTerm, i);
      Counted one = { by, g_strdup (term->term) };
      g_autofree char *line = g_strdup_printf ("%s – %s (%u)", kind, term->label, term->n);

      g_array_append_val (self->counted, one);
      gtk_string_list_append (words, line);
    }
}

static void
fill_what (MlgMapMissing *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)), found = 0;
  Counted everyone = { MLG_COVERAGE_BY_EVERYONE, NULL }, before = everyone;

  if (chosen < self->counted->len)
    before = g_array_index (self->counted, Counted, chosen);
  before.term = g_strdup (before.term);
  g_array_set_size (self->counted, 0);
  g_array_append_val (self->counted, everyone);
  gtk_string_list_append (words, _("All actors"));
  add_counted (self, words, MLG_COVERAGE_BY_THEME, _("Theme"));
  add_counted (self, words, MLG_COVERAGE_BY_CATEGORY, _("Category"));
  add_counted (self, words, MLG_COVERAGE_BY_FAMILY, _("Family"));
  for (guint i = 0; i < self->counted->len; i++)
    if (g_array_index (self->counted, Counted, i).by == before.by && g_strcmp0 (g_array_index (self->counted, Counted, i).term, before.term) == 0)
      found = i;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->what), G_LIST_MODEL (words));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->what), found);
  g_object_unref (words);
  g_free (before.term);
}

static void
add_perimeter (MlgMapMissing        *self,
               GtkStringList  *words,
               const MlgPlace *place)
{
  g_autofree char *label = NULL;

  if (place == NULL || g_ptr_array_find (self->perimeters, place, NULL))
    return;

  label = mlg_place_dup_label (place);
  g_ptr_array_add (self->perimeters, (gpointer) place);
  gtk_string_list_append (words, label);
}

/* A territory of the file that is chosen, in the list or a sheet. */
static const MlgPlace *
find_chosen (MlgMapMissing *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self->view));
  const MlgEntity *entity = mlg_focus_get_entity (focus);
  const MlgId *id = mlg_focus_get_id (focus);
  g_autoptr(MlgRecord) record = NULL;
  const char *code, *name;
  const MlgPlace *place = NULL;
  MlgPlaceKind kind;

  if (entity == NULL || id == NULL || strcmp (entity->name, "territory") != 0)
    return NULL;
  record = mlg_project_get_record (mlg_view_get_project (MLG_VIEW (self->view)), entity, id);
  if (record == NULL || mlg_record_get_named (record, "kind") == NULL || !mlg_place_kind_from_id (mlg_record_get_named (record, "kind"), &kind))
    return NULL;

  code = mlg_record_get_named (record, "insee_code");
  name = mlg_record_get_named (record, "name");
  if (code == NULL)
    code = mlg_record_get_named (record, "siren");
  if (code != NULL)
    place = mlg_gazetteer_lookup (kind, code);
  return place == NULL && name != NULL ? mlg_gazetteer_match (name, NULL, 1u << kind, NULL) : place;
}

/* What is in sight; the territory that is chosen; what holds the middle of the map. */
static void
fill_where (MlgMapMissing *self)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->where)), found = 0;
  const MlgPlace *before = chosen < self->perimeters->len ? self->perimeters->pdata[chosen] : NULL, *town;
  MlgMapFrame frame;
  double lat, lon;
  gboolean is_sure;

  mlg_map_canvas_get_frame (self->view->canvas, &frame);
  mlg_mercator_unproject ((MlgMercator) { (gint32) frame.x, (gint32) frame.y }, &lat, &lon);
  town = mlg_ground_find_town (lat, lon, &is_sure);
  g_ptr_array_set_size (self->perimeters, 0);
  g_ptr_array_add (self->perimeters, NULL);
  gtk_string_list_append (words, _("What the map shows"));
  add_perimeter (self, words, before);
  add_perimeter (self, words, find_chosen (self));
  if (town != NULL)
    {
      add_perimeter (self, words, mlg_gazetteer_lookup (MLG_PLACE_EPCI, town->epci));
      add_perimeter (self, words, mlg_gazetteer_lookup (MLG_PLACE_DEPARTMENT, town->department));
      add_perimeter (self, words, mlg_gazetteer_lookup (MLG_PLACE_REGION, town->region));
    }
  add_perimeter (self, words, mlg_gazetteer_lookup (MLG_PLACE_COUNTRY, "FR"));
  for (guint i = 0; i < self->perimeters->len; i++)
    if (self->perimeters->pdata[i] == before)
      found = i;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->where), G_LIST_MODEL (words));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->where), found);
  g_object_unref (words);
}

/* What can be told apart at this zoom, until somebody chooses. */
static void
propose_level (MlgMapMissing *self)
{
  MlgMapFrame frame;
  guint level;

  mlg_map_canvas_get_frame (self->view->canvas, &frame);
  level = frame.zoom >= 8.5 ? 0 : frame.zoom >= 7.2 ? 1 : 2;
  if (level < 2 && !mlg_map_coverage_is_known (mlg_map_missing_levels[level]))
    level = 2;
  if (!self->level_chosen)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->level), level);
}

/* ---- counting */

void
mlg_map_missing_fill (MlgMapMissing *self)
{
  self->filling = TRUE;
  fill_what (self);
  self->filling = FALSE;
}

static gboolean
recount_cb (gpointer data)
{
  MlgMapMissing *self = data;

  self->source = 0;
  mlg_map_missing_recount (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (MlgMapMissing *self)
{
  if (self->filling)
    return;
  /* Whoever changes a choice wants to see it. */
  if (!mlg_map_missing_is_shown (self))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->shown), TRUE);
  else
    mlg_map_missing_recount (self);
}

static void
level_changed_cb (MlgMapMissing *self)
{
  self->level_chosen |= !self->filling;
  changed_cb (self);
}

static void
shown_cb (MlgMapMissing *self)
{
  self->filling = TRUE;
  if (mlg_map_missing_is_shown (self))
    propose_level (self);
  self->filling = FALSE;
  mlg_map_missing_recount (self);
}

static void
moved_cb (MlgMapMissing *self)
{
  if (self->map == NULL || self->choice.perimeter != NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (RECOUNT_DELAY, recount_cb, self);
}

void
mlg_map_missing_detach (MlgMapView *view)
{
  MlgMapMissing *self = mlg_map_missing_of (view);

  self->filling = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  g_clear_pointer (&self->map, mlg_coverage_map_unref);
}

/* When the scene of the map is made again: the project or the filters have changed. */
void
mlg_map_missing_refresh (MlgMapView *view)
{
  MlgMapMissing *self = mlg_map_missing_of (view);

  if (self == NULL)
    return;
  self->stale = self->working != NULL;
  g_clear_pointer (&self->read, mlg_project_coverage_free);
  if (self->map != NULL || self->working != NULL)
    mlg_map_missing_recount (self);
}

/* ---- an area that is clicked */

typedef struct
{
  MlgMapView *view;
  double      x, y;
  char       *code;
} Clicked;

static void
clicked_free (gpointer   data,
              GClosure  *closure)
{
  g_free (((Clicked *) data)->code);
  g_free (data);
}

static void
select_cb (GtkButton *button,
           Clicked   *clicked)
{
  MlgMapMissing *self = mlg_map_missing_of (clicked->view);
  g_autoptr(GArray) ids = NULL;

  if (self->read == NULL)
    return;
  ids = mlg_project_coverage_list (self->read, &self->choice, clicked->code);
  mlg_map_popover_close (clicked->view);
  mlg_focus_select_many (mlg_view_get_focus (MLG_VIEW (clicked->view)), mlg_schema_find (MLG_ENTITY_ACTOR), ids);
}

static void
add_here_cb (GtkButton *button,
             Clicked   *clicked)
{
  mlg_map_popover_place (clicked->view, clicked->x, clicked->y);
}

static GtkWidget *
add_command (GtkWidget     *box,
             const char    *words,
             GCallback      func,
             const Clicked *clicked)
{
  GtkWidget *button = gtk_button_new_with_label (words);
  Clicked *own = g_new (Clicked, 1);

  *own = *clicked;
  own->code = g_strdup (clicked->code);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  g_signal_connect_data (button, "clicked", func, own, clicked_free, 0);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
open_area (MlgMapMissing              *self,
           const MlgCoverageRow *row,
           double                x,
           double                y)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *label = mlg_place_dup_label (row->place);
  g_autofree char *heading = self->map->words != NULL ? g_strdup_printf ("%s – %s", label, self->map->words) : g_strdup (label);
  g_autofree char *here = g_strdup_printf (ngettext ("%u actor situated here", "%u actors situated here", row->n_here), row->n_here);
  g_autofree char *acting = g_strdup_printf (ngettext ("%u actor situated or intervening here", "%u actors situated or intervening here", row->n_acting), row->n_acting);
  Clicked clicked = { self->view, x, y, (char *) row->place->code };
  GtkWidget *title = gtk_label_new (heading);
  guint n = self->choice.acting ? row->n_acting : row->n_here;

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (box), title);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *line = gtk_label_new (i == 0 ? here : acting);

      gtk_label_set_xalign (GTK_LABEL (line), 0);
      gtk_widget_set_margin_start (line, 6);
      gtk_box_append (GTK_BOX (box), line);
    }
  if (n > 0)
    add_command (box, ngettext ("Choose this actor", "Choose these actors", n), G_CALLBACK (select_cb), &clicked);
  if (!mlg_project_is_read_only (mlg_view_get_project (MLG_VIEW (self->view))))
    add_command (box, _("Add an actor here"), G_CALLBACK (add_here_cb), &clicked);
  gtk_popover_popup (GTK_POPOVER (mlg_map_popover_open (self->view, box, x, y)));
}

gboolean
mlg_map_missing_click (MlgMapView *view,
                       double      x,
                       double      y)
{
  MlgMapMissing *self = mlg_map_missing_of (view);
  const MlgPlace *town;
  const MlgCoverageRow *row;
  MlgMapFrame frame;
  double lat, lon;
  gboolean is_sure;

  if (self == NULL || self->map == NULL)
    return FALSE;

  mlg_map_canvas_get_frame (view->canvas, &frame);
  mlg_mercator_unproject (mlg_map_frame_from_screen (&frame, x, y), &lat, &lon);
  town = mlg_ground_find_town (lat, lon, &is_sure);
  row = town == NULL ? NULL : mlg_coverage_map_find (self->map, self->choice.level == MLG_PLACE_COMMUNE ? town->code
                                                              : self->choice.level == MLG_PLACE_EPCI ? town->epci
                                                              : self->choice.level == MLG_PLACE_DEPARTMENT ? town->department : town->region);
  if (row == NULL)
    return FALSE;

  open_area (self, row, x, y);
  return TRUE;
}

/* ---- life */

static GtkWidget *
add_choice (GtkWidget  *box,
            const char *words,
            GtkWidget  *control)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), control);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  return control;
}

static void
opened_cb (GtkWidget  *popover,
           GParamSpec *pspec,
           MlgMapMissing    *self)
{
  if (!gtk_widget_get_visible (popover) || mlg_view_get_project (MLG_VIEW (self->view)) == NULL)
    return;

  mlg_map_missing_read (self);
  self->filling = TRUE;
  fill_where (self);
  if (!mlg_map_missing_is_shown (self))
    propose_level (self);
  self->filling = FALSE;
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   data)
{
  MlgMapMissing *self = data;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->shown), !mlg_map_missing_is_shown (self));
  return TRUE;
}

static GtkWidget *
make_panel (MlgMapMissing *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkExpression *words = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_widget_set_size_request (box, WIDTH, -1);
  self->shown = gtk_check_button_new_with_mnemonic (_("_Show it on the map (Q)"));
  gtk_box_append (GTK_BOX (box), self->shown);
  self->what = add_choice (box, _("_Who"), gtk_drop_down_new (NULL, words));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->what), TRUE);
  self->level = add_choice (box, _("_By"), gtk_drop_down_new_from_strings ((const char *[]) { _("Communes"), _("EPCI"), _("Départements"), _("Régions"), NULL }));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->level), 2);
  self->where = add_choice (box, _("_In"), gtk_drop_down_new (NULL, NULL));
  self->acting = gtk_check_button_new_with_mnemonic (_("Count _also those who intervene there"));
  gtk_box_append (GTK_BOX (box), self->acting);
  self->sentence = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->sentence), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sentence), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->sentence), 40);
  gtk_label_set_selectable (GTK_LABEL (self->sentence), TRUE);
  gtk_widget_set_visible (self->sentence, FALSE);
  gtk_box_append (GTK_BOX (box), self->sentence);
  return box;
}

void
mlg_map_missing_attach (MlgMapView *view)
{
  MlgMapMissing *self = g_new0 (MlgMapMissing, 1);
  GtkWidget *popover = gtk_popover_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  ShumateViewport *viewport = shumate_map_get_viewport (view->map);
  GtkWidget *tools = gtk_widget_get_parent (view->go_to);

  self->view = view;
  self->counted = g_array_new (FALSE, FALSE, sizeof (Counted));
  g_array_set_clear_func (self->counted, clear_counted);
  self->perimeters = g_ptr_array_new ();
  g_ptr_array_add (self->perimeters, NULL);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _("Who is missing?"));
  gtk_widget_set_tooltip_text (self->button, _("Communes, EPCI, départements or régions where a theme has nobody"));
  gtk_popover_set_child (GTK_POPOVER (popover), make_panel (self));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_box_append (GTK_BOX (tools), self->button);
  g_object_set_data_full (G_OBJECT (view), "mlg-missing", self, missing_free);

  g_signal_connect_swapped (self->shown, "toggled", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->what, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->level, "notify::selected", G_CALLBACK (level_changed_cb), self);
  g_signal_connect_swapped (self->where, "notify::selected", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->acting, "toggled", G_CALLBACK (changed_cb), self);
  g_signal_connect (popover, "notify::visible", G_CALLBACK (opened_cb), self);
  g_signal_connect_data (viewport, "notify::latitude", G_CALLBACK (moved_cb), self, NULL, G_CONNECT_SWAPPED);
  g_signal_connect_data (viewport, "notify::zoom-level", G_CALLBACK (moved_cb), self, NULL, G_CONNECT_SWAPPED);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("q"), gtk_callback_action_new (key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (view->map), keys);
}
