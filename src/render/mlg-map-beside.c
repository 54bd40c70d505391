/* What stands beside the map, in the same words on screen and on paper. */

#include "render/mlg-map-draw.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"
#include "render/mlg-map-layers.h"

void
mlg_map_draw_scale_bar (cairo_t           *cr,
                        MlgMapText        *text,
                        const MlgInk      *ink,
                        const MlgMapFrame *frame,
                        double             x,
                        double             y,
                        double             max_width)
{
  double metres = mlg_map_frame_get_metres_per_pixel (frame);
  double length = pow (10, floor (log10 (max_width * metres)));
  g_autofree char *label = NULL;
  double width, text_width, text_height;

  if (length * 5 <= max_width * metres)
    length *= 5;
  else if (length * 2 <= max_width * metres)
    length *= 2;
  width = length / metres;
  label = length >= 1000 ? g_strdup_printf ("%.0f km", length / 1000) : g_strdup_printf ("%.0f m", length);

  cairo_new_path (cr);
  mlg_ink_set_colour (cr, &ink->land, 0.8);
  cairo_set_line_width (cr, 4);
  cairo_move_to (cr, x, y - 5);
  cairo_line_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_line_to (cr, x + width, y - 5);
  cairo_stroke_preserve (cr);
  mlg_ink_set_colour (cr, &ink->text, 0.85);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
  mlg_map_text_measure (text, MLG_HAND_TOWN, label, &text_width, &text_height);
  mlg_map_text_draw (text, cr, MLG_HAND_TOWN, label, x + (width - text_width) / 2, y - text_height - 3);
}

/* Takes @words. Nothing is said of what there is none of. */
static void
add_part (GPtrArray *parts,
          guint      n,
          char      *words)
{
  if (n > 0)
    g_ptr_array_add (parts, words);
  else
    g_free (words);
}

/* Initiatives and events, after the actors. */
static char *
add_others (MlgMapIndex *index,
            char        *sentence)
{
  guint counts[MLG_MAP_CATEGORIES];
  g_autofree char *words = sentence;
  g_autofree char *initiatives = NULL, *events = NULL;

  mlg_map_index_count_classes (index, counts);
  initiatives = mlg_format_count (counts[MLG_MAP_INITIATIVES]);
  events = mlg_format_count (counts[MLG_MAP_EVENTS]);
  if (counts[MLG_MAP_INITIATIVES] > 0)
    {
      g_autofree char *before = g_steal_pointer (&words);
      g_autofree char *more = g_strdup_printf (ngettext ("%s initiative", "%s initiatives", counts[MLG_MAP_INITIATIVES]), initiatives);

      words = g_strdup_printf ("%s · %s", before, more);
    }
  if (counts[MLG_MAP_EVENTS] > 0)
    {
      g_autofree char *before = g_steal_pointer (&words);
      g_autofree char *more = g_strdup_printf (ngettext ("%s event", "%s events", counts[MLG_MAP_EVENTS]), events);

      words = g_strdup_printf ("%s · %s", before, more);
    }
  return g_steal_pointer (&words);
}

char *
mlg_map_describe (MlgMapIndex *index)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  guint n_placed = mlg_map_index_count (index, MLG_SPOT_EXACT) + mlg_map_index_count (index, MLG_SPOT_COMMUNE);
  guint n_area = mlg_map_index_count (index, MLG_SPOT_AREA);
  guint n_nowhere = mlg_map_index_count (index, MLG_SPOT_NOWHERE);
  guint n = n_placed + n_area + n_nowhere;
  g_autofree char *count = mlg_format_count (n);
  g_autofree char *placed = mlg_format_count (n_placed);
  g_autofree char *area = mlg_format_count (n_area);
  g_autofree char *nowhere = mlg_format_count (n_nowhere);
  g_autofree char *total = g_strdup_printf (ngettext ("%s actor", "%s actors", n), count);
  g_autofree char *details = NULL;

  add_part (parts, n_placed, g_strdup_printf (ngettext ("%s placed", "%s placed", n_placed), placed));
  add_part (parts, n_area, g_strdup_printf (_("%s by area of intervention"), area));
  add_part (parts, n_nowhere, g_strdup_printf (_("%s without a precise place"), nowhere));
  if (parts->len == 0)
    return add_others (index, g_steal_pointer (&total));

  g_ptr_array_add (parts, NULL);
  details = g_strjoinv (", ", (char **) parts->pdata);
  /* Translators: « 71 actors: 12 placed, 44 by area of intervention, 15 without a precise place ». */
  return add_others (index, g_strdup_printf (_("%s: %s"), total, details));
}

char *
mlg_map_dup_attribution (MlgMapIndex *index)
{
  g_autofree char *layers = index != NULL ? mlg_map_layers_dup_attribution (mlg_map_index_get_scene (index)->layers) : NULL;

  return g_strconcat (mlg_outlines_get_attribution (), " – ", mlg_gazetteer_get_attribution (), layers != NULL ? " – " : NULL, layers, NULL);
}

/* What the packs made from the official data say, and the same without the editions: every source
 * is named. */
static const struct { const char *full, *brief; } known[] = {
  { "Contours : IGN ADMIN EXPRESS COG 2018 (simplifiés par G. David, remis au découpage 2026) ; chefs-lieux : IGN ADMIN EXPRESS 2020 via ComHisto ; "
    "codes, populations : Insee ; EPCI : DGCL ; codes postaux : La Poste ; estuaires : IGN ADMIN EXPRESS COG CARTO 2025 via COGiter — "
    "Licence Ouverte / Etalab. Fond hors de France : Natural Earth (domaine public).",
    "© IGN (G. David, ComHisto, COGiter), Insee, DGCL, La Poste – Licence Ouverte · Natural Earth" },
};

char *
mlg_map_dup_brief_attribution (MlgMapIndex *index)
{
  const char *communes = mlg_gazetteer_get_attribution ();
  g_autofree char *layers = index != NULL ? mlg_map_layers_dup_attribution (mlg_map_index_get_scene (index)->layers) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (communes, known[i].full) == 0)
      return g_strconcat (known[i].brief, layers != NULL ? " · " : NULL, layers, NULL);
  return mlg_map_dup_attribution (index);
}
