/* What the map shows and what its colours say: the panel « Afficher », the legend, the attribution.
 * The choices are those of the person, kept from one file to the next.
 */

#include "ui/map/mlg-map-view-private.h"

#include <math.h>
#include <string.h>

#include "exchange/mlg-map-layers.h"
#include "exchange/mlg-project-map.h"
#include "render/mlg-map-coverage.h"
#include "render/mlg-map-legend.h"
#include "ui/common/mlg-settings.h"

#define LEGEND_WIDTH   236.0
#define LEGEND_PADDING 10.0
#define LEGEND_SIZE    0.88        /* of the words of the ink */
#define MANY_ACTORS    4000        /* more are read in a thread */
#define MAX_LIT        40          /* outlines; more would be a stain */

/* The bits of what is kept: what is hidden, so that 0 is what a new person sees. */
static GtkWidget **
get_switches (MlgMapView *self,
              GtkWidget **switches)
{
  switches[0] = self->show_actors;
  switches[1] = self->show_places;
  switches[2] = self->show_initiatives;
  switches[3] = self->show_events;
  switches[4] = self->show_ties;
  switches[5] = self->show_names;
  switches[6] = self->show_legend;
  return switches;
}

#define N_SWITCHES 7

static gboolean
is_on (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

static void
keep_choices (MlgMapView *self)
{
  GtkWidget *switches[N_SWITCHES];
  int hidden = 0;

  get_switches (self, switches);
  for (guint i = 0; i < N_SWITCHES; i++)
    hidden |= is_on (switches[i]) ? 0 : 1 << i;
  mlg_settings_set_int ("map-hidden", hidden);
  mlg_settings_set_int ("map-colours", (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->by)));
  /* On the projector it starts folded, whatever was chosen for the desk. */
  if (self->legend_scale == 1)
    mlg_settings_set_int ("map-legend-folded", !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->legend_open)));
}

static void
restore_choices (MlgMapView *self)
{
  GtkWidget *switches[N_SWITCHES];
  int hidden = mlg_settings_get_int ("map-hidden", 0);
  int by = mlg_settings_get_int ("map-colours", MLG_MAP_BY_CATEGORY);

  get_switches (self, switches);
  for (guint i = 0; i < N_SWITCHES; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (switches[i]), (hidden & 1 << i) == 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->by), CLAMP (by, 0, MLG_MAP_N_BYS - 1));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->legend_open), !mlg_settings_get_int ("map-legend-folded", FALSE));
  mlg_map_canvas_set_show (self->canvas, is_on (self->show_ties), is_on (self->show_names));
}

/* ---- from the project to the index */

struct _MlgMapWish
{
  MlgMapChoice  choice;
  gboolean      sorts[MLG_SPOT_EVENT + 1];
  GHashTable   *accepted;      /* MlgId of the actors that pass the filters; NULL: all */
  char         *database;      /* NULL: it can only be read by its project */
  GPtrArray    *layers;        /* MlgMapLayer */
  guint64       n_actors;
  MlgDayRange  *period;        /* NULL: all times */
  MlgComparison *compared;     /* or NULL */
};

MlgMapWish *
mlg_map_show_dup_wish (MlgMapView *self)
{
  MlgMapWish *wish = g_new0 (MlgMapWish, 1);
  MlgStore *store = mlg_project_get_store (mlg_view_get_project (MLG_VIEW (self)));
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  MlgComparison *compared = mlg_focus_get_comparison (focus);

  wish->period = mlg_day_range_copy (mlg_focus_get_period (focus));
  wish->compared = compared != NULL ? mlg_comparison_ref (compared) : NULL;
  wish->choice = (MlgMapChoice) {
    .facts_only = mlg_focus_get_facts_only (focus),
    .by = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->by)),
    .with_initiatives = is_on (self->show_initiatives),
    .with_events = is_on (self->show_events),
    .period = wish->period,
    .compared = wish->compared,
  };
  wish->sorts[MLG_SPOT_ACTOR] = is_on (self->show_actors);
  wish->sorts[MLG_SPOT_PLACE] = is_on (self->show_places);
  wish->sorts[MLG_SPOT_INITIATIVE] = wish->sorts[MLG_SPOT_EVENT] = TRUE;
  wish->accepted = mlg_focus_dup_accepted (mlg_view_get_focus (MLG_VIEW (self)));
  wish->database = mlg_store_dup_path (store);
  wish->layers = mlg_project_map_layers (mlg_view_get_project (MLG_VIEW (self)));
  wish->n_actors = mlg_store_count (store, mlg_schema_find (MLG_ENTITY_ACTOR));
  return wish;
}

