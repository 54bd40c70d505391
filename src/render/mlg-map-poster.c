/* The map on a sheet.
 *
 *   Title                                   ┌─────────┐     upright, legend, margin and index
 *   what is shown, what is not              │ legend  │     stand under the map instead
 *   ┌───────────────────────────────────┐   │ without │
 *   │                                 N │   │ a place │
 *   │   map                             │   │ index   │
 *   │ ├──┤ 100 km                       │   │         │
 *   └───────────────────────────────────┘   └─────────┘
 *   where outlines and positions come from, who made it, what others may do with it
 *
 * Everything is drawn in pixels of 1/96 inch, as on screen; larger ones on what is read from afar.
 */

#include <math.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "render/mlg-map-background.h"
#include "render/mlg-map-layers.h"
#include "render/mlg-map-pack.h"
#include "render/mlg-map-poster-private.h"

#define POINTS_PER_PIXEL (72.0 / 96.0)
#define A4_LONG    841.89
#define A4_SHORT   595.28
#define A3_SURFACE (1190.56 * 841.89)
#define MARGIN     36.0
#define FOOT_SIZE  9.0
#define NARROW     620.0              /* pixels: below, the legend is left out */
#define MAX_BAND   0.38               /* of the height, under an upright map */
#define MIN_MAP    0.56               /* of the width, beside columns of index */
#define MAX_TOWNS  400                /* names on a map to be written on */
#define N_BLANKS   9

/* ---- measuring, by drawing nowhere */

static cairo_t *
begin_nowhere (void)
{
  cairo_surface_t *nothing = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (nothing);

  cairo_surface_destroy (nothing);
  return cr;
}

double
mlg_map_poster_measure (const char  *text,
                        double       size,
                        PangoWeight  weight,
                        double       width)
{
  cairo_t *cr = begin_nowhere ();
  double height = mlg_map_draw_paragraph (cr, &mlg_ink_get (MLG_INK_PRINT)->text, text, size, weight, 0, 0, width);

  cairo_destroy (cr);
  return height;
}

/* ---- parts */

static void
draw_north (cairo_t      *cr,
            const MlgInk *ink,
            double        x,
            double        y)
{
  cairo_new_path (cr);
  cairo_move_to (cr, x, y - 13);
  cairo_line_to (cr, x + 6, y + 7);
  cairo_line_to (cr, x, y + 3);
  cairo_line_to (cr, x - 6, y + 7);
  cairo_close_path (cr);
  mlg_ink_set_colour (cr, &ink->text, 0.75);
  cairo_fill (cr);
  mlg_map_draw_paragraph (cr, &ink->text, C_("compass", "N"), 12, PANGO_WEIGHT_BOLD, x - 5, y + 9, 20);
}

/* To be filled in: a box, then a line. */
static double
draw_blank_legend (MlgMapPoster *self,
                   cairo_t      *cr,
                   double        x,
                   double        y)
{
  double top = y;

  y += mlg_map_draw_paragraph (cr, &self->ink->text, _("Legend"), 13, PANGO_WEIGHT_BOLD, x, y, MLG_POSTER_COLUMN) + 12;
  for (guint i = 0; i < N_BLANKS && (i < 4 || y + 34 < MAX (self->bottom, top + 200)); i++, y += 34)
    {
      cairo_new_path (cr);
      cairo_rectangle (cr, x, y, 26, 20);
      cairo_move_to (cr, x + 36, y + 20);
      cairo_line_to (cr, x + MLG_POSTER_COLUMN, y + 20);
      mlg_ink_set_colour (cr, &self->ink->faint_text, 0.8);
      cairo_set_line_width (cr, 0.9);
      cairo_stroke (cr);
    }
  return y;
}

double
mlg_map_poster_draw_legend (MlgMapPoster *self,
                            cairo_t      *cr,
                            double        x,
                            double        y)
{
  cairo_t *pen = cr != NULL ? cairo_reference (cr) : begin_nowhere ();

  if (self->sheet.blank)
    y = draw_blank_legend (self, pen, x, y);
  else
    y = mlg_map_draw_legend (pen, self->ink, self->index, !self->sheet.hide_ties, x, y, MLG_POSTER_COLUMN);
  if (self->sheet.coverage != NULL)
    y = mlg_map_draw_coverage_legend (pen, self->ink, self->sheet.coverage, x, y + 10, MLG_POSTER_COLUMN);
  cairo_destroy (pen);
  return y;
}

