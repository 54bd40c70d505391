/* The outline of the territory that is chosen, that the file is narrowed to, or that one has just gone to:
 * the last is lit, then rests. */

#include "ui/map/mlg-map-tools.h"

#include <math.h>
#include <string.h>

#include "exchange/mlg-rows.h"
#include "model/mlg-value.h"
#include "render/mlg-map-background.h"
#include "render/mlg-map-pack.h"

#define FLASH_TIME  1600000      /* microseconds */
#define DEEPEST     13.0
#define TOWN_REACH_KM 14.0

static const MlgMercatorBox *
get_box (const MlgArea *area)
{
  return area->finer != NULL ? &area->finer->box : area->outline != NULL ? &area->outline->box : NULL;
}

static void
fit_area (MlgMapView    *self,
          const MlgArea *area,
          gboolean       gently)
{
  const MlgMercatorBox *box = get_box (area);
  MlgMercatorBox around;
  double lat, lon;
  gint32 reach;

  mlg_mercator_unproject (area->centre, &lat, &lon);
  reach = (gint32) (MAX (area->reach, TOWN_REACH_KM) * mlg_mercator_per_km (lat));
  around = (MlgMercatorBox) { area->centre.x - reach, area->centre.y - reach, area->centre.x + reach, area->centre.y + reach };
  mlg_map_canvas_fit (self->canvas, box != NULL ? box : &around, DEEPEST, gently);
}

static gboolean
flash_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  MlgMapTools *tools = ((MlgMapView *) data)->tools;

  tools->flash = 1 - (gdk_frame_clock_get_frame_time (clock) - tools->flash_start) / (double) FLASH_TIME;
  gtk_widget_queue_draw (widget);
  if (tools->flash > 0)
    return G_SOURCE_CONTINUE;

  tools->flash = 0;
  tools->flash_tick = 0;
  mlg_map_canvas_redraw (((MlgMapView *) data)->canvas);
  return G_SOURCE_REMOVE;
}

static void
flash (MlgMapView *self)
{
  MlgMapTools *tools = self->tools;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->canvas));
  gboolean animated;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animated, NULL);
  if (!animated || clock == NULL)
    return;

  tools->flash = 1;
  tools->flash_start = gdk_frame_clock_get_frame_time (clock);
  if (tools->flash_tick == 0)
    tools->flash_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->canvas), flash_cb, self, NULL);
}

void
mlg_map_outline_clear (MlgMapView *self)
{
  self->tools->has_area = FALSE;
  g_clear_pointer (&self->tools->area_name, g_free);
  mlg_map_canvas_redraw (self->canvas);
}

static void
show_area (MlgMapView    *self,
           const MlgArea *area,
           const char    *name,
           gboolean       stays)
{
  MlgMapTools *tools = self->tools;
  gboolean is_same = tools->has_area && g_strcmp0 (name, tools->area_name) == 0;

  tools->area_stays = stays;
  if (is_same && stays)
    return;

  tools->has_area = !area->everywhere;
  tools->area = *area;
  g_free (tools->area_name);
  tools->area_name = g_strdup (name);
  if (tools->has_area)
    {
      fit_area (self, &tools->area, TRUE);
      flash (self);
      mlg_map_canvas_redraw (self->canvas);
    }
  else
    mlg_map_view_fit_all (self, TRUE);
}

void
mlg_map_outline_show_place (MlgMapView     *self,
                            const MlgPlace *place)
{
  MlgArea area = { 0 };

  if (mlg_area_resolve (mlg_place_kind_get_id (place->kind), place->code, place->name, place->lat, place->lon, &area))
    show_area (self, &area, place->code, FALSE);
}

/* ---- the territory of the focus */

static gboolean
resolve (MlgRecord *territory,
         MlgArea   *area)
{
  const char *code = mlg_record_get_named (territory, "insee_code"), *siren = mlg_record_get_named (territory, "siren");
  const char *place = mlg_record_get_named (territory, "place"), *precision;
  double lat = NAN, lon = NAN;

  *area = (MlgArea) { 0 };
  if (place != NULL)
    mlg_value_get_place (place, &lat, &lon, &precision);
  return mlg_area_resolve (mlg_record_get_named (territory, "kind"), code != NULL ? code : siren, mlg_record_get_named (territory, "name"),
                           lat, lon, area);
}

static gboolean
show_territory (MlgMapView  *self,
                const MlgId *id)
{
  g_autoptr(MlgRecord) record = mlg_project_get_record (mlg_view_get_project (MLG_VIEW (self)), mlg_schema_find ("territory"), id);
  MlgArea area;

  if (record == NULL || !resolve (record, &area))
    return FALSE;

  show_area (self, &area, mlg_record_get_named (record, "name"), TRUE);
  return TRUE;
}

/* ---- the home of the file */

typedef struct
{
  char *place, *territory;
} Home;

