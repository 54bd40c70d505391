/* The map in words: lengths, surfaces, and what is in sight, for those who do not see it. */

#include "ui/map/mlg-map-tools.h"

#include <math.h>
#include <glib/gi18n-lib.h>

#include "model/mlg-text.h"

#define TELL_AFTER 250           /* milliseconds without a change */

char *
mlg_map_dup_length (double km)
{
  if (km < 1)
    return g_strdup_printf (_("%.0f m"), km * 1000);
  /* 15 km, not 15.0 km: a whole number was asked for. */
  return km < 100 && fabs (km - round (km)) >= 0.05 ? g_strdup_printf (_("%.1f km"), km) : g_strdup_printf (_("%.0f km"), km);
}

char *
mlg_map_dup_surface (double km2)
{
  if (km2 < 1)
    return g_strdup_printf (_("%.1f ha"), km2 * 100);
  return km2 < 100 ? g_strdup_printf (_("%.1f km²"), km2) : g_strdup_printf (_("%.0f km²"), km2);
}

static guint
count_in_sight (MlgMapView *self)
{
  MlgMapLayout *layout = mlg_map_canvas_get_layout (self->canvas);
  guint n = 0;

  for (guint i = 0; layout != NULL && i < layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);

      if (mark->x >= 0 && mark->y >= 0 && mark->x <= layout->frame.width && mark->y <= layout->frame.height)
        n += MAX (mark->n, 1);
    }
  return n;
}

static char *
dup_selection (MlgMapView *self)
{
  MlgFocus *focus = mlg_view_get_focus (MLG_VIEW (self));
  g_autoptr(GArray) ids = mlg_focus_dup_selection (focus);
  g_autofree char *count = mlg_format_count (ids->len);

  if (ids->len == 0)
    return g_strdup (_("nobody"));
  if (ids->len == 1)
    return mlg_project_dup_title (mlg_view_get_project (MLG_VIEW (self)), mlg_focus_get_entity (focus), &g_array_index (ids, MlgId, 0));
  return g_strdup_printf (ngettext ("%s actor", "%s actors", ids->len), count);
}

static gboolean
tell_cb (gpointer data)
{
  MlgMapView *self = data;
  g_autofree char *count = mlg_format_count (count_in_sight (self));
  g_autofree char *selection = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  self->tools->tell_source = 0;
  if (mlg_map_canvas_get_index (self->canvas) == NULL || mlg_view_get_focus (MLG_VIEW (self)) == NULL)
    return G_SOURCE_REMOVE;

  selection = dup_selection (self);
  sentence = mlg_map_describe (mlg_map_canvas_get_index (self->canvas));
  text = g_strdup_printf (_("%s. In sight: %s. Selected: %s."), sentence, count, selection);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return G_SOURCE_REMOVE;
}

/* Once it rests: a screen reader would otherwise be told of each step of a flight. */
void
mlg_map_tell_soon (MlgMapView *self)
{
  if (self->tools == NULL)
    return;

  g_clear_handle_id (&self->tools->tell_source, g_source_remove);
  self->tools->tell_source = g_timeout_add (TELL_AFTER, tell_cb, self);
}

static char *
dup_mark_words (MlgMapView       *self,
                const MlgMapMark *mark)
{
  g_autoptr(GArray) spots = mlg_map_layout_list (mlg_map_canvas_get_layout (self->canvas), mark);
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  g_autofree char *count = mlg_format_count (spots->len);

  if (mark->kind == MLG_MARK_SPOT)
    {
      g_autofree char *lines = mlg_map_view_describe (self, mark->spot);
      g_auto(GStrv) parts = g_strsplit (lines, "\n", -1);

      return g_strjoinv (", ", parts);
    }
  if (mark->group != MLG_MAP_NONE)
    return g_strdup_printf ("%s (%s)", ((MlgMapGroup *) g_ptr_array_index (mlg_map_index_get_groups (index), mark->group))->name, count);
  return g_strdup_printf (ngettext ("%s actor here", "%s actors here", spots->len), count);
}

void
mlg_map_tell_mark (MlgMapView       *self,
                   const MlgMapMark *mark)
{
  MlgMapIndex *index = mlg_map_canvas_get_index (self->canvas);
  g_autofree char *words = mark != NULL ? dup_mark_words (self, mark) : index != NULL ? mlg_map_describe (index) : NULL;

  if (words != NULL)
    gtk_label_set_label (GTK_LABEL (self->summary), words);
}