static void
draw_line_to_fill (MlgMapPoster *self,
                   cairo_t      *cr,
                   const char   *word,
                   double        size,
                   double        x,
                   double        y,
                   double        width)
{
  double gap = 8 + size * 0.62 * g_utf8_strlen (word, -1);

  mlg_map_draw_paragraph (cr, &self->ink->faint_text, word, size, PANGO_WEIGHT_NORMAL, x, y, width);
  cairo_new_path (cr);
  cairo_move_to (cr, x + gap, y + size * 1.25);
  cairo_line_to (cr, x + width, y + size * 1.25);
  mlg_ink_set_colour (cr, &self->ink->faint_text, 0.8);
  cairo_set_line_width (cr, 0.9);
  cairo_stroke (cr);
}

/* Returns where it ended. */
static double
draw_heading (MlgMapPoster *self,
              cairo_t      *cr,
              gboolean      first)
{
  double y = MARGIN * 0.75, width = self->width - 2 * MARGIN;

  if (self->sheet.title != NULL && *self->sheet.title != '\0')
    y += mlg_map_draw_paragraph (cr, &self->ink->text, self->sheet.title, first ? 24 : 15, PANGO_WEIGHT_SEMIBOLD, MARGIN, y, width) + 2;
  else if (self->sheet.blank && first)
    {
      draw_line_to_fill (self, cr, _("Title"), 20, MARGIN, y, width);
      y += 36;
    }

  if (!first)
    y += mlg_map_draw_paragraph (cr, &self->ink->faint_text, _("Index of the map"), 13, PANGO_WEIGHT_NORMAL, MARGIN, y, width);
  else if (self->sheet.subtitle != NULL || !self->sheet.blank)
    y += mlg_map_draw_paragraph (cr, &self->ink->faint_text, self->sheet.subtitle != NULL ? self->sheet.subtitle : self->described,
                                 13, PANGO_WEIGHT_NORMAL, MARGIN, y, width);
  if (self->sheet.blank && first)
    {
      draw_line_to_fill (self, cr, _("Group"), 12, MARGIN, y + 4, width * 0.6);
      draw_line_to_fill (self, cr, _("Date"), 12, MARGIN + width * 0.64, y + 4, width * 0.36);
      y += 26;
    }
  return y + 10;
}

/* ---- the map itself */

static void
draw_town_dot (MlgMapPoster *self,
               cairo_t      *cr,
               double        x,
               double        y)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, 1.4, 0, 2 * G_PI);
  mlg_ink_set_colour (cr, &self->ink->town_name, 0.8);
  cairo_fill (cr);
}

/* As many communes as there is room for, the most populous first: here they are the subject. */
static void
draw_communes (MlgMapPoster *self,
               cairo_t      *cr,
               MlgMapText   *text,
               MlgMapRoom   *room)
{
  MlgMercatorBox box = mlg_map_frame_get_box (&self->frame, 0);
  guint n, n_written = 0;
  const MlgPlace *const *towns = mlg_gazetteer_get_towns (&n);

  for (guint i = 0; i < n && n_written < MAX_TOWNS; i++)
    {
      MlgMercator at = mlg_mercator_project (towns[i]->lat, towns[i]->lon);
      double x, y, width, height;

      if (at.x < box.x0 || at.x > box.x1 || at.y < box.y0 || at.y > box.y1 || towns[i]->precision != MLG_PRECISION_COMMUNE)
        continue;
      mlg_map_frame_to_screen (&self->frame, at, &x, &y);
      mlg_map_text_measure (text, MLG_HAND_TOWN, towns[i]->name, &width, &height);
      for (guint side = 0; side < 2; side++)
        {
          double left = side == 0 ? x + 4 : x - 4 - width;

          if (left < 2 || left + width > self->frame.width - 2 || y < height || y > self->frame.height - height ||
              !mlg_map_room_take (room, MIN (left, x - 3), y - height / 2, width + 8, height))
            continue;
          draw_town_dot (self, cr, x, y);
          mlg_map_text_draw (text, cr, MLG_HAND_TOWN, towns[i]->name, left, y - height / 2);
          n_written++;
          break;
        }
    }
}

static void
draw_faint_actors (MlgMapPoster *self,
                   cairo_t      *cr)
{
  for (guint i = 0; i < self->layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (self->layout->marks, MlgMapMark, i);

      cairo_new_path (cr);
      cairo_arc (cr, mark->x, mark->y, 3.2, 0, 2 * G_PI);
      mlg_ink_set_colour (cr, &self->ink->faint_text, 0.4);
      cairo_fill (cr);
    }
}

