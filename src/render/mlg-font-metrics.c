#include "render/mlg-font-metrics.h"

#include <string.h>

static GMutex lock;

static PangoAttrList *
whole_attributes (PangoLayout *layout)
{
  PangoAttrList *given = pango_layout_get_attributes (layout);
  PangoAttrList *attributes = given != NULL ? pango_attr_list_copy (given) : pango_attr_list_new ();
  const PangoFontDescription *font = pango_layout_get_font_description (layout);

  if (font != NULL)
    pango_attr_list_insert_before (attributes, pango_attr_font_desc_new (font));
  return attributes;
}

void
mlg_font_metrics_learn (PangoLayout *layout)
{
  PangoAttrList *attributes = whole_attributes (layout);
  const char *text = pango_layout_get_text (layout);
  GList *items = pango_itemize (pango_layout_get_context (layout), text, 0, strlen (text), attributes, NULL);

  g_mutex_lock (&lock);
  for (GList *l = items; l != NULL; l = l->next)
    {
      const PangoItem *item = l->data;

      if (item->analysis.font != NULL)
        pango_font_metrics_unref (pango_font_get_metrics (item->analysis.font, item->analysis.language));
    }
  g_mutex_unlock (&lock);

  g_list_free_full (items, (GDestroyNotify) pango_item_free);
  pango_attr_list_unref (attributes);
}

PangoFontMetrics *
mlg_font_metrics_get (PangoContext               *context,
                      const PangoFontDescription *font)
{
  PangoFontMetrics *metrics;

  g_mutex_lock (&lock);
  metrics = pango_context_get_metrics (context, font, NULL);
  g_mutex_unlock (&lock);
  return metrics;
}