static void
clear_home (Home *home)
{
  g_free (home->place);
  g_free (home->territory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Home, clear_home)

static void
take_home (const MlgId       *id,
           const char *const *values,
           gpointer           data)
{
  Home *home = data;

  clear_home (home);
  *home = (Home) { g_strdup (values[0]), g_strdup (values[1]) };
}

gboolean
mlg_map_find_home (MlgMapView  *self,
                   MlgArea     *area,
                   char       **name)
{
  MlgProject *project = mlg_view_get_project (MLG_VIEW (self));
  g_auto(Home) home = { NULL };
  g_autoptr(MlgRecord) territory = NULL;
  const char *precision;
  double lat, lon;
  MlgId id;

  *name = NULL;
  *area = (MlgArea) { 0 };
  if (project == NULL)
    return FALSE;

  mlg_rows_foreach (project, "file_info", (const char *[]) { "place", "territory", NULL }, take_home, &home);
  if (home.territory != NULL && mlg_id_parse (home.territory, &id))
    territory = mlg_project_get_record (project, mlg_schema_find ("territory"), &id);
  if (territory != NULL && (!resolve (territory, area) || area->everywhere))
    g_clear_object (&territory);
  *name = territory != NULL ? mlg_record_dup_title (territory) : NULL;
  if (home.place != NULL && mlg_value_get_place (home.place, &lat, &lon, &precision))
    {
      area->centre = mlg_mercator_project (lat, lon);
      return TRUE;
    }
  return territory != NULL;
}

gboolean
mlg_map_outline_frame_home (MlgMapView *self)
{
  g_autofree char *name = NULL;
  MlgArea area;

  if (!mlg_map_find_home (self, &area, &name))
    return FALSE;

  fit_area (self, &area, FALSE);
  return TRUE;
}

void
mlg_map_outline_follow (MlgMapView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  const MlgEntity *entity = mlg_focus_get_entity (focus);
  const MlgId *id = mlg_focus_get_id (focus);

  if (entity == NULL || id == NULL || strcmp (entity->name, "territory") != 0)
    id = mlg_focus_get_territory (focus);
  if (id != NULL && !mlg_id_is_null (id) && show_territory (self, id))
    return;

  if (self->tools->area_stays)
    mlg_map_outline_clear (self);
}

/* ---- drawing */

static void
add_border (cairo_t           *cr,
            const MlgArea     *area,
            const MlgMapFrame *frame)
{
  double lat, lon, radius, x, y;

  cairo_new_path (cr);
  if (area->finer != NULL)
    mlg_map_add_outline (cr, area->finer, frame);
  else if (area->outline != NULL)
    mlg_map_add_border (cr, area->outline, frame);
  else if (area->reach > 0)
    {
      mlg_mercator_unproject (area->centre, &lat, &lon);
      radius = area->reach * mlg_mercator_per_km (lat) * mlg_map_frame_get_scale (frame);
      mlg_map_frame_to_screen (frame, area->centre, &x, &y);
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
    }
}

static void
draw (MlgMapView        *self,
      cairo_t           *cr,
      const MlgMapFrame *frame)
{
  MlgMapTools *tools = self->tools;
  const MlgInk *ink = mlg_map_canvas_get_ink (self->canvas);
  gboolean is_known = tools->area.finer != NULL || tools->area.outline != NULL;

  if (tools->flash > 0)
    {
      cairo_new_path (cr);
      if (tools->area.finer != NULL)
        mlg_map_add_outline (cr, tools->area.finer, frame);
      else if (tools->area.outline != NULL)
        mlg_map_add_surface (cr, tools->area.outline, frame);
      mlg_ink_set_colour (cr, &ink->selection, 0.3 * tools->flash);
      cairo_fill (cr);
    }

  cairo_save (cr);
  add_border (cr, &tools->area, frame);
  /* Nobody knows its outline: dashed, so that nobody takes the circle for one. */
  if (!is_known)
    cairo_set_dash (cr, (const double[]) { 6, 4 }, 2, 0);
  mlg_ink_set_colour (cr, &ink->paper, 0.8);
  cairo_set_line_width (cr, (5 + 3 * tools->flash) * ink->line_scale);
  cairo_stroke_preserve (cr);
  mlg_ink_set_colour (cr, &ink->selection, 1);
  cairo_set_line_width (cr, (2 + 2 * tools->flash) * ink->line_scale);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* While it is lit, over everything; at rest it hides no name and no mark. */
void
mlg_map_outline_draw (MlgMapView        *self,
                      cairo_t           *cr,
                      const MlgMapFrame *frame)
{
  if (self->tools->has_area && self->tools->flash > 0)
    draw (self, cr, frame);
}

void
mlg_map_outline_draw_under (cairo_t           *cr,
                            const MlgMapFrame *frame,
                            gpointer           view)
{
  MlgMapView *self = view;

  if (self->tools->has_area && self->tools->flash <= 0)
    draw (self, cr, frame);
}