static void
draw_territory (MlgMapPoster *self,
                cairo_t      *cr)
{
  if (self->territory.outline == NULL && self->territory.finer == NULL)
    return;

  cairo_new_path (cr);
  if (self->territory.finer != NULL)
    mlg_map_add_outline (cr, self->territory.finer, &self->frame);
  else
    mlg_map_add_border (cr, self->territory.outline, &self->frame);
  mlg_ink_set_colour (cr, &self->ink->text, 0.75);
  cairo_set_line_width (cr, 2 * self->ink->line_scale);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}

static void
draw_blank (MlgMapPoster     *self,
            cairo_t          *cr,
            MlgMapText       *text,
            const MlgMapRect *reserved,
            guint             n_reserved)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (MlgMapRect));
  MlgMapRoom room = { taken };

  g_array_append_vals (taken, reserved, n_reserved);
  if (self->sheet.faint_actors)
    draw_faint_actors (self, cr);
  draw_communes (self, cr, text, &room);
}

static void
draw_records (MlgMapPoster     *self,
              cairo_t          *cr,
              MlgMapText       *text,
              const MlgMapRect *reserved,
              guint             n_reserved)
{
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (MlgMapRect));
  MlgMapLook look = { .ink = self->ink, .text = text, .show_ties = !self->sheet.hide_ties,
                      .show_names = !self->sheet.hide_names && !self->sheet.numbers,
                      .hovered = MLG_MAP_NONE, .hovered_group = MLG_MAP_NONE };

  g_array_append_vals (taken, reserved, n_reserved);
  for (guint i = 0; i < self->tags->len; i++)
    {
      const MlgNumberTag *tag = &g_array_index (self->tags, MlgNumberTag, i);
      MlgMapRect rect = { tag->x, tag->y, tag->width, tag->height };

      g_array_append_val (taken, rect);
    }
  look.reserved = (const MlgMapRect *) taken->data;
  look.n_reserved = taken->len;
  mlg_map_draw_records (cr, self->layout, &look);
  mlg_map_poster_draw_tags (self, cr);
}

