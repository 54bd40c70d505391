/* What a live block shows, in words: for who does not see it. */

#include "exchange/mlg-project-live-private.h"

#include <glib/gi18n-lib.h>

#include "model/mlg-vocabulary.h"
#include "territory/mlg-map-scene.h"

static char *
describe_map (const MlgLive *live)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < live->spots->len; i++)
    {
      const MlgLiveSpot *spot = &g_array_index (live->spots, MlgLiveSpot, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " ; " : "", spot->name);
      if (spot->area_name != NULL)
        g_string_append_printf (text, " (%s)", spot->area_name);
      else if (spot->kind == MLG_SPOT_NOWHERE)
        g_string_append_printf (text, " (%s)", _("no precise place"));
    }
  return g_string_free (text, FALSE);
}

static char *
describe_graph (const MlgLive *live)
{
  GString *text = g_string_new (NULL);
  guint n_alone = 0;

  for (guint i = 0; i < live->edges->len; i++)
    {
      const MlgLiveEdge *edge = &g_array_index (live->edges, MlgLiveEdge, i);
      const char *a = g_array_index (live->nodes, MlgLiveNode, edge->a).name;
      const char *b = g_array_index (live->nodes, MlgLiveNode, edge->b).name;

      if (i > 0)
        g_string_append (text, " ; ");
      if (edge->established)
        g_string_append_printf (text, _("%s works with %s"), a, b);
      else
        g_string_append_printf (text, _("%s and %s (wished)"), a, b);
    }
  for (guint i = 0; i < live->nodes->len; i++)
    {
      gboolean tied = FALSE;

      for (guint k = 0; k < live->edges->len && !tied; k++)
        tied = g_array_index (live->edges, MlgLiveEdge, k).a == i || g_array_index (live->edges, MlgLiveEdge, k).b == i;
      if (tied)
        continue;
      g_string_append (text, n_alone++ > 0 ? ", " : text->len > 0 ? " ; " : "");
      if (n_alone == 1)
        g_string_append (text, _("without partnership here: "));
      g_string_append (text, g_array_index (live->nodes, MlgLiveNode, i).name);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_rows (const MlgLive *live)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < live->rows->len; i++)
    {
      const GPtrArray *row = g_ptr_array_index (live->rows, i);
      gboolean first = TRUE;

      g_string_append (text, i > 0 ? " ; " : "");
      for (guint k = 0; k < row->len; k++)
        {
          const char *cell = g_ptr_array_index (row, k);

          if (cell[0] == '\0')
            continue;
          g_string_append_printf (text, "%s%s", first ? "" : ", ", cell);
          first = FALSE;
        }
    }
  return g_string_free (text, FALSE);
}

static char *
describe_ring (const MlgLive *live)
{
  static const char *const economies[] = { "market", "non_market", "non_monetary" };
  const MlgVocabulary *list = mlg_vocabulary_find ("economy");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      const MlgTerm *term = i < 3 && list != NULL ? mlg_vocabulary_term (list, economies[i]) : NULL;

      g_string_append_printf (text, C_("list", "%s%s: %u"), i > 0 ? ", " : "", term != NULL ? term->ui_label : _("To be qualified"), live->counts[i]);
      if (live->amounts[i] != NULL)
        g_string_append_printf (text, " (%s)", live->amounts[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_moments (const MlgLive *live)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < live->moments->len; i++)
    {
      const MlgLiveMoment *moment = &g_array_index (live->moments, MlgLiveMoment, i);

      g_string_append (text, i > 0 ? " ; " : "");
      if (moment->when != NULL)
        g_string_append_printf (text, C_("moment", "%s: "), moment->when);
      g_string_append (text, moment->what);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_radar (const MlgLive *live)
{
  const MlgLiveSeries *last = live->series->len > 0 ? &g_array_index (live->series, MlgLiveSeries, live->series->len - 1) : NULL;
  GString *text = g_string_new (NULL);

  for (guint i = 0; last != NULL && i < live->criteria->len; i++)
    {
      int level = g_array_index (last->levels, int, i);

      g_string_append_printf (text, C_("list", "%s%s: %s"), i > 0 ? " ; " : "", (const char *) g_ptr_array_index (live->criteria, i),
                              level >= 0 && (guint) level < live->levels->len ? (const char *) g_ptr_array_index (live->levels, level)
                                                                              : _("not told"));
    }
  return g_string_free (text, FALSE);
}

char *
mlg_live_describe (const MlgLive *live)
{
  g_autofree char *content = NULL;

  if (live->problem != NULL)
    return g_strdup (live->problem);

  switch (live->kind)
    {
    case MLG_LIVE_MAP:      content = describe_map (live); break;
    case MLG_LIVE_GRAPH:    content = describe_graph (live); break;
    case MLG_LIVE_RING:     content = describe_ring (live); break;
    case MLG_LIVE_TIMELINE: content = describe_moments (live); break;
    case MLG_LIVE_RADAR:    content = describe_radar (live); break;
    case MLG_LIVE_PHOTO:    return g_strdup (live->caption);
    default:                content = describe_rows (live); break;
    }
  return content[0] == '\0' ? g_strdup (live->caption) : g_strdup_printf (C_("alternative", "%s: %s."), live->caption, content);
}