void
mlg_map_wish_free (MlgMapWish *wish)
{
  g_clear_pointer (&wish->accepted, g_hash_table_unref);
  g_clear_pointer (&wish->compared, mlg_comparison_unref);
  g_ptr_array_unref (wish->layers);
  g_free (wish->period);
  g_free (wish->database);
  g_free (wish);
}

gboolean
mlg_map_wish_is_large (const MlgMapWish *wish)
{
  return wish->n_actors > MANY_ACTORS && wish->database != NULL;
}

/* Filters are for actors; what hangs on them follows. */
static gboolean
passes (const MlgMapWish *wish,
        MlgMapScene      *scene,
        const MlgSpot    *spot)
{
  if (!wish->sorts[spot->sort])
    return FALSE;
  if (wish->accepted == NULL)
    return TRUE;
  /* Who is no more is on no list. */
  if (spot->change == MLG_SPOT_GONE)
    return TRUE;
  if (spot->sort <= MLG_SPOT_PLACE)
    return g_hash_table_contains (wish->accepted, &spot->id);

  for (guint i = 0; spot->actors != NULL && i < spot->actors->len; i++)
    if (g_hash_table_contains (wish->accepted, &g_array_index (scene->spots, MlgSpot, g_array_index (spot->actors, guint, i)).id))
      return TRUE;
  return FALSE;
}

MlgMapIndex *
mlg_map_wish_fulfil (const MlgMapWish *wish,
                     MlgProject       *project)
{
  g_autoptr(MlgStore) beside = project == NULL ? mlg_store_open (wish->database, MLG_STORE_BESIDE, NULL) : NULL;
  g_autoptr(MlgMapScene) scene = NULL;
  g_autofree guint8 *shown = NULL;
  MlgMapIndex *index;

  if (project == NULL && beside == NULL)
    return NULL;

  scene = mlg_store_map_new (beside != NULL ? beside : mlg_project_get_store (project), &wish->choice);
  g_ptr_array_unref (scene->layers);
  scene->layers = g_ptr_array_ref (wish->layers);
  shown = g_new0 (guint8, MAX (scene->spots->len, 1));
  for (guint i = 0; i < scene->spots->len; i++)
    shown[i] = passes (wish, scene, &g_array_index (scene->spots, MlgSpot, i));
  index = mlg_map_index_new (scene, shown);
  mlg_map_index_get_by_name (index);
  return index;
}

/* ---- what is lit */

void
mlg_map_show_light (MlgMapView *self,
                    GArray     *spots)
{
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  GArray *lit = g_array_new (FALSE, FALSE, sizeof (MlgMapLit));

  for (guint i = 0; i < spots->len && lit->len < MAX_LIT; i++)
    {
      const MlgSpot *spot = mlg_map_view_get_spot (self, g_array_index (spots, guint, i));

      if (spot->areas == NULL || mlg_map_index_find_group (index, g_array_index (spots, guint, i)) != MLG_MAP_NONE)
        continue;
      for (guint k = 0; k < spot->areas->len && lit->len < MAX_LIT; k++)
        {
          const MlgSpotArea *area = &g_array_index (spot->areas, MlgSpotArea, k);
          MlgMapLit one = { .sign = mlg_map_sign_of (mlg_map_index_get_scene (index), spot) };

          if (mlg_area_resolve (area->kind, area->code, area->name, area->lat, area->lon, &one.area) && !one.area.everywhere)
            g_array_append_val (lit, one);
        }
    }
  mlg_map_canvas_set_lit (self->canvas, lit);
}

/* ---- the legend */

