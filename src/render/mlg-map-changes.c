/* What is new, gone, changed or stronger on the map. */

#include "render/mlg-map-changes.h"

#include <glib/gi18n-lib.h>

#include "render/mlg-graph-marks.h"

const char *
mlg_map_change_get_name (MlgSpotChange change)
{
  static const char *const names[] = {
    [MLG_SPOT_SAME] = "", [MLG_SPOT_NEW] = NC_("comparison", "New"), [MLG_SPOT_GONE] = NC_("comparison", "Gone"),
    [MLG_SPOT_CHANGED] = NC_("comparison", "Changed"), [MLG_SPOT_STRONGER] = NC_("comparison", "Strengthened"),
  };

  return change != MLG_SPOT_SAME ? g_dpgettext2 (GETTEXT_PACKAGE, "comparison", names[change]) : "";
}

void
mlg_map_change_draw_sign (cairo_t       *cr,
                          const MlgInk  *ink,
                          MlgSpotChange  change,
                          double         x,
                          double         y)
{
  static const guint marks[] = {
    [MLG_SPOT_SAME] = MLG_MARK_NONE, [MLG_SPOT_NEW] = MLG_MARK_NEW, [MLG_SPOT_GONE] = MLG_MARK_GONE,
    [MLG_SPOT_CHANGED] = MLG_MARK_CHANGED, [MLG_SPOT_STRONGER] = MLG_MARK_STRONGER,
  };

  mlg_mark_draw_sign (cr, ink, marks[change], x, y);
}

GArray *
mlg_map_scene_list_changed (MlgMapScene *scene)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < scene->spots->len; i++)
    if (g_array_index (scene->spots, MlgSpot, i).change != MLG_SPOT_SAME)
      g_array_append_val (spots, i);
  return spots;
}

/* Of a mark that stands for many: that there is something to see when it is opened. */
static MlgSpotChange
get_change (MlgMapLayout     *layout,
            const MlgMapLook *look,
            const MlgMapMark *mark)
{
  if (mark->kind == MLG_MARK_CLUSTER)
    return mlg_map_chosen_has_in (look->changed, mark->cluster) ? MLG_SPOT_CHANGED : MLG_SPOT_SAME;
  if (mark->kind == MLG_MARK_MANY)
    return mlg_map_chosen_has_class (look->changed, mark->group, mark->sign.class) ? MLG_SPOT_CHANGED : MLG_SPOT_SAME;
  return g_array_index (mlg_map_index_get_scene (layout->index)->spots, MlgSpot, mark->spot).change;
}

void
mlg_map_draw_changes (cairo_t          *cr,
                      MlgMapLayout     *layout,
                      const MlgMapLook *look)
{
  GArray *spots = mlg_map_index_get_scene (layout->index)->spots;

  for (guint i = 0; i < layout->marks->len; i++)
    {
      const MlgMapMark *mark = &g_array_index (layout->marks, MlgMapMark, i);
      MlgSpotChange change = get_change (layout, look, mark);
      double aside = mark->radius * 0.8;

      if (change != MLG_SPOT_SAME)
        mlg_map_change_draw_sign (cr, look->ink, change, mark->x + aside, mark->y - aside);
      else if (mark->kind == MLG_MARK_SPOT && g_array_index (spots, MlgSpot, mark->spot).undated)
        mlg_mark_draw_undated (cr, look->ink, mark->x + aside, mark->y + aside);
    }
}