static void
draw_map (MlgMapPoster *self,
          cairo_t      *cr)
{
  double width = self->map_width, height = self->map_height, bar = MIN (160, width / 4);
  g_autoptr(MlgMapText) text = mlg_map_text_new (self->ink, FALSE, 1);
  /* The scale, the north; and no name is cut by the frame. */
  const MlgMapRect reserved[] = { { 8, height - 40, bar + 20, 40 }, { width - 36, 4, 36, 50 },
                                  { -1, 0, 2, height }, { width - 1, 0, 2, height }, { 0, -1, width, 2 }, { 0, height - 1, width, 2 } };

  cairo_save (cr);
  cairo_translate (cr, self->map_x, self->map_y);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  mlg_map_draw_background (cr, self->ink, &self->frame);
  if (self->sheet.coverage != NULL)
    mlg_map_draw_coverage (cr, self->ink, &self->frame, self->sheet.coverage);
  if (self->sheet.blank || self->sheet.coverage != NULL)
    mlg_map_draw_layers (cr, self->ink, &self->frame, mlg_map_index_get_scene (self->index)->layers);
  else
    mlg_map_draw_areas (cr, self->ink, &self->frame, self->index);
  draw_territory (self, cr);
  if (self->sheet.blank)
    draw_blank (self, cr, text, reserved, G_N_ELEMENTS (reserved));
  else
    draw_records (self, cr, text, reserved, G_N_ELEMENTS (reserved));
  /* Whatever stands in that corner, the scale can be read. */
  cairo_new_path (cr);
  cairo_rectangle (cr, 6, height - 34, bar + 16, 28);
  mlg_ink_set_colour (cr, &self->ink->paper, 0.8);
  cairo_fill (cr);
  mlg_map_draw_scale_bar (cr, text, self->ink, &self->frame, 14, height - 12, bar);
  draw_north (cr, self->ink, width - 20, 24);
  cairo_restore (cr);

  cairo_new_path (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  mlg_ink_set_colour (cr, &self->ink->hairline, 1);
  cairo_set_line_width (cr, 0.75);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* ---- composition */

/* What is framed when nothing is asked for: most of what has a place, or metropolitan France. */
static MlgMercatorBox
choose_box (MlgMapIndex       *index,
            const MlgMapSheet *sheet)
{
  MlgMercatorBox box = MLG_MERCATOR_BOX_EMPTY;

  if (sheet->box != NULL)
    return *sheet->box;
  if (sheet->territory != NULL && sheet->territory->finer != NULL)
    box = sheet->territory->finer->box;
  else if (sheet->territory != NULL && sheet->territory->outline != NULL)
    box = sheet->territory->outline->box;
  if (mlg_mercator_box_is_empty (&box))
    box = mlg_map_index_get_main_box (index, NULL);
  if (mlg_mercator_box_is_empty (&box))
    box = mlg_outlines_find (MLG_PLACE_COUNTRY, "FR")->box;
  return box;
}

static void
frame_map (MlgMapPoster *self)
{
  self->map_width = MAX (self->map_width, 50);
  self->map_height = MAX (self->map_height, 50);
  self->frame = (MlgMapFrame) { .width = self->map_width, .height = self->map_height };
  mlg_map_frame_fit (&self->frame, &self->box, self->sheet.box != NULL ? 0 : 30, self->sheet.box != NULL ? 18 : 13);
  g_clear_pointer (&self->layout, mlg_map_layout_free);
  self->layout = mlg_map_layout_new (self->index, &self->frame, self->ink);
}

/* Who is on the sheet depends on its frame, and the index on both. */
static void
count_and_list (MlgMapPoster *self)
{
  frame_map (self);
  for (guint i = 0; i < mlg_map_index_get_scene (self->index)->spots->len; i++)
    self->numbers[i] = 0;
  g_array_set_size (self->tags, 0);
  g_array_set_size (self->items, 0);
  g_ptr_array_set_size (self->letters, 0);
  if (self->sheet.blank || !(self->sheet.numbers || self->sheet.index))
    return;
  mlg_map_poster_number (self);
  if (self->sheet.index)
    mlg_map_poster_list (self);
}

/* Beside the map: under the legend, then in up to two columns more. */
static gboolean
fit_index_beside (MlgMapPoster *self,
                  double        legend_bottom)
{
  double whole = self->map_width;

  for (guint more = 0; more < 3; more++)
    {
      double x = self->width - MARGIN - MLG_POSTER_COLUMN;
      MlgIndexColumn columns[3];

      self->map_width = whole - more * (MLG_POSTER_COLUMN + MLG_POSTER_GUTTER);
      if (self->map_width < MIN_MAP * self->width)
        break;
      count_and_list (self);
      self->legend_x = x - more * (MLG_POSTER_COLUMN + MLG_POSTER_GUTTER);
      for (guint i = 0; i <= more; i++)
        {
          double top = i == 0 ? legend_bottom + 14 : self->top;

          columns[i] = (MlgIndexColumn) { 0, self->legend_x + i * (MLG_POSTER_COLUMN + MLG_POSTER_GUTTER), top, self->bottom - top };
        }
      if (mlg_map_poster_set_items (self, columns, more + 1))
        return TRUE;
    }
  self->map_width = whole;
  self->legend_x = self->width - MARGIN - MLG_POSTER_COLUMN;
  return FALSE;
}

static void
compose_lying (MlgMapPoster *self)
{
  gboolean has_column = self->width >= NARROW;
  double legend_bottom = mlg_map_poster_draw_legend (self, NULL, 0, self->top);

  self->map_x = MARGIN;
  self->map_y = self->top;
  self->map_width = self->width - 2 * MARGIN - (has_column ? MLG_POSTER_COLUMN + MLG_POSTER_GUTTER : 0);
  self->map_height = self->bottom - self->top;
  self->legend_x = has_column ? self->width - MARGIN - MLG_POSTER_COLUMN : NAN;
  self->legend_y = self->top;
  if (has_column && self->sheet.index && !self->sheet.blank)
    self->index_here = fit_index_beside (self, legend_bottom);
  if (!self->index_here)
    count_and_list (self);
  self->nowhere_x = self->legend_x;
  self->nowhere_y = legend_bottom + 14;
  self->nowhere_bottom = self->bottom;
}

/* Under the map: the legend, then the margin or the index beside it. */
static void
compose_upright (MlgMapPoster *self)
{
  guint n_columns = (guint) ((self->width - 2 * MARGIN + MLG_POSTER_GUTTER) / (MLG_POSTER_COLUMN + MLG_POSTER_GUTTER));
  double legend = mlg_map_poster_draw_legend (self, NULL, 0, 0), room = self->bottom - self->top;
  double step = (self->width - 2 * MARGIN - MLG_POSTER_COLUMN) / MAX (n_columns - 1, 1);
  g_autofree MlgIndexColumn *columns = g_new0 (MlgIndexColumn, MAX (n_columns, 1));
  double band = legend;

  self->map_x = self->legend_x = MARGIN;
  self->map_y = self->top;
  self->map_width = self->width - 2 * MARGIN;
  for (guint tall = 0; tall < 2; tall++)
    {
      band = tall ? MAX (legend, room * MAX_BAND) : legend;
      self->map_height = room - band - 14;
      self->legend_y = self->top + self->map_height + 14;
      count_and_list (self);
      for (guint i = 1; i < n_columns; i++)
        columns[i - 1] = (MlgIndexColumn) { 0, MARGIN + i * step, self->legend_y, band };
      if (!self->sheet.index || self->sheet.blank)
        break;
      self->index_here = mlg_map_poster_set_items (self, columns, n_columns - 1);
      if (self->index_here)
        break;
    }
  if (self->sheet.index && !self->index_here && band > legend)
    {
      self->map_height = room - legend - 14;
      self->legend_y = self->top + self->map_height + 14;
      count_and_list (self);
    }
  self->nowhere_x = n_columns > 1 ? MARGIN + step : NAN;
  self->nowhere_y = self->legend_y;
  self->nowhere_bottom = self->bottom;
}

/* The index on pages of its own. */
static void
compose_index_pages (MlgMapPoster *self)
{
  guint n = MAX ((guint) ((self->width - 2 * MARGIN + MLG_POSTER_GUTTER) / (MLG_POSTER_COLUMN + MLG_POSTER_GUTTER)), 1);
  double step = n > 1 ? (self->width - 2 * MARGIN - MLG_POSTER_COLUMN) / (n - 1) : 0;
  g_autoptr(GArray) columns = g_array_new (FALSE, FALSE, sizeof (MlgIndexColumn));
  cairo_t *nowhere = begin_nowhere ();
  double top = draw_heading (self, nowhere, FALSE) + 4;

  cairo_destroy (nowhere);
  do
    {
      for (guint i = 0; i < n; i++)
        {
          MlgIndexColumn column = { self->n_pages, MARGIN + i * step, top, self->bottom - top };

          g_array_append_val (columns, column);
        }
      self->n_pages++;
    }
  while (!mlg_map_poster_set_items (self, (const MlgIndexColumn *) columns->data, columns->len) && self->n_pages < 1000);
}

static void
compose (MlgMapPoster *self)
{
  cairo_t *nowhere = begin_nowhere ();

  self->top = draw_heading (self, nowhere, TRUE);
  cairo_destroy (nowhere);
  self->bottom = self->height - MARGIN * 0.7 - 8 -
                 mlg_map_poster_measure (self->attribution, FOOT_SIZE, PANGO_WEIGHT_NORMAL, self->width - 2 * MARGIN);
  self->n_pages = 1;
  if (self->height > self->width && self->width >= NARROW)
    compose_upright (self);
  else
    compose_lying (self);
  if (self->sheet.index && !self->index_here && self->items->len > 0)
    compose_index_pages (self);
}

/* ---- pages */

static void
draw_foot (MlgMapPoster *self,
           cairo_t      *cr)
{
  mlg_map_draw_paragraph (cr, &self->ink->faint_text, self->attribution, FOOT_SIZE, PANGO_WEIGHT_NORMAL,
                          MARGIN, self->bottom + 8, self->width - 2 * MARGIN);
}

static void
draw_first_page (MlgMapPoster *self,
                 cairo_t      *cr)
{
  draw_heading (self, cr, TRUE);
  draw_map (self, cr);
  if (!isnan (self->legend_x))
    mlg_map_poster_draw_legend (self, cr, self->legend_x, self->legend_y);
  if (self->index_here)
    mlg_map_poster_draw_items (self, cr, 0);
  else if (!self->sheet.blank && !isnan (self->nowhere_x))
    mlg_map_draw_nowhere (cr, self->ink, self->index, self->nowhere_x, self->nowhere_y, MLG_POSTER_COLUMN, self->nowhere_bottom);
}

void
mlg_map_poster_draw_page (MlgMapPoster *self,
                          cairo_t      *cr,
                          guint         page)
{
  cairo_save (cr);
  mlg_ink_set_colour (cr, &self->ink->paper, 1);
  cairo_rectangle (cr, 0, 0, self->width * self->unit, self->height * self->unit);
  cairo_fill (cr);
  cairo_scale (cr, self->unit, self->unit);
  if (page == 0)
    draw_first_page (self, cr);
  else
    {
      draw_heading (self, cr, FALSE);
      mlg_map_poster_draw_items (self, cr, page);
    }
  draw_foot (self, cr);
  cairo_restore (cr);
}

guint
mlg_map_poster_get_n_pages (MlgMapPoster *self)
{
  return self->n_pages;
}

/* ---- life */

/* Says also who is not on the sheet at all. */
static char *
describe (MlgMapIndex       *index,
          const MlgMapSheet *sheet)
{
  g_autofree char *sentence = mlg_map_describe (index);
  g_autofree char *count = NULL;
  g_autofree char *outside = NULL;
  guint n_outside = 0;

  if (sheet->box == NULL && sheet->territory == NULL)
    mlg_map_index_get_main_box (index, &n_outside);
  if (n_outside == 0)
    return g_steal_pointer (&sentence);

  count = mlg_format_count (n_outside);
  outside = g_strdup_printf (ngettext ("%s off this sheet", "%s off this sheet", n_outside), count);
  return g_strdup_printf ("%s – %s", sentence, outside);
}

static char *
make_attribution (MlgMapIndex       *index,
                  const MlgMapSheet *sheet)
{
  g_autofree char *sources = mlg_map_dup_attribution (index);
  GString *text = g_string_new (sheet->signature);

  if (sheet->licence != NULL && *sheet->licence != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", sheet->licence);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sources);
  return g_string_free (text, FALSE);
}

static void
clear_tag (gpointer data)
{
  g_free (((MlgNumberTag *) data)->text);
}

static void
clear_item (gpointer data)
{
  g_free (((MlgIndexItem *) data)->text);
}

MlgMapPoster *
mlg_map_poster_new (MlgMapIndex       *index,
                    const MlgMapSheet *sheet)
{
  MlgMapPoster *self = g_new0 (MlgMapPoster, 1);
  double width = sheet->width > 0 ? sheet->width : A4_LONG, height = sheet->height > 0 ? sheet->height : A4_SHORT;

  self->sheet = *sheet;
  self->sheet.title = g_strdup (sheet->title);
  self->sheet.subtitle = g_strdup (sheet->subtitle);
  if (sheet->coverage != NULL)
    self->sheet.coverage = mlg_coverage_map_ref ((MlgCoverageMap *) sheet->coverage);
  if (sheet->territory != NULL)
    self->territory = *sheet->territory;
  self->index = mlg_map_index_ref (index);
  self->box = choose_box (index, sheet);
  self->ink = mlg_ink_get (sheet->theme);
  self->attribution = make_attribution (self->index, sheet);
  self->described = describe (index, sheet);
  /* A wall is read from farther than a table. */
  self->unit = POINTS_PER_PIXEL * MAX (sqrt (sqrt (width * height / A3_SURFACE)), 1);
  self->width = width / self->unit;
  self->height = height / self->unit;
  self->numbers = g_new0 (guint, mlg_map_index_get_scene (index)->spots->len + 1);
  self->tags = g_array_new (FALSE, FALSE, sizeof (MlgNumberTag));
  g_array_set_clear_func (self->tags, clear_tag);
  self->items = g_array_new (FALSE, FALSE, sizeof (MlgIndexItem));
  g_array_set_clear_func (self->items, clear_item);
  self->letters = g_ptr_array_new_with_free_func (g_free);
  compose (self);
  return self;
}

void
mlg_map_poster_free (MlgMapPoster *self)
{
  if (self == NULL)
    return;

  g_free ((char *) self->sheet.title);
  g_free ((char *) self->sheet.subtitle);
  mlg_coverage_map_unref ((MlgCoverageMap *) self->sheet.coverage);
  g_clear_pointer (&self->layout, mlg_map_layout_free);
  mlg_map_index_unref (self->index);
  g_free (self->attribution);
  g_free (self->described);
  g_free (self->numbers);
  g_array_unref (self->tags);
  g_array_unref (self->items);
  g_ptr_array_unref (self->letters);
  g_free (self);
}