/* Of the screen; enlarged when it is projected. */
static double
draw_legend (MlgMapView *self,
             cairo_t    *cr)
{
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  const MlgInk *ink = mlg_ink_get (self->dark ? MLG_INK_DARK : MLG_INK_LIGHT);
  const MlgCoverageMap *coverage = mlg_map_missing_get (self);
  double width = (LEGEND_WIDTH - 2 * LEGEND_PADDING) / LEGEND_SIZE, y;

  if (index == NULL)
    return 0;

  cairo_scale (cr, LEGEND_SIZE, LEGEND_SIZE);
  y = mlg_map_draw_legend_rows (cr, ink, index, is_on (self->show_ties), LEGEND_PADDING / LEGEND_SIZE, 3, width);
  if (coverage != NULL)
    y = mlg_map_draw_coverage_legend (cr, ink, coverage, LEGEND_PADDING / LEGEND_SIZE, y + 8, width);
  return LEGEND_SIZE * y;
}

/* The height is known by drawing it. */
void
mlg_map_show_size_legend (MlgMapView *self)
{
  cairo_surface_t *nothing = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (nothing);
  double height = draw_legend (self, cr) + LEGEND_PADDING / 2;

  cairo_destroy (cr);
  cairo_surface_destroy (nothing);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->legend), (int) (LEGEND_WIDTH * self->legend_scale));
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->legend), (int) ceil (height * self->legend_scale));
  gtk_widget_queue_draw (self->legend);
}

static void
draw_legend_cb (GtkDrawingArea *area,
                cairo_t        *cr,
                int             width,
                int             height,
                gpointer        data)
{
  MlgMapView *self = data;

  cairo_scale (cr, self->legend_scale, self->legend_scale);
  draw_legend (self, cr);
}

/* ---- choices */

static void
drawn_changed_cb (MlgMapView *self)
{
  keep_choices (self);
  mlg_map_canvas_set_show (self->canvas, is_on (self->show_ties), is_on (self->show_names));
  mlg_map_show_size_legend (self);
  mlg_map_view_make_room_soon (self);
}

static void
content_changed_cb (MlgMapView *self)
{
  keep_choices (self);
  if (mlg_view_get_project (MLG_VIEW (self)) != NULL)
    mlg_map_view_refresh_soon (self);
}

static void
follow (MlgMapView *self,
        GtkWidget  *widget,
        const char *signal,
        void      (*callback) (MlgMapView *))
{
  g_signal_connect_object (widget, signal, G_CALLBACK (callback), self, G_CONNECT_SWAPPED);
}

/* ---- where the map comes from */

static void
open_sources_cb (MlgMapView *self)
{
  double x = 0, y = 0;

  gtk_widget_translate_coordinates (self->attribution_button, self->overlay,
                                    gtk_widget_get_width (self->attribution_button) / 2.0, 0, &x, &y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->sources_popover), & (GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->sources_popover));
}

/* Unparented with the others of the overlay. */
static void
make_sources (MlgMapView *self)
{
  self->sources = gtk_label_new (NULL);
  self->sources_popover = gtk_popover_new ();
  gtk_label_set_wrap (GTK_LABEL (self->sources), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->sources), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (self->sources), 56);
  gtk_popover_set_child (GTK_POPOVER (self->sources_popover), self->sources);
  gtk_popover_set_position (GTK_POPOVER (self->sources_popover), GTK_POS_TOP);
  gtk_widget_set_parent (self->sources_popover, self->overlay);
  g_signal_connect_object (self->attribution_button, "clicked", G_CALLBACK (open_sources_cb), self, G_CONNECT_SWAPPED);
}

void
mlg_map_show_attach (MlgMapView *self)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->legend), draw_legend_cb, self, NULL);
  make_sources (self);
  restore_choices (self);

  follow (self, self->show_actors, "toggled", content_changed_cb);
  follow (self, self->show_places, "toggled", content_changed_cb);
  follow (self, self->show_initiatives, "toggled", content_changed_cb);
  follow (self, self->show_events, "toggled", content_changed_cb);
  follow (self, self->by, "notify::selected", content_changed_cb);
  follow (self, self->show_ties, "toggled", drawn_changed_cb);
  follow (self, self->show_names, "toggled", drawn_changed_cb);
  follow (self, self->show_legend, "toggled", drawn_changed_cb);
  follow (self, self->legend_open, "toggled", drawn_changed_cb);
}
