/* Who is missing here: areas with how many actors they have. */

#include "territory/mlg-coverage-map.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define MAX_NAMED 8                /* in the sentence */

/* ---- what was counted */

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const MlgPlace *one = ((const MlgCoverageRow *) a)->place, *other = ((const MlgCoverageRow *) b)->place;
  int order = g_utf8_collate (one->name, other->name);

  return order != 0 ? order : strcmp (one->code, other->code);
}

MlgCoverageMap *
mlg_coverage_map_new (MlgPlaceKind  level,
                      gboolean      acting,
                      char         *words,
                      GArray       *rows)
{
  MlgCoverageMap *self = g_new0 (MlgCoverageMap, 1);

  g_array_sort (rows, compare_rows);
  self->level = level;
  self->acting = acting;
  self->words = words;
  self->rows = rows;
  self->of_code = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < rows->len; i++)
    {
      const MlgCoverageRow *row = &g_array_index (rows, MlgCoverageRow, i);

      g_hash_table_insert (self->of_code, (gpointer) row->place->code, GUINT_TO_POINTER (i + 1));
      self->n_missing += (acting ? row->n_acting : row->n_here) == 0;
    }
  g_atomic_ref_count_init (&self->references);
  return self;
}

MlgCoverageMap *
mlg_coverage_map_ref (MlgCoverageMap *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
mlg_coverage_map_unref (MlgCoverageMap *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->words);
  g_array_unref (self->rows);
  g_hash_table_unref (self->of_code);
  g_free (self);
}

const MlgCoverageRow *
mlg_coverage_map_find (const MlgCoverageMap *self,
                       const char           *code)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (self->of_code, code));

  return at > 0 ? &g_array_index (self->rows, MlgCoverageRow, at - 1) : NULL;
}

/* ---- in words */

static const char *
name_level (MlgPlaceKind level,
            guint        n)
{
  switch (level)
    {
    case MLG_PLACE_COMMUNE:
      return ngettext ("commune", "communes", n);
    case MLG_PLACE_EPCI:
      return ngettext ("EPCI", "EPCI", n);
    case MLG_PLACE_DEPARTMENT:
      return ngettext ("département", "départements", n);
    default:
      return ngettext ("région", "régions", n);
    }
}

static char *
list_missing (const MlgCoverageMap *self)
{
  GString *names = g_string_new (NULL);
  guint n_named = 0;

  for (guint i = 0; i < self->rows->len && n_named < MAX_NAMED; i++)
    {
      const MlgCoverageRow *row = &g_array_index (self->rows, MlgCoverageRow, i);

      if ((self->acting ? row->n_acting : row->n_here) > 0)
        continue;
      g_string_append_printf (names, "%s%s", n_named > 0 ? ", " : "", row->place->name);
      n_named++;
    }
  if (self->n_missing > n_named)
    {
      guint left = self->n_missing - n_named;

      g_string_append_c (names, ' ');
      g_string_append_printf (names, ngettext ("and %u other", "and %u others", left), left);
    }
  return g_string_free (names, FALSE);
}

char *
mlg_coverage_map_describe (const MlgCoverageMap *self)
{
  /* Translators: an actor of this theme, category or family. */
  g_autofree char *who = self->words != NULL ? g_strdup_printf (_("actor “%s”"), self->words) : g_strdup (_("actor"));
  g_autofree char *names = NULL;

  if (self->rows->len == 0)
    return g_strdup (_("There is no area to count here."));
  if (self->n_missing == 0)
    /* Translators: « Il y a au moins un acteur « Alimentation » dans chaque commune (27) ». */
    return g_strdup_printf (_("There is at least one %s in each %s (%u)."), who, name_level (self->level, 1), self->rows->len);

  names = list_missing (self);
  if (self->acting)
    /* Translators: « Aucun acteur « Alimentation » n’intervient dans 12 communes sur 27 : Saugues, Grèzes ». */
    return g_strdup_printf (_("No %s intervenes in %u %s out of %u: %s"), who, self->n_missing, name_level (self->level, self->n_missing),
                            self->rows->len, names);
  return g_strdup_printf (_("No %s in %u %s out of %u: %s"), who, self->n_missing, name_level (self->level, self->n_missing),
                          self->rows->len, names);
}
