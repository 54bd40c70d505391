/* Every screen of the window. */

#pragma once

#include "model/mlg-schema.h"

/* Container: give back; the names are lent. */
static inline GPtrArray *
list_screens (void)
{
  static const char *const made[] = { "directory", "map", "partnerships", "monographs", "duplicates", "importing", "exporting", "share",
                                      "merge", "conflicts", "history", "privacy" };
  guint n;
  const MlgEntity *const *entities = mlg_schema_get_entities (&n);
  GPtrArray *screens = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    g_ptr_array_add (screens, (gpointer) made[i]);
  for (guint i = 0; i < n; i++)
    if (entities[i]->stage != MLG_STAGE_INSIDE)
      g_ptr_array_add (screens, (gpointer) entities[i]->name);

  return screens;
}
